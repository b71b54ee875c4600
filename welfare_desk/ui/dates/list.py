"""Every key date still to be met, in the order one has to act: overdue, this week, the next, later.

What decision-makers have to do stands apart as expected. Counting is casework's; how days are said is in
``ui/cases/words``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.casework.matters import dates_page, key_dates
from welfare_desk.casework.matters.dates_page import Choice
from welfare_desk.casework.matters.key_dates import KeyDateRow, Wanted
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages, printing, theme
from welfare_desk.ui.cases import words
from welfare_desk.ui.cases.pane import show_key_date
from welfare_desk.ui.filters.filtered import Filtered, only_text
from welfare_desk.ui.kit.both import Both
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Page, Row, group
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading
from welfare_desk.ui.shared.stale import Press, look_again

PAGE = 200
_WEEK, _FORTNIGHT = timedelta(days=7), timedelta(days=14)
_ALL = "All dates"
_MARKS = {"Overdue": ("overdue", "triangle-alert"), "Next 7 days": ("soon", "clock")}


_DEALT_WITH = "Someone else has just dealt with this date, and it is no longer in this list."


class DatesScreen(Filtered):
    """What is due, in every case, the earliest safe day first."""

    name, title, rail = "dates", "Dates", "dates"
    asks_nothing: ClassVar[Mapping[str, Any]] = {"typed": "", "which": _ALL}

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._rows: dict[UUID, KeyDateRow] = {}
        self._last_group = ""
        self.form: Form | None = None
        self._asleep: KeyDateRow | None = None  # the date that the form is about
        self._asked = (Choice(_ALL, Wanted()), "")
        self._wanted_which = ""  # by a filter, until it is known what there is to choose from
        columns = [
            Column("Client and what must happen"),
            Column("Safe day", 224),
            Column("Legal last day", 128),
        ]
        self.list = RowList("Key dates", columns, two_lines=48)
        empty = Empty(
            "Nothing is due.",
            "Record the letters that come on a case: the dates they start are worked out and listed here.",
            "Go to the cases",
            partial(self.go, "cases"),
            "folder",
        )
        self.list_or_empty = OrEmpty(self.list, empty)
        self.details = Details("The date chosen")
        self.list.chosen.connect(lambda row: self._show_details(self._rows[row.key]))
        self.list.opened.connect(lambda _: self.open_case())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.head = SectionHead("To be met")
        self.search = TextField("Client or case")
        self.search.call("&Find")
        self.search.edited.connect(self._read)
        self.which = ChoiceField(unset="")
        self.which.call("&Show")
        self.which.edited.connect(self._read)
        above = QWidget()
        self._line = QHBoxLayout(above)
        self._line.addWidget(self.search, 1)
        self._line.addWidget(self.which, 1)
        self.choices: list[Choice] = []
        main = column(above, self.head, self.list_or_empty, stretch=self.list_or_empty)
        box.addWidget(Beside(main, self.details, self.list_or_empty))
        theme.dress(self._dress)

    def _dress(self) -> None:
        margin = theme.px(24)
        self._line.setContentsMargins(margin, theme.px(12), margin, 0)
        self._line.setSpacing(theme.px(24))

    def heading(self) -> Heading:
        chosen = self._chosen()
        done = Act("Mark done", self.mark_done, "check") if chosen else None
        return Heading(
            self.title,
            self.filter_note("Work to the safe day; the law allows to the last"),
            acts=(
                Act("Calendar file", self.export, "download"),
                Act("Date calculator", partial(self.go, "date-calculator"), "calendar"),
                self.filter_act(),
            ),
            primary=done,
        )

    def about(self) -> str:
        chosen = self._chosen()
        return chosen.client if chosen else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if self.form is not None:
            return {"save": self._put_away}
        found: dict[str, Callable[[], object]] = self.filter_acts() | {"export-dates": self.export}
        if self._chosen():
            found |= {"mark-done": self.mark_done, "snooze": self.snooze}
        return found

    def filter_says(self) -> dict[str, Any]:
        return {"typed": self.search.value(), "which": self.choice().words}

    def wear(self, says: Mapping[str, Any]) -> None:
        self.search.set_value(only_text(says))
        self._wanted_which = only_text(says, "which") or _ALL

    def arrive(self, **where: Any) -> None:
        self.form = None
        self.put_on(where)
        work = partial(dates_page.choices, self.room.desk, today=self.room.today())
        self.room.read(self, work, self._offer)
        self.list.setFocus()

    def _offer(self, found: list[Choice]) -> None:
        self.choices = found
        self.which.offer([(place, one.words) for place, one in enumerate(found)], unset="")
        wanted, self._wanted_which = self._wanted_which, ""
        if wanted:
            places = [place for place, one in enumerate(found) if one.words == wanted]
            self.which.set_value(places[0] if places else 0)
            if not places:
                self.said.emit(f"“{wanted}” is no longer among the ways to look: all dates are shown")
        self._read()

    def leave(self) -> bool:
        """Esc goes back from the form to the date."""
        if self.form is None:
            return False
        self._back()
        return True

    def choice(self) -> Choice:
        """The way the list is looked at."""
        place = self.which.value()
        return self.choices[place] if self.choices and place is not None else Choice(_ALL, Wanted())

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"key_dates", "cases", "clients"})

    # Reading --------------------------------------------------------------------------------------

    def _read(self) -> None:
        asked = self._asked = (self.choice(), self.search.value())
        self.room.read(
            self, partial(self._due, None), lambda found: self._show(found) if asked is self._asked else None
        )

    def _due(self, after: tuple[date, UUID] | None) -> list[KeyDateRow]:
        choice, typed = self._asked
        today = self.room.today()
        return dates_page.dates(self.room.desk, choice, today=today, typed=typed, after=after, limit=PAGE)

    def _show(self, found: list[KeyDateRow]) -> None:
        place = self._place()
        self._rows, self._last_group = {}, ""
        first: Page | None = self._page_of(found)
        self.head.say("To be met", in_numbers(found, self.room.today()))
        self.list_or_empty.show_full(bool(found))

        def load(after: object | None) -> Page:
            nonlocal first
            if after is None and first is not None:
                ready, first = first, None
                return ready
            last = self._rows.get(after) if isinstance(after, UUID) else None
            return self._page_of(self._due((last.safe_on, last.id) if last else None))

        self.list.show_pages(load)
        if self.list.chosen_row() is None:
            self._choose_near(place)
        chosen = self._chosen()
        if chosen is not None:
            self._show_details(chosen)
        else:
            self.details.clear()
            self.heading_changed.emit()

    def _place(self) -> int:
        row = self.list.chosen_row()
        return self.list.rows.number_of(row.key) or 0 if row is not None else 0

    def _choose_near(self, place: int) -> None:
        """After one is done, the next one is chosen, so that a list can be gone through by one key."""
        rows = self.list.rows.rows
        following = [*rows[place:], *reversed(rows[:place])]
        row = next((each for each in following if each.can_be_chosen), None)
        if row is not None:
            self.list.choose(row.key)

    def _page_of(self, found: list[KeyDateRow]) -> Page:
        self._rows |= {row.id: row for row in found}
        today = self.room.today()
        rows: list[Row] = []
        for one in found:
            name = "First" if one.goes_first else group_of(one.safe_on, today)
            if name != self._last_group:
                role, mark = _MARKS.get(name, ("ink", ""))
                rows.append(group(name, role=role, mark=mark))
                self._last_group = name
            rows.append(words.key_date_row(one, today, whose=True))
        return Page(tuple(rows), more=len(found) >= PAGE)

    # The date chosen ------------------------------------------------------------------------------

    def _chosen(self) -> KeyDateRow | None:
        row = self.list.chosen_row()
        return self._rows.get(row.key) if row is not None and isinstance(row.key, UUID) else None

    def _show_details(self, one: KeyDateRow) -> None:
        self.form = None
        self.details.clear()
        show_key_date(self.details, one, self.room.today(), whose=True)
        if one.count_words:
            self.details.section("How it is counted")
            self.details.said(" ".join(one.count_words), space=8)
        self.details.act("Open case", self.open_case, icon="folder")
        if self.choice().wanted.asleep:
            self.details.add(Button("Show it again", self._wake, "link", "eye"), 8)
        else:
            self.details.add(Button("Hidden until", self.snooze, "link", "eye-off"), 8)
        self.heading_changed.emit()

    def snooze(self) -> None:
        """Ask until which day the chosen date may be out of sight."""
        one = self._chosen()
        if one is None:
            return
        form = self.form = Form(1)
        self._asleep = one
        form.add_row("&Until", DateField(self.room.today, ""), name="to")
        hint = f"Wanted where that is past the legal last day, {days.short(one.due_on)}"
        form.add_row("&Why it may wait", TextField(help=hint), name="because")
        self.details.clear()
        self.details.heading(one.what, one.client)
        self.details.add(form, 12)
        self.details.act("Hide it until then", self._put_away, "primary", "eye-off")
        self.details.act("Back", self._back, "link")
        form.focus_first()
        self.heading_changed.emit()

    def _back(self) -> None:
        self.form = None
        one = self._chosen()
        if one is not None:
            self._show_details(one)
        self.list.setFocus()

    def _put_away(self) -> None:
        one, form = self._asleep, self.form
        if one is None or form is None or form.show_problems(form.unread()):
            return
        to, because = form.fields["to"].value(), form.fields["because"].value()
        if to is None:
            form.show_problems([Problem("to", "Say until which day.")])
            return
        work = partial(key_dates.snooze, self.room.desk, one.id, to, today=self.room.today(), because=because)
        self.room.write(self, work, self._moved, partial(self._refused, form))

    def _refused(self, form: Form, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            form.show_problems(fault.problems)
        elif isinstance(fault, ChangedMeanwhile):
            self._meet(form)
        else:
            messages.show_fault(self, fault)

    def _meet(self, form: Form) -> None:
        """Somebody else dealt with the date: it stands here as they left it, or no longer, and is said."""
        typed, about = form.values(), self._asleep
        self.form = None

        def then(could: bool) -> None:
            self.room.sights.accept(self)
            if could and about is not None and about.id in self._rows:
                self.list.choose(about.id)
                self.snooze()
            if self.form is not None:
                self.form.put_on_top(Both(self.form, self.form.values(), typed, {}))
            elif about is not None:
                because = f" because “{typed['because']}”" if typed["because"] else ""
                yours = f"You wanted {about.what} out of sight until {days.short(typed['to'])}{because}."
                messages.tell(self, _DEALT_WITH, hint=yours)

        self.room.sights.after_next_read(self, then)
        self._read()

    def _changed(self, fault: BaseException, wanted: Press | None = None) -> None:
        if isinstance(fault, ChangedMeanwhile):
            look_again(self.room, self, self._read, wanted)
        else:
            messages.show_fault(self, fault)

    def _wake(self) -> None:
        one = self._chosen()
        if one is not None:
            work = partial(key_dates.wake, self.room.desk, one.id, today=self.room.today())
            self.room.write(self, work, self._moved, self._changed)

    def _moved(self, changes: Changes) -> None:
        self.form = None
        self.wrote.emit(changes)
        self._read()
        self.list.setFocus()

    def export(self) -> None:
        """The dates as they are looked at, as a calendar file that names nobody."""
        file = messages.file_to_save(self, "Save a calendar file", "key-dates.ics", "Calendar (*.ics)")
        if file is None:
            return
        work = partial(dates_page.calendar, self.room.desk, self.choice(), today=self.room.today())

        def save(data: bytes) -> None:
            try:
                printing.save(file, data)
                self.said.emit("Saved. Nobody is named in it.")
            except DeskError as fault:
                messages.show_fault(self, fault)

        self.room.read(self, work, save)

    def open_case(self) -> None:
        one = self._chosen()
        if one is not None:
            self.go("case", case=one.case_id, key_date=one.id)

    def mark_done(self) -> None:
        """The chosen date is met; it leaves the list, and the next one is chosen."""
        one = self._chosen()
        if one is None:
            return
        work = partial(key_dates.key_date_done, self.room.desk, one.id, today=self.room.today())

        def write(wanted: Press | None = None) -> None:
            self.room.write(self, work, partial(self._done, one), partial(self._changed, wanted=wanted))

        mine = words.standing(one._replace(done_on=self.room.today()))
        write(Press(mine, lambda: words.standing(self._rows.get(one.id)), write))

    def _done(self, one: KeyDateRow, changes: Changes) -> None:
        self.said.emit(f"Done: {one.what}, {days.without_year(one.safe_on)}")
        self.wrote.emit(changes)
        self._read()


def group_of(safe_on: date, today: date) -> str:
    """Under which heading a date stands, by its safe day."""
    if safe_on < today:
        return "Overdue"
    if safe_on <= today + _WEEK:
        return "Next 7 days"
    return "Next 14 days" if safe_on <= today + _FORTNIGHT else "Later"


def in_numbers(found: list[KeyDateRow], today: date) -> str:
    """How many are over and how many come soon, in words."""
    ours = [one for one in found if one.claimant_acts]
    over = sum(one.safe_on < today for one in ours)
    soon = sum(today <= one.safe_on <= today + _WEEK for one in ours)
    said = [f"{over} overdue"] if over else []
    said += [f"{soon} in the next 7 days"] if soon else []
    return ", ".join(said)
