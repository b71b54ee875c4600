"""Where the page of a case leads: its evidence, letters, papers, decisions, and what waits to be printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.correspondence import print_later
from welfare_desk.casework.correspondence.letters import LetterRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.case_page import CasePage
from welfare_desk.ui.letters.words import page_of
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen


class Elsewhere(Screen):
    """The ways from a case to what belongs to it."""

    room: Room
    _where: dict[str, Any]
    _page: CasePage | None

    def _failed(self, fault: BaseException) -> None:
        raise NotImplementedError

    def _write(self, work: Callable[[], Changes]) -> None:
        raise NotImplementedError

    def reopen(self) -> None:
        self._write(partial(cases.reopen_case, self.room.desk, self._where["case"], today=self.room.today()))

    def evidence(self) -> None:
        self.go("evidence", **self._whose())

    def consent(self) -> None:
        self.go("consent", **self._whose())

    def _letter(self) -> None:
        self.go("letter", case=self._where["case"])

    def any_letter(self) -> None:
        self.go("choose-letter", **self._whose())

    def open_letter(self, letter: LetterRow) -> None:
        self.go(page_of(letter.kind), letter=letter.id)

    def print_all(self) -> None:
        """Every issued letter of the case waits in one list, which names each reader before it prints."""
        work = partial(print_later.put_case, self.room.desk, self._where["case"], today=self.room.today())
        self.room.write(self, work, self._all_wait, self._failed)

    def _all_wait(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.go("print-later")

    def add_papers(self, paper: UUID | None = None) -> None:
        """The papers of the case, at one of them where one is named."""
        if self._page is not None:
            where = {"person": self._page.case.row.person_id, "case": self._page.case.row.id}
            self.go("papers", **where, **({"paper": paper} if paper else {}))

    def _estimate(self) -> None:
        self.go("estimate", case=self._where["case"])

    def _debts(self) -> None:
        self.go("client-debts", case=self._where["case"])

    def decision(self) -> None:
        self.go("decision", case=self._where["case"])

    def challenge(self, **where: Any) -> None:
        self.go("challenge", case=self._where["case"], **where)

    def _whose(self) -> dict[str, Any]:
        person = {"person": self._page.case.row.person_id} if self._page else {}
        return person | self._where
