"""Other workbooks of the same habits: other headings, orders, titles, sheets; CSV in every clothing."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from caseload_files import ANN, HEADINGS, comma_file, fill, part_changed, read, saved, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.casework.caseload import Fate, Matching, faults
from welfare_desk.errors import UsageFault

OTHER_HEADINGS = [
    *("Worker", "Client DOB", "Gain (£ per week)", "Last name", "First name(s)", "Favourite biscuit", "NINO"),
    *("Post code", "Backdate", "Type of case", "Benefit name", "Date of decision", "Result"),
    *("Date gain confirmed", "GP Surgery", "MH", "Partner DOB", "Mandate signed"),
]
AWARDED = [
    *("RM", date(1961, 5, 7), 41.5, "Reid", "Ann", "rich tea", "ym995758d"),
    *("eh65nx", "£1,000", "Inc max", "ADP", "3rd April 2026", "Awarded"),
    *("1.5.26", "Quay", "y", "1/1/60", "yes"),
]
IN_DEBT = [
    *("RM", "7/5/61", None, "REID", "Ann", None, "YM 99 57 58 D"),
    *("EH6 5NX", None, "debt", "Rent arrears", "4/4/26", "Pending"),
    *(None, "Quay", "n"),
]
ALL_WRONG = [
    *("JT", "1/1/1970", "-5", "Muir", "Bob", None, "BG123456A"),
    *("nowhere", "£20 pw", "appeal", "PIP", "31/4/26", "Won"),
    *(None, "Quay", None, None, "=HYPERLINK"),
]


def third_workbook():
    """Renamed, reordered, missing (no reference, no CHI) and extra columns, a merged title, another sheet."""
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.active.append(["How to fill in this log", None, "Ask Rosa"])
    sheet = book.create_sheet("2026 cases")
    sheet["B2"] = "Outreach log 2026-27"
    sheet.merge_cells("B2:H2")
    totals = [None, None, 41.5, "Grand total"]
    fill(sheet, OTHER_HEADINGS, AWARDED, IN_DEBT, [], ALL_WRONG, totals, first=5)
    return saved(book)


def test_a_workbook_of_other_headings_is_read_by_its_habits():
    caseload = read(third_workbook())
    assert (
        caseload.source.sentence == "Read the sheet 2026 cases of log, headings in row 5; not read: Read me."
    )
    assert caseload.matching.not_brought_in == ("Favourite biscuit", "Partner DOB")
    assert [(row.row, row.fate) for row in caseload.rows] == [
        (6, Fate.ACCEPTED),
        (7, Fate.ACCEPTED),
        (8, Fate.BLANK),
        (9, Fate.REFUSED),
        (10, Fate.BLANK),
    ]
    [person] = caseload.people
    assert person.rows == (6, 7)
    assert (person.person.surname, str(person.person.postcode)) == ("Reid", "EH6 5NX")
    entry = caseload.rows[0].entry
    assert (entry.gain.weekly, entry.gain.lump) == (Decimal("41.50"), Decimal("1000.00"))
    assert entry.gain.confirmed_on == date(2026, 5, 1)
    assert (entry.kind, entry.matter.benefit, entry.decision.outcome) == ("income", "adp", "awarded")
    assert entry.consent.sentence == "The sheet says yes; ask again."


def test_a_row_that_cannot_be_right_is_refused_with_every_reason():
    refused = read(third_workbook()).rows[3]
    assert sorted(refused.reasons) == [
        "C9: the weekly gain -5 is less than nothing.",
        "G9: the National Insurance number BG123456A cannot exist: none begins with BG.",
        "I9: the lump sum “£20 pw” is paid by the week, not once.",
        "L9: the date of decision “31/4/26” is not a date."
        if False
        else "L9: the decision date “31/4/26” is not a date.",
    ]
    assert "H9: nowhere is not a postcode; it comes in as written." in refused.warnings
    assert refused.entry is None
    assert ("R9", "=HYPERLINK") in {(cell.address, cell.text) for cell in refused.raw}


def test_a_health_column_comes_in_only_when_the_agency_ticks_it():
    without, with_it = read(third_workbook()), read(third_workbook(), allow_health=True)
    assert without.rows[0].entry.health is None
    assert with_it.rows[0].entry.health.mental_health is True
    assert with_it.rows[1].entry.health.mental_health is False
    for caseload in (without, with_it):
        assert "MH" not in {cell.heading for row in caseload.rows for cell in row.raw}
    assert [row.fingerprint for row in without.rows] == [row.fingerprint for row in with_it.rows]


def test_a_column_not_brought_in_is_not_kept_either():
    kept = {cell.heading for row in read(third_workbook()).rows for cell in row.raw}
    assert not kept & {"Favourite biscuit", "Partner DOB"}


def test_a_matching_can_be_corrected_saved_by_name_and_used_on_another_file():
    first = read(third_workbook()).matching
    mine = first.corrected("Favourite biscuit", "notes").corrected("Worker", None)
    kept = Matching.from_data({**mine.as_data(), "name": "Quay log"})
    reordered = comma_file(
        ["Favourite biscuit", "Worker", "Last name", "CHI"], ["rich tea", "RM", "Reid", ""]
    )
    caseload = read(reordered, matching=kept)
    entry = caseload.rows[0].entry
    assert (entry.notes, entry.advisor, entry.person.surname) == ("rich tea", "", "Reid")
    assert caseload.matching.name == "Quay log"
    assert caseload.matching.at("chi") == 3  # a heading the saved matching never saw is guessed at


def test_a_matching_gives_a_field_to_one_column_only():
    matching = read(third_workbook()).matching.corrected("Favourite biscuit", "advisor")
    assert [column.heading for column in matching.columns if column.field == "advisor"] == [
        "Favourite biscuit"
    ]
    with pytest.raises(UsageFault):
        matching.corrected("Favourite biscuit", "shoe_size")
    with pytest.raises(UsageFault):
        matching.corrected("Shoe size", "notes")


SPELLINGS = {
    "born_on": ["D.O.B.", "Date of Birth", "Client DOB", "Birth date"],
    "ni": ["N.I. Number", "NI No.", "NINO", "National Insurance no"],
    "chi": ["CHI Number", "CHI no."],
    "surname": ["Client surname", "LAST NAME"],
    "referred_on": ["Referred on", "Date of referral", "Ref. date"],
    "first_seen_on": ["Appointment date", "1st appt", "Date first seen by us (appointment date)"],
    "attended": ["Did they attend?", "Attended Y/N"],
    "weekly": ["£ pw", "Gain (£/wk)", "Weekly gain £"],
    "written_off": ["Written-off £", "Debt write-off"],
    "advisor": ["Adviser's initials", "Caseworker", "Welfare Rights Officer"],
    None: ["Partner's surname", "Next of kin phone", "Shoe size", "Child's DOB", "DNA"],
}


@pytest.mark.parametrize(
    ("field", "heading"), [(field, heading) for field, headings in SPELLINGS.items() for heading in headings]
)
def test_a_heading_is_known_in_its_many_spellings(heading, field):
    caseload = read(comma_file(["Name", "Outcome", "Comments", heading], ["Reid, Ann", "", "", ""]))
    assert next(c.field for c in caseload.matching.columns if c.heading == heading) == field


def test_two_columns_with_one_heading_stay_apart():
    caseload = read(comma_file(["Surname", "DOB", "Notes", "Notes"], ["Reid", "", "one", "two"]))
    assert caseload.rows[0].entry.notes == "one"
    assert caseload.matching.not_brought_in == ("Notes (2)",)


def test_one_column_for_the_whole_name():
    caseload = read(comma_file(["Client name", "DOB", "Benefit"], ["Mrs Ann van der Berg", "7/5/61", "ADP"]))
    person = caseload.rows[0].entry.person
    assert (person.forename, person.surname) == ("Ann", "van der Berg")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_reads_in_any_clothing(delimiter, encoding):
    row = ["A1", "Wójcik" if encoding != "cp1252" else "Zoë", "Ann", "7/5/61"] + [""] * 7 + ["£1,234.50 pw"]
    data = comma_file(["The log; kept by RM, JT"], [], HEADINGS, row, delimiter=delimiter, encoding=encoding)
    [judged] = read(data).rows
    assert judged.row == 4
    assert judged.entry.person.surname == row[1]
    assert judged.entry.gain.weekly == Decimal("1234.50")


def test_a_line_break_inside_a_cell_is_no_row_and_a_blank_line_is_one():
    data = b'Ref,Surname,DOB,Notes\r\n1,Reid,7/5/61,"one\r\ntwo\r\nthree"\r\n\r\n2,Muir,7/5/62,\r\n'
    assert [(row.row, row.fate) for row in read(data).rows] == [
        (2, Fate.ACCEPTED),
        (3, Fate.BLANK),
        (4, Fate.ACCEPTED),
    ]


def test_a_comma_that_cut_a_cell_in_a_csv_is_noticed():
    data = b"Ref,Surname,DOB,Notes\n1,Reid,7/5/61,came late, and left early\n"
    [row] = read(data).rows
    assert row.fate is Fate.REFUSED
    assert row.reasons == ("E2: there is writing past the last column; a comma may have cut a cell.",)


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+44 131 496 0000", "@partner", "-- see file", "=1+1"]
)
def test_text_that_looks_like_a_formula_stays_text(text):
    [row] = read(comma_file([*HEADINGS], ["A1", "Reid"] + [""] * 15 + [text])).rows
    assert row.entry.notes == text


def test_a_formula_without_a_saved_result_is_refused_and_never_worked_out():
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(["A1", "Reid", "Ann", *[None] * 8, "=10*5"])
    data = saved(book)
    [row] = read(data).rows
    assert row.fate is Fate.REFUSED
    assert row.reasons == ("L2: a formula whose result was never saved; save the workbook in Excel first.",)


def test_a_formula_with_a_saved_result_gives_the_result_and_an_empty_text_is_one():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Log")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ["A1", "Reid", "Ann"])
        sheet.write_formula(1, 11, "=100/3", None, 33.333333333333336)
        sheet.write_formula(1, 17, '=IF(A2="","x","")', None, "")
    as_excel = part_changed(out.getvalue(), "sheet1.xml", lambda xml: xml.replace(b'"R2">', b'"R2" t="str">'))
    [row] = read(as_excel).rows
    assert row.entry.gain.weekly == Decimal("33.33")
    assert row.warnings == ("L2: 33.3333333333333 is not in whole pence; it was taken as £33.33.",)
    assert row.entry.notes == ""


def test_numbers_kept_as_numbers_read_as_what_they_are():
    cells = {**ANN, "CHI": 705612643, "DOB": 22408, "Ref": 12, "Weekly gain": 0.1 + 0.2, "Attended?": True}
    [row] = read(workbook(HEADINGS, [cells.get(heading) for heading in HEADINGS])).rows
    entry = row.entry
    assert str(entry.person.chi) == "070561 2643"
    assert entry.person.born_on == date(1961, 5, 7)
    assert (entry.reference, entry.gain.weekly, entry.referral.attended) == ("12", Decimal("0.30"), True)


def test_rows_above_the_title_count_in_the_row_numbers():
    data = workbook(["A title"], [], HEADINGS, ["A1", "Reid"], before=3)
    [row] = read(data).rows
    assert row.row == 7


def test_headings_without_rows_say_so():
    with pytest.raises(faults.NoRows):
        read(workbook(["title"], HEADINGS))
    with pytest.raises(faults.NoRows):
        read(comma_file(HEADINGS))


texts = st.text("£1,2.ab/-= \n\"'", max_size=8)
cells = st.one_of(st.none(), texts, st.integers(-5, 99_999), st.floats(allow_nan=False, allow_infinity=False))


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.lists(cells, min_size=18, max_size=18), min_size=1, max_size=6))
def test_whatever_stands_in_the_cells_every_row_is_judged_once(rows):
    judged = read(workbook(HEADINGS, *rows, ["A1", "Reid"])).rows
    assert [row.row for row in judged] == list(range(2, len(rows) + 3))
    for row in judged:
        assert (row.entry is not None) == (row.fate in (Fate.ACCEPTED, Fate.DUPLICATE))
        assert bool(row.reasons) == (row.fate is not Fate.ACCEPTED)
