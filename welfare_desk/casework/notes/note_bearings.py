"""Which activities a note bears on and what it comes to for each, sealed under the client's own key.

It says what somebody has trouble with, so it is health data as much as the note is: whoever looks after a
shared store sees none of it, and it goes when the client's key goes. It belongs to a note's head, which
the map and the lists show without opening the note.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import String, cast, select

from welfare_desk import resources
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.notes.sealed_text import client_key, unsealed
from welfare_desk.errors import Problem
from welfare_desk.records.evidence import EvidenceNote, NoteMark
from welfare_desk.rules.descriptors import Activity
from welfare_desk.vault.faults import SealBroken

HOW_OFTEN = {"some": "On some days", "most": "On more than half the days", "always": "On all days"}
NOT_RELIABLY = {
    "safely": "Not safely",
    "standard": "Not to an acceptable standard",
    "repeatedly": "Not as often as needed",
    "in_time": "Takes more than twice as long",
}


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one note says of one activity, as the advisor weighs it.

    ``descriptor`` is its letter, "" where none is chosen yet or the law gives the activity no points.
    """

    descriptor: str
    how_often: str
    not_reliably: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.descriptor or self.how_often or self.not_reliably)


Bearings = Mapping[str, Bearing]


def activity_of(slug: str) -> Activity | None:
    """The activity with points that goes by this name, if there is one."""
    tables = resources.descriptors()
    for component in (tables.daily_living, tables.mobility, tables.work):
        if slug in component.activities:
            return component.activities[slug]
    return None


def problems_in(activity: str, bearing: Bearing) -> list[Problem]:
    """What is wrong with what a note is said to come to for an activity."""
    known, found = activity_of(activity), []
    if bearing.descriptor and known is None:
        found.append(Problem("descriptor", "That activity has no points to weigh."))
    elif bearing.descriptor and bearing.descriptor not in {
        one.letter for one in (known.descriptors if known else ())
    }:
        found.append(Problem("descriptor", "Choose what the note points at."))
    if not bearing.is_empty and bearing.how_often not in HOW_OFTEN:
        found.append(Problem("how_often", "Say how often it is so.", "The law asks for most days."))
    if set(bearing.not_reliably) - set(NOT_RELIABLY):
        found.append(Problem("not_reliably", "That is not one of the four."))
    return found


def in_words(activity: str, bearing: Bearing) -> str:
    """What a note comes to for an activity, in one line: for the client's own copy."""
    known = activity_of(activity)
    points = (
        next((one for one in known.descriptors if one.letter == bearing.descriptor), None) if known else None
    )
    name = known.name if known else activity.replace("_", " ").capitalize()
    said = [points.text] if points else []
    said += [HOW_OFTEN[bearing.how_often]] if bearing.how_often in HOW_OFTEN else []
    return f"{name}: {', '.join(said + [NOT_RELIABLY[one].lower() for one in bearing.not_reliably])}"


def keep(work: Work, note: EvidenceNote, activities: tuple[str, ...], bearings: Bearings) -> None:
    """Seal what a note bears on; nothing of it stays readable in its row."""
    told = {slug: asdict(one) for slug, one in bearings.items() if not one.is_empty}
    words = json.dumps({"activities": list(activities), "bearings": told})
    note.sealed_bearings = client_key(work, note.person_id).seal(words.encode(), _mark(note))
    note.activities, note.bearings = [], {}


def of(work: Work, note: EvidenceNote) -> tuple[tuple[str, ...], dict[str, Bearing]]:
    """The activities a note bears on, and what it comes to for those that were weighed."""
    if note.sealed_bearings is None:  # kept by an earlier version, until the next opening of the desk
        return tuple(note.activities or ()), from_kept(note.bearings or {})
    try:
        told = json.loads(unsealed(work, note.person_id, note.sealed_bearings, _mark(note), of_notes=()))
    except SealBroken:  # the client's key was destroyed
        return (), {}
    return tuple(told["activities"]), from_kept(told["bearings"])


def from_kept(told: Mapping[str, Any]) -> dict[str, Bearing]:
    return {
        slug: Bearing(one["descriptor"], one["how_often"], tuple(one["not_reliably"]))
        for slug, one in told.items()
    }


def _mark(note: EvidenceNote) -> str:
    return f"{note.id}:bearings"


def basis_mark(mark: NoteMark) -> str:
    """What the reason behind a settled mark is sealed under."""
    return f"{mark.id}:basis"


def seal_what_was_plain(desk: Desk) -> None:
    """Seal what an earlier version kept beside notes in plain words. Called when a desk is opened."""
    with desk.unit_of_work() as work:
        found = False
        for note in work.session.scalars(
            select(EvidenceNote).where(
                EvidenceNote.sealed_bearings.is_(None), cast(EvidenceNote.activities, String) != "[]"
            )
        ).all():
            keep(work, note, tuple(note.activities), from_kept(note.bearings or {}))
            found = True
        for mark in work.session.scalars(select(NoteMark).where(NoteMark.basis != "")).all():
            note = work.get(EvidenceNote, mark.note_id)
            mark.sealed_basis = client_key(work, note.person_id).seal(mark.basis.encode(), basis_mark(mark))
            mark.basis, found = "", True
        if found:
            work.commit()
