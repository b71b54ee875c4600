"""Taking back the last act, doing it again, and putting back what was taken out these thirty days.

One way for every act: the rows it wrote are set as they stood, if nobody has written to them since. What may
not be taken back, and the sentence that says so, is ``resources/undo.toml``; the order is that of the acts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from welfare_desk.casework.desk import Changes, Desk, NotFound, Work, points_at_nothing
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.people.clients import client_name, current_name, refresh_search_terms, whole_person
from welfare_desk.casework.taking_back import recycling
from welfare_desk.casework.trace import Image, Step, Steps, Touched, firm_because, image, standing, undoable
from welfare_desk.errors import DeskError
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import JournalEntry
from welfare_desk.records.papers import Attachment
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.removed import Removed
from welfare_desk.records.service import Advisor, History
from welfare_desk.records.tables import Base

# Every screen catches up: an act may have touched anything, and taking back is rare.
_EVERYTHING = frozenset(
    {
        "advice",
        "own filters",
        "budgets",
        "cases",
        "claims",
        "clients",
        "consents",
        "debts",
        "gains",
        "goals",
        "households",
    }
    | {"income", "journal", "key_dates", "letters", "links", "mandates", "offers", "packs", "pages", "papers"}
    | {"post", "practices", "print_later", "recipients", "services", "sessions", "settings", "tasks"}
    | {"waiting"}
)
_BACK, _AGAIN = "Taken back: ", "Done again: "  # how our own lines in a journal begin
_BY_BENEFIT = frozenset({"cases", "claims", "decisions", "gains"})  # whose title is a code
_NAMES_OF_A_PERSON = frozenset({"people", "person_names", "addresses", "phones", "imported_refs"})


class NothingToTakeBack(DeskError):
    sentence = "There is nothing to take back since the desk was opened."
    hint = "What was taken out before waits under Recently removed."


class NothingToDoAgain(DeskError):
    sentence = "Nothing was taken back that could be done again."
    hint = "Once something new is done, what was taken back before stays so."


class Stands(DeskError):
    sentence = "That cannot be set back as it was."
    hint = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back or done again. ``gone``: ids that are no longer in the desk."""

    words: str
    changes: Changes
    gone: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """One line of *Recently removed*."""

    id: UUID
    what: str
    title: str
    client: str
    on: date
    until: date  # the last day it can be put back
    by: str


def words_of(step: Step) -> str:
    """What the act is called: "new task", "change to a meeting", "removal of a paper"."""
    main = step.main()
    what = undoable()[main.table]["what"] if main is not None else "thing"
    act = main.act if main is not None else "changed"
    if act == "made":
        return f"new {what}"
    article = "an" if what[0] in "aeiou" else "a"
    return f"{'removal of' if act == 'removed' else 'change to'} {article} {what}"


def undo(desk: Desk, *, today: date) -> TakenBack:
    """Take back the last act. Raises NothingToTakeBack, or Stands with the reason."""
    if not desk.steps.past:
        raise NothingToTakeBack()
    step = desk.steps.past[-1]
    words, back = words_of(step), _turn(desk, step, _BACK, today=today)
    desk.steps.past.pop()
    _follow(desk.steps, step, back)
    desk.steps.ahead.append(back)
    return TakenBack(f"Taken back: {words}", _changes(), _gone(back))


def redo(desk: Desk, *, today: date) -> TakenBack:
    """Do again what was just taken back. Raises NothingToDoAgain, or Stands with the reason."""
    if not desk.steps.ahead:
        raise NothingToDoAgain()
    step = desk.steps.ahead[-1]
    forth = _turn(desk, step, _AGAIN, today=today)
    desk.steps.ahead.pop()
    _follow(desk.steps, step, forth)
    desk.steps.past.append(forth)
    return TakenBack(f"Done again: {words_of(forth)}", _changes(), _gone(forth))


def _changes() -> Changes:
    return Changes(_EVERYTHING)


def _gone(step: Step) -> frozenset[UUID]:
    return frozenset(row.id for row in step.rows if row.act == "removed")


def _follow(steps: Steps, turned: Step, back: Step) -> None:
    """A row stands again as an earlier act left it, under a later version: that act can go back too."""
    now = {(row.table, row.id): row.version for row in back.rows if row.act == "changed"}
    stood = {
        (row.table, row.id, row.before["version"]): now[row.table, row.id]
        for row in turned.rows
        if row.act == "changed" and row.before is not None and (row.table, row.id) in now
    }

    def followed(step: Step) -> Step:
        rows = (
            replace(row, version=stood.get((row.table, row.id, row.version), row.version))
            for row in step.rows
        )
        return replace(step, rows=tuple(rows))

    steps.past[:] = map(followed, steps.past)
    steps.ahead[:] = map(followed, steps.ahead)


# Turning a step back ------------------------------------------------------------------------------------


def _turn(desk: Desk, step: Step, said: str, *, today: date) -> Step:
    """Set every row as it stood before this step; returns the step that leads back here."""
    if step.stands:
        raise Stands(hint=step.stands)
    with desk.unit_of_work() as work, _nothing_in_its_place():
        work.trace.on = False
        rows = _without_what_was_said(step)
        gone = [_as_it_is(work, row) for row in rows if row.act == "made"]
        gone += _said_of(work, gone)
        inverse = [_turn_one(work, row) for row in rows if row.act == "changed"]
        _nothing_rests_on(work, gone)
        inverse += [_take_out(work, row) for row in gone]
        inverse += [_turn_one(work, row) for row in rows if row.act == "removed"]
        kept = {row.id for row in inverse if row.act == "removed"}
        for person_id, case_id, words in step.said:
            if person_id not in kept and case_id not in kept:
                work.journal(person_id, f"{said}{words}", on=today, case_id=case_id)
        _found_again(work, inverse)
        work.session.flush()
        recycling.forget(work.session, [row.id for row in inverse if row.act == "made"])
        back = Step(work.now, tuple(inverse), "", step.said)
        recycling.keep(work.session, back, advisor_id=desk.advisor.id, at=work.now)
        work.commit()
    return back


@contextmanager
def _nothing_in_its_place() -> Iterator[None]:
    try:
        yield
    except IntegrityError as taken:
        if points_at_nothing(taken):
            raise Stands(hint="What it belonged to is not in the desk: put that back first.") from taken
        raise Stands(hint="Something else has taken its place since.") from taken


def _without_what_was_said(step: Step) -> list[Touched]:
    """A line of the journal that tells of the act stays, with another that tells it was taken back.

    It goes only with whom it is about: somebody who was new.
    """
    going = {row.id for row in step.rows if row.act == "made" and row.table != "journal"}
    main = step.main()
    if main is not None and main.table == "journal":
        return list(step.rows)
    return [
        row
        for row in step.rows
        if row.table != "journal"
        or row.act != "made"
        or not row.after
        or row.after["kind"] == "note"
        or {row.after["person_id"], row.after["case_id"]} & going
    ]


def _as_it_is(work: Work, row: Touched) -> Touched:
    """The row with its picture, as nobody has changed it since. Raises Stands."""
    now = image(work.session.connection(), row.table, row.id)
    if now is None or now["version"] != row.version:
        raise Stands(hint="It has been changed since, here or on another computer.")
    if why := firm_because(row.table, now):
        raise Stands(hint=why)
    return Touched(row.table, row.id, "removed", row.version, now)


def _take_out(work: Work, row: Touched) -> Touched:
    table = Base.metadata.tables[row.table]
    work.session.connection().execute(delete(table).where(table.c.id == row.id))
    _history(work, row, "removed")
    return Touched(row.table, row.id, "removed", 0, row.before)


def _turn_one(work: Work, row: Touched) -> Touched:
    connection, table = work.session.connection(), Base.metadata.tables[row.table]
    if row.act == "removed":
        now = image(connection, row.table, row.id)
        if now is not None or row.before is None:
            raise Stands(hint="It is in the desk again already.")
        connection.execute(insert(table).values(dict(row.before)))
        _history(work, row, "made")
        _ask_the_gate(work, row)
        return Touched(row.table, row.id, "made", row.before["version"], None, dict(row.before))
    now = _as_it_is(work, row).before
    assert row.before is not None  # noqa: S101 - a changed row has its picture
    stood = {**row.before, "version": row.version + 1}
    connection.execute(update(table).where(table.c.id == row.id).values(stood))
    _history(work, row, "changed")
    return Touched(row.table, row.id, "changed", row.version + 1, now, stood)


def _history(work: Work, row: Touched, act: str) -> None:
    line = {
        "id": new_id(),
        "at": work.now,
        "advisor_id": work.desk.advisor.id,
        "device": work.desk.device,
        "table": row.table,
        "row_id": row.id,
        "act": act,
        "changes": {"taken_back": True},
    }
    work.session.execute(insert(History), [line])


def _ask_the_gate(work: Work, row: Touched) -> None:
    """A paper about somebody's health comes back only where it could be taken in today. Raises Blocked."""
    from welfare_desk.casework.papers import attachments  # its room reads papers, which starts slowly

    if row.table == "attachments" and row.before and row.before["category"]:
        attachments.may_come_back(work, work.get(Attachment, row.id))


@cache
def _pointing_at(target: str) -> tuple[tuple[str, str], ...]:
    """Which columns of which tables point at a table."""

    def theirs(key: ForeignKey) -> bool:
        return key.column.table.name == target

    return tuple(
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if "id" in table.columns and any(theirs(key) for key in column.foreign_keys)
    )


def _said_of(work: Work, gone: Iterable[Touched]) -> list[Touched]:
    """Our own lines about acts taken back go with a client or case that was new; what waits lets go."""
    ids = [row.id for row in gone if row.table in ("people", "cases")]
    waits = Base.metadata.tables["removed"]
    work.session.execute(update(waits).where(waits.c.person_id.in_(ids)).values(person_id=None))
    going = {row.id for row in gone}
    lines = work.session.scalars(
        select(JournalEntry).where(JournalEntry.person_id.in_(ids) | JournalEntry.case_id.in_(ids))
    )
    found = [one.id for one in lines if one.words.startswith((_BACK, _AGAIN)) and one.id not in going]
    work.session.expunge_all()
    connection = work.session.connection()
    return [Touched("journal", id, "removed", 1, image(connection, "journal", id)) for id in found]


def _nothing_rests_on(work: Work, gone: Iterable[Touched]) -> None:
    """Raises Stands where something that stays points at what would go."""
    ids: dict[str, list[UUID]] = defaultdict(list)
    for row in gone:
        ids[row.table].append(row.id)
    for table, theirs in ids.items():
        for name, column in _pointing_at(table):
            if name == "removed":
                continue
            there = Base.metadata.tables[name]
            stays = there.c.id.not_in(ids.get(name, []))
            found = select(there.c.id).where(there.c[column].in_(theirs), stays).limit(1)
            if work.session.connection().execute(found).first() is not None:
                what = undoable().get(name, {}).get("what")
                raise Stands(hint=f"Something written since rests on it{f' (a {what})' if what else ''}.")


def _found_again(work: Work, rows: Iterable[Touched]) -> None:
    """Whoever's names or numbers changed is found by those that hold now."""
    touched: set[UUID] = set()
    for row in rows:
        stood: Image = row.before or row.after or {}
        if row.table == "people":
            touched.add(row.id)
        elif row.table in _NAMES_OF_A_PERSON and isinstance(id := stood.get("person_id"), UUID):
            touched.add(id)
    work.session.flush()
    for id in touched:
        if work.session.get(Person, id) is not None:
            refresh_search_terms(work.session, whole_person(work.session, id))


# Recently removed ---------------------------------------------------------------------------------------


def recently_removed(desk: Desk, *, today: date) -> list[RemovedRow]:
    """What was taken out and can still be put back, the newest first."""
    with desk.look() as look:
        found = look.execute(
            select(
                Removed.id,
                Removed.table,
                Removed.title,
                Removed.on,
                Advisor.name,
                client_name(),
                PersonName.id,
            )
            .outerjoin(Advisor, Advisor.id == Removed.advisor_id)
            .outerjoin(PersonName, current_name(Removed.person_id))
            .where(Removed.on >= today - recycling.keep_days())
            .order_by(Removed.made_at.desc(), Removed.id.desc())
        )
        return [
            RemovedRow(
                id,
                undoable()[table]["what"],
                matter_name(title) if table in _BY_BENEFIT else title,
                client if named else "",
                on,
                on + recycling.keep_days(),
                by or "",
            )
            for id, table, title, on, by, client, named in found
        ]


def put_back(desk: Desk, removed_id: UUID, *, today: date) -> TakenBack:
    """Bring one thing back as it was, with all that belonged to it. Raises Stands, Blocked or NotFound."""
    with desk.unit_of_work() as work, _nothing_in_its_place():
        waiting = work.get(Removed, removed_id)
        if waiting.on < today - recycling.keep_days():
            raise NotFound()
        work.trace.on = False
        kept: Mapping[str, Any] = waiting.rows
        made = []
        for table, row in kept["removed"]:
            if standing().get(table):
                raise Stands(hint=standing()[table])
            stood = recycling.read(table, row)
            made.append(_turn_one(work, Touched(table, stood["id"], "removed", 0, stood)))
        changed = [one for table, was, then in kept["changed"] if (one := _again(work, table, was, then))]
        what, title = undoable()[waiting.table]["what"], waiting.title
        if waiting.person_id is not None:
            work.journal(waiting.person_id, f"Put back: {what}, {title}.".replace(", .", "."), on=today)
        _found_again(work, made)
        recycling.forget(work.session, [row.id for row in made])
        back = Step(work.now, (*made, *changed))
        work.commit()
    desk.steps.did(back)
    return TakenBack(f"Put back: {what}", _changes())


def _again(work: Work, table: str, was: Mapping[str, Any], then: Mapping[str, Any]) -> Touched | None:
    """A row that changed when the thing was taken out: what nobody has changed since is as it was before."""
    before, after = recycling.read(table, was), recycling.read(table, then)
    now = image(work.session.connection(), table, before["id"])
    if now is None or firm_because(table, now):
        return None
    moved = {
        name: value
        for name, value in before.items()
        if name != "version" and value != after.get(name) and now.get(name) == after.get(name)
    }
    if not moved:
        return None
    there = Base.metadata.tables[table]
    stood = {**now, **moved, "version": now["version"] + 1}
    work.session.connection().execute(update(there).where(there.c.id == before["id"]).values(stood))
    return Touched(table, before["id"], "changed", stood["version"], now, stood)


def clear_out(desk: Desk, *, today: date) -> int:
    """What has waited its thirty days goes for good; how many things."""
    if desk.read_only:
        return 0
    with desk.unit_of_work() as work:
        work.trace.on = False
        count = recycling.clear_out(work.session, today)
        work.commit()
    return count
