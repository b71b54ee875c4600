"""A way in kept by the agency: a slot that only the agency's private key opens, which no desk ever holds.

The pair is made once, away from any desk; what is written on its file and told of it is here.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from welfare_desk.errors import WorldFault
from welfare_desk.vault.slots import BOX_BYTES

PUBLIC: Final = "wd-agency-public-"
PRIVATE: Final = "wd-agency-private-"
_CHECK: Final = 4  # bytes


class EscrowKeyMistyped(WorldFault):
    sentence = "That is not an agency key: a letter of it is wrong or missing."
    hint = "Copy the whole line, from wd-agency- to its end."


def new_pair() -> tuple[str, str]:
    """A private key to lock away and the public one to give to each desk, each as one line of text."""
    pair = X25519PrivateKey.generate()
    return _written(PRIVATE, pair.private_bytes_raw()), _written(PUBLIC, pair.public_key().public_bytes_raw())


def read(line: str, kind: str) -> bytes:
    """The key of a line. Raises EscrowKeyMistyped."""
    said = "".join(line.split())
    try:
        whole = base64.b32decode(said.removeprefix(kind).upper() + "=" * (-len(said.removeprefix(kind)) % 8))
    except ValueError as error:
        raise EscrowKeyMistyped() from error
    raw, check = whole[:BOX_BYTES], whole[BOX_BYTES:]
    if not said.startswith(kind) or len(raw) != BOX_BYTES or check != _check(kind, raw):
        raise EscrowKeyMistyped()
    return raw


def _written(kind: str, raw: bytes) -> str:
    return kind + base64.b32encode(raw + _check(kind, raw)).decode().rstrip("=").lower()


def _check(kind: str, raw: bytes) -> bytes:
    return hashlib.sha256(kind.encode() + raw).digest()[:_CHECK]
