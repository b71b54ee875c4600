"""How deprived an area is, from the official lookup of postcodes that the agency loads.

A decile describes the area of an address, not the person who lives there. Somebody without a postcode, or
with one the lookup does not have, stays unknown: no notional postcode is ever put in its place.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from sqlalchemy import func, select

from welfare_desk.casework.agency import keep_setting
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.people import Address, Person
from welfare_desk.records.service import Setting

_POSTCODE = ("postcode", "pcd", "pcds", "pcd7", "pc8")
_KEY = "deprivation"
_DECILE = ("decile", "deciles")


class NotALookup(DeskError):
    sentence = "This file is not a lookup of postcodes and deciles."
    hint = "It needs a column of postcodes and one whose name ends in decile, as the official file has them."


@dataclass(frozen=True, slots=True)
class Matched:
    """What a loading did: people whose area is known now, and those it is not known of."""

    known: int
    unknown: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Standing:
    """Which lookup is loaded since when, of how many people the area is known, and of whom it is not."""

    edition: str
    loaded_on: date | None
    known: int
    not_found: int  # with a postcode the lookup lacks, or not looked up yet
    no_postcode: int


def standing(desk: Desk, *, today: date) -> Standing:
    with desk.look() as look:
        newest = look.scalars(
            select(Setting)
            .where(Setting.key == _KEY, Setting.from_on <= today)
            .order_by(Setting.from_on.desc())
            .limit(1)
        ).first()
        placed = (
            select(Address.id)
            .where(Address.person_id == Person.id, Address.to_on.is_(None), Address.postcode.is_not(None))
            .exists()
        )
        known = Person.simd_decile.is_not(None)
        rows = look.execute(select(known, placed, func.count()).group_by(known, placed))
        counts = {(bool(is_known), bool(has)): n for is_known, has, n in rows}
    return Standing(
        str(newest.value["edition"]) if newest else "",
        newest.from_on if newest else None,
        counts.get((True, True), 0) + counts.get((True, False), 0),
        counts.get((False, True), 0),
        counts.get((False, False), 0),
    )


def load(desk: Desk, data: bytes, *, edition: str, today: date) -> Matched:
    """Set the decile of everybody whose postcode the file has, and unset it where it has not.

    ``edition`` is stored with each value ("SIMD 2020v2"). Raises NotALookup, Problems without an edition.
    """
    if not edition.strip():
        raise Problems([Problem("edition", "Say which edition this is.", "It is in the file's name.")])
    wanted: dict[str, list[Person]] = {}
    with desk.unit_of_work() as work:
        rows = work.session.execute(
            select(Person, Address.postcode)
            .outerjoin(Address, (Address.person_id == Person.id) & Address.to_on.is_(None))
            .order_by(Person.id, Address.id)
        ).all()
        people = {person.id: person for person, _ in rows}
        for person, postcode in rows:
            if postcode:
                wanted.setdefault(_squeezed(postcode), []).append(person)
        known = set()
        for postcode, decile in _rows(data):
            for person in wanted.get(postcode, ()):
                person.simd_decile, person.simd_edition = decile, edition.strip()
                known.add(person.id)
        for id, person in people.items():
            if id not in known and person.simd_decile is not None:
                person.simd_decile = person.simd_edition = None
        keep_setting(work, _KEY, {"edition": edition.strip()}, today=today)
        work.commit()
    changes = Changes(frozenset({"clients", "gains", "settings"}))
    return Matched(len(known), len(people) - len(known), changes)


def _rows(data: bytes) -> Iterator[tuple[str, int]]:
    """Postcodes without their blank, each with its decile. Raises NotALookup."""
    try:
        reader = csv.reader(StringIO(data.decode("utf-8-sig")))
        heads = [head.strip().casefold() for head in next(reader)]
    except (UnicodeDecodeError, StopIteration) as unreadable:
        raise NotALookup() from unreadable
    postcodes = [place for place, head in enumerate(heads) if head in _POSTCODE]
    deciles = [place for place, head in enumerate(heads) if head.endswith(_DECILE)]
    overall = [place for place in deciles if "simd" in heads[place] or len(deciles) == 1] or deciles
    if not postcodes or not overall:
        raise NotALookup()
    for row in reader:
        if len(row) > max(postcodes[0], overall[0]) and row[overall[0]].strip().isdigit():
            decile = int(row[overall[0]])
            if 1 <= decile <= 10:
                yield _squeezed(row[postcodes[0]]), decile


def _squeezed(postcode: str) -> str:
    return "".join(postcode.split()).upper()
