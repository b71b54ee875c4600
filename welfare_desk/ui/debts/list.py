"""Debts of all clients as they are recorded, with the newest balance of each; a newer one is added here.

Budgets, offers and options are not there yet, and the screen says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework import debts
from welfare_desk.casework.debts import DebtDraft, DebtRow
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import Problems
from welfare_desk.rules import days, money
from welfare_desk.ui import messages
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import DateField, MoneyField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Page, Row, RowCell
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Heading, Screen

_PAGE = 100


class DebtsScreen(Screen):
    """What is owed to whom."""

    name, title, rail = "debts", "Debts", "debts"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.found: dict[object, DebtRow] = {}
        head = SectionHead("Recorded debts", "budgets and offers are not there yet")
        columns = [
            Column("Client and debt"),
            Column("Creditor", 190),
            Column("Owed", 120, right=True),
            Column("Written off", 110, right=True),
        ]
        self.rows = RowList("Debts", columns)
        self.rows.chosen.connect(lambda row: self._show_chosen(row))
        self.rows.opened.connect(lambda row: self.go("case", case=self.found[row.key].case_id))
        empty = Empty(
            "No debts recorded",
            "A debt is recorded on a case of its kind; one brought in with a workbook stands here too.",
            "Open cases",
            lambda: self.go("cases"),
            "folder",
        )
        self.full = OrEmpty(self.rows, empty)
        self.pane = Details("The chosen debt")
        self.form: Form | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(head, self.full, stretch=self.full), self.pane))

    def heading(self) -> Heading:
        return Heading(self.title)

    def arrive(self, **where: Any) -> None:
        self._read()
        self.rows.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"debts", "gains", "clients", "cases"})

    def _read(self) -> None:
        self.room.read(self, lambda: debts.debts(self.room.desk, limit=_PAGE), self._show)

    def _show(self, rows: list[DebtRow]) -> None:
        self.found = {row.id: row for row in rows}
        self.full.show_full(bool(rows))
        self.rows.show_pages(self._page)
        if rows and self.rows.chosen_row() is None:
            self.rows.choose(rows[0].id)

    def _page(self, after: object | None) -> Page:
        """The first page was read beside the screen; later ones are a few milliseconds each, by key."""
        if after is None:
            rows = list(self.found.values())
        else:
            rows = debts.debts(self.room.desk, after=self.found[after].cursor, limit=_PAGE)
            self.found |= {row.id: row for row in rows}
        return Page(tuple(self._rows(rows)), more=len(rows) == _PAGE)

    def _rows(self, rows: list[DebtRow]) -> Iterator[Row]:
        for row in rows:
            owed = RowCell("No balance yet", role="quiet")
            if row.balance is not None and row.balance_on is not None:
                owed = RowCell(money.shown(row.balance), f"on {days.short(row.balance_on)}")
            settled = money.shown(row.written_off) if row.written_off else ""
            confirmed = (
                f"on {days.short(row.confirmed_on)}" if row.confirmed_on else "waiting" if settled else ""
            )
            yield Row(
                row.id,
                (
                    RowCell(row.client, debts.kind_name(row.kind), strong=True),
                    RowCell(row.creditor or "Not recorded", role="ink" if row.creditor else "quiet"),
                    owed,
                    RowCell(settled, confirmed),
                ),
            )

    def _show_chosen(self, row: Row) -> None:
        debt = self.found[row.key]
        self.pane.clear()
        chip = Chip("Written off", "done") if debt.written_off and debt.confirmed_on else None
        self.pane.heading(debts.kind_name(debt.kind), debt.client, chip)
        self.pane.facts(
            [
                ("Creditor", debt.creditor),
                ("Owed", money.shown(debt.balance) if debt.balance is not None else ""),
                ("As at", days.short(debt.balance_on) if debt.balance_on else ""),
                ("Arrears", money.shown(debt.arrears) if debt.arrears is not None else ""),
                ("Case", debt.case_reference),
            ]
        )
        self.pane.section("A newer balance")
        self.form = Form(1)
        self.form.add_row("&Owed now", MoneyField(), name="balance")
        self.form.add_row("On the &letter of", DateField(self.room.today), name="balance_on")
        self.pane.add(self.form, 8)
        self.pane.act("Add balance", lambda: self._add(debt), icon="plus")
        self.pane.act("Open the case", lambda: self.go("case", case=debt.case_id), "link")

    def _add(self, debt: DebtRow) -> None:
        form = self.form
        if form is None or form.show_problems(form.unread()):
            return
        typed, today = form.values(), self.room.today()
        draft = DebtDraft(
            debt.kind, balance=typed["balance"], balance_on=typed["balance_on"] or today, evidence="letter"
        )
        self.room.write(
            self,
            lambda: debts.add_balance(self.room.desk, debt.id, draft, today=today),
            self._added,
            lambda fault: self._refused(fault, form),
        )

    def _refused(self, fault: BaseException, form: Form) -> None:
        if isinstance(fault, Problems):
            form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)

    def _added(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.said.emit("Saved")
        self._read()
