"""Whose facts a check may rest on: what one member said may not follow somebody they no longer live with.

Ours, after data protection's purpose limitation (UK GDPR Article 5(1)(b)): what was told for one household's
claim is not taken into another's papers once the two are separate, or where the person it came from said no.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from welfare_desk.rules.income.household import Household, Person
from welfare_desk.rules.names import fold

TOLD_BY = {
    "themselves": "They did",
    "client": "The client",
    "partner": "The partner",
    "letter": "A letter or award notice",
    "other": "Somebody else",
}


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who was of the household and is no longer, or from whom the client is kept apart."""

    born: date | None
    name: str


def still_taken(household: Household, gone: Collection[Gone]) -> tuple[Household, bool]:
    """The household as far as its facts may still be used, and whether anything was left out.

    Whoever is gone is gone with all that was said of them; with a partner go the savings and the awards of
    the two together, to be asked again. Of whoever said no it stays known that they live
    there, and nothing else.
    """
    away = {one.id for one in household.people[1:] if any(_is(one, other) for other in gone)}
    people = tuple(
        _plain(one) if one is not household.client and one.for_others is False else _not_caring_for(one, away)
        for one in household.people
        if one.id not in away
    )
    if people == household.people:
        return household, False
    kept = replace(household, people=people)
    if "partner" in away:
        kept = replace(kept, capital=None, awards={})
    return kept, True


def _is(person: Person, gone: Gone) -> bool:
    """A birthday tells people of one home apart; a name does where it is written on both sides."""
    if gone.born != person.born:
        return False
    return not (person.name and gone.name) or fold(person.name) == fold(gone.name)


def _plain(person: Person) -> Person:
    return Person(
        person.id, person.born, name=person.name, told_by=person.told_by, for_others=person.for_others
    )


def _not_caring_for(person: Person, away: Collection[str]) -> Person:
    cares = tuple(care for care in person.cares if care.whom not in away)
    return person if cares == person.cares else replace(person, cares=cares)
