"""The practice desk's patch: two invented streets, some weeks of going round them, and what was met there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.service import directory, patches
from welfare_desk.casework.service.patches import OnwardDraft, PatchDraft, VisitDraft

_STREETS = (("Harbour Row", 14), ("Mill Wynd", 12))


def tell(desk: Desk, practice: UUID, *, today: date) -> None:
    """Six weeks of a worker's patch."""
    for row in agency.practices(desk):
        locality = "Harbour side" if "Quay" in row.name or "Harbour" in row.name else "Landward"
        agency.change_practice(desk, replace(row.draft, locality=locality), practice_id=row.id)
    draft = PatchDraft("Harbour and Mill", desk.advisor.id, practice, Decimal("0.2"))
    patch = patches.keep_patch(desk, draft, today=today - timedelta(weeks=7)).id
    assert patch is not None  # noqa: S101 - it was made just now
    typed = "\n".join(
        f"{n}, {street}, Millbank, DD5 9ZZ" for street, many in _STREETS for n in range(1, many + 1)
    )
    patches.add_homes(desk, patch, patches.read_addresses(desk, patch, typed.encode()))
    homes = patches.homes(desk, patch)
    back = {weeks: today - timedelta(weeks=weeks) for weeks in range(7)}
    spoken = (
        (0, 5, ("money", "fuel"), 1, 1, "Two heaters off at noon"),
        (1, 5, ("older", "company"), 0, 0, ""),
        (3, 4, ("fuel", "repairs"), 0, 0, "Damp in the back bedroom; landlord told in May"),
        (5, 3, ("housing",), 0, 0, ""),
        (8, 3, ("money", "debt"), 0, 0, ""),
        (15, 2, ("health", "company"), 1, 0, ""),
        (17, 2, ("money",), 0, 0, ""),
        (20, 1, (), 0, 0, ""),
    )
    for place, weeks, issues, carers, young, note in spoken:
        visit = VisitDraft(back[weeks], "door", "spoken", issues, carers, young, note)
        patches.record_visit(desk, homes[place].id, visit, today=today)
    for place, weeks, answer in ((2, 5, "nobody"), (2, 3, "left"), (4, 4, "nobody"), (7, 3, "declined"),
                                 (9, 3, "empty"), (16, 2, "nobody"), (18, 1, "left")):  # fmt: skip
        patches.record_visit(desk, homes[place].id, VisitDraft(back[weeks], "door", answer), today=today)
    later = VisitDraft(back[1], "door", "later", again_on=today - timedelta(days=1))
    patches.record_visit(desk, homes[6].id, later, today=today)
    patches.warn(desk, homes[4].id, "A large dog, loose in the close")
    warm = next(row.id for row in directory.services(desk) if row.draft.kind == "fuel")
    for place, to, kind, how, agreed in (
        (0, "us", "money", "referred", True),
        (0, "service", "fuel", "referred", True),
        (3, "service", "fuel", "signposted", False),
    ):
        onward = OnwardDraft(to, kind, how, warm if to == "service" else None, agreed)
        patches.send_onward(desk, homes[place].id, onward, today=today)
    sent = next(one for one in patches.homes(desk, patch)[0].onward if one.to == "us")
    patches.onward_result(desk, sent.id, "attended", today=today)
