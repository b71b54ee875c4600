"""Rows of a list as a spreadsheet has them: a heading over each column, small print in a column of its own.

Whoever copies a list or saves it gets what stands on the screen, and nothing behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from welfare_desk.rules.sheet_cells import Sheet, Value, value_of
from welfare_desk.ui.kit.rows import Column, Row, RowCell


def sheet_of(columns: Sequence[Column], rows: Iterable[Row]) -> Sheet:
    """These rows with their headings; a heading inside the list goes before each of its rows."""
    kept: list[tuple[str, Row, str]] = []  # under which heading, the row, why
    under = ""
    for row in rows:
        if row.kind == "group":
            under = row.cells[0].text
        elif row.kind == "reason" and kept:
            kept[-1] = (*kept[-1][:2], row.cells[0].text)
        elif row.kind in ("row", "total"):
            kept.append((under if row.kind == "row" else "", row, ""))
    grouped, reasoned = any(one[0] for one in kept), any(one[2] for one in kept)
    below = [any(_second(row, n) for _, row, _ in kept) for n in range(len(columns))]
    heads: list[str] = ["Under"] if grouped else []
    for column, two in zip(columns, below, strict=True):
        words = column.said or column.words
        heads += [words, f"{words}: more" if words else ""] if two else [words]
    if reasoned:
        heads.append("Why")
    lines: list[tuple[Value, ...]] = []
    for group, row, why in kept:
        line: list[Value] = [group] if grouped else []
        for number, (column, two) in enumerate(zip(columns, below, strict=True)):
            cell = row.cells[number] if number < len(row.cells) else RowCell()
            line.append(_value(cell, column))
            if two:
                line.append(value_of(cell.second, figure=column.right))
        lines.append((*line, why) if reasoned else tuple(line))
    return Sheet(tuple(heads), tuple(lines))


def _second(row: Row, number: int) -> str:
    return row.cells[number].second if number < len(row.cells) else ""


def _value(cell: RowCell, column: Column) -> Value:
    shown = ", ".join(part for part in (cell.text, cell.chip.words if cell.chip else "") if part)
    if shown or not (cell.mark and cell.said):
        return value_of(shown, cell.raw, figure=column.right)
    return value_of(cell.said)  # a cell that is a symbol says in words what it means
