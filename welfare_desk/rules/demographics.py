"""Who the clients of a period are: facts about people, broken down by the funder's lists (funder R15).

Which people are clients of a period is decided in ``rules/funder.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal

from welfare_desk.rules.code_lists import CodeList, CodeLists


@dataclass(frozen=True, slots=True)
class Person:
    """What a case states about its client; None is not stated there.

    ``household_income`` is net pounds a year. ``first_supported``: support before these records began.
    """

    first_supported: date | None = None
    born: date | None = None
    sex: str | None = None
    ethnicity: str | None = None
    tenure: str | None = None
    employment: str | None = None
    household_type: str | None = None
    household_income: Decimal | None = None
    simd_decile: str | None = None
    family_types: tuple[str, ...] | None = None


NOBODY = Person()


def with_later(earlier: Person, later: Person) -> Person:
    """What is known after a later case: it updates only the facts it states.

    Of first support, the earlier day stands: it was the first.
    """
    if later == NOBODY:
        return earlier
    stated = {
        entry.name: getattr(later, entry.name)
        for entry in fields(Person)
        if getattr(later, entry.name) not in (None, "not_recorded", "unknown")
    }
    if earlier.first_supported and later.first_supported:
        stated["first_supported"] = min(earlier.first_supported, later.first_supported)
    return replace(earlier, **stated)


def age_on(born: date, day: date) -> int:
    """Whole years lived. Somebody born on 29 February is a year older on 1 March of a common year
    (Age of Legal Capacity (Scotland) Act 1991 s.6)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class Client:
    """A client of the period: who, what is known, and the first day of support inside it."""

    id: str
    person: Person
    supported_on: date


_FACTS: dict[str, Callable[[Client, CodeList], str | None]] = {
    "sex": lambda client, _: client.person.sex,
    "age_band": lambda client, bands: _age_band(client, bands),
    "ethnicity": lambda client, _: client.person.ethnicity,
    "tenure": lambda client, _: client.person.tenure,
    "employment": lambda client, _: client.person.employment,
    "household_type": lambda client, _: client.person.household_type,
    "income_band": lambda client, bands: _income_band(client, bands),
    "simd": lambda client, _: client.person.simd_decile,
}


def breakdowns(clients: Iterable[Client], lists: CodeLists, day: date) -> dict[str, dict[str, list[str]]]:
    """Each single choice's cells, every code of the list in force on ``day``, with the clients in each.

    Every client is in one cell of each; a fact nobody stated is in the unrecorded one. A code that is no
    longer in the list keeps a cell of its own rather than losing somebody.
    """
    everybody = list(clients)
    found = {}
    for name, fact in _FACTS.items():
        codes = lists.on(name, day)
        placed = ((fact(client, codes) or codes.unrecorded, client.id) for client in everybody)
        found[name] = by_code(codes, placed)
    return found


def family_types(clients: Iterable[Client], lists: CodeLists, day: date) -> dict[str, list[str]]:
    """The clients each family type applies to: several may, so the cells do not add up to the clients."""
    codes = lists.on("family_type", day)
    return by_code(
        codes,
        ((code, client.id) for client in clients for code in dict.fromkeys(client.person.family_types or ())),
    )


def by_code(codes: CodeList, placed: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Every cell of a list, in the funder's codes, with the ids placed in each."""
    cells: dict[str, list[str]] = {cell: [] for cell in codes.cells()}
    called: Mapping[str, str] = codes.funder_codes()
    for code, id_ in placed:
        cells.setdefault(called.get(code, code), []).append(id_)
    return cells


def _age_band(client: Client, bands: CodeList) -> str | None:
    born = client.person.born
    return None if born is None else bands.band(age_on(born, client.supported_on))


def _income_band(client: Client, bands: CodeList) -> str | None:
    income = client.person.household_income
    return None if income is None else bands.band(income)
