"""Key dates: the days, the words, how an act stands, and what must hold for every step of every route."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.errors import Problems
from welfare_desk.rules.days import full as shown
from welfare_desk.rules.key_dates import KeyDate, Notice, all_clocks, work_out
from welfare_desk.rules.routes import Step

ROUTES = resources.routes()
HOLIDAYS = resources.holidays()


def a_key_date(route: str, benefit: str, event: str, sent: date, **facts: object) -> KeyDate:
    return work_out(Notice(route, benefit, event, sent, **facts), ROUTES, HOLIDAYS)  # type: ignore[arg-type]


def a_notice_for(step: Step, event_date: date) -> Notice:
    """The plainest notice that starts ``step``."""
    route = step.routes[0]
    benefit = min(
        step.benefits & ROUTES.routes[route].benefits.keys(), default=min(ROUTES.routes[route].benefits)
    )
    return Notice(
        route,
        benefit,
        step.event,
        event_date,
        next=step.next or None,
        grant=step.grant or None,
        n=5 if route == "COUNT" else None,
        assessment_period_ends_on=event_date + timedelta(days=20) if step.start == "period_end" else None,
    )


steps = st.sampled_from(ROUTES.steps)
event_dates = st.dates(date(2018, 1, 1), date(2032, 12, 31))


# --- what holds for every step


@given(steps, event_dates, st.integers(1, 40))
@settings(max_examples=200)
def test_a_later_event_never_has_an_earlier_deadline(step: Step, day: date, later: int):
    notice = a_notice_for(step, day)
    first = work_out(notice, ROUTES, HOLIDAYS)
    ends_on = notice.assessment_period_ends_on
    second = work_out(
        replace(
            notice,
            event_date=day + timedelta(days=later),
            assessment_period_ends_on=ends_on and ends_on + timedelta(days=later),
        ),
        ROUTES,
        HOLIDAYS,
    )
    assert second.last_day >= first.last_day
    assert second.safe_day >= first.safe_day
    if first.latest and second.latest:
        assert second.latest >= first.latest


@given(
    steps,
    event_dates,
    st.one_of(st.none(), st.integers(0, 60)),
    st.one_of(st.none(), st.integers(0, 90)),
    st.one_of(st.none(), st.integers(0, 90)),
    st.sampled_from(["SCT", "ENG"]),
)
@settings(max_examples=200)
def test_safe_day_last_day_and_last_late_day_come_in_order_and_always_the_same(
    step: Step, day: date, asked: int | None, sent: int | None, refused: int | None, jurisdiction: str
):
    def after(days: int | None) -> date | None:
        return None if days is None else day + timedelta(days=days)

    notice = replace(
        a_notice_for(step, day),
        reasons_requested_on=after(asked),
        reasons_sent_on=after(None if asked is None or sent is None else asked + sent),
        revision_refused_sent_on=after(refused),
        received_on=after(sent),
        late_accepted_on=after(refused),
        jurisdiction=jurisdiction,
    )
    key_date = work_out(notice, ROUTES, HOLIDAYS)
    assert key_date.safe_day <= key_date.last_day
    assert key_date.last_day >= day
    if key_date.latest is not None and key_date.latest_safe is not None:
        assert key_date.last_day <= key_date.latest
        assert key_date.latest_safe <= key_date.latest
    assert work_out(notice, ROUTES, HOLIDAYS) == key_date
    assert key_date in all_clocks(notice, ROUTES, HOLIDAYS)


@given(steps, event_dates)
@settings(max_examples=200)
def test_the_count_is_told_in_whole_sentences_that_name_the_last_day(step: Step, day: date):
    key_date = work_out(a_notice_for(step, day), ROUTES, HOLIDAYS)
    told = " ".join(key_date.counted)
    assert shown(key_date.last_day) in told
    assert shown(day) in told
    if key_date.safe_day != key_date.last_day:
        assert shown(key_date.safe_day) in told
    if key_date.latest is not None:
        assert shown(key_date.latest) in told
    assert all(re.fullmatch(r"[A-Z].*\.", sentence) for sentence in key_date.counted)
    assert "  " not in told and ",," not in told


@given(steps, event_dates, st.integers(0, 500))
@settings(max_examples=200)
def test_standing_runs_from_in_time_to_late_to_barred_and_never_says_closed(
    step: Step, day: date, waited: int
):
    key_date = work_out(a_notice_for(step, day), ROUTES, HOLIDAYS)
    order = ["in_time", "late", "barred"]
    today, tomorrow = (key_date.standing(day + timedelta(days=waited + i)) for i in (0, 1))
    assert order.index(today.state) <= order.index(tomorrow.state)
    assert "closed" not in today.advice.casefold()
    assert today.state != "barred" or "get advice" in today.advice


def test_what_only_the_body_can_do_is_told_apart():
    assert not a_key_date("SSS", "ADP", "redet_request_received", date(2026, 11, 23)).claimant_acts
    assert a_key_date("SSS", "ADP", "determination_sent", date(2026, 11, 2)).claimant_acts


# --- the words


def test_a_scottish_count_reads_as_an_advisor_would_say_it():
    key_date = a_key_date("SSS", "ADP", "determination_sent", date(2026, 11, 2))
    assert key_date.counted == (
        "Sent Mon 2 Nov 2026; taken as received Wed 4 Nov 2026, which is day 1; day 42 is Tue 15 Dec 2026.",
        "A late step can be let in to Thu 4 Nov 2027: 1 year from the day it is taken as received.",
        "The safe day, Sun 13 Dec 2026, counts from the day it was sent.",
        "Sun 13 Dec 2026 is not a working day: act by Fri 11 Dec 2026.",
    )
    assert key_date.confidence == "high"
    assert "SSI 2022/54 reg 54" in key_date.citation


def test_a_tribunal_count_tells_the_move_to_a_working_day_and_its_doubts():
    key_date = a_key_date("DWP", "UC", "mrn_sent", date(2026, 11, 12))
    assert key_date.counted[1] == "Sat 12 Dec 2026 is not a working day, so Mon 14 Dec 2026 is still in time."
    assert key_date.safe_day == date(2026, 12, 12)
    assert key_date.latest_safe == date(2027, 12, 12)
    assert key_date.latest == date(2027, 12, 13)
    assert any("Sun 12 Dec 2027" in doubt for doubt in key_date.doubts)
    assert key_date.confidence == "medium"


def test_it_warns_when_the_scottish_and_english_lists_differ():
    key_date = a_key_date("DWP", "AA", "mrn_sent", date(2026, 10, 30))
    assert key_date.last_day == date(2026, 12, 1)
    assert any("English" in doubt and "Mon 30 Nov 2026" in doubt for doubt in key_date.doubts)


def test_each_appeal_goes_where_it_must():
    """time-limits.md section 8, trap 5."""
    sent = date(2026, 11, 3)
    assert a_key_date("SSS", "ADP", "redet_sent", sent).receives.startswith("Social Security Scotland")
    assert "not Social Security Scotland" in a_key_date("SSS", "ADP", "process_decision_sent", sent).receives
    assert a_key_date("HB", "HB", "decision_notified", sent, next="appeal").receives.startswith("the council")
    assert a_key_date("DWP", "PIP", "mrn_sent", sent).receives.startswith("HM Courts and Tribunals Service")


def test_no_late_power_and_no_fixed_limit_are_told_apart():
    none = a_key_date("CTR", "CTR", "review_decision_notified", date(2026, 11, 19))
    open_ended = a_key_date("DWP", "PIP", "ftt_decision_sent", date(2026, 11, 19), next="set_aside")
    assert (none.late, none.latest) == ("none", None)
    assert (open_ended.late, open_ended.latest) == ("open", None)
    assert "get advice" in none.standing(date(2027, 6, 1)).advice
    assert "no fixed limit" in open_ended.standing(date(2027, 6, 1)).advice


def test_a_proved_arrival_and_a_short_month_are_told():
    proved = a_key_date(
        "SSS", "CSP", "determination_sent", date(2025, 12, 23), received_on=date(2025, 12, 29)
    )
    assert proved.counted[0].startswith(
        "Sent Tue 23 Dec 2025; shown to have arrived Mon 29 Dec 2025, which is"
    )
    short = a_key_date("DWP", "UC", "decision_notified", date(2027, 1, 31))
    assert "Feb 2027 is too short for day 31" in short.counted[0]
    on_a_holiday = a_key_date("DWP", "UC", "decision_notified", date(2026, 10, 30))
    assert on_a_holiday.counted[1] == "A weekend or holiday does not move it."


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("days_after", "From Fri 31 Jul 2026, which is not counted; day 3 after it is Mon 3 Aug 2026."),
        ("days_beginning_with", "From Fri 31 Jul 2026, which is day 1; day 3 is Sun 2 Aug 2026."),
        ("months_after", "From Fri 31 Jul 2026; the same day 3 months later is Sat 31 Oct 2026."),
        (
            "working_days_after",
            "From Fri 31 Jul 2026, which is not counted; working day 3 is Thu 6 Aug 2026"
            " (holidays passed over: Mon 3 Aug 2026).",
        ),
        (
            "working_days_beginning_with",
            "From Fri 31 Jul 2026; working day 1 is Fri 31 Jul 2026; working day 3 is Wed 5 Aug 2026"
            " (holidays passed over: Mon 3 Aug 2026).",
        ),
    ],
)
def test_each_way_of_counting_is_told_in_its_own_words(manner: str, told: str):
    assert a_key_date("COUNT", "none", manner, date(2026, 7, 31), n=3).counted[0] == told


def test_the_hour_to_work_to_is_five_even_where_only_caution_says_so():
    sent = date(2026, 11, 10)
    appeal, tribunal = (
        a_key_date(*words, sent) for words in (("SSS", "ADP", "redet_sent"), ("DWP", "UC", "mrn_sent"))
    )
    assert (appeal.hour, appeal.safe_hour) == (None, 17)
    assert (tribunal.hour, tribunal.safe_hour) == (17, 17)


def test_winter_heating_payment_keeps_its_doubt():
    key_date = a_key_date("SSS", "WHP", "determination_sent", date(2026, 11, 2))
    assert key_date.confidence == "low"
    assert key_date.safe_day == date(2026, 12, 2)
    assert any("42 days" in doubt for doubt in key_date.doubts)


def test_missing_its_time_gives_a_right_at_once_but_starts_no_clock():
    """2018 asp 9 s.45, s.46(1)(b); time-limits.md section 8, trap 8."""
    key_date = a_key_date("SSS", "ADP", "redet_request_received", date(2026, 11, 23))
    assert key_date.counted[-1].startswith(
        "From Mon 18 Jan 2027 the original determination can be appealed at once"
    )


# --- single rules


def test_two_clocks_from_one_decision():
    clocks = all_clocks(Notice("DWP", "PIP", "ftt_decision_sent", date(2026, 6, 1)), ROUTES, HOLIDAYS)
    assert {clock.id for clock in clocks} == {"ftt.statement-of-reasons", "ftt.set-aside"}
    hb = all_clocks(Notice("HB", "HB", "decision_notified", date(2026, 11, 3)), ROUTES, HOLIDAYS)
    assert {clock.id for clock in hb} == {"hb.revision", "hb.appeal"}


def test_a_grant_named_in_the_benefit_need_not_be_named_again():
    crisis = a_key_date("SWF", "swf-crisis", "review_request_received", date(2026, 12, 23))
    assert crisis.last_day == date(2026, 12, 29)


def test_an_older_benefits_cap_is_thirteen_months_from_notification():
    """SI 1999/991 reg 4(3): 31 January 2027 and 13 months is 29 February 2028; SI 2013/381 gives the 28th."""
    assert a_key_date("DWP", "AA", "decision_notified", date(2027, 1, 31)).latest == date(2028, 2, 29)
    assert a_key_date("DWP", "UC", "decision_notified", date(2027, 1, 31)).latest == date(2028, 2, 28)


def test_the_cap_on_a_tribunal_appeal_counts_from_the_unrolled_day():
    """time-limits.md section 5: 31 January 2031, 28 February 2031, 28 February 2032 (a Saturday)."""
    key_date = a_key_date("DWP", "UC", "mrn_sent", date(2031, 1, 31))
    assert key_date.latest_safe == date(2032, 2, 28)


def test_housing_benefit_leaves_out_the_time_its_reasons_took():
    """SI 2001/1002 reg 4(4) lengthens the month; the 13 months of reg 5(3)(b) run from the notice alone."""
    facts = {"reasons_requested_on": date(2026, 11, 10), "reasons_sent_on": date(2026, 11, 17)}
    key_date = a_key_date("HB", "HB", "decision_notified", date(2026, 11, 3), next="revision", **facts)
    assert key_date.last_day == date(2026, 12, 10)
    assert key_date.latest == date(2027, 12, 3)
    assert key_date.doubts


@pytest.mark.parametrize(
    ("asked", "sent", "last"),
    [
        (date(2026, 12, 5), date(2026, 12, 5), date(2026, 12, 19)),  # both on the month's last day
        (date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 20)),
        (date(2026, 12, 6), date(2026, 12, 9), date(2026, 12, 5)),  # asked for a day too late
    ],
)
def test_reasons_stretch_the_month_only_when_asked_for_inside_it(asked: date, sent: date, last: date):
    """SI 2013/381 reg 5(1)(b)(ii)-(iii)."""
    facts = {"reasons_requested_on": asked, "reasons_sent_on": sent}
    key_date = a_key_date("DWP", "UC", "decision_notified", date(2026, 11, 5), **facts)
    assert (key_date.last_day, key_date.safe_day) == (last, last)
    told = key_date.counted[1]
    assert ("after that month ends" in told) is (last == date(2026, 12, 19))


def test_a_housing_benefit_appeal_has_the_latest_of_its_three_days():
    """SI 2008/2685 r.23(2)(a)."""
    facts = {
        "reasons_requested_on": date(2026, 12, 1),
        "reasons_sent_on": date(2027, 1, 8),
        "revision_refused_sent_on": date(2026, 12, 15),
    }
    key_date = a_key_date("HB", "HB", "decision_notified", date(2026, 11, 3), next="appeal", **facts)
    assert key_date.last_day == date(2027, 1, 22)


@pytest.mark.parametrize("sent", [date(2026, 11, 10), date(2026, 11, 9)])
def test_reasons_given_at_once_add_no_time_to_a_housing_benefit_revision(sent: date):
    facts = {"reasons_requested_on": date(2026, 11, 10), "reasons_sent_on": sent}
    key_date = a_key_date("HB", "HB", "decision_notified", date(2026, 11, 3), next="revision", **facts)
    assert key_date.last_day == date(2026, 12, 3)


def test_permission_runs_from_the_later_of_decision_and_reasons():
    """SSI 2016/231 reg 2: reasons sent with or before the decision change nothing."""
    key_date = a_key_date(
        "SSS", "ADP", "fts_decision_sent", date(2026, 9, 30), reasons_sent_on=date(2026, 9, 20)
    )
    assert key_date.last_day == date(2026, 10, 29)


def test_reasons_asked_for_and_not_yet_sent_leave_the_month_with_a_doubt():
    asked = {"reasons_requested_on": date(2026, 11, 20)}
    key_date = a_key_date("DWP", "UC", "decision_notified", date(2026, 11, 5), **asked)
    assert key_date.last_day == date(2026, 12, 5)
    assert any("once they are sent" in doubt for doubt in key_date.doubts)


def test_the_day_a_dwp_letter_arrived_does_not_move_the_month():
    key_date = a_key_date("DWP", "UC", "decision_notified", date(2026, 11, 5), received_on=date(2026, 11, 20))
    assert key_date.last_day == date(2026, 12, 5)
    assert any("does not move" in doubt for doubt in key_date.doubts)


def test_an_early_arrival_does_not_shorten_a_scottish_time():
    """2018 asp 9 s.62(2); the safe day counts from sending anyway."""
    key_date = a_key_date(
        "SSS", "ADP", "determination_sent", date(2026, 11, 2), received_on=date(2026, 11, 3)
    )
    assert key_date.last_day == date(2026, 12, 15)
    assert any("before it is taken to have" in doubt for doubt in key_date.doubts)


def test_scottish_working_days_keep_the_scottish_list_whatever_the_tribunal():
    sent = date(2026, 6, 8)
    scottish = a_key_date("SSS", "BSG", "redet_request_received", sent)
    assert (
        a_key_date("SSS", "BSG", "redet_request_received", sent, jurisdiction="ENG").last_day
        == scottish.last_day
    )


def test_a_universal_credit_change_is_due_in_its_assessment_period():
    """SI 2013/381 sch.1 paras 20-21."""
    key_date = a_key_date(
        "DWP", "UC", "change_occurred", date(2026, 11, 5), assessment_period_ends_on=date(2026, 11, 19)
    )
    assert key_date.last_day == date(2026, 11, 19)
    assert key_date.latest == date(2027, 12, 5)
    same_day = date(2026, 11, 19)
    ends_at_once = a_key_date("DWP", "UC", "change_occurred", same_day, assessment_period_ends_on=same_day)
    assert ends_at_once.last_day == same_day


def test_a_child_disability_payment_holder_has_one_day_less_for_part_2():
    """SSI 2022/54 reg 58(1)(b): a period of 8 weeks starting on that day."""
    day = date(2026, 11, 9)
    ordinary = a_key_date("SSS", "ADP", "part1_submitted", day)
    holder = a_key_date("SSS", "ADP", "part1_submitted_while_on_cdp", day)
    assert holder.last_day == ordinary.last_day - timedelta(days=1)


@pytest.mark.parametrize(
    ("at", "cutoff", "state"),
    [
        (None, None, "in_time"),
        (time(17, 0), None, "in_time"),
        (time(17, 1), None, "late"),
        (time(16, 30), time(16, 0), "late"),
        (time(23, 59), time.max, "in_time"),
    ],
)
def test_after_five_it_counts_as_done_the_next_day(at: time | None, cutoff: time | None, state: str):
    """SI 2008/2685 r.12(1)."""
    key_date = a_key_date("DWP", "UC", "mrn_sent", date(2026, 11, 25))
    assert key_date.standing(key_date.last_day, at, cutoff).state == state


def test_a_mandatory_reconsideration_has_until_the_end_of_the_day():
    key_date = a_key_date("DWP", "UC", "decision_notified", date(2026, 11, 25))
    assert key_date.standing(key_date.last_day, time(23, 59)).state == "in_time"


def test_between_the_safe_day_and_the_last_one_it_says_so():
    key_date = a_key_date("SSS", "ADP", "determination_sent", date(2026, 11, 2))
    assert "safe day" not in key_date.standing(date(2026, 12, 13)).advice
    assert "act today" in key_date.standing(date(2026, 12, 14)).advice


@pytest.mark.parametrize(
    ("notice", "field"),
    [
        (Notice("MOON", "ADP", "determination_sent", date(2026, 1, 1)), "route"),
        (Notice("SSS", "PIP", "determination_sent", date(2026, 1, 1)), "benefit"),
        (Notice("SSS", "bsf", "determination_sent", date(2026, 1, 1)), "benefit"),
        (Notice("SSS", "JSP", "determination_sent", date(2026, 1, 1)), "benefit"),
        (Notice("SSS", "ADP", "mrn_sent", date(2026, 1, 1)), "event"),
        (Notice("HB", "HB", "decision_notified", date(2026, 1, 1)), "next"),
        (Notice("HB", "HB", "decision_notified", date(2026, 1, 1), next="set_aside"), "next"),
        (Notice("SWF", "SWF", "review_request_received", date(2026, 1, 1)), "grant"),
        (Notice("DWP", "UC", "mrn_sent", date(2026, 1, 1), jurisdiction="NIR"), "jurisdiction"),
        (Notice("DWP", "UC", "change_occurred", date(2026, 1, 1)), "assessment_period_ends_on"),
        (
            Notice(
                "DWP",
                "UC",
                "change_occurred",
                date(2026, 1, 1),
                assessment_period_ends_on=date(2026, 2, 2),
            ),
            "assessment_period_ends_on",
        ),
        (Notice("COUNT", "none", "days_after", date(2026, 1, 1)), "n"),
        (Notice("COUNT", "none", "days_after", date(2026, 1, 1), n=0), "n"),
        (Notice("SSS", "ADP", "redet_sent", date(2026, 1, 2), received_on=date(2026, 1, 1)), "received_on"),
    ],
)
def test_a_notice_that_cannot_be_counted_names_its_field(notice: Notice, field: str):
    with pytest.raises(Problems) as refused:
        work_out(notice, ROUTES, HOLIDAYS)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_benefit_without_a_route_says_what_to_do_instead():
    with pytest.raises(Problems, match="internal review"):
        a_key_date("SSS", "BSF", "determination_sent", date(2026, 1, 1))


# --- what is doubtful, and when it is not


def test_a_benefit_without_any_route_has_no_hint():
    with pytest.raises(Problems) as refused:
        a_key_date("DWP", "penicillin", "decision_notified", date(2026, 11, 2))
    assert [(problem.field, problem.hint) for problem in refused.value.problems] == [("benefit", "")]


def test_a_tribunal_that_keeps_english_holidays_is_doubted_by_the_scottish_ones():
    """2 August 2026 is a Sunday and the Monday after it a holiday in Scotland alone."""
    english = a_key_date("DWP", "UC", "mrn_sent", date(2026, 7, 2), jurisdiction="ENG")
    assert english.last_day == date(2026, 8, 3)
    assert english.doubts[0].startswith(
        "With the Scottish bank holidays the last day would be Tue 4 Aug 2026:"
    )
    scottish = a_key_date("DWP", "UC", "mrn_sent", date(2026, 7, 2))
    assert scottish.doubts[0].startswith("With the English bank holidays the last day would be Mon 3 Aug")


def test_a_carer_has_thirteen_weeks_to_report_what_raises_the_payment():
    """SSI 2023/302 reg 28(1)(a): with a good reason later too, and no last day."""
    carer = a_key_date("SSS", "CSP", "change_occurred", date(2026, 5, 1))
    assert carer.last_day == date(2026, 7, 31)
    assert carer.latest is None
    disability = a_key_date("SSS", "ADP", "change_occurred", date(2026, 5, 1))
    assert (disability.last_day, disability.latest) == (date(2026, 6, 1), date(2027, 6, 1))


def test_only_a_count_that_the_councils_reasons_moved_is_doubted_for_them():
    council = "council's time over the reasons"
    reasons = {"reasons_requested_on": date(2026, 11, 10), "reasons_sent_on": date(2026, 11, 17)}
    moved = a_key_date("HB", "HB", "decision_notified", date(2026, 11, 3), next="revision", **reasons)
    assert any(council in doubt for doubt in moved.doubts)
    assert moved.confidence != "high"
    plain = a_key_date("HB", "HB", "decision_notified", date(2026, 11, 3), next="revision")
    assert not any(council in doubt for doubt in plain.doubts)
    uc = a_key_date("DWP", "UC", "decision_notified", date(2026, 11, 3), **reasons)
    assert not any(council in doubt for doubt in uc.doubts)


def test_reasons_asked_for_too_late_are_remarked_on_and_those_in_time_are_not():
    too_late = "The reasons were asked for too late to move this time."
    sent = date(2026, 11, 5)
    late = a_key_date("DWP", "UC", "decision_notified", sent, reasons_requested_on=date(2026, 12, 6))
    assert too_late in late.doubts
    in_time = a_key_date("DWP", "UC", "decision_notified", sent, reasons_requested_on=date(2026, 12, 5))
    assert too_late not in in_time.doubts
    assert too_late not in a_key_date("DWP", "UC", "decision_notified", sent).doubts


def test_a_letter_that_came_on_its_own_date_needs_no_remark():
    same_day = a_key_date("DWP", "UC", "decision_notified", date(2026, 11, 5), received_on=date(2026, 11, 5))
    assert same_day.doubts == ()


@pytest.mark.parametrize("came", [date(2026, 11, 4), date(2026, 11, 9)])
def test_a_scottish_letter_that_came_when_it_is_taken_to_or_later_needs_no_warning(came: date):
    key_date = a_key_date("SSS", "ADP", "determination_sent", date(2026, 11, 2), received_on=came)
    assert not any("before it is taken to have" in doubt for doubt in key_date.doubts)


def test_a_cautious_reading_may_count_the_first_day():
    """Reasons after a hearing: the safe day takes the day of the hearing for the first."""
    key_date = a_key_date("SSS", "ADP", "fts_oral_hearing_ended", date(2026, 11, 2))
    assert key_date.last_day - key_date.safe_day == timedelta(days=1)
    assert key_date.counted[-2].endswith("counts the first day too.")
