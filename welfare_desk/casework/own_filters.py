"""Filters a person keeps under a name: what a list was asked for, to ask it so again with one choice.

What was typed into a list may be a client's name, so they lie inside the desk, sealed for their owner alone
like their other things, and go when the client they name is erased.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import own_things
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.trace import Step, Touched, image
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Draft
from welfare_desk.rules.names import fold

LISTS = {"dates": "Dates", "cases": "Cases", "clients": "Clients", "gains": "Gains", "debts": "Debts"}
MOST = 100
_LONGEST = 60
_BEGINS = 4  # letters of a name by which somebody is found
_NAME = "filters"
KIND = "own filters"


@dataclass(frozen=True, slots=True)
class Filter:
    """A name, the list it is of, and what that list says of itself (see each list's ``filter_says``)."""

    name: str
    of: str
    says: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        return self.of, self.name


def filters(desk: Desk, of: str = "") -> tuple[Filter, ...]:
    """This person's, of one list or of all, in the order of lists and names."""
    found = (one for one in _kept(own_things.kept(desk, _NAME)) if not of or one.of == of)
    places = [*LISTS]
    return tuple(sorted(found, key=lambda one: (places.index(one.of), one.name.casefold())))


def keep(desk: Desk, of: str, name: str, says: Mapping[str, Any]) -> Changes:
    """Keep what a list is asked for under a name. Raises Problems, ReadOnlyDesk."""

    def added(before: tuple[Filter, ...]) -> tuple[Filter, ...]:
        made = Filter(_named(before, of, name), of, dict(says))
        if of not in LISTS or len(before) >= MOST:
            raise Problems([Problem("name", "No more filters can be kept.", "Remove one first.")])
        return (*before, made)

    return _change(desk, added)


def rename(desk: Desk, of: str, name: str, new: str) -> Changes:
    """Call a filter otherwise. Raises Problems, NotFound, ReadOnlyDesk."""

    def renamed(before: tuple[Filter, ...]) -> tuple[Filter, ...]:
        old = _one(before, of, name)
        others = tuple(one for one in before if one is not old)
        return (*others, Filter(_named(others, of, new), of, old.says))

    return _change(desk, renamed)


def remove(desk: Desk, of: str, name: str) -> Changes:
    """Keep a filter no longer; Ctrl+Z brings it back. Raises NotFound, ReadOnlyDesk."""

    def without(before: tuple[Filter, ...]) -> tuple[Filter, ...]:
        gone = _one(before, of, name)
        return tuple(one for one in before if one is not gone)

    return _change(desk, without)


def forget_person(work: Work, person: Person) -> None:
    """No filter names this client any more, whoever's it is, as far as this desk can open them.

    The lists find by the beginnings of words, so four letters that begin a name name somebody too; a word
    that only holds a name ("annual" and Ann) does not.
    """
    names = work.session.execute(
        select(PersonName.surname, PersonName.forenames).where(PersonName.person_id == person.id)
    ).all()
    words = {word for name in names for part in name for word in fold(part or "").split() if len(word) > 2}
    reference = fold(person.reference).replace(" ", "")
    short = {word for word in words if len(word) <= _BEGINS}

    def is_theirs(word: str) -> bool:
        return word in short or (len(word) >= _BEGINS and any(one.startswith(word) for one in words))

    def names_them(one: Filter) -> bool:
        said = [one.name, *(value for value in one.says.values() if isinstance(value, str))]
        if any(reference in fold(text).replace(" ", "") for text in said):
            return True
        return any(is_theirs(word) for text in said for word in fold(text).split())

    def without(kept: Any) -> list[dict[str, Any]]:
        return [asdict(one) for one in _kept(kept) if not names_them(one)]

    own_things.mend_all(work, _NAME, without)


def _kept(value: Any) -> tuple[Filter, ...]:
    """What was kept, without what is no filter of a list there is."""
    told = value if isinstance(value, list) else []
    return tuple(
        Filter(one["name"], one["of"], one["says"])
        for one in told
        if isinstance(one, dict) and one.get("of") in LISTS and isinstance(one.get("says"), dict)
        and isinstance(one.get("name"), str)
    )  # fmt: skip


def _one(among: tuple[Filter, ...], of: str, name: str) -> Filter:
    found = next((one for one in among if one.key == (of, name)), None)
    if found is None:
        raise NotFound()
    return found


def _named(others: tuple[Filter, ...], of: str, name: str) -> str:
    """The name as it is kept. Raises Problems where it is no name, or another's of the same list."""
    plain = " ".join(name.split())
    if not plain:
        raise Problems([Problem("name", "Write what it is called.")])
    if len(plain) > _LONGEST:
        raise Problems([Problem("name", "That is too long for a name.", f"{_LONGEST} letters at most.")])
    if any(one.of == of and one.name.casefold() == plain.casefold() for one in others):
        raise Problems([Problem("name", "You have a filter of that name.", "Choose another name.")])
    return plain


def _change(desk: Desk, change: Callable[[tuple[Filter, ...]], tuple[Filter, ...]]) -> Changes:
    """Write them all anew as one act that Ctrl+Z takes back."""
    with desk.unit_of_work() as work:
        row = own_things.row_of(work.session, desk, _NAME)
        before = _kept(own_things.opened(desk, row)) if row is not None else ()
        after = [asdict(one) for one in change(before)]
        if row is None:
            row, stood = Draft(id=new_id(), advisor_id=desk.advisor.id, place=own_things.PLACE + _NAME), None
        else:
            stood = image(work.session.connection(), Draft.__tablename__, row.id)
        own_things.seal_into(desk, row, after, work.now)
        work.add(row)
        work.session.flush()
        step = _step(work, row.id, stood)
        work.commit()
    desk.steps.did(step)
    return Changes.of(None, KIND)


def _step(work: Work, id: UUID, stood: Mapping[str, Any] | None) -> Step:
    """The act as ``undoing`` reads it: other typing leaves no trail, but this one is meant."""
    now = image(work.session.connection(), Draft.__tablename__, id) or {}
    act = "made" if stood is None else "changed"
    return Step(work.now, (Touched(Draft.__tablename__, id, act, now["version"], stood, now),))
