"""What the short-lived process takes from itself before it looks at anybody's file.

Memory, time, files and other processes are bounded where the platform can (not on Windows, where only the
clock of the process that started it holds); on Linux it also leaves the network, if it is let.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _NOT_DUMPABLE = 38, 4


def _memory(resource: Any) -> int:
    """What bounds memory: on Linux what is written to, as PDFium sets aside room it never uses."""
    return int(resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS)


def put_up(*, memory_mb: int, seconds: int) -> None:
    """From here on: so much memory and processor time, no file written, no core left, no new process."""
    if sys.platform == "linux":
        system = ctypes.CDLL(None, use_errno=True)
        system.unshare(_NEW_USER | _NEW_NET)  # refused on some machines; then the rest must do
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        system.prctl(_NOT_DUMPABLE, 0, 0, 0, 0)
    try:
        import resource
    except ImportError:  # Windows
        return
    mega = 1024 * 1024
    for limit, most in (
        (_memory(resource), memory_mb * mega),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        soft = max(1, most - 1) if limit == resource.RLIMIT_CPU else most  # it is told before it is killed
        try:
            resource.setrlimit(limit, (soft, most))
        except (ValueError, OSError):  # macOS knows no bound for address space
            continue
