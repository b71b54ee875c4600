"""Whether a trust deed becomes protected once its creditors have answered.

Whether a client can grant one is ``solutions``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from welfare_desk.rules.debt.tables import TrustDeedFigures


@dataclass(frozen=True, slots=True)
class Creditor:
    id: str
    value_p: int
    objects: bool


@dataclass(frozen=True, slots=True)
class Objection:
    """How many object, for how many pence, and whether the deed is protected all the same."""

    number_objecting: int
    value_objecting_p: int
    protected: bool


def objection(creditors: Sequence[Creditor], figures: TrustDeedFigures) -> Objection:
    """Protected unless more than half in number, or a third or more in value, object in time.

    Bankruptcy (Scotland) Act 2016 s.170(2). Where nobody objects it is protected.
    """
    against = [creditor for creditor in creditors if creditor.objects]
    value_p = sum(creditor.value_p for creditor in against)
    too_many = len(against) > figures.objecting_number_over * len(creditors)
    too_much = value_p >= figures.objecting_value_from * sum(creditor.value_p for creditor in creditors)
    return Objection(len(against), value_p, not (against and (too_many or too_much)))
