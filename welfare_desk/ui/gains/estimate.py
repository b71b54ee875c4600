"""What a claim may bring, written down before anybody has decided it: kept apart, in no total.

Whether an award can still be estimated is casework's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.figures import estimates
from welfare_desk.casework.figures.estimates import EstimateDraft
from welfare_desk.casework.figures.gains import GainRow
from welfare_desk.casework.matters import decision_page
from welfare_desk.casework.matters.decision_page import DecisionPage
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.rules import days, money
from welfare_desk.ui import messages
from welfare_desk.ui.kit.fields import ChoiceField, DateField, MoneyField, TextField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, Page
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen


class EstimateScreen(Screen):
    """One case's estimate; what stands of the case already is beside it."""

    name, title, rail = "estimate", "Estimate", "gains"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: DecisionPage | None = None
        self._kept: dict[str, Any] | None = None
        self.form = Form(2)
        add = self.form.add_row
        add("Worth in a &year", MoneyField("What it may bring, with what is paid once"), name="value")
        self.on = add("Estimated &on", DateField(room.today), name="on")
        self.benefit = add("&Benefit", ChoiceField(), name="benefit")
        hint = "Only where one benefit is paid in parts that are decided apart"
        add("Which &part", TextField("All of it", hint), name="part")
        add("", TickField("The &household's award, not one person's"), name="joint")
        self.form.edited.connect(lambda _: self.heading_changed.emit())
        self._untouched = self.form.values()
        self.details = Details("What stands of this case")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(Page("Estimate", self.form, margin=24, space=16), self.details))

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        closed = "" if self.form.fields["value"].value() is not None else "Write what it may bring."
        return Heading(
            self.title,
            page.matter,
            owner=page.row.client,
            owner_place=("case", {"case": page.row.id}),
            primary=Act("Save estimate", self.save, "check", closed),
        )

    def about(self) -> str:
        return self._page.row.client if self._page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save} if self._page is not None else {}

    def arrive(self, **where: Any) -> None:
        """``case``: the case it is about."""
        if where != self._where:
            self._page = None
        self._where = where
        self._read()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"gains", "cases", "clients"})

    def draft(self) -> object | None:
        typed = self.form.values()
        return (self._where, typed) if self._page and typed != self._untouched else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self._where:
            self._kept = draft[1]
            self._show_kept()

    # Showing --------------------------------------------------------------------------------------

    def _read(self) -> None:
        work = partial(decision_page.page, self.room.desk, self._where["case"])
        self.room.read(self, work, self._show)

    def _show(self, page: DecisionPage) -> None:
        if page.row.id != self._where.get("case"):
            return
        fresh, self._page = self._page is None, page
        if fresh:
            self.benefit.offer(page.benefits, unset=page.matter)
            self.form.show_problems(())
            self.form.show_values(
                {"value": None, "on": self.room.today(), "benefit": page.benefit, "part": "", "joint": False}
            )
            self._untouched = self.form.values()
            self.form.focus_first()
        self._show_kept()
        self._show_before(page)
        self.heading_changed.emit()

    def _show_kept(self) -> None:
        if self._kept is not None and self._page is not None:
            kept, self._kept = self._kept, None
            self.form.show_values(kept)

    def _show_before(self, page: DecisionPage) -> None:
        self.details.clear()
        self.details.heading("In no total")
        self.details.said(
            "An estimate stands apart in the report. It leaves when the decision is recorded; a newer one"
            " takes its place.",
            "quiet",
            8,
        )
        self.details.section("What stands of this case")
        lines = [row for row in page.before if row.reverses_id is None and row.reversed_on is None]
        for row in lines:
            self.details.item(*_said(row))
        if not lines:
            self.details.said("No decision and no estimate yet.", "quiet", 8)
        self.details.act("Record the decision", lambda: self.go("decision", case=page.row.id), icon="scale")

    # Saving ---------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the estimate down."""
        page = self._page
        if page is None:
            return
        typed, wrong = self.form.values(), self.form.unread()
        if typed["value"] is None and not wrong:
            wrong.append(Problem("value", "Write what it may bring."))
        if self.form.show_problems(wrong):
            return
        today = self.room.today()
        draft = EstimateDraft(**(typed | {"on": typed["on"] or today, "joint": bool(typed["joint"])}))
        work = partial(estimates.record_estimate, self.room.desk, page.row.id, draft, today=today)
        self.room.write(self, work, self._saved, self._not_saved)

    def _saved(self, changes: Changes) -> None:
        self._page = None
        self.wrote.emit(changes)
        self.said.emit("The estimate is in the ledger")
        self.go("gains", gain=changes.id)

    def _not_saved(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        elif isinstance(fault, DeskError):
            self.form.show_problems([Problem("", fault.said, fault.advice)])
        else:
            messages.show_fault(self, fault)


def _said(row: GainRow) -> tuple[str, str]:
    day = row.decided_on or row.recorded_on
    if row.decided_on is None and row.estimate is not None:
        return f"Estimate {money.shown(row.estimate)}", days.short(day)
    return row.amount_words, days.short(day)
