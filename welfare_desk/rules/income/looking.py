"""One look at a household: what a row of the check holds, and what each rule may ask while it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from welfare_desk.rules.benefits import Catalogue, NoRate, Rate
from welfare_desk.rules.income.household import Household
from welfare_desk.rules.money import NOUGHT

CLAIM, AFTER, AUTOMATIC, ASK, ADVICE = "claim", "after", "automatic", "ask", "advice"
HOME = "household"

CARE_OPENS_A_CARERS = (
    *("adp.daily_living", "pip.daily_living", "aa", "padp", "afip", "cdp.care_middle", "cdp.care_highest"),
    *("dla.care_middle", "dla.care_highest", "sadla.care_middle", "sadla.care_highest"),
)
"""Awards a carer's claim may rest on (2018 asp 9; the catalogue's first passport)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row: a benefit (or ``uc.carer``, a part of one) and for whom (a person's id, or ``HOME``).

    ``amount`` in pounds for each ``period`` of its rates, None where it cannot be known; ``rates`` are what
    it rests on. ``missing`` names facts by their field; ``costs`` is what a claim
    would take away from somebody.
    """

    benefit: str
    whom: str
    standing: str
    why: str
    amount: Decimal | None = None
    period: str = ""
    rates: tuple[Rate, ...] = ()
    missing: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        return self.benefit.partition(".")[0]


@dataclass(slots=True)
class Look:
    """A household on a day, the rates in force, and what has been found so far."""

    household: Household
    on: date
    catalogue: Catalogue
    found: list[Suggestion] = field(default_factory=list)

    def rate(self, benefit: str, component: str) -> Rate | None:
        """The rate in force; None where the tables hold none."""
        try:
            return self.catalogue.rate_on(benefit, component, self.on)
        except NoRate:
            return None

    def priced(
        self, benefit: str, whom: str, standing: str, why: str, component: str, times: int = 1, **more: object
    ) -> Suggestion:
        """A row whose amount is so many times one rate; without an amount where the tables hold none."""
        rate = self.rate(benefit.partition(".")[0], component)
        if rate is None:
            doubt = "The tables hold no rate for this day: check it by hand."
            return Suggestion(benefit, whom, standing, why, doubts=(doubt,), **more)  # type: ignore[arg-type]
        return Suggestion(
            benefit,
            whom,
            standing,
            why,
            rate.amount * times,
            rate.period,
            (rate,),
            **more,  # type: ignore[arg-type]
        )

    def suggested(self, *benefits: str, whom: str = "") -> bool:
        """Whether one of these has been found to be worth a claim, now or after another."""
        return any(
            row.benefit in benefits and row.standing in (CLAIM, AFTER) and whom in ("", row.whom)
            for row in self.found
        )

    def resting_on(self, *benefits: str) -> str | None:
        """Claim where the home is paid one of these already, after where one is only suggested, else None."""
        if self.household.gets(*benefits):
            return CLAIM
        return AFTER if self.suggested(*benefits) else None

    def weekly(self, benefit: str, component: str) -> Decimal:
        rate = self.rate(benefit, component)
        return rate.amount if rate else NOUGHT


Rule = Callable[[Look], Iterator[Suggestion]]
