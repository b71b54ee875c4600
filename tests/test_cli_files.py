"""What a command writes lands where it was asked to and nowhere else: no desk, key or file is lost to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import PASSPHRASE

from welfare_desk.casework.desk import Desk
from welfare_desk.cli import main

WORKBOOK = Path(__file__).parent / "data" / "caseload" / "practice-desk.xlsx"
YEAR = ("--from", "2025-04-01", "--to", "2026-03-31")


def run(*words: object) -> int:
    return main([str(word) for word in words])


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n")
    return file


@pytest.fixture
def folder(desk: Desk) -> Path:
    """A closed desk."""
    desk.close()
    return desk.folder


@pytest.fixture
def on_desk(folder: Path, secret: Path) -> Iterator[tuple[object, ...]]:
    """The words that name the desk; afterwards it must still be the desk it was, and nothing more."""
    yield "--desk", folder, "--passphrase-file", secret
    assert run("verify", "--desk", folder, "--passphrase-file", secret) == 0
    assert {file.name for file in folder.iterdir()} <= {"desk.db", "keys.json", "desk.lock"}
    assert secret.read_text() == PASSPHRASE + "\n"


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1 and "went wrong" not in said.err
    return said.err


@pytest.mark.parametrize("name", ["desk.db", "keys.json", "desk.lock", "tally.pdf", "sub/tally.pdf"])
def test_a_tally_written_onto_the_desk_left_no_desk(
    on_desk: tuple[object, ...], folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("tally", *on_desk, *YEAR, "--format", "pdf", "--out", folder / name) == 2
    one_sentence(capsys)


def test_a_link_to_the_desk_is_the_desk(on_desk: tuple[object, ...], folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tally.pdf").symlink_to(folder / "desk.db")
    assert run("tally", *on_desk, *YEAR, "--format", "pdf", "--out", tmp_path / "tally.pdf") == 2
    (tmp_path / "reports").symlink_to(folder)
    assert run("tally", *on_desk, *YEAR, "--format", "pdf", "--out", tmp_path / "reports" / "t.pdf") == 2


def test_nothing_is_written_into_another_desk_or_a_backup_either(
    on_desk: tuple[object, ...], tmp_path: Path, empty_desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("backup", *on_desk, "--to", tmp_path / "b") == 0
    backup = Path(capsys.readouterr().out.strip())
    before = {file: file.read_bytes() for file in (*backup.iterdir(), *empty_desk.iterdir())}
    for other in (backup, empty_desk):
        assert run("tally", *on_desk, *YEAR, "--format", "csv", "--out", other / "t.csv") == 2
        assert run("backup", *on_desk, "--to", other / "more") == 2
        assert run("restore", backup, other / "again", *on_desk[2:]) == 2
        assert run("init", other / "new", *on_desk[2:]) == 2
    assert {file: file.read_bytes() for file in (*backup.iterdir(), *empty_desk.iterdir())} == before


def test_a_desk_whose_tables_are_lost_still_keeps_its_keys(
    folder: Path, tmp_path: Path, on_desk: tuple[object, ...]
) -> None:
    half = tmp_path / "half"
    half.mkdir()
    (half / "keys.json").write_bytes((folder / "keys.json").read_bytes())
    assert run("tally", *on_desk, *YEAR, "--format", "json", "--out", half / "keys.json") == 2
    assert (half / "keys.json").read_bytes() == (folder / "keys.json").read_bytes()


def test_the_recovery_key_replaced_the_passphrase_file(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("init", tmp_path / "new", "--passphrase-file", secret, "--recovery-file")
    assert run(*words, secret) == 2
    one_sentence(capsys)
    (tmp_path / "link").symlink_to(secret)
    assert run(*words, tmp_path / "link") == 2
    assert secret.read_text() == PASSPHRASE + "\n"
    assert not (tmp_path / "new").exists()


def test_a_recovery_key_is_never_written_over_a_file_that_is_there(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "paper"
    paper.write_text("the key of another desk\n")
    assert run("init", tmp_path / "new", "--passphrase-file", secret, "--recovery-file", paper) == 4
    assert "is there already" in one_sentence(capsys)
    assert paper.read_text() == "the key of another desk\n" and not (tmp_path / "new").exists()


def test_a_recovery_key_goes_neither_into_its_desk_nor_into_a_folder_that_is_not_there(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "new").mkdir()
    words = ("init", tmp_path / "new", "--passphrase-file", secret, "--recovery-file")
    assert run(*words, tmp_path / "new" / "key") == 2
    one_sentence(capsys)
    assert run(*words, tmp_path / "nodir" / "key") == 4
    assert "there is no folder" in one_sentence(capsys)
    assert not (tmp_path / "nodir").exists() and not any((tmp_path / "new").iterdir())


def test_no_empty_recovery_file_stays_when_no_desk_was_made(tmp_path: Path) -> None:
    (tmp_path / "weak").write_text("short")
    words = ("init", tmp_path / "new", "--passphrase-file", tmp_path / "weak")
    assert run(*words, "--recovery-file", tmp_path / "key") != 0
    assert not (tmp_path / "key").exists()


def test_a_recovery_key_that_cannot_be_written_down_is_printed_rather_than_lost(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from welfare_desk import machine

    paper, whole = tmp_path / "key", machine.write_whole

    def full(path: Path, content: bytes) -> None:
        if path.name == "key":
            raise OSError(28, "No space left on device")
        whole(path, content)

    monkeypatch.setattr(machine, "write_whole", full)
    assert run("init", tmp_path / "new", "--passphrase-file", secret, "--recovery-file", paper) == 4
    said = capsys.readouterr()
    assert said.out.count("-") == 8 and "no space left" in said.err
    assert not paper.exists() and (tmp_path / "new" / "desk.db").exists()


def test_refused_rows_written_onto_the_workbook_they_came_from(
    on_desk: tuple[object, ...], tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("Client,Date\nAnn,2026-01-01\n")
    kept = mine.read_bytes()
    assert run("import", mine, *on_desk, "--refused", mine) == 2
    one_sentence(capsys)
    os.link(mine, tmp_path / "same.csv")
    assert run("import", mine, *on_desk, "--refused", tmp_path / "same.csv") == 2
    assert run("import", mine, *on_desk, "--refused", secret) == 2
    assert run("import", WORKBOOK, *on_desk, "--refused", tmp_path / "nodir" / "refused.csv") == 4
    assert mine.read_bytes() == kept


@pytest.mark.parametrize(
    ("form", "name"),
    [("pdf", "x.xlsx"), ("xlsx", "x.pdf"), ("csv", "x.pdf"), ("json", "x.csv"), ("table", "x.docx")],
)
def test_a_pdf_is_not_written_under_a_workbooks_name(
    on_desk: tuple[object, ...], tmp_path: Path, form: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("tally", *on_desk, *YEAR, "--format", form, "--out", tmp_path / name) == 2
    one_sentence(capsys)
    assert not (tmp_path / name).exists()


def test_a_result_makes_no_folder_and_replaces_no_folder(
    on_desk: tuple[object, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("tally", *on_desk, *YEAR, "--format", "pdf", "--out")
    assert run(*words, tmp_path / "nodir" / "x.pdf") == 4
    assert "there is no folder" in one_sentence(capsys)
    (tmp_path / "x.pdf").mkdir()
    assert run(*words, tmp_path / "x.pdf") == 4
    one_sentence(capsys)
    os.mkfifo(tmp_path / "pipe.pdf")
    assert run(*words, tmp_path / "pipe.pdf") == 4
    assert not (tmp_path / "nodir").exists()


def test_a_tally_may_be_written_again_where_the_last_one_was(
    on_desk: tuple[object, ...], tmp_path: Path
) -> None:
    for form in ("pdf", "xlsx", "csv", "json"):
        out = tmp_path / f"tally.{form}"
        out.write_text("the one before")
        assert run("tally", *on_desk, *YEAR, "--format", form, "--out", out) == 0
        assert out.stat().st_size > 100
    assert not list(tmp_path.glob(".*.new"))
