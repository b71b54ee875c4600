"""The debts of one client under four tabs: what is owed, budgets, offers, ways out.

Each tab is a part of its own; here are the title line, the pane and the one form that may be open in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.casework.debt import debt_page
from welfare_desk.casework.debt.debt_page import ClientDebts
from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.errors import Problems
from welfare_desk.rules import money
from welfare_desk.ui import messages
from welfare_desk.ui.clients import words
from welfare_desk.ui.debts.budgets import BudgetsPart
from welfare_desk.ui.debts.offers import OffersPart
from welfare_desk.ui.debts.options import OptionsPart
from welfare_desk.ui.debts.owed import OwedPart
from welfare_desk.ui.debts.part import Part, Work
from welfare_desk.ui.kit.both import bring_back
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, column
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Heading, Screen
from welfare_desk.ui.shared.stale import show_both

_KINDS = {"debts", "offers", "budgets", "advice", "moratoria", "gains", "clients", "recipients", "settings"}


class ClientDebtsScreen(Screen):
    """One client's debts, budgets, offers and ways out."""

    name, title, rail = "client-debts", "A client's debts", "debts"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self.client: ClientDebts | None = None
        self.form: Form | None = None
        self.form_name = ""
        self._before: dict[str, Any] = {}
        self._work: Callable[[], Work | None] = lambda: None
        self._kept: tuple[Any, ...] | None = None
        self.parts: dict[str, Part] = self._parts()
        self.stack = QStackedWidget()
        self.pane = Details("What is chosen")
        for part in self.parts.values():
            self.stack.addWidget(part)
            part.pane_changed.connect(partial(self._fill, part))
            part.pane_changed.connect(self.heading_changed)
            part.listed.connect(self.find_again)
        self.tabs = Tabs("Parts of the client's debts", [part.words for part in self.parts.values()])
        self.tabs.chosen.connect(self._tab_chosen)
        self._band = column(self.tabs, margin=22)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self.stack, self.pane))

    def _parts(self) -> dict[str, Part]:
        return {
            "owed": OwedPart(self),
            "budgets": BudgetsPart(self),
            "offers": OffersPart(self),
            "options": OptionsPart(self),
        }

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        client = self.client
        if client is None:
            return Heading(self.title)
        acts, primary = self.part().heading_acts()
        owed = f"{money.shown(client.owed)} owed" if client.debts else "No debts yet"
        return Heading(
            "Debts",
            owed,
            owner=client.client,
            owner_place=("client", {"person": client.person_id}),
            acts=acts,
            primary=primary,
        )

    def band(self) -> QWidget:
        return self._band

    def about(self) -> str:
        return self.client.client if self.client else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if self.form is not None:
            return {"save": self.save_form}
        return self.part().acts() if self.client else {}

    def arrive(self, **where: Any) -> None:
        """``person`` or ``case``: whose; ``tab``: where to begin; ``debt``: the one to choose."""
        if _whose(where) != _whose(self._where):
            self.client = None
            self.pane.clear()
            self.tabs.setCurrentIndex(0)
        self._where = dict(where)
        self._close_form()
        if "tab" in where:
            self.tabs.setCurrentIndex(list(self.parts).index(where["tab"]))
        self.reread(start=True)

    def refresh(self, changes: object) -> None:
        if self._where:
            self.reread()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & _KINDS)

    def draft(self) -> object | None:
        if self.form is None or not self.typed():
            return None
        tab = list(self.parts)[self.stack.currentIndex()]
        chosen = self.part().chosen()
        typed = self.form.values(), self.form.half_read(), self._before
        return self._where, tab, self.form_name, chosen, *typed

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 7:
            self._kept = draft

    def leave(self) -> bool:
        """Esc closes the form, and what stands beside the list is shown again."""
        if self.form is not None:
            self._close_form()
            self._fill(self.part())
            self.part().start()
            return True
        return False

    # Showing --------------------------------------------------------------------------------------

    def part(self) -> Part:
        return self.parts[list(self.parts)[self.stack.currentIndex()]]

    def reread(self, *, start: bool = False) -> None:
        where, today = self._where, self.room.today()
        person, case = where.get("person"), where.get("case")
        work = partial(debt_page.page_for, self.room.desk, person, case, today=today)
        self.room.read(self, work, lambda client: self._show(where, client, start))

    def _show(self, where: Mapping[str, Any], client: ClientDebts, start: bool) -> None:
        if where is not self._where:
            return  # somebody else has been gone to since
        self.client = client
        for place, (name, part) in enumerate(self.parts.items()):
            part.client = client
            self.tabs.setTabVisible(place, name == "owed" or client.advises)
        part = self.part()
        part.read(client)
        self.heading_changed.emit()
        if start and self.form is None:
            part.start()

    def find_again(self) -> None:
        """Once a list is there: the debt one came for, and what was half typed at the lock."""
        if "debt" in self._where and self.part().show_line(self._where["debt"]):
            self._where.pop("debt", None)
        kept = self._kept
        if kept is None or self.client is None:
            return
        where, tab, name, chosen, values, half_read, began = kept
        if _whose(where) != _whose(self._where):
            return
        part = self.parts[tab]
        if part is not self.part():
            self.tabs.setCurrentIndex(list(self.parts).index(tab))
            return
        if chosen is not None and not part.list.choose(chosen):
            return  # its list is still being read; it asks again
        self._kept = None
        part.openers[name]()
        if self.form is not None:
            bring_back(self.form, began, values, half_read)

    def _tab_chosen(self, place: int) -> None:
        self._close_form()
        self.stack.setCurrentIndex(place)
        self.pane.clear()
        part = self.part()
        if self.client is not None:
            part.read(self.client)
            if not self.tabs.hasFocus():  # with the arrows one goes on along the tabs
                part.start()
        self.heading_changed.emit()

    def _fill(self, part: Part) -> None:
        if part is self.part() and self.form is None:
            self.pane.clear()
            part.fill(self.pane)

    # The form in the pane -------------------------------------------------------------------------

    def typed(self) -> bool:
        form = self.form
        return form is not None and (form.values() != self._before or bool(form.half_read()))

    def open_form(self, name: str, title: str, form: Form, act: str, work: Callable[[], Work | None]) -> None:
        self.form, self.form_name, self._before = form, name, form.values()
        self.pane.clear()
        self.pane.heading(title)
        self.pane.add(form, 12)

        self._work = work
        self.pane.act(act, self.save_form, "primary", icon="check")
        self.pane.act("Not now", self.leave, "link")
        form.focus_first()

    def save_form(self) -> None:
        form = self.form
        if form is None or form.show_problems(form.unread()):
            return
        found = self._work()
        if found is not None:
            self.write(found)

    def heading_again(self) -> None:
        self.heading_changed.emit()

    def _close_form(self) -> None:
        self.form, self.form_name = None, ""

    def write(self, work: Work, done: Callable[[Changes], object] | None = None) -> None:
        self.room.write(self, work, partial(self._written, done), self._refused)

    def _written(self, done: Callable[[Changes], object] | None, changes: Changes) -> None:
        self._close_form()
        self.wrote.emit(changes)
        self.said.emit(f"Saved {words.clock(self.room.now())}")
        if done is not None:
            done(changes)
        self.reread(start=True)

    def _refused(self, fault: BaseException) -> None:
        if self.form is not None and isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        elif self.form is not None and isinstance(fault, ChangedMeanwhile):
            self._meet(self.form)
        else:
            messages.show_fault(self, fault)

    def holds(self) -> bool:
        return self.form is not None

    def _meet(self, form: Form) -> None:
        """Somebody else was faster: the form is made anew of what is there now, and both are shown."""
        name = self.form_name

        def again() -> Form | None:
            self._close_form()
            self.part().openers[name]()
            return self.form

        show_both(self.room, self, form, self._before, self.reread, again)


def _whose(where: Mapping[str, Any]) -> tuple[Any, Any]:
    return where.get("person"), where.get("case")
