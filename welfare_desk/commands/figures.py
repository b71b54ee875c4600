"""The commands that bring figures in, and those that give them out."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from welfare_desk.commands import files
from welfare_desk.commands.spoken import Add, day, on_desk, opened, say, tell
from welfare_desk.errors import UsageFault


def add_commands(add: Add) -> None:
    """The words of each."""
    command = add("import", _import, "bring a workbook or CSV in")
    command.add_argument("file", type=Path)
    on_desk(command)
    command.add_argument("--dry-run", action="store_true", help="say what would happen; write nothing")
    command.add_argument("--json", action="store_true", help="every row's fate as JSON")
    command.add_argument(
        "--refused", type=Path, metavar="FILE", help="write the refused rows out (readable by you only)"
    )

    command = add("tally", _tally, "the gains and the funder's indicators of a period")
    on_desk(command)
    command.add_argument("--from", dest="from_on", type=day, required=True)
    command.add_argument("--to", dest="to_on", type=day, required=True)
    command.add_argument("--by", help="benefit,practice,kind,month")
    command.add_argument(
        "--format", choices=("table", "json", "csv", "xlsx", "pdf", "package"), default="table"
    )
    command.add_argument("--as-at", type=day, help="values as they stood on this day")
    command.add_argument("--template", help="what one funder is sent: framework, partnership, lottery, own")
    command.add_argument("--whole", action="store_true", help="for the agency alone: small numbers shown")
    command.add_argument("--out", type=Path)

    command = add("areas", _areas, "load the official lookup of postcodes and deprivation deciles")
    command.add_argument("file", type=Path)
    command.add_argument("--edition", required=True, help="as the file is named: SIMD 2020v2")
    on_desk(command)

    command = add("worked-cases", _worked_cases, "work out a file of cases from their inputs alone")
    command.add_argument("kind", choices=("time-limits", "amounts", "debt", "funder", "consent"))
    command.add_argument("file", type=Path)
    command.add_argument("--check", action="store_true", help="compare with what each case expects")


def _import(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.workbook import intake

    refused = None
    if asked.refused is not None:
        spared, endings = (asked.file, asked.passphrase_file), (".csv", *files.TEXT)
        refused = files.ready_for(asked.refused, endings=endings, apart_from=spared, desks=[asked.desk])
    data = files.read(asked.file)
    with opened(asked, read_only=asked.dry_run) as desk:
        today = desk.clock.today()
        act = intake.try_out if asked.dry_run else intake.bring_in
        outcome = act(desk, data, asked.file.name, today=today)
        if asked.json:
            tell(json.dumps(outcome.as_json(), ensure_ascii=False, indent=1))
        else:
            _print_import(outcome)
        if refused is not None:
            files.write(refused, intake.refused_as_csv(desk), private=True)
            say(f"The refused rows are in {asked.refused}; that file is not protected.")
    say(intake.NOT_PROTECTED)
    return 0


def _print_import(outcome: Any) -> None:
    tell(outcome.sentence)
    # A file brought again is duplicates from end to end: each reason they share is said once.
    shared = Counter(row.reasons for row in outcome.rows if row.fate == "duplicate")
    for reasons, rows in shared.items():
        if rows > 1:
            tell(f"  {rows} rows: duplicate: {' '.join(reasons)}")
    for row in outcome.rows:
        reasons = () if row.fate == "duplicate" and shared[row.reasons] > 1 else row.reasons
        for said in (*reasons, *row.warnings):
            if row.fate != "blank":
                tell(f"  row {row.row}: {row.fate.value}: {said}")
    counted = ", ".join(f"{number} {fate}" for fate, number in outcome.counts.items())
    tell(f"{counted}; {outcome.people} people.")


def _tally(asked: argparse.Namespace) -> int:
    out = _place_of_tally(asked)
    period = (asked.from_on, asked.to_on)
    if asked.to_on < asked.from_on:
        from welfare_desk.rules.caseload import PeriodRunsBackwards  # its rules wait for who asks

        raise PeriodRunsBackwards()
    dimensions = _dimensions(asked.by)
    from welfare_desk.casework.figures import reporting

    with opened(asked, read_only=True) as desk:
        if asked.as_at is not None and asked.as_at > reporting.latest_day(desk):
            raise UsageFault(f"--as-at {asked.as_at} has not come yet: nobody knows its figures.")
        if asked.format == "package":
            package = reporting.data_package(
                desk, *period, as_at=asked.as_at, whole=asked.whole, template=asked.template
            )
            for name, held in package.items():
                files.write(asked.out / name, held)
            say(f"The data package is in {asked.out}.")
            return 0
        data = reporting.report(
            desk,
            *period,
            by=dimensions,
            format=asked.format,
            as_at=asked.as_at,
            whole=asked.whole,
            template=asked.template,
        )
    if out is not None:
        files.write(out, data)
        say(f"The tally is in {asked.out}.")
    else:
        sys.stdout.write(data.decode("utf-8"))
    return 0


def _dimensions(by: str | None) -> tuple[str, ...]:
    if by is None:
        return ()
    words = tuple(word.strip() for word in by.split(","))
    if not all(words):
        raise UsageFault("--by takes one or more of benefit, practice, kind, month, with commas between.")
    return words


def _place_of_tally(asked: argparse.Namespace) -> Path | None:
    """Where the tally goes, or None for standard output. Raises before the desk is opened."""
    if asked.out is None:
        if asked.format in ("xlsx", "pdf"):
            raise UsageFault(f"Say where the {asked.format} goes with --out FILE.")
        if asked.format == "package":
            raise UsageFault("Say which folder the data package goes into with --out DIR.")
        return None
    if asked.format == "package":
        return files.ready_folder(asked.out)
    endings: tuple[str, ...] = (f".{asked.format}",) if asked.format != "table" else files.TEXT
    if asked.format in ("csv", "json"):
        endings += files.TEXT
    return files.ready_for(asked.out, endings=endings, apart_from=[asked.passphrase_file], desks=[asked.desk])


def _areas(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.figures import deprivation

    data = files.read(asked.file)
    with opened(asked) as desk:
        found = deprivation.load(desk, data, edition=asked.edition, today=desk.clock.today())
    tell(f"{found.known} known, {found.unknown} unknown.")
    say("A decile describes the area somebody lives in, not the person.")
    return 0


def _worked_cases(asked: argparse.Namespace) -> int:
    from welfare_desk.casework import worked_cases

    try:
        cases = worked_cases.read_cases(asked.file)
    except OSError as error:
        raise files.CannotRead(asked.file, files.said_by(error)) from error
    worked = worked_cases.work_out(asked.kind, cases)
    if other := worked_cases.meant_for(worked, cases):
        say(f"{asked.file} holds {other} cases, not {asked.kind}.")
    if not asked.check:
        tell(json.dumps([one.as_json() for one in worked], ensure_ascii=False, indent=1))
        return 0
    for one in worked:
        if one.agrees is not True and other is None:
            told = (
                f"not understood: {', '.join(one.not_understood)}"
                if one.result is None
                else f"gives {one.result}"
            )
            tell(f"{one.id}: {told if one.agrees is False else 'expects nothing'}")
    passed = sum(one.agrees is True for one in worked)
    failed = sum(one.agrees is False for one in worked)
    tell(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
