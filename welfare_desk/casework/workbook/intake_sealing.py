"""The cells of a workbook's rows, sealed as they stood under the intake's own key."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from welfare_desk.casework.caseload.rows import RawCell
from welfare_desk.casework.desk import Desk
from welfare_desk.records.intake import Intake, IntakeRow
from welfare_desk.vault import sealing


def sealed_cells(desk: Desk, intake: Intake, row_id: UUID, cells: Sequence[RawCell]) -> bytes:
    written = json.dumps([[cell.address, cell.heading, cell.text] for cell in cells], ensure_ascii=False)
    return _key(desk, intake).seal(written.encode(), str(row_id))


def opened_cells(desk: Desk, intake: Intake, row: IntakeRow) -> tuple[tuple[str, str, str], ...]:
    """Address, heading and text of each cell. Raises SealBroken."""
    read = json.loads(_key(desk, intake).unseal(row.sealed, str(row.id)))
    return tuple((address, heading, text) for address, heading, text in read)


def _key(desk: Desk, intake: Intake) -> sealing.ClientKey:
    return sealing.open_client_key(desk.key, str(intake.id), intake.sealing_key)
