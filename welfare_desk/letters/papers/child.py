"""The short-lived process: reads one task, does it behind its fences, answers, and is gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from welfare_desk.letters.papers import fences, wire
from welfare_desk.letters.papers.unfit import BROKEN, Unfit

_MOST_IN = 600 * 1024 * 1024
Answer = tuple[dict[str, Any], list[bytes]]


def main(tasks: dict[str, Callable[[dict[str, Any], list[bytes]], Answer]]) -> int:
    """Do the one task that comes in; whatever goes wrong is an answer too."""
    fences.put_up(
        memory_mb=int(os.environ["WELFARE_DESK_MEMORY_MB"]), seconds=int(os.environ["WELFARE_DESK_SECONDS"])
    )
    wire.write(sys.stdout.buffer, {"ready": True})
    asked, blobs = wire.read(sys.stdin.buffer, _MOST_IN)
    try:
        head, back = tasks[asked["task"]](asked, blobs)
    except Unfit as no:
        head, back = {"unfit": no.because, "instead": no.instead}, []
    except MemoryError:
        head, back = {"unfit": "it swells up when it is opened, as no paper does", "instead": BROKEN}, []
    except RecursionError:
        head, back = {"unfit": "its parts are nested without end", "instead": BROKEN}, []
    except Exception:  # noqa: BLE001 - nobody else will hear of it: this process ends here
        head, back = {"unfit": "it cannot be opened safely", "instead": BROKEN}, []
    wire.write(sys.stdout.buffer, head, back)
    os._exit(0)  # nothing of the file is tidied up: it goes with the process


def _judge(asked: dict[str, Any], blobs: list[bytes]) -> Answer:
    from welfare_desk.letters.papers.judge import judge

    found = judge(str(asked["name"]), blobs[0])
    head = {"type": found.kind.media_type, "pages": found.pages, "remarks": list(found.remarks)}
    return head, [found.paper] if found.paper else []


def _bind(asked: dict[str, Any], blobs: list[bytes]) -> Answer:
    from welfare_desk.letters.pack.bind import bind
    from welfare_desk.letters.pack.plan import Binding

    def step(number: int, of: int, title: str) -> None:
        wire.write(sys.stdout.buffer, {"step": number, "of": of, "title": title})

    bound = bind(Binding.of(asked["binding"]), blobs, step)
    stops = [[stop.kind, stop.title, stop.first, stop.pages, stop.paper] for stop in bound.laid.stops]
    return {"stops": stops, "pages": bound.laid.pages}, [bound.data]


def _logo(asked: dict[str, Any], blobs: list[bytes]) -> Answer:
    from welfare_desk.letters.papers.logo import clean

    return {}, [clean(blobs[0])]


if __name__ == "__main__":
    main({"judge": _judge, "bind": _bind, "logo": _logo})
