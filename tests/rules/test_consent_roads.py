"""The roads beside the ordinary one: a legal power, the patient's own request, held notes, the GP's check."""

from dataclasses import replace
from datetime import date

import pytest
from consent_values import (
    ADULT,
    DEAD,
    KNOWN,
    MANAGER,
    PERMITS,
    SSS,
    a_check,
    a_consent,
    a_held_read,
    a_letter,
    a_note,
    a_refusal,
    a_request,
    a_sar,
    an_executor,
    an_override,
    answer,
    by,
    moment,
)

from welfare_desk.rules import consent_record as words
from welfare_desk.rules.consent import (
    decide,
)
from welfare_desk.rules.consent_record import Accuracy, Recipient, SarCheck

# --- override --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("basis", words.OVERRIDE_BASES)
def test_a_legal_power_beats_refusal_and_withdrawal(basis):
    letter = a_letter(override=an_override(basis))
    assert answer(letter) == "ok_override"
    assert answer(letter, a_consent(withdrawn="2026-10-20 09:00"), a_refusal()) == "ok_override"
    assert decide((a_consent(),), letter).relied_on == ()


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        (None, "override_needs_second_person"),
        (an_override(approved_by=None), "override_needs_second_person"),
        (an_override(approved_by=" "), "override_needs_second_person"),
        (an_override(approved_by="u-adviser"), "override_needs_second_person"),
        (an_override(approved_by=" u-adviser "), "override_needs_second_person"),
        (an_override(basis="whim"), "bad_request"),
        (an_override(basis=None), "bad_request"),
        (an_override(reason=None), "bad_request"),
        (an_override(reason=" "), "bad_request"),
        (an_override(reason="", approved_by=None), "bad_request"),
        (an_override(), "ok_override"),
    ],
)
def test_nobody_overrides_alone_or_without_a_reason(override, expected):
    assert answer(a_letter(purpose="safeguarding", override=override), a_consent()) == expected
    assert answer(a_held_read(purpose="safeguarding", override=override), a_consent()) == expected


@pytest.mark.parametrize("override", [None, an_override()])
def test_no_legal_power_opens_the_gp_record(override):
    assert (
        answer(a_request(purpose="safeguarding", override=override), a_consent())
        == "override_never_opens_record"
    )


def test_an_override_counts_under_any_purpose():
    assert answer(a_request(override=an_override()), a_consent()) == "override_never_opens_record"
    assert (
        answer(a_letter(override=an_override(approved_by=None)), a_consent())
        == "override_needs_second_person"
    )


# --- the patient's own request ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "mandate", "expected"),
    [
        (Recipient("p1", "subject"), False, "ok_sar"),
        (Recipient("p2", "subject"), True, "recipient_not_covered"),
        (Recipient("p1", "other"), True, "recipient_not_covered"),
        (Recipient("lawyer", "subject_rep"), True, "ok_sar"),
        (Recipient("lawyer", "subject_rep"), False, "recipient_not_covered"),
        (SSS, True, "recipient_not_covered"),
    ],
)
def test_a_copy_goes_to_the_patient_or_somebody_they_signed_for(to, mandate, expected):
    assert answer(a_sar(recipients=(to,), mandate_seen=mandate)) == expected
    everybody = (Recipient("p1", "subject"), to)
    assert answer(a_sar(recipients=everybody, mandate_seen=mandate)) == expected


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (None, "health_opinion_needed"),
        (KNOWN, "ok_sar"),
        (SarCheck("known_to_subject", date(2020, 1, 1), False), "ok_sar"),
        (SarCheck("known_to_subject", None, True), "harm_confirmed"),
        (SarCheck("opinion", date(2026, 5, 6), False), "ok_sar"),
        (SarCheck("opinion", date(2026, 5, 5), False), "health_opinion_needed"),
        (SarCheck("opinion", date(2026, 5, 5), True), "health_opinion_needed"),
        (SarCheck("opinion", date(2026, 11, 5), False), "ok_sar"),
        (SarCheck("opinion", date(2026, 11, 6), False), "health_opinion_needed"),
        (SarCheck("opinion", date(2026, 11, 5), True), "harm_confirmed"),
        (SarCheck("opinion", date(2026, 11, 5), None), "health_opinion_needed"),
        (SarCheck("opinion", None, False), "health_opinion_needed"),
    ],
)
def test_a_clinicians_opinion_lasts_six_months(check, expected):
    """DPA 2018 Sch. 3 para. 6: the six months that end with the day of release."""
    assert answer(a_sar(notes=(a_note("n0", sar_check=KNOWN), a_note(sar_check=check)))) == expected


def test_six_months_before_a_day_that_month_does_not_have():
    release = moment("2026-08-31 10:00")
    for given_on, expected in [(date(2026, 3, 1), "ok_sar"), (date(2026, 2, 28), "health_opinion_needed")]:
        note = a_note(sar_check=SarCheck("opinion", given_on, False))
        assert answer(a_sar(at=release, notes=(note,))) == expected


def test_consents_play_no_part_in_a_copy_for_the_patient():
    for consents in [(), (a_consent(withdrawn="2026-10-20 09:00"), a_refusal())]:
        assert answer(a_sar(), *consents) == "ok_sar"
    assert answer(a_sar(user=replace(MANAGER, role="dpo"))) == "ok_sar"
    assert decide((a_consent(),), a_sar()).relied_on == ()


def test_other_steps_under_that_purpose_end_for_want_of_consent():
    assert answer(a_sar(action="quote"), a_consent()) == "purpose_not_covered"
    assert answer(a_held_read(purpose="sar"), a_consent()) == "ok_held_note"
    assert answer(a_held_read(purpose="gp_accuracy_check"), a_consent()) == "ok_held_note"
    assert answer(a_letter("quote", purpose="gp_accuracy_check"), a_consent()) == "purpose_not_covered"


# --- restricted view -------------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", ["legal_claim", "complaint"])
@pytest.mark.parametrize(("role", "expected"), [("manager", True), ("dpo", True), ("caseworker", False)])
def test_restricted_notes_are_seen_by_two_roles_for_a_claim_or_complaint(purpose, role, expected):
    user = replace(MANAGER, role=role, assigned=True)
    held = a_held_read(purpose=purpose, user=user)
    consents = a_consent(withdrawn="2026-10-20 09:00"), a_refusal()
    assert answer(held, *consents) == ("ok_restricted_view" if expected else "role_not_allowed")
    assert answer(a_letter(purpose=purpose, user=user), a_consent()) == "purpose_not_covered"
    assert answer(a_request(purpose=purpose, user=user), a_consent()) == "purpose_not_covered"


# --- held notes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "ok_held_note"),
        ({"actions": (), "purposes": (), "categories": ()}, "ok_held_note"),
        ({"expires_on": date(2026, 10, 1)}, "ok_held_note"),
        ({"review_on": date(2026, 6, 1)}, "ok_held_note"),
        ({"given_by": by("guardian_welfare", last_day=date(2026, 7, 1))}, "ok_held_note"),
        ({"id": "c2"}, "no_consent"),
        ({"subject": "p2"}, "no_consent"),
        ({"polarity": "refuse", "purposes": ("debt",)}, "no_consent"),
        ({"state": "draft"}, "no_consent"),
        ({"state": "not_done"}, "no_consent"),
        ({"recorded_at": moment("2026-11-05 10:01")}, "no_consent"),
        ({"state": "entered_in_error"}, "entered_in_error"),
        ({"state": "entered_in_error", "holder_org": "agency-2"}, "entered_in_error"),
        ({"holder_org": "agency-2"}, "org_not_covered"),
        ({"holder_org": "agency-2", "withdrawn": "2026-10-20 09:00"}, "org_not_covered"),
        ({"withdrawn": "2026-10-20 09:00"}, "withdrawn"),
    ],
)
def test_a_held_note_may_be_read_until_its_consent_is_withdrawn_or_struck_out(changes, expected):
    assert answer(a_held_read(), a_consent(**changes)) == expected
    two = a_held_read(notes=(a_note("n0", written_under="fine"), a_note()))
    assert answer(two, a_consent("fine"), a_consent(**changes)) == expected


def test_the_faults_of_held_notes_come_in_order_whichever_note_they_cling_to():
    consents = (*PERMITS, a_consent("theirs", holder_org="agency-2"))
    in_order = {
        "c0": "no_consent",
        "error": "entered_in_error",
        "theirs": "org_not_covered",
        "gone": "withdrawn",
    }
    ids = list(in_order)
    for n, first in enumerate(ids):
        for later in ids[n + 1 :]:
            notes = a_note("n1", written_under=later), a_note("n2", written_under=first)
            assert answer(a_held_read(notes=notes), *consents) == in_order[first]
    gone = a_note(written_under="gone")
    assert answer(a_held_read(notes=(gone,)), *consents, a_refusal()) == "withdrawn"


def test_after_death_held_notes_need_an_executor_too():
    held = a_held_read(purpose="estate_claim", subject_state=DEAD)
    assert answer(held, a_consent()) == "authority_not_valid"
    assert answer(held, a_consent(), an_executor()) == "ok_held_note"
    assert answer(held, a_consent(), an_executor(purposes=("debt",))) == "purpose_not_covered"
    assert answer(held, a_consent(withdrawn="2026-10-20 09:00")) == "withdrawn"
    assert answer(held, a_consent(), a_refusal()) == "refused"
    assert answer(replace(held, subject_state=ADULT), a_consent()) == "ok_held_note"
    on_the_day = replace(DEAD, deceased_on=date(2026, 11, 5))
    assert answer(replace(held, subject_state=on_the_day), a_consent()) == "authority_not_valid"


def test_the_whole_record_is_never_a_held_note():
    assert answer(a_request(target="letter"), a_consent()) == "ok"
    assert answer(a_request(target="letter"), a_consent(expires_on=date(2026, 11, 4))) == "expired"


# --- the practice's own check ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "consent", "expected"),
    [
        ({}, {}, "ok_accuracy_check"),
        ({}, {"purposes": ("debt",), "recipients": ()}, "ok_accuracy_check"),
        ({}, {"actions": ("quote",)}, "ok_accuracy_check"),
        ({}, {"actions": ("disclose",)}, "action_not_covered"),
        ({}, {"practice": "prac-b"}, "practice_not_covered"),
        ({}, {"categories": ("medication",)}, "category_not_covered"),
        ({}, {"review_on": date(2026, 11, 4)}, "ok_accuracy_check"),
        ({}, {"expires_on": date(2026, 11, 4)}, "expired"),
        ({"accuracy": Accuracy(True, None, None)}, {}, "ok_accuracy_check"),
        ({"recipients": (Recipient("prac-b", "practice"),)}, {}, "recipient_not_covered"),
        ({"recipients": (Recipient("prac-a", "practice"), SSS)}, {}, "recipient_not_covered"),
        ({"notes": (a_note(), a_note("n2", practice="prac-b"))}, {}, "recipient_not_covered"),
        ({"notes": (a_note(practice=None),)}, {"practice": None}, "recipient_not_covered"),
        ({"notes": (a_note(third_party="unresolved"),)}, {}, "third_party_unresolved"),
        ({"notes": (a_note(harm="suspected"),)}, {}, "harm_check_needed"),
        ({"notes": (a_note(written_under="c0"),)}, {}, "no_consent"),
    ],
)
def test_the_draft_goes_to_the_practice_the_entries_came_from(changes, consent, expected):
    assert answer(a_check(**changes), a_consent(**consent)) == expected


def test_the_roads_round_consent_are_these_and_no_others():
    """consent file, section 9: each by its name, so that none is lost or added unseen."""
    assert set(words.OVERRIDE_BASES) == {
        *("asp_s10", "court_order", "safeguarding", "vital_interests", "legal_claim")
    }
    assert set(words.THIRD_PARTY) == {"none", "unresolved", "redacted", "consented", "professional"}
    assert set(words.HARM) == {"none", "suspected", "cleared", "confirmed"}
