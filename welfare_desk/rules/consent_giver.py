"""Who may give or refuse consent for a patient, and on which days their word holds.

Age, capacity and authority only. What the consent covers and whether it has run out is elsewhere
(``consent_cover.py``, ``consent_state.py``).
"""

from __future__ import annotations

from datetime import date

from welfare_desk.rules.consent_record import (
    HEALTH_INFORMATION,
    Authority,
    Consent,
    GivenBy,
    SubjectState,
    local_day,
)

NEVER = ("attorney_continuing", "appointee", "next_of_kin", "advocate")
UNDER_DEED_OR_ORDER = ("attorney_welfare", "guardian_welfare", "intervener")

WELL_FOUNDED_NO = ("capacity_lost", "capacity_in_doubt")  # later doubts do not undo a refusal


def giver_fault(consent: Consent, subject: SubjectState, on: date) -> str | None:
    """Why the giver's word does not hold on the day of use, or None.

    Tested in rank order: the kind of authority, life and death, the authority itself (on the day of use
    and the day given), then age and capacity on the day of use (Age of Legal Capacity (Scotland) Act
    1991 s.2(4) and Data Protection Act 2018 s.208 for children; Adults with Incapacity (Scotland) Act
    2000 ss.1(6), 16 and 64 for adults). ``consent.given_at`` must be known.
    """
    by = consent.given_by
    given_on = on if consent.given_at is None else local_day(consent.given_at)
    if by.role in NEVER:
        return "wrong_authority"
    if by.role == "executor":
        confirmed = by.authority is not None and by.authority.seen
        if not (confirmed and subject.dead_on(given_on) and subject.dead_on(on)):
            return "authority_not_valid"
    elif subject.dead_on(on):
        return "authority_not_valid"
    if by.role == "self":
        return _own_fault(subject, given_on, on)
    return _authority_fault(by, given_on, on) or _others_fault(by, subject, on)


def had_standing(consent: Consent, subject: SubjectState) -> bool:
    """Whether the giver could speak for the patient on the day they did.

    A parent could not once the child decided; a person whose capacity came into doubt later could.
    """
    if consent.given_at is None:
        return False
    fault = giver_fault(consent, subject, local_day(consent.given_at))
    return fault is None or fault in WELL_FOUNDED_NO


def _own_fault(subject: SubjectState, given_on: date, on: date) -> str | None:
    age, capacity = subject.age_on(on), subject.capacity_on(on)
    assessed_on = subject.capacity_assessed_on
    if (age < 12 and subject.understanding != "has") or (age < 16 and subject.understanding == "lacks"):
        return "child_capacity_not_shown"
    if capacity == "lacks":
        too_late = assessed_on is not None and given_on >= assessed_on
        return "giver_lacked_capacity" if too_late else "capacity_lost"
    return "capacity_in_doubt" if capacity == "doubt" else None


def _authority_fault(by: GivenBy, given_on: date, on: date) -> str | None:
    authority, first, last = by.authority, min(given_on, on), max(given_on, on)
    if authority is None or not authority.seen:
        return "authority_not_seen"
    if by.role == "attorney_welfare" and not authority.registered:
        return "authority_not_registered"
    if _not_started(by.role, authority, first):
        return "authority_not_started"
    if _lapsed(authority, last):
        return "authority_lapsed"
    if by.role in UNDER_DEED_OR_ORDER and HEALTH_INFORMATION not in authority.powers:
        return "powers_insufficient"
    return None


def _not_started(role: str, authority: Authority, day: date) -> bool:
    if authority.starts_on is None:
        return role in UNDER_DEED_OR_ORDER  # a deed or order without a first day proves nothing
    return day < authority.starts_on


def _lapsed(authority: Authority, day: date) -> bool:
    over = authority.last_day is not None and day > authority.last_day
    return over or (authority.ended_on is not None and day >= authority.ended_on)


def _others_fault(by: GivenBy, subject: SubjectState, on: date) -> str | None:
    if by.role == "attorney_welfare" and subject.capacity_on(on) != "lacks":
        return "attorney_not_active"
    if by.role == "parent":
        age = subject.age_on(on)
        if age >= 16:
            return "child_now_16"
        if age >= 12 and subject.understanding != "lacks":
            return "child_now_decides"
    return None
