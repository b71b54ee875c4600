"""What is half typed on the screens, held by the window over a lock and a start until it stands there again.

A screen that is handed its words reads what they belong to first. Until it is seen to show them they are
kept here as well, and a screen left before that is made anew. One that is sent to another client leaves here
what was typed about the first. So no word is lost, and none comes under somebody else's name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from welfare_desk.later import Later
from welfare_desk.ui.screen import Place, Screen

if TYPE_CHECKING:
    from welfare_desk.casework import kept_typing
    from welfare_desk.casework.kept_typing import Typed
else:
    kept_typing = Later("welfare_desk.casework.kept_typing")

Where = Mapping[str, Any]


class HalfTyped:
    """By place, typing that has not been shown again yet."""

    def __init__(self) -> None:
        self._kept: dict[str, Typed] = {}
        self._handed: dict[str, str] = {}  # by screen, the place whose words it may not show yet
        self._began: dict[str, object] = {}  # by screen, its draft as nobody had typed yet
        self._left: dict[tuple[str, int], str] = {}  # by screen and visit, the place it was sent away from
        self._stood: object | None = None  # the draft of the screen that is just being sent on

    def __bool__(self) -> bool:
        return bool(self._kept)

    def of(self, screens: Mapping[str, Screen], wheres: Mapping[str, Where]) -> dict[str, Typed]:
        """What stands on the screens, with what is still to be given back."""
        typed = dict(self._kept)
        for name, screen in screens.items():
            if (draft := screen.draft()) is not None:
                where = wheres.get(name, {})
                typed[kept_typing.place_of(name, where)] = (where, draft)
        return typed

    def hold(self, typed: Mapping[str, Typed]) -> None:
        """Each is shown again as soon as somebody comes back to where it was typed."""
        self._kept.update(typed)

    def let_go(self) -> None:
        """It has been sealed in the desk, or another desk is about to be opened."""
        self._kept = {}

    def forget(self, gone: Collection[UUID]) -> None:
        """What is about any of these has been erased."""
        ids = {str(id) for id in gone}
        self._kept = {at: typed for at, typed in self._kept.items() if ids.isdisjoint(at.split(" "))}

    # A screen comes to a place, and is sent to another ---------------------------------------------------

    def _bring(self, screen: Screen, place: Place) -> None:
        """Hand the screen what was half typed there."""
        at = kept_typing.place_of(place.screen, place.where) if self._kept else ""
        if at not in self._kept or self._kept[at][0] != place.where:
            return
        screen.restore(self._kept[at][1])
        self._handed[place.screen] = at
        self._began[place.screen] = None
        if screen.draft() is not None or not screen.is_reading:
            self.read_through(place.screen, screen)

    def read_through(self, name: str, screen: Screen) -> None:
        """The screen has read all it asked for: what it was handed stands there, or has no place there."""
        draft = screen.draft()
        self._began.setdefault(name, draft)
        self._kept.pop(self._handed.get(name, ""), None)
        if draft is not None:
            self._handed.pop(name, None)

    def part(self, screen: Screen | None, here: Place, there: Place) -> bool:
        """A screen is sent from one place to another; whether it has to be made anew for it.

        What is typed there is held for whoever comes back. A screen that still holds words it was handed,
        or is being told something, would show them under the other's name.
        """
        if screen is None or here.where == there.where:
            return False
        at, name, visit = kept_typing.place_of(here.screen, here.where), here.screen, screen.visit
        ids, wanted = set(at.split(" ")), set(kept_typing.place_of(name, there.where).split(" "))
        if ids <= wanted or wanted <= ids:  # the same, or a date or a case of the same
            return False
        screen.visit += 1
        handed, began = name in self._handed, self._began.pop(name, None)
        typed, self._stood = screen.parting(), screen.draft()
        if typed is not None and typed != began:
            self._kept[at] = (here.where, typed)
            self._left[name, visit] = at
            screen.kept_visits |= {visit}
        return handed or (screen.is_reading and self._stood is None)

    def arrived(self, screen: Screen, place: Place) -> None:
        """The screen has come to this place; what it still shows of before is its own to keep."""
        if self._stood is not None and screen.draft() == self._stood:
            self.saved_late(place.screen, screen.visit - 1)
        self._stood = None
        self._bring(screen, place)

    def saved_late(self, name: str, visit: int) -> None:
        """What was being saved as the screen was sent on is saved: it is not half typed any more."""
        self._kept.pop(self._left.pop((name, visit), ""), None)

    def dropped(self, name: str) -> None:
        """The screen is gone, and with it what it was handed."""
        self._handed.pop(name, None)
        self._began.pop(name, None)
