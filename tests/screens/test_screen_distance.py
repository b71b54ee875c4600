"""How far somebody has come, and what the community lacks: driven by keys."""

import pytest
from by_keyboard import press, push, settle, tick, words_on
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from invented_scale import SHORE

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.service import distance


def thrice(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


def listed(screen):
    return [" | ".join(filter(None, (cell.spoken() for cell in row.cells))) for row in screen.rows.rows.rows]


def test_a_scale_is_loaded_asked_and_its_change_shown(go, practice, practice_window, qtbot, heard, tmp_path):
    person = practice.told.clients["isla"]
    screen = go("distance", person=person)
    assert "No scale is in use." in words_on(screen)
    push(practice_window, "Load a scale", qtbot)
    thrice(practice_window, qtbot)
    assert practice_window.front().name == "settings"
    heard.path = tmp_path / "shore.toml"
    heard.path.write_bytes(SHORE.replace(b"5 = 4.4\n", b""))
    push(practice_window, "Load a scale", qtbot)
    thrice(practice_window, qtbot)
    assert heard.told == [("This scale cannot be used.", "Its conversion table lacks the sum 5.")]
    heard.path.write_bytes(SHORE)
    push(practice_window, "Load a scale", qtbot)
    thrice(practice_window, qtbot)
    assert "Shoreline five, edition 2" in words_on(practice_window.front())
    scale = distance.scales_of(practice.desk)[0].id
    distance.answer(practice.desk, person, scale, [0, 2], today=TODAY.replace(month=9))
    screen = go("distance", person=person)
    push(practice_window, "Ask the questions", qtbot)
    tick(screen.form, "item_0", 2)
    push(practice_window, "Keep the score", qtbot)
    assert screen.form.fields["item_1"].below.text() == "Not answered. A scale is only scored whole."
    tick(screen.form, "item_1", 4)
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert listed(screen) == ["Shoreline five, Edition 2 | 1.75, 26 Sep 2026 | 6, 26 Nov 2026 | Better"]
    assert "+4.25: better" in words_on(screen.pane)
    push(practice_window, "Take it away", qtbot)
    thrice(practice_window, qtbot)
    assert listed(screen) == ["Shoreline five, Edition 2 | 1.75, 26 Sep 2026 | Not asked again yet"]
    go("settings", section="scales")
    push(practice_window, "No longer ask it", qtbot)
    thrice(practice_window, qtbot)
    assert "No longer asked since" in words_on(practice_window.front())


def test_what_is_lacking_stands_by_kind_and_is_kept_as_a_file(go, practice_window, qtbot, heard, tmp_path):
    go("directory")
    push(practice_window, "What is lacking", qtbot)
    thrice(practice_window, qtbot)
    screen = practice_window.front()
    assert listed(screen) == ["Transport, A lift to the eye clinic | 1 | None | None"]
    assert "None in the directory" in words_on(screen.pane) and "1 person" in words_on(screen.pane)
    heard.path = tmp_path / "lacking.csv"
    push(practice_window, "Save as CSV", qtbot)
    thrice(practice_window, qtbot)
    assert "Transport,fewer than 5,0,0,0" in heard.path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["distance", "lacking"])
def test_everything_here_has_a_name_and_tab_comes_by(go, practice, practice_window, name):
    distance.load_scale(practice.desk, SHORE, today=TODAY)
    screen = go(name, person=practice.told.clients["isla"])
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)
