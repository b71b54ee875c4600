"""A version of the budget as an income check would have it: what could be claimed, put in as estimates.

What could be claimed is ``rules/income``; the facts of the household are ``income_checks``. No creditor sees
an estimate: ``budgets.agree`` says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework.debt import budgets
from welfare_desk.casework.debt.budgets import BudgetView, LineDraft
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.income import income_checks
from welfare_desk.casework.income.income_checks import NoBirthDate, benefit_words
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import money
from welfare_desk.rules.debt.conversions import converted
from welfare_desk.rules.income.check import check
from welfare_desk.rules.income.household import Household
from welfare_desk.rules.income.looking import AFTER, AUTOMATIC, CLAIM, Suggestion
from welfare_desk.rules.income.scenarios import Comparison, as_it_would_be, compare, with_award

_OTHER = "ben_other"
_NAMED = "scenario:"


@dataclass(frozen=True, slots=True)
class CouldCome:
    """A scenario or a claim of the check: what it would change by the week, other benefits counted in."""

    key: str
    words: str
    weekly: Decimal
    why: str


def could_come(desk: Desk, person_id: UUID, *, today: date) -> list[CouldCome]:
    """The scenarios named in the client's own check, and what it says could be claimed with a figure for it.

    Nothing without a check. A scenario may also bring less.
    """
    facts = _facts(desk, person_id)
    if facts is None:
        return []
    household, catalogue = facts.household, resources.benefits()
    found = []
    for one in facts.scenarios:
        then = as_it_would_be(household, one, catalogue)
        weekly = compare(household, then, on=today, catalogue=catalogue).weekly
        if weekly:
            found.append(
                CouldCome(f"{_NAMED}{one.name}", f"“{one.name}”", weekly, "A scenario of the check.")
            )
    for row in _claims(household, today):
        then = with_award(household, row.whom, row.base)
        weekly = compare(household, then, on=today, catalogue=catalogue).weekly
        if weekly > 0:
            found.append(CouldCome(_key(row), benefit_words(row.benefit), weekly, row.why))
    return found


def _facts(desk: Desk, person_id: UUID) -> income_checks.Facts | None:
    """What the last check wrote down; None where there was none."""
    try:
        facts = income_checks.facts(desk, person_id)
    except NoBirthDate:
        return None
    return facts if facts.taken_on is not None else None


def _claims(household: Household, today: date) -> list[Suggestion]:
    rows = check(household, on=today, catalogue=resources.benefits())
    return [row for row in rows if row.standing in (CLAIM, AFTER, AUTOMATIC)]


def _key(row: Suggestion) -> str:
    return f"{row.benefit}@{row.whom}"


def begin(
    desk: Desk, case_id: UUID, now: BudgetView, keys: Sequence[str], *, name: str, today: date
) -> Changes:
    """Begin a version as a copy of ``now`` with these claims awarded, all worked out together.

    Raises Problems where none is chosen or the check no longer says so.
    """
    facts = _facts(desk, now.person_id)
    claims = {_key(row): row for row in _claims(facts.household, today)} if facts else {}
    named = {f"{_NAMED}{one.name}": one for one in facts.scenarios} if facts else {}
    chosen = [key for key in keys if key in claims or key in named]
    if facts is None or not chosen:
        raise Problems([Problem("keys", "Choose what would come in.", "The income check says what could.")])
    household = then = facts.household
    for key in chosen:
        if key in named:
            then = as_it_would_be(then, named[key], resources.benefits())
        else:
            then = with_award(then, claims[key].whom, claims[key].base)
    compared = compare(household, then, on=today, catalogue=resources.benefits())
    return begin_with(desk, case_id, now, compared, name=name, today=today)


def begin_with(
    desk: Desk, case_id: UUID, now: BudgetView, compared: Comparison, *, name: str, today: date
) -> Changes:
    """The same from two states of a household set side by side, whatever differs between them."""
    draft = replace(now.draft, name=name, on=today, review_on=None, note="")
    lines = changed_lines(now, compared)
    return budgets.new_budget(desk, case_id, draft, today=today, copy_of=now.id, lines=lines)


def changed_lines(now: BudgetView, compared: Comparison) -> list[LineDraft]:
    """Each line of the budget that a comparison moves, in its own period, marked as an estimate."""
    tables = resources.debt_tables()
    moved: dict[str, Decimal] = {}
    names: dict[str, list[str]] = {}
    for line in compared.lines:
        if line.difference:
            code = tables.benefit_lines.get(line.benefit, _OTHER)
            moved[code] = moved.get(code, money.NOUGHT) + line.difference
            names.setdefault(code, []).append(_said(line.benefit, line.difference))
    return [
        _moved(now, code, weekly, names[code], tables.payments_a_year)
        for code, weekly in moved.items()
        if weekly
    ]


def _moved(
    now: BudgetView, code: str, weekly: Decimal, said: Sequence[str], payments: Mapping[str, int]
) -> LineDraft:
    note = f"Income check: {', '.join(said)}"
    line = now.line(code)
    if line is None:
        return LineDraft(code, max(weekly, money.NOUGHT), "week", "estimated", note)
    more_p = converted(money.pence(weekly), "week", line.period, payments)
    amount = max(line.amount + money.from_pence(more_p), money.NOUGHT)
    return LineDraft(code, amount, line.period, "estimated", ". ".join(filter(None, (line.note, note))))


def _said(benefit: str, weekly: Decimal) -> str:
    """ "Carer Support Payment £81.90 more a week"."""
    way = "more" if weekly > 0 else "less"
    return f"{matter_name(benefit)} {money.shown(abs(weekly))} {way} a week"
