"""The clock of a request for one's own data (UK GDPR Articles 12(3) and 12A)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.subject_access import (
    Pause,
    RequestFacts,
    clock,
    problems_extending,
    problems_in,
)

TODAY = date(2026, 11, 26)
SOME_DAY = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 9, 3), date(2026, 10, 3)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_months_last(received: date, due: date) -> None:
    stands = clock(RequestFacts(received), today=received)
    assert (stands.due_on, stands.safe_on) == (due, due - timedelta(days=1))


def test_two_months_more_count_from_the_first_day_not_from_a_short_month() -> None:
    facts = RequestFacts(date(2027, 1, 31), extended_on=date(2027, 2, 20))
    assert clock(facts, today=date(2027, 2, 20)).due_on == date(2027, 4, 30)


def test_more_time_told_after_the_first_month_does_not_count() -> None:
    facts = RequestFacts(date(2026, 9, 3), extended_on=date(2026, 10, 4))
    assert clock(facts, today=TODAY).due_on == date(2026, 10, 3)
    assert problems_extending(RequestFacts(date(2026, 9, 3)), date(2026, 10, 3)) == []
    assert problems_extending(RequestFacts(date(2026, 9, 3)), date(2026, 10, 4))
    [once] = problems_extending(facts, date(2026, 9, 20))
    assert (once.field, once.sentence) == ("extended_on", "More time has been taken already.")
    [late] = problems_extending(RequestFacts(date(2026, 9, 3)), date(2026, 10, 4))
    assert (late.field, late.sentence) == (
        "extended_on",
        "The last day to tell the client was 3 October 2026.",
    )
    assert late.hint
    waiting = RequestFacts(date(2026, 9, 3), date(2026, 9, 4))
    assert problems_extending(waiting, date(2026, 12, 1)) == [], "the month has not begun"


def test_the_month_begins_when_who_asks_is_proved() -> None:
    waiting = clock(RequestFacts(date(2026, 9, 3), date(2026, 9, 4)), today=TODAY)
    assert waiting.due_on is None and "has not begun" in waiting.waiting
    proved = clock(RequestFacts(date(2026, 9, 3), date(2026, 9, 4), date(2026, 9, 10)), today=TODAY)
    assert proved.due_on == date(2026, 10, 10)


def test_days_of_asking_what_is_meant_do_not_count() -> None:
    """Both ends are left out by the letter of Art 12A(5); the safe day leaves out only one."""
    facts = RequestFacts(date(2026, 9, 3), pauses=(Pause(date(2026, 9, 10), date(2026, 9, 14)),))
    stands = clock(facts, today=TODAY)
    assert stands.due_on == date(2026, 10, 8) and stands.safe_on == date(2026, 10, 6)


def test_an_open_question_moves_the_day_on_with_every_day() -> None:
    facts = RequestFacts(date(2026, 9, 3), pauses=(Pause(date(2026, 9, 10)),))
    assert clock(facts, today=date(2026, 9, 12)).due_on == date(2026, 10, 6)
    assert clock(facts, today=date(2026, 9, 13)).due_on == date(2026, 10, 7)
    assert clock(facts, today=date(2026, 9, 13)).waiting


def test_a_question_asked_too_late_saves_nothing() -> None:
    facts = RequestFacts(date(2026, 9, 3), pauses=(Pause(date(2026, 10, 4), date(2026, 12, 1)),))
    assert clock(facts, today=TODAY).due_on == date(2026, 10, 3)


@given(SOME_DAY, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), max_size=4))
def test_pauses_only_ever_lengthen_and_overlapping_days_count_once(
    received: date, spans: list[tuple[int, int]]
) -> None:
    pauses = tuple(
        Pause(received + timedelta(days=at), received + timedelta(days=at + length)) for at, length in spans
    )
    today = received + timedelta(days=90)
    plain, paused = (clock(RequestFacts(received, pauses=some), today=today) for some in ((), pauses))
    assert plain.due_on and paused.due_on and paused.safe_on and plain.safe_on
    days = {
        pause.asked_on + timedelta(days=n)
        for pause in pauses
        for n in range((pause.answered_on - pause.asked_on).days + 1)  # type: ignore[operator]
    }
    assert plain.due_on <= paused.due_on <= plain.due_on + timedelta(days=len(days))
    assert plain.safe_on <= paused.safe_on < paused.due_on


@given(SOME_DAY)
def test_the_safe_day_is_always_before_the_last_and_telling_never_after_it(received: date) -> None:
    stands = clock(RequestFacts(received), today=received)
    assert stands.safe_on and stands.due_on and stands.tell_by
    assert received < stands.safe_on < stands.due_on and stands.tell_by <= stands.due_on


def test_days_that_cannot_be_are_said_so() -> None:
    ahead = RequestFacts(TODAY + timedelta(days=1))
    assert [one.field for one in problems_in(ahead, today=TODAY)] == ["received_on"]
    unasked = RequestFacts(TODAY, identity_proved_on=TODAY)
    assert [one.field for one in problems_in(unasked, today=TODAY)] == ["identity_proved_on"]
    backwards = RequestFacts(TODAY - timedelta(days=9), TODAY, TODAY - timedelta(days=1))
    assert [one.field for one in problems_in(backwards, today=TODAY)] == ["identity_proved_on"]


def test_two_days_ask_and_the_clock_says_each_step_in_words() -> None:
    facts = RequestFacts(
        date(2026, 9, 3),
        pauses=(Pause(date(2026, 9, 20)), Pause(date(2026, 9, 10), date(2026, 9, 14))),
        extended_on=date(2026, 9, 28),
    )
    stands = clock(facts, today=date(2026, 9, 21))
    assert stands.words == (
        "Received 3 September 2026; one month from then.",
        "Asked what is meant 10 September 2026, answered 14 September 2026: these days do not count.",
        "Asked what is meant 20 September 2026, no answer yet: these days do not count.",
        "Two months more: the client was told 28 September 2026.",
        "Last day 10 December 2026.",
    )
    assert stands.due_on == date(2026, 12, 10)
    assert stands.waiting == "Waiting since 20 September 2026 for the client to say what is meant."


def test_the_plain_request_and_the_late_extension_say_so() -> None:
    received = date(2026, 9, 3)
    assert clock(RequestFacts(received), today=received).words == (
        "Received 3 September 2026; one month from then.",
        "Last day 3 October 2026.",
    )
    late = clock(RequestFacts(received, extended_on=date(2026, 10, 4)), today=TODAY)
    assert late.words[1] == "More time was taken too late and does not count."
    assert clock(RequestFacts(received), today=received).waiting == ""


def test_waiting_for_proof_says_since_when_and_proof_says_who_asks_was_proved() -> None:
    waiting = clock(RequestFacts(date(2026, 9, 3), date(2026, 9, 5)), today=TODAY)
    assert waiting.waiting == (
        "Waiting since 5 September 2026 for proof of who asks: the month has not begun."
    )
    assert waiting.words == (waiting.waiting,) and waiting.begins_on is None
    proved = clock(RequestFacts(date(2026, 9, 3), date(2026, 9, 4), date(2026, 9, 10)), today=TODAY)
    assert proved.words[:2] == (
        "Received 3 September 2026; who asks was proved 10 September 2026.",
        "One month from the proof.",
    )
    same_day = RequestFacts(date(2026, 9, 3), date(2026, 9, 3), date(2026, 9, 3))
    assert clock(same_day, today=TODAY).due_on == date(2026, 10, 3)


def test_every_impossible_day_names_its_field() -> None:
    def fields(facts: RequestFacts) -> list[str]:
        return [one.field for one in problems_in(facts, today=TODAY)]

    day = timedelta(days=1)
    assert fields(RequestFacts(TODAY)) == []
    assert fields(RequestFacts(TODAY, TODAY, TODAY)) == []
    assert fields(RequestFacts(TODAY - day, TODAY - 2 * day)) == ["identity_asked_on"]
    assert fields(RequestFacts(TODAY - 2 * day, TODAY - day, TODAY + day)) == ["identity_proved_on"]
    assert fields(RequestFacts(TODAY - 2 * day, TODAY - day, TODAY - day)) == []
    assert fields(RequestFacts(TODAY + day, identity_proved_on=TODAY)) == [
        "received_on",
        "identity_proved_on",
    ]
