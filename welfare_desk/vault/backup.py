"""Backups that are real: copied whole, read back whole, and only then called a backup (promise R9).

Making, verifying, restoring and rehearsing are here; which old ones may go is in ``thinning``.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from welfare_desk import machine
from welfare_desk.errors import UsageFault, WorldFault
from welfare_desk.vault import cipher, faults, folders, manifest
from welfare_desk.vault.chain import Head
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.manifest import FileFacts, Manifest

NAME: Final = re.compile(r"welfare-desk-backup-\d{8}-\d{6}(-\d+)?")
_PARTIAL: Final = ".partial"
_FILES: Final = (folders.DESK, folders.KEYS)

Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the tables' owner can say of a desk: where its log ends, and its schema's revision."""

    chain_head: Head | None = None
    schema_revision: str | None = None


AskFacts = Callable[[cipher.Connection], Facts]


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was read back whole after it was written."""

    folder: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Drill:
    """A rehearsed restore: when, of which backup, how many rows came back, and how long it took."""

    backup: str
    made_at: datetime
    drilled_at: datetime
    rows: Mapping[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Watch:
    """The caller's eye on a long job: told how far it is, asked whether to stop."""

    progress: Progress | None
    cancelled: Callable[[], bool] | None

    def step(self, doing: str) -> Callable[[int, int], None]:
        def told(done: int, whole: int) -> None:
            if self.cancelled is not None and self.cancelled():
                raise faults.Stopped()
            if self.progress is not None:
                self.progress(doing, done, whole)

        return told


def backup(
    desk_folder: Path | str,
    key: DeskKey,
    to_dir: Path | str,
    now: datetime,
    *,
    facts: AskFacts = lambda _connection: Facts(),
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BackupMade:
    """Copy a desk, open or not, into a fresh folder of ``to_dir``, and read the copy back whole.

    The copy is of one moment, whatever is written meanwhile. Until it has been verified it bears a
    name that no restore accepts, and if anything goes wrong it is taken away.

    Raises Stopped, DiskFull, DiskFailing, ReadOnlyFolder, BackupDamaged (the disk gave back something else),
    DeskDamaged, and UsageFault for a place inside the desk.
    """
    desk_folder, to_dir = Path(desk_folder), Path(to_dir)
    if to_dir.resolve().is_relative_to(desk_folder.resolve()):
        raise UsageFault("A backup is kept outside the desk's own folder, best on another disk.")
    watch = _Watch(progress, cancelled)
    try:
        to_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise faults.cannot_make(error, to_dir) from error
    try:
        _sweep(to_dir)
        size = sum(file.stat().st_size for file in desk_folder.glob(f"{folders.DESK}*"))
        if machine.free_bytes(to_dir) < size:
            raise faults.DiskFull()
        with _partial(to_dir, now) as place:
            rows, told = _copy(desk_folder, key, place, facts, watch.step("copying"))
            machine.write_whole(place / folders.KEYS, KeyFile(desk_folder).for_backup(key))
            made = Manifest(
                desk_id=key.desk_id,
                made_at=now,
                files={name: FileFacts.of(place / name) for name in _FILES},
                rows=rows,
                chain_head=told.chain_head,
                schema_revision=told.schema_revision,
            )
            machine.write_whole(place / manifest.NAME, made.written(key))
            verify(place, key, facts=facts, progress=progress, cancelled=cancelled)
            folder = place.with_name(place.name.removesuffix(_PARTIAL))
        return BackupMade(folder, made)
    except OSError as error:
        raise faults.from_system(error, to_dir) from error


def _copy(
    desk_folder: Path, key: DeskKey, place: Path, facts: AskFacts, step: Callable[[int, int], None]
) -> tuple[dict[str, int], Facts]:
    source = cipher.connect(desk_folder / folders.DESK, key.raw, read_only=True)
    try:
        # One read transaction holds one moment for the counting and the copying alike.
        source.execute("BEGIN")
        rows, told = cipher.row_counts(source), facts(source)
        cipher.copy(source, place / folders.DESK, key.raw, step)
    except cipher.DatabaseError as error:
        raise cipher.fault(error, desk_folder / folders.DESK) from error
    finally:
        source.close()
    machine.make_private(place / folders.DESK)
    machine.settle_file(place / folders.DESK)
    return rows, told


@contextmanager
def _partial(to_dir: Path, now: datetime) -> Iterator[Path]:
    """A folder that takes its true name only when the block ends well, and vanishes otherwise."""
    stem, number = f"welfare-desk-backup-{now.astimezone(UTC):%Y%m%d-%H%M%S}", 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        place = to_dir / (name + _PARTIAL)
        if not (to_dir / name).exists():
            try:
                place.mkdir(mode=0o700)
                break
            except FileExistsError:
                pass
        number += 1
    lock = os.open(place / folders.LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    machine.file_lock.take(lock)
    try:
        yield place
        machine.settle_folder(place)
        os.close(lock)
        lock = -1
        (place / folders.LOCK).unlink()
        place.rename(to_dir / name)
        machine.settle_folder(to_dir)
    except BaseException:
        if lock >= 0:
            os.close(lock)
        shutil.rmtree(place, ignore_errors=True)
        raise


def _sweep(to_dir: Path) -> None:
    """Take away what a backup left when it was killed; one that is still running holds its lock."""
    for place in to_dir.glob(f"welfare-desk-backup-*{_PARTIAL}"):
        try:
            lock = os.open(place / folders.LOCK, os.O_RDWR)
        except FileNotFoundError:
            shutil.rmtree(place, ignore_errors=True)
            continue
        free = machine.file_lock.take(lock)
        os.close(lock)
        if free:
            shutil.rmtree(place, ignore_errors=True)


def verify(
    folder: Path | str,
    key: DeskKey,
    *,
    facts: AskFacts | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Manifest:
    """Read a backup in full and compare it with its manifest; nothing in it is changed.

    ``facts`` asks the copy again for its log's end and its revision, where given.
    Raises BackupDamaged with everything found; Stopped; DeskNewer.
    """
    folder, watch = Path(folder), _Watch(progress, cancelled)
    said = manifest.read(folder, key)
    reasons = [] if set(_FILES) <= set(said.files) else ["its manifest leaves a file out"]
    for name, expected in said.files.items():
        try:
            found = FileFacts.of(folder / name, watch.step(f"reading {name}"))
        except OSError:
            reasons.append(f"{name} is missing or cannot be read")
            continue
        if found.size != expected.size:
            reasons.append(f"{name} has {found.size} bytes instead of {expected.size}")
        elif found != expected:
            reasons.append(f"{name} is not what was written")
    reasons += _database_reasons(folder / folders.DESK, key, said, facts, watch)
    if reasons:
        raise faults.BackupDamaged(*reasons)
    return said


def _database_reasons(
    path: Path, key: DeskKey, said: Manifest, facts: AskFacts | None, watch: _Watch
) -> list[str]:
    try:
        connection = cipher.connect(path, key.raw, still=True)
    except (WorldFault, OSError) as error:
        return [f"{path.name} does not open ({str(error).rstrip('.')})"]
    watch.step("checking every page")(0, 1)
    try:
        if watch.cancelled is not None:
            connection.set_progress_handler(watch.cancelled, 100_000)
        reasons = cipher.damage(connection)
        if not reasons and cipher.row_counts(connection) != said.rows:
            reasons.append("its tables do not hold the rows they held")
        if not reasons and facts and facts(connection) != Facts(said.chain_head, said.schema_revision):
            reasons.append("its log does not end where it ended")
    except cipher.DatabaseError as error:
        if watch.cancelled is not None and watch.cancelled():
            raise faults.Stopped() from error
        reasons = [str(error)]
    finally:
        connection.close()
    watch.step("checking every page")(1, 1)
    return reasons


def restore(
    folder: Path | str,
    desk_folder: Path | str,
    key: DeskKey,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Manifest:
    """Verify a backup, then make a desk of it in a folder that is new or empty: all of it, or nothing.

    ``key`` is had from the backup itself: ``KeyFile(backup, counting=False).unlock(...)``.
    What is to be forgotten again after a restore (promise R17) is for casework to do before the first screen.
    Raises BackupDamaged, DeskExists, NetworkFolder, DiskFull, ReadOnlyFolder, Stopped.
    """
    folder, desk_folder = Path(folder), Path(desk_folder)
    if folder.name.endswith(_PARTIAL):
        raise faults.BackupDamaged("it was never finished")
    if machine.is_network_folder(desk_folder):
        raise faults.NetworkFolder(desk_folder)
    said = verify(folder, key, progress=progress, cancelled=cancelled)
    watch = _Watch(progress, cancelled)
    with folders.new_desk(desk_folder) as place:
        for name in _FILES:
            watch.step("restoring")(0, 1)
            shutil.copyfile(folder / name, place / name)
            machine.settle_file(place / name)
            if FileFacts.of(place / name, watch.step(f"reading {name}")) != said.files[name]:
                raise faults.DiskFailing("The disk did not keep what was restored.")
    return said


def drill(
    folder: Path | str,
    key: DeskKey,
    now: datetime,
    scratch: Path | str,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Drill:
    """Restore a backup to a scratch place, open it as a desk is opened, count, and take it away again.

    It stays encrypted throughout. Raises as ``restore`` does.
    """
    folder, began = Path(folder), time.monotonic()
    place = Path(tempfile.mkdtemp(prefix="welfare-desk-drill-", dir=scratch))
    try:
        said = restore(folder, place / "desk", key, progress=progress, cancelled=cancelled)
        connection = cipher.connect(place / "desk" / folders.DESK, key.raw)
        try:
            rows = cipher.row_counts(connection)
            if wrong := cipher.damage(connection):
                raise faults.BackupDamaged(*wrong)
        finally:
            connection.close()
        if rows != said.rows:
            raise faults.BackupDamaged("a restored desk does not hold the rows it held")
        return Drill(folder.name, said.made_at, now, rows, time.monotonic() - began)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def backups_in(to_dir: Path | str) -> list[Path]:
    """The finished backups in a folder, oldest name first. What each holds is for ``verify`` to say."""
    folder = Path(to_dir)
    if not folder.is_dir():
        return []
    return sorted(
        entry
        for entry in folder.iterdir()
        if NAME.fullmatch(entry.name) and (entry / manifest.NAME).is_file()
    )


def must_be_backup(folder: Path) -> None:
    """What can be said of a folder before its key is asked for. Raises NotABackup, with where one is."""
    if not folder.is_dir():
        raise faults.NotABackup(folder, "it is a file" if folder.exists() else "it is not there")
    if (folder / manifest.NAME).exists() or (folder / folders.KEYS).exists():
        return  # a damaged one has its own sentence
    if held := backups_in(folder):
        raise faults.NotABackup(folder, "it is a folder of backups", f"The newest in it is {held[-1]}.")
    raise faults.NotABackup(folder, f"{folders.KEYS} is missing")


def delete(folder: Path | str) -> None:
    """Take one backup away. Halfway it is no backup any more: its manifest goes first.

    Raises UsageFault for a folder that is not a backup of ours; ReadOnlyFolder, DiskFailing.
    """
    folder = Path(folder)
    if folder not in backups_in(folder.parent):
        raise UsageFault(f"{folder} is not a backup.")
    try:
        (folder / manifest.NAME).unlink()
        shutil.rmtree(folder)
    except OSError as error:
        raise faults.from_system(error, folder) from error
