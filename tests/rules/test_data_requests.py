"""The day by which a wish about one's data is answered."""

from datetime import date

import pytest

from welfare_desk.rules import data_requests as rule


@pytest.mark.parametrize(
    ("kind", "came", "by"),
    [
        # UK GDPR Art 12(3): a month; the day before is inside it however it is counted.
        ("erase", date(2026, 11, 26), date(2026, 12, 25)),
        ("erase", date(2027, 1, 31), date(2027, 2, 27)),
        ("erase", date(2028, 1, 31), date(2028, 2, 28)),
        # DPA 2018 s.164A(3): the 30 days that begin when it came.
        ("complain", date(2026, 11, 26), date(2026, 12, 25)),
        ("complain", date(2026, 6, 1), date(2026, 6, 30)),
        ("complain", date(2027, 2, 1), date(2027, 3, 2)),
    ],
)
def test_the_last_day(kind, came, by):
    due = rule.due(kind, came)
    assert due.on == by
    assert due.law in ("UK GDPR Article 12(3)", "Data Protection Act 2018 section 164A")
    assert due.what in ("Tell them what was done", "Acknowledge it") and due.doubt


def test_each_kind_has_its_own_law():
    assert rule.KINDS == ("erase", "complain")
    assert "12(3)" in rule.due("erase", date(2026, 1, 1)).law
    assert rule.due("erase", date(2026, 1, 1)).what == "Tell them what was done"
    assert "164A" in rule.due("complain", date(2026, 1, 1)).law


def test_another_kind_is_refused():
    with pytest.raises(ValueError, match="forget"):
        rule.due("forget", date(2026, 1, 1))


DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("came", "steps", "wrong"),
    [
        (DAY, {}, set()),
        (date(2026, 11, 27), {}, {"received_on"}),
        (date(2026, 11, 20), {"acknowledged_on": date(2026, 11, 20), "answered_on": DAY}, set()),
        (date(2026, 11, 20), {"acknowledged_on": date(2026, 11, 19)}, {"acknowledged_on"}),
        (date(2026, 11, 20), {"answered_on": date(2026, 11, 27)}, {"answered_on"}),
        (
            date(2026, 11, 27),
            {"acknowledged_on": DAY, "answered_on": DAY},
            {"received_on", "acknowledged_on", "answered_on"},
        ),
    ],
)
def test_days_that_cannot_be(came, steps, wrong):
    found = rule.problems_in(came, today=DAY, **steps)
    assert {one.field for one in found} == wrong
    assert all(one.sentence for one in found)
