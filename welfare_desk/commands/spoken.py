"""How every command speaks, asks for a passphrase and opens a desk.

Results go to stdout, sentences to stderr.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from welfare_desk.commands import files
from welfare_desk.errors import UsageFault, WorldFault


class Add(Protocol):
    """Adds a command: its name, what runs it, what it says it does."""

    def __call__(
        self, name: str, run: Callable[[argparse.Namespace], int], says: str
    ) -> argparse.ArgumentParser: ...


def say(sentence: str) -> None:
    """One sentence to the person, on stderr."""
    print(sentence, file=sys.stderr)


def tell(result: str) -> None:
    """A result, on stdout."""
    print(result)


def on_desk(command: argparse.ArgumentParser) -> None:
    """The words of every command that opens a desk."""
    command.add_argument("--desk", type=Path, required=True, help="the desk's folder")
    passphrase_option(command)


def passphrase_option(command: argparse.ArgumentParser) -> None:
    """Where the passphrase comes from."""
    command.add_argument("--passphrase-file", type=Path, help="else standard input, else you are asked")


def day(written: str) -> date:
    """The type of a word that is a day, as 2026-03-31."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written} is not a date such as 2026-03-31") from None


def passphrase(asked: argparse.Namespace, *, new: bool = False) -> str:
    """From the file, else the first line of standard input, else asked; one trailing newline dropped."""
    if asked.passphrase_file is not None:
        return files.read_passphrase(asked.passphrase_file)
    if not sys.stdin.isatty():
        try:
            typed = sys.stdin.readline().removesuffix("\n").removesuffix("\r")
            typed.encode()  # what no locale could read comes as half a character
        except UnicodeError as error:
            raise WorldFault("The passphrase on standard input is not text.") from error
        return typed
    typed = getpass.getpass("Passphrase: ")
    if new and getpass.getpass("The same again: ") != typed:
        raise UsageFault("The two passphrases differ.", "Nothing was made; try again.")
    return typed


@contextmanager
def opened(asked: argparse.Namespace, *, read_only: bool = False) -> Iterator[Any]:
    """The desk the command names, unlocked, and closed again whatever happens."""
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.opening import open_desk, open_or_read

    secret = getattr(asked, "secret", None) or passphrase(asked)  # where a command has asked for it already
    if read_only:
        desk = open_or_read(asked.desk, secret, clock=RealClock())
        if desk.in_use_by:
            say(f"{desk.in_use_by} has this desk open; reading only.")
    else:
        desk = open_desk(asked.desk, secret, clock=RealClock())
    if (Path(asked.desk).parent / "practice-desk.txt").exists():  # the rest of it need not be looked at
        from welfare_desk.casework.invented import practice_desk

        practice_desk.keep_its_day(desk)
    try:
        yield desk
    finally:
        desk.close()
