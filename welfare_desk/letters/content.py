"""What a letter says, before anyone decides how it looks: blocks of plain and bold words.

The PDF and the Word letter are two faces of one ``Document``. How it came from a template is
``templates.py``; how it is set on paper is ``layout.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one weight; a line break is ``\\n``. ``statement`` is the id of the one they belong to."""

    text: str
    bold: bool = False
    statement: str = ""


Runs = tuple[Run, ...]

ADDRESS = "recipient.address"
"""What the runs of the address are marked with, in place of a statement's id."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 (what the letter is about) or 2."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items with bullets, or with numbers counting from 1."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. Without a ``head`` it is a form: the first cell of a row names the room beside it."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


Stroke = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Ink:
    """What a hand drew: points between 0 and 1, from the upper left; ``ratio`` is width to height."""

    strokes: tuple[Stroke, ...]
    ratio: float


@dataclass(frozen=True, slots=True)
class WritingLine:
    """A ruled line for a pen; it stays with the paragraph before it. ``ink`` is what was drawn above it."""

    ink: Ink | None = None


@dataclass(frozen=True, slots=True)
class Translated:
    """From here on, on a page of its own, the letter says the same in ``language``."""

    language: str


Block = Heading | Paragraph | ListBlock | Table | WritingLine | Translated


@dataclass(frozen=True, slots=True)
class Frame:
    """What is printed round every letter: who writes, the reference, the date, the small print.

    ``logo`` is a small PNG above the agency's name on the first page, empty where there is none. With
    ``window`` the address stands where a window envelope shows it, if that costs no further page.
    """

    agency: str
    contact: str
    reference: str
    dated: str
    registration: str
    practice_desk: bool = False
    large_print: bool = False
    logo: bytes = b""
    window: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole letter. ``title`` and ``frame.agency`` are the only facts that enter a file's properties."""

    title: str
    language: str
    frame: Frame
    blocks: tuple[Block, ...]


def runs_of(block: Block) -> Iterator[Runs]:
    """Every stretch of words in ``block``, in reading order."""
    match block:
        case Heading(runs=runs) | Paragraph(runs=runs):
            yield runs
        case ListBlock(items=items):
            yield from items
        case Table(head=head, rows=rows):
            yield from head
            for row in rows:
                yield from row


def words(runs: Runs) -> str:
    return "".join(run.text for run in runs)
