"""The computer is left: whoever says so, the desk locks, and the lock wins over everything open."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QColorDialog,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QProgressDialog,
    QWidget,
)
from pytestqt.qtbot import QtBot

from welfare_desk.ui.first_run.forgotten import NewPassphrase
from welfare_desk.ui.lock.cover import StartPin
from welfare_desk.ui.lock.session import SessionWatch, WindowsWatch, _Message
from welfare_desk.ui.window import Window

LACKING = shutil.which("dbus-daemon") is None


@pytest.fixture
def bus() -> Iterator[str]:
    """A message bus of the test's own."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.mark.skipif(LACKING, reason="dbus-daemon is not installed here")
def test_sleep_lid_and_the_sessions_own_lock_are_heard(bus: str) -> None:
    script = Path(__file__).with_name("on_the_bus.py")
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, str(script), bus], capture_output=True, text=True, env=env)
    assert done.stdout == "heard\n", done.stderr


def test_windows_says_it_by_messages(qtbot: QtBot) -> None:
    watch = SessionWatch([])
    said = WindowsWatch(watch)
    for message, wparam, leaves in (
        (0x0218, 4, True),
        (0x02B1, 7, True),
        (0x02B1, 8, False),
        (0x000F, 4, False),
    ):
        struct, heard = _Message(None, message, wparam), []
        watch.left.connect(lambda heard=heard: heard.append(1))
        assert said.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(struct)) == (False, 0)
        assert bool(heard) is leaves
        watch.left.disconnect()


class AsksBeforeItGoes(QDialog):
    """A dialog that would keep itself open."""

    def reject(self) -> None:
        pass


def _menu(parent: QWidget) -> QWidget:
    menu = QMenu(parent)
    menu.addAction("Ann Reid")
    menu.popup(parent.mapToGlobal(parent.rect().center()))
    return menu


def _shown(widget: QWidget) -> QWidget:
    widget.show()
    return widget


def _file_dialog(parent: QWidget) -> QFileDialog:
    dialog = QFileDialog(parent)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


DIALOGS = {
    "message": lambda window: _shown(QMessageBox(QMessageBox.Icon.Question, "", "Ann Reid?", parent=window)),
    "new passphrase": lambda window: _shown(NewPassphrase([("1", "Ann"), ("2", "Bob")], window)),
    "file": lambda window: _shown(_file_dialog(window)),
    "print": lambda window: _shown(QPrintDialog(window)),
    "words": lambda window: _shown(QInputDialog(window)),
    "progress": lambda window: _shown(QProgressDialog("Ann Reid", "Stop", 0, 3, window)),
    "colour": lambda window: _shown(QColorDialog(window)),
    "one that asks before it goes": lambda window: _shown(AsksBeforeItGoes(window)),
    "menu": _menu,
    "a window of its own": lambda window: _shown(QLabel("Ann Reid")),
    "calendar": lambda window: _shown(QCalendarWidget()),
}


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    shown = Window()
    shown.pin = StartPin("482913")
    qtbot.addWidget(shown)
    shown.resize(1000, 640)
    shown.show()
    return shown


def others_in_sight(window: Window) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible()]


@pytest.mark.parametrize("cover", ["lock", "draw_curtain"])
@pytest.mark.parametrize("kind", DIALOGS)
def test_the_lock_and_the_curtain_win_over_every_dialog(
    qtbot: QtBot, window: Window, kind: str, cover: str
) -> None:
    before = others_in_sight(window)
    over = DIALOGS[kind](window)
    assert over.isVisible()
    getattr(window, cover)()
    assert window.is_covered() and others_in_sight(window) == before
    over.deleteLater()


@pytest.mark.parametrize("cover", ["lock", "draw_curtain"])
def test_a_dialog_that_waits_for_its_answer_is_ended_by_the_lock(
    qtbot: QtBot, window: Window, cover: str
) -> None:
    """The lock comes while ``exec`` runs its own loop, as it does when idleness calls it."""
    dialog = NewPassphrase([("1", "Ann")], window)
    soon, late = QTimer(), QTimer()  # kept here, and stopped: none may fire when the dialog is gone
    for timer, after, act in (
        (soon, 50, lambda: getattr(window, cover)()),
        (late, 5000, lambda: dialog.reject()),
    ):
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        timer.start(after)
    assert dialog.exec() == QDialog.DialogCode.Rejected
    late.stop()
    assert window.is_covered() and dialog.answer is None
    dialog.deleteLater()


def test_everything_is_hidden_before_anything_else_is_done(window: Window) -> None:
    """Were keeping the drafts to fail, nothing would be in sight all the same."""
    covered: list[bool] = []
    window.half_typed = lambda: covered.append(window.is_covered()) or {}  # type: ignore[method-assign]
    window.lock()
    assert covered == [True]
