"""What others write at a shared desk is told as it happens; a server that goes is said, and its return."""

from __future__ import annotations

import queue
import re
from pathlib import Path

import agency_desk
from agency_desk import AgencyDesk
from building import TODAY, a_case, a_client

from welfare_desk import casework
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.matters import journal
from welfare_desk.casework.shared.news import _KINDS, News, Told, everything
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.records.tables import Base

PATIENCE = 20


def heard(told: queue.Queue[Changes], kind: str) -> bool:
    """Whether news of this kind comes."""
    try:
        while kind not in told.get(timeout=PATIENCE).kinds:
            pass
    except queue.Empty:
        return False
    return True


def test_anothers_note_is_news_and_ones_own_is_not(house: AgencyDesk) -> None:
    morag = house.invite("Morag Sinclair")
    client = a_client(morag)
    told: queue.Queue[Changes] = queue.Queue()
    news = News(morag, Told(told.put)).start()
    try:
        assert news.listening.wait(PATIENCE)
        journal.write_note(morag, client, "My own.", today=TODAY)
        a_case(house.manager, client)
        assert heard(told, "cases")
        journal.write_note(house.manager, client, "Another's.", today=TODAY)
        assert heard(told, "journal")
    finally:
        news.stop()
    own: queue.Queue[Changes] = queue.Queue()
    news = News(morag, Told(own.put)).start()
    assert news.listening.wait(PATIENCE)
    journal.write_note(morag, client, "My own again.", today=TODAY)
    a_case(house.manager, client)  # comes after it: whatever was to be heard of mine has been by then
    assert "journal" in own.get(timeout=PATIENCE).kinds  # a case begun writes its own line
    news.stop()


def test_news_says_which_table_and_nothing_of_whom(house: AgencyDesk) -> None:
    morag = house.invite("Moira Innes")
    with morag.engine.connect() as listener:
        raw = listener.connection.driver_connection
        assert raw is not None
        raw.autocommit = True
        raw.execute("LISTEN desk_changed")
        client = a_client(house.manager, surname="Quietname")
        payloads = [note.payload for note in raw.notifies(timeout=2)]
    assert any(payload.startswith("people ") for payload in payloads)
    assert not any("Quietname" in payload or str(client) in payload for payload in payloads)


def test_a_server_that_goes_is_said_and_so_is_its_coming_back(house: AgencyDesk) -> None:
    morag = house.invite("Una Reid")
    said: queue.Queue[str] = queue.Queue()
    news = News(morag, Told(lost=lambda _: said.put("away"), back=lambda _: said.put("back"))).start()
    try:
        assert news.listening.wait(PATIENCE)
        # Not by Una's own desk, which hangs up all it has open as soon as it hears.
        cut = (
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            f" WHERE usename = '{shared_of(morag).way.login}'"
        )
        done = agency_desk.psql(house.address, "wdadmin", "", cut)
        assert int(done.stdout) > 0, done.stderr
        assert (said.get(timeout=PATIENCE), said.get(timeout=PATIENCE)) == ("away", "back")
    finally:
        news.stop()


def test_every_kind_of_change_a_use_case_tells_is_news_to_others_too() -> None:
    """A page that catches up with a kind must hear of it from its table, else others' work never shows."""
    told = set()
    for file in Path(casework.__file__).parent.rglob("*.py"):
        for said in re.findall(r"Changes\.of\([^)]*\)", file.read_text()):
            told |= set(re.findall(r'"([a-z_]+)"', said))
    assert told - everything() == set()
    tables = set(Base.metadata.tables)
    assert set(_KINDS) <= tables, "what is named is a table"
