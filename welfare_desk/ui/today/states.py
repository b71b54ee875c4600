"""How a meeting stands, as every list of meetings says it."""

from __future__ import annotations

from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.rows import RowCell

STATES = {
    "booked": RowCell("Booked", role="quiet"),
    "waiting": RowCell("Waiting", role="quiet"),
    "in_room": RowCell("In the room", role="accent"),
    "attended": RowCell(chip=Chip("Came", "done")),
    "dna": RowCell("Did not come", role="quiet"),
    "cancelled_by_client": RowCell("Cancelled", role="quiet"),
    "cancelled_by_service": RowCell("We cancelled", role="quiet"),
    "rebooked": RowCell("Rebooked", role="quiet"),
}
