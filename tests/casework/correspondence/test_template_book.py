"""Templates an agency changes: versions, the shipped letter brought back, and what no template may loosen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import TODAY
from sqlalchemy import update

from welfare_desk.casework.correspondence import letter_templates, template_book, written
from welfare_desk.errors import Problems
from welfare_desk.letters import templates
from welfare_desk.letters.front_matter import TemplateFault
from welfare_desk.records.service import Advisor


def shipped(kind):
    return template_book.shipped_source(kind)


def test_every_letter_that_ships_can_be_opened_and_prints(desk):
    rows = template_book.book(desk)
    assert {row.kind for row in rows} == set(templates.KINDS) - set(template_book.KEPT)
    for row in rows:
        page = template_book.opened(desk, row.kind)
        look = template_book.looked_at(page.words.source, row.kind)
        assert look.faults == () and look.pdf and look.pdf.startswith(b"%PDF"), row.kind
        assert row.number is None and page.versions == () and not row.fault


def test_a_saved_version_holds_until_the_shipped_letter_is_brought_back(desk):
    changed = shipped("closing").replace("We have finished our work for you", "Goodbye from all of us")
    template_book.save(desk, "closing", changed, today=TODAY)
    again = changed.replace("Goodbye from", "Farewell from")
    template_book.save(desk, "closing", again, today=TODAY)
    page = template_book.opened(desk, "closing")
    assert page.words.source == again and page.row.number == 2
    assert [one.number for one in page.versions] == [2, 1]
    assert template_book.words_of(desk, page.versions[1].id).source == changed
    with desk.look() as look:
        assert "Farewell" in letter_templates.template_for(look, "closing")[0].source
    template_book.restore(desk, "closing", today=TODAY)
    page = template_book.opened(desk, "closing")
    assert page.words.source == shipped("closing") and page.row.number is None
    assert [one.restored for one in page.versions] == [True, False, False]
    assert template_book.words_of(desk, page.versions[0].id).source == shipped("closing")
    with pytest.raises(Problems, match="holds already"):
        template_book.restore(desk, "closing", today=TODAY)


def test_the_same_words_twice_make_no_version(desk):
    changed = shipped("closing").replace("Dear", "Good day")
    template_book.save(desk, "closing", changed, today=TODAY)
    with pytest.raises(Problems, match="Nothing has changed"):
        template_book.save(desk, "closing", changed, today=TODAY)


def test_a_letter_of_our_own_is_offered_and_can_be_taken_back(desk):
    saved = template_book.save(desk, "", template_book.STARTER, today=TODAY)
    assert "templates" in saved.kinds
    assert [row.kind for row in written.kinds(desk) if row.group == "Our own letters"] == ["our-letter"]
    with pytest.raises(Problems, match="already"):
        template_book.save(desk, "", template_book.STARTER + "\nMore.\n", today=TODAY)
    template_book.restore(desk, "our-letter", today=TODAY)
    assert not [row for row in written.kinds(desk) if row.group == "Our own letters"]
    row = next(row for row in template_book.book(desk) if row.kind == "our-letter")
    assert "taken back" in row.fault
    assert template_book.opened(desk, "our-letter").words.source == template_book.STARTER


def test_only_a_manager_changes_a_template_where_there_is_one(desk):
    manager = replace(desk.advisor, role="manager")
    with desk.unit_of_work() as work:
        work.session.execute(update(Advisor).values(role="manager"))
        work.commit()
    with pytest.raises(template_book.NotYours):
        template_book.save(desk, "", template_book.STARTER, today=TODAY)
    assert not template_book.opened(desk, "closing").may_change
    desk.advisor = manager
    template_book.save(desk, "", template_book.STARTER, today=TODAY)
    assert template_book.opened(desk, "closing").may_change


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("debt-pro-rata", 'rests_on = "mandate"', 'rests_on = "nothing"', "rests on stays"),
        ("practice-feedback", 'rests_on = "practice_feedback"', "", "rests on stays"),
        ("closing", 'to = ["subject"]', 'to = ["subject", "creditor"]', "may name only subject"),
        ("closing", 'to = ["subject"]', "to = []", "may name only subject"),
        ("evidence", "{% if checked -%}\n", "{% if client.name -%}\n", "nobody checked"),
        ("evidence", "It is our own letter.", "Dr Rennie has checked it.", "nobody checked"),
        ("check-sheet", "kind", "kind", "fixed"),
        ("", 'to = ["subject"]', 'to = ["creditor"]', "must rest on"),
        ("", 'to = ["subject"]', "to = []", "must say whom"),
        ("", 'to = ["subject"]', 'to = ["subject", "dwp"]', "must rest on"),
    ],
)
def test_no_template_loosens_what_a_letter_rests_on(desk, kind, old, new, said):
    source = shipped(kind) if kind else template_book.STARTER
    assert old in source
    source = source.replace(old, new, 1)
    with pytest.raises((Problems, TemplateFault), match=said):
        template_book.save(desk, kind, source, today=TODAY)
    assert not template_book.opened(desk, "closing").versions
    look = template_book.looked_at(source, kind)
    assert look.faults


def test_what_a_version_no_longer_insists_on_is_said(desk):
    source = shipped("closing").replace('"client.name", ', "")
    assert template_book.looked_at(source, "closing").remarks == (
        "It no longer insists on the client's name.",
    )


def test_a_fault_gives_its_line():
    source = shipped("closing").replace("Dear {{ greeting }}", "Dear {{ client.nmae }}")
    line = source[: source.index("client.nmae")].count("\n") + 1
    [fault] = template_book.looked_at(source, "closing").faults
    assert (fault.line, "client.nmae" in fault.what) == (line, True)


def test_every_field_offered_can_be_put_in_and_prints_its_sample():
    for row in template_book.pickable():
        source = template_book.STARTER.replace("{{ asked.message }}", "{{ asked.message }}\n\n" + row.inserts)
        look = template_book.looked_at(source, "")
        assert look.faults == (), (row.key, look.faults)
    asked = template_book.looked_at(template_book.STARTER, "").asked
    assert [row.inserts for row in asked] == ["{{ asked.message }}"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00\x01", "not plain text"),
        (b"MZ\x00\x00" + b"\0" * 400, "not plain text"),
        (b"x" * 300_000, "too long"),
        (b"", "front matter"),
        (b"Dear all", "front matter"),
        (b'+++\nkind = "x"\n+++\nDear all', "does not give"),
    ],
)
def test_a_file_that_is_no_template_is_refused_in_a_sentence(data, said):
    with pytest.raises((Problems, TemplateFault), match=said):
        template_book.brought(data)


def test_a_template_goes_out_as_a_file_and_comes_back_the_same():
    for kind in templates.KINDS:
        source = shipped(kind)
        assert template_book.brought(source.encode()) == source
        assert template_book.brought(b"\xef\xbb\xbf" + source.replace("\n", "\r\n").encode()) == source
        assert template_book.kind_of(source) == kind
