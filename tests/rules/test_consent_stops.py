"""What a screen is told: every consent and every sentence that stands in the way."""

from datetime import date, timedelta

from consent_values import (
    KNOWN,
    MANAGER,
    NOW,
    PERMITS,
    STRANGER,
    a_consent,
    a_held_read,
    a_letter,
    a_note,
    a_refusal,
    a_request,
    a_sar,
    an_override,
)

from welfare_desk.rules.consent import (
    GRANTED_REASONS,
    OF_THE_WHOLE,
    REFUSED_REASONS,
    Ruling,
    Stop,
    decide,
    permit_faults,
    stops,
)
from welfare_desk.rules.consent_record import Accuracy, Clock, SarCheck


def test_a_screen_learns_which_consent_stops_which_sentence():
    notes = (
        a_note("n1"),
        a_note("n2", categories=("mental_health",), harm="suspected"),
        a_note("n3", written_under="gone", third_party="unresolved"),
    )
    refusal = a_refusal(categories=("mental_health",))
    letter = a_letter(notes=notes, accuracy=Accuracy(True, None, None), user=STRANGER)
    assert stops((*PERMITS, refusal), letter) == (
        Stop("not_assigned"),
        Stop("accuracy_check_needed"),
        Stop("refused", ("r1",), "n2"),
        Stop("harm_check_needed", (), "n2"),
        Stop("note_restricted", ("gone",), "n3"),
        Stop("third_party_unresolved", (), "n3"),
    )
    assert stops(PERMITS, a_letter()) == ()


def test_each_held_note_is_named_with_what_became_of_its_consent():
    consents = (*PERMITS, a_consent("theirs", holder_org="agency-2"))
    under = ("c1", "c0", "error", "theirs", "gone")
    notes = tuple(a_note(f"n{n}", written_under=consent) for n, consent in enumerate(under))
    foreign = a_note("n9", subject="p2")
    assert stops(consents, a_held_read(notes=(*notes, foreign))) == (
        Stop("no_consent", (), "n1"),
        Stop("entered_in_error", ("error",), "n2"),
        Stop("org_not_covered", ("theirs",), "n3"),
        Stop("withdrawn", ("gone",), "n4"),
        Stop("note_wrong_subject", (), "n9"),
    )
    both = a_held_read(notes=(a_note(written_under="gone"), a_note("n2", written_under="c9")))
    also_gone = a_consent("c9", withdrawn="2026-10-20 09:00")
    assert decide((*consents, also_gone), both) == Ruling("nothing", "withdrawn", ("c9", "gone"))


def test_a_copy_for_the_patient_names_each_note_it_must_leave_out():
    notes = (
        a_note("n1", sar_check=KNOWN),
        a_note("n2"),
        a_note("n3", sar_check=SarCheck("opinion", NOW.date(), True), third_party="unresolved"),
    )
    assert stops((), a_sar(notes=notes)) == (
        Stop("health_opinion_needed", (), "n2"),
        Stop("third_party_unresolved", (), "n3"),
        Stop("harm_confirmed", (), "n3"),
    )


def test_an_override_badly_recorded_stops_the_whole():
    letter = a_letter(user=STRANGER, override=an_override(basis="whim"))
    assert stops((), letter) == (Stop("not_assigned"), Stop("bad_request"))


def test_a_refusal_and_the_want_of_a_permit_are_both_shown():
    found = stops((a_consent(purposes=("debt",)), a_refusal()), a_letter())
    assert found == (Stop("refused", ("r1",), "n1"), Stop("purpose_not_covered", ("c1",), "n1"))


def test_notes_that_pass_alone_but_not_together_stop_the_whole():
    notes = a_note("n1"), a_note("n2", categories=("medication",))
    halves = a_consent("c1", categories=("diagnosis",)), a_consent("c2", categories=("medication",))
    assert stops(halves, a_letter(notes=notes)) == (Stop("category_not_covered", ("c1", "c2")),)


def test_without_notes_the_answer_is_all_there_is():
    assert stops((), a_request()) == (Stop("no_consent"),)
    assert stops((a_consent(purposes=()),), a_request(clock=Clock(NOW + timedelta(days=1), None))) == (
        Stop("clock_untrusted"),
    )


def test_each_permit_is_shown_with_its_own_fault_nearest_first():
    permits = (
        a_consent("a", state="draft"),
        a_consent("b", recipients=()),
        a_consent("c", purposes=("debt",)),
        a_consent("d"),
    )
    found = permit_faults((*permits, a_refusal()), a_letter(user=MANAGER))
    assert found == (("b", "recipient_not_covered"), ("c", "purpose_not_covered"), ("a", "not_active"))


def test_the_codes_are_each_named_once():
    codes = (*REFUSED_REASONS, *GRANTED_REASONS)
    assert len(set(codes)) == len(codes) == 55
    assert set(OF_THE_WHOLE) < set(REFUSED_REASONS)


def test_what_stops_the_whole_letter_stands_before_what_stops_a_sentence():
    letter = a_letter(notes=(a_note(third_party="unresolved"),), accuracy=Accuracy(True, None, None))
    assert stops(PERMITS, letter) == (
        Stop("accuracy_check_needed"),
        Stop("third_party_unresolved", (), "n1"),
    )


def test_one_note_about_somebody_else_stops_a_copy_of_several():
    notes = (a_note("n1", sar_check=KNOWN), a_note("n2", sar_check=KNOWN, third_party="unresolved"))
    assert decide(PERMITS, a_sar(notes=notes)).reason == "third_party_unresolved"


def test_one_entry_outside_the_dates_stops_a_letter_of_several():
    bounded = a_consent(record_from=date(2025, 1, 1))
    notes = (a_note("n1"), a_note("n2", entry_date=date(2019, 5, 1)))
    assert decide((bounded,), a_letter(notes=notes)).reason == "entry_date_not_covered"
