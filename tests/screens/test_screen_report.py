"""The funder's report: figures that open to their records, three named ratios, saved as they stand."""

from datetime import date

import pytest
from by_keyboard import press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from welfare_desk.casework.figures import periods, report_page
from welfare_desk.rules import money
from welfare_desk.rules.caseload import Period


@pytest.fixture
def screen(practice_window, qtbot):
    practice_window.go("report")
    settle(practice_window, qtbot)
    return practice_window.front()


def cell(screen, path):
    return next(cell for row in screen.rows.values() for cell in row.cells if cell.figure.path == path)


def open_cell(screen, path, window, qtbot):
    there = cell(screen, path)
    there.setFocus()
    QTest.keyClick(there, Qt.Key.Key_Return)
    settle(window, qtbot)
    return words_on(screen.details)


def test_the_financial_year_stands_there_at_first(screen):
    assert screen.heading().note == "1 Apr 2026 to 31 Mar 2027"
    assert cell(screen, "total_clients").accessibleName() == "Clients, 26"
    assert "How it is counted" in words_on(screen.details)
    assert screen.choice.editor.hasFocus()


def test_a_ratio_says_what_is_inside_and_what_it_is_divided_by(screen, practice_window, qtbot):
    said = open_cell(screen, "per_pound.incl_debt", practice_window, qtbot)
    for words in ("Benefits", "Debt written off", "Debt rescheduled", "Together", "All cash funding"):
        assert words in said


@pytest.mark.parametrize(
    "path", ["per_pound.excl_debt", "per_pound.incl_debt", "per_pound.excl_debt_per_la_pound"]
)
def test_every_ratio_is_its_own_sum(screen, path):
    ratio = screen._page.ratios[path]
    stands = getattr(screen._page.view.funder.per_pound, path.removeprefix("per_pound."))
    assert money.half_up(ratio.together / ratio.pounds) == stands


@pytest.mark.parametrize(
    "path", ["gain.welfare", "gain.total", "debt.written_off", "cases.opened", "total_clients"]
)
def test_a_figure_opens_to_its_records(screen, path, practice_window, qtbot):
    said = open_cell(screen, path, practice_window, qtbot)
    assert cell(screen, path).isChecked()
    assert "record" in said and "No records" not in said


def test_the_records_behind_benefits_add_up_to_them(screen, practice):
    rows = report_page.behind(practice.desk, screen._page, "gain.welfare")
    assert sum(row.amount for row in rows) == screen._page.view.funder.gain.welfare


def test_a_record_is_opened_from_the_pane(screen, practice_window, qtbot):
    open_cell(screen, "cases.opened", practice_window, qtbot)
    records = [each for each in screen.details.findChildren(type(screen.lists["Sex"])) if each.isVisible()]
    wanted = []
    screen.wants.disconnect()
    screen.wants.connect(wanted.append)
    records[-1].choose_first()
    QTest.keyClick(records[-1], Qt.Key.Key_Return)
    assert wanted[0].screen == "case"


def test_a_line_of_the_breakdowns_opens_too(screen, practice_window, qtbot):
    screen.lists["Sex"].choose_first()
    settle(practice_window, qtbot)
    assert screen._chosen.startswith("demographics.sex.")


def test_days_typed_in_are_reported_on(screen, practice_window, qtbot):
    write(screen.form, "last", "30/9/26")
    QTest.keyClick(screen.last.line, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert screen.heading().note == "1 Apr 2026 to 30 Sep 2026"
    assert screen.choice.value() is None


def test_days_that_run_backwards_are_said_beside_the_last(screen, practice_window, qtbot):
    write(screen.form, "last", "1/1/26")
    QTest.keyClick(screen.last.line, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert "The period ends before it begins." in words_on(screen.last)
    assert screen.heading().note == "1 Apr 2026 to 31 Mar 2027"


def test_a_period_is_chosen_by_its_name(screen, practice_window, qtbot):
    screen.choice.box.setCurrentIndex(2)
    settle(practice_window, qtbot)
    assert screen.heading().note == "1 Apr 2025 to 31 Mar 2026"


@pytest.mark.parametrize(
    ("ending", "first"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfSection")]
)
def test_the_report_is_saved_where_the_person_says(
    screen, heard, tmp_path, ending, first, practice_window, qtbot
):
    heard.path = tmp_path / f"report.{ending}"
    screen.kind.set_value(ending)
    push(practice_window, "Save report", qtbot)
    assert heard.path.read_bytes().startswith(first)


def test_the_data_package_goes_into_a_folder_for_one_funder(screen, heard, tmp_path, practice_window, qtbot):
    heard.path = tmp_path
    screen.kind.set_value("package")
    screen.funder.set_value("lottery")
    push(practice_window, "Save report", qtbot)
    names = {file.name for file in tmp_path.iterdir()}
    assert {"datapackage.json", "figures.csv", "annex.csv", "method.md"} <= names
    assert "Ethnicity" not in (tmp_path / "figures.csv").read_text()


def test_who_has_a_gain_and_no_contact_is_said_above_the_figures(screen, practice_window, qtbot):
    assert "12 people have a gain in these days and no contact recorded." in words_on(screen.lacking)
    assert screen.unfunded.isHidden()
    push(practice_window, "See who", qtbot)
    settle(practice_window, qtbot)
    front = practice_window.front()
    assert front.name == "report-gaps" and front.key() == "no-contact"
    assert "Hugh Lennie" in words_on(front.pane) or front.pane.findChildren(type(screen.benefits))


def test_without_funding_it_says_where_it_is_entered_and_leads_there(screen, practice_window, qtbot):
    write(screen.form, "first", "1/4/19")
    write(screen.form, "last", "31/3/20")
    QTest.keyClick(screen.last.line, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert "No funding is recorded for these days." in words_on(screen.unfunded)
    said = open_cell(screen, "per_pound.excl_debt", practice_window, qtbot)
    assert "nothing to divide by" in said
    push(practice_window, "Enter funding", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.front().name == "settings"
    assert practice_window.front().section().words == "Funding"


def test_a_benefit_opens_to_its_lines_and_a_line_to_the_ledger(screen, practice, practice_window, qtbot):
    screen.benefits.choose("by.benefit.adp")
    settle(practice_window, qtbot)
    rows = report_page.behind(practice.desk, screen._page, "by.benefit.adp")
    assert sum(row.amount for row in rows) == screen._page.facts.by["benefit"][0].total or rows
    records = [each for each in screen.details.findChildren(type(screen.benefits)) if each.isVisible()]
    records[-1].choose_first()
    QTest.keyClick(records[-1], Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    front = practice_window.front()
    assert front.name == "gains" and front.pane.line.row.id in {row.gain_id for row in rows}


def test_a_headline_figure_opens_to_its_people(screen, practice_window, qtbot):
    screen.figures.choose("evaluation.first_time_advice")
    settle(practice_window, qtbot)
    said = words_on(screen.details)
    assert "84.6%" in said and "11 records" in said and "answered never" in said
    screen.figures.choose("evaluation.social_return")
    settle(practice_window, qtbot)
    push(practice_window, "Enter values", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.front().section().words == "Social return values"


def test_esc_leaves_the_records_first(screen, practice_window, qtbot):
    open_cell(screen, "gain.welfare", practice_window, qtbot)
    press(practice_window, "Esc", qtbot)
    assert practice_window.front() is screen and "How it is counted" in words_on(screen.details)


def test_a_period_that_is_over_is_closed_and_can_be_opened_again_that_day(
    screen, practice, practice_window, qtbot
):
    closing = screen.heading().acts[0]
    assert closing.closed_because == "These days are not over yet."
    screen.choice.box.setCurrentIndex(2)
    settle(practice_window, qtbot)
    assert "Open: the figures are as at today" in words_on(screen.details)
    push(practice_window, "Close period", qtbot)
    settle(practice_window, qtbot)
    assert "Closed on 26 Nov 2026 by Morag Sinclair" in words_on(screen.details)
    [row] = periods.closed_periods(practice.desk)
    assert row.period.last == date(2026, 3, 31)
    push(practice_window, "Open again", qtbot)
    settle(practice_window, qtbot)
    assert periods.closed_periods(practice.desk) == []


def test_every_stop_has_a_name_a_screen_reader_can_say(screen, practice_window):
    assert_every_focusable_widget_has_a_name(practice_window)


@pytest.mark.parametrize(
    ("today", "quarter", "before", "year"),
    [
        (date(2026, 11, 26), (10, 12), (date(2026, 7, 1), date(2026, 9, 30)), date(2026, 4, 1)),
        (date(2027, 1, 1), (1, 3), (date(2026, 10, 1), date(2026, 12, 31)), date(2026, 4, 1)),
        (date(2027, 3, 31), (1, 3), (date(2026, 10, 1), date(2026, 12, 31)), date(2026, 4, 1)),
        (date(2027, 4, 1), (4, 6), (date(2027, 1, 1), date(2027, 3, 31)), date(2027, 4, 1)),
        (date(2028, 2, 29), (1, 3), (date(2027, 10, 1), date(2027, 12, 31)), date(2027, 4, 1)),
    ],
)
def test_the_named_periods_are_whole_years_and_quarters(today, quarter, before, year):
    this_year, last_year, this_quarter, last_quarter = (each.period for each in report_page.periods(today))
    assert this_year == Period(year, date(year.year + 1, 3, 31)) and today in this_year
    assert last_year.last == this_year.before and last_year.first == date(year.year - 1, 4, 1)
    assert (this_quarter.first.month, this_quarter.last.month) == quarter and today in this_quarter
    assert this_quarter.first.day == 1 and this_quarter.before == last_quarter.last
    assert (last_quarter.first, last_quarter.last) == before
