"""A laptop's desk moved into the agency's, and somebody's clients taken out of it into a folder.

Moving in is a manager's act: only they see whether a client is known to the agency already. Whoever is, is
left on the laptop with the reason said, so that nobody and nothing is counted twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, or_, select, text
from sqlalchemy.orm import Session

from welfare_desk.casework import agency, opening
from welfare_desk.casework.desk import Clock, Desk, NotYours, Work
from welfare_desk.casework.shared.carrying import Carrying, Progress
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.casework.shared.people import named
from welfare_desk.errors import UsageFault
from welfare_desk.records.people import Person
from welfare_desk.records.service import Advisor, Organisation, Setting
from welfare_desk.records.shared import Member
from welfare_desk.vault import folders
from welfare_desk.vault.slots import Strength


@dataclass(frozen=True, slots=True)
class Known:
    """A client the agency knows already: who, as whom, and by what."""

    reference: str
    as_reference: str
    because: str


@dataclass(frozen=True, slots=True)
class MovedIn:
    """What came of moving a desk: clients brought now, brought before, and left because they are known."""

    brought: int
    there_already: int
    left: tuple[Known, ...]
    rows: dict[str, int] = field(default_factory=dict)


class AgencysAlready(UsageFault):
    sentence = "That folder is a way into an agency's desk, and holds no clients of its own to move."
    hint = "Name the folder of the laptop's desk."


def move_in(
    desk: Desk, laptop: Desk, *, to: str = "", today: date, progress: Progress | None = None
) -> MovedIn:
    """Bring every client of a laptop's desk to the agency's, as ``to``'s (the laptop's own advisor).

    Raises NotYours for anybody but a manager, NobodySo where the advisor has not joined, AgencysAlready.
    """
    whose, clients = _who_comes(desk, laptop, to)
    with laptop.look() as look:
        ids = dict.fromkeys(look.scalars(select(Advisor.id)).all(), whose)
    carrying = Carrying(laptop, desk, ids)
    carrying.surroundings()
    brought, already, left = 0, 0, []
    for number, person in enumerate(clients, start=1):
        with desk.look() as look:
            there = look.get(Person, person.id) is not None
            known = None if there else known_already(look, person)
        if there:
            already += 1
        elif known is not None:
            left.append(known)
        else:
            brought += carrying.client(person.id, partial(_theirs, person.id, whose, today))
        if progress is not None:
            progress(number, len(clients))
    carrying.between_people()
    return MovedIn(brought, already, tuple(left), carrying.carried)


def try_out(desk: Desk, laptop: Desk, *, to: str = "") -> MovedIn:
    """What moving this desk in would bring and leave; writes nothing. Raises as ``move_in`` does."""
    _, clients = _who_comes(desk, laptop, to)
    brought, already, left = 0, 0, list[Known]()
    coming: dict[tuple[str, object], Person] = {}
    with desk.look() as look:
        for person in clients:
            if look.get(Person, person.id) is not None:
                already += 1
                continue
            # Two of one desk who are as far as anyone can tell the same: the second meets the first there.
            twin = next((coming[mark] for mark in _marks(person) if mark in coming), None)
            known = known_already(look, person) or (_known(person, twin) if twin else None)
            if known is None:
                brought += 1
                coming |= dict.fromkeys(_marks(person), person)
            else:
                left.append(known)
    return MovedIn(brought, already, tuple(left))


def _who_comes(desk: Desk, laptop: Desk, to: str) -> tuple[UUID, list[Person]]:
    """Whose clients they become, and the clients."""
    shared = shared_of(desk)
    if laptop.shared is not None:
        raise AgencysAlready()
    if shared.duty != "manager":
        raise NotYours(hint="A manager moves a desk in: only they see whom the agency knows.")
    whose = named(desk, to or laptop.advisor.name)
    with laptop.look() as look:
        return whose.id, list(look.scalars(select(Person).order_by(Person.id)))


def _theirs(person_id: UUID, advisor_id: UUID, today: date, work: Work) -> None:
    """The client is the laptop's advisor's from here on, and theirs to open."""
    shared = shared_of(work.desk)
    me = work.desk.advisor.id
    if advisor_id != me:
        member = work.get(Member, advisor_id)
        shared.seal_for_another(work, person_id, advisor_id, member.public_key)
        given = text("SELECT wd_assign(:person, :to, 'assigned', '', NULL)")
        work.session.execute(given, {"person": person_id, "to": advisor_id})
        taken = text("SELECT wd_unassign(:person, :me)")
        work.session.execute(taken, {"person": person_id, "me": me})
    work.journal(person_id, "Moved in from a desk of their advisor's own.", on=today)


def known_already(session: Session, person: Person) -> Known | None:
    """Somebody at this desk who is, as far as anyone can tell, the same: by number, or name and birthday."""
    marks = []
    if person.ni_number:
        marks.append(Person.ni_number == person.ni_number)
    if person.chi_number:
        marks.append(Person.chi_number == person.chi_number)
    if person.born_on:
        marks.append((Person.sort_name == person.sort_name) & (Person.born_on == person.born_on))
    if not marks:
        return None
    same = session.scalars(select(Person).where(or_(*marks)).order_by(Person.id).limit(1)).first()
    return None if same is None else _known(person, same)


def _known(person: Person, same: Person) -> Known:
    theirs = set(_marks(same))
    because = next(why for why, value in _marks(person) if (why, value) in theirs)
    return Known(person.reference, same.reference, because)


def _marks(person: Person) -> Iterator[tuple[str, object]]:
    """By what somebody is taken to be the same, each with what it is; the surest first."""
    if person.ni_number:
        yield "the same National Insurance number", person.ni_number
    if person.chi_number:
        yield "the same CHI number", person.chi_number
    if person.born_on:
        yield "the same name and date of birth", (person.sort_name, person.born_on)


def take_out(
    desk: Desk,
    folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    strength: Strength | None = None,
    allow_weak: bool = False,
    progress: Progress | None = None,
) -> tuple[opening.MadeDesk, int]:
    """Copy every client this person may open into a desk in ``folder``; the agency's stays as it is.

    Raises as ``make_desk`` does. It is made beside ``folder`` and gets its name when it is whole: what a
    computer that was switched off left half made is no desk of anyone's, and goes when it is begun again.
    """
    shared_of(desk)
    folders.must_be_free(folder)
    place = folder.with_name(f"{folder.name}{_HALF}")
    shutil.rmtree(place, ignore_errors=True)
    try:
        made, taken = _taken(desk, place, passphrase, clock, strength, allow_weak, progress)
        made.desk.close()
        if folder.exists():
            (folder / folders.LOCK).unlink(missing_ok=True)
            folder.rmdir()
        place.rename(folder)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return replace(made, desk=opening.open_desk(folder, passphrase, clock=clock)), taken


_HALF = ".half-taken-out"


def _taken(
    desk: Desk,
    folder: Path,
    passphrase: str,
    clock: Clock,
    strength: Strength | None,
    allow_weak: bool,
    progress: Progress | None,
) -> tuple[opening.MadeDesk, int]:
    today = clock.today()
    made = opening.make_desk(
        folder,
        opening.NewAdvisor(desk.advisor.name, desk.advisor.initials, desk.advisor.role),
        passphrase,
        clock=clock,
        details=agency.agency(desk, on=today),
        strength=strength,
        allow_weak=allow_weak,
    )
    try:
        return made, _copied(desk, made.desk, progress)
    except BaseException:
        made.desk.close()
        raise


def _copied(desk: Desk, new: Desk, progress: Progress | None) -> int:
    shared = shared_of(desk)
    ids = {desk.advisor.id: new.advisor.id}
    with desk.look() as look:
        others = [dict(row) for row in look.execute(select(Advisor.__table__)).mappings()]
        clients = look.scalars(select(Person.id).order_by(Person.id)).all()
        if shared.duty != "manager":
            opened = set(look.scalars(text("SELECT wd_mine_to_open()")).all())
            clients = [one for one in clients if one in opened]
    with new.unit_of_work() as work:
        # The agency's own settings and bodies take the place of a new desk's.
        work.session.execute(delete(Setting))
        work.session.execute(delete(Organisation))
        kept = [row for row in others if row["id"] != desk.advisor.id]
        if kept:
            work.session.execute(Advisor.__table__.insert(), kept)  # type: ignore[attr-defined]
        work.commit()
    carrying = Carrying(desk, new, ids)
    carrying.surroundings()
    taken = 0
    for number, person_id in enumerate(clients, start=1):
        taken += carrying.client(person_id)
        if progress is not None:
            progress(number, len(clients))
    carrying.between_people()
    return taken
