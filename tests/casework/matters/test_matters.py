"""What a case is about: understood as people write it, and put right when it was not."""

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.notes.evidence_page import activities_for
from welfare_desk.errors import Problems


@pytest.mark.parametrize("written", ["ADP", "adp", "Adult Disability Payment", " adult disability  payment "])
def test_a_benefit_is_known_however_it_is_written(desk, written):
    case = cases.case(desk, a_case(desk, a_client(desk), written, route=None)).row
    assert case.matter == "adp"
    assert cases.matter_name(written) == "Adult Disability Payment"
    assert cases.case(desk, case.id).route == "SSS"


def test_own_words_stay_as_they_were_written(desk):
    case = cases.case(desk, a_case(desk, a_client(desk), "rent arrears, MacLeod v. council", route=None)).row
    assert cases.matter_name(case.matter) == "Rent arrears, MacLeod v. council"


def test_what_a_case_is_about_is_put_right_and_its_activities_follow(desk_on_both):
    person = a_client(desk_on_both)
    case = a_case(desk_on_both, person, "a disability thing", route=None)
    cases.change_matter(desk_on_both, case, "Universal Credit", today=TODAY)
    row = cases.case(desk_on_both, case).row
    assert row.matter == "uc" and cases.case(desk_on_both, case).route == "DWP"
    assert activities_for(row.matter) != activities_for("adp")
    said = [entry.words for entry in journal.journal_rows(desk_on_both, person)]
    assert "The case is about Universal Credit, not A disability thing." in said


def test_a_case_about_nothing_is_refused(desk):
    with pytest.raises(Problems, match="about"):
        cases.change_matter(desk, a_case(desk, a_client(desk)), "  ", today=TODAY)
