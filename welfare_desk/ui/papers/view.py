"""Pages of somebody else's paper, one under the other: drawn apart, held as dots, written nowhere.

It looks and moves like the page of a letter; what is in the PDF this program never opens itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from welfare_desk.letters.papers.unfit import Unfit
from welfare_desk.ui import theme
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.papers import drawing
from welfare_desk.ui.papers.drawing import Drawn
from welfare_desk.ui.room import Room

_AT_ONCE = 4  # pages drawn by one short-lived process
_DOTS = 1400  # across a page: sharp on a laptop, small enough to hold a few


class PaperView(QAbstractScrollArea):
    """Pages on sunk ground, as wide as there is room.

    Signals:
        page_changed: payload (page from 1, number of pages), as one scrolls.
        failed: payload str, why the pages cannot be shown.
    """

    page_changed = Signal(int, int)
    failed = Signal(object)

    def __init__(self, room: Room, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room, self._name = room, name
        self._pdf = b""
        self._turn = 0  # which paper is shown: what is drawn for an earlier one is dropped
        self._asked = False
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._images: dict[int, QImage] = {}
        self._page, self._zoom = 0, 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._say_page()
        theme.dress(self._lay_out)

    def show_paper(self, pdf: bytes) -> None:
        """Show these pages from the first one."""
        self.clear()
        self._pdf = pdf
        if pdf:
            self._ask(0)

    def clear(self) -> None:
        """Show nothing, and let go of every dot."""
        self._turn += 1
        self._asked = False
        self._pdf, self._sizes, self._images, self._page = b"", (), {}, 0
        self.verticalScrollBar().setValue(0)
        self._lay_out()
        self._say_page()

    def pages(self) -> int:
        return len(self._sizes)

    def page(self) -> int:
        return self._page + 1 if self._sizes else 0

    def page_words(self) -> str:
        """``Page 1 of 2``."""
        return f"Page {self.page()} of {self.pages()}" if self._sizes else "No page"

    def go_to_page(self, page: int) -> None:
        """Scroll to the top of a page, from 1."""
        if 1 <= page <= self.pages():
            self.verticalScrollBar().setValue(round(self._tops()[page - 1]) - theme.px(12))

    # Drawing, elsewhere ---------------------------------------------------------------------------

    def _ask(self, first: int) -> None:
        if self._asked or not self._pdf:
            return
        self._asked = True
        work = partial(drawing.draw, self._pdf, first, _AT_ONCE, _DOTS)
        turn = self._turn
        self.room.read(self, work, partial(self._drawn, turn), partial(self._not_drawn, turn))

    def _drawn(self, turn: int, drawn: Drawn) -> None:
        if turn != self._turn:
            return
        self._asked = False
        first = not self._sizes
        self._sizes = drawn.sizes
        for number, page in drawn.pages.items():
            form = QImage.Format.Format_RGB888
            self._images[number] = QImage(page.dots, page.width, page.height, page.width * 3, form).copy()
        if first:
            self._lay_out()
            self._say_page()
        self.viewport().update()

    def _not_drawn(self, turn: int, fault: BaseException) -> None:
        if turn != self._turn:
            return
        self.clear()
        said = fault.because if isinstance(fault, Unfit) else "its pages cannot be shown"
        self.failed.emit(f"{said[0].upper()}{said[1:]}.")

    # Where things are -----------------------------------------------------------------------------

    def _scale(self) -> float:
        widest = max((wide for wide, _ in self._sizes), default=595.0)
        room = max(theme.px(200), self.viewport().width() - 2 * theme.px(32))
        return min(room, theme.px(860)) / widest * self._zoom

    def _size(self, page: int) -> QSizeF:
        wide, high = self._sizes[page]
        return QSizeF(wide, high) * self._scale()

    def _tops(self) -> list[float]:
        tops, top = [], float(theme.px(24))
        for page in range(self.pages()):
            tops.append(top)
            top += self._size(page).height() + theme.px(24)
        return [*tops, top]

    def _lay_out(self) -> None:
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme.px(32))
        whole = self._tops()[-1] if self._sizes else 0.0
        bar.setRange(0, max(0, round(whole - self.viewport().height())))
        widest = max((self._size(n).width() for n in range(self.pages())), default=0.0)
        across.setRange(0, max(0, round(widest + 2 * theme.px(24) - self.viewport().width())))
        self.viewport().update()

    def _scrolled(self, value: int) -> None:
        tops, middle = self._tops(), value + self.viewport().height() / 3
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
        return QSize(theme.px(480), theme.px(480))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, Home and End go to the ends, Ctrl with plus, minus and nought zooms."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        turns: dict[int, Callable[[], Any]] = {
            Qt.Key.Key_PageDown: lambda: self.go_to_page(min(self.pages(), self.page() + 1)),
            Qt.Key.Key_PageUp: lambda: self.go_to_page(max(1, self.page() - 1)),
            Qt.Key.Key_Home: lambda: self.go_to_page(1),
            Qt.Key.Key_End: lambda: self.go_to_page(self.pages()),
        }
        zooms = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8, Qt.Key.Key_0: 0.0}
        if event.key() in turns:
            turns[event.key()]()
        elif ctrl and event.key() in zooms:
            by = zooms[Qt.Key(event.key())]
            self._zoom = min(3.0, max(0.5, self._zoom * by)) if by else 1.0
            self._lay_out()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("desk"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top, missing = self.verticalScrollBar().value(), -1
        seen = set()
        for page, start in enumerate(self._tops()[: self.pages()]):
            size = self._size(page)
            left = max(float(theme.px(24)), (self.viewport().width() - size.width()) / 2)
            box = QRectF(left - self.horizontalScrollBar().value(), start - top, size.width(), size.height())
            if box.bottom() < 0 or box.top() > self.viewport().height():
                continue
            seen.add(page)
            if page in self._images:
                painter.drawImage(box, self._images[page])
            else:
                painter.fillRect(box, Qt.GlobalColor.white)
                missing = page if missing < 0 else missing
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self._pdf and not self._sizes:
            middle = Qt.AlignmentFlag.AlignHCenter
            paint_words(painter, "Opening…", QRectF(self.viewport().rect()), "text", "quiet", middle)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        if seen:  # only what is near is held
            near = range(min(seen) - _AT_ONCE, max(seen) + 2 * _AT_ONCE)
            self._images = {page: image for page, image in self._images.items() if page in near}
        if missing >= 0:
            self._ask(missing)
