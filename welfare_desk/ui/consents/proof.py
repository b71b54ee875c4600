"""Attaching the scan of a signed sheet to its consent, wherever a screen shows one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from welfare_desk.casework.consent import consent_signing
from welfare_desk.casework.desk import Changes
from welfare_desk.ui import messages
from welfare_desk.ui.papers.reading import looked_at
from welfare_desk.ui.room import Room

KINDS = "Papers and pictures (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp);;All files (*)"


def attach(parent: QWidget, room: Room, consent_id: UUID, done: Callable[[Changes], object]) -> None:
    """Ask for the file, look at it apart, and keep it as the consent's proof."""
    file = messages.file_to_open(parent, "The signed sheet", KINDS)
    if file is None:
        return
    work = partial(_keep, room, consent_id, file)
    room.write(parent, work, done, lambda fault: messages.show_fault(parent, fault))


def _keep(room: Room, consent_id: UUID, file: Path) -> Changes:
    return consent_signing.attach_scan(room.desk, consent_id, looked_at(file), today=room.today())
