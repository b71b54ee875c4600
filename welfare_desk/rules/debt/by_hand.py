"""Changing an offer by hand: the sum stays right, and what the change breaks is said.

Sharing by balance is ``offers``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from welfare_desk.rules.debt.offers import Owed, Shares, pro_rata


class TooMuch(ValueError):
    """What was set by hand comes to more than there is, or more than is owed."""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The shares with those set by hand as they were set, the others by balance out of what is left.

    ``more`` and ``less``: by how many pence a debt's share differs from its share by balance.
    """

    shares: Shares
    more: Mapping[str, int]
    less: Mapping[str, int]

    @property
    def alike(self) -> bool:
        """Whether every creditor is still treated alike."""
        return not self.more and not self.less


def adjusted(pot_p: int, debts: Sequence[Owed], by_hand: Mapping[str, int]) -> Adjusted:
    """``pot_p`` with some shares fixed. Raises TooMuch, or ValueError for a debt that is not there.

    What a fixed share takes or leaves is shared between the others by balance, to the penny, so that the
    shares still add up to what is offered (R3).
    """
    known = {debt.id: debt for debt in debts}
    if unknown := set(by_hand) - set(known):
        raise ValueError(f"no debt {sorted(unknown)[0]} in this offer")
    for id, share_p in by_hand.items():
        if share_p < 0:
            raise ValueError("a share is not below nought")
        if share_p > known[id].balance_p:
            raise TooMuch("more than is owed")
    rest_p = pot_p - sum(by_hand.values())
    if rest_p < 0:
        raise TooMuch("more than there is")
    others = pro_rata(rest_p, [debt for debt in debts if debt.id not in by_hand])
    shares = {debt.id: by_hand.get(debt.id, others.shares.get(debt.id, 0)) for debt in debts}
    by_balance = pro_rata(pot_p, debts).shares
    apart = {id: share_p - by_balance[id] for id, share_p in shares.items()}
    return Adjusted(
        Shares(shares, others.unallocated_p),
        {id: gap for id, gap in apart.items() if gap > 0},
        {id: -gap for id, gap in apart.items() if gap < 0},
    )
