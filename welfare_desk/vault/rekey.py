"""Another data key for a desk: a whole new desk made inside the old one's folder, read back, swapped in.

Whatever moment it is ended at, the folder opens as one whole desk: the old one until the new one counts,
the new one from then on (``folders.take_up`` finishes what was begun). What is sealed inside the tables
under keys of their own is casework's to wrap again, in the copy, while it is nobody's desk yet.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from welfare_desk import machine
from welfare_desk.vault import cipher, faults, folders, slots
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.keys import KeyFile

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Rekeying:
    """The copy being made: ``place`` is a desk folder opened by ``key``. ``left_out`` is known at the end."""

    place: Path
    key: DeskKey
    left_out: list[str] = field(default_factory=list)


@contextmanager
def another_key(
    folder: Path, key: DeskKey, passphrase: str, progress: Progress = lambda _words, _done, _of: None
) -> Iterator[Rekeying]:
    """Copy a desk under a fresh key; when the block ends well the copy is checked and takes its place.

    The caller holds the desk's lock, has nothing of it open, and has closed the copy when the block ends.
    If anything goes wrong the desk is as it was and the copy is gone. Raises DeskDamaged, DiskFull,
    DiskFailing, ReadOnlyFolder, DeskInUse, OtherDesk.
    """
    place = folder / folders.REKEYING
    fresh = DeskKey(
        bytearray(secrets.token_bytes(slots.KEY_BYTES)),
        desk_id=key.desk_id,
        person_id=key.person_id,
        opened_by=key.opened_by,
        strength=key.strength,
    )
    try:
        folders.sweep_rekeying(folder)
        size = sum(file.stat().st_size for file in folder.glob(f"{folders.DESK}*"))
        if machine.free_bytes(folder) < size:
            raise faults.DiskFull()
        place.mkdir(mode=0o700)
        with _held_still(folder / folders.DESK, key) as source:
            rows = cipher.row_counts(source)
            cipher.copy(
                source, place / folders.DESK, fresh.raw, lambda done, of: progress("copying", done, of)
            )
            work = Rekeying(place, fresh)
            yield work
            progress("checking every page", 0, 1)
            _check(place / folders.DESK, fresh, rows)
            keys, work.left_out = KeyFile(folder).rekeyed(key, fresh.raw, passphrase)
            machine.write_whole(place / folders.KEYS, keys)
            for name in (folders.DESK, folders.KEYS):
                machine.make_private(place / name)
                machine.settle_file(place / name)
            machine.settle_folder(place)
        with machine.folder_turn(folder, folder / folders.LOCK):
            place.rename(folder / folders.REKEYED)  # from here on the new desk counts
            machine.settle_folder(folder)
            folders.take_up(folder)
        progress("checking every page", 1, 1)
    except OSError as error:
        raise faults.from_system(error, folder) from error
    finally:
        folders.sweep_rekeying(folder)


@contextmanager
def _held_still(path: Path, key: DeskKey) -> Iterator[cipher.Connection]:
    """The desk with its one write lock held: what came after the copy would be lost with the old file."""
    with closing(cipher.connect(path, key.raw)) as holder, closing(cipher.connect(path, key.raw)) as source:
        try:
            holder.execute("BEGIN IMMEDIATE")
            source.execute("BEGIN")  # another, because one that holds the lock cannot be copied from
            yield source
        except cipher.DatabaseError as error:
            raise cipher.fault(error, path) from error
        finally:
            for each in (source, holder):
                with suppress(cipher.DatabaseError):
                    each.rollback()


def _check(path: Path, key: DeskKey, rows: dict[str, int]) -> None:
    """Read the whole copy. Raises DeskDamaged where it is not sound or has lost rows."""
    connection = cipher.connect(path, key.raw, still=True)
    try:
        wrong = cipher.damage(connection)
        fewer = [name for name, count in cipher.row_counts(connection).items() if count < rows.get(name, 0)]
    finally:
        connection.close()
    if wrong or fewer or path.with_name(path.name + "-wal").exists():
        raise faults.DeskDamaged(
            "The copy under the new key did not come out whole, so the key was not changed."
        )
