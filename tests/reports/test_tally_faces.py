"""The workbook's totals come out of its rows, the package describes itself, every number has its list."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from building import MovingClock

from welfare_desk import cli, resources
from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import evaluation, reporting
from welfare_desk.casework.figures.report_annex import with_annex
from welfare_desk.casework.figures.tally import tally
from welfare_desk.casework.workbook import intake
from welfare_desk.errors import UsageFault
from welfare_desk.reports import charts
from welfare_desk.reports.facts import ReportFacts
from welfare_desk.reports.in_words import in_words
from welfare_desk.reports.tally_package import tally_package
from welfare_desk.reports.tally_pdf import tally_pdf
from welfare_desk.reports.tally_table import every_section
from welfare_desk.reports.tally_workbook import tally_workbook
from welfare_desk.rules.caseload import Period

WORKBOOK = Path(__file__).parents[1] / "data" / "caseload" / "practice-desk.xlsx"
FIRST, LAST = date(2025, 4, 1), date(2026, 3, 31)


@pytest.fixture
def year(desk: Desk, clock: MovingClock) -> Desk:
    intake.bring_in(desk, WORKBOOK.read_bytes(), WORKBOOK.name, today=clock.today())
    for kind, pounds in (("local_authority", "14000"), ("hscp", "9000")):
        agency.add_funding(desk, agency.FundingDraft("A funder", kind, FIRST, LAST, Decimal(pounds)))
    return desk


@pytest.fixture
def facts(year: Desk) -> ReportFacts:
    view = tally(year, Period(FIRST, LAST), by=("benefit", "practice", "month"))
    told = reporting.facts_of(year, view, by=("benefit", "practice"))
    told = replace(told, evaluation=evaluation.figures(year, view))
    return with_annex(year, view, told, people=True)


@pytest.fixture
def few(year: Desk) -> ReportFacts:
    """A fortnight: some of its counts are small."""
    view = tally(year, Period(FIRST, date(2025, 4, 20)), by=("benefit", "month"))
    return with_annex(year, view, reporting.facts_of(year, view, by=("benefit",)), people=True)


def worked_out(book: Any, formula: str, sheet: Any) -> Decimal:
    """The few functions our workbook uses, over the cells as they stand: SUMIFS, SUBTOTAL, ROUND."""

    def sumifs(found: re.Match[str]) -> str:
        lines = list(book["Lines"].iter_rows(min_row=2, values_only=True))
        column = "ABCDEFG".index(found[1])
        return str(sum((Decimal(str(row[column])) for row in lines if row[0] == found[2]), Decimal(0)))

    def subtotal(found: re.Match[str]) -> str:
        return str(sum((Decimal(str(row[0].value)) for row in sheet[found[1]]), Decimal(0)))

    said = re.sub(r'SUMIFS\(Lines!\$(\w):\$\w,Lines!\$A:\$A,"([\w.]+)"\)', sumifs, formula.removeprefix("="))
    said = re.sub(r"SUBTOTAL\(109,(\w+:\w+)\)", subtotal, said)
    said = re.sub(r"\$B\$\d+", lambda found: str(sheet[found[0].replace("$", "")].value), said)
    said = re.sub(r"\d+(\.\d+)?", lambda found: f"Decimal('{found[0]}')", said)
    places = re.fullmatch(r"ROUND\((.*),Decimal\('2'\)\)", said)
    value = eval(places[1] if places else said, {"Decimal": Decimal})  # noqa: S307  our own few signs
    return value.quantize(Decimal("0.01")) if places else value


def test_every_total_of_the_workbook_comes_out_of_its_rows(facts: ReportFacts) -> None:
    data = tally_workbook(facts)
    formulas = openpyxl.load_workbook(BytesIO(data))
    kept = openpyxl.load_workbook(BytesIO(data), data_only=True)
    checked = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    said = kept[sheet.title][cell.coordinate].value
                    assert worked_out(kept, cell.value, kept[sheet.title]) == Decimal(str(said)), cell
                    checked += 1
    assert checked > 25
    figures = {row[0].value: row[1].value for row in kept["Figures"].iter_rows(max_col=2)}
    assert figures["All gains"] == 346063.59 and figures["Welfare benefits gain"] == 298588.82


def test_a_sheet_to_each_table_each_filtered_and_typed(facts: ReportFacts) -> None:
    book = openpyxl.load_workbook(BytesIO(tally_workbook(facts)))
    assert {"Figures", "First contact", "Sex", "Age", "By benefit", "Lines", "In words"} <= set(
        book.sheetnames
    )
    for name in ("Age", "By benefit", "Lines"):
        assert book[name].auto_filter.ref and book[name].freeze_panes == "B2"
    numbers = [cell for row in book["Lines"].iter_rows(min_row=2, min_col=5, max_col=6) for cell in row]
    assert numbers and all(cell.data_type == "n" for cell in numbers)


def converted(office: str, book: Path, to: str) -> Path:
    """The workbook opened by LibreOffice without a window and saved in another form; skips where it has no
    spreadsheet part.
    """
    home = f"-env:UserInstallation=file://{book.parent}/home"
    out = book.parent / "converted"
    asked = [office, "--headless", home, "--convert-to", to, "--outdir", str(out), str(book)]
    done = subprocess.run(asked, capture_output=True, timeout=300, check=False)
    made = out / f"{book.stem}.{to.split(':')[0]}"
    if not made.exists():
        pytest.skip(f"LibreOffice is here without its spreadsheet program: {done.stderr.decode()[:80]}")
    return made


def test_libreoffice_opens_the_workbook_and_works_out_every_total_the_same(
    facts: ReportFacts, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    ours = openpyxl.load_workbook(BytesIO(tally_workbook(facts)), data_only=True)
    bare = openpyxl.load_workbook(BytesIO(tally_workbook(facts)))
    bare.save(tmp_path / "tally.xlsx")  # without the values we worked out: LibreOffice must
    theirs = openpyxl.load_workbook(converted(office, tmp_path / "tally.xlsx", "xlsx"), data_only=True)
    totals = 0
    for sheet in bare:
        for cell in (cell for row in sheet for cell in row if cell.data_type == "f"):
            worked_out_there = theirs[sheet.title][cell.coordinate].value
            assert worked_out_there == pytest.approx(ours[sheet.title][cell.coordinate].value, abs=0.005)
            totals += 1
    assert totals > 30
    pages = pikepdf.open(converted(office, tmp_path / "tally.xlsx", "pdf"))
    assert len(pages.pages) >= len(bare.sheetnames)


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files[name].decode())))


def test_the_package_describes_every_file_and_field(facts: ReportFacts) -> None:
    files = tally_package(facts)
    told = json.loads(files["datapackage.json"])
    assert told["profile"] == "tabular-data-package"
    assert {one["path"] for one in told["resources"]} | {"method.md", "datapackage.json"} == set(files)
    for resource in told["resources"]:
        table = rows(files, resource["path"])
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert table and list(table[0]) == names
        assert resource["bytes"] == len(files[resource["path"]])
        for field in resource["schema"]["fields"]:
            if field["type"] in ("number", "integer"):
                assert all(Decimal(row[field["name"]]).is_finite() for row in table if row[field["name"]])
        for key in resource["schema"].get("foreignKeys", ()):
            known = {row[key["reference"]["fields"]] for row in rows(files, "figures.csv")}
            assert {row[key["fields"]] for row in table} <= known
    assert tally_package(facts) == files


def test_every_exported_number_has_its_list_and_they_agree(facts: ReportFacts) -> None:
    files = tally_package(facts)
    figures = {row["figure"]: row for row in rows(files, "figures.csv")}
    sums: dict[str, Decimal] = {}
    for line in rows(files, "lines.csv"):
        sums[line["figure"]] = sums.get(line["figure"], Decimal(0)) + Decimal(line["amount"])
    for path in ("gain.welfare", "gain.money_advice_other", "debt.written_off", "debt.owed_all", "estimated"):
        assert Decimal(figures[path]["value"]) == sums.get(path, Decimal(0)), path
    counts = Counter(row["figure"] for row in rows(files, "annex.csv"))
    listed = [path for path in figures if path.split(".")[0] in ("demographics", "cases_by_type", "cases")]
    for path in (*listed, "total_clients", "new_clients", "households", "clients_with_gain"):
        if figures[path]["value"]:
            assert int(figures[path]["value"]) == counts.get(path, 0), path


def test_a_withheld_number_has_no_list(few: ReportFacts) -> None:
    files = tally_package(few)
    counts = Counter(row["figure"] for row in rows(files, "annex.csv"))
    withheld = [row["figure"] for row in rows(files, "figures.csv") if row["why_empty"] == "fewer than 5"]
    assert withheld and not any(counts.get(path) for path in withheld)


def test_marks_name_nobody_and_cannot_be_brought_together(facts: ReportFacts, year: Desk) -> None:
    everybody = {one.mark for one in facts.marks if one.cell == "total_clients"}
    sex = {one.mark for one in facts.marks if one.cell.startswith("demographics.sex")}
    age = {one.mark for one in facts.marks if one.cell.startswith("demographics.age")}
    assert len(sex) == len(age) == 89 and not sex & age and not sex & everybody
    quarter = Period(FIRST, date(2025, 6, 30))
    view = tally(year, quarter, by=("month",))
    other = with_annex(year, view, reporting.facts_of(year, view, by=()), people=True)
    assert not {one.mark for one in other.marks} & {one.mark for one in facts.marks}
    again = with_annex(year, view, reporting.facts_of(year, view, by=()), people=True)
    assert other.marks == again.marks  # the agency finds its record again


def test_for_the_agencys_own_eyes_small_numbers_are_shown_and_said(few: ReportFacts) -> None:
    assert any(row["why_empty"] == "fewer than 5" for row in rows(tally_package(few), "figures.csv"))
    own = replace(few, whole=True)
    assert not any(row["why_empty"] == "fewer than 5" for row in rows(tally_package(own), "figures.csv"))
    said = [
        cell.value for row in openpyxl.load_workbook(BytesIO(tally_workbook(own)))["Figures"] for cell in row
    ]
    assert "For the agency's own use: small numbers are shown" in said


def test_the_pdf_is_tagged_and_its_charts_are_said(facts: ReportFacts) -> None:
    with pikepdf.open(BytesIO(tally_pdf(facts))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        found: Counter[str] = Counter()
        said: list[str] = []

        def walk(node: Any) -> None:
            if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
                return
            found[str(node.S)] += 1
            if "/Alt" in node:
                said.append(str(node.Alt))
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                walk(kid)

        walk(pdf.Root.StructTreeRoot.K[0])
        assert found["/Figure"] == 2 and found["/H1"] == 1 and found["/H2"] > 5 and found["/TH"] > 20
        assert all("£" in words and words.startswith("Bar chart") for words in said) and len(said) == 2
        for page in pdf.pages:
            content = page.Contents.read_bytes() if "/Contents" in page else b""
            assert content.count(b"BDC") == content.count(b"EMC") > 0


def grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@pytest.mark.parametrize("dress", [charts.Dress(), charts.DARK])
def test_the_parts_of_a_bar_are_told_apart_in_grey(dress: charts.Dress) -> None:
    shades = sorted(grey(colour) for colour in (dress.first, dress.second, dress.third))
    assert shades[1] - shades[0] > 0.1 and shades[2] - shades[1] > 0.1


def test_the_words_a_funder_can_paste_hold_the_reports_own_figures(facts: ReportFacts) -> None:
    said = " ".join(in_words(facts))
    for piece in ("supported 89 people", "£346,063.59", "£298,588.82", "£12.98", "£15.05", "1 April 2025"):
        assert piece in said


def test_without_anybody_the_words_claim_nothing(desk: Desk) -> None:
    told = reporting.report_facts(desk, Period(FIRST, LAST))
    assert in_words(told) == (
        "Between 1 April 2025 and 31 March 2026 Tayside Advice Partnership supported nobody.",
    )


def test_the_command_writes_the_package_into_a_folder(
    year: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    year.close()
    secret = tmp_path / "secret"
    secret.write_text("seven blue herons walk\n")
    words = ["tally", "--desk", str(year.folder), "--passphrase-file", str(secret), "--from", "2025-04-01"]
    words += ["--to", "2026-03-31", "--format", "package"]
    assert cli.main(words) == 2
    assert cli.main([*words, "--out", str(tmp_path / "package")]) == 0
    assert json.loads((tmp_path / "package" / "datapackage.json").read_text())["resources"]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("code", resources.report_templates())
def test_each_funder_is_sent_its_own_sections_with_the_same_sums(year: Desk, code: str) -> None:
    template = resources.report_templates()[code]
    every = {section.words for section in every_section(reporting.report_facts(year, Period(FIRST, LAST)))}
    assert set(template["sections"]) <= every and template["basis"]
    told = reporting.report(year, FIRST, LAST, format="csv", template=code).decode("utf-8-sig")
    table = list(csv.DictReader(StringIO(told)))
    named = [row["Section"] for row in table if not row["Section"].startswith(("By ", "Period"))]
    assert list(dict.fromkeys(named)) == template["sections"]
    if "Gains" in template["sections"]:
        assert any(row["Key"] == "gain.total" and row["Value"] == "346063.59" for row in table)
    for kind in ("pdf", "xlsx"):
        assert reporting.report(year, FIRST, LAST, format=kind, template=code)


def test_a_template_there_is_not_is_said(year: Desk) -> None:
    with pytest.raises(UsageFault, match="no template moon"):
        reporting.report(year, FIRST, LAST, template="moon")
