"""Looks for words wherever they could have leaked: plain, wide, in base64, in hex, or packed."""

from __future__ import annotations

import base64
import gzip
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

_STARTS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def ways(words: str) -> dict[str, bytes]:
    """Every plain way these words may lie in bytes."""
    plain = {
        "utf-8": words.encode(),
        "utf-16 le": words.encode("utf-16-le"),
        "utf-16 be": words.encode("utf-16-be"),
    }
    found = dict(plain)
    for name, raw in plain.items():
        found[f"hex of {name}"] = raw.hex().encode()
        found[f"HEX of {name}"] = raw.hex().upper().encode()
        for shift in range(3):  # base64 reads three bytes at a time: what it says depends on where it began
            coded = base64.b64encode(bytes(shift) + raw)
            found[f"base64 of {name}, {shift}"] = coded[-(-shift * 4 // 3) + (1 if shift else 0) : -4]
            found[f"url base64 of {name}, {shift}"] = found[f"base64 of {name}, {shift}"].translate(
                bytes.maketrans(b"+/", b"-_")
            )
    return found


def leaks(data: bytes, words: str, *, deep: int = 3) -> list[str]:
    """The ways in which ``data``, or anything packed in it, says these words."""
    found = [way for way, said in ways(words).items() if said in data]
    if deep:
        for how, inner in unpacked(data):
            found += [f"{way} in {how}" for way in leaks(inner, words, deep=deep - 1)]
    return found


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Everything deflated, gzipped or zipped inside ``data``."""
    for start in _STARTS:
        place = data.find(start)
        while place >= 0:
            inner = _inflated(data[place:], zlib.MAX_WBITS)
            if inner:
                yield "a deflated stream", inner
            place = data.find(start, place + 1)
    if data[:2] == b"\x1f\x8b":
        yield "a gzip", gzip.decompress(data)
    if data[:2] == b"PK":
        try:
            with ZipFile(BytesIO(data)) as packed:
                for name in packed.namelist():
                    yield "a zip", packed.read(name) + name.encode()
        except BadZipFile:
            return
    raw = _inflated(data, -zlib.MAX_WBITS)
    if raw and len(raw) > 32:
        yield "a bare deflated stream", raw


def _inflated(data: bytes, bits: int) -> bytes:
    """As much as unpacks: a stream cut short still tells what it began with."""
    unpacker, out = zlib.decompressobj(bits), b""
    for place in range(0, len(data), 256):
        try:
            out += unpacker.decompress(data[place : place + 256])
        except zlib.error:
            return out
        if unpacker.eof:
            break
    return out


def leaks_under(folder: Path, words: str) -> list[str]:
    """Every file below ``folder``, its name included, that says these words in any of the ways."""
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            said = leaks(file.read_bytes(), words) + leaks(file.name.encode(), words, deep=0)
            found += [f"{file.name}: {way}" for way in said]
    return found
