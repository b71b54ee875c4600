"""The merge fields: what a template may name, with its label, a sample and where it comes from.

A name that is not here cannot be printed by any template. How a template is read is ``templates.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from welfare_desk.letters.facts import (
    GP,
    Advisor,
    Agency,
    Answer,
    Client,
    LetterFacts,
    Recipient,
    Source,
    Statement,
)


class StatementText(str):
    """A statement's words; they carry its id, so that its place on the page can be found."""

    __slots__ = ("statement",)
    statement: str


@dataclass(frozen=True, slots=True)
class Field:
    """One merge field: its key in a template, its label, and how the facts give it."""

    key: str
    label: str
    of: Callable[[LetterFacts], object]

    @property
    def sample(self) -> object:
        return self.of(SAMPLE)


def _statement(number: int, statement: Statement) -> dict[str, object]:
    text = StatementText(statement.text)
    text.statement = statement.id
    return {
        "number": number,
        "text": text,
        "answer": statement.answer.value if statement.answer else None,
        "sources": [{"date": s.entry_date, "kind": s.kind} for s in statement.sources] or None,
    }


def _groups(facts: LetterFacts, *, own: bool) -> list[dict[str, object]]:
    """Statements under their headings, in the order each heading first appears.

    Those moved into the advisor's own words are kept apart: they do not rest on the record alone.
    """
    kept = [
        (number, statement)
        for number, statement in enumerate(facts.statements, start=1)
        if own == (statement.answer is Answer.OWN_WORDS)
    ]
    headings = list(dict.fromkeys(statement.heading for _, statement in kept))
    kept.sort(key=lambda pair: headings.index(pair[1].heading))
    return [
        {"heading": heading, "statements": [_statement(*pair) for pair in pairs]}
        for heading, pairs in groupby(kept, key=lambda pair: pair[1].heading)
    ]


def _entries(facts: LetterFacts) -> list[dict[str, object]]:
    """The record entries the letter rests on, each once, newest first."""
    seen = {source for statement in facts.statements for source in statement.sources}
    return [
        {"date": source.entry_date, "kind": source.kind}
        for source in sorted(seen, key=lambda s: (-s.entry_date.toordinal(), s.kind))
    ]


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


FIELDS: tuple[Field, ...] = (
    Field("agency.name", "the agency's name", lambda f: f.agency.name),
    Field("agency.address", "the agency's address", lambda f: ", ".join(f.agency.address_lines)),
    Field("agency.phone", "the agency's telephone number", lambda f: f.agency.phone),
    Field("reference", "our reference", lambda f: f.reference),
    Field("date", "the date of the letter", lambda f: f.dated),
    Field("recipient.name", "the recipient's name", lambda f: f.recipient.name),
    Field(
        "recipient.address",
        "the recipient's name and address",
        lambda f: _lines(f.recipient.name, *f.recipient.address_lines),
    ),
    Field("client.name", "the client's name", lambda f: f.client.name),
    Field("client.born", "the client's date of birth", lambda f: f.client.born),
    Field("client.ni_number", "the client's National Insurance number", lambda f: f.client.ni_number),
    Field("client.address", "the client's address", lambda f: ", ".join(f.client.address_lines)),
    Field("subject", "the subject line", lambda f: f.subject),
    Field("benefit", "the benefit", lambda f: f.benefit),
    Field("groups", "the statements, by heading", lambda f: _groups(f, own=False)),
    Field("own_groups", "statements in the advisor's own words, by heading", lambda f: _groups(f, own=True)),
    Field("entries", "the entries the statements rest on", _entries),
    Field("gp.name", "the GP's name", lambda f: f.gp.name),
    Field("gp.practice", "the GP practice", lambda f: f.gp.practice),
    Field("being_checked", "whether the GP has it to check", lambda f: f.being_checked),
    Field("checked", "whether the GP has checked it", lambda f: f.checked_on is not None),
    Field("checked_on", "the day the GP checked it", lambda f: f.checked_on),
    Field("advisor.name", "the advisor's name", lambda f: f.advisor.name),
    Field("advisor.role", "the advisor's role", lambda f: f.advisor.role),
    Field("copies_to", "who else gets a copy", lambda f: list(f.copies_to)),
    Field("reply_by", "the day an answer is needed by", lambda f: f.reply_by),
    Field("authority_ends", "the last day of the authority", lambda f: f.authority_ends),
)

LABELS = {field.key: field.label for field in FIELDS}

WITHIN = frozenset({"heading", "statements", "number", "text", "answer", "sources", "date", "kind"})
"""What may follow the name of a loop: a group's, a statement's or an entry's parts."""


def values(facts: LetterFacts) -> dict[str, Any]:
    """The facts as a template sees them: plain mappings, lists, text, numbers and dates; no objects.

    What is not there is None, so that ``{% if client.ni_number %}`` reads as it should.
    """
    seen: dict[str, Any] = {}
    for field in FIELDS:
        *parents, last = field.key.split(".")
        place = seen
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = field.of(facts) or None
    return seen


_CLINIC = Source(date(2026, 9, 2), "rheumatology clinic letter")

SAMPLE = LetterFacts(
    agency=Agency(
        "Tayside Advice Partnership",
        ("14 Ferry Road", "Millbank DD5 9ZZ"),
        "01382 496 0021",
        ("Scottish charity SC000000", "FCA reference 000000"),
    ),
    reference="HR-0142-K",
    dated=date(2026, 11, 26),
    recipient=Recipient("Social Security Scotland", ("PO Box 10298", "Dundee DD1 9ZZ")),
    client=Client(
        "Callum Reid", date(1979, 3, 14), "QQ 12 34 56 C", ("3/1, 8 Harbour Lane", "Millbank DD5 9ZZ")
    ),
    subject="Callum Reid, Adult Disability Payment appeal",
    advisor=Advisor("Morag Sinclair", "Welfare rights advisor"),
    benefit="Adult Disability Payment",
    statements=(
        Statement(
            "s1",
            "Moving around",
            "In September the clinic recorded that he walks about 30 metres with a stick before pain stops.",
            (_CLINIC,),
            Answer.AGREE,
        ),
        Statement(
            "s2",
            "Washing",
            "He cannot step over the side of a bath without someone's hand.",
            (_CLINIC, Source(date(2026, 10, 14), "GP consultation")),
            Answer.AMEND,
        ),
    ),
    gp=GP("Dr Rennie", "Millbank Medical Practice"),
    checked_on=date(2026, 11, 24),
    copies_to=("Callum Reid", "Millbank Medical Practice"),
    reply_by=date(2026, 12, 3),
    authority_ends=date(2027, 11, 25),
)
"""Invented people: what a template's preview shows, and what its tests are run on."""
