"""Bringing a caseload in on one screen: choose a file, see what would happen, accept, put the rest right.

How a workbook is read and what becomes of a row is casework's; this screen shows it before it happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.casework.caseload import Matching
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.workbook import intake, intake_page
from welfare_desk.casework.workbook.intake import BroughtIn
from welfare_desk.casework.workbook.intake_page import Brought, IntakePage
from welfare_desk.errors import DeskError
from welfare_desk.ui import messages, printing
from welfare_desk.ui.intake.brought import BroughtIns, Mending
from welfare_desk.ui.intake.preview import Preview
from welfare_desk.ui.jobs import Job, Progress, Steps
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.underway import Underway
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_KINDS = "Workbooks and CSV files (*.xlsx *.xlsm *.csv);;All files (*)"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file to bring in, its bytes as they were read, and how its columns are matched (None: guessed)."""

    file: Path
    data: bytes
    matching: Matching | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    file: Path | None = None
    matching: Matching | None = None
    mending: Mending | None = None


class ImportScreen(Screen):
    """Choose, preview, accept; then what came in and what was refused."""

    name, title, rail = "import", "Import a caseload", "settings"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._page: IntakePage | None = None
        self._chosen: Chosen | None = None
        self._outcome: BroughtIn | None = None
        self._job: Job | None = None
        self._half_mended: Mending | None = None
        self.setAcceptDrops(True)
        self.trouble = Banner("overdue", margin=24)
        self.trouble.hide()
        self.underway = Underway(margin=24)
        self.empty = Empty(
            "No caseload has been imported yet.",
            "Choose the workbook or CSV file your cases are kept in, or drop it here. You see what would come"
            " in before anything is changed.",
            "Choose file",
            self.choose,
            "folder",
        )
        self.brought, self.preview = BroughtIns(), Preview()
        self.parts = QStackedWidget()
        for part in (self.empty, self.brought, self.preview):
            self.parts.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.trouble)
        box.addWidget(self.underway)
        box.addWidget(self.parts, 1)
        self.brought.chosen.connect(self._read_refused)
        self.brought.undo_asked.connect(self._undo)
        self.brought.save_asked.connect(self._save_refused)
        self.brought.mend_asked.connect(self._mend)
        self.preview.corrected.connect(self._read_by)
        self.preview.matching_chosen.connect(self._read_by)
        self.preview.save_asked.connect(self._save_matching)

    # The frame ------------------------------------------------------------------------------------

    def heading(self) -> Heading:
        other = Act("Choose another file", self.choose, "folder")
        if self._chosen is None or self._outcome is None:
            return Heading(self.title, primary=Act("Choose file", self.choose, "folder", self._closed()))
        return Heading(
            self.title,
            self._chosen.file.name,
            second=self._outcome.sentence,
            acts=(other,),
            primary=self._accept(),
        )

    def _accept(self) -> Act:
        comes = self._outcome.counts["accepted"] if self._outcome else 0
        refused = self._outcome.new - comes if self._outcome else 0
        if comes:
            words = f"Bring in {comes:,} {_cases(comes)}"
        elif refused:
            words = f"Keep {refused:,} refused {_rows(refused)} to mend"
        else:
            return Act("Bring in", self.bring_in, "check", "Nothing in this file is new.")
        return Act(words, self.bring_in, "check", self._closed())

    def _closed(self) -> str:
        if self.room.desk.read_only:
            return "This desk is open for reading only."
        return "Something is under way." if self._job is not None else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.bring_in} if self._outcome is not None else {}

    def arrive(self, **where: Any) -> None:
        """``file``: a Path to read at once."""
        self._read_page()
        if where.get("file"):
            self.open(where["file"])

    def refresh(self, changes: object) -> None:
        self._read_page()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"clients", "settings"})

    def leave(self) -> bool:
        if self._job is not None:
            self._stop()
            return True
        if self._chosen is None:
            return False
        self._forget()
        return True

    def draft(self) -> object | None:
        mending = self.brought.half_mended()
        if self._chosen is None and mending is None:
            return None
        chosen = self._chosen
        return _Kept(chosen.file if chosen else None, chosen.matching if chosen else None, mending)

    def restore(self, draft: object) -> None:
        if isinstance(draft, _Kept):
            self._half_mended = draft.mending
            if draft.file is not None:
                self.open(draft.file, draft.matching)

    # Choosing -------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), None)
        if file is not None and not self._closed():
            event.acceptProposedAction()
            self.open(Path(file))

    def choose(self) -> None:
        if self._closed():
            return
        file = messages.file_to_open(self, "Choose a workbook or CSV file", _KINDS)
        if file is not None:
            self.open(file)

    def open(self, file: Path, matching: Matching | None = None) -> None:
        """Read a file and show what would come in."""
        self.trouble.hide()
        self.brought.say_came_in("")

        def read() -> tuple[Chosen, BroughtIn]:
            chosen = Chosen(file, intake_page.file_content(file), matching)
            return chosen, self._try_out(chosen)

        self._under_way(
            f"Reading {file.name}", self.room.read(self, read, self._show_read, partial(self._cannot, file))
        )

    def _read_by(self, matching: Matching | None) -> None:
        if self._chosen is None:
            return
        chosen = replace(self._chosen, matching=matching)
        words = f"Reading {chosen.file.name}"
        work = self.room.read(
            self, lambda: (chosen, self._try_out(chosen)), self._show_read, partial(self._cannot, chosen.file)
        )
        self._under_way(words, work)

    def _try_out(self, chosen: Chosen) -> BroughtIn:
        return intake.try_out(
            self.room.desk, chosen.data, chosen.file.name, today=self.room.today(), matching=chosen.matching
        )

    def _cannot(self, file: Path, fault: BaseException) -> None:
        self._finished()
        if not isinstance(fault, DeskError):
            messages.show_fault(self, fault)
            return
        self.trouble.say(f"{file.name}: {fault.said}", fault.advice)
        self.trouble.show()

    def _show_read(self, read: tuple[Chosen, BroughtIn]) -> None:
        fresh = self._chosen is None or self._chosen.file != read[0].file
        self._chosen, self._outcome = read
        if fresh:
            self.preview.clear()
        self.preview.show_outcome(
            self._outcome,
            self._page.choices if self._page else (),
            self._page.matchings if self._page else (),
        )
        self.parts.setCurrentWidget(self.preview)
        if fresh:
            self.preview.focus_list()
        self._finished()

    def _save_matching(self, name: str) -> None:
        if self._outcome is None or self._chosen is None:
            return
        matching = replace(self._outcome.matching, name=name)
        self._chosen = replace(self._chosen, matching=matching)
        self._outcome = replace(self._outcome, matching=matching)

        def kept(changes: Changes) -> None:
            self.wrote.emit(changes)
            self.said.emit(f"Matching saved as {name}")
            self._read_page()

        self.room.write(self, lambda: intake.save_matching(self.room.desk, matching), kept)

    # Bringing in ----------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Accept: everything in one go, or nothing where it is stopped."""
        chosen = self._chosen
        if chosen is None or self._accept().closed_because:
            return

        def work(steps: Steps) -> BroughtIn:
            return intake.bring_in(
                self.room.desk,
                chosen.data,
                chosen.file.name,
                today=self.room.today(),
                matching=chosen.matching,
                progress=steps.say,
            )

        def progress(step: Progress) -> None:
            self.underway.say(step.words, step.done, step.of)

        job = self.room.jobs.run(
            self, work, self._came_in, partial(self._cannot, chosen.file), progress, writes=True
        )
        self._under_way(f"Bringing {chosen.file.name} in", job)

    def _came_in(self, outcome: BroughtIn) -> None:
        self._finished()
        self._forget()
        counts = outcome.counts
        came, refused = counts["accepted"], counts["refused"]
        words = f"{came:,} {_cases(came)} came in." if came else "No case came in."
        if refused:
            words += f" {refused:,} {_rows(refused)} {'was' if refused == 1 else 'were'} refused."
        if theirs := outcome.with_a_colleague:
            were = "was" if theirs == 1 else "were"
            words += f" {theirs:,} {_rows(theirs)} {were} in the desk already, brought in by a colleague."
        self.brought.say_came_in(words)
        self.wrote.emit(Changes.of(None, "clients", "cases", "gains", "key_dates", "practices"))
        self._read_page(choose=outcome.intake_id)

    def _undo(self, one: Brought) -> None:
        cases = f"{one.listed.accepted:,} {_cases(one.listed.accepted)}"
        question = f"Take the {cases} of {one.name} out of the desk again?"
        hint = "Its clients, cases, dates and gains go as a whole. The file itself stays where it is."
        if not messages.ask(self, question, yes="Take it out", no="Keep it", hint=hint):
            return

        def done(changes: Changes) -> None:
            self._finished()
            self.trouble.hide()
            self.brought.say_came_in("")
            self.wrote.emit(changes)
            self._read_page()

        def refused(fault: BaseException) -> None:
            self._cannot(Path(one.name), fault)

        work = partial(intake.undo, self.room.desk, one.listed.id, today=self.room.today())
        self._under_way(f"Taking {one.name} out", self.room.write(self, work, done, refused), can_stop=False)

    # Refused rows ---------------------------------------------------------------------------------

    def _read_refused(self, intake_id: UUID) -> None:
        work = partial(intake.refused_rows, self.room.desk, intake_id)
        self.room.read(self, work, partial(self._show_refused, intake_id))

    def _show_refused(self, intake_id: UUID, rows: list[intake.RefusedRow]) -> None:
        self.brought.show_refused(intake_id, rows)
        if self._half_mended is not None:
            self.brought.go_on_mending(self._half_mended)
            self._half_mended = None

    def _mend(self, mending: Mending) -> None:
        def done(outcome: BroughtIn) -> None:
            wrong = [reason for row in outcome.rows for reason in row.reasons if row.fate == "refused"]
            if wrong:
                self.brought.show_still_wrong(wrong)
                return
            self.said.emit("The row has come in")
            self.wrote.emit(Changes.of(None, "clients", "cases", "gains", "key_dates"))
            self._read_page()

        work = partial(
            intake.mend, self.room.desk, mending.row_id, dict(mending.cells), today=self.room.today()
        )
        self.room.write(self, work, done)

    def _save_refused(self, one: Brought) -> None:
        file = messages.file_to_save(self, "Save refused rows", "refused-rows.csv", "CSV files (*.csv)")
        if file is None:
            return

        def work() -> None:
            printing.save(file, intake.refused_as_csv(self.room.desk, one.listed.id))

        self.room.read(self, work, lambda _: self.said.emit(f"Saved {file.name}; that file is not protected"))

    # What is shown --------------------------------------------------------------------------------

    def _read_page(self, choose: UUID | None = None) -> None:
        def show(page: IntakePage) -> None:
            self._page = page
            self.brought.show_page(page, choose)
            if self._outcome is not None and self._chosen is not None:
                self.preview.show_outcome(self._outcome, page.choices, page.matchings)
            else:
                self._show_part(self.brought if page.brought else self.empty)
            self.heading_changed.emit()

        self.room.read(self, partial(intake_page.page, self.room.desk, today=self.room.today()), show)

    def _show_part(self, part: QWidget) -> None:
        self.parts.setCurrentWidget(part)
        if part is self.empty:
            self.empty.button.setFocus()
        elif (at := QApplication.focusWidget()) is None or not self.brought.isAncestorOf(at):
            self.brought.files.setFocus()

    def _under_way(self, words: str, job: Job, *, can_stop: bool = True) -> None:
        self._job = job
        self.underway.begin(words, self._stop if can_stop else None)
        self.heading_changed.emit()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._finished()
        self.said.emit("Stopped; nothing was changed")

    def _finished(self) -> None:
        self._job = None
        self.underway.end()
        self.heading_changed.emit()

    def _forget(self) -> None:
        self._chosen = self._outcome = None
        self.preview.clear()
        self.trouble.hide()
        self._show_part(self.brought if self._page and self._page.brought else self.empty)
        self.heading_changed.emit()


def _cases(number: int) -> str:
    return "case" if number == 1 else "cases"


def _rows(number: int) -> str:
    return "row" if number == 1 else "rows"
