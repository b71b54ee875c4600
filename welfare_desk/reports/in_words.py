"""The period in sentences a funder can paste: every figure in them is one of the report's own."""

from __future__ import annotations

from decimal import Decimal

from welfare_desk.reports.facts import ReportFacts, published
from welfare_desk.rules import days, money


def in_words(facts: ReportFacts) -> tuple[str, ...]:
    """What came of the period, small numbers of people withheld."""
    told = facts.figures
    name = facts.agency or "the service"
    period = f"Between {days.on_paper(facts.first)} and {days.on_paper(facts.last)}"
    clients, new = int(told["total_clients"]), int(told["new_clients"])
    said = [
        f"{period} {name} supported {_people(clients)}, {published(new)} of them for the first time, in"
        f" {published(int(told['households']))} households."
        if clients
        else f"{period} {name} supported nobody."
    ]
    gain, ledger = told["gain"], told["ledger"]
    total = Decimal(gain["total"])
    if total:
        said.append(
            f"Confirmed gains came to {_shown(gain['total'])}: {_shown(gain['welfare'])} in benefits and"
            f" {_shown(gain['money_advice_total'])} in money advice, of which"
            f" {_shown(ledger['written_off'])} was debt written off. {published(told['clients_with_gain'])}"
            " clients were better off."
        )
    elif clients:
        said.append("No gain was confirmed in the period.")
    if facts.unseen:
        said.append(
            f"{published(facts.unseen)} people with a gain or a debt dealt with had no contact recorded in"
            " the period: they are not among the people supported."
        )
    if facts.shared:
        said.append(f"{_shown(str(facts.shared))} of the gains was won where another service led.")
    ratio = told["per_pound"]["excl_debt"]
    if ratio is not None:
        wider = told["per_pound"]["incl_debt"]
        said.append(
            f"For each £1 of cash funding that is {_shown(ratio)} without debt, and {_shown(wider)} with debt"
            " written off and rescheduled."
        )
    received = int(told["referrals"]["received"])
    if received:
        engaged = int(told["referrals"]["engaged"])
        said.append(f"Of {published(received)} referrals received, {published(engaged)} have been supported.")
    adjusted = sum(Decimal(sum_) for sum_ in told["adjustments"].values())
    if adjusted:
        said.append(
            f"Later changes to earlier periods came to {_shown(str(adjusted))} and are not in these gains."
        )
    return tuple(said)


def _people(count: int) -> str:
    return f"{published(count)} people"


def _shown(sum_: str) -> str:
    return money.shown(Decimal(sum_))
