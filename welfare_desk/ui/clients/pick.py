"""Choosing a client inside a form: letters are typed in one field, who is found stands in the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.cases import CaseRow
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientRow, ClientView
from welfare_desk.errors import Problem
from welfare_desk.ui.clients import words
from welfare_desk.ui.kit.fields import ChoiceField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room

_MOST = 8


class ClientPick:
    """The fields ``typed``, ``person`` and, with ``with_case``, ``case`` of a form."""

    def __init__(
        self, form: Form, room: Room, owner: QObject, *, with_case: bool = True, no_case: str = "No case yet"
    ) -> None:
        self.form, self.room, self.owner = form, room, owner
        self.typed = form.add_row("&Client", TextField("Letters of the name"), name="typed", span=2)
        self.person = form.add_row(
            "&Which client", ChoiceField(unset="Type a name first"), name="person", span=2
        )
        self.case: ChoiceField | None = None
        if with_case:
            self.case = form.add_row("A&bout", ChoiceField(unset=no_case), name="case", span=2)
        form.edited.connect(self._edited)

    def show_client(self, person_id: UUID) -> None:
        """Somebody is chosen already."""
        self.room.read(self.owner, partial(clients.client, self.room.desk, person_id), self._show)

    def problems(self) -> list[Problem]:
        if self.person.value() is not None:
            return []
        return [Problem("person" if self.typed.value() else "typed", "Choose who it is.")]

    def _show(self, client: ClientView) -> None:
        self.typed.set_value(client.name)
        self._offer_people([(client.id, f"{client.name}, {client.reference}")])
        self._edited("person")

    def _edited(self, name: object) -> None:
        read: Callable[..., object] = partial(self.room.read, self.owner)
        if name == "typed":
            typed = self.typed.value()
            work = partial(clients.find, self.room.desk, typed, limit=_MOST)
            read(work, lambda found: self._found(typed, found))
        elif name == "person" and self.case is not None and self.person.value() is not None:
            theirs = partial(cases.case_rows, self.room.desk, person_id=self.person.value())
            read(theirs, self._offer_cases)

    def _found(self, typed: str, rows: list[ClientRow]) -> None:
        if typed == self.typed.value():
            self._offer_people([(row.id, f"{row.name}, {row.reference}") for row in rows] if typed else [])
            self._edited("person")

    def _offer_people(self, people: Sequence[tuple[Any, str]]) -> None:
        """Who was found by the letters; the only one is chosen at once."""
        found = f"Choose one of {len(people)}" if people else "Nobody found"
        self.person.offer(people, unset=found if self.typed.value() else "Type a name first")
        if len(people) == 1:
            self.person.set_value(people[0][0])

    def _offer_cases(self, rows: list[CaseRow]) -> None:
        """The open cases of the chosen client, the newest first and chosen."""
        if self.case is not None:
            self.case.offer([(row.id, words.matter(row)) for row in rows])
            self.case.set_value(rows[0].id if rows else None)
