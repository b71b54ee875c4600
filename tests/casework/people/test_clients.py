"""Clients are found by whatever is remembered of them, listed once each, and never lost or overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from building import TODAY, a_case, a_client, a_practice
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from welfare_desk.casework.desk import ChangedMeanwhile, Desk, NotFound
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.errors import Problems
from welfare_desk.records.people import Address, ImportedRef, Person, PersonName, SearchTerm
from welfare_desk.records.service import History


def found(desk: Desk, typed: str) -> list[UUID]:
    return [row.id for row in clients.find(desk, typed)]


def changed(desk: Desk, person: UUID, **facts: object) -> None:
    view = clients.client(desk, person)
    clients.change_client(
        desk,
        person,
        replace(view.draft, **facts),  # type: ignore[arg-type]
        version=view.version,
        today=desk.clock.today(),
    )


# --- Finding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "Zoë MacDonald",
            "macdonald zoe",
            "ZOE",
            "macdonald zoë smythe",
            "mcdonald",
            "McDon zo",
            "smythe-mac",
        ),
        *("Smythe MacDonald", "smythemac", "  zoë   ", "Bunty", "bunty macd"),
        *("07/05/1961", "7/5/61", "7.5.1961", "1961-05-07", "7 May 1961", "07-05-1961", "zoe 7/5/61", "1961"),
        *("YM 99 57 58 D", "ym995758d", "YM9957", "070 561 2643", "0705612643"),
        *("DD5 9ZZ", "dd59zz", "dd5", "01382 496 077", "01382496077", "01382"),
        *("GP0114", "gp0114", "gp01"),
    ],
)
def test_a_client_is_found_by_whatever_is_remembered(desk_on_both: Desk, typed: str) -> None:
    sought = a_client(
        desk_on_both,
        surname="Smythe-MacDonald",
        forenames="Zoë Anne",
        known_as="Bunty",
        born_on=date(1961, 5, 7),
        ni_number="YM995758D",
        chi_number="0705612643",
        practice_id=a_practice(desk_on_both),
        phone="01382 496 077",
    )
    with desk_on_both.unit_of_work() as work:
        work.add(ImportedRef(ref="GP0114", person_id=sought))
        work.session.flush()
        clients.refresh_search_terms(work.session, clients.whole_person(work.session, sought))
        work.commit()
    a_client(desk_on_both, surname="Reid", forenames="Zak", postcode="AB10 1AA", born_on=date(1980, 1, 1))
    assert found(desk_on_both, typed) == [sought]


def test_a_client_is_found_by_the_whole_reference_or_its_beginning(desk_on_both: Desk) -> None:
    first, second = a_client(desk_on_both), a_client(desk_on_both, surname="Adams")
    reference = clients.client(desk_on_both, second).reference
    assert found(desk_on_both, reference) == found(desk_on_both, reference.lower()) == [second]
    assert found(desk_on_both, reference.replace("-", " ")) == [second]
    assert found(desk_on_both, reference[:2]) == [second, first]


def test_a_former_name_and_an_old_postcode_still_find_a_client(desk_on_both: Desk) -> None:
    person = a_client(desk_on_both, surname="O’Hara", forenames="Síle", postcode="AB10 1AA")
    changed(desk_on_both, person, surname="Begum", postcode="DD5 9ZZ")
    for typed in ("ohara", "o'hara sile", "begum", "AB10 1AA", "dd5 9zz"):
        assert found(desk_on_both, typed) == [person]
    assert clients.client(desk_on_both, person).former_names == ("Síle O’Hara",)


def test_an_imported_reference_still_finds_a_client_who_was_changed(desk_on_both: Desk) -> None:
    person = a_client(desk_on_both)
    with desk_on_both.unit_of_work() as work:
        work.add(ImportedRef(ref="LOG/77", person_id=person))
        work.commit()
    changed(desk_on_both, person, phone="0131 496 0000")
    assert found(desk_on_both, "log/77") == found(desk_on_both, "LOG77") == [person]


@pytest.mark.parametrize("typed", ["%", "_", "%%", "r_id", "re%d", "*", "' OR 1=1 --", "\\", '"'])
def test_signs_mean_themselves_when_they_are_typed(desk_on_both: Desk, typed: str) -> None:
    a_client(desk_on_both)
    assert found(desk_on_both, typed) == []


def test_nothing_typed_is_everybody_from_the_top(desk_on_both: Desk) -> None:
    ids = [a_client(desk_on_both, surname=name) for name in ("Adams", "Burns", "Craig")]
    assert found(desk_on_both, "") == found(desk_on_both, "   ") == ids


def test_what_was_found_is_paged_like_the_whole(desk_on_both: Desk) -> None:
    ids = {a_client(desk_on_both, surname="Reid", forenames=f"Ann {n % 2}") for n in range(7)}
    a_client(desk_on_both, surname="Zed")
    rows, cursor = [], None
    while page := clients.find(desk_on_both, "reid", after=cursor, limit=2):
        rows += page
        cursor = page[-1].cursor
    assert {row.id for row in rows} == ids and len(rows) == len(ids)


# --- Listing ----------------------------------------------------------------------------------------

NAMES = st.text(
    st.sampled_from("aAeéÉzZñøßØæ'’- .mMcCdD0١א夏😀\u200fآ̈") | st.characters(exclude_categories=["Cs", "Cc"]),
    min_size=1,
    max_size=12,
).filter(lambda name: name.strip() != "")


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=12), size=st.integers(1, 5))
def test_pages_hold_everybody_once_and_in_order(
    desk_on_both: Desk, people: list[tuple[str, str]], size: int
) -> None:
    for surname, forenames in [*people, people[0]]:
        a_client(desk_on_both, surname=surname, forenames=forenames)
    rows, cursor = [], None
    while page := clients.page(desk_on_both, after=cursor, limit=size):
        assert len(page) <= size
        rows += page
        cursor = page[-1].cursor
    with desk_on_both.look() as look:
        assert (
            len(rows)
            == len({row.id for row in rows})
            == look.scalar(select(func.count()).select_from(Person))
        )
    if desk_on_both.engine.dialect.name == "sqlite":
        assert [row.cursor for row in rows] == sorted(row.cursor for row in rows)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(surname=NAMES, forenames=NAMES)
def test_any_name_is_kept_as_it_was_given_and_finds_its_bearer(
    desk_on_both: Desk, surname: str, forenames: str
) -> None:
    person = a_client(desk_on_both, surname=surname, forenames=forenames)
    draft = clients.client(desk_on_both, person).draft
    assert (draft.surname, draft.forenames) == (surname.strip(), forenames.strip())
    with desk_on_both.look() as look:
        terms = look.scalars(select(SearchTerm.term).where(SearchTerm.person_id == person)).all()
    cursor, seen = None, []
    if clients._words_of(surname, TODAY):
        while page := clients.find(desk_on_both, surname, after=cursor, limit=200):
            seen += [row.id for row in page]
            cursor = page[-1].cursor
        assert person in seen, terms


# --- Adding and changing ----------------------------------------------------------------------------


def test_one_word_of_a_name_is_enough(desk_on_both: Desk) -> None:
    added = clients.add_client(desk_on_both, ClientDraft("Wilkie"), today=TODAY)
    assert added.id is not None
    view = clients.client(desk_on_both, added.id)
    assert view.name == "Wilkie" and view.draft.born_on is None and view.draft.postcode is None
    assert clients.add_client(desk_on_both, ClientDraft("", "Madonna"), today=TODAY).id
    with pytest.raises(Problems, match="There is no name"):
        clients.add_client(desk_on_both, ClientDraft("  ", "\t"), today=TODAY)


def test_every_fault_of_a_draft_is_told_at_once(desk: Desk) -> None:
    with pytest.raises(Problems) as wrong:
        clients.add_client(
            desk,
            ClientDraft(" ", born_on=date(2031, 3, 14), ni_number="QQ123456C", chi_number="0705612644"),
            today=TODAY,
        )
    assert {one.field for one in wrong.value.problems} == {"surname", "born_on", "ni_number", "chi_number"}
    assert clients.page(desk) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"phone": "01382 496 001"},
        {"address": "1 New Street"},
        {"known_as": "Cal"},
        {"surname": "Reed"},
        {"contact_warning": "Do not leave messages."},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_a_stale_save_is_told_so_whatever_was_changed(desk_on_both: Desk, facts: dict[str, str]) -> None:
    person = a_client(desk_on_both)
    mine = clients.client(desk_on_both, person)
    changed(desk_on_both, person, **facts)
    with pytest.raises(ChangedMeanwhile):
        clients.change_client(
            desk_on_both, person, replace(mine.draft, gp_name="Dr Rennie"), version=mine.version, today=TODAY
        )
    now = clients.client(desk_on_both, person).draft
    assert now == replace(mine.draft, **facts)


def test_a_changed_address_keeps_the_old_one_with_its_dates(desk_on_both: Desk) -> None:
    person = a_client(desk_on_both)
    changed(desk_on_both, person, address="1 New Street", postcode="ab101aa")
    changed(desk_on_both, person, gp_name="Dr Rennie")
    with desk_on_both.look() as look:
        kept = look.scalars(select(Address).where(Address.person_id == person).order_by(Address.id)).all()
    assert [(one.lines, one.postcode, one.from_on, one.to_on) for one in kept] == [
        ("7 Mill Wynd", "DD5 9ZZ", None, TODAY),
        ("1 New Street", "AB10 1AA", TODAY, None),
    ]
    [row] = clients.page(desk_on_both)
    assert row.postcode == "AB10 1AA"


def test_a_changed_name_keeps_the_old_one_with_its_last_day(desk_on_both: Desk) -> None:
    person = a_client(desk_on_both)
    changed(desk_on_both, person, surname="Reid-Begum")
    with desk_on_both.look() as look:
        kept = look.scalars(select(PersonName).where(PersonName.person_id == person).order_by(PersonName.id))
        assert [(one.kind, one.surname, one.from_on, one.to_on) for one in kept] == [
            ("former", "Reid", None, TODAY),
            ("legal", "Reid-Begum", TODAY, None),
        ]
    [row] = clients.page(desk_on_both)
    assert row.name == "Reid-Begum, Callum"


def test_details_taken_away_are_gone(desk_on_both: Desk) -> None:
    person = a_client(desk_on_both, phone="01382 496 001", known_as="Cal", ni_number="YM995758D")
    changed(
        desk_on_both,
        person,
        forenames="",
        known_as="",
        phone="",
        address="",
        postcode="",
        ni_number="",
        born_on=None,
    )
    draft = clients.client(desk_on_both, person).draft
    assert draft == ClientDraft("Reid", phone=None, ni_number=None, postcode=None)
    assert found(desk_on_both, "ym995758d") == found(desk_on_both, "cal 01382") == []


def test_a_name_may_be_very_long(desk_on_both: Desk) -> None:
    surname = "Wolfeschlegelsteinhausenbergerdorff " * 120
    person = a_client(desk_on_both, surname=surname)
    assert clients.client(desk_on_both, person).draft.surname == surname.strip()
    assert found(desk_on_both, "wolfeschl") == [person]
    assert [row.id for row in clients.page(desk_on_both)] == [person]


def test_a_sign_no_store_can_hold_does_not_lose_the_draft(desk_on_both: Desk) -> None:
    person = a_client(desk_on_both, surname="Re\x00id", address="7 Mill\x00 Wynd", forenames="Cal\ud800")
    draft = clients.client(desk_on_both, person).draft
    assert (draft.surname, draft.forenames, draft.address) == ("Reid", "Cal", "7 Mill Wynd")


def test_a_practice_that_is_not_there_is_told_so(desk_on_both: Desk) -> None:
    with pytest.raises(NotFound):
        a_client(desk_on_both, practice_id=UUID(int=5))


def test_every_change_leaves_a_line_of_history_that_names_fields_and_no_words(desk_on_both: Desk) -> None:
    person = a_client(desk_on_both)
    changed(desk_on_both, person, contact_warning="Partner reads the post", phone="01382 496 001")
    with desk_on_both.look() as look:
        lines = look.scalars(select(History).order_by(History.id)).all()
        [made, change] = [line for line in lines if line.row_id == person]
    assert (made.act, change.act) == ("made", "changed")
    assert "contact_warning" in change.changes["fields"]
    assert "Partner" not in str([line.changes for line in lines])
    assert change.advisor_id == desk_on_both.advisor.id


def test_a_client_who_is_not_there_is_said_to_be_gone(desk: Desk) -> None:
    for act in (
        lambda: clients.client(desk, UUID(int=1)),
        lambda: clients.change_client(desk, UUID(int=1), ClientDraft("A"), version=1, today=TODAY),
        lambda: a_case(desk, UUID(int=1)),
    ):
        with pytest.raises(NotFound):
            act()


def test_ages_count_from_the_birthday_itself() -> None:
    born = date(2010, 11, 26)
    assert [clients.age_on(born, date(2026, 11, day)) for day in (25, 26)] == [15, 16]
    assert clients.age_on(date(2012, 2, 29), date(2026, 2, 28)) == 13
    assert clients.age_on(None, TODAY) is None and clients.age_on(date(2027, 1, 1), TODAY) is None


def test_a_list_shows_practice_and_birth_beside_the_name(desk_on_both: Desk) -> None:
    practice = a_practice(desk_on_both)
    a_client(desk_on_both, practice_id=practice)
    [row] = clients.page(desk_on_both)
    assert (row.name, row.born_on, row.practice) == (
        "Reid, Callum",
        date(1974, 3, 2),
        "Millbank Medical Practice",
    )
