"""Invented people and their cases as rows of the desk's tables, from a seed. Nobody in here exists."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from welfare_desk.casework.people.clients import search_terms
from welfare_desk.records import cases, money, people, service
from welfare_desk.records.base import Base
from welfare_desk.rules import names
from welfare_desk.rules.references import reference

SEED = 1
CASES_EACH, NOTES_EACH, MEETINGS_EACH = 3, 5, 2  # per client; per case; per case
TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
FIRST_DAY = date(2016, 4, 1)

_SURNAMES = tuple(
    """Reid Campbell MacDonald McKenzie Murray Ross Fraser Sinclair Muir Kerr Gunn Rae Baird Craig
    Drummond Elliot Forbes Gillespie Hay Innes Johnstone Kidd Laing Menzies Nairn Ogilvie Petrie Quigley
    Rennie Scobie Tennant Urquhart Wallace Yule Kowalczyk Nowak Hussain Ahmed Singh Okafor Ó'Briain
    van-der-Berg Petrov Haddad MacLeod McLean Smith Brown""".split()  # noqa: SIM905
)
_FORENAMES = tuple(
    """Callum Isla Morag Ewan Fiona Hamish Ailsa Gordon Kirsty Lewis Mhairi Niall Rhona Struan Una
    Zoë José Agnieszka Bilal Chidi Dina Euan Farah Graeme Heather Iain Jean Kofi Lorna Magnus Nadia Olga
    Parveen Rowan Senga Tam""".split()  # noqa: SIM905
)
_BENEFITS = ("adp", "pip", "uc", "csp", "pension-credit", "attendance-allowance", "housing-benefit", "scp")
_SEXES = (None, "female", "female", "male", "male", "other")
_TENURES = (None, "social_rented", "social_rented", "private_rented", "owner_occupied")
_WORK = (None, "permanently_sick_or_disabled", "employed_part_time", "permanently_retired")
_HOMES = (None, "single_adult", "single_parent", "small_family", "single_older")
_FAMILIES = (None, None, "lone_parent", "lone_parent,disabled_adult_or_child", "larger_family_3plus")
_REFERRERS = ("gp", "gp", "practice_nurse", "self")
NOTES = (
    "Rang to say the form has come; will bring it on Thursday.",
    "Went through the activities together. Moving around and washing are the hard ones, worse since spring.",
    "Left a message with the agency; they ring back within two working days.",
    "Letter received and read over the telephone. Nothing to do until the decision.",
)
_COUNT = ["Counted from 2 November 2026.", "42 days bring it to 14 December 2026.", "Monday, not a holiday."]


class Ids:
    """UUIDs of version 7 from a seed: one millisecond apart, as if the rows had come one by one."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.millis = int(datetime(2021, 4, 1, tzinfo=UTC).timestamp() * 1000)

    def __call__(self) -> UUID:
        self.millis += 1
        low = self.chance.getrandbits(74)
        return UUID(int=self.millis << 80 | 7 << 76 | (low >> 62) << 64 | 2 << 62 | low & (1 << 62) - 1)


def grant(id: UUID, year: int) -> dict[str, Any]:
    first = date(year, 4, 1)
    return {
        "id": id,
        "funder": "The council",
        "kind": "local_authority",
        "from_on": first,
        "to_on": date(year + 1, 3, 31),
        "amount_pence": 150_000_000,
    }


def practice(id: UUID) -> dict[str, Any]:
    return {"id": id, "name": f"Practice {id}", "terms": {}}


SHARE = 100_000


def shares(clients: int, each: int = SHARE) -> Iterator[tuple[int, int]]:
    """So many clients in shares that fit into memory: the number of the first, and how many."""
    for first in range(1, clients + 1, each):
        yield first, min(each, clients + 1 - first)


class Share:
    """Some of the people with all their cases, ready to be written table by table.

    ``advisor_of`` says whose client the person of a number is; without it each case is anybody's. ``words``
    may write a note otherwise than as it is; ``of_everybody`` is the same in every person's row.
    """

    def __init__(
        self,
        ids: Ids,
        chance: random.Random,
        practices: list[UUID],
        workers: list[UUID],
        first: int,
        many: int,
        dates_each: int = 1,
        *,
        advisor_of: Callable[[int], UUID] | None = None,
        words: Callable[[Invented, UUID, str], str] | None = None,
        of_everybody: Mapping[str, Any] | None = None,
    ) -> None:
        self.ids, self.chance, self.practices, self.workers = ids, chance, practices, workers
        self.dates_each, self.advisor_of, self.words = dates_each, advisor_of, words
        self.of_everybody = dict(of_everybody or {})
        self.everyone = [Invented(ids(), number, chance) for number in range(first, first + many)]
        days = (TODAY - FIRST_DAY).days
        opened = sorted(chance.randrange(days) for _ in range(many * CASES_EACH))
        begins = (first - 1) * CASES_EACH
        self.kept = [
            InventedCase(
                ids(), begins + number, chance.choice(self.everyone), FIRST_DAY + timedelta(days=day), chance
            )
            for number, day in enumerate(opened)
        ]

    def tables(self) -> Iterator[tuple[type[Base], Iterator[dict[str, Any]]]]:
        """Each table with its rows; a case's row comes before what is reckoned from it."""
        ids, chance, everyone, kept = self.ids, self.chance, self.everyone, self.kept
        yield people.Household, (one.household(chance) for one in everyone)
        here, known = self.practices, self.of_everybody
        yield people.Person, (one.person(chance.choice(here), chance) | known for one in everyone)
        yield people.PersonName, (one.name(ids()) for one in everyone)
        yield people.Address, (one.address(ids()) for one in everyone)
        yield people.SearchTerm, (row for one in everyone for row in one.terms())
        yield cases.Case, (case.row(chance.choice(self.practices), self._advisor(case)) for case in kept)
        yield cases.Episode, (case.episode(ids()) for case in kept)
        yield cases.KeyDate, (case.key_date(ids(), chance) for case in kept for _ in range(self.dates_each))
        meetings = (case.meeting(ids(), number, chance) for case in kept for number in range(MEETINGS_EACH))
        yield service.Meeting, meetings
        yield service.Referral, (case.referral(ids(), chance) for case in kept if case.was_referred)
        yield money.Gain, (case.gain(ids(), chance) for case in kept if case.brought_a_gain)
        yield money.Gain, (case.taken_back(ids()) for case in kept if case.was_wrong)
        yield money.GainEnding, (case.ending(ids()) for case in kept if case.ended)
        yield money.Debt, (case.debt() for case in kept if case.owes)
        yield money.DebtBalance, (case.balance(ids(), chance) for case in kept if case.owes)
        yield money.DebtOutcome, (case.outcome(ids(), chance) for case in kept if case.owes)
        yield cases.JournalEntry, (self._note(case) for case in kept for _ in range(NOTES_EACH))

    def _advisor(self, case: InventedCase) -> UUID:
        return self.advisor_of(case.person.number) if self.advisor_of else self.chance.choice(self.workers)

    def _note(self, case: InventedCase) -> dict[str, Any]:
        by = self.advisor_of(case.person.number) if self.advisor_of else self.workers[0]
        row = case.note(self.ids(), by, self.chance)
        if self.words is not None:
            row["words"] = self.words(case.person, row["id"], row["words"])
        return row


class Invented:
    """One client nobody is."""

    __slots__ = (
        "born_on", "forenames", "household_id", "id", "lines", "ni_number", "number", "postcode", "reference",
        "sort_name", "surname",
    )  # fmt: skip

    def __init__(self, id: UUID, number: int, chance: random.Random) -> None:
        self.id = id
        self.number = number
        self.household_id = UUID(int=id.int ^ 1)
        self.reference = reference("HR", 2 * number)
        self.surname = chance.choice(_SURNAMES)
        self.forenames = f"{chance.choice(_FORENAMES)} {chance.choice(_FORENAMES)}"
        self.sort_name = f"{names.fold(self.surname)} {names.fold(self.forenames)}"
        self.born_on = date(1930, 1, 1) + timedelta(days=chance.randrange(28_000))
        self.ni_number = f"QQ{chance.randrange(1_000_000):06}{chance.choice('ABCD')}"
        self.postcode = f"DD{chance.randrange(1, 12)} {chance.randrange(1, 10)}{chance.choice('ABDE')}Z"
        self.lines = f"{chance.randrange(1, 200)} Mill Wynd\nMillbank"

    def household(self, chance: random.Random) -> dict[str, Any]:
        return {
            "id": self.household_id,
            "kind": chance.choice(_HOMES),
            "tenure": chance.choice(_TENURES),
            "family_types": chance.choice(_FAMILIES),
            "annual_income_pence": chance.choice((None, chance.randrange(300_000, 4_500_000))),
        }

    def person(self, practice: UUID, chance: random.Random) -> dict[str, Any]:
        return {
            "household_id": self.household_id,
            "sex": chance.choice(_SEXES),
            "ethnicity": chance.choice((None, "white", "white", "asian")),
            "employment": chance.choice(_WORK),
            "simd_decile": chance.choice((None, *range(1, 11))),
            "id": self.id,
            "reference": self.reference,
            "sort_name": self.sort_name,
            "born_on": self.born_on,
            "ni_number": self.ni_number,
            "practice_id": practice,
        }

    def name(self, id: UUID) -> dict[str, Any]:
        return {
            "id": id,
            "person_id": self.id,
            "kind": "legal",
            "surname": self.surname,
            "forenames": self.forenames,
        }

    def address(self, id: UUID) -> dict[str, Any]:
        return {"id": id, "person_id": self.id, "lines": self.lines, "postcode": self.postcode}

    def terms(self) -> Iterator[dict[str, Any]]:
        like_a_person: Any = SimpleNamespace(
            names=[SimpleNamespace(surname=self.surname, forenames=self.forenames)],
            addresses=[SimpleNamespace(postcode=self.postcode)],
            phones=[],
            born_on=self.born_on,
            ni_number=self.ni_number,
            chi_number=None,
            reference=self.reference,
        )
        common = {"sort_name": self.sort_name, "person_id": self.id}
        return ({"term": term, **common} for term in sorted(search_terms(like_a_person)))


class InventedCase:
    """One matter of one of them."""

    __slots__ = (
        "brought_a_gain", "closed_on", "ended", "id", "line", "matter", "opened_on", "owes", "person",
        "person_id", "practice_id", "reference", "was_referred", "was_wrong",
    )  # fmt: skip

    def __init__(
        self, id: UUID, number: int, person: Invented, opened_on: date, chance: random.Random
    ) -> None:
        self.id = id
        self.person = person
        self.person_id = person.id
        self.reference = reference("HR", 2 * number + 1)
        self.matter = chance.choice(_BENEFITS)
        self.opened_on = opened_on
        ended = self.opened_on + timedelta(days=chance.randrange(30, 400))
        self.closed_on = ended if ended < TODAY else None
        self.brought_a_gain = self.closed_on is not None and chance.random() < 0.8
        self.was_referred = chance.random() < 0.4
        self.was_wrong = self.brought_a_gain and chance.random() < 0.01
        self.ended = self.brought_a_gain and not self.was_wrong and chance.random() < 0.02
        self.owes = chance.random() < 0.04

    def row(self, practice: UUID, advisor: UUID) -> dict[str, Any]:
        self.practice_id = practice
        return {
            "id": self.id,
            "person_id": self.person_id,
            "reference": self.reference,
            "kind": "income",
            "matter": self.matter,
            "stage": "opened",
            "practice_id": practice,
            "advisor_id": advisor,
            "opened_on": self.opened_on,
            "closed_on": self.closed_on,
        }

    def episode(self, id: UUID) -> dict[str, Any]:
        return {"id": id, "case_id": self.id, "opened_on": self.opened_on, "closed_on": self.closed_on}

    def key_date(self, id: UUID, chance: random.Random) -> dict[str, Any]:
        recent = (TODAY - self.opened_on).days < 240
        ahead = recent and chance.random() < 0.75  # the others were met long ago
        safe = TODAY + timedelta(days=chance.randrange(-10, 130)) if ahead else self.opened_on
        return {
            "id": id,
            "case_id": self.id,
            "what": "ask for a re-determination",
            "due_on": safe + timedelta(days=2),
            "safe_on": safe,
            "done_on": None if ahead else safe,
            "late_words": "There must be a good reason for the lateness.",
            "count_words": _COUNT,
            "doubts": [],
        }

    def meeting(self, id: UUID, number: int, chance: random.Random) -> dict[str, Any]:
        return {
            "id": id,
            "person_id": self.person_id,
            "case_id": self.id,
            "on": self.opened_on + timedelta(days=chance.randrange(60) * number),
            "minutes": 30,
            "kind": chance.choice(("attended", "attended", "phone", "dna")),
            "status": "attended",
            "first_contact": number == 0,
        }

    def gain(self, id: UUID, chance: random.Random) -> dict[str, Any]:
        decided = self.closed_on
        assert decided is not None
        fixed_term = chance.random() < 0.05
        self.line = {
            "id": id,
            "case_id": self.id,
            "person_id": self.person_id,
            "practice_id": self.practice_id,
            "award_key": f"{self.person_id}:{self.matter}",
            "area": "welfare",
            "benefit": self.matter,
            "frequency": "monthly" if self.matter == "uc" else "weekly",
            "amount_pence": chance.randrange(1_000, 20_000),
            "previous_pence": chance.choice((0, 0, 0, 900)),
            "arrears_pence": chance.choice((0, 0, 25_000)),
            "award_from": decided,
            "award_to": decided + timedelta(days=chance.randrange(60, 900)) if fixed_term else None,
            "decided_on": decided,
            "confirmed_on": decided,
            "confirmed_by": "award_letter",
            "recorded_on": decided,
            "reverses_id": None,
        }
        return self.line

    def taken_back(self, id: UUID) -> dict[str, Any]:
        line = self.line
        return line | {
            "id": id,
            "reverses_id": line["id"],
            "recorded_on": line["recorded_on"] + timedelta(days=40),
        }

    def ending(self, id: UUID) -> dict[str, Any]:
        line = self.line
        return {
            "id": id,
            "gain_id": line["id"],
            "ended_on": line["decided_on"] + timedelta(days=100),
            "known_on": line["decided_on"] + timedelta(days=120),
            "recoverable": False,
            "reason": "found on review",
        }

    def referral(self, id: UUID, chance: random.Random) -> dict[str, Any]:
        return {
            "id": id,
            "person_id": self.person_id,
            "case_id": self.id,
            "received_on": self.opened_on,
            "referrer_role": chance.choice(_REFERRERS),
            "reasons": ["income"],
        }

    def debt(self) -> dict[str, Any]:
        return {
            "id": self.debt_id,
            "case_id": self.id,
            "person_id": self.person_id,
            "debt_key": f"{self.person_id}:{self.debt_id}",
            "kind": "rent",
            "facts": {},
        }

    @property
    def debt_id(self) -> UUID:
        return UUID(int=self.id.int ^ 1)

    def balance(self, id: UUID, chance: random.Random) -> dict[str, Any]:
        return {
            "id": id,
            "debt_id": self.debt_id,
            "on": self.opened_on,
            "amount_pence": chance.randrange(20_000, 500_000),
            "evidence": "letter",
        }

    def outcome(self, id: UUID, chance: random.Random) -> dict[str, Any]:
        on = self.opened_on + timedelta(days=90)
        return {
            "id": id,
            "debt_id": self.debt_id,
            "on": on,
            "written_off_pence": chance.choice((0, 10_000)),
            "rescheduled_pence": chance.choice((0, 9_000)),
            "confirmed_on": on,
            "confirmed_by": "agency_told",
            "recorded_on": on,
        }

    def note(self, id: UUID, advisor: UUID, chance: random.Random) -> dict[str, Any]:
        return {
            "id": id,
            "person_id": self.person_id,
            "case_id": self.id,
            "advisor_id": advisor,
            "on": self.opened_on + timedelta(days=chance.randrange(60)),
            "at": NOW,
            "kind": "note",
            "words": chance.choice(NOTES),
        }
