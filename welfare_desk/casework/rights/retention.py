"""When each client's data is due to go and why, holds that keep it, and the agency's figures for all of it.

How days are counted is ``rules/retention.py``; the page of it is ``retention_page``, erasing ``erasure``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case, JournalEntry
from welfare_desk.records.correspondence import StatementSource
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import Person
from welfare_desk.records.rights import DataRequest, Erasure, LegalHold, SubjectRequest
from welfare_desk.records.service import Meeting, Referral
from welfare_desk.rules import consent_record
from welfare_desk.rules import retention as rule
from welfare_desk.rules.data_requests import COMPLAIN

SETTING = "retention"


class NoSuchHold(DeskError):
    sentence = "This hold has been lifted already."


@dataclass(frozen=True, slots=True)
class HoldRow:
    id: UUID | None  # None: it is there by itself, and ends by itself
    kind: str
    words: str
    why: str
    since: date


def periods_on(look: Session, day: date) -> rule.Periods:
    """The figures that hold on a day: the agency's, or our first answers."""
    first = rule.Periods.of(resources.table("retention.toml")["periods"])
    return rule.Periods.of(asdict(first) | dict(agency.setting(look, SETTING, on=day)))


def periods(desk: Desk, *, on: date) -> rule.Periods:
    with desk.look() as look:
        return periods_on(look, on)


def change_periods(desk: Desk, chosen: rule.Periods, *, today: date) -> Changes:
    """Keep data by these figures from today on. Raises Problems."""
    found = chosen.problems()
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        agency.keep_setting(work, SETTING, asdict(chosen), today=today)
        work.commit()
        return Changes.of(None, "settings", "retention")


# Holds --------------------------------------------------------------------------------------------------


def hold_kinds() -> Mapping[str, str]:
    """Holds a person may set, in words."""
    kinds = dict(resources.table("retention.toml")["holds"])
    kinds.pop("request")
    return kinds


def place_hold(desk: Desk, person_id: UUID, kind: str, why: str, *, today: date) -> Changes:
    """Nothing of this client is erased until the hold is lifted. Raises Problems."""
    found = [] if kind in hold_kinds() else [Problem("kind", "Say what kind of hold it is.")]
    if not why.strip():
        found.append(Problem("why", "Say why, so that it can be lifted one day."))
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        work.get(Person, person_id)
        hold = work.add(
            LegalHold(person_id=person_id, kind=kind, why=why.strip(), from_on=today, set_by=desk.advisor.id)
        )
        work.commit()
        return Changes.of(hold, "retention")


def lift_hold(desk: Desk, hold_id: UUID, *, today: date) -> Changes:
    with desk.unit_of_work() as work:
        hold = work.get(LegalHold, hold_id)
        if hold.lifted_on is not None:
            raise NoSuchHold()
        hold.lifted_on, hold.lifted_by = today, desk.advisor.id
        work.commit()
        return Changes.of(hold, "retention")


def holds_of(look: Session, person_id: UUID) -> tuple[HoldRow, ...]:
    words = resources.table("retention.toml")["holds"]
    set_by_hand = [
        HoldRow(one.id, one.kind, words[one.kind], one.why, one.from_on)
        for one in look.scalars(
            select(LegalHold)
            .where(LegalHold.person_id == person_id, LegalHold.lifted_on.is_(None))
            .order_by(LegalHold.from_on, LegalHold.id)
        )
    ]
    asked = look.scalars(
        select(SubjectRequest.received_on)
        .where(SubjectRequest.person_id == person_id, SubjectRequest.closed_on.is_(None))
        .order_by(SubjectRequest.received_on)
    ).first()
    if asked is not None:  # what somebody has asked for may not be erased meanwhile (DPA 2018 s.173)
        set_by_hand.append(HoldRow(None, "request", words["request"], "Answer it first.", asked))
    complained = look.scalars(
        select(DataRequest.received_on)
        .where(
            DataRequest.person_id == person_id,
            DataRequest.kind == COMPLAIN,
            DataRequest.answered_on.is_(None),
        )
        .order_by(DataRequest.received_on)
    ).first()
    if complained is not None:
        set_by_hand.append(HoldRow(None, "complaint", words["complaint"], "Answer it first.", complained))
    return tuple(set_by_hand)


# When each class goes -----------------------------------------------------------------------------------


def standing_of(look: Session, person: Person) -> rule.Standing:
    """One person as the rule sees them."""
    cases = look.execute(select(Case.closed_on).where(Case.person_id == person.id)).scalars().all()
    still_open = sum(closed is None for closed in cases)
    gone = {
        kind: consent_record.local_day(at)
        for kind, at in look.execute(
            select(Erasure.kind, func.max(Erasure.at))
            .where(Erasure.person_id == person.id)
            .group_by(Erasure.kind)
        )
    }
    last = max((closed for closed in cases if closed), default=None) if cases else _last_seen(look, person)
    return rule.Standing(
        last_day=None if still_open else last,
        born_on=person.born_on,
        open_cases=still_open,
        holds=tuple(rule.Hold(one.kind, one.since) for one in holds_of(look, person.id)),
        notes_unused=len(unused_notes(look, person.id)),
        casework_gone_on=gone.get(rule.CASEWORK),
        proof_gone_on=gone.get(rule.PROOF),
    )


def _last_seen(look: Session, person: Person) -> date:
    """The last thing that happened with somebody who never had a case."""
    days = [
        look.scalar(select(func.max(column)).where(owner == person.id))
        for column, owner in (
            (Meeting.on, Meeting.person_id),
            (Referral.received_on, Referral.person_id),
            (JournalEntry.on, JournalEntry.person_id),
        )
    ]
    return max((day for day in days if day), default=consent_record.local_day(person.made_at))


def unused_notes(look: Session, person_id: UUID) -> list[UUID]:
    """Evidence notes no sentence of any letter rests on."""
    return list(
        look.scalars(
            select(EvidenceNote.id)
            .where(
                EvidenceNote.person_id == person_id,
                EvidenceNote.id.not_in(select(StatementSource.note_id)),
            )
            .order_by(EvidenceNote.id)
        )
    )


def answer_to_erasure(desk: Desk, person_id: UUID, *, asked_on: date, today: date) -> rule.Answer:
    """What a client who asks to be erased is to be told (consent file, section 13). Raises NotFound."""
    with desk.unit_of_work() as work:
        person = work.get(Person, person_id)
        standing, figures = standing_of(work.session, person), periods_on(work.session, today)
        return rule.answer_to_erasure(standing, figures, asked_on=asked_on, today=today)
