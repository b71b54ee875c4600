"""What changed, in an advisor's words: the lines of the changelog that comes with the program.

In a wheel it lies beside the resources, in a checkout at its root.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from welfare_desk import resources

_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Change:
    """One line; ``mark`` stands for it in what somebody has read, and is not its words."""

    words: str
    release: str

    @property
    def mark(self) -> str:
        return hashlib.sha256(self.words.encode()).hexdigest()[:12]


@cache
def changes() -> tuple[Change, ...]:
    """Every line, the newest first."""
    shipped = resources.folder() / "CHANGELOG.md"
    file = shipped if shipped.is_file() else resources.folder().parent / "CHANGELOG.md"
    return tuple(read(file.read_text(encoding="utf-8")))


def read(text: str) -> list[Change]:
    """The lines of a changelog: each begins with a star, under the heading of its release."""
    found: list[Change] = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        release, _, body = part.partition("\n")
        for line in re.findall(r"^\* (.*(?:\n  .*)*)", body, re.MULTILINE):
            found.append(Change(" ".join(line.split()), release.strip()))
    return found


def new_since(read_marks: Collection[str] | None) -> tuple[Change, ...]:
    """What somebody has not read; nothing for whoever opens a desk for the first time: all is new to them."""
    if read_marks is None:
        return ()
    return tuple(one for one in changes() if one.mark not in read_marks)


def page(new: Collection[str] = ()) -> str:
    """The whole as Markdown: what is new to the reader first, then the rest by release."""
    fresh = [one for one in changes() if one.mark in new]
    rest = [one for one in changes() if one.mark not in new]
    parts = ["## New since you were last here", *(f"* {one.words}" for one in fresh), ""] if fresh else []
    release = ""
    for one in rest[: None if not fresh else _MOST_SHOWN]:
        if one.release != release:
            release = one.release
            parts += ["", f"## {release}" if not fresh else f"## Before that: {release}", ""]
        parts.append(f"* {one.words}")
    return "\n".join(parts)
