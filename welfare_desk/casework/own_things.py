"""What one person keeps for themselves at this desk: where they were last, what they chose, what they read.

Each is sealed for its owner alone and lies in the desk with what they are half-way through typing: no
colleague, and no file beside the desk, tells what somebody looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.finding import Hit
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.people import shown_names
from welfare_desk.casework.people.clients import current_name
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Draft
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.faults import SealBroken
from welfare_desk.vault.sealing import ClientKey

MOST_RECENT = 20
PLACE = "mine "
_SCREENS = {"client": ("clients", "person"), "case": ("cases", "case"), "letter": ("letters", "letter"),
            "written-letter": ("letters", "letter")}  # fmt: skip


def keep(desk: Desk, name: str, value: Any) -> None:
    """Keep something (what JSON can say) under a name, in place of what was there. Raises ReadOnlyDesk."""
    with desk.unit_of_work() as work:
        kept = row_of(work.session, desk, name)
        if kept is None:
            kept = Draft(id=new_id(), advisor_id=desk.advisor.id, place=PLACE + name)
        seal_into(desk, kept, value, work.now)
        work.add(kept)
        work.commit()


def seal_into(desk: Desk, row: Draft, value: Any, now: datetime) -> None:
    """Put a value into its row, sealed for whoever sits here."""
    row.sealed, row.saved_at = _key(desk).seal(json.dumps(value).encode(), str(row.id)), now


def kept(desk: Desk, name: str) -> Any:
    """What was kept under a name; None where nothing was, or where it cannot be read."""
    with desk.look() as look:
        row = row_of(look, desk, name)
    return opened(desk, row) if row is not None else None


def opened(desk: Desk, row: Draft) -> Any:
    """What a row holds; None where it cannot be read."""
    try:
        return json.loads(_key(desk).unseal(row.sealed, str(row.id)))
    except (SealBroken, ValueError):
        return None


def mend_all(work: Work, name: str, mend: Callable[[Any], Any]) -> None:
    """Write anew what everybody keeps under a name, as far as this desk's key opens it."""
    for row in work.session.scalars(select(Draft).where(Draft.place == PLACE + name)).all():
        with suppress(SealBroken, ValueError):
            key = _key_of(work.desk.key, row.advisor_id)
            plain = mend(json.loads(key.unseal(row.sealed, str(row.id))))
            row.sealed = key.seal(json.dumps(plain).encode(), str(row.id))


def seal_again(work: Work, old: DeskKey) -> None:
    """The desk has another data key: what everybody keeps at it is sealed under that one."""
    every = select(Draft).where(Draft.place.startswith(PLACE))
    for row in work.session.scalars(every).all():
        with suppress(SealBroken):  # what opens nothing today will open nothing tomorrow
            plain = _key_of(old, row.advisor_id).unseal(row.sealed, str(row.id))
            row.sealed = _key_of(work.desk.key, row.advisor_id).seal(plain, str(row.id))


def row_of(look: Session, desk: Desk, name: str) -> Draft | None:
    own = Draft.advisor_id == desk.advisor.id
    return look.scalars(select(Draft).where(own, Draft.place == PLACE + name)).first()


def _key(desk: Desk) -> ClientKey:
    return _key_of(desk.key, desk.advisor.id)


def _key_of(key: DeskKey, owner: UUID | None) -> ClientKey:
    return ClientKey(key.derive("own things"), str(owner))


# Where somebody was last ----------------------------------------------------------------------------------


def remember_places(desk: Desk, places: list[tuple[str, UUID]]) -> None:
    """Keep which clients, cases and letters were opened, the newest first; the ids alone.

    Not where this person chose that nothing of it be kept.
    """
    if not (kept(desk, "choices") or {}).get("keep_recent", True):
        return
    before = [(kind, id) for kind, id in kept(desk, "recent") or ()]
    told = [(_SCREENS[screen][0], str(id)) for screen, id in places if screen in _SCREENS]
    keep(desk, "recent", list(dict.fromkeys([*told, *map(tuple, before)]))[:MOST_RECENT])


def forget_places(desk: Desk) -> None:
    """Keep nothing any more of what was opened."""
    keep(desk, "recent", [])


def id_shown(screen: str, where: Any) -> UUID | None:
    """Of a place, the id of the client, case or letter it shows; None where it is of another kind."""
    wanted = _SCREENS.get(screen)
    id = where.get(wanted[1]) if wanted is not None else None
    return id if isinstance(id, UUID) else None


def recent(desk: Desk) -> tuple[Hit, ...]:
    """Where this person was last, the newest first, as they are called now; what is gone is left out."""
    found = kept(desk, "recent") or ()
    with desk.look() as look:
        hits = (_hit(look, kind, UUID(id)) for kind, id in found)
        return tuple(hit for hit in hits if hit is not None)


def _hit(look: Session, kind: str, id: UUID) -> Hit | None:
    if kind == "clients":
        person = look.get(Person, id)
        if person is None:
            return None
        return Hit(kind, id, _name(look, id), "", "", None, id, about=person.reference)
    if kind == "cases":
        case = look.get(Case, id)
        if case is None:
            return None
        client = _name(look, case.person_id)
        return Hit(kind, id, matter_name(case.matter), case.reference, client, None, case.person_id, id)
    letter = look.get(Letter, id)
    if letter is None:
        return None
    client = _name(look, letter.person_id)
    return Hit(kind, id, letter.reference, "", client, None, letter.person_id, letter.case_id, letter.kind)


def _name(look: Session, person_id: UUID) -> str:
    named = select(PersonName.surname, PersonName.forenames).where(current_name(person_id)).limit(1)
    row = look.execute(named).first()
    return shown_names.listed(*row) if row else ""
