"""The questions of the income check as forms: of the home, of a grown person, of a child.

A form shows a household and gives it back with what was answered; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from welfare_desk.casework.field_rules import rule_of
from welfare_desk.casework.income import income_questions as asks
from welfare_desk.casework.income.income_checks import whom_words
from welfare_desk.errors import Problem
from welfare_desk.rules.income.household import Care, Home, Household, InPayment, Person
from welfare_desk.rules.income.whose_facts import TOLD_BY
from welfare_desk.ui.kit.fields import (
    ChoiceField,
    DateField,
    MoneyField,
    OneOfField,
    ReadField,
    TextField,
    TicksField,
)
from welfare_desk.ui.kit.form import Form

_YES_NO = ((True, "Yes"), (False, "No"))
_NOT_ASKED = "Not asked"
_COUNTS = tuple((number, str(number) if number else "None") for number in range(7))
_HOURS_IN_A_WEEK = 168
_CARES = 6  # asked one after the other, each once the one before is answered
_SOMEBODY_ELSE = "else"


class WholeField(ReadField[int]):
    """A whole number up to ``most``; may be empty."""

    def __init__(self, most: int, placeholder: str = _NOT_ASKED) -> None:
        self.most = most
        super().__init__(self._number, str, placeholder)

    def _number(self, typed: str) -> int | Problem:
        if typed.isdecimal() and int(typed) <= self.most:
            return int(typed)
        return Problem(self.name, f"Write a number up to {self.most}.")


class HomeForm(Form):
    """What is asked of the home as a whole."""

    def __init__(self, today: date) -> None:
        super().__init__(2)
        self.section("The home")
        self.add_row("&Immigration", ChoiceField(asks.IMMIGRATION, unset=_NOT_ASKED), name="immigration")
        limits = rule_of("income.capital", today)
        self.add_row("&Savings of the adults", MoneyField(_NOT_ASKED), name="capital", rule=limits)
        self.add_row("Whose is the &house?", ChoiceField(asks.TENURES, unset=_NOT_ASKED), name="tenure")
        self.add_row("&Rent a week", MoneyField(_NOT_ASKED), name="rent")
        spare = ChoiceField(_COUNTS[:5], unset=_NOT_ASKED)
        self.add_row("Spare &bedrooms", spare, name="spare", rule=rule_of("income.spare"))
        self.add_row("Other &grown people at home", ChoiceField(_COUNTS, unset=_NOT_ASKED), name="others")
        self.add_row(
            "Is anybody here liable for &council tax?", OneOfField(_YES_NO), name="council_tax", span=2
        )
        self.section("In payment to the household")
        self.add_row("&Awards", TicksField(asks.benefits(asks.OF_THE_HOME), columns=2), name="awards", span=2)
        self.add_row(
            "In the &Universal Credit award",
            TicksField(asks.parts("uc", asks.UC_ELEMENTS), columns=2),
            name="uc_parts",
            span=2,
        )
        self.add_row("Universal Credit, a &week", MoneyField("Worked out"), name="uc_weekly")
        self.add_row(
            "In the &Pension Credit award",
            TicksField((("seen", "Award letter seen"), *asks.parts("pc-guarantee", asks.PC_ADDITIONS))),
            name="pc_parts",
            span=2,
        )
        self.edited.connect(lambda _: self._fit_questions())

    def show_home(self, household: Household) -> None:
        home, awards = household.home, household.awards
        uc, pc = awards.get("uc", InPayment()), awards.get("pc-guarantee", InPayment())
        self.show_values(
            {
                "immigration": household.immigration,
                "capital": household.capital,
                "tenure": home.tenure,
                "rent": home.weekly,
                "spare": home.spare_bedrooms,
                "others": household.others_at_home,
                "council_tax": household.council_tax,
                "awards": tuple(awards),
                "uc_parts": uc.components,
                "uc_weekly": uc.weekly,
                "pc_parts": (("seen",) if pc.components else ()) + pc.components,
            }
        )
        self._fit_questions()

    def taken(self, household: Household) -> Household:
        """The household with these answers."""
        found = self.values()
        rents = found["tenure"] in ("social", "private")
        awards = {code: household.awards.get(code, InPayment()) for code in found["awards"]}
        if "uc" in awards:
            kept = tuple(name for name in awards["uc"].components if name not in asks.UC_ELEMENTS)
            awards["uc"] = InPayment((*kept, *found["uc_parts"]), found["uc_weekly"])
        if "pc-guarantee" in awards:
            ticked = tuple(name for name in found["pc_parts"] if name != "seen")
            least = "minimum_couple" if household.partner else "minimum_single"
            seen = "seen" in found["pc_parts"] or bool(ticked)
            awards["pc-guarantee"] = InPayment(
                (least, *ticked) if seen else (), awards["pc-guarantee"].weekly
            )
        return replace(
            household,
            immigration=found["immigration"],
            capital=found["capital"],
            home=Home(
                found["tenure"],
                found["rent"] if rents else None,
                found["spare"] if found["tenure"] == "social" else None,
            ),
            council_tax=found["council_tax"],
            others_at_home=found["others"],
            awards=awards,
        )

    def _fit_questions(self) -> None:
        found, out = self.values(), []
        if found["tenure"] not in ("social", "private"):
            out.append("rent")
        if found["tenure"] != "social":
            out.append("spare")
        if "uc" not in found["awards"]:
            out += ["uc_parts", "uc_weekly"]
        if "pc-guarantee" not in found["awards"]:
            out.append("pc_parts")
        self.ask_only(*out)


class PersonForm(Form):
    """What is asked of one person; ``adult`` is the client or the partner."""

    def __init__(self, today: Callable[[], date], household: Household, whom: str) -> None:
        super().__init__(2)
        self.today, self.whom = today, whom
        self.adult = whom in ("client", "partner")
        person = household.person(whom)
        self.section(whom_words(whom, household))
        if whom != "client":
            self.add_row("&Name", TextField(_NOT_ASKED), name="name")
            told = ChoiceField(list(TOLD_BY.items()), unset=_NOT_ASKED)
            self.add_row("&Who told us this", told, name="told_by")
            may = "May it be used in the client's papers?"
            self.add_row(may, OneOfField(_YES_NO), name="for_others", span=2)
        ages = rule_of("income.born")
        self.add_row("&Born", DateField(today, birth=True), name="born", rule=ages)
        self.add_row("An illness or disability that &lasts?", OneOfField(_YES_NO), name="condition")
        if self.adult:
            self._of_an_adult()
        else:
            self.add_row("&Class at school", ChoiceField(asks.CLASSES, unset="Not at school"), name="school")
        self.section("In payment")
        codes = asks.ADULT_DISABILITY if self.adult else asks.CHILD_DISABILITY
        self.add_row("&Disability award", ChoiceField(asks.benefits(codes), unset="None"), name="disability")
        self.add_row("At which &rate", ChoiceField(unset="Not known"), name="care")
        self.add_row("&Mobility", ChoiceField(unset="None"), name="mobility")
        others = asks.ADULT_OTHERS if self.adult else asks.CHILD_OTHERS
        self.add_row("&Other awards", TicksField(asks.benefits(others), columns=2), name="others", span=2)
        for code, words in asks.benefits(asks.WITH_A_SUM if self.adult else ()):
            self.add_row(f"{words}, a week", MoneyField("Not known"), name=f"sum_{code}")
        if self.adult:
            self.add_row(
                "Is a&nybody paid for caring for them?", OneOfField(_YES_NO), name="carer_paid", span=2
            )
            self._caring(household)
        self.edited.connect(self._answered)
        if person is not None:
            self._show(person, household)

    def _of_an_adult(self) -> None:
        self.add_row("Does it limit &work?", ChoiceField(asks.WORK, unset=_NOT_ASKED), name="work_limited")
        limit = rule_of("income.earnings", self.today())
        self.add_row("&Earnings a week, after tax", MoneyField(_NOT_ASKED), name="earnings", rule=limit)
        self.add_row("Private &pension a week", MoneyField("None"), name="pension")
        self.add_row("Baby due on", DateField(self.today, "None expected"), name="due")

    def _caring(self, household: Household) -> None:
        people = [(one.id, whom_words(one.id, household)) for one in household.people if one.id != self.whom]
        choices = (*people, (_SOMEBODY_ELSE, "Somebody who lives elsewhere"))
        self.section("Care they give")
        for n in range(1, _CARES + 1):
            asked = "Who is cared &for" if n == 1 else "And for"
            self.add_row(asked, ChoiceField(choices, unset="Nobody"), name=f"care{n}")
            hours = WholeField(_HOURS_IN_A_WEEK)
            self.add_row("Hours a week", hours, name=f"hours{n}", rule=rule_of("income.hours"))
            self.add_row("Who they are", TextField("her mother"), name=f"who{n}", span=2)
            self.add_row(
                "Is their award one that opens a carer's claim?", OneOfField(_YES_NO), name=f"opens{n}"
            )
            self.add_row("Is their severe disability addition paid?", OneOfField(_YES_NO), name=f"sda{n}")

    def _show(self, person: Person, household: Household) -> None:
        codes = asks.ADULT_DISABILITY if self.adult else asks.CHILD_DISABILITY
        disability = next((code for code in codes if code in person.awards), None)
        self._offer_rates(disability)
        held = person.awards[disability].components if disability else ()
        others = asks.ADULT_OTHERS if self.adult else asks.CHILD_OTHERS
        shown: dict[str, Any] = {
            "name": person.name,
            "told_by": person.told_by or None,
            "for_others": person.for_others,
            "born": person.born,
            "condition": person.condition,
            "work_limited": person.work_limited,
            "earnings": person.earnings,
            "pension": person.pension,
            "due": person.due,
            "school": person.school or None,
            "disability": disability,
            "care": next((part for part in held if not part.startswith("mobility")), None),
            "mobility": next((part for part in held if part.startswith("mobility")), None),
            "others": tuple(code for code in others if code in person.awards),
            "carer_paid": person.carer_paid,
        }
        for code in asks.WITH_A_SUM:
            shown[f"sum_{code}"] = person.awards[code].weekly if code in person.awards else None
        for n, care in enumerate(person.cares[:_CARES], start=1):
            known = household.person(care.whom) is not None
            shown |= {
                f"care{n}": care.whom if known else _SOMEBODY_ELSE,
                f"who{n}": "" if known else care.whom,
                f"hours{n}": care.hours,
                f"opens{n}": care.qualifying,
                f"sda{n}": care.severe_disability_paid,
            }
        self.show_values(shown)
        self._fit_questions()

    def taken(self, household: Household) -> Household:
        """The household with these answers about this person."""
        person, found = household.person(self.whom), self.values()
        if person is None:
            return household
        person = replace(
            person,
            born=found["born"] or person.born,
            name=found.get("name", person.name),
            told_by=found.get("told_by", person.told_by) or "",
            for_others=found.get("for_others", person.for_others),
            condition=found["condition"],
            awards=self._awards(person, found),
        )
        if self.adult:
            person = replace(
                person,
                work_limited=found["work_limited"],
                earnings=found["earnings"],
                pension=found["pension"],
                due=found["due"],
                carer_paid=found["carer_paid"],
                cares=(*self._cares(found), *person.cares[_CARES:]),
            )
        else:
            person = replace(person, school=found["school"] or "")
        return household.changed(person)

    def _awards(self, person: Person, found: dict[str, Any]) -> dict[str, InPayment]:
        mine = {*asks.ADULT_DISABILITY, *asks.CHILD_DISABILITY, *asks.ADULT_OTHERS, *asks.CHILD_OTHERS}
        awards = {code: paid for code, paid in person.awards.items() if code not in mine}
        if code := found["disability"]:
            chosen = tuple(part for part in (found["care"], found["mobility"]) if part)
            awards[code] = InPayment(chosen)
        for code in found["others"]:
            weekly: Decimal | None = found.get(f"sum_{code}")
            awards[code] = replace(person.awards.get(code, InPayment()), weekly=weekly)
        return awards

    def _cares(self, found: dict[str, Any]) -> tuple[Care, ...]:
        cares = []
        for n in range(1, _CARES + 1):
            whom = found[f"care{n}"]
            if whom == _SOMEBODY_ELSE:
                who = found[f"who{n}"] or "somebody else"
                cares.append(Care(who, found[f"hours{n}"], found[f"opens{n}"], found[f"sda{n}"]))
            elif whom:
                cares.append(Care(whom, found[f"hours{n}"]))
        return tuple(cares)

    def _answered(self, name: object) -> None:
        if name == "disability":
            self._offer_rates(self.fields["disability"].value())
        self._fit_questions()

    def _offer_rates(self, code: str | None) -> None:
        for name, offered in (("care", asks.care_parts), ("mobility", asks.mobility_parts)):
            field = self.fields[name]
            if isinstance(field, ChoiceField):
                field.offer(offered(code) if code else ())

    def _fit_questions(self) -> None:
        found, out = self.values(), []
        code = found["disability"]
        if not code:
            out.append("care")
        if not (code and asks.mobility_parts(code)):
            out.append("mobility")
        if self.adult:
            out += [f"sum_{code}" for code in asks.WITH_A_SUM if code not in found["others"]]
            for n in range(1, _CARES + 1):
                whom = found[f"care{n}"]
                if n > 1 and not found[f"care{n - 1}"]:
                    out.append(f"care{n}")
                if not whom:
                    out.append(f"hours{n}")
                if whom != _SOMEBODY_ELSE:
                    out += [f"who{n}", f"opens{n}", f"sda{n}"]
        self.ask_only(*out)
