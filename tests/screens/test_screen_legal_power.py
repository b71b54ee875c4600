"""A legal power over consent, by keys: asked, approved by a second person, read once, printed."""

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from rights import a_second_person

from welfare_desk.casework import access
from welfare_desk.casework.consent import overrides
from welfare_desk.ui.kit.chips import ChipLabel

HERS = "nine grey seals bask"


@pytest.fixture
def screen(practice, practice_window, qtbot):
    """Moira's consent was withdrawn: what is held of hers is closed to everybody."""
    practice_window.go("legal-power", person=practice.told.clients["moira"])
    settle(practice_window, qtbot)
    return practice_window.front()


def chips(screen):
    return [chip.accessibleName() for chip in screen.details.findChildren(ChipLabel)]


def asked(screen, window, qtbot):
    form = screen.form
    choose(form, "basis", "asp_s10")
    write(form, "reason", "Council officer, in writing, 24 November")
    tick(form, "note_ids", screen._page.notes[0].id)
    press(window, "Ctrl+S", qtbot)


def test_without_a_power_a_reason_and_notes_nothing_is_asked(screen, practice, practice_window, qtbot):
    assert_every_focusable_widget_has_a_name(screen)
    press(practice_window, "Ctrl+S", qtbot)
    said = words_on(screen.form)
    for wanted in ("Say which power it is.", "Write the reason", "Choose the notes"):
        assert wanted in said
    assert overrides.overrides(practice.desk) == []


def test_one_person_alone_is_told_what_it_needs(screen, practice_window, qtbot):
    asked(screen, practice_window, qtbot)
    assert chips(screen) == ["Waiting for a second person"]
    assert "Nobody else has a passphrase" in words_on(screen.details)
    assert screen.form.values()["reason"] == ""
    push(practice_window, "Turn it down", qtbot)
    assert chips(screen) == ["Turned down"]


def test_approved_by_the_second_person_it_is_read_once_printed_and_put_away(
    screen, practice, practice_window, qtbot, heard, tmp_path
):
    from PySide6.QtPrintSupport import QPrinter

    a_second_person(practice.desk, passphrase=HERS)
    screen.read_again()
    settle(practice_window, qtbot)
    asked(screen, practice_window, qtbot)
    assert_every_focusable_widget_has_a_name(screen)
    write(screen._passphrase, "passphrase", HERS)
    push(practice_window, "Approve it", qtbot)
    push(practice_window, "Open the notes now, once", qtbot)
    assert "Released once." in words_on(screen)
    assert screen.read_back.isVisible() and not screen.form.isVisible()
    row = access.who_has_looked(practice.desk, practice.told.clients["moira"])[0]
    assert (row.action, row.reason) == ("read", "ok_override") and "Council officer" in (row.said or "")
    heard.paper = QPrinter()
    heard.paper.setOutputFileName(str(tmp_path / "released.pdf"))
    press(practice_window, "Ctrl+P", qtbot)
    assert (tmp_path / "released.pdf").read_bytes().startswith(b"%PDF")
    press(practice_window, "Esc", qtbot)
    assert not screen.read_back.isVisible() and screen.form.isVisible()
    assert "Open the notes now" not in words_on(screen)


def test_a_wrong_passphrase_is_said_beside_it_and_is_gone_from_the_field(
    screen, practice, practice_window, qtbot
):
    a_second_person(practice.desk, passphrase=HERS)
    screen.read_again()
    settle(practice_window, qtbot)
    asked(screen, practice_window, qtbot)
    write(screen._passphrase, "passphrase", "not hers at all")
    push(practice_window, "Approve it", qtbot)
    assert screen._passphrase.values()["passphrase"] == ""
    assert screen._passphrase.fields["passphrase"].alarm.isVisible()
    assert chips(screen) == ["Waiting for a second person"]
