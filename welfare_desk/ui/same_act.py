"""Whether two pieces of work are one act: a button clicked twice, a key struck twice before its answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

Work = Callable[[], Any]


def same(one: object, other: object) -> bool:
    """The same function of equal values. What cannot be told is two acts."""
    if isinstance(one, partial) and isinstance(other, partial):
        return (
            same(one.func, other.func)
            and _all_same(one.args, other.args)
            and one.keywords.keys() == other.keywords.keys()
            and all(same(value, other.keywords[name]) for name, value in one.keywords.items())
        )
    code = getattr(one, "__code__", None)
    if code is None or getattr(one, "__self__", None) is not None:
        return bool(one == other)
    return code is getattr(other, "__code__", None) and _all_same(_held(one), _held(other))


def _all_same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(map(same, some, others))


def _held(function: Any) -> tuple[object, ...]:
    """What a function carries along: its defaults, and the values around it."""
    carried = (*(function.__defaults__ or ()), *sorted((function.__kwdefaults__ or {}).items()))
    return (*carried, *(_in(cell) for cell in function.__closure__ or ()))


def _in(cell: Any) -> object:
    try:
        return cell.cell_contents
    except ValueError:  # not there yet, so like nothing else
        return object()
