"""The catalogue of benefits and their dated rates, each with its source; finds a code by what people write.

What an award at these rates is worth is ``rules/awards.py``; the figures themselves are data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from welfare_desk.errors import DeskError
from welfare_desk.rules.money import pounds

OFFICIAL, SECONDARY, UNCERTAIN = "official", "secondary", "uncertain"
AWARD, APPLICABLE = "award", "applicable"


class NoRate(DeskError):
    """A rate that the tables do not hold, or do not hold yet: never guessed."""

    hint = "Look it up at its source; the tables only hold figures that were read."


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts were read. ``standing``: official, secondary (restated by somebody else) or uncertain."""

    id: str
    title: str
    where: str
    note: str
    standing: str


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure of one tax year, in pounds a ``period`` (a share where the period is ``ratio``).

    ``role`` other than ``award`` is not a sum that can be paid as it stands. ``checked`` is its source's
    standing, or ``uncertain`` where the figure itself is in doubt. ``starts`` is the first day it applies.
    """

    benefit: str
    component: str
    tax_year: str
    amount: Decimal
    period: str
    role: str
    source: str
    ref: str
    checked: str
    starts: date

    def __str__(self) -> str:
        return f"{self.benefit} {self.component} {self.tax_year}"


@dataclass(frozen=True, slots=True)
class Successor:
    """A benefit that another replaced, or was replaced by; ``since`` where a day was read."""

    code: str
    since: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Benefit:
    """One benefit: who pays it, how a decision is disputed, how often it is paid."""

    code: str
    name: str
    acronym: str
    body: str
    dispute_route: str
    kind: str
    period: str
    clock: str
    health_related: bool
    status: str
    components: tuple[str, ...]
    replaces: tuple[Successor, ...]
    replaced_by: tuple[Successor, ...]
    hmcts_code: str
    sources: tuple[str, ...]
    notes: str
    loan: bool


@dataclass(frozen=True, slots=True)
class Passport:
    """Having any of ``from_any`` opens each of ``opens``, on a condition a person must judge.

    Entries are a code, ``code.component``, or ``code.component+`` for that component and higher.
    """

    from_any: tuple[str, ...]
    opens: tuple[str, ...]
    condition: str
    source: str


@dataclass(frozen=True, slots=True)
class Family:
    """One word people use for several codes; it may stand wherever a code may."""

    code: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RateYear:
    """The tables of one tax year. ``starts``: the first day of its rates, for each clock.

    ``ends`` is the first day they no longer apply: the next table's first day or, for the last table,
    a year after its own, so that no table is ever stood in for.
    """

    year: str
    starts: Mapping[str, date]
    ends: Mapping[str, date]
    doubts: Mapping[str, str]
    missing: tuple[str, ...]
    rates: Mapping[str, Mapping[str, Rate]]
    limits: Mapping[str, Any]

    def in_force(self, clock: str, on: date) -> bool:
        return self.starts[clock] <= on < self.ends[clock]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every benefit, family, passport, source and table of rates, by code."""

    benefits: Mapping[str, Benefit]
    families: Mapping[str, Family]
    passports: tuple[Passport, ...]
    sources: Mapping[str, Source]
    years: Mapping[str, RateYear]
    words: Mapping[str, str] = field(repr=False)

    def find(self, written: str) -> str | None:
        """The code, or the family, that people mean by ``written``; None if nobody can say."""
        return self.words.get(_folded(written))

    def name(self, code: str) -> str:
        return self.families[code].name if code in self.families else self.benefits[code].name

    def members(self, code: str) -> tuple[str, ...]:
        """The benefits a code stands for: itself, or a family's members. Raises NoRate."""
        if code in self.families:
            return self.families[code].members
        if code in self.benefits:
            return (code,)
        raise NoRate(f"{code} is not a benefit in the catalogue.")

    def codes(self) -> tuple[str, ...]:
        """Every word a breakdown by benefit may use: all benefits, then the families."""
        return (*self.benefits, *self.families)

    def rate(self, code: str, component: str, tax_year: str) -> Rate:
        """The figure of that tax year; of a family, that of the one member which has it. Raises NoRate."""
        members = self.members(code)
        if tax_year not in self.years:
            raise NoRate(f"There is no table of rates for {tax_year}.")
        tables = self.years[tax_year].rates
        found = [tables[member][component] for member in members if component in tables.get(member, {})]
        if len(found) != 1:
            raise NoRate(f"The {tax_year} table has no single {self.name(code)} rate called {component}.")
        return found[0]

    def rates_in_force(self, on: date) -> dict[str, dict[str, Rate]]:
        """Every rate that applies on a day, by benefit and component.

        Each benefit turns over on its own day of April; for Universal Credit ``on`` is the day the
        assessment period begins. Raises NoRate where no table had commenced, or the last has run out.
        """
        found: dict[str, dict[str, Rate]] = {}
        for year in self.years.values():
            for code, table in year.rates.items():
                if year.in_force(self.benefits[code].clock, on):
                    started = {name: rate for name, rate in table.items() if rate.starts <= on}
                    if started:
                        found[code] = started
        if not found:
            raise NoRate(f"No table of rates is in force on {on:%d %B %Y}.")
        return found

    def rate_on(self, code: str, component: str, on: date) -> Rate:
        """The one figure that applies on a day. Raises NoRate."""
        for year in self.years.values():
            for member in self.members(code):
                rate = year.rates.get(member, {}).get(component)
                if rate and rate.starts <= on and year.in_force(self.benefits[member].clock, on):
                    return rate
        raise NoRate(f"No {self.name(code)} rate called {component} is in force on {on:%d %B %Y}.")

    def doubt(self, code: str, on: date) -> str:
        """What is doubtful about the day this benefit's rates began, in the week after it; else nothing."""
        for year in self.years.values():
            clock = self.benefits[code].clock
            if year.starts[clock] <= on < year.starts[clock] + timedelta(days=7):
                return year.doubts.get(clock, "")
        return ""


def from_data(catalogue: Mapping[str, Any], years: Iterable[Mapping[str, Any]]) -> Catalogue:
    """The catalogue from its table and those of its tax years.

    Raises ValueError where a row names a source, a period, a role or a benefit that does not exist.
    """
    meta = catalogue["meta"]
    sources = {
        key: Source(id=key, **{**row, "standing": _known(row["standing"], meta["standings"], key)})
        for key, row in catalogue["sources"].items()
    }
    benefits = {code: _benefit(code, row, meta, sources) for code, row in catalogue["benefits"].items()}
    for benefit in benefits.values():
        for other in (*benefit.replaces, *benefit.replaced_by):
            _known(other.code, benefits, benefit.code)
    families = {
        code: Family(code, row["name"], tuple(_known(member, benefits, code) for member in row["members"]))
        for code, row in catalogue["families"].items()
    }
    dated = sorted(years, key=lambda row: row["starts"]["weekly_dwp"])
    tables = [
        _year(row, _next_starts(row, later), meta, benefits, sources)
        for row, later in zip(dated, [*dated[1:], None], strict=True)
    ]
    return Catalogue(
        benefits=benefits,
        families=families,
        passports=tuple(_passport(row, benefits) for row in catalogue["passports"]),
        sources=sources,
        years={table.year: table for table in tables},
        words=_words(catalogue["aliases"], benefits, families),
    )


def _benefit(
    code: str, row: Mapping[str, Any], meta: Mapping[str, Any], sources: Mapping[str, Source]
) -> Benefit:
    return Benefit(
        code=code,
        name=row["name"],
        acronym=row.get("acronym", ""),
        body=_known(row["body"], meta["bodies"], code),
        dispute_route=_known(row["dispute_route"], meta["dispute_routes"], code),
        kind=_known(row["kind"], meta["kinds"], code),
        period=_known(row["period"], meta["payment_periods"], code),
        clock=row["clock"],
        health_related=row["health_related"],
        status=_known(row["status"], meta["statuses"], code),
        components=tuple(row["components"]),
        replaces=tuple(_successor(other) for other in row.get("replaces", ())),
        replaced_by=tuple(_successor(other) for other in row.get("replaced_by", ())),
        hmcts_code=row.get("hmcts_code", ""),
        sources=tuple(_known(source, sources, code) for source in row["source"]),
        notes=row.get("notes", ""),
        loan=row.get("loan", False),
    )


def _successor(row: Mapping[str, Any]) -> Successor:
    since = row.get("from")
    return Successor(row["code"], date.fromisoformat(since) if since else None, row.get("note", ""))


def _passport(row: Mapping[str, Any], benefits: Mapping[str, Benefit]) -> Passport:
    for entry in (*row["from_any"], *row["opens"]):
        _known(entry.partition(".")[0], benefits, entry)
    return Passport(tuple(row["from_any"]), tuple(row["opens"]), row["condition"], row["source"])


def _next_starts(row: Mapping[str, Any], later: Mapping[str, Any] | None) -> dict[str, date]:
    if later:
        return {clock: date.fromisoformat(later["starts"][clock]) for clock in row["starts"]}
    firsts = {clock: date.fromisoformat(written) for clock, written in row["starts"].items()}
    return {clock: first.replace(year=first.year + 1) for clock, first in firsts.items()}


def _year(
    data: Mapping[str, Any],
    ends: Mapping[str, date],
    meta: Mapping[str, Any],
    benefits: Mapping[str, Benefit],
    sources: Mapping[str, Source],
) -> RateYear:
    year = data["year"]
    starts = {clock: date.fromisoformat(written) for clock, written in data["starts"].items()}

    def rate(code: str, component: str, row: Mapping[str, Any]) -> Rate:
        label = f"{code} {component} {year}"
        first = row.get("effective_from")
        source = sources[_known(row["source"], sources, label)]
        return Rate(
            benefit=code,
            component=_known(component, benefits[code].components, label),
            tax_year=year,
            amount=pounds(row["amount"]),
            period=_known(row["period"], meta["rate_periods"], label),
            role=_known(row.get("role", AWARD), meta["rate_roles"], label),
            source=source.id,
            ref=row.get("ref", ""),
            checked=UNCERTAIN if row.get("uncertain") else source.standing,
            starts=date.fromisoformat(first) if first else starts[benefits[code].clock],
        )

    return RateYear(
        year=year,
        starts=starts,
        ends=ends,
        doubts=data.get("doubts", {}),
        missing=tuple(data["missing"]["items"]),
        rates={
            _known(code, benefits, year): {name: rate(code, name, row) for name, row in table.items()}
            for code, table in data["rates"].items()
        },
        limits=data["limits"],
    )


def _words(
    aliases: Mapping[str, str], benefits: Mapping[str, Benefit], families: Mapping[str, Family]
) -> dict[str, str]:
    """What people write, weakest first: acronyms, names, codes, families, then the words listed."""
    words: dict[str, str] = {}
    for benefit in benefits.values():
        if benefit.acronym:
            words[_folded(benefit.acronym)] = benefit.code
    words |= {_folded(benefit.name): benefit.code for benefit in benefits.values()}
    words |= {_folded(code): code for code in benefits}
    words |= {_folded(family.name): family.code for family in families.values()}
    words |= {_folded(code): code for code in families}
    for written, code in aliases.items():
        words[_folded(written)] = _known(code, {**benefits, **families}, written)
    return words


def _folded(written: str) -> str:
    """Letter case, underscores and runs of spaces make no difference."""
    return " ".join(written.replace("_", " ").casefold().split())


def _known(word: str, allowed: Iterable[str], label: str) -> str:
    if word not in allowed:
        raise ValueError(f"{label}: {word!r} is not known")
    return word
