"""Templates: what they may say, what stops them, and that nobody's words act as markup."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading_back import folded, read_tagged, read_word

from welfare_desk import resources
from welfare_desk.errors import Problems
from welfare_desk.letters import markup
from welfare_desk.letters.content import (
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    WritingLine,
    runs_of,
    words,
)
from welfare_desk.letters.facts import GP, Answer, Client, Statement
from welfare_desk.letters.fields import FIELDS
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.sample import SAMPLE
from welfare_desk.letters.templates import KINDS, TemplateFault, document_for, read, shipped
from welfare_desk.letters.word import render_docx
from welfare_desk.rules import days

FRONT = '+++\nkind = "note"\nrecipient = "any office"\ntitle = "A note"\nneeds = ["client.name"]\n+++\n'


def a_template(body: str):
    return read(FRONT + body, "note")


def text_of(document) -> str:
    return folded(" ".join(words(runs) for block in document.blocks for runs in runs_of(block)))


def a_letter_saying(text: str):
    return replace(SAMPLE, statements=(Statement("s1", "Moving around", text, (), Answer.AGREE),))


# -- the shipped letters -------------------------------------------------------------------------


def test_a_checked_letter_says_who_checked_it_and_when():
    text = text_of(document_for("evidence", SAMPLE))
    assert "Dr Rennie of Millbank Medical Practice has checked each statement" in text
    assert "24 November 2026" in text


def test_a_gp_who_does_not_wish_to_be_named_is_not_named():
    text = text_of(document_for("evidence", replace(SAMPLE, gp=GP("", "Millbank Medical Practice"))))
    assert "A GP at Millbank Medical Practice has checked" in text


def test_the_advisors_own_letter_never_implies_a_check():
    text = text_of(document_for("evidence", replace(SAMPLE, checked_on=None, copies_to=()))).lower()
    assert "our own letter" in text
    for word in ("check", "confirm", "agreed", "accurate", "dr rennie", "millbank medical practice"):
        assert word not in text


def test_words_the_gp_did_not_check_stand_apart_in_a_checked_letter():
    first, second = SAMPLE.statements
    own = replace(second, answer=Answer.OWN_WORDS)
    text = text_of(document_for("evidence", replace(SAMPLE, statements=(first, own))))
    apart = text.index("In our own words The GP was not able to speak")
    assert text.index(first.text) < apart < text.index(own.text)
    assert "except under “In our own words”" in text
    unchecked = text_of(document_for("evidence", replace(SAMPLE, statements=(first, own), checked_on=None)))
    assert "In our own words This part is our own account." in unchecked and "GP was not" not in unchecked


@pytest.mark.parametrize("answer", [None, Answer.CANNOT_CONFIRM])
def test_no_letter_is_called_checked_while_a_statement_is_not(answer):
    first, second = SAMPLE.statements
    with pytest.raises(Problems) as stopped:
        document_for("evidence", replace(SAMPLE, statements=(first, replace(second, answer=answer))))
    assert [problem.field for problem in stopped.value.problems] == ["statements.s2"]


def test_a_check_cannot_come_after_the_letter():
    with pytest.raises(Problems, match="dated after"):
        document_for("evidence", replace(SAMPLE, checked_on=date(2026, 11, 27)))


def test_statements_are_grouped_under_their_headings_in_order():
    moving = Statement("s3", "Moving around", "He uses a stick.", (), Answer.AGREE)
    document = document_for("evidence", replace(SAMPLE, statements=(*SAMPLE.statements, moving)))
    headings = [words(block.runs) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [SAMPLE.subject, "Moving around", "Washing", "Where this comes from"]
    first = document.blocks[[words(next(runs_of(b))) for b in document.blocks].index("Moving around") + 1]
    assert [run.statement for run in first.runs if run.statement] == ["s1", "s3"]


def test_each_source_is_named_once_newest_first():
    document = document_for("evidence", SAMPLE)
    [entries] = [block for block in document.blocks if isinstance(block, ListBlock)]
    assert [words(item) for item in entries.items] == [
        "14 October 2026: GP consultation",
        "2 September 2026: rheumatology clinic letter",
    ]


def test_the_check_sheet_gives_every_statement_its_boxes_and_room_to_write():
    document = document_for("check-sheet", SAMPLE)
    boxes = [
        place
        for place, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and "☐\u00a0Cannot\u00a0confirm" in words(block.runs)
    ]
    assert len(boxes) == len(SAMPLE.statements)
    for number, place in enumerate(boxes, start=1):
        asked = words(document.blocks[place].runs)
        assert asked.startswith(f"{number}. {SAMPLE.statements[number - 1].text}")
        assert "From: rheumatology clinic letter, 2 September 2026" in asked
        assert "☐\u00a0Agree" in asked and "☐\u00a0Amend" in asked
        assert isinstance(document.blocks[place + 1], WritingLine)
    assert "hand it to Morag Sinclair" in text_of(document)


def test_an_authority_says_who_what_how_long_and_how_to_end_it():
    text = text_of(document_for("authority", SAMPLE))
    for part in (
        "Callum Reid",
        "14 March 1979",
        "Adult Disability Payment",
        "25 November 2027",
        "end it sooner",
    ):
        assert part in text
    assert "twelve months after I sign" in text_of(
        document_for("authority", replace(SAMPLE, authority_ends=None))
    )


def test_a_blank_national_insurance_number_refuses_nobody():
    client = replace(SAMPLE.client, ni_number="", born=None)
    text = text_of(document_for("evidence", replace(SAMPLE, client=client)))
    assert "National Insurance" not in text and "Date of birth" not in text


def test_every_missing_fact_is_named_at_once():
    bare = replace(SAMPLE, client=Client(""), benefit="", gp=GP(), statements=(), checked_on=None)
    with pytest.raises(Problems) as stopped:
        document_for("check-sheet", bare)
    assert {problem.field for problem in stopped.value.problems} == {
        *("client.name", "benefit", "gp.practice", "groups"),
    }
    assert "The letter needs the client's name." in str(stopped.value)


def test_a_checked_letter_needs_the_practice_and_an_own_letter_does_not():
    document_for("evidence", replace(SAMPLE, gp=GP(), checked_on=None))
    with pytest.raises(Problems, match="the GP practice"):
        document_for("evidence", replace(SAMPLE, gp=GP()))


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_templates_need_only_fields_there_are(kind):
    assert shipped(kind).kind == kind
    assert not shipped(kind).missing(shipped(kind).sample())


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_merge_field_has_a_label_and_can_be_named(field):
    assert field.label
    assert field.sample is not None
    a_template(f"{{% if {field.key} %}}yes{{% endif %}}").document(SAMPLE)


# -- what a template may not do ------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "{{ client.__class__ }}",
        "{{ client.name.__class__ }}",
        "{{ client['__class__'] }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ client[reference] }}",
        "{{ clinet.name }}",
        "{{ client.mother }}",
        "{{ client }}",
        "{{ self }}",
        "{% for x in groups %}{{ x.__class__ }}{% endfor %}",
        "{% for x in groups %}{{ x.id }}{% endfor %}",
        "{{ client.name | base64_encode }}",
        "{{ client.name | append: client.name }}",
        "{{ client.name | escape }}",
        "{% assign a = client.name %}",
        "{% capture a %}b{% endcapture %}",
        "{% include 'evidence' %}",
        "{% render 'evidence' %}",
        "{% increment n %}",
        "{% tablerow x in groups %}{% endtablerow %}",
        "{% liquid\n echo client.name\n%}",
        "{% if client.name %}never closed",
        "{{ client.name",
        "{% for x in %}{% endfor %}",
        "\ue000666f6f\ue001626172\ue002",
    ],
)
def test_what_lies_outside_the_letter_language_is_refused_with_its_line(body):
    with pytest.raises(TemplateFault) as refused:
        a_template("Dear reader\n\n" + body).document(SAMPLE)
    assert refused.value.line == 9  # six lines of front matter, two of letter
    assert "line 9" in str(refused.value).lower() and "“note”" in str(refused.value)


def test_a_tag_never_closed_is_found_at_its_opening():
    body = (
        "{% if checked %}\nyes\n{% endif %}\n{% for group in groups %}\n{% if checked %}x{% endif %}\nmore\n"
    )
    with pytest.raises(TemplateFault) as refused:
        a_template(body)
    assert refused.value.line == 10


@pytest.mark.parametrize(
    "body",
    [
        "{% for i in (1..100000000) %}x{% endfor %}",
        "{% for a in (1..2000) %}{% for b in (1..2000) %}x{% endfor %}{% endfor %}",
        "{% for a in (1..1000) %}" + "x" * 2000 + "{% endfor %}",
        "{% for a in (1..99999999999999999999) reversed %}x{% endfor %}",
        "{% if true %}" * 60 + "x" + "{% endif %}" * 60,
    ],
)
def test_a_template_that_asks_for_too_much_is_stopped_soon(body):
    begun = time.process_time()
    with pytest.raises(TemplateFault):
        a_template(body).document(SAMPLE)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("no front matter", "does not begin with a front matter"),
        ('+++\nkind = "x"\n+++\n', "does not give “recipient”"),
        ("+++\nkind = \n+++\n", "cannot be read"),
        ("+++\nkind = 3\n+++\n", "wrong kind"),
        (FRONT.replace("title", "tittle"), "means nothing here"),
        (FRONT.replace("client.name", "client.nmae"), "there is no such merge field"),
    ],
)
def test_a_faulty_front_matter_is_said_in_words(front, said):
    with pytest.raises(TemplateFault, match=said):
        read(front, "note")


def test_a_list_within_a_list_is_refused():
    with pytest.raises(TemplateFault, match="one paragraph"):
        a_template("- one\n  - two\n").document(SAMPLE)


def test_there_is_no_letter_of_an_unknown_kind():
    for kind in ("../evidence", "evidence.md", ""):
        with pytest.raises(TemplateFault, match="no such kind"):
            document_for(kind, shipped(kind).sample())


def test_a_template_may_have_headings_lists_tables_bold_and_lines():
    body = "# One\n\n## Two\n\nplain **bold** *also*\nsame line\\\nnew line\n\n"
    body += "1. a\n2. b\n\n---\n\n| A | B |\n|---|---|\n| c | d |\n"
    assert a_template(body).document(SAMPLE).blocks == (
        Heading(1, (Run("One"),)),
        Heading(2, (Run("Two"),)),
        Paragraph(
            (Run("plain "), Run("bold", True), Run(" "), Run("also", True), Run(" same line\nnew line")),
        ),
        ListBlock(((Run("a"),), (Run("b"),)), numbered=True),
        WritingLine(),
        Table(((Run("A"),), (Run("B"),)), (((Run("c"),), (Run("d"),)),)),
    )


def test_links_pictures_html_and_code_in_a_template_stay_as_they_are_written():
    body = "[a](http://example.org) ![b](c.png) <b>d</b> `e` <!-- f --> http://example.org"
    assert text_of(a_template(body).document(SAMPLE)) == body


# -- values are data -----------------------------------------------------------------------------

HOSTILE = (
    "{{ client.ni_number }}",
    "{% for i in (1..9999999) %}x{% endfor %}",
    "*bold* **bolder** _it_ __so__ ~~no~~ `code`",
    "<b>bold</b> <script>alert(1)</script> &lt;b&gt; &amp; &#65;",
    "# heading",
    "## heading\n- item\n1. item\n> quote\n---\n===",
    "| a | b |\n|---|---|\n| c | d |",
    "[link](http://example.org) <http://example.org> ![x](y)",
    "[//]: # (a comment)\n[a]: http://example.org",
    "back\\slash \\* \\{ \\",
    "```\nfence\n```\n    indented",
    "+++\nkind = 'x'\n+++",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "${jndi:x} {0.__class__} %(x)s %n",
    "</w:t><w:br/> ]]> <para><font size=99>",
    "(text) Tj ET BT \\( \\) EMC",
    "1. not a list",
    "666f6f",
    "  spaces   within\tand without  ",
)


def in_the_letter(document) -> str:
    [text] = [
        "".join(run.text for run in block.runs if run.statement == "s1")
        for block in document.blocks
        if isinstance(block, Paragraph) and any(run.statement == "s1" for run in block.runs)
    ]
    return text


def as_printed(text: str) -> str:
    return words(markup.tidy([Run(text)]))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["evidence", "check-sheet"])
def test_hostile_words_come_out_as_they_went_in(text, kind):
    document = document_for(kind, a_letter_saying(text))
    assert in_the_letter(document) == as_printed(text)
    assert folded(text) in read_tagged(render_pdf(document).data).text
    assert folded(text) in read_word(render_docx(document))


def _said(text: str, kind: str):
    """The sample of a letter with ``text`` wherever somebody may type."""
    told = shipped(kind).sample()
    asked = {
        ask.key: [text, text] if ask.type == "lines" else text if ask.type in ("text", "long") else ask.sample
        for ask in shipped(kind).front.asks
    }
    return replace(
        told,
        client=replace(told.client, name=text),
        recipient=replace(told.recipient, name=text),
        subject=text,
        benefit=text,
        gp=GP(text, text),
        copies_to=(text,),
        agency=replace(told.agency, name=text),
        asked=asked,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_any_other_field_stay_words(text):
    one_line = " ".join(text.split())
    for kind in KINDS:
        document = document_for(kind, _said(one_line, kind))
        shape = [(type(block), len(list(runs_of(block)))) for block in document.blocks]
        plain = document_for(kind, _said("p", kind))
        assert shape == [(type(block), len(list(runs_of(block)))) for block in plain.blocks]
        assert one_line in text_of(document)


PEOPLE = "Łukasz Ó Néill’s & Sons <b>bold</b> {{ x }} {% if %}"


@pytest.mark.parametrize("kind", KINDS)
def test_names_as_people_write_them_come_out_as_they_are_in_both_faces(kind):
    document = document_for(kind, _said(PEOPLE, kind))
    pdf, word = read_tagged(render_pdf(document).data), read_word(render_docx(document))
    assert pdf.text_without_labels == word
    assert word.count(PEOPLE) == 1 + text_of(document).count(PEOPLE) > 1  # once in the letterhead


@pytest.mark.parametrize("kind", [kind for kind in KINDS if shipped(kind).front.asks])
def test_what_the_advisor_has_not_yet_said_is_a_gap_that_says_where_to_fill_it(kind):
    template = shipped(kind)
    facts = replace(template.sample(), asked={}, client=Client(""))
    gaps = {gap.field for gap in template.wanting(facts)}
    assert "client.name" in gaps
    assert gaps >= {ask.field for ask in template.front.asks if ask.needed}
    with pytest.raises(Problems) as stopped:
        template.document(facts)
    assert {problem.field for problem in stopped.value.problems} == gaps
    assert all(problem.hint for problem in stopped.value.problems)
    shown = template.document(facts, gaps=True)
    marked = {
        run.statement for block in shown.blocks for runs in runs_of(block) for run in runs if run.statement
    }
    assert {f"gap:{field}" for field in gaps} <= marked
    assert "[the client's name: fill it in on the client’s details]" in text_of(shown)


def test_every_letter_says_what_it_is_whom_it_is_for_and_when_one_writes_it():
    kinds = resources.folder() / "letters"
    assert sorted(KINDS) == sorted(file.stem for file in kinds.glob("*.md"))
    for kind in KINDS:
        front = shipped(kind).front
        assert front.title and front.recipient and front.about


def test_an_empty_line_somebody_typed_begins_a_paragraph():
    told = replace(shipped("closing").sample(), asked={"outcome": "One.\n\nTwo.\nStill two.", "next": ["a"]})
    paragraphs = [
        words(block.runs) for block in document_for("closing", told).blocks if isinstance(block, Paragraph)
    ]
    assert "One." in paragraphs and "Two.\nStill two." in paragraphs


def test_the_line_for_the_record_is_plain_words():
    template = shipped("practice-feedback")
    told = template.sample()
    line = template.pasted(replace(told, asked={**told.asked, "outcome": "A <b>& {{ x }}"}))
    assert line.startswith(
        "26 November 2026. Welfare rights (Tayside Advice Partnership): seen for help with"
    )
    assert line.endswith(" A <b>& {{ x }}")
    assert shipped("closing").pasted(SAMPLE) == ""


_WORDS = st.text(
    st.one_of(
        st.sampled_from("*_#`[]()<>{}%|\\!&;:-+=~^$\"'\n \t0123456789"),
        st.characters(codec="latin-1", categories=("L", "N", "P", "S", "Zs")),
    ),
    min_size=1,
    max_size=120,
).filter(lambda text: text.strip())


@given(text=_WORDS)
@example(text="{{")
@example(text="%}")
@example(text="\\")
@example(text="- ")
@settings(max_examples=80, deadline=None)
def test_text_in_is_text_out_in_both_faces(text):
    document = document_for("evidence", a_letter_saying(text))
    assert in_the_letter(document) == as_printed(text)
    pdf = read_tagged(render_pdf(document).data)
    spoken = folded(as_printed(text))
    assert spoken in pdf.of("P")
    assert f" {spoken} " in f" {read_word(render_docx(document))} "


@given(text=st.text(max_size=200), statement=st.text(max_size=20))
@example(text="\r\r", statement="")
@example(text="one\n \n two", statement="s")
@settings(max_examples=200)
def test_a_seal_keeps_any_text_whole_and_parts_it_only_at_empty_lines(text, statement):
    typed = "x" + text + "x"
    found = markup.blocks(markup.seal(typed, statement))
    runs = [run for block in found for run in block.runs]
    assert len(runs) == len(found)
    assert {(run.bold, run.statement) for run in runs} == {(False, statement)}
    assert folded(" ".join(run.text for run in runs)) == folded(as_printed(typed))
    assert len(found) == 1 or "\n" in as_printed(typed)


@given(text=st.text(st.sampled_from("ab \n\t\u00a0\r\u0301"), max_size=40))
@settings(max_examples=200)
def test_tidying_twice_changes_nothing_more(text):
    once = markup.tidy([Run(text)])
    assert markup.tidy(once) == once
    assert "  " not in words(once)


def test_tidying_keeps_every_word_and_its_weight():
    tidied = markup.tidy([Run("one "), Run("  two", True), Run(" \n"), Run(" three ", statement="s")])
    assert tidied == (Run("one "), Run("two", True), Run("\n"), Run("three", statement="s"))


def test_a_date_is_written_out_whatever_the_machine_speaks():
    assert days.on_paper(date(2026, 11, 3)) == "3 November 2026"
