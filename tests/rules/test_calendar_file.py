"""A calendar file other programs can read, whatever the words are."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.calendar_file import Entry, calendar_file, escaped, folded, read_calendar

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_an_entry_is_a_whole_day_that_a_newer_file_moves():
    lines = unfolded(
        calendar_file([Entry("a1", date(2026, 12, 31), "Appeal, case HR-1", "Rule; x")], now=NOW, name="K")
    )
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert "UID:a1@welfare-desk" in lines and "DTSTAMP:20261126T100000Z" in lines
    assert "DTSTART;VALUE=DATE:20261231" in lines and "DTEND;VALUE=DATE:20270101" in lines
    assert "SUMMARY:Appeal\\, case HR-1" in lines and "DESCRIPTION:Rule\\; x" in lines


def test_no_entry_is_still_a_calendar():
    assert unfolded(calendar_file([], now=NOW, name="K"))[-1] == "END:VCALENDAR"


@given(st.text(max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(words):
    pieces = folded(escaped(words))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == escaped(words)


@given(st.text(max_size=80))
def test_words_cannot_begin_a_line_of_their_own(words):
    data = calendar_file([Entry("a", date(2026, 1, 1), words, words)], now=NOW, name=words)
    known = ("BEGIN:", "END:", "VERSION:", "PRODID:", "X-WR-", "UID:", "DTSTAMP:", "DTSTART", "DTEND",
             "SUMMARY:", "DESCRIPTION:", "TRANSP:", "ACTION:", "TRIGGER:")  # fmt: skip
    assert all(line.startswith(known) for line in unfolded(data))
    assert data.count(b"BEGIN:VEVENT\r\n") == 1


@given(st.binary(max_size=400))
def test_whatever_comes_in_is_read_or_refused_and_never_breaks(data):
    wrapped = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + data + b"\nEND:VEVENT\nEND:VCALENDAR"
    for one in (data, wrapped):
        found = read_calendar(one)
        assert found is None or all(span.first <= span.last for span in found.spans)
