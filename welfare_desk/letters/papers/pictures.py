"""A photograph or a scan, brought onto A4 the right way up: what it shows, and nothing the camera knew.

A page that was scanned fills the sheet and is set level; a photograph keeps a margin. Where it was taken is
left behind.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import cast

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageOps, ImageSequence

from welfare_desk.letters.papers.pdfs import MOST_PIXELS, Clean
from welfare_desk.letters.papers.straight import straightened
from welfare_desk.letters.papers.unfit import BROKEN, Unfit

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A3 = (297 * MM, 420 * MM)
_MARGIN = 12 * MM
_DOTS = 200  # to the inch on paper: as sharp as a tribunal's copier
_MOST_SCANS = 200
_MOST_STRAIGHTENED = 15  # pages of one file: each takes a fifth of a second of the ten there are
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")


def clean(data: bytes) -> Clean:
    """Each picture of the file on a sheet of its own. Raises Unfit."""
    Image.MAX_IMAGE_PIXELS = None  # our own bound is asked before anything is decoded
    warnings.simplefilter("ignore")
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            sheets = pikepdf.Pdf.new()
            few = getattr(picture, "n_frames", 1) <= _MOST_STRAIGHTENED
            turned = [_add_sheet(sheets, frame, level=few) for frame in _frames(picture)]
            out = BytesIO()
            sheets.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return Clean(out.getvalue(), len(sheets.pages), _said_of(turned))
    except Unfit:
        raise
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError) as fault:
        raise Unfit("the picture is damaged and cannot be read", BROKEN) from fault


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    """Its pages; a telephone's JPEG may carry a second picture, which is not one."""
    _require_modest(picture)
    count = getattr(picture, "n_frames", 1)
    if picture.format != "TIFF":
        if count > 1 and picture.format in ("GIF", "WEBP", "PNG"):
            raise Unfit("it is a moving picture", "Save the one picture that matters and add that.")
        yield picture
        return
    if count > _MOST_SCANS:
        raise Unfit(
            f"it holds {count:,} pages, and {_MOST_SCANS} is the most", "Divide it and add the parts."
        )
    for frame in ImageSequence.Iterator(picture):
        _require_modest(frame)
        yield frame


def _require_modest(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise Unfit(f"it has {width:,} by {height:,} dots", "Scan it again at 200 dots to the inch.")
    if min(width, height) < 8 or max(width, height) > 40 * min(width, height):
        raise Unfit(f"it is {width:,} by {height:,} dots, which shows nothing", BROKEN)


def _said_of(turned: list[float]) -> tuple[str, ...]:
    """What to say of pages that were brought level."""
    askew = {number: abs(turn) for number, turn in enumerate(turned, start=1) if turn}
    if len(askew) > 1:
        return (
            f"{len(askew)} pages lay up to {max(askew.values()):.1f} degrees askew and were straightened.",
        )
    return tuple(f"Page {n} lay {turn:.1f} degrees askew and was straightened." for n, turn in askew.items())


def _add_sheet(sheets: pikepdf.Pdf, picture: Image.Image, *, level: bool) -> float:
    """A sheet with the picture on it; by how many degrees a scanned page was turned to lie level."""
    dots = _dots_of(picture)
    upright = flat(ImageOps.exif_transpose(picture))
    width, height = upright.size
    scanned = 1.36 <= max(width, height) / min(width, height) <= 1.47
    is_a3 = scanned and dots is not None and max(width, height) / dots > 14.5
    paper = A3 if is_a3 else A4
    paper_width, paper_height = paper if height >= width else paper[::-1]
    margin = 0.0 if scanned else _MARGIN
    room = paper_width - 2 * margin, paper_height - 2 * margin
    scale = min(room[0] / width, room[1] / height, 1.0 if not scanned else 1e9)  # never under 72 dots an inch
    wide, high = width * scale, height * scale
    upright = _no_finer_than_needed(upright, wide, high)
    upright, turn = straightened(upright) if scanned and level else (upright, 0.0)
    left, foot = (paper_width - wide) / 2, (paper_height - high) / 2
    content = f"q {wide:.3f} 0 0 {high:.3f} {left:.3f} {foot:.3f} cm /P Do Q"
    page = sheets.add_blank_page(page_size=(paper_width, paper_height))
    page.obj.Resources = Dictionary(XObject=Dictionary(P=_as_object(sheets, upright)))
    page.obj.Contents = sheets.make_stream(content.encode())
    return turn


def _dots_of(picture: Image.Image) -> float | None:
    """Dots to the inch, where the file says so and can be believed."""
    said = picture.info.get("dpi")
    try:
        dots = float(said[0]) if said else 0.0
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return dots if 90 <= dots <= 2400 else None


def flat(picture: Image.Image) -> Image.Image:
    """In black and white, grey or colour, on white paper where it lets light through."""
    if picture.mode == "1":
        return picture
    if picture.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        _, brightest = cast(tuple[float, float], picture.getextrema())
        if brightest > 255:
            picture = picture.point(lambda value: value / 256)
        return picture.convert("L")
    if picture.mode in ("RGBA", "LA", "PA", "RGBa") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")


def _no_finer_than_needed(picture: Image.Image, wide: float, high: float) -> Image.Image:
    dots = _DOTS * (2 if picture.mode == "1" else 1)
    most = max(1, round(wide / 72 * dots)), max(1, round(high / 72 * dots))
    if picture.width <= most[0] * 1.2:
        return picture
    if picture.mode == "1":
        return (
            picture.convert("L")
            .resize(most, Image.Resampling.BOX)
            .point(lambda v: 255 if v > 127 else 0, "1")
        )
    return picture.resize(most, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _as_object(sheets: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    if picture.mode == "1":
        stream, space, bits = sheets.make_stream(picture.tobytes()), Name.DeviceGray, 1
    else:
        packed = BytesIO()
        picture.save(packed, "JPEG", quality=82, optimize=True)
        stream, bits = sheets.make_stream(packed.getvalue()), 8
        stream.Filter = Name.DCTDecode
        space = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = picture.size
    stream.BitsPerComponent, stream.ColorSpace = bits, space
    return stream
