"""A pack on its page: its papers in order at the left, what it is for and its text beside, then the pages.

What may not leave is said paper by paper before anything is made; making it can be called off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from welfare_desk.casework.correspondence import print_later
from welfare_desk.casework.desk import ChangedMeanwhile, Changes, Desk
from welfare_desk.casework.papers import pack_check, packs
from welfare_desk.casework.papers.pack_check import Made, NotFitToLeave
from welfare_desk.casework.papers.pack_gate import Hindrance
from welfare_desk.casework.papers.packs import PackView, PaperOfPack
from welfare_desk.errors import DeskError
from welfare_desk.rules import days
from welfare_desk.ui import messages, printing
from welfare_desk.ui.clients import words
from welfare_desk.ui.jobs import Job, Progress, Steps
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.panes import Hairline, Page, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group, reason
from welfare_desk.ui.kit.underway import Underway
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.letters.sides import Sides
from welfare_desk.ui.papers import safe_printing
from welfare_desk.ui.papers.pack_form import Kept, PackForm
from welfare_desk.ui.papers.view import PaperView
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.shared.stale import show_both

Shown = tuple[PackView, tuple[Hindrance, ...]]


class PackScreen(Screen):
    """Papers put together for a tribunal."""

    name, title, rail = "pack", "Papers for the tribunal", "cases"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._pack: PackView | None = None
        self._against: tuple[Hindrance, ...] = ()
        self._made: Made | None = None
        self._job: Job | None = None
        self._kept: tuple[object, Kept] | None = None
        self.banner = Banner("overdue", edge=True)
        self.banner.hide()
        self.underway = Underway(margin=24)
        self.list = RowList("Papers of the pack", [Column("Paper"), Column("Pages", 64, right=True)])
        self.head = SectionHead("Papers in order")
        self.links = {
            "up": Button("Up", partial(self.move_paper, -1), "link"),
            "down": Button("Down", partial(self.move_paper, 1), "link"),
            "out": Button("Take out", self.take_out, "link", "x"),
            "in": Button("Put in", self.put_in, "link", "plus"),
        }
        for link in self.links.values():
            self.head.add(link)
        self.view = PaperView(room, "The pack as it will be printed")
        self.about_page = Page("About the pack", margin=24, space=16)
        self.form = PackForm(self.about_page)
        self.text = self.form.text
        self.form.changed.connect(self.keep)
        self.form.edited.connect(lambda _: self._show_rows())
        self.form.topped.connect(self._topped)
        self.right = QStackedWidget()
        self.right.addWidget(self.about_page)
        self.right.addWidget(self.view)
        self.right_head = SectionHead("")
        self.turn = Button("Show the pages", self._turn_over, "link", "eye")
        self.right_head.add(self.turn)
        self.list.chosen.connect(lambda _: self._fit_links())
        self.view.page_changed.connect(lambda *_: self._say_right())
        sides = Sides(
            column(self.head, Hairline(), self.list, stretch=self.list),
            column(self.right_head, Hairline(), self.right, stretch=self.right),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget, stretch in ((self.banner, 0), (self.underway, 0), (sides, 1)):
            box.addWidget(widget, stretch)

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        pack = self._pack
        if pack is None:
            return Heading(self.title)
        acts: tuple[Act, ...] = ()
        if self.form.is_to_be_chosen():
            primary = Act("Save", self.keep, "check")
        elif self._made is not None:
            acts = (
                Act("Save pack", self.save, "download"),
                Act("Save checklist", self.save_checklist, "list"),
                Act("Print later", self.print_later, "clock"),
            )
            primary = Act("Print pack", self.print_pack, "printer")
        else:
            why = "See what stands in the way." if self._against else ""
            primary = Act("Make the pack", self.make, "folder", why)
        place = ("client", {"person": pack.person_id})
        return Heading(
            f"Pack {pack.row.reference}",
            "" if acts else pack.about,
            owner=pack.client,
            owner_place=place,
            acts=acts,
            primary=primary,
        )

    def about(self) -> str:
        return self._pack.client if self._pack else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if self.form.is_to_be_chosen():
            return {"save": self.keep}
        return {"print": self.print_pack} if self._made is not None else {}

    def draft(self) -> object | None:
        kept = self.form.kept()
        return (self._where, *kept) if kept is not None else None

    def parting(self) -> object | None:
        return None if self.form.recipient.value() is not None else self.draft()  # else it saves itself

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 3:
            self._kept = draft[0], draft[1:]
            if self._pack is not None:
                self._show_kept()

    def _show_kept(self) -> None:
        if self._kept is not None and self._kept[0] == self._where:  # by its case: which pack, is found first
            kept, self._kept = self._kept[1], None
            self.form.bring_back(kept)

    def leave(self) -> bool:
        if self.right.currentWidget() is self.view:
            self._turn_over()
            return True
        return False

    def arrive(self, **where: Any) -> None:
        """``pack``: one there is; ``case``: the newest of a case, or a new one."""
        if where != self._where:
            self.keep()
            self._pack, self._made, self._against = None, None, ()
            self.form.clear()
            self.view.clear()
            self.right.setCurrentWidget(self.about_page)
            self.banner.hide()
        self._where = where
        if "pack" in where:
            self._read()
        else:
            work = partial(_newest_or_new, self.room.desk, where["case"], self.room.today())
            self.room.write(self, work, self._found, self._failed)
        self.list.setFocus()

    def refresh(self, changes: object) -> None:
        if self._pack is not None:
            self._read()

    def concerns(self, changes: object) -> bool:
        kinds = {"papers", "packs", "letters", "consents", "clients"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    # Showing --------------------------------------------------------------------------------------

    def _found(self, pack: UUID) -> None:
        self._where = {"pack": pack}
        self._read()

    def _read(self) -> None:
        work = partial(_shown, self.room.desk, self._where["pack"])
        self.room.read(self, work, self._show, self._failed)

    def _show(self, shown: Shown) -> None:
        pack, against = shown
        if pack.row.id != self._where.get("pack"):
            return
        first = self._pack is None
        self._pack, self._against = pack, against
        self.form.show_pack(pack, newest=self.room.sights.after_all_saves(self))
        self._show_rows()
        if first:
            self._show_kept()
            self.list.choose_first()
        self._show_banner()
        self._fit_links()
        self._say_right()
        self.heading_changed.emit()

    def _show_rows(self) -> None:
        pack = self._pack
        if pack is None:
            return
        why = {one.key: one for one in self._against if one.key is not None}
        labels, rows = dict(pack.parts), []
        papers, others = self.form.papers()
        for part, of_part in groupby(papers, key=lambda one: one.part):
            listed = list(of_part)
            rows.append(group(labels[part], str(len(listed))))
            for one in listed:
                rows.append(_row(one, stopped=one.key in why))
                if one.key in why:
                    said = why[one.key].reasons[0]
                    rows.append(reason(f"{said.sentence} {said.next_step}".strip(), "triangle-alert"))
        if others:
            rows.append(group("Not in the pack", str(len(others)), role="quiet"))
            rows += [_row(one, role="quiet") for one in others]
        self.list.show_rows(rows)
        pages = sum(one.pages for one in papers)
        self.head.say("Papers in order", f"{pages} pages" if pages != 1 else "1 page")

    def _show_banner(self) -> None:
        self.banner.clear()
        self.banner.setVisible(bool(self._against))
        if not self._against or self._pack is None:
            return
        named = [one for one in self._against if one.key is not None]
        whole = [one for one in self._against if one.key is None]
        if named:
            count = "One paper may" if len(named) == 1 else f"{len(named)} papers may"
            self.banner.say(f"{count} not leave as things stand.", str(named[0].reasons[0].next_step))
            where = {"person": self._pack.person_id, "case": self._pack.row.case_id}
            self.banner.offer("Ask for consent", partial(self.go, "consent", **where), "primary")
        else:
            self.banner.say(whole[0].reasons[0].sentence, whole[0].reasons[0].next_step)

    def _chosen(self) -> PaperOfPack | None:
        row = self.list.chosen_row()
        papers, others = self.form.papers()
        return next((one for one in (*papers, *others) if row is not None and one.key == row.key), None)

    def _fit_links(self) -> None:
        one = self._chosen()
        inside = one in self.form.papers()[0]
        for name, link in self.links.items():
            link.setVisible(one is not None and (inside == (name != "in")))

    def _say_right(self) -> None:
        pages = self.right.currentWidget() is self.view
        self.turn.setVisible(self._made is not None)
        self.turn.setText("Show what it is for" if pages else "Show the pages")
        made = self._pack.row.made_on if self._pack else None
        note = f"last made {days.full(made)}" if made and not pages else ""
        self.right_head.say(self.view.page_words() if pages else "About the pack", note)

    def _turn_over(self) -> None:
        pages = self.right.currentWidget() is self.view
        self.right.setCurrentWidget(self.about_page if pages or self._made is None else self.view)
        self._say_right()

    # Order ----------------------------------------------------------------------------------------

    def move_paper(self, step: int) -> None:
        """The chosen paper changes places with its neighbour; at the edge of a part it goes into the next."""
        one, order = self._chosen(), list(self.form.papers_in_order())
        place = next((n for n, (_, key) in enumerate(order) if one is not None and key == one.key), None)
        if one is None or place is None or self._pack is None:
            return
        parts = [code for code, _ in self._pack.parts]
        other = place + step
        if 0 <= other < len(order) and order[other][0] == one.part:
            order[place], order[other] = order[other], order[place]
        else:
            part = parts.index(one.part) + step
            if not 0 <= part < len(parts):
                return
            order[place] = (parts[part], one.key)
            if step < 0:  # it comes last in the part before
                order.append(order.pop(place))
        self.form.arrange(order)

    def take_out(self) -> None:
        one = self._chosen()
        self.form.arrange([pair for pair in self.form.papers_in_order() if one is None or pair[1] != one.key])

    def put_in(self) -> None:
        one = self._chosen()
        if one is not None:
            self.form.arrange([*self.form.papers_in_order(), (one.part, one.key)])

    def keep(self) -> None:
        """Save what is not saved yet."""
        pack, new = self._pack, self.form.unsaved()
        if pack is None or (new and self.form.recipient.value() is None):
            return

        def kept(changes: Changes) -> None:
            if pack.row.id == self._where.get("pack"):
                self.form.stands |= new
                self.form.put_on_top(None)
                if self.form.unsaved():  # what was changed, or put back, before this answer came
                    self.keep()
                self._written(changes)
            else:
                self.wrote.emit(changes)

        def refused(fault: BaseException) -> None:
            if pack.row.id == self._where.get("pack") or not isinstance(fault, ChangedMeanwhile):
                self._failed(fault)
            else:
                hint = f"Yours was not saved. You had written: {new.get('submission', 'nothing')}"
                messages.tell(
                    self, f"Someone else changed pack {pack.row.reference}, which you left.", hint=hint
                )

        if new:
            work = partial(packs.change, self.room.desk, pack.row.id, **new)
            self.room.write(self, work, kept, refused)
        else:
            self.form.put_on_top(None)

    def _topped(self) -> None:
        self._show_rows()
        self.heading_changed.emit()

    def _written(self, changes: Changes) -> None:
        self._made = None
        self.right.setCurrentWidget(self.about_page)
        self.view.clear()
        self.said.emit(f"Saved {words.clock(self.room.now())}")
        self.wrote.emit(changes)
        self._read()

    def _failed(self, fault: BaseException) -> None:
        self.underway.end()
        self._job = None
        if isinstance(fault, ChangedMeanwhile):
            show_both(self.room, self, self.form, dict(self.form.stands), self._read)
        elif isinstance(fault, NotFitToLeave):
            self._against = fault.found
            self._show_rows()
            self._show_banner()
            self.heading_changed.emit()
        elif isinstance(fault, DeskError) and self._pack is None:
            self.banner.clear()
            self.banner.say(fault.said, fault.advice)
            self.banner.show()
        else:
            messages.show_fault(self, fault)

    # Making ---------------------------------------------------------------------------------------

    def make(self) -> None:
        """Bind it, off the screen's thread; it can be called off until it is done."""
        pack = self._pack
        if pack is None or self._job is not None:
            return
        self.text.settle()
        desk, today, id = self.room.desk, self.room.today(), pack.row.id

        def work(steps: Steps) -> Made:
            return pack_check.make(desk, id, today=today, step=steps.say)

        self.underway.begin("Making the pack", self._call_off)
        self._job = self.room.jobs.run(self, work, self._ready, self._failed, self._step, writes=True)

    def _call_off(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.said.emit("Called off")

    def _step(self, progress: Progress) -> None:
        self.underway.say(progress.words, progress.done, progress.of)

    def _ready(self, made: Made) -> None:
        self.underway.end()
        self._job, self._made = None, made
        self.view.show_paper(made.pack)
        self.right.setCurrentWidget(self.view)
        self.said.emit(f"{made.pages} pages made")
        self._read()

    def save(self) -> None:
        """Save the pack where the person says; its name is its reference."""
        if self._made is not None:
            self._save_as("Save pack", "", self._made.pack)

    def save_checklist(self) -> None:
        if self._made is not None:
            self._save_as("Save checklist", "-checklist", self._made.checklist)

    def _save_as(self, title: str, ending: str, data: bytes) -> None:
        if self._pack is None:
            return
        name = f"{self._pack.row.reference}{ending}.pdf"
        file = messages.file_to_save(self, title, name, "PDF (*.pdf)")
        if file is not None:
            self.room.read(self, partial(printing.save, file, data), self._saved_as_file, self._failed)

    def _saved_as_file(self, _: object) -> None:
        self.said.emit("Saved as a file; there it is not protected")

    def print_pack(self) -> None:
        if self._made is not None and self._pack is not None:
            self._job = safe_printing.print_apart(
                self,
                self.room,
                self._made.pack,
                f"Pack {self._pack.row.reference}",
                done=self._printed,
                failed=self._failed,
                progress=self._step,
            )
            if self._job is not None:
                self.underway.begin("Printing", self._call_off)

    def _printed(self, pages: object) -> None:
        self.underway.end()
        self._job = None
        self.said.emit(f"{pages} pages printed {words.clock(self.room.now())}")

    def print_later(self) -> None:
        """Leave it with what is to be printed when there is a printer."""
        if self._pack is not None:
            id, today = self._pack.row.id, self.room.today()
            work = partial(print_later.put, self.room.desk, "pack", id, today=today)
            self.room.write(self, work, self._queued, self._failed)

    def _queued(self, changes: Changes) -> None:
        self.said.emit("It waits under Print later")
        self.wrote.emit(changes)


def _newest_or_new(desk: Desk, case_id: UUID, today: Any) -> UUID:
    return packs.newest_or_new(desk, str(case_id), today=today)


def _shown(desk: Desk, pack_id: UUID) -> Shown:
    return packs.pack_view(desk, pack_id), pack_check.check(desk, pack_id)


def _row(one: PaperOfPack, *, stopped: bool = False, role: str = "ink") -> Row:
    mark = "triangle-alert" if stopped else ""
    name = RowCell(one.title, one.detail, mark=mark, mark_role="overdue", strong=role == "ink", role=role)
    return Row(one.key, (name, RowCell(str(one.pages or ""), role=role, raw=one.pages)))
