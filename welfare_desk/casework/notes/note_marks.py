"""What is settled of a note after it was written: somebody else in it, or harm that reading it might do.

A GP may raise either when checking a letter; only a clinician's word clears or confirms harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from welfare_desk.casework.consent import consent_effects
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.notes.note_bearings import basis_mark
from welfare_desk.casework.notes.sealed_text import client_key
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.evidence import EvidenceNote, NoteMark
from welfare_desk.rules import consent_record as words

CLINICIANS = ("gp", "practice_nurse", "pharmacist", "consultant", "other_clinician")
STATES = {"third_party": words.THIRD_PARTY, "harm": words.HARM}
_CLINICIANS_WORD = ("cleared", "confirmed")


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """``about`` is third_party or harm; ``basis`` says what it rests on (whose agreement, which answer)."""

    note_id: UUID
    about: str
    state: str
    on: date
    said_by: str
    said_by_role: str = ""
    basis: str = ""


def mark_note(desk: Desk, draft: MarkDraft, *, today: date) -> Changes:
    """Settle, or raise, that a note tells of somebody else or may do harm; letters follow at once.

    Raises Problems.
    """
    problems = _problems_in(draft, today)
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        note = work.get(EvidenceNote, draft.note_id)
        mark = work.add(
            NoteMark(
                note_id=note.id,
                about=draft.about,
                state=draft.state,
                on=draft.on,
                said_by=draft.said_by.strip(),
                said_by_role=draft.said_by_role or None,
                basis="",
                marked_by=desk.advisor.id,
            )
        )
        if draft.basis.strip():
            key = client_key(work, note.person_id)
            mark.sealed_basis = key.seal(draft.basis.strip().encode(), basis_mark(mark))
        setattr(note, draft.about, draft.state)
        work.session.flush()
        consent_effects.take_effect(work, note.person_id, because="a note was closed")
        work.commit()
        return Changes.of(note, "evidence", "letters")


def _problems_in(draft: MarkDraft, today: date) -> list[Problem]:
    found = []
    if draft.state not in STATES.get(draft.about, ()):
        return [Problem("state", "Say how it stands.")]
    if draft.on > today:
        found.append(Problem("on", "That date is in the future.", "Check the year."))
    if not draft.said_by.strip():
        found.append(Problem("said_by", "Say who said so."))
    if draft.about == "harm" and draft.state in _CLINICIANS_WORD and draft.said_by_role not in CLINICIANS:
        found.append(Problem("said_by_role", "Only a clinician can say whether it would do harm."))
    if draft.about == "third_party" and draft.state in ("consented", "redacted") and not draft.basis.strip():
        found.append(Problem("basis", "Say what the other person agreed to, or what was left out."))
    return found
