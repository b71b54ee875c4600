"""Backing a desk up, checking it, restoring it and rehearsing that: the vault's work, with the tables' word.

Where the log ends and which revision the tables are at is all the vault is told of what is inside.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from welfare_desk import machine
from welfare_desk.casework import access, agency, opening
from welfare_desk.casework.desk import Clock, Desk
from welfare_desk.casework.rights import erasure
from welfare_desk.casework.safekeeping import rekeying
from welfare_desk.errors import DeskError, FoundWrong
from welfare_desk.records import engine as engines
from welfare_desk.records.evidence import Access
from welfare_desk.vault import backup as backups
from welfare_desk.vault import chain, cipher, faults, folders, forgotten, manifest
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.manifest import Manifest

Progress = Callable[[str, int, int], None]
BACKUP_DUE_AFTER = timedelta(days=35)


class LogBroken(FoundWrong):
    """A row of the access log is not as it was written."""

    def __init__(self, bad: chain.Bad) -> None:
        self.bad = bad
        super().__init__(
            f"The access log is not whole. {bad}", "Keep this desk as it is and tell your manager."
        )


class DeskUnsound(FoundWrong):
    """Pages or rows of the desk are damaged."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(
            f"This desk is damaged: {faults.in_short(reasons)}.", "Restore the newest good backup."
        )


def _facts(connection: cipher.Connection) -> backups.Facts:
    last = connection.execute("SELECT seq, row_hash FROM access_log ORDER BY seq DESC LIMIT 1").fetchone()
    at = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return backups.Facts(chain.Head(*last) if last else None, at[0] if at else None)


class KeptElsewhere(DeskError):
    sentence = "This folder holds only your way into the agency's desk, which stands on a server."
    hint = "Its backups are made there: docs/agency.md; welfare-desk agency verify checks one."
    exit_code = 2


def _in_its_folder(desk: Desk) -> None:
    if desk.shared is not None:
        raise KeptElsewhere()


def backup_desk(
    desk: Desk,
    to_dir: Path,
    *,
    today: date,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> backups.BackupMade:
    """Back the desk up into a fresh folder of ``to_dir`` and read all of it back before saying so.

    Raises KeptElsewhere for a desk on a server, as ``verify_desk`` and ``drill_desk`` do.
    """
    _in_its_folder(desk)
    retired = rekeying.retired_keys(desk)
    made = backups.backup(
        desk.folder,
        desk.key,
        to_dir,
        desk.clock.now(),
        facts=_facts,
        progress=progress,
        cancelled=cancelled,
    )
    if not desk.read_only:
        with desk.unit_of_work() as work:
            forgotten.write(to_dir, desk.key, erasure.entries(work.session), retired=retired)
            last = {"folder": str(to_dir), "on": today.isoformat(), "name": made.folder.name}
            agency.keep_setting(work, "last_backup", last, today=today)
            if machine.on_another_disk(to_dir, desk.folder):
                agency.keep_setting(work, "last_backup_away", {"on": today.isoformat()}, today=today)
            work.commit()
    return made


def last_backup(desk: Desk, *, on: date) -> tuple[Path, date] | None:
    """Where and when the last backup was made; None where there was none since the data key is this one."""
    with desk.look() as look:
        kept = agency.setting(look, "last_backup", on=on)
    if not kept or kept.get("other_key"):
        return None
    return Path(kept["folder"]) / kept["name"], date.fromisoformat(kept["on"])


def backup_is_overdue(made_on: date | None, *, on: date) -> bool:
    """Whether a month and a few days have gone by without a backup, or there never was one."""
    return made_on is None or on - made_on >= BACKUP_DUE_AFTER


def restore_here(desk: Desk, backup: Path, folder: Path) -> Manifest:
    """The same of this desk's own backup, with the key in hand: nobody has to type anything.

    Raises BackupDamaged for one made before the data key was changed: its passphrase of then opens it.
    """
    backups.must_be_backup(backup)
    return _restored(backup, folder, desk.key.copy(), desk.clock)


def restore_desk(backup: Path, folder: Path, passphrase: str, *, clock: Clock) -> Manifest:
    """Make a desk of a backup in a folder that is new or empty, and erase in it what was erased since.

    Raises NotABackup, WrongPassphrase, BackupDamaged, DeskExists, ListAltered; after the last nothing is
    restored.
    """
    backups.must_be_backup(backup)
    return _restored(backup, folder, KeyFile(backup, counting=False).unlock(passphrase, clock.now()), clock)


def _restored(backup: Path, folder: Path, key: DeskKey, clock: Clock) -> Manifest:
    with key:
        listed = forgotten.read(backup.parent, key)
        restored = backups.restore(backup, folder, key)
        if listed:
            desk = opening.open_with_key(folder, key, clock=clock)
            try:
                erasure.forget_again(desk, listed)
            finally:
                desk.close()
        return restored


def keep_list_beside_backups(desk: Desk) -> bool:
    """Write what was erased beside the last backup; False where its folder cannot be reached now.

    The next backup writes it in any case. Raises ListAltered.
    """
    with desk.look() as look:
        kept = agency.setting(look, "last_backup", on=desk.clock.today())
        listed = erasure.entries(look)
    if not kept or not (beside := Path(kept["folder"])).is_dir():
        return not kept
    forgotten.write(beside, desk.key, listed, retired=rekeying.retired_keys(desk))
    return True


def verify_desk(desk: Desk) -> int:
    """Read the whole desk and check every page, every link and the log; the number of log rows checked.

    Raises DeskUnsound, LogBroken, KeptElsewhere.
    """
    _in_its_folder(desk)
    connection = cipher.connect(desk.folder / folders.DESK, desk.key.raw, read_only=True)
    try:
        reasons = cipher.damage(connection)
        broken = [] if reasons else connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
    reasons += [f"a row of {row[0]} has lost what it belongs to" for row in broken[:5]]
    if reasons:
        raise DeskUnsound(reasons)
    if engines.revision(desk.engine) != engines.newest_revision():
        raise DeskUnsound(["its tables are at another revision than this program's"])
    return verify_log(desk)


def verify_log(desk: Desk, carried: chain.Head | None = None) -> int:
    """Follow the access log from its first row; the number of rows. Raises LogBroken.

    Rows cut off the end show against the head kept in the last backup, or one ``carried`` by a report.
    """
    for head in {_head_kept_elsewhere(desk), carried}:
        bad = access.verify_log(desk, head)
        if bad is not None:
            raise LogBroken(bad)
    with desk.look() as look:
        return look.scalar(select(func.count()).select_from(Access)) or 0


def _head_kept_elsewhere(desk: Desk) -> chain.Head | None:
    kept = last_backup(desk, on=date.max)  # whatever day the clock says: one set back must hide nothing
    if kept is None:
        return None
    try:
        return manifest.read(kept[0], desk.key).chain_head
    except (DeskError, OSError):
        return None  # the stick is not in; what can be checked without it still is


def drill_desk(desk: Desk, now: datetime, backup: Path | None = None) -> backups.Drill:
    """Restore the last backup (or the one given) to a scratch place, open it, count it, take it away.

    A desk never backed up is backed up to the scratch place first. Raises NotABackup, BackupDamaged.
    """
    _in_its_folder(desk)
    with tempfile.TemporaryDirectory(prefix="welfare-desk-") as scratch:
        if backup is None:
            kept = last_backup(desk, on=desk.clock.today())
            backup = kept[0] if kept and kept[0].is_dir() else None
        if backup is None:
            made = backups.backup(desk.folder, desk.key, Path(scratch) / "backups", now, facts=_facts)
            backup = made.folder
        backups.must_be_backup(backup)
        drilled = backups.drill(backup, desk.key, now, scratch)
    if not desk.read_only:
        today = desk.clock.today()
        with desk.unit_of_work() as work:
            said = {"on": today.isoformat(), "backup": drilled.backup, "rows": sum(drilled.rows.values())}
            agency.keep_setting(work, "last_drill", said, today=today)
            work.commit()
    return drilled
