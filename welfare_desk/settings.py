"""What this machine remembers between starts: the last desk, the theme, the time to lock. No client's data.

Kept in one small file of the user's own configuration folder, or in the folder named by
WELFARE_DESK_SETTINGS; the practice desk keeps its own beside itself.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from welfare_desk import machine


@dataclass(frozen=True, slots=True)
class Settings:
    """Each with its type; anything unreadable in the file falls back to what stands here."""

    last_desk: str = ""
    theme: str = "system"  # system, light, dark
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
    file = (place or folder()) / "settings.json"
    try:
        kept: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    usual = Settings()
    if not isinstance(kept, dict):
        return usual
    fitting = {
        field.name: kept[field.name]
        for field in fields(Settings)
        if type(kept.get(field.name)) is type(getattr(usual, field.name))
    }
    return replace(usual, **fitting)


def save(settings: Settings, place: Path | None = None) -> None:
    """Keep the settings; a folder that cannot be written to is no reason to stop work."""
    where = place or folder()
    try:
        where.mkdir(parents=True, exist_ok=True)
        machine.write_whole(where / "settings.json", json.dumps(asdict(settings), indent=1).encode())
    except OSError:
        return
