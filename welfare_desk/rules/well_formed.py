"""Whether a frozen value really holds what its annotations promise, words and time zones included.

For rules that must fail closed on anything odd. It guesses nothing and never says what is wrong.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def fits(value: object, promised: Any) -> bool:
    """Whether ``value`` is of the type ``promised``: exactly, all the way down.

    A bool is no int and a datetime no date; a datetime must carry its offset from UTC; the metadata
    of ``Annotated[str, words]`` is the collection of words allowed.
    """
    kind, parts = get_origin(promised), get_args(promised)
    if kind is Annotated:
        return fits(value, parts[0]) and value in parts[1]
    if kind in (Union, UnionType):
        return any(fits(value, part) for part in parts)
    if kind is tuple:
        return type(value) is tuple and all(fits(item, parts[0]) for item in value)
    if type(value) is not promised:
        return False
    if is_dataclass(promised):
        return all(fits(getattr(value, name), part) for name, part in fields_of(promised).items())
    return not isinstance(value, datetime) or value.utcoffset() is not None


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
        return tuple(_in_utc(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _in_utc(getattr(value, field.name)) for field in fields(value)})
    return value
