"""One letter template: its words at the left, what it prints of invented people at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.casework.correspondence import template_book
from welfare_desk.casework.correspondence.template_book import STARTER, FieldRow, Look, TemplatePage, Written
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import DeskError, Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages, theme
from welfare_desk.ui.cases.list import Above
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.page_view import PageUnreadable, PageView
from welfare_desk.ui.kit.panes import Hairline, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.ticks import Tick
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.letters.sides import Sides
from welfare_desk.ui.letters.source_editor import SourceEditor
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

PAUSE_MS = 400


class TemplateScreen(Screen):
    """Write, look, save as a new version."""

    name, title, rail = "letter-template", "Letter template", "letters"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._kind: str | None = None
        self._page: TemplatePage | None = None
        self._stands = Written("")  # what is saved
        self._look: Look | None = None
        self._brought: Written | None = None
        self._word: bytes | None = None  # the Word file the letter is, where it is one
        self.showing = "words"
        self.banner = Banner("overdue", edge=True)
        self.banner.hide()
        self.head = SectionHead("Its words")
        self.older = Button("Versions", self.show_versions, "link", "undo-2")
        self.pick = Button("Put in a field", self.show_fields, "link", "plus")
        self.head.add(self.older)
        self.head.add(self.pick)
        self.editor = SourceEditor("Words of the template")
        self.editor.textChanged.connect(self._typed)
        self.finding = Form(columns=1)
        self.search = self.finding.add_row("&Find a field", TextField("Name, date, debt ..."), name="typed")
        self.finding.edited.connect(lambda _: self._show_fields())
        self.fields = RowList("Fields", [Column("Field"), Column("For instance", 230)])
        self.fields.opened.connect(lambda row: self._put_in(row))
        nothing = Empty("No field is called that.", "Try another word.")
        self.fields_or_empty = OrEmpty(self.fields, nothing)
        self.versions = RowList("Versions", [Column("Version"), Column("Kept", 130), Column("By", 150)])
        self.versions.opened.connect(lambda row: self._take_version(row))
        self.left = QStackedWidget()
        picking = column(Above(self.finding), self.fields_or_empty, stretch=self.fields_or_empty)
        for widget in (_padded(self.editor), picking, self.versions):
            self.left.addWidget(widget)
        self.page_head, self.large = SectionHead("What it prints"), Tick("Large print")
        self.page_head.add(self.large)
        self.large.clicked.connect(lambda *_: self._read_look())
        self.page = PageView("What it prints of invented people")
        self.page.page_changed.connect(lambda *_: self._say_page())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read_look)
        sides = Sides(
            column(self.head, Hairline(), self.left, stretch=self.left),
            column(self.page_head, Hairline(), self.page, stretch=self.page),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.banner)
        box.addWidget(sides, 1)

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        words = page.row.title if page else "Letter of our own"
        owner = "Letter templates"
        place: tuple[str, Mapping[str, Any]] = ("letter-templates", {})
        if self.showing == "fields":
            acts = (Act("Not now", self.show_words),)
            return Heading(words, owner=owner, owner_place=place, acts=acts, primary=self._put_in_act())
        if self.showing == "versions":
            acts = (Act("Not now", self.show_words),)
            take = Act("Look at this version", self._take_chosen, "eye")
            return Heading(words, owner=owner, owner_place=place, acts=acts, primary=take)
        undo = (Act("Undo changes", self.undo, "undo-2"),) if self._changed() else ()
        number = max((one.number for one in page.versions), default=0) + 1 if page else 1
        save = Act(f"Save as version {number}", self.save, "check", self._why_not())
        return Heading(words, owner=owner, owner_place=place, acts=undo, primary=save)

    def _put_in_act(self) -> Act:
        return Act("Put it in", self._put_in_chosen, "plus")

    def _why_not(self) -> str:
        if self._page is not None and not self._page.may_change:
            return template_book.NotYours.sentence
        if self._look is not None and self._look.faults:
            return "Mend what is said above the words first."
        return "" if self._changed() else "Nothing has changed."

    def _changed(self) -> bool:
        return self._now() != self._stands

    def _now(self) -> Written:
        return Written(self.editor.toPlainText(), self._word)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if self.showing == "words" and self._kind is not None and not self._why_not():
            return {"save": self.save}
        return {}

    def leave(self) -> bool:
        if self.showing != "words":
            self.show_words()
            return True
        return False

    def draft(self) -> object | None:
        if self._kind is None or not self._changed():
            return None
        return self._kind, self._now()

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2:
            self._brought = draft[1]
            if draft[0] == self._kind and self._stands.source:
                self._show_brought()

    # Coming ---------------------------------------------------------------------------------------

    def arrive(self, **where: Any) -> None:
        """``kind``: which letter, empty for a new one of the agency's own.

        ``source`` and ``word``: its words from a file, not saved yet.
        """
        kind = str(where.get("kind") or "")
        if kind == self._kind and self._changed() and "source" not in where:
            return  # what was being written is still there
        self._kind, self._page, self._look = kind, None, None
        self._word = None
        if "source" in where:
            self._brought = Written(where["source"], where.get("word"))
        self.show_words()
        if kind:
            work = partial(template_book.opened, self.room.desk, kind)
            self.room.read(self, work, self._show)
        else:
            self._fill(Written(STARTER))
        if not self.fields.chosen_row():
            self._show_fields()

    def refresh(self, changes: object) -> None:
        if self._kind and not self._changed():
            self.room.read(self, partial(template_book.opened, self.room.desk, self._kind), self._show)

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and "templates" in changes.kinds

    def _show(self, page: TemplatePage) -> None:
        if page.row.kind != self._kind:
            return
        self._page = page
        self.editor.setReadOnly(not page.may_change)
        self.older.setVisible(bool(page.versions))
        self.versions.show_rows(_version(one, page) for one in page.versions)
        self._fill(page.words)

    def _fill(self, words: Written) -> None:
        source = words.source
        self._stands, self._word = words, words.word
        self.older.setVisible(self._page is not None and bool(self._page.versions))
        self.editor.setPlainText(source)
        self.editor.go_to_line(_first_line_of_the_letter(source))
        self._show_brought()
        self._read_look()

    def _show_brought(self) -> None:
        if self._brought is not None:
            self._replace(self._brought)
            self._brought = None

    def _replace(self, words: Written) -> None:
        """Other words in the place of these, so that Ctrl+Z brings these back."""
        self._word = words.word
        cursor = self.editor.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(words.source)
        self.editor.moveCursor(cursor.MoveOperation.Start)

    # Looking --------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._pause.start()
        self.heading_changed.emit()

    def _read_look(self) -> None:
        self._pause.stop()
        now, large = self._now(), self.large.isChecked()
        work = partial(
            template_book.looked_at, now.source, self._kind or "", word=now.word, large_print=large
        )
        self.room.read(self, work, partial(self._show_look, now))

    def _show_look(self, looked: Written, look: Look) -> None:
        if looked != self._now():
            return  # typed on since
        self._look = look
        self.banner.clear()
        if look.faults:
            first = look.faults[0]
            where = f"Line {first.line}: " if first.line else "This cannot be used: "
            others = [f"{one.what[0].upper()}{one.what[1:]}." for one in look.faults[1:]]
            self.banner.say(f"{where}{first.what}.", " ".join(others))
            if first.line:
                self.banner.offer(f"Go to line {first.line}", partial(self.editor.go_to_line, first.line))
        elif looked.word is not None:
            said = "Change its words in Word and bring it in again; below is what it needs and asks."
            self.banner.say("This letter is a Word file.", said)
        elif look.remarks:
            self.banner.say("It can be saved.", " ".join(look.remarks))
        self.banner.setVisible(bool(look.faults or look.remarks or looked.word))
        self.editor.mark_line(look.faults[0].line if look.faults else 0)
        if look.pdf is not None:
            place = self.page.verticalScrollBar().value()
            try:
                self.page.show_pdf(look.pdf)
                self.page.verticalScrollBar().setValue(place)
            except PageUnreadable as fault:
                self.banner.say(fault.said, fault.advice)
        self._say_page()
        self._show_fields()
        self.heading_changed.emit()

    def _say_page(self) -> None:
        stale = self._look is not None and self._look.pdf is None and self.page.pages()
        about = "as it was before the fault" if stale else "of invented people"
        self.page_head.say(
            "What it prints", f"{self.page.page_words()}, {about}" if self.page.pages() else ""
        )

    # Fields and versions --------------------------------------------------------------------------

    def show_words(self) -> None:
        self._show_left("words", "Its words")
        self.editor.setFocus()

    def show_fields(self) -> None:
        self._show_left("fields", "Put in a field")
        self.search.set_value("")
        self._show_fields()
        self.search.setFocus()

    def show_versions(self) -> None:
        self._show_left("versions", "Versions")
        self.versions.choose_first()
        self.versions.setFocus()

    def _show_left(self, showing: str, words: str) -> None:
        self.showing = showing
        self.left.setCurrentIndex(("words", "fields", "versions").index(showing))
        self.head.say(words)
        self.pick.setVisible(showing == "words")
        self.older.setVisible(showing == "words" and self._page is not None and bool(self._page.versions))
        self.heading_changed.emit()

    def _show_fields(self) -> None:
        typed = self.search.value().casefold().split()
        asked = self._look.asked if self._look else ()
        found = [row for row in (*asked, *template_book.pickable()) if _bears(row, typed)]
        self.fields_or_empty.show_full(bool(found))
        self.fields.show_rows(_field(row) for row in found)
        if self.fields.chosen_row() is None:
            self.fields.choose_first()

    def _put_in_chosen(self) -> None:
        chosen = self.fields.chosen_row()
        if chosen is not None:
            self._put_in(chosen)

    def _put_in(self, row: Row) -> None:
        self.show_words()
        self.editor.put_in(str(row.cells[0].raw))

    def _take_chosen(self) -> None:
        chosen = self.versions.chosen_row()
        if chosen is not None:
            self._take_version(chosen)

    def _take_version(self, row: Row) -> None:
        if isinstance(row.key, UUID):
            work = partial(template_book.words_of, self.room.desk, row.key)
            self.room.read(self, work, self._took)

    def _took(self, words: Written) -> None:
        self.show_words()
        self._replace(words)

    # Writing --------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Back to what is saved; Ctrl+Z in the words brings the changes back."""
        self._replace(self._stands)

    def save(self) -> None:
        now, desk, today = self._now(), self.room.desk, self.room.today()
        work = partial(template_book.save, desk, self._kind or "", now.source, word=now.word, today=today)
        self.room.write(self, work, partial(self._saved, now), self._failed)

    def _saved(self, words: Written, changes: Changes) -> None:
        self._stands = words
        self._kind = template_book.kind_of(words.source)
        self.wrote.emit(changes)
        self.said.emit("Saved; letters not yet issued follow it")
        self.room.read(self, partial(template_book.opened, self.room.desk, self._kind), self._show)

    def _failed(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.banner.clear()
            self.banner.say(
                " ".join(one.sentence for one in fault.problems),
                " ".join(one.hint for one in fault.problems if one.hint),
            )
            self.banner.show()
        elif isinstance(fault, DeskError):
            self.banner.clear()
            self.banner.say(fault.said, fault.advice)
            self.banner.show()
        else:
            messages.show_fault(self, fault)


def _padded(editor: QWidget) -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    edge = theme.px(16)
    box.setContentsMargins(theme.px(24), edge, edge, edge)
    box.addWidget(editor)
    return holder


def _first_line_of_the_letter(source: str) -> int:
    """Below what the letter needs and asks: that is rarely what one comes to change."""
    lines = source.split("\n")
    ends = [number for number, line in enumerate(lines, start=1) if line == "+++"]
    return ends[1] + 1 if len(ends) > 1 else 1


def _bears(row: FieldRow, typed: list[str]) -> bool:
    text = f"{row.label} {row.key} {row.sample}".casefold()
    return all(word in text for word in typed)


def _field(row: FieldRow) -> Row:
    label = row.label[:1].upper() + row.label[1:]
    name = RowCell(label, row.key, raw=row.inserts)
    return Row(
        row.key, (name, RowCell(row.sample or "Nothing in the sample", role="ink" if row.sample else "quiet"))
    )


def _version(one: template_book.VersionRow, page: TemplatePage) -> Row:
    words = "The shipped letter" if one.restored else f"Version {one.number}"
    in_use = ", in use" if one is page.versions[0] else ""
    return Row(one.id, (RowCell(words + in_use), RowCell(days.short(one.on)), RowCell(one.by, role="quiet")))
