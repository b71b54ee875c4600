"""The book of letter templates: every kind, whose words it has, and its versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QVBoxLayout

from welfare_desk import machine
from welfare_desk.casework.correspondence import template_book
from welfare_desk.casework.correspondence.template_book import BookRow, TemplatePage, Written
from welfare_desk.casework.desk import Changes
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.cases.list import Above
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

WORD = "Word files (*.docx)"
FILES = "Letter templates (*.md *.docx);;All files (*)"


class TemplatesScreen(Screen):
    """Find a kind, see what it is made of, open it to change it."""

    name, title, rail = "letter-templates", "Letter templates", "letters"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._rows: dict[str, BookRow] = {}
        self._page: TemplatePage | None = None
        self.filters = Form(columns=1)
        self.search = self.filters.add_row("&Find", TextField("Appeal, debt, appointment ..."), name="typed")
        self.filters.edited.connect(lambda _: self._show_rows())
        columns = [Column("Letter"), Column("Goes to", 170), Column("Words", 180)]
        self.list = RowList("Letter templates", columns)
        empty = Empty("No letter is called that.", "Try another word, or clear the search.")
        self.list_or_empty = OrEmpty(self.list, empty)
        self.details = Details("The letter chosen", width=344)
        self.list.chosen.connect(lambda row: self._read_one(str(row.key)))
        self.list.opened.connect(lambda row: self.change(str(row.key)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        main = column(Above(self.filters), self.list_or_empty, stretch=self.list_or_empty)
        box.addWidget(Beside(main, self.details))

    def heading(self) -> Heading:
        chosen = self.list.chosen_row()
        acts = (
            Act("Import a file", self.bring_in, "upload"),
            Act("New letter of our own", partial(self.go, "letter-template", kind=""), "plus"),
        )
        primary = Act("Change its words", self._change_chosen, "pencil") if chosen else None
        return Heading(self.title, acts=acts, primary=primary)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {}

    def leave(self) -> bool:
        if self.search.value():
            self.search.set_value("")
            self._show_rows()
            return True
        return False

    def arrive(self, **where: Any) -> None:
        """``kind``: which to choose; the one chosen last otherwise."""
        self._wanted = where.get("kind")
        self._read()
        self.search.setFocus()

    _wanted: str | None = None

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and "templates" in changes.kinds

    # Reading --------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.room.read(self, partial(template_book.book, self.room.desk), self._show)

    def _show(self, found: tuple[BookRow, ...]) -> None:
        self._rows = {row.kind: row for row in found}
        self._show_rows()
        if self._wanted is not None:
            self.list.choose(self._wanted)
            self._wanted = None
        chosen = self.list.chosen_row()
        if chosen is not None:
            self._read_one(str(chosen.key))

    def _show_rows(self) -> None:
        typed = self.search.value().casefold().split()
        wanted = [row for row in self._rows.values() if _bears(row, typed)]
        rows = []
        for name in dict.fromkeys(row.group for row in wanted):
            rows.append(group(name))
            rows += [_row(row) for row in wanted if row.group == name]
        self.list_or_empty.show_full(bool(rows))
        self.list.show_rows(rows)
        if wanted and self.list.chosen_row() is None:
            self.list.choose(wanted[0].kind)
        if not wanted:
            self.details.clear()
        self.heading_changed.emit()

    def _read_one(self, kind: str) -> None:
        self.heading_changed.emit()
        self.room.read(self, partial(template_book.opened, self.room.desk, kind), self._show_one)

    def _show_one(self, page: TemplatePage) -> None:
        chosen = self.list.chosen_row()
        if chosen is None or chosen.key != page.row.kind:
            return
        self._page = page
        row, pane = page.row, self.details
        pane.clear()
        pane.heading(row.title, f"To {row.goes_to}" if row.goes_to else "", chip=_chip(row))
        if row.fault:
            pane.said(row.fault, "overdue", 8)
        pane.said(row.about, space=8)
        pane.section("Versions")
        if not page.versions:
            pane.said("Nobody here has changed it.", "quiet", 8)
        for version in page.versions:
            what = "The shipped letter brought back" if version.restored else f"Version {version.number}"
            what += ", a Word file" if version.in_word else ""
            in_use = version is page.versions[0]
            pane.item(
                what,
                "In use" if in_use else "",
                "undo-2" if version.restored else "pencil",
                second=f"{days.short(version.on)}, {version.by}" if version.by else days.short(version.on),
            )
        if len(page.versions) > 1:
            pane.said(
                "An earlier version is looked at and used again from where its words are changed.", "quiet", 8
            )
        if row.number is not None and page.may_change:
            words = "Bring the shipped letter back" if row.ships else "Stop offering this letter"
            pane.act(words, self.bring_back, icon="undo-2")
        pane.act("Save it as a file", self.save_file, icon="download")
        pane.section("In Word")
        pane.said(
            "A letter can be a Word file of your own, with marks such as «client.name» where a fact goes.",
            "quiet",
            8,
        )
        pane.act("Use a Word file", self.use_word, icon="upload")
        pane.act("Copy the marks already there", self.copy_marks, icon="copy")

    # Doing ----------------------------------------------------------------------------------------

    def _change_chosen(self) -> None:
        chosen = self.list.chosen_row()
        if chosen is not None:
            self.change(str(chosen.key))

    def change(self, kind: str) -> None:
        self.go("letter-template", kind=kind)

    def bring_back(self) -> None:
        """Let the shipped letter hold again, after asking; the versions stay."""
        page = self._page
        if page is None:
            return
        ships = page.row.ships
        question = "Bring the shipped letter back?" if ships else "Stop offering this letter?"
        if not messages.ask(
            self,
            question,
            hint="Letters begun and not issued follow at once. Your version is kept and can be used again.",
            yes="Bring it back" if ships else "Stop offering it",
            no="Leave it",
        ):
            return
        work = partial(template_book.restore, self.room.desk, page.row.kind, today=self.room.today())
        self.room.write(self, work, self._wrote)

    def _wrote(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.said.emit("The shipped letter holds again")
        self._read()

    def save_file(self) -> None:
        """The template as a file, for another agency or a safe copy; it holds nobody's facts."""
        page = self._page
        if page is None:
            return
        words = page.words
        name, kinds = (
            (f"{page.row.kind}.md", FILES) if words.word is None else (f"{page.row.kind}.docx", WORD)
        )
        place = messages.file_to_save(self, "Save the template", name, kinds)
        if place is not None:
            data = words.source.encode() if words.word is None else words.word
            self.room.read(self, partial(_write_file, place, data), self._saved)

    def copy_marks(self) -> None:
        """The marks a Word file may hold, to be pasted into one."""
        QApplication.clipboard().setText(template_book.marks())
        self.said.emit("Copied: paste the list into Word and move each mark to where its fact goes")

    def use_word(self) -> None:
        """Look at a Word file as the letter chosen; nothing is kept until it is saved there."""
        page = self._page
        place = messages.file_to_open(self, "Choose a Word file", WORD) if page is not None else None
        if page is not None and place is not None:
            self._open_word(place, page)

    def _open_word(self, place: Path, page: TemplatePage) -> None:
        work = partial(_read_word, place, page.words.source)
        self.room.read(self, work, lambda words: self._brought_word(page.row.kind, words))

    def _brought_word(self, kind: str, words: Written) -> None:
        self.go("letter-template", kind=kind, source=words.source, word=words.word)

    def _saved(self, place: Path) -> None:
        self.said.emit(f"Saved as {place.name}")

    def bring_in(self) -> None:
        """Open somebody's template in the editor; nothing is kept until it is saved there."""
        place = messages.file_to_open(self, "Choose a letter template", FILES)
        if place is not None and place.suffix.lower() == ".docx" and self._page is not None:
            self._open_word(place, self._page)
        elif place is not None:
            self.room.read(self, partial(_read_file, place), self._brought)

    def _brought(self, source: str) -> None:
        kind = template_book.kind_of(source)
        self.go("letter-template", kind=kind if kind in self._rows else "", source=source)


def _write_file(place: Path, data: bytes) -> Path:
    machine.put_down(place, data)
    return place


def _read_word(place: Path, source: str) -> Written:
    with place.open("rb") as file:
        return template_book.brought_in_word(place.name, file.read(4_000_000), source)


def _read_file(place: Path) -> str:
    with place.open("rb") as file:
        return template_book.brought(file.read(1_000_000))


def _bears(row: BookRow, typed: list[str]) -> bool:
    text = f"{row.title} {row.about} {row.group} {row.goes_to} {row.kind}".casefold()
    return all(word in text for word in typed)


def _chip(row: BookRow) -> Chip:
    if row.fault:
        return Chip("Cannot be used", "overdue")
    if row.number is None:
        return Chip("As supplied")
    return Chip(f"Your version {row.number}", "done", "pencil")


def _row(row: BookRow) -> Row:
    goes = row.goes_to[:1].upper() + row.goes_to[1:]
    words = (
        RowCell("As supplied", role="quiet")
        if row.number is None and not row.fault
        else RowCell(chip=_chip(row))
    )
    return Row(row.kind, (RowCell(row.title), RowCell(goes, role="quiet"), words))
