"""A damaged desk: which pages and tables it is that are damaged, and what is whole of it in a new desk.

Nothing is ever repaired where it stands; reading the ruin is the vault's.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import inspect

from welfare_desk.casework import opening
from welfare_desk.casework.desk import Clock
from welfare_desk.casework.safekeeping import trust
from welfare_desk.errors import DeskError, UsageFault
from welfare_desk.records import engine as engines
from welfare_desk.records.tables import Base
from welfare_desk.vault import cipher, faults, folders, pages, salvage
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.salvage import Salvaged, Saved

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a salvage; ``still_wrong`` is what a check of the new desk found, in one sentence."""

    found: Salvaged
    still_wrong: str = ""


def salvage_desk(
    folder: Path,
    to_folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    progress: Progress = lambda _words, _done, _of: None,
) -> Outcome:
    """Make a desk in ``to_folder`` of what can still be read of ``folder``, which stays as it is.

    The same passphrases open it. Rows of the access log that were lost leave a gap, which the log's own
    check goes on naming. Raises WrongPassphrase, TryLater, DeskDamaged, DeskExists, DiskFull.
    """
    if to_folder.resolve().is_relative_to(folder.resolve()):
        raise UsageFault("A desk is read out into a folder of its own, outside the damaged one.")
    with KeyFile(folder).unlock(passphrase, clock.now()) as key:
        found = salvage.salvage(folder, to_folder, key, progress)
        _say_its_revision(to_folder, key)
        desk = opening.open_with_key(to_folder, key.copy(), clock=clock)
    try:
        trust.verify_desk(desk)
    except DeskError as error:
        return Outcome(found, error.said)
    finally:
        desk.close()
    return Outcome(found)


def _say_its_revision(folder: Path, key: DeskKey) -> None:
    """Where the one row that says which upgrade the tables are at was lost, the tables themselves say it.

    Raises DeskDamaged where they are not this program's: nobody can say then which upgrade they wait for.
    """
    engine = engines.encrypted_file(lambda: cipher.connect(folder / folders.DESK, key.raw))
    try:
        if engines.revision(engine) is not None:
            return
        there = {
            name: {column["name"] for column in inspect(engine).get_columns(name)}
            for name in inspect(engine).get_table_names()
        }
        if any(there.get(name) != set(table.columns.keys()) for name, table in Base.metadata.tables.items()):
            raise faults.DeskDamaged(
                "What was read out does not say which upgrade its tables are at.",
                "Restore the newest good backup to a new folder.",
            )
        engines.stamp(engine)
    finally:
        engine.dispose()


def in_words(saved: Saved) -> str:
    """One table's line: ``evidence notes: 40 saved, 3 lost``."""
    told = [f"{saved.rows - saved.let_go} saved"]
    if saved.lost is None:
        told.append("some lost, how many is not known")
    elif saved.lost:
        told.append(f"{saved.lost} lost")
    if saved.let_go:
        told.append(f"{saved.let_go} let go, because what they belonged to was lost")
    if saved.unlinked:
        told.append(f"{saved.unlinked} no longer point at what was lost")
    return f"{saved.table.replace('_', ' ')}: {', '.join(told)}"


def verify_folder(
    folder: Path, passphrase: str, *, clock: Clock, say: Callable[[str], object] = lambda _words: None
) -> int:
    """Check every page of a desk, every link and the log; the number of log rows checked.

    A desk too damaged to open is still looked at page by page. Raises DeskUnsound, which names every broken
    page, LogBroken, and what ``open_desk`` raises.
    """
    keys = KeyFile(folder)
    with keys.unlock(passphrase, clock.now()) as key:
        try:
            desk = opening.open_to_look(folder, key.copy(), clock=clock)
        except faults.DeskDamaged as error:
            raise trust.DeskUnsound(damage_of(folder, key) or [error.said]) from error
        try:
            if desk.in_use_by:
                say(f"{desk.in_use_by} has this desk open; reading only.")
            return trust.verify_desk(desk)
        except (trust.DeskUnsound, faults.DeskDamaged) as error:
            if not desk.in_use_by and (named := damage_of(folder, key)):
                raise trust.DeskUnsound(named) from error
            raise
        finally:
            desk.close()


def damage_of(folder: Path, key: DeskKey) -> list[str]:
    """Every broken page and every table that cannot be read whole, in words; empty for a sound file.

    For a desk that will not open, or whose check found something: the words ``verify`` ends with.
    """
    path, tables = folder / folders.DESK, []
    with suppress(OSError):
        broken, whole = pages.broken(path, key.raw)
        if len(broken) == whole:
            return ["its first page is damaged, and without it no page can be proved"]
        try:
            tables = _unreadable(path, key)
        except (cipher.DatabaseError, DeskError):
            tables = ["the list of tables"]
        where = f" ({', '.join(tables)})" if tables else ""
        return [f"page {number} of {whole} does not pass its check{where}" for number in broken]
    raise faults.DiskFailing()


def _unreadable(path: Path, key: DeskKey) -> list[str]:
    """The tables that cannot be read whole, or whose indexes cannot."""
    connection = cipher.connect(path, key.raw, still=True)
    found: dict[str, None] = {}
    try:
        names = connection.execute(
            "SELECT type, name, tbl_name FROM sqlite_master WHERE type IN ('table', 'index') AND rootpage > 0"
        ).fetchall()
        for kind, name, table in names:
            hint, what = ("NOT INDEXED", "*") if kind == "table" else (f'INDEXED BY "{name}"', "rowid")
            try:
                for _ in connection.execute(f'SELECT {what} FROM "{table}" {hint}'):
                    pass
            except cipher.DatabaseError as error:
                if "no query solution" not in str(error):  # an index of some rows only
                    found[table.replace("_", " ")] = None
                    connection.close()  # one that has met a broken page is not asked anything more
                    connection = cipher.connect(path, key.raw, still=True)
    finally:
        connection.close()
    return list(found)
