"""On what basis the agency keeps each kind of data, from which day: its own choices over our first answers.

This is the data-protection lock; whether one note may be read, used or sent is the consent gate's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import agency

SETTING = "privacy"


@dataclass(frozen=True, slots=True)
class DataClass:
    """One kind of data as the agency accounts for it. ``article_6`` and ``article_9`` are codes."""

    code: str
    title: str
    what: str
    people: str
    purposes: str
    article_6: str
    article_9: str
    basis_6: str
    basis_9: str
    recipients: str
    source: str
    kept: str
    doubt: str
    ours: bool  # still our first answer: nobody here has decided yet


def classes_on(look: Session, day: date) -> tuple[DataClass, ...]:
    """Every class of data with the bases that hold on a day."""
    chosen = agency.setting(look, SETTING, on=day)
    table = resources.table("privacy.toml")
    return tuple(_class(each, chosen.get(each["code"], {}), table) for each in table["class"])


def _class(
    first: Mapping[str, str], chosen: Mapping[str, str], table: Mapping[str, Mapping[str, str]]
) -> DataClass:
    article_6 = chosen.get("article_6", first["article_6"])
    article_9 = chosen.get("article_9", first["article_9"])
    return DataClass(
        code=first["code"],
        title=first["title"],
        what=first["what"],
        people=first["people"],
        purposes=first["purposes"],
        article_6=article_6,
        article_9=article_9,
        basis_6=table["article_6"][article_6],
        basis_9=table["article_9"][article_9],
        recipients=first["recipients"],
        source=first["source"],
        kept=first["kept"],
        doubt=first["doubt"],
        ours=not chosen,
    )
