"""Ways out of debt side by side: open, closed with every reason, or what to ask first; and the decision."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from welfare_desk.casework.debt import options
from welfare_desk.casework.debt.debt_page import ClientDebts
from welfare_desk.casework.debt.options import AdviceRow, Option, OptionsPage
from welfare_desk.errors import Problems
from welfare_desk.rules import days, money
from welfare_desk.ui import theme
from welfare_desk.ui.debts.option_forms import DecisionForm, FactsForm
from welfare_desk.ui.debts.part import Host, Part, Work
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.panes import Details, column
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.screen import Act

STATES = {
    "open": ("Open: nothing bars it", Chip("Open", "done")),
    "ask": ("Something to ask first", Chip("Ask first", "soon", "circle-question-mark")),
    "closed": ("Closed", Chip("Closed", "plain", "x")),
}


class OptionsPart(Part):
    """Every way out for one client."""

    words = "Ways out"

    def __init__(self, host: Host) -> None:
        columns = [Column("Way"), Column("How long, or why not"), Column("Costs", 176)]
        empty = Empty("Nothing is screened.", "The rules have to be checked first.")
        self.budget = ChoiceField(unset="No budget yet")
        self.budget.call("&Screened with the budget")
        self.old = Banner("overdue")
        super().__init__(host, "Ways out of debt", columns, empty)
        self.page: OptionsPage | None = None
        self._override = ""
        self._wanted: UUID | None = None
        self.budget.edited.connect(self._screen_again)
        self.openers = {"facts": self.facts, "decide": self.decide, "nothing": self.nothing}

    def fill_box(self) -> None:
        self.above: QWidget = column(self.budget, self.old)
        self.box.addWidget(self.above)
        super().fill_box()
        theme.dress(self._dress)

    def _dress(self) -> None:
        layout, margin = self.above.layout(), theme.px(24)
        if layout is not None:
            layout.setContentsMargins(margin, theme.px(12), margin, theme.px(8))

    def heading_acts(self) -> tuple[tuple[Act, ...], Act | None]:
        closed = "" if self.client and self.client.cases else "No debt case is open."
        ask = Act("What is known", self.facts, "pencil", closed)
        option = self.option()
        if self.page is None or not self.page.options:
            return (), ask
        beside = Act("Side by side", self.compare, "scale")
        if option is None or option.state == "closed" or closed:
            return (beside,), ask
        return (beside, ask), Act("Record the decision", self.decide, "check")

    # Showing --------------------------------------------------------------------------------------

    def read(self, client: ClientDebts) -> None:
        room = self.host.room
        work = partial(
            options.page,
            room.desk,
            client.person_id,
            today=room.today(),
            budget_id=self.budget.value(),
            override_by=self._override,
        )
        room.read(self, work, partial(self._show, client))

    def _screen_again(self) -> None:
        if self.client is not None:
            self.read(self.client)

    def _show(self, client: ClientDebts, page: OptionsPage) -> None:
        if client is not self.client:
            return
        self.page = page
        self.budget.offer(
            [(one.id, one.name) for one in page.budgets], unset="No budget yet" if not page.budgets else ""
        )
        self.budget.set_value(page.budget.id if page.budget else None)
        checked = days.short(page.rules_checked_on)
        self.budget.assist(f"{money.shown(page.owed)} owed. The rules were last checked on {checked}.")
        self.old.setVisible(page.too_old and not page.options)
        self.old.clear()
        if page.too_old and not page.options:
            self.old.say(
                f"The rules were last checked on {checked}, more than a year ago.", "Nothing is screened."
            )
            self.old.offer("I have checked them myself", self._take_over)
        self.show_list(self._rows(page))
        self.host.heading_again()

    def _take_over(self) -> None:
        self._override = self.host.room.desk.advisor.name
        self._screen_again()

    def _rows(self, page: OptionsPage) -> Iterator[Row]:
        for state, (words, _) in STATES.items():
            these = [one for one in page.options if one.state == state]
            if these:
                yield group(words, str(len(these)))
            for one in these:
                why = one.reasons or one.ask
                more = f" and {len(why) - 1} more" if len(why) > 1 else ""
                told = RowCell(f"{why[0]}{more}", why=" ".join(why)) if why else RowCell(one.advice.term)
                cost = RowCell(one.advice.cost) if state != "closed" else RowCell()
                yield Row(one.code, (RowCell(one.solution.name, strong=True), told, cost))

    def option(self) -> Option | None:
        key = self.chosen()
        return next((one for one in self.page.options if one.code == key), None) if self.page else None

    def fill(self, pane: Details) -> None:
        option, page = self.option(), self.page
        if page is None:
            return
        if option is not None:
            _, chip = STATES[option.state]
            pane.heading(option.solution.name, "", chip)
            for words in option.reasons:
                pane.item(words, mark="x", tone="overdue")
            for words in option.ask:
                pane.item(words, mark="circle-question-mark", tone="soon")
            if option.debts:
                pane.said(f"For {', '.join(option.debts)}.", space=8)
            pane.said(option.advice.effect, space=10)
            pane.facts(
                [
                    ("How long", option.advice.term),
                    *([("For them", option.in_figures)] if option.in_figures else []),
                    ("Costs", option.advice.cost),
                ]
            )
            if option.advice.risks:
                pane.section("What the client must be told")
            for risk in option.advice.risks:
                pane.item(risk, mark="triangle-alert", tone="soon")
            figures = days.short(option.solution.figures_as_of)
            said = "; ".join(option.solution.sources)
            pane.said(f"Figures as of {figures}. {said}.", "quiet", 10)
            if option.state == "open" and option.solution.kind != "informal":
                pane.said(
                    "Open means that nothing known bars it. Whether it suits is for you and the client.",
                    "quiet",
                    6,
                )
        pane.section("Decisions", "Nothing chosen" if self.client and self.client.cases else "", self.nothing)
        if not page.advice:
            pane.said("None recorded yet.", "quiet")
        for row in page.advice:
            _show_advice(pane, row)

    # Doing ----------------------------------------------------------------------------------------

    def open(self, key: object) -> None:
        option = self.option()
        if option is not None and option.state != "closed":
            self.decide()
        else:
            self.facts()

    def compare(self) -> None:
        """Up to three ways beside each other, the chosen one first."""
        client, option = self.client, self.option()
        if client is not None:
            self.host.go(
                "compare-ways",
                person=client.person_id,
                budget=self.budget.value(),
                way=option.code if option else None,
                override=self._override,
            )

    def facts(self) -> None:
        client, page, room = self.client, self.page, self.host.room
        if client is None or page is None or not client.cases:
            return
        form = FactsForm(room, page.facts)

        def work() -> Work | None:
            try:
                facts = form.facts()
            except Problems as wrong:
                form.show_problems(wrong.problems)
                return None
            return partial(options.set_facts, room.desk, client.cases[0][0], facts, today=room.today())

        self.host.open_form("facts", "What is known of the client", form, "Keep and screen", work)

    def decide(self) -> None:
        option = self.option()
        if option is not None:
            self._decide("decide", option.solution.name, DecisionForm(self.host.room, option))

    def nothing(self) -> None:
        self._decide("nothing", "Nothing chosen yet", DecisionForm(self.host.room, None))

    def _decide(self, name: str, title: str, form: DecisionForm) -> None:
        client, page, room = self.client, self.page, self.host.room
        if client is None or page is None or not client.cases:
            return
        case, budget = client.cases[0][0], page.budget.id if page.budget else None

        def work() -> Work:
            return partial(
                options.record_decision, room.desk, case, form.draft(), today=room.today(),
                budget_id=budget, override_by=self._override,
            )  # fmt: skip

        self.host.open_form(name, title, form, "Record the decision", work)


def _show_advice(pane: Details, row: AdviceRow) -> None:
    """A decision as it was recorded: what was told and why, so that it can be shown years later (CONC 8)."""
    pane.item(row.chosen_name, days.short(row.on), mark="check" if row.chosen else "clock", second=row.by)
    pane.said(row.reasons, "quiet")
    if row.client_words:
        pane.said(f"“{row.client_words}”", "quiet")
    told = f"{len(row.risks_told)} risks told" if row.risks_told else ""
    understood = "understood" if row.understood else "not yet understood" if row.chosen else ""
    sent = f"confirmed in writing {days.short(row.confirmed_on)}" if row.confirmed_on else ""
    kept = (
        ", ".join(part for part in (told, understood, sent) if part),
        f"Fees told: {row.fees}" if row.fees else "",
        f"Needs: {row.needs}" if row.needs else "",
        f"Out of the budget “{row.budget}”" if row.budget else "",
        f"Rules checked by {row.checked_by}" if row.checked_by else "",
    )
    for words in kept:
        if words:
            pane.said(f"{words[0].upper()}{words[1:]}.", "quiet", 2)
