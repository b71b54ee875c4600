"""What a claim is thought to be worth before anybody has decided it: kept apart, in no total (funder R10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.figures.gains import award_key, copy_of, live_estimates, why_no_gain
from welfare_desk.casework.matters.cases import begin
from welfare_desk.casework.people.circumstances import keep_household
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.money import Decision, Gain
from welfare_desk.rules import money


class AlreadyDecided(DeskError):
    sentence = "This award has been decided, so there is nothing left to estimate."
    hint = "Record the decision, or a later claim as another part of the award."


@dataclass(frozen=True, slots=True)
class EstimateDraft:
    """``value``: pounds for a year, with what would be paid once."""

    value: Decimal
    on: date
    benefit: str | None = None  # the case's matter where not given
    part: str = ""
    joint: bool = False
    area: str = "welfare"


def record_estimate(desk: Desk, case_id: UUID, draft: EstimateDraft, *, today: date) -> Changes:
    """Write down what a claim may bring; a newer estimate of the same award takes the place of the old one.

    It leaves the estimates when a decision on the award is recorded. Raises Problems, AlreadyDecided, and
    DeskError for what is no gain.
    """
    wrong = []
    if draft.value <= 0:
        wrong.append(Problem("value", "An estimate is more than nothing."))
    if draft.on > today:
        wrong.append(Problem("on", "The estimate is dated in the future.", "Check the year."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        named = draft.benefit or case.matter
        benefit = resources.benefits().find(named) or named
        if because := why_no_gain(benefit):
            raise DeskError(because)
        whose = keep_household(work, case.person_id).id if draft.joint else case.person_id
        key = award_key(whose, benefit, draft.part)
        decided = select(Decision.id).where(Decision.award_key == key, Decision.decided_on >= draft.on)
        if work.session.scalars(decided.limit(1)).first() is not None:
            raise AlreadyDecided()
        earlier = work.session.scalars(live_estimates(key)).all()
        for old in earlier:
            work.add(copy_of(old, recorded_on=today, reverses_id=old.id))
        line = work.add(
            Gain(
                case_id=case_id,
                person_id=case.person_id,
                practice_id=case.practice_id,
                award_key=key,
                area=draft.area,
                benefit=benefit,
                frequency="one_off",
                amount_pence=0,
                previous_pence=0,
                arrears_pence=0,
                estimated_on=draft.on,
                estimate_pence=money.pence(draft.value),
                recorded_on=today,
                supersedes_id=earlier[-1].id if earlier else None,
            )
        )
        begin(work, case_id, on=today)
        words = f"Thought to be worth {money.shown(draft.value)}; it counts nowhere until it is decided."
        work.journal(case.person_id, words, on=today, case_id=case_id)
        work.commit()
        return Changes.of(line, "gains", "cases")
