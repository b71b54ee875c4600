"""Twenty-two mistakes people make about gains, each told by name; its clean twin draws no word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from building import MovingClock, a_case, a_client

from welfare_desk.casework.debt import debt_outcomes, debts
from welfare_desk.casework.debt.debt_outcomes import OutcomeDraft
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import endings, estimates, gain_doubts, gains, periods
from welfare_desk.casework.figures.endings import EndingDraft
from welfare_desk.casework.figures.estimates import EstimateDraft
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.people import circumstances
from welfare_desk.errors import DeskError, Problems
from welfare_desk.rules.caseload import Period

TODAY = date(2026, 11, 26)
DECIDED = date(2026, 11, 2)
Step = Callable[["Home"], object]


class Home:
    """A couple with a case each, on the day of the mistake."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.one, self.other = a_client(desk), a_client(desk, forenames="Isla")
        circumstances.live_together(desk, [self.one, self.other])
        self.case, self.partners = a_case(desk, self.one), a_case(desk, self.other)

    def letter(self, amount: str = "60.00", case: UUID | None = None, **said: object) -> list[str]:
        """What is said about a letter; it is recorded after that."""
        names = {"decided_on": DECIDED, "outcome": "awarded", "benefit": "adp", "part": "", "joint": False}
        about = {key: said.pop(key, value) for key, value in names.items()}
        facts = {"confirmed_on": TODAY, "confirmed_by": "award_letter"} | said
        draft = DecisionDraft(**about, gain=GainDraft(Decimal(amount), **facts))  # type: ignore[arg-type]
        found = gain_doubts.doubts(self.desk, case or self.case, draft, today=TODAY)
        gains.record_decision(self.desk, case or self.case, draft, today=TODAY)
        return [one.name for one in found]

    def line(self) -> UUID:
        return gains.ledger(self.desk)[0].id

    def debt(self) -> UUID:
        made = debts.add_debt(self.desk, self.case, DebtDraft("rent", balance=Decimal(900)), today=TODAY).id
        assert made is not None
        return made


def before(home: Home, amount: str = "40.00", **said: object) -> None:
    home.letter(amount, decided_on=date(2026, 6, 1), confirmed_on=date(2026, 6, 5), **said)


def said_of(home: Home, step: Step) -> str:
    """The name of a doubt, or the sentence of a refusal; nothing where all is well."""
    try:
        found = step(home)
    except Problems as wrong:
        return wrong.problems[0].sentence
    except DeskError as no:
        return no.said
    return found[0] if isinstance(found, list) and found else ""


def closed_year(home: Home) -> None:
    if not periods.closed_periods(home.desk):
        periods.close_period(home.desk, Period(date(2025, 4, 1), date(2026, 3, 31)), today=TODAY)


def first(*steps: Step) -> Step:
    """Some things before, then the one in question."""

    def play(home: Home) -> object:
        for step in steps[:-1]:
            step(home)
        return steps[-1](home)

    return play


def letter(amount: str = "60.00", **said: object) -> Step:
    return lambda home: home.letter(amount, **said)


def ended(**said: object) -> Step:
    draft = replace(EndingDraft(date(2026, 11, 20), "moved away"), **said)  # type: ignore[arg-type]
    return lambda home: endings.end_gain(home.desk, home.line(), draft, today=TODAY)


def outcome(written_off: str) -> Step:
    draft = OutcomeDraft(TODAY, Decimal(written_off), confirmed_on=TODAY, confirmed_by="agency_told")
    return lambda home: debt_outcomes.record_outcome(home.desk, home.debt(), draft, today=TODAY)


UC = {"benefit": "uc", "frequency": "monthly"}
TWINS: dict[str, tuple[str, Step, Step]] = {
    "the same decision twice": (
        "already in the ledger",
        first(letter(), letter()),
        first(
            letter(),
            letter("20.00", decided_on=DECIDED + timedelta(days=1), previous=Decimal(60), outcome="reduced"),
        ),
    ),
    "the joint award on the partner's file too": (
        "already in the ledger",
        first(
            letter("300", joint=True, **UC), lambda home: home.letter("300", home.partners, joint=True, **UC)
        ),
        first(letter("300", joint=True, **UC), lambda home: home.letter("60", home.partners)),
    ),
    "the partner's award as if it were another": (
        "partner_has_it",
        first(letter("300", **UC), lambda home: home.letter("300", home.partners, **UC)),
        first(letter("300", **UC), lambda home: home.letter("210", home.partners, **UC)),
    ),
    "one award under two parts": (
        "twice_on_one_person",
        first(letter(part="daily living"), letter(part="mobility")),
        first(letter(part="daily living"), letter("30.00", part="mobility")),
    ),
    "a loan": ("is a loan", letter(benefit="uc-advance"), letter(benefit="adp")),
    "an old rate kept going": ("not a new gain", letter(benefit="sta"), letter(benefit="csp")),
    "the whole award after a reconsideration": (
        "before_not_taken_off",
        first(before, letter("60.00", outcome="increased")),
        first(before, letter("60.00", outcome="increased", previous=Decimal("40.00"))),
    ),
    "an appeal that forgets the reconsideration": (
        "before_too_little",
        first(before, letter("60.00", previous=Decimal("10.00"))),
        first(before, letter("60.00", previous=Decimal("40.00"))),
    ),
    "a renewal at the same rate": (
        "no_more_than_before",
        letter("60.00", previous=Decimal("60.00")),
        letter("60.00", previous=Decimal("20.00")),
    ),
    "raised, it says, and lower": (
        "outcome_disagrees",
        letter("20.00", previous=Decimal("60.00"), outcome="increased"),
        letter("20.00", previous=Decimal("60.00"), outcome="reduced"),
    ),
    "a replaced benefit counted whole": (
        "replaces_another",
        first(lambda home: before(home, benefit="pip"), letter("60.00")),
        first(lambda home: before(home, benefit="pip"), letter("60.00", previous=Decimal("40.00"))),
    ),
    "a carer's benefit while Universal Credit falls": (
        "another_falls",
        first(lambda home: before(home, "900", joint=True, **UC), letter("80.00", benefit="csp")),
        first(
            lambda home: before(home, "900", joint=True, **UC),
            letter("740", joint=True, previous=Decimal(900), outcome="reduced", **UC),
            letter("80.00", benefit="csp"),
        ),
    ),
    "four weeks' money as one week's": (
        "more_than_the_highest_rate",
        letter("424.40"),
        letter("424.40", frequency="four_weekly"),
    ),
    "arrears of the whole award": (
        "arrears_too_much",
        letter("60.00", previous=Decimal("50.00"), arrears=Decimal("600"), award_from=date(2026, 8, 24)),
        letter("60.00", previous=Decimal("50.00"), arrears=Decimal("100"), award_from=date(2026, 8, 24)),
    ),
    "arrears of nothing": (
        "nothing_to_backdate",
        letter(arrears=Decimal("120"), award_from=DECIDED),
        letter(arrears=Decimal("120"), award_from=DECIDED - timedelta(days=14)),
    ),
    "a wrong year": ("long_ago", letter(decided_on=date(2025, 3, 2)), letter(decided_on=date(2026, 3, 2))),
    "a late entry": (
        "period_closed",
        first(closed_year, letter(decided_on=date(2026, 3, 2), confirmed_on=date(2026, 3, 9))),
        first(closed_year, letter(decided_on=date(2026, 4, 2), confirmed_on=date(2026, 4, 9))),
    ),
    "over before it was decided": (
        "over_already",
        letter(award_from=date(2026, 5, 1), award_to=date(2026, 9, 1)),
        letter(award_from=date(2026, 5, 1), award_to=date(2027, 9, 1)),
    ),
    "a payment made once, twice": (
        "paid_once_already",
        first(
            letter("404.00", benefit="bspg", frequency="one_off"),
            letter("404.00", benefit="bspg", frequency="one_off", decided_on=DECIDED + timedelta(days=2)),
        ),
        first(
            letter("404.00", benefit="bspg", frequency="one_off"),
            letter("252.00", benefit="bspg", frequency="one_off", decided_on=DECIDED + timedelta(days=2)),
        ),
    ),
    "decided tomorrow": ("in the future", letter(decided_on=date(2026, 11, 27)), letter(decided_on=TODAY)),
    "confirmed before it was decided": (
        "before it was decided",
        letter(confirmed_on=date(2026, 10, 30)),
        letter(confirmed_on=DECIDED),
    ),
    "an ending before the beginning": (
        "before it began",
        first(letter(), ended(ended_on=date(2026, 10, 1))),
        first(letter(), ended()),
    ),
    "an ending entered twice": (
        "has this ending",
        first(letter(), ended(), ended()),
        first(letter(), ended()),
    ),
    "an estimate of what is decided": (
        "has been decided",
        first(
            letter(),
            lambda home: estimates.record_estimate(
                home.desk, home.case, EstimateDraft(Decimal(9), date(2026, 10, 1), "adp"), today=TODAY
            ),
        ),
        lambda home: estimates.record_estimate(
            home.desk, home.case, EstimateDraft(Decimal(9), TODAY, "uc"), today=TODAY
        ),
    ),
    "more written off than was owed": ("more than was ever owed", outcome("900.01"), outcome("900.00")),
}


@pytest.mark.parametrize("mistake", TWINS)
def test_a_mistake_is_told_by_name_and_its_clean_twin_draws_no_word(
    desk: Desk, clock: MovingClock, mistake: str
) -> None:
    reason, wrong, right = TWINS[mistake]
    assert reason in said_of(Home(desk), wrong)
    assert said_of(Home(desk), right) == ""


def test_there_are_more_than_twenty() -> None:
    assert len(TWINS) >= 20
