"""The day as *Today* shows it: the session, its meetings, and everything that falls before the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session as Look

from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.debt import debts_ahead
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import gains, ledger_page
from welfare_desk.casework.matters import claims, key_dates, quiet
from welfare_desk.casework.people import capacity, conflicts, mandates, special_rules, turning
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.service import cover, handing, post
from welfare_desk.casework.service.sessions import (
    USUAL_GAP,
    Booked,
    SessionRow,
    booked_in,
    free_in,
    next_session,
    sessions,
)
from welfare_desk.records.cases import KeyDate
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.evidence import Consent, Withdrawal
from welfare_desk.records.people import PersonName
from welfare_desk.records.service import Meeting
from welfare_desk.rules.consent_record import LONDON
from welfare_desk.rules.session_times import Free

TO_CONFIRM = 6  # gains Today shows; the ledger has them all


@dataclass(frozen=True, slots=True)
class ConsentEnding:
    person_id: UUID
    client: str
    expires_on: date
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """A meeting of an earlier session of which nobody wrote whether the client came."""

    meeting_id: UUID
    person_id: UUID
    client: str
    on: date


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything *Today* shows: the session, its meetings, and what falls before the next one."""

    today: date
    session: SessionRow | None
    next_session: SessionRow | None
    next_session_on: date  # a week on where none is planned
    booked: tuple[Booked, ...]
    free: tuple[Free, ...]
    overdue: tuple[key_dates.KeyDateRow, ...]
    due: tuple[key_dates.KeyDateRow, ...]
    with_gp: tuple[letters.LetterRow, ...]
    consents_ending: tuple[ConsentEnding, ...]
    gains_to_confirm: tuple[ledger_page.LedgerLine, ...]  # the newest; ``gains_waiting`` counts them all
    gains_waiting: int
    loose_ends: tuple[LooseEnd, ...]
    post_waiting: int = 0  # letters and messages nobody has decided on
    others: tuple[SessionRow, ...] = ()  # further sessions of this day
    cancelled: tuple[SessionRow, ...] = ()  # sessions of this day that do not take place
    theirs_late: tuple[key_dates.KeyDateRow, ...] = ()  # what the other side should have done by now
    lapsing: tuple[mandates.MandateRow, ...] = ()  # authorities that end before the next session
    turning: tuple[turning.Turning, ...] = ()  # who turns 16 or 18 soon
    claims: tuple[claims.ClaimRow, ...] = ()  # thought of and not begun
    birthdays: tuple[capacity.Birthday, ...] = ()  # on which a parent's word ends
    debts: debts_ahead.DebtsAhead = debts_ahead.NOTHING
    conflicts: int = 0  # of interest, that nobody has decided on
    quiet: tuple[quiet.QuietCase, ...] = ()  # open cases of which nothing was heard for weeks
    me: UUID | None = None  # whose day it is
    handed: tuple[handing.HandedRow, ...] = ()  # cases that came or went and nobody has said they know
    covers: tuple[cover.CoverRow, ...] = ()  # who does whose work today


def today(desk: Desk, *, today: date, session_id: UUID | None = None) -> TodayView:
    """The day as *Today* shows it: this day's session, or none, and everything before the next.

    Of several sessions in a day it is the one asked for, else the advisor's own that is on or comes next.
    """
    with desk.one_look():
        return _today(desk, today, session_id)


def _today(desk: Desk, today: date, session_id: UUID | None) -> TodayView:
    planned = sessions(desk, from_on=today, to_on=today)
    here = [one for one in planned if one.status != "cancelled"]
    session = _which(here, desk, session_id)
    with desk.look() as look:
        at = session.practice_id if session is not None else None
        following = next_session(look, after=today, practice_id=at)
    next_on = following.on if following else today + USUAL_GAP
    dates = [
        due for due in key_dates.upcoming(desk, today=today, within=next_on - today) if due.claimant_acts
    ]
    with desk.look() as look:
        booked = booked_in(look, session.id) if session else ()
        birthdays = capacity.birthdays(look, today)
        ending = _ending(look, today, next_on)
        loose = _loose_ends(look, today)
        protect = claims.to_begin(look)
        young = turning.soon(look, today=today)
        lapsing = mandates.lapsing(look, today=today, before=next_on)
        first = special_rules.these_go_first(look)
        undecided = conflicts.waiting(look)
        gone_quiet = quiet.quiet(look, today=today)
    return TodayView(
        today=today,
        session=session,
        next_session=following,
        next_session_on=next_on,
        booked=booked,
        free=free_in(session, booked) if session else (),
        overdue=tuple(due for due in dates if due.safe_on < today),
        due=tuple(due for due in dates if due.safe_on >= today),
        with_gp=tuple(
            sorted(letters.letters(desk, state="with_gp"), key=lambda one: one.person_id not in first)
        ),
        consents_ending=ending,
        gains_to_confirm=tuple(ledger_page.lines(desk, today=today, waiting_only=True, limit=TO_CONFIRM)),
        gains_waiting=gains.waiting(desk),
        loose_ends=tuple(sorted(loose, key=lambda one: one.person_id not in first)),
        post_waiting=post.waiting(desk),
        others=tuple(one for one in here if session is not None and one.id != session.id),
        cancelled=tuple(one for one in planned if one.status == "cancelled"),
        theirs_late=tuple(key_dates.theirs_late(desk, today=today, limit=12)),
        lapsing=tuple(lapsing),
        turning=tuple(young),
        claims=tuple(sorted(protect, key=lambda one: one.person_id not in first)),
        birthdays=birthdays,
        debts=debts_ahead.ahead(desk, today=today, before=next_on),
        conflicts=undecided,
        quiet=tuple(gone_quiet),
        me=desk.advisor.id,
        handed=handing.to_tell(desk, today=today),
        covers=handing.covers_to_tell(desk, today=today),
    )


def _which(here: list[SessionRow], desk: Desk, session_id: UUID | None) -> SessionRow | None:
    asked = next((one for one in here if one.id == session_id), None)
    own = [one for one in here if one.advisor_id in (desk.advisor.id, None)] or here
    now = desk.clock.now().astimezone(LONDON).time()
    on_or_next = next((one for one in own if one.ends > now), None)
    return asked or on_or_next or (own[-1] if own else None)


def _ending(look: Look, today: date, before: date) -> tuple[ConsentEnding, ...]:
    rows = look.execute(_consents_ending(), {"from_on": today, "to_on": before + USUAL_GAP})
    return tuple(ConsentEnding(id, name, ends, tuple(purposes)) for id, name, ends, purposes in rows if ends)


@cache
def _consents_ending() -> Any:
    return (
        select(Consent.person_id, client_name(), Consent.expires_on, Consent.purposes)
        .join(PersonName, current_name(Consent.person_id))
        .where(
            Consent.state == "active",
            Consent.polarity == "permit",
            Consent.expires_on >= bindparam("from_on"),
            Consent.expires_on <= bindparam("to_on"),
            ~select(Withdrawal.id).where(Withdrawal.consent_id == Consent.id).exists(),
        )
        .order_by(Consent.expires_on, Consent.id)
        .limit(20)
    )


def _loose_ends(look: Look, today: date) -> tuple[LooseEnd, ...]:
    return tuple(LooseEnd(*row) for row in look.execute(_left_open(), {"today": today}))


@cache
def _left_open() -> Any:
    return (
        select(Meeting.id, Meeting.person_id, client_name(), Meeting.on)
        .join(PersonName, current_name(Meeting.person_id))
        .where(
            Meeting.session_id.is_not(None),
            Meeting.on < bindparam("today"),
            Meeting.status.in_(("booked", "waiting", "in_room")),
        )
        .order_by(Meeting.on.desc(), Meeting.id)
        .limit(10)
    )


def counts(desk: Desk, *, today: date) -> dict[str, int]:
    """How many dates are due within a week and letters wait, for the rail."""
    with desk.look() as look:
        due = look.scalar(
            select(func.count())
            .select_from(KeyDate)
            .where(
                KeyDate.done_on.is_(None),
                KeyDate.claimant_acts.is_(True),
                KeyDate.safe_on <= today + timedelta(days=7),
            )
        )
        waiting = look.scalar(
            select(func.count()).select_from(Letter).where(Letter.state.in_(("with_gp", "checked")))
        )
    return {"dates": due or 0, "letters": waiting or 0}
