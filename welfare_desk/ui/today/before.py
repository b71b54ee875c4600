"""The rows of *Today* beside the session: what falls due, waits or ends before the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.matters.key_dates import KeyDateRow
from welfare_desk.casework.quality.quality_due import AnswerDue
from welfare_desk.casework.service.day import TodayView
from welfare_desk.rules import days, money
from welfare_desk.ui.kit.rows import Row, RowCell, group
from welfare_desk.ui.today import debt_rows, more_rows, own_rows, words


def rows(view: TodayView, owed: Sequence[AnswerDue], today: date) -> Iterator[Row]:
    """Everything to be looked at before the next session, the most pressing first."""
    before = days.without_year(view.next_session_on)
    yield from debt_rows.before(view.debts, today)
    yield from _dates("Overdue", view.overdue, today, "overdue", "triangle-alert")
    yield from own_rows.answers(owed, today)
    yield from _dates(f"Due by {before}", view.due, today, "soon", "clock")
    yield from debt_rows.to_ask(view.debts)
    yield from own_rows.colleagues(view)
    yield from more_rows.undecided(view)
    if view.post_waiting:
        yield group("Post", str(view.post_waiting))
        yield Row(("post", None), (RowCell("To be decided", role="accent"), RowCell()))
    if view.lapsing:
        yield group("Authorities ending", str(len(view.lapsing)))
    for mandate in view.lapsing:
        ends = words.short(mandate.to_on) if mandate.to_on else ""
        key = ("mandate", (mandate.person_id, mandate.id))
        yield _side(key, mandate.client, mandate.body, ends, "have it signed again")
    if view.turning:
        yield group("Turning 16 or 18", str(len(view.turning)))
    for young in view.turning:
        turns = f"Turns {young.turns}: make the list"
        yield _side(("turning", young.person_id), young.client, turns, words.short(young.on), "what to do")
    if view.theirs_late:
        yield group("Has not come", str(len(view.theirs_late)))
    for due in view.theirs_late:
        over = words.span(today - due.due_on)
        yield _side(
            ("date", (due.case_id, due.id)), due.client, due.what, words.short(due.due_on), f"{over} over"
        )
    if view.claims:
        yield group("Claims to begin", str(len(view.claims)))
    for claim in view.claims:
        key, found = ("claim", (claim.person_id, claim.id)), words.short(claim.days.identified)
        yield _side(key, claim.client, claim.name, found, "not protected", "soon")
    if view.with_gp:
        yield group("Waiting for the GP", str(len(view.with_gp)))
    for letter in view.with_gp:
        since = letter.sent_to_gp_on or letter.drafted_on
        count = f"Letter, {letter.statements} statement{'s' * (letter.statements != 1)}"
        waited = words.span(today - since)
        yield _side(("letter", letter.id), letter.client, count, words.short(since), waited)
    if view.consents_ending:
        yield group("Consents ending", str(len(view.consents_ending)))
    seen = {one.person_id: one.at for one in view.booked if not one.given_back}
    for ending in view.consents_ending:
        at = seen.get(ending.person_id)
        ask = f"ask at {words.at(at)}" if at else "ask again"
        day = days.without_year(ending.expires_on)
        yield _side(("consents", ending.person_id), ending.client, "Reading the record", day, ask)
    if view.birthdays:
        yield group("A parent's word ends", str(len(view.birthdays)))
    for one in view.birthdays:
        day, asked = days.without_year(one.on), "ask the young person"
        yield _side(("consents", one.person_id), one.client, f"Turns {one.turns}", day, asked)
    yield from more_rows.quiet(view)
    if view.gains_waiting:
        yield group("Gains to confirm", str(view.gains_waiting))
    for line in view.gains_to_confirm:
        gain, worth = line.row, money.shown(line.ongoing or line.once)
        once = f", {money.shown(line.once)} once" if line.once else ""
        paid = f"a year{once}" if line.ongoing else "once"
        yield _side(("gain", gain.id), gain.client, matter_name(gain.benefit), worth, paid)
    if view.gains_waiting > len(view.gains_to_confirm):
        more = f"and {view.gains_waiting - len(view.gains_to_confirm)} more in Gains"
        yield Row(("gain", None), (RowCell(more, role="accent"), RowCell()))


def _dates(said: str, dates: tuple[KeyDateRow, ...], today: date, tone: str, mark: str) -> Iterator[Row]:
    if dates:
        yield group(said, str(len(dates)), role=tone, mark=mark)
    for due in dates:
        left = due.safe_on - today
        over = f"{words.span(-left)} over" if left < timedelta(0) else words.span(left)
        day = days.without_year(due.safe_on)
        yield _side(("date", (due.case_id, due.id)), due.client, due.what, day, over, tone)


def _side(key: object, name: str, what: str, day: str, second: str, role: str = "ink") -> Row:
    return Row(key, (RowCell(name, what), RowCell(day, second, role=role)))
