"""The draw of files: nobody can steer it, anybody can do it again (practice service file, section 6)."""

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.file_draw import draw

REFERENCES = st.lists(st.text("ABCDEFGH0123456789-", min_size=1, max_size=9), max_size=40)


@given(st.text(max_size=12), REFERENCES, st.integers(-2, 50), st.randoms())
def test_the_order_files_lie_in_makes_no_difference(seed, references, wanted, dice):
    drawn = draw(seed, references, wanted)
    dice.shuffle(references)
    assert draw(seed, references * 2, wanted) == drawn
    assert set(drawn) <= set(references)
    assert len(drawn) == len(set(drawn)) == min(max(0, wanted), len(set(references)))


@given(st.text(max_size=12), REFERENCES, st.integers(0, 20))
def test_a_larger_draw_begins_with_the_smaller_one(seed, references, wanted):
    assert draw(seed, references, wanted + 5)[:wanted] == draw(seed, references, wanted)


@given(st.text(max_size=12), REFERENCES, st.text("ABC", min_size=1), st.integers(1, 20))
def test_one_more_file_may_push_one_out_and_changes_nothing_else(seed, references, other, wanted):
    before, after = draw(seed, references, wanted), draw(seed, [*references, other], wanted)
    kept = [one for one in after if one != other]
    assert kept == [one for one in before if one != other][: len(kept)]


def test_another_seed_draws_others_and_each_file_comes_up_about_as_often():
    files = [f"HR-{number:04}" for number in range(60)]
    assert draw("1", files, 12) != draw("2", files, 12)
    often = [sum(file in draw(str(seed), files, 12) for seed in range(500)) for file in files]
    assert min(often) > 60 and max(often) < 145  # a hundred each, give or take
