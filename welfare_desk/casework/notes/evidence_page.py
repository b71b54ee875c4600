"""A client's evidence as its page shows it: what is claimed, which notes bear on what, under which consent.

Nothing here opens a note; the one door is ``evidence.open_note``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework import access, agency
from welfare_desk.casework.correspondence.letter_kinds import purpose_of
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters.cases import CaseRow, case_rows
from welfare_desk.casework.matters.cases import case as case_view
from welfare_desk.casework.notes import evidence, evidence_grid
from welfare_desk.casework.notes.evidence_grid import Likely
from welfare_desk.casework.people.clients import client
from welfare_desk.casework.service import practice_terms
from welfare_desk.casework.service.practice_terms import NotInTheTerms
from welfare_desk.records.evidence import EvidenceNote, Reading
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days
from welfare_desk.rules.descriptors import Component, Criterion, Descriptor, RatedComponent

ConsentEnd = Literal["to", "ended", "withdrawn"]


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """Something the claim turns on; ``most`` is the most points it can bring, None where none are given."""

    slug: str
    name: str
    number: int | None
    most: int | None
    prompts: tuple[str, ...]
    descriptors: tuple[Descriptor, ...] = ()  # to weigh a note by; none where the law gives no points


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """``standard`` and ``enhanced`` are the points each rate asks for, where the benefit has rates."""

    name: str
    rows: tuple[ActivityRow, ...]
    standard: int | None = None
    enhanced: int | None = None


@dataclass(frozen=True, slots=True)
class NoteColumn:
    """A note's head with what became of the consent behind it; ``ends_on`` is when it did or will end."""

    head: evidence.NoteHead
    consent: ConsentEnd
    ends_on: date | None
    given_on: date | None
    read_on: date | None  # the day of the reading; None where the client said it

    @property
    def may_be_used(self) -> bool:
        return self.consent == "to"


@dataclass(frozen=True, slots=True)
class EvidencePage:
    person_id: UUID
    client: str
    case: CaseRow | None
    matter: str
    purpose: str
    practice_id: UUID | None
    practices: tuple[agency.PracticeRow, ...]
    groups: tuple[ActivityGroup, ...]
    notes: tuple[NoteColumn, ...]
    reading: evidence.ReadingRow | None
    reading_consent_on: date | None  # when the consent behind the open reading was given
    not_noted: Mapping[UUID, NotInTheTerms]  # practices of whose record nothing may be noted, and why


def page(desk: Desk, person_id: UUID, case_id: UUID | None = None) -> EvidencePage:
    """Everything about a client's evidence but what the notes say. Raises NotFound.

    Without a case the newest open one is taken.
    """
    view = client(desk, person_id)
    row = (
        case_view(desk, case_id).row
        if case_id
        else next(iter(case_rows(desk, person_id=person_id, limit=1)), None)
    )
    reading = evidence.open_reading(desk, person_id)
    with desk.look() as look:
        consents = {UUID(one.id): one for one in access.consents_of(look, person_id)}
        read_on = dict(
            look.execute(
                select(EvidenceNote.id, Reading.opened_at)
                .join(Reading, Reading.id == EvidenceNote.reading_id)
                .where(EvidenceNote.person_id == person_id)
            ).all()
        )
        places = agency.practices(desk)
        shut = {
            one.id: practice_terms.not_noted(look, one.id, one.name, desk.clock.today()) for one in places
        }
    today = desk.clock.today()
    notes = [
        _column(head, consents.get(head.consent_id) if head.consent_id else None, read_on.get(head.id), today)
        for head in evidence.note_heads(desk, person_id=person_id)
        if row is None or head.case_id in (None, row.id)
    ]
    behind = consents.get(reading.consent_id) if reading else None
    return EvidencePage(
        person_id=person_id,
        client=view.name,
        case=row,
        matter=row.matter if row else "",
        purpose=purpose_of(row.kind if row else None),
        practice_id=view.draft.practice_id,
        practices=tuple(places),
        groups=activities_for(row.matter if row else ""),
        notes=tuple(sorted(notes, key=lambda note: note.head.entry_on or date.min, reverse=True)),
        reading=reading,
        reading_consent_on=words.local_day(behind.given_at) if behind and behind.given_at else None,
        not_noted={id: refused for id, refused in shut.items() if refused is not None},
    )


def _column(
    head: evidence.NoteHead, consent: words.Consent | None, read_at: datetime | None, today: date
) -> NoteColumn:
    end: ConsentEnd = "to"
    ends_on = consent.expires_on if consent else None
    if consent is not None and consent.withdrawn_at is not None:
        end, ends_on = "withdrawn", words.local_day(consent.withdrawn_at)
    elif ends_on is None or ends_on < today:
        end = "ended"
    if end != "to":  # kept apart: what it comes to is no longer shown
        head = replace(head, bearings={})
    given = words.local_day(consent.given_at) if consent and consent.given_at else None
    opened = words.local_day(read_at) if read_at is not None else None
    return NoteColumn(head, end, ends_on, given, opened)


def activities_for(matter: str) -> tuple[ActivityGroup, ...]:
    """What a claim for this benefit turns on, in the law's order; without points where it has none."""
    tables = resources.descriptors()
    if matter in ("adp", "pip"):
        return _of_component(tables.daily_living), _of_component(tables.mobility)
    if matter in ("uc", "nsesa", "esa-ir"):
        return (_of_component(tables.work),)
    if matter in ("cdp", "dla", "sadla"):
        return (_of_criteria(tables.child),)
    daily = _of_component(tables.daily_living, points=False)
    if matter in ("padp", "aa"):
        return _of_criteria(tables.attendance), daily
    return daily, _of_component(tables.mobility, points=False)


def _of_criteria(criteria: Mapping[str, Criterion]) -> ActivityGroup:
    rows = (ActivityRow(one.slug, one.name, None, None, one.evidence_prompts) for one in criteria.values())
    return ActivityGroup("Conditions", tuple(rows))


def _of_component(component: Component, *, points: bool = True) -> ActivityGroup:
    rows = tuple(
        ActivityRow(
            one.slug,
            one.name,
            one.number,
            max(descriptor.points for descriptor in one.descriptors) if points else None,
            one.evidence_prompts,
            one.descriptors if points else (),
        )
        for one in component.activities.values()
    )
    rated = component if points and isinstance(component, RatedComponent) else None
    return ActivityGroup(
        component.name,
        rows,
        rated.standard_points if rated else None,
        rated.enhanced_points if rated else None,
    )


def likely_of(page: EvidencePage, activity: ActivityRow) -> Likely | None:
    """What the notes that may be used today come to for an activity."""
    weighed = (note.head.bearings.get(activity.slug) for note in page.notes if note.may_be_used)
    return evidence_grid.likely(activity.slug, (one for one in weighed if one))


def points_of(page: EvidencePage, group: ActivityGroup) -> tuple[int, int, int] | None:
    """The likely points of a group, the fewest and the most; None where nothing was weighed."""
    found = [one for row in group.rows if (one := likely_of(page, row))]
    if not found:
        return None
    return sum(one.points for one in found), sum(one.lowest for one in found), sum(o.highest for o in found)


def consent_words(note: NoteColumn) -> str:
    """How the consent behind a note stands, in a few words: "Consent to 8 Apr 2027"."""
    if note.ends_on is None:
        return "Consent not recorded"
    said = {"to": "Consent to", "ended": "Consent ended", "withdrawn": "Consent withdrawn"}[note.consent]
    return f"{said} {days.short(note.ends_on)}"
