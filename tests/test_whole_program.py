"""What looks after the whole: a wheel that runs from an empty folder, a light start, the tour, the demo."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from welfare_desk import settings
from welfare_desk.casework.clocks import RealClock
from welfare_desk.casework.opening import NewAdvisor, make_desk

HERE = Path(__file__).resolve().parents[1]
HEAVY = ("reportlab", "pikepdf", "docx", "openpyxl", "xlsxwriter", "holidays", "psycopg", "liquid", "keyring")


def python(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment}
    return subprocess.run(
        [sys.executable, *words], cwd=cwd, env=given, capture_output=True, text=True, timeout=1200
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    built = python("-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(HERE), cwd=place)
    assert built.returncode == 0, built.stderr[-2000:]
    [file] = place.glob("*.whl")
    return file


def test_the_wheel_runs_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    with zipfile.ZipFile(wheel) as files:
        files.extractall(installed)
    where = (
        "import welfare_desk, welfare_desk.resources as r; print(welfare_desk.__file__); print(r.folder())"
    )
    said = python("-P", "-c", where, cwd=empty, PYTHONPATH=str(installed)).stdout.splitlines()
    assert said[0].startswith(str(installed)) and said[1] == str(installed / "welfare_desk" / "_resources")
    cases = HERE / "tests" / "data" / "vectors" / "time-limits.json"
    ran = python(
        *("-P", "-m", "welfare_desk", "worked-cases", "time-limits", str(cases), "--check"),
        cwd=empty,
        PYTHONPATH=str(installed),
    )
    assert ran.returncode == 0 and ran.stdout.strip() == "72 passed, 0 failed"
    assert not any(empty.iterdir())


def test_starting_the_window_imports_nothing_heavy(tmp_path: Path) -> None:
    script = f"import sys, welfare_desk.app; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert python("-c", script, cwd=tmp_path).stdout.strip() == "[]"


def test_the_frame_of_the_window_is_there_before_anything_of_the_store(tmp_path: Path) -> None:
    """What ``make bench`` calls the first window: it paints while the desk is still locked."""
    store = ("sqlalchemy", "alembic", "welfare_desk.casework.access", "welfare_desk.records.tables")
    script = f"import sys, welfare_desk.ui.window;print([name for name in {store!r} if name in sys.modules])"
    assert python("-c", script, cwd=tmp_path).stdout.strip() == "[]"


_TO_THE_LOCK_SCREEN = """
import sys
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QEventLoop, QTimer
from welfare_desk import app as program
from welfare_desk.cli import main
from welfare_desk.ui import getting_ready

getting_ready.PAINTED_MS = {wait}
started = []
start = program.Program.start
program.Program.start = lambda one: (started.append(one), start(one))

def until(so):  # as the program itself waits: other threads run meanwhile
    loop, often = QEventLoop(), QTimer()
    often.timeout.connect(lambda: so() and loop.quit())
    often.start(20)
    QTimer.singleShot(100_000, loop.quit)
    loop.exec()
    assert so()

def ran(*_):
    QApplication.instance().processEvents()
    lock = started[0].window.lock_screen
    assert lock.isVisible() and started[0].window.grab().width() == 1280
    print([name for name in {wanted!r} if name in sys.modules])
    {after}
    return 0

QApplication.exec = ran
sys.exit(main([]))
"""
_OF_AN_OPEN_DESK = (
    *("sqlalchemy", "sqlcipher3", "alembic", "cryptography", "keyring", "tomllib", "socket", "subprocess"),
    *(
        "PySide6.QtDBus",
        "PySide6.QtPrintSupport",
        "welfare_desk.casework.desk",
        "welfare_desk.rules.as_typed",
    ),
    *("welfare_desk.ui.kit.row_list", "welfare_desk.ui.screens", "welfare_desk.commands.agency"),
)


def last_desk(place: Path) -> None:
    """A desk, and the settings of a computer on which it was the last one open."""
    made = make_desk(place / "desk", NewAdvisor("A. Reid"), "four words nobody knows", clock=RealClock())
    made.desk.close()
    settings.save(settings.Settings(last_desk=str(place / "desk")), place)


def test_the_lock_screen_is_there_before_anything_an_open_desk_needs(tmp_path: Path) -> None:
    last_desk(tmp_path)
    script = _TO_THE_LOCK_SCREEN.format(wanted=_OF_AN_OPEN_DESK, after="", wait=10**8)
    ran = python("-c", script, cwd=tmp_path, WELFARE_DESK_SETTINGS=str(tmp_path))
    assert ran.stdout.strip() == "[]", ran.stderr[-2000:]


def test_a_passphrase_typed_at_once_opens_the_desk_while_the_rest_still_comes(tmp_path: Path) -> None:
    last_desk(tmp_path)
    after = "one = started[0]; one.unlock('four words nobody knows'); until(one.window.place)"
    said = "; print(one.window.place().screen, one.desk.advisor.name); one.window.close()"
    script = _TO_THE_LOCK_SCREEN.format(wanted=(), after=after + said, wait=60)
    ran = python("-c", script, cwd=tmp_path, WELFARE_DESK_SETTINGS=str(tmp_path))
    assert ran.stdout.splitlines()[-1:] == ["today A. Reid"], ran.stderr[-2000:]
    assert "Traceback" not in ran.stderr


def test_while_nothing_is_typed_what_an_open_desk_needs_is_fetched(tmp_path: Path) -> None:
    last_desk(tmp_path)
    wanted = "welfare_desk.ui.today.page"
    after = f"until(lambda: {wanted!r} in sys.modules); started[0].window.close()"
    script = _TO_THE_LOCK_SCREEN.format(wanted=(), after=after + "; print('fetched')", wait=60)
    ran = python("-c", script, cwd=tmp_path, WELFARE_DESK_SETTINGS=str(tmp_path))
    assert ran.stdout.split() == ["[]", "fetched"], ran.stderr[-2000:]


def test_opening_a_desk_that_is_up_to_date_brings_no_upgrades(tmp_path: Path) -> None:
    script = (
        "import sys, welfare_desk.app, welfare_desk.casework.opening;"
        "print([name for name in ('alembic', 'mako', 'pygments') if name in sys.modules])"
    )
    assert python("-c", script, cwd=tmp_path).stdout.strip() == "[]"


def test_the_practice_desk_offscreen_leaves_every_result(tmp_path: Path) -> None:
    ran = python("-m", "welfare_desk", "demo", "--headless", str(tmp_path / "out"), cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr[-2000:]
    out = tmp_path / "out"
    for name in ("letter.pdf", "letter.docx", "tally.pdf", "tally.xlsx", "tally.csv"):
        assert (out / name).stat().st_size > 1000
        assert name in ran.stdout
    pictures = sorted(file.stem for file in (out / "screens").glob("*.png"))
    assert len(pictures) >= 18
    assert all(name == name.lower() and " " not in name for name in pictures)
    index = json.loads((out / "screens" / "index.json").read_text())
    assert sorted(entry["screen"] for entry in index) == pictures
    assert "Traceback" not in ran.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out"]


def test_a_folder_with_something_else_in_it_is_not_taken_for_the_practice_desk(tmp_path: Path) -> None:
    (tmp_path / "out" / "practice").mkdir(parents=True)
    kept = tmp_path / "out" / "practice" / "mine.txt"
    kept.write_text("mine")
    ran = python("-m", "welfare_desk", "demo", "--headless", str(tmp_path / "out"), cwd=tmp_path)
    assert ran.returncode == 4 and len(ran.stderr.splitlines()) == 1
    assert kept.read_text() == "mine"
