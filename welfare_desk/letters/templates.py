"""Letter templates: Markdown with Liquid, and a front matter that says what the letter needs.

A template is data that an agency may change, so it is given a small language, ``letter_language.py``, and
the merge fields. What its Markdown becomes is ``markup.py``; its text in another language ``in_language.py``.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from liquid import BoundTemplate
from liquid.exceptions import LiquidError
from liquid.static_analysis import Variable

from welfare_desk import resources
from welfare_desk.errors import Problem, Problems
from welfare_desk.letters import fields, front_matter, in_language, markup
from welfare_desk.letters.content import (
    Block,
    Document,
    Frame,
    Heading,
    Paragraph,
    Run,
    Table,
    Translated,
    runs_of,
)
from welfare_desk.letters.facts import LetterFacts
from welfare_desk.letters.fields import Gap
from welfare_desk.letters.front_matter import FrontMatter, TemplateFault
from welfare_desk.letters.letter_language import spoken
from welfare_desk.rules import by_language
from welfare_desk.rules.by_language import OURS

_LANGUAGE = spoken(OURS)


@dataclass(frozen=True, slots=True)
class Template:
    """A template that has been read and found usable with the merge fields there are.

    ``needs`` are the fields it cannot do without, ``needs_when_checked`` those it needs besides
    when a GP has checked the letter, ``asks`` what only the advisor can say. ``translation`` is the text
    in the client's language, ``body`` then that text, or the English with ``beside`` after it.
    """

    name: str
    front: FrontMatter
    source: str
    body: BoundTemplate
    paste: BoundTemplate | None = None
    word: bytes | None = None  # the Word file it is, where it is one
    translation: in_language.Translation | None = None
    beside: BoundTemplate | None = None

    @property
    def language(self) -> str:
        """What the letter is in; a sheet with a translation beside it is in English."""
        return OURS if self.translation is None or self.beside else self.translation.language

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
        facts = replace(self._answered(facts), language=self.language)
        wanting = {gap.field: gap for gap in self.wanting(facts)}
        if problems := facts.problems() + ([] if gaps else [_missing(gap) for gap in wanting.values()]):
            raise Problems(problems)
        try:
            markdown = self.body.render(**self._values(facts, wanting))
            blocks = markup.blocks(markdown)
            translated = self._beside(facts, wanting)
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
        title = self.translation.title if self.translation and not self.beside else self.title
        said = on_top + _pointing_back(facts, blocks) + translated
        return Document(title, facts.language, _frame(facts), said)

    def _beside(self, facts: LetterFacts, wanting: Mapping[str, Gap]) -> tuple[Block, ...]:
        """The translation, on a page of its own, under a line that says which of the two counts."""
        if self.beside is None or self.translation is None:
            return ()
        language = self.translation.language
        note = [in_language.round_it("beside", language)]
        note += [] if self.translation.checked else [in_language.round_it("beside_unchecked", language)]
        values = self._values(replace(facts, language=language), wanting)
        for key, asked in values["asked"].items():
            values["asked"][key] = _in(asked, language)
        body = markup.blocks(self.beside.render(**values))
        return (Translated(language), Paragraph((Run(" ".join(note), bold=True),)), *body)

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
                values["asked"][ask.key] = by_language.pounds(values["asked"][ask.key], facts.language)
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


def _in(asked: object, language: str) -> object:
    """What was ticked for a sheet, in another language where the words are ours."""
    if isinstance(asked, list):
        return [in_language.fact(str(one), language) for one in asked]
    return asked


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


def _parsed(body: str, name: str, front: FrontMatter, language: str = OURS) -> BoundTemplate:
    if endless := _ENDLESS_WORD.search(body):
        raise TemplateFault(name, _line(body, endless.start()), "a tag or field of it has no end")
    try:
        parsed = spoken(language).from_string(body, name=name)
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
    on = by_language.day(before.dated, facts.language)
    said = in_language.round_it("corrects", facts.language, reference=before.reference, date=on)
    line = Paragraph((Run(said, bold=True),))
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
        dated=by_language.day(facts.dated, facts.language),
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


@cache
def shipped_in(kind: str, language: str) -> Template:
    """The template of ``kind`` that came with the program, in ``language`` where it has a text in it.

    What it needs and asks, and its name on the screen, stay as they are in English.
    """
    english = shipped(kind)
    found = in_language.translation(kind, language)
    if found is None:
        return english
    parsed = _parsed(found.body, f"{language}/{kind}", english.front, language)
    if found.beside:
        return replace(english, translation=found, beside=parsed)
    return replace(english, translation=found, body=parsed)


def document_for(kind: str, facts: LetterFacts, *, gaps: bool = False) -> Document:
    """The letter of ``kind`` that ``facts`` make with the program's own template, in their language.

    Raises Problems, naming every fact that is missing or does not fit.
    """
    return shipped_in(kind, facts.language).document(facts, gaps=gaps)


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
