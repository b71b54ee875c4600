"""From the desk's tables to the gains and debts a period is counted from: only lines that can move a figure.

Rows as they come, a handful of queries whatever the size of the desk. What a line is worth is
``rules/gains.py``, what became of a debt ``rules/debt_outcomes.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Connection, Text, and_, cast, func, or_, select, union
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.functions import FunctionElement

from welfare_desk.records.cases import Case
from welfare_desk.records.money import Debt, DebtBalance, DebtOutcome, Decision, Gain, GainEnding
from welfare_desk.records.service import Practice
from welfare_desk.rules import debt_outcomes, gains, money
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.known import Known

NOT_RECORDED = "not_recorded"
"""Where a gain or a debt belongs to no practice, and what a fact nobody wrote down is called."""

_AT_ONCE = 10_000
_pounds = lru_cache(maxsize=20_000)(money.from_pence)


class HeldLine(NamedTuple):
    """A line of the ledger with the case and client it hangs on."""

    line: gains.GainLine
    person_id: str
    case_id: str
    led_by: str | None = None  # another service, where the outcome is shared


class HeldDebt(NamedTuple):
    """A debt as one file holds it, with that file and its client."""

    debt: debt_outcomes.Debt
    person_id: str
    case_id: str


def text_of(column: Any) -> ColumnElement[str]:
    """An id as text, on either engine: parsing a hundred thousand UUIDs only to print them takes seconds."""
    return cast(column, Text)


def within(column: Any, period: Period) -> ColumnElement[bool]:
    return and_(column >= period.first, column <= period.last)


class reverses_nothing(FunctionElement[bool]):
    """Whether a line is no reversing one; nearly every line is, which SQLite does not know."""

    inherit_cache = True
    type = Boolean()


@compiles(reverses_nothing)
def _by_what_is_known(element: reverses_nothing, compiler: Any, **how: Any) -> str:
    return f"{compiler.process(element.clauses, **how)} IS NULL"


@compiles(reverses_nothing, "sqlite")
def _by_no_index(element: reverses_nothing, compiler: Any, **how: Any) -> str:
    # As text, or it takes that index. PostgreSQL in turn would take so few to be so of a text that it
    # looked through everything anew for each of them.
    return f"CAST({compiler.process(element.clauses, **how)} AS TEXT) IS NULL"


def lines(connection: Connection, period: Period, known: Known) -> list[HeldLine]:
    """Every line that counts in the period or moved since the periods before were settled, and whatever
    shares its award, in the order that decides which line of a decision counts: (recorded_on, id) (R9).
    """
    place = Places(connection)
    endings = endings_known(connection, known.as_at)
    moved = aliased(Gain)
    awards = select(moved.award_key).where(matters(moved, period))
    rows = connection.execute(every_line().where(Gain.award_key.in_(awards))).all()
    ordered = sorted(rows, key=lambda row: (row[1], row[0]))
    return [held_line(row, place, endings, known) for row in ordered]


def matters(line: Any, period: Period) -> ColumnElement[bool]:
    """Confirmed or estimated in the period; or confirmed earlier, and entered, taken back or ended since."""
    reversing = aliased(Gain)
    taken_back = select(reversing.reverses_id).where(
        reversing.reverses_id.is_not(None), reversing.recorded_on > period.before
    )
    ended = select(GainEnding.gain_id).where(GainEnding.known_on > period.before)
    entered = or_(line.recorded_on > period.before, line.imported_on > period.before)
    since = or_(entered, line.id.in_(taken_back), line.id.in_(ended))
    return and_(
        reverses_nothing(line.reverses_id),
        or_(
            within(line.confirmed_on, period),
            and_(line.confirmed_on < period.first, since),
            within(line.estimated_on, period),
        ),
    )


def every_line() -> Any:
    """The lines that are no reversing ones, with the day each was taken back."""
    reversing = aliased(Gain)
    # Looked up line by line: of a million people's lines a list of all that were taken back is long.
    voided_on = (
        select(func.min(reversing.recorded_on)).where(reversing.reverses_id == Gain.id).scalar_subquery()
    )
    return (
        select(
            text_of(Gain.id),
            Gain.recorded_on,
            Gain.imported_on,
            text_of(Gain.case_id),
            text_of(Gain.person_id),
            text_of(Gain.practice_id),
            Case.kind,
            Gain.award_key,
            Gain.area,
            Gain.benefit,
            Gain.frequency,
            Gain.amount_pence,
            Gain.previous_pence,
            Gain.arrears_pence,
            Gain.award_to,
            Gain.decided_on,
            Gain.confirmed_on,
            Gain.estimated_on,
            Gain.estimate_pence,
            Decision.outcome,
            voided_on,
            Gain.led_by,
        )
        .join(Case, Case.id == Gain.case_id)
        .outerjoin(Decision, Decision.id == Gain.decision_id)
        .where(reverses_nothing(Gain.reverses_id))
    )


def held_line(row: Any, place: Places, endings: Mapping[str, gains.Ended], known: Known) -> HeldLine:
    (
        id,
        recorded_on,
        imported_on,
        case_id,
        person_id,
        practice_id,
        kind,
        award_key,
        area,
        benefit,
        frequency,
        amount,
        previous,
        arrears,
        award_to,
        decided_on,
        confirmed_on,
        estimated_on,
        estimate,
        outcome,
        voided_on,
        led_by,
    ) = row
    line = gains.GainLine(
        id=id,
        award_key=award_key,
        area=area,
        frequency=frequency,
        amount=_pounds(amount),
        decided_on=decided_on,
        confirmed_on=confirmed_on,
        previous=_pounds(previous),
        arrears=_pounds(arrears),
        award_to=award_to,
        recorded_on=known.entered_on(confirmed_on or recorded_on, recorded_on, imported_on),
        voided_on=voided_on,
        ended=endings.get(id),
        estimate=(
            gains.Estimate(estimated_on, _pounds(estimate)) if estimated_on and estimate is not None else None
        ),
        refused=outcome == "refused",
        benefit=benefit,
        practice=place.practice(practice_id),
        case_kind=kind,
    )
    return HeldLine(line, person_id, case_id, led_by)


def shared(connection: Connection, known: Known) -> tuple[Decimal, tuple[str, ...]]:
    """What was won where another service led, of the period's gains, and the services."""
    led = every_line().where(within(Gain.confirmed_on, known.period), Gain.led_by.is_not(None))
    rows = sorted(connection.execute(led).all(), key=lambda row: (row[1], row[0]))
    place, endings, once = Places(connection), endings_known(connection, known.as_at), gains.Decisions()
    held = [held_line(row, place, endings, known) for row in rows]
    counted = [one for one in held if once.first(one.line)]
    worth = sum((gains.value_of(one.line, known.as_at) for one in counted), money.NOUGHT)
    return worth, tuple(sorted({one.led_by for one in counted if one.led_by}))


def endings_known(connection: Connection, as_at: date) -> dict[str, gains.Ended]:
    """How each award that stopped had stopped, by what was known last on a day."""
    found = connection.execute(
        select(text_of(GainEnding.gain_id), GainEnding.ended_on, GainEnding.known_on, GainEnding.recoverable)
        .where(GainEnding.known_on <= as_at)
        .order_by(GainEnding.known_on, GainEnding.id)
    )
    return {gain_id: gains.Ended(ended_on, known_on, owed) for gain_id, ended_on, known_on, owed in found}


class Places:
    """The names of the practices, read once."""

    def __init__(self, connection: Connection) -> None:
        found = connection.execute(select(text_of(Practice.id), Practice.name))
        self._names: dict[str, str] = {row[0]: row[1] for row in found}

    def practice(self, id: str | None) -> str:
        return NOT_RECORDED if id is None else self._names[id]


def debts(connection: Connection, period: Period, known: Known, supported: Any = None) -> list[HeldDebt]:
    """Debts with an outcome or a balance in the period, those of the ``supported`` (a select of people's
    ids), and every other file that holds the same debt, in the order they were made (funder R11, R12).
    """
    # One list of them, not a choice of five: where a list is long a server goes through it for each debt.
    moved = [
        select(DebtOutcome.debt_id).where(within(DebtOutcome.on, period)),
        select(DebtOutcome.debt_id).where(within(DebtOutcome.recorded_on, period)),
        select(DebtOutcome.debt_id).where(within(DebtOutcome.imported_on, period)),
        select(DebtBalance.debt_id).where(within(DebtBalance.on, period)),
    ]
    if supported is not None:
        moved.append(select(Debt.id).where(Debt.person_id.in_(supported)))
    place = Places(connection)
    rows = connection.execute(
        select(
            Debt.id,
            text_of(Debt.id),
            text_of(Debt.case_id),
            text_of(Debt.person_id),
            Debt.debt_key,
            Debt.kind,
            text_of(Case.practice_id),
            Case.kind,
        )
        .join(Case, Case.id == Debt.case_id)
        .where(Debt.debt_key.in_(select(Debt.debt_key).where(Debt.id.in_(union(*moved)))))
        .order_by(Debt.id)
    ).all()
    wanted = [row[0] for row in rows]
    balances: dict[str, list[debt_outcomes.Balance]] = defaultdict(list)
    outcomes: dict[str, list[debt_outcomes.Outcome]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        for debt_id, on, amount in connection.execute(
            select(text_of(DebtBalance.debt_id), DebtBalance.on, DebtBalance.amount_pence)
            .where(DebtBalance.debt_id.in_(some))
            .order_by(DebtBalance.on, DebtBalance.id)
        ):
            balances[debt_id].append(debt_outcomes.Balance(on, _pounds(amount)))
        outcomes |= _outcomes(connection, some, known)
    return [
        HeldDebt(
            debt_outcomes.Debt(
                id,
                key,
                kind,
                tuple(balances.get(id, ())),
                tuple(outcomes.get(id, ())),
                place.practice(practice_id),
                case_kind,
            ),
            person_id,
            case_id,
        )
        for _, id, case_id, person_id, key, kind, practice_id, case_kind in rows
    ]


class _OutcomeRow(NamedTuple):
    on: date
    recorded_on: date
    written_off: int
    rescheduled: int
    taken_back_on: date | None


def _outcomes(
    connection: Connection, wanted: Sequence[UUID], known: Known
) -> dict[str, list[debt_outcomes.Outcome]]:
    """Each debt's outcomes by its id: those confirmed and entered by the day whose knowledge counts."""
    reversing = aliased(DebtOutcome)
    taken_back = (
        select(reversing.reverses_id, func.min(reversing.recorded_on).label("on"))
        .where(reversing.debt_id.in_(wanted), reversing.reverses_id.is_not(None))
        .where(reversing.recorded_on <= known.as_at)
        .group_by(reversing.reverses_id)
        .subquery()
    )
    by_debt: dict[str, list[_OutcomeRow]] = defaultdict(list)
    for debt_id, on, recorded_on, imported_on, written_off, rescheduled, taken_back_on in connection.execute(
        select(
            text_of(DebtOutcome.debt_id),
            DebtOutcome.on,
            DebtOutcome.recorded_on,
            DebtOutcome.imported_on,
            DebtOutcome.written_off_pence,
            DebtOutcome.rescheduled_pence,
            taken_back.c.on,
        )
        .outerjoin(taken_back, taken_back.c.reverses_id == DebtOutcome.id)
        .where(
            DebtOutcome.debt_id.in_(wanted),
            DebtOutcome.reverses_id.is_(None),
            DebtOutcome.confirmed_on.is_not(None),
            DebtOutcome.recorded_on <= known.as_at,
        )
        .order_by(DebtOutcome.on, DebtOutcome.recorded_on, DebtOutcome.id)
    ):
        entered_on = known.entered_on(on, recorded_on, imported_on)
        by_debt[debt_id].append(_OutcomeRow(on, entered_on, written_off, rescheduled, taken_back_on))
    return {debt_id: list(_states(rows)) for debt_id, rows in by_debt.items()}


def _states(rows: Sequence[_OutcomeRow]) -> Iterator[debt_outcomes.Outcome]:
    """An outcome holds from its day; taken back, the one that stood before it holds again from that day."""
    for row in rows:
        yield debt_outcomes.Outcome(
            row.on, _pounds(row.written_off), _pounds(row.rescheduled), row.recorded_on
        )
    for day in sorted({row.taken_back_on for row in rows if row.taken_back_on}):
        standing = [row for row in rows if not (row.taken_back_on and row.taken_back_on <= day)]
        before = [row for row in standing if row.on <= day]
        state = (before[-1].written_off, before[-1].rescheduled) if before else (0, 0)
        yield debt_outcomes.Outcome(day, _pounds(state[0]), _pounds(state[1]))
