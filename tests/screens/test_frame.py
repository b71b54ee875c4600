import json
from typing import ClassVar

import pytest
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from gallery import a_window
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenuBar, QWidget

from welfare_desk.ui import commands, theme, tour
from welfare_desk.ui.palette import Found, among, matched

NAMES = ("Callum", "Reid", "Isla", "Drummond", "Agnes", "Morag")


@pytest.fixture
def window(qtbot):
    made = a_window()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go("today")
    return made


def test_every_stop_in_every_screen_has_a_name(window):
    for screen in ("today", "case", "referral", "client"):
        window.go(screen)
        assert_every_focusable_widget_has_a_name(window)
    window.open_palette()
    assert_every_focusable_widget_has_a_name(window)
    window.palette_panel.close_up()
    window.lock()
    assert_every_focusable_widget_has_a_name(window)


def test_the_tab_key_reaches_the_rail_the_buttons_and_the_list(window):
    assert_tab_reaches_everything(window)


def test_the_cursor_starts_where_typing_starts(window):
    assert QApplication.focusWidget() is window.front().booked
    window.go("case")
    assert QApplication.focusWidget() is window.front().note.text
    window.lock()
    assert QApplication.focusWidget() is window.lock_screen.field.line


def test_the_window_title_names_nobody(window):
    for screen in ("today", "case", "referral", "client"):
        window.go(screen)
        assert not any(name in window.windowTitle() for name in NAMES)
        assert window.front().title in window.windowTitle()


def test_command_ids_and_keys_are_unique():
    assert commands.checked(commands.TABLE)
    keys = [QKeySequence(c.key).toString() for c in commands.TABLE if c.key]
    assert len(keys) == len(set(keys))
    twice = commands.TABLE[0]
    with pytest.raises(ValueError, match="share the id"):
        commands.checked((twice, twice))


def test_the_promised_keys_are_in_the_table():
    keys = {c.id: c.key for c in commands.TABLE}
    wanted = {
        "find": "Ctrl+K", "new-referral": "Ctrl+N", "write-note": "Ctrl+J", "add-key-date": "Ctrl+D",
        "draft-letter": "Ctrl+L", "lock": "Ctrl+Shift+L",
    }  # fmt: skip
    assert {id: keys[id] for id in wanted} == wanted


def test_a_key_goes_to_the_screen_in_front_and_nowhere_behind_the_lock(window, qtbot):
    done = []
    window.front().acts = lambda: {"write-note": lambda: done.append("note")}
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert done == ["note"]
    window.go("case")
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    window.lock()
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert done == ["note"]
    assert not window.palette_panel.isVisible()


def test_menus_hold_every_command(window):
    bar: QMenuBar = window.menuBar()
    words = {action.text() for menu in bar.actions() for action in menu.menu().actions()}
    assert words == {command.words for command in commands.TABLE}


def test_esc_leaves_the_screen_and_alt_left_goes_back(window, qtbot):
    window.go("case")
    window.go("referral")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.front().name == "case"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.front().name == "today"


def test_the_owner_in_the_title_leads_to_them(window, qtbot):
    window.go("case")
    qtbot.mouseClick(window.title_line.owner, Qt.MouseButton.LeftButton)
    assert window.front().name == "today"


def test_a_closed_button_says_why(window):
    window.go("case")
    closed = window.title_line.buttons[-1]
    assert not closed.isEnabled()
    assert closed.toolTip() == closed.accessibleDescription() == "A consent was withdrawn."


def test_a_hidden_screen_catches_up_when_it_is_shown_and_the_writer_is_not_told(window):
    today = window.front()
    window.go("case")
    window.announce("one")
    window.announce("two")
    assert today.changes == []
    arrived = []
    today.arrive = lambda **where: arrived.append(where)
    window.go("today")
    assert arrived == [{}]  # arriving reads everything, once
    window.announce("three")
    window.announce("mine", today)
    assert today.changes == ["three"]


def test_making_and_filling_screens_flashes_no_other_window(window, qapp):
    class Watch(QObject):
        flashed: ClassVar[list[str]] = []

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.flashed.append(f"{type(watched).__name__} {watched.accessibleName()!r}")
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    for screen in ("case", "referral", "client", "today"):
        window.go(screen)
    window.lock()
    window.unlocked()
    qapp.removeEventFilter(watch)
    assert watch.flashed == []


# The palette --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "typed", "spans"),
    [
        ("Callum Reid", "rei", ((7, 3),)),
        ("Callum Reid", "re cal", ((0, 3), (7, 2))),
        ("Callum Reid", "eid", ()),
        ("Mary-Ann O'Neil", "neil", ((11, 4),)),
        ("Ann Anderson", "an an", ((0, 2), (4, 2))),
        ("Straße", "str", ((0, 3),)),
        ("Callum Reid", "", ()),
    ],
)
def test_typed_letters_match_the_beginnings_of_words(words, typed, spans):
    assert matched(words, typed) == spans


@given(st.text(max_size=30), st.text(max_size=12))
def test_what_is_shown_heavier_is_what_was_typed(words, typed):
    spans = matched(words, typed)
    assert all(start >= 0 and start + length <= len(words) for start, length in spans)
    heavy = sorted(words[start : start + length].casefold() for start, length in spans)
    parts = sorted(typed.casefold().split())
    assert not spans or [len(part) for part in heavy] == [len(part) for part in parts] or heavy == parts


def test_nothing_typed_matches_everything():
    lines = [Found("One", lambda: None)]
    assert among(lines, " ") == lines
    assert among(lines, "x") == []


def test_the_palette_is_worked_by_keys_alone(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    panel = window.palette_panel
    assert panel.isVisible()
    assert panel.line.hasFocus()
    qtbot.keyClicks(panel.line, "rei")
    assert panel.chosen().words == "Callum Reid"
    qtbot.keyClick(panel.line, Qt.Key.Key_Down)
    assert panel.chosen().words == "Catriona Reilly"
    assert "Catriona Reilly" in panel.line.accessibleDescription()
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert window.front().name == "case"


def test_esc_closes_the_palette_and_gives_the_cursor_back(window, qtbot):
    before = QApplication.focusWidget()
    window.open_palette()
    qtbot.keyClick(window.palette_panel.line, Qt.Key.Key_Escape)
    assert not window.palette_panel.isVisible()
    assert QApplication.focusWidget() is before
    assert window.front().name == "today"


def test_commands_in_the_palette_say_whom_they_are_for(window):
    window.open_palette()
    window.palette_panel.line.setText("write")
    assert window.palette_panel.chosen().words == "Write note for Callum Reid"


def test_nothing_found_says_so_and_enter_does_nothing(window, qtbot):
    window.open_palette()
    window.palette_panel.line.setText("zzz")
    qtbot.keyClick(window.palette_panel.line, Qt.Key.Key_Return)
    assert window.palette_panel.isVisible()
    assert window.palette_panel.line.accessibleDescription() == "Nothing found"


# Hiding -------------------------------------------------------------------------------------------


def test_the_lock_hides_at_once_keeps_the_draft_and_gives_it_back(window, qtbot):
    window.front().half_written = "Spoke about the rent"
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    with qtbot.waitSignal(window.locked):
        window.lock()
    assert window.is_covered()
    assert window.lock_screen.isVisible()
    assert not dialog.isVisible()
    assert "What you were writing is kept" in window.lock_screen.since.text()
    with qtbot.waitSignal(window.uncovered):
        window.unlocked()
    assert not window.is_covered()
    assert window.front().half_written == "Spoke about the rent"


def test_behind_the_lock_no_name_is_left_on_the_screen(window):
    window.go("case")
    window.lock()
    QApplication.processEvents()
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert not any(name in text for text in shown for name in NAMES)
    held = {window.body.widget(place) for place in range(window.body.count())}
    assert held == {window.plate, window.not_read}  # which name nobody
    assert window.body.currentWidget() is window.plate
    assert window.title_line.owner.text() == ""


def test_the_lock_never_asks(window, heard):
    window.front().half_written = "half a note"
    window.lock()
    assert heard.asked == heard.told == []


def test_what_was_written_behind_the_curtain_is_caught_up_with(window):
    from welfare_desk.ui.lock.cover import StartPin

    window.pin = StartPin("482913")
    window.draw_curtain()
    window.announce("while away")
    assert window.front().changes == []
    window.curtain.field.line.textEdited.emit("482913")
    assert not window.is_covered()
    assert window.front().changes == ["while away"]


def test_without_a_pin_the_curtain_is_the_lock(window):
    window.draw_curtain()
    assert window.lock_screen.isVisible()


# Sizes and pictures -------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_window_fits_a_small_laptop_at_every_text_size(window, qapp, scale):
    theme.apply(qapp, "light", scale)
    for screen in ("today", "case", "referral", "client"):
        window.go(screen)
        window.resize(1280, 720)
        tour.settle()
        assert window.width() <= 1280
        assert window.height() <= 720
    assert window.rail.narrow == (scale == 2.0)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_large_text_never_cuts_whose_page_it_is(window, qapp, scale):
    theme.apply(qapp, "light", scale)
    try:
        window.go("case")
        QApplication.processEvents()
        line = window.title_line
        for part in (line.owner, line.title):
            assert part.width() >= part.sizeHint().width() - 1
        assert all(line.rect().contains(b.geometry().translated(b.parent().pos())) for b in line.buttons)
    finally:
        theme.apply(qapp, "light", 1.0)


def test_the_tour_leaves_a_picture_of_each_screen_and_an_index(window, tmp_path):
    stops = [tour.Stop("today"), tour.Stop("case"), tour.Stop("today", picture="today-again")]
    saved = tour.visit(window, stops, tmp_path / "out")
    assert [path.name for path in saved] == ["today.png", "case.png", "today-again.png"]
    for path in saved:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (2560, 1440)
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    assert [entry["screen"] for entry in index] == ["today", "case", "today-again"]
    assert not any(name in json.dumps(index) for name in NAMES)
