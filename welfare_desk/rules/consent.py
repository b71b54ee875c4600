"""The gate: may this use of somebody's health information go ahead, and if not, why not.

A pure rule, asked at every use and never remembered; whatever it does not understand, it denies. It
answers for confidentiality only; the agency's own lawful basis for its file is another lock.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from welfare_desk.rules.consent_cover import (
    PASSES,
    RANK,
    Asked,
    is_revived,
    pass_reason,
    refusals_that_bite,
)
from welfare_desk.rules.consent_record import (
    OVERRIDE_BASES,
    Consent,
    Recipient,
    Request,
    SarCheck,
)
from welfare_desk.rules.consent_state import is_withdrawn
from welfare_desk.rules.counting import months_after
from welfare_desk.rules.well_formed import fits

NOTHING = "nothing"
CLOCK_BACK = timedelta(seconds=300)
CLOCK_AHEAD = timedelta(days=90)
AMRA_WAIT = 21  # days from notice (Access to Medical Reports Act 1988 s.4(2), (3))
OPINION_MONTHS = 6  # Data Protection Act 2018 Sch. 3 para. 6

OF_THE_WHOLE = (  # stops of the letter as a whole; every other is about a note
    "bad_request",
    "clock_untrusted",
    "not_assigned",
    "override_never_opens_record",
    "override_needs_second_person",
    "role_not_allowed",
    "subject_deceased",
    "accuracy_check_needed",
    "accuracy_check_stale",
    "amra_check_needed",
)

REFUSED_REASONS = (
    "bad_request",
    "clock_untrusted",
    "note_wrong_subject",
    "not_assigned",
    "override_never_opens_record",
    "override_needs_second_person",
    "role_not_allowed",
    "subject_deceased",
    "health_opinion_needed",
    "refused",
    *RANK,
    "note_restricted",
    "third_party_unresolved",
    "harm_check_needed",
    "harm_confirmed",
    "accuracy_check_needed",
    "accuracy_check_stale",
    "amra_check_needed",
)
GRANTED_REASONS = (
    *PASSES,
    "ok_cover",
    "ok_held_note",
    "ok_restricted_view",
    "ok_accuracy_check",
    "ok_sar",
    "ok_override",
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The action granted, or ``nothing``; the code of the reason; the ids of the consents it rests on."""

    decision: str
    reason: str
    relied_on: tuple[str, ...] = ()

    @property
    def granted(self) -> bool:
        return self.decision != NOTHING


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing in the way: its code, the consents behind it, and for a screen the note it is about."""

    reason: str
    consents: tuple[str, ...] = ()
    note: str | None = None


BAD_REQUEST = Ruling(NOTHING, "bad_request")


def decide(consents: Collection[Consent], request: Request) -> Ruling:
    """Rule on one request. Never raises: anything unknown, missing or broken is ``bad_request``.

    The order of the tests is fixed and the first that fails gives the reason.
    """
    try:
        kept = tuple(consents)
        if not _is_understood(kept, request):
            return BAD_REQUEST
        asked = Asked.of(request, kept)
        stop = next(_stops(asked), None)
        if stop is not None:
            return Ruling(NOTHING, stop.reason, stop.consents)
        return Ruling(request.action, *_grant(asked))
    except Exception:  # noqa: BLE001  a gate that breaks must break shut
        return BAD_REQUEST


def stops(consents: Collection[Consent], request: Request) -> tuple[Stop, ...]:
    """Everything that stands in the way, so a screen can say which consent, which sentence, what to do next.

    First what stops the whole letter, then, note by note, what stops each, all in the gate's order.
    Empty exactly when ``decide`` grants.
    """
    ruling = decide(consents, request)
    if ruling.granted:
        return ()
    alone = (Stop(ruling.reason, ruling.relied_on),)
    if ruling == BAD_REQUEST or not request.notes:
        return alone
    found: list[Stop] = []
    asked = Asked.of(request, tuple(consents))
    for note in asked.request.notes:
        for stop in _stops(replace(asked, request=replace(asked.request, notes=(note,)))):
            found.append(stop if stop.reason in OF_THE_WHOLE else replace(stop, note=note.id))
    found.sort(key=lambda stop: stop.note is not None)
    return tuple(dict.fromkeys(found)) or alone


def permit_faults(consents: Collection[Consent], request: Request) -> tuple[tuple[str, str], ...]:
    """Each of the patient's permits with the first test it fails, the one nearest to passing first.

    Empty too where the request cannot be understood. For showing; only ``decide`` rules.
    """
    if decide(consents, request) == BAD_REQUEST:
        return ()
    faults = _faults(Asked.of(request, tuple(consents)))
    return tuple(sorted(faults, key=lambda fault: -RANK.index(fault[1])))


def _is_understood(consents: tuple[Consent, ...], request: Request) -> bool:
    """Every word known, every list there, and something asked for."""
    if not (fits(request, Request) and fits(consents, tuple[Consent, ...])):
        return False
    if request.leaves_the_file and not (request.recipients and request.notes):
        return False
    return bool(request.notes or (request.categories and not request.of_held_notes))


def _stops(asked: Asked) -> Iterator[Stop]:
    """Everything in the way of the request, in the gate's order; the first is the answer."""
    yield from _door(asked)
    yield from _road(asked)[0](asked)


def _door(asked: Asked) -> Iterator[Stop]:
    request, user, clock = asked.request, asked.request.user, asked.request.clock
    ahead = request.at - clock.high_water
    if ahead < -CLOCK_BACK or (ahead > CLOCK_AHEAD and not _typed(clock.confirmed_by)):
        yield Stop("clock_untrusted")
    if any(note.subject != request.subject for note in request.notes):
        yield Stop("note_wrong_subject")
    if not (user.assigned or user.oversees or _typed(user.cover_reason)):
        yield Stop("not_assigned")


def _road(asked: Asked) -> tuple[Callable[[Asked], Iterator[Stop]], str]:
    """Which tests come after the door, and what a grant is called there ("" where the permits say)."""
    request = asked.request
    if request.override is not None or request.purpose == "safeguarding":
        return _override_stops, "ok_override"
    if request.purpose == "sar" and request.action == "disclose":
        return _sar_stops, "ok_sar"
    if request.purpose in ("legal_claim", "complaint") and request.of_held_notes:
        return _restricted_stops, "ok_restricted_view"
    if asked.checking:
        return _checking_stops, "ok_accuracy_check"
    if request.of_held_notes:
        return _held_stops, "ok_held_note"
    return _consent_stops, ""


def _grant(asked: Asked) -> tuple[str, tuple[str, ...]]:
    """The reason of a grant and the consents it rests on."""
    reason = _road(asked)[1]
    if reason == "ok_held_note":
        own = {consent.id for note in asked.request.notes if (consent := asked.own_consent(note))}
        return reason, tuple(sorted(own))
    if reason not in ("", "ok_accuracy_check"):
        return reason, ()
    best = min(_passing(asked), key=lambda permit: (PASSES.index(pass_reason(permit, asked)), permit.id))
    reason = reason or pass_reason(best, asked)
    user = asked.request.user
    by_cover = reason == "ok" and not (user.assigned or user.oversees)
    return "ok_cover" if by_cover else reason, (best.id,)


def _override_stops(asked: Asked) -> Iterator[Stop]:
    """Law over consent, for what is held only and never by one person alone (Adult Support and
    Protection (Scotland) Act 2007 s.10, a court's order, and the like)."""
    request, override = asked.request, asked.request.override
    if request.target == "gp_record":
        yield Stop("override_never_opens_record")
    if override is not None and (override.basis not in OVERRIDE_BASES or not _typed(override.reason)):
        yield Stop("bad_request")
    approver = "" if override is None else (override.approved_by or "").strip()
    if approver in ("", request.user.id):
        yield Stop("override_needs_second_person")


def _sar_stops(asked: Asked) -> Iterator[Stop]:
    """A copy for the patient on their own request; consents play no part (Data Protection Act 2018
    Sch. 3 Pt. 2, for controllers who are not health professionals)."""
    request = asked.request
    if not request.user.oversees:
        yield Stop("role_not_allowed")
    if asked.dead:
        yield Stop("subject_deceased")
    if not all(_may_receive_sar(to, request) for to in request.recipients):
        yield Stop("recipient_not_covered")
    if any(note.third_party == "unresolved" for note in request.notes):
        yield Stop("third_party_unresolved")
    checks = [note.sar_check for note in request.notes]
    if not all(_opinion_holds(check, asked.when.day) for check in checks):
        yield Stop("health_opinion_needed")
    if any(check is not None and check.harm for check in checks):
        yield Stop("harm_confirmed")


def _may_receive_sar(to: Recipient, request: Request) -> bool:
    patient = to.kind == "subject" and to.id == request.subject
    return patient or (to.kind == "subject_rep" and request.mandate_seen)


def _opinion_holds(check: SarCheck | None, released_on: date) -> bool:
    """Known to the patient already, or a clinician's opinion given in the six months that end with the
    day of release."""
    if check is None or check.basis == "known_to_subject":
        return check is not None
    if check.on is None or check.harm is None:
        return False
    return months_after(released_on, -OPINION_MONTHS) < check.on <= released_on


def _restricted_stops(asked: Asked) -> Iterator[Stop]:
    if not asked.request.user.oversees:
        yield Stop("role_not_allowed")


def _held_stops(asked: Asked) -> Iterator[Stop]:
    """Reading what is held needs no live permit, but a withdrawal and a refusal still close it."""
    yield from _deceased(asked)
    yield from _own_consent_stops(asked, withdrawn="withdrawn", own_org=True)
    passing = _passing(asked)
    yield from _refused(asked, passing)
    if asked.dead and not passing:
        yield _furthest(asked)


def _checking_stops(asked: Asked) -> Iterator[Stop]:
    """The draft goes to the very practice the entries came from, and to nobody else."""
    yield from _deceased(asked)
    practices = {thing.practice for thing in asked.things}
    if {to.id for to in asked.request.recipients} != practices:
        yield Stop("recipient_not_covered")
    yield from _permit_stops(asked)


def _consent_stops(asked: Asked) -> Iterator[Stop]:
    yield from _deceased(asked)
    yield from _permit_stops(asked)
    if asked.request.action == "disclose":
        yield from _release_stops(asked.request)


def _deceased(asked: Asked) -> Iterator[Stop]:
    if asked.dead and asked.request.purpose != "estate_claim":
        yield Stop("subject_deceased")


def _permit_stops(asked: Asked) -> Iterator[Stop]:
    """A refusal, the want of a permit, and what clings to each note."""
    request, passing = asked.request, _passing(asked)
    yield from _refused(asked, passing)
    if not passing:
        yield _furthest(asked)
    if request.leaves_the_file:
        yield from _own_consent_stops(asked, withdrawn="note_restricted", own_org=False)
    if request.action != "read" and any(note.third_party == "unresolved" for note in request.notes):
        yield Stop("third_party_unresolved")
    if request.leaves_the_file:
        harm = {note.harm for note in request.notes}
        if "suspected" in harm:
            yield Stop("harm_check_needed")
        if "confirmed" in harm:
            yield Stop("harm_confirmed")


def _passing(asked: Asked) -> tuple[Consent, ...]:
    return tuple(permit for permit, fault in asked.faults if fault is None)


def _refused(asked: Asked, passing: tuple[Consent, ...]) -> Iterator[Stop]:
    return _behind("refused", refusals_that_bite(asked, passing))


def _furthest(asked: Asked) -> Stop:
    """Where no permit passes: the furthest test that any of them reached."""
    faults = _faults(asked)
    reason = max((fault for _, fault in faults), key=RANK.index, default="no_consent")
    return Stop(reason, tuple(sorted(permit_id for permit_id, fault in faults if fault == reason)))


def _faults(asked: Asked) -> list[tuple[str, str]]:
    return [(permit.id, fault) for permit, fault in asked.faults if fault]


def _own_consent_stops(asked: Asked, *, withdrawn: str, own_org: bool) -> Iterator[Stop]:
    """What has become of the consents the notes were written under."""
    notes = asked.request.notes
    owned = [(note, own) for note in notes if (own := asked.own_consent(note)) is not None]
    if len(owned) < len(notes):
        yield Stop("no_consent")
    yield from _behind("entered_in_error", (own for _, own in owned if own.state == "entered_in_error"))
    if own_org:
        org = asked.request.user.org
        yield from _behind("org_not_covered", (own for _, own in owned if own.holder_org != org))
    gone = (own for note, own in owned if is_withdrawn(own, asked.when) and not is_revived(note, own, asked))
    yield from _behind(withdrawn, gone)


def _behind(reason: str, consents: Iterable[Consent]) -> Iterator[Stop]:
    """One stop for all the consents that give the same reason, if there are any."""
    ids = tuple(sorted({consent.id for consent in consents}))
    if ids:
        yield Stop(reason, ids)


def _release_stops(request: Request) -> Iterator[Stop]:
    """What only a document that leaves must have: the GP's check, and the 1988 Act's steps."""
    accuracy = request.accuracy
    if accuracy.required and not accuracy.passed:
        yield Stop("accuracy_check_needed")
    elif accuracy.required and not accuracy.hash_matches:
        yield Stop("accuracy_check_stale")
    if any(to.kind in ("insurer", "employer") for to in request.recipients) and not _amra_done(request):
        yield Stop("amra_check_needed")


def _amra_done(request: Request) -> bool:
    """Rights explained, and the patient does not want to see it first, has seen and agreed, or let 21
    days go by (Access to Medical Reports Act 1988 ss.3-5)."""
    amra = request.amra
    if amra is None or not amra.rights_explained or amra.wants_to_see is None:
        return False
    waited = amra.days_since_notice is not None and amra.days_since_notice >= AMRA_WAIT
    return not amra.wants_to_see or bool(amra.seen_and_agreed) or waited


def _typed(written: str | None) -> bool:
    return written is not None and written.strip() != ""
