"""Names typed all in capitals, as they read better on a screen; what was typed stays as it is stored.

Only a name that is capitals throughout is touched, and only as far as one can tell: initials stay capitals.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SMALL = frozenset(("and", "of", "the", "for", "in", "on", "at", "to", "by"))
_INITIALS = frozenset(
    ("AA", "BT", "EE", "EDF", "EON", "GE", "IVA", "MBNA", "OVO", "RAC", "UK", "USA", "AIB", "ESA", "PO", "II")
)
"""Initials with a vowel, which could be read as a word (ours); those without one are told by that."""
_ENDINGS = {"LTD": "Ltd", "PLC": "plc", "LLP": "LLP", "CO": "Co", "INC": "Inc", "ST": "St", "DR": "Dr"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@lru_cache(maxsize=8_192)
def body(name: str) -> str:
    """A creditor as it is said: "BANK OF SCOTLAND PLC" reads "Bank of Scotland plc", "HSBC" stays."""
    if not _shouted(name):
        return name
    first = True

    def cased(found: re.Match[str]) -> str:
        nonlocal first
        word, begins = found[0], first
        first = False
        if word in _ENDINGS:
            return _ENDINGS[word]
        if word in _INITIALS or (len(word) <= 5 and not re.search("[AEIOUY]", word)):
            return word
        return word.lower() if word.lower() in _SMALL and not begins else _cased(word)

    shown = _WORD.sub(cased, name)
    # A single short word in capitals is likelier a name made of initials than a word.
    return name if len(name) <= 4 else shown


@lru_cache(maxsize=65_536)
def person(name: str) -> str:
    """Somebody's name: "Catriona STEWART" reads "Catriona Stewart"; McLEOD and D'SOUZA are known."""
    return " ".join(
        _WORD.sub(lambda found: _cased(found[0]), word) if _shouted(word) and len(word) > 2 else word
        for word in name.split(" ")
    )


def _shouted(words: str) -> bool:
    """Capitals throughout, but for the small c of Mc and Mac."""
    return bool(re.search("[A-Z]{2}", words)) and re.sub(r"\bMa?c(?=[A-Z])", "", words).upper() == re.sub(
        r"\bMa?c(?=[A-Z])", "", words
    )


def _cased(word: str) -> str:
    parts = re.split("(['’])", word)
    if len(parts) > 1 and len(parts[0]) == 1:  # O'NEIL, D'SOUZA
        return "".join(part.capitalize() for part in parts)
    whole = parts[0]
    for start in ("MC", "MAC"):
        spelt = whole[: len(start)]
        if spelt.upper() == start and len(whole) > len(start) + 2 and (start == "MC" or spelt == "Mac"):
            return f"{start.capitalize()}{whole[len(start) :].capitalize()}" + "".join(parts[1:]).lower()
    return whole.capitalize() + "".join(parts[1:]).lower()
