"""What waits for a printer: asked again when it is printed, and gone when its consent is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from building import MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading, body

from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_issue, letters, print_later
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.service import sessions
from welfare_desk.records.papers import PrintLater

TODAY = date(2026, 11, 26)


@dataclass
class Told:
    person: UUID
    case: UUID
    practice: UUID
    consent: UUID
    letter: UUID


def told(desk: Desk, surname: str = "Reid", *, issued: bool = True, **consent: object) -> Told:
    practice = a_practice(desk)
    person = a_client(desk, surname=surname, practice_id=practice)
    case = a_case(desk, person, practice_id=practice)
    given = a_consent(desk, person, practice, **consent)
    a_note(desk, person, case, a_reading(desk, person, case, practice))
    statements = letters.from_notes(desk, case, purpose="benefit_claim")
    letter = letters.draft_letter(
        desk, letters.LetterDraft(case, body(desk, "sss"), statements), today=TODAY
    ).id
    assert letter is not None
    if issued:
        letter_check.make_own_letter(desk, letter, because="It is due.", today=TODAY)
        letter_issue.issue(desk, letter, today=TODAY)
    return Told(person, case, practice, given, letter)


def test_a_letter_waits_once_and_is_printed_as_it_was_issued(desk: Desk) -> None:
    of = told(desk)
    print_later.put(desk, "letter", of.letter, today=TODAY)
    with pytest.raises(print_later.WaitsAlready):
        print_later.put(desk, "letter", of.letter, today=TODAY)
    [row] = print_later.waiting(desk, today=TODAY)
    assert (row.client, row.recipients, row.stopped) == ("Callum Reid", ("Social Security Scotland",), ())
    assert row.ends_on is not None
    ready = print_later.make_ready(desk, [row.id], today=TODAY)
    [(_, title, data)] = ready.printed
    assert title.startswith("Supporting letter") and ready.kept_back == ()
    assert data == letter_issue.print_out(desk, of.letter, today=TODAY)
    print_later.were_printed(desk, [row.id], today=TODAY)
    assert print_later.waiting(desk, today=TODAY) == []


def test_nothing_of_a_paper_is_in_the_queue(desk: Desk) -> None:
    print_later.put(desk, "letter", told(desk).letter, today=TODAY)
    held = {column.name for column in PrintLater.__table__.columns if str(column.type) in ("BLOB", "BYTEA")}
    assert held == set()


def test_a_draft_does_not_wait_as_a_letter(desk: Desk) -> None:
    with pytest.raises(print_later.NotIssued):
        print_later.put(desk, "letter", told(desk, issued=False).letter, today=TODAY)


def test_what_lapsed_while_it_waited_is_said_and_kept_back(desk: Desk, clock: MovingClock) -> None:
    lapsing = told(desk, expires_on=date(2026, 11, 30))
    standing = told(desk, "Kane")
    for one in (lapsing, standing):
        print_later.put(desk, "letter", one.letter, today=TODAY)
    clock.set(2026, 12, 3)
    day = clock.today()
    rows = {row.client: row for row in print_later.waiting(desk, today=day)}
    assert [reason.code for reason in rows["Callum Reid"].stopped] == ["expired"]
    assert rows["Callum Kane"].stopped == ()
    ready = print_later.make_ready(desk, [row.id for row in rows.values()], today=day)
    assert len(ready.printed) == 1 and "Callum Reid" in ready.kept_back[0][0]


def test_a_withdrawal_takes_what_rests_on_it_out_of_the_queue(desk: Desk, clock: MovingClock) -> None:
    ending, standing = told(desk), told(desk, "Kane")
    for one in (ending, standing):
        print_later.put(desk, "letter", one.letter, today=TODAY)
    clock.move(hours=1)
    consents.withdraw(desk, ending.consent, how="by telephone", today=TODAY)
    assert [row.client for row in print_later.waiting(desk, today=TODAY)] == ["Callum Kane"]
    with desk.look() as look:
        assert {row.done_how for row in look.query(PrintLater)} == {None, "consent_ended"}


def test_a_sessions_letters_are_gathered_in_one_go(desk: Desk) -> None:
    draft, issued, elsewhere = told(desk, issued=False), told(desk, "Kane"), told(desk, "Laing")
    from datetime import time

    session = sessions.plan_session(desk, draft.practice, TODAY, time(9, 30), time(12, 30)).id
    assert session is not None
    for number, one in enumerate((draft, issued)):
        sessions.book(desk, one.person, session_id=session, at=time(9 + number, 30), why="letter")
    for _ in range(2):  # a second time finds nothing new
        print_later.put_session(desk, session, today=TODAY)
    waits = {(row.client, row.what) for row in print_later.waiting(desk, today=TODAY)}
    assert waits == {("Callum Reid", "check_sheet"), ("Callum Kane", "letter")}
    assert elsewhere.letter not in {row.target_id for row in print_later.waiting(desk, today=TODAY)}
    ids = [row.id for row in print_later.waiting(desk, today=TODAY)]
    ready = print_later.make_ready(desk, ids, today=TODAY)
    whole = print_later.together(data for _, _, data in ready.printed)
    with pikepdf.open(BytesIO(whole)) as pdf:
        assert len(pdf.pages) >= 2
    print_later.were_printed(desk, ids, today=TODAY)
    assert letters.letter(desk, draft.letter).row.state == "with_gp"


def test_calling_it_off_prints_nothing_more(desk: Desk) -> None:
    class CalledOff(Exception):
        pass

    def stop(what: str, done: int, of: int) -> None:
        raise CalledOff

    print_later.put(desk, "letter", told(desk).letter, today=TODAY)
    [row] = print_later.waiting(desk, today=TODAY)
    with pytest.raises(CalledOff):
        print_later.make_ready(desk, [row.id], today=TODAY, step=stop)
    assert [one.id for one in print_later.waiting(desk, today=TODAY)] == [row.id]
    print_later.take_out(desk, [row.id], today=TODAY)
    assert print_later.waiting(desk, today=TODAY) == []


def test_a_cases_letters_to_many_go_in_one_batch_each_once(desk: Desk) -> None:
    of = told(desk)
    with pytest.raises(print_later.NotIssued):
        print_later.put_case(desk, a_case(desk, of.person), today=TODAY)
    statements = letters.from_notes(desk, of.case, purpose="benefit_claim")
    for _ in range(3):
        made = letters.draft_letter(
            desk, letters.LetterDraft(of.case, body(desk, "sss"), statements), today=TODAY
        )
        assert made.id is not None
        letter_check.make_own_letter(desk, made.id, because="It is due.", today=TODAY)
        letter_issue.issue(desk, made.id, today=TODAY)
    for _ in range(2):
        print_later.put_case(desk, of.case, today=TODAY)
    rows = print_later.waiting(desk, today=TODAY)
    assert len(rows) == len({row.target_id for row in rows}) == 4
    print_later.take_out(desk, [rows[0].id], today=TODAY)
    print_later.were_printed(desk, [row.id for row in rows[1:]], today=TODAY)
    print_later.put_case(desk, of.case, today=TODAY)
    assert [row.target_id for row in print_later.waiting(desk, today=TODAY)] == [rows[0].target_id]
