"""What is half typed in the window, sealed in the desk: found again after a lock, a crash or a power cut.

The screens hand over what they would need to show it again. Each is sealed for its writer alone, and named
by the ids it is about, so that an erasure takes it too. Evidence being noted is kept by its own room, under
the client's own key.
"""

from __future__ import annotations

import importlib
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.desk import Desk, SharesDesk, Work
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.people import Person
from welfare_desk.records.service import Draft
from welfare_desk.vault import joined
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.faults import SealBroken
from welfare_desk.vault.sealing import ClientKey

Typed = tuple[Mapping[str, Any], object]
"""Where it was typed, and what. Several are told apart by their places, as ``place_of`` names them."""

_PLACE = "typing "
_PLAIN = (datetime, date, time, Decimal, UUID)


class _CannotKeep(TypeError):
    pass


def place_of(screen: str, where: Mapping[str, Any]) -> str:
    """One name for a screen and the ids it is about there: whose an erasure takes, goes by these."""
    return " ".join([screen, *sorted(str(one) for one in where.values() if isinstance(one, UUID))])


def keep(desk: Desk, typed: Mapping[str, Typed]) -> None:
    """Seal what is half typed, by place, in place of what was kept before; nothing typed keeps nothing.

    At a shared desk it stays on this computer, under its own key: it is kept with no network as with one.
    """
    if desk.shared is not None:
        told = {_PLACE + place: written(one) for place, one in typed.items()}
        joined.keep_typing(desk.folder, desk.shared.local, {at: said for at, said in told.items() if said})
        return
    with desk.unit_of_work() as work:
        kept = {row.place: row for row in _rows(work)}
        key, wanted = _key(desk), {_PLACE + place: written(one) for place, one in typed.items()}
        for place in kept.keys() - wanted.keys():
            work.session.delete(kept[place])
        for place, words in wanted.items():
            if words is None:
                continue
            row = kept.get(place) or Draft(id=new_id(), advisor_id=desk.advisor.id, place=place)
            row.sealed, row.saved_at = key.seal(words.encode(), str(row.id)), work.now
            work.add(row)
        work.commit()


def found(desk: Desk) -> dict[str, Typed]:
    """What was half typed by whoever sits here, by place. What cannot be read any more is left out."""
    if desk.shared is not None:
        return _found_here(desk, desk.shared)
    with desk.look() as look:
        rows = look.scalars(_asked(desk)).all()
    key, typed = _key(desk), dict[str, Typed]()
    for row in rows:
        try:
            typed[row.place.removeprefix(_PLACE)] = taken(key.unseal(row.sealed, str(row.id)).decode())
        except (SealBroken, ValueError, TypeError, AttributeError, ImportError, KeyError):
            continue  # of another data key, or of an earlier version of its screen
    return typed


def _found_here(desk: Desk, shared: SharesDesk) -> dict[str, Typed]:
    """What this computer kept, without what was about somebody who is nobody's to see any more."""
    typed, gone = dict[str, Typed](), False
    for place, words in joined.typing(desk.folder, shared.local).items():
        try:
            where, what = taken(words)
        except (ValueError, TypeError, AttributeError, ImportError, KeyError):
            continue
        with desk.look() as look:
            about = [(table, where.get(word)) for word, table in (("person", Person), ("case", Case))]
            there = all(look.get(table, id) for table, id in about if isinstance(id, UUID))
        if there:
            typed[place.removeprefix(_PLACE)] = where, what
        gone = gone or not there
    if gone:
        keep(desk, typed)
    return typed


def seal_again(work: Work, old: DeskKey) -> None:
    """The desk has another data key: what anybody is half-way through typing is sealed under that one."""
    for row in work.session.scalars(select(Draft).where(Draft.place.startswith(_PLACE))).all():
        with suppress(SealBroken):  # what opens nothing today will open nothing tomorrow
            plain = _key_of(old, row.advisor_id).unseal(row.sealed, str(row.id))
            row.sealed = _key_of(work.desk.key, row.advisor_id).seal(plain, str(row.id))


def written(typed: Typed) -> str | None:
    """It as text, or None where a screen hands over something that cannot be written down (our bug)."""
    try:
        return json.dumps([_told(dict(typed[0])), _told(typed[1])])
    except _CannotKeep:
        return None


def taken(words: str) -> Typed:
    """What ``written`` wrote, as it was."""
    where, what = json.loads(words)
    return _taken(where), _taken(what)


def _rows(work: Work) -> list[Draft]:
    return list(work.session.scalars(_asked(work.desk)).all())


def _asked(desk: Desk) -> Any:
    own = Draft.advisor_id == desk.advisor.id
    return select(Draft).where(own, Draft.place.startswith(_PLACE)).order_by(Draft.saved_at)


def _key(desk: Desk) -> ClientKey:
    return _key_of(desk.key, desk.advisor.id)


def _key_of(key: DeskKey, writer: UUID | None) -> ClientKey:
    return ClientKey(key.derive("half typed"), str(writer))


# Values written down so that they come back the same ------------------------------------------------------


def _told(value: object) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, _PLAIN):
        kind = next(one for one in _PLAIN if isinstance(value, one))
        return {"of": kind.__name__, "is": value.isoformat() if hasattr(value, "isoformat") else str(value)}
    if isinstance(value, bytes):
        return {"of": "bytes", "is": b64encode(value).decode()}
    if isinstance(value, tuple | list | set | frozenset):
        return {"of": type(value).__name__, "is": [_told(one) for one in value]}
    if isinstance(value, Mapping):
        return {"of": "dict", "is": [[_told(key), _told(one)] for key, one in value.items()]}
    if is_dataclass(value) and type(value).__module__.startswith("welfare_desk."):
        told = {field.name: _told(getattr(value, field.name)) for field in fields(value)}
        return {"of": f"{type(value).__module__}:{type(value).__qualname__}", "is": told}
    raise _CannotKeep(type(value).__name__)


def _taken(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    kind, value = told["of"], told["is"]
    if kind == "dict":
        return {_taken(key): _taken(one) for key, one in value}
    if kind in _SEVERAL:
        return _SEVERAL[kind](_taken(one) for one in value)
    if kind in _ONE:
        return _ONE[kind](value)
    module, _, name = kind.partition(":")
    made = getattr(importlib.import_module(module), name) if module.startswith("welfare_desk.") else None
    if not (isinstance(made, type) and is_dataclass(made)):  # values alone are made anew; nothing is called
        raise ValueError(kind)
    return made(**{key: _taken(one) for key, one in value.items()})


_SEVERAL: dict[str, Any] = {"tuple": tuple, "list": list, "set": set, "frozenset": frozenset}
_ONE: dict[str, Any] = {
    "bytes": b64decode,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "Decimal": Decimal,
    "UUID": UUID,
}
