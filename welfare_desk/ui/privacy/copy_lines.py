"""One part of a copy of somebody's data, line by line: what goes, what stays out, and why.

Nothing sealed is opened here; a note or paper is known by its kind and day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.rights import subject_access, subject_copy, subject_page
from welfare_desk.casework.rights.subject_access import REASONS
from welfare_desk.casework.rights.subject_data import Line
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import OneOfField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Heading

_BY_HAND = ("third_party", "confidence", "legal_advice")  # harm is a clinician's to say, beside the note


class CopyLinesScreen(ListScreen):
    """Look through a part of the copy, and leave out what may not go."""

    name, title, rail = "copy-lines", "Line by line", "clients"
    kinds = frozenset({"subject_requests", "journal", "evidence", "letters", "clients"})

    def __init__(self, room: Room) -> None:
        empty = Empty("Nothing to look through.", "No copy is asked for, or this part holds nothing.")
        columns = [Column("When", 100), Column("What it says"), Column("", 110)]
        super().__init__(room, "What the copy holds", columns, empty, pane_width=360)
        self.person: UUID | None = None
        self.part = ""
        self._client = ""
        self._request: UUID | None = None
        self._lines: dict[object, Line] = {}

    def heading(self) -> Heading:
        return Heading(
            self.title,
            "What is left out is listed on a sheet kept apart",
            owner=self._client,
            owner_place=("subject-access", {"person": self.person}) if self.person else None,
        )

    def about(self) -> str:
        return self._client

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"leave-out": self._leave_out}

    def arrive(self, **where: Any) -> None:
        """``person``: whose copy; ``part``: the title of a part; ``chosen``: one of its things."""
        self.person, self.part = where["person"], where["part"]
        super().arrive(**where)

    def load(self) -> Callable[[], Any]:
        desk, person, part, today = self.room.desk, self.person, self.part, self.room.today()

        def work() -> Any:
            if person is None:
                return None
            page = subject_page.page(desk, person, today=today)
            found = subject_copy.lines(desk, page.request.id, part) if page.request else []
            return page, part, found

        return work

    def listed(self, found: Any) -> Iterable[Row]:
        if found is None or (found[0].person_id, found[1]) != (self.person, self.part):
            return []
        page, part, lines = found
        self._client, self._request = page.client, page.request.id if page.request else None
        self._lines = {line.id: line for line in lines}
        out = sum(bool(line.because) for line in lines)
        self.head.say(part, f"{out} of {len(lines)} left out" if out else "")
        several = len({line.table for line in lines}) > 1
        return [_row(line, several) for line in lines]

    def fill(self, key: object) -> None:
        line, pane = self._lines.get(key), self.pane
        if line is None:
            return
        pane.heading(line.what, "", _chip(line))
        if line.words:
            pane.said(line.words, space=8)
        if not line.because:
            pane.act("Leave it out", partial(self._leave_out, line.id), icon="eye-off")
            return
        pane.said(f"{REASONS[line.because]}: it stands on the sheet kept apart.", "quiet", 12)
        if line.by_hand:
            pane.act("Let it go after all", partial(self._let_go, line), icon="eye")

    def open_row(self, key: object) -> None:
        line = self._lines.get(key)
        if line is not None and not line.because:
            self._leave_out(line.id)

    def _leave_out(self, id: Any) -> None:
        line, request = self._lines.get(id), self._request
        if line is None or request is None:
            return
        form = Form(1)
        form.add_row(
            "&Why", OneOfField([(code, REASONS[code]) for code in _BY_HAND], columns=1), name="because"
        )

        def do(typed: dict[str, Any]) -> Changes:
            if not typed["because"]:
                raise Problems([Problem("because", "Say why it is left out.")])
            return self._hold_back(request, line, typed["because"])

        self.ask("leave-out", id, "Leave it out", form, "Leave it out", do, second=line.what, icon="eye-off")

    def _let_go(self, line: Line) -> None:
        if self._request is not None:
            work = partial(self._hold_back, self._request, line, "")
            self.write(work, lambda fault: messages.show_fault(self, fault))

    def _hold_back(self, request: UUID, line: Line, because: str) -> Changes:
        return subject_access.hold_back(self.room.desk, request, line.table, line.id, line.what, because)

    def written(self, changes: Changes) -> None:
        self._wanted = self.key()  # what was written is the request's; the line stays chosen
        super().written(Changes(changes.kinds))


def _row(line: Line, several: bool) -> Row:
    """What kind of thing it is stands below its words only where the part has several kinds."""
    when = RowCell(days.short(line.on) if line.on else "", role="quiet")
    first = " ".join(line.words.split()) or line.what
    second = line.what if line.words and several else ""
    return Row(line.id, (when, RowCell(first, second), RowCell(chip=_chip(line))))


def _chip(line: Line) -> Chip:
    return Chip("Left out", "soon") if line.because else Chip("Goes", "done")
