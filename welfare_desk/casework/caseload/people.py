"""Rows joined into people: hard numbers first, then name and date of birth, never on a guess.

Belongs here: which accepted rows are one person, and what about them is worth asking. Whether that person
is already a client of the desk is asked elsewhere, of the desk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations

from welfare_desk.casework.caseload.rows import Entry, Fate, JudgedRow, PersonFacts
from welfare_desk.rules import names

Fact = Callable[[PersonFacts], Hashable | None]


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """The rows of one person, and the person as they have it together: the last to say a thing is right."""

    rows: tuple[int, ...]
    person: PersonFacts


def join(rows: Sequence[JudgedRow]) -> tuple[tuple[JudgedRow, ...], tuple[PersonGroup, ...]]:
    """The accepted rows as people, and all rows again with what joining them brought to light.

    One National Insurance number is one person, and so is one CHI number, unless two of forename, date of
    birth and the other number speak against it. Then name and date of birth, or name and postcode where a
    date is missing, unless a number or a date speaks against it.
    """
    joining = _Joining([row for row in rows if row.fate is Fate.ACCEPTED])
    for called, number in _NUMBERS.items():
        joining.by_number(called, number)
    joining.by_name(_name_and_birth, _NUMBERS, "this name and date of birth")
    joining.by_name(_name_and_postcode, _ONE_EACH, "this name and postcode", families=True)
    groups = joining.groups()
    for group in groups:
        joining.compare_within(group)
        joining.ask_about_awards(group)
    people = tuple(PersonGroup(tuple(row.row for row in group), _together(group)) for group in groups)
    told = joining.warnings
    return tuple(
        replace(row, warnings=(*row.warnings, *dict.fromkeys(told.get(row.row, ())))) for row in rows
    ), people


class _Joining:
    """Accepted rows, each beginning as a person of its own; ``together`` holds who has been joined so far."""

    def __init__(self, rows: list[JudgedRow]) -> None:
        self.rows = rows
        self.people = [_entry(row).person for row in rows]
        self.head = list(range(len(rows)))
        self.together = {at: [at] for at in range(len(rows))}
        self.warnings: dict[int, list[str]] = defaultdict(list)

    def unite(self, one: int, other: int) -> None:
        first, second = sorted((self.head[one], self.head[other]))
        if first != second:
            for at in self.together[second]:
                self.head[at] = first
            self.together[first] += self.together.pop(second)

    def groups(self) -> list[list[JudgedRow]]:
        return [[self.rows[at] for at in sorted(ats)] for ats in self.together.values()]

    def by_number(self, called: str, number: Fact) -> None:
        for ats in self._alike(number):
            apart: list[int] = []
            for at in ats:
                like = next((other for other in apart if self._one_by_number(other, at)), None)
                if like is None:
                    apart.append(at)
                else:
                    self.unite(like, at)
            self._tell_each(apart, f"Somebody else, on {{}}, has the same {called}; they are kept apart.")

    def by_name(self, name: Fact, asked: dict[str, Fact], called: str, *, families: bool = False) -> None:
        """Join who have the same name unless what is ``asked`` of them differs.

        ``families``: where every birthday is known, one name at one address may be father and son.
        """
        for ats in self._alike(name):
            if families and all(self.people[at].born_on for at in ats):
                continue
            heads = list(dict.fromkeys(self.head[at] for at in ats))
            facts = {head: self._facts(head, asked) for head in heads}
            if not any(_differ(facts[one], facts[other]) for one, other in combinations(heads, 2)):
                for head in heads[1:]:
                    self.unite(heads[0], head)
                continue
            unknown = [head for head in heads if not any(facts[head])]
            for head in unknown[1:]:
                self.unite(unknown[0], head)
            self._tell_each(
                [head for head in heads if head in self.together],
                f"Somebody else, by all that is known, has {called} on {{}}; they are kept apart.",
            )

    def _alike(self, fact: Fact) -> Iterable[list[int]]:
        found: dict[Hashable, list[int]] = defaultdict(list)
        for at, person in enumerate(self.people):
            if (value := fact(person)) is not None:
                found[value].append(at)
        return [ats for ats in found.values() if len(ats) > 1]

    def _one_by_number(self, one: int, other: int) -> bool:
        mine, yours = self.people[one], self.people[other]
        against = (
            names.key(mine.forename) != names.key(yours.forename),
            bool(mine.born_on and yours.born_on and mine.born_on != yours.born_on),
            bool(mine.ni and yours.ni and mine.ni != yours.ni),
            bool(mine.chi and yours.chi and mine.chi != yours.chi),
        )
        return sum(against) < 2

    def _facts(self, head: int, asked: dict[str, Fact]) -> list[set[Hashable]]:
        people = [self.people[at] for at in self.together[head]]
        return [
            {value for person in people if (value := fact(person)) is not None} for fact in asked.values()
        ]

    def _tell_each(self, ats: list[int], sentence: str) -> None:
        """Tell the row of each about the rows of the others."""
        numbers = [self.rows[at].row for at in ats]
        if len(numbers) > 1:
            for number in numbers:
                self.warnings[number].append(sentence.format(_rows(numbers, without=number)))

    def compare_within(self, group: list[JudgedRow]) -> None:
        """One person with two numbers or two birthdays: a slip somewhere, and the advisor should know."""
        for called, fact in _ONE_EACH.items():
            first: dict[Hashable, int] = {}
            for row in group:
                if (value := fact(_entry(row).person)) is not None:
                    first.setdefault(value, row.row)
            if len(first) > 1:
                for row in group:
                    if (mine := first.get(fact(_entry(row).person))) is not None:
                        others = _rows(list(first.values()), without=mine)
                        self.warnings[row.row].append(f"The same person has another {called} on {others}.")

    def ask_about_awards(self, group: list[JudgedRow]) -> None:
        """Two gains of one person from one benefit both count, and may be one award told twice."""
        by_benefit: dict[str, list[int]] = defaultdict(list)
        for row in group:
            entry = _entry(row)
            if entry.matter.benefit and entry.gain.amounts:
                by_benefit[entry.matter.benefit].append(row.row)
        for numbers in by_benefit.values():
            for number in numbers if len(numbers) > 1 else ():
                others = _rows(numbers, without=number)
                self.warnings[number].append(
                    f"The same person gains from the same benefit on {others}; "
                    "each decision counts, but they may be one award."
                )


_NUMBERS: dict[str, Fact] = {
    "National Insurance number": lambda person: person.ni,
    "CHI number": lambda person: person.chi,
}
_ONE_EACH: dict[str, Fact] = _NUMBERS | {"date of birth": lambda person: person.born_on}


def _differ(mine: list[set[Hashable]], yours: list[set[Hashable]]) -> bool:
    """Whether any one number or birthday is known of both and shared by neither."""
    return any(one and other and not one & other for one, other in zip(mine, yours, strict=True))


def _name_and_birth(person: PersonFacts) -> Hashable | None:
    if person.born_on is None:
        return None
    return names.key(person.surname), names.key(person.forename), person.born_on


def _name_and_postcode(person: PersonFacts) -> Hashable | None:
    if person.postcode is None:
        return None
    return names.key(person.surname), names.key(person.forename), person.postcode


def _together(group: list[JudgedRow]) -> PersonFacts:
    people = [_entry(row).person for row in group]
    told = {
        field: value
        for person in people
        for field, blank in _BLANK.items()
        if (value := getattr(person, field)) != blank
    }
    for part in ("surname", "forename"):
        last = names.key(told.get(part, ""))
        spellings = (getattr(person, part) for person in people)
        told[part] = names.best_spelling(name for name in spellings if names.key(name) == last)
    return PersonFacts(**told)


_BLANK = {field.name: getattr(PersonFacts("", ""), field.name) for field in fields(PersonFacts)}


def _entry(row: JudgedRow) -> Entry:
    assert row.entry is not None  # noqa: S101  accepted rows have one
    return row.entry


def _rows(numbers: Sequence[int], *, without: int) -> str:
    """The other rows in words: row 12; rows 12, 14 and 20; many are cut short."""
    shown = [str(number) for number in numbers[:7] if number != without][:6]
    if more := len(numbers) - 1 - len(shown):
        shown.append(f"{more} more")
    return f"row {shown[0]}" if len(shown) == 1 else f"rows {', '.join(shown[:-1])} and {shown[-1]}"
