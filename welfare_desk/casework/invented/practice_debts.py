"""The debt stories of the practice desk, told by the use-cases. Everybody in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from welfare_desk.casework.debt import (
    budgets,
    creditors,
    debt_events,
    debt_permission,
    debts,
    offers,
    options,
)
from welfare_desk.casework.debt.budgets import BudgetDraft, Household, LineDraft
from welfare_desk.casework.debt.creditors import CreditorDraft
from welfare_desk.casework.debt.debt_events import EventDraft
from welfare_desk.casework.debt.debt_permission import Permission
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.debt.offers import OfferDraft
from welfare_desk.casework.debt.options import AssetDraft, Facts
from welfare_desk.casework.desk import Desk

_BOOK = (
    CreditorDraft("Millbank Housing Association", "3 Harbour Street\nMillbank", "DD5 9ZZ"),
    CreditorDraft("Tayside Council", "Revenues, 50 North Lane\nDundee", "DD1 9ZZ"),
    CreditorDraft("Northgate Bank", "PO Box 12\nPerth", "PH1 9ZZ"),
    CreditorDraft("Homeways", "9 Mill Park\nGlasgow", "G2 9ZZ"),
)


def isla(desk: Desk, case: UUID, *, today: date) -> None:
    """Rent with a hearing ahead, a charge for council tax, a card, a catalogue debt that may be gone."""
    may = Permission("limited", "Debt counselling by limited permission, number 000000 (invented)")
    debt_permission.set_permission(desk, may, today=today)
    for body in _BOOK:
        creditors.change_creditor(desk, None, body)
    owed = {
        "rent": DebtDraft(
            type="RENT",
            creditor="Millbank Housing Association",
            account="T-20417",
            balance=Decimal("1240.00"),
            arrears=Decimal("1240.00"),
            monthly=Decimal("25.00"),
            liability="accepted",
        ),
        "tax": DebtDraft(
            type="COUNCIL_TAX",
            creditor="Tayside Council",
            account="60018834",
            balance=Decimal("865.40"),
            arrears=Decimal("865.40"),
            collector="Ferrier and Dunn, sheriff officers",
            monthly=Decimal("20.00"),
            enforceable_on=date(2025, 4, 1),
            liability="accepted",
        ),
        "card": DebtDraft(
            type="CREDIT_CARD",
            creditor="Northgate Bank",
            account="4929 0031 7740 1188",
            balance=Decimal("3120.77"),
            arrears=Decimal("310.00"),
            enforceable_on=date(2025, 9, 1),
            liability="accepted",
        ),
        "catalogue": DebtDraft(
            type="CATALOGUE",
            creditor="Homeways",
            account="HW 77120",
            balance=Decimal("412.15"),
            enforceable_on=date(2020, 3, 2),
        ),
    }
    held: dict[str, UUID] = {}
    for name, draft in owed.items():
        seen = replace(draft, balance_on=today, evidence="letter")
        found = debts.add_debt(desk, case, seen, today=today).id
        if found is not None:
            held[name] = found
    for name, event in (
        ("rent", EventDraft("stage", date(2026, 8, 3), stage="ARREARS")),
        (
            "rent",
            EventDraft("court", date(2026, 11, 10), bites_on=date(2026, 12, 8), words="Tribunal hearing."),
        ),
        ("tax", EventDraft("stage", date(2026, 9, 14), stage="SUMMARY_WARRANT")),
        ("tax", EventDraft("charge", date(2026, 11, 17), words="Left with a neighbour.")),
        ("card", EventDraft("stage", date(2026, 6, 22), stage="COLLECTOR")),
    ):
        debt_events.record_event(desk, held[name], event, today=today)
    _money(desk, case, today=today)


_NOW = (
    ("ben_universal_credit", "818.92", "month", "award_letter"),
    ("ben_child_benefit", "26.05", "week", "bank_statement"),
    ("ben_other", "108.60", "four_week", "bank_statement"),
    ("home_rent", "101.50", "week", "bill"),
    ("home_council_tax", "24.00", "month", "bill"),
    ("util_gas", "52.00", "month", "bill"),
    ("util_electricity", "61.00", "month", "bill"),
    ("trans_public", "14.00", "week", "client_says"),
    ("school_uniform", "120.00", "year", "client_says"),
    ("comms_phone_tv", "24.00", "month", "bank_statement"),
    ("comms_mobile", "12.00", "month", "bank_statement"),
    ("food_groceries", "62.00", "week", "client_says"),
    ("pers_toiletries", "5.00", "week", "client_says"),
)


def _money(desk: Desk, case: UUID, *, today: date) -> None:
    """A budget agreed and an offer out of it; a second version for when the disability payment comes."""
    home = Household(adults=1, under_14=1, tenure="Housing association")
    now = budgets.new_budget(desk, case, BudgetDraft("Now", household=home), today=today).id
    if now is None:
        return
    lines = [LineDraft(code, Decimal(amount), period, known) for code, amount, period, known in _NOW]
    budgets.put_lines(desk, now, lines, today=today)
    budgets.agree(desk, now, how="signed", may_be_sent=True, today=today)
    offer = offers.make_offer(desk, case, OfferDraft(now), today=today).id
    after = BudgetDraft("After ADP", household=home)
    later = budgets.new_budget(desk, case, after, today=today, copy_of=now).id
    if later is not None and offer is not None:
        award = LineDraft("ben_disability", Decimal("434.20"), "four_week", "estimated", "ADP, if awarded")
        power = LineDraft("util_electricity", Decimal("68.00"), "month", "bill")
        budgets.put_lines(desk, later, [award, power], today=today)
        offers.send_offer(desk, offer, on=today, today=today)
    no = dict.fromkeys(("owns_land", "in_ptd", "undischarged", "bro"), False)
    yes = dict.fromkeys(("lives_in_scotland", "lived_in_scotland_last_year", "habitually_resident"), True)
    facts = Facts(
        answers={**no, **yes, "prior_time_to_pay": False},
        ever_map=False,
        ever_other=False,
        prescribed_benefits_months=7,
        land_equity=Decimal(0),
        assets=(AssetDraft("Television", Decimal("150.00")),),
    )
    options.set_facts(desk, case, facts, today=today)
