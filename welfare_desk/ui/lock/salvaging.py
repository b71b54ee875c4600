"""A damaged desk: what is whole of it is read out into a new one, from the lock screen.

The damaged one stays as it is; the reading is casework's.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.casework.desk import Clock
from welfare_desk.casework.safekeeping import salvaging
from welfare_desk.casework.safekeeping.salvaging import Outcome
from welfare_desk.errors import DeskError, Problem
from welfare_desk.ui import messages, theme
from welfare_desk.ui.jobs import Jobs, Progress, Steps
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button, Prose, Words


class Salvage(QDialog):
    """Asks where to and the passphrase, says how far it is, and shows table by table what was saved.

    Signals:
        wanted: payload Path, the new desk is to be opened.
    """

    wanted = Signal(object)

    def __init__(self, jobs: Jobs, folder: Path, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Welfare Desk")
        self._jobs, self._folder, self._clock = jobs, folder, clock
        self._to = folder.with_name(f"{folder.name} read out")
        self.pages = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(24)] * 4)
        box.addWidget(self.pages)
        self.pages.addWidget(self._asking())
        self.pages.addWidget(self._found())
        self.resize(theme.px(700), theme.px(440))
        self.passphrase.setFocus()

    def _asking(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(12))
        box.addWidget(Words("Recover what is whole", "section"))
        box.addWidget(
            Prose(
                "Part of this desk is damaged. What can still be proved of it is copied into a new desk, and"
                " every row that is lost is counted. The damaged desk stays as it is. Where there is a good"
                " backup, restore that first, and compare.",
                "text",
                "quiet",
            )
        )
        self.form = Form(1)
        self.to = self.form.add_row("&Into this folder (new or empty)", TextField(), name="to")
        self.to.set_value(str(self._to))
        self.passphrase = self.form.add_row(
            "&Passphrase of this desk", TextField(secret=True), name="passphrase"
        )
        box.addWidget(self.form)
        self.far = Words("", "text", "quiet")
        box.addWidget(self.far)
        box.addStretch(1)
        self.begin = Button("Recover it", self._begin, "primary")
        choose = Button("Choose the folder", self._choose, "secondary", "folder")
        box.addLayout(_at_the_right(choose, Button("Cancel", self.reject, "secondary"), self.begin))
        self.passphrase.line.returnPressed.connect(self._begin)
        return page

    def _found(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(12))
        self.title, self.said = Words("", "section"), Prose("", "text", "quiet")
        self.list = RowList(
            "What was saved and what was lost", [Column("Part", 170), Column("What came of it")]
        )
        box.addWidget(self.title)
        box.addWidget(self.said)
        box.addWidget(self.list, 1)
        self.open_it = Button("Open the new desk", self._open, "primary")
        box.addLayout(_at_the_right(Button("Close", self.reject, "secondary"), self.open_it))
        return page

    def _choose(self) -> None:
        folder = messages.folder(self, "Choose a new or empty folder")
        if folder is not None:
            self.to.set_value(str(folder))
            self.passphrase.setFocus()

    def _begin(self) -> None:
        to, passphrase = self.to.value().strip(), self.passphrase.line.text()
        wanting = [
            Problem(name, said)
            for name, typed, said in (
                ("to", to, "Choose a new or empty folder."),
                ("passphrase", passphrase, "Write the passphrase that opened this desk."),
            )
            if not typed
        ]
        if self.form.show_problems(wanting) or not self.begin.isEnabled():
            return
        self._to = Path(to)
        self.passphrase.line.clear()
        self.begin.setEnabled(False)
        work = partial(salvaging.salvage_desk, self._folder, self._to, passphrase, clock=self._clock)

        def read_out(steps: Steps) -> Outcome:
            return work(progress=steps.say)

        self._jobs.run(self, read_out, self._show, self._failed, self._say, writes=True)

    def _say(self, step: Progress) -> None:
        share = f", {100 * step.done // step.of} %" if step.of else ""
        self.far.say(f"{step.words.capitalize()}{share}")

    def _failed(self, fault: BaseException) -> None:
        self.begin.setEnabled(True)
        self.far.say("")
        if isinstance(fault, DeskError):
            where = "to" if self._to.exists() else "passphrase"
            self.form.show_problems([Problem(where, fault.said, fault.hint or "")])
        else:
            messages.show_fault(self, fault)

    def _show(self, outcome: Outcome) -> None:
        found = outcome.found
        self.title.say(f"{found.rows:,} rows were read out")
        broken = f"{len(found.broken)} of {found.pages} pages are damaged. The new desk is in {self._to}."
        self.said.say(f"{broken} {outcome.still_wrong}".strip())
        worst_first = sorted(found.tables, key=lambda one: (one.lost == 0 and not one.let_go, one.table))
        self.list.show_rows(
            Row(one.table, tuple(RowCell(words.strip()) for words in salvaging.in_words(one).split(":", 1)))
            for one in worst_first
        )
        self.pages.setCurrentIndex(1)
        self.open_it.setFocus()

    def _open(self) -> None:
        self.accept()
        self.wanted.emit(self._to)


def _at_the_right(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
