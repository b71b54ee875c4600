"""What looks wrong about a decision's gain, asked of the desk before it is recorded.

Which doubts there are is ``rules/gain_doubts.py``.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from welfare_desk import resources
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.figures.gains import DecisionDraft, award_key
from welfare_desk.records.cases import Case
from welfare_desk.records.money import Gain, GainEnding, PeriodClosed
from welfare_desk.records.people import Person
from welfare_desk.rules import days, gain_doubts, money
from welfare_desk.rules.benefits import AWARD, NoRate
from welfare_desk.rules.gain_doubts import Doubt, Proposed, Standing

_DISABILITY_AND_CARERS = ("disability", "carer")


def doubts(desk: Desk, case_id: UUID, decision: DecisionDraft, *, today: date) -> list[Doubt]:
    """Everything that looks wrong about a decision's gain; none without a gain. Raises NotFound."""
    gain = decision.gain
    if gain is None:
        return []
    catalogue = resources.benefits()
    with desk.look() as look:
        case = Work(desk, look).get(Case, case_id)
        person = Work(desk, look).get(Person, case.person_id)
        named = decision.benefit or case.matter
        benefit = catalogue.find(named) or named
        whose = person.household_id if decision.joint and person.household_id else person.id
        reversing = aliased(Gain)
        lives_here = (
            Person.household_id == person.household_id if person.household_id else Person.id == person.id
        )
        found = look.execute(
            select(Gain, Gain.person_id)
            .join(Person, Person.id == Gain.person_id)
            .where(or_(Gain.person_id == person.id, lives_here), Gain.reverses_id.is_(None))
            .where(Gain.decided_on.is_not(None))
            .where(~select(reversing.id).where(reversing.reverses_id == Gain.id).exists())
            .where(~select(GainEnding.id).where(GainEnding.gain_id == Gain.id).exists())
            .order_by(Gain.decided_on, Gain.id)
        ).all()
        closed = (
            look.scalars(
                select(PeriodClosed)
                .where(PeriodClosed.from_on <= gain.confirmed_on, PeriodClosed.to_on >= gain.confirmed_on)
                .limit(1)
            ).first()
            if gain.confirmed_on
            else None
        )
    known = catalogue.benefits.get(benefit)
    carers = known is not None and known.kind == "carer"
    return gain_doubts.doubts(
        Proposed(
            award_key=award_key(whose, benefit, decision.part),
            benefit=benefit,
            outcome=decision.outcome,
            decided_on=decision.decided_on,
            frequency=gain.frequency,
            amount=gain.amount,
            previous=gain.previous,
            arrears=gain.arrears,
            award_from=gain.award_from,
            award_to=gain.award_to,
            joint=decision.joint,
            replaces=frozenset(one.code for one in known.replaces) if known else frozenset(),
            counted_against=frozenset({"uc"}) if carers else frozenset(),
            highest_weekly=_highest_weekly(benefit, decision.decided_on),
            closed=f"{days.short(closed.from_on)} to {days.short(closed.to_on)}" if closed else "",
        ),
        [
            Standing(
                line.award_key,
                line.benefit,
                line.frequency,
                money.from_pence(line.amount_pence),
                line.decided_on,
                partner=owner != person.id,
            )
            for line, owner in found
        ],
        today=today,
    )


def _highest_weekly(code: str, on: date) -> Decimal | None:
    """The most a disability or carers' benefit can be a week: the highest rate of each of its components."""
    catalogue = resources.benefits()
    known = catalogue.benefits.get(code)
    if known is None or known.kind not in _DISABILITY_AND_CARERS:
        return None
    try:
        rates = catalogue.rates_in_force(on).get(code, {})
    except NoRate:
        return None
    highest: dict[str, Decimal] = defaultdict(lambda: money.NOUGHT)
    for component, rate in rates.items():
        if rate.role == AWARD and rate.period == "weekly":
            part = component.rsplit("_", 1)[0] if "_" in component else ""
            highest[part] = max(highest[part], rate.amount)
    return sum(highest.values(), money.NOUGHT) or None
