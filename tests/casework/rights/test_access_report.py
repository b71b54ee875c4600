"""Who looked, for the client in plain words; and what a manager should know of each week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from building import TODAY, MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading
from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.desk import Desk, SignedIn
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.rights import access_report
from welfare_desk.casework.rights.access_report import ForAManager
from welfare_desk.records.evidence import Access
from welfare_desk.records.service import Advisor
from welfare_desk.rules.consent_record import Override, Recipient

WORDS = "Walks about 30 metres with a stick."


def a_colleague(desk: Desk, name: str, role: str = "caseworker") -> Desk:
    id = uuid4()
    with desk.unit_of_work() as work:
        work.add(Advisor(id=id, name=name, initials="XX", role=role))
        work.commit()
    return replace(desk, advisor=SignedIn(id, name, "XX", role))


def a_week(desk: Desk) -> tuple:
    practice = a_practice(desk)
    person = a_client(desk)
    case = a_case(desk, person)
    consent = a_consent(desk, person, practice)
    note = a_note(desk, person, case, a_reading(desk, person, case, practice), WORDS)
    return person, case, consent, note


@pytest.mark.laptop("a colleague is played at the same computer, whom a server knows by their own role")
def test_the_clients_list_says_when_who_what_and_why_and_nothing_read(desk: Desk) -> None:
    person, _case, consent, note = a_week(desk)
    iain = a_colleague(desk, "Iain Bell")
    evidence.open_note(iain, note, purpose="benefit_claim", cover_reason="Morag is ill")
    consents.withdraw(desk, consent, how="in person", today=TODAY)
    with pytest.raises(access.Blocked):
        evidence.open_note(desk, note, purpose="benefit_claim")
    rendered = access_report.for_the_client(desk, person, today=TODAY)
    said = pdf_words(rendered.data)
    for words in (
        "Who has looked at your information",
        "For Callum Reid",
        "26 Nov 2026, 09:30",
        "Opened the GP record",
        "Iain Bell",
        "Claiming a benefit (Morag is ill)",
        "Not allowed: opened an evidence note",
    ):
        assert words in said, words
    assert "30 metres" not in said and "evidence for the claim" not in said
    large = access_report.for_the_client(desk, person, today=TODAY, large=True)
    assert large.pages >= rendered.pages
    with desk.look() as look:  # having it printed is a look at the list
        last = look.scalars(select(Access).order_by(Access.seq.desc()).limit(1)).one()
    assert (last.target, last.reason) == ("access_log", "ok_log")


def test_nobody_has_looked_is_said_too(desk: Desk) -> None:
    person = a_client(desk)
    assert "Nobody has looked." in pdf_words(access_report.for_the_client(desk, person, today=TODAY).data)


@pytest.mark.laptop("a colleague is played at the same computer, whom a server knows by their own role")
def test_the_week_tells_what_went_past_consent_first(desk: Desk, clock: MovingClock) -> None:
    person, _case, consent, note = a_week(desk)
    iain, manager = a_colleague(desk, "Iain Bell"), a_colleague(desk, "Ann Orr", "manager")
    evidence.open_note(iain, note, purpose="benefit_claim", cover_reason="Morag is ill")
    consents.withdraw(desk, consent, how="in person", today=TODAY)
    with pytest.raises(access.Blocked):
        evidence.open_note(desk, note, purpose="benefit_claim")
    evidence.open_note(manager, note, purpose="legal_claim")
    with desk.unit_of_work() as work:
        from welfare_desk.records.evidence import EvidenceNote

        seen = access.note_for_gate(work.get(EvidenceNote, note))
        access.require(
            work,
            access.Ask(
                person,
                "disclose",
                "letter",
                "safeguarding",
                notes=(seen,),
                recipients=(Recipient("council", "other"),),
                override=Override("asp_s10", str(manager.advisor.id), "a council officer's request"),
            ),
        )
        work.commit()
    rows = access_report.exceptions(manager, from_on=TODAY, to_on=TODAY)
    assert [row.group for row in rows] == ["override", "restricted", "cover", "refused"]
    assert {row.client for row in rows} == {"Callum Reid"}
    assert [row.who for row in rows] == ["Morag Sinclair", "Ann Orr", "Iain Bell", "Morag Sinclair"]
    assert rows[2].why == "Morag is ill" and rows[3].why == "The client has withdrawn this consent."
    assert access_report.exceptions(manager, from_on=date(2026, 11, 1), to_on=date(2026, 11, 25)) == []
    assert access.verify_log(desk) is None
    with desk.look() as look:
        last = look.scalars(select(Access).order_by(Access.seq.desc()).limit(1)).one()
    assert last.person_id is None and last.target == "access_log"
    with pytest.raises(ForAManager):
        access_report.exceptions(desk, from_on=TODAY, to_on=TODAY)


def test_where_nobody_manages_the_one_advisor_may_read_it(desk: Desk) -> None:
    a_week(desk)
    assert access_report.exceptions(desk, from_on=TODAY, to_on=TODAY) == []


def pdf_words(pdf: bytes) -> str:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = " ".join(document.getAllText(page).text() for page in range(document.pageCount()))
    document.close()
    return " ".join(found.replace("\xa0", " ").split())
