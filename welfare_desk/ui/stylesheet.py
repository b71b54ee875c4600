"""The little that ``QPalette`` cannot say: buttons, fields, tabs and the scroll bar.

Rows, chips, ticks and everything drawn by the kit paint themselves from the roles instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

_SHEET = Template(
    """
QToolTip { color: $ink; background: $raised; border: 1px solid $soft_edge; padding: ${p4}px ${p8}px; }

QPushButton {
  color: $ink; background: $paper; border: 1px solid $soft_edge; border-radius: ${p6}px;
  min-height: ${p30}px; padding: 0 ${p13}px; font-weight: 500;
}
QPushButton:hover { background: $raised; border-color: $field_edge; }
QPushButton:pressed { background: $tint; }
QPushButton:focus { border: 2px solid $accent; min-height: ${p28}px; padding: 0 ${p12}px; }
QPushButton:disabled { color: $quiet; background: $sunk; border-color: $sunk; }
QPushButton[kind="primary"] { color: $on_accent; background: $accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent; border-color: $ink; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled { color: $quiet; background: $sunk; border-color: $sunk; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; padding: 0 ${p3}px; }
QPushButton[kind="link"]:hover { background: $tint; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 0 ${p2}px; }

QLineEdit, QPlainTextEdit, QComboBox {
  color: $ink; background: $paper; border: 1px solid $field_edge; border-radius: ${p6}px;
  selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $quiet;
}
QLineEdit { lineedit-password-character: 8226; min-height: ${p30}px; padding: 0 ${p10}px; }
QPlainTextEdit { padding: ${p6}px ${p7}px; }
QComboBox { min-height: ${p30}px; padding: 0 ${p30}px 0 ${p11}px; }
QComboBox::drop-down { border: none; width: 0; }
QComboBox QAbstractItemView {
  background: $paper; border: 1px solid $soft_edge; outline: none; padding: ${p4}px;
}
QComboBox QAbstractItemView::item { min-height: ${p28}px; padding-left: ${p6}px; color: $ink; }
QComboBox QAbstractItemView::item:selected { background: $tint; color: $ink; }
QLineEdit:focus { border: 2px solid $accent; min-height: ${p28}px; padding: 0 ${p9}px; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: ${p5}px ${p6}px; }
QComboBox:focus { border: 2px solid $accent; min-height: ${p28}px; padding: 0 ${p29}px 0 ${p10}px; }
QLineEdit[wrong="true"], QLineEdit[wrong="true"]:focus,
QComboBox[wrong="true"], QComboBox[wrong="true"]:focus,
QPlainTextEdit[wrong="true"], QPlainTextEdit[wrong="true"]:focus { border: 2px solid $overdue; }
QLineEdit[wrong="true"] { min-height: ${p28}px; padding: 0 ${p9}px; }
QComboBox[wrong="true"] { min-height: ${p28}px; padding: 0 ${p29}px 0 ${p10}px; }
QPlainTextEdit[wrong="true"] { padding: ${p5}px ${p6}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $quiet; background: $sunk; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: none; background: transparent; padding: 0; }

QScrollArea[ground="raised"] { background: $raised; }
QScrollBar { background: transparent; border: none; margin: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { width: ${p8}px; }
QScrollBar:horizontal { height: ${p8}px; }
QScrollBar::handle { background: $soft_edge; border-radius: ${p3}px; margin: ${p2}px; }
QScrollBar::handle:hover { background: $field_edge; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabBar::scroller { width: ${p40}px; }
QMenu { background: $paper; color: $ink; border: 1px solid $soft_edge; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p16}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $tint; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px; }
"""
)


_STILL = "* { widget-animation-duration: 0; }"


def sheet(colours: Mapping[str, str], px: Callable[[float], int], *, still: bool = False) -> str:
    """The sheet for these roles; ``px`` turns a measure drawn for 13-pixel text into one for now.

    ``still``: scroll bars and buttons change without fading.
    """
    return (_STILL if still else "") + _SHEET.substitute(
        colours, **{f"p{n}": str(px(n)) for n in range(1, 41)}
    )
