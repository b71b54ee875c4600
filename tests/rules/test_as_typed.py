from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.errors import Problem
from welfare_desk.rules import money
from welfare_desk.rules.as_typed import (
    Per,
    Sum,
    read_birth_date,
    read_date,
    read_money,
    read_yes_no,
    says_nothing,
)

TODAY = date(2026, 11, 21)

days = st.dates(date(1925, 1, 1), date(2040, 12, 31))
ordinals = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
DATE_HABITS = {
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "stray spaces": lambda d: f"  {d:%d/%m/%Y} ",
    "spaces inside": lambda d: f"{d:%d / %m / %Y}",
    "dots": lambda d: f"{d.day}.{d.month}.{d.year}",
    "dashes": lambda d: f"{d:%d-%m-%Y}",
    "a typographer's dashes": lambda d: f"{d:%d–%m–%Y}",
    "ISO": lambda d: d.isoformat(),
    "ISO with a time": lambda d: f"{d.isoformat()} 00:00:00",
    "short month": lambda d: f"{d.day} {d:%b} {d.year}",
    "month run in": lambda d: f"{d:%d-%b-%Y}".upper(),
    "ordinal": lambda d: f"{d.day}{ordinals.get(d.day, 'th')} {d:%B} {d.year}",
    "ordinal of": lambda d: f"{d.day}{ordinals.get(d.day, 'th')} of {d:%B}, {d.year}",
    "weekday": lambda d: f"{d:%A} {d.day} {d:%B} {d.year}",
    "month first in words": lambda d: f"{d:%B} {d.day}, {d.year}",
    "eight figures": lambda d: f"{d:%d%m%Y}",
    "eight figures, the year first": lambda d: f"{d:%Y%m%d}",
    "a cell with a time": lambda d: datetime(d.year, d.month, d.day, 9, 30),  # noqa: DTZ001
    "a date": lambda d: d,
}


@pytest.mark.parametrize("habit", DATE_HABITS)
@settings(max_examples=60)
@given(day=days)
def test_any_day_written_in_any_habit_reads_back(habit, day):
    assert read_date(DATE_HABITS[habit](day), today=TODAY) == day


@given(day=st.dates(date(1977, 1, 1), date(2076, 1, 1)))
def test_a_year_of_two_digits_is_the_one_nearest_to_today(day):
    assert read_date(f"{day:%d/%m/%y}", today=TODAY) == day


@given(day=st.dates(TODAY - timedelta(days=99 * 365), TODAY))
def test_a_birth_year_of_two_digits_is_the_last_one_that_has_been(day):
    assert read_birth_date(f"{day:%d.%m.%y}", today=TODAY) == day


def test_a_birth_year_of_two_digits_lies_before_the_referral():
    assert read_birth_date("20/5/24", today=TODAY, latest=date(2024, 4, 18)) == date(1924, 5, 20)


@given(day=st.dates(date(1927, 6, 1), date(2060, 1, 1)))
def test_excels_own_number_for_a_day_is_that_day(day):
    number = (day - date(1899, 12, 30)).days
    assert read_date(Decimal(number), today=TODAY) == day
    assert read_date(str(number), today=TODAY) == day


def test_a_number_cell_that_lost_its_leading_nought_is_still_a_day():
    assert read_date(Decimal(5031985), today=TODAY) == date(1985, 3, 5)


NO_DATES = (
    "31/02/1970, 12/13/2025, 00/01/1990, 1950, May 1950, c. 1950, 5th, about 3/4/25, 3/4, soon, 1/2/3/4"
)


@pytest.mark.parametrize("typed", [*NO_DATES.split(", "), "29/02/2025", "5 Foo 2025", "#N/A", True])
def test_what_is_no_day_in_the_calendar_is_a_problem(typed):
    answer = read_date(typed, today=TODAY, what="the decision date", field="decided_on")
    assert isinstance(answer, Problem)
    assert answer.field == "decided_on"
    assert answer.sentence.startswith("The decision date “")
    assert answer.sentence.endswith("” is not a date.")


def test_the_american_order_is_never_guessed():
    assert read_date("03/04/2026", today=TODAY) == date(2026, 4, 3)


@pytest.mark.parametrize("typed", [None, "", "  ", "-", "–", "n/a", "N/K", "tbc", "Not known"])
def test_a_blank_or_a_dash_is_nothing(typed):
    assert read_date(typed, today=TODAY) is None
    assert read_birth_date(typed, today=TODAY) is None
    assert read_money(typed) is None
    assert read_yes_no(typed) is None
    assert typed is None or says_nothing(typed)


def test_a_date_of_birth_in_the_future_says_so():
    assert read_birth_date("14/03/2031", today=TODAY) == Problem(
        "born_on", "The date of birth 14/03/2031 is in the future.", "Check the year."
    )


def test_nobody_was_born_more_than_120_years_ago():
    assert isinstance(read_birth_date("14/03/1870", today=TODAY), Problem)
    assert read_birth_date("14/03/1906", today=TODAY) == date(1906, 3, 14)


def test_a_date_centuries_away_is_a_problem():
    assert isinstance(read_date("2.10.2205", today=TODAY), Problem)


amounts = st.integers(0, 10_000_000).map(money.from_pence)
MONEY_HABITS = {
    "plain": (lambda a: f"{a}", None),
    "pound sign": (lambda a: f"£{a}", None),
    "commas": (lambda a: f"£{a:,}", None),
    "stray spaces": (lambda a: f" £ {a:,} ", None),
    "GBP": (lambda a: f"GBP {a:,}", None),
    "pw": (lambda a: f"£{a:,} pw", Per.WEEK),
    "p/w": (lambda a: f"£{a}p/w", Per.WEEK),
    "per week": (lambda a: f"{a} per week", Per.WEEK),
    "/wk": (lambda a: f"{a}/wk", Per.WEEK),
    "weekly": (lambda a: f"£{a} WEEKLY", Per.WEEK),
    "a fortnight": (lambda a: f"£{a} a fortnight", Per.FORTNIGHT),
    "every 4 weeks": (lambda a: f"£{a} every 4 weeks", Per.FOUR_WEEKS),
    "pcm": (lambda a: f"£{a} pcm", Per.MONTH),
    "per month": (lambda a: f"£{a} per month", Per.MONTH),
    "pa": (lambda a: f"£{a} p.a.", Per.YEAR),
    "one-off": (lambda a: f"£{a} one-off", Per.ONCE),
    "number cell": (lambda a: a, None),
}


@pytest.mark.parametrize("habit", MONEY_HABITS)
@settings(max_examples=60)
@given(amount=amounts)
def test_any_amount_written_in_any_habit_reads_back(habit, amount):
    write, per = MONEY_HABITS[habit]
    assert read_money(write(amount)) == Sum(amount, per)


@pytest.mark.parametrize("write", ["-{}", "-£{}", "£-{}", "(£{})", "- {}", "−{}"])
@given(amount=st.integers(1, 100_000).map(money.from_pence))
def test_less_than_nothing_reads_as_less_than_nothing(write, amount):
    assert read_money(write.format(amount)) == Sum(-amount)


NO_AMOUNTS = (
    "approx £70ish|£70?|c. £70|70ish|12.345|1,23|12,34,567|--5|(5|5)|£1.2k|1e3|£5 + £6|#REF!|£5 a moon"
)


@pytest.mark.parametrize(
    "typed", [*NO_AMOUNTS.split("|"), "9" * 30, Decimal("1E+30"), True, date(2026, 1, 1)]
)
def test_what_is_no_amount_is_a_problem(typed):
    answer = read_money(typed, what="the weekly gain", field="weekly")
    assert isinstance(answer, Problem)
    assert answer.sentence.startswith("The weekly gain “")


def test_an_accounting_format_shows_nought_as_a_pound_and_a_dash():
    assert read_money(" £ -   ") is None
    assert read_money("£") is None


@pytest.mark.parametrize(
    ("typed", "weekly"),
    [
        ("£52 pw", "52.00"),
        ("£104 a fortnight", "52.00"),
        ("£208 every 4 weeks", "52.00"),
        ("£120 pcm", "27.69"),
        ("£1,000 a year", "19.23"),
        ("£52", "52.00"),
    ],
)
def test_a_sum_by_another_period_has_its_weekly_amount(typed, weekly):
    answer = read_money(typed)
    assert isinstance(answer, Sum)
    assert answer.weekly() == Decimal(weekly)


def test_a_sum_paid_once_has_no_weekly_amount():
    with pytest.raises(ValueError, match="no weekly amount"):
        Sum(Decimal(5), Per.ONCE).weekly()


@pytest.mark.parametrize("typed", ["Y", "yes ", " YES", "y", "Yes - by phone", "true", True, "✓"])
def test_yes_in_any_habit(typed):
    assert read_yes_no(typed) is True


@pytest.mark.parametrize("typed", ["N", "NO ", "no", "n", "No (cancelled)", "FALSE", False, "✗"])
def test_no_in_any_habit(typed):
    assert read_yes_no(typed) is False


@pytest.mark.parametrize("typed", ["maybe", "no idea", "yesterday", "x", "2"])
def test_neither_yes_nor_no_is_a_problem(typed):
    assert isinstance(read_yes_no(typed), Problem)


@given(st.text(max_size=30))
def test_nothing_that_can_be_typed_breaks_a_reading(typed):
    read_date(typed, today=TODAY)
    read_birth_date(typed, today=TODAY)
    read_money(typed)
    read_yes_no(typed)


BLANKS = (
    "|-|--|?|n/a|na|n.a.|none|nil|n/k|nk|not known|unknown|tbc|tba|not given|not recorded|not provided|"
    "not stated|not asked|don't know|blank"
)


@pytest.mark.parametrize("typed", BLANKS.split("|"))
def test_every_way_of_leaving_a_blank_is_one(typed):
    for written in (typed, typed.upper(), f"  {typed.title()} "):
        assert says_nothing(written)
        assert read_date(written, today=TODAY) is None


@pytest.mark.parametrize("typed", ["0", "no", "x", "--5", "nobody", "not known to be well, but better"])
def test_what_says_something_is_no_blank(typed):
    assert not says_nothing(typed)


def test_a_long_run_of_spaces_is_a_blank():
    assert says_nothing(" " * 30)


MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905


@pytest.mark.parametrize("at", range(1, 13))
def test_a_month_reads_by_its_first_three_letters_and_any_more(at):
    name = MONTHS[at - 1]
    for end in range(3, len(name) + 1):
        assert read_date(f"4 {name[:end]} 2026", today=TODAY) == date(2026, at, 4)
    assert isinstance(read_date(f"4 {name[:2]} 2026", today=TODAY), Problem)
    assert isinstance(read_date(f"4 {name}s 2026", today=TODAY), Problem)


def test_an_apostrophe_may_stand_for_the_century():
    assert read_date("5/11/'26", today=TODAY) == date(2026, 11, 5)
    assert read_birth_date("5 Nov '48", today=TODAY) == date(1948, 11, 5)


def test_one_may_be_born_on_the_very_day():
    assert read_birth_date("21/11/26", today=TODAY) == TODAY
    assert read_birth_date("22/11/26", today=TODAY) == date(1926, 11, 22)
    assert read_birth_date("18/4/24", today=TODAY, latest=date(2024, 4, 18)) == date(2024, 4, 18)


def test_the_first_reach_back_is_120_years():
    assert read_birth_date("31/12/1906", today=TODAY) == date(1906, 12, 31)
    assert isinstance(read_birth_date("31/12/1905", today=TODAY), Problem)
    assert read_date("1/1/1906", today=TODAY) == date(1906, 1, 1)
    assert isinstance(read_date("31/12/1905", today=TODAY), Problem)
    assert isinstance(read_date("1/1/2147", today=TODAY), Problem)


@pytest.mark.parametrize(
    ("per", "words"),
    [
        (Per.WEEK, "pw|p.w.|p/w|pwk|per week|per wk|/week|/ w|/w|a week|each week|every week|weekly|wkly|wk"),
        (Per.FORTNIGHT, "per fortnight|/fortnight|a fortnight|every 2 weeks|each 2 wks|fortnightly|2-weekly"),
        (Per.FOUR_WEEKS, "per 4 weeks|/4 wks|each four weeks|every 4 weeks|4-weekly|four weekly|4 wkly|p4w"),
        (Per.MONTH, "pm|pcm|p.c.m.|p/m|per month|per calendar month|/month|a mth|/m|/ m|monthly"),
        (Per.YEAR, "pa|p.a.|p/a|per year|per annum|/yr|a year|each year|every year|annually|yearly|annual"),
        (Per.ONCE, "one-off|(one off)|lump sum|lump|backdated|back-dated|backdate|arrears|total"),
    ],
)
def test_how_often_it_is_paid_reads_in_any_words(per, words):
    for said in words.split("|"):
        assert read_money(f"£10 {said}") == Sum(Decimal("10.00"), per), said
        assert isinstance(read_money(f"£10 {said}!"), Problem), said


def test_the_words_for_how_often_are_the_ones_stored():
    assert [str(per) for per in Per] == ["once", "week", "fortnight", "four weeks", "month", "year"]


def test_a_problem_lies_with_the_field_that_is_read():
    assert read_money("x").field == "amount"
    assert read_date("x", today=TODAY).field == "date"
    assert read_birth_date("x", today=TODAY).field == "born_on"
    assert read_yes_no("x").field == "answer"
