"""Special rules where the client does not know: no letter, header, sheet, list, search or export says it."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from another_program import pdftotext
from building import TODAY, a_practice, body
from openpyxl import load_workbook
from rights import Known, an_officer

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letter_page, written, written_page
from welfare_desk.casework.correspondence.written import WrittenDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import reporting
from welfare_desk.casework.income import income_sheet
from welfare_desk.casework.matters import case_page, cases, dates_page, journal, key_dates
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.people import client_page, clients, households, special_rules
from welfare_desk.casework.people.special_rules import SpecialRules
from welfare_desk.casework.rights import subject_copy
from welfare_desk.casework.service import day, handover, sessions, waiting
from welfare_desk.errors import Problems

CANARY = "kestrel-41c7"
WORDS = (CANARY, "basris", "special rules", "terminal", "goes first", "hospice")


def told(knows: str) -> SpecialRules:
    return SpecialRules(
        "basris",
        knows,
        f"Dr {CANARY}",
        date(2026, 11, 20),
        None,
        f"Her {CANARY}",
        f"In the hospice, {CANARY}.",
    )


def says(words: str) -> list[str]:
    return [one for one in WORDS if one in words.casefold()]


@pytest.fixture
def known(desk: Desk) -> Known:
    an_officer(desk)
    found = Known(desk)
    key_dates.add_key_date(desk, found.case, "Send the form back", date(2026, 12, 3), today=TODAY)
    return found


def letters_of(known: Known) -> dict[str, str]:
    """Every kind of letter that can be begun for this client, as it is read."""
    desk, found = known.desk, {}
    for kind in [row.kind for row in written.kinds(desk)]:
        to = next((one.id for one in written.start(desk, kind, known.person, known.case).bodies), None)
        draft = WrittenDraft(kind, known.person, to or body(desk, "sss"), known.case)
        try:
            letter = written.write_letter(desk, draft, today=TODAY).id
        except Problems as no:  # a kind that needs a debt cannot be begun without one
            found[kind] = str(no)
            continue
        assert letter is not None
        page = written_page.opened(desk, letter, today=TODAY)
        found[kind] = repr(page) + (pdftotext(page.pdf) if page.pdf else "") + page.paste
    return found


def copy_of(known: Known) -> str:
    request = known.asks()
    known.cleared(known.note)
    given = subject_copy.give(known.desk, request, today=TODAY)
    with pikepdf.open(BytesIO(given.locked), password=given.password) as pdf:
        data = pdf.attachments["your-data.json"].get_file().read_bytes().decode()
    return data + pdftotext(given.pages)


@pytest.mark.parametrize("knows", ["no", "not_asked"])
def test_no_paper_page_list_search_or_export_says_it(known: Known, knows: str) -> None:
    desk = known.desk
    special_rules.put_first(desk, known.person, told(knows), today=TODAY)
    special_rules.opened(desk, known.person)
    papers = letters_of(known)
    assert len(papers) > 25
    opened = letter_page.opened(desk, known.letter, today=TODAY)
    papers["supporting letter"] = repr(opened) + (pdftotext(opened.pdf) if opened.pdf else "")

    practice = a_practice(desk, "Millbank Medical Practice")
    session = sessions.plan_session(desk, practice, TODAY, time(9), time(12)).id
    assert isinstance(session, UUID)
    sessions.book(desk, known.person, session_id=session, at=time(9), case_id=known.case)
    pack = handover.hand_over(desk, practice, why="Leave", today=TODAY)
    with pikepdf.open(BytesIO(pack.data), password=pack.password) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=False)
    papers["handover"] = pdftotext(out.getvalue())
    papers["income sheet"] = pdftotext(income_sheet.printed(desk, known.person, today=TODAY))
    papers["copy of their data"] = copy_of(known)
    for format in ("table", "json", "csv"):
        tallied = reporting.report(desk, date(2026, 4, 1), TODAY, format=format)
        papers[f"tally {format}"] = tallied.decode()
    workbook = load_workbook(BytesIO(reporting.report(desk, date(2026, 4, 1), TODAY, format="xlsx")))
    papers["tally xlsx"] = repr([list(sheet.values) for sheet in workbook])
    papers["tally pdf"] = pdftotext(reporting.report(desk, date(2026, 4, 1), TODAY, format="pdf"))
    choice = dates_page.choices(desk, today=TODAY)[0]
    papers["calendar"] = dates_page.calendar(desk, choice, today=TODAY).decode()

    pages: dict[str, Any] = {
        "client": client_page.page(desk, known.person),
        "case": case_page.page(desk, known.case),
        "cases": cases.case_rows(desk),
        "clients": clients.find(desk, "Reid"),
        "journal": journal.journal_rows(desk, known.person),
        "dates": dates_page.dates(desk, choice, today=TODAY),
        "today": day.today(desk, today=TODAY),
        "waiting": waiting.waiting(desk),
        "household": households.household(desk, known.person),
        "notes": evidence.note_heads(desk, person_id=known.person),
        "looked": access.who_has_looked(desk, known.person),
    }
    papers |= {name: repr(page).replace("goes_first", "") for name, page in pages.items()}
    assert {name: said for name, words in papers.items() if (said := says(words))} == {}
    assert clients.find(desk, "kestrel") == [] and cases.case_rows(desk, typed="kestrel") == []


def test_who_knows_is_given_it_with_their_data(known: Known) -> None:
    special_rules.put_first(known.desk, known.person, told("no"), today=TODAY)
    special_rules.put_first(known.desk, known.person, told("yes"), today=TODAY)
    copy = copy_of(known)
    assert CANARY in copy


def test_the_sheet_kept_apart_says_that_something_stayed_and_not_what(known: Known) -> None:
    special_rules.put_first(known.desk, known.person, told("not_asked"), today=TODAY)
    request = known.asks()
    plan = subject_copy.plan(known.desk, request)
    [kept] = [one for one in plan.left_out if one.table == "goes_first"]
    assert kept.because == "opinion_needed" and says(kept.what) == []
    given = subject_copy.give(known.desk, request, today=TODAY)
    assert CANARY not in pdftotext(given.pages) and says(pdftotext(given.pages)) == []
