"""A PDF somebody else made: checked for what could hurt whoever opens it, and copied page by page, clean.

A clean copy holds what is on the pages and nothing else: no scripts, actions, forms, links, files inside.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from welfare_desk.letters.papers.unfit import BROKEN, Unfit

MOST_PAGES = 1000
MOST_OBJECTS = 400_000
MOST_PIXELS = 120_000_000  # one picture; A3 in colour at 600 dots to the inch has 70 million
_LONGEST, _SHORTEST = 5_000.0, 28.0  # points: 1.76 m and 10 mm
_MOST_OF_ONE_STREAM = 48 * 1024 * 1024
_MOST_OF_ALL_STREAMS = 256 * 1024 * 1024
_MOST_FILTERS = 4
_KEPT_OF_A_PAGE = {
    *("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/UserUnit", "/Group"),
}
_PRINT_IT = "Open it in the program it was made for, print it to a new PDF and add that."


@dataclass(frozen=True, slots=True)
class Clean:
    """A clean copy. ``remarks`` say what was left out of it."""

    data: bytes
    pages: int
    remarks: tuple[str, ...] = ()


def clean(data: bytes) -> Clean:
    """The pages of a PDF without anything that acts. Raises Unfit."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return _cleaned(data, pdf)
    except pikepdf.PasswordError:
        raise Unfit("it is locked with a password", "Ask for a copy without one.") from None
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, AttributeError, KeyError) as fault:
        raise Unfit("it is damaged and cannot be read", BROKEN) from fault


def _cleaned(data: bytes, pdf: pikepdf.Pdf) -> Clean:
    if pdf.is_encrypted and not (pdf.allow.print_highres or pdf.allow.print_lowres):
        raise Unfit("its maker has locked it against printing", "Ask for a copy that may be printed.")
    if any("damaged" in str(warning) for warning in pdf.get_warnings()) and b"%%EOF" not in data[-2048:]:
        raise Unfit("its end is missing", BROKEN)
    if Name.Collection in pdf.Root:
        raise Unfit("it is a folder of other files", "Save the papers in it and add them one by one.")
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form and _only_a_shell(pdf):
        raise Unfit("it is a form that only Adobe's own program can show", _PRINT_IT)
    if len(pdf.objects) > MOST_OBJECTS:
        raise Unfit("it is made of too many parts to be a paper", _PRINT_IT)
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise Unfit(*_wrong_number(len(pdf.pages)))
    for page in pdf.pages:
        _require_paper(page)
    remarks = tuple(dict.fromkeys(_looked_through(pdf)))
    if isinstance(form, Dictionary):
        pdf.generate_appearance_streams()  # what was typed into a form is on the page afterwards
    pdf.flatten_annotations("all")
    copy = pikepdf.Pdf.new()
    for page in pdf.pages:
        for key in set(page.obj.keys()) - _KEPT_OF_A_PAGE - {"/Parent"}:
            del page.obj[key]
    copy.pages.extend(pdf.pages)
    for thing in copy.objects:
        _disarm(thing)
    copy.remove_unreferenced_resources()
    out = BytesIO()
    copy.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Clean(out.getvalue(), len(copy.pages), remarks)


def _wrong_number(pages: int) -> tuple[str, str]:
    if not pages:
        return "there is no page in it", BROKEN
    return f"it has {pages:,} pages, and {MOST_PAGES:,} is the most", "Divide it and add the parts."


def _only_a_shell(pdf: pikepdf.Pdf) -> bool:
    """Whether the form's fields are all Adobe's own: then the one page says only "please wait"."""
    fields = pdf.Root.AcroForm.get(Name.Fields)
    return not isinstance(fields, Array) or len(fields) == 0


def _require_paper(page: pikepdf.Page) -> None:
    box = [float(side) for side in page.mediabox]
    unit = float(page.obj.get(Name.UserUnit, 1))
    sides = abs(box[2] - box[0]) * unit, abs(box[3] - box[1]) * unit
    if not all(_SHORTEST <= side <= _LONGEST for side in sides):
        shown = " by ".join(f"{side / 72 * 25.4:,.0f} mm" for side in sides)
        raise Unfit(f"a page of it is {shown}, which is no paper", _PRINT_IT)


# -- what is inside ------------------------------------------------------------------------------


def _looked_through(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What is left out of the clean copy, in words. Raises Unfit for what nobody needs on a paper."""
    budget = _MOST_OF_ALL_STREAMS
    for thing in pdf.objects:
        if not isinstance(thing, (Dictionary, Stream)):
            continue
        kind, action = thing.get(Name.Type), thing.get(Name.S)
        if action == Name.Launch:
            raise Unfit("it would start a program on this computer", "Do not open it. Ask who sent it.")
        if kind == Name.EmbeddedFile or Name.EF in thing:
            yield "Files inside it are left out: ask for them one by one."
        if Name.JS in thing or action == Name.JavaScript:
            yield "A script inside it is left out."
        if action in (Name.SubmitForm, Name.ImportData, Name.GoToR, Name.GoToE, Name.URI):
            yield "Links that lead out of it are left out."
        if thing.get(Name.Subtype) in (Name.RichMedia, Name.Movie, Name.Sound, Name("/3D"), Name.Screen):
            yield "Film or sound inside it is left out."
        if isinstance(thing, Stream):
            budget -= _require_modest(thing, budget)


def _require_modest(stream: Stream, budget: int) -> int:
    """How many bytes the stream opens to; raises Unfit for bombs and for data that lies elsewhere."""
    if Name.F in stream and stream.get(Name.Type) != Name.EmbeddedFile:
        raise Unfit("part of it lies in another file or on the internet", _PRINT_IT)
    filters = stream.get(Name.Filter)
    names = list(filters) if isinstance(filters, Array) else [filters] if filters is not None else []
    if len(names) > _MOST_FILTERS:
        raise Unfit("it is packed many times over, as no paper is", _PRINT_IT)
    picture = stream.get(Name.Subtype) == Name.Image
    most = _MOST_OF_ONE_STREAM
    if picture:
        width, height = int(stream.get(Name.Width, 0)), int(stream.get(Name.Height, 0))
        if width * height > MOST_PIXELS or max(width, height) > 60_000:
            raise Unfit(f"a picture in it has {width:,} by {height:,} dots", "Scan it again more coarsely.")
        most = width * height * 8 + 1024 * 1024
    opened = _opened_length(stream, [str(name) for name in names], most)
    if opened > most or (not picture and opened > budget):
        raise Unfit("it swells up when it is opened, as no paper does", _PRINT_IT)
    return 0 if picture else opened


def _opened_length(stream: Stream, names: list[str], most: int) -> int:
    """How long a stream is behind its filters, counted no further than just past ``most``.

    A picture's own packing (JPEG, fax) ends the count: how many dots come out of it is known beforehand.
    """
    data = stream.read_raw_bytes()
    for name in names:
        if name in ("/FlateDecode", "/Fl"):
            data = _inflated(data, most)
        elif name in ("/ASCII85Decode", "/A85"):
            data = base64.a85decode(data.strip().removesuffix(b"~>").removeprefix(b"<~"), adobe=False)
        elif name in ("/ASCIIHexDecode", "/AHx"):
            data = bytes.fromhex(data.strip().removesuffix(b">").decode("ascii", "replace"))
        elif name in ("/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"):
            return len(stream.read_bytes())  # rare and old; the fence round this process holds
        else:
            break
        if len(data) > most:
            break
    return len(data)


def _inflated(packed: bytes, most: int) -> bytes:
    """What ``packed`` opens to, but no more than just past ``most``."""
    return zlib.decompressobj().decompress(packed, most + 1)


def _disarm(thing: pikepdf.Object) -> None:
    """Take from an object that was copied whatever could act or lead elsewhere."""
    if isinstance(thing, (Dictionary, Stream)):
        for key in (
            "/AA",
            "/A",
            "/OpenAction",
            "/JS",
            "/Ref",
            "/OPI",
            "/PieceInfo",
            "/Metadata",
            "/AF",
            "/OC",
        ):
            if key in thing and not (key == "/A" and Name.S not in thing["/A"]):
                del thing[key]
