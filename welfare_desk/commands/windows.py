"""The commands that show screens, or leave pictures of them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from welfare_desk import machine
from welfare_desk.commands import files
from welfare_desk.commands.spoken import Add
from welfare_desk.errors import UsageFault, WorldFault

_VARIANTS = ("light", "dark", "high-contrast", "large-text", "small-laptop", "wide")  # ui.tour.VARIANTS


class NoWindow(WorldFault):
    def __init__(self, why: str) -> None:
        super().__init__(
            f"No window can be shown here, because {why} (demo --headless DIR and the commands need none)."
        )


def add_commands(add: Add) -> None:
    """The words of each."""
    command = add("demo", _demo, "open the practice desk: invented people, nothing real")
    command.add_argument(
        "--headless", type=Path, metavar="DIR", help="no window: leave letters, tally, screens in DIR"
    )

    command = add("tour", _tour, "visit every screen of the practice desk and save a picture of each")
    command.add_argument("folder", type=Path, metavar="OUT")
    command.add_argument(
        "--as",
        dest="variants",
        default="",
        metavar="VARIANTS",
        help=f"with sheets to look at, a folder each: {', '.join(_VARIANTS)}, or all",
    )
    command.add_argument(
        "--only", default="", metavar="PICTURES", help="only these, by their names: dates,case-closed"
    )


def window(asked: argparse.Namespace) -> int:
    """The program itself, as it starts from its icon."""
    return int(_app().run())


def _demo(asked: argparse.Namespace) -> int:
    _app(offscreen=asked.headless is not None)
    from welfare_desk import samples  # the screens, once it is known that they load

    return _leave(asked.headless or Path("out"), lambda: samples.demo(asked.headless))


def _tour(asked: argparse.Namespace) -> int:
    wanted = _VARIANTS if asked.variants == "all" else _names(asked.variants)
    if unknown := [name for name in wanted if name not in _VARIANTS]:
        raise UsageFault(f"There is no variant {unknown[0]!r}.", f"There are: {', '.join(_VARIANTS)}, all.")
    _app(offscreen=True)
    from welfare_desk import samples  # the screens, once it is known that they load

    return _leave(asked.folder, lambda: samples.tour(asked.folder, wanted, _names(asked.only)))


def _names(words: str) -> tuple[str, ...]:
    return tuple(filter(None, words.split(",")))


def _app(*, offscreen: bool = False) -> ModuleType:
    """The screens. Raises WorldFault where no window can be shown, before anything is built for one."""
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif why := machine.why_no_window():
        raise NoWindow(why)
    try:
        from welfare_desk import app  # Qt takes its time, and a bare machine may lack what it loads
    except ImportError as error:
        if error.name and not error.name.startswith("PySide6"):
            raise
        raise NoWindow(f"{str(error).partition(':')[0]} is missing") from error
    return app


def _leave(folder: Path, results: Callable[[], int]) -> int:
    """Leave results in a folder that is known to take them."""
    files.ready_folder(folder)
    try:
        return results()
    except OSError as error:
        raise files.CannotWrite(Path(error.filename or folder), files.said_by(error)) from error
