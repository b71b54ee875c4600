"""What Ctrl+K finds of the filters one keeps: choosing one opens its list, asked so."""

from __future__ import annotations

from welfare_desk.casework import own_filters
from welfare_desk.ui.filters.filtered import chosen
from welfare_desk.ui.filters.words import asks_for
from welfare_desk.ui.palette import Found, Source, among
from welfare_desk.ui.room import Room
from welfare_desk.ui.window import Window

_MOST = 4


def source(window: Window, room: Room) -> Source:
    """By their names; like clients they are asked for at once, from one small row of one's own."""

    def find(typed: str) -> list[Found]:
        if not typed.strip():
            return []
        lines = [
            Found(
                one.name,
                chosen(window.go, one.of, one.name, one.says),
                f"filter of {own_filters.LISTS[one.of].lower()}: {asks_for(one)}",
                "list",
            )
            for one in own_filters.filters(room.desk)
        ]
        return among(lines, typed)

    return Source("Saved filters", find, _MOST)
