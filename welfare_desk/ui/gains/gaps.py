"""What a report lacks before it is sent: each gap with whom it is about, mended from beside it.

What is lacking, and what it does to the report, is casework's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.figures import report_gaps, report_page
from welfare_desk.casework.figures.report_gaps import Gap, GapRow
from welfare_desk.rules import days
from welfare_desk.rules.caseload import Period
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_SHOWN = 60
# Where one person's part of a gap is mended.
_OPENS: Mapping[str, str] = {
    "to-confirm": "client",
    "facts": "circumstances",
    "prior-advice": "circumstances",
    "health": "circumstances",
    "areas": "client-details",
    "goals": "support",
    "links": "support",
}


class GapsScreen(ListScreen):
    """The gaps of one period, the worst first."""

    name, title, rail = "report-gaps", "Before you send it", "gains"

    def __init__(self, room: Room) -> None:
        empty = Empty(
            "Nothing is missing.",
            "Everybody with a gain has a contact, funding and staff time are recorded: nothing is waiting.",
            "Back to the report",
            self._report,
            "file-text",
        )
        columns = [Column("What is missing"), Column("How many", 104, right=True)]
        super().__init__(room, "Missing", columns, empty, pane_width=440)
        self._gaps: dict[str, Gap] = {}
        self._people: list[GapRow] = []
        self._period: Period = report_page.periods(room.today())[0].period

    def heading(self) -> Heading:
        span = f"{days.short(self._period.first)} to {days.short(self._period.last)}"
        report = ("report", {"first": self._period.first, "last": self._period.last})
        back = Act("Back to the report", self._report, "arrow-left")
        return Heading(self.title, span, owner="Funder's report", owner_place=report, acts=(back,))

    def arrive(self, **where: Any) -> None:
        """``first`` and ``last``: the period; ``chosen``: a gap by its code."""
        if "first" in where and "last" in where:
            self._period = Period(where["first"], where["last"])
        super().arrive(**where)

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes)

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"contact": self._contact}

    def load(self) -> Callable[[], list[Gap]]:
        return partial(report_gaps.gaps, self.room.desk, self._period, today=self.room.today())

    def listed(self, found: list[Gap]) -> Iterable[Row]:
        self._gaps = {gap.code: gap for gap in found}
        self.head.say("Missing", "the first matters most" if found else "")
        return [self._row(gap) for gap in found]

    def _row(self, gap: Gap) -> Row:
        number = f"{gap.count:,}" if gap.rows or gap.of else ""
        among = f"of {gap.of:,}" if gap.of else ""
        return Row(
            gap.code, (RowCell(gap.words, gap.mend, strong=True), RowCell(number, among, raw=gap.count))
        )

    def fill(self, key: object) -> None:
        gap = self._gaps[str(key)]
        self.pane.heading(gap.words)
        self.pane.said(gap.means, space=8)
        if gap.place is not None:
            screen, where = gap.place
            self.pane.act(gap.mend, lambda: self.go(screen, **where), "primary", "arrow-right")
        if not gap.rows:
            return
        self._people = list(gap.rows[:_SHOWN])
        more = f", the first {_SHOWN} of {gap.count:,}" if gap.count > _SHOWN else ""
        what = {"list-size": "Practices"}.get(gap.code, "Whose")
        self.pane.section(f"{what}{more}")
        if gap.code == "no-contact":
            self.pane.said("Choose one and press Enter to record the contact there was.", "quiet")
        shown = RowList(
            gap.words, [Column("")], margin=0, two_lines=40, hairlines=False, ground="raised", grows=True
        )
        shown.show_rows(
            Row(place, (RowCell(row.name, row.about, strong=True),)) for place, row in enumerate(self._people)
        )
        shown.opened.connect(lambda row: self._open(gap, self._people[row.key]))
        self.pane.add(shown, 8)

    def open_row(self, key: object) -> None:
        """Enter on a gap: on to the screen that mends it, or into its list."""
        gap = self._gaps[str(key)]
        if gap.place is not None:
            self.go(gap.place[0], **gap.place[1])
        elif (shown := self.pane.findChild(RowList)) is not None:
            shown.setFocus()

    def _open(self, gap: Gap, row: GapRow) -> None:
        if gap.code == "no-contact":
            self._contact(row)
        elif gap.code == "dormant":
            self.go("case", case=row.case_id)
        elif row.person_id is not None:
            self.go(_OPENS.get(gap.code, "client"), person=row.person_id)

    # Recording a contact -------------------------------------------------------------------------------

    def _contact(self, row: Any) -> None:
        if not isinstance(row, GapRow) or row.person_id is None:
            return
        form = Form(2)
        kinds = report_gaps.contact_kinds(self.room.today())
        form.add_row("&How it was", ChoiceField(kinds, unset="Choose"), name="kind")
        form.add_row("&Day", DateField(self.room.today), name="on")
        person: UUID = row.person_id

        def do(typed: dict[str, Any]) -> Changes:
            return report_gaps.record_contact(
                self.room.desk,
                person,
                typed["kind"] or "",
                typed["on"],
                case_id=row.case_id,
                today=self.room.today(),
            )

        second = f"{row.about}. Only a contact there was: look in the case if you do not remember the day."
        self.ask("contact", row, row.name, form, "Record contact", do, second=second)

    def written(self, changes: Changes) -> None:
        self._wanted = self.key()
        super().written(Changes(changes.kinds))

    def _report(self) -> None:
        self.go("report", first=self._period.first, last=self._period.last)
