"""The timeline: days as headings, words in full whatever the width, one entry chosen by key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from welfare_desk.ui.kit.rows import CELL
from welfare_desk.ui.kit.timeline import Entry, Timeline

LONG = "He manages the stairs once a day since the fall in October, and his sister helps him wash. " * 4
ENTRIES = (
    Entry("a", "Today", "10:04", "Note", LONG, "MS", "pencil"),
    Entry("b", "Today", "10:01", "Case opened", by="MS", mark="folder"),
    Entry("c", "Thu 19 Nov 2026", "", "Letter issued", mark="mail"),
)


@pytest.fixture
def timeline(qtbot):
    view = Timeline("Timeline")
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show_entries(ENTRIES)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_each_day_is_said_once_above_what_happened_on_it(timeline):
    QAbstractItemModelTester(timeline.rows)
    kinds = [(row.kind, row.cells[0].text) for row in timeline.rows.rows]
    assert kinds == [
        ("group", "Today"),
        ("row", "Note"),
        ("row", "Case opened"),
        ("group", "Thu 19 Nov 2026"),
        ("row", "Letter issued"),
    ]


def test_words_are_shown_in_full_at_any_width(timeline, qtbot):
    wide = timeline.visualRect(timeline.rows.index(1, 0)).height()
    timeline.resize(400, 500)
    qtbot.waitUntil(lambda: timeline.visualRect(timeline.rows.index(1, 0)).height() > wide)
    assert timeline.visualRect(timeline.rows.index(2, 0)).height() < wide


def test_the_arrows_step_over_the_days(timeline, qtbot):
    timeline.choose("b")
    qtbot.keyClick(timeline, Qt.Key.Key_Down)
    assert timeline.chosen_row().key == "c"


def test_the_chosen_entry_stays_chosen_when_a_new_one_comes(timeline):
    timeline.choose("b")
    timeline.show_entries((Entry("new", "Today", "10:20", "Note", "More."), *ENTRIES))
    assert timeline.chosen_row().key == "b"


def test_a_screen_reader_hears_hour_title_words_and_writer(timeline):
    assert timeline.rows.index(2, 0).data(CELL).spoken() == "10:01, Case opened, MS"
    assert timeline.rows.index(1, 0).data(CELL).spoken() == f"10:04, Note, {LONG}, MS"
