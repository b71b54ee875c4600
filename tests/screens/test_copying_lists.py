"""Ctrl+C on any list gives its rows as a spreadsheet has them, and a list in front can be saved as a file."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from by_keyboard import press, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QTreeView

from welfare_desk.casework import access
from welfare_desk.casework.matters import journal
from welfare_desk.rules.sheet_cells import as_text
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Page, Row, RowCell, group, reason
from welfare_desk.ui.kit.timeline import Timeline
from welfare_desk.ui.list_saving import list_in_front
from welfare_desk.ui.lock import clipboard
from welfare_desk.ui.tour_stops import stops_of

FORMULA = "=cmd|' /C calc'!A0"
COPY = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def pasted() -> list[list[str]]:
    return [line.split("\t") for line in QApplication.clipboard().text().split("\n")]


@pytest.fixture(autouse=True)
def empty_clipboard():
    QApplication.clipboard().clear()
    yield
    clipboard.take_back_everything()


@pytest.fixture
def gains(qtbot):
    made = RowList("Gains", (Column("Client"), Column("State"), Column("Gain", 90, right=True)))
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.show_rows(
        [
            group("This quarter", "2"),
            Row(1, (RowCell(FORMULA, "ADP"), RowCell(chip=Chip("Late", "soon")), _gain("144.90"))),
            reason("The letter came late."),
            Row(2, (RowCell("@Kerr, Tam"), RowCell("Confirmed"), _gain("-3.00"))),
            Row("all", (RowCell("Together"), RowCell(), _gain("141.90")), "total"),
        ]
    )
    return made


def _gain(pounds):
    amount = Decimal(pounds)
    return RowCell(f"{'-' if amount < 0 else ''}£{abs(amount)}", raw=amount)


def test_the_chosen_row_is_copied_under_its_headings_and_leaves_the_clipboard_again(gains):
    gains.choose(1)
    QTest.keyClick(gains, *COPY)
    assert pasted() == [
        ["Client", "Client: more", "State", "Gain"],
        [f"'{FORMULA}", "ADP", "Late", "£144.90"],
    ]
    data = QApplication.clipboard().mimeData()
    assert data.data("x-kde-passwordManagerHint") == b"secret"
    clipboard.take_back_everything()
    assert QApplication.clipboard().text() == ""


def test_rows_are_marked_by_keys_and_copied_together(gains):
    gains.setFocus()
    gains.choose(1)
    QTest.keyClick(gains, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [row.key for row in gains.marked_rows()] == [1, 2]
    QTest.keyClick(gains, *COPY)
    assert [line[0] for line in pasted()] == ["Client", f"'{FORMULA}", "'@Kerr, Tam"]
    assert pasted()[2][-1] == "-£3.00"  # less than nothing is a sum, no formula
    gains.choose(2)  # what a screen chooses is chosen alone
    assert [row.key for row in gains.marked_rows()] == [2]


def test_headings_inside_the_list_and_reasons_get_columns_of_their_own(gains):
    assert [line.split("\t") for line in as_text(gains.sheet()).splitlines()] == [
        ["Under", "Client", "Client: more", "State", "Gain", "Why"],
        [
            "This quarter",
            f"'{FORMULA}",
            "ADP",
            "Late",
            "£144.90",
            "The letter came late.",
        ],
        ["This quarter", "'@Kerr, Tam", "", "Confirmed", "-£3.00", ""],
        ["", "Together", "", "", "£141.90", ""],
    ]


def test_everything_is_copied_with_the_pages_not_yet_seen(gains):
    def load(after):
        start = 0 if after is None else after + 1
        rows = (Row(n, (RowCell(f"Client {n}"), RowCell(), RowCell())) for n in range(start, start + 50))
        return Page(tuple(rows), more=start < 450)

    gains.show_pages(load)
    gains.setFocus()
    QTest.keyClick(gains, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(gains, *COPY)
    assert len(pasted()) == 501


def test_a_list_with_nothing_chosen_copies_nothing(gains):
    gains.show_rows([])
    QTest.keyClick(gains, *COPY)
    assert QApplication.clipboard().text() == ""


def test_every_list_of_every_screen_can_be_copied(practice, go):
    """Each row has a cell under each heading, what is copied is what is shown, and nothing is a formula."""
    walked: dict[str, int] = {}
    for stop in stops_of(practice.told):
        if stop.then is not None and stop.name != stop.screen:
            continue
        screen = go(stop.screen, **stop.where)
        tables = [one for kind in (QTreeView, QTableView) for one in screen.window().findChildren(kind)]
        for table in (one for one in tables if one.isVisible()):
            assert hasattr(table, "sheet"), f"{table.accessibleName()!r} on {stop.name} cannot be copied"
            sheet = table.sheet()
            assert all(len(line) == len(sheet.heads) for line in sheet.lines), stop.name
            for line in as_text(sheet).splitlines():
                for cell in line.split("\t"):
                    number = cell.lstrip("-£").replace(",", "").replace(".", "").isdigit()
                    assert number or not cell.startswith(("=", "+", "-", "@")), (stop.name, cell)
            if isinstance(table, RowList):
                shown = sum(row.kind in ("row", "total") for row in table.rows.rows)
                assert len(sheet.lines) == shown, (stop.name, table.accessibleName())
                row = next((row for row in table.rows.rows if row.can_be_chosen), None)
                if row is not None and not isinstance(table, Timeline):
                    first = next(line for line in sheet.lines if line)
                    words = row.cells[0].text or row.cells[0].said
                    assert not words or any(str(cell) for cell in first), (stop.name, words)
            walked[stop.name] = walked.get(stop.name, 0) + len(sheet.lines)
    assert len(walked) > 40 and sum(walked.values()) > 400, walked


def test_the_list_in_front_is_saved_typed_and_logged(practice, practice_window, go, heard, qtbot, tmp_path):
    person = practice.told.clients["callum"]
    journal.write_note(practice.desk, person, "=HYPERLINK(1)", today=date(2026, 11, 26))
    go("gains")
    heard.path = tmp_path / "gains.xlsx"
    press(practice_window, "Ctrl+Shift+J", qtbot)
    settle(practice_window, qtbot)
    shown = list_in_front(practice_window)
    [head, *lines] = openpyxl.load_workbook(heard.path)["List"].iter_rows(values_only=True)
    assert [word or "" for word in head] == list(shown.sheet().heads)
    assert len(lines) == len(shown.sheet().lines) > 3
    kinds = {type(cell) for line in lines for cell in line if cell is not None}
    assert {str, datetime} <= kinds and kinds & {float, int}
    logged = access_rows(practice.desk)
    assert logged[-1].action == "disclose" and logged[-1].target == "list"
    assert logged[-1].said == f"Gains, {len(lines)} rows, xlsx"
    assert access.verify_log(practice.desk) is None
    assert "Reid" not in heard.path.name

    go("client", person=person)
    heard.path = tmp_path / "told"
    press(practice_window, "Ctrl+Shift+J", qtbot)
    settle(practice_window, qtbot)
    book = openpyxl.load_workbook(tmp_path / "told.xlsx")["List"]
    noted = [cell for row in book.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert noted and all(cell.data_type == "s" for cell in noted)


def test_a_csv_is_written_where_asked_and_a_bad_place_loses_nothing(
    practice, practice_window, go, heard, qtbot, tmp_path
):
    go("clients")
    heard.path = tmp_path / "list.csv"
    press(practice_window, "Ctrl+Shift+J", qtbot)
    settle(practice_window, qtbot)
    with heard.path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][0] == "Name" and len(rows) > 20
    heard.path = tmp_path / "not there" / "list.csv"
    press(practice_window, "Ctrl+Shift+J", qtbot)
    settle(practice_window, qtbot)
    assert heard.told[-1][0] == "That file could not be written."


def access_rows(desk):
    from sqlalchemy import select

    from welfare_desk.records.evidence import Access

    with desk.look() as look:
        return list(look.scalars(select(Access).order_by(Access.seq)))
