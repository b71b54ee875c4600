"""Every box and every file dialog goes through here, so that tests replace one thing.

What a line beside a field can say needs no box. Nothing shown here carries a person's name in its title.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.errors import DeskError
from welfare_desk.ui.spoken import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QMessageBox

TITLE = "Welfare Desk"
_log = logging.getLogger("welfare_desk.crash")


class Speaker(Protocol):
    """What can be asked of the person in front."""

    def tell(self, parent: QWidget | None, sentence: str, hint: str) -> None: ...
    def ask(self, parent: QWidget | None, question: str, hint: str, yes: str, no: str) -> bool: ...
    def file_to_open(self, parent: QWidget | None, words: str, kinds: str) -> Path | None: ...
    def file_to_save(self, parent: QWidget | None, words: str, suggested: str, kinds: str) -> Path | None: ...
    def folder(self, parent: QWidget | None, words: str) -> Path | None: ...
    def printer(self, parent: QWidget | None, words: str, pages: int) -> QPrinter | None: ...


class _Boxes:
    """The real thing. What each is made of comes with the first one shown."""

    def tell(self, parent: QWidget | None, sentence: str, hint: str) -> None:
        box(parent, sentence, hint).exec()

    def ask(self, parent: QWidget | None, question: str, hint: str, yes: str, no: str) -> bool:
        from PySide6.QtWidgets import QMessageBox

        box = self._box(parent, question, hint)
        act = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is act

    def file_to_open(self, parent: QWidget | None, words: str, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(parent, words, "", kinds)
        return Path(chosen) if chosen else None

    def file_to_save(self, parent: QWidget | None, words: str, suggested: str, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getSaveFileName(parent, words, suggested, kinds)
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget | None, words: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(parent, words)
        return Path(chosen) if chosen else None

    def printer(self, parent: QWidget | None, words: str, pages: int) -> QPrinter | None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # asks every printer there is: not at start

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(words)
        # A page of notes on its back is a page somebody else may read: both sides only where it is chosen.
        printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
        dialog = QPrintDialog(printer, parent)
        offered = QPrintDialog.PrintDialogOption
        dialog.setOptions(offered.PrintPageRange | offered.PrintCollateCopies | offered.PrintToFile)
        if pages:
            dialog.setMinMax(1, pages)
        dialog.setWindowTitle(TITLE)
        return printer if dialog.exec() else None

    def _box(self, parent: QWidget | None, sentence: str, hint: str) -> QMessageBox:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(parent)
        box.setWindowTitle(TITLE)
        box.setText(sentence)
        box.setInformativeText(hint)
        return box


def box(parent: QWidget | None, sentence: str, hint: str) -> QMessageBox:
    """What ``tell`` shows, with its one button; not shown yet."""
    from PySide6.QtWidgets import QMessageBox

    made = _Boxes()._box(parent, sentence, hint)
    made.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    return made


_speaker: Speaker = _Boxes()


class _Held:
    """Takes what is told and asks nobody: nothing is chosen and every answer is no."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def tell(self, parent: QWidget | None, sentence: str, hint: str) -> None:
        self.told.append((sentence, hint))

    def ask(self, parent: QWidget | None, question: str, hint: str, yes: str, no: str) -> bool:
        return False

    def file_to_open(self, parent: QWidget | None, words: str, kinds: str) -> Path | None:
        return None

    def file_to_save(self, parent: QWidget | None, words: str, suggested: str, kinds: str) -> Path | None:
        return None

    def folder(self, parent: QWidget | None, words: str) -> Path | None:
        return None

    def printer(self, parent: QWidget | None, words: str, pages: int) -> QPrinter | None:
        return None


@contextmanager
def held() -> Iterator[list[tuple[str, str]]]:
    """While the screen is being hidden no box may stand in the way: what is told waits in the list given."""
    holding = _Held()
    before = use(holding)
    try:
        yield holding.told
    finally:
        use(before)


def use(speaker: Speaker) -> Speaker:
    """Put another in the place of the boxes; returns the one before."""
    global _speaker
    before, _speaker = _speaker, speaker
    return before


def tell(parent: QWidget | None, sentence: str, hint: str = "") -> None:
    """Say something that cannot be said in a line on the screen."""
    _speaker.tell(parent, tr(sentence), tr(hint))


def ask(parent: QWidget | None, question: str, *, yes: str, no: str, hint: str = "") -> bool:
    """Ask before what cannot be taken back. ``yes`` and ``no`` are verbs ("Issue letter", "Keep draft")."""
    return _speaker.ask(parent, tr(question), tr(hint), tr(yes), tr(no))


def file_to_open(parent: QWidget | None, words: str, kinds: str = "All files (*)") -> Path | None:
    return _speaker.file_to_open(parent, tr(words), kinds)


def file_to_save(parent: QWidget | None, words: str, suggested: str, kinds: str) -> Path | None:
    """``suggested`` carries a reference, never a name."""
    return _speaker.file_to_save(parent, tr(words), suggested, kinds)


def folder(parent: QWidget | None, words: str) -> Path | None:
    return _speaker.folder(parent, tr(words))


def printer(parent: QWidget | None, words: str, pages: int = 0) -> QPrinter | None:
    """Which printer, or a PDF, with copies, sides and which of ``pages`` pages.

    ``words`` name the job and carry a reference, never a name.
    """
    return _speaker.printer(parent, words, pages)


# --- when it is our fault -------------------------------------------------------------------------


def show_fault(owner: QObject | None, fault: object) -> None:
    """A ``DeskError`` in its own words; anything else as our bug, with a reference."""
    parent = owner if isinstance(owner, QWidget) else None
    if isinstance(fault, DeskError):
        tell(parent, fault.said, fault.advice)
    elif isinstance(fault, BaseException):
        crash(parent, fault)


def crash(parent: QWidget | None, fault: BaseException) -> str:
    """Write down where it happened and say so calmly; returns the reference.

    Only places and the kind of fault are written: what a fault says may hold what a client said.
    """
    reference = f"WD-{os.urandom(3).hex().upper()}"
    places = [
        f"{Path(p.filename).name}:{p.lineno} {p.name}" for p in traceback.extract_tb(fault.__traceback__)
    ]
    _log.error("%s %s at %s", reference, type(fault).__name__, " < ".join(reversed(places)) or "nowhere")
    tell(parent, OUR_FAULT, kept_and(reference))
    return reference


OUR_FAULT = "Something went wrong in Welfare Desk. Everything already saved is safe."


def kept_and(reference: str) -> str:
    return f"What you were typing is kept. If it happens again, quote {reference}."


_showing = False


def catch_everything(keep_drafts: Callable[[], object]) -> None:
    """From now on a fault nobody caught keeps the drafts and shows the calm window, once at a time."""

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        global _showing
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        if _showing:  # a fault while the window is up must not stack windows
            return
        _showing = True
        try:
            keep_drafts()
            show_fault(QApplication.activeWindow(), fault.with_traceback(trace))
        finally:
            _showing = False

    sys.excepthook = hook
