"""Beside the report's figures: the records behind the chosen one, or how everything is counted.

What stands behind a figure is casework's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from welfare_desk.casework.figures import report_page
from welfare_desk.casework.figures.report_page import ReportPage
from welfare_desk.casework.figures.tally_proof import BehindRow
from welfare_desk.rules import days, money
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell

_SHOWN_AT_ONCE = 10
_MENDS: Mapping[str, str] = {
    "funding": "Enter funding",
    "staff": "Enter staff time",
    "counts": "Enter practices' counts",
    "social-return": "Enter values",
}


class BehindPane(Details):
    """The proof of a figure.

    Signals:
        place_asked: payload str, dict: a screen and what it shows.
    """

    place_asked = Signal(object, object)

    def say_how(self, page: ReportPage) -> None:
        """How the figures are counted, while none is chosen."""
        self.clear()
        self.heading("How it is counted", f"As known on {days.full(page.facts.as_at)}")
        for words in page.standing.words:
            self.said(words, "ink", 8)
        for words in page.counted:
            self.said(words, "quiet", 8)
        self.section("The records behind a figure")
        self.said("Choose a figure to see the records it is made of; Enter opens one.", "quiet")

    def show_behind(self, page: ReportPage, path: str, records: list[BehindRow], whole: bool = False) -> None:
        """The records of a figure, the largest ten first."""
        self.clear()
        words, shown = page.said(path)
        self.heading(shown, words)
        self._ratio(page, path)
        figure = page.figure(path)
        if figure is not None:
            self.said(page.told_with(figure), "quiet", 8)
            if figure.mend and (figure.value is None or figure.mend == "counts"):
                self._mend(figure.mend)
        if path == "shared" and page.facts.shared_with:
            self.said(f"Led by {', '.join(page.facts.shared_with)}, who may report it too.", "quiet", 8)
        if not records:
            self.section("No records")
            self.said("Nothing in these days counts here.", "quiet")
            return
        number = f"{len(records):,} record" + ("s" if len(records) > 1 else "")
        few = len(records) > _SHOWN_AT_ONCE and not whole
        largest = few and records[0].amount is not None
        self.section(f"The largest of {number}" if largest else number)
        self.add(self._list(records[:_SHOWN_AT_ONCE] if few else records), 8)
        if few:
            more = f"Show all {len(records):,}"
            self.act(more, lambda: self.show_behind(page, path, records, True), "link", "arrow-right")

    def _ratio(self, page: ReportPage, path: str) -> None:
        ratio = page.ratios.get(path)
        if ratio is None:
            return
        if not ratio.pounds:
            self.said(
                f"{ratio.below} is not recorded for these days, so there is nothing to divide by.", "ink", 8
            )
            self._mend("funding")
            return
        inside = [(words, money.shown(amount)) for words, amount in ratio.inside]
        value = page.line(path).value
        lines = [
            *inside,
            ("Together", money.shown(ratio.together)),
            (ratio.below, money.shown(ratio.pounds)),
            ("For each £1", money.shown(value) if value is not None else "Not known"),  # type: ignore[arg-type]
        ]
        self.sum(lines, totals=[len(inside), len(lines) - 1])
        if not path.endswith("incl_debt"):
            moved = page.line("debt.rescheduled").shown
            self.said(f"Debt is not in this figure: {moved} was rescheduled.", "quiet", 8)

    def _mend(self, section: str) -> None:
        self.act(
            _MENDS[section],
            lambda: self.place_asked.emit("settings", {"section": section}),
            "secondary",
            "arrow-right",
        )

    def _list(self, records: list[BehindRow]) -> RowList:
        shown = RowList(
            "Records behind this figure",
            [Column(""), Column("", 92, right=True)],
            margin=0,
            two_lines=40,
            hairlines=False,
            ground="raised",
            grows=True,
        )
        shown.show_rows(_record(place, row) for place, row in enumerate(records))
        shown.opened.connect(lambda row: self._open(records[row.key]))
        return shown

    def _open(self, record: BehindRow) -> None:
        """To the line of the ledger, from where the award letter opens; else to the case or the client."""
        where: tuple[str, dict[str, Any]] | None = None
        if record.gain_id is not None:
            where = "gains", {"gain": record.gain_id}
        elif record.case_id is not None:
            where = "case", {"case": record.case_id}
        elif record.person_id is not None:
            where = "client", {"person": record.person_id}
        if where is not None:
            self.place_asked.emit(*where)


def _record(place: int, row: BehindRow) -> Row:
    about = report_page.about(row) if row.words else row.case_reference
    when = days.short(row.on) if row.on and row.amount is not None else ""
    amount = money.shown(row.amount) if row.amount is not None else ""
    return Row(place, (RowCell(row.client, about, strong=True), RowCell(amount, when, raw=row.amount)))
