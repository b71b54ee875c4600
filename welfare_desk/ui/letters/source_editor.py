"""Where a letter template is written: lines with their numbers, the faulty one marked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from welfare_desk.ui import theme


class _Numbers(QWidget):
    """The numbers at the left; a click there is a click in the text."""

    def __init__(self, editor: SourceEditor) -> None:
        super().__init__(editor)
        self.editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self.editor.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.editor.paint_numbers(event)


class SourceEditor(QPlainTextEdit):
    """A template's text. ``mark_line`` says where the fault is; nothing here knows what a fault is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._marked = 0
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(lambda _: self._dress())
        self.updateRequest.connect(self._scrolled)
        theme.dress(self._dress)

    def mark_line(self, line: int) -> None:
        """Mark this line, counted from 1; 0 marks none."""
        self._marked = line
        chosen = []
        block = self.document().findBlockByNumber(line - 1)
        if line and block.isValid():
            selection = QTextEdit.ExtraSelection()
            selection.format.setBackground(theme.colour("overdue_ground"))
            selection.format.setProperty(int(QTextFormat.Property.FullWidthSelection), True)
            selection.cursor = QTextCursor(block)
            chosen = [selection]
        self.setExtraSelections(chosen)
        self._numbers.update()

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the beginning of this line."""
        block = self.document().findBlockByNumber(line - 1)
        if block.isValid():
            self.moveCursor(QTextCursor.MoveOperation.End)  # so that the line comes in at the top
            self.setTextCursor(QTextCursor(block))
            self.verticalScrollBar().setValue(max(0, block.firstLineNumber() - 2))
        self.setFocus()

    def put_in(self, words: str) -> None:
        """Put these words where the cursor is; what takes lines of its own begins on a new one."""
        cursor = self.textCursor()
        several = "\n" in words
        if several and not cursor.atBlockStart():
            words = "\n" + words
        cursor.insertText(words + ("\n" if several else ""))
        self.setTextCursor(cursor)
        self.setFocus()

    # Numbers ----------------------------------------------------------------------------------------

    def numbers_width(self) -> int:
        digits = max(2, len(str(self.blockCount())))
        return round(QFontMetricsF(self.font()).horizontalAdvance("9") * digits) + theme.px(20)

    def paint_numbers(self, event: QPaintEvent) -> None:
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), theme.colour("raised"))
        painter.setFont(self.font())
        block: QTextBlock = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        height = self.fontMetrics().lineSpacing()
        while block.isValid() and top <= event.rect().bottom():
            number = block.blockNumber() + 1
            painter.setPen(theme.colour("overdue" if number == self._marked else "quiet"))
            box = QRect(0, round(top), self._numbers.width() - theme.px(8), height)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), str(number))
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_numbers()

    def _place_numbers(self) -> None:
        inside = self.contentsRect()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), self.numbers_width(), inside.height()))

    def _scrolled(self, rect: QRect, down: int) -> None:
        if down:
            self._numbers.scroll(0, down)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())

    def _dress(self) -> None:
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setPixelSize(theme.font("text").pixelSize())
        self.setFont(face)
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)
        self._place_numbers()
        self.mark_line(self._marked)
