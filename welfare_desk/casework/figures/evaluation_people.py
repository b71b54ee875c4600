"""Who is asked, who answered and of whom it is so: the evaluation's shares of people.

A share and the list behind it are one set of people, so they agree. Other figures are ``evaluation``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, literal, or_, select
from sqlalchemy.orm import aliased

from welfare_desk.casework.figures.tally_money import (
    Places,
    endings_known,
    every_line,
    held_line,
    text_of,
    within,
)
from welfare_desk.casework.figures.tally_sums import supported, supporting
from welfare_desk.records.cases import Case, Episode
from welfare_desk.records.community import Goal, Link
from welfare_desk.records.money import Debt, DebtOutcome, Gain
from welfare_desk.records.people import Household, Person
from welfare_desk.records.service import Meeting
from welfare_desk.rules import goals, links
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.demographics import age_on
from welfare_desk.rules.evaluation import SHARE, Figure, per_cent
from welfare_desk.rules.gains import Decisions, value_of
from welfare_desk.rules.known import Known
from welfare_desk.rules.money import NOUGHT

_ANSWERED = ("never", "this_one", "another")
_NO_WORK = ("unemployed_and_seeking_work", "permanently_sick_or_disabled", "short_term_illness_or_injury")
_ONE_ADULT = ("single_adult", "single_parent", "single_older")
People = frozenset[str]
"""Ids of people, as text."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of people: those it asks about, those something is known of, those of whom it is so.

    ``nobody``: what is said when nothing is known of anybody.
    """

    code: str
    words: str
    of: People
    known: People
    yes: People
    formula: str
    caution: str = ""
    nobody: str = "Nobody was asked."

    def figure(self) -> Figure:
        n, asked = len(self.of), len(self.known)
        why = "" if asked else self.nobody
        value = per_cent(len(self.yes), asked)
        return Figure(self.code, self.words, SHARE, value, n, asked, self.formula, self.caution, why)


@dataclass(frozen=True, slots=True)
class _Client:
    """What a share may ask of somebody supported in the period."""

    id: str
    prior_advice: str | None
    on_benefits: bool | None
    mental_health: bool | None
    long_term_condition: bool | None
    sex: str | None
    employment: str | None
    born_on: date | None
    household: str | None
    first_here: date
    is_new: bool


def shares(connection: Connection, known: Known) -> Sequence[Share]:
    """Every share of people, in the order of the specification."""
    period = known.period
    clients = _clients(connection, period)
    everybody = frozenset(one.id for one in clients)

    def those(so: Callable[[_Client], object]) -> People:
        return frozenset(one.id for one in clients if so(one))

    linked = connection.execute(
        select(text_of(Link.person_id), Link.how, Link.result).where(Link.on <= period.last)
    ).all()
    tribunals = _ids(
        connection,
        select(text_of(Meeting.person_id)).where(Meeting.kind == "tribunal", within(Meeting.on, period)),
    )
    reached = {
        bar: everybody & {person for person, how, result in linked if of(how, result)}
        for bar, of in (("connected", links.connected), ("accessed", links.accessed))
    }
    gone_along = {person for person, how, result in linked if (how, result) == ("accompanied", "took_place")}
    any_link = everybody if linked else frozenset()
    closed = _ids(connection, _closed(period))
    better = _better_off(connection, known, closed)
    new = those(lambda one: one.is_new)
    return (
        Share(
            "first_time_advice",
            "Never used a local advice service before",
            new,
            new & those(lambda one: one.prior_advice in _ANSWERED),
            new & those(lambda one: one.prior_advice == "never"),
            "answered never / answered, among new clients",
            "Who was not asked is left out.",
        ),
        *(
            Share(
                code,
                words,
                everybody,
                those(lambda one, code=code: getattr(one, code) is not None),  # type: ignore[misc]
                those(lambda one, code=code: getattr(one, code)),  # type: ignore[misc]
                "clients with it / clients asked",
                "One person may have both: the two do not add up.",
            )
            for code, words in (
                ("mental_health", "With a mental health condition"),
                ("long_term_condition", "With a long-term condition"),
            )
        ),
        Share(
            "connected",
            "Connected to other support",
            everybody,
            any_link,
            reached["connected"],
            "clients with a link that came so far / clients",
            "Connected: they made contact, were accepted there, or were gone along with.",
            "No link to other support is recorded.",
        ),
        Share(
            "accessed",
            "Went on to use other support",
            everybody,
            any_link,
            reached["accessed"],
            "clients with a link that came so far / clients",
            "A higher bar than connected: they have been there.",
            "No link to other support is recorded.",
        ),
        Share(
            "accompanied",
            "Somebody went along with them",
            everybody,
            everybody if linked or tribunals else frozenset(),
            everybody & (gone_along | tribunals),
            "clients with an accompanied visit or a tribunal / clients",
            nobody="No accompanied visit and no tribunal is recorded.",
        ),
        Share(
            "positive_outcome",
            "People with a positive outcome",
            closed,
            closed,
            closed & (better | _with_goals(connection, known, ("met", "partly"))),
            "a goal met or partly met, more money, or debt dealt with / clients whose case closed",
            "A share of people; goals met is a share of goals, so the two differ.",
            "No case closed in the period.",
        ),
        Share(
            "tangible_benefit",
            "People with something to show for it",
            closed,
            closed,
            closed & (better | _with_goals(connection, known, ("met",))),
            "a goal met, more money, or debt dealt with / clients whose case closed",
            "As above without goals only partly met.",
            "No case closed in the period.",
        ),
        Share(
            "women",
            "Women",
            everybody,
            those(lambda one: one.sex in ("female", "male", "other")),
            those(lambda one: one.sex == "female"),
            "recorded as female / clients whose sex is recorded",
            nobody="Nobody's sex is recorded.",
        ),
        Share(
            "aged_20_to_59",
            "Aged 20 to 59",
            everybody,
            those(lambda one: one.born_on),
            those(lambda one: one.born_on and 20 <= age_on(one.born_on, one.first_here) <= 59),
            "aged 20 to 59 on their first day of support in the period / clients whose birth date is known",
            nobody="Nobody's birth date is recorded.",
        ),
        Share(
            "one_adult",
            "The only adult at home",
            everybody,
            those(lambda one: one.household not in (None, "not_recorded")),
            those(lambda one: one.household in _ONE_ADULT),
            "single adults, single parents and older people alone / clients whose household is recorded",
            nobody="Nobody's household is recorded.",
        ),
        Share(
            "not_in_work",
            "Unemployed, or unfit for work",
            everybody,
            those(lambda one: one.employment not in (None, "not_recorded")),
            those(lambda one: one.employment in _NO_WORK),
            "seeking work, sick, disabled or injured / clients whose employment is recorded",
            "As it was last recorded.",
            "Nobody's employment is recorded.",
        ),
        Share(
            "on_benefits",
            "On a benefit when support began",
            everybody,
            those(lambda one: one.on_benefits is not None),
            those(lambda one: one.on_benefits),
            "said that a benefit was in payment / clients who were asked",
            "Who was not asked is left out.",
        ),
    )


def _ids(connection: Connection, statement: Any) -> People:
    return frozenset(connection.scalars(statement))


def _clients(connection: Connection, period: Period) -> list[_Client]:
    """Everybody supported in the period, in one reading."""
    here = (
        select(Meeting.person_id.label("who"), func.min(Meeting.on).label("first_here"))
        .where(within(Meeting.on, period), Meeting.kind.in_(supporting(period)))
        .group_by(Meeting.person_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            text_of(Person.id),
            Person.prior_advice,
            Person.on_benefits,
            Person.mental_health,
            Person.long_term_condition,
            Person.sex,
            Person.employment,
            Person.born_on,
            Household.kind,
            here.c.first_here,
            _is_new(period),
        )
        .select_from(here)
        .join(Person, Person.id == here.c.who)
        .outerjoin(Household, Household.id == Person.household_id)
    )
    return [_Client(*row) for row in rows]


def _is_new(period: Period) -> Any:
    """Whether a person's first support ever lies in the period (R3)."""
    before = aliased(Meeting)
    seen = (
        select(literal(1))
        .where(before.person_id == Person.id, before.on < period.first, before.kind.in_(supporting(period)))
        .exists()
    )
    began = or_(Person.first_supported_on.is_(None), Person.first_supported_on >= period.first)
    return ~seen & began


def new_clients(period: Period) -> Any:
    """Clients whose first support ever lies in the period."""
    return select(Person.id).where(Person.id.in_(supported(period)), _is_new(period))


def closed_cases(period: Period) -> Any:
    """Cases whose last episode ended in the period."""
    last = func.max(func.coalesce(Episode.closed_on, date.max))
    return select(Episode.case_id).group_by(Episode.case_id).having(last >= period.first, last <= period.last)


def _closed(period: Period) -> Any:
    return select(text_of(Case.person_id)).where(Case.id.in_(closed_cases(period)))


def _with_goals(connection: Connection, known: Known, states: Iterable[str]) -> People:
    final = set(states) & set(goals.FINAL)
    reached = select(text_of(Goal.person_id)).where(Goal.state.in_(final), Goal.decided_on <= known.until)
    return _ids(connection, reached)


def _better_off(connection: Connection, known: Known, people: People) -> People:
    """Of these people: gains above 0 or a debt dealt with, by what is known on the period's last day."""
    undone = aliased(DebtOutcome)
    dealt_with = (
        select(text_of(Debt.person_id))
        .join(DebtOutcome, DebtOutcome.debt_id == Debt.id)
        .where(DebtOutcome.on <= known.until, DebtOutcome.recorded_on <= known.as_at)
        .where(DebtOutcome.reverses_id.is_(None))
        .where(~select(literal(1)).where(undone.reverses_id == DebtOutcome.id).exists())
        .where(DebtOutcome.written_off_pence + DebtOutcome.rescheduled_pence > 0)
    )
    return people & (_ids(connection, dealt_with) | _with_gains(connection, known, people))


def _with_gains(connection: Connection, known: Known, people: People) -> People:
    """Those whose case closed and whose confirmed lines come to more than nothing (funder R7, R9)."""
    if not people:
        return people
    place, endings = Places(connection), endings_known(connection, known.as_at)
    of_them = select(Case.person_id).where(Case.id.in_(closed_cases(known.period)))
    rows = connection.execute(every_line().where(Gain.person_id.in_(of_them))).all()
    worth = dict.fromkeys(people, NOUGHT)
    once = Decisions()
    for row in sorted(rows, key=lambda row: (row[1], row[0])):
        held = held_line(row, place, endings, known)
        confirmed = held.line.confirmed_on
        if confirmed and confirmed <= known.until and once.first(held.line):
            worth[held.person_id] += value_of(held.line, known.as_at)
    return frozenset(person for person, value in worth.items() if value > 0)
