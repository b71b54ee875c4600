"""The letters' fonts as a PDF carries them: one ready subset for what English letters hold, one for the rest.

The ready subset is made once and is the same in every letter, so that a pack of many carries it once.
Which font draws a character is ``typeface.py``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC

from welfare_desk.letters import typeface

_MARKS = "‘’“”„–—…•€™†‡‰‹›œŒŸƒˆ˜−"
_NAMES = "ŁłŚśŻżŹźĄąĘęĆćŃńČčŠšŽžĚěŘřŮůŞşŢţ"  # letters of names that Latin-1 lacks
READY = ("\u00a0" + _MARKS).ljust(32, "\u00a0") + "".join(map(chr, range(32, 127))) + "\u00a0"
READY += _NAMES.ljust(32, "\u00a0") + "".join(map(chr, range(160, 256)))
"""The character of each of the 256 codes of the ready subset; ASCII and Latin-1 stand at their own."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A subset ready to be written. ``codes`` is the byte that draws each of its characters."""

    codes: dict[str, int]
    base_font: str
    last: int
    widths: bytes
    program: bytes
    length: int
    to_unicode: bytes
    face: object


@lru_cache(maxsize=64)
def subset(font: str, chars: str, tag: str) -> Embedded:
    """The subset of ``font`` whose codes draw ``chars`` in this order; at most 256."""
    face = typeface.font(font).face
    points = [ord(char) for char in chars]
    program = bytes(face.makeSubset(points))
    base_font = f"{tag}+{face.name.decode('latin-1')}"
    codes: dict[str, int] = {}
    for code, char in enumerate(chars):
        codes.setdefault(char, code)
    return Embedded(
        codes | ({"\u00a0": 160} if len(chars) == len(READY) else {}),
        base_font,
        len(points) - 1,
        _array(face.getCharWidth(point) for point in points),
        zlib.compress(program, 9),
        len(program),
        zlib.compress(_to_unicode(chars), 9),
        face,
    )


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{said}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def _to_unicode(chars: str) -> bytes:
    """What each code says to whoever searches, copies or has the letter read aloud.

    Ours, because ReportLab's writes a character beyond U+FFFF as no reader understands it.
    """
    pairs = [f"<{code:02X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in enumerate(chars)]
    hundreds = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    said = "\n".join(f"{len(some)} beginbfchar\n{chr(10).join(some)}\nendbfchar" for some in hundreds)
    return _CMAP.format(said=said).encode("ascii")


def _array(numbers: Iterable[float]) -> bytes:
    return ("[" + " ".join(f"{number:g}" for number in numbers) + "]").encode("ascii")


@cache
def plain(font: str) -> frozenset[str]:
    """The characters the ready subset of this font draws."""
    if font == typeface.MARKS:
        return frozenset()
    glyphs = typeface.font(font).face.charToGlyph
    return frozenset(char for char in READY if ord(char) in glyphs)


class Fonts:
    """The fonts of one PDF: gives each stretch of words its name and bytes, then writes what was used."""

    def __init__(self, others: Mapping[str, Iterable[str]]) -> None:
        """``others``: for each font the characters beyond its ready subset."""
        self._others = {font: "".join(sorted(chars)) for font, chars in others.items()}
        self._used: dict[str, Embedded] = {}

    def set(self, font: str, text: str) -> list[tuple[str, str]]:
        """``text`` as (name of a font in the file, hexadecimal string), cut where the subset changes."""
        if plain(font).issuperset(text):
            return [self._in(font, 0, text)]
        return [
            self._in(font, number, "".join(same))
            for number, same in groupby(text, key=lambda char: self._number(font, char))
        ]

    def _number(self, font: str, char: str) -> int:
        """Which subset draws ``char``: 0 is the ready one."""
        return 0 if char in plain(font) else self._others[font].index(char) // 256 + 1

    def _in(self, font: str, number: int, text: str) -> tuple[str, str]:
        name = f"{font}{number}"
        if name not in self._used:
            self._used[name] = self._subset(font, number)
        return name, self._hex(self._used[name], text)

    def _subset(self, font: str, number: int) -> Embedded:
        if number == 0:
            return subset(font, READY, "WDREAD")
        chars = self._others[font][(number - 1) * 256 : number * 256]
        return subset(font, chars, f"WDPAR{chr(64 + number)}")

    @staticmethod
    def _hex(embedded: Embedded, text: str) -> str:
        codes = embedded.codes
        return bytes([codes[char] for char in text]).hex()

    def proof(self) -> tuple[str, ...]:
        """What of these fonts a check of the file would find; the same for the same subsets."""
        return tuple(sorted({f"{name}:{''.join(one.codes)}" for name, one in self._used.items()}))

    def write(self, pdf: pikepdf.Pdf) -> Dictionary:
        """The fonts used, as a page's resources name them."""
        return Dictionary({f"/{name}": _object(pdf, one) for name, one in sorted(self._used.items())})


def _object(pdf: pikepdf.Pdf, one: Embedded) -> pikepdf.Object:
    face = one.face
    base_font = Name(f"/{one.base_font}")
    packed = Name.FlateDecode
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=base_font,
        Ascent=face.ascent,  # type: ignore[attr-defined]
        Descent=face.descent,  # type: ignore[attr-defined]
        CapHeight=face.capHeight,  # type: ignore[attr-defined]
        Flags=(face.flags & ~FF_NONSYMBOLIC) | FF_SYMBOLIC,  # type: ignore[attr-defined]
        FontBBox=Array(list(face.bbox)),  # type: ignore[attr-defined]
        ItalicAngle=face.italicAngle,  # type: ignore[attr-defined]
        StemV=face.stemV,  # type: ignore[attr-defined]
        MissingWidth=face.defaultWidth,  # type: ignore[attr-defined]
        FontFile2=pdf.make_stream(one.program, Filter=packed, Length1=one.length),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=base_font,
            FirstChar=0,
            LastChar=one.last,
            Widths=pikepdf.Object.parse(one.widths),
            ToUnicode=pdf.make_stream(one.to_unicode, Filter=packed),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )
