"""The page of one case: how far it has come, its key dates, the note being written, what stands beside it.

What is added to a case is asked in ``forms``; how days and sums are said is in ``words``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.casework.matters import case_page, journal, key_dates
from welfare_desk.casework.matters.case_page import CasePage
from welfare_desk.casework.matters.key_dates import KeyDateRow
from welfare_desk.errors import DeskError, Problems
from welfare_desk.rules import days
from welfare_desk.rules.key_dates import KeyDate, Notice
from welfare_desk.ui import messages
from welfare_desk.ui.cases import beside, words
from welfare_desk.ui.cases.elsewhere import Elsewhere
from welfare_desk.ui.cases.entries import Entries
from welfare_desk.ui.cases.forms import (
    CaseForm,
    CloseForm,
    HandOverForm,
    KeyDateForm,
    MatterForm,
    NoticeForm,
    TaskForm,
    worked_out,
)
from welfare_desk.ui.cases.pane import show_clocks, show_closing, show_waiting
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.both import began_of, bring_back
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import LongTextField
from welfare_desk.ui.kit.panes import Beside, Details, Page, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, reason
from welfare_desk.ui.kit.track import Stage, Track
from welfare_desk.ui.kit.words import Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading
from welfare_desk.ui.shared.stale import Press, look_again, show_both

_STAGES = 5


@dataclass(slots=True)
class _Note:
    """The note being written: which entry of the journal it is, once its first save has made one."""

    entry: UUID | None = None


class CaseScreen(Elsewhere):
    """One case, opened where the work is: its dates and the note being written."""

    name, title, rail = "case", "Case", "cases"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: CasePage | None = None
        self._kept: tuple[Any, ...] | None = None
        self._note = _Note()
        self._opened: UUID | None = None  # the key date whose count is shown
        self._asked = 0
        self.form: CaseForm | None = None
        self._before: dict[str, Any] = {}
        self.track = Track(folds=True)
        self.banner = Banner("soon", mark="archive", edge=True)
        self.banner.hide()
        self._lay_out_case()
        self.form_head, self.form_page = SectionHead(""), Page("Form", margin=24, space=16)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.main)
        self.stack.addWidget(column(self.form_head, self.form_page, stretch=self.form_page))
        self.details = Details("Beside the case")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.track)
        box.addWidget(self.banner)
        box.addWidget(Beside(self.stack, self.details), 1)

    def _lay_out_case(self) -> None:
        columns = [Column("What must happen"), Column("Safe day", 224), Column("Legal last day", 128)]
        self.dates = RowList("Key dates", columns, two_lines=48, grows=True)
        self.dates.chosen.connect(self._date_chosen)
        self.no_date = Empty(
            "No key date yet.",
            "Record the letter that came: the dates it starts are worked out and shown here.",
            "Record notice",
            self.record_notice,
            "mail",
        )
        self.saved = Words("", "second", "quiet")
        self.journal_head = SectionHead("Journal")
        self.journal_head.add(self.saved)
        self.note = LongTextField("Write a note: it is saved as you type", lines=2)
        self.note.call("&Note")
        self.note.label.hide()
        self.note.settled.connect(self._save_note)
        self.entries = Entries()
        self.main = Page(
            "Case",
            SectionHead("Key dates"),
            self.no_date,
            self.dates,
            self.journal_head,
            column(self.note, margin=24),
            self.entries,
        )

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        row = page.case.row
        primary: Act | None
        acts: tuple[Act, ...]
        if self.form is not None:
            acts, primary = (Act("Not now", self.show_case),), Act(self.form.saves, self.save, "check")
        elif row.closed_on is not None:
            acts, primary = (), Act("Open again", self.reopen, "refresh-cw")
        elif row.kind == "debt":
            acts = (
                Act("Record notice", self.record_notice, "plus"),
                Act("Add key date", self.add_key_date, "clock"),
            )
            primary = Act("Debts and budgets", self._debts, "credit-card")
        else:
            challenge = (Act("Challenge", self.challenge, "scale"),) if page.stages else ()
            acts = (*challenge, Act("Add key date", self.add_key_date, "clock"))
            primary = Act("Record notice", self.record_notice, "plus")
        return Heading(
            page.matter,
            f"{words.KINDS.get(row.kind, row.kind)}, {row.reference}",
            owner=row.client,
            owner_place=("client", {"person": row.person_id}),
            acts=acts,
            primary=primary,
        )

    def about(self) -> str:
        return self._page.case.row.client if self._page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if self._page is None:
            return {}
        if self.form is not None:
            return {"save": self.save}
        found: dict[str, Callable[[], object]] = {
            "write-note": self.write_note,
            "open-evidence": self.evidence,
            "write-letter": self.any_letter,
            "add-papers": self.add_papers,
        }
        if self._page.case.row.closed_on is None:
            found |= {
                "add-key-date": self.add_key_date,
                "draft-letter": self._letter,
                "record-decision": self.decision,
                "estimate": self._estimate,
                "mark-done": self.mark_done,
                "change-matter": self.change_matter,
                **({"hand-over": self.hand_over} if self._page.whose.takers else {}),
            }
        if self._page.stages:
            found["challenge"] = self.challenge
        return found

    def leave(self) -> bool:
        if self.form is not None:
            self.show_case()
            return True
        return False

    def draft(self) -> object | None:
        form, note = self.form, self.note.value()
        if form is None and not note:
            return None
        if form is None:
            return self._where, ("", {}, note, self._note.entry, {}, {})
        began, half_read = began_of(form, self._before), form.half_read()
        typed = type(form).__name__, form.values(), note, self._note.entry
        return self._where, (*typed, began, half_read)

    def parting(self) -> object | None:
        """What stands in a form; the note is saved as one goes on."""
        if self.form is None:
            return None
        began, half_read = began_of(self.form, self._before), self.form.half_read()
        return self._where, (type(self.form).__name__, self.form.values(), "", None, began, half_read)

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self._where:
            self._kept = draft[1]
            if self._page is not None:
                self._show_kept()

    # Coming ---------------------------------------------------------------------------------------

    def arrive(self, **where: Any) -> None:
        case = {"case": where["case"]}
        if case != self._where:
            self.note.settle()
            self._page, self._note = None, _Note()
            self.note.set_value("")
            self.saved.say("")
            self._to_case()
        self._where = case
        self._read(where.get("key_date"))
        self.note.setFocus()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        kinds = {"cases", "key_dates", "journal", "tasks", "letters", "gains", "clients", "consents"}
        kinds |= {"papers", "packs"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    def _read(self, key_date: UUID | None = None) -> None:
        work = partial(case_page.page, self.room.desk, self._where["case"])
        self.room.read(self, work, partial(self._show, key_date))

    def _show(self, key_date: UUID | None, page: CasePage) -> None:
        if page.case.row.id != self._where["case"]:
            return
        self._page = page
        self._show_track(page)
        self._show_closed(page)
        self.dates.setVisible(bool(page.case.key_dates))
        self.no_date.setVisible(not page.case.key_dates)
        self._open_date(key_date or self._opened)
        self.entries.show_entries([row for row in page.case.journal if row.id != self._note.entry])
        if self._kept is not None:
            self._show_kept()
        self.heading_changed.emit()

    def _show_kept(self) -> None:
        kind, values, note, note_id, began, half_read = self._kept or ("", {}, "", None, {}, {})
        self._kept = None
        if note:
            self._note = _Note(note_id)
            self.note.text.setPlainText(note)
        openers = self._openers()
        if kind in openers:
            openers[kind]()
            if self.form is not None:
                stands = self.form.values()
                self.form.show_values(values)
                self.form.edited.emit("benefit")  # what may be chosen rests on it
                self.form.show_values(stands)
                bring_back(self.form, began, values, half_read)

    def _openers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "NoticeForm": self.record_notice,
            "KeyDateForm": self.add_key_date,
            "TaskForm": self.add_task,
            "CloseForm": self.close_case,
            "HandOverForm": self.hand_over,
            "MatterForm": self.change_matter,
        }

    # What is shown --------------------------------------------------------------------------------

    def _show_track(self, page: CasePage) -> None:
        self.track.setVisible(bool(page.stages))
        now = next((place for place, each in enumerate(page.stages) if each.state == "now"), 0)
        start = max(0, min(now - 2, len(page.stages) - _STAGES))
        closed = page.case.row.closed_on is not None
        due = next((each for each in page.case.key_dates if not each.done_on and each.claimant_acts), None)
        by = f"by {days.without_year(due.safe_on)}" if due and not closed else ""
        shown = []
        for stage in page.stages[start : start + _STAGES]:
            second = days.without_year(stage.on) if stage.on else "No day recorded"
            state = "ahead" if closed and stage.state == "now" else stage.state
            shown.append(Stage(stage.name, {"done": second, "now": by}.get(stage.state, ""), state))
        self.track.show_stages(shown)

    def _show_closed(self, page: CasePage) -> None:
        closed_on = page.case.row.closed_on
        self.banner.setVisible(closed_on is not None)
        if closed_on is not None:
            because = page.case.closed_because or "no reason recorded"
            self.banner.say(f"Closed {days.full(closed_on)}: {because}.", "Open it again to add to it.")

    def _date_chosen(self, row: Row) -> None:
        if row.key != self._opened and isinstance(row.key, UUID):
            # The rows change with what is opened, and may not do so while the list tells of its choice.
            QTimer.singleShot(0, self, partial(self._open_date, row.key))

    def _open_date(self, wanted: UUID | None) -> None:
        """Open one date to its count in words; the dates still to be met stand first."""
        page = self._page
        if page is None:
            return
        dates = sorted(page.case.key_dates, key=lambda each: each.done_on is not None)
        known = [one.id for one in dates]
        self._opened = wanted if wanted in known else next(iter(known), None)
        rows: list[Row] = []
        for one in dates:
            rows.append(words.key_date_row(one, self.room.today()))
            if one.id == self._opened and one.count_words:
                rows.append(reason(" ".join(one.count_words)))
        self.dates.show_rows(rows)
        self.dates.choose(self._opened)
        self._fill_pane()

    def _chosen_date(self) -> KeyDateRow | None:
        return next((one for one in self._dates() if one.id == self._opened), None)

    def _dates(self) -> tuple[KeyDateRow, ...]:
        return tuple(self._page.case.key_dates) if self._page else ()

    def _fill_pane(self) -> None:
        if self._page is not None and self.form is None:
            beside.fill(self, self.details, self._page, self._chosen_date())

    # The note -------------------------------------------------------------------------------------

    def write_note(self) -> None:
        """Put the cursor into the note; one that is saved stays in the journal and a new one begins."""
        self.note.settle()
        if self._note.entry is not None:
            self._note = _Note()
            self.note.set_value("")
            self.saved.say("")
            self._read()
        self.note.setFocus()

    def _save_note(self, text: str) -> None:
        page, note = self._page, self._note
        if page is None or not text:
            return
        row, today = page.case.row, self.room.today()

        def work() -> Changes:
            # Asked when this save's turn comes: the one before it may only then have made the entry.
            saved = journal.write_note(
                self.room.desk, row.person_id, text, today=today, case_id=row.id, entry_id=note.entry
            )
            note.entry = saved.id
            return saved

        self.room.write(self, work, partial(self._note_saved, note), partial(self._note_lost, note, text))

    def _note_saved(self, note: _Note, changes: Changes) -> None:
        if note is self._note:
            self.saved.say(words.saved(self.room.now()))
        self._wrote(changes)

    def _note_lost(self, note: _Note, text: str, fault: BaseException) -> None:
        if note is not self._note and isinstance(fault, DeskError):  # another case stands here by now
            messages.tell(self, fault.said, f"You had written: {text}")
        else:
            self._failed(fault)

    # Dates and tasks ------------------------------------------------------------------------------

    def mark_done(self) -> None:
        """The chosen key date is done, or after all is not."""
        chosen = self._chosen_date()
        if chosen is None:
            return
        id, today = chosen.id, self.room.today()
        act = key_dates.key_date_not_done if chosen.done_on else key_dates.key_date_done
        again = partial(self._write, partial(act, self.room.desk, id, today=today))

        def stands() -> str:
            return words.standing(next((one for one in self._dates() if one.id == id), None))

        mine = words.standing(chosen._replace(done_on=None if chosen.done_on else today))
        again(Press(mine, stands, again))

    def task_done(self, task: UUID) -> None:
        self._write(partial(journal.task_done, self.room.desk, task, today=self.room.today()))

    def _write(self, work: Callable[[], Changes], wanted: Press | None = None) -> None:
        self.room.write(self, work, self._written, partial(self._failed, wanted=wanted))

    def _written(self, changes: Changes) -> None:
        self._wrote(changes)
        self._read()

    def _wrote(self, changes: Changes) -> None:
        self.said.emit(words.saved(self.room.now()))
        self.wrote.emit(changes)

    def _failed(self, fault: BaseException, wanted: Press | None = None) -> None:
        if self.form is not None and isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        elif isinstance(fault, ChangedMeanwhile) and self.form is not None:
            show_both(self.room, self, self.form, self._before, self._read, self._made_anew)
        elif isinstance(fault, ChangedMeanwhile):
            look_again(self.room, self, self._read, wanted)
        else:
            messages.show_fault(self, fault)

    # Forms ----------------------------------------------------------------------------------------

    def add_key_date(self) -> None:
        self._show_form(KeyDateForm(self._where["case"], self.room.today))

    def record_notice(self) -> None:
        if self._page is not None:
            self._show_form(NoticeForm(self._page, self.room.today))

    def add_task(self) -> None:
        if self._page is not None:
            row = self._page.case.row
            self._show_form(TaskForm(row.id, row.person_id, self.room.today))

    def change_matter(self) -> None:
        if self._page is not None:
            row = self._page.case.row
            self._show_form(MatterForm(row.id, row.matter))

    def hand_over(self) -> None:
        if self._page is not None:
            self._show_form(HandOverForm(self._page))

    def close_case(self) -> None:
        self._show_form(CloseForm(self._where["case"]))

    def _show_form(self, form: CaseForm) -> None:
        self.note.settle()
        self._drop_form()
        self.form, self._before = form, form.values()
        self.form_head.say(form.title)
        self.form_page.add(form)
        form.edited.connect(lambda _: self._work_out())
        self.stack.setCurrentIndex(1)
        self._work_out()
        form.focus_first()
        self.heading_changed.emit()

    def _made_anew(self) -> CaseForm | None:
        """The form on hand once more, of the case as it is now."""
        if self.form is not None:
            self._openers()[type(self.form).__name__]()
        return self.form

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _to_case(self) -> None:
        self._drop_form()
        self.stack.setCurrentIndex(0)

    def show_case(self) -> None:
        """Back from a form to the case."""
        self._to_case()
        self._fill_pane()
        self.dates.setFocus()
        self.heading_changed.emit()

    def save(self) -> None:
        """Save what is on the form; what is wrong with it stands beside its field."""
        form = self.form
        if form is None or form.show_problems(form.unread()):
            return
        try:
            work = form.work(self.room.desk, self.room.today())
        except Problems as problems:
            form.show_problems(problems.problems)
            return
        self.room.write(self, work, self._form_saved, self._failed)

    def _form_saved(self, changes: Changes) -> None:
        if isinstance(self.form, HandOverForm):  # it may be nothing of theirs to look at any more
            self._to_case()
            self._wrote(changes)
            self.go("workers", chosen=changes.id)
            return
        self.show_case()
        self._written(changes)

    def _work_out(self) -> None:
        """What the form on hand would do, in the pane: a notice's dates, counted as it is typed."""
        self._asked += 1
        self.details.clear()
        if not isinstance(self.form, NoticeForm):
            if isinstance(self.form, CloseForm):
                show_closing(self.details, self._page)
            elif self._page is not None:
                show_waiting(self.details, self._page)
            return
        self.details.heading("The days it starts")
        notice = self.form.notice()
        if notice is None:
            self.details.said("Choose what came and enter its date to see the count.", "quiet", 8)
            return
        asked = self._asked
        self.room.read(
            self,
            partial(worked_out, self.room.desk, notice, today=self.room.today()),
            lambda found: self._show_worked_out(notice, found) if asked == self._asked else None,
            lambda fault: self._cannot_work_out(fault) if asked == self._asked else None,
        )

    def _show_worked_out(self, notice: Notice, found: tuple[KeyDate, ...]) -> None:
        show_clocks(self.details, found, self.room.today())

    def _cannot_work_out(self, fault: BaseException) -> None:
        if isinstance(fault, DeskError):
            self.details.said(str(fault), "overdue", 8)
        else:
            messages.show_fault(self, fault)
