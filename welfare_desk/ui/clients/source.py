"""What Ctrl+K finds beside commands: clients by whatever is remembered of them, cases by their references."""

from __future__ import annotations

from functools import partial

from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.cases import CaseRow
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientRow
from welfare_desk.casework.service import sessions
from welfare_desk.rules import days
from welfare_desk.rules.words_found import Wanted
from welfare_desk.ui.clients import words
from welfare_desk.ui.palette import Found, Source
from welfare_desk.ui.room import Room
from welfare_desk.ui.window import Window

_MOST = 5


def sources(window: Window, room: Room) -> list[Source]:
    """Clients and cases of the open desk, five lines of each; who is seen today comes first.

    The palette asks while one types and shows the answer at once, on the screen's own thread: these
    questions are answered from an index in one to three milliseconds, less than a frame.
    """

    def found_clients(typed: str) -> list[Found]:
        if not typed.strip():
            return []
        here = sessions.here_today(room.desk, today=room.today())
        rows = sorted(clients.find(room.desk, typed), key=lambda row: row.id not in here)
        return [_client(window, row) for row in rows[:_MOST]]

    def found_cases(typed: str) -> list[Found]:
        if not typed.strip():
            return []
        return [
            _case(window, row)
            for row in cases.case_rows(room.desk, typed=typed, open_only=False, limit=_MOST)
        ]

    def everywhere(typed: str) -> list[Found]:
        if not Wanted.typed(typed):
            return []
        look = partial(window.go, "find", typed=typed)
        return [Found(f"Find “{typed}” in letters, journal and all else", look, "", "search", "Ctrl+F")]

    return [
        Source("Clients", found_clients, _MOST),
        Source("Cases", found_cases, _MOST - 1),
        Source("Everywhere", everywhere, 1, last=True),
    ]


def _client(window: Window, row: ClientRow) -> Found:
    born = f"born {days.short(row.born_on)}" if row.born_on else ""
    known = ", ".join(part for part in (born, row.postcode, row.reference) if part)
    return Found(row.name, partial(window.go, "client", person=row.id), known, "user")


def _case(window: Window, row: CaseRow) -> Found:
    second = f"{words.matter(row)}, {row.reference}"
    return Found(row.client, partial(window.go, "case", case=row.id), second, "folder")
