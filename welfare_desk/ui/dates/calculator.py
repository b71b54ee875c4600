"""The date calculator: a letter and its day give the dates, counted in words, with the rule and its doubt.

It works without a client; what it found can be copied, or written into a case's journal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout

from welfare_desk import resources
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.field_rules import rule_of, rule_of_letter
from welfare_desk.casework.matters import cases, journal, key_dates
from welfare_desk.casework.matters.cases import CaseRow, matter_name
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.rules import days
from welfare_desk.rules.key_dates import KeyDate, Notice
from welfare_desk.rules.routes import Route
from welfare_desk.ui import messages
from welfare_desk.ui.cases import words
from welfare_desk.ui.cases.pane import show_clocks
from welfare_desk.ui.kit.fields import ChoiceField, DateField, ReadField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, Page, column
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_FACTS = {
    "received_on": "Shown to have arrived on",
    "late_accepted_on": "Accepted late on",
    "reasons_requested_on": "Reasons asked for on",
    "reasons_sent_on": "Reasons sent on",
    "revision_refused_sent_on": "Revision refused on",
    "assessment_period_ends_on": "Assessment period ends on",
}
_GRANTS = (("crisis", "Crisis grant"), ("community_care", "Community care grant"))
_BY_HAND = "COUNT"  # the route of a date that a letter gives and no rule here does
_HOLIDAYS = (("SCT", "Scotland"), ("ENG", "England and Wales"))
_MAY_BE_ASKED = frozenset({*_FACTS, "grant", "n", "jurisdiction"})
_MOST = 8


class CalculatorScreen(Screen):
    """Any notice's dates."""

    name, title, rail = "date-calculator", "Date calculator", "dates"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.found: tuple[KeyDate, ...] = ()
        self.people: dict[UUID, UUID] = {}
        self._asked_for = 0
        routes = resources.routes().routes
        self.form = Form(2)
        add = self.form.add_row
        choices = [(code, _who(route)) for code, route in routes.items()]
        self.route = add("Who &decides", ChoiceField(choices, unset="Choose"), name="route", span=2)
        self.benefit = add("A&bout", ChoiceField(unset="Choose who decides first"), name="benefit", span=2)
        self.came = add("What &came", ChoiceField(unset="Choose the benefit first"), name="event", span=2)
        dated = rule_of("notice.event_on")
        self.dated = add("Date on the &letter", DateField(room.today, ""), name="event_date", rule=dated)
        for name, said in _FACTS.items():
            add(said, DateField(room.today, "Only if it was"), name=name, rule=rule_of(f"notice.{name}"))
        grant = ChoiceField(_GRANTS, unset="Choose")
        add("Which kind of &grant", grant, name="grant", rule=rule_of("notice.grant"))
        many = ReadField(_whole_number, str, "Such as 14")
        add("How &many", many, name="n", rule=rule_of("notice.n"))
        holidays = ChoiceField(_HOLIDAYS, unset="")
        add("Whose bank &holidays", holidays, name="jurisdiction", rule=rule_of("notice.jurisdiction"))
        self.form.section("Keep it on a case")
        add("&Find a case", TextField("Reference, benefit or a few letters"), name="typed")
        self.case = add("&Which", ChoiceField(unset="None"), name="case")
        self.form.edited.connect(self._edited)
        self._asked: frozenset[str] = frozenset()
        self._ask_only()
        body = Page("Date calculator", self.form, margin=24, space=16)
        self.pane = Details("The dates", 420)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(body, stretch=body), self.pane))
        self._show()

    def heading(self) -> Heading:
        closed = "" if self.found else "Choose a letter and its date first."
        to_case = closed or ("" if self.case.value() else "Choose a case first.")
        return Heading(
            self.title,
            "No client is needed",
            acts=(Act("Copy", self.copy, "copy", closed),),
            primary=Act("Write in the journal", self.keep, "pencil", to_case),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.keep} if self.found and self.case.value() else {}

    def arrive(self, **where: Any) -> None:
        """``route``, ``benefit``, ``event``, ``event_date``: what is known already, in that order."""
        for name in ("route", "benefit", "event", "event_date"):
            if name in where:
                self.form.fields[name].set_value(where[name])
                self._edited(name)
        self.route.setFocus()

    def concerns(self, changes: object) -> bool:
        return False

    # Asking ---------------------------------------------------------------------------------------

    def _edited(self, name: object) -> None:
        if name == "typed":
            self._look()
            return
        if name == "route":
            self._offer_benefits()
        if name in ("route", "benefit"):
            route, benefit = self.route.value(), self.benefit.value()
            self.came.offer(self._timed(route, benefit) if route and benefit else [])
        if name in ("route", "benefit", "event", "event_date"):
            about = self.route.value() or "", self.benefit.value(), self.came.value()
            self.dated.rule(rule_of_letter(*about, self.dated.value()))
        self._ask_only()
        self._show()

    def _offer_benefits(self) -> None:
        route = self.route.value()
        codes = resources.routes().routes[route].benefits if route else {}
        self.benefit.offer([(code, _benefit(code, word)) for code, word in codes.items()])
        if len(codes) == 1:
            self.benefit.set_value(next(iter(codes)))

    def _timed(self, route: str, benefit: str) -> list[tuple[str, str]]:
        """The events of a benefit that start a time; those that only move a case on are left to its page."""
        routes = resources.routes()
        offered = key_dates.events(route, benefit)
        return [(event, said) for event, said in offered if routes.started_by(event, route, benefit)]

    def _ask_only(self) -> None:
        route, benefit, event = self.route.value(), self.benefit.value(), self.came.value()
        asked = key_dates.facts_asked(route, benefit, event) if route and benefit and event else ()
        self._asked = frozenset(asked)
        if route == _BY_HAND and event and event.startswith("working_days"):
            self._asked |= {"jurisdiction"}
        self.form.ask_only(*(_MAY_BE_ASKED - self._asked), *(("benefit",) if route == _BY_HAND else ()))

    def notice(self) -> Notice | None:
        """What is asked, once there is enough of it to count from."""
        typed = self.form.values()
        if not (typed["route"] and typed["benefit"] and typed["event"] and typed["event_date"]):
            return None
        if "n" in self._asked and typed["n"] is None:
            return None
        facts = {name: typed[name] for name in self._asked}
        return Notice(typed["route"], typed["benefit"], typed["event"], typed["event_date"], **facts)

    def _show(self) -> None:
        """Have the dates counted; only the answer to what was asked last is shown."""
        self._asked_for += 1
        asked, notice, today = self._asked_for, self.notice(), self.room.today()
        self.form.show_problems(())
        if notice is None:
            self._show_dates(())
            return
        self.room.read(
            self,
            lambda: key_dates.clocks(self.room.desk, notice, today=today),
            lambda found: self._show_dates(found) if asked == self._asked_for else None,
            lambda fault: self._cannot(fault) if asked == self._asked_for else None,
        )

    def _cannot(self, fault: BaseException) -> None:
        self._show_dates(())
        if isinstance(fault, Problems):
            there = QApplication.focusWidget()
            self.form.show_problems(fault.problems)
            if there is not None:
                there.setFocus()  # nobody pressed a button: the cursor stays where one types
        elif isinstance(fault, DeskError):
            self.pane.said(str(fault), "overdue")
        else:
            messages.show_fault(self, fault)

    def _show_dates(self, found: tuple[KeyDate, ...]) -> None:
        self.found, today = found, self.room.today()
        self.pane.clear()
        if not found:
            self.pane.heading("The dates")
            self.pane.said("Choose who decided, the benefit, what came, and the date on it.", "quiet")
        else:
            self.pane.heading("The dates", f"Counted from {days.full(found[0].event_date)}")
            show_clocks(self.pane, found, today)
        for one in found:
            self.pane.section(one.step)
            late = f"To {days.full(one.latest)}. " if one.latest else ""
            self.pane.facts(
                [
                    ("Today", one.standing(today).advice),
                    ("Goes to", one.receives),
                    ("If late", f"{late}{one.test}"),
                    ("The rule", one.citation),
                    ("How sure", words.SURENESS[one.confidence]),
                ]
            )
        self.heading_changed.emit()

    # Keeping it -----------------------------------------------------------------------------------

    def in_words(self) -> str:
        """What was found, for the journal or the clipboard."""
        return "\n".join(
            f"{one.step}: safe day {days.full(one.safe_day)}, legal last day {days.full(one.last_day)}."
            f" {' '.join(one.counted)} ({one.citation})"
            for one in self.found
        )

    def copy(self) -> None:
        """Dates name nobody: the plain clipboard will do."""
        if self.found:
            QGuiApplication.clipboard().setText(self.in_words())
            self.said.emit("Copied")

    def _look(self) -> None:
        field = self.form.fields["typed"]
        typed = field.value()
        self.room.read(
            self,
            lambda: cases.case_rows(self.room.desk, typed=typed, limit=_MOST),
            # Readers run side by side: the answer to fewer letters may come last.
            lambda rows: self._offer_cases(rows) if typed == field.value() else None,
        )

    def _offer_cases(self, rows: list[CaseRow]) -> None:
        self.people = {row.id: row.person_id for row in rows}
        self.case.offer(
            [(row.id, f"{row.client}, {matter_name(row.matter)}, {row.reference}") for row in rows]
        )
        if len(rows) == 1:
            self.case.set_value(rows[0].id)
        self.heading_changed.emit()

    def keep(self) -> None:
        """Write what was found into the chosen case's journal."""
        case_id = self.case.value()
        if not self.found or case_id is None:
            return
        found, today, person = self.in_words(), self.room.today(), self.people[case_id]
        self.room.write(
            self,
            lambda: journal.write_note(self.room.desk, person, found, today=today, case_id=case_id),
            self._kept,
            lambda fault: messages.show_fault(self, fault),
        )

    def _kept(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.said.emit("Written in the journal")


def _benefit(code: str, word: str) -> str:
    known = resources.benefits().find(word) or resources.benefits().find(code)
    return matter_name(known) if known else word


def _who(route: Route) -> str:
    """Who decides; councils decide three things, each disputed in its own way."""
    plain = route.name == route.decides or route.code == _BY_HAND
    return route.name if plain else f"{route.name} ({route.decides})"


def _whole_number(typed: str) -> int | Problem:
    """How many days or months to count; a life holds no more than some forty thousand days."""
    if typed.isdecimal() and 0 < int(typed[:6]) < 40_000:
        return int(typed[:6])
    return Problem("n", "Write a whole number, one or more.")
