"""Worked cases of time limits: from a notice's facts to its last day, its last late day, how an act stands.

The words a case may use are closed; the law is ``rules/key_dates.py`` and its table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from welfare_desk import resources
from welfare_desk.casework.worked_cases.vocabulary import NotUnderstood, a_date, known_keys, one_of
from welfare_desk.errors import Problems
from welfare_desk.rules.counting import JURISDICTIONS, DayOutOfReach, HolidaysUnknown
from welfare_desk.rules.key_dates import Notice, work_out

DATES = frozenset(
    {
        "received_on",
        "late_accepted_on",
        "reasons_requested_on",
        "reasons_sent_on",
        "revision_refused_sent_on",
        "assessment_period_ends_on",
    }
)
ACT = frozenset({"acted_on", "acted_at", "cutoff"})
# Which step is timed when one event starts several; elsewhere only a label, but always one of these words.
NEXT = frozenset(
    {
        "statement_of_reasons",
        "set_aside",
        "permission_to_appeal_ftt",
        "notice_of_appeal_ut",
        "dwp_response",
        "reply",
        "further_representations",
        "request_written_reasons",
        "revision",
        "appeal",
        "council_decides",
    }
)
FORMS = frozenset({"UC50", "ADP_PART2"})  # a label: the event already says which form was sent


def result(case: Mapping[str, Any]) -> dict[str, Any]:
    """``deadline``, ``latest`` (ISO dates; null where no day is fixed) and the ``status`` of what was done.

    Raises NotUnderstood naming every word outside the vocabulary as ``path=value``.
    """
    facts = case.get("facts", {})
    if not isinstance(facts, Mapping):
        raise NotUnderstood([f"facts={facts}"])
    known_keys({*READERS, *ACT, "form"}, facts, "facts")
    notice, act = _read(case, facts)
    try:
        key_date = work_out(notice, resources.routes(), resources.holidays())
    except Problems as problems:
        raise NotUnderstood([_named(problem.field, case, facts) for problem in problems.problems]) from None
    except (HolidaysUnknown, DayOutOfReach):
        field = "event_date" if notice.n is None else "n"
        raise NotUnderstood([_named(field, case, facts)]) from None
    worked = {
        "deadline": key_date.last_day.isoformat(),
        "latest": key_date.latest.isoformat() if key_date.latest else None,
    }
    if "acted_on" in act:
        worked["status"] = key_date.standing(act["acted_on"], act.get("acted_at"), act.get("cutoff")).state
    return worked


def agrees(result: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    """Every key that ``expect`` gives is the same in ``result``."""
    return all(key in result and result[key] == value for key, value in expect.items())


def _read(case: Mapping[str, Any], facts: Mapping[str, Any]) -> tuple[Notice, dict[str, Any]]:
    """The notice and what was done about it. Raises NotUnderstood with all the strange words at once."""
    strange: list[str] = []

    def read(name: str, reader: Reader, path: str, value: Any) -> dict[str, Any]:
        try:
            return {name: reader(value, path)}
        except NotUnderstood as words:
            strange.extend(words.words)
            return {}

    given = {name: value for name, value in facts.items() if value is not None}
    told: dict[str, Any] = {}
    act: dict[str, Any] = {}
    for name, reader in WHAT_HAPPENED.items():
        told |= read(name, reader, name, case.get(name))
    for name, value in given.items():
        if name in ACT:
            act |= read(name, a_date if name == "acted_on" else _hour, f"facts.{name}", value)
        elif name == "form":
            read(name, _one_of(FORMS), f"facts.{name}", value)
        else:
            told |= read(name, READERS[name], f"facts.{name}", value)
    if strange:
        raise NotUnderstood(strange)
    return Notice(**told), act


def _named(field: str, case: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    return f"{field}={case[field]}" if field in case else f"facts.{field}={facts.get(field)}"


def _hour(value: Any, path: str) -> time:
    """A clock time ("17:00") or a whole hour (17); 24 is the end of the day. Raises NotUnderstood."""
    if value in (24, "24:00"):
        return time.max
    try:
        return time(value) if type(value) is int else time.fromisoformat(value)
    except (TypeError, ValueError):
        raise NotUnderstood([f"{path}={value}"]) from None


def _of_type(kind: type) -> Reader:
    def read(value: Any, path: str) -> Any:
        if type(value) is not kind:
            raise NotUnderstood([f"{path}={value}"])
        return value

    return read


def _one_of(words: frozenset[str]) -> Reader:
    return lambda value, path: one_of(words, value, path)


Reader = Callable[[Any, str], Any]
WHAT_HAPPENED: Mapping[str, Reader] = {
    "route": _of_type(str),
    "benefit": _of_type(str),
    "event": _of_type(str),
    "event_date": a_date,
}
READERS: Mapping[str, Reader] = {
    **dict.fromkeys(sorted(DATES), a_date),
    "next": _one_of(NEXT),
    "grant": _one_of(frozenset({"crisis", "community_care"})),
    "jurisdiction": _one_of(frozenset(JURISDICTIONS)),
    "n": _of_type(int),
    "absolute": _of_type(bool),
}
