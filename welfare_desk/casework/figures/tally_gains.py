"""The gains of a period added up by the store: plain lines there, the few others here by the rules.

A plain line is confirmed in the period, runs on, was never taken back or ended, and shares its decision with
no other line: its worth is (amount - previous) x its factor + arrears (funder R7). Every other line that can
move a figure (a fixed term, an ending, a correction, the same decision keyed twice, an estimate, a change to
an earlier period) goes through ``rules/gains.py`` one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, case, cast, func, or_, select
from sqlalchemy.orm import aliased

from welfare_desk.casework.figures.tally_money import (
    Places,
    endings_known,
    every_line,
    held_line,
    reverses_nothing,
    text_of,
    within,
)
from welfare_desk.records.cases import Case
from welfare_desk.records.money import Decision, Gain, GainEnding
from welfare_desk.rules import money
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.funder import adjusted
from welfare_desk.rules.gains import (
    FACTORS,
    WELFARE,
    Decisions,
    GainLine,
    estimate_standing,
    parts_of,
    yearly_rate,
)
from welfare_desk.rules.known import Known
from welfare_desk.rules.ledger import BENEFIT, KIND, MONTH, PRACTICE
from welfare_desk.rules.money import NOUGHT

_AT_ONCE = 10_000


@dataclass(slots=True)
class Sums:
    """What lines of one place come to; ``yearly`` is a whole year of what goes on being paid."""

    yearly: Decimal = NOUGHT
    annual: Decimal = NOUGHT
    lump: Decimal = NOUGHT
    amounts: int = 0

    @property
    def weekly(self) -> Decimal:
        return self.yearly / FACTORS["weekly"]

    def add(self, yearly: Decimal, annual: Decimal, lump: Decimal, amounts: int) -> None:
        self.yearly += yearly
        self.annual += annual
        self.lump += lump
        self.amounts += amounts


@dataclass(slots=True)
class Gained:
    """The gains of a period. ``by`` holds, for each dimension asked for, the sums of each code."""

    whole: Sums = field(default_factory=Sums)
    of_area: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: NOUGHT))
    adjusted: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: NOUGHT))
    estimated: Decimal = NOUGHT
    clients: int = 0
    by: dict[str, dict[str, Sums]] = field(default_factory=dict)

    def add(self, area: str, placed: Mapping[str, str], sums: Sums) -> None:
        parts = (sums.yearly, sums.annual, sums.lump, sums.amounts)
        self.whole.add(*parts)
        self.of_area[area] += sums.annual + sums.lump
        for dimension, codes in self.by.items():
            codes[placed[dimension]].add(*parts)


def gained(connection: Connection, known: Known, by: Collection[str]) -> Gained:
    """Everything the period's gains come to, and what changed of earlier ones (R7-R10)."""
    found = Gained(by={dimension: defaultdict(Sums) for dimension in by})
    place = Places(connection)
    others: set[str] = set()
    pence: dict[str, int] = defaultdict(int)
    plain: dict[tuple[Any, ...], list[int]] = {}
    for award, person, more, arrears, is_plain, *where in connection.execute(_in_period(known, by)):
        if not is_plain:
            others.add(award)
            continue
        sums = plain.setdefault(tuple(where), [0] * 5)
        sums[0] += more
        sums[1] += arrears
        sums[2] += more != 0
        sums[3] += arrears != 0
        sums[4] += more + arrears != 0
        pence[person] += more * FACTORS[where[1]] + arrears
    for (area, frequency, *codes), counted in plain.items():
        placed = dict(zip(_asked(by), codes, strict=True))
        if PRACTICE in placed:
            placed[PRACTICE] = place.practice(placed[PRACTICE])
        found.add(_cell(area), placed, _sums(frequency, *counted))
    worth = {person: money.from_pence(sum_) for person, sum_ in pence.items()}
    for line, person in _others(connection, known, place, others):
        value = _count(found, known, line)
        if value is not None:
            worth[person] = worth.get(person, NOUGHT) + value
    found.clients = sum(1 for value in worth.values() if value > 0)
    return found


def _cell(area: str) -> str:
    return "welfare" if area == WELFARE else "money_advice_other"


def _sums(frequency: str, more: int, arrears: int, n_more: int, n_arrears: int, n_once: int) -> Sums:
    """Plain lines of one frequency: pence and how many amounts, as what they come to."""
    pounds, once = money.from_pence(more), money.from_pence(arrears)
    if frequency == "one_off":
        return Sums(NOUGHT, NOUGHT, pounds + once, n_once)
    yearly = pounds * FACTORS[frequency]
    return Sums(yearly, yearly, once, n_more + n_arrears)


def _count(found: Gained, known: Known, line: GainLine) -> Decimal | None:
    """Adds a line by the rules; its worth where it was confirmed in the period."""
    area = _cell(line.area)
    estimate = estimate_standing(line, known.as_at)
    if estimate and estimate.on in known.period:
        found.estimated += estimate.value
    confirmed = line.confirmed_on
    if confirmed is None or confirmed > known.period.last:
        return None
    if confirmed not in known.period:
        found.adjusted[area] += adjusted(line, confirmed, known)
        return None
    parts = parts_of(line, known.as_at)
    yearly = yearly_rate(line) if parts.ongoing else NOUGHT
    amounts = bool(parts.ongoing) + bool(parts.lump)
    placed = {
        BENEFIT: line.benefit,
        PRACTICE: line.practice,
        KIND: line.case_kind,
        MONTH: f"{confirmed:%Y-%m}",
    }
    found.add(area, placed, Sums(yearly, parts.ongoing, parts.lump, amounts))
    return parts.ongoing + parts.lump


def _asked(by: Collection[str]) -> list[str]:
    return [dimension for dimension in (BENEFIT, PRACTICE, KIND, MONTH) if dimension in by]


def _in_period(known: Known, by: Collection[str]) -> Any:
    """Every line confirmed in the period that was not a correction: its sums in pence, whether it is plain,
    and where it belongs.
    """
    columns: dict[str, Any] = {
        BENEFIT: Gain.benefit,
        PRACTICE: text_of(Gain.practice_id),
        KIND: Case.kind,
        MONTH: func.substr(cast(Gain.confirmed_on, Text), 1, 7),
    }
    statement = select(
        Gain.award_key,
        text_of(Gain.person_id),
        Gain.amount_pence - Gain.previous_pence,
        Gain.arrears_pence,
        _is_plain(known),
        Gain.area,
        Gain.frequency,
        *(columns[dimension] for dimension in _asked(by)),
    ).where(within(Gain.confirmed_on, known.period), reverses_nothing(Gain.reverses_id))
    return statement.join(Case, Case.id == Gain.case_id) if KIND in by else statement


def _is_plain(known: Known) -> ColumnElement[int]:
    """1 for lines whose worth is their amounts times their factor."""
    other, reversing = aliased(Gain), aliased(Gain)
    of_this_decision = (
        select(func.count())
        .select_from(other)
        .where(
            other.award_key == Gain.award_key,
            other.decided_on == Gain.decided_on,
            reverses_nothing(other.reverses_id),
        )
        .scalar_subquery()
    )
    taken_back = select(reversing.reverses_id).where(reversing.reverses_id.is_not(None))
    refused = select(Decision.id).where(Decision.outcome == "refused")
    not_plain = [
        Gain.confirmed_on > known.as_at,
        Gain.recorded_on > known.as_at,
        Gain.award_to.is_not(None),
        Gain.decided_on.is_(None),
        Gain.estimated_on.is_not(None),
        Gain.id.in_(taken_back),
        Gain.id.in_(select(GainEnding.gain_id)),
        and_(Gain.decision_id.is_not(None), Gain.decision_id.in_(refused)),
        of_this_decision > 1,
    ]
    if known.closings:
        not_plain.append(Gain.imported_on.is_not(None))  # when it counts as entered is the rules' to say
    return case((or_(*not_plain), 0), else_=1)


def _others(
    connection: Connection, known: Known, place: Places, awards: Iterable[str]
) -> Iterator[tuple[GainLine, str]]:
    """Every line that can move a figure and is not plain, each decision once, with whose it is.

    Lines that share its award are read too, since the first of a decision counts; plain ones have counted.
    """
    wanted = set(awards)
    for statement in _moved_since(known.period):
        wanted.update(connection.scalars(statement))
    listed = sorted(wanted)
    rows: list[Any] = []
    for start in range(0, len(listed), _AT_ONCE):
        awards_here = Gain.award_key.in_(listed[start : start + _AT_ONCE])
        rows += connection.execute(every_line().add_columns(_is_plain(known)).where(awards_here))
    endings = endings_known(connection, known.as_at)
    once = Decisions()
    for *row, is_plain in sorted(rows, key=lambda row: (row[1], row[0])):
        held = held_line(row, place, endings, known)
        counted_already = is_plain and held.line.confirmed_on in known.period
        if once.first(held.line) and not counted_already:
            yield held.line, held.person_id


def _moved_since(period: Period) -> Iterator[Any]:
    """The awards of lines estimated in the period, or confirmed before it and entered, brought in, taken
    back or ended since: each asked of an index of its own.
    """
    reversing = aliased(Gain)
    taken_back = select(reversing.reverses_id).where(
        reversing.reverses_id.is_not(None), reversing.recorded_on > period.before
    )
    ended = select(GainEnding.gain_id).where(GainEnding.known_on > period.before)
    yield select(Gain.award_key).where(within(Gain.estimated_on, period))
    for since in (
        Gain.recorded_on > period.before,
        Gain.imported_on > period.before,
        Gain.id.in_(taken_back),
        Gain.id.in_(ended),
    ):
        yield select(Gain.award_key).where(Gain.confirmed_on < period.first, since)
