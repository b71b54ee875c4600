import io

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.ui import theme
from welfare_desk.ui.kit import words as words_kit
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.charts import ChartView
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.page_view import PageMark, PageUnreadable, PageView
from welfare_desk.ui.kit.panes import Beside, Details, Page
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.track import Stage, Track
from welfare_desk.ui.kit.words import Button, Prose, Words
from welfare_desk.ui.tour import picture_of


def a_pdf(*pages):
    held = io.BytesIO()
    canvas = Canvas(held, invariant=1)
    for page in pages:
        for number, line in enumerate(page.splitlines()):
            canvas.drawString(72, 700 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


@pytest.fixture
def view(qtbot):
    made = PageView("Letter preview")
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    return made


def test_pages_show_from_memory_and_turn_by_key(view, qtbot):
    view.show_pdf(a_pdf("one", "two", "three"))
    assert (view.page(), view.pages()) == (1, 3)
    assert view.accessibleName() == "Letter preview, Page 1 of 3"
    with qtbot.waitSignal(view.page_changed) as turned:
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert turned.args == [2, 3]
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page() == 3
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page() == 1


def test_a_sentence_is_found_across_its_line_break_and_marked(view):
    view.show_pdf(a_pdf("He walks about thirty\nmetres with a stick."))
    plain = picture_of(view, 1.0)
    assert view.mark([PageMark("about thirty metres with", "overdue")]) == 1
    marked = picture_of(view, 1.0)
    assert plain != marked
    assert view.mark([PageMark("no such words")]) == 0
    assert picture_of(view, 1.0) == plain


def test_a_mark_on_a_later_page_brings_it_into_sight(view):
    view.show_pdf(a_pdf("one", "two", "the last word"))
    view.mark([PageMark("last word")])
    assert view.page() == 3


def test_bytes_that_are_no_pdf_are_said_to_be_so(view):
    view.show_pdf(a_pdf("one"))
    with pytest.raises(PageUnreadable):
        view.show_pdf(b"not a page")
    assert view.pages() == 0
    view.show_pdf(a_pdf("one"))
    assert view.pages() == 1


def test_letting_go_leaves_no_page(view):
    view.show_pdf(a_pdf("one"))
    view.clear()
    assert view.page_words() == "No page"
    view.grab()


def test_a_chart_is_drawn_for_the_theme_and_said_in_words(qtbot, qapp):
    asked = []

    def draw(dress):
        asked.append(dress)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {dress.width} {dress.height}">'
        return f'{head}<rect width="50" height="50" fill="{dress.series[0]}"/></svg>'.encode()

    view = ChartView()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    view.show_chart(draw, "Gain by month: most in September, £77,600")
    assert "September" in view.accessibleName()
    assert picture_of(view, 1.0).pixelColor(20, 20).name().upper() == theme.LIGHT.chart_1
    theme.apply(qapp, "dark")
    assert picture_of(view, 1.0).pixelColor(20, 20).name().upper() == theme.DARK.chart_1
    view.resize(400, 250)
    assert (asked[-1].width, asked[-1].height) == (400, 250)


def test_a_wrapping_label_asks_for_one_line_only(qtbot):
    for long in (Words("word " * 200, wraps=True), Prose("word " * 200)):
        qtbot.addWidget(long)
        assert long.minimumSizeHint().height() < 30


def test_prose_is_taller_where_it_is_narrower(qtbot):
    prose = Prose("word " * 40)
    qtbot.addWidget(prose)
    assert prose.heightForWidth(100) > prose.heightForWidth(400) > 0


def test_what_people_typed_is_never_read_as_markup(qtbot):
    label = Words("<b>Tam</b> & <img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_pane_is_filled_and_emptied(qtbot):
    pane = Details("The chosen gain")
    qtbot.addWidget(pane)
    pane.heading("Jean Tulloch", "PADP", Chip("Confirmed", "done"), right="2026")
    pane.facts([("Recipient", "")])
    pane.sum([("Paid now", "£1.00"), ("Counts as", "£1.00")], totals=(1,))
    pane.section("Proof", "Add proof", lambda: None)
    pane.item("Award letter", "9 Nov", "file-text", second="scanned")
    pane.said("Only what is more than before counts.")
    pane.at_foot("Correct this gain", lambda: None)
    words = {label.text() for label in pane.findChildren(QLabel)}
    assert {"Jean Tulloch", "Not recorded", "£1.00", "Award letter"} <= words
    pane.clear()
    qtbot.waitUntil(lambda: not pane.findChildren(QPushButton))


def test_in_a_narrow_window_the_details_go_below(qtbot):
    pane, main = Details(), Empty("No clients yet", "Their names go here.", "Take a referral", lambda: None)
    both = Beside(main, pane)
    qtbot.addWidget(both)
    both.resize(1000, 500)
    both.show()
    qtbot.waitUntil(lambda: pane.x() > main.x())
    both.resize(500, 500)
    qtbot.waitUntil(lambda: pane.y() > main.y() and pane.x() == main.x())


def test_the_track_says_its_stages(qtbot):
    track = Track([Stage("Draft", "Mon 16 Nov", "done"), Stage("With GP", "", "now"), Stage("Issued")])
    qtbot.addWidget(track)
    assert track.accessibleName() == "Stages: Draft done Mon 16 Nov; With GP now; Issued to come"
    track.grab()


def test_where_a_stage_has_no_room_for_its_name_the_stages_stand_under_each_other(qtbot):
    track = Track([Stage("Re-determination", "Mon 9 Nov", "done"), Stage("Appeal lodged", "", "now")])
    qtbot.addWidget(track)
    track.show()
    track.resize(600, track.height())
    assert not track.upright
    wide = track.height()
    track.resize(200, track.height())
    assert track.upright
    track.show_stages([Stage("Re-determination", "Mon 9 Nov", "done")] * 6)
    assert track.height() > 6 * 26 > wide


def test_a_track_that_would_take_more_than_a_third_of_its_window_says_the_stage_of_now(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    track = Track([Stage("Asked", "Mon 9 Nov", "done")] * 4, page, folds=True)
    track.show_stages([*track.stages, Stage("Re-determination", "by Wed 9 Dec", "now"), Stage("Hearing")])
    page.resize(420, 900)
    page.show()
    track.resize(420, track.height())
    assert track.upright and not track.folded and not track.toolTip()
    whole = track.height()
    page.resize(380, 300)
    track.resize(380, track.height())
    assert track.folded and track.height() < whole / 3
    [shown] = track._below_each_other()
    assert shown.words == "Stage 5 of 6: Re-determination, by Wed 9 Dec"
    assert "Hearing to come" in track.toolTip() and "Hearing to come" in track.accessibleName()
    track.grab()


def test_a_banner_whose_words_would_be_squeezed_has_its_buttons_below_them(qtbot):
    banner = Banner("soon")
    qtbot.addWidget(banner)
    banner.say("What you type goes in as you type it. A copy in English is kept with the papers.")
    button = banner.offer("Show the English", lambda: None)
    banner.show()
    banner.resize(1200, 60)
    qtbot.waitUntil(lambda: button.x() > 900)

    def below():
        banner.resize(300, banner.height())  # a window gives way step by step: words on one line hold it wide
        return button.x() < 100 and button.y() > button.height()

    qtbot.waitUntil(below)


def test_a_banner_says_what_to_do_and_its_ways_out_go_again(qtbot):
    banner, done = Banner("overdue", edge=True), []
    qtbot.addWidget(banner)
    banner.say("This letter cannot go on.", "Ask for a new consent.")
    button = banner.offer("Ask for consent", lambda: done.append(1), "primary")
    button.click()
    assert done == [1]
    assert banner.accessibleName() == "This letter cannot go on. Ask for a new consent."
    banner.clear()
    qtbot.waitUntil(lambda: not banner.findChildren(QPushButton))


def test_enter_presses_the_button_that_has_the_focus(qtbot):
    done = []
    button = Button("&Save referral", lambda: done.append(1), "primary", "check")
    qtbot.addWidget(button)
    button.show()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert done == [1, 1]
    assert button.accessibleName() == "Save referral"


def test_a_label_keeps_the_colour_it_was_given_when_it_is_moved(qtbot, qapp):
    theme.apply(qapp, "light")
    window, band, until = QWidget(), QWidget(), Words("")
    qtbot.addWidget(window)
    for outer, inner in ((window, band), (band, until)):
        QVBoxLayout(outer).addWidget(inner)
    window.show()
    until.say("until 24 May 2027", "done")
    band.hide()
    band.setParent(None)
    window.layout().addWidget(band)
    band.show()
    assert until.palette().color(until.foregroundRole()) == theme.colour("done")


@pytest.fixture
def an_empty_list(qtbot):
    either = OrEmpty(RowList("Clients", (Column("Client"),)), Empty("No clients yet.", "They stand here."))
    page = Beside(either, Details(), either)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    either.show_full(False)
    return page


def test_beside_an_empty_list_no_empty_pane_stands(an_empty_list, qtbot):
    page, pane, either = an_empty_list, an_empty_list.details, an_empty_list.main
    assert pane.isHidden()
    qtbot.waitUntil(lambda: either.width() == page.width())
    pane.heading("A new client")  # a form may stand beside an empty list
    assert pane.isVisible()
    pane.clear()
    assert pane.isHidden()
    either.show_full(True)
    assert pane.isVisible()


def test_in_a_narrow_window_the_form_follows_the_words_of_an_empty_list(an_empty_list, qtbot):
    an_empty_list.resize(500, 600)
    pane = an_empty_list.details
    pane.heading("A new client")
    assert an_empty_list.narrow
    qtbot.waitUntil(lambda: pane.y() < 200 and pane.height() > 300)


def test_the_buttons_at_the_foot_of_a_narrow_pane_stand_under_each_other(qtbot):
    pane = Details("The chosen date")
    qtbot.addWidget(pane)
    buttons = [pane.at_foot(words, lambda: None) for words in ("A note to the file", "Out of sight until")]
    pane.show()
    for width, upright in ((600, False), (230, True), (600, False)):
        pane.resize(width, 300)
        qtbot.waitUntil(lambda want=upright: (buttons[1].y() > buttons[0].y()) is want)
        body = pane.widget()
        assert body is not None and body.width() <= pane.viewport().width()


def test_what_follows_a_short_list_stands_right_below_it(qtbot):
    rows = RowList("Who can open it", (Column("Who"),), grows=True)
    either = OrEmpty(rows, Empty("Nobody yet."))
    page, button = Page("Who can open it", either), Button("Remove the chosen one", lambda: None)
    page.add(button)
    qtbot.addWidget(page)
    page.resize(500, 600)
    rows.show_rows([Row(1, (RowCell("Morag Sinclair"),))])
    page.show()
    qtbot.waitUntil(lambda: rows.height() < 100 and either.height() == rows.height())
    below = either.mapTo(page, either.rect().bottomLeft()).y()
    assert 0 < button.mapTo(page, button.rect().topLeft()).y() - below < 40


def test_what_stands_in_a_line_turns_upright_and_back_and_never_widens_its_pane(qtbot):
    buttons = [
        Button(words, lambda: None, "link") for words in ("Decide about others named", "Decide about harm")
    ]
    hidden = Button("Take it back", lambda: None)
    line, pane = InALine(*buttons, hidden), Details("The note")
    hidden.hide()
    pane.add(line)
    qtbot.addWidget(pane)
    pane.show()
    for width, upright in ((600, False), (240, True), (600, False)):
        pane.resize(width, 400)
        qtbot.waitUntil(lambda want=upright: (buttons[1].y() > buttons[0].y()) is want)
        assert all(button.width() == button.sizeHint().width() for button in buttons)
        assert pane.widget().width() <= pane.viewport().width()
    hidden.show()
    pane.resize(line.sizeHint().width(), 400)
    qtbot.waitUntil(lambda: hidden.y() > buttons[1].y() > buttons[0].y())


def test_a_line_put_into_a_pane_that_is_shown_already_has_its_height_at_once(qtbot):
    pane = Details("The note")
    qtbot.addWidget(pane)
    pane.show()
    button = Button("Choose logo", lambda: None)
    line = InALine(button)
    assert line.sizeHint().height() == button.sizeHint().height()
    pane.add(line)
    pane.add(Words("Below"))
    qtbot.waitUntil(lambda: button.isVisible() and line.height() >= button.height() > 20)


def test_a_link_that_is_cut_says_itself_whole(qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(words_kit.QToolTip, "showText", lambda _at, words, _of: said.append(words))
    link = Button("Decide about others named in it", lambda: None, "link")
    qtbot.addWidget(link)
    over = QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint())
    link.resize(link.sizeHint())
    QApplication.sendEvent(link, over)
    assert said == []
    link.resize(100, 24)
    QApplication.sendEvent(link, over)
    assert said == ["Decide about others named in it"]
