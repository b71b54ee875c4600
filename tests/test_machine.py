"""What differs by operating system, both branches of it where this machine can run them."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from welfare_desk import machine

# A child here only tries one thing and ends; from 3.12 forking beside any thread is warned of.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def by_bytes(descriptor: int, mode: int, count: int) -> None:
    """What ``msvcrt.locking`` does, done with POSIX byte locks: from the current place, ``count`` bytes."""
    how = fcntl.LOCK_UN if mode == 0 else fcntl.LOCK_EX | fcntl.LOCK_NB
    fcntl.lockf(descriptor, how, count, 0, os.SEEK_CUR)


@pytest.mark.parametrize(
    "lock", [machine.PosixLock(), machine.WindowsLock(by_bytes)], ids=["posix", "windows"]
)
def test_a_lock_is_held_until_left_or_until_its_process_ends(tmp_path: Path, lock: machine.FileLock) -> None:
    path = tmp_path / "lock"
    path.write_bytes(b"words")
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        taken = lock.take(os.open(path, os.O_RDWR))
        os.write(tell, b"1" if taken else b"0")
        time.sleep(60)
        os._exit(0)
    assert os.read(told, 1) == b"1"
    descriptor = os.open(path, os.O_RDWR)
    assert lock.take(descriptor) is False
    assert path.read_bytes() == b"words"  # its words can be read meanwhile
    os.kill(child, 9)
    os.waitpid(child, 0)
    assert lock.take(descriptor) is True
    lock.leave(descriptor)
    for each in (descriptor, told, tell):
        os.close(each)


def test_the_windows_lock_lies_beyond_the_words(tmp_path: Path) -> None:
    asked: list[tuple[int, int, int]] = []

    def locking(descriptor: int, mode: int, count: int) -> None:
        asked.append((os.lseek(descriptor, 0, os.SEEK_CUR), mode, count))

    descriptor = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    lock = machine.WindowsLock(locking)
    assert lock.take(descriptor)
    lock.leave(descriptor)
    os.close(descriptor)
    assert asked == [(0x3FFF_FFFF, 2, 1), (0x3FFF_FFFF, 0, 1)]


def test_a_living_process_is_told_from_a_dead_one_and_from_its_successor() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert machine.is_alive(child.pid)
    birth = machine.process_birth(child.pid)
    assert birth == machine.process_birth(child.pid) != machine.process_birth(os.getpid())
    child.communicate(b"\n")
    assert not machine.is_alive(child.pid)
    assert machine.process_birth(child.pid) is None
    assert not machine.is_alive(0)
    assert not machine.is_alive(-1)
    assert machine.is_alive(1)  # another user's, when we are not root


class Kernel:
    """The four calls of Windows' kernel that learn about a process."""

    def __init__(self, handle: int, exit_code: int) -> None:
        self.handle, self.exit_code, self.closed = handle, exit_code, 0

    def OpenProcess(self, access: int, inherit: bool, pid: int) -> int:
        return self.handle

    def GetExitCodeProcess(self, handle: int, code: object) -> None:
        code._obj.value = self.exit_code  # type: ignore[attr-defined]

    def GetProcessTimes(self, handle: int, *times: object) -> None:
        times[0]._obj[0] = 133_000_000  # type: ignore[attr-defined]

    def CloseHandle(self, handle: int) -> None:
        self.closed += 1


def test_on_windows_a_process_is_asked_for_and_never_ended() -> None:
    living, ended, gone = Kernel(7, 259), Kernel(7, 0), Kernel(0, 0)
    assert machine._windows_birth(5, living) == "133000000"
    assert machine._windows_birth(5, ended) is None
    assert machine._windows_birth(5, gone) is None
    assert (living.closed, ended.closed, gone.closed) == (1, 1, 0)


def test_a_file_is_replaced_whole_and_private_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "keys.json"
    machine.write_whole(path, b"old")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        machine.write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


REWRITER = """
import sys
import time
from pathlib import Path
from welfare_desk import machine
number = 0
print("begin", flush=True)
while True:
    number += 1
    machine.write_whole(Path(sys.argv[1]), (b"%d " % number) * 20_000)
"""


def test_a_file_rewritten_by_a_killed_process_is_always_one_whole_version(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    for wait in (0.0, 0.004, 0.011, 0.023, 0.031):
        child = subprocess.Popen([sys.executable, "-c", REWRITER, str(path)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        while not path.exists():
            pass
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(timeout=wait)
        child.kill()
        child.communicate()
        words = path.read_bytes().split()
        assert (len(words), len(set(words))) == (20_000, 1)
    machine.sweep_unfinished(path)
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


def test_turns_at_a_folder_are_taken_one_at_a_time(tmp_path: Path) -> None:
    counter, people = tmp_path / "counter", 4
    counter.write_text("0")
    children = []
    for _ in range(people):
        if (child := os.fork()) == 0:
            for _ in range(25):
                with machine.folder_turn(tmp_path, tmp_path / "lock"):
                    counter.write_text(str(int(counter.read_text()) + 1))
            os._exit(0)
        children.append(child)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    assert counter.read_text() == str(25 * people)


LINUX = """\
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/team\\040files nfs4 rw 0 0
//nas/x /mnt/nas cifs rw 0 0
tmpfs /mnt/nas/local tmpfs rw 0 0
ann@host: /home/ann/far fuse.sshfs rw 0 0
hidden:/x /mnt/twice nfs rw 0 0
/dev/sdb1 /mnt/twice ext4 rw 0 0
broken
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only)
//ann@nas._smb._tcp.local/team on /Volumes/team (smbfs, nodev, nosuid, mounted by ann)
/dev/disk5s1 on /Volumes/My (old) stick (exfat, local)
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/home/ann/desk", False),
        ("/mnt/team files/desk", True),
        ("/mnt/team", False),
        ("/mnt/nas", True),
        ("/mnt/nas/local/desk", False),
        ("/home/ann/far/desk", True),
        ("/mnt/twice/desk", False),
    ],
)
def test_a_network_folder_is_known_by_its_mount(folder: str, network: bool) -> None:
    assert machine.mounted_from_network(Path(folder), machine.linux_mounts(LINUX)) is network


def test_a_network_folder_is_known_on_a_mac() -> None:
    mounts = machine.mac_mounts(MAC)
    assert (Path("/Volumes/My (old) stick"), "exfat") in mounts
    assert machine.mounted_from_network(Path("/Volumes/team/desk"), mounts)
    assert not machine.mounted_from_network(Path("/Users/ann/desk"), mounts)


def test_this_machines_own_folders_are_not_on_a_network(tmp_path: Path) -> None:
    assert machine.is_network_folder(tmp_path) is False


def test_a_crash_leaves_no_memory_on_disk() -> None:
    code = "import resource; from welfare_desk import machine; machine.keep_no_core_dump();"
    code += "print(resource.getrlimit(resource.RLIMIT_CORE))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert told.stdout.strip() == b"(0, 0)"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no core")
def test_every_command_and_the_window_keep_no_core_of_themselves(tmp_path: Path) -> None:
    """Whoever may keep cores of any size gets none of this program, not even when it is killed by a fault."""
    code = (
        "import os, resource, sys\n"
        "_, most = resource.getrlimit(resource.RLIMIT_CORE)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (most, most))\n"
        "from welfare_desk import cli\n"
        "cli.main(['verify', '--desk', 'nowhere'])\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
        "os.kill(os.getpid(), 11)\n"
    )
    here = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    ended = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=here, capture_output=True)
    assert ended.returncode == -11, ended.stderr
    assert list(tmp_path.iterdir()) == []
