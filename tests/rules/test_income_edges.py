"""Where each row of the income check begins and ends: the day before, the penny over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from households import BENEFITS, a_home, a_person, awards, found, paid, standing

from welfare_desk.rules.income.check import check
from welfare_desk.rules.income.household import Care, Home
from welfare_desk.rules.income.looking import Look
from welfare_desk.rules.income.means_tested import guarantee_worth, uc_worth

D = Decimal
MOTHER = "her mother"


def a_child(born=date(2017, 2, 1), who="kid", **facts):
    return a_person(who, born, **facts)


def old(born=date(1950, 1, 1), **facts):
    """Past pension age with a State Pension that leaves nothing for Pension Credit."""
    return a_person(born=born, **({"awards": {"sp": paid(weekly="400.00")}} | facts))


def uc(*people, **facts):
    """Pounds a month of Universal Credit."""
    home = a_home(*(people or (a_person(),)), **facts)
    return uc_worth(Look(home, date(2026, 11, 26), BENEFITS))


def pc(*people, **facts):
    return guarantee_worth(Look(a_home(*people, **facts), date(2026, 11, 26), BENEFITS))[0]


# Disability -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["adp", "dla", "sadla", "cdp", "padp", "aa", "afip"])
def test_whoever_is_paid_for_a_disability_is_not_told_to_claim_another(code):
    assert standing("adp@client", a_person(condition=True, awards=awards(code))) is None
    assert standing("adp@client", a_person(condition=None, awards=awards(code))) is None


def test_pip_goes_on_until_adp_is_decided():
    assert standing("adp@client", a_person(awards=awards("pip"))) == "claim"
    assert standing("adp@client", a_person(awards=awards("pip", "adp"))) is None


@pytest.mark.parametrize(
    ("born", "code"),
    [
        (date(2010, 11, 27), "cdp"),
        (date(2010, 11, 26), "adp"),
        (date(1961, 1, 1), "adp"),
        (date(1950, 1, 1), "padp"),
    ],
)
def test_age_says_which_disability_payment(born, code):
    rows = found(a_person(), a_person("one", born, condition=True))
    assert {row.benefit for row in rows.values() if row.whom == "one" and row.base.endswith("dp")} == {code}


def test_pension_age_begins_on_its_day():
    """Born 26 April 1960: 66 years and a month, reached on 26 May 2026."""
    person = a_person(born=date(1960, 4, 26), condition=True)
    assert "adp@client" in found(person, on=date(2026, 5, 25))
    assert "padp@client" in found(person, on=date(2026, 5, 26))


def test_a_child_whose_health_nobody_asked_about_is_asked_about():
    row = found(a_person(), a_child(condition=None))["cdp@kid"]
    assert (row.standing, row.missing) == ("ask", ("condition",))


# Carers ---------------------------------------------------------------------------------------------


def carer(hours=35, qualifying=True, **facts):
    return a_person(cares=(Care(MOTHER, hours, qualifying, False),), **facts)


@pytest.mark.parametrize(("hours", "claims"), [(34, False), (35, True), (None, False)])
def test_thirty_five_hours_open_a_carers_claim(hours, claims):
    assert (standing("csp@client", carer(hours)) == "claim") is claims


def test_hours_or_an_award_nobody_knows_are_asked_for():
    for person in (carer(None), carer(35, None), carer(None, None)):
        row = found(person)["csp@client"]
        assert (row.standing, row.missing) == ("ask", ("cares",))
    assert standing("csp@client", carer(35, False)) is None
    assert standing("csp@client", carer(None, False)) is None


def test_the_earnings_limit_is_in_and_a_penny_more_is_out():
    assert standing("csp@client", carer(earnings=D("204.00"))) == "claim"
    assert standing("csp@client", carer(earnings=D("204.01"))) is None
    row = found(carer(earnings=None))["csp@client"]
    assert (row.standing, row.missing) == ("ask", ("earnings",))
    assert "scs@client" not in found(carer(earnings=None))


@pytest.mark.parametrize("code", ["csp", "ca"])
def test_a_paid_carer_is_not_told_to_claim(code):
    assert standing("csp@client", carer(awards=awards(code))) is None
    assert standing("ycg@client", carer(20, born=date(2008, 1, 1), awards=awards(code))) is None


def test_sixteen_is_old_enough_for_a_carers_claim():
    assert standing("csp@client", carer(born=date(2010, 11, 26))) == "claim"
    assert standing("csp@client", carer(born=date(2010, 11, 27))) is None


def test_beside_a_state_pension_it_says_what_is_paid():
    assert "State Pension" in found(carer(born=date(1950, 1, 1), awards=awards("sp")))["csp@client"].why
    assert "State Pension" not in found(carer())["csp@client"].why


@pytest.mark.parametrize(
    ("award", "opens"),
    [
        ({"adp": paid("daily_living_standard")}, "claim"),
        ({"pip": paid("daily_living_enhanced")}, "claim"),
        ({"aa": paid()}, "claim"),
        ({"padp": paid("lower")}, "claim"),
        ({"afip": paid()}, "claim"),
        ({"dla": paid("care_middle")}, "claim"),
        ({"dla": paid("care_highest")}, "claim"),
        ({"sadla": paid("care_middle")}, "claim"),
        ({"sadla": paid("care_highest")}, "claim"),
        ({"cdp": paid("care_middle")}, "claim"),
        ({"cdp": paid("care_highest")}, "claim"),
        ({"dla": paid("care_lowest")}, None),
        ({"adp": paid("mobility_enhanced")}, None),
        ({"adp": paid()}, "ask"),
        ({"pip": paid()}, "ask"),
        ({"dla": paid()}, "ask"),
        ({"sadla": paid()}, "ask"),
        ({"cdp": paid()}, "ask"),
    ],
)
def test_which_awards_open_a_carers_claim(award, opens):
    person = a_person(cares=(Care("partner", 35),))
    partner = a_person("partner", awards=award)
    assert (standing("csp@client", person, partner) or None) == (
        "after" if opens is None and "pip" in award else opens
    )


@pytest.mark.parametrize(
    ("born", "who", "named"),
    [
        (date(1980, 1, 1), "partner", "the partner"),
        (date(2018, 1, 1), "kid", "the child"),
        (date(1950, 1, 1), "partner", "the partner"),
    ],
)
def test_a_claim_opened_by_somebody_elses_names_them(born, who, named):
    rows = found(a_person(cares=(Care(who, 35),)), a_person(who, born, condition=True))
    assert rows["csp@client"].standing == "after" and named in rows["csp@client"].why


def test_the_surest_care_is_taken_whatever_its_place():
    cares = (Care("her aunt", None, None), Care(MOTHER, 40, True, False))
    row = found(a_person(cares=cares))["csp@client"]
    assert row.standing == "claim" and MOTHER in row.why


@pytest.mark.parametrize(
    ("care", "said"),
    [
        (Care(MOTHER, 35, True, True), "£86.05"),
        (Care(MOTHER, 35, True, None), "Ask first"),
        (Care(MOTHER, 35, True, False), ""),
        (Care("partner", 35), ""),
    ],
)
def test_what_a_claim_would_cost_somebody_is_said(care, said):
    partner = a_person("partner", awards={"adp": paid("daily_living_standard")})
    costs = found(a_person(cares=(care,)), partner)["csp@client"].costs
    assert (said in " ".join(costs)) and bool(costs) is bool(said)


@pytest.mark.parametrize(
    ("hours", "amount"), [((35, 20), "10.40"), ((35, 19), None), ((35, 20, 20), "20.80"), ((35,), None)]
)
def test_twenty_hours_for_each_further_person(hours, amount):
    cares = tuple(Care(f"person {number}", each, True, False) for number, each in enumerate(hours))
    row = found(a_person(cares=cares)).get("capp@client")
    assert (row.amount if row else None) == (D(amount) if amount else None)
    assert "capp@client" not in found(a_person(cares=cares, awards=awards("csp", "capp")))


@pytest.mark.parametrize(
    ("born", "hours", "claims"),
    [
        (date(2010, 11, 26), 16, True),
        (date(2010, 11, 27), 16, False),
        (date(2006, 11, 27), 16, True),
        (date(2006, 11, 26), 16, False),
        (date(2008, 1, 1), 15, False),
    ],
)
def test_a_young_carer(born, hours, claims):
    assert (standing("ycg@client", carer(hours, born=born)) == "claim") is claims
    assert standing("ycg@client", carer(hours, born=born, awards=awards("ycg"))) is None


def test_hours_nobody_knows_open_no_young_carers_grant():
    cares = tuple(Care(f"person {number}", None, True) for number in range(20))
    assert standing("ycg@client", a_person(born=date(2008, 1, 1), cares=cares)) is None


# Universal Credit -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("born", "claims"), [(date(2008, 11, 26), True), (date(2008, 11, 27), False)])
def test_universal_credit_begins_at_eighteen(born, claims):
    assert (standing("uc@household", a_person(born=born)) == "claim") is claims


def test_savings_at_the_limit_are_in_and_a_pound_more_is_out():
    assert standing("uc@household", a_person(), capital=D(16000)) == "claim"
    assert standing("uc@household", a_person(), capital=D("16000.01")) is None
    assert standing("uc@household", a_person(earnings=None), capital=D("16000.01")) is None


def test_a_row_says_by_what_period_its_amount_is():
    rows = found(a_person())
    assert rows["uc@household"].period == "monthly"
    assert found(a_person(born=date(1950, 1, 1)))["pc-guarantee@household"].period == "weekly"
    assert found(a_person(), a_child())["cb@household"].period == "weekly"


def test_unasked_means_are_asked_only_where_the_answer_could_matter():
    row = found(a_person(earnings=None))["uc@household"]
    assert (row.standing, row.missing) == ("ask", ("earnings",))
    assert found(a_person(), capital=None)["uc@household"].missing == ("capital",)
    both = a_person(earnings=None, pension=D(500))
    assert standing("uc@household", both) is None
    assert standing("uc@household", both, home=Home("private", D(600))) == "ask"
    rich_partner = a_person("partner", earnings=D(3000))
    assert standing("uc@household", a_person(earnings=None), rich_partner) == "ask"


def test_a_private_rent_decides_only_where_it_could():
    earner = a_person(earnings=D(200))
    assert standing("uc@household", earner, home=Home("owner")) is None
    row = found(earner, home=Home("private", D(140)))["uc@household"]
    assert (row.standing, row.missing) == ("ask", ("local_housing_allowance",))
    assert standing("uc@household", a_person(earnings=D(2000)), home=Home("private", D(140))) is None
    assert "Local Housing" in found(a_person(), home=Home("private", D(140)))["uc@household"].doubts[0]
    assert found(a_person())["uc@household"].doubts == ()


def test_a_council_rent_is_counted_by_the_month():
    assert uc(home=Home("social", D(90), 0))[0] == D("424.90") + D("390.00")
    assert uc(home=Home("social", None, 0))[0] == D("424.90")
    assert uc(home=Home("social", D(90), 0))[2] == ()
    assert "spare bedroom" in uc(home=Home("social", D(90)))[2][0]
    assert uc(home=Home("private", D(90)))[0] == D("424.90")


@pytest.mark.parametrize(
    ("people", "monthly"),
    [
        ([a_person(born=date(2001, 11, 27))], "338.58"),
        ([a_person(born=date(2001, 11, 26))], "424.90"),
        ([a_person(born=date(2002, 1, 1)), a_person("partner", date(2002, 1, 1))], "528.34"),
        ([a_person(born=date(2002, 1, 1)), a_person("partner", date(2000, 1, 1))], "666.97"),
        ([a_person(), a_child(date(2017, 4, 5))], "776.78"),
        ([a_person(), a_child(date(2017, 4, 6))], "728.84"),
        ([a_person(), a_child(date(2018, 1, 1), "b"), a_child(date(2016, 1, 1))], "1080.72"),
        ([a_person(), a_child(date(2018, 1, 1), awards={"cdp": paid("care_lowest")})], "893.63"),
        ([a_person(), a_child(date(2018, 1, 1), awards={"dla": paid("care_highest")})], "1243.55"),
        ([carer()], "634.24"),
        ([carer(work_limited="lcwra")], "424.90"),
        ([carer(34)], "424.90"),
    ],
)
def test_what_a_household_is_counted_to_need(people, monthly):
    assert uc(*people)[0] == D(monthly)


@pytest.mark.parametrize("code", ["sp", "nsesa", "nsjsa", "ca", "csp", "wpa", "ma"])
def test_what_counts_in_full(code):
    assert uc(a_person(awards={code: paid(weekly="12.00")}))[0] == D("424.90") - D("52.00")


@pytest.mark.parametrize("code", ["adp", "scs", "iidb-not", "cb"])
def test_what_does_not_count(code):
    assert uc(a_person(awards={code: paid(weekly="12.00")}))[0] == D("424.90")


def test_a_pension_counts_and_an_unwritten_carers_payment_counts_at_its_rate():
    assert uc(a_person(pension=D(12)))[0] == D("372.90")
    assert uc(a_person(awards=awards("csp")))[0] == D("424.90") - (D("86.45") * 52 / 12).quantize(D("0.01"))


@pytest.mark.parametrize(
    ("people", "home", "allowance"),
    [
        ([], Home("owner"), 0),
        ([a_child(date(2018, 1, 1))], Home("owner"), 710),
        ([a_child(date(2018, 1, 1))], Home("private", D(1)), 427),
    ],
)
def test_work_allowances_come_with_children(people, home, allowance):
    full = uc(a_person(), *people, home=home)[0]
    earned = uc(a_person(earnings=D(174)), *people, home=home)[0]
    assert earned == full - (D("0.55") * max(D(174) * 52 / 12 - allowance, D(0))).quantize(D("0.01"))


def test_a_few_pence_are_worth_a_claim():
    earner = a_person(earnings=D("178.20"))
    assert D(0) < uc(earner)[0] < 1
    assert standing("uc@household", earner) == "claim"


@pytest.mark.parametrize("limited", ["lcw", "lcwra"])
def test_work_allowances_come_with_limited_work(limited):
    assert uc(a_person(work_limited=limited, earnings=D(160)))[0] == D("424.90")
    assert uc(a_person(work_limited="fit_note", earnings=D(160)))[0] < D("424.90")


def test_on_universal_credit_nobody_claims_it_or_pension_credit_again():
    rows = found(old(awards={}), awards=awards("uc"))
    assert "uc@household" not in rows and "pc-guarantee@household" not in rows


@pytest.mark.parametrize(
    ("held", "row"),
    [((), "claim"), (("standard_single_25_plus",), "claim"), (("carer",), None)],
)
def test_a_carers_element_missing_from_the_award(held, row):
    assert standing("uc.carer@client", carer(), awards={"uc": paid(*held)}) == row
    assert standing("uc.carer@client", carer(34), awards={"uc": paid(*held)}) is None
    assert standing("uc.carer@client", carer(work_limited="lcwra"), awards={"uc": paid(*held)}) is None


@pytest.mark.parametrize(
    ("limited", "condition", "held", "row"),
    [
        ("fit_note", False, (), "claim"),
        ("lcwra", False, (), "claim"),
        ("lcwra", False, ("lcwra_protected",), None),
        ("lcw", True, (), None),
        ("none", True, (), None),
        (None, True, (), "ask"),
        (None, False, (), None),
    ],
)
def test_the_health_element(limited, condition, held, row):
    person = a_person(work_limited=limited, condition=condition)
    found_row = found(person, awards={"uc": paid(*held)}).get("uc.lcwra@client")
    assert (found_row.standing if found_row else None) == row
    if row == "ask":
        assert found_row.missing == ("work_limited",)
    assert standing("uc.lcwra@client", old(work_limited="fit_note"), awards={"uc": paid()}) is None


# Pension Credit -------------------------------------------------------------------------------------


def test_pension_credit_tops_income_up():
    assert pc(old(awards={"sp": paid(weekly="200.00")})) == D("38.00")
    assert pc(old(awards={"sp": paid(weekly="200.00")}, pension=D("10.00"))) == D("28.00")
    assert pc(old(awards={"sp": paid(weekly="200.00")}, earnings=D(15))) == D("28.00")
    assert pc(old(awards={"sp": paid(weekly="200.00")}, earnings=D(4))) == D("38.00")
    couple = old(awards={"sp": paid(weekly="200.00")}), old(awards={})
    partner = a_person("partner", date(1951, 1, 1), earnings=D(15))
    assert pc(couple[0], partner) == D("163.25") - 5


@pytest.mark.parametrize("code", ["csp", "ca"])
def test_a_carer_on_pension_credit_has_the_addition(code):
    sp, carers = paid(weekly="200.00"), paid(weekly="0.00")
    assert pc(old(awards={"sp": sp, code: carers})) == D("38.00") + D("48.15")


@pytest.mark.parametrize(("capital", "less"), [(10000, 0), (10001, 1), (10500, 1), (10501, 2)])
def test_a_pound_for_each_five_hundred_over_ten_thousand(capital, less):
    """SI 2002/1792 reg 15(6)."""
    person = old(awards={"sp": paid(weekly="200.00")})
    assert pc(person, capital=D(capital)) == D("38.00") - less


def test_a_grandchild_at_home_adds_to_what_is_guaranteed():
    assert pc(old(awards={"sp": paid(weekly="200.00")}), a_child()) == D("38.00") + D("69.98")


@pytest.mark.parametrize(
    ("award", "due"),
    [
        ({"adp": paid("daily_living_standard")}, True),
        ({"pip": paid("daily_living_standard")}, True),
        ({"aa": paid("higher")}, True),
        ({"padp": paid()}, True),
        ({"dla": paid("care_highest")}, True),
        ({"dla": paid("care_lowest")}, False),
        ({"adp": paid("mobility_standard")}, False),
    ],
)
def test_the_severe_disability_addition(award, due):
    award = {"sp": paid(weekly="200.00"), **award}
    assert pc(old(awards=award)) == D("38.00") + (D("86.05") if due else 0)
    assert pc(old(awards=award, carer_paid=True)) == D("38.00")
    assert pc(old(awards=award, carer_paid=None)) == D("38.00")
    assert pc(old(awards=award), others_at_home=1) == D("38.00")
    assert pc(old(awards=award), others_at_home=None) == D("38.00")
    on = {"pc-guarantee": paid("minimum_single")}
    assert (standing("pc-guarantee.severe_disability@client", old(awards=award), awards=on) == "claim") is due
    unwritten = {"pc-guarantee": paid()}
    assert standing("pc-guarantee.severe_disability@client", old(awards=award), awards=unwritten) is None


def test_pension_credit_says_where_no_state_pension_was_counted():
    assert found(old(awards={}))["pc-guarantee@household"].doubts
    assert not found(old(awards={"sp": paid(weekly="100.00")}))["pc-guarantee@household"].doubts


def test_unasked_means_of_a_pensioner_are_asked():
    assert found(old(awards={}), capital=None)["pc-guarantee@household"].missing == ("capital",)
    assert found(old(awards={}, earnings=None))["pc-guarantee@household"].missing == ("earnings",)


def test_enough_income_suggests_nothing():
    assert standing("pc-guarantee@household", old(awards={"sp": paid(weekly="238.00")})) is None
    assert standing("pc-guarantee@household", old(awards={"sp": paid(weekly="237.99")})) == "claim"
    assert "sp@client" not in found(old())


# Children -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "school", "counted"),
    [
        (date(2010, 11, 27), "", True),
        (date(2010, 11, 26), "", False),
        (date(2010, 11, 26), "education", True),
    ],
)
def test_child_benefit_to_sixteen_or_in_education(born, school, counted):
    assert (standing("cb@household", a_person(), a_child(born, school=school)) == "claim") is counted


def test_child_benefit_adds_up_and_says_for_how_many():
    one = found(a_person(), a_child())["cb@household"]
    three = found(a_person(), a_child(), a_child(who="b"), a_child(who="c"))["cb@household"]
    assert (one.amount, three.amount) == (D("27.05"), D("62.85"))
    assert one.why.startswith("1 child,") and three.why.startswith("3 children,")
    assert (len(one.rates), len(three.rates)) == (1, 2)
    assert found(a_person(), a_child(), on=date(2030, 1, 1))["cb@household"].amount is None


@pytest.mark.parametrize(("earnings", "said"), [("1153.84", False), ("1153.86", True)])
def test_the_tax_charge_is_said_over_sixty_thousand(earnings, said):
    row = found(a_person(earnings=D(earnings)), a_child())["cb@household"]
    assert bool(row.costs) is said


@pytest.mark.parametrize("code", ["uc", "pc-guarantee", "pc-savings", "is", "jsa-ib", "esa-ir"])
def test_what_opens_the_scottish_child_payment(code):
    assert standing("scp@household", a_person(), a_child(), awards=awards(code)) == "claim"
    assert standing("scp@household", a_person(), a_child(), awards=awards(code, "scp")) is None
    assert standing("scp@household", a_person(), awards=awards(code)) is None


@pytest.mark.parametrize("code", ["uc", "pc-guarantee", "hb", "is", "jsa-ib", "esa-ir"])
def test_what_opens_a_best_start_grant(code):
    early = a_child(date(2024, 3, 1))
    assert standing("bsg.early_learning@kid", old(), early, awards=awards(code)) == "claim"
    assert standing("bsg.early_learning@kid", old(), early, awards=awards(code, "bsg")) is None


@pytest.mark.parametrize(
    ("born", "open_"),
    [
        (date(2024, 11, 26), True),
        (date(2024, 11, 27), False),
        (date(2023, 5, 27), True),
        (date(2023, 5, 26), False),
    ],
)
def test_early_learning_from_two_to_three_and_a_half(born, open_):
    found_ = standing("bsg.early_learning@kid", a_person(), a_child(born), awards=awards("uc"))
    assert (found_ == "claim") is open_


@pytest.mark.parametrize(
    ("on", "born", "open_"),
    [
        (date(2026, 6, 1), date(2021, 3, 1), True),
        (date(2026, 5, 31), date(2021, 3, 1), False),
        (date(2027, 2, 28), date(2022, 2, 28), True),
        (date(2027, 3, 1), date(2022, 2, 28), False),
        (date(2026, 11, 26), date(2021, 2, 28), False),
        (date(2026, 11, 26), date(2022, 3, 1), False),
        (date(2027, 1, 15), date(2021, 3, 1), True),
    ],
)
def test_the_school_age_window(on, born, open_):
    key = "bsg.school_age@kid"
    assert (standing(key, a_person(), a_child(born), on=on, awards=awards("uc")) == "claim") is open_


@pytest.mark.parametrize(("due", "open_"), [(date(2027, 3, 18), True), (date(2027, 3, 19), False)])
def test_the_pregnancy_grant_opens_sixteen_weeks_before(due, open_):
    key = "bsg.pregnancy_baby_first@client"
    assert (standing(key, a_person(due=due), awards=awards("uc")) == "claim") is open_
    paid_before = a_person(due=due, awards=awards("bsg"))
    assert standing(key, paid_before, awards=awards("uc")) is None
    assert standing(key, a_person(due=due), capital=D(20000)) is None


@pytest.mark.parametrize(("born", "open_"), [(date(2026, 5, 27), True), (date(2026, 5, 26), False)])
def test_the_baby_grant_until_six_months(born, open_):
    key = "bsg.pregnancy_baby_first@kid"
    assert (standing(key, a_person(), a_child(born), awards=awards("uc")) == "claim") is open_


@pytest.mark.parametrize(
    ("children", "due", "amount"),
    [
        ([date(2025, 11, 27)], None, "11.20"),
        ([date(2025, 11, 26)], None, "5.60"),
        ([date(2023, 11, 27)], None, "5.60"),
        ([date(2023, 11, 26)], None, None),
        ([], date(2026, 11, 26), "5.60"),
        ([], date(2026, 11, 25), None),
        ([date(2026, 1, 1), date(2024, 6, 1)], date(2027, 6, 1), "22.40"),
    ],
)
def test_best_start_foods(children, due, amount):
    kids = [a_child(born, f"kid {number}") for number, born in enumerate(children)]
    row = found(a_person(due=due), *kids, awards=awards("uc")).get("bsf@household")
    assert (row.amount if row else None) == (D(amount) if amount else None)
    assert standing("bsf@household", a_person(due=due), *kids, awards=awards("uc", "bsf")) is None
    if amount:
        used = {rate.component for rate in row.rates}
        assert ("under_one" in used) is any(born > date(2025, 11, 26) for born in children)
        assert ("basic" in used) is bool(due or any(born <= date(2025, 11, 26) for born in children))


def test_best_start_foods_with_earnings_are_asked_about():
    row = found(a_person(earnings=D(10)), a_child(date(2025, 1, 1)), awards=awards("uc"))["bsf@household"]
    assert (row.standing, row.missing) == ("ask", ("earnings",))
    kid = a_child(date(2025, 1, 1))
    assert standing("bsf@household", old(earnings=D(10)), kid, awards=awards("pc-guarantee")) == "claim"
    for code in ("uc", "pc-guarantee", "is", "jsa-ib", "esa-ir"):
        assert standing("bsf@household", old(), kid, awards=awards(code)) == "claim"
    assert standing("bsf@household", old(), kid, awards=awards("hb")) is None


@pytest.mark.parametrize(("school", "row"), [("P5", None), ("P6", "claim"), ("P7", "claim"), ("S1", None)])
def test_school_meals(school, row):
    kid = a_child(school=school)
    assert standing("fsm@kid", a_person(), kid, awards=awards("uc", "scp", "cb")) == row
    assert standing("fsm@kid", a_person(), kid, awards=awards("cb"), capital=D(20000)) is None
    fed = a_child(school=school, awards=awards("fsm"))
    assert standing("fsm@kid", a_person(), fed, awards=awards("uc", "scp", "cb")) is None


@pytest.mark.parametrize(
    ("on", "born", "row"),
    [
        (date(2026, 7, 31), date(2021, 2, 28), "claim"),
        (date(2026, 7, 31), date(2021, 3, 1), None),
        (date(2026, 8, 1), date(2022, 2, 28), "claim"),
        (date(2026, 8, 1), date(2022, 3, 1), None),
    ],
)
def test_the_clothing_grant_for_those_at_school(on, born, row):
    key = "clothing-grant@household"
    assert standing(key, a_person(), a_child(born), on=on, awards=awards("uc")) == row
    assert standing(key, a_person(), a_child(born), on=on, awards=awards("uc", "clothing-grant")) is None


@pytest.mark.parametrize("code", ["uc", "is", "jsa-ib", "esa-ir"])
def test_what_opens_the_clothing_grant(code):
    row = found(old(), a_child(), awards=awards(code))["clothing-grant@household"]
    assert row.standing == "claim" and row.why.startswith("1 at school")
    assert standing("clothing-grant@household", old(), a_child(), awards=awards("hb")) is None


# Home and winter ------------------------------------------------------------------------------------

RENT = Home("private", D(90))


def test_housing_benefit_at_pension_age():
    assert standing("hb@household", old(), home=RENT) == "ask"
    assert found(old(), home=RENT)["hb@household"].missing == ("eligible_rent",)
    assert standing("hb@household", old(), home=Home("social", D(90))) == "ask"
    assert standing("hb@household", old(), home=Home("owner")) is None
    assert standing("hb@household", a_person(), home=RENT) is None
    assert standing("hb@household", old(), home=RENT, awards=awards("hb")) is None
    assert standing("hb@household", old(), home=RENT, awards=awards("pc-guarantee")) == "claim"
    assert standing("hb@household", old(), home=RENT, capital=D(16000)) == "ask"
    assert standing("hb@household", old(), home=RENT, capital=D("16000.01")) is None
    rich = {"home": RENT, "capital": D("16000.01"), "awards": awards("pc-guarantee")}
    assert standing("hb@household", old(), **rich) == "claim"
    assert standing("hb@household", old(), home=RENT, capital=None) == "ask"
    after = found(old(awards={}), home=RENT)["hb@household"]
    assert after.standing == "after" and "together" in after.why


def test_council_tax_reduction():
    key = "ctr@household"
    on_uc = {"awards": awards("uc")}
    assert standing(key, a_person(), council_tax=True, **on_uc) == "claim"
    assert standing(key, a_person(), council_tax=False, **on_uc) is None
    row = found(a_person(), council_tax=None, **on_uc)[key]
    assert (row.standing, row.missing) == ("ask", ("council_tax",))
    assert standing(key, a_person(), council_tax=True, awards=awards("uc", "ctr")) is None
    assert standing(key, old(), council_tax=True) is None
    assert standing(key, a_person(), council_tax=True, capital=D("16000.01"), **on_uc) is None
    assert standing(key, a_person(), council_tax=True, capital=D(16000), **on_uc) == "claim"
    rich = {"council_tax": True, "capital": D("16000.01"), "awards": awards("pc-guarantee")}
    assert standing(key, old(), **rich) == "claim"


def test_a_spare_bedroom_is_made_good():
    spare = Home("social", D(90), 1)
    assert standing("dhp@household", a_person(), home=spare, awards=awards("uc")) == "claim"
    assert standing("dhp@household", a_person(), home=spare, awards=awards("hb")) == "claim"
    assert standing("dhp@household", a_person(), home=spare, awards=awards("uc", "dhp")) is None
    assert standing("dhp@household", a_person(), home=spare) is None
    assert standing("dhp@household", old(), home=spare, awards=awards("hb")) is None
    assert standing("dhp@household", a_person(), home=Home("private", D(90), 1), awards=awards("uc")) is None


@pytest.mark.parametrize(
    ("facts", "comes"),
    [
        ({"awards": awards("pc-guarantee")}, True),
        ({"awards": awards("pc-savings")}, True),
        ({"awards": {"uc": paid("lcw")}}, True),
        ({"awards": {"uc": paid("lcwra_protected")}}, True),
        ({"awards": {"uc": paid("disabled_child_lower")}}, True),
        ({"awards": {"uc": paid("child")}}, False),
        ({}, False),
    ],
)
def test_the_winter_heating_payment(facts, comes):
    assert (standing("whp@household", old(), **facts) == "automatic") is comes


def test_the_winter_heating_payment_with_young_children_and_no_earnings():
    on_uc = {"awards": {"uc": paid("child")}}
    four, five = a_child(date(2021, 11, 27)), a_child(date(2021, 11, 26))
    assert standing("whp@household", a_person(), four, **on_uc) == "automatic"
    assert standing("whp@household", a_person(), five, **on_uc) is None
    assert standing("whp@household", a_person(earnings=D("0.01")), four, **on_uc) is None
    assert standing("whp@household", a_person(earnings=None), four, **on_uc) is None


@pytest.mark.parametrize(
    "award",
    [
        {"cdp": paid("care_highest")},
        {"dla": paid("care_highest")},
        {"adp": paid("daily_living_enhanced")},
        {"pip": paid("daily_living_enhanced")},
    ],
)
def test_the_childs_winter_payment_is_for_those_under_nineteen(award):
    young, grown = date(2007, 11, 27), date(2007, 11, 26)
    assert standing("cwhp@kid", a_person(), a_person("kid", young, awards=award)) == "automatic"
    assert standing("cwhp@kid", a_person(), a_person("kid", grown, awards=award)) is None
    assert standing("cwhp@client", a_person(born=young, awards=award)) == "automatic"
    assert (
        standing("cwhp@kid", a_person(), a_person("kid", young, awards={"cdp": paid("care_middle")})) is None
    )


OLD, VERY_OLD = date(1950, 1, 1), date(1946, 11, 26)


@pytest.mark.parametrize(
    ("client", "partner", "on_benefit", "amounts"),
    [
        (OLD, None, False, {"client": "211.15"}),
        (VERY_OLD, None, False, {"client": "316.70"}),
        (date(1946, 11, 27), None, False, {"client": "211.15"}),
        (OLD, OLD, False, {"client": "105.55", "partner": "105.55"}),
        (VERY_OLD, OLD, False, {"client": "211.15", "partner": "105.55"}),
        (VERY_OLD, VERY_OLD, False, {"client": "158.35", "partner": "158.35"}),
        (OLD, None, True, {"client": "211.15"}),
        (VERY_OLD, None, True, {"client": "316.70"}),
        (OLD, OLD, True, {"client": "211.15"}),
        (OLD, VERY_OLD, True, {"client": "316.70"}),
        (date(1990, 1, 1), None, False, {}),
        (date(1990, 1, 1), OLD, False, {"partner": "211.15"}),
    ],
)
def test_the_pension_age_winter_payment(client, partner, on_benefit, amounts):
    people = [old(client)] + (
        [a_person("partner", partner, awards={"sp": paid(weekly="300")})] if partner else []
    )
    rows = found(*people, awards=awards("pc-guarantee") if on_benefit else {})
    assert {row.whom: str(row.amount) for row in rows.values() if row.benefit == "pawhp"} == amounts


@pytest.mark.parametrize("code", ["pc-guarantee", "pc-savings", "uc", "jsa-ib", "esa-ir", "is"])
def test_one_winter_payment_for_a_couple_on_a_relevant_benefit(code):
    couple = old(), a_person("partner", OLD, awards={"sp": paid(weekly="300")})
    rows = found(*couple, awards=awards(code))
    assert [row.whom for row in rows.values() if row.benefit == "pawhp"] == ["client"]


@pytest.mark.parametrize(
    ("code", "row"), [("pc-guarantee", "automatic"), ("uc", "ask"), ("hb", "ask"), ("cb", None)]
)
def test_the_warm_home_discount(code, row):
    assert standing("whd@household", old(), awards=awards(code)) == row


@pytest.mark.parametrize(
    "award",
    [
        {"adp": paid("mobility_enhanced")},
        {"pip": paid("mobility_enhanced")},
        {"cdp": paid("mobility_higher")},
        {"dla": paid("mobility_higher")},
        {"sadla": paid("mobility_higher")},
    ],
)
def test_a_mobility_award_opens_the_badge(award):
    assert standing("blue-badge@client", a_person(awards=award)) == "claim"
    assert standing("blue-badge@client", a_person(awards=award | awards("blue-badge"))) is None
    assert standing("blue-badge@kid", a_person(), a_child(awards=award)) == "claim"


# The whole ------------------------------------------------------------------------------------------


def test_each_row_says_what_it_opens_in_the_catalogues_words():
    opens = " ".join(found(a_person(condition=True))["adp@client"].opens)
    assert "Council Tax" in opens
    assert any("Scottish Child Payment" in each for each in found(a_person())["uc@household"].opens)
    assert found(a_person(), awards=awards("uc"))["whd@household"].opens == ()


@pytest.mark.parametrize("immigration", ["condition", None])
def test_without_settled_status_only_what_is_no_public_fund_stands(immigration):
    person = old(awards={"adp": paid("mobility_enhanced")})
    rows = check(
        a_home(person, awards=awards("uc"), immigration=immigration),
        on=date(2026, 11, 26),
        catalogue=BENEFITS,
    )
    standing_ = {row.benefit: row.standing for row in rows}
    assert standing_["sp"] == "claim" and standing_["blue-badge"] == "claim" and standing_["whd"] == "ask"
    assert standing_["pawhp"] == "advice"
    assert next(row for row in rows if row.benefit == "pawhp").why.startswith("Stop: get registered")
