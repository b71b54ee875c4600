"""Printing what holds other people's pages: drawn apart as on screen, a few pages at a time, then printed.

It runs off the screen's thread, says how far it is, and can be called off between two pages.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from welfare_desk.letters.papers.unfit import Unfit
from welfare_desk.ui import messages, printing
from welfare_desk.ui.jobs import Job, Progress, Steps
from welfare_desk.ui.papers import drawing
from welfare_desk.ui.room import Room

_DOTS = 200  # to the inch, as the pages of photographs are kept


def print_apart(
    owner: QWidget,
    room: Room,
    pdf: bytes,
    words: str,
    *,
    pages: int = 0,
    done: Callable[[object], object] | None = None,
    failed: Callable[[BaseException], object] | None = None,
    progress: Callable[[Progress], object] | None = None,
) -> Job | None:
    """Ask for a printer and print; None when the person thought better of it.

    ``words`` name the print job, so they carry a reference and never a name.
    """
    printer = messages.printer(owner, words, pages)
    if printer is None:
        return None
    say = progress or (lambda _: None)
    return room.jobs.run(owner, lambda steps: put_on_paper(pdf, printer, steps), done, failed, say)


def put_on_paper(pdf: bytes, printer: QPrinter, steps: Steps | None = None) -> int:
    """Every page asked for, as large as the paper takes; returns how many. Raises CouldNotPrint."""
    try:
        count = len(drawing.draw(pdf, 0, 0, 10).sizes)
        wanted = printing.pages_wanted(printer, count)
        printer.setFullPage(True)
        printer.setResolution(min(printer.resolution(), 300))
        painter = QPainter()
        if not painter.begin(printer):
            raise printing.CouldNotPrint
        try:
            for place, number in enumerate(wanted):
                if steps is not None:
                    steps.say("Printing", place, len(wanted))
                if place and not printer.newPage():
                    raise printing.CouldNotPrint
                _put(painter, pdf, number)
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
    except Unfit as no:
        raise printing.CouldNotPrint(f"It could not be printed: {no.because}.", no.instead) from no
    return len(wanted)


def _put(painter: QPainter, pdf: bytes, number: int) -> None:
    paper = QRectF(painter.viewport())
    drawn = drawing.draw(pdf, number, 1, round(8.27 * _DOTS))
    page = drawn.pages[number]
    image = QImage(page.dots, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888)
    if (page.width > page.height) != (paper.width() > paper.height()):
        image = image.transformed(QTransform().rotate(90))  # a landscape page lies along the sheet
    size = QSizeF(image.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(paper.topLeft(), size), image)
