from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.errors import Problem
from welfare_desk.rules.identifiers import (
    ChiNumber,
    NationalInsuranceNumber,
    Phone,
    Postcode,
    TemporaryNumber,
)

UNUSED = ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")
prefixes = st.tuples(st.sampled_from("ABCEGHJKLMNOPRSTWXYZ"), st.sampled_from("ABCEGHJKLMNPRSTWXYZ")).map(
    "".join
)
ni_numbers = st.tuples(
    prefixes.filter(lambda prefix: prefix not in UNUSED),
    st.integers(0, 999_999).map("{:06}".format),
    st.sampled_from("ABCD"),
).map("".join)


@given(number=ni_numbers, gap=st.sampled_from(["", " ", "-", ".", "  ", "\u00a0"]), upper=st.booleans())
def test_a_national_insurance_number_reads_in_any_spacing_and_case(number, gap, upper):
    typed = gap.join([number[:2], number[2:4], number[4:6], number[6:8], number[8]])
    read = NationalInsuranceNumber.read(f" {typed if upper else typed.lower()} ")
    assert read == NationalInsuranceNumber(number)
    assert NationalInsuranceNumber.read(str(read)) == read


@pytest.mark.parametrize(
    "prefix", [*UNUSED, "DA", "FA", "IA", "QA", "UA", "VA", "AD", "AF", "AI", "AO", "AQ", "AU", "AV"]
)
def test_a_prefix_that_is_never_given_out_cannot_exist(prefix):
    """HMRC National Insurance Manual NIM39110."""
    answer = NationalInsuranceNumber.read(f"{prefix}123456A")
    assert isinstance(answer, Problem)
    assert f"none begins with {prefix}" in answer.sentence


@pytest.mark.parametrize(
    "typed", ["AB123456E", "AB123456", "AB12345A", "A1234567B", "AB1234567", "AB12345OC", "rubbish"]
)
def test_a_number_of_the_wrong_shape_cannot_exist(typed):
    assert isinstance(NationalInsuranceNumber.read(typed), Problem)


def test_the_letter_o_may_come_first_but_not_second():
    assert NationalInsuranceNumber.read("OC686210C") == NationalInsuranceNumber("OC686210C")


@pytest.mark.parametrize("typed", ["TN 14 03 85 M", "tn140385f", "63T12345", "11 a1 11 11"])
def test_a_temporary_number_is_told_from_a_real_one(typed):
    assert isinstance(NationalInsuranceNumber.read(typed), TemporaryNumber)


def test_what_is_not_valid_cannot_be_built():
    for build, written in (
        (NationalInsuranceNumber, "ab123456c"),
        (ChiNumber, "410472301"),
        (Postcode, "eh65nx"),
        (Phone, "12"),
    ):
        with pytest.raises(ValueError, match=r"."):
            build(written)


@pytest.mark.parametrize("kind", [NationalInsuranceNumber, ChiNumber, Postcode, Phone])
@pytest.mark.parametrize("typed", ["", "   ", "-", "n/k"])
def test_a_blank_is_no_problem(kind, typed):
    assert kind.read(typed) is None


def with_check_digit(nine):
    """Modulus 11 the long way round: eleven less the remainder; eleven is nought, ten cannot be."""
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
    return None if check == 10 else nine + str(check % 11)


chi_numbers = (
    st.tuples(st.dates(date(1930, 1, 1), date(2025, 12, 31)), st.integers(0, 999))
    .map(lambda pair: with_check_digit(f"{pair[0]:%d%m%y}{pair[1]:03}"))
    .filter(bool)
)


@given(number=chi_numbers)
def test_a_chi_number_reads_in_any_spacing(number):
    assert ChiNumber.read(f" {number[:6]} {number[6:]} ") == ChiNumber(number)
    assert str(ChiNumber(number)) == f"{number[:6]} {number[6:]}"


@given(number=chi_numbers.filter(lambda number: number.startswith("0")))
def test_the_nought_that_excel_drops_is_put_back(number):
    assert ChiNumber.read(str(int(number))) == ChiNumber(number)
    assert ChiNumber.read(f"{int(number)}.0") == ChiNumber(number)


@given(number=chi_numbers, place=st.integers(0, 9), by=st.integers(1, 9))
def test_one_wrong_digit_always_fails_the_check(number, place, by):
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert isinstance(ChiNumber.read(wrong), Problem)


@given(number=chi_numbers, place=st.integers(0, 8))
def test_two_digits_swapped_always_fail_the_check(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        assert isinstance(ChiNumber.read(swapped), Problem)


def test_a_chi_number_shortened_by_excel_says_how_to_mend_it():
    answer = ChiNumber.read("1.2E+09")
    assert isinstance(answer, Problem)
    assert "Excel" in answer.hint


def test_a_chi_number_fits_its_date_of_birth_and_says_nothing_of_sex():
    chi = ChiNumber("0410472301")
    assert chi.fits(date(1947, 10, 4))
    assert not chi.fits(date(1947, 4, 10))
    assert not [name for name in dir(chi) if "sex" in name or "gender" in name]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("  g21 9nx ", "G21 9NX"),
        ("DD39ZA", "DD3 9ZA"),
        ("eh11 1zb", "EH11 1ZB"),
        ("EH 11 1 ZB", "EH11 1ZB"),
        ("ec1a1bb", "EC1A 1BB"),
        ("W1A0AX", "W1A 0AX"),
        ("M1 1AE", "M1 1AE"),
        ("ZZ993VZ", "ZZ99 3VZ"),
    ],
)
def test_a_postcode_reads_in_any_spacing_and_case(typed, written):
    assert str(Postcode.read(typed)) == written


@pytest.mark.parametrize(
    "typed", ["EH5", "QX1 1AA", "EH6 5CX", "EI6 5NX", "6EH 5NX", "EH65 NXX", "near the park"]
)
def test_what_is_no_postcode_is_a_problem(typed):
    assert isinstance(Postcode.read(typed), Problem)


def test_a_postcode_gives_its_district():
    assert Postcode("EH11 1ZB").outward == "EH11"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0131-556 1234", "0131 556 1234"),
        ("+44 (0)131 556 1234", "0131 556 1234"),
        ("7700900123", "07700 900123"),
        ("0044 7700 900123", "07700 900123"),
        ("020 7946 0000", "020 7946 0000"),
        ("+353 1 234 5678", "+35312345678"),
    ],
)
def test_a_telephone_number_reads_in_any_habit(typed, shown):
    assert str(Phone.read(typed)) == shown


@pytest.mark.parametrize("typed", ["12", "ring daughter", "0431 556 1234", "0131 556"])
def test_what_is_no_telephone_number_is_a_problem(typed):
    assert isinstance(Phone.read(typed), Problem)


@given(st.text(max_size=25))
def test_nothing_that_can_be_typed_breaks_an_identifier(typed):
    for kind in (NationalInsuranceNumber, ChiNumber, Postcode, Phone):
        kind.read(typed)


@pytest.mark.parametrize(
    ("typed", "temporary"),
    [
        ("TN010185M", True),
        ("TN311285F", True),
        ("TN320185M", False),
        ("TN000185M", False),
        ("TN010085M", False),
        ("TN011385M", False),
    ],
)
def test_an_old_temporary_number_holds_a_day_and_a_month(typed, temporary):
    """NIM39110: TN, the date of birth, M or F."""
    assert isinstance(NationalInsuranceNumber.read(typed), TemporaryNumber) is temporary


@pytest.mark.parametrize("letter", "DFIQUV")
def test_some_letters_never_come_first(letter):
    assert isinstance(NationalInsuranceNumber.read(f"{letter}B123456A"), Problem)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0901 234 5678", "0901 234 5678"),
        ("0345 600 6006", "0345 600 6006"),
        ("0800 915 4604", "0800 915 4604"),
        ("0141 946 0000", "0141 946 0000"),
        ("0113 496 0000", "0113 496 0000"),
        ("01382 496 077", "01382 496077"),
        ("0500 555 123", "05005 55123"),
        ("7700900123.0", "07700 900123"),
        ("0035312345678", "+35312345678"),
        ("00353 1 234 5678", "+35312345678"),
        ("(0131) 556 1234", "0131 556 1234"),
    ],
)
def test_a_telephone_number_is_shown_as_people_say_it(typed, shown):
    assert str(Phone.read(typed)) == shown


def test_a_problem_names_the_field_of_its_number():
    fields = [(NationalInsuranceNumber, "ni"), (ChiNumber, "chi"), (Postcode, "postcode"), (Phone, "phone")]
    for kind, field in fields:
        answer = kind.read("rubbish")
        assert isinstance(answer, Problem)
        assert answer.field == field
    wrong_digit = ChiNumber.read("0410472302")
    assert isinstance(wrong_digit, Problem) and wrong_digit.field == "chi"
