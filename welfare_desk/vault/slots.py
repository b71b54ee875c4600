"""A slot: the desk's data key wrapped once, under one secret, with everything about the slot bound to it.

The secret opens a private key, and the data key lies in a box of its public one: so another data key can
be put into everyone's slot while only one of them is there. Which slots a desk has, and who may change
them, is in ``keys``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from welfare_desk.vault.faults import KeysDamaged

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
BOX_BYTES: Final = 32
_SEALED: Final = NONCE_BYTES + KEY_BYTES + 16

PASSPHRASE: Final = "passphrase"  # noqa: S105  (the name of a kind)
RECOVERY: Final = "recovery"
KEYRING: Final = "keyring"
ESCROW: Final = "escrow"

# Written of a slot when a data key is put into it, and so not bound to it.
_PUT_IN: Final = ("sealed", "vouched")

# A key file is read before anything in it is proved: it must not be able to ask for all the memory.
_MOST: Final = {"memory_kib": 4 * 1024 * 1024, "passes": 64, "lanes": 64}


def canonical(value: Mapping[str, Any]) -> bytes:
    """One way of writing a mapping, for hashing and binding."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Strength:
    """What one guess at a passphrase costs: memory in KiB, passes over it, lanes side by side."""

    memory_kib: int
    passes: int
    lanes: int = 4

    @classmethod
    def for_tests(cls) -> Strength:
        """Next to nothing; ``KeyFile.create`` refuses it unless told that the desk is for tests."""
        return cls(memory_kib=64, passes=1, lanes=1)

    @property
    def is_weak(self) -> bool:
        """Below RFC 9106's second recommended option (64 MiB, 3 passes), the least a real desk has."""
        return self.memory_kib < 64 * 1024 or self.passes < 3

    def seconds(self) -> float:
        """How long one guess takes on this machine now."""
        start = time.perf_counter()
        self.stretch(b"a passphrase to measure with", bytes(SALT_BYTES))
        return time.perf_counter() - start

    def stretch(self, secret: bytes, salt: bytes) -> bytes:
        return Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=self.passes,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        ).derive(secret)


def calibrated(least: float = 0.5, most: float = 1.5) -> Strength:
    """The strength that makes a guess take between ``least`` and ``most`` seconds on this machine.

    Memory grows first, to 256 MiB, because it is what a guesser's machine has least of; then passes.
    A machine too slow for 64 MiB in ``most`` seconds waits longer rather than being weaker.
    """
    strength = Strength(memory_kib=64 * 1024, passes=3)
    while (took := strength.seconds()) < least:
        if strength.memory_kib < 256 * 1024:
            strength = Strength(strength.memory_kib * 2, strength.passes)
        else:
            passes = max(strength.passes + 1, round(strength.passes * (least + most) / 2 / took))
            strength = Strength(strength.memory_kib, passes)
    return strength


@dataclass(frozen=True, slots=True)
class Slot:
    """One entry of ``keys.json``, kept as it was read so that every word of it stays bound.

    ``fields`` holds kind, id, person, name, made_at, kdf and sealed; kinds this program does not
    know are carried along untouched.
    """

    fields: Mapping[str, Any]

    @classmethod
    def read(cls, raw: Any) -> Slot:
        """Raises KeysDamaged for anything that is not the shape of a slot."""
        words = ("kind", "id", "person", "name", "made_at", "sealed")
        if not isinstance(raw, dict) or not all(isinstance(raw.get(word), str) for word in words):
            raise KeysDamaged()
        if not isinstance(raw.get("kdf"), dict):
            raise KeysDamaged()
        return cls(raw)

    @property
    def kind(self) -> str:
        return str(self.fields["kind"])

    @property
    def id(self) -> str:
        return str(self.fields["id"])

    @property
    def person(self) -> str:
        return str(self.fields["person"])

    @property
    def name(self) -> str:
        return str(self.fields["name"])

    @property
    def strength(self) -> Strength:
        """What a passphrase of this desk costs to guess; to be believed only of a slot that has been opened.

        A random secret's slot states it too: someone who weakened a passphrase's slot, so that its
        owner comes with the recovery key, shall not get a weak new slot. Raises KeysDamaged for
        numbers no desk has.
        """
        numbers = {word: self.fields["kdf"].get(word) for word in _MOST}
        if not all(type(number) is int and 1 <= number <= _MOST[word] for word, number in numbers.items()):
            raise KeysDamaged()
        return Strength(**numbers)

    @classmethod
    def wrap(
        cls,
        data_key: bytes | bytearray,
        secret: bytes,
        *,
        desk_id: str,
        kind: str,
        id: str,
        person: str = "",
        name: str = "",
        made_at: str,
        strength: Strength,
    ) -> Slot:
        """A new slot. A passphrase is stretched by ``strength``; a random secret only states it."""
        salt = base64.b64encode(secrets.token_bytes(SALT_BYTES)).decode()
        name_of_kdf = "argon2id" if kind == PASSPHRASE else "hkdf-sha256"
        kdf = {"name": name_of_kdf, "salt": salt, **{word: getattr(strength, word) for word in _MOST}}
        fields = {"kind": kind, "id": id, "person": person, "name": name, "made_at": made_at, "kdf": kdf}
        box = X25519PrivateKey.generate()
        fields["box"] = base64.b64encode(box.public_key().public_bytes_raw()).decode()
        slot = cls(fields)
        nonce = secrets.token_bytes(NONCE_BYTES)
        own = AESGCM(slot._wrapping_key(secret)).encrypt(nonce, box.private_bytes_raw(), slot._bound(desk_id))
        return cls({**fields, "own": base64.b64encode(nonce + own).decode()}).holding(data_key, desk_id)

    @classmethod
    def for_escrow(
        cls,
        data_key: bytes | bytearray,
        public: bytes,
        *,
        desk_id: str,
        id: str,
        name: str,
        made_at: str,
        strength: Strength,
    ) -> Slot:
        """A slot that only the holder of another's private key can open: nobody here knows it."""
        kdf = {"name": "x25519", **{word: getattr(strength, word) for word in _MOST}}
        fields = {"kind": ESCROW, "id": id, "person": "", "name": name, "made_at": made_at, "kdf": kdf}
        fields["box"] = base64.b64encode(public).decode()
        return cls(fields).holding(data_key, desk_id)

    @property
    def can_be_filled(self) -> bool:
        """Whether another data key can be put in without this slot's secret."""
        return "box" in self.fields

    def holding(self, data_key: bytes | bytearray, desk_id: str) -> Slot:
        """The same way in, to another data key: it needs no secret, so nobody has to be there.

        Raises KeysDamaged where its box is not one.
        """
        fields = {word: value for word, value in self.fields.items() if word not in _PUT_IN}
        slot, once, nonce = Slot(fields), X25519PrivateKey.generate(), secrets.token_bytes(NONCE_BYTES)
        box, sender = slot._bytes("box", BOX_BYTES), once.public_key().public_bytes_raw()
        shared = once.exchange(X25519PublicKey.from_public_bytes(box))
        sealed = AESGCM(_box_key(shared, sender, box)).encrypt(nonce, data_key, slot._bound(desk_id))
        fields["sealed"] = base64.b64encode(sender + nonce + sealed).decode()
        return Slot({**fields, "vouched": slot._vouch(data_key, desk_id)})

    def is_vouched_for(self, data_key: bytes | bytearray, desk_id: str) -> bool:
        """Whether somebody who had this data key made the slot as it stands, and nobody altered it since."""
        return hmac.compare_digest(str(self.fields.get("vouched")), self._vouch(data_key, desk_id))

    def _vouch(self, data_key: bytes | bytearray, desk_id: str) -> str:
        key = HKDF(SHA256(), KEY_BYTES, desk_id.encode(), b"welfare-desk slots 1").derive(bytes(data_key))
        return hmac.new(key, self._bound(desk_id), hashlib.sha256).hexdigest()

    def unwrap(self, secret: bytes, desk_id: str) -> bytearray | None:
        """The data key, or None: a wrong secret and an altered slot are one and the same.

        An escrow slot's secret is the private key itself. Raises KeysDamaged when the slot cannot be tried.
        """
        if not self.can_be_filled:  # as slots were before a data key could be changed
            raw = self._opened(self._wrapping_key(secret), self._bytes("sealed", _SEALED), desk_id)
            return None if raw is None else bytearray(raw)
        box, sealed = self._bytes("box", BOX_BYTES), self._bytes("sealed", BOX_BYTES + _SEALED)
        if self.kind == ESCROW:
            private: bytes | None = secret
        else:
            own = self._bytes("own", _SEALED)
            private = self._opened(self._wrapping_key(secret), own, desk_id, but=("own",))
        if private is None or len(private) != BOX_BYTES:
            return None
        opener, sender = X25519PrivateKey.from_private_bytes(private), sealed[:BOX_BYTES]
        try:
            shared = opener.exchange(X25519PublicKey.from_public_bytes(sender))
        except ValueError:  # a sender nobody can have been
            return None
        if opener.public_key().public_bytes_raw() != box:
            return None
        raw = self._opened(_box_key(shared, sender, box), sealed[BOX_BYTES:], desk_id)
        return None if raw is None else bytearray(raw)

    def _opened(self, key: bytes, sealed: bytes, desk_id: str, *, but: tuple[str, ...] = ()) -> bytes | None:
        bound = self._bound(desk_id, but=but)
        try:
            return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
        except InvalidTag:
            return None

    def _bytes(self, word: str, length: int) -> bytes:
        try:
            said = base64.b64decode(self.fields[word], validate=True)
        except (KeyError, TypeError, ValueError) as error:
            raise KeysDamaged() from error
        if len(said) != length:
            raise KeysDamaged()
        return said

    def _bound(self, desk_id: str, *, but: tuple[str, ...] = ()) -> bytes:
        """Everything said of the slot, so that none of it can be changed or moved to another desk."""
        said = {word: value for word, value in self.fields.items() if word not in (*_PUT_IN, *but)}
        return b"welfare-desk slot 1\n" + canonical({"desk": desk_id, "slot": said})

    def _wrapping_key(self, secret: bytes) -> bytes:
        kdf = self.fields["kdf"]
        if self.kind == ESCROW:
            raise KeysDamaged()
        try:
            salt = base64.b64decode(kdf["salt"], validate=True)
        except (KeyError, TypeError, ValueError) as error:
            raise KeysDamaged() from error
        if len(salt) != SALT_BYTES:
            raise KeysDamaged()
        strength = self.strength
        if kdf.get("name") == "argon2id" and self.kind == PASSPHRASE:
            try:
                return strength.stretch(secret, salt)
            except (ValueError, MemoryError) as error:
                raise KeysDamaged() from error
        if kdf.get("name") == "hkdf-sha256" and self.kind != PASSPHRASE:
            return HKDF(SHA256(), KEY_BYTES, salt, b"welfare-desk slot 1").derive(secret)
        raise KeysDamaged()


def _box_key(shared: bytes, sender: bytes, box: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, sender + box, b"welfare-desk box 1").derive(shared)
