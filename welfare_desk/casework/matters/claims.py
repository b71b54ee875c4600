"""Claims, each tracked from the day it is thought of: begun, its form due, sent, decided; who does what next.

Beginning a claim opens its case and starts its clock; a decision recorded on the case ends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Look

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.cases import CaseDraft, matter_name
from welfare_desk.casework.matters.key_dates import keep_notice
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.shared.own import from_own
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case, KeyDate
from welfare_desk.records.income import Claim
from welfare_desk.records.people import Person, PersonName
from welfare_desk.rules import claims as rule
from welfare_desk.rules import days
from welfare_desk.rules.claims import Days, Way
from welfare_desk.rules.key_dates import Notice

NEXT_BY = {"us": "We do", "client": "They do", "other": "Somebody else does"}
FORM_DUE = "Return the form"


class ClaimEnded(DeskError):
    sentence = "This claim has been decided or given up."
    hint = "Begin another one."


class AlreadyTracked(DeskError):
    sentence = "This claim is being followed already."
    hint = "It stands among the claims of the client."


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a list shows it. ``due_on`` is the safe day of what its clock asks for next.

    ``way`` says how such a claim is made; ``protected_from`` is the day the award can run from.
    """

    id: UUID
    person_id: UUID
    client: str
    case_id: UUID | None
    benefit: str
    name: str
    whom: str
    state: str
    days: Days
    outcome: str | None
    given_up_because: str | None
    needs: tuple[str, ...]
    next_step: str
    next_by: str
    next_on: date | None
    due_on: date | None
    due_what: str
    last_day: date | None
    way: Way

    @property
    def protected_from(self) -> date | None:
        return rule.protected_from(self.days)

    @property
    def is_open(self) -> bool:
        return self.state in rule.OPEN


def identify(
    desk: Desk,
    person_id: UUID,
    benefit: str,
    *,
    today: date,
    whom: str = "",
    next_step: str = "",
    next_by: str = "us",
    next_on: date | None = None,
) -> Changes:
    """A claim has been thought of; nothing protects its date yet. Raises Problems, AlreadyTracked."""
    with desk.unit_of_work() as work:
        claim = _identified(work, person_id, benefit, whom, today)
        claim.next_step, claim.next_by, claim.next_on = next_step.strip(), _by(next_by), next_on
        work.commit()
        return Changes.of(claim, "claims", "journal")


def begin(
    desk: Desk,
    person_id: UUID,
    benefit: str,
    *,
    on: date,
    today: date,
    whom: str = "",
    next_step: str = "",
    next_by: str = "us",
    next_on: date | None = None,
) -> Changes:
    """The same and begun at once, as from a row of the income check. Raises Problems, AlreadyTracked."""
    with desk.unit_of_work() as work:
        claim = _identified(work, person_id, benefit, whom, min(on, today))
        claim.next_step, claim.next_by, claim.next_on = next_step.strip(), _by(next_by), next_on
        _start(work, claim, on, today)
        work.commit()
        return Changes.of(claim, "claims", "cases", "key_dates", "journal")


def _identified(work: Work, person_id: UUID, benefit: str, whom: str, today: date) -> Claim:
    code = resources.benefits().find(benefit.partition(".")[0])
    if code is None or code not in resources.benefits().benefits:
        raise Problems([Problem("benefit", "Choose which benefit is to be claimed.")])
    work.get(Person, person_id)
    live = select(Claim.id).where(
        Claim.person_id == person_id,
        Claim.benefit == code,
        Claim.whom == whom.strip(),
        Claim.ended_on.is_(None),
    )
    if work.session.scalars(live.limit(1)).first() is not None:
        raise AlreadyTracked()
    claim = work.add(
        Claim(
            person_id=person_id,
            benefit=code,
            whom=whom.strip(),
            identified_on=today,
            needs=list(_way(code).needs),
        )
    )
    work.journal(person_id, f"Could be claimed: {_named(claim)}.", on=today)
    return claim


def start(desk: Desk, claim_id: UUID, *, on: date, today: date) -> Changes:
    """The claim is begun: from this day it is protected, its case is open, its clock runs.

    Raises Problems, ClaimEnded.
    """
    with desk.unit_of_work() as work:
        claim = _live(work, claim_id)
        _start(work, claim, on, today)
        work.commit()
        return Changes.of(claim, "claims", "cases", "key_dates", "journal")


def _start(work: Work, claim: Claim, on: date, today: date) -> None:
    _judge(claim, today, started=on)
    claim.started_on = on
    case = _case_of(work, claim, today)
    claim.case_id = case.id
    cases.begin(work, case.id, on=on)
    way = _way(claim.benefit)
    if way.event and case.route:
        said = resources.routes().routes[case.route].benefits[claim.benefit]
        claim.notice_id = keep_notice(work, case, Notice(case.route, said, way.event, on), today=today).id
    else:
        words = f"Claim begun on {days.short(on)}: {_named(claim)}. {way.begins}."
        work.journal(claim.person_id, words, on=today, case_id=case.id)


def _case_of(work: Work, claim: Claim, today: date) -> Case:
    """The open case about this benefit where there is one; else a new one for the claim."""
    known = (
        select(Case)
        .where(Case.person_id == claim.person_id, Case.matter == claim.benefit, Case.closed_on.is_(None))
        .order_by(Case.opened_on.desc(), Case.id.desc())
    )
    if claim.case_id is not None:
        return work.get(Case, claim.case_id)
    taken = select(Claim.case_id).where(Claim.ended_on.is_(None), Claim.case_id.is_not(None))
    found = work.session.scalars(known.where(Case.id.not_in(taken)).limit(1)).first()
    if found is not None:
        return found
    practice = work.get(Person, claim.person_id).practice_id
    draft = CaseDraft(claim.person_id, "income", claim.benefit, practice_id=practice)
    return cases.keep_case(work, draft, opened_on=today)


def form_due(desk: Desk, claim_id: UUID, due_on: date, *, today: date) -> Changes:
    """A form came with a day printed on it: that day stands among the key dates. Raises Problems."""
    with desk.unit_of_work() as work:
        claim = _live(work, claim_id)
        if claim.started_on is None or claim.case_id is None:
            raise Problems([Problem("due_on", "The claim has not been begun.", "Begin it first.")])
        for row in work.session.scalars(_form_dates(claim)):
            row.done_on = today  # a newer form takes the place of the one before
        way = _way(claim.benefit)
        what = f"{FORM_DUE}: {matter_name(claim.benefit)}"
        work.add(KeyDate(case_id=claim.case_id, what=what, due_on=due_on, safe_on=due_on))
        words = f"{way.form or 'The form'} of {_named(claim)} is due on {days.short(due_on)}."
        work.journal(claim.person_id, words, on=today, case_id=claim.case_id)
        work.commit()
        return Changes.of(claim, "claims", "key_dates", "journal")


def send(desk: Desk, claim_id: UUID, *, on: date, today: date, how: str = "") -> Changes:
    """The form or the claim went off: what its clock asked for is done. Raises Problems."""
    with desk.unit_of_work() as work:
        claim = _live(work, claim_id)
        _judge(claim, today, sent=on)
        if claim.started_on is None:
            _start(work, claim, on, today)
        claim.sent_on = on
        for row in work.session.scalars(_form_dates(claim)):
            row.done_on = on
        proof = f" {how.strip()}." if how.strip() else ""
        words = f"Sent on {days.short(on)}: {_named(claim)}.{proof}"
        work.journal(claim.person_id, words, on=today, case_id=claim.case_id)
        work.commit()
        return Changes.of(claim, "claims", "key_dates", "journal")


def give_up(desk: Desk, claim_id: UUID, *, because: str, today: date) -> Changes:
    """It is not claimed after all; the reason stays. Raises Problems."""
    if not because.strip():
        raise Problems([Problem("because", "Say why it is not claimed.")])
    with desk.unit_of_work() as work:
        claim = _live(work, claim_id)
        claim.ended_on, claim.given_up_because = today, because.strip()
        for row in work.session.scalars(_form_dates(claim)):
            row.done_on = today
        words = f"Not claimed: {_named(claim)}. {because.strip()}."
        work.journal(claim.person_id, words, on=today, case_id=claim.case_id)
        work.commit()
        return Changes.of(claim, "claims", "key_dates", "journal")


def plan(
    desk: Desk,
    claim_id: UUID,
    *,
    needs: tuple[str, ...],
    next_step: str,
    next_by: str,
    next_on: date | None,
    today: date,
) -> Changes:
    """What is still wanted for it, and who does what next."""
    with desk.unit_of_work() as work:
        claim = _live(work, claim_id)
        claim.needs = [one.strip() for one in needs if one.strip()]
        claim.next_step, claim.next_by, claim.next_on = next_step.strip(), _by(next_by), next_on
        work.commit()
        return Changes.of(claim, "claims")


def settle(work: Work, case: Case, benefit: str, outcome: str, decided_on: date) -> UUID | None:
    """A decision on the case ends the claim that led to it; None where none waited for one.

    A decision of before the claim began is about something else, and one still awaited ends nothing.
    """
    if outcome == "pending":
        return None
    waiting = (
        select(Claim)
        .where(Claim.case_id == case.id, Claim.benefit == benefit, Claim.ended_on.is_(None))
        .order_by(Claim.identified_on, Claim.id)
    )
    for claim in work.session.scalars(waiting):
        began = claim.sent_on or claim.started_on
        if began is None or began <= decided_on:
            claim.decided_on, claim.outcome, claim.ended_on = decided_on, outcome, decided_on
            for row in work.session.scalars(_form_dates(claim)):
                row.done_on = decided_on
            return claim.id
    return None


def claims_of(desk: Desk, person_id: UUID, *, open_only: bool = False) -> list[ClaimRow]:
    """A client's claims, the open ones first, those with the nearest day on top."""
    with desk.look() as look:
        return _rows(look, Claim.person_id == person_id, open_only=open_only)


def open_claims(desk: Desk, *, limit: int = 200) -> list[ClaimRow]:
    """Every claim under way on the desk."""
    with desk.look() as look:
        return _rows(look, Claim.ended_on.is_(None), limit=limit)


def to_begin(look: Look, *, limit: int = 12) -> list[ClaimRow]:
    """Claims thought of and not begun, the longest known first: nothing protects their date yet.

    Those that are begun stand on Today by their key dates.
    """
    rows = _as_rows(look, _not_begun())
    return sorted(rows, key=lambda row: row.days.identified)[:limit]


@cache
def _not_begun() -> Any:
    return _claims(500).where(Claim.ended_on.is_(None), Claim.started_on.is_(None), Claim.sent_on.is_(None))


def _rows(look: Look, *where: Any, open_only: bool = False, limit: int = 500) -> list[ClaimRow]:
    statement = _claims(limit).where(*where)
    return _as_rows(look, statement.where(Claim.ended_on.is_(None)) if open_only else statement)


def _claims(limit: int) -> Any:
    return (
        select(Claim, client_name())
        .join(PersonName, current_name(Claim.person_id))
        .order_by(Claim.identified_on.desc(), Claim.id.desc())
        .limit(limit)
    )


def _as_rows(look: Look, statement: Any) -> list[ClaimRow]:
    found = look.execute(from_own(look, statement, Claim.person_id)).all()
    due = _due(look, [claim for claim, _ in found])
    rows = [_row(claim, name, due.get(claim.id)) for claim, name in found]
    last = date.max
    return sorted(rows, key=lambda row: (not row.is_open, row.due_on or row.next_on or last))


def _row(claim: Claim, client: str, due: KeyDate | None) -> ClaimRow:
    found = Days(claim.identified_on, claim.started_on, claim.sent_on, claim.decided_on)
    return ClaimRow(
        claim.id,
        claim.person_id,
        client,
        claim.case_id,
        claim.benefit,
        matter_name(claim.benefit),
        claim.whom,
        rule.state(found, dropped=claim.given_up_because is not None),
        found,
        claim.outcome,
        claim.given_up_because,
        tuple(claim.needs),
        claim.next_step,
        claim.next_by,
        claim.next_on,
        due.safe_on if due else None,
        due.what if due else "",
        due.due_on if due else None,
        _way(claim.benefit),
    )


def _due(look: Look, found: list[Claim]) -> dict[UUID, KeyDate]:
    """The nearest date each claim's own clock, or the form that came, still asks for."""
    by_case = {claim.case_id: claim for claim in found if claim.case_id and claim.ended_on is None}
    nearest: dict[UUID, KeyDate] = {}
    if not by_case:
        return nearest
    for row in look.scalars(
        select(KeyDate)
        .where(KeyDate.case_id.in_(by_case), KeyDate.done_on.is_(None), KeyDate.claimant_acts)
        .order_by(KeyDate.safe_on, KeyDate.id)
    ):
        claim = by_case[row.case_id]
        ours = row.notice_id == claim.notice_id if row.notice_id else row.what.startswith(FORM_DUE)
        if ours:
            nearest.setdefault(claim.id, row)
    return nearest


def _form_dates(claim: Claim) -> Any:
    own = KeyDate.notice_id.is_(None) & KeyDate.what.startswith(FORM_DUE)
    if claim.notice_id is not None:
        own = own | (KeyDate.notice_id == claim.notice_id)
    return select(KeyDate).where(KeyDate.case_id == claim.case_id, KeyDate.done_on.is_(None), own)


def _live(work: Work, claim_id: UUID) -> Claim:
    claim = work.get(Claim, claim_id)
    if claim.ended_on is not None:
        raise ClaimEnded()
    return claim


def _judge(claim: Claim, today: date, *, started: date | None = None, sent: date | None = None) -> None:
    found = Days(claim.identified_on, started or claim.started_on, sent or claim.sent_on)
    wrong = rule.problems_in(found, today=today)
    if wrong:
        raise Problems(wrong)


def _by(next_by: str) -> str:
    return next_by if next_by in NEXT_BY else "us"


def _way(benefit: str) -> Way:
    return resources.claims().get(benefit, Way())


def _named(claim: Claim) -> str:
    return f"{matter_name(claim.benefit)}{f' for {claim.whom}' if claim.whom else ''}"
