"""Scales of distance travelled. The one here is invented: no scale of anybody's is shipped or copied."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from invented_scale import SHORE

from welfare_desk.errors import Problems
from welfare_desk.rules import scales


def test_the_sum_becomes_what_the_table_says():
    scale = scales.read(SHORE)
    assert scale.score([1, 4]) == (5, Decimal("4.40"))
    assert scale.score([0, 0]) == (0, Decimal("0.00"))
    assert (scale.name, scale.edition, scale.licence, scale.sums) == (
        "Shoreline five",
        "2",
        "Invented for tests",
        range(7),
    )


def test_without_a_table_the_sum_is_the_score():
    scale = scales.read(SHORE.split(b"[conversion]")[0])
    assert scale.score([2, 2]) == (4, Decimal("4.00"))


@pytest.mark.parametrize(
    ("answers", "field"), [([1], "item_1"), ([None, 4], "item_0"), ([1, 3], "item_1"), ([], "item_0")]
)
def test_a_scale_is_only_scored_whole(answers, field):
    with pytest.raises(Problems) as refused:
        scales.read(SHORE).score(answers)
    assert refused.value.problems[0].field == field


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("2", "3.5", "better"), ("2", "3.49", "same"), ("3.5", "2", "worse"), ("2", "2", "same")],
)
def test_a_change_smaller_than_matters_is_none(first, last, said):
    assert scales.read(SHORE).change(Decimal(first), Decimal(last)) == said
    turned = scales.read(SHORE.replace(b'edition = "2"', b"higher_is_better = false"))
    assert turned.change(Decimal(last), Decimal(first)) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'name = "Shoreline five"', b"", "has no name"),
        (b'licence = "Invented for tests"', b"", "who allows you to use it"),
        (b'["Never", 0], ', b"[1, 0], ", "Item 2 has no answers"),
        (b'["Never", 0], ', b'["Never", 2], ', "Item 2 has no answers"),
        (b'words = "I open my post"', b"", "Item 2 has no words"),
        (b"5 = 4.4\n", b"", "lacks the sum 5"),
        (b"5 = 4.4", b'5 = "NaN"', "cannot be read at 5"),
        (b"5 = 4.4", b"five = 4.4", "cannot be read at five"),
        (b"change_that_matters = 1.5", b"change_that_matters = -1", "a number above 0"),
        (b'edition = "2"', b"higher_is_better = 3", "true or false"),
        (b"[[item]]", b"[item]", "not the file of a scale"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(old, new, said):
    with pytest.raises(Problems) as refused:
        scales.read(SHORE.replace(old, new, 1))
    assert said in " ".join(map(str, refused.value.problems))


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"%PDF-1.7", b"name = 1", b"x" * 300_000, b"a=" + b"[" * 5000]
)
def test_a_strangers_file_gives_a_sentence(data):
    with pytest.raises(Problems):
        scales.read(data)


def test_a_sum_that_no_answers_make_need_not_be_in_the_table():
    gaps = SHORE.replace(
        b'answers = [["Not at all", 0], ["A little", 1], ["Much", 2]]', b'answers = [["No", 0], ["Yes", 4]]'
    )
    for raw in (1, 3, 5):
        gaps = b"\n".join(line for line in gaps.split(b"\n") if not line.startswith(b"%d = " % raw))
    assert scales.read(gaps + b"\n8 = 9\n").score([4, 4]) == (8, Decimal("9.00"))


@given(some.lists(some.sampled_from([0, 1, 2]), min_size=1, max_size=1), some.sampled_from([0, 2, 4]))
def test_any_whole_answer_has_a_score_within_the_table(first, second):
    raw, score = scales.read(SHORE).score([*first, second])
    assert raw == first[0] + second and 0 <= score <= 6


@given(
    some.recursive(
        some.none() | some.booleans() | some.integers() | some.text(max_size=5),
        lambda inner: (
            some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_no_definition_makes_it_fall_over(told):
    try:
        scales.of({"name": "A", "licence": "B", "item": told, "answers": told, "conversion": told})
    except Problems as refused:
        assert refused.problems
