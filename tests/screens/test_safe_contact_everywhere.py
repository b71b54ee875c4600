"""Wherever a telephone number or an address of a client shows, what to know before reaching out shows too."""

from __future__ import annotations

from dataclasses import replace

from by_keyboard import settle
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QWidget

from welfare_desk.casework.people import clients
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.words import Words
from welfare_desk.ui.tour_stops import stops_of


def everything_read(widget: QWidget) -> str:
    """Every word in sight, typed, or in a list on the screen."""
    found = []
    for each in widget.findChildren(QWidget):
        if not each.isVisibleTo(widget):
            continue
        if isinstance(each, RowList):
            found += [cell.spoken() for row in each.rows.rows for cell in row.cells]
        elif isinstance(each, QLabel | QLineEdit | Words):
            found.append(each.text())
        elif isinstance(each, QPlainTextEdit):
            found.append(each.toPlainText())
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            found += [str(model.index(row, 0).data() or "") for row in range(model.rowCount())]
        elif hasattr(each, "words") and isinstance(each.words, str):
            found.append(each.words)
    return "\n".join(found)


def test_no_screen_shows_a_number_or_an_address_without_the_words_for_it(practice, practice_window, qtbot):
    desk = practice.desk
    known = []
    for number, id in enumerate(practice.told.clients.values()):
        view = clients.client(desk, id)
        draft = replace(
            view.draft,
            phone=f"07700 900{number:03}",
            address=f"{number} Heron Brae\nMillbank",
            contact_warning=f"Only when the blue light {number} is on.",
        )
        clients.change_client(desk, id, draft, version=view.version, today=practice.desk.clock.today())
        known += [(view.name, way, draft.contact_warning) for way in (draft.phone, f"{number} Heron Brae")]
    seen: set[str] = set()
    bare = []
    for stop in stops_of(practice.told):
        if stop.then is not None:
            continue
        practice_window.go(stop.screen, **stop.where)
        for _ in range(3):
            settle(practice_window, qtbot)
        read = everything_read(practice_window)
        for surname, way, words in known:
            if way in read:
                seen.add(stop.screen)
                if words not in read:
                    bare.append(f"{stop.picture or stop.screen}: {way} of {surname} without “{words}”")
    assert not bare, "\n".join(bare)
    assert {"client", "meeting", "client-details"} <= seen
