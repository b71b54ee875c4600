"""A legal power over consent, for what is held: asked by one person, approved by another, used once.

It never opens the GP record. Each use is in the log, in the manager's week, and in the client's own list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.access import Blocked
from welfare_desk.casework.consent import overrides, overrides_page
from welfare_desk.casework.consent.overrides import BASES, OverrideDraft, OverrideRow
from welfare_desk.casework.consent.overrides_page import PowerPage
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import DeskError
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days
from welfare_desk.ui import messages, printing
from welfare_desk.ui.consents import blocked
from welfare_desk.ui.consents.conversation import Conversation
from welfare_desk.ui.consents.said import Part
from welfare_desk.ui.consents.signing import ReadBack
from welfare_desk.ui.kit.chips import Chip, ChipLabel
from welfare_desk.ui.kit.fields import ChoiceField, LongTextField, TextField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.words import Button, Prose, Words
from welfare_desk.ui.letters.forms import note_words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_WHAT_IT_IS = (
    "For when the law asks for what is held although nobody agreed: a council officer, a court, somebody's "
    "safety. It never opens the GP record, needs a second person, and is used once."
)


class LegalPowerScreen(Conversation):
    """Ask for it, approve it, use it; what was asked before beside the form."""

    name, title, rail = "legal-power", "Legal power", "clients"
    catches_up = frozenset({"overrides", "evidence", "clients"})
    _page: PowerPage | None

    def __init__(self, room: Room) -> None:
        super().__init__(room, "What was asked before")
        self.intro = Prose(_WHAT_IT_IS, "text", "quiet")
        self.read_back = ReadBack()
        self.read_back.hide()
        self._released: tuple[OverrideRow, dict[UUID, str]] | None = None
        self._passphrase: Form | None = None
        self.lay_out(self.intro, self.read_back, self.form)

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        if self._released is not None:
            acts: tuple[Act, ...] = (Act("Print it", self.print_it, "printer"),)
            primary = Act("Put it away", self.put_away, "eye-off")
        else:
            acts = ()
            none = "" if page.notes else "Nothing is held that it could release."
            primary = Act("Ask for it", self.ask, "send", none)
        return Heading(
            self.title,
            "Two people, a reason, and a row in the log",
            owner=page.client,
            owner_place=("client", {"person": page.person_id, "tab": "consent"}),
            acts=acts,
            primary=primary,
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if self._page is None:
            return {}
        return {"print": self.print_it} if self._released is not None else {"save": self.ask}

    def leave(self) -> bool:
        if self._released is not None:
            self.put_away()
            return True
        return False

    def draft(self) -> object | None:
        typed = {name: value for name, value in self.form.values().items() if value}
        return (self._where, typed) if typed else None

    # Showing ----------------------------------------------------------------------------------------

    def asking(self) -> Callable[[], PowerPage]:
        return partial(overrides_page.page, self.room.desk, self._where["person"])

    def forget(self) -> None:
        self._released = None

    def show_page(self, page: PowerPage) -> None:
        first, self._page = self._page is None, page
        if first:
            self._build(page)
        self.show_kept()
        self._show_released()
        self._fill(page)
        self.heading_changed.emit()

    def _build(self, page: PowerPage) -> None:
        add = self.new_form().add_row
        add("Which &power", ChoiceField(list(BASES.items()), unset="Choose one"), name="basis")
        bodies = [(one.id, one.name) for one in page.bodies]
        to = ChoiceField(bodies, unset="Nobody: it is read here")
        add("Who is &given it", to, name="recipient_id")
        help = "It stands in the log for good: no more than the reason"
        add("&Why", LongTextField("Who asked, when, by what paper", help, lines=2), name="reason", span=2)
        notes = [(one.id, note_words(one)) for one in page.notes]
        add("Which &notes: no more than are needed", TicksField(notes, columns=1), name="note_ids", span=2)
        silent = TextField(help="Only where telling the client would do harm; empty, it is in their own list")
        add("Why the client is not &told", silent, name="silent_because", span=2)
        self.form.focus_first()

    def _fill(self, page: PowerPage) -> None:
        pane = self.details
        pane.clear()
        self._passphrase = None
        pane.heading("What was asked before")
        if not page.rows:
            pane.said("Nothing has been asked for.", "quiet", 8)
        for row in page.rows:
            self._show_row(page, row)

    def _show_row(self, page: PowerPage, row: OverrideRow) -> None:
        pane = self.details
        pane.add(Hairline("raised_line"), 16)
        chip = (
            Chip("Turned down")
            if row.refused
            else Chip(f"Used {days.short(words.local_day(row.used_at))}", "done")
            if row.used_at
            else Chip("Approved", "soon")
            if row.approved_by
            else Chip("Waiting for a second person", "soon")
        )
        notes = "1 note" if row.notes == 1 else f"{row.notes} notes"
        what = f"{notes}, {f'for {row.recipient}' if row.recipient else 'to be read here'}"
        pane.add(Words(what, "name", wraps=True), 12)
        pane.add(Words(BASES[row.basis], "second", "quiet", wraps=True), 2)
        pane.add(ChipLabel(chip), 8)
        pane.said(row.reason, space=8)
        asked = f"Asked by {row.asked_by}, {days.short(words.local_day(row.asked_at))}"
        pane.said(f"{asked}; approved by {row.approved_by}" if row.approved_by else asked, "quiet", 4)
        if not row.is_open:
            return
        if row.approved_by:
            use = f"Release it to {row.recipient} now" if row.recipient else "Open the notes now, once"
            pane.act(use, partial(self.use, row), icon="eye")
        elif not row.mine:
            pane.act("Approve it", partial(self._do, overrides.approve_as_myself, row.id), icon="check")
        elif page.second and self._passphrase is None:
            self._passphrase = Form(1)
            field = TextField(secret=True, help=f"{', '.join(page.second)}: entered by them, here")
            self._passphrase.add_row("A second person's &passphrase", field, name="passphrase")
            pane.add(self._passphrase, 12)
            pane.act("Approve it", partial(self.approve, row.id), icon="check")
        elif not page.second:
            pane.said(
                "Nobody else has a passphrase for this desk yet. Add a second person in Settings.", "soon", 8
            )
        down = Button("Turn it down", partial(self._do, overrides.turn_down, row.id), "link", "x")
        down.setAccessibleName(f"Turn it down: {BASES[row.basis]}, {notes}")
        pane.add(InALine(down), 6)

    def _show_released(self) -> None:
        released = self._released
        self.read_back.setVisible(released is not None)
        self.form.setVisible(released is None)
        self.intro.setVisible(released is None)
        if released is not None and self._page is not None:
            row, said = released
            heads = {one.id: note_words(one) for one in self._page.notes}
            parts = [Part(heads.get(id, "Note"), text) for id, text in said.items()]
            self.read_back.show_parts(BASES[row.basis], parts)

    # Doing ------------------------------------------------------------------------------------------

    def ask(self) -> None:
        if self._page is None:
            return
        typed = self.form.values()
        draft = OverrideDraft(
            self._page.person_id,
            typed["note_ids"],
            typed["basis"] or "",
            typed["reason"],
            typed["recipient_id"],
            typed["silent_because"],
        )
        self.room.write(self, partial(overrides.ask, self.room.desk, draft), self._asked, self.failed)

    def _asked(self, changes: Changes) -> None:
        self.say_done("Asked for.", "Nothing is released until a second person approves it.")
        self._page = None
        self.written(changes)

    def approve(self, override_id: UUID) -> None:
        """With a second person's passphrase, which is in the field no longer than it must."""
        if self._passphrase is None:
            return
        field = self._passphrase.fields["passphrase"]
        passphrase = field.value()
        field.set_value("")
        work = partial(overrides.approve, self.room.desk, override_id, passphrase)
        self.room.write(self, work, self.written, self._not_approved)

    def _not_approved(self, fault: BaseException) -> None:
        if isinstance(fault, DeskError) and self._passphrase is not None:
            self._passphrase.fields["passphrase"].problem(f"{fault.said} {fault.advice}".strip())
            self._passphrase.fields["passphrase"].setFocus()
        else:
            messages.show_fault(self, fault)

    def _do(self, work: Callable[[Desk, UUID], Changes], override_id: UUID) -> None:
        self.room.write(self, partial(work, self.room.desk, override_id), self.written, self.failed)

    def use(self, row: OverrideRow) -> None:
        """What the notes say, once; the gate is asked and the log has it before it shows."""
        work = partial(overrides.use, self.room.desk, row.id, today=self.room.today())
        self.room.write(self, work, partial(self._used, row), self._not_used)

    def _used(self, row: OverrideRow, said: dict[UUID, str]) -> None:
        self._released = (row, said)
        self.say_done("Released once.", "It is in the log, and first in the week's exceptions.")
        self.wrote.emit(Changes(frozenset({"overrides", "journal"}), row.person_id))
        self.read_again()

    def _not_used(self, fault: BaseException) -> None:
        if isinstance(fault, Blocked):
            self.say_done(*blocked.in_words(fault.reasons, "This"))
        else:
            messages.show_fault(self, fault)

    def put_away(self) -> None:
        self._released = None
        self.banner.hide()
        self.read_again()

    def print_it(self) -> None:
        if self._released is None:
            return
        row, said = self._released
        work = partial(overrides_page.on_paper, self.room.desk, row.id, said, today=self.room.today())
        self.room.read(self, work, self._print)

    def _print(self, pdf: Any) -> None:
        try:
            printing.print_pdf(self, pdf, "Information released")
        except DeskError as fault:
            messages.show_fault(self, fault)
