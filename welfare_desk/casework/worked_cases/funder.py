"""Works out cases that give a caseload and ask for the funder's figures; counted in ``rules/funder.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from welfare_desk import resources
from welfare_desk.casework.worked_cases.vocabulary import NotUnderstood, a_date, known_keys, one_of
from welfare_desk.errors import DeskError
from welfare_desk.rules.caseload import (
    CaseRow,
    Contact,
    Episode,
    FirstContact,
    Funding,
    Period,
    TypeReached,
)
from welfare_desk.rules.code_lists import CodeList
from welfare_desk.rules.debt_outcomes import Balance, Debt, Outcome
from welfare_desk.rules.demographics import NOBODY, Person
from welfare_desk.rules.funder import tally
from welfare_desk.rules.gains import AREAS, FACTORS, Ended, Estimate, GainLine
from welfare_desk.rules.money import NOUGHT, pounds

_T = TypeVar("_T")


def _keys(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOP = _keys("id period funding cases why source note title confidence")
_CASE = _keys(
    "case client household type type_history episodes referral first_contact activity person gains debts note"
)
_GAIN = _keys(
    "id award_key area benefit supersedes amount previous_amount frequency arrears award_from award_to "
    "decision_date confirmed recorded_on voided_on ended estimate outcome note"
)
_DEBT = _keys("id debt_key kind balances strategy outcomes note")
_PERSON = _keys(
    "first_supported sex dob ethnicity tenure employment household_type family_types household_income "
    "simd_decile"
)
_FUNDING = ("local_authority", "hscp", "other", "in_kind")


def result(case: Mapping[str, Any]) -> dict[str, Any]:
    """Every indicator of the period: money as text with two places, counts as numbers."""
    known_keys(_TOP, case, "case")
    given = _read(case, "period", _keys("from to"), "period", _period)
    if given is None:
        raise NotUnderstood([f"period={case.get('period')}"])
    funding = _read(case, "funding", frozenset(_FUNDING), "funding", _funding) or Funding()
    reader = _Reader(given.last)
    cases = _each(case, "cases", _CASE, "cases", reader.case)
    return tally(given, funding, cases, resources.code_lists()).as_json()


def agrees(result: Any, expect: Any) -> bool:
    """Everything expected is so, numbers by value; a cell of a breakdown expected as 0 may be absent."""
    if isinstance(expect, Mapping):
        if not isinstance(result, Mapping):
            return False
        return all(agrees(result.get(key, 0), cell) for key, cell in expect.items())
    if result is None or expect is None:
        return result is expect
    if isinstance(result, Mapping):
        return False
    return Decimal(str(result)) == Decimal(str(expect))


class _Reader:
    """Reads cases against the code lists in force on a day, naming each word that is in none."""

    def __init__(self, day: date) -> None:
        self._day = day

    def _words(self, name: str) -> CodeList:
        return resources.code_lists().on(name, self._day)

    def _code(self, name: str, row: Mapping[str, Any], key: str, path: str) -> str:
        words = self._words(name)
        return one_of(
            [code for code in words.words() if code in words.cells()], row.get(key), f"{path}.{key}"
        )

    def _fact(self, name: str, row: Mapping[str, Any], key: str, path: str) -> str | None:
        return None if row.get(key) is None else self._code(name, row, key, path)

    def case(self, row: Mapping[str, Any], path: str) -> CaseRow:
        referral = _read(row, "referral", _keys("received by"), path, self._referred_on)
        return CaseRow(
            id=_id(row, "case", path),
            client=_id(row, "client", path),
            household="" if row.get("household") is None else _id(row, "household", path),
            type=self._code("case_type", row, "type", path),
            episodes=_each(row, "episodes", _keys("opened closed"), path, _episode),
            type_history=_each(row, "type_history", _keys("date type"), path, self._type_reached),
            referred_on=referral,
            first_contact=_read(row, "first_contact", _keys("date channel"), path, self._first_contact),
            contacts=_each(row, "activity", _keys("date kind"), path, self._contact),
            person=_read(row, "person", _PERSON, path, self._person) or NOBODY,
            gains=_each(row, "gains", _GAIN, path, self._gain),
            debts=_each(row, "debts", _DEBT, path, self._debt),
        )

    def _referred_on(self, row: Mapping[str, Any], path: str) -> date:
        self._fact("referrer", row, "by", path)
        return _day(row, "received", path)

    def _type_reached(self, row: Mapping[str, Any], path: str) -> TypeReached:
        return TypeReached(_day(row, "date", path), self._code("case_type", row, "type", path))

    def _first_contact(self, row: Mapping[str, Any], path: str) -> FirstContact:
        channel = self._fact("channel", row, "channel", path)
        return FirstContact(_day(row, "date", path), channel or self._words("channel").unrecorded)

    def _contact(self, row: Mapping[str, Any], path: str) -> Contact:
        return Contact(_day(row, "date", path), self._code("contact_kind", row, "kind", path))

    def _person(self, row: Mapping[str, Any], path: str) -> Person:
        def fact(name: str) -> str | None:
            return self._fact(name, row, name, path)

        decile, income = row.get("simd_decile"), row.get("household_income")
        return Person(
            first_supported=_maybe_day(row, "first_supported", path),
            born=_maybe_day(row, "dob", path),
            sex=fact("sex"),
            ethnicity=fact("ethnicity"),
            tenure=fact("tenure"),
            employment=fact("employment"),
            household_type=fact("household_type"),
            household_income=None if income is None else _money(row, "household_income", path),
            simd_decile=None if decile is None else self._decile(decile, path),
            family_types=self._family_types(row.get("family_types"), f"{path}.family_types"),
        )

    def _decile(self, given: Any, path: str) -> str:
        return self._code("simd", {"simd_decile": str(given)}, "simd_decile", path)

    def _family_types(self, given: Any, path: str) -> tuple[str, ...] | None:
        if given is None:
            return None
        if not isinstance(given, list):
            raise NotUnderstood([f"{path}={given}"])
        return tuple(one_of(self._words("family_type").words(), code, path) for code in given)

    def _gain(self, row: Mapping[str, Any], path: str) -> GainLine:
        return GainLine(
            id=_id(row, "id", path),
            award_key=_id(row, "award_key", path),
            area=one_of(AREAS, row.get("area"), f"{path}.area"),
            frequency=one_of(FACTORS, row.get("frequency"), f"{path}.frequency"),
            amount=_money(row, "amount", path),
            decided_on=_maybe_day(row, "decision_date", path),
            confirmed_on=_read(row, "confirmed", _keys("date by"), path, self._confirmed_on),
            previous=_money(row, "previous_amount", path),
            arrears=_money(row, "arrears", path),
            award_to=_maybe_day(row, "award_to", path),
            recorded_on=_maybe_day(row, "recorded_on", path),
            voided_on=_maybe_day(row, "voided_on", path),
            ended=_read(row, "ended", _keys("date known_on recoverable reason"), path, _ended),
            estimate=_read(row, "estimate", _keys("on value"), path, _estimate),
            refused=one_of(("awarded", "refused"), row.get("outcome") or "awarded", f"{path}.outcome")
            == "refused",
        )

    def _confirmed_on(self, row: Mapping[str, Any], path: str) -> date:
        self._fact("confirmed_by", row, "by", path)
        return _day(row, "date", path)

    def _debt(self, row: Mapping[str, Any], path: str) -> Debt:
        _read(row, "strategy", _keys("name agreed_on"), path, self._strategy)
        return Debt(
            id=_id(row, "id", path),
            debt_key=_id(row, "debt_key", path),
            kind=self._fact("debt_kind", row, "kind", path) or "",
            balances=_each(row, "balances", _keys("date amount"), path, _balance),
            outcomes=_each(row, "outcomes", _keys("date written_off rescheduled"), path, _outcome),
        )

    def _strategy(self, row: Mapping[str, Any], path: str) -> None:
        self._fact("debt_strategy", row, "name", path)


def _period(row: Mapping[str, Any], path: str) -> Period:
    try:
        return Period(_day(row, "from", path), _day(row, "to", path))
    except NotUnderstood:
        raise
    except DeskError as refused:
        raise NotUnderstood([f"{path}={refused.said}"]) from refused


def _funding(row: Mapping[str, Any], path: str) -> Funding:
    return Funding(*(_money(row, key, path) for key in _FUNDING))


def _episode(row: Mapping[str, Any], path: str) -> Episode:
    return Episode(_day(row, "opened", path), _maybe_day(row, "closed", path))


def _ended(row: Mapping[str, Any], path: str) -> Ended:
    """Where the day it became known is missing, an end was known when it came."""
    day = _day(row, "date", path)
    recoverable = row.get("recoverable")
    if recoverable not in (None, True, False):
        raise NotUnderstood([f"{path}.recoverable={recoverable}"])
    return Ended(day, _maybe_day(row, "known_on", path) or day, bool(recoverable))


def _estimate(row: Mapping[str, Any], path: str) -> Estimate:
    return Estimate(_day(row, "on", path), _money(row, "value", path))


def _balance(row: Mapping[str, Any], path: str) -> Balance:
    return Balance(_day(row, "date", path), _money(row, "amount", path))


def _outcome(row: Mapping[str, Any], path: str) -> Outcome:
    written_off, rescheduled = _money(row, "written_off", path), _money(row, "rescheduled", path)
    return Outcome(_day(row, "date", path), written_off, rescheduled)


def _read(
    row: Mapping[str, Any],
    key: str,
    keys: frozenset[str],
    path: str,
    make: Callable[[Mapping[str, Any], str], _T],
) -> _T | None:
    """What ``make`` makes of the object under ``key``; None if it is absent or null."""
    given = row.get(key)
    return None if given is None else _made(given, keys, f"{path}.{key}" if path != key else key, make)


def _each(
    row: Mapping[str, Any],
    key: str,
    keys: frozenset[str],
    path: str,
    make: Callable[[Mapping[str, Any], str], _T],
) -> tuple[_T, ...]:
    """What ``make`` makes of each object of the list under ``key``; an absent list is empty."""
    given = row.get(key)
    here = f"{path}.{key}" if path != key else key
    if given is None:
        return ()
    if not isinstance(given, list):
        raise NotUnderstood([f"{here}={given}"])
    return tuple(_made(entry, keys, f"{here}[{n}]", make) for n, entry in enumerate(given))


def _made(given: Any, keys: frozenset[str], path: str, make: Callable[[Mapping[str, Any], str], _T]) -> _T:
    if not isinstance(given, Mapping):
        raise NotUnderstood([f"{path}={given}"])
    known_keys(keys, given, path)
    return make(given, path)


def _id(row: Mapping[str, Any], key: str, path: str) -> str:
    given = row.get(key)
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise NotUnderstood([f"{path}.{key}={given}"])
    return str(given)


def _day(row: Mapping[str, Any], key: str, path: str) -> date:
    return a_date(row.get(key), f"{path}.{key}")


def _maybe_day(row: Mapping[str, Any], key: str, path: str) -> date | None:
    return None if row.get(key) is None else _day(row, key, path)


def _money(row: Mapping[str, Any], key: str, path: str) -> Decimal:
    """Whole pence, read exactly; what is absent is nothing."""
    given = row.get(key)
    if given is None:
        return NOUGHT
    try:
        if not isinstance(given, bool):
            return pounds(given)
    except (ValueError, TypeError, ArithmeticError):
        pass
    raise NotUnderstood([f"{path}.{key}={given}"])
