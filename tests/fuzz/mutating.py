"""Spoilt copies of good files: bytes flipped, cut, doubled, numbers made huge, parts put elsewhere."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Sequence

NASTY = (
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", "\u202e".encode(), b"'", b'"', b'""', b"{{", b"{%", b"%}",
    b"<!DOCTYPE", b"&x;", b"=1+1", b"-1", b"0", b"1e309", b"NaN", b"99999999999999999999", b"-2147483649",
    b"31/02/2026", b"00/00/0000", b"\r", b"\n", b"\t", b"../../x", b"\\\\host\\share", b"null", b"[]", b"{}",
    b"x" * 5000, b"[" * 3000, b"{" * 3000, b"(" * 500, b"%PDF-1.7", b"PK\x03\x04", b"endstream",
    b"/Length 99999999",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")


def spoilt(data: bytes, chance: random.Random, others: Sequence[bytes] = ()) -> bytes:
    """One to six harms to a file."""
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(_HARMS)(data, chance, others)
    return data[:2_000_000]


def _flip(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    held = bytearray(data)
    for _ in range(chance.randint(1, 30) if held else 0):
        held[chance.randrange(len(held))] = chance.randrange(256)
    return bytes(held)


def _cut(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    return data[: chance.randint(0, len(data))]


def _take_out(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start = chance.randint(0, len(data))
    return data[:start] + data[start + chance.randint(1, 200) :]


def _put_in(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(NASTY) + data[at:]


def _double(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start = chance.randint(0, len(data))
    part = data[start : start + chance.randint(1, 2000)]
    return data[:start] + part * chance.randint(2, 8) + data[start:]


def _number(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    said = chance.choice((b"0", b"-1", b"65536", b"4294967296", b"99999999999999999999", b"1e400"))
    return data[: one.start()] + said + data[one.end() :]


def _cross(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others) if others else data
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


_HARMS = (_flip, _cut, _take_out, _put_in, _double, _number, _cross)


def spoilt_within(data: bytes, chance: random.Random) -> bytes:
    """A package (workbook, Word file) with its parts spoilt, packed up again so that they are read."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        harmed = set(chance.sample(names, chance.randint(1, min(3, len(names)))))
        for name in names:
            inside = old.read(name)
            if name in harmed:
                fate = chance.random()
                if fate < 0.1:
                    continue
                inside = spoilt(inside, chance) if fate < 0.9 else b""
            new.writestr(name if chance.random() < 0.97 else name + "x", inside)
    return out.getvalue()
