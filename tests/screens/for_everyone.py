"""What must hold of every screen, written once: names for screen readers, keys that reach everything."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

_OURS_TO_NAME = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)


def focusable(widget: QWidget) -> list[QWidget]:
    """Everything the Tab key may stop at, inside this widget."""
    found = [widget, *widget.findChildren(QWidget)]
    return [
        each
        for each in found
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.isVisibleTo(widget)
        and each.isEnabled()
        and not isinstance(each, QScrollBar)
        and not each.objectName().startswith("qt_")
        and not isinstance(each.parentWidget(), QComboBox)
    ]


def assert_every_focusable_widget_has_a_name(widget: QWidget) -> None:
    """A screen reader can say what each stop is; a placeholder is not a name."""
    nameless = [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for each in focusable(widget)
        if isinstance(each, _OURS_TO_NAME) and not each.accessibleName()
    ]
    assert not nameless, f"without a name: {nameless}"


def assert_tab_reaches_everything(widget: QWidget) -> None:
    """Pressing Tab round and round comes by each stop (circles of one choice count once)."""
    wanted = {each for each in focusable(widget) if not getattr(each, "one_of", False)}
    reached: set[QWidget] = set()
    for _ in range(4 * len(wanted) + 8):
        QTest.keyClick(QApplication.focusWidget() or widget, Qt.Key.Key_Tab)
        if (there := QApplication.focusWidget()) is not None:
            reached.add(there)
    missed = [f"{type(each).__name__} {each.accessibleName()!r}" for each in wanted - reached]
    assert not missed, f"Tab never reaches {missed}"


def roll(widget: QWidget) -> None:
    """Turn the wheel over a widget, as a passing hand does."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(0, 0),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
