"""Who acts for a client: kept on a document seen, and letters are addressed accordingly."""

from datetime import date

import pytest
from another_program import pdftotext
from building import TODAY, a_case, a_client, a_practice, body

from welfare_desk.casework.correspondence import written, written_page
from welfare_desk.casework.correspondence.written import WrittenDraft
from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.people import acting
from welfare_desk.casework.people.acting import ActingDraft
from welfare_desk.errors import Problems


def a_power(desk, person, role="attorney_continuing", to=None, **said):
    known = {"document": "Registered power of attorney", "seen_on": TODAY, "from_on": None} | said
    known = {"address": "1 Quay Street\nMillbank", "postcode": "DD5 9ZX"} | known
    draft = ActingDraft(person, role, "Morven Hay", organisation_id=to, **known)
    return acting.record(desk, draft, today=TODAY).id


@pytest.fixture
def person(desk):
    found = a_client(desk, practice_id=a_practice(desk), may_write=True)
    a_case(desk, found)
    return found


def letter(desk, person, kind, to):
    [row] = cases.case_rows(desk, person_id=person)
    made = written.write_letter(desk, WrittenDraft(kind, person, to, row.id), today=TODAY).id
    page = written_page.opened(desk, made, today=TODAY)
    return " ".join(pdftotext(page.pdf).split()) if page.pdf else page.fault


def test_a_letter_to_the_client_goes_to_whoever_acts_towards_everybody(desk, person):
    subject = body(desk, "subject")
    assert "Dear Callum Reid," in letter(desk, person, "client-care", subject)
    power = a_power(desk, person)
    said = letter(desk, person, "client-care", subject)
    assert "Dear Morven Hay," in said and "Morven Hay, for Callum Reid" in said and "1 Quay Street" in said
    assert "7 Mill Wynd" not in said
    acting.end(desk, power, on=TODAY, today=TODAY)
    assert "Dear Callum Reid," in letter(desk, person, "client-care", subject)


def test_an_appointee_of_one_body_signs_there_and_nowhere_else(desk, person):
    a_power(desk, person, "appointee", body(desk, "dwp"), document="Letter of appointment")
    assert "Signed by Morven Hay, appointee of Callum Reid" in letter(
        desk, person, "authority", body(desk, "dwp")
    )
    assert "Morven Hay" not in letter(desk, person, "authority", body(desk, "sss"))
    assert "Dear Callum Reid," in letter(desk, person, "client-care", body(desk, "subject"))


def test_without_an_address_of_theirs_the_letter_stays_the_clients(desk, person):
    a_power(desk, person, address="", postcode="")
    assert "Dear Callum Reid," in letter(desk, person, "client-care", body(desk, "subject"))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"role": "friend"}, "role"),
        ({"name": " "}, "name"),
        ({"document": ""}, "document"),
        ({"seen_on": None}, "document"),
        ({"seen_on": date(2026, 12, 1)}, "seen_on"),
        ({"role": "appointee"}, "body"),
        ({"from_on": TODAY, "to_on": date(2026, 1, 1)}, "to_on"),
    ],
)
def test_nobody_acts_on_a_word_alone(desk, person, said, field):
    known = {"role": "attorney_continuing", "name": "M Hay", "document": "Deed", "seen_on": TODAY}
    known |= {"from_on": None}
    with pytest.raises(Problems) as no:
        acting.record(desk, ActingDraft(person, **(known | said)), today=TODAY)
    assert [one.field for one in no.value.problems] == [field]
    assert acting.register(desk, person) == []


def test_it_stands_in_the_register_and_in_the_journal(desk, person):
    a_power(desk, person, to_on=date(2027, 11, 26))
    [row] = acting.register(desk, person)
    assert (row.name, row.body, row.seen_on) == ("Morven Hay", acting.EVERYBODY, TODAY)
    assert any("Morven Hay acts for the client" in one.words for one in journal.journal_rows(desk, person))
