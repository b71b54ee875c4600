"""A file the person chose, read and looked at apart, for every screen that keeps papers."""

from __future__ import annotations

from pathlib import Path

from welfare_desk.casework.papers import attachments
from welfare_desk.casework.papers.attachments import CannotKeep, Looked


def looked_at(file: Path) -> Looked:
    """Off the screen's thread: the file read, and looked at apart. Raises CannotKeep."""
    try:
        if file.stat().st_size > attachments.MOST_BYTES:
            raise CannotKeep(file.name, "it has more than 25 MB", "Divide it, or scan it more coarsely.")
        data = file.read_bytes()
    except OSError as fault:
        raise CannotKeep(file.name, "it cannot be opened", "Check that it is still there.") from fault
    return attachments.look_at(file.name, data)
