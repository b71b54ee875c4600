"""Files that cannot be read as a caseload, each with its one sentence.

Only what stops a whole file belongs here; what is wrong with one row is a reason of that row.
"""

from __future__ import annotations

from welfare_desk.errors import WorldFault


class CannotRead(WorldFault):
    """A file that is no caseload, or not one we can open safely."""

    sentence = "This file cannot be read."


class NothingInIt(CannotRead):
    sentence = "This file is empty."


class NotAWorkbook(CannotRead):
    sentence = "This is not a workbook or a CSV file."
    hint = "Bring in an Excel workbook (.xlsx) or a CSV file."


class Damaged(CannotRead):
    sentence = "This workbook is damaged and cannot be read."
    hint = "Open it in Excel, save it again, and bring in the new file."


class Locked(CannotRead):
    sentence = "This workbook is locked with a password."
    hint = "Open it in Excel, take the password off, and bring in the unlocked copy."


class OldExcel(CannotRead):
    sentence = "This is a workbook of the old Excel kind (.xls)."
    hint = "Open it and save it as an Excel workbook (.xlsx)."


class BinaryExcel(CannotRead):
    sentence = "This is a binary Excel workbook (.xlsb)."
    hint = "Open it and save it as an Excel workbook (.xlsx)."


class OpenDocument(CannotRead):
    sentence = "This is an OpenDocument spreadsheet (.ods)."
    hint = "Open it and save it as an Excel workbook (.xlsx) or as CSV."


class TooBig(CannotRead):
    sentence = "This file is too big: a caseload takes at most 50 MB and 200,000 rows."
    hint = "Split it by year and bring in the parts."


class Swollen(CannotRead):
    sentence = "This workbook unpacks to far more than it should, so it was not opened."
    hint = "Save a fresh copy from Excel; if it came from somebody you do not know, throw it away."


class CarriesEntities(CannotRead):
    sentence = "This workbook carries instructions to the reading program (a DTD), so it was not opened."
    hint = "Save a fresh copy from Excel; if it came from somebody you do not know, throw it away."


class QuoteNeverCloses(CannotRead):
    sentence = "A quotation mark in this CSV file never closes, so its rows cannot be told apart."
    hint = "Look for a cell that begins with one double quotation mark, mend it, and save again."


class NoHeadings(CannotRead):
    sentence = "No row of headings was found, such as Surname, DOB, NI No, Benefit."
    hint = "Put the headings in one row above the cases."


class NoRows(CannotRead):
    sentence = "There are headings but no rows below them."
