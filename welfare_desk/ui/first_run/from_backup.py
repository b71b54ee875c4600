"""A backup on a machine without a desk: restored, or only looked into when a computer was lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from welfare_desk import machine
from welfare_desk.casework.desk import Clock
from welfare_desk.casework.safekeeping import incident, trust
from welfare_desk.casework.safekeeping.incident import Incident
from welfare_desk.errors import DeskError, Problem
from welfare_desk.rules import days
from welfare_desk.ui import messages, theme
from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Page
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.words import Button, Prose, Words


@dataclass(frozen=True, slots=True)
class _Looked:
    found: Incident
    sheet: bytes


class FromBackup(QWidget):
    """Asks for a backup and its passphrase.

    Signals:
        restored: payload Path, the desk made of it.
        left: back to the first page.
    """

    restored = Signal(object)
    left = Signal()

    def __init__(self, jobs: Jobs, clock: Clock, suggested: Path) -> None:
        super().__init__()
        self._jobs, self._clock = jobs, clock
        self._looked: _Looked | None = None
        self.pages = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)
        self.pages.addWidget(self._asking(suggested))
        self.pages.addWidget(self._found())

    def _asking(self, suggested: Path) -> QWidget:
        page = Page("From a backup", margin=24, space=16)
        page.add(Words("From a backup", "title"))
        page.add(
            Prose(
                "Restore it, to work on with it here. Or, when a computer was lost or stolen, only look: who"
                " was on it, how each may be reached, what falls due and whom to tell. Nothing stays here.",
                "text",
                "quiet",
            )
        )
        self.form = Form(2)
        self.backup = self.form.add_row("The &backup's folder", TextField(), name="backup", span=2)
        self.passphrase = self.form.add_row(
            "Its &passphrase", TextField(secret=True), name="passphrase", span=2
        )
        self.folder = self.form.add_row("&Restore into (new or empty)", TextField(), name="folder", span=2)
        self.folder.set_value(str(suggested))
        page.add(Button("Choose the backup", self._choose, "secondary", "folder"))
        page.add(self.form)
        self.go_on = Button("Restore it", self._restore, "primary")
        self.look = Button("A computer was lost: only look", self._look, "secondary", "eye")
        page.add(_across(self.go_on, self.look, Button("Go back", self.left.emit, "link")))
        return page

    def _found(self) -> QWidget:
        page = QWidget()
        self.title, self.said = Words("A computer was lost", "title"), Prose("", "text", "quiet")
        self.list = RowList(
            "Who was on the lost computer, and what to do",
            [Column("Who", 300), Column("What"), Column("When", 210)],
            two_lines=44,
        )
        save = Button("Save the sheet (PDF)", self._save, "primary", "printer")
        box = QVBoxLayout(page)
        box.setContentsMargins(*[theme.px(24)] * 4)
        box.setSpacing(theme.px(12))
        box.addWidget(self.title)
        box.addWidget(self.said)
        box.addWidget(self.list, 1)
        box.addWidget(_across(save, Button("Done", self._done, "secondary")))
        return page

    def _choose(self) -> None:
        folder = messages.folder(self, "Choose the backup's folder")
        if folder is not None:
            self.backup.set_value(str(folder))
            self.passphrase.setFocus()

    def _wanting(self) -> bool:
        missing = [
            Problem(name, said)
            for name, said in (
                ("backup", "Choose the backup's folder."),
                ("passphrase", "Write the passphrase that opened it then."),
            )
            if not self.form.values()[name]
        ]
        return bool(self.form.show_problems(missing))

    def _working(self, on: bool) -> None:
        for button in (self.go_on, self.look):
            button.setEnabled(not on)

    def _restore(self) -> None:
        if self._wanting():
            return
        backup, folder = Path(self.backup.value()).expanduser(), Path(self.folder.value()).expanduser()
        secret = self.passphrase.value()

        def done(_: object) -> None:
            self._working(False)
            self.passphrase.set_value("")
            self.restored.emit(folder)

        self._working(True)
        self._jobs.run(
            self,
            lambda: trust.restore_desk(backup, folder, secret, clock=self._clock),
            done,
            self._refused,
            writes=True,
        )

    def _look(self) -> None:
        if self._wanting():
            return
        backup, secret = Path(self.backup.value()).expanduser(), self.passphrase.value()
        today = self._clock.today()

        def work() -> _Looked:
            with incident.opened(backup, secret, clock=self._clock) as (desk, as_at):
                found = incident.look(desk, as_at, today=today)
                return _Looked(found, incident.sheet(desk, found, today=today))

        self._working(True)
        self._jobs.run(self, work, self._show, self._refused, writes=True)

    def _refused(self, fault: BaseException) -> None:
        self._working(False)
        if isinstance(fault, DeskError):
            self.form.show_problems([Problem("passphrase", fault.said, fault.advice)])
        else:
            messages.show_fault(self, fault)

    def _show(self, looked: _Looked) -> None:
        self._working(False)
        self.passphrase.set_value("")
        self._looked, found = looked, looked.found
        at = found.as_at.astimezone()
        self.said.say(
            f"From the backup of {days.full(at.date())}, {at:%H:%M}: {found.in_short} What was written"
            " after it was on the computer too, and is not here."
        )
        rows = [group("Tell", str(len(found.tell)), role="overdue", mark="triangle-alert")]
        rows += [
            Row(("tell", place), (RowCell(one.whom, strong=True), _two_lines(one.what), _two_lines(one.when)))
            for place, one in enumerate(found.tell)
        ]
        rows.append(group("Due in the next fortnight", str(len(found.due)), role="soon", mark="clock"))
        rows += [
            Row(
                ("due", one.id),
                (
                    RowCell(one.client, strong=True),
                    RowCell(one.what, f"last day {days.full(one.due_on)}"),
                    RowCell(days.full(one.safe_on)),
                ),
            )
            for one in found.due
        ]
        rows.append(group("Letters lying with GPs", str(len(found.letters))))
        rows += [
            Row(
                ("letter", one.reference),
                (
                    RowCell(one.client, strong=True),
                    RowCell(one.practice, one.reference),
                    RowCell(f"since {days.short(one.since)}" if one.since else ""),
                ),
            )
            for one in found.letters
        ]
        rows.append(group("Who was on it", str(len(found.people))))
        rows += [
            Row(
                ("person", one.id),
                (
                    RowCell(one.name, one.reference, strong=True),
                    RowCell(
                        one.warning or "Nothing stands in the way",
                        "Medical notes were kept" if one.health else "",
                        role="soon" if one.warning else "ink",
                    ),
                    RowCell(one.phone or "No telephone"),
                ),
            )
            for one in found.people
        ]
        self.list.show_rows(rows)
        self.list.choose_first()
        self.pages.setCurrentIndex(1)
        self.list.setFocus()

    def _save(self) -> None:
        if self._looked is None:
            return
        place = messages.file_to_save(self, "Save the sheet", "lost-computer.pdf", "PDF (*.pdf)")
        if place is not None:
            try:
                machine.write_whole(place, self._looked.sheet)
            except OSError as error:
                messages.tell(self, "The sheet could not be saved there.", str(error.strerror or ""))

    def _done(self) -> None:
        """Nothing of it stays."""
        self._looked = None
        self.list.show_rows(())
        self.pages.setCurrentIndex(0)
        self.left.emit()


def _two_lines(words: str) -> RowCell:
    """The first sentence, or what stands before the first comma, over the rest; the paper has it whole."""
    for end in (". ", ", "):
        first, found, rest = words.partition(end)
        if found:
            return RowCell(f"{first}{end.strip()}", rest)
    return RowCell(words)


def _across(*pieces: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    for piece in pieces:
        row.addWidget(piece)
    row.addStretch(1)
    return held
