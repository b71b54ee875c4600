"""How long what is held about a person is kept, and what a request to erase is answered with."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.counting import years_after
from welfare_desk.rules.retention import (
    CASEWORK,
    ERASE,
    NOTES,
    PROOF,
    REFUSE,
    RESTRICT,
    Hold,
    Periods,
    Standing,
    answer_to_erasure,
    casework_end,
    ends,
)

CLOSED = date(2026, 3, 10)
DAYS = st.dates(date(1930, 1, 1), date(2040, 12, 31))


def end_of(code: str, standing: Standing, periods: Periods | None = None) -> date | None:
    return next(one.ends_on for one in ends(standing, periods or Periods()) if one.code == code)


def test_notes_in_no_letter_go_first_and_cases_six_years_on() -> None:
    standing = Standing(CLOSED, notes_unused=2)
    assert end_of(NOTES, standing) == date(2026, 6, 8)
    assert end_of(CASEWORK, standing) == date(2032, 3, 10)
    assert end_of(PROOF, standing) is None
    assert end_of(NOTES, Standing(CLOSED)) is None


def test_a_child_is_kept_until_they_are_22() -> None:
    """Prescription does not run against somebody under 16 (1973 Act s.6(4)(b))."""
    child = Standing(CLOSED, born_on=date(2017, 8, 1))
    assert end_of(CASEWORK, child) == date(2039, 8, 1)
    assert end_of(CASEWORK, Standing(CLOSED, born_on=date(2009, 8, 1))) == date(2032, 3, 10)


@given(DAYS, DAYS)
def test_casework_never_goes_before_six_years_nor_before_22(closed: date, born: date) -> None:
    end = casework_end(Standing(closed, born), Periods())
    assert end in (years_after(closed, 6), years_after(born, 22))
    assert end is not None and end >= years_after(closed, 6) and end >= years_after(born, 22)


def test_the_last_day_itself_is_still_kept() -> None:
    [_, casework, _] = ends(Standing(CLOSED), Periods())
    assert not casework.due(date(2032, 3, 10)) and casework.due(date(2032, 3, 11))


@pytest.mark.parametrize(
    "standing",
    [
        Standing(None, open_cases=1),
        Standing(CLOSED, holds=(Hold("complaint", CLOSED),), notes_unused=1),
    ],
)
def test_an_open_case_or_a_hold_keeps_everything_and_says_so(standing: Standing) -> None:
    for end in ends(standing, Periods()):
        assert end.ends_on is None and end.why


def test_consents_go_six_years_after_what_they_allowed() -> None:
    gone = Standing(CLOSED, casework_gone_on=date(2032, 4, 1))
    assert end_of(PROOF, gone) == date(2038, 4, 1)
    assert [one.done_on for one in ends(gone, Periods())] == [date(2032, 4, 1), date(2032, 4, 1), None]


def test_what_somebody_requires_lengthens_and_is_named() -> None:
    periods = Periods(required_years=10, required_by="the insurer")
    [_, casework, _] = ends(Standing(CLOSED), periods)
    assert casework.ends_on == date(2036, 3, 10) and "the insurer" in casework.why


def test_a_wish_to_be_erased_is_answered_in_the_order_of_the_law() -> None:
    today = date(2026, 11, 26)

    def answer(standing: Standing, periods: Periods | None = None) -> tuple[str, date | None]:
        found = answer_to_erasure(standing, periods or Periods(), asked_on=today, today=today)
        assert found.why
        return found.kind, found.until

    required = Periods(required_years=3, required_by="the insurer")
    assert answer(Standing(CLOSED, holds=(Hold("claim", CLOSED),)), required) == (REFUSE, None)
    assert answer(Standing(None, open_cases=2)) == (REFUSE, None)
    assert answer(Standing(CLOSED), required) == (RESTRICT, date(2029, 3, 10))
    assert answer(Standing(CLOSED)) == (ERASE, date(2026, 12, 26))
    assert answer(Standing(date(2020, 1, 1)), required)[0] == ERASE


def test_figures_that_would_keep_nothing_or_for_ever_are_refused() -> None:
    assert Periods().problems() == []
    wrong = Periods(notes_days=-1, casework_years=0, child_age=12, proof_years=99, required_years=2)
    assert {one.field for one in wrong.problems()} == {
        "notes_days", "casework_years", "child_age", "proof_years", "required_by",
    }  # fmt: skip


@given(DAYS, st.integers(0, 400))
def test_longer_figures_never_end_sooner(closed: date, more: int) -> None:
    standing = Standing(closed, notes_unused=1)
    short, long = Periods(), Periods(notes_days=90 + more, casework_years=7)
    for before, after in zip(ends(standing, short), ends(standing, long), strict=True):
        if before.ends_on is not None:
            assert after.ends_on is not None and after.ends_on >= before.ends_on
