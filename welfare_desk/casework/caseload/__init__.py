"""Hand-kept workbooks and CSV files read into judged rows and people, everything up to storing them."""

from welfare_desk.casework.caseload.columns import Column, Matching
from welfare_desk.casework.caseload.people import PersonGroup
from welfare_desk.casework.caseload.read import Caseload, Source, read_caseload
from welfare_desk.casework.caseload.rows import Entry, Fate, JudgedRow

__all__ = [
    "Caseload",
    "Column",
    "Entry",
    "Fate",
    "JudgedRow",
    "Matching",
    "PersonGroup",
    "Source",
    "read_caseload",
]
