"""The statutory moratorium on diligence: how long it lasts, when another may follow.

Whether a notice can be given at all is ``solutions``; which acts are competent meanwhile is in ``tables``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from welfare_desk.rules.counting import days_after, months_after
from welfare_desk.rules.debt.tables import MoratoriumFigures


@dataclass(frozen=True, slots=True)
class Moratorium:
    """From ``begins_on`` to ``ends_on``, both days inside.

    It ends sooner on an award, a protection or a withdrawal, and runs on while an application is undecided
    (s.198): those are for the advisor to record.
    """

    begins_on: date
    ends_on: date
    next_notice_safe_from: date

    def in_force(self, on: date) -> bool:
        return self.begins_on <= on <= self.ends_on


def moratorium(notice_on: date, entered_on: date, figures: MoratoriumFigures) -> Moratorium:
    """Six months from the register entry, to the same day of the month or the month's last (s.198(1))."""
    return Moratorium(
        entered_on, months_after(entered_on, figures.months), next_notice_safe_from(notice_on, figures)
    )


def next_notice_safe_from(notice_on: date, figures: MoratoriumFigures) -> date:
    """The first day on which another notice is surely competent (s.195: none in the preceding twelve months).

    The anniversary itself is taken as still inside: the cautious reading is ours.
    """
    return days_after(months_after(notice_on, figures.notice_gap_months), 1)
