"""The agency, its practices, its advisors and the bodies it writes to: what is set once and used everywhere.

Each choice is dated: the newest one not after the day asked about is the one that holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.service import Advisor, Funding, ListSize, Organisation, Practice, Setting
from welfare_desk.rules import money
from welfare_desk.rules.evaluation import Staff

STAFF_KINDS = ("in_house", "external", "volunteer")
FUNDING_KINDS = ("local_authority", "hscp", "other", "in_kind")


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency as letters and reports name it."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    registration: tuple[str, ...] = ()  # charity number, FCA, accreditation: printed as entered
    may_hold_health_statistics: bool = False
    accuracy_check_needed: bool = True
    complaints: str = ""  # to whom a complaint goes, as a sentence would end
    privacy: str = ""  # where the privacy notice is

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Agency:
        known = {key: value[key] for key in cls.__dataclass_fields__ if key in value}
        return replace(cls(**known), registration=tuple(known.get("registration", ())))


@dataclass(frozen=True, slots=True)
class PracticeDraft:
    name: str
    address: str = ""
    phone: str = ""
    room: str = ""
    session_weekday: int | None = None  # Monday is 0
    session_starts: time | None = None
    session_ends: time | None = None
    session_every: str | None = None  # a key of session_pattern.EVERY
    locality: str = ""


@dataclass(frozen=True, slots=True)
class ListSizeRow:
    """How many patients a practice had on a day."""

    id: UUID
    on: date
    patients: int


@dataclass(frozen=True, slots=True)
class PracticeRow:
    id: UUID
    draft: PracticeDraft
    organisation_id: UUID | None

    @property
    def name(self) -> str:
        return self.draft.name


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A named body somebody can be asked whether we may send to."""

    id: UUID
    name: str
    kind: str
    address: str
    postcode: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class AdvisorRow:
    id: UUID
    name: str
    initials: str
    role: str


@dataclass(frozen=True, slots=True)
class FundingDraft:
    funder: str
    kind: str
    from_on: date
    to_on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class FundingRow:
    id: UUID
    draft: FundingDraft


def setting(look: Session, key: str, *, on: date) -> Mapping[str, Any]:
    """The choice that holds on a day; empty where none was made."""
    found = look.scalars(
        select(Setting)
        .where(Setting.key == key, Setting.from_on <= on)
        .order_by(Setting.from_on.desc())
        .limit(1)
    ).first()
    return found.value if found else {}


def keep_setting(work: Work, key: str, value: Mapping[str, Any], *, today: date) -> Setting:
    kept = work.session.scalars(
        select(Setting).where(Setting.key == key, Setting.from_on == today)
    ).one_or_none()
    if kept is None:
        kept = work.add(Setting(key=key, from_on=today))
    kept.value = dict(value)
    return kept


def agency(desk: Desk, *, on: date) -> Agency:
    with desk.look() as look:
        return Agency.of(setting(look, "agency", on=on))


def change_agency(desk: Desk, details: Agency, *, today: date) -> Changes:
    """Set how the agency is named from today on. Raises Problems where there is no name."""
    if not details.name.strip():
        raise Problems([Problem("name", "The agency needs a name.", "Letters carry it.")])
    with desk.unit_of_work() as work:
        keep_setting(work, "agency", asdict(details), today=today)
        work.commit()
        return Changes.of(None, "settings")


def advisors(desk: Desk) -> list[AdvisorRow]:
    with desk.look() as look:
        return [
            AdvisorRow(one.id, one.name, one.initials, one.role)
            for one in look.scalars(
                select(Advisor).where(Advisor.left_on.is_(None)).order_by(Advisor.name, Advisor.id)
            )
        ]


def practices(desk: Desk) -> list[PracticeRow]:
    with desk.look() as look:
        bodies = {
            body.practice_id: body.id
            for body in look.scalars(select(Organisation).where(Organisation.practice_id.is_not(None)))
        }
        return [
            PracticeRow(
                one.id,
                PracticeDraft(
                    one.name,
                    one.address,
                    one.phone or "",
                    one.room or "",
                    one.session_weekday,
                    one.session_starts,
                    one.session_ends,
                    one.session_every,
                    one.locality or "",
                ),
                bodies.get(one.id),
            )
            for one in look.scalars(select(Practice).order_by(Practice.name))
        ]


def known_practice(work: Work, name: str) -> Practice:
    """The practice of this name, made where it is new, and the same as a body letters can be copied to."""
    name = " ".join(name.split())
    if not name:
        raise Problems([Problem("name", "The practice needs a name.")])
    practice = work.session.scalars(select(Practice).where(Practice.name == name)).one_or_none()
    if practice is None:
        practice = work.add(Practice(name=name, terms={}))
        work.session.flush()
        work.add(Organisation(name=name, kind="practice", practice_id=practice.id))
        work.session.flush()
    return practice


def keep_practice(work: Work, draft: PracticeDraft) -> Practice:
    """A practice with its address, room and session times."""
    practice = known_practice(work, draft.name)
    body = work.session.scalars(select(Organisation).where(Organisation.practice_id == practice.id)).first()
    practice.address, practice.phone, practice.room = draft.address, draft.phone or None, draft.room or None
    practice.session_weekday = draft.session_weekday
    practice.session_starts, practice.session_ends = draft.session_starts, draft.session_ends
    practice.session_every = draft.session_every
    practice.locality = " ".join(draft.locality.split()) or None
    if body is not None:
        body.address = draft.address
    return practice


def change_practice(desk: Desk, draft: PracticeDraft, *, practice_id: UUID | None = None) -> Changes:
    """Add a practice or change the one of that name. Raises Problems.

    With ``practice_id`` it is that practice, which may be given another name so.
    """
    with desk.unit_of_work() as work:
        if practice_id is not None:
            _rename(work, practice_id, draft.name)
        practice = keep_practice(work, draft)
        work.commit()
        return Changes.of(practice, "practices")


def _rename(work: Work, practice_id: UUID, name: str) -> None:
    """Give a practice, and the body letters are copied to, another name; what was issued keeps the old."""
    name = " ".join(name.split())
    practice = work.get(Practice, practice_id)
    if not name or practice.name == name:
        return  # an empty name is refused where the rest is kept
    taken = select(Practice.id).where(Practice.name == name, Practice.id != practice_id)
    if work.session.scalars(taken).first() is not None:
        raise Problems([Problem("name", "There is another practice of that name.")])
    for body in work.session.scalars(select(Organisation).where(Organisation.practice_id == practice_id)):
        body.name = name
    practice.name = name
    work.session.flush()


def add_list_size(desk: Desk, practice_id: UUID, patients: int, *, on: date, today: date) -> Changes:
    """Record how many patients a practice has on a day; the same day's is corrected. Raises Problems."""
    wrong = []
    if patients < 0:
        wrong.append(Problem("patients", "A list cannot be smaller than nothing."))
    if on > today:
        wrong.append(Problem("list_on", "That day has not come yet."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        size = work.session.scalars(
            select(ListSize).where(ListSize.practice_id == practice_id, ListSize.on == on)
        ).first()
        if size is None:
            size = work.add(ListSize(practice_id=practice_id, on=on))
        size.patients = patients
        work.commit()
        return Changes.of(size, "practices")


def list_sizes(desk: Desk, practice_id: UUID) -> list[ListSizeRow]:
    """What is known of a practice's size, the newest first."""
    with desk.look() as look:
        return [
            ListSizeRow(one.id, one.on, one.patients)
            for one in look.scalars(
                select(ListSize).where(ListSize.practice_id == practice_id).order_by(ListSize.on.desc())
            )
        ]


def recipients(desk: Desk, *, typed: str = "") -> list[RecipientRow]:
    """The recipient book, by name."""
    statement = (
        select(Organisation)
        .where(Organisation.retired_on.is_(None))
        .order_by(Organisation.name, Organisation.id)
    )
    if typed.strip():
        part = typed.strip()
        statement = statement.where(
            or_(
                Organisation.name.icontains(part, autoescape=True),
                Organisation.address.icontains(part, autoescape=True),
            )
        )
    with desk.look() as look:
        return [recipient_row(body) for body in look.scalars(statement)]


def recipient_row(body: Organisation) -> RecipientRow:
    return RecipientRow(body.id, body.name, body.kind, body.address, body.postcode, body.code)


def keep_recipient(
    work: Work,
    name: str,
    kind: str,
    *,
    address: str = "",
    postcode: str | None = None,
    code: str | None = None,
) -> Organisation:
    if not name.strip():
        raise Problems([Problem("name", "The body needs a name.")])
    return work.add(Organisation(name=name.strip(), kind=kind, address=address, postcode=postcode, code=code))


def add_recipient(
    desk: Desk, name: str, kind: str, *, address: str = "", postcode: str | None = None
) -> Changes:
    """Add a named body to the recipient book. Raises Problems."""
    with desk.unit_of_work() as work:
        body = keep_recipient(work, name, kind, address=address, postcode=postcode)
        work.commit()
        return Changes.of(body, "recipients")


def funding(desk: Desk) -> list[FundingRow]:
    with desk.look() as look:
        return [
            FundingRow(
                one.id,
                FundingDraft(
                    one.funder, one.kind, one.from_on, one.to_on, money.from_pence(one.amount_pence)
                ),
            )
            for one in look.scalars(select(Funding).order_by(Funding.from_on.desc(), Funding.funder))
        ]


def add_funding(desk: Desk, draft: FundingDraft) -> Changes:
    """Record what a funder pays for a span of days. Raises Problems."""
    wrong = []
    if draft.kind not in FUNDING_KINDS:
        wrong.append(Problem("kind", "Choose what kind of funder this is."))
    if draft.to_on < draft.from_on:
        wrong.append(Problem("to_on", "The funding ends before it begins."))
    if draft.amount < 0:
        wrong.append(Problem("amount", "Funding cannot be less than nothing."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        row = work.add(
            Funding(
                funder=draft.funder,
                kind=draft.kind,
                from_on=draft.from_on,
                to_on=draft.to_on,
                amount_pence=money.pence(draft.amount),
            )
        )
        work.commit()
        return Changes.of(row, "settings", "gains")


def take_funding_away(desk: Desk, funding_id: UUID) -> Changes:
    """A sum that was entered by mistake goes; what a closed period divided by stays with its closing."""
    with desk.unit_of_work() as work:
        work.session.delete(work.get(Funding, funding_id))
        work.commit()
        return Changes.of(None, "settings", "gains")


def staff_lines(value: Mapping[str, Any]) -> list[Staff]:
    """The staff of a setting, as rules take them."""
    return [
        Staff(
            row["name"],
            Decimal(row["fte"]),
            row["kind"],
            date.fromisoformat(row["from_on"]),
            date.fromisoformat(row["to_on"]) if row.get("to_on") else None,
        )
        for row in value.get("lines", ())
    ]


def staff(desk: Desk, *, on: date) -> list[Staff]:
    """Whose time the service has, as it was written down by a day."""
    with desk.look() as look:
        return staff_lines(setting(look, "staff", on=on))


def add_staff(desk: Desk, one: Staff, *, today: date) -> Changes:
    """Write down somebody's time beside the others'. Raises Problems."""
    return change_staff(desk, [*staff(desk, on=today), one], today=today)


def take_staff_away(desk: Desk, one: Staff, *, today: date) -> Changes:
    """A line of somebody's time that was entered by mistake goes."""
    left = staff(desk, on=today)
    left.remove(one)
    return change_staff(desk, left, today=today)


def change_staff(desk: Desk, lines: Sequence[Staff], *, today: date) -> Changes:
    """Write down whose time the service has, each from and to a day. Raises Problems."""
    wrong = []
    for one in lines:
        if not one.name.strip():
            wrong.append(Problem("name", "Say whose time it is.", 'A post will do: "advisor, Millbank".'))
        if not 0 < one.fte <= 1:
            wrong.append(Problem("fte", "A full week is 1; half of one is 0.5."))
        if one.kind not in STAFF_KINDS:
            wrong.append(Problem("kind", "Choose in-house, external or volunteer."))
        if one.to_on is not None and one.to_on < one.from_on:
            wrong.append(Problem("to_on", "The time ends before it begins."))
    if wrong:
        raise Problems(wrong)
    told = [
        {
            "name": one.name.strip(),
            "fte": str(one.fte),
            "kind": one.kind,
            "from_on": one.from_on.isoformat(),
            "to_on": one.to_on.isoformat() if one.to_on else None,
        }
        for one in lines
    ]
    with desk.unit_of_work() as work:
        keep_setting(work, "staff", {"lines": told}, today=today)
        work.commit()
        return Changes.of(None, "settings", "gains")
