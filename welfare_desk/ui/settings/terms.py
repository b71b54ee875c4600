"""Practice terms: what each practice agreed that we may do with its records, from which day."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeRow
from welfare_desk.casework.people import chi_numbers
from welfare_desk.casework.service import practice_terms
from welfare_desk.casework.service.practice_terms import NONE_YET, Terms
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, TextField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import FormSection

_MAY = {
    "may_read": "Its record may be opened, with the patient's consent",
    "written_consent": "Only on a consent in writing",
    "notes_allowed": "Notes may be made from it",
    "keep_chi": "The CHI number may be kept",
    "check_needed": "Letters go to the GP first",
}
_SHORT = {
    "may_read": "Reading",
    "written_consent": "written consent",
    "notes_allowed": "notes",
    "keep_chi": "CHI kept",
    "check_needed": "GP checks",
}


class TermsSection(FormSection):
    """One practice at a time: its newest terms to change, those before below."""

    words = "Practice terms"
    hint = (
        "What a practice agreed about its records holds from its day. Until then nothing may be noted from"
        " them, and no CHI number is kept."
    )

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._untouched: dict[str, Any] = {}
        self.late = Banner("soon")
        self.late.hide()
        self.out = Button("Remove those numbers", self._take_out, "secondary", "trash-2")
        self.out.hide()
        self.form = Form(2)
        self.practice = self.form.add_row("&Practice", ChoiceField(unset=""), name="practice")
        self.form.add_row("&From", DateField(room.today), name="from_on")
        allowed = TicksField(list(_MAY.items()), columns=1)
        self.form.add_row("&Agreed", allowed, name="agreed", span=2)
        self.form.add_row("Agreed &by", TextField("Who, at the practice"), name="agreed_by")
        self.form.add_row("&Where the agreement lies", TextField("Red folder, page 3"), name="said")
        self.practice.edited.connect(lambda *_: self._another())
        self.list = RowList(
            "Terms of this practice",
            [Column("From", 140), Column("Agreed"), Column("By", 170)],
            margin=0,
            grows=True,
        )
        empty = Empty(
            "Nothing is agreed with this practice yet.", "Write down above what it agreed.", inset=0
        )
        self.full = OrEmpty(self.list, empty)
        for piece in (self.late, InALine(self.out), self.form, Words("So far", "section"), self.full):
            self.page.add(piece)

    def primary(self) -> Act | None:
        return Act("Record the terms", self.save, "check")

    def start_typing(self) -> None:
        self.form.focus_first()

    def restore(self, draft: dict[str, object]) -> None:
        self._brought = draft
        if self._untouched:  # of whichever practice stands here
            self._untouched = {}
            self.read()

    def read(self) -> None:
        desk, today = self.room.desk, self.room.today()
        self.room.read(
            self,
            lambda: (agency.practices(desk), chi_numbers.against_terms(desk, today=today)),
            self._show,
        )

    def _show(self, found: tuple[list[PracticeRow], int]) -> None:
        rows, against = found
        if not self.typed():
            before = self._brought["typed"]["practice"] if self._brought else self.practice.value()
            self.practice.offer([(row.id, row.name) for row in rows])
            known = {row.id for row in rows}
            self.practice.set_value(before if before in known else rows[0].id if rows else None)
            self._read_terms()
        number = "One CHI number is" if against == 1 else f"{against} CHI numbers are"
        self.late.say(f"{number} kept that no practice's terms allow.", "They were imported from a workbook.")
        self.late.setVisible(bool(against))
        self.out.setVisible(bool(against))

    def _another(self) -> None:
        self._untouched = {}
        self._read_terms()

    def _read_terms(self) -> None:
        practice = self.practice.value()
        if isinstance(practice, UUID):
            work = partial(practice_terms.history, self.room.desk, practice)
            self.room.read(self, work, lambda found: self._show_terms(practice, found))

    def _show_terms(self, practice: UUID, found: list[Terms]) -> None:
        if practice != self.practice.value():
            return
        newest = found[0] if found else NONE_YET
        self.full.show_full(bool(found))
        self.list.show_rows(_row(one) for one in found)
        if self._brought is not None:  # what is typed is of the day it was begun; nobody else wrote today's
            self._brought["began"]["from_on"] = self.room.today()
        self.show_standing(
            {
                "practice": practice,
                "from_on": self.room.today(),
                "agreed": {name for name in _MAY if getattr(newest, name)},
                "agreed_by": newest.agreed_by,
                "said": newest.said,
            }
        )

    def save(self) -> None:
        typed = self.form.values()
        practice = typed["practice"]
        if not isinstance(practice, UUID):
            self.form.show_problems([Problem("practice", "Choose the practice.")])
            return
        allowed = set(typed["agreed"])
        terms = Terms(
            from_on=typed["from_on"],
            agreed_by=typed["agreed_by"],
            said=typed["said"],
            **{name: name in allowed for name in _MAY},
        )

        def done() -> None:
            self._untouched = {}
            self.read()

        work = partial(practice_terms.record_terms, self.room.desk, practice, terms, today=self.room.today())
        self.write(self.form, work, "Terms recorded", done)

    def _take_out(self) -> None:
        yes = messages.ask(
            self,
            "Remove every CHI number that no terms allow?",
            yes="Take them out",
            no="Leave them",
            hint="It cannot be taken back.",
        )
        if yes:
            work = partial(chi_numbers.take_out, self.room.desk, today=self.room.today())
            self.room.write(
                self, work, lambda _count: self.read(), lambda fault: messages.show_fault(self, fault)
            )


def _row(one: Terms) -> Row:
    allowed = [words for name, words in _SHORT.items() if asdict(one)[name]]
    day = days.full(one.from_on) if one.from_on else ""
    what = ", ".join(allowed) or "Nothing"
    return Row(one.from_on, (RowCell(day, strong=True), RowCell(what, one.said), RowCell(one.agreed_by)))
