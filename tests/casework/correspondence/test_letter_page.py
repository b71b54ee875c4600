"""What a letter's page is given: what may be quoted opened, the rest still sealed and saying since when."""

from __future__ import annotations

from datetime import date

from building import MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading, body

from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_page, letters
from welfare_desk.casework.desk import Desk

TODAY = date(2026, 11, 26)


def a_letter(desk: Desk) -> tuple:  # type: ignore[type-arg]
    """A letter of two statements, each resting on a note under a consent of its own."""
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    case = a_case(desk, person, practice_id=practice)
    first = a_consent(desk, person, practice, categories=("function",))
    a_note(desk, person, case, a_reading(desk, person, case, practice, categories=("function",)))
    second = a_consent(desk, person, practice, categories=("mental_health",))
    reading = a_reading(desk, person, case, practice, categories=("mental_health",))
    a_note(desk, person, case, reading, "Low in mood since May.", category="mental_health")
    a_consent(desk, person, practice, categories=("function", "mental_health"))  # one covers the letter
    drafted = letters.draft_letter(
        desk,
        letters.LetterDraft(case, body(desk, "sss"), letters.from_notes(desk, case, purpose="benefit_claim")),
        today=TODAY,
    )
    return drafted.id, first, second


def test_one_withdrawn_consent_closes_its_own_sentence_and_no_other(desk: Desk) -> None:
    letter, _, second = a_letter(desk)
    consents.withdraw(desk, second, how="told the advisor", today=TODAY)
    page = letter_page.opened(desk, letter, today=TODAY)
    texts = [row.text for row in page.statements]
    assert texts == [
        "Walks about 30 metres with a stick before pain stops him.",
        "Closed: rests on a consent withdrawn on Thu 26 Nov 2026.",
    ]
    assert page.pdf is not None and page.ended == (
        "the consent of 26 Nov 2026 was withdrawn on Thu 26 Nov 2026",
    )
    assert all("mood" not in row.original for row in page.statements)


def test_a_consent_that_ran_out_is_named_by_its_last_day(desk: Desk, clock: MovingClock) -> None:
    letter, *_ = a_letter(desk)
    clock.set(2027, 6, 1)
    page = letter_page.opened(desk, letter, today=date(2027, 6, 1))
    assert set(page.closed.values()) == {"Closed: rests on a consent that ran out on Wed 26 May 2027."}
    assert page.pdf is None


def test_taking_the_closed_sentence_out_lets_the_letter_go_on(desk: Desk) -> None:
    letter, _, second = a_letter(desk)
    consents.withdraw(desk, second, how="told the advisor", today=TODAY)
    [closed] = letter_page.opened(desk, letter, today=TODAY).closed
    letter_check.leave_out(desk, closed, today=TODAY)
    page = letter_page.opened(desk, letter, today=TODAY)
    assert (page.state, page.closed, page.blocked) == ("draft", {}, ())


def test_a_new_consent_that_covers_earlier_notes_revives_the_letter(desk: Desk, clock: MovingClock) -> None:
    letter, _, second = a_letter(desk)
    consents.withdraw(desk, second, how="told the advisor", today=TODAY)
    clock.move(minutes=1)
    view = letters.letter(desk, letter).row
    practice = consents.consents(desk, view.person_id, now=desk.clock.now())[0].practice_id
    a_consent(desk, view.person_id, practice, covers_prior_notes=True)
    page = letter_page.opened(desk, letter, today=TODAY)
    assert page.state == "draft" and page.statements[1].text == "Low in mood since May."


def test_other_practices_are_not_offered_a_copy(desk: Desk) -> None:
    letter, *_ = a_letter(desk)
    a_practice(desk, "Harbour Road Surgery")
    named = [
        row.name for row in letter_page.opened(desk, letter, today=TODAY).bodies if row.kind == "practice"
    ]
    assert named == ["Millbank Medical Practice"]
