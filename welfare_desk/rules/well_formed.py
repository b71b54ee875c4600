"""Whether a frozen value really holds what its annotations promise, words and time zones included.

For rules that must fail closed on anything odd. It guesses nothing and never says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import is_dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Test = Callable[[Sequence[Any]], bool]  # whether every one of these values holds what is promised


def fits(value: object, promised: Any) -> bool:
    """Whether ``value`` is of the type ``promised``: exactly, all the way down.

    A bool is no int and a datetime no date; a datetime must carry its offset from UTC; the metadata
    of ``Annotated[str, words]`` is the collection of words allowed.
    """
    return _test_of(promised)((value,))


@cache
def _test_of(promised: Any) -> Test:
    """The test for a promise, taken apart once, and asked of many values together: a long history of
    consents is looked at field by field, not consent by consent.

    Raises ValueError for any other choice of types than something or nothing.
    """
    kind, parts = get_origin(promised), get_args(promised)
    if kind is Annotated:
        plain, words = _test_of(parts[0]), frozenset(parts[1])
        return lambda values: plain(values) and words.issuperset(values)
    if kind in (Union, UnionType):
        [sure] = set(parts) - {NoneType}
        test = _test_of(sure)
        return lambda values: test([value for value in values if value is not None])
    if kind is tuple:
        each = _test_of(parts[0])
        return lambda values: _all_are(tuple, values) and each([*chain.from_iterable(values)])
    if isinstance(promised, type) and is_dataclass(promised):
        get_all = attrgetter(*fields_of(promised))  # at least two, or it would give them bare
        inside = [_test_of(part) for part in fields_of(promised).values()]
        return lambda values: (
            _all_are(promised, values) and _all_hold(inside, zip(*map(get_all, values), strict=True))
        )
    if promised is datetime:
        return lambda values: (
            _all_are(datetime, values)
            and all(value.tzinfo is UTC or value.utcoffset() is not None for value in values)
        )
    return lambda values: _all_are(promised, values)


def _all_hold(tests: Iterable[Test], columns: Iterable[Sequence[Any]]) -> bool:
    """Every field of every value, one field after another; no value at all has no columns."""
    return all(test(column) for test, column in zip(tests, columns, strict=False))


def _all_are(kind: type, values: Sequence[Any]) -> bool:
    return [*map(type, values)].count(kind) == len(values)


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
    kind: Any = type(value)
    changes = {}
    for name in _names_with_moments(kind):
        old = getattr(value, name)
        if type(old) is datetime and old.tzinfo is UTC:
            continue
        if (new := _in_utc(old)) is not old:
            changes[name] = new
    return replace(value, **changes) if changes else value


@cache
def _names_with_moments(kind: type) -> tuple[str, ...]:
    """The fields that may hold a moment, or something that may; none of what is no dataclass."""
    if not is_dataclass(kind):
        return ()
    return tuple(name for name, promised in fields_of(kind).items() if _may_hold_a_moment(promised))


def _may_hold_a_moment(promised: Any) -> bool:
    if isinstance(promised, type) and is_dataclass(promised):
        return bool(_names_with_moments(promised))
    return promised is datetime or any(map(_may_hold_a_moment, get_args(promised)))
