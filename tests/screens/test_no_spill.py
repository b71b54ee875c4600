"""After a session at the screens nothing about a client lies anywhere but in the encrypted desk.

Every place the program can write to is searched: the desk's folder, temporary files, its settings, the user's
own folders (recent files, thumbnails), its log, what the crash window says, window titles, the clipboard.
Planted leaks are found first.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from uuid import UUID

import pytest
from building import PASSPHRASE, MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading
from canary import leaks, leaks_under
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import journal
from welfare_desk.casework.opening import open_desk
from welfare_desk.ui import messages
from welfare_desk.ui.lock.clipboard import SecretClipboard
from welfare_desk.ui.lock.cover import StartPin

CANARY = "Kestrelmuir"
WORDS = f"{CANARY} was seen at the clinic"
PLACES = ("home", "temporary", "settings", "config", "cache", "data", "state")
OURS = {"desk.db", "desk.db-wal", "desk.db-shm", "keys.json", "desk.lock", "settings.json"}


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every folder a program of this user's can leave something in, all empty."""
    for name in PLACES:
        (tmp_path / name).mkdir()
    for name, place in {
        "HOME": "home", "USERPROFILE": "home", "TMPDIR": "temporary", "TEMP": "temporary", "TMP": "temporary",
        "WELFARE_DESK_SETTINGS": "settings", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache",
        "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, str(tmp_path / place))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return [tmp_path / name for name in PLACES]


def a_story(desk: Desk) -> tuple[UUID, UUID]:
    practice = a_practice(desk)
    person = a_client(desk, surname=CANARY, practice_id=practice)
    case = a_case(desk, person)
    a_consent(desk, person, practice)
    a_note(desk, person, case, a_reading(desk, person, case, practice), WORDS)
    journal.write_note(desk, person, WORDS, today=desk.clock.today())
    return person, case


def stops(person: UUID, case: UUID) -> list[tuple[str, dict[str, UUID]]]:
    whole = "today clients cases dates letters debts gains report practices month waiting post directory help"
    of_client = "client client-details circumstances subject-access household support"
    both = {"person": person, "case": case}
    return [
        *((name, {}) for name in f"{whole} settings exceptions import referral print-later".split()),
        *((name, {"person": person}) for name in of_client.split()),
        *((name, both) for name in ("consent", "evidence", "papers", "choose-letter")),
        ("case", {"case": case}),
    ]


def test_planted_leaks_are_found_in_every_place(places: list[Path]) -> None:
    for place in places:
        assert leaks_under(place, CANARY) == []
        (place / "recently-used.xbel").write_bytes(b"x" * 99 + WORDS.encode("utf-16-le"))
        assert leaks_under(place, CANARY)


def test_a_session_at_the_screens_spills_nothing(
    qtbot, desk: Desk, clock: MovingClock, places: list[Path], caplog: pytest.LogCaptureFixture, heard
) -> None:
    caplog.set_level(logging.DEBUG)
    person, case = a_story(desk)
    desk.close()
    program = Program(QApplication.instance(), clock, settings.Settings())
    qtbot.addWidget(program.window)
    program.window.pin = StartPin("482913")
    titles: list[str] = []
    program.window.windowTitleChanged.connect(titles.append)
    program.show_lock(desk.folder)
    program.enter(open_desk(desk.folder, PASSPHRASE, clock=clock))
    seen = 0
    for screen, where in stops(person, case):
        program.window.go(screen, **where)
        qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=20_000)
        program.window.grab()
        titles.append(program.window.windowTitle())
        seen += 1
    assert seen >= 25
    messages.crash(program.window, ValueError(WORDS))
    SecretClipboard(QApplication.instance()).copy(WORDS)
    mime = QGuiApplication.clipboard().mimeData()
    assert bytes(mime.data("x-kde-passwordManagerHint").data()) == b"secret"
    for folder in (desk.folder, *places):  # while it is open
        assert leaks_under(folder, CANARY) == []
    program.window.lock()
    assert CANARY not in QGuiApplication.clipboard().text()
    program.window.close()
    for folder in (desk.folder, *places):
        assert leaks_under(folder, CANARY) == []
    left = {path.name for folder in (desk.folder, *places) for path in folder.rglob("*") if path.is_file()}
    assert left <= OURS, left - OURS
    assert heard.told and not leaks(repr(heard.told).encode(), CANARY)
    assert not [title for title in titles if CANARY in title]
    assert CANARY not in caplog.text
    assert CANARY not in os.environ.values()
    program.deleteLater()
