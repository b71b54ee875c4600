"""The funder's figures are the same from a desk's tables as from the bare rows of a worked case."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from worked_caseload import keep_worked_case

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures.tally import DIMENSIONS, TallyView, tally
from welfare_desk.casework.figures.tally_proof import records_behind
from welfare_desk.casework.worked_cases import funder
from welfare_desk.records.money import Gain, PeriodClosed
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.ledger import breakdown, ledger

VECTORS = json.loads(
    (Path(__file__).parents[2] / "data" / "vectors" / "funder.json").read_text(), parse_float=Decimal
)
SEED = 20261126
FIRST, DAYS = date(2023, 4, 1), 365 * 4


def period_of(case: dict[str, Any]) -> Period:
    return Period(*(date.fromisoformat(case["period"][end]) for end in ("from", "to")))


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["id"])
def test_a_worked_case_kept_in_a_desk_gives_its_figures(desk: Desk, case: dict[str, Any]) -> None:
    keep_worked_case(desk, case)
    period = period_of(case)
    told = tally(desk, period, as_at=period.last).as_json()
    assert funder.agrees(told, case["expect"])
    bare = funder.result({key: value for key, value in case.items() if key != "expect"})
    assert {key: told[key] for key in bare} == bare


def test_an_invented_caseload_gives_the_same_figures_for_every_period(desk_on_both: Desk) -> None:
    """Only the rows that can matter are read; the rules, given every row, must say the same."""
    desk = desk_on_both
    chance = random.Random(SEED)
    cases = [_case(chance, number) for number in range(150)]
    _keyed_again(chance, cases)
    keep_worked_case(desk, {"cases": cases, "period": {"from": "2026-04-01", "to": "2027-03-31"}})
    for _ in range(40):
        first = FIRST + timedelta(days=chance.randrange(DAYS))
        last = first + timedelta(days=chance.choice((0, 6, 30, 91, 364, 800)))
        said = {"id": "X", "period": {"from": first.isoformat(), "to": last.isoformat()}, "cases": cases}
        bare = funder.result(said)
        view = tally(desk, Period(first, last), by=DIMENSIONS, as_at=last)
        told = view.as_json()
        assert_counted_as_added_up(view)
        assert {key: told[key] for key in bare} == bare, f"{first} to {last}"
        for cell in ("gain.total", "debt.owed_all", "adjustments.welfare", "adjustments.rescheduled"):
            section, name = cell.split(".")
            behind = records_behind(desk, view, cell)
            assert sum((row.amount for row in behind if row.amount), Decimal(0)) == Decimal(
                told[section][name]
            )
        assert len(records_behind(desk, view, "total_clients")) == told["total_clients"]


def assert_counted_as_added_up(view: TallyView) -> None:
    """What the store adds up is what the rules count line by line, in the ledger and every breakdown too."""
    assert view.funder.as_json() == view.counted.funder.as_json()
    lines, debts = [held.line for held in view.lines], [held.debt for held in view.debts]
    assert view.ledger == ledger(view.period, lines, debts, known=view.known)
    for dimension, rows in view.by.items():
        assert rows == breakdown(dimension, rows, view.period, lines, debts, known=view.known), dimension


@pytest.mark.parametrize("closed", [(), (1,), (0, 2), (0, 1, 2, 3)])
def test_with_periods_closed_and_lines_brought_in_the_store_adds_up_what_the_rules_count(
    desk_on_both: Desk, closed: tuple[int, ...]
) -> None:
    desk, chance = desk_on_both, random.Random(SEED + len(closed))
    cases = [_case(chance, number) for number in range(60)]
    _keyed_again(chance, cases)
    keep_worked_case(desk, {"cases": cases, "period": {"from": "2026-04-01", "to": "2027-03-31"}})
    quarters = [Period(FIRST + timedelta(days=91 * n), FIRST + timedelta(days=91 * n + 90)) for n in range(8)]
    with Session(desk.engine) as session, session.begin():
        for gain in session.scalars(select(Gain).where(Gain.reverses_id.is_(None))):
            if chance.random() < 0.3:
                gain.imported_on = FIRST + timedelta(days=chance.randrange(DAYS))
        for number in closed:
            on = quarters[number].last + timedelta(days=20)
            session.add(
                PeriodClosed(
                    from_on=quarters[number].first,
                    to_on=quarters[number].last,
                    closed_on=on,
                    figures={},
                    chain_head="",
                    made_at=datetime(2026, 1, 1, tzinfo=UTC),
                )
            )
    for period in (*quarters, Period(quarters[0].first, quarters[3].last)):
        assert_counted_as_added_up(tally(desk, period, by=DIMENSIONS))


def _case(chance: random.Random, number: int) -> dict[str, Any]:
    """A case of one of ninety people, some of whom share a home; every date within four years."""
    opened = _some_day(chance)
    client = chance.randrange(90)
    episodes = [{"opened": opened, "closed": None}]
    if chance.random() < 0.6:
        closed = _later(chance, opened, 300)
        episodes = [{"opened": opened, "closed": closed}]
        if chance.random() < 0.3:
            episodes.append({"opened": _later(chance, closed, 400), "closed": None})
    kinds = ("attended", "phone", "dna", "cancelled", "email", "tribunal")
    activity = [
        {"date": _later(chance, opened, 600), "kind": chance.choice(kinds)}
        for _ in range(chance.randrange(4))
    ]
    return {
        "case": f"C{number}",
        "client": f"P{client}",
        "household": f"H{client // 2}",
        "type": chance.choice(("I", "II", "II", "III")),
        "type_history": (
            [{"date": opened, "type": "II"}, {"date": _later(chance, opened, 300), "type": "III"}]
            if chance.random() < 0.2
            else []
        ),
        "episodes": episodes if chance.random() < 0.9 else [],
        "referral": {"received": opened, "by": "gp"} if chance.random() < 0.5 else None,
        "first_contact": (
            {"date": opened, "channel": chance.choice(("email", "telephone", "not_recorded"))}
            if chance.random() < 0.5
            else None
        ),
        "activity": activity,
        "person": _person(chance),
        "gains": [_gain(chance, number, client, place) for place in range(chance.choice((0, 1, 1, 2)))],
        "debts": [_debt(chance, number, client)] if chance.random() < 0.4 else [],
    }


def _person(chance: random.Random) -> dict[str, Any]:
    return {
        key: value
        for key, value in {
            "sex": chance.choice((None, "female", "male")),
            "dob": chance.choice((None, "1950-06-02", "2001-04-01")),
            "ethnicity": chance.choice((None, "white", "african")),
            "employment": chance.choice((None, "at_school", "not_recorded")),
            "simd_decile": chance.choice((None, 1, 10)),
            "first_supported": chance.choice((None, None, "2019-05-05")),
        }.items()
        if value is not None
    }


def _gain(chance: random.Random, number: int, client: int, place: int) -> dict[str, Any]:
    decided = _some_day(chance)
    confirmed = _later(chance, decided, 90) if chance.random() < 0.85 else None
    amount = Decimal(chance.randrange(-2_000, 20_000)) / 100
    return {
        "id": f"G{number}-{place}",
        "award_key": f"P{client}:{chance.choice(('adp', 'uc'))}",
        "area": chance.choice(("welfare", "welfare", "money_advice")),
        "benefit": "illustrative",
        "frequency": chance.choice(("weekly", "four_weekly", "monthly", "one_off")),
        "amount": amount,
        "previous_amount": Decimal(chance.choice((0, 0, 10))),
        "arrears": Decimal(chance.choice((0, 100))),
        "award_to": _later(chance, decided, 500) if chance.random() < 0.2 else None,
        "decision_date": decided,
        "confirmed": {"date": confirmed, "by": "award_letter"} if confirmed else None,
        "recorded_on": _later(chance, confirmed, 200) if confirmed and chance.random() < 0.3 else None,
        "voided_on": _later(chance, confirmed, 500) if confirmed and chance.random() < 0.2 else None,
        "ended": (
            {
                "date": _later(chance, decided, 300),
                "known_on": _later(chance, decided, 600),
                "recoverable": chance.random() < 0.3,
                "reason": "",
            }
            if chance.random() < 0.2
            else None
        ),
        "estimate": {"on": decided, "value": Decimal(500)} if chance.random() < 0.3 else None,
    }


def _debt(chance: random.Random, number: int, client: int) -> dict[str, Any]:
    begun = _some_day(chance)
    shared = chance.random() < 0.4
    return {
        "id": f"D{number}",
        "debt_key": f"H{client // 2}:rent" if shared else f"P{client}:D{number}",
        "kind": "rent",
        "balances": [
            {"date": _later(chance, begun, 10 + 300 * turn), "amount": Decimal(chance.choice((0, 900, 2400)))}
            for turn in range(chance.randrange(3))
        ],
        "outcomes": [
            {
                "date": _later(chance, begun, 700),
                "written_off": Decimal(chance.choice((0, 300))),
                "rescheduled": Decimal(chance.choice((0, 600))),
            }
            for _ in range(chance.randrange(3))
        ],
    }


def _keyed_again(chance: random.Random, cases: list[dict[str, Any]]) -> None:
    """Some decisions are in a second, later file too, with another sum: the first counts (R9)."""
    lines = [(at, line) for at, case in enumerate(cases) for line in case["gains"] if line["confirmed"]]
    for number, (at, line) in enumerate(chance.sample(lines, len(lines) // 5)):
        other = chance.randrange(at, len(cases))
        entered = _later(chance, line["recorded_on"] or line["confirmed"]["date"], 300)
        changed = {"id": f"again-{number}", "amount": line["amount"] + 1, "recorded_on": entered}
        cases[other]["gains"].append(line | changed | {"voided_on": None, "ended": None})


def _some_day(chance: random.Random) -> str:
    return (FIRST + timedelta(days=chance.randrange(DAYS))).isoformat()


def _later(chance: random.Random, day: str, within: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=chance.randrange(1, within))).isoformat()
