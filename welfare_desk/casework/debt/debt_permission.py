"""What the agency may do about debt, as it has said: without a permission no debt advice is shown.

Letters and statements print only what the agency entered here; nothing is said in its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from welfare_desk.casework.agency import keep_setting, setting
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import DeskError, Problem, Problems

KINDS = {
    "authorised": "Authorised by the Financial Conduct Authority",
    "limited": "Limited permission (not for profit debt counselling)",
    "local_authority": "A local authority, which needs none",
    "none": "None: debts are recorded, no debt advice is given",
}
_KEY = "debt_permission"


class NoDebtAdvice(DeskError):
    sentence = "Your agency has not said that it may give debt advice."
    hint = "Say so in Settings, Debt advice; until then debts are only recorded."


@dataclass(frozen=True, slots=True)
class Permission:
    """``printed`` is the line letters carry, as entered; ``sfs_code`` a membership code, printed if there."""

    kind: str = "none"
    printed: str = ""
    sfs_code: str = ""
    token: Decimal = Decimal("1.00")
    chase_days: int = 14
    hold_days: int = 30
    said: bool = False

    @property
    def advises(self) -> bool:
        return self.kind != "none"


def permission(desk: Desk, *, on: date) -> Permission:
    with desk.look() as look:
        return permission_in(look, on=on)


def permission_in(look: Session, *, on: date) -> Permission:
    """The same inside a look that does more than this."""
    kept: Mapping[str, Any] = setting(look, _KEY, on=on)
    if not kept:
        return Permission()
    return Permission(**{**kept, "token": Decimal(kept["token"]), "said": True})


def set_permission(desk: Desk, given: Permission, *, today: date) -> Changes:
    """Say what the agency may do from today on. Raises Problems."""
    wrong = [] if given.kind in KINDS else [Problem("kind", "Choose the permission your agency holds.")]
    if given.kind in ("authorised", "limited") and not given.printed.strip():
        wrong.append(Problem("printed", "Give the line your letters must carry, with the reference number."))
    if given.token <= 0:
        wrong.append(Problem("token", "A token is more than nothing."))
    for field in ("chase_days", "hold_days"):
        if getattr(given, field) < 1:
            wrong.append(Problem(field, "Give a number of days, at least one."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        value = {key: held for key, held in asdict(given).items() if key != "said"}
        keep_setting(work, _KEY, {**value, "token": f"{given.token:.2f}"}, today=today)
        work.commit()
        return Changes.of(None, "settings")


def require_advice(look: Session, *, on: date) -> Permission:
    """What the agency may do. Raises NoDebtAdvice where that is nothing."""
    found = permission_in(look, on=on)
    if not found.advises:
        raise NoDebtAdvice()
    return found
