"""The income check of a client: the questions, what could be claimed on the answers, scenarios side by side.

Answers save themselves; what follows from them is ``casework/income/income_page``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.income import income_checks, income_page
from welfare_desk.casework.income.income_checks import CheckRow, Facts, NoBirthDate, whom_words
from welfare_desk.casework.income.income_page import Picture
from welfare_desk.casework.matters import claims
from welfare_desk.errors import Problems
from welfare_desk.rules import days
from welfare_desk.rules.income.household import Household, Person
from welfare_desk.rules.income.looking import HOME
from welfare_desk.rules.income.scenarios import Scenario
from welfare_desk.ui import messages, printing, theme
from welfare_desk.ui.clients.words import clock
from welfare_desk.ui.income import said, side_by_side
from welfare_desk.ui.income.facts import HomeForm, PersonForm
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.panes import Beside, Details, Hairline, Page, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

TABS = ("facts", "claim", "beside")
_FACTS, _CLAIM, _BESIDE = range(3)
_PAUSE_MS = 700


class IncomeScreen(Screen):
    """What one client's household could claim."""

    name, title, rail = "income-check", "Income check", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.person: UUID | None = None
        self.facts: Facts | None = None
        self.household: Household | None = None
        self.scenarios: tuple[Scenario, ...] = ()
        self.picture: Picture | None = None
        self._saved: tuple[Household, tuple[Scenario, ...]] | None = None
        self._kept: tuple[UUID, Household, tuple[Scenario, ...]] | None = None
        self.form: HomeForm | PersonForm | None = None
        self.step: side_by_side.StepForm | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.about_whom = RowList("Whom the questions are about", [Column("")], two_lines=46, margin=16)
        self.about_whom.chosen.connect(lambda row: self._ask_about(str(row.key)))
        self.questions = Page("Questions", margin=24, space=16)
        self.claims = RowList(
            "What could be claimed",
            [Column("Award"), Column("", 184), Column("Worth", 148, right=True)],
            two_lines=50,
        )
        self.claims.chosen.connect(lambda _: self._fill())
        self.beside = RowList("Each week, side by side", [Column("A week")], two_lines=46)
        nothing = Empty(
            "Nothing to compare yet.",
            "Give a name to what might change: “If she claims Carer Support Payment”. Each stands beside how"
            " things are now.",
            "Add a scenario",
            self.add_scenario,
            "plus",
        )
        self.or_nothing = OrEmpty(self.beside, nothing)
        self.stack = QStackedWidget()
        for part in (self._facts_part(), self.claims, self.or_nothing):
            self.stack.addWidget(part)
        self.pane = Details("What follows", 380)
        self.tabs = Tabs("Parts of the income check", ["Facts", "What to claim", "Side by side"])
        self.tabs.chosen.connect(self._tab_chosen)
        self._band = column(self.tabs, margin=22)
        self.unborn = Empty(
            "The client's date of birth is not recorded.",
            "Almost everything that can be claimed turns on age.",
            "Add it",
            lambda: self.go("client-details", person=self.person),
            "pencil",
        )
        self.whole = QStackedWidget()
        self.whole.addWidget(Beside(self.stack, self.pane))
        self.whole.addWidget(self.unborn)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.whole)

    def _facts_part(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._adders = QWidget()
        adders = QVBoxLayout(self._adders)
        for words, id in (("Add a partner", "partner"), ("Add a child", "")):
            adders.addWidget(Button(words, partial(self._add_person, id), "link", "plus"))
        adders.addWidget(Button("Remove this person", self._remove_person, "link", "x"))
        self._left = column(self.about_whom, self._adders, stretch=self.about_whom)
        line.addWidget(self._left)
        line.addWidget(Hairline(down=True))
        line.addWidget(self.questions, 1)
        theme.dress(self._dress)
        return holder

    def _dress(self) -> None:
        self._left.setFixedWidth(theme.px(196))

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        facts = self.facts
        if facts is None:
            return Heading(self.title)
        asked = f"Facts of {days.short(facts.taken_on)}" if facts.taken_on else "Nobody has asked yet"
        place = self.tabs.currentIndex()
        if place == _FACTS:
            primary = Act("What could be claimed", partial(self.tabs.setCurrentIndex, _CLAIM), "list")
        elif place == _CLAIM:
            primary = Act("Print for the client", self.print, "printer")
        else:
            primary = Act("Add a scenario", self.add_scenario, "plus")
        print_it = Act("Print for the client", self.print, "printer")
        return Heading(
            self.title,
            asked,
            owner=facts.client,
            owner_place=("client", {"person": facts.person_id}),
            acts=() if place == _CLAIM else (print_it,),
            primary=primary,
        )

    def band(self) -> QWidget:
        return self._band

    def about(self) -> str:
        return self.facts.client if self.facts else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if self.facts is None:
            return {}
        person = self.facts.person_id
        return {
            "print": self.print,
            "save": self._take_step if self.step is not None else self.save,
            "household": lambda: self.go("household", person=person),
            "goals": lambda: self.go("support", person=person),
        }

    def arrive(self, **where: Any) -> None:
        """``person``: whose; ``tab``: a word of ``TABS``."""
        if where["person"] != self.person:
            self.save()
            self.person, self.facts, self.household, self.picture = where["person"], None, None, None
            self._saved = None
            self.tabs.setCurrentIndex(_FACTS)
        if "tab" in where:
            self.tabs.setCurrentIndex(TABS.index(where["tab"]))
        self._read()

    def refresh(self, changes: object) -> None:
        if self.person is not None and not self._unsaved():
            self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"income", "clients"})

    def draft(self) -> object | None:
        return (self.person, self.household, self.scenarios) if self._unsaved() else None

    def parting(self) -> object | None:
        return None  # what was answered is saved as one goes on

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 3:
            self._kept = draft
            if self.facts is not None:
                self._find_again()

    def leave(self) -> bool:
        """Esc closes the form of a scenario."""
        if self.step is None:
            return False
        self.step = None
        self._fill()
        return True

    # Reading --------------------------------------------------------------------------------------

    def _read(self) -> None:
        person = self.person
        if person is not None:
            work = partial(income_checks.facts, self.room.desk, person)
            self.room.read(self, work, self._show, self._no_facts)

    def _no_facts(self, fault: BaseException) -> None:
        if isinstance(fault, NoBirthDate):
            self.whole.setCurrentWidget(self.unborn)
        else:
            messages.show_fault(self, fault)

    def _show(self, facts: Facts) -> None:
        if facts.person_id != self.person or self._unsaved():
            return
        first = self.facts is None
        same = self.household == facts.household
        self.facts, self.household, self.scenarios = facts, facts.household, facts.scenarios
        self._saved = (facts.household, facts.scenarios)
        self.whole.setCurrentIndex(0)
        self._find_again()
        if first or not same:
            self._form_for(self._whom())
        self._follow()
        self.heading_changed.emit()
        if first:
            self._start()

    def _find_again(self) -> None:
        if self._kept is not None and self._kept[0] == self.person:
            (_, self.household, self.scenarios), self._kept = self._kept, None
            self._pause.start()

    def _unsaved(self) -> bool:
        return self._saved is not None and (self.household, self.scenarios) != self._saved

    def _follow(self) -> None:
        """Work out what follows from the answers, off the screen's thread."""
        household = self.household
        if household is None:
            return
        work = partial(income_page.picture, household, self.scenarios, today=self.room.today())
        self.room.read(self, work, partial(self._show_picture, household))

    def _show_picture(self, household: Household, picture: Picture) -> None:
        if household is not self.household:
            return  # answered further since
        self.picture = picture
        self._show_people()
        self.claims.show_rows(list(said.claim_rows(picture)))
        if self.claims.chosen_row() is None:
            self.claims.choose_first()
        self.beside.show_columns(side_by_side.columns(picture))
        self.beside.show_rows(list(side_by_side.rows(picture)))
        self.or_nothing.show_full(bool(picture.sides))
        count = len(picture.rows)
        self.tabs.say(_CLAIM, f"What to claim ({count})" if count else "What to claim")
        self._fill()

    def _show_people(self) -> None:
        household, picture = self.household, self.picture
        if household is None or picture is None:
            return
        kept = self._whom()
        named = [(HOME, "The home"), *((one.id, whom_words(one.id, household)) for one in household.people)]
        self.about_whom.show_rows(
            [Row(id, (said.subject(words, picture.gaps.get(id, 0)),)) for id, words in named]
        )
        self.about_whom.choose(kept)

    # Answering ------------------------------------------------------------------------------------

    def _whom(self) -> str:
        if isinstance(self.form, PersonForm):
            return self.form.whom
        return HOME if self.form is not None else "client"

    def _ask_about(self, whom: str) -> None:
        if whom != self._whom():
            self._form_for(whom)

    def _form_for(self, whom: str) -> None:
        household = self.household
        if household is None:
            return
        old = self.form
        if whom != HOME and household.person(whom) is None:
            whom = "client"
        if whom == HOME:
            home = HomeForm(self.room.today())
            home.show_home(household)
            self.form = home
        else:
            self.form = PersonForm(self.room.today, household, whom)
        self.form.edited.connect(lambda _: self._answered())
        self.questions.add(self.form)
        self.questions.verticalScrollBar().setValue(0)
        if old is not None:
            old.hide()
            old.deleteLater()

    def _answered(self) -> None:
        if self.form is not None and self.household is not None:
            self._now_so(self.form.taken(self.household))

    def _now_so(self, household: Household, scenarios: tuple[Scenario, ...] | None = None) -> None:
        self.household = household
        if scenarios is not None:
            self.scenarios = scenarios
        self._pause.start()
        self._follow()

    def _add_person(self, id: str) -> None:
        household = self.household
        if household is None or (id and household.person(id)):
            return
        id = id or income_checks.next_child(household.people)
        # Until it is asked: as old as the client for a partner, born today for a child.
        born = household.client.born if id == "partner" else self.room.today()
        people = (*household.people, Person(id, born))
        self._form_to(id, replace(household, people=people))

    def _remove_person(self) -> None:
        household, whom = self.household, self._whom()
        if household is not None and whom not in (HOME, "client"):
            people = tuple(one for one in household.people if one.id != whom)
            self._form_to("client", replace(household, people=people))

    def _form_to(self, whom: str, household: Household) -> None:
        self.household = household
        self._form_for(whom)
        self._now_so(household)
        if self.form is not None:
            self.form.focus_first()

    def save(self) -> None:
        """What was answered, as today's facts."""
        self._pause.stop()
        person, household, scenarios = self.person, self.household, self.scenarios
        if person is None or household is None or not self._unsaved():
            return
        work = partial(
            income_checks.keep,
            self.room.desk,
            person,
            household,
            today=self.room.today(),
            scenarios=scenarios,
        )
        self.room.write(self, work, partial(self._written, person, (household, scenarios)), self._refused)

    def _written(self, person: UUID, saved: tuple[Household, tuple[Scenario, ...]], changes: Changes) -> None:
        if person == self.person:
            self._saved = saved
            if self.facts is not None:
                self.facts = replace(self.facts, taken_on=self.room.today())
            self.heading_changed.emit()
        self.said.emit(f"Saved {clock(self.room.now())}")
        self.wrote.emit(changes)

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Problems) and self.form is not None:
            self.form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)

    # The pane -------------------------------------------------------------------------------------

    def _start(self) -> None:
        place = self.tabs.currentIndex()
        if place == _FACTS and self.form is not None:
            self.form.focus_first()
        elif place == _CLAIM:
            self.claims.setFocus()
        elif place == _BESIDE:
            self.beside.setFocus()

    def _tab_chosen(self, place: int) -> None:
        self.step = None
        self.stack.setCurrentIndex(place)
        self._fill()
        self.heading_changed.emit()
        if not self.tabs.hasFocus():
            self._start()

    def _fill(self) -> None:
        picture, pane = self.picture, self.pane
        if picture is None or self.step is not None:
            return
        pane.clear()
        match self.tabs.currentIndex():
            case 0:
                said.summary(pane, picture, left_out=self.facts is not None and self.facts.left_out)
            case 1:
                said.claim(pane, picture, self.claims.chosen_row(), self._claim)
            case _:
                side_by_side.fill(pane, picture, self._forget, self.add_scenario)

    def _claim(self, row: CheckRow, begun: bool) -> None:
        """From a row: the claim is begun today, or kept so that it is not forgotten."""
        household, person, today = self.household, self.person, self.room.today()
        if household is None or person is None:
            return
        benefit, whom = income_page.claim_of(row, household)
        work: Callable[[], Changes]
        if begun:
            work = partial(claims.begin, self.room.desk, person, benefit, on=today, today=today, whom=whom)
        else:
            work = partial(claims.identify, self.room.desk, person, benefit, today=today, whom=whom)
        self.room.write(self, work, self._claimed)

    def _claimed(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.go("claims", person=self.person, chosen=changes.id)

    # Scenarios ------------------------------------------------------------------------------------

    def add_scenario(self, name: str = "") -> None:
        """What might change, under a name."""
        household = self.household
        if household is None:
            return
        self.tabs.setCurrentIndex(_BESIDE)
        self.or_nothing.show_full(True)
        self.step = side_by_side.StepForm(household, name)
        self.pane.clear()
        self.pane.heading("Add to the scenario" if name else "A scenario")
        self.pane.add(self.step, 12)
        self.pane.act("Put it beside", self._take_step, "primary", "check")
        self.pane.act("Back", self.leave, "link")
        self.step.focus_first()
        if name:
            self.step.fields["whom"].setFocus()
        self.heading_changed.emit()

    def _take_step(self) -> None:
        form, household = self.step, self.household
        if form is None or household is None:
            return
        name = str(form.fields["name"].value())
        try:
            found = income_page.with_scenario(self.scenarios, name, form.step())
        except Problems as wrong:
            form.show_problems(
                replace(one, field=f"rates_{form.step().benefit}") if one.field == "components" else one
                for one in wrong.problems
            )
            return
        self.step = None
        self._now_so(household, found)
        self.beside.setFocus()

    def _forget(self, name: str) -> None:
        if self.household is not None:
            self._now_so(self.household, tuple(one for one in self.scenarios if one.name != name))

    # Printing -------------------------------------------------------------------------------------

    def print(self) -> None:
        """The sheet for the client, of what is saved."""
        from welfare_desk.casework.income import income_sheet  # brings the letters: only who prints pays

        self.save()
        person, today = self.person, self.room.today()
        if person is not None:
            work = partial(income_sheet.printed, self.room.desk, person, today=today)
            self.room.read(self, work, lambda pdf: printing.print_pdf(self, pdf, "Income check"))
