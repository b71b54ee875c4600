"""Every choice there is, declared once with its sentence; and what this machine remembers between starts.

``TABLE`` is what the page of choices is made from. What belongs to the machine is kept here, in one small
file of the user's own configuration folder, or in the folder named by WELFARE_DESK_SETTINGS; the practice
desk keeps its own beside itself. What belongs to a person or to the agency is kept inside the desk, by
``casework/choices``. No client's data in either.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from welfare_desk import machine
from welfare_desk.errors import Problem

Held = Literal["machine", "person", "agency"]
Value = str | int | bool

TEXT_SIZES = (100, 110, 125, 150, 175, 200)  # percent of the platform font's own size


@dataclass(frozen=True, slots=True)
class Settings:
    """This machine's, each with its type; what it means stands in ``TABLE``."""

    last_desk: str = ""
    theme: str = "system"  # system, light, dark
    text_size: int = 100  # percent
    contrast: str = "system"  # system, high
    motion: str = "system"  # system, reduced
    curtain_minutes: int = 3
    lock_minutes: int = 10
    shared_computer: bool = False
    backup_folder: str = ""  # where a backup is made each day by itself; nowhere

    @property
    def curtain_seconds(self) -> int:
        """Idle seconds until the screen is hidden: two minutes at most where others use the computer."""
        return 60 * (min(self.curtain_minutes, 2) if self.shared_computer else self.curtain_minutes)

    @property
    def lock_seconds(self) -> int:
        """Idle seconds until the desk locks: five minutes at most where others use the computer."""
        return 60 * (min(self.lock_minutes, 5) if self.shared_computer else self.lock_minutes)

    @property
    def clipboard_seconds(self) -> int:
        """How long what was copied stays to be pasted."""
        return 5 if self.shared_computer else 10


@dataclass(frozen=True, slots=True)
class Declared:
    """One choice: whose it is, what it is called, what it does, and what may be chosen.

    ``offered`` are (value, words); a number may also be any other between ``least`` and ``most``.
    ``folder``: the value is a place on this computer, "" for none.
    """

    name: str
    held: Held
    words: str
    sentence: str
    usual: Value
    offered: tuple[tuple[Value, str], ...] = ()
    least: int = 0
    most: int = 0
    folder: bool = False

    def fits(self, value: object) -> bool:
        """Whether this may be the value."""
        if type(value) is not type(self.usual):  # True is no number of minutes
            return False
        if isinstance(value, bool) or self.folder:
            return True
        if isinstance(value, int) and self.most:
            return self.least <= value <= self.most
        return value in [one for one, _ in self.offered]

    def said(self, value: Value) -> str:
        """A value in words, as the page offers it."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return next((words for one, words in self.offered if one == value), str(value))


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"


_USUAL = Settings()

TABLE: tuple[Declared, ...] = (
    Declared(
        "text_size",
        "machine",
        "&Text size",
        "All that is on the screen grows with it. Ctrl++ and Ctrl+- change it anywhere, at the lock too.",
        _USUAL.text_size,
        tuple((size, f"{size} %") for size in TEXT_SIZES),
        least=TEXT_SIZES[0],
        most=TEXT_SIZES[-1],
    ),
    Declared(
        "theme",
        "machine",
        "&Colours",
        "Light for a bright room, dark for a dim one.",
        _USUAL.theme,
        (("system", "Same as this computer"), ("light", "Light"), ("dark", "Dark")),
    ),
    Declared(
        "contrast",
        "machine",
        "Co&ntrast",
        "High: black on white or white on black, no grey words, every line drawn.",
        _USUAL.contrast,
        (("system", "Same as this computer"), ("high", "High")),
    ),
    Declared(
        "motion",
        "machine",
        "&Movement",
        "Reduced: the cursor does not blink, and menus, lists and tool tips appear at once.",
        _USUAL.motion,
        (("system", "Same as this computer"), ("reduced", "Reduced")),
    ),
    Declared(
        "curtain_minutes",
        "machine",
        "&Hide the screen after",
        "While nobody touches the computer. Your PIN shows it again.",
        _USUAL.curtain_minutes,
        tuple((number, _minutes(number)) for number in (1, 2, 3, 5, 10)),
        least=1,
        most=60,
    ),
    Declared(
        "lock_minutes",
        "machine",
        "&Lock the desk after",
        "Its keys leave memory. Your passphrase opens it again, and what you were typing is kept.",
        _USUAL.lock_minutes,
        tuple((number, _minutes(number)) for number in (3, 5, 10, 15, 20, 30)),
        least=1,
        most=120,
    ),
    Declared(
        "shared_computer",
        "machine",
        "Other &people use this computer",
        "Hidden after 2 minutes and locked after 5 at most; what you copy goes after 5 seconds;"
        " where the desk lies is not remembered, and the keyring opens it no more.",
        _USUAL.shared_computer,
    ),
    Declared(
        "backup_folder",
        "machine",
        "&Back up each day into",
        "A backup is made there by itself when the desk is opened, and read back. Best on another disk.",
        _USUAL.backup_folder,
        folder=True,
    ),
    Declared(
        "last_desk",
        "machine",
        "The &desk opened last",
        "The next start shows its lock screen. Forgotten, the next start asks which desk.",
        _USUAL.last_desk,
        folder=True,
    ),
    Declared(
        "start_on",
        "person",
        "&Start on",
        "What you see first when the desk opens, unless you were still typing somewhere.",
        "today",
        (
            ("today", "Today"),
            ("week", "Week of sessions"),
            ("dates", "Dates"),
            ("cases", "Cases"),
            ("clients", "Clients"),
        ),
    ),
    Declared(
        "keep_recent",
        "person",
        "&Remember what I opened",
        "The clients, cases and letters you opened last stand in Find, for you alone. Unticked, they go.",
        True,
    ),
    Declared(
        "show_news",
        "person",
        "Show what's ne&w after an upgrade",
        "Once, when the desk is first opened with it. It always stands in the guide.",
        True,
    ),
    Declared(
        "lock_at_most",
        "agency",
        "Every computer locks &after, at most",
        "No computer that opens this desk waits longer, whatever is chosen there.",
        0,
        ((0, "No limit"), *((number, _minutes(number)) for number in (3, 5, 10, 15, 20))),
        most=60,
    ),
)

LOOKS = ("text_size", "theme", "contrast", "motion")
"""What is seen of the program before anybody has said who they are."""


def declared(name: str) -> Declared:
    """One of the table, by its name."""
    return next(one for one in TABLE if one.name == name)


def of(held: Held) -> tuple[Declared, ...]:
    """The choices of the machine, of a person or of the agency, in the page's order."""
    return tuple(one for one in TABLE if one.held == held)


def problems(chosen: Settings) -> list[Problem]:
    """What of a machine's choices does not go together."""
    if chosen.lock_minutes < chosen.curtain_minutes:
        said = "The desk would lock before the screen is hidden."
        return [Problem("lock_minutes", said, "Choose a longer time to lock.")]
    return []


def folder() -> Path:
    """Where this machine's settings lie."""
    if named := os.environ.get("WELFARE_DESK_SETTINGS"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", str(Path.home()))) / "Welfare Desk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Welfare Desk"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "welfare-desk"


def load(place: Path | None = None) -> Settings:
    """The settings as kept; the usual ones where there are none or they cannot be read."""
    return read(place)[0]


def read(place: Path | None = None) -> tuple[Settings, tuple[str, ...]]:
    """The settings as kept, and a sentence for each that was refused, in whose place the usual one stands."""
    file, usual = (place or folder()) / "settings.json", Settings()
    try:
        kept: Any = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return usual, ()
    except (OSError, ValueError, RecursionError):
        kept = None
    if not isinstance(kept, dict):
        return usual, ("This computer's settings could not be read; the usual ones stand.",)
    fitting: dict[str, Any] = {}
    refused: list[str] = []
    for field in fields(Settings):
        if field.name not in kept:
            continue
        one = declared(field.name)
        if one.fits(kept[field.name]):
            fitting[field.name] = kept[field.name]
        else:
            refused.append(_refusal(one))
    chosen = replace(usual, **fitting)
    if problems(chosen):
        refused.append(_refusal(declared("lock_minutes")))
        chosen = replace(chosen, lock_minutes=usual.lock_minutes, curtain_minutes=usual.curtain_minutes)
    return chosen, tuple(refused)


def _refusal(one: Declared) -> str:
    stands = one.said(one.usual) or "none"
    return f"“{one.words.replace('&', '')}” in this computer's settings is not one there is: {stands} stands."


def save(settings: Settings, place: Path | None = None) -> None:
    """Keep the settings; a folder that cannot be written to is no reason to stop work."""
    where = place or folder()
    try:
        where.mkdir(parents=True, exist_ok=True)
        machine.write_whole(where / "settings.json", json.dumps(asdict(settings), indent=1).encode())
    except OSError:
        return
