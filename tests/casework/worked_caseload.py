"""Writes a worked case of the funder's figures into a desk, as a desk that lived it would hold it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Desk
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case, CaseType, Episode
from welfare_desk.records.money import Debt, DebtBalance, DebtOutcome, Gain, GainEnding
from welfare_desk.records.people import Household, Person, PersonName
from welfare_desk.records.service import Funding, Meeting, Referral

_ON_PERSON = {"sex": "sex", "ethnicity": "ethnicity", "employment": "employment", "dob": "born_on"}
_ON_HOUSEHOLD = {"tenure": "tenure", "household_type": "kind"}
_SHARED = ("family_types", "household_income")


def keep_worked_case(desk: Desk, worked: Mapping[str, Any]) -> None:
    """Every case of a worked case, in its order; what a later case says of a person stands."""
    with Session(desk.engine) as session, session.begin():
        writer = _Writer(session)
        for row in worked["cases"]:
            writer.case(row)
        for kind, amount in (worked.get("funding") or {}).items():
            period = worked["period"]
            writer.keep(
                Funding,
                funder=kind,
                kind=kind,
                from_on=_day(period["from"]),
                to_on=_day(period["to"]),
                amount_pence=_pence(amount),
            )


class _Writer:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._people: dict[str, Person] = {}
        self._households: dict[str, Household] = {}
        self._cases = 0

    def keep(self, table: Any, **values: Any) -> Any:
        row = table(id=new_id(), made_at=datetime(2026, 1, 1, tzinfo=UTC), **values)
        self._session.add(row)
        self._session.flush()  # in this order, so that ids and rows tell the order of the file
        return row

    def case(self, row: Mapping[str, Any]) -> None:
        self._cases += 1
        person = self._person(row)
        opened = min((episode["opened"] for episode in row["episodes"]), default="2020-01-01")
        case = self.keep(
            Case,
            person_id=person.id,
            reference=f"TT-{self._cases:04}-X",
            kind="income",
            matter="adp",
            stage="opened",
            highest_type=row["type"],
            opened_on=_day(opened),
        )
        for episode in row["episodes"]:
            opened_on, closed_on = _day(episode["opened"]), _maybe_day(episode.get("closed"))
            self.keep(Episode, case_id=case.id, opened_on=opened_on, closed_on=closed_on)
        for step in row.get("type_history") or ():
            self.keep(CaseType, case_id=case.id, on=_day(step["date"]), type=step["type"])
        if referral := row.get("referral"):
            self.keep(
                Referral,
                person_id=person.id,
                case_id=case.id,
                received_on=_day(referral["received"]),
                referrer_role=referral["by"],
                reasons=[],
            )
        self._meetings(row, person.id, case.id)
        for gain in row.get("gains") or ():
            self._gain(gain, person.id, case.id)
        for debt in row.get("debts") or ():
            self._debt(debt, person.id, case.id)

    def _person(self, row: Mapping[str, Any]) -> Person:
        name, home = row["client"], row.get("household") or f"home of {row['client']}"
        if home not in self._households:
            self._households[home] = self.keep(Household)
        household = self._households[home]
        if name not in self._people:
            self._people[name] = self.keep(Person, reference=f"PP-{len(self._people):04}-X", sort_name=name)
            self.keep(PersonName, person_id=self._people[name].id, kind="legal", surname=name, forenames="")
        person = self._people[name]
        person.household_id = household.id
        for key, value in (row.get("person") or {}).items():
            if value in (None, "not_recorded", "unknown"):
                continue
            if key in _ON_HOUSEHOLD:
                setattr(household, _ON_HOUSEHOLD[key], value)
            elif key == "family_types":
                household.family_types = ",".join(value)
            elif key == "household_income":
                household.annual_income_pence = _pence(value)
            elif key == "simd_decile":
                person.simd_decile = int(value)
            elif key == "first_supported":
                person.first_supported_on = min(person.first_supported_on or _day(value), _day(value))
            else:
                setattr(person, _ON_PERSON[key], _day(value) if key == "dob" else value)
        return person

    def _meetings(self, row: Mapping[str, Any], person_id: UUID, case_id: UUID) -> None:
        """A first contact is the meeting of its day; one that supported nobody stands by itself."""
        first = row.get("first_contact")
        of_whom = {"person_id": person_id, "case_id": case_id, "status": "attended"}
        for done in row.get("activity") or ():
            flagged = (
                bool(first) and first["date"] == done["date"] and done["kind"] not in ("dna", "cancelled")
            )
            channel = first["channel"] if first and flagged else "other"
            self.keep(
                Meeting,
                on=_day(done["date"]),
                kind=done["kind"],
                first_contact=flagged,
                channel=channel,
                **of_whom,
            )
            first = None if flagged else first
        if first:
            on, channel = _day(first["date"]), first["channel"]
            self.keep(Meeting, on=on, kind="contact", first_contact=True, channel=channel, **of_whom)

    def _gain(self, gain: Mapping[str, Any], person_id: UUID, case_id: UUID) -> None:
        confirmed, estimate = gain.get("confirmed") or {}, gain.get("estimate") or {}
        confirmed_on = _maybe_day(confirmed.get("date"))
        recorded_on = _maybe_day(gain.get("recorded_on")) or confirmed_on or _maybe_day(estimate.get("on"))
        said = {
            "case_id": case_id,
            "person_id": person_id,
            "award_key": gain["award_key"],
            "area": gain["area"],
            "benefit": gain["benefit"],
            "frequency": gain["frequency"],
            "amount_pence": _pence(gain["amount"]),
            "previous_pence": _pence(gain.get("previous_amount")),
            "arrears_pence": _pence(gain.get("arrears")),
            "award_to": _maybe_day(gain.get("award_to")),
            "decided_on": _maybe_day(gain.get("decision_date")),
            "confirmed_on": confirmed_on,
            "confirmed_by": confirmed.get("by"),
            "estimated_on": _maybe_day(estimate.get("on")),
            "estimate_pence": _pence(estimate["value"]) if estimate else None,
        }
        line = self.keep(Gain, **said, recorded_on=recorded_on or date(2020, 1, 1))
        if voided_on := _maybe_day(gain.get("voided_on")):
            self.keep(Gain, **said, recorded_on=voided_on, reverses_id=line.id)
        if ended := gain.get("ended"):
            self.keep(
                GainEnding,
                gain_id=line.id,
                ended_on=_day(ended["date"]),
                known_on=_day(ended["known_on"]),
                recoverable=bool(ended["recoverable"]),
                reason=ended.get("reason") or "",
            )

    def _debt(self, debt: Mapping[str, Any], person_id: UUID, case_id: UUID) -> None:
        kept = self.keep(
            Debt, case_id=case_id, person_id=person_id, debt_key=debt["debt_key"], kind=debt["kind"], facts={}
        )
        for balance in debt.get("balances") or ():
            on, amount = _day(balance["date"]), _pence(balance["amount"])
            self.keep(DebtBalance, debt_id=kept.id, on=on, amount_pence=amount)
        for outcome in debt.get("outcomes") or ():
            on = _day(outcome["date"])
            self.keep(
                DebtOutcome,
                debt_id=kept.id,
                on=on,
                written_off_pence=_pence(outcome.get("written_off")),
                rescheduled_pence=_pence(outcome.get("rescheduled")),
                confirmed_on=on,
                confirmed_by="agency_told",
                recorded_on=on,
            )


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _maybe_day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _pence(amount: Any) -> int:
    return int(Decimal(amount or 0) * 100)
