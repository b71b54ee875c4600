"""The facts that ship with the program: rates, routes, code lists, templates, fonts, icons.

In a wheel they lie in ``welfare_desk/_resources``, in a checkout in ``resources/``; nobody else
knows which. Tables become the values ``rules`` works with here, once, and are kept.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


@cache
def folder() -> Path:
    """Where the resources lie on this machine."""
    shipped = _PACKAGE / "_resources"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "resources"


def path(name: str) -> Path:
    """The file ``name`` (with forward slashes), which must exist."""
    found = folder() / name
    if not found.exists():
        raise FileNotFoundError(f"resource {name!r} is missing from this installation")
    return found


def text(name: str) -> str:
    return path(name).read_text(encoding="utf-8")


def table(name: str) -> dict[str, Any]:
    """A TOML table, read once; callers must not change it."""
    return _table(name)


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(text(name), parse_float=_no_floats)


def _no_floats(written: str) -> Any:
    raise ValueError(f"write {written} as text: money never passes through a binary float")
