"""What the screen of a legal power needs, and what was released set on paper for whoever may have it.

Asking, approving and using are ``overrides``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from welfare_desk.casework import agency, second_person
from welfare_desk.casework.consent import overrides
from welfare_desk.casework.consent.overrides import BASES, OverrideRow
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.notes.evidence import NoteHead
from welfare_desk.casework.people.clients import client
from welfare_desk.letters.content import Document, Heading, Paragraph, Run
from welfare_desk.records.people import Person
from welfare_desk.records.rights import Override
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days


@dataclass(frozen=True, slots=True)
class PowerPage:
    """One client: what is held of theirs, who could be given it, what was asked before, who could approve."""

    person_id: UUID
    client: str
    notes: tuple[NoteHead, ...]
    bodies: tuple[agency.RecipientRow, ...]
    rows: tuple[OverrideRow, ...]
    second: tuple[str, ...]  # everybody else with a passphrase for this desk


def page(desk: Desk, person_id: UUID) -> PowerPage:
    """Everything the screen shows; no note is opened for it. Raises NotFound."""
    return PowerPage(
        person_id,
        client(desk, person_id).name,
        tuple(evidence.note_heads(desk, person_id=person_id)),
        tuple(one for one in agency.recipients(desk) if one.kind != "subject"),
        tuple(overrides.overrides(desk, person_id=person_id)),
        tuple(one.name for one in second_person.others(desk)),
    )


def on_paper(desk: Desk, override_id: UUID, said: Mapping[UUID, str], *, today: date) -> bytes:
    """What was released, on a page for the body that asked by law: the power, and each note with its day.

    ``said`` is what ``overrides.use`` has just given; nothing is opened here. Raises NotFound.
    """
    # They bring the letter's engine: only who prints pays for it.
    from welfare_desk.casework.rights.subject_paper import frame
    from welfare_desk.letters.pdf import render_pdf
    from welfare_desk.letters.sealed_copy import printable

    def say(text: str, *, bold: bool = False) -> Paragraph:
        return Paragraph(printable((Run(text, bold),)))

    with desk.look() as look:
        work = Work(desk, look)
        kept = work.get(Override, override_id)
        person = work.get(Person, kept.person_id)
        round_it = frame(work, person.reference, today)
    name = client(desk, kept.person_id).name
    heads = {one.id: one for one in evidence.note_heads(desk, person_id=kept.person_id)}
    used = words.local_day(kept.used_at) if kept.used_at else today
    blocks: list[Heading | Paragraph] = [
        Heading(1, (Run("Information released under a legal power"),)),
        say(f"{name}{f', born {days.on_paper(person.born_on)}' if person.born_on else ''}", bold=True),
        say(f"{BASES[kept.basis]}. Released on {days.on_paper(used)}; no more than was asked for."),
    ]
    for id, text in said.items():
        head = heads[id]
        day = f", {days.on_paper(head.entry_on)}" if head.entry_on else ""
        blocks += [
            Heading(2, printable((Run(f"{head.entry_kind[:1].upper()}{head.entry_kind[1:]}{day}"),))),
            say(text),
        ]
    return render_pdf(Document("Information released", "en-GB", round_it, tuple(blocks))).data
