"""What an advisor's hands do, for tests of whole screens: keys, ticks, words, and waiting for the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from welfare_desk.ui.kit.words import Prose


def settle(window, qtbot):
    """Until nothing is under way any more."""
    qtbot.waitUntil(lambda: not window.room.jobs.busy(), timeout=30_000)
    window.room.jobs.finish()  # a thread that has handed its answer over may not have come to its end yet
    QApplication.processEvents()


def press(window, keys, qtbot):
    """Press a key the window knows ("Ctrl+S") where the cursor is, and wait for what it does."""
    window.activateWindow()
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(keys))
    settle(window, qtbot)


def push(window, words, qtbot, inside=None):
    """Go to the button with these words and press Enter."""
    where = inside or window
    seen = [button for button in where.findChildren(QPushButton) if button.isVisible()]
    found = [button for button in seen if button.text().replace("&", "") == words]
    assert found, f"no button {words!r} among {[button.text() for button in seen]}"
    assert found[-1].isEnabled(), f"{words!r} is closed: {found[-1].toolTip()}"
    found[-1].setFocus()
    QTest.keyClick(found[-1], Qt.Key.Key_Return)
    settle(window, qtbot)


def tick(form, name, *values):
    """Tick these with the space bar, as one comes by them."""
    ticks = (
        dict(form.fields[name].ticks)
        if hasattr(form.fields[name], "ticks")
        else {None: form.fields[name].tick}
    )
    for value in values or (None,):
        ticks[value].setFocus()
        QTest.keyClick(ticks[value], Qt.Key.Key_Space)


def write(form, name, words):
    """Type into a field, in place of what is there."""
    editor = form.fields[name].editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, words)


def choose(form, name, value):
    """Walk down a list of choices until this one stands there."""
    field = form.fields[name]
    field.editor.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_Home)
    for _ in range(field.editor.count()):
        if field.value() == value:
            return
        QTest.keyClick(field.editor, Qt.Key.Key_Down)
    assert field.value() == value


def words_on(widget: QWidget) -> str:
    """Everything written in sight: labels, paragraphs, buttons."""
    QApplication.processEvents()  # what was just put in place is shown only now
    found = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    found += [prose.words for prose in widget.findChildren(Prose) if prose.isVisible()]
    found += [button.text() for button in widget.findChildren(QPushButton) if button.isVisible()]
    return "\n".join(found)


def say_the_client_said_it(form):
    """What every note from the client is asked, but its words."""
    tick(form, "quoted", False)
    choose(form, "source", "client_said")
    write(form, "entry_kind", "conversation")
    choose(form, "category", "function")
    choose(form, "third_party", "none")
    choose(form, "harm", "none")
