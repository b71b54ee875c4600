"""Where a consent stands on a day: what its dates say, as far as they were known then.

Nothing here is stored, because a date can tell it. What a consent covers is ``consent_cover.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from welfare_desk.rules.consent_giver import giver_fault, had_standing
from welfare_desk.rules.consent_record import Consent, SubjectState, local_day
from welfare_desk.rules.well_formed import in_utc

REVIEW_GRACE = timedelta(days=28)

DERIVED_STATES = (
    "unknown",
    "entered_in_error",
    "draft",
    "not_done",
    "not_yet_valid",
    "superseded",
    "withdrawn",
    "expired",
    "authority_lapsed",
    "review_overdue",
    "review_due",
    "live",
)


Enders = Mapping[str, Collection[Consent]]  # by the id of what each says it replaces


@dataclass(frozen=True)
class When:
    """The moment of use, and the moment whose knowledge counts (later, when a use is replayed)."""

    at: datetime
    as_known_at: datetime

    @cached_property
    def day(self) -> date:
        return local_day(self.at)


def is_known(consent: Consent, when: When) -> bool:
    """Whether it had been given, and the desk had learned of it."""
    given = consent.given_at is None or consent.given_at <= when.at
    return given and consent.recorded_at <= when.as_known_at


def is_given(consent: Consent) -> bool:
    return consent.state == "active" and consent.given_at is not None


def is_withdrawn(consent: Consent, when: When) -> bool:
    """Whether it has been taken back. Half a record of a withdrawal counts as one."""
    said, learned = consent.withdrawn_at, consent.withdrawal_recorded_at
    if said is None and learned is None:
        return False
    return (said is None or said <= when.at) and (learned is None or learned <= when.as_known_at)


def enders_among(consents: Iterable[Consent]) -> Enders:
    """Which consents say they replace which, looked up once for a whole history."""
    found: dict[str, list[Consent]] = defaultdict(list)
    for consent in consents:
        for id in consent.replaces:
            found[id].append(consent)
    return found


def replacements(consent: Consent, when: When, enders: Enders) -> list[Consent]:
    """The patient's later records that ended this one, from the moment each was given and known."""
    return [
        other
        for other in enders.get(consent.id, ())
        if other.id != consent.id
        and other.subject == consent.subject
        and is_given(other)
        and is_known(other, when)
    ]


def is_expired(consent: Consent, day: date) -> bool:
    """The last day counts; there is no consent without a last day."""
    return consent.expires_on is None or day > consent.expires_on


def is_review_overdue(consent: Consent, day: date) -> bool:
    return consent.review_on is not None and day > consent.review_on + REVIEW_GRACE


def is_review_due(consent: Consent, day: date) -> bool:
    return consent.review_on is not None and day > consent.review_on


def interruption(consent: Consent, when: When, enders: Enders) -> str | None:
    """What keeps a given consent from counting, before its last day is looked at."""
    if when.day < consent.valid_from:
        return "not_yet_valid"
    if replacements(consent, when, enders):
        return "superseded"
    return "withdrawn" if is_withdrawn(consent, when) else None


def refusal_stands(refusal: Consent, when: When, enders: Enders, subject: SubjectState) -> bool:
    """Whether a no still counts: it never lapses on a date, only by being taken back or replaced.

    Its giver must have had standing, and so must whoever replaced it. The no of a patient now dead can
    no longer be taken back or replaced by anybody else.
    """
    if not (is_given(refusal) and had_standing(refusal, subject)) or when.day < refusal.valid_from:
        return False
    last_word = is_last_word(refusal, when, subject)
    replaced = any(
        had_standing(other, subject) and (not last_word or other.given_by.role == "self")
        for other in replacements(refusal, when, enders)
    )
    said = refusal.withdrawn_at
    taken_back = (
        said is not None
        and refusal.withdrawal_recorded_at is not None
        and is_withdrawn(refusal, when)
        and not (last_word and subject.died_before(local_day(said)))
    )
    return not (taken_back or replaced)


def is_last_word(refusal: Consent, when: When, subject: SubjectState) -> bool:
    """A refusal by the patient now dead: it binds the executor."""
    return refusal.given_by.role == "self" and subject.dead_on(when.day)


def derived_state(
    consent: Consent,
    at: datetime,
    as_known_at: datetime,
    subject_state: SubjectState,
    consents: Collection[Consent],
) -> str:
    """One of ``DERIVED_STATES``, for showing; the gate asks afresh at every use.

    ``authority_lapsed`` is any reason why the giver's word no longer holds (a birthday and a death
    included). A refusal has no last day and no review. ``unknown``: not given or not recorded by then.
    """
    when, consent = in_utc(When(at, as_known_at)), in_utc(consent)
    enders = enders_among(in_utc(other) for other in consents)
    if not is_known(consent, when):
        return "unknown"
    if not is_given(consent):
        return "draft" if consent.state == "active" else consent.state
    interrupted = interruption(consent, when, enders)
    if consent.polarity == "refuse":
        stands = refusal_stands(consent, when, enders, subject_state)
        return "live" if stands else interrupted or "authority_lapsed"
    if interrupted:
        return interrupted
    if is_expired(consent, when.day):
        return "expired"
    if giver_fault(consent, subject_state, when.day):
        return "authority_lapsed"
    if is_review_overdue(consent, when.day):
        return "review_overdue"
    return "review_due" if is_review_due(consent, when.day) else "live"
