"""Decisions and the ledger of gains: what a decision letter brought, counted once and never edited.

A correction is a reversing line that points back. Counting rules are in ``rules/funder.py``; this
room records what they count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.matters import claims
from welfare_desk.casework.matters.cases import begin
from welfare_desk.casework.matters.key_dates import keep_notice
from welfare_desk.casework.people.circumstances import keep_household
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.cases import Notice as KeptNotice
from welfare_desk.records.money import Decision, Gain
from welfare_desk.records.papers import Attachment
from welfare_desk.records.people import PersonName
from welfare_desk.rules import days, money
from welfare_desk.rules.decided import Parts
from welfare_desk.rules.gains import FACTORS
from welfare_desk.rules.key_dates import Notice

CONFIRMED_BY = ("award_letter", "payment_seen", "online_account", "agency_told", "client_statement")
FREQUENCIES = tuple(FACTORS)
CONFIRMED_TOO_SOON = Problem("confirmed_on", "It was confirmed before it was decided.", "Check the dates.")
OUTCOMES = ("awarded", "increased", "same", "reduced", "refused", "written_off", "pending")


class AlreadyCounted(DeskError):
    """The same award and decision is in the ledger already (funder R9); ``line`` is the other one."""

    def __init__(self, line: GainRow) -> None:
        self.line = line
        confirmed = f"confirmed {days.short(line.confirmed_on)}" if line.confirmed_on else "not yet confirmed"
        super().__init__(
            f"This decision is already in the ledger: {line.client}, {line.amount_words}, {confirmed}.",
            "The same decision is counted once; reverse that line if it is wrong.",
        )


class AlreadyReversed(DeskError):
    sentence = "This line has already been reversed."


@dataclass(frozen=True, slots=True)
class GainDraft:
    """What a decision brings, in pounds a payment period; ``previous`` is what was paid before it."""

    amount: Decimal
    frequency: str = "weekly"
    previous: Decimal = money.NOUGHT
    arrears: Decimal = money.NOUGHT
    award_from: date | None = None
    award_to: date | None = None
    confirmed_on: date | None = None
    confirmed_by: str | None = None
    area: str = "welfare"
    led_by: str = ""  # another service that led, where the outcome is shared


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision letter: its date, its outcome, the gain if there is one, the clock it starts."""

    decided_on: date
    outcome: str
    benefit: str | None = None  # the case's matter where not given
    gain: GainDraft | None = None
    notice: Notice | None = None
    part: str = ""  # which award, where one benefit is paid as several
    joint: bool = False  # the household's award and not one person's
    parts: Parts = field(default_factory=dict)  # what each part of the award was and is
    came_on: date | None = None
    paper_id: UUID | None = None  # the letter and its envelope, among the case's papers


@dataclass(frozen=True, slots=True)
class GainRow:
    """A line of the ledger as the screen shows it."""

    id: UUID
    case_id: UUID
    case_reference: str
    person_id: UUID
    client: str
    award_key: str
    benefit: str
    area: str
    frequency: str
    amount: Decimal
    previous: Decimal
    arrears: Decimal
    award_from: date | None
    award_to: date | None
    decided_on: date | None
    confirmed_on: date | None
    confirmed_by: str | None
    estimate: Decimal | None
    recorded_on: date
    imported_on: date | None
    reversed_on: date | None
    reverses_id: UUID | None = field(default=None)
    led_by: str | None = field(default=None)
    letter_id: UUID | None = field(default=None)  # the paper it is known from

    @property
    def how_often(self) -> str:
        """How often it is paid: "a week", "every four weeks", "once"."""
        named = {"one_off": "once", "annual": "a year", "four_weekly": "every four weeks"}
        return named.get(self.frequency, "a " + self.frequency.removesuffix("ly").replace("_", " "))

    @property
    def amount_words(self) -> str:
        if self.decided_on is None and self.estimate is not None:
            return f"{self.benefit.upper()} thought to be worth {money.shown(self.estimate)}"
        return f"{self.benefit.upper()} {money.shown(self.amount)} {self.how_often}"

    @property
    def cursor(self) -> tuple[date, UUID]:
        return self.recorded_on, self.id


def award_key(whose: UUID, benefit: str, part: str = "") -> str:
    """What makes two decisions ones on one award: whose it is, a person's or a household's, and of what."""
    return ":".join(piece for piece in (str(whose), benefit, part) if piece)


def why_no_gain(benefit: str) -> str | None:
    """What is paid but is no gain: money to be paid back, or an old rate kept going (benefits.md, 7)."""
    book = resources.benefits()
    if benefit == "sta":
        return "Short-term assistance keeps an old rate going while a challenge runs; it is not a new gain."
    if benefit in book.benefits and book.benefits[benefit].loan:
        return f"{book.name(benefit)} is a loan that is paid back; it is not a gain."
    return None


def problems_in(decision: DecisionDraft, *, today: date) -> list[Problem]:
    found = []
    if decision.outcome not in OUTCOMES:
        found.append(Problem("outcome", "Choose what was decided."))
    if decision.came_on and decision.came_on > today:
        found.append(Problem("came_on", "That day is still to come."))
    if decision.came_on and decision.came_on < decision.decided_on:
        found.append(Problem("came_on", "It came before it was written.", "Check the two days."))
    if decision.decided_on > today:
        found.append(Problem("decided_on", "The decision is dated in the future.", "Check the year."))
    gain = decision.gain
    if gain is None:
        return found
    if gain.frequency not in FREQUENCIES:
        found.append(Problem("frequency", "Choose how often it is paid."))
    for name in ("amount", "previous", "arrears"):
        try:
            if money.pounds(getattr(gain, name)) < 0:
                found.append(Problem(name, "A sum paid cannot be less than nothing."))
        except ValueError:
            found.append(Problem(name, "That is not a sum in whole pence.", "Write it as on the letter."))
    if gain.award_from and gain.award_to and gain.award_to < gain.award_from:
        found.append(Problem("award_to", "The award ends before it begins."))
    if gain.confirmed_on and gain.confirmed_on > today:
        found.append(Problem("confirmed_on", "It cannot have been confirmed in the future."))
    if gain.confirmed_on and gain.confirmed_on < decision.decided_on:
        found.append(CONFIRMED_TOO_SOON)
    if gain.confirmed_on and gain.confirmed_by not in CONFIRMED_BY:
        found.append(Problem("confirmed_by", "Say how it was confirmed."))
    return found


def record_decision(desk: Desk, case_id: UUID, decision: DecisionDraft, *, today: date) -> Changes:
    """Record a decision letter, its gain, and the key dates it starts.

    Raises Problems; AlreadyCounted where this award and decision are in the ledger; DeskError for
    money that is no gain (a loan, short-term assistance).
    """
    problems = problems_in(decision, today=today)
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        named = decision.benefit or case.matter
        benefit = resources.benefits().find(named) or named
        if decision.gain and (because := why_no_gain(benefit)):
            raise DeskError(because, "Record the decision without a gain.")
        whose = keep_household(work, case.person_id).id if decision.joint else case.person_id
        key = award_key(whose, benefit, decision.part)
        if decision.gain is not None:
            refuse_second_count(work.session, key, decision.decided_on)
        kept = work.add(
            Decision(
                case_id=case_id,
                person_id=case.person_id,
                award_key=key,
                benefit=benefit,
                decided_on=decision.decided_on,
                outcome=decision.outcome,
                received_on=decision.came_on,
                attachment_id=_paper(work, case, decision.paper_id),
                parts={part: list(moved) for part, moved in decision.parts.items() if any(moved)},
            )
        )
        work.session.flush()
        if decision.notice is not None:
            kept.notice_id = keep_notice(work, case, decision.notice, today=today).id
        words = f"Decision of {days.short(decision.decided_on)}: {decision.outcome}."
        begin(work, case_id, on=today)
        claims.settle(work, case, benefit, decision.outcome, decision.decided_on)
        settled = None if decision.outcome == "pending" else _settle_estimate(work, key, today)
        if decision.gain is not None:
            line = work.add(_line(work, case, kept, decision.gain, today))
            line.supersedes_id = settled
            was = money.shown(decision.gain.previous)
            words += f" {money.shown(decision.gain.amount)} {line.frequency}, before {was}."
        work.journal(case.person_id, words, on=today, case_id=case_id, kind="decision")
        work.commit()
        return Changes.of(kept, "cases", "gains", "key_dates", "claims")


def _paper(work: Work, case: Case, paper_id: UUID | None) -> UUID | None:
    """The paper a decision is known from, if it is this client's. Raises NotFound."""
    if paper_id is not None and work.get(Attachment, paper_id).person_id != case.person_id:
        raise NotFound()
    return paper_id


def _line(work: Work, case: Case, decision: Decision, gain: GainDraft, today: date) -> Gain:
    return Gain(
        case_id=case.id,
        person_id=case.person_id,
        decision_id=decision.id,
        practice_id=case.practice_id,
        award_key=decision.award_key,
        area=gain.area,
        benefit=decision.benefit,
        frequency=gain.frequency,
        amount_pence=money.pence(gain.amount),
        previous_pence=money.pence(gain.previous),
        arrears_pence=money.pence(gain.arrears),
        award_from=gain.award_from,
        award_to=gain.award_to,
        decided_on=decision.decided_on,
        confirmed_on=gain.confirmed_on,
        confirmed_by=gain.confirmed_by,
        recorded_on=today,
        led_by=gain.led_by.strip() or None,
    )


def _settle_estimate(work: Work, key: str, today: date) -> UUID | None:
    """A decision has come, so what was thought of it leaves the estimates (R10): a reversing line."""
    found = None
    for line in work.session.scalars(live_estimates(key)).all():
        work.add(copy_of(line, recorded_on=today, reverses_id=line.id))
        found = line.id
    return found


def live_estimates(key: str) -> Any:
    """Lines of an award that nobody has decided or taken back."""
    reversing = aliased(Gain)
    return (
        select(Gain)
        .where(Gain.award_key == key, Gain.decided_on.is_(None), Gain.estimate_pence.is_not(None))
        .where(Gain.reverses_id.is_(None), Gain.confirmed_on.is_(None))
        .where(~select(reversing.id).where(reversing.reverses_id == Gain.id).exists())
    )


def refuse_second_count(session: Session, key: str, decided_on: date) -> None:
    """Raises AlreadyCounted where a live line has this award key and decision date (funder R9)."""
    reversing = aliased(Gain)
    statement = (
        _rows()
        .where(Gain.award_key == key, Gain.decided_on == decided_on, Gain.reverses_id.is_(None))
        .where(~select(reversing.id).where(reversing.reverses_id == Gain.id).exists())
    )
    other = session.execute(statement.limit(1)).first()
    if other is not None:
        raise AlreadyCounted(_row(other))


def confirm_gain(desk: Desk, gain_id: UUID, *, confirmed_on: date, confirmed_by: str, today: date) -> Changes:
    """Confirm a line that was waiting: a new line that supersedes it, so that nothing is edited.

    Raises Problems, AlreadyReversed.
    """
    if confirmed_by not in CONFIRMED_BY:
        raise Problems([Problem("confirmed_by", "Say how it was confirmed.")])
    if confirmed_on > today:
        raise Problems([Problem("confirmed_on", "It cannot have been confirmed in the future.")])
    with desk.unit_of_work() as work:
        waiting = work.get(Gain, gain_id)
        if waiting.decided_on is None:
            raise DeskError("This is only an estimate.", "Record the decision letter when it comes.")
        if waiting.confirmed_on or waiting.reverses_id or reversal_of(work.session, gain_id):
            raise AlreadyReversed("This line is already confirmed or reversed.")
        if waiting.decided_on and confirmed_on < waiting.decided_on:
            raise Problems([CONFIRMED_TOO_SOON])
        work.add(copy_of(waiting, recorded_on=today, reverses_id=gain_id))
        line = work.add(
            copy_of(
                waiting,
                recorded_on=today,
                confirmed_on=confirmed_on,
                confirmed_by=confirmed_by,
                supersedes_id=gain_id,
                estimated_on=None,
                estimate_pence=None,
            )
        )
        work.journal(
            waiting.person_id,
            f"Gain confirmed {days.short(confirmed_on)}.",
            on=today,
            case_id=waiting.case_id,
            kind="decision",
        )
        work.commit()
        return Changes.of(line, "gains")


def reverse_gain(desk: Desk, gain_id: UUID, *, because: str, today: date) -> Changes:
    """Take a line back by a reversing line. Raises AlreadyReversed, Problems without a reason."""
    if not because.strip():
        raise Problems([Problem("because", "Say why the line is taken back.")])
    with desk.unit_of_work() as work:
        line = work.get(Gain, gain_id)
        if line.reverses_id or reversal_of(work.session, gain_id):
            raise AlreadyReversed()
        reversing = work.add(copy_of(line, recorded_on=today, reverses_id=gain_id))
        work.journal(
            line.person_id, f"Gain reversed: {because}", on=today, case_id=line.case_id, kind="decision"
        )
        work.commit()
        return Changes.of(reversing, "gains")


def reversal_of(session: Session, gain_id: UUID) -> Gain | None:
    return session.scalars(select(Gain).where(Gain.reverses_id == gain_id)).first()


def copy_of(line: Gain, **changed: Any) -> Gain:
    left_out = {"id", "version", "made_at", "reverses_id", "supersedes_id"}
    same = {
        column.key: getattr(line, column.key)
        for column in Gain.__mapper__.column_attrs
        if column.key not in left_out
    }
    return Gain(**(same | changed))


def _rows() -> Any:
    reversing = aliased(Gain)
    reversed_on = (
        select(reversing.recorded_on)
        .where(reversing.reverses_id == Gain.id)
        .order_by(reversing.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            Gain,
            Case.reference,
            client_name(),
            reversed_on,
            func.coalesce(Decision.attachment_id, KeptNotice.attachment_id),
        )
        .join(Case, Case.id == Gain.case_id)
        .outerjoin(Decision, Decision.id == Gain.decision_id)
        .outerjoin(KeptNotice, KeptNotice.id == Decision.notice_id)
        .join(PersonName, current_name(Gain.person_id))
    )


def _row(found: Any) -> GainRow:
    line, reference, client, reversed_on, letter_id = found
    return GainRow(
        id=line.id,
        case_id=line.case_id,
        case_reference=reference,
        person_id=line.person_id,
        client=client,
        award_key=line.award_key,
        benefit=line.benefit,
        area=line.area,
        frequency=line.frequency,
        amount=money.from_pence(line.amount_pence),
        previous=money.from_pence(line.previous_pence),
        arrears=money.from_pence(line.arrears_pence),
        award_from=line.award_from,
        award_to=line.award_to,
        decided_on=line.decided_on,
        confirmed_on=line.confirmed_on,
        confirmed_by=line.confirmed_by,
        estimate=None if line.estimate_pence is None else money.from_pence(line.estimate_pence),
        recorded_on=line.recorded_on,
        imported_on=line.imported_on,
        reversed_on=reversed_on,
        reverses_id=line.reverses_id,
        led_by=line.led_by,
        letter_id=letter_id,
    )


def ledger(
    desk: Desk,
    *,
    person_id: UUID | None = None,
    case_id: UUID | None = None,
    waiting_only: bool = False,
    estimates_only: bool = False,
    each_once: bool = False,
    only: UUID | None = None,
    after: tuple[date, UUID] | None = None,
    limit: int = 50,
) -> list[GainRow]:
    """Lines of the ledger, the newest first; reversing lines are among them, as the ledger keeps them.

    ``each_once`` leaves those out, and the lines whose place a confirmed one has taken.
    """
    # Which lines, from the ledger alone and in the order of its index; then what is told of those few.
    newest_first = Gain.recorded_on.desc(), Gain.id.desc()
    which = select(Gain.id).order_by(*newest_first).limit(limit)
    if person_id is not None:
        which = which.where(Gain.person_id == person_id)
    if case_id is not None:
        which = which.where(Gain.case_id == case_id)
    if waiting_only:
        which = which.where(_is_waiting())
    if estimates_only:
        which = which.where(_is_estimate())
    if each_once:
        replaced = select(_LATER.supersedes_id).where(_LATER.supersedes_id.is_not(None))
        which = which.where(Gain.reverses_id.is_(None), Gain.id.not_in(replaced))
    if only is not None:
        which = which.where(Gain.id == only)
    if after is not None:
        which = which.where(tuple_(Gain.recorded_on, Gain.id) < after)
    with desk.look() as look:
        ids = look.scalars(which).all()
        if not ids:
            return []
        return [
            _row(found) for found in look.execute(_rows().where(Gain.id.in_(ids)).order_by(*newest_first))
        ]


def waiting(desk: Desk) -> int:
    """How many lines wait to be confirmed."""
    with desk.look() as look:
        return look.scalar(_how_many_wait()) or 0


@cache
def _how_many_wait() -> Any:
    return select(func.count()).select_from(Gain).where(_is_waiting())


def keep_letter(desk: Desk, gain_id: UUID, paper_id: UUID, *, today: date) -> Changes:
    """Say which of the client's papers a gain is known from: the award letter. Raises DeskError for a line
    nobody has decided, or somebody else's paper.
    """
    with desk.unit_of_work() as work:
        line = work.get(Gain, gain_id)
        paper = work.get(Attachment, paper_id)
        if line.decision_id is None:
            raise DeskError("Nobody has decided this yet, so no letter proves it.")
        if paper.person_id != line.person_id:
            raise DeskError("This paper is another client's.", "Choose one of theirs.")
        work.get(Decision, line.decision_id).attachment_id = paper_id
        words = f"Kept as the proof of a gain: {paper.title}."
        work.journal(line.person_id, words, on=today, case_id=line.case_id, kind="decision")
        work.commit()
        return Changes.of(gain_id, "gains", "papers")


_LATER, _REVERSING = aliased(Gain), aliased(Gain)  # made once: each has a column for each of theirs


def _is_estimate() -> Any:
    return and_(
        Gain.decided_on.is_(None),
        Gain.estimate_pence.is_not(None),
        Gain.reverses_id.is_(None),
        ~select(_REVERSING.id).where(_REVERSING.reverses_id == Gain.id).exists(),
    )


def _is_waiting() -> Any:
    only_estimated = and_(Gain.decided_on.is_(None), Gain.estimate_pence.is_not(None))
    return and_(
        Gain.confirmed_on.is_(None),
        Gain.reverses_id.is_(None),
        ~only_estimated,
        ~select(_REVERSING.id).where(_REVERSING.reverses_id == Gain.id).exists(),
    )
