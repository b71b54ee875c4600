"""Who can open this desk: colleagues let in and taken away, each with a passphrase only they know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.opening import NewAdvisor
from welfare_desk.casework.safekeeping import colleagues
from welfare_desk.casework.safekeeping.colleagues import KINDS, WayIn
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui.kit.fields import ChoiceField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button, Prose, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen
from welfare_desk.ui.settings.lines import LinesSection

_ROLES = {"caseworker": "Advisor", "manager": "Manager", "dpo": "Answers for data protection"}
_WHOEVER = {"recovery": "Whoever has the paper"}
_SECRET = ("passphrase", "again")


class PeopleSection(LinesSection):
    words = "Who can open it"
    hint = "Each person types a passphrase of their own and tells nobody. Their work stays when they go."
    adds, added = "Let them in", "They can open the desk now"
    columns = (Column("Who"), Column("By", 210), Column("Since", 130))
    needed = (("name", "Write their name."), ("passphrase", "They type a passphrase of their own."))

    def build(self, form: Form) -> None:
        form.add_row("Their &name", TextField(), name="name")
        form.add_row("Their &job title", TextField(), name="job_title")
        form.add_row("What they a&re", ChoiceField(list(_ROLES.items()), unset=""), name="role", span=2)
        form.add_row("Their &passphrase", TextField(secret=True), name="passphrase")
        form.add_row("The same a&gain", TextField(secret=True), name="again")

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self.agency = Form(2)
        add = self.agency.add_row
        add("The agency's public &key", TextField("wd-agency-public-..."), name="public", span=2)
        add("&Who keeps the private one", TextField("The chair, in the safe"), name="whose", span=2)
        self.keep = Button("Let the agency keep a way in", self._keep, "secondary", "key-round")
        why = "For the day nobody else can open it. The private key never comes near this desk."
        for piece in (Hairline(), Words("Kept by the agency", "name"), Prose(why, "text", "quiet")):
            self.page.add(piece)
        self.page.add(self.agency)
        self.page.add(self.keep)

    def _keep(self) -> None:
        typed = self.agency.values()
        work = partial(colleagues.let_agency_keep, self.room.desk, typed["public"], typed["whose"])

        def done() -> None:
            self.agency.show_values({"public": "", "whose": ""})
            self.read()

        self.write(self.agency, work, "The agency keeps a way in", done)

    def read(self) -> None:
        self.room.read(self, partial(colleagues.ways_in, self.room.desk), self.show_lines)

    def save(self) -> None:
        typed = self.form.values()
        if typed["passphrase"] != typed["again"]:
            self.form.show_problems([Problem("again", "The two differ.")])
            return
        super().save()

    def draft(self) -> dict[str, object] | None:
        """What was typed of the person; never a passphrase."""
        typed = self.form.values() | dict.fromkeys(_SECRET, "")
        return typed if typed != self._untouched else None

    def says(self, lines: Sequence[WayIn]) -> str:
        people = sum(one.kind == "passphrase" for one in lines)
        if people > 1:
            return ""
        return "Only you can open it: what needs a second person cannot be done here yet."

    def row(self, line: WayIn, place: int) -> Row:
        you = " (you)" if line.person == self.room.desk.advisor.id and line.kind == "passphrase" else ""
        who = RowCell(f"{line.name or _WHOEVER.get(line.kind, '')}{you}", strong=True)
        return Row(place, (who, RowCell(KINDS[line.kind]), RowCell(days.short(line.since))))

    def add(self, typed: dict[str, Any]) -> Callable[[], Changes]:
        who = NewAdvisor(typed["name"], role=typed["role"] or "caseworker", job_title=typed["job_title"])
        return partial(colleagues.join, self.room.desk, who, typed["passphrase"])

    def remove(self, line: WayIn) -> Callable[[], Changes]:
        return partial(colleagues.take_away, self.room.desk, line)
