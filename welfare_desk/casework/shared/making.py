"""Making an agency's desk on a server, asking a colleague to it, and joining it from another computer.

Whoever makes it gives the program a role that owns an empty database and may make roles; that role is used
for this and for upgrades, and casework never runs as it. Everybody works as a role of their own.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.desk import Clock, Desk
from welfare_desk.casework.opening import NewAdvisor
from welfare_desk.casework.shared import keys, opening
from welfare_desk.errors import DeskError, Problem, Problems, WorldFault
from welfare_desk.records import engine as engines
from welfare_desk.records import row_security, server
from welfare_desk.records.base import Kept, new_id
from welfare_desk.records.server import Address
from welfare_desk.records.service import Advisor, Organisation, Setting
from welfare_desk.records.shared import Member, SealedKey, SharedDesk
from welfare_desk.records.shared_roles import Roles
from welfare_desk.vault import folders, joined, pairs, recovery
from welfare_desk.vault.desk_key import Person
from welfare_desk.vault.joined import Joined
from welfare_desk.vault.keys import KeyFile, NewDesk
from welfare_desk.vault.pairs import Pair
from welfare_desk.vault.slots import Strength

DUTIES = ("caseworker", "manager", "reviewer")
_INVITATION = b"welfare-desk invitation 1\n"
# The first tables a program may still work with when others have been upgraded before it.
WORKS_FROM = "0029"


class NotEmpty(WorldFault):
    sentence = "There are tables in that database already, and a desk is only made in an empty one."


class CannotMakeRoles(WorldFault):
    sentence = "That role does not own the database, or may not make roles."
    hint = "Both are needed, once: docs/agency.md has the two lines for whoever runs the server."


class NotAnInvitation(WorldFault):
    sentence = "That invitation does not open with this code."
    hint = "Check each group of the code; an invitation made anew has a code of its own."


class UsedInvitation(WorldFault):
    sentence = "This invitation has been used, or its person has left."
    hint = "A manager can make another."


class Papers(NamedTuple):
    """What is shown once: the halves of the agency's recovery key, and this computer's folder's."""

    first_half: str
    second_half: str
    recovery_key: str

    def __repr__(self) -> str:
        return "Papers()"


@dataclass(frozen=True, slots=True)
class Created:
    """An agency's desk: its first manager's way in, open, and three papers shown once."""

    desk: Desk
    first_half: str = field(repr=False)
    second_half: str = field(repr=False)
    recovery_key: str = field(repr=False)  # of this computer's folder


@dataclass(frozen=True, slots=True)
class Invitation:
    """A file for a new colleague and the code it opens with, to be told by another road."""

    data: bytes = field(repr=False)
    code: str = field(repr=False)
    login: str


def create(
    address: Address,
    password: str,
    folder: Path,
    manager: NewAdvisor,
    passphrase: str,
    *,
    clock: Clock,
    details: agency.Agency,
    hand_out: Callable[[Papers], object] = lambda papers: None,
    strength: Strength | None = None,
    allow_weak: bool = False,
) -> Created:
    """Make the agency's desk in an empty database, and its first manager's folder on this computer.

    ``hand_out`` gives the papers to whoever makes it, before the desk is there: a desk whose papers nobody
    has is never made, and papers of one that was not made after all open nothing.
    Raises Problems for the name or passphrase, NotEmpty, CannotMakeRoles, the server's and vault's faults;
    after any of them neither tables, roles nor the folder are left.
    """
    _refuse_names(name=manager.name, agency=details.name)
    first, second, recovery_public = pairs.halves()
    engine = address.engine(password)
    try:
        server.check(engine)
        roles = Roles.of(address.database)
        person = Person(str(uuid4()), manager.name.strip())
        with _folder(folder, person, passphrase, clock.now(), details.name, strength, allow_weak) as made:
            way = _way(address, roles, person, str(uuid4()), recovery_public)
            with saying(), engine.begin() as connection:
                _refuse_unfit(connection, address)
                roles.make(connection, address.database)
                engines.upgrade_on(connection)
                row_security.secure(connection, roles)
                _first_people(connection, way, replace(manager, role="manager"), details.name, clock.now())
                _first_facts(connection, details, clock)
                joined.keep(folder, made.key, way)  # first: what is made has a way in, or is not made
                hand_out(Papers(first, second, made.recovery_key))
    finally:
        engine.dispose()
    desk = opening.open_joined(folder, made.key, way, clock=clock)
    return Created(desk, first, second, made.recovery_key)


LONGEST_NAME = 200
_NAMED = {"name": "The person", "agency": "The agency", "team": "The team"}


def _wrong_names(**called: str) -> list[Problem]:
    """What is no name that letters and lists can carry: nothing, half a character, several lines, a page."""
    found = []
    for what, name in called.items():
        if not name.strip():
            found.append(Problem(what, f"{_NAMED[what]} needs a name."))
        elif len(name) > LONGEST_NAME:
            found.append(Problem(what, f"{_NAMED[what]} has a name of at most {LONGEST_NAME} letters."))
        elif any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
            found.append(
                Problem(what, f"{_NAMED[what]} has a name on one line, of letters that can be read.")
            )
    return found


def _refuse_names(**called: str) -> None:
    if problems := _wrong_names(**called):
        raise Problems(problems)


def _refuse_unfit(connection: Connection, address: Address) -> None:
    asked = text(
        "SELECT r.rolcreaterole AND pg_has_role(d.datdba, 'USAGE') FROM pg_roles r, pg_database d"
        " WHERE r.rolname = current_user AND d.datname = current_database()"
    )
    if not connection.scalar(asked):
        raise CannotMakeRoles()
    if inspect(connection).get_table_names():
        raise NotEmpty()


def _first_people(connection: Connection, way: Joined, manager: NewAdvisor, name: str, now: datetime) -> None:
    """The desk's own row, its first manager, their role on the server, and the key common to all."""
    me, common = UUID(way.advisor_id), secrets.token_bytes(32)
    recovery_public = bytes.fromhex(way.recovery_public)
    with Session(bind=connection) as session:
        session.add(
            SharedDesk(
                id=UUID(way.agency_id),
                made_at=now,
                name=name,
                recovery_public=recovery_public,
                works_from=WORKS_FROM,
            )
        )
        _add_person(session, way, manager, now)
        for row in keys.sealed_for(
            common, way.agency_id, None, [(me, way.pair.public), (None, recovery_public)]
        ):
            row.id, row.made_at = new_id(), now
            session.add(row)
        session.flush()
    roles = Roles.of(way.database)
    verifier = _verifier(connection, way.password, way.login)
    roles.make_login(connection, way.login, verifier, "manager")


def _first_facts(connection: Connection, details: agency.Agency, clock: Clock) -> None:
    """How the agency is named, and whom one writes to: there with the desk, or neither is."""
    rows: list[Kept] = [Setting(key="agency", from_on=clock.today(), value=asdict(details))]
    rows += [Organisation(**body) for body in resources.table("recipients.toml")["recipient"]]
    with Session(bind=connection) as session:
        for row in rows:
            row.id, row.made_at = new_id(), clock.now()
            session.add(row)
        session.flush()


def _add_person(session: Session, way: Joined, who: NewAdvisor, now: datetime) -> None:
    id = UUID(way.advisor_id)
    session.add(
        Advisor(
            id=id,
            made_at=now,
            name=who.name.strip(),
            initials=who.letters,
            role=who.role,
            job_title=who.job_title or None,
        )
    )
    session.add(Member(id=id, made_at=now, login=way.login, duty=who.role, public_key=way.pair.public))


def _way(address: Address, roles: Roles, person: Person, agency_id: str, recovery_public: bytes) -> Joined:
    return Joined(
        host=address.host,
        port=address.port,
        database=address.database,
        login=_login(roles, person.name),
        password=secrets.token_urlsafe(24),
        private_key=Pair.new().raw.hex(),
        advisor_id=person.id,
        agency_id=agency_id,
        recovery_public=recovery_public.hex(),
        ca=address.ca,
        plain=address.plain,
    )


def _login(roles: Roles, name: str) -> str:
    """A role's name on the server: the desk's, the person's first name, and something to tell two apart."""
    first = re.sub(r"[^a-z]+", "", name.split()[0].lower())[:12] if name.split() else ""
    return f"{roles.desk}_{first or 'person'}_{secrets.token_hex(3)}"


def _verifier(connection: Connection, password: str, login: str) -> str:
    """What the server keeps in place of a password: made here, so that it never sees the password itself."""
    raw = connection.connection.dbapi_connection
    assert raw is not None  # noqa: S101
    made: bytes = raw.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return made.decode()


@contextlib.contextmanager
def _folder(
    folder: Path,
    person: Person,
    passphrase: str,
    now: datetime,
    agency_name: str,
    strength: Strength | None,
    allow_weak: bool,
) -> Iterator[NewDesk]:
    """A desk folder for somebody's way in, taken away again when the block goes wrong."""
    made = KeyFile.create(
        folder, person, passphrase, now, agency=agency_name, strength=strength, allow_weak=allow_weak
    )
    try:
        yield made
    except BaseException:
        for name in (folders.DESK, folders.KEYS, folders.LOCK):
            for ending in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    (folder / (name + ending)).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()
        raise


@contextlib.contextmanager
def saying() -> Iterator[None]:
    """What the server refuses, in a sentence where it has one."""
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", "")
        if state == "42501":
            raise CannotMakeRoles() from error
        if state == "42710":
            raise WorldFault(
                "The roles of a desk of this name are on that server already.",
                "Give the database another name, or take away the roles of the desk that was there.",
            ) from error
        raise


# Another person -----------------------------------------------------------------------------------------


def invite(desk: Desk, who: NewAdvisor, *, team: str = "") -> Invitation:
    """Make a colleague's role and keys; what they join with is the file and the code. Managers only.

    Raises Problems, NotYours.
    """
    shared = opening.shared_of(desk)
    problems = _wrong_names(name=who.name)
    if team.strip():
        problems += _wrong_names(team=team)
    if who.role not in DUTIES:
        problems.append(Problem("role", f"A role is one of: {', '.join(DUTIES)}."))
    if problems:
        raise Problems(problems)
    address = opening.address_of(shared.way)
    person = Person(str(uuid4()), who.name.strip())
    way = _way(
        address,
        Roles.of(address.database),
        person,
        shared.way.agency_id,
        bytes.fromhex(shared.way.recovery_public),
    )
    asked = text("SELECT wd_add_member(:id, :name, :letters, :duty, :title, :team, :key, :login, :verifier)")
    with desk.unit_of_work() as work:
        said = {
            "id": UUID(person.id),
            "name": person.name,
            "letters": who.letters,
            "duty": who.role,
            "title": who.job_title or None,
            "team": team.strip() or None,
            "key": way.pair.public,
            "login": way.login,
            "verifier": _verifier(work.session.connection(), way.password, way.login),
        }
        work.session.execute(asked, said)
        holder = [(UUID(person.id), way.pair.public)]
        for row in keys.sealed_for(bytes(shared.common.raw), way.agency_id, None, holder):
            work.add(row)
        if who.role == "manager":
            _open_everything_to(work.session, shared, holder[0])
        work.commit()
    secret = secrets.token_bytes(recovery.BYTES)
    told = {**asdict(way), "ca": "", "name": person.name}
    sealed = _code(secret).encrypt(bytes(12), json.dumps(told).encode(), _INVITATION)
    return Invitation(_INVITATION + sealed, recovery.written(secret), way.login)


def _open_everything_to(session: Session, shared: keys.Shared, who: tuple[UUID, bytes]) -> None:
    """A new manager opens what the one who asks them can open."""
    mine = select(SealedKey.person_id, SealedKey.sealed).where(
        SealedKey.advisor_id == UUID(shared.way.advisor_id), SealedKey.person_id.is_not(None)
    )
    pair, agency_id = shared.way.pair, shared.way.agency_id
    for person_id, sealed in session.execute(mine).all():
        raw = pair.open(sealed, agency_id, str(person_id))
        for row in keys.sealed_for(raw, agency_id, person_id, [who]):
            session.add(row)


def _code(secret: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, _INVITATION).derive(secret))


def join(
    invitation: bytes,
    code: str,
    folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    ca: Path | None = None,
    strength: Strength | None = None,
    allow_weak: bool = False,
) -> tuple[Desk, str]:
    """Make this computer's folder for an invited colleague; the desk, open, and the folder's recovery key.

    The password in the invitation is changed at once, so that the file opens the server to nobody again.
    Raises RecoveryKeyMistyped for the code, NotAnInvitation, UsedInvitation, and the server's faults.
    """
    way, name = _read(invitation, code)
    if ca is not None:
        way = replace(way, ca=str(ca.absolute()))
    address = opening.address_of(way)
    first = address.engine(way.password, size=1)
    try:
        try:
            server.check(first)
        except server.NotLetIn as error:
            raise UsedInvitation() from error
        own = replace(way, password=secrets.token_urlsafe(24))
        person = Person(way.advisor_id, name)
        with _folder(folder, person, passphrase, clock.now(), "", strength, allow_weak) as made:
            joined.keep(
                folder, made.key, own
            )  # before the server is told: a password nobody keeps opens nothing
            _change_password(first, own)
    finally:
        first.dispose()
    return opening.open_joined(folder, made.key, own, clock=clock), made.recovery_key


def _change_password(engine: Engine, way: Joined) -> None:
    with engine.begin() as connection:
        verifier = _verifier(connection, way.password, way.login)
        connection.exec_driver_sql(f"ALTER ROLE CURRENT_USER PASSWORD '{verifier}'")


def _read(invitation: bytes, code: str) -> tuple[Joined, str]:
    secret = recovery.read(code)
    if not invitation.startswith(_INVITATION):
        raise NotAnInvitation()
    try:
        told = json.loads(_code(secret).decrypt(bytes(12), invitation[len(_INVITATION) :], _INVITATION))
    except InvalidTag as error:
        raise NotAnInvitation() from error
    name = told.pop("name")
    return Joined(**told), name


# Recovery --------------------------------------------------------------------------------------------


class HalvesDoNotFit(DeskError):
    sentence = "These two papers do not open this agency's keys."
    hint = "Both are needed, of the same making; either alone opens nothing."
    exit_code = 4


def recover(
    address: Address,
    password: str,
    halves: tuple[str, str],
    folder: Path,
    manager: NewAdvisor,
    passphrase: str,
    *,
    clock: Clock,
    strength: Strength | None = None,
    allow_weak: bool = False,
) -> Created:
    """A new manager who opens everything, by the two halves, where nobody is left who can ask one.

    Raises RecoveryKeyMistyped, HalvesDoNotFit, and the server's faults; nothing is changed by a wrong paper.
    """
    _refuse_names(name=manager.name)
    pair = pairs.joined(*halves)
    engine = address.engine(password)
    try:
        server.check(engine)
        with engine.begin() as connection:
            there = connection.execute(text("SELECT id, recovery_public FROM shared_desk")).one()
            if bytes(there.recovery_public) != pair.public:
                raise HalvesDoNotFit()
            person = Person(str(uuid4()), manager.name.strip())
            roles = Roles.of(address.database)
            way = _way(address, roles, person, str(there.id), pair.public)
            with _folder(folder, person, passphrase, clock.now(), "", strength, allow_weak) as made:
                joined.keep(folder, made.key, way)
                with Session(bind=connection) as session:
                    _add_person(session, way, replace(manager, role="manager"), clock.now())
                    session.flush()
                    _reseal(session, pair, way, clock.now())
                verifier = _verifier(connection, way.password, way.login)
                roles.make_login(connection, way.login, verifier, "manager")
    finally:
        engine.dispose()
    desk = opening.open_joined(folder, made.key, way, clock=clock)
    return Created(desk, *halves, made.recovery_key)


def _reseal(session: Session, pair: Pair, way: Joined, now: datetime) -> None:
    kept = select(SealedKey.person_id, SealedKey.sealed).where(SealedKey.advisor_id.is_(None))
    holder = [(UUID(way.advisor_id), way.pair.public)]
    for person_id, sealed in session.execute(kept).all():
        raw = pair.open(sealed, way.agency_id, str(person_id) if person_id else keys.COMMON)
        for row in keys.sealed_for(raw, way.agency_id, person_id, holder):
            row.id, row.made_at = new_id(), now
            session.add(row)
    session.flush()
