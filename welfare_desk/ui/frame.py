"""The parts of the frame round every screen: the rail, the title line, the status line.

They show what they are told; the window tells them.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.act_row import ActRow
from welfare_desk.ui.kit.announcing import announce
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.words import Button, Elided, Mark, Prose, Words
from welfare_desk.ui.screen import Act, Heading, Place
from welfare_desk.ui.spoken import tr

RAIL: tuple[tuple[str, str, str], ...] = (
    ("today", "Today", "calendar"),
    ("clients", "Clients", "user"),
    ("cases", "Cases", "folder"),
    ("dates", "Dates", "clock"),
    ("letters", "Letters", "mail"),
    ("gains", "Gains", "chart-no-axes-column"),
    ("debts", "Debts", "credit-card"),
    ("practice", "Practice", "hospital"),
    ("settings", "Settings", "sliders-horizontal"),
)


class RailItem(QAbstractButton):
    """One place of the rail: icon, words, and how many things wait there."""

    def __init__(self, place: str, words: str, icon: str) -> None:
        super().__init__()
        self.place, self.icon_name, self.count, self.narrow = place, icon, 0, False
        self.setText(tr(words))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        self.count = count
        self.setAccessibleName(f"{self.text()}, {count} waiting" if count else self.text())
        self.setToolTip(self.accessibleName() if self.narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(32 if self.narrow else 152), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, box = self.isChecked(), QRectF(self.rect())
        painter.setPen(QPen(theme.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("tint") if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            box.adjusted(1, 1, -1, -1) if self.hasFocus() else box, theme.px(6), theme.px(6)
        )
        side = theme.px(17)
        left = (box.width() - side) / 2 if self.narrow else theme.px(10)
        mark = QRectF(left, box.center().y() - side / 2, side, side)
        icons.paint(painter, self.icon_name, mark, "accent" if on else "quiet")
        if self.narrow:
            return
        words = box.adjusted(theme.px(38), 0, -theme.px(10), 0)
        paint_words(painter, self.text(), words, "name" if on else "text", "accent" if on else "ink")
        if self.count:
            paint_words(painter, str(self.count), words, "head", "quiet", Qt.AlignmentFlag.AlignRight)


class FindButton(QAbstractButton):
    """Looks like the line it opens, and says its key."""

    def __init__(self) -> None:
        super().__init__()
        self.narrow = False
        self.setText(tr("Find"))
        self.setAccessibleName("Find a client, case, command or setting (Ctrl+K)")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(32 if self.narrow else 152), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if focused else "field_edge"), 2 if focused else 1))
        painter.setBrush(theme.colour("paper"))
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        side = theme.px(16)
        left = box.center().x() - side / 2 if self.narrow else theme.px(9)
        icons.paint(painter, "search", QRectF(left, box.center().y() - side / 2, side, side), "quiet")
        if not self.narrow:
            words = box.adjusted(theme.px(33), 0, -theme.px(10), 0)
            paint_words(painter, self.text(), words, "text", "quiet")
            paint_words(painter, "Ctrl+K", words, "second", "quiet", Qt.AlignmentFlag.AlignRight)


class Rail(QWidget):
    """The places at the left; only their icons where the window is narrow.

    Signals:
        chosen: payload str, the screen of the place.
        find_asked: the palette is wanted.
    """

    chosen = Signal(object)
    find_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.items = {place: RailItem(place, words, icon) for place, words, icon in RAIL}
        self.find_button = FindButton()
        self.find_button.clicked.connect(self.find_asked)
        self.person, self.practice = Elided("", "name"), Prose("", "second", "quiet")
        self._line = Hairline("line")
        self._box = QVBoxLayout(self)
        self._gaps = (QSpacerItem(0, 0), QSpacerItem(0, 0))
        self._box.addWidget(self.find_button)
        self._box.addItem(self._gaps[0])
        for item in self.items.values():
            item.clicked.connect(lambda _on=False, place=item.place: self.chosen.emit(place))
            self._box.addWidget(item)
        self._box.addStretch(1)
        self._box.addWidget(self._line)
        self._box.addItem(self._gaps[1])
        for widget in (self.person, self.practice):
            self._box.addWidget(widget)
        self.narrow = False
        theme.dress(self._dress)

    def light(self, place: str) -> None:
        """Show which place the screen in front belongs to."""
        for name, item in self.items.items():
            item.setChecked(name == place)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        for place, item in self.items.items():
            item.show_count(counts.get(place, 0))

    def show_person(self, advisor: str, practice: str) -> None:
        self.person.say(advisor)
        self.practice.say(practice)

    def set_narrow(self, narrow: bool) -> None:
        if narrow != self.narrow:
            self.narrow = narrow
            self._dress()

    def _dress(self) -> None:
        self.setFixedWidth(theme.px(56 if self.narrow else 176) + 1)
        inside = theme.px(12)
        self._box.setContentsMargins(inside, theme.px(16), inside + 1, theme.px(11))
        self._box.setSpacing(theme.px(2))
        self.find_button.narrow = self.narrow
        self.find_button.updateGeometry()
        for item in self.items.values():
            item.narrow = self.narrow
            item.updateGeometry()
        for item in self.items.values():
            item.show_count(item.count)
        for widget in (self._line, self.person, self.practice):
            widget.setVisible(not self.narrow)
        self._gaps[0].changeSize(0, theme.px(14))
        self._gaps[1].changeSize(0, theme.px(8))
        self._box.invalidate()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("raised"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("line"))


class TitleLine(QWidget):
    """Where one is, at the left; what may be done, at the right, or below where it would cut the title short.

    Signals:
        owner_pressed: payload Place, the owner before the chevron was pressed.
    """

    owner_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._top_row = QWidget()
        self._top = QHBoxLayout(self._top_row)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._top_row)
        self.owner = _Owner()
        self.chevron = Mark("chevron-right", 16)
        self.title, self.note, self.second = (
            Elided("", "title"),
            Elided("", "text", "quiet"),
            Elided("", "text", "quiet"),
        )
        self._texts = QHBoxLayout()
        for widget in (self.owner, self.chevron, self.title):
            self._texts.addWidget(widget)
        # The note has what is left over: where room is short it gives way before the title does.
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._texts.addWidget(self.note, 1)
        self._texts.addStretch(0)
        left = QVBoxLayout()
        left.addStretch(1)
        left.addLayout(self._texts)
        left.addWidget(self.second)
        left.addStretch(1)
        left.setSpacing(theme.px(2))
        self._top.addLayout(left, 1)
        self._acts_row = ActRow()
        self._acts = self._acts_row.line
        self._top.addWidget(self._acts_row)
        self._band: QWidget | None = None
        self._heading = Heading("")
        self.owner.clicked.connect(self._owner_pressed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.dress(self._dress)

    @property
    def buttons(self) -> list[Button]:
        """Every button of the line, those under *More* too; the primary one last."""
        return self._acts_row.buttons

    def show_heading(self, heading: Heading) -> None:
        """Show this; buttons are made anew only when they differ."""
        before, self._heading = self._heading, heading
        self.owner.setVisible(bool(heading.owner))
        self.chevron.setVisible(bool(heading.owner))
        self.owner.setText(heading.owner)
        self.owner.setAccessibleName(f"Go to {heading.owner}" if heading.owner else "")
        self.owner.setEnabled(heading.owner_place is not None)
        self.title.say(heading.words)
        self.note.say(heading.note)
        self.note.setVisible(bool(heading.note))
        self.second.say(heading.second)
        self.second.setVisible(bool(heading.second))
        acts = (*heading.acts, *((heading.primary,) if heading.primary else ()))
        shown = (*before.acts, *((before.primary,) if before.primary else ()))
        if acts != shown:
            self._show_acts(heading.acts, heading.primary)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """New words and buttons know how much room they take only once they are laid out."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Buttons go below the title as soon as they would leave it less than it needs."""
        words = [part for part in (self.owner, self.chevron, self.title) if not part.isHidden()]
        needed = sum(part.sizeHint().width() + self._texts.spacing() for part in words)
        margin = theme.px(24)
        whole, line = self._acts_row.whole_width(), self.width() - 2 * margin
        below = bool(self.buttons) and needed > line - self._top.spacing() - whole
        self._acts_row.fit(line if below else whole)
        self._acts.setContentsMargins(*((margin, 0, margin, theme.px(10)) if below else (0, 0, 0, 0)))
        self._acts.setAlignment(Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignRight)
        if below and self._outer.indexOf(self._acts_row) < 0:
            self._top.removeWidget(self._acts_row)
            self._outer.insertWidget(1, self._acts_row)
        elif not below and self._top.indexOf(self._acts_row) < 0:
            self._outer.removeWidget(self._acts_row)
            self._top.addWidget(self._acts_row)
        self._acts_row.setVisible(bool(self.buttons))  # last: what changes places is hidden by it

    def show_band(self, band: QWidget | None) -> None:
        """Put the screen's own strip under the title, or take the last one away."""
        if band is self._band:
            return
        if self._band is not None:
            self._outer.removeWidget(self._band)
            self._band.hide()
            self._band.setParent(None)
        self._band = band
        if band is not None:
            self._outer.addWidget(band)
            band.show()

    def _show_acts(self, acts: tuple[Act, ...], primary: Act | None) -> None:
        made = []
        for act in (*acts, *((primary,) if primary else ())):
            button = Button(act.words, act.do, "primary" if act is primary else "secondary", act.icon)
            button.setEnabled(not act.closed_because)
            button.setToolTip(act.closed_because)
            button.setAccessibleDescription(act.closed_because)
            made.append(button)
        self._acts_row.show_buttons(made)

    def _owner_pressed(self) -> None:
        if self._heading.owner_place is not None:
            self.owner_pressed.emit(Place(*self._heading.owner_place))

    def _dress(self) -> None:
        margin = theme.px(24)
        self._top.setContentsMargins(margin, 0, margin, 1)
        self._top.setSpacing(theme.px(8))
        self._texts.setSpacing(theme.px(11))
        # Smaller words share the baseline of the title.
        self.note.setContentsMargins(0, theme.px(5), 0, 0)
        height = theme.px(66 if self._heading.second else 56) + 1
        self._top_row.setFixedHeight(height)
        self._acts.setSpacing(theme.px(8))
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))


class _Owner(QAbstractButton):
    """Whose page this is, in the title's size and quiet; pressing it goes there."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(theme.font("owner")).horizontalAdvance(self.text())
        return QSize(round(width + 1), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = "accent" if self.hasFocus() or (self.underMouse() and self.isEnabled()) else "quiet"
        paint_words(painter, self.text(), QRectF(self.rect()), "owner", role)


class StatusLine(QWidget):
    """Saved, what else there is to say; the desk, and how long until the lock."""

    def __init__(self) -> None:
        super().__init__()
        self.tick = Mark("check", 14, "done")
        self.saved, self.word = Words("", "second", "quiet"), Elided("", "second", "quiet")
        self.desk, self.lock = Words("", "second", "quiet"), Words("", "second", "quiet")
        self.padlock = Mark("lock", 14)
        self._to_itself = False
        self._line = QHBoxLayout(self)
        for widget in (self.tick, self.saved, self.word, self.desk, self.padlock, self.lock):
            self._line.addWidget(widget, 1 if widget is self.word else 0)
        self.show_saved("")
        self.show_lock(None)
        theme.dress(self._dress)

    def keep_to_itself(self, on: bool) -> None:
        """While the private view is on nothing is said here: a word for what was done may name somebody."""
        self.show_saved("")
        self.show_word("")
        self._to_itself = on

    def show_saved(self, words: str) -> None:
        """``All saved 10:12``, or nothing while there is nothing to say."""
        words = "" if self._to_itself else words
        self.saved.say(words)
        self.tick.setVisible(bool(words))
        announce(self.saved, words)

    def show_word(self, words: str) -> None:
        """What else there is to say, such as what was just taken back; whole in its tool tip."""
        words = "" if self._to_itself else words
        self.word.say(words)
        announce(self.word, words)

    def show_desk(self, words: str, pretends: str = "") -> None:
        """The desk's name; a practice desk also says which day it pretends."""
        self.desk.say(f"{words} · pretending it is {pretends}" if pretends else words)

    def show_lock(self, seconds: int | None) -> None:
        """``Locks in 2:40``."""
        self.padlock.setVisible(seconds is not None)
        if seconds is not None:
            self.lock.say(f"Locks in {seconds // 60}:{seconds % 60:02}")
        self.lock.setVisible(seconds is not None)

    def _dress(self) -> None:
        self.setFixedHeight(theme.px(28))
        self._line.setContentsMargins(theme.px(24), 1, theme.px(24), 0)
        self._line.setSpacing(theme.px(6))
        self.word.setContentsMargins(theme.px(10), 0, 0, 0)
        self.padlock.setContentsMargins(theme.px(12), 0, 0, 0)
        self.desk.setContentsMargins(0, 0, theme.px(12), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.colour("line"))
