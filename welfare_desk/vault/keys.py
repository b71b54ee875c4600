"""Who can open a desk: the slots in ``keys.json``, each wrapping the one data key.

Making, opening and changing them is here, and rewrites only ``keys.json``; how one slot is sealed
is in ``slots``, how the file is read and written in ``key_content``, how long a guesser waits in ``guesses``.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from welfare_desk import machine
from welfare_desk.vault import cipher, faults, folders, keyrings, passphrases, recovery, slots, ways_in
from welfare_desk.vault.desk_key import DeskKey, Person
from welfare_desk.vault.guesses import Guesses
from welfare_desk.vault.key_content import Content
from welfare_desk.vault.keys_on_disk import KeysOnDisk
from welfare_desk.vault.slots import Slot, Strength


@dataclass(frozen=True, slots=True)
class NewDesk:
    """A desk just made: its key, and its recovery key to print once and never show again."""

    key: DeskKey
    recovery_key: str


class KeyFile(KeysOnDisk):
    """``keys.json`` of a desk (or of a backup: ``KeyFile(backup, counting=False)``), read afresh each time.

    Raises NotADesk, KeysDamaged or DeskNewer from every method when the file is missing, broken, or
    from a later program; it is then left exactly as it was.
    """

    @classmethod
    def create(
        cls,
        folder: Path | str,
        person: Person,
        passphrase: str,
        now: datetime,
        *,
        agency: str = "",
        strength: Strength | None = None,
        allow_weak: bool = False,
    ) -> NewDesk:
        """Make a new desk: an empty encrypted ``desk.db``, one passphrase and a recovery key.

        ``strength`` is measured on this machine (about two seconds) unless given.
        Raises Problems for the passphrase, WeakStrength, DeskExists, NetworkFolder, DiskFull, ReadOnlyFolder.
        """
        folder = Path(folder)
        passphrases.check(passphrase, names=(person.name, agency))
        if strength is not None and strength.is_weak and not allow_weak:
            raise faults.WeakStrength()
        if machine.is_network_folder(folder):
            raise faults.NetworkFolder(folder)
        raw = bytearray(secrets.token_bytes(slots.KEY_BYTES))
        key = DeskKey(
            raw,
            desk_id=str(uuid.uuid4()),
            person_id=person.id,
            opened_by=slots.PASSPHRASE,
            strength=strength or slots.calibrated(),
        )
        paper = secrets.token_bytes(recovery.BYTES)
        content = Content(
            key.desk_id,
            (
                ways_in.passphrase_slot(key, person, passphrase, now),
                ways_in.recovery_slot(key, paper, now),
            ),
            Guesses(),
        )
        with folders.new_desk(folder) as place:
            connection = cipher.connect(place / folders.DESK, raw, create=True)
            try:
                # An empty database has no bytes yet, and so no proof that this key opens it.
                connection.execute(f"PRAGMA application_id={0x57444B31}")
            except cipher.DatabaseError as error:
                raise cipher.fault(error, place / folders.DESK) from error
            finally:
                connection.close()
            machine.write_whole(place / folders.KEYS, content.written())
        return NewDesk(key, recovery.written(paper))

    # Opening -----------------------------------------------------------------------------------

    def desk_id(self) -> str:
        return self._read().desk_id

    def people(self) -> list[Person]:
        """Everyone with a passphrase, in the order they were added."""
        return [Person(slot.person, slot.name) for slot in self._read().of_kind(slots.PASSPHRASE)]

    def ways(self) -> tuple[Slot, ...]:
        """Every way into this desk, in the order they were added; none of them opened."""
        return self._read().slots

    def wait(self, now: datetime, person_id: str | None = None) -> int:
        """Seconds before a passphrase may be tried; 0 for at once."""
        with self._turn():
            content = self._checked(now)
        waits = (content.guesses.wait(slot.id, now) for slot in ways_in.to_try(content, person_id))
        return min(waits, default=0)  # a file with no way in left is said to be damaged when one is tried

    def wrong_tries(self, person_id: str) -> int:
        """How often in a row this person's passphrase was wrong; after five, offer the recovery key (R12)."""
        content = self._read()
        wrong = content.guesses.wrong if content.guesses is not None else {}
        slot_id = content.passphrase_of(person_id).id
        return wrong[slot_id].count if slot_id in wrong else 0

    def unlock(self, passphrase: str, now: datetime, person_id: str | None = None) -> DeskKey:
        """The desk's key by a passphrase: of the person named, or of whoever's it is.

        The try is counted before it is made, so ending the program halfway wins nothing.
        Raises WrongPassphrase; TryLater while waiting for earlier wrong tries; UnknownPerson.
        """
        return self._try(
            lambda content: ways_in.to_try(content, person_id),
            passphrases.as_bytes(passphrase),
            now,
        )

    def open_by_recovery_key(self, typed: str, now: datetime) -> DeskKey:
        """The desk's key by the paper key: to restore a backup, or to prove that the paper is still right.

        Someone who has forgotten their passphrase is served by ``recover``, which sets a new one.
        Raises RecoveryKeyMistyped (not counted), WrongPassphrase, TryLater.
        """
        return self._try(lambda content: content.of_kind(slots.RECOVERY), recovery.read(typed), now)

    def open_by_escrow(self, private: bytes, now: datetime) -> DeskKey:
        """The desk's key by the agency's private key (``escrow.read``). Raises WrongPassphrase, TryLater."""
        return self._try(lambda content: content.of_kind(slots.ESCROW), private, now)

    def add_escrow(self, key: DeskKey, public: bytes, name: str, now: datetime) -> None:
        """Let whoever holds the private key of this public one open the desk. Raises OtherDesk."""

        def change(content: Content) -> Content:
            new = Slot.for_escrow(
                key.raw,
                public,
                desk_id=content.desk_id,
                id=f"escrow-{uuid.uuid4()}",
                name=name,
                made_at=ways_in.moment(now),
                strength=key.strength,
            )
            return replace(content, slots=(*content.slots, new))

        self._change(change, now, key)

    def _try(self, choose: Callable[[Content], list[Slot]], secret: bytes, now: datetime) -> DeskKey:
        with self._turn():
            content = self._checked(now)
            chosen = choose(content)
            waits = {slot.id: content.guesses.wait(slot.id, now) for slot in chosen}
            ready = [slot for slot in chosen if not waits[slot.id]]
            if not ready:
                raise faults.TryLater(min(waits.values())) if waits else faults.WrongPassphrase()
            before = content.guesses
            self._keep(replace(content, guesses=before.one_more((slot.id for slot in ready), now)))
        damaged: faults.KeysDamaged | None = None
        for slot in ready:
            try:
                raw = slot.unwrap(secret, content.desk_id)
            except faults.KeysDamaged as error:
                damaged = error  # one person's spoilt slot must not keep the others out
                continue
            if raw is not None:
                break
        else:
            raise damaged or faults.WrongPassphrase()
        with self._turn():
            # One person's own passphrase is no guess at another's.
            content = self._checked(now)
            others = [other.id for other in ready if other is not slot]
            guesses = content.guesses.taken_back(others, before).forgiven(slot.id)
            self._keep(replace(content, guesses=guesses))
        return ways_in.opened(slot, raw, content.desk_id)

    # Changing ----------------------------------------------------------------------------------

    def add_person(
        self,
        key: DeskKey,
        person: Person,
        passphrase: str,
        now: datetime,
        *,
        agency: str = "",
    ) -> None:
        """Give one more person a passphrase. Raises Problems, PersonExists, OtherDesk."""
        passphrases.check(passphrase, names=(person.name, agency))

        def change(content: Content) -> Content:
            if any(slot.id == person.id for slot in content.slots):
                raise faults.PersonExists()
            new = ways_in.passphrase_slot(key, person, passphrase, now)
            return replace(content, slots=(*content.slots, new))

        self._change(change, now, key)

    def change_passphrase(
        self, person_id: str, old: str, new: str, now: datetime, *, agency: str = ""
    ) -> DeskKey:
        """Replace a person's passphrase by a new one, and return the key the old one opened.

        What this person's machines remembered is forgotten. Raises as ``unlock`` does, and Problems.
        """
        name = self._read().passphrase_of(person_id).name
        passphrases.check(new, names=(name, agency))
        key = self.unlock(old, now, person_id)
        self._replace_passphrase(key, person_id, new, now)
        return key

    def recover(
        self,
        typed: str,
        person_id: str,
        new_passphrase: str,
        now: datetime,
        *,
        agency: str = "",
        escrow: bytes | None = None,
    ) -> DeskKey:
        """Open with the recovery key and give this person a new passphrase in place of the forgotten one.

        With ``escrow`` the agency's private key opens instead, and ``typed`` is not looked at.
        Raises Problems, RecoveryKeyMistyped, WrongPassphrase, TryLater, UnknownPerson.
        """
        name = self._read().passphrase_of(person_id).name
        passphrases.check(new_passphrase, names=(name, agency))
        key = self.open_by_escrow(escrow, now) if escrow else self.open_by_recovery_key(typed, now)
        self._replace_passphrase(key, person_id, new_passphrase, now)
        return DeskKey(
            key.raw,
            desk_id=key.desk_id,
            person_id=person_id,
            opened_by=slots.RECOVERY,
            strength=key.strength,
        )

    def _replace_passphrase(self, key: DeskKey, person_id: str, passphrase: str, now: datetime) -> None:
        def change(content: Content) -> Content:
            old = content.passphrase_of(person_id)
            person = Person(old.person, old.name)
            new = ways_in.passphrase_slot(key, person, passphrase, now)
            kept = tuple(
                new if slot is old else slot
                for slot in content.slots
                if slot.kind != slots.KEYRING or slot.person != person_id
            )
            guesses = content.guesses.forgiven(old.id) if content.guesses is not None else None
            return replace(content, slots=kept, guesses=guesses)

        self._change(change, now, key)

    def remove_person(self, key: DeskKey, person_id: str, now: datetime) -> None:
        """Take a person's passphrase and whatever their machines remembered away.

        Someone who kept a copy of the old key file and the desk can still open that copy: this is
        not promised (threat model, section 7). Raises LastPassphrase, UnknownPerson.
        """

        def change(content: Content) -> Content:
            content.passphrase_of(person_id)
            if len(content.of_kind(slots.PASSPHRASE)) == 1:
                raise faults.LastPassphrase()
            return content.without(
                lambda slot: slot.person == person_id and slot.kind in (slots.PASSPHRASE, slots.KEYRING)
            )

        self._change(change, now, key)

    def remove_slot(self, key: DeskKey, slot_id: str, now: datetime) -> None:
        """Take a keyring's or the agency's slot away. People's and the recovery key's are not taken so."""

        def change(content: Content) -> Content:
            return content.without(
                lambda slot: slot.id == slot_id and slot.kind not in (slots.PASSPHRASE, slots.RECOVERY)
            )

        self._change(change, now, key)

    def new_recovery_key(self, key: DeskKey, now: datetime) -> str:
        """A new recovery key to print; the paper made before opens nothing any more."""
        paper = secrets.token_bytes(recovery.BYTES)

        def change(content: Content) -> Content:
            others = content.without(lambda slot: slot.kind == slots.RECOVERY)
            new = ways_in.recovery_slot(key, paper, now)
            return replace(others, slots=(*others.slots, new))

        self._change(change, now, key)
        return recovery.written(paper)

    # The machine's keyring, a convenience ----------------------------------------------------------

    def remember(self, key: DeskKey, keyring: keyrings.Keyring, now: datetime) -> bool:
        """Let this machine's keyring open the desk for this person. False when the keyring will not."""
        secret, slot_id = secrets.token_bytes(slots.KEY_BYTES), f"keyring-{uuid.uuid4()}"
        if not key.person_id or not keyring.keep(slot_id, secret):
            return False

        def change(content: Content) -> Content:
            name = content.passphrase_of(key.person_id).name
            new = Slot.wrap(
                key.raw,
                secret,
                desk_id=content.desk_id,
                kind=slots.KEYRING,
                id=slot_id,
                person=key.person_id,
                name=name,
                made_at=ways_in.moment(now),
                strength=key.strength,
            )
            return replace(content, slots=(*content.slots, new))

        self._change(change, now, key)
        return True

    def open_remembered(self, keyring: keyrings.Keyring) -> DeskKey | None:
        """The key this machine remembers; None, for whatever reason, means: ask for the passphrase."""
        content = self._read()
        for slot in content.of_kind(slots.KEYRING):
            secret = keyring.fetch(slot.id)
            if secret is None:
                continue
            try:
                raw = slot.unwrap(secret, content.desk_id)
            except faults.KeysDamaged:
                continue
            if raw is not None:
                return ways_in.opened(slot, raw, content.desk_id)
        return None

    def forget(self, key: DeskKey, keyring: keyrings.Keyring, now: datetime) -> None:
        """Take every keyring slot of this person away, here and on their other machines."""
        for slot in self._read().of_kind(slots.KEYRING):
            if slot.person == key.person_id:
                keyring.drop(slot.id)
        self._change(
            lambda content: content.without(
                lambda slot: slot.kind == slots.KEYRING and slot.person == key.person_id
            ),
            now,
            key,
        )

    def for_backup(self, key: DeskKey) -> bytes:
        """This key file as a backup holds it: no keyring slots, no wrong tries.

        Raises OtherDesk when the file has been swapped for another desk's, whose slots would open nothing.
        """
        content = self._read().without(lambda slot: slot.kind == slots.KEYRING)
        if content.desk_id != key.desk_id:
            raise faults.OtherDesk()
        return replace(content, guesses=Guesses()).written()

    def rekeyed(self, key: DeskKey, fresh: bytes | bytearray, own: str) -> tuple[bytes, list[str]]:
        """This key file with every slot opening ``fresh`` instead, and who could not be taken along.

        Nobody else has to be there. Left out is what was not made by somebody who had this desk's key;
        ``own`` is the passphrase of the person at hand, whose slot is made anew where it could not be filled.
        """
        with self._turn():
            content = self._read()
        if content.desk_id != key.desk_id:
            raise faults.OtherDesk()
        kept, left_out = [], []
        for slot in content.slots:
            if slot.can_be_filled and slot.is_vouched_for(key.raw, content.desk_id):
                kept.append(slot.holding(fresh, content.desk_id))
            elif slot.kind == slots.PASSPHRASE and slot.person == key.person_id:
                kept.append(ways_in.refilled(slot, own, fresh, content.desk_id, key.strength))
            else:
                left_out.append(slot.name or slot.kind)
        return Content(content.desk_id, tuple(kept), Guesses()).written(), left_out
