"""Social return for each £1: a forecast from values somebody chose, never a count, and kept apart.

Each value carries where it is from, its day, and what would have come about without advice. It enters no
other figure (practice service, section 8: never mix it with gains for each £1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from welfare_desk.casework.agency import keep_setting, setting
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.figures.tally import TallyView
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import evaluation, money
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import POUNDS, Figure, Proxy

_KEY = "social_return"
_WORDS = "Social return for each £1, a forecast"
_NONE = "It is a forecast from values somebody chooses for health and work, not a count; none is entered."


def problems_in(one: Proxy, *, today: date) -> list[Problem]:
    found = []
    if not one.outcome.strip():
        found.append(Problem("outcome", "Say what came about."))
    if one.count <= 0:
        found.append(Problem("count", "Say for how many it came about."))
    if one.value <= 0:
        found.append(Problem("value", "Write what one of them is taken to be worth."))
    if not 0 <= one.deadweight <= 1:
        found.append(Problem("deadweight", "This is a part of a hundred: from 0 to 100."))
    if not one.source.strip():
        found.append(Problem("source", "Say where the value is from."))
    if one.on > today:
        found.append(Problem("on", "That day has not come yet."))
    return found


def proxies(desk: Desk, period: Period) -> list[Proxy]:
    """The values entered for exactly these days."""
    with desk.look() as look:
        return _of(setting(look, _KEY, on=desk.clock.today()), period)


def change_proxies(desk: Desk, period: Period, lines: Sequence[Proxy], *, today: date) -> Changes:
    """Enter the values of a period, all of them at once. Raises Problems."""
    wrong = [problem for one in lines for problem in problems_in(one, today=today)]
    if wrong:
        raise Problems(wrong)
    told = [
        {
            "outcome": one.outcome.strip(),
            "count": one.count,
            "value": money.plain(one.value),
            "deadweight": str(one.deadweight),
            "source": one.source.strip(),
            "on": one.on.isoformat(),
        }
        for one in lines
    ]
    with desk.unit_of_work() as work:
        kept = dict(setting(work.session, _KEY, on=today))
        keep_setting(work, _KEY, kept | {_span(period): told}, today=today)
        work.commit()
        return Changes.of(None, "settings", "gains")


def figure(desk: Desk, view: TallyView) -> Figure:
    """The forecast with what is in it; without a value entered, why there is none."""
    entered = proxies(desk, view.period)
    if not entered:
        return Figure(_KEY, _WORDS, POUNDS, None, 0, 0, "", why=_NONE, mend="social-return", people=False)
    told, adjusted, funding = view.funder.gain, view.funder.adjustments, view.funding
    gains = told.welfare + told.money_advice_other + adjusted.welfare + adjusted.money_advice_other
    inputs = funding.cash + funding.in_kind
    value = evaluation.social_return(
        gains, [(one.count, one.value, one.deadweight) for one in entered], inputs
    )
    made = "; ".join(
        f"{one.outcome}, {one.count} at {money.shown(one.value)} less {one.deadweight * 100:.0f}%"
        f" ({one.source}, {one.on.year})"
        for one in entered
    )
    return Figure(
        _KEY,
        _WORDS,
        POUNDS,
        value,
        len(entered),
        len(entered),
        f"gains without debt {money.shown(gains)}, and values chosen by the agency: {made};"
        f" divided by {money.shown(inputs)} of cash and help in kind",
        "Not to be put beside gains for each £1: it rests on chosen values.",
        "" if value is not None else "No funding is recorded for the period.",
        mend="funding" if value is None else "social-return",
        people=False,
    )


def _of(kept: Mapping[str, Any], period: Period) -> list[Proxy]:
    return [
        Proxy(
            row["outcome"],
            row["count"],
            Decimal(row["value"]),
            Decimal(row["deadweight"]),
            row["source"],
            date.fromisoformat(row["on"]),
        )
        for row in kept.get(_span(period), ())
    ]


def _span(period: Period) -> str:
    return f"{period.first.isoformat()}/{period.last.isoformat()}"
