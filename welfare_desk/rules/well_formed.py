"""Whether a frozen value really holds what its annotations promise, words and time zones included.

For rules that must fail closed on anything odd. It guesses nothing and never says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass, replace
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def fits(value: object, promised: Any) -> bool:
    """Whether ``value`` is of the type ``promised``: exactly, all the way down.

    A bool is no int and a datetime no date; a datetime must carry its offset from UTC; the metadata
    of ``Annotated[str, words]`` is the collection of words allowed.
    """
    return _test_of(promised)(value)


@cache
def _test_of(promised: Any) -> Callable[[Any], bool]:
    """The test for a promise, taken apart once: a gate that is asked often asks the same each time."""
    kind, parts = get_origin(promised), get_args(promised)
    if kind is Annotated:
        plain, words = _test_of(parts[0]), parts[1]
        return lambda value: plain(value) and value in words
    if kind in (Union, UnionType):
        either = [_test_of(part) for part in parts]
        return lambda value: any(test(value) for test in either)
    if kind is tuple:
        each = _test_of(parts[0])
        return lambda value: type(value) is tuple and all(map(each, value))
    if isinstance(promised, type) and is_dataclass(promised):
        inside = [(attrgetter(name), _test_of(part)) for name, part in fields_of(promised).items()]
        return lambda value: type(value) is promised and all(test(get(value)) for get, test in inside)
    if promised is datetime:
        return lambda value: type(value) is datetime and value.utcoffset() is not None
    return lambda value: type(value) is promised


@cache
def fields_of(promised: type) -> dict[str, Any]:
    """The fields of a frozen dataclass and what each promises."""
    return get_type_hints(promised, include_extras=True)


def in_utc(value: T) -> T:
    """The same value with every moment in UTC, all the way down.

    Two moments of one time zone compare by their clock faces, which is wrong on the night the clocks
    go back.
    """
    return cast(T, _in_utc(value))


def _in_utc(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, tuple):
        turned = tuple(map(_in_utc, value))
        return turned if any(new is not old for new, old in zip(turned, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        changes = {}
        for name in _names_with_moments(type(value)):
            old = getattr(value, name)
            if (new := _in_utc(old)) is not old:
                changes[name] = new
        return replace(value, **changes) if changes else value
    return value


@cache
def _names_with_moments(kind: type) -> tuple[str, ...]:
    """The fields that may hold a moment, or something that may."""
    return tuple(name for name, promised in fields_of(kind).items() if _may_hold_a_moment(promised))


def _may_hold_a_moment(promised: Any) -> bool:
    if isinstance(promised, type) and is_dataclass(promised):
        return bool(_names_with_moments(promised))
    return promised is datetime or any(map(_may_hold_a_moment, get_args(promised)))
