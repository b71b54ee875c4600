"""What debt work asks for before the next session: what bites, whom to ask again, moratoria that run out.

*Today* shows it. What bites at all is ``emergencies``; the schedule of an offer is ``offers``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters.emergencies import Emergency, emergencies, moratorium_row
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.records.cases import Case
from welfare_desk.records.debts import Moratorium, Offer, OfferShare
from welfare_desk.records.money import Debt
from welfare_desk.records.people import PersonName
from welfare_desk.rules.as_shown import body

MOST = 30
NOTICED_BEFORE = timedelta(days=14)
"""How long before its end a moratorium is spoken of: an application takes a while to prepare (ours)."""
_LONGEST = timedelta(days=400)
_NOBODY = "Creditor not recorded"


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A creditor whose answer to an offer is awaited, or who is to be asked anew, and since when."""

    share_id: UUID
    offer_id: UUID
    person_id: UUID
    client: str
    creditor: str
    answer: str
    chase_on: date


@dataclass(frozen=True, slots=True)
class Ending:
    """A moratorium in force that runs out soon; ``ends_on`` is its last day."""

    person_id: UUID
    client: str
    ends_on: date
    intends: str


@dataclass(frozen=True, slots=True)
class DebtsAhead:
    bites: tuple[Emergency, ...] = ()
    to_ask: tuple[ToAsk, ...] = ()
    ending: tuple[Ending, ...] = ()


NOTHING = DebtsAhead()


def ahead(desk: Desk, *, today: date, before: date) -> DebtsAhead:
    """What falls by ``before``: threats not held off, those without a day too; answers to ask for."""
    found = emergencies(desk, today=today, limit=MOST * 2)
    near = [one for one in found if one.held_until is None and (one.bites_on or today) <= before]
    with desk.look() as look:
        return DebtsAhead(tuple(near[:MOST]), _to_ask(look, before), _ending(look, today, before))


def _to_ask(look: Session, before: date) -> tuple[ToAsk, ...]:
    rows = look.execute(_unanswered(), {"before": before})
    return tuple(
        ToAsk(share.id, offer, person, name, body(creditor or _NOBODY), share.answer, share.chase_on)
        for share, offer, person, name, creditor in rows
        if share.chase_on is not None
    )


@cache
def _unanswered() -> Any:
    return (
        select(OfferShare, Offer.id, Case.person_id, client_name(), Debt.creditor)
        .join(Offer, Offer.id == OfferShare.offer_id)
        .join(Case, Case.id == Offer.case_id)
        .join(Debt, Debt.id == OfferShare.debt_id)
        .join(PersonName, current_name(Case.person_id))
        .where(
            OfferShare.chase_on <= bindparam("before"),
            Offer.withdrawn_on.is_(None),
            Offer.sent_on.is_not(None),
            Case.closed_on.is_(None),
        )
        .order_by(OfferShare.chase_on, OfferShare.id)
        .limit(MOST)
    )


def _ending(look: Session, today: date, before: date) -> tuple[Ending, ...]:
    found = []
    for kept, name in look.execute(_running(), {"since": today - _LONGEST}):
        row = moratorium_row(kept, today)
        if row.in_force and row.ends_on is not None and row.ends_on <= before + NOTICED_BEFORE:
            found.append(Ending(kept.person_id, name, row.ends_on, row.intends))
    return tuple(sorted(found, key=lambda one: (one.ends_on, one.client)))


@cache
def _running() -> Any:
    return (
        select(Moratorium, client_name())
        .join(Case, Case.id == Moratorium.case_id)
        .join(PersonName, current_name(Moratorium.person_id))
        .where(
            Moratorium.entered_on >= bindparam("since"),
            Moratorium.ended_on.is_(None),
            Case.closed_on.is_(None),
        )
    )
