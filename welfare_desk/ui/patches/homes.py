"""The homes of a patch in the order one walks: what was tried, what came of it, who is to be seen next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from welfare_desk.casework import agency
from welfare_desk.casework.agency import AdvisorRow, PracticeRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import directory, patches
from welfare_desk.casework.service.directory import ServiceRow
from welfare_desk.casework.service.patches import TO, HomeRow, OnwardRow, PatchRow
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.rules import days
from welfare_desk.rules.links import HOW as LINKED
from welfare_desk.rules.links import RESULTS
from welfare_desk.rules.patches import ANSWERS, HOW, ISSUES, STATES, may_call
from welfare_desk.ui import messages, theme
from welfare_desk.ui.kit.chips import Chip, Tone
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.patches.forms import OnwardForm, OnwardResultForm, PatchForm, VisitForm
from welfare_desk.ui.practice.tabs import PracticeTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_TONES: dict[str, Tone] = {"spoken": "done", "declined": "overdue", "nobody": "plain"}
_SHOWN = {
    "": "Every home",
    "due": "Due another visit",
    "not_tried": "Not tried yet",
    "nobody": "Nobody met yet",
    "spoken": "Spoken with",
    "carers": "Carers noticed",
}


@dataclass(frozen=True, slots=True)
class _Found:
    patches: list[PatchRow]
    patch: PatchRow | None
    homes: list[HomeRow]
    services: list[ServiceRow]
    advisors: list[AdvisorRow]
    practices: list[PracticeRow]


class PatchScreen(ListScreen):
    """One patch."""

    name, title, rail = "patch", "Patches", "practice"
    kinds = frozenset({"patches", "services", "practices"})

    def __init__(self, room: Room) -> None:
        self.which = ChoiceField(unset="")
        self.which.call("&Patch")
        self.shown = ChoiceField(tuple(_SHOWN.items()), unset="")
        self.shown.call("S&how")
        self.search = TextField("Street or number")
        self.search.call("&Find a home")
        above = QWidget()
        self._line = QHBoxLayout(above)
        for field in (self.which, self.shown, self.search):
            self._line.addWidget(field, 1)
        columns = [Column("Home"), Column("Last tried", 150), Column("How it stands", 160)]
        empty = Empty(" ", " ", "Start a patch", self._first_step, "plus")
        super().__init__(room, "Homes", columns, empty, pane_width=380, above=above)
        self.patch: UUID | None = None
        self.found: _Found | None = None
        self._homes: dict[object, HomeRow] = {}
        self._tabs = PracticeTabs(self)
        self.which.edited.connect(self._other_patch)
        self.shown.edited.connect(self.read)
        self.search.edited.connect(self.read)
        theme.dress(self._dress_line)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        here = self._here()
        begin = Act("Start a patch", lambda: self._patch(None), "plus")
        if here is None:
            return Heading("Practice", primary=begin)
        closed = "This patch has ended." if here.ended_on else ""
        addresses = Act("Take addresses in", self._addresses, "upload", closed)
        if not here.homes:
            return Heading("Practice", acts=(begin,), primary=addresses)
        visit = Act("Record a visit", lambda: self._visit(self.key()), "map-pin", closed)
        figures = Act("Figures", lambda: self.go("patch-figures", patch=here.id), "chart-no-axes-column")
        return Heading("Practice", acts=(begin, addresses, figures), primary=visit)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        said = dict(super().acts())
        if self.form is None and self.key() is not None:
            said["record-visit"] = lambda: self._visit(self.key())
        return said

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {
            "patch": self._patch,
            "visit": self._visit,
            "onward": self._onward,
            "result": self._result,
            "warning": self._warning,
        }

    def arrive(self, **where: Any) -> None:
        """``patch``: which one."""
        self.patch = where.get("patch", self.patch)
        super().arrive(**where)

    def load(self) -> Callable[[], _Found]:
        desk, patch = self.room.desk, self.patch

        def work() -> _Found:
            every = patches.patches_of(desk)
            here = next((one for one in every if one.id == patch), every[0] if every else None)
            return _Found(
                every,
                here,
                patches.homes(desk, here.id) if here else [],
                directory.services(desk),
                agency.advisors(desk),
                agency.practices(desk),
            )

        return work

    def listed(self, found: _Found) -> Iterable[Row]:
        self.found = found
        self.patch = found.patch.id if found.patch else None
        self.which.offer([(one.id, _named(one)) for one in found.patches])
        self.which.set_value(self.patch)
        self._homes = {one.id: one for one in found.homes}
        spoken = sum(one.state == "spoken" for one in found.homes)
        self.head.say("Homes", f"{len(found.homes)} in the patch, {spoken} spoken with")
        rows = [one for one in found.homes if self._wanted_here(one)]
        self._say_empty(found, rows)
        for street, homes in groupby(rows, key=_street):
            theirs = list(homes)
            yield group(street, str(len(theirs)))
            yield from map(self._row, theirs)

    def _wanted_here(self, one: HomeRow) -> bool:
        words = self.search.value().casefold().split()
        if not all(word in one.address.casefold() for word in words):
            return False
        shown = self.shown.value()
        if shown == "due":
            return one.again_on is not None and one.again_on <= self.room.today() and may_call(one.state)
        if shown == "carers":
            return bool(one.carers or one.young_carers)
        return shown in (None, "", one.state)

    def _say_empty(self, found: _Found, rows: list[HomeRow]) -> None:
        if found.patch is None:
            words = "No patch yet.", "A patch is the homes one worker goes round, 120 to 150 of them."
            step = "Start a patch"
        elif not found.homes:
            words = "This patch has no address yet.", "Paste a list, or open one kept in a workbook."
            step = "Take addresses in"
        else:
            words, step = ("No home of this kind.", "Show every home to see the others."), "Show every home"
        if not rows:
            self.empty.say(*words)
            self.empty.button.setText(step)
            self.empty.button.setAccessibleName(step)

    def _first_step(self) -> None:
        here = self._here()
        if here is None:
            self._patch(None)
        elif not here.homes:
            self._addresses()
        else:
            self.shown.set_value("")
            self.search.set_value("")
            self.read()

    def _row(self, one: HomeRow) -> Row:
        told = [ISSUES[code].lower() for code in dict.fromkeys(i for v in one.visits for i in v.issues)]
        second = one.warning or ", ".join(told)
        chip = Chip("Young carer", "soon", "hand-helping") if one.young_carers else None
        home = RowCell(
            one.address.split(",")[0] if "/" not in one.address.split(",")[0] else one.address,
            second,
            chip,
            strong=True,
            second_role="soon" if one.warning else "quiet",
        )
        last = RowCell("", role="quiet")
        if one.visits:
            last = RowCell(days.short(one.visits[0].on), _tried(len(one.visits)))
        stands = RowCell(STATES[one.state], role="quiet")
        if one.again_on is not None and may_call(one.state):
            on, now = days.without_year(one.again_on), one.again_on <= self.room.today()
            stands = RowCell(chip=Chip(f"Go again {on}", "soon" if now else "plain", "clock"))
        elif one.state in _TONES:
            stands = RowCell(chip=Chip(STATES[one.state], _TONES[one.state]))
        return Row(one.id, (home, last, stands))

    # One home -----------------------------------------------------------------------------------------

    def fill(self, key: object) -> None:
        one, pane = self._homes[key], self.pane
        pane.heading(one.address, one.postcode or "")
        if one.warning:
            pane.said(one.warning, "soon", 8)
        if not may_call(one.state):
            pane.said(f"{STATES[one.state]}.", "overdue", 8)
        elif one.again_on is not None:
            pane.said(f"They asked us to come on {days.full(one.again_on)}.", "soon", 8)
        if one.young_carers:
            pane.said("A young carer: entitled to a statement and support of their own.", "soon", 8)
        elif one.carers:
            pane.said("A carer: entitled to a plan and support of their own.", "soon", 8)
        pane.section("Tried")
        for visit in one.visits[:12]:
            told = ", ".join(ISSUES[code] for code in visit.issues)
            noticed = [
                f"{many} {words}{'s' * (many != 1)}"
                for many, words in ((visit.carers, "carer"), (visit.young_carers, "young carer"))
                if many
            ]
            second = ". ".join(part for part in (told, ", ".join(noticed), visit.note) if part)
            words = f"{ANSWERS[visit.answer]}, {HOW[visit.how].lower()}"
            pane.item(words, days.without_year(visit.on), second=second)
        if not one.visits:
            pane.said("Not yet.", "quiet", 8)
        pane.section("Told of help", "Add", lambda: self._onward(one.id))
        for sent in one.onward:
            self._sent(sent)
        if not one.onward:
            pane.said("Nothing yet.", "quiet", 8)
        pane.act("Record a visit", lambda: self._visit(one.id), icon="map-pin")
        links = [("Warn whoever goes there", lambda: self._warning(one.id))]
        if one.visits:
            links.append(("Take the last visit away", lambda: self._take_visit(one)))
        elif not one.onward:
            links.append(("Take this address out", lambda: self._take_home(one)))
        links.append(("Change the patch", lambda: self._patch(self.patch)))
        pane.links(*links)

    def _sent(self, sent: OnwardRow) -> None:
        pane = self.pane
        whom = sent.service or TO[sent.to]
        stands = RESULTS[sent.result] if sent.result else LINKED[sent.how]
        second = f"{ISSUES[sent.kind]}. {sent.because}" if sent.because else ISSUES[sent.kind]
        pane.item(whom, days.without_year(sent.on), "link", second=f"{second}. {stands}")
        pane.links(("What came of it", lambda: self._result(sent.id)), space=2)

    def open_row(self, key: object) -> None:
        self._visit(key)

    # Doing --------------------------------------------------------------------------------------------

    def _here(self) -> PatchRow | None:
        return self.found.patch if self.found else None

    def _other_patch(self) -> None:
        self.patch = self.which.value()
        self.read()

    def _addresses(self) -> None:
        self.go("patch-addresses", patch=self.patch)

    def _patch(self, id: Any) -> None:
        found = self.found
        if found is None:
            return
        known = next((one for one in found.patches if one.id == id), None)
        form = PatchForm(known, found.advisors, found.practices)

        def do(typed: dict[str, Any]) -> Changes:
            draft = form.draft(typed)
            changes = patches.keep_patch(self.room.desk, draft, today=self.room.today(), patch_id=id)
            self.patch = changes.id
            return changes

        heading, act = (known.name, "Save the patch") if known else ("A new patch", "Begin it")
        self.ask("patch", id, heading, form, act, do, icon="map-pin")
        if known is not None and known.ended_on is None:
            self.pane.act("End this patch", lambda: self._end(known), "link")

    def _end(self, known: PatchRow) -> None:
        hint = "Addresses, warnings and notes go for good; the figures stay. This cannot be taken back."
        if messages.ask(self, f"End {known.name}?", yes="End the patch", no="Keep it", hint=hint):
            self.write(partial(patches.end_patch, self.room.desk, known.id, today=self.room.today()))

    def _visit(self, home: Any) -> None:
        one = self._homes.get(home)
        if one is None:
            return
        form, today = VisitForm(one, self.room), self.room.today()

        def do(typed: dict[str, Any]) -> Changes:
            return patches.record_visit(self.room.desk, one.id, form.draft(typed, today), today=today)

        self.ask("visit", home, "A visit", form, "Save the visit", do, second=one.address, icon="map-pin")

    def _onward(self, home: Any) -> None:
        one = self._homes.get(home)
        if one is None or self.found is None:
            return
        form, today = OnwardForm(self.found.services), self.room.today()

        def do(typed: dict[str, Any]) -> Changes:
            return patches.send_onward(self.room.desk, one.id, form.draft(typed), today=today)

        self.ask("onward", home, "Told of help", form, "Save", do, second=one.address, icon="link")

    def _result(self, onward: Any) -> None:
        row = next((s for one in self._homes.values() for s in one.onward if s.id == onward), None)
        if row is None:
            return
        form = OnwardResultForm(row)

        def do(typed: dict[str, Any]) -> Changes:
            said = typed["result"], typed.get("because") or ""
            today = self.room.today()
            return patches.onward_result(self.room.desk, row.id, said[0], because=said[1], today=today)

        self.ask("result", onward, row.service or TO[row.to], form, "Save", do, second=LINKED[row.how])

    def _warning(self, home: Any) -> None:
        one = self._homes.get(home)
        if one is None:
            return
        form = Form(1)
        form.add_row("&Warning", TextField("A dog; two go together"), name="warning")
        form.show_values({"warning": one.warning})

        def do(typed: dict[str, Any]) -> Changes:
            return patches.warn(self.room.desk, one.id, typed["warning"])

        second = "Everybody who goes round this patch sees it."
        self.ask("warning", home, one.address, form, "Save", do, second=second)

    def _take_visit(self, one: HomeRow) -> None:
        self.write(partial(patches.take_visit_away, self.room.desk, one.visits[0].id))

    def _take_home(self, one: HomeRow) -> None:
        self.write(partial(patches.take_home_away, self.room.desk, one.id))

    def refused(self, form: Form, fault: BaseException) -> None:
        """What a rule says of a visit stands in the form."""
        if isinstance(fault, DeskError) and not isinstance(fault, Problems):
            form.show_problems([Problem("", fault.said, fault.advice)])
        else:
            super().refused(form, fault)

    def _dress_line(self) -> None:
        margin = theme.px(24)
        self._line.setContentsMargins(margin, theme.px(4), margin, theme.px(8))
        self._line.setSpacing(theme.px(16))


def _named(one: PatchRow) -> str:
    return f"{one.name} (ended)" if one.ended_on else one.name


def _tried(many: int) -> str:
    return "tried once" if many == 1 else f"tried {many} times"


def _street(one: HomeRow) -> str:
    """The street as the first of its homes writes it, without the number."""
    parts = [part.strip() for part in one.address.split(",")]
    for part in parts:
        words = part.split()
        if words and words[0][0].isdigit() and len(words) > 1 and "/" not in words[0]:
            return " ".join(words[1:])
    return parts[-1]
