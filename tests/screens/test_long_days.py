"""A program open all day: Qt's binding may not wear out what every Python program is made of."""

from __future__ import annotations

import os
import subprocess
import sys

_A_DAY = """
import sys
import {first}
from PySide6.QtCore import QCoreApplication, QObject, Signal
class Teller(QObject):
    told = Signal(bool)
    def customEvent(self, event): return None
app, teller = QCoreApplication([]), Teller()
teller.told.connect(lambda said: None)
for said in range(20_000):
    teller.told.emit(bool(said % 2))
    teller.objectName(), teller.setObjectName("x"), teller.blockSignals(False)
print("still there", sys.getrefcount(True) > 0, sys.getrefcount(None) > 0)
"""


def a_day(first: str) -> subprocess.CompletedProcess[str]:
    code = _A_DAY.format(first=first)
    there = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, env=there
    )


def test_twenty_thousand_tellings_do_not_end_the_program():
    ended = a_day("welfare_desk.ui")
    assert (ended.returncode, ended.stdout.strip()) == (0, "still there True True"), ended.stderr[-800:]
