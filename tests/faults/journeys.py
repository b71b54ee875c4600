"""Ten ways an advisor writes to a desk, each act told the moment the desk has called it saved.

They run in a process of their own that is killed at any moment; its parent then looks for what was told.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, time, timedelta
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

from building import PASSPHRASE, MovingClock, a_case, a_client, a_consent, a_note, a_reading, body

from welfare_desk.casework import agency
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_issue, letters
from welfare_desk.casework.correspondence.letter_check import Answer, Checker
from welfare_desk.casework.debt import debts
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.figures import gains
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.matters import journal, key_dates
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.service import post, sessions
from welfare_desk.casework.workbook import intake
from welfare_desk.errors import Problems

Told = tuple[str, UUID]
"""What was saved, by the name of its table's class, and its id; what is told in
lower case (dated, withdrawn, issued) is looked for in its own way."""

SHEET = "Surname,First name,DOB,Benefit,Weekly gain\n{0},Ann,02/03/1974,ADP,£{1}.00\n"


def _said(table: str, changed: Changes) -> Told:
    assert changed.id is not None
    return table, changed.id


def _practice(desk: Desk) -> UUID:
    return agency.practices(desk)[0].id


def referral(desk: Desk, chance: random.Random) -> Iterator[Told]:
    person = a_client(desk, forenames=f"Ann {chance.random()}")
    yield "Person", person
    case = a_case(desk, person)
    yield "Case", case
    key_dates.add_key_date(desk, case, "Send the form back", date(2026, 12, 24), today=_today(desk))
    yield "dated", case


def notes(desk: Desk, chance: random.Random) -> Iterator[Told]:
    person = a_client(desk)
    yield "Person", person
    for number in range(4):
        words = f"Rang about the form, call {number}. " * chance.randint(1, 60)
        yield _said("JournalEntry", journal.write_note(desk, person, words, today=_today(desk)))


def consent(desk: Desk, chance: random.Random) -> Iterator[Told]:
    person = a_client(desk)
    given = a_consent(desk, person, _practice(desk))
    yield "Consent", given
    consents.withdraw(desk, given, how="by telephone", today=_today(desk))
    yield "withdrawn", given


def evidence_noted(desk: Desk, chance: random.Random) -> Iterator[Told]:
    person = a_client(desk)
    practice = _practice(desk)
    case = a_case(desk, person)
    a_consent(desk, person, practice)
    reading = a_reading(desk, person, case, practice)
    yield "Reading", reading
    for metres in (20, 30):
        yield "EvidenceNote", a_note(desk, person, case, reading, f"Walks about {metres} metres.")
    evidence.close_reading(desk, reading)


def a_letter(desk: Desk) -> UUID:
    """A letter drafted from a note under consent."""
    person = a_client(desk)
    practice = _practice(desk)
    case = a_case(desk, person)
    a_consent(desk, person, practice)
    a_note(desk, person, case, a_reading(desk, person, case, practice))
    resting = letters.from_notes(desk, case, purpose="benefit_claim")
    drafted = letters.LetterDraft(case, body(desk, "sss"), resting)
    made = letters.draft_letter(desk, drafted, today=_today(desk)).id
    assert made is not None
    return made


def answered(desk: Desk, letter: UUID) -> None:
    """The GP agrees to each statement: it is ready to be issued."""
    letter_check.send_to_gp(desk, letter, today=_today(desk))
    answers = [Answer(one.id, "agree") for one in letters.letter(desk, letter).statements]
    letter_check.enter_answers(desk, letter, answers, Checker("Dr A Lennox"), today=_today(desk))


def letter(desk: Desk, chance: random.Random) -> Iterator[Told]:
    made = a_letter(desk)
    yield "Letter", made
    answered(desk, made)
    letter_issue.issue(desk, made, today=_today(desk))
    yield "issued", made


def decision(desk: Desk, chance: random.Random) -> Iterator[Told]:
    case = a_case(desk, a_client(desk))
    gain = GainDraft(
        Decimal("106.70"),
        award_from=date(2026, 11, 18),
        confirmed_on=_today(desk),
        confirmed_by="award_letter",
    )
    decided = gains.record_decision(
        desk, case, DecisionDraft(date(2026, 11, 18), "awarded", gain=gain), today=_today(desk)
    )
    yield _said("Decision", decided)


def debt(desk: Desk, chance: random.Random) -> Iterator[Told]:
    case = a_case(desk, a_client(desk), "council_tax", "debt", route="")
    owed = debts.DebtDraft(
        type="COUNCIL_TAX", creditor="Tayside Council", balance=Decimal(chance.randint(1, 900))
    )
    kept = debts.add_debt(desk, case, owed, today=_today(desk))
    yield _said("Debt", kept)


def session(desk: Desk, chance: random.Random) -> Iterator[Told]:
    on = date(2027, 1, 1) + timedelta(days=chance.randint(0, 9000))
    planned = sessions.plan_session(desk, _practice(desk), on, time(9, 30), time(12, 30))
    yield _said("Session", planned)
    assert planned.id is not None
    with suppress(Problems):  # the same day came up twice: that time is taken
        yield _said("Meeting", sessions.book(desk, a_client(desk), session_id=planned.id, at=time(10, 0)))


def workbook(desk: Desk, chance: random.Random) -> Iterator[Told]:
    sheet = SHEET.format(f"Reid{chance.randint(1, 10**9)}", chance.randint(1, 90))
    brought = intake.bring_in(desk, sheet.encode(), "cases.csv", today=_today(desk))
    assert brought.intake_id is not None
    yield "Intake", brought.intake_id


def papers_in_the_post(desk: Desk, chance: random.Random) -> Iterator[Told]:
    came = post.note_post(
        desk, post.PostDraft("A letter about the appeal", "Social Security Scotland"), today=_today(desk)
    )
    yield _said("PostItem", came)
    person = a_client(desk)
    assert came.id is not None
    yield _said("PostItem", post.match_post(desk, came.id, person))


JOURNEYS: tuple[Callable[[Desk, random.Random], Iterator[Told]], ...] = (
    referral, notes, consent, evidence_noted, letter, decision, debt, session, workbook, papers_in_the_post,
)  # fmt: skip


def _today(desk: Desk) -> date:
    return desk.clock.today()


def live(folder: Path, clock: MovingClock, seed: int, tell: Connection) -> None:
    """Go through the journeys in an order of chance and tell of each act saved, until somebody ends it."""
    chance = random.Random(seed)
    desk = open_desk(folder, PASSPHRASE, clock=clock)
    tell.send("ready")
    while True:
        journey = chance.choice(JOURNEYS)
        for table, id_ in journey(desk, chance):
            tell.send((journey.__name__, table, str(id_)))
