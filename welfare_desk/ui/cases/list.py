"""The list of cases, found as one types, with the nearest date of each; a case opens on its own page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.matters import case_order, cases
from welfare_desk.casework.matters.cases import CaseRow, matter_name
from welfare_desk.rules import days
from welfare_desk.ui import theme
from welfare_desk.ui.cases import words
from welfare_desk.ui.filters.filtered import Filtered, only_text
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import ChoiceField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Page, Row, RowCell
from welfare_desk.ui.kit.steering import Steering
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

PAGE = 50
PAUSE_MS = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases are asked for."""

    typed: str = ""
    kind: str | None = None
    open_only: bool = True
    order: str = case_order.USUAL


class CasesScreen(Filtered):
    """Every case of the desk, the one whose date is nearest first, or in another order."""

    name, title, rail = "cases", "Cases", "cases"
    asks_nothing: ClassVar[Mapping[str, Any]] = asdict(Wanted())

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.wanted = Wanted()
        self._shown_for: Wanted | None = None
        self._rows: dict[UUID, CaseRow] = {}
        self.filters = Form(columns=4)
        self.search = self.filters.add_row("&Find", TextField("Name or reference"), name="typed")
        self.filters.add_row("&Kind", ChoiceField(list(words.KINDS.items()), unset="Every kind"), name="kind")
        which = ChoiceField([(True, "Open cases"), (False, "Open and closed")], unset="")
        self.filters.add_row("&Which", which, name="open_only")
        order = ChoiceField(list(case_order.ORDERS.items()), unset="")
        self.filters.add_row("&Order", order, name="order")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.filters.edited.connect(lambda _: self._pause.start())
        columns = [
            Column("Client and case", order="client"),
            Column("Kind", 130, order="kind"),
            Column("Next date", 270, order="date"),
        ]
        self.list = RowList("Cases", columns)
        self.list.order_asked.connect(self._order)
        Steering(self.search.line, self.list, self._is_answered)
        self.empty = Empty("", "", "New referral", partial(self.go, "referral"), "plus")
        self.list_or_empty = OrEmpty(self.list, self.empty)
        self.details = Details("The case chosen")
        self.list.chosen.connect(lambda row: self._show_details(self._rows[row.key]))
        self.list.opened.connect(lambda row: self.go("case", case=row.key))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        above = Above(self.filters)
        box.addWidget(
            Beside(
                column(above, self.list_or_empty, stretch=self.list_or_empty),
                self.details,
                self.list_or_empty,
            )
        )

    def heading(self) -> Heading:
        chosen = self.list.chosen_row()
        return Heading(
            self.title,
            self.filter_note(),
            primary=Act("Open case", self._open_chosen, "folder") if chosen else None,
            acts=(Act("New referral", partial(self.go, "referral"), "plus"), self.filter_act()),
        )

    def about(self) -> str:
        chosen = self._chosen()
        return chosen.client if chosen else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        row = self._chosen()
        if row is None:
            return self.filter_acts()
        whose = {"person": row.person_id, "case": row.id}
        return self.filter_acts() | {
            "open-evidence": partial(self.go, "evidence", **whose),
            "draft-letter": partial(self.go, "letter", case=row.id),
            "record-decision": partial(self.go, "decision", case=row.id),
        }

    def filter_says(self) -> dict[str, Any]:
        return self.filters.values()

    def wear(self, says: Mapping[str, Any]) -> None:
        self.filters.show_values(
            {
                "typed": only_text(says),
                "kind": says.get("kind"),
                "open_only": says.get("open_only") is not False,
                "order": says.get("order") if says.get("order") in case_order.ORDERS else case_order.USUAL,
            }
        )

    def leave(self) -> bool:
        if self.search.value():
            self.search.set_value("")
            self._read()
            return True
        return False

    def arrive(self, **where: Any) -> None:
        if "kind" in where:
            self.filters.fields["kind"].set_value(where["kind"])
        self.put_on(where)
        self._read()
        self.search.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"cases", "key_dates", "clients"})

    # Reading --------------------------------------------------------------------------------------

    def _order(self, order: object) -> None:
        """In the order of the heading that was pressed."""
        self.filters.fields["order"].set_value(order)
        self._read()

    def _read(self) -> None:
        self._pause.stop()
        wanted = self.wanted = Wanted(**self.filters.values())
        self.room.read(self, partial(self._found, wanted, None), partial(self._show, wanted))

    def _is_answered(self) -> bool:
        return not self._pause.isActive() and self._shown_for == self.wanted

    def _found(self, wanted: Wanted, after: case_order.Place | None) -> list[CaseRow]:
        return cases.case_rows(
            self.room.desk,
            typed=wanted.typed,
            kind=wanted.kind,
            open_only=wanted.open_only,
            order=wanted.order,
            after=after,
            limit=PAGE,
        )

    def _show(self, wanted: Wanted, found: list[CaseRow]) -> None:
        if wanted != self.wanted:
            return
        self._shown_for = wanted
        self.list.show_order(wanted.order)
        self.heading_changed.emit()  # which filter is on
        self._rows = {}
        first: Page | None = self._page_of(found)
        if not found:
            self._say_empty()
        self.list_or_empty.show_full(bool(found))

        def load(after: object | None) -> Page:
            nonlocal first
            if after is None and first is not None:
                ready, first = first, None
                return ready
            cursor = self._rows[after].cursor if isinstance(after, UUID) else None
            return self._page_of(self._found(wanted, cursor))

        self.list.show_pages(load)
        if self.list.chosen_row() is None:
            self.list.choose_first()
        chosen = self._chosen()
        if chosen is not None:
            self._show_details(chosen)
        else:
            self.details.clear()
            self.heading_changed.emit()

    def _say_empty(self) -> None:
        if self.wanted == Wanted(order=self.wanted.order):
            self.empty.say("No case is open.", "A case starts with a referral, or from a client's page.")
        else:
            self.empty.say("No case is found.", "Try fewer letters, every kind, or include closed cases.")

    def _page_of(self, found: list[CaseRow]) -> Page:
        self._rows |= {row.id: row for row in found}
        return Page(tuple(case_row(row, self.room.today()) for row in found), more=len(found) >= PAGE)

    # The case chosen ------------------------------------------------------------------------------

    def _chosen(self) -> CaseRow | None:
        row = self.list.chosen_row()
        return self._rows.get(row.key) if row is not None and isinstance(row.key, UUID) else None

    def _show_details(self, row: CaseRow) -> None:
        self.details.clear()
        chip = Chip("Closed", "plain") if row.closed_on else None
        self.details.heading(row.client, matter_name(row.matter), chip)
        self.details.facts(
            [
                ("Reference", row.reference),
                ("Kind", words.KINDS.get(row.kind, row.kind)),
                ("Practice", row.practice or ""),
                ("Opened", days.full(row.opened_on)),
                *([("Closed", days.full(row.closed_on))] if row.closed_on else []),
            ]
        )
        self.details.section("Next date")
        if row.next_on is not None:
            self.details.said(row.next_what or "", space=8)
            self.details.said(days.full(row.next_on), "quiet", 2)
        else:
            self.details.said("No date is waiting on this case.", "quiet", 8)
        self.details.act("Open case", partial(self.go, "case", case=row.id), icon="folder")
        self.details.act("Open client", partial(self.go, "client", person=row.person_id), icon="user")
        self.heading_changed.emit()

    def _open_chosen(self) -> None:
        row = self._chosen()
        if row is not None:
            self.go("case", case=row.id)


class Above(QWidget):
    """Fields above a list, with the page's margins."""

    def __init__(self, fields: QWidget) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.addWidget(fields)
        theme.dress(self._dress)

    def _dress(self) -> None:
        self._box.setContentsMargins(theme.px(24), theme.px(14), theme.px(24), theme.px(8))


def case_row(row: CaseRow, today: date) -> Row:
    """A case as a row: whose and what, its kind, the nearest date with its chip."""
    what = RowCell(row.client, f"{matter_name(row.matter)}, {row.reference}", strong=True)
    kind = RowCell(words.KINDS.get(row.kind, row.kind), role="quiet", raw=row.kind)
    if row.closed_on:
        due = RowCell(f"Closed {days.short(row.closed_on)}", role="quiet")
    elif row.next_on:
        chip = words.due_chip(row.next_on, row.next_on, today)
        due = RowCell(days.full(row.next_on), row.next_what or "", chip, raw=row.next_on)
    else:
        due = RowCell("No date", role="quiet")
    return Row(row.id, (what, kind, due))
