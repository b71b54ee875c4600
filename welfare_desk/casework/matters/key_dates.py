"""Key dates: the notices that start clocks, the dates they give with the count in words, what is due next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, not_, or_, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.people.clients import client_name, current_name, ids_found
from welfare_desk.casework.people.special_rules import these_go_first
from welfare_desk.casework.service import bank_holidays, cover
from welfare_desk.casework.shared.own import from_own
from welfare_desk.errors import Problem, Problems
from welfare_desk.records import cases as records
from welfare_desk.records.cases import Case, KeyDate, StageReached
from welfare_desk.records.people import PersonName
from welfare_desk.records.quick import QuickId, QuickWords
from welfare_desk.rules import days
from welfare_desk.rules import key_dates as rules
from welfare_desk.rules.key_dates import Notice
from welfare_desk.rules.tribunal import ANSWERS_NOTHING


class KeyDateRow(NamedTuple):
    """A key date as a list shows it; the count and the rule are there to be opened.

    A tuple, because hundreds are made at once.
    """

    id: UUID
    case_id: UUID
    person_id: UUID
    client: str
    case_reference: str
    what: str
    due_on: date
    safe_on: date
    latest_on: date | None
    late: str
    late_words: str
    claimant_acts: bool
    received_by: str
    count_words: tuple[str, ...]
    citation: str
    confidence: str
    doubts: tuple[str, ...]
    done_on: date | None
    goes_first: bool = False  # stands at the head of its list; why is said nowhere


def record_notice(desk: Desk, case_id: UUID, notice: Notice, *, today: date) -> Changes:
    """Record a letter or event: the stage it opens and the key dates it starts."""
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        keep_notice(work, case, notice, today=today)
        work.commit()
        return Changes.of(case, "cases", "key_dates")


def keep_notice(work: Work, case: Case, notice: Notice, *, today: date) -> records.Notice:
    """The same inside a unit of work that does more than this."""
    if notice.event_date > today:
        raise Problems([Problem("event_on", "That date is in the future.", "Use the date on the letter.")])
    kept = work.add(
        records.Notice(
            case_id=case.id,
            route=notice.route,
            benefit=notice.benefit,
            event=notice.event,
            event_on=notice.event_date,
            facts=_facts(notice),
        )
    )
    work.session.flush()
    _answered(work, case, kept)
    _enter_stage(work, case, notice)
    started = () if opens_only_a_stage(notice) else _clocks(work.session, notice, today)
    for clock in started:
        work.add(_kept_date(case, kept, clock))
        words = f"{clock.step}: last day {days.short(clock.last_day)}. {' '.join(clock.counted)}"
        work.journal(case.person_id, words, on=today, case_id=case.id)
    if not started:
        happened = resources.routes().event_words[notice.event]
        words = f"{happened}: {days.short(notice.event_date)}."
        work.journal(case.person_id, words, on=today, case_id=case.id)
    return kept


def _answered(work: Work, case: Case, notice: records.Notice) -> None:
    """What came from the other side is what they owed: their own times that ran before it are met."""
    if notice.event in ANSWERS_NOTHING:
        return
    earlier = select(records.Notice.id).where(
        records.Notice.case_id == case.id, records.Notice.event_on <= notice.event_on
    )
    owed = select(KeyDate).where(
        KeyDate.case_id == case.id,
        KeyDate.done_on.is_(None),
        KeyDate.claimant_acts.is_(False),
        KeyDate.notice_id.in_(earlier),
    )
    for due in work.session.scalars(owed):
        due.done_on = notice.event_on


def _enter_stage(work: Work, case: Case, notice: Notice) -> None:
    """The stage a notice opens; an older notice found later leaves the case where it stands."""
    opened = resources.routes().stage_opened_by(notice.event, notice.route)
    if opened is None or case.route is None:  # a debt case is on no way of disputing: its dates count alone
        return
    later = exists().where(StageReached.case_id == case.id, StageReached.on > notice.event_date)
    if not work.session.scalar(select(later.where(StageReached.stage != "opened"))):
        case.stage = opened.id
    work.add(StageReached(case_id=case.id, stage=opened.id, on=notice.event_date))


def opens_only_a_stage(notice: Notice) -> bool:
    """Whether this event moves a case on without starting a time (an appeal lodged)."""
    routes = resources.routes()
    if notice.route not in routes.routes or routes.stage_opened_by(notice.event, notice.route) is None:
        return False
    benefit = routes.benefit(notice.route, notice.benefit)
    return benefit is not None and not routes.started_by(notice.event, notice.route, benefit)


def events(route: str, benefit: str) -> list[tuple[str, str]]:
    """The letters and events that bear on this benefit, by code and in words, in the order they come."""
    routes = resources.routes()
    opening = [stage.opened_by for stage in routes.stages_of(route)]
    bearing = [event for event in routes.events(route) if routes.started_by(event, route, benefit)]
    return [(event, routes.event_words[event]) for event in dict.fromkeys([*opening, *bearing])]


def route_of(benefit: str | None) -> str:
    """The way on which a benefit is disputed; empty for none."""
    return (resources.routes().route_of(benefit) if benefit else None) or ""


def facts_asked(route: str, benefit: str, event: str) -> frozenset[str]:
    """Which facts of a notice, beside its day, bear on the times it starts."""
    asked: set[str] = set()
    for step in resources.routes().started_by(event, route, benefit):
        asked |= _BY_START.get(step.start, set())
        for stretch in step.stretched_by:
            asked |= _BY_STRETCH[stretch]
        asked |= {"grant"} if step.grant else set()
        asked |= {"n"} if not isinstance(step.length, str) and step.length.n is None else set()
    return frozenset(asked)


_BY_START = {
    "deemed_receipt": {"received_on"},
    "accepted": {"late_accepted_on"},
    "reasons_sent": {"reasons_sent_on"},
    "period_end": {"assessment_period_ends_on"},
}
_BY_STRETCH = {
    "reasons_14": {"reasons_requested_on", "reasons_sent_on"},
    "reasons_time": {"reasons_requested_on", "reasons_sent_on"},
    "revision_refused": {"revision_refused_sent_on"},
}


def _facts(notice: Notice) -> dict[str, Any]:
    """The facts beside the event that bear on the count, as they are stored: dates in ISO."""
    plain = {"route", "benefit", "event", "event_date"}
    told = {key: value for key, value in asdict(notice).items() if key not in plain and value is not None}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in told.items()}


def clocks(desk: Desk, notice: Notice, *, today: date) -> tuple[rules.KeyDate, ...]:
    """Every clock this notice starts, worked out but not kept: what the date calculator shows."""
    with desk.look() as look:
        return _clocks(look, notice, today)


def _clocks(look: Session, notice: Notice, today: date) -> tuple[rules.KeyDate, ...]:
    return rules.all_clocks(notice, resources.routes(), bank_holidays.holidays(look, today=today))


def _kept_date(case: Case, notice: records.Notice, clock: rules.KeyDate) -> KeyDate:
    return KeyDate(
        case_id=case.id,
        notice_id=notice.id,
        what=clock.step,
        due_on=clock.last_day,
        safe_on=clock.safe_day,
        latest_on=clock.latest,
        late=clock.late,
        late_words=clock.test,
        claimant_acts=clock.claimant_acts,
        received_by=clock.receives,
        count_words=list(clock.counted),
        citation=clock.citation,
        confidence=clock.confidence,
        doubts=list(clock.doubts),
    )


def add_key_date(desk: Desk, case_id: UUID, what: str, due_on: date, *, today: date) -> Changes:
    """A date an advisor sets by hand: a form's return, a hearing, a promise made."""
    if not what.strip():
        raise Problems([Problem("what", "Say what has to be done by then.")])
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        work.add(KeyDate(case_id=case_id, what=what.strip(), due_on=due_on, safe_on=due_on))
        work.journal(
            case.person_id, f"Key date set: {what.strip()}, {days.short(due_on)}.", on=today, case_id=case_id
        )
        work.commit()
        return Changes.of(case, "key_dates")


def key_date_done(desk: Desk, key_date_id: UUID, *, today: date) -> Changes:
    with desk.unit_of_work() as work:
        due = work.get(KeyDate, key_date_id)
        case = work.get(Case, due.case_id)
        due.done_on = today
        work.journal(case.person_id, f"Done: {due.what}.", on=today, case_id=case.id)
        work.commit()
        return Changes.of(case, "key_dates")


def key_date_not_done(desk: Desk, key_date_id: UUID, *, today: date) -> Changes:
    """Take a mistaken *done* back."""
    with desk.unit_of_work() as work:
        due = work.get(KeyDate, key_date_id)
        case = work.get(Case, due.case_id)
        due.done_on = None
        work.journal(case.person_id, f"Not done after all: {due.what}.", on=today, case_id=case.id)
        work.commit()
        return Changes.of(case, "key_dates")


class PastTheLegalDay(Problems):
    """Nobody puts a legal day out of sight without saying why."""

    def __init__(self, due_on: date) -> None:
        sentence = f"That is past {days.short(due_on)}, the legal last day."
        hint = "Say why it may wait so long, or choose an earlier day."
        super().__init__([Problem("because", sentence, hint)])


def snooze(desk: Desk, key_date_id: UUID, to: date, *, today: date, because: str = "") -> Changes:
    """Put a date out of sight until a day. Past its legal day only for a reason, which the journal keeps.

    Raises Problems, PastTheLegalDay.
    """
    if to <= today:
        raise Problems([Problem("to", "That day is not to come.", "Choose a later one.")])
    with desk.unit_of_work() as work:
        due = work.get(KeyDate, key_date_id)
        if to > due.due_on and not because.strip():
            raise PastTheLegalDay(due.due_on)
        case = work.get(Case, due.case_id)
        due.snoozed_to, due.snoozed_because = to, because.strip() or None
        why = f", because {because.strip()}" if because.strip() else ""
        words = f"Out of sight until {days.short(to)}{why}: {due.what}."
        work.journal(case.person_id, words, on=today, case_id=case.id)
        work.commit()
        return Changes.of(due, "key_dates", "journal")


def wake(desk: Desk, key_date_id: UUID, *, today: date) -> Changes:
    """A date put out of sight is in sight again."""
    with desk.unit_of_work() as work:
        due = work.get(KeyDate, key_date_id)
        due.snoozed_to = due.snoozed_because = None
        work.commit()
        return Changes.of(due, "key_dates")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dates a list shows: of one client, case or advisor, at one practice, those put out of sight.

    An advisor's are those of the cases they have, share or cover.

    ``typed`` finds them by the client's words or the reference, as cases are found.
    """

    person_id: UUID | None = None
    case_id: UUID | None = None
    advisor_id: UUID | None = None
    practice_id: UUID | None = None
    asleep: bool = False
    typed: str = ""


def upcoming(
    desk: Desk,
    *,
    today: date,
    within: timedelta | None = None,
    wanted: Wanted = Wanted(),
    after: tuple[date, UUID] | None = None,
    limit: int = 200,
) -> list[KeyDateRow]:
    """Key dates not yet done, the earliest safe day first; overdue ones are at the top.

    All those of clients who go first stand before the first page, whatever their day. Those put out of
    sight until a later day stand only in a list of their own, but for a legal day that is reached: nothing
    keeps that out of sight.
    """
    asleep = and_(
        KeyDate.snoozed_to > today, or_(KeyDate.due_on > today, KeyDate.snoozed_because.is_not(None))
    )
    shown = asleep if wanted.asleep else or_(KeyDate.snoozed_to.is_(None), not_(asleep))
    statement = dates().where(KeyDate.done_on.is_(None), shown).limit(limit)
    for column, value in (
        (Case.person_id, wanted.person_id),
        (KeyDate.case_id, wanted.case_id),
        (Case.practice_id, wanted.practice_id),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if typed := wanted.typed.strip():
        whose = ids_found(typed, today)
        by_reference = Case.reference.istartswith(typed, autoescape=True)
        found = by_reference if whose is None else or_(by_reference, Case.person_id.in_(whose))
        statement = statement.where(found)
    if within is not None:
        statement = statement.where(KeyDate.safe_on <= today + within)
    with desk.look() as look:
        statement = from_own(look, statement, Case.person_id)
        if wanted.advisor_id is not None:
            statement = statement.where(cover.theirs(look, wanted.advisor_id, today))
        first, head = these_go_first(look), []
        if first:
            if after is None:
                of_them = statement.where(Case.person_id.in_(first)).limit(None)
                head = [due._replace(goes_first=True) for due in date_rows(look, of_them)]
            statement = statement.where(Case.person_id.not_in(first))
        if after is not None:
            statement = statement.where(tuple_(KeyDate.safe_on, KeyDate.id) > after)
        return [*head, *date_rows(look, statement)]


def theirs_late(desk: Desk, *, today: date, limit: int = 50) -> list[KeyDateRow]:
    """What a decision-maker had to do by a day that is past, where nothing has come (the 56 days, say)."""
    with desk.look() as look:
        return date_rows(look, from_own(look, _late(limit), Case.person_id), {"today": today})


@cache
def _late(limit: int) -> Any:
    late = (
        KeyDate.done_on.is_(None),
        KeyDate.claimant_acts.is_(False),
        KeyDate.due_on < bindparam("today"),
    )
    return dates().where(*late).limit(limit)


@cache
def dates() -> Any:
    """Key dates, the earliest safe day first, as columns: whole rows of two tables take thrice as long."""
    return (
        select(
            type_coerce(KeyDate.id, QuickId()),
            type_coerce(KeyDate.case_id, QuickId()),
            type_coerce(Case.person_id, QuickId()),
            client_name().label("client"),
            Case.reference.label("case_reference"),
            KeyDate.what,
            KeyDate.due_on,
            KeyDate.safe_on,
            KeyDate.latest_on,
            KeyDate.late,
            KeyDate.late_words,
            KeyDate.claimant_acts,
            KeyDate.received_by,
            type_coerce(KeyDate.count_words, QuickWords()),
            KeyDate.citation,
            KeyDate.confidence,
            type_coerce(KeyDate.doubts, QuickWords()),
            KeyDate.done_on,
        )
        .join(Case, Case.id == KeyDate.case_id)
        .join(PersonName, current_name(Case.person_id))
        .order_by(KeyDate.safe_on, KeyDate.id)
    )


def nearest(look: Session, case_ids: list[UUID]) -> dict[UUID, tuple[date, str]]:
    """The next thing to be done on each case; what a decision-maker owes only where nothing else is due."""
    dates: dict[UUID, tuple[date, str]] = {}
    for case_id, safe_on, what in look.connection().execute(
        select(type_coerce(KeyDate.case_id, QuickId()), KeyDate.safe_on, KeyDate.what)
        .where(KeyDate.case_id.in_(case_ids), KeyDate.done_on.is_(None))
        .order_by(KeyDate.claimant_acts, KeyDate.safe_on.desc(), KeyDate.id)
    ):
        dates[case_id] = (safe_on, what)
    return dates


def nearest_of(look: Session, people: Iterable[UUID]) -> dict[UUID, tuple[date, str]]:
    """The next thing each client has to do, by person, over all their cases."""
    asked = list(people)
    rows = look.execute(_nearest_of(), {"people": asked}) if asked else ()
    return {person_id: (safe_on, what) for person_id, safe_on, what in rows}


@cache
def _nearest_of() -> Any:
    """The nearest of each stands last."""
    return (
        select(Case.person_id, KeyDate.safe_on, KeyDate.what)
        .join(Case, Case.id == KeyDate.case_id)
        .where(
            Case.person_id.in_(bindparam("people", expanding=True)),
            KeyDate.done_on.is_(None),
            KeyDate.claimant_acts.is_(True),
        )
        .order_by(KeyDate.safe_on.desc(), KeyDate.id)
    )


def date_rows(look: Session, statement: Any, given: Mapping[str, Any] | None = None) -> list[KeyDateRow]:
    """The rows of a statement made of ``dates``, whose columns stand in the order of these fields."""
    return [KeyDateRow(*due) for due in look.connection().execute(statement, given).fetchall()]


def date_row(due: Any) -> KeyDateRow:
    """The same of one row."""
    return KeyDateRow(*due)
