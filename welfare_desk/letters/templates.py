"""Letter templates: Markdown with Liquid, and a front matter that says what the letter needs.

A template is data that an agency may change, so it is given a small language: four tags, two
filters, the merge fields, and limits on loops and length. What its Markdown becomes is ``markup.py``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, TextIO

from liquid import BoundTemplate, Environment, StrictUndefined
from liquid.builtin import content, illegal, output
from liquid.builtin.filters.array import join
from liquid.builtin.filters.misc import default
from liquid.builtin.tags import case_tag, comment_tag, for_tag, if_tag, unless_tag
from liquid.context import RenderContext
from liquid.exceptions import LiquidError
from liquid.static_analysis import Variable
from liquid.stringify import to_liquid_string

from welfare_desk import resources
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.letters import fields, markup
from welfare_desk.letters.content import Document, Frame
from welfare_desk.letters.facts import LetterFacts
from welfare_desk.rules import days

KINDS = ("evidence", "check-sheet", "authority")
"""The letters that ship with the program; an agency may keep more."""


class TemplateFault(DeskError):
    """A letter template that cannot be used; ``line`` is where, counting from 1, or 0 for the whole."""

    hint = "Mend the template, or go back to the one that came with the program."

    def __init__(self, name: str, line: int, what: str) -> None:
        self.line = line
        where = f"line {line} of the letter template “{name}”" if line else f"the letter template “{name}”"
        super().__init__(f"{where[0].upper()}{where[1:]} cannot be used: {what}.")


class _SealedOutput(output.OutputNode):
    """An output statement whose value leaves Liquid under seal."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        value = self.expression.evaluate(context)
        words = days.on_paper(value) if isinstance(value, date) else to_liquid_string(value, False)
        return buffer.write(markup.seal(words, getattr(value, "statement", "")))


class _Output(output.Output):
    node_class = _SealedOutput


class _LetterLanguage(Environment):
    """Liquid with an allow-list and limits: no file, no assignment, no arithmetic, no long loop."""

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
            for_tag.ForTag,
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
    when a GP has checked the letter.
    """

    name: str
    kind: str
    recipient: str
    title: str
    needs: tuple[str, ...]
    needs_when_checked: tuple[str, ...]
    body: BoundTemplate

    def missing(self, facts: LetterFacts) -> list[Problem]:
        """The needed facts that are not there, each by its label."""
        needed = self.needs + (self.needs_when_checked if facts.checked_on else ())
        return [
            Problem(field.key, f"The letter needs {field.label}.")
            for field in fields.FIELDS
            if field.key in needed and not field.of(facts)
        ]

    def document(self, facts: LetterFacts) -> Document:
        """The letter these facts make.

        Raises Problems, all of them, where a fact is missing or does not fit; TemplateFault, with
        the line, where the template asks for too much.
        """
        if problems := facts.problems() + self.missing(facts):
            raise Problems(problems)
        try:
            markdown = self.body.render(**fields.values(facts))
            blocks = markup.blocks(markdown)
        except LiquidError as fault:
            raise _fault(self.name, fault) from fault
        except markup.UnknownMarkup as fault:
            raise TemplateFault(self.name, 0, str(fault)) from fault
        return Document(self.title, facts.language, _frame(facts), blocks)


_FRONT = re.compile(r"\A\+\+\+\n(.*?\n)\+\+\+\n", re.DOTALL)
_TEXTS = ("kind", "recipient", "title")
_LISTS = ("needs", "needs_when_checked")


def read(source: str, name: str) -> Template:
    """Read the template ``name``: a TOML front matter between ``+++`` lines, then the letter.

    Raises TemplateFault, with the line, for anything outside the letter language.
    """
    source = source.replace("\r\n", "\n")
    front = _FRONT.match(source)
    if not front:
        raise TemplateFault(name, 1, "it does not begin with a front matter between two lines of +++")
    matter = _front_matter(front[1], name)
    if strange := markup.SEALS.search(source):
        raise TemplateFault(name, _line(source, strange.start()), "it holds a character without a meaning")
    # Blank lines in place of the front matter, so that Liquid counts lines as the author does.
    body = "\n" * front[0].count("\n") + source[front.end() :]
    try:
        parsed = _LANGUAGE.from_string(body, name=name)
    except LiquidError as fault:
        raise _fault(name, fault, body) from fault
    named = parsed.analyze(include_partials=False)
    outside = {str(variable) for found in named.globals.values() for variable in found}
    for variable in (variable for found in named.variables.values() for variable in found):
        if not _allowed(variable, outside):
            line = _line(body, variable.span.index)
            raise TemplateFault(name, line, f"there is no merge field “{variable}”")
    return Template(name=name, body=parsed, **matter)


def _front_matter(written: str, name: str) -> dict[str, Any]:
    try:
        matter = tomllib.loads(written)
    except tomllib.TOMLDecodeError as fault:
        raise TemplateFault(name, 0, f"its front matter cannot be read ({fault})") from fault
    for key, value in matter.items():
        if key not in _TEXTS + _LISTS:
            raise TemplateFault(name, 0, f"its front matter has “{key}”, which means nothing here")
        if not isinstance(value, str if key in _TEXTS else list):
            raise TemplateFault(name, 0, f"“{key}” in its front matter is of the wrong kind")
    for key in _TEXTS:
        if not matter.get(key):
            raise TemplateFault(name, 0, f"its front matter does not give “{key}”")
    lists = {key: tuple(matter.get(key, ())) for key in _LISTS}
    for field in (field for needed in lists.values() for field in needed):
        if field not in fields.LABELS:
            raise TemplateFault(
                name, 0, f"its front matter needs “{field}”, and there is no such merge field"
            )
    return {key: matter[key] for key in _TEXTS} | lists


def _allowed(variable: Variable, outside: set[str]) -> bool:
    if str(variable) in outside:
        return str(variable) in fields.LABELS
    root, *rest = variable.segments
    return root == "forloop" or all(segment in fields.WITHIN for segment in rest if isinstance(segment, str))


def _line(source: str, place: int) -> int:
    return source.count("\n", 0, place) + 1


def _fault(name: str, fault: LiquidError, body: str = "") -> TemplateFault:
    told = fault.context()
    line = told[0] if told else _where_it_began(body, fault)
    return TemplateFault(name, line, str(fault.message).rstrip("."))


def _where_it_began(body: str, fault: LiquidError) -> int:
    """The line without which ``body`` has not this fault; Liquid gives none where an end is missing."""
    lines = body.split("\n")
    for count in range(len(lines) - 1, 0, -1):
        try:
            _LANGUAGE.from_string("\n".join(lines[:count]))
        except LiquidError as earlier:
            if earlier.message == fault.message:
                continue
        return count + 1
    return 0


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
    )


@cache
def shipped(kind: str) -> Template:
    """The template of ``kind`` (one of KINDS) that came with the program."""
    if kind not in KINDS:
        raise TemplateFault(kind, 0, "there is no such kind of letter")
    return read(resources.text(f"letters/{kind}.md"), kind)


def document_for(kind: str, facts: LetterFacts) -> Document:
    """The letter of ``kind`` that ``facts`` make with the program's own template.

    Raises Problems, naming every fact that is missing or does not fit.
    """
    return shipped(kind).document(facts)
