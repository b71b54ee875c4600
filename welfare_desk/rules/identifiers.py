"""Numbers and codes that name a person or a place: National Insurance, CHI, postcode, telephone.

Each is valid by construction; ``read`` takes what was typed and gives the value, ``None`` for a blank, or
a ``Problem``. Whether two people might be one is in ``names.py``; nothing here looks anybody up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from welfare_desk.errors import Problem
from welfare_desk.rules.as_typed import says_nothing, tidy

_GAPS = re.compile(r"[\s.\-/_,]+")


def _closed_up(text: str) -> str:
    """Capitals without the gaps people put in numbers."""
    return _GAPS.sub("", tidy(text)).upper()


@dataclass(frozen=True, slots=True)
class NationalInsuranceNumber:
    """Two letters, six digits, a letter from A to D; kept closed up, shown in pairs.

    Neither of the first two letters is D, F, I, Q, U or V, the second is not O, and the prefixes BG, GB,
    KN, NK, NT, TN and ZZ are not used (HMRC National Insurance Manual NIM39110).
    Raises ValueError when built from anything else.
    """

    written: str

    def __post_init__(self) -> None:
        if reason := _not_a_ni_number(self.written):
            raise ValueError(reason)

    def __str__(self) -> str:
        number = self.written
        return f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:8]} {number[8]}"

    @classmethod
    def read(cls, text: str) -> NationalInsuranceNumber | TemporaryNumber | Problem | None:
        """The number in any spacing and case; a temporary number comes back as what it is."""
        if says_nothing(text):
            return None
        closed = _closed_up(text)
        if temporary := TemporaryNumber.in_text(closed):
            return temporary
        if reason := _not_a_ni_number(closed):
            return Problem("ni", f"The National Insurance number {tidy(text)} cannot exist: {reason}.")
        return cls(closed)


_NI_SHAPE = re.compile(r"[A-Z]{2}\d{6}[A-Z]", re.ASCII)
_NI_UNUSED = frozenset(("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"))


def _not_a_ni_number(closed: str) -> str:
    """Why this is not a National Insurance number; empty when it is one."""
    if not _NI_SHAPE.fullmatch(closed):
        return "it needs two letters, six digits and a letter"
    if closed[0] in "DFIQUV" or closed[1] in "DFIOQUV" or closed[:2] in _NI_UNUSED:
        return f"none begins with {closed[:2]}"
    if closed[8] not in "ABCD":
        return "the last letter is A, B, C or D"
    return ""


@dataclass(frozen=True, slots=True)
class TemporaryNumber:
    """A number lent by an office until the real one is known. It names nobody for certain.

    Either HMRC's temporary reference (two digits, a letter, five digits) or the old habit of TN, the date
    of birth and M or F (NIM39110). The letter for sex is not read.
    """

    written: str

    def __str__(self) -> str:
        return self.written

    @classmethod
    def in_text(cls, closed: str) -> TemporaryNumber | None:
        old = re.fullmatch(r"TN(\d\d)(\d\d)\d\d[MF]", closed, re.ASCII)
        if old and 1 <= int(old[1]) <= 31 and 1 <= int(old[2]) <= 12:
            return cls(closed)
        return cls(closed) if re.fullmatch(r"\d\d[A-Z]\d{5}", closed, re.ASCII) else None


@dataclass(frozen=True, slots=True)
class ChiNumber:
    """The Community Health Index number: ten digits, of which the last checks the rest by modulus 11.

    The first six are a date of birth, DDMMYY (NHS data dictionary, "Community Health Index number").
    The ninth is said to tell the sex; it is never read. Raises ValueError when the check fails.
    """

    written: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d{10}", self.written, re.ASCII) or not _checks_by_modulus_11(self.written):
            raise ValueError("not a CHI number")

    def __str__(self) -> str:
        return f"{self.written[:6]} {self.written[6:]}"

    def fits(self, born_on: date) -> bool:
        """Whether the first six digits are this date of birth; where not, ask, never refuse."""
        return self.written[:6] == f"{born_on:%d%m%y}"

    @classmethod
    def read(cls, text: str) -> ChiNumber | Problem | None:
        """The number in any spacing; the leading nought that Excel drops is put back."""
        if says_nothing(text):
            return None
        shown = tidy(text)
        digits = _closed_up(text.removesuffix(".0"))
        if not re.fullmatch(r"\d{9,10}", digits, re.ASCII):
            hint = "Excel has shortened it; format the column as text." if "E+" in digits else ""
            return Problem("chi", f"The CHI number {shown} does not have ten digits.", hint)
        digits = digits.zfill(10)
        if not _checks_by_modulus_11(digits):
            return Problem(
                "chi", f"The CHI number {shown} fails its check digit.", "One digit is probably wrong."
            )
        return cls(digits)


def _checks_by_modulus_11(digits: str) -> bool:
    return sum(int(digit) * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True)) % 11 == 0


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode of the United Kingdom, with its one space: EH6 5NX.

    Shape and letters as in the Royal Mail's guide (BS 7666): no I, J or Z second, no C I K M O V in the
    last two. ZZ99 stands for nowhere in NHS records. Raises ValueError for anything else.
    """

    written: str

    def __post_init__(self) -> None:
        if not _POSTCODE.fullmatch(self.written):
            raise ValueError("not a postcode")

    def __str__(self) -> str:
        return self.written

    @property
    def outward(self) -> str:
        """The district: what may be counted without pointing at a house."""
        return self.written.split()[0]

    @classmethod
    def read(cls, text: str) -> Postcode | Problem | None:
        if says_nothing(text):
            return None
        closed = _closed_up(text)
        spaced = f"{closed[:-3]} {closed[-3:]}"
        if not _POSTCODE.fullmatch(spaced):
            return Problem("postcode", f"{tidy(text)} is not a postcode.", "A postcode looks like EH6 5NX.")
        return cls(spaced)


_POSTCODE = re.compile(
    r"[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]) \d[ABD-HJLNP-UW-Z]{2}"
    r"|ZZ99 \d[A-Z]{2}|GIR 0AA",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number: a British one as dialled at home (0131 ...), a foreign one with + and its country.

    A British number has ten or eleven digits and begins 01, 02, 03, 05, 07, 08 or 09 (Ofcom, National
    Telephone Numbering Plan). Raises ValueError for anything else.
    """

    written: str

    def __post_init__(self) -> None:
        if not _PHONE.fullmatch(self.written):
            raise ValueError("not a telephone number")

    def __str__(self) -> str:
        number = self.written
        if number.startswith("+"):
            return number
        area = 3 if number.startswith("02") else 4 if re.match(r"01\d?1|03|08|09", number) else 5
        return (
            f"{number[:area]} {number[area:]}"
            if area > 4
            else f"{number[:area]} {number[area:-4]} {number[-4:]}"
        )

    @classmethod
    def read(cls, text: str) -> Phone | Problem | None:
        """The number in any spacing, with or without +44; the leading nought that Excel drops is put back."""
        if says_nothing(text):
            return None
        closed = re.sub(r"[()]", "", _closed_up(text.removesuffix(".0")))
        home = re.sub(r"^(?:\+|00)440?", "0", closed)
        if re.fullmatch(r"[1-357]\d{9}", home, re.ASCII):
            home = f"0{home}"
        home = re.sub(r"^00", "+", home)
        if not _PHONE.fullmatch(home):
            return Problem("phone", f"{tidy(text)} is not a telephone number.")
        return cls(home)


_PHONE = re.compile(r"0[1235789]\d{8,9}|\+(?!44)[1-9]\d{6,14}", re.ASCII)
