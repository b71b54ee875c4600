"""The authorities a client has signed: for which body and what, until when, and whether it is held there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of
from welfare_desk.casework.people import clients, mandates
from welfare_desk.casework.people.mandates import MandateRow
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import days
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_SOON = 28  # days


class MandatesScreen(ListScreen):
    """Who may talk to us about this client."""

    name, title, rail = "mandates", "Authorities to act", "clients"
    kinds = frozenset({"mandates", "clients", "recipients"})

    def __init__(self, room: Room) -> None:
        empty = Empty(
            "No authority has been signed.",
            "Without one a body may refuse to talk to us, and no letter in the client's name goes there.",
            "Record one signed",
            lambda: self._sign(None),
            "signature",
        )
        columns = [Column("Body"), Column("Until", 150), Column("", 190)]
        super().__init__(room, "Authorities", columns, empty, pane_width=360)
        self.person: UUID | None = None
        self.client = ""
        self._rows: dict[object, MandateRow] = {}
        self._bodies: list[tuple[UUID, str]] = []

    def heading(self) -> Heading:
        place = ("client", {"person": self.person}) if self.person else None
        primary = Act("Record one signed", lambda: self._sign(None), "signature")
        return Heading(self.title, owner=self.client, owner_place=place, primary=primary)

    def about(self) -> str:
        return self.client

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"sign": self._sign, "held": self._held, "end": self._end}

    def arrive(self, **where: Any) -> None:
        """``person``: whose; ``chosen``: one of them."""
        self.person = where["person"]
        super().arrive(**where)

    def load(self) -> Callable[[], Any]:
        desk, person = self.room.desk, self.person

        def work() -> Any:
            if person is None:
                return "", [], []
            bodies = [(body.id, body.name) for body in agency.recipients(desk)]
            return clients.client(desk, person).name, mandates.register(desk, person), bodies

        return work

    def listed(self, found: Any) -> Iterable[Row]:
        self.client, rows, self._bodies = found
        self._rows = {one.id: one for one in rows}
        today = self.room.today()
        live = sum(one.holds_on(today) for one in rows)
        self.head.say("Authorities", f"{live} in force")
        return [self._row(one) for one in rows]

    def _row(self, one: MandateRow) -> Row:
        until = RowCell(days.short(one.to_on) if one.to_on else "No end", raw=one.to_on)
        return Row(
            one.id, (RowCell(one.body, one.subject, strong=True), until, RowCell(chip=self._chip(one)))
        )

    def _chip(self, one: MandateRow) -> Chip:
        today = self.room.today()
        if one.ended_on is not None:
            return Chip("Taken back")
        if not one.holds_on(today):
            return Chip("Lapsed", "overdue")
        if one.to_on is not None and (one.to_on - today).days <= _SOON:
            return Chip(f"{(one.to_on - today).days} days", "soon")
        return Chip("On file there", "done") if one.acknowledged_on else Chip("In force")

    def fill(self, key: object) -> None:
        one, pane = self._rows[key], self.pane
        pane.heading(one.body, one.subject, self._chip(one))
        held = days.short(one.acknowledged_on) if one.acknowledged_on else "Not acknowledged yet"
        facts = [("Signed", days.short(one.from_on)), ("On file there", held)]
        if one.ended_on:
            facts.append(("Taken back", days.short(one.ended_on)))
        pane.facts(facts)
        if one.holds_on(self.room.today()):
            if one.acknowledged_on is None:
                pane.act("They have it on file", partial(self._held, one.id), icon="check")
            pane.add(Button("The client took it back", partial(self._end, one.id), "link", "x"), 8)

    # Forms --------------------------------------------------------------------------------------------

    def _sign(self, _on: Any) -> None:
        person = self.person
        if person is None:
            return
        form, today = Form(1), self.room.today
        form.add_row("&Body", ChoiceField(self._bodies, unset="Choose"), name="body")
        form.add_row("&What about", TextField("Everything"), name="subject")
        form.add_row("&Signed on", DateField(today, ""), name="signed_on")
        ends = rule_of("mandate.to_on")
        form.add_row("&Until", DateField(today, "Twelve months"), name="to_on", rule=ends)
        form.fields["signed_on"].set_value(today())

        def do(typed: dict[str, Any]) -> Changes:
            if typed["body"] is None:
                raise Problems([Problem("body", "Choose which body may talk to us.")])
            return mandates.record_mandate(
                self.room.desk,
                person,
                typed["body"],
                signed_on=typed["signed_on"] or today(),
                to_on=typed["to_on"],
                subject=typed["subject"],
                today=today(),
            )

        self.ask("sign", None, "An authority signed", form, "Record it", do, icon="signature")

    def _held(self, mandate: Any) -> None:
        form = Form(1)
        form.add_row("&Since", DateField(self.room.today, ""), name="on")
        form.fields["on"].set_value(self.room.today())

        def do(typed: dict[str, Any]) -> Changes:
            today = self.room.today()
            return mandates.acknowledge(self.room.desk, mandate, on=typed["on"] or today, today=today)

        self.ask("held", mandate, "They have it on file", form, "Record it", do)

    def _end(self, mandate: Any) -> None:
        form = Form(1)
        form.add_row("&On", DateField(self.room.today, ""), name="on")
        form.fields["on"].set_value(self.room.today())

        def do(typed: dict[str, Any]) -> Changes:
            today = self.room.today()
            return mandates.end_mandate(self.room.desk, mandate, ended_on=typed["on"] or today, today=today)

        second = "From that day nothing leaves on it."
        self.ask("end", mandate, "The client took it back", form, "Record it", do, icon="x", second=second)
