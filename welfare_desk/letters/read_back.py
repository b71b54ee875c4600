"""The words of a letter of ours, read back out of the very file that was handed over.

Only what our own letters are drawn with is understood: simple fonts that say what each of their codes means.
Anything else gives no words; running heads and page numbers are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO

import pikepdf

_PAIRS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(r"<(\w+)>\s*<(\w+)>\s*(\[[^\]]*\]|<\w+>)")
_CODE = re.compile(r"<(\w+)>")


def words_of(data: bytes) -> str:
    """The letter's words in the order they stand there; nothing where the file is none we can read."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return " ".join(" ".join(part for page in pdf.pages for part in _stretches(page)).split())
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError):
        return ""


def _stretches(page: pikepdf.Page) -> Iterator[str]:
    """The words of each marked stretch of a page that belongs to the letter itself."""
    fonts = {str(name): _meaning(font) for name, font in page.Resources.Font.items()}
    font: Mapping[int, str] = {}
    of_letter, said = False, list[str]()
    for drawn in pikepdf.parse_content_stream(page, "BDC EMC Tf Tj"):
        operands = drawn.operands
        match str(drawn.operator):
            case "BDC":
                of_letter, said = "/MCID" in operands[1], []
            case "EMC" if of_letter:
                yield "".join(said)
                of_letter = False
            case "Tf":
                font = fonts.get(str(operands[0]), {})
            case "Tj" if of_letter:
                said.append("".join(font.get(code, "") for code in bytes(operands[0])))


def _meaning(font: pikepdf.Object) -> Mapping[int, str]:
    return _read(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}


@lru_cache(maxsize=32)
def _read(table: bytes) -> Mapping[int, str]:
    """What each code of a font stands for; most letters share the same few tables."""
    found: dict[int, str] = {}
    written = table.decode("ascii")
    for block in _PAIRS.findall(written):
        for code, value in _PAIR.findall(block):
            found[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    for block in _RANGES.findall(written):
        for first, last, values in _RANGE.findall(block):
            told = _CODE.findall(values)
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                one = bytes.fromhex(told[place] if values.startswith("[") else told[0]).decode("utf-16-be")
                found[code] = one if values.startswith("[") else chr(ord(one) + place)
    return found
