"""Letters to many creditors: begun from an offer, one question for all, issued and printed in one go."""

from dataclasses import replace

import pytest
from by_keyboard import choose, press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from test_screen_papers import rest

from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.debt import offers
from welfare_desk.casework.people import clients
from welfare_desk.ui.debts.offers import OffersPart


@pytest.fixture
def offer(practice):
    return offers.page(
        practice.desk, practice.told.clients["isla"], today=practice.desk.clock.today()
    ).offers[0]


@pytest.fixture
def screen(practice, practice_window, qtbot, offer):
    """The letters of an offer, begun from the offer itself."""
    practice_window.go("client-debts", person=practice.told.clients["isla"], tab="offers")
    settle(practice_window, qtbot)
    assert isinstance(practice_window.front().part(), OffersPart)
    push(practice_window, "Write the letters", qtbot)
    settle(practice_window, qtbot)
    return practice_window.front()


def buttons(window):
    return [button.text() for button in window.title_line.buttons]


def rows_of(screen):
    return [row for row in screen.list.rows.rows if len(row.cells) > 2]


def test_an_offer_fills_the_form_and_ticks_its_equals(screen, practice_window):
    assert practice_window.place().screen == "creditor-letters"
    assert screen.form.values()["kind"] == "debt-pro-rata"
    [ticked] = [tick.text() for _, tick in screen.form.fields["debt_ids"].ticks if tick.isChecked()]
    assert ticked == "Northgate Bank, credit or store card: £23.05"
    assert_every_focusable_widget_has_a_name(screen)


def test_another_kind_of_letter_keeps_what_both_are_asked(screen, practice_window, qtbot):
    write(screen.form, "authority", "enclosed")
    choose(screen.form, "kind", "debt-holding")
    settle(practice_window, qtbot)
    assert screen.form.values()["authority"] == "enclosed"
    assert "statement_on" not in screen.form.fields


def test_no_creditor_ticked_is_said_beside_the_ticks(screen, practice_window, qtbot):
    screen.form.show_values({"debt_ids": ()})
    press(practice_window, "Ctrl+S", qtbot)
    assert "Tick at least one creditor." in words_on(screen.form)


def test_from_drafts_to_paper_with_one_question_for_all(
    screen, practice, practice_window, qtbot, heard, tmp_path, offer
):
    isla = practice.told.clients["isla"]
    view, today = clients.client(practice.desk, isla), practice.desk.clock.today()
    there = replace(view.draft, address="4 Weavers Row")
    clients.change_client(practice.desk, isla, there, version=view.version, today=today)
    for debt in screen.form.fields["debt_ids"].ticks:
        debt[1].setChecked("Northgate" in debt[1].text() or "Tayside" in debt[1].text())
    write(screen.form, "how", "standing order")
    write(screen.form, "first_on", "4/1/2027")
    write(screen.form, "review_on", "1/6/2027")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert [row.cells[2].chip.words for row in rows_of(screen)] == ["Stopped", "Stopped"]
    assert screen.page.pages() >= 1
    practice_window.go_back()
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "client-debts"  # never an empty form
    practice_window.go("creditor-letters", case=offer.case_id, batch=screen._where["batch"])
    settle(practice_window, qtbot)
    push(practice_window, "Record authorities", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert [row.cells[2].chip.words for row in rows_of(screen)] == ["May go", "May go"]
    heard.answer = False
    push(practice_window, "Issue 2 letters: for good", qtbot)
    assert heard.asked == ["Issue these 2 letters?"]
    assert "Northgate Bank, £23.05" in heard.hints[0] and "Tayside Council, £20.00" in heard.hints[0]
    assert letters.letters(practice.desk, case_id=offer.case_id, state="issued") == []
    heard.answer = True
    push(practice_window, "Issue 2 letters: for good", qtbot)
    for _ in range(6):
        rest(practice_window, qtbot)
    assert [row.cells[2].chip.words for row in rows_of(screen)] == ["Issued", "Issued"]
    heard.paper = QPrinter()
    heard.paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    heard.paper.setOutputFileName(str(tmp_path / "printed.pdf"))
    push(practice_window, "Print all 2", qtbot)
    for _ in range(8):
        rest(practice_window, qtbot)
    document = QPdfDocument()
    document.load(str(tmp_path / "printed.pdf"))
    assert document.pageCount() == 2
    push(practice_window, "Print later", qtbot)
    practice_window.go("print-later")
    settle(practice_window, qtbot)
    waiting = [row.cells[1].text for row in rows_of(practice_window.front())]
    assert waiting.count("Northgate Bank") == waiting.count("Tayside Council") == 1


def test_the_lock_keeps_what_was_typed(screen, practice_window, qtbot):
    write(screen.form, "how", "standing order")
    practice_window.lock()
    practice_window.unlocked()
    settle(practice_window, qtbot)
    assert practice_window.front().form.values()["how"] == "standing order"
