"""What a screen reader is told of by itself: saves, what was taken back, and what stands in the way."""

import pytest
from PySide6.QtGui import QAccessible

from welfare_desk.ui.frame import StatusLine
from welfare_desk.ui.kit import announcing
from welfare_desk.ui.kit.banner import Banner


@pytest.fixture
def heard_aloud(monkeypatch):
    told = []
    monkeypatch.setattr(announcing.QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(
        announcing.QAccessible,
        "updateAccessibility",
        staticmethod(lambda event: told.append((event.message(), event.politeness()))),
    )
    return told


def test_a_save_and_what_was_taken_back_are_said_in_their_turn(qtbot, heard_aloud):
    status = StatusLine()
    qtbot.addWidget(status)
    status.show_saved("Saved 14:02")
    status.show_word("Taken back: new task")
    status.show_word("")
    polite = QAccessible.AnnouncementPoliteness.Polite
    assert heard_aloud == [("Saved 14:02", polite), ("Taken back: new task", polite)]


def test_a_block_that_appears_is_said_at_once_and_only_once(qtbot, heard_aloud):
    banner = Banner("overdue")
    qtbot.addWidget(banner)
    banner.say("The consent was withdrawn.")  # arrives with its screen, and is read with it
    banner.show()
    banner.say("The consent was withdrawn.")
    assert heard_aloud == []
    banner.say("The letter cannot be issued.", "Ask for consent.")
    assert heard_aloud == [
        (
            "The letter cannot be issued. Ask for consent.",
            QAccessible.AnnouncementPoliteness.Assertive,
        )
    ]
