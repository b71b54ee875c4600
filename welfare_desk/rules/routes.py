"""The ways a decision is disputed: routes, their timed steps and stages, as frozen values read from a table.

The law is in ``resources/routes.toml``; here is its shape and what makes a row whole, and no counting.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from welfare_desk.rules.counting import CALENDAR_COUNTS, WORKING_COUNTS

T = TypeVar("T")

COUNTS = frozenset({*CALENDAR_COUNTS, *WORKING_COUNTS})
CONFIDENCES = ("low", "medium", "high")  # in rising order
ACTORS = frozenset({"claimant", "body"})
STARTS = frozenset({"event", "deemed_receipt", "accepted", "reasons_sent", "period_end"})
STRETCHES = frozenset({"reasons_14", "reasons_time", "revision_refused"})
CAUTIONS = frozenset({"from_sending", "day_counted"})
LATE_RULES = frozenset({"until", "open", "none", "asked"})


class RoutesNotWhole(ValueError):
    """The table of routes is not as it must be: a fault of the release, not of an advisor."""


@dataclass(frozen=True, slots=True)
class Length:
    """How a period is counted and how many of it; ``n`` None means as many as the notice asks for."""

    count: str
    n: int | None


@dataclass(frozen=True, slots=True)
class Late:
    """Whether a late step can be let in.

    ``until``: to a last day, ``length`` counted from ``origin`` (start, event or last_day), and when
    ``stretched`` moved on by what moved the last day in time. ``open``: no fixed limit. ``none``: no late
    power. ``asked``: as the notice says.
    """

    rule: str
    length: Length | None
    origin: str
    stretched: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be done in time; the meaning of each field heads ``resources/routes.toml``."""

    id: str
    routes: tuple[str, ...]
    event: str
    benefits: frozenset[str]  # empty: every benefit of the route
    next: str
    grant: str
    does: str
    actor: str
    happened: str
    start: str
    length: Length | str
    stretched_by: tuple[str, ...]
    late: Late
    roll: bool
    holidays: str
    hour: int | None
    safe_hour: int | None
    safe: frozenset[str]
    test: str
    beyond: str
    then: str
    receives: str
    citation: str
    read: str  # the address its text was read at; empty: not read at a public body's
    confidence: str
    doubts: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The time to ask, and to re-determine, for one Scottish benefit's notices from a date on."""

    benefit: str
    since: date | None  # None: since the benefit began
    ask: Length
    decide: Length
    source: str
    read: str
    confidence: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a case stands: the event that opens it, how it may end, the events in it that start a clock."""

    id: str
    routes: tuple[str, ...]
    name: str
    opened_by: str
    outcomes: tuple[str, ...]
    documents: tuple[str, ...]
    clocks: tuple[str, ...]
    leads_to: tuple[str, ...]
    hmcts: tuple[str, ...]  # the courts service's own words for it


@dataclass(frozen=True, slots=True)
class Route:
    """One way of disputing: who decides, who hears the appeal, its benefits (code to word on notices)."""

    code: str
    name: str
    decides: str
    tribunal: str
    benefits: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Routes:
    """The whole table."""

    routes: Mapping[str, Route]
    steps: tuple[Step, ...]
    periods: tuple[Period, ...]
    stages: tuple[Stage, ...]
    event_words: Mapping[str, str]  # each event as an advisor picks it
    elsewhere: Mapping[str, str]  # benefits that go down no route, and what to do instead

    def benefit(self, route: str, word: str) -> str | None:
        """The code of a benefit of ``route``, from its code or the word on notices, whatever the case."""
        wanted = word.casefold()
        for code, on_notices in self.routes[route].benefits.items():
            if wanted in (code, on_notices.casefold()):
                return code
        return None

    def route_of(self, benefit: str) -> str | None:
        """The route on which a benefit (by code) is disputed; None for one that goes down no route."""
        return next((code for code, route in self.routes.items() if benefit in route.benefits), None)

    def started_by(self, event: str, route: str, benefit: str) -> tuple[Step, ...]:
        """Every step whose time ``event`` starts for this benefit (its code) on this route."""
        return tuple(
            step
            for step in self.steps
            if step.event == event
            and route in step.routes
            and (not step.benefits or benefit in step.benefits)
        )

    def events(self, route: str) -> tuple[str, ...]:
        """The events that start a time on this route, in the table's order."""
        return tuple(dict.fromkeys(step.event for step in self.steps if route in step.routes))

    def period(self, benefit: str, on: date) -> Period | None:
        """The period in force for a notice of that day: the latest row that had begun."""
        begun = [
            row for row in self.periods if row.benefit == benefit and (row.since is None or row.since <= on)
        ]
        return max(begun, key=lambda row: row.since or date.min, default=None)

    def stages_of(self, route: str) -> tuple[Stage, ...]:
        return tuple(stage for stage in self.stages if route in stage.routes)

    def may_follow(self, stage: Stage, route: str) -> tuple[Stage, ...]:
        """The stages of this route to which ``stage`` may lead."""
        return tuple(following for following in self.stages_of(route) if following.id in stage.leads_to)

    def stage_opened_by(self, event: str, route: str) -> Stage | None:
        return next((stage for stage in self.stages_of(route) if stage.opened_by == event), None)


def from_data(data: Mapping[str, Any]) -> Routes:
    """The table as values. Raises RoutesNotWhole naming the row that is not complete, known or connected."""
    groups = {name: frozenset(members) for name, members in data["groups"].items()}
    routes = {
        code: Route(
            code, row["name"], row["decides"], row["tribunal"], MappingProxyType(data["benefits"][code])
        )
        for code, row in data["routes"].items()
    }
    whole = Routes(
        MappingProxyType(routes),
        tuple(_step(_Row("step", row), groups) for row in data["steps"]),
        tuple(_period(_Row("period", row)) for row in data["periods"]),
        tuple(_stage(_Row("stage", row)) for row in data["stages"]),
        MappingProxyType(data["events"]),
        MappingProxyType(data["elsewhere"]),
    )
    _check_connected(whole)
    return whole


class _Row:
    """One row of the table, which must give what is required and nothing unknown."""

    def __init__(self, kind: str, row: Mapping[str, Any]) -> None:
        self.name = f"{kind} {row.get('id') or row.get('benefit') or '?'}"
        self._left = dict(row)

    def fault(self, what: str) -> RoutesNotWhole:
        return RoutesNotWhole(f"{self.name}: {what}")

    def words(self, key: str, allowed: Collection[str] | None = None, otherwise: str | None = None) -> str:
        if otherwise is not None and key not in self._left:
            return otherwise
        word = self._left.pop(key, None)
        if not isinstance(word, str) or not word.strip() or (allowed is not None and word not in allowed):
            raise self.fault(f"{key} is {word!r}")
        return word

    def list_of(self, key: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        words = self._left.pop(key, [])
        if not isinstance(words, list) or not all(
            isinstance(word, str) and word and (allowed is None or word in allowed) for word in words
        ):
            raise self.fault(f"{key} is {words!r}")
        return tuple(words)

    def given(self, key: str, kind: type[T]) -> T | None:
        value = self._left.pop(key, None)
        if value is not None and type(value) is not kind:
            raise self.fault(f"{key} is {value!r}")
        return value

    def holds(self, key: str, kind: type) -> bool:
        return isinstance(self._left.get(key), kind)

    def length(self, key: str) -> Length:
        row = self._left.pop(key, None)
        if not isinstance(row, dict) or not row.keys() <= {"count", "n"} or row.get("count") not in COUNTS:
            raise self.fault(f"{key} is {row!r}")
        n = row.get("n")
        if n is not None and (not isinstance(n, int) or n < 1):
            raise self.fault(f"{key} is {row!r}")
        return Length(row["count"], n)

    def end(self) -> None:
        if self._left:
            raise self.fault(f"unknown {', '.join(self._left)}")


def _step(row: _Row, groups: Mapping[str, frozenset[str]]) -> Step:
    benefits: set[str] = set()
    for name in row.list_of("benefits"):
        benefits |= groups.get(name, {name})
    step = Step(
        id=row.words("id"),
        routes=row.list_of("routes"),
        event=row.words("event"),
        benefits=frozenset(benefits),
        next=row.words("next", otherwise=""),
        grant=row.words("grant", otherwise=""),
        does=row.words("does"),
        actor=row.words("actor", ACTORS),
        happened=row.words("happened"),
        start=row.words("start", STARTS),
        length=_length(row),
        stretched_by=row.list_of("stretched_by", STRETCHES),
        late=_late(_Row(f"late rule of {row.name}", row.given("late", dict) or {})),
        roll=row.given("roll", bool) is True,
        holidays=row.words("holidays", {"SCT", "asked"}, otherwise="SCT"),
        hour=row.given("hour", int),
        safe_hour=row.given("safe_hour", int),
        safe=frozenset(row.list_of("safe", CAUTIONS)),
        test=row.words("test"),
        beyond=row.words("beyond", otherwise=""),
        then=row.words("then", otherwise=""),
        receives=row.words("receives"),
        citation=row.words("citation"),
        read=row.words("read", otherwise=""),
        confidence=row.words("confidence", CONFIDENCES),
        doubts=row.list_of("doubts"),
        documents=row.list_of("documents"),
    )
    row.end()
    if step.late.rule == "until" and not step.beyond:
        raise row.fault("a last late day needs words for what is left beyond it")
    if step.confidence == "low" and not step.doubts:
        raise row.fault("low confidence needs its doubt")
    return step


def _length(row: _Row) -> Length | str:
    """The row's own count, or which column of the periods it takes."""
    if row.holds("length", str):
        return row.words("length", {"ask", "decide"})
    return row.length("length")


def _late(row: _Row) -> Late:
    rule = row.words("rule", LATE_RULES)
    if rule != "until":
        row.end()
        return Late(rule, None, "", stretched=False)
    origin = row.words("from", {"start", "event", "last_day"})
    stretched = row.given("stretched", bool) is True
    length = Length(row.words("count", CALENDAR_COUNTS), row.given("n", int))
    row.end()
    return Late(rule, length, origin, stretched)


def _period(row: _Row) -> Period:
    period = Period(
        benefit=row.words("benefit"),
        since=row.given("from", date),
        ask=Length("days_beginning_with", row.given("ask_days", int)),
        decide=row.length("decide"),
        source=row.words("source"),
        read=row.words("read", otherwise=""),
        confidence=row.words("confidence", CONFIDENCES),
        doubts=row.list_of("doubts"),
    )
    row.end()
    if period.ask.n is None or period.decide.n is None:
        raise row.fault("ask_days or decide has no number")
    return period


def _stage(row: _Row) -> Stage:
    stage = Stage(
        id=row.words("id"),
        routes=row.list_of("routes"),
        name=row.words("name"),
        opened_by=row.words("opened_by"),
        outcomes=row.list_of("outcomes"),
        documents=row.list_of("documents"),
        clocks=row.list_of("clocks"),
        leads_to=row.list_of("leads_to"),
        hmcts=row.list_of("hmcts"),
    )
    row.end()
    return stage


def _check_connected(whole: Routes) -> None:
    """Every name that a row uses is one that the table has."""
    benefits = {code for route in whole.routes.values() for code in route.benefits}
    stages = {stage.id for stage in whole.stages}
    for step in whole.steps:
        if not step.routes or not set(step.routes) <= whole.routes.keys() or not step.benefits <= benefits:
            raise RoutesNotWhole(f"step {step.id}: unknown route or benefit")
        if step.length in ("ask", "decide"):
            missing = step.benefits - {row.benefit for row in whole.periods}
            if missing:
                raise RoutesNotWhole(f"step {step.id}: no period for {', '.join(sorted(missing))}")
    named = {step.event for step in whole.steps} | {stage.opened_by for stage in whole.stages}
    if named != whole.event_words.keys():
        strange = sorted(named ^ whole.event_words.keys())
        raise RoutesNotWhole(f"events: words without their event, or an event without words: {strange}")
    for stage in whole.stages:
        events = {event for route in stage.routes for event in whole.events(route)}
        if not set(stage.leads_to) <= stages or not set(stage.clocks) <= events:
            raise RoutesNotWhole(f"stage {stage.id}: leads to an unknown stage or starts an unknown clock")
    for what, ids in (("step", [s.id for s in whole.steps]), ("stage", [s.id for s in whole.stages])):
        if len(ids) != len(set(ids)):
            raise RoutesNotWhole(f"two rows for one {what}")
