"""Letter templates: Markdown with Liquid, and a front matter that says what the letter needs.

A template is data that an agency may change, so it is given a small language: four tags, two
filters, the merge fields, and limits on loops and length. What its Markdown becomes is ``markup.py``.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, ClassVar, TextIO

from liquid import BoundTemplate, Environment, StrictUndefined
from liquid.ast import BlockNode
from liquid.builtin import content, illegal, output
from liquid.builtin.filters.array import join
from liquid.builtin.filters.misc import default
from liquid.builtin.tags import case_tag, comment_tag, for_tag, if_tag, unless_tag
from liquid.context import RenderContext
from liquid.exceptions import LiquidError, LoopIterationLimitError
from liquid.static_analysis import Variable
from liquid.stringify import to_liquid_string

from welfare_desk import resources
from welfare_desk.errors import Problem, Problems
from welfare_desk.letters import fields, front_matter, markup
from welfare_desk.letters.content import Block, Document, Frame, Heading, Paragraph, Run, Table, runs_of
from welfare_desk.letters.facts import LetterFacts
from welfare_desk.letters.fields import Gap
from welfare_desk.letters.front_matter import FrontMatter, TemplateFault
from welfare_desk.rules import days, money


class _SealedOutput(output.OutputNode):
    """An output statement whose value leaves Liquid under seal."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        value = self.expression.evaluate(context)
        words = days.on_paper(value) if isinstance(value, date) else to_liquid_string(value, False)
        return buffer.write(markup.seal(words, getattr(value, "statement", "")))


class _Output(output.Output):
    node_class = _SealedOutput


class _Reading(RenderContext):
    """One letter being made; it knows how much of its loops has been gone through."""

    left = 2_000_000  # characters of template; Liquid itself bounds one loop, not many after one another

    def go_through(self, length: int) -> None:
        self.left -= length
        if self.left < 0:
            raise LoopIterationLimitError("its loops go on for too long", token=None)


class _Bound(BoundTemplate):
    context_class = _Reading


_A_TURN = 20  # what going round costs, whatever stands in the loop


class _Turn(BlockNode):
    """What stands in a loop, counted each time it is gone through."""

    __slots__ = ("length",)

    def __init__(self, block: BlockNode) -> None:
        super().__init__(block.token, block.nodes)
        self.length = _A_TURN + len(str(block))

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        if isinstance(context, _Reading):
            context.go_through(self.length)
        return super().render_to_output(context, buffer)


class _ForNode(for_tag.ForNode):
    def __init__(self, token: Any, expression: Any, block: BlockNode, default: BlockNode | None = None):
        super().__init__(token, expression, _Turn(block), default)


class _For(for_tag.ForTag):
    node_class = _ForNode


class _LetterLanguage(Environment):
    """Liquid with an allow-list and limits: no file, no assignment, no arithmetic, no long loop."""

    template_class = _Bound
    output_stream_limit: ClassVar[int | None] = 1_000_000  # bytes; sealing more than doubles a text
    loop_iteration_limit: ClassVar[int | None] = 2_000
    local_namespace_limit: ClassVar[int | None] = 100_000
    block_nesting_limit: ClassVar[int] = 10

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        for tag in (
            content.Literal,
            _Output,
            illegal.Illegal,
            if_tag.IfTag,
            unless_tag.UnlessTag,
            case_tag.CaseTag,
            _For,
            comment_tag.CommentTag,
        ):
            self.add_tag(tag)
        self.add_filter("join", join)
        self.add_filter("default", default)


_LANGUAGE = _LetterLanguage(undefined=StrictUndefined)


@dataclass(frozen=True, slots=True)
class Template:
    """A template that has been read and found usable with the merge fields there are.

    ``needs`` are the fields it cannot do without, ``needs_when_checked`` those it needs besides
    when a GP has checked the letter, ``asks`` what only the advisor can say.
    """

    name: str
    front: FrontMatter
    source: str
    body: BoundTemplate
    paste: BoundTemplate | None = None
    word: bytes | None = None  # the Word file it is, where it is one

    @property
    def kind(self) -> str:
        return self.front.kind

    @property
    def title(self) -> str:
        return self.front.title

    def wanting(self, facts: LetterFacts) -> tuple[Gap, ...]:
        """The needed facts that are not there, in the template's own order, each saying where to fill it."""
        needed = self.front.needs + (self.front.needs_when_checked if facts.checked_on else ())
        known = (fields.BY_KEY[key] for key in dict.fromkeys(needed))
        missing = [field.gap() for field in known if not field.of(facts)]
        missing += [ask.gap() for ask in self.front.asks if ask.needed and not facts.asked.get(ask.key)]
        return tuple(missing)

    def missing(self, facts: LetterFacts) -> list[Problem]:
        """The needed facts that are not there, each by its label, with the place to fill it."""
        return [_missing(gap) for gap in self.wanting(facts)]

    def document(self, facts: LetterFacts, *, gaps: bool = False) -> Document:
        """The letter these facts make. With ``gaps`` a missing fact stands on the page as a gap.

        Raises Problems, all of them, where a fact does not fit or (without ``gaps``) is missing;
        TemplateFault, with the line, where the template asks for too much.
        """
        facts = self._answered(facts)
        wanting = {gap.field: gap for gap in self.wanting(facts)}
        if problems := facts.problems() + ([] if gaps else [_missing(gap) for gap in wanting.values()]):
            raise Problems(problems)
        try:
            markdown = self.body.render(**self._values(facts, wanting))
            blocks = markup.blocks(markdown)
        except LiquidError as fault:
            raise _fault(self.name, fault) from fault
        except markup.UnknownMarkup as fault:
            raise TemplateFault(self.name, 0, str(fault)) from fault
        except RecursionError as fault:
            raise TemplateFault(self.name, 0, "it is nested too deep") from fault
        _require_modest(self.name, blocks)
        shown = {run.statement for block in blocks for runs in runs_of(block) for run in runs}
        unseen = [gap for gap in wanting.values() if gap.statement not in shown]
        on_top = tuple(Paragraph((Run(str(gap), True, gap.statement),)) for gap in unseen)
        return Document(self.title, facts.language, _frame(facts), on_top + _pointing_back(facts, blocks))

    def seen(self, facts: LetterFacts) -> dict[str, Any]:
        """The facts by the names a template gives them; what is not there is None."""
        return self._values(self._answered(facts), {})

    def pasted(self, facts: LetterFacts) -> str:
        """The line for somebody else's record, as plain words; empty where the template has none.

        Raises Problems where a fact is missing.
        """
        if self.paste is None:
            return ""
        facts = self._answered(facts)
        if problems := self.missing(facts):
            raise Problems(problems)
        try:
            return " ".join(markup.unsealed(self.paste.render(**self._values(facts, {}))).split())
        except LiquidError as fault:
            raise _fault(self.name, fault) from fault

    def _values(self, facts: LetterFacts, wanting: Mapping[str, Gap]) -> dict[str, Any]:
        values = fields.values(facts, wanting)
        for ask in self.front.asks:
            if ask.field in wanting:
                gap = wanting[ask.field]
                values["asked"][ask.key] = [gap] if ask.type == "lines" else gap
            elif ask.type == "money" and values["asked"][ask.key] is not None:
                values["asked"][ask.key] = money.shown(values["asked"][ask.key])
        return values

    def _answered(self, facts: LetterFacts) -> LetterFacts:
        """The facts with an answer, or none, for everything this template asks and nothing else."""
        return replace(facts, asked={ask.key: facts.asked.get(ask.key) for ask in self.front.asks})

    def sample(self) -> LetterFacts:
        """Invented facts with the samples of what this template asks."""
        from welfare_desk.letters.sample import SAMPLE, WHOM

        asked = {ask.key: ask.sample for ask in self.front.asks}
        whom = next((WHOM[kind] for kind in self.front.to if kind in WHOM), SAMPLE.recipient)
        return replace(SAMPLE, asked=asked, recipient=whom)


def _missing(gap: Gap) -> Problem:
    label, _, place = gap.strip("[]").rpartition(": ")
    return Problem(gap.field, f"The letter needs {label}.", f"{place[0].upper()}{place[1:]}.")


MOST = 60_000
"""The longest template, in characters: twenty pages and more."""


@lru_cache(maxsize=64)
def read(source: str, name: str) -> Template:
    """Read the template ``name``: a TOML front matter between ``+++`` lines, then the letter.

    Raises TemplateFault, with the line, for anything outside the letter language.
    """
    if len(source) > MOST:
        raise TemplateFault(name, 0, f"it is longer than {MOST:,} characters")
    source = source.replace("\r\n", "\n")
    if strange := markup.SEALS.search(source):
        raise TemplateFault(name, _line(source, strange.start()), "it holds a character without a meaning")
    front, body = front_matter.split(source, name)
    parsed = _parsed(body, name, front)
    paste = _parsed(front.paste, name, front) if front.paste else None
    return Template(name, front, source, parsed, paste)


_MOST_PIECES, _MOST_PRINTED, _MOST_COLUMNS = 4_000, 200_000, 12


def _require_modest(name: str, blocks: tuple[Block, ...]) -> None:
    """Raise TemplateFault for what no letter is: a book, a table wider than paper."""
    pieces = [runs for block in blocks for runs in runs_of(block)]
    printed = sum(len(run.text) for runs in pieces for run in runs)
    if len(pieces) + len(blocks) > _MOST_PIECES or printed > _MOST_PRINTED:
        raise TemplateFault(name, 0, "what it prints is longer than any letter")
    for block in blocks:
        if isinstance(block, Table) and max(map(len, (block.head, *block.rows))) > _MOST_COLUMNS:
            raise TemplateFault(name, 0, f"a table of it has more than {_MOST_COLUMNS} columns")


def of_parts(name: str, front: FrontMatter, source: str, body: str, *, word: bytes) -> Template:
    """A template whose ``body`` was made from a Word file, its words under seal. Raises TemplateFault."""
    return Template(name, front, source, _parsed(body, name, front), word=word)


_ENDLESS_WORD = re.compile(r"\{[%{][-~]?\s{0,200}\w{200}")
"""No tag and no field is that long; Liquid takes the cube of a word's length to find that it has no end."""


def _parsed(body: str, name: str, front: FrontMatter) -> BoundTemplate:
    if endless := _ENDLESS_WORD.search(body):
        raise TemplateFault(name, _line(body, endless.start()), "a tag or field of it has no end")
    try:
        parsed = _LANGUAGE.from_string(body, name=name)
        named = parsed.analyze(include_partials=False)
    except LiquidError as fault:
        raise _fault(name, fault, body) from fault
    except RecursionError as fault:
        raise TemplateFault(name, 0, "it is nested too deep") from fault
    outside = {str(variable) for found in named.globals.values() for variable in found}
    asked = frozenset(ask.field for ask in front.asks)
    for variable in (variable for found in named.variables.values() for variable in found):
        if not _allowed(variable, outside, asked):
            line = _line(body, variable.span.index)
            raise TemplateFault(name, line, f"there is no merge field “{variable}”")
    return parsed


def _allowed(variable: Variable, outside: set[str], asked: frozenset[str]) -> bool:
    if str(variable) in outside:
        return str(variable) in fields.LABELS or str(variable) in asked
    root, *rest = variable.segments
    return root == "forloop" or all(segment in fields.WITHIN for segment in rest if isinstance(segment, str))


def _line(source: str, place: int) -> int:
    return source.count("\n", 0, place) + 1


def _fault(name: str, fault: LiquidError, body: str = "") -> TemplateFault:
    told = fault.context()
    line = told[0] if told else _where_it_began(body, str(fault.message))
    return TemplateFault(name, line, str(fault.message).rstrip("."))


_BLOCK_TAG = re.compile(r"\{%-?\s*(end)?(?:if|unless|case|for|comment)\b")


def _where_it_began(body: str, message: str) -> int:
    """The line of what was opened and never closed; Liquid gives none where an end is missing."""
    for opening, closing in (("{{", "}}"), ("{%", "%}")):
        last = body.rfind(opening)
        if last >= 0 and body.find(closing, last) < 0:
            return _line(body, last)
    open_ones: list[int] = []
    for tag in _BLOCK_TAG.finditer(body):
        if not tag[1]:
            open_ones.append(tag.start())
        elif open_ones:
            open_ones.pop()
    return _line(body, open_ones[-1]) if open_ones else _first_line_with(message, body)


def _first_line_with(message: str, body: str) -> int:
    """The line by which Liquid finds this fault, halving what is looked through."""
    lines = body.split("\n")

    def found(count: int) -> bool:
        try:
            _LANGUAGE.from_string("\n".join(lines[:count]))
        except LiquidError as earlier:
            return bool(earlier.message == message)
        except RecursionError:
            return False
        return False

    place = bisect.bisect_left(range(1, len(lines) + 1), True, key=found) + 1
    return place if place <= len(lines) else 0


def _pointing_back(facts: LetterFacts, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A correction says under its heading which letter it takes the place of, whatever its template is."""
    if facts.corrects is None:
        return blocks
    before = facts.corrects
    said = f"This letter corrects our letter {before.reference} of {days.on_paper(before.dated)}"
    line = Paragraph((Run(f"{said} and takes its place.", bold=True),))
    heads = [place for place, block in enumerate(blocks) if isinstance(block, Heading)]
    place = heads[0] + 1 if heads else 0
    return (*blocks[:place], line, *blocks[place:])


def _frame(facts: LetterFacts) -> Frame:
    agency = facts.agency
    address = ", ".join(agency.address_lines)
    phone = agency.phone.replace(" ", "\u00a0")  # a number is not broken at the end of a line
    return Frame(
        agency=markup.printed(agency.name),
        contact=markup.printed(" · ".join(part for part in (address, phone) if part)),
        reference=markup.printed(facts.reference),
        dated=days.on_paper(facts.dated),
        registration=markup.printed(" · ".join(agency.registration_lines)),
        practice_desk=facts.practice_desk,
        large_print=facts.large_print,
        logo=agency.logo,
        window=agency.window,
    )


@cache
def shipped(kind: str) -> Template:
    """The template of ``kind`` (one of KINDS) that came with the program."""
    if kind not in KINDS:
        raise TemplateFault(kind, 0, "there is no such kind of letter")
    return read(resources.text(f"letters/{kind}.md"), kind)


def document_for(kind: str, facts: LetterFacts, *, gaps: bool = False) -> Document:
    """The letter of ``kind`` that ``facts`` make with the program's own template.

    Raises Problems, naming every fact that is missing or does not fit.
    """
    return shipped(kind).document(facts, gaps=gaps)


@dataclass(frozen=True, slots=True)
class Group:
    """Letters one looks for together."""

    code: str
    words: str
    kinds: tuple[str, ...]


def _groups() -> tuple[Group, ...]:
    listed = resources.table("letters/catalogue.toml")["groups"]
    return tuple(Group(one["code"], one["words"], tuple(one["kinds"])) for one in listed)


GROUPS = _groups()
KINDS = tuple(kind for group in GROUPS for kind in group.kinds)
"""The letters that ship with the program; an agency may keep more."""
