"""Names on their way to the eye: what a workbook shouted is shown as it is written; what is kept stays."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import String, TypeDecorator, func, type_coerce
from sqlalchemy.engine import Dialect

from welfare_desk.records.people import PersonName
from welfare_desk.rules import as_shown


class _AsShown(TypeDecorator[str]):
    """A name read from the store; searching and sorting go by what is kept."""

    impl = String
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else as_shown.person(value)


@cache
def client_name() -> Any:
    """The name as it is said, "Zoë Campbell", as a column of PersonName."""
    return type_coerce(func.trim(PersonName.forenames + " " + PersonName.surname), _AsShown())


def listed(surname: str, forenames: str) -> str:
    """The name as lists have it: "Campbell, Zoë"."""
    return ", ".join(as_shown.person(part) for part in (surname, forenames) if part)
