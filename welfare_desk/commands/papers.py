"""The commands that put a page on paper: a letter, a case's papers, a pack, a handover."""

from __future__ import annotations

import argparse
from pathlib import Path

from welfare_desk.commands import files
from welfare_desk.commands.spoken import Add, day, on_desk, opened, say, tell
from welfare_desk.errors import DeskError, UsageFault


def add_commands(add: Add) -> None:
    """The words of each."""
    command = add("letter", _letter, "print a letter of a case as PDF or Word")
    on_desk(command)
    command.add_argument("--case", required=True, help="our reference, the workbook's, or an id")
    command.add_argument("--kind", default="evidence", choices=("evidence",))
    command.add_argument("--recipient", help="the body it goes to, by id or name")
    command.add_argument("--large", action="store_true", help="large print")
    command.add_argument("--out", type=Path, required=True)

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

    command = add("handover", _handover, "a locked pack for a colleague who covers a practice")
    on_desk(command)
    command.add_argument("--practice", required=True, help="its name, or how it begins")
    command.add_argument("--why", default="", help="why it is made: kept in the access log")
    command.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")


def _letter(asked: argparse.Namespace) -> int:
    if asked.out.suffix.lower() not in (".pdf", ".docx"):
        raise UsageFault("A letter is written as .pdf or .docx.")
    out = files.ready_for(asked.out, apart_from=[asked.passphrase_file], desks=[asked.desk])
    from welfare_desk.casework.correspondence import letter_issue

    with opened(asked) as desk:
        today = desk.clock.today()
        letter_id = letter_issue.letter_to_print(
            desk, asked.case, asked.kind, recipient=asked.recipient, today=today
        )
        word = asked.out.suffix.lower() == ".docx"
        data = letter_issue.print_out(desk, letter_id, today=today, word=word, large=asked.large or None)
        files.write(out, data, private=True)
    say(f"The letter is in {asked.out}.")
    return 0


def _pack(asked: argparse.Namespace) -> int:
    """The case's newest pack as it stands, or one begun now; blocked: exit 1 and every paper with its why."""
    from welfare_desk.casework.papers import pack_check, packs

    beside = asked.out.with_name(f"{asked.out.stem}-checklist.pdf")
    own = {"endings": (".pdf",), "apart_from": [asked.passphrase_file], "desks": [asked.desk]}
    pack_file, list_file = (files.ready_for(file, **own) for file in (asked.out, beside))
    with opened(asked) as desk:
        today = desk.clock.today()
        pack_id = packs.newest_or_new(desk, asked.case, today=today)
        if asked.duplex is not None:
            packs.change(desk, pack_id, duplex=asked.duplex)
        made = pack_check.make(desk, pack_id, today=today)
    files.write(pack_file, made.pack, private=True)
    files.write(list_file, made.checklist, private=True)
    say(f"The pack, {made.pages} pages, is in {asked.out}; the order of its papers in {beside}.")
    return 0


def _attach(asked: argparse.Namespace) -> int:
    """Each file on its own: one that is refused says so and does not stop the others."""
    from welfare_desk.casework.papers import attachments

    refused: list[DeskError] = []
    with opened(asked) as desk:
        case_id, person_id = attachments.find_owner(desk, asked.case)
        today = desk.clock.today()
        for file in asked.files:
            try:
                if file.is_file() and file.stat().st_size > attachments.MOST_BYTES:
                    raise attachments.CannotKeep(file.name, "it has more than 25 MB", "Divide it.")
                looked = attachments.look_at(file.name, files.read(file))
                draft = attachments.PaperDraft(
                    person_id, asked.kind, asked.title or looked.title, case_id, dated_on=asked.dated
                )
                kept = attachments.add(desk, draft, looked, today=today)
            except DeskError as no:
                refused.append(no)
                say(str(no))
                continue
            pages = f"{looked.found.pages} pages" if looked.found.pages != 1 else "1 page"
            tell(f"{kept.id} {looked.name}: {looked.found.kind.words}, {pages}")
            for remark in looked.found.remarks:
                say(f"{looked.name}: {remark}")
    return max((no.exit_code for no in refused), default=0)


def _handover(asked: argparse.Namespace) -> int:
    if asked.out.suffix.lower() != ".pdf":
        raise UsageFault("A handover is written as .pdf.")
    out = files.ready_for(asked.out, apart_from=[asked.passphrase_file], desks=[asked.desk])
    from welfare_desk.casework.service import handover

    with opened(asked) as desk:
        practice = handover.practice_named(desk, asked.practice)
        pack = handover.hand_over(desk, practice, why=asked.why, today=desk.clock.today())
        files.write(out, pack.data, private=True)
    tell(pack.password)
    many = f"{pack.people} client{'s' * (pack.people != 1)}"
    say(f"The handover of {many} is in {asked.out}. The line above opens it: tell it by another road.")
    return 0
