"""What waits for a printer, each line with its reader and what stands against it now; printed in one go.

The gate is asked again at print for every one of them; one that is stopped stops no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.correspondence import print_later
from welfare_desk.casework.correspondence.print_later import Ready, WaitingRow
from welfare_desk.casework.desk import Changes
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.clients import words
from welfare_desk.ui.jobs import Job, Progress, Steps
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.panes import Beside, Details, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, reason
from welfare_desk.ui.kit.underway import Underway
from welfare_desk.ui.papers import safe_printing
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_SOON = 14  # days: a consent that ends before the second session from now


class PrintLaterScreen(Screen):
    """What is to be printed when there is a printer."""

    name, title, rail = "print-later", "Print later", "letters"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._rows: dict[UUID, WaitingRow] = {}
        self._job: Job | None = None
        self.banner = Banner("soon", edge=True)
        self.banner.hide()
        self.underway = Underway(margin=24)
        columns = [Column("What"), Column("To", 210), Column("Waiting since", 104), Column("Now", 150)]
        self.list = RowList("Waiting to be printed", columns)
        empty = Empty(
            "Nothing is waiting to be printed.",
            "Where there is no printer, a letter or a pack can wait here: choose Print later on its page.",
            "Go to the letters",
            partial(self.go, "letters"),
            "mail",
        )
        self.full = OrEmpty(self.list, empty)
        self.details = Details("What is chosen")
        self.list.chosen.connect(lambda row: self._show_details(row.key))
        self.list.opened.connect(lambda row: self._open(row.key))
        main = column(self.banner, self.underway, self.full, stretch=self.full)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(main, self.details))

    def heading(self) -> Heading:
        if not self._rows or self._job is not None:
            return Heading(self.title, "Sealed until it is printed")
        ready = [row for row in self._rows.values() if not row.stopped]
        why = "" if ready else "Everything that waits is stopped."
        count = "Print it" if len(ready) == 1 else f"Print all {len(ready)}"
        return Heading(
            self.title,
            "Asked again when it is printed",
            acts=(Act("Take out", self.take_out, "x"),),
            primary=Act(count, self.print_all, "printer", why),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"print": self.print_all} if any(not row.stopped for row in self._rows.values()) else {}

    def arrive(self, **where: Any) -> None:
        self._read()
        self.list.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        kinds = {"print_later", "letters", "packs", "papers", "consents", "clients"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    # Showing --------------------------------------------------------------------------------------

    def _read(self) -> None:
        work = partial(print_later.waiting, self.room.desk, today=self.room.today())
        self.room.read(self, work, self._show)

    def _show(self, found: list[WaitingRow]) -> None:
        self._rows = {row.id: row for row in found}
        rows: list[Row] = []
        for row in found:
            rows.append(self._row(row))
            if row.stopped:
                said = row.stopped[0]
                rows.append(reason(f"{said.sentence} {said.next_step}".strip(), "triangle-alert"))
        self.list.show_rows(rows)
        self.full.show_full(bool(rows))
        if self.list.chosen_row() is None:
            self.list.choose_first()
        if not rows:
            self.details.clear()
        self.heading_changed.emit()

    def _row(self, row: WaitingRow) -> Row:
        return Row(
            row.id,
            (
                RowCell(row.client, row.title, strong=True),
                RowCell(row.recipients[0] if row.recipients else "", ", ".join(row.recipients[1:])),
                RowCell(days.short(row.asked_on), raw=row.asked_on),
                RowCell(chip=self._chip(row)),
            ),
        )

    def _chip(self, row: WaitingRow) -> Chip:
        if row.stopped:
            return Chip("Stopped", "overdue")
        left = (row.ends_on - self.room.today()).days if row.ends_on else _SOON + 1
        if left <= _SOON:
            return Chip("Ends today" if left <= 0 else f"Ends in {left} day{'s' * (left != 1)}", "soon")
        return Chip("May be printed", "done")

    def _show_details(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, UUID) else None
        self.details.clear()
        if row is None:
            return
        self.details.heading(row.client, row.title, self._chip(row))
        self.details.facts(
            [
                ("To", ", ".join(row.recipients)),
                ("Waiting since", days.full(row.asked_on)),
                ("Consent ends", days.full(row.ends_on) if row.ends_on else "No day set"),
            ]
        )
        for said in row.stopped:
            self.details.said(f"{said.sentence} {said.next_step}".strip(), "overdue", 12)
        self.details.act("Open it", partial(self._open, row.id), icon="eye")

    def _open(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, UUID) else None
        if row is not None and row.what == "pack":
            self.go("pack", pack=row.target_id)
        elif row is not None:
            self.go("letter", letter=row.target_id)

    # Doing ----------------------------------------------------------------------------------------

    def take_out(self) -> None:
        """Take the chosen one out; it can be put back from its own page."""
        chosen = self.list.chosen_row()
        if chosen is not None and isinstance(chosen.key, UUID):
            work = partial(print_later.take_out, self.room.desk, [chosen.key], today=self.room.today())
            self.room.write(self, work, self._wrote)

    def print_all(self) -> None:
        """Print everything that may leave, after one question that names each reader."""
        ready = [row for row in self._rows.values() if not row.stopped]
        if not ready or self._job is not None:
            return
        listed = [f"{row.title}, {row.client}: to {', '.join(row.recipients)}" for row in ready]
        question = "Print this?" if len(ready) == 1 else f"Print these {len(ready)}?"
        if not messages.ask(self, question, hint="\n".join(listed), yes="Choose printer", no="Not now"):
            return
        desk, today, ids = self.room.desk, self.room.today(), [row.id for row in ready]

        def work(steps: Steps) -> Ready:
            return print_later.make_ready(desk, ids, today=today, step=steps.say)

        self.underway.begin("Checking consent", self._call_off)
        self._job = self.room.jobs.run(self, work, self._ready, self._failed, self._step, writes=True)
        self.heading_changed.emit()

    def _call_off(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._end()
        self.said.emit("Nothing more is printed")

    def _end(self) -> None:
        self.underway.end()
        self._job = None
        self.heading_changed.emit()

    def _step(self, progress: Progress) -> None:
        self.underway.say(progress.words, progress.done, progress.of)

    def _ready(self, ready: Ready) -> None:
        self._end()
        self._say_kept_back(ready)
        if not ready.printed:
            return
        pdf = print_later.together(data for _, _, data in ready.printed)
        ids = [id for id, _, _ in ready.printed]
        self._job = safe_printing.print_apart(
            self,
            self.room,
            pdf,
            f"Welfare Desk, {len(ids)} papers",
            done=partial(self._printed, ids),
            failed=self._failed,
            progress=self._step,
        )
        if self._job is not None:
            self.underway.begin("Printing", self._call_off)
            self.heading_changed.emit()

    def _say_kept_back(self, ready: Ready) -> None:
        self.banner.setVisible(bool(ready.kept_back))
        if ready.kept_back:
            named = " ".join(f"{title}: {why}" for title, why in ready.kept_back)
            self.banner.say("Not everything was printed.", named)

    def _printed(self, ids: list[UUID], pages: object) -> None:
        self._end()
        self.said.emit(f"{pages} pages printed {words.clock(self.room.now())}")
        work = partial(print_later.were_printed, self.room.desk, ids, today=self.room.today())
        self.room.write(self, work, self._wrote)

    def _wrote(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self._read()

    def _failed(self, fault: BaseException) -> None:
        self._end()
        messages.show_fault(self, fault)
