"""Ctrl+K: any client, case, command or setting by a few letters, from the keyboard alone.

What can be found comes from sources the wiring plugs in; what happens on Enter is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.words import Mark, Words

_MOST = 11


@dataclass(frozen=True, slots=True)
class Found:
    """One line: the words, something quiet after them, and what Enter does. ``key`` shows a shortcut."""

    words: str
    open: Callable[[], object]
    second: str = ""
    icon: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A heading and a question: letters typed so far to at most ``most`` lines, best first.

    ``last``: it stands below the commands, and always has its room.
    """

    heading: str
    find: Callable[[str], Sequence[Found]]
    most: int = 5
    last: bool = False


def matched(words: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Where the typed letters stand in the words, as (start, length); empty when they do not match.

    Each typed word must begin a word; case does not matter.
    """
    spans: list[tuple[int, int]] = []
    low = words.casefold()
    if len(low) != len(words):  # a letter that grows when folded would shift every span after it
        low = words.lower() if len(words.lower()) == len(words) else words
    for part in typed.casefold().split():
        starts = [0, *(n + 1 for n, letter in enumerate(low) if not letter.isalnum())]
        place = next((n for n in starts if low.startswith(part, n) and (n, len(part)) not in spans), None)
        if place is None:
            return ()
        spans.append((place, len(part)))
    return tuple(sorted(spans))


def among(lines: Sequence[Found], typed: str) -> list[Found]:
    """The lines whose words match, in their own order, one typed whole before all: for short lists."""
    whole = typed.strip().casefold()
    found = [line for line in lines if matched(line.words, typed)] if whole else list(lines)
    return sorted(found, key=lambda line: bool(whole) and line.words.casefold() != whole)


class Palette(QWidget):
    """The panel over its scrim, as large as the window it covers."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.sources: list[Source] = []
        self.may_ask: Callable[[Source], bool] = lambda _source: True  # not all, while nobody may be named
        self._lines: list[Found | str] = []
        self._at = -1
        self._came_from: QWidget | None = None
        self.panel = _Panel(self)
        self.line = QLineEdit()
        self.line.setAccessibleName("Find a client, case, command or setting")
        self.line.setPlaceholderText("A few letters of a name, case or command")
        self.line.setProperty("bare", True)
        self.line.textChanged.connect(self._look)
        self.line.installEventFilter(self)
        self.list = _Lines(self)
        self.count = Words("", "second", "quiet")
        top, foot = QHBoxLayout(), QHBoxLayout()
        self._glass = Mark("search", 18)
        top.addWidget(self._glass)
        top.addWidget(self.line, 1)
        top.addWidget(_Key("Esc"))
        foot.addWidget(Words("Up and down to choose, Enter to open", "second", "quiet"), 1)
        foot.addWidget(self.count)
        box = QVBoxLayout(self.panel)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._ends = (QWidget(), QWidget())
        for layout, holder in zip((top, foot), self._ends, strict=True):
            layout.setContentsMargins(theme.px(20), 0, theme.px(18), 0)
            layout.setSpacing(theme.px(12))
            holder.setLayout(layout)
        for part in (self._ends[0], Hairline(), self.list, Hairline(), self._ends[1]):
            box.addWidget(part)
        self.hide()
        theme.dress(self._dress)

    def open(self) -> None:
        """Cover the window, empty, with the cursor in the line."""
        self._came_from = self.window().focusWidget()
        self.line.clear()
        self._look("")
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Go away and give the cursor back to where it was."""
        self.hide()
        self.line.clear()
        self._lines = []
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self._came_from = None

    # Looking --------------------------------------------------------------------------------------

    def _look(self, typed: str) -> None:
        self._lines = []
        found, more = 0, False
        asked = [(one, list(one.find(typed.strip()))) for one in self.sources if self.may_ask(one)]
        kept = sum(min(source.most, len(lines)) for source, lines in asked if source.last)
        for source, all_lines in asked:
            left = _MOST - found - (0 if source.last else kept)
            room = min(source.most, left)
            lines = all_lines[:room]
            if lines:
                self._lines += [source.heading, *lines]
            if not source.last:  # that one offers to look further, whatever is typed
                found, more = found + len(lines), more or len(all_lines) >= max(room, 1)
        self.count.say(f"{'First ' if more else ''}{found} found" if found else "Nothing found here")
        self._at = next((n for n, line in enumerate(self._lines) if isinstance(line, Found)), -1)
        self.list.show_lines(self._lines, self._at, typed)
        self._place()
        self._announce()

    def _step(self, by: int) -> None:
        stops = [n for n, line in enumerate(self._lines) if isinstance(line, Found)]
        if stops:
            self._at = stops[(stops.index(self._at) + by) % len(stops)]
            self.list.show_lines(self._lines, self._at, self.line.text())
            self._announce()

    def _announce(self) -> None:
        line = self._lines[self._at] if self._at >= 0 else None
        said = f"{line.words}, {line.second}" if isinstance(line, Found) else "Nothing found"
        self.line.setAccessibleDescription(said)
        if self.isVisible() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, said))

    def chosen(self) -> Found | None:
        line = self._lines[self._at] if 0 <= self._at < len(self._lines) else None
        return line if isinstance(line, Found) else None

    def _enter(self) -> None:
        found = self.chosen()
        if found is not None:
            self.close_up()
            found.open()

    def _point(self, number: int) -> None:
        self._at = number
        self._enter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                    self._step(1)
                case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                    self._step(-1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._enter()
                case Qt.Key.Key_Escape:
                    self.close_up()
                case _:
                    return False
            return True
        return False

    # Standing over the window -----------------------------------------------------------------------

    def _place(self) -> None:
        width = min(theme.px(640), self.width() - 2 * theme.px(16))
        top = min(theme.px(88), max(theme.px(16), self.height() // 8))
        room = self.height() - top - theme.px(24)
        self.list.room = max(theme.px(120), room - theme.px(94))
        height = min(theme.px(94) + self.list.sizeHint().height(), room)
        self.panel.setGeometry((self.width() - width) // 2, top, width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _dress(self) -> None:
        self.line.setFont(theme.font("section", 400))
        for holder, height in zip(self._ends, (56, 36), strict=True):
            holder.setFixedHeight(theme.px(height))
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_up()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("scrim"))


class _Panel(QWidget):
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("paper"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px(10), theme.px(10))


class _Lines(QWidget):
    """The found lines; the cursor stays in the line above, so this never takes the focus."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.palette_ = palette
        self.lines: list[Found | str] = []
        self.at, self.typed, self.room = -1, "", 400
        self.setAccessibleName("What was found")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(self, lines: list[Found | str], at: int, typed: str) -> None:
        self.lines, self.at, self.typed = lines, at, typed
        self.updateGeometry()
        self.update()

    def _heights(self) -> list[int]:
        return [theme.px(30 if isinstance(line, str) else 34) for line in self.lines]

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), sum(self._heights()) + theme.px(10 if self.lines else 0))

    def _tops(self) -> list[int]:
        """Where each line begins; scrolled so far that the chosen one is in sight."""
        heights, tops, top = self._heights(), [], theme.px(4)
        for height in heights:
            tops.append(top)
            top += height
        below = tops[self.at] + heights[self.at] - self.height() if 0 <= self.at < len(tops) else 0
        return [top - max(0, below + theme.px(4)) for top in tops] if below > 0 else tops

    def _line_at(self, where: QPoint) -> int:
        for number, (top, height) in enumerate(zip(self._tops(), self._heights(), strict=True)):
            if top <= where.y() < top + height and isinstance(self.lines[number], Found):
                return number
        return -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._line_at(event.position().toPoint())
        if number >= 0:
            self.palette_._point(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = theme.px(21)
        for number, (line, top, height) in enumerate(
            zip(self.lines, self._tops(), self._heights(), strict=True)
        ):
            box = QRectF(0, top, self.width(), height)
            if isinstance(line, str):
                paint_words(painter, line, box.adjusted(margin, 0, -margin, 0), "head", "quiet")
                continue
            if number == self.at:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("tint"))
                painter.drawRoundedRect(
                    box.adjusted(theme.px(8), 0, -theme.px(8), 0), theme.px(6), theme.px(6)
                )
            self._found(painter, line, box, number == self.at, margin)

    def _found(self, painter: QPainter, line: Found, box: QRectF, chosen: bool, margin: int) -> None:
        side, left = theme.px(16), float(margin)
        if line.icon:
            mark = QRectF(left, box.center().y() - side / 2, side, side)
            icons.paint(painter, line.icon, mark, "accent" if chosen else "quiet")
        left += side + theme.px(12)
        end = box.right() - margin
        for key in reversed(caps(line.key)):
            end = paint_key(painter, key, end, box.center().y()) - theme.px(4)
        left = self._letters(painter, line.words, left, end, box)
        rest = QRectF(left + theme.px(10), box.y() + theme.px(1), end - left - theme.px(16), box.height())
        if line.second and rest.width() > theme.px(40):
            paint_words(painter, line.second, rest, "second", "quiet")

    def _letters(self, painter: QPainter, words: str, left: float, end: float, box: QRectF) -> float:
        """The words, with the typed letters heavier; returns where they end."""
        spans, start = matched(words, self.typed), 0
        pieces: list[tuple[str, bool]] = []
        for place, length in spans:
            pieces += [(words[start:place], False), (words[place : place + length], True)]
            start = place + length
        pieces.append((words[start:], False))
        for piece, heavy in pieces:
            face = theme.font("text", 700 if heavy else 400)
            width = QFontMetricsF(face).horizontalAdvance(piece)
            if piece and left < end:
                where = QRectF(left, box.y(), min(width, end - left), box.height())
                paint_words(painter, piece, where, face, "ink")
            left += width
        return left


def caps(key: str) -> list[str]:
    """The keys of a shortcut one by one; the plus itself may be the last of them."""
    return re.split(r"\+(?!$)", key) if key else []


def paint_key(painter: QPainter, key: str, right: float, middle: float) -> float:
    """A key cap with its right edge here; returns its left edge."""
    width = QFontMetricsF(theme.font("head")).horizontalAdvance(key) + theme.px(12)
    cap = QRectF(right - width, middle - theme.px(10), width, theme.px(20))
    painter.setPen(QPen(theme.colour("soft_edge"), 1))
    painter.setBrush(theme.colour("paper"))
    painter.drawRoundedRect(cap, theme.px(4), theme.px(4))
    paint_words(painter, key, cap, "head", "quiet", Qt.AlignmentFlag.AlignHCenter)
    return cap.left()


class _Key(QWidget):
    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.setFixedSize(theme.px(34), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_key(painter, self.key, self.width() - 1, self.height() / 2)
