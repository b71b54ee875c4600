"""A written letter as its page shows it: what is asked, what is still wanting, what keeps it from leaving.

The page that is shown is made in memory from the letter as it stands; writing it is ``written``.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from welfare_desk.casework import access, agency
from welfare_desk.casework.correspondence import (
    letter_corrections,
    letter_facts,
    letter_text,
    written,
    written_gate,
)
from welfare_desk.casework.correspondence.letter_issue import issued_file
from welfare_desk.casework.correspondence.letter_templates import template_for, template_of
from welfare_desk.casework.correspondence.letters import LetterRow, letter_row
from welfare_desk.casework.correspondence.written import Choice
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.people import languages
from welfare_desk.casework.people.mandates import live_mandate
from welfare_desk.errors import Problems
from welfare_desk.letters import fields, in_language
from welfare_desk.letters.front_matter import Ask, TemplateFault
from welfare_desk.letters.templates import Template
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.people import Person
from welfare_desk.records.service import Organisation
from welfare_desk.rules import days


@dataclass(frozen=True, slots=True)
class Wanting:
    """A fact the letter needs and has not: what it is, and where it is filled in."""

    field: str
    label: str
    where: str
    place: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A letter there is a text of in the client's language.

    ``name`` is that language, ``code`` its code; ``chosen`` whether the letter is in it; ``beside`` where it
    only stands beside the English; ``checked`` who checked it, or that nobody has; ``english`` the same page
    in ours, for the screen.
    """

    code: str
    name: str
    chosen: bool
    beside: bool
    checked: str
    english: bytes | None


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """Everything the page of a written letter needs at once.

    ``pdf`` is None where the letter cannot be set at all; ``fault`` then says why. ``against`` keeps it
    from leaving; ``mandate`` is the authority it leaves on, in words. ``paste`` is the line for another's
    record, empty where there is none.
    """

    row: LetterRow
    title: str
    about: str
    matter: str
    rests_on: str
    asks: tuple[Ask, ...]
    answers: Mapping[str, object]
    wanting: tuple[Wanting, ...]
    against: tuple[access.Reason, ...]
    mandate: str
    pdf: bytes | None
    fault: str
    paste: str
    large_print: bool
    recipient: agency.RecipientRow
    bodies: tuple[agency.RecipientRow, ...]
    copies: tuple[UUID, ...]
    by_hand: bool
    notices: tuple[Choice, ...]
    notice_id: UUID | None
    debts: tuple[Choice, ...]
    debt_id: UUID | None
    chain: letter_corrections.Chain
    envelope: str
    spoken: Spoken | None


def opened(desk: Desk, letter_id: UUID, *, today: date) -> WrittenPage:
    """Open a written letter. Raises NotFound, TemplateFault."""
    with desk.look() as look:
        work = Work(desk, look)
        letter = work.get(Letter, letter_id)
        begun = written.start(desk, letter.kind, letter.person_id, letter.case_id)
        ask = letter_text.question_of(look, letter, "disclose", ())
        template = template_of(look, letter)
        facts = letter_facts.facts_of(work, letter, (), today)
        case = look.get(Case, letter.case_id) if letter.case_id else None
        body = work.get(Organisation, letter.recipient_id)
        mandate = live_mandate(look, letter.person_id, body.id, today)
        about = letter.about or {}
        pdf, fault, envelope = _set(work, letter, today)
        return WrittenPage(
            row=letter_row(look, letter),
            title=template.title,
            about=template.front.about,
            matter=matter_name(case.matter) if case else "",
            rests_on=template.front.rests_on,
            asks=template.front.asks,
            answers=facts.asked,
            wanting=tuple(map(_wanting, template.wanting(facts))),
            against=written_gate.reasons_against(work, letter, ask),
            mandate=f"Signed {days.short(mandate.from_on)}" if mandate else "",
            pdf=pdf,
            fault=fault,
            paste=_pasted(template, work, letter, today),
            large_print=letter.large_print or work.get(Person, letter.person_id).large_print,
            recipient=agency.recipient_row(body),
            bodies=begun.bodies,
            copies=tuple(UUID(id) for id in letter.copies or ()),
            by_hand=bool(about.get("by_hand")),
            notices=begun.notices,
            notice_id=UUID(about["notice"]) if about.get("notice") else None,
            debts=begun.debts,
            debt_id=UUID(about["debt"]) if about.get("debt") else None,
            chain=letter_corrections.chain_of(look, letter),
            envelope=envelope,
            spoken=_spoken(work, letter, today),
        )


def _set(work: Work, letter: Letter, today: date) -> tuple[bytes | None, str, str]:
    """The page as it reads now, gaps and all; the very file once it is issued; what keeps it from being set;
    how it goes into a window envelope."""
    if (kept := issued_file(work, letter)) is not None:
        return kept, "", ""
    try:
        document = letter_facts.document_of(work, letter, (), today, gaps=True)
        return letter_facts.render_pdf(document).data, "", letter_facts.envelope_of(document, letter)
    except (Problems, TemplateFault) as fault:
        return None, str(fault), ""


def _spoken(work: Work, letter: Letter, today: date) -> Spoken | None:
    """None for a letter to anybody but a client, and for one we have in no language of theirs."""
    template = template_of(work.session, letter)
    wanted = languages.of_page(work.get(Person, letter.person_id).language)
    held = template.translation
    chosen = held is not None
    if held is None and letter.state != "issued":
        body = work.get(Organisation, letter.recipient_id)
        own = template_for(work.session, letter.kind)[1] is not None
        there = None if own or body.kind != "subject" else in_language.translation(letter.kind, wanted)
        held = there
    if held is None:
        return None
    english = None
    if chosen and not held.beside and letter.state != "issued":
        with suppress(Problems, TemplateFault):
            shown = letter_facts.document_of(work, letter, (), today, gaps=True, english=True)
            english = letter_facts.render_pdf(shown).data
    checked = held.checked or languages.UNCHECKED
    name = languages.names()[held.language]
    return Spoken(held.language, name, chosen, held.beside, checked, english)


def _pasted(template: Template, work: Work, letter: Letter, today: date) -> str:
    try:
        return template.pasted(letter_facts.facts_of(work, letter, (), today))
    except Problems:
        return ""


def _wanting(gap: fields.Gap) -> Wanting:
    field = fields.BY_KEY.get(gap.field)
    label, _, where = gap.strip("[]").rpartition(": ")
    return Wanting(gap.field, label, where, field.place if field else "letter")
