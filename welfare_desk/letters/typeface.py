"""The letters' typeface: which font holds a character, how wide words are, what cannot be printed.

A character the fonts lack stops the letter by name and place; a box is never printed. Where words go
on a page is ``layout.py``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from welfare_desk import resources
from welfare_desk.errors import Problem, Problems
from welfare_desk.letters.content import ADDRESS, Document, Run, runs_of, words

REGULAR, BOLD, MARKS = "LetterRegular", "LetterBold", "LetterMarks"
_FILES = {REGULAR: "LiberationSans-Regular.ttf", BOLD: "LiberationSans-Bold.ttf", MARKS: "DejaVuSans.ttf"}

WORD_FONT = "Arial"  # Liberation Sans was cut to its widths, so both faces of a letter break alike


@cache
def font(name: str) -> TTFont:
    """A font by name, made known to ReportLab the first time it is asked for."""
    loaded = TTFont(name, str(resources.path(f"fonts/{_FILES[name]}")))
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def font_for(char: str, bold: bool) -> str | None:
    """The font that draws ``char``, or None where none does it justice.

    Letters written from right to left and accents that stand alone need a shaping we do not do, and
    invisible characters must not travel in a letter; having an outline is not enough for these.
    """
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Mc", "Me"):
        return None
    if unicodedata.bidirectional(char) in ("R", "AL", "AN"):
        return None
    for name in (BOLD if bold else REGULAR, MARKS):
        if ord(char) in font(name).face.charToGlyph:
            return name
    return None


@cache
def _ordinary(bold: bool) -> frozenset[str]:
    """What the letters' first font draws of the Latin alphabet and its marks, asked for as one."""
    common = (*map(chr, range(32, 127)), *map(chr, range(160, 384)), *"‘’“”–—…•€")
    return frozenset(char for char in common if font_for(char, bold) == (BOLD if bold else REGULAR))


def pieces(text: str, bold: bool) -> Iterator[tuple[str, str]]:
    """``text`` cut where the font changes: (font, words). Spaces stay with the words before them."""
    if text and _ordinary(bold).issuperset(text):
        yield (BOLD if bold else REGULAR), text
        return
    current, start = "", 0
    for place, char in enumerate(text):
        needed = current if char == " " and current else font_for(char, bold) or REGULAR
        if needed != current:
            if place > start:
                yield current, text[start:place]
            current, start = needed, place
    if text:
        yield current, text[start:]


def width(font_name: str, char: str, size: float) -> float:
    """How far ``char`` moves the pen, in points."""
    return advances(font_name)[char] * size


class _Advances(dict[str, float]):
    """How far each character of one font moves the pen at size 1, looked up once."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._font = font(name)

    def __missing__(self, char: str) -> float:
        self[char] = found = float(self._font.stringWidth(char, 1))
        return found


@cache
def advances(font_name: str) -> dict[str, float]:
    """The advance of any character of this font, at size 1."""
    return _Advances(font_name)


def require_printable(document: Document, *, drawn_by_us: bool = True) -> None:
    """Raise Problems for every character that cannot be printed, with the words round it.

    A Word letter is drawn by Word, which has more fonts than we ship (``drawn_by_us`` False): there
    only characters that nobody could see are stopped.
    """
    frame = document.frame
    around = (document.title, frame.agency, frame.contact, frame.reference, frame.dated, frame.registration)
    found: dict[str, Problem] = {}
    for runs in [(Run(text),) for text in around] + [r for b in document.blocks for r in runs_of(b)]:
        if drawn_by_us and all(_ordinary(run.bold).issuperset(run.text) for run in runs):
            continue
        whole, place = words(runs), 0
        for run in runs:
            for char in run.text:
                if char not in found and _stopped(char, run.bold, drawn_by_us):
                    stated = run.statement not in ("", ADDRESS)
                    where = f"statements.{run.statement}" if stated else "letter"
                    found[char] = _problem(char, whole, place, where)
                place += 1
    if found:
        raise Problems(list(found.values()))


def _stopped(char: str, bold: bool, drawn_by_us: bool) -> bool:
    if char == "\n":
        return False
    if drawn_by_us:
        return font_for(char, bold) is None
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def _problem(char: str, whole: str, place: int, where: str) -> Problem:
    name = unicodedata.name(char, "a character without a name").lower()
    before, after = _seen(whole[max(0, place - 20) : place]), _seen(whole[place + 1 : place + 21])
    shown = char if char.isprintable() else "…"
    return Problem(
        where,
        f"The letter cannot be printed with “{name}” (U+{ord(char):04X}), "
        f"found in “{before}[{shown}]{after}”.",
        "Type it another way, or take it out.",
    )


def _seen(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
