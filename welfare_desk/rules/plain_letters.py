"""When a letter that quotes nothing from a medical record may leave: authority, agreement, a safe address.

Letters that rest on evidence notes are the gate's (``consent.py``). These say only what the client told us
or an office wrote, so no note's consent is asked; but nobody is written to without a right to.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from welfare_desk.rules.consent_record import ALL, Consent, SubjectState
from welfare_desk.rules.consent_state import derived_state

LIVE = ("live", "review_due")

STOPS = (
    "not_assigned",
    "subject_deceased",
    "mandate_needed",
    "agreement_needed",
    "must_not_write",
    "no_safe_address",
)
"""What can be in the way, in the order it is said."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One letter about to leave. ``rests_on``: nothing, mandate, or the purpose of an agreement.

    ``may_write`` is the client's own word on post to them, None where it was never asked. What is handed
    over ``by_hand`` in the room needs neither.
    """

    to: str
    rests_on: str
    assigned: bool
    died: bool = False
    mandate: bool = False
    agreed: bool = False
    may_write: bool | None = None
    has_address: bool = True
    by_hand: bool = False


def stops(letter: Leaving) -> tuple[str, ...]:
    """Everything in the way of this letter; empty where it may leave.

    No letter to a creditor or office without a live mandate (debt section A, step 2); feedback, referral
    and health facts to a creditor each need their own agreement naming the body (consent section 3).
    """
    to_client = letter.to == "subject" and not letter.by_hand
    found = {
        "not_assigned": not letter.assigned,
        "subject_deceased": letter.died,
        "mandate_needed": letter.rests_on == "mandate" and not letter.mandate,
        "agreement_needed": letter.rests_on not in ("nothing", "mandate") and not letter.agreed,
        "must_not_write": to_client and letter.may_write is False,
        "no_safe_address": to_client and letter.may_write is not False and not letter.has_address,
    }
    return tuple(stop for stop in STOPS if found.get(stop))


def agreed(
    consents: Collection[Consent], purpose: str, recipient: str | None, subject: SubjectState, at: datetime
) -> str | None:
    """The consent by which this body may be told for this purpose; None where there is none.

    It must name the body and allow sending; a later refusal of either takes it away. With no ``recipient``
    nothing leaves the agency, and agreeing to the purpose is enough.
    """
    yes = [
        one
        for one in consents
        if one.polarity == "permit"
        and purpose in one.purposes
        and (recipient is None or (recipient in one.recipients and "disclose" in one.scope.actions))
        and derived_state(one, at, at, subject, consents) in LIVE
    ]
    no = _refusals(consents, purpose, recipient, subject, at)
    for permit in sorted(yes, key=lambda one: one.given_at or at, reverse=True):
        if not any((refusal.given_at or at) >= (permit.given_at or at) for refusal in no):
            return permit.id
    return None


def refused(
    consents: Collection[Consent], purpose: str, recipient: str | None, subject: SubjectState, at: datetime
) -> bool:
    """Whether the client said no to this body being told for this purpose, rather than never being asked."""
    return bool(_refusals(consents, purpose, recipient, subject, at))


def _refusals(
    consents: Collection[Consent], purpose: str, recipient: str | None, subject: SubjectState, at: datetime
) -> list[Consent]:
    return [
        one
        for one in consents
        if one.polarity == "refuse"
        and (purpose in one.purposes or ALL in one.purposes)
        and (recipient is None or not one.recipients or recipient in one.recipients or ALL in one.recipients)
        and derived_state(one, at, at, subject, consents) in LIVE
    ]
