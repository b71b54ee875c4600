"""The words and values of consent: what the patient agreed to, what is asked of it, and when.

Here is only what the gate (``consent.py``) is told, as plain frozen values; nothing here decides.
Each word list is the vocabulary the gate insists on; their plain labels lie in ``resources/consent.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

ALL = "all"  # a wildcard in a refusal; among a permit's categories it leaves the always-ask ones out
NO_PRACTICE = "none"  # of a note that came from the client, and of the mandate that covers it
UNCLASSIFIED = "unclassified"
HEALTH_INFORMATION = "health_information"  # the power an attorney or guardian must hold

ACTIONS = ("read", "write", "quote", "disclose")
TARGETS = ("gp_record", "evidence_note", "letter")
PURPOSES = (
    "benefit_claim",
    "benefit_appeal",
    "debt",
    "housing",
    "employability",
    "grant",
    "practice_feedback",
    "referral_on",
    "research",
    "quality_review",
    "estate_claim",
)
PURPOSES_BEYOND_CONSENT = ("sar", "safeguarding", "legal_claim", "complaint", "gp_accuracy_check")
ASKED_PURPOSES = PURPOSES + PURPOSES_BEYOND_CONSENT
ORDINARY = (
    "summary",
    "diagnosis",
    "medication",
    "function",
    "mental_health",
    "consultations",
    "hospital_letters",
    "fit_notes",
)
ALWAYS_ASK = (
    "sexual_health",
    "reproductive",
    "genetic",
    "domestic_abuse",
    "substance_use",
    "forensic",
)
CATEGORIES = (*ORDINARY, *ALWAYS_ASK, UNCLASSIFIED)
GIVERS = (
    "self",
    "parent",
    "attorney_welfare",
    "guardian_welfare",
    "intervener",
    "executor",
    "attorney_continuing",
    "appointee",
    "next_of_kin",
    "advocate",
)
POLARITIES = ("permit", "refuse")
STATES = ("draft", "active", "not_done", "entered_in_error")
USER_ROLES = ("caseworker", "manager", "dpo")
RECIPIENT_KINDS = (
    "sss",
    "dwp",
    "housing",
    "creditor",
    "tribunal",
    "practice",
    "insurer",
    "employer",
    "peer_reviewer",
    "subject",
    "subject_rep",
    "other",
)
CAPACITIES = ("presumed", "doubt", "lacks")
UNDERSTANDINGS = ("not_assessed", "has", "lacks")
THIRD_PARTY = ("none", "unresolved", "redacted", "consented", "professional")
HARM = ("none", "suspected", "cleared", "confirmed")
OUTCOMES = ("accurate", "accurate_amended", "not_accurate", "declined", "no_reply")
SAR_BASES = ("known_to_subject", "opinion")
OVERRIDE_BASES = ("asp_s10", "court_order", "safeguarding", "vital_interests", "legal_claim")


def local_day(moment: datetime) -> date:
    """The calendar day of ``moment`` in Scotland, where every day in a consent is counted."""
    return moment.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Authority:
    """What lets somebody else decide: a deed, an order, parental rights, confirmation as executor."""

    seen: bool
    registered: bool  # with the Office of the Public Guardian
    starts_on: date | None
    last_day: date | None  # the last day with power
    ended_on: date | None  # the first day without power
    powers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenBy:
    role: Annotated[str, GIVERS]
    authority: Authority | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the record, and to do what with it. Entry dates are inclusive; None sets no bound."""

    actions: tuple[Annotated[str, ACTIONS], ...]
    categories: tuple[Annotated[str, (ALL, *CATEGORIES)], ...]
    exclude: tuple[Annotated[str, (ALL, *CATEGORIES)], ...]
    practice: str | None
    record_from: date | None
    record_to: date | None


@dataclass(frozen=True, slots=True)
class Consent:
    """One person's yes (``permit``) or no (``refuse``), as recorded; never edited once active.

    ``given_at`` is when the person spoke and ``recorded_at`` when the desk learned of it; withdrawal
    has the same two times. ``expires_on`` is the last day; without one a permit counts as expired.
    """

    id: str
    subject: str
    polarity: Annotated[str, POLARITIES]
    state: Annotated[str, STATES]
    given_by: GivenBy
    method: str | None
    wording_version: str | None
    given_at: datetime | None
    recorded_at: datetime
    valid_from: date
    expires_on: date | None
    review_on: date | None
    withdrawn_at: datetime | None
    withdrawal_recorded_at: datetime | None
    replaces: tuple[str, ...]
    covers_prior_notes: bool
    purposes: tuple[Annotated[str, (ALL, *ASKED_PURPOSES)], ...]
    scope: Scope
    recipients: tuple[str, ...]
    holder_org: str


@dataclass(frozen=True, slots=True)
class SarCheck:
    """A clinician's word on giving this note to the patient; ``harm`` means serious harm is likely."""

    basis: Annotated[str, SAR_BASES]
    on: date | None
    harm: bool | None


@dataclass(frozen=True, slots=True)
class Note:
    """An evidence note as the gate sees it: everything but its text."""

    id: str
    subject: str
    categories: tuple[Annotated[str, CATEGORIES], ...]
    entry_date: date | None
    practice: str | None
    written_under: str | None  # the id of a consent
    written_at: datetime
    third_party: Annotated[str, THIRD_PARTY]
    harm: Annotated[str, HARM]
    sar_check: SarCheck | None


@dataclass(frozen=True, slots=True)
class Recipient:
    id: str
    kind: Annotated[str, RECIPIENT_KINDS]


@dataclass(frozen=True, slots=True)
class User:
    id: str
    org: str
    role: Annotated[str, USER_ROLES]
    assigned: bool
    cover_reason: str | None

    @property
    def oversees(self) -> bool:
        return self.role in ("manager", "dpo")


@dataclass(frozen=True, slots=True)
class Clock:
    """How far the access log has got, and who confirmed the date after a long silence."""

    high_water: datetime
    confirmed_by: str | None


@dataclass(frozen=True, slots=True)
class SubjectState:
    """The patient on the day: age, life, capacity for this decision, a child's understanding."""

    dob: date
    deceased_on: date | None
    capacity: Annotated[str, CAPACITIES]
    capacity_assessed_on: date | None
    understanding: Annotated[str, UNDERSTANDINGS]

    def age_on(self, day: date) -> int:
        return day.year - self.dob.year - ((day.month, day.day) < (self.dob.month, self.dob.day))

    def dead_on(self, day: date) -> bool:
        return self.deceased_on is not None and self.deceased_on <= day

    def died_before(self, day: date) -> bool:
        return self.deceased_on is not None and self.deceased_on < day

    def capacity_on(self, day: date) -> str:
        """Presumed until the day it was assessed (Adults with Incapacity (Scotland) Act 2000)."""
        assessed = self.capacity_assessed_on
        return "presumed" if assessed is not None and day < assessed else self.capacity


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """The logged reading that a late write-up leans on."""

    at: datetime
    consent: str


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The GP's check of the clinical passage, and whether that passage still is what was checked."""

    required: bool
    outcome: Annotated[str, OUTCOMES] | None
    hash_matches: bool | None

    @property
    def passed(self) -> bool:
        return self.outcome in ("accurate", "accurate_amended")


@dataclass(frozen=True, slots=True)
class Amra:
    """The steps of the Access to Medical Reports Act 1988, as far as they are recorded."""

    rights_explained: bool | None
    wants_to_see: bool | None
    seen_and_agreed: bool | None
    days_since_notice: int | None


@dataclass(frozen=True, slots=True)
class Override:
    """A legal power used instead of consent; ``basis`` is checked at its own step of the gate."""

    basis: str | None
    approved_by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """One use somebody wants to make, with all the gate needs to rule on it.

    ``categories``, ``entry_date`` and ``practice`` count where there are no ``notes``. A live request
    has ``as_known_at`` equal to ``at``; a replay varies it.
    """

    subject: str
    action: Annotated[str, ACTIONS]
    target: Annotated[str, TARGETS]
    purpose: Annotated[str, ASKED_PURPOSES]
    categories: tuple[Annotated[str, CATEGORIES], ...]
    entry_date: date | None
    practice: str | None
    notes: tuple[Note, ...]
    recipients: tuple[Recipient, ...]
    user: User
    at: datetime
    as_known_at: datetime
    clock: Clock
    subject_state: SubjectState
    read_event: ReadEvent | None
    accuracy: Accuracy
    amra: Amra | None
    override: Override | None
    mandate_seen: bool

    @property
    def of_held_notes(self) -> bool:
        return self.action == "read" and self.target == "evidence_note"

    @property
    def leaves_the_file(self) -> bool:
        return self.action in ("quote", "disclose")
