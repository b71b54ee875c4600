"""Days as a calendar file other programs read (RFC 5545), and the days of such a file; nobody is named.

Which days these are, and what may be said of them, is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST_WORDS = 120  # of what a stranger's calendar calls an event
_LONGEST = 75  # octets of a line, section 3.1


@dataclass(frozen=True, slots=True)
class Entry:
    """One day. ``id`` stays the same from file to file, so that a newer file moves it and doubles nothing."""

    id: str
    on: date
    words: str
    more: str = ""
    times: tuple[datetime, datetime] | None = None  # else the whole day


@dataclass(frozen=True, slots=True)
class Span:
    """Days of an event somebody else's calendar holds, the first and the last, and what it calls them."""

    first: date
    last: date
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read of a calendar file, and how many events could not."""

    spans: tuple[Span, ...]
    left_out: int


def calendar_file(entries: Iterable[Entry], *, now: datetime, name: str) -> bytes:
    """The file: whole days with a word of warning two days before, or hours of a day without one."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Welfare Desk//Key dates//EN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for one in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.id}@welfare-desk",
            f"DTSTAMP:{stamp}",
            *_when(one),
            f"SUMMARY:{escaped(one.words)}",
            *([f"DESCRIPTION:{escaped(one.more)}"] if one.more else []),
            *([] if one.times else _warning(one)),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def _when(one: Entry) -> list[str]:
    if one.times is not None:
        starts, ends = (moment.astimezone(UTC) for moment in one.times)
        return [f"DTSTART:{starts:%Y%m%dT%H%M%SZ}", f"DTEND:{ends:%Y%m%dT%H%M%SZ}"]
    return [
        f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.on + timedelta(days=1):%Y%m%d}",
    ]


def _warning(one: Entry) -> list[str]:
    return [
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(one.words)}",
        "TRIGGER:-P2D",
        "END:VALARM",
    ]


def read_calendar(data: bytes) -> Read | None:
    """The events of a calendar file as spans of days, the earliest first; None where it is no such file.

    An event that was called off is passed over; one that repeats, or whose days cannot be read, is counted
    as left out. The end of a span of whole days is the day after it (section 3.6.1).
    """
    text = re.sub(r"\r?\n[ \t]", "", data.decode("utf-8-sig", "replace"))
    if "BEGIN:VCALENDAR" not in text.upper():
        return None
    spans: set[Span] = set()
    left_out = 0
    event: dict[str, str] | None = None
    for line in text.splitlines():
        name, _, value = line.partition(":")
        name = name.split(";")[0].strip().upper()
        if (name, value.strip().upper()) == ("BEGIN", "VEVENT"):
            event = {}
        elif (name, value.strip().upper()) == ("END", "VEVENT") and event is not None:
            if event.get("STATUS", "").upper() != "CANCELLED":
                span = _span(event)
                left_out += span is None
                spans |= {span} if span else set()
            event = None
        elif event is not None:
            event.setdefault(name, value.strip())
    return Read(tuple(sorted(spans, key=lambda one: (one.first, one.last, one.words))), left_out)


def _span(event: Mapping[str, str]) -> Span | None:
    first, whole = _day(event.get("DTSTART", ""))
    last, _ = _day(event.get("DTEND", "")) if "DTEND" in event else (first, whole)
    if first is None or last is None or "RRULE" in event:
        return None
    midnight = event.get("DTEND", "").rstrip("Z").endswith("T000000")
    if "DTEND" in event and (whole or midnight) and last > first:
        last -= timedelta(days=1)
    return Span(first, last, _plain(event.get("SUMMARY", ""))) if last >= first else None


def _day(written: str) -> tuple[date | None, bool]:
    """The day of a date or a moment, and whether it is a whole day."""
    found = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?", written)
    if found is None:
        return None, False
    try:
        return date(*(int(found[part]) for part in (1, 2, 3))), found[4] is None
    except ValueError:
        return None, False


def _plain(written: str) -> str:
    plain = re.sub(r"\\([nN,;\\])", lambda mark: " " if mark[1] in "nN" else mark[1], written)
    return "".join(letter for letter in plain if letter.isprintable())[:_LONGEST_WORDS].strip()


def escaped(words: str) -> str:
    """Text as section 3.3.11 has it: on one line, its own signs marked."""
    plain = "".join(letter for letter in words if letter in "\n\t" or letter.isprintable())
    marked = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return marked.replace("\n", "\\n").replace("\t", " ")


def folded(line: str) -> list[str]:
    """A line in pieces of 75 octets, each but the first begun by a blank; no letter is cut in two."""
    pieces, piece, room = [], "", _LONGEST
    for letter in line:
        size = len(letter.encode())
        if len(piece.encode()) + size > room:
            pieces.append(piece)
            piece, room = " ", _LONGEST
        piece += letter
    return [*pieces, piece]
