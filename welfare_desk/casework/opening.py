"""Making a desk and opening one: the passphrase, the lock, the engine, and tables brought up to date.

What a desk is made of is the vault's; what is in it is everybody else's.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.desk import Clock, Desk, ReadOnlyDesk, SignedIn, the_worlds_fault
from welfare_desk.casework.safekeeping import upgrading
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records import engine as engines
from welfare_desk.records.service import Advisor, Organisation
from welfare_desk.vault import cipher, escrow, faults, folders, joined, recovery
from welfare_desk.vault.desk_key import DeskKey, Person
from welfare_desk.vault.keyrings import Keyring
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.lock import DeskLock, HeldBy
from welfare_desk.vault.slots import Strength


@dataclass(frozen=True, slots=True)
class NewAdvisor:
    """The first person of a desk, or another who joins it."""

    name: str
    initials: str = ""
    role: str = "caseworker"
    job_title: str = ""

    @property
    def letters(self) -> str:
        return self.initials or "".join(word[0] for word in self.name.split()).upper()[:3]


@dataclass(frozen=True, slots=True)
class MadeDesk:
    """A new desk, open, and its recovery key: shown once, printed, typed back, kept nowhere."""

    desk: Desk
    recovery_key: str = field(repr=False)


def make_desk(
    folder: Path,
    advisor: NewAdvisor,
    passphrase: str,
    *,
    clock: Clock,
    details: agency.Agency | None = None,
    practice: str = "",
    strength: Strength | None = None,
    allow_weak: bool = False,
) -> MadeDesk:
    """Make an empty desk in ``folder`` and open it; ``practice`` names the first one the advisor sits in.

    Raises Problems for the name or passphrase, and the vault's faults (DeskExists, NetworkFolder,
    DiskFull, ReadOnlyFolder); after any of them nothing is left behind.
    """
    if not advisor.name.strip():
        raise Problems([Problem("name", "The advisor needs a name.")])
    details = details or agency.Agency()
    person = Person(str(uuid4()), advisor.name.strip())
    made = KeyFile.create(
        folder,
        person,
        passphrase,
        clock.now(),
        agency=details.name,
        strength=strength,
        allow_weak=allow_weak,
    )
    try:
        desk = _open_writing(folder, made.key, clock, SignedIn(UUID(person.id), person.name, advisor.letters))
        with desk.unit_of_work() as work:
            work.add(advisor_row(UUID(person.id), advisor))
            agency.keep_setting(work, "agency", asdict(details), today=clock.today())
            for body in resources.table("recipients.toml")["recipient"]:
                work.add(Organisation(**body))
            if practice.strip():
                agency.known_practice(work, practice)
            work.commit()
    except BaseException:
        for name in (folders.DESK, folders.KEYS, folders.LOCK):
            for ending in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    (folder / (name + ending)).unlink(missing_ok=True)
        raise
    return MadeDesk(desk, made.recovery_key)


def advisor_row(id: UUID, advisor: NewAdvisor) -> Advisor:
    return Advisor(
        id=id,
        name=advisor.name.strip(),
        initials=advisor.letters,
        role=advisor.role,
        job_title=advisor.job_title or None,
    )


def new_recovery_key_matches(shown: str, typed: str) -> Problem | None:
    """What is wrong with a recovery key typed back from the paper; None where it is the one shown."""
    try:
        same = recovery.read(typed) == recovery.read(shown)
    except DeskError as error:
        return Problem("typed", error.said, error.advice)
    return None if same else Problem("typed", "This is a recovery key, but not this desk's.")


def people_of(folder: Path) -> list[tuple[str, str]]:
    """Id and name of everybody with a passphrase for this desk, for the lock screen."""
    return [(person.id, person.name) for person in KeyFile(folder).people()]


def seconds_to_wait(folder: Path, *, clock: Clock) -> int:
    """How long before a passphrase may be tried again; 0 for at once."""
    return KeyFile(folder).wait(clock.now())


def recover_desk(folder: Path, recovery_key: str, person_id: str, passphrase: str, *, clock: Clock) -> Desk:
    """Open with the recovery key and a new passphrase in place of the forgotten one.

    Raises Problems for the passphrase; RecoveryKeyMistyped; WrongPassphrase; TryLater.
    """
    key = KeyFile(folder).recover(recovery_key, person_id, passphrase, clock.now())
    return open_with_key(folder, key, clock=clock)


def recover_by_agency(folder: Path, private: str, name: str, passphrase: str, *, clock: Clock) -> Desk:
    """Open with the agency's private key and give the person of this name a new passphrase.

    Raises EscrowKeyMistyped, UnknownPerson, Problems, WrongPassphrase, TryLater.
    """
    raw, keys = escrow.read(private, escrow.PRIVATE), KeyFile(folder)
    found = [one.id for one in keys.people() if one.name.casefold() == name.strip().casefold()]
    if len(found) != 1:
        raise faults.UnknownPerson()
    key = keys.recover("", found[0], passphrase, clock.now(), escrow=raw)
    return open_with_key(folder, key, clock=clock)


def is_remembered(folder: Path) -> bool:
    """Whether any keyring was ever asked to open this desk; the keyring itself is not looked at."""
    with contextlib.suppress(DeskError):
        return any(slot.kind == "keyring" for slot in KeyFile(folder).ways())
    return False


def open_remembered(folder: Path, *, clock: Clock) -> Desk | None:
    """The desk as this machine's keyring remembers it; None, for whatever reason, means: ask."""
    keyring = Keyring.of_this_machine()
    key = KeyFile(folder).open_remembered(keyring) if keyring is not None else None
    return open_with_key(folder, key, clock=clock) if key is not None else None


def remember_here(desk: Desk) -> bool:
    """Let this machine's keyring open the desk for the signed-in person; False where it will not."""
    _refuse_reading_only(desk)
    keyring = Keyring.of_this_machine()
    return keyring is not None and KeyFile(desk.folder).remember(desk.key, keyring, desk.clock.now())


def forget_here(desk: Desk) -> bool:
    """Take the signed-in person's keyring slots away; False where there was none."""
    keyring = Keyring.of_this_machine()
    if desk.read_only or keyring is None or not is_remembered(desk.folder):
        return False
    KeyFile(desk.folder).forget(desk.key, keyring, desk.clock.now())
    return True


def change_passphrase(desk: Desk, old: str, new: str) -> None:
    """Replace the signed-in advisor's passphrase; the old one is asked for, whoever sits here.

    Raises WrongPassphrase, TryLater, Problems for the new one, ReadOnlyDesk.
    """
    _refuse_reading_only(desk)
    now, house = desk.clock.now(), agency.agency(desk, on=desk.clock.today())
    with KeyFile(desk.folder).change_passphrase(str(desk.advisor.id), old, new, now, agency=house.name):
        pass


def new_recovery_key(desk: Desk, passphrase: str) -> str:
    """A new recovery key to show once; the paper made before opens nothing any more.

    Raises WrongPassphrase, TryLater, ReadOnlyDesk.
    """
    _refuse_reading_only(desk)
    keys, now = KeyFile(desk.folder), desk.clock.now()
    with keys.unlock(passphrase, now, str(desk.advisor.id)) as key:
        return keys.new_recovery_key(key, now)


def _refuse_reading_only(desk: Desk) -> None:
    if desk.read_only:
        raise ReadOnlyDesk()


def open_desk(folder: Path, passphrase: str, *, clock: Clock, read_only: bool = False) -> Desk:
    """Open a desk with a passphrase. ``read_only`` is for commands that only look.

    Raises WrongPassphrase, TryLater, NotADesk, DeskNewer, HeldBy where someone else is writing and
    writing was asked for.
    """
    key = KeyFile(folder).unlock(passphrase, clock.now())
    return open_with_key(folder, key, clock=clock, read_only=read_only)


def open_or_read(folder: Path, passphrase: str, *, clock: Clock) -> Desk:
    """Open a desk for writing, or for reading where someone else has it; ``in_use_by`` then says who."""
    return open_to_look(folder, KeyFile(folder).unlock(passphrase, clock.now()), clock=clock)


def open_to_look(folder: Path, key: DeskKey, *, clock: Clock) -> Desk:
    """The same with a key already in hand."""
    try:
        return open_with_key(folder, key, clock=clock)
    except (HeldBy, faults.ReadOnlyFolder) as other:
        desk = open_with_key(folder, key, clock=clock, read_only=True)
        desk.in_use_by = str(other.holder) if isinstance(other, HeldBy) and other.holder else None
        return desk


def open_with_key(folder: Path, key: DeskKey, *, clock: Clock, read_only: bool = False) -> Desk:
    """Open a desk whose key is already in hand. Raises as ``open_desk``, but for the passphrase.

    A folder may hold no desk but somebody's way into their agency's: then that is opened.
    """
    try:
        return _open_with_key(folder, key, clock, read_only=read_only)
    except DBAPIError as error:  # a damaged page can be met before the desk has a unit of work
        fault = the_worlds_fault(error)
        if fault is None:
            raise
        raise fault from error


def _open_with_key(folder: Path, key: DeskKey, clock: Clock, *, read_only: bool) -> Desk:
    if (way := joined.read(folder, key)) is not None:
        return _open_shared(folder, key, way, clock)
    if read_only:
        desk = _desk(folder, key, clock, _signed_in(key), read_only=True)
        try:
            if engines.revision(desk.engine) != engines.newest_revision():
                raise faults.DeskNewer() if upgrading.is_newer(desk.engine) else faults.ReadOnlyFolder(folder)
        except BaseException:
            desk.engine.dispose()
            raise
    else:
        desk = _open_writing(folder, key, clock, _signed_in(key))
    try:
        desk.advisor = _who(desk, key)
    except BaseException:  # a page of the advisors may be the damaged one: whoever salvages wants the lock
        desk.engine.dispose()
        if desk.lock is not None:
            desk.lock.release()
        raise
    return desk


def unlocked_copy(place: Path, key: DeskKey, clock: Clock) -> Desk:
    """A copy that is nobody's yet, to be written to under its own key; dispose of its engine after."""
    desk = _desk(place, key, clock, _signed_in(key))
    desk.advisor = _who(desk, key)
    return desk


def _open_shared(folder: Path, key: DeskKey, way: joined.Joined, clock: Clock) -> Desk:
    from welfare_desk.casework.shared import opening as shared  # psycopg, for those who share a desk

    lock = DeskLock.take(folder, _called(folder, key), clock.now())  # what is typed offline has one writer
    try:
        return shared.open_joined(folder, key, way, clock=clock, lock=lock)
    except BaseException:
        lock.release()
        raise


def _called(folder: Path, key: DeskKey) -> str:
    return next((one.name for one in KeyFile(folder).people() if one.id == key.person_id), "Someone")


def _signed_in(key: DeskKey) -> SignedIn:
    # Nobody's own key (the recovery key) signs in as the desk's first advisor, found below.
    return SignedIn(UUID(key.person_id) if key.person_id else UUID(int=0), "", "")


def _who(desk: Desk, key: DeskKey) -> SignedIn:
    with desk.look() as look:
        advisor = look.get(Advisor, UUID(key.person_id)) if key.person_id else None
        if advisor is None:
            advisor = look.scalars(select(Advisor).order_by(Advisor.made_at, Advisor.id).limit(1)).first()
        if advisor is None:
            return desk.advisor
        return SignedIn(advisor.id, advisor.name, advisor.initials, advisor.role)


def _connecting(folder: Path, key: DeskKey, *, read_only: bool) -> Callable[[], cipher.Connection]:
    return lambda: cipher.connect(folder / folders.DESK, key.raw, read_only=read_only)


def _desk(
    folder: Path,
    key: DeskKey,
    clock: Clock,
    who: SignedIn,
    *,
    read_only: bool = False,
    lock: DeskLock | None = None,
) -> Desk:
    engine = engines.encrypted_file(_connecting(folder, key, read_only=read_only), read_only=read_only)
    return Desk(
        folder=folder, engine=engine, key=key, clock=clock, advisor=who, read_only=read_only, lock=lock
    )


def _open_writing(folder: Path, key: DeskKey, clock: Clock, who: SignedIn) -> Desk:
    lock = DeskLock.take(folder, who.name or _called(folder, key), clock.now())
    folders.sweep_rekeying(folder)
    desk = _desk(folder, key, clock, who, lock=lock)
    try:
        upgrading.bring_up_to_date(desk)
    except BaseException:
        desk.engine.dispose()
        lock.release()
        raise
    return desk
