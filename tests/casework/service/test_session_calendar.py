"""Sessions out as a calendar file that names nobody; days without a session in."""

from datetime import date, time

import pytest
from building import TODAY, a_client, a_practice

from welfare_desk.casework.service import session_calendar, session_plan, sessions
from welfare_desk.errors import Problems
from welfare_desk.rules.calendar_file import Read, Span, read_calendar
from welfare_desk.rules.session_pattern import Pattern


def test_sessions_go_out_with_their_hours_and_nobodys_name(desk_on_both):
    desk = desk_on_both
    practice = a_practice(desk)
    session_plan.plan_by_pattern(
        desk, practice, Pattern(TODAY, "week"), date(2027, 4, 30), starts=time(9, 30), ends=time(12, 30)
    )
    first, second, *_ = sessions.sessions(desk, from_on=TODAY, to_on=date(2027, 4, 30))
    sessions.book(desk, a_client(desk), session_id=first.id, at=time(10, 0), why="Callum's appeal")
    session_plan.cancel_sessions(desk, [second.id], by="practice", why="Snow", rebook={}, today=TODAY)
    file = session_calendar.calendar(desk, practice, today=TODAY).decode()
    assert "SUMMARY:Session\\, Millbank Medical Practice" in file and "DESCRIPTION:1 booked" in file
    assert "DTSTART:20261126T093000Z" in file  # winter: London and UTC agree
    assert "DTSTART:20270401T083000Z" in file  # summer
    assert "20261203T" not in file  # cancelled
    assert "Callum" not in file and "Reid" not in file and "appeal" not in file
    assert session_calendar.calendar(desk, a_practice(desk, "Harbour"), today=TODAY).count(b"VEVENT") == 0
    # What goes out can be read again.
    assert read_calendar(file.encode()).spans[0] == Span(TODAY, TODAY, "Session, Millbank Medical Practice")


A_CALENDAR = b"""BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261221\r
DTEND;VALUE=DATE:20270104\r
SUMMARY:Surgery closed\\, Dr\r
  Rennie away\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;TZID=Europe/London:20261210T130000\r
DTEND;TZID=Europe/London:20261210T170000\r
SUMMARY:Training\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20260401\r
SUMMARY:Long over\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261215\r
STATUS:CANCELLED\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261201\r
RRULE:FREQ=WEEKLY\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261345\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_days_without_a_session_come_in_and_keep_planning_out(desk):
    practice = a_practice(desk)
    found = session_calendar.days_off_in(A_CALENDAR, today=TODAY)
    christmas = Span(date(2026, 12, 21), date(2027, 1, 3), "Surgery closed, Dr Rennie away")
    assert found == Read((Span(date(2026, 12, 10), date(2026, 12, 10), "Training"), christmas), 2)
    for _ in range(2):  # brought in again: each span stands once
        session_calendar.take_days_off(desk, practice, found.spans, why="Closed")
    kept = session_plan.closures(desk, from_on=TODAY)
    assert [(one.from_on, one.to_on, one.why) for one in kept] == [
        (date(2026, 12, 10), date(2026, 12, 10), "Closed"),
        (date(2026, 12, 21), date(2027, 1, 3), "Closed"),
    ]
    days = session_plan.pattern_days(desk, practice, Pattern(TODAY, "week"), date(2027, 1, 7))
    assert [day.on for day in days if day.left_out] == [
        date(2026, 12, 10), date(2026, 12, 24), date(2026, 12, 31),
    ]  # fmt: skip
    with pytest.raises(Problems):
        session_calendar.take_days_off(desk, practice, [], why="")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\xff\xfe\x00", b"Name,Day\nTraining,1 Dec\n"])
def test_what_is_no_calendar_is_said(data):
    with pytest.raises(session_calendar.NotACalendar):
        session_calendar.days_off_in(data, today=TODAY)
