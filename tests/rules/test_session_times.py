"""The half-hours of a session."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.errors import Problem
from welfare_desk.rules.session_times import MINUTES, SHORTEST, Free, free_times, read_time

NINE, TWELVE = time(9, 30), time(12, 30)


def said(free):
    return [f"{one.at:%H:%M}-{one.until:%H:%M}" for one in free]


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], ["09:30-10:00", "10:00-10:30", "10:30-11:00", "11:00-11:30", "11:30-12:00", "12:00-12:30"]),
        (["09:30", "10:00", "10:30", "11:00", "11:30", "12:00"], []),
        (["09:30", "10:00", "10:30", "11:00", "11:45", "12:05", "12:20"], ["11:30-11:45"]),
        (["09:30", "10:00", "10:30", "11:00", "11:40"], ["12:10-12:30"]),
        (["10:20"], ["09:30-10:00", "10:00-10:20", "10:50-11:20", "11:20-11:50", "11:50-12:20"]),
        (["08:00", "13:00", "09:30", "11:00"], ["10:00-10:30", "10:30-11:00", "11:30-12:00", "12:00-12:30"]),
    ],
)
def test_what_is_left_between_the_meetings_is_offered_in_half_hours(taken, free):
    assert said(free_times(NINE, TWELVE, map(time.fromisoformat, taken))) == free


def test_a_free_place_says_how_long_it_is():
    assert Free(time(11, 30), time(11, 45)).minutes == 15


minutes = st.integers(9 * 60, 13 * 60).map(lambda minute: time(*divmod(minute, 60)))


@given(st.lists(minutes, max_size=8))
def test_no_free_place_touches_a_meeting_or_leaves_the_session(taken):
    free = free_times(NINE, TWELVE, taken)
    for one in free:
        assert NINE <= one.at < one.until <= TWELVE
        assert SHORTEST <= one.minutes <= MINUTES
        for at in taken:
            begins = at.hour * 60 + at.minute
            ends = begins + MINUTES
            assert (
                one.until.hour * 60 + one.until.minute <= begins or one.at.hour * 60 + one.at.minute >= ends
            )
    assert list(free) == sorted(free, key=lambda one: one.at)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9:30", "09:30"), ("0930", "09:30"), ("930", "09:30"), ("9.30", "09:30"), ("9 30", "09:30"),
        ("9", "09:00"), ("14:05", "14:05"), ("2pm", "14:00"), ("2:30 PM", "14:30"), ("12am", "00:00"),
        ("12pm", "12:00"), ("2", "14:00"), ("1:15", "13:15"), ("02:00", "02:00"), ("2am", "02:00"),
        (" 10:30 ", "10:30"), ("7", "07:00"), ("12.20", "12:20"),
        ("1am", "01:00"), ("1pm", "13:00"), ("01:10", "01:10"), ("6", "18:00"), ("06:59", "06:59"),
    ],
)  # fmt: skip
def test_a_time_is_read_in_any_habit(typed, at):
    assert read_time(typed) == time.fromisoformat(at)


@pytest.mark.parametrize("typed", ["25:00", "24:00", "9:60", "noon", "9:3", "1030h0", "-9", "٩"])
def test_what_is_no_time_says_so(typed):
    answer = read_time(typed)
    assert isinstance(answer, Problem)
    assert typed in answer.sentence
    assert answer.field == "at" and answer.hint


def test_a_blank_time_is_nothing():
    assert read_time("  ") is None


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None)))
def test_a_time_written_out_is_read_back(at):
    assert read_time(f"{at:%H:%M}") == at
