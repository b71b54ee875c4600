"""The income check: every rule in the order in which one award opens another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from welfare_desk.rules.benefits import Catalogue, Passport
from welfare_desk.rules.income.children import best_start, child_benefit, school, scottish_child_payment
from welfare_desk.rules.income.disability_and_care import carers, disability
from welfare_desk.rules.income.home_and_winter import (
    badge,
    council_tax,
    housing_benefit,
    spare_bedroom,
    winter,
)
from welfare_desk.rules.income.household import SETTLED, Household
from welfare_desk.rules.income.looking import ADVICE, Look, Rule, Suggestion
from welfare_desk.rules.income.means_tested import pension_credit, state_pension, universal_credit

RULES: tuple[Rule, ...] = (
    *(disability, carers),
    *(state_pension, universal_credit, pension_credit),
    *(child_benefit, scottish_child_payment, best_start, school),
    *(housing_benefit, council_tax, spare_bedroom),
    *(winter, badge),
)
"""The passporting order: disability, carers, means-tested awards, children, home, winter, the rest."""

NOT_PUBLIC_FUNDS = ("sp", "whd", "blue-badge")
"""Not public funds (Immigration Rules para 6); with a condition on them, of the rest we say: get advice."""

_STOP = "Stop: get registered immigration advice before this is claimed."


def check(household: Household, *, on: date, catalogue: Catalogue) -> tuple[Suggestion, ...]:
    """What looks claimable on a day, in order, each with why, what it rests on, what it opens and costs.

    Never a full award notice: what cannot be known from the facts is asked for or left to be checked by hand.
    """
    look = Look(household, on, catalogue)
    for rule in RULES:
        for row in rule(look):
            look.found.append(replace(row, opens=_opens(row, catalogue)))
    return tuple(_with_advice(row, household) for row in look.found)


def _opens(row: Suggestion, catalogue: Catalogue) -> tuple[str, ...]:
    """What an award of this opens, in the catalogue's words."""
    return tuple(
        f"{_names(passport, catalogue)}: {passport.condition}"
        for passport in catalogue.passports
        if passport.opens and any(entry.partition(".")[0] == row.benefit for entry in passport.from_any)
    )


def _names(passport: Passport, catalogue: Catalogue) -> str:
    codes = dict.fromkeys(entry.partition(".")[0] for entry in passport.opens)
    return ", ".join(catalogue.name(code) for code in codes)


def _with_advice(row: Suggestion, household: Household) -> Suggestion:
    if household.immigration == SETTLED or row.base in NOT_PUBLIC_FUNDS:
        return row
    return replace(row, standing=ADVICE, why=f"{_STOP} {row.why}")
