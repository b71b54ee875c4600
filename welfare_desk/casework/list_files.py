"""A list that leaves the desk as a file: what it was is in the access log before it is handed over."""

from __future__ import annotations

from typing import Literal

from welfare_desk.casework import access
from welfare_desk.casework.desk import Desk
from welfare_desk.rules.sheet_cells import Sheet

Format = Literal["xlsx", "csv"]


def list_file(desk: Desk, sheet: Sheet, title: str, *, format: Format) -> bytes:
    """The list as a workbook or CSV. Which list, how long and by whom is logged first.

    A list holds what its screen shows: no sealed text is on one, so no consent is asked. ``title`` is the
    list's own name and names nobody.
    """
    from welfare_desk.reports import list_files  # brings the workbook's library: only who saves pays for it

    with desk.unit_of_work() as work:
        rows = "1 row" if len(sheet.lines) == 1 else f"{len(sheet.lines):,} rows"
        access.log_list_saved(work, f"{title}, {rows}, {format}")
        work.commit()
    if format == "csv":
        return list_files.list_csv(sheet)
    return list_files.list_workbook(sheet, title, made_on=desk.clock.today())
