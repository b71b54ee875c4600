"""A strip that says what stands in the way, or what to know first, with the ways out beside it.

For what concerns the whole screen; what concerns one field stands beside that field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.announcing import announce
from welfare_desk.ui.kit.words import Button, ButtonKind, Mark, Prose, Words

_MARKS = {"overdue": "triangle-alert", "soon": "clock", "done": "check"}


class Banner(QWidget):
    """A tinted strip: a sentence, what follows from it, and at most three buttons.

    ``edge`` draws it from edge to edge with a bar at its left; otherwise it has rounded corners.
    """

    def __init__(
        self,
        tone: Literal["overdue", "soon", "done"] = "overdue",
        *,
        mark: str = "",
        edge: bool = False,
        margin: int = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.tone, self.edge, self.margin = tone, edge, 24 if edge else margin
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.mark = Mark(mark or _MARKS[tone], 16, tone)
        self.sentence = Words("", "name", tone, wraps=True)
        self.hint = Prose("", "text", "ink" if edge else tone)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._words.addWidget(self.sentence)
        self._words.addWidget(self.hint, 1)
        self._line = QHBoxLayout(self)
        self._line.addWidget(
            self.mark, 0, Qt.AlignmentFlag.AlignTop if edge else Qt.AlignmentFlag.AlignVCenter
        )
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addLayout(self._words, 1)
        self._body.setAlignment(self._words, Qt.AlignmentFlag.AlignVCenter)
        self._acts = QHBoxLayout()
        self._acts.addStretch(0)  # below the words they stand at the left
        self._body.addLayout(self._acts)
        self._line.addLayout(self._body, 1)
        self._buttons: list[Button] = []
        theme.dress(self._dress)

    def say(self, sentence: str, hint: str = "") -> None:
        """Show the sentence, and beneath it what to do."""
        self.sentence.say(sentence)
        self.hint.say(hint)
        self.hint.setVisible(bool(hint))
        said = f"{sentence} {hint}".strip()
        if said != self.accessibleName() and self.isVisible():  # what arrives with its screen is read with it
            announce(self, said, at_once=self.tone == "overdue")
        self.setAccessibleName(said)

    def offer(self, words: str, do: Callable[[], object], kind: ButtonKind = "secondary") -> Button:
        """A way out, at the right; below the words where they would have too little room beside it."""
        button = Button(words, do, kind)
        self._acts.insertWidget(len(self._buttons), button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._buttons.append(button)
        return button

    def clear(self) -> None:
        """Take the ways out away again."""
        for button in self._buttons:
            self._acts.removeWidget(button)
            button.deleteLater()
        self._buttons = []

    def _dress(self) -> None:
        across, down = theme.px(self.margin), theme.px(12 if self.edge else 8)
        self._line.setContentsMargins(across, down, theme.px(24 if self.edge else 6), down)
        for box in (self._line, self._body, self._acts):
            box.setSpacing(theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A short strip says both on one line; one whose words would be squeezed has its buttons below."""
        super().resizeEvent(event)
        both = QFontMetricsF(theme.font("name")).horizontalAdvance(self.sentence.text())
        both += QFontMetricsF(theme.font("text")).horizontalAdvance(self.hint.words)
        taken = sum(button.sizeHint().width() + theme.px(8) for button in self._buttons) + theme.px(60)
        one_line = not self.edge and both + taken < self.width()
        squeezed = bool(self._buttons) and both > 2 * max(0, self.width() - taken)
        self._body.setDirection(
            QBoxLayout.Direction.TopToBottom if squeezed else QBoxLayout.Direction.LeftToRight
        )
        self.sentence.setWordWrap(not one_line)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._words.setDirection(across if one_line else down)
        self._words.setSpacing(theme.px(8 if one_line else 1))
        self.setMinimumHeight(max(0, self._line.heightForWidth(self.width())))  # a reason is never cut off

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self.tone}_ground"))
        if self.edge:
            painter.drawRect(self.rect())
            painter.fillRect(0, 0, theme.px(3), self.height(), theme.colour(self.tone))
        else:
            painter.drawRoundedRect(QRectF(self.rect()), theme.px(6), theme.px(6))
