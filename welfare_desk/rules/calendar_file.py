"""Days as a calendar file other programs read (RFC 5545), each a whole day; no person is named in it.

Which days these are, and what may be said of them, is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST = 75  # octets of a line, section 3.1


@dataclass(frozen=True, slots=True)
class Entry:
    """One day. ``id`` stays the same from file to file, so that a newer file moves it and doubles nothing."""

    id: str
    on: date
    words: str
    more: str = ""


def calendar_file(entries: Iterable[Entry], *, now: datetime, name: str) -> bytes:
    """The file: an entry a whole day, with a word of warning two days before it."""
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
            f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(one.words)}",
            *([f"DESCRIPTION:{escaped(one.more)}"] if one.more else []),
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{escaped(one.words)}",
            "TRIGGER:-P2D",
            "END:VALARM",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


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
