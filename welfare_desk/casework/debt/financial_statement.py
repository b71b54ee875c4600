"""One version of a budget as the statement a creditor is shown: frozen facts, and the bytes made of them.

A draft may be printed for the client to sign; ``for_creditor`` wants the agreement first (CONC 8.5.1).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework.agency import Agency, setting
from welfare_desk.casework.debt import budgets, debt_page
from welfare_desk.casework.debt.budgets import AGREED, EVIDENCE, PERIODS, BudgetView
from welfare_desk.casework.debt.debt_permission import require_advice
from welfare_desk.casework.debt.debts import owed_by
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import FoundWrong
from welfare_desk.records.cases import Case
from welfare_desk.records.debts import Offer, OfferShare
from welfare_desk.reports.financial_statement import (
    StatementDebt,
    StatementFacts,
    StatementLine,
    StatementSection,
    statement_pdf,
)
from welfare_desk.reports.statement_files import statement_csv, statement_workbook
from welfare_desk.rules import days, money

Layout = Literal["negotiation", "statutory"]
Format = Literal["pdf", "csv", "xlsx"]


class NotAgreedYet(FoundWrong):
    sentence = "The client has not agreed this budget, so no creditor may see it."
    hint = "Have it signed or agreed first, and ask whether creditors may see it."


def facts(
    desk: Desk,
    budget_id: UUID,
    *,
    today: date,
    layout: Layout = "negotiation",
    offer_id: UUID | None = None,
    for_creditor: bool = False,
    practice: bool = False,
) -> StatementFacts:
    """Everything on the statement. ``statutory`` adds the Common Financial Tool's groups. Raises NotFound.

    Raises NotAgreedYet where it is for a creditor and the client has not agreed, NoDebtAdvice without a
    permission.
    """
    tables = resources.debt_tables()
    with desk.look() as look:
        allowed = require_advice(look, on=today)
        budget = budgets.one(look, budget_id)
        if for_creditor and not (budget.agreed_on and budget.may_be_sent):
            raise NotAgreedYet()
        agency = Agency.of(setting(look, "agency", on=today))
        reference = look.scalar(select(Case.reference).where(Case.id == budget.case_id)) or ""
        client = look.scalar(select(client_name()).where(current_name(budget.person_id))) or ""
        shares: dict[UUID, Decimal] = {}
        if offer_id is not None:
            held = look.scalars(
                select(OfferShare)
                .join(Offer, Offer.id == OfferShare.offer_id)
                .where(Offer.id == offer_id, Offer.budget_id == budget_id)
            )
            shares = {share.debt_id: money.from_pence(share.share_pence) for share in held}
        owed = debt_page.views(look, owed_by(budget.person_id), today=today, person_id=budget.person_id)
    printed = [line for line in (allowed.printed, *agency.registration) if line.strip()]
    if allowed.sfs_code.strip():
        printed.append(f"Membership code {allowed.sfs_code.strip()}")
    tool: tuple[tuple[str, Decimal], ...] = ()
    if layout == "statutory":
        tool = tuple(
            (tables.cft_groups[code].name.partition(" (")[0], money.from_pence(sum_))
            for code, sum_ in budget.worked.tool.items()
        )
    agreed = ""
    if budget.agreed_on and budget.agreed_how:
        agreed = f"{AGREED[budget.agreed_how]} on {days.short(budget.agreed_on)}"
    return StatementFacts(
        agency=agency.name,
        agency_lines=tuple(dict.fromkeys(printed)),
        advisor=desk.advisor.name,
        client=client,
        reference=reference,
        version=budget.name,
        on=budget.on,
        review_on=budget.draft.review_on,
        household=_household(budget),
        sections=_sections(budget),
        income=budget.income,
        outgoings=budget.outgoings,
        surplus=budget.surplus,
        contingency=budget.contingency,
        available=budget.available,
        tool=tool,
        contribution=budget.contribution if layout == "statutory" else None,
        debts=tuple(
            StatementDebt(
                debt.name,
                debt.draft.creditor,
                debt.balance.amount if debt.balance else None,
                debt.balance.arrears if debt.balance else None,
                debt.balance.on if debt.balance else None,
                debt.priority,
                shares.get(debt.id),
            )
            for debt in owed
            if not {"CLOSED", "NOT_OWED", "PRESCRIBED"} & set(debt.left_out)
        ),
        agreed=agreed,
        practice_desk=practice,
    )


def _household(budget: BudgetView) -> tuple[tuple[str, str], ...]:
    home = budget.draft.household
    said = [
        ("Statement", "joint" if budget.draft.joint else "single"),
        ("Adults", str(home.adults)),
        ("Children under 14", str(home.under_14)),
        ("Aged 14 to 18", str(home.aged_14_to_18)),
        ("Vehicles", str(home.vehicles)),
    ]
    if home.tenure:
        said.append(("Home", home.tenure))
    if budget.draft.review_on:
        said.append(("To be looked at again", days.short(budget.draft.review_on)))
    return tuple(said)


def _sections(budget: BudgetView) -> tuple[StatementSection, ...]:
    found = []
    for section in resources.debt_tables().sections.values():
        lines = tuple(
            StatementLine(
                line.code, section.lines[line.code], line.as_given, line.a_month,
                EVIDENCE[line.evidence], line.note, line.amount, PERIODS[line.period],
            )
            for line in budget.lines
            if line.code in section.lines
        )  # fmt: skip
        total = money.from_pence(budget.worked.sections[section.code])
        found.append(StatementSection(section.name, section.group, lines, total))
    return tuple(found)


def printed(
    desk: Desk,
    budget_id: UUID,
    *,
    today: date,
    format: Format = "pdf",
    layout: Layout = "negotiation",
    offer_id: UUID | None = None,
    for_creditor: bool = False,
    practice: bool = False,
) -> bytes:
    """The statement's bytes. Raises as ``facts`` does."""
    told = facts(
        desk, budget_id, today=today, layout=layout, offer_id=offer_id, for_creditor=for_creditor,
        practice=practice,
    )  # fmt: skip
    match format:
        case "csv":
            return statement_csv(told)
        case "xlsx":
            return statement_workbook(told)
        case _:
            return statement_pdf(told)
