"""The command for when something is wrong with the computer rather than with a desk."""

from __future__ import annotations

import argparse
import json

from welfare_desk.commands.spoken import Add, tell


def add_commands(add: Add) -> None:
    """The words of each."""
    command = add("doctor", _doctor, "which versions are here and whether each part works; no client data")
    command.add_argument("--json", action="store_true", help="as data, for whoever helps you")
    command.add_argument("--desks", action="store_true", help="only where this computer's desk lies")


def _doctor(asked: argparse.Namespace) -> int:
    from welfare_desk import doctor  # loads what it looks at

    checks = doctor.examine()
    if asked.desks:
        checks = [check for check in checks if check.id == "desk"]
    wrong = [check for check in checks if check.fate == doctor.WRONG]
    if asked.json:
        told = {"right": not wrong, "checks": [check.as_data() for check in checks]}
        tell(json.dumps(told, indent=1, ensure_ascii=False))
        return int(bool(wrong))
    for check in checks:
        mark = {doctor.RIGHT: "right", doctor.WRONG: "WRONG", doctor.KNOWN: "-"}[check.fate]
        tell(f"{mark:<6} {check.words}: {check.said}{f'. {check.advice}' if check.advice else ''}")
    tell(f"{len(wrong)} wrong" if wrong else "Nothing is wrong here.")
    return int(bool(wrong))
