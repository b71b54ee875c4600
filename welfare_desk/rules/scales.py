"""A scale of distance travelled, as its file says it: its questions, its answers, its conversion table.

None is shipped: such scales belong to others. An agency loads the file of one it may use; what it says of its
licence is kept and shown. A scale is only scored whole, for an item left out would change what the sum means.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from welfare_desk.errors import Problem, Problems

MOST_ITEMS, MOST_ANSWERS, LONGEST, MOST_BYTES = 40, 11, 300, 200_000
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its answers, each with what it counts."""

    words: str
    answers: tuple[tuple[str, int], ...]

    @property
    def least(self) -> int:
        return min(value for _, value in self.answers)

    @property
    def most(self) -> int:
        return max(value for _, value in self.answers)


@dataclass(frozen=True, slots=True)
class Scale:
    """``conversion``: what each sum becomes where the scale has a table, else empty: the sum is the score."""

    name: str
    edition: str
    licence: str
    higher_is_better: bool
    matters_from: Decimal | None  # how large a change has to be to mean something, where its makers say
    items: tuple[Item, ...]
    conversion: Mapping[int, Decimal]

    @property
    def sums(self) -> range:
        return range(sum(one.least for one in self.items), sum(one.most for one in self.items) + 1)

    def score(self, answers: Sequence[int | None]) -> tuple[int, Decimal]:
        """The sum and what it becomes. Raises Problems where an answer is missing or is not the item's."""
        wrong = []
        for number, item in enumerate(self.items):
            given = answers[number] if number < len(answers) else None
            if given is None:
                wrong.append(Problem(f"item_{number}", "Not answered.", "A scale is only scored whole."))
            elif given not in {value for _, value in item.answers}:
                wrong.append(Problem(f"item_{number}", "That is not one of its answers."))
        if wrong:
            raise Problems(wrong)
        raw = sum(given for given in answers[: len(self.items)] if given is not None)
        return raw, self.conversion.get(raw, Decimal(raw)).quantize(_HUNDREDTH, ROUND_HALF_UP)

    def change(self, first: Decimal, last: Decimal) -> str:
        """better, worse or same: a change smaller than its makers say matters is none."""
        moved = (last - first) if self.higher_is_better else (first - last)
        if abs(moved) < (self.matters_from or _HUNDREDTH):
            return "same"
        return "better" if moved > 0 else "worse"


def read(data: bytes) -> Scale:
    """A scale from its file (TOML). Raises Problems with everything that is wrong with it."""
    if len(data) > MOST_BYTES:
        raise Problems([Problem("file", "This file is too large to be a scale.")])
    try:
        told = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        hint = "The guide shows how one is written."
        raise Problems([Problem("file", "This is not the file of a scale.", hint)]) from fault
    return of(told)


def of(told: Mapping[str, Any]) -> Scale:
    """A scale from what its file says. Raises Problems."""
    wrong: list[Problem] = []

    def text(key: str, *, needed: str = "") -> str:
        value = told.get(key, "")
        if not isinstance(value, str) or len(value) > LONGEST or (needed and not value.strip()):
            wrong.append(Problem("file", needed or f"Its {key} cannot be read."))
            return ""
        return value.strip()

    name = text("name", needed="The scale has no name.")
    licence = text("licence", needed="It does not say who allows you to use it.")
    edition = text("edition")
    items = _items(told, wrong)
    direction = told.get("higher_is_better", True)
    if not isinstance(direction, bool):
        wrong.append(Problem("file", "Whether a higher score is better is said by true or false."))
    matters = _number(told["change_that_matters"]) if "change_that_matters" in told else None
    if "change_that_matters" in told and (matters is None or matters <= 0):
        wrong.append(Problem("file", "How large a change matters is said by a number above 0."))
    conversion = _conversion(told.get("conversion", {}), wrong)
    if wrong:
        raise Problems(wrong)
    scale = Scale(name, edition, licence, direction, matters, items, conversion)
    if conversion and (
        missing := [raw for raw in scale.sums if raw not in conversion and _reached(scale, raw)]
    ):
        some = ", ".join(map(str, missing[:5]))
        raise Problems([Problem("file", f"Its conversion table lacks the sum {some}.")])
    return scale


def _reached(scale: Scale, wanted: int) -> bool:
    """Whether any answers add up to a sum."""
    sums = {0}
    for item in scale.items:
        sums = {before + value for before in sums for _, value in item.answers}
    return wanted in sums


def _items(told: Mapping[str, Any], wrong: list[Problem]) -> tuple[Item, ...]:
    shared = _answers(told.get("answers"))
    given = told.get("item")
    if not isinstance(given, list) or not 0 < len(given) <= MOST_ITEMS:
        wrong.append(Problem("file", f"A scale has from 1 to {MOST_ITEMS} items."))
        return ()
    items = []
    for number, each in enumerate(given, start=1):
        words = each.get("words") if isinstance(each, Mapping) else None
        if not isinstance(words, str) or not words.strip() or len(words) > LONGEST:
            wrong.append(Problem("file", f"Item {number} has no words."))
            continue
        answers = _answers(each["answers"]) if "answers" in each else shared
        if not answers:
            wrong.append(Problem("file", f"Item {number} has no answers, or some that cannot be read."))
            continue
        items.append(Item(words.strip(), answers))
    return tuple(items)


def _answers(given: Any) -> tuple[tuple[str, int], ...]:
    """Answers from a list of pairs, "words" and a whole number; none where any of them is something else."""
    if not isinstance(given, list) or not 2 <= len(given) <= MOST_ANSWERS:
        return ()
    found = []
    for pair in given:
        if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and pair[0].strip()):
            return ()
        if type(pair[1]) is not int or not -1000 <= pair[1] <= 1000 or len(pair[0]) > LONGEST:
            return ()
        found.append((pair[0].strip(), pair[1]))
    values = [value for _, value in found]
    return tuple(found) if len(set(values)) == len(values) else ()


def _number(given: Any) -> Decimal | None:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        return None
    try:
        value = Decimal(str(given))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < 100_000 else None


def _conversion(given: Any, wrong: list[Problem]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for raw, value in given.items() if isinstance(given, Mapping) else [("?", None)]:
        number = _number(value)
        if not str(raw).lstrip("-").isascii() or not str(raw).lstrip("-").isdigit() or number is None:
            wrong.append(Problem("file", f"Its conversion table cannot be read at {str(raw)[:20]}."))
            return {}
        found[int(raw)] = number
    return found
