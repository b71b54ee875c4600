"""What the notes come to, activity by activity: the descriptor each points at, and the likely points.

The advisor weighs each note; here it is only added up. Nothing of it goes into a letter by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework import access
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.notes import note_bearings
from welfare_desk.casework.notes.note_bearings import Bearing, activity_of
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.evidence import EvidenceNote

COUNTS = ("most", "always")  # a descriptor applies where it does so on over half of the days


@dataclass(frozen=True, slots=True)
class Likely:
    """What the notes of one activity come to. ``letter`` is "" where none holds on over half the days."""

    letter: str
    points: int
    lowest: int
    highest: int


def weigh(desk: Desk, note_id: UUID, activity: str, bearing: Bearing | None, *, purpose: str) -> Changes:
    """Say which descriptor a note points at, how often and what is not done reliably; None takes it back.

    It is written into the note, so the gate is asked as for a note. Raises Problems, Blocked.
    """
    found = []
    if activity_of(activity) is None:
        found.append(Problem("activity", "That activity has no points to weigh."))
    elif bearing is not None:
        found = note_bearings.problems_in(activity, bearing)
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        note = work.get(EvidenceNote, note_id)
        access.require(work, access.ask_of_note(note, "write", purpose))
        activities, weighed = note_bearings.of(work, note)
        weighed.pop(activity, None)
        if bearing is not None:
            weighed[activity] = bearing
        known = activities if activity in activities else (*activities, activity)
        note_bearings.keep(work, note, known, weighed)
        work.commit()
        return Changes.of(note, "evidence")


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
