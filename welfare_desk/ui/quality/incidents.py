"""What went wrong with somebody's data: written down, put right, judged within 72 hours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of
from welfare_desk.casework.quality import incidents
from welfare_desk.casework.quality.incidents import WITHDRAWN, IncidentDraft, IncidentRow
from welfare_desk.casework.rights import access_report
from welfare_desk.errors import Problem
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days
from welfare_desk.ui.clients.pick import ClientPick
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, OneOfField, ReadField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.practice.forms import TimeField
from welfare_desk.ui.quality.tabs import QualityTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_WITHDRAWN = "Went out after a withdrawal"


class IncidentsScreen(ListScreen):
    """Every incident, those to be judged first."""

    name, title, rail = "incidents", "Incidents", "practice"
    kinds = frozenset({"incidents", "consents", "clients"})

    def __init__(self, room: Room) -> None:
        columns = [Column("Found", 104), Column("What happened"), Column("Decided", 180)]
        empty = Empty(
            "Nothing has gone wrong.",
            "A letter to the wrong door, a lost paper, a screen somebody saw: write it down at once. The 72"
            " hours run from the moment we know.",
            "Record one",
            self.add,
            "plus",
        )
        super().__init__(room, "Incidents", columns, empty, pane_width=380)
        self._rows: dict[object, IncidentRow] = {}
        self._tabs = QualityTabs(self)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        return Heading("Quality", primary=Act("Record one", self.add, "plus"))

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"add": lambda _: self.add(), "judge": self._judge, "done": self._done}

    def load(self) -> Callable[[], list[IncidentRow]]:
        return partial(incidents.incidents, self.room.desk)

    def listed(self, found: list[IncidentRow]) -> Iterable[Row]:
        self._rows = {row.id: row for row in found}
        waiting = [row for row in found if row.judged_at is None]
        self.head.say("Incidents", f"{len(waiting)} to decide" if waiting else "none to decide")
        if waiting:
            yield group("To judge", str(len(waiting)))
        yield from map(self._row, waiting)
        judged = [row for row in found if row.judged_at is not None]
        if judged:
            yield group("Decided", str(len(judged)))
        yield from map(self._row, judged)

    def _row(self, row: IncidentRow) -> Row:
        found_on = words.local_day(row.found_at)
        if row.judged_at is not None:
            state = RowCell("Reported" if row.reported else "Not reported", role="quiet")
        else:
            left = row.hours_left(self.room.now())
            chip = Chip(f"{left} hours left", "soon") if left >= 0 else Chip(f"{-left} hours over", "overdue")
            state = RowCell(chip=chip)
        return Row(
            row.id,
            (
                RowCell(days.without_year(found_on), _clock(row.found_at), raw=row.found_at),
                RowCell(row.what, _kind(row), strong=row.judged_at is None),
                state,
            ),
        )

    def fill(self, key: object) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        self.pane.heading(_kind(row), row.client or "")
        self.pane.said(row.what, space=12)
        people = "" if row.people is None else str(row.people)
        self.pane.facts(
            [
                ("Happened", _moment(row.happened_at)),
                ("We knew", _moment(row.found_at)),
                ("Judge by", _moment(row.judge_by)),
                ("People", people),
                ("Done so far", row.done),
                ("They were told", days.full(row.people_told_on) if row.people_told_on else ""),
            ]
        )
        if row.judged_at is None:
            self.pane.act("Decide", partial(self._judge, row.id), "primary", "scale")
        else:
            self.pane.section("What was decided")
            self.pane.said(row.judgement or "", space=8)
        self.pane.act("What was done", partial(self._done, row.id), icon="pencil", space=8)
        if row.person_id is not None:
            self.pane.act("Open the client", lambda: self.go("client", person=row.person_id), "link")
        self.pane.section("Where the 72 hours come from")
        self.pane.said(f"{incidents.clock_source()}.", "quiet", 8)

    def open_row(self, key: object) -> None:
        row = self._rows.get(key)
        if row is not None and row.judged_at is None:
            self._judge(key)

    # Doing --------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Write down what went wrong."""
        form = Form(2)
        form.add_row(
            "What &kind", ChoiceField(tuple(incidents.kinds().items()), unset="Choose"), name="kind", span=2
        )
        form.add_row(
            "&What happened",
            LongTextField("Nobody's name where it can be left out", lines=4),
            name="what",
            span=2,
        )
        knew = DateField(self.room.today)
        form.add_row("We found &out on", knew, name="found_on", rule=rule_of("incident.found_on"))
        knew.set_value(self.room.today())
        form.add_row("&At", TimeField("09:30"), name="found_time").set_value(
            self.room.now().astimezone(words.LONDON).time().replace(second=0, microsecond=0)
        )
        form.add_row("&Happened on", DateField(self.room.today), name="happened_on")
        form.add_row("How many &people", ReadField(_count, str, "1"), name="people")
        form.add_row("&Done already", LongTextField("Rang, asked for it back", lines=2), name="done", span=2)
        ClientPick(form, self.room, self, with_case=False)

        def do(typed: dict[str, Any]) -> Changes:
            found_on = typed["found_on"]
            happened = typed["happened_on"]
            draft = IncidentDraft(
                typed["kind"] or "",
                typed["what"],
                _at(happened, None) if happened else None,
                _at(found_on, typed["found_time"]) if found_on else None,
                typed["done"],
                typed["people"],
                typed["person"],
            )
            return incidents.record(self.room.desk, draft)

        second = "The clock runs from the moment we knew."
        self.ask("add", None, "Record an incident", form, "Save", do, second=second, icon="plus")

    def _judge(self, id: Any) -> None:
        row = self._rows.get(id)
        if row is None or row.judged_at is not None:
            return
        form = Form(1)
        told = [(True, "It is reported"), (False, "It is not")]
        report = OneOfField(told, columns=1)
        form.add_row("Information Commission", report, name="report", rule=rule_of("incident.report"))
        form.add_row("&Why", LongTextField("What it was, and what was done", lines=4), name="why")

        def do(typed: dict[str, Any]) -> Changes:
            return access_report.judge(
                self.room.desk, id, report=typed["report"], why=typed["why"], today=self.room.today()
            )

        self.ask("judge", id, "Is it reported?", form, "Record what was decided", do, second=row.what)

    def _done(self, id: Any) -> None:
        row = self._rows.get(id)
        if row is None:
            return
        form = Form(1)
        form.add_row("&Done so far", LongTextField("", lines=5), name="done")
        people = rule_of("incident.people_told_on")
        form.add_row("They were &told on", DateField(self.room.today), name="people_told_on", rule=people)
        form.show_values({"done": row.done, "people_told_on": row.people_told_on})

        def do(typed: dict[str, Any]) -> Changes:
            return incidents.add_what_was_done(
                self.room.desk, id, typed["done"], people_told_on=typed["people_told_on"]
            )

        self.ask("done", id, "What was done", form, "Save", do, second=row.what)


def _kind(row: IncidentRow) -> str:
    return _WITHDRAWN if row.kind == WITHDRAWN else incidents.kinds().get(row.kind, row.kind)


def _clock(at: datetime) -> str:
    return f"{at.astimezone(words.LONDON):%H:%M}"


def _moment(at: datetime) -> str:
    return f"{days.full(words.local_day(at))}, {_clock(at)}"


def _at(on: date, at: time | None) -> datetime:
    return datetime.combine(on, at or time(0), words.LONDON)


def _count(typed: str) -> int | Problem | None:
    if typed.strip().isascii() and typed.strip().isdigit() and len(typed.strip()) < 7:
        return int(typed)
    return Problem("people", f"{typed.strip()} is not a number of people.", "Write it like 3.")
