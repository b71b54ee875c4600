"""An award that was counted stops, or its money must go back: the ledger learns of it and counts less (R7).

The line stays as it is. What was reported before is not rewritten: the difference is an adjustment in the
period in which the ending is entered, or less gain where that period is still the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.figures.gains import AlreadyReversed, reversal_of
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.money import Gain, GainEnding
from welfare_desk.rules import days


class NothingToEnd(DeskError):
    sentence = "This line is only an estimate, so no award has stopped."
    hint = "Record the refusal as a decision: the estimate then leaves the report."


class AlreadyEnded(DeskError):
    sentence = "The ledger has this ending already."
    hint = "Give another day, or say that the money must go back."


@dataclass(frozen=True, slots=True)
class EndingDraft:
    """``ended_on``: the first day not payable. ``recoverable``: what was paid is to be paid back."""

    ended_on: date
    reason: str
    recoverable: bool = False


def end_gain(desk: Desk, gain_id: UUID, draft: EndingDraft, *, today: date) -> Changes:
    """An award in the ledger has stopped, or must be repaid. It is known from today, whatever day it was.

    A later ending of the same award takes the place of an earlier one. Raises Problems, AlreadyReversed,
    NothingToEnd, AlreadyEnded.
    """
    with desk.unit_of_work() as work:
        line = work.get(Gain, gain_id)
        if line.reverses_id or reversal_of(work.session, gain_id):
            raise AlreadyReversed()
        if line.decided_on is None and line.confirmed_on is None:
            raise NothingToEnd()
        wrong = []
        if not draft.reason.strip():
            wrong.append(Problem("reason", "Say why it stopped."))
        begins = line.award_from or line.decided_on
        if begins and draft.ended_on < begins:
            begun = f"It was paid from {days.short(begins)}."
            wrong.append(Problem("ended_on", "The award stops before it began.", begun))
        if line.frequency == "one_off" and not draft.recoverable:
            once = Problem("ended_on", "A payment made once does not stop.", "Say that it must go back.")
            wrong.append(once)
        if wrong:
            raise Problems(wrong)
        newest = work.session.scalars(
            select(GainEnding)
            .where(GainEnding.gain_id == gain_id)
            .order_by(GainEnding.known_on.desc(), GainEnding.id.desc())
        ).first()
        if newest and (newest.ended_on, newest.recoverable) == (draft.ended_on, draft.recoverable):
            raise AlreadyEnded()
        ending = work.add(
            GainEnding(
                gain_id=gain_id,
                ended_on=draft.ended_on,
                known_on=today,
                recoverable=draft.recoverable,
                reason=draft.reason.strip(),
            )
        )
        what = "must be paid back" if draft.recoverable else f"not paid from {days.short(draft.ended_on)}"
        words = f"Award of {line.benefit.upper()} {what}: {draft.reason.strip()}."
        work.journal(line.person_id, words, on=today, case_id=line.case_id, kind="decision")
        work.commit()
        return Changes.of(ending, "gains", "cases")
