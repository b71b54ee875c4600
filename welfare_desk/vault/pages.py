"""The pages of an encrypted file, each proved by its own seal, without asking the database to open it.

Only reading and judging them is here: a page whose seal is broken is named, never mended (promise R11).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path
from typing import Final

PAGE: Final = 4096
_SEAL: Final = 64  # HMAC-SHA512 at the end of each page, over all before it and the page's number
_SALT: Final = 16  # the first page begins with it, in clear
_SALT_OF_SEALS: Final = 0x3A  # SQLCipher 4's: the salt with every byte changed by this


def broken(
    path: Path, key: bytes | bytearray, step: Callable[[int, int], None] = lambda _done, _of: None
) -> tuple[list[int], int]:
    """The numbers of the pages whose seal does not fit, and how many pages there are.

    Every page, when the file belongs to another key or its first sixteen bytes were altered: they are the
    salt all seals hang on. What is left after the last whole page counts as a page of its own.
    Raises OSError. For a file nobody is writing to.
    """
    found, number, whole = [], 0, -(-path.stat().st_size // PAGE)
    with path.open("rb") as file:
        seals = b""
        while page := file.read(PAGE):
            number += 1
            if number == 1:
                salt = bytes(byte ^ _SALT_OF_SEALS for byte in page[:_SALT])
                seals = hashlib.pbkdf2_hmac("sha512", bytes(key), salt, 2, 32)
            body = page[_SALT if number == 1 else 0 : PAGE - _SEAL]
            seal = hmac.digest(seals, body + number.to_bytes(4, "little"), "sha512")
            if len(page) < PAGE or not hmac.compare_digest(seal, page[PAGE - _SEAL :]):
                found.append(number)
            if number % 256 == 0:
                step(number, whole)
    return found, number
