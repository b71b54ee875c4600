"""What the list of a copy shows: the clock, what would go, and what stays out with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from welfare_desk.casework.rights.subject_access import REASONS, NoteToRelease, RequestRow
from welfare_desk.casework.rights.subject_page import SubjectPage
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Row, RowCell, group

CLOCK = "clock"


def rows(page: SubjectPage) -> Iterator[Row]:
    if page.request is None or page.plan is None:
        return
    clock = page.request.clock
    due = f"By {days.short(clock.safe_on)}" if clock.safe_on else "Not yet"
    yield Row((CLOCK, None), (RowCell("The request and its clock", strong=True), RowCell(due)))
    if page.notes:
        yield group("Notes and papers about their health", str(len(page.notes)))
    for note in page.notes:
        second = note.opinion or "Ask a clinician, or say how we know that they know it"
        yield Row(("note", note.id), (RowCell(note_title(note), second), RowCell(chip=note_chip(note))))
    yield group("Everything else")
    for title, count in page.plan.counts.items():
        if count:
            entries = f"{count} entr{'ies' if count != 1 else 'y'}"
            yield Row(("part", title), (RowCell(title), RowCell(entries, role="quiet")))
    others = [one for one in page.plan.left_out if one.row_id not in {note.id for note in page.notes}]
    if others:
        yield group("Left out", str(len(others)))
    for one in others:
        yield Row(
            ("out", one.row_id),
            (RowCell(one.what, REASONS[one.because]), RowCell(chip=Chip("Left out", "soon"))),
        )


def note_title(note: NoteToRelease) -> str:
    day = days.short(note.entry_on) if note.entry_on else "no date"
    return f"{note.entry_kind[:1].upper()}{note.entry_kind[1:]}, {day}"


def note_chip(note: NoteToRelease) -> Chip:
    return Chip("Left out", "soon") if note.because else Chip("May go", "done")


def answered(row: RequestRow) -> str:
    how = "Given" if row.outcome == "given" else "Taken back"
    return f"{how} {days.short(row.closed_on)}" if row.closed_on else how


def beside(form: Form, problem: Problem) -> Problem:
    """A problem beside the line of words where casework calls that line by what it is for."""
    if problem.field in form.fields or "words" not in form.fields:
        return problem
    day = problem.field.endswith("on") and problem.field != "on"
    return Problem("on" if day else "words", problem.sentence, problem.hint)
