"""What shows the practice desk: a picture of every screen, its letter and its tally, left in a folder."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from welfare_desk import app, machine, settings
from welfare_desk.casework.correspondence import letter_issue
from welfare_desk.casework.desk import FixedClock
from welfare_desk.casework.figures import reporting
from welfare_desk.casework.invented import practice_desk
from welfare_desk.casework.invented.practice_desk import PracticeDesk
from welfare_desk.errors import UsageFault
from welfare_desk.ui import looks, theme
from welfare_desk.ui import tour as tours
from welfare_desk.ui.tour_stops import stops_of, undressed_stops


def demo(headless: Path | None) -> int:
    """The practice desk in a window; or offscreen, with its letter, tally and pictures left in a folder."""
    if headless is not None:
        return leave_results(headless)
    print("Building the practice desk (a few seconds).", flush=True)  # noqa: T201
    place = Path("out") / "practice"
    made = practice_desk.make(place)
    made.desk.close()
    shown = app.application()
    kept = settings.load(place)
    looks.wear(shown, kept)
    clock = FixedClock(practice_desk.NOW)
    program = app.Program(shown, clock, kept, practice_passphrase=practice_desk.PASSPHRASE)
    program.show_lock(place / "desk")
    program.ready.begin()
    return shown.exec()


def tour(folder: Path, variants: Sequence[str] = (), only: Sequence[str] = ()) -> int:
    """A picture of every screen of the practice desk; of each variant in a folder of its own, with sheets."""
    with tempfile.TemporaryDirectory(prefix="welfare-desk-") as scratch:
        pictures = []
        for name in variants or ("",):
            made = practice_desk.make(Path(scratch) / (name or "practice"))
            pictures += take_pictures(made, folder / name if name else folder, name, only)
    for picture in pictures:
        print(picture)  # noqa: T201
    return 0


def leave_results(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    made = practice_desk.make(folder / "practice")
    left: list[Path] = []
    letter = made.told.letters["hugh"]
    today = practice_desk.TODAY
    for name, word in (("letter.pdf", False), ("letter.docx", True)):
        left.append(folder / name)
        machine.write_whole(left[-1], letter_issue.print_out(made.desk, letter, today=today, word=word))
    for kind in ("pdf", "xlsx", "csv"):
        left.append(folder / f"tally.{kind}")
        machine.write_whole(
            left[-1],
            reporting.report(
                made.desk,
                date(2025, 4, 1),
                date(2026, 3, 31),
                by=("benefit", "practice", "kind"),
                format=kind,
            ),
        )
    left += take_pictures(made, folder / "screens")
    for file in left:
        print(file)  # noqa: T201
    return 0


def take_pictures(
    made: PracticeDesk, folder: Path, variant: str = "", only: Sequence[str] = ()
) -> list[Path]:
    """Of a practice desk; ``only`` these. Raises UsageFault when the tour takes no such picture."""
    stops = undressed_stops(made.told) if variant else stops_of(made.told)
    if unknown := set(only) - {stop.name for stop in stops}:
        raise UsageFault(
            f"There is no picture {min(unknown)!r}.", "A whole tour's index.json names them all."
        )
    stops = [stop for stop in stops if not only or stop.name in only]
    qt, seen = app.application(), tours.VARIANTS.get(variant, tours.Variant())
    theme.apply(qt, seen.dress, seen.text, strong=seen.strong)
    program = app.Program(
        qt,
        FixedClock(practice_desk.NOW),
        settings.Settings(),
        practice_passphrase=practice_desk.PASSPHRASE,
    )
    program.window.resize(*seen.size)
    program.enter(made.desk)
    ratio = 1.0 if variant else tours.RATIO
    busy = program.jobs.busy
    pictures = tours.visit(program.window, stops, folder, busy=busy, size=seen.size, ratio=ratio)
    program.window.close()
    return [*pictures, *tours.contact_sheets(pictures, folder)] if variant else pictures
