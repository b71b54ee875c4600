"""What the agency may do about debt, and the figures its offers and letters use."""

from __future__ import annotations

from functools import partial

from welfare_desk.casework import debt_permission
from welfare_desk.casework.debt_permission import KINDS, Permission
from welfare_desk.rules import money
from welfare_desk.ui.kit.fields import ChoiceField, MoneyField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import Section

_DAYS = [(number, f"{number} days") for number in (7, 10, 14, 21, 28, 30, 42, 60)]


class DebtSection(Section):
    words = "Debt advice"
    hint = (
        "Without a permission debts are recorded and no advice is shown. Letters and statements print"
        " only what is entered here."
    )

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._untouched: dict[str, object] = {}
        self.form = Form(2)
        add = self.form.add_row
        self.kind = add("&Permission", ChoiceField([*KINDS.items()], unset=""), name="kind", span=2)
        printed = TextField("Authorised and regulated by the Financial Conduct Authority, number ...")
        add("&Line on letters and statements", printed, name="printed", span=2)
        code = TextField("None", "Printed on statements where your agency is a member of such a scheme")
        add("&Membership code", code, name="sfs_code", span=2)
        add("&Token for each creditor", MoneyField("£1.00"), name="token")
        add("Ask creditors &again after", ChoiceField(_DAYS, unset=""), name="chase_days")
        add("Ask for a &hold of", ChoiceField(_DAYS, unset=""), name="hold_days")
        self.page.add(self.form)

    def primary(self) -> Act | None:
        return Act("Save debt advice", self.save, "check")

    def start_typing(self) -> None:
        self.kind.setFocus()

    def read(self) -> None:
        work = partial(debt_permission.permission, self.room.desk, on=self.room.today())
        self.room.read(self, work, self._show)

    def _show(self, stands: Permission) -> None:
        if self.draft() is None:
            self.form.show_values({name: getattr(stands, name) for name in self.form.fields})
            self._untouched = dict(self.form.values())

    def draft(self) -> dict[str, object] | None:
        typed = self.form.values()
        return typed if self._untouched and typed != self._untouched else None

    def restore(self, draft: dict[str, object]) -> None:
        self._untouched = self._untouched or {"kept": True}
        self.form.show_values(draft)

    def save(self) -> None:
        typed = self.form.values()
        given = Permission(**{**typed, "token": typed["token"] or money.pounds("1.00")})

        def done() -> None:
            self._untouched = {}
            self.read()

        work = partial(debt_permission.set_permission, self.room.desk, given, today=self.room.today())
        self.write(self.form, work, "Debt advice saved", done)
