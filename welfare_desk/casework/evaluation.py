"""The evaluation's headline figures of a period from the desk's records, and why the others are not there.

Formulas are ``rules/evaluation.py``; the funder's indicators are ``tally``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, and_, case, func, literal, or_, select
from sqlalchemy.orm import aliased

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.tally import TallyView
from welfare_desk.casework.tally_money import within
from welfare_desk.casework.tally_sums import supported, supporting
from welfare_desk.records.cases import Episode
from welfare_desk.records.people import Person
from welfare_desk.records.service import ListSize, Meeting, Session
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import (
    MEAN,
    NUMBER,
    POUNDS,
    SHARE,
    Figure,
    mean,
    mean_fte,
    per_cent,
)

_IN_PERSON = ("attended", "home_visit", "video", "tribunal")
_ANSWERED = ("never", "this_one", "another")
_NOT_HERE = (
    (
        "connected",
        "Connected to other support",
        SHARE,
        "This desk does not record links to other support yet.",
    ),
    ("goals_met", "Goals met, of goals decided", SHARE, "This desk does not record goals yet."),
    (
        "positive_outcome",
        "People with a positive outcome, of those whose case closed",
        SHARE,
        "It needs goals and outcomes, which this desk does not record yet.",
    ),
    (
        "consultations",
        "Fewer GP consultations in six months",
        MEAN,
        "It needs the practice's own counts for each patient, before and after; none has been entered.",
    ),
    (
        "prescriptions",
        "Fewer items prescribed",
        SHARE,
        "It needs the practice's own counts of items, before and after; none has been entered.",
    ),
    (
        "social_return",
        "Social return for each £1",
        POUNDS,
        "It is a forecast from values somebody chooses for health and work, not a count from cases.",
    ),
    (
        "vaccinations",
        "Uptake of vaccinations per home",
        SHARE,
        "It belongs to services that visit every home of a patch, and its source could not be traced.",
    ),
)


def figures(desk: Desk, view: TallyView) -> tuple[Figure, ...]:
    """Every headline figure in the order of the specification; those that cannot be made say why."""
    period = view.period
    with desk.look() as look:
        connection = look.connection()
        staff = agency.staff_lines(agency.setting(look, "staff", on=period.last))
        found = [
            _first_time(connection, period),
            *_health(connection, period),
            _engaged(view),
            *_meetings(connection, period),
            *_service(connection, period),
        ]
    clients = view.funder.total_clients
    fte = mean_fte(staff, period)
    worker = "Clients to each full-time worker"
    if fte:
        each = mean(Decimal(clients) / fte, 1)
        formula = f"clients / mean full-time equivalent, here {fte}"
        found.append(Figure("clients_per_worker", worker, MEAN, each, clients, len(staff), formula))
    else:
        found.append(
            _without("clients_per_worker", worker, MEAN, "No staff time is recorded for the period.")
        )
    gains = view.funder.per_pound
    for code, words, value in (
        ("gain_incl_debt", "Gains and debt written off or rescheduled for each £1", gains.incl_debt),
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
                "confirmed gains with their adjustments / cash funding",
                "The published figures include rescheduled debt; both are shown.",
                "" if funded else "No cash funding is recorded for the period.",
            )
        )
    found += [_without(*row) for row in _NOT_HERE]
    return tuple(found)


def _without(code: str, words: str, kind: str, why: str) -> Figure:
    return Figure(code, words, kind, None, 0, 0, "", why=why)


def _first_time(connection: Connection, period: Period) -> Figure:
    """New clients who had never used a local advice service, of those who answered."""
    before = aliased(Meeting)
    seen = (
        select(literal(1))
        .where(
            before.person_id == Person.id,
            before.on < period.first,
            before.kind.in_(supporting(period)),
        )
        .exists()
    )
    first_day = Person.first_supported_on
    rows = connection.execute(
        select(Person.prior_advice, func.count())
        .where(Person.id.in_(supported(period)), ~seen)
        .where(or_(first_day.is_(None), first_day >= period.first))
        .group_by(Person.prior_advice)
    )
    counts: dict[str | None, int] = {row[0]: row[1] for row in rows}
    asked = sum(counts.get(answer, 0) for answer in _ANSWERED)
    return Figure(
        "first_time_advice",
        "Never used a local advice service before",
        SHARE,
        per_cent(counts.get("never", 0), asked),
        sum(counts.values()),
        asked,
        "answered never / answered, among new clients",
        "Not asked is left out.",
        "" if asked else "Nobody was asked.",
    )


def _health(connection: Connection, period: Period) -> list[Figure]:
    """Health conditions, of those asked; kept only where the agency chose to keep them."""
    found = []
    for code, words, column in (
        ("mental_health", "With a mental health condition", Person.mental_health),
        ("long_term_condition", "With a long-term condition", Person.long_term_condition),
    ):
        n, asked, yes = connection.execute(
            select(
                func.count(),
                func.sum(case((column.is_not(None), 1), else_=0)),
                func.sum(case((column.is_(True), 1), else_=0)),
            ).where(Person.id.in_(supported(period)))
        ).one()
        found.append(
            Figure(
                code,
                words,
                SHARE,
                per_cent(int(yes or 0), int(asked or 0)),
                n,
                int(asked or 0),
                "clients with it / clients asked",
                "One person may have both: the two do not add up.",
                "" if asked else "Nobody was asked.",
            )
        )
    return found


def _engaged(view: TallyView) -> Figure:
    received, engaged = view.funder.referrals.received, view.funder.referrals.engaged
    return Figure(
        "engaged",
        "Of those referred, supported",
        SHARE,
        per_cent(engaged, received),
        received,
        received,
        "referrals received with any support since / referrals received",
        f"{received - engaged} have had none so far; recent ones have had little time.",
        "" if received else "No referral was received in the period.",
    )


def _meetings(connection: Connection, period: Period) -> list[Figure]:
    """Meetings to each case closed in the period, and how long a meeting takes."""
    last_closed = func.max(func.coalesce(Episode.closed_on, date.max))
    closed = (
        select(Episode.case_id)
        .group_by(Episode.case_id)
        .having(and_(last_closed >= period.first, last_closed <= period.last))
        .subquery()
    )
    cases = connection.scalar(select(func.count()).select_from(closed)) or 0
    held = and_(Meeting.case_id.in_(select(closed.c.case_id)), Meeting.kind.in_(_IN_PERSON))
    meetings, met = connection.execute(
        select(func.count(), func.count(Meeting.case_id.distinct())).where(held)
    ).one()
    n, timed, minutes = connection.execute(
        select(
            func.count(),
            func.count(Meeting.minutes),
            func.sum(Meeting.minutes),
        ).where(within(Meeting.on, period), Meeting.kind.in_(_IN_PERSON))
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


def _service(connection: Connection, period: Period) -> list[Figure]:
    """Sessions a week, practices with a session, and the patients on their lists."""
    planned = connection.execute(
        select(Session.on, Session.practice_id, Session.status).where(within(Session.on, period))
    ).all()
    held = [row for row in planned if row.status != "cancelled"]
    weeks = {row.on.isocalendar()[:2] for row in planned}
    practices = {row.practice_id for row in held}
    sizes: dict[Any, int] = {
        practice: patients
        for practice, patients in connection.execute(
            select(ListSize.practice_id, ListSize.patients)
            .where(ListSize.on <= period.last)
            .order_by(ListSize.on, ListSize.id)
        )
        if practice in practices
    }
    return [
        Figure(
            "sessions_a_week",
            "Sessions a week",
            MEAN,
            mean(len(held), len(weeks)),
            len(planned),
            len(weeks),
            "sessions held / weeks with a planned session",
            why="" if weeks else "No session was planned in the period.",
        ),
        Figure(
            "practices",
            "Practices with a session",
            NUMBER,
            Decimal(len(practices)),
            len(practices),
            len(practices),
            "practices with a session in the period",
        ),
        Figure(
            "patients",
            "Patients on their lists",
            NUMBER,
            Decimal(sum(sizes.values())) if sizes else None,
            len(practices),
            len(sizes),
            "the newest list size of each, added up",
            "A list size has a date.",
            "" if sizes else "No practice's list size is recorded.",
        ),
    ]
