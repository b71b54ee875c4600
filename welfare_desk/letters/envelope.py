"""Whether an address shows in a window envelope, and nothing else does: the common British DL envelope.

The envelope is 110 by 220 mm, its window 35 by 90 mm, 20 mm from the left edge and 18 mm from the foot (the
usual DL window as stationers sell it; other makers differ by a few millimetres, so ours keeps to the middle).
A4 folded twice into three is 99 by 210 mm and may lie anywhere inside.
"""

from __future__ import annotations

from dataclasses import dataclass

from welfare_desk.letters.content import ADDRESS, Document
from welfare_desk.letters.layout import MARGIN, MM, PAGE_HEIGHT, Layout, Line, lay_out, leading

_ENVELOPE = (220.0, 110.0)
_SHEET = (210.0, 99.0)
_WINDOW_WIDE, _WINDOW_HIGH, _FROM_LEFT, _FROM_FOOT = 90.0, 35.0, 20.0, 18.0
_SLACK_ACROSS, _SLACK_DOWN = _ENVELOPE[0] - _SHEET[0], _ENVELOPE[1] - _SHEET[1]
_FROM_TOP = _ENVELOPE[1] - _FROM_FOOT - _WINDOW_HIGH

# On the sheet, in millimetres from its left and upper edge: what shows when it lies in the middle, and what
# may show wherever it lies.
SHOWS = (
    _FROM_LEFT - _SLACK_ACROSS / 2,
    _FROM_TOP - _SLACK_DOWN / 2,
    _FROM_LEFT - _SLACK_ACROSS / 2 + _WINDOW_WIDE,
    _FROM_TOP - _SLACK_DOWN / 2 + _WINDOW_HIGH,
)
MAY_SHOW = (
    _FROM_LEFT - _SLACK_ACROSS,
    _FROM_TOP - _SLACK_DOWN,
    _FROM_LEFT + _WINDOW_WIDE,
    _FROM_TOP + _WINDOW_HIGH,
)


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a letter may go into a window envelope; ``why`` it may not, empty where it may."""

    fits: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Box:
    """A line of the first page, in millimetres from the left and upper edges."""

    left: float
    top: float
    right: float
    foot: float
    words: str
    address: bool


def fit(document: Document) -> Fit:
    """Whether the address of this letter, and only the address, shows in the window."""
    boxes = list(_boxes(lay_out(document)))
    address = [box for box in boxes if box.address]
    if not address:
        return Fit(False, "There is no address on it.")
    left, top, right, foot = SHOWS
    if any(box.foot > foot for box in address):
        return Fit(False, f"The address is too long or too low: “{address[-1].words}” would not show.")
    if any(box.top < top for box in address):
        return Fit(False, f"The address stands too high: “{address[0].words}” would not show.")
    wide = next((box for box in address if box.right > right or box.left < left), None)
    if wide is not None:
        return Fit(False, f"“{wide.words}” is wider than the window.")
    seen = next((box for box in boxes if not box.address and _touches(box)), None)
    if seen is not None:
        return Fit(False, f"“{seen.words}” could show in the window too.")
    return Fit(True)


def _touches(box: _Box) -> bool:
    left, top, right, foot = MAY_SHOW
    return box.left < right and box.right > left and box.top < foot and box.foot > top


def _boxes(laid_out: Layout) -> list[_Box]:
    return [
        _box(line, (PAGE_HEIGHT - placed.top + line.drop) / MM)
        for placed in laid_out.pages[0]
        for line in placed.row.lines
        if line.spans
    ]


def _box(line: Line, top: float) -> _Box:
    left = (MARGIN + line.x) / MM
    words = "".join(span.text for span in line.spans).strip()
    address = all(span.statement == ADDRESS for span in line.spans)
    return _Box(left, top, left + line.width / MM, top + leading(line.size) / MM, words, address)
