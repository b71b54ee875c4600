"""What the notes come to: weighed by the advisor, added up here, written into no letter."""

from __future__ import annotations

import pytest
from building import TODAY, MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.notes import evidence, evidence_grid, evidence_page
from welfare_desk.casework.notes.evidence_grid import Bearing
from welfare_desk.errors import Problems


def weighed(desk: Desk, *bearings: Bearing) -> tuple:
    practice = a_practice(desk)
    person = a_client(desk)
    case = a_case(desk, person)
    consent = a_consent(desk, person, practice)
    reading = a_reading(desk, person, case, practice)
    notes = [a_note(desk, person, case, reading, f"Note {n}") for n, _ in enumerate(bearings)]
    for note, bearing in zip(notes, bearings, strict=True):
        evidence_grid.weigh(desk, note, "moving_around", bearing, purpose="benefit_claim")
    return person, case, consent, notes


def row_of(page: evidence_page.EvidencePage, slug: str) -> evidence_page.ActivityRow:
    return next(row for group in page.groups for row in group.rows if row.slug == slug)


def test_the_highest_that_holds_on_most_days_is_likely_and_the_range_is_told(desk: Desk) -> None:
    person, *_ = weighed(desk, Bearing("c", "most"), Bearing("d", "always"), Bearing("e", "some"))
    page = evidence_page.page(desk, person)
    row = row_of(page, "moving_around")
    points = {one.letter: one.points for one in row.descriptors}
    found = evidence_page.likely_of(page, row)
    assert found is not None
    assert (found.letter, found.points) == ("d", points["d"])
    assert (found.lowest, found.highest) == (points["c"], points["e"])
    mobility = next(group for group in page.groups if row in group.rows)
    assert evidence_page.points_of(page, mobility) == (points["d"], points["c"], points["e"])
    assert (mobility.standard, mobility.enhanced) == (8, 12)


def test_what_holds_on_some_days_only_is_not_likely_but_is_in_the_range(desk: Desk) -> None:
    person, *_ = weighed(desk, Bearing("d", "some", ("safely",)))
    page = evidence_page.page(desk, person)
    found = evidence_page.likely_of(page, row_of(page, "moving_around"))
    assert found is not None and (found.letter, found.points) == ("", 0) and found.highest > 0


def test_a_note_whose_consent_ended_counts_no_more(desk: Desk) -> None:
    person, _, consent, _ = weighed(desk, Bearing("d", "always"))
    consents.withdraw(desk, consent, how="in person", today=TODAY)
    page = evidence_page.page(desk, person)
    assert evidence_page.likely_of(page, row_of(page, "moving_around")) is None


def test_weighing_asks_the_gate_and_can_be_taken_back(desk: Desk, clock: MovingClock) -> None:
    person, _, consent, [note] = weighed(desk, Bearing("d", "always"))
    evidence_grid.weigh(desk, note, "moving_around", None, purpose="benefit_claim")
    [head] = evidence.note_heads(desk, person_id=person)
    assert head.bearings == {} and head.activities == ("moving_around",)
    assert access.who_has_looked(desk, person)[0].action == "write"
    consents.withdraw(desk, consent, how="in person", today=TODAY)
    with pytest.raises(access.Blocked):
        evidence_grid.weigh(desk, note, "moving_around", Bearing("d", "always"), purpose="benefit_claim")


@pytest.mark.parametrize(
    ("activity", "bearing", "field"),
    [
        ("moving_around", Bearing("z", "most"), "descriptor"),
        ("moving_around", Bearing("d", ""), "how_often"),
        ("moving_around", Bearing("d", "most", ("nicely",)), "not_reliably"),
        ("juggling", Bearing("d", "most"), "activity"),
    ],
)
def test_what_cannot_be_weighed_is_said(desk: Desk, activity: str, bearing: Bearing, field: str) -> None:
    _, _, _, [note] = weighed(desk, Bearing("d", "always"))
    with pytest.raises(Problems) as wrong:
        evidence_grid.weigh(desk, note, activity, bearing, purpose="benefit_claim")
    assert [one.field for one in wrong.value.problems] == [field]


def test_the_grid_writes_no_points_into_a_letter(desk: Desk) -> None:
    _, case, _, _ = weighed(desk, Bearing("d", "always"))
    [statement] = letters.from_notes(desk, case, purpose="benefit_claim")
    assert statement.text == "Note 0" and "point" not in statement.heading.lower()
