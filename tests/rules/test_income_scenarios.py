"""Two states of a household side by side: only what changed shows, and a loss is never hidden."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from households import BENEFITS, NOUGHT, ON, a_home, a_person
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.income.check import check
from welfare_desk.rules.income.household import Care, InPayment
from welfare_desk.rules.income.scenarios import (
    Loss,
    Scenario,
    Step,
    as_it_would_be,
    compare,
    incomes,
    lost_by_others,
    with_award,
    without_award,
)


def compared(now, then):
    return compare(now, then, on=ON, catalogue=BENEFITS)


def differences(comparison):
    return {line.benefit: line.difference for line in comparison.lines}


def test_a_disability_award_and_the_carers_claim_it_opens():
    """The payment comes off Universal Credit in full: the element and the supplement are the gain."""
    cares = (Care("partner", 36),)
    now = a_home(a_person(cares=cares), a_person("partner"), awards={"uc": InPayment()})
    adp = with_award(now, "partner", "adp", "daily_living_standard")
    then = with_award(adp, "client", "csp")
    found = differences(compared(now, then))
    uc = ((Decimal("209.34") - Decimal("86.45") * 52 / 12) * 12 / 52).quantize(Decimal("0.01"))
    assert found["adp"] == Decimal("76.70")
    assert (found["csp"], found["scs"]) == (Decimal("86.45"), Decimal("11.70"))
    assert abs(found["uc"] - uc) <= Decimal("0.01")
    assert compared(now, then).yearly == compared(now, then).weekly * 52


def test_a_carers_claim_that_ends_the_others_addition_shows_the_loss():
    cared_for = a_person(
        born=date(1946, 1, 10),
        awards={"sp": InPayment(weekly=Decimal("184.90")), "padp": InPayment(("lower",))},
    )
    now = a_home(cared_for, awards={"pc-guarantee": InPayment()})
    then = now.changed(replace(cared_for, carer_paid=True))
    assert differences(compared(now, then))["pc-guarantee"] == Decimal("-86.05")
    assert compared(now, then).weekly == Decimal("-86.05")


def test_the_largest_difference_stands_first_and_what_does_not_change_last():
    now = a_home(a_person(), a_person("ava", date(2023, 6, 1)), awards={"uc": InPayment(), "cb": InPayment()})
    then = with_award(now, "household", "scp")
    lines = compared(now, then).lines
    assert [line.benefit for line in lines] == ["scp", "uc", "cb"]
    assert lines[1].now == lines[1].then > 0


def test_what_has_no_figure_is_named_and_not_counted_as_nothing():
    now = a_home(a_person(), awards={"ctr": InPayment()})
    found, unknown = incomes(now, on=ON, catalogue=BENEFITS)
    assert found == {} and unknown == ["ctr"]
    assert incomes(
        a_home(a_person(earnings=None), awards={"uc": InPayment()}), on=ON, catalogue=BENEFITS
    ) == (
        {},
        ["uc"],
    )


def test_the_carers_supplement_is_counted_once():
    on_both = a_home(a_person(awards={"csp": InPayment(), "scs": InPayment()}))
    found, _ = incomes(on_both, on=ON, catalogue=BENEFITS)
    assert found == incomes(with_award(a_home(a_person()), "client", "csp"), on=ON, catalogue=BENEFITS)[0]
    assert found["scs"] == Decimal("11.70")


def test_child_benefit_counts_each_child():
    home = a_home(a_person(), a_person("a", date(2018, 1, 1)), a_person("b", date(2020, 1, 1)))
    with_cb = with_award(home, "household", "cb")
    assert differences(compared(home, with_cb)) == {"cb": Decimal("44.95")}
    assert incomes(with_award(a_home(a_person()), "household", "cb"), on=ON, catalogue=BENEFITS)[0] == {
        "cb": NOUGHT
    }


def test_taking_an_award_away_undoes_it():
    now = a_home(a_person())
    assert without_award(with_award(now, "client", "adp", "mobility_standard"), "adp") == now


pounds = st.decimals(min_value=0, max_value=900, places=2)


@given(low=pounds, more=pounds, capital=st.decimals(min_value=0, max_value=20_000, places=0))
def test_more_earned_never_means_more_universal_credit(low, more, capital):
    def uc(earnings):
        home = a_home(a_person(earnings=earnings), awards={"uc": InPayment()}, capital=capital)
        return incomes(home, on=ON, catalogue=BENEFITS)[0]["uc"]

    assert uc(low + more) <= uc(low)


@given(low=pounds, more=st.decimals(min_value=0, max_value=30_000, places=0))
def test_more_saved_never_means_more_pension_credit(low, more):
    def pc(capital):
        person = a_person(born=date(1950, 1, 1), awards={"sp": InPayment(weekly=low)})
        home = a_home(person, awards={"pc-guarantee": InPayment()}, capital=capital)
        return incomes(home, on=ON, catalogue=BENEFITS)[0]["pc-guarantee"]

    assert NOUGHT <= pc(Decimal(5000) + more) <= pc(Decimal(5000))


facts = {
    "condition": st.sampled_from([True, False, None]),
    "earnings": st.one_of(st.none(), pounds),
    "work_limited": st.sampled_from(["none", "fit_note", "lcw", "lcwra", None]),
}


@given(
    person=st.fixed_dictionaries(facts),
    born=st.dates(date(1930, 1, 1), date(2009, 1, 1)),
    child=st.one_of(st.none(), st.dates(date(2010, 1, 1), date(2026, 11, 1))),
    capital=st.one_of(st.none(), pounds),
    immigration=st.sampled_from(["settled", "condition", None]),
    awards=st.sets(st.sampled_from(["uc", "pc-guarantee", "scp", "cb", "hb", "ctr"])),
)
def test_a_check_never_guesses_and_never_suggests_what_is_paid(
    person, born, child, capital, immigration, awards
):
    people = [a_person(born=born, **person)] + ([a_person("kid", child)] if child else [])
    home = a_home(
        *people, capital=capital, immigration=immigration, awards={code: InPayment() for code in awards}
    )
    rows = check(home, on=ON, catalogue=BENEFITS)
    assert rows == check(home, on=ON, catalogue=BENEFITS)
    assert not {row.benefit for row in rows} & awards
    if immigration != "settled":
        assert {row.base for row in rows if row.standing != "advice"} <= {"sp", "whd", "blue-badge"}
    if capital is None or person["earnings"] is None:
        assert not [row for row in rows if row.benefit in ("uc", "pc-guarantee") and row.standing == "claim"]
    assert len({(row.benefit, row.whom) for row in rows}) == len(rows)


@pytest.mark.parametrize("on", [date(2020, 1, 1), date(2031, 1, 1)])
def test_a_day_without_tables_gives_no_amount(on):
    rows = check(a_home(a_person(condition=True)), on=on, catalogue=BENEFITS)
    assert all(row.amount is None for row in rows)


def test_an_award_takes_the_place_of_the_one_it_replaces_and_a_lost_one_goes():
    now = a_home(a_person(awards={"pip": InPayment(("mobility_standard",)), "sp": InPayment()}))
    moved = Scenario(
        "Moved", (Step("client", "adp", ("daily_living_standard",)), Step("client", "sp", ended=True))
    )
    then = as_it_would_be(now, moved, BENEFITS)
    assert then.client.awards == {"adp": InPayment(("daily_living_standard",))}
    assert as_it_would_be(now, Scenario("As it is", ()), BENEFITS) == now


def test_a_step_for_the_home_touches_nobodys_own_awards():
    now = a_home(a_person(awards={"csp": InPayment()}), awards={"uc": InPayment()})
    then = as_it_would_be(now, Scenario("SCP", (Step("household", "scp"),)), BENEFITS)
    assert set(then.awards) == {"uc", "scp"} and then.people == now.people


def test_who_is_cared_for_elsewhere_loses_the_addition_only_when_the_carers_claim_begins():
    """SI 2002/1792 sch.1 para 1: the addition ends when somebody is paid for the care."""
    paid, unknown = Care("her mother", 40, True, True), Care("her uncle", 40, True)
    now = a_home(a_person(cares=(paid, unknown)))
    then = with_award(now, "client", "csp")
    lost = lost_by_others(now, then, on=ON, catalogue=BENEFITS)
    assert lost == (Loss("her mother", Decimal("86.05")),)
    assert lost_by_others(then, then, on=ON, catalogue=BENEFITS) == ()
    assert lost_by_others(then, now, on=ON, catalogue=BENEFITS) == ()
