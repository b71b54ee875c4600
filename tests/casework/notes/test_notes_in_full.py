"""A note in full: whose words, who wrote the entry, what it does for the claim; what is sealed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from building import TODAY, MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading
from sqlalchemy import text

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.notes import evidence, evidence_page, note_bearings, note_marks
from welfare_desk.casework.notes.note_bearings import Bearing
from welfare_desk.casework.notes.note_marks import MarkDraft
from welfare_desk.errors import Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.evidence import EvidenceNote, NoteMark

FULL = {
    "author_role": "consultant",
    "quoted": True,
    "supports": "may_harm",
    "against": "It says he drives.",
    "activities": ("moving_around",),
    "bearings": {"moving_around": Bearing("d", "most", ("safely",)), "washing": Bearing("", "always")},
}


def a_world(desk: Desk) -> tuple[UUID, UUID, UUID, UUID]:
    practice = a_practice(desk)
    person = a_client(desk)
    case = a_case(desk, person)
    consent = a_consent(desk, person, practice)
    return person, case, consent, a_reading(desk, person, case, practice)


def test_everything_said_of_a_note_is_kept_and_what_tells_against_it_opens_with_it(
    desk_on_both: Desk,
) -> None:
    desk = desk_on_both
    person, case, _, reading = a_world(desk)
    id = a_note(desk, person, case, reading, **FULL)
    [head] = evidence.note_heads(desk, person_id=person)
    assert (head.author_role, head.quoted, head.supports) == ("consultant", True, "may_harm")
    assert head.activities == ("moving_around", "washing")
    assert head.bearings["moving_around"] == Bearing("d", "most", ("safely",))
    assert "drives" not in repr(head)
    opened = evidence.open_note(desk, id, purpose="benefit_claim")
    assert opened.against == "It says he drives." and "drives" not in repr(opened)


def test_nothing_of_what_somebody_has_trouble_with_stands_beside_the_note(desk_on_both: Desk) -> None:
    desk = desk_on_both
    person, case, _, reading = a_world(desk)
    id = a_note(desk, person, case, reading, **FULL)
    mark = MarkDraft(id, "harm", "cleared", TODAY, "Dr Rennie", "gp", "she has told him about the fits")
    note_marks.mark_note(desk, mark, today=TODAY)
    with desk.engine.connect() as connection:
        for table in ("evidence_notes", "note_marks"):
            [row] = connection.execute(text(f"SELECT * FROM {table}")).mappings()
            plain = " ".join(str(one) for one in row.values() if not isinstance(one, bytes | memoryview))
            for word in ("moving_around", "washing", "safely", "drives", "fits"):
                assert word not in plain
    [settled] = evidence.open_note(desk, id, purpose="benefit_claim").settled
    assert (settled.said_by, settled.basis) == ("Dr Rennie", "she has told him about the fits")


def test_what_an_earlier_version_kept_in_plain_words_is_sealed_when_the_desk_is_opened(desk: Desk) -> None:
    person, case, _, reading = a_world(desk)
    id = a_note(desk, person, case, reading)
    with desk.unit_of_work() as work:
        note = work.get(EvidenceNote, id)
        note.sealed_bearings = None
        note.activities = ["washing"]
        note.bearings = {"washing": {"descriptor": "b", "how_often": "most", "not_reliably": []}}
        plain = {"about": "harm", "state": "cleared", "on": TODAY, "said_by": "Dr Rennie"}
        work.add(NoteMark(id=new_id(), note_id=id, basis="she knows him", **plain))
        work.commit()
    before = evidence.note_heads(desk, person_id=person)
    note_bearings.seal_what_was_plain(desk)
    assert evidence.note_heads(desk, person_id=person) == before
    assert before[0].bearings == {"washing": Bearing("b", "most")}
    with desk.look() as look:
        note = look.get(EvidenceNote, id)
        assert note is not None and (note.activities, note.bearings) == ([], {})
    assert evidence.open_note(desk, id, purpose="benefit_claim").settled[0].basis == "she knows him"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"quoted": None}, "quoted"),
        ({"third_party": None}, "third_party"),
        ({"harm": ""}, "harm"),
        ({"author_role": "the cat"}, "author_role"),
        ({"supports": "perhaps"}, "supports"),
        ({"supports": "may_harm"}, "against"),
        ({"bearings": {"washing": Bearing("z", "most")}}, "bearing.washing"),
        ({"bearings": {"washing": Bearing("", "", ("safely",))}}, "bearing.washing"),
    ],
)
def test_what_was_not_said_is_asked_for(desk: Desk, said: dict[str, object], field: str) -> None:
    person, case, _, reading = a_world(desk)
    with pytest.raises(Problems) as wrong:
        a_note(desk, person, case, reading, **said)
    assert [one.field for one in wrong.value.problems] == [field]


def test_a_half_written_note_keeps_what_it_comes_to(desk: Desk) -> None:
    person, *_ = a_world(desk)
    draft = evidence.NoteDraft("Half a word", "function", None, "", **FULL)
    evidence.keep_typing(desk, person, draft)
    assert evidence.typing(desk, person) == draft


def test_a_mark_raised_by_the_gp_stops_the_note_and_a_clinician_settles_it(
    desk: Desk, clock: MovingClock
) -> None:
    person, case, _, reading = a_world(desk)
    id = a_note(desk, person, case, reading)
    note_marks.mark_note(desk, MarkDraft(id, "harm", "suspected", TODAY, "Dr Rennie", "gp", "?"), today=TODAY)
    clock.move(minutes=1)
    for who, role in (("The receptionist", ""), ("His sister", "sister")):
        with pytest.raises(Problems):
            draft = MarkDraft(id, "harm", "cleared", TODAY, who, role, "she thinks so")
            note_marks.mark_note(desk, draft, today=TODAY)
    note_marks.mark_note(desk, MarkDraft(id, "harm", "cleared", TODAY, "Dr Rennie", "gp", "ok"), today=TODAY)
    opened = evidence.open_note(desk, id, purpose="benefit_claim")
    assert [one.state for one in opened.settled] == ["cleared", "suspected"]


def test_a_withdrawn_notes_weights_are_no_longer_shown(desk: Desk) -> None:
    from welfare_desk.casework.notes import evidence_page

    person, case, consent, reading = a_world(desk)
    a_note(desk, person, case, reading, **FULL)
    consents.withdraw(desk, consent, how="in person", today=TODAY)
    [note] = evidence_page.page(desk, person).notes
    assert note.head.bearings == {} and note.head.activities == ("moving_around", "washing")
    assert [row.target for row in access.who_has_looked(desk, person)] == ["evidence_note", "gp_record"]


def test_a_record_read_after_midnight_in_summer_was_read_that_day(desk: Desk, clock: MovingClock) -> None:
    """Half past midnight in Perth is still the day before in UTC, in which moments are kept."""
    clock.at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    person, case, _, reading = a_world(desk)
    a_note(desk, person, case, reading)
    [note] = evidence_page.page(desk, person, case).notes
    assert note.read_on == date(2026, 7, 2)


def test_the_page_knows_of_which_practices_records_nothing_may_be_noted(desk: Desk) -> None:
    agreed, person = a_practice(desk), a_client(desk)
    silent = a_practice(desk, "Kinloch Surgery", agreed=False)
    shut = evidence_page.page(desk, person).not_noted
    assert agreed not in shut
    assert "Nothing is agreed with Kinloch Surgery yet" in shut[silent].advice
