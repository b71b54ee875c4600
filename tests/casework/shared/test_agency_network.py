"""The network goes in the middle of things: it is known soon, nothing waits, nothing is written twice."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from typing import Any

import agency_desk
import psycopg
import pytest
import shared_server
from agency_desk import AgencyDesk
from building import TODAY, a_client
from sqlalchemy import text
from sqlalchemy.engine import URL
from stalling_proxy import Proxy

from welfare_desk.casework.desk import Desk, OutOfReach, ServerGone
from welfare_desk.casework.matters import journal
from welfare_desk.casework.people import clients
from welfare_desk.casework.shared import committing, news
from welfare_desk.casework.shared.committing import PerhapsSaved
from welfare_desk.casework.shared.news import News, Told
from welfare_desk.casework.shared.opening import DeskAhead, NoLongerHere, shared_of
from welfare_desk.errors import WorldFault
from welfare_desk.records import server as servers

PATIENCE = 20


@pytest.fixture
def proxy(server: URL) -> Iterator[Proxy]:
    made = Proxy(server.port or 0)
    yield made
    made.close()


@pytest.fixture
def morag(house: AgencyDesk, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(news, "PING_SECONDS", 0.3)
    monkeypatch.setattr(news, "ANSWER_SECONDS", 1.0)
    monkeypatch.setattr(news, "_SELDOM_SECONDS", 1.0)
    return house.through(house.invite("Morag Sinclair", role="manager"), proxy.port)


class Heard:
    def __init__(self, desk: Desk) -> None:
        self.lost: queue.Queue[WorldFault] = queue.Queue()
        self.back: queue.Queue[str] = queue.Queue()
        self.news = News(desk, Told(lost=self.lost.put, back=self.back.put)).start()
        assert self.news.listening.wait(PATIENCE)


@pytest.fixture
def heard(morag: Desk) -> Iterator[Heard]:
    made = Heard(morag)
    yield made
    made.news.stop()


def notes(house: AgencyDesk) -> int:
    with house.manager.engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM journal")) or 0)


def test_a_line_that_hangs_is_known_soon_and_whoever_waits_on_it_is_told(
    morag: Desk, heard: Heard, proxy: Proxy
) -> None:
    client = a_client(morag)
    ended: queue.Queue[Any] = queue.Queue()

    def ask() -> None:
        try:
            ended.put(clients.client(morag, client))
        except WorldFault as fault:
            ended.put(fault)

    proxy.stall()
    began = time.monotonic()
    threading.Thread(target=ask).start()
    assert isinstance(ended.get(timeout=PATIENCE), ServerGone | OutOfReach)
    assert time.monotonic() - began < 10
    heard.lost.get(timeout=PATIENCE)
    at_once = time.monotonic()
    with pytest.raises(OutOfReach):  # refused, not waited for
        clients.client(morag, client)
    assert time.monotonic() - at_once < 0.2
    proxy.go_on()
    heard.back.get(timeout=PATIENCE)
    assert clients.client(morag, client).id == client


def test_a_server_that_is_stopped_and_started_again(morag: Desk, heard: Heard, server: URL) -> None:
    client = a_client(morag)
    with shared_server.stopped(server):
        heard.lost.get(timeout=PATIENCE)
        with pytest.raises(OutOfReach):
            journal.write_note(morag, client, "While it is away.", today=TODAY)
    heard.back.get(timeout=PATIENCE)
    journal.write_note(morag, client, "It is there again.", today=TODAY)


def cutting(monkeypatch: pytest.MonkeyPatch, before: Any, after: Any) -> None:
    """The next commit of the driver's is preceded and, half a second into it, followed by this."""
    real = psycopg.Connection.commit
    done: list[int] = []

    def commit(line: psycopg.Connection) -> None:
        if not done and line.info.transaction_status.name == "INTRANS":
            done.append(1)
            before()
            threading.Timer(0.5, after).start()
        real(line)

    monkeypatch.setattr(psycopg.Connection, "commit", commit)


def test_a_commit_whose_answer_was_lost_is_found_to_be_saved_and_is_there_once(
    morag: Desk, house: AgencyDesk, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = a_client(morag)
    before = notes(house)

    def cut() -> None:
        proxy.cut()
        proxy.go_on()

    cutting(monkeypatch, proxy.lose_answers, cut)
    journal.write_note(morag, client, "Said once.", today=TODAY)
    assert notes(house) == before + 1


def test_a_commit_that_never_arrived_is_found_not_to_be_saved(
    morag: Desk, house: AgencyDesk, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = a_client(morag)
    before = notes(house)
    real_cut = proxy.cut

    def lose() -> None:
        real_cut()
        proxy.go_on()

    cutting(monkeypatch, lose, lambda: None)
    with pytest.raises(ServerGone):
        journal.write_note(morag, client, "Never arrived.", today=TODAY)
    assert notes(house) == before
    journal.write_note(morag, client, "Said again.", today=TODAY)
    assert notes(house) == before + 1


def test_while_nobody_can_say_it_is_said_and_asked_when_the_server_is_there_again(
    morag: Desk, house: AgencyDesk, proxy: Proxy, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "ASKED_FOR_SECONDS", 1.0)
    client = a_client(morag)
    before = notes(house)
    cutting(monkeypatch, proxy.lose_answers, proxy.cut)
    with pytest.raises(PerhapsSaved):
        journal.write_note(morag, client, "Perhaps.", today=TODAY)
    proxy.go_on()
    assert heard.back.get(timeout=PATIENCE) == (
        "What you were saving when the server went was saved: do not save it again."
    )
    assert (notes(house), shared_of(morag).commits.unsure) == (before + 1, [])


def test_lines_ended_by_the_server_are_taken_up_again(morag: Desk, house: AgencyDesk) -> None:
    client = a_client(morag)
    admin(house, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert clients.client(morag, client).id == client


# Faults told apart --------------------------------------------------------------------------------------


def admin(house: AgencyDesk, *sentences: str) -> None:
    done = agency_desk.psql(house.address, "wdadmin", "", *sentences)
    assert done.returncode == 0, done.stderr


def test_a_way_in_that_was_withdrawn_is_said_as_such(house: AgencyDesk, morag: Desk, heard: Heard) -> None:
    with house.manager.engine.begin() as connection:
        connection.execute(text("SELECT wd_leaves(:who)"), {"who": morag.advisor.id})
    assert isinstance(heard.lost.get(timeout=PATIENCE), NoLongerHere)


def test_tables_newer_than_the_program_are_said_as_such(house: AgencyDesk, morag: Desk, heard: Heard) -> None:
    with house.manager.engine.connect() as connection:
        [number] = connection.execute(text("SELECT version_num FROM alembic_version")).one()
    admin(house, "UPDATE alembic_version SET version_num='9999'", "UPDATE shared_desk SET works_from='9999'")
    try:
        assert isinstance(heard.lost.get(timeout=PATIENCE), DeskAhead)
        with pytest.raises(OutOfReach, match="newer Welfare Desk"):
            a_client(morag)
    finally:
        admin(
            house,
            f"UPDATE alembic_version SET version_num='{number}'",
            "UPDATE shared_desk SET works_from='0029'",
        )
    heard.back.get(timeout=PATIENCE)


def test_a_full_server_a_starting_one_and_a_false_certificate_are_told_apart(
    house: AgencyDesk, morag: Desk
) -> None:
    login = shared_of(morag).way.login
    admin(house, f"ALTER ROLE {login} CONNECTION LIMIT 0")
    morag.engine.dispose()
    with pytest.raises(WorldFault) as full:
        servers.check(morag.engine)
    assert isinstance(full.value, servers.ServerFull)
    admin(house, f"ALTER ROLE {login} CONNECTION LIMIT -1")
    servers.check(morag.engine)
    said = {
        type(servers.fault(Exception(words))): news.away_words(servers.fault(Exception(words)))
        for words in (
            "FATAL:  the database system is starting up",
            "SSL error: certificate verify failed",
            "FATAL:  sorry, too many clients already",
            "connection refused",
        )
    }
    assert set(said) == {servers.ServerStarting, servers.NotTrusted, servers.ServerFull, servers.NoServer}
    assert len(set(said.values())) == 4
    assert said[servers.NoServer] == news.AWAY
