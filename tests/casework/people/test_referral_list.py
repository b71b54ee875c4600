"""A practice's list of referrals, and the pack for whoever covers."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from another_program import pdftotext
from building import TODAY, a_case, a_client, a_practice

from welfare_desk.casework import access
from welfare_desk.casework.caseload.faults import CannotRead
from welfare_desk.casework.matters import key_dates
from welfare_desk.casework.people import clients, referral_list
from welfare_desk.casework.people.referral_list import Fate
from welfare_desk.casework.service import crisis, handover, sessions, waiting
from welfare_desk.casework.service.crisis import CrisisDraft

LIST = b"""Millbank referrals,,,,,
Patient,D.O.B.,Phone,Reason for referral,Referred by,Agreed
"Reid, Callum",2/3/1974,07700 900186,ADP appeal,Dr Rennie,yes
Ina Walker,5/5/1980,,Rent arrears,Dr Rennie,Y
Ina Walker,05.05.1980,,Rent arrears,Nurse Boyd,yes
,,,,,
Sorley Bain,1/9/1962,,Fuel and heating,Dr Rennie,
Peigi Munro,12/12/1948,,Attendance Allowance form,Dr Rennie,no
Rhona Orr,31/2/1970,,Universal Credit claim,Dr Rennie,yes
"""


def read(desk, data=LIST, practice=None):
    return referral_list.read_list(desk, data, practice_id=practice, today=TODAY)


def test_every_row_is_judged_with_its_reason(desk):
    known = a_client(desk)
    rows = read(desk)
    assert [(row.row, row.name, row.fate) for row in rows] == [
        (3, "Callum Reid", Fate.KNOWN),
        (4, "Ina Walker", Fate.NEW),
        (5, "Ina Walker", Fate.TWICE),
        (6, "", Fate.BLANK),
        (7, "Sorley Bain", Fate.ASK),
        (8, "Peigi Munro", Fate.REFUSED),
        (9, "Rhona Orr", Fate.REFUSED),
    ]
    assert [one.id for one in rows[0].alike] == [known]
    assert rows[2].reasons == ("The same person stands in row 4.",)
    assert rows[5].reasons == ("The patient did not agree, so the referral is not opened.",)
    assert [row.draft.reasons[0] for row in rows if row.fate is not Fate.BLANK] == [
        "challenge", "debt", "debt", "fuel", "benefit_claim", "benefit_claim",
    ]  # fmt: skip
    assert rows[1].draft.referrer_role == "gp" and rows[2].draft.referrer_role == "other"


def test_only_what_was_said_is_taken_and_bringing_it_again_takes_nothing_twice(desk):
    known, practice = a_client(desk), a_practice(desk)
    rows = read(desk, practice=practice)
    changed, left = referral_list.take_list(desk, rows, {3: known, 4: "new", 7: "new"}, today=TODAY)
    assert left == [] and "clients" in changed.kinds
    assert {row.name for row in clients.find(desk, "")} == {"Reid, Callum", "Walker, Ina", "Bain, Sorley"}
    assert [row.client for row in waiting.waiting(desk)] == ["Callum Reid", "Ina Walker", "Sorley Bain"]
    again = read(desk, practice=practice)
    assert {row.row: row.fate for row in again if row.row in (3, 4, 7)} == dict.fromkeys(
        (3, 4, 7), Fate.TWICE
    )
    assert referral_list.take_list(desk, again, {4: "new", 8: "new"}, today=TODAY)[0].kinds == frozenset()


@pytest.mark.parametrize(
    "data",
    [b"one,two\n1,2\n", b"\x00\x01\x02", b"", b"Name only\nReid\n", ("a,b\n" * 30).encode()],
)
def test_what_is_no_list_is_one_sentence(desk, data):
    with pytest.raises((referral_list.NotAList, CannotRead)):
        read(desk, data)


def test_a_list_longer_than_a_list_is_refused(desk):
    data = "Name,DOB\n" + "".join(f"Person {n},1/1/1980\n" for n in range(referral_list.MOST + 1))
    with pytest.raises(referral_list.TooLong):
        read(desk, data.encode())


def test_cells_pasted_from_a_workbook_are_read_too(desk):
    [row] = read(desk, "Surname\tFirst name\tDOB\tConsent\nMacRae\tMòrag\t3/4/1955\tverbal\n".encode())
    assert (row.name, row.draft.client.born_on, row.fate) == ("Mòrag MacRae", date(1955, 4, 3), Fate.NEW)


def test_the_handover_is_locked_logged_and_says_what_a_colleague_needs(desk, tmp_path):
    practice, other = a_practice(desk), a_practice(desk, "Harbour Surgery")
    person = a_client(
        desk, phone="07700 900186", contact_warning="Ring only before noon.", practice_id=practice
    )
    case = a_case(desk, person, practice_id=practice)
    key_dates.add_key_date(desk, case, "Send the form back", date(2026, 12, 3), today=TODAY)
    crisis.record(desk, CrisisDraft(person, "violence", "He hits her."))
    elsewhere = a_client(desk, surname="Elsewhere")
    a_case(desk, elsewhere, practice_id=other)
    assert handover.practice_named(desk, "mill") == practice
    with pytest.raises(handover.NoSuchPractice):
        handover.practice_named(desk, "no such")
    pack = handover.hand_over(desk, practice, why="Annual leave", today=TODAY)
    assert pack.people == 1
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(pack.data))
    with pikepdf.open(BytesIO(pack.data), password=pack.password) as pdf:
        assert pdf.is_encrypted and len(pdf.pages) >= 1
        file = tmp_path / "open.pdf"
        pdf.save(file, encryption=False)
    said = pdftotext(file)
    for words in (
        "Callum Reid",
        "Send the form back",
        "Thu 3 Dec 2026",
        "Ring only before noon.",
        "07700 900186",
    ):
        assert words in said
    assert "hits" not in said and "Elsewhere" not in said
    looks = [(row.action, row.target, row.said) for row in access.who_has_looked(desk, person)]
    assert ("disclose", "handover", "Annual leave") in looks
    assert access.verify_log(desk) is None


def test_a_practice_without_anybody_has_an_empty_pack(desk):
    pack = handover.hand_over(desk, a_practice(desk), why="", today=TODAY)
    assert pack.people == 0 and pack.data.startswith(b"%PDF")
    assert sessions.sessions(desk, from_on=TODAY, to_on=TODAY) == []
