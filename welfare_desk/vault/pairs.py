"""Key pairs: a text sealed for one person that only they open, and a secret cut into two halves.

Used where several people share a store none of them owns; who holds which pair is casework's affair.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from welfare_desk.vault import recovery
from welfare_desk.vault.faults import SealBroken

_VERSION: Final = b"\x01"
_KEY: Final = 32
_NONCE: Final = bytes(12)  # every text has a key of its own, drawn for it alone


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody's own key: what is sealed for ``public`` opens with it and with nothing else."""

    raw: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Pair:
        return cls(secrets.token_bytes(_KEY))

    @property
    def public(self) -> bytes:
        return X25519PrivateKey.from_private_bytes(self.raw).public_key().public_bytes_raw()

    def open(self, sealed: bytes, *bound: str) -> bytes:
        """Raises SealBroken for anything altered, bound to other words, or sealed for somebody else."""
        if len(sealed) < 1 + _KEY + 16 or sealed[:1] != _VERSION:
            raise SealBroken()
        once = sealed[1 : 1 + _KEY]
        try:
            shared = X25519PrivateKey.from_private_bytes(self.raw).exchange(
                X25519PublicKey.from_public_bytes(once)
            )
            cipher = _cipher(shared, once, self.public)
            return cipher.decrypt(_NONCE, sealed[1 + _KEY :], _words(bound))
        except (InvalidTag, ValueError) as error:
            raise SealBroken() from error


def seal_for(public: bytes, plain: bytes, *bound: str) -> bytes:
    """``plain`` sealed for the holder of ``public``, who must name the same ``bound`` words to open it."""
    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return _VERSION + mine + _cipher(shared, mine, public).encrypt(_NONCE, plain, _words(bound))


def fingerprint(public: bytes) -> str:
    """A public key as two people can compare it aloud: five groups of four letters and digits."""
    digest = Hash(SHA256())
    digest.update(b"welfare-desk public key\n" + public)
    return recovery.grouped(digest.finalize()[:12])


def halves() -> tuple[str, str, bytes]:
    """A new secret as two papers, and the public key of the pair it makes.

    Either paper alone is random letters that say nothing at all about the secret.
    """
    whole, first = secrets.token_bytes(recovery.BYTES), secrets.token_bytes(recovery.BYTES)
    return recovery.written(first), recovery.written(_xor(whole, first)), _of_secret(whole).public


def joined(first: str, second: str) -> Pair:
    """The pair two papers make together. Raises RecoveryKeyMistyped."""
    return _of_secret(_xor(recovery.read(first), recovery.read(second)))


def _of_secret(secret: bytes) -> Pair:
    return Pair(HKDF(SHA256(), _KEY, None, b"welfare-desk agency recovery 1").derive(secret))


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(one, other, strict=True))


def _cipher(shared: bytes, once: bytes, public: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), _KEY, once + public, b"welfare-desk sealed for one 1").derive(shared))


def _words(bound: tuple[str, ...]) -> bytes:
    return b"".join(len(word).to_bytes(4) + word for word in (text.encode() for text in bound))
