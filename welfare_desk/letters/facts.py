"""The facts of one letter, frozen: everything a letter may say about the people in it.

Casework gathers them, after the consent gate has let them through; a letter asks no questions of
the desk. Which of them a template may print is ``fields.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from welfare_desk.errors import Problem
from welfare_desk.letters.matter import Matter, Practice


@dataclass(frozen=True, slots=True)
class Agency:
    """Whose paper it is. ``registration_lines``: charity number, FCA reference, accreditation.

    ``logo`` is a small PNG of ours, empty where there is none; ``window`` where letters go out in
    window envelopes.
    """

    name: str
    address_lines: tuple[str, ...] = ()
    phone: str = ""
    registration_lines: tuple[str, ...] = ()
    email: str = ""
    complaints_to: str = ""
    privacy_at: str = ""
    logo: bytes = b""
    window: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """``kind`` as consent names it: sss, dwp, tribunal, creditor, subject ..."""

    name: str
    address_lines: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who signs in the client's place, and by what power; nobody where the name is empty."""

    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Client:
    """Whom the letter is about. Give the National Insurance number only where the letter needs it."""

    name: str
    born: date | None = None
    ni_number: str = ""
    address_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GP:
    """Who checks. ``name`` is empty when the GP does not wish to be named."""

    name: str = ""
    practice: str = ""


@dataclass(frozen=True, slots=True)
class Advisor:
    """``signature_lines`` stand under the name, where the advisor keeps a block of their own."""

    name: str
    role: str = ""
    phone: str = ""
    signature_lines: tuple[str, ...] = ()


class Answer(Enum):
    """What became of a statement when the GP read it."""

    AGREE = "agree"
    AMEND = "amend"
    """Printed in the words the GP gave."""
    CANNOT_CONFIRM = "cannot_confirm"
    OWN_WORDS = "own_words"
    """Moved outside the checked passage, in the advisor's own words."""


@dataclass(frozen=True, slots=True)
class Source:
    """The entry in the record a statement rests on: its date and kind ("clinic letter")."""

    entry_date: date
    kind: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of evidence, under the heading it is printed beneath ("Moving around")."""

    id: str
    heading: str
    text: str
    sources: tuple[Source, ...] = ()
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The letter that went out before and that this one takes the place of."""

    reference: str
    dated: date


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything one letter may say.

    ``checked_on`` is the day the GP finished checking; None makes it the advisor's own letter, or a draft
    where it is ``being_checked``.
    ``reply_by`` is when a check sheet should be back, ``authority_ends`` the last day of an authority.
    ``matter`` is what the desk knows of the case; ``asked`` what the advisor wrote for this letter: words,
    lists of words, days, sums.
    """

    agency: Agency
    reference: str
    dated: date
    recipient: Recipient
    client: Client
    subject: str
    advisor: Advisor
    benefit: str = ""
    statements: tuple[Statement, ...] = ()
    gp: GP = GP()
    checked_on: date | None = None
    being_checked: bool = False
    copies_to: tuple[str, ...] = ()
    reply_by: date | None = None
    authority_ends: date | None = None
    practice: Practice = field(default_factory=Practice)
    matter: Matter = field(default_factory=Matter)
    asked: Mapping[str, object] = field(default_factory=dict)
    corrects: Corrected | None = None
    acting: Acting = Acting()
    practice_desk: bool = False
    large_print: bool = False
    language: str = "en-GB"

    def problems(self) -> list[Problem]:
        """Why these facts cannot make an honest letter.

        No letter says "checked" unless every statement in the checked passage was agreed or amended
        (consent-and-confidentiality, section 10: ``cannot_confirm`` never counts as a pass).
        """
        found = []
        ids = [statement.id for statement in self.statements]
        for number, statement in enumerate(self.statements, start=1):
            where = f"statements.{statement.id}"
            if ids.index(statement.id) != number - 1:
                found.append(Problem(where, f"Statement {number} has the mark of another statement."))
            if not statement.text.strip():
                found.append(Problem(where, f"Statement {number} has no words."))
            if self.checked_on and statement.answer in (None, Answer.CANNOT_CONFIRM):
                found.append(
                    Problem(
                        where,
                        f"The GP has not confirmed statement {number}.",
                        "Take it out, or send the letter as the advisor's own.",
                    )
                )
        if self.checked_on and self.checked_on > self.dated:
            found.append(Problem("checked_on", "The GP's check is dated after the letter."))
        return found
