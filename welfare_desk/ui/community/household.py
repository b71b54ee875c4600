"""The household of a client: everyone with their own consents on one page; nobody's cases but theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.matters.cases import CaseRow
from welfare_desk.casework.people import households
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.people.households import ApartRow, HouseholdPage, Member
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui.clients import words
from welfare_desk.ui.clients.pick import ClientPick
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import DateField, TextField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading


class HouseholdScreen(ListScreen):
    """Who lives together."""

    name, title, rail = "household", "Household", "clients"
    kinds = frozenset({"households", "clients", "consents", "cases"})

    def __init__(self, room: Room) -> None:
        columns = [Column("Who"), Column("Age", 60, right=True), Column("Consent", 250)]
        super().__init__(
            room, "Everyone at home", columns, Empty("Nobody has been added yet."), pane_width=360
        )
        self.person: UUID | None = None
        self.page: HouseholdPage | None = None
        self._members: dict[object, Member] = {}

    def heading(self) -> Heading:
        name = self.page.client.name if self.page else ""
        place = ("client", {"person": self.person}) if self.person else None
        return Heading(
            self.title,
            owner=name,
            owner_place=place,
            acts=(
                Act("Keep apart", lambda: self._apart(None), "shield-check"),
                Act("Add somebody new", lambda: self._new(None), "plus"),
            ),
            primary=Act("Add somebody we know", lambda: self._join(None), "users"),
        )

    def about(self) -> str:
        return self.page.client.name if self.page else ""

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"join": self._join, "new": self._new, "open": self._open, "apart": self._apart}

    def arrive(self, **where: Any) -> None:
        """``person``: whose household."""
        self.person = where.get("person", self.person)
        super().arrive(**where)

    def load(self) -> Callable[[], HouseholdPage | None]:
        desk, person = self.room.desk, self.person
        return partial(households.household, desk, person) if person else lambda: None

    def listed(self, found: HouseholdPage | None) -> Iterable[Row]:
        self.page = found
        everyone = (found.me, *found.others) if found else ()
        self._members = {one.person_id: one for one in everyone}
        count = len(everyone)
        self.head.say("Everyone at home", f"{count} {'person' if count == 1 else 'people'}")
        return [self._row(one) for one in everyone]

    def _row(self, one: Member) -> Row:
        stands, until, mark, role = words.consent(one.consents)
        chip = Chip("Young carer", "soon", "hand-helping") if one.young_carer else None
        relation = one.relation or ("The client" if one.person_id == self.person else "")
        consent = RowCell(stands, until, mark=mark, mark_role=role, role="ink" if until else role)
        return Row(
            one.person_id,
            (
                RowCell(one.name, relation, chip, strong=True),
                RowCell("" if one.age is None else str(one.age), raw=one.age),
                consent,
            ),
        )

    def fill(self, key: object) -> None:
        one, pane = self._members[key], self.pane
        pane.heading(one.name, one.relation)
        pane.facts([("Age", "" if one.age is None else str(one.age)), ("Reference", one.reference)])
        if one.carer:
            carer = "A young carer" if one.young_carer else "A carer"
            pane.said(f"{carer}: entitled to a statement and support of their own.", "soon", 12)
        if self.page is not None and one.person_id == self.person:
            pane.section("Their cases")
            self._cases(list(self.page.my_cases))
            pane.act("Who they are kept apart from", self._show_apart, "link")
        elif one.has_cases:
            pane.section("Their cases")
            pane.said("Not shown on another member's page.", "quiet", 8)
            pane.act("See them, for a reason", lambda: self._open(one.person_id), icon="eye")
        pane.act("Open their file", lambda: self.go("client", person=one.person_id), icon="user")
        if one.person_id != self.person:
            left = partial(households.leave, self.room.desk, one.person_id, today=self.room.today())
            pane.act("Lives here no longer", partial(self.write, left), "link")

    def _cases(self, rows: list[CaseRow]) -> None:
        for row in rows:
            self.pane.item(words.matter(row), row.reference, "folder", second=words.next_date(row))
        if not rows:
            self.pane.said("None open.", "quiet", 8)

    def open_row(self, key: object) -> None:
        self.go("client", person=key)

    # Doing --------------------------------------------------------------------------------------------

    def _join(self, _on: Any) -> None:
        form = Form(2)
        pick = ClientPick(form, self.room, self, with_case=False)
        form.add_row("&What they are to the client", TextField("Partner, mother"), name="relation", span=2)
        form.add_row("", TickField("Cares for somebody here"), name="carer", span=2)

        def do(typed: dict[str, Any]) -> Changes:
            return households.join(
                self.room.desk,
                self._whose(),
                typed["person"],
                relation=typed["relation"],
                carer=typed["carer"],
                today=self.room.today(),
            )

        words_ = "Somebody we know lives here"
        self.ask("join", None, words_, form, "They live here", do, icon="users", judge=pick.problems)

    def _new(self, _on: Any) -> None:
        form = Form(2)
        form.add_row("&First name", TextField(), name="forenames")
        form.add_row("&Surname", TextField(), name="surname")
        form.add_row("&Born", DateField(self.room.today, birth=True), name="born_on", span=2)
        form.add_row("&What they are to the client", TextField("Daughter, son"), name="relation", span=2)
        form.add_row("", TickField("Cares for somebody here"), name="carer", span=2)

        def do(typed: dict[str, Any]) -> Changes:
            draft = ClientDraft(typed["surname"], typed["forenames"], born_on=typed["born_on"])
            return households.add_member(
                self.room.desk,
                self._whose(),
                draft,
                relation=typed["relation"],
                carer=typed["carer"],
                today=self.room.today(),
            )

        self.ask("new", None, "Somebody new lives here", form, "Add them", do, icon="plus")

    def _open(self, other: Any) -> None:
        member = self._members.get(other)
        if member is None:
            return
        form = Form(1)
        form.add_row("&Why", TextField("A joint claim, a joint debt"), name="why")
        second = "The reason is kept with who has looked."

        def open_it() -> None:
            why = form.fields["why"].value()
            work = partial(households.open_member, self.room.desk, self._whose(), other, why=why)
            self.room.write(self, work, partial(self._opened_cases, member), partial(self.refused, form))

        heading = f"Cases of {member.name}"
        self.ask("open", other, heading, form, "See their cases", None, save=open_it, second=second)

    def _opened_cases(self, member: Member, rows: list[CaseRow]) -> None:
        self.form = None
        self.pane.clear()
        self.pane.heading(f"Cases of {member.name}", "Seen for the reason given")
        self._cases(rows)
        self.pane.act("Close", self.back, icon="eye-off")

    def _apart(self, _on: Any) -> None:
        form = Form(2)
        pick = ClientPick(form, self.room, self, with_case=False)

        def do(typed: dict[str, Any]) -> Changes:
            return households.keep_apart(
                self.room.desk, self._whose(), typed["person"], today=self.room.today()
            )

        def judge() -> list[Problem]:
            return pick.problems()

        second = "Neither stands on the other's page from now on; only this client's page can say so."
        self.ask("apart", None, "Keep apart from", form, "Keep them apart", do, second=second, judge=judge)

    def _show_apart(self) -> None:
        """Asked for by itself, so that it is never in sight by chance."""
        work = partial(households.apart_from, self.room.desk, self._whose())
        self.room.read(self, work, self._list_apart)

    def _list_apart(self, rows: list[ApartRow]) -> None:
        self.pane.clear()
        self.pane.heading("Kept apart from")
        for row in rows:
            self.pane.item(row.name, days.short(row.since_on), "shield-check")
            ended = partial(
                households.end_apart, self.room.desk, self._whose(), row.person_id, today=self.room.today()
            )
            self.pane.add(Button("No longer", partial(self.write, ended), "link"), 2)
        if not rows:
            self.pane.said("Nobody.", "quiet", 8)
        self.pane.act("Close", self.back, icon="eye-off")

    def _whose(self) -> UUID:
        assert self.person is not None  # noqa: S101 - the screen is of a client
        return self.person
