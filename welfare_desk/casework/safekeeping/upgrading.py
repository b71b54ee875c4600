"""Bringing a desk of an earlier version up to date, so that a power cut leaves it old or new (promise R7).

Its old self is copied beside it and read back whole first, and stays until the new one has once been closed
well. Killed anywhere between, the next opening goes on from what it finds.
"""

from __future__ import annotations

from sqlalchemy import Engine

from welfare_desk import machine
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.notes import note_bearings
from welfare_desk.records import engine as engines
from welfare_desk.vault import cipher, faults, folders


def bring_up_to_date(desk: Desk) -> None:
    """Upgrade the tables of an open desk, where they are older than this program's.

    Raises DeskNewer, with nothing touched; DeskDamaged where the desk does not read back whole, and DiskFull
    where there is no room for its old self: then nothing has been upgraded.
    """
    if is_newer(desk.engine):
        raise faults.DeskNewer()
    engines.fold_log_in(desk.engine)
    at = engines.revision(desk.engine)
    if at != engines.newest_revision():
        if at is not None:
            _keep_old_self(desk)
        engines.upgrade(desk.engine)
    if (desk.folder / folders.BEFORE).exists():  # upgraded just now, or by one that was ended before this
        note_bearings.seal_what_was_plain(desk)


def is_newer(engine: Engine) -> bool:
    """Whether a later version of this program has written here."""
    at = engines.revision(engine)
    return at is not None and at not in engines.known_revisions()


def _keep_old_self(desk: Desk) -> None:
    before = desk.folder / folders.BEFORE
    making = before.with_suffix(".making")
    making.unlink(missing_ok=True)
    try:
        source = cipher.connect(desk.folder / folders.DESK, desk.key.raw, read_only=True)
        try:
            cipher.copy(source, making, desk.key.raw, lambda done, pages: None)
            rows = cipher.row_counts(source)
        finally:
            source.close()
        copied = cipher.connect(making, desk.key.raw, still=True)
        try:
            if cipher.damage(copied) or cipher.row_counts(copied) != rows:
                raise faults.DeskDamaged()
        finally:
            copied.close()
        machine.make_private(making)
        machine.settle_file(making)
        making.replace(before)
        machine.settle_folder(desk.folder)
    except cipher.DatabaseError as error:
        raise cipher.fault(error, desk.folder / folders.DESK) from error
    except OSError as error:
        raise faults.from_system(error, desk.folder) from error
    finally:
        making.unlink(missing_ok=True)
