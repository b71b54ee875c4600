"""The first window, from starting Python to a painted one, beside a PySide6 window with nothing in it.

Each turn is a whole process, drawn offscreen: imports are most of what an advisor waits for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

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


_PEERS = {"novelWriter": "novelwriter", "KeePassXC": "keepassxc"}
_STAY = "app.exec()"
_QUIET, _LONGEST = 0.6, 30.0  # seconds without work that count as ready; the longest one waits


def peers() -> Iterator[str]:
    """Programs people like, started in the same run: until they rest, and the most memory until then.

    From outside nobody sees a program's first window, so all are measured the same way: from the start to
    the moment from which the processor does nothing more for them. One that is not installed says so.
    """
    if sys.platform != "linux":
        yield "beside other programs: not measured here"
        return
    ours = {"a bare window": _BARE, "Welfare Desk": _OURS}
    every: dict[str, tuple[str, ...]] = {
        name: (sys.executable, "-c", code + _SHOW + _STAY) for name, code in ours.items()
    }
    for name, program in _PEERS.items():
        found = shutil.which(program)
        every |= {name: (found,)} if found else {}
    floor = 0.0
    for name, command in every.items():
        took, most = _until_it_rests(command)
        floor = floor or took
        yield f"{name + ', until it rests':<34}{took / floor:>8.1f}{1000 * took:>11.0f} ms{most:>11.0f} MB"
    for name, program in _PEERS.items():
        if not shutil.which(program):
            yield f"{name + ', until it rests':<34}  not installed here"


def _until_it_rests(command: tuple[str, ...]) -> tuple[float, float]:
    """Seconds to the last work before a rest, and megabytes at most."""
    with tempfile.TemporaryDirectory() as home:
        drawn = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home}
        quiet = subprocess.DEVNULL
        begun = time.perf_counter()
        with subprocess.Popen(command, env=drawn, stdin=quiet, stdout=quiet, stderr=quiet) as running:
            worked, last, most = -1, begun, 0.0
            while (now := time.perf_counter()) - last < _QUIET and now - begun < _LONGEST:
                try:
                    # After the name in brackets: user and system time are the 12th and 13th field.
                    fields = Path(f"/proc/{running.pid}/stat").read_text().rpartition(")")[2].split()
                    told = Path(f"/proc/{running.pid}/status").read_text()
                except OSError:
                    break
                if (so_far := int(fields[11]) + int(fields[12])) != worked:
                    worked, last = so_far, now
                if "VmHWM:" in told:
                    most = int(told.split("VmHWM:")[1].split()[0]) / 1024
                time.sleep(0.02)
            running.terminate()
    return last - begun, most
