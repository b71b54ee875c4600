"""The spending figures a member agency is given by a scheme: loaded from its file, set against budgets.

They are shown with their edition and day, and stay in the desk: no letter, export or log carries them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.agency import keep_setting, setting
from welfare_desk.casework.caseload.sheet import open_book
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules.debt import spending
from welfare_desk.rules.debt.spending import Against, Counted, Figure, Figures

_KEY = "spending_figures"
OLDER_FROM = 14
"""From which age the household of a budget counts a child as older."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The figures that hold on a day: what the agency calls them, since when, and the file they are from."""

    name: str
    from_on: date
    file: str
    loaded_on: date
    fingerprint: str
    figures: Figures

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups it has figures for, by name."""
        named = spending.groups_with_figures(resources.debt_tables())
        return tuple(named[code].partition(" (")[0] for code in self.figures.groups)


@dataclass(frozen=True, slots=True)
class Compared:
    """A budget set against the figures of its day.

    ``ages_differ``: the file counts a child as older from another age than the statement does.
    """

    edition: str
    from_on: date
    rows: tuple[Against, ...]
    ages_differ: bool


def edition(desk: Desk, *, on: date) -> Edition | None:
    """The figures in force on a day; None where the agency has loaded none."""
    with desk.look() as look:
        return edition_in(look, on=on)


def edition_in(look: Session, *, on: date) -> Edition | None:
    """The same inside a look that does more than this."""
    kept: Mapping[str, Any] = setting(look, _KEY, on=on)
    if not kept.get("groups"):
        return None
    figures = Figures(
        {code: Figure(code, dict(pence)) for code, pence in kept["groups"].items()}, kept["older_from"]
    )
    return Edition(
        kept["name"],
        date.fromisoformat(kept["from_on"]),
        kept["file"],
        date.fromisoformat(kept["loaded_on"]),
        kept["fingerprint"],
        figures,
    )


def load(desk: Desk, data: bytes, *, file: str, name: str, from_on: date | None, today: date) -> Changes:
    """Take the figures of a file (CSV or XLSX) from the day they hold; of a file with a fault nothing.

    Raises Problems with everything that is wrong, or a fault of reading for what is no sheet at all.
    """
    wrong = [] if name.strip() else [Problem("name", "Say which edition it is.", "2026/27, say.")]
    if from_on is None:
        wrong.append(Problem("from_on", "Say from which day the figures hold."))
    rows = [list(row) for sheet in open_book(data).sheets[:1] for row in sheet.rows]
    read = spending.read(rows, resources.debt_tables())
    if isinstance(read, list):
        wrong += read
    if wrong or isinstance(read, list) or from_on is None:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        value = {
            "name": name.strip(),
            "from_on": from_on.isoformat(),
            "file": file,
            "loaded_on": today.isoformat(),
            "fingerprint": hashlib.sha256(data).hexdigest()[:16],
            "older_from": read.older_from,
            "groups": {code: dict(figure.pence) for code, figure in read.groups.items()},
        }
        keep_setting(work, _KEY, value, today=from_on)
        work.commit()
        return Changes.of(None, "settings", "budgets")


def forget(desk: Desk, *, today: date) -> Changes:
    """From today no figures are set against budgets: the agency is no longer a member, say."""
    with desk.unit_of_work() as work:
        keep_setting(work, _KEY, {}, today=today)
        work.commit()
        return Changes.of(None, "settings", "budgets")


def compared(
    look: Session,
    household: Counted,
    sections: Mapping[str, int],
    tool: Mapping[str, int],
    *,
    on: date,
) -> Compared | None:
    """A budget of a day set against the figures of that day; None where there are none."""
    found = edition_in(look, on=on)
    if found is None:
        return None
    rows = spending.against(found.figures, household, sections, tool)
    apart = found.figures.older_from not in (None, OLDER_FROM)
    apart = apart and bool(household.younger or household.older)
    return Compared(found.name, found.from_on, rows, apart)
