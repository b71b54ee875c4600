"""Budgets side by side by name: each line by the month in up to three versions, and the sums below.

Enter on a line types it; the statement is printed, agreed and begun anew from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from welfare_desk import resources
from welfare_desk.casework.debt import budget_scenarios, budgets, financial_statement
from welfare_desk.casework.debt.budget_scenarios import CouldCome
from welfare_desk.casework.debt.budgets import AGREED, EVIDENCE, AwardLine, BudgetDraft, BudgetView
from welfare_desk.casework.debt.debt_page import ClientDebts
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import DeskError
from welfare_desk.rules import days, money
from welfare_desk.rules.debt.spending import groups_with_figures
from welfare_desk.ui import messages, printing, theme
from welfare_desk.ui.debts.budget_forms import AgreeForm, CouldComeForm, LineForm, PasteForm, VersionForm
from welfare_desk.ui.debts.part import Host, Part, Work
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, TickField
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.screen import Act

_ABREAST = 3
_UNSEEN = ("client_says", "carried", "estimated")
_FORMATS: dict[str, financial_statement.Format] = {".csv": "csv", ".pdf": "pdf", ".xlsx": "xlsx"}
_SUMS = (
    ("Income", "income"),
    ("Outgoings", "outgoings"),
    ("Left each month", "surplus"),
    ("Set aside", "contingency"),
    ("Available for creditors", "available"),
    ("Contribution by the Common Financial Tool", "contribution"),
)


_AT_ONCE = (("Left each month", "surplus"), ("Available for creditors", "available"))
"""What is looked for first, above the lines; all sums stand below them."""


class BudgetsPart(Part):
    """The versions of one client's budget."""

    words = "Budgets"

    def __init__(self, host: Host) -> None:
        empty = Empty(
            "No budget yet.",
            "What comes in and goes out, each line as the client gives it, under a name of its own.",
            "Start a budget",
            self.begin,
            "plus",
        )
        self.version = ChoiceField(unset="")
        self.version.call("&Working on")
        self.all_lines = TickField("Unused lines too")
        self.all_lines.call("")
        super().__init__(host, "Lines of the budgets", [Column("A month")], empty)
        self.views: list[BudgetView] = []
        self.awards: list[AwardLine] = []
        self.version.edited.connect(self._show_again)
        self.all_lines.edited.connect(self._show_again)
        self._newest: UUID | None = None
        self._next: str | None = None  # the line to go on to once this one is saved
        self.openers = {
            "begin": self.begin,
            "version": self.change_version,
            "line": self.type_line,
            "agree": self.agree,
            "paste": self.paste,
            "check": self.look_at_check,
        }

    def fill_box(self) -> None:
        self.above = QWidget()
        self._line = QHBoxLayout(self.above)
        self._line.addWidget(self.version, 2)
        self._line.addWidget(self.all_lines, 1)
        self.box.addWidget(self.above)
        super().fill_box()
        theme.dress(self._dress)

    def _dress(self) -> None:
        margin = theme.px(24)
        self._line.setContentsMargins(margin, theme.px(12), margin, theme.px(8))
        self._line.setSpacing(theme.px(24))

    def heading_acts(self) -> tuple[tuple[Act, ...], Act | None]:
        now = self.now()
        if now is None:
            closed = "" if self.client and self.client.cases else "No debt case is open."
            return (), Act("Start a budget", self.begin, "plus", closed)
        acts = [Act("Print statement", self.print, "printer"), Act("New version", self.begin, "copy")]
        if now.agreed_on is None:
            return tuple(acts), Act("Agreed by the client", self.agree, "signature")
        return tuple(acts[:1]), Act("New version", self.begin, "copy")

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"print": self.print} if self.now() else {}

    # Showing --------------------------------------------------------------------------------------

    def read(self, client: ClientDebts) -> None:
        desk, person = self.host.room.desk, client.person_id

        def work() -> tuple[list[BudgetView], list[AwardLine]]:
            return budgets.budgets(desk, person), budgets.award_lines(desk, person)

        self.host.room.read(self, work, partial(self._show, client))

    def _show(self, client: ClientDebts, found: tuple[list[BudgetView], list[AwardLine]]) -> None:
        if client is not self.client:
            return
        self.views, self.awards = found
        wanted = self._newest or self.version.value()
        named = [(view.id, f"{view.name}, {days.short(view.on)}{_mark(view)}") for view in self.views]
        self.version.offer(named, unset="")
        if self.views:
            ids = [view.id for view in self.views]
            self.version.set_value(wanted if wanted in ids else ids[-1])
        self._newest = None
        self.above.setVisible(bool(self.views))
        self._show_again()
        self.host.heading_again()

    def _show_again(self) -> None:
        shown = self.abreast()
        names = [Column(view.name, 112, right=True) for view in shown]
        kept = self.chosen()
        self.list.show_columns([Column("A month"), *names])
        self.show_list(self._rows(shown) if shown else ())
        wanted, self._next = self._next or kept, None
        if wanted is not None:
            self.list.choose(wanted)

    def now(self) -> BudgetView | None:
        """The version being worked on."""
        return next((view for view in self.views if view.id == self.version.value()), None)

    def abreast(self) -> list[BudgetView]:
        """The one worked on, with the others nearest to it in time."""
        now = self.now()
        if now is None:
            return []
        last = max(self.views.index(now) + 1, min(_ABREAST, len(self.views)))
        return self.views[max(0, last - _ABREAST) : last]

    def _rows(self, shown: list[BudgetView]) -> Iterator[Row]:
        yield from _sums(shown, _AT_ONCE)
        all_lines = self.all_lines.value() or not any(view.lines for view in shown)
        for section in resources.debt_tables().sections.values():
            used = [code for code in section.lines if any(view.line(code) for view in shown)]
            codes = list(section.lines) if all_lines else used
            if codes:
                over = _over(self.now(), section.code)
                yield group(section.name, over, role="soon" if over else "ink")
            for code in codes:
                yield Row(code, (RowCell(section.lines[code]), *(_cell(view, code) for view in shown)))
        yield from _sums(shown, _SUMS)

    def fill(self, pane: Details) -> None:
        now, code = self.now(), self.chosen()
        if now is None:
            return
        if isinstance(code, str) and code in resources.debt_tables().lines():
            line = now.line(code)
            pane.heading(resources.debt_tables().lines()[code], f"In “{now.name}”")
            if line is not None:
                pane.facts(
                    [
                        ("As given", line.as_given),
                        *([("A month", money.shown(line.a_month))] if line.period != "month" else []),
                        ("Known from", EVIDENCE[line.evidence]),
                        *([("Note", line.note)] if line.note else []),
                    ]
                )
            if now.agreed_on is None:
                pane.act("Type this line" if line is None else "Change this line", self.type_line, "primary")
        self._fill_version(pane, now)

    def _fill_version(self, pane: Details, now: BudgetView) -> None:
        pane.section(f"“{now.name}”")
        if now.agreed_on and now.agreed_how:
            chip = f"{AGREED[now.agreed_how]}, {days.short(now.agreed_on)}"
            pane.item(chip, mark="check", tone="done")
            may = "Creditors may see it." if now.may_be_sent else "Creditors may not see it."
            pane.said(may, "quiet")
        else:
            pane.item("Not agreed yet: no offer can be sent from it.", mark="clock", tone="soon")
        role = "ink" if now.surplus >= 0 else "overdue"
        left = "left each month" if now.surplus >= 0 else "short each month: nothing can be offered"
        pane.said(f"{money.shown(now.surplus)} {left}", role, 8)
        unseen = sum(1 for line in now.lines if line.evidence in _UNSEEN)
        if unseen:
            pane.said(f"{unseen} of {len(now.lines)} lines have no evidence yet.", "quiet")
        open_acts: list[tuple[str, Callable[[], object]]] = []
        if now.agreed_on is None:
            open_acts = [
                ("Name and household", self.change_version),
                ("Paste from a spreadsheet", self.paste),
            ]
        pane.links(
            *open_acts,
            ("A version from the income check", self.look_at_check),
            ("Save as a file", self._save),
            ("Print with the groups of the tool", partial(self.print, "statutory")),
        )
        _fill_compared(pane, now)
        self._fill_changes(pane, now)
        self._fill_awards(pane, now)

    def _fill_changes(self, pane: Details, now: BudgetView) -> None:
        place = self.views.index(now)
        before = next((view for view in self.views if view.id == now.copied_from_id), None)
        before = before or (self.views[place - 1] if place else None)
        if before is None:
            return
        rows = budgets.differences(before, now)
        pane.section(f"Changed since “{before.name}”")
        if not rows:
            pane.said("Nothing.", "quiet")
        for row in rows[:12]:
            more = row.after - row.before
            pane.item(row.name, f"{'+' if more > 0 else ''}{money.shown(more)}")
        if len(rows) > 12:
            pane.said(f"And {len(rows) - 12} more.", "quiet")

    def _fill_awards(self, pane: Details, now: BudgetView) -> None:
        fresh = [award for award in self.awards if _differs(now, award)]
        if not fresh or now.agreed_on is not None:
            return
        pane.section("Awards confirmed since")
        for award in fresh:
            amount = f"{money.shown(award.line.amount or Decimal(0))} {budgets.PERIODS[award.line.period]}"
            pane.item(award.line.note, amount)
            pane.act("Take it into this budget", partial(self._take, award), "link")

    # Doing ----------------------------------------------------------------------------------------

    def open(self, key: object) -> None:
        self.type_line()

    def begin(self) -> None:
        client, room, now = self.client, self.host.room, self.now()
        if client is None or not client.cases:
            return
        copies = [(view.id, view.name) for view in reversed(self.views)]
        last = now.draft if now else BudgetDraft("Now")
        draft = BudgetDraft(
            "" if now else "Now", household=last.household, savings=last.savings, joint=last.joint
        )
        form = VersionForm(room, draft, copies)
        if now is not None:
            form.fields["copy_of"].set_value(now.id)

        def work() -> Work:
            given, today, case = form.draft(), room.today(), client.cases[0][0]

            copy_of = form.copy_of()

            def made() -> Changes:
                changes = budgets.new_budget(room.desk, case, given, today=today, copy_of=copy_of)
                self._newest = changes.id
                return changes

            return made

        self.host.open_form("begin", "A version of the budget", form, "Begin it", work)

    def change_version(self) -> None:
        now, room = self.now(), self.host.room
        if now is None:
            return
        form = VersionForm(room, now.draft)
        self.host.open_form(
            "version", "Name and household", form, "Save",
            lambda: partial(budgets.change_budget, room.desk, now.id, form.draft(), today=room.today()),
        )  # fmt: skip

    def type_line(self) -> None:
        now, code, room = self.now(), self.chosen(), self.host.room
        names = resources.debt_tables().lines()
        if now is None or now.agreed_on is not None or not isinstance(code, str) or code not in names:
            return
        form = LineForm(code, now.line(code))

        def work() -> Work:
            self._next = self._below(code)
            return partial(budgets.put_lines, room.desk, now.id, [form.draft()], today=room.today())

        self.host.open_form("line", names[code], form, "Save line", work)
        form.amount.line.selectAll()
        form.amount.line.returnPressed.connect(self.host.save_form)

    def _below(self, code: str) -> str:
        """The line after this one, to go on typing."""
        keys = [row.key for row in self.list.rows.rows if row.kind == "row"]
        place = keys.index(code) + 1 if code in keys else 0
        return str(keys[place]) if place < len(keys) else code

    def agree(self) -> None:
        now, room = self.now(), self.host.room
        if now is None:
            return
        form = AgreeForm(room)
        self.host.open_form(
            "agree", f"The client agrees “{now.name}”", form, "It is agreed",
            lambda: partial(budgets.agree, room.desk, now.id, today=room.today(), **form.values()),
        )  # fmt: skip

    def paste(self) -> None:
        now, room = self.now(), self.host.room
        if now is None:
            return
        form = PasteForm()
        self.host.open_form(
            "paste", "Paste from a spreadsheet", form, "Take these rows",
            lambda: partial(budgets.put_pasted, room.desk, now.id, form.rows(), today=room.today()),
        )  # fmt: skip

    def look_at_check(self) -> None:
        """What the client's income check says could come in, to begin a version with."""
        client, room = self.client, self.host.room
        if client is not None and client.cases and self.now() is not None:
            work = partial(budget_scenarios.could_come, room.desk, client.person_id, today=room.today())
            room.read(self, work, self._ask_what_comes)

    def _ask_what_comes(self, rows: list[CouldCome]) -> None:
        client, now, room = self.client, self.now(), self.host.room
        if client is None or now is None or not client.cases:
            return
        if not rows:
            messages.tell(
                self, "The income check gives no figure for anything that could be claimed.",
                "Look at the check first: what is asked there decides it.",
            )  # fmt: skip
            return
        form = CouldComeForm(rows)

        def work() -> Work:
            typed, case = form.values(), client.cases[0][0]

            def made() -> Changes:
                changes = budget_scenarios.begin(
                    room.desk, case, now, typed["keys"], name=typed["name"], today=room.today()
                )
                self._newest = changes.id
                return changes

            return made

        self.host.open_form("check", "As the income check would have it", form, "Begin this version", work)

    def _take(self, award: AwardLine) -> None:
        now, room = self.now(), self.host.room
        if now is not None:
            lines = [award.line]
            self.host.write(partial(budgets.put_lines, room.desk, now.id, lines, today=room.today()))

    def print(self, layout: financial_statement.Layout = "negotiation") -> None:
        now, room = self.now(), self.host.room
        if now is None:
            return
        work = partial(
            financial_statement.printed,
            room.desk,
            now.id,
            today=room.today(),
            layout=layout,
            practice=room.practice,
        )
        room.read(self, work, lambda pdf: printing.print_pdf(self, pdf, "Financial statement"))

    def _save(self) -> None:
        now, room = self.now(), self.host.room
        if now is None:
            return
        kinds = "Workbook (*.xlsx);;CSV (*.csv);;PDF (*.pdf)"
        file = messages.file_to_save(self, "Save the budget", "financial-statement.xlsx", kinds)
        if file is None:
            return
        if file.suffix.lower() not in _FORMATS:
            file = file.with_name(f"{file.name}.xlsx")
        format = _FORMATS[file.suffix.lower()]
        work = partial(
            financial_statement.printed, room.desk, now.id, today=room.today(), format=format,
            practice=room.practice,
        )  # fmt: skip

        def save(data: bytes) -> None:
            try:
                printing.save(file, data)
            except DeskError as fault:
                messages.show_fault(self, fault)

        room.read(self, work, save)


def _sums(shown: list[BudgetView], sums: tuple[tuple[str, str], ...]) -> Iterator[Row]:
    for words, name in sums:
        cells = (_sum(getattr(view, name)) for view in shown)
        yield Row((name, sums is _SUMS), (RowCell(words), *cells), "total")


def _over(view: BudgetView | None, code: str) -> str:
    """By how much a section of the version worked on is above the agency's own figure."""
    compared = view.compared if view else None
    found = next((one for one in compared.rows if one.group == code), None) if compared else None
    if found is None or found.over_p <= 0:
        return ""
    return f"{money.shown(money.from_pence(found.over_p))} above the figure"


def _fill_compared(pane: Details, view: BudgetView) -> None:
    """Each group against the agency's figure; above it a note is asked for, and nothing is barred."""
    compared = view.compared
    if compared is None:
        return
    pane.section("Against your spending figures")
    tables = resources.debt_tables()
    names = groups_with_figures(tables)
    for one in compared.rows:
        spent, figure = (money.shown(money.from_pence(sum_)) for sum_ in (one.spent_p, one.figure_p))
        name = names[one.group].partition(" (")[0]
        if one.over_p <= 0:
            pane.item(name, f"{spent} of {figure}", "check", tone="done")
            continue
        over = f"{money.shown(money.from_pence(one.over_p))} above"
        why = f"{over}, explained" if view.explained(one.group) else f"{over}: say why in a line's note"
        mark = "info" if view.explained(one.group) else "triangle-alert"
        pane.item(name, f"{spent} of {figure}", mark, tone="soon", second=why)
    if compared.ages_differ:
        pane.item("The figures count a child as older from 16, the statement from 14: check.", mark="info")
    pane.said(f"{compared.edition}, from {days.short(compared.from_on)}.", "quiet", 8)


def _mark(view: BudgetView) -> str:
    return ", agreed" if view.agreed_on else ""


def _differs(now: BudgetView, award: AwardLine) -> bool:
    line = now.line(award.line.code)
    return line is None or (line.amount, line.period) != (award.line.amount, award.line.period)


def _cell(view: BudgetView, code: str) -> RowCell:
    line = view.line(code)
    if line is None:
        return RowCell("", said=f"{view.name}: nothing")
    seen = line.evidence not in _UNSEEN
    return RowCell(
        money.shown(line.a_month),
        raw=line.a_month,
        role="ink" if seen else "quiet",
        why=f"{line.as_given}. {EVIDENCE[line.evidence]}.",
    )


def _sum(amount: Decimal) -> RowCell:
    return RowCell(money.shown(amount), raw=amount, role="overdue" if amount < 0 else "ink")
