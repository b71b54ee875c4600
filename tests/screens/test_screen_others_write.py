"""Others write while somebody types: on every page the words, the cursor and what is selected stay."""

from __future__ import annotations

import shiboken6
from by_keyboard import settle
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.shared.news import everything
from welfare_desk.ui.tour_stops import stops_of

TYPED = "Half a sentence"


def fields_of(screen):
    """What one can type in on a page, and is not a search."""
    for kind in (QPlainTextEdit, QLineEdit):
        for one in screen.findChildren(kind):
            searches = "find" in f"{one.accessibleName()} {one.placeholderText()}".casefold()
            if one.isVisible() and one.isEnabled() and not one.isReadOnly() and not searches:
                yield one


def type_in(field):
    field.setFocus()
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(TYPED)
        cursor = field.textCursor()
        cursor.setPosition(2)
        cursor.setPosition(8, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
    else:
        field.setText(TYPED)
        field.textEdited.emit(TYPED)
        field.setSelection(2, 6)


def stands(field):
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText(), field.textCursor().selectedText(), field.hasFocus()
    return field.text(), field.selectedText(), field.hasFocus()


def places(screen):
    return [area.verticalScrollBar().value() for area in screen.findChildren(QScrollArea) if area.isVisible()]


def test_on_every_page_what_is_being_typed_stays_as_it_stands(practice, practice_window, qtbot):
    window, moved, tried = practice_window, [], 0
    window.activateWindow()
    for stop in stops_of(practice.told):
        if stop.screen in ("lock", "first-run") or not window.has(stop.screen):
            continue
        window.go(stop.screen, **stop.where)
        for _ in range(3):
            settle(window, qtbot)
        screen = window.front()
        field = next(fields_of(screen), None)
        if field is None:
            continue
        tried += 1
        named = field.accessibleName()
        type_in(field)
        settle(window, qtbot)
        before, scrolled = stands(field), places(screen)
        window.announce(Changes(everything()))
        for _ in range(3):
            settle(window, qtbot)
        if not shiboken6.isValid(field) or stands(field) != before or places(screen) != scrolled:
            moved.append((stop.name, named, before, stands(field) if shiboken6.isValid(field) else "gone"))
    assert not moved, "\n".join(map(str, moved))
    assert tried > 15
