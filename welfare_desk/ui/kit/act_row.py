"""A row of buttons that fits: what there is no room for stands under *More*, the nearest to the last stays.

The last button is what one most likely does next, so it is never put away.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.words import Button


class ActRow(QWidget):
    """Buttons side by side; ``fit`` says how wide they may be together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[Button] = []
        self.line = QHBoxLayout(self)
        self.line.setSpacing(theme.px(8))
        self.more = Button("More", self._open, "secondary", "chevron-down")
        self.more.hide()
        self.line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_buttons(self, buttons: Sequence[Button]) -> None:
        for button in self.buttons:
            self.line.removeWidget(button)
            button.hide()
            button.deleteLater()
        for button in buttons:
            self.line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.buttons = list(buttons)  # only now: what is shown before it has a parent flashes as a window
        self.more.hide()

    def whole_width(self) -> int:
        """How wide all of them are together."""
        return sum(button.sizeHint().width() for button in self.buttons) + self.line.spacing() * max(
            0, len(self.buttons) - 1
        )

    def fit(self, room: int) -> None:
        """Put the first ones under *More* until the rest are no wider than ``room``."""
        away = 0
        if self.whole_width() > room:
            left = room - self.more.sizeHint().width()
            for button in reversed(self.buttons):
                left -= button.sizeHint().width() + self.line.spacing()
                if left < 0 and button is not self.buttons[-1]:
                    break
                away += 1
            away = len(self.buttons) - away
        for number, button in enumerate(self.buttons):
            if button.isHidden() != (number < away):
                button.setVisible(number >= away)
        if self.more.isHidden() != (away == 0):
            self.more.setVisible(away > 0)
        said = ", ".join(button.text() for button in self.buttons[:away])
        self.more.setToolTip(said)
        self.more.setAccessibleDescription(said)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self.buttons:
            if button.isHidden():
                act = menu.addAction(button.text())
                act.setEnabled(button.isEnabled())
                act.setToolTip(button.toolTip())
                act.triggered.connect(lambda _checked=False, button=button: button.click())
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
