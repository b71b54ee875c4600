"""Works out files of cases from their inputs alone, one module for each kind.

It never looks at ``expect`` to find a result; ``check`` compares afterwards.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, cast

from welfare_desk.casework.worked_cases.vocabulary import NotUnderstood
from welfare_desk.errors import WorldFault

KINDS = {
    "time-limits": "time_limits",
    "amounts": "amounts",
    "debt": "debt",
    "funder": "funder",
    "consent": "consent",
}


class Kind(Protocol):
    """What each kind's module offers."""

    def result(self, case: Mapping[str, Any]) -> dict[str, Any]:
        """The keys of that kind's ``expect``, ready for JSON. Raises NotUnderstood."""

    def agrees(self, result: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
        """Whether everything ``expect`` asserts is so in ``result``."""


class NotCases(WorldFault):
    sentence = "This file does not hold worked cases."
    hint = "It should be a JSON list of cases, each with an id."


@dataclass(frozen=True, slots=True)
class Worked:
    """One case worked out: ``result`` is None where ``not_understood`` says which words were not."""

    id: str
    result: dict[str, Any] | None
    not_understood: tuple[str, ...]
    agrees: bool | None  # None: the case expects nothing

    def as_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"id": self.id, "result": self.result}
        if self.result is None:
            row["not_understood"] = list(self.not_understood)
        return row


def read_cases(file: Path) -> list[Mapping[str, Any]]:
    """The cases of a file, numbers exact (Decimal). Raises NotCases, or OSError as the world gives it."""
    try:
        read = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as wrong:
        raise NotCases(hint=f"It could not be read as JSON: {wrong}.") from wrong
    cases = read.get("cases") if isinstance(read, dict) else read
    if not isinstance(cases, list) or not all(isinstance(case, dict) and "id" in case for case in cases):
        raise NotCases()
    return cases


def work_out(kind: str, cases: list[Mapping[str, Any]]) -> list[Worked]:
    """Every case of a file; one that is not understood does not stop the rest."""
    module = cast(Kind, importlib.import_module(f"{__name__}.{KINDS[kind]}"))
    return [_work_one(module, case) for case in cases]


def meant_for(worked: list[Worked], cases: list[Mapping[str, Any]]) -> str | None:
    """The kind a file is of, where none of its cases was understood and another kind understands them all."""
    if not worked or any(one.result is not None for one in worked):
        return None
    others = (kind for kind in KINDS if all(one.result is not None for one in work_out(kind, cases)))
    return next(others, None)


def _work_one(module: Kind, case: Mapping[str, Any]) -> Worked:
    inputs = {key: value for key, value in case.items() if key != "expect"}
    expect = case.get("expect")
    try:
        result = module.result(inputs)
    except NotUnderstood as words:
        return Worked(str(case["id"]), None, tuple(words.words), None if expect is None else False)
    return Worked(str(case["id"]), result, (), None if expect is None else module.agrees(result, expect))
