"""A file review of twelve: drawn by lot from who agreed, read without names, put right by tasks."""

from dataclasses import replace
from datetime import date

import pytest
from another_program import pdftotext
from building import TODAY, a_case, a_client, a_practice

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.consent.consents import ConsentDraft
from welfare_desk.casework.desk import ReadsOnlyFiles, SignedIn
from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.quality import file_reviews, review_pack
from welfare_desk.casework.quality.file_reviews import ReviewDraft
from welfare_desk.casework.service import sessions
from welfare_desk.errors import Problems

SPAN = {"from_on": date(2026, 11, 1), "to_on": TODAY}
ALL_WELL = dict.fromkeys(file_reviews.checklist(), "yes")


def agrees(desk, person, polarity="permit", purpose="quality_review"):
    draft = ConsentDraft(
        person_id=person,
        polarity=polarity,
        purposes=(purpose,),
        actions=("read",),
        categories=("all",),
        private_place=True,
    )
    return consents.record_consent(desk, draft, today=desk.clock.today()).id


def files(desk, many, *, agreed=True, kind="income"):
    made = []
    for number in range(many):
        person = a_client(desk, surname=f"Client{number:02}x", forenames="Ann", practice_id=None)
        made.append((person, a_case(desk, person, kind=kind)))
        if agreed:
            agrees(desk, person)
    return made


def drawn(desk, wanted=12, **facts):
    draft = ReviewDraft(**({"topic": "benefits", "wanted": wanted, "reviewer": "Jo Baird"} | SPAN | facts))
    return file_reviews.review(desk, file_reviews.draw(desk, draft, today=TODAY).id)


def test_twelve_are_drawn_from_those_who_agreed_and_the_draw_can_be_done_again(desk_on_both):
    desk = desk_on_both
    theirs = {case for _, case in files(desk, 15)}
    files(desk, 3, agreed=False)
    said_no = a_client(desk, surname="No")
    a_case(desk, said_no)
    agrees(desk, said_no, "refuse")
    files(desk, 2, kind="housing")
    view = drawn(desk, seed="november")
    assert (view.drawn_from, view.left_out, view.row.files) == (15, 4, 12)
    assert {one.case_id for one in view.files} <= theirs
    assert [one.number for one in view.files] == list(range(1, 13))
    again = drawn(desk, seed="november")
    assert [one.case_id for one in again.files] == [one.case_id for one in view.files]
    assert [one.case_id for one in drawn(desk, seed="december").files] != [one.case_id for one in view.files]


def test_what_is_found_becomes_a_task_once_and_the_review_closes_when_all_are_read(desk_on_both):
    desk = desk_on_both
    files(desk, 2)
    view = drawn(desk)
    first, second = view.files
    with pytest.raises(Problems) as refused:
        file_reviews.record_file(desk, first.id, ALL_WELL | {"advice": "no"}, {}, "", today=TODAY)
    assert [one.field for one in refused.value.problems] == ["advice_to_do"]
    wrong = ALL_WELL | {"next_step": "no", "letters": "none"}
    for said in ("Short, but clear.", "Put right."):  # read twice: still one task
        file_reviews.record_file(
            desk, first.id, wrong, {"next_step": "Write the next step with its day"}, said, today=TODAY
        )
    [task] = journal.tasks_of(desk, first.person_id)
    assert (task.what, task.due_on) == ("File check: Write the next step with its day", date(2026, 12, 10))
    with pytest.raises(Problems):
        file_reviews.close(desk, view.row.id, today=TODAY)
    with pytest.raises(Problems):
        file_reviews.take_out(desk, second.id, " ")
    file_reviews.take_out(desk, second.id, "Passed to another service in May")
    file_reviews.close(desk, view.row.id, today=TODAY)
    view = file_reviews.review(desk, view.row.id)
    assert (view.row.files, view.row.reviewed, view.row.findings) == (1, 1, 1)
    assert view.wrong == {"next_step": 1}
    with pytest.raises(file_reviews.ReviewClosed):
        file_reviews.record_file(desk, first.id, ALL_WELL, {}, "", today=TODAY)


def test_nobody_reviews_their_own_files_and_who_agreed_to_nothing_is_not_drawn(desk):
    files(desk, 2)
    with pytest.raises(Problems) as refused:
        drawn(desk, reviewer="Morag Sinclair")  # every file of this desk is hers
    assert [one.field for one in refused.value.problems] == ["topic"]
    for wrong, field in (
        ({"topic": "gossip"}, "topic"),
        ({"wanted": 0}, "wanted"),
        ({"wanted": None}, "wanted"),
        ({"reviewer": " "}, "reviewer"),
        ({"to_on": date(2026, 1, 1)}, "to_on"),
    ):
        with pytest.raises(Problems) as refused:
            drawn(desk, **wrong)
        assert field in [one.field for one in refused.value.problems]


def test_the_pack_names_nobody_and_a_consent_taken_back_takes_the_file_out(desk):
    practice = a_practice(desk)
    person = a_client(
        desk,
        surname="Begbie",
        forenames="Wilhelmina",
        phone="07700 900186",
        ni_number="AB123456C",
        gp_name="Dr Rennie",
        practice_id=practice,
    )
    case = a_case(desk, person)
    agrees(desk, person)
    journal.write_note(
        desk,
        person,
        "Wilhelmina Begbie, born 2/3/1974, of 7 Mill Wynd (DD5 9ZZ) rang from 07700 900186: Dr Rennie at"
        " Millbank Medical Practice will write. Mrs Begbie's NI is AB 12 34 56 C. She fears the form.",
        today=TODAY,
        case_id=case,
    )
    [(other, _)] = files(desk, 1)
    view = drawn(desk)
    withdrawn = consents.consents(desk, other, now=desk.clock.now())[0].id
    consents.withdraw(desk, withdrawn, how="in person", today=TODAY)
    pack = review_pack.pack(desk, view.row.id, today=TODAY)
    assert (pack.files, pack.dropped) == (1, 1)
    text = " ".join(pdftotext(pack.pdf).split())
    for told in ("Begbie", "Wilhelmina", "07700", "AB 12", "Mill Wynd", "Rennie", "2/3/1974"):
        assert told not in text, told
    assert "She fears the form." in text and "[client]" in text and "[date of birth]" in text
    assert view.seed in text and "The advice was right" in text
    [logged] = [one for one in access.who_has_looked(desk, person) if one.target == "case_file"]
    assert (logged.action, logged.purpose) == ("read", "quality_review")
    assert not [one for one in access.who_has_looked(desk, other) if one.target == "case_file"]
    taken_out = {one.person_id: one.taken_out for one in file_reviews.review(desk, view.row.id).files}
    assert taken_out == {person: None, other: "The client no longer agrees to a review."}


def test_an_outside_reviewer_needs_a_consent_that_names_them(desk):
    from building import body

    person = a_client(desk)
    a_case(desk, person)
    agrees(desk, person)
    board = body(desk, "sss")  # any body of the book will do: it is not named
    with pytest.raises(Problems):
        drawn(desk, organisation_id=board)
    draft = ConsentDraft(
        person_id=person,
        purposes=("quality_review",),
        actions=("read", "disclose"),
        categories=("all",),
        recipient_ids=(board,),
        private_place=True,
    )
    consents.record_consent(desk, draft, today=TODAY)
    view = drawn(desk, organisation_id=board)
    assert view.row.outside and view.row.files == 1
    review_pack.pack(desk, view.row.id, today=TODAY)
    [logged] = [one for one in access.who_has_looked(desk, person) if one.target == "case_file"]
    assert logged.action == "disclose"


def test_a_reviewer_reads_the_pages_writes_findings_and_changes_no_case(desk):
    """Their own powers: the redacted pages of drawn files and what they found; no client, case or consent."""
    [(person, case), _] = files(desk, 2)
    view = drawn(desk)
    jo = replace(desk, advisor=SignedIn(desk.advisor.id, "Jo Baird", "JB", "reviewer"))
    text = pdftotext(review_pack.pack(jo, view.row.id, today=TODAY).pdf)
    assert "Client0" not in text and "File review" in text
    wrong = ALL_WELL | {"next_step": "no"}
    file_reviews.record_file(
        jo, view.files[0].id, wrong, {"next_step": "Write the next step"}, "Short", today=TODAY
    )
    assert [one.what for one in journal.tasks_of(desk, view.files[0].person_id)] == [
        "File check: Write the next step"
    ]
    draft = clients.client(desk, person).draft
    for act in (
        lambda: clients.add_client(jo, ClientDraft("New", "Nan"), today=TODAY),
        lambda: clients.change_client(jo, person, replace(draft, gp_name="Dr X"), version=1, today=TODAY),
        lambda: cases.close_case(jo, case, because="done", today=TODAY),
        lambda: journal.write_note(jo, person, "Rang.", today=TODAY),
        lambda: journal.add_task(jo, "Ring", person_id=person),
        lambda: agrees(jo, person),
        lambda: sessions.record_support(jo, person, "phone", on=TODAY),
    ):
        with pytest.raises(ReadsOnlyFiles):
            act()
    assert clients.client(desk, person).draft == draft
    assert cases.case(desk, case).row.closed_on is None
