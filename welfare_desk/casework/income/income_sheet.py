"""The income check on paper for the client: what they get, what they could claim, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.income import income_checks, income_page
from welfare_desk.casework.income.income_checks import CheckRow, Facts
from welfare_desk.casework.income.income_page import Picture, Side
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.people.clients import whole_person
from welfare_desk.casework.rights.subject_paper import frame, heading, listed, runs, says
from welfare_desk.letters.content import Block, Document, Table
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.rules import days, money

_HEADINGS = {
    "claim": ("What you could claim now", "We can help with each of these."),
    "after": ("What may follow", "These open once one of the above is decided."),
    "automatic": ("What should come by itself", "You need not ask. Tell us if it does not come."),
    "ask": ("What we still have to find out", "We could not tell yet."),
    "advice": (
        "Do not claim these yet",
        "See a registered immigration adviser first: a claim could affect your right to stay.",
    ),
}


def printed(desk: Desk, person_id: UUID, *, today: date) -> bytes:
    """The sheet as tagged PDF, in large print for whoever needs it. Raises NoBirthDate."""
    facts = income_checks.facts(desk, person_id)
    shown = income_page.picture(facts.household, facts.scenarios, today=today)
    with desk.unit_of_work() as work:
        person = whole_person(work.session, person_id)
        document = Document(
            "What you could claim",
            "en-GB",
            frame(work, person.reference, today, large_print=person.large_print),
            tuple(_blocks(facts, shown, person.interpreter or "", today)),
        )
    return render_pdf(document).data


def _blocks(facts: Facts, shown: Picture, interpreter: str, today: date) -> Iterator[Block]:
    yield heading("What you could claim", 1)
    asked = days.on_paper(facts.taken_on or today)
    yield says(
        f"For {facts.client}. It rests on what you told us on {asked} and on the rates of"
        f" {days.on_paper(today)}. It is our estimate. Only the office that pays can decide."
    )
    if interpreter:
        yield says(f"If you want this explained in {interpreter}, tell us: we will ask for an interpreter.")
    for standing, (words, second) in _HEADINGS.items():
        found = [row for row in shown.rows if row.standing == standing]
        if found:
            yield heading(words, 2)
            yield says(second)
            yield listed([_line(row) for row in found])
    if not shown.rows:
        yield says("We found nothing that you do not get already. Ask us again when something changes.")
    if shown.paid:
        yield heading("What you get now", 2)
        yield listed(
            [
                f"{row.benefit}{_rate(row.parts)}, {_whom(row.for_whom)}"
                + (f": {money.shown(row.weekly)} a week" if row.weekly is not None else "")
                for row in shown.paid
            ]
        )
    for side in shown.sides:
        yield from _scenario(side, shown)
    yield says(
        "If something here is not right, or something changes (money, work, health, who lives with you), tell"
        " us: it may change what you can claim."
    )


def _whom(words: str) -> str:
    return words.replace("The ", "the ", 1) if words.startswith("The ") else words


def _rate(parts: str) -> str:
    return f" ({parts})" if parts else ""


def _line(row: CheckRow) -> str:
    said = f"{row.benefit}, {_whom(row.for_whom)}"
    said += f": about {row.amount}. " if row.amount else ". "
    said += row.why
    for cost in row.costs:
        said += f" Before you claim: {cost[:1].lower() + cost[1:]}"
    if row.missing:
        said += f" We need to know: {', '.join(row.missing)}."
    return said


def _scenario(side: Side, shown: Picture) -> Iterator[Block]:
    yield heading(side.name, 2)
    if side.steps:
        yield says(f"{'; '.join(side.steps)}.")
    differ = [code for code in shown.benefits if side.difference.get(code)]
    rows = tuple(
        (
            runs(matter_name(code)),
            runs(money.shown(shown.now.get(code, money.NOUGHT))),
            runs(money.shown(side.then.get(code, money.NOUGHT))),
        )
        for code in differ
    )
    if rows:
        yield Table(tuple(runs(words) for words in ("Each week", "Now", "Then")), rows)
    more = "more" if side.weekly >= 0 else "less"
    yield says(f"{money.shown(abs(side.weekly))} {more} each week, {money.shown(abs(side.yearly))} a year.")
    for lost in side.lost:
        yield says(lost)
