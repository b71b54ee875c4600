"""How long what is held of one client is kept, and why; holds; what they asked of it and were answered.

What may be erased, and when, is casework's to say; here it is shown, and asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of
from welfare_desk.casework.rights import data_requests, retention, retention_page
from welfare_desk.casework.rights.data_requests import ANSWERS, KINDS, RequestDraft, RequestRow
from welfare_desk.casework.rights.erasure import Erased
from welfare_desk.casework.rights.retention import HoldRow
from welfare_desk.casework.rights.retention_page import ClientEnds, EndRow
from welfare_desk.casework.rights.subject_access import HOW
from welfare_desk.errors import Problem
from welfare_desk.rules import data_requests as rule
from welfare_desk.rules import days
from welfare_desk.rules import retention as keeping
from welfare_desk.ui import messages
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, OneOfField, TextField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.privacy.erasing import erase_for_good
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_RIGHT = "They may ask for it at any time; what was answered, and why, is kept with it."


class KeepingScreen(ListScreen):
    """When each part goes, what holds it, and the wishes of whose it is."""

    name, title, rail = "keeping", "How long it is kept", "clients"
    kinds = frozenset({"retention", "cases", "evidence", "subject_requests", "clients"})

    def __init__(self, room: Room) -> None:
        columns = [Column(""), Column("", 130)]
        super().__init__(room, "What is held, and until when", columns, Empty(""), pane_width=380)
        self.person: UUID | None = None
        self._found: ClientEnds | None = None
        self._things: dict[object, EndRow | HoldRow | RequestRow] = {}

    def heading(self) -> Heading:
        place = ("client", {"person": self.person}) if self.person else None
        acts = (Act("Hold everything", lambda: self._hold(None), "lock"),)
        primary = Act("Record what they ask", lambda: self._wish(None), "plus")
        return Heading(self.title, owner=self.about(), owner_place=place, acts=acts, primary=primary)

    def about(self) -> str:
        return self._found.client if self._found else ""

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {
            "wish": self._wish,
            "hold": self._hold,
            "acknowledge": self._acknowledge,
            "answer": self._answer,
        }

    def arrive(self, **where: Any) -> None:
        """``person``: whose; ``chosen``: a row of theirs."""
        if where["person"] != self.person:
            self._found = None
        self.person = where["person"]
        super().arrive(**where)

    # The list -----------------------------------------------------------------------------------------

    def load(self) -> Callable[[], Any]:
        desk, person, today = self.room.desk, self.person, self.room.today()
        return lambda: retention_page.ends_of(desk, person, today=today) if person else None

    def listed(self, found: Any) -> Iterable[Row]:
        if found is None or found.person_id != self.person:
            return []
        self._found = found
        self._things = {
            **{end.code: end for end in found.ends},
            **{_hold_key(hold): hold for hold in found.holds},
            **{one.id: one for one in found.requests},
        }
        held = len(found.holds)
        self.head.say("What is held, and until when", f"{held} hold{'s' * (held != 1)}" if held else "")
        return list(_rows(found, self.room.today()))

    def fill(self, key: object) -> None:
        thing = self._things.get(key)
        if isinstance(thing, EndRow):
            self._show_end(thing)
        elif isinstance(thing, HoldRow):
            self._show_hold(thing)
        elif isinstance(thing, RequestRow):
            self._show_wish(thing)

    def _show_end(self, end: EndRow) -> None:
        pane = self.pane
        pane.heading(end.title, "", _end_chip(end))
        when = days.full(end.ends_on) if end.ends_on else days.full(end.done_on) if end.done_on else "Not yet"
        pane.facts([("Erased on" if end.done_on else "Goes after", when), ("Held now", _entries(end.rows))])
        pane.said(end.why, space=12)
        pane.said(f"{end.rule[:1].upper()}{end.rule[1:]}.", "quiet", 8)
        pane.said(f"{end.source}.", "quiet", 8)
        if end.doubt:
            pane.said(end.doubt, "quiet", 8)
        if end.due:
            pane.act("Erase it for good", partial(self._erase, end.code), icon="trash-2")

    def _show_hold(self, hold: HoldRow) -> None:
        pane = self.pane
        pane.heading(hold.words, "Nothing of this client is erased meanwhile", Chip("Held", "soon"))
        pane.facts([("Since", days.full(hold.since)), ("Why", hold.why)])
        if hold.id is None:
            pane.said("It ends by itself, once they are answered.", "quiet", 12)
        else:
            pane.act("Lift the hold", partial(self._lift, hold), icon="lock-open")

    def _show_wish(self, one: RequestRow) -> None:
        pane, today = self.pane, self.room.today()
        pane.heading(
            KINDS[one.kind], f"Came {days.full(one.received_on)}, {HOW[one.how].lower()}", _chip(one, today)
        )
        facts = [(one.due.what, f"by {days.full(one.due.on)}")]
        if one.acknowledged_on:
            facts.append(("Acknowledged", days.full(one.acknowledged_on)))
        if one.took_back:
            facts.append(("Consents ended", str(one.took_back)))
        if one.answered_on:
            facts.append(("Answered", days.full(one.answered_on)))
        pane.facts(facts)
        if one.said:
            pane.said(one.said, space=12)
        if one.answer:
            until = (
                f" until {days.full(one.until_on)}" if one.answer == keeping.RESTRICT and one.until_on else ""
            )
            pane.section("The answer")
            pane.said(f"{ANSWERS[one.answer]}{until}. {one.why}")
        if one.outcome:
            pane.said(one.outcome, "quiet", 8)
        pane.said(f"{one.due.law}. {one.due.doubt}", "quiet", 8)
        if one.may_erase(today) and (one.is_open or one.answer == keeping.RESTRICT):
            pane.act(
                "Erase everything but the proof", partial(self._erase, keeping.CASEWORK, True), icon="trash-2"
            )
        if not one.is_open:
            return
        if one.kind == rule.COMPLAIN and one.acknowledged_on is None:
            pane.act("Acknowledged", partial(self._acknowledge, one.id), icon="mail")
        pane.add(Button("They were told", partial(self._answer, one.id), "secondary", "check"), 8)

    # Forms --------------------------------------------------------------------------------------------

    def _wish(self, _on: Any) -> None:
        person = self.person
        if person is None:
            return
        form, today = Form(1), self.room.today
        form.add_row("What do they &ask?", OneOfField(list(KINDS.items()), columns=1), name="kind")
        came = DateField(today, "")
        form.add_row("&Came on", came, name="received_on", rule=rule_of("wish.received_on"))
        form.add_row("&How", ChoiceField(list(HOW.items()), unset=""), name="how")
        form.add_row("In their &words", LongTextField("", lines=2), name="said")
        back = TickField(
            "They take back their &consents too", help="Ask. What is noted is then used for nothing, at once."
        )
        form.add_row("", back, name="take_back")
        form.show_values({"received_on": today(), "how": "in_person"})

        def only(name: object) -> None:
            if name == "kind":
                form.ask_only(*(("take_back",) if form.fields["kind"].value() != rule.ERASE else ()))

        form.edited.connect(only)
        only("kind")

        def do(typed: dict[str, Any]) -> Changes:
            draft = RequestDraft(
                person,
                typed["kind"] or "",
                typed["received_on"],
                typed["how"] or "",
                typed["said"],
                bool(typed["take_back"]) and typed["kind"] == rule.ERASE,
            )
            return data_requests.take(self.room.desk, draft, today=today())

        self.ask(
            "wish",
            None,
            "What they ask",
            form,
            "Record it",
            do,
            second=_RIGHT,
            judge=_day(form, "received_on"),
        )

    def _hold(self, _on: Any) -> None:
        person = self.person
        if person is None:
            return
        form = Form(1)
        form.add_row("&What is it?", OneOfField(list(retention.hold_kinds().items()), columns=1), name="kind")
        form.add_row("W&hy", TextField("Who said so, and where it is written"), name="why")

        def do(typed: dict[str, Any]) -> Changes:
            return retention.place_hold(
                self.room.desk, person, typed["kind"] or "", typed["why"], today=self.room.today()
            )

        second = "Nothing of this client is erased, whatever its day, until somebody lifts it."
        self.ask("hold", None, "Hold everything", form, "Hold it", do, second=second, icon="lock")

    def _acknowledge(self, id: Any) -> None:
        form = self._one_day("&Acknowledged on")

        def do(typed: dict[str, Any]) -> Changes:
            return data_requests.acknowledge(self.room.desk, id, on=typed["on"], today=self.room.today())

        self.ask("acknowledge", id, "The complaint is acknowledged", form, "Save", do, judge=_day(form, "on"))

    def _answer(self, id: Any) -> None:
        form = self._one_day("&Told on")
        form.add_row(
            "&What were they told?", LongTextField("What was done, or why not", lines=2), name="outcome"
        )

        def do(typed: dict[str, Any]) -> Changes:
            return data_requests.answer(
                self.room.desk, id, outcome=typed["outcome"], on=typed["on"], today=self.room.today()
            )

        second = "Say too that they may complain to the Information Commission."
        self.ask("answer", id, "They were told", form, "Close it", do, second=second, judge=_day(form, "on"))

    def _one_day(self, label: str) -> Form:
        form = Form(1)
        form.add_row(label, DateField(self.room.today, ""), name="on")
        form.show_values({"on": self.room.today()})
        return form

    # Doing --------------------------------------------------------------------------------------------

    def _lift(self, hold: HoldRow) -> None:
        yes = messages.ask(
            self,
            "Lift this hold?",
            yes="Lift it",
            no="Keep it",
            hint="What is past its day can then be erased; nothing goes by itself.",
        )
        if yes and hold.id is not None:
            self.write(
                partial(retention.lift_hold, self.room.desk, hold.id, today=self.room.today()), self._failed
            )

    def _erase(self, code: str, asked: bool = False) -> None:
        found = self._found
        if found is not None:
            erase_for_good(
                self,
                self.room,
                found.person_id,
                code,
                found.reference,
                self._erased,
                self._failed,
                asked=asked,
            )

    def _erased(self, done: Erased, hint: str) -> None:
        self.written(Changes(done.changes.kinds, gone=done.changes.gone))
        self.said.emit(f"Erased. Certificate {done.certificate.number}. {hint}".strip())

    def _failed(self, fault: BaseException) -> None:
        messages.show_fault(self, fault)


def _day(form: Form, name: str) -> Callable[[], list[Problem]]:
    return lambda: [] if form.fields[name].value() is not None else [Problem(name, "Write the day.")]


def _rows(found: ClientEnds, today: Any) -> Iterator[Row]:
    for end in found.ends:
        when = days.short(end.ends_on) if end.ends_on and not end.due else ""
        cells = RowCell(end.title, end.why, strong=True), RowCell(when, chip=_end_chip(end))
        yield Row(end.code, cells)
    yield group("Held back from erasing", str(len(found.holds)) if found.holds else "Nothing")
    for hold in found.holds:
        since = RowCell(f"since {days.short(hold.since)}", role="quiet")
        yield Row(_hold_key(hold), (RowCell(hold.words, hold.why), since))
    yield group("What they asked", str(len(found.requests)) if found.requests else "Nothing yet")
    for one in found.requests:
        yield Row(
            one.id,
            (
                RowCell(KINDS[one.kind], f"Came {days.short(one.received_on)}"),
                RowCell(chip=_chip(one, today)),
            ),
        )


def _hold_key(hold: HoldRow) -> object:
    """What ends by itself is no row of its own, and there is one of its kind."""
    return hold.id or f"hold {hold.kind}"


def _end_chip(end: EndRow) -> Chip | None:
    if end.done_on:
        return Chip(f"Erased {days.short(end.done_on)}", "done")
    return Chip("Due to go", "soon") if end.due else None


def _chip(one: RequestRow, today: Any) -> Chip:
    if one.answered_on:
        return Chip(f"Answered {days.short(one.answered_on)}", "done")
    waits = one.kind == rule.ERASE or one.acknowledged_on is None
    if waits and one.due.on < today:
        return Chip("Late", "overdue")
    return Chip(f"By {days.short(one.due.on)}", "soon") if waits else Chip("To be answered", "soon")


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
