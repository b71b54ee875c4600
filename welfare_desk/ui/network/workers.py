"""Those who work at this desk: what each has in hand, who is away and who covers, who joins and leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.opening import NewAdvisor
from welfare_desk.casework.service import cover, handing, workers
from welfare_desk.casework.service.cover import CoverDraft, CoverRow
from welfare_desk.casework.service.handing import HandedRow
from welfare_desk.casework.service.workers import ROLES, WorkerRow
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.clients.pick import ClientPick
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.practice.tabs import PracticeTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_IN_JOURNALS = "Each client's journal says it: name nobody here"
_Found = tuple[list[WorkerRow], list[CoverRow], list[PracticeRow], int, list[HandedRow]]
_ALONE = (
    "Only you work at this desk, so there is nobody to cover for you or to take a case:"
    " add whoever joins, and both are done here."
)


class WorkersScreen(ListScreen):
    """Everybody of the desk."""

    name, title, rail = "workers", "Advisors", "practice"
    kinds = frozenset({"advisors", "cases", "key_dates", "sessions"})

    def __init__(self, room: Room) -> None:
        columns = [
            Column("Who"),
            Column("Open cases", 96, right=True),
            Column("Overdue", 84, right=True),
            Column("Today", 170),
        ]
        super().__init__(room, "Advisors", columns, Empty("Nobody yet."), pane_width=380)
        self._rows: dict[object, WorkerRow] = {}
        self._covers: list[CoverRow] = []
        self._practices: list[PracticeRow] = []
        self._nobodys = 0
        self._handed: list[HandedRow] = []
        self._tabs = PracticeTabs(self)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        return Heading("Practice", primary=Act("Add somebody", lambda: self._join(None), "plus"))

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {
            "role": self._role,
            "cover": self._cover,
            "hand": self._hand,
            "share": self._share,
            "give": self._give,
        }

    def load(self) -> Callable[[], _Found]:
        desk, today = self.room.desk, self.room.today()
        return lambda: (
            workers.workers(desk, today=today),
            cover.covers(desk, today=today),
            agency.practices(desk),
            workers.without_worker(desk),
            handing.handed(desk, today=today),
        )

    def listed(self, found: _Found) -> Iterable[Row]:
        rows, self._covers, self._practices, self._nobodys, self._handed = found
        self._rows = {row.id: row for row in rows}
        here = [row for row in rows if row.left_on is None]
        said = f"{sum(row.open_cases for row in here):,} open cases"
        if self._nobodys:
            said += f", and {self._nobodys:,} with nobody named"
        self.head.say("Advisors", said)
        return [self._row(row) for row in rows]

    def _row(self, row: WorkerRow) -> Row:
        state = RowCell()
        if row.left_on is not None:
            state = RowCell("Has left", role="quiet")
        elif row.cover is not None:
            state = RowCell(chip=Chip("Away", "soon", "user"), second=f"{row.cover.by} covers")
        elif row.covers:
            names = ", ".join(each.away for each in row.covers)
            state = RowCell(f"Covers for {names}")
        late = RowCell(str(row.overdue) if row.overdue else "", role="overdue", raw=row.overdue)
        second = row.job_title if row.job_title and row.job_title != ROLES.get(row.role) else ""
        words = ROLES.get(row.role, row.role)
        name = RowCell(row.name, f"{words}; {second}" if second else words, strong=row.left_on is None)
        return Row(row.id, (name, RowCell(str(row.open_cases), raw=row.open_cases), late, state))

    def fill(self, key: object) -> None:
        row, pane = self._rows[key], self.pane
        pane.heading(row.name, row.job_title or ROLES.get(row.role, ""))
        facts = [("Role", ROLES.get(row.role, row.role))]
        if row.left_on is not None:
            facts.append(("Left", days.full(row.left_on)))
        facts.append(("Passphrase", "Has their own" if row.opens_desk else "None: cannot open this desk"))
        facts.append(("Sessions at", ", ".join(row.practices) or "None in the last year"))
        pane.facts(facts)
        pane.section("Cases in hand")
        for practice, many in row.by_practice:
            pane.item(practice, str(many), "folder")
        if not row.by_practice:
            pane.said("None open.", "quiet", 8)
        self._shared(row)
        self._handed_over(row)
        if len(self._others(None)) < 2 and row.left_on is None and not self._covers:
            pane.section("Cover and hand-over")
            pane.said(_ALONE, "quiet", 8)
            links = [("Change what you do", lambda: self._role(row.id))]
            if self._nobodys:
                links.append(("Take the cases that are nobody's", lambda: self._give(row.id)))
            pane.links(*links)
            return
        theirs = [one for one in self._covers if row.id in (one.advisor_id, one.by_id)]
        pane.section("Cover")
        for one in theirs:
            words = f"{one.by} covers for {one.away}"
            pane.item(words, second="; ".join(part for part in (_span(one), one.why) if part))
            pane.links(
                ("End it", partial(self._do, partial(cover.end_cover, self.room.desk, one.id))), space=2
            )
        if not theirs:
            pane.said("Nobody is away.", "quiet", 8)
        if row.left_on is None:
            pane.act("Away: who covers?", lambda: self._cover(row.id), icon="users", space=12)
            links = [("Change what they do", lambda: self._role(row.id))]
            if row.open_cases:
                links.insert(0, ("Hand their cases over", lambda: self._hand(row.id)))
            if self._nobodys and row.role != "reviewer":
                links.append(("Give them cases that are nobody's", lambda: self._give(row.id)))
            links.insert(1, ("Share a case with them", lambda: self._share(row.id)))
            if row.id != self.room.desk.advisor.id:
                links.append(("They have left", lambda: self._left(row)))
            pane.links(*links)

    def _shared(self, row: WorkerRow) -> None:
        if row.shares:
            self.pane.section("Shares")
        for one in row.shares:
            self.pane.item(one.reference, mark="folder")
            end = partial(cover.end_share, self.room.desk, one.id)
            self.pane.links(("No longer", partial(self._do, end)), space=2)

    def _handed_over(self, row: WorkerRow) -> None:
        theirs = [one for one in self._handed if row.id in (one.giver_id, one.taker_id)]
        if theirs:
            self.pane.section("Handed over")
        desk = self.room.desk
        for one in theirs:
            self.pane.item(_handed_words(one), second=f"{days.full(one.on)}, by {one.by}: {one.why}")
            links = []
            if one.to_tell:
                links.append(("I know of it", partial(self._do, partial(handing.seen, desk, one.id))))
            if one.may_undo:
                links.append(("Take it back", partial(self._do, partial(handing.take_back, desk, one.id))))
            if links:
                self.pane.links(*links, space=2)

    def open_row(self, key: object) -> None:
        if self._rows[key].left_on is None:
            self._cover(key)

    # Doing --------------------------------------------------------------------------------------------

    def _do(self, work: Callable[..., Changes]) -> None:
        self.write(partial(work, today=self.room.today()))

    def _others(self, id: UUID | None) -> list[tuple[UUID, str]]:
        return [(row.id, row.name) for row in self._rows.values() if row.id != id and row.left_on is None]

    def _cover(self, id: Any) -> None:
        row = self._rows.get(id)
        if row is None:
            return
        form = Form(2)
        form.add_row("&Who covers", ChoiceField(self._others(id), unset="Choose"), name="by_id", span=2)
        form.add_row("&From", DateField(self.room.today), name="from_on")
        form.add_row("&To", DateField(self.room.today, help="Empty: until they are back"), name="to_on")
        hint = "Everybody at this desk reads it: name no client here"
        form.add_row("Wh&y", TextField("Holiday, training", help=hint), name="why", span=2)
        form.show_values({"from_on": self.room.today()})

        def do(typed: dict[str, Any]) -> Changes:
            first = typed["from_on"] or self.room.today()
            draft = CoverDraft(row.id, typed["by_id"], first, typed["to_on"], typed["why"])
            return cover.begin_cover(self.room.desk, draft)

        second = "For those days whoever covers has their dates and cases beside their own."
        self.ask("cover", id, f"{row.name} is away", form, "Begin the cover", do, second=second, icon="users")

    def _hand(self, id: Any) -> None:
        row = self._rows.get(id)
        if row is None:
            return
        form = Form(1)
        takers = [one for one in self._others(id) if self._rows[one[0]].role != "reviewer"]
        form.add_row("&To whom", ChoiceField(takers, unset="Choose"), name="to_id")
        places = [(one.id, one.name) for one in self._practices]
        form.add_row("&Which", ChoiceField(places, unset="All their open cases"), name="practice_id")
        form.add_row("Wh&y", TextField("New patch, leaves us", help=_IN_JOURNALS), name="why", needed=True)

        def do(typed: dict[str, Any]) -> Changes:
            changes, _ = handing.hand_over(
                self.room.desk,
                row.id,
                typed["to_id"],
                why=typed["why"],
                practice_id=typed["practice_id"],
                today=self.room.today(),
            )
            return changes

        second = "Each case says in its journal who took it and why; both are told on Today."
        self.ask("hand", id, f"Cases of {row.name}", form, "Hand them over", do, second=second, icon="send")

    def _give(self, id: Any) -> None:
        row = self._rows.get(id)
        if row is None:
            return
        form = Form(1)
        places = [(one.id, one.name) for one in self._practices]
        form.add_row("&Which", ChoiceField(places, unset="All that are nobody's"), name="practice_id")
        form.add_row("Wh&y", TextField("Came with the workbook", help=_IN_JOURNALS), name="why", needed=True)

        def do(typed: dict[str, Any]) -> Changes:
            told = handing.hand_over(
                self.room.desk,
                None,
                row.id,
                why=typed["why"],
                practice_id=typed["practice_id"],
                today=self.room.today(),
            )
            return Changes(told[0].kinds, row.id)

        second = "Cases of a workbook that named no advisor of this desk, for instance."
        self.ask("give", id, f"Cases for {row.name}", form, "Give them", do, second=second, icon="folder")

    def _share(self, id: Any) -> None:
        row = self._rows.get(id)
        if row is None:
            return
        form = Form(1)
        pick = ClientPick(form, self.room, self)

        def do(typed: dict[str, Any]) -> Changes:
            changed = cover.share_case(self.room.desk, typed["case"], row.id, today=self.room.today())
            return Changes(changed.kinds, row.id)

        def judge() -> list[Problem]:
            chosen = form.fields["case"].value() is not None
            return pick.problems() or ([] if chosen else [Problem("case", "Choose the case.")])

        words = f"A case shared with {row.name}"
        self.ask("share", id, words, form, "Share it", do, judge=judge, icon="users")

    def _role(self, id: Any) -> None:
        row = self._rows.get(id)
        if row is None:
            return
        form = Form(1)
        form.add_row("&Role", ChoiceField(tuple(ROLES.items()), unset="Choose"), name="role")
        form.add_row("&Post", TextField("Welfare rights advisor"), name="job_title")
        form.show_values({"role": row.role, "job_title": row.job_title})

        def do(typed: dict[str, Any]) -> Changes:
            said = typed["role"] or "", typed["job_title"]
            return workers.change_worker(self.room.desk, row.id, role=said[0], job_title=said[1])

        self.ask("role", id, row.name, form, "Save", do)

    def _join(self, _on: Any) -> None:
        """Not a draft that outlives the lock: there is a passphrase in it."""
        form = Form(1)
        form.add_row("&Name", TextField(), name="name", needed=True)
        form.add_row("&Role", ChoiceField(tuple(ROLES.items()), unset="Choose"), name="role")
        form.add_row("&Post", TextField("Community link worker"), name="job_title")
        form.add_row("Their pass&phrase", TextField(secret=True), name="passphrase", needed=True)
        form.add_row("Once &more", TextField(secret=True), name="again")

        def do(typed: dict[str, Any]) -> Changes:
            draft = NewAdvisor(typed["name"], role=typed["role"] or "", job_title=typed["job_title"])
            today = self.room.today()
            return workers.add_worker(self.room.desk, draft, typed["passphrase"], today=today)

        def judge() -> list[Problem]:
            same = form.fields["passphrase"].value() == form.fields["again"].value()
            return [] if same else [Problem("again", "The two differ.")]

        second = "Hand them the keyboard: they choose their own passphrase and tell it nobody."
        self.ask("join", None, "Somebody joins", form, "Add them", do, second=second, judge=judge)

    def draft(self) -> object | None:
        return None if self._opened[0] == "join" else super().draft()

    def _left(self, row: WorkerRow) -> None:
        question = f"{row.name} has left?"
        hint = "They can no longer open this desk. What they did keeps their name."
        if messages.ask(self, question, yes="They have left", no="Not yet", hint=hint):
            self._do(partial(workers.has_left, self.room.desk, row.id))

    def refused(self, form: Form, fault: BaseException) -> None:
        """What a rule says stands in the form."""
        if isinstance(fault, DeskError) and not isinstance(fault, Problems):
            form.show_problems([Problem("", fault.said, fault.advice)])
        else:
            super().refused(form, fault)


def _span(one: CoverRow) -> str:
    if one.to_on is None:
        return f"From {days.full(one.from_on)}, until they are back"
    return f"{days.full(one.from_on)} to {days.full(one.to_on)}"


def _handed_words(one: HandedRow) -> str:
    cases = f"{one.cases} case{'s' * (one.cases != 1)}"
    if one.clients != one.cases:
        cases += f" of {one.clients} client{'s' * (one.clients != 1)}"
    return f"{cases} from {one.giver or 'nobody'} to {one.taker}"
