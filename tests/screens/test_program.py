"""The program from the first start to the lock: desks are made, opened, hidden, closed, and found again."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import ClassVar

import pytest
from building import PASSPHRASE, MovingClock, a_client
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework import agency, opening
from welfare_desk.casework.desk import ChangedMeanwhile, Changes, Desk
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.people import clients
from welfare_desk.errors import DeskError
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.service import Organisation
from welfare_desk.ui.lock.cover import StartPin
from welfare_desk.vault.keyrings import Keyring, named


@pytest.fixture
def program(qtbot, desk: Desk, clock: MovingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The program standing at the lock of a desk with one client."""
    monkeypatch.setenv("WELFARE_DESK_SETTINGS", str(tmp_path / "settings"))
    a_client(desk)
    desk.close()
    app = QApplication.instance()
    running = Program(app, clock, settings.Settings())
    running.window.pin = StartPin("482913")
    qtbot.addWidget(running.window)
    running.show_lock(desk.folder)
    yield running
    running.window.close()
    running.deleteLater()


def typed(qtbot, program: Program, passphrase: str) -> None:
    screen = program.window.lock_screen
    screen.field.line.setText(passphrase)
    screen.unlock.click()
    qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=10_000)


def test_the_passphrase_opens_the_desk_on_today(qtbot, program: Program) -> None:
    assert program.window.is_covered()
    typed(qtbot, program, PASSPHRASE)
    assert not program.window.is_covered()
    assert program.window.place().screen == "today"
    assert "Reid" not in program.window.windowTitle()


def test_a_wrong_passphrase_is_one_sentence_and_waits(qtbot, program: Program) -> None:
    typed(qtbot, program, "not this one, surely")
    screen = program.window.lock_screen
    assert program.window.is_covered() and program.desk is None
    assert "did not open" in screen.field.below.text()
    assert not screen.unlock.isEnabled()  # the wait is counted down on the button


def test_the_lock_closes_the_desk_and_brings_one_back_to_the_same_place(qtbot, program: Program) -> None:
    typed(qtbot, program, PASSPHRASE)
    program.window.go("clients")
    qtbot.waitUntil(lambda: not program.jobs.busy())
    key = program.desk.key
    program.window.lock()
    assert program.window.is_covered() and program.desk is None
    with pytest.raises(DeskError, match="locked"):
        _ = key.raw
    typed(qtbot, program, PASSPHRASE)
    assert program.window.place().screen == "clients"


def test_while_it_is_open_nobody_else_may_write(qtbot, program: Program, clock: MovingClock) -> None:
    typed(qtbot, program, PASSPHRASE)
    with pytest.raises(DeskError, match="Morag Sinclair"):
        open_desk(program.folder, PASSPHRASE, clock=clock)
    program.window.lock()
    open_desk(program.folder, PASSPHRASE, clock=clock).close()


def test_half_a_referral_survives_the_lock(qtbot, program: Program) -> None:
    typed(qtbot, program, PASSPHRASE)
    program.window.go("referral")
    qtbot.waitUntil(lambda: not program.jobs.busy())
    qtbot.keyClicks(program.window.front().findChildren(QLineEdit)[0], "Drummond")
    program.window.lock()
    typed(qtbot, program, PASSPHRASE)
    qtbot.waitUntil(lambda: not program.jobs.busy())
    assert program.window.front().findChildren(QLineEdit)[0].text() == "Drummond"


def test_what_is_being_saved_when_the_lock_comes_is_saved_and_a_refusal_is_told_later(
    qtbot, program: Program, heard
) -> None:
    typed(qtbot, program, PASSPHRASE)
    page, saved, answered = program.window.front(), [], []
    wait = threading.Event()

    def refused() -> None:
        raise ChangedMeanwhile

    program.room.write(page, lambda: wait.wait(0.2))
    program.room.write(page, lambda: saved.append(program.desk), answered.append)
    program.room.write(page, refused)
    program.window.lock()
    assert len(saved) == len(answered) == 1 and saved[0] is not None
    assert program.window.is_covered() and program.desk is None
    assert heard.told == []  # nothing stands in the way of the lock
    typed(qtbot, program, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(heard.told), timeout=10_000)
    [(sentence, hint)] = heard.told
    assert "was not saved" in sentence and ChangedMeanwhile.sentence in hint


def test_a_referral_saved_as_the_private_view_comes_is_not_given_back_as_half_typed(
    qtbot, program: Program
) -> None:
    typed(qtbot, program, PASSPHRASE)
    window = program.window
    window.go("referral")
    qtbot.waitUntil(lambda: not program.jobs.busy())
    page = window.front()
    told = {"surname": "Drummond", "referrer_role": "gp", "agreed": True, "reasons": ["debt"]}
    for name, value in told.items():
        page.fields[name].set_value(value)
    page.save()
    window.switch_private_view()
    assert "referral" not in window.half_typed()
    assert [row.name for row in clients.find(program.desk, "Drummond")] == ["Drummond"]
    window.switch_private_view()
    qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=10_000)


def test_the_curtain_hides_and_the_digits_of_this_start_open_it(qtbot, program: Program) -> None:
    typed(qtbot, program, PASSPHRASE)
    program.idle.curtain_due.emit()
    assert program.window.is_covered() and program.desk is not None
    program.window.curtain.opened.emit()
    assert not program.window.is_covered()


def test_idleness_locks_and_so_does_sleep(qtbot, program: Program) -> None:
    typed(qtbot, program, PASSPHRASE)
    program.idle.lock_due.emit()
    assert program.window.is_covered() and program.desk is None


def test_the_desk_is_remembered_on_this_machine_and_nothing_of_it(qtbot, program: Program) -> None:
    typed(qtbot, program, PASSPHRASE)
    assert settings.load().last_desk == str(program.folder)
    assert "Reid" not in (settings.folder() / "settings.json").read_text()


def test_the_practice_desk_locked_while_in_use_says_how_to_get_in_again(
    qtbot, desk: Desk, clock: MovingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELFARE_DESK_SETTINGS", str(tmp_path / "settings"))
    app = QApplication.instance()
    running = Program(app, clock, settings.Settings(), practice_passphrase=PASSPHRASE)
    qtbot.addWidget(running.window)
    running.enter(desk)
    running.window.lock()
    words = running.window.lock_screen.practice
    assert words.isVisibleTo(running.window.lock_screen) and PASSPHRASE in words.text()
    running.window.close()
    running.deleteLater()


def test_the_first_steps_make_a_desk_and_have_its_key_typed_back(
    qtbot, clock: MovingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELFARE_DESK_SETTINGS", str(tmp_path / "settings"))
    running = Program(QApplication.instance(), clock, settings.Settings())
    running.start()
    first = running.first_run
    qtbot.addWidget(running.window)
    first.make_button.click()
    assert first.name.alarm.isVisibleTo(first.name)  # a name is asked before anything is made
    for field, value in (
        (first.name, "Morag Sinclair"),
        (first.agency, "Tayside Advice Partnership"),
        (first.practice, "Millbank Medical Practice"),
        (first.folder, str(tmp_path / "new" / "desk")),
        (first.passphrase, PASSPHRASE),
        (first.again, PASSPHRASE),
    ):
        field.set_value(value)
    QTest.keyClick(first.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.pages.currentWidget() is first.sheet, timeout=30_000)
    shown = "".join(first.sheet.key.text().split())
    first.sheet.typed.set_value("wrong")
    first.sheet.go_on.click()
    assert first.sheet.typed.alarm.isVisibleTo(first.sheet.typed)
    first.sheet.typed.set_value(shown.lower())
    running.window.pin = StartPin("482913")
    first.sheet.go_on.click()
    qtbot.waitUntil(lambda: running.desk is not None and not running.jobs.busy(), timeout=10_000)
    assert running.desk.advisor.name == "Morag Sinclair"
    assert [one.name for one in agency.practices(running.desk)] == ["Millbank Medical Practice"]
    assert running.window.place().screen == "today"
    running.window.close()


def test_what_waits_is_counted_again_the_moment_it_changes(qtbot, program: Program) -> None:
    typed(qtbot, program, PASSPHRASE)
    program.window.uncover()
    desk = program.desk
    person = clients.find(desk, "Reid")[0].id
    assert program.window.rail.items["letters"].count == 0
    with desk.unit_of_work() as work:
        body = work.add(Organisation(name="A body", kind="sss"))
        work.session.flush()
        work.add(
            Letter(
                person_id=person,
                kind="evidence",
                reference="AA-0001-A",
                recipient_id=body.id,
                copies=[],
                purpose="benefit_claim",
                state="with_gp",
                drafted_on=desk.clock.today(),
            )
        )
        work.commit()
    program.window.announce(Changes(frozenset({"letters"})))
    qtbot.waitUntil(lambda: program.window.rail.items["letters"].count == 1, timeout=10_000)


def test_leaving_the_computer_locks_an_open_desk(qtbot, program: Program) -> None:
    typed(qtbot, program, PASSPHRASE)
    program.ready.left.emit()
    assert program.window.is_covered() and program.desk is None
    program.ready.left.emit()  # and once is enough
    assert program.window.is_covered()


def test_the_desk_is_given_another_key_from_its_own_window(qtbot, program: Program, desk: Desk) -> None:
    typed(qtbot, program, PASSPHRASE)
    before = bytes(program.desk.key.raw)
    program.change_key(PASSPHRASE)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)
    assert bytes(program.desk.key.raw) != before
    assert not program.window.is_covered()
    assert program.window.place().screen == "settings"
    program.window.lock()
    typed(qtbot, program, PASSPHRASE)
    assert program.desk is not None


def test_a_wrong_passphrase_changes_no_key_and_leaves_the_desk_locked(qtbot, program: Program) -> None:
    typed(qtbot, program, PASSPHRASE)
    program.change_key("not the words of it")
    qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=30_000)
    assert program.window.is_covered() and program.desk is None
    assert "did not open" in program.window.lock_screen.field.below.text()


class Shelf(KeyringBackend):
    """A keyring kept in a dictionary."""

    priority = 1  # type: ignore[assignment]
    kept: ClassVar[dict[str, str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


def test_a_keyring_opens_the_desk_at_the_start_and_never_after_a_lock_or_on_a_shared_computer(
    qtbot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = Keyring(Shelf(), accepted=frozenset({named(Shelf())}))
    monkeypatch.setattr(Keyring, "of_this_machine", classmethod(lambda _: trusted))
    typed(qtbot, program, PASSPHRASE)
    assert opening.remember_here(program.desk)
    program.window.lock()
    assert program.window.is_covered() and program.desk is None, "a lock asks for the passphrase"
    folder = program.folder
    program.settings = settings.Settings(last_desk=str(folder), shared_computer=True)
    program.start()
    qtbot.waitUntil(lambda: not program.jobs.busy())
    assert program.desk is None
    program.settings = settings.Settings(last_desk=str(folder))
    program.start()
    qtbot.waitUntil(lambda: program.desk is not None, timeout=20_000)
    program.window.lock()
    Shelf.kept.clear()
    program.start()
    qtbot.waitUntil(lambda: not program.jobs.busy())
    assert program.desk is None, "an empty keyring falls to the passphrase"
    typed(qtbot, program, PASSPHRASE)
    assert program.desk is not None


def test_a_computer_said_to_be_shared_forgets_what_its_keyring_held(
    qtbot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = Keyring(Shelf(), accepted=frozenset({named(Shelf())}))
    monkeypatch.setattr(Keyring, "of_this_machine", classmethod(lambda _: trusted))
    Shelf.kept.clear()
    typed(qtbot, program, PASSPHRASE)
    folder = program.folder
    assert opening.remember_here(program.desk) and Shelf.kept
    program.change_settings(settings.Settings(shared_computer=True))
    qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=20_000)
    assert not Shelf.kept and not opening.is_remembered(folder)
