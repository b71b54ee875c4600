"""Who has a client open is known to those who may see the client, for as long as they are there."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from agency_desk import AgencyDesk
from building import TODAY, a_case, a_client
from sqlalchemy import text

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.service import handing
from welfare_desk.casework.shared import people, presence
from welfare_desk.casework.shared.news import News, Told
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.casework.shared.presence import Here, Other

PATIENCE = 20


@contextmanager
def line_of(desk: Desk) -> Iterator[psycopg.Connection]:
    pooled = desk.engine.raw_connection()
    line = pooled.driver_connection
    pooled.detach()
    assert isinstance(line, psycopg.Connection)
    with line:
        line.autocommit = True
        yield line


def rows(desk: Desk, sentence: str) -> list[Any]:
    with desk.engine.connect() as connection:
        return list(connection.execute(text(sentence)).all())


def there(desk: Desk, at: Here, device: str = "here") -> tuple[Other, ...]:
    me = shared_of(desk).me
    with line_of(desk) as line:
        assert presence.say(line, at, me, device)
        return presence.others(line, me, device)


def test_two_who_have_a_client_open_know_of_each_other_by_name_and_case(house: AgencyDesk) -> None:
    morag = house.invite("Morag Sinclair")
    client = a_client(morag)
    case = a_case(morag, client)
    assert there(morag, Here("case", case)) == ()
    assert there(house.manager, Here("person", client)) == (Other("Morag Sinclair", False),)
    assert there(house.manager, Here("case", case)) == (Other("Morag Sinclair", True),)
    assert there(morag, Here("person", a_client(morag, surname="Kane", forenames="Jean"))) == ()
    with line_of(house.manager) as line:
        assert presence.others(line, shared_of(house.manager).me, "here") == ()


def test_at_ones_own_other_computer_one_is_told_of_oneself(house: AgencyDesk) -> None:
    morag = house.invite("Moira Innes")
    client = a_client(morag)
    there(morag, Here("person", client), "laptop 1")
    found = there(morag, Here("person", client), "laptop 2")
    assert presence.in_words(found) == "You, at laptop 1, have this client open"


def test_who_may_not_see_a_client_neither_says_nor_hears_that_they_are_open(house: AgencyDesk) -> None:
    morag, una = house.invite("Mhairi Ross", team="North"), house.invite("Una Reid", team="South")
    client = a_client(morag)
    there(morag, Here("person", client))
    with line_of(una) as line:
        assert not presence.say(line, Here("person", client), shared_of(una).me, "here")
        assert presence.others(line, shared_of(una).me, "here") == ()
    assert rows(una, "SELECT * FROM presence") == []
    forged = (
        "INSERT INTO presence (id, version, made_at, advisor_id, device, person_id, seen_at) VALUES"
        f" (gen_random_uuid(), 1, now(), '{{}}', 'x', '{client}', now())"
    )
    mine, theirs = (forged.format(shared_of(one).me) for one in (una, morag))
    assert house.psql(una, mine).returncode != 0  # of a client that is not hers
    assert house.psql(una, theirs).returncode != 0  # in another's name
    assert house.psql(house.manager, theirs).returncode != 0


def test_who_covered_can_leave_a_client_they_no_longer_see(house: AgencyDesk) -> None:
    morag, una = house.invite("Mairi Bain"), house.invite("Ula Reid")
    client, own = a_client(morag), a_client(una, surname="Kane", forenames="Jean")
    people.cover(morag, client, una.advisor.id, until=TODAY, why="Away", today=TODAY)
    there(una, Here("person", client))
    with line_of(house.manager) as line:
        line.execute("SELECT wd_unassign(%s, %s)", (client, una.advisor.id))
    there(una, Here("person", own))
    assert rows(house.manager, f"SELECT * FROM presence WHERE person_id = '{client}'") == []


def test_who_crashed_is_forgotten_by_the_servers_clock(house: AgencyDesk) -> None:
    morag = house.invite("Maisie Orr")
    client = a_client(morag)
    there(morag, Here("person", client))
    later = f"UPDATE presence SET seen_at = now() - interval '{presence.GONE_SECONDS + 1} seconds'"
    assert house.psql(morag, later).returncode == 0
    assert there(house.manager, Here("person", client)) == ()


def test_nothing_is_written_down_of_it(house: AgencyDesk) -> None:
    morag = house.invite("Marsali Gow")
    client = a_client(morag)
    kept = "SELECT (SELECT count(*) FROM history), (SELECT count(*) FROM access_log), count(*) FROM journal"
    before, steps = rows(house.manager, kept), len(morag.steps.past)
    there(morag, Here("person", client))
    with line_of(morag) as line:
        presence.leave(line, shared_of(morag).me, "here")
    assert (rows(house.manager, kept), len(morag.steps.past)) == (before, steps)


def test_coming_and_going_is_told_at_once_and_a_beat_is_not(house: AgencyDesk) -> None:
    morag = house.invite("Marion Todd")
    client = a_client(morag)
    seen: queue.Queue[tuple[Here | None, tuple[Other, ...]]] = queue.Queue()
    changed: queue.Queue[object] = queue.Queue()
    manager = News(house.manager, Told(changes=changed.put, others=lambda at, who: seen.put((at, who))))
    hers = News(morag, Told())
    manager.come_to(Here("person", client))
    manager.start()
    hers.start()
    try:
        assert hers.listening.wait(PATIENCE) and manager.listening.wait(PATIENCE)
        assert heard(seen, Here("person", client), ())
        hers.come_to(Here("person", client))
        assert heard(seen, Here("person", client), (Other("Marion Todd", False),))
        hers.come_to(None)
        assert heard(seen, Here("person", client), ())
        hers.come_to(Here("person", client))
        assert heard(seen, Here("person", client), (Other("Marion Todd", False),))
        hers.stop()  # the desk is locked or closed
        assert heard(seen, Here("person", client), ())
        assert changed.empty()  # no page reads itself anew because somebody turned one
    finally:
        hers.stop()
        manager.stop()
    assert rows(house.manager, f"SELECT * FROM presence WHERE person_id = '{client}'") == []


def heard(seen: queue.Queue[Any], at: Here, who: tuple[Other, ...]) -> bool:
    try:
        while seen.get(timeout=PATIENCE) != (at, who):
            pass
    except queue.Empty:
        return False
    return True


def test_a_leaver_is_nowhere(house: AgencyDesk) -> None:
    morag = house.invite("Mysie Clark")
    client = a_client(house.manager)
    manager = house.manager.advisor.id
    handing.hand_over(house.manager, manager, morag.advisor.id, why="Hers", person_id=client, today=TODAY)
    there(morag, Here("person", client))
    with line_of(house.manager) as line:
        line.execute("SELECT wd_leaves(%s)", (morag.advisor.id,))
    assert rows(house.manager, f"SELECT * FROM presence WHERE advisor_id = '{morag.advisor.id}'") == []


def test_the_sentence_names_few_and_counts_many() -> None:
    def said(*names: str, case: bool = False) -> str:
        return presence.in_words(tuple(Other(name, case) for name in names))

    assert said() == ""
    assert said("Isla Grant") == "Isla Grant has this client open"
    assert said("Isla Grant", "Una Reid", case=True) == "Isla Grant and Una Reid have this case open"
    assert said("A", "B", "C", "D", "E") == "A, B and 3 others have this client open"


def test_a_page_about_nobody_says_nothing() -> None:
    assert presence.here({}) is None
    assert presence.here({"section": "backups", "person": "not an id"}) is None
    one = UUID(int=7)
    assert presence.here({"person": UUID(int=8), "case": one}) == Here("case", one)
