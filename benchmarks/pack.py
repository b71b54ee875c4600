"""A pack of two hundred letters and one of two hundred mixed pages, beside the barest way to one PDF.

The bare side puts pages after one another and nothing else: no cover, no index, no number, no bookmark.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf

from benchmarks.measuring import Pair
from welfare_desk.letters.pack.bind import bind
from welfare_desk.letters.pack.plan import Binding, Bundled, Part
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.sample import SAMPLE
from welfare_desk.letters.templates import document_for

_LETTERS, _PAGES, _EACH = 200, 200, 8


def pairs() -> list[Pair]:
    letter = render_pdf(document_for("evidence", SAMPLE))
    letters = [(letter.data, letter.pages)] * _LETTERS
    mixed = [(_a_paper(size), _EACH) for size in _SIZES * (_PAGES // (_EACH * len(_SIZES)))]
    return [
        Pair(
            "a pack of 200 letters",
            lambda: _pack(letters),
            lambda: _merged(letters),
            _ours,
            _bare,
            most_turns=5,
        ),
        Pair(
            "a pack of 200 mixed pages",
            lambda: _pack(mixed),
            lambda: _merged(mixed),
            _ours,
            _bare,
            most_turns=5,
        ),
    ]


_SIZES = ((595.0, 842.0), (842.0, 595.0), (842.0, 1191.0), (420.0, 595.0), (612.0, 792.0))


def _a_paper(size: tuple[float, float]) -> bytes:
    pdf, out = pikepdf.Pdf.new(), BytesIO()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
    )
    for number in range(_EACH):
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(f"BT /F 12 Tf 40 300 Td (Paper {number}) Tj ET".encode())
    pdf.save(out)
    return out.getvalue()


def _pack(papers: list[tuple[bytes, int]]) -> bytes:
    listed = tuple(
        Bundled(f"Paper {n}", "dated 2 September 2026", pages) for n, (_, pages) in enumerate(papers)
    )
    binding = Binding(
        *("Papers for the appeal", "First-tier Tribunal", "Callum Reid", "", "", "Adult Disability Payment"),
        *("HR-0142-K", "Tayside Advice Partnership", "14 Ferry Road", "26 November 2026"),
        (Part("Letters", listed),),
    )
    return bind(binding, [data for data, _ in papers]).data


def _merged(papers: list[tuple[bytes, int]]) -> bytes:
    whole, out = pikepdf.Pdf.new(), BytesIO()
    for data, _ in papers:
        with pikepdf.open(BytesIO(data)) as paper:
            whole.pages.extend(paper.pages)
    whole.save(out)
    return out.getvalue()


def _ours(pack: bytes) -> int:
    """How many pages there are after the cover, the index and the divider."""
    with pikepdf.open(BytesIO(pack)) as pdf, pdf.open_outline() as outline:
        divider = outline.root[2].to_dictionary_object(pdf).Dest[0]
        return len(pdf.pages) - pdf.pages.index(pikepdf.Page(divider)) - 1


def _bare(merged: bytes) -> int:
    with pikepdf.open(BytesIO(merged)) as pdf:
        return len(pdf.pages)
