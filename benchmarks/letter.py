"""A letter, from its template to checked tagged PDF/A, beside ReportLab drawing the same words on a page.

The bare page has no tags, no template and no check: it is the least that anyone could call a letter.
"""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from benchmarks.measuring import Pair
from welfare_desk.letters import typeface
from welfare_desk.letters.layout import PAGE_HEIGHT, PAGE_WIDTH
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.sample import SAMPLE
from welfare_desk.letters.templates import document_for


def pairs() -> list[Pair]:
    words = words_of(_letter())
    typeface.font(typeface.REGULAR)
    return [Pair("a letter", _letter, lambda: _bare_page(words), words_of, words_of)]


def _letter() -> bytes:
    return render_pdf(document_for("evidence", SAMPLE)).data


def _bare_page(words: list[str]) -> bytes:
    page = BytesIO()
    canvas = Canvas(page, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), initialFontName=typeface.REGULAR)
    text = canvas.beginText(56, PAGE_HEIGHT - 56)
    text.setFont(typeface.REGULAR, 11)
    for start in range(0, len(words), 12):
        text.textLine(" ".join(words[start : start + 12]))
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return page.getvalue()


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
