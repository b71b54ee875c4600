"""What the notes come to, activity by activity: the descriptor each points at, and the likely points.

The advisor weighs each note; here it is only added up. Nothing of it goes into a letter by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework import access
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.rules.descriptors import Activity

HOW_OFTEN = {"some": "On some days", "most": "On more than half the days", "always": "On all days"}
COUNTS = ("most", "always")  # a descriptor applies where it does so on over half of the days
NOT_RELIABLY = {
    "safely": "Not safely",
    "standard": "Not to an acceptable standard",
    "repeatedly": "Not as often as needed",
    "in_time": "Takes more than twice as long",
}


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one note says of one activity, as the advisor weighs it; ``descriptor`` is its letter."""

    descriptor: str
    how_often: str
    not_reliably: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likely:
    """What the notes of one activity come to. ``letter`` is "" where none holds on over half the days."""

    letter: str
    points: int
    lowest: int
    highest: int


def activity_of(slug: str) -> Activity | None:
    """The activity with points that goes by this name, if there is one."""
    tables = resources.descriptors()
    for component in (tables.daily_living, tables.mobility, tables.work):
        if slug in component.activities:
            return component.activities[slug]
    return None


def weigh(desk: Desk, note_id: UUID, activity: str, bearing: Bearing | None, *, purpose: str) -> Changes:
    """Say which descriptor a note points at, how often and what is not done reliably; None takes it back.

    It is written into the note, so the gate is asked as for a note. Raises Problems, Blocked.
    """
    known = activity_of(activity)
    found = []
    if known is None:
        found.append(Problem("activity", "That activity has no points to weigh."))
    elif bearing is not None:
        if bearing.descriptor not in {one.letter for one in known.descriptors}:
            found.append(Problem("descriptor", "Choose what the note points at."))
        if bearing.how_often not in HOW_OFTEN:
            found.append(Problem("how_often", "Say how often it is so.", "The law asks for most days."))
        if set(bearing.not_reliably) - set(NOT_RELIABLY):
            found.append(Problem("not_reliably", "That is not one of the four."))
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        note = work.get(EvidenceNote, note_id)
        access.require(
            work,
            access.Ask(
                person_id=note.person_id,
                case_id=note.case_id,
                action="write",
                target="evidence_note",
                purpose=purpose,
                notes=(access.note_for_gate(note),),
                target_id=note_id,
                content_hash=note.content_hash,
            ),
        )
        weighed = {slug: told for slug, told in note.bearings.items() if slug != activity}
        if bearing is not None:
            weighed[activity] = {
                "descriptor": bearing.descriptor,
                "how_often": bearing.how_often,
                "not_reliably": list(bearing.not_reliably),
            }
        note.bearings = weighed
        if activity not in note.activities:
            note.activities = [*note.activities, activity]
        work.commit()
        return Changes.of(note, "evidence")


def bearings_of(kept: Mapping[str, Any]) -> dict[str, Bearing]:
    """What was weighed of a note, by activity."""
    return {
        slug: Bearing(told["descriptor"], told["how_often"], tuple(told["not_reliably"]))
        for slug, told in kept.items()
    }


def likely(activity: str, bearings: Iterable[Bearing]) -> Likely | None:
    """What these notes of one activity come to; None where none was weighed.

    Where several descriptors each hold on over half the days, the one with most points counts
    (SI 2013/377 reg 7(1); SSI 2022/54 reg 10(1)); the work capability assessment asks no count of days.
    """
    known = activity_of(activity)
    if known is None:
        return None
    points = {one.letter: one.points for one in known.descriptors}
    weighed = [one for one in bearings if one.descriptor in points]
    if not weighed:
        return None
    by_days = activity not in resources.descriptors().work.activities
    hold = [one.descriptor for one in weighed if one.how_often in COUNTS or not by_days]
    letter = max(hold, key=lambda one: (points[one], one), default="")
    every = [points[one.descriptor] for one in weighed]
    return Likely(letter, points[letter] if letter else 0, min(every), max(every))
