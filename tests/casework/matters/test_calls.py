"""A telephone call: kept with who said what, counted, and said where no authority was signed."""

import pytest
from building import TODAY, a_case, a_client, body

from welfare_desk.casework.matters import calls, cases, journal, key_dates, tribunal
from welfare_desk.casework.matters.calls import CallDraft
from welfare_desk.casework.matters.tribunal import HandedIn
from welfare_desk.casework.people import mandates
from welfare_desk.errors import Problems
from welfare_desk.records.service import Meeting
from welfare_desk.rules.key_dates import Notice


def written(desk, person):
    return [row.words for row in journal.journal_rows(desk, person) if row.kind == "call"]


def test_a_call_to_a_body_without_an_authority_says_so_before_and_after(desk):
    person, sss = a_client(desk), body(desk, "sss")
    case = a_case(desk, person)
    assert sss in calls.page(desk, person, today=TODAY).unsigned
    draft = CallDraft(person, "They have the form.", sss, "Mr Hay", 12, case)
    calls.record(desk, draft, today=TODAY)
    [said] = written(desk, person)
    assert said == (
        "Call with Social Security Scotland (Mr Hay), 12 minutes. They have the form. "
        "No signed authority for Social Security Scotland is recorded."
    )
    mandates.record_mandate(desk, person, sss, signed_on=TODAY, today=TODAY)
    assert sss not in calls.page(desk, person, today=TODAY).unsigned
    calls.record(desk, CallDraft(person, "Again.", sss), today=TODAY)
    assert written(desk, person)[0] == "Call with Social Security Scotland. Again."


def test_a_call_with_the_client_is_support_and_begins_the_case_one_with_a_body_is_work(desk):
    person = a_client(desk)
    case = a_case(desk, person)
    calls.record(desk, CallDraft(person, "She will come on Thursday.", minutes=5, case_id=case), today=TODAY)
    calls.record(desk, CallDraft(person, "No answer.", body(desk, "dwp")), today=TODAY)
    with desk.look() as look:
        kinds = sorted((one.kind, one.minutes) for one in look.query(Meeting).all())
    assert kinds == [("phone", 5), ("work_done", None)]
    assert cases.case(desk, case).row.stage == "opened"


@pytest.mark.parametrize(
    ("said", "field"), [({"said": " "}, "said"), ({"said": "x", "minutes": 0}, "minutes")]
)
def test_what_is_missing_is_named_and_nothing_kept(desk, said, field):
    person = a_client(desk)
    with pytest.raises(Problems) as no:
        calls.record(desk, CallDraft(person, **said), today=TODAY)
    assert [one.field for one in no.value.problems] == [field]
    assert written(desk, person) == []


def test_handing_in_without_an_authority_warns_and_is_written_down(desk):
    from datetime import date

    person = a_client(desk)
    case = a_case(desk, person)
    notice = Notice("SSS", "ADP", "determination_sent", date(2026, 11, 9))
    key_dates.record_notice(desk, case, notice, today=TODAY)
    page = tribunal.page(desk, case)
    assert page.unsigned == "No signed authority for Social Security Scotland is recorded."
    given = HandedIn(page.may_hand_in[0][0], on=TODAY, how="Online")
    tribunal.hand_in(desk, case, given, today=TODAY)
    assert any("No signed authority" in row.words for row in journal.journal_rows(desk, person))
    mandates.record_mandate(desk, person, body(desk, "sss"), signed_on=TODAY, today=TODAY)
    assert tribunal.page(desk, case).unsigned == ""
    with desk.look() as look:
        assert mandates.warning(look, person, "", TODAY) == ""
        assert mandates.warning(look, person, "HM Revenue and Customs", TODAY)
