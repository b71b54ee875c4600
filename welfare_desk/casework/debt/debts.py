"""Debts as they are recorded: what is owed to whom and by whom, with dated balances.

What happens to a debt afterwards is ``debt_events``; the page of one client's debts ``debt_page``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import aliased

from welfare_desk import resources
from welfare_desk.casework.debt.creditors import known_creditor
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.people.clients import client_name, current_name, ids_found
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.debts import DebtLiable
from welfare_desk.records.money import Debt, DebtBalance, DebtOutcome
from welfare_desk.records.people import Person, PersonName
from welfare_desk.rules import as_shown, days, money

PAGE = 50


LIABILITY = {
    "accepted": "Accepted",
    "challenged": "Challenged",
    "denied": "Not owed by the client",
}
EVIDENCE = {
    "letter": "Seen on a letter",
    "statement": "Seen on a statement",
    "credit_report": "Seen on a credit report",
    "creditor_told": "The creditor told us",
    "client_says": "The client says",
}


@dataclass(frozen=True, slots=True)
class DebtDraft:
    """One debt of a client, with the balance as last known.

    ``type`` is the exact kind (debt.toml) and says ``kind``, the funder's word, by itself; ``kind`` alone
    will do where more is not known. ``priority`` None: as the type has it. ``joint_with``: who else owes it.
    """

    kind: str = ""
    creditor: str = ""
    account: str = ""
    balance: Decimal | None = None
    arrears: Decimal | None = None
    balance_on: date | None = None
    evidence: str = "client_says"
    evidence_words: str = ""
    type: str | None = None
    collector: str = ""
    original_creditor: str = ""
    liability: str | None = None
    liability_why: str = ""
    priority: bool | None = None
    priority_why: str = ""
    rank: int | None = None
    monthly: Decimal | None = None
    enforceable_on: date | None = None
    court_fixed: bool = False
    joint_with: tuple[UUID | str, ...] = ()


@dataclass(frozen=True, slots=True)
class DebtRow:
    """A debt with its newest balance and what became of it."""

    id: UUID
    case_id: UUID
    case_reference: str
    person_id: UUID
    client: str
    kind: str
    type: str | None
    creditor: str
    balance: Decimal | None
    arrears: Decimal | None
    balance_on: date | None
    written_off: Decimal
    rescheduled: Decimal
    confirmed_on: date | None
    place: str = ""  # where the client stands among clients: by surname

    @property
    def name(self) -> str:
        """What kind of debt it is, in words."""
        return type_name(self.type, self.kind)

    @property
    def cursor(self) -> tuple[str, UUID]:
        return self.place, self.id


def kind_name(code: str) -> str:
    """A debt kind in words: "Rent arrears"."""
    labels = {entry.code: entry.label for entry in resources.code_lists().on("debt_kind", date.max).codes}
    return labels.get(code, code.replace("_", " ").capitalize())


def kind_is_priority(code: str) -> bool:
    """Whether the funder's word for a kind is one of those that come first."""
    codes = resources.code_lists().on("debt_kind", date.max).codes
    return any(entry.code == code and entry.priority for entry in codes)


def add_debt(desk: Desk, case_id: UUID, draft: DebtDraft, *, today: date) -> Changes:
    """Record a debt on a case; a creditor not yet in the book is entered. Raises Problems."""
    _check(draft, today)
    with desk.unit_of_work() as work:
        debt = keep_debt(work, work.get(Case, case_id), draft, today)
        work.commit()
        return Changes.of(debt, "debts")


def keep_debt(work: Work, case: Case, draft: DebtDraft, today: date) -> Debt:
    """The same inside a unit of work that does more than this; what it may be has been looked at before."""
    debt = work.add(Debt(id=new_id(), case_id=case.id, person_id=case.person_id, kind="", facts={}))
    debt.debt_key = f"{case.person_id}:{debt.id}"
    _fill(work, debt, draft)
    for other in draft.joint_with:
        person, name = (other, None) if isinstance(other, UUID) else (None, other.strip())
        work.add(DebtLiable(debt_id=debt.id, role="joint", person_id=person, name=name))
    if draft.balance is not None:
        work.add(_balance(debt.id, draft, draft.balance, today))
    work.journal(case.person_id, f"Debt recorded: {debt_name(debt)}.", on=today, case_id=case.id)
    return debt


def change_debt(desk: Desk, debt_id: UUID, draft: DebtDraft, *, today: date) -> Changes:
    """Put right what a debt is, to whom and by whom; balances and events are added, never changed here.

    Raises Problems.
    """
    _check(draft, today)
    with desk.unit_of_work() as work:
        debt = work.get(Debt, debt_id)
        before = debt.liability, debt.priority
        _fill(work, debt, draft)
        said = [f"{debt_name(debt)}: details put right."]
        if debt.liability != before[0] and debt.liability:
            why = f" {debt.liability_why}" if debt.liability_why else ""
            said.append(f"Liability: {LIABILITY[debt.liability].lower()}.{why}")
        if debt.priority != before[1] and debt.priority is not None:
            comes = "comes first" if debt.priority else "does not come first"
            said.append(f"It {comes}: {debt.priority_why}")
        work.journal(debt.person_id, " ".join(said), on=today, case_id=debt.case_id)
        work.commit()
        return Changes.of(debt, "debts")


def _check(draft: DebtDraft, today: date) -> None:
    wrong = []
    if not (draft.kind.strip() or draft.type):
        wrong.append(Problem("kind", "Say what kind of debt it is."))
    if draft.type is not None and draft.type not in resources.debt_tables().types:
        wrong.append(Problem("type", "Choose what kind of debt it is."))
    for field in ("balance", "arrears", "monthly"):
        sum_ = getattr(draft, field)
        if sum_ is not None and sum_ < 0:
            wrong.append(Problem(field, "A debt cannot be less than nothing."))
    wrong += _check_dates(draft, today)
    if draft.priority is not None and not draft.priority_why.strip():
        wrong.append(Problem("priority_why", "Say why it is treated differently from others of its kind."))
    if draft.liability in ("challenged", "denied") and not draft.liability_why.strip():
        wrong.append(Problem("liability_why", "Say why: no debt is left out of an offer without a reason."))
    if wrong:
        raise Problems(wrong)


def _check_dates(draft: DebtDraft, today: date) -> list[Problem]:
    hint = "Use the date on the letter."
    return [
        Problem(field, "That date is in the future.", hint)
        for field in ("balance_on", "enforceable_on")
        if (day := getattr(draft, field)) is not None and day > today
    ]


def _fill(work: Work, debt: Debt, draft: DebtDraft) -> None:
    creditor, collector = known_creditor(work, draft.creditor), known_creditor(work, draft.collector)
    debt.type = draft.type
    debt.kind = resources.debt_tables().types[draft.type].kind if draft.type else draft.kind
    debt.creditor_id, debt.creditor = (creditor.id, creditor.name) if creditor else (None, None)
    debt.collector_id = collector.id if collector else None
    debt.original_creditor = draft.original_creditor.strip() or debt.original_creditor
    debt.account = draft.account.strip() or None
    debt.liability, debt.liability_why = draft.liability, draft.liability_why.strip() or None
    debt.priority, debt.priority_why = draft.priority, draft.priority_why.strip() or None
    debt.rank = draft.rank
    debt.monthly_pence = None if draft.monthly is None else money.pence(draft.monthly)
    debt.enforceable_on = draft.enforceable_on
    debt.court_fixed = draft.court_fixed


def debt_name(debt: Debt) -> str:
    """A debt in words: "Council tax, Tayside Council"."""
    return ", ".join(part for part in (type_name(debt.type, debt.kind), debt.creditor) if part)


def type_name(type: str | None, kind: str) -> str:
    """The exact kind in words where it is known, else the funder's word for it."""
    known = resources.debt_tables().types.get(type or "")
    return known.name.partition(" (")[0] if known else kind_name(kind)


def _balance(debt_id: UUID, draft: DebtDraft, balance: Decimal, today: date) -> DebtBalance:
    return DebtBalance(
        debt_id=debt_id,
        on=draft.balance_on or today,
        amount_pence=money.pence(balance),
        arrears_pence=None if draft.arrears is None else money.pence(draft.arrears),
        evidence=draft.evidence,
        evidence_words=draft.evidence_words.strip() or None,
    )


def add_balance(desk: Desk, debt_id: UUID, draft: DebtDraft, *, today: date) -> Changes:
    """A newer balance, kept beside the older ones. Raises Problems."""
    wrong = _check_dates(draft, today)
    if draft.balance is None or draft.balance < 0:
        wrong.append(Problem("balance", "Give the balance as the letter has it."))
    elif draft.arrears is not None and draft.arrears < 0:
        wrong.append(Problem("arrears", "Arrears cannot be less than nothing."))
    if wrong or draft.balance is None:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        debt = work.get(Debt, debt_id)
        work.add(_balance(debt_id, draft, draft.balance, today))
        owed = f"{money.shown(draft.balance)} owed on {days.short(draft.balance_on or today)}"
        words = f"{debt_name(debt)}: {owed}."
        work.journal(debt.person_id, words, on=today, case_id=debt.case_id)
        work.commit()
        return Changes.of(debt, "debts")


def debts(
    desk: Desk,
    *,
    person_id: UUID | None = None,
    case_id: UUID | None = None,
    typed: str = "",
    after: tuple[str, UUID] | None = None,
    limit: int = PAGE,
) -> list[DebtRow]:
    """Debts by client, each with its newest balance and outcome.

    ``typed`` finds them by creditor, by the case's reference or by the client's words.
    """
    name = client_name()
    statement = (
        select(Debt, Case.reference, name, Person.sort_name, DebtBalance, DebtOutcome)
        .join(Case, Case.id == Debt.case_id)
        .join(Person, Person.id == Debt.person_id)
        .join(PersonName, current_name(Debt.person_id))
        .outerjoin(DebtBalance, DebtBalance.id == _newest(DebtBalance))
        .outerjoin(DebtOutcome, DebtOutcome.id == _newest(DebtOutcome))
        .order_by(Person.sort_name, Debt.id)
        .limit(limit)
    )
    if person_id is not None:
        statement = statement.where(owed_by(person_id))
    if case_id is not None:
        statement = statement.where(Debt.case_id == case_id)
    if typed.strip():
        statement = statement.where(_typed_of(typed.strip(), desk.clock.today()))
    if after is not None:
        statement = statement.where(tuple_(Person.sort_name, Debt.id) > after)
    with desk.look() as look:
        return [
            DebtRow(
                id=debt.id,
                case_id=debt.case_id,
                case_reference=reference,
                person_id=debt.person_id,
                client=as_shown.person(client),
                kind=debt.kind,
                type=debt.type,
                creditor=as_shown.body(debt.creditor or ""),
                balance=money.from_pence(balance.amount_pence) if balance else None,
                arrears=(
                    money.from_pence(balance.arrears_pence)
                    if balance and balance.arrears_pence is not None
                    else None
                ),
                balance_on=balance.on if balance else None,
                written_off=money.from_pence(outcome.written_off_pence if outcome else 0),
                rescheduled=money.from_pence(outcome.rescheduled_pence if outcome else 0),
                confirmed_on=outcome.confirmed_on if outcome else None,
                place=place,
            )
            for debt, reference, client, place, balance, outcome in look.execute(statement)
        ]


def owed_by(*person_ids: UUID) -> Any:
    """A debt in the file of one of these people, or one they owe together with somebody else."""
    joint = select(DebtLiable.debt_id).where(
        DebtLiable.person_id.in_(person_ids), DebtLiable.ended_on.is_(None)
    )
    return or_(Debt.person_id.in_(person_ids), Debt.id.in_(joint))


def _newest(kind: type[DebtBalance] | type[DebtOutcome]) -> Any:
    """The id of a debt's newest row of this kind; of two on one day, the one written later."""
    newest = select(kind.id).where(kind.debt_id == Debt.id).order_by(kind.on.desc(), kind.id.desc())
    if kind is DebtOutcome:
        back = aliased(DebtOutcome)
        taken_back = select(back.id).where(back.reverses_id == DebtOutcome.id).exists()
        newest = newest.where(DebtOutcome.reverses_id.is_(None), ~taken_back)
    return newest.limit(1).correlate(Debt).scalar_subquery()


def newest_balance() -> Any:
    """The id of a debt's newest balance, for a query over debts."""
    return _newest(DebtBalance)


def _typed_of(typed: str, today: date) -> Any:
    whose = ids_found(typed, today)
    return or_(
        Debt.creditor.icontains(typed, autoescape=True),
        Case.reference.istartswith(typed, autoescape=True),
        *(() if whose is None else (Debt.person_id.in_(whose),)),
    )


def types() -> list[tuple[str, str]]:
    """Every exact kind of debt with its name, those that come first at the top."""
    found = resources.debt_tables().types.values()
    return [(each.code, each.name) for each in sorted(found, key=lambda each: not each.priority)]


def kinds() -> list[tuple[str, str]]:
    """Every kind of debt with its name, those first whose creditors can take home or warmth."""
    codes = resources.code_lists().on("debt_kind", date.max).codes
    return [(entry.code, entry.label) for entry in codes]
