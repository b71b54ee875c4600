"""What a person and what the agency chose: inside the desk, each for whom it is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from building import PASSPHRASE, MovingClock, a_client

from welfare_desk import settings
from welfare_desk.casework import choices, own_things
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import NewAdvisor, advisor_row, open_desk
from welfare_desk.casework.safekeeping import rekeying
from welfare_desk.errors import Problems


def test_until_somebody_chooses_the_usual_stands(desk: Desk) -> None:
    assert choices.of_person(desk) == {one.name: one.usual for one in settings.of("person")}
    assert choices.of_agency(desk) == {"lock_at_most": 0}


@pytest.mark.parametrize("one", [*settings.of("person"), *settings.of("agency")], ids=lambda one: one.name)
def test_a_choice_is_kept_and_read_back_and_the_others_stay(desk: Desk, one: settings.Declared) -> None:
    value = not one.usual if isinstance(one.usual, bool) else one.offered[-1][0]
    before = choices.of_person(desk) | choices.of_agency(desk)
    choices.choose(desk, one.name, value)
    assert choices.of_person(desk) | choices.of_agency(desk) == before | {one.name: value}


@pytest.mark.parametrize(
    ("name", "value"), [("start_on", "nowhere"), ("lock_at_most", -1), ("theme", "dark")]
)
def test_what_is_none_of_the_choices_is_refused(desk: Desk, name: str, value: settings.Value) -> None:
    with pytest.raises(Problems, match="not one of the choices"):
        choices.choose(desk, name, value)
    assert own_things.kept(desk, "choices") is None


def test_a_value_of_another_time_falls_back_to_the_usual(desk: Desk) -> None:
    own_things.keep(desk, "choices", {"start_on": "a screen that went", "show_news": False, "gone": 1})
    assert choices.of_person(desk) == {"start_on": "today", "keep_recent": True, "show_news": False}
    own_things.keep(desk, "choices", ["not", "choices"])
    assert choices.of_person(desk)["start_on"] == "today"


@pytest.mark.laptop("a colleague is played at the same computer")
def test_only_a_manager_chooses_for_everybody_and_the_one_advisor_of_a_desk_does(desk: Desk) -> None:
    def colleague(name: str, role: str) -> None:
        with desk.unit_of_work() as work:
            work.add(advisor_row(uuid4(), NewAdvisor(name, role=role)))
            work.commit()

    mine = desk.advisor
    desk.advisor = replace(mine, role="caseworker")
    choices.choose(desk, "lock_at_most", 5)  # nobody manages a desk of one: whoever works it does
    colleague("Isla Grant", "manager")
    assert not choices.may_choose_for_agency(desk)
    stood = choices.of_agency(desk)
    with pytest.raises(choices.AManagersChoice, match="chosen by a manager"):
        choices.choose(desk, "lock_at_most", 10)
    assert choices.of_agency(desk) == stood
    choices.choose(desk, "start_on", "week")  # what is their own stays theirs to choose
    desk.advisor = replace(mine, role="manager")
    choices.choose(desk, "lock_at_most", 10)
    assert choices.of_agency(desk) == {"lock_at_most": 10}
    desk.advisor = mine


@pytest.mark.laptop("another person sits down at the same folder")
def test_a_persons_choices_are_no_colleagues_and_the_agencys_are_everybodys(desk: Desk) -> None:
    choices.choose(desk, "start_on", "week")
    choices.choose(desk, "lock_at_most", 5)
    mine = desk.advisor
    desk.advisor = replace(mine, id=uuid4(), name="Bob Orr")
    assert choices.of_person(desk)["start_on"] == "today"
    assert choices.of_agency(desk)["lock_at_most"] == 5
    desk.advisor = mine


def test_who_wants_no_list_of_what_they_opened_has_none(desk: Desk) -> None:
    person = a_client(desk)
    own_things.remember_places(desk, [("client", person)])
    assert len(own_things.recent(desk)) == 1
    choices.choose(desk, "keep_recent", False)
    assert own_things.recent(desk) == ()
    own_things.remember_places(desk, [("client", person)])
    assert own_things.recent(desk) == ()
    choices.choose(desk, "keep_recent", True)
    own_things.remember_places(desk, [("client", person)])
    assert len(own_things.recent(desk)) == 1


@pytest.mark.laptop("a folder's own key is changed")
def test_another_data_key_leaves_everybodys_own_things_with_them(desk: Desk, clock: MovingClock) -> None:
    choices.choose(desk, "start_on", "cases")
    own_things.keep(desk, "changes read", ["a line"])
    folder = desk.folder
    desk.close()
    rekeying.change_data_key(folder, PASSPHRASE, clock=clock)
    clock.move(days=1)
    again = open_desk(folder, PASSPHRASE, clock=clock)
    try:
        assert choices.of_person(again)["start_on"] == "cases"
        assert own_things.kept(again, "changes read") == ["a line"]
    finally:
        again.close()


def test_what_the_agency_chose_holds_from_its_day(desk: Desk, clock: MovingClock) -> None:
    choices.choose(desk, "lock_at_most", 5)
    clock.move(days=timedelta(days=3).days)
    choices.choose(desk, "lock_at_most", 0)
    assert choices.of_agency(desk)["lock_at_most"] == 0
