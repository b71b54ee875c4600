"""What a disability does, in the descriptors of the law: points, thresholds, and which descriptor applies.

PIP and ADP, capability for work, AA and PADP, and CDP, read from ``resources/descriptors.toml``. Whether the
evidence bears a descriptor out is the advisor's to judge; what an award pays is ``benefits``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal

from welfare_desk.rules.counting import days_after, months_after

Rate = Literal["standard", "enhanced"]
RELIABLE = ("safely", "acceptable_standard", "repeatedly", "reasonable_time")
REASONABLE_TIMES = 2  # no more than twice the longest time of someone without the condition


@dataclass(frozen=True, slots=True)
class Descriptor:
    letter: str
    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity with its descriptors in the law's order; ``part`` is physical or mental, or empty."""

    slug: str
    number: int
    name: str
    part: str
    descriptors: tuple[Descriptor, ...]
    evidence_prompts: tuple[str, ...]

    def descriptor(self, letter: str) -> Descriptor:
        """Raises KeyError for a letter the activity does not have."""
        for descriptor in self.descriptors:
            if descriptor.letter == letter:
                return descriptor
        raise KeyError(f"{self.slug} has no descriptor {letter}")


@dataclass(frozen=True, slots=True)
class Component:
    """Activities whose points are added up: daily living, mobility, or limited capability for work."""

    name: str
    benefits: tuple[str, ...]
    activities: Mapping[str, Activity]

    def points(self, chosen: Mapping[str, str]) -> int:
        """The points of the letters ``chosen`` for each activity, added up across the activities.

        Where several letters of an activity apply ("bd"), the highest counts alone (SI 2013/376 reg 39; for
        PIP and ADP see ``applies``). Raises KeyError for an activity or letter that does not exist.
        """
        return sum(
            max((self.activities[slug].descriptor(letter).points for letter in letters), default=0)
            for slug, letters in chosen.items()
        )


@dataclass(frozen=True, slots=True)
class RatedComponent(Component):
    """A component of PIP or ADP."""

    standard_points: int
    enhanced_points: int

    def rate(self, points: int) -> Rate | None:
        """Standard from 8 points, enhanced from 12 (SI 2013/377 regs 5(3), 6(3); SSI 2022/54 regs 8, 9)."""
        if points >= self.enhanced_points:
            return "enhanced"
        return "standard" if points >= self.standard_points else None


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that is met or not, without points."""

    slug: str
    name: str
    text: str
    evidence_prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreatedAs:
    """A circumstance that stands for a finding (``lcw`` or ``lcwra``) without any descriptor."""

    group: str
    slug: str
    text: str


@dataclass(frozen=True, slots=True)
class RequiredPeriod:
    """How long a need must have lasted and be likely to last, in ``unit`` (weeks or months), around a day."""

    before: int
    after: int
    unit: Literal["weeks", "months"]
    verified: bool

    def around(self, day: date) -> tuple[date, date]:
        """The first and last day: the time before ends with ``day``, the time after begins the day after it.

        SI 2013/377 reg 7(3)(a); SSI 2022/54 regs 10(3), 11 and 12. Terminal illness needs no such period.
        """
        return days_after(self._moved(day, -self.before), 1), self._moved(day, self.after)

    def _moved(self, day: date, n: int) -> date:
        return days_after(day, 7 * n) if self.unit == "weeks" else months_after(day, n)


@dataclass(frozen=True, slots=True)
class ChildAges:
    care_months: int
    mobility_higher_years: int
    mobility_lower_years: int
    cooking_test_years: int


@dataclass(frozen=True, slots=True)
class Descriptors:
    """Everything in ``resources/descriptors.toml``; ``sources`` gives each part's citation."""

    daily_living: RatedComponent
    mobility: RatedComponent
    work: Component
    work_threshold: int
    work_related: Mapping[str, Criterion]
    treated_as: tuple[TreatedAs, ...]
    reliability: Mapping[str, str]
    attendance: Mapping[str, Criterion]
    child: Mapping[str, Criterion]
    child_ages: ChildAges
    required_periods: Mapping[str, RequiredPeriod]
    sources: Mapping[str, str]

    def limited_capability(
        self, chosen: Mapping[str, str], circumstances: Collection[TreatedAs] = ()
    ) -> Literal["lcwra", "lcw"] | None:
        """Limited capability for work: 15 points, or a circumstance that stands for them.

        SI 2013/376 reg 39 and Schs 6, 8. A circumstance of the stronger kind gives the stronger finding
        (reg 40, Sch 9). Raises KeyError for an activity or letter that does not exist.
        """
        if self.limited_for_work_related((), circumstances):
            return "lcwra"
        enough = self.work.points(chosen) >= self.work_threshold
        return "lcw" if enough or circumstances else None

    def limited_for_work_related(
        self, met: Collection[str], circumstances: Collection[TreatedAs] = ()
    ) -> bool:
        """Limited capability for work-related activity: one criterion is enough (SI 2013/376 reg 40, Schs
        7, 9).

        Raises KeyError for a criterion that does not exist.
        """
        criteria = [self.work_related[slug] for slug in met]
        return bool(criteria) or any(circumstance.group == "lcwra" for circumstance in circumstances)


@dataclass(frozen=True, slots=True)
class ChildNeeds:
    """A child's needs as the conditions of CDP put them; dialysis counts by its time of day.

    ``beyond_usual``: substantially more than is usual for the age, asked only under 16.
    """

    age_months: int
    beyond_usual: bool = True
    part_of_day: bool = False
    day: bool = False
    night: bool = False
    cannot_cook: bool = False
    cannot_walk: bool = False
    needs_guidance: bool = False
    terminal: bool = False


def child_care_rate(child: ChildNeeds, ages: ChildAges) -> Literal["lowest", "middle", "highest"] | None:
    """The rate of the care component of CDP (SSI 2021/174 regs 4, 11, 15); there is no half-the-days rule.

    Terminal illness gives the highest rate from birth. Otherwise from three months, and under 16 only for
    needs substantially beyond what is usual for the age.
    """
    if child.terminal:
        return "highest"
    if child.age_months < ages.care_months:
        return None
    grown = child.age_months >= 12 * ages.cooking_test_years
    if child.beyond_usual or grown:
        if child.day or child.night:
            return "highest" if child.day and child.night else "middle"
        if child.part_of_day:
            return "lowest"
    return "lowest" if grown and child.cannot_cook else None


def child_mobility_rate(child: ChildNeeds, ages: ChildAges) -> Literal["lower", "higher"] | None:
    """The rate of the mobility component of CDP (SSI 2021/174 regs 12, 13, 15).

    Higher from three, terminal illness included; lower from five, under 16 only for needs beyond the usual.
    """
    years = child.age_months // 12
    if years >= ages.mobility_higher_years and (child.cannot_walk or child.terminal):
        return "higher"
    beyond = child.beyond_usual or years >= ages.cooking_test_years
    return "lower" if years >= ages.mobility_lower_years and child.needs_guidance and beyond else None


def applies(activity: Activity, days: Mapping[str, int], period_days: int) -> Descriptor | None:
    """The descriptor that applies, from the days of the required period on which each letter is satisfied.

    One satisfied on over half of the days; of several such, the highest scoring. Where none is, but those
    that score points come to over half when added together: the one satisfied on most days, and of equals
    the highest scoring (SI 2013/377 reg 7(1); SSI 2022/54 reg 10(1)). None where nothing applies: no
    points. Raises KeyError for a letter the activity does not have, ValueError for days outside the period.
    """
    if any(not 0 <= count <= period_days for count in days.values()):
        raise ValueError("a descriptor is satisfied on no more days than the period has")
    satisfied = [(activity.descriptor(letter), count) for letter, count in days.items() if count]
    half = Fraction(period_days, 2)
    alone = [descriptor for descriptor, count in satisfied if count > half]
    if alone:
        return max(alone, key=_scored)
    scoring = [(descriptor, count) for descriptor, count in satisfied if descriptor.points]
    if sum(count for _, count in scoring) > half:
        return max(scoring, key=lambda pair: (pair[1], _scored(pair[0])))[0]
    return None


def _scored(descriptor: Descriptor) -> tuple[int, str]:
    """By points; letters of the same points come out in one order however the days were listed."""
    return descriptor.points, descriptor.letter


def unreliable(
    *, safely: bool, acceptable_standard: bool, repeatedly: bool, minutes: Fraction | int, usual_minutes: int
) -> tuple[str, ...]:
    """The ways in which someone cannot do a thing reliably; with any of them, it counts as not done.

    Safely; to an acceptable standard; as often as reasonably required; and in no more than twice the longest
    time of someone without the condition (SI 2013/377 reg 4(2A), (4); SSI 2022/54 reg 7).
    """
    in_time = minutes <= REASONABLE_TIMES * usual_minutes
    found = (safely, acceptable_standard, repeatedly, in_time)
    return tuple(way for way, held in zip(RELIABLE, found, strict=True) if not held)


def attendance_rate(
    *, day: bool, night: bool, terminal: bool = False, dialysis: Literal["day", "night"] | None = None
) -> Literal["lower", "higher"] | None:
    """The rate of AA or PADP: lower for the day or the night condition, higher for both or terminal illness.

    Dialysis twice a week with help stands for the condition of the time of day at which it is done (Social
    Security Contributions and Benefits Act 1992 ss.64 to 66; SI 1991/2740 reg 5, K).
    """
    met = (day or dialysis == "day") + (night or dialysis == "night")
    if terminal or met > 1:
        return "higher"
    return "lower" if met else None


def from_data(data: Mapping[str, Any]) -> Descriptors:
    """The tables of a parsed ``descriptors.toml``. Raises KeyError or ValueError where it is not whole."""
    prompts = data["meta"]["minimum_prompts"], data["meta"]["maximum_prompts"]
    daily, mobility, work = (
        _activities(data[part]["activities"], prompts) for part in ("daily_living", "mobility", "lcw")
    )
    from_prompts = {**daily, **work}  # mobilising and the rest of the work test come before daily living
    return Descriptors(
        daily_living=_rated(data["daily_living"], daily),
        mobility=_rated(data["mobility"], mobility),
        work=Component(data["lcw"]["name"], tuple(data["lcw"]["benefits"]), work),
        work_threshold=data["lcw"]["threshold_points"],
        work_related=MappingProxyType(
            {
                row["slug"]: Criterion(
                    row["slug"], "", row["text"], from_prompts[row["prompts_from"]].evidence_prompts
                )
                for row in data["lcwra"]["criteria"]
            }
        ),
        treated_as=tuple(TreatedAs(row["group"], row["slug"], row["text"]) for row in data["treated_as"]),
        reliability=MappingProxyType({way: data["reliability"][way] for way in RELIABLE}),
        attendance=_criteria(data["aa_padp"]["criteria"]),
        child=_criteria(data["cdp"]["criteria"]),
        child_ages=ChildAges(**data["cdp"]["ages"]),
        required_periods=_required_periods(data["required_period"]),
        sources=MappingProxyType({key: row["cite"] for key, row in data["sources"].items()}),
    )


def _rated(row: Mapping[str, Any], activities: Mapping[str, Activity]) -> RatedComponent:
    return RatedComponent(
        row["name"], tuple(row["benefits"]), activities, row["standard_points"], row["enhanced_points"]
    )


def _activities(rows: Iterable[Mapping[str, Any]], prompts: tuple[int, int]) -> Mapping[str, Activity]:
    return MappingProxyType({row["slug"]: _activity(row, prompts) for row in rows})


def _activity(row: Mapping[str, Any], prompts: tuple[int, int]) -> Activity:
    descriptors = tuple(Descriptor(d["letter"], d["points"], d["text"]) for d in row["descriptors"])
    _in_order(row["slug"], descriptors)
    fewest, most = prompts
    if not fewest <= len(row["evidence_prompts"]) <= most:
        raise ValueError(f"{row['slug']} has {len(row['evidence_prompts'])} prompts, not {fewest} to {most}")
    return Activity(
        row["slug"],
        row["number"],
        row["name"],
        row.get("part", ""),
        descriptors,
        tuple(row["evidence_prompts"]),
    )


def _in_order(slug: str, descriptors: Sequence[Descriptor]) -> None:
    letters = "".join(descriptor.letter for descriptor in descriptors)
    if not letters or not "abcdefgh".startswith(letters):
        raise ValueError(f"{slug} has its descriptors lettered {letters!r}")


def _criteria(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, Criterion]:
    return MappingProxyType(
        {
            row["slug"]: Criterion(row["slug"], row["name"], row["text"], tuple(row["evidence_prompts"]))
            for row in rows
        }
    )


def _required_periods(rows: Mapping[str, Any]) -> Mapping[str, RequiredPeriod]:
    found = {}
    for benefit, row in rows.items():
        for unit in ("weeks", "months"):
            if isinstance(row, Mapping) and f"before_{unit}" in row:
                verified = benefit not in rows["unverified"]
                found[benefit] = RequiredPeriod(row[f"before_{unit}"], row[f"after_{unit}"], unit, verified)
    return MappingProxyType(found)
