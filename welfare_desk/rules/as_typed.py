"""Dates, money and yes-or-no as people type them, read day first and without guessing.

Belongs here: one reading for each habit, returning the value, ``None`` where nothing was said, or a
``Problem``. Numbers that name a person are in ``identifiers.py``; making and showing money is ``money.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from welfare_desk.errors import Problem
from welfare_desk.rules import money

Typed = str | int | Decimal | date | bool | None
"""What a form or a cell can hold; never a float."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_NOTHING = {
    *(
        "",
        "-",
        "--",
        "?",
        "n/a",
        "na",
        "n.a.",
        "none",
        "nil",
        "n/k",
        "nk",
        "not known",
        "unknown",
        "tbc",
        "tba",
    ),
    *("not given", "not recorded", "not provided", "not stated", "not asked", "don't know", "blank"),
}
_SHORT = 20  # long text is never a blank, and there is much of it


def tidy(text: str) -> str:
    """One spelling for the many spaces and dashes that office programs put in."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return " ".join(text.split())


def says_nothing(text: str) -> bool:
    """Whether this is one of the ways to leave a blank: empty, a dash, "n/a", "not known"."""
    return _is_a_blank(text) if len(text) < _SHORT else not text.strip()


@lru_cache(maxsize=65_536)
def _is_a_blank(text: str) -> bool:
    return tidy(text).casefold() in _NOTHING


# --- Dates ----------------------------------------------------------------------------------------

OLDEST = 120
"""Years: an earlier date of birth is a slip of the hand."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_OF = {name[:end]: at for at, name in enumerate(_MONTHS, start=1) for end in range(3, len(name) + 1)}
_SPACER = r"[\s/.,\\-]+"
_CLOCK = r"(?:[t ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?z?)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+)?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4}|'?\d\d)"
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        rf"{_DAY}{_SPACER}(?P<month>\d{{1,2}}){_SPACER}{_YEAR}{_CLOCK}",
        rf"(?P<year>\d{{4}}){_SPACER}(?P<month>\d{{1,2}}){_SPACER}{_DAY}{_CLOCK}",
        rf"{_WEEKDAY}{_DAY}\s*(?:st|nd|rd|th)?(?:\s+of)?[\s/.,-]*(?P<month>[a-z]{{3,9}})[\s/.,-]*{_YEAR}",
        rf"{_WEEKDAY}(?P<month>[a-z]{{3,9}})\.?\s+{_DAY}\s*(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d|\d\d)",
        r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)",
    )
)
_SERIAL = re.compile(r"([1-6]\d{4})(?:\.\d+)?", re.ASCII)
_SERIAL_NOUGHT = date(1899, 12, 30)  # past Excel's false 29 February 1900 this counts as Excel does


def shown(day: date) -> str:
    """As an advisor writes it: 05/11/1948."""
    return f"{day:%d/%m}/{day.year:04}"


def read_date(
    typed: Typed, *, today: date, what: str = "the date", field: str = "date"
) -> date | Problem | None:
    """A day in any habit: 3/4/26, 03.04.2026, 2026-04-03, 3rd April 2026, Excel's date or its number.

    Day first always; a year of two digits is the one that lies nearest to ``today``.
    """
    day = _read_day(typed, what, field, lambda days: min(days, key=lambda one: abs(one - today)))
    if isinstance(day, date) and abs(day.year - today.year) > OLDEST:
        return Problem(field, f"{_lead(what)} {shown(day)} is too far away to be right.")
    return day


def read_birth_date(
    typed: Typed,
    *,
    today: date,
    latest: date | None = None,
    what: str = "the date of birth",
    field: str = "born_on",
) -> date | Problem | None:
    """A date of birth: never after ``today``, never more than 120 years before it.

    A year of two digits is the last one not after ``latest`` (a referral, say, since a person is born
    before they are referred), or ``today``.
    """
    horizon = min(today, latest) if latest else today
    day = _read_day(typed, what, field, lambda days: max((d for d in days if d <= horizon), default=days[0]))
    if isinstance(day, date) and day > today:
        return Problem(field, f"{_lead(what)} {shown(day)} is in the future.", "Check the year.")
    if isinstance(day, date) and today.year - day.year > OLDEST:
        return Problem(
            field, f"{_lead(what)} {shown(day)} is more than {OLDEST} years ago.", "Check the year."
        )
    return day


def _read_day(
    typed: Typed, what: str, field: str, choose: Callable[[list[date]], date]
) -> date | Problem | None:
    if isinstance(typed, datetime):
        return typed.date()
    if isinstance(typed, date):
        return typed
    if typed is None or (isinstance(typed, str) and says_nothing(typed)):
        return None
    text = figures = tidy(str(typed))
    if isinstance(typed, int | Decimal) and len(text) == 7:
        figures = f"0{text}"  # a number cell has lost the nought of 05031985
    if days := _days(figures.casefold()):
        return choose(days)
    return Problem(field, f"{_lead(what)} “{text}” is not a date.", "Write it like 05/11/1948.")


@lru_cache(maxsize=65_536)
def _days(text: str) -> list[date]:
    """The days this can mean, earliest first; none when the calendar has no such day."""
    for shape in _SHAPES:
        if (found := shape.fullmatch(text)) and (month := _month(found["month"])):
            year = found["year"].lstrip("'")
            years = [int(year)] if len(year) == 4 else [1900 + int(year), 2000 + int(year)]
            return [day for one in years if (day := _calendar_day(one, month, int(found["day"])))]
    if serial := _SERIAL.fullmatch(text):
        return [_SERIAL_NOUGHT + timedelta(days=int(serial[1]))]
    return []


def _month(written: str) -> int | None:
    if written.isdigit():
        return int(written) if 1 <= int(written) <= 12 else None
    return _MONTH_OF.get(written)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- Money ----------------------------------------------------------------------------------------


class Per(StrEnum):
    """How often a sum is paid, where the cell says so."""

    ONCE = "once"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    FOUR_WEEKS = "four weeks"
    MONTH = "month"
    YEAR = "year"


_PER_WEEK = {
    Per.WEEK: Decimal(1),
    Per.FORTNIGHT: 1 / Decimal(2),
    Per.FOUR_WEEKS: 1 / Decimal(4),
    Per.MONTH: Decimal(12) / 52,
    Per.YEAR: 1 / Decimal(52),
}
_PER_WORDS = {
    Per.WEEK: r"p\.?/?w\.?k?\.?|(?:per|/|a|each|every)\s*w(?:ee)?k\.?|/\s?w|w(?:ee)?kly|wk",
    Per.FORTNIGHT: r"(?:per|/|a|each|every)\s*(?:fortnight|2 w(?:ee)?ks)|fortnightly|2[- ]?weekly",
    Per.FOUR_WEEKS: r"(?:per|/|each|every)\s*(?:4|four) w(?:ee)?ks|(?:4|four)[- ]?w(?:ee)?kly|p4w",
    Per.MONTH: r"p\.?/?c?\.?m\.?|(?:per|/|a|each|every)\s*(?:calendar )?(?:month|mth)|/\s?m|monthly",
    Per.YEAR: r"p\.?/?a\.?|(?:per|/|a|each|every)\s*(?:year|yr|annum)|annually|yearly|annual",
    Per.ONCE: r"\(?(?:one[- ]off|lump sum|lump|back-?dated?|backdate|arrears|total)\)?",
}
_PER = tuple((per, re.compile(words, re.ASCII)) for per, words in _PER_WORDS.items())
_AMOUNT = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+])?\s*(?:£|gbp)?\s*(?P<inner>[-+])?\s*"
    r"(?P<whole>\d{1,3}(?:[, ]\d{3}){1,2}|\d{1,9})?(?:\.(?P<pence>\d*))?\s*(?P<close>\))?\s*(?P<per>.*)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in pounds, less than nothing too, and how often it is paid if the cell said."""

    amount: Decimal
    per: Per | None = None

    def weekly(self) -> Decimal:
        """Pounds a week, half up: 52 weeks or 12 months to the year (funder R, section 5). Unsaid is weekly.

        Raises ValueError for a sum paid once.
        """
        if self.per is Per.ONCE:
            raise ValueError("a sum paid once has no weekly amount")
        return money.half_up(self.amount * _PER_WEEK[self.per or Per.WEEK])


def read_money(typed: Typed, *, what: str = "the amount", field: str = "amount") -> Sum | Problem | None:
    """A sum in any habit: £1,234.50 pw, 31.78 per week, 97.25/wk, " £ 6,202.48 ", (41.21), -41.21.

    Blanks and dashes are nothing. "approx £70ish", "£70?", a third place of pence and a thousand million
    are no amounts.
    """
    if typed is None or (isinstance(typed, str) and says_nothing(typed.replace("£", ""))):
        return None  # an accounting format shows nought as "£ -"
    text = tidy(f"{typed:f}" if isinstance(typed, Decimal) else str(typed))
    read = None if isinstance(typed, date | bool) else _sum(text.casefold())
    return read or Problem(field, f"{_lead(what)} “{text}” is not an amount.", "Write it like £1,234.50.")


@lru_cache(maxsize=65_536)
def _sum(text: str) -> Sum | None:
    found = _AMOUNT.fullmatch(text)
    if not found or bool(found["open"]) != bool(found["close"]) or not (found["whole"] or found["pence"]):
        return None
    if len(found["pence"] or "") > 2 or (found["sign"] and found["inner"]):
        return None
    per = next((per for per, words in _PER if words.fullmatch(found["per"])), None)
    if found["per"] and per is None:
        return None
    whole = re.sub("[, ]", "", found["whole"] or "0")
    amount = money.pounds(f"{whole}.{found['pence'] or '00'}")
    less = found["open"] or "-" in (found["sign"], found["inner"])
    return Sum(-amount if less else amount, per)


# --- Yes and no -----------------------------------------------------------------------------------

_ANSWERS = dict.fromkeys(("yes", "y", "true", "1", "✓", "✔", "☑"), True)
_ANSWERS |= dict.fromkeys(("no", "n", "false", "0", "✗", "✘", "☐"), False)
_REMARK = re.compile(r"\s*[-(,;:./].*", re.DOTALL)


def read_yes_no(typed: Typed, *, what: str = "the answer", field: str = "answer") -> bool | Problem | None:
    """Yes or no in any case and with stray spaces; a remark after it ("Yes - by phone") is let be."""
    if isinstance(typed, bool):
        return typed
    if typed is None or (isinstance(typed, str) and says_nothing(typed)):
        return None
    text = tidy(str(typed))
    answer = _ANSWERS.get(_REMARK.sub("", text).casefold())
    return answer if answer is not None else Problem(field, f"{_lead(what)} “{text}” is neither yes nor no.")


def _lead(what: str) -> str:
    return what[:1].upper() + what[1:]
