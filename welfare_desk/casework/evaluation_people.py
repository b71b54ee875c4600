"""Who is asked, who answered and who said yes: the evaluation's shares of people, each opened to its people.

A share and the list behind it come from one statement, so they agree. Other figures are ``evaluation``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, func, literal, or_, select
from sqlalchemy.orm import aliased

from welfare_desk.casework.tally_money import Places, endings_known, every_line, held_line, within
from welfare_desk.casework.tally_sums import age_in_years, supported, supporting
from welfare_desk.records.cases import Case, Episode
from welfare_desk.records.community import Goal, Link
from welfare_desk.records.money import Debt, DebtOutcome, Gain
from welfare_desk.records.people import Household, Person
from welfare_desk.records.service import Meeting
from welfare_desk.rules import goals, links
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import SHARE, Figure, per_cent
from welfare_desk.rules.gains import Decisions, value_of
from welfare_desk.rules.known import Known
from welfare_desk.rules.money import NOUGHT

_ANSWERED = ("never", "this_one", "another")
_ONE_ADULT = ("single_adult", "single_parent", "single_older")
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Share:
    """A share of people: those it asks about, those something is known of, those of whom it is so.

    Each is a statement that finds their ids, or for ``yes`` a question to the desk. ``nobody``: what is said
    when nothing is known of anybody.
    """

    code: str
    words: str
    of: Any
    known: Any
    yes: Any | Callable[[Connection], set[UUID]]
    formula: str
    caution: str = ""
    nobody: str = "Nobody was asked."


def figure(connection: Connection, share: Share) -> Figure:
    n, asked = (_count(connection, share.of), _count(connection, share.known))
    yes = len(share.yes(connection)) if callable(share.yes) else _count(connection, share.yes)
    why = "" if asked else share.nobody
    value = per_cent(yes, asked)
    return Figure(share.code, share.words, SHARE, value, n, asked, share.formula, share.caution, why)


def who(connection: Connection, share: Share) -> list[UUID]:
    """The people of whom it is so."""
    found = share.yes(connection) if callable(share.yes) else connection.scalars(share.yes)
    return sorted(set(found))


def _count(connection: Connection, statement: Any) -> int:
    return connection.scalar(select(func.count()).select_from(statement.subquery())) or 0


def shares(known: Known) -> Sequence[Share]:
    """Every share of people, in the order of the specification."""
    period = known.period
    clients = select(Person.id).where(Person.id.in_(supported(period)))
    new = new_clients(period)
    closed = _closed(period)
    return (
        Share(
            "first_time_advice",
            "Never used a local advice service before",
            new,
            new.where(Person.prior_advice.in_(_ANSWERED)),
            new.where(Person.prior_advice == "never"),
            "answered never / answered, among new clients",
            "Who was not asked is left out.",
        ),
        *(
            Share(
                code,
                words,
                clients,
                clients.where(column.is_not(None)),
                clients.where(column.is_(True)),
                "clients with it / clients asked",
                "One person may have both: the two do not add up.",
            )
            for code, words, column in (
                ("mental_health", "With a mental health condition", Person.mental_health),
                ("long_term_condition", "With a long-term condition", Person.long_term_condition),
            )
        ),
        _linked(
            period,
            "connected",
            "Connected to other support",
            [pair for pair in _results() if links.connected(*pair)],
            "Connected: they made contact, were accepted there, or were gone along with.",
        ),
        _linked(
            period,
            "accessed",
            "Went on to use other support",
            [pair for pair in _results() if links.accessed(*pair)],
            "A higher bar than connected: they have been there.",
        ),
        Share(
            "accompanied",
            "Somebody went along with them",
            clients,
            clients.where(
                or_(_anything_linked(period), select(literal(1)).where(_tribunals(period)).exists())
            ),
            clients.where(or_(Person.id.in_(_gone_along(period)), Person.id.in_(_at_a_tribunal(period)))),
            "clients with an accompanied visit or a tribunal / clients",
            nobody="No accompanied visit and no tribunal is recorded.",
        ),
        Share(
            "positive_outcome",
            "People with a positive outcome",
            closed,
            closed,
            lambda connection: _better_off(connection, known, ("met", "partly")),
            "a goal met or partly met, more money, or debt dealt with / clients whose case closed",
            "A share of people; goals met is a share of goals, so the two differ.",
            "No case closed in the period.",
        ),
        Share(
            "tangible_benefit",
            "People with something to show for it",
            closed,
            closed,
            lambda connection: _better_off(connection, known, ("met",)),
            "a goal met, more money, or debt dealt with / clients whose case closed",
            "As above without goals only partly met.",
            "No case closed in the period.",
        ),
        Share(
            "women",
            "Women",
            clients,
            clients.where(Person.sex.in_(("female", "male", "other"))),
            clients.where(Person.sex == "female"),
            "recorded as female / clients whose sex is recorded",
            nobody="Nobody's sex is recorded.",
        ),
        Share(
            "aged_20_to_59",
            "Aged 20 to 59",
            clients,
            clients.where(Person.born_on.is_not(None)),
            _aged(period, 20, 59),
            "aged 20 to 59 on their first day of support in the period / clients whose birth date is known",
            nobody="Nobody's birth date is recorded.",
        ),
        Share(
            "one_adult",
            "The only adult at home",
            clients,
            _at_home(clients, Household.kind.is_not(None), Household.kind != "not_recorded"),
            _at_home(clients, Household.kind.in_(_ONE_ADULT)),
            "single adults, single parents and older people alone / clients whose household is recorded",
            nobody="Nobody's household is recorded.",
        ),
    )


def new_clients(period: Period) -> Any:
    """Clients whose first support ever lies in the period (R3)."""
    before = aliased(Meeting)
    seen = (
        select(literal(1))
        .where(before.person_id == Person.id, before.on < period.first, before.kind.in_(supporting(period)))
        .exists()
    )
    began = or_(Person.first_supported_on.is_(None), Person.first_supported_on >= period.first)
    return select(Person.id).where(Person.id.in_(supported(period)), ~seen, began)


def closed_cases(period: Period) -> Any:
    """Cases whose last episode ended in the period."""
    last = func.max(func.coalesce(Episode.closed_on, date.max))
    return select(Episode.case_id).group_by(Episode.case_id).having(last >= period.first, last <= period.last)


def _closed(period: Period) -> Any:
    return select(Person.id).where(
        Person.id.in_(select(Case.person_id).where(Case.id.in_(closed_cases(period))))
    )


def _results() -> list[tuple[str, str]]:
    return [(how, result) for how, results in links.POSSIBLE.items() for result in results]


def _linked(period: Period, code: str, words: str, bars: Sequence[tuple[str, str]], caution: str) -> Share:
    clients = select(Person.id).where(Person.id.in_(supported(period)))
    reached = or_(*(and_(Link.how == how, Link.result == result) for how, result in bars))
    found = select(Link.person_id).where(Link.on <= period.last, Link.result_on <= period.last, reached)
    return Share(
        code,
        words,
        clients,
        clients.where(_anything_linked(period)),
        clients.where(Person.id.in_(found)),
        "clients with a link that came so far / clients",
        caution,
        "No link to other support is recorded.",
    )


def _anything_linked(period: Period) -> Any:
    """Whether links are recorded at all: where they are not, nothing is known of anybody's."""
    return select(literal(1)).where(Link.on <= period.last).exists()


def _gone_along(period: Period) -> Any:
    return select(Link.person_id).where(
        Link.how == "accompanied", Link.result == "took_place", Link.result_on <= period.last
    )


def _at_a_tribunal(period: Period) -> Any:
    return select(Meeting.person_id).where(_tribunals(period))


def _tribunals(period: Period) -> Any:
    return and_(Meeting.kind == "tribunal", within(Meeting.on, period))


def _at_home(clients: Any, *so: Any) -> Any:
    return clients.join(Household, Household.id == Person.household_id).where(*so)


def _aged(period: Period, least: int, most: int) -> Any:
    here = (
        select(Meeting.person_id.label("who"), func.min(Meeting.on).label("first_here"))
        .where(within(Meeting.on, period), Meeting.kind.in_(supporting(period)))
        .group_by(Meeting.person_id)
        .subquery()
    )
    age = age_in_years(Person.born_on, here.c.first_here)
    return select(Person.id).join(here, here.c.who == Person.id).where(age >= least, age <= most)


def _better_off(connection: Connection, known: Known, states: tuple[str, ...]) -> set[UUID]:
    """Of those whose case closed: a goal in one of these states, gains above 0, or debt dealt with, by what
    is known on the period's last day.
    """
    until = known.until
    people = set(connection.scalars(_closed(known.period)))
    reached = connection.scalars(
        select(Goal.person_id).where(Goal.state.in_(set(states) & set(goals.FINAL)), Goal.decided_on <= until)
    )
    dealt_with = connection.scalars(
        select(Debt.person_id)
        .join(DebtOutcome, DebtOutcome.debt_id == Debt.id)
        .where(DebtOutcome.on <= until, DebtOutcome.recorded_on <= known.as_at)
        .where(DebtOutcome.reverses_id.is_(None), ~_taken_back())
        .where(DebtOutcome.written_off_pence + DebtOutcome.rescheduled_pence > 0)
    )
    return people & (set(reached) | set(dealt_with) | _with_gains(connection, known, people))


def _taken_back() -> Any:
    reversing = aliased(DebtOutcome)
    return select(literal(1)).where(reversing.reverses_id == DebtOutcome.id).exists()


def _with_gains(connection: Connection, known: Known, people: set[UUID]) -> set[UUID]:
    """Those of these people whose confirmed lines come to more than nothing (funder R7, R9)."""
    place, endings = Places(connection), endings_known(connection, known.as_at)
    listed, worth = sorted(people), dict.fromkeys(people, NOUGHT)
    once = Decisions()
    for start in range(0, len(listed), _AT_ONCE):
        few = listed[start : start + _AT_ONCE]
        confirmed = and_(Gain.person_id.in_(few), Gain.confirmed_on <= known.until)
        rows = connection.execute(every_line().where(confirmed)).all()
        for row in sorted(rows, key=lambda row: (row[1], row[0])):
            held = held_line(row, place, endings, known)
            if once.first(held.line):
                worth[UUID(held.person_id)] += value_of(held.line, known.as_at)
    return {person for person, value in worth.items() if value > 0}
