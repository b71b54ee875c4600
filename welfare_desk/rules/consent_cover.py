"""What a consent covers: every test a permit must pass, and whether a refusal touches what is asked.

One permit must cover everything asked; permits are never stitched together. The order of the gate's
steps is in ``consent.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from welfare_desk.rules.consent_giver import giver_fault
from welfare_desk.rules.consent_record import (
    ALL,
    ALWAYS_ASK,
    NO_PRACTICE,
    PURPOSES,
    UNCLASSIFIED,
    Consent,
    Note,
    Request,
    Scope,
    local_day,
)
from welfare_desk.rules.consent_state import (
    Enders,
    When,
    enders_among,
    interruption,
    is_expired,
    is_given,
    is_known,
    is_last_word,
    is_review_due,
    is_review_overdue,
    refusal_stands,
)
from welfare_desk.rules.well_formed import in_utc

WRITE_UP = timedelta(hours=24)

# The tests of a permit, first to last. Of several permits that fail, the one that got furthest is
# reported, because it is the nearest to what the advisor needs.
RANK = (
    "no_consent",
    "entered_in_error",
    "not_active",
    "org_not_covered",
    "not_yet_valid",
    "superseded",
    "withdrawn",
    "expired",
    "wrong_authority",
    "authority_not_valid",
    "authority_not_seen",
    "authority_not_registered",
    "authority_not_started",
    "authority_lapsed",
    "powers_insufficient",
    "attorney_not_active",
    "child_now_16",
    "child_now_decides",
    "child_capacity_not_shown",
    "giver_lacked_capacity",
    "capacity_lost",
    "capacity_in_doubt",
    "action_not_covered",
    "practice_not_covered",
    "purpose_not_covered",
    "category_not_covered",
    "entry_date_not_covered",
    "recipient_not_covered",
    "review_overdue",
)
PASSES = ("ok", "ok_review_due", "ok_write_up_grace")  # best first


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing asked for: a note, or where there are no notes the entries of the GP record."""

    categories: tuple[str, ...]
    entry_date: date | None
    practice: str | None


@dataclass(frozen=True)
class Asked:
    """A well-formed request, with the consents of its patient that had been given and recorded by then.

    It lives for one ruling: what is found out on the way is found out once, and forgotten with it.
    """

    request: Request
    consents: tuple[Consent, ...]

    @classmethod
    def of(cls, request: Request, consents: tuple[Consent, ...]) -> Asked:
        request = in_utc(request)
        when = When(request.at, request.as_known_at)
        theirs = (in_utc(consent) for consent in consents if consent.subject == request.subject)
        return cls(request, tuple(consent for consent in theirs if is_known(consent, when)))

    @cached_property
    def when(self) -> When:
        return When(self.request.at, self.request.as_known_at)

    @cached_property
    def dead(self) -> bool:
        return self.request.subject_state.dead_on(self.when.day)

    @property
    def checking(self) -> bool:
        """Whether the GP is shown the draft to check it; this leans on the consent to quote."""
        return self.request.purpose == "gp_accuracy_check" and self.request.action == "disclose"

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        request = self.request
        if request.notes:
            return tuple(_thing(n.categories, n.entry_date, n.practice) for n in request.notes)
        return (_thing(request.categories, request.entry_date, request.practice),)

    @cached_property
    def permits(self) -> tuple[Consent, ...]:
        return tuple(c for c in self.consents if c.polarity == "permit")

    @cached_property
    def enders(self) -> Enders:
        return enders_among(self.consents)

    @cached_property
    def faults(self) -> tuple[tuple[Consent, str | None], ...]:
        """Each permit with the first test it fails, or None where it passes all."""
        return tuple((permit, permit_fault(permit, self)) for permit in self.permits)

    def own_consent(self, note: Note) -> Consent | None:
        """The consent the note was written under, if it is this patient's and ever was a consent."""
        own = (c for c in self.permits if c.id == note.written_under and c.state not in ("draft", "not_done"))
        return next(own, None)


def permit_fault(permit: Consent, asked: Asked) -> str | None:
    """The first test, in rank order, that ``permit`` fails for what is asked; None if it passes all."""
    return (
        _lapse(permit, asked, in_write_up_window(permit, asked))
        or _uncovered(permit, asked)
        or ("review_overdue" if is_review_overdue(permit, asked.when.day) else None)
    )


def pass_reason(permit: Consent, asked: Asked) -> str:
    """How well a passing permit passes: one of ``PASSES``."""
    if is_expired(permit, asked.when.day):
        return "ok_write_up_grace"
    return "ok_review_due" if is_review_due(permit, asked.when.day) else "ok"


def in_write_up_window(permit: Consent, asked: Asked) -> bool:
    """A reading logged under this very consent, on or before its last day and in the last 24 hours, may
    still be written up."""
    reading, last_day = asked.request.read_event, permit.expires_on
    if asked.request.action != "write" or reading is None or last_day is None:
        return False
    in_time = asked.request.at - reading.at <= WRITE_UP
    return reading.consent == permit.id and local_day(reading.at) <= last_day and in_time


def is_revived(note: Note, own: Consent, asked: Asked) -> bool:
    """Whether a note whose consent was withdrawn was brought back by a later live consent.

    The patient must have been asked about notes already held, so an executor cannot do it.
    """
    withdrawn_at = own.withdrawn_at or own.withdrawal_recorded_at
    thing = _thing(note.categories, note.entry_date, note.practice)
    return any(
        later.covers_prior_notes
        and later.given_by.role != "executor"
        and _is_after(later, own)
        and (withdrawn_at is None or (later.given_at is not None and later.given_at >= withdrawn_at))
        and _lapse(later, asked, in_window=False) is None
        and not is_review_overdue(later, asked.when.day)
        and _covers_practice(later.scope, thing.practice)
        and _covers_categories(later.scope, thing.categories)
        and _covers_date(later.scope, thing.entry_date)
        for later in asked.permits
    )


def refusals_that_bite(asked: Asked, passing: tuple[Consent, ...]) -> tuple[Consent, ...]:
    """The refusals of what is asked that no passing permit has overtaken; a later yes overtakes a no."""
    touching = [
        refusal
        for refusal in asked.consents
        if refusal.polarity == "refuse"
        and refusal_stands(refusal, asked.when, asked.enders, asked.request.subject_state)
        and _touches(refusal, asked)
    ]
    return tuple(
        refusal
        for refusal in touching
        if is_last_word(refusal, asked.when, asked.request.subject_state)
        or not any(_is_after(permit, refusal) for permit in passing)
    )


def _is_after(one: Consent, other: Consent) -> bool:
    return one.given_at is not None and other.given_at is not None and one.given_at > other.given_at


def _lapse(permit: Consent, asked: Asked, in_window: bool) -> str | None:
    """Why the permit is not, or is no longer, this agency's live consent; ``in_window`` forgives the
    last day."""
    if permit.state == "entered_in_error":
        return "entered_in_error"
    if not is_given(permit):
        return "not_active"
    if permit.holder_org != asked.request.user.org:
        return "org_not_covered"
    day = asked.when.day
    return (
        interruption(permit, asked.when, asked.enders)
        or ("expired" if is_expired(permit, day) and not in_window else None)
        or giver_fault(permit, asked.request.subject_state, day)
    )


def _uncovered(permit: Consent, asked: Asked) -> str | None:
    """The first part of what is asked that the permit leaves out."""
    request, scope, things = asked.request, permit.scope, asked.things
    action = "quote" if asked.checking else request.action
    named_purpose = request.purpose in PURPOSES and request.purpose in permit.purposes
    named_recipients = all(to.id in permit.recipients and to.id != ALL for to in request.recipients)
    has_practice = request.target != "gp_record" or all(thing.practice for thing in things)
    tests = (
        ("action_not_covered", action in scope.actions),
        ("practice_not_covered", has_practice and all(_covers_practice(scope, t.practice) for t in things)),
        ("purpose_not_covered", asked.checking or named_purpose),
        ("category_not_covered", all(_covers_categories(scope, t.categories) for t in things)),
        ("entry_date_not_covered", all(_covers_date(scope, t.entry_date) for t in things)),
        ("recipient_not_covered", asked.checking or named_recipients),
    )
    return next((reason for reason, covered in tests if not covered), None)


def _touches(refusal: Consent, asked: Asked) -> bool:
    """Whether the refusal is about any one thing asked.

    Where it names no practice or date it is about all of them; where nobody is to receive anything, a
    refusal of particular recipients is not about the request.
    """
    request, scope = asked.request, refusal.scope
    actions = {request.action, "quote"} if asked.checking else {request.action}
    refused = set(refusal.recipients)
    to_anyone = ALL in refused or (not refused and not request.recipients)
    return (
        not actions.isdisjoint(scope.actions)
        and not {ALL, request.purpose}.isdisjoint(refusal.purposes)
        and (to_anyone or any(to.id in refused for to in request.recipients))
        and any(_is_refused(scope, thing) for thing in asked.things)
    )


def _is_refused(scope: Scope, thing: Thing) -> bool:
    practice = _named(scope.practice)
    return (
        any(
            (ALL in scope.categories or c in scope.categories) and c not in scope.exclude
            for c in thing.categories
        )
        and (practice is None or thing.practice is None or practice == thing.practice)
        and (thing.entry_date is None or _covers_date(scope, thing.entry_date))
    )


def _covers_practice(scope: Scope, practice: str | None) -> bool:
    return _named(scope.practice) == practice


def _covers_categories(scope: Scope, categories: tuple[str, ...]) -> bool:
    ordinary = ALL in scope.categories
    return ALL not in scope.exclude and all(
        category != UNCLASSIFIED
        and category not in scope.exclude
        and (category in scope.categories or (ordinary and category not in ALWAYS_ASK))
        for category in categories
    )


def _covers_date(scope: Scope, entry_date: date | None) -> bool:
    """An entry of unknown date is covered only where no bound was set."""
    first, last = scope.record_from, scope.record_to
    if entry_date is None:
        return first is None and last is None
    return (first is None or first <= entry_date) and (last is None or entry_date <= last)


def _thing(categories: tuple[str, ...], entry_date: date | None, practice: str | None) -> Thing:
    """A note in no category counts as unclassified, which nothing covers."""
    return Thing(categories or (UNCLASSIFIED,), entry_date, _named(practice))


def _named(practice: str | None) -> str | None:
    return None if practice == NO_PRACTICE else practice
