"""Budgets: versions with names, each line as the client gave it, what is left, what changed.

Once the client has agreed a version it stands still; the next one begins as a copy of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.debt.debt_permission import require_advice
from welfare_desk.casework.debt.spending_figures import Compared, compared
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.debts import Budget, BudgetLine
from welfare_desk.records.money import Gain
from welfare_desk.rules import days, money
from welfare_desk.rules.debt import pasted
from welfare_desk.rules.debt.budget import Line
from welfare_desk.rules.debt.pasted import PastedRow
from welfare_desk.rules.debt.spending import Counted
from welfare_desk.rules.debt.statement import Statement, statement

PERIODS = {
    "week": "a week",
    "fortnight": "a fortnight",
    "four_week": "every four weeks",
    "month": "a month",
    "two_month": "every two months",
    "quarter": "a quarter",
    "half_year": "every half year",
    "year": "a year",
    "ten_instalment": "in ten instalments a year",
}
EVIDENCE = {
    "client_says": "The client says",
    "payslip": "Payslip seen",
    "bank_statement": "Bank statement seen",
    "award_letter": "Award letter seen",
    "bill": "Bill or agreement seen",
    "carried": "Carried forward, not checked again",
    "estimated": "Estimated, not awarded yet",
}
AGREED = {"signed": "Signed", "in_person": "Agreed in person", "by_phone": "Agreed by telephone"}


class Agreed(DeskError):
    sentence = "The client has agreed this budget, so it stands as it is."
    hint = "Begin a new version from it."


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives from this budget; what a statement says of them."""

    adults: int = 1
    under_14: int = 0
    aged_14_to_18: int = 0
    vehicles: int = 0
    tenure: str = ""


@dataclass(frozen=True, slots=True)
class BudgetDraft:
    """A version by its name. ``savings``: cft_contingency, or none."""

    name: str
    on: date | None = None
    joint: bool = False
    household: Household = field(default_factory=Household)
    savings: str = "cft_contingency"
    review_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineDraft:
    code: str
    amount: Decimal | None
    period: str = "month"
    evidence: str = "client_says"
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as given, and what it comes to by the month."""

    code: str
    amount: Decimal
    period: str
    evidence: str
    note: str
    a_month: Decimal

    @property
    def as_given(self) -> str:
        """ "£84.80 a week"."""
        return f"{money.shown(self.amount)} {PERIODS[self.period]}"


@dataclass(frozen=True, slots=True)
class BudgetView:
    """One version worked out; ``worked`` is in pence, the properties in pounds."""

    id: UUID
    case_id: UUID
    person_id: UUID
    draft: BudgetDraft
    on: date
    lines: tuple[LineRow, ...]
    worked: Statement
    copied_from_id: UUID | None
    agreed_on: date | None
    agreed_how: str | None
    may_be_sent: bool
    compared: Compared | None = None  # with the agency's own spending figures, where it has loaded some

    @property
    def name(self) -> str:
        return self.draft.name

    def explained(self, group: str) -> bool:
        """Whether a line of a group above its figure has a note that says why."""
        tables = resources.debt_tables()
        section = tables.sections.get(group)
        return any(
            line.note.strip()
            for line in self.lines
            if (line.code in section.lines if section else tables.cft_group(line.code) == group)
        )

    def line(self, code: str) -> LineRow | None:
        return next((line for line in self.lines if line.code == code), None)

    @property
    def income(self) -> Decimal:
        return money.from_pence(self.worked.sums.income_p)

    @property
    def outgoings(self) -> Decimal:
        return money.from_pence(self.worked.sums.outgoings_p)

    @property
    def surplus(self) -> Decimal:
        return money.from_pence(self.worked.sums.surplus_p)

    @property
    def contingency(self) -> Decimal:
        return money.from_pence(self.worked.sums.contingency_p)

    @property
    def available(self) -> Decimal:
        return money.from_pence(self.worked.sums.available_p)

    @property
    def contribution(self) -> Decimal:
        return money.from_pence(self.worked.contribution_p)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is not the same in two versions, by the month."""

    code: str
    name: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A confirmed award that a line could be brought up to, on request."""

    gain_id: UUID
    benefit: str
    line: LineDraft


def budgets(desk: Desk, person_id: UUID) -> list[BudgetView]:
    """Every version of a client's budget, the oldest first."""
    with desk.look() as look:
        found = look.scalars(
            select(Budget).where(Budget.person_id == person_id).order_by(Budget.on, Budget.id)
        ).all()
        return _views(look, found)


def one(look: Session, budget_id: UUID) -> BudgetView:
    """One version inside a look that does more than this. Raises NotFound."""
    kept = look.get(Budget, budget_id)
    if kept is None:
        raise NotFound()
    return _views(look, [kept])[0]


def _views(look: Session, found: Sequence[Budget]) -> list[BudgetView]:
    tables = resources.debt_tables()
    lines: dict[UUID, list[BudgetLine]] = defaultdict(list)
    for line in look.scalars(
        select(BudgetLine)
        .where(BudgetLine.budget_id.in_([kept.id for kept in found]))
        .order_by(BudgetLine.place, BudgetLine.id)
    ):
        lines[line.budget_id].append(line)
    views = []
    for kept in found:
        given = [Line(line.code, line.amount_pence, line.period) for line in lines[kept.id]]
        worked = statement(
            given,
            tables,
            savings="none" if kept.savings == "none" else "cft_contingency",
            debt_admin_fee_p=kept.fee_pence,
        )
        views.append(
            BudgetView(
                kept.id,
                kept.case_id,
                kept.person_id,
                BudgetDraft(
                    kept.name,
                    kept.on,
                    kept.joint,
                    Household(**kept.household),
                    kept.savings,
                    kept.review_on,
                    kept.note,
                ),
                kept.on,
                tuple(
                    LineRow(
                        line.code,
                        money.from_pence(line.amount_pence),
                        line.period,
                        line.evidence,
                        line.note,
                        money.from_pence(worked.lines[line.code]),
                    )
                    for line in lines[kept.id]
                ),
                worked,
                kept.copied_from_id,
                kept.agreed_on,
                kept.agreed_how,
                kept.may_be_sent,
                _compared(look, kept, worked),
            )
        )
    return views


def _compared(look: Session, kept: Budget, worked: Statement) -> Compared | None:
    home = Household(**kept.household)
    counted = Counted(home.adults, home.under_14, home.aged_14_to_18, home.vehicles)
    return compared(look, counted, worked.sections, worked.tool, on=kept.on)


def new_budget(
    desk: Desk,
    case_id: UUID,
    draft: BudgetDraft,
    *,
    today: date,
    copy_of: UUID | None = None,
    lines: Sequence[LineDraft] = (),
) -> Changes:
    """Begin a version, empty or as a copy whose evidence has to be looked at again. Raises Problems.

    ``lines`` stand in it instead of those of the copy: what an income check would have come in, say.
    """
    _check(draft, today)
    _check_lines(lines)
    with desk.unit_of_work() as work:
        require_advice(work.session, on=today)
        case = work.get(Case, case_id)
        kept = work.add(
            Budget(
                id=new_id(),
                case_id=case_id,
                person_id=case.person_id,
                name=draft.name.strip(),
                on=draft.on or today,
                joint=draft.joint,
                household=asdict(draft.household),
                savings=draft.savings,
                fee_pence=0,
                copied_from_id=copy_of,
                review_on=draft.review_on,
                note=draft.note.strip(),
            )
        )
        if copy_of is not None:
            _copy(work, copy_of, kept.id, case.person_id)
        _write(work, kept.id, lines)
        work.journal(case.person_id, f"Budget begun: {kept.name}.", on=today, case_id=case_id)
        work.commit()
        return Changes.of(kept, "budgets")


def _check(draft: BudgetDraft, today: date) -> None:
    wrong = [] if draft.name.strip() else [Problem("name", "Give it a name: now, after ADP, programme.")]
    if draft.on is not None and draft.on > today:
        wrong.append(
            Problem("on", "That date is in the future.", "A version for later can say so in its name.")
        )
    if draft.savings not in ("cft_contingency", "none"):
        wrong.append(Problem("savings", "Say whether something is put by."))
    if draft.household.adults < 1 or min(_counts(draft.household)) < 0:
        wrong.append(Problem("adults", "There is at least one adult, and nobody is counted below nought."))
    if wrong:
        raise Problems(wrong)


def _counts(household: Household) -> tuple[int, ...]:
    return household.adults, household.under_14, household.aged_14_to_18, household.vehicles


def _copy(work: Work, old: UUID, new: UUID, person_id: UUID) -> None:
    if work.get(Budget, old).person_id != person_id:
        raise NotFound()
    for line in work.session.scalars(
        select(BudgetLine).where(BudgetLine.budget_id == old).order_by(BudgetLine.place)
    ).all():
        work.add(
            BudgetLine(
                budget_id=new,
                place=line.place,
                code=line.code,
                amount_pence=line.amount_pence,
                period=line.period,
                evidence="client_says" if line.evidence == "client_says" else "carried",
                note=line.note,
            )
        )


def change_budget(desk: Desk, budget_id: UUID, draft: BudgetDraft, *, today: date) -> Changes:
    """Put a version's name, household and savings right. Raises Agreed, Problems."""
    _check(draft, today)
    with desk.unit_of_work() as work:
        kept = _open(work, budget_id, today)
        kept.name, kept.joint, kept.savings = draft.name.strip(), draft.joint, draft.savings
        kept.on, kept.household = draft.on or kept.on, asdict(draft.household)
        kept.review_on, kept.note = draft.review_on, draft.note.strip()
        work.commit()
        return Changes.of(kept, "budgets")


def put_lines(desk: Desk, budget_id: UUID, lines: Sequence[LineDraft], *, today: date) -> Changes:
    """Write lines as the client gives them, each in its own period; nothing removes a line. Raises Agreed.

    Raises Problems with the code of the line as the field.
    """
    _check_lines(lines)
    with desk.unit_of_work() as work:
        kept = _open(work, budget_id, today)
        _write(work, budget_id, lines)
        work.commit()
        return Changes.of(kept, "budgets")


def _check_lines(lines: Sequence[LineDraft]) -> None:
    tables = resources.debt_tables()
    known = tables.lines()
    wrong = []
    for line in lines:
        if line.code not in known:
            wrong.append(Problem("code", "There is no such line on the statement."))
        if line.amount is not None and line.amount < 0:
            wrong.append(Problem("amount", "A line cannot be less than nothing."))
        if line.period not in tables.payments_a_year:
            wrong.append(Problem("period", "Say how often it is paid."))
        if line.evidence not in EVIDENCE:
            wrong.append(Problem("evidence", "Say how it is known."))
    if wrong:
        raise Problems(wrong)


def _write(work: Work, budget_id: UUID, lines: Sequence[LineDraft]) -> None:
    """Each line in place of the one of its code; a line without a sum takes that one away."""
    place = {code: number for number, code in enumerate(resources.debt_tables().lines())}
    work.session.flush()
    for line in lines:
        for kept in work.session.scalars(
            select(BudgetLine).where(BudgetLine.budget_id == budget_id, BudgetLine.code == line.code)
        ):
            work.session.delete(kept)
        work.session.flush()
        if line.amount is not None:
            work.add(
                BudgetLine(
                    budget_id=budget_id,
                    place=place[line.code],
                    code=line.code,
                    amount_pence=money.pence(line.amount),
                    period=line.period,
                    evidence=line.evidence,
                    note=line.note.strip(),
                )
            )


def _open(work: Work, budget_id: UUID, today: date) -> Budget:
    """A version that may still be changed. Raises Agreed."""
    require_advice(work.session, on=today)
    kept = work.get(Budget, budget_id)
    if kept.agreed_on is not None:
        raise Agreed()
    return kept


def paste(text: str, *, period: str = "month") -> list[PastedRow]:
    """What a pasted piece of spreadsheet would bring, row by row; nothing is kept yet."""
    return pasted.read(text, resources.debt_tables(), period=period)


def put_pasted(desk: Desk, budget_id: UUID, rows: Sequence[PastedRow], *, today: date) -> Changes:
    """Write the rows that were understood; of two rows of one line both count, added where periods agree."""
    found: dict[str, LineDraft] = {}
    for row in rows:
        if row.code is None or row.amount is None or row.period is None or row.problem:
            continue
        before = found.get(row.code)
        if before is not None and before.period != row.period:
            why = f"“{row.words}” comes twice, in two periods: put one of them right."
            raise Problems([Problem("text", why)])
        amount = row.amount + (before.amount or Decimal(0) if before else Decimal(0))
        found[row.code] = LineDraft(row.code, amount, row.period, note="Pasted from a spreadsheet")
    if not found:
        raise Problems([Problem("text", "No row was understood.", "Paste a name, a sum and how often.")])
    return put_lines(desk, budget_id, list(found.values()), today=today)


def agree(
    desk: Desk, budget_id: UUID, *, how: str, on: date | None = None, may_be_sent: bool, today: date
) -> Changes:
    """The client signs or agrees a version, and says whether creditors may see it (CONC 8.5.1).

    From then on it stands still. What creditors see is accurate: no line of it may be an estimate (CONC
    8.5.1R). Raises Agreed, Problems.
    """
    wrong = [] if how in AGREED else [Problem("how", "Say how the client agreed it.")]
    if on is not None and on > today:
        wrong.append(Problem("on", "That date is in the future."))
    with desk.unit_of_work() as work:
        kept = _open(work, budget_id, today)
        lines = _views(work.session, [kept])[0].lines
        if not lines:
            wrong.append(Problem("how", "There is nothing in it to agree."))
        if may_be_sent and any(line.evidence == "estimated" for line in lines):
            hint = "Leave it unticked, or put in what is paid now."
            wrong.append(Problem("may_be_sent", "It rests on an award that is only estimated.", hint))
        if wrong:
            raise Problems(wrong)
        kept.agreed_on, kept.agreed_how, kept.may_be_sent = on or today, how, may_be_sent
        words = f"Budget {AGREED[how].lower()}: {kept.name}, {days.short(kept.agreed_on)}."
        may = " Creditors may see it." if may_be_sent else " Creditors may not see it."
        work.journal(kept.person_id, words + may, on=today, case_id=kept.case_id)
        work.commit()
        return Changes.of(kept, "budgets")


def differences(before: BudgetView, after: BudgetView) -> tuple[Difference, ...]:
    """What changed between two versions, by the month, in the order of the statement."""
    tables, nought = resources.debt_tables(), Decimal("0.00")
    rows = []
    for code, name in tables.lines().items():
        old, new = before.line(code), after.line(code)
        was, is_ = old.a_month if old else nought, new.a_month if new else nought
        if was != is_:
            rows.append(Difference(code, name, was, is_))
    return tuple(rows)


_PAID = {"weekly": "week", "fortnightly": "fortnight", "four_weekly": "four_week", "monthly": "month"}


def award_lines(desk: Desk, person_id: UUID) -> list[AwardLine]:
    """The client's confirmed awards as lines of a budget, the newest of each benefit."""
    lines = resources.debt_tables().benefit_lines
    with desk.look() as look:
        found = look.scalars(
            select(Gain)
            .where(
                Gain.person_id == person_id,
                Gain.confirmed_on.is_not(None),
                Gain.reverses_id.is_(None),
                Gain.frequency.in_(list(_PAID)),
            )
            .order_by(Gain.confirmed_on, Gain.id)
        ).all()
        taken_back = set(look.scalars(select(Gain.reverses_id).where(Gain.reverses_id.is_not(None))))
    newest: dict[str, Any] = {}
    for gain in found:
        if gain.id not in taken_back and gain.benefit in lines:
            newest[gain.benefit] = gain
    return [
        AwardLine(
            gain.id,
            benefit,
            LineDraft(
                lines[benefit],
                money.from_pence(gain.amount_pence),
                _PAID[gain.frequency],
                "award_letter" if gain.confirmed_by == "award_letter" else "client_says",
                f"{benefit.upper()}, confirmed {days.short(gain.confirmed_on)}",
            ),
        )
        for benefit, gain in newest.items()
    ]
