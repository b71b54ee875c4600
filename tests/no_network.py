"""Fails any test in whose course this process reaches for another machine (threat 15).

Python's own audit events tell of every socket, from whatever library. The tests' PostgreSQL is spoken to on
this machine by its own library, which opens none of Python's.
"""

from __future__ import annotations

import sys
import traceback

REACHED: list[str] = []
_LOCAL = {"127.0.0.1", "::1", "localhost"}
_ASKS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _ASKS:
        return
    asked = arguments[1] if event in {"socket.connect", "socket.sendto", "socket.sendmsg"} else arguments[0]
    host = asked[0] if isinstance(asked, tuple) else asked
    if isinstance(asked, tuple) or event.startswith("socket.get"):  # the address of a Unix socket is a path
        if host in _LOCAL:
            return
        # Told, not raised: whoever catches every OSError would swallow it.
        REACHED.append(f"{event} {host!r} from {traceback.format_stack(limit=6)[-2].strip()}")
        raise ConnectionRefusedError("the tests reach no other machine")


def listen() -> None:
    """From now on, for as long as this process lives: an audit hook cannot be taken away again."""
    sys.addaudithook(_hear)


def reached() -> list[str]:
    """What was reached for since the last time this was asked."""
    told = REACHED[:]
    REACHED.clear()
    return told
