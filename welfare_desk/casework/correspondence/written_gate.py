"""The door of letters that quote no evidence note: who may be written to, on what, logged before it leaves.

Letters that do rest on notes go through ``access.require``; nothing here ever lets a note out.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import access
from welfare_desk.casework.desk import Work
from welfare_desk.casework.matters.matter_facts import safe_address
from welfare_desk.casework.people import acting
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.people.mandates import live_mandate
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.people import Person
from welfare_desk.records.service import Organisation
from welfare_desk.rules import consent as gate
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import plain_letters

_SAID: dict[str, tuple[str, str]] = {
    "not_assigned": (
        "This case is another advisor's.",
        "Ask them, or take the case over, before a letter leaves.",
    ),
    "subject_deceased": (
        "The client has died.",
        "Only whoever acts for the estate may still write in the matter.",
    ),
    "mandate_needed": (
        "No signed authority for {body} is recorded.",
        "Print one for the client to sign; once it is signed, record it here.",
    ),
    "agreement_needed": (
        "{client} has not agreed that {body} is told this.",
        "Ask, and record the consent naming {body} for “{purpose}”.",
    ),
    "must_not_write": (
        "{client} does not want to be written to.",
        "Hand it over when you meet, or ask for an address that is safe.",
    ),
    "no_safe_address": (
        "There is no address at which {client} may be written to.",
        "Fill one in on the client's details.",
    ),
}


def reasons_against(work: Work, letter: Letter, ask: access.Ask) -> tuple[access.Reason, ...]:
    """Everything that keeps this letter from leaving now; shows nothing, so it logs nothing."""
    return _ruling(work, letter, ask)[0]


def require(work: Work, letter: Letter, ask: access.Ask) -> tuple[str, ...]:
    """Log that the letter leaves and give the ids it relies on. Raises Blocked, with the refusal logged."""
    reasons, relied_on = _ruling(work, letter, ask)
    if reasons:
        work.session.rollback()
        access.log(work, ask, gate.Ruling(gate.NOTHING, reasons[0].code, ()))
        work.commit()
        raise access.Blocked(reasons)
    access.log(work, ask, gate.Ruling(ask.action, "ok_no_note", relied_on))
    return relied_on


def _ruling(work: Work, letter: Letter, ask: access.Ask) -> tuple[tuple[access.Reason, ...], tuple[str, ...]]:
    from welfare_desk.casework.correspondence.letter_templates import (
        template_of,  # brings the template language
    )

    session = work.session
    person, body = work.get(Person, letter.person_id), work.get(Organisation, letter.recipient_id)
    front = template_of(session, letter).front
    relied_on: list[str] = []
    mandate = None
    if front.rests_on == "mandate":
        day = words.local_day(work.now)
        found = [live_mandate(session, person.id, one.id, day) for one in _told(work, letter)]
        mandate = found[0] if found and all(found) else None
        relied_on += [str(one.id) for one in found if one]
    consent = None
    if front.rests_on not in ("nothing", "mandate"):
        to = access.recipient_for_gate(body, person.id)
        consent = _agreement(work, person, front.rests_on, to.id)
        relied_on += [consent] if consent else []
    stops = plain_letters.stops(
        plain_letters.Leaving(
            to=body.kind,
            rests_on=front.rests_on,
            assigned=may_work(access.user_of(work, ask)),
            died=person.died_on is not None,
            mandate=mandate is not None,
            agreed=consent is not None,
            may_write=person.may_write,
            has_address=bool(safe_address(session, person.id)) or _somebody_acts(session, person.id, work),
            by_hand=bool((letter.about or {}).get("by_hand")),
        )
    )
    said = {
        "body": body.name,
        "client": _name(session, person.id),
        "purpose": _purpose(front.rests_on),
    }
    return tuple(_reason(stop, said) for stop in stops), tuple(relied_on)


def _somebody_acts(session: Session, person_id: UUID, work: Work) -> bool:
    """Whether whoever acts for the client is written to in their place."""
    acts = acting.for_body(session, person_id, None, words.local_day(work.now))
    return acts is not None and bool(acts.address_lines)


def _told(work: Work, letter: Letter) -> list[Organisation]:
    """Every body that gets the letter or a copy of it, but the client."""
    ids = (letter.recipient_id, *map(UUID, letter.copies or ()))
    bodies = [work.get(Organisation, id) for id in ids]
    return [body for body in bodies if body.kind != "subject"]


def may_work(user: words.User) -> bool:
    """Whether this client's letters are theirs to send: their own, overseen, or covered for a reason."""
    return user.assigned or user.oversees or bool((user.cover_reason or "").strip())


def _agreement(work: Work, person: Person, purpose: str, recipient: str) -> str | None:
    subject = subject_of(person)
    if subject is None:
        return None  # whether a consent holds depends on the age of who gave it
    consents = access.consents_of(work.session, person.id)
    return plain_letters.agreed(consents, purpose, recipient, subject, work.now)


def subject_of(person: Person) -> words.SubjectState | None:
    """The client as consent sees them; None while no date of birth is known."""
    if person.born_on is None:
        return None
    return words.SubjectState(
        person.born_on, person.died_on, person.capacity, person.capacity_assessed_on, person.understanding
    )


def _name(session: Session, person_id: UUID) -> str:
    return session.scalar(select(client_name()).where(current_name(person_id))) or "The client"


def _purpose(code: str) -> str:
    return resources.consent_words().labels["purposes"].get(code, code)


def _reason(code: str, said: dict[str, str]) -> access.Reason:
    sentence, next_step = _SAID[code]
    return access.Reason(code, sentence.format(**said), next_step.format(**said))
