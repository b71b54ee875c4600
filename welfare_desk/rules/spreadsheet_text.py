"""Text that a spreadsheet would take for a formula is made harmless before it is written out."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

# What starts a formula in Excel, LibreOffice and their like, also after blanks, quotes or control
# characters, and in its full-width form. "-" and "+" start one too, though a plain number may have them.
_STARTS = re.compile(r"""^[\s'"‘’“”]*[=+\-@\t\r\n]""")
_NUMBER = re.compile(r"^[+-]?\d[\d,]*(\.\d+)?$")


def harmless_text(text: str) -> str:
    """The same text, led by an apostrophe where a spreadsheet would work it out; numbers stay numbers."""
    plain = unicodedata.normalize("NFKC", text)
    controlled = text != "" and unicodedata.category(text[0]) == "Cc"
    if _NUMBER.match(text) or not (controlled or _STARTS.match(plain)):
        return text
    return "'" + text


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a CSV file that every office program opens with its letters whole and runs nothing of."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
