"""The debt stories of the practice desk, told by the use-cases. Everybody in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from welfare_desk.casework import creditors, debt_events, debts
from welfare_desk.casework.creditors import CreditorDraft
from welfare_desk.casework.debt_events import EventDraft
from welfare_desk.casework.debts import DebtDraft
from welfare_desk.casework.desk import Desk

_BOOK = (
    CreditorDraft("Millbank Housing Association", "3 Harbour Street\nMillbank", "DD5 9ZZ"),
    CreditorDraft("Tayside Council", "Revenues, 50 North Lane\nDundee", "DD1 9ZZ"),
    CreditorDraft("Northgate Bank", "PO Box 12\nPerth", "PH1 9ZZ"),
    CreditorDraft("Homeways", "9 Mill Park\nGlasgow", "G2 9ZZ"),
)


def isla(desk: Desk, case: UUID, *, today: date) -> None:
    """Rent with a hearing ahead, a charge for council tax, a card, a catalogue debt that may be gone."""
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
