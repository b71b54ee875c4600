"""A client on a scale from start to later; the scale is invented."""

from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_client
from invented_scale import SHORE

from welfare_desk.casework.desk import NotFound
from welfare_desk.casework.rights import erasure
from welfare_desk.casework.service import distance
from welfare_desk.errors import Problems
from welfare_desk.records.base import new_id
from welfare_desk.rules.caseload import Period


def test_start_later_and_change_are_worked_out_and_answers_are_not_kept(desk_on_both):
    desk = desk_on_both
    scale = distance.load_scale(desk, SHORE, today=date(2026, 4, 1)).id
    person = a_client(desk)
    distance.answer(desk, person, scale, [0, 2], today=date(2026, 5, 4))
    distance.answer(desk, person, scale, [2, 4], today=date(2026, 11, 2))
    [told] = distance.travelled(desk, person)
    assert [(on, score) for _, on, score in told.scores] == [
        (date(2026, 5, 4), Decimal("1.75")),
        (date(2026, 11, 2), Decimal("6")),
    ]
    assert (told.change, told.said) == (Decimal("4.25"), "better")


def test_a_second_time_on_a_day_takes_the_place_of_the_first_and_a_mistake_goes(desk):
    scale = distance.load_scale(desk, SHORE, today=TODAY).id
    person = a_client(desk)
    distance.answer(desk, person, scale, [0, 0], today=TODAY)
    distance.answer(desk, person, scale, [2, 4], today=TODAY)
    [told] = distance.travelled(desk, person)
    assert [score for *_, score in told.scores] == [Decimal(6)]
    assert (told.change, told.said) == (None, "")
    distance.take_score_away(desk, told.scores[0][0])
    assert distance.travelled(desk, person)[0].scores == ()


def test_half_a_scale_is_not_kept(desk):
    scale = distance.load_scale(desk, SHORE, today=TODAY).id
    person = a_client(desk)
    with pytest.raises(Problems, match=r"Not answered"):
        distance.answer(desk, person, scale, [1, None], today=TODAY)
    with pytest.raises(NotFound):
        distance.answer(desk, new_id(), scale, [1, 0], today=TODAY)
    assert distance.travelled(desk, person)[0].scores == ()


def test_one_edition_is_in_use_once_and_an_ended_one_keeps_its_scores(desk):
    scale = distance.load_scale(desk, SHORE, today=TODAY).id
    with pytest.raises(Problems, match="in use already"):
        distance.load_scale(desk, SHORE, today=TODAY)
    distance.load_scale(desk, SHORE.replace(b'"2"', b'"3"'), today=TODAY)
    one, other = a_client(desk), a_client(desk, surname="Muir")
    distance.answer(desk, one, scale, [1, 2], today=TODAY)
    distance.end_scale(desk, scale, today=TODAY)
    assert [told.scale.edition for told in distance.travelled(desk, one)] == ["3", "2"]
    assert [told.scale.edition for told in distance.travelled(desk, other)] == ["3"]


def test_the_mean_change_is_of_those_with_both_scores(desk):
    scale = distance.load_scale(desk, SHORE, today=date(2026, 4, 1)).id
    for first, last in (((0, 0), (2, 4)), ((1, 2), (1, 2)), ((2, 2), None)):
        person = a_client(desk, surname=f"Client {first}{last}", born_on=None)
        distance.answer(desk, person, scale, first, today=date(2026, 4, 6))
        if last:
            distance.answer(desk, person, scale, last, today=date(2026, 10, 6))
    [figure] = distance.figures(desk, Period(date(2026, 4, 1), date(2027, 3, 31)))
    assert (figure.value, figure.n, figure.with_data) == (Decimal("3.00"), 3, 2)
    assert figure.beside == ((1, "came out better"), (1, "came out about the same"), (0, "came out worse"))
    [later] = distance.figures(desk, Period(date(2027, 1, 1), date(2027, 3, 31)))
    assert (later.value, later.why) == (None, "Nobody has a first and a later score.")


def test_a_score_is_among_what_is_held_about_a_person(desk):
    scale = distance.load_scale(desk, SHORE, today=TODAY).id
    person = a_client(desk)
    distance.answer(desk, person, scale, [1, 2], today=TODAY)
    with desk.look() as look:
        assert erasure.counts(look, person, "casework")["scale_scores"] == 1
