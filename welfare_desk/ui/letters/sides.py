"""The two sides of a letter's page: what it says at the left, the paper at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.panes import Hairline, column


class Sides(QWidget):
    """Statements and page beside each other; under each other where the window is narrow."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._line = Hairline(down=True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        for widget, stretch in ((left, 45), (self._line, 0), (right, 55)):
            self._box.addWidget(widget, stretch)
        # Else the page would ask for its whole height and the screen scroll as well as the page.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        theme.dress(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(760)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if narrow else across)
        self._line.setVisible(not narrow)
        self.setMinimumHeight(theme.px(560 if narrow else 240))


def fill(
    screen: QWidget,
    above: Sequence[QWidget],
    left: tuple[QWidget, QWidget],
    right: tuple[QWidget, QWidget],
) -> None:
    """Lay a screen out: what stands over everything, then each side's head and what fills it."""
    sides = Sides(
        *(column(head, Hairline(), body, stretch=body) for head, body in (left, right)),
    )
    box = QVBoxLayout(screen)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for widget in above:
        box.addWidget(widget)
    box.addWidget(sides, 1)
