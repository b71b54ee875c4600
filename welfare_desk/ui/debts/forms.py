"""The forms of debts: a debt, its balances, what happened to it, who else owes it, who owns it now.

They gather and show; what a debt may be is casework's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework.debt import debt_events, debts, debts_pasted
from welfare_desk.casework.debt.creditors import CreditorDraft
from welfare_desk.casework.debt.debt_events import EventDraft
from welfare_desk.casework.debt.debt_outcomes import WHAT, OutcomeDraft
from welfare_desk.casework.debt.debt_page import DebtView
from welfare_desk.casework.debt.debts import LIABILITY, DebtDraft, DebtRow
from welfare_desk.casework.field_rules import rule_of, rule_of_threat
from welfare_desk.casework.matters import emergencies
from welfare_desk.errors import Problem
from welfare_desk.rules import money
from welfare_desk.ui.kit.fields import (
    NOT_RECORDED,
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    OneOfField,
    TextField,
    TickField,
)
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.words import Prose
from welfare_desk.ui.room import Room

EVIDENCE = (("letter", "Seen on a letter"), ("client_says", "The client says"))
PRIORITY = ((True, "It is a priority debt"), (False, "It is not a priority debt"))
CONFIRMED = {
    "award_letter": "A letter seen",
    "payment_seen": "A payment seen",
    "online_account": "Seen online",
    "agency_told": "The creditor told us",
    "client_statement": "The client says",
}
AS_ITS_KIND = "Usual for this kind of debt"


class _Balance(Form):
    """What is owed, of that in arrears, on which day, and how that is known."""

    def __init__(self, room: Room) -> None:
        super().__init__(2)
        self.room = room

    def ask_balance(self) -> None:
        self.add_row("&Owed", MoneyField(), name="balance")
        self.add_row("How much is a&rrears", MoneyField(), name="arrears")
        self.add_row("&As at", DateField(self.room.today, "Today"), name="balance_on", span=2)
        known = self.add_row("How that is known", OneOfField(EVIDENCE), name="evidence", span=2)
        known.set_value("letter")
        self.add_row("&Which letter", TextField("Its date or its number"), name="evidence_words", span=2)

    def balance(self) -> dict[str, Any]:
        names = ("balance", "arrears", "balance_on", "evidence", "evidence_words")
        return {name: self.fields[name].value() for name in names}


class BalanceForm(_Balance):
    """A newer balance; the older ones are kept beside it."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.ask_balance()

    def draft(self, debt: DebtRow | None = None) -> DebtDraft:
        return DebtDraft(debt.kind if debt else "", **self.balance())


class DebtForm(_Balance):
    """A debt: whose case it is on, what kind, to whom, and the balance as far as it is known."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        typed = TextField("Letters of the name, or a reference")
        self.typed = self.add_row("&Client or case", typed, name="typed", span=2)
        self.case = self.add_row("&Which case", ChoiceField(unset="Type a name first"), name="case", span=2)
        self.ask_debt()
        self.ask_balance()

    def ask_debt(self) -> None:
        kind = ChoiceField(debts.types())
        self.add_row("&Kind of debt", kind, name="kind", span=2, rule=rule_of("debt.kind"))
        self.add_row("C&reditor", TextField(NOT_RECORDED), name="creditor", span=2)
        self.add_row("Their r&eference", TextField(NOT_RECORDED), name="account", span=2)

    def offer_cases(self, rows: Sequence[tuple[UUID, str]]) -> None:
        """What the letters found; the only one is chosen at once."""
        found = f"Choose one of {len(rows)}" if rows else "No open debt case found"
        self.case.offer(rows, unset=found if self.typed.value() else "Type a name first")
        if len(rows) == 1:
            self.case.set_value(rows[0][0])

    def problems(self) -> list[Problem]:
        found = self.unread()
        if self.case.value() is None:
            field = "case" if self.typed.value() else "typed"
            found.append(Problem(field, "Choose the case it belongs to."))
        if self.fields["kind"].value() is None:
            found.append(Problem("kind", "Say what kind of debt it is."))
        return found

    def draft(self) -> DebtDraft:
        typed = self.values()
        return DebtDraft(
            type=typed["kind"], creditor=typed["creditor"], account=typed["account"], **self.balance()
        )


class NewDebtForm(DebtForm):
    """A debt of a client whose page this is: the case is one of theirs."""

    def __init__(self, room: Room, cases: Sequence[tuple[UUID, str]]) -> None:
        _Balance.__init__(self, room)
        self.ask_debt()
        self.case = ChoiceField(cases, unset="" if len(cases) == 1 else "Choose")
        if len(cases) != 1:
            self.add_row("&Which case", self.case, name="case", span=2)
        self.ask_balance()

    def problems(self) -> list[Problem]:
        found = self.unread()
        if self.fields["kind"].value() is None:
            found.append(Problem("kind", "Say what kind of debt it is."))
        if self.case.value() is None:
            found.append(Problem("case", "Choose the case it belongs to."))
        return found


class DetailsForm(Form):
    """What a debt is, to whom, and how it is treated; balances and events have forms of their own."""

    def __init__(self, room: Room, debt: DebtDraft) -> None:
        super().__init__(2)
        self.debt = debt
        kind = ChoiceField(debts.types())
        self.add_row("&Kind of debt", kind, name="type", span=2, rule=rule_of("debt.kind"))
        self.add_row("C&reditor", TextField(NOT_RECORDED), name="creditor", span=2)
        self.add_row("Their r&eference", TextField(NOT_RECORDED), name="account")
        self.add_row("Paid each &month", MoneyField(), name="monthly")
        self.add_row("C&ollected by", TextField("Nobody else"), name="collector")
        self.add_row("First owed &to", TextField("The same"), name="original_creditor")
        start = DateField(room.today, help="The day payment could first be demanded: the time runs from it")
        ages = rule_of("debt.enforceable_on")
        self.add_row("Time runs &from", start, name="enforceable_on", span=2, rule=ages)
        liable = ChoiceField([*LIABILITY.items()], unset="Not asked yet")
        self.add_row("&Liability", liable, name="liability", span=2, rule=rule_of("debt.liability"))
        self.add_row("Wh&y challenged", TextField(), name="liability_why", span=2)
        first = ChoiceField(PRIORITY, unset=AS_ITS_KIND)
        self.add_row("&Priority", first, name="priority", span=2, rule=rule_of("debt.priority"))
        self.add_row("&Why it differs", TextField(), name="priority_why", span=2)
        fixed = TickField("A court fixed the instalment", "It then stands in the outgoings, not in offers")
        self.add_row("", fixed, name="court_fixed", span=2)
        self.show_values({name: getattr(debt, name) for name in self.fields})
        self.edited.connect(lambda _: self._fit_questions())
        self._fit_questions()

    def _fit_questions(self) -> None:
        """Ask for a reason only where one is needed."""
        hidden = []
        if self.fields["liability"].value() not in ("challenged", "denied"):
            hidden.append("liability_why")
        if self.fields["priority"].value() is None:
            hidden.append("priority_why")
        self.ask_only(*hidden)

    def draft(self) -> DebtDraft:
        typed = self.values()
        kind = self.debt.kind if typed["type"] is None else ""
        return DebtDraft(kind=kind, rank=self.debt.rank, **typed)


class EventForm(Form):
    """Something that happened to a debt, and the day it bites where it is a threat."""

    def __init__(self, room: Room, payers: Sequence[tuple[UUID, str]] = ()) -> None:
        super().__init__(2)
        self.what = self.add_row(
            "&What happened", ChoiceField(debt_events.kinds(), unset="Choose"), name="kind", span=2
        )
        stages = [
            (stage.code, stage.name)
            for stage in resources.debt_tables().stages.values()
            if stage.code not in ("SOLD", "DECREE")
        ]
        self.add_row("&Stage", ChoiceField(stages, unset="Choose"), name="stage", span=2)
        self.day = self.add_row("&On", DateField(room.today, ""), name="on")
        self.bites = self.add_row(
            "Takes &effect on",
            DateField(room.today, "Not said"),
            name="bites_on",
            rule=rule_of("debt.bites_on"),
        )
        self.add_row("&By whom", ChoiceField(payers, unset="Not recorded"), name="by", span=2)
        self.add_row("&In a few words", TextField(), name="words", span=2)
        self.edited.connect(self._ask)
        self._ask("kind")

    def _ask(self, field: str) -> None:
        if field != "kind":
            return
        threat = resources.debt_tables().threats.get(self.what.value() or "")
        hidden = {"stage", "bites_on", "by"}
        if threat is not None:
            hidden.discard("bites_on")
            counted = f"Counted where the letter does not say: {threat.days} days" if threat.days else ""
            self.bites.assist(counted or f"The day {threat.bites}")
            self.bites.rule(rule_of_threat(threat.code))
        if self.what.value() == "stage":
            hidden.discard("stage")
        if self.what.value() in ("payment", "admission"):
            hidden.discard("by")
        self.ask_only(*hidden)

    def draft(self) -> EventDraft:
        return EventDraft(**self.values())


class CreditorForm(Form):
    """Where a creditor is written to; every debt owed to it has the same."""

    def __init__(self, draft: CreditorDraft) -> None:
        super().__init__(2)
        self.add_row("&Name", TextField(), name="name", span=2)
        self.add_row("&Address", LongTextField(lines=3), name="address", span=2)
        self.add_row("&Postcode", TextField(), name="postcode")
        self.add_row("P&hone", TextField(), name="phone")
        self.show_values({name: getattr(draft, name) for name in self.fields})

    def draft(self) -> CreditorDraft:
        return CreditorDraft(**self.values())


class SaleForm(Form):
    """Who owns a debt now."""

    def __init__(self, room: Room) -> None:
        super().__init__(2)
        self.add_row("&Owned now by", TextField(), name="buyer", span=2)
        self.add_row("&Since", DateField(room.today, "Today"), name="on")
        self.add_row("Their r&eference", TextField("As before"), name="account")


class JointForm(Form):
    """Who else owes the whole of a debt."""

    def __init__(self) -> None:
        super().__init__(1)
        hint = "Letters of a client's name, or the name of somebody who is not a client"
        self.typed = self.add_row("&Who else", TextField("", hint), name="other")
        self.found = self.add_row("&Client", ChoiceField(unset="Not a client of this desk"), name="person")

    def other(self) -> UUID | str:
        person, typed = self.found.value(), self.typed.value()
        return person if isinstance(person, UUID) else typed


class DealtForm(Form):
    """What stopped a threat."""

    def __init__(self) -> None:
        super().__init__(1)
        self.add_row("&What stopped it", TextField("Instalments agreed with the officers"), name="how")


class OutcomeForm(Form):
    """What became of a debt: the whole state of it from a day on, and how that is known."""

    def __init__(self, room: Room, debt: DebtView) -> None:
        super().__init__(2)
        self.what = self.add_row("&What became of it", ChoiceField([*WHAT.items()], unset="Choose"),
                                 name="what", span=2)  # fmt: skip
        self.add_row("&On", DateField(room.today, "Today"), name="on", span=2)
        help = "In all, not only what is new"
        self.add_row("Written o&ff", MoneyField("", help), name="written_off").set_value(
            debt.written_off or None
        )
        plan = self.add_row("In the &plan", MoneyField("", help), name="rescheduled")
        plan.set_value(debt.rescheduled or None)
        self.add_row("Each month &before", MoneyField(""), name="monthly_before")
        self.add_row("Each month &now", MoneyField(""), name="monthly_after")
        self.add_row("Con&firmed on", DateField(room.today, "Not yet"), name="confirmed_on")
        known = ChoiceField([*CONFIRMED.items()], unset="Choose")
        self.add_row("&How", known, name="confirmed_by")
        self.add_row("P&roof", TextField("The letter, its date"), name="proof", span=2)
        self.edited.connect(lambda _: self._ask())
        self._ask()

    def _ask(self) -> None:
        hidden = {"monthly_before", "monthly_after"}
        if self.what.value() == "reduced":
            hidden = set()
        if self.what.value() in ("reduced", "refunded", "grant", "not_owed", "stopped"):
            hidden |= {"written_off", "rescheduled"}
        if self.fields["confirmed_on"].value() is None:
            hidden.add("confirmed_by")
        gain = self.what.value() in ("refunded", "grant")
        self.what.assist("The sum itself is recorded as a gain on the case" if gain else "")
        self.ask_only(*hidden)

    def draft(self, today: date) -> OutcomeDraft:
        typed = self.values()
        nothing = typed["what"] in ("reduced", "refunded", "grant", "not_owed", "stopped")
        sums = {
            name: money.NOUGHT if nothing or typed[name] is None else typed[name]
            for name in ("written_off", "rescheduled")
        }
        return OutcomeDraft(**{**typed, **sums, "on": typed["on"] or today})


class MoratoriumForm(Form):
    """A notice of intention, and its day in the register."""

    def __init__(self, room: Room) -> None:
        super().__init__(2)
        given, entered = rule_of("debt.moratorium_notice_on"), rule_of("debt.moratorium_entered_on")
        self.add_row("&Notice given", DateField(room.today, ""), name="notice_on", rule=given)
        self.add_row("In the &register", DateField(room.today, "Not yet"), name="entered_on", rule=entered)
        choices = [*emergencies.INTENDS.items()]
        self.add_row("&To apply for", ChoiceField(choices, unset="Choose"), name="intends", span=2)


class EndForm(Form):
    """On which day something ended, and what ended it."""

    def __init__(self, room: Room, hint: str) -> None:
        super().__init__(1)
        self.room = room
        self.add_row("&On", DateField(room.today, "Today"), name="on")
        self.add_row("&What ended it", TextField("", hint), name="because")

    def day(self) -> date:
        given: date | None = self.fields["on"].value()
        return given or self.room.today()

    def why(self) -> str:
        return str(self.fields["because"].value())


class TakeBackForm(Form):
    """Why an entry was wrong; it stays in sight, struck."""

    def __init__(self) -> None:
        super().__init__(1)
        self.add_row("&Why it was wrong", TextField("", "The entry before it holds again"), name="because")

    def why(self) -> str:
        return str(self.fields["because"].value())


class PasteDebtsForm(Form):
    """Rows of a list of debts; what is understood of each is said before anything is kept."""

    def __init__(self, known: Sequence[DebtDraft], cases: Sequence[tuple[UUID, str]]) -> None:
        super().__init__(1)
        self.known = known
        help = "Creditor, kind, balance, arrears; a heading row says which is which"
        self.text = self.add_row("&Rows from a spreadsheet", LongTextField("", help, lines=9), name="text")
        self.case = ChoiceField(cases, unset="" if len(cases) == 1 else "Choose")
        if len(cases) != 1:
            self.add_row("&Which case", self.case, name="case")
        self.said = Prose("", "text", "quiet")
        self._place(self.said, 1)
        self.edited.connect(lambda _: self._say())

    def problems(self) -> list[Problem]:
        return [Problem("case", "Choose the case it belongs to.")] if self.case.value() is None else []

    def _say(self) -> None:
        rows = debts_pasted.read(self.text.value(), self.known)
        names = dict(debts.types())
        told = []
        for row in rows[:12]:
            kind = names.get(row.type or "", "kind not said").partition(" (")[0]
            owed = money.shown(row.balance) if row.balance is not None else "no balance"
            what = f"{row.creditor or 'No creditor'}, {kind}, {owed}"
            told.append(
                f"Row {row.row}, {row.creditor}: {row.problem}" if row.problem else f"Row {row.row}: {what}."
            )
        good = sum(not row.problem for row in rows)
        more = [f"And {len(rows) - 12} more rows."] if len(rows) > 12 else []
        head = f"{good} debt{'s' * (good != 1)} understood." if rows else ""
        self.said.say("\n".join([head, *told, *more]).strip())


class SameDebtForm(Form):
    """Which debt of another file is this very one: two clients of ours owe it, and it counts once."""

    def __init__(self) -> None:
        super().__init__(1)
        hint = "Letters of the other client's name, or of the creditor"
        self.typed = self.add_row("&Find it", TextField("", hint), name="typed")
        self.found = self.add_row("&The other debt", ChoiceField(unset="Type a name first"), name="other")

    def offer(self, rows: Sequence[tuple[UUID, str]]) -> None:
        """What the letters found; the only one is chosen at once."""
        self.found.offer(rows, unset=f"Choose one of {len(rows)}" if rows else "No other debt found")
        if len(rows) == 1:
            self.found.set_value(rows[0][0])
