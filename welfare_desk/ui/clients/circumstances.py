"""A client's circumstances: what funders ask about people, so that a report can say who was helped.

None of it is needed to advise anybody; every field may stay blank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.casework.people import circumstances
from welfare_desk.casework.people.circumstances import PRIOR_ADVICE, Circumstances, CircumstancesPage
from welfare_desk.errors import Problems
from welfare_desk.ui import messages
from welfare_desk.ui.clients import words
from welfare_desk.ui.kit.both import bring_back
from welfare_desk.ui.kit.fields import ChoiceField, DateField, MoneyField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Page
from welfare_desk.ui.kit.words import Prose
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.shared.stale import show_both

_ASKED = "Not asked"
_HEALTH = ("mental_health", "long_term_condition")
_YES_NO = ((True, "Yes"), (False, "No"))


class CircumstancesScreen(Screen):
    """One client's answers."""

    name, title, rail = "circumstances", "Circumstances", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: CircumstancesPage | None = None
        self._untouched: dict[str, Any] = {}
        self._kept: tuple[dict[str, Any], dict[str, Any], dict[str, str]] | None = None
        self.area = Prose("", "text", "quiet")
        self.health = Prose("", "text", "quiet")
        self.body = Page("Circumstances", margin=24, space=16)
        self.body.add(
            Prose(
                "For funders' reports alone. Nobody has to answer; leave it as not asked.",
                "text",
                "quiet",
            )
        )
        self.form = self._form()
        self.body.add(self.form)
        self.body.add(self.health)
        self.body.add(self.area)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.body)

    def _form(self) -> Form:
        form = Form(3)
        add = form.add_row
        form.section("The client")
        today = self.room.today()
        for name, said in (("sex", "Se&x"), ("ethnicity", "&Ethnicity"), ("employment", "&Work")):
            add(said, ChoiceField(circumstances.choices(name, today), unset=_ASKED), name=name)
        before = ChoiceField(list(PRIOR_ADVICE.items()), unset=_ASKED)
        add("Used an &advice service before", before, name="prior_advice")
        add("Any &benefit paid at the start", ChoiceField(_YES_NO, unset=_ASKED), name="on_benefits")
        first = DateField(self.room.today, help="By this service, before this desk was in use")
        add("&First helped", first, name="first_supported_on")
        form.section("Their home")
        for name, said in (("tenure", "Ho&me"), ("household_type", "&Household")):
            add(said, ChoiceField(circumstances.choices(name, today), unset=_ASKED), name=name)
        add("Net &income of the household, a year", MoneyField(), name="income")
        add("Income taken &on", DateField(self.room.today, help="Today, where left blank"), name="income_on")
        families = TicksField(circumstances.choices("family_type", today), columns=3)
        add("Who lives there (several may apply)", families, name="family_types", span=3)
        form.section("Health, for statistics")
        for name, said in zip(_HEALTH, ("A me&ntal health condition", "A &long-term condition"), strict=True):
            add(said, ChoiceField(_YES_NO, unset=_ASKED), name=name)
        form.edited.connect(lambda _: self.heading_changed.emit())
        return form

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        closed = "" if self._is_changed() else "Nothing has been changed."
        return Heading(
            self.title,
            owner=page.client.name,
            owner_place=("client", {"person": page.client.id}),
            acts=(Act("Do not change", self._back),),
            primary=Act("Save circumstances", self.save, "check", closed),
        )

    def about(self) -> str:
        return self._page.client.name if self._page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save} if self._page is not None else {}

    def arrive(self, **where: Any) -> None:
        """``person``: the id of the client."""
        if where != self._where or not self._is_changed():
            self._page = None
            self.form.show_problems(())
        self._where = where
        self._read()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"clients", "settings"})

    def draft(self) -> object | None:
        typed = self.form.values(), self._untouched, self.form.half_read()
        return (self._where, typed) if self._is_changed() else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self._where:
            self._kept = draft[1]
            self._show_kept()

    # Showing --------------------------------------------------------------------------------------

    def _is_changed(self) -> bool:
        typed = self.form.values() != self._untouched or bool(self.form.half_read())
        return self._page is not None and typed

    def _read(self) -> None:
        work = partial(circumstances.page, self.room.desk, self._where["person"], today=self.room.today())
        self.room.read(self, work, self._show)

    def _show(self, page: CircumstancesPage) -> None:
        if page.client.id != self._where.get("person") or (self._page is not None and self._is_changed()):
            return
        first, self._page = self._page is None, page
        self.form.ask_only(*(() if page.may_keep_health else _HEALTH))
        self.health.setVisible(not page.may_keep_health)
        self.health.say(
            "Health answers are not kept: your agency has not told its clients so. A manager ticks it in"
            " Settings, Agency and letterhead."
        )
        self.area.say(_area(page))
        self.form.show_values({name: getattr(page.known, name) for name in self.form.fields})
        self._untouched = self.form.values()
        if first:
            self.form.focus_first()
        self._show_kept()
        self.heading_changed.emit()

    def _show_kept(self) -> None:
        if self._kept is not None and self._page is not None:
            (typed, began, half_read), self._kept = self._kept, None
            bring_back(self.form, began, typed, half_read)
            self.heading_changed.emit()

    # Saving ---------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write down what the form says, blanks too."""
        if self._page is None or self.form.show_problems(self.form.unread()):
            return
        typed = self.form.values()
        draft = Circumstances(**typed)
        work = partial(
            circumstances.change_circumstances,
            self.room.desk,
            self._page.client.id,
            draft,
            today=self.room.today(),
        )
        self.room.write(self, work, self._saved, self._not_saved)

    def _saved(self, changes: Changes) -> None:
        self._untouched = self.form.values()
        self.form.put_on_top(None)
        self.said.emit(f"Saved {words.clock(self.room.now())}")
        self.wrote.emit(changes)
        self._back()

    def _not_saved(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        elif isinstance(fault, ChangedMeanwhile):
            show_both(self.room, self, self.form, self._untouched, self._read)
        else:
            messages.show_fault(self, fault)

    def _back(self) -> None:
        if self._page is not None:
            if self._is_changed():
                self.form.show_values(self._untouched)
            self.go("client", person=self._page.client.id)


def _area(page: CircumstancesPage) -> str:
    known = page.known
    if known.decile is None:
        said = "Deprivation of the area: unknown. It is looked up from the postcode (Settings, Areas)."
    else:
        edition = f", {known.decile_edition}" if known.decile_edition else ""
        said = (
            f"Deprivation of the area: {known.decile} of 10, 1 the most deprived{edition}. It describes the"
            " area, not the person."
        )
    if page.lives_with:
        people = "another person" if page.lives_with == 1 else f"{page.lives_with} other people"
        said += f" What is said of the home is kept for {people} of the household too."
    return said
