"""What a list shows, made ready beforehand: cells, rows, columns, pages, and the model that holds them.

A row is frozen and complete; nothing is looked up, formatted or translated while Qt paints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from welfare_desk.errors import DeskError
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.spoken import tr

Index = QModelIndex | QPersistentModelIndex
Kind = Literal["row", "group", "reason", "total"]

CELL = int(Qt.ItemDataRole.UserRole)
RAW = CELL + 1
KEY = CELL + 2
ROW = CELL + 3


@dataclass(frozen=True, slots=True)
class RowCell:
    """One cell. ``raw`` is the value itself, ``said`` what a screen reader hears where the text is a symbol.

    ``role`` and ``second_role`` name colours of the theme; ``mark`` names an icon drawn before the text;
    ``why`` is the rule, shown on hover.
    """

    text: str = ""
    second: str = ""
    chip: Chip | None = None
    mark: str = ""
    mark_role: str = "quiet"
    role: str = "ink"
    second_role: str = "quiet"
    strong: bool = False
    raw: object = None
    said: str = ""
    why: str = ""

    def spoken(self) -> str:
        if self.said:
            return self.said
        parts = (self.text, self.chip.words if self.chip else "", self.second)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells under a key that survives a refresh (an id). ``edge`` colours the bar at the left.

    Kinds: ``row``; ``group`` a heading across the list; ``reason`` a wrapped sentence that belongs to the
    row above it; ``total`` the sum at the end.
    """

    key: object
    cells: tuple[RowCell, ...]
    kind: Kind = "row"
    edge: str = ""

    @property
    def can_be_chosen(self) -> bool:
        return self.kind == "row"

    @property
    def lines(self) -> int:
        return 2 if any(cell.second for cell in self.cells) else 1


def group(words: str, count: str = "", *, role: str = "ink", mark: str = "") -> Row:
    """A heading inside a list: words at the left, a count at the right."""
    said = f"{words}, {count}" if count else words
    head = RowCell(words, second=count, role=role, mark=mark, mark_role=role, strong=True, said=said)
    return Row(("group", words), (head,), "group")


def reason(words: str, mark: str = "clock") -> Row:
    """The why of the row above, in a sentence or two; it takes the tint of that row."""
    return Row(("reason", words), (RowCell(words, mark=mark, mark_role="accent"),), "reason")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and a width at 13-pixel text; width 0 takes what is left. Money stands to the right.

    ``order`` is what the list is ordered by once this heading is pressed; empty where that says nothing.
    """

    words: str
    width: int = 0
    right: bool = False
    said: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and whether there are more behind them."""

    rows: tuple[Row, ...]
    more: bool = False


Load = Callable[[object | None], Page]
"""Given the key of the last row shown (``None`` at the start), the next page."""


@dataclass(slots=True)
class _Held:
    rows: list[Row] = field(default_factory=list)
    more: bool = False


class RowModel(QAbstractTableModel):
    """Rows for a view. The first page comes at once, each next one when the view nears the end."""

    def __init__(self, columns: Iterable[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._held = _Held()
        self._load: Load | None = None

    def show_rows(self, rows: Iterable[Row]) -> None:
        """All there is, at once."""
        self._show(Page(tuple(rows)), None)

    def show_pages(self, load: Load) -> None:
        """The first page now, the others on demand."""
        self._show(load(None), load)

    def _show(self, page: Page, load: Load | None) -> None:
        self.beginResetModel()
        self._load, self._held = load, _Held(list(page.rows), page.more)
        self.endResetModel()

    def show_columns(self, columns: Iterable[Column]) -> None:
        """Other columns; the rows that were there are gone, for they would not fit."""
        self.beginResetModel()
        self.columns, self._held = tuple(columns), _Held()
        self.endResetModel()

    def load_all(self) -> None:
        """Every page there is: for whoever marks, copies or saves the whole list."""
        while self.canFetchMore(QModelIndex()):
            self.fetchMore(QModelIndex())

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._held.rows)

    def row(self, number: int) -> Row:
        return self._held.rows[number]

    def number_of(self, key: object) -> int | None:
        """Where the row with this key stands, if it is among those loaded."""
        return next((n for n, row in enumerate(self._held.rows) if row.key == key), None)

    # What Qt asks ---------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._held.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._held.more

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or not self._held.more or self._load is None:
            return
        try:
            page = self._load(self._held.rows[-1].key if self._held.rows else None)
        except DeskError:
            # The desk was locked or lost while Qt still lays the list out; nothing may be raised into Qt.
            page = Page(())
        if page.rows:
            first = len(self._held.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
            self._held.rows.extend(page.rows)
            self._held.more = page.more
            self.endInsertRows()
        self._held.more = page.more and bool(page.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.row(index.row()).can_be_chosen:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._held.rows):
            return None
        row = self.row(index.row())
        if role == KEY:
            return row.key
        if role == ROW:
            return row
        if index.column() >= len(row.cells):
            return None
        cell = row.cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.spoken()
            case Qt.ItemDataRole.ToolTipRole:
                return cell.why or None
            case _ if role == CELL:
                return cell
            case _ if role == RAW:
                return cell.raw
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(column.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr(column.said or column.words)
        return None
