"""How long what is held about a person is kept, and what a request to erase is answered with."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.counting import years_after
from welfare_desk.rules.retention import (
    CASEWORK,
    CLASSES,
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


def said(standing: Standing, periods: Periods | None = None) -> list[str]:
    return [end.why for end in ends(standing, periods or Periods())]


def test_the_codes_that_are_stored_stay_what_they_are() -> None:
    assert CLASSES == (NOTES, CASEWORK, PROOF) == ("notes", "casework", "proof")
    assert (REFUSE, RESTRICT, ERASE) == ("refuse", "restrict", "erase")


def test_each_end_says_why_in_words() -> None:
    assert said(Standing(CLOSED, notes_unused=1)) == [
        "The last case closed 10 March 2026; 90 days on.",
        "The last case closed 10 March 2026; 6 years on.",
        "6 years after the cases are gone.",
    ]
    assert said(Standing(CLOSED))[0] == "There are none."
    assert said(Standing(CLOSED, born_on=date(2017, 8, 1)))[1] == (
        "They turn 22 that day: they were a child."
    )
    gone = Standing(CLOSED, casework_gone_on=date(2032, 4, 1))
    assert said(gone) == ["Gone with the cases.", "Erased.", "The cases went 1 April 2032; 6 years on."]
    over = Standing(CLOSED, casework_gone_on=date(2032, 4, 1), proof_gone_on=date(2038, 5, 1))
    assert said(over)[2] == "Erased." and ends(over, Periods())[2].done_on == date(2038, 5, 1)


def test_what_it_waits_for_is_said() -> None:
    assert said(Standing(None, open_cases=1))[:2] == ["A case is open."] * 2
    assert said(Standing(None, open_cases=3))[:2] == ["3 cases are open."] * 2
    held = Standing(CLOSED, holds=(Hold("claim", date(2026, 5, 2)), Hold("complaint", CLOSED)))
    assert said(held)[:2] == ["Kept since 10 March 2026 for as long as the hold lasts."] * 2
    held_after = Standing(CLOSED, holds=held.holds, casework_gone_on=date(2032, 4, 1))
    assert said(held_after)[2] == "Kept since 10 March 2026 for as long as the hold lasts."
    assert said(Standing(None)) == ["", "", "6 years after the cases are gone."]


@pytest.mark.parametrize(
    ("required", "ends_on", "why"),
    [
        (6, date(2032, 3, 10), "The last case closed 10 March 2026; 6 years on."),
        (7, date(2033, 3, 10), "The last case closed 10 March 2026; 7 years on, as the insurer requires."),
        (2, date(2032, 3, 10), "The last case closed 10 March 2026; 6 years on."),
    ],
)
def test_only_what_is_longer_than_our_own_figure_is_laid_to_somebody(required, ends_on, why) -> None:
    periods = Periods(required_years=required, required_by="the insurer")
    casework = ends(Standing(CLOSED), periods)[1]
    assert (casework.ends_on, casework.why) == (ends_on, why)


def test_somebody_born_on_the_day_is_no_child_kept_longer() -> None:
    same = Standing(CLOSED, born_on=date(2010, 3, 10))  # 22 on the very day six years are over
    assert "closed" in ends(same, Periods())[1].why


def test_nothing_is_due_twice_nor_before_it_has_a_day() -> None:
    [notes, casework, _] = ends(Standing(CLOSED, casework_gone_on=date(2032, 4, 1)), Periods())
    assert not notes.due(date(2099, 1, 1)) and not casework.due(date(2099, 1, 1))
    assert not ends(Standing(None, open_cases=1), Periods())[1].due(date(2099, 1, 1))


def test_figures_are_read_from_what_was_chosen_and_written_into_words() -> None:
    chosen = {"notes_days": 30, "required_years": 3, "required_by": "the insurer", "theme": "dark"}
    periods = Periods.of(chosen)
    assert periods == Periods(notes_days=30, required_years=3, required_by="the insurer")
    words = "{notes_days} days, {casework_years} years, to {child_age}; {required_by} {required_years}"
    assert periods.in_words(words) == "30 days, 6 years, to 22; the insurer 3"


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("notes_days", 0, 3650),
        ("casework_years", 1, 30),
        ("child_age", 16, 30),
        ("proof_years", 1, 30),
        ("required_years", 0, 30),
    ],
)
def test_a_figure_is_right_up_to_its_edges(name, least, most) -> None:
    def wrong(value: int) -> list[str]:
        return [one.field for one in Periods(**{"required_by": "the insurer", name: value}).problems()]

    assert wrong(least) == wrong(most) == []
    assert wrong(least - 1) == wrong(most + 1) == [name]


def test_a_figure_that_is_wrong_names_its_edges() -> None:
    wrong = Periods(notes_days=-1, casework_years=31, child_age=15, proof_years=0, required_years=31)
    assert [one.sentence for one in wrong.problems()] == [
        "Between 0 and 3,650 days.",
        "Between 1 and 30 years.",
        "Between 16 and 30.",
        "Between 1 and 30 years.",
        "Between 0 and 30 years.",
        "Say who requires it.",
    ]
    assert [one.field for one in Periods(required_years=1, required_by="  ").problems()] == ["required_by"]


def test_a_wish_to_be_erased_is_answered_with_its_reason() -> None:
    today = date(2026, 11, 26)

    def why(standing: Standing, periods: Periods | None = None) -> str:
        return answer_to_erasure(standing, periods or Periods(), asked_on=today, today=today).why

    required = Periods(required_years=3, required_by="The insurer")
    assert why(Standing(None, open_cases=1, holds=(Hold("claim", CLOSED),))) == (
        "Kept since 10 March 2026 for as long as the hold lasts."
    )
    assert why(Standing(None, open_cases=2)) == "2 cases are open. Close it with the client first."
    assert why(Standing(CLOSED), required) == "The insurer requires it until then."
    assert why(Standing(CLOSED)) == "Nothing stands in the way."
    assert why(Standing(None), required) == "Nothing stands in the way."
    # the last day of the duty is still kept, the day after it is not
    assert why(Standing(date(2023, 11, 26)), required) == "The insurer requires it until then."
    assert why(Standing(date(2023, 11, 25)), required) == "Nothing stands in the way."
