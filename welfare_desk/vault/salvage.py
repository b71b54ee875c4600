"""What a damaged desk still holds, read out into a new file; the damaged one stays as it is (promise R11).

A page whose seal is broken is not believed, whatever can be made of it: its rows are lost and counted. The
tables' meaning is not known here, only which row belongs to which.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from welfare_desk.vault import cipher, faults, folders, pages
from welfare_desk.vault.desk_key import DeskKey

Progress = Callable[[str, int, int], None]
_AT_ONCE: Final = 256  # rows asked for together; halved where a page among them is broken
_TRIES: Final = 20_000  # a table in ruins is given up after so many


@dataclass(frozen=True, slots=True)
class Saved:
    """One table: rows read out, rows lost (None: some, nothing says how many), and what hung on them.

    ``let_go`` rows were whole but belonged to a row that was lost; ``unlinked`` ones only pointed at it.
    """

    table: str
    rows: int
    lost: int | None
    let_go: int = 0
    unlinked: int = 0


@dataclass(frozen=True, slots=True)
class Salvaged:
    """``broken`` are the numbers of the pages whose seal does not fit, of ``pages`` in all."""

    broken: tuple[int, ...]
    pages: int
    tables: tuple[Saved, ...]

    @property
    def rows(self) -> int:
        return sum(one.rows - one.let_go for one in self.tables)


def salvage(
    folder: Path, to_folder: Path, key: DeskKey, progress: Progress = lambda _words, _done, _of: None
) -> Salvaged:
    """Make a new desk in ``to_folder`` of every row of ``folder`` that can still be proved.

    Raises DeskDamaged where not even the list of tables can be read; DeskExists, DiskFull, ReadOnlyFolder.
    """
    with folders.new_desk(to_folder) as place:
        ruin = place / "ruin"  # a copy, because opening it plays its log back into it
        ruin.mkdir(mode=0o700)
        for name in (folders.DESK, folders.DESK + "-wal"):
            if (folder / name).exists():
                shutil.copyfile(folder / name, ruin / name)
        broken, whole = pages.broken(
            folder / folders.DESK, key.raw, lambda done, of: progress("reading", done, of)
        )
        with closing(_Ruin(ruin / folders.DESK, key)) as old:
            try:
                tables = _read_out(old, place / folders.DESK, key, progress)
            except cipher.DatabaseError as error:
                raise cipher.fault(error, place / folders.DESK) from error
        shutil.rmtree(ruin)
        shutil.copyfile(folder / folders.KEYS, place / folders.KEYS)
    return Salvaged(tuple(broken), whole, tables)


def _read_out(old: _Ruin, path: Path, key: DeskKey, progress: Progress) -> tuple[Saved, ...]:
    schema = old.ask("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    if schema is None or not any(kind == "table" for kind, _, _ in schema):
        raise faults.DeskDamaged(
            "The first pages of desk.db, which say what is in it, are damaged: nothing can be read out.",
            "Restore the newest good backup to a new folder.",
        )
    new = cipher.connect(path, key.raw, create=True)
    with closing(new):
        new.execute("PRAGMA foreign_keys=OFF")
        for kind, name, sql in schema:
            if kind == "table" and not name.startswith("sqlite_"):
                new.execute(sql)
        names = [name for kind, name, _ in schema if kind == "table" and not name.startswith("sqlite_")]
        saved, lost = {}, {}
        for number, name in enumerate(names):
            progress("salvaging", number, len(names))
            new.execute("BEGIN IMMEDIATE")
            saved[name], lost[name] = _one_table(old, new, name)
            new.execute("COMMIT")
        for kind, _, sql in schema:
            if kind != "table":
                new.execute(sql)
        new.execute(f"PRAGMA application_id={int((old.ask('PRAGMA application_id') or [(0,)])[0][0])}")
        new.execute("BEGIN IMMEDIATE")
        let_go, unlinked = _set_right(new)
        new.execute("COMMIT")
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if wrong := cipher.damage(new):
            raise faults.DiskFailing(f"What was read out did not stay as written: {faults.in_short(wrong)}.")
    return tuple(Saved(name, saved[name], lost[name], let_go[name], unlinked[name]) for name in names)


class _Ruin:
    """A damaged file: asked again on a new connection after every answer that was none."""

    def __init__(self, path: Path, key: DeskKey) -> None:
        self._path, self._key = path, key
        self._connection: Any = None
        self.tries = 0

    def ask(self, query: str, values: Sequence[Any] = ()) -> list[Any] | None:
        """The rows, or None where a broken page stands in the way."""
        try:
            if self._connection is None:
                self._connection = cipher.connect(self._path, self._key.raw)
            return list(self._connection.execute(query, values).fetchall())
        except (cipher.DatabaseError, faults.DeskDamaged):
            self.tries += 1
            self.close()
            return None

    def close(self) -> None:
        if self._connection is not None:
            with suppress(cipher.DatabaseError):
                self._connection.close()
            self._connection = None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _one_table(old: _Ruin, new: Any, name: str) -> tuple[int, int | None]:
    """Rows written, and rows lost where an index or the table itself still tells."""
    columns = [row[1] for row in new.execute(f"PRAGMA table_xinfo({_quoted(name)})") if not row[6]]
    listed = ", ".join(_quoted(column) for column in columns)
    into = f"INSERT INTO {_quoted(name)} ({listed}) VALUES ({', '.join('?' * len(columns))})"
    if (rows := old.ask(f"SELECT {listed} FROM {_quoted(name)}")) is not None:
        new.executemany(into, rows)
        return len(rows), 0
    old.tries, written = 0, 0
    ids = _row_numbers(old, name)
    for batch in _readable(old, name, listed, ids if ids is not None else _ends(old, name)):
        new.executemany(into, batch)
        written += len(batch)
    return written, (len(ids) - written if ids is not None else None)


def _row_numbers(old: _Ruin, name: str) -> list[int] | None:
    """Every row's number as an index of the table tells it: the index has pages of its own."""
    for index in old.ask(f"PRAGMA index_list({_quoted(name)})") or ():
        if not index[4]:  # a partial one does not know them all
            told = old.ask(f"SELECT rowid FROM {_quoted(name)} INDEXED BY {_quoted(index[1])}")
            if told is not None:
                return sorted(row[0] for row in told)
    return None


def _ends(old: _Ruin, name: str) -> list[int]:
    """Where no index tells: the numbers from the first to the last, as far as either end can be read."""
    found = []
    for way in ("ASC", "DESC"):
        told = old.ask(f"SELECT rowid FROM {_quoted(name)} ORDER BY rowid {way} LIMIT 1")
        found += [row[0] for row in told or ()]
    if not found:
        return []
    first, last = (1, found[0]) if len(found) == 1 else (found[0], found[1])
    return list(range(min(first, last), min(max(first, last), min(first, last) + 5_000_000) + 1))


def _readable(old: _Ruin, name: str, listed: str, ids: Sequence[int]) -> Iterator[list[Any]]:
    """The rows of these numbers, together where nothing stands in the way, else in halves down to one."""
    query = f"SELECT {listed} FROM {_quoted(name)} WHERE rowid BETWEEN ? AND ?"
    waiting = [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)][::-1]
    while waiting and old.tries < _TRIES:
        some = waiting.pop()
        rows = old.ask(query, (some[0], some[-1]))
        if rows is not None:
            yield rows
        elif len(some) > 1:
            half = len(some) // 2
            waiting += [some[half:], some[:half]]


def _set_right(new: Any) -> tuple[Counter[str], Counter[str]]:
    """Let go of rows whose owner was lost, and unlink those that only pointed at it, till all links hold."""
    let_go: Counter[str] = Counter()
    unlinked: Counter[str] = Counter()
    while dangling := new.execute("PRAGMA foreign_key_check").fetchall():
        for table, row, _, number in dangling:
            quoted = _quoted(table)
            links = [
                link[3]
                for link in new.execute(f"PRAGMA foreign_key_list({quoted})").fetchall()
                if link[0] == number
            ]
            facts = {one[1]: one for one in new.execute(f"PRAGMA table_info({quoted})").fetchall()}
            if any(facts[link][3] or facts[link][5] for link in links):  # must be there, or is its name
                let_go[table] += new.execute(f"DELETE FROM {quoted} WHERE rowid = ?", (row,)).rowcount
            else:
                none = ", ".join(f"{_quoted(link)} = NULL" for link in links)
                unlinked[table] += new.execute(
                    f"UPDATE {quoted} SET {none} WHERE rowid = ?",
                    (row,),
                ).rowcount
    return let_go, unlinked
