"""Finding a client by whatever is remembered of them; the list narrows with every letter typed.

Who is found is ``casework.clients``' to say; the page of one client is ``page``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.people import client_page, clients
from welfare_desk.casework.people.client_page import Glance, contact_words
from welfare_desk.casework.people.clients import ClientRow
from welfare_desk.rules import days
from welfare_desk.ui import theme
from welfare_desk.ui.clients import words
from welfare_desk.ui.filters.filtered import Filtered, only_text
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.kit.panes import Beside, Details, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Page, Row, RowCell
from welfare_desk.ui.kit.steering import Steering
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading


class ClientsScreen(Filtered):
    """Everybody on the desk, by name."""

    name, title, rail = "clients", "Clients", "clients"
    asks_nothing: ClassVar[Mapping[str, Any]] = {"typed": ""}

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._rows: dict[UUID, ClientRow] = {}
        self._glance: Glance | None = None
        self._shown_for: str | None = None
        self.search = TextField("Name, date of birth, postcode, NI number, telephone or reference")
        self.search.call("Find a client")
        self.search.edited.connect(self._read)
        self._top = column(self.search)
        columns = [
            Column("Name"),
            Column("Born", 120),
            Column("Postcode", 90),
            Column("Practice", 166),
        ]
        self.list = RowList("Clients", columns)
        Steering(self.search.line, self.list, lambda: self._shown_for == self.search.value())
        self.empty = Empty("", "", "New referral", self._refer, "plus")
        self.list_or_empty = OrEmpty(self.list, self.empty)
        self.details = Details("The client chosen")
        self.list.chosen.connect(self._look_at)
        self.list.opened.connect(lambda row: self._open(row.key))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            Beside(
                column(self._top, self.list_or_empty, stretch=self.list_or_empty),
                self.details,
                self.list_or_empty,
            )
        )
        theme.dress(self._dress)

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        primary = Act("New referral", self._refer, "plus")
        return Heading(self.title, self.filter_note(), acts=(self.filter_act(),), primary=primary)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return self.filter_acts()

    def filter_says(self) -> dict[str, Any]:
        return {"typed": self.search.value()}

    def wear(self, says: Mapping[str, Any]) -> None:
        self.search.set_value(only_text(says))

    def arrive(self, **where: Any) -> None:
        """``typed``: what to look for at once."""
        if "typed" in where:
            self.search.set_value(where["typed"])
        self.put_on(where)
        self._read()
        self.search.setFocus()
        self.search.line.selectAll()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"clients", "cases", "key_dates"})

    def leave(self) -> bool:
        """Esc first empties the search, then leaves."""
        if self.search.value():
            self.search.set_value("")
            self._read()
            self.search.setFocus()
            return True
        return False

    # Finding --------------------------------------------------------------------------------------

    def _read(self) -> None:
        typed = self.search.value()
        self.room.read(self, partial(clients.find, self.room.desk, typed), partial(self._show, typed))

    def _show(self, typed: str, found: list[ClientRow]) -> None:
        if typed != self.search.value():
            return  # more has been typed since
        self._shown_for = typed
        self.heading_changed.emit()  # which filter is on
        self._rows = {}
        first: Page | None = self._page_of(found)

        def load(after: object | None) -> Page:
            nonlocal first
            if after is None and first is not None:
                ready, first = first, None
                return ready
            # A page by its key takes a few milliseconds however long the list is.
            cursor = self._rows[after].cursor if isinstance(after, UUID) else None
            return self._page_of(clients.find(self.room.desk, typed, after=cursor))

        if typed:
            self.empty.say(
                "Nobody found.",
                "Try fewer letters, a year of birth or a postcode. For somebody new, begin with a referral.",
            )
        else:
            self.empty.say(
                "No clients yet.",
                "Everyone referred is listed here by name. Start with a referral, or import a caseload.",
            )
        self.list_or_empty.show_full(bool(found))
        self.list.show_pages(load)
        if self.list.chosen_row() is None:
            self.list.choose_first()
        if not found:
            self.details.clear()

    def _page_of(self, found: list[ClientRow]) -> Page:
        self._rows |= {row.id: row for row in found}
        return Page(tuple(map(self._row, found)), more=len(found) == clients.PAGE)

    def _row(self, row: ClientRow) -> Row:
        age = clients.age_on(row.born_on, self.room.today())
        if row.born_on is None:
            born = RowCell("Not recorded", role="quiet")
        else:
            born = RowCell(
                days.short(row.born_on),
                f"aged {age}",
                raw=row.born_on,
                said=f"{days.short(row.born_on)}, {age} years old",
            )
        return Row(
            row.id,
            (
                RowCell(row.name, row.reference, strong=True),
                born,
                RowCell(row.postcode or ""),
                RowCell(row.practice or ""),
            ),
        )

    # The client chosen ----------------------------------------------------------------------------

    def _look_at(self, row: Row) -> None:
        if isinstance(row.key, UUID):
            work = partial(client_page.glance, self.room.desk, row.key)
            self.room.read(self, work, self._show_glance)

    def _show_glance(self, glance: Glance) -> None:
        chosen = self.list.chosen_row()
        if chosen is None or chosen.key != glance.view.id:
            return
        self._glance = glance
        view, pane = glance.view, self.details
        pane.clear()
        pane.heading(view.name, words.born(view, glance.age))
        if warning := contact_words(view.draft):
            strip = Banner("soon", mark="phone")
            strip.say(warning)
            pane.add(strip, 12)
        pane.facts(
            [
                ("Telephone", view.draft.phone or ""),
                ("Address", ", ".join(filter(None, (*view.draft.address.splitlines(), view.draft.postcode)))),
                ("Practice", words.practice(view)),
                *((("Interpreter", view.draft.interpreter),) if view.draft.interpreter else ()),
                *((("Former name", ", ".join(view.former_names)),) if view.former_names else ()),
            ]
        )
        pane.section("Cases")
        if not glance.cases:
            pane.said("No case yet.", "quiet", 8)
        for case in glance.cases[:6]:
            mark = "folder" if case.closed_on is None else "archive"
            pane.item(words.matter(case), mark=mark, second=words.next_date(case))
        if len(glance.cases) > 6:
            pane.said(f"and {len(glance.cases) - 6} more", "quiet", 8)
        pane.at_foot("Open client", self._open_chosen, "user")

    def _open_chosen(self) -> None:
        chosen = self.list.chosen_row()
        if chosen is not None:
            self._open(chosen.key)

    def _open(self, person: object) -> None:
        self.go("client", person=person)

    def _refer(self) -> None:
        self.go("referral")

    def _dress(self) -> None:
        layout = self._top.layout()
        if layout is not None:
            margin = theme.px(24)
            layout.setContentsMargins(margin, theme.px(12), margin, theme.px(8))
