"""The PDF face: tags, language, title, fonts, properties, places, and what stops a print."""

from __future__ import annotations

import getpass
import re
import socket
from dataclasses import replace
from io import BytesIO

import pikepdf
import pikepdf.pdfa
import pytest
from another_program import pdftotext
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_back import folded, read_tagged

from welfare_desk import resources
from welfare_desk.errors import Problems
from welfare_desk.letters import layout, markup
from welfare_desk.letters.content import (
    Document,
    Frame,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    WritingLine,
)
from welfare_desk.letters.facts import Answer, Source, Statement
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.sample import SAMPLE
from welfare_desk.letters.templates import KINDS, document_for, shipped

FRAME = Frame("Tayside Advice Partnership", "14 Ferry Road", "HR-0142-K", "26 November 2026", "SC000000")


def a_document(*blocks, **frame) -> Document:
    return Document("Supporting letter", "en-GB", replace(FRAME, **frame), blocks)


def a_paragraph(text: str, **run) -> Paragraph:
    return Paragraph((Run(text, **run),))


def a_long_letter(statements: int = 30, **facts):
    told = tuple(
        Statement(
            f"s{n}",
            f"Activity {n // 6}",
            f"Statement {n} says that on most days the clinic found him unable to do this without help.",
            (Source(SAMPLE.dated, "clinic letter"),),
            Answer.AGREE,
        )
        for n in range(statements)
    )
    return document_for("evidence", replace(SAMPLE, statements=told, **facts))


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_letter_is_pdf_a_2b(kind, large_print):
    letter = render_pdf(document_for(kind, replace(shipped(kind).sample(), large_print=large_print)))
    assert pikepdf.pdfa.validate_written(BytesIO(letter.data), "2b").passed


def test_the_tags_say_what_each_part_is_in_reading_order():
    letter = a_document(
        Heading(1, (Run("About the claim"),)),
        Heading(2, (Run("Moving around"),)),
        a_paragraph("He walks thirty metres."),
        ListBlock(((Run("first"),), (Run("second"),)), numbered=True),
        Table(((Run("Entry"),), (Run("Day"),)), (((Run("Clinic"),), (Run("2 September"),)),)),
        Table((), (((Run("Signed"),), ()),)),
        WritingLine(),
    )
    read = read_tagged(render_pdf(letter).data)
    assert read.kinds == [
        *("Document", "P", "P", "P", "P"),
        *("H1", "H2", "P"),
        *("L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"),
        *("Table", "TR", "TH", "TH", "TR", "TD", "TD"),
        *("Table", "TR", "TH", "TD"),
    ]
    assert read.text == (
        "Tayside Advice Partnership Our reference HR-0142-K 14 Ferry Road 26 November 2026 "
        "About the claim Moving around He walks thirty metres. 1. first 2. second "
        "Entry Day Clinic 2 September Signed"
    )
    assert [tag.scope for tag in read.root.walk() if tag.kind == "TH"] == ["/Column", "/Column", "/Row"]


def test_headers_and_footers_are_artifacts():
    read = read_tagged(render_pdf(a_long_letter(practice_desk=True)).data)
    assert "Page 1 of 2" in read.artifacts and "Page 2 of 2" in read.artifacts
    assert read.artifacts.count("Practice desk: invented people, not a real letter") == 2
    assert "Page 1" not in read.text
    assert read.text.count("Our reference") == 1
    assert read.artifacts.count("Our reference HR-0142-K") == 1  # at the top of page two


def test_the_file_says_its_language_and_title():
    with pikepdf.open(BytesIO(render_pdf(document_for("evidence", SAMPLE)).data)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "Supporting letter"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        assert all(page.obj.Tabs == "/S" for page in pdf.pages)


def test_every_page_number_leads_back_to_its_elements():
    with pikepdf.open(BytesIO(render_pdf(a_long_letter()).data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert [int(page.obj.StructParents) for page in pdf.pages] == [0, 1]
        for page, owners in zip(numbers[0::2], numbers[1::2], strict=True):
            for mark, owner in enumerate(owners):
                kids = [(kid.Pg.objgen, int(kid.MCID)) for kid in owner.K if kid.get("/Type") == "/MCR"]
                assert (pdf.pages[int(page)].obj.objgen, mark) in kids


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_embedded_and_helvetica_is_not_there(kind):
    with pikepdf.open(BytesIO(render_pdf(document_for(kind, shipped(kind).sample())).data)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert not any("Helvetica" in str(font.BaseFont) for font in fonts)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_give_the_same_bytes(kind):
    first, again = (document_for(kind, shipped(kind).sample()) for _ in range(2))
    assert render_pdf(first) == render_pdf(again)


def test_the_properties_hold_nothing_but_title_language_and_agency():
    with pikepdf.open(BytesIO(render_pdf(document_for("evidence", SAMPLE)).data)) as pdf:
        assert {str(key) for key in pdf.docinfo} == {"/Title", "/Producer"}
        packet = pdf.Root.Metadata.read_bytes().decode()
        plain = re.sub(rb"stream\r?\n.*?endstream", b"", _bare(pdf), flags=re.DOTALL)
    assert "Callum" not in packet and "Morag" not in packet
    for private in (getpass.getuser(), socket.gethostname()):
        assert f">{private}<" not in packet
        assert f"({private})".encode() not in plain
    assert not re.search(r"\d{4}-\d\d-\d\dT", packet)


def _bare(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_a_statement_is_found_on_its_page_line_by_line():
    letter = render_pdf(a_long_letter())
    assert letter.pages == 2
    assert set(letter.places) == {f"s{n}" for n in range(30)}
    for places in letter.places.values():
        for place in places:
            assert 1 <= place.page <= 2
            assert place.left >= layout.MARGIN - 0.01
            assert place.left + place.width <= layout.PAGE_WIDTH - layout.MARGIN + 0.01
            assert layout.MARGIN - 0.01 <= place.top <= layout.PAGE_HEIGHT - layout.MARGIN
    assert letter.places["s0"][0].page == 1
    assert letter.places["s29"][0].page == 2


def test_an_independent_reader_finds_a_statement_where_we_say_it_stands(qapp):
    from PySide6.QtCore import QBuffer, QByteArray, QPointF
    from PySide6.QtPdf import QPdfDocument

    letter = render_pdf(document_for("evidence", SAMPLE))
    held = QByteArray(letter.data)
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QPdfDocument()
    reader.load(buffer)
    place, *_ = letter.places["s2"]
    middle = place.top + place.height / 2
    found = reader.getSelection(
        place.page - 1, QPointF(place.left + 1, middle), QPointF(place.left + place.width - 1, middle)
    )
    assert found.text().strip() == SAMPLE.statements[1].text
    reader.close()


def test_poppler_reads_the_letter_in_order():
    text = pdftotext(render_pdf(document_for("evidence", SAMPLE)).data, "-enc", "UTF-8")
    in_order = ["Tayside Advice", "Social Security", "Adult Disability", "has checked", "Moving around"]
    in_order += [
        "In September",
        "Washing",
        "cannot step",
        "Where this comes from",
        "Morag Sinclair",
        "Page 1 of 1",
    ]
    places = [text.index(words) for words in in_order]
    assert places == sorted(places)


def test_large_print_has_nothing_smaller_than_fourteen_points():
    sizes = {line.size for line in _lines(document_for("evidence", replace(SAMPLE, large_print=True)))}
    assert min(sizes) == 14 and 16 in sizes
    assert {line.size for line in _lines(document_for("evidence", SAMPLE))} >= {11}


def _lines(document):
    return [line for page in layout.lay_out(document).pages for placed in page for line in placed.row.lines]


def test_a_heading_never_ends_a_page():
    for length in range(20, 60):
        blocks = [a_paragraph("A line.") for _ in range(length)]
        letter = a_document(
            *blocks, Heading(2, (Run("Heading"),)), a_paragraph("Under it."), a_paragraph("End.")
        )
        for page in layout.lay_out(letter).pages:
            kinds = [line.node.kind for placed in page for line in placed.row.lines]
            body = [kind for kind in kinds if kind not in ("Artifact",)]
            assert body[-1] != "H2"


def test_a_signature_is_never_alone_on_a_page():
    for statements in range(16, 30):
        pages = layout.lay_out(a_long_letter(statements)).pages
        last = " ".join(span.text for placed in pages[-1] for line in placed.row.lines for span in line.spans)
        assert "clinic letter" in last or "Statement" in last


def test_nothing_is_set_outside_the_margins():
    for kind in KINDS:
        for large_print in (False, True):
            for line in _lines(document_for(kind, replace(shipped(kind).sample(), large_print=large_print))):
                assert line.x >= 0
                assert line.x + line.width <= layout.TEXT_WIDTH + 0.01 + 10  # a space may hang at the end


def test_a_word_too_long_for_the_line_is_broken_not_lost():
    word = "Rindfleischetikettierungs" * 12
    read = read_tagged(render_pdf(a_document(a_paragraph(word))).data)
    assert read.text.endswith(word)


def test_a_long_table_repeats_its_head_for_the_eye_only():
    rows = tuple(((Run(f"row {n}"),), (Run("what it says"),)) for n in range(60))
    letter = render_pdf(a_document(Table(((Run("Number"),), (Run("Words"),)), rows)))
    read = read_tagged(letter.data)
    assert letter.pages > 1
    assert read.of("TH") == ["Number", "Words"]
    assert read.artifacts.count("Number") == letter.pages - 1


def test_a_table_row_longer_than_a_page_is_refused():
    with pytest.raises(Problems, match="longer than a page"):
        render_pdf(a_document(Table(((Run("Number"),),), (((Run("word " * 5000),),),))))


@pytest.mark.parametrize("mark", ["✓", "→", "☐", "½", "ł", "Ŵ", "€", "≤", "\u2011"])
def test_marks_the_letter_font_lacks_are_printed_with_another(mark):
    assert mark in read_tagged(render_pdf(a_document(a_paragraph(f"So {mark} it is"))).data).text


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("🙂", "slightly smiling face"),
        ("ش", "arabic letter sheen"),
        ("א", "hebrew letter alef"),
        ("漢", "cjk unified ideograph"),
        ("\u202e", "right-to-left override"),
        ("\u200b", "zero width space"),
        ("\x00", "U+0000"),
        ("\ud800", "U+D800"),
        ("\ue123", "U+E123"),
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_a_character_that_cannot_be_printed_stops_the_letter_by_name_and_place(char, name, bold):
    letter = a_document(a_paragraph(f"He walks {char} thirty metres.", bold=bold, statement="s7"))
    with pytest.raises(Problems) as stopped:
        render_pdf(letter)
    [problem] = stopped.value.problems
    assert name in str(problem)
    assert "He walks" in str(problem)
    assert problem.field == "statements.s7"


def test_a_character_in_the_letterhead_is_stopped_too():
    with pytest.raises(Problems, match="slightly smiling"):
        render_pdf(a_document(a_paragraph("Words."), agency="Happy 🙂 Advice"))


_PRINTABLE = st.text(
    st.characters(codec="latin-1", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=80
)


@given(texts=st.lists(_PRINTABLE, min_size=1, max_size=6), bold=st.booleans(), large_print=st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_goes_in_comes_out(texts, bold, large_print):
    letter = a_document(*(a_paragraph(text, bold=bold) for text in texts), large_print=large_print)
    read = read_tagged(render_pdf(letter).data)
    assert read.of("P")[4:] == [folded(text) for text in texts]


def test_no_item_of_a_list_is_alone_on_a_page():
    items = tuple((Run(f"Item {n}"),) for n in range(4))
    for length in range(25, 50):
        blocks = [a_paragraph("A line.") for _ in range(length)]
        for page in layout.lay_out(a_document(*blocks, ListBlock(items))).pages:
            shown = [line for placed in page for line in placed.row.lines if line.node.kind == "LBody"]
            assert len(shown) != 1


def test_a_sentence_that_opens_a_list_never_ends_a_page():
    items = tuple((Run(f"Item {n}"),) for n in range(3))
    for length in range(25, 45):
        blocks = [a_paragraph("A line.") for _ in range(length)]
        letter = a_document(*blocks, a_paragraph("We will:"), ListBlock(items))
        for page in layout.lay_out(letter).pages:
            body = [line for placed in page for line in placed.row.lines if line.node.kind != "Artifact"]
            assert body[-1].spans[0].text.strip() != "We will:"


def test_blocks_with_nothing_in_them_print_nothing():
    for block in (Paragraph(()), ListBlock(()), Table((), ()), Heading(2, ())):
        letter = a_document(block, practice_desk=False, registration="")
        assert pikepdf.pdfa.validate_written(BytesIO(render_pdf(letter).data), "2b").passed


def test_a_statement_longer_than_a_page_runs_on():
    letter = render_pdf(a_document(a_paragraph("He cannot do this alone. " * 400, statement="s1")))
    assert {place.page for place in letter.places["s1"]} == {1, 2, 3}
    letter = render_pdf(a_document(a_paragraph("He cannot.\n" * 200 + "End", statement="s1")))
    assert letter.pages == 5


def test_every_character_the_fonts_draw_is_printed_read_back_and_still_pdf_a():
    """Also those beyond the subset that every letter carries: each gets a byte of its own."""
    from welfare_desk.letters import typeface

    for bold in (False, True):
        known = typeface.font(typeface.BOLD if bold else typeface.REGULAR).face.charToGlyph
        chars = [chr(point) for point in sorted(known) if point > 32 and typeface.font_for(chr(point), bold)]
        chars = [char for char in chars if folded(markup.printed(char)) == char]
        assert len(chars) > 2_000
        said = " ".join("".join(chars[start : start + 40]) for start in range(0, len(chars), 40))
        letter = render_pdf(a_document(a_paragraph(said, bold=bold)), prove=True)
        assert said in read_tagged(letter.data).text


def test_a_character_beyond_the_first_plane_is_read_back_as_itself_or_stopped_by_name():
    said = "x\U0001f600y \U0001d538z \U00010300"
    letter = render_pdf(a_document(a_paragraph(said)), prove=True)
    assert said in read_tagged(letter.data).text
    assert "\U0001f600" in pdftotext(letter.data)
    with pytest.raises(
        Problems, match=r"ballot box with bold check.* \(U\+1F5F9\), found in “tick \[.\] here”"
    ):
        render_pdf(a_document(a_paragraph("tick \U0001f5f9 here")))


def test_two_letters_carry_the_very_same_fonts():
    def programs(kind):
        with pikepdf.open(BytesIO(render_pdf(document_for(kind, shipped(kind).sample())).data)) as pdf:
            fonts = pdf.pages[0].Resources.Font
            return {
                str(font.BaseFont): font.FontDescriptor.FontFile2.read_raw_bytes() for font in fonts.values()
            }

    assert programs("evidence") == programs("closing")
    assert all(len(program) < 32_000 for program in programs("closing").values())


def test_a_letter_of_a_new_make_is_validated_and_a_broken_one_never_goes_out(monkeypatch):
    from welfare_desk import tagging
    from welfare_desk.letters import pdf as pdf_face

    monkeypatch.setattr(pdf_face, "_PROVED", set())
    monkeypatch.setattr(tagging, "_xmp", lambda *_: b"<nothing/>")  # says nothing of PDF/A
    letter = document_for("closing", shipped("closing").sample())
    with pytest.raises(pikepdf.pdfa.PdfaError):
        render_pdf(letter)
    assert not pdf_face._PROVED
    pdf_face._PROVED.add("something else")
    with pytest.raises(pikepdf.pdfa.PdfaError):
        render_pdf(letter, prove=True)


def test_the_fonts_are_shipped_with_their_licences_and_stay_small():
    shipped = [
        resources.path(f"fonts/{name}") for name in ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
    ]
    shipped.append(resources.path("fonts/DejaVuSans.ttf"))
    assert sum(path.stat().st_size for path in shipped) < 2_000_000
    assert "SIL OPEN FONT LICENSE" in resources.text("fonts/Liberation-OFL.txt")
    assert "Bitstream" in resources.text("fonts/DejaVu-LICENSE.txt")
