"""The line above a list of figures: a choice, and the span of days they are of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from welfare_desk.casework.figures import report_page
from welfare_desk.rules.caseload import Period
from welfare_desk.ui import theme
from welfare_desk.ui.kit.fields import ChoiceField, Field

_THIS_YEAR, THIS_QUARTER = 0, 2


class SpanLine(QWidget):
    """Some fields and, last, the period. ``changed`` is called when any of them is."""

    def __init__(self, today: date, fields: list[Field], changed: Callable[[], object], at: int = 0) -> None:
        super().__init__()
        self._choices = report_page.periods(today)
        self.span = ChoiceField([(n, one.words) for n, one in enumerate(self._choices)], unset="")
        self.span.call("&When")
        self.span.set_value(at)
        self._line = QHBoxLayout(self)
        for field in (*fields, self.span):
            self._line.addWidget(field, 1)
            field.edited.connect(changed)
        theme.dress(self._dress)

    def period(self) -> Period:
        return self._choices[self.span.value() or 0].period

    def _dress(self) -> None:
        margin = theme.px(24)
        self._line.setContentsMargins(margin, theme.px(8), margin, theme.px(8))
        self._line.setSpacing(theme.px(16))
