"""Values hold what their annotations promise, exactly."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated
from zoneinfo import ZoneInfo

import pytest

from welfare_desk.rules.well_formed import fields_of, fits, in_utc


@dataclass(frozen=True, slots=True)
class Leaf:
    word: Annotated[str, ("yes", "no")] | None
    when: datetime


@dataclass(frozen=True, slots=True)
class Tree:
    leaves: tuple[Leaf, ...]
    day: date | None
    height: int


NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "promised", "holds"),
    [
        ("a", str, True),
        (1, str, False),
        (1, int, True),
        (True, int, False),
        (True, bool, True),
        (1, bool, False),
        (None, int | None, True),
        (1, int | None, True),
        ("1", int | None, False),
        ("yes", Annotated[str, ("yes", "no")], True),
        ("maybe", Annotated[str, ("yes", "no")], False),
        (("yes",), Annotated[str, ("yes", "no")], False),
        (None, Annotated[str, ("yes",)] | None, True),
        ("no", Annotated[str, ("yes",)] | None, False),
        (("a", "b"), tuple[str, ...], True),
        ((), tuple[str, ...], True),
        (("a", 1), tuple[str, ...], False),
        (["a"], tuple[str, ...], False),
        ("a", tuple[str, ...], False),
        (NOON, datetime, True),
        (NOON.replace(tzinfo=None), datetime, False),
        (NOON, date, False),
        (NOON.date(), date, True),
        (NOON.date(), datetime, False),
        (Leaf("yes", NOON), Leaf, True),
        (Leaf(None, NOON), Leaf, True),
        (Leaf("maybe", NOON), Leaf, False),
        (Leaf("yes", None), Leaf, False),
        (Tree((Leaf("no", NOON),), None, 3), Tree, True),
        (Tree((Leaf("no", NOON), None), None, 3), Tree, False),
        (Tree((), "today", 3), Tree, False),
        (Leaf("yes", NOON), Tree, False),
    ],
)
def test_fits(value, promised, holds):
    assert fits(value, promised) is holds


HOLDING = [Leaf("yes", NOON), Leaf(None, NOON.astimezone(timezone(timedelta(hours=3)))), Leaf("no", NOON)]
BROKEN = [Leaf("maybe", NOON), Leaf("yes", NOON.replace(tzinfo=None)), Leaf(1, NOON), None, "yes", NOON]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
@pytest.mark.parametrize("place", range(4))
def test_one_that_does_not_hold_is_found_anywhere_among_those_that_do(broken, place):
    among = (*HOLDING[:place], broken, *HOLDING[place:])
    assert fits(tuple(HOLDING), tuple[Leaf, ...])
    assert not fits(among, tuple[Leaf, ...])
    assert not fits(Tree(among, None, 3), Tree)


def test_a_promise_of_one_of_two_things_is_refused():
    with pytest.raises(ValueError, match="unpack"):
        fits("a", int | str)


def test_every_moment_comes_out_in_utc_at_any_depth():
    east = NOON.astimezone(timezone(timedelta(hours=3)))
    tree = in_utc(Tree((Leaf("yes", east), Leaf(None, NOON)), date(2026, 11, 5), 3))
    assert [leaf.when.tzinfo for leaf in tree.leaves] == [UTC, UTC]
    assert tree == Tree((Leaf("yes", NOON), Leaf(None, NOON)), date(2026, 11, 5), 3)


def test_the_hour_that_comes_twice_becomes_two_moments():
    first = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"))
    assert in_utc(first.replace(fold=1)) - in_utc(first) == timedelta(hours=1)
    assert in_utc(Leaf) is Leaf


@dataclass(frozen=True, slots=True)
class Perhaps:
    when: datetime | None
    word: str


EAST = NOON.astimezone(timezone(timedelta(hours=3)))


def test_a_moment_that_may_be_missing_is_turned_where_it_is_there():
    assert in_utc(Perhaps(EAST, "a")).when.tzinfo is UTC
    assert in_utc(Perhaps(None, "a")) == Perhaps(None, "a")


@pytest.mark.parametrize("moments", [(EAST, EAST), (EAST, NOON), (NOON, EAST)])
def test_every_moment_of_a_list_is_turned_however_many_are_not_in_utc(moments):
    assert [one.tzinfo for one in in_utc(moments)] == [UTC, UTC]


def test_what_is_in_utc_already_stays_the_very_same():
    for value in ((NOON, NOON), Perhaps(NOON, "a"), Perhaps(None, "a"), Tree((Leaf("no", NOON),), None, 3)):
        assert in_utc(value) is value


def test_the_fields_of_a_value_keep_the_words_they_allow():
    assert fields_of(Leaf) == {"word": Annotated[str, ("yes", "no")] | None, "when": datetime}
