"""One icon set, one weight: drawn from SVG at the size and the density asked for, in a role's colour.

The line is 1.5 pixels on screen at every size. Which icon means what is the screens' business.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from welfare_desk import resources
from welfare_desk.ui import theme

_GRID = 24
_LINE = 1.5


def paint(painter: QPainter, name: str, where: QRectF, role: str = "quiet") -> None:
    """Draw the icon into ``where`` (logical pixels) with whatever painter is at hand."""
    line = _LINE * max(1.0, theme.base() / 13.0)
    renderer = _renderer(name, getattr(theme.roles(), role), round(line * _GRID / max(1.0, where.width()), 3))
    renderer.render(painter, where)


@cache
def _renderer(name: str, colour: str, stroke: float) -> QSvgRenderer:
    drawn = resources.text(f"icons/{name}.svg").replace("currentColor", colour)
    drawn = drawn.replace('stroke-width="2"', f'stroke-width="{stroke}"', 1)
    return QSvgRenderer(QByteArray(drawn.encode()))
