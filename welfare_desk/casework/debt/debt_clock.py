"""The clock of one debt in words: how long it can be claimed, what would start the time again, how sure.

Counting is ``rules/debt/prescription``; here recorded events become its question, the answer a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from welfare_desk import resources
from welfare_desk.records.debts import DebtEvent
from welfare_desk.rules import days
from welfare_desk.rules.counting import Holidays
from welfare_desk.rules.debt.prescription import FIVE, Acknowledgement, Claim, Prescription, prescription

NEW_RULES = date(2025, 2, 28)  # Prescription (Scotland) Act 2018 in full

Answer = Literal["running", "may_have", "pending", "start_unknown", "kind_unknown", "not_counted"]


@dataclass(frozen=True, slots=True)
class Clock:
    """How the time of a debt stands; ``words`` say it, ``restarts`` what would start it again."""

    answer: Answer
    words: str
    last_day: date | None = None
    years: int | None = None
    restarts: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def may_have_prescribed(self) -> bool:
        return self.answer == "may_have"


def clock(
    type: str | None,
    enforceable_on: date | None,
    events: Sequence[DebtEvent],
    *,
    person_id: UUID,
    today: date,
    holidays: Holidays,
) -> Clock:
    """How time stands for ``person_id`` on ``today``; never more than *may have prescribed*."""
    known = resources.debt_tables().types.get(type or "")
    if known is None:
        return Clock("kind_unknown", "Say exactly what kind of debt it is, and the time can be counted.")
    standing = [event for event in events if event.taken_back_on is None]
    decree_on = max((event.on for event in standing if event.kind == "decree"), default=None)
    if known.prescription_years is None and not (decree_on and known.decree_counts):
        why = known.prescription_note or "it is not known"
        return Clock("not_counted", f"The time is not counted for this kind: {why}.")
    if enforceable_on is None and decree_on is None:
        return Clock(
            "start_unknown", "Say when payment could first be demanded, and the time can be counted."
        )
    found = prescription(
        known,
        enforceable_on or decree_on or today,
        as_of=today,
        acknowledgements=_admitted(standing),
        claims=_claims(standing),
        decree_on=decree_on,
        bank_holidays=holidays.scotland,
        person=str(person_id),
    )
    return _said(found, standing, holidays)


def _admitted(events: Iterable[DebtEvent]) -> list[Acknowledgement]:
    return [
        Acknowledgement(
            event.on,
            "payment" if event.kind == "payment" else "written",
            str(event.by_id) if event.by_id else None,
        )
        for event in events
        if event.kind in ("payment", "admission")
    ]


def _claims(events: Iterable[DebtEvent]) -> list[Claim]:
    """Each claim with the end recorded after it; an end belongs to the oldest claim still open."""
    claims: list[Claim] = []
    for event in sorted(events, key=lambda event: (event.on, event.id)):
        if event.kind in ("claim", "court"):
            claims.append(Claim(event.on))
        elif event.kind in ("claim_ended", "decree"):
            place = next((n for n, claim in enumerate(claims) if claim.disposed_on is None), None)
            if place is not None:
                claims[place] = Claim(claims[place].made_on, event.on)
    return claims


def _said(found: Prescription, events: Sequence[DebtEvent], holidays: Holidays) -> Clock:
    five = found.years == FIVE
    span = "Five" if five else "Twenty"
    restarts = (
        (
            "A payment by anybody who owes it starts the five years again.",
            "So does a written admission by the client: a letter about the debt can be one.",
        )
        if five
        else ("Only a claim that is pending stretches the twenty years; a payment does not.",)
    )
    doubts = _doubts(found, events, holidays)
    if found.last_day is None:
        return Clock(
            "pending",
            "A claim is pending: until it ends, the time does not run.",
            None,
            found.years,
            restarts,
            doubts,
        )
    if found.prescribed:
        gone = days.short(found.last_day)
        words = f"It may have prescribed after {gone}: check, before anything is paid or written."
        return Clock("may_have", words, found.last_day, found.years, restarts, doubts)
    words = f"{span} years run out on {days.short(found.last_day)}."
    return Clock("running", words, found.last_day, found.years, restarts, doubts)


def _doubts(found: Prescription, events: Sequence[DebtEvent], holidays: Holidays) -> tuple[str, ...]:
    said = []
    counted = ("payment", "admission", "claim", "court", "decree")
    if any(event.kind in counted and event.on < NEW_RULES for event in events):
        said.append(
            "Older rules may bear on what happened before 28 February 2025: ask somebody who knows them."
        )
    if any(event.kind in ("earnings_arrestment", "bank_arrestment", "attachment") for event in events):
        said.append("Arrestment or attachment counts as a claim of its own; it is not worked in here.")
    if found.last_day is not None and found.last_day.year > holidays.last_year:
        said.append("Bank holidays so far ahead are not known and may move it by a day or two.")
    return tuple(said)
