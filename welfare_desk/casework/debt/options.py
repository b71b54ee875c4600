"""Ways out of debt: what is known of the client, every way screened, the advice and the client's decision.

The tests are ``rules/debt/screening``. A decision is never edited: a change of mind is a new one (CONC 8.3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.debt import budgets, debt_page
from welfare_desk.casework.debt.budgets import BudgetView
from welfare_desk.casework.debt.debt_permission import require_advice
from welfare_desk.casework.debt.debts import owed_by
from welfare_desk.casework.debt.option_figures import in_figures
from welfare_desk.casework.desk import Changes, Desk, NotFound
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.debts import Budget, Circumstances, DebtAdvice, Moratorium
from welfare_desk.records.service import Advisor
from welfare_desk.rules import as_typed, days, money
from welfare_desk.rules.debt.screening import Known, Screened, figures, screen, too_old
from welfare_desk.rules.debt.solutions import Asset, ListedDebt
from welfare_desk.rules.debt.standing import counts_towards_limits
from welfare_desk.rules.debt.tables import Advice, Solution

YES_NO = (
    "lives_in_scotland",
    "lived_in_scotland_last_year",
    "habitually_resident",
    "owns_land",
    "apparently_insolvent",
    "in_ptd",
    "undischarged",
    "bro",
    "conjoined_arrestment",
    "prior_time_to_pay",
)
"""What is asked with yes, no, or not yet asked."""


class RulesTooOld(DeskError):
    sentence = "The rules on ways out of debt were last checked more than a year ago."
    hint = "Use a newer release, or say by name that you have checked them yourself."


@dataclass(frozen=True, slots=True)
class AssetDraft:
    name: str
    value: Decimal
    vehicle: bool = False
    needed: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tests look at, as the form holds it; None where it has not been asked.

    ``ever_map`` and ``ever_other`` with the day of the last award; ``certificate_on``: the day of a
    certificate for sequestration, good for thirty days.
    """

    answers: Mapping[str, bool] | None = None
    ever_map: bool | None = None
    last_map_award: date | None = None
    ever_other: bool | None = None
    last_other_award: date | None = None
    has_certificate: bool | None = None
    certificate_on: date | None = None
    prescribed_benefits_months: int | None = None
    land_equity: Decimal | None = None
    assets: tuple[AssetDraft, ...] | None = None
    lump_sum: Decimal | None = None

    def answer(self, name: str) -> bool | None:
        return (self.answers or {}).get(name)


@dataclass(frozen=True, slots=True)
class Option:
    """One way as the screen shows it, each reason with the figure that decides it."""

    screened: Screened
    solution: Solution
    advice: Advice
    reasons: tuple[str, ...]
    ask: tuple[str, ...]
    debts: tuple[str, ...]
    in_figures: str = ""

    @property
    def code(self) -> str:
        return self.solution.code

    @property
    def state(self) -> str:
        return self.screened.state


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """A decision as it was recorded."""

    id: UUID
    on: date
    by: str
    chosen: str | None
    chosen_name: str
    reasons: str
    client_words: str
    risks_told: tuple[str, ...]
    understood: bool
    needs: str
    rules_as_of: date
    confirmed_on: date | None
    fees: str = ""
    budget: str = ""
    checked_by: str = ""  # who screened by rules older than a year


@dataclass(frozen=True, slots=True)
class OptionsPage:
    """Everything the screen of options shows. ``too_old``: screening waits for a name."""

    facts: Facts
    facts_on: date | None
    budget: BudgetView | None
    budgets: tuple[BudgetView, ...]
    owed: Decimal
    options: tuple[Option, ...]
    rules_checked_on: date
    too_old: bool
    advice: tuple[AdviceRow, ...]
    client: str = ""


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What was advised and decided, and what the client was told."""

    chosen: str | None
    reasons: str = ""
    client_words: str = ""
    risks_told: tuple[str, ...] = ()
    understood: bool = False
    fees: str = ""
    needs: str = ""
    confirmed_on: date | None = None


def page(
    desk: Desk,
    person_id: UUID,
    *,
    today: date,
    budget_id: UUID | None = None,
    override_by: str = "",
) -> OptionsPage:
    """Every way screened for one client out of one budget, the newest where none is named.

    Rules older than twelve months screen nothing until somebody says by name that they have checked them.
    """
    versions = tuple(budgets.budgets(desk, person_id))
    budget = next((one for one in versions if one.id == budget_id), versions[-1] if versions else None)
    tables = resources.debt_tables()
    with desk.look() as look:
        require_advice(look, on=today)
        kept = _newest(look, person_id)
        facts = _facts(kept.facts) if kept else Facts()
        old = too_old(tables.as_of, today)
        known, names, owed = _known(look, person_id, facts, budget, today)
        options = () if old and not override_by.strip() else _options(known, names, today)
        return OptionsPage(
            facts,
            kept.on if kept else None,
            budget,
            versions,
            owed,
            options,
            tables.as_of,
            old,
            tuple(_advice(look, person_id)),
            look.scalar(select(client_name()).where(current_name(person_id))) or "",
        )


def _newest(look: Session, person_id: UUID) -> Circumstances | None:
    return look.scalars(
        select(Circumstances)
        .join(Case, Case.id == Circumstances.case_id)
        .where(Case.person_id == person_id)
        .order_by(Circumstances.on.desc(), Circumstances.id.desc())
        .limit(1)
    ).first()


def _known(
    look: Session, person_id: UUID, facts: Facts, budget: BudgetView | None, today: date
) -> tuple[Known, dict[str, str], Decimal]:
    """What the rules are asked, the names of the debts by id, and what is owed."""
    held = debt_page.views(look, owed_by(person_id), today=today, person_id=person_id)
    counted = [debt for debt in held if counts_towards_limits(debt.standing)]
    missing = any(debt.left_out == ("NO_BALANCE",) for debt in held)
    notice = look.scalar(
        select(Moratorium.notice_on)
        .where(Moratorium.person_id == person_id)
        .order_by(Moratorium.notice_on.desc())
        .limit(1)
    )
    expired = any(debt.stage == "CHARGE_EXPIRED" for debt in held)
    certificate = facts.has_certificate
    if certificate and facts.certificate_on is not None:
        valid = int(resources.debt_tables().solutions["MAP"].criteria["certificate_valid_days"])
        certificate = (today - facts.certificate_on).days <= valid
    single = len(counted) == 1 and counted[0].stage in ("TTPD_IN_FORCE", "TTPO_IN_FORCE")
    sums = budget.worked.sums if budget else None
    assets = facts.assets
    known = Known(
        debts=[ListedDebt(str(debt.id), debt.draft.type or "", money.pence(debt.owed)) for debt in counted],
        debts_whole=not missing,
        surplus_p=sums.surplus_p if sums else None,
        available_p=sums.available_p if sums else None,
        contribution_p=budget.worked.contribution_p if budget else None,
        prescribed_benefits_months=facts.prescribed_benefits_months,
        land_equity_p=None if facts.land_equity is None else money.pence(facts.land_equity),
        assets=None
        if assets is None
        else [
            Asset(str(number), money.pence(one.value), one.vehicle, one.needed, one.excluded)
            for number, one in enumerate(assets)
        ],
        certificate=certificate,
        never_map=None if facts.ever_map is None else not facts.ever_map,
        last_map_award=facts.last_map_award if facts.ever_map else None,
        never_other=None if facts.ever_other is None else not facts.ever_other,
        last_other_award=facts.last_other_award if facts.ever_other else None,
        single_debt_ttp=single,
        last_moratorium_notice=notice,
        lump_sum_p=None if facts.lump_sum is None else money.pence(facts.lump_sum),
        stages={str(debt.id): debt.stage or "" for debt in counted},
        **{name: facts.answer(name) for name in YES_NO},
    )
    if expired:
        known = replace(known, apparently_insolvent=True)
    return known, {str(debt.id): debt.owed_to for debt in counted}, sum((d.owed for d in counted), Decimal(0))


def _options(known: Known, names: Mapping[str, str], today: date) -> tuple[Option, ...]:
    tables = resources.debt_tables()
    found = []
    for one in screen(known, tables, as_of=today):
        decided = figures(one.reasons, known, tables)
        found.append(
            Option(
                one,
                tables.solutions[one.code],
                tables.advice[one.code],
                tuple(_reason(reason, decided.get(reason)) for reason in one.reasons),
                tuple(tables.asked[fact] for fact in one.ask),
                tuple(names[id] for id in one.debts),
                in_figures(one.code, known, today) if one.state != "closed" else "",
            )
        )
    return tuple(found)


def _reason(code: str, decided: tuple[int, int] | None) -> str:
    words = resources.debt_tables().reasons[code]
    if decided is None:
        return words
    is_, limit = (money.shown(money.from_pence(sum_)) for sum_ in decided)
    return f"{words} It is {is_}; the line is at {limit}."


def set_facts(desk: Desk, case_id: UUID, facts: Facts, *, today: date) -> Changes:
    """Keep what the client said of their circumstances; what was known before stays in the history.

    Raises Problems.
    """
    wrong = []
    for ever, on, field in (
        (facts.ever_map, facts.last_map_award, "last_map_award"),
        (facts.ever_other, facts.last_other_award, "last_other_award"),
    ):
        if ever and on is None:
            wrong.append(Problem(field, "Say when it was awarded: the years count from it."))
        if on is not None and on > today:
            wrong.append(Problem(field, "That date is in the future."))
    if facts.certificate_on is not None and facts.certificate_on > today:
        wrong.append(Problem("certificate_on", "That date is in the future."))
    for field in ("land_equity", "lump_sum"):
        sum_ = getattr(facts, field)
        if sum_ is not None and sum_ < 0:
            wrong.append(Problem(field, "It cannot be less than nothing."))
    if facts.prescribed_benefits_months is not None and facts.prescribed_benefits_months < 0:
        wrong.append(Problem("prescribed_benefits_months", "It cannot be less than nothing."))
    if any(one.value < 0 or not one.name.strip() for one in facts.assets or ()):
        wrong.append(Problem("assets", "Each thing needs a name and what it is worth."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        require_advice(work.session, on=today)
        case = work.get(Case, case_id)
        kept = work.add(Circumstances(case_id=case_id, on=today, facts=_stored(facts)))
        work.journal(
            case.person_id, "Circumstances for ways out of debt recorded.", on=today, case_id=case_id
        )
        work.commit()
        return Changes.of(kept, "advice")


def _stored(facts: Facts) -> dict[str, Any]:
    """As it lies in the desk: dates in ISO, sums in pence."""

    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "answers": dict(facts.answers or {}),
        "ever_map": facts.ever_map,
        "last_map_award": iso(facts.last_map_award),
        "ever_other": facts.ever_other,
        "last_other_award": iso(facts.last_other_award),
        "has_certificate": facts.has_certificate,
        "certificate_on": iso(facts.certificate_on),
        "prescribed_benefits_months": facts.prescribed_benefits_months,
        "land_equity_pence": None if facts.land_equity is None else money.pence(facts.land_equity),
        "lump_sum_pence": None if facts.lump_sum is None else money.pence(facts.lump_sum),
        "assets": None
        if facts.assets is None
        else [
            {
                "name": one.name.strip(),
                "value_pence": money.pence(one.value),
                "vehicle": one.vehicle,
                "needed": one.needed,
                "excluded": one.excluded,
            }
            for one in facts.assets
        ],
    }


def _facts(kept: Mapping[str, Any]) -> Facts:
    def day(key: str) -> date | None:
        return date.fromisoformat(kept[key]) if kept.get(key) else None

    def sum_(key: str) -> Decimal | None:
        return None if kept.get(key) is None else money.from_pence(kept[key])

    held = kept.get("assets")
    return Facts(
        answers=dict(kept.get("answers") or {}),
        ever_map=kept.get("ever_map"),
        last_map_award=day("last_map_award"),
        ever_other=kept.get("ever_other"),
        last_other_award=day("last_other_award"),
        has_certificate=kept.get("has_certificate"),
        certificate_on=day("certificate_on"),
        prescribed_benefits_months=kept.get("prescribed_benefits_months"),
        land_equity=sum_("land_equity_pence"),
        assets=None
        if held is None
        else tuple(
            AssetDraft(
                one["name"],
                money.from_pence(one["value_pence"]),
                one["vehicle"],
                one["needed"],
                one["excluded"],
            )
            for one in held
        ),
        lump_sum=sum_("lump_sum_pence"),
    )


def record_decision(
    desk: Desk,
    case_id: UUID,
    draft: DecisionDraft,
    *,
    today: date,
    budget_id: UUID | None = None,
    override_by: str = "",
) -> Changes:
    """Record what was advised, why, and what the client decided, with every way as it stood (CONC 8.2, 8.3).

    Raises RulesTooOld, and Problems: a way needs its reasons and the risks told, and is not a closed one.
    """
    with desk.look() as look:
        person_id = look.scalar(select(Case.person_id).where(Case.id == case_id))
    if person_id is None:
        raise NotFound()
    shown = page(desk, person_id, today=today, budget_id=budget_id, override_by=override_by)
    if not shown.options:
        raise RulesTooOld()
    option = next((one for one in shown.options if one.code == draft.chosen), None)
    wrong = []
    if draft.chosen is not None and option is None:
        wrong.append(Problem("chosen", "Choose a way."))
    if option is not None and option.state == "closed":
        wrong.append(
            Problem("chosen", f"It is closed: {option.reasons[0]}", "Put right what is known first.")
        )
    if not draft.reasons.strip():
        wrong.append(Problem("reasons", "Say why this suits the client, or why nothing was chosen."))
    if option is not None and set(option.advice.risks) - set(draft.risks_told):
        wrong.append(Problem("risks_told", "Tick each risk once the client has been told of it."))
    if option is not None and not draft.client_words.strip():
        wrong.append(Problem("client_words", "Write the decision in the client's own words."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        require_advice(work.session, on=today)
        case = work.get(Case, case_id)
        kept = work.add(
            DebtAdvice(
                case_id=case_id,
                budget_id=shown.budget.id if shown.budget else None,
                advisor_id=desk.advisor.id,
                on=today,
                screened=_snapshot(shown, override_by),
                rules_as_of=shown.rules_checked_on,
                chosen=draft.chosen,
                client_words=draft.client_words.strip(),
                reasons=draft.reasons.strip(),
                risks_told=list(draft.risks_told),
                understood=draft.understood,
                fees=draft.fees.strip(),
                needs=draft.needs.strip(),
                confirmed_on=draft.confirmed_on,
            )
        )
        name = option.solution.name if option else "nothing chosen yet"
        words = f"Debt advice: {name}. {draft.reasons.strip()}"
        work.journal(case.person_id, words, on=today, case_id=case_id, kind="decision")
        work.commit()
        return Changes.of(kept, "advice")


JURISDICTION = "Scotland"
"""Whose ways out are screened: another country's are a conduct risk (CONC 8.2.2G(1))."""


def _snapshot(page: OptionsPage, override_by: str) -> dict[str, Any]:
    """Every way as it stood, so that what was not chosen keeps its reasons and the figures behind them."""
    ways: dict[str, Any] = {
        one.code: {
            "state": one.state,
            "reasons": list(one.reasons),
            "codes": list(one.screened.reasons),
            "ask": list(one.ask),
            "in_figures": one.in_figures,
            "figures_as_of": one.solution.figures_as_of.isoformat(),
        }
        for one in page.options
    }
    return {
        "jurisdiction": JURISDICTION,
        "owed_pence": money.pence(page.owed),
        "surplus_pence": money.pence(page.budget.surplus) if page.budget else None,
        "ways": ways,
        "rules_checked_by": override_by.strip(),
    }


def _advice(look: Session, person_id: UUID) -> list[AdviceRow]:
    solutions = resources.debt_tables().solutions
    found = look.execute(
        select(DebtAdvice, Advisor.name, Budget.name)
        .join(Case, Case.id == DebtAdvice.case_id)
        .outerjoin(Budget, Budget.id == DebtAdvice.budget_id)
        .outerjoin(Advisor, Advisor.id == DebtAdvice.advisor_id)
        .where(Case.person_id == person_id)
        .order_by(DebtAdvice.on.desc(), DebtAdvice.id.desc())
    )
    return [
        AdviceRow(
            kept.id,
            kept.on,
            name or "",
            kept.chosen,
            solutions[kept.chosen].name if kept.chosen else "Nothing chosen yet",
            kept.reasons,
            kept.client_words,
            tuple(kept.risks_told),
            kept.understood,
            kept.needs,
            kept.rules_as_of,
            kept.confirmed_on,
            kept.fees,
            budget or "",
            str(kept.screened.get("rules_checked_by") or ""),
        )
        for kept, name, budget in found
    ]


def in_short(row: AdviceRow) -> str:
    """A decision in a line: "Minimal Asset Process bankruptcy, 26 Nov 2026, Morag Sinclair"."""
    return ", ".join(part for part in (row.chosen_name, days.short(row.on), row.by) if part)


_WORTH = re.compile(r"\s*(?P<worth>£?\s*\d[\d,]*(?:\.\d+)?)\s*(?:,(?P<words>.*))?", re.DOTALL)


def read_assets(typed: str) -> tuple[AssetDraft, ...] | None:
    """What a client owns as it is typed, a line to a thing: "Car, 2500, vehicle needed"; "nothing" for none.

    Words after the sum: *vehicle*, *needed*, *not counted* (goods that cannot be attached). Empty: not asked.
    Raises Problems naming the line that cannot be read.
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if not lines:
        return None
    if [line.casefold() for line in lines] == ["nothing"]:
        return ()
    found = []
    for line in lines:
        name, _, rest = line.partition(",")
        parts = _WORTH.fullmatch(rest)
        read = as_typed.read_money(parts["worth"]) if parts else None
        if parts is None or not isinstance(read, as_typed.Sum) or read.amount < 0:
            hint = "Write it like: Car, 2500, vehicle needed."
            raise Problems([Problem("assets", f"“{line}” has no sum that can be read.", hint)])
        said = (parts["words"] or "").casefold()
        found.append(
            AssetDraft(name.strip(), read.amount, "vehicle" in said, "needed" in said, "not counted" in said)
        )
    return tuple(found)


def written_assets(assets: Sequence[AssetDraft] | None) -> str:
    """The same the other way round, for the form."""
    if assets is None:
        return ""
    lines = []
    for one in assets:
        words = [
            word
            for word, so in (("vehicle", one.vehicle), ("needed", one.needed), ("not counted", one.excluded))
            if so
        ]
        lines.append(", ".join(part for part in (one.name, money.plain(one.value), " ".join(words)) if part))
    return "\n".join(lines) or "nothing"
