"""Works out cases that ask what an award is worth; the arithmetic is ``rules/awards.py``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from welfare_desk import resources
from welfare_desk.casework.worked_cases.vocabulary import NotUnderstood, a_date, known_keys, one_of
from welfare_desk.errors import DeskError
from welfare_desk.rules.awards import Award, Part, UcIncome, WeeklyIncome, Worth, worth
from welfare_desk.rules.benefits import Catalogue
from welfare_desk.rules.money import NOUGHT, plain, pounds

_WORDS_ABOUT = {"id", "basis", "source", "note", "why", "confidence", "weeks"}
_CASE = {"benefit", "components", "tax_year", "award_from", "award_until", "means_test"} | _WORDS_ABOUT
_MEANS = {
    "uc_taper": {"kind", "earnings_monthly", "unearned_monthly", "allowance", "capital"},
    "top_up": {"kind", "income_weekly"},
}


def result(case: Mapping[str, Any]) -> dict[str, Any]:
    """``weekly``, ``monthly`` (None unless paid by the month), ``annual``, and the rates not official."""
    known_keys(_CASE, case, "case")
    try:
        found = worth(_award(case, resources.benefits()), resources.benefits())
    except NotUnderstood:
        raise
    except DeskError as refused:
        raise NotUnderstood([f"case={refused.said}"]) from refused
    return _printed(found)


def agrees(result: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    """Every figure that is expected is there, to the penny; nothing is nothing, not nought."""
    return all(key in result and _same(result[key], expected) for key, expected in expect.items())


def _same(found: Any, expected: Any) -> bool:
    if found is None or expected is None:
        return found is expected
    return Decimal(found) == Decimal(str(expected))


def _printed(found: Worth) -> dict[str, Any]:
    return {
        "weekly": None if found.weekly is None else plain(found.weekly),
        "monthly": None if found.monthly is None else plain(found.monthly),
        "annual": plain(found.annual),
        "not_official": [str(rate) for rate in found.not_official],
    }


def _award(case: Mapping[str, Any], catalogue: Catalogue) -> Award:
    written = case.get("benefit")
    benefit = catalogue.find(written) if isinstance(written, str) else None
    if benefit is None:
        raise NotUnderstood([f"benefit={written}"])
    until = case.get("award_until")
    year = one_of(catalogue.years, case.get("tax_year"), "tax_year")
    return Award(
        benefit=benefit,
        parts=_parts(case.get("components"), benefit, year, catalogue),
        tax_year=year,
        first_day=a_date(case.get("award_from"), "award_from"),
        last_day=None if until is None else a_date(until, "award_until"),
        means=_means(case.get("means_test")),
    )


def _parts(given: Any, benefit: str, year: str, catalogue: Catalogue) -> tuple[Part, ...]:
    """Each component must be in that year's table of the benefit: a figure not read is not guessed."""
    if not isinstance(given, list):
        raise NotUnderstood([f"components={given}"])
    tables = catalogue.years[year].rates
    held = {component for member in catalogue.members(benefit) for component in tables.get(member, {})}
    parts = []
    for n, row in enumerate(given):
        path = f"components[{n}]"
        if not isinstance(row, dict):
            raise NotUnderstood([f"{path}={row}"])
        known_keys({"component", "count"}, row, path)
        component = one_of(held, row.get("component"), f"{path}.component")
        count = row.get("count", 1)
        if type(count) is not int:
            raise NotUnderstood([f"{path}.count={count}"])
        parts.append(Part(component, count))
    return tuple(parts)


def _means(given: Any) -> UcIncome | WeeklyIncome | None:
    if given is None:
        return None
    if not isinstance(given, dict):
        raise NotUnderstood([f"means_test={given}"])
    kind = one_of(_MEANS, given.get("kind"), "means_test.kind")
    known_keys(_MEANS[kind], given, "means_test")
    if kind == "top_up":
        return WeeklyIncome(_money(given, "income_weekly"))
    allowance = given.get("allowance")
    if allowance is not None and not isinstance(allowance, str):
        raise NotUnderstood([f"means_test.allowance={allowance}"])
    return UcIncome(
        earnings=_money(given, "earnings_monthly"),
        unearned=_money(given, "unearned_monthly"),
        allowance=allowance,
        capital=_money(given, "capital"),
    )


def _money(given: Mapping[str, Any], key: str) -> Decimal:
    """A sum that is not below nil; one that is absent is nil."""
    written = given.get(key)
    if written is None:
        return NOUGHT
    try:
        amount = pounds(written)
    except (ValueError, TypeError, ArithmeticError):
        amount = Decimal(-1)
    if isinstance(written, bool) or amount < 0:
        raise NotUnderstood([f"means_test.{key}={written}"])
    return amount
