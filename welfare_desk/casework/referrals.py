"""A referral on one screen: who, why, how they are safely reached, any deadline; client and case follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import clients
from welfare_desk.casework.cases import CaseDraft, keep_case
from welfare_desk.casework.clients import ClientDraft
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import KeyDate
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Referral
from welfare_desk.rules import names
from welfare_desk.rules.identifiers import ChiNumber, NationalInsuranceNumber

REFERRERS = (
    "gp",
    "practice_nurse",
    "link_worker",
    "receptionist",
    "pharmacist",
    "mental_health_worker",
    "self",
    "other",
)
REASONS = ("income", "benefit_claim", "challenge", "debt", "housing", "fuel", "employability", "other")
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
    """Take a referral: client, a case for the first reason, and its deadline, in one act. Raises Problems."""
    problems = problems_in(draft, today=today)
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        if draft.client_id is None:
            person_id = clients.keep_client(work, draft.client, today=today).id
        else:
            person_id = work.get(Person, draft.client_id).id
        kind = KIND_OF_REASON[draft.reasons[0]]
        case = keep_case(
            work,
            CaseDraft(
                person_id,
                kind,
                draft.matter.strip() or draft.reasons[0],
                draft.route,
                draft.client.practice_id,
            ),
            opened_on=today,
        )
        work.add(
            Referral(
                person_id=person_id,
                practice_id=draft.client.practice_id,
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
        by = draft.referrer_name.strip() or draft.referrer_role.replace("_", " ")
        work.journal(person_id, f"Referred by {by}.", on=today, case_id=case.id)
        work.commit()
        return Changes(frozenset({"clients", "cases", "key_dates"}), case.id)
