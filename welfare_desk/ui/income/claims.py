"""Claims under way, of one client or the whole desk: how far each has come, what is next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of, rule_of_claim
from welfare_desk.casework.income import income_questions
from welfare_desk.casework.matters import claims
from welfare_desk.casework.matters.claims import NEXT_BY, ClaimRow
from welfare_desk.casework.people import clients
from welfare_desk.rules import days
from welfare_desk.rules.claims import STEPS
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.track import Stage, Track
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

CHIPS = {
    "identified": Chip("Not started yet", "soon", "circle-alert"),
    "started": Chip("Started", "plain", "clock"),
    "sent": Chip("Waiting for the decision", "plain", "clock"),
    "decided": Chip("Decided", "done"),
    "dropped": Chip("Not claimed"),
}
_SOON = 14  # days


def row_of(one: ClaimRow, today: date, *, whose: bool) -> Row:
    """One claim: what it is, what is next, how it stands."""
    second = ", ".join(filter(None, (one.client if whose else "", one.whom)))
    return Row(
        one.id, (RowCell(one.name, second, strong=True), _next(one, today), RowCell(chip=CHIPS[one.state]))
    )


def _next(one: ClaimRow, today: date) -> RowCell:
    if one.due_on is not None:
        left = (one.due_on - today).days
        over = Chip(f"{-left} days over", "overdue") if left < 0 else Chip(f"{left} days", "soon")
        chip = over if left <= _SOON else None
        return RowCell(days.without_year(one.due_on), one.due_what, chip, raw=one.due_on)
    if one.state == "identified":
        return RowCell("Begin it", "Nothing protects its date yet", role="soon")
    if one.next_step and one.is_open:
        day = days.without_year(one.next_on) if one.next_on else ""
        return RowCell(one.next_step, ", ".join(filter(None, (NEXT_BY[one.next_by], day))))
    if one.state == "decided":
        return RowCell(days.short(one.days.decided) if one.days.decided else "", role="quiet")
    return RowCell("")


class ClaimsScreen(ListScreen):
    """Claims of one client, or all that are open."""

    name, title, rail = "claims", "Claims under way", "cases"
    kinds = frozenset({"claims", "cases", "key_dates", "gains", "clients"})

    def __init__(self, room: Room) -> None:
        empty = Empty(
            "No claim is being followed.",
            "Claims the income check finds are started from there; any other claim can be added here.",
            "Add a claim",
            lambda: self._add(None),
            "plus",
        )
        columns = [Column("Claim"), Column("Next", 236), Column("", 196)]
        super().__init__(room, "Claims", columns, empty, pane_width=380)
        self.person: UUID | None = None
        self.client = ""
        self._claims: dict[object, ClaimRow] = {}

    def heading(self) -> Heading:
        if self.person is None:
            return Heading(self.title)
        return Heading(
            "Claims",
            owner=self.client,
            owner_place=("client", {"person": self.person}),
            acts=(Act("Income check", lambda: self.go("income-check", person=self.person), "banknote"),),
            primary=Act("Add a claim", lambda: self._add(None), "plus"),
        )

    def about(self) -> str:
        return self.client

    def acts(self) -> Mapping[str, Callable[[], object]]:
        found = dict(super().acts())
        if self.person is not None:
            found["income-check"] = lambda: self.go("income-check", person=self.person)
        return found

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {
            "add": self._add,
            "start": self._start,
            "due": self._due,
            "send": self._send,
            "plan": self._plan,
            "give-up": self._give_up,
        }

    def arrive(self, **where: Any) -> None:
        """``person``: whose; every open claim without one. ``chosen``: a claim."""
        self.person = where.get("person")
        self.empty.button.setVisible(self.person is not None)
        super().arrive(**where)

    def load(self) -> Callable[[], Any]:
        desk, person = self.room.desk, self.person
        if person is None:
            return lambda: ("", claims.open_claims(desk))
        return lambda: (clients.client(desk, person).name, claims.claims_of(desk, person))

    def listed(self, found: Any) -> Iterable[Row]:
        self.client, rows = found
        self._claims = {one.id: one for one in rows}
        under_way = [one for one in rows if one.is_open]
        ended = [one for one in rows if not one.is_open]
        self.head.say("Claims", f"{len(under_way)} under way")
        today, whose = self.room.today(), self.person is None
        yield from (row_of(one, today, whose=whose) for one in under_way)
        if ended:
            yield group("Ended", str(len(ended)))
            yield from (row_of(one, today, whose=whose) for one in ended)

    def fill(self, key: object) -> None:
        one, pane = self._claims[key], self.pane
        pane.heading(one.name, one.whom or one.client)
        track = Track()
        track.show_stages(_stages(one))
        pane.add(track, 12)
        if one.is_open:
            self._acts(one)
        protected = days.full(one.protected_from) if one.protected_from else "Nothing yet: begin it"
        facts = [("Protected from", protected), ("Begins with", one.way.begins)]
        if one.way.form:
            facts.append(("Then", one.way.form))
        if one.way.back:
            facts.append(("Reaches back", one.way.back))
        if one.outcome:
            facts.append(("Outcome", one.outcome.replace("_", " ").capitalize()))
        if one.given_up_because:
            facts.append(("Not claimed, because", one.given_up_because))
        if one.due_on and one.last_day:
            last = f"Legal last day {days.full(one.last_day)}"
            pane.item(one.due_what, days.without_year(one.due_on), "clock", tone="soon", second=last)
        pane.facts(facts)
        if one.way.source:
            pane.said(" ".join(filter(None, (f"{one.way.source}.", one.way.doubt))), "quiet", 8)
        pane.section("Next", "Change", partial(self._plan, one.id) if one.is_open else None)
        day = days.without_year(one.next_on) if one.next_on else ""
        pane.item(
            one.next_step or "Nothing is planned",
            day,
            "check",
            second=NEXT_BY[one.next_by] if one.next_step else "",
        )
        if one.needs:
            pane.section("Still wanted for it")
            for need in one.needs:
                pane.item(need, mark="file-text")

    def _acts(self, one: ClaimRow) -> None:
        pane = self.pane
        if one.state == "identified":
            pane.act("Claim started", partial(self._start, one.id), "primary", "check")
        elif one.state == "started":
            pane.act("It was sent", partial(self._send, one.id), "primary", "send")
        else:
            pane.act("Record decision", partial(self.go, "decision", case=one.case_id), "primary", "scale")
        if one.state != "identified":
            case = Button("Open the case", partial(self.go, "case", case=one.case_id), "link", "folder")
            form = Button("A form came", partial(self._due, one.id), "link", "mail")
            pane.add(InALine(case, form), 4)
        pane.add(Button("Not claimed after all", partial(self._give_up, one.id), "link", "x"), 4)

    def open_row(self, key: object) -> None:
        one = self._claims[key]
        if one.case_id is not None:
            self.go("case", case=one.case_id)

    # Forms --------------------------------------------------------------------------------------------

    def _add(self, _on: Any) -> None:
        person = self.person
        if person is None:
            return
        form = Form(2)
        form.add_row(
            "&Benefit", ChoiceField(income_questions.claimable(), unset="Choose"), name="benefit", span=2
        )
        form.add_row("&Who it is for", TextField("The client"), name="whom", span=2)
        begun = rule_of("claim.begun_on")
        form.add_row(
            "&Claim started on", DateField(self.room.today, "Not yet"), name="on", span=2, rule=begun
        )
        _next_fields(form, self.room)

        def do(typed: dict[str, Any]) -> Changes:
            today, how = self.room.today(), {key: typed[key] for key in ("whom", *_NEXT)}
            if typed["on"] is None:
                return claims.identify(self.room.desk, person, typed["benefit"] or "", today=today, **how)
            return claims.begin(
                self.room.desk, person, typed["benefit"] or "", on=typed["on"], today=today, **how
            )

        self.ask("add", None, "A claim", form, "Add the claim", do, icon="plus")

    def _start(self, claim: Any) -> None:
        one = self._claims[claim]
        form = Form(1)
        started = DateField(self.room.today, "", one.way.begins)
        form.add_row("&Started on", started, name="started", rule=rule_of_claim(one.benefit))
        form.fields["started"].set_value(self.room.today())

        def do(typed: dict[str, Any]) -> Changes:
            return claims.start(
                self.room.desk, claim, on=typed["started"] or self.room.today(), today=self.room.today()
            )

        second = "The award can run from this day; its times are counted from it."
        self.ask("start", claim, f"{one.name} begun", form, "Start it", do, second=second)

    def _due(self, claim: Any) -> None:
        form = Form(1)
        due = DateField(self.room.today, "", "The day printed on the form")
        form.add_row("&Due back by", due, name="due_on", rule=rule_of("claim.form_due_on"))

        def do(typed: dict[str, Any]) -> Changes:
            on = typed["due_on"] or self.room.today()
            return claims.form_due(self.room.desk, claim, on, today=self.room.today())

        self.ask("due", claim, "A form came", form, "Set the day", do, icon="clock")

    def _send(self, claim: Any) -> None:
        form = Form(1)
        form.add_row("&Sent on", DateField(self.room.today, ""), name="sent", rule=rule_of("claim.sent_on"))
        form.fields["sent"].set_value(self.room.today())
        form.add_row("&How, and the proof", TextField("Signed for, 2 December; online reference"), name="how")

        def do(typed: dict[str, Any]) -> Changes:
            on = typed["sent"] or self.room.today()
            return claims.send(self.room.desk, claim, on=on, today=self.room.today(), how=typed["how"])

        self.ask("send", claim, "It was sent", form, "Save", do)

    def _plan(self, claim: Any) -> None:
        one = self._claims[claim]
        form = Form(2)
        _next_fields(form, self.room)
        form.add_row("Still &wanted, one a line", LongTextField(lines=5), name="needs", span=2)
        form.show_values(
            {
                "next_step": one.next_step,
                "next_by": one.next_by,
                "next_on": one.next_on,
                "needs": "\n".join(one.needs),
            }
        )

        def do(typed: dict[str, Any]) -> Changes:
            needs = tuple(typed["needs"].splitlines())
            how = {key: typed[key] for key in _NEXT}
            return claims.plan(self.room.desk, claim, needs=needs, today=self.room.today(), **how)

        self.ask("plan", claim, "What is next", form, "Save", do)

    def _give_up(self, claim: Any) -> None:
        form = Form(1)
        form.add_row("&Why", TextField("She does not want to claim; not entitled"), name="because")

        def do(typed: dict[str, Any]) -> Changes:
            return claims.give_up(self.room.desk, claim, because=typed["because"], today=self.room.today())

        self.ask("give-up", claim, "Not claimed after all", form, "Take it off the list", do)


_NEXT = ("next_step", "next_by", "next_on")


def _next_fields(form: Form, room: Room) -> None:
    form.add_row("Next &step", TextField("Nothing is planned"), name="next_step", span=2)
    form.add_row("Who &does it", ChoiceField(tuple(NEXT_BY.items()), unset=""), name="next_by")
    form.add_row("B&y when", DateField(room.today, "No day"), name="next_on")


def _stages(one: ClaimRow) -> list[Stage]:
    """Found, started, sent, decided, each with its day."""
    found = one.days
    steps = (
        (STEPS["identified"], found.identified),
        (STEPS["started"], found.started),
        (STEPS["sent"], found.sent),
        (STEPS["decided"], found.decided),
    )
    come = max(place for place, (_, day) in enumerate(steps) if day)
    return [
        Stage(
            words,
            days.without_year(day).partition(" ")[2] if day else "",  # three words would stand in three lines
            "done" if place <= come else "now" if place == come + 1 and one.is_open else "ahead",
        )
        for place, (words, day) in enumerate(steps)
    ]
