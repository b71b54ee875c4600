"""What the page of one case shows, in one reading: the case, its stages in order, its letters and gains.

Reading only; what is done to a case is in ``cases``, ``key_dates``, ``journal`` and ``gains``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.correspondence.letters import LetterRow
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.figures import gains
from welfare_desk.casework.figures.gains import GainRow
from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.cases import CaseView, matter_name
from welfare_desk.casework.papers import attachments, packs
from welfare_desk.casework.rights import retention
from welfare_desk.casework.service import handing
from welfare_desk.records.people import Person
from welfare_desk.rules import retention as rule
from welfare_desk.rules.days import full
from welfare_desk.rules.routes import Routes, Stage

_DECIDED = ("determination_sent", "decision_notified", "determination_made")


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of the case's route; ``on`` is the day it was reached, where that is recorded."""

    name: str
    state: Literal["done", "now", "ahead"]
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with all that stands beside it.

    ``benefits`` are what a notice of this route may be about, by code and name, and ``benefit`` the one
    this case is about. A case on no route (a debt) has no stages, and a notice about any benefit may come.
    """

    case: CaseView
    matter: str
    stages: tuple[StageRow, ...]
    letters: tuple[LetterRow, ...]
    papers: tuple[attachments.PaperRow, ...]
    packs: tuple[packs.PackRow, ...]
    gains: tuple[GainRow, ...]
    benefits: tuple[tuple[str, str], ...]
    benefit: str | None
    whose: handing.Whose = handing.Whose()  # noqa: RUF009  frozen
    kept: tuple[tuple[str, str], ...] = ()  # of a closed case: what is kept of the client, and until when


def page(desk: Desk, case_id: UUID) -> CasePage:
    """Everything the page of a case shows. Raises NotFound."""
    with desk.one_look():
        return _page(desk, case_id)


def _page(desk: Desk, case_id: UUID) -> CasePage:
    case = cases.case(desk, case_id)
    routes = resources.routes()
    route = routes.routes.get(case.route or "")
    kept: tuple[tuple[str, str], ...] = ()
    if case.row.closed_on is not None:
        kept = _kept(desk, case.row.person_id)
    return CasePage(
        case=case,
        whose=handing.whose(desk, case.advisor_id, today=desk.clock.today()),
        kept=kept,
        matter=matter_name(case.row.matter),
        stages=stages(routes, route.code, case.stages) if route else (),
        letters=tuple(letters.letters(desk, case_id=case_id)),
        papers=tuple(attachments.papers(desk, case_id=case_id)),
        packs=tuple(packs.packs(desk, case_id=case_id)),
        gains=tuple(line for line in gains.ledger(desk, case_id=case_id) if line.reverses_id is None),
        benefits=tuple((code, matter_name(code)) for code in route.benefits) if route else every_benefit(),
        benefit=routes.benefit(route.code, case.row.matter) if route else None,
    )


def _kept(desk: Desk, person_id: UUID) -> tuple[tuple[str, str], ...]:
    """When what is held about the client goes, class by class; a hold or an open case says so instead."""
    table, today = resources.table("retention.toml"), desk.clock.today()
    with desk.look() as look:
        person = Work(desk, look).get(Person, person_id)
        ends = rule.ends(retention.standing_of(look, person), retention.periods_on(look, today))
    return tuple(
        (table[end.code]["title"], f"Until {full(end.ends_on)}" if end.ends_on else end.why) for end in ends
    )


def every_benefit() -> tuple[tuple[str, str], ...]:
    """All that a letter may be about, by code and in words: for a case that is on no route of its own."""
    ways = (way for code, way in resources.routes().routes.items() if code != "COUNT")
    found = dict.fromkeys(benefit for way in ways for benefit in way.benefits)
    return tuple(sorted(((code, matter_name(code)) for code in found), key=lambda pair: pair[1]))


def stages(
    routes: Routes, route: str, reached: Sequence[tuple[str, date, str | None]]
) -> tuple[StageRow, ...]:
    """The stages of a route in the order a dispute takes them, as far as this case has come.

    A stage off the usual way stands in its place once it is reached; what follows the last stage reached
    is where the case is now.
    """
    days = {stage: on for stage, on, _ in reached}
    usual = _usual_way(routes, route)
    way = [stage for stage in _ordered(usual, routes.stages_of(route)) if stage in usual or stage.id in days]
    come = max((place for place, stage in enumerate(way) if stage.id in days), default=-1)
    return tuple(
        StageRow(
            stage.name,
            "done" if place <= come else "now" if place == come + 1 else "ahead",
            days.get(stage.id),
        )
        for place, stage in enumerate(way)
    )


def _usual_way(routes: Routes, route: str) -> list[Stage]:
    """From the decision onwards, each time to the first stage that may follow."""
    following = next((each for each in routes.stages_of(route) if each.opened_by in _DECIDED), None)
    way: list[Stage] = []
    while following is not None:
        way.append(following)
        following = next((each for each in routes.may_follow(following, route) if each not in way), None)
    return way


def _ordered(usual: list[Stage], every: Sequence[Stage]) -> list[Stage]:
    """The usual way with each other stage after the one that leads to it."""
    way = list(usual)
    for other in every:
        if other not in way:
            before = next(
                (place for place, each in enumerate(way) if other.id in each.leads_to), len(way) - 1
            )
            way.insert(before + 1, other)
    return way
