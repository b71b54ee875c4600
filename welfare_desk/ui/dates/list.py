"""Every key date still to be met, in the order one has to act: overdue, this week, the next, later.

What decision-makers have to do stands apart as expected. Counting is casework's; how days are said is in
``ui/cases/words``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework import key_dates
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.key_dates import KeyDateRow
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.cases import words
from welfare_desk.ui.cases.pane import show_key_date
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Page, Row, group
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

PAGE = 200
_WEEK, _FORTNIGHT = timedelta(days=7), timedelta(days=14)
_MARKS = {"Overdue": ("overdue", "triangle-alert"), "Next 7 days": ("soon", "clock")}


class DatesScreen(Screen):
    """What is due, in every case, the earliest safe day first."""

    name, title, rail = "dates", "Dates", "dates"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._rows: dict[UUID, KeyDateRow] = {}
        self._last_group = ""
        columns = [
            Column("Client and what must happen"),
            Column("Safe day", 224),
            Column("Legal last day", 128),
        ]
        self.list = RowList("Key dates", columns, two_lines=48)
        empty = Empty(
            "Nothing is due.",
            "Record the letters that come on a case: the days they start are counted and stand here.",
            "Go to the cases",
            partial(self.go, "cases"),
            "folder",
        )
        self.list_or_empty = OrEmpty(self.list, empty)
        self.details = Details("The date chosen")
        self.list.chosen.connect(lambda row: self._show_details(self._rows[row.key]))
        self.list.opened.connect(lambda _: self.open_case())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.head = SectionHead("To be met")
        box.addWidget(Beside(column(self.head, self.list_or_empty, stretch=self.list_or_empty), self.details))

    def heading(self) -> Heading:
        chosen = self._chosen()
        done = Act("Mark done", self.mark_done, "check") if chosen else None
        return Heading(
            self.title,
            "Work to the safe day; the law allows to the last",
            acts=(Act("Date calculator", partial(self.go, "date-calculator"), "calendar"),),
            primary=done,
        )

    def about(self) -> str:
        chosen = self._chosen()
        return chosen.client if chosen else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"mark-done": self.mark_done} if self._chosen() else {}

    def arrive(self, **where: Any) -> None:
        self._read()
        self.list.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"key_dates", "cases", "clients"})

    # Reading --------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.room.read(self, partial(self._due, None), self._show)

    def _due(self, after: tuple[date, UUID] | None) -> list[KeyDateRow]:
        return key_dates.upcoming(self.room.desk, today=self.room.today(), after=after, limit=PAGE)

    def _show(self, found: list[KeyDateRow]) -> None:
        place = self._place()
        self._rows, self._last_group = {}, ""
        first: Page | None = self._page_of(found)
        self.head.say("To be met", in_numbers(found, self.room.today()))
        self.list_or_empty.show_full(bool(found))

        def load(after: object | None) -> Page:
            nonlocal first
            if after is None and first is not None:
                ready, first = first, None
                return ready
            last = self._rows.get(after) if isinstance(after, UUID) else None
            return self._page_of(self._due((last.safe_on, last.id) if last else None))

        self.list.show_pages(load)
        if self.list.chosen_row() is None:
            self._choose_near(place)
        chosen = self._chosen()
        if chosen is not None:
            self._show_details(chosen)
        else:
            self.details.clear()
            self.heading_changed.emit()

    def _place(self) -> int:
        row = self.list.chosen_row()
        return self.list.rows.number_of(row.key) or 0 if row is not None else 0

    def _choose_near(self, place: int) -> None:
        """After one is done, the next one is chosen, so that a list can be gone through by one key."""
        rows = self.list.rows.rows
        following = [*rows[place:], *reversed(rows[:place])]
        row = next((each for each in following if each.can_be_chosen), None)
        if row is not None:
            self.list.choose(row.key)

    def _page_of(self, found: list[KeyDateRow]) -> Page:
        self._rows |= {row.id: row for row in found}
        today = self.room.today()
        rows: list[Row] = []
        for one in found:
            name = group_of(one.safe_on, today)
            if name != self._last_group:
                role, mark = _MARKS.get(name, ("ink", ""))
                rows.append(group(name, role=role, mark=mark))
                self._last_group = name
            rows.append(words.key_date_row(one, today, whose=True))
        return Page(tuple(rows), more=len(found) == PAGE)

    # The date chosen ------------------------------------------------------------------------------

    def _chosen(self) -> KeyDateRow | None:
        row = self.list.chosen_row()
        return self._rows.get(row.key) if row is not None and isinstance(row.key, UUID) else None

    def _show_details(self, one: KeyDateRow) -> None:
        self.details.clear()
        show_key_date(self.details, one, self.room.today(), whose=True)
        if one.count_words:
            self.details.section("How it is counted")
            self.details.said(" ".join(one.count_words), space=8)
        self.details.act("Open case", self.open_case, icon="folder")
        self.heading_changed.emit()

    def open_case(self) -> None:
        one = self._chosen()
        if one is not None:
            self.go("case", case=one.case_id, key_date=one.id)

    def mark_done(self) -> None:
        """The chosen date is met; it leaves the list, and the next one is chosen."""
        one = self._chosen()
        if one is None:
            return
        work = partial(key_dates.key_date_done, self.room.desk, one.id, today=self.room.today())
        self.room.write(self, work, partial(self._done, one), partial(messages.show_fault, self))

    def _done(self, one: KeyDateRow, changes: Changes) -> None:
        self.said.emit(f"Done: {one.what}, {days.without_year(one.safe_on)}")
        self.wrote.emit(changes)
        self._read()


def group_of(safe_on: date, today: date) -> str:
    """Under which heading a date stands, by its safe day."""
    if safe_on < today:
        return "Overdue"
    if safe_on <= today + _WEEK:
        return "Next 7 days"
    return "Next 14 days" if safe_on <= today + _FORTNIGHT else "Later"


def in_numbers(found: list[KeyDateRow], today: date) -> str:
    """How many are over and how many come soon, in words."""
    ours = [one for one in found if one.claimant_acts]
    over = sum(one.safe_on < today for one in ours)
    soon = sum(today <= one.safe_on <= today + _WEEK for one in ours)
    said = [f"{over} overdue"] if over else []
    said += [f"{soon} in the next 7 days"] if soon else []
    return ", ".join(said)
