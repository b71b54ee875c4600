"""The practice desk's post, its small directory of services, and one client's goals, links and household.

Everybody and everything in it is invented.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.invented import practice_patch
from welfare_desk.casework.people import clients, households
from welfare_desk.casework.service import directory, post, support


def tell(desk: Desk, isla: UUID, practice: UUID, *, today: date) -> None:
    """The morning's post and what is round Isla's cases."""
    for gist, who, channel in (
        (
            "Decision on Tam Kerr's claim, dated 17 Nov; two pages, award notice attached",
            "Social Security",
            "letter",
        ),
        ("Asks to be rung about the tenancy; before four", "Millbank Housing Association", "telephone"),
    ):
        post.note_post(desk, post.PostDraft(gist, who, channel), today=today)
    checked = date(2025, 10, 30)
    made = {
        name: _id(directory.keep_service(desk, directory.ServiceDraft(name, *rest), today=checked))
        for name, *rest in (
            (
                "Millbank Pantry",
                "food",
                "A week's shopping for £5",
                "Anyone in DD5",
                "Church hall, Tue and Fri",
            ),
            (
                "Harbour Carers Centre",
                "carers",
                "Breaks and a listening ear",
                "Carers of any age",
                "01382 496 0170",
            ),
            (
                "Warm Homes Tayside",
                "fuel",
                "Meters, damp, fuel debt",
                "Tenants and owners",
                "01382 496 0155",
            ),
        )
    }
    for name in ("Harbour Carers Centre", "Warm Homes Tayside"):
        directory.service_checked(desk, made[name], today=today)
    goal = _id(
        support.set_goal(
            desk,
            isla,
            "Open the post without being afraid of it",
            "debt",
            review_on=date(2026, 12, 3),
            today=today,
        )
    )
    support.add_step(desk, goal, "Bring every letter, unopened ones too", "client", due_on=date(2026, 12, 3))
    support.add_step(desk, goal, "Ring the sheriff officers", "us", due_on=today)
    link = _id(
        support.add_link(
            desk, support.LinkDraft(isla, "signposted", "food", made["Millbank Pantry"]), today=today
        )
    )
    support.link_result(desk, link, "contacted", today=today)
    draft = support.LinkDraft(isla, "referred", "fuel", made["Warm Homes Tayside"], "Damp", agreed=True)
    support.add_link(desk, draft, today=today)
    lost = support.LinkDraft(isla, "not_found", "transport", what="A lift to the eye clinic")
    support.add_link(desk, lost, today=today)
    for forenames, born, relation, carer in (
        ("Rory", date(2012, 3, 9), "Son", True),
        ("Skye", date(2017, 8, 21), "Daughter", False),
    ):
        member = clients.ClientDraft("Drummond", forenames, born_on=born, practice_id=practice)
        households.add_member(desk, isla, member, relation=relation, carer=carer, today=today)
    practice_patch.tell(desk, practice, today=today)


def _id(changed: Changes) -> UUID:
    assert changed.id is not None  # noqa: S101 - each of these says what it made
    return changed.id
