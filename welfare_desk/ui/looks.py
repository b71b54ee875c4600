"""How this computer shows everything: size of text, colours, contrast, movement, from what it remembers.

They belong to the machine and not to a person, because the lock screen wears them before anybody has said
who they are; for the same reason their keys work there too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QApplication

from welfare_desk.settings import LOOKS, TEXT_SIZES, Settings
from welfare_desk.ui import theme


def wear(app: QApplication, machine: Settings) -> None:
    """Dress every window as this computer is to show it."""
    theme.apply(
        app,
        cast(theme.Choice, machine.theme),
        machine.text_size / 100,
        strong=machine.contrast == "high",
        still=machine.motion == "reduced",
    )


def look_alike(one: Settings, other: Settings) -> bool:
    """Whether nothing on the screen would change from one to the other."""
    return all(getattr(one, name) == getattr(other, name) for name in LOOKS)


def asked(machine: Settings, what: str) -> Settings:
    """The choices after one of the keys: ``larger``, ``smaller``, ``usual``, ``contrast``."""
    size = machine.text_size
    match what:
        case "larger":
            size = next((one for one in TEXT_SIZES if one > size), TEXT_SIZES[-1])
        case "smaller":
            size = next((one for one in reversed(TEXT_SIZES) if one < size), TEXT_SIZES[0])
        case "usual":
            size = TEXT_SIZES[0]
        case "contrast":
            return replace(machine, contrast="system" if machine.contrast == "high" else "high")
    return replace(machine, text_size=size)


def said(machine: Settings, what: str) -> str:
    """A short word for the status line about what a key did."""
    if what == "contrast":
        return "High contrast" if machine.contrast == "high" else "Contrast as the computer has it"
    return f"Text at {machine.text_size} %"
