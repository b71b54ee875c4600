"""A referral on one screen: who, why, how they are safely reached, any deadline; client and case follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters.cases import CaseDraft, keep_case
from welfare_desk.casework.people import clients, conflicts
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.service import sessions, waiting
from welfare_desk.casework.service.waiting import WaitingDraft
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import KeyDate
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Referral
from welfare_desk.rules import names
from welfare_desk.rules.identifiers import ChiNumber, NationalInsuranceNumber

REFERRERS = {
    "gp": "GP",
    "practice_nurse": "Practice nurse",
    "link_worker": "Link worker",
    "receptionist": "Receptionist",
    "pharmacist": "Pharmacist",
    "mental_health_worker": "Mental health worker",
    "self": "Themselves",
    "other": "Somebody else",
}
REASONS = {
    "income": "What could they claim?",
    "benefit_claim": "A benefit claim",
    "challenge": "Challenge a decision",
    "debt": "Debt",
    "housing": "Housing",
    "fuel": "Fuel",
    "employability": "Work and training",
    "other": "Something else",
}
KIND_OF_REASON = {
    "income": "income",
    "benefit_claim": "income",
    "challenge": "tribunal",
    "debt": "debt",
    "housing": "housing",
    "fuel": "debt",
    "employability": "employability",
    "other": "other",
}


@dataclass(frozen=True, slots=True)
class ReferralDraft:
    """What the one screen asks. ``client_id`` is set where the person is already a client."""

    client: ClientDraft
    received_on: date
    referrer_role: str
    reasons: tuple[str, ...]
    matter: str = ""
    route: str | None = None
    referrer_name: str = ""
    agreed: bool | None = None
    agreed_on: date | None = None
    deadline_on: date | None = None
    deadline_for: str = ""
    client_id: UUID | None = None
    story: str = ""  # what is happening, in the referrer's or the client's words
    first_meeting: tuple[UUID, time] | None = None  # a free place: which session, at what time


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody already on the desk who might be the same person, and why."""

    id: UUID
    reference: str
    name: str
    born_on: date | None
    reasons: tuple[str, ...] = field(default=())


def problems_in(draft: ReferralDraft, *, today: date) -> list[Problem]:
    found = [] if draft.client_id else clients.problems_in(draft.client, today=today)
    if draft.received_on > today:
        found.append(Problem("received_on", "The referral is dated in the future.", "Check the date."))
    if draft.referrer_role not in REFERRERS:
        found.append(Problem("referrer_role", "Say who referred."))
    if not draft.reasons:
        found.append(Problem("reasons", "Tick at least one reason."))
    if draft.agreed is False:
        found.append(
            Problem("agreed", "Without the patient's agreement a referral is not opened.", "Ask them first.")
        )
    if draft.agreed is None:
        found.append(Problem("agreed", "Say whether the patient agreed to the referral."))
    if draft.deadline_on and not draft.deadline_for.strip():
        found.append(Problem("deadline_for", "Say what has to be done by that date."))
    return found


def alike(desk: Desk, draft: ClientDraft) -> list[Alike]:
    """Who on the desk might be this person, with reasons; nobody is joined without the advisor's word."""
    ni, chi = NationalInsuranceNumber.read(draft.ni_number or ""), ChiNumber.read(draft.chi_number or "")
    asked = names.Known(
        draft.forenames,
        draft.surname,
        draft.born_on,
        ni if isinstance(ni, NationalInsuranceNumber) else None,
        chi if isinstance(chi, ChiNumber) else None,
    )
    near = {row.id for typed in _typed(draft) for row in clients.find(desk, typed, limit=20)}
    with desk.look() as look:
        rows = look.execute(
            select(Person, PersonName)
            .join(PersonName, clients.current_name(Person.id))
            .where(Person.id.in_(near))
            .order_by(Person.sort_name, Person.id)
        ).all()
    found = []
    for person, name in rows:
        theirs_ni = NationalInsuranceNumber.read(person.ni_number or "")
        theirs_chi = ChiNumber.read(person.chi_number or "")
        known = names.Known(
            name.forenames,
            name.surname,
            person.born_on,
            theirs_ni if isinstance(theirs_ni, NationalInsuranceNumber) else None,
            theirs_chi if isinstance(theirs_chi, ChiNumber) else None,
        )
        reasons = names.might_be_same(asked, known)
        if reasons:
            full = f"{name.forenames} {name.surname}".strip()
            found.append(Alike(person.id, person.reference, full, person.born_on, reasons))
    return found


def _typed(draft: ClientDraft) -> list[str]:
    """What to look for: hard numbers, the date of birth, each part of the name."""
    born = draft.born_on.isoformat() if draft.born_on else ""
    wanted = [draft.ni_number or "", draft.chi_number or "", born, draft.surname, draft.forenames]
    return [typed for typed in wanted if len(typed.strip()) > 1]


def take_referral(desk: Desk, draft: ReferralDraft, *, today: date) -> Changes:
    """Take a referral in one act: client, a case for the first reason, its deadline, the first meeting.

    Raises Problems; where the place has been taken meanwhile, nothing at all is kept.
    """
    problems = problems_in(draft, today=today)
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        if draft.client_id is None:
            person = clients.keep_client(work, draft.client, today=today)
        else:
            person = work.get(Person, draft.client_id)
        person_id, practice_id = person.id, draft.client.practice_id or person.practice_id
        kind = KIND_OF_REASON[draft.reasons[0]]
        case = keep_case(
            work,
            CaseDraft(
                person_id,
                kind,
                draft.matter.strip() or draft.reasons[0],
                draft.route,
                practice_id,
            ),
            opened_on=today,
            begun=False,
        )
        work.add(
            Referral(
                person_id=person_id,
                practice_id=practice_id,
                received_on=draft.received_on,
                referrer_role=draft.referrer_role,
                referrer_name=draft.referrer_name.strip() or None,
                agreed=draft.agreed,
                agreed_on=draft.agreed_on or draft.received_on,
                reasons=list(draft.reasons),
                deadline_on=draft.deadline_on,
                deadline_for=draft.deadline_for.strip() or None,
                case_id=case.id,
            )
        )
        conflicts.look_for(work, person_id, today=today)
        if draft.deadline_on:
            work.add(
                KeyDate(
                    case_id=case.id,
                    what=draft.deadline_for.strip(),
                    due_on=draft.deadline_on,
                    safe_on=draft.deadline_on,
                    count_words=["The referral says so; work it out from the letter itself."],
                    doubts=[],
                )
            )
        work.journal(person_id, _came(draft), on=today, case_id=case.id)
        if draft.story.strip():
            work.journal(person_id, draft.story.strip(), on=today, case_id=case.id, kind="note")
        if draft.first_meeting is not None:
            _book(work, person_id, case.id, draft, draft.first_meeting)
        elif not sessions.is_booked(work, person_id, today=today):
            waits = WaitingDraft(
                person_id, draft.matter, case_id=case.id, practice_id=practice_id, since_on=draft.received_on
            )
            waiting.keep(work, waits, today=today)
        work.commit()
        kinds = {"conflicts", "clients", "cases", "key_dates", "journal", "sessions", "waiting"}
        return Changes(frozenset(kinds), case.id)


def _came(draft: ReferralDraft) -> str:
    """How the client came, for the journal: "Referred by Dr Rennie"."""
    if draft.referrer_role == "self":
        return "Came to the service themselves."
    role = "somebody else" if draft.referrer_role == "other" else f"the {_role(draft.referrer_role)}"
    return f"Referred by {draft.referrer_name.strip() or role}."


def _role(code: str) -> str:
    words = REFERRERS[code]
    return words if words.isupper() else words.lower()


def _book(work: Work, person_id: UUID, case_id: UUID, draft: ReferralDraft, place: tuple[UUID, time]) -> None:
    session_id, at = place
    try:
        sessions.keep_meeting(
            work,
            person_id,
            session_id=session_id,
            at=at,
            why=f"First meeting: {draft.matter.strip()}" if draft.matter.strip() else "First meeting",
            case_id=case_id,
        )
    except Problems as taken:
        hint = "Choose another place, or book later."
        raise Problems([Problem("first_meeting", one.sentence, hint) for one in taken.problems]) from taken
