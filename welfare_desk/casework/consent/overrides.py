"""A legal power used over consent, for what is held only: asked by one person, approved by another, all of it
logged, and first in the manager's list of the week (consent file, section 6.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from welfare_desk.casework import access, second_person
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.evidence import Access, EvidenceNote
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.rights import Override
from welfare_desk.records.service import Advisor, Organisation
from welfare_desk.rules import consent_record as words

BASES = {
    "asp_s10": "Adult Support and Protection (Scotland) Act 2007, section 10",
    "court_order": "A court's order",
    "safeguarding": "Somebody's safety",
    "vital_interests": "Somebody's life",
    "legal_claim": "A legal claim",
}


class NotApproved(DeskError):
    sentence = "Nobody has approved this yet."
    hint = "A second person enters their own passphrase."


class NoLongerOpen(DeskError):
    sentence = "This has been used or turned down already."
    hint = "Ask again where it is needed again."


@dataclass(frozen=True, slots=True)
class OverrideDraft:
    """Which notes, by which power, why, and for whom. ``recipient_id`` None: to be read here."""

    person_id: UUID
    note_ids: tuple[UUID, ...]
    basis: str
    reason: str
    recipient_id: UUID | None = None
    silent_because: str = ""


@dataclass(frozen=True, slots=True)
class OverrideRow:
    id: UUID
    person_id: UUID
    client: str
    basis: str
    reason: str
    recipient: str
    notes: int
    asked_by: str
    asked_at: datetime
    approved_by: str
    used_at: datetime | None
    refused: bool
    mine: bool = False  # asked by whoever is signed in
    recipient_id: UUID | None = None

    @property
    def is_open(self) -> bool:
        return self.used_at is None and not self.refused


@dataclass(frozen=True, slots=True)
class OddLook:
    """One line a manager looks at each week: who did what, why, and what the gate said."""

    at: datetime
    who: str
    client: str
    kind: str  # override, refused, cover, oversight
    action: str
    target: str
    purpose: str
    reason: str
    said: str


def ask(desk: Desk, draft: OverrideDraft) -> Changes:
    """Ask for it: nothing is released until somebody else approves. Raises Problems, NotFound."""
    found = []
    if draft.basis not in BASES:
        found.append(Problem("basis", "Say which power it is."))
    if not draft.reason.strip():
        found.append(Problem("reason", "Write the reason: it stands in the log."))
    if not draft.note_ids:
        found.append(Problem("note_ids", "Choose the notes: no more than are needed."))
    with desk.unit_of_work() as work:
        notes = _notes(work, draft.note_ids)
        if len(notes) != len(set(draft.note_ids)) or any(one.person_id != draft.person_id for one in notes):
            found.append(Problem("note_ids", "One of these notes is about somebody else."))
        if found:
            raise Problems(found)
        if draft.recipient_id is not None:
            work.get(Organisation, draft.recipient_id)
        kept = work.add(
            Override(
                person_id=draft.person_id,
                basis=draft.basis,
                reason=draft.reason.strip(),
                recipient_id=draft.recipient_id,
                note_ids=[str(id) for id in draft.note_ids],
                asked_by=desk.advisor.id,
                asked_at=work.now,
                silent_because=draft.silent_because.strip() or None,
            )
        )
        work.commit()
        return Changes.of(kept, "overrides")


def approve(desk: Desk, override_id: UUID, passphrase: str) -> Changes:
    """The second person agrees, by their own passphrase at this desk.

    Raises NobodyElse, SamePerson, WrongPassphrase, TryLater, NoLongerOpen.
    """
    second = second_person.agrees(desk, passphrase)
    return _decide(desk, override_id, second.id, approved=True)


def approve_as_myself(desk: Desk, override_id: UUID) -> Changes:
    """Whoever is signed in approves what somebody else asked. Raises SamePerson, NoLongerOpen."""
    return _decide(desk, override_id, desk.advisor.id, approved=True)


def turn_down(desk: Desk, override_id: UUID) -> Changes:
    """Not to be used. Anybody may say so, the asker too. Raises NoLongerOpen."""
    return _decide(desk, override_id, desk.advisor.id, approved=False)


def _decide(desk: Desk, override_id: UUID, by: UUID, *, approved: bool) -> Changes:
    with desk.unit_of_work() as work:
        kept = work.get(Override, override_id)
        if kept.used_at or kept.refused_at or kept.approved_at:
            raise NoLongerOpen()
        if approved and by == kept.asked_by:
            raise second_person.SamePerson()
        if approved:
            kept.approved_by, kept.approved_at = by, work.now
        else:
            kept.refused_at = work.now
        work.commit()
        return Changes.of(kept, "overrides")


def use(desk: Desk, override_id: UUID, *, today: date) -> dict[UUID, str]:
    """What the notes say, once, to whoever asked for it; the gate is asked and logs who approved.

    Raises NotApproved, NoLongerOpen, Blocked, SealBroken.
    """
    with desk.unit_of_work() as work:
        kept = work.get(Override, override_id)
        if kept.used_at or kept.refused_at:
            raise NoLongerOpen()
        if kept.approved_by is None:
            raise NotApproved()
        power = words.Override(kept.basis, str(kept.approved_by), kept.reason)
        said = f"{BASES[kept.basis]}: {kept.reason}"
        ids = [note.id for note in _notes(work, [UUID(id) for id in kept.note_ids])]
        if kept.recipient_id is not None:
            body = work.get(Organisation, kept.recipient_id)
            access.require(work, _handing_over(work, kept, body, power, said))
            given = f"Given to {body.name}"
        else:
            given = "Opened"
        kept.used_at = work.now
        if kept.silent_because is None:  # the journal is the client's to read
            work.journal(kept.person_id, f"{given} by law: {BASES[kept.basis]}.", on=today, kind="consent")
        work.commit()
        purpose = _purpose(kept)
    return {
        id: evidence.open_note(desk, id, purpose=purpose, cover_reason=said, override=power).text
        for id in ids
    }


def _handing_over(
    work: Work, kept: Override, body: Organisation, power: words.Override, said: str
) -> access.Ask:
    notes = _notes(work, [UUID(id) for id in kept.note_ids])
    return access.Ask(
        person_id=kept.person_id,
        action="disclose",
        target="evidence_note",
        purpose=_purpose(kept),
        notes=tuple(access.note_for_gate(note) for note in notes),
        recipients=(access.recipient_for_gate(body, kept.person_id),),
        target_id=kept.id,
        cover_reason=said,
        override=power,
    )


def _purpose(kept: Override) -> str:
    return "legal_claim" if kept.basis == "legal_claim" else "safeguarding"


def _notes(work: Work, ids: Sequence[UUID]) -> Sequence[EvidenceNote]:
    return work.session.scalars(
        select(EvidenceNote).where(EvidenceNote.id.in_(ids)).order_by(EvidenceNote.entry_on, EvidenceNote.id)
    ).all()


def open_restricted(desk: Desk, note_id: UUID, *, purpose: str, why: str) -> str:
    """A note of a withdrawn consent, read for a legal claim or a complaint by who answers for the desk.

    Raises Blocked for anybody else (consent file, section 4), Problems without a reason.
    """
    if purpose not in ("legal_claim", "complaint"):
        raise Problems([Problem("purpose", "This is for a legal claim or a complaint.")])
    if not why.strip():
        raise Problems([Problem("why", "Write the reason: it stands in the log.")])
    return evidence.open_note(desk, note_id, purpose=purpose, cover_reason=why.strip()).text


# Looking ------------------------------------------------------------------------------------------------


def overrides(desk: Desk, *, open_only: bool = False, person_id: UUID | None = None) -> list[OverrideRow]:
    """Every use of a legal power, or those about one client, the newest first."""
    statement = (
        select(Override, client_name())
        .outerjoin(PersonName, current_name(Override.person_id))
        .order_by(Override.asked_at.desc(), Override.id.desc())
    )
    if open_only:
        statement = statement.where(Override.used_at.is_(None), Override.refused_at.is_(None))
    if person_id is not None:
        statement = statement.where(Override.person_id == person_id)
    with desk.look() as look:
        people = _advisors(look)
        bodies = {one.id: one.name for one in look.execute(select(Organisation.id, Organisation.name))}
        return [
            OverrideRow(
                id=one.id,
                person_id=one.person_id,
                client=name or "",
                basis=one.basis,
                reason=one.reason,
                recipient=bodies.get(one.recipient_id, "") if one.recipient_id else "",
                notes=len(one.note_ids),
                asked_by=people.get(one.asked_by, ""),
                asked_at=one.asked_at,
                approved_by=people.get(one.approved_by, "") if one.approved_by else "",
                used_at=one.used_at,
                refused=one.refused_at is not None,
                mine=one.asked_by == desk.advisor.id,
                recipient_id=one.recipient_id,
            )
            for one, name in look.execute(statement).all()
        ]


_ORDER = ("override", "refused", "cover", "oversight")
_KIND = {"ok_override": "override", "ok_cover": "cover", "ok_restricted_view": "oversight"}


def exceptions(desk: Desk, *, today: date, days: int = 7) -> list[OddLook]:
    """What a manager looks at each week: legal powers used first, then refusals, cover, restricted views.

    Newest first within each.
    """
    since = datetime.combine(today - timedelta(days=days - 1), datetime.min.time(), words.LONDON)
    with desk.look() as look:
        people = _advisors(look)
        rows = look.execute(
            select(Access, client_name())
            .outerjoin(Person, Person.id == Access.person_id)
            .outerjoin(PersonName, current_name(Person.id))
            .where(
                Access.at >= since,
                or_(Access.decision == "nothing", Access.reason.in_(_KIND)),
            )
            .order_by(Access.seq.desc())
        ).all()
    found = [
        OddLook(
            at=row.at,
            who=people.get(row.advisor_id, "Someone") if row.advisor_id else "Someone",
            client=name or "",
            kind=_KIND.get(row.reason, "refused"),
            action=row.action,
            target=row.target,
            purpose=row.purpose,
            reason=row.reason,
            said=row.said or "",
        )
        for row, name in rows
    ]
    return sorted(found, key=lambda one: _ORDER.index(one.kind))


def _advisors(look: Session) -> dict[UUID, str]:
    return {one.id: one.name for one in look.execute(select(Advisor.id, Advisor.name))}
