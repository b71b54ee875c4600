"""A backup by the server's own tools is sound when restored, and what is wrong with one is named."""

from __future__ import annotations

import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from agency_desk import AgencyDesk, psql
from building import TODAY, a_case, a_client
from caseload_files import comma_file
from sqlalchemy import func, select

from welfare_desk.casework import access
from welfare_desk.casework.desk import Desk, NotYours
from welfare_desk.casework.matters import journal
from welfare_desk.casework.safekeeping.trust import LogBroken
from welfare_desk.casework.shared import health, opening
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.casework.workbook import intake
from welfare_desk.records.cases import Case
from welfare_desk.records.money import Gain


def restored(house: AgencyDesk, place: Path, name: str) -> Desk:
    """The manager's desk at a copy made by pg_dump and pg_restore."""
    common = ["-U", "wdadmin", "-h", "127.0.0.1", "-p", str(house.server.port)]
    dump = str(place / "dump")
    subprocess.run(["pg_dump", *common, "-Fc", "-f", dump, house.address.database], check=True)
    subprocess.run(["createdb", *common, name], check=True)
    subprocess.run(["pg_restore", *common, "-d", name, dump], check=True)
    shared = shared_of(house.manager)
    key = shared.local.copy()
    return opening.open_joined(
        house.manager.folder, key, replace(shared.way, database=name), clock=house.clock
    )


def administer(house: AgencyDesk, database: str, *sentences: str) -> None:
    """What only whoever runs the server can do."""
    done = psql(replace(house.address, database=database), "wdadmin", "", *sentences)
    assert done.returncode == 0, done.stderr


def test_a_restored_dump_is_sound_and_reads_as_it_did(house: AgencyDesk, tmp_path: Path) -> None:
    morag = house.invite("Morag Sinclair")
    client = a_client(morag)
    journal.write_note(morag, client, "Written before the backup.", today=TODAY)
    access.who_has_looked(morag, client)
    with closing(restored(house, tmp_path, "restored_sound")) as copy:
        sound = health.verify(copy)
        assert sound.clients == 1 and sound.log_rows >= 1
        assert "Written before the backup." in [row.words for row in journal.journal_rows(copy, client)]
        told = dict(health.health(copy))
        assert told["Server"].startswith("15") and told["People"] == "2 working"


def test_a_caseload_is_taken_out_again_of_a_restored_desk(house: AgencyDesk, tmp_path: Path) -> None:
    """Restoring gives every row another transaction; what came in with a caseload is known all the same."""
    line = {"Ref": "A1", "Surname": "Reid", "Forename": "Ann", "DOB": "7/5/61", "Benefit": "ADP"}
    line |= {"Outcome": "Awarded", "Weekly gain": "10.50"}
    line |= {"Decision date": "1/10/2026", "Date confirmed": "2/10/2026"}
    came = intake.bring_in(house.manager, comma_file(list(line), list(line.values())), "log.csv", today=TODAY)
    assert came.intake_id is not None
    case = a_case(house.manager, a_client(house.manager))
    with closing(restored(house, tmp_path, "restored_intake")) as copy:
        with copy.look() as look:
            assert look.scalar(select(func.count()).select_from(Gain).where(Gain.confirmed_on.is_not(None)))
        intake.undo(copy, came.intake_id, today=TODAY)
        with copy.look() as look:
            assert look.scalar(select(func.count()).select_from(Gain)) == 0
            assert look.scalars(select(Case.id)).all() == [case]


def test_what_was_done_to_the_log_behind_our_back_is_found(house: AgencyDesk, tmp_path: Path) -> None:
    morag = house.invite("Moira Innes")
    for _ in range(3):
        access.who_has_looked(morag, a_client(morag))
    with closing(restored(house, tmp_path, "restored_log")) as copy:
        assert health.verify(copy).log_rows >= 3
        administer(house, "restored_log", "UPDATE access_log SET reason = 'ok_other' WHERE seq = 2")
        with pytest.raises(LogBroken, match="row 2"):
            health.verify(copy)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("ALTER TABLE people DISABLE ROW LEVEL SECURITY", "people shows its rows to everybody"),
        ("DROP POLICY wd_select ON journal", "journal has other rules"),
        ("CREATE POLICY also ON journal USING (true)", "journal has other rules"),
        ("ALTER TABLE gains OWNER TO wdadmin", "gains belongs to wdadmin"),
        ("ALTER TABLE access_log DISABLE TRIGGER wd_follows", "is not watched"),
        ("DELETE FROM sealed_keys WHERE advisor_id IS NULL", "not sealed for the two halves"),
    ],
)
def test_a_rule_taken_away_is_named(house: AgencyDesk, tmp_path: Path, harm: str, said: str) -> None:
    a_client(house.manager)
    name = f"restored_{abs(hash(harm))}"
    with closing(restored(house, tmp_path, name)) as copy:
        administer(house, name, harm)
        with pytest.raises(health.RulesBroken, match=said):
            health.verify(copy)


def test_only_who_sees_everything_can_check_it(house: AgencyDesk) -> None:
    one = house.invite("Rab Kerr")
    with pytest.raises(NotYours):
        health.verify(one)
    reviewer = house.invite("Rhona Weir", role="reviewer")
    assert health.verify(reviewer).tables > 80
