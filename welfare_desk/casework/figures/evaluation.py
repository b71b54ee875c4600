"""The evaluation's headline figures of a period from the desk's records, and why the others are not there.

Formulas are ``rules/evaluation.py``; shares of people are ``evaluation_people``; the funder's indicators are
``tally``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, func, select

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import social_return
from welfare_desk.casework.figures.evaluation_people import closed_cases, shares
from welfare_desk.casework.figures.tally import TallyView
from welfare_desk.casework.figures.tally_money import within
from welfare_desk.casework.figures.tally_proof import BehindRow, of_cases, of_people, records_behind
from welfare_desk.casework.invented import practice_counts
from welfare_desk.casework.service import distance, patches
from welfare_desk.records.community import Goal
from welfare_desk.records.service import ListSize, Meeting, Practice, Session
from welfare_desk.rules import days, goals
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import (
    COUNTED,
    MEAN,
    NUMBER,
    POUNDS,
    SHARE,
    Figure,
    fewer_after,
    mean,
    mean_fall,
    mean_fte,
    per_cent,
    pooled_fall,
)

IN_PERSON = ("attended", "home_visit", "video", "tribunal")
_NO_GROUP = "From the practices' own counts. No group to compare with; a later trial found no change."
_NO_COUNTS = "No practice's counts are entered for the period."
_NOT_HERE = (
    (
        "vaccinations",
        "Uptake of vaccinations per home",
        SHARE,
        "It belongs to services that visit every home of a patch, and its source could not be traced.",
    ),
)
_PROVEN_BY = {
    "engaged": "referrals.engaged",
    "gain_incl_debt": "per_pound.incl_debt",
    "gain_excl_debt": "per_pound.excl_debt",
    "clients_per_worker": "total_clients",
}


def figures(desk: Desk, view: TallyView) -> tuple[Figure, ...]:
    """Every headline figure in the order of the specification; those that cannot be made say why."""
    period = view.period
    with desk.look() as look:
        connection = look.connection()
        staff = agency.staff_lines(agency.setting(look, "staff", on=view.as_at))
        found = [
            *(share.figure() for share in shares(connection, view.known)),
            _goals_met(connection, view),
            *_counts(connection, period),
            _engaged(view),
            *_meetings(connection, period),
            *_service(connection, period, view.known.until),
        ]
    clients = view.funder.total_clients
    fte = mean_fte(staff, period)
    worker = "Clients to each full-time worker"
    if fte:
        each = mean(Decimal(clients) / fte, 1)
        formula = f"clients / mean full-time equivalent, here {fte}"
        found.append(Figure("clients_per_worker", worker, MEAN, each, clients, clients, formula))
    else:
        why = "No staff time is recorded for the period."
        found.append(_without("clients_per_worker", worker, MEAN, why, "staff"))
    gains = view.funder.per_pound
    for code, words, value in (
        ("gain_incl_debt", "Gains, with debt written off or rescheduled, for each £1", gains.incl_debt),
        ("gain_excl_debt", "Gains without debt for each £1", gains.excl_debt),
    ):
        funded = view.funding.cash > 0
        found.append(
            Figure(
                code,
                words,
                POUNDS,
                value,
                view.ledger.gains,
                view.ledger.gains,
                "confirmed gains with changes to earlier periods / cash funding",
                "The published figures include rescheduled debt; both are shown.",
                "" if funded else "No cash funding is recorded for the period.",
                mend="funding",
                people=False,
            )
        )
    found += [social_return.figure(desk, view), _households_per_worker(desk, period)]
    found += distance.figures(desk, period)
    found += [_without(*row) for row in _NOT_HERE]
    return tuple(found)


def behind(desk: Desk, view: TallyView, code: str) -> list[BehindRow]:
    """The people, cases, goals or counts a headline figure is made of; none for one that cannot be made."""
    if code in _PROVEN_BY:
        return records_behind(desk, view, _PROVEN_BY[code])
    with desk.look() as look:
        connection = look.connection()
        for share in shares(connection, view.known):
            if share.code == code:
                return _by_name(of_people(look, sorted(map(UUID, share.yes)), share.formula))
        if code == "goals_met":
            met = select(Goal.person_id).where(_decided(view), Goal.state == "met")
            return _by_name(of_people(look, sorted(set(connection.scalars(met))), "each with a goal met"))
        if code in ("meetings_per_case", "meeting_minutes"):
            return _by_name(of_cases(look, sorted(connection.scalars(_held_cases(code, view.period))), ""))
        if code in ("practices", "patients"):
            return list(_practices(connection, view))
    return [
        BehindRow(None, None, row.practice, _given(row), "", None, row.given_on)
        for row in practice_counts.counts(desk)
        if code.partition(".")[0] == row.kind and _inside(row.period, view.period)
    ]


def _by_name(rows: Iterator[BehindRow]) -> list[BehindRow]:
    return sorted(rows, key=lambda row: (row.client, row.case_reference))


def _without(code: str, words: str, kind: str, why: str, mend: str = "") -> Figure:
    return Figure(code, words, kind, None, 0, 0, "", why=why, mend=mend)


def _decided(view: TallyView) -> Any:
    return within(Goal.decided_on, view.period)


def _goals_met(connection: Connection, view: TallyView) -> Figure:
    """Goals met of those decided in the period; a goal nobody has looked at again is left out, and said."""
    decided = list(connection.scalars(select(Goal.state).where(_decided(view))))
    under_way = select(Goal.state).where(Goal.state == "open", Goal.set_on <= view.period.last)
    told = goals.figures([*decided, *connection.scalars(under_way)])
    return Figure(
        "goals_met",
        "Goals met",
        SHARE,
        per_cent(told.met.part, told.met.whole),
        told.met.whole + told.not_reviewed,
        told.met.whole,
        "goals met / goals decided in the period",
        "Of goals, not of people. Partly met is not met; goals still under way are left out.",
        "" if told.met.whole else "No goal was decided in the period.",
        ((told.partly, "partly met"), (told.not_reviewed, "still under way")),
    )


def _counts(connection: Connection, period: Period) -> Iterator[Figure]:
    """Consultations and items prescribed before and after, from the practices' counts."""
    for kind, counted in COUNTED.items():
        rows = practice_counts.of_period(connection, period, kind)
        pairs = [pair for row in rows for pair in row.pairs]
        both = sum(row.with_both for row in rows)
        given = "" if both else _NO_COUNTS
        if kind == "consultations":
            each, fall, _ = mean_fall(pairs)
            yield Figure(
                kind,
                "Fewer GP consultations for each patient",
                MEAN,
                each,
                len(pairs),
                both,
                "in six months before first support, less in six months after / patients with both",
                _NO_GROUP,
                given,
                ((fall, f"fewer for {both:,} patients together"),) if both else (),
                mend="counts",
            )
            yield Figure(
                f"{kind}.fewer",
                "Patients who consulted less often",
                SHARE,
                fewer_after(pairs),
                len(pairs),
                both,
                "patients with fewer after than before / patients with both",
                "As many as before is not fewer.",
                given,
                mend="counts",
            )
            continue
        none_before = "They had none before." if both and pooled_fall(pairs) is None else given
        yield Figure(
            kind,
            f"Fewer {counted[0].lower()}{counted[1:]}",
            SHARE,
            pooled_fall(pairs),
            len(pairs),
            both,
            "items before, less items after / items before, of all patients with both together",
            _NO_GROUP,
            none_before,
            mend="counts",
        )


def _inside(inner: Period, outer: Period) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _given(row: practice_counts.CountsRow) -> str:
    span = f"{days.short(row.period.first)} to {days.short(row.period.last)}"
    return f"{row.with_both} of {len(row.pairs)} patients first supported {span}"


def _engaged(view: TallyView) -> Figure:
    received, engaged = view.funder.referrals.received, view.funder.referrals.engaged
    return Figure(
        "engaged",
        "Supported, of those referred",
        SHARE,
        per_cent(engaged, received),
        received,
        received,
        "referrals received with any support since / referrals received",
        "Recent referrals have had little time.",
        "" if received else "No referral was received in the period.",
        ((received - engaged, "still wait"),),
    )


def _held_cases(code: str, period: Period) -> Select[tuple[UUID]]:
    """The cases behind the figures of meetings: those that closed, or those with a meeting whose length is
    known.
    """
    if code == "meetings_per_case":
        return closed_cases(period)  # type: ignore[no-any-return]
    held = within(Meeting.on, period), Meeting.kind.in_(IN_PERSON), Meeting.minutes.is_not(None)
    return select(Meeting.case_id).where(*held, Meeting.case_id.is_not(None)).distinct()  # type: ignore[return-value]


def _meetings(connection: Connection, period: Period) -> list[Figure]:
    """Meetings to each case closed in the period, and how long a meeting takes."""
    closed = closed_cases(period).subquery()
    cases = connection.scalar(select(func.count()).select_from(closed)) or 0
    meetings, met = connection.execute(
        select(func.count(), func.count(Meeting.case_id.distinct())).where(
            Meeting.case_id.in_(select(closed.c.case_id)), Meeting.kind.in_(IN_PERSON)
        )
    ).one()
    n, timed, minutes = connection.execute(
        select(
            func.count(),
            func.count(Meeting.minutes),
            func.sum(Meeting.minutes),
        ).where(within(Meeting.on, period), Meeting.kind.in_(IN_PERSON))
    ).one()
    return [
        Figure(
            "meetings_per_case",
            "Meetings to each case that closed",
            MEAN,
            mean(meetings, cases),
            cases,
            met,
            "meetings held / cases closed in the period",
            "A meeting is one sitting with one client, not a half-day at the practice.",
            "" if cases else "No case closed in the period.",
        ),
        Figure(
            "meeting_minutes",
            "Length of a meeting in minutes",
            MEAN,
            mean(int(minutes or 0), timed),
            n,
            timed,
            "minutes of meetings held / meetings whose length is known",
            why="" if timed else "No meeting has its length.",
        ),
    ]


def _service(connection: Connection, period: Period, until: date) -> list[Figure]:
    """Sessions a week, practices with a session, and the patients on their lists, up to a day."""
    planned = connection.execute(
        select(Session.on, Session.practice_id, Session.status).where(
            within(Session.on, period), Session.on <= until
        )
    ).all()
    stood = [row for row in planned if row.status != "cancelled"]
    held = sum(row.status == "held" for row in planned)
    weeks = {row.on.isocalendar()[:2] for row in planned}
    practices = {row.practice_id for row in stood}
    known = connection.scalar(select(func.count()).select_from(Practice)) or 0
    sizes = {id: size for id, size in list_sizes(connection, period).items() if id in practices}
    return [
        Figure(
            "sessions_a_week",
            "Sessions a week",
            MEAN,
            mean(held, len(weeks)),
            len(planned),
            len(weeks),
            "sessions held / weeks with a planned session",
            "A session was held once somebody's meeting in it is marked.",
            why="" if weeks else "No session was planned in the period.",
            people=False,
        ),
        Figure(
            "practices",
            "Practices with a session",
            NUMBER,
            Decimal(len(practices)),
            len(practices),
            len(practices),
            "practices with a session in the period",
            people=False,
        ),
        Figure(
            "practices_reached",
            "Share of practices reached",
            SHARE,
            per_cent(len(practices), known),
            known,
            known,
            "practices with a session in the period / practices in this desk",
            why="" if known else "No practice is known.",
            people=False,
        ),
        Figure(
            "patients",
            "Patients on their lists",
            NUMBER,
            Decimal(sum(patients for _, patients in sizes.values())) if sizes else None,
            len(practices),
            len(sizes),
            "the newest list size of each, added up",
            "A list size has a date.",
            "" if sizes else "No practice's list size is recorded.",
            people=False,
        ),
    ]


def _households_per_worker(desk: Desk, period: Period) -> Figure:
    """Homes of the patches that were gone round in the period to each full-time worker of theirs."""
    told = patches.figures(desk, None, from_on=period.first, to_on=period.last)
    return Figure(
        "households_per_worker",
        "Households to each worker",
        MEAN,
        told.homes_a_worker,
        told.homes,
        told.homes,
        f"homes of the patches / part of a week that goes into them, here {told.workers.normalize():f}",
        "The whole patch, visited or not; not clients.",
        "" if told.homes_a_worker is not None else "No patch of homes was gone round in the period.",
        people=False,
    )


def list_sizes(connection: Connection, period: Period) -> dict[UUID, tuple[date, int]]:
    """The newest size of each practice's list by the period's end, and its day."""
    rows = connection.execute(
        select(ListSize.practice_id, ListSize.on, ListSize.patients)
        .where(ListSize.on <= period.last)
        .order_by(ListSize.on, ListSize.id)
    )
    return {practice: (on, patients) for practice, on, patients in rows}


def _practices(connection: Connection, view: TallyView) -> Iterator[BehindRow]:
    """Practices with a session, each with the size of its list."""
    sizes = list_sizes(connection, view.period)
    held = within(Session.on, view.period), Session.on <= view.known.until, Session.status != "cancelled"
    found = select(Practice.id, Practice.name, func.count(Session.id)).join(
        Session, Session.practice_id == Practice.id
    )
    for id, name, sessions in connection.execute(
        found.where(*held).group_by(Practice.id, Practice.name).order_by(Practice.name)
    ):
        on, patients = sizes.get(id, (None, None))
        said = "list size not recorded" if patients is None else f"{patients:,} patients"
        yield BehindRow(None, None, name, f"{sessions} sessions, {said}", "", None, on)
