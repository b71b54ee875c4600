"""The commands about a desk that an agency shares on a PostgreSQL server.

A password of the server is read from a file or asked for, never from an address; a person's passphrase
opens their own folder as with any other desk.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from welfare_desk.commands import files
from welfare_desk.commands.spoken import Add, day, on_desk, opened, passphrase, passphrase_option, say, tell
from welfare_desk.errors import UsageFault
from welfare_desk.vault import folders

_URL = "postgresql://ROLE@HOST/DATABASE, without a password"


def add_commands(add: Add) -> None:
    """The words of each."""
    parser = add("agency", _which, "a desk an agency shares on a PostgreSQL server")
    table = parser.add_subparsers(title="what", metavar="WHAT")

    def act(name: str, run: Callable[[argparse.Namespace], int], says: str) -> argparse.ArgumentParser:
        command = table.add_parser(name, help=says, description=says)
        command.set_defaults(run=run)
        return command

    command = act("create", _create, "make the agency's desk in an empty database, and its first manager")
    _on_server(command)
    _new_folder(command)
    command.add_argument("--name", required=True, help="the first manager's name")
    command.add_argument("--agency", required=True, help="the agency's name")
    command.add_argument("--papers", type=Path, metavar="DIR", help="the three papers as files, not printed")

    command = act("add-advisor", _add_advisor, "ask a colleague to the desk: a file, and a code told apart")
    on_desk(command)
    command.add_argument("--name", required=True)
    command.add_argument("--role", default="caseworker", choices=("caseworker", "manager", "reviewer"))
    command.add_argument("--team", default="", help="people who see each other's clients")
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="the invitation")

    command = act("join", _join, "join an agency's desk from this computer, with an invitation and its code")
    command.add_argument("invitation", type=Path)
    command.add_argument("--code-file", type=Path, help="else you are asked")
    command.add_argument("--ca", type=Path, help="the certificate the server's is signed by")
    _new_folder(command)

    on_desk(act("people", _people, "who works at the desk"))

    command = act("cover", _cover, "let a colleague work for a client until a day")
    on_desk(command)
    command.add_argument("--client", required=True, help="their reference, or a case's")
    command.add_argument("--by", required=True, metavar="NAME")
    command.add_argument("--until", type=day, required=True)
    command.add_argument("--why", required=True)

    command = act("hand-over", _hand_over, "make a client, or all of a colleague's, another's")
    on_desk(command)
    command.add_argument("--client", help="their reference; everybody of --from where none is given")
    command.add_argument(
        "--from", dest="leaver", metavar="NAME", help="the client's own advisor, if not given"
    )
    command.add_argument("--to", required=True, metavar="NAME")
    command.add_argument("--why", required=True, help="both are told, and each client's journal: name nobody")

    command = act("move-in", _move_in, "move a laptop's desk into the agency's; managers only")
    command.add_argument("laptop", type=Path, metavar="DESK")
    on_desk(command)
    command.add_argument("--its-passphrase-file", type=Path, help="the laptop's; else you are asked")
    command.add_argument("--to", default="", metavar="NAME", help="whose clients they are; its own advisor's")
    command.add_argument("--dry-run", action="store_true", help="say what would come, and bring nothing")

    command = act("take-out", _take_out, "copy the clients you may open into a desk in a folder")
    on_desk(command)
    command.add_argument("--folder", type=Path, required=True, metavar="DESK", help="made on this computer")

    command = act("leaver", _leaver, "somebody leaves: they sign in no more and their keys are taken away")
    on_desk(command)
    command.add_argument("--name", required=True)

    on_desk(act("verify", _verify, "check the rules about rows, the keys and the whole log"))
    on_desk(act("health", _health, "what the server says of itself and of this desk"))

    command = act("upgrade", _upgrade, "bring the agency's tables up to this program")
    _on_server(command)

    command = act("recover", _recover, "a new manager by the two halves, where no manager is left")
    _on_server(command)
    _new_folder(command)
    command.add_argument("--name", required=True)
    command.add_argument("--halves-file", type=Path, help="both halves, a line each; else you are asked")


def _on_server(command: argparse.ArgumentParser) -> None:
    command.add_argument("url", help=_URL)
    command.add_argument("--password-file", type=Path, help="the role's password; else you are asked")
    command.add_argument("--ca", type=Path, help="the certificate the server's is signed by")
    command.add_argument(
        "--insecure-loopback", action="store_true", help="no TLS, to a server on this computer only"
    )


def _new_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("--folder", type=Path, required=True, metavar="DESK", help="made on this computer")
    passphrase_option(command)


def _which(asked: argparse.Namespace) -> int:
    raise UsageFault("Say what: create, add-advisor, join, people, cover, hand-over, leaver ...")


def _address(asked: argparse.Namespace) -> Any:
    from welfare_desk.records import server

    return server.read(asked.url, ca=asked.ca, insecure_loopback=asked.insecure_loopback)


def _password(asked: argparse.Namespace) -> str:
    if asked.password_file is not None:
        return files.read_passphrase(asked.password_file)
    if not sys.stdin.isatty():
        raise UsageFault("Say where the role's password is with --password-file.")
    return getpass.getpass("The role's password on the server: ")


def _create(asked: argparse.Namespace) -> int:
    address = _address(asked)
    files.outside_desks(asked.folder.parent)
    places = _places(asked.papers, asked.folder)
    from welfare_desk.casework.agency import Agency
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.opening import NewAdvisor
    from welfare_desk.casework.shared import making

    made = making.create(
        address,
        _password(asked),
        asked.folder,
        NewAdvisor(asked.name),
        passphrase(asked, new=True),
        clock=RealClock(),
        details=Agency(name=asked.agency),
        hand_out=partial(_give_papers, places),
    )
    made.desk.close()
    where = f"In {places[0].parent}" if places else "Above"
    say(
        f"The agency's desk is made. {where}: the two halves of its recovery key, for two people, neither"
        " of which opens anything alone; and the recovery key of this computer's folder."
    )
    return 0


_PAPERS = ("first-half.txt", "second-half.txt", "recovery-key.txt")


def _places(papers: Path | None, folder: Path) -> list[Path]:
    if papers is None:
        return []
    files.ready_folder(papers)
    return [files.ready_for(papers / name, desks=[folder]) for name in _PAPERS]


def _give_papers(places: list[Path], papers: Sequence[str]) -> None:
    """Before the desk is there, so that none is made whose papers were lost on the way."""
    for place, paper in zip(places, papers, strict=False):
        files.write(place, (paper + "\n").encode(), private=True)
    for paper in papers if not places else ():
        tell(paper)
    sys.stdout.flush()


def _add_advisor(asked: argparse.Namespace) -> int:
    out = files.ready_for(asked.out, apart_from=[asked.passphrase_file], desks=[asked.desk])
    from welfare_desk.casework.opening import NewAdvisor
    from welfare_desk.casework.shared import making

    with opened(asked) as desk:
        made = making.invite(desk, NewAdvisor(asked.name, role=asked.role), team=asked.team)
        files.write(out, made.data, private=True)
    tell(made.code)
    say(f"The invitation is in {asked.out}. The line above opens it: tell it by another road.")
    return 0


def _join(asked: argparse.Namespace) -> int:
    data = files.read(asked.invitation)
    files.outside_desks(asked.folder.parent)
    if asked.code_file is not None:
        code = files.read_passphrase(asked.code_file)
    elif sys.stdin.isatty():
        code = input("The code: ")
    else:
        raise UsageFault("Say where the code is with --code-file.")
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.shared import making

    desk, recovery_key = making.join(
        data, code, asked.folder, passphrase(asked, new=True), clock=RealClock(), ca=asked.ca
    )
    name = desk.advisor.name
    desk.close()
    tell(recovery_key)
    say(f"{name} has joined. The line above is this folder's recovery key: print it and keep it apart.")
    return 0


def _people(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.shared import people

    with opened(asked) as desk:
        for one in people.people(desk):
            left = f", left {one.left_on}" if one.left_on else ""
            team = f", {one.team}" if one.team else ""
            tell(f"{one.name}: {one.duty}{team}, {one.clients} clients, key {one.key}{left}")
    return 0


def _cover(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.shared import people

    with opened(asked) as desk:
        client, by = people.client_of(desk, asked.client), people.named(desk, asked.by)
        people.cover(desk, client, by.id, until=asked.until, why=asked.why, today=desk.clock.today())
    say(f"{by.name} covers for this client until {asked.until}.")
    return 0


def _hand_over(asked: argparse.Namespace) -> int:
    if asked.client is None and asked.leaver is None:
        raise UsageFault("Say --client REFERENCE, --from NAME, or both.")
    from welfare_desk.casework.service import handing
    from welfare_desk.casework.shared import people

    with opened(asked) as desk:
        to, today = people.named(desk, asked.to), desk.clock.today()
        client = people.client_of(desk, asked.client) if asked.client is not None else None
        giver: UUID | None = None
        if asked.leaver is not None:
            giver = people.named(desk, asked.leaver).id
        elif client is not None:
            giver = people.own_advisor(desk, client, besides=to.id)
        handing.hand_over(desk, giver, to.id, why=asked.why, person_id=client, today=today)
        kept = next(row for row in handing.handed(desk, today=today) if row.taker_id == to.id)
    clients = f"{kept.clients} client{'' if kept.clients == 1 else 's'}"
    cases = f"{kept.cases} open case{'' if kept.cases == 1 else 's'}"
    say(
        f"{clients} with {cases} went to {to.name}."
        " Both are told on Today; under Those who work here it is taken back while nothing was done since."
    )
    return 0


def _move_in(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.opening import open_desk
    from welfare_desk.casework.shared import moving

    folders.must_be_desk(asked.laptop)
    if asked.its_passphrase_file is not None:
        its = files.read_passphrase(asked.its_passphrase_file)
    elif sys.stdin.isatty():
        its = getpass.getpass("The laptop's passphrase: ")
    else:
        raise UsageFault("Say where the laptop's passphrase is with --its-passphrase-file.")
    with opened(asked) as desk, closing(open_desk(asked.laptop, its, clock=RealClock())) as laptop:
        if asked.dry_run:
            moved = moving.try_out(desk, laptop, to=asked.to)
        else:
            moved = moving.move_in(desk, laptop, to=asked.to, today=desk.clock.today())
    would = "would be " if asked.dry_run else ""
    for one in moved.left:
        tell(f"{one.reference} {would or 'is '}left where it is: {one.because} as {one.as_reference}")
    tell(
        f"{moved.brought} {would}brought, {moved.there_already} there already, {len(moved.left)} {would}left."
    )
    if moved.left:
        say(
            "Whoever is left is known to the agency: carry on with the file there, or make it one file first."
        )
    return 0


def _take_out(asked: argparse.Namespace) -> int:
    files.outside_desks(asked.folder.parent)
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.shared import moving

    secret = passphrase(asked)
    with opened(argparse.Namespace(**{**vars(asked), "secret": secret})) as desk:
        made, taken = moving.take_out(desk, asked.folder, secret, clock=RealClock())
    made.desk.close()
    tell(made.recovery_key)
    say(f"{taken} clients are in {asked.folder}, opened by the same passphrase. Above: its recovery key.")
    return 0


def _leaver(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.shared import people

    with opened(asked) as desk:
        who = people.named(desk, asked.name)
        people.leaves(desk, who.id, today=desk.clock.today())
    say(f"{who.name} signs in no more, and their keys are gone from the server.")
    return 0


def _verify(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.shared import health

    with opened(asked) as desk:
        sound = health.verify(desk)
    tell(
        f"Sound: the rules of {sound.tables} tables stand, {sound.clients} clients' keys are kept,"
        f" {sound.log_rows} rows of the access log follow each other."
    )
    return 0


def _health(asked: argparse.Namespace) -> int:
    from welfare_desk.casework.shared import health

    with opened(asked) as desk:
        for name, said in health.health(desk):
            tell(f"{name}: {said}")
    return 0


def _upgrade(asked: argparse.Namespace) -> int:
    address = _address(asked)
    from welfare_desk.casework.shared import upgrading

    before, after = upgrading.upgrade(address, _password(asked))
    say(f"The agency's tables are at {after}{', as they were' if before == after else f', from {before}'}.")
    return 0


def _recover(asked: argparse.Namespace) -> int:
    address = _address(asked)
    files.outside_desks(asked.folder.parent)
    if asked.halves_file is not None:
        lines = files.read_passphrase(asked.halves_file).splitlines()
    elif sys.stdin.isatty():
        lines = [input("The first half: "), input("The second half: ")]
    else:
        lines = []
    if len(lines) < 2:
        raise UsageFault("Both halves are needed, a line each: --halves-file.")
    from welfare_desk.casework.desk import RealClock
    from welfare_desk.casework.opening import NewAdvisor
    from welfare_desk.casework.shared import making

    made = making.recover(
        address,
        _password(asked),
        (lines[0], lines[1]),
        asked.folder,
        NewAdvisor(asked.name),
        passphrase(asked, new=True),
        clock=RealClock(),
    )
    made.desk.close()
    tell(made.recovery_key)
    say("The new manager opens everything again. The line above is this folder's recovery key.")
    return 0
