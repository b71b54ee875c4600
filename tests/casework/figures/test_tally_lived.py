"""The worked caseloads, lived in a desk through the use-cases, and a period that is closed on the way."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from agency_desk import behind_our_back
from building import MovingClock, a_case, a_client
from hypothesis import given, settings
from hypothesis import strategies as st
from lived_caseload import live
from sqlalchemy import text

from welfare_desk import resources
from welfare_desk.casework.debt import debt_outcomes, debts
from welfare_desk.casework.debt.debt_outcomes import OutcomeDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import endings, gains, periods, reporting, tally, tally_proof
from welfare_desk.casework.figures.endings import EndingDraft
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.service import sessions
from welfare_desk.casework.workbook import intake
from welfare_desk.casework.worked_cases import funder
from welfare_desk.errors import DeskError, Problems
from welfare_desk.rules import funder as rules
from welfare_desk.rules.caseload import CaseRow, Funding, Period
from welfare_desk.rules.gains import Ended, GainLine, value_of
from welfare_desk.rules.known import Closing, Known

VECTORS = json.loads(
    (Path(__file__).parents[2] / "data" / "vectors" / "funder.json").read_text(), parse_float=Decimal
)


def period_of(case: dict[str, Any]) -> Period:
    return Period(*(date.fromisoformat(case["period"][end]) for end in ("from", "to")))


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["id"])
def test_a_worked_caseload_lived_in_a_desk_is_reported_exactly(
    desk: Desk, clock: MovingClock, case: dict[str, Any]
) -> None:
    refused = live(desk, clock, case)
    period = period_of(case)
    told = json.loads(reporting.report(desk, period.first, period.last, format="json", as_at=period.last))
    assert funder.agrees(told, case["expect"]), {key: told[key] for key in case["expect"]}
    assert len(refused) == (1 if case["id"].startswith("F06") else 0)  # the joint award on the second file


@pytest.mark.parametrize("name", ["F08", "F09", "F10", "F12"])
def test_asked_on_its_last_day_a_year_says_the_same_without_a_day_being_named(
    desk: Desk, clock: MovingClock, name: str
) -> None:
    [case] = [one for one in VECTORS if one["id"].startswith(name)]
    period = period_of(case)
    live(desk, clock, case, until=period.last)
    clock.set(period.last.year, period.last.month, period.last.day)
    assert funder.agrees(tally.tally(desk, period).as_json(), case["expect"])


def decided(weekly: str, on: date) -> DecisionDraft:
    gain = GainDraft(Decimal(weekly), confirmed_on=on, confirmed_by="award_letter")
    return DecisionDraft(on, "awarded", gain=gain)


def welfare(desk: Desk, first: date, last: date) -> tuple[str, str]:
    told = tally.tally(desk, Period(first, last)).as_json()
    return told["gain"]["welfare"], told["adjustments"]["welfare"]


QUARTERS = [
    (date(2026, 4, 1), date(2026, 6, 30)),
    (date(2026, 7, 1), date(2026, 9, 30)),
    (date(2026, 10, 1), date(2026, 12, 31)),
    (date(2027, 1, 1), date(2027, 3, 31)),
]


def test_a_late_entry_and_a_loss_after_a_closing_are_adjustments_and_the_quarters_make_the_year(
    desk: Desk, clock: MovingClock
) -> None:
    clock.set(2026, 6, 2)
    case = a_case(desk, a_client(desk))
    gains.record_decision(desk, case, decided("10.00", date(2026, 6, 1)), today=clock.today())
    [line] = gains.ledger(desk)
    clock.set(2026, 7, 6)
    periods.close_period(desk, Period(*QUARTERS[0]), today=clock.today())
    clock.set(2026, 8, 3)
    other = a_case(desk, a_client(desk, surname="Muir"))
    gains.record_decision(desk, other, decided("5.00", date(2026, 6, 20)), today=clock.today())
    clock.set(2026, 11, 3)
    stopped = EndingDraft(date(2026, 6, 15), "found on review")
    endings.end_gain(desk, line.id, stopped, today=clock.today())
    clock.set(2027, 5, 4)
    assert welfare(desk, *QUARTERS[0]) == ("520.00", "0.00")
    assert welfare(desk, *QUARTERS[1]) == ("0.00", "260.00")
    assert welfare(desk, *QUARTERS[2]) == ("0.00", "-500.00")
    assert welfare(desk, *QUARTERS[3]) == ("0.00", "0.00")
    year = welfare(desk, QUARTERS[0][0], QUARTERS[3][1])
    assert year == ("280.00", "0.00")  # two weeks of the one, a year of the other
    told = [welfare(desk, *quarter) for quarter in QUARTERS]
    assert sum(Decimal(sum_) for pair in told for sum_ in pair) == Decimal("280.00")
    view = tally.tally(desk, Period(*QUARTERS[2]))
    [row] = tally_proof.records_behind(desk, view, "adjustments.welfare")
    assert (row.amount, row.client) == (Decimal("-500.00"), "Callum Reid")
    hindsight = tally.tally(desk, Period(*QUARTERS[0]), as_at=clock.today()).as_json()
    assert hindsight["gain"]["welfare"] == "280.00"


def test_a_closed_periods_people_are_kept_and_what_would_read_otherwise_is_said(
    desk: Desk, clock: MovingClock
) -> None:
    clock.set(2026, 6, 2)
    sessions.record_support(desk, a_client(desk), "phone", on=clock.today())
    clock.set(2026, 7, 6)
    quarter = Period(*QUARTERS[0])
    periods.close_period(desk, quarter, today=clock.today())
    clock.set(2026, 8, 6)
    sessions.record_support(desk, a_client(desk, surname="Muir"), "phone", on=date(2026, 6, 30))
    view = tally.tally(desk, quarter)
    assert view.as_json()["total_clients"] == 1 and view.counted_now()["total_clients"] == 2
    said = {one.path: (one.closed, one.now) for one in periods.differs(view)}
    assert said["total_clients"] == (1, 2) and not any(path.startswith("gain") for path in said)
    [row] = periods.closed_periods(desk)
    assert (row.period, row.closed_by) == (quarter, desk.advisor.name)


def test_a_late_write_off_is_an_adjustment_and_is_not_lost(desk: Desk, clock: MovingClock) -> None:
    clock.set(2026, 5, 5)
    case = a_case(desk, a_client(desk), matter="rent", kind="debt")
    draft = debts.DebtDraft("rent", balance=Decimal(900), balance_on=clock.today())
    debt = debts.add_debt(desk, case, draft, today=clock.today()).id
    assert debt is not None
    clock.set(2026, 7, 6)
    periods.close_period(desk, Period(*QUARTERS[0]), today=clock.today())
    clock.set(2026, 8, 3)
    outcome = OutcomeDraft(
        date(2026, 6, 3), Decimal(400), confirmed_on=clock.today(), confirmed_by="agency_told"
    )
    debt_outcomes.record_outcome(desk, debt, outcome, today=clock.today())
    clock.set(2026, 10, 3)
    first, second = (tally.tally(desk, Period(*quarter)) for quarter in QUARTERS[:2])
    assert first.as_json()["debt"]["written_off"] == "0.00"
    assert second.as_json()["debt"]["written_off"] == "0.00"
    assert second.as_json()["adjustments"]["written_off"] == "400.00"
    [row] = tally_proof.records_behind(desk, second, "adjustments.written_off")
    assert row.amount == Decimal(400)
    year = tally.tally(desk, Period(QUARTERS[0][0], QUARTERS[3][1])).as_json()
    assert year["debt"]["written_off"] == "400.00"
    with pytest.raises(Problems, match="more than was ever owed"):
        too_much = OutcomeDraft(date(2026, 9, 1), Decimal(800), Decimal("100.01"))
        debt_outcomes.record_outcome(desk, debt, too_much, today=clock.today())


def test_a_workbook_brought_in_after_a_closing_does_not_change_it(desk: Desk, clock: MovingClock) -> None:
    year = Period(date(2025, 4, 1), date(2026, 3, 31))
    clock.set(2026, 5, 4)
    periods.close_period(desk, year, today=clock.today())
    clock.set(2026, 6, 9)
    data = (Path(__file__).parents[2] / "data" / "caseload" / "practice-desk.csv").read_bytes()
    intake.bring_in(desk, data, "f.csv", today=clock.today())
    clock.set(2027, 3, 31)
    closed = tally.tally(desk, year)
    assert closed.funder.gain.welfare == 0 and closed.as_json()["gain"]["welfare"] == "0.00"
    [late] = [
        Decimal(tally.tally(desk, one).as_json()["adjustments"]["welfare"]) for one in [Period(*QUARTERS[0])]
    ]
    assert late >= Decimal("298588.82")  # last year's gains, and those of the years before


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), "not over yet"),
        (date(2026, 4, 1), date(2026, 6, 30), "closed already"),
        (date(2026, 5, 1), date(2026, 7, 5), "cuts across"),
    ],
)
def test_a_period_is_closed_once_and_whole(
    desk: Desk, clock: MovingClock, first: date, last: date, said: str
) -> None:
    clock.set(2026, 7, 6)
    periods.close_period(desk, Period(*QUARTERS[0]), today=clock.today())
    with pytest.raises(DeskError, match=said):
        periods.close_period(desk, Period(first, last), today=clock.today())
    [row] = periods.closed_periods(desk)
    with pytest.raises(periods.ClosedTooLongAgo):
        periods.open_again(desk, row.id, today=date(2026, 7, 7))
    if desk.shared is not None:  # a server goes by its own day, which no test's clock moves
        with behind_our_back(desk) as there:
            there.execute(text("SET LOCAL session_replication_role = replica"))
            there.execute(text("UPDATE periods_closed SET made_at = now()"))
    periods.open_again(desk, row.id, today=clock.today())
    assert periods.closed_periods(desk) == []


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False), closed=st.sets(st.integers(0, 3)))
def test_however_a_year_is_split_and_closed_its_parts_make_the_whole(
    chance: Random, closed: set[int]
) -> None:
    """Gains and adjustments add up over the parts: what a closing left out comes as an adjustment."""
    first = date(2026, 4, 1)
    today = first + timedelta(days=365 + chance.randrange(60))
    lines = [_line(chance, number, first) for number in range(chance.randrange(1, 12))]
    chance.shuffle(lines)
    cuts = sorted({0, 365, *(chance.randrange(1, 365) for _ in range(3))})
    parts = [
        Period(first + timedelta(days=start), first + timedelta(days=end - 1))
        for start, end in pairwise(cuts)
    ]
    closings = tuple(
        Closing(part, min(part.last + timedelta(days=chance.randrange(1, 40)), today))
        for number, part in enumerate(parts)
        if number in closed
    )
    case = CaseRow("C", "P", "H", "II", gains=tuple(lines))

    def told(period: Period, as_at: date) -> Decimal:
        found = rules.tally(
            period, Funding(), [case], resources.code_lists(), known=Known(period, as_at, closings)
        )
        return found.gain.welfare + found.adjustments.welfare

    whole = Period(first, parts[-1].last)
    by_now = sum(
        told(part, next((one.on for one in closings if one.period == part), today)) for part in parts
    )
    # What became known after the last day of the year belongs to the next one, where a part was closed.
    following = Period(whole.last + timedelta(days=1), today + timedelta(days=1))
    late = rules.tally(
        following,
        Funding(),
        [case],
        resources.code_lists(),
        known=Known(following, today, closings),
    ).adjustments.welfare
    year = told(whole, today)
    assert by_now + late == year + _in_open_parts(lines, parts, closings, whole, today)


def _in_open_parts(
    lines: list[GainLine],
    parts: list[Period],
    closings: tuple[Closing, ...],
    whole: Period,
    today: date,
) -> Decimal:
    """What the next year adjusts of days nobody closed: their own report has said it already."""
    shut = [one.period for one in closings]
    return sum(
        (
            value_of(line, today) - value_of(line, whole.last)
            for line in lines
            if line.confirmed_on in whole and not any(line.confirmed_on in part for part in shut)
        ),
        Decimal(0),
    )


def _line(chance: Random, number: int, first: date) -> GainLine:
    confirmed = first + timedelta(days=chance.randrange(365))
    voided = confirmed + timedelta(days=chance.randrange(1, 300)) if chance.random() < 0.3 else None
    ended = None
    if chance.random() < 0.4:
        known_on = confirmed + timedelta(days=chance.randrange(1, 300))
        ended = Ended(confirmed + timedelta(days=chance.randrange(200)), known_on, chance.random() < 0.3)
    return GainLine(
        f"G{number}",
        f"A{number}",
        "welfare",
        chance.choice(("weekly", "monthly", "one_off")),
        Decimal(chance.randrange(1, 9_000)) / 100,
        confirmed,
        confirmed,
        recorded_on=confirmed + timedelta(days=chance.choice((0, 0, 20, 120))),
        voided_on=voided,
        ended=ended,
    )
