"""Settings: the letterhead, the book, funding, keys and backups, each in its section."""

from datetime import timedelta

import pytest
from by_keyboard import choose, press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from welfare_desk.casework import agency, opening
from welfare_desk.casework.correspondence import letterhead
from welfare_desk.casework.desk import FixedClock
from welfare_desk.casework.figures import deprivation
from welfare_desk.casework.invented import practice_counts
from welfare_desk.casework.invented.practice_desk import NOW, PASSPHRASE, TODAY
from welfare_desk.casework.safekeeping import trust
from welfare_desk.casework.service import bank_holidays
from welfare_desk.ui.settings import source
from welfare_desk.ui.settings.listed import SECTIONS


@pytest.fixture
def go(practice_window, qtbot):
    def there(section):
        practice_window.go("settings", section=section)
        settle(practice_window, qtbot)
        return practice_window.front().section()

    return there


def test_enter_on_a_section_puts_the_cursor_where_typing_starts(go, practice_window):
    section = go("agency")
    listed = practice_window.front().list
    assert listed.hasFocus()
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert section.name.line.hasFocus()
    QTest.keyClick(section.name.line, Qt.Key.Key_Tab)
    assert section.form.fields["phone"].line.hasFocus()


def test_a_new_letterhead_holds_from_today(go, practice, practice_window, qtbot):
    section = go("agency")
    write(section.form, "email", "desk@example.org")
    section.form.fields["registration"].text.setPlainText("SC000001\n\nFCA 000000")
    press(practice_window, "Ctrl+S", qtbot)
    kept = agency.agency(practice.desk, on=TODAY)
    assert (kept.email, kept.registration) == ("desk@example.org", ("SC000001", "FCA 000000"))
    assert kept.name == "Tayside Advice Partnership"


def test_an_agency_without_a_name_is_said_beside_the_name(go, practice_window, qtbot):
    section = go("agency")
    write(section.form, "name", " ")
    press(practice_window, "Ctrl+S", qtbot)
    assert "The agency needs a name." in words_on(section.form.fields["name"])


def test_a_half_written_letterhead_survives_the_lock_and_a_passphrase_does_not(go, practice_window, qtbot):
    go("keys").old.line.setText("seven blue herons")
    write(go("agency").form, "name", "Tayside Advice")
    kept = {name: draft for name, (_, draft) in practice_window.half_typed().items()}
    typed = practice_window.front().sections["agency"].form.values()
    assert kept["settings"]["agency"]["typed"] == typed and list(kept) == ["settings"]
    assert kept["settings"]["agency"]["began"] == typed | {"name": "Tayside Advice Partnership"}
    assert "herons" not in repr(kept)
    practice_window.lock()
    practice_window.unlocked()
    settle(practice_window, qtbot)
    assert practice_window.front().section().name.value() == "Tayside Advice"


def test_a_body_is_added_to_the_book(go, practice, practice_window, qtbot):
    section = go("recipients")
    write(section.form, "name", "Tayside Homes")
    choose(section.form, "kind", "housing")
    press(practice_window, "Ctrl+S", qtbot)
    assert "Tayside Homes" in [row.name for row in agency.recipients(practice.desk)]
    assert "Tayside Homes" in [row.cells[0].text for row in section.book.rows.rows]
    assert section.name.value() == "" and section.name.line.hasFocus()


def test_funding_says_all_that_is_missing_at_once(go, practice_window, qtbot):
    section = go("funding")
    press(practice_window, "Ctrl+S", qtbot)
    said = words_on(section.form)
    for sentence in ("Write who pays.", "Write the first day it is for.", "Write how much."):
        assert sentence in said


def test_funding_is_added_in_pounds_and_days(go, practice, practice_window, qtbot):
    section = go("funding")
    for name, words in (
        ("funder", "Lottery"),
        ("from_on", "1/4/26"),
        ("to_on", "31/3/27"),
        ("amount", "1200.50"),
    ):
        write(section.form, name, words)
    choose(section.form, "kind", "other")
    press(practice_window, "Ctrl+S", qtbot)
    [added] = [row.draft for row in agency.funding(practice.desk) if row.draft.funder == "Lottery"]
    assert str(added.amount) == "1200.50"
    assert "1 Apr 2026 to 31 Mar 2027" in [row.cells[2].text for row in section.list.rows.rows]


def test_funding_entered_by_mistake_is_taken_away(go, practice, practice_window, heard, qtbot):
    section = go("funding")
    before = len(agency.funding(practice.desk))
    section.list.choose(0)
    push(practice_window, "Remove the chosen one", qtbot)
    assert len(agency.funding(practice.desk)) == before - 1


def test_staff_time_is_kept_by_person_and_period_with_its_mean(go, practice, practice_window, qtbot):
    section = go("staff")
    assert "full-time: 1.20 (our own staff 0.80, another service's staff 0.40)" in words_on(section)
    write(section.form, "name", "Volunteer, Old Quay")
    write(section.form, "fte", "1.5")
    write(section.form, "from_on", "1/4/26")
    choose(section.form, "kind", "volunteer")
    press(practice_window, "Ctrl+S", qtbot)
    assert "A full week is 1" in words_on(section.form.fields["fte"])
    write(section.form, "fte", "0.2")
    press(practice_window, "Ctrl+S", qtbot)
    assert [str(one.fte) for one in agency.staff(practice.desk, on=TODAY)] == ["0.8", "0.4", "0.2"]
    assert "volunteer 0.20" in words_on(section)


def test_a_practices_counts_are_pasted_without_a_name(go, practice, practice_window, qtbot):
    section = go("counts")
    assert "30" in [row.cells[3].text for row in section.list.rows.rows]
    choose(section.form, "practice_id", agency.practices(practice.desk)[0].id)
    choose(section.form, "kind", "hypnotics")
    for name, words in (("from_on", "1/4/26"), ("to_on", "30/9/26"), ("given_on", "20/11/26")):
        write(section.form, name, words)
    section.form.fields["pasted"].set_value("Callum Reid 4 3")
    press(practice_window, "Ctrl+S", qtbot)
    assert "Line 1 is not two counts." in words_on(section.form.fields["pasted"])
    section.form.fields["pasted"].set_value("40 22\n10 7")
    press(practice_window, "Ctrl+S", qtbot)
    assert len(practice_counts.counts(practice.desk)) == 2
    assert section.form.fields["pasted"].value() == ""


def test_the_areas_are_looked_up_and_the_edition_stands_there(
    go, practice, practice_window, heard, tmp_path, qtbot
):
    section = go("areas")
    assert "No file is loaded yet." in words_on(section)
    heard.path = tmp_path / "lookup.csv"
    heard.path.write_text("Postcode,SIMD2020v2_Decile\nDD5 9ZZ,3\n")
    push(practice_window, "Load the file", qtbot)
    assert "Say which edition this is." in words_on(section.form)
    write(section.form, "edition", "SIMD 2020v2")
    push(practice_window, "Load the file", qtbot)
    assert "SIMD 2020v2, loaded on Thu 26 Nov 2026." in words_on(section)
    assert deprivation.standing(practice.desk, today=TODAY).known > 0
    heard.path.write_bytes(b"\xff\xfe nothing")
    write(section.form, "edition", "SIMD 2020v2")
    push(practice_window, "Load the file", qtbot)
    assert "not a lookup of postcodes" in words_on(section.form)


def test_a_chosen_value_is_kept_for_its_days_alone(go, practice_window, qtbot):
    section = go("social-return")
    for name, words in (
        ("outcome", "Better sleep"),
        ("count", "10"),
        ("value", "3000"),
        ("deadweight", "20"),
        ("source", "Wellbeing tables"),
        ("on", "5/1/26"),
    ):
        write(section.form, name, words)
    press(practice_window, "Ctrl+S", qtbot)
    [row] = section.list.rows.rows
    assert [cell.text for cell in row.cells] == ["Better sleep", "10", "£3,000.00", "20%"]
    section.period.box.setCurrentIndex(1)
    settle(practice_window, qtbot)
    assert section.list.rows.rows == ()


def test_the_agencys_own_template_is_offered_on_the_reports_page(go, practice_window, qtbot):
    section = go("report-template")
    press(practice_window, "Ctrl+S", qtbot)
    assert "Say for whom it is." in words_on(section.form)
    write(section.form, "name", "Tayside Trust")
    write(section.form, "title", "What the grant brought")
    section.form.fields["sections"].set_value(("Gains", "Age"))
    press(practice_window, "Ctrl+S", qtbot)
    practice_window.go("report")
    settle(practice_window, qtbot)
    settle(practice_window, qtbot)
    offered = practice_window.front().funder.box
    assert "Tayside Trust" in [offered.itemText(place) for place in range(offered.count())]


def test_a_passphrase_is_changed_only_by_who_knows_it(go, practice, practice_window, qtbot):
    section = go("keys")
    for name, words in (("old", "not the passphrase"), ("passphrase", "four red kites turn")):
        write(section.form, name, words)
    write(section.form, "again", "four red kites")
    push(practice_window, "Change passphrase", qtbot)
    assert "The two differ." in words_on(section.form)
    write(section.form, "again", "four red kites turn")
    push(practice_window, "Change passphrase", qtbot)
    assert "That did not open the desk." in words_on(section.form.fields["old"])
    practice.desk.clock = FixedClock(NOW + timedelta(minutes=5))
    write(section.form, "old", PASSPHRASE)
    push(practice_window, "Change passphrase", qtbot)
    assert section.old.value() == ""
    opening.open_desk(
        practice.desk.folder, "four red kites turn", clock=practice.desk.clock, read_only=True
    ).close()


def test_a_new_recovery_key_is_shown_once_and_typed_back(go, practice, practice_window, qtbot):
    section = go("keys")
    section.proof.set_value(PASSPHRASE)
    push(practice_window, "Make a new recovery key", qtbot)
    shown = "".join(section.sheet.key.text().split())
    assert len(shown) > 20 and section.page.isHidden()
    section.sheet.typed.set_value(shown)
    push(practice_window, "I have it", qtbot)
    assert section.sheet.isHidden() and section.sheet.key.text() == ""
    assert not section.page.isHidden()


def test_a_desk_never_backed_up_says_so_in_red_until_it_is(
    go, practice, practice_window, heard, tmp_path, qtbot
):
    section = go("backups")
    assert section.late.sentence.text() == "There is no backup yet." and section.last.isHidden()
    heard.path = tmp_path / "stick"
    push(practice_window, "Back up now", qtbot)
    settle(practice_window, qtbot)
    assert section.last.sentence.text() == "The last backup was made on Thu 26 Nov 2026."
    assert section.late.isHidden() and "read back whole" in section.good.sentence.text()
    practice.desk.clock = FixedClock(NOW + timedelta(days=35))
    section.read()
    settle(practice_window, qtbot)
    assert section.late.hint.words == "35 days ago: make one today."


def test_the_desk_is_checked_and_a_restore_rehearsed(go, practice_window, qtbot):
    section = go("backups")
    push(practice_window, "Check this desk", qtbot)
    assert section.good.sentence.text().startswith("This desk is sound.")
    push(practice_window, "Rehearse a restore", qtbot)
    assert "opened in a place of its own" in section.good.sentence.text()


def test_a_backup_inside_the_desk_is_refused_in_a_sentence(go, practice, practice_window, heard, qtbot):
    section = go("backups")
    heard.path = practice.desk.folder / "backup"
    push(practice_window, "Back up now", qtbot)
    assert section.bad.sentence.text().startswith("A backup is kept outside the desk's own folder")
    assert heard.told == []


def test_a_backup_is_overdue_after_thirty_five_days():
    assert trust.backup_is_overdue(None, on=TODAY)
    assert trust.backup_is_overdue(TODAY - timedelta(days=35), on=TODAY)
    assert not trust.backup_is_overdue(TODAY - timedelta(days=34), on=TODAY)


def test_about_names_the_version_and_the_licences(go):
    said = words_on(go("about"))
    assert "Welfare Desk 0." in said and "MIT" in said and "SIL Open Font Licence" in said


def test_the_two_other_screens_are_one_button_away(go, practice_window, qtbot):
    go("import")
    push(practice_window, "Import a caseload", qtbot)
    assert practice_window.place().screen == "import"


@pytest.mark.parametrize(
    "section", ["agency", "recipients", "funding", "choices", "keys", "backups", "about"]
)
def test_every_stop_has_a_name_a_screen_reader_can_say(go, practice_window, section):
    go(section)
    assert_every_focusable_widget_has_a_name(practice_window)


def test_a_proclaimed_bank_holiday_is_added_and_taken_out_again(go, practice, practice_window, qtbot):
    section = go("holidays")
    write(section.form, "on", "28/11/2026")
    write(section.form, "why", "A wedding")
    press(practice_window, "Ctrl+S", qtbot)
    assert "not a weekday" in words_on(section.form.fields["on"])
    write(section.form, "on", "24/11/2026")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert [day.on.day for day in bank_holidays.proclaimed(practice.desk, today=TODAY)] == [24]
    section.list.choose_first()
    push(practice_window, "Remove the chosen day", qtbot)
    assert bank_holidays.proclaimed(practice.desk, today=TODAY) == []


def test_the_section_in_front_is_marked_in_the_list_from_the_start(practice_window, qtbot):
    practice_window.go("settings")
    sections = practice_window.front().list
    qtbot.waitUntil(lambda: sections.selectionModel().isSelected(sections.currentIndex()))


def test_a_logo_and_who_signs_are_on_the_page_beside_the_form(
    go, practice, practice_window, qtbot, heard, tmp_path
):
    section = go("letterhead")
    assert_every_focusable_widget_has_a_name(section)
    heard.path = tmp_path / "logo.svg"
    heard.path.write_bytes(b"<svg/>")
    push(practice_window, "Choose logo", qtbot)
    assert "logo.svg cannot be the logo: it is neither PNG nor JPEG." in section.logo.text()
    heard.path = tmp_path / "logo.png"
    picture = QImage(300, 100, QImage.Format.Format_RGB32)
    picture.fill(0x0B6770)
    assert picture.save(str(heard.path))
    push(practice_window, "Choose logo", qtbot)
    settle(practice_window, qtbot)
    assert "above the agency's name" in section.logo.text()
    write(section.form, "lines", "Accredited to type III")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert "Accredited to type III" in section.preview._document.getAllText(0).text()
    push(practice_window, "Take it away", qtbot)
    assert letterhead.letterhead(practice.desk, today=TODAY).logo == b""


def test_what_differs_for_a_practice_is_asked_only_where_one_is_chosen(go, practice, practice_window, qtbot):
    section = go("letterhead")
    assert not section.form.fields["address"].isVisible()
    choose(section.form, "practice_id", practice.told.practice)
    settle(practice_window, qtbot)
    section.form.fields["address"].text.setPlainText("c/o the practice")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    differs = letterhead.letterhead(practice.desk, today=TODAY).differs[practice.told.practice]
    assert differs.address == "c/o the practice"
    assert "c/o the practice" in section.preview._document.getAllText(0).text()


def test_every_section_is_called_in_the_list_as_it_calls_itself():
    for one in SECTIONS:
        assert one.made_by().words == one.words
    assert len({one.name for one in SECTIONS}) == len(SECTIONS)


def test_every_section_stands_under_a_heading_and_no_heading_has_more_than_the_eye_takes_in(
    go, practice_window
):
    go("choices")
    rows = practice_window.front().list.rows.rows
    assert rows[0].kind == "group"
    many = [0]
    for row in rows:
        many = [*many, 0] if row.kind == "group" else [*many[:-1], many[-1] + 1]
    assert all(1 < found <= 5 for found in many[1:]) and len(many) == 8
    assert sum(many) == len(SECTIONS)


@pytest.mark.parametrize("typed", ["retention", "bank holidays", "staff time"])
def test_a_section_is_found_with_the_group_it_stands_in(typed, practice_window, go, qtbot):
    go("choices")
    [line, *_] = source.source(practice_window, practice_window.room).find(typed)
    assert line.second.startswith("settings, ")
    line.open()
    settle(practice_window, qtbot)
    assert practice_window.front().section().words.casefold() == typed
