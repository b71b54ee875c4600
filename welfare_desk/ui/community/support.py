"""A client's goals and links: what matters to them, what else was found for them, what came of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import directory, support
from welfare_desk.casework.service.directory import ServiceRow
from welfare_desk.casework.service.support import STEP_BY, GoalRow, LinkDraft, LinkRow, SupportPage
from welfare_desk.rules import days
from welfare_desk.rules.goals import CATEGORIES, STATES
from welfare_desk.rules.links import HOW, KINDS, RESULTS
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, OneOfField, TextField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_TONES = {"met": "done", "partly": "soon"}
_Found = tuple[SupportPage, list[ServiceRow]]


class SupportScreen(ListScreen):
    """Goals and links of one client."""

    name, title, rail = "support", "Goals and links", "clients"
    kinds = frozenset({"goals", "links", "services"})

    def __init__(self, room: Room) -> None:
        columns = [Column("What"), Column("Since", 110), Column("How it stands", 150)]
        empty = Empty(
            "No goal and no link yet.",
            "What matters to the client in their own words, and other support found for them.",
            "Set a goal",
            lambda: self._goal(None),
            "flag",
        )
        super().__init__(room, "Goals and links", columns, empty, pane_width=380)
        self.person: UUID | None = None
        self.page: SupportPage | None = None
        self._goals: dict[UUID, GoalRow] = {}
        self._links: dict[UUID, LinkRow] = {}
        self._services: list[ServiceRow] = []

    def heading(self) -> Heading:
        name = self.page.client.name if self.page else ""
        place = ("client", {"person": self.person}) if self.person else None
        return Heading(
            self.title,
            owner=name,
            owner_place=place,
            acts=(
                Act("How far they have come", self._distance, "chart-no-axes-column"),
                Act("Add a link", lambda: self._link(None), "link"),
            ),
            primary=Act("Set a goal", lambda: self._goal(None), "flag"),
        )

    def about(self) -> str:
        return self.page.client.name if self.page else ""

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {
            "goal": self._goal,
            "link": self._link,
            "step": self._step,
            "review": self._review,
            "result": self._result,
        }

    def arrive(self, **where: Any) -> None:
        """``person``: whose."""
        self.person = where.get("person", self.person)
        super().arrive(**where)

    def load(self) -> Callable[[], _Found | None]:
        desk, person = self.room.desk, self.person
        if person is None:
            return lambda: None
        return lambda: (support.support(desk, person), directory.services(desk))

    def listed(self, found: _Found | None) -> Iterable[Row]:
        if found is None:
            return
        self.page, self._services = found
        self._goals = {row.id: row for row in self.page.goals}
        self._links = {row.id: row for row in self.page.links}
        if self._goals:
            yield group("What matters to them", str(len(self._goals)))
        yield from map(self._goal_row, self._goals.values())
        if self._links:
            yield group("Other support", str(len(self._links)))
        yield from map(self._link_row, self._links.values())

    def _goal_row(self, row: GoalRow) -> Row:
        second = CATEGORIES[row.category]
        if row.state != "open":
            tone = _TONES.get(row.state, "plain")
            state = RowCell(chip=Chip(STATES[row.state], tone))  # type: ignore[arg-type]
        elif row.review_on is not None and row.review_on <= self.room.today():
            state = RowCell(chip=Chip("Review now", "soon"))
        else:
            on = f"review {days.without_year(row.review_on)}" if row.review_on else "no review set"
            state = RowCell(STATES[row.state], on)
        return Row(row.id, (RowCell(row.words, second, strong=True), RowCell(days.short(row.set_on)), state))

    def _link_row(self, row: LinkRow) -> Row:
        name = row.service or KINDS[row.kind]
        if row.result is not None:
            tone = "done" if row.connected else "plain"
            state = RowCell(chip=Chip(RESULTS[row.result], tone))  # type: ignore[arg-type]
        else:
            state = RowCell("" if row.how == "not_found" else "Not known yet", role="quiet")
        return Row(row.id, (RowCell(name, HOW[row.how], strong=True), RowCell(days.short(row.on)), state))

    # The pane -----------------------------------------------------------------------------------------

    def fill(self, key: object) -> None:
        if key in self._goals:
            self._fill_goal(self._goals[key])  # type: ignore[index]
        elif key in self._links:
            self._fill_link(self._links[key])  # type: ignore[index]

    def _fill_goal(self, row: GoalRow) -> None:
        pane, today = self.pane, self.room.today()
        pane.heading(row.words, CATEGORIES[row.category])
        pane.section("Steps", "Add a step", lambda: self._step(row.id))
        for step in row.steps:
            due = days.without_year(step.due_on) if step.due_on else ""
            done = f"done {days.without_year(step.done_on)}" if step.done_on else due
            pane.item(step.what, done, "check" if step.done_on else "circle", second=STEP_BY[step.by])
            act = partial(support.step_done, self.room.desk, step.id, today=today)
            words = "Not done after all" if step.done_on else "Done"
            button = Button(words, partial(self.write, act), "link")
            button.setAccessibleName(f"{words}: {step.what}")
            pane.add(button, 2)
        if not row.steps:
            pane.said("No step yet.", "quiet", 8)
        pane.section("Reviews")
        for on, state, words in row.reviews:
            pane.item(words or STATES[state], days.without_year(on), second=STATES[state] if words else "")
        if not row.reviews:
            pane.said("Not reviewed yet.", "quiet", 8)
        pane.act("Review", lambda: self._review(row.id), icon="flag")

    def _fill_link(self, row: LinkRow) -> None:
        pane = self.pane
        pane.heading(row.service or KINDS[row.kind], HOW[row.how])
        result = RESULTS[row.result] if row.result else "Not known yet"
        pane.facts(
            [
                ("For", KINDS[row.kind]),
                ("What", row.what),
                ("Since", days.full(row.on)),
                *((("Agreed", days.full(row.agreed_on)),) if row.agreed_on else ()),
                *((("Result", result),) if row.how != "not_found" else ()),
                *((("Known on", days.full(row.result_on)),) if row.result_on else ()),
                *((("Why not", row.because),) if row.because else ()),
            ]
        )
        if row.how == "not_found":
            pane.said("It counts among what is lacking here.", "quiet", 12)
        else:
            pane.act("What came of it", lambda: self._result(row.id), icon="check")

    def open_row(self, key: object) -> None:
        if key in self._goals:
            self._review(key)
        elif key in self._links and self._links[key].how != "not_found":  # type: ignore[index]
            self._result(key)

    def _distance(self) -> None:
        self.go("distance", person=self.person)

    # Forms --------------------------------------------------------------------------------------------

    def _goal(self, _on: Any) -> None:
        form = Form(1)
        form.add_row("What &matters to them, in their words", LongTextField(lines=3), name="words")
        form.add_row("&About", ChoiceField(tuple(CATEGORIES.items()), unset="Choose"), name="category")
        form.add_row("&Review on", DateField(self.room.today), name="review_on")

        def do(typed: dict[str, Any]) -> Changes:
            return support.set_goal(
                self.room.desk,
                self._whose(),
                typed["words"],
                typed["category"] or "",
                review_on=typed["review_on"],
                today=self.room.today(),
            )

        self.ask("goal", None, "A goal", form, "Set the goal", do, icon="flag")

    def _step(self, goal: Any) -> None:
        row = self._goals.get(goal)
        if row is None:
            return
        form = Form(2)
        form.add_row("&Step", TextField("Bring the bills"), name="what", span=2)
        form.add_row("&Whose", ChoiceField(tuple(STEP_BY.items()), unset="Choose"), name="by")
        form.add_row("&By when", DateField(self.room.today), name="due_on")

        def do(typed: dict[str, Any]) -> Changes:
            return support.add_step(
                self.room.desk, goal, typed["what"], typed["by"] or "", due_on=typed["due_on"]
            )

        self.ask("step", goal, "A step", form, "Add the step", do, second=row.words, icon="plus")

    def _review(self, goal: Any) -> None:
        row = self._goals.get(goal)
        if row is None:
            return
        form = Form(1)
        form.add_row("How it stands", OneOfField(tuple(STATES.items())), name="state")
        form.add_row("In their &words", LongTextField(lines=3), name="words")
        form.add_row("Look a&gain on", DateField(self.room.today), name="again_on")

        def do(typed: dict[str, Any]) -> Changes:
            return support.review_goal(
                self.room.desk,
                goal,
                typed["state"] or "",
                words=typed["words"],
                again_on=typed["again_on"],
                today=self.room.today(),
            )

        self.ask("review", goal, "Review", form, "Save the review", do, second=row.words, icon="flag")

    def _link(self, _on: Any) -> None:
        form = Form(1)
        form.add_row("How", OneOfField(tuple(HOW.items())), name="how")
        form.add_row("What they &need", ChoiceField(tuple(KINDS.items()), unset="Choose"), name="kind")
        service = form.add_row("&Service", ChoiceField(unset="Choose"), name="service_id")
        form.add_row("&What about", TextField("Food until the first payment"), name="what")
        agreed = TickField("They agreed to their details being passed")
        form.add_row("", agreed, name="agreed")

        def offer(_name: object = None) -> None:
            kind, how = form.fields["kind"].value(), form.fields["how"].value()
            rows = [row for row in self._services if kind in (None, row.draft.kind)]
            service.offer([(row.id, row.name) for row in rows])
            gone = {"service_id"} if how == "not_found" else set()
            form.ask_only(*(gone if how == "referred" else gone | {"agreed"}))

        form.edited.connect(offer)
        offer()

        def do(typed: dict[str, Any]) -> Changes:
            draft = LinkDraft(
                self._whose(),
                typed["how"] or "",
                typed["kind"] or "",
                typed["service_id"],
                typed["what"],
                typed["agreed"],
            )
            return support.add_link(self.room.desk, draft, today=self.room.today())

        self.ask("link", None, "Other support", form, "Add the link", do, icon="link")

    def _result(self, link: Any) -> None:
        row = self._links.get(link)
        if row is None:
            return
        form = Form(1)
        choices = [(code, RESULTS[code]) for code in row.possible]
        form.add_row("What came of it", OneOfField([*choices, (None, "Not known yet")]), name="result")
        form.add_row("&Why not", TextField("No bus there, the list is closed"), name="because")
        form.show_values({"result": row.result, "because": row.because})

        def asked(_name: object = None) -> None:
            form.ask_only(*(() if form.fields["result"].value() == "not_taken_up" else ("because",)))

        form.edited.connect(asked)
        asked()

        def do(typed: dict[str, Any]) -> Changes:
            today = self.room.today()
            return support.link_result(
                self.room.desk, link, typed["result"], because=typed["because"], today=today
            )

        heading = row.service or KINDS[row.kind]
        self.ask("result", link, heading, form, "Save", do, second=HOW[row.how])

    def _whose(self) -> UUID:
        assert self.person is not None  # noqa: S101 - the screen is of a client
        return self.person
