"""When a computer with a desk on it is lost: what a backup says of it, to be read on any machine.

Who was on it and how each may safely be reached, what falls due in the next fortnight, which letters lie
with GPs, and whom to tell. The backup is only read; no word of anybody's medical record is in the answer.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework import agency, opening
from welfare_desk.casework.desk import Clock, Desk
from welfare_desk.casework.matters.key_dates import KeyDateRow, date_row, dates
from welfare_desk.casework.people import client_page, clients
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.safekeeping import trust
from welfare_desk.records.cases import Case, KeyDate
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Practice
from welfare_desk.rules import days

AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class OnIt:
    """One client whose details were on the lost computer. ``health`` where medical notes were kept."""

    id: UUID
    name: str
    reference: str
    phone: str
    warning: str
    health: bool
    open_case: bool


@dataclass(frozen=True, slots=True)
class WithGp:
    """A letter a GP has been asked to check: it lies at the practice, and the draft is in this backup."""

    client: str
    reference: str
    practice: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom to tell, by when, what, and where that duty comes from."""

    whom: str
    when: str
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Incident:
    """All of it. ``as_at`` is the moment the backup is of: nothing later is known."""

    agency: str
    as_at: datetime
    people: tuple[OnIt, ...]
    due: tuple[KeyDateRow, ...]
    letters: tuple[WithGp, ...]
    tell: tuple[Telling, ...]
    after: tuple[str, ...]

    @property
    def in_short(self) -> str:
        health = sum(one.health for one in self.people)
        many = "1 person" if len(self.people) == 1 else f"{len(self.people)} people"
        return f"{many} on it, {health} with medical notes."


@contextmanager
def opened(backup: Path, passphrase: str, *, clock: Clock) -> Iterator[tuple[Desk, datetime]]:
    """A backup opened for reading only, in a place of its own that stays encrypted and is taken away after.

    The backup is not touched, and is read back whole before a word of it is believed; whoever was erased
    since is not in it. Raises NotABackup, WrongPassphrase, BackupDamaged, DeskNewer, DiskFull.
    """
    with tempfile.TemporaryDirectory(prefix="welfare-desk-") as scratch:
        place = Path(scratch) / "desk"
        restored = trust.restore_desk(backup, place, passphrase, clock=clock)
        opening.open_desk(place, passphrase, clock=clock).close()  # of an older program: its tables first
        desk = opening.open_desk(place, passphrase, clock=clock, read_only=True)
        try:
            yield desk, restored.made_at
        finally:
            desk.close()


def look(desk: Desk, as_at: datetime, *, today: date) -> Incident:
    """What to know and do; ``today`` is the day it is read on."""
    told = resources.table("incident.toml")
    return Incident(
        agency.agency(desk, on=today).name,
        as_at,
        # Whom one must be careful with first, then whose health is in it, then whose case is open.
        tuple(sorted(_people(desk), key=lambda one: (not one.warning, not one.health, not one.open_case))),
        tuple(_due(desk, today)),
        tuple(_with_gp(desk)),
        tuple(Telling(**one) for one in told["tell"]),
        tuple(one["what"] for one in told["after"]),
    )


def _people(desk: Desk) -> Iterator[OnIt]:
    with desk.look() as seen:
        health = set(seen.scalars(select(EvidenceNote.person_id)))
        busy = set(seen.scalars(select(Case.person_id).where(Case.closed_on.is_(None))))
        rows = seen.execute(
            select(Person.id, client_name())
            .join(PersonName, current_name(Person.id))
            .order_by(Person.sort_name, Person.id)
        ).all()
    for id, name in rows:
        view = clients.client(desk, id)
        warning = client_page.contact_words(view.draft)
        yield OnIt(id, name, view.reference, view.draft.phone or "", warning, id in health, id in busy)


def _due(desk: Desk, today: date) -> Iterator[KeyDateRow]:
    """Every open date whose safe or legal day is reached within the fortnight, the overdue first."""
    with desk.look() as seen:
        found = seen.execute(
            dates()
            .where(KeyDate.done_on.is_(None), Case.closed_on.is_(None), KeyDate.safe_on <= today + AHEAD)
            .order_by(KeyDate.safe_on, KeyDate.id)
        ).all()
    return map(date_row, found)


def _with_gp(desk: Desk) -> Iterator[WithGp]:
    with desk.look() as seen:
        rows = seen.execute(
            select(client_name(), Letter.reference, Practice.name, Letter.sent_to_gp_on)
            .join(Person, Person.id == Letter.person_id)
            .join(PersonName, current_name(Person.id))
            .outerjoin(Case, Case.id == Letter.case_id)
            .outerjoin(Practice, Practice.id == Case.practice_id)
            .where(Letter.state == "with_gp")
            .order_by(Practice.name, Letter.sent_to_gp_on)
        ).all()
    for client, reference, practice, since in rows:
        yield WithGp(client, reference, practice or "No practice named", since)


def in_lines(found: Incident, today: date) -> Iterator[str]:
    """The same for a terminal, a line each."""
    yield "TELL"
    for one in found.tell:
        yield f"  {one.whom}: {one.when}. {one.what}"
    yield f"DUE BY {(today + AHEAD).isoformat()}"
    for due in found.due:
        yield f"  {due.safe_on.isoformat()}  {due.client}: {due.what}, last day {due.due_on.isoformat()}"
    yield "LETTERS WITH GPS"
    for letter in found.letters:
        yield f"  {letter.practice}: {letter.client}, {letter.reference}"
    yield "WHO WAS ON IT"
    for person in found.people:
        notes = ", medical notes" if person.health else ""
        reach = person.warning or "nothing stands in the way"
        yield f"  {person.name}, {person.reference}{notes}; {person.phone or 'no telephone'}; {reach}"
    yield "THEN"
    for line in found.after:
        yield f"  {line}"


def sheet(desk: Desk, found: Incident, *, today: date) -> bytes:
    """All of it on paper, the most pressing first."""
    from welfare_desk.casework.rights.subject_paper import frame_of
    from welfare_desk.letters.content import Block, Document, Heading, ListBlock, Paragraph, Run, Table
    from welfare_desk.letters.pdf import render_pdf
    from welfare_desk.letters.sealed_copy import printable

    def said(words: str, bold: bool = False) -> tuple[Run, ...]:
        return printable((Run(words, bold),))

    def table(head: tuple[str, ...], rows: list[tuple[str, ...]], none: str) -> Block:
        if not rows:
            return Paragraph(said(none))
        return Table(
            tuple(said(word) for word in head), tuple(tuple(said(cell) for cell in row) for row in rows)
        )

    at = found.as_at.astimezone()
    blocks: list[Block] = [
        Heading(1, said("A computer with a desk was lost")),
        Paragraph(
            said(
                f"From the backup of {days.full(at.date())}, {at:%H:%M}: {found.in_short} What was written"
                " after it was on the computer too and is not in these lists. This paper names clients:"
                " keep it locked away, and destroy it afterwards."
            )
        ),
        Heading(2, said("Tell")),
    ]
    for one in found.tell:
        blocks.append(Paragraph(printable((Run(f"{one.whom}: {one.when}. ", True), Run(one.what)))))
    blocks += [
        Heading(2, said(f"Due by {days.full(today + AHEAD)}")),
        table(
            ("Act by", "Client", "What"),
            [
                (
                    days.full(one.safe_on),
                    one.client,
                    f"{one.what}; last day {days.full(one.due_on)}",
                )
                for one in found.due
            ],
            "Nothing falls due.",
        ),
        Heading(2, said("Letters lying with GPs")),
        table(
            ("Practice", "Client", "Letter"),
            [
                (
                    one.practice,
                    one.client,
                    f"{one.reference}, since {days.full(one.since)}" if one.since else one.reference,
                )
                for one in found.letters
            ],
            "None.",
        ),
        Heading(2, said("Then")),
        ListBlock(tuple(said(line) for line in found.after)),
        Heading(2, said(f"Who was on it ({len(found.people)})")),
        table(
            ("Client", "Telephone", "Before you reach out"),
            [
                (
                    f"{one.name}, {one.reference}" + (" (medical notes)" if one.health else ""),
                    one.phone or "Not recorded",
                    one.warning or "Nothing stands in the way.",
                )
                for one in found.people
            ],
            "Nobody.",
        ),
    ]
    document = Document("A computer was lost", "en-GB", frame_of(desk, "Incident", today), tuple(blocks))
    return render_pdf(document).data
