"""A pack carries the fonts of many letters once, and never takes one font for another."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
from another_program import pdftotext

from welfare_desk.letters.pack.bind import bind
from welfare_desk.letters.pack.plan import Binding, Bundled, Part
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.sample import SAMPLE
from welfare_desk.letters.templates import document_for


def bound(papers):
    listed = tuple(Bundled(f"Paper {n}", "dated 2 September 2026", 1) for n in range(len(papers)))
    facts = (
        "Papers for the appeal",
        "First-tier Tribunal",
        "Callum Reid",
        "",
        "",
        "Adult Disability Payment",
    )
    agency = ("HR-0142-K", "Tayside Advice Partnership", "14 Ferry Road", "26 November 2026")
    return bind(Binding(*facts, *agency, (Part("Letters", listed),)), papers).data


def a_letter(name):
    return render_pdf(document_for("evidence", replace(SAMPLE, subject=name))).data


def programs(pack):
    with pikepdf.open(BytesIO(pack)) as pdf:
        return [
            one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Length1") is not None
        ]


def test_thirty_letters_bring_their_fonts_once():
    names = [f"About Łukasz Ó Néill, number {n}" for n in range(30)]
    letters = [a_letter(name) for name in names]
    pack = bound(letters)
    assert len(programs(pack)) < 12
    assert len(pack) < sum(map(len, letters)) / 4
    text = " ".join(pdftotext(pack).split())
    assert all(name in text for name in names)


def test_a_font_that_reads_otherwise_is_not_taken_for_ours():
    """The same outlines with another meaning: shared, they would change what a search finds."""
    first = a_letter("Honest words")
    with pikepdf.open(BytesIO(a_letter("Honest words"))) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            meaning = font.ToUnicode.read_bytes().replace(b"<0048>", b"<0058>")
            assert meaning != font.ToUnicode.read_bytes()
            font.ToUnicode = pdf.make_stream(meaning)
        out = BytesIO()
        pdf.save(out)
    text = pdftotext(bound([first, out.getvalue(), first]))
    assert text.count("Honest words") == 2 and text.count("Xonest words") == 1
