"""What can go wrong, in an advisor's words.

A ``DeskError`` is shown as it stands (sentence, then hint). Anything else that escapes is our bug.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class DeskError(Exception):
    """Something an advisor can understand and act on; shown beside the field or in the message bar.

    ``exit_code`` is what the command line ends with: 1 checked and found wrong, 2 usage,
    3 not there yet, 4 the world's fault (passphrase, file, disk, in use).
    """

    sentence: ClassVar[str] = "That cannot be done."
    hint: ClassVar[str] = ""
    exit_code: ClassVar[int] = 1

    def __init__(self, sentence: str | None = None, hint: str | None = None) -> None:
        self.said = sentence if sentence is not None else self.sentence
        self.advice = hint if hint is not None else self.hint
        super().__init__(self.said)

    def __str__(self) -> str:
        return f"{self.said} {self.advice}".strip()


class FoundWrong(DeskError):
    """A check that was asked for found something wrong (``verify``, a blocked letter)."""


class UsageFault(DeskError):
    """The words of a command do not fit."""

    exit_code = 2


class WorldFault(DeskError):
    """The machine, a file, a disk, a passphrase or another program stands in the way."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why something given cannot be right, tied to the field it was given in."""

    field: str
    sentence: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()


class Problems(DeskError):
    """Several problems at once, all of them, so that nobody mends one only to meet the next."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        last = {problem.hint: problem for problem in problems}  # the same advice is given once, at its end
        super().__init__(" ".join(str(one) if last[one.hint] is one else one.sentence for one in problems))
