"""What stands where a list would be: what would be here, and the first step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.words import Button, Words


class Empty(QWidget):
    """Words in the quiet, and one button."""

    def __init__(
        self,
        words: str,
        hint: str = "",
        step: str = "",
        do: Callable[[], object] | None = None,
        icon: str = "",
        parent: QWidget | None = None,
        *,
        inset: int = 24,
    ) -> None:
        """``inset``: the margin to the sides; none where the page round it has one already."""
        super().__init__(parent)
        box = QVBoxLayout(self)
        side, margin = theme.px(inset), theme.px(24 if inset else 12)
        box.setContentsMargins(side, margin, side, margin)
        box.setSpacing(theme.px(4))
        self.words, self.hint = (
            Words(words, "name", "ink", wraps=True),
            Words(hint, "text", "quiet", wraps=True),
        )
        box.addWidget(self.words)
        box.addWidget(self.hint)
        if step:
            line = QHBoxLayout()
            self.button = Button(step, do, "secondary", icon)
            line.addWidget(self.button)
            line.addStretch(1)
            box.addSpacing(theme.px(12))
            box.addLayout(line)
        box.addStretch(1)
        self.say(words, hint)

    def say(self, words: str, hint: str = "") -> None:
        """Change what would be here, and how it comes about."""
        self.words.say(words)
        self.hint.say(hint)
        self.setAccessibleName(f"{words} {hint}".strip())


class OrEmpty(QWidget):
    """A list, or the empty state in its place.

    Signals:
        shown: payload bool, whether it is the list.
    """

    shown = Signal(bool)

    def __init__(self, full: QWidget, empty: Empty, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        full.setFocusPolicy(full.focusPolicy() or Qt.FocusPolicy.StrongFocus)
        self._policies = [(each, each.sizePolicy()) for each in (full, empty)]
        self.show_full(True)

    def show_full(self, full: bool) -> None:
        self._stack.setCurrentIndex(0 if full else 1)
        away = QSizePolicy.Policy.Ignored
        for place, (each, own) in enumerate(self._policies):  # what is not in front takes no room
            front = place == self._stack.currentIndex()
            each.setSizePolicy(own if front else QSizePolicy(away, away))
        self.shown.emit(full)
