"""Bank holidays proclaimed since this release, which working days are counted by."""

from __future__ import annotations

from datetime import date
from functools import partial

from welfare_desk.casework.service import bank_holidays
from welfare_desk.casework.service.bank_holidays import ProclaimedDay
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui.kit.fields import DateField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button, Prose
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import Section


class HolidaysSection(Section):
    words = "Bank holidays"
    hint = (
        "Scotland's ordinary bank holidays are known here. Add a day proclaimed for one year alone, and"
        " working days are counted by it from then on. Dates counted before stay as they are."
    )

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self.form = Form(2)
        self.on = self.form.add_row("&Day", DateField(room.today, ""), name="on")
        self.form.add_row("&What it is for", TextField("Such as a coronation"), name="why")
        self.page.add(self.form)
        self.list = RowList("Days added", [Column("Day", 220), Column("What it is for")], margin=0)
        self.list.chosen.connect(lambda _: self._may_take_back())
        self.none = Prose("No days added yet.", "text", "quiet")
        self.page.add(self.list)
        self.page.add(self.none)
        self.back = Button("Remove the chosen day", self.take_back, "secondary", "undo-2")
        self.page.add(self.back)

    def primary(self) -> Act | None:
        return Act("Add the day", self.save, "plus")

    def start_typing(self) -> None:
        self.on.setFocus()

    def read(self) -> None:
        work = partial(bank_holidays.proclaimed, self.room.desk, today=self.room.today())
        self.room.read(self, work, self._show)

    def _show(self, added: list[ProclaimedDay]) -> None:
        self.list.show_rows(
            Row(day.on, (RowCell(days.full(day.on), strong=True), RowCell(day.why))) for day in added
        )
        self.list.setVisible(bool(added))
        self.none.setVisible(not added)
        self._may_take_back()

    def _may_take_back(self) -> None:
        self.back.setVisible(self.list.chosen_row() is not None)

    def draft(self) -> dict[str, object] | None:
        typed = self.form.values()
        return typed if any(typed.values()) else None

    def restore(self, draft: dict[str, object]) -> None:
        self.form.show_values(draft)

    def save(self) -> None:
        typed = self.form.values()
        if typed["on"] is None:
            self.form.show_problems([*self.form.unread(), Problem("on", "Write which day it is.")])
            return

        def done() -> None:
            self.form.show_values({"on": None, "why": ""})
            self.read()
            self.start_typing()

        today = self.room.today()
        work = partial(bank_holidays.proclaim, self.room.desk, typed["on"], typed["why"], today=today)
        self.write(self.form, work, "Day added", done)

    def take_back(self) -> None:
        chosen = self.list.chosen_row()
        if chosen is None or not isinstance(chosen.key, date):
            return
        work = partial(bank_holidays.take_back, self.room.desk, chosen.key, today=self.room.today())
        self.write(self.form, work, "Day taken out", self.read)
