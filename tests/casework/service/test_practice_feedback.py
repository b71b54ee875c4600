"""Telling a practice how it went: only of those who agreed, each logged, the others only counted."""

from datetime import date, time
from decimal import Decimal

import pytest
from another_program import pdftotext
from building import TODAY, a_case, a_client, a_practice

from welfare_desk.casework import access, agency
from welfare_desk.casework.consent import consents
from welfare_desk.casework.consent.consents import ConsentDraft
from welfare_desk.casework.figures import gains
from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.people import referrals
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.service import practice_feedback, sessions
from welfare_desk.casework.service.feedback_paper import counts_without_names
from welfare_desk.casework.service.practice_feedback import Numbers
from welfare_desk.errors import Problems

SPAN = {"from_on": date(2026, 11, 1), "to_on": TODAY}


def says(desk, person, practice, polarity="permit", purpose="practice_feedback", **facts):
    body = next(row.organisation_id for row in agency.practices(desk) if row.id == practice)
    said = {
        "purposes": (purpose,),
        "actions": ("disclose",),
        "categories": ("all",),
        "recipient_ids": (body,),
        "private_place": True,
    }
    draft = ConsentDraft(person_id=person, polarity=polarity, **(said | facts))
    return consents.record_consent(desk, draft, today=desk.clock.today()).id


def referred(desk, practice, surname, forenames="Ann", reasons=("benefit_claim",), by="Dr A Rennie"):
    draft = referrals.ReferralDraft(
        ClientDraft(surname, forenames, born_on=date(1970, 5, 5), practice_id=practice),
        date(2026, 11, 2),
        "gp",
        reasons,
        referrer_name=by,
        agreed=True,
        matter="adp",
    )
    case = referrals.take_referral(desk, draft, today=TODAY).id
    return cases.case(desk, case).row.person_id, case


def met(desk, practice, person, at=time(10, 0)):
    session = sessions.plan_session(desk, practice, TODAY, time(9, 30), time(12, 30)).id
    meeting = sessions.book(desk, person, session_id=session, at=at).id
    sessions.set_status(desk, meeting, "attended")


def test_only_who_agreed_is_told_of_and_the_others_are_counted(desk_on_both):
    desk = desk_on_both
    practice = a_practice(desk)
    ann, case = referred(desk, practice, "Begg")
    no, _ = referred(desk, practice, "Carr")
    asked_never, _ = referred(desk, practice, "Dunn")
    says(desk, ann, practice)
    says(desk, no, practice, "refuse")
    met(desk, practice, ann)
    gains.record_decision(
        desk,
        case,
        gains.DecisionDraft(date(2026, 11, 20), "awarded", gain=gains.GainDraft(Decimal("70"))),
        today=TODAY,
    )
    found = practice_feedback.feedback(desk, practice, **SPAN)
    assert {row.person_id: row.left_out for row in found.rows} == {
        ann: "", no: "refused", asked_never: "agreement_needed",
    }  # fmt: skip
    [row] = found.told
    assert (
        row.words == "Referred 2 Nov 2026 for a benefit claim; seen once. Adult Disability Payment awarded."
    )
    assert row.gp == "Dr A Rennie"
    # Looking at it tells nobody anything.
    assert not [one for one in access.who_has_looked(desk, ann) if one.target == "practice_feedback"]

    sheet = practice_feedback.give_sheet(
        desk, practice, "meeting", **SPAN, told_to="Meeting of 26 November", today=TODAY
    )
    assert (sheet.people, sheet.left_out) == (1, 2)
    logged = [one for one in access.who_has_looked(desk, ann) if one.target == "practice_feedback"]
    assert [(one.action, one.decision, one.reason) for one in logged] == [
        ("disclose", "disclose", "ok_no_note")
    ]
    assert not [one for one in access.who_has_looked(desk, no) if one.target == "practice_feedback"]
    assert journal.journal_rows(desk, ann)[0].words == (
        "Told Millbank Medical Practice how things went: list for the practice meeting."
    )
    [told] = practice_feedback.given(desk, practice)
    assert (told.kind, told.told_to, told.people, told.left_out) == (
        "meeting",
        "Meeting of 26 November",
        1,
        2,
    )
    assert practice_feedback.feedback(desk, practice, **SPAN).told[0].told_on == TODAY


def test_the_page_names_who_agreed_and_nobody_else(desk):
    practice = a_practice(desk)
    ann, _ = referred(desk, practice, "Begg")
    referred(desk, practice, "Carr", "Zebedee")
    says(desk, ann, practice)
    for kind in ("meeting", "by_gp"):
        sheet = practice_feedback.give_sheet(desk, practice, kind, **SPAN, today=TODAY)
        text = pdftotext(sheet.pdf)
        assert "Begg" in text and "1 person is left out" in text
        assert "Carr" not in text and "Zebedee" not in text
    assert "fewer than 5" in text and "Dr A Rennie" in text


def test_a_consent_taken_back_takes_them_off_the_next_list(desk):
    practice = a_practice(desk)
    ann, _ = referred(desk, practice, "Begg")
    agreed = says(desk, ann, practice)
    assert practice_feedback.feedback(desk, practice, **SPAN).told
    consents.withdraw(desk, agreed, how="by telephone", today=TODAY)
    assert not practice_feedback.feedback(desk, practice, **SPAN).told
    with pytest.raises(practice_feedback.NobodyAgreed):
        practice_feedback.give_sheet(desk, practice, "meeting", **SPAN, today=TODAY)
    assert not practice_feedback.given(desk, practice)


@pytest.mark.parametrize("purpose", ["benefit_claim", "referral_on"])
def test_agreeing_to_something_else_is_not_agreeing_to_this(desk, purpose):
    practice = a_practice(desk)
    ann, _ = referred(desk, practice, "Begg")
    says(desk, ann, practice, purpose=purpose)
    assert practice_feedback.feedback(desk, practice, **SPAN).rows[0].left_out == "agreement_needed"


def test_agreeing_for_one_practice_tells_no_other(desk):
    millbank, harbour = a_practice(desk), a_practice(desk, "Harbour Practice")
    ann, _ = referred(desk, millbank, "Begg")
    says(desk, ann, harbour)
    assert not practice_feedback.feedback(desk, millbank, **SPAN).told


def test_a_line_for_the_record_is_refused_to_who_did_not_agree_and_the_refusal_is_logged(desk):
    practice = a_practice(desk)
    ann, _ = referred(desk, practice, "Begg")
    with pytest.raises(access.Blocked):
        practice_feedback.give_line(desk, ann, practice, **SPAN, today=TODAY)
    [logged] = [one for one in access.who_has_looked(desk, ann) if one.target == "practice_feedback"]
    assert (logged.decision, logged.reason) == ("nothing", "agreement_needed")
    says(desk, ann, practice)
    line = practice_feedback.give_line(desk, ann, practice, **SPAN, today=TODAY)
    assert line == (
        "26 Nov 2026. Welfare rights (Tayside Advice Partnership): Referred 2 Nov 2026 for a benefit claim;"
        " not seen yet. We go on with Adult Disability Payment."
    )


def test_own_words_stand_until_they_are_emptied(desk):
    practice = a_practice(desk)
    ann, _ = referred(desk, practice, "Begg")
    says(desk, ann, practice)
    before = practice_feedback.feedback(desk, practice, **SPAN).told[0].words
    practice_feedback.keep_words(desk, ann, practice, "  Rent is safe\nnow. ", today=TODAY)
    [row] = practice_feedback.feedback(desk, practice, **SPAN).told
    assert (row.words, row.own_words) == ("Rent is safe now.", True)
    practice_feedback.keep_words(desk, ann, practice, "", today=TODAY)
    assert practice_feedback.feedback(desk, practice, **SPAN).told[0].words == before
    with pytest.raises(Problems):
        practice_feedback.keep_words(desk, ann, practice, "x" * 601, today=TODAY)


def test_nothing_in_these_weeks_is_an_empty_list_and_a_turned_span_is_said(desk):
    practice = a_practice(desk)
    a_case(desk, a_client(desk, practice_id=practice))
    assert (
        practice_feedback.feedback(desk, practice, from_on=date(2025, 1, 1), to_on=date(2025, 2, 1)).rows
        == ()
    )
    with pytest.raises(Problems):
        practice_feedback.feedback(desk, practice, from_on=TODAY, to_on=date(2026, 11, 1))


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        (Numbers(0, 0, 0, 0), ("0", "0", "0", "0")),
        (Numbers(3, 2, 1, 0), ("fewer than 5", "not shown", "not shown", "not shown")),
        (Numbers(20, 12, 3, 5), ("20", "12", "fewer than 5", "not shown")),  # 20 - 12 - 5 would tell
        (Numbers(20, 14, 3, 3), ("20", "14", "fewer than 5", "fewer than 5")),
        (Numbers(20, 18, 2, 0), ("20", "not shown", "fewer than 5", "0")),
        (Numbers(20, 15, 5, 0), ("20", "15", "5", "0")),
    ],
)
def test_no_number_can_be_worked_out_that_is_below_five(numbers, shown):
    """Practice service file, section 8: below 5 do not publish."""
    assert counts_without_names(numbers) == shown
