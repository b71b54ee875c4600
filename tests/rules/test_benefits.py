"""The catalogue is whole, is found by what people write, and never guesses a rate."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from welfare_desk import resources
from welfare_desk.rules.benefits import NoRate, from_data


@pytest.fixture(scope="module")
def catalogue():
    return resources.benefits()


def every_rate(catalogue):
    return [
        rate for year in catalogue.years.values() for table in year.rates.values() for rate in table.values()
    ]


def tables():
    years = [f"benefits/rates-{year}.toml" for year in ("2024-25", "2025-26", "2026-27")]
    return copy.deepcopy(resources.table("benefits/catalogue.toml")), [
        copy.deepcopy(resources.table(name)) for name in years
    ]


def test_the_catalogue_holds_every_benefit_and_amount(catalogue):
    assert len(catalogue.benefits) == 68
    assert len(every_rate(catalogue)) == 385
    assert len(catalogue.passports) == 19
    assert list(catalogue.years) == ["2024-25", "2025-26", "2026-27"]
    assert {code: family.members for code, family in catalogue.families.items()} == {
        "pc": ("pc-guarantee", "pc-savings"),
        "swf": ("swf-crisis", "swf-ccg"),
    }


def test_every_rate_says_where_it_was_read_and_how_far_it_was_checked(catalogue):
    for rate in every_rate(catalogue):
        standing = catalogue.sources[rate.source].standing
        assert rate.checked in {"official", "secondary", "uncertain"}
        assert rate.checked == standing
        assert rate.amount > 0
        assert rate.component in catalogue.benefits[rate.benefit].components


@pytest.mark.parametrize(
    ("code", "component", "year", "checked"),
    [
        ("adp", "daily_living_standard", "2025-26", "official"),  # gov.scot annex, read
        ("aa", "lower", "2025-26", "official"),  # gov.uk, read
        ("aa", "lower", "2026-27", "official"),  # the up-rating order as made
        ("wpa", "weekly", "2026-27", "official"),  # gov.uk, titled proposed; the order was made since
        ("uc", "child", "2026-27", "official"),  # the regulations as in force
        ("uc", "child", "2025-26", "official"),  # the order of 2025, Schedule 13
        ("ycg", "grant", "2026-27", "secondary"),
        ("capp", "per_additional_person", "2025-26", "secondary"),
        ("capp", "per_additional_person", "2026-27", "official"),
    ],
)
def test_a_rate_is_as_certain_as_its_source(catalogue, code, component, year, checked):
    assert catalogue.rate(code, component, year).checked == checked


def test_every_year_begins_after_the_one_before_on_every_clock(catalogue):
    years = list(catalogue.years.values())
    for earlier, later in pairwise(years):
        for clock, first in earlier.starts.items():
            assert first < later.starts[clock] == earlier.ends[clock]
    assert years[-1].ends["weekly_dwp"] == date(2027, 4, 6)
    for year in years:
        assert set(year.starts) == {benefit.clock for benefit in catalogue.benefits.values()}
        for table in year.rates.values():
            for rate in table.values():
                clock = catalogue.benefits[rate.benefit].clock
                assert year.starts[clock] <= rate.starts < year.ends[clock]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("UC LCWRA", "uc"),
        ("ADP", "adp"),
        ("  adult   disability PAYMENT ", "adp"),
        ("PIP", "pip"),
        ("Pension Credit", "pc"),
        ("PC", "pc"),
        ("pension credit savings credit", "pc-savings"),
        ("SWF", "swf"),
        ("Scottish Welfare Fund", "swf"),
        ("guardians_allowance", "ga"),
        ("Guardian's Allowance", "ga"),
        ("ESA", "nsesa"),
        ("JSA", "nsjsa"),
        ("JSA(IB)", "jsa-ib"),
        ("uc-advance", "uc-advance"),
        ("child benefit", "cb"),
        ("a new hip", None),
        ("", None),
    ],
)
def test_a_benefit_is_found_by_what_people_write(catalogue, written, code):
    assert catalogue.find(written) == code


def test_every_code_acronym_and_name_finds_its_own_benefit_or_family(catalogue):
    for code, benefit in catalogue.benefits.items():
        assert catalogue.find(code.upper()) == code
        assert catalogue.find(benefit.name) == code
        assert catalogue.name(code) == benefit.name
        if benefit.acronym:
            assert code in catalogue.members(catalogue.find(benefit.acronym))
    assert catalogue.name("pc") == "Pension Credit"
    assert catalogue.codes()[-2:] == ("pc", "swf")
    assert len(catalogue.codes()) == 70


def test_a_family_has_the_rate_of_the_member_that_has_it(catalogue):
    assert catalogue.rate("pc", "minimum_single", "2026-27").benefit == "pc-guarantee"
    assert catalogue.rate("pc", "maximum_couple", "2026-27").benefit == "pc-savings"
    assert catalogue.rate_on("pc", "minimum_single", date(2026, 4, 6)).amount == Decimal("238.00")


@pytest.mark.parametrize(
    ("code", "component", "year"),
    [
        ("ga", "per_child", "2026-27"),
        ("uc", "lcw", "2026-27"),
        ("uc", "child", "2027-28"),
        ("nonsense", "x", "2026-27"),
    ],
)
def test_a_rate_that_was_not_read_is_refused(catalogue, code, component, year):
    with pytest.raises(NoRate):
        catalogue.rate(code, component, year)


def test_what_is_missing_in_a_year_has_no_rate_there(catalogue):
    for code, component, year in [
        ("jsp", "standard", "2025-26"),
        ("jsp", "standard", "2024-25"),
        ("sadla", "care_lowest", "2026-27"),
        ("adp", "transitional", "2026-27"),
    ]:
        assert any(item.startswith(code) for item in catalogue.years[year].missing)
        with pytest.raises(NoRate):
            catalogue.rate(code, component, year)


@pytest.mark.parametrize(
    ("code", "component", "eve", "old", "new"),
    [
        ("adp", "daily_living_standard", date(2026, 4, 5), "73.90", "76.70"),
        ("csp", "weekly", date(2026, 4, 4), "83.30", "86.45"),
        ("uc", "child", date(2026, 4, 5), "292.81", "303.94"),
        ("whp", "payment", date(2026, 3, 31), "59.75", "62.00"),
        ("iidb", "rate_20_percent", date(2026, 4, 7), "45.06", "46.78"),
        ("iidb", "rate_100_percent", date(2025, 4, 8), "221.50", "225.30"),
        ("ycg", "grant", date(2025, 3, 31), "383.75", "390.25"),
        ("cb", "eldest", date(2025, 4, 6), "25.60", "26.05"),
    ],
)
def test_each_benefit_turns_over_on_its_own_day_of_april(catalogue, code, component, eve, old, new):
    day = date.fromordinal(eve.toordinal() + 1)
    assert catalogue.rate_on(code, component, eve).amount == Decimal(old)
    assert catalogue.rate_on(code, component, day).amount == Decimal(new)
    assert catalogue.rates_in_force(eve)[code][component].amount == Decimal(old)
    assert catalogue.rates_in_force(day)[code][component].amount == Decimal(new)


def test_a_rate_that_began_in_the_middle_of_a_year_is_not_in_force_before(catalogue):
    assert "scs" not in catalogue.rates_in_force(date(2026, 3, 14))
    assert catalogue.rates_in_force(date(2026, 3, 15))["scs"]["weekly"].amount == Decimal("11.29")
    with pytest.raises(NoRate, match="14 March 2026"):
        catalogue.rate_on("scs", "weekly", date(2026, 3, 14))
    assert catalogue.rate_on("scs", "weekly", date(2026, 3, 15)).amount == Decimal("11.29")


def test_a_benefit_that_the_new_table_lacks_does_not_keep_its_old_rate(catalogue):
    assert "ga" in catalogue.rates_in_force(date(2026, 4, 5))
    assert "ga" not in catalogue.rates_in_force(date(2026, 4, 6))


@pytest.mark.parametrize("day", [date(2024, 3, 31), date(2027, 4, 8), date(2030, 1, 1)])
def test_a_day_without_a_commenced_table_is_refused(catalogue, day):
    with pytest.raises(NoRate, match="No table of rates"):
        catalogue.rates_in_force(day)


def test_the_first_and_last_days_with_a_table_are_answered(catalogue):
    assert set(catalogue.rates_in_force(date(2024, 4, 1))) <= {
        "ycg",
        "bsg",
        "fsp",
        "whp",
        "cwhp",
        "pawhp",
        "cas",
        "scp",
        "bsf",
    }
    assert "adp" in catalogue.rates_in_force(date(2027, 4, 5))
    assert "uc" in catalogue.rates_in_force(date(2027, 4, 5))


def test_a_doubt_about_the_first_week_is_told_in_that_week_only(catalogue):
    assert "SSI 2026/170" in catalogue.doubt("adp", date(2026, 4, 6))
    assert "SSI 2026/170" in catalogue.doubt("adp", date(2026, 4, 12))
    assert catalogue.doubt("adp", date(2026, 4, 13)) == catalogue.doubt("adp", date(2026, 4, 5)) == ""
    assert catalogue.doubt("adp", date(2025, 4, 7)) == ""  # the regulations of that year were read
    assert catalogue.doubt("whp", date(2026, 4, 1)) == ""


def test_universal_credit_turns_over_on_the_first_monday_of_the_tax_year(catalogue):
    """Universal Credit Act 2025, section 1(6)(d): the tax year begins on 6 April."""
    first = catalogue.years["2026-27"].starts["uc"]
    assert first.weekday() == 0 and 0 <= (first - date(2026, 4, 6)).days < 7
    assert catalogue.doubt("uc", first) == ""


@pytest.mark.parametrize("first", [date(2024, 4, 1), date(2025, 4, 1), date(2026, 4, 1)])
def test_scottish_child_payment_and_best_start_foods_rise_on_the_first_of_april(catalogue, first):
    """SSI 2024/105 reg 1, SSI 2025/100 reg 1, SSI 2026/170: disability payments follow some days later."""
    for code, component in (("scp", "per_child"), ("bsf", "basic"), ("bsf", "under_one")):
        rate = catalogue.rate_on(code, component, first)
        assert rate.starts == first
        if first.year > 2024:
            eve = date.fromordinal(first.toordinal() - 1)
            assert catalogue.rate_on(code, component, eve).amount < rate.amount
    assert all(year.starts["weekly_dwp"] > year.starts["first_of_april"] for year in catalogue.years.values())


def test_caring_for_a_further_person_pays_what_the_regulations_say(catalogue):
    """SSI 2023/302 reg 16: 10.40 a week each from April 2026, 10 a week when it began on 15 March 2026."""
    assert catalogue.rate_on("capp", "per_additional_person", date(2026, 3, 15)).amount == Decimal("10.00")
    assert catalogue.rate_on("capp", "per_additional_person", date(2026, 4, 5)).amount == Decimal("10.40")


_PUBLIC = (
    "https://www.legislation.gov.uk/",
    "https://www.gov.uk/",
    "https://www.gov.scot/",
    "https://www.mygov.scot/",
    "https://www.socialsecurity.gov.scot/",
    "https://www.beststartinlife.gov.uk/",
    "https://github.com/alphagov/",
)


def test_every_source_says_what_it_is_where_it_stands_and_what_was_read(catalogue):
    for source in catalogue.sources.values():
        assert source.title and source.note, source.id
        assert source.where or source.standing == "uncertain", source.id
        if source.standing == "official":
            assert source.where.startswith(_PUBLIC), source.id


def test_the_readme_tells_how_many_rates_of_this_year_were_read_second_hand(catalogue):
    this_year = [rate.checked for rate in every_rate(catalogue) if rate.tax_year == "2026-27"]
    official = this_year.count("official")
    said = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())
    assert f"Of the {len(this_year)} benefit rates of 2026-27, {official} were read in the law" in said
    assert f"the other {len(this_year) - official} were read second hand" in said


def test_every_source_is_used_and_every_limit_has_one(catalogue):
    used = {rate.source for rate in every_rate(catalogue)}
    used |= {source for benefit in catalogue.benefits.values() for source in benefit.sources}
    for year in catalogue.years.values():
        caps, children = year.limits["benefit_cap"], year.limits["two_child_limit"]
        named = {row["source"] for row in (*caps.values(), children)}
        assert named <= set(catalogue.sources)
        used |= named
    assert used == set(catalogue.sources)


def test_facts_of_a_benefit_and_its_successors_are_kept(catalogue):
    pip, uc = catalogue.benefits["pip"], catalogue.benefits["uc"]
    assert (pip.body, pip.dispute_route, pip.period, pip.status) == (
        "dwp",
        "dwp",
        "four-weekly",
        "closed-in-scotland",
    )
    assert [(other.code, other.since) for other in pip.replaced_by] == [("adp", date(2022, 8, 29))]
    assert [other.code for other in pip.replaces] == ["dla"]
    assert pip.replaces[0].since is None
    assert uc.health_related and uc.hmcts_code == "001" and not uc.loan
    assert {code for code, benefit in catalogue.benefits.items() if benefit.loan} == {
        "uc-advance",
        "uc-budgeting-advance",
        "smi-loan",
    }


def test_limits_are_kept_with_their_year(catalogue):
    assert catalogue.years["2026-27"].limits["benefit_cap"]["couple_or_with_children"]["weekly"] == "423.46"
    assert catalogue.years["2025-26"].limits["two_child_limit"]["uc"] == 2
    assert catalogue.years["2026-27"].limits["two_child_limit"]["uc"] == 0


def break_source(catalogue, years):
    years[0]["rates"]["uc"]["child"]["source"] = "nowhere"


def break_period(catalogue, years):
    years[0]["rates"]["uc"]["child"]["period"] = "hourly"


def break_role(catalogue, years):
    years[0]["rates"]["uc"]["child"]["role"] = "wish"


def break_component(catalogue, years):
    years[0]["rates"]["uc"]["puppy"] = years[0]["rates"]["uc"]["child"]


def break_amount(catalogue, years):
    years[0]["rates"]["uc"]["child"]["amount"] = "1.005"


def break_benefit_of_rate(catalogue, years):
    years[0]["rates"]["gold"] = {}


def break_body(catalogue, years):
    catalogue["benefits"]["uc"]["body"] = "bank"


def break_route(catalogue, years):
    catalogue["benefits"]["uc"]["dispute_route"] = "duel"


def break_kind(catalogue, years):
    catalogue["benefits"]["uc"]["kind"] = "odd"


def break_payment_period(catalogue, years):
    catalogue["benefits"]["uc"]["period"] = "daily"


def break_status(catalogue, years):
    catalogue["benefits"]["uc"]["status"] = "unsure"


def break_benefit_source(catalogue, years):
    catalogue["benefits"]["uc"]["source"] = ["nowhere"]


def break_successor(catalogue, years):
    catalogue["benefits"]["uc"]["replaces"] = [{"code": "nothing"}]


def break_family(catalogue, years):
    catalogue["families"]["pc"]["members"] = ["pc-gold"]


def break_alias(catalogue, years):
    catalogue["aliases"]["the sick"] = "nothing"


def break_passport(catalogue, years):
    catalogue["passports"][0]["opens"] = ["nothing.at_all"]


def break_standing(catalogue, years):
    catalogue["sources"]["pe-uk"]["standing"] = "rumour"


@pytest.mark.parametrize(
    "spoil", [value for name, value in sorted(globals().items()) if name.startswith("break_")]
)
def test_a_table_with_a_word_that_means_nothing_is_refused(spoil):
    catalogue, years = tables()
    from_data(catalogue, years)
    spoil(catalogue, years)
    with pytest.raises(ValueError):
        from_data(catalogue, years)


def test_tables_may_come_in_any_order():
    catalogue, years = tables()
    assert from_data(catalogue, years[::-1]) == from_data(catalogue, years)


def test_a_new_year_is_a_new_table():
    catalogue, years = tables()
    new = copy.deepcopy(years[-1])
    new["year"] = "2027-28"
    new["starts"] = {
        clock: written.replace("2026-04-06", "2027-04-12") for clock, written in new["starts"].items()
    }
    new["starts"] |= {"first_of_april": "2027-04-01", "csp": "2027-04-11", "industrial": "2027-04-14"}
    longer = from_data(catalogue, [*years, new])
    assert longer.rate_on("adp", "mobility_enhanced", date(2027, 4, 11)).tax_year == "2026-27"
    assert longer.rate_on("adp", "mobility_enhanced", date(2027, 4, 12)).tax_year == "2027-28"


def test_underscores_runs_of_spaces_and_letter_case_make_no_difference():
    catalogue = resources.benefits()
    for benefit in catalogue.benefits.values():
        typed = benefit.name.upper().replace(" ", "_")
        assert catalogue.find(f"  {typed} ") == catalogue.find(benefit.name) == benefit.code


def test_what_the_catalogue_does_not_say_of_a_benefit_is_empty():
    written = resources.table("benefits/catalogue.toml")["benefits"]
    for code, benefit in resources.benefits().benefits.items():
        for key, otherwise in (("acronym", ""), ("hmcts_code", ""), ("notes", ""), ("loan", False)):
            assert getattr(benefit, key) == written[code].get(key, otherwise), (code, key)
