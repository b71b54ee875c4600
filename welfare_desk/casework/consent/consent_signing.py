"""The proof of a consent: signed on the screen where there is no printer, or the scan of a signed sheet.

Either is a paper of the client's, sealed like every other, and the consent points at it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.consent import consents
from welfare_desk.casework.consent.consent_paper import body_names, labels, legal_name
from welfare_desk.casework.consent.consents import ConsentDraft
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.papers.attachments import Looked, PaperDraft
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.letters.content import (
    Document,
    Heading,
    Ink,
    ListBlock,
    Paragraph,
    Run,
    Stroke,
    WritingLine,
)
from welfare_desk.records.evidence import Consent
from welfare_desk.records.people import Person
from welfare_desk.records.service import Practice
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days

KIND = "authority"  # of a paper: a signed consent, mandate or authority
_MOST_POINTS = 20_000
_TITLE = "Agreement signed on the screen"


class HasProof(DeskError):
    sentence = "The signed sheet of this consent is kept already."
    hint = "Keep a further page among the client's papers."


@dataclass(frozen=True, slots=True)
class Signed:
    """What was drawn, by whom, and who saw it. ``ratio``: the pad's width to its height."""

    strokes: tuple[Stroke, ...]
    ratio: float
    name: str
    witness: str


def problems_in(signed: Signed) -> list[Problem]:
    """What a signature lacks."""
    found = []
    points = sum(len(stroke) for stroke in signed.strokes)
    if points < 2:
        found.append(Problem("signature", "Nothing is drawn yet.", "A mark will do; the witness says whose."))
    elif points > _MOST_POINTS or not _is_on_the_pad(signed):
        found.append(Problem("signature", "That is too much for a signature.", "Clear it and sign again."))
    if not signed.name.strip():
        found.append(Problem("signed_by", "Write the name of whoever signed."))
    if not signed.witness.strip():
        found.append(Problem("seen_by", "Write who saw it signed."))
    return found


def _is_on_the_pad(signed: Signed) -> bool:
    inside = all(0 <= x <= 1 and 0 <= y <= 1 for stroke in signed.strokes for x, y in stroke)
    return inside and 0.1 <= signed.ratio <= 100 and all(signed.strokes)


def record_signed(desk: Desk, draft: ConsentDraft, signed: Signed, *, today: date) -> Changes:
    """Record a consent with the sheet as it was signed on the screen, in one act. Raises Problems."""
    draft = replace(draft, method="electronic", witness=signed.witness.strip())
    wrong = consents.problems_in(draft, today=today) + problems_in(signed)
    if draft.polarity == "refuse":
        wrong.append(Problem("polarity", "A refusal needs no signature.", "Record it as it was said."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        kept = consents.keep(work, draft, today=today)
        data, pages = _sheet(work, kept, signed, today)
        title = f"{_TITLE}, {days.short(today)}"
        paper = attachments.keep_our_own(work, kept.person_id, KIND, title, data, pages, today=today)
        kept.attachment_id = paper.id
        work.commit()
        return Changes.of(kept, "consents", "letters", "readings", "papers")


def attach_scan(desk: Desk, consent_id: UUID, looked: Looked, *, today: date) -> Changes:
    """Keep the scan of the sheet a client signed, as the proof of their consent.

    Raises HasProof, AlreadyKept, NotFound.
    """
    with desk.unit_of_work() as work:
        kept = work.get(Consent, consent_id)
        if kept.attachment_id is not None:
            raise HasProof()
        given_on = words.local_day(kept.given_at) if kept.given_at else today
        draft = PaperDraft(
            kept.person_id,
            KIND,
            f"Signed agreement, {days.short(given_on)}",
            dated_on=given_on,
            received_on=today,
        )
        paper = attachments.keep(work, draft, looked, today=today)
        kept.attachment_id = paper.id
        work.commit()
        return Changes.of(kept, "consents", "papers")


def _sheet(work: Work, kept: Consent, signed: Signed, today: date) -> tuple[bytes, int]:
    """The sheet as it stood on the screen when it was signed, with the signature drawn."""
    # They bring the letter's engine: only who signs pays for it.
    from welfare_desk.casework.rights.subject_paper import frame
    from welfare_desk.letters.pdf import render_pdf
    from welfare_desk.letters.sealed_copy import printable

    def say(text: str, *, bold: bool = False) -> Paragraph:
        return Paragraph(printable((Run(text, bold),)))

    def part(title: str, *things: str) -> tuple[Heading, ListBlock]:
        return Heading(2, (Run(title),)), ListBlock(tuple(printable((Run(one),)) for one in things))

    person = work.get(Person, kept.person_id)
    house = agency.Agency.of(agency.setting(work.session, "agency", on=today))
    practice = work.session.get(Practice, kept.practice_id) if kept.practice_id else None
    name = legal_name(work, kept.person_id)
    born = f", born {days.on_paper(person.born_on)}" if person.born_on else ""
    source = (
        f"My medical record at {practice.name}" if practice else "What I say and bring, not my medical record"
    )
    to = [one[:1].upper() + one[1:] for one in body_names(work, kept)]
    until = days.on_paper(kept.expires_on) if kept.expires_on else ""
    blocks = (
        Heading(1, (Run("Agreement about my medical information"),)),
        say(f"{name}{born}", bold=True),
        say(f"I agree that {house.name} may use the following. I may change my mind at any time."),
        *part("What for", *labels("purposes", kept.purposes)),
        *part("Which information", source, *_parts(kept)),
        *part("What may be done with it", *labels("actions", kept.actions)),
        *part("To whom a letter may go", *(to or ["Nobody"])),
        Heading(2, (Run("How long"),)),
        say(f"This ends on {until}, or when I say so if that is earlier."),
        say(_signed_by(kept, signed, name), bold=True),
        WritingLine(Ink(signed.strokes, signed.ratio)),
        say(f"Signed on the screen on {_moment(work)}. Seen by {signed.witness.strip()}."),
    )
    round_it = frame(work, person.reference, today, large_print=person.large_print)
    rendered = render_pdf(Document("Agreement about medical information", "en-GB", round_it, blocks))
    return rendered.data, rendered.pages


def _parts(kept: Consent) -> list[str]:
    """Which parts, each by name: whoever signs need not know what the ordinary list is."""
    ordinary = words.ORDINARY if words.ALL in kept.categories else ()
    named = [one for one in (*ordinary, *kept.categories) if one != words.ALL and one not in kept.exclude]
    codes = list(dict.fromkeys(named))
    told = labels("categories", [one for one in codes if one in words.ORDINARY])
    told += labels("always_ask", [one for one in codes if one not in words.ORDINARY])
    spared = [one.lower() for one in labels("categories", kept.exclude)]
    return [
        ", ".join([told[0], *(one.lower() for one in told[1:])]),
        *([f"Not: {', '.join(spared)}"] if spared else []),
    ]


def _signed_by(kept: Consent, signed: Signed, name: str) -> str:
    who = signed.name.strip()
    if kept.giver_role == "self":
        return f"Signed by {who}"
    role = resources.consent_words().labels["givers"].get(kept.giver_role, kept.giver_role).lower()
    return f"Signed by {who}, {role}, for {name}"


def _moment(work: Work) -> str:
    return f"{days.on_paper(words.local_day(work.now))} at {work.now.astimezone(words.LONDON):%H:%M}"
