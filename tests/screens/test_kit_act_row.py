"""Buttons of a title line without room: those nearest the last stay, the rest go under More."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from welfare_desk.ui.kit.act_row import ActRow
from welfare_desk.ui.kit.words import Button

WORDS = ("Send as our own", "Save for e-mail", "Hand over the screen", "Print for GP", "Enter the answers")


def a_row(qtbot, pressed):
    row = ActRow()
    qtbot.addWidget(row)
    row.show_buttons([Button(words, lambda words=words: pressed.append(words)) for words in WORDS])
    row.show()
    return row


def seen(row):
    return [button.text() for button in row.buttons if not button.isHidden()]


def test_everything_stands_in_the_line_where_there_is_room(qtbot):
    row = a_row(qtbot, [])
    row.fit(row.whole_width())
    assert seen(row) == list(WORDS) and row.more.isHidden()


def test_what_does_not_fit_goes_under_more_and_the_last_button_always_stays(qtbot):
    row = a_row(qtbot, [])
    for room in range(row.whole_width() - 1, 0, -40):
        row.fit(room)
        shown = seen(row)
        assert shown == list(WORDS[-len(shown) :]) and not row.more.isHidden()
        taken = row.more.sizeHint().width() + sum(
            b.sizeHint().width() + row.line.spacing() for b in row.buttons if not b.isHidden()
        )
        assert taken <= room or len(shown) == 1
        assert row.more.toolTip() == ", ".join(WORDS[: -len(shown)])
    row.fit(row.whole_width())
    assert seen(row) == list(WORDS)


def test_what_is_under_more_does_what_its_button_does_and_a_closed_one_says_why(qtbot):
    pressed: list[str] = []
    row = a_row(qtbot, pressed)
    row.buttons[1].setEnabled(False)
    row.buttons[1].setToolTip("There is no address.")
    row.fit(row.buttons[-1].sizeHint().width() + row.more.sizeHint().width() + 40)
    row.more.click()
    [menu] = row.findChildren(QMenu)
    acts = menu.actions()
    assert [act.text() for act in acts] == list(WORDS[: len(acts)])
    assert not acts[1].isEnabled() and acts[1].toolTip() == "There is no address."
    acts[0].trigger()
    assert pressed == [WORDS[0]]
    menu.close()
