"""Pages that were just made, on their way: to the printer or into a file."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from welfare_desk.errors import DeskError
from welfare_desk.ui import messages, printing
from welfare_desk.ui.kit.fields import OneOfField

HOW = (("print", "Print"), ("save", "Save as PDF"))


def how_field() -> OneOfField:
    """Whether to print or to save; printing is meant where nothing is said."""
    field = OneOfField(HOW, columns=1)
    field.set_value("print")
    return field


def hand_over(owner: QWidget, pdf: bytes, words: str, suggested: str, how: str | None) -> None:
    """Print or save; a fault is shown and loses nothing."""
    try:
        if how == "save":
            file = messages.file_to_save(owner, words, suggested, "PDF (*.pdf)")
            if file is not None:
                printing.save(file, pdf)
        else:
            printing.print_pdf(owner, pdf, words)
    except DeskError as fault:
        messages.show_fault(owner, fault)
