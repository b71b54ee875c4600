"""What the desk knows of a case, gathered for a letter: its decision and last day, meetings, awards, debts.

What may be said of it is the letters room's; who may be told, the gate's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session as Look
from sqlalchemy.orm import aliased

from welfare_desk import resources
from welfare_desk.casework.debt.debts import kind_name
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.letters import matter as paper
from welfare_desk.records.cases import Case, KeyDate, Notice, Task
from welfare_desk.records.debts import Budget, Offer, OfferShare
from welfare_desk.records.money import Debt, DebtBalance, Gain
from welfare_desk.records.people import Address, Person
from welfare_desk.records.service import Meeting, Practice, Session
from welfare_desk.rules import days, money

_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_PAID = {
    "one_off": "once",
    "annual": "a year",
    "four_weekly": "every four weeks",
    "half_yearly": "each half-year",
}
COMING = ("booked", "waiting")


def lines(address: str, postcode: str | None = None) -> tuple[str, ...]:
    """An address as it goes on an envelope."""
    return tuple(line.strip() for line in (*address.splitlines(), postcode or "") if line.strip())


def safe_address(look: Look, person_id: UUID) -> tuple[str, ...]:
    """Where a client may be written to: the address they chose for post, else where they live."""
    rows = look.scalars(
        select(Address).where(
            Address.person_id == person_id,
            Address.to_on.is_(None),
            Address.may_write_here.is_not(False),
            Address.kind != "none",
        )
    ).all()
    rows = sorted(rows, key=lambda row: (not row.may_write_here, row.kind == "home", -row.id.int))
    # A postcode alone is no address to post to.
    return next((lines(row.lines, row.postcode) for row in rows if row.lines.strip()), ())


def practice_of(practice: Practice | None) -> paper.Practice:
    if practice is None:
        return paper.Practice()
    return paper.Practice(
        practice.name,
        lines(practice.address),
        practice.phone or "",
        practice.room or "",
        _session_words(practice),
    )


def _session_words(practice: Practice) -> str:
    if practice.session_weekday is None:
        return ""
    day = _WEEKDAYS[practice.session_weekday]
    if practice.session_starts is None or practice.session_ends is None:
        return day
    first, last = (f"{at.hour}:{at.minute:02}" for at in (practice.session_starts, practice.session_ends))
    return f"{day}, {first} to {last}"


def matter_of(
    look: Look,
    person: Person,
    case: Case | None,
    *,
    answers: Sequence[str],
    about: Mapping[str, Any],
    today: date,
) -> paper.Matter:
    """The facts of the case a letter is about. ``answers`` are the events it can answer, ``about`` what
    the advisor chose: the notice, the debt."""
    meeting, missed = _meetings(look, person, today)
    if case is None:
        return paper.Matter(
            meeting=meeting, missed=missed, last_days=_last_days(look, _open_cases(look, person))
        )
    notice = _notice(look, case, answers, about.get("notice"))
    debts = _debts(look, case)
    chosen = about.get("debt")
    debt = next((debt for id, debt in debts if str(id) == chosen), None)
    return paper.Matter(
        reference=case.reference,
        route=case.route or "",
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        outcome=case.closed_because or "",
        decision=_decision(notice),
        last_day=_last_day_of(look, notice),
        last_days=_last_days(look, [case.id]),
        meeting=meeting,
        missed=missed,
        awards=_awards(look, case),
        to_do=tuple(
            paper.ToDo(task.what, task.due_on)
            for task in look.scalars(select(Task).where(Task.case_id == case.id, Task.done_on.is_(None)))
        ),
        debt=debt,
        debts=tuple(debt for _, debt in debts),
    )


def _open_cases(look: Look, person: Person) -> list[UUID]:
    return list(look.scalars(select(Case.id).where(Case.person_id == person.id, Case.closed_on.is_(None))))


def notices_of(look: Look, case_id: UUID, answers: Sequence[str]) -> list[Notice]:
    """The decision letters of a case that a letter of this kind can answer, the newest first."""
    statement = select(Notice).where(Notice.case_id == case_id, Notice.event.in_(answers))
    return list(look.scalars(statement.order_by(Notice.event_on.desc(), Notice.id.desc())))


def _notice(look: Look, case: Case, answers: Sequence[str], chosen: str | None) -> Notice | None:
    found = notices_of(look, case.id, answers)
    return next((one for one in found if str(one.id) == chosen), found[0] if found else None)


def notice_words(notice: Notice) -> str:
    """What a notice is, in the words of the routes: "Decision sent"."""
    return resources.routes().event_words.get(notice.event, notice.event.replace("_", " ").capitalize())


def _decision(notice: Notice | None) -> paper.Decision | None:
    return None if notice is None else paper.Decision(notice_words(notice), notice.event_on)


def _last_day_of(look: Look, notice: Notice | None) -> paper.LastDay | None:
    """The day by which the client must answer this notice; the earliest where it starts several."""
    if notice is None:
        return None
    row = look.scalars(
        select(KeyDate)
        .where(KeyDate.notice_id == notice.id, KeyDate.claimant_acts.is_(True))
        .order_by(KeyDate.due_on, KeyDate.id)
        .limit(1)
    ).first()
    return None if row is None else _last_day(row)


def _last_day(row: KeyDate) -> paper.LastDay:
    return paper.LastDay(
        row.what, row.due_on, row.safe_on, row.latest_on, row.citation, row.done_on is not None
    )


def _last_days(look: Look, case_ids: Sequence[UUID]) -> tuple[paper.LastDay, ...]:
    rows = look.scalars(
        select(KeyDate)
        .where(KeyDate.case_id.in_(case_ids), KeyDate.done_on.is_(None), KeyDate.claimant_acts.is_(True))
        .order_by(KeyDate.due_on, KeyDate.id)
    )
    return tuple(_last_day(row) for row in rows)


def _meetings(look: Look, person: Person, today: date) -> tuple[paper.Meeting | None, paper.Meeting | None]:
    """The next one that is booked, and the last one that was missed."""
    statement = (
        select(Meeting, Practice)
        .outerjoin(Session, Session.id == Meeting.session_id)
        .outerjoin(Practice, Practice.id == Session.practice_id)
        .where(Meeting.person_id == person.id)
    )
    coming = look.execute(
        statement.where(Meeting.status.in_(COMING), Meeting.on >= today)
        .order_by(Meeting.on, Meeting.at)
        .limit(1)
    ).first()
    missed = look.execute(
        statement.where(Meeting.status == "dna", Meeting.on <= today).order_by(Meeting.on.desc()).limit(1)
    ).first()
    return (_meeting(*coming) if coming else None), (_meeting(*missed) if missed else None)


def _meeting(meeting: Meeting, practice: Practice | None) -> paper.Meeting:
    if meeting.channel == "telephone":
        return paper.Meeting(meeting.on, meeting.at, "we will ring you")
    where = ", ".join((practice.name, *lines(practice.address))) if practice else ""
    return paper.Meeting(meeting.on, meeting.at, where, (practice.room or "") if practice else "")


def _awards(look: Look, case: Case) -> tuple[paper.Award, ...]:
    """What was confirmed on the case and still stands: not reversed, not replaced by a later line."""
    later = aliased(Gain)
    undone = (
        select(later.id).where((later.reverses_id == Gain.id) | (later.supersedes_id == Gain.id)).exists()
    )
    rows = look.scalars(
        select(Gain)
        .where(Gain.case_id == case.id, Gain.confirmed_on.is_not(None), Gain.reverses_id.is_(None), ~undone)
        .order_by(Gain.confirmed_on, Gain.id)
    )
    return tuple(
        paper.Award(
            matter_name(row.benefit),
            money.from_pence(row.amount_pence),
            _PAID.get(row.frequency, "a " + row.frequency.removesuffix("ly").replace("_", " ")),
            money.from_pence(row.amount_pence - row.previous_pence),
            money.from_pence(row.arrears_pence),
            row.award_from,
            row.decided_on,
        )
        for row in rows
    )


def _debts(look: Look, case: Case) -> list[tuple[UUID, paper.Debt]]:
    found = []
    for debt in look.scalars(select(Debt).where(Debt.case_id == case.id).order_by(Debt.id)):
        balance = look.scalars(
            select(DebtBalance)
            .where(DebtBalance.debt_id == debt.id)
            .order_by(DebtBalance.on.desc(), DebtBalance.id.desc())
            .limit(1)
        ).first()
        found.append((debt.id, _debt(debt, balance, _share(look, debt.id))))
    return found


def _share(look: Look, debt_id: UUID) -> OfferShare | None:
    return look.scalars(
        select(OfferShare)
        .join(Offer, Offer.id == OfferShare.offer_id)
        .outerjoin(Budget, Budget.id == Offer.budget_id)
        .where(
            OfferShare.debt_id == debt_id,
            Offer.withdrawn_on.is_(None),
            # No creditor reads an offer out of a budget the client has not agreed to show (CONC 8.5.1).
            or_(Offer.budget_id.is_(None), and_(Budget.agreed_on.is_not(None), Budget.may_be_sent)),
        )
        .order_by(Offer.on.desc(), Offer.id.desc())
        .limit(1)
    ).first()


def _debt(debt: Debt, balance: DebtBalance | None, share: OfferShare | None) -> paper.Debt:
    owed = None if balance is None else money.from_pence(balance.amount_pence)
    arrears = balance.arrears_pence if balance is not None else None
    return paper.Debt(
        debt.creditor or "",
        kind_name(debt.kind),
        debt.account or "",
        owed,
        None if arrears is None else money.from_pence(arrears),
        balance.on if balance is not None else None,
        None if share is None else money.from_pence(share.share_pence),
    )


def debt_words(debt: paper.Debt) -> str:
    """A debt as a list offers it: "Northgate Bank, credit card, £3,120.77 on 2 Nov 2026"."""
    owed = "" if debt.balance is None else money.shown(debt.balance)
    on = f" on {days.short(debt.balance_on)}" if owed and debt.balance_on else ""
    return ", ".join(part for part in (debt.creditor, debt.kind.lower(), owed + on) if part)


def debts_of(look: Look, case: Case) -> list[tuple[UUID, paper.Debt]]:
    """The debts recorded on a case, for choosing the one a letter is about."""
    return _debts(look, case)
