"""The gate: the order of its tests, its grants, and its silence on anything odd."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from consent_values import (
    ADULT,
    DEAD,
    EMPLOYER,
    INSURER,
    NOW,
    PERMITS,
    SSS,
    STRANGER,
    a_check,
    a_consent,
    a_held_read,
    a_letter,
    a_note,
    a_refusal,
    a_request,
    a_sar,
    a_write,
    amra,
    an_override,
    answer,
    by,
    moment,
)

from welfare_desk.rules import consent_record as words
from welfare_desk.rules.consent import (
    Ruling,
    Stop,
    decide,
    permit_faults,
    stops,
)
from welfare_desk.rules.consent_record import Accuracy, Clock, Recipient, SarCheck

# --- bad requests ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "request_",
    [
        a_request(action="browse"),
        a_request(target="fridge"),
        a_request(purpose="publicity"),
        a_request(purpose="all"),
        a_request(categories=("gossip",)),
        a_request(categories=("all",)),
        a_request(categories=()),
        a_held_read(notes=()),
        a_letter("quote", notes=()),
        a_letter("quote", recipients=()),
        a_letter("disclose", notes=()),
        a_letter("disclose", recipients=()),
        a_letter(notes=(a_note(categories=("gossip",)),)),
        a_letter(notes=(a_note(third_party="perhaps"),)),
        a_letter(notes=(a_note(harm="perhaps"),)),
        a_letter(recipients=(Recipient("sss-adp", "friend"),)),
        a_request(user=replace(STRANGER, role="director")),
        a_request(subject_state=replace(ADULT, capacity="some")),
        a_request(subject_state=replace(ADULT, understanding="some")),
        a_request(accuracy=Accuracy(False, "fine", None)),
        a_sar(notes=(a_note(sar_check=SarCheck("hearsay", None, None)),)),
        # things of the wrong kind, some of which would count as true
        a_request(user=replace(STRANGER, assigned="no")),
        a_request(mandate_seen="no"),
        a_request(categories="diagnosis"),
        a_request(categories=["diagnosis"]),
        a_request(categories=None),
        a_request(notes=None),
        a_request(at=NOW.replace(tzinfo=None), as_known_at=NOW, clock=Clock(NOW, None)),
        a_request(as_known_at=None),
        a_request(entry_date=NOW),
        a_request(clock=None),
        a_request(subject_state=None),
        a_request(subject_state=replace(ADULT, dob=None)),
        None,
        "read",
        {},
    ],
)
def test_what_is_not_understood_opens_nothing(request_):
    permit = a_consent(recipients=("sss-adp", "friend"))
    assert decide((permit,), request_) == Ruling("nothing", "bad_request")
    assert stops((permit,), request_) == (Stop("bad_request"),)
    assert permit_faults((permit,), request_) == ()


@pytest.mark.parametrize(
    "consents",
    [
        None,
        7,
        ("c1",),
        (None,),
        (a_consent(state="live"),),
        (a_consent(polarity="maybe"),),
        (a_consent(given_by=by("carer")),),
        (a_consent(), a_consent("c2", purposes=("gossip",))),
        (a_consent(exclude=("mental health",)),),
        (a_consent(), a_refusal(categories=("gossip",))),
        (a_consent(actions=("all",)),),
        (a_consent(valid_from=None),),
        (a_consent(given_by=by("parent", seen="yes")),),
        (a_consent(given_at=datetime(2026, 6, 1)),),  # noqa: DTZ001  the missing time zone is the point
    ],
)
def test_a_consent_that_is_not_understood_opens_nothing(consents):
    assert decide(consents, a_request()) == Ruling("nothing", "bad_request")


def test_a_moment_off_the_calendar_opens_nothing():
    before_time = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
    assert decide((a_consent(),), a_request(as_known_at=before_time)) == Ruling("nothing", "bad_request")


def test_consents_may_come_as_any_collection():
    assert decide([a_consent()], a_request()).decision == "read"


# --- at the door -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ahead", "confirmed_by", "expected"),
    [
        (timedelta(seconds=-300), None, "ok"),
        (timedelta(seconds=-301), None, "clock_untrusted"),
        (timedelta(seconds=-301), "u-manager", "clock_untrusted"),
        (timedelta(days=90), None, "ok"),
        (timedelta(days=90, seconds=1), None, "clock_untrusted"),
        (timedelta(days=90, seconds=1), " ", "clock_untrusted"),
        (timedelta(days=90, seconds=1), "u-manager", "ok"),
    ],
)
def test_the_clock_must_fit_the_log(ahead, confirmed_by, expected):
    assert answer(a_request(clock=Clock(NOW - ahead, confirmed_by)), a_consent()) == expected


def test_the_clock_is_compared_in_true_time():
    """Half past one comes twice on 25 October 2026, an hour apart."""
    first = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"))
    again = first.replace(fold=1)
    assert answer(a_request(at=again, clock=Clock(first, None)), a_consent()) == "ok"
    assert answer(a_request(at=first, clock=Clock(again, None)), a_consent()) == "clock_untrusted"


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ({}, "not_assigned"),
        ({"cover_reason": "  "}, "not_assigned"),
        ({"cover_reason": "sick leave"}, "ok_cover"),
        ({"cover_reason": "sick leave", "assigned": True}, "ok"),
        ({"role": "manager"}, "ok"),
        ({"role": "dpo"}, "ok"),
        ({"role": "manager", "cover_reason": "sick leave"}, "ok"),
    ],
)
def test_only_those_with_a_part_in_the_case_come_in(user, expected):
    assert answer(a_request(user=replace(STRANGER, **user)), a_consent()) == expected


def test_cover_shows_only_on_a_plain_ok():
    user = replace(STRANGER, cover_reason="sick leave")
    assert answer(a_request(user=user), a_consent(review_on=date(2026, 11, 4))) == "ok_review_due"
    assert answer(a_held_read(user=user), a_consent()) == "ok_held_note"
    assert answer(a_check(user=user), a_consent()) == "ok_accuracy_check"


# --- order -----------------------------------------------------------------------------------------------

FOREIGN = (a_note(subject="p2"),)


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (a_letter(action="browse", clock=Clock(NOW + timedelta(days=9), None)), "bad_request"),
        (a_letter(notes=FOREIGN, clock=Clock(NOW + timedelta(days=9), None)), "clock_untrusted"),
        (a_letter(notes=FOREIGN, user=STRANGER), "note_wrong_subject"),
        (a_letter(notes=(a_note(), *FOREIGN)), "note_wrong_subject"),
        (a_letter(override=an_override(), user=STRANGER), "not_assigned"),
        (a_request(override=an_override("whim", None, None)), "override_never_opens_record"),
        (a_letter(override=an_override("whim", None, None)), "bad_request"),
        (a_sar(override=an_override(approved_by=None)), "override_needs_second_person"),
        (a_sar(subject_state=DEAD, user=replace(STRANGER, assigned=True)), "role_not_allowed"),
        (a_sar(subject_state=DEAD, recipients=(SSS,)), "subject_deceased"),
        (a_sar(recipients=(SSS,), notes=(a_note(third_party="unresolved"),)), "recipient_not_covered"),
        (a_sar(notes=(a_note(third_party="unresolved"),)), "third_party_unresolved"),
        (a_sar(notes=(a_note(sar_check=SarCheck("opinion", None, True)),)), "health_opinion_needed"),
        (a_held_read(purpose="complaint", subject_state=DEAD), "role_not_allowed"),
        (a_check(subject_state=DEAD, recipients=(SSS,)), "subject_deceased"),
        (a_check(recipients=(SSS,)), "recipient_not_covered"),
        (a_held_read(subject_state=DEAD), "subject_deceased"),
        (a_letter(subject_state=DEAD), "subject_deceased"),
        (a_request(subject_state=DEAD), "subject_deceased"),
    ],
)
def test_the_first_test_that_fails_gives_the_reason(request_, reason):
    """Each with a refusal behind it, which comes later and must not be reached."""
    assert answer(request_, a_consent(), a_refusal()) == reason


NOTE_FAULTS = {
    "no_consent": {"written_under": "c0"},
    "entered_in_error": {"written_under": "error"},
    "note_restricted": {"written_under": "gone"},
    "third_party_unresolved": {"third_party": "unresolved"},
    "harm_check_needed": {"harm": "suspected"},
    "harm_confirmed": {"harm": "confirmed"},
}


def test_what_clings_to_notes_is_reported_in_order_whichever_note_it_clings_to():
    reasons = list(NOTE_FAULTS)
    for n, reason in enumerate(reasons):
        for later in reasons[n + 1 :]:
            notes = a_note("n1", **NOTE_FAULTS[later]), a_note("n2", **NOTE_FAULTS[reason])
            assert answer(a_letter("quote", notes=notes), *PERMITS) == reason
    last = a_letter(notes=(a_note(harm="confirmed"),), accuracy=Accuracy(True, None, None))
    assert answer(last, *PERMITS) == "harm_confirmed"
    with_insurer = a_letter(recipients=(INSURER,), accuracy=Accuracy(True, "accurate", False))
    assert answer(with_insurer, *PERMITS) == "accuracy_check_stale"


def test_a_refusal_is_named_before_the_fault_of_a_permit_and_both_before_the_notes():
    letter = a_letter(notes=(a_note(harm="suspected", written_under="c0"),))
    assert answer(letter, a_consent(purposes=("debt",)), a_refusal()) == "refused"
    assert answer(letter, a_consent(purposes=("debt",))) == "purpose_not_covered"
    assert answer(letter, a_consent()) == "no_consent"


# --- notes in letters ------------------------------------------------------------------------------------


@pytest.mark.parametrize("third_party", words.THIRD_PARTY)
def test_what_is_told_of_others_must_be_settled_before_it_is_written_or_used(third_party):
    notes = (a_note(third_party=third_party),)
    expected = "third_party_unresolved" if third_party == "unresolved" else "ok"
    for request in (a_write(notes=notes), a_letter("quote", notes=notes), a_letter(notes=notes)):
        assert answer(request, a_consent()) == expected
    assert answer(a_request(notes=notes), a_consent()) == "ok"
    assert answer(a_held_read(notes=notes), a_consent()) == "ok_held_note"


@pytest.mark.parametrize(
    ("harm", "expected"),
    [("none", "ok"), ("cleared", "ok"), ("suspected", "harm_check_needed"), ("confirmed", "harm_confirmed")],
)
def test_harm_keeps_a_note_out_of_letters_but_not_out_of_the_file(harm, expected):
    notes = (a_note(harm=harm),)
    assert answer(a_letter("quote", notes=notes), a_consent()) == expected
    assert answer(a_letter(notes=notes), a_consent()) == expected
    assert answer(a_write(notes=notes), a_consent()) == "ok"


@pytest.mark.parametrize("action", ["quote", "disclose"])
@pytest.mark.parametrize(
    ("under", "expected"),
    [("c0", "no_consent"), (None, "no_consent"), ("error", "entered_in_error"), ("gone", "note_restricted")],
)
def test_a_sentence_is_only_as_good_as_the_consent_its_note_was_written_under(action, under, expected):
    notes = (a_note(), a_note("n2", written_under=under))
    assert answer(a_letter(action, notes=notes), *PERMITS) == expected
    assert answer(a_write(notes=notes), *PERMITS) == "ok"


def test_a_note_taken_over_from_another_agency_may_be_used_under_our_own_consent():
    theirs = a_consent("theirs", holder_org="agency-2")
    assert answer(a_letter(notes=(a_note(written_under="theirs"),)), theirs, a_consent()) == "ok"


# --- what leaves -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accuracy", "expected"),
    [
        (Accuracy(False, None, None), "ok"),
        (Accuracy(False, "accurate", False), "ok"),
        (Accuracy(True, None, None), "accuracy_check_needed"),
        (Accuracy(True, None, True), "accuracy_check_needed"),
        (Accuracy(True, "not_accurate", True), "accuracy_check_needed"),
        (Accuracy(True, "declined", True), "accuracy_check_needed"),
        (Accuracy(True, "no_reply", False), "accuracy_check_needed"),
        (Accuracy(True, "accurate", True), "ok"),
        (Accuracy(True, "accurate_amended", True), "ok"),
        (Accuracy(True, "accurate", False), "accuracy_check_stale"),
        (Accuracy(True, "accurate", None), "accuracy_check_stale"),
        (Accuracy(True, "accurate_amended", False), "accuracy_check_stale"),
    ],
)
def test_a_letter_leaves_only_as_the_gp_checked_it(accuracy, expected):
    assert answer(a_letter(accuracy=accuracy), a_consent()) == expected
    assert answer(a_letter("quote", accuracy=accuracy), a_consent()) == "ok"


@pytest.mark.parametrize("to", [INSURER, EMPLOYER])
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (None, False),
        (amra(explained=None, wants=False, agreed=True, days=99), False),
        (amra(explained=False, wants=False, agreed=True, days=99), False),
        (amra(wants=None, agreed=True, days=99), False),
        (amra(wants=False), True),
        (amra(wants=False, agreed=None), True),
        (amra(), False),
        (amra(agreed=None), False),
        (amra(agreed=True), True),
        (amra(days=20), False),
        (amra(days=21), True),
    ],
)
def test_the_1988_act_for_insurers_and_employers(to, steps, expected):
    permit = a_consent(recipients=("lifeco", "works", "sss-adp"))
    letter = a_letter(recipients=(SSS, to), amra=steps)
    assert answer(letter, permit) == ("ok" if expected else "amra_check_needed")
    assert answer(replace(letter, action="quote"), permit) == "ok"


# --- grants ----------------------------------------------------------------------------------------------


def test_the_best_passing_permit_gives_the_reason_and_is_relied_on():
    due, grace, fine = (
        a_consent("a", review_on=date(2026, 11, 4)),
        a_consent("b", expires_on=date(2026, 11, 4)),
        a_consent("z"),
    )
    write = a_write(
        read_event=words.ReadEvent(moment("2026-11-04 15:00"), "b"), notes=(a_note(written_under="z"),)
    )
    assert decide((due, grace, fine), write) == Ruling("write", "ok", ("z",))
    assert decide((grace, due), write) == Ruling("write", "ok_review_due", ("a",))
    assert decide((grace,), write) == Ruling("write", "ok_write_up_grace", ("b",))
    assert decide((fine, a_consent("y")), write) == Ruling("write", "ok", ("y",))
    assert decide((due, fine), a_check(notes=(a_note(written_under="z"),))) == Ruling(
        "disclose", "ok_accuracy_check", ("z",)
    )


def test_a_held_note_relies_on_the_consents_it_was_written_under():
    held = a_held_read(notes=(a_note("n1"), a_note("n2", written_under="c2"), a_note("n3")))
    assert decide((a_consent("c2"), a_consent(), a_consent("c3")), held) == Ruling(
        "read", "ok_held_note", ("c1", "c2")
    )


def test_a_denial_names_the_consents_behind_it():
    refusals = a_refusal("r2"), a_refusal("r1"), a_refusal("r3", purposes=("debt",))
    assert decide((a_consent(), *refusals), a_request()) == Ruling("nothing", "refused", ("r1", "r2"))
    permits = a_consent("c2", purposes=("debt",)), a_consent("c1", purposes=()), a_consent("c0", actions=())
    assert decide(permits, a_request()) == Ruling("nothing", "purpose_not_covered", ("c1", "c2"))
    assert decide((), a_request()) == Ruling("nothing", "no_consent")


# --- replay ----------------------------------------------------------------------------------------------


def test_a_disclosure_replayed_with_later_knowledge_flips_when_a_withdrawal_was_backdated():
    told, recorded = moment("2026-10-20 14:00"), moment("2026-11-10 09:00")
    consent = a_consent(withdrawn_at=told, withdrawal_recorded_at=recorded)
    assert answer(a_letter(), consent) == "ok"
    assert answer(a_letter(as_known_at=recorded - timedelta(seconds=1)), consent) == "ok"
    assert answer(a_letter(as_known_at=recorded), consent) == "withdrawn"
    assert answer(a_letter(at=told - timedelta(seconds=1), as_known_at=recorded), consent) == "ok"


def test_a_refusal_learned_later_flips_a_replay():
    refusal = a_refusal(recorded_at=moment("2026-11-10 09:00"))
    assert answer(a_request(), a_consent(), refusal) == "ok"
    assert answer(a_request(as_known_at=moment("2026-11-10 09:00")), a_consent(), refusal) == "refused"


@pytest.mark.parametrize(
    ("last_day", "before", "after"),
    [
        (date(2026, 11, 30), "2026-11-30 23:59", "2026-12-01 00:00"),
        (date(2026, 7, 10), "2026-07-10 22:59", "2026-07-10 23:00"),
        (date(2026, 10, 25), "2026-10-25 23:59", "2026-10-26 00:00"),  # the clocks went back that morning
        (date(2026, 10, 24), "2026-10-24 22:59", "2026-10-24 23:00"),
        (date(2027, 3, 28), "2027-03-28 22:59", "2027-03-28 23:00"),  # and forward that morning
        (date(2027, 3, 27), "2027-03-27 23:59", "2027-03-28 00:00"),
    ],
)
def test_a_consent_lasts_to_the_end_of_its_last_day_in_scotland(last_day, before, after):
    consent = a_consent(expires_on=last_day, review_on=None)
    assert answer(a_request(at=moment(before)), consent) == "ok"
    assert answer(a_request(at=moment(after)), consent) == "expired"
