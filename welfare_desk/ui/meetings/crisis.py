"""When somebody is at risk: the agency's steps large and at once, and a protected record of what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.people import clients
from welfare_desk.casework.service import crisis
from welfare_desk.casework.service.crisis import CrisisDraft, CrisisHead, CrisisView, Steps
from welfare_desk.errors import Problems
from welfare_desk.rules import consent_record, days
from welfare_desk.ui import messages
from welfare_desk.ui.clients.words import clock
from welfare_desk.ui.kit.fields import ChoiceField, LongTextField, OneOfField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, Page
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_Found = tuple[tuple[Steps, ...], str, list[CrisisHead]]


class CrisisScreen(Screen):
    """The steps, and the record."""

    name, title, rail = "crisis", "Somebody is at risk", "today"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.person: UUID | None = None
        self.meeting: UUID | None = None
        self.client = ""
        self.steps: dict[str, Steps] = {}
        self.kind = ""  # nothing is chosen for anybody
        self.changing: Form | None = None
        self.form = Form(1)
        self.page = Page("What to do", margin=24, space=12)
        self.page.add(self.form)
        self.pane = Details("Protected records", 328)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self.page, self.pane))

    def heading(self) -> Heading:
        closed = "" if self.person else "Open it from a client or a meeting to keep a record."
        save = Act("Keep the record", self.save, "lock", closed)
        if self.changing is not None:
            save = Act("Save our steps", self._keep_steps, "check")
        return Heading(
            self.title,
            self.client,
            acts=(Act("Our own steps", self._change_steps, "pencil"),),
            primary=save,
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self._keep_steps if self.changing is not None else self.save}

    def arrive(self, **where: Any) -> None:
        """``person`` and ``meeting`` where they are known; without them the steps alone."""
        if where.get("person") != self.person:
            self.kind = ""
            self._put(self._made(()))
        self.person, self.meeting, self.changing = where.get("person"), where.get("meeting"), None
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and "settings" in changes.kinds

    def refresh(self, changes: object) -> None:
        self._read()

    def leave(self) -> bool:
        if self.changing is not None:
            self.changing = None
            self._read()
            return True
        return False

    def draft(self) -> object | None:
        typed = self.form.values() if self.changing is None else {}
        kept = {name: value for name, value in typed.items() if value}
        return (self.person, kept) if kept.keys() - {"kind"} else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self.person:
            self.form.show_values(draft[1])

    # Showing ------------------------------------------------------------------------------------------

    def _read(self) -> None:
        desk, person, today = self.room.desk, self.person, self.room.today()

        def work() -> _Found:
            name = clients.client(desk, person).name if person else ""
            return crisis.steps(desk, on=today), name, crisis.heads(desk, person) if person else []

        self.room.read(self, work, self._show)

    def _show(self, found: _Found) -> None:
        steps, self.client, heads = found
        before, self.steps = self.steps, {one.kind: one for one in steps}
        typed = self.form.values()
        if self.form.written_in and self.changing is None and before == self.steps:
            self._fill(heads)
            return  # it is being written in, and asks the same
        self._put(self._made(steps))
        self.form.show_values({name: value for name, value in typed.items() if value})
        self._fill(heads)
        self.heading_changed.emit()
        self.form.focus_first()

    def _made(self, steps: tuple[Steps, ...]) -> Form:
        """The form for the kind of risk chosen: its steps to tick, then what was said and whom we told."""
        form = Form(1)
        kinds = [(one.kind, one.label) for one in steps]
        kind = form.add_row("What it is about", OneOfField(kinds), name="kind")
        kind.set_value(self.kind or None)
        chosen = self.steps.get(self.kind)
        if chosen is None:
            form.prose("In danger now: ring 999. Choose what it is about to see the steps.")
        else:
            steps_done = TicksField([(one, one) for one in chosen.steps], columns=1)
            form.add_row("Steps, ticked when done", steps_done, name="steps_done")
        form.add_row("What was &said or seen, in their words", LongTextField(lines=4), name="said")
        form.add_row("&Whom we told, and when", LongTextField(lines=2), name="told")
        form.edited.connect(self._edited)
        return form

    def _edited(self, name: object) -> None:
        if name == "kind" and self.form.values()["kind"] not in (None, self.kind):
            typed = self.form.values()
            self.kind = typed["kind"]
            self._put(self._made(tuple(self.steps.values())))
            self.form.show_values({"said": typed["said"], "told": typed["told"]})
            kinds = self.form.fields["kind"].focusable()
            kinds[list(self.steps).index(self.kind)].setFocus()

    def _put(self, form: Form) -> None:
        old, self.form = self.form, form
        self.page.add(form)
        old.hide()
        old.deleteLater()

    def _fill(self, heads: list[CrisisHead]) -> None:
        pane = self.pane
        pane.clear()
        pane.heading("Protected records")
        said = "Kept sealed, on no page others may see; each opening is written down."
        pane.said(said, "quiet", 6)
        for one in heads:
            day = days.full(consent_record.local_day(one.at))
            label = self.steps[one.kind].label if one.kind in self.steps else one.kind
            pane.item(label, second=f"{day}, {clock(one.at)}, {one.by}", mark="lock")
            pane.add(Button("Open", partial(self._open, one.id), "link"), 2)
        if self.person and not heads:
            pane.said("None.", "quiet", 12)

    def _open(self, id: UUID) -> None:
        self.room.write(self, partial(crisis.open_record, self.room.desk, id), self._show_record)

    def _show_record(self, view: CrisisView) -> None:
        pane = self.pane
        pane.clear()
        pane.heading(
            days.full(consent_record.local_day(view.head.at)), f"{clock(view.head.at)}, {view.head.by}"
        )
        pane.said(view.said, space=12)
        if view.told:
            pane.section("Who we told")
            pane.said(view.told)
        if view.steps_done:
            pane.section("Done")
        for step in view.steps_done:
            pane.item(step, mark="check")
        pane.act("Close it", self._read, icon="eye-off")

    # Doing --------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep what was said and done, sealed."""
        if self.person is None:
            return
        typed = self.form.values()
        draft = CrisisDraft(
            self.person,
            typed["kind"] or "",
            typed["said"],
            typed["told"],
            typed.get("steps_done", ()),
            self.meeting,
        )
        self.room.write(self, partial(crisis.record, self.room.desk, draft), self._kept, self._refused)

    def _kept(self, changes: Changes) -> None:
        self.form.show_values({"said": "", "told": "", "steps_done": ()})
        self.wrote.emit(changes)
        self.said.emit(f"Saved {clock(self.room.now())}")
        self._read()

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)

    def _change_steps(self) -> None:
        """The agency's own steps for the kind chosen, a line each."""
        form = Form(1)
        form.section("Our own steps")
        form.prose("One step to a line. Leave a kind empty and the steps that came with the program stand.")
        which = form.add_row(
            "&Which",
            ChoiceField([(one.kind, one.label) for one in self.steps.values()], unset=""),
            name="kind",
        )
        self.kind = self.kind or next(iter(self.steps), "")
        which.set_value(self.kind)
        field = form.add_row("&Steps", LongTextField(lines=8), name="steps")
        field.set_value("\n".join(self.steps[self.kind].steps) if self.kind in self.steps else "")

        def chosen() -> None:
            one = self.steps[which.value()]
            field.set_value("\n".join(one.steps))

        which.edited.connect(chosen)
        self._put(form)
        self.changing = form
        self.heading_changed.emit()
        field.setFocus()

    def _keep_steps(self) -> None:
        if self.changing is None:
            return
        typed = self.changing.values()
        own = {one.kind: one.steps for one in self.steps.values() if one.own}
        own |= {typed["kind"]: tuple(typed["steps"].splitlines())}
        self.kind, self.changing = typed["kind"], None
        self._put(self._made(tuple(self.steps.values())))
        work = partial(crisis.change_steps, self.room.desk, own, today=self.room.today())
        self.room.write(self, work, self._kept_steps)

    def _kept_steps(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.said.emit(f"Saved {clock(self.room.now())}")
        self._read()
