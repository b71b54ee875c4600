"""Promise R6: one writer, and a lock left behind is broken only on proof."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from vault_desk import NOW, SmallDesk

from welfare_desk import machine
from welfare_desk.vault import cipher, faults
from welfare_desk.vault.lock import DeskLock, HeldBy, Holder, holder

TAKER = """
import sys
from datetime import datetime, UTC
from welfare_desk.vault.lock import DeskLock
lock = DeskLock.take(sys.argv[1], "Bob", datetime(2026, 11, 21, tzinfo=UTC))
print("taken", flush=True)
sys.stdin.read()
"""


def take_elsewhere(desk: SmallDesk) -> subprocess.Popen[bytes]:
    taker = subprocess.Popen(
        [sys.executable, "-c", TAKER, str(desk.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert taker.stdout is not None
    assert taker.stdout.readline() == b"taken\n"
    return taker


def end(taker: subprocess.Popen[bytes]) -> None:
    taker.send_signal(signal.SIGKILL)
    taker.communicate()


def write_holder(desk: SmallDesk, **changes: object) -> None:
    ours = {
        "who": "Cat",
        "host": machine.host(),
        "pid": os.getpid(),
        "birth": None,
        "since": "",
        "heartbeat": "",
    }
    (desk.folder / "desk.lock").write_text(json.dumps({**ours, **changes}))


def test_a_second_process_is_refused_by_name_and_may_read(small_desk: SmallDesk) -> None:
    taker = take_elsewhere(small_desk)
    with pytest.raises(HeldBy, match=f"Bob on {machine.host()} has this desk open") as refused:
        DeskLock.take(small_desk.folder, "Ann", NOW)
    assert isinstance(refused.value, faults.DeskInUse)
    assert refused.value.holder is not None and refused.value.holder.pid == taker.pid
    with pytest.raises(HeldBy):  # held now: nobody can confirm it away
        DeskLock.take(small_desk.folder, "Ann", NOW, confirmed_by="Ann")
    found = holder(small_desk.folder)
    assert found is not None and found.who == "Bob"
    connection = cipher.connect(small_desk.file, small_desk.key.raw, read_only=True)
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (50,)
    connection.close()
    end(taker)


def test_two_windows_of_one_process_exclude_each_other(small_desk: SmallDesk) -> None:
    with DeskLock.take(small_desk.folder, "Ann", NOW) as lock:
        assert lock.broke is None
        with pytest.raises(HeldBy, match="Ann"):
            DeskLock.take(small_desk.folder, "Ann", NOW)
    assert holder(small_desk.folder) is None
    DeskLock.take(small_desk.folder, "Ann", NOW).release()


def test_a_lock_left_by_a_killed_process_is_broken_and_told(small_desk: SmallDesk) -> None:
    taker = take_elsewhere(small_desk)
    end(taker)
    with DeskLock.take(small_desk.folder, "Ann", NOW) as lock:
        assert lock.broke is not None and (lock.broke.who, lock.broke.pid) == ("Bob", taker.pid)


def test_a_lock_left_by_another_machine_needs_a_name(small_desk: SmallDesk) -> None:
    write_holder(small_desk, host="desktop-in-leith", pid=999_999_99)
    with pytest.raises(HeldBy, match="Cat on desktop-in-leith"):
        DeskLock.take(small_desk.folder, "Ann", NOW)
    with DeskLock.take(small_desk.folder, "Ann", NOW, confirmed_by="Ann") as lock:
        assert lock.broke is not None and lock.broke.host == "desktop-in-leith"


def test_a_living_process_is_not_proved_dead_but_its_number_used_again_is(small_desk: SmallDesk) -> None:
    write_holder(small_desk, birth=machine.process_birth(os.getpid()))
    with pytest.raises(HeldBy):
        DeskLock.take(small_desk.folder, "Ann", NOW)
    write_holder(small_desk, birth=None)
    with pytest.raises(HeldBy):
        DeskLock.take(small_desk.folder, "Ann", NOW)
    if machine.process_birth(os.getpid()) is not None:
        write_holder(small_desk, birth="an earlier start/1")
        DeskLock.take(small_desk.folder, "Ann", NOW).release()


@pytest.mark.parametrize("words", ["{", "[]", '{"who": "x"}', "7", "\xff"])
def test_words_nobody_can_read_are_not_proof(small_desk: SmallDesk, words: str) -> None:
    (small_desk.folder / "desk.lock").write_bytes(words.encode("latin-1"))
    with pytest.raises(HeldBy):
        DeskLock.take(small_desk.folder, "Ann", NOW)
    DeskLock.take(small_desk.folder, "Ann", NOW, confirmed_by="Ann").release()


def test_the_heartbeat_is_seen_by_others(small_desk: SmallDesk) -> None:
    with DeskLock.take(small_desk.folder, "Ann " + "n" * 1500, NOW) as lock:
        lock.beat(NOW + timedelta(minutes=3))
        found = holder(small_desk.folder)
        assert found == lock.holder
        assert found is not None and found.heartbeat == "2026-11-21T14:35:05+00:00"


def test_a_folder_that_is_not_there_is_no_desk(small_desk: SmallDesk) -> None:
    with pytest.raises(faults.NotADesk):
        DeskLock.take(small_desk.folder / "nowhere", "Ann", NOW)


def test_a_holder_says_who_and_where() -> None:
    assert str(Holder("", "laptop", 1, None, "", "")) == "Someone on laptop"
