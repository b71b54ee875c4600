"""Values of long lists, made with as little as they need: ids and lists of words as columns of a reading.

The usual types check and copy what a store we wrote ourselves hands back; over hundreds of rows that takes
longer than the query. For reading alone: nothing is written or compared through these.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID, SafeUUID

from sqlalchemy.engine import Dialect
from sqlalchemy.types import UserDefinedType

_UNKNOWN = SafeUUID.unknown


class QuickId(UserDefinedType[UUID]):
    """An id as it lies in the store: 32 hexadecimal figures; a server hands it back ready."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "CHAR(32)"

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        return None if dialect.name == "postgresql" else id_of


class QuickWords(UserDefinedType[tuple[str, ...]]):
    """A list of words as a tuple; the same text is read once, for a rule says the same of many dates."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "JSON"

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        return tuple if dialect.name == "postgresql" else words_of


def id_of(figures: str | None) -> UUID | None:
    """The id these figures write; what its own class would make, without asking again what we wrote."""
    if figures is None:
        return None
    made = object.__new__(UUID)
    object.__setattr__(made, "int", int(figures, 16))
    object.__setattr__(made, "is_safe", _UNKNOWN)
    return made


@lru_cache(maxsize=4096)
def words_of(written: str | None) -> tuple[str, ...]:
    return tuple(json.loads(written)) if written else ()
