"""The two charts worth looking at, drawn once: into the PDF as lines, onto the screen as SVG."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from welfare_desk.reports.face import REGULAR
from welfare_desk.reports.facts import BreakdownRow, MonthOfGains
from welfare_desk.rules import days


@dataclass(frozen=True, slots=True)
class Dress:
    """Colours and face of a chart; the light ones of the house unless another is given."""

    first: str = "#0B6770"
    second: str = "#529CA2"
    third: str = "#3E4C59"
    ink: str = "#1F2933"
    quiet: str = "#52606D"
    line: str = "#D5DCE3"
    font: str = REGULAR
    size: float = 8.5


DARK = Dress("#6CCBD2", "#3F949B", "#A8B3BE", "#E7EBEF", "#A8B3BE", "#46515C")


def by_month(months: Sequence[MonthOfGains], width: float, height: float, dress: Dress = Dress()) -> Drawing:
    """A bar a month: a year of ongoing awards below, one-off sums above, debts written off on top."""
    drawing = Drawing(width, height)
    left, bottom, top = 52.0, 34.0, height - 22.0
    highest = max((month.annual + month.lump + month.written_off for month in months), default=Decimal(0))
    step = _step(highest)
    ceiling = step * max(1, -(-int(highest) // step))
    for mark in range(0, ceiling + 1, step):
        y = bottom + (top - bottom) * mark / ceiling
        drawing.add(Line(left, y, width, y, strokeColor=HexColor(dress.line), strokeWidth=0.5))
        drawing.add(_words(f"£{mark:,}", left - 6, y - 3, dress, "end", dress.quiet))
    room = (width - left) / max(1, len(months))
    for place, month in enumerate(months):
        x, y = left + room * place + room * 0.18, bottom
        for amount, colour in (
            (month.annual, dress.first),
            (month.lump, dress.second),
            (month.written_off, dress.third),
        ):
            tall = float((top - bottom) * float(max(amount, Decimal(0))) / ceiling)
            if tall > 0:
                drawing.add(
                    Rect(x, y, room * 0.64, max(0.0, tall - 1), fillColor=HexColor(colour), strokeColor=None)
                )
                y += tall
        name = days.MONTHS[int(month.month[5:]) - 1]
        drawing.add(_words(name, x + room * 0.32, bottom - 13, dress, "middle", dress.quiet))
    _key(drawing, left, height - 9, dress)
    return drawing


def by_benefit(rows: Sequence[BreakdownRow], width: float, dress: Dress = Dress()) -> Drawing:
    """A bar a benefit, the largest first, with its sum at the end."""
    shown = sorted((row for row in rows if row.total > 0), key=lambda row: (-row.total, row.name))[:14]
    tall = 19.0
    drawing = Drawing(width, max(1, len(shown)) * tall + 6)
    names, sums = min(190.0, width * 0.42), 66.0
    most = shown[0].total if shown else Decimal(1)
    for place, row in enumerate(shown):
        y = drawing.height - (place + 1) * tall
        drawing.add(_words(row.name, names - 8, y + 5, dress, "end", dress.ink))
        long = (width - names - sums) * float(row.total / most)
        ongoing = long * float(row.annual / row.total)
        drawing.add(Rect(names, y + 2, ongoing, 12, fillColor=HexColor(dress.first), strokeColor=None))
        if long - ongoing > 1:
            drawing.add(
                Rect(
                    names + ongoing + 1,
                    y + 2,
                    long - ongoing - 1,
                    12,
                    fillColor=HexColor(dress.second),
                    strokeColor=None,
                )
            )
        drawing.add(_words(f"£{row.total:,.0f}", names + long + 6, y + 5, dress, "start", dress.ink))
    return drawing


def svg(drawing: Drawing) -> bytes:
    """The same drawing for the screen, in the screen's own face."""
    written: str = renderSVG.drawToString(drawing)
    # Qt paints what a clipPath holds; nothing here needs to be clipped.
    written = re.sub(r"<clipPath.*?</clipPath>", "", written, flags=re.DOTALL).replace(
        "clip-path: url(#clip)", ""
    )
    return written.replace(f"font-family: {REGULAR}", "font-family: Inter").encode("utf-8")


def _step(highest: Decimal) -> int:
    """A round step that gives at most five lines."""
    for step in (100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000):
        if highest <= step * 5:
            return step
    return 1_000_000


def _words(text: str, x: float, y: float, dress: Dress, anchor: str, colour: str) -> String:
    return String(
        x, y, text, fontName=dress.font, fontSize=dress.size, textAnchor=anchor, fillColor=HexColor(colour)
    )


def _key(drawing: Drawing, x: float, y: float, dress: Dress) -> None:
    for words, colour, room in (
        ("Ongoing, a year", dress.first, 92),
        ("Lump sums", dress.second, 72),
        ("Debt written off", dress.third, 92),
    ):
        drawing.add(Rect(x, y, 8, 8, fillColor=HexColor(colour), strokeColor=None))
        drawing.add(_words(words, x + 12, y, dress, "start", dress.quiet))
        x += room
