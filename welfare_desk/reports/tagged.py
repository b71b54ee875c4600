"""Paragraphs, tables and charts that carry their meaning, for a reading machine."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

from welfare_desk import tagging
from welfare_desk.tagging import CLOSING, Marks, Node


class Tagged:
    """The tree of one report, and the numbers its pages have given out."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self._pages: dict[int, Marks] = {}

    def opening(self, canvas: Canvas, node: Node) -> str:
        page = canvas.getPageNumber() - 1
        return self._pages.setdefault(page, Marks(page)).opening(node)


class Said(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph drawn for a node; people's words enter the markup escaped, here and nowhere else."""

    def __init__(self, words: str, style: Any, tags: Tagged, node: Node, **given: Any) -> None:
        super().__init__(escape(in_face(words, style.fontName)), style, **given)
        self._tags, self._node = tags, node

    def split(self, width: float, height: float) -> list[Paragraph]:
        parts: list[Paragraph] = super().split(width, height)
        for part in parts:
            part.__class__ = Said
            part._tags, part._node = self._tags, self._node
        return parts

    def draw(self) -> None:
        self.canv.addLiteral(self._tags.opening(self.canv, self._node))
        super().draw()
        self.canv.addLiteral(CLOSING)


def in_face(words: str, face: str) -> str:
    """The words in letters the face has: what it lacks is a question mark, a tab a blank."""
    glyphs = pdfmetrics.getFont(face).face.charToGlyph
    spaced = " ".join(words.split())
    return "".join(letter if ord(letter) in glyphs else "?" for letter in spaced)


class Ruled(Table):  # type: ignore[misc]
    """A table whose lines and tints say nothing to a reading machine."""

    def _drawBkgrnd(self) -> None:
        self._as_layout(super()._drawBkgrnd)

    def _drawLines(self) -> None:
        self._as_layout(super()._drawLines)

    def _as_layout(self, draw: Any) -> None:
        self.canv.addLiteral("/Artifact <</Type /Layout>> BDC")
        draw()
        self.canv.addLiteral(CLOSING)


class Chart(Flowable):  # type: ignore[misc]
    """A drawing as one figure, with the words that stand for it."""

    def __init__(self, drawing: Any, tags: Tagged, alt: str) -> None:
        super().__init__()
        self._drawing, self._tags = drawing, tags
        self._node = tags.root.add("Figure", alt=alt)
        self.width, self.height = drawing.width, drawing.height

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        from reportlab.graphics import renderPDF

        self.canv.addLiteral(self._tags.opening(self.canv, self._node))
        renderPDF.draw(self._drawing, self.canv, 0, 0)
        self.canv.addLiteral(CLOSING)


def table(
    tags: Tagged,
    rows: Sequence[Sequence[tuple[str, Any]]],
    widths: Sequence[float],
    style: Any,
    *,
    head: bool,
) -> Table:
    """Rows of words with their styles; ``head``: the first row names the columns, the first cell its row."""
    node = tags.root.add("Table")
    drawn = []
    for place, row in enumerate(rows):
        line = node.add("TR")
        cells = []
        for column, (words, look) in enumerate(row):
            heads = head and place == 0
            names = column == 0
            scope = {"scope": "Column"} if heads else {"scope": "Row"} if names else {}
            cells.append(Said(words, look, tags, line.add("TH" if heads or names else "TD", **scope)))
        drawn.append(cells)
    made = Ruled(drawn, colWidths=list(widths), repeatRows=1 if head else 0)
    made.setStyle(style)
    return made


def finished(drawn: bytes, tags: Tagged, *, title: str, agency: str) -> bytes:
    """The file with its tree, as PDF/A-2b. Raises PdfaError."""
    with pikepdf.open(BytesIO(drawn)) as pdf:
        tagging.write(pdf, tags.root)
        return tagging.archived(pdf, title=title, agency=agency)
