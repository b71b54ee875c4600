"""The gate at work: every read, write, quote and disclosure is asked of it, and logged, before it happens.

``rules/consent.py`` rules; here its question is put together from the desk, and the answer written to
the chained access log in the same transaction as what it allows. If the log cannot be written,
nothing is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from welfare_desk import __version__, resources
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.rights.held import files_of
from welfare_desk.casework.service import cover
from welfare_desk.errors import DeskError, FoundWrong, Problem, Problems
from welfare_desk.records.engine import take_turns
from welfare_desk.records.evidence import Access, Consent, EvidenceNote, Withdrawal
from welfare_desk.records.people import Person
from welfare_desk.records.rights import Override
from welfare_desk.records.service import Advisor, Organisation
from welfare_desk.rules import consent as gate
from welfare_desk.rules import consent_record as words
from welfare_desk.rules.report_rights import Steps, standing
from welfare_desk.vault import chain

AGENCY = "agency"  # a desk is one agency's; its consents are given to that agency and no other

PROTECTED = "crisis_record"  # said when somebody was at risk: on no page that others may see

NO_CHECK = words.Accuracy(required=False, outcome=None, hash_matches=None)


@dataclass(frozen=True, slots=True)
class Ask:
    """One use somebody wants to make of a client's record, notes or letter."""

    person_id: UUID
    action: str
    target: str
    purpose: str
    case_id: UUID | None = None
    categories: tuple[str, ...] = ()
    entry_date: date | None = None
    practice_id: UUID | None = None
    notes: tuple[words.Note, ...] = ()
    recipients: tuple[words.Recipient, ...] = ()
    target_id: UUID | None = None
    content_hash: str | None = None
    cover_reason: str | None = None
    read_event: words.ReadEvent | None = None
    accuracy: words.Accuracy = NO_CHECK
    rights: Steps | None = None
    override: words.Override | None = None
    mandate_seen: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing in the way, said for the advisor: what it is, what to do, which consent, which note."""

    code: str
    sentence: str
    next_step: str
    consents: tuple[str, ...] = ()
    note: str | None = None


class ClockBehind(DeskError):
    sentence = "The clock stands before the last entry of the access log."
    hint = "Set this computer's date and time right."


class Blocked(FoundWrong):
    """The gate said no. ``reasons`` are all of them, the first being the answer."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        self.reasons = reasons
        first = reasons[0]
        super().__init__(first.sentence, first.next_step)


@dataclass(frozen=True, slots=True)
class AccessRow:
    """A line of who has looked, in plain words' parts."""

    seq: int
    at: datetime
    who: str
    action: str
    target: str
    purpose: str
    decision: str
    reason: str
    said: str | None = field(default=None)


def require(work: Work, ask: Ask) -> gate.Ruling:
    """Ask the gate and log the answer. Raises Blocked, with the refusal logged and all else undone."""
    consents, request = question(work, ask)
    ruling = gate.decide(consents, request)
    if ruling.decision == "nothing":
        reasons = in_words(gate.stops(consents, request) or (gate.Stop(ruling.reason),))
        work.session.rollback()
        log(work, ask, ruling)
        work.commit()
        raise Blocked(reasons)
    log(work, ask, ruling)
    work.granted |= {note.id for note in ask.notes}
    return ruling


def answer(work: Work, ask: Ask, *, said: str | None = None) -> gate.Ruling:
    """Ask the gate and log what it says, yes or no: for those who leave out what is refused and go on.

    ``said`` is what the log says of how it was asked; it weighs nothing.
    """
    ruling = gate.decide(*question(work, ask))
    log(work, ask, ruling, said=said)
    if ruling.granted:
        work.granted |= {note.id for note in ask.notes}
    return ruling


def reasons_against(desk: Desk, ask: Ask) -> tuple[Reason, ...]:
    """What would stop this use, for a banner; shows nothing, so it logs nothing."""
    with desk.look() as look:
        consents, request = question(Work(desk, look), ask)
        return in_words(gate.stops(consents, request))


def stops(work: Work, ask: Ask) -> tuple[gate.Stop, ...]:
    """What would stop this use, in the middle of a unit of work; shows nothing, so it logs nothing."""
    return gate.stops(*question(work, ask))


def would_allow(work: Work, ask: Ask) -> bool:
    """Whether the gate would say yes, in the middle of a unit of work; shows nothing, so it logs nothing."""
    return gate.decide(*question(work, ask)).granted


def ruling_for_anyone(work: Work, ask: Ask) -> gate.Ruling:
    """What the gate would say whoever asked and whatever the log's clock; shows and logs nothing."""
    consents, request = question(work, ask)
    clock = words.Clock(request.at, None)  # a no is taken at any hour, and acted on
    user = replace(request.user, assigned=True)
    return gate.decide(consents, replace(request, user=user, clock=clock))


def in_words(stops: Iterable[gate.Stop]) -> tuple[Reason, ...]:
    """Each stop with its sentence and what to do next."""
    said = resources.consent_words().reasons_in_words
    return tuple(
        Reason(stop.reason, said[stop.reason].sentence, said[stop.reason].next_step, stop.consents, stop.note)
        for stop in stops
    )


def confirm_the_date(desk: Desk) -> None:
    """Say by name that today's date is right: after 90 days without an entry the gate asks for it.

    Raises ClockBehind where the clock stands before the log: time that ran back nobody can confirm.
    """
    with desk.unit_of_work() as work:
        last = _last(work.session)
        if last and chain.clock_trust(work.now, last.high_water) is chain.ClockTrust.BEHIND:
            raise ClockBehind()
        _append(work, _of_nobody("confirm", "clock", "ok_clock"), confirmed=True)
        work.commit()


def log_oversight(work: Work) -> None:
    """One row for a reading of the whole log, which is about nobody in particular."""
    _append(work, _of_nobody("read", "access_log", "ok_log"))


def log_list_saved(work: Work, which: str) -> None:
    """One row for a list of the screen saved as a file; ``which`` names the list and nobody on it."""
    _append(work, _of_nobody("disclose", "list", "ok_log", which))


def _of_nobody(action: str, target: str, reason: str, which: str | None = None) -> dict[str, Any]:
    said: dict[str, Any] = dict.fromkeys(("person_id", "case_id", "target_id", "content_hash"))
    said["said"] = which
    row = {"action": action, "target": target, "purpose": "oversight", "decision": action, "reason": reason}
    return row | said | dict.fromkeys(_LISTS, "")


def log(work: Work, ask: Ask, ruling: gate.Ruling, *, said: str | None = None) -> None:
    """One row of the access log, chained to the one before it."""
    fields: dict[str, Any] = {
        "person_id": str(ask.person_id),
        "case_id": str(ask.case_id) if ask.case_id else None,
        "action": ask.action,
        "target": ask.target,
        "target_id": str(ask.target_id) if ask.target_id else None,
        "content_hash": ask.content_hash,
        "purpose": ask.purpose,
        "categories": _listed(ask.categories or [name for note in ask.notes for name in note.categories]),
        "recipients": _listed(recipient.id for recipient in ask.recipients),
        "decision": ruling.decision,
        "reason": ruling.reason,
        "consents": _listed(ruling.relied_on),
        "said": said or ask.cover_reason,
    }
    _append(work, fields)


def _append(work: Work, said: Mapping[str, Any], *, confirmed: bool = False) -> None:
    desk = work.desk
    take_turns(work.session.connection(), Access.__tablename__)
    last = _last(work.session)
    fields = {
        "advisor_id": str(desk.advisor.id),
        "role": desk.advisor.role,
        "device": desk.device,
        "app_version": __version__,
        **said,
    }
    row = chain.next_link(last, work.now, fields, confirmed=confirmed)
    work.session.add(
        Access(
            seq=row.seq,
            at=row.at,
            high_water=row.high_water,
            prev_hash=row.prev_hash,
            row_hash=row.row_hash,
            **{key: _stored(key, value) for key, value in fields.items()},
        )
    )
    work.session.flush()


def _last(session: Session) -> chain.Link | None:
    """The end of the log, which the next row follows; on a shared desk without what it says of others."""
    if session.info.get("shared") is not None:
        end = session.execute(text("SELECT seq, at, high_water, row_hash FROM wd_log_last()")).first()
        return chain.Link(end.seq, end.at, end.high_water, {}, "", end.row_hash) if end else None
    last = session.scalars(select(Access).order_by(Access.seq.desc()).limit(1)).first()
    return link(last) if last else None


def _listed(things: Iterable[str]) -> str:
    return ",".join(dict.fromkeys(things))


_IDS = ("advisor_id", "person_id", "case_id", "target_id")
_LISTS = ("categories", "recipients", "consents")


def _stored(key: str, value: Any) -> Any:
    if key in _IDS:
        return UUID(value) if value else None
    return [word for word in value.split(",") if word] if key in _LISTS else value


def link(row: Access) -> chain.Link:
    """A stored row of the log as the chain sees it."""
    fields: dict[str, chain.Value] = {}
    for key in ("advisor_id", "role", "device", "app_version", "person_id", "case_id", "action", "target"):
        fields[key] = _said(key, getattr(row, key))
    for key in ("target_id", "content_hash", "purpose", *_LISTS, "decision", "reason", "said"):
        fields[key] = _said(key, getattr(row, key))
    return chain.Link(row.seq, row.at, row.high_water, fields, row.prev_hash, row.row_hash)


def _said(key: str, value: Any) -> str | None:
    if key in _LISTS:
        return ",".join(value)
    return str(value) if isinstance(value, UUID) else value


def verify_log(desk: Desk, expected: chain.Head | None = None) -> chain.Bad | None:
    """The first row of the access log that was altered, removed or moved; None when it is whole."""
    with desk.look() as look:
        whole = select(Access).order_by(Access.seq).execution_options(yield_per=1000)
        with closing(look.scalars(whole)) as rows:
            return chain.first_bad((link(row) for row in rows), expected)


def head_to_carry(desk: Desk) -> str:
    """Where the log ends now, as a report carries it; empty while nothing was logged."""
    with desk.look() as look:
        last = log_head(look)
    return chain.to_carry(last) if last else ""


def log_head(look: Session) -> chain.Head | None:
    last = _last(look)
    return None if last is None else chain.head(last)


def who_has_looked(
    desk: Desk, person_id: UUID, *, limit: int = 100, protected: bool = False
) -> list[AccessRow]:
    """Every look at this client's record, notes and letters, granted or not, the newest first.

    Looks at what they said when somebody was at risk are asked for apart (``protected``): this list is read
    with the client, and whoever came along, in front of the screen. Reading the log is itself logged.
    """
    with desk.unit_of_work() as work:
        found = work.session.execute(
            select(Access, Advisor.name)
            .outerjoin(Advisor, Advisor.id == Access.advisor_id)
            .where(Access.person_id.in_(files_of(person_id)), (Access.target == PROTECTED) == protected)
            .order_by(Access.seq.desc())
            .limit(limit)
        ).all()
        ask = Ask(person_id=person_id, action="read", target="access_log", purpose="oversight")
        hidden = silenced(work.session, person_id)
        log(work, ask, gate.Ruling("read", "ok_log", ()))
        work.commit()
        return [
            AccessRow(
                row.seq,
                row.at,
                name or "Someone",
                row.action,
                row.target,
                row.purpose,
                row.decision,
                row.reason,
                row.said,
            )
            for row, name in found
            if not is_silenced(row.reason, row.said, hidden)
        ]


def silenced(session: Session, person_id: UUID) -> frozenset[str]:
    """The reasons of legal powers used that the client is not told of, because telling would do harm.

    A manager's week still lists them; only what the client is shown or given leaves them out.
    """
    rows = session.scalars(
        select(Override.reason).where(Override.person_id == person_id, Override.silent_because.is_not(None))
    )
    return frozenset(rows)


def is_silenced(reason: str, said: str | None, hidden: Iterable[str]) -> bool:
    """Whether a row of the log is about one of these."""
    return reason == "ok_override" and any((said or "").endswith(f": {one}") for one in hidden)


def question(work: Work, ask: Ask) -> tuple[tuple[words.Consent, ...], words.Request]:
    """The gate's question put together from the desk. Raises Problems where no date of birth is known."""
    person = work.get(Person, ask.person_id)
    if person.born_on is None:
        raise Problems(
            [
                Problem(
                    "born_on",
                    "The date of birth is not recorded.",
                    "Ask for it first: consent depends on age.",
                )
            ]
        )
    last = _last(work.session)
    request = words.Request(
        subject=str(ask.person_id),
        action=ask.action,
        target=ask.target,
        purpose=ask.purpose,
        categories=ask.categories,
        entry_date=ask.entry_date,
        practice=str(ask.practice_id) if ask.practice_id else None,
        notes=ask.notes,
        recipients=ask.recipients,
        user=user_of(work, ask),
        at=work.now,
        as_known_at=work.now,
        clock=words.Clock(last.high_water if last else work.now, None),
        subject_state=words.SubjectState(
            dob=person.born_on,
            deceased_on=person.died_on,
            capacity=person.capacity,
            capacity_assessed_on=person.capacity_assessed_on,
            understanding=person.understanding,
        ),
        read_event=ask.read_event,
        accuracy=ask.accuracy,
        amra=standing(ask.rights, words.local_day(work.now)) if ask.rights else None,
        override=ask.override,
        mandate_seen=ask.mandate_seen,
    )
    return consents_of(work.session, ask.person_id), request


def user_of(work: Work, ask: Ask) -> words.User:
    me = work.desk.advisor
    day = words.local_day(work.now)
    mine = cover.is_assigned(work.session, me.id, ask.person_id, ask.case_id, day)
    return words.User(
        id=str(me.id),
        org=AGENCY,
        role=me.role if me.role in words.USER_ROLES else words.USER_ROLES[0],  # the gate knows no finer ones
        assigned=mine or cover.works_alone(work.session),
        cover_reason=ask.cover_reason,
    )


def consents_of(session: Session, person_id: UUID) -> tuple[words.Consent, ...]:
    """A client's consents and refusals as the gate sees them, with how each ended."""
    ended: dict[UUID, Withdrawal] = {}
    for end in session.scalars(
        select(Withdrawal)
        .join(Consent, Consent.id == Withdrawal.consent_id)
        .where(Consent.person_id == person_id)
        .order_by(Withdrawal.withdrawn_at.desc())
    ):
        ended[end.consent_id] = end  # the earliest said
    kept = session.scalars(select(Consent).where(Consent.person_id == person_id).order_by(Consent.id))
    return tuple(as_the_gate_sees(consent, ended.get(consent.id)) for consent in kept)


def as_the_gate_sees(kept: Consent, ended: Withdrawal | None) -> words.Consent:
    authority = kept.authority or {}
    day = kept.valid_from or (kept.given_at or kept.recorded_at).astimezone(words.LONDON).date()
    return words.Consent(
        id=str(kept.id),
        subject=str(kept.person_id),
        polarity=kept.polarity,
        state=kept.state,
        given_by=words.GivenBy(kept.giver_role, _authority(authority) if authority else None),
        method=kept.method,
        wording_version=kept.wording_code,
        given_at=kept.given_at,
        recorded_at=kept.recorded_at,
        valid_from=day,
        expires_on=kept.expires_on,
        review_on=kept.review_on,
        withdrawn_at=ended.withdrawn_at if ended else None,
        withdrawal_recorded_at=ended.recorded_at if ended else None,
        replaces=tuple(kept.replaces or ()),
        covers_prior_notes=kept.covers_prior_notes,
        purposes=tuple(kept.purposes or ()),
        scope=words.Scope(
            actions=tuple(kept.actions or ()),
            categories=tuple(kept.categories or ()),
            exclude=tuple(kept.exclude or ()),
            practice=str(kept.practice_id) if kept.practice_id else words.NO_PRACTICE,
            record_from=kept.record_from,
            record_to=kept.record_to,
        ),
        recipients=tuple(kept.recipients or ()),
        holder_org=AGENCY,
    )


def _authority(facts: Any) -> words.Authority:
    def day(key: str) -> date | None:
        return date.fromisoformat(facts[key]) if facts.get(key) else None

    return words.Authority(
        seen=bool(facts.get("seen")),
        registered=bool(facts.get("registered")),
        starts_on=day("from"),
        last_day=day("to"),
        ended_on=day("ended_on"),
        powers=tuple(facts.get("powers", ())),
    )


def ask_of_note(note: EvidenceNote, action: str, purpose: str, **more: Any) -> Ask:
    """The question about one note as it stands, for its own client and case."""
    return Ask(
        note.person_id,
        action,
        "evidence_note",
        purpose,
        case_id=note.case_id,
        notes=(note_for_gate(note),),
        target_id=note.id,
        content_hash=note.content_hash,
        **more,
    )


def note_for_gate(note: EvidenceNote) -> words.Note:
    """An evidence note as the gate sees it: everything but its text."""
    return words.Note(
        id=str(note.id),
        subject=str(note.person_id),
        categories=(note.category,),
        entry_date=note.entry_on,
        practice=str(note.practice_id) if note.practice_id else words.NO_PRACTICE,
        written_under=str(note.consent_id) if note.consent_id else None,
        written_at=note.made_at,
        third_party=note.third_party,
        harm=note.harm,
        sar_check=None,
    )


def recipient_for_gate(body: Organisation, person_id: UUID) -> words.Recipient:
    """A body as consent names it: a practice by its own id, the client by theirs."""
    if body.kind == "subject":
        return words.Recipient(str(person_id), "subject")
    if body.kind == "practice" and body.practice_id:
        return words.Recipient(str(body.practice_id), "practice")
    return words.Recipient(str(body.id), body.kind)
