"""The ledger of gains: every line with the sum that proves it, confirmed or taken back from beside it.

What counts, and for how much, is casework's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.figures import endings, gains, ledger_page, reporting
from welfare_desk.casework.figures.endings import EndingDraft
from welfare_desk.casework.figures.ledger_page import LedgerLine, YearOfGains
from welfare_desk.rules import days, money
from welfare_desk.ui import theme
from welfare_desk.ui.filters.filtered import Filtered, only_text
from welfare_desk.ui.filters.words import GAINS
from welfare_desk.ui.gains.line import LinePane
from welfare_desk.ui.kit.charts import ChartDress, ChartView
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.panes import Beside, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Page, Row, RowCell
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_PAGE = 50
_EMPTY = {
    "all": (
        "No gain is recorded yet.",
        "A gain comes from a decision: open the case and record its decision letter.",
    ),
    "waiting": ("Nothing is waiting to be confirmed.", "Every gain in the ledger has its proof."),
    "estimates": (
        "No estimates are open.",
        "Estimate what a claim may bring from its case; it goes from here when the decision is recorded.",
    ),
}


class GainsScreen(Filtered):
    """The ledger over the months it adds up to, the proof of the chosen line beside them."""

    name, title, rail = "gains", "Gains", "gains"
    asks_nothing: ClassVar[Mapping[str, Any]] = {"which": "all"}

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._lines: dict[UUID, LedgerLine] = {}
        self._wanted: UUID | None = None
        self.head = SectionHead("Ledger")
        self.filter = ChoiceField(list(GAINS.items()), unset="")
        self.filter.call("Which lines")
        self.filter.label.hide()
        self.filter.edited.connect(self._read)
        self.head.add(self.filter)
        self.list = RowList(
            "Ledger of gains",
            [
                Column("Entered", 92),
                Column("Client and award"),
                Column("A week", 72, right=True),
                Column("In a year", 92, right=True),
                Column("Once", 88, right=True),
                Column("Standing", 96),
            ],
        )
        self.empty = Empty(
            "No gain is recorded yet.",
            "A gain comes from a decision: open the case and record its decision letter.",
            "Open cases",
            lambda: self.go("cases"),
            "folder",
        )
        self.full = OrEmpty(self.list, self.empty)
        self.months_head = SectionHead("Gain by month")
        self.months = ChartView("Gain by month", 196)
        self.pane = LinePane(room)
        charts = column(self.months, margin=24)
        theme.dress(self._fit)
        main = column(self.head, self.full, self.months_head, charts, stretch=self.full)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(main, self.pane, self.full))
        self.list.chosen.connect(lambda row: self._show_line(row.key))
        self.list.opened.connect(lambda _row: self.pane.start())
        self.pane.confirm_asked.connect(self._confirm)
        self.pane.reverse_asked.connect(self._reverse)
        self.pane.end_asked.connect(self._end)
        self.pane.case_asked.connect(lambda case: self.go("case", case=case))
        self.pane.papers_asked.connect(lambda where: self.go("papers", **where))
        self.pane.letter_asked.connect(self._keep_letter)
        self.pane.gaps_asked.connect(lambda where: self.go("report-gaps", **where))

    def heading(self) -> Heading:
        before = Act("Before you send it", lambda: self.go("report-gaps"), "check")
        report = Act("Funder's report", lambda: self.go("report"), "file-text")
        return Heading(self.title, self.filter_note(), acts=(before, self.filter_act()), primary=report)

    def about(self) -> str:
        line = self._chosen()
        return line.row.client if line else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        line = self._chosen()
        if line is None:
            return self.filter_acts()
        offered: dict[str, Callable[[], object]] = self.filter_acts() | {
            "record-decision": lambda: self.go("decision", case=line.row.case_id)
        }
        offered["estimate"] = lambda: self.go("estimate", case=line.row.case_id)
        if line.is_waiting:
            offered["save"] = self.pane.confirm
        return offered

    def filter_says(self) -> dict[str, Any]:
        return {"which": str(self.filter.value() or "all")}

    def wear(self, says: Mapping[str, Any]) -> None:
        which = only_text(says, "which")
        self.filter.set_value(which if which in GAINS else "all")

    def arrive(self, **where: Any) -> None:
        """``gain``: the line to choose; ``waiting``: only those waiting to be confirmed."""
        if "waiting" in where or "gain" in where:
            self.filter.set_value("waiting" if where.get("waiting") else "all")
        self.put_on(where)
        self._wanted = where.get("gain")
        self._read()
        self.list.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"gains", "cases", "clients"})

    def leave(self) -> bool:
        return self.pane.close_forms()

    def draft(self) -> object | None:
        return self.pane.draft()

    def restore(self, draft: object) -> None:
        self.pane.restore(draft)
        if isinstance(draft, dict):
            self._wanted = draft.get("gain")

    # Reading --------------------------------------------------------------------------------------

    def _read(self) -> None:
        which = str(self.filter.value() or "all")
        self.room.read(self, self._lines_from(which), partial(self._show, which))
        self.room.read(
            self, partial(ledger_page.year, self.room.desk, today=self.room.today()), self._show_year
        )

    def _lines_from(self, which: str, after: Any = None) -> Callable[[], list[LedgerLine]]:
        return partial(
            ledger_page.lines,
            self.room.desk,
            today=self.room.today(),
            waiting_only=which == "waiting",
            estimates_only=which == "estimates",
            after=after,
            limit=_PAGE,
        )

    def _show(self, which: str, lines: list[LedgerLine]) -> None:
        if which != (self.filter.value() or "all"):
            return
        self.heading_changed.emit()  # which filter is on
        self.full.show_full(bool(lines))
        self.empty.say(*_EMPTY[which])
        self._lines = {}
        ready = lines

        def load(last: object | None) -> Page:
            # The first page has been read already; each next one is a few milliseconds, asked when in sight.
            rows = ready
            if last is not None:
                rows = self._lines_from(which, self._lines[last].row.cursor)()  # type: ignore[index]
            self._lines.update((line.row.id, line) for line in rows)
            return Page(tuple(_row(line) for line in rows), len(rows) == _PAGE)

        self.list.show_pages(load)
        if self._wanted is not None:
            self._choose_wanted()
        elif self.list.chosen_row() is None:
            self.list.choose_first()
        else:
            self._show_line(self.list.chosen_row().key)  # type: ignore[union-attr]
        if not lines:
            self.pane.clear()

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None or self.list.choose(wanted):
            return

        def show(line: LedgerLine | None) -> None:
            if line is not None:
                self.pane.show_line(line)

        self.room.read(self, partial(ledger_page.line, self.room.desk, wanted, today=self.room.today()), show)

    def _show_year(self, year: YearOfGains) -> None:
        since = days.short(year.period.first)
        self.head.say(
            "Ledger",
            f"Since {since}: {money.shown(year.ongoing)} a year, {money.shown(year.once)} once,"
            f" {money.shown(year.written_off)} written off",
        )
        self.months_head.say("Gain by month", f"since {since}")
        self.months.show_chart(partial(drawn, year.facts, "month"), year.said)

    def _chosen(self) -> LedgerLine | None:
        row = self.list.chosen_row()
        return self._lines.get(row.key) if row is not None else None  # type: ignore[call-overload]

    def _show_line(self, gain_id: object) -> None:
        line = self._lines.get(gain_id)  # type: ignore[call-overload]
        pane, shown = self.pane, self.pane.line
        writing = pane.form is not None and pane.form.written_in
        if line is not None and not (writing and shown is not None and shown.row == line.row):
            pane.show_line(line)

    # Writing --------------------------------------------------------------------------------------

    def _confirm(self, gain_id: UUID, confirmed_on: Any, confirmed_by: str) -> None:
        work = partial(
            gains.confirm_gain,
            self.room.desk,
            gain_id,
            confirmed_on=confirmed_on,
            confirmed_by=confirmed_by,
            today=self.room.today(),
        )
        self._write(work, "The gain is confirmed")

    def _reverse(self, gain_id: UUID, because: str) -> None:
        work = partial(gains.reverse_gain, self.room.desk, gain_id, because=because, today=self.room.today())
        self._write(work, "The line is taken back")

    def _end(self, gain_id: UUID, draft: EndingDraft) -> None:
        work = partial(endings.end_gain, self.room.desk, gain_id, draft, today=self.room.today())
        self._write(work, "The ending is in the ledger")

    def _keep_letter(self, gain_id: UUID, paper_id: UUID) -> None:
        work = partial(gains.keep_letter, self.room.desk, gain_id, paper_id, today=self.room.today())
        self._write(work, "The gain has its letter")

    def _write(self, work: Callable[[], Changes], said: str) -> None:
        def done(changes: Changes) -> None:
            self.pane.close_forms()
            self.wrote.emit(changes)
            self.said.emit(said)
            self._wanted = changes.id if said.startswith("The gain") else None
            self._read()
            self.list.setFocus()

        self.room.write(self, work, done, self.pane.show_refused)

    def _fit(self) -> None:
        self.months.setFixedHeight(theme.px(196))
        self.list.setMinimumHeight(theme.px(28 + 3 * self.list.two_lines))


def drawn(facts: Any, chart: reporting.Chart, dress: ChartDress) -> bytes:
    """A chart of the report at the size and in the colours of the screen."""
    return reporting.chart_as_svg(
        facts, chart, width=dress.width, height=dress.height, text=dress.text_size, dark=theme.is_dark()
    )


def _row(line: LedgerLine) -> Row:
    row = line.row
    if row.reversed_on is not None:
        chip = Chip("Taken back")
    elif line.is_estimate:
        chip = Chip("Estimate")
    elif line.is_waiting:
        chip = Chip("To confirm", "soon")
    elif line.ended is not None:
        chip = Chip("Ended", "plain")
    else:
        chip = Chip("Confirmed", "done")
    role = "quiet" if row.reversed_on is not None else "ink"
    return Row(
        row.id,
        (
            RowCell(days.short(row.recorded_on), role="quiet", raw=row.recorded_on),
            RowCell(row.client, line.award, strong=True, role=role),
            RowCell(money.shown(line.weekly) if line.weekly else "", role=role, raw=line.weekly),
            RowCell(money.shown(line.ongoing) if line.ongoing else "", role=role, raw=line.ongoing),
            RowCell(money.shown(line.once) if line.once else "", role=role, raw=line.once),
            RowCell(chip=chip),
        ),
    )
