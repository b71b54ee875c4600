"""An open desk: one writer, many readers, units of work that end clean, and nothing half-opened left."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from building import (
    PASSPHRASE,
    TODAY,
    MovingClock,
    a_case,
    a_client,
    a_consent,
    a_note,
    a_practice,
    a_reading,
)
from sqlalchemy import func, select, text, update

from welfare_desk.casework import access, agency
from welfare_desk.casework.agency import PracticeDraft
from welfare_desk.casework.consent import consents
from welfare_desk.casework.desk import ChangedMeanwhile, Desk, NotFound, ReadOnlyDesk
from welfare_desk.casework.figures import gains
from welfare_desk.casework.matters import cases, journal, key_dates
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.opening import NewAdvisor, make_desk, open_desk, open_or_read
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.safekeeping import trust
from welfare_desk.errors import Problems, WorldFault
from welfare_desk.records.people import Person
from welfare_desk.records.service import Counter, History, Practice
from welfare_desk.records.tables import Base
from welfare_desk.vault import faults
from welfare_desk.vault.lock import HeldBy
from welfare_desk.vault.slots import Strength

WHOLE = ("desk.db", "keys.json")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in WHOLE}


def count(desk: Desk, table: type) -> int:
    with desk.look() as look:
        return look.scalar(select(func.count()).select_from(table)) or 0


# --- Two at once ------------------------------------------------------------------------------------


@contextmanager
def held_elsewhere(folder: Path) -> Iterator[None]:
    script = Path(__file__).with_name("desk_holder.py")
    with subprocess.Popen(
        [sys.executable, str(script), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    ) as process:
        assert process.stdout and process.stdout.readline() == "holding\n"
        try:
            yield
        finally:
            process.communicate("")
    assert process.returncode == 0


@pytest.mark.laptop("how the folder's own file is opened and held")
def test_who_comes_second_reads_and_is_told_who_writes(desk: Desk, clock: MovingClock) -> None:
    desk.close()
    with held_elsewhere(desk.folder):
        with pytest.raises(HeldBy, match="Morag Sinclair"):
            open_desk(desk.folder, PASSPHRASE, clock=clock)
        second = open_or_read(desk.folder, PASSPHRASE, clock=clock)
        assert second.read_only and "Morag Sinclair" in (second.in_use_by or "")
        assert [row.name for row in clients.page(second)] == ["Held, Jean"]
        with pytest.raises(ReadOnlyDesk, match="Morag Sinclair"):
            a_client(second)
        second.close()
    again = open_desk(desk.folder, PASSPHRASE, clock=clock)
    a_client(again)
    again.close()


@pytest.mark.laptop("how the folder's own file is opened and held")
def test_a_read_only_desk_cannot_be_written_behind_its_back(desk: Desk, clock: MovingClock) -> None:
    desk.close()
    reader = open_desk(desk.folder, PASSPHRASE, clock=clock, read_only=True)
    with pytest.raises(Exception, match="readonly"), reader.engine.begin() as connection:
        connection.execute(update(Practice).values(name="x"))
    reader.close()


def test_two_windows_on_one_client_do_not_overwrite_each_other(desk_on_both: Desk) -> None:
    person = a_client(desk_on_both)
    with desk_on_both.look() as look:
        stale = look.get_one(Person, person)
    view = clients.client(desk_on_both, person)
    clients.change_client(desk_on_both, person, ClientDraft("Reid", "Cal"), version=view.version, today=TODAY)
    with pytest.raises(ChangedMeanwhile), desk_on_both.unit_of_work() as work:
        stale.gp_name = "Dr Rennie"
        work.session.add(stale)
        work.commit()


# --- What will not open -----------------------------------------------------------------------------


@pytest.mark.laptop("how the folder's own file is opened and held")
@pytest.mark.parametrize("read_only", [False, True])
def test_a_desk_newer_than_the_program_is_left_byte_for_byte(
    desk: Desk, clock: MovingClock, read_only: bool
) -> None:
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    desk.close()
    before = bytes_of(desk.folder)
    for _ in range(2):
        with pytest.raises(faults.DeskNewer) as newer:
            open_desk(desk.folder, PASSPHRASE, clock=clock, read_only=read_only)
        assert newer.value.exit_code == 4
    assert bytes_of(desk.folder) == before
    assert read_only or not list(desk.folder.glob("desk.db-*"))  # a reader may not clear SQLite's own away
    with pytest.raises(faults.DeskNewer):
        open_or_read(desk.folder, PASSPHRASE, clock=clock)


def test_a_wrong_passphrase_and_a_folder_that_is_no_desk_change_nothing(
    desk: Desk, clock: MovingClock, tmp_path: Path
) -> None:
    desk.close()
    before = (desk.folder / "desk.db").read_bytes()
    with pytest.raises(faults.WrongPassphrase):
        open_desk(desk.folder, "not this one at all", clock=clock)
    assert (desk.folder / "desk.db").read_bytes() == before
    (tmp_path / "empty").mkdir()
    with pytest.raises(WorldFault):
        open_desk(tmp_path / "empty", PASSPHRASE, clock=clock)
    assert list((tmp_path / "empty").iterdir()) == []


@pytest.mark.laptop("how the folder's own file is opened and held")
def test_a_folder_nobody_may_write_to_opens_for_reading(desk: Desk, clock: MovingClock) -> None:
    """Root, whom no permission stops, lays its powers down first."""
    a_client(desk, surname="Kept")
    desk.close()
    script = (
        "import ctypes, sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from welfare_desk.casework.people import clients\n"
        "from welfare_desk.casework.desk import FixedClock\n"
        "from welfare_desk.casework.opening import open_or_read\n"
        "version_3, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()\n"
        "assert not sys.platform.startswith('linux') or ctypes.CDLL(None).capset(version_3, none) == 0\n"
        "clock = FixedClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))\n"
        "desk = open_or_read(Path(sys.argv[1]), sys.argv[2], clock=clock)\n"
        "print(desk.read_only, [row.name for row in clients.page(desk)])\n"
    )
    modes = {place: place.stat().st_mode for place in (desk.folder, *desk.folder.iterdir())}
    for place in modes:
        place.chmod(0o555 if place is desk.folder else 0o444)
    try:
        done = subprocess.run(
            [sys.executable, "-c", script, str(desk.folder), PASSPHRASE],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    finally:
        for place, mode in modes.items():
            place.chmod(mode)
    assert done.stdout == "True ['Kept, Callum']\n", done.stderr


def test_a_desk_that_could_not_be_made_leaves_nothing(tmp_path: Path, clock: MovingClock) -> None:
    for name, passphrase in ((" ", PASSPHRASE), ("Morag", "short")):
        with pytest.raises(Exception):  # noqa: B017  whatever it is, nothing may stay
            make_desk(
                tmp_path / "new", NewAdvisor(name), passphrase, clock=clock, strength=Strength.for_tests()
            )
        assert not (tmp_path / "new").exists() or list((tmp_path / "new").iterdir()) == []


@pytest.mark.laptop("how the folder's own file is opened and held")
def test_a_page_torn_while_the_log_was_copied_is_whole_again_once_opened(
    desk: Desk, clock: MovingClock, tmp_path: Path
) -> None:
    """What a power cut leaves in the middle of a checkpoint: torn pages, whole in the log beside them."""
    a_client(desk)
    found = tmp_path / "found"
    found.mkdir()
    for name in (*WHOLE, "desk.db-wal"):
        (found / name).write_bytes((desk.folder / name).read_bytes())
    log, page = (found / "desk.db-wal").read_bytes(), 4096
    whole = bytearray((found / "desk.db").read_bytes())
    for frame in range(32, len(log), 24 + page):
        at = (int.from_bytes(log[frame : frame + 4], "big") - 1) * page
        whole[at + 512 : at + page] = bytes(page - 512)
    (found / "desk.db").write_bytes(whole)
    again = open_desk(found, PASSPHRASE, clock=clock)
    assert [row.name for row in clients.page(again)] == ["Reid, Callum"]
    trust.verify_desk(again)  # or it raises
    again.close()


# --- Units of work ----------------------------------------------------------------------------------


def test_a_unit_of_work_left_early_writes_nothing(desk_on_both: Desk) -> None:
    a_client(desk_on_both)  # the running number of references is begun
    before = {table.name: 0 for table in Base.metadata.sorted_tables}
    with desk_on_both.look() as look:
        before = {
            name: look.scalar(select(func.count()).select_from(Base.metadata.tables[name])) for name in before
        }
    with desk_on_both.unit_of_work() as work:
        clients.keep_client(work, ClientDraft("Gone"), today=TODAY)
    with pytest.raises(ZeroDivisionError), desk_on_both.unit_of_work() as work:
        clients.keep_client(work, ClientDraft("Gone"), today=TODAY)
        work.session.flush()
        raise ZeroDivisionError
    with desk_on_both.look() as look:
        assert before == {
            name: look.scalar(select(func.count()).select_from(Base.metadata.tables[name])) for name in before
        }
    a_client(desk_on_both)


def test_a_reading_session_cannot_write(desk: Desk) -> None:
    with desk.look() as look:
        look.add(Practice(name="Sneaked in", terms={}, made_at=desk.clock.now()))
    assert agency.practices(desk) == []


def test_references_are_never_given_out_twice(desk_on_both: Desk) -> None:
    given = set()
    for n in range(30):
        person = a_client(desk_on_both, surname=f"Client {n}")
        given.add(clients.client(desk_on_both, person).reference)
    with desk_on_both.unit_of_work() as work:
        lost = work.next_reference()
    assert len(given) == 30 and lost not in given
    with desk_on_both.look() as look:
        # At a shared desk a number is its taker's at once, so that nobody waits for it.
        assert look.get_one(Counter, "reference").last == 30 + (desk_on_both.shared is not None)


# Whose client somebody is, said by the server's own functions, which leave who gave it in the row.
MADE_BY_THE_SERVER = ("assignments",)


def test_every_row_written_has_its_line_of_history(desk_on_both: Desk) -> None:
    desk = desk_on_both
    kept = [
        table
        for table in Base.metadata.sorted_tables
        if "version" in table.c and table.name not in ("drafts", *MADE_BY_THE_SERVER)
    ]
    with desk.look() as look:  # a new desk's own rows were written as it was made
        there = {(table.name, id) for table in kept for id in look.scalars(select(table.c.id))}
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    case = a_case(desk, person)
    consent = a_consent(desk, person, practice)
    a_note(desk, person, case, a_reading(desk, person, case, practice))
    journal.add_task(desk, "Ring him", person_id=person, due_on=TODAY)
    key_dates.add_key_date(desk, case, "Form back", TODAY + timedelta(days=20), today=TODAY)
    consents.withdraw(desk, consent, how="letter", today=TODAY)
    cases.close_case(desk, case, because="moved away", today=TODAY)
    with desk.look() as look:
        made = {
            (line.table, line.row_id) for line in look.scalars(select(History).where(History.act == "made"))
        }
        changed = {
            (line.table, line.row_id)
            for line in look.scalars(select(History).where(History.act == "changed"))
        }
        for table in kept:
            for id, version in look.execute(select(table.c.id, table.c.version)):
                if (table.name, id) in there:
                    continue
                assert (table.name, id) in made, f"{table.name} was written without a trace"
                assert version == 1 or (table.name, id) in changed, (
                    f"{table.name} was changed without a trace"
                )


# --- What gets out ----------------------------------------------------------------------------------


def _parts(value: Any) -> Iterator[Any]:
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _parts(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _parts(part)


def test_no_row_of_the_store_leaves_the_use_cases(desk: Desk, clock: MovingClock) -> None:
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    case = a_case(desk, person, practice_id=practice)
    a_consent(desk, person, practice)
    a_note(desk, person, case, a_reading(desk, person, case, practice))
    key_dates.add_key_date(desk, case, "Form back", TODAY, today=TODAY)
    gains.record_decision(
        desk,
        case,
        gains.DecisionDraft(TODAY, "awarded", gain=gains.GainDraft(Decimal("10.00"))),
        today=TODAY,
    )
    answers = [
        clients.page(desk),
        clients.find(desk, "reid"),
        clients.client(desk, person),
        cases.case_rows(desk),
        cases.case(desk, case),
        key_dates.upcoming(desk, today=TODAY),
        journal.journal_rows(desk, person),
        consents.consents(desk, person, now=clock.now()),
        evidence.readings(desk, person),
        evidence.note_heads(desk, person_id=person),
        access.who_has_looked(desk, person),
        gains.ledger(desk),
        agency.practices(desk),
        agency.recipients(desk),
        agency.advisors(desk),
        agency.agency(desk, on=TODAY),
        agency.change_practice(desk, agency.PracticeDraft("Other")),
    ]
    for answer in answers:
        assert answer
        for part in _parts(answer):
            assert not isinstance(part, Base), part
            assert not hasattr(part, "_sa_instance_state")


# --- Journal and key dates --------------------------------------------------------------------------


def test_a_note_is_changed_the_same_day_by_its_writer_and_corrected_after(
    desk: Desk, clock: MovingClock
) -> None:
    person = a_client(desk)
    written = journal.write_note(desk, person, "Rang.", today=TODAY)
    journal.write_note(desk, person, "Rang twice.", today=TODAY, entry_id=written.id)
    clock.move(days=1)
    journal.write_note(desk, person, "Rang once.", today=clock.today(), entry_id=written.id)
    words = [row.words for row in journal.journal_rows(desk, person) if row.kind == "note"]
    assert words == ["Rang once.", "Rang twice."]


def test_an_empty_note_and_a_note_about_somebody_else_are_refused(desk: Desk) -> None:
    person, other = a_client(desk), a_client(desk, surname="Other")
    with pytest.raises(Problems, match="nothing"):
        journal.write_note(desk, person, "  \n", today=TODAY)
    written = journal.write_note(desk, person, "Rang.", today=TODAY)
    with pytest.raises(NotFound):
        journal.write_note(desk, other, "Rang.", today=TODAY, entry_id=written.id)
    with pytest.raises(NotFound):
        journal.write_note(desk, other, "Rang.", today=TODAY, case_id=a_case(desk, person))


def test_signs_in_a_search_of_cases_and_bodies_mean_themselves(desk_on_both: Desk) -> None:
    a_case(desk_on_both, a_client(desk_on_both))
    for sign in (
        "%",
        "_",
        "%-0002",
        "__-0002",
    ):  # each would find the case as a pattern
        assert cases.case_rows(desk_on_both, typed=sign) == []
        assert agency.recipients(desk_on_both, typed=sign) == []
    assert len(cases.case_rows(desk_on_both, typed="AD")) == 1


def test_readings_of_one_page_tell_of_one_moment(desk: Desk) -> None:
    """What is written while a page is read shows in all of it or in none."""
    with desk.one_look() as page:
        before = agency.practices(desk)
        changed = threading.Thread(target=agency.change_practice, args=(desk, PracticeDraft("Quay")))
        changed.start()
        changed.join()
        with desk.look() as inside:
            assert inside is page
        assert agency.practices(desk) == before == []
    assert [row.name for row in agency.practices(desk)] == ["Quay"]
