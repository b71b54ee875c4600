"""The forms of ways out: what is known of the client's circumstances, and the decision that was taken."""

from __future__ import annotations

from welfare_desk.casework.debt import options
from welfare_desk.casework.debt.options import DecisionDraft, Facts, Option
from welfare_desk.casework.field_rules import rule_of
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
from welfare_desk.ui.room import Room

_YES_NO = ((True, "Yes"), (False, "No"))
_NOT_ASKED = "Not asked yet"
_ASKED = {
    "lives_in_scotland": "&Lives in Scotland",
    "lived_in_scotland_last_year": "Lived here last &year",
    "habitually_resident": "&Habitually resident",
    "owns_land": "&Owns a home or land",
    "apparently_insolvent": "Apparently &insolvent",
    "in_ptd": "In a &trust deed",
    "undischarged": "&Undischarged bankrupt",
    "bro": "Under a &restrictions order",
    "conjoined_arrestment": "&Conjoined arrestment",
    "prior_time_to_pay": "Time to &pay before",
}
_MONTHS = [(number, str(number) if number < 12 else "12 or more") for number in range(13)]


class FactsForm(Form):
    """What the tests look at beside debts and budget; nothing has to be asked today."""

    def __init__(self, room: Room, facts: Facts) -> None:
        super().__init__(2)
        for name, words in _ASKED.items():
            self.add_row(words, ChoiceField(_YES_NO, unset=_NOT_ASKED), name=name)
            self.fields[name].set_value(facts.answer(name))
        equity = rule_of("debt.equity")
        self.add_row("&Equity in the home", MoneyField(_NOT_ASKED), name="land_equity", span=2, rule=equity)
        self.add_row(
            "Ever a &minimal asset bankruptcy", ChoiceField(_YES_NO, unset=_NOT_ASKED), name="ever_map"
        )
        again = rule_of("debt.last_map_award")
        self.add_row("Awarded on", DateField(room.today, ""), name="last_map_award", rule=again)
        self.add_row("Ever another &bankruptcy", ChoiceField(_YES_NO, unset=_NOT_ASKED), name="ever_other")
        other = rule_of("debt.last_other_award")
        self.add_row("Awarded &on that day", DateField(room.today, ""), name="last_other_award", rule=other)
        self.add_row("A &certificate", ChoiceField(_YES_NO, unset=_NOT_ASKED), name="has_certificate")
        good = rule_of("debt.certificate_on")
        self.add_row("Dated", DateField(room.today, ""), name="certificate_on", rule=good)
        months = ChoiceField(_MONTHS, unset=_NOT_ASKED)
        listed = rule_of("debt.benefits_months")
        self.add_row(
            "Months on a listed benefit", months, name="prescribed_benefits_months", span=2, rule=listed
        )
        help = "A line to each: Car, 2500, vehicle needed. Write “nothing” where there is nothing."
        owned = LongTextField("", help, lines=3)
        self.add_row("What is o&wned", owned, name="assets", span=2, rule=rule_of("debt.assets"))
        self.add_row("&A lump sum", MoneyField(_NOT_ASKED), name="lump_sum", span=2)
        plain = set(self.fields) - set(_ASKED) - {"assets"}
        self.show_values({name: getattr(facts, name) for name in plain})
        self.fields["assets"].set_value(options.written_assets(facts.assets))
        self.edited.connect(lambda _: self._ask())
        self._ask()

    def _ask(self) -> None:
        """A day only where there was something, the equity only where a home is owned."""
        hidden = []
        for name, follows in (
            ("ever_map", "last_map_award"),
            ("ever_other", "last_other_award"),
            ("has_certificate", "certificate_on"),
            ("owns_land", "land_equity"),
        ):
            if not self.fields[name].value():
                hidden.append(follows)
        self.ask_only(*hidden)

    def facts(self) -> Facts:
        """Raises Problems where what is owned cannot be read."""
        typed = self.values()
        answers = {name: value for name in _ASKED if (value := typed.pop(name)) is not None}
        assets = options.read_assets(typed.pop("assets"))
        return Facts(answers=answers, assets=assets, **typed)


class DecisionForm(Form):
    """What was advised and decided about one way, or that nothing was chosen."""

    def __init__(self, room: Room, option: Option | None) -> None:
        super().__init__(1)
        self.option = option
        if option is not None:
            self.add_row("&In the client's own words", LongTextField(lines=2), name="client_words")
            if option.advice.risks:
                risks = [(risk, risk) for risk in option.advice.risks]
                told = TicksField(risks, "Tick each once the client has been told of it", columns=1)
                self.add_row("&Risks explained", told, name="risks_told")
        self.add_row("&Why this suits the client" if option else "&Why nothing is chosen",
                     LongTextField(lines=3), name="reasons")  # fmt: skip
        self.add_row("&Fees explained", TextField("Nil"), name="fees")
        help = "Illness, reading, pressure: what made it harder, and what was done"
        self.add_row("&Needs", TextField("", help), name="needs")
        if option is not None:
            self.add_row("", TickField("The client has understood it"), name="understood")
        self.add_row("Confirmed in writing &on", DateField(room.today, "Not yet"), name="confirmed_on")

    def draft(self) -> DecisionDraft:
        typed = self.values()
        risks = tuple(typed.pop("risks_told", None) or ())
        return DecisionDraft(self.option.code if self.option else None, risks_told=risks, **typed)
