"""What a span of days in a patch came to, figure by figure with how each is made; and as a file for others.

In the file a count of fewer than five homes is withheld, as in every report that leaves the agency.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.service import patches
from welfare_desk.reports.facts import FEW, SMALL
from welfare_desk.rules import days
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.patches import HOW, ISSUES, PatchFigures
from welfare_desk.rules.session_use import Share
from welfare_desk.rules.spreadsheet_text import harmless_text


@dataclass(frozen=True, slots=True)
class PatchLine:
    """One figure: ``count`` of ``of``, where there is a whole; ``about_homes``: a few are withheld."""

    code: str
    words: str
    count: int | None
    formula: str
    of: int | None = None
    shown: str = ""  # where the figure is no plain count
    about_homes: bool = True

    @property
    def value(self) -> str:
        if self.shown or self.count is None:
            return self.shown or "Cannot be worked out"
        if self.of is not None:
            percent = Share(self.count, self.of).percent
            return "None yet" if percent is None else f"{percent} %"
        return f"{self.count:,}"

    @property
    def beside(self) -> str:
        return "" if self.of is None or not self.of else f"{self.count:,} of {self.of:,}"

    @property
    def is_few(self) -> bool:
        """Whether it would point at somebody's door outside the agency."""
        return self.about_homes and self.count is not None and 0 < self.count < SMALL


def lines(desk: Desk, patch_id: UUID | None, period: Period) -> list[tuple[str, list[PatchLine]]]:
    """The figures of a span by their headings."""
    return list(_told(patches.figures(desk, patch_id, from_on=period.first, to_on=period.last)))


def _told(told: PatchFigures) -> Iterator[tuple[str, list[PatchLine]]]:
    each = told.homes_a_worker
    yield (
        "The patch",
        [
            PatchLine("homes", "Homes", told.homes, "addresses of the patch, but for those nobody lives in"),
            PatchLine(
                "homes_a_worker",
                "Homes to each full-time worker",
                told.homes if each is not None else None,
                f"homes / the part of a week that goes into the patch, here {told.workers.normalize():f}. "
                "The whole patch, not clients.",
                shown="" if each is None else f"{each.normalize():f}",
            ),
            PatchLine("not_tried", "Not tried yet", told.not_tried, "homes nobody has ever tried"),
            PatchLine("declined", "Want no visits", told.declined, "homes that asked for no more"),
            PatchLine("empty", "Nobody lives there", told.empty, "addresses left out of the homes"),
        ],
    )
    yield (
        "Going round",
        [
            PatchLine("spoken", "Homes spoken with", told.spoken.part, "homes / homes", told.spoken.whole),
            PatchLine("tried", "Homes tried", told.tried, "homes with an attempt / homes", told.homes),
            PatchLine(
                "answered",
                "Attempts that met somebody",
                told.answered.part,
                "spoken with, asked to come again or wants no visits / all attempts",
                told.answered.whole,
                about_homes=False,
            ),
            *(
                PatchLine(f"how.{code}", HOW[code], many, "attempts made so", about_homes=False)
                for code, many in told.by_how
            ),
        ],
    )
    yield (
        "What homes met with",
        [
            PatchLine(f"issue.{code}", ISSUES[code], many, "homes in which it was met, each once")
            for code, many in told.issues
        ],
    )
    once = "the most noticed in a home at one time, added up"
    yield (
        "Carers noticed",
        [
            PatchLine("carers", "Carers", told.carers, once),
            PatchLine("young_carers", "Young carers", told.young_carers, f"under 18; {once}"),
            PatchLine("homes_with_carers", "Homes with a carer", told.homes_with_carers, "each once"),
        ],
    )
    bar = "those who made contact, were accepted or were gone along with / all told of help"
    whole = told.connected
    yield (
        "Told of help",
        [
            PatchLine("connected", "Came to it", whole.part, bar, whole.whole),
            *(
                PatchLine(f"onward.{code}", ISSUES[code], reached, bar, many)
                for code, many, reached in told.onward
            ),
        ],
    )


@dataclass(frozen=True, slots=True)
class PatchFile:
    name: str
    data: bytes


def as_file(desk: Desk, patch_id: UUID | None, period: Period) -> PatchFile:
    """The figures as CSV to give away: no address, and nothing that rests on fewer than five homes."""
    named = next((one.name for one in patches.patches_of(desk) if one.id == patch_id), "Every patch")
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["Patch", harmless_text(named)])
    rows.writerow(["From", period.first.isoformat()])
    rows.writerow(["To", period.last.isoformat()])
    rows.writerow([])
    rows.writerow(["Heading", "Figure", "Count", "Of", "How it is made"])
    for heading, found in lines(desk, patch_id, period):
        for one in found:
            count = FEW if one.is_few else "" if one.count is None else str(one.count)
            of = "" if one.of is None else FEW if one.about_homes and 0 < one.of < SMALL else str(one.of)
            if one.code == "homes_a_worker" and one.count is not None:
                count = one.value
            rows.writerow([heading, one.words, count, of, one.formula])
    last = days.on_paper(period.last).replace(" ", "-")
    return PatchFile(f"patch-figures-to-{last}.csv", out.getvalue().encode("utf-8-sig"))
