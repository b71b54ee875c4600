"""What one row says, and which rows are one person."""

from datetime import date
from decimal import Decimal

import pytest
from caseload_files import ANN, HEADINGS, cases, comma_file, read

from welfare_desk.casework.caseload import Fate

BOB = {"Ref": "B1", "Surname": "Muir", "Forename": "Bob", "DOB": "1/2/1980"}


def one(**more):
    [row] = cases({**ANN, **more}).rows
    return row


def said(row):
    return " ".join(row.warnings)


def test_a_blank_refuses_nobody():
    [row] = cases({"Surname": "Reid"}).rows
    assert row.fate is Fate.ACCEPTED
    assert row.warnings == ()
    assert row.entry.person.born_on is None


@pytest.mark.parametrize("nobody", ["", "  ", "-", "?"])
def test_a_row_without_any_name_is_refused(nobody):
    [row] = cases({**ANN, "Surname": nobody, "Forename": nobody}).rows
    assert row.reasons == ("B2: there is no name.",)


def test_one_name_is_enough():
    assert cases({**BOB, "Surname": ""}).rows[0].fate is Fate.ACCEPTED


def test_a_date_of_birth_unlike_the_chi_number_warns_and_never_refuses():
    row = one(DOB="5/7/61")
    assert row.fate is Fate.ACCEPTED
    assert row.warnings == ("F2: the CHI number does not begin with the date of birth 05/07/1961.",)


def test_a_malformed_postcode_warns_and_is_kept_as_written():
    row = one(Postcode="EH6 ???")
    assert row.warnings == ("G2: EH6 ??? is not a postcode; it comes in as written.",)
    assert (row.entry.person.postcode, row.entry.person.postcode_typed) == (None, "EH6 ???")


def test_a_temporary_number_warns_and_is_kept_apart():
    row = one(**{"NI No": "TN070561F"})
    assert "temporary number" in said(row)
    assert row.entry.person.ni is None
    assert str(row.entry.person.temporary_ni) == "TN070561F"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("16.4.26", "The sheet says 16/04/2026; ask again."),
        ("yes", "The sheet says yes; ask again."),
        ("No", "The sheet says no."),
        ("signed, in file", "The sheet says “signed, in file”; ask again."),
    ],
)
def test_consent_in_a_cell_is_not_consent(typed, sentence):
    assert one(**{"Records consent": typed}).entry.consent.sentence == sentence


def test_no_word_about_consent_is_none():
    assert one(**{"Records consent": " - "}).entry.consent is None


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("income", "Inc max"),
        ("income", "INCOME MAXIMISATION"),
        ("tribunal", "appeal"),
        ("tribunal", "MR"),
        ("debt", "debt"),
        ("debt", "Money advice"),
        ("housing", "Housing"),
        ("employability", "Employability"),
    ],
)
def test_the_kind_of_case_is_told_from_its_word(kind, typed):
    assert one(**{"Case type": typed, "Benefit": "PIP"}).entry.kind == kind


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"Benefit": "PIP"}, "income"),
        ({"Benefit": "Rent arrears"}, "debt"),
        ({"Written off": "£5"}, "debt"),
        ({}, "other"),
    ],
)
def test_without_a_word_for_it_the_kind_follows_from_the_rest(more, kind):
    assert one(**more).entry.kind == kind


def test_a_benefit_or_kind_we_do_not_know_comes_in_as_written_with_a_warning():
    row = one(**{"Case type": "Inc max", "Benefit": "Tartan Allowance"})
    assert row.entry.matter.text == "Tartan Allowance"
    assert row.warnings == ("I2: “Tartan Allowance” is not a benefit we know; it comes in as written.",)
    row = one(**{"Case type": "Gardening"})
    assert row.entry.kind == "other"
    assert "Gardening" in said(row)


def test_did_not_attend_is_no_outcome_but_an_absence():
    row = one(Outcome="DNA")
    assert row.entry.referral.attended is False
    assert row.entry.decision.outcome is None
    assert row.warnings == ()
    row = one(Outcome="DNA", **{"Attended?": "yes"})
    assert "did not attend" in said(row)


def test_a_gain_without_a_date_confirmed_does_not_count_yet():
    gain = one(**{"Weekly gain": "£5", "Lump sum": "£7"}).entry.gain
    assert (gain.amounts, gain.confirmed_on) == (2, None)


def test_nought_is_no_gain():
    gain = one(**{"Weekly gain": "0", "Lump sum": "£0.00", "Written off": "nil"}).entry.gain
    assert gain.amounts == 0


def test_a_monthly_gain_is_told_as_weekly_with_a_warning():
    row = one(**{"Weekly gain": "£120 pcm"})
    assert row.entry.gain.weekly == Decimal("27.69")
    assert row.warnings == ("L2: £120.00 a month was taken as £27.69 a week.",)


def test_a_sum_paid_once_is_no_weekly_gain():
    assert one(**{"Weekly gain": "£300 one-off"}).reasons == ("L2: the weekly gain is a sum paid once.",)


@pytest.mark.parametrize("column", ["Weekly gain", "Lump sum", "Written off"])
def test_less_than_nothing_is_refused(column):
    assert one(**{column: "-£5"}).fate is Fate.REFUSED


def test_a_gain_on_a_refusal_warns():
    assert "there is a gain" in said(one(Outcome="Refused", **{"Weekly gain": "£5"}))


def test_days_out_of_order_warn_and_days_before_birth_refuse():
    row = one(**{"Decision date": "1/6/26", "Date confirmed": "1/5/26"})
    assert row.warnings == ("O2: the date confirmed 01/05/2026 is before the decision date.",)
    assert "is in the future" in said(one(**{"Decision date": "1/6/27"}))
    row = one(**{"Decision date": "1/6/1950"})
    assert row.reasons == ("J2: the decision date 01/06/1950 is before the date of birth.",)


def test_a_two_digit_year_of_birth_lies_before_the_decision():
    [row] = cases({"Surname": "Reid", "DOB": "1/6/26", "Decision date": "1/5/26"}).rows
    assert row.entry.person.born_on == date(1926, 6, 1)


@pytest.mark.parametrize("label", ["TOTAL", "Totals:", "Grand total", "Sub-total 2026", "Sum"])
@pytest.mark.parametrize("column", ["Ref", "Surname", "Notes"])
def test_a_totals_row_is_no_case(label, column):
    *_, row = cases(ANN, {column: label, "Weekly gain": "12345.67"}).rows
    assert (row.fate, row.reasons) == (Fate.BLANK, ("A totals row, not a case.",))


def test_sums_alone_are_a_totals_row_too():
    *_, row = cases(ANN, {"Weekly gain": "£12,345.67", "Lump sum": "5.00"}).rows
    assert (row.fate, row.reasons) == (Fate.BLANK, ("A totals row, not a case.",))


def test_a_person_called_total_is_a_person():
    assert cases({**BOB, "Surname": "Total"}).rows[0].fate is Fate.ACCEPTED


def test_headings_printed_again_and_rows_of_dashes_are_blank():
    rows = read(comma_file(HEADINGS, ["A1", "Reid"], HEADINGS, ["-"] * 18, [""] * 18)).rows
    assert [row.fate for row in rows] == [Fate.ACCEPTED, Fate.BLANK, Fate.BLANK, Fate.BLANK]


def test_the_same_row_typed_another_way_is_a_duplicate():
    again = {**ANN, "Surname": "REID ", "DOB": "07.05.1961", "NI No": "ym 99 57 58 d", "CHI": "705612643"}
    rows = cases(ANN, again).rows
    assert [row.fate for row in rows] == [Fate.ACCEPTED, Fate.DUPLICATE]
    assert rows[1].reasons == ("Row 3 is row 2 again: the same reference and content.",)


def test_one_reference_with_other_content_comes_in_with_a_warning():
    rows = cases(ANN, {**ANN, "Benefit": "PIP"}).rows
    assert [row.fate for row in rows] == [Fate.ACCEPTED, Fate.ACCEPTED]
    assert rows[1].warnings == ("A3: A1 stands on row 2 too, with other content.",)


def test_one_content_with_another_reference_comes_in_with_a_warning():
    rows = cases(ANN, {**ANN, "Ref": "A2"}).rows
    assert rows[1].fate is Fate.ACCEPTED
    assert rows[1].warnings == ("A3: all but the reference is the same as on row 2.",)


def test_a_refused_row_makes_no_later_row_a_duplicate():
    bad = {**ANN, "NI No": "BG123456A"}
    assert [row.fate for row in cases(bad, bad).rows] == [Fate.REFUSED, Fate.REFUSED]


def people(*rows):
    caseload = cases(*({**row, "Ref": f"R{at}"} for at, row in enumerate(rows)))
    return sorted(person.rows for person in caseload.people), caseload.rows


def without(case, *headings):
    return {heading: value for heading, value in case.items() if heading not in headings}


def test_one_national_insurance_number_is_one_person():
    married = {**without(ANN, "CHI"), "Surname": "Grant"}
    assert people(ANN, married)[0] == [(2, 3)]


def test_one_chi_number_is_one_person():
    assert people(ANN, without(ANN, "NI No", "DOB"))[0] == [(2, 3)]


def test_one_name_and_date_of_birth_is_one_person():
    bare = without(ANN, "NI No", "CHI")
    assert people(ANN, {**bare, "Surname": "RÉID"})[0] == [(2, 3)]
    assert people(bare, bare)[0] == [(2, 3)]


def test_rows_are_joined_through_a_third():
    assert people(without(ANN, "CHI"), without(ANN, "NI No"), ANN)[0] == [(2, 3, 4)]


def test_two_persons_with_one_name_and_other_numbers_stay_apart_and_are_asked_about():
    bare = without(ANN, "NI No", "CHI")
    groups, rows = people({**bare, "NI No": "YM995758D"}, {**bare, "NI No": "AB123456C"})
    assert groups == [(2,), (3,)]
    assert rows[0].warnings == (
        "Somebody else, by all that is known, has this name and date of birth on row 3; they are kept apart.",
    )


def test_a_row_that_could_be_either_of_two_is_neither():
    bare = without(ANN, "NI No", "CHI")
    groups, rows = people({**bare, "NI No": "YM995758D"}, bare, {**bare, "NI No": "AB123456C"}, bare)
    assert groups == [(2,), (3, 5), (4,)]
    assert "kept apart" in said(rows[1])


def test_one_name_and_other_dates_of_birth_are_two_persons():
    bare = without(ANN, "NI No", "CHI")
    assert people(bare, {**bare, "DOB": "8/9/1990"})[0] == [(2,), (3,)]


def test_one_number_for_two_plainly_different_people_keeps_them_apart():
    groups, rows = people(ANN, {**BOB, "NI No": ANN["NI No"]})
    assert groups == [(2,), (3,)]
    assert rows[1].warnings == (
        "Somebody else, on row 2, has the same National Insurance number; they are kept apart.",
    )


def test_a_person_with_two_chi_numbers_is_one_person_with_a_warning():
    groups, rows = people(ANN, {**ANN, "CHI": "0705612651"})
    assert groups == [(2, 3)]
    assert rows[0].warnings == ("The same person has another CHI number on row 3.",)


def test_twins_with_one_mistyped_number_stay_two():
    twin = {**ANN, "Forename": "Una", "CHI": "0705612651"}
    assert people(ANN, twin)[0] == [(2,), (3,)]


def test_a_name_and_postcode_join_only_where_no_birthday_speaks_against_it():
    home = {**without(ANN, "NI No", "CHI"), "Postcode": "EH6 5NX"}
    assert people(home, without(home, "DOB"))[0] == [(2, 3)]
    assert people(home, {**home, "DOB": "8/9/1990"})[0] == [(2,), (3,)]
    assert people(home, {**home, "DOB": "8/9/1990"}, without(home, "DOB"))[0] == [(2,), (3,), (4,)]


def test_a_temporary_number_joins_nobody():
    lent = {"Surname": "Reid", "NI No": "TN070561F"}
    assert people(lent, {**lent, "Surname": "Muir"})[0] == [(2,), (3,)]


def test_the_person_is_put_together_from_all_their_rows():
    caseload = cases(
        {**ANN, "Surname": "REID", "Ref": "1"}, {**without(ANN, "CHI"), "Ref": "2", "Postcode": "eh65nx"}
    )
    [group] = caseload.people
    assert group.person.surname == "Reid"
    assert str(group.person.chi) == "070561 2643"
    assert str(group.person.postcode) == "EH6 5NX"


def test_two_gains_for_one_benefit_warn_but_a_refusal_beside_a_gain_does_not():
    pip = {**ANN, "Benefit": "PIP", "Case type": "Inc max"}
    _, rows = people(
        {**pip, "Weekly gain": "£5"}, {**pip, "Weekly gain": "£6"}, {**pip, "Outcome": "Refused"}
    )
    assert "may be one award" in said(rows[0])
    assert "row 2" in said(rows[1])
    assert rows[2].warnings == ()
