"""One way for every form: somebody else was faster, so what stands now is read and both versions are shown.

The form is the same, or made anew by its page; what was typed is held here meanwhile and put back whatever
happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from welfare_desk.ui import messages
from welfare_desk.ui.kit.both import Both
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room


def look_again(room: Room, owner: QWidget, reread: Callable[[], object]) -> None:
    """Somebody else was faster where nothing is typed: what they made of it is shown, and said."""

    def then(could: bool) -> None:
        room.sights.accept(owner)
        if could:
            messages.tell(owner, "Someone else has just changed this.", hint=_THEIRS)

    room.sights.after_next_read(owner, then)
    reread()


_THEIRS = (
    "What stands here now is theirs, and yours has not been saved. Do it again if it is still to be done."
)


def show_both(
    room: Room,
    owner: QObject,
    form: Form,
    began: Mapping[str, Any],
    reread: Callable[[], object],
    again: Callable[[], Form | None] | None = None,
) -> None:
    """Have the page read anew, then show both versions over its form.

    ``began`` is what the form showed before anything was typed; ``reread`` has the page read what it shows
    and show it; ``again`` makes the form anew where the page does not keep it.
    """
    mine, half_read = form.values(), form.half_read()
    form.show_values(dict(began))  # untouched, so that the page shows in it what is there now

    def then(could: bool) -> None:
        found = (again() if again is not None else form) if could else form
        if found is None:
            return
        room.sights.accept(owner)
        if could:
            found.put_on_top(Both(found, began, mine, half_read))
        else:
            found.show_values(mine)
            found.show_half_read(half_read)

    room.sights.after_next_read(owner, then)
    reread()
