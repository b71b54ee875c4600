"""The agency's logo on the first page of a PDF: once in the file, in the margin above its name.

The name below says the same in words, so the logo is no part of what is read aloud. Which pictures may be
one is ``papers/logo.py``.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name

from welfare_desk import tagging
from welfare_desk.letters.layout import LOGO_TOP, MARGIN, PAGE_HEIGHT, logo_size

_CALLED = "Logo"


def resource(pdf: pikepdf.Pdf, png: bytes) -> Dictionary:
    """The picture as pages find it."""
    width, height, dots = _dots(png)
    picture = pdf.make_stream(
        dots,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )
    return Dictionary({f"/{_CALLED}": picture})


def drawing(png: bytes, marks: tagging.Marks) -> bytes:
    """What puts it on the page."""
    width, height, _ = _dots(png)
    wide, high = logo_size(width, height)
    foot = PAGE_HEIGHT - LOGO_TOP - high
    placed = f"q {wide:.3f} 0 0 {high:.3f} {MARGIN:.3f} {foot:.3f} cm /{_CALLED} Do Q"
    return "\n".join((marks.opening(tagging.REPEATED), placed, tagging.CLOSING, "")).encode("ascii")


@lru_cache(maxsize=4)
def _dots(png: bytes) -> tuple[int, int, bytes]:
    """Its size, and its dots as a PDF keeps them: the same for every letter of a batch."""
    from PIL import Image  # only who has a logo pays for it

    with Image.open(BytesIO(png), formats=("PNG",)) as picture:
        shown = picture.convert("RGB")
        return shown.width, shown.height, zlib.compress(shown.tobytes(), 9)
