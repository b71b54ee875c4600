"""A whole practice desk moved into an agency's and taken out again: the same people, texts and figures."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import agency_desk
import pytest
from agency_desk import AgencyDesk
from building import PASSPHRASE, TODAY, MovingClock, a_client
from sqlalchemy import select, text
from sqlalchemy.engine import URL

from welfare_desk import resources
from welfare_desk.casework import access, opening
from welfare_desk.casework.desk import Desk, FixedClock, NotYours
from welfare_desk.casework.figures.tally import tally
from welfare_desk.casework.invented import practice_desk
from welfare_desk.casework.matters import journal
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.shared import moving
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.casework.workbook import intake
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import Person
from welfare_desk.records.tables import Base
from welfare_desk.rules.caseload import Period
from welfare_desk.vault.slots import Strength

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
NOW = FixedClock(practice_desk.NOW)
OF_A_FOLDER = pytest.mark.laptop("what is moved in is a folder's own desk")


def figures(desk: Desk) -> Any:
    return tally(desk, YEAR, by=("benefit", "practice", "kind", "month")).as_json()


def lines(desk: Desk) -> set[tuple[str, str]]:
    """Every line of every journal, as its reader sees it."""
    with desk.look() as look:
        people = look.execute(select(Person.id, Person.reference)).all()
    return {
        (reference, row.words)
        for id, reference in people
        for row in journal.journal_rows(desk, id, limit=1000)
        if not row.words.startswith("Moved in")
    }


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = practice_desk.make(tmp_path_factory.mktemp("laptop") / "practice")
    yield made.desk
    made.desk.close()


@pytest.fixture
def house(server: URL, tmp_path: Path) -> Iterator[AgencyDesk]:
    clock = MovingClock(practice_desk.NOW)
    made = agency_desk.make(server, tmp_path, clock)
    yield made
    made.close()


def test_a_desk_moved_in_and_taken_out_again_counts_the_same(
    laptop: Desk, house: AgencyDesk, tmp_path: Path
) -> None:
    joined = house.invite(laptop.advisor.name)
    moved = moving.move_in(house.manager, laptop, today=TODAY)
    with laptop.look() as look:
        everybody = len(look.scalars(select(Person.id)).all())
    assert (moved.brought, moved.left) == (everybody, ())
    assert figures(laptop)["ledger"]["gains"] > 5 and len(lines(laptop)) > 100
    assert figures(house.manager) == figures(laptop) == figures(joined)
    assert lines(house.manager) == lines(laptop) == lines(joined)
    again = moving.move_in(house.manager, laptop, today=TODAY)
    assert (again.brought, again.there_already, again.rows) == (0, everybody, {})
    assert figures(house.manager) == figures(laptop)

    # The workbook it was begun with, brought in once more by its advisor: every row is there already.
    [came] = intake.intakes(joined)
    assert came.with_a_desk and came.accepted > 20
    with pytest.raises(intake.CameWithADesk):
        intake.undo(joined, came.id, today=TODAY)
    workbook = resources.path("practice-desk/caseload.xlsx").read_bytes()
    tried = intake.try_out(joined, workbook, "again.xlsx", today=TODAY)
    assert tried.counts["accepted"] == 0 and tried.counts["duplicate"] >= came.accepted

    # A note opens by its door for its advisor, as it did on the laptop, and is logged there.
    with laptop.look() as look:
        note = look.scalars(select(EvidenceNote).where(EvidenceNote.case_id.is_not(None)).limit(1)).one()
    opened = [evidence.open_note(desk, note.id, purpose="benefit_claim").text for desk in (laptop, joined)]
    assert opened[0] == opened[1] != ""
    assert access.verify_log(house.manager) is None

    made, taken = moving.take_out(
        joined, tmp_path / "out", PASSPHRASE, clock=NOW, strength=Strength.for_tests(), allow_weak=True
    )
    assert taken == everybody
    assert figures(made.desk) == figures(laptop)
    assert lines(made.desk) == lines(laptop)
    tried = intake.try_out(made.desk, workbook, "again.xlsx", today=TODAY)
    assert tried.counts["accepted"] == 0 and tried.counts["duplicate"] >= came.accepted
    assert evidence.open_note(made.desk, note.id, purpose="benefit_claim").text == opened[0]
    made.desk.close()


@OF_A_FOLDER
def test_whoever_the_agency_knows_already_is_left_with_the_reason(desk: Desk, house: AgencyDesk) -> None:
    colleague = house.invite("Rab Kerr")
    house.invite("Morag Sinclair")
    a_client(colleague, surname="Reid", ni_number="AB123456C")
    a_client(colleague, surname="Boyle", forenames="Ann", born_on=date(1980, 1, 2))
    a_client(desk, surname="Reid-Scott", ni_number="AB123456C")
    a_client(desk, surname="Boyle", forenames="Ann", born_on=date(1980, 1, 2))
    new = a_client(desk, surname="Newcomer", forenames="Una", born_on=date(1991, 5, 6))
    before = everything_in(house)
    tried = moving.try_out(house.manager, desk)
    assert everything_in(house) == before
    moved = moving.move_in(house.manager, desk, today=TODAY)
    assert (tried.brought, tried.there_already, tried.left) == (1, 0, moved.left)
    assert moved.brought == 1
    assert sorted(one.because for one in moved.left) == [
        "the same National Insurance number",
        "the same name and date of birth",
    ]
    with house.manager.look() as look:
        assert look.get(Person, new) is not None
        assert len(look.scalars(select(Person.id)).all()) == 3


def everything_in(house: AgencyDesk) -> dict[str, str]:
    """What each table holds, as whoever runs the server sees it."""
    with agency_desk.behind_our_back(house.manager) as there:
        return {
            table.name: there.scalar(text(f'SELECT md5(string_agg(t::text, $$ $$)) FROM "{table.name}" t'))
            or ""
            for table in Base.metadata.sorted_tables
        }


@OF_A_FOLDER
def test_what_would_be_moved_in_is_what_is_and_two_of_one_desk_are_told_apart_as_then(
    desk: Desk, house: AgencyDesk
) -> None:
    house.invite("Morag Sinclair")
    for number in range(3):
        a_client(desk, surname=f"Client {number}", born_on=date(1950 + number, 1, 1))
    twins = [a_client(desk, surname="Twice", forenames="Ida", born_on=date(1970, 1, 1)) for _ in range(2)]
    before = everything_in(house)
    tried = moving.try_out(house.manager, desk)
    assert everything_in(house) == before and before["members"] != ""
    moved = moving.move_in(house.manager, desk, today=TODAY)
    assert (tried.brought, tried.there_already) == (moved.brought, moved.there_already) == (4, 0)
    assert tried.left == moved.left and len(tried.left) == 1
    with house.manager.look() as look:
        assert [look.get(Person, one) is not None for one in twins] == [True, False]
    again = moving.try_out(house.manager, desk)
    assert (again.brought, again.there_already, again.left) == (0, 4, moved.left)


@OF_A_FOLDER
def test_only_a_manager_moves_a_desk_in(desk: Desk, house: AgencyDesk) -> None:
    joined = house.invite("Morag Sinclair")
    with pytest.raises(NotYours):
        moving.move_in(joined, desk, today=TODAY)
    with pytest.raises(NotYours):
        moving.try_out(joined, desk)


@OF_A_FOLDER
def test_a_moving_in_that_was_killed_goes_on_where_it_stopped(
    desk: Desk, house: AgencyDesk, tmp_path: Path
) -> None:
    house.invite("Morag Sinclair")
    for number in range(40):
        a_client(desk, surname=f"Client {number}", born_on=date(1950 + number, 1, 1))
    folder = tmp_path / "copy"
    desk.engine.dispose()
    shutil.copytree(desk.folder, folder)
    (folder / "desk.lock").unlink()
    manager = house.manager.folder
    house.manager.close()
    (tmp_path / "phrase").write_text(PASSPHRASE)
    words = ["agency", "move-in", str(folder), "--desk", str(manager)]
    words += [
        "--passphrase-file",
        str(tmp_path / "phrase"),
        "--its-passphrase-file",
        str(tmp_path / "phrase"),
    ]
    moving_in = subprocess.Popen([sys.executable, "-m", "welfare_desk", *words], stderr=subprocess.DEVNULL)
    address = house.address
    counted = "SELECT count(*) FROM people"
    for _ in range(600):
        done = agency_desk.psql(address, address.role, agency_desk.SETUP_PASSWORD, counted)
        if int(done.stdout.strip() or 0) >= 5:
            break
        time.sleep(0.02)
    moving_in.kill()
    moving_in.wait()
    half = int(agency_desk.psql(address, address.role, agency_desk.SETUP_PASSWORD, counted).stdout)
    assert 5 <= half < 40
    finished = subprocess.run(
        [sys.executable, "-m", "welfare_desk", *words], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
    house.manager = opening.open_desk(manager, PASSPHRASE, clock=house.clock)
    with house.manager.look() as look:
        assert len(look.scalars(select(Person.id)).all()) == 40
        once = text("SELECT count(*) FROM person_names GROUP BY person_id HAVING count(*) <> 1")
        assert look.execute(once).all() == []
    assert shared_of(house.manager).duty == "manager"
