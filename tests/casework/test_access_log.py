"""The log is written before anything is shown and holds together; no evidence text lies in the clear."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from agency_desk import behind_our_back
from building import TODAY, a_case, a_client, a_consent, a_note, a_practice, a_reading, body
from sqlalchemy import delete, func, inspect, select, text, update

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_issue, letters
from welfare_desk.casework.correspondence.letter_check import Answer, Checker
from welfare_desk.casework.correspondence.letters import LetterDraft, StatementDraft
from welfare_desk.casework.desk import Desk, ReadOnlyDesk, Work
from welfare_desk.casework.matters import journal
from welfare_desk.casework.notes import evidence
from welfare_desk.records.evidence import Access, Reading
from welfare_desk.records.tables import Base

CANARY = "canary-4b1d-sings-in-the-mine"


def noted(desk: Desk, words: str = "Walks 30 metres.") -> tuple:
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    case = a_case(desk, person)
    consent = a_consent(desk, person, practice)
    note = a_note(desk, person, case, a_reading(desk, person, case, practice), words)
    return person, case, consent, note


def rows_of_the_log(desk: Desk) -> int:
    with desk.look() as look:
        return look.scalar(select(func.count()).select_from(Access)) or 0


def open_it(desk: Desk, note: object) -> str:
    return evidence.open_note(desk, note, purpose="benefit_claim").text  # type: ignore[arg-type]


# --- Before it is shown -----------------------------------------------------------------------------


def test_every_opening_of_a_note_is_one_row_more(desk_on_both: Desk) -> None:
    _, _, _, note = noted(desk_on_both)
    before = rows_of_the_log(desk_on_both)
    for _ in range(3):
        open_it(desk_on_both, note)
    assert rows_of_the_log(desk_on_both) == before + 3


def test_the_row_is_there_before_the_text_is_unsealed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, _, note = noted(desk)
    before, seen = rows_of_the_log(desk), []
    unsealed = evidence.unsealed

    def watched(work: Work, *sealed: Any, **of: Any) -> bytes:
        seen.append(work.session.scalar(select(func.count()).select_from(Access)))
        return unsealed(work, *sealed, **of)

    monkeypatch.setattr(evidence, "unsealed", watched)
    open_it(desk, note)
    assert seen == [before + 1]


@pytest.mark.laptop("the log is made to refuse in SQLite's own words")
def test_where_the_log_cannot_be_written_nothing_is_shown(desk: Desk) -> None:
    person, case, _, note = noted(desk)
    drafted = letters.draft_letter(
        desk,
        LetterDraft(case, body(desk, "sss"), letters.from_notes(desk, case, purpose="benefit_claim")),
        today=TODAY,
    )
    with desk.engine.begin() as connection:
        connection.execute(
            text("CREATE TRIGGER full BEFORE INSERT ON access_log BEGIN SELECT RAISE(ABORT, 'no room'); END")
        )
        before = {
            table.name: connection.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
    practice = a_practice(desk)
    acts: list[Callable[[], object]] = [
        lambda: open_it(desk, note),
        lambda: a_reading(desk, person, case, practice),
        lambda: letters.letter(desk, drafted.id),  # type: ignore[arg-type]
        lambda: letters.from_notes(desk, case, purpose="benefit_claim"),
        lambda: letter_issue.print_out(desk, drafted.id, today=TODAY),  # type: ignore[arg-type]
        lambda: access.who_has_looked(desk, person),
    ]
    for act in acts:
        with pytest.raises(Exception, match="no room"):
            act()
    with desk.look() as look:
        after = {
            table.name: look.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
    assert after == before


def test_a_desk_open_for_reading_only_shows_no_evidence(desk: Desk) -> None:
    _, _, _, note = noted(desk)
    with pytest.raises(ReadOnlyDesk):
        open_it(replace(desk, read_only=True), note)


def test_reading_the_log_is_in_the_log(desk_on_both: Desk) -> None:
    person, *_ = noted(desk_on_both)
    access.who_has_looked(desk_on_both, person)
    rows = access.who_has_looked(desk_on_both, person)
    assert (rows[0].target, rows[0].action, rows[0].who) == ("access_log", "read", "Morag Sinclair")


# --- It holds together ------------------------------------------------------------------------------


def test_a_whole_log_verifies_on_both_engines(desk_on_both: Desk) -> None:
    _person, _case, consent, note = noted(desk_on_both)
    open_it(desk_on_both, note)
    consents.withdraw(desk_on_both, consent, how="letter", today=TODAY)
    with pytest.raises(access.Blocked):
        open_it(desk_on_both, note)
    assert rows_of_the_log(desk_on_both) >= 4
    assert access.verify_log(desk_on_both) is None


COLUMNS = [column.name for column in Access.__table__.columns]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_row_altered_in_any_column_is_found(desk_on_both: Desk, column: str) -> None:
    _person, _case, _, note = noted(desk_on_both)
    open_it(desk_on_both, note)
    with desk_on_both.look() as look:
        row = look.get_one(Access, 2)
        old = getattr(row, column)
    if column == "seq":
        new: object = 400
    elif column in ("at", "high_water"):
        new = old + timedelta(microseconds=1)
    elif isinstance(old, list):
        new = [*old, "all"]
    elif column.endswith("_id"):
        new = uuid4()
    else:
        new = (old or "") + "x"
    with behind_our_back(desk_on_both) as connection:
        connection.execute(update(Access).where(Access.seq == 2).values({column: new}))
    found = access.verify_log(desk_on_both)
    assert found is not None and found.seq in (2, 3)


def test_a_row_taken_out_or_a_tail_cut_off_is_found(desk: Desk) -> None:
    _, _, _, note = noted(desk)
    for _ in range(3):
        open_it(desk, note)
    with desk.look() as look:
        head = access.log_head(look)
        assert head is not None
    with behind_our_back(desk) as connection:
        connection.execute(delete(Access).where(Access.seq == head.seq))
    assert access.verify_log(desk) is None
    found = access.verify_log(desk, head)
    assert found is not None and found.seq == head.seq
    with behind_our_back(desk) as connection:
        connection.execute(delete(Access).where(Access.seq == 2))
    found = access.verify_log(desk)
    assert found is not None and found.seq == 2


def test_two_at_once_on_a_shared_server_make_one_chain(desk_on_both: Desk) -> None:
    _, _, _, note = noted(desk_on_both)
    before, wrong = rows_of_the_log(desk_on_both), []

    def look_often() -> None:
        try:
            for _ in range(8):
                open_it(desk_on_both, note)
        except Exception as error:  # noqa: BLE001  told to the test below
            wrong.append(error)

    threads = [threading.Thread(target=look_often) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert rows_of_the_log(desk_on_both) == before + 24
    assert access.verify_log(desk_on_both) is None


# --- Nothing in the clear ---------------------------------------------------------------------------


def columns_that_say(desk: Desk, words: str) -> list[str]:
    """Every column of every table, opened by the desk's own key, that holds these words."""
    said = []
    with desk.engine.connect() as connection:
        for name in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings():
                for column, value in row.items():
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    if words.encode() in raw:
                        said.append(f"{name}.{column}")
    return said


def test_what_was_noted_is_in_no_column_and_in_no_file(
    desk_on_both: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk = desk_on_both
    person, case, consent, note = noted(desk, f"He said: {CANARY}.")
    drafted = letters.draft_letter(
        desk,
        LetterDraft(case, body(desk, "sss"), letters.from_notes(desk, case, purpose="benefit_claim")),
        today=TODAY,
    ).id
    assert drafted is not None
    letters.change_statements(
        desk, drafted, (StatementDraft("Moving", f"{CANARY} again", (note,)),), today=TODAY
    )
    [statement] = letters.letter(desk, drafted).statements
    letter_check.enter_answers(
        desk,
        drafted,
        [Answer(statement.id, "amend", f"{CANARY} as the GP says it")],
        Checker("Dr A Rennie"),
        today=TODAY,
    )
    letter_issue.issue(desk, drafted, today=TODAY)
    assert open_it(desk, note) == f"He said: {CANARY}."
    consents.withdraw(desk, consent, how="letter", today=TODAY)
    assert columns_that_say(desk, CANARY) == []
    for file in desk.folder.iterdir():
        assert CANARY.encode() not in file.read_bytes()
    assert CANARY not in caplog.text and CANARY not in repr(journal.journal_rows(desk, person))


def test_a_journals_words_are_nowhere_in_the_files(desk: Desk) -> None:
    person = a_client(desk, surname="Canaryname", address=CANARY)
    journal.write_note(desk, person, CANARY, today=TODAY)
    files = {file.name: file.read_bytes() for file in Path(desk.folder).iterdir()}
    assert (
        {"desk.db", "keys.json"}
        <= files.keys()
        <= {"desk.db", "desk.db-wal", "desk.db-shm", "keys.json", "desk.lock"}
    )
    for data in files.values():
        assert CANARY.encode() not in data and b"anaryname" not in data


def test_a_reading_that_was_refused_leaves_nothing_but_its_row(desk_on_both: Desk) -> None:
    practice = a_practice(desk_on_both)
    person = a_client(desk_on_both)
    case = a_case(desk_on_both, person)
    before = rows_of_the_log(desk_on_both)
    with pytest.raises(access.Blocked):
        a_reading(desk_on_both, person, case, practice)
    with desk_on_both.look() as look:
        assert look.scalars(select(Reading)).all() == []
    assert rows_of_the_log(desk_on_both) == before + 1
