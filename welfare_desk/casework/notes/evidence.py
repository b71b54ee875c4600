"""Readings of the GP record and the evidence noted in them: text goes in sealed and comes out by one door.

``open_note`` is that door. Lists show everything about a note but what it says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.notes import note_bearings
from welfare_desk.casework.notes.note_bearings import Bearing
from welfare_desk.casework.notes.sealed_text import client_key, unsealed
from welfare_desk.casework.service import practice_terms
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.evidence import Consent, EvidenceNote, NoteMark, Reading
from welfare_desk.records.service import Draft
from welfare_desk.rules import consent_record as words

SOURCES = ("gp_record", "client_document", "client_said", "third_person")
AUTHORS = {
    "gp": "GP",
    "practice_nurse": "Practice nurse",
    "pharmacist": "Pharmacist",
    "consultant": "Consultant or hospital doctor",
    "mental_health": "Mental health team",
    "therapist": "Physiotherapist or occupational therapist",
    "other_clinician": "Another clinician",
    "social_care": "Social worker or carer",
    "other": "Somebody else",
}
SUPPORTS = {"supports": "Supports the claim", "neutral": "Neither way", "may_harm": "May tell against it"}


class ReadingClosed(DeskError):
    sentence = "This reading of the record is closed."
    hint = "Open the record again under a consent that covers it."


class WrongClient(DeskError):
    sentence = "This case or reading belongs to another client."
    hint = "Open the client it belongs to."


@dataclass(frozen=True, slots=True)
class ReadingDraft:
    """One look into the record: whose, where, for what, which part and why."""

    person_id: UUID
    practice_id: UUID
    purpose: str
    why: str
    categories: tuple[str, ...]
    case_id: UUID | None = None
    cover_reason: str | None = None
    entries_on: date | None = None  # a day of the entries, where the client limited the days; None: today


@dataclass(frozen=True, slots=True)
class ReadingRow:
    id: UUID
    opened_at: datetime
    closed_at: datetime | None
    closed_because: str | None
    purpose: str
    why: str
    categories: tuple[str, ...]
    consent_id: UUID


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A statement noted: its words and whose they are, the entry it comes from, what it bears on and how.

    ``quoted``: the entry's own words, None where nobody said. ``against``: how it may tell against the claim.
    """

    text: str
    category: str
    entry_on: date | None
    entry_kind: str
    activities: tuple[str, ...] = ()
    source: str = "gp_record"
    third_party: str | None = "none"
    harm: str | None = "none"
    author_role: str = ""
    quoted: bool | None = False
    supports: str = ""
    against: str = ""
    bearings: Mapping[str, Bearing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled of a note: about whom or what, how it stands, whose word, and what that rests on."""

    about: str
    state: str
    on: date
    said_by: str
    said_by_role: str
    basis: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What a note says, how it may tell against the claim, and what was settled of it, the newest first."""

    text: str = field(repr=False)
    against: str = field(default="", repr=False)
    settled: tuple[Settled, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class NoteHead:
    """Everything about a note but its text."""

    id: UUID
    person_id: UUID
    case_id: UUID | None
    consent_id: UUID | None
    source: str
    category: str
    entry_on: date | None
    entry_kind: str
    activities: tuple[str, ...]
    third_party: str
    harm: str
    written_at: datetime
    author_role: str = ""
    quoted: bool = False
    supports: str = ""
    bearings: Mapping[str, Bearing] = field(default_factory=dict)  # as the advisor weighed it, by activity


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def start_reading(desk: Desk, draft: ReadingDraft) -> Changes:
    """Open the GP record under a consent that covers all that is asked, as the practice's terms allow.

    Raises Blocked, Problems, WrongClient, NotInTheTerms.
    """
    problems = []
    if not draft.why.strip():
        problems.append(Problem("why", "Say why the record is opened."))
    if not draft.categories:
        problems.append(Problem("categories", "Say which part of the record is read."))
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        _same_client(work, draft.person_id, draft.case_id)
        reading = Reading(
            id=new_id(),
            person_id=draft.person_id,
            case_id=draft.case_id,
            practice_id=draft.practice_id,
            advisor_id=desk.advisor.id,
            purpose=draft.purpose,
            categories=list(draft.categories),
            why=draft.why.strip(),
            opened_at=work.now,
        )
        ask = question_of(reading, entries_on=draft.entries_on, cover_reason=draft.cover_reason)
        reading.consent_id = UUID(access.require(work, ask).relied_on[0])
        given = work.get(Consent, reading.consent_id)
        practice_terms.require_reading(work, draft.practice_id, given, words.local_day(work.now))
        work.add(reading)
        work.commit()
        return Changes.of(reading, "readings")


def question_of(
    reading: Reading, *, entries_on: date | None = None, cover_reason: str | None = None
) -> access.Ask:
    """What this reading asks of the gate."""
    return access.Ask(
        person_id=reading.person_id,
        case_id=reading.case_id,
        action="read",
        target="gp_record",
        purpose=reading.purpose,
        categories=tuple(reading.categories),
        entry_date=entries_on or words.local_day(reading.opened_at),
        practice_id=reading.practice_id,
        target_id=reading.id,
        cover_reason=cover_reason,
    )


def close_reading(desk: Desk, reading_id: UUID) -> Changes:
    """Close the record; nothing is asked."""
    with desk.unit_of_work() as work:
        reading = work.get(Reading, reading_id)
        if reading.closed_at is None:
            reading.closed_at = work.now
        work.commit()
        return Changes.of(reading, "readings")


def write_note(
    desk: Desk,
    note: NoteDraft,
    *,
    purpose: str,
    person_id: UUID,
    case_id: UUID | None = None,
    reading_id: UUID | None = None,
    cover_reason: str | None = None,
) -> Changes:
    """Note a statement, sealed. A note from the record belongs to a reading; one from the client does not.

    Raises Blocked, Problems, ReadingClosed, WrongClient, NotInTheTerms.
    """
    problems = _problems_in(note, reading_id)
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        reading = work.get(Reading, reading_id) if reading_id else None
        _same_client(work, person_id, case_id, reading)
        if reading and reading.closed_because:
            raise ReadingClosed()
        if reading:
            practice_terms.require_noting(work, reading.practice_id, words.local_day(work.now))
        kept = EvidenceNote(
            id=new_id(),
            person_id=person_id,
            case_id=case_id,
            reading_id=reading_id,
            consent_id=reading.consent_id if reading else None,
            source=note.source,
            practice_id=reading.practice_id if reading else None,
            category=note.category,
            entry_on=note.entry_on,
            entry_kind=note.entry_kind.strip(),
            author_role=note.author_role or None,
            quoted=bool(note.quoted),
            supports=note.supports or None,
            activities=[],
            bearings={},
            third_party=note.third_party,
            harm=note.harm,
            author_id=desk.advisor.id,
            made_at=work.now,
            content_hash=text_hash(note.text.strip()),
        )
        seen = access.note_for_gate(kept)
        ruling = access.require(
            work,
            access.Ask(
                person_id=person_id,
                case_id=case_id,
                action="write",
                target="evidence_note",
                purpose=purpose,
                notes=(seen,),
                target_id=kept.id,
                content_hash=kept.content_hash,
                cover_reason=cover_reason,
                read_event=words.ReadEvent(reading.opened_at, str(reading.consent_id)) if reading else None,
            ),
        )
        kept.consent_id = UUID(ruling.relied_on[0])
        key = client_key(work, person_id)
        kept.sealed = key.seal(note.text.strip().encode(), str(kept.id))
        if note.supports == "may_harm":
            kept.sealed_harm = key.seal(note.against.strip().encode(), against_mark(kept.id))
        note_bearings.keep(work, kept, _activities(note), note.bearings)
        work.add(kept)
        work.commit()
        return Changes.of(kept, "evidence")


def _same_client(work: Work, person_id: UUID, case_id: UUID | None, reading: Reading | None = None) -> None:
    """One client's note is never filed with another's. Raises WrongClient, NotFound."""
    owners = {work.get(Case, case_id).person_id} if case_id else set()
    owners |= {reading.person_id} if reading else set()
    if owners - {person_id}:
        raise WrongClient()


# Typing not yet noted ---------------------------------------------------------------------------------


def keep_typing(desk: Desk, person_id: UUID, note: NoteDraft, *, reading_id: UUID | None = None) -> None:
    """Keep a half-written note, sealed as the note will be; it outlives a crash and leaves no trail."""
    facts = asdict(note) | {"entry_on": note.entry_on.isoformat() if note.entry_on else None}
    words = json.dumps({"note": facts, "reading": str(reading_id) if reading_id else None})
    with desk.unit_of_work() as work:
        key = client_key(work, person_id)
        kept = _typing(work, person_id)
        if kept is None:
            kept = Draft(id=new_id(), advisor_id=desk.advisor.id, place=f"evidence {person_id}")
        kept.sealed, kept.saved_at = key.seal(words.encode(), str(kept.id)), work.now
        work.add(kept)
        work.commit()


def typing(desk: Desk, person_id: UUID) -> NoteDraft | None:
    """The half-written note of this client, if there is one. A withdrawn consent takes it away with it."""
    with desk.unit_of_work() as work:
        kept = _typing(work, person_id)
        if kept is None:
            return None
        told = json.loads(unsealed(work, person_id, kept.sealed, str(kept.id), of_notes=()))
        reading = work.session.get(Reading, UUID(told["reading"])) if told["reading"] else None
        if reading is not None and reading.closed_because:
            work.session.delete(kept)
            work.commit()
            return None
        note = told["note"]
        read = {
            "entry_on": date.fromisoformat(note["entry_on"]) if note["entry_on"] else None,
            "activities": tuple(note["activities"]),
            "bearings": note_bearings.from_kept(note.get("bearings", {})),
        }
        return NoteDraft(**(note | read))


def drop_typing(desk: Desk, person_id: UUID) -> None:
    """Forget the half-written note: it was noted, or given up."""
    with desk.unit_of_work() as work:
        kept = _typing(work, person_id)
        if kept is not None:
            work.session.delete(kept)
            work.commit()


def _typing(work: Work, person_id: UUID) -> Draft | None:
    return work.session.scalars(
        select(Draft).where(Draft.advisor_id == work.desk.advisor.id, Draft.place == f"evidence {person_id}")
    ).first()


def _problems_in(note: NoteDraft, reading_id: UUID | None) -> list[Problem]:
    found = []
    if not note.text.strip():
        found.append(Problem("text", "There is nothing noted."))
    if not note.entry_kind.strip():
        found.append(Problem("entry_kind", "Say what kind of entry it comes from."))
    if note.source not in SOURCES:
        found.append(Problem("source", "Say where it comes from."))
    if note.source == "gp_record" and reading_id is None:
        found.append(Problem("source", "A note from the record is made while the record is open."))
    if note.source == "gp_record" and note.entry_on is None:
        found.append(Problem("entry_on", "Give the date of the entry in the record."))
    if note.category not in words.CATEGORIES:
        found.append(Problem("category", "Say which part of the record it belongs to."))
    if note.quoted is None:
        found.append(Problem("quoted", "Say whose words these are."))
    if note.author_role and note.author_role not in AUTHORS:
        found.append(Problem("author_role", "Say who wrote the entry."))
    if note.supports and note.supports not in SUPPORTS:
        found.append(Problem("supports", "Say what it does for the claim."))
    if note.supports == "may_harm" and not note.against.strip():
        found.append(
            Problem("against", "Say how it may tell against the claim.", "It is sealed with the note.")
        )
    if note.third_party not in words.THIRD_PARTY:
        found.append(Problem("third_party", "Say whether it tells of somebody else."))
    if note.harm not in words.HARM:
        found.append(Problem("harm", "Say whether reading it could do harm."))
    for activity, bearing in note.bearings.items():
        wrong = note_bearings.problems_in(activity, bearing)
        found += [Problem(f"bearing.{activity}", one.sentence, one.hint) for one in wrong[:1]]
    return found


def _activities(note: NoteDraft) -> tuple[str, ...]:
    """What it bears on: what was ticked, and whatever was weighed."""
    weighed = [slug for slug, one in note.bearings.items() if not one.is_empty]
    return tuple(dict.fromkeys((*note.activities, *weighed)))


def against_mark(note_id: UUID) -> str:
    return f"{note_id}:against"


def note_heads(desk: Desk, *, person_id: UUID, case_id: UUID | None = None) -> list[NoteHead]:
    """A client's notes without their text, by the date of the entry."""
    statement = (
        select(EvidenceNote)
        .where(EvidenceNote.person_id == person_id)
        .order_by(EvidenceNote.entry_on, EvidenceNote.id)
    )
    if case_id is not None:
        statement = statement.where(EvidenceNote.case_id == case_id)
    with desk.look() as look:
        work = Work(desk, look)
        return [head(work, note) for note in look.scalars(statement)]


def head(work: Work, note: EvidenceNote) -> NoteHead:
    activities, bearings = note_bearings.of(work, note)
    return NoteHead(
        id=note.id,
        person_id=note.person_id,
        case_id=note.case_id,
        consent_id=note.consent_id,
        source=note.source,
        category=note.category,
        entry_on=note.entry_on,
        entry_kind=note.entry_kind,
        activities=activities,
        third_party=note.third_party,
        harm=note.harm,
        written_at=note.made_at,
        author_role=note.author_role or "",
        quoted=note.quoted,
        supports=note.supports or "",
        bearings=bearings,
    )


def open_note(
    desk: Desk,
    note_id: UUID,
    *,
    purpose: str,
    cover_reason: str | None = None,
    override: words.Override | None = None,
) -> Opened:
    """What a note says: the one door to evidence text. The log row is written before this returns.

    ``override`` is a legal power that a second person has approved (``overrides``).

    Raises Blocked, NotFound, SealBroken.
    """
    with desk.unit_of_work() as work:
        note = work.get(EvidenceNote, note_id)
        asked = access.ask_of_note(note, "read", purpose, cover_reason=cover_reason, override=override)
        access.require(work, asked)

        def said(sealed: bytes | None, mark: str) -> str:
            if sealed is None:
                return ""
            return unsealed(work, note.person_id, sealed, mark, of_notes=(note.id,)).decode()

        marks = work.session.scalars(
            select(NoteMark).where(NoteMark.note_id == note_id).order_by(NoteMark.id.desc())
        )
        opened = Opened(
            said(note.sealed, str(note.id)),
            said(note.sealed_harm, against_mark(note.id)),
            tuple(
                Settled(
                    one.about,
                    one.state,
                    one.on,
                    one.said_by,
                    one.said_by_role or "",
                    said(one.sealed_basis, note_bearings.basis_mark(one)),
                )
                for one in marks
            ),
        )
        work.commit()
        return opened


def readings(desk: Desk, person_id: UUID) -> list[ReadingRow]:
    with desk.look() as look:
        return [_reading_row(one) for one in _readings(look, person_id)]


def open_reading(desk: Desk, person_id: UUID) -> ReadingRow | None:
    """The reading that is open on this client now, if there is one."""
    with desk.look() as look:
        return next((_reading_row(one) for one in _readings(look, person_id) if one.closed_at is None), None)


def _readings(look: Session, person_id: UUID) -> list[Reading]:
    return list(
        look.scalars(
            select(Reading)
            .where(Reading.person_id == person_id)
            .order_by(Reading.opened_at.desc(), Reading.id.desc())
        )
    )


def _reading_row(reading: Reading) -> ReadingRow:
    return ReadingRow(
        reading.id,
        reading.opened_at,
        reading.closed_at,
        reading.closed_because,
        reading.purpose,
        reading.why,
        tuple(reading.categories or ()),
        reading.consent_id,
    )
