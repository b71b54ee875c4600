"""How deprived clients' areas are: the official lookup, its edition, and of whom the area is unknown."""

from __future__ import annotations

from functools import partial

from welfare_desk.casework.figures import deprivation
from welfare_desk.casework.figures.deprivation import Matched, Standing
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.words import Prose, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import Section, show_refused


class AreasSection(Section):
    words = "Areas"
    hint = (
        "From a postcode to how deprived its area is, by the official file. It describes the area,"
        " never the person. Who has no postcode, or one the file lacks, stays unknown; that is an answer too."
    )

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self.form = Form(2)
        help_ = "As the file's name has it; kept with every value"
        self.edition = self.form.add_row("&Edition", TextField("SIMD 2020v2", help_), name="edition")
        self.page.add(self.form)
        self.page.add(Words("What stands now", "section"))
        self.stands = [Prose("", "text", "ink") for _ in range(4)]
        for line in self.stands:
            self.page.add(line)

    def primary(self) -> Act | None:
        return Act("Load the file", self.load, "upload")

    def start_typing(self) -> None:
        self.edition.setFocus()

    def read(self) -> None:
        work = partial(deprivation.standing, self.room.desk, today=self.room.today())
        self.room.read(self, work, self._show)

    def _show(self, standing: Standing) -> None:
        loaded = (
            f"{standing.edition}, loaded on {days.full(standing.loaded_on)}."
            if standing.loaded_on
            else "No file is loaded yet."
        )
        told = (
            loaded,
            f"{standing.known:,} people whose area is known.",
            f"{standing.not_found:,} with a postcode that is not looked up, or not in the file.",
            f"{standing.no_postcode:,} without a postcode.",
        )
        for line, said in zip(self.stands, told, strict=True):
            line.say(said)

    def draft(self) -> dict[str, object] | None:
        return self.form.values() if self.edition.value() else None

    def restore(self, draft: dict[str, object]) -> None:
        self.form.show_values(draft)

    def load(self) -> None:
        """Ask for the file, and look every postcode up in it."""
        file = messages.file_to_open(self, "The official lookup of postcodes", "CSV file (*.csv)")
        if file is None:
            return
        edition = self.edition.value()

        def work() -> Matched:
            return deprivation.load(
                self.room.desk, file.read_bytes(), edition=edition, today=self.room.today()
            )

        def done(found: Matched) -> None:
            self.form.show_problems(())
            self.edition.set_value("")
            self.around.wrote.emit(found.changes)
            self.around.said.emit(f"Looked up: {found.known:,} known, {found.unknown:,} unknown")
            self.read()

        self.around.said.emit("Looking postcodes up…")
        self.room.write(self, work, done, lambda fault: show_refused(self, self.form, fault))
