"""One letter to many creditors: drafted together, each with its own figures, each asked of its own door.

From an offer the figures are its shares, to the penny. A batch is only drafts that were begun together:
each can be opened, changed and issued by itself as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import (
    letter_facts,
    letter_issue,
    letter_text,
    written,
    written_gate,
)
from welfare_desk.casework.correspondence.letter_templates import template_for, template_of
from welfare_desk.casework.correspondence.letters import LetterRow, letter_row
from welfare_desk.casework.correspondence.print_later import Ready
from welfare_desk.casework.correspondence.written import WrittenDraft
from welfare_desk.casework.debt import offers
from welfare_desk.casework.debt.offers import OfferView
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.matters.matter_facts import debts_of
from welfare_desk.casework.people import mandates
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.letters.front_matter import Ask
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import Letter
from welfare_desk.rules import money

KIND_OF_METHOD = {"pro_rata": "debt-pro-rata", "token": "debt-token", "full_and_final": "debt-full-and-final"}
FIGURES = {"debt-pro-rata": "offer", "debt-token": "offer", "debt-full-and-final": "sum"}
"""What differs from creditor to creditor, by its key in the template; everything else is said to all."""
REPLY_WITHIN = timedelta(days=14)
Step = Callable[[str, int, int], object]


@dataclass(frozen=True, slots=True)
class DebtRow:
    """A debt a letter could go to: ``figure`` is its offer, ``apart`` why it is not with the others."""

    debt_id: UUID
    creditor: str
    words: str
    figure: Decimal | None
    chosen: bool
    apart: str


@dataclass(frozen=True, slots=True)
class BatchStart:
    """What a letter to many could be. ``answers`` are what an offer already says."""

    case_id: UUID
    person_id: UUID
    client: str
    case: str
    offer_id: UUID | None
    kinds: tuple[tuple[str, str], ...]
    kind: str
    asks: tuple[Ask, ...]
    answers: Mapping[str, object]
    debts: tuple[DebtRow, ...]


@dataclass(frozen=True, slots=True)
class BatchDraft:
    """``answers`` are said to all; ``figures`` to each by its debt."""

    case_id: UUID
    kind: str
    debt_ids: tuple[UUID, ...]
    answers: Mapping[str, object]
    figures: Mapping[UUID, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One letter of a batch, with what it still wants and what keeps it from leaving."""

    letter: LetterRow
    recipient_id: UUID
    figure: Decimal | None
    wanting: tuple[str, ...]
    against: tuple[access.Reason, ...]

    @property
    def may_go(self) -> bool:
        return not self.wanting and not self.against


@dataclass(frozen=True, slots=True)
class Batch:
    title: str
    person_id: UUID
    client: str
    rows: tuple[BatchRow, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """What was issued, and what stayed with the reason."""

    issued: tuple[UUID, ...]
    kept_back: tuple[tuple[str, str], ...]


def start(
    desk: Desk, case_id: UUID, *, kind: str | None = None, offer_id: UUID | None = None, today: date
) -> BatchStart:
    """What could be written to a client's creditors. Raises NotFound."""
    kinds = tuple((row.kind, row.title) for row in written.kinds(desk) if row.of_a_debt)
    with desk.look() as look:
        case = look.get(Case, case_id)
        if case is None:
            raise NotFound()
        person_id, named = case.person_id, f"{matter_name(case.matter)}, {case.reference}"
        client = look.scalar(select(client_name()).where(current_name(person_id))) or ""
        held = debts_of(look, case)
    offer = _offer(desk, person_id, offer_id, today)
    kind = kind or (KIND_OF_METHOD[offer.method] if offer else kinds[0][0])
    with desk.look() as look:
        front = template_for(look, kind)[0].front
    key = FIGURES.get(kind)
    shares = {share.debt_id: share for share in offer.shares} if offer and key else {}
    rows = []
    for id, debt in held:
        share = shares.get(id)
        apart = ""
        if shares and share is None:
            apart = "not in the offer"
        elif share is not None and share.first and offer and offer.method == "pro_rata":
            apart = "met first: by itself"
        owed = "" if debt.balance is None or share is not None else money.shown(debt.balance)
        said = ", ".join(part for part in (debt.creditor, debt.kind.lower(), owed) if part)
        rows.append(DebtRow(id, debt.creditor, said, share.share if share else None, not apart, apart))
    return BatchStart(
        case_id,
        person_id,
        client,
        named,
        offer_id,
        kinds,
        kind,
        tuple(ask for ask in front.asks if ask.key != key),
        _answers(desk, offer, front.asks, today),
        tuple(rows),
    )


def _offer(desk: Desk, person_id: UUID, offer_id: UUID | None, today: date) -> OfferView | None:
    if offer_id is None:
        return None
    return next((one for one in offers.page(desk, person_id, today=today).offers if one.id == offer_id), None)


def _answers(desk: Desk, offer: OfferView | None, asks: tuple[Ask, ...], today: date) -> dict[str, object]:
    """What is known already, by the keys this template asks."""
    known: dict[str, object] = {"reply_by": today + REPLY_WITHIN}
    if offer is not None:
        others = [share for share in offer.shares if not share.first]
        alike = offer.method == "pro_rata"
        known |= {
            "total": sum((share.owed for share in others), Decimal(0)),
            "available": sum((share.share for share in others), Decimal(0)) if alike else offer.pot,
            "first_on": offer.first_payment_on,
            "review_on": offer.review_on,
            "statement_on": offer.budget_agreed_on,
        }
    asked = {ask.key for ask in asks}
    return {key: value for key, value in known.items() if key in asked and value is not None}


def draft(desk: Desk, wanted: BatchDraft, *, today: date) -> Changes:
    """Draft one letter for each debt, all together or none; ``Changes.id`` is the batch. Raises Problems."""
    if not wanted.debt_ids:
        raise Problems([Problem("debt_ids", "Tick at least one creditor.")])
    batch, key = new_id(), FIGURES.get(wanted.kind)
    with desk.unit_of_work() as work:
        case = work.get(Case, wanted.case_id)
        for debt_id in wanted.debt_ids:
            one = WrittenDraft(wanted.kind, case.person_id, None, case.id, debt_id=debt_id)
            letter = written.begin(work, one, today=today, batch=batch)
            said = dict(wanted.answers)
            if key and debt_id in wanted.figures:
                said[key] = wanted.figures[debt_id]
            written.seal_words(work, letter, said)
        work.commit()
        return Changes(frozenset({"letters", "recipients"}), batch)


def batch(desk: Desk, case_id: UUID, batch_id: UUID, *, today: date) -> Batch:
    """The letters that were begun together, and how each stands now. Raises NotFound."""
    with desk.look() as look:
        work = Work(desk, look)
        kept = _letters(look, case_id, batch_id)
        if not kept:
            raise NotFound()
        client = look.scalar(select(client_name()).where(current_name(kept[0].person_id))) or ""
        title = template_of(look, kept[0]).title
        return Batch(title, kept[0].person_id, client, tuple(_row(work, one, today) for one in kept))


def _letters(look: Session, case_id: UUID, batch_id: UUID) -> list[Letter]:
    found = look.scalars(select(Letter).where(Letter.case_id == case_id).order_by(Letter.id))
    return [one for one in found if (one.about or {}).get("batch") == str(batch_id)]


def _row(work: Work, letter: Letter, today: date) -> BatchRow:
    ask = letter_text.question_of(work.session, letter, "disclose", ())
    facts = letter_facts.facts_of(work, letter, (), today)
    gaps = () if letter.state == "issued" else template_of(work.session, letter).wanting(facts)
    figure = facts.asked.get(FIGURES.get(letter.kind, ""))
    return BatchRow(
        letter_row(work.session, letter),
        letter.recipient_id,
        figure if isinstance(figure, Decimal) else None,
        tuple(gap.strip("[]").rpartition(": ")[0] for gap in gaps),
        written_gate.reasons_against(work, letter, ask),
    )


def record_authorities(
    desk: Desk, person_id: UUID, bodies: Iterable[UUID], *, signed_on: date, subject: str, today: date
) -> Changes:
    """The client has signed for all of these at once. Raises Problems."""
    for body in dict.fromkeys(bodies):
        mandates.record_mandate(desk, person_id, body, signed_on=signed_on, subject=subject, today=today)
    return Changes(frozenset({"mandates", "letters"}))


def issue_all(desk: Desk, letter_ids: Iterable[UUID], *, today: date, step: Step | None = None) -> Gone:
    """Issue each, through its own door; one that is stopped stops no other.

    ``step`` hears (what, done, of) and may raise to call it off: what has gone has gone, the rest are drafts.
    """
    ids = list(letter_ids)
    issued, kept_back = [], []
    names = _names(desk, ids)
    for number, id in enumerate(ids):
        if step is not None:
            step(f"Issuing {names[id]}", number, len(ids))
        try:
            letter_issue.issue(desk, id, today=today)
            issued.append(id)
        except DeskError as no:
            kept_back.append((names[id], str(no)))
    return Gone(tuple(issued), tuple(kept_back))


def make_ready(desk: Desk, letter_ids: Iterable[UUID], *, today: date, step: Step | None = None) -> Ready:
    """The issued letters' own bytes, each through the gate at this moment; one stopped stops no other."""
    ids = list(letter_ids)
    names = _names(desk, ids)
    printed, kept_back = [], []
    for number, id in enumerate(ids):
        if step is not None:
            step(f"Making {names[id]} ready", number, len(ids))
        try:
            printed.append((id, names[id], letter_issue.print_out(desk, id, today=today)))
        except DeskError as no:
            kept_back.append((names[id], str(no)))
    return Ready(tuple(printed), tuple(kept_back))


def _names(desk: Desk, ids: list[UUID]) -> dict[UUID, str]:
    with desk.look() as look:
        rows = (letter_row(look, one) for one in look.scalars(select(Letter).where(Letter.id.in_(ids))))
        return {row.id: f"{row.reference}, {row.recipient}" for row in rows}
