"""What a practice agreed that we may do with its records, from which day; asked wherever it matters.

Until a practice's terms are recorded, its record may be read under a patient's consent as that practice
shows it, but nothing is noted from it and no CHI number is kept (consent file, section 15).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.evidence import Consent
from welfare_desk.records.rights import PracticeTerms
from welfare_desk.records.service import Practice


@dataclass(frozen=True, slots=True)
class Terms:
    """One agreement. ``from_on`` None: nothing has been agreed, and the cautious answer holds."""

    from_on: date | None = None
    may_read: bool = True
    written_consent: bool = False
    notes_allowed: bool = False
    keep_chi: bool = False
    check_needed: bool = True
    agreed_by: str = ""
    said: str = ""


NONE_YET = Terms()


class NotInTheTerms(DeskError):
    """The practice's terms do not allow this."""

    def __init__(self, sentence: str, practice: str, terms: Terms) -> None:
        hint = (
            f"The terms of {practice} say so."
            if terms.from_on
            else f"Nothing is agreed with {practice} yet: record its terms in Settings."
        )
        super().__init__(sentence, hint)


def terms_on(look: Session, practice_id: UUID, day: date) -> Terms:
    """The terms that hold at a practice on a day."""
    kept = look.scalars(
        select(PracticeTerms)
        .where(PracticeTerms.practice_id == practice_id, PracticeTerms.from_on <= day)
        .order_by(PracticeTerms.from_on.desc())
        .limit(1)
    ).first()
    return NONE_YET if kept is None else _terms(kept)


def _terms(kept: PracticeTerms) -> Terms:
    return Terms(
        from_on=kept.from_on,
        may_read=kept.may_read,
        written_consent=kept.written_consent,
        notes_allowed=kept.notes_allowed,
        keep_chi=kept.keep_chi,
        check_needed=kept.check_needed,
        agreed_by=kept.agreed_by,
        said=kept.said or "",
    )


def history(desk: Desk, practice_id: UUID) -> list[Terms]:
    """Every agreement with a practice, the newest first."""
    with desk.look() as look:
        return [
            _terms(kept)
            for kept in look.scalars(
                select(PracticeTerms)
                .where(PracticeTerms.practice_id == practice_id)
                .order_by(PracticeTerms.from_on.desc())
            )
        ]


def record_terms(desk: Desk, practice_id: UUID, terms: Terms, *, today: date) -> Changes:
    """Record what was agreed, from a day on. One that begins on the same day replaces that day's.

    Terms already in force are not edited: a change is a later agreement. Raises Problems, NotFound.
    """
    found = []
    if terms.from_on is None:
        found.append(Problem("from_on", "Write the day from which it is agreed."))
    if not terms.agreed_by.strip():
        found.append(Problem("agreed_by", "Write who agreed it at the practice."))
    if terms.notes_allowed and not terms.may_read:
        found.append(Problem("notes_allowed", "Nothing can be noted from a record nobody may open."))
    with desk.unit_of_work() as work:
        work.get(Practice, practice_id)
        later = work.session.scalars(
            select(PracticeTerms.from_on)
            .where(PracticeTerms.practice_id == practice_id)
            .order_by(PracticeTerms.from_on.desc())
        ).first()
        if terms.from_on and later and terms.from_on < later:
            found.append(Problem("from_on", "There are later terms already.", "Begin after them."))
        if found or terms.from_on is None:
            raise Problems(found)
        kept = work.session.scalars(
            select(PracticeTerms).where(
                PracticeTerms.practice_id == practice_id, PracticeTerms.from_on == terms.from_on
            )
        ).one_or_none() or work.add(PracticeTerms(practice_id=practice_id, from_on=terms.from_on))
        kept.may_read, kept.written_consent = terms.may_read, terms.written_consent
        kept.notes_allowed, kept.keep_chi = terms.notes_allowed, terms.keep_chi
        kept.check_needed = terms.check_needed
        kept.agreed_by, kept.said = terms.agreed_by.strip(), terms.said.strip() or None
        kept.recorded_by = desk.advisor.id
        work.commit()
        return Changes.of(practice_id, "practices", "practice_terms")


# Asked where it matters -----------------------------------------------------------------------------------


def require_reading(work: Work, practice_id: UUID, consent: Consent, day: date) -> None:
    """Raises NotInTheTerms where the practice lets nobody open its record, or wants a signature first."""
    terms = terms_on(work.session, practice_id, day)
    name = work.get(Practice, practice_id).name
    if not terms.may_read:
        raise NotInTheTerms("This practice does not let us open its record.", name, terms)
    if terms.written_consent and consent.method not in ("written", "electronic"):
        raise NotInTheTerms("This practice wants the patient's consent in writing.", name, terms)


def require_noting(work: Work, practice_id: UUID, day: date) -> None:
    """Raises NotInTheTerms where what is on the practice's screen may not be written down."""
    refused = not_noted(work.session, practice_id, work.get(Practice, practice_id).name, day)
    if refused is not None:
        raise refused


def not_noted(look: Session, practice_id: UUID, name: str, day: date) -> NotInTheTerms | None:
    """Why nothing may be noted from the record of a practice; None where it may."""
    terms = terms_on(look, practice_id, day)
    if terms.notes_allowed:
        return None
    return NotInTheTerms("Nothing may be noted from this practice's record.", name, terms)


def may_keep_chi(look: Session, practice_id: UUID | None, day: date) -> bool:
    """Whether the CHI number may be kept: the terms of the client's own practice say so."""
    return practice_id is not None and terms_on(look, practice_id, day).keep_chi
