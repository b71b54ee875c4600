"""What a file is, by its first bytes and never by its name; and what its name would have one believe.

Reading further than that is the business of the room for each kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from welfare_desk.letters.papers.unfit import Unfit

MOST_BYTES = 25 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Kind:
    """``family`` says who opens it: pdf, picture, word or text. ``words`` are an advisor's."""

    media_type: str
    family: str
    words: str


PDF = Kind("application/pdf", "pdf", "a PDF")
JPEG = Kind("image/jpeg", "picture", "a picture")
PNG = Kind("image/png", "picture", "a picture")
TIFF = Kind("image/tiff", "picture", "a scan")
WEBP = Kind("image/webp", "picture", "a picture")
GIF = Kind("image/gif", "picture", "a picture")
BMP = Kind("image/bmp", "picture", "a picture")
WORD = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word", "a Word file")
MAIL = Kind("message/rfc822", "text", "an e-mail")
TEXT = Kind("text/plain", "text", "plain text")

OF_TYPE = {kind.media_type: kind for kind in (PDF, JPEG, PNG, TIFF, WEBP, GIF, BMP, WORD, MAIL, TEXT)}

# What a name promises. Any picture may carry any picture's name: telephones and scanners mix them up.
PROMISED = {
    **dict.fromkeys(("pdf",), "pdf"),
    **dict.fromkeys(
        ("jpg", "jpeg", "jfif", "jpe", "png", "tif", "tiff", "webp", "gif", "bmp", "heic", "heif"), "picture"
    ),
    **dict.fromkeys(("docx", "doc", "odt", "rtf"), "word"),
    **dict.fromkeys(("txt", "text", "eml", "log", "csv", "md"), "text"),
}
_PROMISED_WORDS = {"pdf": "a PDF", "picture": "a picture", "word": "a Word file", "text": "plain text"}

# What is recognised only to be refused: its first bytes, what it is, what to do instead.
_PROGRAM = ("a program", "Do not open it. Ask who sent it what it was meant to be.")
_AS_PDF = "Open it in the program it was made with, save it as a PDF and add that."
_NOT_KEPT: tuple[tuple[bytes, str, str], ...] = (
    (b"MZ", *_PROGRAM),
    (b"\x7fELF", *_PROGRAM),
    (b"\xca\xfe\xba\xbe", *_PROGRAM),
    (b"\xcf\xfa\xed\xfe", *_PROGRAM),
    (b"#!", *_PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "a shortcut to something else", _PROGRAM[1]),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file or an Outlook message", _AS_PDF),
    (b"{\\rtf", "rich text (RTF), which can hide files of its own", _AS_PDF),
    (b"%!PS", "PostScript, which is a program of its own", _AS_PDF),
    (b"Rar!\x1a\x07", "an archive of other files", "Unpack it and add the papers one by one."),
    (b"7z\xbc\xaf\x27\x1c", "an archive of other files", "Unpack it and add the papers one by one."),
    (b"\x1f\x8b", "a compressed file", "Unpack it and add the papers one by one."),
    (b"BZh", "a compressed file", "Unpack it and add the papers one by one."),
    (b"\xfd7zXZ\x00", "a compressed file", "Unpack it and add the papers one by one."),
    (b"OggS", "a recording", "Only papers and pictures can be kept here."),
    (b"ID3", "a recording", "Only papers and pictures can be kept here."),
    (b"RIFF", "a recording", "Only papers and pictures can be kept here."),
    (b"SQLite format 3\x00", "a database", "Only papers and pictures can be kept here."),
)


def tell(data: bytes) -> Kind:
    """The kind of a file by its content. Raises Unfit for what is not kept, with the reason."""
    if not data:
        raise Unfit("it is empty", "Save it again where it came from, then add that copy.")
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1024 / 1024:.0f} MB"
        raise Unfit(
            f"it is {size} large, and 25 MB is the most", "Scan it in grey or at 200 dots to the inch."
        )
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[:4] in (b"II*\x00", b"MM\x00*"):
        return TIFF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return GIF
    if data[:2] == b"BM" and data[6:10] == b"\x00\x00\x00\x00":
        return BMP
    if data[4:8] == b"ftyp":
        return _boxed(data)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return WORD  # whether it really is one is for ``packages`` to find out
    for start, what, instead in _NOT_KEPT:
        if data.startswith(start):
            raise Unfit(f"it is {what}", instead)
    if data.removeprefix(_BOM).lstrip(b" \t\r\n\x00\x0c").startswith(b"%PDF-"):
        return PDF
    if b"%PDF-" in data[:1024]:
        raise Unfit(
            "something else stands before the PDF in it",
            "Open it where it came from, print it to a new PDF and add that.",
        )
    return _words(data)


def _boxed(data: bytes) -> Kind:
    if data[8:12] in (b"heic", b"heix", b"mif1", b"hevc", b"heim", b"heis"):
        raise Unfit(
            "it is a picture in Apple's own form (HEIC)", "Send it from the telephone as JPEG, or print it."
        )
    if data[8:12] in (b"avif", b"avis"):
        raise Unfit("it is a picture in a form few can open (AVIF)", "Save it as JPEG or PNG and add that.")
    raise Unfit("it is a film or a recording", "Only papers and pictures can be kept here.")


def _words(data: bytes) -> Kind:
    """Plain words or an e-mail, if it is either. A web page or drawing with scripts is neither."""
    start = data[:4096].lstrip(_BOM + b" \t\r\n").lower()
    if start.startswith(
        (b"<!doctype html", b"<html", b"<head", b"<script", b"<body", b"<svg", b"<?xml", b"<!")
    ):
        raise Unfit("it is a web page or a drawing that can hold scripts", "Print it to a PDF and add that.")
    first = start.split(b"\n", 1)[0]
    name, colon, _ = first.partition(b":")
    looks_like_mail = bool(colon) and name.strip() in _HEADERS and b"\nfrom:" in b"\n" + start
    return MAIL if looks_like_mail else TEXT


_HEADERS = {
    *(b"from", b"to", b"subject", b"date", b"received", b"return-path", b"message-id", b"mime-version"),
    *(
        b"delivered-to",
        b"x-mozilla-status",
        b"content-type",
        b"dkim-signature",
        b"reply-to",
        b"cc",
        b"sender",
    ),
    *(b"arc-seal", b"authentication-results", b"x-received", b"x-mozilla-keys", b"thread-topic"),
}


def require_honest(name: str, kind: Kind) -> None:
    """Raise Unfit where the name promises another kind of file than it holds."""
    _, dot, ending = name.rpartition(".")
    promised = PROMISED.get(ending.strip().lower()) if dot else None
    if promised is not None and promised != kind.family:
        raise Unfit(
            f"it is named like {_PROMISED_WORDS[promised]} and is really {kind.words}",
            "Ask where it came from. If you trust it, name it for what it is and add it again.",
        )


def second_file_behind(data: bytes, kind: Kind) -> bool:
    """Whether an archive has been hung onto the end of a PDF or picture, to be opened as something else."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if kind.family not in ("pdf", "picture") or end < 0:
        return False
    return kind is not PDF or data.rfind(b"%%EOF") < end
