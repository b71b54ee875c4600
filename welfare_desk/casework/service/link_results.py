"""What came of a link to other support, whether a client was linked or a home of a patch."""

from __future__ import annotations

from datetime import date

from welfare_desk.errors import Problem, Problems
from welfare_desk.records.community import Link
from welfare_desk.records.patches import PatchOnward
from welfare_desk.rules.links import POSSIBLE


def keep_result(link: Link | PatchOnward, result: str | None, because: str, today: date) -> None:
    """Set what came of it; None where it is open again. Raises Problems."""
    wrong = []
    if result is not None and result not in POSSIBLE[link.how]:
        wrong.append(Problem("result", "That cannot come of such a link."))
    if result == "not_taken_up" and not because.strip():
        wrong.append(Problem("because", "Say why it was not taken up."))
    if wrong:
        raise Problems(wrong)
    link.result, link.result_on = result, today if result else None
    link.because = because.strip() if result == "not_taken_up" else ""
