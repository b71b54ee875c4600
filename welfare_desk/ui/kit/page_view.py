"""The letter as it will be printed: pages of a PDF held in memory, with sentences marked on them.

Nothing is written to disk on the way. What is in the PDF, and what deserves a mark, is said by ``letters``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from welfare_desk.errors import WorldFault
from welfare_desk.ui import theme


class PageUnreadable(WorldFault):
    sentence = "The page cannot be shown."
    hint = "Saving or printing it may still work."


@dataclass(frozen=True, slots=True)
class PageMark:
    """A sentence to mark wherever it stands: ``tint`` for the chosen one, ``overdue`` for a blocked one."""

    words: str
    tone: str = "tint"


class PageView(QAbstractScrollArea):
    """Pages one under the other on sunk ground, as wide as there is room.

    Signals:
        page_changed: payload (page from 1, number of pages), as one scrolls.
    """

    page_changed = Signal(int, int)

    def __init__(self, name: str = "Page preview", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._document = QPdfDocument(self)
        self._buffer: QBuffer | None = None  # QPdfDocument reads from it for as long as it lives
        self._marks: list[tuple[int, QPolygonF, str]] = []
        self._drawn: dict[int, QImage] = {}
        self._page, self._zoom = 0, 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._say_page()
        theme.dress(self._lay_out)

    # What a screen does ---------------------------------------------------------------------------

    def show_pdf(self, pdf: bytes) -> None:
        """Show this document; the page one was on stays in sight. Raises ``PageUnreadable``."""
        kept = self.verticalScrollBar().value()
        self.clear()
        buffer = QBuffer(self)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._buffer = buffer
        self._document.load(buffer)
        if self._document.error() != QPdfDocument.Error.None_:
            self.clear()
            raise PageUnreadable
        self._lay_out()
        self.verticalScrollBar().setValue(kept)
        self._say_page()

    def clear(self) -> None:
        """Show nothing, and let go of the bytes."""
        self._document.close()
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
        self._buffer, self._marks, self._drawn = None, [], {}
        self._page = 0
        self._lay_out()

    def mark(self, marks: Iterable[PageMark], *, show_first: bool = True) -> int:
        """Mark these sentences; scroll to the first. Returns how many were found."""
        self._marks, found, first = [], 0, None
        wanted = [mark for mark in marks if mark.words.strip()]
        for page in range(self.pages()):
            text = self._document.getAllText(page).text()
            for mark in wanted:
                for start, length in _places(text, mark.words):
                    found += 1
                    bounds = self._document.getSelectionAtIndex(page, start, length).bounds()
                    for polygon in bounds:
                        self._marks.append((page, polygon, mark.tone))
                        first = first or (page, polygon)
        if first is not None and show_first:
            self._bring(first[0], first[1].boundingRect())
        self.viewport().update()
        return found

    def pages(self) -> int:
        return self._document.pageCount()

    def page(self) -> int:
        """The page in sight, from 1; 0 where there is none."""
        return self._page + 1 if self.pages() else 0

    def go_to_page(self, page: int) -> None:
        """Scroll to the top of a page, from 1."""
        if 1 <= page <= self.pages():
            self.verticalScrollBar().setValue(round(self._tops()[page - 1]) - theme.px(12))

    def page_words(self) -> str:
        """``Page 1 of 2``."""
        return f"Page {self.page()} of {self.pages()}" if self.pages() else "No page"

    # Where things are -----------------------------------------------------------------------------

    def _scale(self) -> float:
        """Pixels to a point: the widest page fills the view, at the zoom chosen."""
        widest = max((self._document.pagePointSize(n).width() for n in range(self.pages())), default=595.0)
        room = max(theme.px(200), self.viewport().width() - 2 * theme.px(32))
        return min(room, theme.px(860)) / widest * self._zoom

    def _size(self, page: int) -> QSizeF:
        return self._document.pagePointSize(page) * self._scale()

    def _tops(self) -> list[float]:
        tops, top = [], float(theme.px(24))
        for page in range(self.pages()):
            tops.append(top)
            top += self._size(page).height() + theme.px(24)
        return [*tops, top]

    def _left(self, page: int) -> float:
        free = (self.viewport().width() - self._size(page).width()) / 2
        return max(float(theme.px(24)), free) - self.horizontalScrollBar().value()

    def _lay_out(self) -> None:
        self._drawn = {}
        whole = self._tops()[-1] if self.pages() else 0.0
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme.px(32))
        bar.setRange(0, max(0, round(whole - self.viewport().height())))
        wide = max((self._size(n).width() for n in range(self.pages())), default=0.0) + 2 * theme.px(24)
        across.setPageStep(self.viewport().width())
        across.setRange(0, max(0, round(wide - self.viewport().width())))
        self.viewport().update()

    def _bring(self, page: int, box: QRectF) -> None:
        top = self._tops()[page] + box.top() * self._scale()
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() + theme.px(24) <= top <= bar.value() + room - theme.px(48):
            bar.setValue(round(top - room / 3))

    def _scrolled(self, value: int) -> None:
        tops = self._tops()
        middle = value + self.viewport().height() / 3
        page = max((n for n in range(self.pages()) if tops[n] <= middle), default=0)
        if page != self._page:
            self._page = page
            self._say_page()
        self.viewport().update()

    def _say_page(self) -> None:
        self.setAccessibleName(f"{self._name}, {self.page_words()}")
        self.page_changed.emit(self.page(), self.pages())

    # Qt's own -------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(theme.px(560), theme.px(560))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, Home and End go to the ends, Ctrl with plus, minus and nought zooms."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go_to_page(min(self.pages(), self.page() + 1))
            case Qt.Key.Key_PageUp:
                self.go_to_page(max(1, self.page() - 1))
            case Qt.Key.Key_Home:
                self.go_to_page(1)
            case Qt.Key.Key_End:
                self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if ctrl:
                self._set_zoom(self._zoom * 1.25)
            case Qt.Key.Key_Minus if ctrl:
                self._set_zoom(self._zoom / 1.25)
            case Qt.Key.Key_0 if ctrl:
                self._set_zoom(1.0)
            case _:
                super().keyPressEvent(event)

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(4.0, max(0.5, zoom))
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("desk"))
        top, scale = self.verticalScrollBar().value(), self._scale()
        seen = set()
        for page, start in enumerate(self._tops()[: self.pages()]):
            size = self._size(page)
            box = QRectF(self._left(page), start - top, size.width(), size.height())
            if box.bottom() < 0 or box.top() > self.viewport().height():
                continue
            seen.add(page)
            painter.drawImage(box, self._image(page, size))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            for marked, polygon, tone in self._marks:
                if marked == page:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(_MARKERS[tone])
                    painter.drawPolygon(_on_page(polygon, box.topLeft(), scale))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        self._drawn = {page: image for page, image in self._drawn.items() if page in seen}

    def _image(self, page: int, size: QSizeF) -> QImage:
        """The page as pixels at the screen's density; only those in sight are kept."""
        if page not in self._drawn:
            ratio = max(self.devicePixelRatioF(), 2.0)
            image = self._document.render(page, (size * ratio).toSize())
            paper = QImage(image.size(), QImage.Format.Format_RGB32)
            paper.fill(Qt.GlobalColor.white)  # paper is white in the dark theme too
            painter = QPainter(paper)
            painter.drawImage(QPointF(0, 0), image)
            painter.end()
            self._drawn[page] = paper
        return self._drawn[page]


# Marks lie on white paper in both themes, so they are the light theme's grounds.
_MARKERS = {"tint": QColor(theme.LIGHT.tint), "overdue": QColor(theme.LIGHT.overdue_ground)}


def _on_page(polygon: QPolygonF, corner: QPointF, scale: float) -> QPolygonF:
    return QPolygonF([corner + polygon.at(n) * scale for n in range(polygon.size())])


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in a page's text, whatever spaces and line breaks the page put between them."""
    letters = [(place, letter) for place, letter in enumerate(text) if not letter.isspace()]
    packed = "".join(letter for _, letter in letters)
    wanted = "".join(words.split())
    found, start = [], packed.find(wanted) if wanted else -1
    while start >= 0:
        first, last = letters[start][0], letters[start + len(wanted) - 1][0]
        found.append((first, last - first + 1))
        start = packed.find(wanted, start + len(wanted))
    return found
