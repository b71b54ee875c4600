"""The program as a screen reader on Linux hears it: a display, a session bus and AT-SPI of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

LACKING = "no AT-SPI bus can be started here"
_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
_SYSTEM_PYTHON = Path("/usr/bin/python3")  # PyGObject and Atspi are the system's
_HAS_ATSPI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"

_READ = """
import sys, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
Atspi.init()
frame = sys.argv[1]

def walk(node, depth=0):
    yield node
    for place in range(min(node.get_child_count(), 200)):
        child = node.get_child_at_index(place)
        if child is not None and depth < 24:
            yield from walk(child, depth + 1)

def frames():
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(place)
        if program is not None:
            for n in range(program.get_child_count()):
                found = program.get_child_at_index(n)
                if found is not None and (found.get_name() or "") == frame:
                    return found
    return None

def heard(found):
    for node in walk(found):
        states = node.get_state_set()
        if states.contains(Atspi.StateType.SHOWING):
            focus = " (focus)" if states.contains(Atspi.StateType.FOCUSED) else ""
            yield f"{node.get_role_name()}: {node.get_name()}{focus}"

awaited = set(filter(None, sys.argv[2].split("\\n")))  # a slow machine fills its lists late
until, lines = time.monotonic() + 90, []
while time.monotonic() < until:
    found = frames()
    if found is not None:
        time.sleep(1.5)
        lines = list(heard(found))
        if awaited <= set(lines):
            break
    time.sleep(0.3)
print("\\n".join(lines))
sys.exit(0 if lines else 1)
"""
_SHOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from welfare_desk import app as program, settings
from welfare_desk.casework.invented import practice_desk
from welfare_desk.casework.desk import FixedClock
from welfare_desk.ui import theme
app = program.application()
theme.apply(app, "light")
running = program.Program(
    app, FixedClock(practice_desk.NOW), settings.Settings(), practice_passphrase=practice_desk.PASSPHRASE
)
running.show_lock(Path(sys.argv[1]))
running.window.activateWindow()
if len(sys.argv) > 2:
    running.unlock(practice_desk.PASSPHRASE)
    def there():
        if running.desk is None:
            QTimer.singleShot(100, there)
        else:
            running.window.go(sys.argv[2])
    QTimer.singleShot(100, there)
QTimer.singleShot(300_000, app.quit)
app.exec()
"""
_BOTH = """
"$LAUNCHER" --launch-immediately & launcher=$!
sleep 1
"$PYTHON" -c "$SHOW" "$@" & shown=$!
"$READER" -c "$READ" "$FRAME" "$AWAITED"; code=$?
kill $shown $launcher
exit $code
"""


def heard(desk: Path, frame: str, *screen: str, awaited: Iterable[str] = ()) -> list[str]:
    """What is on the screen, a line each: role, name, where the focus is. Skips where nothing can listen.

    It is heard again, for a minute and a half at most, until all that is ``awaited`` is among it.
    """
    needed = [shutil.which(name) for name in ("xvfb-run", "dbus-run-session")]
    if not all(needed) or not _LAUNCHER.exists() or not _can_listen():
        pytest.skip(LACKING)
    given = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LAUNCHER": str(_LAUNCHER),
        "PYTHON": sys.executable,
        "READER": str(_SYSTEM_PYTHON),
        "SHOW": _SHOW,
        "READ": _READ,
        "FRAME": frame,
        "AWAITED": "\n".join(awaited),
        "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
    }
    words = ["xvfb-run", "-a", "dbus-run-session", "--", "sh", "-c", _BOTH, "sh", str(desk), *screen]
    ran = subprocess.run(words, env=given, capture_output=True, text=True, timeout=400)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout.splitlines()


def _can_listen() -> bool:
    if not _SYSTEM_PYTHON.exists():
        return False
    return subprocess.run([str(_SYSTEM_PYTHON), "-c", _HAS_ATSPI], capture_output=True).returncode == 0
