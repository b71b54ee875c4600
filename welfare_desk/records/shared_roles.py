"""The roles of a shared desk on its server, and the functions by which it knows who is asking.

Six roles that nobody can sign in as: one owns the tables, another the logs, one makes logins, and
members belong to the fourth. Of those, who sees all (managers, reviewers) and who sees their own clients
(caseworkers) each belong to one more, whose rules about rows are their own: a rule that said *sees all, or
theirs* could be answered by no index. Each person signs in as a role of their own. Every function asks who
signed in (``session_user``), which no SET ROLE changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

from welfare_desk.records.shared_giving import GIVING, NOT_YOURS

_HEAD = "LANGUAGE {language} {kind} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS"


@dataclass(frozen=True, slots=True)
class Roles:
    """The names, which all databases of one server share: they begin with this desk's own."""

    desk: str

    @classmethod
    def of(cls, database: str) -> Roles:
        return cls(re.sub(r"[^a-z0-9]+", "_", database.lower()).strip("_")[:24] or "desk")

    @property
    def owner(self) -> str:
        return f"{self.desk}_owner"

    @property
    def log(self) -> str:
        return f"{self.desk}_log"

    @property
    def member(self) -> str:
        return f"{self.desk}_member"

    @property
    def keeper(self) -> str:
        return f"{self.desk}_keeper"

    @property
    def caseworker(self) -> str:
        return f"{self.desk}_caseworker"

    @property
    def overseer(self) -> str:
        return f"{self.desk}_overseer"

    def make(self, connection: Connection, database: str) -> None:
        """Make them, as whoever owns the database and may make roles. Raises where one exists."""
        for name, more in ((self.owner, ""), (self.log, ""), (self.member, ""), (self.keeper, " CREATEROLE")):
            connection.execute(text(f"CREATE ROLE {name} NOLOGIN{more}"))
        quoted = '"' + database.replace('"', '""') + '"'
        for sentence in (
            f"GRANT {self.owner}, {self.log}, {self.keeper} TO CURRENT_USER",
            f"GRANT {self.member} TO {self.keeper} WITH ADMIN OPTION",
            f"REVOKE ALL ON DATABASE {quoted} FROM PUBLIC",
            f"GRANT CONNECT ON DATABASE {quoted} TO {self.member}",
            "REVOKE ALL ON SCHEMA public FROM PUBLIC",
            f"GRANT USAGE ON SCHEMA public TO {self.member}",
            f"GRANT USAGE, CREATE ON SCHEMA public TO {self.owner}, {self.log}, {self.keeper}",
        ):
            connection.execute(text(sentence))

    def make_duties(self, connection: Connection) -> None:
        """The two that members belong to by what they do, where they are not there yet."""
        for name in (self.caseworker, self.overseer):
            if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name}):
                connection.execute(text(f"CREATE ROLE {name} NOLOGIN"))
                connection.execute(text(f"GRANT {name} TO {self.keeper} WITH ADMIN OPTION"))

    def make_login(self, connection: Connection, login: str, verifier: str, duty: str) -> None:
        """Somebody's own role, by whoever owns the desk: its first manager's, or one who recovers it."""
        connection.exec_driver_sql(f"CREATE ROLE {login} LOGIN PASSWORD '{verifier}' IN ROLE {self.member}")
        # Tables of before have no such rules yet; their upgrade places everybody.
        if connection.scalar(text("SELECT to_regprocedure('wd_place(text, text)')")):
            connection.execute(text("SELECT wd_place(:login, :duty)"), {"login": login, "duty": duty})

    def place_everybody(self, connection: Connection) -> None:
        """Each member under the rules of what they do, as the desk's own rows say it."""
        connection.execute(text("SELECT wd_place(login, duty) FROM members WHERE left_at IS NULL"))

    def define_functions(self, connection: Connection) -> None:
        for signature, kind, owner, body in (*_FUNCTIONS, *GIVING):
            name = signature.partition(" RETURNS")[0]
            language, speed = kind.split(maxsplit=1) if " " in kind else (kind, "VOLATILE")
            head = _HEAD.format(language=language, kind=speed)
            words = body
            for role in ("member", "caseworker", "overseer"):
                words = words.replace(f"{{{role}}}", getattr(self, role))
            connection.execute(text(f"CREATE OR REPLACE FUNCTION {signature} {head} $wd$ {words} $wd$"))
            bare = re.sub(r"\(.*", "", name) + _types(name)
            connection.exec_driver_sql(f"ALTER FUNCTION {bare} OWNER TO {getattr(self, owner)}")
            connection.exec_driver_sql(f"REVOKE ALL ON FUNCTION {bare} FROM PUBLIC")
            who = self.owner if owner == "keeper" else self.member
            connection.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION {bare} TO {who}")


def _types(name: str) -> str:
    inside = name[name.index("(") + 1 : name.rindex(")")]
    return "(" + ", ".join(part.split()[-1] for part in inside.split(",") if part.strip()) + ")"


# What every statement asks is in PL/pgSQL, which plans it once for a line; in SQL it is planned each time.
_FUNCTIONS = (
    (
        "wd_me() RETURNS uuid",
        "plpgsql STABLE",
        "owner",
        "BEGIN RETURN (SELECT id FROM members WHERE login = session_user AND left_at IS NULL); END",
    ),
    (
        "wd_duty() RETURNS text",
        "plpgsql STABLE",
        "owner",
        """BEGIN RETURN coalesce(
             (SELECT duty FROM members WHERE login = session_user AND left_at IS NULL), 'nobody'); END""",
    ),
    (
        "wd_sees_all() RETURNS boolean",
        "plpgsql STABLE",
        "owner",
        "BEGIN RETURN wd_duty() IN ('manager', 'reviewer'); END",
    ),
    (
        "wd_writes() RETURNS boolean",
        "plpgsql STABLE",
        "owner",
        "BEGIN RETURN wd_duty() IN ('manager', 'caseworker'); END",
    ),
    (
        "wd_mine() RETURNS SETOF uuid",
        "plpgsql STABLE ROWS 500",
        "owner",
        """BEGIN RETURN QUERY SELECT a.person_id FROM assignments a, members m
           WHERE m.login = session_user AND m.left_at IS NULL
             AND (a.advisor_id = m.id OR a.team_id = m.team_id)
             AND a.from_on <= current_date AND (a.until_on IS NULL OR a.until_on >= current_date); END""",
    ),
    (
        "wd_mine_to_open() RETURNS SETOF uuid",
        "plpgsql STABLE ROWS 500",
        "owner",
        """BEGIN RETURN QUERY SELECT a.person_id FROM assignments a
           WHERE a.advisor_id = wd_me() AND a.kind IN ('assigned', 'cover')
             AND a.from_on <= current_date AND (a.until_on IS NULL OR a.until_on >= current_date); END""",
    ),
    (
        # The same of one client, for what is written of them: no list of hundreds is made for it.
        "wd_is_mine(person uuid) RETURNS boolean",
        "plpgsql STABLE",
        "owner",
        """BEGIN RETURN EXISTS (SELECT 1 FROM assignments a, members m
           WHERE m.login = session_user AND m.left_at IS NULL AND a.person_id = person
             AND (a.advisor_id = m.id OR a.team_id = m.team_id)
             AND a.from_on <= current_date AND (a.until_on IS NULL OR a.until_on >= current_date)); END""",
    ),
    (
        "wd_is_my_case(one uuid) RETURNS boolean",
        "plpgsql STABLE",
        "owner",
        "BEGIN RETURN EXISTS (SELECT 1 FROM cases c WHERE c.id = one AND wd_is_mine(c.person_id)); END",
    ),
    (
        "wd_not_there(parent text, what uuid) RETURNS boolean",
        "plpgsql STABLE",
        "owner",
        """DECLARE there boolean; BEGIN
           EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I WHERE id = $1)', parent)
             INTO there USING what;
           RETURN NOT there; END""",
    ),
    (
        "wd_nobody_lives_in(house uuid) RETURNS boolean",
        "sql STABLE",
        "owner",
        """SELECT NOT EXISTS (SELECT 1 FROM people WHERE household_id = house)
              AND NOT EXISTS (SELECT 1 FROM household_members WHERE household_id = house)""",
    ),
    (
        "wd_log_last() RETURNS TABLE (seq integer, at timestamptz, high_water timestamptz, row_hash text)",
        "sql STABLE",
        "log",
        "SELECT seq, at, high_water, row_hash FROM access_log ORDER BY seq DESC LIMIT 1",
    ),
    (
        "wd_log_follows() RETURNS trigger",
        "plpgsql",
        "log",
        f"""DECLARE last record; BEGIN
           SELECT seq, row_hash INTO last FROM access_log ORDER BY seq DESC LIMIT 1;
           IF NEW.seq <> coalesce(last.seq, 0) + 1
              OR NEW.prev_hash <> coalesce(last.row_hash, repeat('0', 64))
           THEN RAISE EXCEPTION 'a row of the access log follows the one before it' {NOT_YOURS}; END IF;
           RETURN NEW; END""",
    ),
    (
        "wd_reviews(review uuid) RETURNS boolean",
        "sql STABLE",
        "owner",
        """SELECT wd_duty() = 'reviewer' AND EXISTS (
             SELECT 1 FROM file_reviews r
             WHERE r.id = review AND r.closed_on IS NULL AND r.reviewer_id = wd_me())""",
    ),
    (
        "wd_reviews_case(what uuid, whose uuid) RETURNS boolean",
        "sql STABLE",
        "owner",
        """SELECT EXISTS (SELECT 1 FROM reviewed_files f JOIN cases c ON c.id = f.case_id
             WHERE f.case_id = what AND c.person_id = whose AND wd_reviews(f.review_id))""",
    ),
    (
        "wd_draw_stands() RETURNS trigger",
        "plpgsql",
        "owner",
        f"""BEGIN
           IF wd_duty() = 'reviewer' AND (TG_OP <> 'UPDATE' OR
              (NEW.id, NEW.review_id, NEW.case_id, NEW.number) IS DISTINCT FROM
              (OLD.id, OLD.review_id, OLD.case_id, OLD.number))
           THEN RAISE EXCEPTION 'which files are read is drawn, not chosen by who reads them' {NOT_YOURS};
           END IF;
           IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END""",
    ),
    (
        "wd_finder_has_client() RETURNS trigger",
        "plpgsql",
        "owner",
        """DECLARE me members; BEGIN
           SELECT * INTO me FROM members WHERE login = session_user AND left_at IS NULL;
           IF me.id IS NULL THEN RETURN NULL; END IF;
           INSERT INTO assignments
             (id, version, made_at, person_id, advisor_id, kind, reason, from_on, given_by)
           VALUES (gen_random_uuid(), 1, now(), NEW.id, me.id, 'assigned', '', current_date, me.id);
           IF me.team_id IS NOT NULL THEN
             INSERT INTO assignments
               (id, version, made_at, person_id, team_id, kind, reason, from_on, given_by)
             VALUES (gen_random_uuid(), 1, now(), NEW.id, me.team_id, 'team', '', current_date, me.id);
           END IF; RETURN NULL; END""",
    ),
    (
        "wd_ledger_stands() RETURNS trigger",
        "plpgsql",
        "owner",
        f"""DECLARE
             was jsonb := to_jsonb(OLD);
             said text[] := ARRAY['amount_pence', 'previous_pence', 'arrears_pence', 'frequency',
               'confirmed_on', 'confirmed_by', 'recorded_on', 'written_off_pence', 'rescheduled_pence',
               'figures', 'ended_on', 'closed_on', 'made_at'];
             word text;
           BEGIN
           -- What was changed says so, whoever changed it: one that never was is as it was made.
           IF TG_OP = 'UPDATE' AND NEW.version <= OLD.version THEN NEW.version := OLD.version + 1; END IF;
           IF was ? 'confirmed_on' AND was->>'confirmed_on' IS NULL THEN
             IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
           END IF;
           -- A closing made by mistake is opened again by the end of the day it was made on.
           IF TG_OP = 'DELETE' AND was ? 'closed_on'
              AND (was->>'made_at')::timestamptz > now() - interval '1 day'
           THEN RETURN OLD; END IF;
           -- A caseload is taken out again whole: what came in with it, in the very transaction that says so.
           IF TG_OP = 'DELETE' THEN
             IF OLD.version = 1 AND EXISTS (SELECT 1 FROM public.intake_made m
                WHERE m.made_row_id = OLD.id AND m.table_name = TG_TABLE_NAME AND m.in_one_go)
             THEN RETURN OLD; END IF;
             RAISE EXCEPTION 'a confirmed line of the ledger stands; reverse it' {NOT_YOURS};
           END IF;
           FOREACH word IN ARRAY said LOOP
             IF was->word IS DISTINCT FROM to_jsonb(NEW)->word THEN
               RAISE EXCEPTION 'a confirmed line of the ledger stands; reverse it' {NOT_YOURS};
             END IF;
           END LOOP; RETURN NEW; END""",
    ),
    (
        # A caseload says of a line that it brought it: true where the line is made in this transaction.
        "wd_brought_in() RETURNS trigger",
        "plpgsql",
        "owner",
        """DECLARE together boolean := false; BEGIN
           IF TG_OP = 'UPDATE' THEN
             NEW.in_one_go := OLD.in_one_go AND NEW.table_name = OLD.table_name
               AND NEW.made_row_id = OLD.made_row_id;
             RETURN NEW;
           END IF;
           IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'wd_stands'
              AND tgrelid = to_regclass(format('public.%I', NEW.table_name))) THEN
             EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I WHERE id = $1 AND version = 1'
               ' AND xmin::text::bigint = pg_current_xact_id()::text::bigint & 4294967295)',
               NEW.table_name) INTO together USING NEW.made_row_id;
           END IF;
           NEW.in_one_go := together; RETURN NEW; END""",
    ),
    (
        # Of rows of a workbook, by the marks under which they are kept: which came in with anybody here. No
        # word of whose, when or with what. A mark is sealed by a key the server does not have (``marks``).
        "wd_rows_known(marks text[]) RETURNS SETOF text",
        "plpgsql STABLE",
        "owner",
        """BEGIN IF NOT wd_writes() THEN RETURN; END IF;
           RETURN QUERY SELECT DISTINCT r.fingerprint FROM intake_rows r JOIN intakes i ON i.id = r.intake_id
           WHERE r.fingerprint = ANY(marks) AND r.fate = 'accepted' AND r.person_id IS NOT NULL
             AND i.undone_on IS NULL; END""",
    ),
    (
        "wd_tell() RETURNS trigger",
        "plpgsql",
        "owner",
        """BEGIN
           PERFORM pg_notify('desk_changed', TG_TABLE_NAME || ' ' || current_setting('application_name'));
           RETURN NULL; END""",
    ),
    (
        "wd_make_login(login text, verifier text) RETURNS void",
        "plpgsql",
        "keeper",
        """BEGIN EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE {member}', login, verifier); END""",
    ),
    (
        "wd_end_login(login text) RETURNS void",
        "plpgsql",
        "keeper",
        """BEGIN EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', login); END""",
    ),
    (
        # Under whose rules about rows somebody comes: by what they do, and under none once they left.
        "wd_place(login text, duty text) RETURNS void",
        "plpgsql",
        "keeper",
        """DECLARE wanted text; other text; BEGIN
           IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = login) THEN RETURN; END IF;
           wanted := CASE WHEN duty IN ('manager', 'reviewer') THEN '{overseer}'
                          WHEN duty = 'caseworker' THEN '{caseworker}' END;
           FOREACH other IN ARRAY ARRAY['{overseer}', '{caseworker}'] LOOP
             IF other = wanted AND NOT pg_has_role(login, other, 'MEMBER') THEN
               EXECUTE format('GRANT %I TO %I', other, login);
             ELSIF other IS DISTINCT FROM wanted AND pg_has_role(login, other, 'MEMBER') THEN
               EXECUTE format('REVOKE %I FROM %I', other, login); END IF;
           END LOOP; END""",
    ),
    (
        "wd_duty_moves() RETURNS trigger",
        "plpgsql",
        "owner",
        """BEGIN
           PERFORM wd_place(NEW.login, CASE WHEN NEW.left_at IS NULL THEN NEW.duty ELSE 'nobody' END);
           RETURN NULL; END""",
    ),
    (
        "wd_add_member(who uuid, called text, letters text, duty text, title text, team text, key bytea,"
        " login text, verifier text) RETURNS void",
        "plpgsql",
        "owner",
        f"""DECLARE team_found uuid; BEGIN
           IF wd_duty() <> 'manager' THEN
             RAISE EXCEPTION 'only a manager adds people' {NOT_YOURS}; END IF;
           IF duty NOT IN ('caseworker', 'manager', 'reviewer') OR verifier NOT LIKE 'SCRAM-SHA-256$%'
              OR length(key) <> 32 OR login !~ '^[a-z0-9_]{{3,60}}$' THEN
             RAISE EXCEPTION 'not a member as members are' {NOT_YOURS}; END IF;
           IF team IS NOT NULL THEN
             INSERT INTO teams (id, version, made_at, name) VALUES (gen_random_uuid(), 1, now(), team)
             ON CONFLICT (name) DO NOTHING;
             SELECT id INTO team_found FROM teams WHERE name = team;
           END IF;
           INSERT INTO advisors (id, version, made_at, name, initials, role, job_title)
           VALUES (who, 1, now(), called, letters, duty, title);
           INSERT INTO members (id, version, made_at, login, duty, team_id, public_key)
           VALUES (who, 1, now(), login, duty, team_found, key);
           PERFORM wd_make_login(login, verifier);
           PERFORM wd_place(login, duty); END""",
    ),
    (
        "wd_leaves(who uuid) RETURNS void",
        "plpgsql",
        "owner",
        f"""DECLARE known text; BEGIN
           IF wd_duty() <> 'manager' OR who = wd_me() THEN
             RAISE EXCEPTION 'a manager says so, of somebody else' {NOT_YOURS}; END IF;
           UPDATE members SET left_at = now(), version = version + 1
           WHERE id = who AND left_at IS NULL RETURNING login INTO known;
           IF known IS NULL THEN RAISE EXCEPTION 'nobody of that name works here' {NOT_YOURS}; END IF;
           DELETE FROM sealed_keys WHERE advisor_id = who;
           DELETE FROM presence WHERE advisor_id = who;
           UPDATE assignments SET until_on = current_date - 1, version = version + 1
           WHERE advisor_id = who AND (until_on IS NULL OR until_on >= current_date);
           UPDATE advisors SET left_on = current_date, version = version + 1 WHERE id = who;
           PERFORM wd_end_login(known); END""",
    ),
)
