"""What a client owes: what bites first at the top, then the debts that come first, then the others.

The pane has the chosen debt with its clock, its balances and its history, or one thing that bites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework import clients, creditors, debt_events, debt_outcomes, debts, emergencies
from welfare_desk.casework.creditors import CreditorDraft
from welfare_desk.casework.debt_outcomes import WHAT
from welfare_desk.casework.debt_page import ClientDebts, DebtView, EventRow, OutcomeRow, evidence_words
from welfare_desk.casework.debts import LIABILITY
from welfare_desk.casework.emergencies import INTENDS, Emergency, MoratoriumRow
from welfare_desk.errors import Problem
from welfare_desk.rules import days, money
from welfare_desk.ui.debts.forms import (
    BalanceForm,
    CreditorForm,
    DealtForm,
    DetailsForm,
    EventForm,
    JointForm,
    MoratoriumForm,
    NewDebtForm,
    OutcomeForm,
    SaleForm,
)
from welfare_desk.ui.debts.part import Host, Part, Work
from welfare_desk.ui.kit.chips import Chip
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
            "balance": self.balance,
            "event": self.happened,
            "details": self.details,
            "sale": self.sale,
            "joint": self.joint,
            "dealt": self.dealt,
            "moratorium": self.moratorium,
            "outcome": self.outcome,
            "creditor": self.creditor,
        }

    def heading_acts(self) -> tuple[tuple[Act, ...], Act | None]:
        closed = (
            "" if self.client and self.client.cases else "A debt belongs to a debt case, and none is open."
        )
        return (), Act("Add a debt", self.add, "plus", closed)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"record-balance": self.balance, "record-debt-event": self.happened} if self.debt() else {}

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
            yield group("What bites first", str(len(self.threats)), role="overdue", mark="triangle-alert")
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
        pane.act("Record what became of it", self.outcome, icon="check")
        pane.act("Put details right", self.details, icon="pencil")
        if debt.creditor is not None:
            pane.act("Where it is written to", self.creditor, "link")
        pane.act("Sold to another creditor", self.sale, "link")
        pane.act("Somebody else owes it too", self.joint, "link")
        self._fill_history(pane, debt)
        self._fill_moratoria(pane)

    def _fill_history(self, pane: Details, debt: DebtView) -> None:
        if debt.outcomes:
            pane.section("What became of it")
        for outcome in debt.outcomes:
            show_outcome(pane, outcome)
        if debt.events:
            pane.section("What happened")
        for event in debt.events:
            struck = f"Taken back {days.short(event.taken_back_on)}" if event.taken_back_on else event.words
            pane.item(event.what, days.short(event.on), second=struck)
            if event.taken_back_on is None and event is debt.events[0]:
                pane.act("Take that back", partial(self._take_back, event), "link")

    def _fill_moratoria(self, pane: Details) -> None:
        pane.section("Moratorium", "Record" if self.client and self.client.cases else "", self.moratorium)
        if not self.moratoria:
            pane.said("None recorded.", "quiet")
        for row in self.moratoria:
            show_moratorium(pane, row)

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

    def happened(self) -> None:
        debt, room = self.debt(), self.host.room
        if debt is None or self.client is None:
            return
        owing = [(self.client.person_id, self.client.client)]
        owing += [(one.person_id, one.name) for one in debt.liable if one.person_id is not None]
        form = EventForm(room, owing)
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


def threat_row(threat: Emergency, today: Any, *, with_client: bool) -> Row:
    """One thing that bites: what, to whom it is owed, and how near it is."""
    due = threat.bites_on
    near = threat.in_words(today)
    if threat.held_until:
        chip = Chip(f"Held to {days.short(threat.held_until)}", "done")
    else:
        chip = Chip(near, "overdue" if due is None or (due - today).days <= 7 else "soon")
    owed = ", ".join(part for part in (threat.debt, threat.creditor) if part)
    cells = [
        RowCell(threat.client if with_client else threat.threat.name, owed, strong=True),
        RowCell(threat.threat.name if with_client else "", chip=None if with_client else chip),
    ]
    when = RowCell(days.short(due) if due else "No day said", raw=due)
    cells += [RowCell(chip=chip) if with_client else RowCell(), when]
    edge = "done" if threat.held_until else "overdue"
    return Row(("threat", threat.id), tuple(cells), edge=edge)


def show_threat(pane: Details, threat: Emergency, today: Any) -> None:
    """What bites, when, what follows, what stops it and what does not."""
    pane.heading(threat.threat.name, f"{threat.debt}, {threat.creditor}" if threat.creditor else threat.debt)
    due = (
        f"{days.full(threat.bites_on)}, {threat.in_words(today)}" if threat.bites_on else "Not said: any day"
    )
    pane.facts([(threat.threat.asks, days.short(threat.happened_on)), ("Bites", due)])
    pane.said(threat.threat.then, space=10)
    if threat.held_until:
        pane.item(f"A moratorium holds it off to {days.full(threat.held_until)}.", mark="check", tone="done")
    pane.section("What stops it")
    for step in threat.threat.stops:
        pane.item(step, mark="check")
    for step in threat.threat.does_not:
        pane.item(step, mark="x", tone="overdue")
    pane.said("; ".join(threat.threat.sources), "quiet", 10)
    if threat.words:
        pane.said(threat.words, space=8)


def show_debt(pane: Details, debt: DebtView) -> None:
    """A debt with what is known of it."""
    chip = Chip("Comes first", "soon", "flag") if debt.priority else None
    pane.heading(debt.name, debt.owed_to, chip)
    balance, draft = debt.balance, debt.draft
    how = evidence_words(balance) if balance else ""
    pane.facts(
        [
            ("Owed", f"{money.shown(balance.amount)}, {days.short(balance.on)}" if balance else ""),
            *([("Arrears", money.shown(balance.arrears))] if balance and balance.arrears is not None else []),
            ("Known from", how),
            ("Reference", draft.account),
            *([("Written to at", _address(debt))] if debt.creditor else []),
            ("Stage", debt.stage_name),
            ("Liability", LIABILITY.get(draft.liability or "", "Not asked yet")),
            *([("", draft.liability_why)] if draft.liability_why else []),
            *([("Jointly with", ", ".join(one.name for one in debt.liable))] if debt.liable else []),
            *([("First owed to", draft.original_creditor)] if draft.original_creditor else []),
            *([("Collected by", draft.collector)] if draft.collector else []),
            *([("Each month", money.shown(draft.monthly))] if draft.monthly is not None else []),
            *(
                [("Contact", f"Asked to stop {days.short(debt.contact_stopped_on)}")]
                if debt.contact_stopped_on
                else []
            ),
            *([("Comes first", draft.priority_why)] if draft.priority_why else []),
        ]
    )
    for why in debt.left_out_words:
        pane.item(f"Left out of offers. {why}", mark="info", tone="soon")
    pane.section("How long it can be claimed")
    pane.said(debt.clock.words)
    for words in debt.clock.restarts:
        pane.said(words, "quiet")
    for words in debt.clock.doubts:
        pane.item(words, mark="circle-question-mark", tone="soon")
    if len(debt.balances) > 1:
        pane.section("Balances before")
        for older in debt.balances[1:]:
            pane.item(money.shown(older.amount), days.short(older.on), second=evidence_words(older))


def show_outcome(pane: Details, row: OutcomeRow) -> None:
    """One outcome with its sums, each under its own name."""
    said = []
    if row.written_off:
        said.append(f"{money.shown(row.written_off)} written off")
    if row.rescheduled:
        said.append(f"{money.shown(row.rescheduled)} in a plan")
    if row.monthly_before is not None and row.monthly_after is not None:
        said.append(f"{money.shown(row.monthly_before)} a month before, {money.shown(row.monthly_after)} now")
    said.append("Taken back" if row.taken_back else "Confirmed" if row.confirmed_on else "Not confirmed yet")
    if row.proof:
        said.append(row.proof)
    pane.item(WHAT.get(row.what or "", "Outcome"), days.short(row.on), second=". ".join(said))


def _address(debt: DebtView) -> str:
    body = debt.creditor
    lines = (*body.address.splitlines(), body.postcode) if body else ()
    return ", ".join(line.strip() for line in lines if line.strip())


def show_moratorium(pane: Details, row: MoratoriumRow) -> None:
    if row.ends_on and row.in_force:
        pane.item(f"In force to {days.full(row.ends_on)}", mark="check", tone="done")
    elif row.ends_on:
        pane.item(f"Ended {days.short(row.ends_on)}", mark="clock")
    else:
        pane.item("Notice given, not yet in the register", mark="clock", tone="soon")
    pane.facts(
        [
            ("Notice", days.short(row.notice_on)),
            ("For", INTENDS.get(row.intends, row.intends)),
            ("Another from", days.short(row.another_from)),
        ],
        8,
    )
    pane.said("Running earnings arrestments, court actions and evictions go on.", "quiet", 6)
