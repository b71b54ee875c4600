"""A patch of homes that one worker goes round: what a knock at the door came to, and what a quarter comes to.

A patch counts homes, not clients (description of the practice service, section 8: 120 to 150 households a
worker, the whole patch). Who lives there is no part of it; whoever wants advice is referred and becomes a
client by their own word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from welfare_desk.rules import links
from welfare_desk.rules.session_use import Share

HOW = {"door": "At the door", "phone": "By telephone", "card": "Card or letter", "met": "Met elsewhere"}
ANSWERS = {
    "spoken": "Spoken with",
    "later": "Asked us to come again",
    "nobody": "Nobody answered",
    "left": "Left word",
    "declined": "Wants no visits",
    "empty": "Nobody lives there",
}
_ANSWERED = ("spoken", "later", "declined")
_SPOKEN = ("spoken", "later")
ISSUES = {
    "money": "Money and benefits",
    **{code: words for code, words in links.KINDS.items() if code != "other"},
    "carers": "Caring for somebody",
    "children": "Bringing up children",
    "older": "Growing older",
    "company": "Loneliness",
    "health": "Health, checks, vaccinations",
    "repairs": "Repairs and damp",
    "other": "Something else",
}
STATES = {
    "not_tried": "Not tried yet",
    "nobody": "Nobody met yet",
    "spoken": "Spoken with",
    "declined": "Wants no visits",
    "empty": "Nobody lives there",
}


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt at one home."""

    home: str
    on: date
    how: str
    answer: str
    issues: tuple[str, ...] = ()
    carers: int = 0
    young_carers: int = 0


@dataclass(frozen=True, slots=True)
class Onward:
    """Somebody of a home was told of help or referred to it, and what came of it."""

    home: str
    kind: str
    how: str
    result: str | None


@dataclass(frozen=True, slots=True)
class PatchFigures:
    """What a span of days came to. Homes of which it was found that nobody lives there are left out."""

    homes: int
    empty: int
    tried: int
    spoken: Share  # coverage: homes spoken with, of the homes
    answered: Share  # attempts that met somebody, of all attempts
    visits: int
    by_how: tuple[tuple[str, int], ...]
    declined: int
    not_tried: int
    issues: tuple[tuple[str, int], ...]  # homes in which it was met, the most frequent first
    carers: int
    young_carers: int
    homes_with_carers: int
    onward: tuple[tuple[str, int, int], ...]  # kind, how many, how many of them reached their bar
    workers: Decimal  # full-time workers of the patch

    @property
    def homes_a_worker(self) -> Decimal | None:
        if not self.workers:
            return None
        return (Decimal(self.homes) / self.workers).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def connected(self) -> Share:
        return Share(sum(reached for _, _, reached in self.onward), sum(many for _, many, _ in self.onward))


def state(tries: Iterable[tuple[date, str]]) -> str:
    """How a home stands by its attempts in order: the last clear word holds, nobody at the door is none."""
    found = "not_tried"
    for _, answer in tries:
        if answer in ("declined", "empty"):
            found = answer
        elif answer in _SPOKEN:
            found = "spoken"
        elif found in ("not_tried", "empty"):
            found = "nobody"
    return found


def may_call(state: str) -> bool:
    """Whether anybody goes there again without being asked to."""
    return state not in ("declined", "empty")


def figures(
    homes: Sequence[str],
    before: Iterable[Try],
    tries: Iterable[Try],
    onward: Iterable[Onward],
    workers: Decimal,
) -> PatchFigures:
    """The figures of a span: ``tries`` and ``onward`` are of its days, ``before`` is what went before them.

    Carers of a home are counted once: the most that were noticed there at one time.
    """
    tries = list(tries)
    of_home: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for one in (*before, *tries):
        of_home[one.home].append((one.on, one.answer))
    stand = {home: state(of_home[home]) for home in homes}
    lived_in = [home for home in homes if stand[home] != "empty"]
    issues: Counter[str] = Counter()
    carers: dict[str, int] = defaultdict(int)
    young: dict[str, int] = defaultdict(int)
    met: dict[str, set[str]] = defaultdict(set)
    for one in tries:
        met[one.home].update(one.issues)
        carers[one.home] = max(carers[one.home], one.carers)
        young[one.home] = max(young[one.home], one.young_carers)
    for theirs in met.values():
        issues.update(theirs)
    sent: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    for link in onward:
        sent[link.kind] += 1
        reached[link.kind] += links.connected(link.how, link.result)
    spoken_with = {one.home for one in tries if one.answer in _SPOKEN}
    by_how = Counter(one.how for one in tries)
    return PatchFigures(
        homes=len(lived_in),
        empty=len(homes) - len(lived_in),
        tried=len({one.home for one in tries} & set(lived_in)),
        spoken=Share(len(spoken_with & set(lived_in)), len(lived_in)),
        answered=Share(sum(one.answer in _ANSWERED for one in tries), len(tries)),
        visits=by_how["door"],
        by_how=tuple((how, by_how[how]) for how in HOW if by_how[how]),
        declined=sum(stand[home] == "declined" for home in homes),
        not_tried=sum(stand[home] == "not_tried" for home in homes),
        issues=tuple(sorted(issues.items(), key=lambda pair: (-pair[1], pair[0]))),
        carers=sum(carers.values()),
        young_carers=sum(young.values()),
        homes_with_carers=len({home for home in carers if carers[home] or young[home]}),
        onward=tuple(
            (kind, many, reached[kind]) for kind, many in sorted(sent.items(), key=lambda p: (-p[1], p[0]))
        ),
        workers=workers,
    )
