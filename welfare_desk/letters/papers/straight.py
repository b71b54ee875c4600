"""How far a scanned page lay askew on the glass, and the page set straight again.

The lines of writing are brought level: the page is tried at small angles, and where its rows of dots are most
uneven (full lines, empty gaps) the lines lie level. A page without lines stays as it lies.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter

MOST = 8.0  # degrees; what lies further askew was laid so on purpose, or is no scan of a page
LEAST = 0.3  # less than this nobody sees, and turning would only blur
_LOW, _HIGH = 360, 640  # dots the longer side is shrunk to: for the first look, and for the second
_CLEAR = 1.2  # how much more uneven the level page must be than as it lay
_INK = 24  # how much darker than the paper round it a dot of ink is, of 255


def straightened(picture: Image.Image) -> tuple[Image.Image, float]:
    """The page level, and by how many degrees it was turned (to the left above nought); 0.0 where it was not.

    ``picture`` is in black and white, grey or colour on white paper, and keeps its size.
    """
    turn = askew(picture)
    if not turn:
        return picture, 0.0
    if picture.mode == "1":
        grey = picture.convert("L").rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)
        return grey.point(lambda value: 255 if value > 127 else 0, "1"), turn
    white: int | tuple[int, ...] = 255 if picture.mode == "L" else (255, 255, 255)
    return picture.rotate(turn, Image.Resampling.BICUBIC, fillcolor=white), turn


def askew(picture: Image.Image) -> float:
    """How many degrees to turn the page to bring its lines level; 0.0 where that is too little, or unsure."""
    first = _ink_of(picture, _LOW)
    if first is None:
        return 0.0
    near = _best(first, _steps(0.0, MOST, 1.0))
    second = _ink_of(picture, _HIGH) or first
    near = _best(second, _steps(near, 1.0, 0.25))
    best = _best(second, _steps(near, 0.25, 0.05))
    if abs(best) < LEAST or abs(best) > MOST:
        return 0.0
    lying, level = _uneven(second, 0.0), _uneven(second, best)
    return round(best, 2) if level > lying * _CLEAR else 0.0


def _steps(middle: float, each_way: float, step: float) -> list[float]:
    count = round(each_way / step)
    return [middle + step * number for number in range(-count, count + 1)]


def _best(ink: Image.Image, angles: Iterable[float]) -> float:
    return max(angles, key=lambda angle: (_uneven(ink, angle), -abs(angle)))


def _ink_of(picture: Image.Image, longest: int) -> Image.Image | None:
    """The ink of the page, white on black, small: what is darker than the paper just round it.

    Its edges are left out, for a lid throws shadows there. None where there is next to none.
    """
    grey = picture.convert("L")
    grey.thumbnail((longest, longest), Image.Resampling.BOX)
    wide, high = grey.size
    paper = grey.filter(ImageFilter.BoxBlur(max(4, longest // 40)))
    ink = ImageChops.subtract(paper, grey).point(lambda value: 255 if value > _INK else 0)
    ink = ink.crop((wide // 25, high // 25, wide - wide // 25, high - high // 25))
    share = sum(ink.histogram()[128:]) / max(1, ink.width * ink.height)
    return ink if 0.004 < share < 0.5 else None


def _uneven(ink: Image.Image, angle: float) -> float:
    """How much each row of dots differs from the next, over the middle of the page turned so."""
    turned = ink.rotate(angle, Image.Resampling.BILINEAR) if angle else ink
    rows = turned.convert("F").resize((1, turned.height), Image.Resampling.BOX)
    found: list[float] = list(rows.get_flattened_data())  # type: ignore[arg-type]
    return sum((one - other) ** 2 for one, other in pairwise(found))
