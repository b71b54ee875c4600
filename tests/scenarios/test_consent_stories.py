"""Consent as it is lived: given, taken back, given again; birthdays, last days, colleagues and clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from building import (
    MovingClock,
    a_case,
    a_client,
    a_consent,
    a_note,
    a_practice,
    a_reading,
    body,
)
from sqlalchemy import select

from welfare_desk.casework import access, second_person
from welfare_desk.casework.access import ClockBehind
from welfare_desk.casework.consent import consent_endings, consents
from welfare_desk.casework.consent.consent_endings import Part
from welfare_desk.casework.correspondence import letter_check, letter_issue, letter_page, letters
from welfare_desk.casework.correspondence.letter_check import Answer, Checker
from welfare_desk.casework.desk import Desk, SignedIn
from welfare_desk.casework.matters import journal
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.people import capacity
from welfare_desk.casework.people.capacity import AssessmentDraft
from welfare_desk.errors import Problems
from welfare_desk.records.correspondence import Issue
from welfare_desk.records.evidence import Incident
from welfare_desk.records.service import Advisor
from welfare_desk.vault.desk_key import Person as Keyholder
from welfare_desk.vault.faults import WrongPassphrase
from welfare_desk.vault.keys import KeyFile


class Told:
    """A client with a consent, two notes and a letter that rests on both."""

    def __init__(self, desk: Desk, **facts: object) -> None:
        self.desk = desk
        self.practice = a_practice(desk)
        self.person = a_client(desk, practice_id=self.practice)
        self.case = a_case(desk, self.person)
        self.consent = a_consent(desk, self.person, self.practice, **facts)
        self.reading = a_reading(
            desk, self.person, self.case, self.practice, categories=("function", "mental_health")
        )
        self.walks = a_note(desk, self.person, self.case, self.reading, "Walks 30 metres.")
        self.low = a_note(
            desk,
            self.person,
            self.case,
            self.reading,
            "Panics on buses.",
            category="mental_health",
            activities=("planning_journeys",),
        )
        draft = letters.LetterDraft(
            self.case, body(desk, "sss"), letters.from_notes(desk, self.case, purpose="benefit_claim")
        )
        made = letters.draft_letter(desk, draft, today=self.today).id
        assert made is not None
        self.letter = made

    @property
    def today(self) -> date:
        return self.desk.clock.today()

    def state(self) -> str:
        return letters.letters(self.desk, person_id=self.person)[0].state

    def check(self) -> None:
        letter_check.send_to_gp(self.desk, self.letter, today=self.today)
        answers = [Answer(one.id, "agree") for one in letters.letter(self.desk, self.letter).statements]
        letter_check.enter_answers(self.desk, self.letter, answers, Checker("Dr Rennie"), today=self.today)

    def tasks(self) -> list[str]:
        return [task.what for task in journal.tasks_of(self.desk, self.person)]


def test_withdrawn_in_the_middle_and_given_again(desk: Desk, clock: MovingClock) -> None:
    told = Told(desk)
    told.check()
    assert told.state() == "checked"

    clock.move(days=2)
    consents.withdraw(desk, told.consent, how="by telephone", today=told.today)
    assert told.state() == "stopped" and evidence.open_reading(desk, told.person) is None
    page = letter_page.opened(desk, told.letter, today=told.today)
    assert len(page.closed) == 2 and page.pdf is None
    assert all("withdrawn on Sat 28 Nov 2026" in words for words in page.closed.values())
    assert page.ended == ("the consent of 26 Nov 2026 was withdrawn on Sat 28 Nov 2026",)
    with pytest.raises(access.Blocked):
        letter_issue.print_out(desk, told.letter, today=told.today)
    assert any("what happens to notes" in what for what in told.tasks())
    assert any("Confirm the withdrawal in a letter" in what for what in told.tasks())

    # Given again, but not for what is already noted: the letter stays stopped.
    clock.move(days=1)
    a_consent(desk, told.person, told.practice)
    assert told.state() == "stopped"

    # Given again for the notes too, all but mental health: one sentence comes back, the letter does not.
    clock.move(days=1)
    a_consent(desk, told.person, told.practice, covers_prior_notes=True, exclude=("mental_health",))
    page = letter_page.opened(desk, told.letter, today=told.today)
    assert told.state() == "stopped" and len(page.closed) == 1
    [left] = [one.text for one in page.statements if one.id not in page.closed]
    assert left == "Walks 30 metres."
    with pytest.raises(access.Blocked):
        evidence.open_note(desk, told.low, purpose="benefit_claim")
    assert evidence.open_note(desk, told.walks, purpose="benefit_claim").text == "Walks 30 metres."

    # And for everything: the letter is where it was, checked.
    clock.move(days=1)
    a_consent(desk, told.person, told.practice, covers_prior_notes=True)
    assert told.state() == "checked"
    letter_issue.issue(desk, told.letter, today=told.today)


def test_a_part_is_taken_back_in_one_act_and_the_rest_stands(desk: Desk, clock: MovingClock) -> None:
    told = Told(desk)
    consent_endings.withdraw_part(
        desk, told.consent, Part(categories=("mental_health",)), how="by telephone", today=told.today,
        identity_checked=False,
    )  # fmt: skip
    assert told.state() == "stopped"
    assert evidence.open_reading(desk, told.person) is None  # it was open on that part, too
    page = letter_page.opened(desk, told.letter, today=told.today)
    assert list(page.closed.values()) == ["Closed: the client said no to this."]
    a_reading(desk, told.person, told.case, told.practice, categories=("function",))
    with pytest.raises(access.Blocked):
        a_reading(desk, told.person, told.case, told.practice, categories=("mental_health",))
    [stopped] = page.closed
    letter_check.leave_out(desk, stopped, today=told.today)
    letter_check.make_own_letter(desk, told.letter, because="no time", today=told.today)
    letter_issue.issue(desk, told.letter, today=told.today)


def test_a_body_taken_back_stops_only_what_goes_there(desk: Desk, clock: MovingClock) -> None:
    told = Told(desk, recipient_ids=(body(desk, "sss"), body(desk, "dwp")))
    sss, dwp = body(desk, "sss"), body(desk, "dwp")
    other = letters.draft_letter(
        desk,
        letters.LetterDraft(told.case, dwp, letters.from_notes(desk, told.case, purpose="benefit_claim")),
        today=told.today,
    ).id
    consent_endings.withdraw_part(
        desk, told.consent, Part(recipient_ids=(sss,)), how="in person", today=told.today
    )
    states = {row.id: row.state for row in letters.letters(desk, person_id=told.person)}
    assert states == {told.letter: "stopped", other: "draft"}
    assert evidence.open_reading(desk, told.person) is not None


def test_a_part_must_be_a_part(desk: Desk) -> None:
    told = Told(desk)
    with pytest.raises(Problems, match="Say which part"):
        consent_endings.withdraw_part(desk, told.consent, Part(), how="in person", today=told.today)
    with pytest.raises(consent_endings.NothingLeft):
        whole = Part(purposes=("benefit_claim", "benefit_appeal"))
        consent_endings.withdraw_part(desk, told.consent, whole, how="in person", today=told.today)


def test_a_caller_nobody_checked_can_say_no_but_not_yes(desk: Desk) -> None:
    told = Told(desk)
    with pytest.raises(Problems, match="Nobody has checked who is calling"):
        a_consent(desk, told.person, told.practice, method="telephone")
    a_consent(desk, told.person, told.practice, method="telephone", identity_checked=True)
    a_consent(desk, told.person, told.practice, polarity="refuse", method="telephone", recipient_ids=())
    assert told.state() == "stopped"


def test_what_went_out_before_we_knew_becomes_an_incident(desk: Desk, clock: MovingClock) -> None:
    told = Told(desk)
    told.check()
    clock.move(days=3)
    letter_issue.issue(desk, told.letter, today=told.today)
    said_at = datetime(2026, 11, 28, 16, tzinfo=UTC)  # to the receptionist, before it went
    clock.move(days=2)
    consents.withdraw(desk, told.consent, how="told the receptionist", withdrawn_at=said_at, today=told.today)
    with desk.look() as look:
        [incident] = look.scalars(select(Incident)).all()
        assert incident.letter_id == told.letter
        assert (incident.judge_by - incident.found_at).total_seconds() == 72 * 3600
        [issue] = look.scalars(select(Issue)).all()
        assert issue.marks == {"consent_withdrawn_on": "2026-11-28"}
    after = consent_endings.aftermath(desk, told.consent)
    assert [(gone.to, gone.to_check) for gone in after.gone] == [
        (("Social Security Scotland",), False),
        (("Millbank Medical Practice",), True),
    ]
    assert after.incidents == 1 and any("judge within 72 hours" in what for what in told.tasks())


def test_what_went_out_while_it_stood_is_listed_and_is_no_incident(desk: Desk, clock: MovingClock) -> None:
    told = Told(desk)
    told.check()
    letter_issue.issue(desk, told.letter, today=told.today)
    clock.move(days=2)
    consents.withdraw(desk, told.consent, how="in person", today=told.today)
    after = consent_endings.aftermath(desk, told.consent)
    assert len(after.gone) == 2 and after.incidents == 0


def test_a_parents_word_ends_at_midnight_of_the_sixteenth_birthday(desk: Desk, clock: MovingClock) -> None:
    clock.at = datetime(2026, 5, 4, 9, tzinfo=UTC)
    practice = a_practice(desk)
    child = a_client(desk, born_on=date(2010, 7, 1), practice_id=practice)
    case = a_case(desk, child)
    unable = AssessmentDraft(child, "lacks", date(2026, 5, 4), "Dr Rennie", "GP", "spoke with him alone")
    capacity.record_assessment(desk, unable, today=clock.today())
    a_consent(desk, child, practice, giver_role="parent", authority={"seen": True})
    reading = a_reading(desk, child, case, practice)
    note = a_note(desk, child, case, reading, "Needs help to dress.")

    def soon() -> list[tuple[int, date]]:
        with desk.look() as look:
            return [(one.turns, one.on) for one in capacity.birthdays(look, clock.today())]

    clock.at = datetime(2026, 5, 1, 9, tzinfo=UTC)
    assert soon() == []
    clock.at = datetime(2026, 5, 2, 9, tzinfo=UTC)
    assert soon() == [(16, date(2026, 7, 1))]  # sixty days before
    clock.at = datetime(2026, 6, 30, 22, 59, tzinfo=UTC)  # one minute to midnight in Scotland
    a_reading(desk, child, case, practice)
    clock.at = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    with pytest.raises(access.Blocked) as no:
        a_reading(desk, child, case, practice)
    assert no.value.reasons[0].code == "child_now_16"
    with pytest.raises(access.Blocked):
        a_note(desk, child, case, reading, "Cannot cook.")
    assert evidence.open_note(desk, note, purpose="benefit_claim").text == "Needs help to dress."
    assert soon() == [(16, date(2026, 7, 1))]
    clock.move(days=1)
    a_consent(desk, child, practice)
    assert soon() == []
    a_reading(desk, child, case, practice)


def test_the_last_day_passes_between_draft_and_print(desk: Desk, clock: MovingClock) -> None:
    told = Told(desk, expires_on=date(2026, 12, 10))
    told.check()
    clock.at = datetime(2026, 12, 10, 23, 59, tzinfo=UTC)
    letter_issue.print_out(desk, told.letter, today=told.today)
    clock.at = datetime(2026, 12, 11, 0, 0, tzinfo=UTC)
    with pytest.raises(access.Blocked) as no:
        letter_issue.print_out(desk, told.letter, today=told.today)
    assert no.value.reasons[0].code == "expired"
    page = letter_page.opened(desk, told.letter, today=told.today)
    assert set(page.closed.values()) == {"Closed: rests on a consent that ran out on Thu 10 Dec 2026."}
    assert evidence.open_note(desk, told.walks, purpose="benefit_claim").text == "Walks 30 metres."


def a_colleague(desk: Desk, name: str, role: str = "caseworker") -> Desk:
    id = uuid4()
    with desk.unit_of_work() as work:
        work.add(Advisor(id=id, name=name, initials=name[:2], role=role))
        work.commit()
    return replace(desk, advisor=SignedIn(id, name, name[:2], role))


@pytest.mark.laptop("a colleague is played at the same computer, whom a server knows by their own role")
def test_two_advisors_and_one_is_not_on_the_case(desk: Desk) -> None:
    told = Told(desk)
    iain = a_colleague(desk, "Iain Bell")
    for look in (
        lambda: evidence.open_note(iain, told.walks, purpose="benefit_claim"),
        lambda: letter_issue.print_out(iain, told.letter, today=told.today),
        lambda: a_reading(iain, told.person, told.case, told.practice),
    ):
        with pytest.raises(access.Blocked) as no:
            look()
        assert no.value.reasons[0].code == "not_assigned"
    covering = "Morag is ill; her manager asked"
    told_him = evidence.open_note(iain, told.walks, purpose="benefit_claim", cover_reason=covering).text
    assert told_him == "Walks 30 metres."
    row = access.who_has_looked(desk, told.person)[0]
    assert (row.who, row.said, row.reason) == ("Iain Bell", covering, "ok_held_note")
    # A colleague who takes the withdrawal on the telephone ends it as surely as the advisor would.
    consents.withdraw(iain, told.consent, how="by telephone", today=told.today)
    assert told.state() == "stopped"
    assert evidence.open_reading(desk, told.person) is None


@pytest.mark.laptop("a colleague is played at the same computer, whom a server knows by their own role")
def test_a_colleague_who_records_a_consent_stops_nothing_of_others(desk: Desk) -> None:
    told = Told(desk)
    iain = a_colleague(desk, "Iain Bell")
    a_consent(iain, told.person, None, purposes=("debt",), recipient_ids=())
    assert told.state() == "draft" and evidence.open_reading(desk, told.person) is not None


def test_a_clock_set_back_opens_nothing_and_nobody_can_confirm_it(desk: Desk, clock: MovingClock) -> None:
    told = Told(desk, expires_on=date(2026, 12, 10))
    clock.set(2026, 12, 20)
    with pytest.raises(access.Blocked):
        letter_issue.print_out(desk, told.letter, today=told.today)
    clock.set(2026, 12, 5)  # back to when the consent still stood
    for look in (
        lambda: evidence.open_note(desk, told.walks, purpose="benefit_claim"),
        lambda: letter_issue.print_out(desk, told.letter, today=told.today),
        lambda: a_reading(desk, told.person, told.case, told.practice),
    ):
        with pytest.raises(access.Blocked) as no:
            look()
        assert no.value.reasons[0].code == "clock_untrusted"
    with pytest.raises(ClockBehind):
        access.confirm_the_date(desk)
    consents.withdraw(desk, told.consent, how="in person", today=told.today)  # a no is taken at any hour
    clock.set(2026, 12, 20, 10)
    assert told.state() == "stopped" and access.verify_log(desk) is None


@pytest.mark.laptop("a second person's passphrase is in the same folder")
def test_a_consent_entered_in_error_needs_a_second_person(desk: Desk, clock: MovingClock) -> None:
    told = Told(desk)

    def strike(passphrase: str) -> None:
        consent_endings.strike_out(
            desk, told.consent, why="it is his brother's", passphrase=passphrase, today=told.today
        )

    with pytest.raises(second_person.NobodyElse):
        strike("seven blue herons walk")
    manager = a_colleague(desk, "Ann Orr", "manager").advisor
    KeyFile(desk.folder).add_person(
        desk.key, Keyholder(str(manager.id), "Ann Orr"), "nine grey seals bask", clock.now()
    )
    with pytest.raises(second_person.SamePerson):
        strike("seven blue herons walk")
    with pytest.raises(WrongPassphrase):
        strike("not a passphrase of anybody")
    clock.move(seconds=5)  # a wrong try waits, as at the lock
    assert evidence.open_note(desk, told.walks, purpose="benefit_claim").text
    strike("nine grey seals bask")
    assert told.state() == "stopped" and evidence.open_reading(desk, told.person) is None
    with pytest.raises(access.Blocked) as no:
        evidence.open_note(desk, told.walks, purpose="benefit_claim")
    assert no.value.reasons[0].code == "entered_in_error"
    with pytest.raises(consent_endings.AlreadyStruckOut):
        strike("nine grey seals bask")


def test_capacity_lost_stops_the_letter_and_an_attorney_brings_it_back(
    desk: Desk, clock: MovingClock
) -> None:
    told = Told(desk)

    def assess(outcome: str, on: date) -> None:
        draft = AssessmentDraft(told.person, outcome, on, "Dr Rennie", "GP", "asked twice, two days apart")
        capacity.record_assessment(desk, draft, today=told.today)

    clock.move(days=1)
    assess("lacks", told.today)
    assert told.state() == "stopped" and any("welfare attorney" in what for what in told.tasks())
    clock.move(days=1)
    deed = {"seen": True, "registered": True, "from": "2024-01-01", "powers": ["health_information"]}
    a_consent(desk, told.person, told.practice, giver_role="attorney_welfare", authority=deed)
    assert told.state() == "draft"
    clock.move(days=1)
    assess("presumed", told.today)  # able again: the attorney's word rests, the client's own counts
    assert told.state() == "draft"
    assert letters.letter(desk, told.letter).blocked == ()
    rows = capacity.assessments(desk, told.person)
    assert [row.outcome for row in rows] == ["presumed", "lacks"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"outcome": "has"}, "Say what was found"),
        ({"on": date(2027, 1, 1)}, "in the future"),
        ({"on": date(1960, 1, 1)}, "before the date of birth"),
        ({"assessed_by": "  "}, "Say who assessed it"),
        ({"basis": ""}, "Say what it rests on"),
    ],
)
def test_an_assessment_says_who_when_and_on_what(desk: Desk, facts: dict[str, object], words: str) -> None:
    told = Told(desk)
    draft = AssessmentDraft(told.person, "lacks", told.today, "Dr Rennie", "GP", "asked twice")
    with pytest.raises(Problems, match=words):
        capacity.record_assessment(desk, replace(draft, **facts), today=told.today)
    assert told.state() == "draft" and capacity.assessments(desk, told.person) == []


def test_an_older_assessment_found_later_does_not_overrule_a_newer(desk: Desk) -> None:
    told = Told(desk)
    for outcome, on in (("presumed", date(2026, 11, 20)), ("lacks", date(2026, 3, 1))):
        draft = AssessmentDraft(told.person, outcome, on, "Dr Rennie", "GP", "asked")
        capacity.record_assessment(desk, draft, today=told.today)
    assert told.state() == "draft"
