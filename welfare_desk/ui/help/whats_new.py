"""What's new: after an upgrade its lines are shown once to each person, and whenever they ask."""

from __future__ import annotations

from functools import partial

from welfare_desk import changelog
from welfare_desk.casework import choices, own_things
from welfare_desk.errors import DeskError
from welfare_desk.ui import messages
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Place
from welfare_desk.ui.window import Window

_READ = "changes read"


def greet(window: Window, room: Room) -> None:
    """Show what changed since this person was last here, if anything did, and not again."""
    if room.practice or room.desk.read_only:
        return

    def work() -> tuple[str, ...]:
        if not choices.of_person(room.desk)["show_news"]:
            return ()
        before = own_things.kept(room.desk, _READ)
        now = [one.mark for one in changelog.changes()]
        if before != now:
            own_things.keep(room.desk, _READ, now)
        return tuple(one.mark for one in changelog.new_since(before))

    room.jobs.run(window, work, partial(_show, window, window.place()), _leave_it, writes=True)


def _show(window: Window, first: Place | None, new: tuple[str, ...]) -> None:
    place = window.place()
    if new and not window.is_covered() and place == first:
        window.go("help", page="whats-new", new=new)


def _leave_it(fault: BaseException) -> None:
    """News is no reason to stop work; a bug is said as any other."""
    if not isinstance(fault, DeskError):
        messages.show_fault(None, fault)
