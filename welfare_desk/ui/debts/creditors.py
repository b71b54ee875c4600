"""The creditor book: who debts are owed to, where each is written to, and debts that changed hands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from welfare_desk.casework.debt import creditor_book, creditors
from welfare_desk.casework.debt.creditor_book import CreditorRow, CreditorView
from welfare_desk.casework.debt.creditors import CreditorDraft
from welfare_desk.casework.desk import Changes
from welfare_desk.rules import days, money
from welfare_desk.ui import theme
from welfare_desk.ui.debts.forms import CreditorForm
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.panes import column
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_SHOWN = 12


class CreditorsScreen(ListScreen):
    """Every creditor and collector."""

    name, title, rail = "creditors", "Creditor book", "debts"
    kinds = frozenset({"debts", "recipients"})

    def __init__(self, room: Room) -> None:
        self.search = TextField("A name, an address or a postcode")
        self.search.call("&Find a creditor")
        self.search.label.hide()
        self.search.edited.connect(self.read)
        self._top: QWidget = column(self.search)
        columns = [Column("Creditor"), Column("Telephone", 128), Column("Debts", 128, right=True)]
        empty = Empty(
            "No creditor found.",
            "Creditors are listed here once a debt names them; each address is entered only once.",
            "Add a creditor",
            self.add,
            "plus",
        )
        super().__init__(room, "Creditors", columns, empty, pane_width=360, above=self._top)
        self._rows: dict[object, CreditorRow] = {}
        self._asked = 0  # of several looks at a creditor's debts only the last is shown
        theme.dress(self._dress)

    def heading(self) -> Heading:
        debts = Act("All debts", lambda: self.go("debts"), "credit-card")
        return Heading(self.title, acts=(debts,), primary=Act("Add a creditor", self.add, "plus"))

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"creditor": self._change}

    def arrive(self, **where: Any) -> None:
        """``chosen``: the creditor to show."""
        super().arrive(**where)
        self.search.setFocus()

    def load(self) -> Callable[[], tuple[str, list[CreditorRow]]]:
        desk, typed = self.room.desk, self.search.value()
        return lambda: (typed, creditor_book.book(desk, typed=typed))

    def _show(self, found: tuple[str, list[CreditorRow]]) -> None:
        if found[0] == self.search.value():  # else more has been typed; the answer to that is on its way
            super()._show(found)

    def listed(self, found: tuple[str, list[CreditorRow]]) -> Iterable[Row]:
        _, rows = found
        self._rows = {row.id: row for row in rows}
        nowhere = sum(not row.where for row in rows)
        self.head.say(
            "Creditors", f"{len(rows)}, {nowhere} without an address" if nowhere else f"{len(rows)}"
        )
        return [_listed(row) for row in rows]

    def fill(self, key: object) -> None:
        row = self._rows[key]
        self.pane.heading(row.shown, row.where or "No address yet: no letter can be sent")
        self.pane.facts([("Telephone", row.phone), ("Debts", _count(row) or "None")])
        self.pane.act("Change the address", partial(self._change, row.id), "primary", icon="pencil")
        work = partial(creditor_book.creditor, self.room.desk, row.id, limit=_SHOWN + 1)
        self._asked += 1
        self.room.read(self, work, partial(self._fill_debts, self._asked))

    def _fill_debts(self, asked: int, view: CreditorView) -> None:
        if asked != self._asked or self.form is not None:
            return  # another has been chosen since
        pane = self.pane
        for words, sales in (("Took debts over from", view.from_), ("Sold debts to", view.to)):
            if sales:
                pane.section(words)
            for sale in sales:
                count = f"{sale.count} debt{'s' * (sale.count != 1)}"
                pane.item(sale.other, days.short(sale.last_on), second=count)
        if view.owed:
            pane.section("Its debts")
        for one in view.owed[:_SHOWN]:
            owed = money.shown(one.balance) if one.balance is not None else "No balance"
            second = f"{one.debt}, collected for another" if one.collected_only else one.debt
            pane.item(one.client, owed, second=second)
            there = partial(self.go, "client-debts", person=one.person_id, debt=one.debt_id)
            pane.links(("Open", there), space=0)
        if len(view.owed) > _SHOWN:
            pane.said("And more: find them under Debts by the creditor's name.", "quiet", 8)

    def open_row(self, key: object) -> None:
        self._change(key)

    def add(self) -> None:
        self._change(None)

    def _change(self, id: Any) -> None:
        known = self._rows.get(id) if id is not None else None
        form = CreditorForm(known.draft if known else CreditorDraft(""))

        def do(typed: dict[str, Any]) -> Changes:
            return creditors.change_creditor(
                self.room.desk, known.id if known else None, CreditorDraft(**typed)
            )

        heading = known.shown if known else "A new creditor"
        second = "Every debt owed to it is written to here." if known else ""
        self.ask("creditor", id, heading, form, "Save the address", do, second=second)

    def _dress(self) -> None:
        layout, margin = self._top.layout(), theme.px(24)
        if layout is not None:
            layout.setContentsMargins(margin, 0, margin, theme.px(8))


def _listed(row: CreditorRow) -> Row:
    where = row.where or "No address yet"
    return Row(
        row.id,
        (
            RowCell(row.shown, where, strong=True, second_role="quiet" if row.where else "soon"),
            RowCell(row.phone or "Not recorded", role="ink" if row.phone else "quiet"),
            RowCell(_count(row), raw=row.debts),
        ),
    )


def _count(row: CreditorRow) -> str:
    said = [f"{row.debts} owed"] if row.debts else []
    return ", ".join([*said, *([f"{row.collects} collected"] if row.collects else [])])
