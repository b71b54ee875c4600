"""A colleague's program in a process of its own, at their own computer: a window over a shared desk.

Run as ``colleague.py FOLDER``. Reads one line at a time, ``screen word=id``, goes there, and says so.
"""

from __future__ import annotations

import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

import welfare_desk.ui  # noqa: F401 - before Qt
from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework.desk import FixedClock
from welfare_desk.casework.shared import presence
from welfare_desk.ui import messages

PASSPHRASE = "seven blue herons walk"


class _Lines(QObject):
    came = Signal(str)

    def read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line.strip())
        self.came.emit("")  # its input ended


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(folder: Path) -> int:
    app = QApplication(sys.argv[:1])
    messages.catch_everything = lambda _keep: None
    settings.save = lambda *_: None
    presence.BEAT_SECONDS = 0.3
    program = Program(app, FixedClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC)), settings.Settings())
    program._asked_for_pin = True
    lines = _Lines()

    def go(line: str) -> None:
        if not line:
            program.window.close()
            app.quit()
            return
        screen, _, where = line.partition(" ")
        word, _, id = where.partition("=")
        program.window.go(screen, **({word: UUID(id)} if word else {}))
        _say(f"at {screen}")

    lines.came.connect(go)
    program.show_lock(folder)
    program.window.uncovered.connect(lambda: _say("open"))
    program.unlock(PASSPHRASE)
    threading.Thread(target=lines.read, daemon=True).start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
