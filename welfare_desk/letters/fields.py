"""The merge fields: what a template may name, with its label, a sample and where it comes from.

A name that is not here cannot be printed by any template. How a template is read is ``templates.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from welfare_desk.letters import in_language, markup
from welfare_desk.letters.content import ADDRESS
from welfare_desk.letters.facts import Answer, LetterFacts, Statement
from welfare_desk.letters.matter import Award, Debt, LastDay, Matter, Meeting
from welfare_desk.rules import by_language, money


class StatementText(str):
    """A statement's words; they carry its id, so that its place on the page can be found."""

    __slots__ = ("statement",)
    statement: str


class Gap(str):
    """Stands where a fact is wanting, and says so; ``field`` is its key. It never leaves the desk."""

    __slots__ = ("field",)
    field: str

    @property
    def statement(self) -> str:
        return f"{markup.GAP}{self.field}"


PLACES = {
    "client": "fill it in on the client’s details",
    "case": "record it on the case",
    "letter": "fill it in beside this page",
    "to": "fill it in under Address",
    "agency": "fill it in under Settings, Agency and letterhead",
    "practice": "fill it in on the practice’s page",
    "meeting": "book the meeting first",
    "debt": "record it with the debt",
    "gains": "record the decision and what it brings",
    "check": "it comes with the GP’s check",
}
"""Where a missing fact is filled in, as an advisor would be told."""


@dataclass(frozen=True, slots=True)
class Field:
    """One merge field: its key in a template, its label, how the facts give it, where it is filled in."""

    key: str
    label: str
    of: Callable[[LetterFacts], object]
    place: str = "letter"

    @property
    def sample(self) -> object:
        from welfare_desk.letters.sample import SAMPLE

        return self.of(SAMPLE)

    def gap(self) -> Gap:
        return gap(self.key, self.label, self.place)


def gap(key: str, label: str, place: str = "letter") -> Gap:
    """What is printed on the screen's page where a fact is wanting."""
    shown = Gap(f"[{label}: {PLACES[place]}]")
    shown.field = key
    return shown


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


def _address(facts: LetterFacts) -> str:
    """The recipient's lines, marked so that their place on the paper is known."""
    text = StatementText(_lines(facts.recipient.name, *facts.recipient.address_lines))
    text.statement = ADDRESS
    return text


def _award(award: Award, language: str) -> dict[str, object]:
    return {
        "name": award.name,
        "amount": by_language.pounds(award.amount, language),
        "paid": in_language.fact(award.paid, language),
        "more": by_language.pounds(award.more, language) if award.more != award.amount else None,
        "arrears": by_language.pounds(award.arrears, language) if award.arrears else None,
        "from": award.from_on,
        "date": award.decided_on,
    }


def _debt(debt: Debt) -> dict[str, object]:
    return {
        "creditor": debt.creditor,
        "kind": debt.kind,
        "account": debt.account or None,
        "balance": None if debt.balance is None else money.shown(debt.balance),
        "arrears": None if debt.arrears is None else money.shown(debt.arrears),
        "date": debt.balance_on,
    }


def _last_days(facts: LetterFacts) -> list[dict[str, object]]:
    open_ones = [day for day in facts.matter.last_days if not day.done]
    return [{"what": day.what, "date": day.on} for day in open_ones]


def _of(part: Callable[[Matter], Any], say: Callable[[Any], object]) -> Callable[[LetterFacts], object]:
    """A fact of something the case may not have."""

    def fact(facts: LetterFacts) -> object:
        there = part(facts.matter)
        return None if there is None else say(there)

    return fact


def _decision(say: Callable[[Any], object]) -> Callable[[LetterFacts], object]:
    return _of(lambda matter: matter.decision, say)


def _last_day(say: Callable[[LastDay], object]) -> Callable[[LetterFacts], object]:
    return _of(lambda matter: matter.last_day, say)


def _meeting(say: Callable[[Meeting], object]) -> Callable[[LetterFacts], object]:
    return _of(lambda matter: matter.meeting, say)


def _missed(say: Callable[[Meeting], object]) -> Callable[[LetterFacts], object]:
    return _of(lambda matter: matter.missed, say)


def _owed(say: Callable[[Debt], object]) -> Callable[[LetterFacts], object]:
    return _of(lambda matter: matter.debt, say)


def _sum(amount: Any) -> str | None:
    return None if amount is None else money.shown(amount)


def _late(facts: LetterFacts) -> bool:
    last = facts.matter.last_day
    return last is not None and facts.dated > last.on


def _owed_in_all(facts: LetterFacts) -> str | None:
    known = [debt.balance for debt in facts.matter.debts if debt.balance is not None]
    return money.shown(sum(known, money.NOUGHT)) if known else None


def _whole(number: str) -> str:
    """A telephone number that is not broken at the end of a line."""
    return number.replace(" ", "\u00a0")


def _sign_off(facts: LetterFacts) -> str:
    where = ", ".join(part for part in (facts.advisor.role, facts.agency.name) if part)
    return _lines(where, *facts.advisor.signature_lines)


def _block(lines: Iterable[str]) -> str:
    return ", ".join(lines)


FIELDS: tuple[Field, ...] = (
    Field("agency.name", "the agency's name", lambda f: f.agency.name, "agency"),
    Field("agency.address", "the agency's address", lambda f: _block(f.agency.address_lines), "agency"),
    Field("agency.phone", "the agency's telephone number", lambda f: _whole(f.agency.phone), "agency"),
    Field("agency.email", "the agency's e-mail address", lambda f: f.agency.email, "agency"),
    Field("agency.registrations", "its registrations", lambda f: list(f.agency.registration_lines), "agency"),
    Field("agency.complaints", "whom a complaint goes to", lambda f: f.agency.complaints_to, "agency"),
    Field("agency.privacy", "where the privacy notice is", lambda f: f.agency.privacy_at, "agency"),
    Field("reference", "our reference", lambda f: f.reference),
    Field("date", "the date of the letter", lambda f: f.dated),
    Field("recipient.name", "the recipient's name", lambda f: f.recipient.name, "to"),
    Field(
        "recipient.address",
        "the recipient's name and address",
        lambda f: _address(f),
        "to",
    ),
    Field("recipient.street", "the recipient's address", lambda f: _block(f.recipient.address_lines), "to"),
    Field("recipient.kind", "what kind of body it goes to", lambda f: f.recipient.kind, "to"),
    Field("client.name", "the client's name", lambda f: f.client.name, "client"),
    Field("client.born", "the client's date of birth", lambda f: f.client.born, "client"),
    Field(
        "client.ni_number", "the client's National Insurance number", lambda f: f.client.ni_number, "client"
    ),
    Field("client.address", "the client's address", lambda f: _block(f.client.address_lines), "client"),
    Field("greeting", "whom the letter greets", lambda f: f.acting.name or f.client.name, "client"),
    Field("acting.name", "who acts for the client", lambda f: f.acting.name, "client"),
    Field("acting.role", "by what power they act", lambda f: f.acting.role, "client"),
    Field("subject", "the subject line", lambda f: f.subject, "case"),
    Field("benefit", "the benefit or matter", lambda f: f.benefit, "case"),
    Field("groups", "the statements, by heading", lambda f: _groups(f, own=False)),
    Field("own_groups", "statements in the advisor's own words, by heading", lambda f: _groups(f, own=True)),
    Field("entries", "the entries the statements rest on", _entries),
    Field("gp.name", "the GP's name", lambda f: f.gp.name, "client"),
    Field("gp.practice", "the GP practice", lambda f: f.gp.practice, "client"),
    Field("being_checked", "whether the GP has it to check", lambda f: f.being_checked, "check"),
    Field("checked", "whether the GP has checked it", lambda f: f.checked_on is not None, "check"),
    Field("checked_on", "the day the GP checked it", lambda f: f.checked_on, "check"),
    Field("advisor.name", "the advisor's name", lambda f: f.advisor.name, "agency"),
    Field("advisor.role", "the advisor's role", lambda f: f.advisor.role, "agency"),
    Field("advisor.phone", "the advisor's telephone number", lambda f: _whole(f.advisor.phone), "agency"),
    Field(
        "advisor.signature",
        "the advisor's signature block",
        lambda f: _lines(*f.advisor.signature_lines),
        "agency",
    ),
    Field("sign_off", "what stands under the advisor's name", _sign_off, "agency"),
    Field("copies_to", "who else gets a copy", lambda f: list(f.copies_to), "to"),
    Field("reply_by", "the day an answer is needed by", lambda f: f.reply_by),
    Field("authority_ends", "the last day of the authority", lambda f: f.authority_ends),
    Field("practice.name", "the client's practice", lambda f: f.practice.name, "client"),
    Field(
        "practice.address", "the practice's address", lambda f: _block(f.practice.address_lines), "practice"
    ),
    Field(
        "practice.phone", "the practice's telephone number", lambda f: _whole(f.practice.phone), "practice"
    ),
    Field("practice.room", "our room in the practice", lambda f: f.practice.room, "practice"),
    Field(
        "practice.session",
        "when we sit in the practice",
        lambda f: in_language.fact(f.practice.session, f.language),
        "practice",
    ),
    Field("case.reference", "the case's reference", lambda f: f.matter.reference, "case"),
    Field("case.route", "who decides on the matter, as a code", lambda f: f.matter.route, "case"),
    Field("case.opened_on", "the day the case was opened", lambda f: f.matter.opened_on, "case"),
    Field("case.closed_on", "the day the case was closed", lambda f: f.matter.closed_on, "case"),
    Field("case.outcome", "how the case ended", lambda f: f.matter.outcome, "case"),
    Field("decision.what", "what the decision letter was", _decision(lambda one: one.what), "case"),
    Field("decision.date", "the date of the decision letter", _decision(lambda one: one.on), "case"),
    Field("last_day.what", "what must be done in time", _last_day(lambda one: one.what), "case"),
    Field("last_day.date", "the last day for it", _last_day(lambda one: one.on), "case"),
    Field("last_day.latest", "the last day for a late step", _last_day(lambda one: one.latest), "case"),
    Field("last_day.rule", "the rule that sets the last day", _last_day(lambda one: one.rule), "case"),
    Field("late", "whether the last day has gone by", _late, "case"),
    Field("last_days", "the days still ahead", _last_days, "case"),
    Field("meeting.date", "the day of the next meeting", _meeting(lambda one: one.on), "meeting"),
    Field("meeting.time", "the time of the next meeting", lambda f: _clock(f.matter.meeting, f), "meeting"),
    Field("meeting.place", "where the next meeting is", lambda f: _place(f), "meeting"),
    Field("meeting.room", "the room of the next meeting", _meeting(lambda one: one.room), "meeting"),
    Field("missed.date", "the day of the missed meeting", _missed(lambda one: one.on), "meeting"),
    Field("missed.time", "the time of the missed meeting", lambda f: _clock(f.matter.missed, f), "meeting"),
    Field(
        "awards",
        "what the case brought",
        lambda f: [_award(one, f.language) for one in f.matter.awards],
        "gains",
    ),
    Field(
        "to_do",
        "what is still to do",
        lambda f: [{"what": one.what, "date": one.by} for one in f.matter.to_do],
        "case",
    ),
    Field("debt.creditor", "the creditor", _owed(lambda one: one.creditor), "debt"),
    Field("debt.kind", "the kind of debt", _owed(lambda one: one.kind), "debt"),
    Field("debt.account", "the creditor's account number", _owed(lambda one: one.account), "debt"),
    Field("debt.balance", "the balance", _owed(lambda one: _sum(one.balance)), "debt"),
    Field("debt.arrears", "the arrears", _owed(lambda one: _sum(one.arrears)), "debt"),
    Field("debt.date", "the day of the balance", _owed(lambda one: one.balance_on), "debt"),
    Field("debt.offer", "this creditor's share of the offer", _owed(lambda one: _sum(one.offer)), "debt"),
    Field("debts", "the debts of the case", lambda f: [_debt(one) for one in f.matter.debts], "debt"),
    Field("owed_in_all", "what is owed in all", _owed_in_all, "debt"),
)

LABELS = {field.key: field.label for field in FIELDS}
BY_KEY = {field.key: field for field in FIELDS}

WITHIN = frozenset(
    {"heading", "statements", "number", "text", "answer", "sources", "date", "kind"}
    | {"name", "amount", "paid", "more", "arrears", "from", "what", "creditor", "account", "balance"}
)
"""What may follow the name of a loop: the parts of a statement, an entry, an award, a debt, a day."""


def _clock(meeting: Meeting | None, facts: LetterFacts) -> str | None:
    return None if meeting is None or meeting.at is None else by_language.clock(meeting.at, facts.language)


def _place(facts: LetterFacts) -> str | None:
    meeting = facts.matter.meeting
    return None if meeting is None else in_language.fact(meeting.place, facts.language)


def values(facts: LetterFacts, wanting: Mapping[str, Gap] | None = None) -> dict[str, Any]:
    """The facts as a template sees them: plain mappings, lists, text, numbers and dates; no objects.

    What is not there is None, so that ``{% if client.ni_number %}`` reads as it should; where it is
    ``wanting``, its gap stands in its place (but not in place of a list: that would be gone through).
    """
    gaps = wanting or {}
    seen: dict[str, Any] = {"asked": {key: value or None for key, value in facts.asked.items()}}
    for field in FIELDS:
        *parents, last = field.key.split(".")
        place = seen
        for parent in parents:
            place = place.setdefault(parent, {})
        found = field.of(facts)
        place[last] = found or (None if isinstance(found, list) else gaps.get(field.key))
    return seen
