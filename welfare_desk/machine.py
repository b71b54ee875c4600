"""What differs from one operating system to the next: locks, processes, private files, network folders.

Each difference is a small function or class with both branches here, so that they can be read and
tested side by side. Nothing here knows what a desk is, and no screen is driven from here.
The lock screen waits for this module, so what few of its functions need is imported inside them.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Protocol

WINDOWS: Final = os.name == "nt"

# What Qt's X11 plugin loads beside Qt itself: without any one of them it ends the program.
X11_LIBRARIES: Final = (
    *(f"libxcb-{name}" for name in ("cursor.so.0", "icccm.so.4", "keysyms.so.1", "shape.so.0", "xkb.so.1")),
    "libxkbcommon-x11.so.0",
)

NETWORK_FILE_SYSTEMS: Final = frozenset(
    ("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs", "afs")
) | {"ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse"}


# Locks ---------------------------------------------------------------------------------------------


class FileLock(Protocol):
    """A lock the operating system drops by itself when the process that holds it ends."""

    def take(self, descriptor: int) -> bool: ...
    def leave(self, descriptor: int) -> None: ...


class PosixLock:
    """``flock``: belongs to the open file, so two windows of one process also exclude each other."""

    def take(self, descriptor: int) -> bool:
        import fcntl  # not there on Windows

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def leave(self, descriptor: int) -> None:
        import fcntl  # not there on Windows

        fcntl.flock(descriptor, fcntl.LOCK_UN)


class WindowsLock:
    """``msvcrt.locking`` on one byte far beyond the text, which others may therefore still read."""

    _FAR = 0x3FFF_FFFF
    _UNLOCK, _LOCK_AT_ONCE = 0, 2  # msvcrt.LK_UNLCK, msvcrt.LK_NBLCK

    def __init__(self, locking: Callable[[int, int, int], Any] | None = None) -> None:
        self._locking = locking

    def _apply(self, descriptor: int, mode: int) -> None:
        if (locking := self._locking) is None:
            import msvcrt  # Windows only

            locking = msvcrt.locking  # type: ignore[attr-defined, unused-ignore]
        os.lseek(descriptor, self._FAR, os.SEEK_SET)
        locking(descriptor, mode, 1)

    def take(self, descriptor: int) -> bool:
        try:
            self._apply(descriptor, self._LOCK_AT_ONCE)
        except OSError:
            return False
        return True

    def leave(self, descriptor: int) -> None:
        self._apply(descriptor, self._UNLOCK)


file_lock: Final[FileLock] = WindowsLock() if WINDOWS else PosixLock()


# Processes -----------------------------------------------------------------------------------------


def host() -> str:
    import socket

    return socket.gethostname()


def is_alive(pid: int) -> bool:
    """Whether a process of this number runs here. In doubt (another user's), it does."""
    if pid <= 0:
        return False
    if WINDOWS:
        return _windows_birth(pid) is not None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def process_birth(pid: int) -> str | None:
    """When a process began, as text to compare only for equality; None when it cannot be learnt.

    Process numbers are used again, so a number alone does not prove that its old bearer still lives.
    """
    if WINDOWS:
        return _windows_birth(pid)
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        with contextlib.suppress(OSError, IndexError):
            boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
            # The name in brackets may hold spaces and brackets: count fields from its last bracket.
            return f"{boot}/{stat.read_text().rpartition(')')[2].split()[19]}"
    if sys.platform == "darwin":
        import subprocess

        told = subprocess.run(["/bin/ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, check=False)
        return told.stdout.decode(errors="replace").strip() or None
    return None


def _windows_birth(pid: int, kernel: Any = None) -> str | None:
    """The creation time of a Windows process. ``os.kill(pid, 0)`` would end the process there."""
    kernel = kernel if kernel is not None else ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    query_limited, still_active = 0x1000, 259
    handle = kernel.OpenProcess(query_limited, False, pid)
    if not handle:
        return None
    try:
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        if code.value != still_active:
            return None
        times = (ctypes.c_ulonglong * 4)()
        kernel.GetProcessTimes(handle, *(ctypes.byref(times, 8 * place) for place in range(4)))
        return str(times[0])
    finally:
        kernel.CloseHandle(handle)


def keep_no_core_dump() -> None:
    """Ask the system not to write this process's memory to disk when it crashes (threat 13)."""
    if WINDOWS:
        ctypes.windll.kernel32.SetErrorMode(0x0003)  # type: ignore[attr-defined, unused-ignore]
        return
    import resource  # not there on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE


def blank(secret: str) -> None:
    """Overwrite a text that nobody else holds: Python would only forget where it was.

    For plain ASCII under CPython, where a text's letters stand at the end of it; nothing happens elsewhere.
    """
    if sys.implementation.name == "cpython" and secret.isascii() and len(secret) > 1:
        ctypes.memset(id(secret) + sys.getsizeof(secret) - len(secret) - 1, 0x30, len(secret))


# Screens -------------------------------------------------------------------------------------------


def why_no_window() -> str | None:
    """Why no window can be shown, for after "because"; None where one can.

    Asked first because Qt, where it finds no display, ends the whole program with a core dump.
    """
    if sys.platform != "linux":
        return None
    chosen = [one.partition(":")[0] for one in os.environ.get("QT_QPA_PLATFORM", "").split(";") if one]
    if any(not one.startswith(("xcb", "wayland")) for one in chosen):
        return None  # offscreen, or something its user knows about
    if "xcb" not in chosen[:1] and _wayland_answers():
        return None
    display = os.environ.get("DISPLAY", "")
    if not display or (chosen and "xcb" not in chosen):
        return "there is no display"
    if not _x11_answers(display):
        return f"the display {display} does not answer"
    missing = [library for library in X11_LIBRARIES if _library(library) is None]
    return f"{' and '.join(missing)} cannot be loaded" if missing else None


def _wayland_answers() -> bool:
    named = os.environ.get("WAYLAND_DISPLAY", "")
    if not named:
        return False
    import socket

    at = Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / named
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        asking.settimeout(5)
        return asking.connect_ex(str(at)) == 0


def _x11_answers(display: str) -> bool:
    xcb = _library("libxcb.so.1")
    if xcb is None:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)  # never null, but possibly in error
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)


def _library(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


# Files ---------------------------------------------------------------------------------------------


def make_private(path: Path) -> None:
    """Only this user may read it. On Windows the profile folder's own access list does this.

    A stick formatted for every machine knows no owners; there the encryption stands alone.
    """
    if not WINDOWS:
        with contextlib.suppress(PermissionError):
            path.chmod(0o700 if path.is_dir() else 0o600)


def settle_folder(folder: Path) -> None:
    """Make the names in a folder safe against a power cut (Windows does this with the rename)."""
    if WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a file system that settles names by itself
            raise
    finally:
        os.close(descriptor)


def settle_file(path: Path) -> None:
    """Make a file's content safe against a power cut, and let the next reading come from the disk."""
    descriptor = os.open(path, os.O_RDWR if WINDOWS else os.O_RDONLY)
    try:
        os.fsync(descriptor)
        if hasattr(os, "posix_fadvise"):
            with contextlib.suppress(OSError):  # only advice
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file so that anyone, at any moment and after any crash, sees the old or the new.

    Raises OSError as the system gives it; the old file is then as it was and nothing is left beside it.
    """
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)  # 0600
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    settle_folder(path.parent)


def put_down(path: Path, content: bytes) -> None:
    """``write_whole`` where a person wants a result; what a failing disk kept of an earlier try goes first.

    Raises OSError as the system gives it.
    """
    with contextlib.suppress(OSError):
        sweep_unfinished(path)
    write_whole(path, content)


def sweep_unfinished(path: Path) -> None:
    """Remove what a ``write_whole`` of this file left when it was killed halfway."""
    for left in path.parent.glob(f".{path.name}.*.new"):
        left.unlink(missing_ok=True)


@contextlib.contextmanager
def folder_turn(folder: Path, lock_file: Path) -> Iterator[None]:
    """Wait for the one turn at changing a small file in this folder; turns last milliseconds.

    POSIX locks the folder itself; Windows cannot, and locks the byte of ``lock_file`` before the desk's own.
    """
    if WINDOWS:
        import msvcrt  # Windows only

        try:
            descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT)
        except PermissionError:
            yield  # a folder nobody can write to needs no turns
            return
        try:
            os.lseek(descriptor, 0x3FFF_FFFE, os.SEEK_SET)
            msvcrt.locking(descriptor, 1, 1)  # type: ignore[attr-defined, unused-ignore]
            yield
        finally:
            os.close(descriptor)
        return
    import fcntl  # not there on Windows

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def on_another_disk(place: Path, folder: Path) -> bool:
    """Whether two places lie on different disks, so far as the system tells: a stick, a drive, a share.

    A second part of the same disk counts as another: nothing tells them apart everywhere.
    """
    return place.stat().st_dev != folder.stat().st_dev


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def is_network_folder(folder: Path) -> bool:
    """Whether a folder lies on another machine, where write-ahead logging is not safe (promise R6)."""
    resolved = folder.resolve()
    if WINDOWS:
        drive = resolved.drive
        remote = 4  # DRIVE_REMOTE
        return drive.startswith("\\\\") or bool(
            ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == remote  # type: ignore[attr-defined, unused-ignore]
        )
    if sys.platform == "darwin":
        import subprocess

        told = subprocess.run(["/sbin/mount"], capture_output=True, check=False).stdout
        return mounted_from_network(resolved, mac_mounts(told.decode(errors="replace")))
    try:
        table = Path("/proc/self/mounts").read_text(errors="replace")
    except OSError:
        return False
    return mounted_from_network(resolved, linux_mounts(table))


def mounted_from_network(folder: Path, mounts: list[tuple[Path, str]]) -> bool:
    """Whether the deepest mount above ``folder`` is of a network kind."""
    above = [(len(at.parts), kind) for at, kind in mounts if folder.is_relative_to(at)]
    deepest = max((depth for depth, _ in above), default=0)
    # Of two mounts on one spot the later hides the earlier.
    kinds = [kind for depth, kind in above if depth == deepest]
    return bool(kinds) and kinds[-1] in NETWORK_FILE_SYSTEMS


def linux_mounts(table: str) -> list[tuple[Path, str]]:
    """Mount points and kinds from ``/proc/self/mounts``, where a space is written as ``\\040``."""
    rows = [line.split(" ") for line in table.splitlines()]
    return [
        (Path(row[1].replace("\\040", " ").replace("\\134", "\\")), row[2]) for row in rows if len(row) > 2
    ]


def mac_mounts(table: str) -> list[tuple[Path, str]]:
    """Mount points and kinds from macOS's ``mount``: ``//host/share on /Volumes/share (smbfs, ...)``."""
    found = []
    for line in table.splitlines():
        place, bracket, options = line.partition(" on ")[2].rpartition(" (")
        if bracket:
            found.append((Path(place), options.split(",")[0].rstrip(")")))
    return found
