"""What waits for a printer: a borrowed room often has none. The gate is asked when it is printed, each anew.

The queue names letters and packs and holds nothing of them. It says now what would be stopped, and what
ends before the next session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letter_check, letter_issue, print_gate
from welfare_desk.casework.correspondence.letter_kinds import letter_kind_name
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.papers import pack_check
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import DeskError, FoundWrong
from welfare_desk.records.base import new_id
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.papers import Pack, PrintLater
from welfare_desk.records.people import PersonName
from welfare_desk.records.service import Meeting, Organisation

WHATS = ("letter", "check_sheet", "pack")
RECENT = timedelta(days=7)  # a letter issued longer ago and never printed from here was printed elsewhere
Step = Callable[[str, int, int], object]


class WaitsAlready(DeskError):
    sentence = "It waits to be printed already."


class NotIssued(FoundWrong):
    sentence = "Only what has been issued can wait to be printed."
    hint = "Issue the letter first."


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits. ``stopped`` says why it may not be printed now, ``ends_on`` when it lapses."""

    id: UUID
    what: str
    target_id: UUID
    person_id: UUID
    case_id: UUID
    title: str
    client: str
    recipients: tuple[str, ...]
    asked_on: date
    stopped: tuple[access.Reason, ...]
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Ready:
    """What may be printed, in order, and what the gate or its own state kept back."""

    printed: tuple[tuple[UUID, str, bytes], ...]
    kept_back: tuple[tuple[str, str], ...]


def put(desk: Desk, what: str, target_id: UUID, *, today: date) -> Changes:
    """Let a letter, a check sheet or a pack wait for a printer. Raises WaitsAlready, NotIssued, NotFound."""
    with desk.unit_of_work() as work:
        row = _put(work, what, target_id, today)
        work.commit()
        return Changes.of(row, "print_later")


def put_session(desk: Desk, session_id: UUID, *, today: date) -> Changes:
    """Everything there is to print for the people of one session: check sheets of their drafts, and letters
    issued in the last week that were not printed from here."""
    with desk.unit_of_work() as work:
        people = select(Meeting.person_id).where(Meeting.session_id == session_id)
        letters = work.session.scalars(
            select(Letter).where(Letter.person_id.in_(people)).order_by(Letter.drafted_on, Letter.id)
        ).all()
        known = _known(work.session)
        for letter in letters:
            what = _wanted(letter, today)
            if what is not None and (what, letter.id) not in known:
                _put(work, what, letter.id, today)
        work.commit()
        return Changes.of(session_id, "print_later")


def put_case(desk: Desk, case_id: UUID, *, today: date) -> Changes:
    """Every issued letter of a case that was not printed from here: a batch to many creditors in one go.

    Raises NotIssued where there is none.
    """
    with desk.unit_of_work() as work:
        letters = work.session.scalars(
            select(Letter)
            .where(Letter.case_id == case_id, Letter.state == "issued")
            .order_by(Letter.drafted_on, Letter.id)
        ).all()
        known = _known(work.session)
        new = [letter for letter in letters if ("letter", letter.id) not in known]
        if not letters:
            raise NotIssued()
        for letter in new:
            _put(work, "letter", letter.id, today)
        work.commit()
        return Changes.of(case_id, "print_later")


def _known(session: Session) -> set[tuple[str, UUID]]:
    """What waits or was printed; what was taken out, or stopped by a consent, may be put in again."""
    kept = select(PrintLater).where(PrintLater.done_how.is_(None) | (PrintLater.done_how == "printed"))
    return {(row.what, row.letter_id) for row in session.scalars(kept) if row.letter_id is not None}


def _wanted(letter: Letter, today: date) -> str | None:
    if letter.state == "issued":
        return "letter" if letter.issued_on and today - letter.issued_on <= RECENT else None
    return "check_sheet" if letter.state == "draft" and letter.check_needed else None


def _put(work: Work, what: str, target_id: UUID, today: date) -> PrintLater:
    if what not in WHATS:
        raise ValueError(f"nothing called {what} is printed")
    target = work.get(Pack, target_id) if what == "pack" else work.get(Letter, target_id)
    column = PrintLater.pack_id if what == "pack" else PrintLater.letter_id
    waits = select(PrintLater.id).where(
        column == target_id, PrintLater.what == what, PrintLater.done_on.is_(None)
    )
    if work.session.scalars(waits).first() is not None:
        raise WaitsAlready()
    if isinstance(target, Letter) and what == "letter" and target.state != "issued":
        raise NotIssued()
    row = PrintLater(
        id=new_id(),
        person_id=target.person_id,
        case_id=target.case_id,
        what=what,
        letter_id=None if what == "pack" else target_id,
        pack_id=target_id if what == "pack" else None,
        asked_on=today,
        advisor_id=work.desk.advisor.id,
    )
    work.add(row)
    return row


def waiting(desk: Desk, *, today: date) -> list[WaitingRow]:
    """What waits, the oldest first, with what stands against it now. Shows nothing, so it logs nothing."""
    found = []
    with desk.look() as look:
        work = Work(desk, look)
        rows = look.scalars(
            select(PrintLater)
            .where(PrintLater.done_on.is_(None))
            .order_by(PrintLater.asked_on, PrintLater.id)
        )
        for row in rows.all():
            stopped, ends_on = _standing(work, row)
            title, recipients = _said(look, row)
            client = look.scalars(
                select(client_name()).select_from(PersonName).where(current_name(row.person_id))
            ).first()
            found.append(
                WaitingRow(
                    row.id,
                    row.what,
                    _target(row),
                    row.person_id,
                    row.case_id,
                    title,
                    client or "",
                    recipients,
                    row.asked_on,
                    stopped,
                    ends_on,
                )
            )
    return found


def _target(row: PrintLater) -> UUID:
    id = row.pack_id or row.letter_id
    assert id is not None  # noqa: S101 - a row is about one of the two
    return id


def _said(look: Session, row: PrintLater) -> tuple[str, tuple[str, ...]]:
    if row.what == "pack":
        pack = look.get_one(Pack, _target(row))
        return f"Pack {pack.reference}", _names(look, [pack.recipient_id, *map(UUID, pack.copies or ())])
    letter = look.get_one(Letter, _target(row))
    if row.what == "check_sheet":
        return f"Check sheet {letter.reference}", ("The practice, to check",)
    ids = [letter.recipient_id, *map(UUID, letter.copies or ())]
    return f"{letter_kind_name(letter.kind)} {letter.reference}", _names(look, ids)


def _names(look: Session, ids: Iterable[UUID]) -> tuple[str, ...]:
    bodies = [look.get(Organisation, id) for id in ids]
    return tuple(body.name for body in bodies if body is not None)


def _standing(work: Work, row: PrintLater) -> tuple[tuple[access.Reason, ...], date | None]:
    """What the gate has against it now, and of a pack what its text lacks; the day a consent runs out."""
    stopped, ends_on = print_gate.against(work, row)
    if row.pack_id is not None:
        pack = work.session.get_one(Pack, row.pack_id)
        stopped += tuple(reason for one in pack_check.of_the_text(work, pack) for reason in one.reasons)
    return stopped, ends_on


def take_out(desk: Desk, row_ids: Iterable[UUID], *, today: date) -> Changes:
    """Print these after all not."""
    return _done(desk, row_ids, "taken_out", today)


def were_printed(desk: Desk, row_ids: Iterable[UUID], *, today: date) -> Changes:
    """The printer took them. A check sheet printed is one that was given to the practice."""
    ids = list(row_ids)
    sheets = []
    with desk.look() as look:
        for id in ids:
            row = look.get(PrintLater, id)
            letter = look.get(Letter, row.letter_id) if row and row.what == "check_sheet" else None
            if letter is not None and letter.state == "draft":
                sheets.append(letter.id)
    for letter_id in sheets:
        letter_check.send_to_gp(desk, letter_id, today=today)
    return _done(desk, ids, "printed", today)


def _done(desk: Desk, row_ids: Iterable[UUID], how: str, today: date) -> Changes:
    with desk.unit_of_work() as work:
        for id in row_ids:
            row = work.get(PrintLater, id)
            if row.done_on is None:
                row.done_on, row.done_how = today, how
        work.commit()
        return Changes(frozenset({"print_later", "letters"}))


def make_ready(desk: Desk, row_ids: Iterable[UUID], *, today: date, step: Step | None = None) -> Ready:
    """The papers themselves, each through the gate at this moment; one that is stopped stops no other.

    ``step`` hears (what, done, of) and may raise to call it off.
    """
    wanted = set(row_ids)
    rows = [row for row in waiting(desk, today=today) if row.id in wanted]
    printed, kept_back = [], []
    for number, row in enumerate(rows):
        if step is not None:
            step(f"Making {row.title} ready", number, len(rows))
        try:
            printed.append((row.id, row.title, _bytes_of(desk, row, today)))
        except DeskError as no:
            kept_back.append((f"{row.title}, {row.client}", str(no)))
    return Ready(tuple(printed), tuple(kept_back))


def _bytes_of(desk: Desk, row: WaitingRow, today: date) -> bytes:
    if row.what == "pack":
        return pack_check.make(desk, row.target_id, today=today).pack
    if row.what == "check_sheet":
        return letter_check.check_sheet(desk, row.target_id, today=today).data
    return letter_issue.print_out(desk, row.target_id, today=today)


def together(papers: Iterable[bytes]) -> bytes:
    """Several papers as one PDF, one after another, to be sent to a printer in one go."""
    from io import BytesIO

    import pikepdf

    whole, out = pikepdf.Pdf.new(), BytesIO()
    kept = [pikepdf.open(BytesIO(paper)) for paper in papers]
    for paper in kept:
        whole.pages.extend(paper.pages)
    whole.save(out)
    for paper in kept:
        paper.close()
    return out.getvalue()
