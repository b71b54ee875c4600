"""The funder's report: a page of figures, each a button to the records behind it, saved as it stands.

What is counted, and how, is casework's; this screen chooses the days and shows the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.figures import periods, report_page, report_template, reporting
from welfare_desk.casework.figures.report_page import ReportPage
from welfare_desk.casework.figures.tally_proof import BehindRow
from welfare_desk.errors import DeskError, Problem
from welfare_desk.reports.facts import BreakdownRow
from welfare_desk.rules import days, money
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import Figure as Evaluated
from welfare_desk.ui import messages, printing, theme
from welfare_desk.ui.gains.behind import BehindPane
from welfare_desk.ui.gains.cells import CellRow, Figure
from welfare_desk.ui.gains.ledger import drawn
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.charts import ChartView
from welfare_desk.ui.kit.fields import ChoiceField, DateField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Page, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_CELLS: tuple[tuple[str, int, tuple[tuple[str, str], ...]], ...] = (
    (
        "People",
        4,
        (
            ("total_clients", "Clients"),
            ("new_clients", "New clients"),
            ("households", "Households"),
            ("clients_with_gain", "Clients with a gain"),
        ),
    ),
    ("First contact", 4, ()),
    (
        "Gains",
        4,
        (
            ("gain.total", "All gains"),
            ("gain.welfare", "Benefits"),
            ("gain.money_advice_other", "Other money advice"),
            ("debt.written_off", "Debt written off"),
            ("debt.rescheduled", "Debt rescheduled"),
            ("shared", "Another service led"),
            ("estimated", "Estimates, in no total"),
        ),
    ),
    (
        "For each £1",
        3,
        (
            ("per_pound.excl_debt", "Without debt"),
            ("per_pound.incl_debt", "Include debt rescheduled"),
            ("per_pound.excl_debt_per_la_pound", "Council money, without debt"),
        ),
    ),
    (
        "Cases",
        5,
        (
            ("cases.open_at_start", "Open at the start"),
            ("cases.opened", "Opened"),
            ("cases.reopened", "Opened again"),
            ("cases.closed", "Closed"),
            ("cases.open_at_end", "Open at the end"),
        ),
    ),
    (
        "Changes to earlier periods",
        4,
        (
            ("adjustments.welfare", "Benefits"),
            ("adjustments.money_advice_other", "Other money advice"),
            ("adjustments.written_off", "Debt written off"),
            ("adjustments.rescheduled", "Debt rescheduled"),
        ),
    ),
    (
        "Referrals and debt",
        4,
        (
            ("referrals.received", "Referrals received"),
            ("referrals.engaged", "Of those, supported since"),
            ("enquiries_type_i", "Enquiries, not cases"),
            ("debt.clients", "Clients with debt"),
            ("debt.owed_new", "Owed, first recorded"),
            ("debt.owed_all", "Owed by clients, in all"),
        ),
    ),
)
_BENEFIT_COLUMNS = (
    Column("Benefit"),
    Column("More a week", 104, right=True),
    Column("In a year", 104, right=True),
    Column("Once", 104, right=True),
)
_FIGURE_COLUMNS = (
    Column("Figure"),
    Column("Value", 104, right=True),
    Column("Asked about", 104, right=True),
    Column("Known of", 104, right=True),
)
_IN_PAGE: dict[str, Any] = {"grows": True, "one_line": 28, "two_lines": 44, "margin": 12}
_FIRST_CONTACT = "contacts_by_channel"
_SMALL = {"First contact", "Cases", "Changes to earlier periods"}
_FILES = {
    "pdf": ("PDF to send", "PDF (*.pdf)"),
    "xlsx": ("Workbook", "Excel workbook (*.xlsx)"),
    "csv": ("CSV table", "CSV file (*.csv)"),
    "package": ("Data package, in a folder", ""),
}


class ReportScreen(Screen):
    """Figures at the left, at the right the records behind the chosen one."""

    name, title, rail = "report", "Funder's report", "gains"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._page: ReportPage | None = None
        self._chosen = ""
        self._choices = report_page.periods(room.today())
        self.form = Form(3)
        self.choice = ChoiceField(
            [(number, choice.words) for number, choice in enumerate(self._choices)], unset="Other days"
        )
        self.form.add_row("&Period", self.choice, name="period")
        self.first = self.form.add_row("&From", DateField(room.today), name="first")
        self.last = self.form.add_row("&To", DateField(room.today), name="last")
        funders = ChoiceField(unset="Everything")
        self.funder = self.form.add_row("For which &funder", funders, name="template")
        kinds = ChoiceField([(code, words) for code, (words, _) in _FILES.items()], unset="")
        self.kind = self.form.add_row("Save &as", kinds, name="format")
        self.kind.set_value("pdf")
        help_ = "Counts under five, for ourselves alone"
        self.whole = self.form.add_row("", TickField("Show &small numbers", help_), name="whole")
        self.lacking = Banner("soon")
        self.unfunded = Banner("soon")
        self.choice.edited.connect(self._period_chosen)
        self.first.line.editingFinished.connect(self._days_typed)
        self.last.line.editingFinished.connect(self._days_typed)
        self.body = Page("Funder's report", space=0)
        self.form.setContentsMargins(0, theme.px(12), 0, 0)
        self.body.add(_inset(self.form))
        for banner in (self.lacking, self.unfunded):
            banner.hide()
            self.body.add(_below(banner))
        self.benefits = RowList("Gain by benefit, each to its records", _BENEFIT_COLUMNS, **_IN_PAGE)
        self.benefits.chosen.connect(partial(self._row_chosen, self.benefits))
        self.figures = RowList("For the evaluation", _FIGURE_COLUMNS, **_IN_PAGE)
        self.figures.chosen.connect(partial(self._row_chosen, self.figures))
        self.rows: dict[str, CellRow] = {}
        for words, across, _ in _CELLS:
            self.body.add(_headed(words))
            self.rows[words] = CellRow(words, across)
            self.body.add(_inset(self.rows[words], 11))
            if words == "For each £1":
                self.chart = ChartView("Gain by benefit", 0)
                self.body.add(_headed("Gain by benefit"))
                self.body.add(_inset(self.chart))
                self.body.add(_inset(self.benefits, 11))
        self.lists: dict[str, RowList] = {}
        self.lists_at = QWidget()
        self.more = QVBoxLayout(self.lists_at)
        self.more.setContentsMargins(0, 0, 0, 0)
        self.more.setSpacing(0)
        self.body.add(self.lists_at)
        self.body.add(_headed("For the evaluation"))
        self.body.add(_inset(self.figures, 11))
        self.details = BehindPane("Records behind the chosen figure")
        self.details.place_asked.connect(lambda screen, where: self.go(screen, **where))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(self.body, stretch=self.body), self.details))
        self._show_days(self._choices[0].period)
        self.choice.set_value(0)

    # The frame ------------------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        note = _span(page.period) if page else ""
        closed = "" if page else "The figures are being counted."
        return Heading(
            self.title,
            note,
            acts=(self._closing_act(page), Act("Before you send it", self.before_sending, "check")),
            primary=Act("Save report", self.save, "file-text", closed),
        )

    def _closing_act(self, page: ReportPage | None) -> Act:
        if page is None:
            return Act("Close period", self.close_period, closed_because="The figures are being counted.")
        if page.standing.may_open_again:
            return Act("Open again", self.open_again)
        return Act("Close period", self.close_period, closed_because=page.standing.cannot_close)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save, "print": self.print} if self._page else {}

    def arrive(self, **where: Any) -> None:
        """``first`` and ``last``: the days to report on; those shown last otherwise."""
        if "first" in where and "last" in where:
            self.choice.set_value(None)
            self._show_days(Period(where["first"], where["last"]))
        self._read()
        self.choice.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes)

    # The period -----------------------------------------------------------------------------------

    def _period_chosen(self) -> None:
        number = self.choice.value()
        if number is None:
            self.first.setFocus()
            return
        self._show_days(self._choices[number].period)
        self._read()

    def _show_days(self, period: Period) -> None:
        self.first.set_value(period.first)
        self.last.set_value(period.last)

    def _days_typed(self) -> None:
        period = self._period()
        if period is None or (self._page is not None and period == self._page.period):
            return
        known = [number for number, choice in enumerate(self._choices) if choice.period == period]
        self.choice.set_value(known[0] if known else None)
        self._read()

    def _period(self) -> Period | None:
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return None
        try:
            period = Period(first, last)
        except DeskError as fault:
            self.form.show_problems([Problem("last", fault.said, fault.advice)])
            return None
        self.last.problem()
        return period

    def _read(self) -> None:
        period = self._period()
        if period is not None:
            self.room.read(self, partial(report_page.page, self.room.desk, period), self._show)
        self.room.read(self, partial(report_template.templates, self.room.desk), self._offer)

    def _offer(self, templates: list[tuple[str, str]]) -> None:
        chosen = self.funder.value()
        self.funder.offer(templates, unset="Everything")
        self.funder.set_value(chosen)

    # The page -------------------------------------------------------------------------------------

    def _show(self, page: ReportPage) -> None:
        if page.period != self._period():
            return
        self._page = page
        lines = {line.path: line for section in page.sections for line in section.lines}
        for words, _, cells in _CELLS:
            small = words in _SMALL
            if words == "First contact":
                figures = [
                    Figure(line.path, line.words, line.shown, small=True)
                    for line in lines.values()
                    if line.path.startswith(f"{_FIRST_CONTACT}.")
                ]
            else:
                figures = [self._figure(page, path, said, small=small) for path, said in cells]
            self.rows[words].show_figures(figures, self._open)
            self.rows[words].choose(self._chosen)
        self.chart.show_chart(partial(drawn, page.facts, "benefit"), page.benefits_said)
        self._show_lists(page)
        if self._chosen:
            self._open_path(self._chosen)
        else:
            self.details.say_how(page)
        self._show_lacking(page)
        self.heading_changed.emit()

    def _show_lacking(self, page: ReportPage) -> None:
        """What must be mended before the figures can be sent, with the way there."""
        unseen = page.facts.unseen
        self.lacking.setVisible(bool(unseen))
        if unseen:
            people = "1 person has" if unseen == 1 else f"{unseen:,} people have"
            self.lacking.clear()
            self.lacking.say(
                f"{people} a gain in these days and no contact recorded.",
                "Their gains are in the sums; they are not among the clients.",
            )
            self.lacking.offer("See who", partial(self.before_sending, "no-contact"))
        self.unfunded.setVisible(not page.facts.cash)
        if not page.facts.cash:
            self.unfunded.clear()
            self.unfunded.say(
                "No funding is recorded for these days.", "Gains for each £1 cannot be worked out without it."
            )
            self.unfunded.offer("Enter funding", lambda: self.go("settings", section="funding"))

    def before_sending(self, chosen: str = "") -> None:
        """What the report of these days lacks."""
        period = self._period()
        if period is not None:
            where = {"chosen": chosen} if chosen else {}
            self.go("report-gaps", first=period.first, last=period.last, **where)

    def _figure(self, page: ReportPage, path: str, said: str, *, small: bool) -> Figure:
        line = page.line(path)
        ratio = page.ratios.get(path)
        if ratio is None:
            return Figure(path, said, line.shown, small=small)
        shown = money.shown(line.value) if line.value is not None else "Not known"  # type: ignore[arg-type]
        if line.value is None:
            return Figure(path, said, shown, f"no {ratio.below.lower()} recorded")
        return Figure(path, said, shown, f"from {money.shown(ratio.together)}")

    def _show_lists(self, page: ReportPage) -> None:
        """Gain by benefit and the evaluation's figures; then who the people are, a list to each question."""
        benefits = sorted(page.facts.by["benefit"], key=lambda row: (-row.total, row.name))
        self.benefits.show_rows(_benefit(row) for row in benefits if row.gains)
        work = partial(report_page.with_evaluation, self.room.desk, page)
        self.room.read(self, work, partial(self._show_evaluation, page))
        wanted = {
            section.words: section
            for section in page.sections
            if section.lines
            and section.lines[0].path.startswith(("cases_by_type.", "demographics.", "family"))
        }
        if list(wanted) != list(self.lists):
            while (item := self.more.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.deleteLater()
            self.lists = {}
            for words in wanted:
                each = RowList(
                    words, [Column("", 0), Column("", 96, right=True)], grows=True, one_line=28, margin=12
                )
                each.chosen.connect(lambda row, each=each: self._row_chosen(each, row))
                self.lists[words] = each
                self.more.addWidget(_headed(words))
                self.more.addWidget(_inset(each, 11))
        for words, section in wanted.items():
            self.lists[words].show_rows(
                Row(line.path, (RowCell(line.words), RowCell(line.shown, raw=line.value)))
                for line in section.lines
            )

    def _show_evaluation(self, page: ReportPage, told: ReportPage) -> None:
        """The evaluation's figures come after the others: they take longer."""
        if page is self._page:
            self._page = told
            self.figures.show_rows(_evaluated(told, figure) for figure in told.evaluation)

    def _row_chosen(self, chosen: RowList, row: Row) -> None:
        self._let_go(chosen)
        self._open_path(str(row.key))

    def _let_go(self, but: RowList | None = None) -> None:
        for each in (self.benefits, self.figures, *self.lists.values()):
            if each is not but:
                each.clearSelection()
                each.setCurrentIndex(each.rootIndex())

    # The records behind a figure ------------------------------------------------------------------

    def _open(self, figure: Figure) -> None:
        self._let_go()
        self._open_path(figure.path)

    def _open_path(self, path: str) -> None:
        page = self._page
        if page is None:
            return
        self._chosen = path
        for row in self.rows.values():
            row.choose(path)
        work = partial(report_page.behind, self.room.desk, page, path)
        self.room.read(self, work, partial(self._show_behind, page, path))

    def _show_behind(self, page: ReportPage, path: str, records: list[BehindRow]) -> None:
        now = self._page
        if now is not None and page.view is now.view and path == self._chosen:
            self.details.show_behind(page, path, records)

    def leave(self) -> bool:
        """Esc: away from the records of a figure."""
        if not self._chosen or self._page is None:
            return False
        self._chosen = ""
        for row in self.rows.values():
            row.choose("")
        self._let_go()
        self.details.say_how(self._page)
        return True

    # Closing --------------------------------------------------------------------------------------

    def close_period(self) -> None:
        """The figures stay as they are now; asked once, since they may leave the agency."""
        page = self._page
        if page is None or page.standing.cannot_close:
            return
        sure = messages.ask(
            self,
            f"Close {_span(page.period)}?",
            hint="Its figures then stay as they are. What is recorded later is an adjustment of the period it"
            " is recorded in. It can be opened again only today.",
            yes="Close period",
            no="Leave open",
        )
        if sure:
            work = partial(periods.close_period, self.room.desk, page.period, today=self.room.today())
            self.room.write(self, work, partial(self._closed, "The period is closed"))

    def open_again(self) -> None:
        page = self._page
        if page is not None and page.standing.closed is not None:
            closed = page.standing.closed.id
            work = partial(periods.open_again, self.room.desk, closed, today=self.room.today())
            self.room.write(self, work, partial(self._closed, "The period is open again"))

    def _closed(self, said: str, changes: Changes) -> None:
        self._chosen = ""
        self.wrote.emit(changes)
        self.said.emit(said)
        self._read()

    # Saving ---------------------------------------------------------------------------------------

    def save(self) -> None:
        """The same figures as a file, or a folder of them, where the person says."""
        page = self._page
        if page is None:
            return
        format = self.kind.value() or "pdf"
        name = f"funders-report-{page.period.first}-to-{page.period.last}"
        words = "Save the funder's report"
        if format == "package":
            place = messages.folder(self, "Save the data package in this folder")
        else:
            place = messages.file_to_save(self, words, f"{name}.{format}", _FILES[format][1])
        if place is None:
            return
        span, desk = (page.period.first, page.period.last), self.room.desk
        asked: dict[str, Any] = {"whole": bool(self.whole.value()), "template": self.funder.value()}

        def work() -> None:
            if format == "package":
                for file, data in reporting.data_package(desk, *span, **asked).items():
                    printing.save(place / file, data)
            else:
                printing.save(place, reporting.report(desk, *span, format=format, **asked))

        self.said.emit("Drawing the report…")
        self.room.read(self, work, lambda _: self.said.emit(f"Saved {place.name}"))

    def print(self) -> None:
        page = self._page
        if page is None:
            return
        work = partial(reporting.report, self.room.desk, page.period.first, page.period.last, format="pdf")
        self.room.read(self, work, lambda pdf: printing.print_pdf(self, pdf, "Funder's report"))


def _benefit(row: BreakdownRow) -> Row:
    sums = (row.weekly, row.annual, row.lump)
    cells = (RowCell(money.shown(sum_) if sum_ else "", raw=sum_) for sum_ in sums)
    return Row(f"by.benefit.{row.code}", (RowCell(row.name), *cells))


def _evaluated(page: ReportPage, figure: Evaluated) -> Row:
    if figure.value is None:
        cells = (RowCell("Not known", role="quiet"), RowCell(), RowCell())
        return Row(f"evaluation.{figure.code}", (RowCell(figure.words, figure.why, role="quiet"), *cells))
    counts = (RowCell(f"{number:,}", raw=number) for number in (figure.n, figure.with_data))
    shown = RowCell(page.shown(figure), raw=figure.value)
    return Row(f"evaluation.{figure.code}", (RowCell(figure.words), shown, *counts))


def _span(period: Period) -> str:
    return f"{days.short(period.first)} to {days.short(period.last)}"


def _headed(words: str) -> QWidget:
    head = Words(words, "name")
    head.setContentsMargins(0, theme.px(20), 0, theme.px(8))
    return _inset(head)


def _below(banner: QWidget) -> QWidget:
    holder = _inset(banner)
    holder.setContentsMargins(0, theme.px(12), 0, 0)
    return holder


def _inset(widget: QWidget, margin: int = 24) -> QWidget:
    return column(widget, margin=margin)
