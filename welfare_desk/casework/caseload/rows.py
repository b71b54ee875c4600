"""What a row of a caseload says, frozen, and what became of it.

Only values belong here. How they are read is ``judge``, who they are about ``people``; storing them is
another room's work.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from welfare_desk.rules import names
from welfare_desk.rules.as_typed import shown
from welfare_desk.rules.identifiers import (
    ChiNumber,
    NationalInsuranceNumber,
    Phone,
    Postcode,
    TemporaryNumber,
)


class Fate(StrEnum):
    """What becomes of a row. The words are those of ``import --json``."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    BLANK = "blank"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Who the row is about, as the row has it. ``postcode_typed`` is kept where it is no postcode."""

    surname: str
    forename: str
    born_on: date | None = None
    ni: NationalInsuranceNumber | None = None
    temporary_ni: TemporaryNumber | None = None
    chi: ChiNumber | None = None
    address: str = ""
    postcode: Postcode | None = None
    postcode_typed: str = ""
    phone: Phone | None = None
    phone_typed: str = ""
    practice: str = ""
    gp: str = ""

    @property
    def known(self) -> names.Known:
        return names.Known(self.forename, self.surname, self.born_on, self.ni, self.chi)


@dataclass(frozen=True, slots=True)
class Referral:
    """How they came: when sent, when first to be seen, whether they came, whether they had advice before."""

    referred_on: date | None = None
    first_seen_on: date | None = None
    attended: bool | None = None
    seen_before: bool | None = None


@dataclass(frozen=True, slots=True)
class ConsentSaid:
    """What a cell says about consent to see the record. It is hearsay: nobody's record is opened on it."""

    typed: str
    answer: bool | None = None
    on: date | None = None

    @property
    def sentence(self) -> str:
        if self.on:
            return f"The sheet says {shown(self.on)}; ask again."
        if self.answer is None:
            return f"The sheet says “{self.typed}”; ask again."
        return "The sheet says yes; ask again." if self.answer else "The sheet says no."


@dataclass(frozen=True, slots=True)
class Matter:
    """What the case is about: the text, and our code for it where we know one.

    ``benefit`` is a code or family of the benefit catalogue, ``debt`` a code of the list debt_kind.
    """

    text: str = ""
    benefit: str | None = None
    debt: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """``outcome`` is awarded, refused, written_off, pending or withdrawn; None where the words are others."""

    decided_on: date | None = None
    outcome: str | None = None
    outcome_typed: str = ""


@dataclass(frozen=True, slots=True)
class Gain:
    """Pounds gained, each part above nought or None. Without ``confirmed_on`` nothing counts yet."""

    weekly: Decimal | None = None
    lump: Decimal | None = None
    written_off: Decimal | None = None
    confirmed_on: date | None = None

    @property
    def amounts(self) -> int:
        return sum(part is not None for part in (self.weekly, self.lump, self.written_off))


@dataclass(frozen=True, slots=True)
class HealthAnswers:
    """Answers for statistics only, present where the agency has ticked that they may come in."""

    mental_health: bool | None = None
    long_term_condition: bool | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything an accepted row brings in."""

    person: PersonFacts
    reference: str = ""
    referral: Referral = Referral()
    kind: str = "other"
    kind_typed: str = ""
    matter: Matter = Matter()
    decision: Decision = Decision()
    gain: Gain = Gain()
    consent: ConsentSaid | None = None
    advisor: str = ""
    notes: str = ""
    health: HealthAnswers | None = None

    def fingerprints(self) -> tuple[str, str]:
        """The same for the same content, however it was typed, in whichever file or column order.

        The second leaves the reference out. They rest on what the row says, not on our codes for it, so a new
        catalogue makes no row new; health answers are left out, so ticking them makes none new either.
        """
        content = [None if part is None else str(part) for part in self._content()]
        return _digest(content), _digest(content[1:])

    def _content(self) -> tuple[object, ...]:
        who, came, said, gain = self.person, self.referral, self.consent, self.gain
        return (
            names.fold(self.reference),
            *(names.key(who.surname), names.key(who.forename), who.born_on),
            *(who.ni or who.temporary_ni, who.chi, names.fold(who.address)),
            who.postcode or names.fold(who.postcode_typed),
            who.phone or names.fold(who.phone_typed),
            *(names.fold(who.practice), names.fold(who.gp)),
            *(came.referred_on, came.first_seen_on, came.attended, came.seen_before),
            *(names.fold(self.kind_typed), names.fold(self.matter.text)),
            *(self.decision.decided_on, names.fold(self.decision.outcome_typed)),
            *(gain.weekly, gain.lump, gain.written_off, gain.confirmed_on),
            said and (said.on or said.answer or names.fold(said.typed)),
            *(names.fold(self.advisor), self.notes),
        )


class RawCell(NamedTuple):
    """A cell as it stood, for sealing beside what was read from it."""

    address: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row below the headings. ``row`` is the number a spreadsheet shows.

    ``entry`` is there for accepted and duplicate rows; a refused row has all its reasons instead.
    ``raw`` holds no health column and no column that is not brought in.
    """

    row: int
    fate: Fate
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    entry: Entry | None = None
    fingerprint: str = ""
    raw: tuple[RawCell, ...] = ()


def _digest(content: list[str | None]) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()
