"""A canary noted as evidence sings nowhere outside its sealed column.

Not in the folder, locked or open, not in temporary files, logs or exports. Planted leaks are found first, so
that silence means something.
"""

from __future__ import annotations

import base64
import logging
import tempfile
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from another_program import pdftotext
from building import TODAY, MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading, body
from canary import leaks, leaks_under
from sqlalchemy import inspect, text

from welfare_desk.casework import access, agency
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_issue, letter_page, letters
from welfare_desk.casework.correspondence.letter_check import Answer, Checker
from welfare_desk.casework.correspondence.letters import LetterDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import reporting
from welfare_desk.casework.matters import cases, dates_page, journal
from welfare_desk.casework.notes import evidence, evidence_page, note_marks
from welfare_desk.casework.notes.evidence import NoteDraft
from welfare_desk.casework.notes.note_marks import MarkDraft
from welfare_desk.casework.people import clients
from welfare_desk.casework.rights import access_report, privacy_papers
from welfare_desk.casework.safekeeping import trust
from welfare_desk.casework.service import day, handover

CANARY = "kestrel-9f2c over Drumnadrochit"
PLANTED = {
    "plain": CANARY.encode(),
    "wide": b"\0" + CANARY.encode("utf-16-le"),
    "wide, big end first": CANARY.encode("utf-16-be"),
    "base64": base64.b64encode(b"x" + CANARY.encode() + b"tail"),
    "base64 of wide": base64.b64encode(b"xy" + CANARY.encode("utf-16-le") + b"tail"),
    "deflated": b"%PDF stream\n" + zlib.compress(b"BT " + CANARY.encode() + b" ET") + b"\nendstream",
    "deflated within deflated": zlib.compress(zlib.compress(CANARY.encode())),
    "hex in a page": b"BT <" + CANARY.encode().hex().encode() + b"> Tj",
    "HEX of wide in a page": b"BT <" + CANARY.encode("utf-16-be").hex().upper().encode() + b"> Tj",
}


def no_file_at_all(*_: object, **__: object) -> None:
    """A file without a name is gone when it is closed, but its words stay on the disk."""
    raise AssertionError("a temporary file was made while a letter was in hand")


def zipped() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as files:
        files.writestr("word/document.xml", f"<w:t>{CANARY}</w:t>")
    return packed.getvalue()


@pytest.mark.parametrize("way", [*PLANTED, "a Word letter"])
def test_a_planted_leak_is_found(tmp_path: Path, way: str) -> None:
    filler = bytes(range(256)) * 40
    planted = zipped() if way == "a Word letter" else filler + PLANTED[way] + filler
    (tmp_path / "desk.db-wal").write_bytes(planted)
    assert leaks_under(tmp_path, CANARY)
    assert leaks_under(tmp_path, "nobody wrote this") == []


def test_a_planted_name_of_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{CANARY}.tmp").touch()
    assert leaks_under(tmp_path, CANARY)


def test_a_letter_that_may_say_it_does(desk: Desk) -> None:
    """The search is good enough to find the words in a real letter's bytes."""
    _, _, letter = a_story(desk)
    printed = letter_issue.print_out(desk, letter, today=TODAY, word=True)
    assert leaks(printed, CANARY)


def a_story(desk: Desk) -> tuple[Any, Any, Any]:
    """Consent, reading, note, half a note, letter, the GP's words, issue."""
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    case = a_case(desk, person)
    consent = a_consent(desk, person, practice)
    reading = a_reading(desk, person, case, practice)
    against = {"supports": "may_harm", "against": f"It also says {CANARY}."}
    note = a_note(desk, person, case, reading, f"He said: {CANARY}.", **against)
    mark = MarkDraft(note, "harm", "cleared", TODAY, "Dr A Rennie", "gp", f"He knows of {CANARY}.")
    note_marks.mark_note(desk, mark, today=TODAY)
    evidence.keep_typing(
        desk,
        person,
        NoteDraft(f"Half a line about {CANARY}", "function", TODAY, "clinic letter"),
        reading_id=reading,
    )
    draft = LetterDraft(case, body(desk, "sss"), letters.from_notes(desk, case, purpose="benefit_claim"))
    letter = letters.draft_letter(desk, draft, today=TODAY).id
    assert letter is not None
    letter_check.check_sheet(desk, letter, today=TODAY)
    letter_check.send_to_gp(desk, letter, today=TODAY)
    [statement] = letters.letter(desk, letter).statements
    answer = Answer(statement.id, "amend", f"As the GP has it: {CANARY}.")
    letter_check.enter_answers(desk, letter, [answer], Checker("Dr A Rennie"), today=TODAY)
    letter_issue.preview(desk, letter, today=TODAY)
    letter_issue.issue(desk, letter, today=TODAY)
    letter_issue.print_out(desk, letter, today=TODAY)
    assert CANARY in evidence.open_note(desk, note, purpose="benefit_claim").text
    return person, consent, letter


@pytest.mark.laptop("the folder, its backups and its log beside it are searched")
def test_the_canary_sings_nowhere(
    desk: Desk,
    clock: MovingClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for way in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, way, no_file_at_all)
    person, consent, letter = a_story(desk)

    # While it is open: the files, every column of every table, and whatever was written on the way.
    assert leaks_under(desk.folder, CANARY) == []
    with desk.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():
                for column, value in row.items():
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    assert not leaks(raw, CANARY, deep=1), f"{table}.{column}"

    # What other screens and exports say of this client.
    said = [
        clients.find(desk, "Reid"),
        clients.client(desk, person),
        cases.case_rows(desk, person_id=person),
        evidence.note_heads(desk, person_id=person),
        evidence_page.page(desk, person),
        journal.journal_rows(desk, person),
        letters.letters(desk, person_id=person),
        day.today(desk, today=TODAY),
        access.who_has_looked(desk, person),
        consents.consents(desk, person, now=clock.now()),
    ]
    assert not [page for page in said if CANARY in repr(page)]
    assert clients.find(desk, "kestrel") == []

    # After a withdrawal nothing shows it, not even the page of the issued letter.
    consents.withdraw(desk, consent, how="in person", today=TODAY)
    page = letter_page.opened(desk, letter, today=TODAY)
    assert CANARY not in repr(page) and page.pdf is None

    # A backup, and the folder when it is locked.
    kept = tmp_path / "backups"
    kept.mkdir()
    trust.backup_desk(desk, kept, today=TODAY)
    desk.engine.dispose()
    for place in (desk.folder, kept, temporary):
        assert leaks_under(place, CANARY) == []
    desk.close()
    assert leaks_under(desk.folder, CANARY) == []
    assert CANARY not in caplog.text


def told(data: bytes, place: Path, password: str = "") -> list[str]:
    """In which ways an export says the canary; of a PDF its words are read as well."""
    if not data.startswith(b"%PDF"):
        return leaks(data, CANARY)
    with pikepdf.open(BytesIO(data), password=password) as opened:
        opened.save(place, encryption=False)
    read = " ".join(pdftotext(place).split())
    return [*leaks(place.read_bytes(), CANARY), *(["words on a page"] if CANARY in read else [])]


def test_no_export_that_did_not_ask_says_it(desk: Desk, tmp_path: Path) -> None:
    person, _, letter = a_story(desk)
    place = tmp_path / "export.pdf"
    assert told(letter_issue.print_out(desk, letter, today=TODAY), place), "the search finds it on a page"
    first = date(TODAY.year, 1, 1)
    [practice] = agency.practices(desk)
    pack = handover.hand_over(desk, practice.id, why="cover", today=TODAY)
    made = {form: reporting.report(desk, first, TODAY, format=form, whole=True) for form in reporting.FORMATS}
    made |= reporting.data_package(desk, first, TODAY, whole=True)
    made |= {kind: privacy_papers.paper(desk, kind, today=TODAY) for kind in privacy_papers.KINDS}
    made["calendar"] = dates_page.calendar(desk, dates_page.choices(desk, today=TODAY)[0], today=TODAY)
    made["who has looked"] = access_report.for_the_client(desk, person, today=TODAY).data
    assert len(made) > 8
    assert {name: told(data, place) for name, data in made.items() if told(data, place)} == {}
    assert told(pack.data, place, pack.password) == []
