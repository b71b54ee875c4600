"""Finding anything: what is typed, looked for over the whole desk, grouped by kind with a key for each.

It looks off the screen's thread and begins anew as typing goes on. Sealed notes, and the words inside issued
letters, are looked in only when that is asked for; what is found there can be read and opened, and is never
saved as a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from welfare_desk.casework import finding, own_things
from welfare_desk.casework.correspondence import letter_search
from welfare_desk.casework.correspondence.letter_search import LetterHits
from welfare_desk.casework.finding import Hit, Hits
from welfare_desk.casework.notes import note_search
from welfare_desk.casework.notes.note_search import SealedHits
from welfare_desk.rules import days
from welfare_desk.rules.words_found import Wanted
from welfare_desk.ui import messages, theme
from welfare_desk.ui.jobs import Job, Progress, Steps
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.steering import Steering
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.kit.underway import Underway
from welfare_desk.ui.letters.words import kind_words, page_of
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading
from welfare_desk.ui.spoken import tr

_WORDS = {
    "clients": ("Clients", "user"),
    "cases": ("Cases", "folder"),
    "letters": ("Letters", "mail"),
    "journal": ("Journal", "pencil"),
    "tasks": ("Tasks", "check"),
    "services": ("Directory", "list"),
    "sealed": ("Sealed notes", "lock"),
    "recent": ("Recent", "clock"),
}
_ALL = "Everything on this desk"
_LOOK_IN = {"sealed": "Look in the sealed notes", "letters": "Look inside issued letters"}
_TABS = ("", *_WORDS)  # everything first
_OF_EACH = 5  # where everything is shown at once
_WAIT_MS = 120  # after a letter, before it is worth looking
_SEALED = (
    "Not looked in yet.",
    "What the record says is sealed. Looking in it opens the notes of clients you work with, where their "
    "consent lets you read, and stands in each one's log of who has looked.",
)
_INSIDE = (
    "Nothing found by kind, reference, body or client.",
    "What letters say is looked in when you ask: issued letters of clients you work with are opened one by "
    "one. Each that quotes the record asks for consent, and stands in the client's log of who has looked.",
)


class FindScreen(ListScreen):
    """One line to type in, and everything it stands in."""

    name, title, rail = "find", "Find", ""

    def __init__(self, room: Room) -> None:
        self.search = TextField("Words of a note, a name, a reference, a service")
        self.search.call("&Find in everything")
        self.search.label.hide()
        self.tabs = Tabs("What is shown", ["Everything", *(words for words, _ in _WORDS.values())])
        self._top = QWidget()
        self._inside = QVBoxLayout(self._top)
        self._inside.addWidget(self.search)
        strip = QHBoxLayout()
        strip.addWidget(self.tabs)
        strip.addStretch(1)
        self._inside.addLayout(strip)
        self.underway = Underway()
        self._inside.addWidget(self.underway)
        columns = [Column("Found"), Column("Client", 170), Column("Day", 112)]
        empty = Empty("", "", _LOOK_IN["sealed"], self._look_in_these, "lock")
        super().__init__(room, _ALL, columns, empty, pane_width=340, above=self._top)
        self.rows.sealed = True
        self._found: tuple[Hits, ...] = ()
        self._unsealed: SealedHits | None = None
        self._said_in: LetterHits | None = None
        self._shown_for: str | None = None
        self._job: Job | None = None
        self._hits: dict[object, Hit] = {}
        self._recent: tuple[Hit, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._soon.timeout.connect(self.read)
        self.search.edited.connect(self._typed)
        self.tabs.chosen.connect(self._tab_chosen)
        Steering(self.search.line, self.rows, lambda: self._shown_for == self.search.value())
        for place in range(len(_TABS)):
            keys = QShortcut(QKeySequence(f"Alt+{place + 1}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self.tabs.setCurrentIndex, place))
            self.tabs.setTabToolTip(place, f"Alt+{place + 1}")
        theme.dress(self._dress)

    # What the frame asks ------------------------------------------------------------------------------

    def heading(self) -> Heading:
        acts: tuple[Act, ...] = (
            Act(_LOOK_IN["letters"], self.look_in_letters, "mail"),
            Act(_LOOK_IN["sealed"], self.look_in_sealed, "lock"),
        )
        if not Wanted.typed(self.search.value()):
            acts = tuple(replace(act, closed_because="Type what to look for first.") for act in acts)
        return Heading(self.title, acts=acts)

    def arrive(self, **where: Any) -> None:
        """``typed``: what to look for at once."""
        if "typed" in where and where["typed"] != self.search.value():
            self.search.set_value(where["typed"])
            self._shut()
        self.read()
        self.search.setFocus()
        self.search.line.selectAll()

    def concerns(self, changes: object) -> bool:
        return True

    def leave(self) -> bool:
        """Esc first empties the line, then leaves."""
        if self.search.value():
            self.search.set_value("")
            self._typed()
            self.search.setFocus()
            return True
        return super().leave()

    # Looking ------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        """More was typed: what is under way is of no use any more, and sealed notes are shut again."""
        self._call_off()
        self._shut()
        self._soon.start()

    def _call_off(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.underway.end()

    def _shut(self) -> None:
        self._unsealed = self._said_in = None

    def read(self) -> None:
        self._soon.stop()
        self._call_off()
        typed = self.search.value()
        if not Wanted.typed(typed):
            self._show_all(typed, ())
            return
        self.head.say(_ALL, "looking…")

        def work(steps: Steps) -> tuple[Hits, ...]:
            return finding.search(self.room.desk, typed, still=lambda: steps.say(""))

        self._job = self.room.jobs.run(self, work, partial(self._show_all, typed), progress=lambda _: None)

    def look_in_sealed(self) -> None:
        """Open the notes one may read and look in them: asked of the gate, and logged, client by client."""
        typed = self._to_look_for()
        if not typed:
            return
        self.head.say(_ALL, "looking in the sealed notes…")

        def work(steps: Steps) -> SealedHits:
            return note_search.search(self.room.desk, typed, still=lambda: steps.say(""))

        def done(found: SealedHits) -> None:
            if typed == self.search.value():
                self._unsealed = found
                self.tabs.setCurrentIndex(_TABS.index("sealed"))
                self._show_found()

        self._job = self.room.jobs.run(self, work, done, progress=lambda _: None, writes=True)

    def look_in_letters(self) -> None:
        """Open the issued letters one may read and look in their words: asked and logged one by one."""
        typed = self._to_look_for()
        if not typed:
            return
        saying = "Looking in issued letters"
        self.underway.begin(saying, self._stopped)

        def work(steps: Steps) -> LetterHits:
            return letter_search.search(self.room.desk, typed, step=partial(steps.say, saying))

        def done(found: LetterHits) -> None:
            self.underway.end()
            if typed == self.search.value():
                self._said_in = found
                self.tabs.setCurrentIndex(_TABS.index("letters"))
                self._show_found()

        def so_far(progress: Progress) -> None:
            self.underway.say(progress.words, progress.done, progress.of)

        def failed(fault: BaseException) -> None:
            self.underway.end()
            messages.show_fault(self, fault)

        self._job = self.room.jobs.run(self, work, done, failed, so_far, writes=True)

    def _to_look_for(self) -> str:
        """What is typed, with nothing else under way; nothing where it is too little."""
        typed = self.search.value()
        if not Wanted.typed(typed):
            self.search.setFocus()
            return ""
        self._call_off()
        return typed

    def _stopped(self) -> None:
        self._call_off()
        self._show_found()

    def _look_in_these(self) -> None:
        """The button of an empty list: of sealed notes, or of letters."""
        (self.look_in_letters if self.kind() == "letters" else self.look_in_sealed)()

    def _show_all(self, typed: str, found: tuple[Hits, ...]) -> None:
        if typed != self.search.value():
            return  # more has been typed since
        self._shown_for, self._found = typed, found
        self._show_found()
        self.heading_changed.emit()

    def _read_recent(self) -> None:
        """Where I was last: read when asked for, so that no name stands on the screen unasked."""
        self.room.read(self, partial(own_things.recent, self.room.desk), self._show_recent)

    def _show_recent(self, hits: tuple[Hit, ...]) -> None:
        self._recent = hits
        if self.kind() == "recent":
            self._show_found()

    def _tab_chosen(self, _place: int) -> None:
        if self.kind() == "recent":
            self._read_recent()
        self._show_found()

    # Showing ------------------------------------------------------------------------------------------

    def show_kind(self, kind: str) -> None:
        """Show one kind of thing found, or what was worked on lately (``recent``)."""
        self.tabs.setCurrentIndex(_TABS.index(kind))

    def kind(self) -> str:
        """Which kind alone is shown; nothing where everything is."""
        return _TABS[self.tabs.currentIndex()]

    def _groups(self) -> tuple[Hits, ...]:
        found = tuple(map(self._with_their_words, self._found))
        if self._unsealed is None:
            return found
        return (*found, Hits("sealed", self._unsealed.hits))

    def _with_their_words(self, one: Hits) -> Hits:
        """Letters in whose words it stands come first, then those found by what they are."""
        if one.kind != "letters" or self._said_in is None:
            return one
        said = {hit.id for hit in self._said_in.hits}
        return replace(one, hits=(*self._said_in.hits, *(hit for hit in one.hits if hit.id not in said)))

    def _show_found(self) -> None:
        kind = self.kind()
        groups = (Hits("recent", self._recent),) if kind == "recent" else self._groups()
        counts = {one.kind: _counted(one) for one in self._groups()}
        for place, name in enumerate(_TABS[1:], start=1):
            count = counts.get(name, "")
            self.tabs.say(place, f"{_WORDS[name][0]} {count}".strip() if count != "0" else _WORDS[name][0])
        self._hits = {(hit.kind, hit.id): hit for one in groups for hit in one.hits}
        rows = list(self._rows_of(groups, kind))
        self._say_empty(kind)
        self._show(rows)
        total = sum(len(one.hits) for one in groups if kind in ("", one.kind))
        more = any(one.more for one in groups if kind in ("", one.kind))
        count = f"{total:,} found" if total else ""
        self.head.say(_ALL, "the first 500 of each kind: type more" if more else count)

    def listed(self, found: Iterable[Row]) -> Iterable[Row]:
        return found

    def load(self) -> Callable[[], Any]:
        return lambda: ()

    def _rows_of(self, groups: tuple[Hits, ...], kind: str) -> Iterable[Row]:
        for one in groups:
            if not one.hits or kind not in ("", one.kind):
                continue
            words, mark = _WORDS[one.kind]
            if not kind:
                place = _TABS.index(one.kind) + 1
                several = len(one.hits) > _OF_EACH or one.more
                yield group(words, f"All {_counted(one)} with Alt+{place}" if several else "", mark=mark)
            for hit in one.hits[: None if kind else _OF_EACH]:
                yield self._row(hit)

    def _row(self, hit: Hit) -> Row:
        title = _title(hit)
        when = RowCell(days.short(hit.on), role="quiet", raw=hit.on) if hit.on else RowCell()
        return Row(
            (hit.kind, hit.id),
            (RowCell(title, hit.snippet, strong=hit.kind in ("clients", "cases")), RowCell(hit.client), when),
        )

    def _say_empty(self, kind: str) -> None:
        typed = self.search.value()
        unasked = {"sealed": self._unsealed is None, "letters": self._said_in is None}
        self.empty.button.setVisible(bool(Wanted.typed(typed)) and unasked.get(kind, False))
        self.empty.button.setText(tr(_LOOK_IN.get(kind, _LOOK_IN["sealed"])))
        self.empty.button.setAccessibleName(self.empty.button.text())
        if not Wanted.typed(typed) and kind != "recent":
            self.empty.say(
                "Type two letters or more.",
                "Clients, cases, letters, the journal, tasks and the directory are looked through as you "
                "type. Each word begins a word of what is found; a client's name may be one of them.",
            )
        elif kind == "recent":
            self.empty.say(
                "Nowhere yet.", "The clients, cases and letters you open are listed here, for you alone."
            )
        elif kind == "sealed" and self._unsealed is None:
            self.empty.say(*_SEALED)
        elif kind == "sealed" and self._unsealed is not None:
            looked = self._unsealed.looked_at
            people = "1 client's notes" if looked == 1 else f"{looked:,} clients' notes"
            shut = f" {self._unsealed.shut:,} stayed shut." if self._unsealed.shut else ""
            self.empty.say("Nothing found in the sealed notes.", f"{people} were looked in.{shut}")
        elif kind == "letters" and self._said_in is None:
            self.empty.say(*_INSIDE)
        elif kind == "letters" and self._said_in is not None:
            looked = self._said_in.looked_in
            letters = "1 issued letter was" if looked == 1 else f"{looked:,} issued letters were"
            shut = f" {self._said_in.shut:,} stayed shut." if self._said_in.shut else ""
            self.empty.say("Nothing found in letters.", f"{letters} looked in.{shut}")
        else:
            self.empty.say(
                "Nothing found.",
                "Try fewer words, or the beginning of one. What the record says is sealed and is looked in "
                "only when you ask.",
            )

    # One of them --------------------------------------------------------------------------------------

    def fill(self, key: object) -> None:
        hit = self._hits.get(key)
        if hit is None:
            return
        pane = self.pane
        pane.heading(hit.client or _title(hit), _WORDS[hit.kind][0] if hit.client else "")
        if hit.client:
            pane.said(_title(hit), space=12)
        if hit.snippet:
            pane.said(hit.snippet, "quiet", 8)
        if hit.on:
            inside = self._said_in is not None and hit in self._said_in.hits
            day = "Issued" if inside else _DAY_OF.get(hit.kind, "Day")
            pane.facts([(day, days.full(hit.on))])
        pane.act("Open", partial(self.open_row, key), "primary", "arrow-right")
        if hit.case_id is not None and hit.kind not in ("cases",):
            pane.act("Open the case", partial(self.go, "case", case=hit.case_id), "link", "folder")
        if hit.person_id is not None and hit.kind != "clients":
            pane.act("Open the client", partial(self.go, "client", person=hit.person_id), "link", "user")

    def open_row(self, key: object) -> None:
        hit = self._hits.get(key)
        if hit is None:
            return
        match hit.kind:
            case "letters":
                self.go(page_of(hit.about), letter=hit.id)
            case "services":
                self.go("directory", chosen=hit.id)
            case "sealed":
                about = {"case": hit.case_id} if hit.case_id is not None else {}
                self.go("evidence", person=hit.person_id, **about)
            case _ if hit.case_id is not None:
                self.go("case", case=hit.case_id)
            case _ if hit.person_id is not None:
                self.go("client", person=hit.person_id)
            case _:
                self.go("today")

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {}

    def _dress(self) -> None:
        margin = theme.px(24)
        self._inside.setContentsMargins(margin, theme.px(12), margin, 0)
        self._inside.setSpacing(theme.px(4))


_DAY_OF = {"clients": "Born", "cases": "Opened", "letters": "Drafted", "tasks": "Due", "services": "Checked"}


def _counted(one: Hits) -> str:
    return f"{len(one.hits)}+" if one.more else f"{len(one.hits)}"


def _title(hit: Hit) -> str:
    match hit.kind:
        case "letters":
            return f"{kind_words(hit.about)} {hit.title}"
        case "clients" | "cases" | "tasks" if hit.about:
            return f"{hit.title}, {hit.about}"
    return hit.title
