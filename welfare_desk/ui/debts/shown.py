"""How debts, threats, outcomes and moratoria are said in a row or in the pane beside a list."""

from __future__ import annotations

from datetime import date

from welfare_desk import resources
from welfare_desk.casework.debt.debt_outcomes import WHAT
from welfare_desk.casework.debt.debt_page import DebtView, OutcomeRow, evidence_words
from welfare_desk.casework.debt.debts import LIABILITY
from welfare_desk.casework.matters.emergencies import INTENDS, Emergency, MoratoriumRow
from welfare_desk.rules import days, money
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.rows import Row, RowCell


def threat_row(threat: Emergency, today: date, *, with_client: bool) -> Row:
    """One thing that bites: what, to whom it is owed, and how near it is."""
    due = threat.bites_on
    near = threat.in_words(today)
    if threat.held_until:
        chip = Chip(f"Held to {days.short(threat.held_until)}", "done")
    else:
        chip = Chip(near, "overdue" if due is None or (due - today).days <= 7 else "soon")
    owed = ", ".join(part for part in (threat.debt, threat.creditor) if part)
    cells = [
        RowCell(threat.client if with_client else threat.threat.name, owed, strong=True),
        RowCell(threat.threat.name if with_client else "", chip=None if with_client else chip),
    ]
    when = RowCell(days.short(due) if due else "No day said", raw=due)
    cells += [RowCell(chip=chip) if with_client else RowCell(), when]
    edge = "done" if threat.held_until else "overdue"
    return Row(("threat", threat.id), tuple(cells), edge=edge)


def show_threat(pane: Details, threat: Emergency, today: date) -> None:
    """What bites, when, what follows, what stops it and what does not."""
    pane.heading(threat.threat.name, f"{threat.debt}, {threat.creditor}" if threat.creditor else threat.debt)
    due = (
        f"{days.full(threat.bites_on)}, {threat.in_words(today)}" if threat.bites_on else "Not said: any day"
    )
    pane.facts([(threat.threat.asks, days.short(threat.happened_on)), ("Takes effect", due)])
    pane.said(threat.threat.then, space=10)
    if threat.held_until:
        pane.item(f"A moratorium holds it off to {days.full(threat.held_until)}.", mark="check", tone="done")
    pane.section("What stops it")
    for step in threat.threat.stops:
        pane.item(step, mark="check")
    for step in threat.threat.does_not:
        pane.item(step, mark="x", tone="overdue")
    pane.said("; ".join(threat.threat.sources), "quiet", 10)
    if threat.words:
        pane.said(threat.words, space=8)


def show_debt(pane: Details, debt: DebtView) -> None:
    """A debt with what is known of it."""
    chip = Chip("Comes first", "soon", "flag") if debt.priority else None
    pane.heading(debt.name, debt.owed_to, chip)
    balance, draft = debt.balance, debt.draft
    how = evidence_words(balance) if balance else ""
    pane.facts(
        [
            ("Owed", f"{money.shown(balance.amount)}, {days.short(balance.on)}" if balance else ""),
            *([("Arrears", money.shown(balance.arrears))] if balance and balance.arrears is not None else []),
            ("Known from", how),
            ("Reference", draft.account),
            *([("Written to at", _address(debt))] if debt.creditor else []),
            ("Stage", debt.stage_name),
            ("Liability", LIABILITY.get(draft.liability or "", "Not asked yet")),
            *([("", draft.liability_why)] if draft.liability_why else []),
            *([("Jointly with", _joint(debt))] if debt.joint else []),
            *([("First owed to", draft.original_creditor)] if draft.original_creditor else []),
            *([("Collected by", draft.collector)] if draft.collector else []),
            *([("Each month", money.shown(draft.monthly))] if draft.monthly is not None else []),
            *(
                [("Contact", f"Asked to stop {days.short(debt.contact_stopped_on)}")]
                if debt.contact_stopped_on
                else []
            ),
            ("Authority", _authority(debt)),
            *([("Comes first", draft.priority_why)] if draft.priority_why else []),
        ]
    )
    for why in debt.left_out_words:
        pane.item(f"Left out of offers. {why}", mark="info", tone="soon")
    if debt.papers.ask_authority:
        pane.item(
            f"Sold: the authority names another. Have one signed for {debt.owed_to}.",
            mark="triangle-alert", tone="soon",
        )  # fmt: skip
    if debt.papers.ask_consent:
        pane.item(
            f"Sold: the client agreed that another creditor is told of their health, not {debt.owed_to}."
            " Ask again.",
            mark="triangle-alert", tone="soon",
        )  # fmt: skip
    pane.section("How long it can be claimed")
    pane.said(debt.clock.words)
    for words in debt.clock.restarts:
        pane.said(words, "quiet")
    for words in debt.clock.doubts:
        pane.item(words, mark="circle-question-mark", tone="soon")
    if len(debt.balances) > 1:
        pane.section("Balances before")
        for older in debt.balances[1:]:
            pane.item(money.shown(older.amount), days.short(older.on), second=evidence_words(older))


def show_outcome(pane: Details, row: OutcomeRow) -> None:
    """One outcome with its sums, each under its own name."""
    said = []
    if row.written_off:
        said.append(f"{money.shown(row.written_off)} written off")
    if row.rescheduled:
        said.append(f"{money.shown(row.rescheduled)} in a plan")
    if row.monthly_before is not None and row.monthly_after is not None:
        said.append(f"{money.shown(row.monthly_before)} a month before, {money.shown(row.monthly_after)} now")
    said.append("Taken back" if row.taken_back else "Confirmed" if row.confirmed_on else "Not confirmed yet")
    if row.proof:
        said.append(row.proof)
    pane.item(WHAT.get(row.what or "", "Outcome"), days.short(row.on), second=". ".join(said))


def _authority(debt: DebtView) -> str:
    """Whether the creditor may talk to us."""
    if not debt.papers.authority:
        return "None signed"
    until = debt.papers.authority_until
    return f"Signed, until {days.short(until)}" if until else "Signed"


def _joint(debt: DebtView) -> str:
    return ", ".join(one.name for one in debt.liable if one.ended_on is None)


def _address(debt: DebtView) -> str:
    body = debt.creditor
    lines = (*body.address.splitlines(), body.postcode) if body else ()
    return ", ".join(line.strip() for line in lines if line.strip())


def show_moratorium(pane: Details, row: MoratoriumRow, today: date) -> None:
    """A moratorium with its dates, what it holds off and what goes on all the same."""
    if row.in_force and row.ends_on:
        left = (row.ends_on - today).days
        count = f"{left} day{'' if left == 1 else 's'} left" if left else "its last day"
        pane.item(f"In force to {days.full(row.ends_on)}, {count}", mark="check", tone="done")
    elif row.ended_on:
        pane.item(f"Ended {days.short(row.ended_on)}", mark="clock", second=row.ended_because)
    elif row.ends_on:
        pane.item(f"Ran out on {days.short(row.ends_on)}", mark="clock")
    else:
        pane.item("Notice given, not yet in the register: nothing is held off", mark="clock", tone="soon")
    pane.facts(
        [
            ("Notice", days.short(row.notice_on)),
            *([("In the register", days.short(row.entered_on))] if row.entered_on else []),
            ("For", INTENDS.get(row.intends, row.intends)),
            ("Another from", days.short(row.another_from)),
        ],
        8,
    )
    if row.in_force:
        actions = resources.debt_tables().moratorium_actions.values()
        for action in sorted(actions, key=lambda one: one.competent):
            if action.competent:
                pane.item(f"{action.words} goes on", mark="x", tone="overdue")
            else:
                pane.item(f"{action.words} is held off", mark="check", tone="done")
        pane.said(
            "It ends sooner on an award, a protected deed, an approval or a withdrawal (s.198).", "quiet", 8
        )
