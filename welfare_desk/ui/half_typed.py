"""What is half typed on the screens, held by the window over a lock and a start until it stands there again.

A screen that is handed its words reads what they belong to first. Until it is seen to show them they are
kept here as well, and a screen left before that is made anew: no word is lost, and none comes under
somebody else's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from welfare_desk.later import Later
from welfare_desk.ui.screen import Place, Screen

if TYPE_CHECKING:
    from welfare_desk.casework import kept_typing
    from welfare_desk.casework.kept_typing import Typed
else:
    kept_typing = Later("welfare_desk.casework.kept_typing")


class HalfTyped:
    """By place, typing that has not been shown again yet."""

    def __init__(self) -> None:
        self._kept: dict[str, Typed] = {}
        self._handed: dict[str, str] = {}  # by screen, the place whose words it may not show yet

    def __bool__(self) -> bool:
        return bool(self._kept)

    def of(self, screens: Mapping[str, Screen], wheres: Mapping[str, Mapping[str, Any]]) -> dict[str, Typed]:
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

    def bring(self, screen: Screen, place: Place) -> None:
        """Hand the screen, which has just come to this place, what was half typed there."""
        at = kept_typing.place_of(place.screen, place.where) if self._kept else ""
        if at not in self._kept or self._kept[at][0] != place.where:
            return
        screen.restore(self._kept[at][1])
        self._handed[place.screen] = at
        if screen.draft() is not None or not screen.is_reading:
            self.brought(place.screen, screen)

    def brought(self, name: str, screen: Screen) -> None:
        """The screen has read all it asked for: what it was handed stands there, or has no place there."""
        self._kept.pop(self._handed.get(name, ""), None)
        if screen.draft() is not None:
            self._handed.pop(name, None)

    def may_hold(self, name: str) -> bool:
        """Whether a screen may still hold words that it was handed and has not shown."""
        return name in self._handed

    def dropped(self, name: str) -> None:
        """The screen is gone, and with it what it was handed."""
        self._handed.pop(name, None)
