"""A lost laptop: a backup alone, on any machine, says who was on it, what is due and whom to tell."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from another_program import pdftotext
from building import PASSPHRASE, MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading, body

from welfare_desk import cli
from welfare_desk.casework.correspondence import letter_check, letters
from welfare_desk.casework.desk import Desk, ReadOnlyDesk
from welfare_desk.casework.matters import key_dates
from welfare_desk.casework.safekeeping import incident, trust
from welfare_desk.vault import faults

pytestmark = pytest.mark.laptop("what a lost folder or stick held; an agency's desk is on no stick")

CANARY = "CANARY-5d8e2b71 walks about thirty metres."


@pytest.fixture
def backup(desk: Desk, clock: MovingClock, tmp_path: Path) -> Path:
    """A backup of a desk with two clients, one date due and one letter with the GP."""
    practice, today = a_practice(desk), clock.today()
    ann = a_client(
        desk, surname="Reid", forenames="Ann", contact_warning="Ring after six only.", phone="01382 496 0100"
    )
    a_client(desk, surname="Orr", forenames="Ben", may_call=False)
    case = a_case(desk, ann, practice_id=practice)
    a_consent(desk, ann, practice)
    a_note(desk, ann, case, a_reading(desk, ann, case, practice), CANARY)
    key_dates.add_key_date(desk, case, "Send the form back", date(2026, 12, 4), today=today)
    key_dates.add_key_date(desk, case, "Ring about the form", date(2027, 2, 4), today=today)
    draft = letters.LetterDraft(
        case, body(desk, "sss"), letters.from_notes(desk, case, purpose="benefit_claim")
    )
    made = letters.draft_letter(desk, draft, today=today).id
    assert made is not None
    letter_check.send_to_gp(desk, made, today=today)
    folder = trust.backup_desk(desk, tmp_path / "stick", today=today).folder
    desk.close()
    return folder


def test_it_says_who_was_on_it_and_how_each_may_be_reached(backup: Path, clock: MovingClock) -> None:
    before = {file.name: file.read_bytes() for file in backup.iterdir()}
    with incident.opened(backup, PASSPHRASE, clock=clock) as (desk, as_at):
        found = incident.look(desk, as_at, today=clock.today())
        with pytest.raises(ReadOnlyDesk), desk.unit_of_work():
            pass
    ann, ben = found.people
    assert (ann.name, ann.phone, ann.warning) == ("Ann Reid", "01382 496 0100", "Ring after six only.")
    assert ann.health and ann.open_case and not ben.health
    assert ben.warning == "Do not ring."
    assert [one.what for one in found.due] == ["Send the form back"]
    [letter] = found.letters
    assert (letter.client, letter.practice) == ("Ann Reid", "Millbank Medical Practice")
    assert any("72 hours" in one.when and "33(1)" in one.source for one in found.tell)
    assert found.in_short == "2 people on it, 1 with medical notes."
    assert {file.name: file.read_bytes() for file in backup.iterdir()} == before


def test_nothing_of_it_stays_on_the_machine(
    backup: Path, clock: MovingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    with incident.opened(backup, PASSPHRASE, clock=clock):
        inside = b"".join(file.read_bytes() for file in scratch.rglob("*") if file.is_file())
        assert inside and b"Reid" not in inside and b"CANARY" not in inside
    assert list(scratch.iterdir()) == []
    with pytest.raises(faults.WrongPassphrase), incident.opened(backup, "no such words here", clock=clock):
        pass
    assert list(scratch.iterdir()) == []


def test_the_sheet_has_all_of_it_and_no_word_of_a_record(backup: Path, clock: MovingClock) -> None:
    with incident.opened(backup, PASSPHRASE, clock=clock) as (desk, as_at):
        found = incident.look(desk, as_at, today=clock.today())
        text = " ".join(pdftotext(incident.sheet(desk, found, today=clock.today())).split())
        lines = "\n".join(incident.in_lines(found, clock.today()))
    for said in (text, lines):
        assert "CANARY" not in said and "thirty metres" not in said
        for word in (
            "Ann Reid",
            "Ring after six only.",
            "Send the form back",
            "72 hours",
            "Millbank Medical",
        ):
            assert word in said, word
    assert "Ring about the form" not in text


def test_the_command_only_looks(backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret, sheet = tmp_path / "secret", tmp_path / "sheet.pdf"
    secret.write_text(PASSPHRASE)
    with_secret = ["--passphrase-file", str(secret)]
    assert cli.main(["restore", str(backup), "--incident", "--out", str(sheet), *with_secret]) == 0
    said = capsys.readouterr()
    assert "WHO WAS ON IT" in said.out and "Ann Reid" in said.out and "nothing was changed" in said.err
    assert sheet.read_bytes().startswith(b"%PDF") and sheet.stat().st_mode & 0o077 == 0
    assert cli.main(["restore", str(backup), str(tmp_path / "x"), "--incident", *with_secret]) == 2
    assert cli.main(["restore", str(backup), *with_secret]) == 2
    assert not (tmp_path / "x").exists()
