"""Two files of one person: looked at side by side, made one, and taken apart again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.people import clients, merging
from welfare_desk.casework.people.merging import Differs, MergeRow, Review
from welfare_desk.casework.people.referrals import Alike
from welfare_desk.errors import Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.clients.pick import ClientPick
from welfare_desk.ui.clients.words import clock
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, reason
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_Found = tuple[str, list[Alike], list[MergeRow]]


class MergeScreen(Screen):
    """Which other file is theirs, what the two say, and what would come over."""

    name, title, rail = "merge", "One person, two files", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.person: UUID | None = None
        self.client = ""
        self.review: Review | None = None
        self.head = SectionHead("What the two files say")
        columns = [Column("Fact", 190), Column("This file"), Column("The other"), Column("It will say")]
        self.list = RowList("What the two files say", columns)
        empty = Empty("Choose the other file.", "Nothing changes while you look.", "", None, "users")
        self.or_empty = OrEmpty(self.list, empty)
        self.pane = Details("The other file", 360)
        self.form = self._made()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            Beside(column(self.head, self.or_empty, stretch=self.or_empty), self.pane, self.or_empty)
        )

    def _made(self) -> Form:
        form = Form(2)
        self.pick = ClientPick(form, self.room, self, with_case=False)
        form.add_row("&How you know", TextField("The same NI number"), name="why", span=2)
        form.edited.connect(self._edited)
        return form

    # What the frame asks ------------------------------------------------------------------------------

    def heading(self) -> Heading:
        place = ("client", {"person": self.person}) if self.person else None
        closed = "" if self.review is not None else "Choose the other file first."
        primary = Act("Merge them", self.save, "users", closed)
        return Heading(self.title, owner=self.client, owner_place=place, primary=primary)

    def about(self) -> str:
        return self.client

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save} if self.review is not None else {}

    def arrive(self, **where: Any) -> None:
        """``person``: whose file stays; ``other``: the one that may be theirs too."""
        self.person, self.review = where["person"], None
        self.other: UUID | None = where.get("other")
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and "clients" in changes.kinds

    def refresh(self, changes: object) -> None:
        self._read()

    # Showing ------------------------------------------------------------------------------------------

    def _read(self) -> None:
        desk, person = self.room.desk, self.person
        if person is None:
            return

        def work() -> _Found:
            name = clients.client(desk, person).name
            return name, merging.might_be(desk, person), merging.merges(desk, person)

        self.room.read(self, work, self._show)

    def _show(self, found: _Found) -> None:
        self.client, alike, merged = found
        if self.form.written_in:
            return  # it is being written in
        self.form = self._made()
        pane = self.pane
        pane.clear()
        pane.heading("Which other file is theirs?")
        for one in alike:
            pane.item(one.name, one.reference, "user", second=f"They have {' and '.join(one.reasons)}.")
            pane.add(Button("Look at both", partial(self._look, one.id), "link"), 2)
        pane.add(self.form, 12)
        if merged:
            pane.section("Merged into this file")
        for row in merged:
            pane.item(row.name or row.reference, days.short(row.on), second=f"{row.by}: {row.why}")
            if row.undone_on is not None:
                pane.said(f"Taken apart again on {days.short(row.undone_on)}.", "quiet", 2)
            elif row.newest:
                pane.add(Button("Separate them again", partial(self._undo, row.id), "link", "undo-2"), 2)
        self._fill_list()
        self.heading_changed.emit()
        if self.other is not None:
            self._look(self.other)
        else:
            self.form.focus_first()

    def _edited(self, name: object) -> None:
        if name == "person":
            chosen = self.pick.person.value()
            if isinstance(chosen, UUID) and (self.review is None or chosen != self.review.gone.id):
                self._look(chosen)

    def _look(self, other: UUID) -> None:
        person = self.person
        if person is None:
            return
        self.other = None
        work = partial(merging.review, self.room.desk, person, other)
        self.room.read(self, work, self._reviewed, partial(messages.show_fault, self))

    def _reviewed(self, review: Review) -> None:
        self.review = review
        if self.pick.person.value() != review.gone.id:
            self.pick.show_client(review.gone.id)
        self._fill_list()
        self.heading_changed.emit()
        self.form.fields["why"].focusable()[0].setFocus()

    def _fill_list(self) -> None:
        review = self.review
        if review is None:
            self.head.say("What the two files say")
            self.or_empty.show_full(False)
            return
        self.head.say(
            "What the two files say", f"{review.kept.reference} stays, {review.gone.reference} goes"
        )
        rows = [_row(one) for one in review.differs]
        comes = [f"{number:,} {words}" for words, number in review.moves]
        rows.append(reason(f"Comes over: {', '.join(comes) or 'nothing'}.", "folder"))
        self.list.show_rows(rows)
        self.or_empty.show_full(True)

    # Doing --------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Make the two files one, after one question."""
        review, person = self.review, self.person
        if review is None or person is None:
            return
        question = f"Make {review.gone.reference} one with the file of {review.kept.name}?"
        hint = "Everything of the other file comes here. It can be taken apart again on this page."
        if not self.form.fields["why"].value().strip() or messages.ask(
            self, question, hint=hint, yes="Merge them", no="Not yet"
        ):
            work = partial(
                merging.merge,
                self.room.desk,
                person,
                review.gone.id,
                why=self.form.fields["why"].value(),
                today=self.room.today(),
            )
            self.room.write(self, work, self._done, self._refused)

    def _undo(self, merge: UUID) -> None:
        work = partial(merging.undo, self.room.desk, merge, today=self.room.today())
        self.room.write(self, work, self._done, partial(messages.show_fault, self))

    def _done(self, changes: Changes) -> None:
        self.review = None
        self.wrote.emit(changes)
        self.said.emit(f"Saved {clock(self.room.now())}")
        self._read()

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)


def _row(one: Differs) -> Row:
    return Row(
        one.what, (RowCell(one.what, strong=True), RowCell(one.kept), RowCell(one.gone), RowCell(one.stands))
    )
