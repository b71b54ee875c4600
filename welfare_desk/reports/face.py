"""The face of reports on paper, embedded."""

from __future__ import annotations

from functools import cache

from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from welfare_desk import resources

REGULAR, BOLD = "Report", "Report-Bold"


@cache
def register() -> None:
    """Make the face known to ReportLab, once."""
    for name, file in ((REGULAR, "LiberationSans-Regular.ttf"), (BOLD, "LiberationSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(resources.path(f"fonts/{file}"))))
    # A drawing begins with ReportLab's own face, which is never embedded, even where no word is in it.
    STATE_DEFAULTS["fontName"] = REGULAR
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
