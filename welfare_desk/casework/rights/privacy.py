"""On what basis the agency keeps each kind of data, from which day: its own choices over our first answers.

This is the data-protection lock; whether one note may be read, used or sent is the consent gate's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.service import Advisor
from welfare_desk.rules import consent_record

SETTING = "privacy"


@dataclass(frozen=True, slots=True)
class DataClass:
    """One kind of data as the agency accounts for it. ``article_6`` and ``article_9`` are codes."""

    code: str
    title: str
    to_you: str  # the title as a client reads it; "" where it is not about clients
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
        to_you=first["to_you"],
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


class NotYours(DeskError):
    sentence = "Somebody else here answers for data protection."
    hint = "Ask them to do this, or to pass it on."


def answer_for(desk: Desk, role: str, *, today: date) -> Changes:
    """Whoever works here becomes manager or data protection officer of this desk, or a caseworker again.

    Open to anybody while nobody holds such a role, and to those who do. Raises NotYours, Problems.
    """
    if role not in consent_record.USER_ROLES:
        raise Problems([Problem("role", "Say which role it is.")])
    with desk.unit_of_work() as work:
        others = work.session.scalars(
            select(Advisor).where(Advisor.id != desk.advisor.id, Advisor.left_on.is_(None))
        ).all()
        if desk.advisor.role == "caseworker" and any(one.role != "caseworker" for one in others):
            raise NotYours()
        work.get(Advisor, desk.advisor.id).role = role
        work.commit()
    desk.advisor = replace(desk.advisor, role=role)
    return Changes.of(None, "settings", "advisors")


def change_bases(desk: Desk, code: str, article_6: str, article_9: str, *, today: date) -> Changes:
    """On what basis one class of data is kept from today on; what held before stays. Raises Problems."""
    table = resources.table("privacy.toml")
    found = []
    if article_6 not in table["article_6"]:
        found.append(Problem("article_6", "Choose a basis of Article 6."))
    if article_9 not in table["article_9"]:
        found.append(Problem("article_9", "Choose a condition of Article 9, or that it is none."))
    if code not in {each["code"] for each in table["class"]}:
        found.append(Problem("code", "Choose what the basis is for."))
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        chosen = dict(agency.setting(work.session, SETTING, on=today))
        chosen[code] = {"article_6": article_6, "article_9": article_9, "since": today.isoformat()}
        agency.keep_setting(work, SETTING, chosen, today=today)
        work.commit()
        return Changes.of(None, "settings", "privacy")


def classes(desk: Desk, *, on: date) -> tuple[DataClass, ...]:
    with desk.look() as look:
        return classes_on(look, on)
