"""What a client owes: what bites first at the top, then the debts that come first, then the others.

The pane has the chosen debt with its clock, its balances and its history, or one thing that bites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.debt import creditors, debt_events, debt_outcomes, debts, debts_pasted
from welfare_desk.casework.debt.creditors import CreditorDraft
from welfare_desk.casework.debt.debt_page import ClientDebts, DebtView, EventRow, LiableRow, OutcomeRow
from welfare_desk.casework.debt.debts import DebtRow
from welfare_desk.casework.matters import emergencies
from welfare_desk.casework.matters.emergencies import Emergency, MoratoriumRow
from welfare_desk.casework.people import clients
from welfare_desk.errors import Problem
from welfare_desk.rules import days, money
from welfare_desk.ui.debts.forms import (
    BalanceForm,
    CreditorForm,
    DealtForm,
    DetailsForm,
    EndForm,
    EventForm,
    JointForm,
    MoratoriumForm,
    NewDebtForm,
    OutcomeForm,
    PasteDebtsForm,
    SaleForm,
    SameDebtForm,
    TakeBackForm,
)
from welfare_desk.ui.debts.part import Host, Part, Work
from welfare_desk.ui.debts.shown import show_debt, show_moratorium, show_outcome, show_threat, threat_row
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.screen import Act

_MOST = 6


class OwedPart(Part):
    """Every debt of one client, and what bites."""

    words = "What is owed"

    def __init__(self, host: Host) -> None:
        columns = [
            Column("Debt"),
            Column("How it stands"),
            Column("Arrears", 84, right=True),
            Column("Owed", 104, right=True),
        ]
        empty = Empty(
            "No debts recorded yet.",
            "Each is recorded with its creditor, the balance on a letter, and who owes it.",
            "Add a debt",
            self.add,
            "plus",
        )
        super().__init__(host, "Debts of this client", columns, empty)
        self.threats: dict[UUID, Emergency] = {}
        self.moratoria: list[MoratoriumRow] = []
        self._found: list[tuple[UUID, str]] = []
        self.openers = {
            "add": self.add,
            "paste": self.paste,
            "balance": self.balance,
            "event": self.happened,
            "details": self.details,
            "sale": self.sale,
            "joint": self.joint,
            "same": self.same,
            "dealt": self.dealt,
            "moratorium": self.moratorium,
            "outcome": self.outcome,
            "creditor": self.creditor,
            "contact": self.contact,
            "end-moratorium": self.end_moratorium,
            "end-liability": self.end_liability,
            "outcome-back": self.outcome_back,
        }
        self._meant: MoratoriumRow | LiableRow | OutcomeRow | None = None  # the line a form is about

    def heading_acts(self) -> tuple[tuple[Act, ...], Act | None]:
        closed = (
            "" if self.client and self.client.cases else "A debt belongs to a debt case, and none is open."
        )
        paste = Act("Paste a list", self.paste, "list", closed)
        letters = (Act("Write to creditors", self.write_letters, "mail"),) if self._of_a_case() else ()
        return (*letters, paste), Act("Add a debt", self.add, "plus", closed)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        found = {"write-to-creditors": self.write_letters} if self._of_a_case() else {}
        chosen = {"record-balance": self.balance, "record-debt-event": self.happened}
        return found | chosen if self.debt() else found

    def _of_a_case(self) -> UUID | None:
        """The case whose debts these are: that of the one chosen, else the first."""
        debt, client = self.debt(), self.client
        if debt is not None:
            return debt.case_id
        return client.debts[0].case_id if client is not None and client.debts else None

    def write_letters(self) -> None:
        """One letter to several of these creditors."""
        case = self._of_a_case()
        if case is not None:
            self.host.go("creditor-letters", case=case)

    # Showing --------------------------------------------------------------------------------------

    def read(self, client: ClientDebts) -> None:
        desk, today, person = self.host.room.desk, self.host.room.today(), client.person_id

        def work() -> tuple[list[Emergency], list[MoratoriumRow]]:
            return (
                emergencies.emergencies(desk, today=today, person_id=person),
                emergencies.moratoria(desk, person, today=today),
            )

        self.host.room.read(self, work, partial(self._show, client))

    def _show(self, client: ClientDebts, found: tuple[list[Emergency], list[MoratoriumRow]]) -> None:
        if client is not self.client:
            return
        self.threats, self.moratoria = {row.id: row for row in found[0]}, found[1]
        self.show_list(self._rows(client))

    def _rows(self, client: ClientDebts) -> Iterator[Row]:
        today = self.host.room.today()
        if self.threats:
            yield group("Most urgent debts", str(len(self.threats)), role="overdue", mark="triangle-alert")
        for threat in self.threats.values():
            yield threat_row(threat, today, with_client=False)
        for words, first in (("Debts that come first", True), ("Other debts", False)):
            these = [debt for debt in client.debts if debt.priority is first]
            if these:
                yield group(words, str(len(these)))
            for debt in these:
                yield self._row(debt)
        if client.debts:
            arrears = RowCell(money.shown(client.arrears) if client.arrears else "")
            owed = RowCell(money.shown(client.owed), raw=client.owed)
            words = "Owed together, each joint debt in full"
            yield Row("owed", (RowCell(words), RowCell(), arrears, owed), "total")

    def _row(self, debt: DebtView) -> Row:
        balance = debt.balance
        arrears = balance.arrears if balance else None
        to = f"{debt.owed_to}, jointly" if debt.joint else debt.owed_to
        stands = RowCell(
            debt.stage_name or "Stage not recorded",
            "".join(debt.left_out_words[:1]).partition(":")[0] if debt.balance else "",
            role="ink" if debt.stage else "quiet",
            second_role="soon" if debt.left_out else "quiet",
        )
        return Row(
            debt.id,
            (
                RowCell(debt.name, to, strong=True),
                stands,
                RowCell(money.shown(arrears) if arrears is not None else "", raw=arrears),
                RowCell(money.shown(balance.amount), days.short(balance.on), raw=balance.amount)
                if balance
                else RowCell("No balance yet", role="quiet"),
            ),
        )

    def debt(self) -> DebtView | None:
        """The chosen debt; of a chosen threat, the debt it belongs to."""
        key = self.chosen()
        if isinstance(key, tuple):
            threat = self.threats.get(key[1])
            key = threat.debt_id if threat else None
        return next((one for one in self.client.debts if one.id == key), None) if self.client else None

    def fill(self, pane: Details) -> None:
        key = self.chosen()
        if isinstance(key, tuple) and key[1] in self.threats:
            show_threat(pane, self.threats[key[1]], self.host.room.today())
            pane.act("It is dealt with", self.dealt, "primary", icon="check")
            self._fill_moratoria(pane)
            return
        debt = self.debt()
        if debt is None:
            return
        show_debt(pane, debt)
        pane.act("Add a newer balance", self.balance, "primary", icon="plus")
        pane.act("Record what happened", self.happened, icon="flag")
        pane.act("Record the outcome", self.outcome, icon="check")
        pane.act("Put details right", self.details, icon="pencil")
        contact = "Contact is allowed again" if debt.contact_stopped_on else "The creditor is to stop contact"
        written_to = [("Where it is written to", self.creditor)] if debt.creditor is not None else []
        if debt.papers.ask_consent:
            written_to.insert(0, ("Ask for consent again", self._ask_consent))
        pane.links(
            *written_to,
            ("Sold to another creditor", self.sale),
            (contact, self.contact),
            ("Somebody else owes it too", self.joint),
            ("It stands in another file too", self.same),
        )
        self._fill_liable(pane, debt)
        self._fill_history(pane, debt)
        self._fill_moratoria(pane)

    def _fill_liable(self, pane: Details, debt: DebtView) -> None:
        if debt.liable:
            pane.section("Who else owes the whole of it")
        for one in debt.liable:
            role = "Guarantor" if one.role == "guarantor" else "Jointly"
            until = f"until {days.short(one.ended_on)}" if one.ended_on else ""
            pane.item(one.name, until, second=role)
            if one.ended_on is None and one.id != debt.id:  # the client of the file goes on owing it
                pane.links(("No longer owes it", partial(self._about, one, self.end_liability)), space=2)

    def _fill_history(self, pane: Details, debt: DebtView) -> None:
        if debt.outcomes:
            pane.section("What became of it")
        standing = next((one for one in debt.outcomes if not one.taken_back), None)
        for outcome in debt.outcomes:
            show_outcome(pane, outcome)
            if outcome is standing:
                pane.links(
                    ("Take that outcome back", partial(self._about, outcome, self.outcome_back)), space=2
                )
        if debt.events:
            pane.section("What happened")
        for event in debt.events:
            struck = f"Taken back {days.short(event.taken_back_on)}" if event.taken_back_on else event.words
            pane.item(event.what, days.short(event.on), second=struck)
            if event.taken_back_on is None and event is debt.events[0]:
                pane.links(("Take that back", partial(self._take_back, event)), space=2)

    def _fill_moratoria(self, pane: Details) -> None:
        pane.section("Moratorium", "Record" if self.client and self.client.cases else "", self.moratorium)
        if not self.moratoria:
            pane.said("None recorded.", "quiet")
        for row in self.moratoria:
            show_moratorium(pane, row, self.host.room.today())
            if row.ended_on is None and not (row.ends_on and row.ends_on < self.host.room.today()):
                pane.links(
                    ("It ended before its time", partial(self._about, row, self.end_moratorium)), space=6
                )

    # Doing ----------------------------------------------------------------------------------------

    def add(self) -> None:
        client, room = self.client, self.host.room
        if client is None or not client.cases:
            return
        form = NewDebtForm(room, client.cases)

        def work() -> Work | None:
            if form.show_problems(form.problems()):
                return None
            return partial(debts.add_debt, room.desk, form.case.value(), form.draft(), today=room.today())

        self.host.open_form("add", "Add a debt", form, "Add debt", work)

    def paste(self) -> None:
        """A list of debts from a spreadsheet, each row read before anything is kept."""
        client, room = self.client, self.host.room
        if client is None or not client.cases:
            return
        form = PasteDebtsForm([debt.draft for debt in client.debts], client.cases)

        def work() -> Work | None:
            if form.show_problems(form.problems()):
                return None
            case, text = form.case.value(), form.text.value()
            return partial(debts_pasted.take, room.desk, case, text, today=room.today())

        self.host.open_form("paste", "A list of debts", form, "Take these debts", work)

    def _of_debt(
        self, name: str, title: str, form: Form, act: str, work: Callable[[DebtView], Work | None]
    ) -> None:
        debt = self.debt()
        if debt is not None:
            self.host.open_form(name, f"{title}: {debt.name}", form, act, lambda: work(debt))

    def balance(self) -> None:
        form, room = BalanceForm(self.host.room), self.host.room
        self._of_debt(
            "balance", "A newer balance", form, "Add balance",
            lambda debt: partial(debts.add_balance, room.desk, debt.id, form.draft(), today=room.today()),
        )  # fmt: skip

    def _ask_consent(self) -> None:
        debt, client = self.debt(), self.client
        if debt is not None and client is not None:
            self.host.go("consent", person=client.person_id, case=debt.case_id)

    def contact(self) -> None:
        """The creditor is asked to keep away, or may write and ring again."""
        debt = self.debt()
        if debt is not None:
            self.happened("contact_resumed" if debt.contact_stopped_on else "contact_stopped")

    def happened(self, kind: str = "") -> None:
        debt, room = self.debt(), self.host.room
        if debt is None or self.client is None:
            return
        owing = [(self.client.person_id, self.client.client)]
        owing += [(one.person_id, one.name) for one in debt.liable if one.person_id is not None]
        form = EventForm(room, owing)
        if kind:
            form.what.set_value(kind)
            form.day.set_value(room.today())
        self._of_debt(
            "event", "What happened", form, "Record",
            lambda debt: partial(
                debt_events.record_event, room.desk, debt.id, form.draft(), today=room.today()
            ),
        )  # fmt: skip

    def details(self) -> None:
        debt, room = self.debt(), self.host.room
        if debt is None:
            return
        form = DetailsForm(room, debt.draft)
        self._of_debt(
            "details", "Details", form, "Save details",
            lambda debt: partial(debts.change_debt, room.desk, debt.id, form.draft(), today=room.today()),
        )  # fmt: skip

    def outcome(self) -> None:
        debt, room = self.debt(), self.host.room
        if debt is None:
            return
        form = OutcomeForm(room, debt)

        def work(debt: DebtView) -> Work | None:
            today = room.today()
            if form.fields["what"].value() is None:
                form.show_problems([Problem("what", "Choose what became of it.")])
                return None
            return partial(debt_outcomes.record_outcome, room.desk, debt.id, form.draft(today), today=today)

        self._of_debt("outcome", "What became of it", form, "Record the outcome", work)

    def creditor(self) -> None:
        debt, room = self.debt(), self.host.room
        body = debt.creditor if debt else None
        if body is None:
            return
        form = CreditorForm(CreditorDraft(body.name, body.address, body.postcode, body.phone))

        def work() -> Work:
            return partial(creditors.change_creditor, room.desk, body.id, form.draft())

        self.host.open_form("creditor", "Where it is written to", form, "Save the address", work)

    def sale(self) -> None:
        form, room = SaleForm(self.host.room), self.host.room

        def work(debt: DebtView) -> Work:
            typed, today = form.values(), room.today()
            return partial(
                debt_events.sell, room.desk, debt.id, typed["buyer"],
                on=typed["on"] or today, today=today, account=typed["account"],
            )  # fmt: skip

        self._of_debt("sale", "Sold", form, "Record the sale", work)

    def joint(self) -> None:
        form, room = JointForm(), self.host.room
        form.typed.edited.connect(lambda: self._look_for(form))
        self._of_debt(
            "joint", "Who else owes it", form, "Record",
            lambda debt: partial(
                debt_events.share_liability, room.desk, debt.id, form.other(), today=room.today()
            ),
        )  # fmt: skip

    def same(self) -> None:
        """Two files hold one debt: from now on it is counted once (funder R12)."""
        form, room = SameDebtForm(), self.host.room
        form.typed.edited.connect(lambda: self._look_for_same(form))

        def work(debt: DebtView) -> Work | None:
            other = form.found.value()
            if other is None:
                form.show_problems([Problem("typed", "Say which debt of another file it is.")])
                return None
            return partial(debt_outcomes.same_debt, room.desk, debt.id, other, today=room.today())

        self._of_debt("same", "The same debt", form, "They are one debt", work)

    def _look_for_same(self, form: SameDebtForm) -> None:
        debt, typed, room = self.debt(), form.typed.value(), self.host.room
        if debt is None:
            return

        def show(found: list[DebtRow]) -> None:
            if typed == form.typed.value():
                others = [row for row in found if row.person_id != debt.person_id]
                form.offer([(row.id, f"{row.client}, {row.name}, {row.creditor}") for row in others[:_MOST]])

        room.read(form, partial(debts.debts, room.desk, typed=typed), show)

    def _look_for(self, form: JointForm) -> None:
        typed, room = form.typed.value(), self.host.room
        work = partial(clients.find, room.desk, typed, limit=_MOST)

        def show(found: list[Any]) -> None:
            if typed == form.typed.value():
                form.found.offer([(row.id, row.name) for row in found] if typed else [])

        room.read(form, work, show)

    def dealt(self) -> None:
        key, room = self.chosen(), self.host.room
        threat = self.threats.get(key[1]) if isinstance(key, tuple) else None
        if threat is None:
            return
        form = DealtForm()

        def work() -> Work | None:
            how = form.fields["how"].value()
            if not how:
                form.show_problems([Problem("how", "Say what stopped it.")])
                return None
            return partial(debt_events.dealt_with, room.desk, threat.id, how, today=room.today())

        self.host.open_form("dealt", threat.threat.name, form, "It is dealt with", work)

    def moratorium(self) -> None:
        client, room = self.client, self.host.room
        if client is None or not client.cases:
            return
        form = MoratoriumForm(room)

        def work() -> Work | None:
            typed = form.values()
            if typed["notice_on"] is None:
                form.show_problems([Problem("notice_on", "Say on which day notice was given.")])
                return None
            case = client.cases[0][0]
            return partial(emergencies.record_moratorium, room.desk, case, today=room.today(), **typed)

        self.host.open_form("moratorium", "Moratorium", form, "Record", work)

    def _take_back(self, event: EventRow) -> None:
        room = self.host.room
        self.host.write(partial(debt_events.take_back, room.desk, event.id, today=room.today()))

    def _about(self, line: MoratoriumRow | LiableRow | OutcomeRow, form: Callable[[], None]) -> None:
        self._meant = line
        form()

    def end_moratorium(self) -> None:
        row, room = self._meant, self.host.room
        if not isinstance(row, MoratoriumRow):
            return
        hint = "An award, a protected deed, a programme approved, or withdrawn"
        form = EndForm(room, hint)
        self.host.open_form(
            "end-moratorium", "The moratorium ended", form, "Record its end",
            lambda: partial(
                emergencies.end_moratorium, room.desk, row.id, on=form.day(), because=form.why(),
                today=room.today(),
            ),
        )  # fmt: skip

    def end_liability(self) -> None:
        one, room = self._meant, self.host.room
        if not isinstance(one, LiableRow):
            return
        form = EndForm(room, "Moving out alone does not end it: the creditor must let them go, or a court")
        self._of_debt(
            "end-liability", f"{one.name} no longer owes it", form, "Record it",
            lambda debt: partial(
                debt_events.end_liability, room.desk, one.id, on=form.day(), because=form.why(),
                today=room.today(),
            ),
        )  # fmt: skip

    def outcome_back(self) -> None:
        row, room = self._meant, self.host.room
        if not isinstance(row, OutcomeRow):
            return
        form = TakeBackForm()
        self._of_debt(
            "outcome-back", "Take the outcome back", form, "Take it back",
            lambda debt: partial(
                debt_outcomes.take_back_outcome, room.desk, row.id, because=form.why(), today=room.today()
            ),
        )  # fmt: skip
