"""Links to other support: what counts as connected, by how the client was linked.

Kind and result are kept apart, for two published figures use different bars (description of the practice
service, section 5): about half *connected*, and 74 % who *go on to access* services.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

KINDS = {
    "housing": "Housing",
    "food": "Food and essentials",
    "fuel": "Fuel and energy",
    "debt": "Debt advice",
    "mental_health": "Mental health",
    "addiction": "Alcohol and drugs",
    "carers": "Carers",
    "children": "Children and families",
    "abuse": "Domestic abuse",
    "employability": "Work and training",
    "disability": "Disability",
    "older": "Older people",
    "legal": "Legal advice",
    "immigration": "Immigration advice",
    "company": "Company and activities",
    "transport": "Transport",
    "other": "Something else",
}
HOW = {
    "signposted": "Told about it",
    "referred": "Referred, details passed",
    "accompanied": "Went along",
    "not_found": "Looked for, not found",
}
RESULTS = {
    "contacted": "They made contact",
    "accepted": "Accepted there",
    "attended": "Has been there",
    "took_place": "The visit took place",
    "not_taken_up": "Not taken up",
}
# What may become of each kind of link, the weakest first.
POSSIBLE = {
    "signposted": ("contacted", "attended", "not_taken_up"),
    "referred": ("accepted", "attended", "not_taken_up"),
    "accompanied": ("took_place", "not_taken_up"),
    "not_found": (),
}
_CONNECTED = {
    "signposted": {"contacted", "attended"},
    "referred": {"accepted", "attended"},
    "accompanied": {"took_place"},
}


@dataclass(frozen=True, slots=True)
class Linked:
    """One link as it is counted."""

    client: str
    how: str
    kind: str
    result: str | None


@dataclass(frozen=True, slots=True)
class LinkFigures:
    """Clients, not links: whoever has several counts once for each bar."""

    clients: int  # of the period, linked or not
    connected: int
    accessed: int
    accompanied: int
    lacking: tuple[tuple[str, int], ...]  # what was looked for and not found, the most wanted first


def connected(how: str, result: str | None) -> bool:
    """Whether a link reached its bar: the client's own contact, the other's acceptance, the visit made."""
    return result in _CONNECTED.get(how, set())


def accessed(how: str, result: str | None) -> bool:
    """The higher bar: they have been there."""
    return result in ("attended", "took_place")


def figures(links: Iterable[Linked], clients: int) -> LinkFigures:
    """What the period's links come to, for so many clients."""
    rows = list(links)
    lacking = Counter(one.kind for one in rows if one.how == "not_found")
    return LinkFigures(
        clients,
        len({one.client for one in rows if connected(one.how, one.result)}),
        len({one.client for one in rows if accessed(one.how, one.result)}),
        len({one.client for one in rows if one.how == "accompanied" and one.result == "took_place"}),
        tuple(sorted(lacking.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
