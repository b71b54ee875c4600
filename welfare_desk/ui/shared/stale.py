"""One way for every form: somebody else was faster, so what stands now is read and both versions are shown.

The form is the same, or made anew by its page; what was typed is held here meanwhile and put back whatever
happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from welfare_desk.ui import messages
from welfare_desk.ui.kit.both import Both
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room


@dataclass(frozen=True, slots=True)
class Press:
    """One press that another was faster than: what it would have made, what stands now, and how it is done.

    ``stands`` is asked when their version has been read; it says nothing where nothing is left to do it to.
    """

    mine: str
    stands: Callable[[], str]
    again: Callable[[], object]


def look_again(room: Room, owner: QWidget, reread: Callable[[], object], wanted: Press | None = None) -> None:
    """Somebody else was faster where nothing is typed: what they made of it is shown, and said.

    With ``wanted`` both versions stand in one question, whether it is to be done all the same.
    """
    if room.sights.meets(owner):
        return  # it is just being shown

    def then(could: bool) -> None:
        room.sights.accept(owner)
        theirs = wanted.stands() if could and wanted is not None else ""
        if wanted is not None and theirs:
            hint = f"Theirs: {theirs}\nYours: {wanted.mine}"
            if messages.ask(owner, _CHANGED, hint=hint, yes="Use yours", no="Keep theirs"):
                wanted.again()
        elif could:
            messages.tell(owner, _CHANGED, hint=_THEIRS)

    room.sights.after_next_read(owner, then)
    reread()


_CHANGED = "Someone else has just changed this."
_THEIRS = "What you see now is theirs; yours has not been saved. Do it again if it still needs doing."


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
    if form.is_met:
        return  # saved twice before the first was answered; what was typed is held since then
    form.is_met = True
    mine, half_read = form.values(), form.half_read()
    form.show_values(dict(began))  # untouched, so that the page shows in it what is there now

    def then(could: bool) -> None:
        form.is_met = False
        found = (again() if again is not None else form) if could else form
        if found is None:
            return
        room.sights.accept(owner)
        if could:
            top = Both(found, began, mine, half_read)
            found.put_on_top(top)
            top.begin()
        else:
            found.show_values(mine)
            found.show_half_read(half_read)

    room.sights.after_next_read(owner, then)
    reread()
