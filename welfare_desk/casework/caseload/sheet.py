"""A file opened safely into sheets of cells, each cell keeping its type and its address.

Belongs here: what kind of file this is, the guards against hostile ones, and the reading of XLSX and CSV.
What the cells mean is for ``columns`` and ``judge``; nothing here is ever evaluated.
"""

from __future__ import annotations

import csv
import io
import re
import statistics
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import islice
from typing import Any
from xml.parsers import expat

from welfare_desk.casework.caseload import faults

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED = 250 * 1024 * 1024
MOST_PARTS = 5_000
MOST_ROWS = 200_000
MOST_CELLS = 20_000_000
SWOLLEN = 200
"""How many times smaller than itself a large part may have been packed; real sheets reach about 40."""
_LARGE = 10 * 1024 * 1024
_EXCEL_ROWS = 1_048_576
_TRAILING = 1_000
"""Empty rows kept after the last written one; more than these are a format that runs down the page."""


class Unsaved(Enum):
    """A formula whose result was never saved: it is not worked out here."""

    FORMULA = "a formula without a saved result"


Value = str | Decimal | date | bool | Unsaved | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``rows[0]`` is the row a spreadsheet calls 1."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A file as opened. ``written_as`` says how a CSV was read ("Windows-1252, semicolons"), else nothing."""

    kind: str
    sheets: tuple[Sheet, ...]
    written_as: str = ""


def address(row: int, column: int) -> str:
    """What a spreadsheet calls a cell; ``column`` counts from nought."""
    return f"{_letters(column)}{row}"


@cache
def _letters(column: int) -> str:
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(65 + last)


def is_empty(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def open_book(data: bytes) -> Book:
    """Any file into sheets, told by its content and never by its name.

    Raises a ``faults.CannotRead`` for everything that is not a safe XLSX or CSV file.
    """
    if not data.strip():
        raise faults.NothingInIt
    if len(data) > MOST_BYTES:
        raise faults.TooBig
    if data.startswith(b"PK"):
        return _open_xlsx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise faults.Locked if "EncryptedPackage".encode("utf-16-le") in data else faults.OldExcel
    return _open_csv(data)


# --- XLSX -----------------------------------------------------------------------------------------


def _open_xlsx(data: bytes) -> Book:
    import openpyxl  # a tenth of a second, and only an import needs it

    try:
        formulas = _guard(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves out
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            typed = openpyxl.load_workbook(io.BytesIO(data), read_only=True) if formulas else None
            sheets = []
            for number, sheet in enumerate(book.worksheets):
                rows = _results(sheet, typed.worksheets[number]) if typed else _values(sheet)
                sheets.append(Sheet(sheet.title, _bounded(rows)))
    except faults.CannotRead:
        raise
    except (zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError) as fault:
        raise faults.Damaged from fault
    except (SyntaxError, ArithmeticError) as fault:
        raise faults.Damaged from fault  # of every parser of XML there is, and a number no sheet can hold
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError) as fault:
        raise faults.Damaged from fault  # openpyxl has no error of its own for a workbook that lacks a part
    except RuntimeError as fault:
        raise faults.Damaged from fault  # packed in a way no office program packs
    return Book("xlsx", tuple(sheets))


def _guard(data: bytes) -> bool:
    """Whether any sheet holds formulas, once every part has been found safe to unpack and parse."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise faults.Swollen
        if any(part.file_size > max(_LARGE, SWOLLEN * part.compress_size) for part in parts):
            raise faults.Swollen
        if any(part.flag_bits & 1 for part in parts):
            raise faults.Locked
        names = {part.filename for part in parts}
        if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
            raise faults.OpenDocument
        if "xl/workbook.bin" in names:
            raise faults.BinaryExcel
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
            raise faults.NotAWorkbook
        formulas = False
        for name in names:  # all of them: a workbook may call its parts what it likes
            content = archive.read(name)
            _refuse_dtd(content)
            formulas |= bool(_FORMULA.search(content))
        return formulas


_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


class _RootReached(Exception):
    """A document type can only stand before the first element."""


def _refuse_dtd(part: bytes) -> None:
    def refuse(*_: object) -> None:
        raise faults.CarriesEntities

    def reached(*_: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = reached
    try:
        parser.Parse(part, True)
    except (_RootReached, expat.ExpatError):
        return  # what is not XML is a picture, or will be found damaged when it is wanted


def _values(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # a claimed size of A1:XFD1048576 would otherwise be filled with blanks
    for row in sheet.iter_rows(values_only=True):
        yield tuple(map(_plain, row))


def _results(saved: Any, typed: Any) -> Iterator[Row]:
    """Saved results, marking formulas that have none. An empty text is a result (``=IF(A1="","",...)``)."""
    saved.reset_dimensions()
    typed.reset_dimensions()
    for results, cells in zip(saved.iter_rows(), typed.iter_rows(), strict=True):
        yield tuple(
            Unsaved.FORMULA
            if cell.data_type == "f" and result.value is None and result.data_type != "str"
            else _plain(result.value)
            for result, cell in zip(results, cells, strict=True)
        )


def _plain(value: Any) -> Value:
    """A cell's value without floats: a number has the fifteen figures Excel itself shows."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, float):
        return Decimal(format(value, ".15g"))
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time | timedelta):
        return str(value)
    return value if isinstance(value, date) else str(value)


def _bounded(rows: Iterator[Row]) -> tuple[Row, ...]:
    kept: list[Row] = []
    written = cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        empty = all(map(is_empty, row))
        if number > _EXCEL_ROWS or cells > MOST_CELLS or (number > MOST_ROWS and not empty):
            raise faults.TooBig
        if number <= MOST_ROWS:
            kept.append(() if empty else row)
        written = written if empty else number
    return tuple(kept if len(kept) - written <= _TRAILING else kept[:written])


# --- CSV ------------------------------------------------------------------------------------------

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_BYTE_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\xef\xbb\xbf": "UTF-8-SIG"}
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")


def _open_csv(data: bytes) -> Book:
    text, encoding = _decoded(data)
    separator = _separator(text)
    rows = _bounded(tuple(record) for record in _records(text, separator))
    return Book("csv", (Sheet("", rows),), f"{encoding.removesuffix('-SIG')}, {_SEPARATORS[separator]}")


def _decoded(data: bytes) -> tuple[str, str]:
    marked = next((name for mark, name in _BYTE_MARKS.items() if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["UTF-8", "Windows-1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(text) and not text.startswith("%PDF"):
            return text, encoding
    raise faults.NotAWorkbook


def _separator(text: str) -> str:
    """The one that cuts most of the first rows into most cells."""

    def width(separator: str) -> float:
        sample = islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 60)
        try:
            widths = [len(record) for record in sample if record]
        except csv.Error:
            return 0
        if not widths:
            return 0
        return statistics.median(widths) + statistics.fmean(widths) / 1_000

    return max(_SEPARATORS, key=width)


_LONGEST_CELL = 50
"""Lines: more than these in one cell are the rows that a stray quotation mark has swallowed."""


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """Rows as a spreadsheet counts them: a line break inside a quoted cell starts no row.

    A mark that never closes would swallow the rows after it in silence, so it is refused; one that closes
    early ("so-called" friend) is read as Excel reads it.
    """
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as fault:
        if "unexpected end" in str(fault) or "field larger" in str(fault):
            raise faults.QuoteNeverCloses from fault
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    for record in records:
        if any(cell.count("\n") > _LONGEST_CELL for cell in record):
            raise faults.QuoteNeverCloses
        yield record
