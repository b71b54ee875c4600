"""The short-lived process that draws pages of a stranger's PDF as plain dots, and what asks it to.

Nothing of such a file is ever opened in the program itself: only colours come back, page by page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from welfare_desk.letters.papers import apart
from welfare_desk.letters.papers.apart import Bounds
from welfare_desk.letters.papers.unfit import Unfit

_MOST_DOTS = 40_000_000  # of one page; A4 at 600 to the inch has 35 million
_BOUNDS = Bounds(seconds=10, memory_mb=3000)


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as dots: three bytes each, rows from the top."""

    width: int
    height: int
    dots: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """The size of every page in points, and the pages asked for, by number from nought."""

    sizes: tuple[tuple[float, float], ...]
    pages: dict[int, DrawnPage]


def draw(pdf: bytes, first: int, count: int, width: int, bounds: Bounds = _BOUNDS) -> Drawn:
    """Draw ``count`` pages from ``first`` on, each ``width`` dots wide. Raises Unfit."""
    asked = {"first": first, "count": count, "width": width}
    head, blobs = apart.ask("draw", asked, [pdf], bounds, child="welfare_desk.ui.papers.drawing")
    sizes = tuple((float(wide), float(high)) for wide, high in head["sizes"])
    pages = {}
    for (number, wide, high), dots in zip(head["pages"], blobs, strict=True):
        if len(dots) != wide * high * 3:
            raise Unfit("its pages cannot be shown")
        pages[int(number)] = DrawnPage(int(wide), int(high), dots)
    return Drawn(sizes, pages)


def _draw(asked: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """In the short-lived process: PDFium, and nothing of ours but the pages."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
    from PySide6.QtPdf import QPdfDocument

    app = QGuiApplication.instance() or QGuiApplication(["draw"])
    buffer = QBuffer()
    buffer.setData(QByteArray(blobs[0]))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.error() != QPdfDocument.Error.None_ or app is None:
        raise Unfit("its pages cannot be shown")
    sizes = [document.pagePointSize(number) for number in range(document.pageCount())]
    listed, dots = [], []
    for number in range(asked["first"], min(asked["first"] + asked["count"], len(sizes))):
        size = sizes[number]
        high = max(1, round(asked["width"] * size.height() / max(1.0, size.width())))
        if asked["width"] * high > _MOST_DOTS:
            raise Unfit("a page of it is too large to be shown")
        drawn = document.render(number, QSize(asked["width"], high))
        page = QImage(drawn.size(), QImage.Format.Format_RGB888)
        page.fill(QColor("white"))
        painter = QPainter(page)
        painter.drawImage(0, 0, drawn)
        painter.end()
        row, lines = page.width() * 3, page.bytesPerLine()
        whole = bytes(page.constBits())
        dots.append(b"".join(whole[y * lines : y * lines + row] for y in range(page.height())))
        listed.append([number, page.width(), page.height()])
    return {"sizes": [[size.width(), size.height()] for size in sizes], "pages": listed}, dots


if __name__ == "__main__":
    from welfare_desk.letters.papers.child import main

    main({"draw": _draw})
