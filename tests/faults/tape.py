"""What the disk holds if the power goes at any moment, made again from a tape of every call to it.

A call that was settled (``fsync``) is there. Of those after it each is there, or not, or torn at a sector:
disks write in what order they like. Names given and taken away are kept in their order.
"""

from __future__ import annotations

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("<cIIqQ")


@dataclass(frozen=True, slots=True)
class Call:
    """``what``: W write, S settle, T cut to a length, R rename, U unlink, M a mark of ours."""

    what: str
    path: str
    other: str
    offset: int
    data: bytes


def read(tape: Path) -> list[Call]:
    return list(_calls(tape.read_bytes()))


def _calls(raw: bytes) -> Iterator[Call]:
    at = 0
    while at < len(raw):
        what, first, second, offset, length = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        path, other = raw[at : at + first], raw[at + first : at + first + second]
        at += first + second
        yield Call(what.decode(), path.decode(), other.decode(), offset, raw[at : at + length])
        at += length


@dataclass(slots=True)
class _File:
    settled: bytearray = field(default_factory=bytearray)
    waiting: list[Call] = field(default_factory=list)

    def settle(self) -> None:
        for call in self.waiting:
            _put(self.settled, call, call.data)
        self.waiting.clear()

    def after_a_power_cut(self, chance: random.Random) -> bytes:
        held = bytearray(self.settled)
        for call in self.waiting:
            fate = chance.choice(("there", "gone", "torn"))
            if fate == "there":
                _put(held, call, call.data)
            elif fate == "torn" and call.what == "W":
                _tear(held, call, chance)
        return bytes(held)

    def after_a_kill(self) -> bytes:
        held = bytearray(self.settled)
        for call in self.waiting:
            _put(held, call, call.data)
        return bytes(held)


def _put(held: bytearray, call: Call, data: bytes, at: int | None = None) -> None:
    if call.what == "T":
        del held[call.offset :]
        held.extend(bytes(call.offset - len(held)))
        return
    start = call.offset if at is None else at
    held.extend(bytes(max(0, start + len(data) - len(held))))
    held[start : start + len(data)] = data


def _tear(held: bytearray, call: Call, chance: random.Random) -> None:
    for start in range(0, len(call.data), SECTOR):
        if chance.random() < 0.5:
            _put(held, call, call.data[start : start + SECTOR], call.offset + start)


class Disk:
    """A folder as it was before the tape, and as the calls leave it."""

    def __init__(self, before: Path, recorded_at: str) -> None:
        self._root = recorded_at
        self._names = {
            f"{recorded_at}/{path.relative_to(before)}": _File(bytearray(path.read_bytes()))
            for path in before.rglob("*")
            if path.is_file() and not path.name.endswith("-shm")
        }

    def take(self, call: Call) -> None:
        if call.what in "RU":
            self._rename(call)
        elif call.what == "S" and call.path != self._root:
            self._file(call.path).settle()
        elif call.what in "WT":
            self._file(call.path).waiting.append(call)

    def _file(self, path: str) -> _File:
        return self._names.setdefault(path, _File())

    def _rename(self, call: Call) -> None:
        moved = self._names.pop(call.path, None)
        if call.what == "R" and moved is not None:
            self._names[call.other] = moved

    def leave(self, place: Path, chance: random.Random | None) -> None:
        """Write down what is found after the power went, or with no ``chance`` after a mere kill."""
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for path, file in self._names.items():
            data = file.after_a_kill() if chance is None else file.after_a_power_cut(chance)
            (place / Path(path).relative_to(self._root)).write_bytes(data)
