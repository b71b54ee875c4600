"""A practice's list of referrals: read from a file or pasted, every row shown with what is made of it.

A row is taken only by the advisor's word; who may be a client already is shown with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.people import referral_list
from welfare_desk.casework.people.referral_list import Fate, ListRow
from welfare_desk.casework.people.referrals import REASONS
from welfare_desk.rules import days
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.outside_list import OutsideListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

NEW = "new"
_STATES = {
    Fate.NEW: "New",
    Fate.KNOWN: "May be known",
    Fate.TWICE: "Twice",
    Fate.ASK: "Ask first",
    Fate.REFUSED: "Refused",
}


class ReferralListScreen(OutsideListScreen):
    """Many referrals at once."""

    name, title, rail = "referral-list", "A list of referrals", "clients"
    kinds = frozenset({"clients"})
    asks_for = "Open a list of referrals"

    def __init__(self, room: Room) -> None:
        columns = [Column("Row", 44, right=True), Column("Who and why"), Column("", 150), Column("Taken", 96)]
        empty = Empty(
            "No list is open.",
            "A practice's list as CSV or a workbook, or its rows copied and pasted. Nothing is kept until you"
            " take it.",
            "Open a list",
            self.open_file,
            "upload",
        )
        super().__init__(room, "Rows", columns, empty, pane_width=360)
        self._rows: dict[object, ListRow] = {}
        self._said: dict[int, Any] = {}
        self._practices: list[PracticeRow] = []

    def heading(self) -> Heading:
        count = len(self._said)
        closed = "" if count else "Say of at least one row that it is taken."
        return Heading(
            self.title,
            acts=(
                Act("Paste", self.paste, "copy"),
                Act("Open a list", self.open_file, "upload"),
            ),
            primary=Act(f"Take {count} referral{'s' * (count != 1)}", self.take, "check", closed),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.take} if self._said else {}

    def draft(self) -> object | None:
        return (self.data, dict(self._said)) if self.data else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2:
            self.data, self._said = draft
            self.read()

    # Reading ------------------------------------------------------------------------------------------

    def take_in(self, data: bytes) -> None:
        self._said = {}
        super().take_in(data)

    def load(self) -> Callable[[], tuple[list[ListRow], list[PracticeRow]]]:
        desk, data, today = self.room.desk, self.data, self.room.today()

        def work() -> tuple[list[ListRow], list[PracticeRow]]:
            practices = agency.practices(desk)
            usual = [row for row in practices if row.draft.session_weekday is not None] or practices
            practice = usual[0].id if len(usual) == 1 else None
            rows = referral_list.read_list(desk, data, practice_id=practice, today=today) if data else []
            return rows, practices

        return work

    def nothing(self) -> tuple[list[ListRow], list[PracticeRow]]:
        return [], []

    def listed(self, found: tuple[list[ListRow], list[PracticeRow]]) -> Iterable[Row]:
        rows, self._practices = found
        rows = [row for row in rows if row.fate is not Fate.BLANK]
        first = not self._rows
        self._rows = {row.row: row for row in rows}
        if first or not self._said:
            self._said = {row.row: NEW for row in rows if row.fate is Fate.NEW}
        counted = Counter(_STATES[row.fate].lower() for row in rows)
        self.head.say("Rows", ", ".join(f"{number} {words}" for words, number in counted.items()))
        return [self._row(row) for row in rows]

    def _row(self, row: ListRow) -> Row:
        tone = {Fate.NEW: "done", Fate.REFUSED: "overdue"}.get(row.fate, "soon")
        state = RowCell(chip=Chip(_STATES[row.fate], tone))  # type: ignore[arg-type]
        word = self._said.get(row.row)
        taken = "" if word is None else "New client" if word == NEW else "Their file"
        who = RowCell(row.name or "No name", row.said or "No reason given", strong=row.can_be_taken)
        return Row(row.row, (RowCell(str(row.row), role="quiet"), who, state, RowCell(taken, role="accent")))

    # One row ------------------------------------------------------------------------------------------

    def fill(self, key: object) -> None:
        row = self._rows[key]
        client, pane = row.draft.client, self.pane
        pane.heading(row.name or "No name", f"Row {row.row}")
        for reason in row.reasons:
            pane.said(reason, "overdue" if row.fate is Fate.REFUSED else "soon", 8)
        if client.contact_warning:
            pane.said(client.contact_warning, "soon", 8)
        pane.facts(
            [
                ("Born", days.short(client.born_on) if client.born_on else ""),
                ("Address", ", ".join(part for part in (client.address, client.postcode) if part)),
                ("Telephone", client.phone or ""),
                ("Referred by", row.draft.referrer_name),
                ("Received", days.full(row.draft.received_on)),
                ("Help with", ", ".join(REASONS[code] for code in row.draft.reasons)),
                ("In their words", row.said),
            ]
        )
        if not row.can_be_taken:
            return
        pane.section("What becomes of it")
        agreed = "They agreed: " if row.fate is Fate.ASK else ""
        for one in row.alike:
            born = f", born {days.short(one.born_on)}" if one.born_on else ""
            pane.item(f"{one.name}{born}", one.reference, "user", second=" and ".join(one.reasons))
            words = (
                f"{agreed}into the file of {one.reference}" if agreed else f"Into the file of {one.reference}"
            )
            pane.act(words, partial(self._say, row.row, one.id), icon="folder")
        new = f"{agreed}take as a new client" if agreed else "Take as a new client"
        pane.act(new, partial(self._say, row.row, NEW), icon="plus")
        if row.row in self._said:
            pane.act("Leave it out", partial(self._say, row.row, None), "link")

    def open_row(self, key: object) -> None:
        """Enter takes a row that is new, or leaves it out again."""
        row = self._rows[key]
        if row.fate is Fate.NEW:
            self._say(row.row, None if row.row in self._said else NEW)

    def _say(self, row: int, word: str | UUID | None) -> None:
        if word is None:
            self._said.pop(row, None)
        else:
            self._said[row] = word
        self.rows.show_rows([self._row(one) for one in self._rows.values()])
        self.rows.choose(row)
        self._chosen(row)
        self.heading_changed.emit()
        self.rows.setFocus()

    def take(self) -> None:
        """Take every row of which it was said."""
        rows, said, today = list(self._rows.values()), dict(self._said), self.room.today()
        work = partial(referral_list.take_list, self.room.desk, rows, said, today=today)
        self.room.write(self, work, self._taken)

    def _taken(self, outcome: tuple[Changes, list[int]]) -> None:
        changes, left = outcome
        taken = len(self._said) - len(left)
        self.data, self._said, self._rows = b"", {}, {}
        words = f"{taken} referral{'s' * (taken != 1)} taken"
        hint = "They are on the waiting list until a meeting is booked."
        if left:
            hint = f"Not taken: row {', '.join(map(str, left))}."
        self.empty.say(f"{words}.", hint)
        self.written(changes)
        self.said.emit(words)
