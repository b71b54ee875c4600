"""Files read by somebody else: drawn by lot among clients who agreed, checked point by point, put right.

Whoever did not agree that files are reviewed is never drawn; an agreement taken back later takes the file
out of the review. What is found wrong becomes a task of the case.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import access
from welfare_desk.casework.correspondence import written_gate
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.service.workers import ROLES
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case, Task
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.quality import FileReview, ReviewedFile
from welfare_desk.records.service import Advisor, Organisation
from welfare_desk.rules import file_draw, plain_letters

PURPOSE = "quality_review"
ANSWERS = {"yes": "Yes", "no": "No", "none": "Does not apply"}
MOST = 50
_TO_MEND = timedelta(days=14)  # ours: a finding is put right in a fortnight


class ReviewClosed(DeskError):
    sentence = "This review is closed."
    hint = "What was found stands as it is."


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """What to draw: which kind of case, open in which days, how many, who reads them."""

    topic: str
    from_on: date
    to_on: date
    wanted: int | None
    reviewer: str  # by name; of somebody who works here it may be left out
    organisation_id: UUID | None = None  # where the reviewer is from outside
    seed: str = ""  # nothing: one nobody chose
    reviewer_id: UUID | None = None  # who works here


@dataclass(frozen=True, slots=True)
class ReviewRow:
    id: UUID
    topic: str
    reviewer: str
    outside: bool
    drawn_on: date
    files: int
    reviewed: int
    findings: int
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class FileRow:
    """One drawn file. ``findings``: by point of the checklist, what is to be done."""

    id: UUID
    number: int
    case_id: UUID
    person_id: UUID
    reference: str
    client: str
    matter: str
    given_on: date | None
    taken_out: str | None
    reviewed_on: date | None
    answers: Mapping[str, str]
    findings: Mapping[str, str]
    said: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review with its files in the order of the draw, and how often each point was answered no."""

    row: ReviewRow
    seed: str
    from_on: date
    to_on: date
    wanted: int
    drawn_from: int
    left_out: int
    files: tuple[FileRow, ...]

    @property
    def wrong(self) -> Mapping[str, int]:
        counted = Counter(
            code for one in self.files for code, answer in one.answers.items() if answer == "no"
        )
        return dict(counted.most_common())


def topics() -> dict[str, str]:
    """What a review may be about, by code."""
    return {one["code"]: one["words"] for one in resources.table("quality.toml")["topic"]}


def readers(desk: Desk) -> list[tuple[UUID, str]]:
    """Who works here and could read files, reviewers first; with what they do, for two may share a name."""
    with desk.look() as look:
        rows = look.execute(
            select(Advisor.id, Advisor.name, Advisor.role, Advisor.initials)
            .where(Advisor.left_on.is_(None))
            .order_by(Advisor.role != "reviewer", Advisor.name, Advisor.id)
        )
        return [(id, f"{name}, {ROLES.get(role, role)} ({initials})") for id, name, role, initials in rows]


def checklist() -> dict[str, str]:
    """What a file is checked for, by code, in the order it is asked."""
    return {one["code"]: one["words"] for one in resources.table("quality.toml")["check"]}


def draw(desk: Desk, draft: ReviewDraft, *, today: date) -> Changes:
    """Draw the files of a review. Raises Problems where there is nothing to draw or somebody to read it."""
    found = []
    if draft.topic not in topics():
        found.append(Problem("topic", "Choose what the review is about."))
    if draft.to_on < draft.from_on:
        found.append(Problem("to_on", "The last day is before the first."))
    if draft.wanted is None or not 0 < draft.wanted <= MOST:
        found.append(Problem("wanted", f"Say how many files, from 1 to {MOST}."))
    if not draft.reviewer.strip() and draft.reviewer_id is None:
        found.append(Problem("reviewer", "Say who reads them."))
    if found or draft.wanted is None:
        raise Problems(found)
    with desk.unit_of_work() as work:
        outside = draft.organisation_id
        if outside is not None:
            work.get(Organisation, outside)
        known = _known(work.session, draft)
        agreed, left_out = _agreed(work, known)
        if not agreed:
            raise Problems([Problem("topic", "No client with such a case agreed to a review.", _HOW)])
        seed = draft.seed.strip() or secrets.token_hex(4)
        review = work.add(
            FileReview(
                topic=draft.topic,
                from_on=draft.from_on,
                to_on=draft.to_on,
                seed=seed,
                wanted=draft.wanted,
                drawn_on=today,
                drawn_from=len(agreed),
                left_out=left_out,
                reviewer=known.reviewer.strip(),
                reviewer_id=known.reviewer_id,
                organisation_id=outside,
                advisor_id=desk.advisor.id,
            )
        )
        work.session.flush()
        for number, reference in enumerate(file_draw.draw(seed, agreed, draft.wanted), start=1):
            work.add(
                ReviewedFile(
                    review_id=review.id,
                    case_id=agreed[reference],
                    number=number,
                    answers={},
                    findings={},
                    said="",
                )
            )
        work.commit()
        return Changes.of(review, "file_reviews")


def _known(look: Session, draft: ReviewDraft) -> ReviewDraft:
    """The draft with who reads known by who they are, where they work here. Raises Problems.

    Two may be of one name: what a reviewer may enter goes by the person, never by the name.
    """
    if draft.organisation_id is not None:
        return replace(draft, reviewer_id=None)
    here = select(Advisor.id, Advisor.name).where(Advisor.left_on.is_(None))
    if draft.reviewer_id is not None:
        chosen = look.execute(here.where(Advisor.id == draft.reviewer_id)).first()
        if chosen is None:
            raise Problems([Problem("reviewer_id", "They do not work here any more.")])
        return replace(draft, reviewer=chosen.name)
    called = draft.reviewer.strip().casefold()
    found = [id for id, name in look.execute(here) if name.strip().casefold() == called]
    if len(found) > 1:
        raise Problems([Problem("reviewer", "Two people here are called so.", "Choose which from the list.")])
    return replace(draft, reviewer_id=found[0] if found else None)


_HOW = "Ask for “Outside check of our files” when consent is next talked about."


def could_be_drawn(desk: Desk, draft: ReviewDraft) -> tuple[int, int]:
    """How many files could be drawn, and how many not because their clients have not agreed."""
    if draft.topic not in topics() or draft.to_on < draft.from_on:
        return 0, 0
    with desk.look() as look:
        try:
            draft = _known(look, draft)
        except Problems:
            return 0, 0  # said when they are drawn
        agreed, left_out = _agreed(Work(desk, look), draft)
        return len(agreed), left_out


def _agreed(work: Work, draft: ReviewDraft) -> tuple[dict[str, UUID], int]:
    """The cases that may be drawn, by reference, and how many may not. Nobody reviews their own."""
    kinds = next(
        one["kinds"] for one in resources.table("quality.toml")["topic"] if one["code"] == draft.topic
    )
    statement = (
        select(Case, Person)
        .join(Person, Person.id == Case.person_id)
        .where(Case.opened_on <= draft.to_on, or_(Case.closed_on.is_(None), Case.closed_on >= draft.from_on))
    )
    if kinds:
        statement = statement.where(Case.kind.in_(kinds))
    agreed: dict[str, UUID] = {}
    left_out = 0
    known: dict[UUID, bool] = {}
    if draft.reviewer_id is not None:
        others = Case.advisor_id.is_(None), Case.advisor_id != draft.reviewer_id
        statement = statement.where(or_(*others))
    for case, person in work.session.execute(statement):
        if person.id not in known:
            known[person.id] = may_be_reviewed(work, person, draft.organisation_id)
        if known[person.id]:
            agreed[case.reference] = case.id
        else:
            left_out += 1
    return agreed, left_out


def may_be_reviewed(work: Work, person: Person, organisation_id: UUID | None) -> bool:
    """Whether this client agreed that files are checked: by a colleague, or by the body named."""
    return consent_to(work, person, organisation_id) is not None


def consent_to(work: Work, person: Person, organisation_id: UUID | None) -> str | None:
    """The consent a review of this client's file rests on."""
    subject = written_gate.subject_of(person)
    if subject is None or person.died_on is not None:
        return None
    to = str(organisation_id) if organisation_id else None
    consents = access.consents_of(work.session, person.id)
    return plain_letters.agreed(consents, PURPOSE, to, subject, work.now)


# One file -----------------------------------------------------------------------------------------


def record_file(
    desk: Desk,
    file_id: UUID,
    answers: Mapping[str, str],
    findings: Mapping[str, str],
    said: str,
    *,
    today: date,
) -> Changes:
    """What the reviewer found in one file. Each finding becomes a task of the case, once.

    Raises Problems where a point is not answered or a *no* does not say what is to be done; ReviewClosed.
    """
    found = []
    for code, words in checklist().items():
        if answers.get(code) not in ANSWERS:
            found.append(Problem(code, f"Not answered: {words[0].lower()}{words[1:]}."))
        elif answers[code] == "no" and not findings.get(code, "").strip():
            found.append(Problem(f"{code}_to_do", "Say what is to be done about it."))
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        kept, case = _open_file(work, file_id)
        before = dict(kept.findings)
        kept.answers = {code: answers[code] for code in checklist()}
        kept.findings = {
            code: findings[code].strip() for code, answer in kept.answers.items() if answer == "no"
        }
        kept.said, kept.reviewed_on, kept.taken_out = said.strip(), today, None
        for code, what in kept.findings.items():
            if before.get(code) != what:
                task = work.add(Task(person_id=case.person_id, case_id=case.id, what=f"File check: {what}"))
                task.due_on, task.advisor_id = today + _TO_MEND, case.advisor_id
        many = len(kept.findings)
        told = "nothing to put right" if not many else f"{many} to put right"
        work.journal(case.person_id, f"File checked by a reviewer: {told}.", on=today, case_id=case.id)
        work.commit()
        return Changes.of(kept, "file_reviews", "tasks", "journal")


def take_out(desk: Desk, file_id: UUID, because: str) -> Changes:
    """This file is not reviewed after all. Raises Problems without a reason, ReviewClosed."""
    if not because.strip():
        raise Problems([Problem("because", "Say why it is not reviewed.")])
    with desk.unit_of_work() as work:
        kept, _ = _open_file(work, file_id)
        kept.taken_out, kept.reviewed_on = because.strip(), None
        work.commit()
        return Changes.of(kept, "file_reviews")


def close(desk: Desk, review_id: UUID, *, today: date) -> Changes:
    """The review is over. Raises Problems while a file is neither reviewed nor taken out."""
    with desk.unit_of_work() as work:
        review = work.get(FileReview, review_id)
        left = work.session.scalar(
            select(func.count())
            .select_from(ReviewedFile)
            .where(
                ReviewedFile.review_id == review_id,
                ReviewedFile.reviewed_on.is_(None),
                ReviewedFile.taken_out.is_(None),
            )
        )
        if left:
            many = "1 file is" if left == 1 else f"{left} files are"
            raise Problems([Problem("review", f"{many} not reviewed yet.", "Review them or take them out.")])
        review.closed_on = today
        work.commit()
        return Changes.of(review, "file_reviews")


def _open_file(work: Work, file_id: UUID) -> tuple[ReviewedFile, Case]:
    kept = work.get(ReviewedFile, file_id)
    if work.get(FileReview, kept.review_id).closed_on is not None:
        raise ReviewClosed()
    return kept, work.get(Case, kept.case_id)


# Reading ------------------------------------------------------------------------------------------


def reviews(desk: Desk) -> list[ReviewRow]:
    """Every review, the newest first."""
    with desk.look() as look:
        kept = look.scalars(select(FileReview).order_by(FileReview.drawn_on.desc(), FileReview.id.desc()))
        return [_row(one, _files(look, one.id)) for one in kept.all()]


def review(desk: Desk, review_id: UUID) -> ReviewView:
    """One review with its files. Raises NotFound."""
    with desk.look() as look:
        kept = look.get(FileReview, review_id)
        if kept is None:
            raise NotFound()
        files = _files(look, review_id)
        return ReviewView(
            _row(kept, files),
            kept.seed,
            kept.from_on,
            kept.to_on,
            kept.wanted,
            kept.drawn_from,
            kept.left_out,
            tuple(files),
        )


def _row(kept: FileReview, files: Iterable[FileRow]) -> ReviewRow:
    files = [one for one in files if one.taken_out is None]
    return ReviewRow(
        kept.id,
        kept.topic,
        kept.reviewer,
        kept.organisation_id is not None,
        kept.drawn_on,
        len(files),
        sum(one.reviewed_on is not None for one in files),
        sum(len(one.findings) for one in files),
        kept.closed_on,
    )


def _files(look: Session, review_id: UUID) -> list[FileRow]:
    rows: Any = look.execute(
        select(ReviewedFile, Case, client_name())
        .join(Case, Case.id == ReviewedFile.case_id)
        .join(PersonName, current_name(Case.person_id))
        .where(ReviewedFile.review_id == review_id)
        .order_by(ReviewedFile.number)
    )
    return [
        FileRow(
            kept.id,
            kept.number,
            case.id,
            case.person_id,
            case.reference,
            name,
            matter_name(case.matter),
            kept.given_on,
            kept.taken_out,
            kept.reviewed_on,
            dict(kept.answers),
            dict(kept.findings),
            kept.said,
        )
        for kept, case, name in rows
    ]
