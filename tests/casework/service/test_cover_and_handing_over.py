"""Cases handed over, shared and covered: in the lists, and in the gate's eyes, for those days only."""

from datetime import date, timedelta

import pytest
from building import PASSPHRASE, TODAY, a_case, a_client

from welfare_desk.casework import access
from welfare_desk.casework.access import Ask
from welfare_desk.casework.desk import SignedIn
from welfare_desk.casework.matters import case_page, journal, key_dates
from welfare_desk.casework.matters.key_dates import Wanted
from welfare_desk.casework.opening import NewAdvisor, open_desk
from welfare_desk.casework.service import cover, handing, workers
from welfare_desk.casework.service.cover import CoverDraft
from welfare_desk.errors import Problems
from welfare_desk.records.cases import KeyDate
from welfare_desk.vault.faults import WrongPassphrase

pytestmark = pytest.mark.laptop(
    "its people have their passphrases in one folder; an agency's: tests/casework/shared"
)
THEIR_OWN = "three grey seals singing quietly"


@pytest.fixture
def ewan(desk):
    draft = NewAdvisor("Ewan Rae", role="link_worker", job_title="Link worker")
    return workers.add_worker(desk, draft, THEIR_OWN, today=TODAY).id


def as_ewan(desk, ewan):
    """The same desk with somebody else at the keyboard."""
    import dataclasses

    return dataclasses.replace(desk, advisor=SignedIn(ewan, "Ewan Rae", "ER", "link_worker"), lock=None)


def is_assigned(desk, person, case=None):
    with desk.unit_of_work() as work:
        return access.user_of(work, Ask(person, "read", "case", "oversight", case_id=case)).assigned


def due(desk, case):
    with desk.unit_of_work() as work:
        work.add(KeyDate(case_id=case, what="Ask again", due_on=TODAY, safe_on=TODAY, claimant_acts=True))
        work.commit()


def test_whoever_covers_is_assigned_for_those_days_and_no_longer(desk, clock, ewan):
    person = a_client(desk)
    case = a_case(desk, person)
    theirs = as_ewan(desk, ewan)
    assert is_assigned(desk, person, case) and not is_assigned(theirs, person, case)
    cover.begin_cover(desk, CoverDraft(desk.advisor.id, ewan, TODAY, TODAY + timedelta(days=6), "Holiday"))
    assert is_assigned(theirs, person) and is_assigned(theirs, person, case)
    clock.move(days=7)
    assert not is_assigned(theirs, person, case)


def test_the_dates_of_who_is_away_are_among_those_of_who_covers(desk, ewan):
    case = a_case(desk, a_client(desk))
    due(desk, case)

    def mine():
        return [row.case_id for row in key_dates.upcoming(desk, today=TODAY, wanted=Wanted(advisor_id=ewan))]

    assert mine() == []
    cover.begin_cover(desk, CoverDraft(desk.advisor.id, ewan, TODAY))
    assert mine() == [case]
    [row] = cover.covers(desk, today=TODAY)
    cover.end_cover(desk, row.id, today=TODAY)
    assert mine() == [] and cover.covers(desk, today=TODAY) == []
    cover.share_case(desk, case, ewan, today=TODAY)
    assert mine() == [case]


@pytest.mark.parametrize("field", ["by_id", "to_on"])
def test_a_cover_that_cannot_be_is_refused(desk, ewan, field):
    me = desk.advisor.id
    draft = CoverDraft(me, me, TODAY) if field == "by_id" else CoverDraft(me, ewan, TODAY, date(2026, 11, 1))
    with pytest.raises(Problems) as refused:
        cover.begin_cover(desk, draft)
    assert [one.field for one in refused.value.problems] == [field]


def test_a_case_is_shared_once_and_its_journal_says_so(desk, ewan):
    person = a_client(desk)
    case, other = a_case(desk, person), a_case(desk, person, "pip")
    cover.share_case(desk, case, ewan, today=TODAY)
    with pytest.raises(Problems, match="theirs already"):
        cover.share_case(desk, case, ewan, today=TODAY)
    theirs = as_ewan(desk, ewan)
    assert is_assigned(theirs, person, case) and not is_assigned(theirs, person, other)
    assert journal.journal_rows(desk, person)[0].words == "Shared with Ewan Rae."
    [share] = cover.shares(desk, today=TODAY)
    cover.end_share(theirs, share.id, today=TODAY)
    assert not is_assigned(theirs, person, case)


def test_open_cases_are_handed_over_and_closed_ones_stay(desk, ewan):
    one, two = a_case(desk, a_client(desk)), a_case(desk, a_client(desk, surname="Muir"))
    changes, many = handing.hand_over(desk, desk.advisor.id, ewan, why="New patch", today=TODAY)
    assert many == 2 and "cases" in changes.kinds
    rows = {row.name: row.open_cases for row in workers.workers(desk, today=TODAY)}
    assert rows == {"Ewan Rae": 2, "Morag Sinclair": 0}
    assert one != two


def test_only_whose_they_are_or_a_manager_gives_cases_away(desk, ewan):
    workers.change_worker(desk, desk.advisor.id, role="manager", job_title="")
    a_case(desk, a_client(desk))
    theirs = as_ewan(desk, ewan)
    with pytest.raises(cover.NotTheirs):
        handing.hand_over(theirs, desk.advisor.id, ewan, why="New patch", today=TODAY)
    with pytest.raises(workers.ForAManager):
        workers.change_worker(theirs, ewan, role="manager", job_title="")
    reviewer = workers.add_worker(
        desk, NewAdvisor("Una Hay", role="reviewer"), "nine slow boats leaving harbour", today=TODAY
    )
    with pytest.raises(Problems, match="takes no cases"):
        handing.hand_over(desk, desk.advisor.id, reviewer.id, why="New patch", today=TODAY)


def test_who_joins_opens_the_desk_with_their_own_words_and_who_left_does_not(desk, clock, ewan, tmp_path):
    folder = desk.folder
    assert open_desk(folder, THEIR_OWN, clock=clock, read_only=True).advisor.role == "link_worker"
    case = a_case(desk, a_client(desk))
    handing.hand_over(desk, desk.advisor.id, ewan, why="New patch", today=TODAY)
    with pytest.raises(workers.HasCases):
        workers.has_left(desk, ewan, today=TODAY)
    handing.hand_over(desk, ewan, desk.advisor.id, why="New patch", today=TODAY)
    workers.has_left(desk, ewan, today=TODAY)
    with pytest.raises(WrongPassphrase):
        open_desk(folder, THEIR_OWN, clock=clock, read_only=True)
    clock.move(seconds=60)  # a wrong try makes the next one wait
    assert open_desk(folder, PASSPHRASE, clock=clock, read_only=True).advisor.name == "Morag Sinclair"
    [left] = [row for row in workers.workers(desk, today=TODAY) if row.left_on]
    assert (left.name, left.opens_desk) == ("Ewan Rae", False)
    assert case


def test_the_last_who_can_open_the_desk_cannot_be_taken_out(desk):
    with pytest.raises(workers.LastOne):
        workers.has_left(desk, desk.advisor.id, today=TODAY)


@pytest.mark.parametrize(
    ("name", "role", "passphrase"),
    [("", "caseworker", THEIR_OWN), ("Ewan", "king", THEIR_OWN), ("Ewan", "manager", "short")],
)
def test_nobody_joins_without_a_name_a_role_and_a_passphrase(desk, name, role, passphrase):
    with pytest.raises(Problems):
        workers.add_worker(desk, NewAdvisor(name, role=role), passphrase, today=TODAY)
    assert len(workers.workers(desk, today=TODAY)) == 1


def test_what_is_handed_over_is_told_to_both_and_taken_back_while_nothing_was_done(desk, ewan):
    me, person = desk.advisor.id, a_client(desk)
    one, other = a_case(desk, person), a_case(desk, person, "pip")
    theirs = as_ewan(desk, ewan)
    handing.hand_over(desk, me, ewan, why="New patch", case_id=one, today=TODAY)
    [row] = handing.to_tell(theirs, today=TODAY)
    assert (row.giver, row.taker, row.why, row.cases, row.clients) == (
        "Morag Sinclair", "Ewan Rae", "New patch", 1, 1,
    )  # fmt: skip
    assert handing.to_tell(desk, today=TODAY) == ()  # who did it knows
    handing.seen(theirs, row.id, today=TODAY)
    assert handing.to_tell(theirs, today=TODAY) == () and handing.handed(theirs, today=TODAY)
    assert is_assigned(theirs, person, one) and not is_assigned(theirs, person, other)
    handing.take_back(desk, row.id, today=TODAY)
    assert is_assigned(desk, person, one) and handing.handed(desk, today=TODAY) == []
    assert journal.journal_rows(desk, person)[0].words == (
        "Not handed over to Ewan Rae after all: with Morag Sinclair."
    )
    with pytest.raises(handing.TakenBackAlready):
        handing.take_back(desk, row.id, today=TODAY)


def test_once_something_was_done_it_is_not_taken_back(desk, ewan):
    person = a_client(desk)
    case = a_case(desk, person)
    theirs = as_ewan(desk, ewan)

    def handed():
        handing.hand_over(desk, None, ewan, why="New patch", case_id=case, today=TODAY)

    with pytest.raises(Problems, match="nothing of theirs"):
        handed()  # it is Morag's, not nobody's
    for done in (
        lambda: journal.write_note(theirs, person, "Rang them.", today=TODAY, case_id=case),
        lambda: key_dates.add_key_date(theirs, case, "Send it", TODAY, today=TODAY),
        lambda: journal.add_task(theirs, "Ring", person_id=person, case_id=case),
    ):
        handing.hand_over(desk, desk.advisor.id, ewan, why="New patch", today=TODAY)
        [row, *_] = handing.handed(theirs, today=TODAY)
        done()
        with pytest.raises(handing.DoneSince):
            handing.take_back(desk, row.id, today=TODAY)
        handing.hand_over(theirs, ewan, desk.advisor.id, why="Back", today=TODAY)


@pytest.mark.parametrize("field", ["to_id", "why"])
def test_nothing_is_handed_over_to_nobody_or_without_a_reason(desk, ewan, field):
    a_case(desk, a_client(desk))
    to, why = (None, "New patch") if field == "to_id" else (ewan, "  ")
    with pytest.raises(Problems) as refused:
        handing.hand_over(desk, desk.advisor.id, to, why=why, today=TODAY)
    assert [one.field for one in refused.value.problems] == [field]


def test_whose_a_case_is_and_who_covers_stands_with_it_and_at_a_desk_of_one_nothing_does(desk):
    case = a_case(desk, a_client(desk))
    me = desk.advisor.id
    assert case_page.page(desk, case).whose == handing.Whose()
    draft = NewAdvisor("Ewan Rae", role="link_worker", job_title="Link worker")
    ewan = workers.add_worker(desk, draft, THEIR_OWN, today=TODAY).id
    cover.begin_cover(desk, CoverDraft(me, ewan, TODAY, TODAY, "Dentist"))
    whose = case_page.page(desk, case).whose
    assert (whose.advisor, whose.takers) == ("Morag Sinclair", ((ewan, "Ewan Rae"),))
    assert [(one.by, one.why) for one in whose.covers] == [("Ewan Rae", "Dentist")]
    assert [one.away for one in handing.covers_to_tell(as_ewan(desk, ewan), today=TODAY)] == [
        "Morag Sinclair"
    ]
