"""The private view: the screen may be turned to somebody, or somebody stands behind.

While it is on nothing clinical and no client's name is on the screen. Screens that show neither stay; all
others are taken down, as at a lock, and this plate stands where they would. Closed by default: a new screen
is hidden until it is listed here, and a test looks at each one that is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.words import Button, Mark, Prose, Words

KEY: Final = "F9"
SAYS: Final = f"Private view, {KEY} ends it"

TO_LOOK_AT: Final[Mapping[str, tuple[str, str]]] = {
    "date-calculator": ("Date calculator", "clock"),
    "rates-and-rules": ("Rates and rules", "scale"),
    "directory": ("Directory of services", "list"),
    "help": ("Guide", "circle-question-mark"),
}
"""What may be shown to anybody: its words and its icon on the plate."""


class Plate(QWidget):
    """Stands where a screen is hidden; says so, how it ends, and what may be shown meanwhile."""

    def __init__(
        self,
        go: Callable[[str], object],
        end: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that Enter does not end it by accident
        self.setAccessibleName(f"{SAYS}. Names and what is clinical are hidden.")
        self.title = Words("Private view", "title")
        self.why = Prose(
            "No client's name and nothing clinical is on the screen. What you were writing is kept.",
            "text",
            "quiet",
        )
        self.may = Words("These can be shown to anybody:", "second", "quiet")
        self.end = Button(f"Show everything again ({KEY})", end, "secondary", "eye")
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Mark("eye-off", 28, "accent"), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.title)
        column.addWidget(self.why)
        column.addSpacing(theme.px(8))
        column.addWidget(self.end, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.px(16))
        column.addWidget(self.may)
        for screen, (words, icon) in TO_LOOK_AT.items():
            shown = Button(words, partial(go, screen), "link", icon)
            column.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
        ground = QWidget()
        box = QVBoxLayout(ground)
        box.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._column)
        middle.addStretch(1)
        box.addLayout(middle)
        box.addStretch(3)
        scrolled = QScrollArea()  # large text on a low screen: the last link can still be reached
        scrolled.setAccessibleName("What may be shown")
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled)
        theme.dress(self._dress)

    def _dress(self) -> None:
        self._column.setFixedWidth(theme.px(360))
