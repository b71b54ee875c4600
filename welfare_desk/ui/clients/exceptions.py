"""The week's exceptions: what went past consent, what was covered, what the gate refused; for a manager."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.rights import access_report
from welfare_desk.casework.rights.access_report import GROUPS, ExceptionRow
from welfare_desk.errors import DeskError, Problems
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import LongTextField, OneOfField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

WEEK = timedelta(days=7)


class ExceptionsScreen(Screen):
    """One week of the access log, the gravest first. Reading it is itself logged."""

    name, title, rail = "exceptions", "This week's access exceptions", "practice"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._rows: list[ExceptionRow] = []
        self._to: date = room.today()
        columns = [Column("When", 120), Column("What"), Column("Client", 130), Column("Who", 120)]
        self.list = RowList("This week's access exceptions", columns)
        self.empty = Empty(
            "Nothing stands out this week.",
            "Anything opened without consent, covered by a colleague or refused is listed here.",
        )
        self.or_empty = OrEmpty(self.list, self.empty)
        self.list.opened.connect(lambda row: self._open(row.key))
        self.list.chosen.connect(lambda row: self._fill(row.key))
        self.details = Details("The exception")
        self.form: Form | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self.or_empty, self.details, self.or_empty))

    def heading(self) -> Heading:
        span = f"{days.short(self._to - WEEK + timedelta(days=1))} to {days.short(self._to)}"
        at_end = self._to >= self.room.today()
        closed = "There is nothing after today." if at_end else ""
        return Heading(
            self.title,
            f"{span}; reading this is in the log",
            acts=(
                Act("Week before", partial(self._step, -1), "arrow-left"),
                Act("Week after", partial(self._step, 1), "arrow-right", closed),
            ),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {}

    def arrive(self, **where: Any) -> None:
        self._to = self.room.today()
        self._read()

    def concerns(self, changes: object) -> bool:
        return False  # each reading is a row of the log: it is read when asked for

    def _step(self, weeks: int) -> None:
        self._to = min(self._to + weeks * WEEK, self.room.today())
        self._read()

    def _read(self) -> None:
        first = self._to - WEEK + timedelta(days=1)
        work = partial(access_report.exceptions, self.room.desk, from_on=first, to_on=self._to)
        self.room.write(self, work, self._show, self._failed)

    def _show(self, rows: list[ExceptionRow]) -> None:
        self._rows = rows
        self.list.show_rows(list(self._lines()))
        self.or_empty.show_full(bool(rows))
        if rows:
            self.list.choose_first()
            self.list.setFocus()
        chosen = self.list.chosen_row() if rows else None
        self._fill(chosen.key if chosen else None)
        self.heading_changed.emit()

    def _lines(self) -> Iterator[Row]:
        told = dict(GROUPS)
        numbered = list(enumerate(self._rows))
        for code, found in groupby(numbered, key=lambda pair: pair[1].group):
            rows = list(found)
            yield group(told[code], str(len(rows)))
            for number, row in rows:
                at = f"{days.without_year(words.local_day(row.at))}, {row.at.astimezone(words.LONDON):%H:%M}"
                yield Row(
                    number,
                    (
                        RowCell(at, raw=row.at),
                        RowCell(row.what, row.why, strong=True),
                        RowCell(row.client),
                        RowCell(row.who),
                    ),
                )

    def _fill(self, key: object) -> None:
        """What the chosen line is, and where it is an incident, the form a manager judges it with."""
        self.details.clear()
        self.form = None
        row = self._rows[key] if isinstance(key, int) else None
        if row is None:
            return
        at = f"{days.full(words.local_day(row.at))}, {row.at.astimezone(words.LONDON):%H:%M}"
        self.details.heading(row.what, at)
        self.details.facts(
            [("Client", row.client), ("Who", row.who)] if row.who else [("Client", row.client)]
        )
        self.details.said(row.why, space=12)
        if row.incident is not None and not row.judged:
            self.details.section("What is decided")
            self.form = Form(1)
            told = [(True, "It is reported"), (False, "It is not")]
            help = "Reported where somebody's rights and freedoms are at risk, within 72 hours of finding it"
            self.form.add_row("Information Commission", OneOfField(told, help, columns=1), name="report")
            self.form.add_row("&Why", LongTextField("What it was, and what was done", lines=3), name="why")
            self.details.add(self.form, 12)
            self.details.act("Record what was decided", partial(self.judge, row.incident), icon="check")
        if row.person_id is not None:
            look = partial(self._open, key)
            self.details.add(Button("Who has looked at this client", look, "link", "eye"), 12)

    def judge(self, incident: UUID) -> None:
        if self.form is None:
            return
        typed = self.form.values()
        work = partial(
            access_report.judge,
            self.room.desk,
            incident,
            report=typed["report"],
            why=typed["why"],
            today=self.room.today(),
        )
        self.room.write(self, work, self._judged, self._not_judged)

    def _judged(self, changes: Changes) -> None:
        self.said.emit("Recorded")
        self.wrote.emit(changes)
        self._read()

    def _not_judged(self, fault: BaseException) -> None:
        if isinstance(fault, Problems) and self.form is not None:
            self.form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)

    def _open(self, key: object) -> None:
        row = self._rows[key] if isinstance(key, int) else None
        if row is not None and row.person_id is not None:
            self.go("client", person=row.person_id, tab="looked")

    def _failed(self, fault: BaseException) -> None:
        self.or_empty.show_full(False)
        if isinstance(fault, DeskError):
            self.empty.say(fault.said, fault.advice)
        else:
            messages.show_fault(self, fault)
