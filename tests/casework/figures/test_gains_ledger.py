"""The ledger of gains: a decision counts once, nothing is edited, and what is no gain is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from building import TODAY, MovingClock, a_case, a_client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from welfare_desk import resources
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import gains
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft, GainRow
from welfare_desk.casework.matters import journal
from welfare_desk.errors import DeskError, Problems
from welfare_desk.records.cases import JournalEntry
from welfare_desk.records.money import Decision, Gain
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.gains import GainLine
from welfare_desk.rules.known import Known
from welfare_desk.rules.ledger import Ledger, ledger

DECIDED = date(2026, 11, 2)
YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))


def decided(amount: str = "73.90", **facts: object) -> DecisionDraft:
    said = {"frequency": "weekly", "confirmed_on": TODAY, "confirmed_by": "award_letter"} | facts
    return DecisionDraft(DECIDED, "awarded", gain=GainDraft(Decimal(amount), **said))  # type: ignore[arg-type]


def waiting(amount: str = "73.90", **facts: object) -> DecisionDraft:
    return decided(amount, confirmed_on=None, confirmed_by=None, **facts)


def lines(desk: Desk) -> list[GainRow]:
    return gains.ledger(desk, limit=1000)


def reported(desk: Desk) -> Ledger:
    """What the rules make of the ledger as it is kept."""
    kept = sorted((row for row in lines(desk) if row.reverses_id is None), key=lambda row: row.cursor)
    return ledger(
        YEAR,
        [
            GainLine(
                id=str(row.id),
                award_key=row.award_key,
                area=row.area,
                frequency=row.frequency,
                amount=row.amount,
                decided_on=row.decided_on,
                confirmed_on=row.confirmed_on,
                previous=row.previous,
                arrears=row.arrears,
                award_to=row.award_to,
                recorded_on=row.recorded_on,
                voided_on=row.reversed_on,
                benefit=row.benefit,
            )
            for row in kept
        ],
        [],
        known=Known(YEAR, date(2027, 3, 31)),
    )


@pytest.fixture
def case(desk_on_both: Desk) -> UUID:
    return a_case(desk_on_both, a_client(desk_on_both))


def test_a_decision_brings_its_gain_and_its_line_in_the_journal(desk_on_both: Desk, case: UUID) -> None:
    gains.record_decision(desk_on_both, case, decided("73.90", previous=Decimal("29.20")), today=TODAY)
    [line] = lines(desk_on_both)
    assert (line.amount, line.previous, line.benefit) == (Decimal("73.90"), Decimal("29.20"), "adp")
    assert reported(desk_on_both) == Ledger(Decimal("2324.40"), Decimal("0.00"), Decimal("0.00"), 1)
    with desk_on_both.look() as look:
        line_kept = look.scalars(select(JournalEntry).where(JournalEntry.kind == "decision")).one()
        said = journal.written(look, line_kept)
    assert said == "Decision of 2 Nov 2026: awarded. £73.90 weekly, before £29.20."


def test_the_same_decision_again_is_refused_and_names_the_other_line(desk_on_both: Desk, case: UUID) -> None:
    gains.record_decision(desk_on_both, case, decided(), today=TODAY)
    with pytest.raises(gains.AlreadyCounted) as again:
        gains.record_decision(desk_on_both, case, decided("80.00"), today=TODAY)
    assert again.value.line == lines(desk_on_both)[0]
    assert str(again.value) == (
        "This decision is already in the ledger: Callum Reid, ADP £73.90 a week, confirmed 26 Nov 2026. "
        "The same decision is counted once; reverse that line if it is wrong."
    )
    other = a_case(desk_on_both, lines(desk_on_both)[0].person_id)
    with pytest.raises(gains.AlreadyCounted):
        gains.record_decision(desk_on_both, other, decided(), today=TODAY)
    with desk_on_both.look() as look:
        assert look.scalar(select(func.count()).select_from(Decision)) == 1


def test_a_waiting_line_counts_as_recorded_too(desk_on_both: Desk, case: UUID) -> None:
    gains.record_decision(desk_on_both, case, waiting(), today=TODAY)
    with pytest.raises(gains.AlreadyCounted, match="not yet confirmed"):
        gains.record_decision(desk_on_both, case, decided(), today=TODAY)


def test_an_alias_of_the_benefit_is_the_same_award(desk_on_both: Desk, case: UUID) -> None:
    gains.record_decision(desk_on_both, case, decided(), today=TODAY)
    again = DecisionDraft(DECIDED, "awarded", "Adult Disability Payment", gain=GainDraft(Decimal("73.90")))
    with pytest.raises(gains.AlreadyCounted):
        gains.record_decision(desk_on_both, case, again, today=TODAY)


def test_another_part_of_an_award_or_another_day_is_another_decision(desk_on_both: Desk, case: UUID) -> None:
    one = decided()
    gains.record_decision(desk_on_both, case, one, today=TODAY)
    mobility = DecisionDraft(DECIDED, "awarded", gain=one.gain, part="mobility")
    later = DecisionDraft(date(2026, 11, 3), "increased", gain=one.gain)
    gains.record_decision(desk_on_both, case, mobility, today=TODAY)
    gains.record_decision(desk_on_both, case, later, today=TODAY)
    assert reported(desk_on_both).gains == 3


def test_after_a_reversal_it_may_be_recorded_again(desk_on_both: Desk, case: UUID) -> None:
    gains.record_decision(desk_on_both, case, decided("739.00"), today=TODAY)
    [wrong] = lines(desk_on_both)
    gains.reverse_gain(desk_on_both, wrong.id, because="a nought too many", today=TODAY)
    assert reported(desk_on_both).gains == 0
    gains.record_decision(desk_on_both, case, decided("73.90"), today=TODAY)
    assert reported(desk_on_both) == Ledger(Decimal("3842.80"), Decimal("0.00"), Decimal("0.00"), 1)
    assert len(lines(desk_on_both)) == 3
    with pytest.raises(gains.AlreadyReversed):
        gains.reverse_gain(desk_on_both, wrong.id, because="again", today=TODAY)
    reversing = next(row for row in lines(desk_on_both) if row.reverses_id)
    with pytest.raises(gains.AlreadyReversed):
        gains.reverse_gain(desk_on_both, reversing.id, because="undo the undo", today=TODAY)
    with pytest.raises(Problems, match="Say why"):
        gains.reverse_gain(desk_on_both, lines(desk_on_both)[0].id, because=" ", today=TODAY)


def test_confirming_leaves_one_line_that_counts_once(
    desk_on_both: Desk, case: UUID, clock: MovingClock
) -> None:
    gains.record_decision(desk_on_both, case, waiting("73.90", arrears=Decimal("295.60")), today=TODAY)
    [estimate] = lines(desk_on_both)
    assert reported(desk_on_both).gains == 0
    clock.move(days=5)
    for _ in range(2):
        try:
            gains.confirm_gain(
                desk_on_both,
                estimate.id,
                confirmed_on=clock.today(),
                confirmed_by="payment_seen",
                today=clock.today(),
            )
        except gains.AlreadyReversed as no:
            assert str(no) == "This line is already confirmed or reversed."
    assert reported(desk_on_both) == Ledger(Decimal("3842.80"), Decimal("295.60"), Decimal("0.00"), 2)
    assert gains.ledger(desk_on_both, waiting_only=True) == []
    with pytest.raises(gains.AlreadyCounted):
        gains.record_decision(desk_on_both, case, decided(), today=clock.today())
    reversing = next(row for row in lines(desk_on_both) if row.reverses_id)
    for line in (estimate.id, reversing.id):
        with pytest.raises(gains.AlreadyReversed):
            gains.confirm_gain(
                desk_on_both, line, confirmed_on=TODAY, confirmed_by="payment_seen", today=TODAY
            )


@pytest.mark.parametrize(
    ("confirmed_on", "by", "said"),
    [
        (date(2026, 11, 1), "award_letter", "before it was decided"),
        (date(2026, 11, 27), "award_letter", "in the future"),
        (TODAY, "a feeling", "how it was confirmed"),
    ],
)
def test_a_confirmation_must_be_possible(desk: Desk, confirmed_on: date, by: str, said: str) -> None:
    case = a_case(desk, a_client(desk))
    gains.record_decision(desk, case, waiting(), today=TODAY)
    [line] = lines(desk)
    with pytest.raises(Problems, match=said):
        gains.confirm_gain(desk, line.id, confirmed_on=confirmed_on, confirmed_by=by, today=TODAY)
    assert len(lines(desk)) == 1


def test_loans_and_an_old_rate_kept_going_are_no_gain(desk: Desk) -> None:
    loans = [code for code, benefit in resources.benefits().benefits.items() if benefit.loan]
    assert len(loans) >= 3
    for code in [*loans, "sta", "Support for Mortgage Interest"]:
        case = a_case(desk, a_client(desk), matter=code)
        with pytest.raises(DeskError, match=r"not a (new )?gain"):
            gains.record_decision(desk, case, decided(), today=TODAY)
        gains.record_decision(desk, case, DecisionDraft(DECIDED, "awarded"), today=TODAY)
    assert lines(desk) == []


@pytest.mark.parametrize("name", ["amount", "previous", "arrears"])
@pytest.mark.parametrize(
    ("sum_", "said"),
    [
        ("0.005", "whole pence"),
        ("-0.01", "less than nothing"),
        ("NaN", "whole pence"),
        ("Infinity", "whole pence"),
    ],
)
def test_a_sum_that_cannot_be_paid_is_refused_where_it_was_typed(
    desk: Desk, name: str, sum_: str, said: str
) -> None:
    case = a_case(desk, a_client(desk))
    sums = {"amount": Decimal("10.00")} | {name: Decimal(sum_)}
    with pytest.raises(Problems, match=said) as wrong:
        gains.record_decision(
            desk,
            case,
            DecisionDraft(DECIDED, "awarded", gain=GainDraft(**sums)),
            today=TODAY,  # type: ignore[arg-type]
        )
    assert [one.field for one in wrong.value.problems] == [name]
    with desk.look() as look:
        assert look.scalar(select(func.count()).select_from(Gain)) == 0


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pence=st.integers(0, 10**12), before=st.integers(0, 10**9), often=st.sampled_from(gains.FREQUENCIES))
def test_every_sum_comes_back_to_the_penny(desk_on_both: Desk, pence: int, before: int, often: str) -> None:
    case = a_case(desk_on_both, a_client(desk_on_both))
    amount, previous = Decimal(pence) / 100, Decimal(before) / 100
    gains.record_decision(
        desk_on_both, case, decided(str(amount), previous=previous, frequency=often), today=TODAY
    )
    [line] = gains.ledger(desk_on_both, case_id=case)
    assert (line.amount, line.previous, line.frequency) == (amount, previous, often)
    assert "£" in line.amount_words


def test_the_ledger_is_paged_without_losing_a_line(desk_on_both: Desk) -> None:
    for _ in range(5):
        gains.record_decision(
            desk_on_both, a_case(desk_on_both, a_client(desk_on_both)), decided(), today=TODAY
        )
    seen, cursor = [], None
    while page := gains.ledger(desk_on_both, after=cursor, limit=2):
        seen += [row.id for row in page]
        cursor = page[-1].cursor
    assert seen == [row.id for row in lines(desk_on_both)] and len(set(seen)) == 5
