"""A caseload comes in once, as a whole, to the penny; it goes out as a whole; nothing half-done stays."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from building import PASSPHRASE, TODAY, MovingClock, a_client, a_practice
from caseload_files import HEADINGS, comma_file
from sqlalchemy import func, select

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import journal
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.people import clients
from welfare_desk.casework.workbook import intake
from welfare_desk.records.evidence import Consent
from welfare_desk.records.money import DebtOutcome, Gain
from welfare_desk.records.people import ImportedRef, Person, SearchTerm
from welfare_desk.records.tables import Base
from welfare_desk.rules import money

CASELOAD = Path(__file__).parents[2] / "data" / "caseload"
TRUTH = json.loads((CASELOAD / "practice-desk.truth.json").read_text(encoding="utf-8"))
FATES = {"accepted": "accept", "duplicate": "duplicate", "refused": "reject", "blank": "blank"}
ON_RECORD = {"intakes", "history", "counters"}
"""What rightly stays when a caseload is taken out: that it was here, and the numbers given out."""


def the_file(kind: str) -> bytes:
    return (CASELOAD / f"practice-desk.{kind}").read_bytes()


def bring(desk: Desk, data: bytes, name: str = "log.csv") -> intake.BroughtIn:
    return intake.bring_in(desk, data, name, today=desk.clock.today())


def row(**facts: str) -> dict[str, str]:
    return {"Ref": "A1", "Surname": "Reid", "Forename": "Ann", "DOB": "7/5/61", "Benefit": "ADP"} | facts


def a_file(*rows: dict[str, str]) -> bytes:
    headings = list(dict.fromkeys([*HEADINGS, *(key for one in rows for key in one)]))
    return comma_file(headings, *[[one.get(heading, "") for heading in headings] for one in rows])


def row_counts(desk: Desk) -> dict[str, int]:
    with desk.look() as look:
        return {
            table.name: look.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def without(counts: dict[str, int], names: set[str]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if name not in names}


# --- The truth, through the database ----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_caseload_is_in_the_desk_to_the_person_and_the_penny(desk_on_both: Desk, kind: str) -> None:
    came = bring(desk_on_both, the_file(kind), f"log.{kind}")
    assert {FATES[fate]: count for fate, count in came.counts.items()} == TRUTH["counts"]
    assert came.people == TRUTH["people"] == row_counts(desk_on_both)["people"]
    years = defaultdict(lambda: [0, 0, 0, 0])
    with desk_on_both.look() as look:
        for gain in look.scalars(select(Gain).where(Gain.confirmed_on.is_not(None))):
            year = years[_year(gain.confirmed_on)]
            once = gain.frequency == "one_off"
            year[0] += 0 if once else gain.amount_pence * 52
            year[1] += gain.arrears_pence + (gain.amount_pence if once else 0)
            year[3] += bool(gain.amount_pence) + bool(gain.arrears_pence)
        for outcome in look.scalars(select(DebtOutcome).where(DebtOutcome.confirmed_on.is_not(None))):
            years[_year(outcome.confirmed_on)][2] += outcome.written_off_pence
            years[_year(outcome.confirmed_on)][3] += 1
        weekly = defaultdict(int)
        for gain in look.scalars(
            select(Gain).where(Gain.confirmed_on.is_not(None), Gain.frequency == "weekly")
        ):
            weekly[gain.benefit] += gain.amount_pence
        assert set(look.scalars(select(Consent.state))) == {"not_done"}
    assert {
        name: {
            "ongoing_annual": money.plain(Decimal(year[0]) / 100),
            "lump": money.plain(Decimal(year[1]) / 100),
            "written_off": money.plain(Decimal(year[2]) / 100),
            "gains": str(year[3]),
        }
        for name, year in years.items()
    } == TRUTH["confirmed"]
    in_pounds = {code: money.plain(Decimal(pence) / 100) for code, pence in weekly.items() if pence}
    assert in_pounds == TRUTH["confirmed_weekly_by_benefit"]


def _year(day: object) -> str:
    start = day.year - (day.month < 4)  # type: ignore[attr-defined]
    return f"{start}-{(start + 1) % 100}"


@pytest.mark.parametrize("kinds", [("xlsx", "xlsx"), ("csv", "csv"), ("xlsx", "csv"), ("csv", "xlsx")])
def test_the_same_rows_again_add_nothing_to_any_table(desk: Desk, kinds: tuple[str, str]) -> None:
    first, second = kinds
    bring(desk, the_file(first), f"log.{first}")
    before = row_counts(desk)
    again = bring(desk, the_file(second), f"log.{second}")
    if first == second:  # a refused row is known again by its cells, which a CSV writes its own way
        assert row_counts(desk) == before and again.intake_id is None
    assert without(row_counts(desk), ON_RECORD | {"intake_rows"}) == without(
        before, ON_RECORD | {"intake_rows"}
    )
    assert again.people == TRUTH["people"]
    assert again.counts["accepted"] == 0
    assert again.counts["duplicate"] == TRUTH["counts"]["accept"] + TRUTH["counts"]["duplicate"]
    said = [row.reasons for row in again.rows if row.fate == "duplicate"]
    assert said.count(("already in the desk",)) == TRUTH["counts"]["accept"]


def test_trying_out_says_the_same_and_writes_nothing(desk: Desk) -> None:
    before = row_counts(desk)
    tried = intake.try_out(desk, the_file("xlsx"), "log.xlsx", today=TODAY)
    assert row_counts(desk) == before
    assert tried.as_json() == bring(desk, the_file("xlsx"), "log.xlsx").as_json()


# --- Taken out again --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_undo_takes_everything_out_of_every_table(desk_on_both: Desk, kind: str) -> None:
    a_client(desk_on_both)
    before = row_counts(desk_on_both)
    came = bring(desk_on_both, the_file(kind), f"log.{kind}")
    assert came.intake_id is not None
    intake.undo(desk_on_both, came.intake_id, today=TODAY)
    assert without(row_counts(desk_on_both), ON_RECORD) == without(before, ON_RECORD)
    with desk_on_both.look() as look:
        assert look.scalar(select(func.count()).select_from(SearchTerm)) == before["search_terms"]
    with pytest.raises(intake.AlreadyUndone):
        intake.undo(desk_on_both, came.intake_id, today=TODAY)
    assert intake.refused_rows(desk_on_both) == []
    assert bring(desk_on_both, the_file(kind), f"log.{kind}").as_json() == came.as_json()


def test_undo_refuses_once_work_was_added(desk: Desk) -> None:
    came = bring(desk, a_file(row()))
    assert came.intake_id is not None
    [person] = [one.id for one in clients.page(desk)]
    journal.write_note(desk, person, "He came back.", today=TODAY)
    before = row_counts(desk)
    with pytest.raises(intake.CannotUndo):
        intake.undo(desk, came.intake_id, today=TODAY)
    assert row_counts(desk) == before


def test_undo_refuses_once_a_client_was_changed(desk: Desk) -> None:
    came = bring(desk, a_file(row()))
    assert came.intake_id is not None
    view = clients.client(desk, clients.page(desk)[0].id)
    clients.change_client(desk, view.id, view.draft, version=view.version, today=TODAY)
    clients.change_client(
        desk, view.id, replace(view.draft, phone="01382 496 001"), version=view.version, today=TODAY
    )
    with pytest.raises(intake.CannotUndo):
        intake.undo(desk, came.intake_id, today=TODAY)


def test_a_practice_others_came_to_use_stays(desk: Desk) -> None:
    came = bring(
        desk, a_file(row(Practice="Ferry Road Surgery"), row(Ref="A2", Forename="Bo", Practice="Mill Lane"))
    )
    assert came.intake_id is not None
    used = next(one.id for one in agency.practices(desk) if one.name == "Ferry Road Surgery")
    a_client(desk, surname="Later", practice_id=used)
    intake.undo(desk, came.intake_id, today=TODAY)
    assert [one.name for one in agency.practices(desk)] == ["Ferry Road Surgery"]
    assert agency.recipients(desk, typed="Ferry Road") and not agency.recipients(desk, typed="Mill Lane")


def test_a_practice_is_known_however_it_is_written(desk: Desk) -> None:
    practice = a_practice(desk)
    bring(desk, a_file(row(Practice="MILLBANK  medical practice")))
    assert [one.id for one in agency.practices(desk)] == [practice]


# --- Who is who -------------------------------------------------------------------------------------


def test_a_client_already_here_is_joined_and_found_by_the_new_reference(desk_on_both: Desk) -> None:
    desk = desk_on_both
    here = a_client(desk, surname="Reid", forenames="Ann", born_on=None, ni_number="YM995758D")
    terms = row_counts(desk)["search_terms"]
    came = bring(desk, a_file(row(**{"NI No": "YM 99 57 58 D", "Ref": "LOG-9"})))
    assert came.people == 1 and row_counts(desk)["people"] == 1
    assert [one.id for one in clients.find(desk, "log-9")] == [here]
    assert came.intake_id is not None
    intake.undo(desk, came.intake_id, today=TODAY)
    assert row_counts(desk)["search_terms"] == terms and clients.find(desk, "log-9") == []
    assert clients.client(desk, here).name == "Ann Reid"


@pytest.mark.parametrize(
    ("known", "joined"),
    [
        ({"born_on": "same"}, True),
        ({"born_on": "same", "ni_number": "YM995758D"}, True),
        ({"born_on": "same", "ni_number": "AB123456C"}, False),
        ({"born_on": None}, False),
        ({"born_on": "same", "surname": "Reed"}, False),
    ],
)
def test_people_are_joined_only_where_nothing_speaks_against_it(
    desk: Desk, known: dict[str, object], joined: bool
) -> None:
    facts = known | ({"born_on": date(1961, 5, 7)} if known.get("born_on") == "same" else {})
    a_client(desk, **({"surname": "Réid", "forenames": "ANN"} | facts))
    bring(desk, a_file(row(**{"NI No": "YM995758D"})))
    assert row_counts(desk)["people"] == (1 if joined else 2)


def test_health_columns_come_in_only_with_the_agencys_tick(desk: Desk) -> None:
    data = a_file(row(**{"Mental health": "Yes", "Long-term condition": "No"}))
    bring(desk, data)
    with desk.look() as look:
        assert look.execute(select(Person.mental_health, Person.long_term_condition)).all() == [(None, None)]
    listed = intake.intakes(desk)[0]
    intake.undo(desk, listed.id, today=TODAY)
    agency.change_agency(desk, agency.Agency("Tayside", may_hold_health_statistics=True), today=TODAY)
    bring(desk, data)
    with desk.look() as look:
        assert look.execute(select(Person.mental_health, Person.long_term_condition)).all() == [(True, False)]


# --- Refused rows -----------------------------------------------------------------------------------


def test_a_mended_row_comes_in_and_waits_no_longer(desk: Desk) -> None:
    bring(desk, a_file(row(), row(Ref="A2", Forename="Bo", DOB="14/03/2031")))
    [waiting] = intake.refused_rows(desk)
    assert "in the future" in waiting.reasons[0]
    still = intake.mend(desk, waiting.id, {"DOB": "14/03/2032"}, today=TODAY)
    assert still.counts["refused"] == 1 and len(intake.refused_rows(desk)) == 1
    mended = intake.mend(desk, waiting.id, {"DOB": "14/03/1931"}, today=TODAY)
    assert mended.counts["accepted"] == 1 and intake.refused_rows(desk) == []
    assert [one.name for one in clients.page(desk)] == ["Reid, Ann", "Reid, Bo"]
    assert [one.name for one in clients.find(desk, "A2")] == ["Reid, Bo"]


def test_a_mended_row_still_wrong_is_not_kept_twice(desk: Desk) -> None:
    bring(desk, a_file(row(DOB="14/03/2031")))
    [waiting] = intake.refused_rows(desk)
    before = row_counts(desk)
    for year in (2032, 2033):
        intake.mend(desk, waiting.id, {"DOB": f"14/03/{year}"}, today=TODAY)
    assert row_counts(desk) == before


def test_refused_rows_written_out_are_plain_text_to_a_spreadsheet(desk: Desk) -> None:
    evil = ("=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-2+3", "\t=1", "\r=1")
    bring(desk, a_file(*(row(Ref=f"A{n}", Notes=sign, DOB="31/02/1960") for n, sign in enumerate(evil))))
    written = intake.refused_as_csv(desk).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert len(rows) == 1 + len(evil)
    for line in rows:
        for cell in line:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_nothing_of_a_refused_row_lies_in_the_clear(desk: Desk) -> None:
    canary = "canaryrowwords"
    bring(desk, a_file(row(Notes=canary, DOB="31/02/1960"), row(Ref="A2", Notes="told us she is unwell")))
    with desk.look() as look:
        for table in Base.metadata.sorted_tables:
            for kept in look.execute(select(table)):
                assert canary not in str(kept)


# --- Half-way -------------------------------------------------------------------------------------


def many_rows(count: int) -> bytes:
    rows = [
        row(
            Ref=f"R{n:05}",
            Surname=f"Name{n % 997}",
            Forename=f"Given{n}",
            DOB=f"{n % 28 + 1}/{n % 12 + 1}/19{n % 60 + 30}",
            Outcome="Awarded",
            **{"Weekly gain": "10.50", "Decision date": "1/10/2026", "Date confirmed": "2/10/2026"},
            Notes="As heard on the day. " * 3,
        )
        for n in range(count)
    ]
    return a_file(*rows)


def in_a_process(desk_folder: Path, file: Path, *more: str) -> subprocess.Popen[str]:
    script = Path(__file__).parents[1] / "bringing_in.py"
    return subprocess.Popen(
        [sys.executable, str(script), str(desk_folder), str(file), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )


@pytest.fixture
def closed_desk(desk: Desk) -> tuple[Path, dict[str, int]]:
    a_client(desk)
    counts = row_counts(desk)
    desk.close()
    return desk.folder, counts


@pytest.mark.laptop("the disk that fills is the folder's")
def test_a_full_disk_half_way_leaves_the_desk_as_it_was(
    closed_desk: tuple[Path, dict[str, int]], tmp_path: Path, clock: MovingClock
) -> None:
    folder, before = closed_desk
    file = tmp_path / "many.csv"
    file.write_bytes(many_rows(600))
    process = in_a_process(folder, file, str((folder / "desk.db").stat().st_size + 200_000))
    _, said = process.communicate(timeout=120)
    assert process.returncode == 1 and said.startswith("Disk") and "Traceback" not in said, said
    again = open_desk(folder, PASSPHRASE, clock=clock)
    assert row_counts(again) == before
    assert bring(again, file.read_bytes()).counts["accepted"] == 600
    again.close()


@pytest.mark.parametrize("after", [0.2, 0.5, 1.0])
def test_a_kill_half_way_leaves_the_desk_as_it_was(
    closed_desk: tuple[Path, dict[str, int]], tmp_path: Path, clock: MovingClock, after: float
) -> None:
    folder, before = closed_desk
    file = tmp_path / "many.csv"
    file.write_bytes(many_rows(4000))
    process = in_a_process(folder, file)
    assert process.stdout and process.stdout.readline() == "beginning\n"
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "it was done before it was killed"
    again = open_desk(folder, PASSPHRASE, clock=clock)
    assert row_counts(again) == before
    again.close()


def test_a_long_caseload_comes_in_and_goes_out(desk: Desk) -> None:
    data = many_rows(1000)
    start = time.perf_counter()
    came = bring(desk, data)
    brought = time.perf_counter()
    assert came.counts["accepted"] == 1000 and came.intake_id
    assert bring(desk, data).counts["duplicate"] == 1000
    again = time.perf_counter()
    intake.undo(desk, came.intake_id, today=TODAY)
    sys.stdout.write(
        f"\n1,000 rows: in {brought - start:.1f} s, again {again - brought:.1f} s, "
        f"out {time.perf_counter() - again:.1f} s\n"
    )
    assert row_counts(desk)["people"] == 0


def test_every_imported_reference_belongs_to_its_client(desk: Desk) -> None:
    bring(desk, the_file("csv"))
    with desk.look() as look:
        refs = look.scalars(select(ImportedRef.ref)).all()
    assert len(refs) == TRUTH["counts"]["accept"]
    for ref in refs[::20]:
        assert len(clients.find(desk, ref)) == 1
