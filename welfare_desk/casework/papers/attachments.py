"""Papers other people wrote: a notice, a hospital letter, a photograph of a bill, sealed inside the desk.

A file is looked at in a process of its own before anything is kept. A paper about somebody's health is
taken, opened and sent under a consent, like an evidence note, and asks the gate each time.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import access
from welfare_desk.casework.correspondence.letter_kinds import purpose_of
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters.cases import case_by_reference, matter_name
from welfare_desk.casework.notes.evidence import WrongClient
from welfare_desk.casework.notes.sealed_text import client_key, unsealed
from welfare_desk.errors import DeskError, FoundWrong, Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case, Notice
from welfare_desk.records.correspondence import StatementAnswer
from welfare_desk.records.evidence import Consent
from welfare_desk.records.money import Decision
from welfare_desk.records.papers import Attachment, PackPaper
from welfare_desk.records.service import Practice
from welfare_desk.rules import consent_record as words
from welfare_desk.rules.papers import PaperKind

if TYPE_CHECKING:
    from welfare_desk.letters.papers.judge import Judged

MOST_BYTES = 25 * 1024 * 1024
_LONGEST_TITLE = 120


class CannotKeep(FoundWrong):
    """A file refused, by its name and with the reason."""

    def __init__(self, name: str, because: str, instead: str) -> None:
        super().__init__(f"{name} cannot be kept: {because}.", instead)


class AlreadyKept(DeskError):
    def __init__(self, title: str) -> None:
        super().__init__(f"This very file is kept already, as “{title}”.", "Nothing was added.")


class InUse(DeskError):
    sentence = "This paper is in use."

    def __init__(self, where: str) -> None:
        super().__init__(f"This paper is {where}.", "Take it out of there first.")


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked at and may be kept: what it is, its pages, and what was left out of them."""

    name: str
    data: bytes
    found: Judged

    @property
    def title(self) -> str:
        """The file's name as a title to begin with."""
        return _title(PurePath(self.name.replace("\\", "/")).stem)


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """What is said of a paper. ``category`` is asked only where its kind is about health."""

    person_id: UUID
    kind: str
    title: str
    case_id: UUID | None = None
    notice_id: UUID | None = None
    dated_on: date | None = None
    received_on: date | None = None
    category: str | None = None
    practice_id: UUID | None = None  # where it was a practice that handed it over
    third_party: str = "none"
    harm: str = "none"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """Everything about a paper but what is on it."""

    id: UUID
    person_id: UUID
    case_id: UUID | None
    case: str
    title: str
    kind: str
    kind_name: str
    part: str
    health: bool
    category: str | None
    media_type: str
    pages: int
    size_bytes: int
    remarks: tuple[str, ...]
    dated_on: date | None
    received_on: date | None
    practice: str | None
    third_party: str
    harm: str


def kinds() -> tuple[PaperKind, ...]:
    """What a paper may be, in the order they are offered."""
    return tuple(resources.papers().kinds.values())


def look_at(name: str, data: bytes) -> Looked:
    """Look at a file in a process of its own; nothing is kept. Raises CannotKeep with the reason.

    ``name`` is the file's, without its folder; it is compared with the content and never trusted.
    """
    from welfare_desk.letters.papers import apart  # brings pipes and processes: only who adds a paper pays
    from welfare_desk.letters.papers.unfit import Unfit

    shown = PurePath(_title(name)).name
    try:
        return Looked(shown, data, apart.judge(shown, data))
    except Unfit as no:
        raise CannotKeep(shown, no.because, no.instead) from no


def add(desk: Desk, draft: PaperDraft, looked: Looked, *, today: date) -> Changes:
    """Keep a paper that was looked at, sealed under its client's key.

    Raises Blocked (a paper about health without a consent that covers it), Problems, AlreadyKept,
    WrongClient, NotFound.
    """
    kind = _require_sense(draft)
    with desk.unit_of_work() as work:
        paper = _kept(work, draft, kind, looked, today)
        work.commit()
        return Changes.of(paper, "papers")


def keep(work: Work, draft: PaperDraft, looked: Looked, *, today: date) -> Attachment:
    """Keep a paper within somebody else's unit of work. Raises as ``add`` does."""
    return _kept(work, draft, _require_sense(draft), looked, today)


def keep_our_own(
    work: Work, person_id: UUID, kind: str, title: str, pdf: bytes, pages: int, *, today: date
) -> Attachment:
    """Keep a PDF that this program has just made, such as an agreement signed on the screen."""
    paper = Attachment(
        id=new_id(),
        person_id=person_id,
        kind=kind,
        title=_title(title),
        media_type="application/pdf",
        size_bytes=len(pdf),
        content_hash=hashlib.sha256(pdf).hexdigest(),
        pages=pages,
        remarks=[],
        received_on=today,
        dated_on=today,
        source="client_document",
        made_at=work.now,
        author_id=work.desk.advisor.id,
        consent_id=None,
    )
    key = client_key(work, person_id)
    paper.sealed = key.seal(pdf, str(paper.id))
    paper.sealed_paper = key.seal(pdf, paper_mark(paper.id))
    work.journal(person_id, f"Paper kept: {paper.title}.", on=today, kind="paper")
    return work.add(paper)


def _kept(work: Work, draft: PaperDraft, kind: PaperKind, looked: Looked, today: date) -> Attachment:
    _same_client(work, draft)
    digest = hashlib.sha256(looked.data).hexdigest()
    twice = work.session.scalars(
        select(Attachment.title).where(
            Attachment.person_id == draft.person_id, Attachment.content_hash == digest
        )
    ).first()
    if twice is not None:
        raise AlreadyKept(twice)
    paper = Attachment(
        id=new_id(),
        person_id=draft.person_id,
        media_type=looked.found.kind.media_type,
        size_bytes=len(looked.data),
        content_hash=digest,
        pages=looked.found.pages,
        remarks=list(looked.found.remarks),
        made_at=work.now,
        author_id=work.desk.advisor.id,
        consent_id=None,
    )
    _describe(paper, draft, kind, today)
    _ask_to_keep(work, paper)
    key = client_key(work, draft.person_id)
    paper.sealed = key.seal(looked.data, str(paper.id))
    paper.sealed_paper = key.seal(looked.found.paper, paper_mark(paper.id)) if looked.found.paper else None
    work.add(paper)
    if draft.notice_id is not None:
        work.get(Notice, draft.notice_id).attachment_id = paper.id
    work.journal(
        draft.person_id, f"Paper kept: {paper.title}.", on=today, case_id=draft.case_id, kind="paper"
    )
    return paper


def change(desk: Desk, paper_id: UUID, draft: PaperDraft, *, today: date) -> Changes:
    """Say something else of a paper: its title, kind, dates, whose it is about. Raises as ``add`` does."""
    kind = _require_sense(draft)
    with desk.unit_of_work() as work:
        paper = work.get(Attachment, paper_id)
        if paper.person_id != draft.person_id:
            raise WrongClient()
        _same_client(work, draft)
        if not kind.health:
            _ask(work, paper, "read")  # calling it something else is no way past the gate
        before = paper.kind, paper.category, paper.practice_id, paper.dated_on
        _describe(paper, draft, kind, today)
        if before != (paper.kind, paper.category, paper.practice_id, paper.dated_on):
            paper.consent_id = None
            with work.session.no_autoflush:
                _ask_to_keep(work, paper)
        work.commit()
        return Changes.of(paper, "papers")


def remove(desk: Desk, paper_id: UUID, *, today: date) -> Changes:
    """Take a paper out; it can be put back for thirty days. Raises InUse where something rests on it."""
    with desk.unit_of_work() as work:
        paper = work.get(Attachment, paper_id)
        for column, where in (
            (PackPaper.attachment_id, "in a pack"),
            (Consent.attachment_id, "the proof of a consent"),
            (Decision.attachment_id, "the proof of a decision"),
            (StatementAnswer.proof_id, "the proof of a GP's answer"),
        ):
            if work.session.scalars(select(column).where(column == paper_id).limit(1)).first() is not None:
                raise InUse(where)
        for notice in work.session.scalars(select(Notice).where(Notice.attachment_id == paper_id)):
            notice.attachment_id = None
        work.journal(
            paper.person_id, f"Paper removed: {paper.title}.", on=today, case_id=paper.case_id, kind="paper"
        )
        work.session.delete(paper)
        work.commit()
        return Changes.of(paper_id, "papers")


def papers(desk: Desk, *, person_id: UUID | None = None, case_id: UUID | None = None) -> list[PaperRow]:
    """A client's or a case's papers, the newest first; nothing of what is on them."""
    statement = (
        select(Attachment, Case.matter, Case.reference, Practice.name)
        .outerjoin(Case, Case.id == Attachment.case_id)
        .outerjoin(Practice, Practice.id == Attachment.practice_id)
        .order_by(Attachment.received_on.desc(), Attachment.id.desc())
    )
    for column, value in ((Attachment.person_id, person_id), (Attachment.case_id, case_id)):
        if value is not None:
            statement = statement.where(column == value)
    with desk.look() as look:
        return [
            _row(paper, f"{matter_name(matter)}, {reference}" if matter else "", practice)
            for paper, matter, reference, practice in look.execute(statement)
        ]


def paper_row(session: Session, paper: Attachment) -> PaperRow:
    return _row(paper, "", None)


def open_paper(desk: Desk, paper_id: UUID) -> bytes:
    """A paper's pages as a PDF of our own making, for the quick view; empty where it has none.

    A paper about health asks the gate first. Raises Blocked, NotFound, SealBroken.
    """
    with desk.unit_of_work() as work:
        paper = work.get(Attachment, paper_id)
        _ask(work, paper, "read")
        pages = pages_of(work, paper)
        work.commit()
        return pages


def take_out(desk: Desk, paper_id: UUID) -> tuple[str, bytes]:
    """The very file as it came, to be saved outside, with the ending its content asks for.

    Leaving the desk is the same as opening it to the gate: who gets it is not known. Raises Blocked.
    """
    with desk.unit_of_work() as work:
        paper = work.get(Attachment, paper_id)
        _ask(work, paper, "read")
        data = _unsealed(work, paper, paper.sealed, str(paper.id))
        work.commit()
        return ENDINGS.get(paper.media_type, "bin"), data


ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "message/rfc822": "eml",
    "text/plain": "txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


def paper_mark(paper_id: UUID) -> str:
    """What a paper's pages are sealed under, so that they never open as the file they were made from."""
    return f"{paper_id}:paper"


def pages_of(work: Work, paper: Attachment) -> bytes:
    """A paper's pages, for those who have just asked the gate in this same unit of work."""
    if paper.sealed_paper is None:
        return b""
    return _unsealed(work, paper, paper.sealed_paper, paper_mark(paper.id))


def _unsealed(work: Work, paper: Attachment, sealed: bytes, mark: str) -> bytes:
    """A paper about health opens only where the gate was asked for it in this unit of work."""
    asked = (paper.id,) if is_about_health(paper) else ()
    return unsealed(work, paper.person_id, sealed, mark, of_notes=asked)


def find_owner(desk: Desk, case: str) -> tuple[UUID, UUID]:
    """The case meant by a reference, and its client, for the command line. Raises NoSuchCase."""
    with desk.look() as look:
        found = case_by_reference(look, case)
        return found.id, found.person_id


def is_about_health(paper: Attachment) -> bool:
    return paper.category is not None


def note_for_gate(paper: Attachment) -> words.Note:
    """A paper about health as the gate sees it: everything but what is on it."""
    return words.Note(
        id=str(paper.id),
        subject=str(paper.person_id),
        categories=(paper.category,) if paper.category else (),
        entry_date=paper.dated_on or paper.received_on,
        practice=str(paper.practice_id) if paper.practice_id else words.NO_PRACTICE,
        written_under=str(paper.consent_id) if paper.consent_id else None,
        written_at=paper.made_at,
        third_party=paper.third_party,
        harm=paper.harm,
        sar_check=None,
    )


def purpose_for(session: Session, case_id: UUID | None) -> str:
    case = session.get(Case, case_id) if case_id else None
    return purpose_of(case.kind if case else None)


def _ask(work: Work, paper: Attachment, action: str) -> tuple[str, ...]:
    """Ask the gate, where the paper is about health. Raises Blocked."""
    if not is_about_health(paper):
        return ()
    ask = access.Ask(
        person_id=paper.person_id,
        case_id=paper.case_id,
        action=action,
        target="evidence_note",
        purpose=purpose_for(work.session, paper.case_id),
        notes=(note_for_gate(paper),),
        target_id=paper.id,
        content_hash=paper.content_hash,
    )
    return access.require(work, ask).relied_on


def may_come_back(work: Work, paper: Attachment) -> None:
    """A paper that was taken out comes back under a consent that holds now. Raises Blocked."""
    with work.session.no_autoflush:
        _ask_to_keep(work, paper)


def _ask_to_keep(work: Work, paper: Attachment) -> None:
    relied_on = _ask(work, paper, "write")
    paper.consent_id = UUID(relied_on[0]) if relied_on else None


def _describe(paper: Attachment, draft: PaperDraft, kind: PaperKind, today: date) -> None:
    paper.kind, paper.title = kind.code, _title(draft.title)
    paper.case_id, paper.dated_on = draft.case_id, draft.dated_on
    paper.received_on = draft.received_on or today
    paper.category = (draft.category or kind.category) if kind.health else None
    paper.practice_id = draft.practice_id if kind.health else None
    paper.source = "gp_record" if paper.practice_id else "client_document"
    paper.third_party, paper.harm = draft.third_party, draft.harm


def _require_sense(draft: PaperDraft) -> PaperKind:
    """The kind of a draft that can be kept. Raises Problems."""
    kind = resources.papers().kinds.get(draft.kind)
    found = []
    if not _title(draft.title):
        found.append(Problem("title", "Give it a title to find it by."))
    if kind is None:
        found.append(Problem("kind", "Say what kind of paper it is."))
    if draft.category is not None and draft.category not in words.CATEGORIES:
        found.append(Problem("category", "Say which part of the record it is like."))
    if draft.third_party not in words.THIRD_PARTY:
        found.append(Problem("third_party", "Say whether somebody else is in it."))
    if draft.harm not in words.HARM:
        found.append(Problem("harm", "Say whether it could do harm."))
    if draft.dated_on and draft.received_on and draft.dated_on > draft.received_on:
        found.append(Problem("dated_on", "It cannot be dated after the day it came."))
    if found or kind is None:
        raise Problems(found)
    return kind


def _same_client(work: Work, draft: PaperDraft) -> None:
    """One client's paper is never filed with another's. Raises WrongClient, NotFound."""
    if draft.case_id is not None and work.get(Case, draft.case_id).person_id != draft.person_id:
        raise WrongClient()
    if draft.notice_id is not None and work.get(Notice, draft.notice_id).case_id != draft.case_id:
        raise WrongClient()


def _title(written: str) -> str:
    """One line without signs nobody sees, such as those that turn a name round to hide its ending."""
    seen = (" " if sign in "\t\r\n" else sign for sign in unicodedata.normalize("NFC", written))
    kept = "".join(sign for sign in seen if unicodedata.category(sign)[0] != "C")
    return " ".join(kept.replace("_", " ").split())[:_LONGEST_TITLE].strip()


def _row(paper: Attachment, case: str, practice: str | None) -> PaperRow:
    table = resources.papers()
    kind = table.kinds.get(paper.kind, PaperKind(paper.kind, "Paper", "attachments"))
    return PaperRow(
        paper.id,
        paper.person_id,
        paper.case_id,
        case,
        paper.title,
        kind.code,
        kind.label,
        kind.part,
        is_about_health(paper),
        paper.category,
        paper.media_type,
        paper.pages,
        paper.size_bytes,
        tuple(paper.remarks or ()),
        paper.dated_on,
        paper.received_on,
        practice,
        paper.third_party,
        paper.harm,
    )
