"""The week's exceptions: empty says so, rows lead to the client, weeks can be stepped through."""

import pytest
from by_keyboard import press, push, settle, words_on
from for_everyone import assert_every_focusable_widget_has_a_name

from welfare_desk.casework import access, evidence


@pytest.fixture
def screen(practice, practice_window, qtbot):
    told = practice.told
    heads = evidence.note_heads(practice.desk, person_id=told.clients["moira"])
    with pytest.raises(access.Blocked):  # her consent was withdrawn
        evidence.open_note(practice.desk, heads[0].id, purpose="benefit_claim")
    practice_window.go("exceptions")
    settle(practice_window, qtbot)
    return practice_window.front()


def test_what_the_gate_refused_stands_there_and_leads_to_the_client(screen, practice_window, qtbot):
    lines = [
        " ".join(cell.text + " " + cell.second for cell in screen.list.rows.row(n).cells) for n in range(2)
    ]
    assert "Refused: no consent covered it" in lines[0]
    assert "Opened an evidence note" in lines[1] and "withdrawn this consent" in lines[1]
    assert_every_focusable_widget_has_a_name(screen)
    screen.list.choose_first()
    press(practice_window, "Return", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "client"


def test_an_earlier_week_is_one_step_away(screen, practice_window, qtbot):
    push(practice_window, "Week before", qtbot)
    settle(practice_window, qtbot)
    assert "13 Nov 2026 to 19 Nov 2026" in words_on(practice_window.title_line)
    push(practice_window, "Week after", qtbot)
    settle(practice_window, qtbot)
    assert "20 Nov 2026 to 26 Nov 2026" in words_on(practice_window.title_line)
