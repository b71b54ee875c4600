"""A count in words says each step that was taken, and none that was not."""

from __future__ import annotations

from datetime import date

import pytest

from welfare_desk import resources
from welfare_desk.rules.count_in_words import several
from welfare_desk.rules.key_dates import KeyDate, Notice, all_clocks, work_out

ROUTES, HOLIDAYS = resources.routes(), resources.holidays()


def clock(route: str, benefit: str, event: str, on: date, **facts: object) -> KeyDate:
    return work_out(Notice(route, benefit, event, on, **facts), ROUTES, HOLIDAYS)  # type: ignore[arg-type]


def by_hand(manner: str, on: date, n: int, **facts: object) -> tuple[str, ...]:
    return clock("COUNT", "none", manner, on, n=n, **facts).counted


def test_one_is_singular() -> None:
    assert [several(n, "month") for n in (0, 1, 2)] == ["0 months", "1 month", "2 months"]


def test_a_letter_that_came_the_day_it_was_sent_is_still_taken_as_received_two_days_on() -> None:
    told = clock(
        "SSS", "ADP", "determination_sent", date(2026, 11, 2), received_on=date(2026, 11, 2)
    ).counted[0]
    assert "taken as received Wed 4 Nov 2026" in told


def test_a_period_of_one_day_is_that_day() -> None:
    assert by_hand("days_beginning_with", date(2026, 11, 2), 1) == (
        "From Mon 2 Nov 2026, which is itself the last day.",
    )
    assert by_hand("days_beginning_with", date(2026, 11, 2), 2) == (
        "From Mon 2 Nov 2026, which is day 1; day 2 is Tue 3 Nov 2026.",
    )


@pytest.mark.parametrize(
    ("sent", "short"),
    [
        (date(2027, 1, 31), "Feb 2027"),
        (date(2027, 3, 31), "Apr 2027"),
        (date(2027, 5, 31), "Jun 2027"),
        (date(2027, 8, 31), "Sep 2027"),
        (date(2027, 10, 31), "Nov 2027"),
    ],
)
def test_a_month_too_short_is_named(sent: date, short: str) -> None:
    assert f"; {short} is too short for day 31, so 1 month later is " in by_hand("months_after", sent, 1)[0]


def test_working_days_without_a_holiday_between_pass_over_nothing() -> None:
    assert by_hand("working_days_after", date(2026, 11, 2), 3)[0].endswith("working day 3 is Thu 5 Nov 2026.")


def test_every_holiday_gone_past_is_named_and_no_weekend() -> None:
    told = by_hand("working_days_beginning_with", date(2026, 12, 24), 3)[0]
    assert told.endswith("(holidays passed over: Fri 25 Dec 2026, Mon 28 Dec 2026).")


@pytest.mark.parametrize(("n", "on_a_day_off"), [(3, False), (4, False), (5, True), (6, True), (7, False)])
def test_a_day_off_that_does_not_move_the_time_is_remarked_on(n: int, on_a_day_off: bool) -> None:
    """Monday 2 November and n days: Thursday, Friday, Saturday, Sunday, Monday."""
    remark = "A weekend or holiday does not move it."
    assert (remark in by_hand("days_after", date(2026, 11, 2), n)) is on_a_day_off


def test_a_scottish_holiday_that_does_not_move_the_time_is_remarked_on_too() -> None:
    assert by_hand("days_after", date(2026, 11, 28), 2)[1:] == (
        "A weekend or holiday does not move it.",
        "Mon 30 Nov 2026 is not a working day: act by Fri 27 Nov 2026.",
    )


def test_a_refused_revision_is_told_only_where_it_gives_the_day() -> None:
    """SI 2008/2685 r.23(2)(a)(iii): a month after the refusal was sent."""
    refused = {"revision_refused_sent_on": date(2026, 12, 10), "next": "appeal"}
    told = clock("HB", "HB", "decision_notified", date(2026, 11, 2), **refused).counted
    assert told[1] == "Revision refused Thu 10 Dec 2026; a month after that is Sun 10 Jan 2027."
    reasons = {"reasons_requested_on": date(2026, 11, 10), "reasons_sent_on": date(2027, 3, 1)}
    both = clock("HB", "HB", "decision_notified", date(2026, 11, 2), **refused, **reasons).counted
    assert both[1].startswith("Reasons asked for Tue 10 Nov 2026, in time, and sent Mon 1 Mar 2027")


def test_the_last_late_day_names_its_length_and_where_it_runs_from() -> None:
    def late(*notice: object, **facts: object) -> str:
        told = clock(*notice, **facts).counted  # type: ignore[arg-type]
        return next(words for words in told if words.startswith("A late step")).partition(": ")[2]

    sent = date(2026, 11, 2)
    assert late("SSS", "ADP", "determination_sent", sent) == "1 year from the day it is taken as received."
    beginning = "1 year beginning with the day it is taken as received."
    assert late("SSS", "ADP", "redet_sent", sent) == beginning
    assert late("DWP", "UC", "decision_notified", sent) == "12 months from the last day in time."
    assert late("HB", "HB", "decision_notified", sent, next="revision") == "13 months from the first day."
    first_period = "the end of what would be the first assessment period."
    assert late("DWP", "UC", "uc_entitlement_possible_from", sent) == first_period


def test_a_time_that_cannot_be_extended_says_so() -> None:
    absolute = by_hand("days_after", date(2026, 11, 2), 4, absolute=True)
    assert absolute[-1] == "It cannot be extended."
    assert "It cannot be extended." not in by_hand("days_after", date(2026, 11, 2), 4)


def test_the_end_of_an_assessment_period_is_named() -> None:
    told = clock(
        "DWP", "UC", "change_occurred", date(2026, 11, 2), assessment_period_ends_on=date(2026, 11, 20)
    ).counted[0]
    assert told == (
        "Changed Mon 2 Nov 2026; the assessment period ends Fri 20 Nov 2026, which is itself the last day."
    )


def test_every_clock_of_a_notice_knows_its_benefit_by_code() -> None:
    clocks = all_clocks(Notice("DWP", "UC", "ftt_decision_sent", date(2026, 11, 30)), ROUTES, HOLIDAYS)
    assert {each.benefit for each in clocks} == {"uc"}


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (date(2026, 11, 2), True),  # six weeks on is a Sunday
        (date(2026, 11, 4), False),  # a Tuesday
        (date(2049, 11, 9), False),  # beyond the holidays we know nothing is said
    ],
)
def test_a_safe_day_on_which_no_office_answers_says_when_to_act(start: date, said: bool) -> None:
    told = clock("SSS", "ADP", "determination_sent", start).counted
    assert any("not a working day: act by" in words for words in told) is said


def test_what_the_office_does_is_not_asked_of_the_client() -> None:
    received = Notice("SSS", "ADP", "redet_request_received", date(2026, 11, 1))
    waits = [each for each in all_clocks(received, ROUTES, HOLIDAYS) if not each.claimant_acts]
    assert waits and not any("act by" in words for each in waits for words in each.counted)
