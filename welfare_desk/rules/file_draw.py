"""Which files are reviewed: a draw nobody can steer, and anybody can do again from its seed.

The lot of a file is worked out of the seed and the file's own reference, so that the order in which files
lie, and which others lie beside them, makes no difference to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def draw(seed: str, references: Iterable[str], wanted: int) -> tuple[str, ...]:
    """The files drawn, in the order of their lots; all of them where there are not more than ``wanted``.

    Two people who draw with one seed from one list draw the same files (practice service file, section 6).
    """
    return tuple(sorted(set(references), key=lambda one: (_lot(seed, one), one))[: max(0, wanted)])


def _lot(seed: str, reference: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{reference}".encode()).digest()
