"""Clients: adding one, changing one, finding one by whatever is remembered of them, seeing one.

What a client is owed (cases, consents, letters) has rooms of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, select, tuple_, union
from sqlalchemy.orm import Session, aliased, selectinload
from sqlalchemy.orm.attributes import flag_modified

from welfare_desk.casework.desk import ChangedMeanwhile, Changes, Desk, NotFound, Work
from welfare_desk.casework.notes.sealed_text import new_client_key
from welfare_desk.casework.people import languages, shown_names
from welfare_desk.casework.people.shown_names import (
    client_name as client_name,  # asked for here by those who join
)
from welfare_desk.casework.service import practice_terms
from welfare_desk.casework.shared.own import from_own
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.people import Address, ImportedRef, Person, PersonName, Phone, SearchTerm
from welfare_desk.records.service import Practice
from welfare_desk.rules import as_shown, as_typed, names
from welfare_desk.rules.identifiers import ChiNumber, NationalInsuranceNumber, Postcode

PAGE = 50


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """What is known of a client so far; everything but a name may be unknown (None)."""

    surname: str
    forenames: str = ""
    known_as: str = ""
    born_on: date | None = None
    ni_number: str | None = None
    chi_number: str | None = None
    address: str = ""
    postcode: str | None = None
    phone: str | None = None
    practice_id: UUID | None = None
    gp_name: str | None = None
    may_call: bool | None = None
    may_leave_message: bool | None = None
    may_write: bool | None = None
    contact_warning: str | None = None
    language: str = "en-GB"
    interpreter: str | None = None
    large_print: bool = False
    prior_advice: str | None = None
    mental_health: bool | None = None
    long_term_condition: bool | None = None


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of a list of clients."""

    id: UUID
    reference: str
    name: str  # "Campbell, Zoë"
    born_on: date | None
    postcode: str | None
    practice: str | None
    sort_name: str

    @property
    def cursor(self) -> tuple[str, UUID]:
        return self.sort_name, self.id


@dataclass(frozen=True, slots=True)
class ClientView:
    """A client's header and details as a page shows them."""

    id: UUID
    reference: str
    version: int
    draft: ClientDraft
    former_names: tuple[str, ...]
    imported_refs: tuple[str, ...]
    practice: str | None
    died_on: date | None

    @property
    def name(self) -> str:
        return as_shown.person(f"{self.draft.forenames} {self.draft.surname}".strip())


def age_on(born_on: date | None, today: date) -> int | None:
    """Whole years; a birthday counts from the day itself."""
    if born_on is None or born_on > today:
        return None
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def problems_in(draft: ClientDraft, *, today: date) -> list[Problem]:
    """Everything about a draft that cannot be right; a blank never is a problem, but for the name."""
    found = []
    if not draft.surname.strip() and not draft.forenames.strip():
        found.append(Problem("surname", "There is no name.", "One word is enough to begin with."))
    if draft.born_on and draft.born_on > today:
        found.append(Problem("born_on", "The date of birth is in the future.", "Check the year."))
    if draft.language not in languages.names():
        found.append(Problem("language", "Choose a language of the list."))
    for field, read in (
        ("ni_number", NationalInsuranceNumber.read),
        ("chi_number", ChiNumber.read),
    ):
        typed = getattr(draft, field)
        answer = read(typed) if typed else None
        if isinstance(answer, Problem):
            found.append(replace(answer, field=field))
    return found


def add_client(desk: Desk, draft: ClientDraft, *, today: date) -> Changes:
    """Add a client. Raises Problems naming every field that cannot be right."""
    with desk.unit_of_work() as work:
        person = keep_client(work, draft, today=today)
        work.journal(person.id, "Added to the desk.", on=today)
        work.commit()
        return Changes.of(person, "clients")


def keep_client(work: Work, draft: ClientDraft, *, today: date) -> Person:
    """The same inside a unit of work that does more than this."""
    problems = [*problems_in(draft, today=today), *_chi_against_terms(work.session, draft, None, today)]
    if problems:
        raise Problems(problems)
    person = work.add(new_person(work, draft))
    work.session.flush()
    refresh_search_terms(work.session, person)
    return person


def new_person(work: Work, draft: ClientDraft) -> Person:
    """A person with a reference and a sealing key of their own, not yet kept."""
    person = Person(
        id=new_id(), reference=work.next_reference(), sort_name="", names=[], addresses=[], phones=[]
    )
    person.sealing_key = new_client_key(work, person.id)
    _write(person, draft)
    return person


def change_client(desk: Desk, client_id: UUID, draft: ClientDraft, *, version: int, today: date) -> Changes:
    """Change a client's details; a changed surname or address keeps the old one with its dates.

    Raises Problems, NotFound, or ChangedMeanwhile when ``version`` is no longer the newest.
    """
    problems = problems_in(draft, today=today)
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        person = whole_person(work.session, client_id)
        if person.version != version:
            raise ChangedMeanwhile()
        problems = _chi_against_terms(work.session, draft, person.chi_number, today)
        if problems:
            raise Problems(problems)
        since = _retire_what_changed(person, draft, today)
        _write(person, draft, since=since)
        _mark_changed(work.session, person)
        work.session.flush()
        refresh_search_terms(work.session, person)
        work.commit()
        return Changes.of(person, "clients")


def _chi_against_terms(session: Session, draft: ClientDraft, kept: str | None, today: date) -> list[Problem]:
    """A CHI number is newly kept only where the client's practice has agreed that it may be."""
    typed = _tidy(draft.chi_number, ChiNumber.read)
    if typed in (None, kept) or practice_terms.may_keep_chi(session, draft.practice_id, today):
        return []
    sentence = "The practice's terms do not let us keep a CHI number."
    return [Problem("chi_number", sentence, "Leave it out, or record the terms in Settings.")]


def whole_person(session: Session, client_id: UUID) -> Person:
    """A person with their names, addresses and telephones. Raises NotFound."""
    person = session.scalars(
        select(Person)
        .where(Person.id == client_id)
        .options(selectinload(Person.names), selectinload(Person.addresses), selectinload(Person.phones))
    ).one_or_none()
    if person is None:
        raise NotFound()
    return person


def _current(things: Iterable[Any], **where: Any) -> Any:
    return next(
        (
            thing
            for thing in things
            if thing.to_on is None and all(getattr(thing, key) == value for key, value in where.items())
        ),
        None,
    )


def _retire_what_changed(person: Person, draft: ClientDraft, today: date) -> date:
    """End the name and address that are no longer theirs; what takes their place holds from that day."""
    legal = _current(person.names, kind="legal")
    if legal and (legal.surname, legal.forenames) != (draft.surname.strip(), draft.forenames.strip()):
        legal.kind, legal.to_on = "former", today
    home = _current(person.addresses)
    if home and (home.lines or home.postcode) and (home.lines, home.postcode) != _place(draft):
        home.to_on = today
    return today


def _mark_changed(session: Session, person: Person) -> None:
    """A new number or address is a change of the person: a save that does not know of it is stale."""
    parts = (*person.names, *person.addresses, *person.phones)
    if session.is_modified(person) or any(session.is_modified(part) for part in parts):
        flag_modified(person, "sort_name")


def _place(draft: ClientDraft) -> tuple[str, str | None]:
    return draft.address.strip(), _tidy(draft.postcode, Postcode.read)


def _tidy(typed: str | None, read: Any) -> str | None:
    """The written form where it reads as one, else the text as given: a blank is None."""
    if not typed or not typed.strip():
        return None
    answer = read(typed)
    return typed.strip() if isinstance(answer, Problem) or answer is None else str(answer)


def _write(person: Person, draft: ClientDraft, *, since: date | None = None) -> None:
    person.sort_name = f"{names.fold(draft.surname)} {names.fold(draft.forenames)}".strip()
    person.born_on = draft.born_on
    person.ni_number = _tidy(draft.ni_number, NationalInsuranceNumber.read)
    person.chi_number = _tidy(draft.chi_number, ChiNumber.read)
    for field in (
        "practice_id",
        "gp_name",
        "may_call",
        "may_leave_message",
        "may_write",
        "contact_warning",
        "language",
        "interpreter",
        "large_print",
        "prior_advice",
        "mental_health",
        "long_term_condition",
    ):
        setattr(person, field, getattr(draft, field))
    legal = _current(person.names, kind="legal")
    if legal is None:
        legal = PersonName(kind="legal", from_on=since)
        person.names.append(legal)
    legal.surname, legal.forenames = draft.surname.strip(), draft.forenames.strip()
    known_as = _current(person.names, kind="known_as")
    if draft.known_as.strip():
        if known_as is None:
            known_as = PersonName(kind="known_as", surname="", from_on=since)
            person.names.append(known_as)
        known_as.forenames = draft.known_as.strip()
    elif known_as is not None:
        person.names.remove(known_as)
    lines, postcode = _place(draft)
    home = _current(person.addresses)
    if home is None and (lines or postcode):
        home = Address(from_on=since)
        person.addresses.append(home)
    if home is not None:
        home.lines, home.postcode, home.may_write_here = lines, postcode, draft.may_write
    number = (draft.phone or "").strip()
    if number and not any(phone.number == number for phone in person.phones):
        person.phones[:] = [Phone(number=number)]
    elif not number:
        person.phones.clear()


def refresh_search_terms(session: Session, person: Person) -> None:
    """Make the words this person is found by anew, the references of their workbooks among them.

    One at a time for each person. Raises ChangedMeanwhile where somebody else has changed them since.
    """
    as_kept = select(Person.version).where(Person.id == person.id).with_for_update()
    if session.scalar(as_kept) != person.version:
        raise ChangedMeanwhile()
    refs = session.scalars(select(ImportedRef.ref).where(ImportedRef.person_id == person.id))
    words = search_rows(person, refs)
    session.execute(delete(SearchTerm).where(SearchTerm.person_id == person.id))
    session.add_all(words)


def search_rows(person: Person, refs: Iterable[str] = ()) -> list[SearchTerm]:
    """The words this person is found by, to be kept."""
    terms = sorted(search_terms(person, refs))
    return [SearchTerm(term=term, sort_name=person.sort_name, person_id=person.id) for term in terms]


def search_terms(person: Person, refs: Iterable[str] = ()) -> set[str]:
    """Folded words: each name, date and year of birth, numbers, postcodes, phones, references."""
    terms = {
        word
        for name in person.names
        for part in (name.surname, name.forenames)
        for word in names.search_words(part)
    }
    if person.born_on:
        terms |= {person.born_on.isoformat(), str(person.born_on.year)}
    codes = [person.ni_number, person.chi_number, person.reference, *refs]
    codes += [address.postcode for address in person.addresses]
    codes += [phone.number for phone in person.phones]
    terms |= {_squeezed(code) for code in codes if code}
    return {term for term in terms if term}


def _squeezed(code: str) -> str:
    return "".join(letter for letter in names.fold(code) if letter.isalnum())


def _words_of(typed: str, today: date) -> list[str]:
    words: list[str] = []
    for token in typed.split():
        born = as_typed.read_birth_date(token, today=today)
        if isinstance(born, date) and any(mark in token for mark in "/.-"):
            words.append(born.isoformat())
        else:
            words.append(_squeezed(token))
    return [word for word in words if word]


def _found(words: list[str]) -> Any:
    """Who has a word beginning with each of ``words``; the longest, being the rarest, is looked up first."""
    first, *others = sorted(words, key=len, reverse=True)
    found = select(SearchTerm.sort_name, SearchTerm.person_id).where(_starts_with(SearchTerm, first))
    for word in others:
        other = aliased(SearchTerm)
        also = select(other.term).where(other.person_id == SearchTerm.person_id, _starts_with(other, word))
        found = found.where(also.exists())
    return found.distinct()


def _starts_with(search_term: Any, word: str) -> Any:
    return and_(search_term.term >= word, search_term.term < word + "\U0010ffff")


@cache  # a statement never changes, and making it takes as long as a page of rows
def _rows() -> Any:
    return (
        select(
            Person.id,
            Person.reference,
            PersonName.surname,
            PersonName.forenames,
            Person.born_on,
            Address.postcode,
            Practice.name,
            Person.sort_name,
        )
        .join(
            PersonName,
            current_name(Person.id),
        )
        .outerjoin(Address, and_(Address.person_id == Person.id, Address.to_on.is_(None)))
        .outerjoin(Practice, Practice.id == Person.practice_id)
        .order_by(Person.sort_name, Person.id)
    )


def _as_rows(session: Session, statement: Any) -> list[ClientRow]:
    return [
        ClientRow(
            id=row[0],
            reference=row[1],
            name=shown_names.listed(row[2], row[3]),
            born_on=row[4],
            postcode=row[5],
            practice=row[6],
            sort_name=row[7],
        )
        for row in session.execute(statement)
    ]


def current_name(person_id: Any) -> Any:
    """Joins a person's id to the one legal name in use."""
    return and_(PersonName.person_id == person_id, PersonName.kind == "legal", PersonName.to_on.is_(None))


def page(desk: Desk, *, after: tuple[str, UUID] | None = None, limit: int = PAGE) -> list[ClientRow]:
    """The next clients in the order of their names, after the last one's ``cursor``."""
    statement = _rows().limit(limit)
    if after is not None:
        statement = statement.where(tuple_(Person.sort_name, Person.id) > after)
    with desk.look() as look:
        return _as_rows(look, from_own(look, statement, Person.id))


def find(
    desk: Desk, typed: str, *, after: tuple[str, UUID] | None = None, limit: int = PAGE
) -> list[ClientRow]:
    """Clients whose words begin with every word typed, in any order and without accents.

    Works on names, date of birth, National Insurance and CHI numbers, postcode, telephone and
    reference, with or without their spaces.
    """
    today = desk.clock.today()
    words = _words_of(typed, today)
    if not words:
        return [] if typed.strip() else page(desk, after=after, limit=limit)
    ways = [words]
    whole = _squeezed(typed)
    if len(words) > 1 and any(letter.isdigit() for letter in whole):
        born = as_typed.read_birth_date(typed, today=today)
        ways += [[whole], [born.isoformat()]] if isinstance(born, date) else [[whole]]
    # The fifty are found first and read after: joining everybody with an M takes a hundred times as long.
    found = union(*map(_found, ways)).subquery()
    place = (found.c.sort_name, found.c.person_id)
    first = select(found.c.person_id).order_by(*place).limit(limit)
    if after is not None:
        first = first.where(tuple_(*place) > after)
    with desk.look() as look:
        return _as_rows(look, _rows().where(Person.id.in_(first)))


def ids_found(typed: str, today: date) -> Any:
    """The same people as a query of their ids, for lists of what is theirs; None where no word is typed."""
    words = _words_of(typed, today)
    return select(_found(words).subquery().c.person_id) if words else None


def client(desk: Desk, client_id: UUID) -> ClientView:
    """One client's details. Raises NotFound."""
    with desk.look() as look:
        person = whole_person(look, client_id)
        practice = look.get(Practice, person.practice_id) if person.practice_id else None
        refs = look.scalars(
            select(ImportedRef.ref).where(ImportedRef.person_id == client_id).order_by(ImportedRef.ref)
        ).all()
        return _view(person, practice, tuple(refs))


def _view(person: Person, practice: Practice | None, refs: tuple[str, ...]) -> ClientView:
    legal = _current(person.names, kind="legal")
    known_as = _current(person.names, kind="known_as")
    home = _current(person.addresses)
    draft = ClientDraft(
        surname=legal.surname if legal else "",
        forenames=legal.forenames if legal else "",
        known_as=known_as.forenames if known_as else "",
        born_on=person.born_on,
        ni_number=person.ni_number,
        chi_number=person.chi_number,
        address=home.lines if home else "",
        postcode=home.postcode if home else None,
        phone=person.phones[0].number if person.phones else None,
        practice_id=person.practice_id,
        gp_name=person.gp_name,
        may_call=person.may_call,
        may_leave_message=person.may_leave_message,
        may_write=person.may_write,
        contact_warning=person.contact_warning,
        language=person.language,
        interpreter=person.interpreter,
        large_print=person.large_print,
        prior_advice=person.prior_advice,
        mental_health=person.mental_health,
        long_term_condition=person.long_term_condition,
    )
    former = tuple(f"{name.forenames} {name.surname}".strip() for name in person.names if name.to_on)
    return ClientView(
        id=person.id,
        reference=person.reference,
        version=person.version,
        draft=draft,
        former_names=former,
        imported_refs=refs,
        practice=practice.name if practice else None,
        died_on=person.died_on,
    )
