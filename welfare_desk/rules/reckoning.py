"""The days of one step, reckoned from a notice: the start, the last day, the safe day, the last late day.

Which step a notice starts, and what an advisor is told, is ``key_dates``; the words are ``count_in_words``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from welfare_desk.errors import Problem, Problems
from welfare_desk.rules.counting import (
    CALENDAR_COUNTS,
    Holidays,
    count,
    days_after,
    deemed_receipt,
    months_after,
    next_working_day,
)
from welfare_desk.rules.routes import Length, Period, Step

# SI 2013/381 reg 5(1)(b)(ii)-(iii); SI 1999/991 reg 3(1)(b); SI 2008/2685 r.23(2)(a)(ii)
DAYS_FOR_REASONS = 14
CAUTIOUS = {"days_after": "days_beginning_with", "working_days_after": "working_days_beginning_with"}


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened and on which day: the only things a time limit is counted from.

    ``benefit`` is a code or the word on notices; ``next`` says which step is meant when the event starts
    several; ``grant`` which kind of Scottish Welfare Fund grant; ``jurisdiction`` whose bank holidays a
    tribunal keeps; ``n`` and ``absolute`` (cannot be extended) belong to a date counted by hand.
    """

    route: str
    benefit: str
    event: str
    event_date: date
    next: str | None = None
    grant: str | None = None
    received_on: date | None = None
    late_accepted_on: date | None = None
    reasons_requested_on: date | None = None
    reasons_sent_on: date | None = None
    revision_refused_sent_on: date | None = None
    assessment_period_ends_on: date | None = None
    jurisdiction: str = "SCT"
    n: int | None = None
    absolute: bool = False


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The days of one step and how each came about.

    ``ordinary``: the period alone. ``unrolled``: with what stretched it. ``last_day``: moved to a working
    day where the tribunal's rules say so. ``latest_unrolled`` and ``latest`` likewise; None: no day is fixed.
    """

    step: Step
    notice: Notice
    length: Length
    n: int
    jurisdiction: str
    start: date
    ordinary: date
    unrolled: date
    last_day: date
    safe_day: date
    latest_unrolled: date | None
    latest: date | None


def reckon(step: Step, notice: Notice, period: Period | None, holidays: Holidays) -> Reckoned:
    """The days of ``step`` for this notice; ``period`` is the benefit's own, for steps that take its length.

    Raises Problems for a fact that is missing or cannot be; HolidaysUnknown, DayOutOfReach.
    """
    length = _length(step, period)
    n = length.n if length.n is not None else _asked(notice)
    jurisdiction = notice.jurisdiction if step.holidays == "asked" else step.holidays
    start = _start(step, notice)
    ordinary = count(length.count, start, n, holidays, jurisdiction)
    unrolled = _stretched(step, notice, ordinary)
    last_day = next_working_day(unrolled, holidays, jurisdiction) if step.roll else unrolled
    latest_unrolled = _latest(step, notice, start, ordinary, unrolled)
    latest = latest_unrolled
    if latest is not None and step.roll:
        latest = next_working_day(latest, holidays, jurisdiction)
    safe_day = unrolled
    if unrolled == ordinary:
        safe_start = notice.event_date if "from_sending" in step.safe else start
        manner = CAUTIOUS[length.count] if "day_counted" in step.safe else length.count
        safe_day = min(unrolled, count(manner, safe_start, n, holidays, jurisdiction))
    return Reckoned(
        step=step,
        notice=notice,
        length=length,
        n=n,
        jurisdiction=jurisdiction,
        start=start,
        ordinary=ordinary,
        unrolled=unrolled,
        last_day=last_day,
        safe_day=safe_day,
        latest_unrolled=latest_unrolled,
        latest=latest,
    )


def _length(step: Step, period: Period | None) -> Length:
    if isinstance(step.length, Length):
        return step.length
    if period is None:
        raise Problems([Problem("benefit", "No period is known for this benefit on that day.")])
    return period.ask if step.length == "ask" else period.decide


def _asked(notice: Notice) -> int:
    if notice.n is None or notice.n < 1:
        raise Problems([Problem("n", "Say how many to count, one or more.")])
    return notice.n


def _start(step: Step, notice: Notice) -> date:
    """The day the period is counted from."""
    sent = notice.event_date
    for field in ("received_on", "late_accepted_on"):
        later = getattr(notice, field)
        if later is not None and later < sent:
            raise Problems([Problem(field, "That is before the day it was sent or asked for.")])
    match step.start:
        case "deemed_receipt":  # displaced only by a later receipt, proved (2018 asp 9 s.62(2))
            return max(deemed_receipt(sent), notice.received_on or sent)
        case "accepted":  # a late or wrongly rejected request counts from then (SSI 2022/54 reg 54(2))
            return notice.late_accepted_on or sent
        case "reasons_sent":  # the later of the two (SSI 2016/231 reg 2)
            return max(sent, notice.reasons_sent_on or sent)
        case "period_end":  # an assessment period is a month at most (SI 2013/376 reg 21(1))
            ends_on = notice.assessment_period_ends_on
            if ends_on is None or not sent <= ends_on <= months_after(sent, 1):
                said = "Say on which day the assessment period in which it changed ends."
                raise Problems([Problem("assessment_period_ends_on", said)])
            return ends_on
        case _:
            return sent


def reasons_asked_in_time(notice: Notice, ordinary: date) -> bool:
    return notice.reasons_requested_on is not None and notice.reasons_requested_on <= ordinary


def _stretched(step: Step, notice: Notice, ordinary: date) -> date:
    """The last day once reasons asked for in time, or an in-time revision refused, have moved it on."""
    last = ordinary
    provided = notice.reasons_sent_on if reasons_asked_in_time(notice, ordinary) else None
    if provided is not None and "reasons_14" in step.stretched_by:
        last = days_after(max(ordinary, provided), DAYS_FOR_REASONS)
    if provided is not None and notice.reasons_requested_on and "reasons_time" in step.stretched_by:
        # SI 2001/1002 reg 4(4) leaves out the time from request to statement; the day of the request is
        # counted all the same, so the day found is never too late.
        last = days_after(ordinary, max(0, (provided - notice.reasons_requested_on).days))
    if notice.revision_refused_sent_on is not None and "revision_refused" in step.stretched_by:
        last = max(last, months_after(notice.revision_refused_sent_on, 1))
    return last


def _latest(step: Step, notice: Notice, start: date, ordinary: date, unrolled: date) -> date | None:
    """The last day a late step can be let in, before any roll; None where there is none, or no fixed one."""
    late = step.late
    if late.rule == "asked" and notice.absolute:
        return unrolled
    if late.length is None or late.length.n is None:
        return None
    origin = {"start": start, "event": notice.event_date, "last_day": unrolled}[late.origin]
    latest = CALENDAR_COUNTS[late.length.count](origin, late.length.n)
    return days_after(latest, (unrolled - ordinary).days) if late.stretched else latest
