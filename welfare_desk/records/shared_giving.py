"""The server's functions by which a client is given to an advisor: assigned, covered, let go, taken back.

Said with the others of ``shared_roles``. A client's own advisor or a manager says who works for them.
"""

from __future__ import annotations

NOT_YOURS = "USING ERRCODE = '42501'"

GIVING = (
    (
        "wd_may_give(person uuid) RETURNS boolean",
        "sql STABLE",
        "owner",
        """SELECT wd_duty() = 'manager' OR wd_writes() AND EXISTS (
             SELECT 1 FROM assignments WHERE person_id = person AND advisor_id = wd_me()
               AND kind = 'assigned' AND (until_on IS NULL OR until_on >= current_date))""",
    ),
    (
        "wd_assign(person uuid, to_whom uuid, how text, because text, until_day date) RETURNS void",
        "plpgsql",
        "owner",
        f"""BEGIN
           IF NOT wd_may_give(person)
           THEN RAISE EXCEPTION 'their own advisor or a manager says who works for a client' {NOT_YOURS};
           END IF;
           IF how NOT IN ('assigned', 'cover') OR (how = 'cover' AND (because = '' OR until_day IS NULL))
              OR NOT EXISTS (SELECT 1 FROM members WHERE id = to_whom AND left_at IS NULL)
           THEN RAISE EXCEPTION 'cover has a reason, a last day and somebody who works here' {NOT_YOURS};
           END IF;
           INSERT INTO assignments
             (id, version, made_at, person_id, advisor_id, kind, reason, from_on, until_on, given_by)
           VALUES
             (gen_random_uuid(), 1, now(), person, to_whom, how, because, current_date, until_day, wd_me());
           END""",
    ),
    (
        # As wd_assign, from a day that may be to come: nothing opens before it, nothing after the last.
        "wd_cover(person uuid, to_whom uuid, because text, from_day date, until_day date) RETURNS void",
        "plpgsql",
        "owner",
        f"""BEGIN
           PERFORM wd_assign(person, to_whom, 'cover', because, until_day);
           UPDATE assignments SET from_on = from_day
           WHERE person_id = person AND advisor_id = to_whom AND kind = 'cover' AND reason = because
             AND from_on = current_date AND until_on = until_day;
           IF until_day < from_day
           THEN RAISE EXCEPTION 'the cover ends before it begins' {NOT_YOURS}; END IF; END""",
    ),
    (
        # Who gave a cover ends it, and who covers may give it up; what else is theirs stays theirs.
        "wd_uncover(person uuid, from_whom uuid, because text, from_day date) RETURNS void",
        "plpgsql",
        "owner",
        f"""BEGIN
           IF NOT (wd_may_give(person) OR wd_writes() AND from_whom = wd_me())
           THEN RAISE EXCEPTION 'who gave a cover or who covers ends it' {NOT_YOURS}; END IF;
           UPDATE assignments SET until_on = least(until_on, current_date - 1), version = version + 1
           WHERE person_id = person AND advisor_id = from_whom AND kind = 'cover' AND reason = because
             AND from_on = from_day AND until_on >= current_date;
           DELETE FROM sealed_keys k WHERE k.person_id = person AND k.advisor_id = from_whom
             AND NOT EXISTS (SELECT 1 FROM members WHERE id = from_whom AND duty = 'manager')
             AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.person_id = person
               AND a.advisor_id = from_whom AND a.kind IN ('assigned', 'cover')
               AND (a.until_on IS NULL OR a.until_on >= current_date)); END""",
    ),
    (
        "wd_unassign(person uuid, from_whom uuid) RETURNS void",
        "plpgsql",
        "owner",
        f"""BEGIN
           IF NOT wd_may_give(person)
           THEN RAISE EXCEPTION 'their own advisor or a manager says who works for a client' {NOT_YOURS};
           END IF;
           UPDATE assignments SET until_on = current_date - 1, version = version + 1
           WHERE person_id = person AND advisor_id = from_whom
             AND (until_on IS NULL OR until_on >= current_date);
           DELETE FROM sealed_keys k WHERE k.person_id = person AND k.advisor_id = from_whom
             AND NOT EXISTS (SELECT 1 FROM members WHERE id = from_whom AND duty = 'manager'); END""",
    ),
    (
        # Who gave somebody away today has them once more: whatever else is undone, their program undoes then.
        "wd_take_back(handed uuid) RETURNS void",
        "plpgsql",
        "owner",
        f"""DECLARE act handovers; BEGIN
           SELECT * INTO act FROM handovers WHERE id = handed;
           IF act.id IS NULL OR act.undone_on IS NOT NULL OR NOT wd_writes() OR act.by_id <> wd_me()
              OR act.from_id IS DISTINCT FROM wd_me()
           THEN RAISE EXCEPTION 'who handed it over takes it back' {NOT_YOURS}; END IF;
           -- The ids are what their program wrote: that each was theirs, and they gave it, is asked here.
           INSERT INTO assignments
             (id, version, made_at, person_id, advisor_id, kind, reason, from_on, given_by)
           SELECT gen_random_uuid(), 1, now(), one::uuid, wd_me(), 'assigned', '', current_date, wd_me()
           FROM jsonb_array_elements_text(act.what->'let_go') one
           WHERE EXISTS (SELECT 1 FROM assignments a WHERE a.person_id = one::uuid
                   AND a.advisor_id = act.to_id AND a.kind = 'assigned' AND a.given_by = wd_me()
                   AND a.from_on = current_date AND a.until_on IS NULL)
             AND EXISTS (SELECT 1 FROM assignments a WHERE a.person_id = one::uuid
                   AND a.advisor_id = wd_me() AND a.kind = 'assigned' AND a.until_on = current_date - 1);
           END""",
    ),
)
