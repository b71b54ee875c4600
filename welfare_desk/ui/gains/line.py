"""One line of the ledger opened: its sum, its proof, and the two acts it allows.

It asks to confirm and to take back; the screen has casework do it.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.figures import ledger_page
from welfare_desk.casework.figures.endings import EndingDraft
from welfare_desk.casework.figures.gains import CONFIRMED_BY
from welfare_desk.casework.figures.ledger_page import CONFIRMED_BY as WORDS
from welfare_desk.casework.figures.ledger_page import LedgerLine, Proof
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.rules import days, money
from welfare_desk.ui import messages
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.fields import ChoiceField, DateField, TextField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.words import Button, Prose
from welfare_desk.ui.room import Room


class LinePane(Details):
    """The proof of a line.

    Signals:
        confirm_asked: payload UUID, date, str.
        reverse_asked: payload UUID, str.
        end_asked: payload UUID, EndingDraft.
        case_asked: payload UUID.
        papers_asked: payload dict, where the client's papers are shown from.
        letter_asked: payload UUID, UUID: the line, and the paper that proves it.
        gaps_asked: payload dict, the period whose missing contacts are to be mended.
    """

    confirm_asked = Signal(object, object, object)
    reverse_asked = Signal(object, object)
    end_asked = Signal(object, object)
    case_asked = Signal(object)
    papers_asked = Signal(object)
    letter_asked = Signal(object, object)
    gaps_asked = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__("Proof of the chosen line")
        self.room = room
        self.line: LedgerLine | None = None
        self.form: Form | None = None
        self.correcting = self.ending = False
        self._kept: dict[str, object] | None = None

    def clear(self) -> None:
        self.line = self.form = None
        super().clear()

    def show_line(self, line: LedgerLine, *, correcting: bool = False, ending: bool = False) -> None:
        """Open a line; ``correcting`` asks why it is to be taken back, ``ending`` when the award stopped."""
        self.clear()
        self.line, self.correcting, self.ending = line, correcting, ending
        self._proof(line)
        if correcting:
            self._ask_why()
        elif ending:
            self._ask_when()
        elif line.is_waiting:
            self._ask_how()
        self.section("Where it comes from")
        row = line.row
        self.facts(
            (
                ("Case", row.case_reference),
                ("Decided", days.full(row.decided_on) if row.decided_on else ""),
                ("Confirmed", days.full(row.confirmed_on) if row.confirmed_on else "Not yet"),
                *((("How", line.confirmed_words),) if row.confirmed_on else ()),
                ("Entered", days.full(row.recorded_on)),
                *((("Imported", days.full(row.imported_on)),) if row.imported_on else ()),
                *((("Taken back", days.full(row.reversed_on)),) if row.reversed_on else ()),
                *((("Shared, led by", row.led_by),) if row.led_by else ()),
                *self._stopped(line),
            ),
            8,
        )
        self.act("Open the case", lambda: self.case_asked.emit(row.case_id), "link", "arrow-right")
        if not line.is_estimate:
            self._letter(line)
        if row.reversed_on is None and not (correcting or ending):
            if row.decided_on is not None:
                ended = partial(self.show_line, line, ending=True)
                self.act("It stopped or must be repaid", ended, "link", "flag")
            self.at_foot("Correct this gain", partial(self.show_line, line, correcting=True), "undo-2")
        if self._kept is not None and self._kept.get("gain") == row.id:
            self._go_on(self._kept)
        elif (correcting or ending) and self.form is not None:
            self.form.focus_first()

    def _letter(self, line: LedgerLine) -> None:
        """The letter it is known from: to be opened, or to be said which of the client's papers it is."""
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        self.add(holder, 12)
        work = partial(ledger_page.proof, self.room.desk, line.row)
        self.room.read(holder, work, partial(self._show_letter, line, box))

    def _show_letter(self, line: LedgerLine, box: QVBoxLayout, proof: Proof) -> None:
        row = line.row
        if proof.unseen is not None:
            span = f"{days.short(proof.unseen.first)} and {days.short(proof.unseen.last)}"
            box.addWidget(
                Prose(f"No contact is recorded between {span}: the gain counts, they do not.", "text", "soon")
            )
            mend = {"first": proof.unseen.first, "last": proof.unseen.last, "chosen": "no-contact"}
            who = partial(self.gaps_asked.emit, mend)
            box.addWidget(Button("Record the contact there was", who, "link", "arrow-right"))
        papers = {"person": row.person_id, "case": row.case_id}
        if proof.letter is not None:
            opened = partial(self.papers_asked.emit, papers | {"paper": row.letter_id})
            box.addWidget(Button(f"Open {proof.letter}", opened, "link", "file-text"))
            return
        if not proof.may_be:
            add = Button("Add the award letter", lambda: self.papers_asked.emit(papers), "link", "paperclip")
            box.addWidget(add)
            return
        which = ChoiceField(list(proof.may_be), unset="Not kept yet")
        which.call("Award &letter", "letter")

        def chosen() -> None:
            if which.value() is not None:
                self.letter_asked.emit(row.id, which.value())

        which.edited.connect(chosen)
        box.addWidget(which)

    def _stopped(self, line: LedgerLine) -> tuple[tuple[str, str], ...]:
        if line.ended is None:
            return ()
        what = "To be paid back" if line.ended.recoverable else "Not paid from"
        return ((what, days.full(line.ended.first_day_unpaid)), ("Known", days.full(line.ended.known_on)))

    def _proof(self, line: LedgerLine) -> None:
        row = line.row
        if line.is_estimate:
            self._estimate(line)
            return
        if row.reversed_on is not None:
            chip = Chip(f"Taken back {days.without_year(row.reversed_on)}")
        elif row.confirmed_on is not None:
            chip = Chip(f"Confirmed {days.without_year(row.confirmed_on)}", "done")
        else:
            chip = Chip("To confirm", "soon")
        self.heading(row.client, line.award, chip)
        if row.frequency == "one_off":
            lines = [("Paid once", money.shown(row.amount)), ("Paid before", money.shown(row.previous))]
            totals = []
        else:
            lines = [
                ("Paid now", f"{money.shown(row.amount)} {line.paid}"),
                ("Paid before", f"{money.shown(row.previous)} {line.paid}"),
                (f"More {line.paid}", money.shown(line.more)),
                (f"For {line.payments_words}", money.shown(line.ongoing)),
            ]
            totals = [2]
        if row.arrears:
            lines.append(("Backdated", money.shown(row.arrears)))
        lines.append(("Counts as" if row.confirmed_on else "Would count as", money.shown(line.counts_as)))
        self.sum(lines, totals=[len(lines) - 1], rules=totals)
        self.said(self._rule(line), "quiet", 8)

    def _estimate(self, line: LedgerLine) -> None:
        """What nobody has decided: it counts nowhere, and leaves when the decision is recorded."""
        row = line.row
        self.heading(row.client, line.award, Chip("Taken back" if row.reversed_on else "Estimate"))
        self.sum([("Thought to be worth", money.shown(row.estimate or money.NOUGHT))])
        self.said(
            "An estimate counts in no total. It leaves the report when a decision is recorded.", "quiet", 8
        )

    def _rule(self, line: LedgerLine) -> str:
        if line.row.frequency == "one_off":
            return "A payment made once counts once, less what was paid before."
        if line.ended is not None and line.ended.recoverable:
            return "The money is to be paid back, so nothing was gained."
        if line.ended is not None or line.row.award_to is not None:
            return "Only what is more than before counts, for the whole payments until the award ends."
        return "Only what is more than before counts, for a year at most. Backdating is added in full."

    def _ask_how(self) -> None:
        self.section("Confirm this gain")
        form = Form(1)
        form.add_row("Confirmed &on", DateField(self.room.today), name="confirmed_on").set_value(
            self.room.today()
        )
        ways = [(code, WORDS[code]) for code in CONFIRMED_BY]
        form.add_row("&How it is known", ChoiceField(ways, unset="Choose"), name="confirmed_by")
        self.add(form, 8)
        self.add(Button("Confirm gain", self.confirm, "secondary", "check"), 12)
        self.form = form

    def _ask_why(self) -> None:
        self.section("Take this line back")
        self.said("It stays in the ledger with its reason, and counts nowhere from today.", "quiet")
        form = Form(1)
        why = form.add_row("&Why", TextField("Keyed twice"), name="because")
        why.line.returnPressed.connect(self.take_back)
        self.add(form, 8)
        self.add(Button("Take it back", self.take_back, "secondary", "undo-2"), 12)
        self.form = form

    def _ask_when(self) -> None:
        self.section("The award stopped, or must be repaid")
        self.said(
            "It counts for less from today. What was reported before stays; the difference is an adjustment.",
            "quiet",
        )
        form = Form(1)
        form.add_row("First day &not paid", DateField(self.room.today), name="ended_on")
        form.add_row("", TickField("What was paid must go &back"), name="recoverable")
        form.add_row("&Why", TextField("Lost on further appeal"), name="reason")
        self.add(form, 8)
        self.add(Button("Record the ending", self.end, "secondary", "check"), 12)
        self.form = form

    def end(self) -> None:
        """Ask for what the form says, unless it says too little."""
        if self.line is None or self.form is None or not self.ending:
            return
        typed, wrong = self.form.values(), self.form.unread()
        if typed["ended_on"] is None and not wrong:
            wrong.append(Problem("ended_on", "Write the first day it was not paid."))
        if not self.form.show_problems(wrong):
            draft = EndingDraft(typed["ended_on"], typed["reason"], bool(typed["recoverable"]))
            self.end_asked.emit(self.line.row.id, draft)

    def start(self) -> None:
        """Enter on the line: on to its form, where it has one."""
        if self.form is not None:
            self.form.focus_first()

    def confirm(self) -> None:
        """Ask for what the form says, unless it says too little."""
        if self.line is None or self.form is None or self.correcting or self.ending:
            return
        typed = self.form.values()
        wrong = self.form.unread()
        if typed["confirmed_on"] is None and not wrong:
            wrong.append(Problem("confirmed_on", "Write when it was confirmed."))
        if not self.form.show_problems(wrong):
            self.confirm_asked.emit(self.line.row.id, typed["confirmed_on"], typed["confirmed_by"] or "")

    def take_back(self) -> None:
        if self.line is not None and self.form is not None and self.correcting:
            self.reverse_asked.emit(self.line.row.id, self.form.values()["because"])

    def show_refused(self, fault: BaseException) -> None:
        """Why casework would not, beside its field."""
        if self.form is not None and isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        elif self.form is not None and isinstance(fault, DeskError):
            self.form.show_problems([Problem("", fault.said, fault.advice)])
        else:
            messages.show_fault(self, fault)

    def close_forms(self) -> bool:
        """Esc: away from correcting. True when it was open."""
        if (self.correcting or self.ending) and self.line is not None:
            self.show_line(self.line)
            return True
        return False

    # The lock -------------------------------------------------------------------------------------

    def draft(self) -> dict[str, object] | None:
        typed = self.form.values() if self.form is not None and self.line is not None else {}
        if self.line is None or not any(typed.get(name) for name in ("because", "confirmed_by", "reason")):
            return None
        which = {"correcting": self.correcting, "ending": self.ending}
        return {"gain": self.line.row.id, "typed": typed} | which

    def restore(self, draft: object) -> None:
        if isinstance(draft, dict):
            self._kept = draft
            if self.line is not None and self.line.row.id == draft.get("gain"):
                self._go_on(draft)

    def _go_on(self, kept: dict[str, object]) -> None:
        self._kept = None
        if self.line is not None and kept.get("correcting") and not self.correcting:
            self.show_line(self.line, correcting=True)
        elif self.line is not None and kept.get("ending") and not self.ending:
            self.show_line(self.line, ending=True)
        typed = kept.get("typed")
        if self.form is not None and isinstance(typed, dict):
            self.form.show_values(typed)
