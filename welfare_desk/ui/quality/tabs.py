"""The tabs above everything about the quality of the work."""

from __future__ import annotations

from welfare_desk.ui.place_tabs import PlaceTabs
from welfare_desk.ui.screen import Screen

PLACES = (
    ("file-reviews", "File reviews"),
    ("complaints", "Complaints and thanks"),
    ("incidents", "Incidents"),
    ("client-feedback", "Client feedback"),
    ("supervision", "Supervision"),
)


class QualityTabs(PlaceTabs):
    """The strip below the title of a quality screen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, "Quality", PLACES)
