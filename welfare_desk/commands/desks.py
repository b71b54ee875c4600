"""The commands about a desk as a whole: made, backed up, restored, checked."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from welfare_desk.commands import files
from welfare_desk.commands.spoken import Add, on_desk, opened, passphrase, passphrase_option, say, tell
from welfare_desk.errors import UsageFault


def add_commands(add: Add) -> None:
    """The words of each."""
    command = add("init", _init, "make an empty desk; prints the recovery key once")
    command.add_argument("folder", type=Path, metavar="DESK")
    command.add_argument("--name", default="Advisor", help="the advisor's name")
    command.add_argument("--agency", default="", help="the agency's name")
    command.add_argument(
        "--recovery-file", type=Path, help="write the recovery key here instead of printing it"
    )
    passphrase_option(command)

    command = add("backup", _backup, "back a desk up and read all of it back")
    on_desk(command)
    command.add_argument("--to", type=Path, required=True, metavar="DIR")

    command = add("restore", _restore, "make a desk of a backup; never over one that exists")
    command.add_argument("backup", type=Path)
    command.add_argument("folder", type=Path, metavar="DESK", nargs="?")
    command.add_argument(
        "--incident", action="store_true", help="a computer was lost: only say who was on it and what to do"
    )
    command.add_argument("--out", type=Path, metavar="FILE.pdf", help="with --incident: the sheet to print")
    passphrase_option(command)

    on_desk(add("verify", _verify, "check every page of a desk and its log"))
    command = add("drill", _drill, "rehearse a restore and say how it went")
    on_desk(command)
    command.add_argument("--backup", type=Path, help="this backup, not the last one")

    command = add("log", _log_verify, "log verify: follow the access log from its first row")
    command.add_argument("what", choices=("verify",), metavar="verify")
    command.add_argument(
        "--head", metavar="ROW:HASH", help="where the log ended when a report was drawn up, from that report"
    )
    on_desk(command)

    command = add("salvage", _salvage, "read what is whole of a damaged desk into a new one")
    command.add_argument("--desk", type=Path, required=True, help="the damaged desk; it stays as it is")
    command.add_argument(
        "--to", type=Path, required=True, metavar="NEW", help="a folder that is new or empty"
    )
    command.add_argument("--json", action="store_true", help="every table's count as JSON")
    passphrase_option(command)

    command = add("agency-key", _agency_key, "make the agency's own key: a way in when nobody else is left")
    command.add_argument("file", type=Path, metavar="FILE", help="the private key goes here: lock it away")

    command = add("recover", _recover, "open a desk with the agency's key and set a new passphrase")
    on_desk(command)
    command.add_argument("--agency-file", type=Path, required=True, metavar="FILE", help="the private key")
    command.add_argument("--name", required=True, help="whose passphrase it will be")

    on_desk(add("rekey", _rekey, "give a desk another data key: after a loss, or when somebody has left"))


def _init(asked: argparse.Namespace) -> int:
    keep = "print it and keep it apart"
    if asked.recovery_file is None:
        tell(_make_desk(asked))
        say(f"A desk was made in {asked.folder}. The line above is its recovery key: {keep}.")
        return 0
    spared = (asked.passphrase_file,)
    with files.kept_free(asked.recovery_file, apart_from=spared, desks=[asked.folder]) as place:
        recovery_key = _make_desk(asked)
        try:
            files.write(place, (recovery_key + "\n").encode(), private=True)
        except files.CannotWrite:
            tell(recovery_key)  # the desk is made, and nothing else will ever tell this key
            say(f"A desk was made in {asked.folder}, but its key had to be printed above: {keep}.")
            raise
    say(f"A desk was made in {asked.folder}. Its recovery key is in {asked.recovery_file}: {keep}.")
    return 0


def _make_desk(asked: argparse.Namespace) -> str:
    """Make the desk and close it again; its recovery key."""
    files.outside_desks(asked.folder.parent)
    if not asked.name.strip():
        raise UsageFault("--name is the advisor's name, and cannot be empty.")
    from welfare_desk.casework.agency import Agency
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.opening import NewAdvisor, make_desk

    made = make_desk(
        asked.folder,
        NewAdvisor(asked.name),
        passphrase(asked, new=True),
        clock=RealClock(),
        details=Agency(name=asked.agency),
    )
    made.desk.close()
    return made.recovery_key


def _backup(asked: argparse.Namespace) -> int:
    files.outside_desks(asked.to, desks=[asked.desk])
    from welfare_desk.casework.safekeeping import trust

    with opened(asked) as desk:
        made = trust.backup_desk(desk, asked.to, today=desk.clock.today())
    tell(str(made.folder))
    say(f"Backed up and read back whole: {sum(made.manifest.rows.values())} rows.")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    if asked.incident:
        return _incident(asked)
    if asked.out is not None:
        raise UsageFault("--out is for the sheet of --incident.")
    if asked.folder is None:
        raise UsageFault("Say which folder the desk is restored to, or --incident to only look.")
    files.outside_desks(asked.folder.parent)
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.safekeeping import trust

    restored = trust.restore_desk(asked.backup, asked.folder, passphrase(asked), clock=RealClock())
    tell(str(asked.folder))
    say(f"Restored: {sum(restored.rows.values())} rows, as they stood at {restored.made_at:%Y-%m-%d %H:%M}.")
    return 0


def _incident(asked: argparse.Namespace) -> int:
    if asked.folder is not None:
        raise UsageFault("--incident restores nothing: leave the folder out.")
    out = None
    if asked.out is not None:
        if asked.out.suffix.lower() != ".pdf":
            raise UsageFault("The sheet is written as .pdf.")
        out = files.ready_for(asked.out, apart_from=[asked.passphrase_file], desks=[asked.backup])
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.safekeeping import incident

    clock = RealClock()
    with incident.opened(asked.backup, passphrase(asked), clock=clock) as (desk, as_at):
        found = incident.look(desk, as_at, today=clock.today())
        for line in incident.in_lines(found, clock.today()):
            tell(line)
        if out is not None:
            files.write(out, incident.sheet(desk, found, today=clock.today()), private=True)
            say(f"The sheet is in {asked.out}. It names clients, and that file is not protected.")
    say(f"{found.in_short} Read from the backup of {as_at.astimezone():%Y-%m-%d %H:%M}; nothing was changed.")
    return 0


def _verify(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.safekeeping import salvaging

    rows = salvaging.verify_folder(asked.desk, passphrase(asked), clock=RealClock(), say=say)
    tell(f"Sound: every page checked, {rows} rows of the access log follow each other.")
    return 0


def _drill(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.safekeeping import trust

    with opened(asked, read_only=True) as desk:
        drilled = trust.drill_desk(desk, desk.clock.now(), asked.backup)
    tell(
        f"{drilled.backup} restored to a scratch place and opened: {sum(drilled.rows.values())} rows"
        f" in {drilled.seconds:.1f} seconds; nothing of it is left."
    )
    return 0


def _log_verify(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.safekeeping import trust
    from welfare_desk.vault import chain

    try:
        carried = chain.carried(asked.head) if asked.head else None
    except ValueError as error:
        raise UsageFault(
            "That is not where a log ended.", "Copy it from the report: a number, a colon, 32 digits."
        ) from error
    with opened(asked, read_only=True) as desk:
        rows = trust.verify_log(desk, carried)
    tell(f"The access log is whole: {rows} rows.")
    return 0


def _rekey(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.safekeeping import rekeying

    done = rekeying.change_data_key(asked.desk, passphrase(asked), clock=RealClock())
    done.key.wipe()
    tell("The desk has another data key. Every passphrase and the recovery paper open it as before.")
    for name in done.left_out:
        say(f"Left out, because this desk did not make it: the way in of {name}.")
    if done.unopened:
        say(f"{done.unopened} clients' sealed texts did not open before, and do not now.")
    say("Back it up now: backups made before open with the old key and the passphrases of their day.")
    return 0


def _salvage(asked: argparse.Namespace) -> int:
    files.outside_desks(asked.to.parent, desks=[asked.desk])
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.safekeeping import salvaging

    outcome = salvaging.salvage_desk(asked.desk, asked.to, passphrase(asked), clock=RealClock())
    found = outcome.found
    if asked.json:
        tables = [
            {"table": one.table, "saved": one.rows - one.let_go, "lost": one.lost, "let_go": one.let_go}
            | {"unlinked": one.unlinked}
            for one in found.tables
        ]
        tell(json.dumps({"pages": found.pages, "broken": list(found.broken), "tables": tables}, indent=1))
    else:
        for one in found.tables:
            tell(salvaging.in_words(one))
    say(
        f"{len(found.broken)} of {found.pages} pages are broken. {found.rows} rows were saved in {asked.to};"
        f" {asked.desk} is as it was."
    )
    if outcome.still_wrong:
        say(outcome.still_wrong)
    say("Compare with the newest backup before you work on: what is lost here may be whole there.")
    return 0


def _agency_key(asked: argparse.Namespace) -> int:
    from welfare_desk.vault import escrow

    private, public = escrow.new_pair()
    with files.kept_free(asked.file, apart_from=(), desks=()) as place:
        files.write(place, (private + "\n").encode(), private=True)
    tell(public)
    say(f"The private key is in {asked.file}: lock it away. The line above is for each desk's settings.")
    return 0


def _recover(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.opening import recover_by_agency

    private, new = files.read(asked.agency_file).decode("ascii", "replace"), passphrase(asked, new=True)
    recover_by_agency(asked.desk, private, asked.name, new, clock=RealClock()).close()
    tell(f"The desk opens with the new passphrase of {asked.name}; the forgotten one opens nothing.")
    return 0
