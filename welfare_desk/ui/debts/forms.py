"""The two forms of debts: one recorded on a case, and a newer balance of one.

They gather and show; what a debt may be is casework's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from welfare_desk.casework import debts
from welfare_desk.casework.debts import DebtDraft, DebtRow
from welfare_desk.errors import Problem
from welfare_desk.ui.kit.fields import NOT_RECORDED, ChoiceField, DateField, MoneyField, OneOfField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room

EVIDENCE = (("letter", "Seen on a letter"), ("client_says", "The client says"))


class _Balance(Form):
    """What is owed, of that in arrears, on which day, and how that is known."""

    def __init__(self, room: Room) -> None:
        super().__init__(2)
        self.room = room

    def ask_balance(self) -> None:
        self.add_row("&Owed", MoneyField(), name="balance")
        self.add_row("Of that in a&rrears", MoneyField(), name="arrears")
        self.add_row("&As at", DateField(self.room.today, "Today"), name="balance_on", span=2)
        known = self.add_row("How that is known", OneOfField(EVIDENCE), name="evidence", span=2)
        known.set_value("letter")

    def balance(self) -> dict[str, Any]:
        return {name: self.fields[name].value() for name in ("balance", "arrears", "balance_on", "evidence")}


class BalanceForm(_Balance):
    """A newer balance; the older ones are kept beside it."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.ask_balance()

    def draft(self, debt: DebtRow) -> DebtDraft:
        return DebtDraft(debt.kind, **self.balance())


class DebtForm(_Balance):
    """A debt: whose case it is on, what kind, to whom, and the balance as far as it is known."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        typed = TextField("Letters of the name, or a reference")
        self.typed = self.add_row("&Client or case", typed, name="typed", span=2)
        self.case = self.add_row("&Which case", ChoiceField(unset="Type a name first"), name="case", span=2)
        self.add_row("&Kind of debt", ChoiceField(debts.kinds()), name="kind", span=2)
        self.add_row("C&reditor", TextField(NOT_RECORDED), name="creditor", span=2)
        self.add_row("Their r&eference", TextField(NOT_RECORDED), name="account", span=2)
        self.ask_balance()

    def offer_cases(self, rows: Sequence[tuple[UUID, str]]) -> None:
        """What the letters found; the only one is chosen at once."""
        found = f"Choose one of {len(rows)}" if rows else "No open debt case found"
        self.case.offer(rows, unset=found if self.typed.value() else "Type a name first")
        if len(rows) == 1:
            self.case.set_value(rows[0][0])

    def problems(self) -> list[Problem]:
        found = self.unread()
        if self.case.value() is None:
            field = "case" if self.typed.value() else "typed"
            found.append(Problem(field, "Choose the case it belongs to."))
        if self.fields["kind"].value() is None:
            found.append(Problem("kind", "Say what kind of debt it is."))
        return found

    def draft(self) -> DebtDraft:
        typed = self.values()
        return DebtDraft(typed["kind"], typed["creditor"], typed["account"], **self.balance())
