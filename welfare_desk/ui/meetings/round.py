"""The round at the end of a session: meeting by meeting, who came, what is next, the letters to hand over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.correspondence import letter_check
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import day, meetings
from welfare_desk.casework.service.meetings import Round, RoundLine
from welfare_desk.rules import days
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.meetings.form import EndForm
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading
from welfare_desk.ui.today.states import STATES

_SAVE = "Save, and the next"


class RoundScreen(ListScreen):
    """What is still to be said of a session's meetings."""

    name, title, rail = "round", "End of the session", "today"
    kinds = frozenset({"sessions", "letters", "tasks"})

    def __init__(self, room: Room) -> None:
        columns = [
            Column("Time", 60),
            Column("Client and next step"),
            Column("Next meeting", 110),
            Column("", 104),
        ]
        empty = Empty("Nobody was booked.", "The session can be ended as it is.")
        super().__init__(room, "Who came", columns, empty, pane_width=400)
        self.view: Round | None = None
        self._session: UUID | None = None
        self._lines: dict[object, RoundLine] = {}
        self._goes_on = False

    def heading(self) -> Heading:
        view = self.view
        if view is None:
            return Heading(self.title)
        closed = f"Of {view.left} it is not said who came." if view.left else ""
        end = Act("End the session", self._end_session, "", closed)
        where = f"{view.row.practice}, {days.full(view.row.on)}"
        if self.form is not None and self._saver is not None:
            return Heading(self.title, where, acts=(end,), primary=Act(_SAVE, self._saver, "check"))
        return Heading(self.title, where, primary=end)

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"meeting": self._ask}

    def arrive(self, **where: Any) -> None:
        """``session``: which one."""
        self._session = where.get("session", self._session)
        self._goes_on = True  # the first meeting of which nothing is said stands open at once
        super().arrive(**where)

    def load(self) -> Callable[[], Round | None]:
        desk, session, today = self.room.desk, self._session, self.room.today()
        if session is not None:
            return partial(meetings.round_of, desk, session, today=today)

        def todays() -> Round | None:
            found = day.today(desk, today=today).session
            return meetings.round_of(desk, found.id, today=today) if found else None

        return todays

    def listed(self, found: Round | None) -> Iterable[Row]:
        self.view = found
        self._lines = {line.booked.id: line for line in found.lines} if found else {}
        left = found.left if found else 0
        self.head.say("Who came", f"{left} to go" if left else "All said" if self._lines else "")
        if self._goes_on and self.form is None and found is not None:
            self._goes_on = False
            unsaid = next((line.booked.id for line in found.lines if not line.said), None)
            if unsaid is not None:
                self._wanted = unsaid
                self._kept = self._kept or ("meeting", unsaid, {}, {}, None)
        return [self._row(line) for line in self._lines.values()]

    def _row(self, line: RoundLine) -> Row:
        one = line.booked
        on = line.follow_up[0] if line.follow_up else None
        return Row(
            one.id,
            (
                RowCell(f"{one.at:%H:%M}" if one.at else "", role="quiet"),
                RowCell(one.client, line.end.next_step or one.why, strong=not line.said),
                RowCell(days.without_year(on) if on else "", role="quiet"),
                STATES[one.status] if line.said else RowCell(chip=Chip("To say", "soon")),
            ),
        )

    def fill(self, key: object) -> None:
        line = self._lines[key]
        one, end = line.booked, line.end
        self.pane.heading(one.client, one.why)
        if one.contact_warning:
            self.pane.said(one.contact_warning, "soon", 8)
        on = days.without_year(end.next_step_on) if end.next_step_on else ""
        follow = days.without_year(line.follow_up[0]) if line.follow_up else ""
        self.pane.facts(
            [
                ("How it went", STATES[one.status].text or "Came"),
                ("Next step", ", ".join(part for part in (end.next_step, on) if part)),
                ("Next meeting", follow),
                ("Minutes", str(end.minutes) if end.minutes is not None and line.said else ""),
            ]
        )
        self.pane.act("Say how it went", lambda: self._ask(one.id), icon="pencil")
        if line.to_hand_over:
            self.pane.section("Letters to hand over")
        for letter in line.to_hand_over:
            count = f"{letter.statements} statement{'s' * (letter.statements != 1)}"
            self.pane.item(letter.recipient, letter.reference, "mail", second=count)
            hand = partial(letter_check.send_to_gp, self.room.desk, letter.id, today=self.room.today())
            self.pane.act("Handed to the practice", partial(self.write, hand), icon="send")
        self.pane.act("Open the client", lambda: self.go("client", person=one.person_id), "link")

    def open_row(self, key: object) -> None:
        self._ask(key)

    # Saying how it went -------------------------------------------------------------------------------

    def _ask(self, key: Any) -> None:
        line = self._lines.get(key)
        if line is None or self.view is None:
            return
        self.rows.choose(key)
        booked_on = line.follow_up[0] if line.follow_up else None
        form = EndForm(self.room.today, self.view.places, asks_who_came=True, columns=2, booked_on=booked_on)
        form.show_end(line.end)
        if not line.said:
            form.fields["minutes"].set_value(None)

        def do(typed: dict[str, Any]) -> Changes:
            return meetings.end_meeting(self.room.desk, key, form.end(), today=self.room.today())

        def judge() -> list[Any]:
            return meetings.problems_in(form.end(), today=self.room.today())

        heading, why = line.booked.client, line.booked.why
        self.ask("meeting", key, heading, form, _SAVE, do, second=why, judge=judge)
        self.heading_changed.emit()

    def written(self, changes: Changes) -> None:
        self._goes_on = self.form is not None  # a letter handed over does not go on to the next meeting
        super().written(changes)

    def _end_session(self) -> None:
        if self.view is not None:
            end = partial(meetings.end_session, self.room.desk, self.view.row.id)
            self.room.write(self, end, self._ended)

    def _ended(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.go("today")
