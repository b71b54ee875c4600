"""Every worked case of the gate, lived on a real desk by the real use-cases and the real print path.

What the gate answered is read from the access log. A row that no sound desk can hold is named here with
what refuses to store it.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from building import MovingClock, a_client
from consent_world import Unsound, World

from welfare_desk.casework import access
from welfare_desk.casework.consent import overrides
from welfare_desk.casework.consent.overrides import OverrideDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.worked_cases import read_cases
from welfare_desk.errors import Problems

CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for case in read_cases(Path(__file__).parents[2] / "data" / "vectors" / "consent.json")
}
# What a sound desk cannot hold, and the words of what refuses it.
UNSOUND = {
    "C04": "there is no place for another's",
    "C49": "No consent is recorded for this",  # a note under no consent
    "C50": "No consent is recorded for this",
    "C61": "It ends before it begins",
    "C65": "No consent is recorded for this",  # a note older than the consent it was written under
}
# What no use-case can ask at all, so that the gate itself is asked, at the desk.
BY_THE_GATE_ITSELF = {
    "C51",  # a legal power names notes that are held: it has no place for the record
    "C62",  # no use-case knows the word "browse"
}


def test_there_is_an_answer_for_every_case() -> None:
    assert len(CASES) == 73 and UNSOUND.keys() | BY_THE_GATE_ITSELF <= CASES.keys()
    driven = CASES.keys() - UNSOUND.keys() - BY_THE_GATE_ITSELF
    assert (len(driven), len(UNSOUND), len(BY_THE_GATE_ITSELF)) == (66, 5, 2)


def test_a_legal_power_has_no_place_for_the_record(desk: Desk, clock: MovingClock) -> None:
    """Why C51 can be asked of the gate alone: a power is over notes, and one without any is refused."""
    assert {one.name for one in fields(OverrideDraft)}.isdisjoint({"practice_id", "categories", "target"})
    with pytest.raises(Problems, match="Choose the notes"):
        overrides.ask(desk, OverrideDraft(a_client(desk), (), "safeguarding", "check record"))


@pytest.mark.parametrize("id", CASES)
def test_a_case_lived_at_the_desk_gets_the_worked_answer(desk: Desk, clock: MovingClock, id: str) -> None:
    case = CASES[id]
    world = World(desk, clock, case)
    if id in UNSOUND:
        with pytest.raises(Unsound, match=UNSOUND[id]):
            world.live()
        return
    world.live()
    used = world.ask()
    assert world.answer() == (case["expect"]["decision"], case["expect"]["reason"])
    assert (used == "the_gate_itself") == (id in BY_THE_GATE_ITSELF)
    assert access.verify_log(desk) is None


@pytest.mark.parametrize("id", ["C49", "C50"])
def test_a_legal_power_is_asked_about_a_note_that_is_held(desk: Desk, clock: MovingClock, id: str) -> None:
    """The two rows about an override, with the withdrawn consent their note must have been written under."""
    case, base = CASES[id], CASES["C22"]
    world = World(desk, clock, case | {"consents": base["consents"]})
    world.live()
    world.ask()
    assert world.answer() == (case["expect"]["decision"], case["expect"]["reason"])


def test_a_no_in_life_still_binds_an_executor(desk: Desk, clock: MovingClock) -> None:
    """C65 with a note that can have been written: under the client's own consent, before the no."""
    case = CASES["C65"]
    own = CASES["C01"]["consents"][0] | {"id": "c0"}
    notes = [case["request"]["notes"][0] | {"written_under": "c0"}]
    asked = case["request"] | {"notes": notes, "action": "read", "target": "evidence_note"}
    world = World(desk, clock, {"consents": [own, *case["consents"]], "request": asked})
    world.live()
    world.ask()
    assert world.answer() == ("nothing", "refused")
