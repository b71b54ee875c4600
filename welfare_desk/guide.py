"""The guide: its pages as they lie in ``docs/guide``, which one explains a screen, and finding words in it.

In a wheel the pages lie beside the resources; nobody else knows which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

from welfare_desk import resources

_PAGE = re.compile(r"\A---\ntitle: (?P<title>.+)\nscreens:(?P<screens>.*)\n---\n(?P<text>.*)\Z", re.DOTALL)
_MARKS = re.compile(r"[*`|#]|!\[[^\]]*\]\([^)]*\)|^[ \-|]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page. ``screens``: the names of the screens it explains; ``text``: Markdown without its head."""

    name: str
    title: str
    screens: tuple[str, ...]
    text: str

    def html(self) -> str:
        """The page for showing; nothing in it is taken for HTML but what Markdown makes."""
        markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        return f"<h1>{self.title}</h1>\n{markdown.render(self.text)}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Where typed words stand: the page, and the line they stand in (empty for the whole page)."""

    page: GuidePage
    line: str = ""


@cache
def folder() -> Path:
    """Where the pages and their pictures lie on this machine."""
    shipped = resources.folder() / "guide"
    return shipped if shipped.is_dir() else resources.folder().parent / "docs" / "guide"


@cache
def pages() -> tuple[GuidePage, ...]:
    """Every page in its order. Raises ValueError naming a file that is no page."""
    return tuple(_read(file) for file in sorted(folder().glob("*.md")))


def _read(file: Path) -> GuidePage:
    found = _PAGE.match(file.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{file.name} has no head that says its title and its screens")
    name = file.stem.partition("-")[2]
    return GuidePage(name, found["title"].strip(), tuple(found["screens"].split()), found["text"])


def page_for(screen: str) -> GuidePage:
    """The page that explains a screen, else the first."""
    return next((page for page in pages() if screen in page.screens), pages()[0])


def find(typed: str) -> list[Passage]:
    """Every page while nothing is typed; else those with all the words, and the first line that has them."""
    words = typed.casefold().split()
    if not words:
        return [Passage(page) for page in pages()]
    found = [passage for page in pages() for passage in _lines_with(page, words)]
    whole = {passage.page.name for passage in found}
    rest = [
        Passage(page)
        for page in pages()
        if page.name not in whole and all(word in f"{page.title} {page.text}".casefold() for word in words)
    ]
    return [*found, *rest]


def _lines_with(page: GuidePage, words: list[str]) -> Iterator[Passage]:
    """The first paragraph, item or row of a page with all the words; a title that has them comes bare."""
    if all(word in page.title.casefold() for word in words):
        yield Passage(page)
        return
    for part in re.split(r"\n\s*\n|\n(?=[*|]|\d+\. )", page.text):
        line = " ".join(_MARKS.sub(" ", part).split())
        if all(word in line.casefold() for word in words):
            yield Passage(page, line)
            return
