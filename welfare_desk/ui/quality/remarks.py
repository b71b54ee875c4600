"""Complaints with the days they are due, and compliments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of
from welfare_desk.casework.quality import remarks
from welfare_desk.casework.quality.remarks import COMPLIMENT, HOW, OUTCOMES, RemarkDraft, RemarkRow
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui.clients.pick import ClientPick
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.quality.tabs import QualityTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading


class RemarksScreen(ListScreen):
    """What people said of us."""

    name, title, rail = "complaints", "Complaints and thanks", "practice"
    kinds = frozenset({"remarks", "clients", "retention"})

    def __init__(self, room: Room) -> None:
        columns = [Column("Came", 88), Column("What and who"), Column("Due", 190)]
        empty = Empty(
            "No complaint and no thanks yet.",
            "Record what somebody said about us; the days a complaint must be answered by are set for you.",
            "Record one",
            self.add,
            "plus",
        )
        super().__init__(room, "What people said about us", columns, empty, pane_width=380)
        self._rows: dict[object, RemarkRow] = {}
        self._tabs = QualityTabs(self)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        return Heading("Quality", primary=Act("Record one", self.add, "plus"))

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"add": lambda _: self.add(), "told": self._acknowledge, "answer": self._answer}

    def load(self) -> Callable[[], list[RemarkRow]]:
        return partial(remarks.remarks, self.room.desk)

    def listed(self, found: list[RemarkRow]) -> Iterable[Row]:
        self._rows = {row.id: row for row in found}
        still_open = [row for row in found if row.open]
        self.head.say("What people said about us", f"{len(still_open)} to answer" if still_open else "")
        if still_open:
            yield group("Complaints to answer", str(len(still_open)))
        yield from map(self._row, still_open)
        over = [row for row in found if not row.open]
        if over:
            yield group("Answered, and thanks", str(len(over)))
        yield from map(self._row, over)

    def _row(self, row: RemarkRow) -> Row:
        due = RowCell(OUTCOMES.get(row.outcome or "", ""), role="quiet")
        if row.kind == COMPLIMENT:
            due = RowCell(chip=Chip("Thanks", "done"))
        elif row.open and row.next_by is not None:
            left = (row.next_by - self.room.today()).days
            what = "Acknowledge" if row.acknowledged_on is None and row.acknowledge_by else "Answer"
            tone = Chip(f"{-left} days over", "overdue") if left < 0 else None
            if 0 <= left <= 7:
                tone = Chip("today" if not left else f"{left} day{'s' * (left != 1)}", "soon")
            due = RowCell(what, f"by {days.without_year(row.next_by)}", chip=tone)
        elif row.open:
            due = RowCell("Answer without delay", role="soon")
        who = row.client or row.from_whom or "No name"
        return Row(
            row.id,
            (
                RowCell(days.without_year(row.received_on), raw=row.received_on),
                RowCell(row.about, who, strong=row.open),
                due,
            ),
        )

    def fill(self, key: object) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        kind = "Thanks" if row.kind == COMPLIMENT else remarks.kinds()[row.kind]
        self.pane.heading(row.client or row.from_whom or "No name", f"{kind}; {HOW[row.how].lower()}")
        self.pane.said(row.about, space=12)
        facts = [("Came", days.full(row.received_on))]
        if row.kind != COMPLIMENT:
            facts.append(("They want", row.wanted))
            facts.append(("Acknowledge", _due(row.acknowledge_by, row.acknowledged_on)))
            facts.append(("Answer", _due(row.answer_by, row.answered_on) or "Without undue delay"))
        self.pane.facts(facts)
        if row.on_client:
            where = partial(self.go, "keeping", person=row.person_id)
            self.pane.act("Open where it is answered", where, "primary", "arrow-right")
        elif row.open:
            self.pane.act("Answer it", partial(self._answer, row.id), "primary", "check")
            if row.acknowledged_on is None:
                self.pane.act("It was acknowledged", partial(self._acknowledge, row.id), icon="mail", space=8)
        elif row.kind != COMPLIMENT and not row.on_client:
            self.pane.section("What came of it")
            self.pane.said(OUTCOMES.get(row.outcome or "", ""), space=8)
            self.pane.said(row.answer, space=8)
            self.pane.facts([("Learned", row.learned)])
            self.pane.act("Open it again", partial(self._again, row.id), icon="undo-2")
        if row.person_id is not None:
            self.pane.act("Open the client", lambda: self.go("client", person=row.person_id), "link")
        source, doubt, afterwards = remarks.source_of(row.kind)
        if source and row.open:
            self.pane.section("Where these days come from")
            self.pane.said(" ".join(part for part in (afterwards, f"{source}.", doubt) if part), "quiet", 8)

    def open_row(self, key: object) -> None:
        row = self._rows.get(key)
        if row is not None and row.on_client:
            self.go("keeping", person=row.person_id)
        elif row is not None and row.open:
            self._answer(key)

    # Doing --------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Somebody complained, or said thanks."""
        form = Form(2)
        choices = ((COMPLIMENT, "Thanks"), *remarks.kinds().items())
        form.add_row("&What it is", ChoiceField(choices, unset="Choose"), name="kind", span=2)
        form.add_row("&In their words", LongTextField("", lines=4), name="about", span=2)
        came = DateField(self.room.today)
        form.add_row("Ca&me on", came, name="received_on", rule=rule_of("complaint.received_on"))
        came.set_value(self.room.today())
        form.add_row("&How it came", ChoiceField(tuple(HOW.items()), unset=""), name="how")
        form.add_row("What they wa&nt", TextField("An apology, a date put right"), name="wanted", span=2)
        form.add_row("&From", TextField("Where it is no client"), name="from_whom", span=2)
        ClientPick(form, self.room, self, with_case=False)

        def do(typed: dict[str, Any]) -> Changes:
            draft = RemarkDraft(
                typed["kind"] or "",
                typed["received_on"] or self.room.today(),
                typed["about"],
                typed["from_whom"],
                typed["how"] or "spoken",
                typed["wanted"],
                typed["person"],
            )
            return remarks.record(self.room.desk, draft, today=self.room.today())

        self.ask("add", None, "Record a complaint or thanks", form, "Save", do, icon="plus")

    def _acknowledge(self, id: Any) -> None:
        if id not in self._rows:
            return
        form = Form(1)
        on = form.add_row("&On", DateField(self.room.today), name="on")
        on.set_value(self.room.today())

        def do(typed: dict[str, Any]) -> Changes:
            return remarks.acknowledge(
                self.room.desk, id, typed["on"] or self.room.today(), today=self.room.today()
            )

        self.ask("told", id, "They were told we have it", form, "Save", do)

    def _answer(self, id: Any) -> None:
        row = self._rows.get(id)
        if row is None or not row.open:
            return
        form = Form(1)
        form.add_row("What came of it", ChoiceField(tuple(OUTCOMES.items()), unset="Choose"), name="outcome")
        form.add_row("&What they were answered", LongTextField("", lines=4), name="said")
        form.add_row("What we do &differently", LongTextField("", lines=3), name="learned")
        on = DateField(self.room.today)
        form.add_row("&On", on, name="on", rule=rule_of("complaint.answered_on"))
        form.show_values({"said": row.answer, "learned": row.learned, "outcome": row.outcome})
        on.set_value(self.room.today())

        def do(typed: dict[str, Any]) -> Changes:
            return remarks.answer(
                self.room.desk,
                id,
                typed["outcome"] or "",
                said=typed["said"],
                learned=typed["learned"],
                on=typed["on"] or self.room.today(),
                today=self.room.today(),
            )

        def judge() -> list[Problem]:
            return [] if form.fields["outcome"].value() else [Problem("outcome", "Choose what came of it.")]

        second = remarks.source_of(row.kind)[2]
        self.ask("answer", id, "Answer it", form, "Save the answer", do, second=second, judge=judge)

    def _again(self, id: Any) -> None:
        self.write(partial(remarks.reopen, self.room.desk, id))


def _due(by: Any, on: Any) -> str:
    if on is not None:
        late = ", late" if by is not None and on > by else ""
        return f"Done {days.full(on)}{late}"
    return f"By {days.full(by)}" if by is not None else ""
