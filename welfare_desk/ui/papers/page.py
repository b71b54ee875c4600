"""A client's papers: added by choosing or dropping files, looked at beside the list, never opened outside.

Each file is looked at apart before anything is asked of it; one that is refused says why and is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from welfare_desk import resources
from welfare_desk.casework.access import Blocked
from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.casework.papers import attachments, papers_page
from welfare_desk.casework.papers.attachments import CannotKeep, Looked, PaperRow
from welfare_desk.casework.papers.papers_page import PapersPage
from welfare_desk.errors import DeskError, Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages, printing
from welfare_desk.ui.clients import words
from welfare_desk.ui.consents import blocked
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.panes import Hairline, Page, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.underway import Underway
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.letters.sides import Sides
from welfare_desk.ui.papers.forms import PaperForm
from welfare_desk.ui.papers.reading import looked_at
from welfare_desk.ui.papers.view import PaperView
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.shared.stale import show_both

KINDS = "Papers and pictures (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp *.docx *.eml *.txt);;All files (*)"


class PapersScreen(Screen):
    """What other people wrote about a client, kept with them."""

    name, title, rail = "papers", "Papers", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: PapersPage | None = None
        self._waiting: list[Path] = []  # files still to be looked at
        self._looked: Looked | None = None  # the file the form is about
        self._changing: UUID | None = None  # or the kept paper
        self._before: dict[str, Any] = {}  # as it was said of the kept paper
        self._wanted: UUID | None = None
        self.form: PaperForm | None = None
        self.setAcceptDrops(True)
        self.banner = Banner("overdue", edge=True)
        self.banner.hide()
        self.underway = Underway(margin=24)
        self.list = RowList(
            "Papers", [Column("Paper"), Column("Dated", 104), Column("Pages", 70, right=True)]
        )
        empty = Empty(
            "No paper yet.",
            "Notices, hospital letters, scans and photographs: add the file, or drop it here.",
            "Add papers",
            self.choose_files,
            "paperclip",
        )
        self.full = OrEmpty(self.list, empty)
        self.form_page = Page("Form", margin=24, space=16)
        self.left = QStackedWidget()
        self.left.addWidget(self.full)
        self.left.addWidget(self.form_page)
        self.head = SectionHead("Papers")
        self.view = PaperView(room, "Quick view of the paper")
        self.nothing = Empty("Nothing is shown.", "Choose a paper.")
        self.right = QStackedWidget()
        self.right.addWidget(self.view)
        self.right.addWidget(self.nothing)
        self.view_head = SectionHead("")
        self.links = [
            Button("Change", self.change_paper, "link", "pencil"),
            Button("Save as file", self.save_file, "link", "download"),
            Button("Remove", self.remove_paper, "link", "trash-2"),
        ]
        for link in self.links:
            self.view_head.add(link)
        self.list.chosen.connect(lambda row: self._open(row.key))
        self.list.opened.connect(lambda row: self._opened(row.key))
        self.view.page_changed.connect(lambda *_: self._say_page())
        self.view.failed.connect(self._not_shown)
        sides = Sides(
            column(self.head, Hairline(), self.left, stretch=self.left),
            column(self.view_head, Hairline(), self.right, stretch=self.right),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget, stretch in ((self.banner, 0), (self.underway, 0), (sides, 1)):
            box.addWidget(widget, stretch)

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        if self.form is not None:
            keep = "Save paper" if self._changing else "Keep paper"
            acts: tuple[Act, ...] = (Act("Not now", self.show_list),)
            primary = Act(keep, self.save, "check")
        else:
            acts = (Act("Put a pack together", self._pack, "folder"),) if self._case_for_pack() else ()
            primary = Act("Add papers", self.choose_files, "paperclip")
        note = self._case_words()
        return Heading(
            self.title,
            note,
            owner=page.client,
            owner_place=("client", {"person": page.person_id}),
            acts=acts,
            primary=primary,
        )

    def about(self) -> str:
        return self._page.client if self._page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if self._page is None:
            return {}
        return {"save": self.save} if self.form is not None else {"add-papers": self.choose_files}

    def leave(self) -> bool:
        if self.form is not None:
            self.show_list()
            return True
        return False

    def arrive(self, **where: Any) -> None:
        """``person``: whose papers; ``case``: only those of one case and of none; ``paper``: one to show."""
        self._wanted = where.pop("paper", None)
        if where != self._where:
            self._page, self._waiting = None, []
            self._drop_form()
            self.view.clear()
            self.banner.hide()
        self._where = where
        self._read()
        self.list.setFocus()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(
            changes.kinds & {"papers", "packs", "clients", "cases", "consents"}
        )

    # Showing --------------------------------------------------------------------------------------

    def _read(self) -> None:
        work = partial(papers_page.page, self.room.desk, self._where["person"], self._where.get("case"))
        self.room.read(self, work, self._show)

    def _show(self, page: PapersPage) -> None:
        if page.person_id != self._where.get("person"):
            return
        self._page = page
        rows: list[Row] = []
        parts = resources.papers().parts
        ordered = sorted(page.papers, key=lambda row: list(parts).index(row.part))
        for part, found in groupby(ordered, key=lambda row: row.part):
            of_part = list(found)
            rows.append(group(parts[part], str(len(of_part))))
            rows += [_row(row, named="case" not in self._where) for row in of_part]
        if page.packs:
            rows.append(group("Packs", str(len(page.packs))))
            rows += [_pack_row(row) for row in page.packs]
        self.list.show_rows(rows)
        self.full.show_full(bool(rows))
        self.head.say("Papers", str(len(page.papers)) if page.papers else "")
        wanted, self._wanted = self._wanted, None
        if (wanted is None or not self.list.choose(wanted)) and self.list.chosen_row() is None:
            self.list.choose_first()
        if not page.papers:
            self._show_nothing("Nothing is shown.", "A paper you add is shown here, page by page.")
        self.heading_changed.emit()

    def _paper(self) -> PaperRow | None:
        chosen = self.list.chosen_row()
        papers = self._page.papers if self._page else ()
        return next((one for one in papers if chosen is not None and one.id == chosen.key), None)

    def _open(self, key: object) -> None:
        """Show the paper chosen; one about health asks the gate, and says so where it may not be seen."""
        row = self._paper()
        for link in self.links:
            link.setVisible(row is not None and self.form is None)
        if row is None or row.id != key:
            self._show_nothing("", "Enter opens the pack.")
            return
        self._say_page()
        if not row.pages:
            self._show_nothing("It has no pages of its own.", "Save it as a file and open it in Word.")
            return
        work = partial(attachments.open_paper, self.room.desk, row.id)
        self.room.write(self, work, partial(self._show_paper, row.id), partial(self._closed, row.id))

    def _show_paper(self, paper: UUID, pdf: bytes) -> None:
        row = self._paper()
        if row is None or row.id != paper:
            return
        self.right.setCurrentWidget(self.view)
        self.view.show_paper(pdf)

    def _closed(self, paper: UUID, fault: BaseException) -> None:
        row = self._paper()
        if row is None or row.id != paper:
            return
        if isinstance(fault, Blocked):
            sentence, hint = blocked.in_words(fault.reasons, "This paper")
            self._show_nothing(sentence, hint)
        elif isinstance(fault, DeskError):
            self._show_nothing(fault.said, fault.advice)
        else:
            messages.show_fault(self, fault)

    def _not_shown(self, why: str) -> None:
        self._show_nothing("It cannot be shown.", why)

    def _show_nothing(self, sentence: str, hint: str) -> None:
        self.view.clear()
        self.nothing.say(sentence, hint)
        self.right.setCurrentWidget(self.nothing)

    def _say_page(self) -> None:
        row = self._paper()
        shown = self.view.page_words() if self.view.pages() else ""
        self.view_head.say("" if row is None else shown or " ", "")

    def _case_words(self) -> str:
        case = self._where.get("case")
        rows = self._page.cases if self._page else ()
        return next((f"{words.matter(row)}, {row.reference}" for row in rows if row.id == case), "")

    # Adding ---------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Choose one file; several are dropped at once."""
        file = messages.file_to_open(self, "Add a paper", KINDS)
        if file is not None:
            self.add_files([file])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._page is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.add_files(files)

    def add_files(self, files: list[Path]) -> None:
        """Look at each file in turn; the form asks about one while the others wait."""
        self._waiting += files
        if self.form is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting or self._page is None:
            return
        file = self._waiting.pop(0)
        self.banner.hide()
        self.underway.begin(f"Looking at {file.name}")
        self.room.read(self, partial(looked_at, file), self._ask_about, self._refused)

    def _ask_about(self, looked: Looked) -> None:
        self.underway.end()
        self._show_form()
        self._looked = looked
        self.heading_changed.emit()
        if self.form is not None:
            self.form.show_values({"title": looked.title, "case_id": self._where.get("case")})
            self.form.show_values({"third_party": "none", "harm": "none"})
        if looked.found.remarks:
            self.banner.clear()
            self.banner.tone = "soon"
            self.banner.say(" ".join(looked.found.remarks), "The file itself is kept as it came.")
            self.banner.show()
        if looked.found.paper:
            self.right.setCurrentWidget(self.view)
            self.view.show_paper(looked.found.paper)
        else:
            self._show_nothing("It has no pages of its own.", "It is kept as the file it is.")

    def _refused(self, fault: BaseException) -> None:
        self.underway.end()
        if isinstance(fault, CannotKeep):
            self.banner.clear()
            self.banner.tone = "overdue"
            self.banner.say(fault.said, fault.advice)
            self.banner.show()
            if self.form is None:
                self._next()
        else:
            messages.show_fault(self, fault)

    def change_paper(self) -> None:
        row = self._paper()
        if row is not None:
            self._show_form()
            self._changing = row.id
            self.head.say("Change the paper")
            self.heading_changed.emit()
            if self.form is not None:
                self.form.show_row(row)
                self._before = self.form.values()

    def _changed_again(self) -> PaperForm | None:
        """The same paper's form, of what is said of it now."""
        changing = self._changing
        if changing is None or not self.list.choose(changing):
            return None
        self.change_paper()
        return self.form

    def _show_form(self) -> None:
        page = self._page
        if page is None:
            return
        self._drop_form()
        cases = [(row.id, f"{words.matter(row)}, {row.reference}") for row in page.cases]
        self.form = PaperForm(cases, self.room.today, practice=page.practice)
        self.form_page.add(self.form)
        self.left.setCurrentIndex(1)
        waiting = f"{len(self._waiting)} more to come" if self._waiting else ""
        self.head.say("A new paper", waiting)
        for link in self.links:
            link.hide()
        self.form.focus_first()
        self.heading_changed.emit()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = self._looked = self._changing = None
        self.left.setCurrentIndex(0)

    def show_list(self) -> None:
        """Back to the list; a file that was only looked at is kept nowhere."""
        self._drop_form()
        self.banner.hide()
        self._after_form()

    def _after_form(self) -> None:
        self._read()
        chosen = self.list.chosen_row()
        if chosen is not None:
            self._open(chosen.key)
        self.list.setFocus()
        self.heading_changed.emit()
        self._next()

    def save(self) -> None:
        """Keep the paper, or what is said of it now."""
        form, page, looked, changing = self.form, self._page, self._looked, self._changing
        if form is None or page is None or form.show_problems(form.unread()):
            return
        draft, desk, today = form.draft(page.person_id), self.room.desk, self.room.today()
        if changing is not None:
            work = partial(attachments.change, desk, changing, draft, today=today)
        elif looked is not None:
            work = partial(attachments.add, desk, draft, looked, today=today)
        else:
            return
        self.room.write(self, work, self._saved, self._failed)

    def _saved(self, changes: Changes) -> None:
        self._wanted = changes.id
        self.said.emit(f"Saved {words.clock(self.room.now())}")
        self._drop_form()
        self.banner.hide()
        self.wrote.emit(changes)
        self._after_form()

    def _failed(self, fault: BaseException) -> None:
        if isinstance(fault, Problems) and self.form is not None:
            self.form.show_problems(fault.problems)
        elif isinstance(fault, Blocked):
            self.banner.clear()
            self.banner.tone = "overdue"
            self.banner.say(*blocked.in_words(fault.reasons, "This paper"))
            whose = {key: value for key, value in self._where.items() if key in ("person", "case")}
            self.banner.offer("Record consent", partial(self.go, "consent", **whose), "primary")
            self.banner.show()
        elif isinstance(fault, ChangedMeanwhile) and self._changing is not None and self.form is not None:
            show_both(self.room, self, self.form, self._before, self._read, self._changed_again)
        else:
            messages.show_fault(self, fault)

    def remove_paper(self) -> None:
        row = self._paper()
        if row is not None and messages.ask(
            self,
            f"Remove “{row.title}” from the desk?",
            hint="You can put it back from Recently removed for thirty days; after that it is gone for good.",
            yes="Remove paper",
            no="Keep paper",
        ):
            work = partial(attachments.remove, self.room.desk, row.id, today=self.room.today())
            self.room.write(self, work, self._saved, self._failed)

    def save_file(self) -> None:
        """Save the very file where the person says, after a warning: outside the desk nothing protects it."""
        row = self._paper()
        if row is None or not messages.ask(
            self,
            "Save the paper outside the desk?",
            hint="There it is not protected, and whatever opens it opens the file as it came.",
            yes="Save as file",
            no="Leave it here",
        ):
            return
        ending = attachments.ENDINGS.get(row.media_type, "bin")
        file = messages.file_to_save(self, "Save paper", f"paper.{ending}", f"*.{ending}")
        if file is None:
            return
        desk = self.room.desk

        def write() -> None:
            printing.save(file, attachments.take_out(desk, row.id)[1])

        self.room.write(self, write, lambda _: self.said.emit("Paper saved"), self._failed)

    # Packs ----------------------------------------------------------------------------------------

    def _case_for_pack(self) -> UUID | None:
        rows = self._page.cases if self._page else ()
        open_rows = [row for row in rows if row.closed_on is None]
        chosen = next((row for row in open_rows if row.id == self._where.get("case")), None)
        appeal = next((row for row in open_rows if row.kind == "tribunal"), None)
        best = chosen or (appeal if "case" not in self._where else None)
        return best.id if best is not None else None

    def _pack(self) -> None:
        case = self._case_for_pack()
        if case is not None:
            self.go("pack", case=case)

    def _opened(self, key: object) -> None:
        if self._page is not None and any(pack.id == key for pack in self._page.packs):
            self.go("pack", pack=key)


def _row(row: PaperRow, *, named: bool) -> Row:
    chip = None
    if row.third_party == "unresolved":
        chip = Chip("Names others", "soon")
    if row.harm in ("suspected", "confirmed"):
        chip = Chip("Could harm", "overdue")
    when = days.short(row.dated_on) if row.dated_on else "No date"
    second = f"{row.kind_name}, {row.case}" if row.case and named else row.kind_name
    pages = str(row.pages) if row.pages else "Word"
    return Row(
        row.id,
        (
            RowCell(row.title, second, chip, strong=True),
            RowCell(when, role="ink" if row.dated_on else "quiet", raw=row.dated_on),
            RowCell(pages, raw=row.pages),
        ),
    )


def _pack_row(row: Any) -> Row:
    state = f"made {days.short(row.made_on)}" if row.made_on else "not made yet"
    papers = "1 paper" if row.papers == 1 else f"{row.papers} papers"
    return Row(
        row.id,
        (
            RowCell(f"Pack {row.reference}", f"{papers}, {state}", strong=True),
            RowCell(days.short(row.begun_on), raw=row.begun_on),
            RowCell(str(row.pages or ""), raw=row.pages),
        ),
    )
