"""What the practice desk knows of its own service: whose time it has, and what Millbank counted for it.

All of it is invented; the counts are nobody's.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.invented import practice_counts
from welfare_desk.casework.invented.practice_counts import CountsDraft
from welfare_desk.rules.evaluation import Staff

# Of thirty patients: before and after; the practice could not say of the last two.
_CONSULTATIONS = (
    *("6 4", "3 3", "9 5", "2 1", "4 4", "7 8", "5 3", "1 0", "3 2", "4 2", "8 7", "2 2", "6 5", "3 4"),
    *("5 5", "4 3", "2 0", "7 5", "3 1", "4 4", "6 6", "1 2", "5 4", "3 3", "8 6", "2 1", "4 3", "5 5"),
    *("4 -", "- 3"),
)


def tell(desk: Desk, practice: UUID, *, today: date) -> None:
    """The staff of the last years, and one practice's counts of the spring."""
    lines = (
        Staff("Morag Sinclair, advisor", Decimal("0.8"), "in_house", date(2024, 4, 1)),
        Staff("Advisor, Northfield", Decimal("0.4"), "external", date(2025, 4, 1)),
    )
    agency.change_staff(desk, lines, today=today)
    span = date(2026, 4, 1), date(2026, 5, 31)
    draft = CountsDraft(practice, "consultations", *span, date(2026, 11, 20), "\n".join(_CONSULTATIONS))
    practice_counts.add_counts(desk, draft, today=today)
