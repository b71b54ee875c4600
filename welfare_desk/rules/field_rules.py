"""The rule behind a field: one plain sentence and where it stands, for whoever asks while filling it in.

The sentences lie in ``resources/field_rules.toml`` and take their figures from the table each stands in; what
one letter starts is put together here from the steps of ``routes``. Nothing is counted here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from welfare_desk.rules.count_in_words import several
from welfare_desk.rules.routes import Length, Period, Step

_FROM = re.compile(r"\{([a-z]+):([^{}]+)\}")


class RuleNotWhole(ValueError):
    """A rule of a field is not as it must be: a fault of the release, not of an advisor."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """``words``: the rule in a sentence or two; ``source``: where it stands; ``doubt``: what is not sure."""

    words: str
    source: str
    doubt: str = ""

    @property
    def said(self) -> str:
        """As a screen reader says it after the field's name."""
        doubt = f" To be checked: {self.doubt}" if self.doubt else ""
        return f"Rule: {self.words}{doubt} Source: {self.source}."


def from_row(key: str, row: Mapping[str, Any], look_up: Callable[[str, str], str]) -> FieldRule:
    """The rule as written, with what stands in other tables put in by ``look_up(table, path)``.

    Raises RuleNotWhole where it lacks its words or its source, or names what no table holds.
    """

    def filled(part: str) -> str:
        def taken(found: re.Match[str]) -> str:
            try:
                return look_up(found[1], found[2])
            except (KeyError, IndexError, ValueError) as gone:
                raise RuleNotWhole(f"{key}: no table holds {found[0]}") from gone

        return _FROM.sub(taken, row.get(part, "")).strip()

    rule = FieldRule(filled("words"), filled("source").rstrip("."), filled("doubt"))
    if not rule.words or not rule.source:
        raise RuleNotWhole(f"{key}: a rule has its words and its source")
    return rule


_COUNTS = {
    "days_after": ("day", " after {day}"),
    "days_beginning_with": ("day", ", the first being {day}"),
    "working_days_after": ("working day", " after {day}"),
    "working_days_beginning_with": ("working day", ", the first being {day}"),
    "months_after": ("month", " after {day}"),
    "years_after": ("year", " after {day}"),
}
_STARTS = {
    "event": "this day",
    "deemed_receipt": "the day it counts as received (48 hours after it was sent)",
    "accepted": "this day, or the day it was accepted late",
    "reasons_sent": "this day, or the day the reasons were sent if that is later",
    "period_end": "the end of the assessment period",
}


def of_steps(steps: Iterable[Step], period: Period | None) -> FieldRule | None:
    """What a letter or event starts, for the field of its day; None where nothing is counted from it.

    ``period`` is the benefit's own, for the steps that take their length from it.
    """
    told, sources, doubts = [], [], []
    for step in steps:
        length = _length(step, period)
        if length is None or length.n is None or length.count not in _COUNTS:
            continue
        noun, how = _COUNTS[length.count]
        if length.n == 1 and length.count.endswith("beginning_with"):  # a day that is itself the last
            told.append(f"{step.does}: by {_STARTS[step.start]}.")
        else:
            told.append(f"{step.does}: {several(length.n, noun)}{how.format(day=_STARTS[step.start])}.")
        own = (period.source,) if period is not None and isinstance(step.length, str) else ()
        sources += [step.citation, *own]
        doubts += [*step.doubts, *(period.doubts if own and period is not None else ())]
    if not told:
        return None
    return FieldRule(" ".join(told), "; ".join(dict.fromkeys(sources)), " ".join(dict.fromkeys(doubts)))


def _length(step: Step, period: Period | None) -> Length | None:
    if isinstance(step.length, Length):
        return step.length
    if period is None:
        return None
    return period.ask if step.length == "ask" else period.decide
