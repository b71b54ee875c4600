"""Labels and buttons: words in a role's type and colour, and verbs one can press.

A label that wraps must not push the window taller; that is solved here, once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QCursor,
    QFont,
    QFontMetricsF,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolTip,
    QWidget,
)

from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.spoken import tr

ButtonKind = Literal["primary", "secondary", "link"]


class Words(QLabel):
    """Text in one of the theme's types and roles; plain text always, so nothing typed is read as markup."""

    def __init__(
        self,
        words: str = "",
        shape: theme.Type = "text",
        role: str = "ink",
        *,
        wraps: bool = False,
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shape, self.role, self.weight = shape, role, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setText(self._said(words))
        theme.dress(self._dress)

    def _said(self, words: str) -> str:
        return tr(words)

    def say(self, words: str, role: str | None = None) -> None:
        """Change the words, and their colour if given."""
        self.setText(self._said(words))
        if role is not None and role != self.role:
            self.role = role
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt polishes a label taken from one place to another anew, with the colour it was made with."""
        super().showEvent(event)
        if self.palette().color(self.foregroundRole()) != theme.colour(self.role):
            self._dress()

    def _dress(self) -> None:
        self.setFont(theme.font(self.shape, self.weight))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.colour(self.role))
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        """One line, whatever the wrapping: Qt's own answer is the height at the narrowest width."""
        hint = super().minimumSizeHint()
        if not self.wordWrap():
            return hint
        return QSize(theme.px(80), round(QFontMetricsF(self.font()).height()))


class Prose(QWidget):
    """A paragraph: wrapped at the width there is, with 126 % between its lines."""

    def __init__(
        self, words: str, shape: theme.Type = "text", role: str = "ink", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words, self.shape, self.role = tr(words), shape, role
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.words)

    def say(self, words: str) -> None:
        self.words = tr(words)
        self.setAccessibleName(self.words)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(lay_out(self.words, max(width, 1), self.shape)[1])

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self.heightForWidth(theme.px(240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), round(QFontMetricsF(theme.font(self.shape)).height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour(self.role))
        lay_out(self.words, self.width(), self.shape)[0].draw(painter, QPointF(0, 0))


def lay_out(words: str, width: float, shape: theme.Type = "text") -> tuple[QTextLayout, float]:
    """Words broken into lines of this width at 126 % line height, and how tall that is."""
    face = theme.font(shape)
    layout = QTextLayout(words.replace("\n", "\u2028"), face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    natural = QFontMetricsF(face).height()
    height, step = 0.0, round(natural * 1.26)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += step
    layout.endLayout()
    return layout, max(natural, height - step + natural)


class Elided(Words):
    """One line that gives way: cut with an ellipsis when there is no room, whole in its tool tip."""

    def _said(self, words: str) -> str:
        return words  # a name, a note: what gives way at its end was typed by somebody

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(24), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() + 1)
        self.setToolTip(self.text() if shown != self.text() else "")
        if shown != self.text() and self.width() < theme.px(44):
            return  # two letters and three dots tell nobody anything; the tool tip does
        painter.setFont(self.font())
        painter.setPen(theme.colour(self.role))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)


class Mark(QWidget):
    """An icon standing by itself; what it means is in the words beside it."""

    def __init__(self, name: str, size: int = 16, role: str = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.side, self.role = name, size, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self.side), theme.px(self.side))

    def show_mark(self, name: str, role: str) -> None:
        self.name, self.role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.name:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            side = theme.px(self.side)
            box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            icons.paint(painter, self.name, box, self.role)


class Button(QPushButton):
    """A verb and its object. One primary button to a screen; a link where the act is small."""

    def __init__(
        self,
        words: str,
        do: Callable[[], object] | None = None,
        kind: ButtonKind = "secondary",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr(words), parent)
        self.kind, self.icon_name = kind, icon
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setAccessibleName(tr(words).replace("&", ""))
        gives = QSizePolicy.Policy.Maximum if kind == "link" else QSizePolicy.Policy.Fixed
        self.setSizePolicy(gives, QSizePolicy.Policy.Fixed)
        if do is not None:
            self.clicked.connect(lambda _checked=False: do())
        theme.dress(self.updateGeometry)

    def _parts(self) -> tuple[str, QFont, float, float]:
        """The words, their font, their width, and the room of the icon before them."""
        face = theme.font("text", 600 if self.kind == "primary" else 500)
        words = self.text().replace("&", "")
        room = theme.px(16) + theme.px(7) if self.icon_name else 0.0
        return words, face, QFontMetricsF(face).horizontalAdvance(words), float(room)

    def sizeHint(self) -> QSize:
        _, _, width, room = self._parts()
        edge = theme.px(3 if self.kind == "link" else 14)
        return QSize(round(width + room + 2 * edge + 1), theme.px(24 if self.kind == "link" else 32))

    def minimumSizeHint(self) -> QSize:
        """A link gives way in a narrow pane, where it may carry a paper's name; other buttons stay whole."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), theme.px(96)), whole.height()) if self.kind == "link" else whole

    def event(self, event: QEvent) -> bool:
        """A link that is cut says itself whole, unless it has something of its own to say."""
        cut = self.width() < self.sizeHint().width()
        if event.type() == QEvent.Type.ToolTip and cut and not self.toolTip():
            QToolTip.showText(QCursor.pos(), self.text().replace("&", ""), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style draws ground and edge; words and icon are ours, for their gap and their sharpness."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words, face, width, room = self._parts()
        role = {"primary": "on_accent", "link": "accent", "secondary": "ink"}[self.kind]
        role = role if self.isEnabled() else "quiet"
        box = QRectF(self.rect())
        left = theme.px(3) if self.kind == "link" else max(0.0, (box.width() - width - room) / 2)
        side = theme.px(16)
        if self.icon_name:
            icons.paint(painter, self.icon_name, QRectF(left, box.center().y() - side / 2, side, side), role)
        paint_words(painter, words, box.adjusted(left + room, 0, 0, 0), face, role)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button that has the focus, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
