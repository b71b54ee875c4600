"""An open desk and its units of work: the only place where a session begins, commits or rolls back.

A use-case opens one, does its work, says ``commit`` where it can be seen, and hands back ``Changes``
or rows made for the eye; no ORM object leaves this layer.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, event, insert, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.exc import StaleDataError

from welfare_desk.casework.clocks import Clock as Clock
from welfare_desk.casework.clocks import FixedClock as FixedClock
from welfare_desk.casework.clocks import RealClock as RealClock
from welfare_desk.casework.taking_back import recycling
from welfare_desk.casework.trace import Steps, Trace
from welfare_desk.errors import DeskError, WorldFault
from welfare_desk.records.base import Base, Kept, new_id
from welfare_desk.records.cases import JournalEntry
from welfare_desk.records.engine import for_reading, take_turns
from welfare_desk.records.removed import Removed
from welfare_desk.records.service import Counter, Draft, History
from welfare_desk.rules.references import reference
from welfare_desk.vault import cipher, folders
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.lock import DeskLock

if TYPE_CHECKING:
    from welfare_desk.vault.sealing import ClientKey

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is working: the advisor whose passphrase opened the desk."""

    id: UUID
    name: str
    initials: str
    role: str = "caseworker"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed, so that each screen can decide whether it cares.

    ``gone``: what was erased, by its ids: nothing half typed about it is kept any longer.
    """

    kinds: frozenset[str]
    id: UUID | None = None
    gone: frozenset[UUID] = frozenset()

    @classmethod
    def of(cls, row: Kept | UUID | None, *kinds: str) -> Changes:
        return cls(frozenset(kinds), row.id if isinstance(row, Kept) else row)


class NotFound(DeskError):
    sentence = "That is no longer in this desk."
    hint = "It may have been undone or moved; look for it again."


class ChangedMeanwhile(DeskError):
    sentence = "Someone else changed this while you were writing."
    hint = "Your text is kept; look at what is there now and save again."


class ReadOnlyDesk(WorldFault):
    sentence = "This desk is open for reading only."
    hint = "Close it where it is in use, then open it again."


class NotYours(DeskError):
    """The server itself said no: its rows are seen and changed only by those whose they are."""

    sentence = "That is not yours to see or change at this agency's desk."
    hint = "Ask the client's advisor, or a manager, to record that you cover."


class ReadsOnlyFiles(DeskError):
    """A reviewer of files would write what is not a reviewer's to write."""

    sentence = "A reviewer of files reads what was drawn for them and changes no case."
    hint = "Write what you found under Quality; whoever has the case puts it right."


class OutOfReach(WorldFault):
    """A shared desk's server is known not to answer: what is asked of it is refused at once."""

    hint = "It is tried again by itself. What you typed is kept; what is open can be read."


class ServerGone(WorldFault):
    sentence = "The shared desk's server cannot be reached, so this has not been saved."
    hint = "Check the network, then try again; what you typed is kept."


class WrittenAtOnce(WorldFault):
    sentence = "Somebody else was writing to the same things at that moment, so this has not been saved."
    hint = "Save again; what you typed is kept."


class OnStandby(WorldFault):
    sentence = "This is the server that stands by: it can be read, and nothing is saved on it."
    hint = "Whoever looks after the server makes it the agency's, or says where that one is."


def the_worlds_fault(error: DBAPIError) -> WorldFault | None:
    """The sentence for what the disk, the folder or another program did; None where it is our bug."""
    state = getattr(error.orig, "sqlstate", "")  # PostgreSQL's; None where it could not even answer
    if error.connection_invalidated or state is None or state.startswith(_THE_SERVER):
        return ServerGone()
    if state == "25006" or (state == "0A000" and "recovery" in str(error.orig)):
        return OnStandby()
    if state in _AT_ONCE:
        return WrittenAtOnce()
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    return cipher.fault(error.orig) if error.orig and name.startswith(_THE_WORLD) else None


def points_at_nothing(error: DBAPIError) -> bool:
    """Whether a row was written about somebody or something that is not, or no longer, in the desk."""
    # SQLite gives its constraints no number of their own here, only these words.
    return "FOREIGN KEY" in str(error.orig) or getattr(error.orig, "sqlstate", None) == "23503"


def refused_by_server(error: DBAPIError) -> bool:
    """Whether a shared desk's own rules about rows and roles stand in the way."""
    return getattr(error.orig, "sqlstate", None) == "42501"


_THE_SERVER = ("08", "53", "57P")  # connection lost, no room for one more, shut down or starting
_AT_ONCE = ("40P01", "40001", "55P03")  # each waited for the other; a moment overtaken; a lock not had
_THE_WORLD = tuple(
    "SQLITE_" + what
    for what in ("FULL", "BUSY", "LOCKED", "READONLY", "CANTOPEN", "NOTADB", "CORRUPT", "IOERR")
)


class SharesDesk(Protocol):
    """What makes a desk an agency's on a server, as far as units of work and sealed text ask it."""

    @property
    def local(self) -> DeskKey:
        """Of this computer's folder."""

    def before_flush(self, session: Session, desk: Desk) -> None:
        """Raises ChangedMeanwhile where somebody else wrote what would be written over unseen."""

    def commit(self, session: Session, desk: Desk) -> None:
        """Raises ServerGone where nothing was saved, PerhapsSaved where nobody can say."""

    def seal_words(self, session: Session, person_id: UUID, entry_id: UUID, words: str) -> str: ...
    def seal_for_each(self, session: Session, those: Iterable[UUID | None], mark: str, words: str) -> str: ...
    def open_mine(self, mark: str, written: str) -> str: ...
    def client_key(self, session: Session, person_id: UUID) -> ClientKey: ...
    def new_client_key(self, work: Work, person_id: UUID) -> bytes: ...
    def forget(self) -> None: ...


_HELD: ContextVar[tuple[Desk, Session] | None] = ContextVar("_HELD", default=None)
"""The look that those begun inside it share; each thread has its own."""


REVIEWER = "reviewer"
# What a reviewer of files may write by themselves, and, with a finding of a drawn file, in the same act.
_REVIEWERS = frozenset(
    {"file_reviews", "reviewed_files", "supervision_notes", "incidents", "access_log", "drafts", "removed"}
)
_WITH_A_FINDING = frozenset({("tasks", "made"), ("journal", "made")})
_TRAIL = frozenset({"history", "counters", "search_terms"})


@dataclass(slots=True)
class Desk:
    """One open store and who is working at it. ``key`` opens sealed text and is held until ``close``."""

    folder: Path
    engine: Engine
    key: DeskKey
    clock: Clock
    advisor: SignedIn
    read_only: bool = False
    in_use_by: str | None = None
    lock: DeskLock | None = None
    device: str = field(default_factory=platform.node)
    steps: Steps = field(default_factory=Steps)  # what was done since it was opened, to be taken back
    shared: SharesDesk | None = None  # where the desk stands on an agency's server
    away: WorldFault | None = None  # why that server is not asked just now
    closing: bool = False  # nobody waits for it to come back any more

    @contextmanager
    def unit_of_work(self) -> Iterator[Work]:
        """A transaction that is written only if ``commit`` is called before it ends."""
        if self.read_only:
            raise ReadOnlyDesk(hint=f"It is in use by {self.in_use_by}." if self.in_use_by else None)
        with self._session(self.engine.connect) as session:
            work = Work(self, session)
            event.listen(session, "before_flush", work.before_flush)
            event.listen(session, "do_orm_execute", work.trace.on_statement)
            event.listen(session, "do_orm_execute", work.on_statement)
            event.listen(session, "after_rollback", work.trace.forget)
            yield work

    @contextmanager
    def look(self) -> Iterator[Session]:
        """A reading session: sees one moment of the desk, writes nothing, takes no lock."""
        held = _HELD.get()
        if held is not None and held[0] is self:
            yield held[1]
            return
        with self._session(lambda: for_reading(self.engine.connect()), looks=True) as session:
            yield session

    @contextmanager
    def one_look(self) -> Iterator[Session]:
        """Every ``look`` begun inside is this one: a page made of many readings tells of one moment."""
        with self.look() as session:
            before = _HELD.set((self, session))
            try:
                yield session
            finally:
                _HELD.reset(before)

    @contextmanager
    def _session(self, connect: Callable[[], Connection], *, looks: bool = False) -> Iterator[Session]:
        if self.away is not None:
            raise OutOfReach(self.away.said)
        try:
            with (
                connect() as connection,
                Session(bind=connection, expire_on_commit=False, autoflush=True) as session,
            ):
                session.info["shared"] = self.shared
                yield session
        except StaleDataError as stale:
            raise ChangedMeanwhile() from stale
        except DBAPIError as error:
            if points_at_nothing(error):
                raise NotFound() from error
            if refused_by_server(error):
                raise NotYours() from error
            fault = the_worlds_fault(error)
            if fault is None or (looks and isinstance(fault, OnStandby)):  # who looks and writes: our bug
                raise
            raise fault from error

    def close(self) -> None:
        """Let go of the store, the lock and the key."""
        self.engine.dispose()
        self.key.wipe()
        if self.shared is not None:
            self.shared.forget()
        if self.lock is not None:
            with suppress(OSError):  # closed well: what it was before an upgrade is needed no more
                (self.folder / folders.BEFORE).unlink(missing_ok=True)
            self.lock.release()
            self.lock = None


class Work:
    """What a use-case does inside one unit of work."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self.desk = desk
        self.session = session
        self.now = desk.clock.now()
        self.granted: set[str] = set()  # ids of the notes the gate let through here, each logged
        self.trace = Trace()
        self._written: set[tuple[str, str]] = set()  # which tables, and how
        self._counter: Counter | None = None

    def get(self, kind: type[Row], id: UUID) -> Row:
        """The row with this id. Raises NotFound."""
        row = self.session.get(kind, id)
        if row is None:
            raise NotFound()
        return row

    def add(self, row: Row) -> Row:
        """Keep a new row; its id is known at once."""
        if isinstance(row, Kept) and row.id is None:
            row.id = new_id()
        self.session.add(row)
        return row

    def journal(
        self, person_id: UUID, words: str, *, on: date, case_id: UUID | None = None, kind: str = "event"
    ) -> JournalEntry:
        """A line in the client's journal, in the advisor's words."""
        entry = JournalEntry(
            id=new_id(),
            person_id=person_id,
            case_id=case_id,
            advisor_id=self.desk.advisor.id,
            on=on,
            at=self.now,
            kind=kind,
            words=words,
        )
        self.write_words(entry, words)
        return self.add(entry)

    def write_words(self, entry: JournalEntry, words: str) -> None:
        """Write a line of the journal: as it is in a desk's own encrypted file, sealed on a shared server."""
        shared = self.desk.shared
        entry.words = (
            words if shared is None else shared.seal_words(self.session, entry.person_id, entry.id, words)
        )

    def next_reference(self) -> str:
        """A new reference such as HR-0142-K: never given out twice, derived from nobody."""
        return reference(device_letters(self.desk.advisor.id), self._next_number())

    def _next_number(self) -> int:
        if self.desk.shared is not None:
            from welfare_desk.casework.shared.numbering import next_number  # it knows desks

            return next_number(self.desk)
        if self._counter is None:
            take_turns(self.session.connection(), Counter.__tablename__)
            self._counter = self.session.get(Counter, "reference")
        if self._counter is None:
            self._counter = self.add(Counter(name="reference", last=0))
        self._counter.last += 1
        return self._counter.last

    def before_flush(self, session: Session, _context: Any, _instances: Any) -> None:
        """Stamp new rows and leave a history row for every row written. Raises ChangedMeanwhile."""
        if self.desk.shared is not None:
            self.desk.shared.before_flush(session, self.desk)
        trail: list[dict[str, Any]] = []
        self._written |= {(row.__tablename__, "made") for row in session.new}
        self._written |= {(row.__tablename__, "changed") for row in session.dirty if session.is_modified(row)}
        self._written |= {(row.__tablename__, "removed") for row in session.deleted}
        for row in session.new:
            if isinstance(row, Kept):
                if row.id is None:
                    row.id = new_id()
                if row.made_at is None:
                    row.made_at = self.now
                trail += self._history(row, "made", {})
        for row in session.dirty:
            if isinstance(row, Kept) and session.is_modified(row):
                changed = [part.key for part in inspect(row).attrs if part.history.has_changes()]
                trail += self._history(row, "changed", {"fields": changed})
        for row in session.deleted:
            if isinstance(row, Kept):
                trail += self._history(row, "removed", {})
        self.trace.before_flush(session)
        if trail:
            session.execute(insert(History), trail)

    def on_statement(self, state: ORMExecuteState) -> None:
        """What writes many rows at once is written too."""
        table = getattr(state.statement, "table", None)
        if table is not None and (state.is_insert or state.is_update or state.is_delete):
            self._written.add((table.name, "made" if state.is_insert else "changed"))

    def _only_reviews(self) -> None:
        """Raises ReadsOnlyFiles, with nothing written, where a reviewer would change anything of a case."""
        found = any(table == "reviewed_files" for table, _ in self._written)
        for table, act in self._written:
            beside = found and (table, act) in _WITH_A_FINDING
            if table not in _REVIEWERS | _TRAIL and not beside:
                raise ReadsOnlyFiles()

    def _history(self, row: Kept, act: str, changes: dict[str, Any]) -> list[dict[str, Any]]:
        if isinstance(row, Draft | Removed):  # typing that saves itself, and the bin, leave no trail
            return []
        return [
            {
                "id": new_id(),
                "at": self.now,
                "advisor_id": self.desk.advisor.id,
                "device": self.desk.device,
                "table": row.__tablename__,
                "row_id": row.id,
                "act": act,
                "changes": changes,
            }
        ]

    def commit(self) -> None:
        """Write it all; from now on it is the last act, and what it took out waits to be put back."""
        self.session.flush()
        if self.desk.advisor.role == REVIEWER:
            self._only_reviews()
        step = self.trace.step(self.session, self.now)
        if step is not None:
            recycling.keep(self.session, step, advisor_id=self.desk.advisor.id, at=self.now)
        if self.desk.shared is None:
            self.session.commit()
        else:
            self.desk.shared.commit(self.session, self.desk)
        self.trace.forget()
        if step is not None:
            self.desk.steps.did(step)


def device_letters(id: UUID) -> str:
    """Two letters that stand for a device in references, steady for one advisor's slot.

    I and O are left out: they are read as 1 and 0 over a telephone.
    """
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    return letters[id.int % 24] + letters[(id.int >> 8) % 24]
