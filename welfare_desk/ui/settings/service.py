"""What the report needs to know of the service: who pays, whose time, practices' counts, chosen values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from welfare_desk.casework import agency
from welfare_desk.casework.agency import FUNDING_KINDS, STAFF_KINDS, FundingDraft, FundingRow, PracticeRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.figures import report_page, social_return
from welfare_desk.casework.invented import practice_counts
from welfare_desk.casework.invented.practice_counts import CountsDraft, CountsRow
from welfare_desk.errors import Problem
from welfare_desk.rules import days, money
from welfare_desk.rules.caseload import financial_year
from welfare_desk.rules.evaluation import COUNTED, Proxy, Staff, mean_fte
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, MoneyField, ReadField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.settings.lines import LinesSection

_FUNDERS = dict(
    zip(
        FUNDING_KINDS,
        ("Council", "Health and social care partnership", "Another funder", "In kind, no money"),
        strict=True,
    )
)
_STAFF = dict(zip(STAFF_KINDS, ("Our own staff", "Another service's staff", "Volunteer"), strict=True))


class FundingSection(LinesSection):
    words = "Funding"
    hint = "What each funder pays, for which days. Gains for each £1 are divided by the cash among it."
    adds, added = "Add funding", "Funding added"
    columns = (Column("Funder"), Column("Kind", 230), Column("For", 190), Column("Amount", 104, right=True))
    empty_words = ("No funding is recorded yet.", "Add the first sum above.")
    needed = (
        ("funder", "Write who pays."),
        ("from_on", "Write the first day it is for."),
        ("to_on", "Write the last day it is for."),
        ("amount", "Write how much."),
    )
    kept = ("kind",)

    def build(self, form: Form) -> None:
        form.add_row("&Funder", TextField(), name="funder")
        form.add_row("&Kind", ChoiceField(list(_FUNDERS.items()), unset=""), name="kind")
        form.add_row("F&rom", DateField(self.room.today), name="from_on")
        form.add_row("T&o", DateField(self.room.today), name="to_on")
        form.add_row("&Amount", MoneyField(), name="amount")

    def read(self) -> None:
        self.room.read(self, partial(agency.funding, self.room.desk), self.show_lines)

    def says(self, lines: Sequence[FundingRow]) -> str:
        year = financial_year(self.room.today())
        cash = [row.draft for row in lines if row.draft.kind != "in_kind"]
        here = [one for one in cash if one.from_on <= year.last and one.to_on >= year.first]
        if not here:
            return "None of it is cash for this financial year." if lines else ""
        funders = len({one.funder for one in here})
        return f"This financial year: cash from {funders} {'funder' if funders == 1 else 'funders'}."

    def row(self, line: FundingRow, place: int) -> Row:
        paid = line.draft
        cells = (
            RowCell(paid.funder, strong=True),
            RowCell(_FUNDERS.get(paid.kind, "Another funder")),
            RowCell(f"{days.short(paid.from_on)} to {days.short(paid.to_on)}"),
            RowCell(money.shown(paid.amount), raw=paid.amount),
        )
        return Row(place, cells)

    def add(self, typed: dict[str, Any]) -> Callable[[], Changes]:
        return partial(agency.add_funding, self.room.desk, FundingDraft(**typed))

    def remove(self, line: FundingRow) -> Callable[[], Changes]:
        return partial(agency.take_funding_away, self.room.desk, line.id)


class StaffSection(LinesSection):
    words = "Staff time"
    hint = "Whose time the service has, as a part of a full week. A post will do for a name."
    adds, added = "Add staff time", "Staff time added"
    columns = (
        Column("Whose time"),
        Column("Who they are", 190),
        Column("For", 210),
        Column("Of a week", 92, right=True),
    )
    empty_words = (
        "No staff time is recorded yet.",
        "A full week is 1, half of one 0.5.",
    )
    needed = (
        ("name", "Say whose time it is."),
        ("fte", "Write which part of a full week: 1, or 0.5."),
        ("from_on", "Write from which day."),
    )
    kept = ("kind", "from_on")

    def build(self, form: Form) -> None:
        form.add_row("&Whose time", TextField("Advisor, Millbank"), name="name")
        form.add_row("Who they &are", ChoiceField(list(_STAFF.items()), unset=""), name="kind")
        form.add_row("&Part of a full week", ReadField(_part, str, "0.5"), name="fte")
        form.add_row("F&rom", DateField(self.room.today), name="from_on")
        form.add_row("&To", DateField(self.room.today, "Still here"), name="to_on")

    def read(self) -> None:
        self.room.read(self, partial(agency.staff, self.room.desk, on=self.room.today()), self.show_lines)

    def says(self, lines: Sequence[Staff]) -> str:
        if not lines:
            return ""
        year = financial_year(self.room.today())
        parts = [
            f"{words.lower()} {mean_fte([one for one in lines if one.kind == kind], year)}"
            for kind, words in _STAFF.items()
            if any(one.kind == kind for one in lines)
        ]
        whole = mean_fte(lines, year)
        return f"This financial year, on average, full-time: {whole} ({', '.join(parts)})."

    def row(self, line: Staff, place: int) -> Row:
        until = days.short(line.to_on) if line.to_on else "now"
        cells = (
            RowCell(line.name, strong=True),
            RowCell(_STAFF[line.kind]),
            RowCell(f"{days.short(line.from_on)} to {until}"),
            RowCell(str(line.fte), raw=line.fte),
        )
        return Row(place, cells)

    def add(self, typed: dict[str, Any]) -> Callable[[], Changes]:
        one = Staff(typed["name"], typed["fte"], typed["kind"] or "", typed["from_on"], typed["to_on"])
        return partial(agency.add_staff, self.room.desk, one, today=self.room.today())

    def remove(self, line: Staff) -> Callable[[], Changes]:
        return partial(agency.take_staff_away, self.room.desk, line, today=self.room.today())


class CountsSection(LinesSection):
    words = "Practices' counts"
    hint = (
        "What a practice counted of patients first supported in some days, six months before and after."
        " A line to each patient, two figures to a line; no name or number of anybody's comes in."
    )
    adds, added = "Add counts", "Counts added"
    columns = (
        Column("Practice"),
        Column("What was counted", 210),
        Column("First supported", 200),
        Column("Patients", 120, right=True),
    )
    empty_words = (
        "No practice's counts are entered yet.",
        "Ask a practice for consultations of the patients it sent, before and after.",
    )
    needed = (("practice_id", "Choose the practice."),)
    kept = ("practice_id", "from_on", "to_on", "given_on")

    def build(self, form: Form) -> None:
        self.practice = form.add_row("&Practice", ChoiceField(unset="Choose"), name="practice_id")
        form.add_row("&What was counted", ChoiceField(list(COUNTED.items()), unset=""), name="kind")
        form.add_row("Patients first supported &from", DateField(self.room.today), name="from_on")
        form.add_row("T&o", DateField(self.room.today), name="to_on")
        pasted = LongTextField(lines=4, help="Before and after, as 4 3; a dash where the practice cannot say")
        form.add_row("&Counts, pasted", pasted, name="pasted")
        form.add_row("&Given on", DateField(self.room.today), name="given_on")

    def read(self) -> None:
        def both() -> tuple[list[PracticeRow], list[CountsRow]]:
            return agency.practices(self.room.desk), practice_counts.counts(self.room.desk)

        self.room.read(self, both, self._show_both)

    def _show_both(self, found: tuple[list[PracticeRow], list[CountsRow]]) -> None:
        practices, rows = found
        chosen = self.practice.value()
        self.practice.offer([(one.id, one.name) for one in practices], unset="Choose")
        self.practice.set_value(chosen)
        self.show_lines(rows)

    def row(self, line: CountsRow, place: int) -> Row:
        span = f"{days.short(line.period.first)} to {days.short(line.period.last)}"
        cells = (
            RowCell(line.practice, f"given {days.short(line.given_on)}", strong=True),
            RowCell(COUNTED[line.kind]),
            RowCell(span),
            RowCell(f"{len(line.pairs):,}", f"{line.with_both:,} with both", raw=len(line.pairs)),
        )
        return Row(place, cells)

    def add(self, typed: dict[str, Any]) -> Callable[[], Changes]:
        return partial(
            practice_counts.add_counts, self.room.desk, CountsDraft(**typed), today=self.room.today()
        )

    def remove(self, line: CountsRow) -> Callable[[], Changes]:
        return partial(practice_counts.take_away, self.room.desk, line.id)


class SocialReturnSection(LinesSection):
    words = "Social return values"
    hint = (
        "A forecast, never a count: what somebody takes an outcome to be worth, and where that is from. It"
        " is printed apart from gains for each £1, and only where values are entered for the very same days."
    )
    adds, added = "Add value", "Value added"
    columns = (
        Column("What happened"),
        Column("How many", 84, right=True),
        Column("Worth each", 104, right=True),
        Column("Anyway", 80, right=True),
    )
    empty_words = (
        "No value is entered for these days.",
        "The report then gives no figure, and says so.",
    )
    needed = (
        ("count", "Say for how many it came about."),
        ("value", "Write what one of them is taken to be worth."),
        ("on", "Write of which day the value is."),
    )

    def build(self, form: Form) -> None:
        self._choices = report_page.periods(self.room.today())
        periods = [(number, choice.words) for number, choice in enumerate(self._choices)]
        self.period = form.add_row("For which &days", ChoiceField(periods, unset=""), name="period")
        self.period.set_value(0)
        self.period.edited.connect(self.read)
        form.add_row("&What came about", TextField("Better sleep"), name="outcome")
        form.add_row("For how &many", ReadField(_whole, str, ""), name="count")
        form.add_row("W&orth of one", MoneyField(), name="value")
        percent = ReadField(_percent, lambda part: f"{part * 100:.0f}", "0")
        form.add_row("&Percent that would have come about anyway", percent, name="deadweight")
        form.add_row("Where the value is &from", TextField(), name="source")
        form.add_row("Value &of", DateField(self.room.today), name="on")

    @property
    def kept(self) -> tuple[str, ...]:  # type: ignore[override]
        return ("period", "source", "on")

    def read(self) -> None:
        work = partial(social_return.proxies, self.room.desk, self._choices[self.period.value() or 0].period)
        self.room.read(self, work, self.show_lines)

    def row(self, line: Proxy, place: int) -> Row:
        cells = (
            RowCell(line.outcome, f"{line.source}, {days.short(line.on)}", strong=True),
            RowCell(f"{line.count:,}", raw=line.count),
            RowCell(money.shown(line.value), raw=line.value),
            RowCell(f"{line.deadweight * 100:.0f}%", raw=line.deadweight),
        )
        return Row(place, cells)

    def add(self, typed: dict[str, Any]) -> Callable[[], Changes]:
        one = Proxy(
            typed["outcome"],
            typed["count"],
            typed["value"],
            typed["deadweight"] or Decimal(0),
            typed["source"],
            typed["on"],
        )
        return self._change([*self._lines, one])

    def remove(self, line: Proxy) -> Callable[[], Changes]:
        return self._change([one for one in self._lines if one is not line])

    def _change(self, lines: Sequence[Proxy]) -> Callable[[], Changes]:
        period = self._choices[self.period.value() or 0].period
        return partial(social_return.change_proxies, self.room.desk, period, lines, today=self.room.today())


def _part(typed: str) -> Decimal | Problem | None:
    try:
        return Decimal(typed.strip().replace(",", ".")) if typed.strip() else None
    except InvalidOperation:
        return Problem(
            "fte", f"{typed.strip()} is no part of a week.", "A full week is 1; half of one is 0.5."
        )


def _whole(typed: str) -> int | Problem | None:
    figures = typed.strip().replace(",", "")
    if not figures:
        return None
    if figures.isascii() and figures.isdigit() and len(figures) < 7:
        return int(figures)
    return Problem("count", "Write a whole number.")


def _percent(typed: str) -> Decimal | Problem | None:
    figures = typed.strip().removesuffix("%").strip()
    if not figures:
        return None
    if figures.isascii() and figures.isdigit() and int(figures) <= 100:
        return Decimal(figures) / 100
    return Problem("deadweight", "Write a number from 0 to 100.")
