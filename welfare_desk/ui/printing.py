"""A PDF held in memory onto paper or into a file the person has named; nothing is left anywhere else.

What may be printed is asked of casework before the bytes exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from welfare_desk.errors import WorldFault
from welfare_desk.ui import messages
from welfare_desk.ui.kit.page_view import PageUnreadable

_MOST_DOTS = 300  # to the inch: a page of A4 at 1200 would be half a gigabyte of pixels


class CouldNotPrint(WorldFault):
    sentence = "The printer did not take it."
    hint = "Check that it is on and has paper, or save a PDF instead."


class CouldNotSave(WorldFault):
    sentence = "The file could not be written."
    hint = "Check that the place still exists and has room, or choose another."


def print_pdf(parent: QWidget | None, pdf: bytes, words: str) -> bool:
    """Ask for a printer and print; False when the person thought better of it.

    ``words`` name the print job, so they carry a reference and never a name. Raises CouldNotPrint.
    """
    with _opened(pdf) as document:
        pages = document.pageCount()
    printer = messages.printer(parent, words, pages)
    if printer is None:
        return False
    put_on_paper(pdf, printer)
    return True


@contextmanager
def _opened(pdf: bytes) -> Iterator[QPdfDocument]:
    """The pages in memory. Raises PageUnreadable."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.error() != QPdfDocument.Error.None_:
        raise PageUnreadable
    try:
        yield document
    finally:
        document.close()


def put_on_paper(pdf: bytes, printer: QPrinter) -> None:
    """Every page asked for, as large as the paper takes. Raises CouldNotPrint, PageUnreadable."""
    with _opened(pdf) as document:
        _put(document, printer)


def _put(document: QPdfDocument, printer: QPrinter) -> None:
    printer.setFullPage(True)
    printer.setResolution(min(printer.resolution(), _MOST_DOTS))
    painter = QPainter()
    if not painter.begin(printer):
        raise CouldNotPrint
    try:
        for place, page in enumerate(pages_wanted(printer, document.pageCount())):
            if place and not printer.newPage():
                raise CouldNotPrint
            paper = QRectF(painter.viewport())
            size = document.pagePointSize(page).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(paper.topLeft(), size), document.render(page, size.toSize()))
    finally:
        painter.end()


def pages_wanted(printer: QPrinter, count: int) -> list[int]:
    """The pages of ``count`` to print, from nought: the range asked for, as often as it needs telling.

    A printer that makes copies by itself is told once.
    """
    ranges = printer.pageRanges()  # "2, 4-5" as well as one stretch
    pages = [page for page in range(count) if ranges.isEmpty() or ranges.contains(page + 1)]
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return [page for _ in range(copies) for page in pages]
    return [page for page in pages for _ in range(copies)]


def save(file: Path, data: bytes) -> None:
    """Write what the person asked to have as a file. Raises CouldNotSave."""
    try:
        file.write_bytes(data)
    except OSError as fault:
        raise CouldNotSave from fault
