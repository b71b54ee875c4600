"""The recovery key as it stands on paper: 160 random bits in nine groups of four, with check letters.

Only the writing and reading of it are here; what it opens is in ``keys``. The letters are Crockford's
base 32, which has no I, L, O or U, so that a key can be read out and typed in by anyone.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Final

from welfare_desk.vault.faults import RecoveryKeyMistyped

BYTES: Final = 20
CHECK_LETTERS: Final = 4
GROUP: Final = 4
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS: Final = BYTES * 8 // 5 + CHECK_LETTERS
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


def written(secret: bytes) -> str:
    """``secret`` as printed: ``7K3M-...``, 36 letters and digits."""
    if len(secret) != BYTES:
        raise ValueError(f"a recovery key has {BYTES} bytes, not {len(secret)}")
    letters = _letters(int.from_bytes(secret), LETTERS - CHECK_LETTERS) + _check(secret)
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def read(typed: str) -> bytes:
    """The secret behind what was typed, whatever the spaces, dashes, case, O for 0, and I or L for 1.

    Raises RecoveryKeyMistyped when the check letters do not fit: one slip in a million passes.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(mark for mark in plain if mark.isalnum()).translate(_READ_AS)
    if len(letters) != LETTERS or not set(letters) <= set(ALPHABET):
        raise RecoveryKeyMistyped()
    body, check = letters[:-CHECK_LETTERS], letters[-CHECK_LETTERS:]
    number = 0
    for letter in body:
        number = number * 32 + ALPHABET.index(letter)
    secret = number.to_bytes(BYTES)
    if _check(secret) != check:
        raise RecoveryKeyMistyped()
    return secret


def grouped(data: bytes) -> str:
    """Any bytes in the same letters, in groups of four, without check letters: to compare, not to keep."""
    letters = _letters(int.from_bytes(data), -(-len(data) * 8 // 5))
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def _letters(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _check(secret: bytes) -> str:
    digest = hashlib.sha256(b"welfare-desk recovery key\n" + secret).digest()
    return _letters(int.from_bytes(digest[:3]) >> 4, CHECK_LETTERS)
