"""What the consent screen needs before the conversation: who is asked, which practice, which bodies.

Recording and ending a consent is ``consents``; what a consent opens is the gate's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import access, agency, second_person
from welfare_desk.casework.consent import consent_endings, consents
from welfare_desk.casework.correspondence import letter_page
from welfare_desk.casework.correspondence.letter_kinds import purpose_of
from welfare_desk.casework.desk import Desk, NotFound
from welfare_desk.casework.matters import journal
from welfare_desk.casework.matters.cases import case as case_view
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.people import capacity, languages
from welfare_desk.casework.people.clients import age_on, client
from welfare_desk.records.service import Session

_ADULT = 16  # Adults with Incapacity (Scotland) Act 2000 s.1(6)


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """``wanted`` is the purpose the case would need: it is pointed out, never ticked."""

    person_id: UUID
    client: str
    age: int | None
    died: bool
    decides: bool  # an adult is taken to decide for themselves; of nobody else is it presumed who speaks
    interpreter: str
    reads: str  # the language they read best, where it is not ours
    translated: bool  # whether the printed sheet has a translation into it
    our_name: str
    practice_id: UUID | None
    practices: tuple[agency.PracticeRow, ...]
    bodies: tuple[agency.RecipientRow, ...]
    wanted: str | None
    has_notes: bool
    rows: tuple[consents.ConsentRow, ...]


@dataclass(frozen=True, slots=True)
class EndingPage:
    """One consent, what of it can be taken back, and once it has ended what that closed and what had gone."""

    person_id: UUID
    client: str
    row: consents.ConsentRow
    categories: tuple[str, ...]
    bodies: tuple[agency.RecipientRow, ...]
    parts_gone: bool  # the client has said no to something since
    after: consent_endings.Aftermath
    to_do: tuple[journal.TaskRow, ...]
    second_person: bool  # whether somebody else has a passphrase, to agree that it was a mistake


@dataclass(frozen=True, slots=True)
class DecidesPage:
    """Who can decide: what was assessed, and whether it is capacity or a child's understanding."""

    person_id: UUID
    client: str
    born_on: date | None
    age: int | None
    of: str
    died_on: date | None
    rows: tuple[capacity.AssessmentRow, ...]


def ending(desk: Desk, person_id: UUID, consent_id: UUID) -> EndingPage:
    """Everything about one consent and its end. Raises NotFound."""
    view = client(desk, person_id)
    rows = consents.consents(desk, person_id, now=desk.clock.now())
    row = next((one for one in rows if one.id == consent_id), None)
    if row is None:
        raise NotFound()
    with desk.look() as look:
        seen = access.consents_of(look, person_id)
    kept = next(one for one in seen if one.id == str(consent_id))
    since = [one for one in seen if one.polarity == "refuse" and one.given_at and kept.given_at]
    book = agency.recipients(desk)
    practices = {one.organisation_id: str(one.id) for one in agency.practices(desk)}
    gate_id = {one.id: practices.get(one.id, str(one.id)) for one in book}
    gate_id |= {one.id: str(person_id) for one in book if one.kind == "subject"}
    return EndingPage(
        person_id=person_id,
        client=view.name,
        row=row,
        categories=consent_endings.took_back(kept),
        bodies=tuple(one for one in book if gate_id[one.id] in kept.recipients),
        parts_gone=any(one.given_at >= kept.given_at for one in since if one.given_at and kept.given_at),
        after=consent_endings.aftermath(desk, consent_id),
        to_do=tuple(journal.tasks_of(desk, person_id)),
        second_person=bool(second_person.others(desk)),
    )


def decides(desk: Desk, person_id: UUID) -> DecidesPage:
    """What is recorded of whether this client can decide. Raises NotFound."""
    view, today = client(desk, person_id), desk.clock.today()
    born_on = view.draft.born_on
    return DecidesPage(
        person_id=person_id,
        client=view.name,
        born_on=born_on,
        age=age_on(born_on, today),
        of=capacity.of_age(born_on, today) if born_on else "capacity",
        died_on=view.died_on,
        rows=tuple(capacity.assessments(desk, person_id)),
    )


def _where_we_sit(desk: Desk, today: date) -> UUID | None:
    """The practice of today's session, for a client whose own is not known; None where there are several."""
    with desk.look() as look:
        sitting = look.scalars(
            select(Session.practice_id)
            .where(Session.on == today, Session.advisor_id == desk.advisor.id, Session.status != "cancelled")
            .distinct()
        ).all()
    return sitting[0] if len(sitting) == 1 else None


def page(desk: Desk, person_id: UUID, case_id: UUID | None = None) -> ConsentPage:
    """Everything the consent screen shows. Raises NotFound."""
    view = client(desk, person_id)
    today = desk.clock.today()
    age = age_on(view.draft.born_on, today)
    kind = case_view(desk, case_id).row.kind if case_id else None
    return ConsentPage(
        person_id=person_id,
        client=view.name,
        age=age,
        died=view.died_on is not None,
        decides=view.died_on is None and (age or 0) >= _ADULT,
        interpreter=view.draft.interpreter or "",
        reads=languages.read_out(view.draft.language),
        translated=languages.of_page(view.draft.language) != languages.OURS,
        our_name=agency.agency(desk, on=today).name,
        practice_id=view.draft.practice_id or _where_we_sit(desk, today),
        practices=tuple(agency.practices(desk)),
        bodies=letter_page.bodies_for(desk, view.draft.practice_id),
        wanted=purpose_of(kind) if kind else None,
        has_notes=bool(evidence.note_heads(desk, person_id=person_id)),
        rows=tuple(consents.consents(desk, person_id, now=desk.clock.now())),
    )
