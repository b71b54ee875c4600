"""What the GP sees at the advisor's desk: the statements of one letter to answer, and nothing else.

It writes through whoever made it. Handing back asks for the advisor's unlock; that is the window's to do.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from welfare_desk.casework.correspondence.letter_at_desk import AtDesk
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui import theme
from welfare_desk.ui.kit.panes import Hairline, Page
from welfare_desk.ui.kit.words import Button, Prose, Words
from welfare_desk.ui.letters.answers import AtDeskForm
from welfare_desk.ui.lock.guest import Guest

_HOW = (
    "Agree: the record bears it out and it is within your own knowledge. "
    "Amend: write the words you would stand behind; we print those and no others. "
    "Cannot confirm: we take it out of the checked part, and you need give no reason."
)


class AtDeskView(Guest):
    """One letter's statements for the GP.

    Signals:
        answered: payload AtDeskForm, when the GP has finished; whoever made this view writes it down.
        unfinished: payload dict, what was chosen when the screen was handed back without finishing.
    """

    answered = Signal(object)
    unfinished = Signal(object)

    def __init__(self, view: AtDesk, advisor: str) -> None:
        super().__init__()
        self.view = view
        self._over = False
        born = f", born {days.full(view.born)}" if view.born else ""
        self.title = Words("Please check these statements", "title")
        matter = f", for {view.matter}" if view.matter else ""
        self.whom = Words(f"{view.client}{born}{matter}", "text", "quiet", wraps=True)
        self.back = Button("Hand back", self.left.emit, "secondary")
        self.finish = Button("I have finished", self._finish, "primary", "check")
        texts = QVBoxLayout()
        texts.addStretch(1)
        texts.addWidget(self.title)
        texts.addWidget(self.whom)
        texts.addStretch(1)
        self._top = QHBoxLayout()
        self._top.addLayout(texts, 1)
        for button in (self.back, self.finish):
            self._top.addWidget(button)
        self.form = AtDeskForm(view)
        self.page = Page("Statements to check", margin=24, space=16)
        self.page.add(Prose(_HOW, "text", "quiet"))
        if view.answered:
            one = view.answered == 1
            done = "1 statement has its answer" if one else f"{view.answered} statements have their answers"
            self.page.add(Words(f"{done} already, and {'is' if one else 'are'} left out.", role="quiet"))
        self.page.add(self.form)
        self.thanks = Page("Thank you", margin=24, space=16)
        self.thanks.add(Words("Thank you.", "section"))
        handed = f"Your answers are saved. Please hand the screen back to {advisor}."
        self.thanks.add(Prose(handed))
        self.thanks.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._top)
        self._column.addWidget(Hairline())
        for page in (self.page, self.thanks):
            self._column.addWidget(page, 1)
        self.setFocusProxy(self.form.fields[next(iter(self.form.fields))])
        theme.dress(self._dress)

    def _finish(self) -> None:
        left = [number for number, row in self.form.rows if not self.form.fields[f"answers.{row.id}"].value()]
        if left:
            row = dict(self.form.rows)[left[0]]
            self.form.show_problems([Problem(f"answers.{row.id}", "This one has no answer yet.")])
            return
        self.finish.setEnabled(False)
        self.answered.emit(self.form)

    def refused(self, problems: list[Problem]) -> None:
        """What was entered will not do; the reasons stand beside the fields."""
        self.finish.setEnabled(True)
        self.form.show_problems(problems)

    def show_thanks(self) -> None:
        """It is written down: the statements go from the screen at once."""
        self._over = True
        self.page.hide()
        self.finish.hide()
        self.whom.hide()
        self.title.say("Your answers are saved")
        self.thanks.show()
        self.back.setFocus()

    def put_away(self) -> None:
        """The lock or the advisor covers it: what was chosen so far goes to the advisor's own form."""
        if not self._over and self.form.touched():
            self.unfinished.emit(self.form.values())

    def _dress(self) -> None:
        margin = theme.px(24)
        self._top.setContentsMargins(margin, theme.px(10), margin, theme.px(10))
        self._top.setSpacing(theme.px(8))
        self.form.setMaximumWidth(theme.px(820))  # lines one can follow on a wide screen

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("paper"))
