"""Fields: a label above, the thing one types in, and one line below for help or for what is wrong.

They hold and show values; whether a value is right is said by ``rules`` and shown with ``problem``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from welfare_desk.errors import Problem
from welfare_desk.later import Later
from welfare_desk.rules import days, money
from welfare_desk.ui import theme
from welfare_desk.ui.kit.field_parts import SIGN, Combo, FieldLabel, show_tip, tip_of
from welfare_desk.ui.kit.ticks import Tick
from welfare_desk.ui.kit.words import Mark, Words
from welfare_desk.ui.spoken import tr

if TYPE_CHECKING:
    from welfare_desk.rules import as_typed
    from welfare_desk.rules.field_rules import FieldRule
else:
    as_typed = Later("welfare_desk.rules.as_typed")  # a passphrase is never read as a day

T = TypeVar("T")
Parse = Callable[[str], T | Problem | None]
"""Text as typed to a value, ``None`` where it says nothing, or the problem with it."""

NOT_RECORDED = "Not recorded"


def _without_letter(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


class Field(QWidget):
    """One labelled field.

    Signals:
        edited: after the person (not the program) changed the value.
    """

    edited = Signal()

    def __init__(self, editor: QWidget | None, help: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self.help = help
        self.editor = editor
        self.label = FieldLabel(self)
        self.below = Words(help, "second", "quiet", wraps=True)
        self.alarm = Mark("triangle-alert", 14, "overdue")
        self.alarm.hide()
        self.scales = Mark("scale", SIGN)
        self.scales.hide()
        if not help:  # never shown by hand before it has a parent: that would open a window
            self.below.hide()
        self.ruled_by: FieldRule | None = None
        self._filling = False
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.alarm, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.scales, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.below, 1)
        self._foot = foot
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.label)
        if editor is not None:
            self._box.addWidget(editor)
            self.label.setBuddy(editor)
            self.setFocusProxy(editor)
            editor.installEventFilter(self)
        self._box.addLayout(foot)
        self._box.addStretch(0)
        theme.dress(self._dress)

    def call(self, words: str, name: str = "") -> None:
        """Name the field as the label says: ``&`` marks the letter that Alt brings here."""
        spoken = tr(words)
        self.label.setText(spoken)
        plain = _without_letter(spoken)
        self.name = name or self.name or _without_letter(words).lower().replace(" ", "_")
        for part in self.focusable():
            if part is self.editor or not part.accessibleName():
                part.setAccessibleName(plain)
        self._describe(self.help)

    def _describe(self, words: str) -> None:
        """What a screen reader says after the name: whether it is needed, its help or what is wrong."""
        needed = [tr(self.label.NEEDED).capitalize()] if self.label.needed else []
        for place, part in enumerate(self.focusable()):
            said = [*(needed if place == 0 else ()), *([tr(words)] if words else ())]
            said += [self.ruled_by.said] if self.ruled_by is not None and place == 0 else []
            part.setAccessibleDescription(". ".join([*(one.rstrip(".") for one in said[:-1]), *said[-1:]]))

    def need(self) -> None:
        """Say that nothing can be saved without this."""
        self.label.needed = True
        self.label.updateGeometry()
        self._describe(self.help)

    def rule(self, rule: FieldRule) -> None:
        """The rule its value depends on: scales beside the label, the words in the tool tip, read aloud."""
        self.ruled_by = rule
        self.label.ruled = True
        self.label.updateGeometry()
        self.label.update()
        self.setToolTip(tip_of(rule))
        if self.label.isHidden():  # of a box that stands alone
            self.scales.show()
        self._describe(self.help)

    def show_rule(self) -> None:
        """The tool tip by key, under the field, for as long as one stays in it."""
        show_tip(self)

    def focusable(self) -> list[QWidget]:
        return [self.editor] if self.editor is not None else []

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without calling it an edit."""
        self._filling = True
        try:
            self._fill(value)
        finally:
            self._filling = False

    def _fill(self, value: Any) -> None:
        raise NotImplementedError

    def problem(self, words: str = "") -> None:
        """Say beside the field what is wrong; nothing takes it away again."""
        self.below.say(words or self.help, "overdue" if words else "quiet")
        self.below.setVisible(bool(words or self.help))
        self.alarm.setVisible(bool(words))
        self._mark_wrong(bool(words))
        self._describe(words or self.help)

    def assist(self, words: str) -> None:
        """The quiet line below, such as an age worked out from a birthday; a problem goes before it."""
        self.help = words
        if not self.alarm.isVisibleTo(self):
            self.problem()

    def _mark_wrong(self, wrong: bool) -> None:
        if self.editor is not None and bool(self.editor.property("wrong")) != wrong:
            self.editor.setProperty("wrong", wrong)
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)

    def _changed(self, *_: object) -> None:
        if not self._filling:
            self.edited.emit()

    def _dress(self) -> None:
        self.label.updateGeometry()
        self._box.setSpacing(theme.px(4))
        self._foot.setSpacing(theme.px(6))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the page and never changes a value."""
        if event.type() == QEvent.Type.Wheel and watched is self.editor and not self._may_scroll():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _may_scroll(self) -> bool:
        return False


class TextField(Field):
    """A line of text; empty is ``""``."""

    def __init__(self, placeholder: str = "", help: str = "", *, secret: bool = False) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr(placeholder))
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(self.line, help)
        self.line.textEdited.connect(self._changed)

    def suggest(self, words: Sequence[str]) -> None:
        """Offer these as one types any letters of them; anything else may still be written."""
        offered = QCompleter(list(words), self.line)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        if popup := offered.popup():
            popup.setAccessibleName("Suggestions")
        offered.activated.connect(self._changed)
        self.line.setCompleter(offered)

    def value(self) -> str:
        return self.line.text().strip()

    def _fill(self, value: str | None) -> None:
        self.line.setText(value or "")


class ReadField(Field, Generic[T]):
    """A line read as a value when left: shown written out when understood, with a problem when not."""

    def __init__(self, parse: Parse[T], write: Callable[[T], str], placeholder: str, help: str = "") -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr(placeholder))
        self._parse, self._write = parse, write
        self._value: T | None = None
        super().__init__(self.line, help)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._left)

    def value(self) -> T | None:
        """The value, or ``None`` where nothing (or nothing readable) is written."""
        return self._value

    @property
    def unread(self) -> str:
        """What was typed but not understood, so that no draft loses it."""
        return self.line.text() if self._value is None else ""

    def _fill(self, value: T | None) -> None:
        self._value = value
        self.line.setText("" if value is None else self._write(value))
        self.problem()

    def read(self) -> Problem | None:
        """Read what is typed; the problem, tied to this field, if it cannot be read."""
        typed = self.line.text().strip()
        self._value = None
        if not typed:
            return None
        read = self._parse(typed)
        if isinstance(read, Problem):
            return Problem(self.name, read.sentence, read.hint)
        self._value = read
        return None

    def _typed(self) -> None:
        self.read()
        self.problem()
        self._changed()

    def _left(self) -> None:
        wrong = self.read()
        if wrong is None:  # what the rules said of it stands until it is typed anew
            self.line.setText("" if self._value is None else self._write(self._value))
        else:
            self.problem(str(wrong))


class DateField(ReadField[date]):
    """A day as people type it, day first; may be empty. A ``birth`` date is never after today."""

    def __init__(
        self,
        today: Callable[[], date],
        placeholder: str = NOT_RECORDED,
        help: str = "",
        *,
        birth: bool = False,
    ) -> None:
        read = as_typed.read_birth_date if birth else as_typed.read_date
        write = days.short if birth else days.full
        super().__init__(lambda typed: read(typed, today=today()), write, placeholder, help)


class MoneyField(ReadField[Decimal]):
    """Pounds and pence, exact; may be empty. How often it is paid is asked in a field of its own."""

    def __init__(
        self, placeholder: str = NOT_RECORDED, help: str = "", *, may_be_less_than_nothing: bool = False
    ) -> None:
        self._below_nought = may_be_less_than_nothing
        super().__init__(self._amount, money.shown, placeholder, help)

    def _amount(self, typed: str) -> Decimal | Problem | None:
        read = as_typed.read_money(typed)
        if not isinstance(read, as_typed.Sum):
            return read
        if read.per is not None:
            return Problem(self.name, "Write the amount alone.", "How often it is paid has its own place.")
        if read.amount < 0 and not self._below_nought:
            return Problem(self.name, "This amount cannot be less than nothing.")
        return read.amount


class ChoiceField(Field):
    """One of a list. ``choices`` are (value, words); ``unset`` is the line for none of them."""

    def __init__(
        self, choices: Sequence[tuple[Any, str]] = (), *, unset: str = NOT_RECORDED, help: str = ""
    ) -> None:
        self.box = Combo()
        self._unset = unset
        super().__init__(self.box, help)
        self.offer(choices)
        self.box.currentIndexChanged.connect(self._changed)

    def offer(self, choices: Sequence[tuple[Any, str]], *, unset: str | None = None) -> None:
        """The list to choose from, and what its line for none of them says; the value stays if it can."""
        kept = self.value() if self.box.count() else None
        self._unset = self._unset if unset is None else unset
        self._filling = True
        self.box.clear()
        self._values: list[Any] = (
            [None, *(value for value, _ in choices)] if self._unset else [value for value, _ in choices]
        )
        words = [words for _, words in choices]
        self.box.addItems([tr(self._unset), *words] if self._unset else words)
        self._filling = False
        self.set_value(kept)

    def value(self) -> Any:
        place = self.box.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def _fill(self, value: Any) -> None:
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class TickField(Field):
    """One thing that is so or not; the words stand beside the box."""

    def __init__(self, words: str, help: str = "") -> None:
        self.tick = Tick(words)
        super().__init__(self.tick, help)
        self.label.hide()
        self.tick.toggled.connect(self._changed)

    def call(self, words: str, name: str = "") -> None:
        super().call(words or self.tick.text(), name)
        self.label.setVisible(bool(words))
        self.tick.setAccessibleName(self.tick.text().replace("&", ""))

    def value(self) -> bool:
        return self.tick.isChecked()

    def _fill(self, value: bool | None) -> None:
        self.tick.setChecked(bool(value))


class TicksField(Field):
    """Several boxes under one label; the value is the set of those ticked, in order.

    They stand in a line, or with ``columns`` in that many, filled downwards; in fewer where it is narrow.
    """

    exclusive = False

    def __init__(self, choices: Sequence[tuple[Any, str]], help: str = "", *, columns: int = 0) -> None:
        holder = QWidget()
        super().__init__(None, help)
        self.columns = columns or max(1, len(choices))
        self.ticks = [(value, Tick(words, one_of=self.exclusive)) for value, words in choices]
        self._grid, self._across = QGridLayout(holder), 0
        self._grid.setContentsMargins(0, 0, 0, 0)
        holder.setMinimumWidth(1)  # narrower than the ticks in a line: they go into fewer columns then
        for _, tick in self.ticks:
            tick.toggled.connect(self._changed)
        self._box.insertWidget(1, holder)
        self._arrange(self.columns)
        theme.dress(self._fit)
        if self.ticks:
            self.setFocusProxy(self.ticks[0][1])
            self.label.setBuddy(self.ticks[0][1])

    def call(self, words: str, name: str = "") -> None:
        super().call(words, name)
        for _, tick in self.ticks:
            tick.setAccessibleName(f"{self.label.text().replace('&', '')}: {tick.text()}")

    def _arrange(self, across: int) -> None:
        self._across = across
        deep = -(-len(self.ticks) // across)
        for place, (_, tick) in enumerate(self.ticks):
            self._grid.addWidget(tick, place % deep, place // deep)
        for column in range(self.columns + 1):
            self._grid.setColumnStretch(column, int(column == across))

    def _fit(self) -> None:
        """As many columns as there is room for."""
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(2))
        widths = [tick.sizeHint().width() for _, tick in self.ticks]
        across = self.columns
        while across > 1 and self._taken(widths, across) > self.width():
            across -= 1
        if across != self._across:
            self._arrange(across)

    def _taken(self, widths: Sequence[int], across: int) -> int:
        deep = -(-len(widths) // across)
        columns = [max(widths[start : start + deep]) for start in range(0, len(widths), deep)]
        return sum(columns) + theme.px(16) * (len(columns) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusable(self) -> list[QWidget]:
        return [tick for _, tick in self.ticks]

    def value(self) -> Any:
        return tuple(value for value, tick in self.ticks if tick.isChecked())

    def _fill(self, value: Any) -> None:
        for own, tick in self.ticks:
            tick.setChecked(own in (value or ()))


class OneOfField(TicksField):
    """A few choices, all in sight; the value is the one chosen, or ``None``."""

    exclusive = True

    def value(self) -> Any:
        return next((value for value, tick in self.ticks if tick.isChecked()), None)

    def _fill(self, value: Any) -> None:
        for own, tick in self.ticks:
            tick.setAutoExclusive(False)  # otherwise the last tick cannot be taken away
            tick.setChecked(own == value and value is not None)
            tick.setAutoExclusive(True)


class LongTextField(Field):
    """Several lines that save themselves.

    Signals:
        settled: payload str, when typing has paused or the field is left, if the text is new.
    """

    settled = Signal(object)

    def __init__(
        self,
        placeholder: str = "",
        help: str = "",
        *,
        lines: int = 3,
        pause_ms: int = 800,
        grows: bool = False,
    ) -> None:
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(tr(placeholder))
        self.text.setTabChangesFocus(True)
        self.lines, self.grows = lines, grows
        super().__init__(self.text, help)
        self._saved = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self.settle)
        self.text.textChanged.connect(self._typed)
        theme.dress(self._fit)

    def value(self) -> str:
        return self.text.toPlainText().strip()

    def _fill(self, value: str | None) -> None:
        self._saved = (value or "").strip()
        self.text.setPlainText(value or "")

    def settle(self) -> None:
        """Save now what has not been saved: called on leaving, and by the screen before it goes."""
        self._pause.stop()
        if self.value() != self._saved:
            self._saved = self.value()
            self.settled.emit(self._saved)

    def _typed(self) -> None:
        if not self._filling:
            self._pause.start()
            self._changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and event.type() == QEvent.Type.FocusOut:
            self.settle()
        return super().eventFilter(watched, event)

    def _may_scroll(self) -> bool:
        return True

    def _fit(self) -> None:
        line = self.text.fontMetrics().lineSpacing()
        height = round(line * self.lines + theme.px(20))
        self.text.setMinimumHeight(height)
        self.text.setMaximumHeight(16777215 if self.grows else height)  # Qt's own "no limit"
