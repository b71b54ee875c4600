"""The two charts worth looking at, drawn once: into the PDF as lines, onto the screen as SVG."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from welfare_desk.reports.face import REGULAR
from welfare_desk.reports.facts import BreakdownRow, MonthOfGains, together
from welfare_desk.rules import days, money
from welfare_desk.rules.money import NOUGHT

MOST_BARS = 14


@dataclass(frozen=True, slots=True)
class Dress:
    """Colours and face of a chart; the light ones of the house unless another is given."""

    first: str = "#0B6770"
    second: str = "#529CA2"
    third: str = "#C9DEE0"  # dark, middle, light: told apart in grey too; the light one has an edge
    ink: str = "#1F2933"
    quiet: str = "#52606D"
    line: str = "#D5DCE3"
    font: str = REGULAR
    size: float = 8.5


DARK = Dress("#6CCBD2", "#3F949B", "#20454A", "#E7EBEF", "#A8B3BE", "#46515C")


def by_month(months: Sequence[MonthOfGains], width: float, height: float, dress: Dress = Dress()) -> Drawing:
    """A bar a month: a year of ongoing awards below, one-off sums above, debts written off on top."""
    drawing = Drawing(width, height)
    left, bottom, top = 52.0, 34.0, height - 34.0
    step = _step(max((month.total for month in months), default=NOUGHT))
    lines = max(1, -(-int(max((month.total for month in months), default=NOUGHT)) // step))
    for mark in range(lines + 1):
        y = bottom + (top - bottom) * mark / lines
        drawing.add(Line(left, y, width, y, strokeColor=HexColor(dress.line), strokeWidth=0.5))
        drawing.add(_words(f"£{mark * step:,}", left - 6, y - 3, dress, "end", dress.quiet))
    room = (width - left) / max(1, len(months))
    every = max(1, math.ceil(dress.size * 3.2 / room))  # a label each month where there is room for it
    for place, month in enumerate(months):
        middle, y = left + room * (place + 0.5), bottom
        for amount, colour, edge in (
            (month.annual, dress.first, ""),
            (month.lump, dress.second, ""),
            (month.written_off, dress.third, dress.first),
        ):
            tall = (top - bottom) * float(max(amount, NOUGHT)) / (lines * step)
            drawing.add(_bar(middle - room * 0.32, y, room * 0.64, max(0.0, tall - 1), colour, edge))
            y += tall
        if every == 1 and month.total > 0:
            drawing.add(_words(_rounded(month.total), middle, y + 3, dress, "middle", dress.ink))
        if place % every == 0:
            drawing.add(_words(_called(month, every), middle, bottom - 13, dress, "middle", dress.quiet))
    _key(drawing, left, height - 9, dress)
    return drawing


def _called(month: MonthOfGains, every: int) -> str:
    """Apr, or 2024 where only some months can be named."""
    year, number = month.month.split("-")
    name = days.MONTHS[int(number) - 1]
    return name if every == 1 else f"{name} {year[2:]}"


def _rounded(amount: Decimal) -> str:
    """£35.3k: what a bar amounts to, at a glance."""
    for size, letter in ((1_000_000, "m"), (1_000, "k")):
        if amount >= size:
            return f"£{amount / size:.1f}{letter}"
    return f"£{amount:.0f}"


def by_benefit(rows: Sequence[BreakdownRow], width: float, dress: Dress = Dress()) -> Drawing:
    """A bar a benefit, the largest first, with its sum at the end; the smallest of many are one bar."""
    single = [row for row in rows if row.code and row.total > 0]
    shown = sorted(single, key=lambda row: (-row.total, row.name))[: MOST_BARS - 1]
    rest = [row for row in rows if row.total > 0 and row not in shown]
    if rest:
        shown.append(together(rest, "Others together") if len(rest) > 1 or not rest[0].code else rest[0])
    tall = 19.0
    drawing = Drawing(width, max(1, len(shown)) * tall + 6)
    names, sums = min(190.0, width * 0.42), 66.0
    most = max((row.total for row in shown), default=Decimal(1))
    for place, row in enumerate(shown):
        y = drawing.height - (place + 1) * tall
        drawing.add(_words(row.name, names - 8, y + 5, dress, "end", dress.ink))
        long = (width - names - sums) * float(row.total / most)
        ongoing = long * float(min(max(row.annual / row.total, NOUGHT), Decimal(1)))
        drawing.add(_bar(names, y + 2, ongoing, 12, dress.first))
        drawing.add(_bar(names + ongoing + 1, y + 2, max(0.0, long - ongoing - 1), 12, dress.second))
        drawing.add(_words(f"£{row.total:,.0f}", names + long + 6, y + 5, dress, "start", dress.ink))
    return drawing


def _bar(x: float, y: float, width: float, height: float, colour: str, edge: str = "") -> Rect:
    line = HexColor(edge) if edge and height > 1 else None
    return Rect(x, y, width, height, fillColor=HexColor(colour), strokeColor=line, strokeWidth=0.7)


def months_said(months: Sequence[MonthOfGains]) -> str:
    """The chart of months for who hears it: every bar with its parts."""
    said = []
    for month in months:
        name = f"{days.LONG_MONTHS[int(month.month[5:]) - 1]} {month.month[:4]}"
        ongoing, once, off = map(money.shown, (month.annual, month.lump, month.written_off))
        said.append(f"{name}: {ongoing} ongoing, {once} in lump sums, {off} of debt written off")
    return "Bar chart of gain by month. " + "; ".join(said) + "."


def benefits_said(rows: Sequence[BreakdownRow]) -> str:
    """The chart of benefits for who hears it."""
    said = [f"{row.name} {money.shown(row.total)}" for row in rows if row.total > 0]
    return "Bar chart of gain by benefit. " + "; ".join(said) + "."


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
    step = 100
    for fifths in cycle((5, 4, 4)):  # 100, 250, 500, 1,000, 2,500 ...
        if highest <= step * 5:
            break
        step = step * fifths // 2
    return step


def _words(text: str, x: float, y: float, dress: Dress, anchor: str, colour: str) -> String:
    return String(
        x, y, text, fontName=dress.font, fontSize=dress.size, textAnchor=anchor, fillColor=HexColor(colour)
    )


def _key(drawing: Drawing, x: float, y: float, dress: Dress) -> None:
    for words, colour, edge, room in (
        ("Ongoing, a year", dress.first, "", 92),
        ("Lump sums", dress.second, "", 72),
        ("Debt written off", dress.third, dress.first, 92),
    ):
        drawing.add(_bar(x, y, 8, 8, colour, edge))
        drawing.add(_words(words, x + 12, y, dress, "start", dress.quiet))
        x += room
