"""A referral taken in one act."""

from dataclasses import replace
from datetime import date, time

import pytest
from building import TODAY, a_client, a_practice

from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.people import clients, referrals
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.people.referrals import ReferralDraft
from welfare_desk.casework.service import sessions
from welfare_desk.errors import Problems

FIONA = ClientDraft("MacAskill", "Fiona", born_on=date(2001, 6, 19))
DRAFT = ReferralDraft(FIONA, TODAY, "gp", ("income", "debt"), agreed=True)


def taken(desk, **facts):
    kept = referrals.take_referral(desk, replace(DRAFT, **facts), today=TODAY)
    return cases.case(desk, kept.id).row.person_id


def said(desk, person):
    return [row.words for row in journal.journal_rows(desk, person)]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"referrer_name": "Dr Rennie"}, "Referred by Dr Rennie."),
        ({}, "Referred by the GP."),
        ({"referrer_role": "link_worker"}, "Referred by the link worker."),
        ({"referrer_role": "self"}, "Came to the service themselves."),
    ],
)
def test_the_journal_says_how_the_client_came(desk, facts, words):
    assert words in said(desk, taken(desk, **facts))


def test_what_is_happening_is_the_first_note(desk):
    person = taken(desk, story="  Sick pay ends in December. ")
    [note] = [row for row in journal.journal_rows(desk, person) if row.kind == "note"]
    assert note.words == "Sick pay ends in December."


def test_the_first_meeting_is_booked_in_the_same_act(desk):
    session = sessions.plan_session(desk, a_practice(desk), TODAY, time(9, 30), time(12, 30)).id
    person = taken(desk, first_meeting=(session, time(11, 0)), matter="rent arrears")
    [meeting] = sessions.session(desk, session).booked
    assert (meeting.person_id, meeting.at, meeting.why) == (
        person,
        time(11, 0),
        "First meeting: rent arrears",
    )


def test_when_the_place_was_taken_meanwhile_nothing_is_kept(desk):
    session = sessions.plan_session(desk, a_practice(desk), TODAY, time(9, 30), time(12, 30)).id
    sessions.book(desk, a_client(desk), session_id=session, at=time(11, 0))
    with pytest.raises(Problems) as refused:
        taken(desk, first_meeting=(session, time(11, 0)))
    assert [problem.field for problem in refused.value.problems] == ["first_meeting"]
    assert clients.find(desk, "MacAskill") == []


def test_a_referral_to_somebody_known_leaves_their_details_alone(desk):
    known = a_client(desk, phone="07700 900186")
    assert taken(desk, client_id=known, client=replace(FIONA, surname="")) == known
    assert clients.client(desk, known).draft.phone == "07700 900186"
