"""What goes wrong at the terminal is said in one sentence that is true, with the exit code of its sort."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from building import PASSPHRASE
from test_cli_files import WORKBOOK, YEAR, folder, on_desk, one_sentence, run, secret

from welfare_desk import machine

__all__ = ["folder", "on_desk", "secret"]  # fixtures
BARE = {
    name: value
    for name, value in os.environ.items()
    if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
}


def program(*words: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own, with no display unless one is given."""
    return subprocess.run(
        [sys.executable, "-m", "welfare_desk", *map(str, words)],
        cwd=cwd,
        env=BARE | {"PYTHONPATH": str(Path(__file__).parents[1])} | environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=240,
    )


# No display ------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a display be missing")
@pytest.mark.parametrize("words", [(), ("demo",)])
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":4093"}, {"WAYLAND_DISPLAY": "no-such", "DISPLAY": ""}])
def test_without_a_display_the_program_aborted(
    words: tuple[str, ...], display: dict[str, str], tmp_path: Path
) -> None:
    ran = program(*words, cwd=tmp_path, **display)
    assert ran.returncode == 4 and ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1 and "display" in ran.stderr
    assert not any(tmp_path.iterdir())


def test_the_tour_without_a_display_goes_offscreen_by_itself(tmp_path: Path) -> None:
    few = ("tour", tmp_path / "tour", "--only", "dates,case")  # all of it: tests/test_whole_program.py
    ran = program(*few, cwd=tmp_path, QT_QPA_PLATFORM="xcb")
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert sorted(file.name for file in (tmp_path / "tour").glob("*.png")) == ["case.png", "dates.png"]


def test_a_platform_of_the_users_own_choice_is_left_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert machine.why_no_window() is None


@pytest.mark.skipif(sys.platform != "linux", reason="X11 and Wayland")
def test_a_wayland_that_answers_is_a_display(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "w-0")
    assert machine.why_no_window() == "there is no display"
    monkeypatch.chdir(tmp_path)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind("w-0")
        listening.listen()
        monkeypatch.setenv("XDG_RUNTIME_DIR", ".")
        assert machine.why_no_window() is None


# The world's faults ----------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x81", b"x" * 100_000])
def test_a_picture_given_as_the_passphrase_file_was_called_our_bug(
    folder: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "photo.jpg").write_bytes(content)
    assert run("verify", "--desk", folder, "--passphrase-file", tmp_path / "photo.jpg") == 4
    assert "could not be read" in one_sentence(capsys)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
@pytest.mark.parametrize("words", [("demo", "--headless", "/proc/q"), ("tour", "/proc/q"), ("tour", "pf")])
def test_a_folder_that_cannot_be_made_was_called_our_bug(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "pf").write_text("a file")
    ran = program(*words, cwd=tmp_path)
    assert ran.returncode == 4 and ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1 and words[-1] in ran.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_place_that_cannot_be_written_was_called_a_desk_that_is_not_there(
    on_desk: tuple[object, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("backup", *on_desk, "--to", tmp_path / "b") == 0
    backup = capsys.readouterr().out.strip()
    for words in (
        ("init", "/proc/x", *on_desk[2:]),
        ("restore", backup, "/proc/x", *on_desk[2:]),
        ("backup", *on_desk, "--to", "/proc/x"),
    ):
        assert run(*words) == 4
        assert one_sentence(capsys).startswith("/proc/x cannot be written to")


def test_a_backup_to_a_file_was_called_a_failing_disk(
    on_desk: tuple[object, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("a file")
    assert run("backup", *on_desk, "--to", tmp_path / "file") == 4
    assert "it is a file, not a folder" in one_sentence(capsys)
    assert run("backup", *on_desk, "--to", tmp_path / "file" / "sub") == 4
    assert "is a file" in one_sentence(capsys)


# Words that do not fit -------------------------------------------------------------------------------


def test_dates_backwards_are_usage(on_desk: tuple[object, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("tally", *on_desk, "--from", "2026-03-31", "--to", "2025-04-01") == 2
    assert "before it begins" in one_sentence(capsys)


@pytest.mark.parametrize("more", [("--by", ""), ("--by", "benefit,,month"), ("--as-at", "2999-01-01")])
def test_a_breakdown_by_nothing_and_figures_of_the_future_passed(
    on_desk: tuple[object, ...], more: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("tally", *on_desk, *YEAR, *more) == 2
    assert more[0] in one_sentence(capsys)


def test_a_case_that_is_not_there_is_not_a_blocked_letter(
    on_desk: tuple[object, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("letter", *on_desk, "--out", tmp_path / "letter.pdf", "--case")
    assert run(*words, "GP9999") == 2
    assert "no case with that reference" in one_sentence(capsys)
    assert run("import", WORKBOOK, *on_desk) == 0
    capsys.readouterr()
    assert run(*words, "GP0020", "--recipient", "Nobody") == 2
    assert "Nobody called Nobody is in the recipient book" in one_sentence(capsys)
    assert run(*words, "GP0020") == 1


def test_a_weak_passphrase_ends_like_a_wrong_one_and_advises_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for weak in ("", "aaa", "password123"):
        (tmp_path / "p").write_text(weak)
        assert run("init", tmp_path / "new", "--passphrase-file", tmp_path / "p") == 4
        assert one_sentence(capsys).count("Four or five words") == 1
    assert not (tmp_path / "new").exists()


def test_an_advisor_without_a_name_is_usage(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", tmp_path / "new", "--name", " ", "--passphrase-file", secret) == 2
    assert "--name" in one_sentence(capsys)


# Backups ---------------------------------------------------------------------------------------------


def test_the_folder_of_backups_was_called_a_desk_without_keys(
    on_desk: tuple[object, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backups = []
    for _ in range(2):
        assert run("backup", *on_desk, "--to", tmp_path / "b") == 0
        backups.append(capsys.readouterr().out.strip())
    assert run("restore", tmp_path / "b", tmp_path / "again", *on_desk[2:]) == 4
    assert f"The newest in it is {backups[-1]}." in one_sentence(capsys)
    assert run("drill", *on_desk, "--backup", tmp_path / "b") == 4
    assert backups[-1] in one_sentence(capsys)
    assert run("restore", tmp_path / "gone", tmp_path / "again", *on_desk[2:]) == 4
    assert "is not a backup: it is not there" in one_sentence(capsys)


def test_a_damaged_backup_recited_its_pages(
    on_desk: tuple[object, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", WORKBOOK, *on_desk) == 0
    assert run("backup", *on_desk, "--to", tmp_path / "b") == 0
    [made] = (tmp_path / "b").glob("welfare-desk-backup-*")
    data = bytearray((made / "desk.db").read_bytes())
    for page in range(2, len(data) // 4096, 3):
        data[page * 4096 + 100] ^= 1
    (made / "desk.db").chmod(0o600)
    (made / "desk.db").write_bytes(data)
    capsys.readouterr()
    for words in (("restore", made, tmp_path / "again", *on_desk[2:]), ("drill", *on_desk, "--backup", made)):
        assert run(*words) == 1
        said = one_sentence(capsys)
        assert said.startswith("This backup is damaged: desk.db is not what was written (and ")
        assert len(said) < 200
    assert not (tmp_path / "again").exists()


def test_a_damaged_desk_is_one_sentence_too(
    folder: Path, secret: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = bytearray((folder / "desk.db").read_bytes())
    for page in range(20, len(data) // 4096):
        data[page * 4096 + 100] ^= 1
    (folder / "desk.db").write_bytes(data)
    assert run("verify", "--desk", folder, "--passphrase-file", secret) in (1, 4)
    assert len(one_sentence(capsys)) < 200


# Usage -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tally",), "Still wanted: --desk, --from, --to."),
        (("no-such-thing",), "There is no command no-such-thing."),
        (("worked-cases", "poems", "f"), "kind cannot be poems: it is one of time-limits, amounts, debt,"),
        (("log", "--desk", "X"), "Still wanted: verify."),
        (("log", "read", "--desk", "X"), "verify cannot be read: it is one of verify."),
        (("verify", "--desk"), "--desk wants something after it."),
        (("tour", "a", "b", "--fast"), "Not understood: b --fast."),
        (("tally", "--desk", "d", "--from", "soon"), "--from: soon is not a date such as 2026-03-31."),
    ],
)
def test_words_that_do_not_fit_printed_a_page_of_usage(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    line = one_sentence(capsys)
    assert line.startswith(said) and "usage:" not in line and "--help" in line


def test_a_file_of_debt_cases_was_not_understood_forty_two_times(capsys: pytest.CaptureFixture[str]) -> None:
    debts = WORKBOOK.parents[1] / "vectors" / "debt.json"
    assert run("worked-cases", "time-limits", debts, "--check") == 1
    said = capsys.readouterr()
    assert said.err == f"{debts} holds debt cases, not time-limits.\n"
    assert said.out == "0 passed, 42 failed\n"
    assert run("worked-cases", "time-limits", debts) == 0
    assert len(json.loads(capsys.readouterr().out)) == 42


def test_a_workbook_brought_again_listed_every_row(
    on_desk: tuple[object, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", WORKBOOK, *on_desk) == 0
    first = capsys.readouterr().out
    assert "duplicate: already in the desk" not in first
    assert run("import", WORKBOOK, *on_desk) == 0
    again = capsys.readouterr().out
    assert again.count("already in the desk") == 1
    assert "rows: duplicate: already in the desk" in again
    assert run("import", WORKBOOK, *on_desk, "--json") == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert sum("already in the desk" in row["reasons"] for row in rows) > 200


# Each command alone -----------------------------------------------------------------------------------


def test_a_command_on_its_own_knew_only_the_tables_it_had_met(
    folder: Path, secret: Path, tmp_path: Path
) -> None:
    """In one process with other commands it worked: they had loaded the tables it lacked."""
    words = ("--desk", folder, "--passphrase-file", secret)
    for command, ends in (
        (("import", WORKBOOK, *words), 0),
        (("tally", *words, *YEAR, "--by", "benefit", "--format", "json"), 0),
        (("letter", *words, "--case", "GP0020", "--out", "letter.pdf"), 1),
        (("attach", secret, *words, "--case", "GP9999"), 2),
        (("backup", *words, "--to", "b"), 0),
        (("verify", *words), 0),
        (("drill", *words), 0),
        (("log", "verify", *words), 0),
    ):
        ran = program(*command, cwd=tmp_path)
        assert ran.returncode == ends, (command[0], ran.stderr)
        assert "Traceback" not in ran.stderr


# At once ---------------------------------------------------------------------------------------------


def test_a_desk_that_is_not_there_is_known_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    heavy = (
        "[name for name in ('sqlalchemy', 'sqlcipher3', 'cryptography', 'PySide6') if name in sys.modules]"
    )
    script = (
        "import sys; from welfare_desk.cli import main;"
        f"print(main(['tally', '--desk', 'gone', '--from', '2025-04-01', '--to', '2026-03-31']), {heavy})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=BARE | {"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
    )
    assert ran.stdout == "4 []\n"
    assert ran.stderr == "gone is not a desk: it is not there.\n"


def test_the_passphrase_of_a_practice_desk_may_be_asked_for_its_own_day(tmp_path: Path) -> None:
    """The practice desk pretends a day that may not have come: its figures may be asked for up to it."""
    from welfare_desk.casework.figures import reporting
    from welfare_desk.casework.invented import practice_desk

    made = practice_desk.make(tmp_path / "practice")
    try:
        assert reporting.latest_day(made.desk) >= practice_desk.TODAY
    finally:
        made.desk.close()
    assert PASSPHRASE != practice_desk.PASSPHRASE
