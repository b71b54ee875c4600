"""The clocks of a complaint (``resources/quality.toml`` has the times and their sources)."""

from datetime import date

import pytest

from welfare_desk import resources
from welfare_desk.rules import complaints
from welfare_desk.rules.complaints import Clock

KINDS = {one["code"]: one for one in resources.table("quality.toml")["complaint"]}


@pytest.mark.parametrize(
    ("kind", "received", "acknowledge", "answer"),
    [
        # Thu 26 Nov 2026; St Andrew's Day, Mon 30 Nov, is no working day.
        ("service", date(2026, 11, 26), date(2026, 12, 4), date(2026, 12, 29)),
        # Data Protection Act 2018 s.164A: 30 days beginning with the day it is received.
        ("data", date(2026, 11, 26), date(2026, 12, 25), None),
        ("data", date(2028, 2, 1), date(2028, 3, 1), None),
        # DISP 1.6.2R: by the end of eight weeks after it came.
        ("debt_advice", date(2026, 11, 26), date(2026, 12, 4), date(2027, 1, 21)),
    ],
)
def test_by_when_it_is_acknowledged_and_answered(kind, received, acknowledge, answer):
    assert complaints.clock(received, KINDS[kind], resources.holidays()) == Clock(acknowledge, answer)


def test_a_manner_nobody_counts_in_is_refused():
    with pytest.raises(ValueError, match="fortnights"):
        complaints.clock(
            date(2026, 11, 26), {"answer": {"manner": "fortnights", "days": 2}}, resources.holidays()
        )


def test_each_kind_says_where_its_times_come_from():
    assert all(one["source"] and one["doubt"] for one in KINDS.values())
