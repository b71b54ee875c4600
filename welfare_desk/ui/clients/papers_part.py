"""The part of a client's page with the papers other people wrote; looked at on a page of their own."""

from __future__ import annotations

from functools import partial

from welfare_desk.casework.people.client_page import ClientPage
from welfare_desk.rules import days
from welfare_desk.ui.clients.part import Host, ListPart
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.rows import Column, Row, RowCell


class PapersPart(ListPart):
    """Notices, hospital letters, scans: what they brought, and what came for them."""

    words = "Papers"

    def __init__(self, host: Host) -> None:
        empty = Empty(
            "No paper yet.",
            "Notices, hospital letters, scans and photographs are kept here, sealed.",
            "Add papers",
            self._papers,
            "paperclip",
        )
        super().__init__(
            host, "Papers", [Column("Paper"), Column("Dated", 104), Column("Pages", 70, right=True)], empty
        )

    def tab_words(self) -> str:
        count = len(self.page.papers) if self.page else 0
        return f"{self.words} {count}" if count else self.words

    def show_page(self, page: ClientPage) -> None:
        self.page = page
        self.show_list(
            Row(
                row.id,
                (
                    RowCell(row.title, ", ".join(filter(None, (row.kind_name, row.case))), strong=True),
                    RowCell(days.short(row.dated_on) if row.dated_on else "No date", raw=row.dated_on),
                    RowCell(str(row.pages) if row.pages else "Word", raw=row.pages),
                ),
            )
            for row in page.papers
        )

    def fill(self, pane: Details) -> None:
        found = self.page.papers if self.page else ()
        row = next((one for one in found if one.id == self.chosen()), None)
        if row is None:
            return
        pane.heading(row.title, row.kind_name)
        pane.facts(
            [
                ("Case", row.case or "No case: the client’s own"),
                ("Dated", days.full(row.dated_on) if row.dated_on else "No date"),
                ("Received", days.full(row.received_on) if row.received_on else ""),
                ("Size", f"{max(1, round(row.size_bytes / 1024)):,} KB"),
                ("From", row.practice or "The client"),
            ]
        )
        if row.health:
            pane.said("It is about health: each opening is in the access log.", "quiet", 12)
        pane.act("Look at it", partial(self.open, row.id), icon="eye")

    def open(self, key: object) -> None:
        self._papers(paper=key)

    def _papers(self, **which: object) -> None:
        if self.page is not None:
            self.host.go("papers", person=self.page.view.id, **which)
