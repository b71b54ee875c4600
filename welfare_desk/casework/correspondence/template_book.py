"""The book of letter templates: what ships, what the agency has made of it, version by version.

A version is never changed; a newer one takes its place, also to bring the shipped letter back. Which
template holds for a letter is ``letter_templates``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.correspondence.letter_facts import render_pdf
from welfare_desk.casework.correspondence.letter_kinds import FROM_NOTES
from welfare_desk.casework.correspondence.letter_templates import made_of, newest
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.service.cover import oversees
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.letters import fields, templates
from welfare_desk.letters.content import runs_of, words
from welfare_desk.letters.front_matter import FrontMatter, TemplateFault
from welfare_desk.letters.templates import Template
from welfare_desk.records.base import new_id
from welfare_desk.records.correspondence import LetterTemplate
from welfare_desk.records.service import Advisor
from welfare_desk.rules import days

KEPT = ("check-sheet", "consent-sheet", "consent-renewal")
"""Papers whose words are the law's or the check's own: they are not changed."""

OWN = "Our own letters"
_CLIENT = "subject"


class NotYours(DeskError):
    sentence = "Letter templates are changed by a manager."
    hint = "You can look at them and at what they print."


@dataclass(frozen=True, slots=True)
class BookRow:
    """One kind of letter in the book. ``number`` is the agency's version in use, None: the one that ships.

    ``fault`` says why the agency's version cannot be used by this program; ``ships`` is False for a kind
    of the agency's own.
    """

    kind: str
    title: str
    about: str
    goes_to: str
    group: str
    number: int | None
    on: date | None
    ships: bool
    fault: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the agency's; ``restored``: from that day the shipped letter held again."""

    id: UUID
    number: int
    on: date
    by: str
    restored: bool
    in_word: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A template's words: its source and, where its letter is a Word file, that file."""

    source: str
    word: bytes | None = None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A merge field to pick: its label, a sample, and what is put into the template for it."""

    key: str
    label: str
    sample: str
    inserts: str


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """A kind opened in the book; ``words`` are what holds now."""

    row: BookRow
    words: Written
    versions: tuple[VersionRow, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps a template from being used; ``line`` counts from 1, 0 is no line."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a template prints of invented people, or why it cannot; ``remarks`` do not stop it."""

    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]
    pdf: bytes | None
    asked: tuple[FieldRow, ...]


# Reading ------------------------------------------------------------------------------------------


def book(desk: Desk) -> tuple[BookRow, ...]:
    """Every kind of letter whose words may be changed, group by group; the agency's own come last."""
    with desk.look() as look:
        listed = [(g.words, kind) for g in templates.GROUPS for kind in g.kinds if kind not in KEPT]
        own = set(look.scalars(select(LetterTemplate.kind).distinct())) - set(templates.KINDS)
        return tuple(
            _row(look, group, kind) for group, kind in [*listed, *((OWN, kind) for kind in sorted(own))]
        )


def opened(desk: Desk, kind: str) -> TemplatePage:
    """One kind with its versions, the newest first. Raises NotFound."""
    with desk.look() as look:
        group = next((g.words for g in templates.GROUPS if kind in g.kinds), OWN)
        rows = look.execute(
            select(LetterTemplate, Advisor.name)
            .outerjoin(Advisor, Advisor.id == LetterTemplate.author_id)
            .where(LetterTemplate.kind == kind)
            .order_by(LetterTemplate.number.desc())
        ).all()
        if kind in KEPT or (not rows and kind not in templates.KINDS):
            raise NotFound()
        versions = tuple(
            VersionRow(one.id, one.number, one.on, by or "", one.source is None, one.word is not None)
            for one, by in rows
        )
        return TemplatePage(
            _row(look, group, kind), _holds(rows, kind), versions, oversees(look, desk.advisor.role)
        )


def _holds(rows: Sequence[Any], kind: str) -> Written:
    """What holds now; of a kind of the agency's own that was taken back, what it last said."""
    if rows and rows[0][0].source is not None:
        return Written(rows[0][0].source, rows[0][0].word)
    if shipped := shipped_source(kind):
        return Written(shipped)
    return next((Written(one.source, one.word) for one, _ in rows if one.source), Written(""))


def words_of(desk: Desk, version_id: UUID) -> Written:
    """What one version says; the shipped letter where it brought that back. Raises NotFound."""
    with desk.look() as look:
        found = look.get(LetterTemplate, version_id)
        if found is None:
            raise NotFound()
        return Written(found.source, found.word) if found.source else Written(shipped_source(found.kind))


def shipped_source(kind: str) -> str:
    """The template that came with the program; empty for a kind of the agency's own."""
    return resources.text(f"letters/{kind}.md") if kind in templates.KINDS else ""


def _row(look: Session, group: str, kind: str) -> BookRow:
    own = newest(look, kind)
    number, on = (own.number, own.on) if own is not None and own.source is not None else (None, None)
    front, fault = FrontMatter(kind, "", kind), ""
    try:
        if own is not None and own.source is not None:
            front = made_of(own.source, own.word, kind).front
        elif kind in templates.KINDS:
            front = templates.shipped(kind).front
        else:
            fault = "It was taken back; it can be used again from its versions."
    except TemplateFault as why:
        fault = why.said
        front = templates.shipped(kind).front if kind in templates.KINDS else front
    return BookRow(
        *(kind, front.title, front.about, front.recipient, group),
        *(number, on, kind in templates.KINDS, fault),
    )


def pickable() -> tuple[FieldRow, ...]:
    """Every merge field there is, by its label, with what it says of the invented people."""
    return tuple(_field_row(field) for field in fields.FIELDS)


def _field_row(field: fields.Field) -> FieldRow:
    sample = field.sample
    if field.key == "own_groups":  # nobody's in the sample; printed as the checked ones are
        return replace(_field_row(fields.BY_KEY["groups"]), key=field.key, label=field.label)
    if isinstance(sample, list) and sample and isinstance(sample[0], dict):
        return FieldRow(field.key, field.label, _several(sample), _loop(field.key, sample[0]))
    mark = f'{{{{ {field.key} | join: ", " }}}}' if isinstance(sample, list) else f"{{{{ {field.key} }}}}"
    if isinstance(sample, bool):
        mark = f"{{% if {field.key} %}}…{{% endif %}}"
    return FieldRow(field.key, field.label, _said(sample), mark)


def _said(sample: object) -> str:
    if isinstance(sample, bool):
        return "yes or no"
    if isinstance(sample, date):
        return days.on_paper(sample)
    if isinstance(sample, list):
        return ", ".join(map(str, sample))
    return " ".join(str(sample or "").split())


def _several(sample: list[dict[str, object]]) -> str:
    first = ", ".join(_said(value) for value in sample[0].values() if value and not isinstance(value, list))
    return f"a list: {first}"


_ONE_OF = {"entries": "entry", "awards": "award", "debts": "owed", "last_days": "day", "to_do": "task"}


def _loop(key: str, first: dict[str, object]) -> str:
    """A loop that prints a list, each part of an entry once."""
    if "statements" in first:
        return (
            f"{{% for group in {key} %}}\n## {{{{ group.heading }}}}\n\n"
            "{% for statement in group.statements %}{{ statement.text }} {% endfor %}\n\n{% endfor %}"
        )
    one = _ONE_OF[key]
    parts = ", ".join(f"{{{{ {one}.{part} }}}}" for part in first)
    return f"{{% for {one} in {key} %}}\n- {parts}\n{{%- endfor %}}"


# Looking at a draft -------------------------------------------------------------------------------


def looked_at(source: str, kind: str, *, word: bytes | None = None, large_print: bool = False) -> Look:
    """What this template would print of invented people. It asks no desk and knows no client."""
    try:
        template = made_of(source, word, kind or "this letter")
        faults = _unfit(template)
        facts = replace(template.sample(), large_print=large_print)
        pdf = render_pdf(template.document(facts)).data
        _try_bare(template)
    except TemplateFault as fault:
        return Look((Fault(fault.line, fault.what),), (), None, ())
    except Problems as problems:
        return Look(tuple(Fault(0, _plain(one)) for one in problems.problems), (), None, ())
    return Look(faults, _remarks(template), pdf, tuple(_asked(template)))


def _plain(problem: Problem) -> str:
    return problem.sentence.rstrip(".")[0].lower() + problem.sentence.rstrip(".")[1:]


def _try_bare(template: Template) -> None:
    """It must also print of people of whom little is known: with gaps, and never without end."""
    sample = template.sample()
    template.document(replace(sample, statements=(), checked_on=None, asked={}), gaps=True)


def _asked(template: Template) -> Iterator[FieldRow]:
    for ask in template.front.asks:
        listed = ask.type == "lines"
        inserts = f"{{% for line in {ask.field} %}}\n- {{{{ line }}}}\n{{%- endfor %}}"
        yield FieldRow(
            ask.field, ask.words, _said(ask.sample), inserts if listed else f"{{{{ {ask.field} }}}}"
        )


def _remarks(template: Template) -> tuple[str, ...]:
    """What the shipped letter could not do without and this one can."""
    if template.kind not in templates.KINDS:
        return ()
    dropped = set(templates.shipped(template.kind).front.needs) - set(template.front.needs)
    labels = sorted(fields.LABELS[key] for key in dropped)
    return (f"It no longer insists on {', '.join(labels)}.",) if labels else ()


def _unfit(template: Template) -> tuple[Fault, ...]:
    """What would let a letter past the gate that the shipped one does not pass (consent file, section 3).

    What a letter rests on is not the template's to loosen; a letter of the agency's own to anyone but the
    client rests on an authority or an agreement; no letter says that a GP checked what no GP did.
    """
    front, found = template.front, []
    if front.kind in KEPT:
        found.append(Fault(0, "the words of this paper are fixed"))
    if front.kind in templates.KINDS:
        shipped = templates.shipped(front.kind).front
        if front.rests_on != shipped.rests_on:
            found.append(Fault(0, f"what this letter rests on stays “{shipped.rests_on}”"))
        if shipped.to and not (front.to and set(front.to) <= set(shipped.to)):
            found.append(Fault(0, f"“to” may name only {', '.join(shipped.to)}"))
        if shipped.answers != front.answers:
            found.append(Fault(0, "“answers” stays as in the letter that ships"))
    elif not front.to:
        found.append(Fault(0, '“to” must say whom a letter of your own goes to, such as ["subject"]'))
    elif front.rests_on == "nothing" and set(front.to) != {_CLIENT}:
        found.append(
            Fault(0, "to anyone but the client (“subject”) it must rest on “mandate” or an agreement")
        )
    if front.kind in FROM_NOTES and _claims_a_check(template):
        found.append(
            Fault(0, "it says “check” in a letter that nobody checked; write that under {% if checked %}")
        )
    return tuple(found)


def _claims_a_check(template: Template) -> bool:
    sample = replace(template.sample(), checked_on=None, being_checked=False)
    document = template.document(replace(sample, copies_to=()), gaps=True)
    return any("check" in words(runs).lower() for block in document.blocks for runs in runs_of(block))


# Writing ------------------------------------------------------------------------------------------


def save(desk: Desk, kind: str, source: str, *, word: bytes | None = None, today: date) -> Changes:
    """Keep ``source`` as the newest version; begun letters follow it, issued ones stay as they were.

    The kind is the one the template names: another than ``kind`` makes a letter of the agency's own.
    Raises NotYours, TemplateFault, Problems.
    """
    template = made_of(source, word, kind or "this letter")
    faults = looked_at(source, kind, word=word).faults
    if faults:
        raise Problems([Problem("source", _sentence(fault)) for fault in faults])
    with desk.unit_of_work() as work:
        _require_manager(work)
        if template.kind != kind and (
            template.kind in templates.KINDS or newest(work.session, template.kind)
        ):
            raise Problems(
                [
                    Problem(
                        "source",
                        f"There is a letter called “{template.kind}” already.",
                        "Choose another “kind”.",
                    )
                ]
            )
        held = newest(work.session, template.kind)
        if held is not None and (held.source, held.word) == (source, word):
            raise Problems([Problem("source", "Nothing has changed since the last version.")])
        kept = _keep(work, template.kind, source, word, today)
        work.commit()
        return Changes.of(kept, "templates")


def restore(desk: Desk, kind: str, *, today: date) -> Changes:
    """Let the shipped letter hold again; a kind of the agency's own is no longer offered. Raises NotYours."""
    with desk.unit_of_work() as work:
        _require_manager(work)
        held = newest(work.session, kind)
        if held is None or held.source is None:
            raise Problems([Problem("", "The letter that ships holds already.")])
        kept = _keep(work, kind, None, None, today)
        work.commit()
        return Changes.of(kept, "templates")


def _keep(work: Work, kind: str, source: str | None, word: bytes | None, today: date) -> LetterTemplate:
    last = work.session.scalar(select(func.max(LetterTemplate.number)).where(LetterTemplate.kind == kind))
    kept = LetterTemplate(
        id=new_id(),
        kind=kind,
        number=(last or 0) + 1,
        on=today,
        source=source,
        word=word,
        author_id=work.desk.advisor.id,
    )
    work.add(kept)
    return kept


def _require_manager(work: Work) -> None:
    if not oversees(work.session, work.desk.advisor.role):
        raise NotYours()


def _sentence(fault: Fault) -> str:
    where = f"Line {fault.line}: " if fault.line else ""
    return f"{where}{fault.what[0].upper() if not where else fault.what[0]}{fault.what[1:]}."


# Files --------------------------------------------------------------------------------------------


def brought(data: bytes) -> str:
    """The template in a file somebody sent. Raises Problems, TemplateFault; nothing is kept yet."""
    if len(data) > 4 * templates.MOST:
        raise Problems([Problem("", "That file is too long for a letter template.")])
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Problems(
            [Problem("", "That file is not a letter template: it is not plain text.", "Choose a .md file.")]
        ) from fault
    if "\0" in source:
        raise Problems([Problem("", "That file is not a letter template: it is not plain text.")])
    templates.read(source, "the file")
    return source.replace("\r\n", "\n")


def brought_in_word(name: str, data: bytes, source: str) -> Written:
    """A Word file as the letter whose template is ``source``: what it needs and asks is found by its marks.

    The file is judged apart, as any paper from outside. Raises Problems, TemplateFault; nothing is kept.
    """
    from welfare_desk.letters import front_matter, word_template
    from welfare_desk.letters.papers import apart
    from welfare_desk.letters.papers.unfit import Unfit

    try:
        judged = apart.judge(name, data)
    except Unfit as no:
        raise Problems([Problem("", f"That file cannot be a letter: {no.because}.", no.instead)]) from no
    if judged.kind.family != "word":
        raise Problems(
            [Problem("", "That is no Word file (.docx).", "Save it as one in Word and try again.")]
        )
    front, _ = front_matter.split(source, "the letter")
    made = word_template.read(data, front, "the Word file")
    return Written(made.source, data)


def marks() -> str:
    """Every mark a Word file may hold, one a line with what it means, to be copied into Word."""
    single = [row for row in pickable() if "{%" not in row.inserts]
    return "\n".join(f"«{row.key}»\t{row.label}" for row in single)


def kind_of(source: str) -> str:
    """The kind a template says it is. Raises TemplateFault."""
    return templates.read(source, "the file").kind


STARTER = """+++
kind = "our-letter"
title = "Letter of our own"
about = "When you would write it, in a sentence."
recipient = "the client"
to = ["subject"]
needs = ["agency.name", "reference", "client.name", "advisor.name"]

[[asks]]
key = "message"
words = "What you want to say"
type = "long"
needed = true
+++
{{ recipient.address }}

# About your case

Dear {{ client.name }}

{{ asked.message }}

&nbsp;\\
&nbsp;\\
**{{ advisor.name }}**\\
{{ sign_off }}
"""
"""What a letter of the agency's own begins as."""
