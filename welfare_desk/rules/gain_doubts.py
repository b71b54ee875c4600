"""What looks wrong about a gain before it enters the ledger: each doubt by name, with what to check.

A doubt may be accepted; what can never be a gain is refused in ``casework/figures/gains.py``. The traps are
those of funder-report section 6: the same money twice, a whole award where only the difference was gained.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from welfare_desk.rules import days
from welfare_desk.rules.gains import FACTORS
from welfare_desk.rules.money import NOUGHT, shown

LONG_AGO = timedelta(days=396)  # thirteen months: the longest a late challenge waits
SOON_AFTER = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Doubt:
    """``name`` says which; ``field`` where on the form; the hint what to check."""

    name: str
    field: str
    sentence: str
    hint: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of the ledger that stands, of the same person or (``partner``) another of the household."""

    award_key: str
    benefit: str
    frequency: str
    amount: Decimal
    decided_on: date | None
    partner: bool = False

    @property
    def yearly(self) -> Decimal:
        return NOUGHT if self.frequency == "one_off" else self.amount * FACTORS[self.frequency]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The gain as it would be entered. ``replaces``: benefits this one took the place of; ``highest_weekly``:
    the most it can be a week, where the tables say; ``counted_against``: benefits that fall when it rises;
    ``closed``: the closed period its confirmation lies in, in words.
    """

    award_key: str
    benefit: str
    outcome: str
    decided_on: date
    frequency: str
    amount: Decimal
    previous: Decimal = NOUGHT
    arrears: Decimal = NOUGHT
    award_from: date | None = None
    award_to: date | None = None
    joint: bool = False
    replaces: frozenset[str] = frozenset()
    counted_against: frozenset[str] = frozenset()
    highest_weekly: Decimal | None = None
    closed: str = ""

    @property
    def ongoing(self) -> bool:
        return self.frequency != "one_off"

    @property
    def more(self) -> Decimal:
        return self.amount - self.previous


def doubts(new: Proposed, ledger: Iterable[Standing], *, today: date) -> list[Doubt]:
    """Everything that looks wrong, in the order of the form; none where nothing does."""
    standing = list(ledger)
    return [
        *_of_the_letter(new, today),
        *_of_the_sum(new),
        *_of_the_arrears(new),
        *_of_the_same_award(new, [one for one in standing if one.award_key == new.award_key]),
        *_of_others(new, standing),
    ]


def _of_the_letter(new: Proposed, today: date) -> Iterator[Doubt]:
    if today - new.decided_on > LONG_AGO:
        yield Doubt("long_ago", "decided_on", "The decision is more than a year old.", "Check the year.")
    if new.closed:
        yield Doubt(
            "period_closed",
            "confirmed_on",
            f"The period it belongs to is closed ({new.closed}).",
            "It will be an adjustment of the period it is entered in.",
        )
    said = {
        "increased": new.more <= 0,
        "reduced": new.more >= 0,
        "same": new.more != 0,
        "refused": new.amount > 0,
    }
    if said.get(new.outcome, False):
        yield Doubt(
            "outcome_disagrees",
            "outcome",
            f"The outcome and the sums disagree: {shown(new.previous)} before, {shown(new.amount)} now.",
            "Check what was decided and which sum is which.",
        )


def _of_the_sum(new: Proposed) -> Iterator[Doubt]:
    if new.ongoing and new.amount == new.previous and not new.arrears and new.outcome != "same":
        yield Doubt(
            "no_more_than_before",
            "previous",
            "Nothing more is paid than before, so nothing is gained.",
            "A renewal at the same rate is no gain; after an adverse decision write what it left.",
        )
    highest = new.highest_weekly
    if highest is not None and new.frequency == "weekly" and new.amount > highest:
        often = "every four weeks" if new.amount <= highest * 4 else "a month or a year"
        yield Doubt(
            "more_than_the_highest_rate",
            "frequency",
            f"That is more a week than the highest rate, {shown(highest)}.",
            f"Is it paid {often}?",
        )
    if new.award_to is not None and new.award_to < new.decided_on and new.ongoing:
        yield Doubt(
            "over_already",
            "award_to",
            "The award was over before it was decided, so it goes on for no time.",
            "What is paid for the past is arrears.",
        )


def _of_the_arrears(new: Proposed) -> Iterator[Doubt]:
    if not new.arrears or not new.ongoing:
        return
    begun = new.award_from
    if begun is not None and begun >= new.decided_on:
        yield Doubt(
            "nothing_to_backdate",
            "arrears",
            "There are arrears, though it is paid only from the decision.",
            "Check the day it is paid from.",
        )
    elif begun is not None:
        weeks = Decimal((new.decided_on - begun).days) / 7
        at_most = new.more * FACTORS[new.frequency] / FACTORS["weekly"] * (weeks + 5)
        if new.arrears > max(at_most, NOUGHT):
            yield Doubt(
                "arrears_too_much",
                "arrears",
                f"From {days.short(begun)} the arrears cannot come to {shown(new.arrears)}.",
                "Arrears of the difference only, up to the decision.",
            )


def _of_the_same_award(new: Proposed, same: Collection[Standing]) -> Iterator[Doubt]:
    before = [one for one in same if one.decided_on and one.decided_on < new.decided_on and one.yearly]
    if not before or not new.ongoing:
        return
    last = max(before, key=lambda one: one.decided_on or date.min)
    yearly = new.previous * FACTORS[new.frequency]
    paid = f"{shown(last.amount)} since {days.short(last.decided_on or new.decided_on)}"
    if not new.previous and new.amount:
        yield Doubt(
            "before_not_taken_off",
            "previous",
            f"The ledger has this award already: {paid}.",
            "Only the difference is gained: write what was paid before.",
        )
    elif yearly < last.yearly:
        yield Doubt(
            "before_too_little",
            "previous",
            f"More was paid before than written here: {paid}.",
            "Reconsideration and appeal each add only their difference.",
        )


def _of_others(new: Proposed, standing: Collection[Standing]) -> Iterator[Doubt]:
    near = [
        one
        for one in standing
        if one.benefit == new.benefit
        and one.decided_on
        and one.award_key != new.award_key
        and abs(one.decided_on - new.decided_on) <= SOON_AFTER
        and one.amount == new.amount
    ]
    if any(one.partner for one in near):
        yield Doubt(
            "partner_has_it",
            "joint",
            "The same award is on the file of somebody they live with.",
            "If it is one joint award, tick that it is the household's: it counts once.",
        )
    elif near:
        yield Doubt(
            "twice_on_one_person",
            "part",
            "The same sum of the same benefit was decided within a month of this.",
            "Is it one award, entered under another part or as a joint one?",
        )
    again = [
        one
        for one in standing
        if not new.ongoing
        and one.award_key == new.award_key
        and one.frequency == "one_off"
        and one.decided_on
        and one.decided_on != new.decided_on
        and abs(one.decided_on - new.decided_on) <= SOON_AFTER
        and one.amount == new.amount
    ]
    if again:
        yield Doubt(
            "paid_once_already",
            "decided_on",
            "The same payment made once is in the ledger within a month of this one.",
            "Check the date on the letter.",
        )
    old = [one for one in standing if one.benefit in new.replaces and one.yearly]
    if old and not new.previous and new.ongoing:
        yield Doubt(
            "replaces_another",
            "previous",
            f"It takes the place of what the ledger has: {shown(old[-1].amount)}.",
            "Write what that paid as paid before, in one entry before and after.",
        )
    falls = [one for one in standing if one.benefit in new.counted_against and one.yearly > 0]
    changed = any(
        one.benefit in new.counted_against
        and one.decided_on
        and timedelta(0) <= one.decided_on - new.decided_on <= SOON_AFTER
        for one in standing
    )
    if falls and not changed and new.more > 0 and new.ongoing:
        yield Doubt(
            "another_falls",
            "amount",
            "Another award of the household falls when this one rises.",
            "Record its new decision too: only the net of the two is gained.",
        )
