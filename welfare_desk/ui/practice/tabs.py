"""The tabs above all about practices: sessions, the month, who waits, the practices, what they are told."""

from __future__ import annotations

from welfare_desk.ui.place_tabs import PlaceTabs
from welfare_desk.ui.screen import Screen

PLACES = (
    ("practice", "Sessions"),
    ("week", "Week"),
    ("month", "Month"),
    ("waiting", "Waiting list"),
    ("practices", "Practices"),
    ("practice-feedback", "Telling the practice"),
    ("patch", "Patches"),
    ("file-reviews", "Quality"),
    ("network", "Network"),
    ("workers", "Workers"),
)


class PracticeTabs(PlaceTabs):
    """The strip below the title of a practice screen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, "Practice", PLACES)
