"""What stands where in a pack: which paper begins on which page, and what a reference in the text becomes.

Pages count from the cover, so that the number on paper is the number a screen shows. Nothing is drawn here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

_REFERENCE = re.compile(r"\[\[([^\[\]]{1,200})\]\]")
_INNER = re.compile(r"^(.*),\s*(?:page\s+)?(\d{1,4})$")
_MOST_TURNS = 8


@dataclass(frozen=True, slots=True)
class Bundled:
    """One paper of a pack. ``detail`` is its date and who wrote it; ``pages`` as it came."""

    title: str
    detail: str
    pages: int


@dataclass(frozen=True, slots=True)
class Part:
    label: str
    papers: tuple[Bundled, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """Everything a pack says of itself, frozen. ``submission`` is the text that stands before the papers."""

    title: str
    tribunal: str
    client: str
    born: str
    number: str  # National Insurance number, where it is known
    about: str
    reference: str
    agency: str
    contact: str
    dated: str
    parts: tuple[Part, ...]
    submission: str = ""
    duplex: bool = False
    practice_desk: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Binding:
        parts = tuple(
            Part(part["label"], tuple(Bundled(**paper) for paper in part["papers"])) for part in said["parts"]
        )
        return cls(**(dict(said) | {"parts": parts}))


@dataclass(frozen=True, slots=True)
class Stop:
    """One stretch of pages: ``kind`` is cover, index, submission, blank, divider or paper.

    ``paper`` counts all papers from nought; ``level`` is how deep it stands among the bookmarks.
    """

    kind: str
    title: str
    first: int
    pages: int
    paper: int = -1
    detail: str = ""
    level: int = 0

    @property
    def last(self) -> int:
        return self.first + self.pages - 1


@dataclass(frozen=True, slots=True)
class Laid:
    """A pack laid out: every stretch in order, and the submission with its references resolved."""

    stops: tuple[Stop, ...]
    submission: str
    pages: int


class NoSuchPaper(Exception):
    """A reference in the submission that leads to nothing in the pack, or to more than one thing."""

    def __init__(self, reference: str, why: str) -> None:
        self.reference, self.why = reference, why
        super().__init__(reference)


def lay_out(binding: Binding, length_of: Callable[[str, str, tuple[Stop, ...]], int]) -> Laid:
    """Where everything stands. ``length_of(kind, text, stops)`` says how many pages our own text takes.

    The numbers in the submission depend on its length and its length on the numbers, so it is set again
    until nothing moves. Raises NoSuchPaper.
    """
    submission = binding.submission
    stops: tuple[Stop, ...] = ()
    for _ in range(_MOST_TURNS):
        before = stops, submission
        stops = tuple(_stops(binding, submission, stops, length_of))
        submission = resolved(binding.submission, stops)
        if (stops, submission) == before:
            break
    last = stops[-1].last
    return Laid(stops, submission, last)


def _stops(
    binding: Binding, submission: str, known: tuple[Stop, ...], length_of: Callable[..., int]
) -> Iterator[Stop]:
    at = 1
    listed = known or tuple(_unplaced(binding))
    for kind, title, text in (
        ("cover", "Cover", ""),
        ("index", "What is in this pack", ""),
        ("submission", "Submission", submission),
    ):
        if kind == "submission" and not text.strip():
            continue
        if kind == "submission" and binding.duplex and at % 2 == 0:
            yield Stop("blank", "", at, 1)
            at += 1
        stop = Stop(kind, title, at, length_of(kind, text, listed))
        yield stop
        at += stop.pages
    number = 0
    for part in binding.parts:
        if not part.papers:
            continue
        for stop in _of_part(binding, part, number, at):
            yield stop
            at = stop.last + 1
        number += len(part.papers)


def _of_part(binding: Binding, part: Part, number: int, at: int) -> Iterator[Stop]:
    wanted = [Stop("divider", part.label, 0, 1)]
    wanted += [
        Stop("paper", paper.title, 0, paper.pages, number + place, paper.detail, 1)
        for place, paper in enumerate(part.papers)
    ]
    for stop in wanted:
        if binding.duplex and at % 2 == 0:  # every paper begins on a sheet of its own
            yield Stop("blank", "", at, 1)
            at += 1
        yield Stop(stop.kind, stop.title, at, stop.pages, stop.paper, stop.detail, stop.level)
        at += stop.pages


def _unplaced(binding: Binding) -> Iterator[Stop]:
    """The papers before anything is known of their place: enough to see how long the index is."""
    number = 0
    for part in binding.parts:
        for paper in part.papers:
            yield Stop("paper", paper.title, 888, paper.pages, number, paper.detail, 1)
            number += 1


# -- references ----------------------------------------------------------------------------------


def resolved(text: str, stops: tuple[Stop, ...]) -> str:
    """``[[Title]]`` becomes ``page 14``, ``[[Title, 3]]`` its third page. Raises NoSuchPaper."""
    papers = [stop for stop in stops if stop.kind == "paper"]
    return _REFERENCE.sub(lambda found: _page_of(found[1], papers), text)


def references(text: str) -> tuple[str, ...]:
    """What a text refers to, each once."""
    return tuple(dict.fromkeys(found[1].strip() for found in _REFERENCE.finditer(text)))


def _page_of(reference: str, papers: list[Stop]) -> str:
    named = [paper for paper in papers if _same(paper.title, reference)]
    inner = 1
    if not named and (found := _INNER.match(reference.strip())):
        named, inner = [paper for paper in papers if _same(paper.title, found[1])], int(found[2])
    if len(named) != 1:
        why = "two papers of the pack have that title" if named else "no paper of the pack has that title"
        raise NoSuchPaper(reference.strip(), why)
    [paper] = named
    if not 1 <= inner <= paper.pages:
        raise NoSuchPaper(reference.strip(), f"that paper has {paper.pages} pages")
    return f"page\u00a0{paper.first + inner - 1}"  # the number is never on a line without its word


def _same(title: str, reference: str) -> bool:
    return " ".join(title.split()).casefold() == " ".join(reference.split()).casefold()
