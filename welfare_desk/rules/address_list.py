"""A list of addresses as people keep them: one to a line, or in columns under headings, into single homes.

What a line holds beside its address (a name, a telephone number) is left where it is when the columns have
headings: a list of homes holds no people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from welfare_desk.rules.as_typed import tidy
from welfare_desk.rules.identifiers import Postcode

_HEADINGS = re.compile(
    r"(full |property )?address( ?(line)? ?\d)?|line ?\d|flat|house|building|house (name|no|number)|number|no"
    r"|street|street name|road|town|city|village|locality|premises|sub building"
)
_POSTCODE_HEADINGS = re.compile(r"post ?code|pcode|pc")
_NUMBER = re.compile(r"(\d+)\s*([a-z]?)\b")
_FLAT = re.compile(r"^(?:flat|apt|apartment|unit)\b|^\d+/\d+$|^\d+[a-z]?/\d+[a-z]?$", re.IGNORECASE)
_FLAT_AND_NUMBER = re.compile(r"((?:flat|apt|apartment|unit)\s+\S+)\s+(\d+[a-z]?)", re.IGNORECASE)
LONGEST = 200  # letters: a longer "address" is a paragraph


class Fate(StrEnum):
    NEW = "new"
    TWICE = "twice"
    REFUSED = "refused"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Home:
    """One address, as it is read. ``key`` is the same for the same home however it is written."""

    address: str
    postcode: str | None

    @property
    def key(self) -> str:
        return key_of(self.address)

    @property
    def walk(self) -> str:
        return walk_of(self.address)

    def is_same(self, other: Home) -> bool:
        """One writes the town and the other does not, or they give one postcode: the same door."""
        if self.key == other.key or self.walk != other.walk:
            return self.key == other.key
        if self.postcode and other.postcode:
            return self.postcode == other.postcode
        one, two = sorted((self.key, other.key), key=len)
        return two.startswith(one)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list with what becomes of it. ``row`` is the number a spreadsheet shows."""

    row: int
    home: Home
    fate: Fate
    why: str = ""


def read(rows: Iterable[Sequence[str]], known: Iterable[Home] = ()) -> list[Line]:
    """Every row judged; ``known`` are the homes that are in the patch already.

    The first row is a heading where it names a column of addresses; else every cell of a row is part of one.
    """
    columns: list[int] | None = None
    postcode_at: int | None = None
    seen: dict[str, list[tuple[Home, str]]] = {}  # by where they stand in a walk
    for home in known:
        seen.setdefault(home.walk, []).append((home, "It is in the patch already."))
    found: list[Line] = []
    for number, cells in enumerate(rows, start=1):
        words = [tidy(cell) for cell in cells]
        if number == 1 and (headed := _headings(words)):
            columns, postcode_at = headed
            continue
        if columns is not None:
            postcode = words[postcode_at] if postcode_at is not None and postcode_at < len(words) else ""
            words = [words[at] for at in columns if at < len(words)] + [postcode]
        line = _judged(number, words)
        if line.fate is Fate.NEW:
            alike = seen.setdefault(line.home.walk, [])
            if why := next((why for home, why in alike if home.is_same(line.home)), ""):
                line = Line(number, line.home, Fate.TWICE, why)
            else:
                alike.append((line.home, f"It stands in row {number}."))
        found.append(line)
    return found


def _headings(words: Sequence[str]) -> tuple[list[int], int | None] | None:
    folded = [re.sub(r"[^a-z0-9 ]", "", word.lower()).strip() for word in words]
    columns = [at for at, word in enumerate(folded) if _HEADINGS.fullmatch(word)]
    postcode = next((at for at, word in enumerate(folded) if _POSTCODE_HEADINGS.fullmatch(word)), None)
    return (columns, postcode) if columns else None


def _judged(number: int, words: Sequence[str]) -> Line:
    parts = [part for word in words for part in word.split(",") if part.strip()]
    postcode: str | None = None
    kept: list[str] = []
    for part in (part.strip(" .;") for part in parts):
        before, read = _with_postcode(part) if postcode is None else (part, None)
        postcode = postcode or read
        if key_of(before):
            kept.append(before)
    home = Home(_joined(kept), postcode)
    if not kept:
        if postcode is None:
            return Line(number, home, Fate.BLANK)
        return Line(number, home, Fate.REFUSED, "A postcode alone is no address.")
    if len(home.address) > LONGEST:
        return Line(number, home, Fate.REFUSED, "This is too long to be an address.")
    if not re.search(r"[^\W\d_]", home.address):
        return Line(number, home, Fate.REFUSED, "There is no street in it.")
    return Line(number, home, Fate.NEW)


def _joined(parts: Sequence[str]) -> str:
    """One line; a number in a cell of its own goes before its street without a comma."""
    line = ""
    for part in parts:
        if flat := _FLAT_AND_NUMBER.fullmatch(part):
            part = f"{flat[1]}, {flat[2]}"
        alone = re.fullmatch(r".*?\b\d+\s*[a-z]?", line.rsplit(", ", 1)[-1], re.IGNORECASE)
        number = alone and not _FLAT.match(line.rsplit(", ", 1)[-1])
        line += (" " if number else ", ") + part if line else part
    return line


def _with_postcode(part: str) -> tuple[str, str | None]:
    """What stands before a postcode at the end, and the postcode."""
    words = part.split()
    for many in (2, 1):
        if len(words) >= many:
            read = Postcode.read(" ".join(words[-many:]))
            if isinstance(read, Postcode):
                return " ".join(words[:-many]), str(read)
    return part, None


def key_of(address: str) -> str:
    """Letters and figures only: "12B, Mill Lane" and "12b Mill Lane" are one home; 1/2 and 12 are not."""
    return re.sub(r"[^\w/]+", " ", address.casefold()).strip()


def walk_of(address: str) -> str:
    """The order one walks in: by street, then by number, then by flat. The town after them has no bearing."""
    parts = [key_of(part) for part in address.split(",")]
    flats = [part for part in parts if _FLAT.match(part)]
    rest = [part for part in parts if part not in flats]
    at = next((part for part in rest if _NUMBER.search(part)), None)
    street, place = " ".join(rest), ""
    if at is not None and (number := _NUMBER.search(at)):
        street = at[number.end() :].strip() or at[: number.start()].strip()
        place = f"{int(number[1][:9]):09}{number[2]}"
    inner = " ".join(re.sub(r"\d+", lambda found: found[0].zfill(5), flat) for flat in flats)
    return "\t".join((street, place, inner))  # a tab comes before every letter: 2 before 2a
