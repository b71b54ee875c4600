"""A wish to be erased and a complaint about data: answered by the rule, timed, and followed through."""

from __future__ import annotations

from datetime import date

import pytest
from building import MovingClock
from rights import Known, an_officer
from sqlalchemy import select

from welfare_desk.casework.consent import consents
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.rights import data_requests, erasure, retention, retention_page
from welfare_desk.casework.rights.data_requests import RequestDraft, RequestRow
from welfare_desk.casework.rights.erasure import NotDue
from welfare_desk.casework.rights.subject_access import AlreadyClosed
from welfare_desk.errors import Problems
from welfare_desk.records.rights import DataRequest
from welfare_desk.rules import retention as rule


@pytest.fixture
def known(desk: Desk) -> Known:
    an_officer(desk)
    return Known(desk)


def closed(known: Known) -> None:
    cases.close_case(known.desk, known.case, because="won", today=known.desk.clock.today())


def the_only(known: Known) -> RequestRow:
    [row] = retention_page.ends_of(known.desk, known.person, today=known.desk.clock.today()).requests
    return row


def to_do(known: Known) -> list[str]:
    return [task.what for task in journal.tasks_of(known.desk, known.person)]


def take(known: Known, kind: str = "erase", **said: object) -> RequestRow:
    today = known.desk.clock.today()
    data_requests.take(known.desk, RequestDraft(known.person, kind, today, **said), today=today)  # type: ignore[arg-type]
    return the_only(known)


def test_while_a_case_is_open_the_answer_is_not_now_and_it_is_stored(known: Known) -> None:
    row = take(known)
    assert (row.answer, row.why) == ("refuse", "A case is open. Close it with the client first.")
    assert not row.may_erase(known.desk.clock.today())
    assert row.due.on == date(2026, 12, 25)
    assert "Tell the client what became of their wish to be erased" in to_do(known)
    today = known.desk.clock.today()
    data_requests.answer(known.desk, row.id, outcome="Told why", on=today, today=today)
    assert not the_only(known).is_open and not any("wish to be erased" in one for one in to_do(known))
    with pytest.raises(AlreadyClosed):
        data_requests.answer(known.desk, row.id, outcome="Again", on=today, today=today)


def test_with_nothing_in_the_way_it_is_erased_and_the_wish_is_closed_by_that(known: Known) -> None:
    closed(known)
    row, today = take(known), known.desk.clock.today()
    assert row.answer == "erase" and row.may_erase(today)
    erasure.erase(known.desk, known.person, rule.CASEWORK, today=today, asked=True)
    row = the_only(known)
    assert row.outcome == "Erased; the certificate says what went." and not row.is_open
    assert to_do(known) == []


def test_a_duty_to_keep_keeps_it_apart_until_a_day_and_erases_it_then(
    known: Known, clock: MovingClock
) -> None:
    closed(known)
    today = clock.today()
    retention.change_periods(
        known.desk, rule.Periods(required_years=3, required_by="the insurer"), today=today
    )
    row = take(known, take_back=True)
    assert (row.answer, row.until_on) == ("restrict", date(2029, 11, 26))
    assert not row.may_erase(date(2029, 11, 26)) and row.may_erase(date(2029, 11, 27))
    assert "Erase what is held of this client: the duty to keep it has ended" in to_do(known)
    with pytest.raises(NotDue):
        erasure.erase(known.desk, known.person, rule.CASEWORK, today=today, asked=True)
    clock.set(2029, 11, 27)
    erasure.erase(known.desk, known.person, rule.CASEWORK, today=clock.today(), asked=True)


def test_consents_taken_back_with_it_end_at_once(known: Known) -> None:
    before = consents.consents(known.desk, known.person, now=known.desk.clock.now())
    assert [one.state for one in before] == ["live"]
    row = take(known, take_back=True)
    after = consents.consents(known.desk, known.person, now=known.desk.clock.now())
    assert row.took_back == 1 and [one.state for one in after] == ["withdrawn"]
    with known.desk.look() as look:
        from welfare_desk.records.correspondence import Letter

        assert {one.state for one in look.scalars(select(Letter))} == {"stopped"}


def test_without_that_word_no_consent_ends(known: Known) -> None:
    row = take(known)
    after = consents.consents(known.desk, known.person, now=known.desk.clock.now())
    assert row.took_back == 0 and [one.state for one in after] == ["live"]


def test_a_complaint_is_acknowledged_then_answered_and_holds_everything_meanwhile(
    known: Known, clock: MovingClock
) -> None:
    closed(known)
    row = take(known, "complain", said="A letter went to the wrong flat")
    assert row.due.on == date(2026, 12, 25) and row.answer == ""
    [hold] = retention_page.ends_of(known.desk, known.person, today=clock.today()).holds
    assert (hold.kind, hold.id) == ("complaint", None)
    with pytest.raises(NotDue):
        erasure.erase(known.desk, known.person, rule.CASEWORK, today=clock.today(), asked=True)
    with pytest.raises(Problems):
        data_requests.acknowledge(known.desk, row.id, on=date(2026, 11, 1), today=clock.today())
    data_requests.acknowledge(known.desk, row.id, on=clock.today(), today=clock.today())
    assert to_do(known) == ["Answer the complaint about the client's data"]
    with pytest.raises(Problems):
        data_requests.answer(known.desk, row.id, outcome=" ", on=clock.today(), today=clock.today())
    data_requests.answer(known.desk, row.id, outcome="Apologised", on=clock.today(), today=clock.today())
    assert to_do(known) == []
    assert retention_page.ends_of(known.desk, known.person, today=clock.today()).holds == ()


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"kind": "forget"}, "kind"),
        ({"kind": "complain"}, "said"),
        ({"kind": "erase", "how": "by pigeon"}, "how"),
        ({"kind": "erase", "received_on": date(2027, 1, 1)}, "received_on"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(known: Known, said: dict[str, object], wrong: str) -> None:
    today = known.desk.clock.today()
    draft = RequestDraft(**({"person_id": known.person, "received_on": today} | said))  # type: ignore[arg-type]
    with pytest.raises(Problems) as problems:
        data_requests.take(known.desk, draft, today=today)
    assert [one.field for one in problems.value.problems] == [wrong]
    with known.desk.look() as look:
        assert look.scalars(select(DataRequest)).all() == []
