"""The tally of a real workbook is exactly its keeper's, and quarters and reversals add up."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from building import MovingClock, a_case, a_client, a_practice

from welfare_desk.casework import gains, intake, sessions, tally
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.gains import DecisionDraft, GainDraft
from welfare_desk.rules.caseload import Period

DATA = Path(__file__).parents[1] / "data" / "caseload"
TRUTH = json.loads((DATA / "practice-desk.truth.json").read_text())


def year(first: int) -> Period:
    return Period(date(first, 4, 1), date(first + 1, 3, 31))


@pytest.mark.parametrize("file", ["practice-desk.xlsx", "practice-desk.csv"])
def test_the_years_figures_are_the_keepers(desk: Desk, clock: MovingClock, file: str) -> None:
    intake.bring_in(desk, (DATA / file).read_bytes(), file, today=clock.today())
    for name, expected in TRUTH["confirmed"].items():
        found = tally.tally(desk, year(int(name[:4]))).as_json()["ledger"]
        assert {key: str(value) for key, value in found.items()} == expected
    ever = tally.tally(desk, Period(date(2020, 4, 1), date(2027, 3, 31)), by=("benefit",))
    by = ever.as_json()["by"]["benefit"]
    assert {code: row["weekly"] for code, row in by.items() if row["weekly"] != "0.00"} == TRUTH[
        "confirmed_weekly_by_benefit"
    ]


def test_every_breakdown_adds_up_to_the_ledger(desk: Desk, clock: MovingClock) -> None:
    intake.bring_in(desk, (DATA / "practice-desk.csv").read_bytes(), "f.csv", today=clock.today())
    view = tally.tally(desk, year(2025), by=tally.DIMENSIONS)
    for dimension in ("practice", "kind", "month"):
        assert (
            sum((row.annual for row in view.by[dimension].values()), Decimal(0)) == view.ledger.ongoing_annual
        )
        assert sum(row.gains for row in view.by[dimension].values()) == view.ledger.gains


def decided(on: date, weekly: str, previous: str = "0", confirmed: date | None = None) -> DecisionDraft:
    gain = GainDraft(
        Decimal(weekly), previous=Decimal(previous), confirmed_on=confirmed or on, confirmed_by="award_letter"
    )
    return DecisionDraft(on, "awarded", gain=gain)


def test_quarters_with_their_adjustments_make_the_year(desk: Desk, clock: MovingClock) -> None:
    clock.set(2026, 5, 10)
    case = a_case(desk, a_client(desk))
    gains.record_decision(desk, case, decided(date(2026, 5, 1), "50.00"), today=clock.today())
    clock.set(2026, 8, 10)
    gains.record_decision(desk, case, decided(date(2026, 8, 3), "80.00", "50.00"), today=clock.today())
    [_, first] = gains.ledger(desk)
    clock.set(2026, 11, 10)
    gains.reverse_gain(desk, first.id, because="keyed twice", today=clock.today())
    quarters = [
        Period(date(2026, 4, 1), date(2026, 6, 30)),
        Period(date(2026, 7, 1), date(2026, 9, 30)),
        Period(date(2026, 10, 1), date(2026, 12, 31)),
        Period(date(2027, 1, 1), date(2027, 3, 31)),
    ]
    told = [tally.tally(desk, quarter, as_at=quarter.last).as_json() for quarter in quarters]
    gained = sum(Decimal(one["gain"]["welfare"]) + Decimal(one["adjustments"]["welfare"]) for one in told)
    whole = tally.tally(desk, Period(date(2026, 4, 1), date(2027, 3, 31)), as_at=date(2027, 3, 31)).as_json()
    assert gained == Decimal(whole["gain"]["welfare"]) == Decimal("30.00") * 52
    assert Decimal(told[2]["adjustments"]["welfare"]) == Decimal("-50.00") * 52


def test_the_edges_of_a_period_are_inside_it(desk: Desk, clock: MovingClock) -> None:
    clock.set(2026, 6, 1)
    for day in (date(2026, 3, 31), date(2026, 4, 1)):
        gains.record_decision(desk, a_case(desk, a_client(desk)), decided(day, "10.00"), today=clock.today())
    assert tally.tally(desk, year(2025)).as_json()["gain"]["welfare"] == "520.00"
    assert tally.tally(desk, year(2026)).as_json()["gain"]["welfare"] == "520.00"


def test_what_waits_for_confirmation_is_in_no_total(desk: Desk, clock: MovingClock) -> None:
    case = a_case(desk, a_client(desk))
    draft = DecisionDraft(date(2026, 11, 2), "awarded", gain=GainDraft(Decimal("28.20")))
    gains.record_decision(desk, case, draft, today=clock.today())
    assert tally.tally(desk, year(2026)).as_json()["gain"]["welfare"] == "0.00"
    [line] = gains.ledger(desk, waiting_only=True)
    gains.confirm_gain(
        desk, line.id, confirmed_on=clock.today(), confirmed_by="award_letter", today=clock.today()
    )
    assert tally.tally(desk, year(2026)).as_json()["gain"]["welfare"] == "1466.40"
    assert tally.tally(desk, year(2026)).ledger.gains == 1


def test_a_client_of_two_years_is_new_only_once(desk: Desk, clock: MovingClock) -> None:
    person = a_client(desk, practice_id=a_practice(desk))
    case = a_case(desk, person)
    for day in (date(2025, 12, 1), date(2026, 5, 1)):
        sessions.record_support(desk, person, "phone", on=day, case_id=case)
    first, second = (tally.tally(desk, year(one)).as_json() for one in (2025, 2026))
    assert (first["total_clients"], first["new_clients"]) == (1, 1)
    assert (second["total_clients"], second["new_clients"]) == (1, 0)


def test_support_without_a_case_counts_too(desk: Desk) -> None:
    sessions.record_support(desk, a_client(desk), "phone", on=date(2026, 5, 1))
    assert tally.tally(desk, year(2026)).as_json()["total_clients"] == 1


def test_any_cell_opens_to_the_records_behind_it(desk: Desk, clock: MovingClock) -> None:
    intake.bring_in(desk, (DATA / "practice-desk.csv").read_bytes(), "f.csv", today=clock.today())
    view = tally.tally(desk, year(2025))
    behind = tally.records_behind(desk, view, "gain.welfare")
    worth = sum((row.amount for row in behind if row.amount is not None), Decimal(0))
    assert worth == Decimal(view.as_json()["gain"]["welfare"])
    assert all(row.client and row.case_reference for row in behind)
    assert len(tally.records_behind(desk, view, "total_clients")) == view.funder.total_clients
