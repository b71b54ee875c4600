"""What clients say: slips to hand out, answers entered by number, and how often each was given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.quality import feedback_slips
from welfare_desk.casework.quality.feedback_slips import ANSWERS, Printed, SlipFigures, SlipRow
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.rules.session_use import Share
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, OneOfField, ReadField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.quality.handing import hand_over, how_field
from welfare_desk.ui.quality.tabs import QualityTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_Found = tuple[list[SlipRow], SlipFigures, list[PracticeRow]]


class SlipsScreen(ListScreen):
    """Slips and what came back on them."""

    name, title, rail = "client-feedback", "Client feedback", "practice"
    kinds = frozenset({"slips", "practices"})

    def __init__(self, room: Room) -> None:
        columns = [Column("Slip", 96), Column("Handed out"), Column("Came back", 150)]
        empty = Empty(
            "No slips have been handed out yet.",
            "Print some with numbers; a client fills one in without a name, and it is entered here.",
            "Print slips",
            self.print_slips,
            "printer",
        )
        super().__init__(room, "Client feedback", columns, empty, pane_width=380)
        self._rows: dict[object, SlipRow] = {}
        self._figures: SlipFigures | None = None
        self._practices: list[PracticeRow] = []
        self._tabs = QualityTabs(self)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        closed = "" if self._rows else "No slips have been handed out yet."
        return Heading(
            "Quality",
            acts=(Act("Print slips", self.print_slips, "printer"),),
            primary=Act("Enter a slip", lambda: self.enter(None), "pencil", closed),
        )

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"slips": lambda _: self.print_slips(), "enter": self.enter}

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"print": self.print_slips, **super().acts()}

    def load(self) -> Callable[[], _Found]:
        desk, today = self.room.desk, self.room.today()
        first = date(today.year - (today.month < 4), 4, 1)
        return lambda: (
            feedback_slips.slips(desk),
            feedback_slips.figures(desk, from_on=first, to_on=today),
            agency.practices(desk),
        )

    def listed(self, found: _Found) -> Iterable[Row]:
        rows, self._figures, self._practices = found
        self._rows = {row.id: row for row in rows}
        back = self._figures.back
        self.head.say("Client feedback", f"{back.part} of {back.whole} came back since 1 April")
        return map(_row, rows)

    def fill(self, key: object) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        self.pane.heading(f"Slip {row.number}", f"Handed out {days.full(row.given_on)}")
        if row.answered_on is not None:
            asked = feedback_slips.questions()
            for code, words in asked.items():
                self.pane.item(words, ANSWERS.get(row.answers.get(code, ""), "No answer"))
            if row.said:
                self.pane.said(f"“{row.said}”", space=12)
        words = "Put it right" if row.answered_on else "Enter what it says"
        self.pane.act(words, partial(self.enter, row.id), "secondary", "pencil")
        if self._figures is not None:
            self.pane.section("Since 1 April")
            facts = [("Came back", _share(self._figures.back))]
            self.pane.facts(facts)
            for code, words in feedback_slips.questions().items():
                self.pane.item(words, _share(self._figures.yes(code), "yes"))

    def open_row(self, key: object) -> None:
        self.enter(key)

    # Doing --------------------------------------------------------------------------------------------

    def print_slips(self) -> None:
        form = Form(1)
        many = form.add_row("How &many", ReadField(_count, str, "10"), name="many")
        many.set_value(10)
        practices = [(row.id, row.name) for row in self._practices]
        form.add_row(
            "For &which practice", ChoiceField(practices, unset="None in particular"), name="practice"
        )
        form.add_row("How", how_field(), name="how")

        def make() -> None:
            typed = form.values()
            if form.show_problems(form.unread()):
                return
            work = partial(
                feedback_slips.hand_out,
                self.room.desk,
                typed["many"],
                practice_id=typed["practice"],
                today=self.room.today(),
            )
            self.room.write(self, work, partial(self._printed, typed["how"]), partial(self.refused, form))

        second = "They count as handed out from today."
        self.ask(
            "slips", None, "Print slips", form, "Make them", None, save=make, second=second, icon="printer"
        )

    def _printed(self, how: str | None, made: Printed) -> None:
        self.form = None
        hand_over(self, made.pdf, "Slips", f"slips-{made.numbers[0]}-{made.numbers[-1]}.pdf", how)
        self.said.emit(f"Slips {made.numbers[0]} to {made.numbers[-1]}")
        self.wrote.emit(Changes(frozenset({"slips"})))
        self.read()

    def enter(self, id: Any) -> None:
        row = self._rows.get(id)
        form = Form(1)
        number = form.add_row("&Number on the slip", ReadField(_count, str, "12"), name="number")
        for code, words in feedback_slips.questions().items():
            form.add_row(words, OneOfField(tuple(ANSWERS.items())), name=code)
        form.add_row("&Anything else", LongTextField("", lines=3), name="said")
        on = form.add_row("Came &back on", DateField(self.room.today), name="on")
        on.set_value(self.room.today())
        if row is not None:
            number.set_value(row.number)
            form.show_values({**row.answers, "said": row.said})

        def do(typed: dict[str, Any]) -> Changes:
            answers = {code: typed[code] for code in feedback_slips.questions()}
            day = typed["on"] or self.room.today()
            return feedback_slips.enter(
                self.room.desk, typed["number"], answers, typed["said"], on=day, today=self.room.today()
            )

        second = "What was not answered stays empty."
        self.ask("enter", id, "Enter a slip", form, "Save", do, second=second)


def _row(row: SlipRow) -> Row:
    back = RowCell("Not yet", role="quiet")
    if row.answered_on is not None:
        back = RowCell(chip=Chip(days.without_year(row.answered_on), "done"))
    return Row(
        row.id,
        (
            RowCell(str(row.number), raw=row.number),
            RowCell(days.full(row.given_on), row.practice or ""),
            back,
        ),
    )


def _share(share: Share, what: str = "") -> str:
    if share.percent is None:
        return "No answer yet"
    return f"{share.part} of {share.whole}{f' {what}' if what else ''} ({share.percent} %)"


def _count(typed: str) -> int | Problem | None:
    if typed.strip().isascii() and typed.strip().isdigit() and len(typed.strip()) < 7:
        return int(typed)
    return Problem("number", f"{typed.strip()} is not a number.", "Write it in figures.")
