"""The facts of a household: kept sealed, read back whole, and never lost to a later look."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_client
from sqlalchemy import select

from welfare_desk.casework.income import income_checks
from welfare_desk.casework.matters import journal
from welfare_desk.errors import Problems
from welfare_desk.records.income import IncomeCheck
from welfare_desk.rules.income.household import Care, Home, Household, InPayment, Person

WHOLE = Household(
    people=(
        Person(
            "client",
            date(1981, 3, 3),
            condition=True,
            work_limited="fit_note",
            earnings=Decimal("12.50"),
            pension=Decimal("0.00"),
            cares=(Care("partner", 36, None, True), Care("her aunt", None)),
            carer_paid=False,
            due=date(2027, 2, 1),
            awards={"adp": InPayment(("daily_living_standard",)), "sp": InPayment(weekly=Decimal("184.90"))},
        ),
        Person("partner", date(1980, 1, 1), name="Łukasz Ó Briain"),
        Person("child1", date(2018, 1, 1), school="P6"),
    ),
    awards={"uc": InPayment(("carer",))},
    capital=Decimal("5999.99"),
    home=Home("social", Decimal("91.20"), 1),
    council_tax=True,
    others_at_home=2,
    immigration="settled",
)


def test_what_was_written_down_comes_back_whole(desk_on_both):
    person = a_client(desk_on_both)
    income_checks.keep(desk_on_both, person, WHOLE, today=TODAY)
    found = income_checks.facts(desk_on_both, person)
    assert (found.household, found.taken_on) == (WHOLE, TODAY)


def test_before_anybody_has_asked_everything_is_unknown(desk):
    person = a_client(desk)
    found = income_checks.facts(desk, person)
    assert found.taken_on is None and found.client == "Callum Reid"
    assert found.household == Household((Person("client", date(1974, 3, 2), name="Callum Reid"),))
    assert {row.standing for row in income_checks.looked(found.household, today=TODAY)} == {"advice"}


def test_without_a_date_of_birth_it_says_so(desk):
    with pytest.raises(Problems, match="date of birth"):
        income_checks.facts(desk, a_client(desk, born_on=None))


def test_the_same_day_is_written_over_and_another_day_stands_beside_it(desk, clock):
    person = a_client(desk)
    income_checks.keep(desk, person, replace(WHOLE, capital=None), today=TODAY)
    income_checks.keep(desk, person, WHOLE, today=TODAY)
    clock.move(days=7)
    income_checks.keep(desk, person, replace(WHOLE, awards={}), today=clock.today())
    assert income_checks.facts(desk, person).household.awards == {}
    with desk.look() as look:
        assert len(look.scalars(select(IncomeCheck)).all()) == 2
    said = [row.words for row in journal.journal_rows(desk, person) if "Income check" in row.words]
    assert len(said) == 2


def test_nothing_of_it_can_be_read_without_the_clients_key(desk):
    person = a_client(desk)
    income_checks.keep(desk, person, WHOLE, today=TODAY)
    with desk.look() as look:
        [sealed] = look.scalars(select(IncomeCheck.sealed))
    assert b"aunt" not in sealed and b"fit_note" not in sealed


@pytest.mark.parametrize(
    ("household", "sentence"),
    [
        (Household((Person("client", date(2030, 1, 1)),)), "in the future"),
        (Household((Person("client", date(1980, 1, 1), earnings=Decimal(-1)),)), "less than nothing"),
        (Household((Person("client", date(1980, 1, 1)),), capital=Decimal(-1)), "less than nothing"),
    ],
)
def test_what_cannot_be_is_refused(desk, household, sentence):
    with pytest.raises(Problems, match=sentence):
        income_checks.keep(desk, a_client(desk), household, today=TODAY)


def test_rows_are_in_words_with_what_they_rest_on():
    rows = {row.key: row for row in income_checks.looked(WHOLE, today=TODAY)}
    health = rows["uc.lcwra@client"]
    assert health.benefit.startswith("Universal Credit: ") and health.amount == "£217.26 a month"
    assert "2026-27 rates" in health.rests_on[0]
    assert all(row.for_whom and row.standing_words and row.why for row in rows.values())
