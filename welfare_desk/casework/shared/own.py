"""Whose clients a list of a shared desk begins with, so that the server need not look at everybody's.

Who may see a row is the server's rule and stands without this. But the rule is asked of each row once it is
found, and an advisor with two hundred clients in a desk of a million would wait for the other dates too.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session


def from_own(look: Session, statement: Select[Any], person_id: Any) -> Select[Any]:
    """The same statement, begun from a caseworker's own clients; for anybody else as it was."""
    shared = look.info.get("shared")
    if shared is None or shared.duty != "caseworker":
        return statement
    return statement.where(person_id.in_(select(func.wd_mine().column_valued("own"))))
