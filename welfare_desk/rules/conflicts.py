"""Conflicts of interest: who may stand on the other side of a client, and what may be decided of it.

Where to look is ours: another of the household, the landlord, the other parent, whoever a client named. What
is a conflict, and what to do of it, is a manager's to decide.
"""

from __future__ import annotations

from welfare_desk.rules.names import Known, might_be_same

ROLES = {
    "landlord": "Landlord",
    "other_parent": "The other parent",
    "former_partner": "Former partner",
    "neighbour": "Neighbour",
    "employer": "Employer",
    "lender": "Somebody they owe",
    "relative": "Somebody of the family",
    "other": "Somebody else",
}
DECISIONS = {
    "none": "No conflict",
    "apart": "Two advisors, kept apart",
    "refer": "One of them goes elsewhere",
}


def might_be(client: Known, other_side: Known) -> tuple[str, ...]:
    """Why a client might be whom somebody else stands against, in words; empty where nothing says so."""
    return might_be_same(client, other_side)


def of_an_other_side(role: str, reasons: tuple[str, ...]) -> str:
    """What is said of it, without a name: "May be the landlord: the same name"."""
    words = ROLES.get(role, ROLES["other"])
    words = words[:1].lower() + words[1:]
    words = words if words.startswith(("the ", "some")) else f"the {words}"
    return f"May be {words}: {' and '.join(reasons)}"


ONE_HOME = "They live together, and we act for both"
"""Two people of one home may want different things of one claim, one tenancy, one debt."""
KEPT_APART = "The two are kept apart"
