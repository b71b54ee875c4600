"""Consent on paper: the sheet a client signs where there is no screen, and the slip that renews one.

The words of each version are kept for ever under a code of their own, so that a consent can say what its
giver was shown. Neither sheet says anything of the record, so the gate is not asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.consent import wordings
from welfare_desk.casework.consent.consents import USUAL_MONTHS
from welfare_desk.casework.correspondence import letterhead
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.people import languages
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.letters import facts as paper
from welfare_desk.letters.matter import Practice as PracticeOnPaper
from welfare_desk.records.evidence import Consent
from welfare_desk.records.people import Address, Person, PersonName
from welfare_desk.records.service import Advisor, Organisation, Practice
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import counting

SHEET, RENEWAL = "consent-sheet", "consent-renewal"


class NothingToRenew(DeskError):
    sentence = "Only a yes to reading the record can be renewed on paper."
    hint = "Ask afresh, and print the sheet from the consent screen."


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """What is filled in before it is printed; the client ticks the boxes. ``large`` None: as they read."""

    person_id: UUID
    practice_id: UUID | None
    purposes: tuple[str, ...]
    recipient_ids: tuple[UUID, ...]
    ends_on: date | None = None
    large: bool | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet ready to print, and the version of its words."""

    data: bytes
    pages: int
    wording_code: str


def signature_sheet(desk: Desk, draft: SheetDraft, *, today: date) -> Paper:
    """The sheet to tick and sign, in the client's print. Raises Problems, with all that is missing."""
    wrong = []
    if draft.practice_id is None:
        wrong.append(Problem("practice_id", "Say whose record the sheet is about."))
    if not draft.purposes:
        wrong.append(Problem("purposes", "Tick what the sheet is to ask for."))
    if not draft.recipient_ids:
        wrong.append(Problem("recipient_ids", "Tick whom a letter could go to; the client ticks it again."))
    if wrong or draft.practice_id is None:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        labels = resources.consent_words().labels["purposes"]
        bodies = [work.get(Organisation, id) for id in draft.recipient_ids]
        asked = {
            "purposes": [labels.get(code, code) for code in draft.purposes],
            # The copies to the client and the practice have boxes of their own on the sheet.
            "bodies": [body.name for body in bodies if body.kind not in ("subject", "practice")]
            or ["Nobody but me and my practice"],
            "ends_on": draft.ends_on or counting.months_after(today, USUAL_MONTHS),
        }
        return _printed(work, SHEET, draft.person_id, draft.practice_id, asked, draft.large, today)


def renewal_slip(desk: Desk, consent_id: UUID, *, today: date, large: bool | None = None) -> Paper:
    """The slip that renews a consent, with what was agreed filled in. Raises NothingToRenew, Problems."""
    with desk.unit_of_work() as work:
        kept = work.get(Consent, consent_id)
        if kept.polarity != "permit" or kept.given_at is None or kept.practice_id is None:
            raise NothingToRenew()
        given_on = words.local_day(kept.given_at)
        ends_on = kept.expires_on or given_on
        asked = {
            "given_on": given_on,
            "ends_on": ends_on,
            "new_end": counting.months_after(max(today, ends_on), USUAL_MONTHS),
            "purposes": labels("purposes", kept.purposes),
            "parts": _parts(kept),
            "bodies": body_names(work, kept),
        }
        return _printed(work, RENEWAL, kept.person_id, kept.practice_id, asked, large, today)


def _parts(kept: Consent) -> list[str]:
    everything = ["Everything on the ordinary list"] if words.ALL in kept.categories else []
    named = [code for code in kept.categories if code != words.ALL]
    ordinary = labels("categories", [code for code in named if code in words.ORDINARY])
    asked = labels("always_ask", [code for code in named if code not in words.ORDINARY])
    spared = [f"but not {name.lower()}" for name in labels("categories", kept.exclude)]
    return [*everything, *ordinary, *asked, *spared]


def labels(listed: str, codes: list[str]) -> list[str]:
    labels = resources.consent_words().labels[listed]
    return [labels.get(code, code) for code in codes]


def body_names(work: Work, kept: Consent) -> list[str]:
    bodies = {str(one.id): one.name for one in work.session.scalars(select(Organisation))}
    bodies |= {str(one.id): f"a copy for {one.name}" for one in work.session.scalars(select(Practice))}
    bodies |= {str(kept.person_id): "a copy to me"}
    return [bodies[id] for id in kept.recipients if id in bodies]


def _printed(
    work: Work,
    kind: str,
    person_id: UUID,
    practice_id: UUID,
    asked: Mapping[str, object],
    large: bool | None,
    today: date,
) -> Paper:
    # They bring the letter's engine: only who prints pays for it.
    from welfare_desk.letters.pdf import render_pdf
    from welfare_desk.letters.templates import document_for

    session, person = work.session, work.get(Person, person_id)
    practice = work.get(Practice, practice_id)
    author = session.get(Advisor, work.desk.advisor.id)
    name = legal_name(work, person_id)
    facts = paper.LetterFacts(
        agency=letterhead.paper_agency(session, on=today, practice_id=practice_id),
        reference=person.reference,
        dated=today,
        recipient=paper.Recipient(name, _address(work, person_id)),
        client=paper.Client(name, person.born_on),
        subject=name,
        advisor=letterhead.paper_advisor(session, author, on=today),
        practice=PracticeOnPaper(practice.name, _lines(practice.address)),
        asked=asked,
        practice_desk=bool(agency.setting(session, "practice_desk", on=today)),
        large_print=person.large_print if large is None else large,
        language=languages.of_page(person.language),
    )
    rendered = render_pdf(document_for(kind, facts))
    code = wordings.in_use(work, f"letters/{kind}.md", today=today)
    work.commit()
    return Paper(rendered.data, rendered.pages, code)


def legal_name(work: Work, person_id: UUID) -> str:
    legal = work.session.scalars(
        select(PersonName).where(
            PersonName.person_id == person_id, PersonName.kind == "legal", PersonName.to_on.is_(None)
        )
    ).first()
    return f"{legal.forenames} {legal.surname}".strip() if legal else ""


def _address(work: Work, person_id: UUID) -> tuple[str, ...]:
    home = work.session.scalars(
        select(Address).where(Address.person_id == person_id, Address.to_on.is_(None))
    ).first()
    return _lines(home.lines) if home and home.may_write_here is not False else ()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
