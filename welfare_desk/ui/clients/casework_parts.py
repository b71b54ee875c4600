"""The parts of a client's page about the work: cases, consent and evidence, letters, money."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

from welfare_desk.casework.consent import consent_paper, consents
from welfare_desk.casework.consent.consents import ConsentRow
from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.debt import debts
from welfare_desk.casework.debt.debts import DebtRow
from welfare_desk.casework.figures.gains import GainRow
from welfare_desk.casework.matters import journal
from welfare_desk.casework.matters.cases import CaseRow, matter_name
from welfare_desk.casework.notes.evidence import NoteHead
from welfare_desk.casework.people.client_page import ClientPage
from welfare_desk.rules import consent_record, days, money
from welfare_desk.ui import printing
from welfare_desk.ui.clients import words
from welfare_desk.ui.clients.part import Host, ListPart
from welfare_desk.ui.consents import proof, said
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.panes import Details, SectionHead
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.letters.words import facts_of, kind_words, page_of, state_chip, who_waits

_RENEWABLE = ("live", "review_due", "review_overdue", "expired")


class CasesPart(ListPart):
    """What we are doing for them."""

    words = "Cases"

    def __init__(self, host: Host) -> None:
        empty = Empty(
            "No case yet.",
            "A case starts with a referral: what it is about, and the dates that matter.",
            "New referral",
            partial(host.go, "referral"),
            "plus",
        )
        super().__init__(
            host,
            "Cases",
            [Column("Case"), Column("Kind", 92), Column("Next date", 220), Column("Opened", 96)],
            empty,
        )

    def tab_words(self) -> str:
        count = len(self.page.glance.cases) if self.page else 0
        return f"{self.words} {count}" if count else self.words

    def show_page(self, page: ClientPage) -> None:
        self.page = page
        self.show_list(_case_row(row, self.host.room.today()) for row in page.glance.cases)

    def fill(self, pane: Details) -> None:
        found = self.page.glance.cases if self.page else ()
        row = next((one for one in found if one.id == self.chosen()), None)
        if row is None:
            return
        chip = Chip(f"Closed {days.short(row.closed_on)}") if row.closed_on else None
        pane.heading(words.matter(row), row.reference, chip)
        pane.facts(
            [
                ("Kind", words.KINDS.get(row.kind, "Other")),
                ("Opened", days.full(row.opened_on)),
                ("Practice", row.practice or ""),
                *((("Next date", words.next_date(row)),) if row.closed_on is None else ()),
            ]
        )
        pane.act("Open case", partial(self.open, row.id), icon="folder")
        if row.closed_on is None:
            pane.section("For this case")
            where = {"person": row.person_id, "case": row.id}
            for act, icon, screen, place in (
                ("Record decision", "scale", "decision", {"case": row.id}),
                ("Open evidence", "eye", "evidence", where),
                ("Draft letter", "mail", "letter", {"case": row.id}),
            ):
                pane.add(Button(act, partial(self.host.go, screen, **place), "link", icon), 8)

    def open(self, key: object) -> None:
        self.host.go("case", case=key)


def _case_row(row: CaseRow, today: date) -> Row:
    gone = row.closed_on is not None
    role = "quiet" if gone else "ink"
    if row.closed_on is not None:
        next_date = RowCell(f"Closed {days.short(row.closed_on)}", role="quiet")
    elif row.next_on is None:
        next_date = RowCell("No date set", role="quiet")
    else:
        left = (row.next_on - today).days
        late = f"{-left} day{'s' * (left != -1)} over"
        soon = "today" if not left else f"{left} day{'s' * (left != 1)}"
        chip = Chip(late, "overdue") if left < 0 else Chip(soon, "soon") if left <= 14 else None
        next_date = RowCell(days.without_year(row.next_on), row.next_what or "", chip, raw=row.next_on)
    return Row(
        row.id,
        (
            RowCell(words.matter(row), row.reference, strong=not gone, role=role),
            RowCell(words.KINDS.get(row.kind, "Other"), role=role),
            next_date,
            RowCell(days.short(row.opened_on), role=role, raw=row.opened_on),
        ),
    )


class ConsentPart(ListPart):
    """What they agreed to, and what is noted under it; what a note says is opened on the evidence page."""

    words = "Consent and evidence"

    def __init__(self, host: Host) -> None:
        empty = Empty(
            "Nothing has been asked yet.",
            "What they agree to, refuse or take back is listed here, with the notes made under it.",
            "Record consent",
            self._record,
            "shield-check",
        )
        super().__init__(host, "Consent and evidence", [Column(""), Column("", 176)], empty)
        self.head = SectionHead("")  # the tab names it; here are its two first steps
        self.head.add(Button("Record consent", self._record, "secondary", "shield-check"))
        self.head.add(Button("Open evidence", self._evidence, "secondary", "eye"))
        self.head.add(Button("Who decides", self._who_decides, "secondary", "users"))
        self.box.insertWidget(0, self.head)

    def show_page(self, page: ClientPage) -> None:
        self.page = page
        self.show_list(self._rows(page))

    def _rows(self, page: ClientPage) -> Iterator[Row]:
        today = self.host.room.today()
        if page.consents:
            yield group("Consents and refusals", str(len(page.consents)))
        for row in page.consents:
            first, second = said.row_words(row)
            chip = said.row_chip(row, today)
            yield Row(("consent", row.id), (RowCell(first, second, strong=row.is_live), RowCell(chip=chip)))
        if page.tasks:
            yield group("To do", str(len(page.tasks)))
        for task in page.tasks:
            due = RowCell(chip=_due_chip(task.due_on, today)) if task.due_on else RowCell()
            yield Row(("task", task.id), (RowCell(task.what, strong=True), due))
        if page.notes:
            yield group("Evidence notes", str(len(page.notes)))
        for note in reversed(page.notes):  # the newest entry first, as consents stand
            first, second = _note_words(note)
            day = days.short(note.entry_on) if note.entry_on else "No date"
            yield Row(("note", note.id), (RowCell(first, second), RowCell(day, raw=note.entry_on)))

    def fill(self, pane: Details) -> None:
        kind, id = key if isinstance(key := self.chosen(), tuple) else ("", None)
        if self.page is None:
            return
        for row in self.page.consents:
            if kind == "consent" and row.id == id:
                self._show_consent(pane, row)
        for note in self.page.notes:
            if kind == "note" and note.id == id:
                self._show_note(pane, note)
        for task in self.page.tasks:
            if kind == "task" and task.id == id:
                pane.heading("To do", f"By {days.full(task.due_on)}" if task.due_on else "")
                pane.said(task.what, space=12)
                pane.act("Mark it done", partial(self._task_done, task.id), icon="check")

    def _show_consent(self, pane: Details, row: ConsentRow) -> None:
        first, _ = said.row_words(row)
        pane.heading(first, chip=said.row_chip(row, self.host.room.today()))
        if row.said:
            pane.said("Nothing may be opened on the strength of it. Ask again.", space=12)
            return
        pane.facts(
            [
                ("How", said.METHODS.get(row.method, "")),
                ("By", said.label("givers", row.giver_role)),
                ("Record", row.practice or "What they say, not the record"),
                ("Parts", said.listed(map(said.category, row.categories))),
                ("Left out", said.listed(map(said.category, row.exclude)) if row.exclude else "Nothing"),
                (
                    "Allowed" if row.polarity == "permit" else "Refused",
                    said.listed(said.label("actions", code).lower() for code in row.actions).capitalize(),
                ),
                ("To", said.listed(row.recipients) if row.recipients else "Nobody"),
                ("Withdrawn", days.full(row.withdrawn_on))
                if row.withdrawn_on
                else ("Until", days.full(row.expires_on) if row.expires_on else "They say otherwise"),
            ]
        )
        if row.is_live:
            pane.act("Withdraw now", partial(self._withdraw, row.id), icon="x")
            pane.said(
                "Readings close and letters resting on it stop at once. No reason is asked.", "quiet", 8
            )
            more = "A part of it, by telephone, or a mistake"
        else:
            more = "What it closed, and what had gone"
        if row.proof is not None:
            look = Button("Look at the signed sheet", partial(self._look_at, row.proof), "link", "eye")
            pane.add(look, 12)
        elif row.polarity == "permit" and row.method == "written":
            keep = partial(proof.attach, self, self.host.room, row.id, self.host.written)
            pane.add(Button("Attach the signed sheet", keep, "link", "paperclip"), 12)
        if row.polarity == "permit" and row.practice_id and row.state in _RENEWABLE:
            renew = partial(self._print_slip, row.id)
            pane.add(Button("Print the slip that renews it", renew, "link", "printer"), 12)
        if row.polarity == "permit":
            pane.add(Button(more, partial(self._ending, row.id), "link", "chevron-right"), 12)

    def _show_note(self, pane: Details, note: NoteHead) -> None:
        first, _ = _note_words(note)
        pane.heading(first, f"Entry of {days.full(note.entry_on)}" if note.entry_on else "")
        pane.facts(
            [
                ("From", said.category(note.category)),
                ("Noted", days.full(consent_record.local_day(note.written_at))),
                ("Bears on", said.listed(map(letters.activity_name, note.activities))),
            ]
        )
        pane.said(
            "What it says is opened on the evidence page; each opening is in the access log.", "quiet", 12
        )
        pane.act("Open evidence", partial(self._evidence, note.case_id), icon="eye")
        pane.add(Button("Use a legal power", self._legal_power, "link", "scale"), 8)

    def open(self, key: object) -> None:
        kind, id = key if isinstance(key, tuple) else ("", None)
        if kind == "note":
            self._evidence()
        elif kind == "task":
            self._task_done(id)
        elif kind == "consent":
            self._ending(id)
        else:
            self._record()

    def _case(self) -> dict[str, UUID]:
        opened = self.page.open_cases if self.page else ()
        return {"case": opened[0].id} if opened else {}

    def _record(self) -> None:
        if self.page is not None:
            self.host.go("consent", person=self.page.view.id, **self._case())

    def _evidence(self, case: UUID | None = None) -> None:
        if self.page is not None:
            self.host.go("evidence", person=self.page.view.id, **({"case": case} if case else self._case()))

    def _ending(self, consent: UUID) -> None:
        if self.page is not None:
            self.host.go("consent-ending", person=self.page.view.id, consent=consent)

    def _print_slip(self, consent: UUID) -> None:
        room = self.host.room
        work = partial(consent_paper.renewal_slip, room.desk, consent, today=room.today())
        room.write(self, work, self._slip_made)

    def _slip_made(self, slip: consent_paper.Paper) -> None:
        printing.print_pdf(self, slip.data, "Agreement to renew")

    def _look_at(self, paper: UUID) -> None:
        if self.page is not None:
            self.host.go("papers", person=self.page.view.id, paper=paper)

    def _legal_power(self) -> None:
        if self.page is not None:
            self.host.go("legal-power", person=self.page.view.id)

    def _who_decides(self) -> None:
        if self.page is not None:
            self.host.go("who-decides", person=self.page.view.id)

    def _task_done(self, task: UUID) -> None:
        room = self.host.room
        room.write(self, partial(journal.task_done, room.desk, task, today=room.today()), self.host.written)

    def _withdraw(self, consent: UUID) -> None:
        room = self.host.room
        work = partial(consents.withdraw, room.desk, consent, how="told the advisor", today=room.today())
        room.write(self, work, self.host.written)


def _due_chip(due_on: date, today: date) -> Chip:
    if due_on < today:
        return Chip(f"Since {days.without_year(due_on)}", "overdue")
    return Chip(f"By {days.without_year(due_on)}", "soon" if (due_on - today).days <= 7 else "plain")


def _note_words(note: NoteHead) -> tuple[str, str]:
    source = "The GP record" if note.source == "gp_record" else "From the client"
    bears = said.listed(map(letters.activity_name, note.activities))
    return f"{source}: {said.category(note.category).lower()}", bears or "No activity named"


class LettersPart(ListPart):
    """What was written for them, and who waits for whom."""

    words = "Letters"

    def __init__(self, host: Host) -> None:
        empty = Empty(
            "No letter yet.",
            "A supporting letter is drafted from the notes of a case, checked by the GP, then issued.",
            "Open evidence",
            self._evidence,
            "eye",
        )
        columns = [Column("Letter"), Column("State", 96), Column("Waiting for", 250)]
        super().__init__(host, "Letters", columns, empty)

    def tab_words(self) -> str:
        count = len(self.page.letters) if self.page else 0
        return f"{self.words} {count}" if count else self.words

    def show_page(self, page: ClientPage) -> None:
        self.page = page
        today = self.host.room.today()
        self.show_list(
            Row(
                row.id,
                (
                    RowCell(kind_words(row.kind), f"{row.reference}, to {row.recipient}", strong=True),
                    RowCell(chip=state_chip(row.state)),
                    RowCell(*who_waits(row, today)),
                ),
            )
            for row in page.letters
        )

    def fill(self, pane: Details) -> None:
        found = self.page.letters if self.page else ()
        row = next((one for one in found if one.id == self.chosen()), None)
        if row is None:
            return
        pane.heading(kind_words(row.kind), row.reference, state_chip(row.state))
        pane.facts([("To", row.recipient), *facts_of(row)])
        pane.act("Open letter", partial(self.open, row.id), icon="mail")

    def open(self, key: object) -> None:
        found = self.page.letters if self.page else ()
        row = next((one for one in found if one.id == key), None)
        if row is not None:
            self.host.go(page_of(row.kind), letter=key)

    def _evidence(self) -> None:
        if self.page is not None:
            case = {"case": self.page.open_cases[0].id} if self.page.open_cases else {}
            self.host.go("evidence", person=self.page.view.id, **case)


class MoneyPart(ListPart):
    """What was gained, and what is owed."""

    words = "Money"

    def __init__(self, host: Host) -> None:
        empty = Empty(
            "No money yet.",
            "What decisions bring and what is owed to whom is shown here; both are recorded on a case.",
        )
        columns = [Column(""), Column("State", 190), Column("Amount", 150, right=True)]
        super().__init__(host, "Money", columns, empty)

    def show_page(self, page: ClientPage) -> None:
        self.page = page
        self.show_list(self._rows(page))

    def _rows(self, page: ClientPage) -> Iterator[Row]:
        if page.gains:
            yield group("Gains", str(len(page.gains)))
        for gain in page.gains:
            yield Row(
                ("gain", gain.id),
                (
                    RowCell(matter_name(gain.benefit), gain.case_reference, strong=True),
                    RowCell(chip=_gain_chip(gain)),
                    RowCell(money.shown(gain.amount), gain.how_often, raw=gain.amount),
                ),
            )
        if page.debts:
            yield group("Debts", str(len(page.debts)))
        for debt in page.debts:
            balance = "Not recorded" if debt.balance is None else money.shown(debt.balance)
            on = f"on {days.short(debt.balance_on)}" if debt.balance_on else ""
            yield Row(
                ("debt", debt.id),
                (
                    RowCell(debt.name, debt.creditor, strong=True),
                    RowCell(_debt_words(debt)),
                    RowCell(balance, on, raw=debt.balance),
                ),
            )
        owed = [debt.balance for debt in page.debts if debt.balance is not None]
        if len(owed) > 1:
            total = RowCell(money.shown(sum(owed, Decimal(0))))
            yield Row("owed", (RowCell("Owed together"), RowCell(), total), "total")

    def fill(self, pane: Details) -> None:
        kind, id = key if isinstance(key := self.chosen(), tuple) else ("", None)
        for gain in self.page.gains if self.page else ():
            if kind == "gain" and gain.id == id:
                _show_gain(pane, gain)
        for debt in self.page.debts if self.page else ():
            if kind == "debt" and debt.id == id:
                _show_debt(pane, debt)
        if id is not None:
            pane.act("Open case", partial(self.open, key), icon="folder")

    def open(self, key: object) -> None:
        """The case it was written on."""
        rows: tuple[GainRow | DebtRow, ...] = (*self.page.gains, *self.page.debts) if self.page else ()
        found = next((one for one in rows if isinstance(key, tuple) and one.id == key[1]), None)
        if found is not None:
            self.host.go("case", case=found.case_id)


def _gain_chip(gain: GainRow) -> Chip:
    if gain.reversed_on:
        return Chip(f"Reversed {days.short(gain.reversed_on)}")
    if gain.confirmed_on:
        return Chip(f"Confirmed {days.short(gain.confirmed_on)}", "done")
    return Chip("To be confirmed", "soon")


def _debt_words(debt: DebtRow) -> str:
    if debt.written_off:
        return f"{money.shown(debt.written_off)} written off"
    if debt.rescheduled:
        return f"{money.shown(debt.rescheduled)} rescheduled"
    return f"{money.shown(debt.arrears)} in arrears" if debt.arrears else ""


def _show_gain(pane: Details, gain: GainRow) -> None:
    pane.heading(matter_name(gain.benefit), gain.case_reference, _gain_chip(gain))
    more = [(f"Now, {gain.how_often}", money.shown(gain.amount))]
    if gain.previous:
        more.append((f"Before, {gain.how_often}", money.shown(gain.previous)))
    if gain.arrears:
        more.append(("Arrears", money.shown(gain.arrears)))
    pane.sum(more)
    pane.facts(
        [
            ("Decided", days.full(gain.decided_on) if gain.decided_on else ""),
            ("From", days.full(gain.award_from) if gain.award_from else ""),
            ("To", days.full(gain.award_to) if gain.award_to else "No end given"),
            ("Confirmed", days.full(gain.confirmed_on) if gain.confirmed_on else "Not yet"),
        ],
        16,
    )


def _show_debt(pane: Details, debt: DebtRow) -> None:
    pane.heading(debts.kind_name(debt.kind), debt.creditor)
    pane.facts(
        [
            ("Owed", money.shown(debt.balance) if debt.balance is not None else ""),
            ("As of", days.full(debt.balance_on) if debt.balance_on else ""),
            ("Arrears", money.shown(debt.arrears) if debt.arrears is not None else ""),
            *((("Written off", money.shown(debt.written_off)),) if debt.written_off else ()),
            *((("Rescheduled", money.shown(debt.rescheduled)),) if debt.rescheduled else ()),
            ("Case", debt.case_reference),
        ]
    )
