from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from welfare_desk.errors import DeskError
from welfare_desk.ui.kit.chips import Chip, chip_width
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import CELL, KEY, RAW, Column, Page, Row, RowCell, RowModel, group, reason

COLUMNS = (Column("Client"), Column("Gain", 90, right=True))


def a_row(key, name="Tam Kerr", gain="£144.90", **more):
    return Row(key, (RowCell(name, "ADP, both parts"), RowCell(gain, raw=Decimal("144.90"))), **more)


@pytest.fixture
def rows(qtbot):
    made = RowList("Gains", COLUMNS)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def pages_of(total, size=50, asked=None):
    def load(after):
        if asked is not None:
            asked.append(after)
        start = 0 if after is None else after + 1
        end = min(total, start + size)
        return Page(tuple(a_row(n) for n in range(start, end)), more=end < total)

    return load


def test_qt_finds_no_fault_with_the_model(qtbot):
    model = RowModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setUseFetchMore(False)
    model.show_rows([a_row(1), group("Other", "3"), a_row(2)])
    model.show_pages(pages_of(120))
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 120
    model.show_rows([])
    assert model.rowCount() == 0


def test_pages_come_only_when_the_view_nears_the_end(rows, qtbot):
    asked = []
    rows.show_pages(pages_of(1000, asked=asked))
    assert asked == [None]
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: len(asked) > 1)
    assert asked[1] == 49


def test_a_desk_locked_while_the_list_still_stands_ends_it_quietly():
    def load(after):
        if after is not None:
            raise DeskError("The desk is locked.")
        return Page((a_row(1), a_row(2)), more=True)

    model = RowModel([Column("")])
    model.show_pages(load)
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 and not model.canFetchMore(QModelIndex())


def test_an_empty_page_ends_the_list_even_when_it_promised_more():
    model = RowModel(COLUMNS)
    model.show_pages(lambda after: Page((a_row(1),) if after is None else (), more=True))
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())


def test_a_cell_gives_its_text_to_eyes_its_value_to_code_and_a_sentence_to_ears():
    model = RowModel(COLUMNS)
    cell = RowCell("Thu 10 Dec", "Appeal", Chip("14 days", "soon"), raw=7, why="31 days from being told")
    model.show_rows([Row("k", (cell, RowCell("●", said="The note says so")))])
    index = model.index(0, 0)
    assert index.data() == "Thu 10 Dec"
    assert index.data(RAW) == 7
    assert index.data(KEY) == "k"
    assert index.data(CELL) is cell
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Thu 10 Dec, 14 days, Appeal"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "31 days from being told"
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "The note says so"


def test_choosing_tells_the_row_once(rows, qtbot):
    rows.show_rows([a_row(1), a_row(2)])
    with qtbot.waitSignal(rows.chosen) as said:
        rows.choose(2)
    assert said.args[0].key == 2
    with qtbot.assertNotEmitted(rows.chosen):
        rows.choose(2)


def test_the_chosen_row_stays_chosen_when_the_rows_are_read_again(rows):
    rows.show_rows([a_row(1), a_row(2), a_row(3)])
    rows.choose(2)
    rows.show_rows([a_row(9), a_row(3), a_row(2)])
    assert rows.chosen_row().key == 2
    rows.show_rows([a_row(9)])
    assert rows.chosen_row() is None


def test_arrows_step_over_headings_and_reasons(rows, qtbot):
    rows.show_rows([group("First"), a_row(1), reason("Because."), group("Then"), a_row(2)])
    rows.choose(1)
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert rows.chosen_row().key == 2
    qtbot.keyClick(rows, Qt.Key.Key_Up)
    assert rows.chosen_row().key == 1
    qtbot.keyClick(rows, Qt.Key.Key_Up)  # nothing above but a heading
    assert rows.chosen_row().key == 1
    qtbot.keyClick(rows, Qt.Key.Key_End)
    assert rows.chosen_row().key == 2


def test_enter_and_a_double_click_open_the_row_once(rows, qtbot):
    rows.show_rows([a_row(1)])
    rows.choose(1)
    opened = []
    rows.opened.connect(opened.append)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert [row.key for row in opened] == [1]
    where = rows.visualRect(rows.rows.index(0, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [row.key for row in opened] == [1, 1]


def test_a_list_that_grows_is_as_tall_as_its_rows(qtbot):
    grown = RowList("Tasks", COLUMNS, grows=True, two_lines=44)
    qtbot.addWidget(grown)
    grown.resize(500, 10)
    grown.show_rows([a_row(1), a_row(2)])
    assert grown.height() == 28 + 2 * 44
    grown.show_rows([a_row(1), reason("word " * 60), a_row(2)])
    grown.show()
    last = grown.visualRect(grown.rows.index(2, 0))
    assert last.bottom() < grown.viewport().height()


def test_head_and_column_share_an_edge(rows):
    rows.show_rows([a_row(1)])
    assert rows.header().sectionViewportPosition(1) == rows.visualRect(rows.rows.index(0, 1)).left()
    assert sum(rows.header().sectionSize(n) for n in range(2)) == rows.viewport().width()


def test_in_a_narrow_list_words_give_way_and_money_does_not(qtbot):
    narrow = RowList("Gains", (Column("Client"), Column("Next date", 200), Column("Gain", 90, right=True)))
    qtbot.addWidget(narrow)
    narrow.resize(460, 200)
    narrow.show()
    sizes = [narrow.header().sectionSize(n) for n in range(3)]
    assert sizes[2] == 90 + 24
    assert 150 < sizes[1] < 200
    assert sizes[0] > 460 - 24 - 200 - 12 - 90 - 24


def test_columns_first_give_what_their_words_do_not_fill(qtbot):
    narrow = RowList("Gains", (Column("Client"), Column("Gain", 200, right=True), Column("Standing", 190)))
    qtbot.addWidget(narrow)
    narrow.resize(460, 200)
    chip = Chip("To confirm", "soon")
    cells = (RowCell("Oluwaseun Abernethy-Fairweather"), RowCell("£1,234.56"), RowCell("", chip=chip))
    narrow.show_rows([Row(1, cells)])
    narrow.show()
    sizes = [narrow.header().sectionSize(n) for n in range(3)]
    assert sum(sizes) <= narrow.viewport().width() + 1
    assert sizes[1] < 200 and sizes[2] < 190 and sizes[0] >= 180
    assert sizes[2] >= chip_width(chip) + 24


def test_a_chip_is_never_cut_for_a_name(qtbot):
    columns = (Column("Creditor"), Column("Owed", 92, right=True), Column("Answer", 168))
    narrow = RowList("Offers", columns)
    qtbot.addWidget(narrow)
    narrow.resize(360, 200)
    chip = Chip("Waiting for an answer", "done")
    narrow.show_rows(
        [Row(1, (RowCell("Millbank Housing Association"), RowCell("£25"), RowCell("", chip=chip)))]
    )
    narrow.show()
    assert narrow.header().sectionSize(2) >= chip_width(chip) + 24


def test_a_column_with_room_to_spare_gives_it_to_one_whose_words_are_cut(qtbot):
    date = RowCell("Mon 30 Nov", "Ask for a mandatory reconsideration of the decision")
    wide = RowList("Waiting", (Column("Client"), Column("Next date", 150)))
    qtbot.addWidget(wide)
    wide.resize(900, 200)
    wide.show_rows([Row(1, (RowCell("Ruth Paterson"), date))])
    wide.show()
    assert not wide.itemDelegate().is_cut(date, wide.header().sectionSize(1), 1)
    name = RowCell("Scottish Carer Supplement for Oluwaseun Abernethy-Fairweather")
    wide.show_rows([Row(1, (name, RowCell("Mon 30 Nov")))])
    wide.resize(620, 200)
    assert not wide.itemDelegate().is_cut(name, wide.header().sectionSize(0), 0)


def test_what_is_still_too_wide_can_be_scrolled_to(qtbot):
    columns = (Column("Client"), *(Column(f"Version {n}", 160, right=True) for n in range(6)))
    wide = RowList("Side by side", columns)
    qtbot.addWidget(wide)
    wide.resize(420, 200)
    wide.show_rows([Row(1, (RowCell("Rent"), *(RowCell("£12,345.67") for _ in range(6))))])
    wide.show()
    assert wide.horizontalScrollBar().maximum() > 0
    wide.resize(1600, 200)
    assert wide.horizontalScrollBar().maximum() == 0


def test_words_that_had_to_be_cut_can_be_read_whole(rows):
    long = RowCell("Fiona", "First meeting, referred by Dr Rennie because her sick pay ends in December")
    assert rows.itemDelegate().is_cut(long, 200, 0)
    assert not rows.itemDelegate().is_cut(RowCell("Fiona", "First meeting"), 200, 0)
