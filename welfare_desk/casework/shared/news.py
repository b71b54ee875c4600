"""What others change at a shared desk while it is open here, told by the server as it happens.

It is told which table something was written in and no more: whose, each screen asks anew, under its own
rights. What this desk writes itself is left out; what comes in one breath is told once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from sqlalchemy.exc import DBAPIError

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.shared import presence
from welfare_desk.casework.shared.opening import DeskAhead, NoLongerHere, shared_of
from welfare_desk.casework.shared.presence import Here, Other
from welfare_desk.errors import WorldFault
from welfare_desk.records import engine as engines
from welfare_desk.records import server

CHANNEL = "desk_changed"
AWAY = "No server: what is open can be read, what you type is kept on this computer."
BREATH_SECONDS = 0.4
PING_SECONDS = 5.0  # how often it is asked whether it is there
ANSWER_SECONDS = 6.0  # and how long it may take to say so
AGAIN_SECONDS = 0.5
_SELDOM_SECONDS = 8.0
_PATIENCE_SECONDS = 5.0
_NEVER = float("-inf")

# Tables that have another name among a screen's kinds; any other is its own kind.
_KINDS = {
    "people": ("clients",),
    "person_names": ("clients",),
    "addresses": ("clients",),
    "phones": ("clients",),
    "households": ("clients", "households"),
    "stages": ("cases",),
    "episodes": ("cases",),
    "assignments": ("clients", "cases"),
    "evidence_notes": ("evidence",),
    "note_marks": ("evidence",),
    "statements": ("letters",),
    "issues": ("letters",),
    "withdrawals": ("consents",),
    "meetings": ("sessions", "meetings"),
    "waiting_list": ("waiting",),
    "gain_endings": ("gains",),
    "debt_outcomes": ("gains", "debts"),
    "accuracy_checks": ("letters",),
    "assessments": ("consents", "clients"),
    "attachments": ("papers",),
    "budget_lines": ("budgets",),
    "case_shares": ("cases",),
    "case_types": ("cases",),
    "closures": ("sessions",),
    "covers": ("assignments",),
    "crisis_records": ("crisis", "journal"),
    "data_requests": ("subject_requests",),
    "debt_advice": ("advice", "debts"),
    "debt_balances": ("debts",),
    "debt_circumstances": ("debts",),
    "debt_events": ("debts",),
    "debt_liable": ("debts",),
    "decisions": ("cases", "gains"),
    "erasures": ("retention", "clients"),
    "feedback_given": ("feedback",),
    "feedback_lines": ("feedback",),
    "feedback_slips": ("slips", "feedback"),
    "funding": ("settings",),
    "handovers": ("advisors", "cases"),
    "goal_reviews": ("goals",),
    "goal_steps": ("goals",),
    "goes_first": ("clients", "cases"),
    "health_opinions": ("subject_requests",),
    "hearings": ("cases", "key_dates"),
    "household_members": ("households", "clients"),
    "income_checks": ("income",),
    "kept_apart": ("clients", "households"),
    "legal_holds": ("retention",),
    "letter_templates": ("templates",),
    "list_sizes": ("practices",),
    "lodgings": ("cases", "key_dates"),
    "meeting_moves": ("sessions", "meetings"),
    "meeting_records": ("meetings", "sessions"),
    "merges": ("clients", "cases"),
    "notices": ("cases", "key_dates"),
    "offer_shares": ("offers", "debts"),
    "organisations": ("recipients",),
    "other_sides": ("conflicts", "clients"),
    "pack_papers": ("packs", "papers"),
    "patch_homes": ("patches",),
    "patch_onwards": ("patches",),
    "patch_visits": ("patches",),
    "periods_closed": ("periods", "gains"),
    "post_items": ("post",),
    "post_scans": ("post",),
    "practice_counts": ("practices", "settings"),
    "referrals": ("cases", "clients"),
    "report_rights": ("letters",),
    "reviewed_files": ("file_reviews",),
    "scale_scores": ("scales",),
    "settings": ("settings", "privacy", "retention"),
    "statement_answers": ("letters",),
    "statement_sources": ("letters",),
    "statement_versions": ("letters",),
    "struck_out": ("subject_requests",),
    "subject_request_pauses": ("subject_requests",),
    "supervision_notes": ("supervision",),
    "withheld": ("subject_requests",),
}


def everything() -> frozenset[str]:
    """After a time in which nothing was heard."""
    return kinds_of(frozenset(engines.ALL_TABLES.tables))


def kinds_of(tables: frozenset[str]) -> frozenset[str]:
    return frozenset(kind for table in tables for kind in _KINDS.get(table, (table,)))


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told what, on the listener's own thread.

    ``changes``: others wrote. ``lost``: the server is gone, and in one sentence why. ``back``: it answers
    again, anything may have changed, and how what was being saved ended, where that was in doubt.
    ``others``: who has the page's client open, and which page that is.
    """

    changes: Callable[[Changes], object] = lambda _: None
    lost: Callable[[WorldFault], object] = lambda _: None
    back: Callable[[str], object] = lambda _: None
    others: Callable[[Here | None, tuple[Other, ...]], object] = lambda _here, _others: None


class News:
    """Listens on a connection of its own until ``stop``, and says there where its person is."""

    def __init__(self, desk: Desk, told: Told) -> None:
        self._desk, self._shared, self._told = desk, shared_of(desk), told
        self._over = threading.Event()
        self._at: Here | None = None
        self._moved = True
        self.listening = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="news of the shared desk", daemon=True)

    def start(self) -> News:
        self._thread.start()
        return self

    def stop(self) -> None:
        self._over.set()
        self._desk.closing = True
        if self._desk.away is None:
            self._thread.join(timeout=_PATIENCE_SECONDS)
        else:  # a server that is gone need not be told, and nobody waits for it
            server.hang_up(self._desk.engine)

    def come_to(self, at: Here | None) -> None:
        """The person went to a page about this; None: about no client. Said within a breath."""
        if at != self._at:
            self._at, self._moved = at, True

    def _listen(self) -> None:
        pause = AGAIN_SECONDS
        while not self._over.is_set():
            try:
                self._hear()
                return
            except (psycopg.Error, DBAPIError, WorldFault) as error:
                if self._over.is_set():
                    return
                self._is_lost(_why(error))
                self._over.wait(pause)
                pause = min(2 * pause, _SELDOM_SECONDS)
            finally:
                self.listening.clear()

    def _is_lost(self, why: WorldFault) -> None:
        """Nothing waits any longer for an answer that may never come; said once for each reason."""
        before, self._desk.away = self._desk.away, why
        server.hang_up(self._desk.engine)
        if before is None or before.said != why.said:
            self._told.lost(why)

    def _hear(self) -> None:
        pooled = self._desk.engine.raw_connection()
        line = pooled.driver_connection
        pooled.detach()  # this one listens and does nothing else
        assert isinstance(line, psycopg.Connection)  # noqa: S101
        with line:
            if self._over.is_set():
                return
            line.autocommit = True
            with _answering(line):
                self._still_ours(line)
                line.execute(f"LISTEN {CHANNEL}")
                said = self._shared.commits.found_out(line)
            was_lost, self._desk.away = self._desk.away is not None, None
            self.listening.set()
            if was_lost:
                self._told.back(said)
            self._moved, beat, asked = True, _NEVER, time.monotonic()
            while not self._over.is_set():
                with _answering(line):
                    beat = self._attend(line, beat)
                    if time.monotonic() - asked > PING_SECONDS:
                        self._still_ours(line)
                        asked = time.monotonic()
                tables = {self._table(note) for note in line.notifies(timeout=BREATH_SECONDS)}
                if "presence" in tables:
                    beat = _NEVER
                tables -= {"", "presence"}
                if tables and not self._over.is_set():
                    self._told.changes(Changes(kinds_of(frozenset(tables))))
            with _answering(line):
                presence.leave(line, self._shared.me, self._desk.device)
                presence.tell(line, CHANNEL, self._shared.name)

    def _still_ours(self, line: psycopg.Connection) -> None:
        """It answers, we are of its people, and its tables are ours. Raises NoLongerHere, DeskAhead."""
        row = line.execute("SELECT wd_me() IS NOT NULL, version_num FROM alembic_version").fetchone()
        if row is None or not row[0]:
            raise NoLongerHere()
        if row[1] != engines.newest_revision():
            works = line.execute("SELECT works_from FROM shared_desk").fetchone()
            if works is None or works[0] not in engines.known_revisions():
                raise DeskAhead()

    def _attend(self, line: psycopg.Connection, beat: float) -> float:
        """Say where one is when one has moved, or when it is time again; when it was said last."""
        moved, self._moved = self._moved, False
        at = self._at
        if not moved and time.monotonic() - beat < presence.BEAT_SECONDS:
            return beat
        me, device = self._shared.me, self._desk.device
        if at is None:
            presence.leave(line, me, device)
        there = at is not None and presence.say(line, at, me, device)
        if moved:
            presence.tell(line, CHANNEL, self._shared.name)
        self._told.others(at, presence.others(line, me, device) if there else ())
        return time.monotonic()

    def _table(self, note: psycopg.Notify) -> str:
        table, _, by = note.payload.partition(" ")
        return "" if by == self._shared.name else table


def away_words(why: WorldFault) -> str:
    """In one line: what is the matter, and what can be done meanwhile."""
    if isinstance(why, server.NoServer):  # why not, a network says in words of its own
        return AWAY
    return f"{why.said} What is open can be read, what you type is kept."


@contextmanager
def _answering(line: psycopg.Connection) -> Iterator[None]:
    """A server that does not answer in time is gone: a line that hangs is cut, from another thread."""
    watch = threading.Timer(ANSWER_SECONDS, server.cut, (line,))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _why(error: Exception) -> WorldFault:
    if isinstance(error, WorldFault):
        return error
    if getattr(error, "sqlstate", None) == "42501":
        return NoLongerHere()
    found = server.fault(error)
    return NoLongerHere() if isinstance(found, server.NotLetIn) else found
