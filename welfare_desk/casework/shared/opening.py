"""Opening a desk that stands on an agency's server, from the folder that holds somebody's way in."""

from __future__ import annotations

import secrets
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from welfare_desk.casework.desk import Clock, Desk, NotYours, SignedIn
from welfare_desk.casework.shared.keys import COMMON, KeyNotHeld, Shared
from welfare_desk.errors import DeskError, WorldFault
from welfare_desk.records import engine as engines
from welfare_desk.records import server
from welfare_desk.records.server import Address
from welfare_desk.records.service import Advisor
from welfare_desk.records.shared import Member, SealedKey, SharedDesk
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.joined import Joined
from welfare_desk.vault.lock import DeskLock


class DeskAhead(WorldFault):
    sentence = "The agency's desk has been brought up to a newer Welfare Desk than this one."
    hint = "Bring this computer's program up to date; nothing was changed."


class DeskBehind(WorldFault):
    sentence = "This Welfare Desk is newer than the agency's desk."
    hint = "Whoever looks after the server runs: welfare-desk agency upgrade."


class NoLongerHere(WorldFault):
    sentence = "You are no longer one of the people of this agency's desk."


class NotShared(DeskError):
    sentence = "This desk is kept in its own folder, not on an agency's server."
    exit_code = 2


def shared_of(desk: Desk) -> Shared:
    """What makes a desk a shared one. Raises NotShared."""
    if not isinstance(desk.shared, Shared):
        raise NotShared()
    return desk.shared


def address_of(way: Joined) -> Address:
    return Address(way.host, way.port, way.database, way.login, way.ca, way.plain)


def open_joined(
    folder: Path, key: DeskKey, way: Joined, *, clock: Clock, lock: DeskLock | None = None
) -> Desk:
    """The agency's desk as this person sees it; ``key`` is this folder's and is held until ``close``.

    Raises the server's faults, DeskAhead, DeskBehind, NoLongerHere.
    """
    name = f"Welfare-Desk-{secrets.token_hex(4)}"
    engine = address_of(way).engine(way.password, name=name)
    try:
        server.check(engine)
        _refuse_unlike(engine)
        me = UUID(way.advisor_id)
        nobody = DeskKey(
            bytearray(32), desk_id=way.agency_id, person_id="", opened_by="", strength=key.strength
        )
        shared = Shared(way, key, nobody, "", name)
        desk = Desk(folder, engine, nobody, clock, SignedIn(me, "", ""), lock=lock, shared=shared)
        with desk.look() as look:
            found = look.execute(
                select(Advisor, Member.duty)
                .join(Member, Member.id == Advisor.id)
                .where(Advisor.id == me, Member.left_at.is_(None))
            ).first()
            recovery_public = look.scalar(select(SharedDesk.recovery_public)) or b""
            sealed = look.scalar(
                select(SealedKey.sealed).where(SealedKey.advisor_id == me, SealedKey.person_id.is_(None))
            )
        if found is None:
            raise NoLongerHere()
        if sealed is None:
            raise KeyNotHeld()
        advisor, shared.duty = found
        if recovery_public.hex() != way.recovery_public:
            raise WorldFault(
                "The server names another recovery key than the one this computer joined with.",
                "Tell your manager; until it is explained, nothing is opened here.",
            )
        desk.advisor = SignedIn(advisor.id, advisor.name, advisor.initials, advisor.role)
        common = way.pair.open(sealed, way.agency_id, COMMON)
        desk.key = shared.common = DeskKey(
            bytearray(common),
            desk_id=way.agency_id,
            person_id=way.advisor_id,
            opened_by=key.opened_by,
            strength=key.strength,
        )
        return desk
    except NotYours as error:
        engine.dispose()
        raise NoLongerHere() from error
    except BaseException:
        engine.dispose()
        raise


def _refuse_unlike(engine: Engine) -> None:
    """Tables of another number: newer ones only where they say that this program may still work with them."""
    try:
        there = engines.revision(engine) or ""
    except DBAPIError as error:
        raise server.fault(error) from error
    ours = engines.newest_revision()
    if there == ours:
        return
    known = engines.known_revisions()  # by where they stand in the tree: numbers are names
    if there in known:
        raise DeskBehind()
    with engines.for_reading(engine.connect()) as connection:
        works_from = connection.scalar(select(SharedDesk.works_from))
    if works_from not in known:
        raise DeskAhead()
