"""Which passphrases a desk accepts, and how one becomes bytes.

Twelve characters or more, no upper limit, no forced change, and none that a guesser tries first
(Cyber Essentials v3.3: a deny list instead of rules about symbols). What a passphrase opens is in ``keys``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from welfare_desk import resources
from welfare_desk.errors import Problem, Problems

SHORTEST: Final = 12
LEAST_LEFT: Final = 6  # letters and digits a guesser must still find once the obvious is taken away
LEAST_DIFFERENT: Final = 5
RUN: Final = 4

_ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
)
_LOOKALIKES: Final = str.maketrans("013457@$!", "oieastasi")


class WeakPassphrase(Problems):
    """A new passphrase that a guesser would find; ends a command as a wrong one does."""

    exit_code = 4


def as_bytes(passphrase: str) -> bytes:
    """The bytes a passphrase stands for: NFKC, so that every keyboard's é is the same é."""
    return unicodedata.normalize("NFKC", passphrase).encode()


def check(passphrase: str, *, names: Iterable[str] = ()) -> None:
    """Raise WeakPassphrase when a new one would be guessed; ``names`` are the person's and the agency's."""
    if found := problems(passphrase, names=names):
        raise WeakPassphrase(found)


def problems(passphrase: str, *, names: Iterable[str] = ()) -> list[Problem]:
    """Every reason to refuse a new passphrase; none when it is accepted."""
    text = unicodedata.normalize("NFKC", passphrase)
    hint = "Four or five words that have nothing to do with one another are strong and easy to remember."
    found = []
    if len(text) < SHORTEST:
        found.append(f"A passphrase has at least {SHORTEST} characters; this has {len(text)}.")
    plain = _plain(text)
    if not text:
        pass  # what more there is to say of nothing
    elif len(set(text.casefold())) < LEAST_DIFFERENT or _is_repetition(plain):
        found.append("This passphrase repeats itself.")
    elif len(_without_runs(plain)) < LEAST_LEFT and len(plain) >= LEAST_LEFT:
        found.append("This passphrase follows the keyboard, the alphabet or the numbers.")
    elif _left(plain, _words_of(names)) < LEAST_LEFT <= _left(plain, frozenset()):
        found.append("This passphrase is little more than a name a guesser would try.")
    elif _left(plain, _words_of(names) | _common()) < LEAST_LEFT:
        found.append("This passphrase is one that guessers try first.")
    return [Problem("passphrase", sentence, hint) for sentence in found]


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _is_repetition(plain: str) -> bool:
    """Whether the whole is one short piece over and over, perhaps cut off at the end."""
    return any(
        (plain[:size] * len(plain)).startswith(plain) for size in range(1, min(len(plain) // 2, 6) + 1)
    )


@cache
def _run_pieces() -> frozenset[str]:
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    return frozenset(row[at : at + RUN] for row in rows for at in range(len(row) - RUN + 1))


def _without_runs(plain: str) -> str:
    """What is left when every stretch of four or more neighbours is taken away."""
    covered = [False] * len(plain)
    for at in range(len(plain) - RUN + 1):
        piece = plain[at : at + RUN]
        if piece in _run_pieces() or len(set(piece)) == 1:
            covered[at : at + RUN] = [True] * RUN
    return "".join(letter for letter, gone in zip(plain, covered, strict=True) if not gone)


def _left(plain: str, words: frozenset[str]) -> int:
    """How many letters and digits remain without the words, the runs, and the years.

    Read once as typed and once with look-alikes (``p4ssw0rd``) turned back; the poorer reading counts.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    remaining = []
    for reading in (plain, plain.translate(_LOOKALIKES)):
        rest = reading
        for word in ordered:
            rest = rest.replace(word, " ")
        rest = re.sub(r"(19|20)\d\d", " ", rest)
        remaining.append(sum(len(_without_runs(piece)) for piece in rest.split()))
    return min(remaining)


def _words_of(names: Iterable[str]) -> frozenset[str]:
    """Each name whole and each of its words of three letters or more."""
    parts = [part for name in names for part in (name, *re.split(r"[\W_]+", name))]
    return frozenset(plain for part in parts if len(plain := _plain(part)) >= 3)


@cache
def _common() -> frozenset[str]:
    lines = resources.text("common_passphrases.txt").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
