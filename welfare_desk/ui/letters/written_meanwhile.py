"""A written letter that somebody else writes at as well: what is theirs is shown, what is typed is kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer

from welfare_desk.casework.correspondence.written_page import WrittenPage
from welfare_desk.ui.kit.both import Both
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.letters.gone import Gone
from welfare_desk.ui.letters.written_forms import AnswersForm, ToForm
from welfare_desk.ui.room import Room
from welfare_desk.ui.shared.stale import look_again, show_both

_NOTHING = {"tick": False, "date": None, "money": None}  # words: none


class WrittenMeanwhile(Gone):
    """The part of its page that meets another's words."""

    room: Room
    showing: str
    form: Form | None
    answers: AnswersForm | None
    _page: WrittenPage | None
    _said: dict[str, Any]  # what was saved last of what is asked, or read
    _pause: QTimer

    def _read(self) -> None:
        raise NotImplementedError

    def _show_form(self, showing: str, form: Form) -> None:
        raise NotImplementedError

    def catch_up(self, page: WrittenPage) -> None:
        """What others wrote is shown where nothing is typed that was not saved."""
        form = self.answers
        if form is None or form.values() != self._said or form.answers() == page.answers:
            return
        form.show_answers(
            {key: page.answers.get(key, _NOTHING.get(ask.type, "")) for key, ask in form.asks.items()}
        )
        self._said = form.values()

    def is_to_be_chosen(self) -> bool:
        """Whether both versions stand over the answers."""
        return self.answers is not None and isinstance(self.answers.top(), Both)

    def meet(self) -> None:
        """Somebody else was faster: what stands now is in the form, with both versions above it."""
        if self.showing == "to" and isinstance(self.form, ToForm):
            show_both(self.room, self, self.form, self.form.began, self._read, self._to_again)
        elif self.showing == "answers" and self.answers is not None:
            self._pause.stop()
            show_both(self.room, self, self.answers, self._said, self._read)
        else:
            look_again(self.room, self, self._read)

    def _to_again(self) -> Form | None:
        if self._page is not None and self._page.row.state != "issued":
            self._show_form("to", ToForm(self._page))
        return self.form
