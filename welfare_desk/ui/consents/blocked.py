"""A no of the consent gate as a banner says it: each reason once, with what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from welfare_desk.casework.access import Reason
from welfare_desk.errors import Problems
from welfare_desk.ui.kit.banner import Banner

NO_BIRTHDAY = ("The date of birth is not recorded.", "Ask for it first: consent depends on age.")
TO_DETAILS = "Open their details"


def for_want_of_a_birthday(fault: BaseException) -> bool:
    """Whether the gate could not be asked at all, since nobody knows how old the client is."""
    return isinstance(fault, Problems) and {one.field for one in fault.problems} == {"born_on"}


def no_birthday(go: Callable[[], object]) -> Banner:
    """Said before anything is asked of the client; ``go`` opens their details."""
    banner = Banner("soon")
    banner.say(*NO_BIRTHDAY)
    banner.offer(TO_DETAILS, go)
    banner.hide()
    return banner


def in_words(reasons: Sequence[Reason], what: str = "This") -> tuple[str, str]:
    """The sentence and the hint of a banner for these reasons; ``what`` is what cannot be done."""
    once = list({reason.code: reason for reason in reasons}.values())
    if len(once) == 1:
        return once[0].sentence, once[0].next_step
    return (
        f"{what} is stopped for {len(once)} reasons.",
        " ".join(f"{number}. {one.sentence} {one.next_step}" for number, one in enumerate(once, start=1)),
    )


def of_the_client(reasons: Sequence[Reason]) -> tuple[str, str]:
    """The same of what the client says: it needs a consent of its own, which names no practice."""
    if {reason.code for reason in reasons} <= {"no_consent", "practice_not_covered"}:
        return (
            "No consent covers yet what the client says or brings.",
            "Ask, and record it for what the client says, not the record.",
        )
    return in_words(reasons)
