"""Taking out of a file what tells whose it is, before somebody outside reads it.

Names known to the file, and whatever has the shape of a number, a date of birth or a place, give way to a
word for what stood there. What a stranger could still work out from the story itself no rule can take out:
somebody reads the pack before it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from welfare_desk.rules import days

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[e-mail]", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("[NI number]", re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE)),
    ("[postcode]", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)),
    ("[telephone]", re.compile(r"(?<![\w£.])(?:\+44 ?|0)(?:\d[ -]?){8,10}\d\b")),
    ("[number]", re.compile(r"(?<![\w£.,])\d{8,}\b")),
)
_SHORTEST = 2


def redact(text: str, names: Mapping[str, Iterable[str]], born: Iterable[date] = ()) -> str:
    """``text`` without the names, numbers and birthdays. ``names``: by what takes their place, the words.

    A name goes in whatever case it is written and with an s behind it; a part of a longer word stays.
    """
    for shape, pattern in _SHAPES:
        text = pattern.sub(shape, text)
    for day in born:
        for written in _written(day):
            text = re.sub(rf"(?<!\d){re.escape(written)}(?!\d)", "[date of birth]", text, flags=re.IGNORECASE)
    for instead, words in names.items():
        for word in sorted({one.strip() for one in words}, key=len, reverse=True):
            if len(word) >= _SHORTEST:
                text = re.sub(
                    rf"(?<!\w){re.escape(word)}(?=(?:['’]s|s)?(?!\w))", instead, text, flags=re.IGNORECASE
                )
    return text


def _written(day: date) -> Iterable[str]:
    year = f"{day.year % 100:02}"
    yield day.isoformat()
    for mark in "/.-":
        for said in (f"{day.day}{mark}{day.month}", f"{day.day:02}{mark}{day.month:02}"):
            yield f"{said}{mark}{day.year}"
            yield f"{said}{mark}{year}"
    yield days.short(day)
    yield days.on_paper(day)
