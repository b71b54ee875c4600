"""Reading a worked case strictly: every word outside the vocabulary is named, none is guessed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from welfare_desk.errors import UsageFault


class NotUnderstood(UsageFault):
    """Inputs outside a kind's vocabulary, each as ``path=value``."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        super().__init__("Not understood: " + ", ".join(words))


def one_of(allowed: Collection[str], value: Any, path: str) -> str:
    """``value`` if it is an allowed word. Raises NotUnderstood naming ``path=value``."""
    if isinstance(value, str) and value in allowed:
        return value
    raise NotUnderstood([f"{path}={value}"])


def known_keys(allowed: Collection[str], given: Mapping[str, Any], path: str) -> None:
    """Raises NotUnderstood naming each key of ``given`` that is not in ``allowed``."""
    strange = [f"{path}.{key}={given[key]}" for key in given if key not in allowed]
    if strange:
        raise NotUnderstood(strange)


def a_date(value: Any, path: str) -> date:
    """An ISO date. Raises NotUnderstood."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise NotUnderstood([f"{path}={value}"]) from None
