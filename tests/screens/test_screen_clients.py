"""Clients: found as one types, reached safely, written about while they talk, put right without loss."""

from dataclasses import replace

import pytest
from by_keyboard import press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.people import clients
from welfare_desk.records.evidence import Access
from welfare_desk.ui import screens
from welfare_desk.ui.clients.page import TABS
from welfare_desk.ui.clients.source import sources
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.both import Both
from welfare_desk.ui.kit.rows import CELL


@pytest.fixture
def here(practice, practice_window, qtbot):
    """Go to a screen of a person by their short name, and wait until it shows."""

    def go(screen, short="", **where):
        person = {"person": practice.told.clients[short]} if short else {}
        practice_window.go(screen, **person, **where)
        settle(practice_window, qtbot)
        settle(practice_window, qtbot)  # the pane reads once the list stands
        return practice_window.front()

    return go


def keys(typed):
    QTest.keyClicks(QApplication.focusWidget(), typed)


def key(code):
    QTest.keyClick(QApplication.focusWidget(), code)


def names(screen):
    return [row.cells[0].text for row in screen.list.rows.rows]


def notes(practice, short):
    rows = journal.journal_rows(practice.desk, practice.told.clients[short])
    return [row.words for row in rows if row.kind == "note"]


def looks(practice):
    with practice.desk.look() as look:
        return look.scalar(select(func.count()).select_from(Access))


def warnings(widget):
    return [each.sentence.text() for each in widget.findChildren(Banner) if each.isVisible()]


# The list -------------------------------------------------------------------------------------------


def test_the_list_narrows_with_every_letter_and_enter_opens_the_client(
    here, practice, practice_window, qtbot
):
    screen = here("clients")
    assert QApplication.focusWidget() is screen.search.line
    everybody = len(names(screen))
    keys("reid")
    settle(practice_window, qtbot)
    assert 0 < len(names(screen)) < everybody
    assert all("reid" in name.lower() for name in names(screen))
    keys(" 1974")
    settle(practice_window, qtbot)
    assert names(screen) == ["Reid, Callum"]
    key(Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "client"
    assert practice_window.place().where == {"person": practice.told.clients["callum"]}


def test_enter_right_after_typing_waits_for_the_answer_and_opens_nobody_else(
    here, practice, practice_window, qtbot
):
    screen = here("clients")
    before = screen.list.chosen_row()
    QTest.keyClicks(screen.search.line, "callum reid")
    QTest.keyClick(screen.search.line, Qt.Key.Key_Return)  # before any answer can have come
    qtbot.waitUntil(lambda: practice_window.place().screen == "client")
    assert practice_window.place().where == {"person": practice.told.clients["callum"]}
    assert before is not None and before.key != practice.told.clients["callum"]


def test_another_key_takes_the_hasty_enter_back(here, practice_window, qtbot):
    screen = here("clients")
    QTest.keyClicks(screen.search.line, "callum")
    QTest.keyClick(screen.search.line, Qt.Key.Key_Return)
    QTest.keyClicks(screen.search.line, " r")
    settle(practice_window, qtbot)
    qtbot.wait(100)
    assert practice_window.place().screen == "clients"


def test_the_arrows_choose_while_one_goes_on_typing(here):
    screen = here("clients")
    first = screen.list.chosen_row()
    key(Qt.Key.Key_Down)
    assert screen.list.chosen_row() is not None and screen.list.chosen_row() != first
    assert QApplication.focusWidget() is screen.search.line


def test_the_chosen_client_is_shown_with_their_warning_and_their_cases(here, practice_window, qtbot):
    screen = here("clients", typed="callum reid")
    said = words_on(screen.details)
    assert "Callum Reid" in said and "52, born 2 Mar 1974" in said
    assert "Adult Disability Payment appeal" in said
    assert warnings(screen.details) == ["Ring only before noon; leave no message."]


def test_the_rest_of_a_long_list_comes_when_one_gets_there(here, practice, qtbot):
    screen = here("clients")
    everybody = [row.name for row in clients.page(practice.desk, limit=10_000)]
    begun = len(names(screen))
    assert clients.PAGE <= begun < len(everybody)
    screen.list.setFocus()
    while len(names(screen)) < len(everybody):
        shown = len(names(screen))
        key(Qt.Key.Key_End)
        qtbot.waitUntil(lambda shown=shown: len(names(screen)) > shown)
    assert names(screen) == everybody


def test_nobody_found_offers_a_referral_and_esc_takes_the_letters_back(here, practice_window, qtbot):
    screen = here("clients", typed="zzzz")
    assert "Nobody found." in words_on(screen)
    assert not words_on(screen.details).strip()
    key(Qt.Key.Key_Escape)
    settle(practice_window, qtbot)
    assert screen.search.value() == "" and len(names(screen)) >= clients.PAGE
    assert practice_window.front() is screen


# The page -------------------------------------------------------------------------------------------


def test_safe_contact_and_consent_stand_above_every_tab_and_the_window_names_nobody(here, practice_window):
    screen = here("client", "callum")
    for place in range(len(TABS)):
        screen.tabs.setCurrentIndex(place)
        assert warnings(screen.band()) == ["Ring only before noon; leave no message."]
        assert "Consent to read the record" in words_on(screen.band())
        assert "until 24 May 2027" in words_on(screen.band())
    assert "Callum" not in practice_window.windowTitle()
    assert practice_window.title_line.title.text() == "Callum Reid"


def test_without_consent_the_header_says_so(here):
    screen = here("client", "jean")
    assert "No consent to read the record" in words_on(screen.band())
    assert warnings(screen.band()) == []


def test_a_note_saves_itself_and_goes_on_being_the_same_note(here, practice, practice_window, qtbot):
    screen = here("client", "callum")
    before = notes(practice, "callum")
    assert QApplication.focusWidget() is screen.timeline.note.text
    keys("Stairs once a day")
    qtbot.waitUntil(lambda: practice_window.status.saved.text() == "Saved 10:12", timeout=5000)
    settle(practice_window, qtbot)
    keys(" since the fall.")
    screen.timeline.note.settle()
    settle(practice_window, qtbot)
    assert notes(practice, "callum") == ["Stairs once a day since the fall.", *before]
    top = screen.timeline.list.rows.row(1)
    assert top.cells[0].second == "Stairs once a day since the fall."
    assert screen.timeline.list.rows.row(0).cells[0].text == "Today"


def test_typing_on_while_the_first_save_is_under_way_makes_no_second_note(
    here, practice, practice_window, qtbot
):
    screen = here("client", "jean")
    keys("One")
    screen.timeline.note.settle()
    keys(" two")
    screen.timeline.note.settle()
    keys(" three")
    screen.timeline.note.settle()
    settle(practice_window, qtbot)
    assert notes(practice, "jean") == ["One two three"]


def test_a_note_of_a_client_with_one_open_case_is_kept_with_that_case(here, practice, practice_window, qtbot):
    screen = here("client", "jean")
    keys("Came early.")
    screen.timeline.note.settle()
    settle(practice_window, qtbot)
    view = cases.case(practice.desk, practice.told.cases["jean"])
    assert "Came early." in [row.words for row in view.journal]


def test_ctrl_j_begins_another_note_from_any_tab_and_esc_ends_it(here, practice, practice_window, qtbot):
    screen = here("client", "jean")
    keys("First.")
    screen.tabs.setCurrentIndex(1)
    press(practice_window, "Ctrl+J", qtbot)
    assert QApplication.focusWidget() is screen.timeline.note.text
    keys("Second.")
    key(Qt.Key.Key_Escape)
    settle(practice_window, qtbot)
    assert notes(practice, "jean") == ["Second.", "First."]
    assert screen.timeline.note.value() == ""
    assert practice_window.front() is screen


def test_what_is_typed_stays_with_the_client_it_was_typed_of(here, practice, practice_window, qtbot):
    screen = here("client", "jean")
    keys("About Jean.")
    here("client", "fiona")
    settle(practice_window, qtbot)
    assert notes(practice, "jean") == ["About Jean."]
    assert notes(practice, "fiona") == []
    assert screen.timeline.note.value() == ""


def test_a_half_written_note_survives_the_lock_and_is_written_once(here, practice, practice_window, qtbot):
    here("client", "jean")
    keys("Half written")
    practice_window.lock("10:12")
    settle(practice_window, qtbot)
    practice_window.unlocked()
    settle(practice_window, qtbot)
    settle(practice_window, qtbot)
    assert notes(practice, "jean") == ["Half written"]


def test_consent_is_withdrawn_in_one_act_and_the_header_says_so_at_once(
    here, practice, practice_window, qtbot
):
    screen = here("client", "callum", tab="consent")
    push(practice_window, "Withdraw now", qtbot)
    settle(practice_window, qtbot)
    assert "No consent to read the record:" in words_on(screen.band())
    assert "withdrawn 26 Nov 2026" in words_on(screen.band())
    assert "Withdrawn" in screen.parts[TABS.index("consent")].list.rows.row(1).cells[1].chip.words


def test_who_has_looked_is_asked_and_logged_only_when_that_tab_is_shown(
    here, practice, practice_window, qtbot
):
    before = looks(practice)
    screen = here("client", "callum")
    assert looks(practice) == before
    screen.tabs.setFocus()
    for _ in TABS[1:]:
        key(Qt.Key.Key_Right)
    settle(practice_window, qtbot)
    assert looks(practice) == before + 1
    looked = screen.parts[-1].list.rows.rows
    assert any(row.cells[1].text == "Opened the GP record" for row in looked if row.can_be_chosen)
    assert all(row.cells[2].text == "Morag Sinclair" for row in looked if row.can_be_chosen)


def test_enter_on_a_row_opens_what_it_is(here, practice, practice_window, qtbot):
    for short, tab, screen, where in (
        ("callum", "cases", "case", {"case": practice.told.cases["callum"]}),
        ("hugh", "letters", "letter", {"letter": practice.told.letters["hugh"]}),
        ("isla", "money", "case", {"case": practice.told.cases["isla"]}),
        ("callum", "details", "client-details", {"person": practice.told.clients["callum"]}),
    ):
        page = here("client", short, tab=tab)
        page._part().list.setFocus()
        key(Qt.Key.Key_Return)
        settle(practice_window, qtbot)
        assert (practice_window.place().screen, practice_window.place().where) == (screen, where)


def test_no_code_reaches_the_eye_on_any_tab(here):
    for short in ("callum", "isla", "hugh", "moira"):
        screen = here("client", short)
        for part in screen.parts:
            rows = part.list.rows
            said = [
                str(rows.index(n, c).data(CELL).spoken())
                for n in range(rows.rowCount())
                for c in range(len(rows.row(n).cells))
                if c < rows.columnCount()
            ]
            assert not [words for words in said if "_" in words or words in ("adp", "padp", "rent")]


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_is_reached_by_keyboard_and_named(here, practice_window, qtbot, tab):
    here("client", "callum", tab=tab)
    settle(practice_window, qtbot)
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)


# The details ----------------------------------------------------------------------------------------


def test_a_changed_telephone_is_saved_and_the_page_shows_it(here, practice, practice_window, qtbot):
    screen = here("client-details", "callum")
    assert QApplication.focusWidget() is screen.form.fields["surname"].line
    assert not practice_window.title_line.buttons[-1].isEnabled()
    write(screen.form, "phone", "07700 900555")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "client"
    assert "07700 900555" in practice_window.title_line.second.text()
    assert practice_window.status.saved.text() == "Saved 10:12"


def test_saving_what_was_not_changed_changes_nothing_else(here, practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    before = clients.client(practice.desk, person).draft
    screen = here("client-details", "callum")
    write(screen.form, "gp_name", "Dr B Rennie")
    press(practice_window, "Ctrl+S", qtbot)
    assert clients.client(practice.desk, person).draft == replace(before, gp_name="Dr B Rennie")


def test_what_cannot_be_right_is_said_beside_its_field(here, practice, practice_window, qtbot):
    screen = here("client-details", "callum")
    write(screen.form, "ni_number", "12345")
    write(screen.form, "surname", " ")
    write(screen.form, "forenames", " ")
    press(practice_window, "Ctrl+S", qtbot)
    assert practice_window.front() is screen
    assert screen.form.fields["ni_number"].alarm.isVisible()
    assert "There is no name." in screen.form.fields["surname"].below.text()
    assert clients.client(practice.desk, practice.told.clients["callum"]).name == "Callum Reid"


@pytest.fixture
def both_wrote(here, practice, practice_window, qtbot):
    """The advisor typed a telephone while somebody else changed the GP."""
    person = practice.told.clients["callum"]
    screen = here("client-details", "callum")
    write(screen.form, "phone", "07700 900555")
    view = clients.client(practice.desk, person)
    theirs = replace(view.draft, gp_name="Dr S Ali")
    clients.change_client(practice.desk, person, theirs, version=view.version, today=TODAY)
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    return screen


def test_who_was_slower_is_told_and_keeps_what_they_typed(both_wrote, practice):
    assert isinstance(both_wrote.form._top, Both)
    assert both_wrote.form.fields["phone"].value() == "07700 900555"
    assert clients.client(practice.desk, practice.told.clients["callum"]).draft.phone == "07700 900186"


def test_saving_again_keeps_theirs_where_i_wrote_nothing(both_wrote, practice, practice_window, qtbot):
    press(practice_window, "Ctrl+S", qtbot)
    draft = clients.client(practice.desk, practice.told.clients["callum"]).draft
    assert (draft.phone, draft.gp_name) == ("07700 900555", "Dr S Ali")


def test_a_kept_draft_of_before_meets_what_was_written_since(here, practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    screen = here("client-details", "callum")
    write(screen.form, "phone", "07700 900555")
    kept = screen.draft()
    view = clients.client(practice.desk, person)
    theirs = replace(view.draft, phone="07700 900777")
    clients.change_client(practice.desk, person, theirs, version=view.version, today=TODAY)
    screen.form.show_values(screen._untouched)
    screen.restore(kept)
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    [phone] = screen.form._top.found
    assert (phone.mine, phone.theirs) == ("07700 900555", "07700 900777")


def test_half_changed_details_come_back_after_the_lock(here, practice_window, qtbot):
    screen = here("client-details", "callum")
    write(screen.form, "phone", "0770")
    practice_window.lock("10:12")
    practice_window.unlocked()
    settle(practice_window, qtbot)
    assert practice_window.front() is not screen
    assert practice_window.front().form.fields["phone"].value() == "0770"
    assert practice_window.title_line.buttons[-1].isEnabled()


def test_the_details_are_reached_by_keyboard_and_named(here):
    screen = here("client-details", "callum")
    assert_every_focusable_widget_has_a_name(screen)
    assert_tab_reaches_everything(screen)


def test_the_list_is_reached_by_keyboard_and_named(here):
    screen = here("clients", typed="callum")
    assert_every_focusable_widget_has_a_name(screen)
    assert_tab_reaches_everything(screen)


# Ctrl+K ---------------------------------------------------------------------------------------------


def test_ctrl_k_finds_a_client_and_a_case_and_goes_there(here, practice, practice_window):
    here("clients")
    of_clients, of_cases, _ = sources(practice_window, practice_window.room)
    [client] = of_clients.find("reid 2.3.1974")
    assert (client.words, "born 2 Mar 1974" in client.second) == ("Reid, Callum", True)
    client.open()
    assert practice_window.place().where == {"person": practice.told.clients["callum"]}
    reference = cases.case(practice.desk, practice.told.cases["callum"]).row.reference
    [case] = of_cases.find(reference)
    assert "Adult Disability Payment appeal" in case.second
    case.open()
    assert practice_window.place().where == {"case": practice.told.cases["callum"]}


def test_ctrl_k_offers_nobody_before_a_letter_is_typed(practice_window):
    assert [source.find(" ") for source in sources(practice_window, practice_window.room)] == [[], [], []]


def test_who_is_seen_today_is_found_before_their_namesakes(practice, practice_window):
    screens.add_sources(practice_window, practice_window.room)
    practice_window.go("today")
    practice_window.open_palette()
    practice_window.palette_panel.line.setText("cal")
    lines = practice_window.palette_panel._lines
    first = lines[lines.index("Clients") + 1]
    assert "Reid" in first.words and "Callum" in first.words
    assert practice_window.palette_panel.count.text().startswith("First ")
