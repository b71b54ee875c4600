"""Who acts for a client: for which body, on which document, from when to when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of
from welfare_desk.casework.people import acting, clients
from welfare_desk.casework.people.acting import ActingDraft, ActingRow
from welfare_desk.rules import acting as rules
from welfare_desk.rules import days
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading


class ActingScreen(ListScreen):
    """The register of one client."""

    name, title, rail = "acting", "Who acts for them", "clients"
    kinds = frozenset({"acting", "clients", "recipients"})

    def __init__(self, room: Room) -> None:
        empty = Empty(
            "Nobody acts for this client.",
            "An appointee, attorney or guardian signs and is written to in the client's place, for the body "
            "their power is for.",
            "Record who acts",
            lambda: self._record(None),
            "users",
        )
        columns = [Column("Who"), Column("Towards", 220), Column("", 150)]
        super().__init__(room, "Who acts", columns, empty, pane_width=380)
        self.person: UUID | None = None
        self.client = ""
        self._rows: dict[object, ActingRow] = {}
        self._bodies: list[tuple[UUID, str]] = []

    def heading(self) -> Heading:
        place = ("client", {"person": self.person}) if self.person else None
        primary = Act("Record who acts", lambda: self._record(None), "users")
        return Heading(self.title, owner=self.client, owner_place=place, primary=primary)

    def about(self) -> str:
        return self.client

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"record": self._record, "end": self._end}

    def arrive(self, **where: Any) -> None:
        """``person``: whose; ``chosen``: one of them."""
        self.person = where["person"]
        super().arrive(**where)

    def load(self) -> Callable[[], Any]:
        desk, person = self.room.desk, self.person

        def work() -> Any:
            if person is None:
                return "", [], []
            bodies = [(body.id, body.name) for body in agency.recipients(desk) if body.kind != "subject"]
            return clients.client(desk, person).name, acting.register(desk, person), bodies

        return work

    def listed(self, found: Any) -> Iterable[Row]:
        self.client, rows, self._bodies = found
        self._rows = {one.id: one for one in rows}
        live = sum(one.power.holds_on(self.room.today()) for one in rows)
        self.head.say("Who acts", f"{live} now" if live else "")
        return [
            Row(
                one.id,
                (
                    RowCell(one.name, rules.ROLES[one.power.role], strong=True),
                    RowCell(one.body),
                    RowCell(chip=self._chip(one)),
                ),
            )
            for one in rows
        ]

    def _chip(self, one: ActingRow) -> Chip:
        if one.power.holds_on(self.room.today()):
            return Chip("Acts now", "done")
        return Chip("Not yet") if one.power.from_on > self.room.today() else Chip("No longer")

    def fill(self, key: object) -> None:
        one, pane = self._rows[key], self.pane
        pane.heading(one.name, rules.ROLES[one.power.role], self._chip(one))
        until = days.short(one.power.to_on) if one.power.to_on else "No end"
        pane.facts(
            [
                ("Towards", one.body),
                ("From", days.short(one.power.from_on)),
                ("Until", until),
                ("Document", one.document),
                ("Seen", days.short(one.seen_on)),
                *([("Telephone", one.phone)] if one.phone else []),
            ]
        )
        if one.address_lines:
            pane.section("Write to them at")
            pane.said("\n".join(one.address_lines))
        if one.power.role in rules.OF_WELFARE_ONLY:
            pane.said("A welfare power does not reach money: letters go to the client.", "soon", 12)
        elif not one.address_lines and one.power.body is None:
            pane.said("No address is kept, so letters go to the client's own.", "soon", 12)
        if one.power.holds_on(self.room.today()):
            pane.add(Button("They no longer act", partial(self._end, one.id), "link", "x"), 12)

    # Forms --------------------------------------------------------------------------------------------

    def _record(self, _on: Any) -> None:
        person = self.person
        if person is None:
            return
        form, today = Form(2), self.room.today
        form.add_row("&By what power", ChoiceField(list(rules.ROLES.items()), unset="Choose"), name="role")
        form.add_row("&Name", TextField(), name="name")
        form.add_row(
            "Towards which &body", ChoiceField(self._bodies, unset=acting.EVERYBODY), name="body", span=2
        )
        form.add_row("&Document you saw", TextField("Letter of appointment"), name="document", span=2)
        form.add_row("&Seen on", DateField(today, ""), name="seen_on")
        form.add_row("&From", DateField(today, "The day you saw it"), name="from_on")
        ends = rule_of("acting.to_on")
        form.add_row("&Until", DateField(today, "No end"), name="to_on", rule=ends)
        form.add_row("&Telephone", TextField(), name="phone")
        form.add_row("&Address", LongTextField(lines=2), name="address", span=2)
        form.add_row("&Postcode", TextField(), name="postcode")

        def do(typed: dict[str, Any]) -> Changes:
            body = typed.pop("body")
            draft = ActingDraft(person, organisation_id=body, **typed | {"role": typed["role"] or ""})
            return acting.record(self.room.desk, draft, today=today())

        self.ask("record", None, "Who acts for them", form, "Record it", do, icon="users")

    def _end(self, one: Any) -> None:
        form = Form(1)
        form.add_row("&On", DateField(self.room.today, ""), name="on")
        form.fields["on"].set_value(self.room.today())

        def do(typed: dict[str, Any]) -> Changes:
            today = self.room.today()
            return acting.end(self.room.desk, one, on=typed["on"] or today, today=today)

        second = "From that day letters go to the client again."
        self.ask("end", one, "They no longer act", form, "Record it", do, icon="x", second=second)
