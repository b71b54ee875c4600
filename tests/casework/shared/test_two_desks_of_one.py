"""Two laptops go on from one desk: what each writes is told from the other's and never takes its place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from building import PASSPHRASE, TODAY, MovingClock, a_case, a_client
from sqlalchemy import select

from welfare_desk.casework.access import link, log_list_saved, verify_log
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import journal
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.people import clients
from welfare_desk.records.cases import Case, JournalEntry
from welfare_desk.records.evidence import Access
from welfare_desk.records.people import Person
from welfare_desk.records.service import History
from welfare_desk.vault import chain

MANY = 40


@pytest.fixture
def two(empty_desk: Path, tmp_path: Path, clock: MovingClock) -> Iterator[tuple[Desk, Desk, UUID]]:
    """One desk with a client and a case, on two computers whose clocks stand at the same moment."""
    first = tmp_path / "first"
    shutil.copytree(empty_desk, first)
    desk = open_desk(first, PASSPHRASE, clock=clock)
    person = a_client(desk)
    a_case(desk, person)
    clients.client(desk, person)
    desk.close()
    shutil.copytree(first, tmp_path / "second")
    one, other = (open_desk(tmp_path / name, PASSPHRASE, clock=clock) for name in ("first", "second"))
    one.device, other.device = "laptop one", "laptop two"
    yield one, other, person
    one.close()
    other.close()


def ids(desk: Desk) -> set[UUID]:
    with desk.look() as look:
        tables = (Person, Case, JournalEntry, History)
        return {id for table in tables for id in look.scalars(select(table.id))}


def log(desk: Desk) -> list[chain.Link]:
    with desk.look() as look:
        return [link(row) for row in look.scalars(select(Access).order_by(Access.seq))]


def test_what_is_new_on_either_never_has_the_others_id(two: tuple[Desk, Desk, UUID]) -> None:
    one, other, person = two
    shared = ids(one)
    assert shared == ids(other)
    for desk in (one, other):
        for number in range(MANY):
            new = a_client(desk, surname=f"Reid {number}", forenames=desk.device)
            a_case(desk, new)
            journal.write_note(desk, person, f"Note {number}", today=TODAY)
    assert ids(one) & ids(other) == shared
    assert len(ids(one) - shared) >= 4 * MANY


def test_a_row_kept_by_both_says_by_its_number_who_went_on(two: tuple[Desk, Desk, UUID]) -> None:
    one, other, person = two
    began = clients.client(one, person).version
    theirs = replace(clients.client(one, person).draft, gp_name="Dr S Ali")
    clients.change_client(one, person, theirs, version=began, today=TODAY)
    assert clients.client(one, person).version > began == clients.client(other, person).version


def test_every_line_of_the_trail_names_its_computer(two: tuple[Desk, Desk, UUID]) -> None:
    one, other, person = two
    before = ids(one)
    for desk in (one, other):
        journal.write_note(desk, person, "Said.", today=TODAY)
        with desk.look() as look:
            new = look.execute(select(History.id, History.device)).all()
        assert {device for id, device in new if id not in before} == {desk.device}


def test_the_logs_part_where_the_desks_do_and_neither_goes_on_from_the_other(
    two: tuple[Desk, Desk, UUID],
) -> None:
    one, other, _ = two
    for desk in (one, other):
        with desk.unit_of_work() as work:
            log_list_saved(work, "clients")
            work.commit()
    first, second = log(one), log(other)
    assert [row.fields["device"] for row in (first[-1], second[-1])] == ["laptop one", "laptop two"]
    parted = next(seq for seq, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1])
    assert [row.row_hash for row in first[:parted]] == [row.row_hash for row in second[:parted]]
    assert first[parted].prev_hash == second[parted].prev_hash and first[-1].row_hash != second[-1].row_hash
    for desk in (one, other):
        assert verify_log(desk) is None
    assert verify_log(one, chain.head(second[-1])) is not None, "the other's head is not found in it"
    with one.unit_of_work() as work:
        log_list_saved(work, "cases")
        work.commit()
    spliced = [*log(one)[:parted], second[-1], log(one)[-1]]
    assert chain.first_bad(iter(spliced), None) is not None, "a row of one is no row of the other's chain"


def test_a_reference_both_gave_out_is_each_ones_own_row(two: tuple[Desk, Desk, UUID]) -> None:
    """One advisor counts on at both. Brought together, the second is given anew, and the old one kept."""
    one, other, _ = two
    mine, theirs = a_client(one, surname="Kane"), a_client(other, surname="Bain")
    assert clients.client(one, mine).reference == clients.client(other, theirs).reference
    assert mine != theirs
