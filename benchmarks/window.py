"""The first window, from starting Python to a painted one, beside a PySide6 window with nothing in it.

Each turn is a whole process, drawn offscreen: imports are most of what an advisor waits for. Twice: the
window with its frame and nothing in it, and what an advisor sees, the program's own start from its command
to the lock screen of the last desk. Both sides run compiled, as every installed copy does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
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
_LOCKED = """
from PySide6.QtWidgets import QApplication
from welfare_desk import app as program
from welfare_desk.cli import main
begun = []
start = program.Program.start
program.Program.start = lambda one: (begun.append(one), start(one))
QApplication.exec = lambda *_: 0
main([])
window, app = begun[0].window, QApplication.instance()
"""
_SHOW = """
window.resize(1280, 800)
window.show()
app.processEvents()
drawn = window.grab()
print(window.isVisible(), drawn.width(), drawn.height())
"""


def pairs() -> list[Pair]:
    bare = _BARE + _SHOW
    return [
        Pair("first window", lambda: _process(_OURS + _SHOW), lambda: _process(bare)),
        Pair("lock screen of the last desk", lambda: _process(_LOCKED + _SHOW), lambda: _process(bare)),
    ]


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="welfare-desk-bench-")


@cache
def _surroundings() -> dict[str, str]:
    """Drawn nowhere, compiled once, and with a last desk to come back to."""
    from welfare_desk import settings
    from welfare_desk.casework.clocks import RealClock
    from welfare_desk.casework.opening import NewAdvisor, make_desk

    place = Path(_scratch().name)
    make_desk(
        place / "desk", NewAdvisor("A. Reid"), "four words nobody knows", clock=RealClock()
    ).desk.close()
    settings.save(settings.Settings(last_desk=str(place / "desk")), place)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(place / "compiled"),
        "WELFARE_DESK_SETTINGS": str(place),
    }


def _process(code: str) -> str:
    drawn = _surroundings()
    ended = subprocess.run(
        [sys.executable, "-c", code], env=drawn, capture_output=True, text=True, check=True
    )
    return ended.stdout


_MEMORY = """
told = open("/proc/self/status").read()
print(told.split("VmHWM:")[1].split()[0])
"""


def memory() -> str:
    """The most memory each takes until it is painted, as a ratio and in MB; Linux alone says."""
    if sys.platform != "linux":
        return "memory at the first window: not measured here"
    taken = [int(_process(code + _SHOW + _MEMORY).split()[-1]) / 1024 for code in (_BARE, _OURS, _LOCKED)]
    bare = taken[0]
    lines = zip(("memory at the first window", "memory at the lock screen"), taken[1:], strict=True)
    return "\n".join(f"{name:<34}{mb / bare:>8.1f}{mb:>11.0f} MB{bare:>11.0f} MB" for name, mb in lines)


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
        drawn = {**_surroundings(), "HOME": home, "XDG_CONFIG_HOME": home}
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
