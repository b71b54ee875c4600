"""Templates as an agency has them: the ones that ship, and its own versions in their place.

A version is a row that is never changed; the newest holds, and one without a source brings back the
template that ships. What a template may say is the letters room's.
"""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.people import languages
from welfare_desk.letters import templates
from welfare_desk.letters.templates import Template
from welfare_desk.records.correspondence import Letter, LetterTemplate
from welfare_desk.records.people import Person
from welfare_desk.records.service import Organisation


def newest(look: Session, kind: str) -> LetterTemplate | None:
    """The agency's last word on this kind of letter; None where it never said any."""
    return look.scalars(
        select(LetterTemplate)
        .where(LetterTemplate.kind == kind)
        .order_by(LetterTemplate.number.desc())
        .limit(1)
    ).first()


def template_for(look: Session, kind: str) -> tuple[Template, UUID | None]:
    """The template that holds for this kind now, and the id of the agency's version where it is one.

    Raises TemplateFault.
    """
    own = newest(look, kind)
    if own is None or own.source is None:
        return templates.shipped(kind), None
    return made_of(own.source, own.word, kind), own.id


def made_of(source: str, word: bytes | None, name: str) -> Template:
    """The template ``source`` is, or the Word file ``word`` with what ``source`` says it needs and asks.

    Raises TemplateFault.
    """
    return templates.read(source, name) if word is None else _of_word(source, word, name)


@lru_cache(maxsize=8)
def _of_word(source: str, word: bytes, name: str) -> Template:
    from welfare_desk.letters import front_matter, word_template  # brings python-docx: few need it

    return word_template.read(word, front_matter.split(source, name)[0], name)


def template_of(look: Session, letter: Letter, *, english: bool = False) -> Template:
    """The template of one letter: as it was when the letter was issued, else the one that holds now.

    A letter to a client is in their language where there is a text in it and the agency has not written
    one of its own; with ``english`` it is in ours.
    """
    if letter.state == "issued":
        own = look.get(LetterTemplate, letter.template_id) if letter.template_id else None
        found = None if own is None or own.source is None else made_of(own.source, own.word, letter.kind)
    else:
        held, version = template_for(look, letter.kind)
        found = held if version else None
    if found is not None:
        return found
    if english:
        return templates.shipped(letter.kind)
    return templates.shipped_in(letter.kind, language_of(look, letter))


def language_of(look: Session, letter: Letter) -> str:
    """What a letter is in: as it was chosen or issued, else as its client reads; ours to anybody else."""
    body = look.get(Organisation, letter.recipient_id)
    if body is None or body.kind != "subject":
        return languages.OURS
    chosen = (letter.about or {}).get("language")
    if chosen or letter.state == "issued":
        return str(chosen or languages.OURS)
    person = look.get(Person, letter.person_id)
    return languages.of_page(person.language) if person else languages.OURS
