"""What a practice is told, as pages: the list for its meeting, and the summary by GP with its numbers."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from welfare_desk.casework.desk import Work
from welfare_desk.casework.rights.subject_paper import frame
from welfare_desk.casework.service.practice_feedback import KINDS, Feedback, FeedbackRow, Numbers
from welfare_desk.letters.content import Block, Document, Heading, Paragraph, Run, Table
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.sealed_copy import printable
from welfare_desk.rules import days

SHEETS = ("meeting", "by_gp")
FEWEST = 5  # a smaller number could tell who it was (practice service file, section 8)
_NO_GP = "No GP named"
_COUNTED = ("Patients referred", "Seen", "Did not come", "Not met yet")


def pages(work: Work, found: Feedback, kind: str, told_to: str, today: date) -> bytes:
    """The sheet as PDF; it names only whoever agreed, and says how many did not."""
    span = f"{days.on_paper(found.from_on)} to {days.on_paper(found.to_on)}"
    blocks: list[Block] = [Heading(1, _said(f"{found.practice}: how things went")), _says(span)]
    if told_to:
        blocks.append(_says(f"For {told_to}."))
    if kind == "meeting":
        blocks.append(_listed(found.told))
    else:
        blocks += _by_gp(found)
    blocks.append(_says(_who_is_not_here(found.left_out)))
    blocks.append(_says("Everybody named here agreed that the practice is told. Destroy it after use."))
    document = Document(KINDS[kind], "en-GB", frame(work, "Feedback", today), tuple(blocks))
    return render_pdf(document).data


def counts_without_names(numbers: Numbers) -> tuple[str, ...]:
    """Referred, seen, did not come, not met: none that could tell who it was.

    Below five a count says only so; one small count alone takes the next larger with it, since it could be
    worked out from the others.
    """
    parts = (numbers.seen, numbers.did_not_come, numbers.not_yet)
    if 0 < numbers.referred < FEWEST:
        return (f"fewer than {FEWEST}",) + ("not shown",) * len(parts)
    small = [0 < part < FEWEST for part in parts]
    shown = [f"fewer than {FEWEST}" if one else str(part) for one, part in zip(small, parts, strict=True)]
    if sum(small) == 1:
        others = [place for place, part in enumerate(parts) if part >= FEWEST]
        if others:
            shown[min(others, key=lambda place: parts[place])] = "not shown"
    return (str(numbers.referred), *shown)


def _by_gp(found: Feedback) -> list[Block]:
    counted = zip(_COUNTED, counts_without_names(found.numbers), strict=True)
    blocks: list[Block] = [Table((), tuple((_said(what), _said(many)) for what, many in counted))]
    ordered = sorted(found.told, key=lambda row: (not row.gp, row.gp.casefold()))
    for gp, rows in groupby(ordered, key=lambda row: row.gp.casefold()):
        theirs = list(rows)
        blocks.append(Heading(2, _said(theirs[0].gp if gp else _NO_GP)))
        blocks.append(_listed(theirs))
    return blocks


def _listed(rows: list[FeedbackRow] | tuple[FeedbackRow, ...]) -> Table:
    head = (_said("Patient"), _said("Born"), _said("What came of it"))
    return Table(
        head,
        tuple(
            (_said(row.client), _said(days.short(row.born_on) if row.born_on else ""), _said(row.words))
            for row in rows
        ),
    )


def _who_is_not_here(number: int) -> str:
    if not number:
        return "Nobody was left out."
    who = "1 person is" if number == 1 else f"{number} people are"
    return f"{who} left out, because the practice may not be told of them."


def _says(words: str) -> Paragraph:
    return Paragraph(_said(words))


def _said(words: str) -> tuple[Run, ...]:
    return printable((Run(words),))
