"""What the agency may do about debt, and the figures its offers and letters use."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.debt import debt_permission, spending_figures
from welfare_desk.casework.debt.debt_permission import KINDS, Permission
from welfare_desk.casework.debt.spending_figures import Edition
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import days, money
from welfare_desk.ui import messages
from welfare_desk.ui.kit.fields import ChoiceField, DateField, MoneyField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.words import Button, Prose
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import FormSection

_DAYS = [(number, f"{number} days") for number in (7, 10, 14, 21, 28, 30, 42, 60)]


class DebtSection(FormSection):
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
        self.figures = SpendingFigures(self)
        self.page.add(self.figures)

    def primary(self) -> Act | None:
        return Act("Save debt advice", self.save, "check")

    def start_typing(self) -> None:
        self.kind.setFocus()

    def read(self) -> None:
        work = partial(debt_permission.permission, self.room.desk, on=self.room.today())
        self.room.read(self, work, self._show)
        self.figures.read()

    def _show(self, stands: Permission) -> None:
        self.show_standing({name: getattr(stands, name) for name in self.form.fields})

    def save(self) -> None:
        typed = self.form.values()
        given = Permission(**{**typed, "token": typed["token"] or money.pounds("1.00")})

        def done() -> None:
            self._untouched = {}
            self.read()

        work = partial(debt_permission.set_permission, self.room.desk, given, today=self.room.today())
        self.write(self.form, work, "Debt advice saved", done)


class SpendingFigures(QWidget):
    """The spending figures of a member agency: which are in force, and a file to take new ones from."""

    def __init__(self, section: DebtSection) -> None:
        super().__init__()
        self.section = section
        self.form = Form(2)
        self.form.section("Spending figures")
        self.form.prose(
            "Schemes give their spending figures to members only, so none comes with the program. Where your"
            " agency is a member, load its file (CSV or Excel): a row to a group, columns “group”, “first"
            " adult”, “other adult”, “under 14”, “14 to 18”, “vehicle”, by the month. Budgets say what is"
            " above a figure; nothing is barred by it."
        )
        self.form.add_row("E&dition", TextField("2026/27, as its owner calls it"), name="name")
        self.form.add_row("Holds &from", DateField(section.room.today, ""), name="from_on")
        self.stands = Prose("", "text", "ink")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form)
        box.addWidget(self.stands)
        load = Button("Load a file of figures", self.load, "secondary", "upload")
        self.drop = Button("Set no figures against budgets", self.forget, "link")
        box.addWidget(InALine(load, self.drop))

    def read(self) -> None:
        room = self.section.room
        room.read(self, partial(spending_figures.edition, room.desk, on=room.today()), self._show)

    def _show(self, found: Edition | None) -> None:
        self.drop.setVisible(found is not None)
        if found is None:
            self.stands.say("No figures are loaded.")
            return
        taken = f"Taken from {found.file} on {days.short(found.loaded_on)}, fingerprint {found.fingerprint}."
        groups = ", ".join(found.groups)
        self.stands.say(f"In force: {found.name}, from {days.full(found.from_on)}, for {groups}.\n{taken}")

    def load(self) -> None:
        room, typed = self.section.room, self.form.values()
        file = messages.file_to_open(self, "A file of spending figures", "Sheets (*.csv *.xlsx)")
        if file is None:
            return

        def work() -> Changes:
            try:
                data = file.read_bytes()
            except OSError as fault:
                gone = Problem("file", "That file cannot be opened.", "Check that it is still there.")
                raise Problems([gone]) from fault
            return spending_figures.load(
                room.desk, data, file=file.name, name=typed["name"], from_on=typed["from_on"],
                today=room.today(),
            )  # fmt: skip

        self.section.write(self.form, work, "Spending figures loaded", self.read)

    def forget(self) -> None:
        room = self.section.room
        work = partial(spending_figures.forget, room.desk, today=room.today())
        self.section.write(self.form, work, "No figures are set against budgets", self.read)
