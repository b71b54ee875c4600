"""The page of a client: who they are and how to reach them safely, always in sight; the rest under tabs.

Each tab is a part of its own; nothing here changes a client.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.people import client_page
from welfare_desk.casework.people.client_page import ClientPage, contact_words
from welfare_desk.ui import theme
from welfare_desk.ui.clients import words
from welfare_desk.ui.clients.casework_parts import CasesPart, ConsentPart, LettersPart, MoneyPart
from welfare_desk.ui.clients.claims_part import ClaimsPart
from welfare_desk.ui.clients.papers_part import PapersPart
from welfare_desk.ui.clients.part import Part
from welfare_desk.ui.clients.record_parts import DetailsPart, LookedPart
from welfare_desk.ui.clients.timeline import TimelinePart
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.panes import Beside, Details
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.kit.words import Mark, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

TABS = ("timeline", "cases", "claims", "consent", "letters", "papers", "money", "details", "looked")
_KINDS = {
    "clients",
    "cases",
    "journal",
    "consents",
    "evidence",
    "readings",
    "letters",
    "papers",
    "gains",
    "debts",
    "key_dates",
    "tasks",
    "claims",
}


class ClientScreen(Screen):
    """One client."""

    name, title, rail = "client", "Client", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: ClientPage | None = None
        self._kept = ""
        self.timeline = TimelinePart(self)
        self.parts: tuple[Part, ...] = (
            self.timeline,
            CasesPart(self),
            ClaimsPart(self),
            ConsentPart(self),
            LettersPart(self),
            PapersPart(self),
            MoneyPart(self),
            DetailsPart(self),
            LookedPart(self),
        )
        self.stack = QStackedWidget()
        for part in self.parts:
            self.stack.addWidget(part)
            part.pane_changed.connect(partial(self._fill, part))
        self.details = Details("What is chosen")
        self.tabs = Tabs("Parts of the client's page", [part.words for part in self.parts])
        self.tabs.chosen.connect(self._tab_chosen)
        self._band = Band(self.tabs)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self.stack, self.details))

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        view, glance = page.view, page.glance
        second = "    ".join(part for part in (view.draft.phone, words.practice(view)) if part)
        return Heading(
            view.name,
            words.born(view, glance.age),
            second=second or view.reference,
            acts=(
                Act("Income check", self._income_check, "banknote"),
                Act("Household", self._household, "house"),
                Act("Goals and links", self._goals, "flag"),
                Act("Write a letter", self._any_letter, "mail"),
            ),
            primary=Act("Write note", self.write_note, "pencil"),
        )

    def band(self) -> QWidget:
        return self._band

    def about(self) -> str:
        return self._page.view.name if self._page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        page = self._page
        if page is None:
            return {}
        found: dict[str, Callable[[], object]] = {
            "write-note": self.write_note,
            "open-evidence": self._evidence,
            "who-decides": self._who_decides,
            "legal-power": self._legal_power,
            "crisis": lambda: self.go("crisis", person=page.view.id),
            "goals": self._goals,
            "household": self._household,
            "income-check": self._income_check,
            "special-rules": lambda: self.go("special-rules", person=page.view.id),
            "merge": lambda: self.go("merge", person=page.view.id),
            "other-side": lambda: self.go("conflicts", person=page.view.id),
            "acting": lambda: self.go("acting", person=page.view.id),
            "write-call": lambda: self.go("call", person=page.view.id),
            "mandates": lambda: self.go("mandates", person=page.view.id),
            "write-letter": self._any_letter,
            "circumstances": self._circumstances,
            "give-data": self._give_data,
            "keeping": self._keeping,
        }
        if page.open_cases:
            found |= {"draft-letter": self._draft_letter, "record-decision": self._decision}
        return found

    def arrive(self, **where: Any) -> None:
        """``person``: the id of the client; ``tab``: a word of ``TABS`` to begin at."""
        if where.get("person") != self._where.get("person"):
            self.timeline.note.done()  # whose note it is is known; of whoever comes nothing has been read
            self._page = None
            self.details.clear()
            self.tabs.setCurrentIndex(0)
        self._where = where
        if "tab" in where:
            self.tabs.setCurrentIndex(TABS.index(where["tab"]))
        if self._page is not None:
            self._part().start()
        self._read()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & _KINDS)

    def draft(self) -> object | None:
        typed = self.timeline.note.unsaved()
        return (self._where, typed) if typed else None

    def parting(self) -> object | None:
        return None  # the note is saved as one goes on

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self._where:
            self._kept = draft[1]
            if self._page is not None:
                self._find_again()

    def leave(self) -> bool:
        """Esc first ends the note being written; it is saved."""
        if self.timeline.note.value():
            self.timeline.note.done()
            self.timeline.list.setFocus()
            return True
        return False

    # Showing --------------------------------------------------------------------------------------

    def _read(self) -> None:
        person = self._where["person"]
        self.room.read(self, partial(client_page.page, self.room.desk, person), self._show)

    def _show(self, page: ClientPage) -> None:
        if page.view.id != self._where.get("person"):
            return  # somebody else has been gone to since
        first, self._page = self._page is None, page
        for place, part in enumerate(self.parts):
            part.show_page(page)
            self.tabs.say(place, part.tab_words())
        self._band.show_page(page)
        if first:
            self._part().start()
            self._part().shown()
            self._find_again()
        self._fill(self._part())
        self.heading_changed.emit()

    def _find_again(self) -> None:
        kept, self._kept = self._kept, ""
        self.timeline.find_again(kept)

    def _part(self) -> Part:
        return self.parts[self.stack.currentIndex()]

    def _tab_chosen(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._fill(self._part())
        if self._page is not None:
            self._part().shown()
            if not self.tabs.hasFocus():  # with the arrows one goes on along the tabs
                self._part().start()

    def _fill(self, part: Part) -> None:
        if part is self._part():
            self.details.clear()
            part.fill(self.details)

    # Doing ----------------------------------------------------------------------------------------

    def written(self, changes: Changes) -> None:
        """Something here was saved."""
        self.said.emit(f"Saved {words.clock(self.room.now())}")
        self.wrote.emit(changes)
        self._read()

    def write_note(self) -> None:
        """A new note, with the cursor in it."""
        self.tabs.setCurrentIndex(0)
        self.timeline.note.done()
        self.timeline.note.setFocus()

    def _of_newest_case(self, screen: str, **where: Any) -> None:
        if self._page is not None and self._page.open_cases:
            self.go(screen, case=self._page.open_cases[0].id, **where)

    def _goals(self) -> None:
        if self._page is not None:
            self.go("support", person=self._page.view.id)

    def _household(self) -> None:
        if self._page is not None:
            self.go("household", person=self._page.view.id)

    def _circumstances(self) -> None:
        if self._page is not None:
            self.go("circumstances", person=self._page.view.id)

    def _income_check(self) -> None:
        if self._page is not None:
            self.go("income-check", person=self._page.view.id)

    def _give_data(self) -> None:
        if self._page is not None:
            self.go("subject-access", person=self._page.view.id)

    def _keeping(self) -> None:
        if self._page is not None:
            self.go("keeping", person=self._page.view.id)

    def _draft_letter(self) -> None:
        self._of_newest_case("letter")

    def _any_letter(self) -> None:
        page = self._page
        if page is not None:
            case = page.open_cases[0].id if len(page.open_cases) == 1 else None
            self.go("choose-letter", person=page.view.id, case=case)

    def _decision(self) -> None:
        self._of_newest_case("decision")

    def _who_decides(self) -> None:
        if self._page is not None:
            self.go("who-decides", person=self._page.view.id)

    def _legal_power(self) -> None:
        if self._page is not None:
            self.go("legal-power", person=self._page.view.id)

    def _evidence(self) -> None:
        if self._page is not None and self._page.open_cases:
            self._of_newest_case("evidence", person=self._page.view.id)
        elif self._page is not None:
            self.go("evidence", person=self._page.view.id)


class Band(QWidget):
    """Below the name on every tab: how to reach them safely, and how consent stands."""

    def __init__(self, tabs: Tabs) -> None:
        super().__init__()
        self.warning = Banner("soon", mark="phone")
        self.mark = Mark("lock", 16)
        self.consent, self.until = Words("", "text"), Words("", "name")
        self._line, under = QHBoxLayout(), QHBoxLayout()
        self._line.addWidget(self.warning, 10)
        for widget in (self.mark, self.consent, self.until):
            self._line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addStretch(1)
        under.addWidget(tabs)
        self._box, self._under = QVBoxLayout(self), under
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self._line)
        self._box.addLayout(under)
        theme.dress(self._dress)

    def show_page(self, page: ClientPage) -> None:
        warning = contact_words(page.view.draft)
        self.warning.say(warning)
        self.warning.setVisible(bool(warning))
        stands, until, mark, role = words.consent(page.consents)
        self.mark.show_mark(mark, role)
        self.consent.say(stands, "ink" if until else role)
        self.until.say(until, role)
        self._dress()

    def _dress(self) -> None:
        margin = theme.px(24)
        self._line.setContentsMargins(margin, 0, margin, 0)
        self._line.setSpacing(theme.px(8))
        self._under.setContentsMargins(theme.px(22), 0, margin, 0)
        self._box.setSpacing(theme.px(4))
        # As wide as its words; where there is less room the words wrap, they are never cut.
        wanted = QFontMetricsF(theme.font("name")).horizontalAdvance(self.warning.sentence.text())
        self.warning.setMaximumWidth(round(wanted) + theme.px(72))
