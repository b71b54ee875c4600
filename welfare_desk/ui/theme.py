"""Colours by role, type by role, and measures that follow the font.

Every widget asks here at the moment it paints, so a change of theme or of text size needs nothing
but a repaint. What a single widget looks like belongs to the kit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from welfare_desk import resources
from welfare_desk.ui import stylesheet

Choice = Literal["system", "light", "dark"]
Type = Literal["title", "owner", "section", "name", "text", "second", "head", "figure", "large figure"]


@dataclass(frozen=True, slots=True)
class Roles:
    """One colour per role. A ground is what its words stand on; an edge is what one types inside."""

    ink: str
    quiet: str
    paper: str
    raised: str
    sunk: str
    desk: str
    line: str
    raised_line: str
    soft_edge: str
    field_edge: str
    accent: str
    on_accent: str
    tint: str
    overdue: str
    overdue_ground: str
    soon: str
    soon_ground: str
    done: str
    done_ground: str
    chart_1: str
    chart_2: str
    chart_3: str
    scrim: str


LIGHT = Roles(
    ink="#1F2933",
    quiet="#52606D",
    paper="#FFFFFF",
    raised="#F5F7F9",
    sunk="#E9EDF1",
    desk="#E9EDF1",
    line="#D5DCE3",
    raised_line="#DDE3E9",
    soft_edge="#BEC8D1",
    field_edge="#6B7785",
    accent="#0B6770",
    on_accent="#FFFFFF",
    tint="#E4F0F1",
    overdue="#A3201A",
    overdue_ground="#FDECEA",
    soon="#7A4B00",
    soon_ground="#FFF3D6",
    done="#1B6137",
    done_ground="#E6F4EA",
    chart_1="#0B6770",
    chart_2="#529CA2",
    chart_3="#3E4C59",
    scrim="#5C1F2933",
)
DARK = Roles(
    ink="#E7EBEF",
    quiet="#A8B3BE",
    paper="#14181D",
    raised="#1B2027",
    sunk="#262D35",
    desk="#0E1115",
    line="#323B45",
    raised_line="#2C343D",
    soft_edge="#46515C",
    field_edge="#7D8894",
    accent="#6CCBD2",
    on_accent="#06282B",
    tint="#17343A",
    overdue="#FFB4AB",
    overdue_ground="#3B1512",
    soon="#F5C97A",
    soon_ground="#33260A",
    done="#8FD6A8",
    done_ground="#10291A",
    chart_1="#6CCBD2",
    chart_2="#3F949B",
    chart_3="#A8B3BE",
    scrim="#96000000",
)


def strengthened(roles: Roles) -> Roles:
    """The same theme for someone who asked the machine for more contrast: no quiet ink, every line drawn."""
    strong = "#000000" if roles is LIGHT else "#FFFFFF"
    ground = "#FFFFFF" if roles is LIGHT else "#000000"
    lines = dict.fromkeys(("line", "raised_line", "soft_edge", "field_edge"), strong)
    return replace(roles, ink=strong, quiet=strong, paper=ground, raised=ground, **lines)


def contrast(one: str, other: str) -> float:
    """How far apart two colours are in light, 1 to 21 (WCAG 2.2, relative luminance)."""

    def light(colour: str) -> float:
        made = QColor(colour)
        parts = (made.redF(), made.greenF(), made.blueF())
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dim = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


# --- what is on the screen now --------------------------------------------------------------------

_now: Roles = LIGHT
_choice: Choice = "system"
_scale: float = 1.0
_strong: bool = False
_still: bool = False
_own_blink: int = 0  # how long the machine's own cursor takes to blink, in milliseconds
_own_effects: dict[Qt.UIEffect, bool] = {}
_own_size: float = 0.0  # the platform font's own size in pixels, before any scale


def apply(
    app: QApplication,
    choice: Choice = "system",
    text_scale: float = 1.0,
    *,
    strong: bool = False,
    still: bool = False,
) -> None:
    """Dress the whole application. ``text_scale`` is 1.0 for the platform's own size, 2.0 for 200 %.

    ``strong`` is high contrast, ``still`` is nothing that moves by itself; the platform's own wish for
    either holds in any case.
    """
    global _now, _choice, _scale, _strong, _still
    _choose_font(app, text_scale)
    _choice, _scale, _strong, _still = choice, text_scale, strong, still
    hints = app.styleHints()
    dark = choice == "dark" or (choice == "system" and hints.colorScheme() is Qt.ColorScheme.Dark)
    _now = DARK if dark else LIGHT
    asked = hints.accessibility()
    if strong or asked.contrastPreference() is Qt.ContrastPreference.HighContrast:
        _now = strengthened(_now)
    calm = still or asked.motionPreference() is Qt.MotionPreference.ReducedMotion
    _fonts.cache_clear()
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(_now))
    app.setStyleSheet(stylesheet.sheet(asdict(_now), px, still=calm))
    _hold_still(app, calm)
    _dresser.changed.emit()


def _hold_still(app: QApplication, still: bool) -> None:
    """No blinking, sliding or fading; or all of it again as the machine has it."""
    global _own_blink
    hints = app.styleHints()
    if not _own_effects:
        _own_blink = hints.cursorFlashTime()
        _own_effects.update({effect: app.isEffectEnabled(effect) for effect in Qt.UIEffect})
    hints.setCursorFlashTime(0 if still else _own_blink)
    for effect, on in _own_effects.items():
        app.setEffectEnabled(effect, on and not still)


class _Dresser(QObject):
    changed = Signal()


_dresser = _Dresser()


def dress(put_on: Callable[[], None]) -> None:
    """Run a widget's own method now and after each change of theme or size, while it lives.

    Only a widget's own method is let go with the widget; a function would outlive what it dresses.
    """
    if not isinstance(getattr(put_on, "__self__", None), QObject):
        raise TypeError(f"{put_on} is not a widget's own method")
    _dresser.changed.connect(put_on)
    put_on()


def follow_system(app: QApplication) -> None:
    """Dress again, as last asked, whenever the machine turns light or dark, or asks for more or less."""

    def again(_wish: object) -> None:
        apply(app, _choice, _scale, strong=_strong, still=_still)

    hints = app.styleHints()
    for wish in (
        hints.colorSchemeChanged,
        hints.accessibility().contrastPreferenceChanged,
        hints.accessibility().motionPreferenceChanged,
    ):
        wish.connect(again)


def roles() -> Roles:
    return _now


def text_scale() -> float:
    """How large text is asked to be: 1.0 for the platform's own size."""
    return _scale


def colour(role: str) -> QColor:
    """The colour of a role by its name, for painting."""
    return QColor(getattr(_now, role))


def is_dark() -> bool:
    return contrast(_now.paper, "#FFFFFF") > 4.5


def _palette(roles: Roles) -> QPalette:
    made = QPalette()
    pairs = {
        QPalette.ColorRole.Window: roles.paper,
        QPalette.ColorRole.Base: roles.paper,
        QPalette.ColorRole.AlternateBase: roles.raised,
        QPalette.ColorRole.Button: roles.paper,
        QPalette.ColorRole.Text: roles.ink,
        QPalette.ColorRole.WindowText: roles.ink,
        QPalette.ColorRole.ButtonText: roles.ink,
        QPalette.ColorRole.BrightText: roles.ink,
        QPalette.ColorRole.PlaceholderText: roles.quiet,
        QPalette.ColorRole.Highlight: roles.accent,
        QPalette.ColorRole.HighlightedText: roles.on_accent,
        QPalette.ColorRole.Link: roles.accent,
        QPalette.ColorRole.LinkVisited: roles.accent,
        QPalette.ColorRole.Accent: roles.accent,
        QPalette.ColorRole.ToolTipBase: roles.raised,
        QPalette.ColorRole.ToolTipText: roles.ink,
        QPalette.ColorRole.Light: roles.raised,
        QPalette.ColorRole.Midlight: roles.raised,
        QPalette.ColorRole.Mid: roles.line,
        QPalette.ColorRole.Dark: roles.soft_edge,
        QPalette.ColorRole.Shadow: roles.field_edge,
    }
    for role, value in pairs.items():
        made.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(roles.quiet))
    return made


# --- type and measure -----------------------------------------------------------------------------

_NOT_WORTH_THE_NAME = {"", "sans serif", "sans", "dejavu sans", "fixed", "monospace", "helvetica"}
_SHAPES: dict[Type, tuple[float, int]] = {
    "title": (1.5, 600),
    "owner": (1.5, 400),
    "section": (1.2, 600),
    "name": (1.0, 600),
    "text": (1.0, 400),
    "figure": (1.0, 400),
    "second": (0.92, 400),
    "head": (0.92, 500),
    "large figure": (1.5, 600),
}


class FontMissing(RuntimeError):
    """A face that ships with the program could not be loaded."""


@cache
def load_inter() -> str:
    """The family name of the Inter that ships with the program, loaded once."""
    family = ""
    for weight in ("Regular", "Medium", "SemiBold"):
        number = QFontDatabase.addApplicationFont(str(resources.path(f"fonts/Inter-{weight}.otf")))
        if number == -1:
            raise FontMissing(f"Inter {weight} could not be loaded")
        family = family or QFontDatabase.applicationFontFamilies(number)[0]
    return family


def _choose_font(app: QApplication, text_scale: float) -> None:
    global _own_size
    chosen = app.font()
    bare = QGuiApplication.platformName() in ("offscreen", "minimal")
    if not _own_size:
        _own_size = 13.0 if bare else max(float(QFontInfo(chosen).pixelSize()), 11.0)
    if bare or chosen.family().lower() in _NOT_WORTH_THE_NAME:
        chosen = QFont(load_inter())
    chosen.setPixelSize(max(1, round(_own_size * text_scale)))
    app.setFont(chosen)


def base() -> float:
    """The size of running text in pixels: the platform font's own, times the chosen scale."""
    return max(1.0, round((_own_size or 13.0) * _scale))


def px(measure: float) -> int:
    """A measure drawn for 13-pixel text, at the size text has now; a hairline stays a hairline."""
    return max(1, round(measure * base() / 13.0)) if measure > 0 else 0


def font(shape: Type = "text", weight: int | None = None) -> QFont:
    """The font of a role; figures stand in columns everywhere but in large figures and running heads."""
    return QFont(_fonts(shape, weight))


@cache
def _fonts(shape: Type, weight: int | None) -> QFont:
    size, usual = _SHAPES[shape]
    made = QFont(QApplication.font())
    made.setPixelSize(max(1, round(base() * size)))
    made.setWeight(QFont.Weight(weight or usual))
    if shape not in ("title", "owner", "section", "large figure"):
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def digits_share_a_width(face: QFont) -> bool:
    """Whether a column of money in this face lines up."""
    metrics = QFontMetricsF(face)
    return len({round(metrics.horizontalAdvance(digit), 2) for digit in "0123456789"}) == 1
