"""The list in front copied whole, or saved as a workbook or CSV: from every screen that shows one."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from welfare_desk import machine
from welfare_desk.rules.sheet_cells import Sheet, as_text
from welfare_desk.ui import messages
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.lock.clipboard import copy_secretly

if TYPE_CHECKING:  # the window knows this; a room brings the store
    from welfare_desk.ui.room import Room
    from welfare_desk.ui.window import Window

KINDS = "Workbook (*.xlsx);;CSV (*.csv)"


def list_in_front(window: Window) -> RowList | None:
    """The list with the cursor; else the largest in sight that has headings; None where there is none."""
    front = window.front()
    if front is None:
        return None
    lists = [one for one in front.findChildren(RowList) if not one.sealed]
    seen = [one for one in lists if one.isVisible() and one.rows.rows]
    headed = [one for one in seen if any(column.words for column in one.rows.columns)] or seen
    focused = QApplication.focusWidget()
    if isinstance(focused, RowList) and focused in headed:
        return focused
    return max(headed, key=lambda one: one.width() * one.height(), default=None)


def copy_list(window: Window) -> None:
    """Every row of the list in front onto the clipboard, from which it goes again."""
    shown = list_in_front(window)
    if shown is not None:
        sheet = shown.sheet()
        copy_secretly(as_text(sheet))
        window.status.show_word(f"{_rows(sheet)} copied; they leave the clipboard in ten seconds")


class ListSaving:
    """Saves the list in front of one open desk: asked where, logged, then written."""

    def __init__(self, window: Window, room: Room) -> None:
        self.window, self.room = window, room

    def save(self) -> None:
        front, shown = self.window.front(), list_in_front(self.window)
        if front is None or shown is None:
            return
        sheet, title = shown.sheet(), front.title or "List"
        place = messages.file_to_save(front, "Save the list", f"{_file_name(title)}.xlsx", KINDS)
        if place is None:
            return
        if place.suffix.lower() not in (".xlsx", ".csv"):
            place = place.with_name(f"{place.name}.xlsx")
        from welfare_desk.casework import list_files  # brings the store: the first window is there before it

        form: list_files.Format = "csv" if place.suffix.lower() == ".csv" else "xlsx"
        work = partial(list_files.list_file, self.room.desk, sheet, title, format=form)
        self.room.write(front, work, partial(self._keep, place, sheet))

    def _keep(self, place: Path, sheet: Sheet, data: bytes) -> None:
        try:
            machine.put_down(place, data)
        except OSError as fault:
            messages.tell(self.window, "That file could not be written.", str(fault.strerror or ""))
            return
        self.window.status.show_word(f"{_rows(sheet)} saved; the file is not locked, so keep it safe")


def _rows(sheet: Sheet) -> str:
    return "1 row" if len(sheet.lines) == 1 else f"{len(sheet.lines):,} rows"


def _file_name(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-") or "list"
