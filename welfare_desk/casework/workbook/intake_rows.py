"""One accepted row becomes a client, a case, a meeting and a ledger line, each listed for undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from welfare_desk.casework import agency
from welfare_desk.casework.caseload import Entry, PersonGroup
from welfare_desk.casework.caseload.rows import PersonFacts
from welfare_desk.casework.consent import consents
from welfare_desk.casework.desk import Work
from welfare_desk.casework.figures.gains import award_key
from welfare_desk.casework.people.clients import (
    ClientDraft,
    new_person,
    refresh_search_terms,
    search_rows,
    whole_person,
)
from welfare_desk.records.base import Kept, new_id
from welfare_desk.records.cases import Case, Episode, StageReached
from welfare_desk.records.intake import Intake, IntakeMade
from welfare_desk.records.money import Debt, DebtOutcome, Decision, Gain
from welfare_desk.records.people import ImportedRef, Person
from welfare_desk.records.service import Advisor, Meeting, Organisation, Practice, Referral
from welfare_desk.rules import money

CONFIRMED_BY = "workbook"  # the keeper of the workbook said so; the report names it apart


def client_draft(person: PersonFacts) -> ClientDraft:
    """The person of a row as a client's details."""
    number = person.ni or person.temporary_ni
    return ClientDraft(
        surname=person.surname,
        forenames=person.forename,
        born_on=person.born_on,
        ni_number=str(number) if number else None,
        chi_number=str(person.chi) if person.chi else None,
        address=person.address,
        postcode=str(person.postcode or person.postcode_typed) or None,
        phone=str(person.phone or person.phone_typed) or None,
        gp_name=person.gp or None,
    )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


class Keeper:
    """Keeps the rows of one intake, remembering people, practices and decisions met on the way."""

    def __init__(self, work: Work, intake: Intake, today: date) -> None:
        self._work = work
        self._intake = intake
        self._today = today
        self._people: dict[tuple[int, ...], UUID] = {}
        self._new: dict[UUID, tuple[Person, list[str]]] = {}
        self._known_refs: dict[UUID, list[str]] = {}
        self._practices = {
            _folded(name): id for id, name in work.session.execute(select(Practice.id, Practice.name))
        }
        self._made: list[dict[str, Any]] = []
        # A shared desk's server lets in what hangs on a case once its client is there and known to be theirs.
        self._after_people: list[Kept] = []
        self._decided: set[tuple[str, date | None]] = set()
        self._advisors = {
            initials.casefold(): id
            for id, initials in work.session.execute(select(Advisor.id, Advisor.initials))
        }

    def _keep(self, row: Kept) -> None:
        if row.id is None:
            row.id = new_id()
        if isinstance(row, Person):
            self._work.add(row)
        else:
            self._after_people.append(row)
        self._list(row)

    def _list(self, row: Kept) -> None:
        """Keep in mind that this row came through this intake: what undo takes out."""
        self._made.append(
            {
                "id": new_id(),
                "version": 1,
                "made_at": self._work.now,
                "intake_id": self._intake.id,
                "table": row.__tablename__,
                "made_row_id": row.id,
            }
        )

    def person(self, group: PersonGroup, known: Callable[[PersonFacts], UUID | None]) -> UUID:
        """The client of this group: met before in this file, already in the desk, or new."""
        if group.rows not in self._people:
            found = known(group.person)
            self._people[group.rows] = found or self._add(group.person)
            if found:
                self._known_refs[found] = []
        return self._people[group.rows]

    def _add(self, facts: PersonFacts) -> UUID:
        person = new_person(self._work, client_draft(facts))
        person.practice_id = self._practice(facts.practice)
        self._keep(person)
        for part in (*person.names, *person.addresses, *person.phones):
            part.id = new_id()
            self._list(part)
        self._new[person.id] = (person, [])
        return person.id

    def _practice(self, name: str) -> UUID | None:
        if not name.strip():
            return None
        if _folded(name) not in self._practices:
            practice = agency.known_practice(self._work, name)
            self._practices[_folded(name)] = practice.id
            self._list(practice)
            for body in self._work.session.scalars(
                select(Organisation).where(Organisation.practice_id == practice.id)
            ):
                self._list(body)
        return self._practices[_folded(name)]

    def case(self, entry: Entry, person_id: UUID) -> UUID:
        """The case of one row with all that hangs on it."""
        came, decided = entry.referral, entry.decision
        days_known = [day for day in (came.referred_on, came.first_seen_on, decided.decided_on) if day]
        opened_on = min(days_known, default=self._today)
        advisor_id = self._advisors.get(entry.advisor.strip().casefold())
        practice_id = self._practice(entry.person.practice)
        stage = decided.outcome or "opened"
        matter = entry.matter.benefit or entry.matter.debt or entry.matter.text or "other"
        case = Case(
            id=new_id(),
            person_id=person_id,
            reference=self._work.next_reference(),
            kind=entry.kind,
            matter=matter,
            stage=stage,
            highest_type="III" if entry.kind == "tribunal" else "II",
            practice_id=practice_id,
            advisor_id=advisor_id,
            opened_on=opened_on,
        )
        self._keep(case)
        self._keep(Episode(case_id=case.id, opened_on=opened_on))
        self._keep(StageReached(case_id=case.id, stage=stage, on=decided.decided_on or opened_on))
        if entry.reference:
            self._keep(ImportedRef(ref=entry.reference, person_id=person_id, case_id=case.id))
            self._refs(person_id).append(entry.reference)
        self._referral(entry, case)
        self._meeting(entry, case)
        self._money(entry, case)
        self._said(entry, case)
        return case.id

    def _refs(self, person_id: UUID) -> list[str]:
        return self._new[person_id][1] if person_id in self._new else self._known_refs[person_id]

    def _referral(self, entry: Entry, case: Case) -> None:
        came = entry.referral
        if came.referred_on is not None:
            self._keep(
                Referral(
                    person_id=case.person_id,
                    practice_id=case.practice_id,
                    received_on=came.referred_on,
                    referrer_role="not_recorded",
                    reasons=[entry.kind],
                    case_id=case.id,
                )
            )
        if came.seen_before is not None and case.person_id in self._new:
            self._new[case.person_id][0].prior_advice = "another" if came.seen_before else "never"
        health = entry.health
        if health is not None and case.person_id in self._new:
            person = self._new[case.person_id][0]
            person.mental_health = health.mental_health
            person.long_term_condition = health.long_term_condition

    def _meeting(self, entry: Entry, case: Case) -> None:
        came = entry.referral
        if came.first_seen_on is None:
            return
        status = "booked" if came.attended is None else "attended" if came.attended else "dna"
        self._keep(
            Meeting(
                person_id=case.person_id,
                case_id=case.id,
                on=came.first_seen_on,
                kind=status,
                status=status,
                first_contact=True,
                why=entry.kind_typed,
            )
        )

    def _money(self, entry: Entry, case: Case) -> None:
        decided, gain = entry.decision, entry.gain
        decision_id = None
        benefit = entry.matter.benefit or entry.matter.debt or "other"
        key = self._key(case, benefit, decided.decided_on) if decided.outcome or gain.amounts else ""
        if decided.outcome:
            decision = Decision(
                id=new_id(),
                case_id=case.id,
                person_id=case.person_id,
                award_key=key,
                benefit=benefit,
                decided_on=decided.decided_on,
                outcome=decided.outcome,
            )
            self._keep(decision)
            decision_id = decision.id
        recorded_on = gain.confirmed_on or self._today
        confirmed_by = CONFIRMED_BY if gain.confirmed_on else None
        if gain.weekly is not None or gain.lump is not None:
            once = gain.weekly is None
            self._keep(
                Gain(
                    case_id=case.id,
                    person_id=case.person_id,
                    decision_id=decision_id,
                    practice_id=case.practice_id,
                    award_key=key,
                    area="money_advice" if entry.matter.debt else "welfare",
                    benefit=benefit,
                    frequency="one_off" if once else "weekly",
                    amount_pence=money.pence((gain.lump if once else gain.weekly) or Decimal(0)),
                    previous_pence=0,
                    arrears_pence=0 if once else money.pence(gain.lump or Decimal(0)),
                    decided_on=decided.decided_on,
                    confirmed_on=gain.confirmed_on,
                    confirmed_by=confirmed_by,
                    recorded_on=recorded_on,
                    imported_on=self._today,
                )
            )
        if entry.kind == "debt" or gain.written_off is not None:
            debt = Debt(
                id=new_id(),
                case_id=case.id,
                person_id=case.person_id,
                debt_key=f"{case.person_id}:{case.id}",
                kind=entry.matter.debt or "other",
            )
            self._keep(debt)
            if gain.written_off is not None:
                self._keep(
                    DebtOutcome(
                        debt_id=debt.id,
                        on=gain.confirmed_on or decided.decided_on or self._today,
                        written_off_pence=money.pence(gain.written_off),
                        rescheduled_pence=0,
                        confirmed_on=gain.confirmed_on,
                        confirmed_by=confirmed_by,
                        decided_on=decided.decided_on,
                        recorded_on=recorded_on,
                        imported_on=self._today,
                    )
                )

    def _key(self, case: Case, benefit: str, decided_on: date | None) -> str:
        """One award, unless the keeper counted one decision twice: then each is its own and both count."""
        key, again = award_key(case.person_id, benefit), 1
        while (key, decided_on) in self._decided:
            again += 1
            key = award_key(case.person_id, benefit, str(again))
        self._decided.add((key, decided_on))
        return key

    def _said(self, entry: Entry, case: Case) -> None:
        on = entry.referral.first_seen_on or case.opened_on
        if entry.consent is not None and entry.consent.answer is not False:
            kept = consents.keep_not_done(self._work, case.person_id, entry.consent.sentence)
            self._list(kept)
        lines = [entry.notes] if entry.notes else []
        lines += (
            [f"Adviser in the workbook: {entry.advisor}."] if entry.advisor and not case.advisor_id else []
        )
        for words in lines:
            said = self._work.journal(case.person_id, words, on=on, case_id=case.id, kind="import")
            self._list(said)

    def finish(self) -> None:
        """Write it all, and make everybody findable."""
        self._work.session.flush()
        self._work.session.add_all(self._after_people)
        self._work.session.flush()
        if self._made:
            self._work.session.execute(insert(IntakeMade), self._made)
        for person, refs in self._new.values():
            self._work.session.add_all(search_rows(person, refs))
        for person_id, new in self._known_refs.items():
            if new:
                refresh_search_terms(self._work.session, whole_person(self._work.session, person_id))
        self._work.session.flush()
