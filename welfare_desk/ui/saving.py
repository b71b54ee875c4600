"""Keeping a file somebody asked for where they say; what goes wrong is said in a sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from welfare_desk import machine
from welfare_desk.ui import messages


def keep(parent: QWidget, words: str, name: str, data: bytes, kinds: str) -> bool:
    """Ask where, and write it there; whether it was written."""
    place = messages.file_to_save(parent, words, name, kinds)
    if place is None:
        return False
    try:
        machine.put_down(place, data)
    except OSError as fault:
        messages.tell(parent, "That file could not be written.", str(fault.strerror or ""))
        return False
    return True
