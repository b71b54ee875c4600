"""A case is closed with what became of it."""

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework import cases
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
