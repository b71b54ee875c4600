"""What the tally asks is said to each engine so that it finds its lines and does not read them all."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from welfare_desk.casework.figures import tally_gains, tally_money
from welfare_desk.records.money import Gain
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.known import Known

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))


def test_sqlite_is_kept_from_an_index_of_nearly_every_line_and_a_server_is_told_what_it_can_count() -> None:
    asked = select(Gain.id).where(tally_money.reverses_nothing(Gain.reverses_id))
    assert "CAST(gains.reverses_id AS TEXT) IS NULL" in str(asked.compile(dialect=sqlite.dialect()))
    said = str(asked.compile(dialect=postgresql.dialect()))
    assert "gains.reverses_id IS NULL" in said and "CAST" not in said


def test_no_line_is_joined_with_a_list_of_all_that_were_ever_taken_back() -> None:
    """With such a list a server went through twenty thousand for each of a million people's lines."""
    known = Known(YEAR, date(2026, 11, 26), ())
    for asked in (tally_money.every_line(), tally_gains._in_period(known, ("benefit",))):
        assert "GROUP BY" not in str(asked.compile(dialect=postgresql.dialect()))
