"""What is asked and shown when a decision is recorded: the case, what it may be about, the gain as a sum.

Nothing is written here; ``gains.record_decision`` does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import gains
from welfare_desk.casework.figures.gains import DecisionDraft, GainRow
from welfare_desk.casework.income import income_questions
from welfare_desk.casework.matters import cases, key_dates
from welfare_desk.casework.matters.cases import CaseRow, matter_name
from welfare_desk.casework.papers import attachments
from welfare_desk.rules import decided, money
from welfare_desk.rules.gains import GainLine, parts_of, payments_counted, weekly_sum


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A case whose decision has come. ``benefit`` is its own, by code; ``before`` its lines of the ledger.

    ``events`` are the letters that start a time on its route; none where the case has no route.
    """

    row: CaseRow
    matter: str
    route: str | None
    benefit: str | None
    benefits: tuple[tuple[str, str], ...]
    events: tuple[tuple[str, str], ...]
    before: tuple[GainRow, ...]
    disputed: str = ""  # the benefit as its route names it
    papers: tuple[tuple[UUID, str], ...] = ()  # of the case: the letter and its envelope may be among them


@dataclass(frozen=True, slots=True)
class Worth:
    """What a gain comes to, in pounds: more each payment, how many payments, and what comes once."""

    more: Decimal
    weekly: Decimal
    payments: int
    ongoing: Decimal
    lump: Decimal

    @property
    def counts_as(self) -> Decimal:
        return self.ongoing + self.lump


def formula(decision: DecisionDraft, worth: Worth) -> str:
    """The gain as one line: (£73.90 - £29.20) × 52 + £295.60 = £2,620.00."""
    gain = decision.gain
    if gain is None:
        return ""
    more = f"({money.shown(gain.amount)} − {money.shown(gain.previous)})"
    times = "" if gain.frequency == "one_off" else f" × {worth.payments}"
    once = f" + {money.shown(gain.arrears)}" if gain.arrears else ""
    return f"{more}{times}{once} = {money.shown(worth.counts_as)}"


def page(desk: Desk, case_id: UUID) -> DecisionPage:
    """What the screen of a decision shows before anything is typed. Raises NotFound."""
    case = cases.case(desk, case_id)
    catalogue, routes = resources.benefits(), resources.routes()
    own = catalogue.find(case.row.matter)
    known = case.route is not None and case.route in routes.routes
    disputed = routes.benefit(case.route, case.row.matter) if case.route and known else None
    return DecisionPage(
        row=case.row,
        matter=matter_name(case.row.matter),
        route=case.route,
        benefit=own,
        benefits=tuple((code, benefit.name) for code, benefit in catalogue.benefits.items()),
        events=tuple(key_dates.events(case.route, disputed)) if case.route and disputed else (),
        before=tuple(line for line in gains.ledger(desk, case_id=case_id) if line.reverses_id is None),
        disputed=disputed or "",
        papers=tuple((paper.id, paper.title) for paper in attachments.papers(desk, case_id=case_id)),
    )


PART_WORDS = {"care": "Daily living or care", "mobility": "Mobility"}
_LESS = ("refused", "reduced", "same")


def part_rates(benefit: str | None) -> dict[str, tuple[tuple[str, str], ...]]:
    """The parts a letter about this benefit decides, each with its rates by name and in words."""
    found = decided.parts_of(benefit or "", resources.benefits())
    return {part: income_questions.parts(benefit or "", rates) for part, rates in found.items()}


@dataclass(frozen=True, slots=True)
class FromParts:
    """What the parts come to: pounds a week before and now, and what that amounts to; empty where unsure."""

    before: Decimal | None
    now: Decimal | None
    outcome: str


def from_parts(benefit: str, parts: decided.Parts, *, decided_on: date) -> FromParts:
    """The sums by the rates of the day on the letter."""
    book = resources.benefits()
    was = tuple(before for before, _ in parts.values() if before)
    now = tuple(after for _, after in parts.values() if after)
    return FromParts(
        decided.weekly(benefit, was, decided_on, book),
        decided.weekly(benefit, now, decided_on, book),
        decided.outcome(benefit, parts, book),
    )


def can_be_disputed(outcome: str) -> bool:
    """Whether a client may want to challenge it."""
    return outcome in _LESS


def worth(decision: DecisionDraft, *, today: date) -> Worth | None:
    """What the gain would count as once confirmed; None without a gain (funder R7)."""
    gain = decision.gain
    if gain is None:
        return None
    confirmed = gain.confirmed_on or today
    line = GainLine(
        id="",
        award_key="",
        area=gain.area,
        frequency=gain.frequency,
        amount=gain.amount,
        decided_on=decision.decided_on,
        confirmed_on=confirmed,
        previous=gain.previous,
        arrears=gain.arrears,
        award_to=gain.award_to,
    )
    known = max(confirmed, today)
    parts = parts_of(line, known)
    return Worth(
        more=gain.amount - gain.previous,
        weekly=weekly_sum(line),
        payments=payments_counted(line, known),
        ongoing=parts.ongoing,
        lump=parts.lump,
    )
