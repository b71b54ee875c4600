"""The commands about papers: adding them to a case. How a command speaks and ends is ``cli``'s.

Results go to stdout, sentences to stderr, as with every command.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from welfare_desk import cli, cli_files
from welfare_desk.errors import DeskError


def add_commands(
    add: Callable[..., argparse.ArgumentParser],
    on_desk: Callable[[argparse.ArgumentParser], None],
    day: Callable[[str], date],
) -> None:
    """The words of each command."""
    command = add("attach", _attach, "keep papers with a case: notices, hospital letters, scans")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    on_desk(command)
    command.add_argument("--case", required=True, help="our reference, the workbook's, or an id")
    command.add_argument("--kind", default="other", help="notice, medical, money ... (other)")
    command.add_argument("--title", help="what to call it; the file's name otherwise")
    command.add_argument("--dated", type=day, help="the date written on it")

    command = add("pack", _pack, "bind the papers of a case for a tribunal, and a checklist beside it")
    on_desk(command)
    command.add_argument("--case", required=True, help="our reference, the workbook's, or an id")
    command.add_argument(
        "--duplex",
        action=argparse.BooleanOptionalAction,
        help="each paper begins on a new sheet; as the pack was set where neither is said",
    )
    command.add_argument("--out", type=Path, required=True)


def _pack(asked: argparse.Namespace) -> int:
    """The case's newest pack as it stands, or one begun now; blocked: exit 1 and every paper with its why."""
    from welfare_desk.casework import pack_check, packs

    beside = asked.out.with_name(f"{asked.out.stem}-checklist.pdf")
    own = {"endings": (".pdf",), "apart_from": [asked.passphrase_file], "desks": [asked.desk]}
    pack_file, list_file = (cli_files.ready_for(file, **own) for file in (asked.out, beside))
    with cli._opened(asked) as desk:
        today = desk.clock.today()
        pack_id = packs.newest_or_new(desk, asked.case, today=today)
        if asked.duplex is not None:
            packs.change(desk, pack_id, duplex=asked.duplex)
        made = pack_check.make(desk, pack_id, today=today)
    cli_files.write(pack_file, made.pack, private=True)
    cli_files.write(list_file, made.checklist, private=True)
    cli._say(f"The pack, {made.pages} pages, is in {asked.out}; the order of its papers in {beside}.")
    return 0


def _attach(asked: argparse.Namespace) -> int:
    """Each file on its own: one that is refused says so and does not stop the others."""
    from welfare_desk.casework import attachments

    refused: list[DeskError] = []
    with cli._opened(asked) as desk:
        case_id, person_id = attachments.find_owner(desk, asked.case)
        today = desk.clock.today()
        for file in asked.files:
            try:
                if file.is_file() and file.stat().st_size > attachments.MOST_BYTES:
                    raise attachments.CannotKeep(file.name, "it has more than 25 MB", "Divide it.")
                looked = attachments.look_at(file.name, cli_files.read(file))
                draft = attachments.PaperDraft(
                    person_id, asked.kind, asked.title or looked.title, case_id, dated_on=asked.dated
                )
                kept = attachments.add(desk, draft, looked, today=today)
            except DeskError as no:
                refused.append(no)
                cli._say(str(no))
                continue
            pages = f"{looked.found.pages} pages" if looked.found.pages != 1 else "1 page"
            cli._print(f"{kept.id} {looked.name}: {looked.found.kind.words}, {pages}")
            for remark in looked.found.remarks:
                cli._say(f"{looked.name}: {remark}")
    return max((no.exit_code for no in refused), default=0)
