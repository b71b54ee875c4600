"""A client asks for their data: the clock, what would go and what may not, and the copy handed over.

The list has what the copy holds; the pane the clock, the chosen note, the form asked for, or the copy made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.rights import subject_access, subject_copy, subject_page
from welfare_desk.casework.rights.subject_access import HOW, REASONS, NoteToRelease, RequestRow
from welfare_desk.casework.rights.subject_copy import Given
from welfare_desk.casework.rights.subject_page import SubjectPage
from welfare_desk.errors import DeskError, Problems
from welfare_desk.rules import days
from welfare_desk.rules.subject_access import DOUBTS, LAW
from welfare_desk.ui import messages, printing
from welfare_desk.ui.consents import said
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column
from welfare_desk.ui.kit.words import Words
from welfare_desk.ui.privacy.copy_rows import CLOCK, answered, beside, note_chip, note_title
from welfare_desk.ui.privacy.copy_rows import rows as rows_of
from welfare_desk.ui.privacy.forms import DayForm, OpinionForm, RequestForm
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_PDF = "PDF (*.pdf)"


class SubjectAccessScreen(Screen):
    """Give them their data."""

    name, title, rail = "subject-access", "A copy of their data", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self.page: SubjectPage | None = None
        self.form: Form | None = None
        self._before: dict[str, Any] = {}
        self._kept: tuple[Any, dict[str, Any]] | None = None
        self.given: Given | None = None
        self._closed_request: UUID | None = None
        self.stop = Banner("soon", edge=True)
        self.stop.hide()
        self.head = SectionHead("What the copy holds")
        self.rows = RowList("What the copy holds", [Column(""), Column("", 230)])
        self.rows.chosen.connect(lambda row: self._chosen(row.key))
        self.rows.opened.connect(lambda row: self._opened(row.key))
        empty = Empty(
            "Nobody has asked yet.",
            "When this client asks for a copy of what we hold about them, record it at the right: the answer"
            " is due within a month. What may not be given is shown here, with the reason.",
        )
        self.full = OrEmpty(self.rows, empty)
        self.pane = Details("The request")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.stop)
        box.addWidget(Beside(column(self.head, self.full, stretch=self.full), self.pane), 1)

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self.page
        if page is None:
            return Heading(self.title)
        closed = "Record the request first."
        if page.plan is not None:
            closed = page.plan.reasons[0].sentence if page.plan.reasons else ""
        return Heading(
            self.title,
            owner=page.client,
            owner_place=("client", {"person": page.person_id}),
            acts=(Act("The clock", self._show_clock, "clock"),) if page.request else (),
            primary=None if self.given else Act("Make the copy", self.make, "file-text", closed),
        )

    def about(self) -> str:
        return self.page.client if self.page else ""

    def arrive(self, **where: Any) -> None:
        """``person``: whose data."""
        if where.get("person") != self._where.get("person"):
            self.page, self.given = None, None
        self._where, self.form = where, None
        self._read()

    def refresh(self, changes: object) -> None:
        typed = self.form is not None and self.form.written_in
        if self._where and self.given is None and not typed:
            self._read()

    def concerns(self, changes: object) -> bool:
        kinds = {"subject_requests", "clients", "evidence", "letters", "journal"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    def draft(self) -> object | None:
        form = self.form
        if form is None or form.values() == self._before:
            return None
        return type(form).__name__, form.values()

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2:
            self._kept = draft

    def leave(self) -> bool:
        """Esc first goes back from a form to the clock."""
        if self.form is not None and self.page is not None and self.page.request is not None:
            self._show_clock()
            self.rows.setFocus()
            return True
        return False

    # The list -------------------------------------------------------------------------------------

    def _read(self) -> None:
        work = partial(subject_page.page, self.room.desk, self._where["person"], today=self.room.today())
        self.room.read(self, work, self._show)

    def _show(self, page: SubjectPage) -> None:
        if page.person_id != self._where.get("person"):
            return
        self.page = page
        self.full.show_full(page.plan is not None)
        reasons = page.plan.reasons if page.plan else ()
        self.stop.setVisible(bool(reasons) and self.given is None)
        if reasons:
            self.stop.say(reasons[0].sentence, reasons[0].next_step)
        self.rows.show_rows(list(rows_of(page)))
        if self.given is not None:
            self._show_given(self.given)
        elif page.request is None:
            self._ask_request()
        elif self.rows.chosen_row() is None:
            self.rows.choose_first()
            self.rows.setFocus()
        else:
            self._chosen(self.rows.chosen_row().key)  # type: ignore[union-attr]
        self.heading_changed.emit()

    def _chosen(self, key: object) -> None:
        kind, id = key if isinstance(key, tuple) else ("", None)
        note = next((one for one in self.page.notes if one.id == id), None) if self.page else None
        if kind == "note" and note is not None:
            self._show_note(note)
        elif kind == "part":
            self._show_part(str(id))
        elif kind == CLOCK:
            self._show_clock()

    def _opened(self, key: object) -> None:
        kind, id = key if isinstance(key, tuple) else ("", None)
        if kind == "part":
            self._look_through(str(id))

    def _look_through(self, title: str, chosen: UUID | None = None) -> None:
        where = {"person": self._where["person"], "part": title}
        self.go("copy-lines", **(where | ({"chosen": chosen} if chosen else {})))

    # The pane -------------------------------------------------------------------------------------

    def _empty_pane(self) -> None:
        """A form goes with the pane it stood in: nothing may ask it for its values afterwards."""
        self.form = None
        self.pane.clear()

    def _put(self, form: Form, act: str, do: Callable[[], object], icon: str = "check") -> None:
        self.form, self._before = form, form.values()
        self.pane.add(form, 12)
        self.pane.act(act, do, icon=icon)
        if self._kept is not None and self._kept[0] == type(form).__name__:
            form.show_values(self._kept[1])
            self._kept = None

    def _ask_request(self) -> None:
        self._empty_pane()
        self.pane.heading("Record the request", "The answer is due one month from the day it came.")
        form = RequestForm(self.room.today)
        self._put(form, "Record the request", lambda: self._take(form), "plus")
        form.focus_first()
        for row in self.page.earlier[:3] if self.page else ():
            self.pane.item(answered(row), mark="check", second=f"Came {days.short(row.received_on)}")

    def _take(self, form: RequestForm) -> None:
        if self.page is None or form.show_problems(form.problems()):
            return
        draft, today = form.draft(self.page.person_id), self.room.today()
        self._write(form, partial(subject_access.take_request, self.room.desk, draft, today=today))

    def _show_clock(self) -> None:
        page = self.page
        if page is None or page.request is None:
            return
        request, pane = page.request, self.pane
        clock, today = request.clock, self.room.today()
        self._empty_pane()
        late = clock.due_on is not None and clock.due_on < today
        chip = (
            Chip("Late", "overdue") if late else Chip("The clock stands", "soon") if clock.waiting else None
        )
        due = f"Due by {days.full(clock.safe_on)}" if clock.safe_on else "Not due yet"
        pane.heading(due, f"Came {days.full(request.received_on)}, {HOW[request.how].lower()}", chip)
        pane.facts(
            [
                ("Safe day", days.full(clock.safe_on) if clock.safe_on else "Not yet"),
                ("Last day", days.full(clock.due_on) if clock.due_on else "Not yet"),
                ("Asked by", request.representative or "The client"),
                ("Wants", request.wanted or "Everything"),
                ("The law", LAW),
            ]
        )
        for words in clock.words:
            pane.said(words, "quiet", 4)
        for doubt in DOUBTS:
            pane.said(doubt, "quiet", 8)
        pane.section("A step of the clock")
        for words, do, icon in self._steps(request):
            pane.act(words, do, icon=icon)

    def _steps(self, request: RequestRow) -> Iterator[tuple[str, Callable[[], object], str]]:
        if request.clock.begins_on is None:
            yield "Who asks is proved", self._ask_identity, "check"
        elif request.clock.waiting:
            yield "They have answered", self._ask_answer, "check"
        else:
            yield "Ask what they mean", self._ask_meaning, "clock"
        if not request.extended and request.clock.begins_on is not None:
            yield "Take two months more", self._ask_more_time, "calendar-plus"
        if request.silent_because:
            yield "Tell them something is left out", partial(self._say_nothing, ""), "eye"
        else:
            yield "Do not tell what is left out", self._ask_silence, "eye-off"
        yield "They no longer want it", self._take_back, "x"

    def _step(self, title: str, hint: str, form: DayForm, act: str, work: Callable[..., Changes]) -> None:
        self._empty_pane()
        self.pane.heading(title, hint)
        self._put(form, act, lambda: self._do_step(form, work))
        form.focus_first()

    def _do_step(self, form: DayForm, work: Callable[..., Changes]) -> None:
        if form.show_problems(form.problems()) or self.page is None or self.page.request is None:
            return
        typed = form.values()
        self._write(form, lambda: work(self.page.request.id, typed))  # type: ignore[union-attr]

    def _ask_identity(self) -> None:
        form = DayForm(self.room.today, "&Proved on", "&What was seen", "Passport")
        desk, today = self.room.desk, self.room.today()
        self._step(
            "Who asks is proved",
            "The month begins on this day.",
            form,
            "Begin the month",
            lambda id, typed: subject_access.identity_proved(
                desk, id, how=typed["words"], on=typed["on"], today=today
            ),
        )

    def _ask_meaning(self) -> None:
        form = DayForm(self.room.today, "&Asked on", "&What did you ask?", "Which of your cases do you mean?")
        desk, today = self.room.desk, self.room.today()
        self._step(
            "Ask what they mean",
            "Only where we could not find it otherwise. The days until they answer do not count.",
            form,
            "Stop the clock",
            lambda id, typed: subject_access.ask_what_is_meant(
                desk, id, why=typed["words"], on=typed["on"], today=today
            ),
        )

    def _ask_answer(self) -> None:
        form = DayForm(self.room.today, "&Answered on")
        desk, today = self.room.desk, self.room.today()
        self._step(
            "They have answered",
            "The clock runs on.",
            form,
            "Run the clock on",
            lambda id, typed: subject_access.client_answered(desk, id, on=typed["on"], today=today),
        )

    def _ask_more_time(self) -> None:
        form = DayForm(self.room.today, "&Told on", "&Why?", "Three cases over nine years")
        desk, today = self.room.desk, self.room.today()
        self._step(
            "Take two months more",
            "Only for a complex request, or one of many, and only when they were told within the month.",
            form,
            "Take the time",
            lambda id, typed: subject_access.take_more_time(
                desk, id, because=typed["words"], told_on=typed["on"], today=today
            ),
        )

    def _ask_silence(self) -> None:
        form = DayForm(self.room.today, "&Decided on", "&Why?", "It would tell them who spoke to us")
        self._step(
            "Do not tell what is left out",
            "Only where telling would undo the reason for leaving it out. It stands on the sheet kept apart.",
            form,
            "Say nothing of it",
            lambda id, typed: subject_access.say_nothing_of_it(
                self.room.desk, id, because=typed["words"] or "Not said"
            ),
        )

    def _say_nothing(self, because: str) -> None:
        if self.page is not None and self.page.request is not None:
            id = self.page.request.id
            self._write(None, partial(subject_access.say_nothing_of_it, self.room.desk, id, because=because))

    def _take_back(self) -> None:
        page = self.page
        if page is not None and page.request is not None:
            yes = messages.ask(
                self,
                "The client no longer wants the copy?",
                yes="Close the request",
                no="Keep it open",
                hint="They may ask again at any time.",
            )
            if yes:
                work = partial(
                    subject_access.take_back, self.room.desk, page.request.id, today=self.room.today()
                )
                self._write(None, work)

    def _show_part(self, title: str) -> None:
        self._empty_pane()
        self.pane.heading(title)
        self.pane.said(
            "A line about somebody else, told in confidence, or legal advice, can be left out.", "quiet", 8
        )
        self.pane.act("Look through it", partial(self._look_through, title), icon="list")

    def _show_note(self, note: NoteToRelease) -> None:
        pane = self.pane
        self._empty_pane()
        pane.heading(note_title(note), said.category(note.category), note_chip(note))
        if note.because:
            pane.said(f"{REASONS[note.because]}: it stays out of the copy, and stands on the sheet.", space=8)
        if note.opinion:
            pane.said(note.opinion, "quiet", 8)
        form = OpinionForm(self.room.today)
        self._put(form, "Record it", lambda: self._opinion(form, note.id))
        by_hand = partial(self._look_through, subject_copy.part_with(note.table), note.id)
        self.pane.act("Leave it out for another reason", by_hand, "link", space=8)

    def _opinion(self, form: OpinionForm, note: UUID) -> None:
        if not form.show_problems(form.problems()):
            today = self.room.today()
            self._write(
                form, partial(subject_access.record_opinion, self.room.desk, note, form.draft(), today=today)
            )

    def _write(self, form: Form | None, work: Callable[[], Changes]) -> None:
        def written(changes: Changes) -> None:
            self.form = None
            self.wrote.emit(changes)
            self.said.emit("Saved")
            self._read()
            self.rows.setFocus()

        def refused(fault: BaseException) -> None:
            if isinstance(fault, Problems) and form is not None:
                form.show_problems([beside(form, one) for one in fault.problems])
            else:
                messages.show_fault(self, fault)

        self.room.write(self, work, written, refused)

    # The copy -------------------------------------------------------------------------------------

    def make(self) -> None:
        """Make the copy: what goes is logged, and the request is answered."""
        page = self.page
        if page is None or page.request is None or page.plan is None:
            return
        left = len(page.plan.left_out)
        yes = messages.ask(
            self,
            "Make the copy and close the request?",
            yes="Make the copy",
            no="Not yet",
            hint=f"{left} thing{'s' * (left != 1)} stay{'s' * (left == 1)} out."
            if left
            else "Nothing is left out.",
        )
        if not yes:
            return
        self._closed_request = page.request.id
        self.room.write(
            self,
            partial(subject_copy.give, self.room.desk, page.request.id, today=self.room.today()),
            self._made,
            lambda fault: messages.show_fault(self, fault),
        )

    def _made(self, given: Given) -> None:
        self.given = given
        self.wrote.emit(given.changes)
        self._read()

    def _show_given(self, given: Given) -> None:
        pane = self.pane
        self._empty_pane()
        pane.heading("The copy is made", "Hand it over by one road and tell the password by another.")
        pane.section("Password")
        pane.add(Words(given.password, "section"), 8)
        pane.said("It is shown now and kept nowhere. Lost, the copy is made again.", "quiet", 4)
        pane.act("Save the locked copy", self._save, icon="save").setFocus()
        pane.act("Print it on paper", self._print, icon="printer")
        if given.left_out:
            pane.section("What is left out")
            pane.said("This sheet is kept apart: it does not go to the client.", "quiet", 4)
            pane.act("Save that sheet", self._sheet, icon="file-text")

    def _save(self) -> None:
        if self.given is None or self.page is None:
            return
        path = messages.file_to_save(self, "Save the locked copy", f"{self.page.reference}-copy.pdf", _PDF)
        if path is not None:
            self._or_show(lambda: printing.save(path, self.given.locked))  # type: ignore[union-attr]
            self.said.emit("Saved")

    def _print(self) -> None:
        if self.given is not None and self.page is not None:
            self._or_show(
                lambda: printing.print_pdf(self, self.given.pages, f"Copy {self.page.reference}")  # type: ignore[union-attr]
            )

    def _sheet(self) -> None:
        if self._closed_request is None or self.page is None:
            return
        path = messages.file_to_save(
            self, "Save the sheet of what was left out", f"{self.page.reference}-left-out.pdf", _PDF
        )
        if path is not None:
            work = partial(
                subject_copy.withheld_sheet, self.room.desk, self._closed_request, today=self.room.today()
            )
            self.room.write(
                self,
                work,
                lambda data: self._or_show(lambda: printing.save(path, data)),
                lambda fault: messages.show_fault(self, fault),
            )

    def _or_show(self, do: Callable[[], object]) -> None:
        try:
            do()
        except DeskError as fault:
            messages.show_fault(self, fault)
