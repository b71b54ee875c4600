"""Runs one command and ends it: every exit code is given here. What a command does is casework's.

Results go to stdout, sentences to stderr. 0 done; 1 checked and found wrong; 2 usage; 4 the world's
fault; 70 our bug, with a reference.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence

from welfare_desk import __version__, machine
from welfare_desk.commands import windows
from welfare_desk.commands.spoken import say
from welfare_desk.errors import DeskError
from welfare_desk.vault import folders

OUR_BUG = 70


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; nothing but a sentence ever reaches the terminal."""
    given = list(sys.argv[1:] if words is None else words)
    machine.keep_no_core_dump()
    try:
        asked = commands().parse_args(given) if given else argparse.Namespace(run=windows.window)
    except SystemExit as stop:  # argparse has said its sentence
        return int(stop.code or 0)
    try:
        if getattr(asked, "desk", None) is not None:
            folders.must_be_desk(asked.desk)  # at once: what opens a desk takes seconds to load
        return int(asked.run(asked))
    except DeskError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        say("Stopped.")
        return 4
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - whoever read us has gone
        return 4
    except Exception:
        reference = os.urandom(3).hex().upper()
        logging.getLogger("welfare_desk").debug("%s", reference, exc_info=True)
        if os.environ.get("WELFARE_DESK_DEBUG"):
            raise
        say(f"Something went wrong in Welfare Desk itself (reference {reference}). Nothing was half-written.")
        return OUR_BUG


def commands() -> argparse.ArgumentParser:
    """Every command with its words."""
    from welfare_desk.commands import agency, desks, figures, papers, support  # an icon clicked asks for none
    from welfare_desk.commands.words import Words

    parser = Words(prog="welfare-desk", description="Casework for advisors in GP practices.")
    parser.add_argument("--version", action="version", version=f"Welfare Desk {__version__}")
    parser.set_defaults(run=windows.window)
    table = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], says: str) -> argparse.ArgumentParser:
        command = table.add_parser(name, help=says, description=says)
        command.set_defaults(run=run)
        return command

    for subject in (windows, desks, figures, papers, agency, support):
        subject.add_commands(add)
    return parser
