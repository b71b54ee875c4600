"""A client asks for a copy of their data: what goes, what stays, and who may hand it over."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from another_program import pdftotext
from building import MovingClock, a_client, a_note
from rights import Known, an_officer
from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_issue
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import journal
from welfare_desk.casework.rights import held, subject_access, subject_copy
from welfare_desk.casework.rights.subject_access import AlreadyClosed, OpinionDraft
from welfare_desk.errors import Problems
from welfare_desk.records.cases import Task
from welfare_desk.records.evidence import Access
from welfare_desk.records.rights import SubjectRequest, Withheld
from welfare_desk.records.tables import Base

WALKS = "Walks about 30 metres with a stick before pain stops him."


@pytest.fixture
def known(desk: Desk) -> Known:
    an_officer(desk)
    return Known(desk)


def opened(given: subject_copy.Given) -> tuple[pikepdf.Pdf, dict[str, object]]:
    pdf = pikepdf.open(BytesIO(given.locked), password=given.password)
    data = pdf.attachments["your-data.json"].get_file().read_bytes()
    return pdf, json.loads(data)


def pages_text(data: bytes, password: str = "") -> str:
    secret = ["-upw", password] if password else []
    return " ".join(pdftotext(data, *secret, "-layout").split())


def test_the_copy_opens_with_its_password_only(known: Known) -> None:
    request = known.asks()
    known.cleared(known.note)
    made = subject_copy.give(known.desk, request, today=known.desk.clock.today())
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(made.locked))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(made.locked), password=made.password.lower())
    pdf, data = opened(made)
    assert pdf.encryption.R == 6 and pdf.encryption.bits == 256
    for canary in (WALKS, "Reid", "HR-"):
        for form in (canary.encode(), canary.encode("utf-16-le"), canary.encode().hex().encode()):
            assert form not in made.locked
    words = pages_text(made.locked, made.password)
    assert WALKS in words and "Callum Reid" in words
    assert json.dumps(data).count(WALKS) == 1


def test_what_no_clinician_has_cleared_stays_out_and_is_listed_apart(known: Known) -> None:
    request = known.asks()
    known.cleared(known.note)
    plan = subject_copy.plan(known.desk, request)
    assert [(one.row_id, one.because) for one in plan.left_out] == [(known.other_note, "opinion_needed")]
    made = subject_copy.give(known.desk, request, today=known.desk.clock.today())
    words = pages_text(made.pages)
    assert "Sertraline" not in words and "Sertraline" not in json.dumps(opened(made)[1])
    assert "Something was left out" in words
    sheet = pages_text(subject_copy.withheld_sheet(known.desk, request, today=known.desk.clock.today()))
    assert "No clinician has been asked" in sheet and "clinic letter" in sheet and "Sertraline" not in sheet


def test_a_sentence_goes_only_with_every_note_it_rests_on(known: Known) -> None:
    request = known.asks()
    known.cleared(known.other_note)
    left = {(one.table, one.because) for one in subject_copy.plan(known.desk, request).left_out}
    assert left == {("evidence_notes", "opinion_needed"), ("statements", "opinion_needed")}
    made = subject_copy.give(known.desk, request, today=known.desk.clock.today())
    assert "30 metres" not in json.dumps(opened(made)[1])


@pytest.mark.parametrize(
    ("on", "goes"), [(date(2026, 5, 26), False), (date(2026, 5, 27), True), (date(2026, 11, 26), True)]
)
def test_an_opinion_counts_for_six_months(known: Known, on: date, goes: bool) -> None:
    """Data Protection Act 2018 Schedule 3 paragraph 6: within six months before the day of release."""
    request = known.asks()
    known.cleared(known.note, on=on)
    found = {one.id: one.because for one in subject_access.notes_to_release(known.desk, request)}
    assert found[known.note] == ("" if goes else "opinion_needed")


def test_a_clinician_who_sees_harm_stops_the_note_and_the_newest_word_counts(known: Known) -> None:
    request = known.asks()
    known.cleared(known.note)
    known.cleared(known.note, harm=True)
    found = {one.id: one for one in subject_access.notes_to_release(known.desk, request)}
    assert found[known.note].because == "harm" and "serious harm is likely" in found[known.note].opinion


def test_what_the_client_said_themselves_needs_nobodys_word(known: Known) -> None:
    said = a_consent_of_what_they_say(known)
    request = known.asks()
    found = {one.id: one.because for one in subject_access.notes_to_release(known.desk, request)}
    assert found[said] == ""


def a_consent_of_what_they_say(known: Known) -> UUID:
    from building import a_consent

    a_consent(known.desk, known.person, None)
    return a_note(
        known.desk, known.person, known.case, None, "I cannot climb the stairs.", source="client_said"
    )


def test_a_withdrawn_consent_plays_no_part(known: Known) -> None:
    consents.withdraw(known.desk, known.consent, how="told us", today=known.desk.clock.today())
    request = known.asks()
    known.cleared(known.note)
    made = subject_copy.give(known.desk, request, today=known.desk.clock.today())
    assert WALKS in json.dumps(opened(made)[1])


def test_a_caseworker_may_prepare_and_not_hand_over(desk: Desk) -> None:
    known = Known(desk)
    request = known.asks()
    plan = subject_copy.plan(desk, request)
    assert not plan.may_give and plan.reasons[0].code == "role_not_allowed"
    with pytest.raises(access.Blocked) as stopped:
        subject_copy.give(desk, request, today=desk.clock.today())
    assert stopped.value.reasons[0].code == "role_not_allowed"
    with pytest.raises(access.Blocked):
        subject_copy.withheld_sheet(desk, request, today=desk.clock.today())
    with desk.look() as look:
        refused = look.scalars(select(Access).where(Access.purpose == "sar")).all()
    assert [(row.decision, row.reason) for row in refused] == [("nothing", "role_not_allowed")] * 2
    assert access.verify_log(desk) is None


def test_somebody_who_asks_for_the_client_needs_a_mandate(known: Known) -> None:
    request = known.asks(asked_by="subject_rep", representative="Shona Reid")
    with pytest.raises(access.Blocked) as stopped:
        subject_copy.give(known.desk, request, today=known.desk.clock.today())
    assert stopped.value.reasons[0].code == "recipient_not_covered"
    with_it = known.asks(asked_by="subject_rep", representative="Shona Reid", mandate_seen=True)
    known.cleared(known.note)
    made = subject_copy.give(known.desk, with_it, today=known.desk.clock.today())
    assert WALKS in json.dumps(opened(made)[1])


def test_after_a_death_this_is_not_the_road(known: Known) -> None:
    request = known.asks()
    today = known.desk.clock.today()
    consents.record_death(known.desk, known.person, died_on=today, source="his sister", today=today)
    with pytest.raises(access.Blocked) as stopped:
        subject_copy.give(known.desk, request, today=today)
    assert stopped.value.reasons[0].code == "subject_deceased"


def test_each_note_is_one_line_of_the_log_and_looking_ahead_is_none(known: Known) -> None:
    request = known.asks()
    known.cleared(known.note)
    with known.desk.look() as look:
        before = len(look.scalars(select(Access)).all())
    subject_copy.plan(known.desk, request)
    subject_access.notes_to_release(known.desk, request)
    with known.desk.look() as look:
        assert len(look.scalars(select(Access)).all()) == before
    subject_copy.give(known.desk, request, today=known.desk.clock.today())
    with known.desk.look() as look:
        rows = look.scalars(select(Access).order_by(Access.seq)).all()[before:]
    assert {(row.target_id, row.decision, row.reason) for row in rows} == {
        (known.note, "disclose", "ok_sar"),
        (known.other_note, "nothing", "health_opinion_needed"),
    }
    assert access.verify_log(known.desk) is None


def test_nothing_of_anybody_else_is_in_it(known: Known) -> None:
    a_client(known.desk, surname="Urquhart", forenames="Isobel", address="9 Secret Close")
    request = known.asks()
    made = subject_copy.give(known.desk, request, today=known.desk.clock.today())
    whole = json.dumps(opened(made)[1])
    assert "Urquhart" not in whole and "Secret Close" not in whole and "Reid" in whole


def test_every_table_that_points_at_a_person_is_followed() -> None:
    """A table added tomorrow is in the copy without anybody remembering it."""
    reached = set(held.tables())
    for name, table in Base.metadata.tables.items():
        targets = {key.column.table.name for column in table.columns for key in column.foreign_keys}
        if "person_id" in table.columns or targets & reached - {name, "households"}:
            assert name in reached, name
    assert {"people", "households", "statements", "gain_endings", "access_log", "intake_rows"} <= reached
    assert {"settings", "practices", "advisors", "organisations", "history"}.isdisjoint(reached)


def test_a_line_of_the_journal_may_be_left_out_by_hand_and_given_after_all(known: Known) -> None:
    today = known.desk.clock.today()
    journal.write_note(known.desk, known.person, "His brother says he drinks.", today=today)
    [line] = [row for row in journal.journal_rows(known.desk, known.person) if "brother" in row.words]
    request = known.asks()
    subject_access.hold_back(known.desk, request, "journal", line.id, "Line of the journal", "confidence")
    plan = subject_copy.plan(known.desk, request)
    assert ("journal", "confidence") in {(one.table, one.because) for one in plan.left_out}
    subject_access.hold_back(known.desk, request, "journal", line.id, "Line of the journal", "")
    assert "journal" not in {one.table for one in subject_copy.plan(known.desk, request).left_out}
    subject_access.hold_back(known.desk, request, "journal", line.id, "Line of the journal", "confidence")
    subject_access.say_nothing_of_it(known.desk, request, because="it would tell him who spoke")
    made = subject_copy.give(known.desk, request, today=today)
    assert "brother" not in json.dumps(opened(made)[1])


def test_saying_nothing_of_what_was_left_out_leaves_no_trace_in_the_copy(known: Known) -> None:
    request = known.asks()
    subject_access.say_nothing_of_it(known.desk, request, because="it would tell him who spoke")
    made = subject_copy.give(known.desk, request, today=known.desk.clock.today())
    words = pages_text(made.pages)
    assert "left out" not in words and "who spoke" not in words
    assert "who spoke" not in json.dumps(opened(made)[1])


def test_signs_no_letter_has_never_refuse_a_copy(known: Known) -> None:
    today = known.desk.clock.today()
    journal.write_note(
        known.desk, known.person, "Says \U0001f600 and \u0645\u0631\u062d\u0628\u0627", today=today
    )
    request = known.asks()
    made = subject_copy.give(known.desk, request, today=today)
    assert "[U+0645]" in pages_text(made.pages)
    assert "\U0001f600" in json.dumps(opened(made)[1], ensure_ascii=False)


def test_a_letter_that_went_out_comes_along_as_pages(known: Known) -> None:
    today = known.desk.clock.today()
    letter_check.make_own_letter(known.desk, known.letter, because="no reply", today=today)
    letter_issue.issue(known.desk, known.letter, today=today)
    request = known.asks()
    known.cleared(known.note)
    with_it = subject_copy.give(known.desk, request, today=today)
    without = known.asks()
    known.cleared(known.note, harm=True)
    bare = subject_copy.give(known.desk, without, today=today)
    there, gone = pages_text(with_it.pages), pages_text(bare.pages)
    assert there.count("He walks 30 metres with a stick.") == 2, "in the list of sentences and on the letter"
    assert "30 metres" not in gone and "Dr Rennie" not in gone and "letter-1.pdf" not in gone
    assert ("issues", "harm") in {
        (one.table, one.because) for one in subject_copy.plan(known.desk, without).left_out
    }


def test_the_request_closes_with_its_task_and_is_not_answered_twice(known: Known) -> None:
    request = known.asks()
    [row] = subject_access.requests(known.desk, today=known.desk.clock.today())
    assert row.clock.safe_on == date(2026, 12, 25)
    with known.desk.look() as look:
        [task] = look.scalars(select(Task).where(Task.what.contains("copy of their data"))).all()
    assert task.due_on == row.clock.safe_on
    subject_copy.give(known.desk, request, today=known.desk.clock.today())
    assert subject_access.requests(known.desk, today=known.desk.clock.today()) == []
    with known.desk.look() as look:
        assert look.get_one(Task, task.id).done_on == known.desk.clock.today()
        kept = look.get_one(SubjectRequest, request)
        assert kept.outcome == "given" and kept.given["left_out"] == 3 and len(kept.given["file_hash"]) == 64
        assert len(look.scalars(select(Withheld)).all()) == 3
    with pytest.raises(AlreadyClosed):
        subject_copy.give(known.desk, request, today=known.desk.clock.today())


def test_the_clock_stands_while_identity_or_meaning_is_open(desk: Desk, clock: MovingClock) -> None:
    person = a_client(desk)
    draft = subject_access.RequestDraft(person, desk.clock.today(), how="email", doubt_who_asks=True)
    made = subject_access.take_request(desk, draft, today=desk.clock.today())
    assert made.id is not None
    [row] = subject_access.requests(desk, today=desk.clock.today())
    assert row.clock.due_on is None and row.clock.waiting
    clock.move(days=5)
    today = desk.clock.today()
    with pytest.raises(Problems):
        subject_access.identity_proved(desk, made.id, how=" ", on=today, today=today)
    subject_access.identity_proved(desk, made.id, how="passport seen", on=today, today=today)
    assert subject_access.requests(desk, today=today)[0].clock.due_on == date(2027, 1, 1)
    subject_access.ask_what_is_meant(desk, made.id, why="which years", on=today, today=today)
    with pytest.raises(Problems):
        subject_access.ask_what_is_meant(desk, made.id, why="which years", on=today, today=today)
    clock.move(days=10)
    later = desk.clock.today()
    subject_access.client_answered(desk, made.id, on=later, today=later)
    with pytest.raises(Problems):
        subject_access.client_answered(desk, made.id, on=later, today=later)
    [row] = subject_access.requests(desk, today=later)
    assert row.clock.due_on == date(2027, 1, 12)
    subject_access.take_more_time(desk, made.id, because="three cases", told_on=later, today=later)
    [row] = subject_access.requests(desk, today=later)
    assert row.extended and row.clock.due_on == date(2027, 3, 12)
    with pytest.raises(Problems):
        subject_access.take_more_time(desk, made.id, because="again", told_on=later, today=later)
    subject_access.take_back(desk, made.id, today=later)
    assert subject_access.requests(desk, today=later) == []


def test_an_opinion_says_who_and_a_known_thing_how(known: Known) -> None:
    today = known.desk.clock.today()
    for draft, fields in (
        (OpinionDraft("", today), {"basis"}),
        (OpinionDraft("known_to_subject", today), {"said"}),
        (OpinionDraft("opinion", today), {"clinician", "harm"}),
        (OpinionDraft("known_to_subject", today + timedelta(days=1), said="copied to him"), {"on"}),
    ):
        with pytest.raises(Problems) as wrong:
            subject_access.record_opinion(known.desk, known.note, draft, today=today)
        assert {one.field for one in wrong.value.problems} == fields


def test_a_paper_about_their_health_goes_only_as_a_note_would(known: Known) -> None:
    paper = keep_a_paper(known, b"Her scan of May, in full.", source="gp_record", category="diagnosis")
    plain = keep_a_paper(known, b"The bill of the power company.")
    request = known.asks()
    found = {one.id: one.because for one in subject_access.notes_to_release(known.desk, request)}
    assert found[paper] == "opinion_needed" and plain not in found
    left = {(one.table, one.row_id) for one in subject_copy.plan(known.desk, request).left_out}
    assert ("attachments", paper) in left and ("attachments", plain) not in left
    known.cleared(paper)
    made = subject_copy.give(known.desk, request, today=known.desk.clock.today())
    pdf, _ = opened(made)
    files = [pdf.attachments[name].get_file().read_bytes() for name in list(pdf.attachments)]
    assert b"Her scan of May, in full." in files and b"The bill of the power company." in files


def test_a_paper_left_out_is_in_neither_the_locked_file_nor_the_pages(known: Known) -> None:
    """One waits for a clinician, one is somebody else's letter left out by hand; the third goes."""
    scan = keep_a_paper(known, b"Her scan of May, in full.", source="gp_record", category="diagnosis")
    brother = keep_a_paper(known, b"What the brother wrote.")
    keep_a_paper(known, b"The bill of the power company.")
    request = known.asks()
    subject_access.hold_back(known.desk, request, "attachments", brother, "Paper", "confidence")
    made = subject_copy.give(known.desk, request, today=known.desk.clock.today())
    pdf, said = opened(made)
    files = [pdf.attachments[name].get_file().read_bytes() for name in list(pdf.attachments)]
    assert b"The bill of the power company." in files
    assert not {b"Her scan of May, in full.", b"What the brother wrote."} & set(files)
    assert not {str(scan), str(brother)} & {row["id"] for row in said["data"]["attachments"]}
    with known.desk.look() as look:
        left = {(one.row_id, one.because) for one in look.scalars(select(Withheld))}
    assert {(scan, "opinion_needed"), (brother, "confidence")} <= left


def test_a_part_is_looked_through_without_a_row_of_the_log(known: Known) -> None:
    journal.write_note(known.desk, known.person, "His brother rang.", today=known.desk.clock.today())
    request = known.asks()
    with known.desk.look() as look:
        before = len(look.scalars(select(Access)).all())
    written = subject_copy.lines(known.desk, request, subject_copy.part_with("journal"))
    assert "His brother rang." in [line.words for line in written]
    noted = subject_copy.lines(known.desk, request, subject_copy.part_with("evidence_notes"))
    assert {line.because for line in noted if line.table == "evidence_notes"} == {"opinion_needed"}
    assert not any("30 metres" in line.words or "Sertraline" in line.words for line in noted)
    with known.desk.look() as look:
        assert len(look.scalars(select(Access)).all()) == before


def keep_a_paper(known: Known, data: bytes, **said: object) -> UUID:
    from welfare_desk.casework.notes import evidence
    from welfare_desk.records.base import new_id
    from welfare_desk.records.papers import Attachment

    with known.desk.unit_of_work() as work:
        paper = Attachment(
            id=new_id(),
            person_id=known.person,
            kind="other",
            title="A paper",
            media_type="text/plain",
            size_bytes=len(data),
            content_hash="",
            pages=0,
            remarks=[],
            **said,
        )
        paper.sealed = evidence.client_key(work, known.person).seal(data, str(paper.id))
        work.add(paper)
        work.commit()
        return paper.id
