"""Complaints with their clocks, compliments, incidents with their 72 hours, slips, supervision."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from another_program import pdftotext
from building import TODAY, a_client, a_practice

from welfare_desk.casework.desk import SignedIn
from welfare_desk.casework.matters import journal
from welfare_desk.casework.quality import feedback_slips, incidents, quality_due, remarks, supervision
from welfare_desk.casework.quality.incidents import IncidentDraft
from welfare_desk.casework.quality.remarks import COMPLIMENT, RemarkDraft
from welfare_desk.casework.quality.supervision import SupervisionDraft
from welfare_desk.casework.rights import access_report, data_requests
from welfare_desk.casework.taking_back import undoing
from welfare_desk.errors import Problems
from welfare_desk.records.base import new_id


def fields(refused):
    return [one.field for one in refused.value.problems]


# Complaints and compliments -----------------------------------------------------------------------


def test_a_complaint_has_its_days_and_stands_first_until_it_is_answered(desk_on_both):
    desk = desk_on_both
    thanks = remarks.record(desk, RemarkDraft(COMPLIMENT, TODAY, "Best service"), today=TODAY).id
    person = a_client(desk)
    late = RemarkDraft("debt_advice", date(2026, 11, 20), "Wrong figure", person_id=person, wanted="Sorry")
    debt = remarks.record(desk, late, today=TODAY).id
    data = remarks.record(desk, RemarkDraft("data", date(2026, 11, 2), "Letter astray"), today=TODAY).id
    assert [row.id for row in remarks.remarks(desk)] == [debt, data, thanks]
    row = remarks.remarks(desk)[0]
    assert (row.next_by, row.answer_by, row.client) == (date(2026, 11, 27), date(2027, 1, 15), "Callum Reid")
    remarks.acknowledge(desk, debt, date(2026, 11, 24), today=TODAY)
    assert [row.id for row in remarks.remarks(desk)] == [data, debt, thanks]
    remarks.answer(
        desk, debt, "upheld", said="We are sorry", learned="Figures are read twice", on=TODAY, today=TODAY
    )
    row = next(one for one in remarks.remarks(desk) if one.id == debt)
    assert (row.open, row.outcome, row.learned) == (False, "upheld", "Figures are read twice")
    remarks.reopen(desk, debt)
    assert next(one for one in remarks.remarks(desk) if one.id == debt).open


def test_what_cannot_be_is_said_by_its_field(desk):
    with pytest.raises(Problems) as refused:
        remarks.record(desk, RemarkDraft("gossip", date(2026, 11, 27), " ", how="dove"), today=TODAY)
    assert fields(refused) == ["kind", "about", "received_on", "how"]
    kept = remarks.record(desk, RemarkDraft("service", TODAY, "Long wait"), today=TODAY).id
    with pytest.raises(Problems):
        remarks.acknowledge(desk, kept, date(2026, 11, 25), today=TODAY)
    with pytest.raises(Problems) as refused:
        remarks.answer(desk, kept, "", said="", learned="", on=TODAY, today=TODAY)
    assert fields(refused) == ["outcome", "said"]


def test_a_clients_complaint_about_their_data_is_answered_on_their_page_and_stands_in_the_list(desk):
    person = a_client(desk)
    draft = RemarkDraft("data", TODAY, "Old address used", how="practice", person_id=person)
    kept = remarks.record(desk, draft, today=TODAY).id
    [row] = remarks.remarks(desk)
    assert (row.id, row.on_client, row.next_by) == (kept, True, date(2026, 12, 25))
    with desk.look() as look:
        assert [one.said for one in data_requests.requests_of(look, person)] == ["Old address used"]


# Incidents ----------------------------------------------------------------------------------------


def test_an_incident_is_to_be_judged_within_72_hours_of_becoming_aware(desk_on_both):
    """UK GDPR Article 33(1)."""
    desk = desk_on_both
    person = a_client(desk)
    found_at = desk.clock.now() - timedelta(hours=70)
    draft = IncidentDraft(
        "sent_wrong",
        "Letter for one to another",
        found_at - timedelta(days=1),
        found_at,
        "Asked for it back",
        2,
        person,
    )
    kept = incidents.record(desk, draft).id
    incidents.record(desk, IncidentDraft("near_miss", "Bag left on the bus", None, desk.clock.now()))
    first, second = incidents.incidents(desk)
    assert (first.id, first.hours_left(desk.clock.now())) == (kept, 2)
    assert second.hours_left(desk.clock.now()) == 72 and second.person_id is None
    assert incidents.to_judge(desk) == 2
    access_report.judge(desk, kept, report=True, why="Health data, one person", today=TODAY)
    access_report.judge(desk, second.id, report=False, why="It came back locked", today=TODAY)
    rows = {row.id: row for row in incidents.incidents(desk)}
    assert rows[kept].reported and not rows[second.id].reported
    assert journal.journal_rows(desk, person)[0].words == (
        "What went wrong with their data was judged: reported to the Information Commission."
    )
    incidents.add_what_was_done(desk, kept, "Destroyed by who got it", people_told_on=TODAY)
    assert {row.id: row.people_told_on for row in incidents.incidents(desk)}[kept] == TODAY
    with pytest.raises(Problems):
        incidents.add_what_was_done(desk, kept, "", people_told_on=date(2026, 11, 1))


def test_an_incident_wants_its_kind_its_words_and_its_hour(desk):
    now = desk.clock.now()
    with pytest.raises(Problems) as refused:
        incidents.record(desk, IncidentDraft("", "", None, None))
    assert fields(refused) == ["kind", "what", "found_on"]
    with pytest.raises(Problems) as refused:
        incidents.record(desk, IncidentDraft("lost", "Key", now, now - timedelta(hours=1)))
    assert fields(refused) == ["happened_on"]
    with pytest.raises(Problems) as refused:
        incidents.record(desk, IncidentDraft("lost", "Key", None, datetime(2027, 1, 1, tzinfo=UTC)))
    assert fields(refused) == ["found_on"]


def test_today_is_told_of_every_incident_to_judge_and_of_complaints_due_within_a_week(desk):
    now = desk.clock.now()
    incidents.record(desk, IncidentDraft("lost", "A bag", None, now - timedelta(hours=60)))
    remarks.record(desk, RemarkDraft("service", TODAY, "Rude"), today=TODAY)  # acknowledge by 4 December
    remarks.record(desk, RemarkDraft("service", date(2026, 11, 20), "Late"), today=TODAY)
    told = [(one.screen, one.words, one.by) for one in quality_due.due(desk, today=TODAY)]
    assert told == [
        ("incidents", "Judge an incident", date(2026, 11, 26)),
        ("complaints", "Acknowledge a complaint", date(2026, 11, 27)),
    ]


# Slips --------------------------------------------------------------------------------------------


def test_slips_are_printed_with_numbers_and_answered_later_without_a_name(desk_on_both):
    desk = desk_on_both
    practice = a_practice(desk)
    first = feedback_slips.hand_out(desk, 3, practice_id=practice, today=TODAY)
    second = feedback_slips.hand_out(desk, 2, today=TODAY)
    assert (first.numbers, second.numbers) == ((1, 2, 3), (4, 5))
    text = pdftotext(first.pdf)
    assert "Slip 3" in text and "do not write your name" in text
    feedback_slips.enter(desk, 2, {"again": "yes", "understood": "partly"}, "Kind", on=TODAY, today=TODAY)
    feedback_slips.enter(desk, 4, {"again": "no", "outcome": None}, "", on=TODAY, today=TODAY)
    told = feedback_slips.figures(desk, from_on=date(2026, 11, 1), to_on=TODAY)
    assert (told.back.part, told.back.whole, told.back.percent) == (2, 5, 40)
    assert (told.yes("again").part, told.yes("again").whole) == (1, 2)
    assert told.yes("wellbeing").percent is None
    with pytest.raises(Problems) as refused:
        feedback_slips.enter(desk, 99, {}, "", on=TODAY, today=TODAY)
    assert fields(refused) == ["number", "said"]
    with pytest.raises(Problems):
        feedback_slips.hand_out(desk, 61, today=TODAY)


# Supervision --------------------------------------------------------------------------------------


@pytest.mark.laptop("a colleague is played at the same computer, whom a server knows by their own role")
def test_a_note_of_supervision_is_read_by_the_two_of_them_and_a_manager(desk):
    from welfare_desk.records.service import Advisor

    with desk.unit_of_work() as work:
        others = [
            work.add(Advisor(name=name, initials=name[:2], role=role))
            for name, role in (("Jo Baird", "manager"), ("Al Kirk", "caseworker"))
        ]
        work.commit()
        jo, al = (SignedIn(one.id, one.name, one.initials, one.role) for one in others)
    draft = SupervisionDraft(
        desk.advisor.id, TODAY, "Caseload; the sanction case", "Two days of leave", date(2027, 1, 14)
    )
    supervision.write(replace(desk, advisor=jo), draft, today=TODAY)
    [row] = supervision.notes(desk)
    assert (row.of, row.by, row.next_on) == ("Morag Sinclair", "Jo Baird", date(2027, 1, 14))
    assert supervision.notes(replace(desk, advisor=jo)) == [replace(row, mine=True)]
    assert supervision.notes(replace(desk, advisor=al)) == []
    with pytest.raises(Problems) as refused:
        supervision.write(desk, SupervisionDraft(None, date(2026, 12, 1), "", next_on=TODAY), today=TODAY)
    assert fields(refused) == ["of_advisor_id", "words", "on", "next_on"]


@pytest.mark.laptop("a colleague is played at the same computer, whom a server knows by their own role")
def test_a_note_of_supervision_is_put_right_by_whoever_wrote_it_alone(desk):
    mine = supervision.write(desk, SupervisionDraft(desk.advisor.id, TODAY, "Two days"), today=TODAY).id
    better = SupervisionDraft(desk.advisor.id, TODAY, " Three days ", "Leave in May", date(2027, 1, 14))
    colleague = replace(desk, advisor=SignedIn(new_id(), "Jo Baird", "JB", "manager"))
    with pytest.raises(supervision.NotTheWriter):
        supervision.change(colleague, mine, better, today=TODAY)
    with pytest.raises(Problems) as refused:
        supervision.change(desk, mine, replace(better, words=" ", next_on=TODAY), today=TODAY)
    assert fields(refused) == ["words", "next_on"]
    supervision.change(desk, mine, better, today=TODAY)
    [row] = supervision.notes(desk)
    assert (row.words, row.agreed, row.next_on) == ("Three days", "Leave in May", date(2027, 1, 14))
    undoing.undo(desk, today=TODAY)
    assert supervision.notes(desk)[0].words == "Two days"


def test_a_note_of_supervision_written_wrongly_is_taken_back(desk):
    supervision.write(desk, SupervisionDraft(desk.advisor.id, TODAY, "Somebody else's"), today=TODAY)
    undoing.undo(desk, today=TODAY)
    assert supervision.notes(desk) == []
    undoing.redo(desk, today=TODAY)
    assert [row.words for row in supervision.notes(desk)] == ["Somebody else's"]
