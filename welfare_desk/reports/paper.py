"""What printed reports share: measures, styles, pages that know their number, text that enters escaped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, TableStyle

from welfare_desk.reports.face import BOLD, REGULAR

MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
INK, QUIET, LINE, TINT = (HexColor(colour) for colour in ("#1F2933", "#52606D", "#BEC8D1", "#E4F0F1"))

TITLE_STYLE = ParagraphStyle("title", fontName=BOLD, fontSize=18, leading=23, textColor=INK)
SECOND = ParagraphStyle("second", fontName=REGULAR, fontSize=10, leading=14, textColor=QUIET)
HEAD = ParagraphStyle(
    "head", fontName=BOLD, fontSize=12, leading=16, textColor=INK, spaceBefore=12, spaceAfter=4
)
TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=9, leading=12, textColor=INK)
NOTE = ParagraphStyle("note", parent=TEXT, spaceAfter=3)
RIGHT = ParagraphStyle("right", parent=TEXT, alignment=2)
CELL_HEAD = ParagraphStyle("cell-head", parent=TEXT, fontName=BOLD, textColor=QUIET)
CELL_HEAD_RIGHT = ParagraphStyle("cell-head-right", parent=CELL_HEAD, alignment=2)

RULED = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


class Pages(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Holds every page back until their number is known, then draws each one's foot."""

    def __init__(self, *given: Any, foot: Callable[[Canvas, int, int], None], **more: Any) -> None:
        super().__init__(*given, **more)
        self._foot = foot
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(held := self._held, start=1):
            self.__dict__.update(page)
            self._foot(self, number, len(held))
            super().showPage()
        super().save()


def say(words: str, style: ParagraphStyle) -> Paragraph:
    # Names are people's words: they enter the markup escaped, here and nowhere else.
    return Paragraph(escape(words), style)
