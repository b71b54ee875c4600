"""Users' own Word files: marks filled wherever Word cut them, in PDF and Word alike; nothing else runs."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reading_back import folded, read_tagged, read_word

from welfare_desk.letters import fields, front_matter, word_template
from welfare_desk.letters.front_matter import TemplateFault
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.templates import shipped

FRONT = shipped("closing").front
HOSTILE = "Ł Ó’ & <b>x</b> {{ y }} {% if %} «z» **w**"


def a_file(*paragraphs: str, build=None) -> bytes:
    word = docx.Document()
    for words in paragraphs:
        word.add_paragraph(words)
    if build is not None:
        build(word)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def both(data: bytes, **facts):
    template = word_template.read(data, FRONT, "closing")
    told = replace(template.sample(), **facts)
    document = template.document(told)
    pdf = read_tagged(render_pdf(document).data)
    return folded(" ".join(pdf.of("P") + pdf.of("H1"))), read_word(
        word_template.fill(template, told, document)
    )


def test_a_mark_is_a_key_or_a_label_in_any_case():
    data = a_file("Dear «client.name», born «The client's date of birth».", "Of «Client’s name» «REFERENCE».")
    pdf, word = both(data)
    said = "Dear Callum Reid, born 14 March 1979. Of Callum Reid HR-0142-K."
    assert said in pdf and word == said


@pytest.mark.parametrize("cuts", [(1,), (6,), (1, 2, 3), (5, 6, 7, 8, 17, 18)])
def test_a_mark_cut_over_runs_is_filled_and_keeps_the_look_of_its_first_run(cuts):
    text = "Dear «client.name»!"
    ends = [0, *cuts, len(text)]

    def build(word):
        paragraph = word.add_paragraph()
        for n, (start, end) in enumerate(pairwise(ends)):
            paragraph.add_run(text[start:end]).bold = bool(n % 2)

    pdf, word = both(a_file(build=build))
    assert "Dear Callum Reid!" in pdf and word == "Dear Callum Reid!"


def test_an_address_keeps_its_lines_and_two_marks_stand_side_by_side():
    data = a_file("«recipient.address»", "«client.name»«client.name»")
    template = word_template.read(data, FRONT, "closing")
    told = template.sample()
    filled = docx.Document(BytesIO(word_template.fill(template, told, template.document(told))))
    assert filled.paragraphs[0].text == "Callum Reid\n3/1, 8 Harbour Lane\nMillbank DD5 9ZZ"
    assert filled.paragraphs[1].text == "Callum ReidCallum Reid"


def test_facts_and_the_files_own_words_come_out_literally_in_both():
    data = a_file(f"Ours: {HOSTILE.replace('«z» ', '')}", "Theirs: «client.name».")
    pdf, word = both(data, client=replace(shipped("closing").sample().client, name=HOSTILE))
    for text in (pdf, word):
        assert f"Ours: {HOSTILE.replace('«z» ', '')}" in text and f"Theirs: {HOSTILE}." in text


def test_headings_lists_and_tables_are_what_they_are_in_the_pdf():
    def build(word):
        word.add_heading("About «benefit»", 1)
        word.add_paragraph("one", style="List Bullet")
        word.add_paragraph("two «reference»", style="List Bullet")
        word.add_paragraph("first", style="List Number")
        table = word.add_table(2, 2)
        for cell, text in zip(
            (cell for row in table.rows for cell in row.cells),
            ("Name", "«client.name»", "Day", ""),
            strict=True,
        ):
            cell.text = text
        word.sections[0].footer.paragraphs[0].text = "Ref «reference»"

    data = a_file(build=build)
    template = word_template.read(data, FRONT, "closing")
    pdf = read_tagged(render_pdf(template.document(template.sample())).data)
    assert [kind for kind in pdf.kinds if kind in ("H1", "L", "Table")] == ["H1", "L", "L", "Table"]
    assert "About Adult Disability Payment" in pdf.of("H1")[0]
    filled = word_template.fill(template, template.sample(), template.document(template.sample()))
    word = docx.Document(BytesIO(filled))
    assert word.sections[0].footer.paragraphs[0].text == "Ref HR-0142-K"
    assert word.tables[0].cell(0, 1).text == "Callum Reid"


def test_what_it_needs_and_asks_is_found_by_its_marks():
    template = word_template.read(a_file("«client.name»", "«asked.outcome»"), FRONT, "closing")
    assert template.front.needs == ("client.name",)
    assert [ask.key for ask in template.front.asks] == ["outcome"]
    again, _ = front_matter.split(template.source, "closing")
    assert again == template.front
    gaps = {gap.field for gap in template.wanting(replace(template.sample(), asked={}))}
    assert gaps == {"asked.outcome"}


@pytest.mark.parametrize(
    "kind", ["closing", "debt-pro-rata", "evidence", "practice-feedback", "form-answers"]
)
def test_a_front_matter_written_out_reads_as_it_was(kind):
    front = shipped(kind).front
    assert front_matter.split(front_matter.written(front), kind)[0] == front


@pytest.mark.parametrize("field", fields.FIELDS, ids=lambda field: field.key)
def test_every_single_fact_can_be_a_mark_and_no_list_or_question_can(field):
    sample = field.sample
    listed = field.key == "own_groups" or isinstance(sample, bool)
    listed = listed or (isinstance(sample, list) and isinstance(sample[0], dict))
    data = a_file(f"«{field.key}»")
    if listed:
        with pytest.raises(TemplateFault, match="no single fact"):
            word_template.read(data, FRONT, "closing")
    else:
        _, word = both(data)
        assert word or not sample


def tracked(word):
    word.add_paragraph()._p.append(OxmlElement("w:ins"))


def an_object(word):
    word.add_paragraph().add_run()._r.append(OxmlElement("w:object"))


def a_chunk(word):
    word.element.body.insert(0, OxmlElement("w:altChunk"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_file("«client.nmae»"), "paragraph 1 has «client.nmae»"),
        (a_file("fine", "«client.__class__»"), "paragraph 2"),
        (a_file("«client.name | upper»"), "no single fact"),
        (a_file("«for x in debts»"), "no single fact"),
        (a_file("«asked.passphrase»"), "no single fact"),
        (a_file("«{{ client.name }}»"), "no single fact"),
        (a_file("«»"), "no single fact"),
        (a_file(build=tracked), "still tracked"),
        (a_file(build=an_object), "another program"),
        (a_file(build=a_chunk), "another document"),
        (a_file("word " * 60_000), "longer than any letter"),
        (b"not a file", "no Word file"),
        (b"", "no Word file"),
        (b"PK" + b"\0" * 2_100_000, "at most 2 MB"),
    ],
)
def test_what_is_no_letter_is_refused_in_a_sentence(data, said):
    with pytest.raises(TemplateFault, match=said):
        template = word_template.read(data, FRONT, "closing")
        template.document(template.sample())


def test_a_package_that_swells_is_refused_before_it_is_opened():
    out = BytesIO(a_file("x"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/big.bin", b"\0" * 40_000_000)
    with pytest.raises(TemplateFault, match="swells"):
        word_template.read(out.getvalue(), FRONT, "closing")


def test_who_wrote_the_file_does_not_travel_with_the_letter():
    def build(word):
        word.core_properties.author = "Hamish Secretive"
        word.core_properties.last_modified_by = "Hamish Secretive"

    template = word_template.read(a_file("«client.name»", build=build), FRONT, "closing")
    filled = word_template.fill(template, template.sample(), template.document(template.sample()))
    with zipfile.ZipFile(BytesIO(filled)) as package:
        assert not any(b"Hamish" in package.read(name) for name in package.namelist())


def test_a_box_of_text_is_filled_once():
    def build(word):
        run = word.add_paragraph("Outside «reference»").add_run()
        box, inner = OxmlElement("w:txbxContent"), OxmlElement("w:p")
        held, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = "«client.name»"
        held.append(text)
        inner.append(held)
        box.append(inner)
        run._r.append(box)

    template = word_template.read(a_file(build=build), FRONT, "closing")
    filled = word_template.fill(template, template.sample(), template.document(template.sample()))
    body = docx.Document(BytesIO(filled)).element.body
    assert [text.text for text in body.iter(qn("w:t")) if text.text] == ["Outside HR-0142-K", "Callum Reid"]
