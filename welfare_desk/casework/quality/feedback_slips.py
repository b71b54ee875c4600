"""What clients say of us: slips handed out, answered in their own time, counted; none carries a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.quality import FeedbackSlip
from welfare_desk.records.service import Practice
from welfare_desk.rules import days
from welfare_desk.rules.session_use import Share

ANSWERS = {"yes": "Yes", "partly": "Partly", "no": "No"}
MOST = 60


@dataclass(frozen=True, slots=True)
class SlipRow:
    id: UUID
    number: int
    given_on: date
    practice: str | None
    answered_on: date | None
    answers: Mapping[str, str]
    said: str


@dataclass(frozen=True, slots=True)
class SlipFigures:
    """How many came back of those handed out, and per question how often each answer was given."""

    back: Share
    answers: Mapping[str, Mapping[str, int]]

    def yes(self, question: str) -> Share:
        """Yes, of all who answered this question."""
        given = self.answers[question]
        return Share(given.get("yes", 0), sum(given.values()))


@dataclass(frozen=True, slots=True)
class Printed:
    """Slips to print and their numbers."""

    pdf: bytes
    numbers: tuple[int, ...]


def questions() -> dict[str, str]:
    """What a slip asks, by code, in order."""
    return {one["code"]: one["words"] for one in resources.table("quality.toml")["slip_question"]}


def hand_out(desk: Desk, many: int | None, *, practice_id: UUID | None = None, today: date) -> Printed:
    """Print slips with new numbers; they count as handed out from today. Raises Problems."""
    if many is None or not 0 < many <= MOST:
        raise Problems([Problem("many", f"Say how many, from 1 to {MOST}.")])
    with desk.unit_of_work() as work:
        last = work.session.scalar(select(func.max(FeedbackSlip.number))) or 0
        numbers = tuple(range(last + 1, last + many + 1))
        for number in numbers:
            work.add(
                FeedbackSlip(number=number, given_on=today, practice_id=practice_id, answers={}, said="")
            )
        pdf = _pages(work, numbers, today)
        work.commit()
    return Printed(pdf, numbers)


def enter(
    desk: Desk, number: int | None, answers: Mapping[str, str | None], said: str, *, on: date, today: date
) -> Changes:
    """What came back on one slip; entering it again puts it right. Raises Problems."""
    given = {code: answer for code in questions() if (answer := answers.get(code)) in ANSWERS}
    with desk.unit_of_work() as work:
        kept = work.session.scalars(select(FeedbackSlip).where(FeedbackSlip.number == number)).one_or_none()
        found = []
        if kept is None:
            found.append(Problem("number", "No slip of that number was handed out."))
        elif on < kept.given_on:
            found.append(Problem("on", "That is before the slip was handed out."))
        if on > today:
            found.append(Problem("on", "That day is still to come."))
        if not given and not said.strip():
            found.append(Problem("said", "Nothing on the slip is answered."))
        if found or kept is None:
            raise Problems(found)
        kept.answers, kept.said, kept.answered_on = given, said.strip(), on
        work.commit()
        return Changes.of(kept, "slips")


def slips(desk: Desk, *, limit: int = 200) -> list[SlipRow]:
    """The slips, the newest first."""
    with desk.look() as look:
        rows = look.execute(
            select(FeedbackSlip, Practice.name)
            .outerjoin(Practice, Practice.id == FeedbackSlip.practice_id)
            .order_by(FeedbackSlip.number.desc())
            .limit(limit)
        )
        return [
            SlipRow(one.id, one.number, one.given_on, name, one.answered_on, dict(one.answers), one.said)
            for one, name in rows
        ]


def figures(desk: Desk, *, from_on: date, to_on: date) -> SlipFigures:
    """Of the slips handed out in these days: how many came back and what they say."""
    with desk.look() as look:
        found = look.execute(
            select(FeedbackSlip.answered_on, FeedbackSlip.answers).where(
                FeedbackSlip.given_on.between(from_on, to_on)
            )
        ).all()
    back = [answers for on, answers in found if on is not None]
    counted = {code: Counter(answers[code] for answers in back if code in answers) for code in questions()}
    return SlipFigures(Share(len(back), len(found)), counted)


def _pages(work: Work, numbers: Sequence[int], today: date) -> bytes:
    from welfare_desk.casework.rights.subject_paper import frame  # ReportLab: only who prints pays for it
    from welfare_desk.letters.content import Block, Document, Heading, Paragraph, Run, Table
    from welfare_desk.letters.pdf import render_pdf
    from welfare_desk.letters.sealed_copy import printable

    def said(words: str, bold: bool = False) -> tuple[Run, ...]:
        return printable((Run(words, bold),))

    blocks: list[Block] = []
    for number in numbers:
        blocks.append(Heading(1 if number == numbers[0] else 2, said(f"How was it? Slip {number}")))
        blocks.append(
            Paragraph(said("Please do not write your name. Hand it in at the practice or send it back."))
        )
        boxes = "   ".join(f"{words.lower()} [   ]" for words in ANSWERS.values())
        blocks.append(Table((), tuple((said(asked), said(boxes)) for asked in questions().values())))
        blocks.append(Table((), ((said("Anything else"), said(" ")),)))
    dated = f"Handed out {days.short(today)}"
    document = Document("How was it?", "en-GB", frame(work, dated, today), tuple(blocks))
    return render_pdf(document).data
