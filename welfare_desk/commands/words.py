"""The words of a command that do not fit, each said in one sentence instead of a page of usage.

Which words there are stands in their modules; here they only fail to fit.
"""

from __future__ import annotations

import argparse
import re
from typing import Final, NoReturn

_SENTENCES: Final = (
    (r"the following arguments are required: (?P<what>.+)", "Still wanted: {what}."),
    (r"argument COMMAND: invalid choice: '(?P<what>.*?)' \(.*", "There is no command {what}."),
    (
        r"argument (?P<of>.+?): invalid choice: '(?P<what>.*?)' \(choose from (?P<among>.+)\)",
        "{of} cannot be {what}: it is one of {among}.",
    ),
    (r"unrecognized arguments: (?P<what>.+)", "Not understood: {what}."),
    (r"argument (?P<of>.+?): expected (one|at least one) argument", "{of} wants something after it."),
    (r"argument (?P<of>.+?): (?P<what>.+)", "{of}: {what}."),
)


class Words(argparse.ArgumentParser):
    """A command's words; what does not fit ends with 2 and one sentence on stderr."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{in_a_sentence(message)} See: {self.prog} --help\n")


def in_a_sentence(message: str) -> str:
    """What argparse found, as a person would say it."""
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            said = {name: " ".join(text.replace("'", "").split()) for name, text in found.groupdict().items()}
            return sentence.format(**said)
    return message[:1].upper() + message[1:].rstrip(".") + "."
