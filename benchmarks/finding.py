"""One search over everything on a desk of 500 clients with their journals, against the raw reading.

The bare side reads every line of the journal through sqlcipher3 on the same file and leaves it as it comes;
ours looks whether what is typed stands there, and finds clients, cases, letters and tasks as well.
"""

from __future__ import annotations

from typing import Any

from benchmarks import caseload
from benchmarks.caseload import BigDesk
from benchmarks.measuring import Pair
from welfare_desk.casework import finding
from welfare_desk.casework.finding import Hits
from welfare_desk.vault import cipher, folders

CLIENTS = 500
_JOURNAL = 'SELECT id, person_id, case_id, "on", kind, words FROM journal ORDER BY "on" DESC, id DESC'
_TYPED = "activities hard"  # both words stand in one of the notes, in no other


def pairs(big: BigDesk | None = None) -> list[Pair]:
    desk = (big or caseload.big_desk(CLIENTS)).desk
    raw = cipher.connect(desk.folder / folders.DESK, desk.key.raw, read_only=True)
    return [
        Pair(
            f"all of {CLIENTS} clients, two words",
            lambda: finding.search(desk, _TYPED),
            lambda: raw.execute(_JOURNAL).fetchall(),
            _told,
            _bare_told,
        )
    ]


def _told(found: tuple[Hits, ...]) -> list[str]:
    return [hit.id.hex for hits in found if hits.kind == "journal" for hit in hits.hits]


def _bare_told(rows: list[tuple[Any, ...]]) -> list[str]:
    return [row[0] for row in rows if all(word in row[5] for word in _TYPED.split())][: finding.MOST]
