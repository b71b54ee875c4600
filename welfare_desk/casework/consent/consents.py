"""Recording what a client agreed to or refused, ending it, and showing how it stands today.

A consent is never edited once it is recorded: an ending is a row of its own, a change a new consent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.consent import consent_effects, wordings
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.evidence import Consent, Withdrawal
from welfare_desk.records.people import Person
from welfare_desk.records.service import Organisation, Practice
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import consent_state, counting, days

USUAL_MONTHS = 6  # ours, to be confirmed by the agency's data protection officer
MOST_MONTHS = 12
METHODS = ("written", "spoken", "telephone", "interpreter", "electronic")


class AlreadyWithdrawn(DeskError):
    sentence = "This consent has already been withdrawn."


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """The conversation as it is recorded: who, for what, which records, to whom, how, until when."""

    person_id: UUID
    polarity: str = "permit"
    giver_role: str = "self"
    giver_name: str = ""
    authority: Mapping[str, Any] = field(default_factory=dict)
    method: str = "written"
    witness: str = ""
    wording_code: str | None = None
    given_at: datetime | None = None  # None: now
    valid_from: date | None = None  # None: the day it was given
    expires_on: date | None = None  # None: six months on
    review_on: date | None = None
    purposes: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    practice_id: UUID | None = None  # None: for what the client says, not the record
    record_from: date | None = None
    record_to: date | None = None
    recipient_ids: tuple[UUID, ...] = ()  # of the recipient book
    covers_prior_notes: bool = False
    replaces: tuple[UUID, ...] = ()
    private_place: bool | None = None
    accompanied_by: str = ""
    interpreter: str = ""
    identity_checked: bool | None = None  # on the telephone: an unchecked caller can only say no


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent or refusal as the client's page shows it, with its state worked out for today."""

    id: UUID
    polarity: str
    state: str
    giver_role: str
    method: str
    given_on: date | None
    expires_on: date | None
    purposes: tuple[str, ...]
    actions: tuple[str, ...]
    categories: tuple[str, ...]
    exclude: tuple[str, ...]
    practice: str | None
    practice_id: UUID | None
    recipients: tuple[str, ...]
    withdrawn_on: date | None
    said: str | None
    proof: UUID | None = None  # the signed sheet, among the client's papers
    wording: str = ""
    witness: str = ""

    @property
    def is_live(self) -> bool:
        return self.polarity == "permit" and self.state in ("live", "review_due")


def problems_in(draft: ConsentDraft, *, today: date) -> list[Problem]:
    """Everything that would make this record of a conversation incomplete."""
    found = []
    if draft.polarity not in words.POLARITIES:
        found.append(Problem("polarity", "Say whether the client agreed or refused."))
    if draft.giver_role not in words.GIVERS:
        found.append(Problem("giver_role", "Say who gives it."))
    if draft.method not in METHODS:
        found.append(Problem("method", "Say how it was given."))
    if draft.method == "spoken" and not draft.witness.strip():
        found.append(Problem("witness", "A spoken consent needs the name of who heard it."))
    if draft.method == "telephone" and draft.polarity == "permit" and not draft.identity_checked:
        found.append(
            Problem(
                "identity_checked",
                "Nobody has checked who is calling.",
                "On the telephone an unchecked caller can only say no; check, or ask when you meet.",
            )
        )
    if not draft.purposes:
        found.append(Problem("purposes", "Tick at least one thing it is for."))
    if draft.polarity == "permit" and not draft.actions:
        found.append(Problem("actions", "Tick at least one thing we may do."))
    if not draft.categories:
        found.append(Problem("categories", "Say which part of the record."))
    for name, list_ in (
        ("purposes", words.PURPOSES),
        ("actions", words.ACTIONS),
        ("categories", words.CATEGORIES),
        ("exclude", words.CATEGORIES),
    ):
        strange = [word for word in getattr(draft, name) if word not in list_ and word != words.ALL]
        if strange:
            found.append(Problem(name, f"Not understood: {', '.join(strange)}."))
    starts = _starts(draft, today)
    if draft.expires_on and draft.expires_on < starts:
        found.append(Problem("expires_on", "It ends before it begins."))
    if draft.expires_on and draft.expires_on > counting.months_after(starts, MOST_MONTHS):
        found.append(
            Problem("expires_on", f"No consent lasts longer than {MOST_MONTHS} months.", "Ask again then.")
        )
    if draft.given_at and _day(draft.given_at) > today:
        found.append(Problem("given_at", "It cannot have been given in the future."))
    return found


def _starts(draft: ConsentDraft, today: date) -> date:
    return draft.valid_from or (_day(draft.given_at) if draft.given_at else today)


def _day(moment: datetime) -> date:
    return moment.astimezone(words.LONDON).date()


def record_consent(desk: Desk, draft: ConsentDraft, *, today: date) -> Changes:
    """Record an agreement or a refusal, active from now. Raises Problems."""
    with desk.unit_of_work() as work:
        kept = keep(work, draft, today=today)
        work.commit()
        return Changes.of(kept, "consents", "letters", "readings")


def keep(work: Work, draft: ConsentDraft, *, today: date) -> Consent:
    """Record it within somebody else's unit of work. Raises Problems."""
    problems = problems_in(draft, today=today)
    if problems:
        raise Problems(problems)
    person = work.get(Person, draft.person_id)
    if person.born_on is None:
        raise Problems([Problem("born_on", "The date of birth is not recorded.", "Consent depends on age.")])
    kept = _kept(work, draft, today)
    named = "agreed" if draft.polarity == "permit" else "refused"
    said_no = draft.polarity == "refuse"
    consent_effects.take_effect(
        work, person.id, because="refused by the client" if said_no else "replaced by another consent"
    )
    until = f" until {days.short(kept.expires_on)}" if kept.expires_on else ""
    work.journal(person.id, f"Consent {named}{until}.", on=today, kind="consent")
    return kept


def _kept(work: Work, draft: ConsentDraft, today: date) -> Consent:
    starts = _starts(draft, today)
    expires = draft.expires_on
    if expires is None and draft.polarity == "permit":
        expires = counting.months_after(starts, USUAL_MONTHS)
    bodies = [work.get(Organisation, id) for id in draft.recipient_ids]
    actions = list(draft.actions)
    recipients = [access.recipient_for_gate(body, draft.person_id).id for body in bodies]
    if draft.polarity == "refuse":  # a no that names no use and nobody is a no to every use and everybody
        actions, recipients = actions or list(words.ACTIONS), recipients or [words.ALL]
    return work.add(
        Consent(
            person_id=draft.person_id,
            polarity=draft.polarity,
            state="active",
            giver_role=draft.giver_role,
            giver_name=draft.giver_name or None,
            authority=dict(draft.authority),
            method=draft.method,
            witness=draft.witness or None,
            wording_code=draft.wording_code or wordings.in_use(work, today=today),
            given_at=draft.given_at or work.now,
            recorded_at=work.now,
            valid_from=starts,
            expires_on=expires,
            review_on=draft.review_on,
            replaces=[str(id) for id in draft.replaces],
            covers_prior_notes=draft.covers_prior_notes,
            purposes=list(draft.purposes),
            actions=actions,
            categories=list(draft.categories),
            exclude=list(draft.exclude),
            practice_id=draft.practice_id,
            record_from=draft.record_from,
            record_to=draft.record_to,
            recipients=recipients,
            private_place=draft.private_place,
            accompanied_by=draft.accompanied_by or None,
            interpreter=draft.interpreter or None,
            identity_checked=draft.identity_checked,
            recorded_by=work.desk.advisor.id,
        )
    )


def keep_not_done(work: Work, person_id: UUID, said: str) -> Consent:
    """What a workbook says of a consent: no consent at all, and it opens nothing; to be asked again."""
    return work.add(
        Consent(
            person_id=person_id,
            polarity="permit",
            state="not_done",
            method="written",
            recorded_at=work.now,
            authority={},
            replaces=[],
            purposes=[],
            actions=[],
            categories=[],
            exclude=[],
            recipients=[],
            said=said,
        )
    )


def withdraw(
    desk: Desk,
    consent_id: UUID,
    *,
    how: str,
    today: date,
    withdrawn_at: datetime | None = None,
    taken_by: str = "",
    identity_checked: bool = True,
) -> Changes:
    """End a consent at once; no reason is asked. Readings close and drafts resting on it stop.

    ``withdrawn_at`` is when the client said so, where the desk learns of it later: what went out since is
    then replayed, and becomes an incident where it would not have been allowed.
    Raises AlreadyWithdrawn, Problems.
    """
    if withdrawn_at and _day(withdrawn_at) > today:
        raise Problems([Problem("withdrawn_at", "It cannot have been withdrawn in the future.")])
    with desk.unit_of_work() as work:
        kept = work.get(Consent, consent_id)
        found = end(work, kept, how, today, withdrawn_at or work.now, taken_by, identity_checked)
        consent_effects.what_to_do(work, kept.person_id, how=how, incidents=found, today=today)
        work.commit()
        return Changes.of(kept, "consents", "letters", "readings", "tasks")


def end(
    work: Work,
    kept: Consent,
    how: str,
    today: date,
    said_at: datetime,
    taken_by: str = "",
    identity_checked: bool = True,
) -> int:
    """Take a consent back with all that follows; how many incidents that brought. Raises AlreadyWithdrawn."""
    if work.session.scalars(select(Withdrawal).where(Withdrawal.consent_id == kept.id)).first():
        raise AlreadyWithdrawn()
    work.add(
        Withdrawal(
            consent_id=kept.id,
            withdrawn_at=said_at,
            recorded_at=work.now,
            how=how,
            taken_by=taken_by or work.desk.advisor.name,
            identity_checked=identity_checked,
        )
    )
    work.session.flush()
    consent_effects.take_effect(work, kept.person_id, because="consent withdrawn")
    consent_effects.mark_issued(work, kept.id, kept.person_id, ended_on=_day(said_at))
    found = consent_effects.find_incidents(work, kept.id, kept.person_id, since=said_at)
    unchecked = "" if identity_checked else ", identity not checked"
    work.journal(kept.person_id, f"Consent withdrawn ({how}{unchecked}).", on=today, kind="consent")
    return len(found)


def record_death(desk: Desk, person_id: UUID, *, died_on: date, source: str, today: date) -> Changes:
    """Record that a client has died, and who said so: every consent stops that day, and what was open closes.

    Raises Problems.
    """
    wrong = [] if source.strip() else [Problem("died_source", "Say who told us.")]
    if died_on > today:
        wrong.append(Problem("died_on", "That date is in the future.", "Check the year."))
    with desk.unit_of_work() as work:
        person = work.get(Person, person_id)
        if person.born_on and died_on < person.born_on:
            wrong.append(Problem("died_on", "That is before the date of birth.", "Check the year."))
        if wrong:
            raise Problems(wrong)
        person.died_on, person.died_source = died_on, source.strip()
        work.session.flush()
        consent_effects.take_effect(work, person_id, because="the client has died")
        work.journal(person_id, f"Died {days.short(died_on)} ({source.strip()}).", on=today)
        work.commit()
        return Changes.of(person, "clients", "consents", "letters", "readings")


def consents(desk: Desk, person_id: UUID, *, now: datetime) -> list[ConsentRow]:
    """A client's consents and refusals, the newest first, each with its state at ``now``."""
    with desk.look() as look:
        person = look.get(Person, person_id)
        seen = access.consents_of(look, person_id)
        by_id = {consent.id: consent for consent in seen}
        practices = dict(look.execute(select(Practice.id, Practice.name)).all())
        bodies = {str(id): name for id, name in look.execute(select(Organisation.id, Organisation.name))}
        bodies |= {str(id): name for id, name in practices.items()} | {
            str(person_id): "The client",
            words.ALL: "anyone",
        }
        rows = []
        for kept in look.scalars(
            select(Consent)
            .where(Consent.person_id == person_id)
            .order_by(Consent.recorded_at.desc(), Consent.id)
        ):
            ruled = by_id[str(kept.id)]
            rows.append(_row(kept, ruled, _state(ruled, seen, person, now), practices, bodies))
        return rows


def _state(
    ruled: words.Consent, seen: tuple[words.Consent, ...], person: Person | None, now: datetime
) -> str:
    if person is None or person.born_on is None:
        return "not_done" if ruled.state == "not_done" else "authority_lapsed"
    subject = words.SubjectState(
        person.born_on, person.died_on, person.capacity, person.capacity_assessed_on, person.understanding
    )
    return consent_state.derived_state(ruled, now, now, subject, seen)


def _row(
    kept: Consent, ruled: words.Consent, state: str, practices: dict[UUID, str], bodies: dict[str, str]
) -> ConsentRow:
    return ConsentRow(
        id=kept.id,
        polarity=kept.polarity,
        state=state,
        giver_role=kept.giver_role,
        method=kept.method,
        given_on=_day(kept.given_at) if kept.given_at else None,
        expires_on=kept.expires_on,
        purposes=tuple(kept.purposes or ()),
        actions=tuple(kept.actions or ()),
        categories=tuple(kept.categories or ()),
        exclude=tuple(kept.exclude or ()),
        practice=practices.get(kept.practice_id) if kept.practice_id else None,
        practice_id=kept.practice_id,
        recipients=tuple(bodies.get(id, "a body no longer in the book") for id in kept.recipients or ()),
        withdrawn_on=_day(ruled.withdrawn_at) if ruled.withdrawn_at else None,
        said=kept.said,
        proof=kept.attachment_id,
        wording=kept.wording_code or "",
        witness=kept.witness or "",
    )
