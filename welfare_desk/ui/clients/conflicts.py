"""Conflicts of interest: who stands on a client's other side, what was found, and what a manager decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.people import conflicts
from welfare_desk.casework.people.conflicts import ConflictRow, ConflictsPage, OtherSideDraft, OtherSideRow
from welfare_desk.rules import conflicts as rules
from welfare_desk.rules import days
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, OneOfField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading


class ConflictsScreen(ListScreen):
    """Of one client with their other side, or all that were found."""

    name, title, rail = "conflicts", "Conflicts of interest", "clients"
    kinds = frozenset({"conflicts", "clients", "households"})

    def __init__(self, room: Room) -> None:
        empty = Empty(
            "No conflict of interest has been found.",
            "The desk checks whenever somebody is added or named: another of the household, a landlord, the "
            "other parent.",
            "",
            None,
            "users",
        )
        columns = [Column("Who"), Column("Why"), Column("Decided", 170)]
        super().__init__(room, "Found", columns, empty, pane_width=360)
        self.person: UUID | None = None
        self.page: ConflictsPage | None = None
        self._rows: dict[object, ConflictRow | OtherSideRow] = {}

    def heading(self) -> Heading:
        if self.person is None:
            return Heading(self.title)
        primary = Act("Name the other side", lambda: self._name(None), "plus")
        place = ("client", {"person": self.person})
        return Heading(self.title, owner=self.about(), owner_place=place, primary=primary)

    def about(self) -> str:
        return self.page.client if self.page else ""

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"name": self._name, "decide": self._decide}

    def arrive(self, **where: Any) -> None:
        """``person``: whose; without, those of everybody."""
        self.person = where.get("person")
        super().arrive(**where)

    def load(self) -> Callable[[], ConflictsPage]:
        return partial(conflicts.page, self.room.desk, self.person)

    def listed(self, found: ConflictsPage) -> Iterable[Row]:
        self.page = found
        self._rows = {one.id: one for one in found.found}
        self._rows |= {one.id: one for one in found.other_side}
        open_ones = sum(one.decided_on is None for one in found.found)
        self.head.say("Found", f"{open_ones} to be decided" if open_ones else "")
        rows = [self._row(one) for one in found.found]
        if found.other_side:
            rows.append(group("On the other side", str(len(found.other_side))))
        for side in found.other_side:
            since = RowCell(f"since {days.short(side.since_on)}", raw=side.since_on)
            rows.append(
                Row(side.id, (RowCell(side.name, strong=True), RowCell(rules.ROLES[side.role]), since))
            )
        return rows

    def _row(self, one: ConflictRow) -> Row:
        words = rules.DECISIONS.get(one.decision or "", "")
        chip = Chip(words, "done") if one.decided_on else Chip("To be decided", "soon")
        return Row(
            one.id, (RowCell(one.client, one.other, strong=True), RowCell(one.because), RowCell(chip=chip))
        )

    def fill(self, key: object) -> None:
        one, pane = self._rows[key], self.pane
        if isinstance(one, OtherSideRow):
            pane.heading(one.name, rules.ROLES[one.role])
            born = [("Born", days.short(one.born_on))] if one.born_on else []
            pane.facts([("Named on", days.short(one.since_on)), *born])
            ended = partial(conflicts.no_longer, self.room.desk, one.id, today=self.room.today())
            pane.act("No longer on the other side", partial(self.write, ended), "link", "x")
            return
        pane.heading(f"{one.client} and {one.other}", one.because)
        pane.facts([("Found", days.full(one.found_on))])
        if one.decided_on is not None:
            pane.section(rules.DECISIONS.get(one.decision or "", ""))
            pane.said(one.why)
            pane.said(f"{one.decided_by}, {days.short(one.decided_on)}", "quiet", 4)
        if self.page is not None and self.page.may_decide:
            words = "Decide" if one.decided_on is None else "Decide anew"
            pane.act(words, partial(self._decide, one.id), "primary", "scale")
        elif one.decided_on is None:
            pane.said("It waits for a manager.", "quiet", 8)
        pane.add(
            Button(f"Open {one.client}", lambda: self.go("client", person=one.person_id), "link", "user"), 8
        )
        if one.other_id is not None:
            pane.add(
                Button(f"Open {one.other}", lambda: self.go("client", person=one.other_id), "link", "user"), 2
            )

    # Forms --------------------------------------------------------------------------------------------

    def _name(self, _on: Any) -> None:
        person = self.person
        if person is None:
            return
        form = Form(2)
        form.add_row(
            "&What they are to the client",
            ChoiceField(list(rules.ROLES.items()), unset="Choose"),
            name="role",
            span=2,
        )
        form.add_row("&First name", TextField(), name="forenames")
        form.add_row("&Surname, or firm", TextField(), name="surname")
        form.add_row("&Born, where known", DateField(self.room.today, birth=True), name="born_on", span=2)

        def do(typed: dict[str, Any]) -> Changes:
            draft = OtherSideDraft(
                person, typed["role"] or "", typed["surname"], typed["forenames"], typed["born_on"]
            )
            return conflicts.name_other_side(self.room.desk, draft, today=self.room.today())

        second = "Whoever of our clients may be the same is found at once."
        self.ask("name", None, "On the other side", form, "Keep the name", do, icon="plus", second=second)

    def _decide(self, conflict: Any) -> None:
        one = self._rows.get(conflict)
        if not isinstance(one, ConflictRow):
            return
        form = Form(1)
        form.add_row("What is done", OneOfField(list(rules.DECISIONS.items())), name="decision", needed=True)
        form.add_row("&Why", TextField("Another person of that name"), name="why", needed=True)

        def do(typed: dict[str, Any]) -> Changes:
            return conflicts.decide(
                self.room.desk,
                one.id,
                typed["decision"] or "",
                why=typed["why"],
                today=self.room.today(),
            )

        self.ask("decide", conflict, f"{one.client} and {one.other}", form, "Decide", do, icon="scale")
