"""Several advisors at one store: nobody's work is lost, every look sees one moment, a lost server is said."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from building import TODAY, a_case, a_client
from sqlalchemy import func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from welfare_desk.casework.desk import ChangedMeanwhile, Desk, ServerGone
from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.errors import WorldFault
from welfare_desk.records import engine as engines
from welfare_desk.records.people import Person
from welfare_desk.records.service import Practice


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    wrong: list[Exception] = []

    def tried(act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001  told to the test
            wrong.append(error)

    threads = [threading.Thread(target=tried, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_many_clients_added_at_once_each_get_a_reference_of_their_own(desk_on_both: Desk) -> None:
    def add() -> None:
        for n in range(6):
            a_client(desk_on_both, surname=f"Client {n}")

    assert at_once(add, add, add) == []
    rows = clients.page(desk_on_both)
    assert len(rows) == len({row.reference for row in rows}) == 18


def test_of_two_saves_of_one_client_one_is_told(desk_on_both: Desk) -> None:
    person = a_client(desk_on_both)
    version = clients.client(desk_on_both, person).version

    def save(name: str) -> Callable[[], object]:
        draft = ClientDraft("Reid", name)
        return lambda: clients.change_client(desk_on_both, person, draft, version=version, today=TODAY)

    wrong = at_once(*(save(name) for name in ("Ann", "Bea", "Cat", "Dot")))
    assert [type(error) for error in wrong] == [ChangedMeanwhile] * 3
    assert clients.client(desk_on_both, person).version == version + 1


def test_notes_written_at_once_are_all_kept(desk_on_both: Desk) -> None:
    person = a_client(desk_on_both)
    case = a_case(desk_on_both, person)

    def write() -> None:
        for n in range(5):
            journal.write_note(desk_on_both, person, f"Line {n}", today=TODAY, case_id=case)

    assert at_once(write, write, write) == []
    assert len([row for row in cases.case(desk_on_both, case).journal if row.kind == "note"]) == 15


def test_one_look_sees_one_moment(desk_on_both: Desk) -> None:
    a_client(desk_on_both)
    everybody = select(func.count()).select_from(Person)
    with desk_on_both.look() as look:
        assert look.scalar(everybody) == 1
        writing = threading.Thread(target=a_client, args=(desk_on_both,))
        writing.start()
        writing.join()
        assert look.scalar(everybody) == 1
    with desk_on_both.look() as look:
        assert look.scalar(everybody) == 2


def test_a_look_leaves_nothing_written(desk_on_both: Desk) -> None:
    try:
        with desk_on_both.look() as look:
            look.add(Practice(name="Sneaked in", terms={}, made_at=desk_on_both.clock.now()))
            look.flush()
    except DBAPIError:
        assert desk_on_both.engine.dialect.name == "postgresql"
    with desk_on_both.look() as look:
        assert look.scalars(select(Practice)).all() == []


def test_a_server_that_is_gone_is_said_in_a_sentence(desk: Desk, server: URL) -> None:
    away = replace(desk, engine=engines.shared_server(str(server.set(port=1))), lock=None)
    with pytest.raises(WorldFault) as gone:
        clients.page(away)
    assert isinstance(gone.value, ServerGone) and gone.value.exit_code == 4


def test_a_connection_cut_off_in_mid_work_is_said_and_the_next_one_works(desk_on_both: Desk) -> None:
    if desk_on_both.engine.dialect.name != "postgresql":
        pytest.skip("a file has no connection to cut off")
    with pytest.raises(ServerGone), desk_on_both.unit_of_work() as work:
        connection = work.session.connection()
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        with desk_on_both.engine.connect() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
        clients.keep_client(work, ClientDraft("Lost"), today=TODAY)
        work.commit()
    assert clients.page(desk_on_both) == []
    a_client(desk_on_both)
