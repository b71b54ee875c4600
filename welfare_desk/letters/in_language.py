"""What our letters say in a language other than English: whole texts, the words round them, facts of ours.

Each text says who has checked it; until a native speaker has, the advisor is told so. Letters to a client
are written in their language *instead*; a sheet that is signed keeps its English, which counts, with the
translation *beside* it. Names of benefits and of steps stay as the offices print them, and what people
typed stays as typed. How a template is read is ``templates.py``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from welfare_desk import resources
from welfare_desk.rules.by_language import OURS

ENGLISH: Mapping[str, str] = {
    "reference": "Our reference {reference}",
    "page": "Page {page} of {pages}",
    "practice_desk": "Practice desk: invented people, not a real letter",
    "corrects": "This letter corrects our letter {reference} of {date} and takes its place.",
    "beside": "A translation. Please fill in and sign the English sheet: it is the English that counts.",
    "beside_unchecked": "No native speaker has checked this translation yet.",
}
"""What stands round a letter, by key; what is in braces is filled in."""

INSTEAD, BESIDE = "instead", "beside"
_SESSION = re.compile(r"(\w+days)(?:, (\S+) to (\S+))?")


@dataclass(frozen=True, slots=True)
class Translation:
    """A letter's text in another language; ``checked`` says by whom and when, empty: by nobody yet."""

    kind: str
    language: str
    title: str
    body: str
    beside: bool
    checked: str


@cache
def translation(kind: str, language: str) -> Translation | None:
    """The shipped letter of ``kind`` in ``language``; None where there is none."""
    name = f"letters/{language}/{kind}.md"
    if language == OURS or not (resources.folder() / name).is_file():
        return None
    _, front, body = resources.text(name).split("+++\n", 2)
    told = tomllib.loads(front)
    body = "\n" * (front.count("\n") + 2) + body  # so that a fault's line is the file's own
    return Translation(
        told["kind"], language, told["title"], body, told["how"] == BESIDE, told.get("checked", "")
    )


@cache
def _table(language: str) -> Mapping[str, Any]:
    if language == OURS:
        return {"frame": ENGLISH, "facts": {}}
    return resources.table(f"letters/{language}/words.toml")


def round_it(key: str, language: str, **filled: object) -> str:
    """One of the sentences that stand round a letter, filled in."""
    return str(_table(language)["frame"][key]).format(**filled)


def page_words(language: str) -> tuple[str, str, str]:
    """What stands before, between and after the two numbers of "Page 1 of 2"."""
    before, between, after = re.split(r"\{pages?\}", str(_table(language)["frame"]["page"]))
    return before, between, after


def fact(words: str, language: str) -> str:
    """A fact of ours in words ("a week", "Thursdays, 9:30 to 12:30"); what is not known stays as it is."""
    known: Mapping[str, str] = _table(language)["facts"]
    session = _SESSION.fullmatch(words)
    if session and session[1] in known:
        day, first, last = session.groups()
        return f"{known[day]}, {first}\u2013{last}" if first else known[day]
    return known.get(words, words)
