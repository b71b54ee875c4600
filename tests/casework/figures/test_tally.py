"""The tally of a real workbook is exactly its keeper's, and quarters and reversals add up."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from building import TODAY, MovingClock, a_case, a_client, a_practice
from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework.agency import FundingDraft, add_funding
from welfare_desk.casework.debt import debts
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import gains, tally, tally_proof
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.service import sessions
from welfare_desk.casework.workbook import intake
from welfare_desk.records.money import Debt, DebtOutcome, PeriodClosed
from welfare_desk.records.service import Meeting, Referral
from welfare_desk.rules.caseload import Period

DATA = Path(__file__).parents[2] / "data" / "caseload"
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
    behind = tally_proof.records_behind(desk, view, "gain.welfare")
    worth = sum((row.amount for row in behind if row.amount is not None), Decimal(0))
    assert worth == Decimal(view.as_json()["gain"]["welfare"])
    assert all(row.client and row.case_reference for row in behind)
    assert len(tally_proof.records_behind(desk, view, "total_clients")) == view.funder.total_clients


@pytest.mark.parametrize(
    "cell",
    [
        "gain.total",
        "ledger.ongoing_annual",
        "ledger.lump",
        "ledger.written_off",
        "by.benefit.adp",
        "by.month.2025-09",
        "by.kind.debt",
        "by.practice.Old Quay Practice",
        "debt.written_off",
    ],
)
def test_the_records_behind_money_add_up_to_it(desk: Desk, clock: MovingClock, cell: str) -> None:
    intake.bring_in(desk, (DATA / "practice-desk.csv").read_bytes(), "f.csv", today=clock.today())
    view = tally.tally(desk, year(2025), by=tally.DIMENSIONS)
    behind = tally_proof.records_behind(desk, view, cell)
    told = view.as_json()
    found: Any = told
    for key in cell.split(".", 2):
        found = found[key]
    if isinstance(found, dict):
        found = sum(Decimal(found.get(part, 0)) for part in ("annual", "lump", "written_off"))
    assert sum((row.amount or Decimal(0) for row in behind), Decimal(0)) == Decimal(found) > 0
    assert all(row.rule.startswith("funder R") and row.case_reference for row in behind)


def test_each_people_and_cases_cell_opens_to_as_many_records(desk: Desk, clock: MovingClock) -> None:
    intake.bring_in(desk, (DATA / "practice-desk.csv").read_bytes(), "f.csv", today=clock.today())
    view = tally.tally(desk, year(2025))
    told = view.as_json()
    cells = {
        "cases.opened": told["cases"]["opened"],
        "cases.open_at_end": told["cases"]["open_at_end"],
        "referrals.received": told["referrals"]["received"],
        "new_clients": told["new_clients"],
        "demographics.age_band.25-34": told["demographics"]["age_band"]["25-34"],
        "clients_with_gain": told["clients_with_gain"],
    }
    assert {cell: len(tally_proof.records_behind(desk, view, cell)) for cell in cells} == cells
    assert all(cells.values())
    assert tally_proof.records_behind(desk, view, "no.such.cell") == []


def test_a_line_behind_a_cell_says_how_its_sum_was_made(desk: Desk, clock: MovingClock) -> None:
    case = a_case(desk, a_client(desk))
    gain = GainDraft(
        Decimal("106.70"),
        previous=Decimal("72.65"),
        arrears=Decimal("303.20"),
        confirmed_on=date(2026, 11, 9),
        confirmed_by="award_letter",
    )
    gains.record_decision(desk, case, DecisionDraft(date(2026, 11, 9), "increased", gain=gain), today=TODAY)
    [row] = tally_proof.records_behind(desk, tally.tally(desk, year(2026)), "gain.welfare")
    assert row.sum_words == "(£106.70 − £72.65) × 52, and £303.20 once"
    assert (row.amount, row.on, row.decided_on) == (
        Decimal("2073.80"),
        date(2026, 11, 9),
        date(2026, 11, 9),
    )


def test_a_period_somebody_closed_keeps_its_figures_and_later_changes_are_adjustments(
    desk: Desk, clock: MovingClock
) -> None:
    clock.set(2026, 4, 20)
    gains.record_decision(
        desk, a_case(desk, a_client(desk)), decided(date(2026, 3, 2), "10.00"), today=clock.today()
    )
    with desk.unit_of_work() as work:
        work.add(
            PeriodClosed(
                from_on=date(2025, 4, 1),
                to_on=date(2026, 3, 31),
                closed_on=date(2026, 4, 30),
                figures={},
                chain_head="",
            )
        )
        work.commit()
    clock.set(2026, 8, 3)
    [line] = gains.ledger(desk)
    gains.reverse_gain(desk, line.id, because="keyed for the wrong client", today=clock.today())
    before, after = (tally.tally(desk, year(one)).as_json() for one in (2025, 2026))
    assert before["gain"]["welfare"] == "520.00"  # entered before the closing, taken back after it
    assert after["adjustments"]["welfare"] == "-520.00"
    assert tally.tally(desk, year(2025), as_at=clock.today()).as_json()["gain"]["welfare"] == "0.00"


def test_an_appointment_nobody_came_to_is_no_first_contact(desk: Desk) -> None:
    person = a_client(desk)
    with desk.unit_of_work() as work:
        for day, kind in ((4, "dna"), (11, "phone")):
            work.add(
                Meeting(
                    person_id=person,
                    on=date(2026, 5, day),
                    kind=kind,
                    status="attended",
                    channel="telephone" if kind == "phone" else "face_to_face",
                    first_contact=True,
                )
            )
        work.commit()
    channels = tally.tally(desk, year(2026)).as_json()["contacts_by_channel"]
    assert {channel: n for channel, n in channels.items() if n} == {"telephone": 1}


def test_a_debt_outcome_taken_back_later_is_an_adjustment_then(desk: Desk, clock: MovingClock) -> None:
    case = a_case(desk, a_client(desk), matter="rent", kind="debt")
    debts.add_debt(desk, case, DebtDraft("rent", balance=Decimal(900)), today=date(2026, 1, 5))
    with desk.unit_of_work() as work:
        debt = work.session.scalars(select(Debt)).one()
        said = {"debt_id": debt.id, "on": date(2026, 2, 1), "rescheduled_pence": 0}
        kept = work.add(
            DebtOutcome(
                **said, written_off_pence=90000, confirmed_on=date(2026, 2, 1), recorded_on=date(2026, 2, 1)
            )
        )
        work.session.flush()
        work.add(
            DebtOutcome(**said, written_off_pence=90000, recorded_on=date(2026, 6, 1), reverses_id=kept.id)
        )
        work.commit()
    before, after = (tally.tally(desk, year(one)).as_json() for one in (2025, 2026))
    assert before["debt"]["written_off"] == "900.00" and before["ledger"]["written_off"] == "900.00"
    assert after["adjustments"]["written_off"] == "-900.00" and after["ledger"]["written_off"] == "0.00"


def test_a_write_off_nobody_confirmed_does_not_count(desk: Desk) -> None:
    case = a_case(desk, a_client(desk), matter="rent", kind="debt")
    debts.add_debt(desk, case, DebtDraft("rent"), today=date(2026, 5, 5))
    with desk.unit_of_work() as work:
        debt = work.session.scalars(select(Debt)).one()
        day = date(2026, 5, 6)
        work.add(
            DebtOutcome(debt_id=debt.id, on=day, written_off_pence=500, rescheduled_pence=0, recorded_on=day)
        )
        work.commit()
    assert tally.tally(desk, year(2026)).as_json()["debt"]["written_off"] == "0.00"


def test_a_referral_that_led_to_no_case_is_one_received(desk: Desk) -> None:
    seen, unseen = a_client(desk), a_client(desk, surname="Muir")
    with desk.unit_of_work() as work:
        for person in (seen, unseen):
            work.add(Referral(person_id=person, received_on=date(2026, 5, 4), referrer_role="gp", reasons=[]))
        work.commit()
    sessions.record_support(desk, seen, "phone", on=date(2027, 4, 20))
    view = tally.tally(desk, year(2026))
    assert view.as_json()["referrals"] == {"received": 2, "engaged": 1}
    assert len(tally_proof.records_behind(desk, view, "referrals.received")) == 2


def test_bringing_the_file_again_changes_no_figure(desk: Desk, clock: MovingClock) -> None:
    data = (DATA / "practice-desk.xlsx").read_bytes()
    intake.bring_in(desk, data, "f.xlsx", today=clock.today())
    once = tally.tally(desk, year(2025), by=tally.DIMENSIONS).as_json()
    intake.bring_in(desk, data, "again.xlsx", today=clock.today())
    assert tally.tally(desk, year(2025), by=tally.DIMENSIONS).as_json() == once


def test_every_breakdown_lists_every_code(desk: Desk) -> None:
    a_practice(desk, "Glenlyon Surgery")
    by = tally.tally(desk, year(2026), by=tally.DIMENSIONS).as_json()["by"]
    assert set(by["benefit"]) == set(resources.benefits().codes())
    assert set(by["benefit"]["adp"]) == {"weekly", "annual", "lump", "gains"}
    assert set(by["practice"]) == {"Glenlyon Surgery", "not_recorded"}
    assert len(by["month"]) == 12 and by["kind"]["debt"]["written_off"] == "0.00"


def test_funding_of_a_longer_span_counts_by_its_days(desk: Desk) -> None:
    span = FundingDraft("Council", "local_authority", date(2026, 4, 1), date(2027, 3, 31), Decimal("365.00"))
    add_funding(desk, span)
    assert tally.tally(desk, Period(date(2026, 4, 1), date(2026, 4, 30))).funding.cash == Decimal("30.00")


def test_the_gains_screens_year_is_the_tallys(desk: Desk, clock: MovingClock) -> None:
    intake.bring_in(desk, (DATA / "practice-desk.csv").read_bytes(), "f.csv", today=clock.today())
    shown = tally.yearly(desk, today=clock.today())
    view = tally.tally(desk, year(2026), by=("month", "benefit"))
    assert (shown.ledger, shown.by_month, shown.by_benefit) == (
        view.ledger,
        view.by["month"],
        view.by["benefit"],
    )
    assert tally.financial_year(date(2026, 3, 31)).last == date(2026, 3, 31)


def test_a_period_before_any_list_of_codes_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(tally.NoListsThen):
        tally.tally(desk, year(2009))


@pytest.mark.parametrize("before", ["dna", "cancelled_by_client", "rebooked"])
def test_the_first_contact_is_the_first_booking_somebody_came_to(desk: Desk, before: str) -> None:
    person, practice = a_client(desk), a_practice(desk)
    for day, status in ((date(2026, 12, 3), before), (date(2026, 12, 10), "attended")):
        session = sessions.plan_session(desk, practice, day, time(9, 30), time(12, 30)).id
        assert session is not None
        meeting = sessions.book(desk, person, session_id=session, at=time(10)).id
        assert meeting is not None
        sessions.set_status(desk, meeting, status)
    told = tally.tally(desk, year(2026)).as_json()
    assert told["contacts_by_channel"]["face_to_face"] == 1 and told["total_clients"] == 1
