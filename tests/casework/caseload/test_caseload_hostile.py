"""Files that must not be opened, or cannot be: each with one clear sentence, and in no time."""

import contextlib
import random
import time

import pytest
from caseload_files import ANN, HEADINGS, archive, comma_file, part_changed, read, workbook

from welfare_desk.casework.caseload import faults
from welfare_desk.errors import WorldFault

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000)
GOOD = workbook(HEADINGS, ["A1", "Reid", "Ann"])


def with_sheet(change):
    """The good workbook with its sheet changed."""
    return part_changed(GOOD, "sheet1.xml", change)


ODS = "application/vnd.oasis.opendocument.spreadsheet"
TYPES = "[Content_Types].xml"
DTD = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

FILES = {
    "nothing at all": (b"", faults.NothingInIt),
    "only blanks": (b" \n \n", faults.NothingInIt),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), faults.NotAWorkbook),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", faults.NotAWorkbook),
    "bytes of no alphabet": (b"Surname,DOB\n\x81\x8d\x8f,1\n", faults.NotAWorkbook),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), faults.Locked),
    "old Excel": (OLE + "Workbook".encode("utf-16-le"), faults.OldExcel),
    "OpenDocument": (
        archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        faults.OpenDocument,
    ),
    "binary Excel": (archive({"xl/workbook.bin": "x"}), faults.BinaryExcel),
    "a Word letter": (
        archive({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}),
        faults.NotAWorkbook,
    ),
    "an empty archive": (archive({}), faults.NotAWorkbook),
    "over 50 MB": (b"Surname,DOB\n" + b"x" * 50 * 1024 * 1024, faults.TooBig),
    "a bomb": (with_sheet(lambda sheet: sheet + b" " * 120_000_000), faults.Swollen),
    "too many parts": (archive({f"xl/{n}.xml": "<x/>" for n in range(5_100)}), faults.Swollen),
    "a DTD": (with_sheet(lambda sheet: DTD + sheet[sheet.index(b"<worksheet") :]), faults.CarriesEntities),
    "a DTD in UTF-16": (
        with_sheet(lambda sheet: (DTD + sheet[sheet.index(b"<worksheet") :]).decode().encode("utf-16")),
        faults.CarriesEntities,
    ),
    "a DTD in an oddly named part": (archive({TYPES: "<x/>", "xl/a": DTD + b"<x/>"}), faults.CarriesEntities),
    "cut short": (GOOD[: len(GOOD) // 2], faults.Damaged),
    "a torn sheet": (with_sheet(lambda sheet: sheet[: len(sheet) // 2]), faults.Damaged),
    "no workbook part": (archive({TYPES: "<x/>", "xl/x.xml": "<x/>"}), faults.Damaged),
    "a row a mile down": (with_sheet(lambda sheet: sheet.replace(b'r="2"', b'r="99999999"')), faults.TooBig),
    "no headings": (workbook(["What", "a", "day"], ["it", "has", "been"]), faults.NoHeadings),
    "prose": (b"Dear Morag,\nplease find no log here, nor there, nor anywhere.\n", faults.NoHeadings),
    "a quotation mark that never closes": (
        b'Ref,Surname,DOB,Notes\n1,Reid,7/5/61,"said she\n2,Muir,1/1/80,\n3,Ross,1/1/81,\n',
        faults.QuoteNeverCloses,
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_read_says_why_in_one_sentence_and_at_once(case):
    data, fault = FILES[case]
    begun = time.process_time()
    with pytest.raises(fault) as caught:
        read(data)
    assert time.process_time() - begun < 3
    assert type(caught.value) is fault
    assert isinstance(caught.value, WorldFault)
    assert caught.value.exit_code == 4
    assert caught.value.said.endswith(".")


def test_the_good_workbook_these_were_made_from_is_read():
    assert len(read(with_sheet(lambda sheet: sheet)).rows) == 1


def test_a_sheet_that_claims_to_fill_the_whole_page_is_read_at_its_true_size():
    huge = with_sheet(lambda sheet: sheet.replace(b'ref="A1:R2"', b'ref="A1:XFD1048576"'))
    assert huge != GOOD
    assert len(read(huge).rows) == 1


def test_an_early_closing_quotation_mark_is_read_as_excel_reads_it():
    [row] = read(b'Ref,Surname,DOB,Notes\n1,Reid,7/5/61,"so-called" friend\n').rows
    assert row.entry.notes == "so-called friend"


def test_a_flipped_byte_anywhere_is_read_or_refused_but_never_our_fault():
    rng = random.Random(20261121)
    for _ in range(150):
        torn = bytearray(GOOD)
        torn[rng.randrange(len(torn))] ^= 1 << rng.randrange(8)
        with contextlib.suppress(faults.CannotRead):
            read(bytes(torn))


def test_a_flipped_byte_inside_the_sheet_is_read_or_refused_but_never_our_fault():
    rng = random.Random(20261122)

    def flip(sheet):
        torn = bytearray(sheet)
        torn[rng.randrange(len(torn))] ^= 1 << rng.randrange(7)
        return bytes(torn)

    for _ in range(150):
        with contextlib.suppress(faults.CannotRead):
            read(with_sheet(flip))


def a_case(n):
    born, decided = f"{n % 28 + 1}/{n % 12 + 1}/{1940 + n % 60}", f"{n % 28 + 1}.{n % 12 + 1}.26"
    who = [f"R{n}", f"Reid{n % 7_000}", "Ann", born, "", "", "EH6 5NX"]
    return [
        *who,
        "Inc max",
        "PIP",
        decided,
        "Awarded",
        f"£{n % 150}.50 pw",
        "",
        "",
        "1/11/26",
        "y",
        "",
        f"note {n}",
    ]


@pytest.mark.parametrize(("write", "rows"), [(comma_file, 20_000), (workbook, 5_000)])
def test_many_rows_take_a_few_seconds(write, rows):
    data = write(HEADINGS, *(a_case(n) for n in range(rows)))
    begun = time.process_time()
    assert len(read(data).rows) == rows
    assert time.process_time() - begun < 10  # two, for either, on an idle machine


def test_twenty_thousand_rows_of_one_person_take_no_longer():
    rows = [[f"R{n}", *list(ANN.values())[1:], "", "", "PIP", "", "", f"£{n}"] for n in range(20_000)]
    begun = time.process_time()
    assert len(read(comma_file(HEADINGS, *rows)).people) == 1
    assert time.process_time() - begun < 10
