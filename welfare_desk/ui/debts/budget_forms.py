"""The forms of budgets and offers: a version, a line, the agreement, what is pasted, an offer, an answer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework.debt import budgets, offers
from welfare_desk.casework.debt.budget_scenarios import CouldCome
from welfare_desk.casework.debt.budgets import (
    AGREED,
    EVIDENCE,
    PERIODS,
    BudgetDraft,
    Household,
    LineDraft,
    LineRow,
)
from welfare_desk.casework.debt.offers import ANSWERS, METHODS, OfferDraft, OfferView, ShareRow
from welfare_desk.rules import money
from welfare_desk.rules.debt.pasted import PastedRow
from welfare_desk.rules.debt.statement import rewritten
from welfare_desk.ui.kit.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    TextField,
    TickField,
    TicksField,
)
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.words import Prose
from welfare_desk.ui.room import Room

_COUNTS = [(number, str(number)) for number in range(13)]
_SAVINGS = [("cft_contingency", "A tenth of what is left, £20 at most"), ("none", "Nothing")]


class VersionForm(Form):
    """A version of the budget: its name, whom it counts, what is put by."""

    def __init__(self, room: Room, draft: BudgetDraft, copies: Sequence[tuple[UUID, str]] = ()) -> None:
        super().__init__(2)
        self.add_row("&Name", TextField("Now, after ADP, programme"), name="name", span=2)
        self.add_row("&As at", DateField(room.today, "Today"), name="on")
        self.add_row("Look at it &again", DateField(room.today, "No day yet"), name="review_on")
        if copies:
            self.add_row("&Begin from", ChoiceField(copies, unset="Nothing"), name="copy_of", span=2)
        self.add_row("A&dults", ChoiceField(_COUNTS[1:], unset=""), name="adults")
        self.add_row("&Under 14", ChoiceField(_COUNTS, unset=""), name="under_14")
        self.add_row("14 &to 18", ChoiceField(_COUNTS, unset=""), name="aged_14_to_18")
        self.add_row("&Vehicles", ChoiceField(_COUNTS, unset=""), name="vehicles")
        self.add_row("&Home", TextField("Rented, owned"), name="tenure", span=2)
        self.add_row("&Put by each month", ChoiceField(_SAVINGS, unset=""), name="savings", span=2)
        joint = TickField("A joint statement", "Joint debts then stand once for the household")
        self.add_row("", joint, name="joint", span=2)
        home = draft.household
        self.show_values(
            {
                "name": draft.name,
                "on": draft.on,
                "review_on": draft.review_on,
                "adults": home.adults,
                "under_14": home.under_14,
                "aged_14_to_18": home.aged_14_to_18,
                "vehicles": home.vehicles,
                "tenure": home.tenure,
                "savings": draft.savings,
                "joint": draft.joint,
            }
        )

    def draft(self) -> BudgetDraft:
        typed = self.values()
        home = Household(
            typed["adults"] or 1,
            typed["under_14"],
            typed["aged_14_to_18"],
            typed["vehicles"],
            typed["tenure"],
        )
        return BudgetDraft(
            typed["name"], typed["on"], typed["joint"], home, typed["savings"], typed["review_on"]
        )

    def copy_of(self) -> UUID | None:
        return self.fields["copy_of"].value() if "copy_of" in self.fields else None


class LineForm(Form):
    """A line as the client gives it; what it comes to by the month is said as it is typed."""

    def __init__(self, code: str, line: LineRow | None) -> None:
        super().__init__(2)
        self.code = code
        self.amount = self.add_row("&Sum", MoneyField("Nothing"), name="amount")
        self.period = self.add_row("&How often", ChoiceField([*PERIODS.items()], unset=""), name="period")
        known = ChoiceField([*EVIDENCE.items()], unset="")
        self.add_row("&Known from", known, name="evidence", span=2)
        self.add_row("&Note", TextField(), name="note", span=2)
        self.amount.set_value(line.amount if line else None)
        self.period.set_value(line.period if line else "month")
        known.set_value(line.evidence if line else "client_says")
        self.fields["note"].set_value(line.note if line else "")
        self.edited.connect(lambda _: self._say())
        self._say()

    def _say(self) -> None:
        amount, period = self.amount.value(), self.period.value()
        if amount is None or amount < 0 or period == "month":
            self.period.assist("")
            return
        said = rewritten(money.pence(amount), period, "month", resources.debt_tables())
        drift = "" if said.exact else "; said back it would be a penny or two out, so it is kept as given"
        self.period.assist(f"{money.shown(money.from_pence(said.amount_p))} a month{drift}")

    def draft(self) -> LineDraft:
        return LineDraft(self.code, **self.values())


class AgreeForm(Form):
    """How the client agreed, and whether creditors may see it."""

    def __init__(self, room: Room) -> None:
        super().__init__(2)
        self.prose("From now on this version stands as it is; a change begins a new one.")
        self.add_row("&How", ChoiceField([*AGREED.items()], unset="Choose"), name="how", span=2)
        self.add_row("&On", DateField(room.today, "Today"), name="on", span=2)
        may = TickField("The client lets creditors see it", "Without this no offer can be sent from it")
        self.add_row("", may, name="may_be_sent", span=2)


class PasteForm(Form):
    """Rows of the client's own spreadsheet; what is understood of each is said before anything is kept."""

    def __init__(self) -> None:
        super().__init__(1)
        help = "A name, a sum, and how often: one row to a line"
        self.text = self.add_row("&Rows from a spreadsheet", LongTextField("", help, lines=9), name="text")
        choices = [(code, words) for code, words in PERIODS.items() if code in ("week", "four_week", "month")]
        unsaid = ChoiceField(choices, unset="")
        self.period = self.add_row("Where a row does not say &how often", unsaid, name="period")
        unsaid.set_value("month")
        self.said = Prose("", "text", "quiet")
        self._place(self.said, 1)
        self.edited.connect(lambda _: self._say())

    def rows(self) -> list[PastedRow]:
        return budgets.paste(self.text.value(), period=self.period.value())

    def _say(self) -> None:
        rows = self.rows()
        wrong = [f"Row {row.row}, {row.words or 'no name'}: {row.problem}" for row in rows if row.problem]
        good = len(rows) - len(wrong)
        self.said.say("\n".join([f"{good} row{'' if good == 1 else 's'} understood.", *wrong[:8]]))


class OfferForm(Form):
    """How a sum is shared, and out of which budget."""

    def __init__(self, room: Room, versions: Sequence[tuple[UUID, str]]) -> None:
        super().__init__(2)
        method = ChoiceField([*METHODS.items()], unset="")
        self.method = self.add_row("&How it is shared", method, name="method", span=2)
        self.add_row("Out of &which budget", ChoiceField(versions, unset="Choose"), name="budget_id", span=2)
        if versions:
            self.fields["budget_id"].set_value(versions[-1][0])
        self.add_row("&Lump sum", MoneyField(""), name="pot", span=2)
        self.add_row("&Token each", MoneyField("As in Settings"), name="token", span=2)
        self.add_row("&First payment", DateField(room.today, "Not said"), name="first_payment_on")
        self.add_row("Look at it &again", DateField(room.today, "No day yet"), name="review_on")
        self.edited.connect(lambda _: self._ask())
        self._ask()

    def _ask(self) -> None:
        hidden = {"pot", "token"}
        if self.method.value() == "full_and_final":
            hidden.discard("pot")
        if self.method.value() == "token":
            hidden.discard("token")
        self.ask_only(*hidden)

    def draft(self) -> OfferDraft:
        return OfferDraft(**self.values())


class ShareForm(Form):
    """One share set by hand; empty gives it back to the balance."""

    def __init__(self, share: ShareRow) -> None:
        super().__init__(1)
        worked = money.shown(share.worked_out)
        help = f"Its share is {worked}. Empty: by its balance again. The others take up the difference."
        self.add_row("&Offered", MoneyField("", help), name="share").set_value(share.share)


class AnswerForm(Form):
    """What a creditor answered, and when to ask again."""

    def __init__(self, room: Room) -> None:
        super().__init__(2)
        choices = [(code, ANSWERS[code]) for code in ("accepted", "refused", "ignored", "counter")]
        self.add_row("&Answer", ChoiceField(choices, unset="Choose"), name="answer", span=2)
        self.add_row("&On", DateField(room.today, "Today"), name="on")
        self.add_row("Ask a&gain", DateField(room.today, "As in Settings"), name="chase_on")
        self.add_row("They &want", MoneyField(""), name="counter", span=2)
        self.add_row("&In a few words", TextField(), name="note", span=2)
        self.edited.connect(lambda _: self._ask())
        self._ask()

    def _ask(self) -> None:
        self.ask_only(*(() if self.fields["answer"].value() == "counter" else ("counter",)))


def offer_name(offer: OfferView) -> str:
    """An offer as it is chosen from a list."""
    of = f" from “{offer.budget}”" if offer.budget else ""
    return f"{offers.METHODS[offer.method].partition(',')[0]}{of}, {money.shown(offer.offered)}"


class CouldComeForm(Form):
    """What the income check says could be claimed, to be put into a version as if it were awarded."""

    def __init__(self, rows: Sequence[CouldCome]) -> None:
        super().__init__(1)
        named = [(row.key, f"{row.words}, {money.shown(row.weekly)} a week") for row in rows]
        self.add_row("&What would come in", TicksField(named, columns=1), name="keys")
        self.add_row("&Name of the version", TextField("After the carer's claim"), name="name")
        self.prose("They stand in it as estimates. No creditor sees a version that rests on one.")
