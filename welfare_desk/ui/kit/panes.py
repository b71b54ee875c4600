"""The pane of details beside a list, headings above lists, and the two halves of a screen.

A pane is filled from top to bottom with small pieces and cleared as a whole; it scrolls when it must.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from welfare_desk.ui import theme
from welfare_desk.ui.kit.chips import Chip, ChipLabel
from welfare_desk.ui.kit.empty import OrEmpty
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.words import Button, ButtonKind, Elided, Mark, Prose, Words

_BELOW = 200  # what the details have of a page that is as tall as what it shows


class Hairline(QWidget):
    """One pixel of line, across or down."""

    def __init__(self, role: str = "line", *, down: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = role
        if down:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour(self.role))


class SectionHead(QWidget):
    """A section's heading over its list: the words, something quiet after them, things at the right."""

    def __init__(
        self, words: str, note: str = "", *, margin: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words, self.note = Words(words, "section"), Elided(note, "text", "quiet")
        self._line = QHBoxLayout(self)
        self._line.setSpacing(theme.px(12))
        self._line.addWidget(self.words)
        self._line.addWidget(self.note, 1)
        self.margin = margin
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.dress(self._dress)

    def add(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, words: str, note: str = "") -> None:
        self.words.say(words)
        self.note.say(note)

    def _dress(self) -> None:
        self.setFixedHeight(theme.px(48))
        margin = theme.px(self.margin)
        # The smaller words sit on the same baseline as the heading.
        self._line.setContentsMargins(margin, 0, margin, 0)
        self.note.setContentsMargins(0, theme.px(2), 0, 0)


class Details(QScrollArea):
    """What is known of the chosen row: proof, rule, history, next step.

    Signals:
        turned: payload bool, whether there is something in it now.
    """

    turned = Signal(bool)

    def __init__(self, name: str = "Details", width: int = 328, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own_width = width
        self.setProperty("ground", "raised")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = _Ground()
        self._column = QVBoxLayout(self._body)
        self.setWidget(self._body)
        self._foot: InALine | None = None
        self._column.addStretch(1)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._dress())
        theme.dress(self._dress)

    # Filling it -----------------------------------------------------------------------------------

    def clear(self) -> None:
        """Empty the pane, for the next row."""
        _empty(self._column)
        self._foot = None
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)
        self.turned.emit(False)

    def is_empty(self) -> bool:
        return self._column.count() == 1  # what keeps everything else at the top

    def add(self, widget: QWidget, space: int = 0) -> QWidget:
        """Put any widget next, ``space`` below what is above it."""
        self.turned.emit(True)
        place = self._column.count() - (2 if self._foot is not None else 1)
        if space:
            self._column.insertSpacing(place, theme.px(space))
            place += 1
        self._column.insertWidget(place, widget)
        return widget

    def heading(self, words: str, second: str = "", chip: Chip | None = None, right: str = "") -> None:
        """What the pane is about; its chip says how it stands."""
        holder, line = _line()
        line.addWidget(Words(words, "section", wraps=True), 1)
        if right:
            line.addWidget(Words(right, "text", "quiet"))
        self.add(holder)
        if second:
            self.add(Words(second, "second", "quiet", wraps=True), 1)
        if chip is not None:
            self.add(ChipLabel(chip), 8)

    def section(self, words: str, do_words: str = "", do: Callable[[], object] | None = None) -> None:
        """A heading inside the pane, below a line; a small act may stand at its right."""
        self.add(Hairline("raised_line"), 16)
        holder, line = _line()
        line.addWidget(Words(words, "name"), 1)
        if do_words:
            line.addWidget(Button(do_words, do, "link", "plus"))
        self.add(holder, 12)

    def said(self, words: str, role: str = "ink", space: int = 4) -> None:
        """A sentence or two."""
        self.add(Prose(words, "text", role), space)

    def facts(self, pairs: Iterable[tuple[str, str]], space: int = 12) -> None:
        """Short labels and what they are; a gap reads *Not recorded*."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(5))
        grid.setColumnMinimumWidth(0, theme.px(88))
        grid.setColumnStretch(1, 1)
        for number, (label, value) in enumerate(pairs):
            grid.addWidget(Words(label, "second", "quiet"), number, 0, Qt.AlignmentFlag.AlignTop)
            shown = Words(value or "Not recorded", "text", "ink" if value else "quiet", wraps=True)
            grid.addWidget(shown, number, 1)
        self.add(holder, space)

    def sum(
        self,
        lines: Iterable[tuple[str, str]],
        *,
        totals: Iterable[int] = (),
        rules: Iterable[int] = (),
        space: int = 12,
    ) -> None:
        """A proof as a sum: words left, money right.

        The lines numbered in ``rules`` have a rule above them; those in ``totals`` one too, and weight.
        """
        strong, ruled = set(totals), {*totals, *rules}
        for number, (words, money) in enumerate(lines):
            if number in ruled:
                self.add(Hairline("soft_edge"), 6)
            holder, line = _line()
            bold = number in strong
            line.addWidget(Words(words, "name" if bold else "text", "ink" if bold else "quiet"), 1)
            line.addWidget(Words(money, "name" if bold else "figure"))
            self.add(holder, space if not number else 5 if number in ruled else 12)

    def item(
        self, words: str, right: str = "", mark: str = "", *, tone: str = "quiet", second: str = ""
    ) -> None:
        """One line with an icon before it and something at its right."""
        holder, line = _line()
        if mark:
            line.addWidget(Mark(mark, 16, tone), 0, Qt.AlignmentFlag.AlignTop)
        pair = QVBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(Words(words, "text", "ink", wraps=True))
        if second:
            pair.addWidget(Words(second, "second", "quiet", wraps=True))
        line.addLayout(pair, 1)
        if right:
            line.addWidget(Words(right, "second", "quiet"), 0, Qt.AlignmentFlag.AlignTop)
        self.add(holder, 10)

    def act(
        self,
        words: str,
        do: Callable[[], object],
        kind: ButtonKind = "secondary",
        icon: str = "",
        space: int = 16,
    ) -> Button:
        """A button on a line of its own, ``space`` below what is above it."""
        button = Button(words, do, kind, icon)
        holder, line = _line()
        line.addWidget(button)
        line.addStretch(1)
        self.add(holder, space)
        return button

    def links(self, *acts: tuple[str, Callable[[], object]], space: int = 12) -> None:
        """Small acts close under each other."""
        for words, do in acts:
            self.act(words, do, "link", space=space)
            space = 2

    def at_foot(self, words: str, do: Callable[[], object], icon: str = "") -> Button:
        """A button that stays at the bottom of the pane."""
        if self._foot is None:
            self._foot = InALine(above=16)
            self._column.addWidget(self._foot)
            self.turned.emit(True)
        button = Button(words, do, "secondary", icon)
        self._foot.add(button)
        return button

    def _dress(self) -> None:
        inside = theme.px(20)
        # The scroll bar takes its width from the margin, so that nothing wraps anew when it appears.
        taken = theme.px(8) if self.verticalScrollBar().maximum() else 0
        self._column.setContentsMargins(inside, theme.px(15), inside - taken, inside)
        self._column.setSpacing(0)


class _Ground(QWidget):
    """Raised ground, painted: a style sheet on the application overrules a widget's own palette here."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("raised"))


class Beside(QWidget):
    """A list or page with its details at the right; under each other where the window is narrow.

    Where there is nothing to say beside an empty list, the empty state has the whole width.

    Signals:
        turned: payload bool, whether they stand under each other now.
    """

    turned = Signal(bool)

    def __init__(self, main: QWidget, details: Details, list_or_empty: OrEmpty | None = None) -> None:
        """``list_or_empty``: the list in ``main``, for which the details make way while it is empty."""
        super().__init__()
        self.main, self.details, self.narrow = main, details, False
        self._full = True
        self._line = Hairline()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        for widget, stretch in ((main, 1), (self._line, 0), (details, 0)):
            self._box.addWidget(widget, stretch)
        if list_or_empty is not None:
            list_or_empty.shown.connect(self._list_shown)
            details.turned.connect(self._show_details)
        theme.dress(self.fit)

    def _list_shown(self, full: bool) -> None:
        self._full = full
        self._show_details(full or not self.details.is_empty())
        self.fit()

    def _show_details(self, filled: bool) -> None:
        """An empty list has no row to tell of; a form may stand beside it all the same."""
        shown = filled or self._full
        if shown is self.details.isHidden():
            self.details.setVisible(shown)
            self._line.setVisible(shown)
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Anew for this width, and for how tall the page is at least."""
        whole = 16777215  # Qt's own "no limit"
        width = min(theme.px(self.details.own_width), max(theme.px(280), round(self.width() * 0.34)))
        narrow = self.width() < width + theme.px(380) and not self.details.isHidden()
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self._line.setFixedSize(whole if narrow else 1, 1 if narrow else whole)
        self.details.setMinimumWidth(0 if narrow else width)
        self.details.setMaximumWidth(whole if narrow else width)
        own = self.main.minimumHeight()  # of a page that has no scroll bar of its own there
        self.setMinimumHeight(max(theme.px(340), own + theme.px(_BELOW) if own else 0) if narrow else 0)
        share = self.height() - own if own else round(self.height() * 0.42)
        short = narrow and not self._full  # the words in an empty list's place take no more than they need
        self.details.setMaximumHeight(share if narrow and not short else whole)
        self._box.setStretchFactor(self.main, 0 if short else 1)
        self._box.setStretchFactor(self.details, 1 if short else 0)
        if narrow != self.narrow:
            self.narrow = narrow
            self.turned.emit(narrow)


class Page(QScrollArea):
    """A column of widgets that scrolls when the window is low or the text is large."""

    def __init__(self, name: str, *widgets: QWidget, margin: int = 0, space: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.margin, self.space = margin, space
        body = QWidget()
        self._box = QVBoxLayout(body)
        for widget in widgets:
            self._box.addWidget(widget)
        self._box.addStretch(1)
        self.setWidget(body)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._dress())
        theme.dress(self._dress)

    def add(self, widget: QWidget) -> QWidget:
        """Put another widget at the end."""
        self._box.insertWidget(self._box.count() - 1, widget)
        return widget

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep what has the cursor in sight."""
        moved = super().focusNextPrevChild(next)
        if moved and (there := self.focusWidget()) is not None:
            self.ensureWidgetVisible(there, 0, theme.px(24))
        return moved

    def _dress(self) -> None:
        across, down = theme.px(self.margin), theme.px(min(self.margin, 16))
        taken = theme.px(8) if self.verticalScrollBar().maximum() and across else 0
        self._box.setContentsMargins(across, down, across - taken, down)
        self._box.setSpacing(theme.px(self.space))


class Halves(QWidget):
    """Two halves beside each other with a line between; under each other where the window is narrow."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = Hairline(down=True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((left, 1), (self._line, 0), (right, 1)):
            top = Qt.AlignmentFlag.AlignTop if stretch else Qt.AlignmentFlag(0)
            self._box.addWidget(widget, stretch, top)
        theme.dress(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(720)
        self._line.setVisible(not narrow)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if narrow else across)
        self._box.setSpacing(theme.px(24 if narrow else 32))


def column(*widgets: QWidget, stretch: QWidget | None = None, margin: int = 0) -> QWidget:
    """Widgets under each other, nothing between; ``stretch`` is the one that takes what is left."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    edge = theme.px(margin)
    box.setContentsMargins(edge, 0, edge, 0)
    box.setSpacing(0)
    for widget in widgets:
        box.addWidget(widget, 1 if widget is stretch else 0)
    if stretch is None:
        box.addStretch(1)
    return holder


def _line() -> tuple[QWidget, QHBoxLayout]:
    holder = QWidget()
    holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(8))
    return holder, line


def _empty(layout: QBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            _empty(inner)
