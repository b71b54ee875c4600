"""Tables of people: who they are, what they are called and where they live, each dated and plural.

Sex is never inferred from a CHI number, and a blank identifier never refuses anyone.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from welfare_desk.records.base import Base, Kept, Pence, Words, refers_to


class Household(Kept):
    """People who live as one household; joint awards and debts are counted once for it."""

    __tablename__ = "households"

    kind: Mapped[str | None]  # code list household_type
    family_types: Mapped[str | None]  # codes, comma between
    tenure: Mapped[str | None]
    annual_income_pence: Mapped[Pence | None]
    income_taken_on: Mapped[date | None]


class Person(Kept):
    """Anyone the desk knows: a client, a partner, a child, somebody who acts for a client."""

    __tablename__ = "people"
    __table_args__ = (Index("ix_people_sort", "sort_name", "id"),)

    reference: Mapped[str] = mapped_column(unique=True)  # HR-0142-K, never reused
    sort_name: Mapped[str]  # folded "surname forenames", for order only
    born_on: Mapped[date | None] = mapped_column(index=True)
    died_on: Mapped[date | None]
    died_source: Mapped[str | None]
    ni_number: Mapped[str | None] = mapped_column(index=True)
    chi_number: Mapped[str | None] = mapped_column(index=True)
    household_id: Mapped[UUID | None] = mapped_column(refers_to("households.id"), index=True)
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"), index=True)
    gp_name: Mapped[str | None]
    sex: Mapped[str | None]
    ethnicity: Mapped[str | None]
    employment: Mapped[str | None]
    simd_decile: Mapped[int | None]
    simd_edition: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="en-GB")
    interpreter: Mapped[str | None]
    access_need: Mapped[str | None]
    large_print: Mapped[bool] = mapped_column(default=False)
    may_call: Mapped[bool | None]
    may_leave_message: Mapped[bool | None]
    may_write: Mapped[bool | None]
    contact_warning: Mapped[str | None]  # said in words wherever a number or address shows
    first_supported_on: Mapped[date | None]  # before this desk was in use
    prior_advice: Mapped[str | None]  # never, this_one, another, not_known
    on_benefits: Mapped[bool | None]  # whether any was in payment when support began
    mental_health: Mapped[bool | None]  # statistics only, and only where the agency ticked that it may
    long_term_condition: Mapped[bool | None]
    capacity: Mapped[str] = mapped_column(default="presumed")
    capacity_assessed_on: Mapped[date | None]
    understanding: Mapped[str] = mapped_column(default="not_assessed")
    sealing_key: Mapped[bytes | None]  # this person's evidence key, wrapped by the desk's

    names: Mapped[list[PersonName]] = relationship(
        lazy="raise", order_by="PersonName.id", cascade="all, delete-orphan"
    )
    addresses: Mapped[list[Address]] = relationship(
        lazy="raise", order_by="Address.id", cascade="all, delete-orphan"
    )
    phones: Mapped[list[Phone]] = relationship(
        lazy="raise", order_by="Phone.id", cascade="all, delete-orphan"
    )


class Assessment(Kept):
    """Somebody's view, on a day, of whether a person can decide one thing; the newest one holds."""

    __tablename__ = "assessments"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    of: Mapped[str]  # capacity (16 and over), understanding (under 16)
    outcome: Mapped[str]  # presumed, doubt, lacks; has, lacks
    decision: Mapped[str]  # what was to be decided
    on: Mapped[date]
    assessed_by: Mapped[str]
    assessor_role: Mapped[str | None]
    basis: Mapped[str]
    recorded_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class PersonName(Kept):
    """One name of one person: legal, known_as or former, with the days it was theirs."""

    __tablename__ = "person_names"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    surname: Mapped[str]
    forenames: Mapped[str]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]


class Address(Kept):
    """Where a person lives or may be written to, from and to; lines as they go on an envelope."""

    __tablename__ = "addresses"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="home")  # home, care_of, none
    lines: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    may_write_here: Mapped[bool | None]


class Phone(Kept):
    """A number or e-mail address as it was given, and whether it is safe."""

    __tablename__ = "phones"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="phone")
    number: Mapped[str]
    note: Mapped[str | None]


class SearchTerm(Base):
    """A folded word somebody might type to find a person; made anew whenever the person changes.

    The name people are sorted by stands in the key, so that the first fifty of the thousands found by one
    letter are known from this table's index alone.
    """

    __tablename__ = "search_terms"
    __table_args__ = (Index("ix_search_terms_person", "person_id", "term"),)

    term: Mapped[str] = mapped_column(primary_key=True)
    sort_name: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(refers_to("people.id", ondelete="CASCADE"), primary_key=True)


class Mandate(Kept):
    """A signed authority to act for a person towards one body on one subject."""

    __tablename__ = "mandates"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(refers_to("organisations.id"))
    body: Mapped[str]
    subject: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date | None] = mapped_column(index=True)
    acknowledged_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class GoesFirst(Kept):
    """Somebody whose cases stand at the head of every list; why is sealed, and said on none of them."""

    __tablename__ = "goes_first"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    since_on: Mapped[date]
    ended_on: Mapped[date | None]
    sealed: Mapped[bytes]


class Acting(Kept):
    """Somebody who acts for a person towards one body or everybody, on a document that was seen."""

    __tablename__ = "acting"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    role: Mapped[str]  # a key of rules.acting.ROLES
    name: Mapped[str]
    organisation_id: Mapped[UUID | None] = mapped_column(refers_to("organisations.id"))
    document: Mapped[str]
    seen_on: Mapped[date]
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    lines: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str | None]
    phone: Mapped[str | None]


class Merge(Kept):
    """Two files of one person made one: which went into which, and every value it changed, to be undone."""

    __tablename__ = "merges"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)  # whose file stays
    gone_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    on: Mapped[date]
    by_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    why: Mapped[str]
    changed: Mapped[Words]  # each: table, id, column, before, after
    undone_on: Mapped[date | None]


class OtherSide(Kept):
    """Somebody a client stands against or depends on: a landlord, the other parent, a former partner."""

    __tablename__ = "other_sides"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"))
    role: Mapped[str]  # a key of rules.conflicts.ROLES
    forenames: Mapped[str] = mapped_column(default="")
    surname: Mapped[str]
    born_on: Mapped[date | None]
    since_on: Mapped[date]
    ended_on: Mapped[date | None]


class Conflict(Kept):
    """A conflict of interest that was found between two people, and what a manager decided of it."""

    __tablename__ = "conflicts"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    other_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    because: Mapped[str]
    found_on: Mapped[date]
    decision: Mapped[str | None]  # a key of rules.conflicts.DECISIONS
    why: Mapped[str | None]
    decided_on: Mapped[date | None]
    decided_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class ImportedRef(Kept):
    """A reference a person or case had in the workbook it came from, kept beside ours."""

    __tablename__ = "imported_refs"
    __table_args__ = (UniqueConstraint("ref", "case_id"),)

    ref: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"), index=True)
