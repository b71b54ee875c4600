"""A plain psql as each person of an agency's desk: what they cannot see, change, or become.

Everything here is typed by somebody who has their own role's password and means harm; the program has no
part in it. ``out`` is what the server gave them, ``err`` what it said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import agency_desk
import caseload_files
import pytest
from agency_desk import SETUP_PASSWORD, AgencyDesk, psql
from building import TODAY, MovingClock, a_case, a_client
from caseload_files import HEADINGS, comma_file
from sqlalchemy import select
from sqlalchemy.engine import URL

from welfare_desk.casework import access
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import journal
from welfare_desk.casework.shared import people
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.casework.workbook import intake
from welfare_desk.records.intake import IntakeRow
from welfare_desk.records.row_security import APPEND_ONLY, policies

HIDDEN = "Hiddenperson"


@dataclass
class World:
    house: AgencyDesk
    owner: Desk  # whose client the hidden one is
    thief: Desk  # another advisor
    reviewer: Desk
    hidden: UUID
    hidden_case: UUID
    own: UUID

    def steal(self, *sentences: str, who: Desk | None = None) -> str:
        """What the server said or gave to a psql of the thief's (or another's)."""
        done = self.house.psql(who or self.thief, *sentences)
        return f"{done.stdout}\n{done.stderr}"

    def refused(self, sentence: str, who: Desk | None = None) -> bool:
        done = self.house.psql(who or self.thief, sentence)
        return (done.returncode != 0 and "ermission denied" in done.stderr + "") or (
            done.returncode != 0 and "must be" in done.stderr
        )


@pytest.fixture(scope="module")
def world(server: URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    clock = MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    house = agency_desk.make(server, tmp_path_factory.mktemp("house"), clock)
    owner, thief = house.invite("Morag Sinclair", team="North"), house.invite("Rab Kerr")
    reviewer = house.invite("Rhona Weir", role="reviewer")
    hidden = a_client(owner, surname=HIDDEN, chi_number="")
    case = a_case(owner, hidden)
    journal.write_note(owner, hidden, "Words of the hidden one.", today=TODAY, case_id=case)
    access.who_has_looked(owner, hidden)
    own = a_client(thief, surname="Ownclient")
    yield World(house, owner, thief, reviewer, hidden, case, own)
    house.close()


def test_no_row_of_any_table_names_a_client_who_is_not_theirs(world: World) -> None:
    for table in policies():
        given = world.steal(f"SELECT * FROM {table}").lower()
        assert HIDDEN.lower() not in given, table
        assert str(world.hidden) not in given, table
        assert str(world.hidden_case) not in given, table


def test_counts_sums_copies_and_joins_see_no_more(world: World) -> None:
    assert world.steal("SELECT count(*) FROM people").split() == ["1"]
    for sentence in (
        "COPY people TO STDOUT",
        "COPY (SELECT * FROM people p JOIN person_names n ON true) TO STDOUT",
        "TABLE person_names",
        "SELECT string_agg(surname, ',') FROM person_names",
        "WITH all_of AS MATERIALIZED (SELECT * FROM person_names) SELECT * FROM all_of",
        "SELECT json_agg(n) FROM person_names n",
        "SELECT query_to_xml('SELECT * FROM person_names', true, true, '')",
        "SELECT table_to_xml('person_names', true, true, '')",
        "SELECT database_to_xml(true, true, '')",
        "SELECT * FROM pg_stats WHERE tablename IN ('people', 'person_names')",
        "SELECT most_common_vals FROM pg_stats",
        "SELECT query FROM pg_stat_activity",
    ):
        assert HIDDEN not in world.steal(sentence), sentence
    assert world.refused("SELECT stavalues1 FROM pg_statistic")


def test_an_operator_that_tells_what_it_is_given_is_given_only_theirs(world: World) -> None:
    for sentence in (
        "SELECT 1 FROM person_names WHERE surname::int = 1",
        "SELECT 1 FROM person_names WHERE 1 / (CASE WHEN surname LIKE 'Hid%' THEN 0 ELSE 1 END) = 1",
        "SELECT 1 FROM people WHERE CAST(sort_name AS date) IS NOT NULL",
        "SELECT 1 FROM person_names WHERE pg_input_is_valid(surname, 'int')",
    ):
        said = world.steal(sentence)
        assert HIDDEN.lower() not in said.lower() and "division by zero" not in said, sentence
    # Nor may they bring a function of their own that would.
    assert world.refused("CREATE FUNCTION public.leak(text) RETURNS bool LANGUAGE sql AS 'SELECT true'")
    assert world.refused("CREATE FUNCTION pg_temp.leak(text) RETURNS bool LANGUAGE sql AS 'SELECT true'")
    assert world.refused("CREATE TEMP TABLE mine (words text)")
    assert world.refused("CREATE SCHEMA mine")


def test_nothing_of_anothers_is_changed_moved_or_taken_away(world: World) -> None:
    before = world.steal("SELECT * FROM people", who=world.owner)
    for sentence in (
        f"UPDATE people SET gp_name = 'x' WHERE id = '{world.hidden}'",
        f"DELETE FROM people WHERE id = '{world.hidden}'",
        f"DELETE FROM sealed_keys WHERE person_id = '{world.hidden}'",
        f"DELETE FROM journal WHERE person_id = '{world.hidden}'",
        f"DELETE FROM cases WHERE id = '{world.hidden_case}'",
    ):
        said = world.steal(sentence)
        assert "UPDATE 0" in said or "DELETE 0" in said, said
    for sentence in (
        # a case of theirs moved onto the hidden client, or one made there, to see the client through it
        "INSERT INTO cases (id, version, made_at, person_id, reference, kind, matter, stage, highest_type,"
        f" opened_on) VALUES ('{uuid4()}', 1, now(), '{world.hidden}', 'X-1', 'income', 'pip', 'begun', 'II',"
        " current_date)",
        f"INSERT INTO tasks (id, version, made_at, case_id, person_id, what)"
        f" VALUES ('{uuid4()}', 1, now(), '{world.hidden_case}', '{world.hidden}', 'look')",
        f"UPDATE person_names SET person_id = '{world.hidden}'",
    ):
        assert "row-level security" in world.steal(sentence), sentence
    assert world.steal("SELECT * FROM people", who=world.owner) == before


def test_nobody_assigns_themselves_a_client(world: World) -> None:
    me = world.thief.advisor.id
    assert world.refused(
        "INSERT INTO assignments (id, version, made_at, person_id, advisor_id, kind, reason, from_on)"
        f" VALUES ('{uuid4()}', 1, now(), '{world.hidden}', '{me}', 'assigned', '', current_date)"
    )
    said = world.steal(f"SELECT wd_assign('{world.hidden}', '{me}', 'assigned', '', NULL)")
    assert "says who works for a client" in said
    assert world.refused("UPDATE assignments SET advisor_id = advisor_id")
    assert world.refused("UPDATE members SET duty = 'manager'")
    assert "UPDATE 0" in world.steal("UPDATE advisors SET role = 'manager'")
    key = shared_of(world.thief).way.pair.public.hex()
    added = world.steal(
        f"SELECT wd_add_member('{uuid4()}', 'X', 'X', 'manager', '', NULL, '\\x{key}',"
        " 'agency_x', 'SCRAM-SHA-256$1')"
    )
    assert "only a manager adds people" in added
    assert world.refused("SELECT wd_make_login('agency_x', 'SCRAM-SHA-256$1')")


@pytest.mark.parametrize("who", ["thief", "owner", "reviewer", "manager"])
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_nobody_changes_the_log_whoever_they_are(world: World, who: str, table: str) -> None:
    desk = world.house.manager if who == "manager" else getattr(world, who)
    column = "reason" if table == "access_log" else "device"
    for sentence in (
        f"UPDATE {table} SET {column} = 'nothing'",
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
        f"DROP TABLE {table}",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"ALTER TABLE {table} OWNER TO {shared_of(desk).way.login}",
        f"CREATE RULE swallow AS ON INSERT TO {table} DO INSTEAD NOTHING",
    ):
        assert world.refused(sentence, desk), sentence
    assert access.verify_log(world.house.manager) is None


def test_a_row_of_the_log_cannot_be_put_in_for_another_or_out_of_turn(world: World) -> None:
    def row(advisor: UUID, seq: str, prev: str) -> str:
        return (
            "INSERT INTO access_log (seq, at, high_water, advisor_id, role, device, app_version, action,"
            " target, purpose, categories, recipients, decision, reason, consents, prev_hash, row_hash)"
            f" SELECT {seq}, now(), now(), '{advisor}', 'manager', 'd', '1', 'read', 'note', 'x', '[]', '[]',"
            f" 'read', 'ok', '[]', {prev}, 'h' FROM wd_log_last() l"
        )

    me, other = world.thief.advisor.id, world.owner.advisor.id
    assert "row-level security" in world.steal(row(other, "l.seq + 1", "l.row_hash"))
    assert "follows the one before it" in world.steal(row(me, "l.seq + 5", "l.row_hash"))
    assert "follows the one before it" in world.steal(row(me, "l.seq + 1", "repeat('0', 64)"))
    assert access.verify_log(world.house.manager) is None


def test_nobody_becomes_another_role(world: World) -> None:
    desk = world.house.address.database
    for role in ("owner", "log", "keeper", "setup"):
        assert world.refused(f"SET ROLE {desk}_{role}"), role
        assert world.refused(f"SET SESSION AUTHORIZATION {desk}_{role}"), role
    other = shared_of(world.owner).way.login
    assert world.refused(f"SET ROLE {other}")
    assert world.refused(f"ALTER ROLE {other} PASSWORD 'mine'")
    assert world.refused("ALTER ROLE CURRENT_USER CREATEROLE")
    assert world.refused("ALTER ROLE CURRENT_USER BYPASSRLS")
    assert "row-level security" in world.steal("SET row_security = off", "SELECT * FROM people")
    assert world.refused(f"GRANT {desk}_owner TO CURRENT_USER") or "admin option" in world.steal(
        f"GRANT {desk}_owner TO CURRENT_USER"
    )
    # The groups they belong to sign in as nobody, and being one of those alone shows less than being oneself:
    # rights come with the one, rules about rows with the other.
    given = world.steal(f"SET ROLE {desk}_member", "SELECT count(*) FROM people")
    assert given.split() == ["SET", "0"]
    given = world.steal(f"SET ROLE {desk}_caseworker", "SELECT count(*) FROM people")
    assert given.startswith("SET") and "does not exist" in given
    assert world.refused(f"SET ROLE {desk}_overseer")
    assert world.refused(f"SELECT wd_place('{shared_of(world.thief).way.login}', 'manager')")
    for sentence in (
        "COPY people TO PROGRAM 'cat'",
        "COPY people FROM '/etc/passwd'",
        "SELECT pg_read_file('x')",
    ):
        assert world.refused(sentence), sentence
    assert world.refused("ALTER TABLE people DISABLE ROW LEVEL SECURITY")
    assert world.refused("CREATE POLICY mine ON people USING (true)")
    assert world.refused(
        "CREATE OR REPLACE FUNCTION wd_sees_all() RETURNS boolean LANGUAGE sql AS 'SELECT true'"
    )


def test_a_shadow_of_our_tables_deceives_no_function(world: World) -> None:
    given = world.steal(
        "SET search_path = pg_temp, public",
        "SET session_authorization = default",
        "SELECT count(*) FROM people",
    )
    assert given.split()[-1] == "1"


def test_a_confirmed_gain_stands_whoever_would_change_it(world: World) -> None:
    gain = uuid4()
    case = a_case(world.owner, world.hidden)
    made = world.house.psql(
        world.owner,
        "INSERT INTO gains (id, version, made_at, case_id, person_id, award_key, area, benefit, frequency,"
        " amount_pence, previous_pence, arrears_pence, confirmed_on, confirmed_by, recorded_on) VALUES"
        f" ('{gain}', 1, now(), '{case}', '{world.hidden}', 'k', 'welfare', 'pip', 'weekly', 5000, 0, 0,"
        " '2026-11-01', 'award_letter', '2026-11-01')",
    )
    assert made.returncode == 0, made.stderr
    for desk in (world.owner, world.house.manager):
        for sentence in (
            f"UPDATE gains SET amount_pence = 9999 WHERE id = '{gain}'",
            f"UPDATE gains SET confirmed_on = NULL WHERE id = '{gain}'",
            f"DELETE FROM gains WHERE id = '{gain}'",
        ):
            assert "a confirmed line of the ledger stands" in world.steal(sentence, who=desk), sentence
    # Only a caseload that came in with it takes it out again: nobody says afterwards that one did.
    intake = uuid4()
    forged = world.steal(
        'INSERT INTO intakes (id, version, made_at, file_name, file_hash, header_row, "on", advisor_id,'
        f" matching, sealing_key) VALUES ('{intake}', 1, now(), 'f', 'h', 1, current_date,"
        f" '{world.owner.advisor.id}', '{{}}', '')",
        "INSERT INTO intake_made (id, version, made_at, intake_id, table_name, made_row_id)"
        f" SELECT '{uuid4()}', 1, made_at, '{intake}', 'gains', '{gain}' FROM gains WHERE id = '{gain}'",
        f"UPDATE gains SET imported_on = current_date WHERE id = '{gain}'",
        f"DELETE FROM gains WHERE id = '{gain}'",
        who=world.owner,
    )
    assert forged.split("\n")[:3] == ["INSERT 0 1", "INSERT 0 1", "UPDATE 1"], forged
    assert "a confirmed line of the ledger stands" in forged
    # Nor in one transaction with a change of the line, which would otherwise look as if it were made there.
    for version in ("", ", version = 1"):
        at_once = world.steal(
            f"BEGIN; UPDATE gains SET imported_on = current_date{version} WHERE id = '{gain}';"
            " INSERT INTO intake_made (id, version, made_at, intake_id, table_name, made_row_id, in_one_go)"
            f" VALUES ('{uuid4()}', 1, now(), '{intake}', 'gains', '{gain}', true);"
            " UPDATE intake_made SET in_one_go = true; COMMIT",
            f"DELETE FROM gains WHERE id = '{gain}'",
            who=world.owner,
        )
        assert "COMMIT" in at_once and "a confirmed line of the ledger stands" in at_once, at_once


def test_a_reviewer_sees_all_rows_and_writes_none(world: World) -> None:
    assert HIDDEN in world.steal("SELECT surname FROM person_names", who=world.reviewer)
    for sentence in (
        f"UPDATE people SET gp_name = 'x' WHERE id = '{world.hidden}'",
        f"DELETE FROM cases WHERE id = '{world.hidden_case}'",
    ):
        said = world.steal(sentence, who=world.reviewer)
        assert "UPDATE 0" in said or "DELETE 0" in said, said
    assert "row-level security" in world.steal(
        f"INSERT INTO teams (id, version, made_at, name) VALUES ('{uuid4()}', 1, now(), 'Mine')",
        who=world.reviewer,
    ) or world.refused(
        f"INSERT INTO teams (id, version, made_at, name) VALUES ('{uuid4()}', 1, now(), 'Mine')",
        world.reviewer,
    )
    assert "Words of the hidden one." not in [
        row.words for row in journal.journal_rows(world.reviewer, world.hidden)
    ]


def test_keys_are_given_out_to_nobody_but_their_holder(world: World) -> None:
    theirs = world.steal("SELECT person_id, advisor_id FROM sealed_keys").split()
    assert theirs and all(line.endswith(str(world.thief.advisor.id)) for line in theirs)


def test_of_a_colleagues_workbook_the_server_says_no_more_than_that_a_row_came_in(world: World) -> None:
    rose = {"Ref": "R1", "Surname": "Innes", "Forename": "Rose", "DOB": "5/6/1955", "Benefit": "AA"}
    rows = [rose, rose | {"Ref": "R2", "DOB": "31/2/1955"}]
    data = comma_file(HEADINGS, *[[row.get(heading, "") for heading in HEADINGS] for row in rows])
    assert intake.bring_in(world.owner, data, "log.csv", today=TODAY).counts["refused"] == 1
    with world.owner.look() as look:
        marks = {row.fate: row.fingerprint for row in look.scalars(select(IntakeRow))}
    assert marks.keys() == {"accepted", "refused"}
    digests = [row.fingerprint for row in caseload_files.read(data).rows if row.fingerprint]
    asked = "SELECT * FROM wd_rows_known(ARRAY[{}])"
    everything = ", ".join(f"'{one}'" for one in (*marks.values(), *digests, "%", "", "refused:"))
    # One who has a mark already learns that its row came in; nobody makes one from what a row says.
    for who in (world.thief, world.owner, world.house.manager):
        assert world.steal(asked.format(everything), who=who).split() == [marks["accepted"]]
        assert not world.steal(asked.format(f"'{digests[0]}'"), who=who).split()
    assert not world.steal(asked.format(everything), who=world.reviewer).split()
    for sentence in ("NULL::text", "'x' || (SELECT version())"):
        assert not world.steal(asked.format(sentence)).split()
    # And the rows themselves are no more seen than before.
    for table in ("intakes", "intake_rows", "intake_made"):
        assert world.steal(f"SELECT count(*) FROM {table}").split() == ["0"], table
    assert "function" in world.steal("SELECT wd_rows_known(ARRAY[1])") and world.refused(
        "CREATE OR REPLACE FUNCTION wd_rows_known(marks text[]) RETURNS SETOF text LANGUAGE sql"
        " AS 'SELECT fingerprint FROM intake_rows'"
    )
    gone = world.house.invite("Una Urquhart")
    people.leaves(world.house.manager, gone.advisor.id, today=TODAY)
    assert marks["accepted"] not in world.steal(asked.format(everything), who=gone)


def test_an_agency_sees_nothing_of_another_on_the_same_server(
    world: World, server: URL, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clock = MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    other = agency_desk.make(server, tmp_path_factory.mktemp("other"), clock)
    way = shared_of(world.house.manager).way
    tried = psql(other.address, way.login, way.password, "SELECT 1")
    assert tried.returncode != 0 and "permission denied for database" in tried.stderr
    tried = psql(other.address, world.house.address.role, SETUP_PASSWORD, "SELECT 1")
    assert tried.returncode != 0 and "permission denied for database" in tried.stderr
    other.close()


def test_cover_that_is_over_opens_nothing(world: World) -> None:
    locum = world.house.invite("Lorna Cumming")
    people.cover(
        world.owner, world.hidden, locum.advisor.id, until=date(2026, 12, 1), why="Leave", today=TODAY
    )
    assert HIDDEN in world.steal("SELECT surname FROM person_names", who=locum)
    over = psql(
        world.house.address,
        world.house.address.role,
        SETUP_PASSWORD,
        f"UPDATE assignments SET until_on = current_date - 1 WHERE advisor_id = '{locum.advisor.id}'",
    )
    assert over.returncode == 0, over.stderr
    assert HIDDEN not in world.steal("SELECT surname FROM person_names", who=locum)
    given = world.steal("SELECT person_id FROM sealed_keys WHERE person_id IS NOT NULL", who=locum)
    assert not re.search(r"[0-9a-f]{8}-", given)
