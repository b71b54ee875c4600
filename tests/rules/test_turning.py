"""When a birthday that changes entitlement is near."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.turning import AGES, AHEAD, BEHIND, born_between, turns_soon


def test_it_is_said_from_twelve_weeks_before_until_four_weeks_after():
    born, birthday = date(2011, 1, 20), date(2027, 1, 20)
    assert turns_soon(born, birthday - AHEAD) == (16, birthday)
    assert turns_soon(born, birthday - AHEAD - timedelta(days=1)) is None
    assert turns_soon(born, birthday + BEHIND) == (16, birthday)
    assert turns_soon(born, birthday + BEHIND + timedelta(days=1)) is None
    assert turns_soon(date(2009, 1, 20), birthday) == (18, birthday)


@given(st.dates(date(2005, 1, 1), date(2015, 12, 31)), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_the_span_asked_of_the_store_leaves_nobody_out(born, today):
    near = turns_soon(born, today)
    if near is not None:
        first, last = born_between(near[0], today)
        assert first <= born <= last


def test_the_span_is_a_few_days_wider_on_both_sides():
    assert born_between(16, date(2027, 1, 20)) == (date(2010, 12, 20), date(2011, 4, 17))


def test_every_thing_to_do_has_its_source():
    tasks = resources.turning()
    assert {one.turns for one in tasks} == set(AGES)
    assert all(one.what and one.source for one in tasks)
    assert len({one.what for one in tasks}) == len(tasks)
