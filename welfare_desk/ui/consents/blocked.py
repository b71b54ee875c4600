"""A no of the consent gate as a banner says it: each reason once, with what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from welfare_desk.casework.access import Reason


def in_words(reasons: Sequence[Reason], what: str = "This") -> tuple[str, str]:
    """The sentence and the hint of a banner for these reasons; ``what`` is what cannot be done."""
    once = list({reason.code: reason for reason in reasons}.values())
    if len(once) == 1:
        return once[0].sentence, once[0].next_step
    return (
        f"{what} is stopped for {len(once)} reasons.",
        " ".join(f"{number}. {one.sentence} {one.next_step}" for number, one in enumerate(once, start=1)),
    )
