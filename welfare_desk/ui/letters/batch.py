"""One letter to many creditors: begun together, looked at one by one, issued and printed in one go.

One question names every reader before anything goes; what is stopped stays, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from welfare_desk.casework.correspondence import letter_batch, print_later, written_page
from welfare_desk.casework.correspondence.letter_batch import Batch, BatchRow, BatchStart, Gone
from welfare_desk.casework.correspondence.print_later import Ready
from welfare_desk.casework.correspondence.written_page import WrittenPage
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import days, money
from welfare_desk.ui import messages
from welfare_desk.ui.evidence.forms import moment
from welfare_desk.ui.jobs import Job, Progress, Steps
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.page_view import PageUnreadable, PageView
from welfare_desk.ui.kit.panes import Page, SectionHead
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, reason
from welfare_desk.ui.kit.underway import Underway
from welfare_desk.ui.letters.batch_forms import AuthoritiesForm, BatchForm
from welfare_desk.ui.letters.sides import fill
from welfare_desk.ui.papers import safe_printing
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_FOR_GOOD = "After that none of them can be changed. Each is asked once more before it goes."


class BatchScreen(Screen):
    """Letters to a client's creditors."""

    name, title, rail = "creditor-letters", "Letters to creditors", "debts"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._begun: BatchStart | None = None
        self._batch: Batch | None = None
        self._typed: dict[str, Any] = {}
        self._kind: str | None = None  # the kind asked for last
        self._job: Job | None = None
        self.form: Form | None = None
        self.banner = Banner("soon", edge=True)
        self.banner.hide()
        self.underway = Underway(margin=24)
        self.form_page = Page("Form", margin=24, space=16)
        self.list = RowList(
            "Letters begun together", [Column("To"), Column("Offered", 92, right=True), Column("", 132)]
        )
        self.left = QStackedWidget()
        self.left.addWidget(self.form_page)
        self.left.addWidget(self.list)
        self.head, self.page_head = SectionHead(""), SectionHead("")
        self.page = PageView("Letter as it will be printed")
        self.nothing = Empty("Not drafted yet.", "The pages appear here, one for each creditor.")
        self.right = QStackedWidget()
        self.right.addWidget(self.page)
        self.right.addWidget(self.nothing)
        self.list.chosen.connect(lambda row: self._read_page(row.key))
        self.list.opened.connect(lambda row: self._open(row.key))
        fill(self, (self.banner, self.underway), (self.head, self.left), (self.page_head, self.right))

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        whose = self._batch or self._begun
        if whose is None:
            return Heading(self.title)
        acts, primary = self._acts()
        place = ("client-debts", {"person": whose.person_id})
        return Heading(self.title, owner=whose.client, owner_place=place, acts=acts, primary=primary)

    def _acts(self) -> tuple[tuple[Act, ...], Act | None]:
        batch = self._batch
        if self._job is not None:
            return (), None
        if batch is None:
            return (), Act("Draft letters", self.draft_letters, "mail")
        if isinstance(self.form, AuthoritiesForm):
            return (Act("Not now", self.show_list),), Act(
                "Record them signed", self.save_authorities, "check"
            )
        ready = self._ready_to_go()
        drafts = [row for row in batch.rows if row.letter.state != "issued"]
        gone = [row for row in batch.rows if row.letter.state == "issued" and not row.against]
        if drafts:
            why = "" if ready else "None of them may go yet: see what each still wants."
            count = "Issue letter" if len(ready) == 1 else f"Issue {len(ready) or 'the'} letters"
            signed = (
                (Act("Record authorities", self.record_authorities, "pencil"),) if self._unsigned() else ()
            )
            printing = (Act("Print the issued", self.print_all, "printer"),) if gone else ()
            return (*signed, *printing), Act(f"{count}: for good", self.issue_all, "send", why)
        count = "Print it" if len(gone) == 1 else f"Print all {len(gone)}"
        why = "" if gone else "None of them may be printed now."
        return (Act("Print later", self.print_later, "clock", why),), Act(
            count, self.print_all, "printer", why
        )

    def about(self) -> str:
        whose = self._batch or self._begun
        return whose.client if whose else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if isinstance(self.form, AuthoritiesForm):
            return {"save": self.save_authorities}
        if self._batch is None:
            return {"save": self.draft_letters} if self._begun else {}
        all_gone = all(row.letter.state == "issued" for row in self._batch.rows)
        return {"print": self.print_all} if all_gone else {}

    def leave(self) -> bool:
        if self._batch is not None and self.form is not None:
            self.show_list()
            return True
        return False

    def draft(self) -> object | None:
        if not isinstance(self.form, BatchForm):
            return None
        return self._where, self.form.values()

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and draft[0] == self._where:
            self._typed = dict(draft[1])
            self._read(self._typed["kind"])

    # Coming ---------------------------------------------------------------------------------------

    def arrive(self, **where: Any) -> None:
        """``case``: whose debts; ``offer``: whose figures; ``batch``: letters begun already."""
        if where != self._where:
            self._begun, self._batch, self._typed = None, None, {}
            self._drop_form()
            self.banner.hide()
        self._where = where
        self._read()

    def refresh(self, changes: object) -> None:
        if "batch" in self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        kinds = {"letters", "mandates", "recipients", "debts", "clients"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    def _read(self, kind: str | None = None) -> None:
        self._kind = kind
        desk, today, case = self.room.desk, self.room.today(), self._where["case"]
        if "batch" in self._where:
            work: Callable[[], Any] = partial(
                letter_batch.batch, desk, case, self._where["batch"], today=today
            )
            self.room.read(self, work, self._show)
        else:
            offer = self._where.get("offer")
            work = partial(letter_batch.start, desk, case, kind=kind, offer_id=offer, today=today)
            self.room.read(self, work, self._show_start)

    def _show_start(self, begun: BatchStart) -> None:
        if "batch" in self._where or (self._kind is not None and begun.kind != self._kind):
            return  # an answer that comes after another kind was chosen
        if isinstance(self.form, BatchForm):
            self._typed |= self.form.values()
        self._begun, self._batch = begun, None
        form = BatchForm(begun, self.room.today)
        # Another kind of letter: what was typed for the one before is there again where it is asked.
        form.show_values({key: value for key, value in self._typed.items() if key != "kind"})
        form.edited.connect(self._edited)
        self._show_form(form, "Which letter, to whom")
        self.page.clear()
        self.page_head.say("", "")
        self.right.setCurrentWidget(self.nothing)
        if not begun.debts:
            self.banner.clear()
            self.banner.say("No debt is recorded on this case.", "Record the debts first.")
            open_ = partial(self.go, "client-debts", person=begun.person_id)
            self.banner.offer("Open the debts", open_, "primary")
            self.banner.show()
        self.heading_changed.emit()

    def _edited(self, name: object) -> None:
        if name == "kind" and isinstance(self.form, BatchForm):
            self._read(self.form.values()["kind"])

    def _show_form(self, form: Form, words: str) -> None:
        self._drop_form()
        self.form = form
        self.form_page.add(form)
        self.left.setCurrentWidget(self.form_page)
        self.head.say(words)
        form.focus_first()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def show_list(self) -> None:
        """Back to the letters."""
        self._drop_form()
        self.left.setCurrentWidget(self.list)
        self._say_head()
        self.list.setFocus()
        self.heading_changed.emit()

    def _show(self, batch: Batch) -> None:
        first, self._batch = self._batch is None, batch
        rows: list[Row] = []
        for one in batch.rows:
            rows.append(self._row(one))
            if one.letter.state == "issued":
                continue
            if one.against:
                said = one.against[0]
                rows.append(reason(f"{said.sentence} {said.next_step}".strip(), "triangle-alert"))
            elif one.wanting:
                rows.append(reason(f"Still wanting: {', '.join(one.wanting)}.", "pencil"))
        self.list.show_rows(rows)
        if first:
            self.show_list()
            self.list.choose_first()
        elif (chosen := self.list.chosen_row()) is not None:
            self._read_page(chosen.key)
        self._say_head()
        self.heading_changed.emit()

    def _say_head(self) -> None:
        if self._batch is not None and self.form is None:
            count = len(self._batch.rows)
            self.head.say(self._batch.title, "1 letter" if count == 1 else f"{count} letters")

    def _row(self, row: BatchRow) -> Row:
        if row.letter.state == "issued":
            chip = Chip("Issued", "done")
        elif row.against:
            chip = Chip("Stopped", "overdue")
        else:
            chip = Chip("Unfinished", "soon") if row.wanting else Chip("May go", "done")
        offered = money.shown(row.figure) if row.figure is not None else ""
        named = RowCell(row.letter.recipient, row.letter.reference, strong=True)
        return Row(row.letter.id, (named, RowCell(offered, raw=row.figure), RowCell(chip=chip)))

    def _read_page(self, key: object) -> None:
        if isinstance(key, UUID):
            work = partial(written_page.opened, self.room.desk, key, today=self.room.today())
            self.room.read(self, work, self._show_page)

    def _show_page(self, page: WrittenPage) -> None:
        chosen = self.list.chosen_row()
        if chosen is None or chosen.key != page.row.id:
            return
        self.nothing.say("The page cannot be shown.", page.fault)
        try:
            if page.pdf is not None:
                self.page.show_pdf(page.pdf)
            else:
                self.page.clear()
        except PageUnreadable as fault:
            self.nothing.say(fault.said, fault.advice)
        self.right.setCurrentWidget(self.page if self.page.pages() else self.nothing)
        self.page_head.say("", f"{page.row.reference}, to {page.row.recipient}")

    def _open(self, key: object) -> None:
        if isinstance(key, UUID):
            self.go("written-letter", letter=key)

    # Doing ----------------------------------------------------------------------------------------

    def _ready_to_go(self) -> list[BatchRow]:
        rows = self._batch.rows if self._batch else ()
        return [row for row in rows if row.letter.state != "issued" and row.may_go]

    def _unsigned(self) -> list[BatchRow]:
        rows = self._batch.rows if self._batch else ()
        return [row for row in rows if any(one.code == "mandate_needed" for one in row.against)]

    def draft_letters(self) -> None:
        """Draft one letter for each creditor ticked."""
        form = self.form
        if not isinstance(form, BatchForm) or form.show_problems(form.unread()):
            return
        work = partial(letter_batch.draft, self.room.desk, form.draft(), today=self.room.today())
        self.room.write(self, work, self._drafted, self._failed)

    def _drafted(self, changes: Changes) -> None:
        self.said.emit(f"Saved {moment(self.room.now())}")
        self.wrote.emit(changes)
        self.go_on(self.name, case=self._where["case"], batch=changes.id)

    def record_authorities(self) -> None:
        """Record that the client has signed for everyone who still needs it."""
        names = list(dict.fromkeys(row.letter.recipient for row in self._unsigned()))
        self._show_form(AuthoritiesForm(names, self.room.today), "Signed authorities")
        self.heading_changed.emit()

    def save_authorities(self) -> None:
        form, batch = self.form, self._batch
        if not isinstance(form, AuthoritiesForm) or batch is None:
            return
        signed_on = form.values()["signed_on"]
        missing = [] if signed_on else [Problem("signed_on", "Write the day it was signed.")]
        if form.show_problems([*form.unread(), *missing]):
            return
        work = partial(
            letter_batch.record_authorities,
            self.room.desk,
            batch.person_id,
            [row.recipient_id for row in self._unsigned()],
            signed_on=signed_on,
            subject="Debts",
            today=self.room.today(),
        )
        self.room.write(self, work, self._signed, self._failed)

    def _signed(self, changes: Changes) -> None:
        self.show_list()
        self.wrote.emit(changes)
        self._read()

    def issue_all(self) -> None:
        """Issue every letter that may go, after one question that names each reader."""
        ready = self._ready_to_go()
        if not ready or self._job is not None:
            return
        listed = [_named(row) for row in ready]
        question = "Issue this letter?" if len(ready) == 1 else f"Issue these {len(ready)} letters?"
        hint = "\n".join([*listed, "", _FOR_GOOD])
        if not messages.ask(self, question, hint=hint, yes="Issue letters", no="Keep drafts"):
            return
        desk, today, ids = self.room.desk, self.room.today(), [row.letter.id for row in ready]

        def work(steps: Steps) -> Gone:
            return letter_batch.issue_all(desk, ids, today=today, step=steps.say)

        self._run(work, self._gone, "Issuing")

    def _gone(self, gone: Gone) -> None:
        self._end()
        self._say_kept_back(gone.kept_back, "Not every letter went.")
        self.said.emit(f"{len(gone.issued)} issued {moment(self.room.now())}")
        self.wrote.emit(Changes(frozenset({"letters"})))
        self._read()

    def print_all(self) -> None:
        """Print every issued letter, each through the gate once more."""
        rows = self._batch.rows if self._batch else ()
        ids = [row.letter.id for row in rows if row.letter.state == "issued" and not row.against]
        if not ids or self._job is not None:
            return
        desk, today = self.room.desk, self.room.today()

        def work(steps: Steps) -> Ready:
            return letter_batch.make_ready(desk, ids, today=today, step=steps.say)

        self._run(work, self._ready, "Making them ready")

    def _ready(self, ready: Ready) -> None:
        self._end()
        self._say_kept_back(ready.kept_back, "Not everything was printed.")
        if ready.printed:
            pdf = print_later.together(data for _, _, data in ready.printed)
            self._job = safe_printing.print_apart(
                self,
                self.room,
                pdf,
                f"Welfare Desk, {len(ready.printed)} letters",
                done=self._printed,
                failed=self._failed,
                progress=self._step,
            )
            if self._job is not None:
                self.underway.begin("Printing", self._call_off)
                self.heading_changed.emit()

    def _printed(self, pages: object) -> None:
        self._end()
        self.said.emit(f"{pages} pages printed {moment(self.room.now())}")

    def print_later(self) -> None:
        """Let them wait for a printer, all of them."""
        work = partial(print_later.put_case, self.room.desk, self._where["case"], today=self.room.today())
        self.room.write(self, work, self._queued, self._failed)

    def _queued(self, changes: Changes) -> None:
        self.said.emit("They wait under Print later")
        self.wrote.emit(changes)

    def _run(self, work: Callable[[Steps], Any], done: Callable[[Any], object], words: str) -> None:
        self.underway.begin(words, self._call_off)
        self._job = self.room.jobs.run(self, work, done, self._failed, self._step, writes=True)
        self.heading_changed.emit()

    def _step(self, progress: Progress) -> None:
        self.underway.say(progress.words, progress.done, progress.of)

    def _call_off(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._end()
        self.said.emit("Stopped; what had gone has gone")
        self.wrote.emit(Changes(frozenset({"letters"})))
        self._read()

    def _end(self) -> None:
        self.underway.end()
        self._job = None
        self.heading_changed.emit()

    def _say_kept_back(self, kept_back: tuple[tuple[str, str], ...], words: str) -> None:
        self.banner.setVisible(bool(kept_back))
        if kept_back:
            self.banner.clear()
            self.banner.say(words, " ".join(f"{title}: {why}" for title, why in kept_back))

    def _failed(self, fault: BaseException) -> None:
        self._end()
        if isinstance(fault, Problems) and self.form is not None:
            self.form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)


def _named(row: BatchRow) -> str:
    offered = f", {money.shown(row.figure)}" if row.figure is not None else ""
    return f"{row.letter.recipient}{offered} ({row.letter.reference}, {days.short(row.letter.drafted_on)})"
