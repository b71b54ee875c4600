"""A meeting: everything for the person opposite beside the note, which has the cursor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.casework.people.client_page import contact_words
from welfare_desk.casework.service import meetings
from welfare_desk.casework.service.meetings import MeetingPage
from welfare_desk.errors import Problems
from welfare_desk.rules import days
from welfare_desk.rules.session_times import MINUTES
from welfare_desk.ui import messages
from welfare_desk.ui.clients import words
from welfare_desk.ui.clients.timeline import NoteField
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.both import bring_back
from welfare_desk.ui.kit.panes import Beside, Details, Page, column
from welfare_desk.ui.meetings.form import EndForm
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.shared.stale import show_both

_TICK_MS = 15_000
_SOON = 14  # days
_LETTERS = {"draft": "Draft", "with_gp": "With the GP", "checked": "Checked by the GP"}


class MeetingScreen(Screen):
    """One meeting under way."""

    name, title, rail = "meeting", "Meeting", "today"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.view: MeetingPage | None = None
        self._where: dict[str, Any] = {}
        self._began: dict[UUID, datetime] = {}
        self._before: dict[str, Any] = {}
        self._kept: tuple[Any, ...] | None = None
        self.warning = Banner("soon", mark="phone", edge=True)
        self.warning.hide()
        self.note = NoteField(room, lines=7)
        self.note.written.connect(self._noted)
        self.form = EndForm(room.today, (), asks_who_came=False)
        self.page = Page("Meeting", self.note, margin=24, space=16)
        self.page.add(self.form)
        self.pane = Details("The client", 400)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(self.warning, self.page, stretch=self.page), self.pane))

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        view = self.view
        if view is None:
            return Heading(self.title)
        at = f"{view.at:%H:%M}, " if view.at else ""
        second = f"{at}{view.why}" if view.why else at.rstrip(", ")
        return Heading(
            view.glance.view.name,
            words.born(view.glance.view, view.glance.age),
            second=f"{second}    {self._elapsed()} min",
            acts=(
                Act("Somebody is at risk", self.crisis, "circle-alert"),
                Act("Income check", self._income_check, "banknote"),
                Act("Read the record", self._evidence, "eye"),
            ),
            primary=Act("End the meeting", self.save, "check"),
        )

    def about(self) -> str:
        return self.view.glance.view.name if self.view else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        view = self.view
        if view is None:
            return {}
        found: dict[str, Callable[[], object]] = {
            "save": self.save,
            "crisis": self.crisis,
            "write-note": self.note.setFocus,
            "open-evidence": self._evidence,
            "goals": lambda: self.go("support", person=view.person_id),
            "household": lambda: self.go("household", person=view.person_id),
            "income-check": self._income_check,
        }
        if view.case_id is not None:
            found["draft-letter"] = lambda: self.go("letter", case=view.case_id)
            found["record-decision"] = lambda: self.go("decision", case=view.case_id)
        return found

    def arrive(self, **where: Any) -> None:
        """``meeting``: which one."""
        if where["meeting"] != self._where.get("meeting"):
            self.note.done()
            self.view, self._before = None, {}
        self._where = where
        self._began.setdefault(where["meeting"], self.room.now())
        self._clock.start()
        self._read()
        self.note.setFocus()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        kinds = {"sessions", "key_dates", "letters", "consents", "cases", "clients", "tasks"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    def draft(self) -> object | None:
        typed = self.form.values() != self._before or bool(self.form.half_read())
        if self.view is None or not (typed or self.note.unsaved()):
            return None
        values = (self.form.values(), self._before) if typed else None
        return self._where, values, self.form.half_read(), self.note.unsaved(), dict(self._began)

    def parting(self) -> object | None:
        """What stands in the form; the note is saved as one goes on."""
        draft = self.draft()
        if not isinstance(draft, tuple) or draft[1] is None:
            return None
        where, values, half_read, _, began = draft
        return where, values, half_read, "", began

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 5 and draft[0] == self._where:
            self._kept = draft
            self._began |= draft[4]
            if self.view is not None:
                self._find_again()

    # Showing --------------------------------------------------------------------------------------

    def _read(self) -> None:
        meeting, today = self._where["meeting"], self.room.today()
        work = partial(meetings.meeting, self.room.desk, meeting, today=today)
        self.room.read(self, work, self._show)

    def _show(self, view: MeetingPage) -> None:
        if view.meeting_id != self._where.get("meeting"):
            return
        typed = self.form.values() != self._before or bool(self.form.half_read())
        first, self.view = self.view is None, view
        self.note.is_for(view.person_id, view.case_id)
        warning = contact_words(view.glance.view.draft)
        self.warning.say(warning)
        self.warning.setVisible(bool(warning))
        if first or not typed:
            self._lay_out(view)
        self._fill(view)
        self._find_again()
        self.heading_changed.emit()

    def _lay_out(self, view: MeetingPage) -> None:
        old = self.form
        self.form = EndForm(self.room.today, view.places, asks_who_came=False)
        self.form.show_end(view.end)
        self._before = self.form.values()
        self.page.add(self.form)
        old.hide()
        old.deleteLater()

    def _find_again(self) -> None:
        if self._kept is not None:
            (_, values, half, note, _), self._kept = self._kept, None
            if values is not None:
                bring_back(self.form, values[1], values[0], half)
            if note:
                self.note.set_value("")
                self.note.text.setPlainText(note)

    def _fill(self, view: MeetingPage) -> None:
        pane, today = self.pane, self.room.today()
        pane.clear()
        pane.heading("What falls due")
        for due in view.dates:
            left = (due.safe_on - today).days
            tone = "overdue" if left < 0 else "soon" if left <= _SOON else "quiet"
            who = "" if due.claimant_acts else "The other side has until then."
            pane.item(due.what, days.without_year(due.safe_on), "clock", tone=tone, second=who)
        if not view.dates:
            pane.said("No date is set.", "quiet", 8)
        for task in view.tasks:
            right = days.without_year(task.due_on) if task.due_on else ""
            pane.item(task.what, right, "check", second="To do")
        pane.section("Cases")
        for case in view.glance.cases:
            if case.closed_on is None:
                pane.item(words.matter(case), case.reference, "folder", second=words.next_date(case))
        stands, until, mark, role = words.consent(view.consents)
        pane.section("Consent")
        pane.item(stands, until, mark, tone=role)
        if view.letters:
            pane.section("Letters")
        for letter in view.letters:
            pane.item(letter.recipient, _LETTERS.get(letter.state, letter.state), "mail")
        draft = view.glance.view.draft
        pane.section("Reaching them")
        pane.facts([("Telephone", draft.phone or ""), ("Language", draft.interpreter or "English")])
        pane.section("Last written")
        for entry in view.recent:
            pane.item(entry.words, days.without_year(entry.on))
        pane.act("Open the client", lambda: self.go("client", person=view.person_id), icon="user")

    # The clock ------------------------------------------------------------------------------------

    def _elapsed(self) -> int:
        """Whole minutes since the meeting was opened."""
        began = self._began.get(self._where.get("meeting", UUID(int=0)), self.room.now())
        return max(0, (self.room.now() - began) // timedelta(minutes=1))

    def _tick(self) -> None:
        if self.isVisible():
            self.heading_changed.emit()
        else:
            self._clock.stop()

    # Doing ----------------------------------------------------------------------------------------

    def crisis(self) -> None:
        """The agency's steps, at once."""
        if self.view is not None:
            self.go("crisis", person=self.view.person_id, meeting=self.view.meeting_id)

    def _evidence(self) -> None:
        if self.view is not None:
            self.go("evidence", person=self.view.person_id, case=self.view.case_id)

    def _income_check(self) -> None:
        if self.view is not None:
            self.go("income-check", person=self.view.person_id)

    def _noted(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.said.emit(f"Saved {words.clock(self.room.now())}")

    def save(self) -> None:
        """They came; what was agreed is kept."""
        view = self.view
        if view is None or self.form.show_problems(self.form.unread()):
            return
        self.note.settle()
        end = self.form.end("attended")
        if end.minutes is None:
            self.form.fields["minutes"].set_value(self._elapsed() or MINUTES)
            end = self.form.end("attended")
        today = self.room.today()
        if self.form.show_problems(meetings.problems_in(end, today=today)):
            return
        work = partial(meetings.end_meeting, self.room.desk, view.meeting_id, end, today=today)
        self.room.write(self, work, self._ended, self._refused)

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        elif isinstance(fault, ChangedMeanwhile):
            show_both(self.room, self, self.form, self._before, self._read, lambda: self.form)
        else:
            messages.show_fault(self, fault)

    def _ended(self, changes: Changes) -> None:
        self._before = self.form.values()
        self._clock.stop()
        self._began.pop(self._where["meeting"], None)
        self.note.done()
        self.wrote.emit(changes)
        self.go("today")
        self.said.emit(f"Saved {words.clock(self.room.now())}")
