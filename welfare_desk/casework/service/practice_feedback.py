"""What a practice is told of how things went for its patients: only of those who agreed that it is told.

Nothing of the medical record is in it; it says what was asked of us, whether they came and what was
decided. Each person told of is a line of the access log and of their journal; who did not agree is left
out, and the practice is told how many that is and no more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select, union
from sqlalchemy.orm import Session

from welfare_desk.casework import access, agency
from welfare_desk.casework.access import Ask
from welfare_desk.casework.correspondence import written_gate
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.evidence import Access
from welfare_desk.records.money import Decision
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.quality import FeedbackGiven, FeedbackLine
from welfare_desk.records.service import Meeting, Practice, Referral
from welfare_desk.rules import consent as gate
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days, plain_letters

PURPOSE = TARGET = "practice_feedback"
KINDS = {
    "line": "A line for the record",
    "meeting": "List for the practice meeting",
    "by_gp": "Summary by GP",
}
LEFT_OUT = {
    "refused": "Said no to the practice being told.",
    "agreement_needed": "Was not asked, or the agreement has ended.",
    "born_on": "Their date of birth is not recorded; whether an agreement holds depends on it.",
    "not_assigned": "Their case is another advisor's.",
    "subject_deceased": "They have died.",
}
_ASKED_FOR = {
    "income": "what they could claim",
    "benefit_claim": "a benefit claim",
    "challenge": "challenging a decision",
    "debt": "debt",
    "housing": "housing",
    "fuel": "fuel",
    "employability": "work and training",
}
_DECIDED = {
    "awarded": "awarded",
    "increased": "increased",
    "same": "left as it was",
    "reduced": "reduced",
    "refused": "refused",
    "written_off": "written off",
}
_TIMES = {0: "not seen yet", 1: "seen once", 2: "seen twice"}
_LONGEST = 600


class NobodyAgreed(DeskError):
    sentence = "Nobody on this list has agreed that the practice is told."
    hint = "Ask them when you next meet; the consent names the practice and “Telling the practice”."


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One patient with what would be said. ``left_out`` is a key of ``LEFT_OUT``, empty where they agreed."""

    person_id: UUID
    client: str
    born_on: date | None
    gp: str
    words: str
    own_words: bool
    left_out: str = ""
    told_on: date | None = None
    case_id: UUID | None = None
    relied_on: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        return LEFT_OUT.get(self.left_out, "")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of all the referrals received in the days: nobody is named, so nobody need have agreed."""

    referred: int
    seen: int
    did_not_come: int
    not_yet: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What could be told to one practice about the work of some weeks."""

    practice_id: UUID
    practice: str
    from_on: date
    to_on: date
    rows: tuple[FeedbackRow, ...]
    numbers: Numbers

    @property
    def told(self) -> tuple[FeedbackRow, ...]:
        return tuple(row for row in self.rows if not row.left_out)

    @property
    def left_out(self) -> int:
        return len(self.rows) - len(self.told)


@dataclass(frozen=True, slots=True)
class GivenRow:
    """Something a practice was told, as it stands in the list of what was told."""

    on: date
    kind: str
    told_to: str
    people: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to print or hand over, and what it says of how many."""

    pdf: bytes
    people: int
    left_out: int


def feedback(desk: Desk, practice_id: UUID, *, from_on: date, to_on: date) -> Feedback:
    """Everybody of this practice with something in these days, each with what would be said; logs nothing."""
    with desk.look() as look:
        return _gathered(Work(desk, look), practice_id, from_on, to_on)


def given(desk: Desk, practice_id: UUID, *, limit: int = 12) -> list[GivenRow]:
    """What this practice was told before, the newest first."""
    with desk.look() as look:
        return [
            GivenRow(one.on, one.kind, one.told_to, one.people, one.left_out)
            for one in look.scalars(
                select(FeedbackGiven)
                .where(FeedbackGiven.practice_id == practice_id)
                .order_by(FeedbackGiven.on.desc(), FeedbackGiven.id.desc())
                .limit(limit)
            )
        ]


def keep_words(desk: Desk, person_id: UUID, practice_id: UUID, said: str, *, today: date) -> Changes:
    """Say it in the advisor's own words from now on; nothing typed brings back what is put together."""
    said = " ".join(said.split())
    if len(said) > _LONGEST:
        raise Problems([Problem("words", f"That is {len(said)} letters long.", f"Keep it under {_LONGEST}.")])
    with desk.unit_of_work() as work:
        work.get(Person, person_id)
        line = FeedbackLine(
            person_id=person_id, practice_id=practice_id, on=today, words=said, advisor_id=desk.advisor.id
        )
        work.add(line)
        work.commit()
        return Changes.of(person_id, "feedback")


def give_line(
    desk: Desk, person_id: UUID, practice_id: UUID, *, from_on: date, to_on: date, today: date
) -> str:
    """The line for this patient's record, logged as told. Raises Blocked where they have not agreed."""
    with desk.unit_of_work() as work:
        found = _gathered(work, practice_id, from_on, to_on, only=person_id)
        if not found.rows:
            raise NobodyAgreed()
        row = found.rows[0]
        if row.left_out:
            _refuse(work, row, found)
        _log(work, found, "line", "the record", (row,), 0, today)
        house = agency.Agency.of(agency.setting(work.session, "agency", on=today))
        work.commit()
    who = f"Welfare rights ({house.name})" if house.name else "Welfare rights"
    return f"{days.short(today)}. {who}: {row.words}"


def give_sheet(
    desk: Desk, practice_id: UUID, kind: str, *, from_on: date, to_on: date, told_to: str = "", today: date
) -> Sheet:
    """The list for the practice meeting or the summary by GP, logged for each person in it.

    Whoever has not agreed is not in it; it says how many those are. Raises NobodyAgreed where it would be
    empty.
    """
    from welfare_desk.casework.service import feedback_paper  # ReportLab: only who prints pays for it

    if kind not in feedback_paper.SHEETS:
        raise Problems([Problem("kind", "Choose what is printed.")])
    with desk.unit_of_work() as work:
        found = _gathered(work, practice_id, from_on, to_on)
        if not found.told:
            raise NobodyAgreed()
        _log(work, found, kind, told_to.strip(), found.told, found.left_out, today)
        pdf = feedback_paper.pages(work, found, kind, told_to.strip(), today)
        work.commit()
    return Sheet(pdf, len(found.told), found.left_out)


def _log(
    work: Work,
    found: Feedback,
    kind: str,
    told_to: str,
    rows: Iterable[FeedbackRow],
    left_out: int,
    today: date,
) -> None:
    rows = tuple(rows)
    kept = work.add(
        FeedbackGiven(
            practice_id=found.practice_id,
            on=today,
            kind=kind,
            from_on=found.from_on,
            to_on=found.to_on,
            told_to=told_to,
            people=len(rows),
            left_out=left_out,
            advisor_id=work.desk.advisor.id,
        )
    )
    for row in rows:
        ask = _ask(row, found.practice_id, kept.id)
        access.log(work, ask, gate.Ruling("disclose", "ok_no_note", row.relied_on))
        told = f"Told {found.practice} how things went: {KINDS[kind].lower()}."
        work.journal(row.person_id, told, on=today, case_id=row.case_id)


def _refuse(work: Work, row: FeedbackRow, found: Feedback) -> None:
    code = "agreement_needed" if row.left_out in ("refused", "born_on") else row.left_out
    work.session.rollback()
    access.log(work, _ask(row, found.practice_id, None), gate.Ruling(gate.NOTHING, code, ()))
    work.commit()
    next_step = f"Record a consent that names {found.practice} and “Telling the practice”."
    raise access.Blocked((access.Reason(code, row.why, next_step),))


def _ask(row: FeedbackRow, practice_id: UUID, target: UUID | None) -> Ask:
    to = words.Recipient(str(practice_id), "practice")
    return Ask(
        row.person_id, "disclose", TARGET, PURPOSE, case_id=row.case_id, recipients=(to,), target_id=target
    )


# Gathering ----------------------------------------------------------------------------------------


def _gathered(
    work: Work, practice_id: UUID, from_on: date, to_on: date, *, only: UUID | None = None
) -> Feedback:
    if to_on < from_on:
        raise Problems([Problem("to_on", "The last day is before the first.")])
    look = work.session
    practice = work.get(Practice, practice_id)
    worked_for = look.scalars(_worked_for(practice_id, from_on, to_on)).all() if only is None else (only,)
    ids = list(worked_for)
    people = look.execute(
        select(Person, client_name())
        .join(PersonName, current_name(Person.id))
        .where(Person.id.in_(ids))
        .order_by(Person.sort_name, Person.id)
    ).all()
    said = _Said(look, practice_id, ids, from_on, to_on)
    rows = tuple(_row(work, person, name, practice_id, said) for person, name in people)
    numbers = _numbers(look, practice_id, from_on, to_on)
    return Feedback(practice_id, practice.name, from_on, to_on, rows, numbers)


def _worked_for(practice_id: UUID, from_on: date, to_on: date) -> Select[UUID]:
    """The practice's patients with a referral, a meeting, a case opened or a decision in these days."""
    theirs = or_(
        Person.practice_id == practice_id,
        Person.id.in_(select(Case.person_id).where(Case.practice_id == practice_id)),
        Person.id.in_(select(Referral.person_id).where(Referral.practice_id == practice_id)),
    )
    worked = union(
        select(Meeting.person_id).where(Meeting.on.between(from_on, to_on), Meeting.status == "attended"),
        select(Referral.person_id).where(Referral.received_on.between(from_on, to_on)),
        select(Case.person_id).where(Case.opened_on.between(from_on, to_on)),
        select(Decision.person_id).where(Decision.decided_on.between(from_on, to_on)),
    ).subquery()
    return select(Person.id).where(theirs, Person.id.in_(select(worked.c.person_id)))


class _Said:
    """What is recorded of some people in some days, ready to be put into a line each."""

    def __init__(
        self, look: Session, practice_id: UUID, ids: Iterable[UUID], from_on: date, to_on: date
    ) -> None:
        ids = list(ids)
        self.referral: dict[UUID, Referral] = {
            one.person_id: one
            for one in look.scalars(
                select(Referral)
                .where(
                    Referral.person_id.in_(ids),
                    Referral.received_on <= to_on,
                    or_(Referral.practice_id == practice_id, Referral.practice_id.is_(None)),
                )
                .order_by(Referral.received_on, Referral.id)
            )
        }
        self.seen = Counter(
            look.scalars(
                select(Meeting.person_id).where(
                    Meeting.person_id.in_(ids),
                    Meeting.status == "attended",
                    Meeting.kind != "work_done",
                    Meeting.on.between(from_on, to_on),
                )
            )
        )
        self.decided: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
        for person_id, benefit, outcome in look.execute(
            select(Decision.person_id, Decision.benefit, Decision.outcome)
            .where(
                Decision.person_id.in_(ids),
                Decision.decided_on.between(from_on, to_on),
                Decision.outcome.in_(_DECIDED),
            )
            .order_by(Decision.decided_on, Decision.id)
        ):
            self.decided[person_id].append((matter_name(benefit), _DECIDED[outcome]))
        self.open: dict[UUID, list[Case]] = defaultdict(list)
        for case in look.scalars(
            select(Case)
            .where(Case.person_id.in_(ids), Case.closed_on.is_(None), Case.opened_on <= to_on)
            .order_by(Case.opened_on, Case.id)
        ):
            self.open[case.person_id].append(case)
        self.own: dict[UUID, str] = {
            one.person_id: one.words
            for one in look.scalars(
                select(FeedbackLine)
                .where(FeedbackLine.person_id.in_(ids), FeedbackLine.practice_id == practice_id)
                .order_by(FeedbackLine.made_at, FeedbackLine.id)
            )
        }
        told = select(Access.person_id, func.max(Access.at)).where(
            Access.person_id.in_(ids), Access.target == TARGET, Access.decision == "disclose"
        )
        self.told: dict[UUID, datetime] = {
            id: at for id, at in look.execute(told.group_by(Access.person_id)) if id is not None
        }

    def line(self, person_id: UUID) -> str:
        """Referred 2 Nov 2026 for a benefit claim; seen twice. Adult Disability Payment awarded."""
        seen = self.seen[person_id]
        decided = self.decided[person_id]
        times = _TIMES.get(seen, f"seen {seen} times")
        referral = self.referral.get(person_id)
        parts = [] if decided and not seen else [times]
        if referral is not None:
            asked = [_ASKED_FOR[code] for code in referral.reasons or () if code in _ASKED_FOR]
            what = f" for {' and '.join(asked)}" if asked else ""
            parts.insert(0, f"referred {days.short(referral.received_on)}{what}")
        sentences = ["; ".join(parts)] * bool(parts) + [f"{what} {how}" for what, how in decided]
        over = {what for what, _ in decided}
        going_on = [name for case in self.open[person_id] if (name := matter_name(case.matter)) not in over]
        if going_on:
            sentences.append(f"We go on with {', '.join(dict.fromkeys(going_on))}")
        return " ".join(f"{one[:1].upper()}{one[1:]}." for one in sentences)


def _row(work: Work, person: Person, name: str, practice_id: UUID, said: _Said) -> FeedbackRow:
    own = said.own.get(person.id, "")
    referral = said.referral.get(person.id)
    named = referral.referrer_name if referral is not None and referral.referrer_role == "gp" else None
    newest = said.open[person.id][-1].id if said.open[person.id] else None
    left_out, relied_on = _may_be_told(work, person, practice_id)
    told = said.told.get(person.id)
    return FeedbackRow(
        person_id=person.id,
        client=name,
        born_on=person.born_on,
        gp=(named or person.gp_name or "").strip(),
        words=own or said.line(person.id),
        own_words=bool(own),
        left_out=left_out,
        told_on=words.local_day(told) if told else None,
        case_id=newest,
        relied_on=relied_on,
    )


def _may_be_told(work: Work, person: Person, practice_id: UUID) -> tuple[str, tuple[str, ...]]:
    """Why this person is left out ("" where they agreed), and the consent that lets the practice be told."""
    if person.died_on is not None:
        return "subject_deceased", ()
    if not written_gate.may_work(access.user_of(work, Ask(person.id, "disclose", TARGET, PURPOSE))):
        return "not_assigned", ()
    subject = written_gate.subject_of(person)
    if subject is None:
        return "born_on", ()
    asked = access.consents_of(work.session, person.id), PURPOSE, str(practice_id), subject, work.now
    agreed = plain_letters.agreed(*asked)
    if agreed is not None:
        return "", (agreed,)
    return ("refused" if plain_letters.refused(*asked) else "agreement_needed"), ()


def _numbers(look: Session, practice_id: UUID, from_on: date, to_on: date) -> Numbers:
    referred = set(
        look.scalars(
            select(Referral.person_id).where(
                Referral.practice_id == practice_id, Referral.received_on.between(from_on, to_on)
            )
        )
    )
    met: dict[UUID, set[str]] = defaultdict(set)
    for person_id, status in look.execute(
        select(Meeting.person_id, Meeting.status).where(
            Meeting.person_id.in_(referred), Meeting.on.between(from_on, to_on), Meeting.kind != "work_done"
        )
    ):
        met[person_id].add(status)
    seen = sum("attended" in met[one] for one in referred)
    missed = sum("dna" in met[one] and "attended" not in met[one] for one in referred)
    return Numbers(len(referred), seen, missed, len(referred) - seen - missed)
