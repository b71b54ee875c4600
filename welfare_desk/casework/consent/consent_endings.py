"""Ending a part of a consent, and striking out one that should never have been entered.

Ending the whole of it is ``consents.withdraw``; what follows at once is ``consent_effects``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import access, second_person
from welfare_desk.casework.consent import consent_effects, consents
from welfare_desk.casework.consent.consent_effects import Gone
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Task
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.evidence import Consent, Incident, Reading, StruckOut, Withdrawal
from welfare_desk.records.service import Organisation
from welfare_desk.rules import consent_record as words


class NothingLeft(DeskError):
    sentence = "That would leave nothing of the consent."
    hint = "Withdraw the whole of it."


class AlreadyStruckOut(DeskError):
    sentence = "This consent is already struck out."


@dataclass(frozen=True, slots=True)
class Part:
    """What of a consent is taken back: purposes, parts of the record, bodies. The rest stands."""

    purposes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    recipient_ids: tuple[UUID, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.purposes or self.categories or self.recipient_ids)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What an ended consent closed and stopped, and what had already gone under it."""

    readings: int
    stopped: tuple[str, ...]  # references of letters
    gone: tuple[Gone, ...]
    incidents: int


def withdraw_part(
    desk: Desk,
    consent_id: UUID,
    part: Part,
    *,
    how: str,
    today: date,
    withdrawn_at: datetime | None = None,
    identity_checked: bool = True,
) -> Changes:
    """Take back some purposes, parts of the record or bodies; each is written as a refusal of its own.

    No reason is asked, and a caller whose identity was not checked may narrow in this way too.
    Raises Problems, NothingLeft, AlreadyWithdrawn.
    """
    if part.is_empty:
        raise Problems([Problem("part", "Say which part the client takes back.", "Or withdraw all of it.")])
    if withdrawn_at and words.local_day(withdrawn_at) > today:
        raise Problems([Problem("withdrawn_at", "It cannot have been withdrawn in the future.")])
    with desk.unit_of_work() as work:
        kept = work.get(Consent, consent_id)
        if work.session.scalars(select(Withdrawal).where(Withdrawal.consent_id == consent_id)).first():
            raise consents.AlreadyWithdrawn()
        if set(kept.purposes) <= set(part.purposes):
            raise NothingLeft()
        said_at = withdrawn_at or work.now
        to = [
            access.recipient_for_gate(work.get(Organisation, id), kept.person_id).id
            for id in part.recipient_ids
        ]
        for purposes, categories, recipients in _refusals(part, to):
            work.add(_refusal(kept, purposes, categories, recipients, how, said_at, work, identity_checked))
        work.session.flush()
        consent_effects.take_effect(work, kept.person_id, because="a part of the consent was withdrawn")
        found = consent_effects.find_incidents(work, consent_id, kept.person_id, since=said_at)
        work.journal(kept.person_id, f"A part of a consent withdrawn ({how}).", on=today, kind="consent")
        consent_effects.what_to_do(work, kept.person_id, how=how, incidents=len(found), today=today)
        work.commit()
        return Changes.of(kept, "consents", "letters", "readings", "tasks")


def _refusals(part: Part, to: list[str]) -> Iterable[tuple[tuple[str, ...], tuple[str, ...], list[str]]]:
    """One refusal for each kind of thing taken back: together in one row they would only bite together."""
    everything = (words.ALL,)
    if part.purposes:
        yield part.purposes, everything, [words.ALL]
    if part.categories:
        yield everything, part.categories, [words.ALL]
    if to:
        yield everything, everything, to


def _refusal(
    kept: Consent,
    purposes: tuple[str, ...],
    categories: tuple[str, ...],
    recipients: list[str],
    how: str,
    said_at: datetime,
    work: Work,
    identity_checked: bool,
) -> Consent:
    return Consent(
        id=new_id(),
        person_id=kept.person_id,
        polarity="refuse",
        state="active",
        giver_role=kept.giver_role,
        giver_name=kept.giver_name,
        authority=dict(kept.authority),
        method="telephone" if "telephone" in how else "spoken",
        witness=work.desk.advisor.name,
        given_at=said_at,
        recorded_at=work.now,
        valid_from=words.local_day(said_at),
        replaces=[],
        covers_prior_notes=False,
        purposes=list(purposes),
        actions=list(words.ACTIONS),
        categories=list(categories),
        exclude=[],
        practice_id=kept.practice_id,
        recipients=recipients,
        identity_checked=identity_checked,
        recorded_by=work.desk.advisor.id,
    )


def strike_out(desk: Desk, consent_id: UUID, *, why: str, passphrase: str, today: date) -> Changes:
    """Mark a consent as entered in error, with a second person's own passphrase; nothing opens under it.

    What was noted under it is kept apart: nobody may read it. Raises Problems, AlreadyStruckOut,
    NobodyElse, SamePerson, WrongPassphrase, TryLater.
    """
    if not why.strip():
        raise Problems([Problem("why", "Say what was wrong with the entry.")])
    second = second_person.agrees(desk, passphrase)
    with desk.unit_of_work() as work:
        kept = work.get(Consent, consent_id)
        if kept.state == "entered_in_error":
            raise AlreadyStruckOut()
        kept.state = "entered_in_error"
        work.add(
            StruckOut(
                consent_id=consent_id,
                at=work.now,
                why=why.strip(),
                struck_by=desk.advisor.id,
                agreed_by=second.id,
            )
        )
        work.session.flush()
        consent_effects.take_effect(work, kept.person_id, because="the consent was entered in error")
        said = f"A consent was struck out as entered in error, agreed by {second.name}."
        work.journal(kept.person_id, said, on=today, kind="consent")
        work.add(
            Task(
                person_id=kept.person_id,
                advisor_id=desk.advisor.id,
                what="A consent was struck out: ask the client afresh, and settle with the manager what "
                "becomes of the notes made under it",
                due_on=today + timedelta(days=7),
            )
        )
        work.commit()
        return Changes.of(kept, "consents", "letters", "readings", "tasks")


def took_back(kept: words.Consent) -> tuple[str, ...]:
    """The parts of the record a consent covers by name, so that each can be taken back."""
    ordinary = words.ORDINARY if words.ALL in kept.scope.categories else ()
    named = tuple(one for one in kept.scope.categories if one != words.ALL and one not in ordinary)
    return tuple(one for one in (*ordinary, *named) if one not in kept.scope.exclude)


def aftermath(desk: Desk, consent_id: UUID) -> Aftermath:
    """What ending this consent closed and stopped, and what had already gone. Raises NotFound."""
    with desk.look() as look:
        kept = Work(desk, look).get(Consent, consent_id)
        closed = look.scalars(
            select(Reading.id).where(Reading.consent_id == consent_id, Reading.closed_because.is_not(None))
        ).all()
        stopped = look.scalars(
            select(Letter.reference)
            .where(Letter.person_id == kept.person_id, Letter.state == "stopped")
            .order_by(Letter.reference)
        ).all()
        found = look.scalars(select(Incident.id).where(Incident.consent_id == consent_id)).all()
        gone = consent_effects.gone_under(look, consent_id, kept.person_id)
        return Aftermath(len(closed), tuple(stopped), tuple(gone), len(found))
