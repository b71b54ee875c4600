"""Why a file cannot be kept or used."""

from __future__ import annotations


class Unfit(Exception):
    """An answer about a file, not an error of the program.

    ``because`` follows "cannot be kept:" and is no sentence; ``instead`` is what to do, and is one.
    """

    def __init__(self, because: str, instead: str = "") -> None:
        self.because, self.instead = because, instead
        super().__init__(because)


BROKEN = "Ask for it again, or print what you can see and scan the paper."
