"""Telling a practice how things went: who agreed, what would be said of each, the pages to hand over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import practice_feedback
from welfare_desk.casework.service.practice_feedback import KINDS, Feedback, FeedbackRow, GivenRow, Sheet
from welfare_desk.errors import DeskError
from welfare_desk.rules import days
from welfare_desk.ui import messages, printing
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, OneOfField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import column
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.lock.clipboard import SecretClipboard
from welfare_desk.ui.practice.tabs import PracticeTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_SPAN = timedelta(weeks=13)
_Found = tuple[list[PracticeRow], Feedback | None, list[GivenRow]]


class FeedbackScreen(ListScreen):
    """What a practice may be told of its patients."""

    name, title, rail = "practice-feedback", "Telling the practice", "practice"
    kinds = frozenset({"feedback", "consents", "sessions", "clients", "gains", "practices"})

    def __init__(self, room: Room) -> None:
        self._asked = Form(3)
        self._practice = self._asked.add_row("P&ractice", ChoiceField(unset=""), name="practice")
        self._from = self._asked.add_row("&From", DateField(room.today), name="from_on")
        self._to = self._asked.add_row("&To", DateField(room.today), name="to_on")
        self._from.set_value(room.today() - _SPAN)
        self._to.set_value(room.today())
        columns = [Column("Patient", 170), Column("What would be said"), Column("Last told", 84)]
        empty = Empty(
            "Nothing to tell in these weeks.",
            "Patients of the practice appear here after a referral, a meeting, a new case or a decision.",
        )
        above = column(self._asked, margin=24)
        super().__init__(room, "Who may be told of", columns, empty, pane_width=360, above=above)
        self._found: Feedback | None = None
        self._rows: dict[object, FeedbackRow] = {}
        self._given: list[GivenRow] = []
        self._clipboard = SecretClipboard(QApplication.instance())
        self._tabs = PracticeTabs(self)
        self._asked.edited.connect(lambda _: self._asked_again())

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        anybody = self._found is not None and bool(self._found.told)
        closed = "" if anybody else "Nobody in these weeks has agreed that the practice is told."
        return Heading(
            "Practice",
            acts=(Act("Summary by GP", partial(self._print, "by_gp"), "printer", closed),),
            primary=Act("List for the meeting", partial(self._print, "meeting"), "printer", closed),
        )

    def about(self) -> str:
        row = self._rows.get(self.key())
        return row.client if row else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        found = dict(super().acts())
        if self._found is not None and self._found.told:
            found["print"] = partial(self._print, "meeting")
        return found

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"words": self._words, "print": self._print}

    def arrive(self, **where: Any) -> None:
        """``practice``: of which; else the one chosen last, else the first."""
        if "practice" in where:
            self._practice.set_value(where["practice"])
            self._wanted_practice = where["practice"]
        super().arrive(**where)

    _wanted_practice: UUID | None = None

    # The list -----------------------------------------------------------------------------------------

    def load(self) -> Callable[[], _Found]:
        desk = self.room.desk
        practice = self._practice.value() or self._wanted_practice
        from_on = self._from.value() or self.room.today() - _SPAN
        to_on = self._to.value() or self.room.today()

        def work() -> _Found:
            rows = agency.practices(desk)
            of = practice or next((row.id for row in rows if row.draft.session_weekday is not None), None)
            of = of or (rows[0].id if rows else None)
            if of is None or to_on < from_on:
                return rows, None, []
            told = practice_feedback.feedback(desk, of, from_on=from_on, to_on=to_on)
            return rows, told, practice_feedback.given(desk, of)

        return work

    def listed(self, found: _Found) -> Iterable[Row]:
        practices, self._found, self._given = found
        self._practice.offer([(row.id, row.name) for row in practices])
        if self._found is None:
            self.head.say("Who may be told of")
            self._rows = {}
            return
        self._practice.set_value(self._found.practice_id)
        told = self._found.told
        self._rows = {row.person_id: row for row in self._found.rows}
        left = self._found.left_out
        self.head.say("Who may be told of", f"{len(told)} agreed, {left} left out")
        if told:
            yield group("Agreed that the practice is told", str(len(told)))
        yield from map(_row, told)
        if left:
            yield group("Left out", str(left))
        yield from (_row(row) for row in self._found.rows if row.left_out)

    def _asked_again(self) -> None:
        if self._practice.value() is None or self._asked.show_problems(self._asked.unread()):
            return
        first, last = self._from.value(), self._to.value()
        if first and last and last < first:
            self._to.problem("The last day is before the first.")
            return
        self.read()

    def fill(self, key: object) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        born = f"born {days.short(row.born_on)}" if row.born_on else "date of birth not recorded"
        chip = Chip("Left out", "soon") if row.left_out else Chip("Agreed", "done")
        self.pane.heading(row.client, ", ".join(part for part in (born, row.gp) if part), chip)
        if row.left_out:
            self.pane.said(row.why, space=12)
            self.pane.act("Ask for consent", partial(self._ask_consent, row), icon="signature")
        else:
            self.pane.section("Line for the record")
            self.pane.said(row.words, space=8)
            if row.own_words:
                self.pane.said("In your own words.", "quiet", 8)
            self.pane.act("Copy the line", partial(self._copy, row), "primary", "file-text")
            self.pane.act("Change the words", partial(self._words, row.person_id), icon="pencil", space=8)
            self.pane.act("Write a note to the practice", partial(self._note, row), icon="mail", space=8)
        if row.told_on:
            self.pane.facts([("Last told", days.full(row.told_on))], space=16)
        self.pane.act("Open the client", lambda: self.go("client", person=row.person_id), "link")
        self._say_given()

    def _say_given(self) -> None:
        if not self._given:
            return
        self.pane.section("What this practice was told")
        for one in self._given[:6]:
            people = "1 person" if one.people == 1 else f"{one.people} people"
            left = f", {one.left_out} left out" if one.left_out else ""
            second = "; ".join(part for part in (people + left, one.told_to) if part)
            self.pane.item(KINDS[one.kind], days.without_year(one.on), second=second)

    # Doing --------------------------------------------------------------------------------------------

    def open_row(self, key: object) -> None:
        row = self._rows[key]
        if row.left_out:
            self._ask_consent(row)
        else:
            self._words(row.person_id)

    def _span(self) -> dict[str, date]:
        found = self._found
        if found is None:  # no page is asked for before a practice is shown
            return {"from_on": self.room.today() - _SPAN, "to_on": self.room.today()}
        return {"from_on": found.from_on, "to_on": found.to_on}

    def _ask_consent(self, row: FeedbackRow) -> None:
        where: dict[str, Any] = {"person": row.person_id}
        if row.case_id is not None:
            where["case"] = row.case_id
        self.go("consent", **where)

    def _note(self, row: FeedbackRow) -> None:
        where: dict[str, Any] = {"person": row.person_id}
        if row.case_id is not None:
            where["case"] = row.case_id
        self.go("choose-letter", **where)

    def _copy(self, row: FeedbackRow) -> None:
        if self._found is None:
            return
        work = partial(
            practice_feedback.give_line,
            self.room.desk,
            row.person_id,
            self._found.practice_id,
            **self._span(),
            today=self.room.today(),
        )
        self.room.write(self, work, self._copied)

    def _copied(self, line: str) -> None:
        self._clipboard.copy(line)
        self.said.emit("Copied for ten seconds; it is in the journal as told")
        self.wrote.emit(Changes(frozenset({"journal"})))
        self.read()

    def _words(self, person_id: Any) -> None:
        row = self._rows.get(person_id)
        if row is None or self._found is None:
            return
        practice = self._found.practice_id
        form = Form(1)
        said = form.add_row("&What is said", LongTextField("", lines=6), name="words")
        said.set_value(row.words)
        said.assist("Empty brings back what is put together from what is recorded.")

        def do(typed: dict[str, Any]) -> Changes:
            return practice_feedback.keep_words(
                self.room.desk, row.person_id, practice, typed["words"], today=self.room.today()
            )

        self.ask("words", person_id, row.client, form, "Keep these words", do)

    def _print(self, kind: Any) -> None:
        found = self._found
        if found is None or not found.told:
            return
        form = Form(1)
        form.add_row("&For whom", TextField("Practice meeting of 3 December"), name="told_to")
        how = form.add_row(
            "How", OneOfField((("print", "Print"), ("save", "Save as PDF")), columns=1), name="how"
        )
        how.set_value("print")
        people = "1 person" if len(found.told) == 1 else f"{len(found.told)} people"
        left = f" {found.left_out} left out." if found.left_out else ""

        def make() -> None:
            typed = form.values()
            work = partial(
                practice_feedback.give_sheet,
                self.room.desk,
                found.practice_id,
                kind,
                **self._span(),
                told_to=typed["told_to"],
                today=self.room.today(),
            )
            self.room.write(self, work, partial(self._made, kind, typed["how"]), partial(self.refused, form))

        second = f"{people} who agreed.{left}"
        self.ask("print", kind, KINDS[kind], form, "Make it", None, save=make, second=second, icon="printer")

    def _made(self, kind: str, how: str | None, sheet: Sheet) -> None:
        self.form = None
        try:
            if how == "save":
                suggested = f"{kind.replace('_', '-')}-{self.room.today().isoformat()}.pdf"
                file = messages.file_to_save(self, KINDS[kind], suggested, "PDF (*.pdf)")
                if file is not None:
                    printing.save(file, sheet.pdf)
            else:
                printing.print_pdf(self, sheet.pdf, KINDS[kind])
        except DeskError as fault:
            messages.show_fault(self, fault)
        self.said.emit(f"{sheet.people} told of, {sheet.left_out} left out")
        self.wrote.emit(Changes(frozenset({"journal"})))
        self.read()


def _row(row: FeedbackRow) -> Row:
    told = (
        RowCell(days.without_year(row.told_on), raw=row.told_on) if row.told_on else RowCell("", role="quiet")
    )
    said = RowCell(row.why, role="quiet") if row.left_out else RowCell(row.words, why=row.words)
    return Row(row.person_id, (RowCell(row.client, row.gp, strong=not row.left_out), said, told))
