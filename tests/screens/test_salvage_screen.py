"""A damaged desk at the lock screen, the check of the day, the recovery key offered, the shared computer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from building import PASSPHRASE, MovingClock, a_client, a_practice
from PySide6.QtWidgets import QApplication
from seen_and_heard import painted

from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework import kept_typing
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.people import clients
from welfare_desk.casework.safekeeping import keeping
from welfare_desk.errors import DeskError
from welfare_desk.ui.lock import clipboard
from welfare_desk.vault import pages
from welfare_desk.vault.faults import DeskDamaged


@pytest.fixture
def folder(desk: Desk) -> Path:
    """A closed desk with clients enough for pages of their own."""
    a_practice(desk)
    for number in range(40):
        a_client(desk, surname=f"Reid{number}", forenames=f"Ann {number}")
    desk.close()
    return desk.folder


@pytest.fixture
def program(qtbot, clock: MovingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WELFARE_DESK_SETTINGS", str(tmp_path / "settings"))
    running = Program(QApplication.instance(), clock, settings.Settings())
    running._asked_for_pin = True
    qtbot.addWidget(running.window)
    yield running
    running.window.close()
    running.deleteLater()


def settled(qtbot, program: Program) -> None:
    for _ in range(3):
        qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=60_000)
        QApplication.processEvents()


def typed(qtbot, program: Program, passphrase: str) -> None:
    program.window.lock_screen.field.line.setText(passphrase)
    program.window.lock_screen.unlock.click()
    settled(qtbot, program)


def flip(folder: Path, page: int) -> None:
    file = folder / "desk.db"
    spoilt = bytearray(file.read_bytes())
    spoilt[(page - 1) * pages.PAGE + 100] ^= 4
    file.write_bytes(spoilt)


def one_that_opens(folder: Path, clock: MovingClock, *, opens: bool, scratch: Path) -> int:
    """A page whose damage is met when the desk is opened, or is not."""
    for page in range(2, (folder / "desk.db").stat().st_size // pages.PAGE):
        copy = scratch / f"{opens}-{page}"
        shutil.copytree(folder, copy)
        flip(copy, page)
        try:
            open_desk(copy, PASSPHRASE, clock=clock).close()
            met = False
        except DeskDamaged:
            met = True
        shutil.rmtree(copy)
        if met is not opens:
            return page
    raise AssertionError("no such page")


def test_a_desk_too_damaged_to_open_offers_to_read_out_what_is_whole(
    qtbot, program: Program, folder: Path, clock: MovingClock, tmp_path: Path
) -> None:
    flip(folder, one_that_opens(folder, clock, opens=False, scratch=tmp_path))
    before = (folder / "desk.db").read_bytes()
    program.show_lock(folder)
    screen = program.window.lock_screen
    assert not screen.salvage.isVisible()
    typed(qtbot, program, PASSPHRASE)
    assert program.desk is None and "damaged" in screen.field.below.text()
    screen.salvage.click()
    asked = program.salvaging
    asked.begin.click()
    assert "passphrase" in asked.form.fields["passphrase"].below.text()
    asked.passphrase.line.setText(PASSPHRASE)
    asked.begin.click()
    settled(qtbot, program)
    assert asked.passphrase.line.text() == ""
    assert "rows were read out" in painted(asked) and "pages are damaged" in painted(asked)
    assert (folder / "desk.db").read_bytes() == before, "never mended in place"
    asked.open_it.click()
    assert program.folder == asked._to and not screen.salvage.isVisible()
    typed(qtbot, program, PASSPHRASE)
    assert program.desk is not None and clients.find(program.desk, "Reid")


def test_the_check_of_the_day_finds_a_damaged_page_and_says_the_way_on(
    qtbot, program: Program, folder: Path, clock: MovingClock, tmp_path: Path, heard
) -> None:
    program.show_lock(folder)
    typed(qtbot, program, PASSPHRASE)
    program._beat()
    settled(qtbot, program)
    assert heard.told == [], "a sound desk is not spoken of"
    today = clock.today()
    assert keeping.check_once_a_day(program.desk, today=today) is None, "it was checked and that was kept"
    program._beat()
    settled(qtbot, program)
    program.window.lock()
    flip(folder, one_that_opens(folder, clock, opens=True, scratch=tmp_path))
    clock.move(days=1)
    typed(qtbot, program, PASSPHRASE)
    assert program.desk is not None
    program._beat()
    settled(qtbot, program)
    [(said, hint)] = heard.told
    assert "This desk is damaged" in said and "read out what is whole" in hint
    program.window.lock()
    assert program.window.lock_screen.salvage.isVisible()


def test_after_five_wrong_tries_the_recovery_key_is_offered(
    qtbot, program: Program, folder: Path, clock: MovingClock
) -> None:
    program.show_lock(folder)
    screen = program.window.lock_screen
    for number in range(1, 6):
        assert not screen.forgotten.isVisible(), number
        typed(qtbot, program, "not this one, surely")
        clock.move(seconds=20)
        for _ in range(20):
            screen.tick()
    assert screen.forgotten.isVisible() and "recovery key" in screen.forgotten.text()


def test_what_was_half_typed_is_not_read_on_the_screens_thread(
    qtbot, program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    read_on = []
    found = kept_typing.found
    monkeypatch.setattr(
        kept_typing, "found", lambda desk: (read_on.append(threading.current_thread()), found(desk))[1]
    )
    program.show_lock(folder)
    typed(qtbot, program, PASSPHRASE)
    assert program.desk is not None and len(read_on) == 1
    assert read_on[0] is not threading.main_thread()
    program.window.lock()
    assert program.autosave._last == {}, "nothing typed stays in memory behind the lock"


def test_on_a_shared_computer_it_hides_sooner_and_remembers_no_desk(
    qtbot, program: Program, folder: Path, tmp_path: Path
) -> None:
    program.show_lock(folder)
    typed(qtbot, program, PASSPHRASE)
    assert settings.load().last_desk == str(folder)
    assert (program.idle.curtain_after, program.idle.lock_after) == (180, 600)
    program.change_settings(settings.Settings(shared_computer=True, last_desk=str(folder)))
    assert settings.load().last_desk == ""
    assert str(folder) not in (tmp_path / "settings" / "settings.json").read_text()
    assert (program.idle.curtain_after, program.idle.lock_after) == (120, 300)
    program.window.lock()
    typed(qtbot, program, PASSPHRASE)
    assert settings.load().last_desk == "", "nor at the next unlock"
    clipboard.copy_secretly("Walks 30 metres")
    assert clipboard._of_program._timer.interval() == 5000
    program.change_settings(settings.Settings())
    clipboard.copy_secretly("Walks 30 metres")
    assert clipboard._of_program._timer.interval() == 10_000
    clipboard.take_back_everything()


def test_a_log_that_is_not_whole_is_said_without_an_offer_to_read_it_out(
    qtbot, program: Program, folder: Path, heard
) -> None:
    program.show_lock(folder)
    typed(qtbot, program, PASSPHRASE)

    class Wrong(DeskError):
        sentence = "The access log is not whole."
        hint = "Tell your manager."

    program._found_wrong(Wrong())
    assert heard.told == [("The access log is not whole.", "Tell your manager.")]
    assert not program.window.lock_screen.salvage.isVisible()
