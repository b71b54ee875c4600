"""Lives a worked caseload in a desk: day by day, by the use-cases an advisor's screens call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from building import MovingClock

from welfare_desk.casework import agency
from welfare_desk.casework.debt import debt_outcomes, debts
from welfare_desk.casework.debt.debt_outcomes import OutcomeDraft
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import endings, estimates, gains
from welfare_desk.casework.figures.endings import EndingDraft
from welfare_desk.casework.figures.estimates import EstimateDraft
from welfare_desk.casework.figures.gains import AlreadyCounted, DecisionDraft, GainDraft
from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.cases import CaseDraft
from welfare_desk.casework.people import circumstances, referrals
from welfare_desk.casework.people.circumstances import Circumstances
from welfare_desk.casework.people.clients import ClientDraft, add_client
from welfare_desk.casework.service import sessions
from welfare_desk.rules import money

Event = tuple[date, int, Callable[[date], None]]
_UNSAID = ("not_recorded", "unknown", None)


def live(
    desk: Desk, clock: MovingClock, worked: Mapping[str, Any], *, until: date = date.max
) -> list[AlreadyCounted]:
    """Everything that happened ``until`` a day, on its day; what the desk refused to count twice."""
    life = _Life(desk, clock)
    for row in worked["cases"]:
        life.tell(row)
    for kind, amount in (worked.get("funding") or {}).items():
        span = (_day(worked["period"]["from"]), _day(worked["period"]["to"]))
        agency.add_funding(desk, agency.FundingDraft(kind, kind, *span, money.pounds(amount)))
    for day, _, act in sorted(life.events, key=lambda event: event[:2]):
        if day <= until:
            clock.set(day.year, day.month, day.day)
            act(day)
    return life.refused


class _Life:
    def __init__(self, desk: Desk, clock: MovingClock) -> None:
        self.desk, self.clock = desk, clock
        self.events: list[Event] = []
        self.refused: list[AlreadyCounted] = []
        self._people: dict[str, UUID] = {}
        self._homes: dict[str, UUID] = {}
        self._cases: dict[str, UUID] = {}
        self._lines: dict[str, UUID] = {}
        self._debts: dict[str, UUID] = {}
        self._practice: UUID | None = None

    def on(self, day: str, act: Callable[[date], None]) -> None:
        self.events.append((_day(day), len(self.events), act))

    def tell(self, row: Mapping[str, Any]) -> None:
        episodes = row["episodes"]
        days = [one["opened"] for one in episodes]
        days += [one["date"] for one in row.get("activity") or ()]
        referral = row.get("referral")
        first = referral["received"] if referral else min(days)
        self.on(first, lambda day: self._come(row, day, bool(referral)))
        for episode in episodes[1:]:
            self.on(episode["opened"], lambda day: _done(self._reopen(row, day)))
        for step in (row.get("type_history") or ())[1:]:
            self.on(step["date"], lambda day, step=step: self._reach(row, step["type"], day))
        for done in row.get("activity") or ():
            self.on(done["date"], lambda day, done=done: self._meet(row, done["kind"], day))
        for gain in row.get("gains") or ():
            self._gain(row, gain)
        for debt in row.get("debts") or ():
            self._debt(row, debt)
        for episode in episodes:
            if episode.get("closed"):
                self.on(episode["closed"], lambda day: self._close(row, day))

    def _come(self, row: Mapping[str, Any], day: date, referred: bool) -> None:
        known = self._people.get(row["client"])
        draft = ClientDraft(surname=row["client"], born_on=_maybe(row["person"].get("dob")))
        type_ = (row.get("type_history") or [{"type": row["type"]}])[0]["type"]
        if referred:
            sent = referrals.ReferralDraft(
                draft, day, row["referral"]["by"], ("income",), agreed=True, client_id=known
            )
            case_id = referrals.take_referral(self.desk, sent, today=day).id
            assert case_id is not None
            person_id = cases.case(self.desk, case_id).row.person_id
        else:
            person_id = known or _made(add_client(self.desk, draft, today=day).id)
            opened = CaseDraft(person_id, "income", "illustrative", type=type_)
            case_id = _made(cases.open_case(self.desk, opened, today=day).id)
        self._people[row["client"]], self._cases[row["case"]] = person_id, case_id
        if home := row.get("household"):
            first = self._homes.setdefault(home, person_id)
            circumstances.live_together(self.desk, [first, person_id])
        said = {key: value for key, value in row["person"].items() if value not in _UNSAID and key != "dob"}
        if said:
            told = Circumstances(
                sex=said.get("sex"),
                ethnicity=said.get("ethnicity"),
                employment=said.get("employment"),
                tenure=said.get("tenure"),
                household_type=said.get("household_type"),
                family_types=tuple(said.get("family_types", ())),
                income=_pounds(said.get("household_income")),
                first_supported_on=_maybe(said.get("first_supported")),
                decile=said.get("simd_decile"),
            )
            circumstances.record_circumstances(self.desk, person_id, told, today=day)

    def _reopen(self, row: Mapping[str, Any], day: date) -> Any:
        return cases.reopen_case(self.desk, self._cases[row["case"]], today=day)

    def _reach(self, row: Mapping[str, Any], type_: str, day: date) -> None:
        cases.reach_type(self.desk, self._cases[row["case"]], type_, today=day)

    def _close(self, row: Mapping[str, Any], day: date) -> None:
        cases.close_case(self.desk, self._cases[row["case"]], because="done", today=day)

    def _meet(self, row: Mapping[str, Any], kind: str, day: date) -> None:
        person_id, case_id = self._people[row["client"]], self._cases[row["case"]]
        if kind in ("dna", "cancelled"):
            if self._practice is None:
                draft = agency.PracticeDraft("Millbank Medical Practice")
                self._practice = agency.change_practice(self.desk, draft).id
            assert self._practice is not None
            session = _made(sessions.plan_session(self.desk, self._practice, day, time(9), time(17)).id)
            taken = len(sessions.session(self.desk, session).booked)
            at = time(9 + taken // 2, 30 * (taken % 2))
            meeting = _made(
                sessions.book(self.desk, person_id, session_id=session, at=at, case_id=case_id).id
            )
            sessions.set_status(self.desk, meeting, "dna" if kind == "dna" else "cancelled_by_client")
            return
        first = row.get("first_contact") or {}
        channel = first.get("channel") if _maybe(first.get("date")) == day else None
        sessions.record_support(self.desk, person_id, kind, on=day, case_id=case_id, channel=channel)

    def _gain(self, row: Mapping[str, Any], gain: Mapping[str, Any]) -> None:
        whose, _, what = gain["award_key"].partition(":")
        joint = whose == row.get("household")
        if estimate := gain.get("estimate"):

            def think(day: date) -> None:
                draft = EstimateDraft(money.pounds(estimate["value"]), day, what, joint=joint)
                estimates.record_estimate(self.desk, self._cases[row["case"]], draft, today=day)

            self.on(estimate["on"], think)
        confirmed = gain["confirmed"]

        def decide(day: date) -> None:
            draft = GainDraft(
                money.pounds(gain["amount"]),
                gain["frequency"],
                money.pounds(gain["previous_amount"] or 0),
                money.pounds(gain["arrears"] or 0),
                _maybe(gain["award_from"]),
                _maybe(gain["award_to"]),
                _day(confirmed["date"]),
                confirmed["by"],
                gain["area"],
            )
            letter = DecisionDraft(_day(gain["decision_date"]), "awarded", what, draft, joint=joint)
            try:
                made = gains.record_decision(self.desk, self._cases[row["case"]], letter, today=day)
            except AlreadyCounted as refused:
                self.refused.append(refused)
                return
            line = next(one for one in gains.ledger(self.desk) if one.decided_on == letter.decided_on)
            self._lines[gain["id"]] = line.id
            assert made.id is not None

        self.on(confirmed["date"], decide)
        if ended := gain.get("ended"):

            def end(day: date) -> None:
                draft = EndingDraft(_day(ended["date"]), ended["reason"], ended["recoverable"])
                endings.end_gain(self.desk, self._lines[gain["id"]], draft, today=day)

            self.on(ended["known_on"], end)

    def _debt(self, row: Mapping[str, Any], debt: Mapping[str, Any]) -> None:
        def owe(day: date, number: int) -> None:
            balance = _pounds(debt["balances"][number]["amount"])
            draft = DebtDraft(debt["kind"], balance=balance, balance_on=day)
            if number:
                debts.add_balance(self.desk, self._debts[debt["id"]], draft, today=day)
                return
            made = _made(debts.add_debt(self.desk, self._cases[row["case"]], draft, today=day).id)
            self._debts[debt["id"]] = made
            other = self._debts.setdefault(debt["debt_key"], made)
            if other != made:
                debt_outcomes.same_debt(self.desk, made, other, today=day)

        for number, balance in enumerate(debt["balances"]):
            self.on(balance["date"], lambda day, number=number: owe(day, number))
        for outcome in debt["outcomes"]:

            def come(day: date, outcome: Mapping[str, Any] = outcome) -> None:
                said = OutcomeDraft(
                    day,
                    _pounds(outcome.get("written_off")) or Decimal(0),
                    _pounds(outcome.get("rescheduled")) or Decimal(0),
                    day,
                    "agency_told",
                )
                debt_outcomes.record_outcome(self.desk, self._debts[debt["id"]], said, today=day)

            self.on(outcome["date"], come)


def _made(id: UUID | None) -> UUID:
    assert id is not None
    return id


def _done(_: object) -> None:
    return None


def _day(said: str) -> date:
    return date.fromisoformat(said)


def _maybe(said: str | None) -> date | None:
    return _day(said) if said else None


def _pounds(said: Any) -> Decimal | None:
    return None if said is None else money.pounds(said)
