"""A pack for a colleague who covers a practice: the next dates, cases, contact rules and letters due.

One locked file with a password of its own, to be told by another road. It holds no word of the medical
record and nothing said when somebody was at risk; each client in it is a line of the access log.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from welfare_desk.casework import access, agency
from welfare_desk.casework.access import Ask
from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.correspondence.letters import LetterRow
from welfare_desk.casework.desk import Desk, NotFound, Work
from welfare_desk.casework.matters import cases, key_dates
from welfare_desk.casework.matters.key_dates import KeyDateRow
from welfare_desk.casework.people import client_page, clients
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.service import sessions
from welfare_desk.casework.service.sessions import SessionRow
from welfare_desk.errors import DeskError
from welfare_desk.records.cases import Case, KeyDate, Task
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Practice, Waiting
from welfare_desk.rules import consent as gate
from welfare_desk.rules import days

AHEAD = timedelta(weeks=8)
_WHY = "For whoever covers"
_STATES = {"draft": "draft, to go to the GP", "with_gp": "with the GP", "checked": "checked, to be sent"}


class NoSuchPractice(DeskError):
    sentence = "No practice of that name is in this desk."
    hint = "Write its name as it stands under Practice."


@dataclass(frozen=True, slots=True)
class Pack:
    """The locked file and the password it opens with; how many clients are in it."""

    data: bytes
    password: str
    people: int


@dataclass(frozen=True, slots=True)
class _Client:
    name: str
    reference: str
    phone: str
    warning: str
    interpreter: str
    matters: tuple[str, ...]
    dates: tuple[KeyDateRow, ...]
    letters: tuple[LetterRow, ...]
    tasks: tuple[str, ...]
    waits: bool


def practice_named(desk: Desk, typed: str) -> UUID:
    """The practice of this name, or the only one that begins with it. Raises NoSuchPractice."""
    rows = agency.practices(desk)
    word = typed.strip().casefold()
    exact = [row for row in rows if row.name.casefold() == word]
    found = exact or [row for row in rows if word and row.name.casefold().startswith(word)]
    if len(found) != 1:
        known = ", ".join(row.name for row in rows)
        raise NoSuchPractice(hint=f"It is one of: {known}." if known else None)
    return found[0].id


def hand_over(desk: Desk, practice_id: UUID, *, why: str, today: date) -> Pack:
    """Make the pack for whoever covers this practice. Logged for every client in it, before it is given."""
    from welfare_desk.letters import sealed_copy

    with desk.unit_of_work() as work:
        practice = work.session.get(Practice, practice_id)
        if practice is None:
            raise NotFound()
        coming = [
            row
            for row in sessions.sessions(desk, from_on=today, to_on=today + AHEAD)
            if row.practice_id == practice_id
        ]
        held = _clients(work, desk, practice_id, today)
        for person_id in held:
            ask = Ask(person_id, "disclose", "handover", "oversight", cover_reason=why.strip() or None)
            access.log(work, ask, gate.Ruling("disclose", "ok_log", ()))
        pages = _pages(work, practice.name, coming, list(held.values()), why, today)
        work.commit()
    password = sealed_copy.new_password()
    return Pack(sealed_copy.sealed(pages, (), (), password), password, len(held))


def _clients(work: Work, desk: Desk, practice_id: UUID, today: date) -> dict[UUID, _Client]:
    """Who a colleague may meet: an open case here, or somebody of this practice who waits."""
    look = work.session
    open_cases = select(Case.person_id).where(Case.practice_id == practice_id, Case.closed_on.is_(None))
    waiting = select(Waiting.person_id).where(Waiting.practice_id == practice_id, Waiting.ended_on.is_(None))
    people = look.execute(
        select(Person.id, client_name())
        .join(PersonName, current_name(Person.id))
        .where(or_(Person.id.in_(open_cases), Person.id.in_(waiting)), Person.died_on.is_(None))
        .order_by(Person.sort_name, Person.id)
    ).all()
    ids = [id for id, _ in people]
    dates: dict[UUID, list[KeyDateRow]] = defaultdict(list)
    still_open = key_dates.dates().where(
        Case.person_id.in_(ids), KeyDate.done_on.is_(None), Case.closed_on.is_(None)
    )
    for row in key_dates.date_rows(look, still_open):
        dates[row.person_id].append(row)
    tasks: dict[UUID, list[str]] = defaultdict(list)
    for person_id, what, due_on in look.execute(
        select(Task.person_id, Task.what, Task.due_on).where(Task.person_id.in_(ids), Task.done_on.is_(None))
    ):
        if person_id is not None:
            tasks[person_id].append(f"{what} by {days.full(due_on)}" if due_on else what)
    waits = set(look.scalars(waiting))
    return {id: _one(desk, id, name, tuple(dates[id]), tuple(tasks[id]), id in waits) for id, name in people}


def _one(
    desk: Desk, id: UUID, name: str, dates: tuple[KeyDateRow, ...], tasks: tuple[str, ...], waits: bool
) -> _Client:
    view = clients.client(desk, id)
    rows = cases.case_rows(desk, person_id=id)
    return _Client(
        name,
        view.reference,
        view.draft.phone or "",
        client_page.contact_words(view.draft),
        view.draft.interpreter or "",
        tuple(f"{row.reference} {cases.matter_name(row.matter)}" for row in rows),
        dates,
        tuple(row for row in letters.letters(desk, person_id=id) if row.state in _STATES),
        tasks,
        waits,
    )


def _pages(
    work: Work, practice: str, coming: list[SessionRow], held: list[_Client], why: str, today: date
) -> bytes:
    from welfare_desk.casework.rights.subject_paper import frame
    from welfare_desk.letters.content import Block, Document, Heading, ListBlock, Paragraph, Run, Table
    from welfare_desk.letters.pdf import render_pdf
    from welfare_desk.letters.sealed_copy import printable

    def said(words: str, bold: bool = False) -> tuple[Run, ...]:
        return printable((Run(words, bold),))

    blocks: list[Block] = [Heading(1, said(f"Handover: {practice}"))]
    blocks.append(
        Paragraph(
            said(f"Made by {work.desk.advisor.name}. {_ended(why.strip() or _WHY)} Destroy it afterwards.")
        )
    )
    ours = [one for client in held for one in client.dates if one.claimant_acts]
    due = sorted(ours, key=lambda one: (one.safe_on, one.client))
    blocks.append(Heading(2, said("What falls due, the earliest first")))
    if due:
        rows = tuple(
            (
                said(days.full(one.safe_on)),
                said(one.client),
                said(f"{one.what}; legal last day {days.full(one.due_on)}"),
            )
            for one in due
        )
        blocks.append(Table((said("Act by"), said("Client"), said("What")), rows))
    else:
        blocks.append(Paragraph(said("Nothing is set.")))
    blocks.append(Heading(2, said("Sessions")))
    planned = [
        f"{days.full(row.on)}, {row.starts:%H:%M} to {row.ends:%H:%M}: "
        + ("cancelled" if row.status == "cancelled" else f"{row.meetings} booked")
        for row in coming
    ]
    blocks.append(ListBlock(tuple(said(line) for line in planned or ["None is planned."])))
    blocks.append(Heading(2, said(f"Clients ({len(held)})")))
    for client in held:
        blocks.append(Paragraph(printable((Run(client.name, True), Run(f", {client.reference}")))))
        lines = [f"Contact: {client.warning}"] if client.warning else []
        lines += [f"Telephone: {client.phone}"] if client.phone else []
        lines += [f"Interpreter: {client.interpreter}"] if client.interpreter else []
        lines += [f"Case: {matter}" for matter in client.matters]
        lines += [f"Letter to {row.recipient}: {_STATES[row.state]}" for row in client.letters]
        lines += [f"To do: {task}" for task in client.tasks]
        lines += ["Waits for a meeting."] if client.waits else []
        blocks.append(ListBlock(tuple(said(line) for line in lines or ["Nothing beyond the dates above."])))
    document = Document("Handover", "en-GB", frame(work, "Handover", today), tuple(blocks))
    return render_pdf(document).data


def _ended(words: str) -> str:
    return words if words[-1] in ".!?" else f"{words}."
