"""Names compared and searched the way people misremember them.

Belongs here: folding, search words, splitting a full name, and the reasons why two people might be one.
It never decides that they are: joining is the advisor's, or ``casework``'s on hard identifiers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from welfare_desk.rules.identifiers import ChiNumber, NationalInsuranceNumber

# Letters that Unicode does not take apart into a letter and an accent.
_WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t"}
    | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = re.compile("['’‘`´ʼ′]")
_BREAKS = re.compile(r"[\W_]+")
_PARTICLE_GAP = re.compile(r"\b(mac|mc|o) (?=[a-z]{2})")
_MAC = re.compile(r"\bmac(?=[a-z]{3})")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Small plain letters and single spaces: "Ó'Briain" gives "obriain", "van-der-Berg" "van der berg"."""
    # Apostrophes first: taken apart, the acute accent that some type for one leaves a space behind.
    whole = _APOSTROPHES.sub("", name.casefold())
    plain = unicodedata.normalize("NFKD", whole).casefold().translate(_WHOLE_LETTERS)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _BREAKS.sub(" ", _APOSTROPHES.sub("", plain)).strip()


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """What is the same for every spelling habit of one name: MacDonald, McDonald and Mc Donald are one."""
    return _MAC.sub("mc", _PARTICLE_GAP.sub(r"\1", fold(name))).replace(" ", "")


def search_words(*names: str) -> tuple[str, ...]:
    """The words under which somebody is found: each part, the parts run together, and Mc for Mac."""
    found: dict[str, None] = {}
    for name in names:
        folded = fold(name)
        for word in (*folded.split(), folded.replace(" ", ""), key(name)):
            found[_MAC.sub("mc", word)] = None
            found[word] = None
    return tuple(word for word in found if word)


def sort_key(surname: str, forenames: str) -> str:
    """Where somebody stands in a list: Mac with Mc, accents and capitals apart."""
    return f"{key(surname)} {fold(forenames)}"


def parts(name: str) -> frozenset[str]:
    """The barrels of a surname, as keys."""
    return frozenset(key(part) for part in re.split(r"[\s\-‐‑–]+", name) if len(part) > 2)


_PARTICLES = frozenset(
    (
        "van",
        "von",
        "der",
        "den",
        "de",
        "di",
        "da",
        "del",
        "la",
        "le",
        "mac",
        "mc",
        "o",
        "al",
        "el",
        "bin",
        "ibn",
        "ap",
    )
)


_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sir"))


def split_full_name(name: str) -> tuple[str, str]:
    """Forename and surname from one cell: "Smith, Ann" or "Ann Smith"; "van der Berg" stays together."""
    if "," in name:
        surname, _, forename = name.partition(",")
        return " ".join(_untitled(forename)), " ".join(surname.split())
    words = _untitled(name)
    at = len(words) - 1
    while at > 1 and fold(words[at - 1]) in _PARTICLES:
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _untitled(name: str) -> list[str]:
    words = name.split()
    return words[1:] if len(words) > 1 and fold(words[0]) in _TITLES else words


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person when asking whether they are somebody else."""

    forename: str
    surname: str
    born_on: date | None = None
    ni: NationalInsuranceNumber | None = None
    chi: ChiNumber | None = None


def might_be_same(one: Known, other: Known) -> tuple[str, ...]:
    """Why these two might be one person, in words for the advisor; empty when nothing speaks for it."""
    reasons = []
    if one.ni and one.ni == other.ni:
        reasons.append("the same National Insurance number")
    if one.chi and one.chi == other.chi:
        reasons.append("the same CHI number")
    name, birth = _names_alike(one, other), _births_alike(one.born_on, other.born_on)
    if name and birth and (name == _SAME_NAME or birth == _SAME_BIRTH):
        reasons += [name, birth]
    elif name == _SAME_NAME and (one.born_on is None or other.born_on is None):
        reasons.append(name)
    return tuple(reasons)


_SAME_NAME = "the same name"
_SAME_BIRTH = "the same date of birth"


def _names_alike(one: Known, other: Known) -> str:
    mine, yours = (key(one.forename), key(one.surname)), (key(other.forename), key(other.surname))
    if mine == yours:
        return _SAME_NAME
    if mine == yours[::-1]:
        return "forename and surname the other way round"
    if mine[1] == yours[1] and min(mine[0], yours[0], key=len) in (mine[0][:1], yours[0][:1]):
        return "the same surname, and an initial that fits"
    if mine[0] == yours[0] and parts(one.surname) & parts(other.surname):
        return "the same forename, and one part of the surname"
    if one_slip_apart("/".join(mine), "/".join(yours)):
        return "names one letter apart"
    return ""


def _births_alike(one: date | None, other: date | None) -> str:
    if one is None or other is None:
        return ""
    if one == other:
        return _SAME_BIRTH
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return "day and month of birth the other way round"
    if one_slip_apart(f"{one:%d%m%Y}", f"{other:%d%m%Y}"):
        return "dates of birth one figure apart"
    return ""


def one_slip_apart(one: str, other: str) -> bool:
    """Whether one slip of the hand makes one of the other: a letter more, less, changed, or two swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, letter in enumerate(one) if letter != other[n]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or swapped == other[at:]


def best_spelling(names: Iterable[str]) -> str:
    """Of several spellings of one name, the one with care in it: not all capitals, then with its accents."""
    return max(
        names,
        key=lambda name: (not name.isupper() and not name.islower(), not name.isascii(), name),
        default="",
    )
