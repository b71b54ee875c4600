"""The first start: one form makes a desk, one sheet shows its recovery key and has it typed back.

What a desk is made of is casework's; this window only asks, shows problems, and says what was made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPageLayout, QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.casework.agency import Agency
from welfare_desk.casework.desk import Clock
from welfare_desk.casework.opening import MadeDesk, NewAdvisor, new_recovery_key_matches
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.ui import messages, theme
from welfare_desk.ui.first_run.from_backup import FromBackup
from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Page
from welfare_desk.ui.kit.words import Button, Words


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form asks for."""

    folder: Path
    advisor: NewAdvisor
    agency: Agency
    practice: str
    passphrase: str


class FirstRun(QWidget):
    """Choose or make a desk.

    Signals:
        made: payload MadeDesk, once its recovery key has been typed back.
        chosen: payload Path, a desk that is already there.
    """

    made = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        make: Callable[[Wanted], MadeDesk],
        suggested: Path,
        parent: QWidget | None = None,
        *,
        clock: Clock,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Welfare Desk")
        self._jobs, self._make, self._suggested = jobs, make, suggested
        self._desk: MadeDesk | None = None
        self.pages = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)
        self.pages.addWidget(self._asking())
        self.sheet = RecoverySheet()
        self.sheet.written_down.connect(self._done)
        self.pages.addWidget(self.sheet)
        self.from_backup = FromBackup(jobs, clock, suggested)
        self.from_backup.restored.connect(self.chosen.emit)
        self.from_backup.left.connect(lambda: self.pages.setCurrentIndex(0))
        self.pages.addWidget(self.from_backup)
        self.form.focus_first()

    def fit(self, room: QSize) -> None:
        """As large as its form wants, and no larger than the screen: what is below scrolls."""
        self.setMinimumSize(QSize(theme.px(560), theme.px(420)).boundedTo(room))
        self.resize(QSize(theme.px(760), theme.px(640)).boundedTo(room))

    def _asking(self) -> QWidget:
        page = Page("Make your desk", margin=24, space=16)
        page.add(Words("Make your desk", "title"))
        page.add(
            Words(
                "A desk is one encrypted folder on this computer. Nothing leaves it unless you print or"
                " save it.",
                "text",
                "quiet",
                wraps=True,
            )
        )
        self.form = Form(2)
        self.name = self.form.add_row("Your &name", TextField(), name="name")
        self.job = self.form.add_row("Your &job title", TextField(), name="job_title")
        self.agency = self.form.add_row("&Agency", TextField(), name="agency")
        self.phone = self.form.add_row("Agency's &telephone", TextField(), name="phone")
        self.address = self.form.add_row("Agency's a&ddress", TextField(), name="address", span=2)
        first = TextField("The first one; others are added later")
        self.practice = self.form.add_row("&GP practice you sit in", first, name="practice", span=2)
        self.folder = self.form.add_row("Where the desk is &kept", TextField(), name="folder", span=2)
        self.folder.set_value(str(self._suggested))
        self.passphrase = self.form.add_row("&Passphrase", TextField(secret=True), name="passphrase")
        self.again = self.form.add_row("The same &again", TextField(secret=True), name="again")
        self.again.line.returnPressed.connect(self._start)
        self.passphrase.assist(
            "Twelve letters or more. Four or five words that only you would put together are best."
        )
        page.add(self.form)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        self.make_button = Button("Make the desk", self._start, "primary")
        row.addWidget(self.make_button)
        row.addWidget(Button("Open a desk that is already there", self._choose, "secondary"))
        row.addWidget(Button("From a backup", self._to_backup, "link"))
        row.addStretch(1)
        page.add(buttons)
        return page

    def wanted(self) -> Wanted:
        return Wanted(
            Path(self.folder.value()).expanduser(),
            NewAdvisor(self.name.value(), job_title=self.job.value()),
            Agency(self.agency.value(), self.address.value().replace(", ", "\n"), self.phone.value()),
            self.practice.value(),
            self.passphrase.value(),
        )

    def _start(self) -> None:
        asked = self.wanted()
        problems = (
            [] if asked.advisor.name.strip() else [Problem("name", "Write your name.", "Letters carry it.")]
        )
        if not asked.agency.name.strip():
            problems.append(Problem("agency", "Write the agency's name.", "Letters carry it."))
        if self.passphrase.value() != self.again.value():
            problems.append(Problem("again", "The two differ."))
        if self.form.show_problems(problems):
            return
        self.make_button.setEnabled(False)
        self.make_button.setText("Making the desk…")
        self._jobs.run(self, lambda: self._make(asked), self._show_key, self._refused, writes=True)

    def _refused(self, fault: BaseException) -> None:
        self.make_button.setEnabled(True)
        self.make_button.setText("Make the desk")
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        elif isinstance(fault, DeskError):
            self.form.show_problems([Problem("folder", fault.said, fault.advice)])
        else:
            messages.show_fault(self, fault)

    def _show_key(self, made: MadeDesk) -> None:
        self._desk = made
        self.passphrase.set_value("")
        self.again.set_value("")
        self.sheet.show_key(made.recovery_key)
        self.pages.setCurrentWidget(self.sheet)

    def _done(self) -> None:
        if self._desk is not None:
            self.made.emit(self._desk)

    def _to_backup(self) -> None:
        self.pages.setCurrentWidget(self.from_backup)
        self.from_backup.form.focus_first()

    def _choose(self) -> None:
        folder = messages.folder(self, "Choose the desk's folder")
        if folder is not None:
            self.chosen.emit(folder)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("paper"))


class RecoverySheet(QWidget):
    """The recovery key, shown once: printed or written down, then typed back to prove it.

    Signals:
        written_down: the key was typed back right.
    """

    written_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        page = Page("Keep this recovery key", margin=24, space=16)
        box.addWidget(page)
        page.add(Words("Keep this recovery key", "title"))
        page.add(
            Words(
                "It opens the desk when the passphrase is forgotten. It is shown only now. Print it or write"
                " it down, and keep the paper away from this computer. Without passphrase and key, nobody can"
                " open the desk again.",
                "text",
                wraps=True,
            )
        )
        self.key = Words("", "section")
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.key.setAccessibleName("Recovery key")
        page.add(self.key)
        page.add(Button("Print the key", self._print, "secondary"))
        self.form = Form(1)
        self.typed = self.form.add_row("&Type it back from the paper", TextField(), name="typed")
        page.add(self.form)
        self.go_on = Button("I have it: open the desk", self._check, "primary")
        page.add(self.go_on)
        self.typed.line.returnPressed.connect(self._check)

    def show_key(self, key: str) -> None:
        self._key = key
        groups = key.split("-")
        self.key.say("   ".join(groups[:5]) + "\n" + "   ".join(groups[5:]))
        self.form.focus_first()

    def forget(self) -> None:
        """Show the key no longer."""
        self._key = ""
        self.key.say("")
        self.typed.set_value("")

    def _check(self) -> None:
        problem = new_recovery_key_matches(self._key, self.typed.value())
        if not self.form.show_problems([problem] if problem else []):
            self.forget()
            self.written_down.emit()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # a second to load; only for who prints

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        if QPrintDialog(printer, self).exec():
            page: Any = QTextDocument()
            page.setPlainText(
                f"Welfare Desk recovery key\n\n{self._key}\n\n"
                "It opens the desk when the passphrase is forgotten.\nKeep this paper away from the computer."
            )
            page.print_(printer)
