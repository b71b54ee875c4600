"""Whether what is typed stands in a text, and the piece of the text that shows it.

Every word typed must begin a word of the text, in any order, whatever its accents, capitals and apostrophes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LEAST = 2  # letters, before it is worth looking
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "′": "'"})
_APART = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}


def plain(text: str) -> str:
    """Small letters without accents; everything else stays where it is."""
    small = text.casefold()
    if small.isascii():
        return small
    return "".join(map(_letter, unicodedata.normalize("NFC", small)))


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    apart = unicodedata.normalize("NFKD", letter.translate(_STRAIGHT)).casefold()
    kept = "".join(part for part in apart if not unicodedata.combining(part))
    return "".join(_APART.get(part, part) for part in kept)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody typed into a search; ``words`` are empty where it is too little to look for."""

    words: tuple[str, ...]

    @classmethod
    def typed(cls, typed: str) -> Wanted:
        whole = plain(typed).split()
        return cls(tuple(whole) if sum(map(len, whole)) >= LEAST else ())

    def __bool__(self) -> bool:
        return bool(self.words)

    def stands_in(self, text: str, beside: str = "") -> bool:
        """Whether every word begins one in ``text`` or, but for one at least, in ``beside`` (whose it is)."""
        if not self.words:
            return False
        here = plain(text)
        wanting = [word for word in self.words if not begins_in(word, here)]
        if len(wanting) == len(self.words):
            return False
        return not wanting or (bool(beside) and all(begins_in(word, plain(beside)) for word in wanting))

    def snippet(self, text: str, length: int = 140) -> str:
        """At most about so many letters of the text, whole words, with the first found in their midst."""
        whole = " ".join(text.split())
        if len(whole) <= length:
            return whole
        place = self._first(whole)
        start = max(0, min(place - length // 3, len(whole) - length))
        if start:
            start = whole.find(" ", start, place) + 1 or place
        end = start + length
        if end < len(whole):
            cut = whole.rfind(" ", max(start + 1, place + 1), end)
            end = cut if cut > 0 else end
        return ("…" if start else "") + whole[start:end].strip() + ("…" if end < len(whole) else "")

    def _first(self, text: str) -> int:
        """Where in the text the first of the words begins; 0 where none does."""
        made, places = [], []
        for number, letter in enumerate(text):
            parts = _letter(letter.casefold())
            made.append(parts)
            places += [number] * len(parts)
        found = [at for word in self.words if (at := _place(word, "".join(made))) is not None]
        return places[min(found)] if found else 0


def begins_in(word: str, text: str) -> bool:
    """Whether a word of the (plain) text begins so."""
    return word in text and _place(word, text) is not None


def _place(word: str, text: str) -> int | None:
    at = text.find(word)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum() or not word[0].isalnum():
            return at
        at = text.find(word, at + 1)
    return None
