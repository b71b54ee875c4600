"""The tamper-evident log: each row carries a hash of itself and of the row before it.

Pure: rows in, verdict out; who logs what is casework's, and keeping it is records'. It also holds the
latest time the log has believed, against which the clock is judged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

Value = str | int | bool | None

START: Final = "0" * 64  # the hash before the first row
CARRIED: Final = 32  # digits of a hash that a report carries
BACK: Final = timedelta(seconds=300)
FORWARD: Final = timedelta(days=90)


class ClockTrust(StrEnum):
    """Whether the clock may be believed (consent section 6.1, test 2: ``clock_untrusted``)."""

    TRUSTED = "trusted"
    BEHIND = "behind"
    AHEAD = "ahead"


def clock_trust(at: datetime, high_water: datetime | None, confirmed: bool = False) -> ClockTrust:
    """More than 300 seconds before the log's latest time is behind; more than 90 days after it is ahead.

    Someone may confirm, by name, that a date far ahead is right (a desk opened after a long leave);
    nobody can confirm that time has run backwards. The log's first row is believed.
    """
    if high_water is None:
        return ClockTrust.TRUSTED
    if high_water - at > BACK:
        return ClockTrust.BEHIND
    if at - high_water > FORWARD and not confirmed:
        return ClockTrust.AHEAD
    return ClockTrust.TRUSTED


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the log. ``fields`` is everything said in it besides what is named here.

    ``high_water`` is the latest time the log has believed, this row included: it never goes back.
    """

    seq: int
    at: datetime
    high_water: datetime
    fields: Mapping[str, Value]
    prev_hash: str
    row_hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log as it was once seen: in a backup's manifest, a funder's report, a shared database.

    ``row_hash`` is the whole hash, or the beginning of it that a report carries.
    """

    seq: int
    row_hash: str


@dataclass(frozen=True, slots=True)
class Bad:
    """The first row that cannot be as it was written."""

    seq: int
    what: str

    def __str__(self) -> str:
        return f"Log row {self.seq}: {self.what}."


def canonical(
    seq: int, at: datetime, high_water: datetime, fields: Mapping[str, Value], prev_hash: str
) -> bytes:
    """The bytes a row's hash is taken over; the same for the same row on every machine and version.

    Raises TypeError for a value that is not text, a whole number, yes or no, or nothing.
    """
    for name, value in fields.items():
        if not isinstance(value, str | int | None):
            raise TypeError(f"a log row keeps no {type(value).__name__} ({name})")
    row = {
        "seq": seq,
        "at": _moment(at),
        "high_water": _moment(high_water),
        "fields": dict(fields),
        "prev_hash": prev_hash,
    }
    return (
        b"welfare-desk log 1\n"
        + json.dumps(row, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()
    )


def next_link(
    previous: Link | None, at: datetime, fields: Mapping[str, Value], *, confirmed: bool = False
) -> Link:
    """The row that follows ``previous`` (None: the first).

    A clock that is not believed does not move the high water, so that it can be put right again.
    """
    seq, prev_hash = (previous.seq + 1, previous.row_hash) if previous else (1, START)
    high_water = previous.high_water if previous else at
    if clock_trust(at, high_water, confirmed) is ClockTrust.TRUSTED:
        high_water = max(high_water, at)
    row_hash = _hash(seq, at, high_water, fields, prev_hash)
    return Link(seq, at, high_water, fields, prev_hash, row_hash)


def head(link: Link) -> Head:
    return Head(link.seq, link.row_hash)


def to_carry(head: Head) -> str:
    """The head as a report prints it: ``1234:`` and half of the hash, 128 bits."""
    return f"{head.seq}:{head.row_hash[:CARRIED]}"


def carried(words: str) -> Head:
    """What ``to_carry`` wrote, read from a report. Raises ValueError where that is not what it is."""
    seq, _, row_hash = words.strip().lower().partition(":")
    if not (seq.isascii() and seq.isdigit() and int(seq) > 0):
        raise ValueError("no row")
    if len(row_hash) not in (CARRIED, len(START)) or set(row_hash) - set("0123456789abcdef"):
        raise ValueError("no hash")
    return Head(int(seq), row_hash)


def first_bad(rows: Iterable[Link], expected_head: Head | None = None) -> Bad | None:
    """The first row that was altered, taken out, put in or moved; None when the log is whole.

    ``rows`` in the order of their ``seq``. A tail cut off shows only against a head kept elsewhere;
    what was cut after the last such head is not promised to be found (threat model, section 7).
    """
    previous: Link | None = None
    for row in rows:
        if bad := _bad(row, previous):
            return bad
        kept = expected_head.row_hash if expected_head and row.seq == expected_head.seq else ""
        if not row.row_hash.startswith(kept):
            return Bad(row.seq, "this row, or one before it, was rewritten since its hash was kept elsewhere")
        previous = row
    last = previous.seq if previous else 0
    if expected_head and last < expected_head.seq:
        return Bad(last + 1, f"rows {last + 1} to {expected_head.seq} have been cut off")
    return None


def _bad(row: Link, previous: Link | None) -> Bad | None:
    expected = previous.seq + 1 if previous else 1
    if row.seq > expected:
        return Bad(expected, "this row is missing")
    if row.seq < expected:
        return Bad(row.seq, "this row stands twice or in the wrong place")
    if row.prev_hash != (previous.row_hash if previous else START):
        return Bad(row.seq, "this row does not follow the one before it")
    try:
        altered = row.row_hash != _hash(row.seq, row.at, row.high_water, row.fields, row.prev_hash)
    except (TypeError, ValueError):
        altered = True
    if altered:
        return Bad(row.seq, "this row was altered")
    before = previous.high_water if previous else row.at
    if row.high_water not in (before, max(before, row.at)):
        return Bad(row.seq, "the log's latest time was altered")
    return None


def _hash(seq: int, at: datetime, high_water: datetime, fields: Mapping[str, Value], prev_hash: str) -> str:
    return hashlib.sha256(canonical(seq, at, high_water, fields, prev_hash)).hexdigest()


def _moment(when: datetime) -> str:
    if when.tzinfo is None:
        raise ValueError("a log row's time has a time zone")
    return when.astimezone(UTC).isoformat(timespec="microseconds")
