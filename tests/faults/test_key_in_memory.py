"""What the lock leaves of the data key in memory: looked for from outside, published, and not to grow."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from building import PASSPHRASE, MovingClock, a_client

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import open_desk


def found_in_memory(pid: int, needle: bytes) -> int:
    """How often these bytes stand in the writable memory of a process."""
    found = 0
    maps = Path(f"/proc/{pid}/maps").read_text(encoding="ascii").splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            if rights.startswith("rw") and "[v" not in line:
                first, last = (int(end, 16) for end in place.split("-"))
                memory.seek(first)
                found += memory.read(last - first).count(needle)
    return found


def _opens_and_locks(folder: Path, clock: MovingClock, told: int, hears: int) -> None:
    """In a process of its own: open the desk, work at it, tell the key, and lock when told to."""
    desk = open_desk(folder, PASSPHRASE, clock=clock)
    a_client(desk)
    os.write(told, desk.key.raw)
    os.read(hears, 1)
    desk.close()
    os.write(told, b".")
    os.read(hears, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read through /proc")
def test_what_the_lock_leaves_of_the_key_in_memory_is_measured(
    desk: Desk, clock: MovingClock, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.close()
    (hear, told), (hears, tell) = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        try:
            _opens_and_locks(desk.folder, clock, told, hears)
        finally:
            os._exit(0)
    try:
        key = os.read(hear, 32)
        try:
            before = [found_in_memory(child, each) for each in (key, key.hex().encode())]
        except PermissionError:
            pytest.skip("this user may not read a child's memory")
        os.write(tell, b".")
        os.read(hear, 1)
        after = [found_in_memory(child, each) for each in (key, key.hex().encode())]
    finally:
        os.write(tell, b".")
        os.waitpid(child, 0)
        for end in (hear, told, hears, tell):
            os.close(end)
    with capsys.disabled():  # this line is what docs/decisions/keys-in-memory.md publishes
        print(
            f"\nthe data key in memory: {before[0]} times, and {before[1]} as text, while the desk is open;"
            f" {after[0]} and {after[1]} once it is locked"
        )
    assert before[0] >= 1 and after[0] == 0, "what we hold ourselves is overwritten"
    assert after[1] <= before[1]
