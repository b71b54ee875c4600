"""What the gate has against what waits for a printer, and what waits no longer once a consent has changed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letter_text
from welfare_desk.casework.desk import Work
from welfare_desk.casework.papers import pack_gate
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.papers import Pack, PrintLater
from welfare_desk.rules import consent as gate
from welfare_desk.rules.consent_record import local_day


def against(work: Work, row: PrintLater) -> tuple[tuple[access.Reason, ...], date | None]:
    """What stops it now, and the day on which a consent it rests on runs out."""
    if row.pack_id is not None:
        return _against_pack(work, work.session.get_one(Pack, row.pack_id))
    letter = work.session.get_one(Letter, row.letter_id)
    ids = {id for ids in letter_text.resting_on(work.session, letter.id).values() for id in ids}
    if not ids:
        return (), None
    notes = letter_text.notes_of(work.session, ids)
    checking = row.what == "check_sheet"
    ask = letter_text.question_of(work.session, letter, "disclose", notes, checking=checking)
    own = {str(note.consent_id) for note in notes}
    ends = [
        one.expires_on
        for one in access.consents_of(work.session, letter.person_id)
        if one.id in own and one.expires_on
    ]
    return access.in_words(access.stops(work, ask)), min(ends, default=None)


def _against_pack(work: Work, pack: Pack) -> tuple[tuple[access.Reason, ...], date | None]:
    stopped = tuple(reason for one in pack_gate.against_papers(work, pack) for reason in one.reasons)
    permits = [one for one in access.consents_of(work.session, pack.person_id) if one.polarity == "permit"]
    ends = [one.expires_on for one in permits if one.expires_on and one.withdrawn_at is None]
    return stopped, min(ends, default=None)


def cancel_for(work: Work, person_id: UUID) -> None:
    """Consent has changed: what may no longer leave waits no longer (consent file, section 7)."""
    for row in work.session.scalars(
        select(PrintLater).where(PrintLater.person_id == person_id, PrintLater.done_on.is_(None))
    ).all():
        stopped, _ = against(work, row)
        if any(reason.code in gate.REFUSED_REASONS for reason in stopped):
            row.done_on, row.done_how = local_day(work.now), "consent_ended"
