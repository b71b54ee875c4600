"""What one funder is sent of the report: the templates that come with the program, and the agency's own.

A template chooses sections and words; no figure differs between two of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from welfare_desk import resources
from welfare_desk.casework.agency import keep_setting, setting
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems, UsageFault
from welfare_desk.reports.tally_table import SECTIONS

__all__ = ["OWN", "SECTIONS", "OwnTemplate", "change_own", "chosen", "own", "templates"]

OWN = "own"
_KEY = "report_template"
_BY = ("benefit", "practice", "kind")


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """The agency's own: ``sections`` as the report names them, in the order they are sent."""

    name: str = ""
    title: str = ""
    before: str = ""
    sections: tuple[str, ...] = SECTIONS
    evaluation: bool = True


def own(desk: Desk) -> OwnTemplate | None:
    """The agency's own template as it stands; None where it has made none."""
    with desk.look() as look:
        kept = setting(look, _KEY, on=desk.clock.today())
    return OwnTemplate(**(dict(kept) | {"sections": tuple(kept["sections"])})) if kept else None


def change_own(desk: Desk, template: OwnTemplate, *, today: date) -> Changes:
    """Keep the agency's own template from today on. Raises Problems."""
    wrong = []
    if not template.name.strip():
        wrong.append(Problem("name", "Say for whom it is.", "The report's page offers it by this name."))
    if not template.title.strip():
        wrong.append(Problem("title", "Write the heading of the report."))
    if not template.sections or set(template.sections) - set(SECTIONS):
        wrong.append(Problem("sections", "Choose what is sent."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        keep_setting(work, _KEY, asdict(template) | {"sections": list(template.sections)}, today=today)
        work.commit()
        return Changes.of(None, "settings", "gains")


def templates(desk: Desk) -> list[tuple[str, str]]:
    """What may be sent to whom: each template with its funder's name."""
    found = [(code, str(row["name"])) for code, row in resources.report_templates().items()]
    mine = own(desk)
    return [*found, (OWN, mine.name)] if mine else found


def chosen(desk: Desk, code: str | None) -> Mapping[str, Any]:
    """A template by its code; empty where the whole report is sent. Raises UsageFault."""
    if code is None:
        return {}
    if code == OWN and (mine := own(desk)):
        return asdict(mine) | {"by": _BY}
    known = resources.report_templates()
    if code not in known:
        names = ", ".join(known)
        raise UsageFault(
            f"There is no template {code}.", f"There are: {names}, and your own once it is made."
        )
    return known[code]
