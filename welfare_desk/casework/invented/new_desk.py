"""A desk just made, of an invented advisor: the practice desk begins with one; nobody is on it yet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from welfare_desk.casework import agency
from welfare_desk.casework.clocks import Clock, FixedClock
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import MadeDesk, NewAdvisor, make_desk
from welfare_desk.vault.slots import Strength

_NOW = datetime(2026, 11, 26, 10, 12, tzinfo=UTC)


def new_desk(
    folder: Path, passphrase: str, clock: Clock, details: agency.Agency, practice: str = ""
) -> MadeDesk:
    return make_desk(
        folder,
        NewAdvisor("Morag Sinclair", job_title="Welfare rights advisor"),
        passphrase,
        clock=clock,
        details=details,
        practice=practice,
        strength=Strength.for_tests(),  # nobody real is in here; it should open at once
        allow_weak=True,
    )


def empty_desk(folder: Path) -> Desk:
    """An advisor, an agency, a practice, and nobody else."""
    details = agency.Agency("Tayside Advice Partnership")
    said = "there is nothing in here yet"
    return new_desk(folder, said, FixedClock(_NOW), details, "Millbank Medical Practice").desk
