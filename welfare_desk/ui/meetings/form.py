"""How a meeting went: one form for the meeting itself and for the round at the end of the session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from welfare_desk.casework.service.meetings import NEXT_BY, PLACES, MeetingEnd
from welfare_desk.casework.service.sessions import Place
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui.kit.fields import ChoiceField, DateField, OneOfField, ReadField, TextField
from welfare_desk.ui.kit.form import Form

CAME = (("attended", "Came"), ("dna", "Did not come"), ("cancelled_by_client", "Cancelled"))
_YES_NO = ((True, "Yes"), (False, "No"))


class EndForm(Form):
    """Who came, where, with whom; what is next, whose it is, by when; the next meeting."""

    def __init__(
        self,
        today: Callable[[], date],
        places: Iterable[Place],
        *,
        asks_who_came: bool,
        columns: int = 2,
        booked_on: date | None = None,
    ) -> None:
        super().__init__(columns)
        if asks_who_came:
            self.add_row("Who came?", OneOfField(CAME), name="status", span=columns)
        self.add_row("&Next step", TextField("Nothing more to do"), name="next_step", span=columns)
        self.add_row("By &when", DateField(today), name="next_step_on")
        self.add_row("Wh&o does it", ChoiceField(tuple(NEXT_BY.items()), unset="Choose"), name="next_step_by")
        slots = [((one.session_id, one.at), _place(one)) for one in places]
        unset = f"Booked for {days.without_year(booked_on)}" if booked_on else "Not booked"
        self.follow_up = self.add_row(
            "Next &meeting", ChoiceField(slots if booked_on is None else (), unset=unset), name="follow_up"
        )
        self.add_row("M&inutes", ReadField(_minutes, str, "30"), name="minutes")
        self.add_row("W&here", ChoiceField(tuple(PLACES.items())), name="place")
        self.add_row("In&terpreter", TextField("None"), name="interpreter")
        self.add_row("Who else was &there", TextField("Nobody"), name="present")
        self.add_row(
            "Could we be overheard?", OneOfField(((False, "Yes"), (True, "No"))), name="private_place"
        )
        self.add_row("Did somebody of ours go along?", OneOfField(_YES_NO), name="accompanied")

    def show_end(self, end: MeetingEnd) -> None:
        """What has been said already."""
        self.show_values({name: value for name, value in asdict(end).items() if name != "follow_up"})

    def end(self, status: str | None = None) -> MeetingEnd:
        typed: dict[str, Any] = self.values()
        return MeetingEnd(**(typed | {"status": status or typed.get("status") or ""}))


def _minutes(typed: str) -> int | Problem | None:
    figures = typed.lower().removesuffix("min").removesuffix("minutes").strip()
    if figures.isascii() and figures.isdigit() and len(figures) < 4:
        return int(figures)
    return Problem("minutes", f"{typed.strip()} is not a number of minutes.", "Write it like 25.")


def _place(one: Place) -> str:
    return f"{days.without_year(one.on)}, {one.at:%H:%M}, {one.practice}"
