"""Four things an advisor saves, each of which a full or failing disk may stop: all of it is kept, or nothing.

What was kept is told as ``journeys`` tells it, and looked for afterwards by ``killing``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from building import a_client
from journeys import Told, a_letter, answered
from sqlalchemy import text

from welfare_desk import machine
from welfare_desk.casework.correspondence import letter_issue, letters
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import journal
from welfare_desk.casework.safekeeping import trust
from welfare_desk.casework.workbook import intake
from welfare_desk.errors import WorldFault
from welfare_desk.records.tables import Base
from welfare_desk.vault import faults
from welfare_desk.vault.backup import backups_in
from welfare_desk.vault.faults import DiskFailing, DiskFull

REFUSED: tuple[type[WorldFault], ...] = (DiskFull, DiskFailing)
"""What an advisor is told of a disk that takes no more."""

_SHEET = "Surname,First name,DOB,Benefit,Weekly gain,Notes\n" + "".join(
    f"Reid{number},Ann,02/03/19{number % 60 + 10},ADP,£{number + 1}.00,{'Rang about the form. ' * 12}\n"
    for number in range(60)
)


@dataclass(frozen=True, slots=True)
class Act:
    """``do`` saves on a desk made ready by ``prepare``; its files go into the folder it is given.

    ``at_once``: all of it is one save, so a refused one leaves every table as it was.
    """

    name: str
    do: Callable[[Desk, Path], list[Told]]
    at_once: bool = False


def _save(desk: Desk, place: Path) -> list[Told]:
    person = a_client(desk, surname="Full")
    entry = journal.write_note(desk, person, "Rang about the form. " * 3000, today=desk.clock.today())
    assert entry.id is not None
    return [("Person", person), ("JournalEntry", entry.id)]


def _import(desk: Desk, place: Path) -> list[Told]:
    brought = intake.bring_in(desk, _SHEET.encode(), "cases.csv", today=desk.clock.today())
    return [("Intake", brought.intake_id)] if brought.intake_id else []  # again: every row is there


def _letter(desk: Desk, place: Path) -> list[Told]:
    """The letter made ready is issued, and its file left in a folder as the screen leaves it."""
    [row] = letters.letters(desk)
    if row.state != "issued":
        letter_issue.issue(desk, row.id, today=desk.clock.today())
    data = letter_issue.print_out(desk, row.id, today=desk.clock.today())
    try:
        machine.put_down(place / "letter.pdf", data)
    except OSError as error:
        raise faults.from_system(error, place) from error
    assert (place / "letter.pdf").read_bytes() == data
    return [("issued", row.id)]


def _backup(desk: Desk, place: Path) -> list[Told]:
    kept = place / "backups"
    kept.mkdir(exist_ok=True)
    trust.backup_desk(desk, kept, today=desk.clock.today())
    return []


_ACTS = (
    Act("save", _save),
    Act("import", _import, at_once=True),
    Act("letter", _letter),
    Act("backup", _backup, at_once=True),
)
ACTS = {act.name: act for act in _ACTS}


def prepare(desk: Desk) -> None:
    """A client with a letter the GP has answered, ready to be issued."""
    answered(desk, a_letter(desk))


def rows(desk: Desk) -> dict[str, int]:
    """How much the desk holds, table by table, but for what merely looking at it writes down."""
    quiet = {"access_log", "history", "counters", "settings"}
    names = sorted(set(Base.metadata.tables) - quiet)
    counting = ", ".join(f'(SELECT count(*) FROM "{name}")' for name in names)
    with desk.look() as look:
        return dict(zip(names, look.execute(text(f"SELECT {counting}")).one(), strict=True))


def half_files(place: Path) -> list[str]:
    """What a stopped act may not leave behind: part of a letter, part of a backup, a file of no name."""
    found = [path.name for path in place.rglob("*") if path.name.endswith((".new", ".partial"))]
    letter = place / "letter.pdf"
    if letter.exists() and not letter.read_bytes().rstrip().endswith(b"%%EOF"):
        found.append("half a letter")
    return found + [
        f"{folder.name} is no whole backup"
        for folder in backups_in(place / "backups")
        if {"desk.db", "keys.json", "manifest.json"} - {path.name for path in folder.iterdir()}
    ]
