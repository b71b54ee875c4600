"""What the client has signed for each debt's creditor: the authority to speak, the yes to medical evidence.

Both name one body. When a debt is sold neither goes over to the new owner: each is asked for again. The gate
decides at every letter (``written_gate``, ``access``); here it is only said beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.people.mandates import mandates
from welfare_desk.records.evidence import Consent, Withdrawal

PURPOSE = "debt"


@dataclass(frozen=True, slots=True)
class Papers:
    """``authority_until``: the last day of the authority that holds; ``ask_authority`` and ``ask_consent``

    say that one stood for the owner before, and none does for the owner now.
    """

    authority: bool = False
    authority_until: date | None = None
    consent: bool = False
    ask_authority: bool = False
    ask_consent: bool = False


@dataclass(frozen=True, slots=True)
class Owned:
    """A debt as this asks of it: who owns it now, and the day it was last sold."""

    debt_id: UUID
    creditor_id: UUID | None
    sold_on: date | None


def papers(look: Session, person_id: UUID, debts: Iterable[Owned], *, today: date) -> Mapping[UUID, Papers]:
    """What stands for each of these debts on ``today``."""
    owned = list(debts)
    if not owned:
        return {}
    signed = mandates(look, person_id)
    agreed = _consents(look, person_id)
    found = {}
    for one in owned:
        body = one.creditor_id
        holds = [row for row in signed if row.organisation_id in (None, body) and row.holds_on(today)]
        live = [kept for kept in agreed if _lasts(kept, today)]
        named = [kept for kept in live if body is not None and str(body) in (kept.recipients or ())]
        others = [kept for kept in live if kept not in named and kept.recipients]
        before = [row for row in signed if row.organisation_id not in (None, body)]
        sold = one.sold_on is not None
        found[one.debt_id] = Papers(
            authority=bool(holds),
            authority_until=max((row.to_on for row in holds if row.to_on), default=None),
            consent=bool(named),
            ask_authority=sold and bool(before) and not holds,
            ask_consent=sold and not named and any(_before(kept, one.sold_on) for kept in others),
        )
    return found


def _consents(look: Session, person_id: UUID) -> list[Consent]:
    """Every yes of the client to tell somebody about debt, but those taken back."""
    found = look.scalars(
        select(Consent).where(
            Consent.person_id == person_id,
            Consent.state == "active",
            Consent.polarity == "permit",
            ~select(Withdrawal.id).where(Withdrawal.consent_id == Consent.id).exists(),
        )
    )
    return [kept for kept in found if PURPOSE in (kept.purposes or ()) and "disclose" in (kept.actions or ())]


def _lasts(kept: Consent, today: date) -> bool:
    begun = kept.valid_from is None or kept.valid_from <= today
    return begun and (kept.expires_on is None or today <= kept.expires_on)


def _before(kept: Consent, sold_on: date | None) -> bool:
    """Whether it was given while the debt still belonged to somebody else."""
    return sold_on is not None and (kept.valid_from is None or kept.valid_from <= sold_on)
