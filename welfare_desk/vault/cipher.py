"""Opening an encrypted database file with its key, and asking it whether it is whole.

Every connection to a desk is made by ``connect``. What the tables mean is not known here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

from welfare_desk import machine
from welfare_desk.errors import WorldFault
from welfare_desk.vault import faults

Connection = Any  # sqlcipher3 has no type information
DatabaseError: Final = sqlcipher.DatabaseError

KEY_BYTES: Final = 32
PLAIN_HEADER: Final = b"SQLite format 3\x00"
BUSY_SECONDS: Final = 5

# FULL because a commit the screen called saved must outlive a power cut, which NORMAL under WAL may lose.
_TO_WRITE: Final = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON")
_ALWAYS: Final = ("foreign_keys=ON", "temp_store=MEMORY", "cache_size=-65536")
_NO_PLACE_FOR_A_LOG: Final = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR")


def connect(
    path: Path | str,
    key: bytes | bytearray,
    *,
    read_only: bool = False,
    create: bool = False,
    still: bool = False,
) -> Connection:
    """A connection to the encrypted file at ``path``, in autocommit (``BEGIN`` is the caller's).

    A missing file is only made when ``create`` says so: a lost desk must never come back empty.
    ``read_only`` opens without any right to write, beside a program that is writing. ``still`` is for a
    file nobody writes (a backup): nothing is made beside it, and nothing lying beside it is believed.

    Raises ValueError for a key that is not 32 bytes (the library would take it for a passphrase);
    NoCipher, NotEncrypted, NotADesk, DeskDamaged (the wrong key looks the same), NetworkFolder,
    NotReadable, ReadOnlyFolder, DeskInUse.
    """
    path = Path(path).absolute()
    if not still and machine.is_network_folder(path.parent):
        raise faults.NetworkFolder(path.parent)
    if len(key) != KEY_BYTES:
        raise ValueError(f"a raw key has {KEY_BYTES} bytes, not {len(key)}")
    _refuse_unfit(path, create=create)
    try:
        if still:
            return _open(path, key, f"{path.as_uri()}?mode=ro&immutable=1", *_ALWAYS, "query_only=ON")
        if read_only:
            return _open_read_only(path, key)
        return _open(path, key, f"{path.as_uri()}?mode={'rwc' if create else 'rw'}", *_TO_WRITE, *_ALWAYS)
    except DatabaseError as error:
        raise fault(error, path) from error


def _refuse_unfit(path: Path, *, create: bool) -> None:
    if path.exists() and not path.is_file():
        raise faults.DeskDamaged()  # a pipe or a device would be read without end
    try:
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
    except FileNotFoundError:
        if not create:
            raise faults.NotADesk(path.parent, f"{path.name} is missing") from None
        return
    except OSError as error:
        raise faults.NotReadable(path) from error
    if header == PLAIN_HEADER:
        raise faults.NotEncrypted()
    if not header and not create:
        raise faults.NotADesk(path.parent, f"{path.name} is empty")


def _open(path: Path, key: bytes | bytearray, uri: str, *pragmas: str) -> Connection:
    connection = sqlcipher.connect(
        uri, uri=True, check_same_thread=False, timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        with contextlib.suppress(DatabaseError):
            connection.execute("PRAGMA cipher_log_level=NONE")
        _give(connection, key)
        if not _encrypts(connection):
            raise faults.NoCipher()
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key shows here
    except BaseException:
        connection.close()
        raise
    return connection


def _give(connection: Connection, key: bytes | bytearray) -> None:
    """Tell the connection its key, and blank the text it was told in.

    The library's own copies are its own; what stays is measured (docs/decisions, keys-in-memory).
    """
    text = key.hex()
    words = f"PRAGMA key=\"x'{text}'\""
    try:
        connection.execute(words)
    finally:
        machine.blank(words)
        machine.blank(text)


def _encrypts(connection: Connection) -> bool:
    """A plain SQLite answers neither question, and would then write everything in the clear."""
    version = connection.execute("PRAGMA cipher_version").fetchone()
    status = connection.execute("PRAGMA cipher_status").fetchone()
    return bool(version and version[0]) and status == ("1",)


def _open_read_only(path: Path, key: bytes | bytearray) -> Connection:
    pragmas = (*_ALWAYS, "query_only=ON")
    try:
        return _open(path, key, f"{path.as_uri()}?mode=ro", *pragmas)
    except DatabaseError as error:
        if not _name(error).startswith(_NO_PLACE_FOR_A_LOG):
            raise
        # A folder that cannot be written, or has no room, cannot hold the log's index. With an empty
        # log the file alone is the whole desk; with a full one it would silently show an older desk.
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise fault(error, path) from error
        return connect(path, key, still=True)


# The backup call raises without a code; these sentences of SQLite's have not changed in twenty years.
_BY_SENTENCE: Final = {
    "disk I/O error": "SQLITE_IOERR",
    "database or disk is full": "SQLITE_FULL",
    "database is locked": "SQLITE_BUSY",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
}


def _name(error: Exception) -> str:
    return str(getattr(error, "sqlite_errorname", None) or _BY_SENTENCE.get(str(error), ""))


def fault(error: Exception, path: Path | None = None) -> WorldFault:
    """What a database error means to an advisor; for whoever commits, too."""
    name = _name(error)
    if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and _is_full(path)):
        return faults.DiskFull()
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return faults.DeskInUse()
    if name.startswith("SQLITE_READONLY"):
        return faults.ReadOnlyFolder(path and path.parent)
    if name.startswith("SQLITE_CANTOPEN") and path is not None:
        return faults.NotReadable(path)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return faults.DeskDamaged()
    if name.startswith("SQLITE_IOERR"):
        return faults.DiskFailing()
    return faults.DeskDamaged(f"The desk's database said: {error}.")


def _is_full(path: Path | None) -> bool:
    """A log's index that cannot grow is reported as a failing disk; without room left it is a full one."""
    try:
        return path is not None and machine.free_bytes(path.parent) < 64 * 1024
    except OSError:
        return False


def damage(connection: Connection, *, most: int = 50) -> list[str]:
    """Everything wrong with the file, page by page; empty when every page and index is sound.

    Reads the whole file: each page's seal (``cipher_integrity_check``), then the order of the
    tables and indexes (``integrity_check``), which also sees pages still only in the write-ahead log.
    """
    found: list[str] = []
    for check in ("cipher_integrity_check", f"integrity_check({most})"):
        try:
            found += [str(row[0]) for row in connection.execute(f"PRAGMA {check}") if row[0] != "ok"]
        except DatabaseError as error:
            if _name(error) == "SQLITE_INTERRUPT":
                raise
            found.append(str(error))
    return found[:most]


def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds, full-text tables by their shadow tables."""
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    quoted = {name: '"' + name.replace('"', '""') + '"' for (name,) in names}
    return {
        name: connection.execute(f"SELECT count(*) FROM {safe}").fetchone()[0]
        for name, safe in quoted.items()
    }


def copy(source: Connection, path: Path, key: bytes | bytearray, step: Callable[[int, int], None]) -> None:
    """Copy what ``source`` sees into a new encrypted file that needs no log beside it.

    ``step(pages_done, pages)`` is called as it goes; whatever it raises stops the copy.
    """
    path = path.absolute()
    try:
        target = _open(path, key, f"{path.as_uri()}?mode=rwc", "synchronous=FULL", "locking_mode=EXCLUSIVE")
        try:
            source.backup(target, pages=2048, progress=lambda _status, left, pages: step(pages - left, pages))
            # The copy says of itself that it keeps a log, as its source does; a backup is one file.
            # (The exclusive lock spares the log's index, a second file that may not fit on a full stick.)
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()
    except DatabaseError as error:
        raise fault(error, path) from error
