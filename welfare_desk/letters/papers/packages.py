"""A Word file: a package of parts, each looked at before anybody's word processor is.

It is kept as it is. What it says is not set on pages here: only the program it was made with can do that.
"""

from __future__ import annotations

import posixpath
import stat
import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

from welfare_desk.letters.papers.unfit import BROKEN, Unfit

_MOST_PARTS = 2_000
_MOST_BYTES = 200 * 1024 * 1024
_MOST_OF_A_PART = 64 * 1024 * 1024
_MOST_SWOLLEN = 250  # times its size in the package; pages of plain words reach sixty
_DEEPEST = 300
_MAIN = b"wordprocessingml.document.main+xml"
_AS_PDF = "Save it as a PDF in the program it was made with and add that."
_PLAIN_LINKS = ("/hyperlink",)


def require_word(data: bytes) -> None:
    """Raise Unfit unless this is a Word file without programs, bombs or threads to elsewhere."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _require_modest(package)
            _require_a_document(package)
            for part in package.infolist():
                _look_into(package, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError) as fault:
        raise Unfit("it is damaged and cannot be read", BROKEN) from fault
    except (
        NotImplementedError,
        RuntimeError,
    ) as fault:
        raise Unfit("it is locked, or packed in a way Word does not use", _AS_PDF) from fault


def _require_modest(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > _MOST_PARTS:
        raise Unfit(f"it holds {len(parts):,} parts, as no Word file does", _AS_PDF)
    if any(part.flag_bits & 1 for part in parts):
        raise Unfit("it is locked with a password", "Ask for a copy without one.")
    if len({part.filename for part in parts}) < len(parts):
        raise Unfit("two parts of it share one name", _AS_PDF)
    for part in parts:
        clean = posixpath.normpath(part.filename.replace("\\", "/"))
        if clean.startswith(("/", "..")) or ":" in clean or stat.S_ISLNK(part.external_attr >> 16):
            raise Unfit(
                "a part of it would be put outside its own folder", "Do not open it. Ask who sent it."
            )
    whole = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if whole > _MOST_BYTES or (whole > 4 * 1024 * 1024 and whole > _MOST_SWOLLEN * packed):
        raise Unfit("it swells up when it is opened, as no paper does", _AS_PDF)


def _require_a_document(package: zipfile.ZipFile) -> None:
    names = {part.filename.lower() for part in package.infolist()}
    if "[content_types].xml" not in names:
        what = "an archive of other files" if names else "empty"
        raise Unfit(f"it is {what}", "Unpack it and add the papers one by one.")
    types = _opened(package, package.getinfo("[Content_Types].xml"))
    if b"macroenabled" in types.lower() or any(
        name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names
    ):
        raise Unfit("there is a program (a macro) in it", _AS_PDF)
    if _MAIN not in types:
        raise Unfit("it is an Office file other than a Word letter", _AS_PDF)
    if any("/activex/" in name for name in names):
        raise Unfit("there are controls in it that run programs", _AS_PDF)
    if any("/embeddings/" in name and name.endswith((".bin", ".exe")) for name in names):
        raise Unfit("another file is hidden inside it", _AS_PDF)


def _look_into(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    inside = _opened(package, part)
    if part.filename.lower().endswith((".xml", ".rels")):
        _Reader().read(inside)


def _opened(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """A part's bytes, read no further than they should go: what a package says of its sizes may be a lie."""
    with package.open(part) as file:
        inside = file.read(_MOST_OF_A_PART + 1)
    if len(inside) > _MOST_OF_A_PART:
        raise Unfit("it swells up when it is opened, as no paper does", _AS_PDF)
    return inside


class _Reader:
    """Reads one part for what must not be in it: entities, threads to elsewhere, commands, endless depth."""

    def __init__(self) -> None:
        self.depth, self.command, self.in_command = 0, "", False

    def read(self, inside: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        try:
            parser.Parse(inside, True)
        except expat.ExpatError as fault:
            raise Unfit("it is damaged and cannot be read", BROKEN) from fault

    def _doctype(self, *_: object) -> None:
        raise Unfit("it defines words of its own (entities), which Word never does", _AS_PDF)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unfit("its parts are nested without end", _AS_PDF)
        if name.endswith("Relationship") and attributes.get("TargetMode", "").lower() == "external":
            link = attributes.get("Type", "").lower()
            if not link.endswith(_PLAIN_LINKS):
                raise Unfit("it would fetch something from elsewhere when opened", _AS_PDF)
        local = name.rpartition(":")[2]
        if local == "fldChar" and "begin" in attributes.values():
            self.command = ""
        self.in_command = local == "instrText"
        if local == "fldSimple":
            self._require_plain(" ".join(attributes.values()))

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.in_command = False

    def _words(self, words: str) -> None:
        if self.in_command:  # a command may be cut into any number of pieces
            self.command += words
            self._require_plain(self.command)

    def _require_plain(self, command: str) -> None:
        if command.strip().upper().startswith("DDE"):
            raise Unfit("it would start another program when opened", _AS_PDF)
