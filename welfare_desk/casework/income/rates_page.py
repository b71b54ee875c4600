"""The tables the program ships with, to be looked up: rates, time limits, doors, lists, consent.

Nothing of a client is here and no desk is asked; what the figures and rules are is data and ``rules``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from welfare_desk import resources
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.rules import days, money
from welfare_desk.rules.benefits import Benefit, Rate
from welfare_desk.rules.routes import CONFIDENCES, Length, Period, Step

BODIES = {
    "sss": "Social Security Scotland",
    "dwp": "Department for Work and Pensions",
    "hmrc": "HM Revenue and Customs",
    "council": "the council",
    "energy": "the energy supplier",
    "other": "another body",
}
DISPUTES = {
    "sss": "Re-determination, then the First-tier Tribunal for Scotland",
    "dwp": "Mandatory reconsideration, then the First-tier Tribunal",
    "hmrc": "Mandatory reconsideration, then the First-tier Tribunal",
    "hb": "Revision or appeal through the council",
    "ctr": "Review by the council, then the Local Taxation Chamber",
    "swf": "Review by the council, then the Ombudsman",
    "council": "With the council itself",
    "none": "No appeal",
}
STATUSES = {
    "open": "Open to new claims",
    "restricted": "Open to some new claims only",
    "closed-to-new": "Closed to new claims",
    "closed-in-scotland": "Closed in Scotland; still met in transfers and old awards",
    "closed": "Ended",
    "not-in-scotland": "Not in Scotland",
}
PERIODS = {
    "weekly": "a week",
    "monthly": "a month",
    "half-yearly": "a half-year",
    "annual": "a year",
    "one-off": "once",
    "capital": "in savings",
}
ROLES = {
    "applicable": "Used in a means test, not paid as it stands",
    "maximum": "The most there can be",
    "minimum": "The least there can be",
    "threshold": "A limit, not a payment",
    "deduction": "Taken off, not paid",
    "ratio": "A share, not a sum",
}
STANDINGS = {
    "official": "Official: read at the body that makes it",
    "secondary": "Second hand: read where somebody else restates it",
    "uncertain": "Uncertain: proposed, or not read at its source",
}
SURENESS = {
    "high": "Sure: the law or official guidance was read",
    "medium": "Fairly sure: known and cited",
    "low": "Unsure: check before relying on it",
}
_COUNTS = {
    "days_after": ("day", "after"),
    "days_beginning_with": ("day", "beginning with"),
    "months_after": ("month", "after"),
    "years_after": ("year", "after"),
    "years_beginning_with": ("year", "beginning with"),
    "working_days_after": ("working day", "after"),
    "working_days_beginning_with": ("working day", "beginning with"),
    "first_assessment_period": ("assessment period", "from"),
}
_STARTS = {
    "event": ("that day", "from that day"),
    "deemed_receipt": (
        "the day it is taken as received, two days after sending",
        "from when it is taken as received",
    ),
    "accepted": ("the day the request came, or was accepted", "from when the request came"),
    "reasons_sent": (
        "the day the decision or its reasons were sent, the later of the two",
        "from the decision or its reasons",
    ),
    "period_end": ("the last day of the assessment period", "from the end of the assessment period"),
}
_LISTS = {
    "simd": "Area deprivation (SIMD)",
    "case_type": "Types of help",
    "confirmed_by": "How a gain is confirmed",
    "referrer": "Who referred",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing looked up: a heading it stands under, its words, and all that is known of it.

    ``standing`` says how sure it is: official, secondary or uncertain; high, medium or low; or nothing.
    ``facts`` are labels and values for the pane, ``doubts`` what may be otherwise, ``sought`` what it is
    found by.
    """

    key: tuple[str, ...]
    head: str
    words: str
    second: str = ""
    figure: str = ""
    per: str = ""
    since: date | None = None
    standing: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    sought: str = ""


def found(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """The entries in which every word typed begins a word: "adp" finds ADP and not PADP."""
    wanted = _words(typed)
    return [
        entry
        for entry in entries
        if all(any(word.startswith(one) for word in _words(entry.sought)) for one in wanted)
    ]


def _words(said: str) -> list[str]:
    """Case and hyphens make no difference: "redet" begins a re-determination."""
    return re.findall(r"[\w.]+", said.casefold().replace("-", "").replace("'", ""))


# Rates --------------------------------------------------------------------------------------------------


def rates(on: date, typed: str = "") -> list[Entry]:
    """Every figure in force on a day, by benefit; sought for, also benefits whose figure is not known.

    Raises NoRate where no table was in force.
    """
    book = resources.benefits()
    in_force = book.rates_in_force(on)
    entries: list[Entry] = []
    for code, benefit in book.benefits.items():
        own = in_force.get(code, {})
        entries += [_rate(benefit, rate, on) for rate in own.values()]
        if not own and typed.strip():
            entries.append(_no_figure(benefit))
    return found([*entries, *_cap(on)], typed)


def _rate(benefit: Benefit, rate: Rate, on: date) -> Entry:
    source = resources.benefits().sources[rate.source]
    note = "" if source.note == "read" or source.note.startswith("ref =") else source.note
    role = ROLES.get(rate.role, "")
    figure = f"{(rate.amount * 100).normalize():f}%" if rate.period == "ratio" else money.shown(rate.amount)
    doubt = resources.benefits().doubt(benefit.code, on)
    entry = _about(benefit, resources.component_words(benefit.code, rate.component))
    return replace(
        entry,
        key=("rate", benefit.code, rate.component),
        second=role,
        figure=figure,
        per=PERIODS.get(rate.period, ""),
        since=rate.starts,
        standing=rate.checked,
        facts=_told(
            ("In force since", days.full(rate.starts)),
            ("Before that", _earlier(benefit.code, rate)),
            ("Source", source.title),
            ("Where", source.where),
            ("How it was read", note),
            *entry.facts,
        ),
        doubts=(doubt,) if doubt else (),
        sought=f"{entry.sought} {role} {figure}",
    )


def _earlier(code: str, now: Rate) -> str:
    """The same figure a year before, to tell an old award by; empty where it is not held."""
    before = [
        rate
        for year in resources.benefits().years.values()
        if (rate := year.rates.get(code, {}).get(now.component)) is not None and rate.starts < now.starts
    ]
    if not before or now.period == "ratio":
        return ""
    last = max(before, key=lambda rate: rate.starts)
    return f"{money.shown(last.amount)} {PERIODS[last.period]}, in {last.tax_year.replace('-', '/')}"


def _no_figure(benefit: Benefit) -> Entry:
    return replace(_about(benefit, "No figure is kept here"), key=("benefit", benefit.code))


def _about(benefit: Benefit, words: str) -> Entry:
    book = resources.benefits()
    pairs = _told(
        ("Paid by", BODIES[benefit.body]),
        ("Disputed by", DISPUTES[benefit.dispute_route]),
        ("Now", STATUSES[benefit.status]),
        ("Replaced by", ", ".join(book.name(other.code) for other in benefit.replaced_by)),
        ("Replaces", ", ".join(book.name(other.code) for other in benefit.replaces)),
        ("To know", in_words(benefit.notes)),
    )
    other_words = " ".join(written for written, code in book.words.items() if code == benefit.code)
    return Entry(
        key=(),
        head=f"{benefit.name} ({benefit.acronym})" if benefit.acronym else benefit.name,
        words=words[:1].upper() + words[1:],
        facts=pairs,
        sought=f"{benefit.name} {benefit.acronym} {other_words} {words}",
    )


def _told(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """What is known, each beginning with a capital as a line of its own does."""
    return tuple(
        (label, value if value.startswith("http") else value[:1].upper() + value[1:])
        for label, value in pairs
        if value
    )


def _cap(on: date) -> list[Entry]:
    """The benefit cap on a day, the one for Scotland."""
    book = resources.benefits()
    year = next((year for year in book.years.values() if year.in_force("uc", on)), None)
    if year is None:
        return []
    entries = []
    for whom, row in year.limits.get("benefit_cap", {}).items():
        weekly, monthly, annual = (
            money.shown(money.pounds(row[period])) for period in ("weekly", "monthly", "annual")
        )
        source = book.sources[row["source"]]
        words = whom.replace("_", " ").capitalize()
        entries.append(
            Entry(
                key=("cap", whom),
                head="Benefit cap",
                words=words,
                second=f"{monthly} a month, {annual} a year",
                figure=weekly,
                per="a week",
                since=year.starts["uc"],
                standing=source.standing,
                facts=_told(
                    ("In force since", days.full(year.starts["uc"])),
                    ("A month", monthly),
                    ("A year", annual),
                    ("Source", source.title),
                    ("Where", source.where),
                    ("How it was read", source.note),
                ),
                sought=f"benefit cap {words}",
            )
        )
    return entries


# Time limits --------------------------------------------------------------------------------------------


def limits(on: date, typed: str = "") -> list[Entry]:
    """Every time limit by who decides; where the benefits' own periods differ, each of them on a day."""
    table = resources.routes()
    entries = [
        entry
        for route in table.routes
        for step in table.steps
        if route in step.routes and route != "COUNT"
        for entry in _limits(step, route, on)
    ]
    return found(entries, typed)


def _limits(step: Step, route: str, on: date) -> Iterable[Entry]:
    table = resources.routes()
    benefits = [code for code in table.routes[route].benefits if not step.benefits or code in step.benefits]
    if isinstance(step.length, Length):
        yield _limit(step, route, benefits, step.length)
        return
    for code in benefits:
        period = table.period(code, on)
        if period is not None:
            length = period.ask if step.length == "ask" else period.decide
            yield _limit(step, route, [code], length, period)


def _limit(
    step: Step, route: str, benefits: list[str], length: Length, period: Period | None = None
) -> Entry:
    """One time limit, for these benefits of its route; ``period`` is a benefit's own."""
    table = resources.routes()
    name, happened = table.routes[route].name, table.event_words[step.event]
    noun, manner = _COUNTS[length.count]
    how_many = f"{length.n} {noun}{'' if length.n == 1 else 's'}"
    exactly, shortly = _STARTS[step.start]
    whom = ", ".join(map(matter_name, benefits))
    least_sure = min([step.confidence, period.confidence if period else "high"], key=CONFIDENCES.index)
    return Entry(
        key=("limit", route, step.id, *(benefits if period else ())),
        head=name,
        words=step.does,
        second=f"{whom}. {happened}" if period else happened,
        figure=how_many,
        per=shortly,
        standing=least_sure,
        facts=_told(
            ("Starts with", happened),
            ("Counted", f"{how_many} {manner} {exactly}"),
            ("Who acts", "The client" if step.actor == "claimant" else "The decision maker"),
            ("Goes to", step.receives),
            ("If it is late", step.test),
            ("Later still", step.beyond),
            ("After the last day", step.then),
            ("Rule", f"{period.source}; {step.citation}" if period else step.citation),
            ("Read at", (period.read if period else "") or step.read),
            ("Papers", ", ".join(step.documents)),
            ("For", whom if step.benefits or len(benefits) < 3 else "Every benefit of this route"),
        ),
        doubts=(*step.doubts, *(period.doubts if period else ())),
        sought=f"{name} {step.does} {happened} {whom} {step.citation} {' '.join(benefits)}",
    )


# What opens what, lists, consent ---------------------------------------------------------------------------


def doors(typed: str = "") -> list[Entry]:
    """Which award opens which other, and on what condition; each condition is for a person to judge."""
    entries = []
    for place, door in enumerate(resources.benefits().passports):
        opens = ", ".join(_part(entry) for entry in door.opens)
        by = ", ".join(_part(entry) for entry in door.from_any)
        condition = in_words(door.condition)
        entries.append(
            Entry(
                key=("door", str(place)),
                head="An award that opens another",
                words=opens or condition,
                second=f"With any of: {by}",
                facts=_told(
                    ("With any of", by),
                    ("Opens", opens),
                    ("On condition", condition),
                    ("Source", door.source.replace("pe-uk", "PolicyEngine UK")),
                ),
                sought=" ".join((opens, by, condition, *door.from_any, *door.opens)),
            )
        )
    return found(entries, typed)


def _part(entry: str) -> str:
    """A benefit, or a part of one "or more", in words."""
    code, _, component = entry.partition(".")
    if not component:
        return matter_name(code)
    words = resources.component_words(code, component.removesuffix("+"))
    return f"{matter_name(code)} ({words}{' or more' if component.endswith('+') else ''})"


def in_words(said: str) -> str:
    """A remark with the codes in it written out: "35 hours of care (Young Carer Grant: 16)"."""
    known = resources.benefits().benefits.keys() - {"is"}  # the verb, far oftener than Income Support
    pieces = []
    for piece in said.split(" "):
        bare = piece.strip("(),:;.")
        pieces.append(piece.replace(bare, _part(bare)) if bare.partition(".")[0] in known else piece)
    whole = " ".join(pieces)
    return whole[:1].upper() + whole[1:]


def lists(on: date, typed: str = "") -> list[Entry]:
    """The closed lists of the record as they stand on a day, with what the funder's report calls each."""
    entries = []
    for name in resources.code_lists().editions:
        try:
            edition = resources.code_lists().on(name, on)
        except ValueError:  # the list had not begun
            continue
        head = _LISTS.get(name, name.replace("_", " ").capitalize())
        for code in edition.codes:
            other = "" if code.funder_code == code.code else code.funder_code.replace("_", " ")
            entries.append(
                Entry(
                    key=("list", name, code.code),
                    head=head,
                    words=code.label,
                    second=f"In the report: {other}" if other else "",
                    since=edition.starts,
                    facts=(("Since", days.full(edition.starts)), ("Where it comes from", edition.basis)),
                    sought=f"{head} {code.label} {code.code}",
                )
            )
    return found(entries, typed)


def consent_answers(typed: str = "") -> list[Entry]:
    """Every answer the consent gate may give, and what to do next."""
    entries = [
        Entry(
            key=("consent", code),
            head="What the consent check may answer",
            words=answer.sentence,
            second=answer.next_step,
            facts=(("What to do next", answer.next_step or "Nothing: it may go on"),),
            sought=f"{answer.sentence} {answer.next_step}",
        )
        for code, answer in resources.consent_words().reasons_in_words.items()
    ]
    return found(entries, typed)
