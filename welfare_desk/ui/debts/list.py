"""Debts of all clients, found as one types; a debt or a newer balance is added beside.

Enter opens the page of that client's debts, with budgets, offers and ways out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.debt import debts
from welfare_desk.casework.debt.debts import DebtRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.cases import CaseRow
from welfare_desk.errors import Problems
from welfare_desk.rules import days, money
from welfare_desk.ui import messages, theme
from welfare_desk.ui.clients import words
from welfare_desk.ui.debts.forms import BalanceForm, DebtForm
from welfare_desk.ui.filters.filtered import Filtered, only_text
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Page, Row, RowCell
from welfare_desk.ui.kit.steering import Steering
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_MOST = 8
_KINDS = {"debts", "gains", "clients", "cases"}
_Draft = tuple[UUID | None, dict[str, Any], dict[str, str]]


class DebtsScreen(Filtered):
    """What is owed to whom."""

    name, title, rail = "debts", "Debts", "debts"
    asks_nothing: ClassVar[Mapping[str, Any]] = {"typed": ""}

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._rows: dict[object, DebtRow] = {}
        self._shown_for: str | None = None
        self.form: DebtForm | BalanceForm | None = None
        self._before: dict[str, Any] = {}  # what the form held before anybody typed
        self._wanted: UUID | None = None  # the debt to choose once it stands in the list
        self._on: UUID | None = None  # the debt a newer balance is typed for
        self._kept: _Draft | None = None
        self.search = TextField("Client, creditor or case reference")
        self.search.call("Find a debt")
        self.search.edited.connect(self._read)
        self._top = column(self.search)
        head = SectionHead("Recorded debts", "Enter opens the client's debts, budgets and offers")
        columns = [
            Column("Client and debt"),
            Column("Creditor"),
            Column("Arrears", 78, right=True),
            Column("Owed", 104, right=True),
            Column("Written off", 96, right=True),
        ]
        self.rows = RowList("Debts", columns)
        Steering(self.search.line, self.rows, lambda: self._shown_for == self.search.value())
        self.rows.chosen.connect(lambda row: self._show_chosen(row.key))
        self.rows.opened.connect(lambda row: self._open(self._rows[row.key]))
        self.empty = Empty("", "", "Add a debt", self.add, "plus")
        self.full = OrEmpty(self.rows, self.empty)
        self.pane = Details("The chosen debt")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(head, self._top, self.full, stretch=self.full), self.pane, self.full))
        theme.dress(self._dress)

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        bites = Act("Most urgent debts", lambda: self.go("debt-emergencies"), "triangle-alert")
        book = Act("Creditor book", lambda: self.go("creditors"), "list")
        add = Act("Add a debt", self.add, "plus")
        return Heading(self.title, self.filter_note(), acts=(bites, book, self.filter_act()), primary=add)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return self.filter_acts()

    def filter_says(self) -> dict[str, Any]:
        return {"typed": self.search.value()}

    def wear(self, says: Mapping[str, Any]) -> None:
        self.search.set_value(only_text(says))

    def arrive(self, **where: Any) -> None:
        """``case``: only its debts, and a debt added is added to it; ``typed``: what to look for."""
        self.form = None
        if "typed" in where:
            self.search.set_value(where["typed"])
        self.put_on(where)
        if "case" in where:
            work = partial(cases.case, self.room.desk, where["case"])
            self.room.read(self, work, lambda view: self._look_for(view.row.reference))
        else:
            self._read()
        self.search.setFocus()
        self.search.line.selectAll()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & _KINDS)

    def draft(self) -> object | None:
        if self.form is None or not self._typed():
            return None
        return self._on, self.form.values(), self.form.half_read()

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 3:
            self._kept = draft
            if draft[0] is None:
                self.add()
            else:
                self._wanted = draft[0]

    def leave(self) -> bool:
        """Esc first goes back from a form, then empties the search."""
        if self._typed() or isinstance(self.form, DebtForm):
            self.form, chosen = None, self.rows.chosen_row()
            self.pane.clear()
            if chosen is not None:
                self._show_chosen(chosen.key)
            self.rows.setFocus()
            return True
        if self.search.value():
            self._look_for("")
            self.search.setFocus()
            return True
        return False

    def _open(self, debt: DebtRow) -> None:
        self.go("client-debts", person=debt.person_id, debt=debt.id)

    # Finding --------------------------------------------------------------------------------------

    def _look_for(self, typed: str) -> None:
        self.search.set_value(typed)
        self._read()

    def _read(self) -> None:
        typed = self.search.value()
        self.room.read(self, partial(debts.debts, self.room.desk, typed=typed), partial(self._show, typed))

    def _show(self, typed: str, found: list[DebtRow]) -> None:
        if typed != self.search.value():
            return  # more has been typed since
        self._shown_for = typed
        self.heading_changed.emit()  # which filter is on
        self._rows = {}
        first: Page | None = self._page_of(found)

        def load(after: object | None) -> Page:
            nonlocal first
            if after is None and first is not None:
                ready, first = first, None
                return ready
            # A page by its key takes a few milliseconds however long the list is.
            cursor = self._rows[after].cursor if after is not None else None
            return self._page_of(debts.debts(self.room.desk, typed=typed, after=cursor))

        if typed:
            self.empty.say("No debt found.", "Try fewer letters of the client or creditor.")
        else:
            self.empty.say("No debts recorded yet.", "A debt is recorded on a debt case, with its creditor.")
        self.full.show_full(bool(found))
        before = self.rows.chosen_row()
        self.rows.show_pages(load)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.rows.choose(wanted)
        if self.rows.chosen_row() is None:
            self.rows.choose_first()
        chosen = self.rows.chosen_row()
        if not found and self.form is None:
            self.pane.clear()
        elif before is not None and chosen is not None and before.key == chosen.key:
            self._show_chosen(chosen.key)  # the list does not say so when the choice stays

    def _page_of(self, found: list[DebtRow]) -> Page:
        self._rows |= {row.id: row for row in found}
        return Page(tuple(map(self._row, found)), more=len(found) == debts.PAGE)

    def _row(self, row: DebtRow) -> Row:
        arrears = RowCell(money.shown(row.arrears) if row.arrears is not None else "", raw=row.arrears)
        return Row(
            row.id,
            (
                RowCell(row.client, row.name, strong=True),
                RowCell(row.creditor or "Not recorded", role="ink" if row.creditor else "quiet"),
                arrears,
                _owed(row),
                _settled(row),
            ),
        )

    # The chosen debt ------------------------------------------------------------------------------

    def _typed(self) -> bool:
        form = self.form
        return form is not None and (form.values() != self._before or bool(form.half_read()))

    def _show_chosen(self, key: object) -> None:
        debt = self._rows.get(key)
        if debt is None or self._typed():
            return
        pane = self.pane
        pane.clear()
        settled = bool(debt.written_off and debt.confirmed_on)
        chip = Chip("Written off", "done") if settled else None
        pane.heading(debt.name, debt.client, chip)
        confirmed = days.short(debt.confirmed_on) if debt.confirmed_on else "not confirmed yet"
        pane.facts(
            [
                ("Creditor", debt.creditor),
                ("Owed", money.shown(debt.balance) if debt.balance is not None else ""),
                ("As at", days.full(debt.balance_on) if debt.balance_on else ""),
                ("Arrears", money.shown(debt.arrears) if debt.arrears is not None else ""),
                *(
                    (words_, f"{money.shown(sum_)}, {confirmed}")
                    for words_, sum_ in (("Written off", debt.written_off), ("Rescheduled", debt.rescheduled))
                    if sum_
                ),
                ("Case", debt.case_reference),
            ]
        )
        pane.act("Open the client's debts", lambda: self._open(debt), icon="credit-card")
        pane.section("A newer balance")
        form = BalanceForm(self.room)
        self._put(form, "Add balance", lambda: self._add_balance(form, debt), debt.id)

    def _put(
        self, form: DebtForm | BalanceForm, act: str, do: Callable[[], object], on: UUID | None = None
    ) -> None:
        self.form, self._on, self._before = form, on, form.values()
        self.pane.add(form, 8)
        self.pane.act(act, do, icon="plus")
        if self._kept is not None and self._kept[0] == on:
            (_, values, half_read), self._kept = self._kept, None
            form.show_values(values)
            form.show_half_read(half_read)

    def _add_balance(self, form: BalanceForm, debt: DebtRow) -> None:
        if form.show_problems(form.unread()):
            return
        draft, today = form.draft(debt), self.room.today()
        self._write(form, debt.id, lambda: debts.add_balance(self.room.desk, debt.id, draft, today=today))

    # Another debt ---------------------------------------------------------------------------------

    def add(self) -> None:
        """A debt is added beside the list, to the case of the debt chosen to begin with."""
        chosen = self.rows.chosen_row()
        debt = self._rows.get(chosen.key) if chosen is not None and self.search.value() else None
        self.pane.clear()
        self.pane.heading("Add a debt", "It is recorded on one of the client's debt cases.")
        form = DebtForm(self.room)
        form.typed.edited.connect(lambda: self._look(form))
        self._put(form, "Add debt", lambda: self._add(form))
        form.typed.setFocus()
        typed = form.typed.value() or (debt.case_reference if debt else self.search.value())
        if typed:
            form.typed.set_value(typed)
            self._look(form)

    def _look(self, form: DebtForm) -> None:
        typed = form.typed.value()
        work = partial(cases.case_rows, self.room.desk, kind="debt", typed=typed, limit=_MOST)
        self.room.read(self, work, lambda found: self._offer(form, typed, found))

    def _offer(self, form: DebtForm, typed: str, rows: list[CaseRow]) -> None:
        if form is self.form and typed == form.typed.value():
            named = [(row.id, f"{row.client}, {words.matter(row)}, {row.reference}") for row in rows]
            form.offer_cases(named if typed else [])

    def _add(self, form: DebtForm) -> None:
        if form.show_problems(form.problems()):
            return
        case, draft, today = form.case.value(), form.draft(), self.room.today()
        self._write(form, None, lambda: debts.add_debt(self.room.desk, case, draft, today=today))

    def _write(self, form: Form, debt: UUID | None, work: Callable[[], Changes]) -> None:
        self.room.write(self, work, partial(self._written, debt), partial(self._refused, form))

    def _refused(self, form: Form, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)

    def _written(self, debt: UUID | None, changes: Changes) -> None:
        self.form, self._wanted = None, debt or changes.id
        self.wrote.emit(changes)
        self.said.emit(f"Saved {words.clock(self.room.now())}")
        self._read()
        self.rows.setFocus()

    def _dress(self) -> None:
        layout = self._top.layout()
        if layout is not None:
            margin = theme.px(24)
            layout.setContentsMargins(margin, 0, margin, theme.px(8))


def _owed(row: DebtRow) -> RowCell:
    if row.balance is None or row.balance_on is None:
        return RowCell("No balance yet", role="quiet")
    said = money.shown(row.balance) if row.balance else "Paid off"
    return RowCell(said, days.short(row.balance_on), raw=row.balance)


def _settled(row: DebtRow) -> RowCell:
    """What was written off or rescheduled, and when that was confirmed."""
    if row.written_off:
        when = days.short(row.confirmed_on) if row.confirmed_on else "to confirm"
        return RowCell(money.shown(row.written_off), when, raw=row.written_off)
    if row.rescheduled:
        return RowCell(money.shown(row.rescheduled), "rescheduled", raw=row.rescheduled)
    return RowCell()
