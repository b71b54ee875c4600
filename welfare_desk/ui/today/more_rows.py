"""The rows of *Today* that ask to be looked at before anything is due: conflicts, cases gone quiet."""

from __future__ import annotations

from collections.abc import Iterator

from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.service.day import TodayView
from welfare_desk.rules import days
from welfare_desk.ui.kit.rows import Row, RowCell, group


def undecided(view: TodayView) -> Iterator[Row]:
    """Conflicts of interest nobody has decided on."""
    if view.conflicts:
        yield group("Conflicts of interest", str(view.conflicts))
        yield Row(("conflicts", None), (RowCell("To be decided", role="accent"), RowCell()))


def quiet(view: TodayView) -> Iterator[Row]:
    """Cases of which nothing was heard for weeks, the quietest first."""
    if view.quiet:
        yield group("Gone quiet", str(len(view.quiet)))
    for one in view.quiet:
        since = RowCell(f"since {days.short(one.since)}", "what is next?")
        yield Row(("date", (one.case_id, None)), (RowCell(one.client, matter_name(one.matter)), since))
