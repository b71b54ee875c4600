"""The passphrase and the recovery key: changed only by who can say the old passphrase."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework import opening
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.safekeeping import keeping
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.ui import theme
from welfare_desk.ui.first_run.page import RecoverySheet
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.words import Button, Prose, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen
from welfare_desk.ui.settings.section import Section, show_refused


class KeysSection(Section):
    words = "Passphrase and keys"
    hint = "The passphrase opens this desk; nobody can look it up. It is asked again before anything changes."

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self.form = Form(2)
        self.old = self.form.add_row("Your passphrase &now", TextField(secret=True), name="old", span=2)
        self.new = self.form.add_row("The ne&w one", TextField(secret=True), name="passphrase")
        self.again = self.form.add_row("The new one &again", TextField(secret=True), name="again")
        self.new.assist("Four or five words that only you would put together are best.")
        self.change = Button("Change passphrase", self._change, "secondary", "key-round")
        self.key_form = Form(2)
        self.proof = self.key_form.add_row("Your &passphrase", TextField(secret=True), name="proof", span=2)
        self.make_key = Button("Make a new recovery key", self._make_key, "secondary", "key-round")
        self.paper_form, self.rekey_form = Form(2), Form(2)
        self.remember = Button("Let this computer open it", self._remember, "secondary", "lock")
        self.paper = self.paper_form.add_row("The key from the &paper", TextField(), name="typed", span=2)
        self.prove = Button("Check the paper", self._prove, "secondary", "shield-check")
        self.sure = self.rekey_form.add_row("Your pa&ssphrase", TextField(secret=True), name="sure", span=2)
        self.rekey = Button("Change the desk's key", self._rekey, "secondary", "refresh-cw")
        for piece in (
            self.form,
            self.change,
            Hairline(),
            Words("A new recovery key", "name"),
            Prose(
                "It opens the desk when the passphrase is forgotten, and is shown once. The paper you have"
                " now opens nothing any more.",
                "text",
                "quiet",
            ),
            self.key_form,
            self.make_key,
            Hairline(),
            Words("Is the paper still right?", "name"),
            Prose(
                "Once a year, type in the key from the paper to check that it still works; it opens nothing.",
                "text",
                "quiet",
            ),
            self.paper_form,
            self.prove,
            Hairline(),
            Words("This computer's keyring", "name"),
            Prose(
                "It can open the desk for you when the program starts; after a lock your passphrase is asked"
                " for as ever. Not on a computer that others use. Taking it away: under Who can open it.",
                "text",
                "quiet",
            ),
            self.remember,
            Hairline(),
            Words("Another data key", "name"),
            Prose(
                "After a loss, or when somebody has left: a copy they kept opens nothing of what comes after."
                " Every passphrase and the paper stay as they are. The desk locks while it is done; back it"
                " up afterwards.",
                "text",
                "quiet",
            ),
            self.rekey_form,
            self.rekey,
        ):
            self.page.add(piece)
        self.sheet = RecoverySheet()
        self.paper.line.returnPressed.connect(self._prove)
        self.sure.line.returnPressed.connect(self._rekey)
        self.sheet.go_on.setText("I have it")
        self.sheet.setMinimumHeight(theme.px(400))
        self.sheet.hide()
        self.sheet.written_down.connect(self._typed_back)
        box = self.layout()
        if isinstance(box, QVBoxLayout):
            box.addWidget(self.sheet)
        self.again.line.returnPressed.connect(self._change)
        self.proof.line.returnPressed.connect(self._make_key)

    def start_typing(self) -> None:
        self.old.setFocus()

    def catch_up(self) -> None:
        self.remember.setEnabled(not self.room.machine.shared_computer)

    def read(self) -> None:
        self.catch_up()
        for field in (self.old, self.new, self.again, self.proof, self.paper, self.sure):
            field.set_value("")
            field.problem()

    def leave(self) -> bool:
        if self.sheet.isHidden():
            return False
        self._written_down()
        return True

    def _change(self) -> None:
        wrong = [Problem("old", "Write the passphrase you have now.")] if not self.old.value() else []
        if self.new.value() != self.again.value():
            wrong.append(Problem("again", "The two differ."))
        if self.form.show_problems(wrong):
            return
        work = partial(opening.change_passphrase, self.room.desk, self.old.value(), self.new.value())

        def done(_: object) -> None:
            self._working(False)
            self.read()
            self.around.said.emit("The passphrase is changed")

        def failed(fault: BaseException) -> None:
            self._working(False)
            refused(self.form, "old", fault)

        self._working(True)
        self.room.write(self, work, done, failed)

    def _make_key(self) -> None:
        if not self.proof.value():
            self.key_form.show_problems([Problem("proof", "Write your passphrase.")])
            return

        def failed(fault: BaseException) -> None:
            self._working(False)
            refused(self.key_form, "proof", fault)

        self._working(True)
        work = partial(opening.new_recovery_key, self.room.desk, self.proof.value())
        self.room.write(self, work, self._show_key, failed)

    def _show_key(self, key: str) -> None:
        self._working(False)
        self.read()
        self.key_form.show_problems([])
        self.page.hide()
        self.sheet.show_key(key)
        self.sheet.show()
        self.sheet.form.focus_first()

    def _prove(self) -> None:
        if not self.paper.value():
            self.paper_form.show_problems([Problem("typed", "Type the key from the paper.")])
            return

        def done(changes: Changes) -> None:
            self._working(False)
            self.read()
            self.around.wrote.emit(changes)
            self.around.said.emit("The paper is right")

        def failed(fault: BaseException) -> None:
            self._working(False)
            refused(self.paper_form, "typed", fault)

        self._working(True)
        work = partial(keeping.prove_recovery_key, self.room.desk, self.paper.value())
        self.room.write(self, work, done, failed)

    def _remember(self) -> None:
        def done(kept: bool) -> None:
            self.remember.setEnabled(True)
            said = "This computer will open the desk for you"
            self.around.said.emit(
                said if kept else "This computer has no keyring that can be trusted with it"
            )

        self.remember.setEnabled(False)
        self.room.write(self, partial(opening.remember_here, self.room.desk), done)

    def _rekey(self) -> None:
        passphrase = self.sure.value()
        if not passphrase:
            self.rekey_form.show_problems([Problem("sure", "Write your passphrase.")])
            return
        self.read()
        self.room.change_key(passphrase)

    def _typed_back(self) -> None:
        """Typed from the new paper: that is its proof for this year."""
        self.room.write(self, partial(keeping.mark_proved, self.room.desk))
        self._written_down()

    def _written_down(self) -> None:
        self.sheet.forget()
        self.sheet.hide()
        self.page.show()
        self.start_typing()

    def _working(self, on: bool) -> None:
        buttons: tuple[QWidget, ...] = (self.change, self.make_key, self.prove)
        for button in buttons:
            button.setEnabled(not on)


def refused(form: Form, name: str, fault: BaseException) -> None:
    """A wrong passphrase stands beside the field it was typed in."""
    if isinstance(fault, DeskError) and not isinstance(fault, Problems):
        form.show_problems([Problem(name, fault.said, fault.advice)])
    else:
        show_refused(form, form, fault)
