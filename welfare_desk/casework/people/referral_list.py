"""A practice's list of people it refers: read, each row judged, duplicates and existing clients found.

Nobody is joined to an existing client and nobody is taken without the advisor's word, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework.caseload import sheet
from welfare_desk.casework.caseload.sheet import Value
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.people import clients, referrals
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.people.referrals import Alike, ReferralDraft
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.service import Referral
from welfare_desk.rules import as_typed, names

MOST = 500  # a list longer than this is a caseload, which has an import of its own
_SAY_YES = {"y", "yes", "agreed", "true", "1", "consented", "verbal", "written"}
_SAY_NO = {"n", "no", "refused", "declined", "false", "0"}


class Fate(StrEnum):
    NEW = "new"
    KNOWN = "known"  # somebody on the desk may be the same person
    TWICE = "twice"  # in this list before, or referred on that day already
    ASK = "ask"  # the list does not say that the patient agreed
    REFUSED = "refused"
    BLANK = "blank"


class NotAList(DeskError):
    sentence = "No column of names was found in this list."
    hint = "Its first row should head the columns: name or surname, date of birth, reason, agreed."


class TooLong(DeskError):
    sentence = f"This list has more than {MOST} rows."
    hint = "A whole caseload is brought in under Settings, Bring a workbook in."


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row with what is made of it. ``row`` is the number a spreadsheet shows."""

    row: int
    fate: Fate
    draft: ReferralDraft
    reasons: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    said: str = ""  # the practice's own words for why

    @property
    def name(self) -> str:
        client = self.draft.client
        return f"{client.forenames} {client.surname}".strip()

    @property
    def can_be_taken(self) -> bool:
        return self.fate in (Fate.NEW, Fate.KNOWN, Fate.ASK)


def read_list(desk: Desk, data: bytes, *, practice_id: UUID | None, today: date) -> list[ListRow]:
    """Every row of a CSV file, a workbook's first sheet or pasted cells, judged; nothing is kept.

    Raises CannotRead, NotAList, TooLong.
    """
    rows = sheet.open_book(data).sheets[0].rows
    head, columns = _columns(rows)
    if len(rows) - head - 1 > MOST:
        raise TooLong()
    found: list[ListRow] = []
    for number, cells in enumerate(rows[head + 1 :], start=head + 2):
        given = {name: cells[at] for name, at in columns.items() if at < len(cells)}
        found.append(_judged(desk, number, given, practice_id, found, today))
    return found


def _columns(rows: Sequence[sheet.Row]) -> tuple[int, dict[str, int]]:
    """The row that heads the columns, among the first twenty, and where each column of ours stands."""
    headings = resources.table("caseload/referral_list.toml")["headings"]
    meant = {_squeezed(word): name for name, words in headings.items() for word in words}
    for number, row in enumerate(rows[:20]):
        columns: dict[str, int] = {}
        for at, cell in enumerate(row):
            name = meant.get(_squeezed(_text(cell)))
            if name is not None:
                columns.setdefault(name, at)
        if {"surname", "name"} & columns.keys() and len(columns) > 1:
            return number, columns
    raise NotAList()


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def _text(value: Value) -> str:
    if isinstance(value, date):
        return as_typed.shown(value)
    return "" if value is None or not isinstance(value, str) else value.strip()


def _judged(
    desk: Desk,
    number: int,
    given: Mapping[str, Value],
    practice_id: UUID | None,
    before: Sequence[ListRow],
    today: date,
) -> ListRow:
    reasons: list[str] = []
    said = _text(given.get("reasons"))
    agreed = _agreed(_text(given.get("agreed")))
    client = ClientDraft(
        *_name(given),
        born_on=_day(given.get("born_on"), reasons, today, birth=True),
        ni_number=_text(given.get("ni_number")) or None,
        chi_number=_text(given.get("chi_number")) or None,
        address=_text(given.get("address")),
        postcode=_text(given.get("postcode")) or None,
        phone=_text(given.get("phone")) or None,
        practice_id=practice_id,
        contact_warning=_text(given.get("contact_warning")) or None,
    )
    draft = ReferralDraft(
        client,
        _day(given.get("received_on"), reasons, today) or today,
        "gp" if _text(given.get("referrer_name")).lower().startswith("dr") else "other",
        (_reason(said),),
        matter=said,
        referrer_name=_text(given.get("referrer_name")),
        agreed=agreed,
        deadline_on=_day(given.get("deadline_on"), reasons, today),
        deadline_for=said or "As the practice's list says",
    )
    if draft.deadline_on is None:
        draft = replace(draft, deadline_for="")
    row = ListRow(number, Fate.NEW, draft, tuple(reasons), said=said)
    if all(sheet.is_empty(value) for value in given.values()):
        return replace(row, fate=Fate.BLANK)
    wrong = [str(one) for one in clients.problems_in(client, today=today)]
    if draft.received_on > today:
        wrong.append("It is dated in the future.")
    if agreed is False:
        wrong.append("The patient did not agree, so the referral is not opened.")
    if wrong or reasons:
        return replace(row, fate=Fate.REFUSED, reasons=(*reasons, *wrong))
    if twice := _twice(desk, row, before):
        return replace(row, fate=Fate.TWICE, reasons=(twice,))
    alike = tuple(referrals.alike(desk, client))
    if alike and _referred_that_day(desk, [one.id for one in alike], draft.received_on):
        return replace(row, fate=Fate.TWICE, reasons=("Referred on that day already.",), alike=alike)
    if agreed is None:
        return replace(row, fate=Fate.ASK, alike=alike, reasons=("It does not say that they agreed.",))
    if alike:
        why = " and ".join(alike[0].reasons)
        return replace(
            row, fate=Fate.KNOWN, alike=alike, reasons=(f"{alike[0].name} is a client with {why}.",)
        )
    return row


def _name(given: Mapping[str, Value]) -> tuple[str, str]:
    """Surname and forenames, from their own columns or from one: "Reid, Callum" and "Callum Reid" alike."""
    surname, forenames = _text(given.get("surname")), _text(given.get("forenames"))
    whole = _text(given.get("name"))
    if surname or not whole:
        return surname, forenames
    if "," in whole:
        last, _, first = whole.partition(",")
        return last.strip(), first.strip()
    first, _, last = whole.rpartition(" ")
    return last.strip(), first.strip()


def _agreed(typed: str) -> bool | None:
    word = typed.lower().strip(". ")
    return True if word in _SAY_YES else False if word in _SAY_NO else None


def _day(value: Value, reasons: list[str], today: date, *, birth: bool = False) -> date | None:
    if isinstance(value, date):
        return value
    typed = _text(value)
    if not typed:
        return None
    read = as_typed.read_birth_date if birth else as_typed.read_date
    found = read(typed, today=today)
    if isinstance(found, Problem):
        reasons.append(str(found))
        return None
    return found


def _reason(said: str) -> str:
    words = resources.table("caseload/referral_list.toml")["reasons"]
    text = f"{said.lower()} "
    return next((code for code, parts in words.items() if any(part in text for part in parts)), "other")


def _twice(desk: Desk, row: ListRow, before: Sequence[ListRow]) -> str:
    theirs = _same(row)
    for other in before:
        if other.fate not in (Fate.BLANK, Fate.REFUSED) and _same(other) == theirs:
            return f"The same person stands in row {other.row}."
    return ""


def _same(row: ListRow) -> tuple[str, date | None]:
    client = row.draft.client
    return names.fold(f"{client.surname} {client.forenames}"), client.born_on


def _referred_that_day(desk: Desk, people: Sequence[UUID], on: date) -> bool:
    with desk.look() as look:
        found = select(Referral.id).where(Referral.person_id.in_(people), Referral.received_on == on)
        return look.scalars(found.limit(1)).first() is not None


def take_list(
    desk: Desk, rows: Sequence[ListRow], said: Mapping[int, Any], *, today: date
) -> tuple[Changes, list[int]]:
    """Take the rows the advisor chose, each whole. ``said``: by row, "new", a client's id, or nothing.

    "new" and an id are also the advisor's word that the patient agreed. Returns what changed and the rows
    that were refused in the end, with the others taken.
    """
    kinds: set[str] = set()
    left: list[int] = []
    for row in rows:
        word = said.get(row.row)
        if word is None or not row.can_be_taken:
            continue
        draft = replace(row.draft, agreed=True, client_id=word if isinstance(word, UUID) else None)
        try:
            kinds |= referrals.take_referral(desk, draft, today=today).kinds
        except Problems:
            left.append(row.row)
    return Changes(frozenset(kinds)), left
