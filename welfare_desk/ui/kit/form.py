"""A form: fields in columns, each reachable by its letter, problems shown beside the field they belong to.

A form gathers and shows; it never judges what was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from welfare_desk.errors import Problem
from welfare_desk.ui import theme
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.fields import Field, ReadField
from welfare_desk.ui.kit.words import Prose, Words

if TYPE_CHECKING:
    from welfare_desk.rules.field_rules import FieldRule

F = TypeVar("F", bound=Field)


class Form(QWidget):
    """Fields in ``columns``, filled row by row.

    Signals:
        edited: payload str, the name of the field the person changed.
        topped: what stands before the fields is another thing now.
    """

    edited = Signal(object)
    topped = Signal()

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.fields: dict[str, Field] = {}
        self.written_in = False  # whether the person has written anything in it, read or not
        self.is_met = False  # what another made of it is just being read
        self.others = Banner("overdue")  # problems of no field in particular
        self.others.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._placed: list[tuple[QWidget, int]] = []  # each widget and how many columns it would like
        self._shown_columns = columns
        self._left_out: frozenset[QWidget] = frozenset()
        self._last: QWidget | None = None
        self._top: QWidget | None = None
        self._place(self.others, columns)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.dress(self._dress)

    def section(self, words: str) -> None:
        """A heading across the form."""
        self._place(Words(words, "section"), self.columns)

    def prose(self, words: str) -> None:
        """A sentence or two across the form, such as what the next fields are about."""
        self._place(Prose(words), self.columns)

    def add_row(
        self,
        words: str,
        field: F,
        *,
        name: str = "",
        span: int = 1,
        needed: bool = False,
        rule: FieldRule | None = None,
    ) -> F:
        """Add a field under its label and give it back.

        ``&`` marks the letter Alt brings here; ``name`` is what problems call it (its words otherwise);
        ``span`` is how many columns it takes; ``needed`` says that nothing is saved without it; ``rule`` is
        the one its value depends on.
        """
        field.call(words, name)
        if needed:
            field.need()
        if rule is not None:
            field.rule(rule)
        self._place(field, min(span, self.columns))
        self.fields[field.name] = field
        for part in field.focusable():
            if self._last is not None:
                QWidget.setTabOrder(self._last, part)
            self._last = part
        field.edited.connect(lambda name=field.name: self._touch(name))
        return field

    def _touch(self, name: str) -> None:
        self.written_in = True
        self.edited.emit(name)

    def put_on_top(self, widget: QWidget | None) -> None:
        """Something to be read before the fields, in place of what stood there; None takes it away."""
        if self._top is not None:
            self._placed = [pair for pair in self._placed if pair[0] is not self._top]
            self._grid.removeWidget(self._top)
            self._top.hide()
            self._top.deleteLater()
        self._top = widget
        if widget is not None:
            self._placed.insert(0, (widget, self.columns))
        self._arrange()
        self.topped.emit()

    def top(self) -> QWidget | None:
        """What stands before the fields."""
        return self._top

    def ask_only(self, *left_out: str) -> None:
        """Ask everything but these fields, which have no bearing as things stand; the others close up."""
        gone = frozenset(self.fields[name] for name in left_out)
        if gone != self._left_out:
            for field in self._left_out ^ gone:
                field.setVisible(field not in gone)
            self._left_out = gone
            self._arrange()

    def show_problems(self, problems: Iterable[Problem]) -> int:
        """Each problem beside its field, the rest on top; the cursor goes to the first. Returns how many."""
        shown = list(problems)
        for field in self.fields.values():
            field.problem()
        homeless = [p for p in shown if p.field not in self.fields]
        for problem in reversed(shown):  # the first one said about a field is the one left standing
            if problem.field in self.fields:
                self.fields[problem.field].problem(str(problem))
        self.others.setVisible(bool(homeless))
        if homeless:
            self.others.say(
                " ".join(p.sentence for p in homeless), " ".join(p.hint for p in homeless).strip()
            )
        first = next((f for name, f in self.fields.items() if any(p.field == name for p in shown)), None)
        if first is not None:
            first.setFocus()
        return len(shown)

    def unread(self) -> list[Problem]:
        """What was typed but is no date or no money, before anything is asked of the rules."""
        found = (field.read() for field in self.fields.values() if isinstance(field, ReadField))
        return [problem for problem in found if problem is not None]

    def values(self) -> dict[str, Any]:
        """Every field's value by name: compare two of these to know whether something is unsaved."""
        return {name: field.value() for name, field in self.fields.items()}

    def half_read(self) -> dict[str, str]:
        """What was typed and is no date, sum or number (yet): no draft may lose it."""
        read = {name: field for name, field in self.fields.items() if isinstance(field, ReadField)}
        return {name: field.unread for name, field in read.items() if field.unread}

    def show_half_read(self, typed: dict[str, str]) -> None:
        for name, words in typed.items():
            field = self.fields.get(name)
            if isinstance(field, ReadField):
                field.line.setText(words)

    def show_values(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].set_value(value)

    def focus_first(self) -> None:
        """Put the cursor where typing starts."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus()

    def _place(self, widget: QWidget, span: int) -> None:
        self._placed.append((widget, span))
        self._arrange()

    def _arrange(self) -> None:
        """Fill the grid row by row, in one column where there is no room for more."""
        columns = self._shown_columns
        for widget, _ in self._placed:
            self._grid.removeWidget(widget)
        for number in range(self.columns):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        row, column = 0, 0
        for widget, wanted in self._placed:
            if widget in self._left_out:
                continue
            span = min(wanted, columns)
            if column + span > columns:
                row, column = row + 1, 0
            self._grid.addWidget(widget, row, column, 1, span)
            column += span

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self.columns
        while wanted > 1 and self.width() < self._column() * wanted:
            wanted = wanted // 2 if self._column() <= theme.px(170) else wanted - 1
        if wanted != self._shown_columns:
            self._shown_columns = wanted
            self._arrange()

    def _column(self) -> int:
        """How wide a column must be: no label of one column is cut."""
        labels = (field.label for field, span in self._placed if isinstance(field, Field) and span == 1)
        widest = max((label.sizeHint().width() for label in labels), default=0) + theme.px(12)
        return min(max(theme.px(170), widest), theme.px(300))

    def _dress(self) -> None:
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(16))
        self._fit()
