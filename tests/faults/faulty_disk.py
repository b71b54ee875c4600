"""Builds the disk that fails on command (``faulty_disk.c``), and speaks to it from within a process."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LACKING = "needs a C compiler and Linux: the disk cannot be made to fail here"


def build(place: Path) -> Path:
    """The library to load first. Skips the test where it cannot be made."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip(LACKING)
    library = place / "faulty_disk.so"
    source = Path(__file__).with_name("faulty_disk.c")
    made = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"], capture_output=True
    )
    if made.returncode:
        pytest.skip(LACKING)
    return library


def run(library: Path, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A script of this folder in a process of its own, on the faulty disk."""
    return subprocess.run(
        [sys.executable, str(Path(__file__).with_name(script)), *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"LD_PRELOAD": str(library), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


class FaultyDisk:
    """The library, from within a process it was loaded in. Only files below ``place`` are meddled with."""

    def __init__(self, place: Path) -> None:
        self._c: Any = ctypes.CDLL(None)
        self._c.faulty_arm.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_int]
        self._c.faulty_calls.restype = ctypes.c_long
        self._c.faulty_mark.argtypes = [ctypes.c_int64]
        self._c.faulty_watch(str(place).encode())

    def arm(self, at: int, error: int, *, go_on: bool) -> None:
        """The call numbered ``at`` from now fails, and with ``go_on`` every later one."""
        self._c.faulty_arm(at, error, int(go_on))

    def disarm(self) -> int:
        """Let everything through again; how many calls there were since it was armed."""
        calls = int(self._c.faulty_calls())
        self._c.faulty_arm(0, 0, 0)
        return calls

    def record(self, tape: int) -> None:
        """Write every call down on this file descriptor."""
        self._c.faulty_tape(tape)

    def mark(self, number: int) -> None:
        """Write down on the tape that something was called saved just now."""
        self._c.faulty_mark(number)
