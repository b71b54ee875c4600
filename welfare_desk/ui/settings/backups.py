"""Backups: made, checked and rehearsed from here; how one is made is the vault's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from welfare_desk.casework.safekeeping import trust
from welfare_desk.errors import DeskError
from welfare_desk.rules import days
from welfare_desk.rules.consent_record import local_day
from welfare_desk.ui import messages, theme
from welfare_desk.ui.jobs import Job, Progress, Steps
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.underway import Underway
from welfare_desk.ui.kit.words import Button, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.backup_list import BackupList
from welfare_desk.ui.settings.section import Section

_STEPS = {"copying": "Copying the desk", "checking every page": "Reading the copy back"}


class BackupsSection(Section):
    words = "Backups"
    hint = (
        "A backup is the whole desk, still encrypted; your passphrase opens it. Keep it on another disk than"
        " this computer's, and rehearse a restore now and then."
    )

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._job: Job | None = None
        self.last, self.where = Banner("done"), Words("", "second", "quiet", wraps=True)
        self.late = Banner("overdue")
        self.underway = Underway()
        self.good, self.bad = Banner("done"), Banner("overdue")
        for banner in (self.last, self.late, self.good, self.bad):
            banner.hide()
        acts = QWidget()
        line = QHBoxLayout(acts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        self.check = Button("Check this desk", self._check, "secondary", "shield-check")
        self.rehearse = Button("Rehearse a restore", self._rehearse, "secondary", "refresh-cw")
        for button in (self.check, self.rehearse):
            line.addWidget(button)
        line.addStretch(1)
        self.held = BackupList(room, self.read)
        for piece in (
            self.last,
            self.late,
            self.where,
            acts,
            self.underway,
            self.good,
            self.bad,
            Hairline(),
            Words("By itself, and restoring", "name"),
            self.held,
        ):
            self.page.add(piece)

    def primary(self) -> Act | None:
        closed = "Something is under way." if self._job is not None else ""
        return Act("Back up now", self.back_up, "archive", closed)

    def start_typing(self) -> None:
        self.check.setFocus()

    def leave(self) -> bool:
        if self._job is None:
            return False
        self._stop()
        return True

    def read(self) -> None:
        today = self.room.today()
        self.room.read(self, partial(trust.last_backup, self.room.desk, on=today), self._show)
        self.held.read()

    def _show(self, last: tuple[Path, date] | None) -> None:
        today, made_on = self.room.today(), last[1] if last else None
        late = trust.backup_is_overdue(made_on, on=today)
        when = f"The last backup was made on {days.full(made_on)}." if made_on else "There is no backup yet."
        ago = (today - made_on).days if made_on else 0
        hint = f"{ago} days ago: make one today." if made_on and late else "Make one today." if late else ""
        (self.late if late else self.last).say(when, hint)
        self.late.setVisible(late)
        self.last.setVisible(not late)
        self.where.say(f"Kept in {last[0]}" if last else "")
        self.where.setVisible(last is not None)

    def back_up(self) -> None:
        if self._job is not None:
            return
        folder = messages.folder(self, "Choose where the backup is kept, best on another disk")
        if folder is None:
            return

        def work(steps: Steps) -> object:
            def say(words: str, done: int, of: int) -> None:
                steps.say(_STEPS.get(words, words.capitalize()), done, of)

            return trust.backup_desk(self.room.desk, folder, today=self.room.today(), progress=say)

        self._start(work, "Backing the desk up", self._backed_up, writes=True)

    def _backed_up(self, made: Any) -> None:
        self._say_good(f"Backed up into {made.folder.name} and read back whole.")
        self.read()

    def _check(self) -> None:
        def done(rows: int) -> None:
            self._say_good(f"This desk is sound. Its access log is whole, all {rows:,} lines of it.")

        self._start(lambda _steps: trust.verify_desk(self.room.desk), "Checking the desk", done)

    def _rehearse(self) -> None:
        def done(drill: Any) -> None:
            rows, took = sum(drill.rows.values()), round(drill.seconds)
            seconds = f"{took} seconds" if took > 1 else "a second"
            self._say_good(
                f"A backup of {days.full(local_day(drill.made_at))} opened in a place of its own:"
                f" {rows:,} rows in {seconds}.",
                "It has been taken away again.",
            )

        work = partial(trust.drill_desk, self.room.desk, self.room.now())
        self._start(lambda _steps: work(), "Restoring into a place of its own", done)

    # Under way ------------------------------------------------------------------------------------

    def _start(
        self, work: Callable[[Steps], Any], words: str, done: Callable[[Any], object], *, writes: bool = False
    ) -> None:
        if self._job is not None:
            return
        self.good.hide()
        self.bad.hide()

        def ended(result: Any) -> None:
            self._finished()
            done(result)

        def failed(fault: BaseException) -> None:
            self._finished()
            if isinstance(fault, DeskError):
                self.bad.say(fault.said, fault.advice)
                self.bad.show()
            else:
                messages.show_fault(self, fault)

        def progress(step: Progress) -> None:
            self.underway.say(step.words, step.done, step.of)

        self._job = self.room.jobs.run(self, work, ended, failed, progress, writes=writes)
        self.underway.begin(words, self._stop if writes else None)
        self._open(False)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._finished()

    def _finished(self) -> None:
        self._job = None
        self.underway.end()
        self._open(True)

    def _open(self, on: bool) -> None:
        self.check.setEnabled(on)
        self.rehearse.setEnabled(on)
        self.around.heading_changed.emit()

    def _say_good(self, words: str, hint: str = "") -> None:
        self.good.say(words, hint)
        self.good.show()
