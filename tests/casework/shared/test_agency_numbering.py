"""References at a shared desk: none twice, and nobody waits until somebody else's act has ended."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from agency_desk import AgencyDesk
from building import a_case, a_client
from sqlalchemy import text

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.people import clients


def number(reference: str) -> int:
    return int(reference.split("-")[1])


def taken(desk: Desk, person: object) -> int:
    return number(clients.client(desk, person).reference)  # type: ignore[arg-type]


def test_an_act_that_takes_long_holds_up_nobody_who_needs_a_reference(house: AgencyDesk) -> None:
    morag, rab = house.invite("Morag Sinclair"), house.invite("Rab Kerr")
    with rab.engine.connect() as line:  # else he would wait for ever
        line.execute(text("ALTER ROLE CURRENT_USER SET lock_timeout = '3s'"))
        line.commit()
    rab.engine.dispose()
    with morag.unit_of_work() as work:
        hers = number(work.next_reference())
        work.session.flush()
        a_case(rab, a_client(rab))  # while hers is not yet saved
    assert taken(rab, a_client(rab)) > hers


def test_a_number_of_what_was_not_saved_is_not_given_again(house: AgencyDesk) -> None:
    morag = house.invite("Morag Lamb")
    with morag.unit_of_work() as work:
        lost = [number(work.next_reference()) for _ in range(3)]
    assert taken(morag, a_client(morag)) > max(lost)


def test_many_at_once_are_given_each_their_own(house: AgencyDesk) -> None:
    people = [house.invite(f"Advisor {place}") for place in range(4)]

    def five(desk: Desk) -> list[str]:
        return [clients.client(desk, a_client(desk)).reference for _ in range(5)]

    with ThreadPoolExecutor(len(people)) as pool:
        given = [one for some in pool.map(five, people) for one in some]
    assert len({number(one) for one in given}) == len(given) == 20
