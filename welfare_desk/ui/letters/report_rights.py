"""A report to an insurer or employer: the client's rights under the 1988 Act, as dated steps.

Whether the letter may go is the gate's to say; here stands how far its steps have come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from welfare_desk.casework.consent import report_rights
from welfare_desk.casework.consent.report_rights import RightsPage
from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.casework.field_rules import rule_of
from welfare_desk.rules import days
from welfare_desk.rules.report_rights import Steps
from welfare_desk.ui.consents.conversation import Conversation
from welfare_desk.ui.kit.both import began_of, bring_back
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.fields import DateField, LongTextField, OneOfField
from welfare_desk.ui.kit.words import Prose
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading
from welfare_desk.ui.shared.stale import show_both

_TO_EXPLAIN = (
    "They may say no, and then it is not sent.",
    "They may see it before it goes: they say so now, and have 21 days to arrange it.",
    "Having seen it they may ask in writing for a change. Where it is not made, their own view goes with it.",
    "Having seen it, it goes only when they say so.",
    "They may see it afterwards too: it is kept for at least six months.",
)
_DATES = (  # in the order of the Act; two beside each other
    ("&Rights explained on", "explained_on"),
    ("They were &told it was asked for on", "notice_on"),
    ("They have &seen it on", "seen_on"),
    ("They asked for a chan&ge on", "changes_on"),
    ("The change was &answered on", "changes_answered_on"),
    ("They said it may g&o on", "agreed_on"),
    ("They do not want it sent, said o&n", "refused_on"),
)
_RULED = ("notice_on", "changes_on")
_ONLY_WHERE_SEEN = ("notice_on", "seen_on", "changes_on", "changes", "changes_answered_on", "agreed_on")


class ReportRightsScreen(Conversation):
    """What was explained, asked and agreed before a report goes."""

    name, title, rail = "report-rights", "Before the report goes", "letters"
    catches_up = frozenset({"letters", "recipients"})
    _page: RightsPage | None

    def __init__(self, room: Room) -> None:
        super().__init__(room, "What comes next")
        self.intro = Prose("", "text", "quiet")
        self._before: dict[str, Any] = {}
        self.lay_out(self.intro, self.form)

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        return Heading(
            self.title,
            "Access to Medical Reports Act 1988",
            owner=page.client,
            owner_place=("letter", {"letter": page.letter_id}),
            acts=(Act("Back to the letter", self._to_letter, "mail"),),
            primary=Act("Save the steps", self.save, "check"),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save} if self._page is not None else {}

    def draft(self) -> object | None:
        if self._page is None or not self._typed():
            return None
        return self._where, (self.form.values(), began_of(self.form, self._before), self.form.half_read())

    def show_kept(self) -> None:
        if self._kept is not None:
            (typed, began, half_read), self._kept = self._kept, None
            bring_back(self.form, began, typed, half_read)

    def _typed(self) -> bool:
        return self.form.values() != self._before or bool(self.form.half_read())

    def _to_letter(self) -> None:
        self.go("letter", letter=self._where["letter"])

    # Showing ----------------------------------------------------------------------------------------

    def asking(self) -> Callable[[], RightsPage]:
        return partial(report_rights.page, self.room.desk, self._where["letter"], today=self.room.today())

    def show_page(self, page: RightsPage) -> None:
        first, self._page = self._page is None, page
        self.intro.say(
            f"Letter {page.reference} to {page.recipient}."
            if page.concerned
            else f"Letter {page.reference} goes to {page.recipient}: the Act asks nothing here. It is about"
            " reports for an insurer or an employer."
        )
        if first:
            self._build(page)
        elif not self._typed():  # what others wrote is shown where nothing is typed
            self._show_steps(page)
        self.show_kept()
        self._fill(page)
        self.heading_changed.emit()

    def _build(self, page: RightsPage) -> None:
        form = self.new_form()
        (label, name), *rest = _DATES
        form.add_row(label, DateField(self.room.today, ""), name=name)
        wants = OneOfField([(True, "Yes"), (False, "No")], columns=2)
        form.add_row("Do they &want to see it first?", wants, name="wants_to_see")
        for label, name in rest:
            form.add_row(
                label,
                DateField(self.room.today, ""),
                name=name,
                rule=rule_of(f"report.{name}") if name in _RULED else None,
            )
            if name == "changes_on":
                form.add_row("&What should change?", LongTextField("", lines=2), name="changes", span=2)
        self._show_steps(page)
        form.edited.connect(self._edited)
        form.focus_first()

    def _show_steps(self, page: RightsPage) -> None:
        steps = page.steps
        values: dict[str, Any] = {name: getattr(steps, name) for _, name in _DATES}
        self.form.show_values({**values, "wants_to_see": steps.wants_to_see, "changes": page.changes})
        self._edited("wants_to_see")
        self._before = self.form.values()

    def _edited(self, name: object) -> None:
        if name == "wants_to_see":
            seen = self.value("wants_to_see") is True
            self.form.ask_only(*(() if seen else _ONLY_WHERE_SEEN))

    def put_on(self, form: Any) -> None:
        self._edited("wants_to_see")

    def _fill(self, page: RightsPage) -> None:
        pane, next = self.details, page.next
        pane.clear()
        may = not page.concerned or next.may_go
        pane.heading("What comes next", "", Chip("It may go", "done") if may else Chip("Not yet", "soon"))
        if page.concerned:
            pane.said(next.words, space=8)
            if next.from_on is not None:
                pane.facts([("May go from", days.full(next.from_on))])
        pane.section("To explain to them")
        for right in _TO_EXPLAIN:
            pane.item(right, mark="check")
        pane.said("Access to Medical Reports Act 1988, sections 3 to 6.", "quiet", 12)

    # Writing ----------------------------------------------------------------------------------------

    def save(self) -> None:
        page = self._page
        if page is None or self.form.show_problems(self.form.unread()):
            return
        typed = self.form.values()
        if typed["wants_to_see"] is not True:
            typed |= dict.fromkeys(_ONLY_WHERE_SEEN)
        changes = typed.pop("changes") or ""
        work = partial(
            report_rights.record_rights,
            self.room.desk,
            page.letter_id,
            Steps(**typed),
            changes=changes,
            today=self.room.today(),
        )
        self.room.write(self, work, self._written, self.failed)

    def failed(self, fault: BaseException) -> None:
        if isinstance(fault, ChangedMeanwhile):
            show_both(self.room, self, self.form, self._before, self.read_again)
        else:
            super().failed(fault)

    def _written(self, changes: Changes) -> None:
        self.form.put_on_top(None)
        self._before = self.form.values()
        self.written(changes)
