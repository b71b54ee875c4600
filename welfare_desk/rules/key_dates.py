"""Key dates: what an event starts, by when it must be done, and how one stands against it, in words.

The law's table is ``routes``, the arithmetic ``counting``; keeping key dates on a case is casework.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from welfare_desk.errors import Problem, Problems
from welfare_desk.rules.count_in_words import sentences
from welfare_desk.rules.counting import JURISDICTIONS, ONE_DAY, Holidays
from welfare_desk.rules.days import full as shown
from welfare_desk.rules.reckoning import Notice, Reckoned, reasons_asked_in_time, reckon
from welfare_desk.rules.routes import CONFIDENCES, Routes, Step

__all__ = ["KeyDate", "Notice", "Standing", "all_clocks", "work_out"]

State = Literal["in_time", "late", "barred"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a step done on a day stands; ``barred`` tells the advisor to get advice, never that it is over."""

    state: State
    advice: str


@dataclass(frozen=True, slots=True)
class KeyDate:
    """One step's time, ready to be shown, diarised and argued.

    ``last_day``: the legal last day. ``safe_day``: the earliest reading of it. ``latest``: the last day a
    late step can be let in, ``latest_safe`` the same read cautiously; both None when ``late`` is "open" (no
    fixed limit) or "none" (no late power). ``hour``: by when on the day it must be done, None for its end;
    ``safe_hour`` the one to work to. ``counted`` tells the count; ``doubts`` what may be otherwise.
    """

    id: str
    step: str
    route: str
    benefit: str
    event: str
    event_date: date
    last_day: date
    safe_day: date
    latest: date | None
    latest_safe: date | None
    late: Literal["until", "open", "none"]
    test: str
    beyond: str
    receives: str
    claimant_acts: bool
    hour: int | None
    safe_hour: int | None
    counted: tuple[str, ...]
    citation: str
    confidence: str
    doubts: tuple[str, ...]
    documents: tuple[str, ...]

    def standing(self, on: date, at: time | None = None, cutoff: time | None = None) -> Standing:
        """How the step stands when done (or still to be done) on ``on``.

        After the hour it counts as done the next day (SI 2008/2685 r.12(1)); ``cutoff`` stands in for the
        step's own hour.
        """
        by = cutoff or (time(self.hour) if self.hour is not None else None)
        done_on = on + ONE_DAY if at is not None and by is not None and at > by else on
        if done_on <= self.last_day:
            past_safe = (
                f" The safe day was {shown(self.safe_day)}: act today." if done_on > self.safe_day else ""
            )
            return Standing("in_time", f"In time: the last day is {shown(self.last_day)}.{past_safe}")
        if self.latest is not None and done_on > self.latest:
            past = f"Past the last late day, {shown(self.latest)}: get advice."
            return Standing("barred", f"{past} {self.beyond}".rstrip())
        if self.latest is not None:
            return Standing("late", f"Late: it can still be let in to {shown(self.latest)}. {self.test}")
        if self.late == "none":
            return Standing("late", f"Late: get advice. {self.test}")
        return Standing("late", f"Late, with no fixed limit. {self.test}")


def work_out(notice: Notice, routes: Routes, holidays: Holidays) -> KeyDate:
    """The key date of the one step that the notice starts, or of the one its ``next`` names.

    Raises Problems, each tied to a field of the notice, when its words are not the table's, when several
    steps start and ``next`` names none of them, or when a needed fact is missing; HolidaysUnknown and
    DayOutOfReach when the calendar does not reach.
    """
    benefit, steps = _steps(notice, routes)
    if len(steps) > 1:
        steps = tuple(step for step in steps if step.next == notice.next)
    if len(steps) != 1:
        raise Problems([Problem("next", "This event starts several steps: say which one is meant.")])
    return _key_date(steps[0], replace(notice, benefit=benefit), routes, holidays)


def all_clocks(notice: Notice, routes: Routes, holidays: Holidays) -> tuple[KeyDate, ...]:
    """Every clock the notice starts, whatever its ``next``, earliest safe day first. Raises as work_out."""
    benefit, steps = _steps(notice, routes)
    notice = replace(notice, benefit=benefit)
    clocks = (_key_date(step, notice, routes, holidays) for step in steps)
    return tuple(sorted(clocks, key=lambda key_date: (key_date.safe_day, key_date.last_day)))


def _steps(notice: Notice, routes: Routes) -> tuple[str, tuple[Step, ...]]:
    """The benefit's code and the steps that the event starts for it."""
    if notice.route not in routes.routes:
        raise Problems([Problem("route", f"{notice.route} is not a way of disputing known here.")])
    benefit = routes.benefit(notice.route, notice.benefit)
    if benefit is None:
        elsewhere = routes.elsewhere.get(notice.benefit.casefold(), "")
        raise Problems([Problem("benefit", f"{notice.benefit} is not disputed on this route.", elsewhere)])
    if notice.event not in routes.events(notice.route):
        raise Problems([Problem("event", f"{notice.event} starts no time on this route.")])
    if notice.jurisdiction not in JURISDICTIONS:
        raise Problems([Problem("jurisdiction", f"{notice.jurisdiction} is not SCT or ENG.")])
    steps = routes.started_by(notice.event, notice.route, benefit)
    if not steps:
        raise Problems([Problem("benefit", f"{notice.event} starts no time for {notice.benefit}.")])
    if any(step.grant for step in steps) and not (len(steps) == 1 and notice.grant is None):
        steps = tuple(step for step in steps if step.grant == notice.grant)
        if not steps:
            raise Problems([Problem("grant", "Say which kind of grant it is: crisis or community care.")])
    return benefit, steps


def _key_date(step: Step, notice: Notice, routes: Routes, holidays: Holidays) -> KeyDate:
    period = None if not isinstance(step.length, str) else routes.period(notice.benefit, notice.event_date)
    reckoned = reckon(step, notice, period, holidays)
    unsure = _doubts_of_this_count(reckoned, holidays)
    least_sure = min([step.confidence, period.confidence if period else "high"], key=CONFIDENCES.index)
    if unsure and least_sure == "high":
        least_sure = "medium"
    return KeyDate(
        id=step.id,
        step=step.does,
        route=notice.route,
        benefit=notice.benefit,
        event=notice.event,
        event_date=notice.event_date,
        last_day=reckoned.last_day,
        safe_day=reckoned.safe_day,
        latest=reckoned.latest,
        latest_safe=reckoned.latest_unrolled,
        late=_late(reckoned),
        test=step.test,
        beyond=step.beyond,
        receives=step.receives,
        claimant_acts=step.actor == "claimant",
        hour=step.hour,
        safe_hour=step.hour or step.safe_hour,
        counted=sentences(reckoned, holidays),
        citation=f"{period.source}; {step.citation}" if period else step.citation,
        confidence=least_sure,
        doubts=(*step.doubts, *(period.doubts if period else ()), *unsure, *_remarks(reckoned)),
        documents=step.documents,
    )


def _late(reckoned: Reckoned) -> Literal["until", "open", "none"]:
    if reckoned.latest is not None:
        return "until"
    return "none" if reckoned.step.late.rule == "none" else "open"


def _doubts_of_this_count(reckoned: Reckoned, holidays: Holidays) -> list[str]:
    """What is unsettled about these very days, each lowering the confidence."""
    step, notice = reckoned.step, reckoned.notice
    doubts = []
    if step.roll:
        other = next(name for name in JURISDICTIONS if name != reckoned.jurisdiction)
        elsewhere = reckon(step, replace(notice, jurisdiction=other), None, holidays).last_day
        if elsewhere != reckoned.last_day:
            country = {"SCT": "Scottish", "ENG": "English"}[other]
            doubts.append(
                f"With the {country} bank holidays the last day would be {shown(elsewhere)}: "
                "which list the tribunal keeps is not settled."
            )
        if reckoned.latest_unrolled is not None and reckoned.latest != reckoned.latest_unrolled:
            doubts.append(
                "Whether the last late day itself moves to a working day is unsettled: "
                f"take {shown(reckoned.latest_unrolled)} as the last."
            )
    if "reasons_time" in step.stretched_by and reckoned.unrolled != reckoned.ordinary:
        doubts.append(
            "The council's time over the reasons runs from the day it received the request to the day it gave"
            " them, both left out: the true last day can be a day later than this."
        )
    if (
        step.stretched_by
        and reasons_asked_in_time(notice, reckoned.ordinary)
        and notice.reasons_sent_on is None
    ):
        doubts.append(
            "Reasons were asked for in time: once they are sent, record the day and the last day moves on."
        )
    return doubts


def _remarks(reckoned: Reckoned) -> list[str]:
    """Facts given that do not move the count, said so that nobody relies on them."""
    step, notice = reckoned.step, reckoned.notice
    remarks = []
    if (
        notice.received_on is not None
        and step.start != "deemed_receipt"
        and notice.received_on != notice.event_date
    ):
        remarks.append("The day it arrived does not move this time; it may help to explain lateness.")
    if (
        notice.received_on is not None
        and step.start == "deemed_receipt"
        and notice.received_on < reckoned.start
    ):
        remarks.append("It arrived before it is taken to have: work to the safe day.")
    asked = notice.reasons_requested_on
    if step.stretched_by and asked is not None and not reasons_asked_in_time(notice, reckoned.ordinary):
        remarks.append("The reasons were asked for too late to move this time.")
    return remarks
