"""A letter, from its template to tagged PDF/A, beside ReportLab drawing the same words in the same fonts.

The bare page has no tags, no template and no check: it is the least that anyone could call a letter. Where
LibreOffice is installed it converts the same letter's Word file: once from nothing, and fifty at a time.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from benchmarks.measuring import Pair
from welfare_desk.letters import typeface
from welfare_desk.letters.content import Document
from welfare_desk.letters.layout import PAGE_HEIGHT, PAGE_WIDTH, lay_out
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.sample import SAMPLE
from welfare_desk.letters.templates import document_for
from welfare_desk.letters.word import render_docx

_BATCH = 50
Words = list[tuple[str, str]]
"""Words to draw, each stretch with its font."""


def pairs() -> list[Pair]:
    names = [f"Creditor {number} & Sons" for number in range(_BATCH)]
    drawn, all_drawn = _drawn(), [_drawn(name) for name in names]
    return [
        Pair("a letter", _letter, partial(_bare_page, drawn), _sorted, _sorted),
        Pair("a letter, validated again", _validated, partial(_bare_page, drawn), _sorted, _sorted),
        Pair(
            f"{_BATCH} letters in one batch",
            lambda: [_letter(name) for name in names],
            lambda: [_bare_page(words) for words in all_drawn],
            _all_sorted,
            _all_sorted,
            most_turns=5,
        ),
        *_beside_libreoffice(names),
    ]


def _document(recipient: str = SAMPLE.recipient.name) -> Document:
    return document_for("evidence", replace(SAMPLE, recipient=replace(SAMPLE.recipient, name=recipient)))


def _letter(recipient: str = SAMPLE.recipient.name) -> bytes:
    return render_pdf(_document(recipient)).data


def _validated() -> bytes:
    return render_pdf(_document(), prove=True).data


def _drawn(recipient: str = SAMPLE.recipient.name) -> Words:
    pages = lay_out(_document(recipient)).pages
    return [
        (span.font, span.text)
        for page in pages
        for placed in page
        for line in placed.row.lines
        for span in line.spans
    ]


def _bare_page(words: Words) -> bytes:
    for font in (typeface.REGULAR, typeface.BOLD):
        typeface.font(font)
    page = BytesIO()
    canvas = Canvas(page, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), initialFontName=typeface.REGULAR)
    text = canvas.beginText(56, PAGE_HEIGHT - 56)
    for font, said in words:
        text.setFont(font, 11)
        text.textLine(said)
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return page.getvalue()


# LibreOffice ------------------------------------------------------------------------------------


def _beside_libreoffice(names: Sequence[str]) -> list[Pair]:
    program = shutil.which("soffice")
    if program is None:
        print("LibreOffice is not installed here: nothing is compared with it.", file=sys.stderr)
        return []
    one, all_of_them = [render_docx(_document())], [render_docx(_document(name)) for name in names]
    return [
        Pair(
            "a letter, by a fresh LibreOffice",
            _letter,
            lambda: _converted(program, one)[0],
            _kept_words,
            _kept_words,
            most_turns=3,
        ),
        Pair(
            f"{_BATCH} letters, by one LibreOffice",
            lambda: [_letter(name) for name in names],
            lambda: _converted(program, all_of_them),
            lambda made: [_kept_words(one) for one in made],
            lambda made: [_kept_words(one) for one in made],
            most_turns=2,
        ),
    ]


def _converted(program: str, letters: Sequence[bytes]) -> list[bytes]:
    """Word files as PDFs, by one LibreOffice that has never run before."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        files = [place / f"{number:03}.docx" for number in range(len(letters))]
        for file, data in zip(files, letters, strict=True):
            file.write_bytes(data)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        subprocess.run(
            [program, profile, "--headless", "--convert-to", "pdf", "--outdir", made, *map(str, files)],
            check=True,
            capture_output=True,
        )
        return [file.with_suffix(".pdf").read_bytes() for file in files]


# The same answer --------------------------------------------------------------------------------


def _sorted(pdf: bytes) -> list[str]:
    return sorted(words_of(pdf))


def _all_sorted(pdfs: Sequence[bytes]) -> list[list[str]]:
    return [_sorted(pdf) for pdf in pdfs]


def _kept_words(pdf: bytes) -> list[str]:
    """The words themselves: bullets are each program's own."""
    return sorted(word for word in words_of(pdf) if word[0].isalnum())


def words_of(pdf: bytes) -> list[str]:
    """The words on a PDF's pages, as Qt's own viewer reads them."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    held = QByteArray(pdf)
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return [word for page in range(document.pageCount()) for word in document.getAllText(page).text().split()]
