"""A forgotten passphrase: the recovery key has been typed; whose desk it is, and the new passphrase."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from welfare_desk.errors import Problem
from welfare_desk.ui import theme
from welfare_desk.ui.kit.fields import ChoiceField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.words import Button, Words


class NewPassphrase(QDialog):
    """Asks for a new passphrase; ``answer`` is (person id, passphrase) once it has been given."""

    def __init__(self, people: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Welfare Desk")
        self.answer: tuple[str, str] | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(24)] * 4)
        box.setSpacing(theme.px(16))
        box.addWidget(Words("Choose a new passphrase", "section"))
        box.addWidget(Words("The forgotten one will no longer open this desk.", "text", "quiet", wraps=True))
        self.form = Form(1)
        self.person = ChoiceField(list(people))
        self.form.add_row("&Who you are", self.person, name="person")
        self.person.set_value(people[0][0])
        self.person.setVisible(len(people) > 1)
        self.passphrase = self.form.add_row("&New passphrase", TextField(secret=True), name="passphrase")
        self.again = self.form.add_row("The same &again", TextField(secret=True), name="again")
        box.addWidget(self.form)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button("Cancel", self.reject, "secondary"))
        row.addWidget(Button("Set the passphrase", self._give, "primary"))
        box.addLayout(row)
        self.setMinimumWidth(theme.px(420))
        self.passphrase.setFocus()

    def _give(self) -> None:
        wrong = [Problem("again", "The two differ.")] if self.passphrase.value() != self.again.value() else []
        if not self.form.show_problems(wrong):
            self.answer = (self.person.value(), self.passphrase.value())
            self.accept()

    @classmethod
    def ask(cls, people: Sequence[tuple[str, str]], parent: QWidget | None = None) -> tuple[str, str] | None:
        dialog = cls(people, parent)
        dialog.exec()
        return dialog.answer
