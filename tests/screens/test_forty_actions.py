"""From the lock to a printed evidence letter on a known client, by keyboard, in at most forty actions.

An action is one key or chord, or one run of letters typed into one place. A box that asks or chooses a
printer counts one more, as Enter answers it. Every key goes to whatever has
the focus: nothing is clicked or set.
"""

import shutil

import pytest
from building import MovingClock
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework.invented import practice_desk


@pytest.fixture
def locked(practice_template, tmp_path, qtbot, monkeypatch):
    """The program at the lock of a practice desk of its own."""
    monkeypatch.setenv("WELFARE_DESK_SETTINGS", str(tmp_path / "settings"))
    shutil.copytree(practice_template[0], tmp_path / "place" / "desk")
    clock = MovingClock(practice_desk.NOW)
    running = Program(
        QApplication.instance(), clock, settings.Settings(), practice_passphrase=practice_desk.PASSPHRASE
    )
    qtbot.addWidget(running.window)
    running.show_lock(tmp_path / "place" / "desk")
    running.window.activateWindow()
    yield running
    running.window.close()
    running.deleteLater()


class Hands:
    """Counts what is done, and does it only where the cursor is."""

    def __init__(self, program, heard, qtbot):
        self.program, self.heard, self.qtbot, self.keys = program, heard, qtbot, 0

    @property
    def actions(self):
        return self.keys + len(self.heard.asked) + self.printed

    printed = 0

    def _settle(self):
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.program.jobs.busy(), timeout=30_000)
            QApplication.processEvents()

    def press(self, *keys):
        for key in keys:
            self.keys += 1
            self._settle()
            self.printed += key == "Ctrl+P"
            where = QApplication.focusWidget()
            assert where is not None, f"nothing has the focus before {key}"
            QTest.keySequence(where, QKeySequence(key))
            self._settle()

    def type(self, words):
        self.keys += 1
        QTest.keyClicks(QApplication.focusWidget(), words)
        self._settle()


def test_from_the_lock_to_a_printed_evidence_letter(locked, heard, qtbot, tmp_path):
    heard.paper = QPrinter()
    heard.paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    heard.paper.setOutputFileName(str(tmp_path / "printed.pdf"))
    hands = Hands(locked, heard, qtbot)
    hands.type(practice_desk.PASSPHRASE)
    hands.press("Return", "Ctrl+K")
    hands.type("reid")
    hands.press("Return", "Ctrl+E", "Ctrl+L")  # the client, the evidence noted so far, a letter from it
    hands.type("social")
    hands.press("Ctrl+S", "Ctrl+P", "Ctrl+K")  # drafted; the sheet for the GP is printed
    hands.type("answers")
    hands.press("Return", "Space")
    for _ in range(5):
        hands.press("Tab", "Space")  # the GP agreed with each statement
    hands.press("Tab", "Tab")
    hands.type("gp")
    hands.press("Tab", "Tab")
    hands.type("signed")
    hands.press("Ctrl+S", "Ctrl+K")
    hands.type("issue")
    (tmp_path / "printed.pdf").unlink()
    hands.press("Return", "Ctrl+P")
    letter = locked.window.front()
    assert "Issued now" in letter.track.accessibleName() or "Issued" in letter.track.accessibleName()
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert len(heard.asked) == 1 and heard.asked[0].startswith("Issue letter") and heard.told == []
    assert hands.actions <= 40, hands.actions
