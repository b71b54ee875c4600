"""A telephone call written down in one go: with whom, who said what, how long.

A call with the client is support (funder R2); one with a body is work done for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.cases import CaseRow
from welfare_desk.casework.people import clients, mandates
from welfare_desk.casework.people.client_page import contact_words
from welfare_desk.casework.service import sessions
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.people import Person
from welfare_desk.records.service import Organisation

_LONGEST = 600  # minutes


@dataclass(frozen=True, slots=True)
class CallDraft:
    """``body_id`` None is a call with the client; ``who`` is who answered there."""

    person_id: UUID
    said: str
    body_id: UUID | None = None
    who: str = ""
    minutes: int | None = None
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CallPage:
    """What the form of a call needs: the client, their open cases, whom one may ring, and the phrases."""

    client: str
    phone: str
    warning: str  # what has to be known before they are rung
    cases: tuple[CaseRow, ...]
    bodies: tuple[tuple[UUID, str], ...]
    unsigned: frozenset[UUID]  # bodies for which no signed authority holds today
    phrases: tuple[str, ...]


def page(desk: Desk, person_id: UUID, *, today: date) -> CallPage:
    """Everything at once, so that the warning stands there the moment a body is chosen."""
    view = clients.client(desk, person_id)
    bodies = [row for row in agency.recipients(desk) if row.kind not in ("subject", "practice")]
    with desk.look() as look:
        held = [row for row in mandates.mandates(look, person_id) if row.holds_on(today)]
    everybody = any(row.organisation_id is None for row in held)
    signed = {row.organisation_id for row in held}
    return CallPage(
        view.name,
        view.draft.phone or "",
        contact_words(view.draft),
        tuple(cases.case_rows(desk, person_id=person_id)),
        tuple((row.id, row.name) for row in bodies),
        frozenset() if everybody else frozenset(row.id for row in bodies if row.id not in signed),
        tuple(row["said"] for row in resources.table("phrases.toml")["phrases"]),
    )


def record(desk: Desk, draft: CallDraft, *, today: date) -> Changes:
    """Write the call down in the journal, and count it. Raises Problems, NotFound."""
    wrong = []
    if not draft.said.strip():
        wrong.append(Problem("said", "Write who said what."))
    if draft.minutes is not None and not 0 < draft.minutes <= _LONGEST:
        wrong.append(Problem("minutes", "Write the minutes as a number."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        work.get(Person, draft.person_id)
        whom, unsigned = _whom(work, draft, today)
        who = f" ({draft.who.strip()})" if draft.who.strip() else ""
        long = f", {draft.minutes} minutes" if draft.minutes else ""
        words = f"Call with {whom}{who}{long}. {draft.said.strip()}"
        entry = work.journal(
            draft.person_id, f"{words} {unsigned}".strip(), on=today, case_id=draft.case_id, kind="call"
        )
        sessions.keep_support(
            work,
            draft.person_id,
            "phone" if draft.body_id is None else "work_done",
            on=today,
            case_id=draft.case_id,
            why=f"Call with {whom}",
            channel="telephone",
            minutes=draft.minutes,
        )
        work.commit()
        return Changes.of(entry, "journal", "sessions", "cases")


def _whom(work: Work, draft: CallDraft, today: date) -> tuple[str, str]:
    """With whom it was, and what is said where no authority was signed for them."""
    if draft.body_id is None:
        return "the client", ""
    name = work.session.scalars(select(Organisation.name).where(Organisation.id == draft.body_id)).one()
    held = mandates.live_mandate(work.session, draft.person_id, draft.body_id, today)
    return name, "" if held else mandates.unsigned_words(name)
