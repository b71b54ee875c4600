"""What somebody else may see of the desk for a while: one thing that fills the window, and no way past it.

The window covers it with the curtain or the lock as soon as it is left.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Guest(QWidget):
    """The one thing shown to somebody who is not the advisor.

    Signals:
        left: they have finished or handed back; from here only the advisor's unlock leads on.
    """

    left = Signal()

    def put_away(self) -> None:
        """It is about to go: say what was typed and not saved."""
