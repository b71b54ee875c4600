"""The practice desk: an invented caseload brought in by the real import, and stories told by the use-cases.

It pretends that it is Thursday 26 November 2026. Everybody in it is invented.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_issue, letters, print_later, written
from welfare_desk.casework.desk import Desk, FixedClock
from welfare_desk.casework.figures import gains
from welfare_desk.casework.invented import (
    new_desk,
    practice_community,
    practice_debts,
    practice_figures,
    practice_income,
    practice_quality,
    practice_sessions,
)
from welfare_desk.casework.matters import cases, journal, key_dates
from welfare_desk.casework.notes import evidence, note_bearings
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.people import clients, mandates, referrals
from welfare_desk.casework.service import practice_terms
from welfare_desk.casework.workbook import intake
from welfare_desk.errors import WorldFault
from welfare_desk.rules.key_dates import Notice

PASSPHRASE = "practice makes ready"  # noqa: S105 - shown on the practice desk's own lock screen
TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 10, 12, tzinfo=UTC)
_MARK = "practice-desk.txt"


class NotThePracticeDesk(WorldFault):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds something else, so the practice desk was not made there.")


@dataclass
class Days:
    """The clock of the stories: it is moved from one day to the next."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def on(self, day: date, hour: int = 10) -> date:
        moment = datetime.combine(day, time(hour), UTC)
        self.at = max(self.at + timedelta(minutes=1), moment)
        return day


@dataclass(frozen=True, slots=True)
class Told:
    """Where the tour finds its people: a client, case, consent or letter by a short name."""

    clients: dict[str, UUID] = field(default_factory=dict)
    cases: dict[str, UUID] = field(default_factory=dict)
    consents: dict[str, UUID] = field(default_factory=dict)
    letters: dict[str, UUID] = field(default_factory=dict)
    practices: dict[str, UUID] = field(default_factory=dict)
    meetings: dict[str, UUID] = field(default_factory=dict)

    @property
    def practice(self) -> UUID:
        """Where today's session is."""
        return self.practices["millbank"]


@dataclass(frozen=True, slots=True)
class PracticeDesk:
    desk: Desk
    told: Told


def make(place: Path) -> PracticeDesk:
    """Build the practice desk afresh in ``place``/desk and open it on its pretended day.

    Raises NotThePracticeDesk where ``place`` holds anything that is not an earlier practice desk.
    """
    folder = place / "desk"
    if place.exists():
        if any(place.iterdir()) and not (place / _MARK).exists():
            raise NotThePracticeDesk(place)
        shutil.rmtree(folder, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)
    (place / _MARK).write_text("An invented caseload for practice. Nothing here is about anybody real.\n")
    clock = Days(datetime(2026, 10, 1, 9, tzinfo=UTC))
    made = new_desk.new_desk(
        folder,
        PASSPHRASE,
        clock,
        agency.Agency(
            "Tayside Advice Partnership",
            "14 Ferry Road\nMillbank\nDD5 9ZZ",
            "01382 496 0021",
            registration=("Scottish charity SC000000 (invented)",),
            complaints="the manager, at the address above",
        ),
    )
    told = Told()
    try:
        with made.desk.unit_of_work() as work:
            agency.keep_setting(work, "practice_desk", {"today": TODAY.isoformat()}, today=clock.today())
            work.commit()
        data = resources.path("practice-desk/caseload.xlsx").read_bytes()
        intake.bring_in(made.desk, data, "practice-desk.xlsx", today=clock.today())
        _Stories(made.desk, clock, told).tell()
    finally:
        made.desk.close()
    return PracticeDesk(open_desk(folder, PASSPHRASE, clock=FixedClock(NOW)), told)


def _id(changed: object) -> UUID:
    id = getattr(changed, "id", None)
    assert isinstance(id, UUID)  # noqa: S101 - every use-case that makes something says its id
    return id


class _Stories:
    """Each method is somebody's story, told as an advisor would have worked it."""

    def __init__(self, desk: Desk, clock: Days, told: Told) -> None:
        self.desk, self.clock, self.told = desk, clock, told

    def tell(self) -> None:
        self.clock.on(date(2026, 11, 2))
        self._the_service()
        self.hugh_lennie()
        self.moira_kane()
        self.callum_reid()
        self.agnes_mutch()
        self.ewan_buchanan()
        self.the_rest()
        people, cases = self.told.clients, self.told.cases
        practice_sessions.last_session(self.desk, self.practice, people)
        self.clock.on(TODAY, 9)
        self.told.meetings.update(
            practice_sessions.todays_session(self.desk, self.practice, people, cases, today=TODAY)
        )
        practice_sessions.the_waiting_list(self.desk, people, today=TODAY)
        practice_community.tell(self.desk, self.told.clients["isla"], self.practice, today=self.clock.today())
        isla, today = self.told.clients["isla"], self.clock.today()
        practice_income.tell(self.desk, isla, today=today)
        self.told.cases["sanction"] = practice_income.challenge(self.desk, isla, self.practice, today=today)
        practice_figures.tell(self.desk, self.practice, today=self.clock.today())
        practice_quality.tell(self.desk, people, self.practice)

    def _the_service(self) -> None:
        self.practice = _id(
            agency.change_practice(
                self.desk,
                agency.PracticeDraft(
                    "Millbank Medical Practice",
                    "2 Mill Lane\nMillbank\nDD5 9ZX",
                    "01382 496 0100",
                    "Room 4",
                    3,
                    time(9, 30),
                    time(12, 30),
                    "week",
                ),
            )
        )
        self.told.practices["millbank"] = self.practice
        for on, patients in ((date(2025, 4, 1), 6210), (date(2026, 4, 1), 6385)):
            agency.add_list_size(self.desk, self.practice, patients, on=on, today=self.clock.today())
        practice_terms.record_terms(
            self.desk,
            self.practice,
            practice_terms.Terms(
                date(2024, 4, 1),
                notes_allowed=True,
                keep_chi=True,
                agreed_by="Dr A Rennie",
                said="Agreement signed 20 March 2024; copy in the red folder",
            ),
            today=self.clock.today(),
        )
        self.sss = next(body.id for body in agency.recipients(self.desk) if body.code == "sss")
        self.practice_body = next(
            row.organisation_id for row in agency.practices(self.desk) if row.id == self.practice
        )
        for year, council, partnership in ((2024, 9200, 5600), (2025, 14000, 9000), (2026, 14400, 9300)):
            first, last = date(year, 4, 1), date(year + 1, 3, 31)
            for funder, kind, amount in (
                ("Tayside Council", "local_authority", council),
                ("Health and Social Care Partnership", "hscp", partnership),
            ):
                agency.add_funding(self.desk, agency.FundingDraft(funder, kind, first, last, Decimal(amount)))

    def _client(self, short: str, forenames: str, surname: str, born: date, **facts: object) -> UUID:
        draft = clients.ClientDraft(
            surname=surname,
            forenames=forenames,
            born_on=born,
            practice_id=self.practice,
            gp_name="Dr A Rennie",
            **facts,  # type: ignore[arg-type]
        )
        kept = referrals.take_referral(
            self.desk,
            referrals.ReferralDraft(
                draft,
                self.clock.today(),
                "gp",
                ("other",),
                referrer_name="Dr A Rennie",
                agreed=True,
                matter="first meeting",
            ),
            today=self.clock.today(),
        )
        self.told.cases[short] = _id(kept)
        person_id = cases.case(self.desk, _id(kept)).row.person_id
        self.told.clients[short] = person_id
        return person_id

    def _case(self, short: str, kind: str, matter: str, route: str | None = None, type: str = "II") -> UUID:
        cases.close_case(
            self.desk, self.told.cases[short], because="taken up as a case", today=self.clock.today()
        )
        draft = cases.CaseDraft(self.told.clients[short], kind, matter, route, self.practice, type)
        opened = _id(cases.open_case(self.desk, draft, today=self.clock.today()))
        self.told.cases[short] = opened
        return opened

    def _consent(self, short: str, purpose: str = "benefit_claim", **facts: object) -> UUID:
        said: dict[str, object] = {
            "purposes": (purpose,),
            "actions": ("read", "write", "quote", "disclose"),
            "categories": ("all",),
            "recipient_ids": tuple(id for id in (self.sss, self.practice_body) if id),
            "private_place": True,
        }
        draft = consents.ConsentDraft(
            person_id=self.told.clients[short],
            practice_id=self.practice,
            **(said | facts),  # type: ignore[arg-type]
        )
        kept = _id(consents.record_consent(self.desk, draft, today=self.clock.today()))
        self.told.consents[short] = kept
        return kept

    def _noted(self, short: str, purpose: str) -> None:
        """One reading of the record, and what was noted in it."""
        stories = resources.table("practice-desk/stories.toml")
        noted = [
            evidence.NoteDraft(
                **(
                    note
                    | {
                        "activities": tuple(note["activities"]),
                        "bearings": note_bearings.from_kept(note.get("bearings", {})),
                    }
                )
            )
            for note in stories[short]
        ]
        person, case = self.told.clients[short], self.told.cases[short]
        reading = _id(
            evidence.start_reading(
                self.desk,
                evidence.ReadingDraft(
                    person,
                    self.practice,
                    purpose,
                    "evidence for the letter",
                    tuple(dict.fromkeys(note.category for note in noted)),
                    case,
                ),
            )
        )
        for note in noted:
            evidence.write_note(
                self.desk, note, purpose=purpose, person_id=person, case_id=case, reading_id=reading
            )
        evidence.close_reading(self.desk, reading)

    def _letter(self, short: str, purpose: str) -> UUID:
        case = self.told.cases[short]
        kept = _id(
            letters.draft_letter(
                self.desk,
                letters.LetterDraft(
                    case, self.sss, letters.from_notes(self.desk, case, purpose=purpose), purpose=purpose
                ),
                today=self.clock.today(),
            )
        )
        self.told.letters[short] = kept
        return kept

    def _papers(self, short: str) -> None:
        """What somebody brought along."""
        from welfare_desk.letters.papers.judge import Judged
        from welfare_desk.letters.papers.kinds import PDF
        from welfare_desk.letters.papers.plain import clean_text  # ReportLab: only who makes the desk pays

        person, case = self.told.clients[short], self.told.cases[short]
        for paper in resources.table("practice-desk/papers.toml")[short]:
            # Our own words: they need no process of their own, and the desk is made the quicker for it.
            made = clean_text(paper["words"].strip().encode())
            looked = attachments.Looked(
                f"{paper['title']}.pdf", made.data, Judged(PDF, made.pages, made.data)
            )
            draft = attachments.PaperDraft(
                person,
                paper["kind"],
                paper["title"],
                case,
                dated_on=paper["dated_on"],
                practice_id=self.practice,  # what is about health came from there
            )
            attachments.add(self.desk, draft, looked, today=self.clock.today())

    def hugh_lennie(self) -> None:
        """The whole way: consent, reading, letter, the GP's word, issue, decision, gain."""
        self._client(
            "hugh",
            "Hugh",
            "Lennie",
            date(1968, 5, 17),
            address="3 Kiln Brae\nMillbank",
            postcode="DD5 9ZY",
            phone="07700 900141",
            may_call=True,
            may_leave_message=True,
        )
        case = self._case("hugh", "income", "adp", "SSS")
        self._consent("hugh")
        self._noted("hugh", "benefit_claim")
        letter = self._letter("hugh", "benefit_claim")
        self.clock.on(date(2026, 11, 5))
        letter_check.send_to_gp(self.desk, letter, today=self.clock.today())
        self.clock.on(date(2026, 11, 12))
        statements = letters.letter(self.desk, letter).statements
        letter_check.enter_answers(
            self.desk,
            letter,
            [
                letter_check.Answer(
                    statement.id,
                    "amend" if "metres" in statement.text else "agree",
                    "Breathless after about 40 metres on the flat; stops to rest each time."
                    if "metres" in statement.text
                    else "",
                )
                for statement in statements
            ],
            letter_check.Checker("Dr A Rennie"),
            today=self.clock.today(),
        )
        letter_issue.issue(self.desk, letter, today=self.clock.today())
        print_later.put(self.desk, "letter", letter, today=self.clock.today())
        self.clock.on(date(2026, 11, 24))
        gains.record_decision(
            self.desk,
            case,
            gains.DecisionDraft(
                date(2026, 11, 20),
                "awarded",
                gain=gains.GainDraft(
                    Decimal("106.70"),
                    arrears=Decimal("853.60"),
                    award_from=date(2026, 9, 28),
                    confirmed_on=date(2026, 11, 24),
                    confirmed_by="award_letter",
                ),
            ),
            today=self.clock.today(),
        )

    def moira_kane(self) -> None:
        """A consent withdrawn by telephone after the letter was drafted."""
        self.clock.at = datetime(2026, 11, 24, 11, tzinfo=UTC)
        self._client("moira", "Moira", "Kane", date(1959, 2, 8), postcode="DD5 9ZX", may_write=True)
        self._case("moira", "income", "padp", "SSS")
        self._consent("moira")
        self._noted("moira", "benefit_claim")
        self._letter("moira", "benefit_claim")
        consents.withdraw(
            self.desk,
            self.told.consents["moira"],
            how="by telephone",
            today=self.clock.today(),
        )

    def callum_reid(self) -> None:
        """An appeal with a clock running, a letter with the GP, one statement amended, one not yet read."""
        self._client(
            "callum",
            "Callum",
            "Reid",
            date(1974, 3, 2),
            address="7 Mill Wynd\nMillbank",
            postcode="DD5 9ZZ",
            phone="07700 900186",
            may_call=True,
            may_leave_message=False,
            contact_warning="Ring only before noon; leave no message.",
        )
        case = self._case("callum", "tribunal", "adp", "SSS", "III")
        key_dates.record_notice(
            self.desk, case, Notice("SSS", "ADP", "redet_sent", date(2026, 11, 9)), today=self.clock.today()
        )
        tribunal = next(body.id for body in agency.recipients(self.desk) if body.code == "fts")
        to = tuple(id for id in (self.sss, self.practice_body, tribunal) if id)
        self._consent("callum", "benefit_appeal", recipient_ids=to)
        self._noted("callum", "benefit_appeal")
        letter = self._letter("callum", "benefit_appeal")
        letter_check.send_to_gp(self.desk, letter, today=self.clock.today())
        statements = letters.letter(self.desk, letter).statements
        amended = (
            "In September the clinic recorded that he walks about 20 metres with a stick before pain"
            " stops him."
        )
        letter_check.enter_answers(
            self.desk,
            letter,
            [  # the last one Dr Rennie has not read yet
                letter_check.Answer(statement.id, "amend", amended)
                if "metres" in statement.text
                else letter_check.Answer(statement.id, "agree")
                for statement in statements[:-1]
            ],
            letter_check.Checker("Dr A Rennie"),
            today=self.clock.today(),
        )
        self._grounds()
        self._papers("callum")
        journal.write_note(
            self.desk,
            self.told.clients["callum"],
            "Talked through the appeal form. He wants to say himself what a bad day is like; agreed to read"
            " the record together before the letter goes back to Dr Rennie.",
            today=self.clock.today(),
            case_id=case,
        )

    def _grounds(self) -> None:
        """The grounds of Callum's appeal, written but not yet issued, under a signed authority."""
        person, case = self.told.clients["callum"], self.told.cases["callum"]
        today = self.clock.today()
        draft = written.WrittenDraft("appeal-grounds", person, self.sss, case)
        letter = self.told.letters["grounds"] = _id(written.write_letter(self.desk, draft, today=today))
        said = {
            "grounds": [
                "The re-determination leaves out what the clinic recorded in September.",
                "Washing and bathing: he needs another person’s hand to get in and out of the bath.",
                "Moving around: what he can walk once he cannot repeat.",
            ],
            "remedy": "To allow the appeal and award both components.",
            "hearing": "In person: he wants to say himself what a bad day is like.",
            "needs": ["A room without stairs", "A break each half hour"],
        }
        written.keep_words(self.desk, letter, said)
        where = {"address": "PO Box 10304\nDundee", "postcode": "DD1 9ZZ"}
        written.change_address(self.desk, letter, self.sss, **where)  # type: ignore[arg-type]
        mandates.record_mandate(self.desk, person, self.sss, signed_on=today, today=today)

    def _welcome(self) -> None:
        """A letter just begun: what is still wanting stands on the page."""
        subject = next(body.id for body in agency.recipients(self.desk) if body.code == "subject")
        draft = written.WrittenDraft("client-care", self.told.clients["fiona"], subject)
        self.told.letters["welcome"] = _id(written.write_letter(self.desk, draft, today=self.clock.today()))

    def agnes_mutch(self) -> None:
        self._client(
            "agnes", "Agnes", "Mutch", date(1951, 1, 30), postcode="DD5 9ZY", large_print=True, may_write=True
        )
        case = self._case("agnes", "income", "padp", "SSS")
        key_dates.add_key_date(
            self.desk, case, "Send the claim form back", date(2026, 12, 11), today=self.clock.today()
        )
        self._consent("agnes")
        self._noted("agnes", "benefit_claim")
        letter = self._letter("agnes", "benefit_claim")
        letter_check.send_to_gp(self.desk, letter, today=self.clock.today())

    def ewan_buchanan(self) -> None:
        self._client("ewan", "Ewan", "Buchanan", date(1986, 10, 11), postcode="DD5 9ZZ")
        case = self._case("ewan", "income", "adp", "SSS")
        key_dates.add_key_date(
            self.desk, case, "Send the review form back", date(2026, 12, 14), today=self.clock.today()
        )
        self._consent("ewan", expires_on=date(2026, 12, 1))

    def the_rest(self) -> None:
        today = self.clock.today()
        self._client(
            "isla",
            "Isla",
            "Drummond",
            date(1990, 7, 4),
            postcode="DD5 9ZX",
            contact_warning="Do not write to the house.",
        )
        isla = self._case("isla", "debt", "rent")
        key_dates.add_key_date(self.desk, isla, "Reply to sheriff officers", date(2026, 11, 23), today=today)
        practice_debts.isla(self.desk, isla, today=today)
        self._client(
            "mohammed", "Mohammed", "Akhtar", date(1979, 12, 1), postcode="DD5 9ZY", interpreter="Urdu"
        )
        notice = Notice("SSS", "CSP", "determination_sent", date(2026, 10, 20))
        key_dates.record_notice(
            self.desk, self._case("mohammed", "income", "csp", "SSS"), notice, today=today
        )
        self._client("ruth", "Ruth", "Paterson", date(1995, 4, 22), postcode="DD5 9ZZ")
        notice = Notice("DWP", "UC", "decision_notified", date(2026, 10, 30))
        key_dates.record_notice(
            self.desk, self._case("ruth", "tribunal", "uc", "DWP", "III"), notice, today=today
        )
        self._client("derek", "Derek", "Laing", date(1971, 8, 15), postcode="DD5 9ZX")
        derek = self._case("derek", "debt", "credit_or_store_card")
        key_dates.add_key_date(self.desk, derek, "Moratorium: creditor list", date(2026, 12, 1), today=today)
        self._client("shona", "Shona", "Galbraith", date(1998, 9, 27), postcode="DD5 9ZZ")
        shona = self._case("shona", "income", "scp", "SSS")
        decided = gains.DecisionDraft(date(2026, 11, 18), "awarded", gain=gains.GainDraft(Decimal("28.20")))
        gains.record_decision(self.desk, shona, decided, today=today)
        self._client("tam", "Tam", "Kerr", date(1963, 2, 14), postcode="DD5 9ZY")
        tam = self._case("tam", "income", "adp", "SSS")
        decided = gains.DecisionDraft(date(2026, 11, 17), "awarded", gain=gains.GainDraft(Decimal("144.90")))
        gains.record_decision(self.desk, tam, decided, today=today)
        self._client(
            "fiona", "Fiona", "MacAskill", date(2001, 6, 19), address="12 Kiln Brae", postcode="DD5 9ZX"
        )
        self._welcome()
        self._client("jean", "Jean", "Tulloch", date(1947, 11, 3), postcode="DD5 9ZY")


def keep_its_day(desk: Desk) -> None:
    """Let a practice desk opened from the command line go on pretending its day, as its window does."""
    with desk.look() as look:
        kept = agency.setting(look, "practice_desk", on=date.max)
    if kept:
        desk.clock = FixedClock(NOW)
