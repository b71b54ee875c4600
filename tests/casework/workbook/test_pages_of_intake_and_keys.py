"""A caseload that is stopped leaves nothing; what a column may be; who may change a passphrase."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from building import PASSPHRASE, TODAY

from welfare_desk.casework import agency, opening
from welfare_desk.casework.caseload import faults
from welfare_desk.casework.desk import Desk, ReadOnlyDesk
from welfare_desk.casework.workbook import intake, intake_page
from welfare_desk.vault.faults import WrongPassphrase


def a_file(rows: int) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Surname", "Forename", "DOB", "Benefit"])
    writer.writerows(
        [f"Mac{chr(65 + n % 26)}lay", f"Ann{'a' * (n // 26)}", "7/5/61", "PIP"] for n in range(rows)
    )
    return out.getvalue().encode()


def test_progress_is_told_and_stopping_leaves_the_desk_as_it_was(desk: Desk) -> None:
    class Stopped(Exception):
        pass

    told = []

    def stop_halfway(words: str, done: int, of: int) -> None:
        told.append((words, done, of))
        if done >= 100:
            raise Stopped

    with pytest.raises(Stopped):
        intake.bring_in(desk, a_file(120), "cases.csv", today=TODAY, progress=stop_halfway)
    assert told == [("Bringing the rows in", done, 120) for done in (0, 50, 100)]
    assert intake.intakes(desk) == []
    assert intake.try_out(desk, a_file(120), "cases.csv", today=TODAY).counts["accepted"] == 120


def test_what_is_new_in_a_file_is_counted_once(desk: Desk) -> None:
    data = a_file(3) + b"Reid,Callum,31/02/1970,PIP\n"
    assert intake.try_out(desk, data, "cases.csv", today=TODAY).new == 4
    assert intake.bring_in(desk, data, "cases.csv", today=TODAY).new == 4
    assert intake.try_out(desk, data, "cases.csv", today=TODAY).new == 0


def test_the_page_counts_only_rows_that_still_wait(desk: Desk) -> None:
    data = a_file(1) + b"Reid,Callum,31/02/1970,PIP\n"
    outcome = intake.bring_in(desk, data, "cases.csv", today=TODAY)
    [brought] = intake_page.page(desk, today=TODAY).brought
    assert (brought.name, brought.to_mend) == ("cases.csv", 1)
    [row] = intake.refused_rows(desk, outcome.intake_id)
    intake.mend(desk, row.id, {"DOB": "28/02/1970"}, today=TODAY)
    page = intake_page.page(desk, today=TODAY)
    assert [(one.name, one.to_mend) for one in page.brought] == [("A mended row", 0), ("cases.csv", 0)]
    assert page.last == page.brought[0].listed.id


def test_health_answers_are_offered_only_where_the_agency_said_so(desk: Desk) -> None:
    offered = {words for _, words in intake_page.page(desk, today=TODAY).choices}
    assert "Date of birth" in offered and "Mental health answer" not in offered
    allowing = replace(agency.agency(desk, on=TODAY), may_hold_health_statistics=True)
    agency.change_agency(desk, allowing, today=TODAY)
    assert "Mental health answer" in {words for _, words in intake_page.page(desk, today=TODAY).choices}


def test_a_file_too_big_is_never_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    with pytest.raises(faults.TooBig):
        intake_page.file_content(tmp_path / "huge.csv")
    with pytest.raises(intake_page.CannotReach):
        intake_page.file_content(tmp_path)


@pytest.mark.laptop("a second person's passphrase is in the same folder")
def test_a_passphrase_and_a_recovery_key_are_changed_by_who_knows_the_old_one(desk: Desk) -> None:
    with pytest.raises(WrongPassphrase):
        opening.new_recovery_key(desk, "somebody else's words")
    desk.clock.move(minutes=5)  # type: ignore[attr-defined]
    key = opening.new_recovery_key(desk, PASSPHRASE)
    assert opening.new_recovery_key_matches(key, key.lower()) is None
    opening.change_passphrase(desk, PASSPHRASE, "four red kites turning")
    with pytest.raises(WrongPassphrase):
        opening.open_desk(desk.folder, PASSPHRASE, clock=desk.clock, read_only=True)
    desk.clock.move(minutes=5)  # type: ignore[attr-defined]
    opening.open_desk(desk.folder, "four red kites turning", clock=desk.clock, read_only=True).close()


def test_a_desk_open_for_reading_keeps_its_keys(desk: Desk) -> None:
    reading = replace(desk, read_only=True)
    with pytest.raises(ReadOnlyDesk):
        opening.change_passphrase(reading, PASSPHRASE, "four red kites turning")
    with pytest.raises(ReadOnlyDesk):
        opening.new_recovery_key(reading, PASSPHRASE)
