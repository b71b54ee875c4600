"""Two at one letter, pack, case or date: the second is told, sees what the first wrote, loses no word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from building import TODAY, a_case, a_client, a_consent, a_note, a_practice, a_reading, body
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from welfare_desk.casework import agency, kept_typing
from welfare_desk.casework.consent import report_rights
from welfare_desk.casework.correspondence import letter_page, letters, written
from welfare_desk.casework.matters import cases, key_dates
from welfare_desk.casework.papers import attachments, packs
from welfare_desk.casework.rights import privacy
from welfare_desk.casework.service import practice_terms
from welfare_desk.casework.service.practice_terms import Terms
from welfare_desk.rules.report_rights import Steps
from welfare_desk.ui.kit.both import Both
from welfare_desk.ui.kit.words import Prose


def at_rest(program, qtbot):
    for _ in range(3):
        qtbot.waitUntil(lambda: not program.jobs.busy(), timeout=20_000)
        qtbot.wait(30)


def at(program, qtbot, screen, **where):
    program.window.go(screen, **where)
    at_rest(program, qtbot)
    return program.window.front()


@pytest.fixture(scope="module")
def of_letter(house):
    """A client of the first manager's with a letter of two statements begun, to be checked by nobody yet."""
    isla = house.manager
    practice = a_practice(isla)
    client = a_client(isla, practice_id=practice)
    case = a_case(isla, client)
    a_consent(isla, client, practice)
    reading = a_reading(isla, client, case, practice)
    notes = [a_note(isla, client, case, reading, words) for words in ("Walks ten metres.", "Falls weekly.")]
    begun = letter_page.start(isla, case)
    drafted = letter_page.draft_from_notes(isla, begun, notes, body(isla, "sss"), today=TODAY)
    return client, case, drafted.id


def rewritten(desk, letter, text):
    """The other changes the first statement."""
    page = letter_page.opened(desk, letter, today=TODAY)
    order = [letter_page.as_draft(one) for one in page.statements]
    order[0] = replace(order[0], text=text)
    letters.change_statements(desk, letter, order, today=TODAY)


def statements(desk, letter):
    return [one.text for one in letter_page.opened(desk, letter, today=TODAY).statements]


def test_a_statement(program, house, of_letter, qtbot):
    _, _, letter = of_letter
    screen = at(program, qtbot, "letter", letter=letter)
    screen.statements.choose(0)
    screen.edit_statement()
    screen.form.fields["text"].set_value("Mine: she walks ten metres.")
    rewritten(house.manager, letter, "Theirs: she walks five metres.")
    screen.acts()["save"]()
    at_rest(program, qtbot)
    assert isinstance(screen.form._top, Both)
    assert screen.form.values()["text"] == "Theirs: she walks five metres.\n\nMine: she walks ten metres."
    assert statements(house.manager, letter)[0] == "Theirs: she walks five metres."
    screen.acts()["save"]()
    at_rest(program, qtbot)
    assert statements(house.manager, letter)[0].endswith("Mine: she walks ten metres.")


def test_another_statement_of_the_same_letter(program, house, of_letter, qtbot):
    """What one did not touch is sent along with what one did, and must not go over the other's words."""
    _, _, letter = of_letter
    screen = at(program, qtbot, "letter", letter=letter)
    screen.statements.choose(1)
    screen.edit_statement()
    screen.form.fields["text"].set_value("Mine: falls twice weekly.")
    rewritten(house.manager, letter, "Theirs, of the first.")
    screen.acts()["save"]()
    at_rest(program, qtbot)
    assert isinstance(screen.form._top, Both) and screen.form.values()["text"] == "Mine: falls twice weekly."
    screen.acts()["save"]()
    at_rest(program, qtbot)
    assert statements(house.manager, letter) == ["Theirs, of the first.", "Mine: falls twice weekly."]


def test_a_statement_that_is_no_longer_there(program, house, of_letter, heard, qtbot):
    _, _, letter = of_letter
    screen = at(program, qtbot, "letter", letter=letter)
    screen.statements.choose(1)
    screen.edit_statement()
    screen.form.fields["text"].set_value("Mine: and cannot get up.")
    page = letter_page.opened(house.manager, letter, today=TODAY)
    kept = [letter_page.as_draft(page.statements[0])]
    letters.change_statements(house.manager, letter, kept, today=TODAY)
    screen.acts()["save"]()
    at_rest(program, qtbot)
    assert heard.told[-1][1] == "You had written: Mine: and cannot get up."
    assert len(statements(house.manager, letter)) == 1


def test_a_written_letter(program, house, qtbot):
    client = a_client(house.manager)
    case = a_case(house.manager, client)
    asks = written.WrittenDraft("closing", client, body(house.manager, "subject"), case)
    letter = written.write_letter(house.manager, asks, today=TODAY).id
    screen = at(program, qtbot, "written-letter", letter=letter)
    long = next(key for key, ask in screen.answers.asks.items() if ask.type == "long")
    written.keep_words(house.manager, letter, {long: "Theirs."})
    screen._read()
    at_rest(program, qtbot)
    assert screen.answers.values()[long] == "Theirs.", "where nothing is typed, what they wrote is shown"
    screen.answers.fields[long].set_value("Theirs. And mine.")
    written.keep_words(house.manager, letter, {long: "Theirs, once more."})
    screen.keep()
    at_rest(program, qtbot)
    assert isinstance(screen.answers._top, Both)
    assert screen.answers.values()[long] == "Theirs, once more.\n\nTheirs. And mine."


def test_the_steps_of_a_right(program, house, of_letter, qtbot):
    _, _, letter = of_letter
    screen = at(program, qtbot, "report-rights", letter=letter)
    screen.form.fields["wants_to_see"].set_value(True)
    screen.form.fields["explained_on"].set_value(TODAY)
    theirs = Steps(explained_on=TODAY - timedelta(days=1), wants_to_see=True)
    report_rights.record_rights(house.manager, letter, theirs, today=TODAY)
    screen.save()
    at_rest(program, qtbot)
    assert isinstance(screen.form._top, Both)
    assert [one.name for one in screen.form._top.found] == ["explained_on"]
    screen.form._top.choices["explained_on"].ticks[1][1].click()
    assert screen.form.values()["explained_on"] == TODAY - timedelta(days=1)


def test_the_basis_of_a_class(program, house, qtbot):
    screen = at(program, qtbot, "settings", section="privacy")
    section = screen.section()
    code = str(section.list.chosen_row().key)
    six = [value for value in section.form.fields["article_6"]._values if value]
    before = section.form.values()
    mine, theirs = [value for value in six if value != before["article_6"]][:2]
    section.form.fields["article_6"].set_value(mine)
    privacy.change_bases(house.manager, code, theirs, before["article_9"] or "", today=TODAY)
    section.save()
    at_rest(program, qtbot)
    assert isinstance(section.form._top, Both) and section.form.values()["article_6"] == mine
    assert section.form._top.found[0].theirs == theirs


@pytest.fixture
def of_pack(house, of_letter):
    """A pack of three papers."""
    client, case, _ = of_letter
    kept = len(attachments.papers(house.manager, person_id=client))
    for width, title in list(enumerate(("The decision", "The clinic", "The landlord"), start=200))[kept:]:
        scan = QImage(width, 300, QImage.Format.Format_RGB32)
        scan.fill(0xFFFFFFFF)
        data = QBuffer()
        scan.save(data, "PNG")
        draft = attachments.PaperDraft(client, "notice", title, case)
        attachments.add(house.manager, draft, attachments.look_at("a.png", data.data().data()), today=TODAY)
    return packs.begin(house.manager, case, today=TODAY).id


def test_the_text_of_a_pack(program, house, of_pack, qtbot):
    isla, pack = house.manager, of_pack
    screen = at(program, qtbot, "pack", pack=pack)
    screen.text.set_value("What I say.")
    packs.change(isla, pack, submission="What they say.")
    screen.keep()
    screen.keep()  # once more, before the first was answered
    at_rest(program, qtbot)
    assert screen.text.value() == "What they say.\n\nWhat I say."
    assert screen.form.is_to_be_chosen() and screen.heading().primary.words == "Save"
    screen.acts()["save"]()
    at_rest(program, qtbot)
    assert packs.pack_view(isla, pack).submission == "What they say.\n\nWhat I say."
    assert not screen.form.is_to_be_chosen() and screen.draft() is None


def titles(desk, pack):
    return [one.title for one in packs.pack_view(desk, pack).papers]


def test_the_order_and_the_printing_of_a_pack(program, house, of_pack, qtbot):
    isla, pack = house.manager, of_pack
    first, second, third = titles(isla, pack)
    screen = at(program, qtbot, "pack", pack=pack)
    order = list(screen.form.papers_in_order())
    packs.change(isla, pack, papers=[order[1], order[0], order[2]], duplex=not screen.form.duplex.value())
    there = packs.pack_view(isla, pack).duplex
    screen.list.choose(order[2][1])
    screen.move_paper(-1)
    screen.form.text.set_value("Mine.")
    screen.keep()
    at_rest(program, qtbot)
    met = screen.form.top()
    assert [(one.name, one.by_both) for one in met.found] == [("duplex", False), ("papers", True)]
    assert titles(isla, pack) == [second, first, third], "nothing of theirs is written over unseen"
    said = [part.words for part in met.findChildren(Prose)]
    assert "\n".join((first, third, second)) in said and "\n".join((second, first, third)) in said
    assert [key for _, key in screen.form.papers_in_order()] == [order[n][1] for n in (0, 2, 1)]
    met.choices["papers"].ticks[1][1].click()
    assert [key for _, key in screen.form.papers_in_order()] == [order[n][1] for n in (1, 0, 2)]
    met.choices["papers"].ticks[0][1].click()
    screen.acts()["save"]()
    at_rest(program, qtbot)
    stands = packs.pack_view(isla, pack)
    assert titles(isla, pack) == [first, third, second]
    assert (stands.duplex, stands.submission) == (there, "Mine.") and screen.form.duplex.value() == there


def test_a_paper_moved_up_and_down_again_stands_where_it_stood(program, house, of_pack, qtbot):
    before = titles(house.manager, of_pack)
    screen = at(program, qtbot, "pack", pack=of_pack)
    screen.list.choose(screen.form.papers_in_order()[2][1])
    screen.move_paper(-1)
    screen.move_paper(1)
    at_rest(program, qtbot)
    assert titles(house.manager, of_pack) == before and screen.draft() is None


def over_the_lock(program, qtbot, meanwhile, screen, **where):
    """Lock with something typed; another writes; come back to the same place."""
    name = screen.name
    typed = kept_typing.taken(kept_typing.written((where, screen.draft())))
    program.window._drop_screens()
    meanwhile()
    program.window.give_back({kept_typing.place_of(name, where): typed})
    return at(program, qtbot, name, **where)


def test_a_pack_half_written_when_the_desk_was_locked(program, house, of_pack, qtbot):
    """What stood there before is kept with what is typed, so that what another made of it is shown."""
    screen = at(program, qtbot, "pack", pack=of_pack)
    screen.text.set_value("What I say.")
    theirs = partial(packs.change, house.manager, of_pack, submission="What they say.")
    screen = over_the_lock(program, qtbot, theirs, screen, pack=of_pack)
    assert screen.form.is_to_be_chosen()
    assert screen.text.value() == "What they say.\n\nWhat I say."
    assert packs.pack_view(house.manager, of_pack).submission == "What they say."


def test_a_statement_half_written_when_the_desk_was_locked(program, house, of_letter, heard, qtbot):
    _, _, letter = of_letter
    rewritten(house.manager, letter, "As it was.")
    screen = at(program, qtbot, "letter", letter=letter)
    screen.statements.choose(0)
    screen.edit_statement()
    screen.form.fields["text"].set_value("As it was. And mine.")
    theirs = partial(rewritten, house.manager, letter, "Theirs.")
    screen = over_the_lock(program, qtbot, theirs, screen, letter=letter)
    assert isinstance(screen.form.top(), Both)
    assert screen.form.values()["text"] == "Theirs.\n\nAs it was. And mine."
    # Locked once more before it was chosen, and the statement taken out: the words are given back.
    page = letter_page.opened(house.manager, letter, today=TODAY)
    others = [replace(letter_page.as_draft(page.statements[0]), id=None, text="Another.")]
    gone = partial(letters.change_statements, house.manager, letter, others, today=TODAY)
    screen = over_the_lock(program, qtbot, gone, screen, letter=letter)
    assert heard.told[-1][1] == "You had written: Theirs.\n\nAs it was. And mine." and screen.form is None


def test_a_written_letter_half_written_when_the_desk_was_locked(program, house, qtbot):
    client = a_client(house.manager)
    asks = written.WrittenDraft(
        "closing", client, body(house.manager, "subject"), a_case(house.manager, client)
    )
    letter = written.write_letter(house.manager, asks, today=TODAY).id
    screen = at(program, qtbot, "written-letter", letter=letter)
    long = next(key for key, ask in screen.answers.asks.items() if ask.type == "long")
    screen.answers.fields[long].set_value("Mine.")
    theirs = partial(written.keep_words, house.manager, letter, {long: "Theirs."})
    screen = over_the_lock(program, qtbot, theirs, screen, letter=letter)
    for _ in range(2):
        qtbot.waitUntil(lambda page=screen: isinstance(page.answers.top(), Both), timeout=20_000)
        assert not screen._pause.isActive()
        assert screen.answers.values()[long] == "Theirs.\n\nMine."
        screen = over_the_lock(program, qtbot, lambda: None, screen, letter=letter)
    assert screen.heading().primary.words == "Save"
    screen.keep()
    at_rest(program, qtbot)
    assert screen.answers.top() is None and screen.draft() is None
    assert screen.heading().primary.words.startswith("Issue")
    screen = at(program, qtbot, "written-letter", letter=letter)
    assert screen.answers.values()[long] == "Theirs.\n\nMine."


def test_the_steps_of_a_right_half_written_when_the_desk_was_locked(program, house, of_letter, qtbot):
    _, _, letter = of_letter
    screen = at(program, qtbot, "report-rights", letter=letter)
    screen.form.fields["explained_on"].set_value(TODAY)
    days_ago = TODAY - timedelta(days=3)
    theirs = partial(
        report_rights.record_rights, house.manager, letter, Steps(explained_on=days_ago), today=TODAY
    )
    screen = over_the_lock(program, qtbot, theirs, screen, letter=letter)
    assert ("explained_on", days_ago) in [(one.name, one.theirs) for one in screen.form.top().found]
    assert screen.form.values()["explained_on"] == TODAY


def test_a_letterhead_half_written_when_the_desk_was_locked(program, house, qtbot):
    def section():
        return program.window.front().section()

    at(program, qtbot, "settings", section="agency")
    stood = section().form.values()
    section().form.fields["phone"].set_value("01382 500501")
    theirs = agency.Agency(name=stood["name"], phone="01382 500777", email="office@example.org")
    change = partial(agency.change_agency, house.manager, theirs, today=TODAY)
    over_the_lock(program, qtbot, change, program.window.front(), section="agency")
    assert isinstance(section().form.top(), Both)
    assert section().form.values()["email"] == "office@example.org", "which only they wrote"
    assert section().form.values()["phone"] == "01382 500501"
    section().save()
    at_rest(program, qtbot)
    assert section().form.top() is None and section().draft() is None
    assert agency.agency(house.manager, on=TODAY).phone == "01382 500501"
    assert agency.agency(house.manager, on=TODAY).email == "office@example.org"


def section_of(program, qtbot, name):
    at(program, qtbot, "settings", section=name)
    return lambda: program.window.front().section()


def test_the_terms_of_a_practice(program, house, qtbot):
    """Over a lock, then pressed twice: another agreed something with the same practice meanwhile."""
    a_practice(house.manager, "Aberlour Surgery")
    practice = a_practice(house.manager, "Yarrow Surgery", agreed=False)

    def agreed(by, **more):
        terms = Terms(TODAY, agreed_by=by, **({"notes_allowed": True} | more))
        practice_terms.record_terms(house.manager, practice, terms, today=TODAY)

    section = section_of(program, qtbot, "terms")
    section().practice.set_value(practice)
    section().practice.edited.emit()
    at_rest(program, qtbot)
    section().form.fields["agreed_by"].set_value("Dr Mine")
    front = program.window.front
    over_the_lock(program, qtbot, partial(agreed, "Dr Theirs"), front(), section="terms")
    form = section().form
    assert isinstance(form.top(), Both) and form.values()["practice"] == practice
    assert [(one.name, one.by_both) for one in form.top().found] == [("agreed", False), ("agreed_by", True)]
    assert "notes_allowed" in form.values()["agreed"], "which only they changed"
    assert form.values()["agreed_by"] == "Dr Mine"
    over_the_lock(program, qtbot, lambda: None, front(), section="terms")  # before it was chosen
    assert isinstance(section().form.top(), Both)
    agreed("Dr Third", keep_chi=True)
    for found in ("they wrote once more", "saved"):
        section().save()
        at_rest(program, qtbot)
        kept = practice_terms.history(house.manager, practice)[0]
        if found != "saved":
            assert (kept.agreed_by, section().form.values()["agreed_by"]) == ("Dr Third", "Dr Mine")
            assert "keep_chi" in section().form.values()["agreed"]
    assert (kept.agreed_by, kept.keep_chi, kept.notes_allowed) == ("Dr Mine", True, True)
    assert section().form.top() is None and section().draft() is None


def test_the_basis_of_a_kind_of_data(program, house, qtbot):
    section = section_of(program, qtbot, "privacy")
    one = section()._classes["health"]
    others = [key for key in section().form.fields["article_6"]._values if key not in (None, one.article_6)]
    section().list.choose(one.code)
    section().form.fields["article_6"].set_value(others[0])
    change = partial(privacy.change_bases, house.manager, one.code, today=TODAY)
    front = program.window.front
    over_the_lock(program, qtbot, partial(change, others[1], one.article_9), front(), section="privacy")
    assert section().list.chosen_row().key == one.code
    [differs] = section().form.top().found
    assert (differs.name, differs.mine, differs.theirs, differs.by_both) == (
        "article_6", others[0], others[1], True
    )  # fmt: skip
    section().save()
    at_rest(program, qtbot)
    assert section().form.top() is None and section().draft() is None
    now = {each.code: each.article_6 for each in privacy.classes(house.manager, on=TODAY)}
    assert now[one.code] == others[0]


def test_a_matter_half_written_when_the_desk_was_locked(program, house, qtbot):
    case = a_case(house.manager, a_client(house.manager))
    screen = at(program, qtbot, "case", case=case)
    screen.change_matter()
    screen.form.fields["matter"].set_value("Housing costs")
    theirs = partial(cases.change_matter, house.manager, case, "Council tax", today=TODAY)
    screen = over_the_lock(program, qtbot, theirs, screen, case=case)
    assert [one.theirs for one in screen.form.top().found] == ["Council tax"]
    assert screen.form.values()["matter"] == "Housing costs"


def test_what_a_case_is_about(program, house, qtbot):
    case = a_case(house.manager, a_client(house.manager))
    screen = at(program, qtbot, "case", case=case)
    screen.change_matter()
    screen.form.fields["matter"].set_value("Housing costs")
    cases.change_matter(house.manager, case, "Council tax", today=TODAY)
    screen.save()
    at_rest(program, qtbot)
    assert isinstance(screen.form._top, Both) and screen.form.values()["matter"] == "Housing costs"
    assert [one.theirs for one in screen.form._top.found] == ["Council tax"]


def test_a_date_that_another_dealt_with(program, house, heard, qtbot):
    case = a_case(house.manager, a_client(house.manager, surname="Both"))
    due = TODAY + timedelta(days=5)
    key_dates.add_key_date(house.manager, case, "Send the form back", due, today=TODAY)
    [date] = [one.id for one in cases.case(house.manager, case).key_dates]
    screen = at(program, qtbot, "case", case=case)
    for answer in (False, True):  # theirs is kept, then yours used
        qtbot.waitUntil(lambda: screen._chosen_date() is not None, timeout=20_000)
        at_rest(program, qtbot)  # what is read once more after theirs would be no surprise
        key_dates.snooze(house.manager, date, TODAY + timedelta(days=1 + answer), today=TODAY)
        heard.answer = answer
        screen.mark_done()
        qtbot.waitUntil(lambda times=1 + answer: len(heard.asked) == times, timeout=20_000)
        assert heard.hints[-1] == "Theirs: To be met by Tue 1 Dec 2026.\nYours: Done on Thu 26 Nov 2026."
        at_rest(program, qtbot)
        assert (screen._chosen_date().done_on is not None) == answer


def test_a_date_of_the_list_that_another_dealt_with(program, house, heard, qtbot):
    case = a_case(house.manager, a_client(house.manager, surname="Listed"))
    key_dates.add_key_date(house.manager, case, "Ring them", TODAY + timedelta(days=3), today=TODAY)
    [date] = [one.id for one in cases.case(house.manager, case).key_dates]
    screen = at(program, qtbot, "dates")
    qtbot.waitUntil(lambda: date in screen._rows, timeout=20_000)
    screen.list.choose(date)
    key_dates.key_date_done(house.manager, date, today=TODAY)
    key_dates.key_date_not_done(house.manager, date, today=TODAY)
    screen.mark_done()
    qtbot.waitUntil(lambda: bool(heard.asked), timeout=20_000)
    at_rest(program, qtbot)
    assert [one.done_on for one in cases.case(house.manager, case).key_dates] == [TODAY]


def test_a_date_put_out_of_sight(program, house, heard, qtbot):
    case = a_case(house.manager, a_client(house.manager, surname="Asleep"))
    due = TODAY + timedelta(days=2)
    key_dates.add_key_date(house.manager, case, "Ring them back", due, today=TODAY)
    [date] = [one.id for one in cases.case(house.manager, case).key_dates]
    screen = at(program, qtbot, "dates")
    screen.list.choose(date)
    screen.snooze()
    screen.form.fields["to"].set_value(TODAY + timedelta(days=1))
    screen.form.fields["because"].set_value("They are on holiday")
    key_dates.key_date_done(house.manager, date, today=TODAY)
    screen.acts()["save"]()
    at_rest(program, qtbot)
    assert "dealt with this date" in heard.told[-1][0] and "They are on holiday" in heard.told[-1][1]
    assert screen.form is None
