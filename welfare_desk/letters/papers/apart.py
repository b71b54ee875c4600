"""Opens a stranger's file in a process of its own that lives for seconds and knows nothing but that file.

No key, no desk and no other paper is in it. Whatever happens there (a crash, a loop, a bomb) comes back as
a sentence about the file. Nothing touches the disk on the way.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from welfare_desk.letters.papers import wire
from welfare_desk.letters.papers.judge import Judged
from welfare_desk.letters.papers.kinds import MOST_BYTES, OF_TYPE
from welfare_desk.letters.papers.unfit import BROKEN, Unfit

SECONDS = 10  # of processor time: no process of ours outlives them with somebody's file
_BUSY = 3 if os.name == "posix" else 1  # how much longer the clock waits where the system counts the seconds
_START = 30  # a busy machine may take its time to begin; nobody's file is there yet
MEMORY_MB = 900
_MOST_BACK = 400 * 1024 * 1024
_CHILD = "welfare_desk.letters.papers.child"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds of processor time (of the clock where the system counts none), and memory, of one piece of
    work done apart.
    """

    seconds: float = SECONDS
    memory_mb: int = MEMORY_MB


class TookTooLong(Unfit):
    def __init__(self) -> None:
        super().__init__("it takes too long to open", BROKEN)


class FellOver(Unfit):
    def __init__(self) -> None:
        super().__init__("it cannot be opened safely", BROKEN)


def judge(name: str, data: bytes, bounds: Bounds = Bounds()) -> Judged:
    """What a file is and its pages, worked out apart. Raises Unfit with the reason."""
    if len(data) > MOST_BYTES or not data:
        from welfare_desk.letters.papers import kinds

        kinds.tell(data)  # says which of the two; nothing is opened for it
    head, blobs = ask("judge", {"name": name}, [data], bounds)
    paper = blobs[0] if blobs else b""
    return Judged(OF_TYPE[head["type"]], int(head["pages"]), paper, tuple(map(str, head["remarks"])))


def logo(data: bytes, bounds: Bounds = Bounds()) -> bytes:
    """A picture made ready for the top of a letter, apart. Raises Unfit."""
    _, [png] = ask("logo", {}, [data], bounds)
    return png


def bind(
    binding: dict[str, Any], papers: Sequence[bytes], step: Callable[[dict[str, Any]], object] | None = None
) -> tuple[dict[str, Any], bytes]:
    """Papers bound into one pack, apart: what stands where, and the PDF. Raises Unfit."""
    head, [pack] = ask("bind", {"binding": binding}, papers, Bounds(120, 3000), step=step)
    return head, pack


def ask(
    task: str,
    facts: dict[str, Any],
    blobs: Sequence[bytes],
    bounds: Bounds = Bounds(),
    *,
    child: str = _CHILD,
    step: Callable[[dict[str, Any]], object] | None = None,
) -> tuple[dict[str, Any], list[bytes]]:
    """Have ``child`` do one task and give back what it made.

    ``step`` hears of its progress; what it raises ends the work and goes on up. Raises Unfit with the
    child's reason, TookTooLong or FellOver.
    """
    with _running(child, bounds) as process:
        assert process.stdin is not None  # noqa: S101
        assert process.stdout is not None  # noqa: S101
        feeding = threading.Thread(target=_feed, args=(process, {"task": task, **facts}, blobs), daemon=True)
        feeding.start()
        clock = _Clock(process)
        clock.start(_START)
        try:
            while True:
                head, back = wire.read(process.stdout, _MOST_BACK)
                if "ready" in head:
                    clock.start(bounds.seconds * _BUSY)
                elif "step" not in head:
                    break
                elif step is not None:
                    step(head)
        except (wire.Garbled, EOFError) as fault:
            raise (TookTooLong() if clock.rang.is_set() or _out_of_time(process) else FellOver()) from fault
        finally:
            clock.stop()
            process.kill()
            process.wait()
            feeding.join(timeout=5)
    if "unfit" in head:
        raise Unfit(str(head["unfit"]), str(head["instead"]))
    return head, back


@contextmanager
def _running(child: str, bounds: Bounds) -> Iterator[subprocess.Popen[bytes]]:
    here = str(Path(__file__).resolve().parents[3])
    kept = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {
        "PYTHONPATH": os.pathsep.join([here, *filter(None, sys.path)]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment |= {"QT_QPA_PLATFORM": "offscreen", "WELFARE_DESK_MEMORY_MB": str(bounds.memory_mb)}
    environment |= {"WELFARE_DESK_SECONDS": str(int(bounds.seconds) + 2)}
    process = subprocess.Popen(
        [sys.executable, *(("--apart", child) if getattr(sys, "frozen", False) else ("-P", "-m", child))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        close_fds=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _out_of_time(process: subprocess.Popen[bytes]) -> bool:
    """Whether the system ended it for the processor time it took."""
    with suppress(subprocess.TimeoutExpired):
        return process.wait(timeout=1) == -getattr(signal, "SIGXCPU", 0)
    return False


class _Clock:
    """Ends the process when its time is up; started anew it counts from then on."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process, self._timer = process, threading.Timer(0, lambda: None)
        self.rang = threading.Event()

    def start(self, seconds: float) -> None:
        self.stop()
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang.set()
        self._process.kill()


def _feed(process: subprocess.Popen[bytes], head: dict[str, Any], blobs: Sequence[bytes]) -> None:
    with suppress(OSError, ValueError):  # it has had enough; what it said of it is read elsewhere
        assert process.stdin is not None  # noqa: S101
        wire.write(process.stdin, head, blobs)
        process.stdin.close()
