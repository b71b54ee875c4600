"""What a screen reader hears: a save or a block said aloud, and what a widget drawn by us is.

A widget made of Qt's own says its role itself; one that draws itself says it here.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES: dict[type[QWidget], QAccessible.Role] = {}


def announce(widget: QWidget, words: str, *, at_once: bool = False) -> None:
    """Have a screen reader say this, in its turn; ``at_once`` breaks off what it says now (a block)."""
    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def heard_as(kind: type[QWidget], role: QAccessible.Role) -> None:
    """Widgets of this class are heard as this from now on."""
    if not _ROLES:
        QAccessible.installFactory(_made)
    _ROLES[kind] = role


def _made(_class_name: str, made: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(type(made)) if isinstance(made, QWidget) else None
    return QAccessibleWidget(made, role) if role is not None and isinstance(made, QWidget) else None
