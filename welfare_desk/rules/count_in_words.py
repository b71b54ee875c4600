"""A count told step by step, so that an advisor can follow it on a calendar and a clerk can check it.

The days themselves come from ``reckoning``; nothing is counted here.
"""

from __future__ import annotations

from welfare_desk.rules.counting import (
    ONE_DAY,
    Holidays,
    months_after,
    next_working_day,
    working_day_by,
)
from welfare_desk.rules.days import MONTHS
from welfare_desk.rules.days import full as shown
from welfare_desk.rules.reckoning import Reckoned


def several(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def sentences(reckoned: Reckoned, holidays: Holidays) -> tuple[str, ...]:
    """The count from the event to its last day, what moved it, the last late day and the safe day."""
    told = [
        _the_count(reckoned, holidays),
        *_the_stretch(reckoned),
        *_the_roll(reckoned, holidays),
        *_the_late_day(reckoned),
        *_the_safe_day(reckoned),
        *_in_practice(reckoned, holidays),
    ]
    if reckoned.step.then:
        told.append(f"From {shown(reckoned.last_day + ONE_DAY)} {reckoned.step.then}.")
    return tuple(told)


def _opening(reckoned: Reckoned) -> str:
    """The event, and the day counted from where that is another."""
    step, notice, start = reckoned.step, reckoned.notice, reckoned.start
    opening = f"{step.happened} {shown(notice.event_date)}"
    if start == notice.event_date and step.start != "deemed_receipt":
        return opening
    if step.start == "deemed_receipt":
        proved = start == notice.received_on
        return f"{opening}; {'shown to have arrived' if proved else 'taken as received'} {shown(start)}"
    reason = {
        "accepted": "request accepted",
        "reasons_sent": "reasons sent later,",
        "period_end": "the assessment period ends",
    }[step.start]
    return f"{opening}; {reason} {shown(start)}"


def _the_count(reckoned: Reckoned, holidays: Holidays) -> str:
    opening, n, start, last = _opening(reckoned), reckoned.n, reckoned.start, reckoned.ordinary
    manner = reckoned.length.count
    if manner == "days_beginning_with":
        if n == 1:
            return f"{opening}, which is itself the last day."
        return f"{opening}, which is day 1; day {n} is {shown(last)}."
    if manner == "days_after":
        return f"{opening}, which is not counted; day {n} after it is {shown(last)}."
    if manner == "months_after":
        if last.day != start.day:
            month = f"{MONTHS[last.month - 1]} {last.year}"
            later = f"{several(n, 'month')} later is {shown(last)}"
            return f"{opening}; {month} is too short for day {start.day}, so {later}."
        return f"{opening}; the same day {several(n, 'month')} later is {shown(last)}."
    first = next_working_day(start, holidays, reckoned.jurisdiction)
    begun = (
        ", which is not counted" if manner == "working_days_after" else f"; working day 1 is {shown(first)}"
    )
    passed = _passed_over(reckoned, holidays)
    return f"{opening}{begun}; working day {n} is {shown(last)}{passed}."


def _passed_over(reckoned: Reckoned, holidays: Holidays) -> str:
    """The bank holidays a count of working days went past."""
    span = (reckoned.start + i * ONE_DAY for i in range((reckoned.ordinary - reckoned.start).days))
    off = [d for d in span if d.weekday() < 5 and not holidays.working(d, reckoned.jurisdiction)]
    return f" (holidays passed over: {', '.join(shown(day) for day in off)})" if off else ""


def _the_stretch(reckoned: Reckoned) -> list[str]:
    step, notice = reckoned.step, reckoned.notice
    if reckoned.unrolled == reckoned.ordinary:
        return []
    refused = notice.revision_refused_sent_on
    if refused is not None and months_after(refused, 1) == reckoned.unrolled:
        return [f"Revision refused {shown(refused)}; a month after that is {shown(reckoned.unrolled)}."]
    asked, sent = notice.reasons_requested_on, notice.reasons_sent_on
    if asked is None or sent is None:
        return []
    if "reasons_time" in step.stretched_by:
        took = several((sent - asked).days, "day")
        added = f"{took} added, to {shown(reckoned.unrolled)}"
        return [f"Reasons asked for {shown(asked)} and sent {shown(sent)}: {added}."]
    after = "after that month ends" if sent <= reckoned.ordinary else "after they were sent"
    return [
        f"Reasons asked for {shown(asked)}, in time, and sent {shown(sent)}: "
        f"14 days {after} is {shown(reckoned.unrolled)}."
    ]


def _the_roll(reckoned: Reckoned, holidays: Holidays) -> list[str]:
    day = reckoned.unrolled
    if reckoned.last_day != day:
        return [f"{shown(day)} is not a working day, so {shown(reckoned.last_day)} is still in time."]
    if not reckoned.step.roll and (day.weekday() >= 5 or day in holidays.scotland):
        return ["A weekend or holiday does not move it."]
    return []


def _the_late_day(reckoned: Reckoned) -> list[str]:
    step, late = reckoned.step, reckoned.step.late
    if reckoned.latest is None:
        if step.actor == "body" or late.rule == "asked":
            return []
        return ["No late power was found." if late.rule == "none" else "A late step has no fixed limit."]
    if late.length is None or late.length.n is None:
        return ["It cannot be extended."]
    origin = {
        "start": "the day it is taken as received",
        "event": "the first day",
        "last_day": "the last day in time",
    }[late.origin]
    told = {
        "years_after": f"{several(late.length.n, 'year')} from {origin}",
        "years_beginning_with": f"{several(late.length.n, 'year')} beginning with {origin}",
        "first_assessment_period": "the end of what would be the first assessment period",
    }.get(late.length.count, f"{several(late.length.n, 'month')} from {origin}")
    return [f"A late step can be let in to {shown(reckoned.latest)}: {told}."]


def _the_safe_day(reckoned: Reckoned) -> list[str]:
    safe = reckoned.safe_day
    if safe == reckoned.last_day:
        return []
    if safe == reckoned.unrolled:
        return [f"The safe day, {shown(safe)}, leaves out the move to a working day."]
    if "from_sending" in reckoned.step.safe:
        return [f"The safe day, {shown(safe)}, counts from the day it was sent."]
    return [f"The safe day, {shown(safe)}, counts the first day too."]


def _in_practice(reckoned: Reckoned, holidays: Holidays) -> list[str]:
    """Nobody answers on a Sunday: the last day on which an office does, before a safe day that is none."""
    safe = reckoned.safe_day
    if reckoned.step.actor != "claimant" or not holidays.first_year < safe.year <= holidays.last_year:
        return []
    by = working_day_by(safe, holidays, reckoned.jurisdiction)
    return [] if by == safe else [f"{shown(safe)} is not a working day: act by {shown(by)}."]
