"""A pack put together: every paper's pages brought onto A4 as they were, each with its number in its foot.

A page keeps its words (they can be searched) and its shape: landscape stays landscape, A3 is made smaller,
a small card is not made larger. The same papers give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.letters import typeface
from welfare_desk.letters.layout import MM, PRACTICE_DESK
from welfare_desk.letters.pack import own_pages
from welfare_desk.letters.pack.own_pages import Link
from welfare_desk.letters.pack.plan import Binding, Laid, Stop, lay_out

SHORT, LONG = 210 * MM, 297 * MM
STRIP = 11 * MM  # at the foot of every page: the number's own, so that it never lies on somebody's words
_PRODUCER = "Welfare Desk"


@dataclass(frozen=True, slots=True)
class Bound:
    """One PDF, and what stands where in it."""

    data: bytes
    laid: Laid


def bind(
    binding: Binding, papers: Sequence[bytes], step: Callable[[int, int, str], object] | None = None
) -> Bound:
    """Bind ``papers`` (clean PDFs, in the order of the parts) into one pack.

    ``step`` hears (paper, of, title) before each. Raises NoSuchPaper for a reference that leads nowhere.
    """
    laid = lay_out(binding, own_pages.length_of)
    ours, links = own_pages.draw(binding, laid)
    pack = pikepdf.Pdf.new()
    fonts: Fonts = {}
    for stop in laid.stops:
        if stop.kind == "paper":
            if step is not None:
                step(stop.paper + 1, len(papers), stop.title)
            _add(pack, papers[stop.paper], stop, fonts)
        else:
            _add(pack, ours[stop.first], stop, fonts, plain=True)
    _number(pack, binding)
    _link(pack, links)
    _bookmark(pack, laid)
    _describe(pack, binding)
    out = BytesIO()
    pack.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return Bound(out.getvalue(), laid)


Fonts = dict[bytes, pikepdf.Object]
"""The fonts already in the pack by their fingerprint: two letters of ours bring the same ones."""


def _add(pack: pikepdf.Pdf, paper: bytes, stop: Stop, fonts: Fonts, *, plain: bool = False) -> None:
    with pikepdf.open(BytesIO(paper)) as source:
        if len(source.pages) != stop.pages:
            raise ValueError(f"{stop.title} has {len(source.pages)} pages and not {stop.pages}")
        for page in source.pages:
            _share_fonts(_add_page(pack, page, plain=plain), fonts)


def _share_fonts(form: pikepdf.Object, fonts: Fonts) -> None:
    """Let a page use the font the pack has already, where name, widths and program are the same."""
    held = form.get(Name.Resources, Dictionary()).get(Name.Font)
    if not isinstance(held, pikepdf.Dictionary):
        return
    for name, font in list(held.items()):
        if isinstance(font, pikepdf.Dictionary) and font.get(Name.Subtype) == Name.TrueType:
            held[name] = fonts.setdefault(_fingerprint(font), font)


def _fingerprint(font: pikepdf.Object) -> bytes:
    """A digest of everything that says how a font draws and reads."""
    descriptor = font.get(Name.FontDescriptor, Dictionary())
    seen = hashlib.sha256()
    for part in (descriptor.get(Name.FontFile2), font.get(Name.ToUnicode)):
        seen.update(part.read_raw_bytes() if isinstance(part, pikepdf.Stream) else b"-")
    for holder, left_out in ((font, ("/FontDescriptor", "/ToUnicode")), (descriptor, ("/FontFile2",))):
        for key in sorted(set(holder.keys()) - set(left_out)):
            part = holder[key]
            seen.update(key.encode())
            seen.update(
                part.unparse(resolved=True) if isinstance(part, pikepdf.Object) else repr(part).encode()
            )
    return seen.digest()


def _add_page(pack: pikepdf.Pdf, page: pikepdf.Page, *, plain: bool) -> pikepdf.Object:
    """One page as a picture of itself on A4; ``plain`` ones are ours and leave room for the number."""
    box = [float(side) for side in page.trimbox]
    wide, high = abs(box[2] - box[0]), abs(box[3] - box[1])
    unit = float(page.obj.get(Name.UserUnit, 1))
    if int(page.obj.get(Name.Rotate, 0)) % 180:
        wide, high = high, wide
    wide, high = wide * unit, high * unit
    paper_wide, paper_high = (LONG, SHORT) if wide > high else (SHORT, LONG)
    foot = 0.0 if plain else STRIP
    scale = 1.0 if plain else min(1.0, paper_wide / wide, (paper_high - foot) / high)
    left = (paper_wide - wide * scale) / 2
    # A page of full size stands at the head of the room; a smaller one in its middle.
    rise = foot + (paper_high - foot - high * scale) / 2
    sheet = pack.add_blank_page(page_size=(paper_wide, paper_high))
    form = pack.copy_foreign(page.as_form_xobject())
    corner = _corner(form)
    sheet.obj.Resources = Dictionary(XObject=Dictionary(P=form))
    place = (left - corner[0] * scale, rise - corner[1] * scale)
    sheet.obj.Contents = pack.make_stream(
        f"q {scale:.5f} 0 0 {scale:.5f} {place[0]:.3f} {place[1]:.3f} cm /P Do Q\n".encode()
    )
    return form


def _corner(form: pikepdf.Object) -> tuple[float, float]:
    """The lower left corner of a form as it is drawn, its own turning taken into account."""
    x1, y1, x2, y2 = (float(side) for side in form.BBox)
    a, b, c, d, e, f = (float(part) for part in form.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x1, x2) for y in (y1, y2)]
    return min(x for x, _ in corners), min(y for _, y in corners)


def _number(pack: pikepdf.Pdf, binding: Binding) -> None:
    """The number in the foot of every page, with the pack's reference at the left."""
    marks = BytesIO()
    typeface.font(typeface.BOLD)
    canvas = Canvas(marks, invariant=1, initialFontName=typeface.REGULAR)
    for number, page in enumerate(pack.pages, start=1):
        wide, high = (float(side) for side in page.mediabox[2:])
        canvas.setPageSize((wide, high))
        canvas.setFillGray(0)
        canvas.setFont(typeface.BOLD, 12)
        canvas.drawRightString(wide - 12 * MM, 4.2 * MM, str(number))
        canvas.setFont(typeface.REGULAR, 8)
        canvas.setFillGray(0.35)
        said = f"{binding.reference}    {PRACTICE_DESK}" if binding.practice_desk else binding.reference
        canvas.drawString(12 * MM, 4.4 * MM, said)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(BytesIO(marks.getvalue())) as numbers:
        for page, mark in zip(pack.pages, numbers.pages, strict=True):
            form = pack.copy_foreign(mark.as_form_xobject())
            page.obj.Resources.XObject.N = form
            page.contents_add(pack.make_stream(b"q /N Do Q\n"))
            page.contents_coalesce()


def _link(pack: pikepdf.Pdf, links: Sequence[Link]) -> None:
    for link in links:
        page, target = pack.pages[link.page - 1], pack.pages[link.to - 1]
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array(list(link.box)),
            Border=Array([0, 0, 0]),
            Dest=Array([target.obj, Name.Fit]),
            F=4,
        )
        if Name.Annots not in page.obj:
            page.obj.Annots = Array()
        page.obj.Annots.append(pack.make_indirect(annotation))


def _bookmark(pack: pikepdf.Pdf, laid: Laid) -> None:
    with pack.open_outline() as outline:
        under: OutlineItem | None = None
        for stop in laid.stops:
            if stop.kind == "blank":
                continue
            item = OutlineItem(stop.title, stop.first - 1, "Fit")
            if stop.kind == "paper" and under is not None:
                under.children.append(item)
                continue
            outline.root.append(item)
            under = item if stop.kind == "divider" else None


def _describe(pack: pikepdf.Pdf, binding: Binding) -> None:
    """Title and language, and no name of a person: the file's properties travel further than its pages."""
    pack.Root.Lang = pikepdf.String("en-GB")
    pack.Root.PageMode = Name.UseOutlines
    pack.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    title = f"{binding.title} {binding.reference}"
    pack.trailer.Info = pack.make_indirect(
        Dictionary(Title=pikepdf.String(title), Producer=pikepdf.String(_PRODUCER))
    )
