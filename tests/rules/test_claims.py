"""How a claim may move, and what its tables say of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.claims import STEPS, Days, Way, problems_in, protected_from, state

TODAY = date(2026, 11, 26)
FOUND = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("days", "dropped", "expected"),
    [
        (Days(FOUND), False, "identified"),
        (Days(FOUND), True, "dropped"),
        (Days(FOUND, FOUND), False, "started"),
        (Days(FOUND, FOUND, TODAY), False, "sent"),
        (Days(FOUND, FOUND, TODAY, TODAY), True, "decided"),
    ],
)
def test_a_claim_stands_where_its_last_day_says(days, dropped, expected):
    assert state(days, dropped=dropped) == expected and expected in STEPS


def test_a_claim_protects_the_day_it_was_begun_and_until_then_nothing():
    """SSI 2022/54 reg 35: the award may run from the day part 1 was given."""
    assert protected_from(Days(FOUND)) is None
    assert protected_from(Days(FOUND, date(2026, 10, 8), TODAY)) == date(2026, 10, 8)
    assert protected_from(Days(FOUND, None, TODAY)) == TODAY


day = st.one_of(st.none(), st.dates(date(2026, 9, 1), date(2026, 12, 31)))


@given(started=day, sent=day, decided=day)
def test_days_that_go_backwards_or_lie_ahead_are_refused_and_others_are_not(started, sent, decided):
    fields = {one.field for one in problems_in(Days(FOUND, started, sent, decided), today=TODAY)}
    assert ("started" in fields) == bool(started and started > TODAY)
    backwards = bool(sent and started and sent < started)
    assert ("sent" in fields) == (backwards or bool(sent and sent > TODAY))
    before = sent or started
    assert ("decided" in fields) == bool(decided and (decided > TODAY or (before and decided < before)))


def test_what_happened_today_is_no_day_to_come():
    assert problems_in(Days(FOUND, TODAY, TODAY, TODAY), today=TODAY) == []


def test_each_way_of_claiming_names_a_benefit_and_a_time_the_rules_know():
    routes = resources.routes()
    for code, way in resources.claims().items():
        assert code in resources.benefits().benefits and way.begins and way.needs
        assert bool(way.back) == bool(way.source)
        if way.event:
            assert routes.started_by(way.event, routes.route_of(code), code), code
    assert Way().event == ""
