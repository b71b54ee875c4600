"""What may happen to a challenge between the request and the outcome, and what each asks for or leads to.

The stages of each route are data (``resources/routes.toml``); the times are counted by ``rules/reckoning``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

IN_PERSON, TELEPHONE, VIDEO, PAPERS = "in_person", "telephone", "video", "papers"
MODES = {
    IN_PERSON: "In person",
    TELEPHONE: "By telephone",
    VIDEO: "By video",
    PAPERS: "On the papers",
}
FORUMS = {
    "SSS": "fts_hearing_notified",
    "DWP": "ftt_hearing_notified",
    "HMRC": "ftt_hearing_notified",
    "HB": "ftt_hearing_notified",
}
"""The event by which a hearing enters the stages; the others are decided without one of their own."""

HANDED_IN = {
    "SSS": ("redet_request_received", "appeal_lodged", "fts_pta_requested", "uts_appeal_lodged"),
    "DWP": ("mr_requested", "appeal_lodged", "ut_appeal_lodged"),
    "HMRC": ("mr_requested", "appeal_lodged", "ut_appeal_lodged"),
    "HB": ("revision_requested", "appeal_lodged", "ut_appeal_lodged"),
    "CTR": ("review_request_received", "appeal_lodged", "ltc_pta_requested"),
    "SWF": ("review_request_received", "spso_review_requested"),
}
"""By route: what the client may hand in, in the order it comes."""

OURS = frozenset(event for events in HANDED_IN.values() for event in events) | {
    "part1_submitted",
    "part1_submitted_while_on_cdp",
    "change_occurred",
    "uc_entitlement_possible_from",
    "funeral_held",
}
"""What the client does."""

ANSWERS_NOTHING = OURS | {
    "form_sent",
    "evidence_requested",
    "appeal_sent_to_decision_maker",
    "fts_notified_decision_maker",
    "fts_hearing_notified",
    "ftt_hearing_notified",
    "ftt_ready_to_list",
}
"""With any other event the other side has answered, and what it owed by then is met."""

POST_DAYS = 3
"""Ours: working days in which a letter can be trusted to arrive; the law counts the day it is had."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One way a challenge ends or changes beside its usual course.

    ``event``: what it is in the table of routes, where it starts a time; ``ends``: the dates of the client
    that are open fall away; ``next``: what is to be done now.
    """

    name: str
    ends: bool
    next: str
    source: str
    event: str = ""


TURNS: Mapping[str, Turn] = {
    "lapsed": Turn(
        "Lapsed: revised to the client's advantage",
        True,
        "Record the new decision: it is challenged anew where it is not all that was asked for.",
        "Social Security Act 1998 s.9(6); SI 2013/381 reg 52",
    ),
    "withdrawn": Turn(
        "Withdrawn",
        True,
        "Reinstatement can be asked for within a month of the notice.",
        "SI 2008/2685 r.17",
        "struck_out_or_withdrawn_sent",
    ),
    "struck_out": Turn(
        "Struck out",
        True,
        "Reinstatement can be asked for within a month of the notice.",
        "SI 2008/2685 r.8",
        "struck_out_or_withdrawn_sent",
    ),
    "reinstated": Turn(
        "Reinstated",
        False,
        "Look at what was due before: set each date again.",
        "SI 2008/2685 rr.8, 17",
    ),
    "died": Turn(
        "The client has died",
        False,
        "Ask who carries the challenge on: an executor, or somebody appointed by the office that pays.",
        "SI 2013/380 reg 56; SSI 2018/273 and its schedules for Scottish benefits",
    ),
}


def turns_of(route: str) -> tuple[str, ...]:
    """Which turns a challenge on this route can take: nothing is struck out by a council or the ombudsman."""
    if route in ("DWP", "HMRC", "HB"):
        return tuple(TURNS)
    if route == "SSS":
        return ("withdrawn", "reinstated", "died")
    return ("withdrawn", "died")


def post_by(safe_day: date, days_off: frozenset[date]) -> date:
    """The last day to post something that must be had by the safe day: three working days before it.

    Requests and appeals count on the day they are had, not posted (time limits: posted or received).
    """
    day, left = safe_day, POST_DAYS
    while left:
        day -= timedelta(days=1)
        if day.weekday() < 5 and day not in days_off:
            left -= 1
    return day


SHORT_TERM_ASSISTANCE = ("adp", "cdp", "padp", "sadla")
"""Benefits whose old rate can be paid while a challenge runs (2018 asp 9 s.36 and sch.10)."""


def short_term_assistance(benefit: str, outcome: str) -> str:
    """What to say where an award in payment fell or ended; empty where there is nothing to keep going."""
    if benefit not in SHORT_TERM_ASSISTANCE or outcome not in ("reduced", "ended"):
        return ""
    return (
        "The award fell: ask for short-term assistance with the challenge. It pays what was paid before until"
        " the challenge is decided, and is not paid back."
    )
