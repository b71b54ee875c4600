"""Who does what at a shared desk: managers and caseworkers under rules of their own, clients handed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import agency_desk
import pytest
from agency_desk import SETUP_PASSWORD, AgencyDesk, psql
from building import TODAY, MovingClock, a_case, a_client
from sqlalchemy import event, text
from sqlalchemy.engine import URL

from welfare_desk.casework.desk import Desk, NotFound
from welfare_desk.casework.matters import case_order, cases, journal, key_dates, quiet
from welfare_desk.casework.people import clients
from welfare_desk.casework.service import cover, handing, workers
from welfare_desk.casework.shared import health, people, upgrading
from welfare_desk.casework.shared.keys import NOT_FOR_ALL, NOT_FOR_YOU
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.records.row_security import policies
from welfare_desk.records.shared_roles import Roles


def administer(house: AgencyDesk, *sentences: str, setup: bool = False) -> str:
    """Whoever runs the server, or the role that made the desk."""
    role, password = (house.address.role, SETUP_PASSWORD) if setup else ("wdadmin", "")
    done = psql(replace(house.address), role, password, *sentences)
    assert done.returncode == 0, done.stderr
    return done.stdout


def groups(house: AgencyDesk, desk: Desk) -> set[str]:
    roles = Roles.of(house.address.database)
    asked = (
        "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
        f" JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = '{shared_of(desk).way.login}'"
    )
    return {name.removeprefix(f"{roles.desk}_") for name in administer(house, asked).split()}


def seen(desk: Desk) -> int:
    with desk.look() as look:
        return look.scalar(text("SELECT count(*) FROM people")) or 0


def test_everybody_is_under_the_rules_of_what_they_do(house: AgencyDesk) -> None:
    assert groups(house, house.manager) == {"member", "overseer"}
    assert groups(house, house.invite("Morag Sinclair")) == {"member", "caseworker"}
    assert groups(house, house.invite("Rhona Weir", role="reviewer")) == {"member", "overseer"}


def test_who_becomes_a_manager_sees_all_and_who_is_one_no_more_sees_their_own(house: AgencyDesk) -> None:
    morag, rab = house.invite("Morag Sinclair"), house.invite("Rab Kerr")
    a_client(morag)
    a_client(rab)
    everybody = seen(house.manager)
    assert seen(rab) == 1 < everybody
    for duty, group, many in (("manager", "overseer", everybody), ("caseworker", "caseworker", 1)):
        said = f"UPDATE members SET duty = '{duty}' WHERE id = '{rab.advisor.id}'"
        administer(house, said, setup=True)
        assert groups(house, rab) == {"member", group}
        assert seen(rab) == many  # at the desk that was open all the while


def test_a_manager_who_leaves_is_in_no_group_and_sees_nothing_where_they_are_still_signed_in(
    house: AgencyDesk,
) -> None:
    other = house.invite("Una Boyd", role="manager")
    with other.look() as look:  # asked so often that the server has a plan of it by heart
        many = [look.scalar(text("SELECT count(*) FROM people")) for _ in range(12)]
    assert set(many) == {seen(house.manager)}
    people.leaves(house.manager, other.advisor.id, today=TODAY)
    assert groups(house, other) == {"member"}
    assert seen(other) == 0


def test_in_the_wrong_group_nobody_sees_more_and_the_check_names_them(house: AgencyDesk) -> None:
    kit = house.invite("Kit Munro")
    a_client(house.manager)
    login, roles = shared_of(kit).way.login, Roles.of(house.address.database)
    administer(house, f"GRANT {roles.overseer} TO {login}")
    assert seen(kit) == 0  # the rule asks what they do as well
    with pytest.raises(health.RulesBroken, match="Kit Munro is under another duty's rules"):
        health.verify(house.manager)
    upgrading.upgrade(house.address, SETUP_PASSWORD)  # which sets everything anew
    assert groups(house, kit) == {"member", "caseworker"}
    health.verify(house.manager)


def test_a_desk_of_before_has_everybody_placed_by_its_upgrade(
    server: URL, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clock = MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    house = agency_desk.make(server, tmp_path_factory.mktemp("before"), clock)
    morag = house.invite("Morag Sinclair")
    client = a_client(morag)
    a_client(house.manager)
    key_dates.add_key_date(morag, a_case(morag, client), "Send the form back", TODAY, today=TODAY)
    roles = Roles.of(house.address.database)
    rules = "SELECT polname || ' ' || polrelid::regclass FROM pg_policy WHERE polname NOT LIKE '%\\_all'"
    told = [line.split() for line in administer(house, rules).splitlines()]
    before = [f"DROP OWNED BY {roles.overseer}, {roles.caseworker}"]
    before += [f"DROP POLICY IF EXISTS {name} ON {table}" for name, table in told]
    # as 0038 had them: one rule for everybody, and nobody in a group beside the members'
    before += [
        f"CREATE POLICY wd_select ON {table} FOR SELECT TO {roles.member} USING (wd_sees_all())"
        for table in policies()
    ]
    before += [
        "DROP TRIGGER wd_duty_moves ON members",
        f"DROP ROLE {roles.overseer}, {roles.caseworker}",
        "DROP INDEX ix_key_dates_due",
        "CREATE INDEX ix_key_dates_due ON key_dates (done_on, safe_on, id)",
        "DROP TABLE handovers",
        "DROP INDEX ix_cases_still_open",
        "ALTER TABLE file_reviews DROP COLUMN reviewer_id",
        "ALTER TABLE intake_made DROP COLUMN in_one_go",
        "DROP FUNCTION wd_rows_known",
        "DROP INDEX ix_cases_kind",
        "UPDATE alembic_version SET version_num = '0038'",
    ]
    administer(house, *before)
    assert upgrading.upgrade(house.address, SETUP_PASSWORD)[0] == "0038"
    assert groups(house, house.manager) == {"member", "overseer"}
    assert groups(house, morag) == {"member", "caseworker"}
    assert (seen(house.manager), seen(morag)) == (2, 1)
    assert [row.what for row in key_dates.upcoming(morag, today=TODAY)] == ["Send the form back"]
    assert [row.id for row in clients.page(morag)] == [client]
    with morag.look() as look:  # every function is there
        assert look.scalars(text("SELECT wd_rows_known(ARRAY['no mark'])")).all() == []
    health.verify(house.manager)
    house.close()


def test_no_rule_is_a_choice_that_no_index_answers() -> None:
    """Each of the two kinds has its own: *sees all, or theirs* would read everybody's rows."""
    for name, policy in policies().items():
        said = (policy.see, policy.add, policy.change)
        assert not any("wd_sees_all" in one for one in said), name


def test_dates_of_a_caseworker_are_found_from_their_clients_and_a_managers_in_their_order(
    house: AgencyDesk,
) -> None:
    morag = house.invite("Morag Lamb")
    key_dates.add_key_date(morag, a_case(morag, a_client(morag)), "Send it", TODAY, today=TODAY)
    asked = "SELECT id FROM key_dates WHERE done_on IS NULL ORDER BY safe_on, id LIMIT 200"
    for desk, found in ((house.manager, "ix_key_dates_due"), (morag, "pk_cases")):
        with desk.look() as look:
            look.execute(text("SET LOCAL enable_seqscan = off"))
            plan = "\n".join(look.scalars(text(f"EXPLAIN {asked}")))
        assert found in plan and "Sort" not in plan and "Seq Scan" not in plan, plan


def test_nothing_is_compiled_before_it_is_asked(house: AgencyDesk) -> None:
    """Which takes a server longer than a list of dates does."""
    with house.manager.look() as look:
        assert look.scalar(text("SHOW jit")) == "off"


def test_what_begins_from_a_caseworkers_own_clients_is_what_the_rules_show_them(house: AgencyDesk) -> None:
    ewan = house.invite("Ewan Muir", team="South")
    colleague = house.invite("Sheila Rae", team="South")
    for desk in (ewan, colleague, house.manager):
        case = a_case(desk, a_client(desk))
        key_dates.add_key_date(desk, case, "Send it", TODAY, today=TODAY)
    with ewan.look() as look:
        dates = set(look.scalars(text("SELECT id FROM key_dates")))
        clients_seen = set(look.scalars(text("SELECT id FROM people")))
    assert {row.id for row in key_dates.upcoming(ewan, today=TODAY)} == dates and len(dates) == 2
    assert {row.id for row in clients.page(ewan)} == clients_seen and len(clients_seen) == 2


def test_a_case_handed_over_takes_its_client_along_and_comes_back_while_nothing_was_done(
    house: AgencyDesk,
) -> None:
    gives, takes = house.invite("Ola Smith"), house.invite("Peg Tait")
    client = a_client(gives, surname="Carried")
    one, other = a_case(gives, client), a_case(gives, client, "pip")
    journal.write_note(gives, client, "What only we know.", today=TODAY)
    giver, taker = gives.advisor.id, takes.advisor.id
    handing.hand_over(gives, giver, taker, why="New patch", case_id=one, today=TODAY)
    assert "What only we know." in [row.words for row in journal.journal_rows(takes, client)]
    assert cases.case(gives, one).advisor_id == taker  # the other case is theirs yet, and so the client
    handing.hand_over(gives, giver, taker, why="And this", case_id=other, today=TODAY)
    with pytest.raises(NotFound):
        clients.client(gives, client)
    [second, first] = handing.to_tell(takes, today=TODAY)
    assert (second.why, first.why, second.may_undo) == ("And this", "New patch", True)

    handing.take_back(gives, second.id, today=TODAY)  # though they could see nothing of it a moment ago
    assert cases.case(gives, other).advisor_id == giver
    assert "What only we know." in [row.words for row in journal.journal_rows(gives, client)]
    assert "Carried" in clients.client(takes, client).name  # one case is theirs as before
    with pytest.raises(handing.DoneSince):  # taking the other back was something done
        handing.take_back(takes, first.id, today=TODAY)
    stranger = house.invite("Rex Urie")
    with pytest.raises((cover.NotTheirs, NotFound)):
        handing.take_back(stranger, first.id, today=TODAY)


def test_a_whole_caseload_goes_with_its_keys_and_who_gave_it_up_is_told(house: AgencyDesk) -> None:
    gives, takes = house.invite("Sal Tait"), house.invite("Una Weir")
    busy, idle = a_client(gives, surname="Busy"), a_client(gives, surname="Idle")
    a_case(gives, busy)
    journal.write_note(gives, idle, "No case, and ours.", today=TODAY)
    giver, taker = gives.advisor.id, takes.advisor.id
    with pytest.raises(cover.NotTheirs):  # only whose they are, or a manager
        handing.hand_over(takes, giver, taker, why="Mine now", today=TODAY)
    _, many = handing.hand_over(house.manager, giver, taker, why="Leaves us", today=TODAY)
    assert many == 1
    assert "No case, and ours." in [row.words for row in journal.journal_rows(takes, idle)]
    assert clients.page(gives) == []
    [told] = handing.to_tell(gives, today=TODAY)
    assert (told.by, told.taker, told.clients, told.may_undo) == ("Isla Grant", "Una Weir", 2, False)
    with pytest.raises(cover.NotTheirs):
        handing.take_back(gives, told.id, today=TODAY)
    handing.take_back(house.manager, told.id, today=TODAY)
    assert {row.id for row in clients.page(gives)} == {busy, idle} and clients.page(takes) == []
    assert "No case, and ours." in [row.words for row in journal.journal_rows(gives, idle)]
    assert workers.has_left(house.manager, taker, today=TODAY)
    [left] = [row for row in workers.workers(house.manager, today=TODAY) if row.id == taker]
    assert left.left_on is not None and not left.opens_desk


def test_why_cases_were_handed_over_is_sealed_for_those_it_concerns(house: AgencyDesk) -> None:
    gives, takes, other = house.invite("Abe Fox"), house.invite("Bea Gunn"), house.invite("Cal Hay")
    client = a_client(gives, surname="Threatened")
    a_case(gives, client)
    kept_by_another = a_client(other)
    giver, taker = gives.advisor.id, takes.advisor.id
    why = "Mrs Canary threatened me at the door."
    handing.hand_over(gives, giver, taker, why=why, person_id=client, today=TODAY)
    [row] = handing.to_tell(takes, today=TODAY)
    assert (row.why, row.clients, row.cases) == (why, 1, 1)
    for desk in (gives, house.manager):
        assert [one.why for one in handing.handed(desk, today=TODAY) if one.id == row.id] == [why]
    for table in ("handovers", "assignments", "journal", "history", "cases"):
        held = administer(house, f"SELECT * FROM {table}")
        assert held and "Canary" not in held, table
    late = house.invite("Dee Innes", role="manager")  # who was no manager then; the client's journal says it
    assert [one.why for one in handing.handed(late, today=TODAY) if one.id == row.id] == [NOT_FOR_ALL]
    assert any(why in line.words for line in journal.journal_rows(late, client))
    assert [one.id for one in clients.page(other)] == [kept_by_another]
    handing.take_back(takes, row.id, today=TODAY)
    assert "Threatened" in clients.client(gives, client).name


def test_nobody_takes_back_by_the_servers_own_word_what_they_did_not_give(house: AgencyDesk) -> None:
    gives, takes = house.invite("Val York"), house.invite("Win Aird")
    client = a_client(gives, surname="Stays")
    case = a_case(gives, client)
    handing.hand_over(
        house.manager, gives.advisor.id, takes.advisor.id, why="Moved", case_id=case, today=TODAY
    )
    [row] = handing.to_tell(gives, today=TODAY)
    for desk in (gives, house.invite("Xan Boyd")):
        way = shared_of(desk).way
        refused = psql(house.address, way.login, way.password, f"SELECT wd_take_back('{row.id}')")
        assert refused.returncode != 0 and "takes it back" in refused.stderr
    # A row of their own making gives nobody to them either.
    way, me, other = shared_of(gives).way, gives.advisor.id, takes.advisor.id
    forged = uuid4()
    done = psql(
        house.address,
        way.login,
        way.password,
        'INSERT INTO handovers (id, version, made_at, from_id, to_id, by_id, "on", why, what) VALUES'
        f" ('{forged}', 1, now(), '{me}', '{other}', '{me}', current_date, 'x',"
        f' \'{{"let_go": ["{client}"]}}\')',
        f"SELECT wd_take_back('{forged}')",
    )
    assert done.returncode == 0, done.stderr
    with pytest.raises(NotFound):
        clients.client(gives, client)


def test_a_key_that_is_not_held_is_asked_for_once_however_long_the_journal_is(house: AgencyDesk) -> None:
    yaw, zoe = house.invite("Yaw Cole", team="North"), house.invite("Zoe Dunn", team="North")
    client = a_client(yaw)
    for words in ("One.", "Two.", "Three."):
        journal.write_note(yaw, client, words, today=TODAY)
    asked: list[str] = []

    def count(*told: Any) -> None:
        asked.append(told[2])

    event.listen(zoe.engine, "before_cursor_execute", count)
    shown = [row.words for row in journal.journal_rows(zoe, client)]
    event.remove(zoe.engine, "before_cursor_execute", count)
    assert shown.count(NOT_FOR_YOU) >= 3
    assert sum("FROM sealed_keys" in statement for statement in asked) == 1


def test_the_list_of_cases_stands_in_every_order_for_an_advisor_and_a_manager(house: AgencyDesk) -> None:
    """Page after page under the rules about rows: each case once, in the order an advisor was promised."""
    mine, theirs = house.invite("Lena Muir"), house.invite("Mick Orde")
    made = {}
    for days, (name, desk, kind) in enumerate(
        [
            ("Quayle", mine, "income"),
            ("Alder", theirs, "debt"),
            ("Mòr", mine, "debt"),
            ("Élie", mine, "income"),
        ]
    ):
        draft = cases.CaseDraft(a_client(desk, surname=name), kind, "adp")
        made[name] = cases.open_case(desk, draft, today=TODAY - timedelta(days=90 - days)).id
    for name, desk, due in (("Mòr", mine, 9), ("Alder", theirs, 5), ("Quayle", mine, 3)):
        key_dates.add_key_date(desk, made[name], "Send it", TODAY + timedelta(days=due), today=TODAY)
    promised = {
        "date": ["Quayle", "Alder", "Mòr", "Élie"],
        "opened": ["Élie", "Mòr", "Alder", "Quayle"],
        "kind": ["Mòr", "Alder", "Élie", "Quayle"],
        "client": ["Alder", "Élie", "Mòr", "Quayle"],
    }
    assert set(promised) == set(case_order.ORDERS)

    def listed(desk: Desk, order: str, step: int) -> list[str]:
        found: list[cases.CaseRow] = []
        while True:
            after = found[-1].cursor if found else None
            page = cases.case_rows(desk, order=order, after=after, limit=step)
            found += page
            if len(page) < step:
                assert len({row.id for row in found}) == len(found)
                return [row.client.split()[-1] for row in found if row.id in made.values()]

    for order, names in promised.items():
        assert listed(house.manager, order, 7) == listed(house.manager, order, 1000) == names
        own = [name for name in names if name != "Alder"]
        assert listed(mine, order, 2) == listed(mine, order, 50) == own


def test_a_page_of_cases_is_asked_for_as_a_server_answers_soonest(house: AgencyDesk) -> None:
    """At thirty thousand cases: 2 ms a page where the server knows how many are open, 280 if it guesses."""
    nora = house.invite("Nora Pirie")
    case = a_case(nora, a_client(nora))
    key_dates.add_key_date(nora, case, "Send it", TODAY, today=TODAY)
    for desk in (nora, house.manager):
        asked: list[str] = []

        def heard(*told: Any, asked: list[str] = asked) -> None:
            asked.append(told[2])

        event.listen(desk.engine, "before_cursor_execute", heard)
        assert case in [row.id for row in cases.case_rows(desk, order="date", limit=1000)]
        event.remove(desk.engine, "before_cursor_execute", heard)
        pages = [one for one in asked if "FROM cases" in one and "LIMIT" in one]
        assert len(pages) == 2 and all("cases.closed_on IS NULL" in one for one in pages)
        assert not any("coalesce(cases.closed_on" in one for one in pages)
        # A caseworker's begin from their own clients, whoever else's there are.
        assert all(("wd_mine" in one) == (desk is nora) for one in pages)


def test_the_quietest_cases_are_the_same_for_a_manager_a_few_at_a_time_and_their_own_for_an_advisor(
    house: AgencyDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = house.invite("Oona Reid"), house.invite("Pat Shaw")
    made = []
    for days, desk in enumerate([mine, theirs, mine]):
        draft = cases.CaseDraft(a_client(desk), "income", "adp")
        opened = TODAY - timedelta(days=400 - days)
        made.append(cases.open_case(desk, draft, today=opened).id)
    awake = cases.open_case(mine, cases.CaseDraft(a_client(mine), "income", "adp"), today=opened).id
    assert awake is not None
    key_dates.add_key_date(mine, awake, "Send it", TODAY + timedelta(days=9), today=TODAY)

    def found(desk: Desk, limit: int) -> list[UUID]:
        with desk.look() as look:
            return [row.case_id for row in quiet.quiet(look, today=TODAY, limit=limit)]

    assert found(house.manager, 3) == made
    assert found(mine, 9) == [made[0], made[2]] and found(theirs, 9) == [made[1]]
    monkeypatch.setattr(quiet, "_FIRST", 1)
    assert found(house.manager, 3) == made


def test_a_page_of_cases_by_kind_is_read_along_an_index_from_the_last_row_shown(house: AgencyDesk) -> None:
    """At thirty thousand open cases: 6 ms a page where sorting all of them took 83."""
    case = a_case(house.manager, a_client(house.manager))
    [*_, last] = cases.case_rows(house.manager, order="kind", limit=1000)
    assert case is not None
    for after in (None, last.cursor):
        asked: list[tuple[str, Any]] = []

        def heard(*told: Any, asked: list[tuple[str, Any]] = asked) -> None:
            asked.append((told[2], told[3]))

        event.listen(house.manager.engine, "before_cursor_execute", heard)
        cases.case_rows(house.manager, order="kind", after=after)
        event.remove(house.manager.engine, "before_cursor_execute", heard)
        with house.manager.look() as look:
            [page] = [one for one in asked if "ORDER BY cases.kind" in one[0] and "LIMIT" in one[0]]
            # What a server does with few rows is not what it does with many: it would sort these.
            look.execute(text("SET LOCAL enable_seqscan = off"))
            look.execute(text("SET LOCAL enable_sort = off"))
            rows = look.connection().exec_driver_sql(f"EXPLAIN {page[0]}", page[1]).scalars()
            plan = "\n".join(rows)
        assert "ix_cases_kind" in plan and "Sort" not in plan, plan
        assert after is None or "Index Cond: (kind >=" in plan, plan


def test_the_quietest_cases_of_a_manager_are_found_in_their_order(house: AgencyDesk) -> None:
    asked = "SELECT id FROM cases WHERE closed_on IS NULL AND opened_on < current_date"
    with house.manager.look() as look:
        look.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(look.scalars(text(f"EXPLAIN {asked} ORDER BY opened_on, id LIMIT 100")))
    assert "ix_cases_still_open" in plan and "Sort" not in plan, plan
