"""A decision taken part by part: what an award was and is, what that comes to each week, what it amounts to.

What a gain counts as is ``rules/gains``; which components a benefit has is the catalogue's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from welfare_desk.rules.benefits import Catalogue, NoRate
from welfare_desk.rules.money import NOUGHT

CARE, MOBILITY = "care", "mobility"
IN_PARTS = ("adp", "pip", "cdp", "dla", "sadla", "padp", "aa")
"""Benefits whose letter decides each part apart, at rates of the tables."""

Parts = Mapping[str, tuple[str, str]]
"""By part: the component before and now; empty for none."""


def parts_of(benefit: str, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The parts a letter about this benefit decides, each with its rates from the lowest; none for others."""
    if benefit not in IN_PARTS:
        return {}
    known = catalogue.benefits[benefit].components
    mobility = tuple(name for name in known if name.startswith("mobility"))
    care = tuple(name for name in known if not name.startswith(("mobility", "transitional")))
    return {CARE: care, MOBILITY: mobility} if mobility else {CARE: care}


def weekly(benefit: str, components: tuple[str, ...], on: date, catalogue: Catalogue) -> Decimal | None:
    """What these components come to each week by the rates of a day; None where a rate is not held."""
    total = NOUGHT
    for name in components:
        try:
            total += catalogue.rate_on(benefit, name, on).amount
        except NoRate:
            return None
    return total


def outcome(benefit: str, decided: Parts, catalogue: Catalogue) -> str:
    """Awarded, increased, the same, reduced or refused, where every part points one way; else empty.

    A part up and another down is for the advisor to say.
    """
    ranks = parts_of(benefit, catalogue)

    def rank(part: str, component: str) -> int:
        return ranks[part].index(component) + 1 if component in ranks.get(part, ()) else 0

    moves = [(rank(part, was), rank(part, now)) for part, (was, now) in decided.items()]
    if not any(now for _, now in moves):
        return "reduced" if any(was for was, _ in moves) else "refused"
    if not any(was for was, _ in moves):
        return "awarded"
    up, down = any(now > was for was, now in moves), any(now < was for was, now in moves)
    if up and down:
        return ""
    return "increased" if up else "reduced" if down else "same"
