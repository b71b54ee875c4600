"""What a support person would ask for: versions, and whether each thing the program stands on works here.

No check opens a desk or asks for a passphrase, and no answer holds a word about a client: what is shown
can be sent to a stranger. A path inside somebody's own folder is told from ``~``.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import platform
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from welfare_desk import __version__, machine, resources, settings

RIGHT, WRONG, KNOWN = "right", "wrong", "known"
PARTS = (
    *("PySide6_Essentials", "PySide6_Pdf", "sqlcipher3", "SQLAlchemy", "alembic", "psycopg", "cryptography"),
    *("keyring", "python-liquid", "markdown-it-py", "reportlab", "pikepdf", "Pillow", "python-docx"),
    *("XlsxWriter", "openpyxl", "holidays"),
)
_ENOUGH_MB = 200  # a desk of a few years and the backup made of it


@dataclass(frozen=True, slots=True)
class Check:
    """One answer: ``fate`` is right, wrong, or known (a fact that is neither)."""

    id: str
    words: str
    said: str
    fate: str = KNOWN
    advice: str = ""

    def as_data(self) -> dict[str, str]:
        return asdict(self)


def examine() -> list[Check]:
    """Every check, in the order a support person reads them; one that fails stops no other."""
    return [one for ask in _CHECKS for one in _answered(ask)]


def _answered(ask: Callable[[], list[Check]]) -> list[Check]:
    try:
        return ask()
    except Exception as fault:  # noqa: BLE001 - whatever is wrong here is what one wants to know
        id = ask.__name__.strip("_")
        return [Check(id, id.capitalize(), f"{type(fault).__name__}: {_at_home(str(fault))}", WRONG)]


def _at_home(words: str) -> str:
    """Somebody's own name stands in the path of their folder: it is not told."""
    return words.replace(str(Path.home()), "~")


def _program() -> list[Check]:
    packed = getattr(sys, "frozen", False)
    place = Path(sys.executable).parent if packed else Path(__file__).resolve().parent
    kind = "a packaged folder" if packed else "installed for Python"
    return [
        Check("version", "Welfare Desk", __version__),
        Check("program", "How it is installed", f"{kind}, {_at_home(str(place))}"),
        Check("system", "System", _at_home(platform.platform())),
        Check("python", "Python", platform.python_version(), RIGHT if sys.version_info >= (3, 11) else WRONG),
        Check("clock", "Clock", f"{datetime.now(UTC).astimezone():%Y-%m-%d %H:%M %Z}"),
    ]


def _parts() -> list[Check]:
    found: dict[str, str] = {}
    for name in PARTS:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "missing"
    lacking = [name for name, version in found.items() if version == "missing"]
    said = ", ".join(f"{name} {version}" for name, version in found.items())
    advice = "Install Welfare Desk again; your desks stay where they are." if lacking else ""
    return [Check("parts", "Parts", said, WRONG if lacking else RIGHT, advice)]


def _resources() -> list[Check]:
    benefits, routes, holidays = resources.benefits(), resources.routes(), resources.holidays()
    fonts = [file for file in (resources.folder() / "fonts").glob("*.ttf") if file.stat().st_size]
    said = f"{len(fonts)} fonts, rates, routes and holidays read"
    whole = bool(fonts) and all(thing is not None for thing in (benefits, routes, holidays))
    return [Check("resources", "What ships with it", said, RIGHT if whole else WRONG)]


def _store() -> list[Check]:
    """An encrypted store, written and read back; its file tells nothing without the key."""
    from welfare_desk.vault import cipher  # brings SQLCipher, which is what is tried here

    with tempfile.TemporaryDirectory(prefix="welfare-desk-") as scratch:
        file, key = Path(scratch) / "doctor.db", secrets.token_bytes(32)
        connection = cipher.connect(file, key, create=True)
        connection.execute("CREATE TABLE told (words TEXT)")
        connection.execute("INSERT INTO told VALUES ('nothing of anybody')")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        version = connection.execute("PRAGMA cipher_version").fetchone()[0]
        connection.close()
        sealed = file.read_bytes()
        again = cipher.connect(file, key)
        read = again.execute("SELECT words FROM told").fetchone()[0]
        again.close()
    whole = read == "nothing of anybody" and b"nothing of anybody" not in sealed and b"SQLite" not in sealed
    return [Check("store", "Encrypted store", f"SQLCipher {version}", RIGHT if whole else WRONG)]


def _keys() -> list[Check]:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # slow to load: only here

    began = time.perf_counter()
    Argon2id(salt=bytes(16), length=32, iterations=3, lanes=4, memory_cost=128 * 1024).derive(b"doctor")
    seconds = time.perf_counter() - began
    advice = "Unlocking will feel slow on this computer; nothing is wrong." if seconds > 3 else ""
    return [Check("keys", "Making a key of a passphrase", f"{seconds:.1f} seconds", RIGHT, advice)]


def _letter() -> list[Check]:
    """A sample letter about nobody, as PDF."""
    from welfare_desk.letters import pdf, sample, templates  # heavy: only here

    made = pdf.render_pdf(templates.document_for("evidence", sample.SAMPLE)).data
    whole = made[:5] == b"%PDF-"
    return [Check("letter", "A sample letter", f"{len(made) // 1024} kB of PDF", RIGHT if whole else WRONG)]


def _papers() -> list[Check]:
    """A stranger's paper, opened in a process of its own as every paper is: here, a page about nobody."""
    from welfare_desk.letters.papers import apart  # starts another process

    found = apart.judge("doctor.txt", b"Nothing of anybody.\n")
    return [Check("papers", "A paper opened apart", f"{found.pages} page", RIGHT)]


def _screens() -> list[Check]:
    """Whether Qt loads, and whether a window could be shown."""
    try:
        core = importlib.import_module("PySide6.QtCore")
        for name in ("QtWidgets", "QtPdf", "QtSvg", "QtPrintSupport"):
            importlib.import_module(f"PySide6.{name}")
    except ImportError as lacking:
        advice = "Install the system's packages for Qt (README, Two commands)."
        return [Check("qt", "Qt", _at_home(str(lacking)), WRONG, advice)]
    why = machine.why_no_window()
    offscreen = os.environ.get("QT_QPA_PLATFORM", "")
    said = f"platform {offscreen}" if offscreen else "can be shown" if not why else f"not here: {why}"
    return [
        Check("qt", "Qt", str(core.qVersion()), RIGHT),
        Check("window", "A window", said, KNOWN, "The commands work without one." if why else ""),
    ]


def _folders() -> list[Check]:
    kept = settings.load()
    place = settings.folder()
    found = [Check("settings", "This computer's settings", _at_home(str(place)))]
    if not kept.last_desk:
        return [*found, Check("desk", "The last desk", "none was opened here yet")]
    desk = Path(kept.last_desk)
    if not (desk / "keys.json").is_file():
        return [*found, Check("desk", "The last desk", f"{_at_home(str(desk))} is not there", WRONG)]
    megabytes = sum(file.stat().st_size for file in desk.iterdir() if file.is_file()) // 1_000_000
    free = machine.free_bytes(desk) // 1_000_000
    network = machine.is_network_folder(desk)
    advice = "Make room before the next backup." if free < _ENOUGH_MB else ""
    where = "a network folder" if network else "this computer"
    told = f"{_at_home(str(desk))}, on {where}: {megabytes} MB"
    return [
        *found,
        Check("desk", "The last desk", told, WRONG if network else RIGHT, _APART if network else ""),
        Check("room", "Room beside it", f"{free} MB free", WRONG if advice else RIGHT, advice),
    ]


_APART = "A desk on a network folder can be harmed by two computers at once: move it to this computer."


def _keyring() -> list[Check]:
    from welfare_desk.vault import keyrings  # asks the system's keyring

    backend: Any = importlib.import_module("keyring").get_keyring()
    return [Check("keyring", "The system's keyring", keyrings.named(backend))]


_CHECKS: tuple[Callable[[], list[Check]], ...] = (
    _program, _parts, _resources, _store, _keys, _letter, _papers, _screens, _keyring, _folders
)  # fmt: skip
