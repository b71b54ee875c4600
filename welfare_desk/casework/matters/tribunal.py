"""Challenges: what was handed in with its proof, hearings, directions, what became of them, other turns.

Every act is one entry that a later one corrects; the stages and times it moves are those of the case's route.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Look

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters.cases import client_of
from welfare_desk.casework.matters.key_dates import keep_notice
from welfare_desk.casework.people import mandates
from welfare_desk.casework.service import bank_holidays
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case, Hearing, KeyDate, Lodged, StageReached, Task
from welfare_desk.records.money import Decision
from welfare_desk.rules import days
from welfare_desk.rules import tribunal as rule
from welfare_desk.rules.key_dates import Notice
from welfare_desk.rules.tribunal import FORUMS, HANDED_IN, MODES, TURNS


class NotDisputed(DeskError):
    sentence = "This case is on no way of disputing a decision."
    hint = "Say first what the case is about."


class TooLate(DeskError):
    def __init__(self, due: KeyDate) -> None:
        super().__init__(
            f"It cannot be let in any more: the last late day was {days.short(due.latest_on or due.due_on)}.",
            "Get advice. A new claim, or another kind of revision, may still be open.",
        )


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was handed in: ``on`` is the day it was had, or posted where that is all that is known."""

    what: str  # an event of the route
    on: date
    to: str = ""
    how: str = ""
    proof: str = ""
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class HearingDraft:
    on: date | None
    mode: str
    at: time | None = None
    venue: str = ""
    interpreter: str = ""
    adjustments: tuple[str, ...] = ()
    attends: tuple[str, ...] = ()
    prepared: str = ""
    notified_on: date | None = None


@dataclass(frozen=True, slots=True)
class HearingRow:
    id: UUID
    draft: HearingDraft
    held_on: date | None
    outcome: str | None
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def to_come(self) -> bool:
        return self.outcome is None


@dataclass(frozen=True, slots=True)
class LodgedRow:
    what: str
    to: str
    on: date
    how: str
    proof: str
    late_reason: str | None


@dataclass(frozen=True, slots=True)
class DueNext:
    """What the client has to hand in next; ``post_by``: the last day to post it and be had in time."""

    id: UUID
    what: str
    safe_on: date
    due_on: date
    latest_on: date | None
    to: str
    late_words: str
    post_by: date


@dataclass(frozen=True, slots=True)
class TribunalPage:
    """What the screen of a challenge shows: what may be handed in, the hearings, what came of them.

    ``interpreter`` and ``needs`` are what is known of the client, to begin with.
    """

    case_id: UUID
    client: str
    person_id: UUID
    reference: str
    route: str
    matter: str
    may_hand_in: tuple[tuple[str, str], ...]
    outcomes: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]
    hearings: tuple[HearingRow, ...]
    lodged: tuple[LodgedRow, ...]
    interpreter: str
    needs: str
    due: DueNext | None = None
    keep_paid: str = ""  # where an award fell: what keeps the old one going
    unsigned: str = ""  # where no signed authority holds for whom it goes to

    @property
    def next_hearing(self) -> HearingRow | None:
        return next((one for one in self.hearings if one.to_come), None)


def page(desk: Desk, case_id: UUID) -> TribunalPage:
    """Everything about the challenge of a case. Raises NotFound, NotDisputed."""
    from welfare_desk.casework.matters import (
        cases,  # its page gathers letters and papers: only who looks pays
    )

    view, today = cases.case(desk, case_id), desk.clock.today()
    routes, route = resources.routes(), view.route or ""
    if route not in HANDED_IN:
        raise NotDisputed()
    with desk.look() as look:
        case = look.get_one(Case, case_id)
        person = client_of(look, case)
        found = hearings(look, case_id)
        due = _due_next(look, case_id, today)
        fell = look.scalars(
            select(Decision.outcome)
            .where(Decision.case_id == case_id)
            .order_by(Decision.decided_on.desc(), Decision.id.desc())
            .limit(1)
        ).first()
        unsigned = mandates.warning(look, person.id, due.to if due else "", today)
        lodged = look.scalars(select(Lodged).where(Lodged.case_id == case_id).order_by(Lodged.on, Lodged.id))
        rows = tuple(
            LodgedRow(_event_words(one.what), one.to, one.on, one.how, one.proof, one.late_reason)
            for one in lodged
        )
    heard = routes.stage_opened_by(FORUMS.get(route, "appeal_lodged"), route)
    return TribunalPage(
        case_id,
        view.row.client,
        view.row.person_id,
        view.row.reference,
        route,
        cases.matter_name(view.row.matter),
        tuple((event, _event_words(event)) for event in HANDED_IN[route]),
        tuple(heard.outcomes) if heard else (),
        tuple((code, TURNS[code].name) for code in rule.turns_of(route)),
        found,
        rows,
        person.interpreter or "",
        person.access_need or "",
        due,
        rule.short_term_assistance(view.row.matter, fell or ""),
        unsigned,
    )


def _due_next(look: Look, case_id: UUID, today: date) -> DueNext | None:
    due = look.scalars(_asked(case_id)).first()
    if due is None:
        return None
    holidays = bank_holidays.holidays(look, today=today)
    post = rule.post_by(due.safe_on, holidays.scotland)
    return DueNext(
        due.id, due.what, due.safe_on, due.due_on, due.latest_on, due.received_by, due.late_words, post
    )


def _asked(case_id: UUID) -> Any:
    """The client's own dates that a letter started and nobody has met, the nearest first."""
    return (
        select(KeyDate)
        .where(
            KeyDate.case_id == case_id,
            KeyDate.done_on.is_(None),
            KeyDate.claimant_acts,
            KeyDate.notice_id.is_not(None),
        )
        .order_by(KeyDate.safe_on, KeyDate.id)
    )


def _event_words(event: str) -> str:
    return resources.routes().event_words.get(event, event)


# Handing in -------------------------------------------------------------------------------------------


def hand_in(
    desk: Desk, case_id: UUID, draft: HandedIn, *, today: date, key_date_id: UUID | None = None
) -> Changes:
    """A request or appeal went in: its date is done, its stage is entered, its proof is kept.

    Late, a reason is wanted, for it must pass a test; past the last late day it is refused. Raises Problems,
    TooLate, NotDisputed.
    """
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        if case.route not in HANDED_IN or draft.what not in HANDED_IN[case.route]:
            raise NotDisputed()
        due = work.get(KeyDate, key_date_id) if key_date_id else work.session.scalars(_asked(case.id)).first()
        _judge(draft, due, today)
        kept = work.add(
            Lodged(
                case_id=case.id,
                key_date_id=due.id if due else None,
                what=draft.what,
                to=draft.to.strip() or (due.received_by if due else ""),
                on=draft.on,
                how=draft.how.strip(),
                proof=draft.proof.strip(),
                late_reason=draft.late_reason.strip() or None,
            )
        )
        if due is not None:
            due.done_on = draft.on
        matter = resources.routes().routes[case.route].benefits.get(case.matter, case.matter)
        keep_notice(work, case, Notice(case.route, matter, draft.what, draft.on), today=today)
        said = f"{_event_words(draft.what)}: {days.short(draft.on)}"
        said += "".join(f", {part}" for part in (kept.to and f"to {kept.to}", kept.how, kept.proof) if part)
        if kept.late_reason:
            said += f". Late, because {kept.late_reason}"
        unsigned = mandates.warning(work.session, case.person_id, kept.to, draft.on)
        work.journal(case.person_id, f"{said}. {unsigned}".strip(), on=today, case_id=case.id)
        work.commit()
        return Changes.of(kept, "cases", "key_dates", "journal")


def _judge(draft: HandedIn, due: KeyDate | None, today: date) -> None:
    wrong = []
    if draft.on > today:
        wrong.append(Problem("on", "That day is still to come."))
    if not draft.how.strip():
        wrong.append(Problem("how", "Say how it went: online, by hand, signed for."))
    if due is not None and draft.on > due.due_on:
        if due.latest_on is not None and draft.on > due.latest_on:
            raise TooLate(due)
        if not draft.late_reason.strip():
            test = due.late_words or "A good reason is wanted."
            wrong.append(Problem("late_reason", f"It is after {days.short(due.due_on)}: say why.", test))
    if wrong:
        raise Problems(wrong)


# Hearings ---------------------------------------------------------------------------------------------


def arrange(
    desk: Desk, case_id: UUID, draft: HearingDraft, *, today: date, hearing_id: UUID | None = None
) -> Changes:
    """A hearing is arranged, or one to come is changed or put off to another day. Raises Problems.

    Its day stands among the key dates; the first notice of one enters the stage of hearing.
    """
    wrong = []
    if draft.on is None:
        wrong.append(Problem("on", "Write the day of the hearing."))
    if draft.mode not in MODES:
        wrong.append(Problem("mode", "Say how it is held."))
    if draft.notified_on and draft.notified_on > today:
        wrong.append(Problem("notified_on", "That day is still to come."))
    if wrong or draft.on is None:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        new = hearing_id is None
        hearing = Hearing(case_id=case_id) if hearing_id is None else work.get(Hearing, hearing_id)
        moved = not new and (hearing.on, hearing.at) != (draft.on, draft.at)
        for name in ("on", "at", "mode", "venue", "interpreter", "prepared", "notified_on"):
            value = getattr(draft, name)
            setattr(hearing, name, value.strip() if isinstance(value, str) else value)
        hearing.adjustments, hearing.attends = _lines(draft.adjustments), _lines(draft.attends)
        if new:
            hearing.outcome_parts = {}
            work.add(hearing)
            if case.route in FORUMS:
                words = resources.routes().routes[case.route].benefits.get(case.matter, case.matter)
                notified = draft.notified_on or today
                keep_notice(work, case, Notice(case.route, words, FORUMS[case.route], notified), today=today)
        _set_day(work, hearing)
        if new or moved:
            at = f" at {hearing.at:%H:%M}" if hearing.at else ""
            became = "arranged" if new else "put off"
            said = f"Hearing {became}: {days.short(hearing.on)}{at}, {MODES[hearing.mode].lower()}"
            said += f", {hearing.venue}" if hearing.venue else ""
            work.journal(case.person_id, f"{said}.", on=today, case_id=case_id)
        work.commit()
        return Changes.of(hearing, "cases", "key_dates", "journal")


def _lines(said: tuple[str, ...]) -> list[str]:
    return [one.strip() for one in said if one.strip()]


def _set_day(work: Work, hearing: Hearing) -> None:
    """The hearing's own key date, moved with it."""
    work.session.flush()
    due = work.session.get(KeyDate, hearing.key_date_id) if hearing.key_date_id else None
    if due is None:
        due = work.add(KeyDate(case_id=hearing.case_id, what="", due_on=hearing.on, safe_on=hearing.on))
        work.session.flush()
        hearing.key_date_id = due.id
    due.due_on = due.safe_on = hearing.on
    due.what = f"Hearing, {MODES[hearing.mode].lower()}"


def held(
    desk: Desk,
    hearing_id: UUID,
    outcome: str,
    *,
    held_on: date,
    today: date,
    parts: dict[str, str] | None = None,
    directions: tuple[tuple[str, date], ...] = (),
) -> Changes:
    """What came of a hearing, part by part; directions are dates of their own. Raises Problems.

    The award itself is recorded from the decision notice, as every decision is.
    """
    wrong = []
    if not outcome.strip():
        wrong.append(Problem("outcome", "Choose what was decided."))
    if held_on > today:
        wrong.append(Problem("held_on", "That day is still to come."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        hearing = work.get(Hearing, hearing_id)
        case = work.get(Case, hearing.case_id)
        hearing.held_on, hearing.outcome = held_on, outcome.strip()
        hearing.outcome_parts = {part: said for part, said in (parts or {}).items() if said.strip()}
        if hearing.key_date_id is not None:
            work.get(KeyDate, hearing.key_date_id).done_on = held_on
        said = "; ".join(f"{part}: {words}" for part, words in hearing.outcome_parts.items())
        work.journal(
            case.person_id,
            f"Hearing of {days.short(held_on)}: {outcome.strip()}{f' ({said})' if said else ''}.",
            on=today,
            case_id=case.id,
        )
        _say_of_stage(work, case, outcome.strip())
        for what, due_on in directions:
            _direction(work, case, what, due_on, today)
        work.commit()
        return Changes.of(hearing, "cases", "key_dates", "journal")


def direct(desk: Desk, case_id: UUID, what: str, due_on: date, *, today: date) -> Changes:
    """The tribunal directed something by a day. Raises Problems."""
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        due = _direction(work, case, what, due_on, today)
        work.commit()
        return Changes.of(due, "key_dates", "journal")


def _direction(work: Work, case: Case, what: str, due_on: date, today: date) -> KeyDate:
    if not what.strip():
        raise Problems([Problem("what", "Say what was directed.")])
    words = f"Direction: {what.strip()}"
    due = work.add(KeyDate(case_id=case.id, what=words, due_on=due_on, safe_on=due_on))
    work.journal(case.person_id, f"{words}, by {days.short(due_on)}.", on=today, case_id=case.id)
    return due


def _say_of_stage(work: Work, case: Case, outcome: str) -> None:
    """The outcome stands with the stage the case is at."""
    work.session.flush()
    reached = work.session.scalars(
        select(StageReached)
        .where(StageReached.case_id == case.id)
        .order_by(StageReached.on.desc(), StageReached.id.desc())
        .limit(1)
    ).first()
    if reached is not None:
        reached.outcome = outcome


def turn(desk: Desk, case_id: UUID, code: str, *, on: date, today: date, because: str = "") -> Changes:
    """The challenge lapsed, was withdrawn, struck out or reinstated, or the client died. Raises Problems."""
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        wrong = []
        if code not in rule.turns_of(case.route or ""):
            wrong.append(Problem("turn", "Choose what happened."))
        if on > today:
            wrong.append(Problem("on", "That day is still to come."))
        if wrong:
            raise Problems(wrong)
        taken = TURNS[code]
        why = f": {because.strip()}" if because.strip() else ""
        work.journal(case.person_id, f"{taken.name}, {days.short(on)}{why}.", on=today, case_id=case_id)
        if taken.ends:
            _fall_away(work, case, on)
        _say_of_stage(work, case, taken.name)
        if taken.event and resources.routes().started_by(taken.event, case.route or "", case.matter):
            words = resources.routes().routes[case.route or ""].benefits[case.matter]
            keep_notice(work, case, Notice(case.route or "", words, taken.event, on), today=today)
        task = work.add(Task(person_id=case.person_id, case_id=case_id, what=taken.next))
        task.advisor_id = desk.advisor.id
        work.commit()
        return Changes.of(case, "cases", "key_dates", "journal", "tasks")


def _fall_away(work: Work, case: Case, on: date) -> None:
    for due in work.session.scalars(
        select(KeyDate).where(KeyDate.case_id == case.id, KeyDate.done_on.is_(None))
    ):
        due.done_on = on


def hearings(look: Look, case_id: UUID) -> tuple[HearingRow, ...]:
    """The hearings of a case, the one to come first, then the newest."""
    found = look.scalars(
        select(Hearing).where(Hearing.case_id == case_id).order_by(Hearing.on.desc(), Hearing.id)
    )
    rows = [
        HearingRow(
            one.id,
            HearingDraft(
                one.on,
                one.mode,
                one.at,
                one.venue,
                one.interpreter,
                tuple(one.adjustments),
                tuple(one.attends),
                one.prepared,
                one.notified_on,
            ),
            one.held_on,
            one.outcome,
            dict(one.outcome_parts),
        )
        for one in found
    ]
    return tuple(sorted(rows, key=lambda row: not row.to_come))
