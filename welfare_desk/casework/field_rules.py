"""The rule behind each field, with its figures out of the tables: what a form shows to whoever asks why.

The sentences lie in ``resources/field_rules.toml``, their shape in ``rules/field_rules``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from welfare_desk import resources
from welfare_desk.casework.consent import consents
from welfare_desk.casework.people import mandates
from welfare_desk.rules import consent, field_rules, money
from welfare_desk.rules.field_rules import FieldRule
from welfare_desk.rules.income import disability_and_care

_OURS = {  # figures the rules and use-cases themselves work with
    "carer_hours": disability_and_care.CARER_HOURS,
    "further_hours": disability_and_care.FURTHER_HOURS,
    "young_carer_hours": disability_and_care.YOUNG_CARER_HOURS,
    "consent_usual_months": consents.USUAL_MONTHS,
    "consent_most_months": consents.MOST_MONTHS,
    "mandate_usual_months": mandates.USUAL_MONTHS,
    "report_wait_days": consent.AMRA_WAIT,
}
_TABLES = {
    "debt": "debt.toml",
    "claims": "claims.toml",
    "quality": "quality.toml",
    "special": "special_rules.toml",
    "catalogue": "benefits/catalogue.toml",
}


def rule_of(key: str, on: date | None = None) -> FieldRule:
    """The rule of ``form.field``; ``on`` is the day whose rates it speaks of, where it speaks of any.

    Raises RuleNotWhole where no rule has that name, or it names what no table holds.
    """
    form, _, field = key.partition(".")
    row = resources.table("field_rules.toml").get(form, {}).get(field, {})
    return field_rules.from_row(key, row, partial(_look_up, on=on))


def rule_of_letter(route: str | None, benefit: str | None, event: str | None, on: date | None) -> FieldRule:
    """What this letter or event starts, out of the table of routes; the general rule until it is known.

    ``on``: the day of the letter, which says whose periods hold.
    """
    if route and benefit and event:
        routes = resources.routes()
        code = routes.benefit(route, benefit) or benefit
        period = routes.period(code, on or date.max)
        if found := field_rules.of_steps(routes.started_by(event, route, code), period):
            return found
    return rule_of("notice.event_on")


def rule_of_claim(benefit: str) -> FieldRule:
    """How far back this claim may reach from the day it is begun; the general rule where nothing is said."""
    way = resources.claims().get(benefit)
    if way is None or not way.back or not way.source:
        return rule_of("claim.begun_on")
    return FieldRule(f"Backdating: {way.back[0].lower()}{way.back[1:]}", way.source, way.doubt)


def rule_of_threat(kind: str | None) -> FieldRule:
    """When this threat bites and what follows; where it is none, or not known, the general rule."""
    threat = resources.debt_tables().threats.get(kind or "")
    if threat is None:
        return rule_of("debt.bites_on")
    counted = f" Where the letter names no day: {threat.days} days." if threat.days else ""
    doubt = "General knowledge, not read anew." if threat.mark == "K" else ""
    return FieldRule(f"{threat.then}{counted}", "; ".join(threat.sources), doubt)


def _look_up(table: str, path: str, on: date | None) -> str:
    if table in ("rates", "ratesource"):
        return _rate(table, path, on)
    if table == "ours":
        return str(_OURS[path])
    if table == "step":
        one, two, *rest = path.split(".")  # a step's own name has a dot in it
        rows = {row["id"]: row for row in resources.table("routes.toml")["steps"]}
        return _shown(_at(rows[f"{one}.{two}"], rest), rest[-1])
    parts = path.split(".")
    return _shown(_at(resources.table(_TABLES[table]), parts), parts[-1])


def _at(table: Any, parts: list[str]) -> Any:
    for part in parts:
        table = table[int(part)] if isinstance(table, list) else table[part]
    return table


def _shown(found: Any, name: str) -> str:
    if isinstance(found, list):
        return "; ".join(found)
    if name.endswith("_p"):
        return _round_pounds(Decimal(found) / 100)
    return str(found)


def _round_pounds(amount: Decimal) -> str:
    return money.shown(amount).removesuffix(".00")


def _rate(table: str, path: str, on: date | None) -> str:
    benefit, _, component = path.partition(".")
    catalogue = resources.benefits()
    if on is None:
        raise ValueError("rates hold on a day")
    rate = catalogue.rate_on(benefit, component, on)
    if table == "ratesource":
        return catalogue.sources[rate.source].title
    return _round_pounds(rate.amount)
