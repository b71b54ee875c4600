"""The scales of distance travelled that the agency uses: loaded from files, ended when no longer asked."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import distance
from welfare_desk.casework.service.distance import ScaleRow
from welfare_desk.errors import Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.kit.words import Button, Prose, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import Section


class ScalesSection(Section):
    words = "Scales"
    hint = (
        "A wellbeing or confidence scale asked at the start and later shows how far somebody has come. None"
        " comes with the program: scales belong to whoever made them. Load the file of one you may use; the"
        " guide shows how it is written."
    )

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.page.add(self._holder)

    def primary(self) -> Act | None:
        return Act("Load a scale", self.load, "upload")

    def read(self) -> None:
        self.room.read(self, partial(distance.scales_of, self.room.desk), self._show)

    def _show(self, rows: list[ScaleRow]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not rows:
            self._list.addWidget(Prose("No scale is in use.", "text", "quiet"))
        for row in rows:
            edition = f", edition {row.scale.edition}" if row.scale.edition else ""
            self._list.addWidget(Words(f"{row.scale.name}{edition}", "name"))
            count = len(row.scale.items)
            used = "never asked yet" if not row.scores else f"{row.scores} scores kept"
            said = f"{count} items; {used}; loaded on {days.full(row.loaded_on)}. {row.scale.licence}"
            self._list.addWidget(Prose(said, "text", "quiet"))
            if row.ended_on is not None:
                self._list.addWidget(
                    Prose(f"No longer asked since {days.full(row.ended_on)}.", "text", "quiet")
                )
            else:
                button = Button("No longer ask it", partial(self._end, row), "link")
                button.setAccessibleName(f"No longer ask {row.scale.name}")
                self._list.addWidget(button)

    def load(self) -> None:
        """Ask for the file of a scale and take it into use."""
        file = messages.file_to_open(self, "The file of a scale", "Scale (*.toml)")
        if file is None:
            return

        def work() -> Changes:
            return distance.load_scale(self.room.desk, file.read_bytes(), today=self.room.today())

        self.room.write(self, work, self._written, self._refused)

    def _end(self, row: ScaleRow) -> None:
        work = partial(distance.end_scale, self.room.desk, row.id, today=self.room.today())
        self.room.write(self, work, self._written)

    def _written(self, changes: Changes) -> None:
        self.around.wrote.emit(changes)
        self.around.said.emit("Saved")
        self.read()

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            messages.tell(self, "This scale cannot be used.", " ".join(map(str, fault.problems)))
        elif isinstance(fault, OSError):
            messages.tell(self, "That file could not be read.", str(fault.strerror or ""))
        else:
            messages.show_fault(self, fault)
