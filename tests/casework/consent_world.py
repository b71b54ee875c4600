"""A worked case of the consent gate lived through on a real desk: its consents given, its notes written, its
letter drafted, each on its own day and by the use-case an advisor would use; then what it asks is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from agency_desk import ON_A_LAPTOP
from building import MovingClock, a_case, a_client, a_practice, body
from sqlalchemy import select

from welfare_desk.casework import access, agency
from welfare_desk.casework.consent import consent_endings, consents
from welfare_desk.casework.consent.consents import ConsentDraft
from welfare_desk.casework.correspondence import letter_check, letter_issue, letters
from welfare_desk.casework.correspondence.letter_check import Answer, Checker
from welfare_desk.casework.correspondence.letters import LetterDraft
from welfare_desk.casework.desk import Desk, SignedIn
from welfare_desk.casework.notes import evidence, note_marks
from welfare_desk.casework.notes.evidence import NoteDraft, ReadingDraft
from welfare_desk.casework.notes.note_marks import MarkDraft
from welfare_desk.casework.people import capacity
from welfare_desk.casework.people.capacity import AssessmentDraft
from welfare_desk.casework.rights import subject_access, subject_copy
from welfare_desk.casework.rights.subject_access import OpinionDraft, RequestDraft
from welfare_desk.errors import DeskError, Problems
from welfare_desk.records.evidence import Access, EvidenceNote
from welfare_desk.records.service import Advisor
from welfare_desk.rules import consent_record as words
from welfare_desk.vault.desk_key import Person as Keyholder
from welfare_desk.vault.keys import KeyFile

SECOND = "nine grey seals bask"
START = datetime(2026, 5, 20, 9, tzinfo=UTC)
SOON = timedelta(hours=1)


class Unsound(Exception):
    """What this desk cannot hold, and what refuses it."""


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


def day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


class World:
    """One desk of an advisor and colleagues, on which a worked case is lived."""

    def __init__(self, desk: Desk, clock: MovingClock, case: dict[str, Any]) -> None:
        self.desk, self.clock, self.told, self.request = desk, clock, case["consents"], case["request"]
        self.consents: dict[str, UUID] = {}
        self.notes: dict[str, UUID] = {}
        self.people: dict[str, UUID] = {}
        self.letter: UUID | None = None
        self.later: list[tuple[datetime, int, Callable[[], None]]] = []
        self.clock.at = START
        self._house()

    # The house ------------------------------------------------------------------------------------

    def _house(self) -> None:
        self.practices = {"prac-a": a_practice(self.desk), "prac-b": a_practice(self.desk, "Ferry Road")}
        born = day(self.request["subject_state"]["dob"])
        for name in dict.fromkeys(["p1", *(note["subject"] for note in self.request["notes"])]):
            self.people[name] = a_client(self.desk, surname=name, born_on=born)
        self.cases = {name: a_case(self.desk, person) for name, person in self.people.items()}
        self.case = self.cases["p1"]
        self.advisors = {"u-adviser": self.desk.advisor}
        for name, role in (("u-other", "caseworker"), ("u-dpo", "dpo"), ("u-manager", "manager")):
            id = uuid4()
            with self.desk.unit_of_work() as work:
                work.add(Advisor(id=id, name=name, initials=name[2:4].upper(), role=role))
                work.commit()
            self.advisors[name] = SignedIn(id, name, name[2:4].upper(), role)
        manager = self.advisors["u-manager"]
        if self.desk.shared is not None:  # an agency's people have each a folder and a role of their own
            needs_another = self.request["user"]["id"] != "u-adviser" or self.request["override"]
            if needs_another or any(one["state"] == "entered_in_error" for one in self.told):
                pytest.skip(ON_A_LAPTOP + "a colleague is played at the same computer")
        else:
            KeyFile(self.desk.folder).add_person(
                self.desk.key, Keyholder(str(manager.id), manager.name), SECOND, self.clock.at
            )

    def body(self, id: str, kind: str = "other") -> UUID:
        """The body of the recipient book a worked case means."""
        known = {"sss-adp": "sss", "dwp-pip": "dwp", "p1": "subject"}
        if id in known:
            return body(self.desk, known[id])
        if id in self.practices:
            rows = agency.practices(self.desk)
            found = next(row.organisation_id for row in rows if row.id == self.practices[id])
            assert found is not None
            return found
        there = next((row.id for row in agency.recipients(self.desk) if row.name == id), None)
        if there is None:
            there = agency.add_recipient(self.desk, id, kind).id
        assert there is not None
        return there

    # What happened before ---------------------------------------------------------------------------

    def live(self) -> None:
        """Everything that came before the request, in the order of its days."""
        asked_at = moment(self.request["at"])
        self._people_change()
        for order, one in enumerate(self.told):
            self._plan_consent(one, order, asked_at)
        for note in self.request["notes"]:
            if note["id"] != "n-new":
                self.later.append((moment(note["written_at"]), 50, lambda note=note: self._note(note)))
        if self.request["target"] == "letter" and self.request["purpose"] != "sar":
            written = max(moment(note["written_at"]) for note in self.request["notes"])
            self.later.append((written + SOON, 60, self._draft))
            self.later.append((written + 2 * SOON, 61, self._readdress))
        for note in self.request["notes"]:
            self._plan_marks(note)
        if self.request["read_event"]:
            at = moment(self.request["read_event"]["at"])
            self.later.append((at, 70, lambda: self._reading(self.request["notes"][0], confirm=True)))
        for at, _, act in sorted(self.later, key=lambda one: one[:2]):
            self.clock.at = at
            act()
        high_water = moment(self.request["clock"]["high_water"])
        self.clock.at = high_water
        access.confirm_the_date(self.desk)
        if self.request["action"] == "write" and not self.request["read_event"]:
            self._reading(self.request["notes"][0])
        self.clock.at = asked_at

    def _people_change(self) -> None:
        state = self.request["subject_state"]
        if state["capacity"] != "presumed":
            on = day(state["capacity_assessed_on"])
            assert on is not None
            at = max(START, datetime.combine(on, time(9), UTC))
            assessed = AssessmentDraft(
                self.people["p1"], state["capacity"], on, "Dr Rennie", "GP", "spoke with"
            )
            self.later.append(
                (at, 10, lambda: capacity.record_assessment(self.desk, assessed, today=at.date()) and None)
            )
        died = day(state["deceased_on"])
        if died is not None:
            at_death = datetime.combine(died, time(12), UTC)
            person = self.people["p1"]
            self.later.append((at_death, 90, lambda: self._dies(person, died)))

    def _dies(self, person: UUID, died: date) -> None:
        consents.record_death(self.desk, person, died_on=died, source="the practice", today=died)

    def _plan_consent(self, one: dict[str, Any], order: int, asked_at: datetime) -> None:
        self.later.append((moment(one["recorded_at"]), order, lambda: self._consent(one)))
        if one["withdrawn_at"]:
            self.later.append((moment(one["withdrawal_recorded_at"]), 80, lambda: self._withdraw(one)))
        if one["state"] == "entered_in_error":
            self.later.append((asked_at - 2 * SOON, 85, lambda: self._strike_out(one)))

    def _consent(self, one: dict[str, Any]) -> None:
        if one["holder_org"] != "agency-1":
            raise Unsound("a consent here is given to this agency; there is no place for another's")
        if one["state"] == "draft":
            with self.desk.unit_of_work() as work:
                kept = consents.keep_not_done(work, self.people[one["subject"]], "prepared, not agreed")
                work.commit()
            self.consents[one["id"]] = kept.id
            return
        by, scope = one["given_by"], one["scope"]
        kinds = {to["id"]: to["kind"] for to in self.request["recipients"]}
        draft = ConsentDraft(
            person_id=self.people[one["subject"]],
            polarity=one["polarity"],
            giver_role=by["role"],
            authority=by["authority"] or {},
            method=one["method"],
            wording_code=one["wording_version"],
            given_at=moment(one["given_at"]),
            valid_from=day(one["valid_from"]),
            expires_on=day(one["expires_on"]),
            review_on=day(one["review_on"]),
            purposes=tuple(one["purposes"]),
            actions=tuple(scope["actions"]),
            categories=tuple(scope["categories"]),
            exclude=tuple(scope["exclude"]),
            practice_id=self.practices[scope["practice"]],
            record_from=day(scope["record_from"]),
            record_to=day(scope["record_to"]),
            recipient_ids=tuple(
                self.body(to, kinds.get(to, "other")) for to in one["recipients"] if to != words.ALL
            ),
            covers_prior_notes=one["covers_prior_notes"],
            replaces=tuple(self.consents[id] for id in one["replaces"]),
        )
        try:
            kept_id = consents.record_consent(self.desk, draft, today=self.clock.today()).id
        except Problems as problems:
            raise Unsound(str(problems)) from problems
        assert kept_id is not None
        self.consents[one["id"]] = kept_id

    def _withdraw(self, one: dict[str, Any]) -> None:
        consents.withdraw(
            self.desk,
            self.consents[one["id"]],
            how="by telephone",
            withdrawn_at=moment(one["withdrawn_at"]),
            today=self.clock.today(),
        )

    def _strike_out(self, one: dict[str, Any]) -> None:
        consent_endings.strike_out(
            self.desk,
            self.consents[one["id"]],
            why="given by another client of that name",
            passphrase=SECOND,
            today=self.clock.today(),
        )

    def _reading(self, note: dict[str, Any], *, confirm: bool = False) -> UUID:
        if confirm:
            access.confirm_the_date(self.desk)
        try:
            made = evidence.start_reading(
                self.desk,
                ReadingDraft(
                    self.people[note["subject"]],
                    self.practices[note["practice"]],
                    self._purpose(note),
                    "evidence",
                    tuple(note["categories"]),
                    case_id=self.cases[note["subject"]],
                    entries_on=day(note["entry_date"]),
                ),
            )
        except access.Blocked as no:
            raise Unsound(f"the record does not open for this note: {no}") from no
        assert made.id is not None
        self.reading = made.id
        return made.id

    def _purpose(self, note: dict[str, Any]) -> str:
        under = next((one for one in self.told if one["id"] == note["written_under"]), None)
        return under["purposes"][0] if under else "benefit_claim"

    def _note(self, note: dict[str, Any]) -> None:
        if note["subject"] != "p1" and note["subject"] not in {one["subject"] for one in self.told}:
            theirs = {**self.told[0], "id": "theirs", "subject": note["subject"]}
            self._consent(theirs | {"given_at": self.clock.at.isoformat()})
        reading = self._reading(note)
        self.notes[note["id"]] = self._write(note, reading, "none" if _marked(note) else note["third_party"])
        evidence.close_reading(self.desk, reading)

    def _write(self, note: dict[str, Any], reading: UUID, third_party: str) -> UUID:
        draft = NoteDraft(
            "Walks about 30 metres.",
            note["categories"][0],
            day(note["entry_date"]),
            "clinic letter",
            ("moving_around",),
            third_party=third_party,
        )
        made = evidence.write_note(
            self.desk,
            draft,
            purpose=self._purpose(note),
            person_id=self.people[note["subject"]],
            case_id=self.cases[note["subject"]],
            reading_id=reading,
        )
        assert made.id is not None
        return made.id

    def _plan_marks(self, note: dict[str, Any]) -> None:
        """What the GP raises when the draft is seen."""
        for about in _marked(note):
            at = moment(note["written_at"]) + 3 * SOON
            self.later.append((at, 75, lambda about=about: self._mark(note, about)))

    def _mark(self, note: dict[str, Any], about: str) -> None:
        said = MarkDraft(
            self.notes[note["id"]], about, note[about], self.clock.today(), "Dr Rennie", "gp", "on the sheet"
        )
        note_marks.mark_note(self.desk, said, today=self.clock.today())

    def _draft(self) -> None:
        """The letter as it would have been drafted, to the first body its consent names."""
        if set(self.people) - {"p1"}:
            return  # it is the drafting that is asked
        first = next(one for one in self.told if one["polarity"] == "permit")
        purpose = self.request["purpose"] if self._is_sent() else first["purposes"][0]
        statements = letters.from_notes(self.desk, self.case, purpose=first["purposes"][0])
        draft = LetterDraft(
            self.case, self.body(first["recipients"][0], self._kind()), statements, purpose=purpose
        )
        try:
            self.letter = letters.draft_letter(self.desk, draft, today=self.clock.today()).id
        except access.Blocked:
            return  # the desk refuses it already at the draft; at the request it is asked again
        assert self.letter is not None
        if not self.request["accuracy"]["required"]:
            letter_check.make_own_letter(self.desk, self.letter, because="no time", today=self.clock.today())
        elif self.request["accuracy"]["outcome"]:
            self._checked(self.letter)

    def _is_sent(self) -> bool:
        return self.request["purpose"] in words.PURPOSES

    def _kind(self) -> str:
        return next((to["kind"] for to in self.request["recipients"]), "other")

    def _checked(self, letter: UUID) -> None:
        today = self.clock.today()
        letter_check.send_to_gp(self.desk, letter, today=today)
        statements = letters.letter(self.desk, letter).statements
        answers = [Answer(one.id, "agree") for one in statements]
        letter_check.enter_answers(self.desk, letter, answers, Checker("Dr Rennie"), today=today)
        if not self.request["accuracy"]["hash_matches"]:
            changed = [
                letters.StatementDraft(one.heading, "Walks 20 metres.", tuple(s.note_id for s in one.sources))
                for one in statements
            ]
            letters.change_statements(self.desk, letter, changed, today=today)

    def _readdress(self) -> None:
        if self.letter is None or not self._is_sent():
            return
        to = [self.body(one["id"], one["kind"]) for one in self.request["recipients"]]
        letters.change_recipient(self.desk, self.letter, to[0], copies=tuple(to[1:]))

    # What is asked ------------------------------------------------------------------------------------

    @contextmanager
    def as_asked(self) -> Iterator[Desk]:
        yield replace(self.desk, advisor=self.advisors[self.request["user"]["id"]])

    def ask(self) -> str:
        """Do what the request asks by its use-case; which one it was. What came of it is in the log."""
        with self.as_asked() as desk:
            use = self._use()
            try:
                use(desk)
            except access.Blocked:
                pass
            except DeskError as refused:
                raise Unsound(str(refused)) from refused
        return use.__name__.strip("_")

    def _use(self) -> Callable[[Desk], None]:
        action, target = self.request["action"], self.request["target"]
        if self.request["purpose"] == "sar" and action == "disclose":
            return self._give_the_copy
        plain = action in words.ACTIONS and not self.request["override"] and self.request["purpose"] != "sar"
        if not plain:
            return self._the_gate_itself
        if (action, target) == ("read", "gp_record"):
            return self._open_the_record
        if (action, target) == ("write", "evidence_note"):
            return self._write_the_note
        if (action, target) == ("read", "evidence_note"):
            return self._open_the_note
        if self.letter is None:
            return self._draft_the_letter
        if self.request["purpose"] == "gp_accuracy_check":
            return self._print_the_check_sheet
        return self._open_the_letter if action == "quote" else self._print_the_letter

    def _open_the_record(self, desk: Desk) -> None:
        asked = self.request
        evidence.start_reading(
            desk,
            ReadingDraft(
                self.people["p1"],
                self.practices[asked["practice"]],
                asked["purpose"],
                "evidence",
                tuple(asked["categories"]),
                case_id=self.case,
                cover_reason=asked["user"]["cover_reason"],
                entries_on=day(asked["entry_date"]),
            ),
        )

    def _write_the_note(self, desk: Desk) -> None:
        note = self.request["notes"][0]
        self._write(note, self.reading, note["third_party"])

    def _open_the_note(self, desk: Desk) -> None:
        [note] = self.notes.values()
        assert (
            evidence.open_note(desk, note, purpose=self.request["purpose"]).text == "Walks about 30 metres."
        )

    def _draft_the_letter(self, desk: Desk) -> None:
        statement = letters.StatementDraft("Moving", "Walks about 30 metres.", tuple(self.notes.values()))
        to = [self.body(one["id"], one["kind"]) for one in self.request["recipients"]]
        draft = LetterDraft(
            self.case, to[0], (statement,), purpose=self.request["purpose"], copies=tuple(to[1:])
        )
        letters.draft_letter(desk, draft, today=self.clock.today())

    def _open_the_letter(self, desk: Desk) -> None:
        assert self.letter is not None
        view = letters.letter(desk, self.letter)
        assert bool(view.statements) != bool(view.blocked)

    def _print_the_letter(self, desk: Desk) -> None:
        assert self.letter is not None
        printed = letter_issue.print_out(desk, self.letter, today=self.clock.today())
        assert printed.startswith(b"%PDF")

    def _print_the_check_sheet(self, desk: Desk) -> None:
        assert self.letter is not None
        sheet = letter_check.check_sheet(desk, self.letter, today=self.clock.today())
        assert sheet.data.startswith(b"%PDF")

    def _give_the_copy(self, desk: Desk) -> None:
        """The client asks for their data; what is known of each note is recorded, and the copy is made."""
        today = self.clock.today()
        for note in self.request["notes"]:
            if check := note["sar_check"]:
                opinion = OpinionDraft(
                    check["basis"], day(check["on"]) or today, said="It was copied to them"
                )
                subject_access.record_opinion(desk, self.notes[note["id"]], opinion, today=today)
        asked = subject_access.take_request(desk, RequestDraft(self.people["p1"], today), today=today)
        assert asked.id is not None
        given = subject_copy.give(desk, asked.id, today=today)
        assert bool(given.left_out) == (not all(note["sar_check"] for note in self.request["notes"]))

    def _the_gate_itself(self, desk: Desk) -> None:
        """A use no screen offers: asked of the gate at the desk, with what the desk holds."""
        asked = self.request
        with desk.unit_of_work() as work:
            kept = [work.get(EvidenceNote, id) for id in self.notes.values()]
            checks = [note["sar_check"] for note in asked["notes"]]
            seen = [
                replace(
                    access.note_for_gate(note),
                    sar_check=words.SarCheck(check["basis"], day(check["on"]), check["harm"])
                    if check
                    else None,
                )
                for note, check in zip(kept, checks, strict=True)
            ]
            over = asked["override"]
            access.require(
                work,
                access.Ask(
                    person_id=self.people["p1"],
                    case_id=self.case,
                    action=asked["action"],
                    target=asked["target"],
                    purpose=asked["purpose"],
                    categories=tuple(asked["categories"]),
                    entry_date=day(asked["entry_date"]),
                    practice_id=self.practices[asked["practice"]] if asked["practice"] else None,
                    notes=tuple(seen),
                    recipients=tuple(
                        words.Recipient(str(self.people.get(to["id"], to["id"])), to["kind"])
                        for to in asked["recipients"]
                    ),
                    override=words.Override(**over) if over else None,
                ),
            )
            work.commit()

    def answer(self) -> tuple[str, str]:
        """What the access log has of the last use: decision and reason."""
        with self.desk.look() as look:
            row = look.scalars(select(Access).order_by(Access.seq.desc()).limit(1)).one()
            return row.decision, row.reason


def _marked(note: dict[str, Any]) -> list[str]:
    """What is raised of a note only after it was written and used: a desk takes no such note, or draft."""
    found = []
    if note["id"] != "n-new" and note["third_party"] == "unresolved":
        found.append("third_party")
    if note["harm"] != "none":
        found.append("harm")
    return found
