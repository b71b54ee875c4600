"""The page of choices: every declared setting, held at once, at the lock, after a restart, and by keys."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from building import PASSPHRASE, MovingClock, a_client
from by_keyboard import choose, settle, tick, words_on
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget

from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework import choices
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.invented import practice_desk
from welfare_desk.casework.opening import NewAdvisor
from welfare_desk.casework.service import workers
from welfare_desk.ui import commands, looks, theme
from welfare_desk.ui.kit.words import Elided, Words
from welfare_desk.ui.lock.cover import StartPin
from welfare_desk.ui.settings import source


@pytest.fixture(autouse=True)
def as_before(qapp):
    yield
    theme.apply(qapp, "light")


@pytest.fixture
def page(practice_window, qtbot):
    """The page on a practice desk; what it keeps on the machine is worn at once, as the program does it."""
    kept = practice_window.kept = []

    def keep(machine):
        kept.append(machine)
        looks.wear(QApplication.instance(), machine)

    practice_window.room.keep_machine = keep
    practice_window.go("settings", section="choices")
    settle(practice_window, qtbot)
    return practice_window.front().section()


@pytest.fixture
def program(qtbot, desk: Desk, clock: MovingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The program standing at the lock of a desk with one client."""
    monkeypatch.setenv("WELFARE_DESK_SETTINGS", str(tmp_path / "settings"))
    a_client(desk)
    desk.close()
    running = started(qtbot, clock)
    running.show_lock(desk.folder)
    yield running
    running.window.close()
    running.deleteLater()


def started(qtbot, clock: MovingClock) -> Program:
    """As ``app.run`` starts, up to what is shown first."""
    kept, refused = settings.read()
    looks.wear(QApplication.instance(), kept)
    running = Program(QApplication.instance(), clock, kept)
    running.refused = refused
    running.window.pin = StartPin("482913")
    qtbot.addWidget(running.window)
    return running


def unlock(qtbot, program: Program) -> None:
    program.window.lock_screen.field.line.setText(PASSPHRASE)
    program.window.lock_screen.unlock.click()
    qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=20_000)


def key(program: Program, keys: str) -> None:
    program.window.activateWindow()
    QTest.keySequence(QApplication.focusWidget() or program.window, QKeySequence(keys))
    QApplication.processEvents()


def test_every_declared_setting_stands_there_with_its_sentence(page, practice_window):
    assert set(page.fields) == {one.name for one in settings.TABLE}
    said = words_on(page)
    for one in settings.TABLE:
        assert one.sentence in said, one.name
        for part in page.fields[one.name].focusable():
            assert part.accessibleName() and part.accessibleDescription() == one.sentence, one.name
    assert "before anybody has said who they are" in said.replace("\n", " ")
    assert_every_focusable_widget_has_a_name(practice_window)


def test_colours_size_and_contrast_change_at_once_and_are_kept(page, practice_window):
    choose(page.forms["machine"], "text_size", 150)
    assert practice_window.kept[-1].text_size == 150 and theme.text_scale() == 1.5
    tick(page.forms["machine"], "theme", "dark")
    assert theme.is_dark() and theme.text_scale() == 1.5
    tick(page.forms["machine"], "contrast", "high")
    assert theme.roles().paper == "#000000" and practice_window.kept[-1].theme == "dark"


def test_reduced_movement_stops_the_cursor_and_all_that_slides(page, qapp):
    own = qapp.styleHints().cursorFlashTime()
    tick(page.forms["machine"], "motion", "reduced")
    style, hint = page.style(), page.style().StyleHint.SH_Widget_Animation_Duration
    assert qapp.styleHints().cursorFlashTime() == 0
    assert page.page.verticalScrollBar().style().styleHint(hint, None, page.page.verticalScrollBar()) == 0
    assert not any(qapp.isEffectEnabled(effect) for effect in Qt.UIEffect)
    tick(page.forms["machine"], "motion", "system")
    assert qapp.styleHints().cursorFlashTime() == own > 0 and style is not None


def test_a_lock_before_the_screen_is_hidden_is_said_and_not_kept(page, practice_window):
    choose(page.forms["machine"], "curtain_minutes", 10)
    choose(page.forms["machine"], "lock_minutes", 3)
    assert "The desk would lock before the screen is hidden." in words_on(page)
    assert practice_window.kept[-1].lock_minutes >= practice_window.kept[-1].curtain_minutes


def test_a_backup_inside_the_desk_is_refused_and_the_last_desk_can_be_forgotten(
    page, practice, practice_window, heard, tmp_path
):
    heard.path = practice.desk.folder / "inside"
    page.fields["backup_folder"].choose.click()
    assert "outside the desk's own folder" in words_on(page.fields["backup_folder"])
    heard.path = tmp_path / "stick"
    page.fields["backup_folder"].choose.click()
    assert practice_window.kept[-1].backup_folder == str(tmp_path / "stick")
    practice_window.room.machine = settings.Settings(last_desk="/somewhere")
    page.read()
    page.fields["last_desk"].forget.click()
    assert practice_window.kept[-1].last_desk == ""


def test_a_persons_and_the_agencys_are_kept_in_the_desk(page, practice, practice_window, qtbot):
    choose(page.forms["person"], "start_on", "cases")
    tick(page.forms["person"], "show_news")
    choose(page.forms["agency"], "lock_at_most", 5)
    settle(practice_window, qtbot)
    assert choices.of_person(practice.desk) == {"start_on": "cases", "keep_recent": True, "show_news": False}
    assert choices.of_agency(practice.desk) == {"lock_at_most": 5}
    assert practice_window.kept == []


def test_what_a_manager_chooses_for_everybody_others_only_read(page, practice, practice_window, qtbot):
    choices.choose(practice.desk, "lock_at_most", 5)
    draft = NewAdvisor("Isla Grant", role="manager")
    workers.add_worker(practice.desk, draft, "three grey seals singing", today=practice_desk.TODAY)
    page.read()
    settle(practice_window, qtbot)
    assert not page.forms["agency"].isVisible()
    said = "Every computer locks after, at most: 5 minutes. A manager of this desk chooses it."
    assert page.as_chosen.isVisible() and said in words_on(page)
    practice.desk.advisor = replace(practice.desk.advisor, role="manager")
    page.read()
    settle(practice_window, qtbot)
    assert page.forms["agency"].isVisible() and not page.as_chosen.isVisible()


@pytest.mark.parametrize("one", settings.TABLE, ids=lambda one: one.name)
def test_the_palette_finds_each_and_puts_the_cursor_on_it(one, page, practice_window, qtbot):
    found = source.source(practice_window, practice_window.room).find(one.words.replace("&", "")[:14])
    line = next(each for each in found if each.words == one.words.replace("&", ""))
    practice_window.room.machine = settings.Settings(last_desk="/a", backup_folder="/b")
    practice_window.go("today")
    line.open()
    settle(practice_window, qtbot)
    focused = QApplication.focusWidget()
    assert page.fields[one.name].isAncestorOf(focused) or not page.isVisible()
    assert practice_window.front().section().fields[one.name].isAncestorOf(focused)


def test_the_keys_work_at_the_lock_and_hold_after_a_restart(qtbot, program: Program, clock: MovingClock):
    assert program.window.is_covered()
    before = program.window.lock_screen.unlock.height()
    for keys in ("Ctrl++", "Ctrl+=", "F12"):
        key(program, keys)
    assert (program.settings.text_size, program.settings.contrast) == (125, "high")
    assert program.window.lock_screen.unlock.sizeHint().height() > before
    program.window.close()
    theme.apply(QApplication.instance(), "light")
    again = started(qtbot, clock)
    assert theme.text_scale() == 1.25 and theme.roles().quiet in ("#000000", "#FFFFFF")
    again.show_lock(program.folder)
    key(again, "Ctrl+-")
    key(again, "Ctrl+0")
    key(again, "F12")
    assert (again.settings.text_size, again.settings.contrast) == (100, "system")
    assert theme.text_scale() == 1.0
    again.window.close()
    again.deleteLater()


def test_no_other_key_works_at_the_lock(program: Program):
    window = program.window
    open_here = [command.id for command in commands.TABLE if commands.open_to(window, command)]
    assert sorted(open_here) == ["high-contrast", "larger-text", "smaller-text", "usual-text"]


def test_the_agency_says_how_long_a_computer_may_wait(qtbot, program: Program):
    unlock(qtbot, program)
    assert program.idle.lock_after == 600
    changes = choices.choose(program.desk, "lock_at_most", 5)
    program.window.announce(changes)
    qtbot.waitUntil(lambda: not program.jobs.busy())
    assert program.idle.lock_after == 300
    program.window.lock()
    unlock(qtbot, program)
    assert program.idle.lock_after == 300


def test_one_starts_where_one_chose(qtbot, program: Program):
    unlock(qtbot, program)
    assert program.window.place().screen == "today"
    choices.choose(program.desk, "start_on", "dates")
    program.window.lock()
    program.window.forget_place()
    unlock(qtbot, program)
    assert program.window.place().screen == "dates"


def test_what_the_file_says_that_is_no_choice_is_said_once_the_desk_is_open(
    qtbot, program: Program, clock: MovingClock
):
    file = settings.folder() / "settings.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"text_size": 9000}))
    again = started(qtbot, clock)
    again.show_lock(program.folder)
    unlock(qtbot, again)
    assert again.window.status.word.text().startswith("“Text size” in this computer's settings is not one")
    assert json.loads(file.read_text())["text_size"] == 100
    again.window.close()
    again.deleteLater()


def clipped(window: QWidget) -> list[str]:
    """Buttons, labels and fields in sight that have less room than their words need, or stand outside."""
    QApplication.processEvents()  # what has just grown is laid out only now
    found = []
    for part in window.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, QAbstractButton | Words | QLineEdit):
            continue
        if isinstance(part, Elided) or getattr(part, "kind", "") == "link":  # cut with dots, whole on hover
            continue
        name = part.text() if hasattr(part, "text") else part.accessibleName()
        if isinstance(part, Words) and part.wordWrap():
            if part.height() < part.heightForWidth(part.width()):
                found.append(f"cut below: {name}")
        elif not isinstance(part, QLineEdit) and part.width() < part.sizeHint().width():
            found.append(f"narrow: {name} {part.width()} < {part.sizeHint().width()}")
        if part.height() < part.fontMetrics().height():
            found.append(f"low: {name}")
        around = part.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            left = part.mapTo(around, QPoint(0, 0)).x()
            if left < 0 or left + part.width() > around.width():
                found.append(f"outside: {name} in {type(around).__name__}")
                break
            around = around.parentWidget()
    return found


@pytest.mark.parametrize("screen", ["today", "clients", "cases", "dates", "settings"])
def test_at_two_hundred_percent_nothing_is_clipped(screen, practice_window, go, qapp):
    looks.wear(qapp, settings.Settings(theme="light", text_size=200))
    practice_window.resize(1280, 720)
    go(screen)
    assert theme.base() == 26
    assert clipped(practice_window) == []
    assert practice_window._holders[screen].horizontalScrollBar().maximum() == 0


def test_the_check_for_clipping_finds_what_is_clipped(practice_window, go):
    go("clients")
    button = next(each for each in practice_window.findChildren(QAbstractButton) if each.isVisible())
    button.setFixedWidth(8)
    assert clipped(practice_window)
