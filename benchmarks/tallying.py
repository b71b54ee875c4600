"""The year's report against SQL written by hand for the same figures, on the same file.

The bare side says everything the report says: people and who they are, first contacts, cases, referrals,
gains by benefit with losses, corrections and repeats, adjustments, debts. It leaves its rows as they come.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks.caseload import BigDesk
from benchmarks.measuring import Pair
from welfare_desk.casework.figures import tally_rows
from welfare_desk.casework.figures.tally import TallyView, debts_counted, tally
from welfare_desk.rules import funder
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.money import pence
from welfare_desk.vault import cipher, folders

_YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
_EVER = Period(date(2016, 4, 1), date(2026, 3, 31))
"""Every year of the desk at once, so that each of its debts is counted."""
_AS_AT = "2026-11-26"
_SUPPORT = "('attended','phone','video','email','home_visit','work_done','tribunal')"

_PEOPLE = f"""
    SELECT p.sex, p.ethnicity, p.employment, h.tenure, h.kind, p.simd_decile, h.family_types,
        substr(m.here, 1, 4) - substr(p.born_on, 1, 4) - (substr(m.here, 6) < substr(p.born_on, 6)) AS age,
        CASE WHEN h.annual_income_pence IS NULL THEN NULL WHEN h.annual_income_pence <= 600000 THEN 1
            WHEN h.annual_income_pence <= 1000000 THEN 2 WHEN h.annual_income_pence <= 1500000 THEN 3
            WHEN h.annual_income_pence <= 2000000 THEN 4 WHEN h.annual_income_pence <= 2500000 THEN 5
            WHEN h.annual_income_pence <= 3000000 THEN 6 WHEN h.annual_income_pence <= 4000000 THEN 7
            ELSE 8 END AS income,
        coalesce(p.household_id, p.id) AS home,
        (p.first_supported_on IS NULL OR p.first_supported_on >= :first) AND NOT EXISTS (
            SELECT 1 FROM meetings e WHERE e.person_id = p.id AND e."on" < :first AND e.kind IN {_SUPPORT}
        ) AS new
    FROM (SELECT person_id, min("on") AS here FROM meetings
          WHERE "on" BETWEEN :first AND :last AND kind IN {_SUPPORT} GROUP BY person_id) m
    JOIN people p ON p.id = m.person_id LEFT JOIN households h ON h.id = p.household_id"""
_FACETS = ("sex", "ethnicity", "employment", "tenure", "kind", "simd_decile", "family_types", "age", "income")
_WHO = (
    f"WITH who AS MATERIALIZED ({_PEOPLE}) "
    "SELECT 'all', NULL, count(*), sum(new), count(DISTINCT home) FROM who"
    + "".join(f" UNION ALL SELECT '{one}', {one}, count(*), 0, 0 FROM who GROUP BY 2" for one in _FACETS)
)
_CONTACTS = """
    SELECT channel, count(*) FROM (
        SELECT channel, row_number() OVER (PARTITION BY person_id ORDER BY "on", id) AS place FROM meetings
        WHERE first_contact = 1 AND "on" BETWEEN :first AND :last
            AND kind NOT IN ('booked', 'dna', 'cancelled')
    ) WHERE place = 1 GROUP BY channel"""
_CASES = """
    SELECT coalesce(t.type, c.highest_type), at_start, at_end, CASE WHEN at_start THEN 1 ELSE EXISTS (
            SELECT 1 FROM episodes b WHERE b.case_id = e.case_id AND b.opened_on < :first) END, count(*)
    FROM (SELECT case_id, max(opened_on < :first) AS at_start,
              max(closed_on IS NULL OR closed_on > :last) AS at_end
          FROM episodes WHERE opened_on <= :last AND (closed_on IS NULL OR closed_on >= :first)
          GROUP BY case_id) e
    JOIN cases c ON c.id = e.case_id
    LEFT JOIN (SELECT case_id, max(type) AS type FROM case_types WHERE "on" <= :last GROUP BY case_id) t
        ON t.case_id = e.case_id
    GROUP BY 1, 2, 3, 4"""
_REFERRALS = f"""
    SELECT count(*), sum(EXISTS (SELECT 1 FROM meetings m WHERE m.case_id = r.case_id
        AND m.kind IN {_SUPPORT})) FROM referrals r WHERE received_on BETWEEN :first AND :last"""


def _worth(day: str) -> str:
    """What a line is worth, in pence, by what was known on a day."""
    end = f"min(coalesce(date(g.award_to, '+1 day'), '9999-12-31'), coalesce({_known(day)}, '9999-12-31'))"
    weeks = f"max(0, min(52, CAST((julianday({end}) - julianday(g.decided_on)) / 7 AS INTEGER)))"
    months = f"""max(0, min(12, (substr({end}, 1, 4) - substr(g.decided_on, 1, 4)) * 12
        + substr({end}, 6, 2) - substr(g.decided_on, 6, 2)
        - (substr({end}, 9) < min(substr(g.decided_on, 9),
            strftime('%d', {end}, 'start of month', '+1 month', '-1 day')))))"""
    return f"""CASE WHEN g.recorded_on > {day} OR g.confirmed_on > {day} OR coalesce(v.voided, '9') <= {day}
            OR (e.known_on <= {day} AND e.recoverable) THEN 0
        WHEN g.award_to IS NULL AND {_known(day)} IS NULL THEN (g.amount_pence - g.previous_pence)
            * CASE g.frequency WHEN 'weekly' THEN 52 ELSE 12 END + g.arrears_pence
        ELSE (g.amount_pence - g.previous_pence)
            * CASE g.frequency WHEN 'weekly' THEN {weeks} ELSE {months} END + g.arrears_pence END"""


def _known(day: str) -> str:
    return f"CASE WHEN e.known_on <= {day} THEN e.ended_on END"


_FROM = """FROM gains g
    LEFT JOIN (SELECT reverses_id, min(recorded_on) AS voided FROM gains WHERE reverses_id IS NOT NULL
        GROUP BY reverses_id) v ON v.reverses_id = g.id
    LEFT JOIN gain_endings e ON e.gain_id = g.id"""
_ONCE = """+g.reverses_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM gains d WHERE d.award_key = g.award_key AND d.decided_on = g.decided_on
            AND +d.reverses_id IS NULL AND v.voided IS NULL AND (d.recorded_on, d.id) < (g.recorded_on, g.id)
            AND NOT EXISTS (SELECT 1 FROM gains w WHERE w.reverses_id = d.id))"""
_GAINS = f"""
    WITH line AS MATERIALIZED (SELECT g.benefit, g.person_id, {_worth(":as_at")} AS worth,
            CASE WHEN {_worth(":as_at")} THEN g.arrears_pence ELSE 0 END AS once
        {_FROM} WHERE g.confirmed_on BETWEEN :first AND :last AND {_ONCE})
    SELECT benefit, sum(worth), sum(once) FROM line GROUP BY benefit
    UNION ALL SELECT 'clients', count(*), 0 FROM (
        SELECT person_id FROM line GROUP BY person_id HAVING sum(worth) > 0)"""
_ADJUSTED = f"""
    SELECT sum({_worth(":last")} - ({_worth(":before")})) {_FROM}
    WHERE g.id IN (
        SELECT id FROM gains WHERE recorded_on > :before AND confirmed_on < :first AND +reverses_id IS NULL
        UNION SELECT reverses_id FROM gains WHERE reverses_id IS NOT NULL AND recorded_on > :before
        UNION SELECT gain_id FROM gain_endings WHERE known_on > :before)
    AND g.confirmed_on < :first AND {_ONCE}"""
_DEBTS = f"""
    WITH mine AS MATERIALIZED (SELECT DISTINCT d.id, d.debt_key, d.person_id FROM debts d
            WHERE d.person_id IN (SELECT person_id FROM meetings
                WHERE "on" BETWEEN :first AND :last AND kind IN {_SUPPORT})),
        owed AS (SELECT m.person_id, m.debt_key,
                (SELECT amount_pence FROM debt_balances b WHERE b.debt_id = m.id AND b."on" <= :last
                    ORDER BY b."on" DESC, b.id DESC LIMIT 1) AS now,
                (SELECT amount_pence FROM debt_balances b WHERE b.debt_id = m.id AND b."on" < :first
                    ORDER BY b."on" DESC, b.id DESC LIMIT 1) AS then_ FROM mine m)
    SELECT sum(now), count(DISTINCT CASE WHEN now IS NOT NULL AND coalesce(then_, 1) THEN person_id END)
        FROM owed
    UNION ALL SELECT sum(amount_pence), 0 FROM debt_balances b WHERE "on" BETWEEN :first AND :last
        AND NOT EXISTS (SELECT 1 FROM debt_balances a WHERE a.debt_id = b.debt_id AND a."on" < b."on")
    UNION ALL SELECT sum(written_off_pence), sum(rescheduled_pence) FROM debt_outcomes
        WHERE "on" BETWEEN :first AND :last AND recorded_on <= :as_at AND confirmed_on IS NOT NULL"""
_ALL = (_WHO, _CONTACTS, _CASES, _REFERRALS, _GAINS, _ADJUSTED, _DEBTS)


def pairs(big: BigDesk) -> list[Pair]:
    """The whole report of a year, every figure of it on both sides."""
    desk = big.desk
    raw = cipher.connect(desk.folder / folders.DESK, desk.key.raw, read_only=True)
    days = {
        "first": _YEAR.first.isoformat(),
        "last": _YEAR.last.isoformat(),
        "before": _YEAR.before.isoformat(),
        "as_at": _AS_AT,
    }

    def bare() -> list[list[Any]]:
        return [raw.execute(statement, days).fetchall() for statement in _ALL]

    def debts() -> funder.DebtCells:
        with desk.look() as look:
            known = tally_rows.known(look, _EVER, None, desk.clock.today())
            return funder.debt_cells(debts_counted(look.connection(), known)[1])

    ever = {"first": _EVER.first.isoformat(), "last": _EVER.last.isoformat(), "as_at": _AS_AT}
    count = raw.execute("SELECT count(*) FROM debts").fetchone()[0]
    ours: Callable[[], TallyView] = lambda: tally(desk, _YEAR, by=["benefit"])  # noqa: E731
    return [
        Pair("a year's report, by benefit", ours, bare, _told, _bare_told, most_turns=7),
        Pair(
            f"the tally of {count:,} debts",
            debts,
            lambda: raw.execute(_DEBTS, ever).fetchall(),
            _debts_told,
            lambda rows: (*rows[0], rows[1][0], *rows[2]),
            most_turns=7,
        ),
    ]


def _told(view: TallyView) -> dict[str, Any]:
    told = view.funder
    return {
        "people": (told.total_clients, told.new_clients, told.households),
        "sex": {code: n for code, n in told.demographics["sex"].items() if n},
        "ages": sum(told.demographics["age_band"].values()),
        "income": list(told.demographics["income_band"].values()),
        "contacts": sum(told.contacts_by_channel.values()),
        "cases": (
            told.cases.open_at_start,
            told.cases.opened,
            told.cases.reopened,
            told.cases.closed,
            told.cases.open_at_end,
        ),
        "referrals": (told.referrals.received, told.referrals.engaged),
        "gains": {
            code: (pence(row.annual + row.lump), pence(row.lump))
            for code, row in view.by["benefit"].items()
            if row.gains
        },
        "clients_with_gain": told.clients_with_gain,
        "adjusted": pence(told.adjustments.welfare),
        "debt": _debts_told(told.debt),
    }


def _debts_told(cells: funder.DebtCells) -> tuple[int, ...]:
    """What is owed in all and by how many, what is new, what was written off and rescheduled; pence."""
    sums = (cells.owed_all, cells.owed_new, cells.written_off, cells.rescheduled)
    owed, new, written_off, rescheduled = map(pence, sums)
    return owed, cells.clients, new, written_off, rescheduled


def _bare_told(rows: list[list[Any]]) -> dict[str, Any]:
    who, contacts, cases, referrals, gains, adjusted, debts = rows
    income = {row[1]: row[2] for row in who if row[0] == "income"}
    moved = dict.fromkeys(("start", "opened", "again", "closed", "end"), 0)
    for _, at_start, at_end, again, n in cases:
        moved["start" if at_start else "again" if again else "opened"] += n
        moved["end" if at_end else "closed"] += n
    return {
        "people": who[0][2:],
        "sex": {row[1] or "not_recorded": row[2] for row in who if row[0] == "sex"},
        "ages": sum(row[2] for row in who if row[0] == "age"),
        "income": [income.get(band, 0) for band in (*range(1, 9), None)],
        "contacts": sum(n for _, n in contacts),
        "cases": tuple(moved.values()),
        "referrals": referrals[0],
        "gains": {row[0]: row[1:] for row in gains if row[0] != "clients"},
        "clients_with_gain": next(row[1] for row in gains if row[0] == "clients"),
        "adjusted": adjusted[0][0] or 0,
        "debt": (*debts[0], debts[1][0], *debts[2]),
    }
