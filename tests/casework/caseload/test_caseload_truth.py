"""The practice desk's workbook and its CSV, row by row and to the penny, against what each row is."""

import csv
import io
import json
import random
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from caseload_files import TODAY, comma_file, read, workbook

from welfare_desk.casework.caseload import Caseload, Fate
from welfare_desk.rules import as_typed, money

CASELOAD = Path(__file__).parents[2] / "data" / "caseload"
TRUTH = json.loads((CASELOAD / "practice-desk.truth.json").read_text(encoding="utf-8"))
FATES = {"accept": "accepted", "reject": "refused", "blank": "blank", "duplicate": "duplicate"}
FIRST_ROW = {"xlsx": 4, "csv": 2}
SAID = {
    "National Insurance number is not one that can exist": "cannot exist",
    "date of birth is in the future": "is in the future",
    "date of birth is not a date": "is not a date",
    "weekly gain is not an amount": "is not an amount",
    "weekly gain is negative": "is less than nothing",
    "CHI number fails its check digit": "fails its check digit",
    "no name": "there is no name",
    "empty row": "An empty row",
    "a totals row, not a case": "A totals row",
    "same reference and same content as an earlier row": "the same reference and content",
}


@pytest.fixture(scope="module", params=["xlsx", "csv"])
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def caseload(kind) -> Caseload:
    return read((CASELOAD / f"practice-desk.{kind}").read_bytes())


def gains(caseload):
    entries = [row.entry for row in caseload.rows if row.fate is Fate.ACCEPTED]
    return [(entry.matter, entry.gain) for entry in entries if entry.gain.confirmed_on]


def test_every_row_has_its_verdict_and_its_number(caseload, kind):
    shift = FIRST_ROW[kind] - 4
    assert [(row.row, row.fate.value) for row in caseload.rows] == [
        (true["sheet_row"] + shift, FATES[true["verdict"]]) for true in TRUTH["rows"]
    ]


def test_every_reason_is_the_true_one_and_the_only_one(caseload):
    for row, true in zip(caseload.rows, TRUTH["rows"], strict=True):
        if true["why"]:
            [reason] = row.reasons
            assert SAID[true["why"]] in reason
        else:
            assert row.reasons == ()


def test_a_refusal_names_the_cell(caseload, kind):
    row = FIRST_ROW[kind] + 34
    assert caseload.rows[34].reasons == (f"D{row}: the date of birth 14/03/2031 is in the future.",)


def test_the_counts_and_the_people_are_right(caseload):
    counts = {true: caseload.counts[Fate(fate)] for true, fate in FATES.items()}
    assert counts == TRUTH["counts"]
    assert len(caseload.people) == TRUTH["people"]


def test_what_was_confirmed_in_each_year_is_right_to_the_penny(caseload):
    years = defaultdict(lambda: [Decimal(0), Decimal(0), Decimal(0), 0])
    for _, gain in gains(caseload):
        start = gain.confirmed_on.year - (gain.confirmed_on.month < 4)
        year = years[f"{start}-{(start + 1) % 100}"]
        year[0] += (gain.weekly or 0) * 52
        year[1] += gain.lump or 0
        year[2] += gain.written_off or 0
        year[3] += gain.amounts
    assert {
        name: {
            "ongoing_annual": money.plain(ongoing),
            "lump": money.plain(lump),
            "written_off": money.plain(off),
            "gains": str(amounts),
        }
        for name, (ongoing, lump, off, amounts) in years.items()
    } == TRUTH["confirmed"]


def test_the_weekly_gains_by_benefit_are_right_to_the_penny(caseload):
    weekly = defaultdict(Decimal)
    for matter, gain in gains(caseload):
        if gain.weekly:
            weekly[matter.benefit] += gain.weekly
    assert {code: money.plain(sum_) for code, sum_ in weekly.items()} == TRUTH["confirmed_weekly_by_benefit"]


def test_two_decisions_for_one_benefit_both_count_and_each_is_asked_about(caseload, kind):
    shift = FIRST_ROW[kind] - 4
    asked = {row.row - shift: row.warnings for row in caseload.rows if row.warnings}
    assert asked.keys() == {15, 17, 62, 63, 187, 189}
    assert asked[15] == (
        f"The same person gains from the same benefit on row {17 + shift}; "
        "each decision counts, but they may be one award.",
    )


def test_every_debt_and_benefit_has_its_code(caseload):
    for row in caseload.rows:
        if row.fate is Fate.ACCEPTED:
            assert row.entry.kind in ("income", "tribunal", "debt")
            assert row.entry.matter.debt if row.entry.kind == "debt" else row.entry.matter.benefit


def test_an_at_sign_a_line_break_and_curly_quotes_stay_text(caseload):
    notes = {row.entry.notes for row in caseload.rows if row.entry}
    assert notes == {"", "@partner present", "line one\nline two", "client’s “own words”"}


def test_the_workbook_and_the_csv_say_the_same_row_for_row():
    one, other = (read((CASELOAD / f"practice-desk.{kind}").read_bytes()) for kind in ("xlsx", "csv"))
    assert [row.fingerprint for row in one.rows] == [row.fingerprint for row in other.rows]


def test_the_best_sheet_is_read_and_the_other_is_named():
    source = read((CASELOAD / "practice-desk.xlsx").read_bytes()).source
    assert source.sentence == "Read the sheet Gains log of log, headings in row 3; not read: Pivot."
    source = read((CASELOAD / "practice-desk.csv").read_bytes()).source
    assert source.sentence == "Read log (Windows-1252, commas), headings in row 1."


RENAMED = {
    "Ref": "Case ref no.",
    "Surname": "Family name",
    "Forename(s)": "First names",
    "DOB": "Date of birth",
    "NI No": "NINO",
    "CHI": "CHI number",
    "Postcode": "Post code",
    "Practice": "GP surgery",
    "GP": "Doctor",
    "Referral date": "Referred on",
    "First appt": "1st appointment",
    "Attended?": "Attendance",
    "Mental health": "MH",
    "LTC": "Long-term condition",
    "Records consent": "Consent to records",
    "Case type": "Type of case",
    "Benefit / creditor": "Benefit or debt",
    "Decision date": "Date of decision",
    "Outcome": "Result",
    "Weekly gain": "Gain (£ per week)",
    "Lump sum / backdate": "Backdated",
    "Debt written off": "Written-off",
    "Date confirmed": "Confirmed on",
    "Adviser": "Initials",
    "Notes": "Comments",
}
DATES = {"DOB", "Referral date", "First appt", "Records consent", "Decision date", "Date confirmed"}
SUMS = {"Weekly gain", "Lump sum / backdate", "Debt written off"}
DATE_HABITS = [
    "{0:%d/%m/%Y}",
    "{0.day}.{0.month}.{0.year}",
    "{0:%A} {0.day} {0:%B} {0.year}",
    "{0:%d-%b-%Y}",
    "{0}",
]
SUM_HABITS = ["£{:,}", "{}", " £ {:,} ", "£{:,} "]


def retyped(heading, text, rng):
    """The same cell by another hand: another habit for a day or a sum, other capitals and spaces."""
    if heading in DATES:
        day = as_typed.read_date(text, today=TODAY)
        return rng.choice(DATE_HABITS).format(day) if hasattr(day, "year") else text
    if heading in SUMS:
        typed = as_typed.read_money(text)
        return rng.choice(SUM_HABITS).format(typed.amount) if hasattr(typed, "amount") else text
    if heading in ("NI No", "Postcode", "Surname", "Case type", "Outcome"):
        return rng.choice([str.upper, str.lower, "  {} ".format])(text) if text.strip() else text
    return text


@pytest.mark.parametrize("seed", range(6))
def test_the_same_cases_kept_by_another_hand_get_the_same_verdicts(seed):
    rng = random.Random(seed)
    text = (CASELOAD / "practice-desk.csv").read_bytes().decode("cp1252")
    headings, *rows = csv.reader(io.StringIO(text, newline=""))
    order = rng.sample(range(len(headings)), len(headings))
    title = [["Gains log of the outreach team"], []][: rng.randrange(3)]
    table = [[retyped(headings[at], row[at], rng) for at in order] for row in rows]
    named = [RENAMED.get(headings[at], headings[at]) for at in order]
    if seed % 2:
        data = workbook(*title, named, *([cell or None for cell in row] for row in table))
    else:
        data = comma_file(*title, named, *table, delimiter=rng.choice(",;\t"), encoding="utf-8-sig")
    caseload, original = read(data), read((CASELOAD / "practice-desk.csv").read_bytes())
    first = len(title) + 2
    assert [(row.row - first, row.fate) for row in caseload.rows] == [
        (r.row - 2, r.fate) for r in original.rows
    ]
    assert [row.fingerprint for row in caseload.rows] == [row.fingerprint for row in original.rows]
    assert [len(row.reasons) for row in caseload.rows] == [len(row.reasons) for row in original.rows]
    assert len(caseload.people) == TRUTH["people"]
    assert caseload.matching.not_brought_in == ()
