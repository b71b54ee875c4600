"""A letter leaving the desk: issue, paper, file. Casework says each time whether it may."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from welfare_desk.casework.access import Blocked
from welfare_desk.casework.correspondence import letter_issue
from welfare_desk.casework.correspondence.letter_page import LetterPage, LetterStart
from welfare_desk.casework.correspondence.letters import LetterRow
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import Problems
from welfare_desk.ui import messages
from welfare_desk.ui.consents import blocked
from welfare_desk.ui.evidence.forms import moment
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.letters import asking
from welfare_desk.ui.letters.gone import Gone
from welfare_desk.ui.letters.statements import StatementList

Showing = Literal[
    "statements", "start", "statement", "notes", "address", "answers", "own", "own words", "own paragraph"
]


class Leaving(Gone):
    """What the letter's page does with the world outside, and how it tells what was written."""

    form: Form | None
    banner: Banner
    statements: StatementList
    showing: Showing
    _page: LetterPage | None
    _start: LetterStart | None

    def _read(self) -> None:
        raise NotImplementedError

    def _show_left(self, showing: Showing) -> None:
        raise NotImplementedError

    def issue(self) -> None:
        """Issue the letter, when the person is sure: it can no longer be changed."""
        page = self._page
        if page is not None and asking.before_issue(
            self, page.row.reference, asking.readers_of(page), asking.what_it_says(page), page.envelope
        ):
            self._write(letter_issue.issue, page.row.id, today=self.room.today())

    def _row(self) -> LetterRow | None:
        return self._page.row if self._page is not None else None

    def _write(self, what: Callable[..., Changes], *about: object, **how: object) -> None:
        self.room.write(self, partial(what, self.room.desk, *about, **how), self._wrote, self._failed)

    def _wrote(self, changes: Changes) -> None:
        self._show_left("statements")
        self._announce(changes)
        self._read()
        self.statements.setFocus()

    def _announce(self, changes: Changes) -> None:
        self.said.emit(f"Saved {moment(self.room.now())}")
        self.wrote.emit(changes)

    def _failed(self, fault: BaseException) -> None:
        if isinstance(fault, Problems) and self.form is not None and self.showing != "statements":
            self.form.show_problems(fault.problems)
        elif isinstance(fault, Blocked):
            self.banner.clear()
            self.banner.say(*blocked.in_words(fault.reasons, "The letter"))
            person = (
                self._page.row.person_id if self._page else self._start.person_id if self._start else None
            )
            case = self._page.row.case_id if self._page else self._start.case_id if self._start else None
            if person is not None:
                ask = partial(self.go, "consent", person=person, case=case)
                self.banner.offer("Record consent", ask, "primary")
            self.banner.show()
        else:
            messages.show_fault(self, fault)
