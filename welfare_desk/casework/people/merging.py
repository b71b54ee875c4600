"""Two files of one person made one: looked at beforehand, every changed value kept, to be undone whole.

The file that goes gives everything that points at it to the file that stays; itself it remains, empty and
nameless, so that its reference is never given again. What was sealed stays sealed under the key it was sealed
with (``sealed_text``). The access log is one chain and keeps the id it was written with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, inspect, or_, select
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.access import Ask
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.people import clients, referrals
from welfare_desk.casework.people.clients import ClientView, client_name, current_name, refresh_search_terms
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.base import Kept
from welfare_desk.records.community import HouseholdMember, KeptApart
from welfare_desk.records.income import IncomeCheck
from welfare_desk.records.people import Address, Merge, Person, PersonName
from welfare_desk.records.service import Advisor
from welfare_desk.records.tables import Base
from welfare_desk.rules import consent as gate
from welfare_desk.rules import days

# The access log is one chain; tombstones stay where an old backup is made to forget by them; words for
# finding people are made anew; who may open a file on a shared desk stays with its key.
_STAYS = ("access_log", "erasures", "search_terms", "assignments", "sealed_keys", "presence")
_KEYS = ("award_key", "debt_key")  # "<person or household id>:<benefit>"
_LABELS = {
    "born_on": "Born",
    "ni_number": "National Insurance number",
    "chi_number": "CHI number",
    "gp_name": "GP",
    "contact_warning": "Before any contact",
    "language": "Language",
    "interpreter": "Interpreter",
    "access_need": "Access need",
    "may_call": "May be rung",
    "may_write": "May be written to",
    "died_on": "Died",
}
_KINDS = {
    "cases": ("case", "cases"),
    "key_dates": ("date", "dates"),
    "journal": ("line of the journal", "lines of the journal"),
    "meetings": ("meeting", "meetings"),
    "letters": ("letter", "letters"),
    "consents": ("consent", "consents"),
    "evidence_notes": ("evidence note", "evidence notes"),
    "attachments": ("paper", "papers"),
    "gains": ("gain", "gains"),
    "decisions": ("decision", "decisions"),
    "debts": ("debt", "debts"),
    "claims": ("claim", "claims"),
}

Change = list[str | None]
"""Table, id, column, what stood there, what stands there now; days and ids as text."""


class NotOnePerson(DeskError):
    sentence = "These two files cannot be made one."
    hint = "They are kept apart, or one of them has been erased or is already part of another."


class NotTheNewest(DeskError):
    sentence = "Another file has been added to this one since."
    hint = "Undo that one first."


@dataclass(frozen=True, slots=True)
class Differs:
    """A fact of which the two files do not say the same; ``stands`` is what the one file will say."""

    what: str
    kept: str
    gone: str
    stands: str


@dataclass(frozen=True, slots=True)
class Review:
    """What making one file of two would do, before anything is done."""

    kept: ClientView
    gone: ClientView
    reasons: tuple[str, ...]  # why they might be one person; none is said plainly
    differs: tuple[Differs, ...]
    moves: tuple[tuple[str, int], ...]  # what comes over, in words, with how many


@dataclass(frozen=True, slots=True)
class MergeRow:
    id: UUID
    reference: str  # of the file that went
    name: str
    on: date
    by: str
    why: str
    undone_on: date | None
    newest: bool


def review(desk: Desk, kept_id: UUID, gone_id: UUID) -> Review:
    """Look at both files side by side. Raises NotOnePerson, NotFound."""
    kept, gone = clients.client(desk, kept_id), clients.client(desk, gone_id)
    with desk.look() as look:
        work = Work(desk, look)
        _against(work, kept_id, gone_id)
        one, other = work.get(Person, kept_id), work.get(Person, gone_id)
        differs = [
            Differs(words, _said(mine), _said(theirs), _said(mine if mine is not None else theirs))
            for name, words in _LABELS.items()
            if (mine := getattr(one, name)) != (theirs := getattr(other, name)) and theirs is not None
        ]
        found = Counter(table for table, _, _ in _pointing(look, gone_id))
    for what, mine, theirs in (
        ("Name", kept.name, gone.name),
        ("Address", _on_a_line(kept.draft.address), _on_a_line(gone.draft.address)),
        ("Telephone", kept.draft.phone or "", gone.draft.phone or ""),
    ):
        if theirs and mine != theirs:
            differs.append(Differs(what, mine, theirs, mine or theirs))
    moves = [(words[found[table] != 1], found[table]) for table, words in _KINDS.items() if found[table]]
    alike = [one.reasons for one in referrals.alike(desk, gone.draft) if one.id == kept_id]
    return Review(kept, gone, alike[0] if alike else (), tuple(differs), tuple(moves))


def merge(desk: Desk, kept_id: UUID, gone_id: UUID, *, why: str, today: date) -> Changes:
    """Make the two files one. Raises Problems, NotOnePerson, NotFound."""
    if not why.strip():
        raise Problems([Problem("why", "Say how you know that they are one person.")])
    gone_name = clients.client(desk, gone_id).name
    with desk.unit_of_work() as work:
        _against(work, kept_id, gone_id)
        kept, gone = clients.whole_person(work.session, kept_id), work.get(Person, gone_id)
        has_home = any(one.to_on is None and (one.lines or one.postcode) for one in kept.addresses)
        trail: list[Change] = []
        for table, row, name in list(_pointing(work.session, gone_id)):
            if not _is_there_already(work.session, row, name, kept_id, trail):
                _set(trail, table, row, name, kept_id)
            if isinstance(row, PersonName) and row.to_on is None and row.kind == "legal":
                _set(trail, table, row, "kind", "former")
            over = isinstance(row, PersonName)
            over = over or (isinstance(row, Address) and has_home)
            over = over or (isinstance(row, HouseholdMember) and kept.household_id is not None)
            if over and row.to_on is None:
                _set(trail, table, row, "to_on", today)
        _rename_keys(work.session, trail, gone_id, kept_id)
        _take_over(trail, kept, gone)
        work.session.flush()
        work.session.expire_all()
        for id in (kept_id, gone_id):
            refresh_search_terms(work.session, clients.whole_person(work.session, id))
        made = work.add(
            Merge(
                person_id=kept_id,
                gone_id=gone_id,
                on=today,
                by_id=desk.advisor.id,
                why=why.strip(),
                changed=trail,
            )
        )
        said = f"The file of {gone_name}, {gone.reference}, was made one with this: {why.strip()}"
        work.journal(kept_id, said, on=today)
        _log(work, kept_id, made.id)
        work.commit()
        return Changes(_ALL, kept_id)


def undo(desk: Desk, merge_id: UUID, *, today: date) -> Changes:
    """Take the two files apart again: every value goes back that nobody has changed since.

    What was written since stays with the file it was written in. Raises NotTheNewest, NotFound.
    """
    with desk.unit_of_work() as work:
        made = work.get(Merge, merge_id)
        newest = work.session.scalars(_standing(made.person_id).limit(1)).first()
        if newest is None or newest.id != made.id:
            raise NotTheNewest()
        classes = _classes()
        for table, id, name, before, after in reversed([list(map(_or_none, one)) for one in made.changed]):
            row = work.session.get(classes[str(table)], UUID(str(id)))
            column = Base.metadata.tables[str(table)].columns[str(name)]
            attribute = _attribute(type(row), column) if row is not None else ""
            if row is not None and _as_text(getattr(row, attribute)) == after:
                setattr(row, attribute, _as_value(column, before))
        made.undone_on = today
        work.session.flush()
        work.session.expire_all()
        for file in (made.person_id, made.gone_id):
            refresh_search_terms(work.session, clients.whole_person(work.session, file))
        back = work.get(Person, made.gone_id)
        words = f"Taken apart again: {back.reference} is a file of its own."
        work.journal(made.person_id, words, on=today)
        work.journal(made.gone_id, "A file of its own again.", on=today)
        _log(work, made.person_id, made.id)
        work.commit()
        return Changes(_ALL, made.gone_id)


def merges(desk: Desk, person_id: UUID) -> list[MergeRow]:
    """The files that were made one with this client's, the newest first."""
    with desk.look() as look:
        rows = look.execute(
            select(Merge, Person.reference, Advisor.name)
            .join(Person, Person.id == Merge.gone_id)
            .outerjoin(Advisor, Advisor.id == Merge.by_id)
            .where(Merge.person_id == person_id)
            .order_by(Merge.id.desc())
        ).all()
        standing = [row.id for row, _, _ in rows if row.undone_on is None]
        return [
            MergeRow(
                row.id,
                reference,
                _name_of(look, row),
                row.on,
                by or "Someone",
                row.why,
                row.undone_on,
                standing[:1] == [row.id],
            )
            for row, reference, by in rows
        ]


def might_be(desk: Desk, person_id: UUID) -> list[referrals.Alike]:
    """Who else on the desk might be this client, with the reasons."""
    view = clients.client(desk, person_id)
    apart = set()
    with desk.look() as look:
        for one, other in look.execute(
            select(KeptApart.person_id, KeptApart.from_person_id).where(
                or_(KeptApart.person_id == person_id, KeptApart.from_person_id == person_id)
            )
        ):
            apart |= {one, other}
    return [one for one in referrals.alike(desk, view.draft) if one.id not in {person_id, *apart}]


# How it is done -------------------------------------------------------------------------------------------

_ALL = frozenset(
    (
        "clients",
        "cases",
        "journal",
        "consents",
        "evidence",
        "letters",
        "papers",
        "gains",
        "debts",
        "key_dates",
        "tasks",
        "claims",
        "households",
        "sessions",
        "waiting",
        "mandates",
    )
)


def _against(work: Work, kept_id: UUID, gone_id: UUID) -> None:
    """Whether these can be one file at all. Raises NotOnePerson, NotFound."""
    if kept_id == gone_id:
        raise NotOnePerson(hint="It is the same file.")
    pair = (kept_id, gone_id)
    apart = select(KeptApart.id).where(
        KeptApart.ended_on.is_(None), KeptApart.person_id.in_(pair), KeptApart.from_person_id.in_(pair)
    )
    erased = any(work.get(Person, id).sealing_key is None for id in pair)
    named = work.session.scalars(
        select(PersonName.person_id).where(or_(current_name(kept_id), current_name(gone_id)))
    )
    if erased or work.session.scalars(apart).first() is not None or not {*pair} <= set(named):
        raise NotOnePerson()


@cache
def _classes() -> dict[str, type[Base]]:
    """Every kept table's class by the table's name."""
    return {
        str(mapper.local_table.name): mapper.class_  # type: ignore[attr-defined]
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Kept)
    }


def _attribute(kind: type[Any], column: Column[Any]) -> str:
    return str(inspect(kind).get_property_by_column(column).key)


def _pointing(look: Session, gone_id: UUID) -> Iterator[tuple[str, Any, str]]:
    """Every row that points at the file that goes, with the column it does so by."""
    for table, kind in _classes().items():
        if table in _STAYS:
            continue
        for column in Base.metadata.tables[table].columns:
            if any(key.column.table is Person.__table__ for key in column.foreign_keys):
                if table == Merge.__tablename__ and column.name == "gone_id":
                    continue  # which file went stays as it was
                for row in look.scalars(select(kind).where(column == gone_id).order_by(column)):
                    yield table, row, column.name


def _is_there_already(look: Session, row: Any, name: str, kept_id: UUID, trail: list[Change]) -> bool:
    """Whether the file that stays has a row that may stand there only once; then this one stays behind."""
    if isinstance(row, IncomeCheck):
        same = select(IncomeCheck.id).where(
            IncomeCheck.person_id == kept_id, IncomeCheck.taken_on == row.taken_on
        )
        return look.scalars(same).first() is not None
    if isinstance(row, KeptApart):
        pair = {"person_id": row.person_id, "from_person_id": row.from_person_id} | {name: kept_id}
        twin = look.scalars(select(KeptApart).filter_by(**pair)).first()
        if twin is not None and row.ended_on is None and twin.ended_on is not None:
            _set(trail, "kept_apart", twin, "ended_on", None)  # who is protected stays so
        return twin is not None
    return False


def _rename_keys(look: Session, trail: list[Change], gone_id: UUID, kept_id: UUID) -> None:
    """An award counted once for the file that goes is counted once for the file that stays."""
    for table, kind in _classes().items():
        for name in _KEYS:
            column = Base.metadata.tables[table].columns.get(name)
            if column is None:
                continue
            for row in look.scalars(select(kind).where(column.startswith(f"{gone_id}:"))):
                before = str(getattr(row, _attribute(kind, column)))
                _set(trail, table, row, name, before.replace(str(gone_id), str(kept_id), 1))


def _take_over(trail: list[Change], kept: Person, gone: Person) -> None:
    """What only the file that goes knows of the person comes over; there nothing of it stays."""
    for column in Person.__table__.columns:
        name = column.name
        if name in ("id", "version", "made_at", "reference", "sealing_key"):
            continue
        theirs = getattr(gone, name)
        if name == "sort_name":
            _set(trail, "people", gone, name, "")
        elif column.nullable and theirs is not None:
            if getattr(kept, name) is None:
                _set(trail, "people", kept, name, theirs)
            _set(trail, "people", gone, name, None)
        elif name == "large_print" and theirs:
            _set(trail, "people", kept, name, True)


def _set(trail: list[Change], table: str, row: Any, name: str, value: Any) -> None:
    attribute = _attribute(type(row), Base.metadata.tables[table].columns[name])
    before = getattr(row, attribute)
    if before != value:
        setattr(row, attribute, value)
        trail.append([table, str(row.id), name, _as_text(before), _as_text(value)])


def _as_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else ""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _as_value(column: Column[Any], text: str | None) -> Any:
    if text is None:
        return None
    kind = column.type.python_type
    if kind is bool:
        return bool(text)
    if kind in (date, datetime):
        return kind.fromisoformat(text)
    return kind(text) if kind in (UUID, int) else text


def _or_none(part: Any) -> str | None:
    return None if part is None else str(part)


def _standing(person_id: UUID) -> Any:
    merged = select(Merge).where(Merge.person_id == person_id, Merge.undone_on.is_(None))
    return merged.order_by(Merge.id.desc())


def _name_of(look: Session, row: Merge) -> str:
    """What the file that went was called: the name that came over with it, or has gone back."""
    moved = [UUID(str(one[1])) for one in row.changed if one[0] == "person_names"]
    named = look.scalars(select(client_name()).where(PersonName.id.in_(moved))).first()
    return named or ""


def _on_a_line(address: str) -> str:
    return ", ".join(line.strip() for line in address.splitlines() if line.strip())


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return days.short(value)
    return "" if value is None else str(value)


def _log(work: Work, person_id: UUID, target_id: UUID) -> None:
    ask = Ask(person_id, "write", "person", "oversight", target_id=target_id)
    access.log(work, ask, gate.Ruling("write", "ok_log", ()))
