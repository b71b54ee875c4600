"""What a consent opens and closes: every row of the table of states against uses, by the real use-cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from building import (
    TODAY,
    MovingClock,
    a_case,
    a_client,
    a_consent,
    a_note,
    a_practice,
    a_reading,
    body,
)
from sqlalchemy import select, update

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_issue, letters
from welfare_desk.casework.correspondence.letters import LetterDraft
from welfare_desk.casework.desk import Desk, NotFound, SignedIn
from welfare_desk.casework.matters import cases
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.people import clients
from welfare_desk.errors import DeskError, Problems
from welfare_desk.records.evidence import Consent, EvidenceNote, Reading
from welfare_desk.records.people import Person
from welfare_desk.records.service import Advisor, History

WORDS = "Walks about 30 metres with a stick before pain stops him."


@dataclass(frozen=True)
class Held:
    """A client with one consent, one note written under it, and an own letter that rests on the note."""

    desk: Desk
    practice: UUID
    person: UUID
    case: UUID
    consent: UUID
    note: UUID
    letter: UUID


def everything_noted(desk: Desk, **consent: object) -> Held:
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    case = a_case(desk, person, practice_id=practice)
    given = a_consent(desk, person, practice, **consent)
    note = a_note(desk, person, case, a_reading(desk, person, case, practice), WORDS)
    drafted = letters.draft_letter(
        desk,
        LetterDraft(case, body(desk, "sss"), letters.from_notes(desk, case, purpose="benefit_claim")),
        today=desk.clock.today(),
    )
    assert drafted.id is not None
    letter_check.make_own_letter(desk, drafted.id, because="the last day is near", today=desk.clock.today())
    return Held(desk, practice, person, case, given, note, drafted.id)


def set_on(desk: Desk, table: type, id: UUID, **values: object) -> None:
    """What no use-case does yet: a fact put into a row by hand."""
    with desk.engine.begin() as connection:
        connection.execute(update(table).where(table.id == id).values(**values))  # type: ignore[attr-defined]


# --- The uses ---------------------------------------------------------------------------------------


def read_record(held: Held) -> None:
    a_reading(held.desk, held.person, held.case, held.practice)


def write_a_note(held: Held) -> None:
    with held.desk.look() as look:
        reading = look.scalars(select(Reading.id).where(Reading.person_id == held.person)).first()
    a_note(held.desk, held.person, held.case, reading, "Uses a perching stool.")


def read_note(held: Held) -> None:
    assert evidence.open_note(held.desk, held.note, purpose="benefit_claim").text == WORDS


def quote(held: Held) -> None:
    view = letters.letter(held.desk, held.letter)
    if view.blocked:
        assert view.statements == ()
        raise access.Blocked(view.blocked)
    assert view.statements[0].text == WORDS


def disclose(held: Held) -> None:
    assert letter_issue.print_out(held.desk, held.letter, today=held.desk.clock.today()).startswith(b"%PDF")


USES: dict[str, Callable[[Held], None]] = {
    "read record": read_record,
    "write": write_a_note,
    "read note": read_note,
    "quote": quote,
    "disclose": disclose,
}


def answer(use: Callable[[Held], None], held: Held) -> str:
    try:
        use(held)
    except access.Blocked as no:
        return no.reasons[0].code
    except evidence.ReadingClosed:
        return "closed"
    return "yes"


# --- The states -------------------------------------------------------------------------------------


def stands(held: Held, clock: MovingClock) -> None:
    pass


def passes_review(days: int) -> Callable[[Held, MovingClock], None]:
    def move(held: Held, clock: MovingClock) -> None:
        set_on(held.desk, Consent, held.consent, review_on=TODAY)
        clock.move(days=days)

    return move


def runs_out(held: Held, clock: MovingClock) -> None:
    set_on(held.desk, Consent, held.consent, expires_on=TODAY)
    clock.set(2026, 11, 28)


def just_ran_out(held: Held, clock: MovingClock) -> None:
    set_on(held.desk, Consent, held.consent, expires_on=TODAY)
    clock.set(2026, 11, 27, 1)


def is_replaced(held: Held, clock: MovingClock) -> None:
    a_consent(held.desk, held.person, held.practice, purposes=("housing",), replaces=(held.consent,))


def loses_its_giver(held: Held, clock: MovingClock) -> None:
    guardian = {"seen": True, "from": "2026-01-01", "to": "2026-11-26", "powers": ["health_information"]}
    set_on(held.desk, Consent, held.consent, giver_role="guardian_welfare", authority=guardian)
    clock.set(2026, 11, 28)


def is_withdrawn(held: Held, clock: MovingClock) -> None:
    consents.withdraw(held.desk, held.consent, how="by telephone", today=TODAY)


def is_refused(held: Held, clock: MovingClock) -> None:
    a_consent(held.desk, held.person, held.practice, polarity="refuse", purposes=("all",), recipient_ids=())


def was_a_mistake(held: Held, clock: MovingClock) -> None:
    set_on(held.desk, Consent, held.consent, state="entered_in_error")


def client_dies(held: Held, clock: MovingClock) -> None:
    consents.record_death(held.desk, held.person, died_on=TODAY, source="the practice", today=TODAY)


YES = "yes"
STATES = {
    # state: how it comes about, then read record, write, read note, quote, disclose
    "live": (stands, YES, YES, YES, YES, YES),
    "review due": (passes_review(16), YES, YES, YES, YES, YES),
    "review overdue": (passes_review(35), *["review_overdue"] * 2, YES, *["review_overdue"] * 2),
    "expired": (runs_out, "expired", "expired", YES, "expired", "expired"),
    "expired within the day": (just_ran_out, "expired", YES, YES, "expired", "expired"),
    "superseded": (is_replaced, "purpose_not_covered", "closed", YES, *["purpose_not_covered"] * 2),
    "authority lapsed": (loses_its_giver, *["authority_lapsed"] * 2, YES, *["authority_lapsed"] * 2),
    "withdrawn": (is_withdrawn, "withdrawn", "closed", "withdrawn", "withdrawn", "withdrawn"),
    "refused": (is_refused, "refused", "closed", "refused", "refused", "refused"),
    "entered in error": (was_a_mistake, *["entered_in_error"] * 5),
    "client dead": (client_dies, "subject_deceased", "closed", *["subject_deceased"] * 3),
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("state", STATES)
def test_the_table_of_states_and_uses_holds(desk: Desk, clock: MovingClock, state: str, use: str) -> None:
    comes_about, *expected = STATES[state]
    held = everything_noted(desk)
    comes_about(held, clock)  # type: ignore[operator]
    assert answer(USES[use], held) == expected[list(USES).index(use)]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"state": "draft"}, "not_active"),
        ({"state": "not_done"}, "not_active"),
        ({"valid_from": date(2026, 11, 27)}, "not_yet_valid"),
        ({"expires_on": None}, "expired"),
    ],
)
def test_what_is_not_a_consent_yet_opens_nothing(desk: Desk, facts: dict[str, object], reason: str) -> None:
    practice = a_practice(desk)
    person = a_client(desk)
    case = a_case(desk, person)
    set_on(desk, Consent, a_consent(desk, person, practice), **facts)
    with pytest.raises(access.Blocked) as no:
        a_reading(desk, person, case, practice)
    assert no.value.reasons[0].code == reason


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({}, "yes"),
        ({"categories": ("sexual_health",)}, "category_not_covered"),
        ({"categories": ("function", "mental_health")}, "category_not_covered"),
        ({"purpose": "debt"}, "purpose_not_covered"),
        ({"purpose": "research"}, "purpose_not_covered"),
        ({"categories": ("no such part",)}, "bad_request"),
        ({"purpose": "curiosity"}, "bad_request"),
    ],
)
def test_a_reading_opens_only_what_was_agreed(desk: Desk, asked: dict[str, object], reason: str) -> None:
    held = everything_noted(desk, exclude=("mental_health",))
    assert answer(lambda h: a_reading(desk, h.person, h.case, h.practice, **asked) and None, held) == reason


def test_a_reading_without_any_consent_is_refused_and_the_refusal_logged(desk: Desk) -> None:
    practice = a_practice(desk)
    person = a_client(desk)
    case = a_case(desk, person)
    with pytest.raises(access.Blocked) as no:
        a_reading(desk, person, case, practice)
    assert no.value.reasons[0].code == "no_consent" and no.value.reasons[0].sentence
    assert evidence.readings(desk, person) == []
    [row] = access.who_has_looked(desk, person)
    assert (row.decision, row.reason, row.action, row.target) == (
        "nothing",
        "no_consent",
        "read",
        "gp_record",
    )


def test_a_consent_for_one_practice_opens_no_other(desk: Desk) -> None:
    held = everything_noted(desk)
    other = a_practice(desk, "Ferry Road Surgery")
    assert answer(lambda h: read_record(replace(h, practice=other)), held) == "practice_not_covered"


def test_an_always_ask_part_opens_when_it_was_named(desk: Desk) -> None:
    held = everything_noted(desk, categories=("all", "sexual_health"))
    a_reading(desk, held.person, held.case, held.practice, categories=("sexual_health",))


def test_days_of_the_record_can_be_limited(desk: Desk) -> None:
    practice, person = a_practice(desk), a_client(desk)
    case = a_case(desk, person)
    a_consent(desk, person, practice, record_from=date(2024, 1, 1), record_to=date(2025, 12, 31))
    with pytest.raises(access.Blocked):
        a_reading(desk, person, case, practice)
    reading = a_reading(desk, person, case, practice, entries_on=date(2025, 6, 1))
    a_note(desk, person, case, reading, entry_on=date(2025, 12, 31))
    with pytest.raises(access.Blocked) as no:
        a_note(desk, person, case, reading, entry_on=date(2026, 1, 1))
    assert no.value.reasons[0].code == "entry_date_not_covered"


def test_withdrawing_closes_the_open_record_at_once(desk: Desk) -> None:
    held = everything_noted(desk)
    consents.withdraw(desk, held.consent, how="in person", today=TODAY)
    assert evidence.open_reading(desk, held.person) is None
    [row] = evidence.readings(desk, held.person)
    assert row.closed_because == "consent withdrawn"
    with desk.look() as look:
        assert look.scalars(
            select(History).where(History.table == "readings", History.act == "changed")
        ).all()
    with pytest.raises(consents.AlreadyWithdrawn):
        consents.withdraw(desk, held.consent, how="again", today=TODAY)


def test_a_refusal_closes_only_the_open_record_it_touches(desk: Desk) -> None:
    held = everything_noted(desk)
    no = {"polarity": "refuse", "purposes": ("all",), "recipient_ids": ()}
    a_consent(desk, held.person, held.practice, categories=("mental_health",), **no)
    assert evidence.open_reading(desk, held.person) is not None
    a_consent(desk, held.person, held.practice, categories=("function",), **no)
    [row] = evidence.readings(desk, held.person)
    assert row.closed_because == "refused by the client"


def test_a_refusal_that_names_nothing_is_a_refusal_of_everything(desk: Desk) -> None:
    held = everything_noted(desk)
    refused = {"purposes": ("all",), "actions": (), "recipient_ids": ()}
    a_consent(desk, held.person, None, polarity="refuse", **refused)
    said = {use: answer(act, held) for use, act in USES.items()}
    assert said == dict.fromkeys(USES, "refused") | {"write": "closed"}
    row = next(row for row in consents.consents(desk, held.person, now=desk.clock.now()) if not row.is_live)
    assert row.recipients == ("anyone",) and len(row.actions) == 4


def test_a_later_yes_overtakes_a_no(desk: Desk, clock: MovingClock) -> None:
    held = everything_noted(desk)
    is_refused(held, clock)
    clock.move(minutes=5)
    a_consent(desk, held.person, held.practice)
    assert answer(read_record, held) == "yes"


def test_a_manager_may_see_what_was_withdrawn_for_a_claim_at_law(desk: Desk, clock: MovingClock) -> None:
    held = everything_noted(desk)
    is_withdrawn(held, clock)
    with pytest.raises(access.Blocked) as no:
        evidence.open_note(desk, held.note, purpose="legal_claim")
    assert no.value.reasons[0].code == "role_not_allowed"
    managed = replace(desk, advisor=replace(desk.advisor, role="manager"))
    assert evidence.open_note(managed, held.note, purpose="legal_claim").text == WORDS


def test_notes_come_back_only_when_the_client_said_so(desk: Desk, clock: MovingClock) -> None:
    held = everything_noted(desk)
    is_withdrawn(held, clock)
    clock.move(days=1)
    a_consent(desk, held.person, held.practice)
    assert answer(read_note, held) == "withdrawn" and answer(quote, held) == "note_restricted"
    clock.move(days=1)
    a_consent(desk, held.person, held.practice, covers_prior_notes=True)
    assert answer(read_note, held) == "yes" and answer(quote, held) == "yes"


@pytest.mark.parametrize("facts", [{"third_party": "unresolved"}, {"harm": "suspected"}])
def test_a_note_about_others_or_that_may_harm_does_not_leave(desk: Desk, facts: dict[str, str]) -> None:
    held = everything_noted(desk)
    set_on(desk, EvidenceNote, held.note, **facts)
    reason = "third_party_unresolved" if "third_party" in facts else "harm_check_needed"
    assert answer(quote, held) == answer(disclose, held) == reason
    assert answer(read_note, held) == "yes"


# --- Who gives it -----------------------------------------------------------------------------------


def test_a_child_of_fourteen_speaks_for_themselves(desk: Desk) -> None:
    practice, child = a_practice(desk), a_client(desk, born_on=date(2012, 5, 1))
    case = a_case(desk, child)
    a_consent(desk, child, practice)
    a_reading(desk, child, case, practice)


def test_a_parents_word_ends_on_the_twelfth_birthday(desk: Desk, clock: MovingClock) -> None:
    practice, child = a_practice(desk), a_client(desk, born_on=date(2014, 12, 1))
    case = a_case(desk, child)
    a_consent(desk, child, practice, giver_role="parent", authority={"seen": True})
    a_reading(desk, child, case, practice)
    clock.set(2026, 11, 30, 23)
    a_reading(desk, child, case, practice)
    clock.set(2026, 12, 1, 0)
    with pytest.raises(access.Blocked) as no:
        a_reading(desk, child, case, practice)
    assert no.value.reasons[0].code == "child_now_decides"


@pytest.mark.parametrize("role", ["attorney_continuing", "appointee", "next_of_kin", "advocate"])
def test_nobody_else_may_speak_for_a_client(desk: Desk, role: str) -> None:
    practice, person = a_practice(desk), a_client(desk)
    case = a_case(desk, person)
    a_consent(desk, person, practice, giver_role=role, authority={"seen": True})
    with pytest.raises(access.Blocked) as no:
        a_reading(desk, person, case, practice)
    assert no.value.reasons[0].code == "wrong_authority"


def test_after_death_an_executor_may_pursue_the_estate(desk: Desk, clock: MovingClock) -> None:
    held = everything_noted(desk)
    client_dies(held, clock)
    clock.move(days=20)
    with pytest.raises(access.Blocked) as no:
        evidence.open_note(desk, held.note, purpose="estate_claim")
    assert no.value.reasons[0].code == "authority_not_valid"
    a_consent(
        desk,
        held.person,
        held.practice,
        giver_role="executor",
        authority={"seen": True},
        purposes=("estate_claim",),
    )
    assert evidence.open_note(desk, held.note, purpose="estate_claim").text == WORDS


def test_an_unknown_date_of_birth_is_asked_for_in_one_sentence(desk: Desk) -> None:
    practice, person = a_practice(desk), a_client(desk, born_on=None)
    case = a_case(desk, person)
    for act in (
        lambda: a_consent(desk, person, practice),
        lambda: a_reading(desk, person, case, practice),
    ):
        with pytest.raises(Problems) as wrong:
            act()
        [problem] = wrong.value.problems
        assert problem.field == "born_on" and problem.sentence == "The date of birth is not recorded."


# --- Who asks ---------------------------------------------------------------------------------------


def second_advisor(desk: Desk) -> Desk:
    id = uuid4()
    with desk.unit_of_work() as work:
        work.add(Advisor(id=id, name="Iain Bell", initials="IB"))
        work.commit()
    return replace(desk, advisor=SignedIn(id, "Iain Bell", "IB"))


@pytest.mark.laptop("a colleague is played at the same computer, whom a server knows by their own role")
def test_a_colleague_needs_a_reason_to_cover(desk: Desk) -> None:
    held = everything_noted(desk)
    other = second_advisor(desk)
    theirs = replace(held, desk=other)
    for use in USES.values():
        assert answer(use, theirs) == "not_assigned"
    why = "Morag is on leave"
    a_reading(other, held.person, held.case, held.practice, cover_reason=why)
    assert evidence.open_note(other, held.note, purpose="benefit_claim", cover_reason=why).text == WORDS
    looks = [(row.who, row.reason, row.said) for row in access.who_has_looked(desk, held.person)]
    assert ("Iain Bell", "ok_cover", why) in looks and ("Iain Bell", "not_assigned", None) in looks
    assert answer(read_note, held) == "yes"


def test_an_advisor_sees_their_own_cases_in_a_desk_of_several(desk: Desk) -> None:
    second_advisor(desk)
    held = everything_noted(desk)
    for use in USES.values():
        assert answer(use, held) == "yes"


def test_another_clients_case_or_reading_lends_nothing(desk: Desk) -> None:
    held = everything_noted(desk)
    stranger = a_client(desk, surname="Stranger")
    case = a_case(desk, stranger)
    reading = evidence.readings(desk, held.person)[0].id
    a_consent(desk, stranger, held.practice)
    for act in (
        lambda: a_note(desk, stranger, case, reading),
        lambda: a_note(desk, stranger, held.case, None, source="client_said"),
        lambda: a_reading(desk, stranger, held.case, held.practice),
    ):
        with pytest.raises(evidence.WrongClient):
            act()
    with pytest.raises(NotFound):
        a_reading(desk, stranger, UUID(int=9), held.practice)


# --- The clock --------------------------------------------------------------------------------------


def test_a_clock_set_back_opens_nothing(desk: Desk, clock: MovingClock) -> None:
    held = everything_noted(desk)
    clock.move(hours=1)
    assert answer(read_note, held) == "yes"
    clock.move(minutes=-6)
    for use in USES.values():
        assert answer(use, held) == "clock_untrusted"
    with pytest.raises(access.ClockBehind):
        access.confirm_the_date(desk)
    clock.move(minutes=2)
    assert answer(read_note, held) == "yes"
    assert access.verify_log(desk) is None


def test_after_a_long_silence_somebody_confirms_the_date(desk: Desk, clock: MovingClock) -> None:
    held = everything_noted(desk)
    clock.move(days=91)
    assert answer(read_note, held) == answer(read_note, held) == "clock_untrusted"
    access.confirm_the_date(desk)
    assert answer(read_note, held) == "yes"
    assert access.verify_log(desk) is None


def test_a_clock_far_ahead_can_be_put_right_again(desk: Desk, clock: MovingClock) -> None:
    held = everything_noted(desk)
    clock.move(days=3650)
    assert answer(read_note, held) == "clock_untrusted"
    clock.move(days=-3650)
    assert answer(read_note, held) == "yes"


# --- What is recorded -------------------------------------------------------------------------------


def test_a_consent_heard_earlier_counts_from_the_day_it_was_given(desk: Desk) -> None:
    person = a_client(desk)
    given = datetime(2026, 11, 20, 15, tzinfo=UTC)
    a_consent(desk, person, a_practice(desk), given_at=given)
    [row] = consents.consents(desk, person, now=desk.clock.now())
    assert (row.given_on, row.expires_on, row.state) == (date(2026, 11, 20), date(2027, 5, 20), "live")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"polarity": "maybe"}, "polarity"),
        ({"method": "by owl"}, "method"),
        ({"method": "spoken"}, "witness"),
        ({"purposes": ()}, "purposes"),
        ({"purposes": ("all sorts",)}, "purposes"),
        ({"actions": ()}, "actions"),
        ({"categories": ()}, "categories"),
        ({"exclude": ("mental helth",)}, "exclude"),
        ({"expires_on": date(2026, 11, 25)}, "expires_on"),
        ({"expires_on": date(2027, 11, 27)}, "expires_on"),
        ({"given_at": datetime(2026, 11, 27, 12, tzinfo=UTC)}, "given_at"),
    ],
)
def test_half_a_conversation_is_not_recorded(desk: Desk, facts: dict[str, object], field: str) -> None:
    person = a_client(desk)
    with pytest.raises(Problems) as wrong:
        a_consent(desk, person, a_practice(desk), **facts)
    assert [one.field for one in wrong.value.problems] == [field]
    assert consents.consents(desk, person, now=desk.clock.now()) == []


def test_a_withdrawal_cannot_come_from_the_future(desk: Desk, clock: MovingClock) -> None:
    held = everything_noted(desk)
    with pytest.raises(Problems, match="in the future"):
        consents.withdraw(
            desk, held.consent, how="letter", today=TODAY, withdrawn_at=clock.now() + timedelta(days=2)
        )
    consents.withdraw(
        desk, held.consent, how="letter", today=TODAY, withdrawn_at=clock.now() - timedelta(days=7)
    )
    [row] = consents.consents(desk, held.person, now=clock.now())
    assert row.state == "withdrawn" and row.withdrawn_on == date(2026, 11, 19)


def test_a_death_is_recorded_with_its_source_and_once_it_could_be(desk: Desk) -> None:
    person = a_client(desk)
    for died_on, source in ((date(2026, 11, 27), "wife"), (TODAY, " "), (date(1970, 1, 1), "wife")):
        with pytest.raises(Problems):
            consents.record_death(desk, person, died_on=died_on, source=source, today=TODAY)
    consents.record_death(desk, person, died_on=TODAY, source="the practice", today=TODAY)
    assert clients.client(desk, person).died_on == TODAY
    with desk.look() as look:
        assert look.get_one(Person, person).died_source == "the practice"


def test_closing_a_case_leaves_its_notes_where_the_log_saw_them(desk: Desk) -> None:
    held = everything_noted(desk)
    cases.close_case(desk, held.case, because="claim decided", today=TODAY)
    with pytest.raises(cases.AlreadyClosed):
        cases.close_case(desk, held.case, because="again", today=TODAY)
    assert answer(read_note, held) == "yes"
    cases.reopen_case(desk, held.case, today=TODAY)
    with pytest.raises(DeskError, match="open already"):
        cases.reopen_case(desk, held.case, today=TODAY)
