"""A case is closed with what became of it."""

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.matters import cases
from welfare_desk.errors import Problems


def test_the_outcome_stands_with_the_case_and_the_stage_it_reached(desk):
    case = a_case(desk, a_client(desk))
    cases.close_with(desk, case, "won", said="enhanced rate of both.", today=TODAY)
    view = cases.case(desk, case)
    assert view.closed_because == "Awarded or put right: enhanced rate of both"
    assert view.stages[-1][2] == "Awarded or put right"
    assert "Case closed: Awarded or put right" in view.journal[0].words
    with pytest.raises(cases.AlreadyClosed):
        cases.close_with(desk, case, "won", today=TODAY)


def test_an_outcome_or_a_reason_is_wanted(desk):
    case = a_case(desk, a_client(desk))
    with pytest.raises(Problems, match="why"):
        cases.close_with(desk, case, "", said=" ", today=TODAY)
    cases.close_with(desk, case, "", said="doubled by mistake", today=TODAY)
    assert cases.case(desk, case).closed_because == "doubled by mistake"
    assert cases.case(desk, case).stages[-1][2] is None


def test_after_the_end_the_page_says_until_when_what_is_held_is_kept(desk):
    from building import TODAY, a_case, a_client

    from welfare_desk.casework.matters import case_page, cases

    case = a_case(desk, a_client(desk))
    assert case_page.page(desk, case).kept == ()
    cases.close_with(desk, case, "won", today=TODAY)
    kept = dict(case_page.page(desk, case).kept)
    assert kept["Cases, letters, notes used in them, addresses and numbers"] == "Until Fri 26 Nov 2032"
    cases.reopen_case(desk, case, today=TODAY)
    assert case_page.page(desk, case).kept == ()
