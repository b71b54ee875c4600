"""Any act on what is not issued or confirmed is taken back, done again, put back; the rest says why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from building import TODAY, MovingClock, a_case, a_client, a_consent, a_practice
from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import journal, key_dates
from welfare_desk.casework.people import clients
from welfare_desk.casework.rights import held
from welfare_desk.casework.service import session_plan
from welfare_desk.casework.taking_back import recycling, undoing
from welfare_desk.casework.trace import image, undoable
from welfare_desk.records.base import Kept
from welfare_desk.records.cases import Case, JournalEntry, Task
from welfare_desk.records.people import Person
from welfare_desk.records.removed import Removed
from welfare_desk.records.service import History
from welfare_desk.records.tables import Base


def rows(desk: Desk) -> dict[str, list[dict]]:
    """Everything in the desk but what tells of the acts themselves, and versions, which only ever rise."""
    beside = {"history", "counters", "removed", "journal", "access_log"}
    with desk.look() as look:
        return {
            name: sorted(
                (
                    {key: value for key, value in row.items() if key != "version"}
                    for row in look.execute(select(table)).mappings()
                ),
                key=repr,
            )
            for name, table in Base.metadata.tables.items()
            if name not in beside
        }


def words(desk: Desk, person_id: UUID) -> list[str]:
    with desk.look() as look:
        kept = look.scalars(
            select(JournalEntry).where(JournalEntry.person_id == person_id).order_by(JournalEntry.id)
        )
        return [journal.written(look, one) for one in kept]


def test_every_table_named_is_there_once_and_one_not_named_stands(desk: Desk) -> None:
    told = resources.table("undo.toml")
    named = [*told["tables"], *(table for each in told["stands"] for table in each["tables"])]
    kept = {m.local_table.name for m in Base.registry.mappers if issubclass(m.class_, Kept)}
    assert len(named) == len(set(named)) and set(named) <= kept
    for name, each in told["tables"].items():
        assert "title" not in each or each["title"] in Base.metadata.tables[name].columns
    for name, guard in told["firm"].items():
        assert guard["column"] in Base.metadata.tables[name].columns
    journal.add_task(desk, "Ring")
    undoable.cache_clear()
    known = dict(undoable())
    try:
        told["tables"].pop("tasks")
        with desk.unit_of_work() as work:
            work.session.scalars(select(Task)).one().what = "Ring twice"
            work.commit()
    finally:
        told["tables"] |= {"tasks": known["tasks"]}
    with pytest.raises(undoing.Stands, match="no way back"):
        undoing.undo(desk, today=TODAY)


@pytest.mark.laptop("a new client's keys are given out at an agency's desk, so a new client stands there")
def test_a_changed_client_stands_as_before_and_is_found_as_before(desk: Desk) -> None:
    person = a_client(desk)
    view = clients.client(desk, person)
    before = rows(desk)
    moved = replace(view.draft, surname="Petrie", address="1 New Road", phone="07700 900111")
    clients.change_client(desk, person, moved, version=view.version, today=TODAY)
    after = rows(desk)
    assert clients.find(desk, "petrie")
    told = undoing.undo(desk, today=TODAY)
    assert "client" in told.words and rows(desk) == before
    assert not clients.find(desk, "petrie") and clients.find(desk, "reid")
    undoing.redo(desk, today=TODAY)
    assert rows(desk) == after and clients.find(desk, "petrie")


@pytest.mark.laptop("a new client's keys are given out at an agency's desk, so a new client stands there")
def test_a_new_client_and_case_go_again_and_can_be_put_back_from_recently_removed(desk: Desk) -> None:
    empty = rows(desk)
    person = a_client(desk)
    with_person = rows(desk)
    case = a_case(desk, person)
    full = rows(desk)
    assert undoing.undo(desk, today=TODAY).words == "Taken back: new case"
    assert rows(desk) == with_person
    assert undoing.undo(desk, today=TODAY).gone >= {person}
    assert rows(desk) == empty and not clients.find(desk, "reid")
    first = undoing.recently_removed(desk, today=TODAY)
    assert [one.what for one in first] == ["client's file", "case"]
    assert first[1].title == "Adult Disability Payment"
    # The case cannot come before its client; nothing is half put back.
    with pytest.raises(undoing.Stands) as refused:
        undoing.put_back(desk, first[1].id, today=TODAY)
    assert "put that back first" in str(refused.value) and rows(desk) == empty
    undoing.put_back(desk, first[0].id, today=TODAY)
    undoing.put_back(desk, first[1].id, today=TODAY)
    assert rows(desk) == full and undoing.recently_removed(desk, today=TODAY) == []
    with desk.look() as look:
        assert look.get(Person, person) is not None and look.get(Case, case) is not None


def test_the_journal_says_what_was_taken_back_and_keeps_what_was_said(desk: Desk) -> None:
    person = a_client(desk)
    case = a_case(desk, person)
    key_dates.add_key_date(desk, case, "Ring the landlord", TODAY + timedelta(days=3), today=TODAY)
    before = words(desk, person)
    undoing.undo(desk, today=TODAY)
    added = words(desk, person)[len(before) :]
    assert words(desk, person)[: len(before)] == before
    assert all(line.startswith("Taken back: ") for line in added)


def test_a_note_written_bit_by_bit_is_one_act_and_goes_whole(desk: Desk) -> None:
    person = a_client(desk)
    entry = journal.write_note(desk, person, "She", today=TODAY).id
    journal.write_note(desk, person, "She said", today=TODAY, entry_id=entry)
    journal.write_note(desk, person, "She said yes", today=TODAY, entry_id=entry)
    assert undoing.undo(desk, today=TODAY).words == "Taken back: new note"
    assert "She said" not in " ".join(words(desk, person))
    undoing.redo(desk, today=TODAY)
    assert words(desk, person)[-1] == "She said yes"


def test_a_task_done_is_to_do_again_and_done_again(desk: Desk) -> None:
    person = a_client(desk)
    task = journal.add_task(desk, "Ring", person_id=person).id
    assert task is not None
    journal.task_done(desk, task, today=TODAY)
    undoing.undo(desk, today=TODAY)
    assert [one.what for one in journal.tasks_of(desk, person)] == ["Ring"]
    undoing.redo(desk, today=TODAY)
    assert journal.tasks_of(desk, person) == []


def test_what_was_changed_since_is_left_alone_and_says_so(desk: Desk) -> None:
    person = a_client(desk)
    task = journal.add_task(desk, "Ring", person_id=person).id
    assert task is not None
    journal.task_done(desk, task, today=TODAY)
    with desk.unit_of_work() as work:  # somebody at another computer
        work.trace.on = False
        work.get(Task, task).what = "Ring twice"
        work.commit()
    before = rows(desk)
    with pytest.raises(undoing.Stands) as refused:
        undoing.undo(desk, today=TODAY)
    assert "changed since" in str(refused.value) and rows(desk) == before


@pytest.mark.laptop("a new client's keys are given out at an agency's desk, so a new client stands there")
def test_what_something_else_rests_on_does_not_go(desk: Desk) -> None:
    person = a_client(desk)
    step = desk.steps.past[-1]
    case = a_case(desk, person)
    assert case
    desk.steps.past.append(step)  # as if the later act had been done at another computer
    with pytest.raises(undoing.Stands) as refused:
        undoing.undo(desk, today=TODAY)
    assert "rests on it" in str(refused.value)


def test_a_consent_stands_and_says_what_to_do_instead(desk: Desk) -> None:
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    a_consent(desk, person, practice_id=practice)
    before = rows(desk)
    with pytest.raises(undoing.Stands) as refused:
        undoing.undo(desk, today=TODAY)
    assert "never undone" in str(refused.value) and rows(desk) == before


def test_nothing_to_take_back_says_where_to_look(desk: Desk) -> None:
    with pytest.raises(undoing.NothingToTakeBack):
        undoing.undo(desk, today=TODAY)
    with pytest.raises(undoing.NothingToDoAgain):
        undoing.redo(desk, today=TODAY)


def test_a_new_act_ends_what_could_be_done_again(desk: Desk) -> None:
    person = a_client(desk)
    journal.add_task(desk, "Ring", person_id=person)
    undoing.undo(desk, today=TODAY)
    journal.add_task(desk, "Write", person_id=person)
    with pytest.raises(undoing.NothingToDoAgain):
        undoing.redo(desk, today=TODAY)


def test_a_removed_closure_waits_thirty_days_and_no_longer(desk: Desk, clock: MovingClock) -> None:
    practice = a_practice(desk)
    closed = session_plan.add_closure(desk, practice, date(2026, 12, 24), date(2026, 12, 28), why="Christmas")
    assert closed.id is not None
    session_plan.remove_closure(desk, closed.id)
    [row] = undoing.recently_removed(desk, today=TODAY)
    assert (row.what, row.title, row.until) == ("closure", "Christmas", TODAY + timedelta(days=30))
    last, after = TODAY + timedelta(days=30), TODAY + timedelta(days=31)
    assert undoing.recently_removed(desk, today=last) and not undoing.recently_removed(desk, today=after)
    assert undoing.clear_out(desk, today=last) == 0 and undoing.clear_out(desk, today=after) == 1
    with desk.look() as look:
        assert look.scalars(select(Removed)).all() == []


def test_every_taking_back_leaves_its_line_in_the_history(desk: Desk) -> None:
    person = a_client(desk)
    journal.add_task(desk, "Ring", person_id=person)
    undoing.undo(desk, today=TODAY)
    with desk.look() as look:
        acts = look.execute(select(History.act, History.changes).where(History.table == "tasks")).all()
    assert ("removed", {"taken_back": True}) in [tuple(one) for one in acts]


def test_erasing_a_client_takes_what_waits_with_them(desk: Desk) -> None:
    person = a_client(desk)
    journal.add_task(desk, "Ring", person_id=person)
    undoing.undo(desk, today=TODAY)
    assert "removed" in held.tables()
    with desk.look() as look:
        found = look.scalars(select(Removed).where(held.of("removed", person))).all()
    assert len(found) == 1


def test_bytes_days_times_and_moments_come_back_as_they_were(desk: Desk) -> None:
    person = a_client(desk)
    with desk.look() as look:
        stood = image(look.connection(), "people", person)
        assert stood is not None
    assert recycling.read("people", recycling.written("people", stood)) == dict(stood)


def test_one_thing_changed_twice_is_taken_back_twice_and_done_again_twice(desk: Desk) -> None:
    journal.add_task(desk, "Ring")

    def said() -> str:
        with desk.look() as look:
            return str(look.scalars(select(Task.what)).one())

    for words in ("Ring twice", "Ring three times"):
        with desk.unit_of_work() as work:
            work.session.scalars(select(Task)).one().what = words
            work.commit()
    for act, words in (
        (undoing.undo, "Ring twice"),
        (undoing.undo, "Ring"),
        (undoing.redo, "Ring twice"),
        (undoing.redo, "Ring three times"),
        (undoing.undo, "Ring twice"),
    ):
        act(desk, today=TODAY)
        assert said() == words
