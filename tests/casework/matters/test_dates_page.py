"""One list of dates looked at in several ways; nothing puts a legal day out of sight by itself."""

from datetime import date, time, timedelta

import pytest
from building import TODAY, a_case, a_client, a_practice

from welfare_desk.casework.matters import dates_page, journal, key_dates
from welfare_desk.casework.matters.dates_page import Choice
from welfare_desk.casework.matters.key_dates import PastTheLegalDay, Wanted
from welfare_desk.casework.service import sessions
from welfare_desk.errors import Problems
from welfare_desk.rules.key_dates import Notice

ALL = Choice("All dates", Wanted())
ASLEEP = Choice("Out of sight for now", Wanted(asleep=True))


def a_date(desk, days=20, **facts):
    person = a_client(desk, **facts)
    case = a_case(desk, person)
    key_dates.add_key_date(desk, case, "Ring Mrs Bell", TODAY + timedelta(days=days), today=TODAY)
    return next(row for row in key_dates.upcoming(desk, today=TODAY) if row.case_id == case)


def whats(desk, choice=ALL, today=TODAY, **more):
    return [row.case_reference for row in dates_page.dates(desk, choice, today=today, **more)]


def test_a_date_put_out_of_sight_is_back_on_its_day(desk_on_both):
    desk = desk_on_both
    row = a_date(desk)
    key_dates.snooze(desk, row.id, TODAY + timedelta(days=7), today=TODAY)
    assert whats(desk) == [] and whats(desk, ASLEEP) == [row.case_reference]
    assert whats(desk, today=TODAY + timedelta(days=7)) == [row.case_reference]
    key_dates.wake(desk, row.id, today=TODAY)
    assert whats(desk) == [row.case_reference] and whats(desk, ASLEEP) == []


def test_a_legal_day_is_passed_only_for_a_reason_that_the_journal_keeps(desk):
    row = a_date(desk)
    far = row.due_on + timedelta(days=1)
    with pytest.raises(PastTheLegalDay, match="legal last day"):
        key_dates.snooze(desk, row.id, far, today=TODAY)
    assert whats(desk) == [row.case_reference]
    key_dates.snooze(desk, row.id, far, today=TODAY, because="The tribunal gave a stay")
    assert whats(desk, today=row.due_on) == []
    said = journal.journal_rows(desk, row.person_id)[0].words
    assert "The tribunal gave a stay" in said
    with pytest.raises(Problems, match="not to come"):
        key_dates.snooze(desk, row.id, TODAY, today=TODAY)


def test_a_legal_day_brought_forward_is_in_sight_again_whatever_was_said(desk):
    """The hearing of a date that sleeps is moved to tomorrow: nothing keeps that out of sight."""
    row = a_date(desk)
    key_dates.snooze(desk, row.id, TODAY + timedelta(days=15), today=TODAY)
    with desk.unit_of_work() as work:
        work.get(key_dates.KeyDate, row.id).due_on = TODAY + timedelta(days=1)
        work.commit()
    assert whats(desk, today=TODAY + timedelta(days=1)) == [row.case_reference]


def test_dates_by_client_case_and_words(desk):
    one, two = a_date(desk), a_date(desk, surname="Bell", forenames="Una")
    assert whats(desk, typed="bell") == [two.case_reference]
    assert whats(desk, typed=one.case_reference[:7]) == [one.case_reference]
    assert whats(desk, Choice("", Wanted(person_id=two.person_id))) == [two.case_reference]
    assert whats(desk, Choice("", Wanted(case_id=one.case_id))) == [one.case_reference]
    assert whats(desk, Choice("Mine", Wanted(advisor_id=desk.advisor.id))) != []


def test_what_falls_before_the_next_session_at_this_practice(desk):
    practice, other = a_practice(desk), a_practice(desk, "Elsewhere")
    for place, day in ((practice, 7), (other, 30)):
        sessions.plan_session(desk, place, TODAY + timedelta(days=day), time(9, 30), time(12, 30))
    person = a_client(desk)
    case = a_case(desk, person, practice_id=practice)
    for days in (6, 8):
        key_dates.add_key_date(desk, case, f"In {days}", TODAY + timedelta(days=days), today=TODAY)
    choice = next(one for one in dates_page.choices(desk, today=TODAY) if "Millbank" in one.words)
    assert [row.what for row in dates_page.dates(desk, choice, today=TODAY)] == ["In 6"]
    words = [one.words for one in dates_page.choices(desk, today=TODAY)]
    assert words[:2] == ["All dates", "Mine"] and words[-1] == "Out of sight for now"


def test_the_calendar_file_names_nobody(desk):
    a_date(desk)
    case = a_case(desk, a_client(desk, surname="Bell"))
    key_dates.record_notice(desk, case, Notice("SSS", "ADP", "redet_sent", date(2026, 11, 9)), today=TODAY)
    said = dates_page.calendar(desk, ALL, today=TODAY).decode().replace("\r\n ", "")
    assert said.count("BEGIN:VEVENT") == 2 and "Appeal to the tribunal\\, case" in said
    for name in ("Reid", "Callum", "Bell"):
        assert name not in said
