"""Conflicts of interest: looked for with everybody new, said, and decided by a manager."""

from dataclasses import replace

import pytest
from building import TODAY, a_case, a_client, a_practice
from rights import a_second_person, an_officer

from welfare_desk.casework.people import conflicts, households, referrals
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.people.conflicts import OtherSideDraft
from welfare_desk.casework.people.referrals import ReferralDraft
from welfare_desk.casework.rights.access_report import ForAManager
from welfare_desk.casework.service import day
from welfare_desk.errors import Problems


def found(desk, person=None):
    return [(one.client, one.other, one.because) for one in conflicts.page(desk, person).found]


def referred(desk, surname, forenames, **facts):
    draft = ReferralDraft(
        client=ClientDraft(surname, forenames, practice_id=a_practice(desk), **facts),
        received_on=TODAY,
        referrer_role="gp",
        reasons=("debt",),
        agreed=True,
    )
    return referrals.take_referral(desk, draft, today=TODAY).id


def test_a_new_client_who_may_be_somebodys_landlord_is_found_before_and_kept_after(desk):
    tenant = a_client(desk)
    draft = OtherSideDraft(tenant, "landlord", "Watt", "James")
    conflicts.name_other_side(desk, draft, today=TODAY)
    [warned] = conflicts.would_be(desk, ClientDraft("Watt", "James"))
    assert warned.person_id == tenant and "Callum Reid" in warned.because
    assert conflicts.would_be(desk, ClientDraft("Weir", "James")) == []
    assert found(desk) == []
    referred(desk, "Watt", "James")
    assert found(desk) == [("James Watt", "Callum Reid", "May be the landlord: the same name")]
    assert found(desk, tenant) == [("Callum Reid", "James Watt", "May be the landlord: the same name")]
    assert day.today(desk, today=TODAY).conflicts == 1


def test_a_new_opponent_who_is_a_client_is_found(desk):
    mother, father = a_client(desk, forenames="Mairi"), a_client(desk, forenames="Ian", surname="Bain")
    draft = OtherSideDraft(mother, "other_parent", "Bain", "Ian")
    conflicts.name_other_side(desk, draft, today=TODAY)
    [one] = conflicts.page(desk, father).found
    assert one.other_id == mother and one.because.startswith("May be the other parent")
    conflicts.name_other_side(desk, draft, today=TODAY)  # named twice, found once
    assert len(conflicts.page(desk).found) == 1


def test_two_of_one_household_for_whom_we_act(desk):
    one, other = a_client(desk), a_client(desk, forenames="Moira")
    a_case(desk, one)
    households.join(desk, one, other, relation="Wife", today=TODAY)
    assert found(desk) == []
    draft = ReferralDraft(
        client=ClientDraft("Reid", "Moira"),
        received_on=TODAY,
        referrer_role="gp",
        reasons=("debt",),
        agreed=True,
        client_id=other,
    )
    referrals.take_referral(desk, draft, today=TODAY)
    assert [one.because for one in conflicts.page(desk).found] == ["They live together, and we act for both"]


def test_of_two_kept_apart_only_a_manager_is_told_whom(desk):
    an_officer(desk, "manager")
    one, other = a_client(desk), a_client(desk, forenames="Ian", surname="Bain")
    a_case(desk, one)
    a_case(desk, other)
    households.keep_apart(desk, one, other, today=TODAY)
    assert found(desk, other) == [("Ian Bain", "Callum Reid", "The two are kept apart")]
    desk.advisor = replace(desk.advisor, role="caseworker")
    [row] = conflicts.page(desk, other).found
    assert row.other == conflicts.SOMEBODY and row.other_id is None
    assert "Reid" not in repr(row)


def test_a_manager_decides_and_it_stands(desk):
    a_second_person(desk)
    one, other = a_client(desk), a_client(desk, forenames="Ian", surname="Bain")
    conflicts.name_other_side(desk, OtherSideDraft(one, "neighbour", "Bain", "Ian"), today=TODAY)
    [row] = conflicts.page(desk).found
    with pytest.raises(ForAManager):
        conflicts.decide(desk, row.id, "none", why="Another man", today=TODAY)
    desk.advisor = replace(desk.advisor, role="manager")
    with pytest.raises(Problems):
        conflicts.decide(desk, row.id, "none", why=" ", today=TODAY)
    with pytest.raises(Problems):
        conflicts.decide(desk, row.id, "whatever", why="x", today=TODAY)
    conflicts.decide(desk, row.id, "apart", why="Two of us", today=TODAY)
    [row] = conflicts.page(desk, other).found
    assert (row.decision, row.why, row.decided_by) == ("apart", "Two of us", "Morag Sinclair")
    assert day.today(desk, today=TODAY).conflicts == 0


@pytest.mark.parametrize(
    ("draft", "field"),
    [({"role": "x", "surname": "Watt"}, "role"), ({"role": "other", "surname": " "}, "surname")],
)
def test_what_is_missing_is_named(desk, draft, field):
    with pytest.raises(Problems) as no:
        conflicts.name_other_side(desk, OtherSideDraft(a_client(desk), **draft), today=TODAY)
    assert [one.field for one in no.value.problems] == [field]


def test_a_side_that_ended_warns_no_longer(desk):
    tenant = a_client(desk)
    made = conflicts.name_other_side(desk, OtherSideDraft(tenant, "landlord", "Watt", "James"), today=TODAY)
    conflicts.no_longer(desk, made.id, today=TODAY)
    assert conflicts.would_be(desk, ClientDraft("Watt", "James")) == []
    assert conflicts.page(desk, tenant).other_side == ()
