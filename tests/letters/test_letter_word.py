"""The Word face: it reads as the PDF does, with real styles, and says nothing about who made it."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from reading_back import read_tagged, read_word

from welfare_desk.errors import Problems
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
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.sample import SAMPLE
from welfare_desk.letters.templates import KINDS, document_for, shipped
from welfare_desk.letters.word import render_docx


def opened(data: bytes):
    return docx.Document(BytesIO(data))


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_word_and_pdf_say_the_same(kind, large_print):
    document = document_for(kind, replace(shipped(kind).sample(), large_print=large_print))
    assert read_word(render_docx(document)) == read_tagged(render_pdf(document).data).text_without_labels


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_give_the_same_word_file(kind):
    first, again = (document_for(kind, shipped(kind).sample()) for _ in range(2))
    assert render_docx(first) == render_docx(again)


def test_headings_lists_and_tables_are_real_ones():
    document = Document(
        "A note",
        "en-GB",
        Frame("Agency", "Address", "HR-0142-K", "26 November 2026", ""),
        (
            Heading(1, (Run("About"),)),
            Heading(2, (Run("Moving"),)),
            ListBlock(((Run("a"),),)),
            ListBlock(((Run("b"),), (Run("c"),)), numbered=True),
            ListBlock(((Run("d"),),), numbered=True),
            Table(((Run("Head"),),), (((Run("cell"),),),)),
            Paragraph((Run("plain "), Run("bold", True))),
            WritingLine(),
        ),
    )
    word = opened(render_docx(document))
    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs if paragraph.text}
    assert styles["About"] == "Heading 1" and styles["Moving"] == "Heading 2"
    assert styles["a"] == "List Bullet" and styles["b"] == styles["d"] == "List Number"
    counts = {p.text: p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"}
    assert counts["b"] == counts["c"] != counts["d"]  # each list counts from 1
    [table] = word.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [run.bold for run in word.paragraphs[-2].runs] == [None, True]
    assert word.paragraphs[-1].style.name == "Writing line"


def test_header_and_footer_carry_reference_pages_and_small_print():
    word = opened(render_docx(document_for("evidence", replace(SAMPLE, practice_desk=True))))
    section = word.sections[0]
    assert section.header.paragraphs[0].text.strip() == "Our reference HR-0142-K"
    assert section.first_page_header.is_linked_to_previous or not section.first_page_header.paragraphs[0].text
    for footer in (section.footer, section.first_page_footer):
        codes = [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))]
        assert codes == ["PAGE", "NUMPAGES"]
        assert footer.paragraphs[0].text == "Practice desk: invented people, not a real letter"
        assert "Scottish charity SC000000" in footer.paragraphs[1].text


def test_language_page_and_fonts_are_set():
    word = opened(render_docx(document_for("evidence", SAMPLE)))
    langs = {lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))}
    assert langs == {"en-GB"}
    assert round(word.sections[0].left_margin.mm) == 25
    for name in ("Normal", "Heading 1", "Heading 2", "List Bullet", "Header", "Footer"):
        fonts = word.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:ascii")) == "Arial"
        assert not [key for key in fonts.attrib if "heme" in key]
    assert word.styles["Normal"].font.size.pt == 11
    large = opened(render_docx(document_for("evidence", replace(SAMPLE, large_print=True))))
    assert large.styles["Normal"].font.size.pt == 16


def test_the_properties_hold_title_language_and_agency_alone():
    data = render_docx(document_for("evidence", SAMPLE))
    with zipfile.ZipFile(BytesIO(data)) as packed:
        names = packed.namelist()
        core, app = packed.read("docProps/core.xml").decode(), packed.read("docProps/app.xml").decode()
        settings = packed.read("word/settings.xml").decode()
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.findall(r"<(\w+:\w+)>", core) == ["dc:title", "dc:language"]
    assert re.findall(r"<(\w+)>", app) == ["Application", "Company"]
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "custom" in name]
    assert "rsid" not in settings and "docId" not in settings
    properties = opened(data).core_properties
    assert properties.title == "Supporting letter"
    assert not properties.author and not properties.last_modified_by and not properties.created


def test_markup_in_an_agencys_name_stays_in_its_properties_as_words():
    agency = replace(SAMPLE.agency, name="Rights & Wrongs </Company><b>")
    data = render_docx(document_for("evidence", replace(SAMPLE, agency=agency)))
    with zipfile.ZipFile(BytesIO(data)) as packed:
        assert "Rights &amp; Wrongs &lt;/Company&gt;" in packed.read("docProps/app.xml").decode()


@pytest.mark.parametrize("char", ["\x00", "\x0b\x01", "\u202e", "\u200b", "\ud800"])
def test_what_nobody_can_see_stops_the_word_letter_too(char):
    client = replace(SAMPLE.client, name=f"Callum{char}Reid")
    with pytest.raises(Problems, match="cannot be printed"):
        render_docx(document_for("evidence", replace(SAMPLE, client=client)))


def test_a_name_in_another_script_can_still_go_out_through_word():
    client = replace(SAMPLE.client, name="محمد")
    assert "محمد" in read_word(render_docx(document_for("evidence", replace(SAMPLE, client=client))))
