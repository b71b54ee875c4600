"""A copy of somebody's data as pages: a letter that says what it is, then every part in plain words.

Also the sheet of what was left out, which is a paper of its own. What is in a copy is ``subject_copy``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.people import languages
from welfare_desk.casework.rights import privacy
from welfare_desk.casework.rights.subject_access import REASONS
from welfare_desk.casework.rights.subject_data import Copy, Piece
from welfare_desk.letters.content import Block, Document, Frame, Heading, ListBlock, Paragraph, Run, Table
from welfare_desk.letters.markup import printed
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.sealed_copy import printable
from welfare_desk.records.people import Person
from welfare_desk.records.rights import SubjectRequest, Withheld
from welfare_desk.rules import consent_record, days, money
from welfare_desk.rules.retention import Periods

_CODE = re.compile(r"[a-z]+(_[a-z]+)+")


def frame(work: Work, reference: str, today: date, *, large_print: bool = False) -> Frame:
    """The agency's letterhead round a paper of ours."""
    return _frame(work.session, reference, today, large_print)


def frame_of(desk: Desk, reference: str, today: date) -> Frame:
    """The same where nothing is written: a desk opened for reading only."""
    with desk.look() as look:
        return _frame(look, reference, today, False)


def _frame(look: Session, reference: str, today: date, large_print: bool) -> Frame:
    house = agency.Agency.of(agency.setting(look, "agency", on=today))
    address = ", ".join(line.strip() for line in house.address.splitlines() if line.strip())
    return Frame(
        agency=printed(house.name or "Welfare Desk"),
        contact=printed(" · ".join(part for part in (address, house.phone) if part)),
        reference=printed(reference),
        dated=days.on_paper(today),
        registration=printed(" · ".join(house.registration)),
        practice_desk=bool(agency.setting(look, "practice_desk", on=today)),
        large_print=large_print,
    )


def pages(work: Work, request: SubjectRequest, copy: Copy, today: date) -> bytes:
    """The copy as PDF/A pages: the letter first, then the parts."""
    person = work.get(Person, request.person_id)
    blocks = [*_letter(work, request, copy, today), *_parts(copy)]
    document = Document(
        "A copy of your data",
        languages.OURS,
        frame(work, copy.reference, today, large_print=person.large_print),
        tuple(blocks),
    )
    return render_pdf(document).data


def sheet(work: Work, request: SubjectRequest, kept: Sequence[Withheld], today: date) -> bytes:
    """What was left out of a copy, and why. It never goes with the copy."""
    person = work.get(Person, request.person_id)
    blocks: list[Block] = [
        heading("Left out of a copy of somebody's data", 1),
        says(
            f"Request of {days.on_paper(request.received_on)}, client {person.reference}. Keep this sheet"
            " apart from the copy: it does not go to the client."
        ),
    ]
    if kept:
        head = tuple(runs(words) for words in ("What", "Why"))
        rows = tuple(
            (runs(one.what), runs(REASONS[one.because] + (f". {one.said}" if one.said else "")))
            for one in kept
        )
        blocks.append(Table(head, rows))
    else:
        blocks.append(says("Nothing was left out."))
    if request.silent_because:
        blocks.append(says(f"The client was not told, because: {request.silent_because}"))
    title = "Left out of a copy"
    return render_pdf(Document(title, "en-GB", frame(work, person.reference, today), tuple(blocks))).data


# The letter ---------------------------------------------------------------------------------------------


def _letter(work: Work, request: SubjectRequest, copy: Copy, today: date) -> Iterator[Block]:
    shape = resources.table("subject_copy.toml")
    yield heading("A copy of the data we hold about you", 1)
    if copy.client:
        yield says(f"Dear {copy.client}")
    yield says(
        f"You asked for it on {days.on_paper(request.received_on)}. It is complete as of"
        f" {days.on_paper(today)}, as Article 15 of the UK GDPR provides."
    )
    if copy.left_out and not request.silent_because:
        yield says(shape["rights"]["some_left_out"])
    yield heading("Why we keep it, and by what right", 2)
    for each in privacy.classes_on(work.session, today):
        if each.to_you:
            special = f" {each.basis_9}." if each.article_9 != "none" else ""
            yield says(f" {each.purposes}. {each.basis_6}.{special}", bold=f"{each.to_you}.")
    yield heading("How long", 2)
    periods = Periods.of(agency.setting(work.session, "retention", on=today))
    table = resources.table("retention.toml")
    rules = (table[code] for code in ("notes", "casework", "proof", "figures"))
    yield listed(f"{rule['title']}: {periods.in_words(rule['words'])}." for rule in rules)
    yield heading("Where it came from and whom it went to", 2)
    yield says(shape["rights"]["source"])
    if copy.given_to:
        yield says(f"It was given to: {', '.join(copy.given_to)}.")
    else:
        yield says("Nothing from your notes or record was given to anybody.")
    yield heading("Your rights", 2)
    yield says("You have the right:")
    yield listed(f"{right}." if not right.endswith(".") else right for right in shape["rights"]["rights"])
    yield says(shape["rights"]["complaint"])
    yield says(shape["rights"]["automated"])


# The parts ----------------------------------------------------------------------------------------------


def _parts(copy: Copy) -> Iterator[Block]:
    for title, pieces in copy.parts:
        yield heading(title, 1)
        several, before = len({piece.table for piece in pieces}) > 1, ""
        for piece in pieces:
            if several and piece.table != before:
                before = piece.table
                yield heading(resources.table("subject_copy.toml")["tables"].get(before, _label(before)), 2)
            if piece.table in _BRIEF:
                yield Paragraph(printable(_BRIEF[piece.table](piece, copy)))
                continue
            lines = list(_lines(piece, copy))
            if lines:
                yield Paragraph(printable(tuple(_joined(lines))))


def _entry(piece: Piece, copy: Copy) -> tuple[Run, ...]:
    """A line of the journal: when, who, and what it says."""
    who = copy.names.get(str(piece.values["advisor_id"]), "")
    first = ", ".join(part for part in (days.on_paper(piece.values["on"]), who) if part)
    return Run(printed(f"{first}: "), bold=True), Run(printed(piece.values["words"]))


def _look(piece: Piece, copy: Copy) -> tuple[Run, ...]:
    """One look: when, who, what was looked at, for what, and whether it was allowed."""
    row = piece.values
    who = copy.names.get(str(row["advisor_id"]), "Somebody")
    what = f"{_said(row['action'], copy)}, {_said(row['target'], copy)}, for {_said(row['purpose'], copy)}"
    to = _shown("recipients", row["recipients"], copy)
    more = (f", to {to}" if to else "") + (f". Reason given: {row['said']}" if row["said"] else "")
    allowed = "refused" if row["decision"] == "nothing" else "allowed"
    return (
        Run(printed(f"{_shown('at', row['at'], copy)}, {who}: "), bold=True),
        Run(printed(f"{what}{more} ({allowed})")),
    )


_BRIEF: Mapping[str, Callable[[Piece, Copy], tuple[Run, ...]]] = {"journal": _entry, "access_log": _look}


def _joined(lines: Sequence[tuple[str, str]]) -> Iterator[Run]:
    for number, (label, value) in enumerate(lines):
        break_ = "\n" if number else ""
        yield Run(f"{break_}{label}: ", bold=True)
        yield Run(printed(value))


def _lines(piece: Piece, copy: Copy) -> Iterator[tuple[str, str]]:
    labels = resources.table("subject_copy.toml")["columns"]
    for name, value in piece.values.items():
        if name in ("id", "person_id", "made_at") or value in (None, "", [], {}):
            continue
        shown = _shown(name, value, copy)
        if shown:
            yield labels.get(name, _label(name)), shown


def _label(name: str) -> str:
    plain = name.removesuffix("_pence").removesuffix("_id").removesuffix("_on")
    return plain.replace("_", " ").capitalize()


def _shown(name: str, value: Any, copy: Copy) -> str:
    """A value as the client reads it; an id only where it stands for somebody's name."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case UUID():
            return copy.names.get(str(value), "")
        case datetime():
            local = value.astimezone(consent_record.LONDON)
            return f"{days.on_paper(local.date())}, {local:%H:%M}"
        case date():
            return days.on_paper(value)
        case time():
            return f"{value:%H:%M}"
        case int() if name.endswith("_pence"):
            return money.shown(money.from_pence(value))
        case int() | Decimal():
            return str(value)
        case list():
            each = [_shown(name, one, copy) for one in value]
            return ", ".join(one for one in each if one)
        case dict():
            found = ((key, _shown(key, one, copy)) for key, one in value.items())
            return "; ".join(f"{_label(key)} {one}" for key, one in found if one)
        case str() if name in ("matter", "benefit"):
            return matter_name(value)
        case str():
            return _said(value, copy)
    return ""


def _said(value: str, copy: Copy) -> str:
    words = resources.table("subject_copy.toml")["words"]
    if value == copy.person:
        return "you"
    if value in copy.names:
        return copy.names[value]
    if value in words:
        return str(words[value])
    try:
        UUID(value)
    except ValueError:
        return value.replace("_", " ") if _CODE.fullmatch(value) else value
    return ""


# Small pieces of paper, for this and its neighbours -------------------------------------------------------


def heading(words: str, level: int) -> Heading:
    return Heading(level, printable((Run(printed(words)),)))


def says(words: str, *, bold: str = "") -> Paragraph:
    first = (Run(printed(bold), bold=True),) if bold else ()
    return Paragraph(printable((*first, Run(printed(words)))))


def runs(words: str) -> tuple[Run, ...]:
    return printable((Run(printed(words)),))


def listed(items: Iterator[str] | Sequence[str]) -> ListBlock:
    return ListBlock(tuple(runs(item) for item in items))
