"""How long a debt payment programme takes and who bears its fees (Debt Arrangement Scheme).

Whether a client can have one is ``solutions``; the term that is reasonable is for the advisor to judge.
"""

from __future__ import annotations

from dataclasses import dataclass

from welfare_desk.rules.debt.tables import ProgrammeFigures


@dataclass(frozen=True, slots=True)
class Term:
    """Months, the last payment, and what the debt comes to for the creditors after fees; pence."""

    months: int
    last_payment_p: int
    fees_borne_by_creditors_p: int
    creditors_receive_p: int


def term(debt_total_p: int, payment_p: int, figures: ProgrammeFigures) -> Term:
    """Months of ``payment_p`` until the whole debt is paid; a part month is a month.

    The client pays nothing on top: creditors bear 2 % and 20 % of the total (AiB Notes for Guidance, fees
    applied to a DPP), part pennies dropped in their favour (C). Raises ValueError where the payment is
    nothing or the debt is below nought.
    """
    if payment_p <= 0 or debt_total_p < 0:
        raise ValueError("a programme needs a payment, and a debt that is not below nought")
    months = -(-debt_total_p // payment_p)
    percent = figures.creditor_fee_admin_pct + figures.creditor_fee_distributor_pct
    fees_p = debt_total_p * percent // 100
    last_p = debt_total_p - (months - 1) * payment_p if months else 0
    return Term(months, last_p, fees_p, debt_total_p - fees_p)
