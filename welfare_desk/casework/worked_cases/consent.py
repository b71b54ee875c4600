"""Worked cases of the consent gate: a patient's consents and one request, given as JSON.

A word the gate does not know, or a field that is missing or of the wrong kind, is the gate's own
business: it answers ``bad_request``. A field nobody has heard of is not understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from welfare_desk.casework.worked_cases.vocabulary import NotUnderstood, known_keys
from welfare_desk.rules.consent import BAD_REQUEST, decide
from welfare_desk.rules.consent_record import Authority, Consent, Request
from welfare_desk.rules.well_formed import fields_of

CASE_KEYS = ("id", "consents", "request", "why", "expect", "source", "note", "confidence")
WRITTEN_AS = {(Authority, "starts_on"): "from", (Authority, "last_day"): "to"}


class _Unreadable(Exception):
    """A field is missing or holds something of another kind."""


def result(case: Mapping[str, Any]) -> dict[str, Any]:
    """``decision`` and ``reason``. Raises NotUnderstood for fields outside the vocabulary, or no request."""
    known_keys(CASE_KEYS, case, "case")
    if not isinstance(case.get("request"), Mapping):
        raise NotUnderstood([f"request={case.get('request')}"])
    strange = [*_strange(Request, case["request"], "request"), *_strange_consents(case.get("consents"))]
    if strange:
        raise NotUnderstood(strange)
    try:
        request = _read(Request, case["request"])
        consents = _read(tuple[Consent, ...], case.get("consents"))
    except _Unreadable:
        ruling = BAD_REQUEST
    else:
        ruling = decide(consents, request)
    return {"decision": ruling.decision, "reason": ruling.reason}


def agrees(result: Mapping[str, Any], expect: Mapping[str, Any]) -> bool:
    return all(key in result and result[key] == value for key, value in expect.items())


def _strange_consents(consents: Any) -> list[str]:
    return _strange(tuple[Consent, ...], consents, "consents")


def _strange(kind: Any, given: Any, path: str) -> list[str]:
    """Every key, at any depth, that ``kind`` has no field for."""
    if get_origin(kind) is tuple and isinstance(given, list):
        [item_kind, _] = get_args(kind)
        return [word for n, item in enumerate(given) for word in _strange(item_kind, item, f"{path}[{n}]")]
    value_kind = next((part for part in (kind, *get_args(kind)) if is_dataclass(part)), None)
    if value_kind is None or not isinstance(given, Mapping):
        return []
    known = _json_names(value_kind)
    strange = [f"{path}.{key}={value}" for key, value in given.items() if key not in known]
    return strange + [
        word
        for key, (_, part) in known.items()
        if key in given
        for word in _strange(part, given[key], f"{path}.{key}")
    ]


def _json_names(kind: Any) -> dict[str, tuple[str, Any]]:
    return {WRITTEN_AS.get((kind, name), name): (name, part) for name, part in fields_of(kind).items()}


def _read(kind: Any, given: Any) -> Any:
    """``given`` as a value of ``kind``; words are left to the gate. Raises _Unreadable."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _read(parts[0], given)
    if origin is tuple:
        return tuple(_read(parts[0], item) for item in _of(list, given))
    if NoneType in parts:
        return None if given is None else _read(next(part for part in parts if part is not NoneType), given)
    if is_dataclass(kind):
        return _read_value(kind, _of(dict, given))
    if kind in (date, datetime):
        return _read_time(kind, _of(str, given))
    return _of(kind, given)


def _read_value(kind: Any, given: Mapping[str, Any]) -> Any:
    names = _json_names(kind)
    if not names.keys() <= given.keys():
        raise _Unreadable
    return kind(**{name: _read(part, given[key]) for key, (name, part) in names.items()})


def _read_time(kind: type[date] | type[datetime], written: str) -> date | datetime:
    try:
        return kind.fromisoformat(written)
    except ValueError:
        raise _Unreadable from None


def _of(kind: Any, given: Any) -> Any:
    if type(given) is not kind:
        raise _Unreadable
    return given
