"""The small forms of a case: a notice and the dates it starts, a date set by hand, a task, the closing.

Each gives the work that saves it; whether what was written is right is for casework to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.field_rules import rule_of, rule_of_letter
from welfare_desk.casework.matters import cases, journal, key_dates
from welfare_desk.casework.matters.case_page import CasePage
from welfare_desk.casework.service import handing
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules.key_dates import KeyDate, Notice
from welfare_desk.ui.kit.fields import ChoiceField, DateField, TextField
from welfare_desk.ui.kit.form import Form

FACTS = {
    "received_on": ("Shown to have arri&ved on", "Only if it can be proved"),
    "late_accepted_on": ("A&ccepted late on", "Only if it was late"),
    "reasons_requested_on": ("Reasons asked for on", "Only if they were"),
    "reasons_sent_on": ("Reasons sent on", "Only if they were"),
    "revision_refused_sent_on": ("Revision refused on", "Only if it was"),
    "assessment_period_ends_on": ("Assessment period ends on", ""),
}
GRANTS = [("crisis", "Crisis grant"), ("community_care", "Community care grant")]


class CaseForm(Form):
    """One thing to be added to a case: what it is called, what its button says, what saves it."""

    title: ClassVar[str] = ""
    saves: ClassVar[str] = ""

    def work(self, desk: Desk, today: date) -> Callable[[], Changes]:
        """What writes it. Raises Problems for what has not been said at all."""
        raise NotImplementedError


class NoticeForm(CaseForm):
    """A letter or event, its day, and whatever else bears on the times it starts."""

    title, saves = "Record a notice", "Record notice"

    def __init__(self, page: CasePage, today: Callable[[], date]) -> None:
        super().__init__(columns=2)
        self.case, self._own_route = page.case.row.id, page.case.route
        self._own_benefit = page.benefit
        self.came = self.add_row("What &came", ChoiceField(unset="Choose"), name="event", span=2)
        if page.benefit is None:
            self.add_row("&About", ChoiceField(page.benefits, unset="Choose"), name="benefit", span=2)
        self.dated = self.add_row(
            "&Date on the letter", DateField(today, ""), name="event_on", rule=rule_of("notice.event_on")
        )
        for name, (words, hint) in FACTS.items():
            self.add_row(words, DateField(today, help=hint), name=name, rule=rule_of(f"notice.{name}"))
        grant = ChoiceField(GRANTS, unset="Choose")
        self.add_row("Which kind of &grant", grant, name="grant", rule=rule_of("notice.grant"))
        self._asked: frozenset[str] = frozenset()
        self.edited.connect(self._ask)
        self._ask("benefit")

    @property
    def route(self) -> str:
        """The case's own, or on a case without one the way its benefit is disputed."""
        return self._own_route or key_dates.route_of(self.benefit)

    @property
    def benefit(self) -> str | None:
        return self._own_benefit or self.fields["benefit"].value()

    def _ask(self, field: str) -> None:
        """Offer the events of this benefit, and ask only for facts that bear on the one chosen."""
        if field == "benefit":
            self.came.offer(key_dates.events(self.route, self.benefit) if self.benefit else [])
        event = self.came.value()
        if field in ("benefit", "event"):
            asked = key_dates.facts_asked(self.route, self.benefit, event) if self.benefit and event else ()
            self._asked = frozenset(asked)
            self.ask_only(*({*FACTS, "grant"} - self._asked))
        if field in ("benefit", "event", "event_on"):
            self.dated.rule(rule_of_letter(self.route, self.benefit, event, self.dated.value()))

    def notice(self) -> Notice | None:
        """What is written so far, once there is enough of it to count from."""
        typed = self.values()
        if not (self.benefit and typed["event"] and typed["event_on"]):
            return None
        facts = {name: typed[name] for name in (*FACTS, "grant") if name in self._asked}
        return Notice(self.route, self.benefit, typed["event"], typed["event_on"], **facts)

    def work(self, desk: Desk, today: date) -> Callable[[], Changes]:
        notice = self.notice()
        if notice is None:
            raise Problems(self._missing())
        return partial(key_dates.record_notice, desk, self.case, notice, today=today)

    def _missing(self) -> list[Problem]:
        wanted = {
            "benefit": "Choose which benefit it is about.",
            "event": "Choose what came.",
            "event_on": "Write the date on the letter.",
        }
        return [
            Problem(name, sentence)
            for name, sentence in wanted.items()
            if name in self.fields and self.fields[name].value() is None
        ]


class KeyDateForm(CaseForm):
    """A date an advisor sets by hand."""

    title, saves = "Add a key date", "Add key date"

    def __init__(self, case: UUID, today: Callable[[], date]) -> None:
        super().__init__(columns=2)
        self.case = case
        self.add_row("&What must happen", TextField("Send the claim form back"), name="what", span=2)
        self.add_row("&By", DateField(today, "", help="The day it must be done by"), name="due_on")

    def work(self, desk: Desk, today: date) -> Callable[[], Changes]:
        typed = self.values()
        _refuse(
            [Problem("what", "Say what has to be done by then.")] if not typed["what"] else [],
            [Problem("due_on", "Say by which day.")] if typed["due_on"] is None else [],
        )
        return partial(key_dates.add_key_date, desk, self.case, typed["what"], typed["due_on"], today=today)


class TaskForm(CaseForm):
    """Something to do, with or without a day."""

    title, saves = "Add a task", "Add task"

    def __init__(self, case: UUID, person: UUID, today: Callable[[], date]) -> None:
        super().__init__(columns=2)
        self.case, self.person = case, person
        self.add_row("&What is to be done", TextField(), name="what", span=2)
        self.add_row("&By", DateField(today, "No day"), name="due_on")

    def work(self, desk: Desk, today: date) -> Callable[[], Changes]:
        typed = self.values()
        return partial(
            journal.add_task,
            desk,
            typed["what"],
            person_id=self.person,
            case_id=self.case,
            due_on=typed["due_on"],
        )


class MatterForm(CaseForm):
    """What the case is about, put right."""

    title, saves = "What the case is about", "Save what it is about"

    def __init__(self, case: UUID, matter: str) -> None:
        super().__init__(columns=2)
        self.case = case
        hint = "A benefit by its name or letters (ADP), or a few words of your own"
        about = self.add_row("What it is ab&out", TextField(help=hint), name="matter", span=2)
        about.suggest(cases.matters())
        about.set_value(cases.matter_name(matter))

    def work(self, desk: Desk, today: date) -> Callable[[], Changes]:
        return partial(cases.change_matter, desk, self.case, self.fields["matter"].value(), today=today)


class HandOverForm(CaseForm):
    """The case becomes a colleague's."""

    title, saves = "Hand the case over", "Hand it over"

    def __init__(self, page: CasePage) -> None:
        super().__init__(columns=2)
        self.case, self.giver = page.case.row.id, page.case.advisor_id
        self.add_row("&To whom", ChoiceField(page.whose.takers, unset="Choose"), name="to_id", span=2)
        hint = "Both of you are told why, and the journal says it: name no client here"
        self.add_row("Wh&y", TextField(help=hint), name="why", span=2, needed=True)

    def work(self, desk: Desk, today: date) -> Callable[[], Changes]:
        to, why = self.fields["to_id"].value(), self.fields["why"].value()
        giving = partial(handing.hand_over, desk, self.giver, to, why=why, case_id=self.case, today=today)
        return lambda: Changes(giving()[0].kinds, to)  # who took it: there it can be taken back


class CloseForm(CaseForm):
    """Why a case ends."""

    title, saves = "Close the case", "Close case"

    def __init__(self, case: UUID) -> None:
        super().__init__(columns=2)
        self.case = case
        ends = ChoiceField(tuple(cases.ENDS.items()), unset="Say below")
        self.add_row("What became of &it", ends, name="outcome", span=2)
        hint = "In a few words, as it should stand in the journal"
        self.add_row("&Why does it end?", TextField(help=hint), name="because", span=2)

    def work(self, desk: Desk, today: date) -> Callable[[], Changes]:
        because, outcome = self.fields["because"].value(), self.fields["outcome"].value()
        _refuse([Problem("because", "Say why the case ends.")] if not (because or outcome) else [])
        return partial(cases.close_with, desk, self.case, outcome or "", said=because, today=today)


def worked_out(desk: Desk, notice: Notice, *, today: date) -> tuple[KeyDate, ...]:
    """The dates a notice would start; none for one that only moves the case on."""
    return () if key_dates.opens_only_a_stage(notice) else key_dates.clocks(desk, notice, today=today)


def _refuse(*problems: Sequence[Problem]) -> None:
    found = [problem for each in problems for problem in each]
    if found:
        raise Problems(found)
