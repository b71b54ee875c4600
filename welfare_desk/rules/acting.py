"""Who acts for a client towards a body: appointee, attorney, guardian; and so who signs and is written to.

An appointee is appointed by one body for its own benefits (SI 1987/1968 reg 33 for DWP; 2018 asp 9 ss.85A and
85B for Social Security Scotland). A continuing attorney or financial guardian acts in money matters towards
everybody (Adults with Incapacity (Scotland) Act 2000 ss.15 and 64); welfare powers alone reach no money.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

ROLES = {
    "appointee": "Appointee",
    "attorney_continuing": "Attorney for money and property",
    "guardian_financial": "Guardian for money and property",
    "attorney_welfare": "Welfare attorney",
    "guardian_welfare": "Welfare guardian",
}
_IN_A_SENTENCE = {
    "appointee": "appointee",
    "attorney_continuing": "attorney",
    "guardian_financial": "guardian",
    "attorney_welfare": "welfare attorney",
    "guardian_welfare": "welfare guardian",
}
OF_ONE_BODY = ("appointee",)
OF_WELFARE_ONLY = ("attorney_welfare", "guardian_welfare")


@dataclass(frozen=True, slots=True)
class Power:
    """One power to act. ``body``: the one body it is for; None is everybody."""

    id: UUID
    role: str
    body: UUID | None
    from_on: date
    to_on: date | None
    ended_on: date | None

    def holds_on(self, day: date) -> bool:
        """Its last day counts, the day it was ended does not."""
        begun = self.from_on <= day and (self.to_on is None or day <= self.to_on)
        return begun and (self.ended_on is None or day < self.ended_on)


def who_acts(powers: Iterable[Power], body: UUID | None, on: date) -> Power | None:
    """Who signs and is written to: for a body, whoever it appointed, then whoever acts towards everybody.

    ``body`` None is a letter to the client themselves: only a power towards everybody takes their place.
    """
    live = [one for one in powers if one.holds_on(on) and one.role not in OF_WELFARE_ONLY]
    own = [one for one in live if body is not None and one.body == body]
    everybody = [one for one in live if one.body is None and one.role not in OF_ONE_BODY]
    found = own or everybody
    return max(found, key=lambda one: (one.from_on, one.id)) if found else None


def in_a_sentence(role: str) -> str:
    """How it is said under a signature: "appointee"."""
    return _IN_A_SENTENCE.get(role, "")
