"""An agency's desk goes on: when its server is lost and a standby takes over, and while it is upgraded."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import agency_desk
import pytest
import shared_server
from agency_desk import SETUP_PASSWORD, AgencyDesk, psql
from building import TODAY, MovingClock, a_client
from sqlalchemy import Connection
from sqlalchemy.engine import URL

from benchmarks import private_server
from welfare_desk.casework.desk import NotYours, OnStandby
from welfare_desk.casework.matters import journal
from welfare_desk.casework.shared import health, opening, upgrading
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.errors import DeskError
from welfare_desk.records import engine as engines


@pytest.fixture
def primary() -> Iterator[URL]:
    with shared_server.running() as url:
        yield url


def caught_up(server: URL, port: int) -> None:
    """Wait until the standby has all that the server wrote."""
    address = agency_desk.opening_address(server)
    ahead = psql(replace(address, database="postgres"), "wdadmin", "", "SELECT pg_current_wal_lsn()")
    asked = f"SELECT pg_last_wal_replay_lsn() >= '{ahead.stdout.strip()}'"
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if psql(replace(address, port=port, database="postgres"), "wdadmin", "", asked).stdout.strip() == "t":
            return
        time.sleep(0.1)
    raise AssertionError("the standby did not catch up")


def test_a_standby_takes_over_and_the_open_desk_goes_on_with_nothing_lost(
    primary: URL, tmp_path: Path
) -> None:
    clock = MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    house = agency_desk.make(primary, tmp_path, clock)
    morag = house.invite("Morag Sinclair")
    client = a_client(morag)
    journal.write_note(morag, client, "Before the server was lost.", today=TODAY)
    folder, port = shared_server.folder_of(primary), primary.port
    assert port is not None
    subprocess.run(
        [
            str(private_server.program("pg_basebackup")),
            "-D",
            str(folder / "standby"),
            "-R",
            "-X",
            "stream",
            "-c",
            "fast",
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-U",
            "wdadmin",
        ],
        user=private_server.owner(),
        cwd=folder,
        check=True,
    )
    journal.write_note(morag, client, "While the standby was following.", today=TODAY)
    with private_server.started(folder, data="standby") as beside:
        caught_up(primary, beside)
        way = shared_of(house.manager).way
        looking = opening.open_joined(
            house.manager.folder,
            shared_of(house.manager).local.copy(),
            replace(way, port=beside),
            clock=clock,
        )
        assert dict(health.health(looking))["Standby"] == "this is a standby: reading only"
        assert "While the standby was following." in said(looking, client)
        with pytest.raises(OnStandby):
            journal.write_note(looking, client, "Not on a standby.", today=TODAY)
        looking.close()
        private_server.run("pg_ctl", folder, "-m", "immediate", "-w", "stop")
        with pytest.raises(DeskError):
            journal.write_note(morag, client, "Nobody there.", today=TODAY)
        private_server.run("pg_ctl", folder, "-w", "promote", data="standby")
    # It answers under the name and port of the one that was lost, as an agency's DNS or address would say.
    with private_server.started(folder, data="standby", port=port):
        journal.write_note(morag, client, "After it took over.", today=TODAY)
        kept = said(morag, client)
        assert {
            "Before the server was lost.",
            "While the standby was following.",
            "After it took over.",
        } <= set(kept)
        assert health.verify(house.manager).clients == 1
        assert dict(health.health(house.manager))["Standby"] == "no"
        house.close()


def said(desk: agency_desk.Desk, client: object) -> list[str]:
    return [row.words for row in journal.journal_rows(desk, client)]  # type: ignore[arg-type]


def test_people_write_on_while_the_tables_are_upgraded(
    house: AgencyDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upgrade that adds a column and sets every rule anew, three times, under four people's hands."""
    upgraded = iter(range(10))
    whole = engines.upgrade_on

    def with_one_column_more(connection: Connection, to: str = "head") -> None:
        whole(connection, to)
        connection.exec_driver_sql(f"ALTER TABLE journal ADD COLUMN later_{next(upgraded)} date")

    monkeypatch.setattr(engines, "upgrade_on", with_one_column_more)
    done, wrong = threading.Event(), []
    kept: dict[int, list[str]] = {}

    def writes(number: int, desk: agency_desk.Desk, client: object) -> None:
        kept[number] = []
        while not done.is_set():
            words = f"{number}: {len(kept[number])}"
            try:
                journal.write_note(desk, client, words, today=TODAY)  # type: ignore[arg-type]
                said(desk, client)
            except Exception as error:  # noqa: BLE001  whatever it is, an advisor would have met it
                wrong.append(error)
                return
            kept[number].append(words)

    people = [house.invite(f"Advisor {number}") for number in range(4)]
    clients = [a_client(desk) for desk in people]
    threads = [
        threading.Thread(target=writes, args=(number, desk, client))
        for number, (desk, client) in enumerate(zip(people, clients, strict=True))
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in range(3):
            upgrading.upgrade(house.address, SETUP_PASSWORD)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    for number, (desk, client) in enumerate(zip(people, clients, strict=True)):
        assert kept[number] and set(kept[number]) <= {
            row.words for row in journal.journal_rows(desk, client, limit=100_000)
        }
    assert health.verify(house.manager).clients == 4
    with pytest.raises(NotYours):
        health.verify(people[0])
