"""Erasing for good, wherever it is asked for: one question, then the certificate to keep."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from welfare_desk.casework.rights import erasure, privacy_papers
from welfare_desk.casework.rights.erasure import Erased
from welfare_desk.casework.safekeeping import trust
from welfare_desk.errors import DeskError
from welfare_desk.ui import messages, printing
from welfare_desk.ui.room import Room

Done = Callable[[Erased, str], object]
"""Told what was erased, and what to do about older backups ("" where nothing need be done)."""


def erase_for_good(
    screen: QWidget,
    room: Room,
    person_id: UUID,
    code: str,
    reference: str,
    done: Done,
    failed: Callable[[BaseException], object],
    *,
    asked: bool = False,
) -> None:
    """Erase one class of one client after asking, and offer its certificate to be saved."""
    hint = f"{reference}. It cannot be taken back; the figures stay."
    if not messages.ask(screen, "Erase this for good?", yes="Erase it for good", no="Keep it", hint=hint):
        return
    desk, today = room.desk, room.today()

    def work() -> tuple[Erased, bytes, bool]:
        made = erasure.erase(desk, person_id, code, today=today, asked=asked)
        pages = privacy_papers.certificate(desk, made.certificate, today=today)
        return made, pages, trust.keep_list_beside_backups(desk)

    room.write(screen, work, partial(_erased, screen, done), failed)


def _erased(screen: QWidget, done: Done, found: tuple[Erased, bytes, bool]) -> None:
    made, pages, listed = found
    hint = "" if listed else "Make a backup now: until then an older one could bring it back."
    done(made, hint)
    name = f"{made.certificate.number}.pdf"
    path = messages.file_to_save(screen, "Save the certificate", name, "PDF (*.pdf)")
    if path is not None:
        try:
            printing.save(path, pages)
        except DeskError as fault:
            messages.show_fault(screen, fault)
