"""Markdown into blocks, with every value from the desk under seal until the Markdown has been read.

Neither Liquid nor Markdown ever sees a client's words, so nothing written in them can act as a
template or as markup. What may stand in a template is ``templates.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from welfare_desk.letters.content import Block, Heading, ListBlock, Paragraph, Run, Runs, Table, WritingLine

_OPEN, _OF, _CLOSE = "\ue000", "\ue001", "\ue002"  # private use: no meaning to Liquid or Markdown
_SEAL = re.compile(f"{_OPEN}([0-9a-f]*){_OF}([0-9a-f]*){_CLOSE}")
GAP = "gap:"
"""What the id of a gap begins with: words that stand where a fact is wanting."""

SEALS = re.compile(f"[{_OPEN}{_OF}{_CLOSE}]")

# Only what a letter needs: no HTML, links, pictures, code or quotations; those stay as they are written.
_MARKDOWN = MarkdownIt("zero").enable(
    ["heading", "list", "table", "hr", "escape", "entity", "emphasis", "newline", "balance_pairs"]
)


class UnknownMarkup(ValueError):
    """The Markdown asks for something a letter does not have; the message says what."""


def seal(text: str, statement: str = "") -> str:
    """``text`` as letters and digits that mean nothing to anyone, with the id of its statement."""
    return f"{_OPEN}{_hidden(statement)}{_OF}{_hidden(text)}{_CLOSE}"


def _hidden(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").hex()


def _shown(hidden: str) -> str:
    return bytes.fromhex(hidden).decode("utf-8", "surrogatepass")


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of ``markdown``, seals broken. Paragraphs left empty by an empty value are dropped.

    Raises UnknownMarkup for a list within a list.
    """
    root = SyntaxTreeNode(_MARKDOWN.parse(markdown))
    found = (one for node in root.children for one in _split(_block(node)))
    return tuple(block for block in found if not isinstance(block, Paragraph | Heading) or block.runs)


_EMPTY_LINE = re.compile(r"\n[ \n]*\n")


def _split(block: Block) -> Iterator[Block]:
    """A paragraph at the empty lines somebody typed within a value; anything else as it is."""
    if not isinstance(block, Paragraph) or not any(_EMPTY_LINE.search(run.text) for run in block.runs):
        yield block
        return
    gathered: list[Run] = []
    for run in block.runs:
        first, *others = _EMPTY_LINE.split(run.text)
        gathered.append(Run(first, run.bold, run.statement))
        for other in others:
            yield Paragraph(tidy(gathered))
            gathered = [Run(other, run.bold, run.statement)]
    yield Paragraph(tidy(gathered))


def unsealed(text: str) -> str:
    """``text`` with its seals broken, for a line of plain words."""
    return _SEAL.sub(lambda sealed: _shown(sealed[2]), text)


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "paragraph":
            return Paragraph(_runs(node))
        case "heading":
            return Heading(min(int(node.tag[1]), 2), _runs(node))
        case "hr":
            return WritingLine()
        case "bullet_list" | "ordered_list":
            items = tuple(_item(item) for item in node.children)
            return ListBlock(items, numbered=node.type == "ordered_list")
        case "table":
            head, *body = (
                tuple(_runs(cell) for cell in row.children) for part in node.children for row in part.children
            )
            return Table(head if any(head) else (), tuple(body))
    raise UnknownMarkup(f"a letter has no {node.type.replace('_', ' ')}")


def _item(node: SyntaxTreeNode) -> Runs:
    if [child.type for child in node.children] != ["paragraph"]:
        raise UnknownMarkup("a list item holds one paragraph and no further list")
    return _runs(node.children[0])


def _runs(node: SyntaxTreeNode) -> Runs:
    """The words of a paragraph, heading or cell."""
    return tidy(run for inline in node.children for run in _inline(inline, bold=False))


def _inline(node: SyntaxTreeNode, *, bold: bool) -> Iterator[Run]:
    match node.type:
        case "text" | "text_special":
            yield from _unsealed(node.content, bold=bold)
        case "softbreak":
            yield Run(" ", bold)
        case "hardbreak":
            yield Run("\n", bold)
        case kind:
            inner_bold = bold or kind in ("strong", "em")  # bold is the one emphasis a letter has
            for child in node.children:
                yield from _inline(child, bold=inner_bold)


def _unsealed(text: str, *, bold: bool) -> Iterator[Run]:
    rest = 0
    for sealed in _SEAL.finditer(text):
        yield Run(text[rest : sealed.start()], bold)
        statement = _shown(sealed[1])
        yield Run(_shown(sealed[2]), bold or statement.startswith(GAP), statement)
        rest = sealed.end()
    yield Run(text[rest:], bold)


_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPARE = re.compile(r"\A[ \n]+|[ \n]+\Z|(?<=[ \n]) +| +(?=\n)")


def tidy(runs: Iterable[Run]) -> Runs:
    """Words as a letter prints them: accents joined (NFC), one space between words, none at line ends.

    Non-breaking spaces and line breaks within are kept; neighbouring runs of one kind become one.
    """
    runs = [Run(printed(run.text), run.bold, run.statement) for run in runs if run.text]
    if len({(run.bold, run.statement) for run in runs}) == 1:  # most paragraphs
        whole = _SPARE.sub("", "".join(run.text for run in runs))
        return (replace(runs[0], text=whole),) if whole else ()
    letters = [(letter, run.bold, run.statement) for run in runs for letter in run.text]
    text = "".join(letter for letter, _, _ in letters)
    spare = {place for found in _SPARE.finditer(text) for place in range(*found.span())}
    kept = (letter for place, letter in enumerate(letters) if place not in spare)
    return tuple(
        Run("".join(letter for letter, _, _ in same), bold, statement)
        for (bold, statement), same in groupby(kept, key=lambda letter: letter[1:])
    )


def printed(text: str) -> str:
    """``text`` with accents joined, every kind of line break as ``\\n`` and tabs as spaces."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _BREAKS.sub("\n", text)).replace("\t", " ")
