"""What the page for bringing a caseload in shows: a file's bytes, what a column may be, what came in.

Bringing in, mending and undoing are ``intake``; how a row is judged is ``caseload``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from welfare_desk.casework import agency
from welfare_desk.casework.caseload import Matching, faults
from welfare_desk.casework.caseload.columns import words
from welfare_desk.casework.caseload.sheet import MOST_BYTES
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.workbook import intake
from welfare_desk.casework.workbook.intake import IntakeListed
from welfare_desk.records.intake import IntakeRow


class CannotReach(faults.CannotRead):
    sentence = "This file cannot be opened."
    hint = "Check that it is still there and that no other program is holding it."


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was brought in. ``to_mend``: its refused rows still waiting."""

    listed: IntakeListed
    to_mend: int

    @property
    def name(self) -> str:
        name = self.listed.file_name
        return name.capitalize() if name == intake.MENDED_ROW else name


@dataclass(frozen=True, slots=True)
class IntakePage:
    """Files brought in, the newest first; ``last`` is the only one that may be offered to be taken out."""

    brought: tuple[Brought, ...]
    choices: tuple[tuple[str, str], ...]  # what a column may be brought in as: field, words
    matchings: tuple[Matching, ...]

    @property
    def last(self) -> UUID | None:
        mine = (one.listed for one in self.brought if one.listed.undone_on is None)
        return next((one.id for one in mine if not one.with_a_desk), None)


def file_content(file: Path) -> bytes:
    """The bytes of a chosen file, never more than a caseload may have. Raises a CannotRead."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CannotReach() from error
    if len(data) > MOST_BYTES:
        raise faults.TooBig
    return data


def page(desk: Desk, *, today: date) -> IntakePage:
    """Everything the page shows before a file is chosen.

    Health answers are among the choices only where the agency has said that it may hold them.
    """
    allowed = agency.agency(desk, on=today).may_hold_health_statistics
    says = words()
    with desk.look() as look:
        rows = look.execute(
            select(IntakeRow.intake_id, func.count())
            .where(IntakeRow.fate == "refused", IntakeRow.mended.is_(False))
            .group_by(IntakeRow.intake_id)
        )
        waiting: dict[UUID, int] = {row[0]: row[1] for row in rows}
    brought = tuple(
        Brought(one, 0 if one.undone_on else waiting.get(one.id, 0)) for one in intake.intakes(desk)
    )
    choices = tuple(
        (field, said.removeprefix("the ")[:1].upper() + said.removeprefix("the ")[1:])
        for field, said in says.says.items()
        if allowed or field not in says.health
    )
    return IntakePage(brought, choices, tuple(intake.matchings(desk)))
