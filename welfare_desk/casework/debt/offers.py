"""Offers: a sum out of an agreed budget shared between creditors to the penny, sent, answered, asked again.

The sharing is ``rules/debt/offers``; the letters that carry an offer are the letter desk's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.debt import budgets, debt_page
from welfare_desk.casework.debt.budgets import BudgetView
from welfare_desk.casework.debt.debt_page import DebtView
from welfare_desk.casework.debt.debt_permission import require_advice
from welfare_desk.casework.debt.debts import owed_by
from welfare_desk.casework.debt.financial_statement import NotAgreedYet
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.debts import Offer, OfferShare
from welfare_desk.records.money import Debt
from welfare_desk.records.people import Person
from welfare_desk.rules import days, money
from welfare_desk.rules.counting import days_after
from welfare_desk.rules.debt.by_hand import TooMuch, adjusted
from welfare_desk.rules.debt.offers import (
    Owed,
    PriorityArrears,
    below_token,
    priority_first,
    pro_rata,
    token_offer,
)

METHODS = {
    "pro_rata": "Shared by balance, priority debts first",
    "token": "Tokens",
    "full_and_final": "Full and final settlement from a lump sum",
}
ANSWERS = {
    "proposed": "Not sent yet",
    "sent": "Waiting for an answer",
    "accepted": "Accepted",
    "refused": "Refused",
    "ignored": "No answer",
    "counter": "Wants more",
    "ask_again": "Sold: ask the new owner",
}
_ANSWERED = ("accepted", "refused", "ignored", "counter")


class AlreadySent(DeskError):
    sentence = "This offer has been sent, so it stands as it is."
    hint = "Make a new offer; the old one can be withdrawn."


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """How to share what. ``pot``: the lump sum of a settlement; otherwise what the budget has available."""

    budget_id: UUID | None
    method: str = "pro_rata"
    pot: Decimal | None = None
    token: Decimal | None = None
    first_payment_on: date | None = None
    review_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What one creditor is offered. ``apart``: by how much a change by hand set it off its share."""

    id: UUID
    debt_id: UUID
    debt: str
    creditor: str
    first: bool
    owed: Decimal
    worked_out: Decimal
    share: Decimal
    by_hand: bool
    answer: str
    answered_on: date | None
    counter: Decimal | None
    chase_on: date | None
    note: str

    @property
    def apart(self) -> Decimal:
        return self.share - self.worked_out

    @property
    def written_off(self) -> Decimal:
        """What a settlement would leave unpaid."""
        return self.owed - self.share


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer with its schedule; ``broken`` says what changes by hand, or the sums, did to it."""

    id: UUID
    case_id: UUID
    budget_id: UUID | None
    budget: str
    on: date
    method: str
    pot: Decimal
    first_payment_on: date | None
    review_on: date | None
    sent_on: date | None
    withdrawn_on: date | None
    note: str
    shares: tuple[ShareRow, ...]
    broken: tuple[str, ...]
    budget_agreed_on: date | None

    @property
    def offered(self) -> Decimal:
        return sum((share.share for share in self.shares), Decimal(0))

    @property
    def unallocated(self) -> Decimal:
        return self.pot - self.offered

    @property
    def next_chase(self) -> date | None:
        return min((share.chase_on for share in self.shares if share.chase_on), default=None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    debt: str
    creditor: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OffersPage:
    """A client's offers, the newest first, and the debts that would be in none."""

    offers: tuple[OfferView, ...]
    left_out: tuple[LeftOut, ...]
    budgets: tuple[BudgetView, ...]


def page(desk: Desk, person_id: UUID, *, today: date) -> OffersPage:
    """The offers of one client."""
    versions = tuple(budgets.budgets(desk, person_id))
    with desk.look() as look:
        held = debt_page.views(look, owed_by(person_id), today=today, person_id=person_id)
        found = look.scalars(
            select(Offer)
            .join(Case, Case.id == Offer.case_id)
            .where(Case.person_id == person_id)
            .order_by(Offer.on.desc(), Offer.id.desc())
        ).all()
        return OffersPage(
            tuple(_views(look, found, today=today)),
            tuple(LeftOut(debt.name, debt.owed_to, debt.left_out_words) for debt in held if debt.left_out),
            versions,
        )


def _views(look: Session, found: Sequence[Offer], *, today: date) -> list[OfferView]:
    shares: dict[UUID, list[OfferShare]] = defaultdict(list)
    ids = [offer.id for offer in found]
    for share in look.scalars(
        select(OfferShare).where(OfferShare.offer_id.in_(ids)).order_by(OfferShare.place, OfferShare.id)
    ):
        shares[share.offer_id].append(share)
    debts = {
        debt.id: debt
        for debt in debt_page.views(
            look, Debt.id.in_([share.debt_id for held in shares.values() for share in held]), today=today
        )
    }
    return [_view(look, offer, shares[offer.id], debts) for offer in found]


def _view(
    look: Session, offer: Offer, held: Sequence[OfferShare], debts: Mapping[UUID, DebtView]
) -> OfferView:
    budget = budgets.one(look, offer.budget_id) if offer.budget_id else None
    rows = tuple(_row(share, debts[share.debt_id]) for share in held)
    return OfferView(
        id=offer.id,
        case_id=offer.case_id,
        budget_id=offer.budget_id,
        budget=budget.name if budget else "",
        on=offer.on,
        method=offer.method,
        pot=money.from_pence(offer.pot_pence),
        first_payment_on=offer.first_payment_on,
        review_on=offer.review_on,
        sent_on=offer.sent_on,
        withdrawn_on=offer.withdrawn_on,
        note=offer.note,
        shares=rows,
        broken=_broken(offer, rows, held, debts, budget),
        budget_agreed_on=budget.agreed_on if budget else None,
    )


def _row(share: OfferShare, debt: DebtView) -> ShareRow:
    return ShareRow(
        share.id,
        share.debt_id,
        debt.name,
        debt.owed_to,
        share.first,
        money.from_pence(share.owed_pence),
        money.from_pence(share.worked_out_pence),
        money.from_pence(share.share_pence),
        bool(share.by_hand),
        share.answer,
        share.answered_on,
        None if share.counter_pence is None else money.from_pence(share.counter_pence),
        share.chase_on,
        share.note,
    )


def _broken(
    offer: Offer,
    rows: Sequence[ShareRow],
    held: Sequence[OfferShare],
    debts: Mapping[UUID, DebtView],
    budget: BudgetView | None,
) -> tuple[str, ...]:
    said = []
    for row in rows:
        if row.apart:
            way = "more" if row.apart > 0 else "less"
            said.append(f"{row.creditor} is offered {money.shown(abs(row.apart))} {way} than its share.")
    if any(row.apart for row in rows):
        said.append("Creditors are no longer treated alike: say why in the letters.")
    offered = sum(share.share_pence for share in held)
    if offer.method != "full_and_final" and budget and offered > budget.worked.sums.available_p:
        over = money.shown(money.from_pence(offered - budget.worked.sums.available_p))
        said.append(f"It comes to {over} a month more than the budget has available.")
    if offered < offer.pot_pence:
        left = money.shown(money.from_pence(offer.pot_pence - offered))
        said.append(f"{left} of it goes to nobody: it is more than is owed.")
    token_p = resources.debt_tables().budget.token_p
    owed = [Owed(str(share.id), share.owed_pence) for share in held if not share.first]
    small = below_token({str(share.id): share.share_pence for share in held}, owed, token_p)
    if small:
        said.append(
            f"{len(small)} shares are below {money.shown(money.from_pence(token_p))}: think of tokens."
        )
    for share in held:
        debt = debts[share.debt_id]
        if debt.left_out and share.answer in ("proposed", "sent"):
            said.append(f"{debt.owed_to}: {debt.left_out_words[0]}")
        elif debt.balance and not share.first and money.pence(debt.balance.amount) != share.owed_pence:
            said.append(f"{debt.owed_to}: the balance is now {money.shown(debt.balance.amount)}.")
    return tuple(said)


def make_offer(desk: Desk, case_id: UUID, draft: OfferDraft, *, today: date) -> Changes:
    """Share a sum between the creditors an offer goes to. Raises Problems, NoDebtAdvice.

    Priority debts are met first, each the lesser of its monthly sum and its arrears; the rest goes to the
    others by balance (debt R3, R4). A budget not yet agreed may be tried; it cannot be sent.
    """
    if draft.method not in METHODS:
        raise Problems([Problem("method", "Choose how it is shared.")])
    with desk.unit_of_work() as work:
        allowed = require_advice(work.session, on=today)
        case = work.get(Case, case_id)
        if draft.budget_id is None and draft.method != "full_and_final":
            raise Problems([Problem("budget_id", "Choose the budget it comes out of.")])
        budget = budgets.one(work.session, draft.budget_id) if draft.budget_id else None
        if budget is not None and budget.person_id != case.person_id:
            raise NotFound()
        joint = budget is not None and budget.draft.joint
        held = _owed_by(work.session, case.person_id, joint=joint, today=today)
        wanted = [debt for debt in held if not debt.left_out]
        if not wanted:
            raise Problems(
                [Problem("method", "There is no debt an offer could go to.", "See what is left out.")]
            )
        token_p = money.pence(draft.token if draft.token is not None else allowed.token)
        pot_p, shares = _shared(draft, budget, wanted, token_p)
        offer = work.add(
            Offer(
                id=new_id(),
                case_id=case_id,
                budget_id=draft.budget_id,
                on=today,
                method=draft.method,
                pot_pence=pot_p,
                first_payment_on=draft.first_payment_on,
                review_on=draft.review_on,
                note=draft.note.strip(),
            )
        )
        for place, (debt, first, owed_p, share_p) in enumerate(shares):
            work.add(
                OfferShare(
                    offer_id=offer.id,
                    debt_id=debt.id,
                    place=place,
                    first=first,
                    owed_pence=owed_p,
                    worked_out_pence=share_p,
                    share_pence=share_p,
                )
            )
        total = money.shown(money.from_pence(sum(share_p for *_, share_p in shares)))
        words = f"Offer worked out: {METHODS[draft.method].lower()}, {total}."
        work.journal(case.person_id, words, on=today, case_id=case_id)
        work.commit()
        return Changes.of(offer, "offers")


def _owed_by(look: Session, person_id: UUID, *, joint: bool, today: date) -> list[DebtView]:
    """One person's debts; of a joint statement, the household's, each joint debt once (debt R5)."""
    people = [person_id]
    household = look.scalar(select(Person.household_id).where(Person.id == person_id))
    if joint and household is not None:
        people = list(look.scalars(select(Person.id).where(Person.household_id == household)))
    return debt_page.views(look, owed_by(*people), today=today, person_id=person_id)


_Share = tuple[DebtView, bool, int, int]  # the debt, whether it comes first, what counts as owed, its share


def _shared(
    draft: OfferDraft, budget: BudgetView | None, wanted: Sequence[DebtView], token_p: int
) -> tuple[int, list[_Share]]:
    owed = [Owed(str(debt.id), money.pence(debt.owed)) for debt in wanted]
    by_id = {str(debt.id): debt for debt in wanted}
    if draft.method == "full_and_final":
        if draft.pot is None or draft.pot <= 0:
            raise Problems([Problem("pot", "Say how large the lump sum is.")])
        pot_p = money.pence(draft.pot)
        given = pro_rata(pot_p, owed)
        return pot_p, [(by_id[one.id], False, one.balance_p, given.shares[one.id]) for one in owed]
    available_p = budget.worked.sums.available_p if budget else 0
    pot_p = available_p if draft.pot is None else money.pence(draft.pot)
    if draft.method == "token":
        others = [one for one in owed if not by_id[one.id].priority]
        given = token_offer(token_p, others)
        rows = [(by_id[one.id], False, one.balance_p, given.shares[one.id]) for one in others]
        if not rows:
            raise Problems([Problem("method", "Tokens go to debts that do not come first; there are none.")])
        return given.total_p, rows
    if pot_p <= 0:
        left = money.shown(budget.surplus) if budget else money.shown(Decimal(0))
        hint = "Tokens, a hold, a write-off or bankruptcy may be ways; a budget is not mended by less food."
        raise Problems([Problem("budget_id", f"Nothing is available: {left} is left each month.", hint)])
    first = [debt for debt in wanted if debt.priority]
    missing = [debt for debt in first if debt.draft.monthly is None]
    if missing:
        why = f"Say what {missing[0].owed_to} is to be paid each month towards {missing[0].name.lower()}."
        raise Problems([Problem("method", why, "Priority debts are met before the others get anything.")])
    arrears = [
        PriorityArrears(
            str(debt.id),
            money.pence(
                debt.balance.arrears if debt.balance and debt.balance.arrears is not None else debt.owed
            ),
            money.pence(debt.draft.monthly or Decimal(0)),
        )
        for debt in first
    ]
    result = priority_first(pot_p, arrears, [one for one in owed if not by_id[one.id].priority])
    rows = [(by_id[one.id], True, one.arrears_p, result.priority[one.id]) for one in arrears]
    rows += [
        (by_id[one.id], False, one.balance_p, result.others.shares[one.id])
        for one in owed
        if not by_id[one.id].priority
    ]
    return pot_p, rows


def change_share(desk: Desk, share_id: UUID, amount: Decimal | None, *, today: date) -> Changes:
    """Set one share by hand; the others take up the difference by balance. None: by balance again.

    Raises AlreadySent, Problems.
    """
    if amount is not None and amount < 0:
        raise Problems([Problem("share", "A share cannot be less than nothing.")])
    with desk.unit_of_work() as work:
        require_advice(work.session, on=today)
        changed = work.get(OfferShare, share_id)
        offer = work.get(Offer, changed.offer_id)
        if offer.sent_on is not None:
            raise AlreadySent()
        shares = work.session.scalars(select(OfferShare).where(OfferShare.offer_id == offer.id)).all()
        changed.by_hand = amount is not None
        if amount is not None:
            changed.share_pence = money.pence(amount)
        first = [share for share in shares if share.first]
        for share in first:
            if not share.by_hand:
                share.share_pence = share.worked_out_pence
        others = [share for share in shares if not share.first]
        pot_p = offer.pot_pence - sum(share.share_pence for share in first)
        fixed = {str(share.id): share.share_pence for share in others if share.by_hand}
        try:
            found = adjusted(pot_p, [Owed(str(share.id), share.owed_pence) for share in others], fixed)
        except TooMuch as much:
            raise Problems(
                [Problem("share", f"That is {much}.", "The shares add up to what is offered.")]
            ) from much
        except ValueError as less:
            raise Problems([Problem("share", "That is more than there is.")]) from less
        if changed.first and changed.share_pence > changed.owed_pence:
            raise Problems([Problem("share", "That is more than is owed.")])
        for share in others:
            share.share_pence = found.shares.shares[str(share.id)]
        work.commit()
        return Changes.of(offer, "offers")


def send_offer(desk: Desk, offer_id: UUID, *, on: date, today: date) -> Changes:
    """The offer goes to the creditors: each is asked again after the agency's days. Raises NotAgreedYet.

    Raises Problems where a debt in it has since been challenged, may have prescribed, or is gone.
    """
    with desk.unit_of_work() as work:
        allowed = require_advice(work.session, on=today)
        offer = work.get(Offer, offer_id)
        if offer.sent_on is not None:
            raise AlreadySent()
        if on > today:
            raise Problems([Problem("on", "That date is in the future.")])
        if offer.budget_id is not None or offer.method != "full_and_final":
            budget = budgets.one(work.session, offer.budget_id) if offer.budget_id else None
            if budget is None or budget.agreed_on is None or not budget.may_be_sent:
                raise NotAgreedYet()
        shares = work.session.scalars(select(OfferShare).where(OfferShare.offer_id == offer_id)).all()
        held = debt_page.views(work.session, Debt.id.in_([share.debt_id for share in shares]), today=today)
        stopped = [f"{debt.owed_to}: {debt.left_out_words[0]}" for debt in held if debt.left_out]
        if stopped:
            raise Problems([Problem("on", words, "Make the offer anew without it.") for words in stopped])
        offer.sent_on = on
        for share in shares:
            share.answer, share.chase_on = "sent", days_after(on, allowed.chase_days)
        _said(work, offer, f"Offer sent to {len(shares)} creditors, {days.short(on)}.", today)
        work.commit()
        return Changes.of(offer, "offers")


def withdraw_offer(desk: Desk, offer_id: UUID, *, today: date) -> Changes:
    """Take an offer back, or put an unsent one away."""
    with desk.unit_of_work() as work:
        offer = work.get(Offer, offer_id)
        offer.withdrawn_on = today
        for share in work.session.scalars(select(OfferShare).where(OfferShare.offer_id == offer_id)):
            share.chase_on = None
        _said(work, offer, "Offer withdrawn.", today)
        work.commit()
        return Changes.of(offer, "offers")


def record_answer(
    desk: Desk,
    share_id: UUID,
    answer: str,
    *,
    on: date,
    today: date,
    counter: Decimal | None = None,
    chase_on: date | None = None,
    note: str = "",
) -> Changes:
    """What a creditor answered, and when to ask again; no answer is asked again after the agency's days."""
    wrong = [] if answer in _ANSWERED else [Problem("answer", "Choose what they answered.")]
    if on > today:
        wrong.append(Problem("on", "That date is in the future."))
    if answer == "counter" and (counter is None or counter <= 0):
        wrong.append(Problem("counter", "Say how much they want."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        allowed = require_advice(work.session, on=today)
        share = work.get(OfferShare, share_id)
        offer = work.get(Offer, share.offer_id)
        if offer.sent_on is None:
            raise Problems([Problem("answer", "The offer has not been sent yet.")])
        share.answer, share.answered_on, share.note = answer, on, note.strip() or share.note
        share.counter_pence = money.pence(counter) if answer == "counter" and counter is not None else None
        again = chase_on or (days_after(on, allowed.chase_days) if answer != "accepted" else None)
        share.chase_on = again
        debt = work.get(Debt, share.debt_id)
        words = f"{debt.creditor or 'Creditor'}: {ANSWERS[answer].lower()}, {days.short(on)}."
        _said(work, offer, f"Offer. {words}", today)
        work.commit()
        return Changes.of(offer, "offers")


def _said(work: Work, offer: Offer, words: str, today: date) -> None:
    case = work.get(Case, offer.case_id)
    work.journal(case.person_id, words, on=today, case_id=offer.case_id)
