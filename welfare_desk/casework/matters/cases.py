"""Cases: opening, closing and finding them, the stages they reach, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, type_coerce
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.matters.case_order import Place, is_open, page_of
from welfare_desk.casework.matters.journal import JournalRow, TaskRow, entries
from welfare_desk.casework.matters.key_dates import KeyDateRow, date_rows, dates, nearest
from welfare_desk.casework.people.clients import client_name, current_name, ids_found
from welfare_desk.casework.people.special_rules import these_go_first
from welfare_desk.casework.shared.own import from_own
from welfare_desk.errors import DeskError, Problem, Problems, UsageFault
from welfare_desk.records.cases import Case, CaseType, Episode, KeyDate, StageReached, Task
from welfare_desk.records.people import ImportedRef, Person, PersonName
from welfare_desk.records.quick import QuickId
from welfare_desk.records.service import Practice
from welfare_desk.rules.caseload import TYPES
from welfare_desk.rules.references import read_reference

KINDS = ("income", "tribunal", "debt", "housing", "employability", "other")
PAGE = 50


class NoSuchCase(UsageFault):
    sentence = "There is no case with that reference."
    hint = "Use the reference on the case, or the one it had in the workbook."


class AlreadyClosed(DeskError):
    sentence = "This case is closed."
    hint = "Open it again before adding to it."


class NotClosed(DeskError):
    sentence = "This case is open already."


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list of cases."""

    id: UUID
    reference: str
    person_id: UUID
    client: str
    kind: str
    matter: str
    stage: str
    practice: str | None
    opened_on: date
    closed_on: date | None
    next_on: date | None  # the nearest safe day not yet done
    next_what: str | None
    place: Place = ()

    @property
    def cursor(self) -> Place:
        """Where it stands in the order it was asked for in: the next page goes on after it."""
        return self.place


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its page shows it."""

    row: CaseRow
    route: str | None
    advisor_id: UUID | None
    highest_type: str
    imported_refs: tuple[str, ...]
    stages: tuple[tuple[str, date, str | None], ...]
    key_dates: tuple[KeyDateRow, ...]
    journal: tuple[JournalRow, ...]
    tasks: tuple[TaskRow, ...]
    closed_because: str | None


@dataclass(frozen=True, slots=True)
class CaseDraft:
    person_id: UUID
    kind: str
    matter: str
    route: str | None = None
    practice_id: UUID | None = None
    type: str = "II"


def open_case(desk: Desk, draft: CaseDraft, *, today: date) -> Changes:
    """Open a case for a client. Raises Problems."""
    with desk.unit_of_work() as work:
        case = keep_case(work, draft, opened_on=today)
        work.journal(draft.person_id, f"{draft.kind.capitalize()} case opened.", on=today, case_id=case.id)
        work.commit()
        return Changes.of(case, "cases")


def keep_case(work: Work, draft: CaseDraft, *, opened_on: date, begun: bool = True) -> Case:
    """The same inside a unit of work that does more than this.

    Not ``begun``: somebody was sent and nobody has been seen, which is no case to a funder yet (R5, R16).
    """
    if draft.kind not in KINDS:
        raise Problems([Problem("kind", "Choose what kind of case this is.")])
    if not draft.matter.strip():
        raise Problems([Problem("matter", "Say what the case is about.")])
    work.get(Person, draft.person_id)
    matter = known_matter(draft.matter)
    case = Case(
        person_id=draft.person_id,
        reference=work.next_reference(),
        kind=draft.kind,
        matter=matter,
        route=draft.route or resources.routes().route_of(matter),
        stage="opened",
        highest_type=draft.type,
        practice_id=draft.practice_id,
        advisor_id=work.desk.advisor.id,
        opened_on=opened_on,
    )
    work.add(case)
    work.session.flush()
    if begun:
        work.add(Episode(case_id=case.id, opened_on=opened_on))
    work.add(StageReached(case_id=case.id, stage="opened", on=opened_on))
    return case


def begin(work: Work, case_id: UUID | None, *, on: date) -> None:
    """The first work on a case that was only referred so far: from this day it is one."""
    if case_id is None:
        return
    case = work.get(Case, case_id)
    begun = select(Episode.id).where(Episode.case_id == case_id).limit(1)
    if case.closed_on is None and work.session.scalars(begun).first() is None:
        work.add(Episode(case_id=case_id, opened_on=max(on, case.opened_on)))
        work.session.flush()


def reach_type(desk: Desk, case_id: UUID, type: str, *, today: date) -> Changes:
    """The case has reached a type of the Scottish National Standards: III is representation. Raises Problems.

    A report counts a case once, under the highest type it had reached by then (funder R6).
    """
    if type not in TYPES:
        raise Problems([Problem("type", "Choose type I, II or III.")])
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        known = work.session.scalars(select(CaseType.type).where(CaseType.case_id == case_id)).first()
        if known is None:  # what it was until now is part of its history
            work.add(CaseType(case_id=case_id, on=case.opened_on, type=case.highest_type))
        work.add(CaseType(case_id=case_id, on=today, type=type))
        case.highest_type = max(case.highest_type, type, key=TYPES.index)
        work.journal(case.person_id, f"The case reached type {type}.", on=today, case_id=case_id)
        work.commit()
        return Changes.of(case, "cases")


def change_matter(desk: Desk, case_id: UUID, matter: str, *, today: date) -> Changes:
    """Say anew what a case is about: the time limits and the evidence it asks for follow. Raises Problems."""
    if not matter.strip():
        raise Problems([Problem("matter", "Say what the case is about.")])
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        before, case.matter = case.matter, known_matter(matter)
        if case.matter != before:
            case.route = resources.routes().route_of(case.matter) or case.route
            words = f"The case is about {matter_name(case.matter)}, not {matter_name(before)}."
            work.journal(case.person_id, words, on=today, case_id=case.id)
        work.commit()
        return Changes.of(case, "cases", "journal")


ENDS = {
    "won": "Awarded or put right",
    "partly": "Partly won",
    "lost": "Not successful",
    "advised": "Advice given, nothing to challenge",
    "withdrew": "The client did not go on",
    "no_contact": "No contact any more",
    "moved": "Moved away",
    "referred": "Referred on",
    "died": "The client has died",
}
"""What became of a matter, as its closing says it."""


def close_with(desk: Desk, case_id: UUID, outcome: str, *, said: str = "", today: date) -> Changes:
    """Close a case with what became of its matter: it stands with the stage reached. Raises Problems."""
    if outcome not in ENDS and not said.strip():
        raise Problems([Problem("because", "Say why the case ends.")])
    words = ": ".join(part for part in (ENDS.get(outcome, ""), said.strip().rstrip(".")) if part)
    with desk.unit_of_work() as work:
        case = _close(work, case_id, words, today)
        newest = select(StageReached).where(StageReached.case_id == case_id)
        reached = work.session.scalars(
            newest.order_by(StageReached.on.desc(), StageReached.id.desc()).limit(1)
        ).first()
        if reached is not None and not reached.outcome and outcome in ENDS:
            reached.outcome = ENDS[outcome]
        work.commit()
        return Changes.of(case, "cases", "key_dates")


def close_case(desk: Desk, case_id: UUID, *, because: str, today: date) -> Changes:
    """Close a case with its reason; dates still open stay on the list until done or dropped."""
    with desk.unit_of_work() as work:
        case = _close(work, case_id, because, today)
        work.commit()
        return Changes.of(case, "cases", "key_dates")


def _close(work: Work, case_id: UUID, because: str, today: date) -> Case:
    case = work.get(Case, case_id)
    if case.closed_on:
        raise AlreadyClosed()
    case.closed_on, case.closed_because = today, because
    for episode in work.session.scalars(
        select(Episode).where(Episode.case_id == case_id, Episode.closed_on.is_(None))
    ):
        episode.closed_on = today
    work.journal(case.person_id, f"Case closed: {because}.", on=today, case_id=case_id)
    return case


def reopen_case(desk: Desk, case_id: UUID, *, today: date) -> Changes:
    """Open a closed case again, for another span of its own. Raises NotClosed."""
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        if case.closed_on is None:
            raise NotClosed()
        case.closed_on = case.closed_because = None
        work.add(Episode(case_id=case_id, opened_on=today))
        work.journal(case.person_id, "Case opened again.", on=today, case_id=case_id)
        work.commit()
        return Changes.of(case, "cases")


def case_by_reference(look: Session, reference: str) -> Case:
    """The case meant by our reference, an imported one, or an id. Raises NoSuchCase."""
    typed = reference.strip()
    found = look.scalars(
        select(Case).where(Case.reference == (read_reference(typed) or typed.upper()))
    ).one_or_none()
    if found is None:
        found = look.scalars(
            select(Case)
            .join(ImportedRef, ImportedRef.case_id == Case.id)
            .where(func.lower(ImportedRef.ref) == typed.lower())
            .order_by(Case.id)
            .limit(1)
        ).one_or_none()
    if found is None:
        try:
            found = look.get(Case, UUID(typed))
        except ValueError:
            found = None
    if found is None:
        raise NoSuchCase()
    return found


def find_case(desk: Desk, reference: str) -> UUID:
    with desk.look() as look:
        return case_by_reference(look, reference).id


@cache  # a statement never changes, and making it takes as long as a page of rows
def _columns() -> Any:
    """A case as a list shows it, its nearest date apart."""
    return (
        select(
            type_coerce(Case.id, QuickId()),
            Case.reference,
            type_coerce(Case.person_id, QuickId()),
            client_name(),
            Case.kind,
            Case.matter,
            Case.stage,
            Practice.name,
            Case.opened_on,
            Case.closed_on,
        )
        .join(PersonName, current_name(Case.person_id))
        .outerjoin(Practice, Practice.id == Case.practice_id)
    )


def case_rows(
    desk: Desk,
    *,
    person_id: UUID | None = None,
    kind: str | None = None,
    open_only: bool = True,
    typed: str = "",
    order: str = "opened",
    after: Place | None = None,
    limit: int = PAGE,
) -> list[CaseRow]:
    """Cases with the nearest date of each, the newest first; before the first page those that go first.

    ``order`` is another of ``case_order.ORDERS``; ``after`` the ``cursor`` of the last row there is.
    ``typed`` finds them by reference, by the client's words as ``clients.find`` does, or by the benefit.
    """
    statement = _columns()
    if person_id is not None:
        statement = statement.where(Case.person_id == person_id)
    if kind is not None:
        statement = statement.where(Case.kind == kind)
    if typed.strip():
        statement = statement.where(_typed_of(typed.strip(), desk.clock.today()))
    with desk.look() as look:
        if open_only:
            statement = statement.where(is_open(look))
        if person_id is None:
            statement = from_own(look, statement, Case.person_id)
        first, head = these_go_first(look), list[Place]()
        if first:
            if after is None:
                head = page_of(look, statement.where(Case.person_id.in_(first)), order, None, None)
            statement = statement.where(Case.person_id.not_in(first))
        found = [*head, *page_of(look, statement, order, after, limit)]
        next_dates = nearest(look, [row[0] for row in found])
        return [CaseRow(*[*case, *next_dates.get(case[0], (None, None)), place]) for *case, place in found]


def _typed_of(typed: str, today: date) -> Any:
    """What was typed is where a reference begins, somebody's words, or how a benefit's name begins."""
    whose = ids_found(typed, today)
    ref = select(ImportedRef.case_id).where(ImportedRef.ref.istartswith(typed, autoescape=True))
    named = [
        benefit.code
        for benefit in resources.benefits().benefits.values()
        if benefit.name.casefold().startswith(typed.casefold())
        or benefit.acronym.casefold() == typed.casefold()
    ]
    return or_(
        Case.reference.istartswith(typed, autoescape=True),
        Case.id.in_(ref),
        Case.matter.istartswith(typed, autoescape=True),
        Case.matter.in_(named),
        *(() if whose is None else (Case.person_id.in_(whose),)),
    )


def _case_row(case: Case, name: str, practice: str | None, nearest: tuple[date, str] | None) -> CaseRow:
    return CaseRow(
        id=case.id,
        reference=case.reference,
        person_id=case.person_id,
        client=name,
        kind=case.kind,
        matter=case.matter,
        stage=case.stage,
        practice=practice,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        next_on=nearest[0] if nearest else None,
        next_what=nearest[1] if nearest else None,
    )


def case(desk: Desk, case_id: UUID) -> CaseView:
    """One case with all its page shows. Raises NotFound."""
    with desk.look() as look:
        found = look.execute(
            select(Case, client_name(), Practice.name)
            .join(PersonName, current_name(Case.person_id))
            .outerjoin(Practice, Practice.id == Case.practice_id)
            .where(Case.id == case_id)
        ).first()
        if found is None:
            raise NotFound()
        kept, name, practice = found
        due_dates = date_rows(look, dates().where(KeyDate.case_id == case_id))
        stages = look.scalars(
            select(StageReached)
            .where(StageReached.case_id == case_id)
            .order_by(StageReached.on, StageReached.id)
        ).all()
        tasks = look.scalars(
            select(Task).where(Task.case_id == case_id).order_by(Task.done_on, Task.due_on, Task.id)
        ).all()
        refs = look.scalars(select(ImportedRef.ref).where(ImportedRef.case_id == case_id)).all()
        return CaseView(
            row=_case_row(kept, name, practice, nearest(look, [case_id]).get(case_id)),
            route=kept.route,
            advisor_id=kept.advisor_id,
            highest_type=kept.highest_type,
            imported_refs=tuple(refs),
            stages=tuple((stage.stage, stage.on, stage.outcome) for stage in stages),
            key_dates=tuple(due_dates),
            journal=tuple(entries(look, kept.person_id, case_id, 100)),
            tasks=tuple(
                TaskRow(task.id, task.what, task.due_on, task.done_on, task.case_id, name) for task in tasks
            ),
            closed_because=kept.closed_because,
        )


def client_of(look: Session, case: Case) -> Person:
    """The client a case is for. Raises NotFound."""
    person = look.get(Person, case.person_id)
    if person is None:
        raise NotFound()
    return person


def known_matter(written: str) -> str:
    """The code of the benefit people mean by what they write ("ADP", "Universal Credit"), or their words."""
    return resources.benefits().find(written) or written.strip()


def matter_name(code: str) -> str:
    """What a case is about, in the words of the notice: "Adult Disability Payment"; own words as written."""
    catalogue = resources.benefits()
    if known := catalogue.find(code):
        return catalogue.name(known)
    words = code.replace("_", " ")
    return words[:1].upper() + words[1:]


def matters() -> list[str]:
    """What a case may be about, in words, for whoever begins to type."""
    return sorted(benefit.name for benefit in resources.benefits().benefits.values())
