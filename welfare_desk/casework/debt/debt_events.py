"""What happens to a debt: stages, payments, claims, sales, threats; each a dated line that can be taken back.

The stage a debt stands at is that of its newest line. What is owed is ``debts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework.debt.creditors import known_creditor
from welfare_desk.casework.debt.debts import debt_name
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.debts import DebtEvent, DebtLiable, Offer, OfferShare
from welfare_desk.records.money import Debt
from welfare_desk.records.people import Person
from welfare_desk.rules import days
from welfare_desk.rules.debt.standing import bites_on

HAPPENED = {
    "stage": "Stage reached",
    "payment": "Payment made",
    "admission": "Admitted in writing",
    "claim": "Claim made by the creditor",
    "claim_ended": "Claim ended",
    "decree": "Decree granted",
    "contact_stopped": "Creditor asked to stop contact",
    "contact_resumed": "Contact allowed again",
    "sold": "Sold to another creditor",
}
"""What can happen beside the threats of debt.toml, by code and in words."""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Something that happened on a day.

    ``kind`` is a word of ``HAPPENED`` or a threat's code; ``stage`` for a stage; ``by`` who paid or admitted;
    ``bites_on`` the day a letter gives.
    """

    kind: str
    on: date | None = None
    stage: str | None = None
    by: UUID | None = None
    bites_on: date | None = None
    words: str = ""


def kinds() -> list[tuple[str, str]]:
    """Everything that can be recorded, by code and in words: threats first, for they bite."""
    threats = resources.debt_tables().threats.values()
    return [
        *((each.code, each.name) for each in threats),
        *((k, v) for k, v in HAPPENED.items() if k != "sold"),
    ]


def record_event(desk: Desk, debt_id: UUID, draft: EventDraft, *, today: date) -> Changes:
    """Record what happened to a debt, and the stage it stands at since. Raises Problems."""
    tables = resources.debt_tables()
    threat = tables.threats.get(draft.kind)
    wrong = []
    if draft.kind not in HAPPENED and threat is None:
        wrong.append(Problem("kind", "Say what happened."))
    if draft.on is None:
        wrong.append(Problem("on", "Say on which day.", "The time counts from it."))
    elif draft.on > today:
        wrong.append(Problem("on", "That date is in the future.", "Use the date on the letter."))
    if draft.kind == "stage" and draft.stage not in tables.stages:
        wrong.append(Problem("stage", "Choose the stage it reached."))
    due = None
    if threat is not None and draft.on is not None:
        due = bites_on(threat, draft.on, draft.bites_on)
        if due is not None and due < draft.on:
            wrong.append(Problem("bites_on", "That is before it happened."))
    if wrong or draft.on is None:
        raise Problems(wrong)
    stage = threat.stage if threat else {"decree": "DECREE"}.get(draft.kind, draft.stage)
    with desk.unit_of_work() as work:
        debt = work.get(Debt, debt_id)
        work.add(
            DebtEvent(
                debt_id=debt_id,
                on=draft.on,
                kind=draft.kind,
                stage=stage,
                by_id=draft.by,
                bites_on=due,
                words=draft.words.strip(),
            )
        )
        _stand(work, debt)
        said = threat.name if threat else _said(draft)
        then = f" It takes effect on {days.short(due)}: {threat.bites}." if threat and due else ""
        words = f"{debt_name(debt)}: {said}, {days.short(draft.on)}.{then} {draft.words.strip()}".rstrip()
        work.journal(debt.person_id, words, on=today, case_id=debt.case_id)
        work.commit()
        return Changes.of(debt, "debts")


def _said(draft: EventDraft) -> str:
    if draft.kind == "stage" and draft.stage:
        return resources.debt_tables().stages[draft.stage].name
    return HAPPENED[draft.kind]


def keep_stage(work: Work, debt: Debt, stage: str, *, on: date, words: str) -> None:
    """A stage that follows from something else, such as an outcome, inside its unit of work."""
    work.add(DebtEvent(id=new_id(), debt_id=debt.id, on=on, kind="stage", stage=stage, words=words))
    _stand(work, debt)


def take_back(desk: Desk, event_id: UUID, *, today: date) -> Changes:
    """Take a mistaken line back; it stays in the history, struck, and the debt stands as before it."""
    with desk.unit_of_work() as work:
        event = work.get(DebtEvent, event_id)
        debt = work.get(Debt, event.debt_id)
        event.taken_back_on = event.taken_back_on or today
        _stand(work, debt)
        words = f"{debt_name(debt)}: taken back what was recorded for {days.short(event.on)}."
        work.journal(debt.person_id, words, on=today, case_id=debt.case_id)
        work.commit()
        return Changes.of(debt, "debts")


def dealt_with(desk: Desk, event_id: UUID, how: str, *, today: date) -> Changes:
    """A threat that no longer bites: what was done stands with it. Raises Problems."""
    if not how.strip():
        raise Problems([Problem("how", "Say what stopped it.")])
    with desk.unit_of_work() as work:
        event = work.get(DebtEvent, event_id)
        debt = work.get(Debt, event.debt_id)
        event.dealt_with_on = today
        event.words = f"{event.words} Dealt with {days.short(today)}: {how.strip()}".strip()
        words = f"{debt_name(debt)}: {how.strip()}"
        work.journal(debt.person_id, words, on=today, case_id=debt.case_id)
        work.commit()
        return Changes.of(debt, "debts")


def _stand(work: Work, debt: Debt) -> None:
    """Let the debt stand at the stage of its newest line."""
    work.session.flush()
    debt.stage = work.session.scalar(
        select(DebtEvent.stage)
        .where(
            DebtEvent.debt_id == debt.id,
            DebtEvent.stage.is_not(None),
            DebtEvent.taken_back_on.is_(None),
        )
        .order_by(DebtEvent.on.desc(), DebtEvent.id.desc())
        .limit(1)
    )


def sell(desk: Desk, debt_id: UUID, buyer: str, *, on: date, today: date, account: str = "") -> Changes:
    """A debt has a new owner, to whom offers and letters go from now on. Raises Problems.

    The first creditor's name is kept. Offers not yet answered, and those the old owner accepted, are asked of
    the new one again: a creditor may not know what was agreed.
    """
    wrong = [] if buyer.strip() else [Problem("buyer", "Say who owns the debt now.")]
    if on > today:
        wrong.append(Problem("on", "That date is in the future.", "Use the date on the letter."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        debt = work.get(Debt, debt_id)
        seller, owner = debt.creditor, known_creditor(work, buyer)
        if owner is None or owner.id == debt.creditor_id:
            raise Problems([Problem("buyer", "It is owed to them already.")])
        debt.original_creditor = debt.original_creditor or seller
        debt.creditor_id, debt.creditor, debt.collector_id = owner.id, owner.name, None
        debt.account = account.strip() or debt.account
        words = f"From {seller} to {owner.name}." if seller else f"To {owner.name}."
        stages = resources.debt_tables().stages
        # A decree or a charge outlives the sale: only a debt not yet in court stands at "sold".
        further = debt.stage is not None and stages[debt.stage].rank > stages["SOLD"].rank
        stage = None if further else "SOLD"
        work.add(DebtEvent(id=new_id(), debt_id=debt_id, on=on, kind="sold", stage=stage, words=words))
        _stand(work, debt)
        running = work.session.scalars(
            select(OfferShare)
            .join(Offer, Offer.id == OfferShare.offer_id)
            .where(OfferShare.debt_id == debt_id, Offer.withdrawn_on.is_(None), Offer.sent_on.is_not(None))
        ).all()
        for share in running:
            share.note = f"{share.note} Sold on {days.short(on)}; before that: {share.answer}.".strip()
            share.answer, share.answered_on, share.chase_on = "ask_again", None, today
        work.journal(debt.person_id, f"{debt_name(debt)}: sold. {words}", on=today, case_id=debt.case_id)
        work.commit()
        return Changes.of(debt, "debts", "offers")


def share_liability(
    desk: Desk,
    debt_id: UUID,
    other: UUID | str,
    *,
    today: date,
    role: str = "joint",
    from_on: date | None = None,
) -> Changes:
    """Somebody else owes the whole of it too: a client of this desk, or a name. Raises Problems."""
    name = "" if isinstance(other, UUID) else other.strip()
    if not isinstance(other, UUID) and not name:
        raise Problems([Problem("other", "Say who else owes it.")])
    with desk.unit_of_work() as work:
        debt = work.get(Debt, debt_id)
        liable = DebtLiable(debt_id=debt_id, role=role, from_on=from_on)
        if isinstance(other, UUID):
            if other == debt.person_id:
                raise Problems([Problem("other", "It is in this client's own file already.")])
            liable.person_id = work.get(Person, other).id
        else:
            liable.name = name
        already = select(DebtLiable.id).where(
            DebtLiable.debt_id == debt_id,
            DebtLiable.ended_on.is_(None),
            DebtLiable.person_id == liable.person_id if liable.person_id else DebtLiable.name == name,
        )
        if work.session.scalar(already) is not None:
            raise Problems([Problem("other", "They are named on this debt already.")])
        work.add(liable)
        work.journal(debt.person_id, f"{debt_name(debt)}: owed jointly.", on=today, case_id=debt.case_id)
        work.commit()
        return Changes.of(debt, "debts")


def end_liability(desk: Desk, liable_id: UUID, *, on: date, because: str, today: date) -> Changes:
    """Somebody no longer owes a debt. Raises Problems.

    That they left the home alone does not end it: each of several debtors owes the whole until the creditor
    lets one go or a court says so. Hence a reason is asked for.
    """
    wrong = [] if because.strip() else [Problem("because", "Say what let them go: leaving home does not.")]
    if on > today:
        wrong.append(Problem("on", "That date is in the future."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        liable = work.get(DebtLiable, liable_id)
        debt = work.get(Debt, liable.debt_id)
        liable.ended_on = on
        words = f"{debt_name(debt)}: no longer owed jointly from {days.short(on)}. {because.strip()}"
        work.journal(debt.person_id, words, on=today, case_id=debt.case_id)
        work.commit()
        return Changes.of(debt, "debts")
