"""The first window, from starting Python to a painted one, beside a PySide6 window with nothing in it.

Each turn is a whole process, drawn offscreen: imports are most of what an advisor waits for.
"""

from __future__ import annotations

import os
import subprocess
import sys

from benchmarks.measuring import Pair

_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
"""
_OURS = """
import sys
from PySide6.QtWidgets import QApplication
from welfare_desk.ui import theme
from welfare_desk.ui.window import Window
app = QApplication(sys.argv)
theme.apply(app, "light")
window = Window()
"""
_SHOW = """
window.resize(1280, 800)
window.show()
app.processEvents()
drawn = window.grab()
print(window.isVisible(), drawn.width(), drawn.height())
"""


def pairs() -> list[Pair]:
    return [Pair("first window", lambda: _process(_OURS + _SHOW), lambda: _process(_BARE + _SHOW))]


def _process(code: str) -> str:
    drawn = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=drawn, capture_output=True, text=True, check=True
    )
    return ended.stdout


_MEMORY = """
told = open("/proc/self/status").read()
print(told.split("VmHWM:")[1].split()[0])
"""


def memory() -> str:
    """The most memory either takes to its first window, as a ratio and in MB; Linux alone says."""
    if sys.platform != "linux":
        return "memory at the first window: not measured here"
    ours, bare = (int(_process(code + _SHOW + _MEMORY).split()[-1]) / 1024 for code in (_OURS, _BARE))
    return f"{'memory at the first window':<34}{ours / bare:>8.1f}{ours:>11.0f} MB{bare:>11.0f} MB"
