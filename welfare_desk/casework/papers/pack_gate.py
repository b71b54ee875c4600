"""What the gate has against each paper of a pack leaving. It shows nothing, so it logs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letter_text
from welfare_desk.casework.correspondence.letter_kinds import purpose_of
from welfare_desk.casework.desk import Work
from welfare_desk.casework.papers import attachments, packs
from welfare_desk.casework.papers.packs import Key
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.papers import Attachment, Pack
from welfare_desk.records.service import Organisation
from welfare_desk.rules import consent as gate
from welfare_desk.rules import consent_record as words


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a paper of the pack may not go in. ``key`` is None for what concerns the pack as a whole."""

    key: Key | None
    title: str
    reasons: tuple[access.Reason, ...]

    def __str__(self) -> str:
        said = " ".join(f"{reason.sentence} {reason.next_step}".strip() for reason in self.reasons)
        return f"{self.title}: {said}"


def against_papers(work: Work, pack: Pack) -> Iterator[Hindrance]:
    """What stands against each paper of the pack, in the middle of other work."""
    view = {one.key: one for one in packs.known_to(work.session, pack)}
    order = packs.papers_of(work.session, pack.id)
    if not order:
        empty = access.Reason("empty", packs.NothingToPack.sentence, packs.NothingToPack.hint)
        yield Hindrance(None, "The pack", (empty,))
    for _, key in order:
        one = view.get(key)
        if one is None:
            gone = access.Reason("gone", "It is no longer with this case.", "Take it out of the pack.")
            yield Hindrance(key, "A paper", (gone,))
            continue
        if one.closed_because:
            closed = access.Reason(
                "closed", f"{_sentence(one.closed_because)}", "Or take it out of the pack."
            )
            yield Hindrance(key, one.title, (closed,))
            continue
        reasons = _reasons(work, pack, key)
        if reasons:
            yield Hindrance(key, one.title, reasons)


def _sentence(because: str) -> str:
    return f"{because[0].upper()}{because[1:]}."


def _reasons(work: Work, pack: Pack, key: Key) -> tuple[access.Reason, ...]:
    """What the gate has against one paper leaving to everybody who gets the pack."""
    asks = asks_about(work, pack, key)
    for ask in asks:
        if access.would_allow(work, ask):
            return _marks(work, key)
    if not asks:
        return access.in_words((gate.Stop("no_consent"),))
    return access.in_words(access.stops(work, asks[-1]))


def _marks(work: Work, key: Key) -> tuple[access.Reason, ...]:
    """What a paper that is not about health says of others or could do, which the gate was not told."""
    paper = work.session.get(Attachment, key.id) if key.kind == "attachment" else None
    if paper is None:
        return ()
    stops = []
    if paper.third_party == "unresolved":
        stops.append(gate.Stop("third_party_unresolved"))
    if paper.harm in ("suspected", "confirmed"):
        stops.append(gate.Stop("harm_check_needed" if paper.harm == "suspected" else "harm_confirmed"))
    return access.in_words(stops)


def asks_about(work: Work, pack: Pack, key: Key) -> list[access.Ask]:
    """The questions of which one must be granted; more than one only for what is not about health."""
    to = _recipients(work.session, pack)
    if key.kind == "letter":
        letter = work.get(Letter, key.id)
        ids = {id for ids in letter_text.resting_on(work.session, letter.id).values() for id in ids}
        if ids:
            notes = letter_text.notes_of(work.session, ids)
            ask = letter_text.question_of(work.session, letter, "disclose", notes)
            return [replace(ask, recipients=to, purpose=_purpose(work.session, pack))]
        return list(_of_no_health(work, pack, letter.id, to))
    paper = work.get(Attachment, key.id)
    if not attachments.is_about_health(paper):
        return list(_of_no_health(work, pack, paper.id, to))
    return [
        access.Ask(
            person_id=pack.person_id,
            case_id=pack.case_id,
            action="disclose",
            target="evidence_note",
            purpose=_purpose(work.session, pack),
            notes=(attachments.note_for_gate(paper),),
            recipients=to,
            target_id=paper.id,
            content_hash=paper.content_hash,
        )
    ]


def _of_no_health(
    work: Work, pack: Pack, target: UUID, to: tuple[words.Recipient, ...]
) -> Iterator[access.Ask]:
    """A bill or a notice is no health record, yet it leaves only where the client has agreed who gets papers.

    It is asked under each of their consents in turn, as something of the kind that consent is about: the
    limits a consent sets to the record are no limits to what never was in it.
    """
    for permit in access.consents_of(work.session, pack.person_id):
        if permit.polarity != "permit":
            continue
        listed = [name for name in permit.scope.categories if name in words.CATEGORIES]
        note = words.Note(
            id=str(target),
            subject=str(pack.person_id),
            categories=(listed[0] if listed else "summary",),
            entry_date=permit.scope.record_from or permit.scope.record_to,
            practice=permit.scope.practice,
            written_under=permit.id,
            written_at=work.now,
            third_party="none",
            harm="none",
            sar_check=None,
        )
        yield access.Ask(
            person_id=pack.person_id,
            case_id=pack.case_id,
            action="disclose",
            target="letter",
            purpose=_purpose(work.session, pack),
            notes=(note,),
            recipients=to,
            target_id=target,
        )


def _recipients(session: Session, pack: Pack) -> tuple[words.Recipient, ...]:
    """Everybody who is handed a copy: the tribunal, the other side, whoever else is named."""
    bodies = [session.get(Organisation, id) for id in (pack.recipient_id, *map(UUID, pack.copies or ()))]
    return tuple(access.recipient_for_gate(body, pack.person_id) for body in bodies if body is not None)


def _purpose(session: Session, pack: Pack) -> str:
    case = session.get(Case, pack.case_id)
    return purpose_of(case.kind if case else None, "benefit_appeal")
