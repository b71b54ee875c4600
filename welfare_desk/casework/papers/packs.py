"""Papers put together for a tribunal: chosen, ordered, checked through the gate, bound into one PDF.

A draft names letters and papers; nothing of theirs is in it. Each time a pack is made the gate is asked for
every one of them, for everybody who is handed a copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.correspondence.letter_kinds import letter_kind_name
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.matters.cases import case_by_reference, matter_name
from welfare_desk.casework.notes.sealed_text import client_key, unsealed
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import DeskError, FoundWrong, Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import Issue, Letter
from welfare_desk.records.papers import Attachment, Pack, PackPaper
from welfare_desk.records.people import PersonName
from welfare_desk.records.service import Organisation
from welfare_desk.rules import days

# The tribunal that hears appeals of each route, and the other side, by their codes in the recipient book.
TRIBUNALS = {
    "SSS": ("fts", "sss"),
    "DWP": ("ftt", "dwp"),
    "HMRC": ("ftt", "hmrc"),
    "HB": ("ftt", None),
}
TITLE = "Papers for the appeal"


class NothingToPack(FoundWrong):
    sentence = "There is nothing to put into a pack."
    hint = "Issue a letter or add a paper to the case first."


class NoTribunal(DeskError):
    sentence = "It is not known which tribunal hears this case."
    hint = "Choose whom the pack is for."


@dataclass(frozen=True, slots=True)
class Key:
    """A letter or a paper: ``kind`` is letter or attachment."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class PaperOfPack:
    """One line of a pack, or something that could be one."""

    key: Key
    part: str
    title: str
    detail: str
    pages: int
    closed_because: str = ""  # why it cannot be put in, whatever consent says


@dataclass(frozen=True, slots=True)
class PackRow:
    id: UUID
    reference: str
    case_id: UUID
    recipient: str
    papers: int
    begun_on: date
    made_on: date | None
    pages: int | None


@dataclass(frozen=True, slots=True)
class PackView:
    """A pack on its page: what is in it in order, what could be, and where each copy goes."""

    row: PackRow
    person_id: UUID
    client: str
    about: str
    recipient_id: UUID
    copies: tuple[UUID, ...]
    bodies: tuple[agency.RecipientRow, ...]
    duplex: bool
    submission: str
    papers: tuple[PaperOfPack, ...]
    others: tuple[PaperOfPack, ...]
    parts: tuple[tuple[str, str], ...]


def begin(desk: Desk, case_id: UUID, *, today: date, recipient_id: UUID | None = None) -> Changes:
    """Begin a pack with every issued letter and paper of the case, in the usual order.

    Raises NothingToPack, NoTribunal, NotFound.
    """
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        usual, other_side = TRIBUNALS.get(case.route or "", (None, None))
        tribunal = recipient_id or _body(work.session, usual)
        found = [one for one in _of_case(work.session, case) if not one.closed_because]
        if not found:
            raise NothingToPack()
        if tribunal is None:
            raise NoTribunal()
        other = _body(work.session, other_side)
        pack = Pack(
            id=new_id(),
            person_id=case.person_id,
            case_id=case_id,
            reference=work.next_reference(),
            recipient_id=tribunal,
            copies=[str(other)] if other else [],
            begun_on=today,
            contents={},
            author_id=desk.advisor.id,
        )
        work.add(pack)
        work.session.flush()
        _keep_order(work, pack.id, [(one.part, one.key) for one in found])
        work.journal(case.person_id, f"Pack {pack.reference} begun.", on=today, case_id=case_id, kind="paper")
        work.commit()
        return Changes.of(pack, "packs")


def arrange(desk: Desk, pack_id: UUID, order: Sequence[tuple[str, Key]]) -> Changes:
    """Put exactly these papers into the pack, each in its part, in this order. Raises Problems, NotFound."""
    return change(desk, pack_id, papers=order)


def change(
    desk: Desk,
    pack_id: UUID,
    *,
    recipient_id: UUID | None = None,
    copies: tuple[UUID, ...] | None = None,
    duplex: bool | None = None,
    submission: str | None = None,
    papers: Sequence[tuple[str, Key]] | None = None,
) -> Changes:
    """Change whom the pack is for, who else has a copy, how it is printed, the text, or the papers.

    ``papers``: exactly these, each in its part, in this order. Raises Problems, NotFound.
    """
    parts = list(resources.papers().parts)
    order = papers or ()
    if any(part not in parts for part, _ in order) or len({key for _, key in order}) < len(order):
        raise Problems([Problem("papers", "A paper stands in the pack once, in one of its parts.")])
    with desk.unit_of_work() as work:
        pack = work.get(Pack, pack_id)
        if recipient_id is not None:
            pack.recipient_id = recipient_id
        if copies is not None:
            pack.copies = [str(id) for id in copies]
        if duplex is not None:
            pack.duplex = duplex
        if submission is not None:
            key = client_key(work, pack.person_id)
            text = submission.strip()
            pack.sealed_submission = key.seal(text.encode(), str(pack.id)) if text else None
        if papers is not None:
            known = {one.key for one in known_to(work.session, pack)}
            if any(key not in known for _, key in papers):
                raise NotFound()
            _keep_order(work, pack_id, sorted(papers, key=lambda pair: parts.index(pair[0])))
        work.commit()
        return Changes.of(pack, "packs")


def remove(desk: Desk, pack_id: UUID, *, today: date) -> Changes:
    """Drop a pack that was never made. Raises DeskError once it has been."""
    with desk.unit_of_work() as work:
        pack = work.get(Pack, pack_id)
        if pack.made_on is not None:
            raise DeskError("This pack has been made and stays on file.", "Begin another one.")
        for paper in work.session.scalars(select(PackPaper).where(PackPaper.pack_id == pack_id)):
            work.session.delete(paper)
        work.session.delete(pack)
        work.commit()
        return Changes.of(pack_id, "packs")


def packs(desk: Desk, *, case_id: UUID | None = None, person_id: UUID | None = None) -> list[PackRow]:
    """Packs, the newest first."""
    statement = select(Pack).order_by(Pack.begun_on.desc(), Pack.id.desc())
    for column, value in ((Pack.case_id, case_id), (Pack.person_id, person_id)):
        if value is not None:
            statement = statement.where(column == value)
    with desk.look() as look:
        return [_row(look, pack) for pack in look.scalars(statement)]


def pack_view(desk: Desk, pack_id: UUID) -> PackView:
    """A pack on its page. Raises NotFound."""
    bodies = tuple(agency.recipients(desk))
    with desk.look() as look:
        work = Work(desk, look)
        pack, parts = work.get(Pack, pack_id), resources.papers().parts
        case = work.get(Case, pack.case_id)
        known = {one.key: one for one in known_to(look, pack)}
        order = papers_of(look, pack_id)
        inside = [in_part(known[key], part) for part, key in order if key in known]
        named = look.scalars(
            select(client_name()).select_from(PersonName).where(current_name(pack.person_id))
        ).first()
        return PackView(
            _row(look, pack),
            pack.person_id,
            named or "",
            matter_name(case.matter),
            pack.recipient_id,
            tuple(UUID(id) for id in pack.copies or ()),
            bodies,
            pack.duplex,
            submission_of(work, pack),
            tuple(inside),
            tuple(one for key, one in known.items() if key not in {key for _, key in order}),
            tuple(parts.items()),
        )


def newest_or_new(desk: Desk, case: str, *, today: date) -> UUID:
    """The case's newest pack, or one begun now, for the command line. Raises NoSuchCase and as ``begin``."""
    with desk.look() as look:
        found = case_by_reference(look, case)
    kept = packs(desk, case_id=found.id)
    if kept:
        return kept[0].id
    begun = begin(desk, found.id, today=today).id
    assert begun is not None  # noqa: S101 - it was made just now
    return begun


# -- what is in it -------------------------------------------------------------------------------


def papers_of(session: Session, pack_id: UUID) -> list[tuple[str, Key]]:
    """The papers of a pack in their order, each with its part."""
    kept = session.scalars(select(PackPaper).where(PackPaper.pack_id == pack_id).order_by(PackPaper.position))
    return [(one.part, _key(one)) for one in kept]


def _key(one: PackPaper) -> Key:
    if one.letter_id is not None:
        return Key("letter", one.letter_id)
    assert one.attachment_id is not None  # noqa: S101 - a line is one of the two
    return Key("attachment", one.attachment_id)


def _keep_order(work: Work, pack_id: UUID, order: Sequence[tuple[str, Key]]) -> None:
    for paper in work.session.scalars(select(PackPaper).where(PackPaper.pack_id == pack_id)):
        work.session.delete(paper)
    for position, (part, key) in enumerate(order, start=1):
        work.add(
            PackPaper(
                pack_id=pack_id,
                part=part,
                position=position,
                letter_id=key.id if key.kind == "letter" else None,
                attachment_id=key.id if key.kind == "attachment" else None,
            )
        )


def _of_case(session: Session, case: Case) -> list[PaperOfPack]:
    """What a case has for a pack: letters oldest first, then papers by the date on them."""
    parts = list(resources.papers().parts)
    letters = session.scalars(
        select(Letter).where(Letter.case_id == case.id).order_by(Letter.drafted_on, Letter.id)
    ).all()
    bodies = dict(session.execute(select(Organisation.id, Organisation.name)).all())
    found = [letter_of_pack(session, letter, bodies.get(letter.recipient_id, "")) for letter in letters]
    kept = session.scalars(
        select(Attachment).where(
            Attachment.person_id == case.person_id,
            (Attachment.case_id == case.id) | Attachment.case_id.is_(None),
        )
    ).all()
    dated = sorted(kept, key=lambda one: (one.dated_on or one.received_on or date.max, str(one.id)))
    papers = [attachment_of_pack(session, one) for one in dated]
    return [*found, *sorted(papers, key=lambda one: parts.index(one.part))]


def known_to(session: Session, pack: Pack) -> list[PaperOfPack]:
    """Everything that is, or could be, in the pack."""
    case = session.get(Case, pack.case_id)
    return _of_case(session, case) if case else []


def letter_of_pack(session: Session, letter: Letter, recipient: str) -> PaperOfPack:
    pages = session.scalars(select(Issue.pages).where(Issue.letter_id == letter.id)).first()
    when = f"issued {days.on_paper(letter.issued_on)}" if letter.issued_on else "not issued"
    return PaperOfPack(
        Key("letter", letter.id),
        "letters",
        f"{letter_kind_name(letter.kind)} {letter.reference}",
        f"{when}, to {recipient}" if recipient else when,
        pages or 0,
        "" if pages else "it has not been issued",
    )


def attachment_of_pack(session: Session, paper: Attachment) -> PaperOfPack:
    row = attachments.paper_row(session, paper)
    dated = f"dated {days.on_paper(row.dated_on)}" if row.dated_on else ""
    came = f"received {days.on_paper(row.received_on)}" if row.received_on and not dated else ""
    return PaperOfPack(
        Key("attachment", paper.id),
        row.part,
        row.title,
        ", ".join(filter(None, (row.kind_name, dated or came))),
        row.pages,
        "" if row.pages else "a Word file has no pages of its own: save it as a PDF and add that",
    )


def in_part(one: PaperOfPack, part: str) -> PaperOfPack:
    return PaperOfPack(one.key, part, one.title, one.detail, one.pages, one.closed_because)


def submission_of(work: Work, pack: Pack) -> str:
    """The text before the papers, opened."""
    if pack.sealed_submission is None:
        return ""
    sealed = pack.sealed_submission  # the advisor's own argument: no note is in it
    return unsealed(work, pack.person_id, sealed, str(pack.id), of_notes=()).decode()


def _row(session: Session, pack: Pack) -> PackRow:
    body = session.get(Organisation, pack.recipient_id)
    count = len(papers_of(session, pack.id))
    return PackRow(
        pack.id,
        pack.reference,
        pack.case_id,
        body.name if body else "",
        count,
        pack.begun_on,
        pack.made_on,
        pack.pages,
    )


def _body(session: Session, code: str | None) -> UUID | None:
    return session.scalars(select(Organisation.id).where(Organisation.code == code)).first() if code else None
