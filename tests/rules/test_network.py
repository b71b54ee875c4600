"""Comparisons of a network and what may be shown of few: practice service, section 8."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from welfare_desk.rules import network
from welfare_desk.rules.network import Compared
from welfare_desk.rules.session_use import Share


def compared(**said):
    told = {"people": 0, "meetings": 0, "sessions": 0, "referrals": 0, "workers": Decimal(0)}
    return Compared(**(told | {"practices": Share(0, 0), "patients": None} | said))


def test_meetings_are_to_a_person_and_people_to_a_worker():
    told = compared(people=250, meetings=1130, workers=Decimal("0.8"), patients=7150)
    assert (told.meetings_each, told.people_a_worker, told.of_the_list) == (
        Decimal("4.52"),
        Decimal("312.50"),
        Decimal("3.5"),
    )


def test_nothing_can_be_said_of_nobody():
    told = compared()
    assert (told.meetings_each, told.people_a_worker, told.of_the_list) == (None, None, None)


def test_fewer_than_five_are_left_out_and_never_one_alone():
    assert network.withheld({"a": 4, "b": 3, "c": 90}) == {"a", "b"}
    assert network.withheld({"a": 4, "b": 30, "c": 90}) == {"a", "b"}
    assert network.withheld({"a": 0, "b": 5, "c": 90}) == set()
    assert network.withheld({"a": 4}) == {"a"}
    assert network.withheld({}) == set()


@given(some.dictionaries(some.text(max_size=3), some.integers(0, 40), max_size=8))
def test_no_few_are_ever_shown_and_none_can_be_had_back_by_subtraction(people):
    left_out = network.withheld(people)
    assert all(count == 0 or count >= network.SMALL for key, count in people.items() if key not in left_out)
    assert len(left_out) != 1 or sum(count > 0 for count in people.values()) == 1
