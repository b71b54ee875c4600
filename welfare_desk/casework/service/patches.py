"""Patches: the homes one worker goes round, what each attempt came to, and whom people were told of.

A patch holds addresses, never a name and never a client: nobody who opens it learns who has a case.
Whoever wants advice is referred in the usual way. When a patch ends its words go and its figures stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session as Look

from welfare_desk.casework.caseload import sheet
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.service.link_results import keep_result
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.community import Service
from welfare_desk.records.patches import Patch, PatchHome, PatchOnward, PatchVisit
from welfare_desk.records.service import Advisor, Practice
from welfare_desk.rules import address_list, as_typed, patches
from welfare_desk.rules.address_list import Fate, Home, Line
from welfare_desk.rules.links import POSSIBLE
from welfare_desk.rules.patches import ANSWERS, HOW, ISSUES, Onward, PatchFigures, Try

MOST = 2_000  # addresses in one list: a worker's patch is 120 to 150
MOST_CARERS = 20
TO = {"us": "Our own advice", "practice": "The practice", "service": "A local service"}


class TooLong(DeskError):
    sentence = f"This list has more than {MOST:,} rows."
    hint = "One worker's patch is 120 to 150 homes: give each patch its own list."


class HasVisits(DeskError):
    sentence = "Visits are recorded for this address."
    hint = "Record that nobody lives there; it is then left out of the figures."


class WantsNoVisits(DeskError):
    sentence = "This home asked for no more visits."
    hint = "If they have asked you to come again, say so when you record it."


@dataclass(frozen=True, slots=True)
class PatchDraft:
    """``week``: how much of a full week goes into it, from above 0 to 1."""

    name: str
    advisor_id: UUID | None = None
    practice_id: UUID | None = None
    week: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class PatchRow:
    id: UUID
    draft: PatchDraft
    advisor: str
    practice: str
    from_on: date
    ended_on: date | None
    homes: int

    @property
    def name(self) -> str:
        return self.draft.name


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """One attempt. ``again_on``: when they asked us to come; ``asked_us``: they want visits after all."""

    on: date
    how: str = "door"
    answer: str = ""
    issues: tuple[str, ...] = ()
    carers: int = 0
    young_carers: int = 0
    note: str = ""
    again_on: date | None = None
    asked_us: bool = False


@dataclass(frozen=True, slots=True)
class VisitRow:
    id: UUID
    on: date
    how: str
    answer: str
    issues: tuple[str, ...]
    carers: int
    young_carers: int
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class OnwardDraft:
    """``agreed``: they agreed that their details are passed; without it nobody is referred."""

    to: str
    kind: str
    how: str
    service_id: UUID | None = None
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class OnwardRow:
    id: UUID
    to: str
    service: str | None
    kind: str
    how: str
    on: date
    result: str | None
    because: str

    @property
    def possible(self) -> tuple[str, ...]:
        return POSSIBLE[self.how]


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One home in the order one walks."""

    id: UUID
    address: str
    postcode: str | None
    warning: str
    again_on: date | None
    state: str  # a key of rules.patches.STATES
    visits: tuple[VisitRow, ...]  # the newest first
    onward: tuple[OnwardRow, ...]

    @property
    def last_on(self) -> date | None:
        return self.visits[0].on if self.visits else None

    @property
    def young_carers(self) -> int:
        return max((one.young_carers for one in self.visits), default=0)

    @property
    def carers(self) -> int:
        return max((one.carers for one in self.visits), default=0)


# The patch itself -------------------------------------------------------------------------------------


def keep_patch(desk: Desk, draft: PatchDraft, *, today: date, patch_id: UUID | None = None) -> Changes:
    """Begin a patch or change one. Raises Problems."""
    wrong = []
    name = " ".join(draft.name.split())
    if not name:
        wrong.append(Problem("name", "The patch needs a name.", "Its streets, or the practice's part of it."))
    if not 0 < draft.week <= 1 or draft.week != draft.week.quantize(Decimal("0.01")):
        wrong.append(Problem("week", "A full week is 1; half of one is 0.5."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        taken = select(Patch.id).where(Patch.name == name)
        if any(id != patch_id for id in work.session.scalars(taken)):
            raise Problems([Problem("name", "There is another patch of that name.")])
        row = work.get(Patch, patch_id) if patch_id else work.add(Patch(from_on=today))
        row.name, row.advisor_id, row.practice_id = name, draft.advisor_id, draft.practice_id
        row.week_hundredths = int(draft.week * 100)
        work.commit()
        return Changes.of(row, "patches")


def end_patch(desk: Desk, patch_id: UUID, *, today: date) -> Changes:
    """Nobody goes round it any more: addresses, warnings and notes go for good, the figures stay."""
    with desk.unit_of_work() as work:
        patch = work.get(Patch, patch_id)
        patch.ended_on = today
        homes = work.session.scalars(select(PatchHome).where(PatchHome.patch_id == patch_id)).all()
        for number, home in enumerate(sorted(homes, key=lambda one: one.walk), start=1):
            home.address, home.postcode, home.warning, home.again_on = f"Home {number}", None, "", None
            home.key, home.walk = f"home {number}", f"{number:06}"
        for visit in work.session.scalars(_of(PatchVisit, patch_id)):
            visit.note = ""
        for onward in work.session.scalars(_of(PatchOnward, patch_id)):
            onward.because = ""
        work.commit()
        return Changes.of(patch, "patches")


def _of(table: type[PatchVisit] | type[PatchOnward], patch_id: UUID):  # type: ignore[no-untyped-def]
    homes = select(PatchHome.id).where(PatchHome.patch_id == patch_id)
    return select(table).where(table.home_id.in_(homes)).order_by(table.on, table.id)


def patches_of(desk: Desk) -> list[PatchRow]:
    """Every patch by name; those that ended come last."""
    homes = select(func.count()).where(PatchHome.patch_id == Patch.id).scalar_subquery()
    with desk.look() as look:
        rows = look.execute(
            select(Patch, Advisor.name, Practice.name, homes)
            .outerjoin(Advisor, Advisor.id == Patch.advisor_id)
            .outerjoin(Practice, Practice.id == Patch.practice_id)
            .order_by(Patch.ended_on.is_not(None), Patch.name, Patch.id)
        )
        return [_patch_row(*row) for row in rows]


def _patch_row(patch: Patch, advisor: str | None, practice: str | None, homes: int) -> PatchRow:
    week = Decimal(patch.week_hundredths) / 100
    draft = PatchDraft(patch.name, patch.advisor_id, patch.practice_id, week)
    return PatchRow(patch.id, draft, advisor or "", practice or "", patch.from_on, patch.ended_on, homes)


# Addresses --------------------------------------------------------------------------------------------


def read_addresses(desk: Desk, patch_id: UUID, data: bytes) -> list[Line]:
    """Every row of a CSV file, a workbook's first sheet or a pasted list, judged; nothing is kept.

    Raises CannotRead, TooLong.
    """
    rows = sheet.open_book(data).sheets[0].rows
    if len(rows) > MOST:
        raise TooLong()
    with desk.look() as look:
        there = select(PatchHome.address, PatchHome.postcode).where(PatchHome.patch_id == patch_id)
        known = [Home(*row) for row in look.execute(there)]
    return address_list.read([[_text(cell) for cell in row] for row in rows], known)


def _text(value: sheet.Value) -> str:
    if isinstance(value, date):  # a spreadsheet took a flat such as 1/2 for a day
        return f"{value.day}/{value.month}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if isinstance(value, str) else ""


def add_homes(desk: Desk, patch_id: UUID, lines: Sequence[Line]) -> Changes:
    """Take the new addresses of a list into the patch; what is there already is left as it is."""
    with desk.unit_of_work() as work:
        patch = work.get(Patch, patch_id)
        if patch.ended_on is not None:
            raise Problems([Problem("", "This patch has ended.", "Begin a new one.")])
        known = set(work.session.scalars(select(PatchHome.key).where(PatchHome.patch_id == patch_id)))
        for line in lines:
            if line.fate is Fate.NEW and line.home.key not in known:
                known.add(line.home.key)
                work.add(
                    PatchHome(
                        patch_id=patch_id,
                        address=line.home.address,
                        postcode=line.home.postcode,
                        key=line.home.key,
                        walk=line.home.walk,
                        warning="",
                    )
                )
        work.commit()
        return Changes.of(patch, "patches")


def warn(desk: Desk, home_id: UUID, warning: str) -> Changes:
    """What whoever goes there next has to know: a dog, two together. Said to everybody who goes there."""
    with desk.unit_of_work() as work:
        home = work.get(PatchHome, home_id)
        home.warning = as_typed.tidy(warning)
        work.commit()
        return Changes.of(home, "patches")


def take_home_away(desk: Desk, home_id: UUID) -> Changes:
    """An address that came in by mistake goes. Raises HasVisits."""
    with desk.unit_of_work() as work:
        home = work.get(PatchHome, home_id)
        for table in (PatchVisit, PatchOnward):
            if work.session.scalars(select(table.id).where(table.home_id == home_id).limit(1)).first():
                raise HasVisits()
        work.session.execute(delete(PatchHome).where(PatchHome.id == home.id))
        work.commit()
        return Changes.of(None, "patches")


# Visits and referrals on ------------------------------------------------------------------------------


def problems_in(draft: VisitDraft, *, today: date) -> list[Problem]:
    found = []
    if draft.how not in HOW:
        found.append(Problem("how", "Choose how you tried."))
    if draft.answer not in ANSWERS:
        found.append(Problem("answer", "Choose what came of it."))
    if draft.on > today:
        found.append(Problem("on", "That day has not come yet."))
    if strange := set(draft.issues) - set(ISSUES):
        found.append(Problem("issues", f"{sorted(strange)[0]} is not on the list."))
    for name, number in (("carers", draft.carers), ("young_carers", draft.young_carers)):
        if not 0 <= number <= MOST_CARERS:
            found.append(Problem(name, "That is more than one home holds."))
    met = draft.answer in ("spoken", "later")
    if draft.answer in ANSWERS and not met and (draft.issues or draft.carers or draft.young_carers):
        found.append(Problem("answer", "Nobody spoke with you, so nobody told you this."))
    if draft.again_on is not None and draft.again_on < draft.on:
        found.append(Problem("again_on", "That day is before the visit."))
    return found


def record_visit(desk: Desk, home_id: UUID, draft: VisitDraft, *, today: date) -> Changes:
    """One attempt to speak with a home. Raises Problems, WantsNoVisits."""
    if problems := problems_in(draft, today=today):
        raise Problems(problems)
    with desk.unit_of_work() as work:
        home = work.get(PatchHome, home_id)
        before = work.session.execute(
            select(PatchVisit.on, PatchVisit.answer)
            .where(PatchVisit.home_id == home_id, PatchVisit.on <= draft.on)
            .order_by(PatchVisit.on, PatchVisit.id)
        )
        if patches.state((on, answer) for on, answer in before) == "declined" and not draft.asked_us:
            raise WantsNoVisits()
        work.add(
            PatchVisit(
                home_id=home_id,
                advisor_id=desk.advisor.id,
                on=draft.on,
                how=draft.how,
                answer=draft.answer,
                issues=list(draft.issues),
                carers=draft.carers,
                young_carers=draft.young_carers,
                note=draft.note.strip(),
            )
        )
        home.again_on = draft.again_on
        work.commit()
        return Changes.of(home, "patches")


def take_visit_away(desk: Desk, visit_id: UUID) -> Changes:
    """A visit entered by mistake goes; that it was there stays in the history."""
    with desk.unit_of_work() as work:
        visit = work.get(PatchVisit, visit_id)
        home_id = visit.home_id
        work.session.delete(visit)
        work.commit()
        return Changes.of(home_id, "patches")


def send_onward(desk: Desk, home_id: UUID, draft: OnwardDraft, *, today: date) -> Changes:
    """They were told of help, referred to it or taken there. Raises Problems."""
    wrong = []
    if draft.to not in TO:
        wrong.append(Problem("to", "Choose to whom."))
    if draft.kind not in ISSUES:
        wrong.append(Problem("kind", "Choose what it is about."))
    if not POSSIBLE.get(draft.how):
        wrong.append(Problem("how", "Choose how they were linked."))
    if draft.how == "referred" and not draft.agreed:
        hint = "Ask them first, or tell them about it instead."
        wrong.append(Problem("agreed", "Details are passed only when they agree.", hint))
    if draft.to == "service" and draft.service_id is None:
        wrong.append(Problem("service_id", "Choose the service."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        home = work.get(PatchHome, home_id)
        work.add(
            PatchOnward(
                home_id=home_id,
                service_id=draft.service_id if draft.to == "service" else None,
                to=draft.to,
                kind=draft.kind,
                how=draft.how,
                on=today,
                agreed_on=today if draft.how == "referred" else None,
            )
        )
        work.commit()
        return Changes.of(home, "patches")


def onward_result(
    desk: Desk, onward_id: UUID, result: str | None, *, because: str = "", today: date
) -> Changes:
    """What came of it; None where it is open again. Raises Problems."""
    with desk.unit_of_work() as work:
        row = work.get(PatchOnward, onward_id)
        keep_result(row, result, because, today)
        work.commit()
        return Changes.of(row.home_id, "patches")


# Reading ----------------------------------------------------------------------------------------------


def homes(desk: Desk, patch_id: UUID) -> list[HomeRow]:
    """Every home of a patch in the order one walks, with its attempts, the newest first."""
    with desk.look() as look:
        found = look.scalars(select(PatchHome).where(PatchHome.patch_id == patch_id))
        rows = sorted(found, key=lambda one: (one.walk, one.id))  # here: each server sorts words its own way
        names = dict(look.execute(select(Advisor.id, Advisor.name)).all())
        services = dict(look.execute(select(Service.id, Service.name)).all())
        visits: dict[UUID, list[VisitRow]] = {row.id: [] for row in rows}
        for one in look.scalars(_of(PatchVisit, patch_id)):
            by = names.get(one.advisor_id, "") if one.advisor_id else ""
            told = tuple(one.issues), one.carers, one.young_carers, one.note, by
            visits[one.home_id].append(VisitRow(one.id, one.on, one.how, one.answer, *told))
        onward: dict[UUID, list[OnwardRow]] = {row.id: [] for row in rows}
        for sent in look.scalars(_of(PatchOnward, patch_id)):
            name = services.get(sent.service_id) if sent.service_id else None
            said = sent.kind, sent.how, sent.on, sent.result, sent.because
            onward[sent.home_id].append(OnwardRow(sent.id, sent.to, name, *said))
    return [
        HomeRow(
            row.id,
            row.address,
            row.postcode,
            row.warning,
            row.again_on,
            patches.state((one.on, one.answer) for one in visits[row.id]),
            tuple(reversed(visits[row.id])),
            tuple(reversed(onward[row.id])),
        )
        for row in rows
    ]


def figures(desk: Desk, patch_id: UUID | None, *, from_on: date, to_on: date) -> PatchFigures:
    """What a span of days came to, in one patch or in all of them; worked out from the entries."""
    with desk.look() as look:
        wanted = select(Patch).where(Patch.from_on <= to_on)
        if patch_id is not None:
            wanted = wanted.where(Patch.id == patch_id)
        found = look.scalars(wanted).all()
        ids = [one.id for one in found if one.ended_on is None or one.ended_on >= from_on]
        of_them = select(PatchHome.id).where(PatchHome.patch_id.in_(ids))
        everyone = [str(id) for id in look.scalars(of_them)]
        tries = _tries(look, ids, to_on)
        onward = [
            Onward(str(home), kind, how, result)
            for home, kind, how, result in look.execute(
                select(PatchOnward.home_id, PatchOnward.kind, PatchOnward.how, PatchOnward.result).where(
                    PatchOnward.home_id.in_(of_them), PatchOnward.on >= from_on, PatchOnward.on <= to_on
                )
            )
        ]
        workers = sum((one.week_hundredths for one in found if one.id in set(ids)), 0)
    before = [one for one in tries if one.on < from_on]
    within = [one for one in tries if one.on >= from_on]
    return patches.figures(everyone, before, within, onward, Decimal(workers) / 100)


def _tries(look: Look, patch_ids: Sequence[UUID], to_on: date) -> list[Try]:
    rows = look.scalars(
        select(PatchVisit)
        .join(PatchHome, PatchHome.id == PatchVisit.home_id)
        .where(PatchHome.patch_id.in_(patch_ids), PatchVisit.on <= to_on)
        .order_by(PatchVisit.on, PatchVisit.id)
    )
    return [
        Try(str(one.home_id), one.on, one.how, one.answer, tuple(one.issues), one.carers, one.young_carers)
        for one in rows
    ]
