"""The commands: their words, their exit codes, and what each prints. What they do is casework's.

Results go to stdout, sentences to stderr. 0 done; 1 checked and found wrong; 2 usage; 3 not there yet;
4 the world's fault; 70 our bug, with a reference.
"""

from __future__ import annotations

import argparse
import getpass
import json
import logging
import os
import secrets
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from welfare_desk import __version__, cli_files, machine
from welfare_desk.cli_words import Words
from welfare_desk.errors import DeskError, NotYet, UsageFault, WorldFault
from welfare_desk.rules.caseload import PeriodRunsBackwards
from welfare_desk.vault import folders

OUR_BUG = 70
NOT_YET = {
    "agency": "a desk shared over PostgreSQL",
}


class NoWindow(WorldFault):
    def __init__(self, why: str) -> None:
        super().__init__(
            f"No window can be shown here, because {why} (demo --headless DIR and the commands need none)."
        )


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; nothing but a sentence ever reaches the terminal."""
    given = list(sys.argv[1:] if words is None else words)
    parser = commands()
    try:
        if given[:1] and given[0] in NOT_YET and not {"-h", "--help"} & set(given):
            given = given[:1]  # whatever its words will be one day
        asked = parser.parse_args(given)
    except SystemExit as stop:  # argparse has said its sentence
        return int(stop.code or 0)
    try:
        if getattr(asked, "desk", None) is not None:
            folders.must_be_desk(asked.desk)  # at once: what opens a desk takes seconds to load
        return int(asked.run(asked))
    except DeskError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("Stopped.")
        return 4
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - whoever read us has gone
        return 4
    except Exception:
        reference = secrets.token_hex(3).upper()
        logging.getLogger("welfare_desk").debug("%s", reference, exc_info=True)
        if os.environ.get("WELFARE_DESK_DEBUG"):
            raise
        _say(
            f"Something went wrong in Welfare Desk itself (reference {reference}). Nothing was half-written."
        )
        return OUR_BUG


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _print(result: str) -> None:
    print(result)


def commands() -> argparse.ArgumentParser:
    """Every command with its words."""
    parser = Words(prog="welfare-desk", description="Casework for advisors in GP practices.")
    parser.add_argument("--version", action="version", version=f"Welfare Desk {__version__}")
    parser.set_defaults(run=_window)
    table = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], says: str) -> argparse.ArgumentParser:
        command = table.add_parser(name, help=says, description=says)
        command.set_defaults(run=run)
        return command

    def on_desk(command: argparse.ArgumentParser) -> None:
        command.add_argument("--desk", type=Path, required=True, help="the desk's folder")
        _passphrase_option(command)

    command = add("demo", _demo, "open the practice desk: invented people, nothing real")
    command.add_argument(
        "--headless", type=Path, metavar="DIR", help="no window: leave letters, tally, screens in DIR"
    )

    command = add("init", _init, "make an empty desk; prints the recovery key once")
    command.add_argument("folder", type=Path, metavar="DESK")
    command.add_argument("--name", default="Advisor", help="the advisor's name")
    command.add_argument("--agency", default="", help="the agency's name")
    command.add_argument(
        "--recovery-file", type=Path, help="write the recovery key here instead of printing it"
    )
    _passphrase_option(command)

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
    command.add_argument("--from", dest="from_on", type=_day, required=True)
    command.add_argument("--to", dest="to_on", type=_day, required=True)
    command.add_argument("--by", help="benefit,practice,kind,month")
    command.add_argument(
        "--format", choices=("table", "json", "csv", "xlsx", "pdf", "package"), default="table"
    )
    command.add_argument("--as-at", type=_day, help="values as they stood on this day")
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

    command = add("letter", _letter, "print a letter of a case as PDF or Word")
    on_desk(command)
    command.add_argument("--case", required=True, help="our reference, the workbook's, or an id")
    command.add_argument("--kind", default="evidence", choices=("evidence",))
    command.add_argument("--recipient", help="the body it goes to, by id or name")
    command.add_argument("--large", action="store_true", help="large print")
    command.add_argument("--out", type=Path, required=True)

    from welfare_desk import cli_papers

    cli_papers.add_commands(add, on_desk, _day)

    command = add("handover", _handover, "a locked pack for a colleague who covers a practice")
    on_desk(command)
    command.add_argument("--practice", required=True, help="its name, or how it begins")
    command.add_argument("--why", default="", help="why it is made: kept in the access log")
    command.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")

    command = add("backup", _backup, "back a desk up and read all of it back")
    on_desk(command)
    command.add_argument("--to", type=Path, required=True, metavar="DIR")

    command = add("restore", _restore, "make a desk of a backup; never over one that exists")
    command.add_argument("backup", type=Path)
    command.add_argument("folder", type=Path, metavar="DESK")
    _passphrase_option(command)

    on_desk(add("verify", _verify, "check every page of a desk and its log"))
    command = add("drill", _drill, "rehearse a restore and say how it went")
    on_desk(command)
    command.add_argument("--backup", type=Path, help="this backup, not the last one")

    command = add("log", _log_verify, "log verify: follow the access log from its first row")
    command.add_argument("what", choices=("verify",), metavar="verify")
    on_desk(command)

    command = add("tour", _tour, "visit every screen of the practice desk and save a picture of each")
    command.add_argument("folder", type=Path, metavar="OUT")

    for name, says in NOT_YET.items():
        add(name, _not_yet, f"{says} (not there yet)")
    return parser


def _passphrase_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--passphrase-file", type=Path, help="else standard input, else you are asked")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written} is not a date such as 2026-03-31") from None


def _passphrase(asked: argparse.Namespace, *, new: bool = False) -> str:
    """From the file, else the first line of standard input, else asked; one trailing newline dropped."""
    if asked.passphrase_file is not None:
        return cli_files.read_passphrase(asked.passphrase_file)
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
def _opened(asked: argparse.Namespace, *, read_only: bool = False) -> Iterator[Any]:
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.opening import open_desk, open_or_read

    secret = _passphrase(asked)
    if read_only:
        desk = open_or_read(asked.desk, secret, clock=RealClock())
        if desk.in_use_by:
            _say(f"{desk.in_use_by} has this desk open; reading only.")
    else:
        desk = open_desk(asked.desk, secret, clock=RealClock())
    if (Path(asked.desk).parent / "practice-desk.txt").exists():  # the rest of it need not be looked at
        from welfare_desk.casework import practice_desk

        practice_desk.keep_its_day(desk)
    try:
        yield desk
    finally:
        desk.close()


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


def _window(asked: argparse.Namespace) -> int:
    return int(_app().run())


def _demo(asked: argparse.Namespace) -> int:
    app = _app(offscreen=asked.headless is not None)
    return _leave(asked.headless or Path("out"), lambda: app.demo(asked.headless))


def _tour(asked: argparse.Namespace) -> int:
    app = _app(offscreen=True)
    return _leave(asked.folder, lambda: app.tour(asked.folder))


def _leave(folder: Path, results: Callable[[], int]) -> int:
    """Leave results in a folder that is known to take them."""
    cli_files.ready_folder(folder)
    try:
        return results()
    except OSError as error:
        raise cli_files.CannotWrite(Path(error.filename or folder), cli_files.said_by(error)) from error


def _not_yet(asked: argparse.Namespace) -> int:
    raise NotYet()


def _init(asked: argparse.Namespace) -> int:
    keep = "print it and keep it apart"
    if asked.recovery_file is None:
        _print(_make_desk(asked))
        _say(f"A desk was made in {asked.folder}. The line above is its recovery key: {keep}.")
        return 0
    spared = (asked.passphrase_file,)
    with cli_files.kept_free(asked.recovery_file, apart_from=spared, desks=[asked.folder]) as place:
        recovery_key = _make_desk(asked)
        try:
            cli_files.write(place, (recovery_key + "\n").encode(), private=True)
        except cli_files.CannotWrite:
            _print(recovery_key)  # the desk is made, and nothing else will ever tell this key
            _say(f"A desk was made in {asked.folder}, but its key had to be printed above: {keep}.")
            raise
    _say(f"A desk was made in {asked.folder}. Its recovery key is in {asked.recovery_file}: {keep}.")
    return 0


def _make_desk(asked: argparse.Namespace) -> str:
    """Make the desk and close it again; its recovery key."""
    cli_files.outside_desks(asked.folder.parent)
    if not asked.name.strip():
        raise UsageFault("--name is the advisor's name, and cannot be empty.")
    from welfare_desk.casework.agency import Agency
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.opening import NewAdvisor, make_desk

    made = make_desk(
        asked.folder,
        NewAdvisor(asked.name),
        _passphrase(asked, new=True),
        clock=RealClock(),
        details=Agency(name=asked.agency),
    )
    made.desk.close()
    return made.recovery_key


def _import(asked: argparse.Namespace) -> int:
    from welfare_desk.casework import intake

    refused = None
    if asked.refused is not None:
        spared, endings = (asked.file, asked.passphrase_file), (".csv", *cli_files.TEXT)
        refused = cli_files.ready_for(asked.refused, endings=endings, apart_from=spared, desks=[asked.desk])
    data = cli_files.read(asked.file)
    with _opened(asked, read_only=asked.dry_run) as desk:
        today = desk.clock.today()
        act = intake.try_out if asked.dry_run else intake.bring_in
        outcome = act(desk, data, asked.file.name, today=today)
        if asked.json:
            _print(json.dumps(outcome.as_json(), ensure_ascii=False, indent=1))
        else:
            _print_import(outcome)
        if refused is not None:
            cli_files.write(refused, intake.refused_as_csv(desk), private=True)
            _say(f"The refused rows are in {asked.refused}; that file is not protected.")
    _say(intake.NOT_PROTECTED)
    return 0


def _print_import(outcome: Any) -> None:
    _print(outcome.sentence)
    # A file brought again is duplicates from end to end: each reason they share is said once.
    shared = Counter(row.reasons for row in outcome.rows if row.fate == "duplicate")
    for reasons, rows in shared.items():
        if rows > 1:
            _print(f"  {rows} rows: duplicate: {' '.join(reasons)}")
    for row in outcome.rows:
        reasons = () if row.fate == "duplicate" and shared[row.reasons] > 1 else row.reasons
        for said in (*reasons, *row.warnings):
            if row.fate != "blank":
                _print(f"  row {row.row}: {row.fate.value}: {said}")
    counted = ", ".join(f"{number} {fate}" for fate, number in outcome.counts.items())
    _print(f"{counted}; {outcome.people} people.")


def _tally(asked: argparse.Namespace) -> int:
    out = _place_of_tally(asked)
    period = (asked.from_on, asked.to_on)
    if asked.to_on < asked.from_on:
        raise PeriodRunsBackwards()
    dimensions = _dimensions(asked.by)
    from welfare_desk.casework import reporting

    with _opened(asked, read_only=True) as desk:
        if asked.as_at is not None and asked.as_at > reporting.latest_day(desk):
            raise UsageFault(f"--as-at {asked.as_at} has not come yet: nobody knows its figures.")
        if asked.format == "package":
            files = reporting.data_package(
                desk, *period, as_at=asked.as_at, whole=asked.whole, template=asked.template
            )
            for name, held in files.items():
                cli_files.write(asked.out / name, held)
            _say(f"The data package is in {asked.out}.")
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
        cli_files.write(out, data)
        _say(f"The tally is in {asked.out}.")
    else:
        sys.stdout.write(data.decode("utf-8"))
    return 0


def _areas(asked: argparse.Namespace) -> int:
    from welfare_desk.casework import deprivation

    data = cli_files.read(asked.file)
    with _opened(asked) as desk:
        found = deprivation.load(desk, data, edition=asked.edition, today=desk.clock.today())
    _print(f"{found.known} known, {found.unknown} unknown.")
    _say("A decile describes the area somebody lives in, not the person.")
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
        return cli_files.ready_folder(asked.out)
    endings: tuple[str, ...] = (f".{asked.format}",) if asked.format != "table" else cli_files.TEXT
    if asked.format in ("csv", "json"):
        endings += cli_files.TEXT
    return cli_files.ready_for(
        asked.out, endings=endings, apart_from=[asked.passphrase_file], desks=[asked.desk]
    )


def _worked_cases(asked: argparse.Namespace) -> int:
    from welfare_desk.casework import worked_cases

    try:
        cases = worked_cases.read_cases(asked.file)
    except OSError as error:
        raise cli_files.CannotRead(asked.file, cli_files.said_by(error)) from error
    worked = worked_cases.work_out(asked.kind, cases)
    if other := worked_cases.meant_for(worked, cases):
        _say(f"{asked.file} holds {other} cases, not {asked.kind}.")
    if not asked.check:
        _print(json.dumps([one.as_json() for one in worked], ensure_ascii=False, indent=1))
        return 0
    for one in worked:
        if one.agrees is not True and other is None:
            told = (
                f"not understood: {', '.join(one.not_understood)}"
                if one.result is None
                else f"gives {one.result}"
            )
            _print(f"{one.id}: {told if one.agrees is False else 'expects nothing'}")
    passed = sum(one.agrees is True for one in worked)
    failed = sum(one.agrees is False for one in worked)
    _print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _letter(asked: argparse.Namespace) -> int:
    if asked.out.suffix.lower() not in (".pdf", ".docx"):
        raise UsageFault("A letter is written as .pdf or .docx.")
    out = cli_files.ready_for(asked.out, apart_from=[asked.passphrase_file], desks=[asked.desk])
    from welfare_desk.casework import letter_issue

    with _opened(asked) as desk:
        today = desk.clock.today()
        letter_id = letter_issue.letter_to_print(
            desk, asked.case, asked.kind, recipient=asked.recipient, today=today
        )
        word = asked.out.suffix.lower() == ".docx"
        data = letter_issue.print_out(desk, letter_id, today=today, word=word, large=asked.large or None)
        cli_files.write(out, data, private=True)
    _say(f"The letter is in {asked.out}.")
    return 0


def _handover(asked: argparse.Namespace) -> int:
    if asked.out.suffix.lower() != ".pdf":
        raise UsageFault("A handover is written as .pdf.")
    out = cli_files.ready_for(asked.out, apart_from=[asked.passphrase_file], desks=[asked.desk])
    from welfare_desk.casework import handover

    with _opened(asked) as desk:
        practice = handover.practice_named(desk, asked.practice)
        pack = handover.hand_over(desk, practice, why=asked.why, today=desk.clock.today())
        cli_files.write(out, pack.data, private=True)
    _print(pack.password)
    many = f"{pack.people} client{'s' * (pack.people != 1)}"
    _say(f"The handover of {many} is in {asked.out}. The line above opens it: tell it by another road.")
    return 0


def _backup(asked: argparse.Namespace) -> int:
    cli_files.outside_desks(asked.to, desks=[asked.desk])
    from welfare_desk.casework import trust

    with _opened(asked) as desk:
        made = trust.backup_desk(desk, asked.to, today=desk.clock.today())
    _print(str(made.folder))
    _say(f"Backed up and read back whole: {sum(made.manifest.rows.values())} rows.")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    cli_files.outside_desks(asked.folder.parent)
    from welfare_desk.casework import trust
    from welfare_desk.casework.desk import RealClock

    restored = trust.restore_desk(asked.backup, asked.folder, _passphrase(asked), clock=RealClock())
    _print(str(asked.folder))
    _say(f"Restored: {sum(restored.rows.values())} rows, as they stood at {restored.made_at:%Y-%m-%d %H:%M}.")
    return 0


def _verify(asked: argparse.Namespace) -> int:
    from welfare_desk.casework import trust

    with _opened(asked, read_only=True) as desk:
        rows = trust.verify_desk(desk)
    _print(f"Sound: every page checked, {rows} rows of the access log follow each other.")
    return 0


def _drill(asked: argparse.Namespace) -> int:
    from welfare_desk.casework import trust

    with _opened(asked, read_only=True) as desk:
        drilled = trust.drill_desk(desk, desk.clock.now(), asked.backup)
    _print(
        f"{drilled.backup} restored to a scratch place and opened: {sum(drilled.rows.values())} rows"
        f" in {drilled.seconds:.1f} seconds; nothing of it is left."
    )
    return 0


def _log_verify(asked: argparse.Namespace) -> int:
    from welfare_desk.casework import trust

    with _opened(asked, read_only=True) as desk:
        rows = trust.verify_log(desk)
    _print(f"The access log is whole: {rows} rows.")
    return 0
