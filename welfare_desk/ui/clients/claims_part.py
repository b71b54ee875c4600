"""The claims of a client as a tab of their page; what is done to one is on the claims' own screen."""

from __future__ import annotations

from welfare_desk.casework.people.client_page import ClientPage
from welfare_desk.ui.clients.part import Host, ListPart
from welfare_desk.ui.income.claims import row_of
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.rows import Column


class ClaimsPart(ListPart):
    """What has been claimed, or should be."""

    words = "Claims"

    def __init__(self, host: Host) -> None:
        empty = Empty(
            "No claim is being followed.",
            "The income check shows what they could claim; claims started there are listed here.",
            "Income check",
            lambda: self._to("income-check"),
            "banknote",
        )
        columns = [Column("Claim"), Column("Next", 236), Column("", 196)]
        super().__init__(host, "Claims", columns, empty)

    def show_page(self, page: ClientPage) -> None:
        self.page = page
        today = self.host.room.today()
        self.show_list(row_of(one, today, whose=False) for one in page.claims)

    def tab_words(self) -> str:
        count = sum(one.is_open for one in self.page.claims) if self.page else 0
        return f"{self.words} {count}" if count else self.words

    def fill(self, pane: Details) -> None:
        one = (
            next((each for each in self.page.claims if each.id == self.chosen()), None) if self.page else None
        )
        if one is None:
            return
        pane.heading(one.name, one.whom)
        pane.facts([("Begins with", one.way.begins), ("Reaches back", one.way.back)])
        pane.act("Open the claim", lambda: self.open(one.id), icon="file-text")

    def open(self, key: object) -> None:
        self._to("claims", chosen=key)

    def _to(self, screen: str, **where: object) -> None:
        if self.page is not None:
            self.host.go(screen, person=self.page.view.id, **where)
