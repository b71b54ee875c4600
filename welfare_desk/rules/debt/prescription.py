"""When a debt is extinguished by the passing of time (Prescription and Limitation (Scotland) Act 1973).

Which kinds of debt run five years, twenty, or must not be computed, is in ``tables``. A screen says
"may have prescribed - check": what disables a creditor, error and fraud (s.6(4)) are for a person to weigh.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from welfare_desk.rules.counting import ONE_DAY, days_after, years_after
from welfare_desk.rules.debt.tables import DebtType

FIVE, TWENTY = 5, 20


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A payment towards the debt, or a written admission of it, ``by`` one of those who owe it (s.10)."""

    on: date
    kind: Literal["payment", "written"]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A creditor's claim in court, in insolvency or by diligence (s.9), pending until ``disposed_on``."""

    made_on: date
    disposed_on: date | None = None

    def pending(self, on: date) -> bool:
        return self.disposed_on is None or self.disposed_on > on


@dataclass(frozen=True, slots=True)
class Prescription:
    """How time stands. ``years`` None: not computed. ``last_day`` None: that, or a claim is pending."""

    years: int | None
    last_day: date | None
    prescribed: bool | None

    @property
    def extinguished_from(self) -> date | None:
        return None if self.last_day is None else days_after(self.last_day, 1)


NOT_COMPUTED = Prescription(None, None, None)


def prescription(
    kind: DebtType,
    enforceable_on: date,
    *,
    as_of: date,
    acknowledgements: Sequence[Acknowledgement] = (),
    claims: Sequence[Claim] = (),
    decree_on: date | None = None,
    bank_holidays: Collection[date] = (),
    person: str | None = None,
) -> Prescription:
    """The last day of the period, and whether the debt is gone on ``as_of`` for ``person``.

    A decree runs twenty years from its own date (s.7; sch.1 para 2(a)). Where ``person`` is not said, whoever
    admitted the debt is the one asked about. What is dated after ``as_of`` has not happened yet.
    """
    past_claims = [claim for claim in claims if claim.made_on <= as_of]
    if decree_on is not None and decree_on <= as_of and kind.decree_counts:
        # The decree ends the claim it was asked for; a later one, such as diligence, stretches its years.
        later = [claim for claim in past_claims if claim.made_on >= decree_on]
        years, last = TWENTY, _long_stop(decree_on, later, bank_holidays, as_of)
    elif kind.prescription_years is None:
        return NOT_COMPUTED
    else:
        years, last = TWENTY, _long_stop(enforceable_on, past_claims, bank_holidays, as_of)
        if kind.prescription_years == FIVE:
            admitted = [act.on for act in acknowledgements if act.on <= as_of and _restarts(act, person)]
            five = _five_years(enforceable_on, admitted, past_claims, bank_holidays, as_of)
            # However often the five years began again, the twenty go over them (s.7(2)).
            if last is None or (five is not None and five <= last):
                years, last = FIVE, five
    return Prescription(years, last, last is not None and as_of > last)


def last_day(start: date, years: int, bank_holidays: Collection[date]) -> date:
    """The last day of ``years`` years from part way through ``start``.

    The period begins the next day; ending on a Saturday, a Sunday or a bank holiday in Scotland, it runs on
    to the next day that is none of these (s.14(1)(c), (d), (2)).
    """
    first = days_after(start, 1)
    anniversary = years_after(first, years)
    # Begun on 29 February it ends with 28 February where there is no 29th: that day is its last already.
    ends = anniversary if anniversary.day != first.day else anniversary - ONE_DAY
    return _rolled(ends, bank_holidays)


def _rolled(day: date, bank_holidays: Collection[date]) -> date:
    while day.weekday() >= 5 or day in bank_holidays:
        day = days_after(day, 1)
    return day


def _restarts(act: Acknowledgement, person: str | None) -> bool:
    """A payment by one counts against all who owe; a letter only against its writer (s.10(2))."""
    return act.kind == "payment" or person is None or act.by is None or act.by == person


def _five_years(
    start: date,
    admitted: Sequence[date],
    claims: Sequence[Claim],
    bank_holidays: Collection[date],
    as_of: date,
) -> date | None:
    """Five years without a claim or an acknowledgement; either starts them again (ss.6(1), 9(2A), 10(1)).

    A claim counts as made without a break until it is finally disposed of: None while one is pending. What
    comes after the debt is gone brings nothing back.
    """
    for act in sorted([*claims, *(Claim(on, on) for on in admitted)], key=_made_on):
        if act.made_on > last_day(start, FIVE, bank_holidays):
            break
        if act.pending(as_of):
            return None
        start = max(start, act.disposed_on or start)
    return last_day(start, FIVE, bank_holidays)


def _long_stop(
    start: date, claims: Sequence[Claim], bank_holidays: Collection[date], as_of: date
) -> date | None:
    """Twenty years, stretched only while a claim made within them is pending (s.7(1) to (4)).

    No acknowledgement starts them again since 28 February 2025 (Prescription (Scotland) Act 2018 ss.6, 7).
    """
    last = last_day(start, TWENTY, bank_holidays)
    for claim in sorted(claims, key=_made_on):
        if claim.made_on > last:
            break
        if claim.pending(as_of):
            return None
        last = max(last, _rolled(claim.disposed_on or last, bank_holidays))
    return last


def _made_on(claim: Claim) -> date:
    return claim.made_on
