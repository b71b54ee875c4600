"""How far somebody has come on a scale the agency may use: asked at the start and later, the change shown.

Answers are added up and not kept; what is kept of a day is the sum and the score. The questions themselves
belong to whoever made the scale: they are loaded from a file, with what it says of its licence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.people import Person
from welfare_desk.records.scales import Scale as KeptScale
from welfare_desk.records.scales import ScaleScore
from welfare_desk.rules import scales
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import MEAN, Figure, mean
from welfare_desk.rules.scales import Scale

CHANGES = {"better": "Better", "same": "About the same", "worse": "Worse"}


@dataclass(frozen=True, slots=True)
class ScaleRow:
    id: UUID
    scale: Scale
    loaded_on: date
    ended_on: date | None
    scores: int


@dataclass(frozen=True, slots=True)
class Travelled:
    """A client on one scale: every score, the first first."""

    scale_id: UUID
    scale: Scale
    scores: tuple[tuple[UUID, date, Decimal], ...]

    @property
    def change(self) -> Decimal | None:
        return self.scores[-1][2] - self.scores[0][2] if len(self.scores) > 1 else None

    @property
    def said(self) -> str:
        """better, same or worse; empty with one score alone."""
        if len(self.scores) < 2:
            return ""
        return self.scale.change(self.scores[0][2], self.scores[-1][2])


def load_scale(desk: Desk, data: bytes, *, today: date) -> Changes:
    """Take a scale into use from its file; one of the same name and edition is refused. Raises Problems."""
    scale = scales.read(data)
    with desk.unit_of_work() as work:
        for kept in work.session.scalars(select(KeptScale).where(KeptScale.ended_on.is_(None))):
            if (kept.name, kept.definition.get("edition", "").strip()) == (scale.name, scale.edition):
                hint = "End the one in use first: its scores stay."
                raise Problems([Problem("file", f"{scale.name} is in use already.", hint)])
        told = tomllib.loads(data.decode("utf-8-sig"))
        row = work.add(KeptScale(name=scale.name, definition=_plain(told), loaded_on=today))
        work.commit()
        return Changes.of(row, "scales")


def _plain(told: dict[str, object]) -> dict[str, object]:
    """What the file says as a store can hold it: of what a scale is made, and nothing else of the file."""
    known = ("name", "edition", "licence", "higher_is_better", "change_that_matters", "answers", "item")
    kept = {key: told[key] for key in known if key in told}
    if "conversion" in told and isinstance(told["conversion"], dict):
        kept["conversion"] = {str(raw): str(value) for raw, value in told["conversion"].items()}
    return kept


def end_scale(desk: Desk, scale_id: UUID, *, today: date) -> Changes:
    """The agency asks it no longer; what people came to on it stays."""
    with desk.unit_of_work() as work:
        row = work.get(KeptScale, scale_id)
        row.ended_on = today
        work.commit()
        return Changes.of(row, "scales")


def scales_of(desk: Desk) -> list[ScaleRow]:
    """Every scale by name, those in use first."""
    with desk.look() as look:
        rows = look.scalars(
            select(KeptScale).order_by(KeptScale.ended_on.is_not(None), KeptScale.name, KeptScale.id)
        ).all()
        counts: dict[UUID, int] = {}
        for id in look.scalars(select(ScaleScore.scale_id)):
            counts[id] = counts.get(id, 0) + 1
        return [
            ScaleRow(one.id, scales.of(one.definition), one.loaded_on, one.ended_on, counts.get(one.id, 0))
            for one in rows
        ]


def answer(
    desk: Desk, person_id: UUID, scale_id: UUID, answers: Sequence[int | None], *, today: date
) -> Changes:
    """What a client answered today; a second time on a day takes the place of the first. Raises Problems."""
    with desk.unit_of_work() as work:
        work.get(Person, person_id)
        kept = work.get(KeptScale, scale_id)
        raw, score = scales.of(kept.definition).score(answers)
        row = work.session.scalars(
            select(ScaleScore).where(
                ScaleScore.person_id == person_id, ScaleScore.scale_id == scale_id, ScaleScore.on == today
            )
        ).first()
        if row is None:
            row = work.add(ScaleScore(person_id=person_id, scale_id=scale_id, on=today))
        row.raw, row.score_hundredths = raw, int(score * 100)
        work.commit()
        return Changes.of(scale_id, "scales")


def take_score_away(desk: Desk, score_id: UUID) -> Changes:
    """A score entered by mistake goes; that it was there stays in the history."""
    with desk.unit_of_work() as work:
        row = work.get(ScaleScore, score_id)
        scale_id = row.scale_id
        work.session.delete(row)
        work.commit()
        return Changes.of(scale_id, "scales")


def travelled(desk: Desk, person_id: UUID) -> list[Travelled]:
    """A client on every scale in use, and on those no longer in use that they have a score of."""
    with desk.look() as look:
        rows = look.scalars(
            select(ScaleScore).where(ScaleScore.person_id == person_id).order_by(ScaleScore.on, ScaleScore.id)
        ).all()
    found = []
    for one in scales_of(desk):
        theirs = tuple(
            (row.id, row.on, Decimal(row.score_hundredths) / 100) for row in rows if row.scale_id == one.id
        )
        if theirs or one.ended_on is None:
            found.append(Travelled(one.id, one.scale, theirs))
    return found


def figures(desk: Desk, period: Period) -> list[Figure]:
    """Of each scale: the mean change of those with a later score in the period, from their first ever."""
    with desk.look() as look:
        rows = look.execute(
            select(ScaleScore.scale_id, ScaleScore.person_id, ScaleScore.on, ScaleScore.score_hundredths)
            .where(ScaleScore.on <= period.last)
            .order_by(ScaleScore.on, ScaleScore.id)
        ).all()
    found = []
    for number, one in enumerate(scales_of(desk), start=1):
        theirs: dict[UUID, list[tuple[date, Decimal]]] = {}
        for scale_id, person, on, hundredths in rows:
            if scale_id == one.id:
                theirs.setdefault(person, []).append((on, Decimal(hundredths) / 100))
        asked = [scores for scores in theirs.values() if scores[-1][0] in period]
        both = [(scores[0][1], scores[-1][1]) for scores in asked if len(scores) > 1]
        told = [one.scale.change(*pair) for pair in both]
        found.append(
            Figure(
                f"distance.{number}",
                f"Change on {one.scale.name}",
                MEAN,
                mean(sum((last - first for first, last in both), Decimal(0)), len(both)),
                len(asked),
                len(both),
                "later score less first score, added up / people with both",
                "No group to compare with: people are often asked first when things are at their worst.",
                "" if both else "Nobody has a first and a later score.",
                beside=tuple(
                    (told.count(code), f"came out {words.lower()}") for code, words in CHANGES.items()
                ),
            )
        )
    return found
