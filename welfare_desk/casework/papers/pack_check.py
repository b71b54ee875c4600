"""A pack checked and made: nothing unconsented, restricted or harmful goes in, and what is in it is kept.

``check`` says everything that stands in the way, paper by paper, and shows nothing; ``make`` asks the gate
for each of them, logs it, and binds what it may.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework import access, agency
from welfare_desk.casework.correspondence import letter_issue
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.papers import attachments, pack_gate, packs
from welfare_desk.casework.papers.pack_gate import Hindrance
from welfare_desk.casework.papers.packs import Key, PaperOfPack
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import FoundWrong
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.papers import Attachment, Pack
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Organisation
from welfare_desk.rules import consent as gate
from welfare_desk.rules import days
from welfare_desk.rules.consent_record import local_day

if TYPE_CHECKING:
    from welfare_desk.letters.pack.plan import Binding


class NotFitToLeave(FoundWrong):
    """A pack that may not be made; it names every paper and why."""

    def __init__(self, found: tuple[Hindrance, ...]) -> None:
        self.found = found
        super().__init__("The pack was not made.\n" + "\n".join(map(str, found)), "")


@dataclass(frozen=True, slots=True)
class Made:
    """One PDF for the tribunal, and the checklist for whoever puts the papers together."""

    pack: bytes
    checklist: bytes
    pages: int
    changes: Changes


Step = Callable[[str, int, int], object]


def check(desk: Desk, pack_id: UUID) -> tuple[Hindrance, ...]:
    """Everything that keeps the pack from being made now; empty when nothing does. Shows and logs nothing."""
    with desk.look() as look:
        return tuple(hindrances(Work(desk, look), look.get_one(Pack, pack_id)))


def make(desk: Desk, pack_id: UUID, *, today: date, step: Step | None = None) -> Made:
    """Bind the pack and its checklist. ``step`` hears (what, done, of) and may raise to call it off.

    Raises NotFitToLeave naming each paper, NotFound, SealBroken.
    """
    from welfare_desk.letters.papers import apart
    from welfare_desk.letters.papers.unfit import Unfit

    with desk.unit_of_work() as work:
        pack = work.get(Pack, pack_id)
        found = tuple(hindrances(work, pack))
        if found:
            _log_refusals(work, pack, found)
            raise NotFitToLeave(found)
        order = packs.papers_of(work.session, pack_id)
        blobs = []
        for number, (_, key) in enumerate(order):
            if step is not None:
                step("Opening the papers", number, len(order))
            blobs.append(_opened(work, pack, key))
        binding = _binding(work, pack, today)
        bodies = [work.get(Organisation, UUID(id)) for id in pack.copies or ()]
        copies = tuple(body.name for body in bodies)
        work.commit()  # who was to see what is in the log before anything is bound

    def on(said: dict[str, Any]) -> None:
        if step is not None:
            step("Binding", int(said["step"]), int(said["of"]))

    try:
        said, data = apart.bind(binding.as_json(), blobs, on)
    except Unfit as no:
        whole = access.Reason("unfit", f"It cannot be bound: {no.because}.", no.instead)
        raise NotFitToLeave((Hindrance(None, "The pack", (whole,)),)) from no
    places = {paper: (first, pages) for _, _, first, pages, paper in said["stops"] if paper >= 0}
    checklist = _checklist(binding, copies, places, int(said["pages"]))
    with desk.unit_of_work() as work:
        pack = work.get(Pack, pack_id)
        pack.made_on, pack.pages = today, int(said["pages"])
        pack.file_hash = hashlib.sha256(data).hexdigest()
        pack.contents = {str(key.id): list(places[place]) for place, (_, key) in enumerate(order)}
        work.journal(
            pack.person_id,
            f"Pack {pack.reference} made: {pack.pages} pages.",
            on=today,
            case_id=pack.case_id,
            kind="paper",
        )
        work.commit()
        return Made(data, checklist, int(said["pages"]), Changes.of(pack, "packs"))


def hindrances(work: Work, pack: Pack) -> Iterator[Hindrance]:
    """What stands against each paper of the pack and the pack itself, in the middle of other work."""
    yield from pack_gate.against_papers(work, pack)
    yield from of_the_text(work, pack)


def _log_refusals(work: Work, pack: Pack, found: tuple[Hindrance, ...]) -> None:
    """What was asked and refused stands in the access log too."""
    for one in found:
        if one.key is None or one.reasons[0].code not in gate.REFUSED_REASONS:
            continue
        for ask in pack_gate.asks_about(work, pack, one.key)[-1:]:
            access.answer(work, ask)
    work.commit()


def _opened(work: Work, pack: Pack, key: Key) -> bytes:
    """A paper's pages, after the gate; the log row is written in this same unit of work."""
    asks = pack_gate.asks_about(work, pack, key)
    access.require(work, next((ask for ask in asks if access.would_allow(work, ask)), asks[-1]))
    if key.kind == "letter":
        file = letter_issue.issued_file(work, work.get(Letter, key.id))
        assert file is not None  # noqa: S101 - one that was not issued is a hindrance
        return file
    return attachments.pages_of(work, work.get(Attachment, key.id))


# -- what the pack says of itself ----------------------------------------------------------------


def of_the_text(work: Work, pack: Pack) -> Iterator[Hindrance]:
    """References of the submission that lead nowhere, and signs that cannot be printed."""
    from welfare_desk.letters.pack import own_pages, plan

    view = {one.key: one for one in packs.known_to(work.session, pack)}
    papers = [view[key] for _, key in packs.papers_of(work.session, pack.id) if key in view]
    binding = _binding(work, pack, local_day(work.now), papers)
    try:
        plan.lay_out(binding, lambda *_: 1)
    except plan.NoSuchPaper as lost:
        reason = access.Reason(
            "reference", f"“{lost.reference}” cannot be given a page: {lost.why}.", "Mend it in the text."
        )
        yield Hindrance(None, "The submission", (reason,))
    for title, text in [("The submission", binding.submission), *((one.title, one.title) for one in papers)]:
        sign = own_pages.unprintable(text)
        if sign is not None:
            said = access.Reason("sign", f"“{sign}” cannot be printed.", "Write it another way.")
            yield Hindrance(None, title, (said,))


def _binding(work: Work, pack: Pack, today: date, papers: list[PaperOfPack] | None = None) -> Binding:
    from welfare_desk.letters.pack.plan import Binding, Bundled, Part

    session = work.session
    person, case = work.get(Person, pack.person_id), work.get(Case, pack.case_id)
    if papers is None:
        known = {one.key: one for one in packs.known_to(session, pack)}
        order = packs.papers_of(session, pack.id)
        papers = [packs.in_part(known[key], part) for part, key in order]
    house = agency.Agency.of(agency.setting(session, "agency", on=today))
    body = work.get(Organisation, pack.recipient_id)
    name = session.scalars(
        select(client_name()).select_from(PersonName).where(current_name(person.id))
    ).first()
    parts = tuple(
        Part(label, tuple(Bundled(one.title, one.detail, one.pages) for one in papers if one.part == code))
        for code, label in resources.papers().parts.items()
    )
    return Binding(
        title=packs.TITLE,
        tribunal=body.name,
        client=name or "",
        born=days.on_paper(person.born_on) if person.born_on else "",
        number=person.ni_number or "",
        about=matter_name(case.matter),
        reference=pack.reference,
        agency=house.name,
        contact=", ".join([*house.address.splitlines(), house.phone]),
        dated=days.on_paper(today),
        parts=tuple(part for part in parts if part.papers),
        submission=packs.submission_of(work, pack),
        duplex=pack.duplex,
        practice_desk=bool(agency.setting(session, "practice_desk", on=today)),
    )


def _checklist(
    binding: Binding, copies: tuple[str, ...], places: dict[int, tuple[int, int]], pages: int
) -> bytes:
    """Which paper comes after which, to be ticked with the papers in hand."""
    from welfare_desk.casework.correspondence.letter_facts import render_pdf
    from welfare_desk.letters.content import Document, Frame, Heading, Paragraph, Run, Table

    def runs(text: str, *, bold: bool = False) -> tuple[Run, ...]:
        return (Run(text, bold),)

    rows, number = [], 0
    for part in binding.parts:
        for paper in part.papers:
            first, count = places[number]
            span = f"{first}" if count == 1 else f"{first} to {first + count - 1}"
            rows.append((runs("☐"), runs(str(number + 1)), runs(paper.title), runs(part.label), runs(span)))
            number += 1
    sides = "both sides of the sheet" if binding.duplex else "one side of the sheet"
    head = tuple(runs(word) for word in ("", "No", "Paper", "Part", "Pages"))
    steps = (
        f"Print {pages} pages on {sides}, in the order of this list.",
        "Look that every page has its number at the foot, and that each can be read.",
        f"It goes to: {', '.join((binding.tribunal, *copies))}.",
        "Keep one copy for the client and one for the hearing.",
    )
    document = Document(
        f"Order of papers {binding.reference}",
        "en-GB",
        Frame(binding.agency, binding.contact, binding.reference, binding.dated, "", binding.practice_desk),
        (
            Heading(1, runs("Order of papers")),
            *(Paragraph(runs(f"☐  {step}")) for step in steps),
            Table(head, tuple(rows)),
        ),
    )
    return render_pdf(document).data
