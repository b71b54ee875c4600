"""Post, the directory, links, goals and households: what is kept, what is refused, who sees what."""

from datetime import date, timedelta

import pytest
from building import TODAY, a_case, a_client, a_consent, a_practice

from welfare_desk.casework import access
from welfare_desk.casework.desk import NotFound
from welfare_desk.casework.matters import journal
from welfare_desk.casework.people import circumstances, clients, households
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.people.households import ApartFromThem
from welfare_desk.casework.service import crisis, directory, post, sessions, support
from welfare_desk.casework.service.crisis import CrisisDraft
from welfare_desk.casework.service.directory import ServiceDraft
from welfare_desk.casework.service.post import PostDraft
from welfare_desk.casework.service.support import LinkDraft
from welfare_desk.errors import Problems
from welfare_desk.rules import goals as goal_rules
from welfare_desk.rules import links as link_rules
from welfare_desk.rules.links import Linked

NEXT = date(2026, 12, 3)


def wrong(refused):
    return [problem.field for problem in refused.value.problems]


# Post --------------------------------------------------------------------------------------------------


def test_post_is_noted_matched_and_decided_and_the_decision_can_be_taken_back(desk_on_both):
    desk = desk_on_both
    person = a_client(desk, ni_number="JK 12 34 56 A")
    item = post.note_post(desk, PostDraft("UC decision for JK123456A, dated 20 Nov", "DWP"), today=TODAY).id
    [row] = post.post(desk)
    assert (row.client, row.from_whom, post.waiting(desk)) == (None, "DWP", 1)
    assert [found.id for found in post.suggestions(desk, row.gist)] == [person]
    with pytest.raises(Problems) as refused:
        post.decide_post(desk, item, "filed", today=TODAY)
    assert wrong(refused) == ["decision"]
    post.match_post(desk, item, person)
    with pytest.raises(Problems) as refused:
        post.decide_post(desk, item, "task", today=TODAY)
    assert wrong(refused) == ["what"]
    post.decide_post(desk, item, "task", what="Enter the decision", due_on=NEXT, today=TODAY)
    assert post.post(desk) == [] and post.waiting(desk) == 0
    assert [one.decision for one in post.post(desk, decided=True)] == ["task"]
    assert (
        journal.journal_rows(desk, person)[0].words
        == "Letter from DWP: UC decision for JK123456A, dated 20 Nov"
    )
    with pytest.raises(Problems):
        post.match_post(desk, item, None)
    post.undecide_post(desk, item, today=TODAY)
    assert post.waiting(desk) == 1


def test_post_of_another_client_is_not_put_to_a_case(desk):
    one, other = a_client(desk), a_client(desk, surname="Kerr")
    case = a_case(desk, other)
    with pytest.raises(NotFound):
        post.note_post(desk, PostDraft("Letter", person_id=one, case_id=case), today=TODAY)
    with pytest.raises(Problems) as refused:
        post.note_post(desk, PostDraft(" ", channel="pigeon", received_on=NEXT), today=TODAY)
    assert wrong(refused) == ["gist", "received_on", "channel"]


# The directory and links -------------------------------------------------------------------------------


def a_service(desk, name="Millbank Pantry", kind="food"):
    return directory.keep_service(
        desk, ServiceDraft(name, kind, "Weekly shop for a small sum"), today=TODAY
    ).id


def test_an_entry_is_to_be_checked_again_after_a_year(desk_on_both, clock):
    desk = desk_on_both
    pantry = a_service(desk)
    a_service(desk, "Harbour Carers", "carers")
    [row] = directory.services(desk, typed="weekly pantry")
    assert (row.id, row.check_again_on) == (pantry, date(2027, 11, 26))
    directory.service_checked(desk, pantry, today=date(2027, 10, 1))
    assert directory.services(desk, typed="pantry")[0].check_again_on == date(2028, 10, 1)
    directory.service_ended(desk, pantry, today=date(2027, 10, 2))
    assert [row.name for row in directory.services(desk)] == ["Harbour Carers"]
    assert len(directory.services(desk, ended=True)) == 2
    with pytest.raises(Problems) as refused:
        directory.keep_service(desk, ServiceDraft(" ", "magic"), today=TODAY)
    assert wrong(refused) == ["name", "kind"]


def test_nobody_is_referred_without_agreeing_and_a_result_fits_its_link(desk):
    person, pantry = a_client(desk), a_service(desk)
    with pytest.raises(Problems) as refused:
        support.add_link(desk, LinkDraft(person, "referred", "food", pantry), today=TODAY)
    assert wrong(refused) == ["agreed"]
    link = support.add_link(desk, LinkDraft(person, "referred", "food", pantry, agreed=True), today=TODAY).id
    with pytest.raises(Problems) as refused:
        support.link_result(desk, link, "took_place", today=TODAY)
    assert wrong(refused) == ["result"]
    with pytest.raises(Problems) as refused:
        support.link_result(desk, link, "not_taken_up", today=TODAY)
    assert wrong(refused) == ["because"]
    support.link_result(desk, link, "accepted", today=TODAY)
    [row] = support.support(desk, person).links
    assert (row.service, row.agreed_on, row.result, row.connected) == (
        "Millbank Pantry",
        TODAY,
        "accepted",
        True,
    )


@pytest.mark.parametrize(
    ("how", "result", "connected", "accessed"),
    [
        ("signposted", None, False, False),
        ("signposted", "contacted", True, False),
        ("signposted", "attended", True, True),
        ("referred", "accepted", True, False),
        ("referred", "attended", True, True),
        ("accompanied", "took_place", True, True),
        ("accompanied", "not_taken_up", False, False),
        ("not_found", None, False, False),
    ],
)
def test_connected_and_accessed_are_two_bars(how, result, connected, accessed):
    assert link_rules.connected(how, result) is connected
    assert link_rules.accessed(how, result) is accessed


def test_a_client_counts_once_for_each_bar_and_what_is_lacking_is_counted_by_need():
    told = link_rules.figures(
        [
            Linked("a", "signposted", "food", "contacted"),
            Linked("a", "referred", "housing", "attended"),
            Linked("b", "not_found", "mental_health", None),
            Linked("c", "not_found", "mental_health", None),
            Linked("c", "accompanied", "carers", "took_place"),
        ],
        4,
    )
    assert (told.clients, told.connected, told.accessed, told.accompanied) == (4, 2, 2, 1)
    assert told.lacking == (("mental_health", 2),)


# Goals -------------------------------------------------------------------------------------------------


def test_a_goal_with_steps_is_reviewed_through_four_meetings(desk_on_both, clock):
    desk = desk_on_both
    person = a_client(desk)
    goal = support.set_goal(
        desk, person, "Sleep without counting bills", "mind", review_on=NEXT, today=TODAY
    ).id
    support.add_step(desk, goal, "Bring the bills", "client", due_on=NEXT)
    support.add_step(desk, goal, "Ask the council for time", "us")
    [row] = support.support(desk, person).goals
    support.step_done(desk, row.steps[0].id, today=TODAY)
    day = TODAY
    for said in ("Still awake", "Better since the offer", "Slept four nights"):
        day += timedelta(days=7)
        support.review_goal(desk, goal, "open", words=said, again_on=day + timedelta(days=7), today=day)
    with pytest.raises(Problems) as refused:
        support.review_goal(desk, goal, "open", today=day)
    assert wrong(refused) == ["again_on"]
    support.review_goal(desk, goal, "partly", words="Most nights", today=day + timedelta(days=7))
    [row] = support.support(desk, person).goals
    assert (row.state, row.decided_on, row.review_on) == ("partly", date(2026, 12, 24), None)
    assert [words for _, _, words in row.reviews] == [
        "Most nights", "Slept four nights", "Better since the offer", "Still awake",
    ]  # fmt: skip
    assert [step.done_on for step in row.steps] == [TODAY, None]


def test_partly_met_is_not_met_and_goals_nobody_reviewed_are_counted_apart():
    told = goal_rules.figures(["met", "met", "partly", "not_met", "dropped", "open"])
    assert (told.met.part, told.met.whole, told.partly, told.not_reviewed) == (2, 4, 1, 1)


def test_the_figures_come_from_entries_of_the_period(desk):
    person, other = a_client(desk), a_client(desk, surname="Kerr")
    sessions.record_support(desk, person, "attended", on=TODAY)
    sessions.record_support(desk, other, "phone", on=TODAY)
    pantry = a_service(desk)
    link = support.add_link(desk, LinkDraft(person, "signposted", "food", pantry), today=TODAY).id
    support.link_result(desk, link, "contacted", today=TODAY)
    goal = support.set_goal(desk, person, "A warm house", "home", today=TODAY).id
    support.review_goal(desk, goal, "met", today=TODAY)
    goals, links = support.figures(desk, from_on=TODAY, to_on=TODAY)
    assert (goals.met.part, goals.met.whole) == (1, 1)
    assert (links.connected, links.accessed, links.clients) == (1, 0, 2)


# Households --------------------------------------------------------------------------------------------


def test_everyone_stands_on_one_page_each_with_their_own_consents(desk_on_both):
    desk = desk_on_both
    mother = a_client(desk, forenames="Ann", born_on=date(1980, 1, 1))
    father = a_client(desk, forenames="Bob", born_on=date(1978, 1, 1))
    households.join(desk, mother, father, relation="Partner", today=TODAY)
    for name, born in (("Cal", date(2010, 5, 5)), ("Dee", date(2015, 5, 5)), ("Eve", date(2020, 5, 5))):
        draft = ClientDraft("Reid", name, born_on=born)
        households.add_member(desk, mother, draft, relation="Child", carer=name == "Cal", today=TODAY)
    a_consent(desk, father, a_practice(desk))
    a_case(desk, father)
    page = households.household(desk, mother)
    assert [one.name for one in (page.me, *page.others)] == [
        "Ann Reid", "Bob Reid", "Cal Reid", "Dee Reid", "Eve Reid",
    ]  # fmt: skip
    assert [len(one.consents) for one in (page.me, *page.others)] == [0, 1, 0, 0, 0]
    assert [one.name for one in page.others if one.young_carer] == ["Cal Reid"]
    assert page.my_cases == ()


def test_nobodys_cases_show_on_anothers_page_without_a_reason_that_is_kept(desk):
    one, other = a_client(desk, forenames="Ann"), a_client(desk, forenames="Bob")
    a_case(desk, other)
    households.join(desk, one, other, relation="Brother", today=TODAY)
    assert households.household(desk, one).my_cases == ()
    with pytest.raises(Problems):
        households.open_member(desk, one, other, why=" ")
    [row] = households.open_member(desk, one, other, why="Joint council tax arrears")
    assert row.person_id == other
    [look] = [look for look in access.who_has_looked(desk, other) if look.target == "case"]
    assert look.said == "Joint council tax arrears"
    with pytest.raises(NotFound):
        households.open_member(desk, one, a_client(desk, forenames="Stranger"), why="curious")


def test_a_separated_couple_with_a_safety_flag_learn_nothing_of_each_other(desk_on_both):
    desk = desk_on_both
    ann = a_client(desk, forenames="Ann", address="1 Old Street", phone="07700 900111")
    bob = a_client(desk, forenames="Bob", address="1 Old Street")
    child = a_client(desk, forenames="Cal", born_on=date(2015, 1, 1))
    a_case(desk, ann, "adp")
    households.join(desk, bob, ann, relation="Wife", today=TODAY)
    households.join(desk, bob, child, relation="Son", today=TODAY)
    crisis.record(desk, CrisisDraft(ann, "violence", "He hits her."))
    households.keep_apart(desk, ann, bob, today=TODAY)
    assert households.household(desk, bob).others == ()
    assert [one.name for one in households.household(desk, ann).others] == ["Cal Reid"]
    households.join(desk, bob, child, relation="Son", today=TODAY)
    view = clients.client(desk, ann)
    clients.change_client(
        desk,
        ann,
        ClientDraft("Reid", "Ann", born_on=date(1974, 3, 2), address="9 New Road", phone="07700 900111"),
        version=view.version,
        today=TODAY,
    )
    # Nothing of hers is on his page, nor on their son's who lives with him; nor can it be opened there.
    for person in (bob, child):
        page = households.household(desk, person)
        shown = repr(page)
        assert "Ann" not in shown and "New Road" not in shown and "900111" not in shown
    with pytest.raises(ApartFromThem):
        households.open_member(desk, bob, ann, why="He asked how she is")
    with pytest.raises(ApartFromThem):
        households.join(desk, bob, ann, relation="Wife", today=TODAY)
    assert "Bob" not in repr(households.household(desk, ann))
    assert all("hits" not in entry.words for entry in journal.journal_rows(desk, bob))
    assert [row.name for row in households.apart_from(desk, ann)] == ["Bob Reid"]
    assert households.apart_from(desk, bob) == []  # on his side nothing says that there is a flag
    households.end_apart(desk, ann, bob, today=TODAY)
    households.join(desk, bob, ann, relation="Wife", today=TODAY)
    assert [one.name for one in households.household(desk, bob).others] == ["Ann Reid", "Cal Reid"]


def test_a_household_kept_apart_by_hand_later_still_shows_nobody(desk):
    """Two files that name one household (a workbook said so) do not undo the flag."""
    ann, bob = a_client(desk, forenames="Ann"), a_client(desk, forenames="Bob")
    households.keep_apart(desk, ann, bob, today=TODAY)
    circumstances.live_together(desk, [ann, bob])
    assert households.household(desk, bob).others == ()
