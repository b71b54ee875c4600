"""What Ctrl+K finds of the settings: each choice with what stands there now, and each section."""

from __future__ import annotations

from functools import partial

from welfare_desk import settings
from welfare_desk.ui.palette import Found, Source, among
from welfare_desk.ui.room import Room
from welfare_desk.ui.settings.listed import SECTIONS
from welfare_desk.ui.spoken import tr
from welfare_desk.ui.window import Window

_MOST = 4


def source(window: Window, room: Room) -> Source:
    """Preferences before sections; nothing while nothing is typed, for there are many."""

    def find(typed: str) -> list[Found]:
        if not typed.strip():
            return []
        choices = [
            Found(
                tr(one.words).replace("&", ""),
                partial(window.go, "settings", section="choices", choice=one.name),
                _stands(one, room),
                "sliders-horizontal",
            )
            for one in settings.TABLE
        ]
        sections = [
            Found(
                tr(one.words),
                partial(window.go, "settings", section=one.name),
                f"settings, {tr(one.under).lower()}" if one.under else "settings",
                "sliders-horizontal",
            )
            for one in SECTIONS
        ]
        return among([*choices, *sections], typed)

    return Source("Settings", find, _MOST, last=True)


def _stands(one: settings.Declared, room: Room) -> str:
    """What this computer has chosen; of what lies in the desk nothing is looked up while one types."""
    if one.held != "machine" or one.folder:
        return {"machine": "this computer", "person": "your choice", "agency": "the agency's"}[one.held]
    return tr(one.said(getattr(room.machine, one.name)))
