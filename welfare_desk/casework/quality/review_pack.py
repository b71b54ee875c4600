"""The pages a reviewer reads: drawn files without names, numbers or birthdays, each with its checklist.

Of the medical record there is not a word in it, and letters stand in it by kind and day alone. Each file
asks again whether its client agrees, and is a line of the access log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.access import Ask
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.matters.journal import written
from welfare_desk.casework.quality import file_reviews
from welfare_desk.casework.quality.file_reviews import ReviewClosed
from welfare_desk.casework.rights.subject_paper import frame
from welfare_desk.errors import DeskError
from welfare_desk.letters.content import Block, Document, Heading, ListBlock, Paragraph, Run, Table
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.sealed_copy import printable
from welfare_desk.records.cases import Case, JournalEntry, KeyDate
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.money import Decision, Gain
from welfare_desk.records.people import Address, Person, PersonName
from welfare_desk.records.quality import FileReview, ReviewedFile
from welfare_desk.records.service import Organisation, Practice, Referral
from welfare_desk.rules import consent as gate
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days
from welfare_desk.rules.redaction import redact

TARGET = "case_file"
_GONE = "The client no longer agrees to a review."
_ORDINARY = {"the", "and", "for", "may", "will", "street", "road", "flat", "house", "lane", "avenue"}


class NothingToGive(DeskError):
    sentence = "No file of this review can be given."
    hint = "Each was taken out, or its client no longer agrees."


@dataclass(frozen=True, slots=True)
class Pack:
    """The pages, of how many files; how many dropped out because their clients no longer agree."""

    pdf: bytes
    files: int
    dropped: int


def pack(desk: Desk, review_id: UUID, *, today: date) -> Pack:
    """Make the pages of every file in the review, each logged. Raises NothingToGive, ReviewClosed."""
    with desk.unit_of_work() as work:
        review = work.get(FileReview, review_id)
        if review.closed_on is not None:
            raise ReviewClosed()
        given: list[tuple[ReviewedFile, Case]] = []
        dropped = 0
        for kept, case in _in_it(work.session, review_id):
            person = work.get(Person, case.person_id)
            relied_on = file_reviews.consent_to(work, person, review.organisation_id)
            if relied_on is None:
                kept.taken_out, dropped = _GONE, dropped + 1
                continue
            _log(work, review, kept, case, relied_on)
            kept.given_on = today
            given.append((kept, case))
        if not given:
            work.commit()
            raise NothingToGive()
        pdf = _pages(work, review, given, today)
        work.commit()
    return Pack(pdf, len(given), dropped)


def _in_it(look: Session, review_id: UUID) -> list[tuple[ReviewedFile, Case]]:
    found = look.execute(
        select(ReviewedFile, Case)
        .join(Case, Case.id == ReviewedFile.case_id)
        .where(ReviewedFile.review_id == review_id, ReviewedFile.taken_out.is_(None))
        .order_by(ReviewedFile.number)
    )
    return [(kept, case) for kept, case in found]


def _log(work: Work, review: FileReview, kept: ReviewedFile, case: Case, relied_on: str) -> None:
    outside = review.organisation_id
    to = (words.Recipient(str(outside), "peer_reviewer"),) if outside is not None else ()
    ask = Ask(
        case.person_id,
        "disclose" if outside else "read",
        TARGET,
        file_reviews.PURPOSE,
        case_id=case.id,
        recipients=to,
        target_id=kept.id,
    )
    access.log(work, ask, gate.Ruling(ask.action, "ok_no_note", (relied_on,)))


def names_of(look: Session, person: Person) -> dict[str, list[str]]:
    """Everything that names this person or those round them, by what is to stand in its place."""
    people = [person.id]
    if person.household_id is not None:
        people += look.scalars(select(Person.id).where(Person.household_id == person.household_id))
    found: dict[str, list[str]] = {
        "[client]": [],
        "[family]": [],
        "[GP]": [],
        "[practice]": [],
        "[address]": [],
    }
    for name in look.scalars(select(PersonName).where(PersonName.person_id.in_(people))):
        whose = "[client]" if name.person_id == person.id else "[family]"
        parts = _words(f"{name.forenames} {name.surname}")
        found[whose] += [f"{name.forenames} {name.surname}", *parts]
    doctors = [person.gp_name or ""]
    doctors += [
        one or ""
        for one in look.scalars(select(Referral.referrer_name).where(Referral.person_id == person.id))
    ]
    found["[GP]"] += [part for name in doctors for part in _words(re.sub(r"\b(?:Dr|GP)\b\.?", "", name))]
    for practice in look.scalars(select(Practice)):
        found["[practice]"].append(practice.name)
    for place in look.scalars(select(Address).where(Address.person_id.in_(people))):
        found["[address]"] += [line.strip() for line in place.lines.splitlines() if len(line.strip()) > 3]
        found.setdefault("[postcode]", []).append(place.postcode or "")
    found["[file]"] = [
        person.reference,
        *look.scalars(select(Case.reference).where(Case.person_id.in_(people))),
    ]
    return found


def _words(name: str) -> list[str]:
    """The words of a name that name somebody: no letter alone, and nothing every sentence has."""
    parts = re.split(r"[\s,.-]+", name)
    return [part for part in parts if len(part) > 1 and part.casefold() not in _ORDINARY]


def _pages(work: Work, review: FileReview, given: list[tuple[ReviewedFile, Case]], today: date) -> bytes:
    topic = file_reviews.topics()[review.topic]
    body = work.session.get(Organisation, review.organisation_id) if review.organisation_id else None
    reader = review.reviewer + (f", {body.name}" if body else "")
    blocks: list[Block] = [
        Heading(1, printable((Run(f"File review: {topic}"),))),
        Paragraph(
            printable((Run(f"For {reader}. {len(given)} files, drawn on {days.on_paper(review.drawn_on)}."),))
        ),
        Paragraph(
            printable(
                (
                    Run(
                        f"Drawn by lot from {review.drawn_from} whose clients agreed to a review (seed"
                        f" {review.seed}). Names, numbers and birthdays are taken out. Read it through"
                        " before it goes; destroy it afterwards."
                    ),
                )
            )
        ),
    ]
    for kept, case in given:
        blocks += _one(work.session, kept, case)
    document = Document("File review", "en-GB", frame(work, f"Review {review.seed}", today), tuple(blocks))
    return render_pdf(document).data


def _one(look: Session, kept: ReviewedFile, case: Case) -> Iterable[Block]:
    person = look.get_one(Person, case.person_id)
    names = names_of(look, person)
    born = [person.born_on] if person.born_on else []

    def said(text: str) -> tuple[Run, ...]:
        return printable((Run(redact(text, names, born)),))

    yield Heading(2, printable((Run(f"File {kept.number}: {matter_name(case.matter)}"),)))
    closed = f", closed {days.short(case.closed_on)}" if case.closed_on else ", open"
    yield Paragraph(said(f"Opened {days.short(case.opened_on)}{closed}. {case.closed_because or ''}"))
    for heading, lines in _parts(look, case):
        yield Paragraph(printable((Run(heading, True),)))
        yield ListBlock(tuple(said(line) for line in lines or ["Nothing is recorded."]))
    yield Paragraph(printable((Run("What was found", True),)))
    rows = tuple(
        (printable((Run(words),)), printable((Run("yes [   ]   no [   ]   does not apply [   ]"),)))
        for words in file_reviews.checklist().values()
    )
    yield Table((), rows)


def _parts(look: Session, case: Case) -> Iterable[tuple[str, list[str]]]:
    dates = look.scalars(
        select(KeyDate).where(KeyDate.case_id == case.id).order_by(KeyDate.due_on, KeyDate.id)
    )
    yield (
        "Dates",
        [
            f"{one.what}: by {days.short(one.due_on)}"
            + (f", done {days.short(one.done_on)}" if one.done_on else ", not done")
            for one in dates
        ],
    )
    letters = look.scalars(
        select(Letter).where(Letter.case_id == case.id).order_by(Letter.drafted_on, Letter.id)
    )
    yield (
        "Letters",
        [
            f"{one.kind.replace('-', ' ')}, drafted {days.short(one.drafted_on)}"
            + (f", sent {days.short(one.issued_on)}" if one.issued_on else ", not sent")
            for one in letters
        ],
    )
    decisions = look.scalars(
        select(Decision).where(Decision.case_id == case.id).order_by(Decision.decided_on, Decision.id)
    )
    gains = look.scalars(select(Gain).where(Gain.case_id == case.id)).all()
    told = [
        f"{matter_name(one.benefit)}: {one.outcome.replace('_', ' ')}"
        + (f", {days.short(one.decided_on)}" if one.decided_on else "")
        for one in decisions
    ]
    yield "Decisions", [*told, f"{len(gains)} lines in the ledger of gains"]
    journal = look.scalars(
        select(JournalEntry)
        .where(JournalEntry.case_id == case.id)
        .order_by(JournalEntry.on, JournalEntry.at, JournalEntry.id)
    )
    yield "Journal", [f"{days.short(one.on)}: {written(look, one)}" for one in journal]
