"""What the list and the page of clients show of one client, gathered in one read.

What each part means and how it is changed is its own room's: consents, letters, gains, debts.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from welfare_desk.casework import agency
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.debt import debts
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import gains
from welfare_desk.casework.matters import cases, claims, journal
from welfare_desk.casework.matters.journal import TaskRow
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientDraft, ClientView

TIMELINE = 300  # entries; who has more has them in their cases


@dataclass(frozen=True, slots=True)
class Glance:
    """Enough of a client to recognise them in a list: who, how to reach them safely, what is open."""

    view: ClientView
    age: int | None
    cases: tuple[cases.CaseRow, ...]  # the open ones before the closed


@dataclass(frozen=True, slots=True)
class ClientPage:
    """Everything the page of a client shows, but who has looked: asking that is itself logged."""

    glance: Glance
    journal: tuple[journal.JournalRow, ...]
    consents: tuple[consents.ConsentRow, ...]
    tasks: tuple[TaskRow, ...]
    notes: tuple[evidence.NoteHead, ...]
    letters: tuple[letters.LetterRow, ...]
    gains: tuple[gains.GainRow, ...]
    debts: tuple[debts.DebtRow, ...]
    papers: tuple[attachments.PaperRow, ...]
    claims: tuple[claims.ClaimRow, ...] = ()

    @property
    def view(self) -> ClientView:
        return self.glance.view

    @property
    def open_cases(self) -> tuple[cases.CaseRow, ...]:
        return tuple(row for row in self.glance.cases if row.closed_on is None)


@dataclass(frozen=True, slots=True)
class DetailsPage:
    """A client's details and the practices to choose from, for changing them."""

    view: ClientView
    practices: tuple[agency.PracticeRow, ...]


def glance(desk: Desk, person_id: UUID) -> Glance:
    """A client at a glance. Raises NotFound."""
    view = clients.client(desk, person_id)
    found = cases.case_rows(desk, person_id=person_id, open_only=False)
    return Glance(
        view,
        clients.age_on(view.draft.born_on, desk.clock.today()),
        tuple(sorted(found, key=lambda row: row.closed_on is not None)),
    )


def page(desk: Desk, person_id: UUID) -> ClientPage:
    """A client with all that is kept of them. Raises NotFound."""
    with desk.one_look():
        return ClientPage(
            glance=glance(desk, person_id),
            journal=tuple(journal.journal_rows(desk, person_id, limit=TIMELINE)),
            consents=tuple(consents.consents(desk, person_id, now=desk.clock.now())),
            tasks=tuple(journal.tasks_of(desk, person_id)),
            notes=tuple(evidence.note_heads(desk, person_id=person_id)),
            letters=tuple(letters.letters(desk, person_id=person_id)),
            gains=tuple(gains.ledger(desk, person_id=person_id, each_once=True)),
            debts=tuple(debts.debts(desk, person_id=person_id)),
            papers=tuple(attachments.papers(desk, person_id=person_id)),
            claims=tuple(claims.claims_of(desk, person_id)),
        )


def details(desk: Desk, person_id: UUID) -> DetailsPage:
    """What the details of a client are changed from. Raises NotFound."""
    return DetailsPage(clients.client(desk, person_id), tuple(agency.practices(desk)))


def contact_words(draft: ClientDraft) -> str:
    """What to know before reaching out to this client: "" where nothing stands in the way.

    Their own warning comes first; what it says already is not said twice.
    """
    said = [draft.contact_warning.strip()] if draft.contact_warning and draft.contact_warning.strip() else []
    for allowed, words in (
        (draft.may_call, "Do not ring."),
        (draft.may_leave_message, "Leave no message."),
        (draft.may_write, "Do not write."),
    ):
        if allowed is False and words.rstrip(".").lower() not in " ".join(said).lower():
            said.append(words)
    return " ".join(said)
