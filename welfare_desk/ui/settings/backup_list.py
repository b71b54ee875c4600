"""The backups there are, beside the section that makes them: kept by themselves each day, and restored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from welfare_desk.casework.safekeeping import keeping, trust
from welfare_desk.errors import DeskError
from welfare_desk.rules import days
from welfare_desk.ui import messages, theme
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button, Words
from welfare_desk.ui.room import Room
from welfare_desk.vault.thinning import Kept


@dataclass(frozen=True, slots=True)
class _Seen:
    place: Path | None
    backups: list[Kept]
    done: keeping.LastDone


class _ShortList(RowList):
    """Four backups are always in sight; the rest scroll."""

    def _dress(self) -> None:
        super()._dress()
        self.setMinimumHeight(theme.px(28 + 4 * 32))


class BackupList(QWidget):
    """Where backups are kept by themselves, which there are, and *Restore* for the chosen one."""

    def __init__(self, room: Room, changed: Callable[[], object]) -> None:
        super().__init__()
        self.room, self._changed = room, changed
        self._seen: _Seen | None = None
        self.each_day = Words("", "text", "ink", wraps=True)
        self.rehearsed = Words("", "second", "quiet", wraps=True)
        self.choose = Button("Back up automatically each day", self._choose, "secondary", "folder")
        self.stop = Button("Not automatically any more", self._stop, "link")
        self.list = _ShortList(
            "Backups", [Column("Made on"), Column("At", 90), Column("", 250)], margin=0, one_line=32
        )
        self.restore = Button("Restore the chosen one", self._restore, "secondary", "archive")
        self.said = Banner("done")
        self.failed = Banner("overdue")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        for banner in (self.said, self.failed):
            banner.hide()
        for piece in (
            self.each_day,
            _line(self.choose, self.stop, self.restore),
            self.rehearsed,
            self.list,
            self.said,
            self.failed,
        ):
            box.addWidget(piece)

    def read(self) -> None:
        """Ask what there is now."""
        place, desk, today = self._place(), self.room.desk, self.room.today()

        def work() -> _Seen:
            last = trust.last_backup(desk, on=today)
            where = place or (last[0].parent if last else None)
            held = keeping.backups_of(desk, where) if where is not None and where.is_dir() else []
            return _Seen(where, held, keeping.last_done(desk, today=today))

        self.room.read(self, work, self._show)

    def _place(self) -> Path | None:
        kept = self.room.machine.backup_folder
        return Path(kept) if kept else None

    def _show(self, seen: _Seen) -> None:
        self._seen, place = seen, self._place()
        if place is None:
            self.each_day.say("This computer makes no automatic backups.")
        else:
            there = "" if place.is_dir() else " It cannot be reached now."
            self.each_day.say(f"Each day, when the desk is opened, into {place}.{there}")
        self.choose.setText("Choose another place" if place else "Back up automatically each day")
        self.stop.setVisible(place is not None)
        drilled = seen.done.drilled_on
        self.rehearsed.say(
            f"A restore was last rehearsed on {days.full(drilled)}."
            if drilled
            else "A restore has not been rehearsed yet; with daily backups it is done once a month."
        )
        for piece in (self.list, self.restore):
            piece.setVisible(bool(seen.backups))
        self.list.show_rows(
            Row(
                one.name,
                (
                    RowCell(days.full(one.made_at.astimezone().date())),
                    RowCell(f"{one.made_at.astimezone():%H:%M}"),
                    RowCell("" if one.verified else "Opens with the passphrase of then", role="quiet"),
                ),
            )
            for one in seen.backups
        )
        if seen.backups:
            self.list.choose_first()

    def _choose(self) -> None:
        folder = messages.folder(self, "Choose where backups are kept, best on another disk")
        if folder is None:
            return
        if folder.resolve().is_relative_to(self.room.desk.folder.resolve()):
            self.failed.say(
                "A backup is kept outside the desk's own folder.", "Choose another disk or a USB stick."
            )
            self.failed.show()
            return
        self.failed.hide()
        self._keep(str(folder))

    def _stop(self) -> None:
        self._keep("")

    def _keep(self, folder: str) -> None:
        machine = replace(self.room.machine, backup_folder=folder)
        self.room.machine = machine
        self.room.keep_machine(machine)
        self.read()

    def _restore(self) -> None:
        row, seen = self.list.chosen_row(), self._seen
        if row is None or seen is None or seen.place is None:
            return
        folder = messages.folder(self, "Choose a new or empty folder for the restored desk")
        if folder is None:
            return
        work = partial(trust.restore_here, self.room.desk, seen.place / str(row.key), folder)

        def done(_: object) -> None:
            self.restore.setEnabled(True)
            self.said.say(f"Restored into {folder}.", "This desk is as it was.")
            self.said.clear()
            self.said.offer("Open the restored desk", lambda: self.room.open_other(folder))
            self.said.show()

        def failed(fault: BaseException) -> None:
            self.restore.setEnabled(True)
            if isinstance(fault, DeskError):
                self.failed.say(fault.said, fault.advice)
                self.failed.show()
            else:
                messages.show_fault(self, fault)

        self.said.hide()
        self.failed.hide()
        self.restore.setEnabled(False)
        self.room.read(self, work, done, failed)


def _line(*pieces: QWidget) -> QWidget:
    across = QWidget()
    box = QHBoxLayout(across)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.px(8))
    for piece in pieces:
        box.addWidget(piece)
    box.addStretch(1)
    return across
