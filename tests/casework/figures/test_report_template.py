"""The agency's own template chooses sections and words; the sums in it are the report's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from building import MovingClock

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import report_template, reporting
from welfare_desk.casework.figures.report_template import OwnTemplate
from welfare_desk.errors import Problems, UsageFault
from welfare_desk.reports.tally_table import SECTIONS, every_section
from welfare_desk.rules.caseload import Period

YEAR = (date(2026, 4, 1), date(2027, 3, 31))
MINE = OwnTemplate("Tayside Trust", "What the grant brought", "With thanks.", ("Gains", "Age"), False)


def test_the_sections_offered_are_those_of_the_report(desk: Desk) -> None:
    facts = reporting.report_facts(desk, Period(*YEAR))
    assert tuple(section.words for section in every_section(facts)) == SECTIONS


def test_it_is_offered_once_it_is_made_and_sends_what_it_names(desk: Desk, clock: MovingClock) -> None:
    assert [code for code, _ in report_template.templates(desk)] == ["framework", "partnership", "lottery"]
    with pytest.raises(UsageFault, match="no template own"):
        reporting.report(desk, *YEAR, format="csv", template="own")
    report_template.change_own(desk, MINE, today=clock.today())
    assert report_template.templates(desk)[-1] == ("own", "Tayside Trust")
    told = reporting.report(desk, *YEAR, format="csv", template="own").decode()
    assert "Welfare benefits gain" in told and "75 and over" in told and "Households" not in told
    table = reporting.report(desk, *YEAR, format="table", template="own").decode()
    assert "All gains" in table and "Clients" not in table
    assert reporting.report(desk, *YEAR, format="pdf", template="own").startswith(b"%PDF")
    names = reporting.data_package(desk, *YEAR, template="own")
    assert b"Households" not in names["figures.csv"]


def test_one_without_a_name_a_heading_or_a_section_is_refused(desk: Desk, clock: MovingClock) -> None:
    for wrong in (
        replace(MINE, name=" "),
        replace(MINE, title=""),
        replace(MINE, sections=()),
        replace(MINE, sections=("Pounds",)),
    ):
        with pytest.raises(Problems):
            report_template.change_own(desk, wrong, today=clock.today())
    assert report_template.own(desk) is None
