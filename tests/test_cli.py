"""The commands keep their faces: what they print, where, and how they end."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from another_program import pdftotext
from building import PASSPHRASE

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk, RealClock
from welfare_desk.casework.invented import practice_desk
from welfare_desk.casework.opening import open_desk
from welfare_desk.cli import main
from welfare_desk.records.cases import Case

DATA = Path(__file__).parent / "data"
WORKBOOK = DATA / "caseload" / "practice-desk.xlsx"


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> tuple[Path, Path]:
    """A closed desk of its own and the file with its passphrase."""
    desk.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    return desk.folder, secret


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_init_prints_the_recovery_key_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSPHRASE + "\n"))
    assert run("init", tmp_path / "desk", "--name", "Morag Sinclair") == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1 and said.out.count("-") == 8
    assert (tmp_path / "desk" / "keys.json").exists()


def test_init_can_keep_the_recovery_key_off_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p").write_text(PASSPHRASE)
    paper = tmp_path / "paper"
    assert run("init", tmp_path / "desk", "--passphrase-file", tmp_path / "p", "--recovery-file", paper) == 0
    assert capsys.readouterr().out == ""
    assert paper.stat().st_mode & 0o077 == 0


def test_a_short_passphrase_makes_no_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p").write_text("short")
    assert run("init", tmp_path / "desk", "--passphrase-file", tmp_path / "p") != 0
    assert not (tmp_path / "desk").exists()
    assert capsys.readouterr().err.strip()


def test_import_says_every_row_and_nothing_but_json(
    kept: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, secret = kept
    words = ("import", WORKBOOK, "--desk", folder, "--passphrase-file", secret, "--json")
    assert run(*words, "--dry-run") == 0
    tried = json.loads(capsys.readouterr().out)
    assert run(*words) == 0
    brought = json.loads(capsys.readouterr().out)
    assert tried == brought
    truth = json.loads((DATA / "caseload" / "practice-desk.truth.json").read_text())
    fate = {"accept": "accepted", "reject": "refused"}
    expected = {row["sheet_row"]: fate.get(row["verdict"], row["verdict"]) for row in truth["rows"]}
    assert {row["row"]: row["fate"] for row in brought["rows"]} == expected
    assert brought["people"] == truth["people"]
    assert run(*words) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["counts"]["accepted"] == 0 and again["people"] == truth["people"]


def test_refused_rows_are_written_out_for_their_owner_only(kept: tuple[Path, Path], tmp_path: Path) -> None:
    folder, secret = kept
    out = tmp_path / "refused.csv"
    assert run("import", WORKBOOK, "--desk", folder, "--passphrase-file", secret, "--refused", out) == 0
    assert out.stat().st_mode & 0o077 == 0
    assert len(out.read_text(encoding="utf-8-sig").splitlines()) == 24


def test_a_letter_before_consent_is_blocked_and_says_what_is_missing(
    kept: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, secret = kept
    run("import", WORKBOOK, "--desk", folder, "--passphrase-file", secret)
    capsys.readouterr()
    out = tmp_path / "letter.pdf"
    asked = ("letter", "--desk", folder, "--case", "GP0020", "--kind", "evidence", "--out", out)
    assert run(*asked, "--passphrase-file", secret) == 1
    said = capsys.readouterr().err
    assert "consent" in said.lower() and "nothing noted" in said
    assert not out.exists()


def test_the_practice_desk_keeps_its_day_on_the_command_line_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = practice_desk.make(tmp_path / "practice")
    folder, case = made.desk.folder, made.told.cases
    with made.desk.look() as look:
        reference = {name: look.get_one(Case, id).reference for name, id in case.items()}
    made.desk.close()
    (tmp_path / "secret").write_text(practice_desk.PASSPHRASE)
    on_desk = ("--desk", folder, "--passphrase-file", tmp_path / "secret")
    letter, word, pack = (tmp_path / name for name in ("letter.pdf", "letter.docx", "pack.pdf"))
    for out in (letter, word):
        asked = ("letter", *on_desk, "--case", reference["hugh"], "--kind", "evidence", "--out", out)
        assert run(*asked) == 0, capsys.readouterr().err
    bound = {}
    for said in ((), ("--duplex",), (), ("--no-duplex",)):
        asked = ("pack", *on_desk, "--case", reference["callum"], "--out", pack, *said)
        assert run(*asked) == 0, capsys.readouterr().err
        with pikepdf.open(pack) as pdf:
            bound.setdefault(said, []).append(len(pdf.pages))
    [first, as_set], [both_sides], [one_side] = bound.values()
    assert first == one_side > 4 and as_set == both_sides > first
    assert "Hugh Lennie" in " ".join(pdftotext(letter.read_bytes()).split())
    out = tmp_path / "no.pdf"
    assert run("letter", *on_desk, "--case", reference["moira"], "--kind", "evidence", "--out", out) == 1
    assert not out.exists()


def test_a_wrong_passphrase_is_one_sentence_and_ends_with_4(
    kept: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wrong").write_text("not this one, surely")
    assert run("verify", "--desk", kept[0], "--passphrase-file", tmp_path / "wrong") == 4
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1


def test_backup_verify_drill_and_restore_go_round(
    kept: tuple[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, secret = kept
    monkeypatch.chdir(tmp_path)
    on_desk = ("--desk", folder, "--passphrase-file", secret)
    assert run("backup", *on_desk, "--to", "backups") == 0
    backup = capsys.readouterr().out.strip()
    assert run("verify", *on_desk) == 0
    assert run("drill", *on_desk) == 0
    assert run("log", "verify", *on_desk) == 0
    assert run("restore", backup, tmp_path / "again", "--passphrase-file", secret) == 0
    assert run("restore", backup, tmp_path / "again", "--passphrase-file", secret) == 4
    assert run("verify", "--desk", tmp_path / "again", "--passphrase-file", secret) == 0


def test_a_handover_is_a_locked_file_and_its_password_the_only_line_of_stdout(
    kept: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    on_desk = ("--desk", kept[0], "--passphrase-file", kept[1])
    out = tmp_path / "cover.pdf"
    assert run("handover", *on_desk, "--practice", "No such", "--out", out) == 1
    assert run("handover", *on_desk, "--practice", "x", "--out", tmp_path / "cover.doc") == 2
    capsys.readouterr()
    desk = open_desk(kept[0], PASSPHRASE, clock=RealClock())
    agency.change_practice(desk, agency.PracticeDraft("Millbank"))
    desk.close()
    assert run("handover", *on_desk, "--practice", "Mill", "--out", out) == 0
    said = capsys.readouterr()
    [password] = said.out.splitlines()
    assert out.read_bytes().startswith(b"%PDF") and b"Millbank" not in out.read_bytes()
    with pikepdf.open(out, password=password) as pdf:
        assert len(pdf.pages) == 1
    if sys.platform != "win32":
        assert out.stat().st_mode & 0o077 == 0


def test_a_damaged_backup_ends_with_1(kept: tuple[Path, Path], tmp_path: Path) -> None:
    folder, secret = kept
    assert run("backup", "--desk", folder, "--passphrase-file", secret, "--to", tmp_path / "b") == 0
    [made] = (tmp_path / "b").iterdir()
    desk = made / "desk.db"
    data = bytearray(desk.read_bytes())
    data[5000] ^= 1
    desk.chmod(0o600)
    desk.write_bytes(data)
    assert run("restore", made, tmp_path / "again", "--passphrase-file", secret) == 1
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("words", [["tally"], ["agency"], ["no-such-thing"], ["worked-cases", "poems", "f"]])
def test_words_that_do_not_fit_end_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("time-limits", "time-limits"),
        ("amounts", "gains"),
        ("debt", "debt"),
        ("funder", "funder"),
        ("consent", "consent"),
    ],
)
def test_every_worked_case_agrees(kind: str, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("worked-cases", kind, DATA / "vectors" / f"{file}.json", "--check") == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.endswith(" 0 failed") and not last.startswith("0 passed")


def test_worked_cases_never_look_at_what_is_expected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = json.loads((DATA / "vectors" / "time-limits.json").read_text())
    for case in cases:
        del case["expect"]
    (tmp_path / "bare.json").write_text(json.dumps(cases))
    assert run("worked-cases", "time-limits", tmp_path / "bare.json") == 0
    bare = json.loads(capsys.readouterr().out)
    assert run("worked-cases", "time-limits", DATA / "vectors" / "time-limits.json") == 0
    assert bare == json.loads(capsys.readouterr().out)


def test_words_outside_the_vocabulary_are_named_and_the_rest_still_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = json.loads((DATA / "vectors" / "time-limits.json").read_text())[:2]
    cases[0]["facts"] = {"next": "the moon"}
    (tmp_path / "odd.json").write_text(json.dumps(cases))
    assert run("worked-cases", "time-limits", tmp_path / "odd.json") == 0
    odd, plain = json.loads(capsys.readouterr().out)
    assert odd["result"] is None and odd["not_understood"] == ["facts.next=the moon"]
    assert plain["result"]["deadline"]


@pytest.mark.parametrize("content", [b"", b"not json", b'{"cases": 3}', b"[1, 2]", b"\xff\xfe"])
def test_a_file_that_holds_no_cases_is_the_worlds_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f.json").write_bytes(content)
    assert run("worked-cases", "debt", tmp_path / "f.json") == 4
    assert run("worked-cases", "debt", tmp_path / "missing.json") == 4


def test_a_command_imports_no_screen() -> None:
    script = (
        "import sys; from welfare_desk.cli import main; main(['agency']); sys.exit('PySide6' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True).returncode == 0
